/* office: the country an article is about, what a known person was on its day, and who held an office that it names
 * without a person; see settler.h.
 *
 *   قال وزير الخارجية الروسي …    in an article of 2015: Lavrov, by his term of office
 *
 * Invariant: an article without a date names nobody by office alone. */
#include "entity/settler.h"

/* ---- country and sector ---- */

uint32_t *office_weight(settler *s, uint16_t country)
{
    uint32_t z = 0, room = sizeof s->weights / sizeof *s->weights;
    while (z < s->n_weights && s->weights[z].country != country) z++;
    if (z == room) z--; /* of so many countries the last one takes the rest */
    if (z == s->n_weights) s->weights[z].country = country, s->weights[z].weight = 0, s->n_weights++;
    return &s->weights[z].weight;
}

uint32_t office_seat_alike(const settler *s, uint32_t i, uint32_t last, uint32_t state)
{
    PHRASE_EACH(s->in->p, i, p)
    {
        const lex_name *n = &s->in->lex->names[p->name];
        if (p->last == last && n->kind == NAME_metonym && n->ref != state) return n->ref;
    }
    return 0;
}

/* قصف روسي: an attack is not told to be in, or on, the country whose adjective stands at i. */
static bool is_attacker(const settler *s, uint32_t i)
{
    const phrase *deed = i ? phrase_at(s->in->p, s->in->lex, i - 1, NAME_frame) : NULL;
    return deed && s->in->lex->frames[s->in->lex->names[deed->name].ref].type == TYPE_ASSAULT;
}

/* Counts the state, nation or place that a phrase at token i names; gives the phrase's last token, or i. */
static uint32_t tally_phrase(settler *s, uint32_t i)
{
    const entity_input *in = s->in;
    PHRASE_EACH(in->p, i, p)
    {
        const lex_name *name = &in->lex->names[p->name];
        if (name->kind != NAME_entity && name->kind != NAME_nisba && name->kind != NAME_people) continue;
        const lex_entity *e = &in->lex->entities[name->ref];
        if ((e->kind != ENTITY_state && e->kind != ENTITY_place) || e->country == 0) continue;
        if (p->last == i && in->w->chosen[i].lemma) continue; /* read as a word of the language */
        bool title = in->t->sentences.at[in->t->tokens.at[i].sentence].kind != SENTENCE_BODY;
        if (name->kind == NAME_nisba && is_attacker(s, i)) return p->last;
        if (name->kind == NAME_nisba || !office_seat_alike(s, i, p->last, e->country))
            *office_weight(s, e->country) += (e->kind == ENTITY_state ? 2u : 1u) + (title ? 2u : 0u);
        return p->last;
    }
    return i;
}

void office_home(settler *s)
{
    const entity_input *in = s->in;
    for (uint32_t i = 0; i < in->t->tokens.n; i++) i = tally_phrase(s, i);
    uint16_t best = 0;
    uint32_t most = 0, second = 0;
    for (uint32_t i = 0; i < s->n_weights; i++) {
        uint32_t weight = s->weights[i].weight;
        if (weight > most) {
            second = most;
            most = weight;
            best = s->weights[i].country;
        } else if (weight > second)
            second = weight;
    }
    if (most >= (uint32_t)SETTING(in->lex, home_weight) &&
        (uint64_t)most * 100 >= (uint64_t)second * (uint32_t)SETTING(in->lex, home_lead_percent)) {
        s->e->home = best;
        s->e->home_by = BY_ARTICLE;
    }
    /* a national outlet writes of its own country where the article names no other */
    for (uint32_t i = 0; s->e->home == 0 && in->outlet.n && i < in->lex->n_outlets; i++)
        if (str_eq(lexicon_text(in->lex, in->lex->outlets[i].name), in->outlet)) {
            s->e->home = (uint16_t)in->lex->outlets[i].country;
            s->e->home_by = BY_OUTLET;
        }
}

/* The tenure that says what a person was on the article's day; *former is set where all have ended. */
static const lex_tenure *tenure_on(const settler *s, uint32_t person, uint8_t office, bool *former)
{
    const lexicon *lex = s->in->lex;
    const lex_entity *p = &lex->entities[person];
    const lex_tenure *best = NULL, *last = NULL;
    *former = false;
    for (uint32_t i = 0; i < p->n_tenures; i++) {
        const lex_tenure *t = &lex->tenures[p->first_tenure + i];
        if (s->in->day == INT32_MIN) {
            if (office && t->office == office) best = t;
            last = t;
            continue;
        }
        if (t->from <= s->in->day && s->in->day <= t->to) {
            /* the office that the text names, else the highest: offices are numbered in that order */
            if (!best || t->office == office || (best->office != office && t->office < best->office)) best = t;
        }
        if (t->from <= s->in->day) last = t;
    }
    if (best) return best;
    if (s->in->day != INT32_MIN && last) *former = true;
    return last ? last : p->n_tenures ? &lex->tenures[p->first_tenure] : NULL;
}

void office_codes(const settler *s, actor *x)
{
    const lexicon *lex = s->in->lex;
    if (x->entity == 0) return;
    if (x->said_former) {
        x->country = lex->entities[x->entity].country;
        x->sector = SECTOR_ELI;
        return;
    }
    bool former;
    const lex_tenure *t = tenure_on(s, x->entity, x->office, &former);
    if (!t) return;
    uint8_t sector = lex->office_sectors[t->office];
    if (t->org && (t->office == OFFICE_group_leader || t->office == OFFICE_spokesperson || sector == 0 ||
                   t->office == OFFICE_commander || t->office == OFFICE_party_leader))
        sector = lex->entities[t->org].sector;
    else if (sector == 0 && t->office == OFFICE_spokesperson)
        sector = SECTOR_GOV;
    x->country = t->country ? t->country : lex->entities[x->entity].country;
    if (t->office == OFFICE_un_envoy) { /* tenures of UN envoys name the country that they are sent to */
        uint16_t un = lexicon_country(lex, STR("UNO"));
        x->country = un;
        x->sector = SECTOR_;
        return;
    }
    /* the office that the text gives him counts before one that the lexicon knows of him */
    if (x->said_sector && (former || (x->office && t->office != x->office))) {
        x->sector = x->said_sector;
        return;
    }
    bool governs = sector == SECTOR_GOV || sector == SECTOR_MIL || sector == SECTOR_LEG || sector == SECTOR_SPY;
    x->sector = former && governs ? SECTOR_ELI : sector;
}

/* ---- roles without a name ---- */

/* Does the person hold an office of this kind on the article's day? */
static bool holds(const settler *s, uint32_t person, uint8_t office)
{
    bool former;
    const lex_tenure *t = tenure_on(s, person, office, &former);
    return t && !former && t->office == office;
}

static bool same_office(const settler *s, const actor *x, const mention *m)
{
    if (m->role == 0) return false;
    if (x->entity && m->office != OFFICE_none && holds(s, x->entity, m->office)) return true;
    if (x->role_id == 0) return false;
    if (x->role_id == m->role) return true;
    if (m->office && x->office == m->office) return true;
    /* الوزير after وزير الخارجية: the first word of the longer role */
    str a = lexicon_text(s->in->lex, s->in->lex->roles[x->role_id - 1].name),
        b = lexicon_text(s->in->lex, s->in->lex->roles[m->role - 1].name);
    return str_eq(str_cut(&a, ' '), b);
}

static const lex_tenure *holder(const settler *s, const mention *m, uint16_t country)
{
    if (s->in->day == INT32_MIN || m->office == OFFICE_none || (m->flags & (MENTION_FORMER | MENTION_PLURAL)))
        return NULL;
    const lexicon *lex = s->in->lex;
    if (m->org) {
        uint16_t of = lex->entities[m->org].country;
        const lex_tenure *t = lexicon_holder(lex, (lex_office)m->office, of, m->org, s->in->day);
        if (t || (m->office != OFFICE_igo_head && m->office != OFFICE_group_leader && m->office != OFFICE_party_leader))
            return t;
        /* whoever heads a body, of whatever kind it is */
        static const lex_office heads[] = {OFFICE_igo_head,     OFFICE_group_leader,  OFFICE_party_leader,
                                           OFFICE_central_bank, OFFICE_head_of_state, OFFICE_intelligence_chief};
        for (size_t i = 0; !t && i < sizeof heads / sizeof *heads; i++)
            t = lexicon_holder(lex, heads[i], of, m->org, s->in->day);
        return t;
    }
    if (!country) return NULL;
    switch ((lex_office)m->office) {
    case OFFICE_head_of_state:
    case OFFICE_head_of_government:
    case OFFICE_foreign_minister:
    case OFFICE_defence_minister:
    case OFFICE_interior_minister:
    case OFFICE_finance_minister:
    case OFFICE_crown_prince:
    case OFFICE_supreme_leader:
    case OFFICE_army_chief:
    case OFFICE_central_bank:
    case OFFICE_speaker_of_parliament: return lexicon_holder(lex, (lex_office)m->office, country, 0, s->in->day);
    default: return NULL;
    }
}

static uint32_t actor_of_holder(settler *s, const mention *m, const lex_tenure *t, settled_by by)
{
    for (uint32_t i = 0; i < s->e->actors.n; i++)
        if (s->e->actors.at[i].entity == t->person) return i;
    mention named = *m;
    named.entity = t->person;
    uint32_t id = actor_new(s, &named);
    actor *x = &s->e->actors.at[id];
    x->name = lexicon_text(s->in->lex, s->in->lex->entities[t->person].name);
    x->named = true;
    x->feminine = s->in->lex->entities[t->person].feminine;
    x->by = (uint8_t)by;
    return id;
}

/* The nearest person named before (or, at the head of an article, after) with this role and country. */
static uint32_t named_with_role(settler *s, uint32_t index, const mention *m)
{
    entities *e = s->e;
    uint32_t best = NO_ACTOR, nearest = UINT32_MAX;
    for (uint32_t i = 0; i < e->mentions.n; i++) {
        const mention *o = &e->mentions.at[i];
        if (i == index || o->actor == NO_ACTOR) continue;
        const actor *x = &e->actors.at[o->actor];
        if (x->kind != ACTOR_PERSON || !x->named || !same_office(s, x, m)) continue;
        if (m->country && x->country && m->country != x->country) continue;
        if ((m->flags & MENTION_OWN_ROLE) && o->org != m->org) continue;
        bool former = x->sector == SECTOR_ELI;
        if (former != ((m->flags & MENTION_FORMER) != 0) && m->flags & MENTION_FORMER) continue;
        uint32_t distance = o->first < m->first ? m->first - o->first : (o->first - m->first) * 2 + 4;
        if (distance < nearest) nearest = distance, best = o->actor;
    }
    return best;
}

static uint32_t counterpart(settler *s, const mention *m)
{
    /* the role of the person named last before: the holder of the same office in the other country */
    if (!m->country) return NO_ACTOR;
    for (uint32_t back = m->first; back-- > 0;) {
        uint32_t id = s->e->at[back];
        if (id == NO_MENTION) continue;
        const mention *o = &s->e->mentions.at[id];
        if (o->actor == NO_ACTOR) continue;
        const actor *x = &s->e->actors.at[o->actor];
        if (x->kind != ACTOR_PERSON) continue;
        mention wanted = *m;
        wanted.office = x->office;
        if (x->office == OFFICE_none && x->entity) {
            bool former;
            const lex_tenure *t = tenure_on(s, x->entity, 0, &former);
            if (t && !former) wanted.office = t->office;
        }
        const lex_tenure *t = holder(s, &wanted, m->country);
        if (t) return actor_of_holder(s, m, t, BY_OFFICE);
        return NO_ACTOR;
    }
    return NO_ACTOR;
}

/* هذا الناطق, هذه الوزيرة: the person named last before who has that office, of the same gender and of no other country. */
static uint32_t pointed_at(const settler *s, const mention *m)
{
    if (m->first == 0 || m->office == OFFICE_none || s->in->w->chosen[m->first - 1].function != FN_dem) return NO_ACTOR;
    uint32_t reach = REACH(s->in->lex, reach_this), stop = m->first > reach ? m->first - reach : 0;
    for (uint32_t i = m->first; i-- > stop;) {
        uint32_t id = s->e->at[i];
        if (id == NO_MENTION || s->e->mentions.at[id].actor == NO_ACTOR) continue;
        const actor *x = &s->e->actors.at[s->e->mentions.at[id].actor];
        if (x->kind != ACTOR_PERSON || !x->named || x->office != m->office) continue;
        bool feminine = (m->flags & MENTION_FEMININE) != 0,
             same = !m->country || !x->country || m->country == x->country;
        return same && feminine == (x->feminine != 0) ? s->e->mentions.at[id].actor : NO_ACTOR;
    }
    return NO_ACTOR;
}

void office_settle(settler *s)
{
    entities *e = s->e;
    for (uint32_t i = 0; i < e->mentions.n; i++) {
        mention *m = &e->mentions.at[i];
        if (m->actor != NO_ACTOR || m->kind != ACTOR_PERSON || m->name_first != NO_TOKEN) continue;
        uint32_t id = NO_ACTOR;
        const lex_role *r = m->role ? &s->in->lex->roles[m->role - 1] : NULL;
        bool definite = !(m->flags & MENTION_INDEFINITE), single = !(m->flags & MENTION_PLURAL);
        bool own_office = r && r->office == OFFICE_none && (m->flags & MENTION_PRONOUN);
        if (definite && single && own_office && m->country) id = counterpart(s, m);
        if (id == NO_ACTOR && definite && single) id = pointed_at(s, m);
        bool own_role = (m->flags & MENTION_OWN_ROLE) != 0;
        if (id == NO_ACTOR && definite && single && (!own_role || m->org)) id = named_with_role(s, i, m);
        if (id == NO_ACTOR && definite && single && (!own_role || m->org)) {
            const lex_tenure *t = holder(s, m, m->country);
            settled_by by = BY_OFFICE;
            if (!t && !m->country && !m->org && e->home_by == BY_ARTICLE && !(m->flags & MENTION_PRONOUN) &&
                m->role_last > m->role_first) {
                t = holder(s, m, e->home);
                by = BY_ARTICLE;
            }
            if (t) id = actor_of_holder(s, m, t, by);
        }
        if (id == NO_ACTOR && (m->flags & MENTION_TITLE_ONLY)) continue;
        if (id == NO_ACTOR) {
            if (!single) m->kind = ACTOR_GROUP;
            id = actor_new(s, m);
        }
        actor_join(s, m, id);
    }
}
