/* body: organisations, groups of people and places that common nouns name; see finder.h.
 *
 *   وزارة الخارجية السعودية    head «وزارة», what belongs to it, and the nation that ends it: SAU GOV
 *
 * Invariant: an organisation's name is definite, by its article, a nation, a known name or quotation marks. */
#include "entity/finder.h"

enum { ORG_TOKENS = 8, GROUP_PARTS = 5, PLACE_PARTS = 5 };

/* ---- organisations ---- */

bool body_continues(const finder *f, uint32_t j)
{
    if (!is_word(f, j)) return false;
    const analysis *a = at(f, j);
    if (a->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) return false;
    return a->class == W_NOUN || a->class == W_ADJ || (a->class == W_NAME && (has_article(f, j) || a->lemma == 0));
}

/* A verbal noun followed by the preposition that its verb governs is no body: القضاء على الإرهاب. */
static bool governs_next(const finder *f, uint32_t i, uint32_t last)
{
    if (last + 1 >= f->end) return false;
    const lex_lemma *l = &f->lex->lemmas[at(f, i)->lemma];
    const analysis *b = at(f, last + 1);
    if (!l->verb || b->pos != POS_ADP || b->pronoun) return false;
    return (f->lex->lemmas[l->verb].preps & f->lex->lemmas[b->lemma].preps) != 0;
}

static bool vague_head(const lex_group *head, const lexicon *lex)
{
    static const char *const firm[] = {"ministry", "party", "movement", "armed", "court",      "parliament",
                                       "unbody",   "igo",   "bank",     "union", "university", "ngo"};
    str kind = lexicon_text(lex, head->subkind);
    for (size_t i = 0; i < sizeof firm / sizeof *firm; i++)
        if (str_eq(kind, str_of(firm[i]))) return false;
    return true;
}

static bool has_name(const finder *f, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++)
        if (name_is_unknown(f, i) || name_entity(f, i, ENTITY_state, true)) return true;
    return false;
}

bool body_organisation(const finder *f, uint32_t i, mention *out)
{
    const phrase *p = named(f, i, NAME_head);
    if (!p || p->pronoun) return false;
    if (at(f, i)->class == W_VERB) return false;
    const lex_name *n = name_of(f, p);
    const lex_group *head = &f->lex->heads[n->ref];
    mention m = name_mention(i, p->last);
    m.prep = p->prep;
    m.prefixes = p->prefixes;
    m.kind = ACTOR_ORG;
    m.sector = head->sector;
    m.group = n->ref + 1;
    bool definite = has_article(f, i), head_definite = definite;
    if (n->flags & LEX_NAME_PLURAL) m.flags |= MENTION_PLURAL;
    uint32_t j = p->last + 1, n_words = 0;
    bool quoted = false; /* its name stood in quotation marks: only a nation's adjective can follow */
    while (j < f->end && n_words < ORG_TOKENS) {
        if (is_quote(f, j) && f->t->tokens.at[j].quote != NO_QUOTE) { /* حركة “النهضة” */
            const quotation *q = &f->t->quotes.at[f->t->tokens.at[j].quote];
            if ((f->t->tokens.at[j].flags & TOKEN_OPENS) && q->closed && q->close - j <= 6 && q->close < f->end) {
                m.last = q->close;
                j = q->close + 1;
                n_words++;
                definite = quoted = true;
                continue;
            }
            break;
        }
        if (!is_word(f, j)) break;
        const analysis *a = at(f, j);
        const phrase *nisba = named(f, j, NAME_nisba);
        if (nisba && !(nisba->prefixes & ~(M_ARTICLE | M_ACCUSATIVE))) {
            m.country = f->lex->entities[entity_of(f, nisba)].country;
            m.last = nisba->last;
            if (has_article(f, j)) definite = true;
            j = nisba->last + 1;
            n_words++;
            continue;
        }
        bool also_word;
        if (quoted || (definite && !has_article(f, j)) || (n_words && name_is_given(f, j, &also_word) && !also_word))
            break;
        if (named(f, j, NAME_time) && !head_definite && n_words) break;
        const phrase *known = name_entity(f, j, ENTITY_state, true);
        if (known && !(a->prefixes & ~M_ARTICLE) && !head_definite) {
            const lex_entity *x = &f->lex->entities[entity_of(f, known)];
            if (x->kind == ENTITY_person) break;
            m.country = m.country ? m.country : x->country;
            if (x->kind == ENTITY_org && n_words == 0) m.sector = m.sector ? m.sector : x->sector;
            name_add_nested(f, name_entity_mention(f, j, known));
            m.last = known->last;
            definite = true;
            j = known->last + 1;
            n_words++;
            continue;
        }
        bool joined = (a->prefixes & M_WA) && (a->prefixes & M_ARTICLE) && n_words > 0 && has_article(f, j - 1) &&
                      !head_definite && (a->class == W_NOUN) && j + 1 <= f->end && !named(f, j, NAME_head) &&
                      !named(f, j, NAME_group);
        /* الهيئة العامة للاستثمار */
        bool of = (a->prefixes & M_PREP) && (a->prefixes & M_ARTICLE) && !(a->prefixes & (M_WA | M_FA)) &&
                  a->class == W_NOUN && f->t->folded[f->t->tokens.at[j].letters] == L_LAM && n_words > 0;
        if (!body_continues(f, j) && !joined && !of) break;
        if (named(f, j, NAME_role) && n_words) break;
        if (head_definite && a->class != W_ADJ) break; /* الجيش + noun: a new phrase */
        if (has_article(f, j)) definite = true;
        m.last = j++;
        n_words++;
        if (!has_article(f, j - 1) && at(f, j - 1)->class == W_ADJ && definite) break;
    }
    if (!definite || (n->flags & (LEX_NAME_PLURAL | LEX_NAME_DUAL))) return false;
    if (m.last == p->last && governs_next(f, i, m.last)) return false;
    /* a head alone is a body of the state (الحكومة, الجيش), not any company or committee */
    bool of_state = is_of_state(m.sector);
    if (m.last == p->last && !of_state) return false;
    /* a programme, company or site needs a name: an unknown word, a known name or nation, or words in quotation marks */
    if (!of_state && vague_head(head, f->lex) && !quoted && !m.country && !has_name(f, p->last + 1, m.last))
        return false;
    m.name_first = i;
    m.name_last = m.last;
    if (m.country == 0) m.flags |= MENTION_GENERIC;
    *out = m;
    return true;
}

bool body_named(const finder *f, uint32_t j, mention *m, uint32_t *next)
{
    const phrase *known = name_entity(f, j, ENTITY_state, true);
    if (known && f->lex->entities[entity_of(f, known)].kind != ENTITY_person) {
        *m = name_entity_mention(f, j, known);
        *next = known->last + 1;
        return true;
    }
    if (body_organisation(f, j, m)) {
        *next = m->last + 1;
        return true;
    }
    return false;
}

void body_give(mention *role, const mention *body)
{
    /* رئيس حماس, رئيس اللجنة: no head of state */
    if (body->kind == ACTOR_ORG && role->office == OFFICE_head_of_state) role->office = OFFICE_none;
    if (body->kind == ACTOR_ORG) role->flags |= MENTION_OWN_ROLE;
    if (role->country == 0) role->country = body->country;
    if (body->kind == ACTOR_ORG) {
        if (role->org == 0) role->org = body->entity;
        if (role->sector == 0) role->sector = body->sector;
    }
    if (body->flags & MENTION_METONYM && role->sector == 0) role->sector = SECTOR_GOV;
}

/* ---- groups ---- */

bool body_group(const finder *f, uint32_t i, mention *out)
{
    const phrase *p = named(f, i, NAME_group);
    if (!p || at(f, i)->class == W_VERB) return false;
    /* an adjective that happens to be a group noun (قوات مسلحة) is none after its noun */
    const lex_name *n = name_of(f, p);
    const lex_group *g = &f->lex->groups[n->ref];
    mention m = name_mention(i, p->last);
    m.prep = p->prep;
    m.prefixes = p->prefixes;
    m.group = n->ref + 1;
    m.sector = g->sector;
    bool definite = has_article(f, i);
    bool plural = (n->flags & LEX_NAME_PLURAL) || g->kind == GROUP_COLLECTIVE;
    m.kind = (uint8_t)(plural || g->kind != GROUP_PEOPLE ? ACTOR_GROUP : ACTOR_PERSON);
    if (plural) m.flags |= MENTION_PLURAL;
    if (g->kind == GROUP_SOURCE || g->kind == GROUP_DOCUMENT) m.flags |= MENTION_SOURCE;
    if (g->kind == GROUP_DOCUMENT) m.flags |= MENTION_DOCUMENT;
    if (p->pronoun) m.flags |= MENTION_PRONOUN;
    uint32_t j = p->last + 1;
    for (uint32_t k = 0; j < f->end && k < GROUP_PARTS; k++) {
        if (!is_word(f, j)) break;
        const analysis *a = at(f, j);
        const phrase *nisba = named(f, j, NAME_nisba), *modifier = named(f, j, NAME_modifier);
        if (nisba && !(nisba->prefixes & ~(M_ARTICLE | M_ACCUSATIVE))) {
            if (m.country == 0) m.country = f->lex->entities[entity_of(f, nisba)].country;
            m.last = nisba->last;
            j = nisba->last + 1;
            continue;
        }
        if (modifier && a->class == W_ADJ && !(a->prefixes & ~(M_ARTICLE | M_ACCUSATIVE))) {
            if (m.sector == 0 || g->kind == GROUP_SOURCE) m.sector = f->lex->modifiers[entity_of(f, modifier)].sector;
            m.last = modifier->last;
            j = modifier->last + 1;
            continue;
        }
        if (a->class == W_ADJ && !(a->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) && has_article(f, j) == definite &&
            a->lemma) {
            m.last = j++;
            continue;
        }
        mention body;
        uint32_t next;
        if (k == 0 && !definite && !p->pronoun && !(a->prefixes & ~M_ARTICLE) && body_named(f, j, &body, &next)) {
            body_give(&m, &body);
            name_add_nested(f, body);
            m.last = next - 1;
            j = next;
            definite = true;
            continue;
        }
        /* مصدر في وزارة الدفاع; 33 مسلحا من داعش */
        bool in_or_of = a->pos == POS_ADP && k <= 1 && g->kind != GROUP_COLLECTIVE;
        if (in_or_of && j + 1 < f->end && body_named(f, j + 1, &body, &next) && body.kind == ACTOR_ORG) {
            body_give(&m, &body);
            if (g->kind != GROUP_SOURCE && body.entity) m.sector = body.sector, m.country = body.country;
            name_add_nested(f, body);
            m.last = next - 1;
            j = next;
            continue;
        }
        break;
    }
    if (!definite && !p->pronoun) m.flags |= MENTION_INDEFINITE;
    if (g->kind == GROUP_COLLECTIVE && definite && m.country == 0) m.flags |= MENTION_GENERIC;
    /* الجيش, السلطات: bodies of a state; الجانبان, الشعب: groups */
    if (g->kind == GROUP_COLLECTIVE && definite && is_of_state(g->sector)) m.kind = ACTOR_ORG;
    m.name_first = i;
    m.name_last = m.last;
    *out = m;
    return true;
}

/* ---- places and peoples ---- */

bool body_place(const finder *f, uint32_t i, mention *m)
{
    const phrase *p = named(f, i, NAME_area);
    if (!p || p->pronoun || at(f, i)->class == W_VERB || (at(f, i)->class == W_ADJ && has_article(f, i))) return false;
    *m = name_mention(i, p->last);
    m->name_first = i;
    m->kind = ACTOR_GROUP;
    m->flags = MENTION_PLACE;
    m->prep = p->prep;
    m->prefixes = p->prefixes;
    uint32_t j = p->last + 1, n = 0;
    bool part = name_of(f, p)->value == 1, named_place = false;
    while (j < f->end && n < PLACE_PARTS) {
        if (is_quote(f, j)) {
            j++;
            continue;
        }
        if (!is_word(f, j)) break;
        const analysis *a = at(f, j);
        const phrase *known = name_entity(f, j, ENTITY_place, true), *area = named(f, j, NAME_area),
                     *nisba = named(f, j, NAME_nisba);
        bool joined = (a->prefixes & M_WA) != 0;
        if (a->prefixes & M_PREP) break;
        if (known && !(joined && !named_place) && f->lex->entities[entity_of(f, known)].kind <= ENTITY_place) {
            m->country = f->lex->entities[entity_of(f, known)].country;
            m->entity = entity_of(f, known);
            m->last = known->last;
            named_place = true;
        } else if (nisba && !joined && has_article(f, j) && n > 0) {
            m->country = f->lex->entities[entity_of(f, nisba)].country;
            m->last = nisba->last;
            named_place = true;
        } else if (area && !joined && !named_place) {
            m->last = area->last;
            part = name_of(f, area)->value == 1;
        } else if (!named_place && !joined &&
                   (name_is_unknown(f, j) || (has_article(f, j) && !part && a->class != W_VERB))) {
            m->last = j;
            named_place = true;
        } else if (named_place && !part && has_article(f, j) && !joined &&
                   (a->class == W_ADJ || name_is_unknown(f, j)) && !nisba)
            m->last = j;
        else
            break;
        j = m->last + 1;
        n++;
    }
    m->name_last = m->last;
    return named_place;
}

bool body_people(const finder *f, uint32_t i, mention *m)
{
    const phrase *people = named(f, i, NAME_people);
    if (!people || !(has_article(f, i) || at(f, i)->class != W_ADJ) || at(f, i)->class == W_VERB) return false;
    *m = name_mention(i, people->last);
    m->name_first = i, m->name_last = people->last;
    m->kind = ACTOR_GROUP;
    m->sector = SECTOR_CVL;
    m->prep = people->prep;
    m->prefixes = people->prefixes;
    m->country = f->lex->entities[entity_of(f, people)].country;
    m->flags |= MENTION_PLURAL;
    return true;
}
