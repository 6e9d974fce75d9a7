/* entity: settles to which actor each mention belongs; see entity.h.
 * Order: the country the article is about; named actors; names that were first met in full and are short later; then
 * roles without a name, by the article itself, and by who held the office on the article's day.
 *
 *   لحسن الداودي … وقال الداودي    the short name joins the person named in full
 *
 * Invariant: a mention that has an actor keeps it. */
#include "entity/entity.h"
#include "base/utf8.h"
#include "entity/finder.h"
#include "entity/mention.h"
#include "entity/settler.h"
#include "lexicon/letters.h"

enum { NAME_BYTES = 64 }; /* of the first word of a body's name */

/* ---- actors ---- */

uint32_t actor_new(settler *s, const mention *m)
{
    actor *x = vec_push(s->in->a, &s->e->actors);
    *x = (actor){.kind = m->kind,
                 .entity = m->entity,
                 .group = m->group,
                 .role_id = m->role,
                 .country = m->country,
                 .sector = m->sector,
                 .office = m->office,
                 .first_token = m->first,
                 .by = BY_TEXT};
    x->feminine = (m->flags & MENTION_FEMININE) != 0;
    x->plural = (m->flags & MENTION_PLURAL) != 0;
    if (m->name_first != NO_TOKEN) {
        x->name = entity_text(s->in, m->name_first, m->name_last);
        x->named = true;
    }
    if (m->entity) x->by = BY_LEXICON;
    return s->e->actors.n - 1;
}

void actor_join(settler *s, mention *m, uint32_t id)
{
    actor *x = &s->e->actors.at[id];
    m->actor = id;
    x->n_mentions++;
    if (m->first < x->first_token) x->first_token = m->first;
    /* التنظيم for داعش is no name of it */
    bool by_kind = x->named && x->entity && x->kind == ACTOR_ORG && m->entity == 0 && m->name_first != NO_TOKEN &&
                   (s->in->w->chosen[m->name_first].prefixes & M_ARTICLE);
    if (m->name_first != NO_TOKEN && !(m->flags & MENTION_METONYM) && !by_kind) {
        str name = entity_text(s->in, m->name_first, m->name_last);
        /* the fullest form; of equal ones the nominative (الحوثيون before الحوثيين), which sorts after */
        size_t now = utf8_length(name), before = utf8_length(x->name);
        if (!x->named || now > before || (now == before && x->kind == ACTOR_ORG && str_cmp(x->name, name) > 0) ||
            x->hidden)
            x->name = name;
        x->named = true;
        x->hidden = false;
    }
    if (m->role_first != NO_TOKEN) {
        str role = entity_text(s->in, m->role_first, m->role_last);
        if (role.n > x->role.n && !(m->flags & MENTION_PRONOUN && x->role.n)) {
            x->role = role;
            if (m->role) x->role_id = m->role;
            if (m->office) x->office = m->office;
        }
        if (m->flags & MENTION_FORMER) x->said_former = true;
        if (m->sector) x->said_sector = m->sector;
        if (x->entity == 0) {
            if (m->country) x->country = m->country;
            if (m->sector) x->sector = m->sector;
            if (m->flags & MENTION_FORMER) x->sector = SECTOR_ELI;
        }
        if (m->flags & MENTION_FEMININE) x->feminine = 1;
    }
    if (x->country == 0) x->country = m->country;
    if (x->sector == 0 && x->kind != ACTOR_COUNTRY) x->sector = m->sector;
}

static uint32_t actor_of_entity(settler *s, const mention *m)
{
    for (uint32_t i = 0; i < s->e->actors.n; i++)
        if (s->e->actors.at[i].entity == m->entity) return i;
    return actor_new(s, m);
}

static uint32_t actor_of_person_name(settler *s, const mention *m)
{
    const name_words *mine = spelling_of(s, m);
    for (uint32_t i = 0; i < s->e->mentions.n; i++) {
        const mention *o = &s->e->mentions.at[i];
        if (o->actor == NO_ACTOR || o->kind != ACTOR_PERSON || o->name_first == NO_TOKEN) continue;
        const name_words *theirs = spelling_of(s, o);
        if (spelling_agrees(mine, theirs) && (mine->count > 1 || theirs->count > 1 || spelling_same(mine, theirs)))
            return o->actor;
    }
    return actor_new(s, m);
}

/* A short known name (هاريس) belongs to the person whom the article names in full with it, whoever else has it. */
static uint32_t named_in_full(settler *s, const mention *m)
{
    const name_words *mine = spelling_of(s, m);
    for (uint32_t i = 0; i < s->e->mentions.n; i++) {
        const mention *o = &s->e->mentions.at[i];
        if (o->actor == NO_ACTOR || o->kind != ACTOR_PERSON || o->name_first == NO_TOKEN ||
            o->name_first == o->name_last)
            continue;
        const name_words *theirs = spelling_of(s, o);
        if (spelling_agrees(mine, theirs)) return o->actor;
    }
    return NO_ACTOR;
}

/* Does the lexicon's name of the entity begin with this word: تنظيم of داعش? */
static bool is_called(const settler *s, uint32_t entity, const name_words *own)
{
    if (!entity) return false;
    str name = lexicon_text(s->in->lex, s->in->lex->entities[entity].name), first = str_cut(&name, ' ');
    uint8_t letters[2 * NAME_BYTES + 4];
    if (name.n == 0 || first.n > NAME_BYTES) return false;
    size_t n = letters_from_utf8(first, letters);
    for (size_t i = 0; i < n; i++) letters[i] = letters_fold[letters[i]];
    return n == own->n[0] && memcmp(letters, own->at[0], n) == 0;
}

/* The body named before whose name begins with this one word: الحركة after حركة الشباب, التنظيم after داعش. */
static uint32_t body_before(const settler *s, const mention *m)
{
    const name_words *mine = spelling_of(s, m);
    if (!(s->in->w->chosen[m->name_first].prefixes & M_ARTICLE)) return NO_ACTOR;
    for (uint32_t i = (uint32_t)(m - s->e->mentions.at); i-- > 0;) {
        const mention *o = &s->e->mentions.at[i];
        if (o->actor == NO_ACTOR || o->kind != ACTOR_ORG || o->name_first == NO_TOKEN || o->first >= m->first) continue;
        if ((m->flags & MENTION_GENERIC) && s->e->home && o->country != s->e->home && is_of_state(o->sector)) continue;
        const name_words *theirs = spelling_of(s, o);
        if ((theirs->count > 1 && same_word_at(theirs, 0, mine, 0)) || is_called(s, o->entity, mine)) return o->actor;
    }
    return NO_ACTOR;
}

/* An organisation or group by its words: the same, or a short definite form of one that has an adjective more. */
static uint32_t actor_of_body(settler *s, const mention *m)
{
    const name_words *mine = spelling_of(s, m);
    /* التنظيم المتشدد: of an armed group an adjective names no other */
    bool short_form = mine->count == 1 || (mine->count == 2 && m->sector == SECTOR_REB && m->country == 0);
    uint32_t found = short_form && !(m->flags & MENTION_INDEFINITE) ? body_before(s, m) : NO_ACTOR;
    if (found != NO_ACTOR) return found;
    for (uint32_t i = 0; i < s->e->mentions.n; i++) {
        const mention *o = &s->e->mentions.at[i];
        if (o->actor == NO_ACTOR || o->kind == ACTOR_PERSON || o->kind == ACTOR_COUNTRY || o->name_first == NO_TOKEN ||
            o->entity)
            continue;
        const name_words *theirs = spelling_of(s, o);
        if (spelling_same(mine, theirs)) return o->actor;
        /* «المسلحون» after «مسلحون ملثمون»: the later, definite form is the shorter one */
        if ((m->flags & MENTION_INDEFINITE) || m->group == 0 || m->group != o->group || m->kind != o->kind) continue;
        bool country_fits = m->country == 0 || o->country == 0 || m->country == o->country;
        const name_words *shorter = mine->count < theirs->count ? mine : theirs,
                         *longer = mine->count < theirs->count ? theirs : mine;
        bool begins = shorter->count > 0 && shorter->count < longer->count;
        for (uint32_t k = 0; begins && k < shorter->count; k++) begins = same_word_at(shorter, k, longer, k);
        if (country_fits && begins) found = found == NO_ACTOR ? o->actor : found;
    }
    return found != NO_ACTOR ? found : actor_new(s, m);
}

/* ---- names ---- */

/* The country that the article speaks of most, of those where something of a mention's name is; 0: of none. */
static uint16_t heaviest_namesake(settler *s, const mention *m)
{
    const lexicon *lex = s->in->lex;
    uint16_t best = 0;
    uint32_t most = 0;
    PHRASE_EACH(s->in->p, m->name_first, p)
    {
        const lex_name *n = &lex->names[p->name];
        if (p->last != m->name_last || n->kind != NAME_entity ||
            lex->entities[n->ref].kind != lex->entities[m->entity].kind)
            continue;
        uint16_t country = lex->entities[n->ref].country;
        uint32_t weight = country ? *office_weight(s, country) : 0;
        if (weight > most) most = weight, best = country;
    }
    return best;
}

/* Of several things with one name (حزب العدالة والتنمية, طرابلس) the one in the article's own country. A person whose
 * role says another country than any of his offices is somebody else of that name. */
static void choose_namesake(settler *s, mention *m)
{
    const lexicon *lex = s->in->lex;
    if (m->entity == 0 || m->name_first == NO_TOKEN) return;
    const lex_entity *now = &lex->entities[m->entity];
    uint32_t seat = now->kind == ENTITY_state && !(m->flags & MENTION_METONYM)
                        ? office_seat_alike(s, m->name_first, m->name_last, m->entity)
                        : 0;
    if (seat) {
        /* عمان, the seat of Jordan, where the article speaks more of Jordan, or the vowels say so */
        uint8_t vowels = s->in->t->tokens.at[m->name_first].flags;
        bool more = *office_weight(s, (uint16_t)seat) > *office_weight(s, (uint16_t)m->entity);
        if ((more && !(vowels & TOKEN_DAMMA)) || (vowels & TOKEN_SHADDA)) {
            m->entity = seat;
            m->country = (uint16_t)seat;
            m->flags |= MENTION_METONYM | MENTION_PLACE;
            m->sector = SECTOR_GOV;
        }
    }
    if (now->kind == ENTITY_state || now->kind == ENTITY_code || now->kind == ENTITY_region) return;
    uint16_t wanted = m->kind == ACTOR_PERSON && m->role_first != NO_TOKEN && m->country ? m->country : s->e->home;
    if (wanted == 0) wanted = heaviest_namesake(s, m);
    if (wanted == 0 || now->country == wanted) return;
    PHRASE_EACH(s->in->p, m->name_first, p)
    {
        const lex_name *n = &lex->names[p->name];
        if (p->last != m->name_last || n->kind != NAME_entity || lex->entities[n->ref].kind != now->kind) continue;
        if (lex->entities[n->ref].country != wanted) continue;
        m->entity = n->ref;
        if (m->kind != ACTOR_PERSON) {
            m->country = lex->entities[n->ref].country;
            m->sector = lex->entities[n->ref].sector;
        }
        return;
    }
    if (m->kind != ACTOR_PERSON || m->role_first == NO_TOKEN || !m->country) return;
    bool served = now->country == m->country;
    for (uint32_t i = 0; i < now->n_tenures; i++) {
        const lex_tenure *t = &lex->tenures[now->first_tenure + i];
        served |= t->country == m->country || lex->entities[t->country].kind == ENTITY_code;
    }
    if (!served && m->name_first == m->name_last) m->entity = 0;
}

/* بلاده, بلادها */
static bool is_land(const settler *s, const mention *m)
{
    return m->kind == ACTOR_GROUP && m->group && m->group < ROLE_GROUP &&
           s->in->lex->groups[m->group - 1].kind == GROUP_LAND;
}

/* Is it a group that belongs to the country it is in where nothing else is said: residents, gunmen, the opposition? Soldiers and
 * refugees may be from elsewhere. */
static bool lives_where_it_is(const mention *m)
{
    if (m->kind != ACTOR_GROUP || m->entity || m->country) return false;
    return m->sector == SECTOR_CVL || m->sector == SECTOR_UAF || m->sector == SECTOR_REB || m->sector == SECTOR_OPP;
}

/* المسلحين في الغوطة الشرقية: the country of the known place that في right at i leads to; or 0. */
static uint16_t country_after(const settler *s, uint32_t i)
{
    const token *at = s->in->t->tokens.at; /* i stands behind a mention */
    if (i + 1 >= s->in->t->tokens.n || at[i].sentence != at[i - 1].sentence) return 0;
    const analysis *in = &s->in->w->chosen[i];
    uint32_t id = s->e->at[i + 1];
    if (in->pos != POS_ADP || in->pronoun || !lexicon_points(s->in->lex, in->lemma, 'i') || id == NO_MENTION) return 0;
    const mention *m = &s->e->mentions.at[id];
    bool place = m->first == i + 1 && ((m->flags & MENTION_PLACE) || m->kind == ACTOR_COUNTRY);
    return place && m->entity ? s->in->lex->entities[m->entity].country : 0;
}

static void settle_named(settler *s)
{
    entities *e = s->e;
    for (uint32_t i = 0; i < e->mentions.n; i++) {
        mention *m = &e->mentions.at[i];
        choose_namesake(s, m);
        if ((m->flags & MENTION_PLACE) && m->country == 0) m->country = e->home;
    }
    /* persons first by long names, so that a short name in the title finds the long one in the text */
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < e->mentions.n; i++) {
            mention *m = &e->mentions.at[i];
            if (m->actor != NO_ACTOR || m->kind != ACTOR_PERSON || m->name_first == NO_TOKEN || m->group) continue;
            if (pass == 0 && m->name_first == m->name_last) continue;
            uint32_t id = pass == 1 && m->entity && m->name_first == m->name_last ? named_in_full(s, m) : NO_ACTOR;
            if (id != NO_ACTOR) m->entity = 0;
            actor_join(s, m, id != NO_ACTOR ? id : m->entity ? actor_of_entity(s, m) : actor_of_person_name(s, m));
        }
    for (uint32_t i = 0; i < e->mentions.n; i++) {
        mention *m = &e->mentions.at[i];
        if (m->actor != NO_ACTOR || m->kind == ACTOR_PERSON || m->name_first == NO_TOKEN) continue;
        if ((m->flags & MENTION_PLACE) || is_land(s, m)) continue;
        if (lives_where_it_is(m)) m->country = country_after(s, m->last + 1);
        uint32_t id = m->entity ? actor_of_entity(s, m) : actor_of_body(s, m);
        actor_join(s, m, id);
    }
}

/* The names of two words or more that the article gives, once for each person. */
typedef struct full_name {
    name_words w;
    uint32_t actor;
} full_name;

static uint32_t full_names(settler *s, full_name *full)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->e->mentions.n; i++) {
        const mention *m = &s->e->mentions.at[i];
        if (m->kind != ACTOR_PERSON || m->name_first == NO_TOKEN || m->actor == NO_ACTOR ||
            m->name_first == m->name_last)
            continue;
        full[n] = (full_name){spelling_words(s, m->name_first, m->name_last), m->actor};
        bool known = full[n].w.count < 2;
        for (uint32_t z = 0; z < n && !known; z++)
            known = full[z].actor == m->actor && spelling_same(&full[z].w, &full[n].w);
        n += !known;
    }
    return n;
}

/* May the word at i, outside all mentions, be a name? */
static bool may_be_name(const settler *s, uint32_t i)
{
    const token *k = &s->in->t->tokens.at[i];
    const analysis *a = &s->in->w->chosen[i];
    if (s->e->at[i] != NO_MENTION || k->kind != TOKEN_WORD || k->n < 2) return false;
    /* رمضان is a month, الله alone no man's name */
    if (phrase_at(s->in->p, s->in->lex, i, NAME_time) || name_is_tail(s->in, i)) return false;
    /* a verb's form where a verb is not looked for (أن خان نظم) */
    word_class before = i ? (word_class)s->in->w->chosen[i - 1].class : W_START;
    bool out_of_place = a->class == W_VERB && !a->prefixes &&
                        (before == W_THAT || before == W_PREP || before == W_VERB || before == W_NOUN);
    return a->class == W_NAME || (a->class == W_ADJ && a->lemma == 0) || (a->class == W_NOUN && a->prefixes == 0) ||
           out_of_place;
}

/* How many words (heres[1]: one, heres[2]: two) are the end of this name, or its beginning; 0 where they are not. */
static uint32_t words_of_full(const name_words *heres, const name_words *w, bool unknown)
{
    for (uint32_t k = 2; k >= 1; k--) { /* two words (بن كيران) before one */
        const name_words *here = &heres[k];
        if (k >= w->count || here->count != k) continue;
        bool fits = true;
        for (uint32_t z = 0; z < k; z++) fits = fits && same_word_at(here, z, w, w->count - k + z);
        if (fits && (k == 2 || w->n[w->count - 1] >= 3)) return k;
        /* شي for شي جينبينغ: an unknown word that begins the name */
        if (k == 1 && unknown && same_word_at(here, 0, w, 0)) return 1;
    }
    return 0;
}

static void add_short_name(settler *s, uint32_t first, uint32_t last, uint32_t actor_id)
{
    entities *e = s->e;
    const analysis *a = &s->in->w->chosen[first];
    uint32_t id = e->mentions.n;
    mention m = mention_of(first, last);
    m.name_first = first, m.name_last = last;
    m.kind = ACTOR_PERSON;
    m.prep = a->prep;
    m.prefixes = a->prefixes;
    *vec_push(s->in->a, &e->mentions) = m;
    for (uint32_t i = first; i <= last; i++) e->at[i] = id;
    actor_join(s, &e->mentions.at[id], actor_id);
}

/* Words outside all mentions that are the family name of a person named in full: «الداودي» after «لحسن الداودي». */
static void find_short_names(settler *s)
{
    const text *t = s->in->t;
    full_name *full = arena_alloc(s->in->a, sizeof *full * (s->e->mentions.n + 1));
    uint32_t n = full_names(s, full);
    for (uint32_t i = 0; n && i < t->tokens.n; i++) {
        if (!may_be_name(s, i)) continue;
        name_words heres[3] = {0}; /* of one word, of two */
        for (uint32_t k = 1; k <= 2 && i + k <= t->tokens.n; k++) {
            if (s->e->at[i + k - 1] != NO_MENTION || t->tokens.at[i + k - 1].kind != TOKEN_WORD) break;
            heres[k] = spelling_words(s, i, i + k - 1);
        }
        uint32_t take = 0, f = 0;
        for (; f < n && !take; f++) take = words_of_full(heres, &full[f].w, s->in->w->chosen[i].lemma == 0);
        if (!take) continue;
        add_short_name(s, i, i + take - 1, full[f - 1].actor);
        i += take - 1;
    }
}

/* ---- groups, and what is left open ---- */

/* أنصاره, قواتها: of the country of the one whose they are, the actor named last before. */
static uint16_t owner_country(const settler *s, uint32_t token_index)
{
    uint32_t reach = REACH(s->in->lex, reach_owner);
    uint32_t stop = token_index > reach ? token_index - reach : 0;
    for (uint32_t i = token_index; i-- > stop;) {
        uint32_t id = s->e->at[i];
        if (id == NO_MENTION || s->e->mentions.at[id].actor == NO_ACTOR) continue;
        const actor *x = &s->e->actors.at[s->e->mentions.at[id].actor];
        if (x->country && x->named && x->kind != ACTOR_GROUP) return x->country;
    }
    return 0;
}

/* بلاده, بلادها: the state of the actor that was named last before. */
static void settle_land(settler *s, mention *m)
{
    m->flags |= MENTION_PLACE;
    m->country = owner_country(s, m->first);
    if (m->country && entity_act(s->e, s->in, (uint32_t)(m - s->e->mentions.at)) != NO_ACTOR)
        m->flags &= (uint16_t)~MENTION_PLACE; /* it acts as its government */
}

static void settle_groups(settler *s)
{
    for (uint32_t i = 0; i < s->e->mentions.n; i++) {
        mention *m = &s->e->mentions.at[i];
        if (m->actor == NO_ACTOR && is_land(s, m)) {
            settle_land(s, m);
            continue;
        }
        if (m->actor != NO_ACTOR || (m->flags & MENTION_PLACE) || m->name_first == NO_TOKEN) continue;
        actor_join(s, m, actor_of_body(s, m));
    }
}

/* In an article about an Arab state: a name of two words at least with بن or a family name that carries the article (محمد
 * الأحمد) and is no other nation's adjective (الكويتي). */
static bool is_of_home(const settler *s, const actor *x)
{
    if (!s->in->lex->entities[s->e->home].arab) return false;
    bool found = false;
    for (uint32_t i = x->first_token, n = 0; x->named && i < s->in->t->tokens.n && n < NAME_WORDS; i++, n++) {
        if (s->e->at[i] == NO_MENTION || s->e->at[i] != s->e->at[x->first_token]) break;
        const analysis *a = &s->in->w->chosen[i];
        const phrase *nation = phrase_at(s->in->p, s->in->lex, i, NAME_nisba);
        if (nation && s->in->lex->names[nation->name].ref != s->e->home) return false;
        found |= n && (name_is_son(s->in, i) || (a->prefixes & M_ARTICLE));
    }
    return found;
}

/* What the words left open: the country of a body or role that names none is the article's. */
static void settle_codes(settler *s)
{
    for (uint32_t i = 0; i < s->e->mentions.n; i++) {
        const mention *m = &s->e->mentions.at[i];
        if (!(m->flags & MENTION_PRONOUN) || m->country || m->actor == NO_ACTOR) continue;
        actor *x = &s->e->actors.at[m->actor];
        if (x->country == 0 && x->entity == 0 && !(x->kind == ACTOR_PERSON && x->named))
            x->country = owner_country(s, m->first);
    }
    for (uint32_t i = 0; i < s->e->actors.n; i++) {
        actor *x = &s->e->actors.at[i];
        if (x->kind == ACTOR_PERSON) office_codes(s, x);
        if (x->kind == ACTOR_PERSON && x->group) x->named = false; /* شرطي, مصدر: a person without a name */
        if (x->country == 0 && s->e->home && x->entity == 0 && x->kind != ACTOR_COUNTRY) {
            bool own = x->kind == ACTOR_ORG ||
                       (x->kind == ACTOR_PERSON && (x->role_id || x->group || is_of_home(s, x))) ||
                       (x->kind == ACTOR_GROUP && (x->role_id || x->sector));
            if (own && x->sector != SECTOR_JRN) {
                x->country = s->e->home;
                x->by = s->e->home_by;
            }
        }
    }
}

/* ---- the whole ---- */

uint32_t entity_act(entities *e, const entity_input *in, uint32_t mention_index)
{
    mention *m = &e->mentions.at[mention_index];
    if (m->actor != NO_ACTOR) return m->actor;
    if (!(m->flags & MENTION_PLACE)) return NO_ACTOR;
    uint32_t state = m->country;
    if (state == 0) return NO_ACTOR;
    settler s = {.e = e, .in = in};
    for (uint32_t i = 0; i < e->actors.n; i++)
        if (e->actors.at[i].entity == state && e->actors.at[i].kind == ACTOR_COUNTRY) {
            m->actor = i;
            e->actors.at[i].n_mentions++;
            return i;
        }
    mention as_state = *m;
    as_state.entity = state;
    as_state.kind = ACTOR_COUNTRY;
    as_state.sector = SECTOR_GOV;
    uint32_t id = actor_new(&s, &as_state);
    if (!(m->flags & MENTION_METONYM)) e->actors.at[id].name = lexicon_text(in->lex, in->lex->entities[state].name);
    m->actor = id;
    e->actors.at[id].n_mentions++;
    e->actors.at[id].country = (uint16_t)state;
    return id;
}

void entity_read(entities *e, const entity_input *in)
{
    *e = (entities){0};
    settler s = {.e = e, .in = in};
    mention_read(e, in);
    s.names = ARENA_ARRAY(in->a, name_words, e->mentions.n + 1);
    office_home(&s);
    settle_named(&s);
    find_short_names(&s);
    settle_codes(&s); /* roles need the countries and offices of the persons named */
    office_settle(&s);
    settle_groups(&s);
    settle_codes(&s);
}
