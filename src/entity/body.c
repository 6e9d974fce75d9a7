/* body: organisations, groups of people and places that common nouns name; see finder.h.
 *
 *   وزارة الخارجية السعودية    head «وزارة», what belongs to it, and the nation that ends it: SAU GOV
 *
 * Invariant: an organisation's name is definite, by its article, a nation, a known name or quotation marks. */
#include "entity/finder.h"

enum { ORG_TOKENS = 8, QUOTED_TOKENS = 6, GROUP_PARTS = 5, PLACE_PARTS = 5 };

/* ---- organisations ---- */

/* A sound plural or dual whose ن is written: nothing is in construct with it. `vowel`: only one that ends so (ون, ين, ان). */
static bool has_nun(const finder *f, uint32_t i, uint8_t vowel)
{
    const token *k = &f->t->tokens.at[i];
    const uint8_t *w = f->t->folded + k->letters;
    unsigned number = at(f, i)->features & F_NUMBER;
    if (k->n <= 4 || (number != F_PLUR && number != F_DUAL) || w[k->n - 1] != L_NUN) return false;
    return vowel ? w[k->n - 2] == vowel : w[k->n - 2] == L_WAW || w[k->n - 2] == L_YA || w[k->n - 2] == L_ALEF;
}

/* Has the adjective at j the gender of the singular noun at i, or the case of the plural one, as far as their forms tell? */
static bool agree(const finder *f, uint32_t i, uint32_t j)
{
    if (has_nun(f, i, L_WAW)) return !has_nun(f, j, L_YA) && !(at(f, j)->prefixes & M_ACCUSATIVE); /* مسلحون شرطيا */
    return !morph_genders_differ(at(f, i), at(f, j));
}

bool body_continues(const finder *f, uint32_t j)
{
    if (!is_word(f, j)) return false;
    const analysis *a = at(f, j);
    if (a->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) return false;
    return a->class == W_NOUN || a->class == W_ADJ || (a->class == W_NAME && (has_article(f, j) || a->lemma == 0));
}

/* Nothing is in construct with an adjective (مسؤول أميركي قوله) or with a definite noun (وزارة الخارجية الاعتداء): a noun
 * there begins another phrase. */
bool body_begins_another(const finder *f, uint32_t j)
{
    const analysis *a = at(f, j), *b = at(f, j - 1);
    const word_type *type = f->w->types[j];
    for (uint8_t k = 0; k < type->n_analyses; k++) /* العامة: a noun, or the adjective of the noun before */
        if (type->analyses[k].class == W_ADJ) return false;
    if (b->class == W_ADJ) return a->class == W_NOUN || (a->class != W_ADJ && !has_article(f, j));
    return b->class == W_NOUN && a->class == W_NOUN && has_article(f, j - 1) && has_article(f, j);
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

/* An organisation's name while it is read, word by word. */
typedef struct reading {
    const finder *f;
    mention m;
    uint32_t head, j;   /* the last token of its head; the token to be read next */
    uint32_t n_words;   /* after the head */
    bool head_definite; /* الجيش: only adjectives follow */
    bool definite;      /* by any of its words */
    bool quoted;        /* its name stood in quotation marks: only a nation's adjective can follow */
} reading;

static bool take(reading *x, uint32_t last)
{
    x->m.last = last;
    x->j = last + 1;
    x->n_words++;
    return true;
}

/* حركة “النهضة” */
static bool take_quoted(reading *x)
{
    const finder *f = x->f;
    const token *k = &f->t->tokens.at[x->j];
    const quotation *q = &f->t->quotes.at[k->quote];
    if (!(k->flags & TOKEN_OPENS) || !q->closed || q->close - x->j > QUOTED_TOKENS || q->close >= f->end) return false;
    x->definite = x->quoted = true;
    /* مجموعة «العربية للطيران»: what is known of the name in the marks holds for the whole */
    const phrase *known = x->j + 1 < q->close ? name_entity(f, x->j + 1, ENTITY_org, false) : NULL;
    if (known && known->last + 1 == q->close) {
        const lex_entity *e = &f->lex->entities[entity_of(f, known)];
        x->m.entity = entity_of(f, known);
        x->m.country = e->country;
        x->m.sector = e->sector;
    }
    return take(x, q->close);
}

/* A known name in its genitive: سفارة فرنسا, بعثة الأمم المتحدة. */
static bool take_known(reading *x, const phrase *known)
{
    const finder *f = x->f;
    const lex_entity *e = &f->lex->entities[entity_of(f, known)];
    if (e->kind == ENTITY_person) return false;
    x->m.country = x->m.country ? x->m.country : e->country;
    if (e->kind == ENTITY_org && x->n_words == 0) x->m.sector = x->m.sector ? x->m.sector : e->sector;
    name_add_nested(f, name_entity_mention(f, x->j, known));
    x->definite = true;
    return take(x, known->last);
}

/* A word of the name: in the genitive, an adjective, joined by و (العدالة والتنمية) or after ل (الهيئة العامة للاستثمار). */
static bool is_word_of_name(const reading *x)
{
    const finder *f = x->f;
    uint32_t j = x->j;
    const analysis *a = at(f, j);
    if (x->n_words && named(f, j, NAME_role)) return false;
    if (x->head_definite && a->class != W_ADJ) return false;     /* الجيش + noun: a new phrase */
    if (x->head_definite && !agree(f, x->head, j)) return false; /* اعتقلت الشرطة المتهم */
    if (body_continues(f, j)) return !body_begins_another(f, j);
    if (!(a->prefixes & M_ARTICLE) || a->class != W_NOUN || x->n_words == 0) return false;
    bool joined = (a->prefixes & M_WA) && has_article(f, j - 1) && !x->head_definite && !named(f, j, NAME_head) &&
                  !named(f, j, NAME_group);
    bool of =
        (a->prefixes & M_PREP) && !(a->prefixes & (M_WA | M_FA)) && f->t->folded[f->t->tokens.at[j].letters] == L_LAM;
    return joined || of;
}

/* Takes the next words into the name; false where they do not belong to it. */
static bool take_next(reading *x)
{
    const finder *f = x->f;
    uint32_t j = x->j;
    if (is_quote(f, j) && f->t->tokens.at[j].quote != NO_QUOTE) return take_quoted(x);
    if (!is_word(f, j)) return false;
    const phrase *nisba = named(f, j, NAME_nisba);
    bool article = has_article(f, j), also_word;
    if (nisba && !(nisba->prefixes & ~(M_ARTICLE | M_ACCUSATIVE))) {
        x->m.country = f->lex->entities[entity_of(f, nisba)].country;
        x->definite |= article;
        return take(x, nisba->last);
    }
    if (x->quoted || (x->definite && !article)) return false;
    if (x->n_words && name_is_given(f, j, &also_word) && !also_word) return false;
    if (x->n_words && !x->head_definite && named(f, j, NAME_time)) return false;
    const phrase *known = name_entity(f, j, ENTITY_state, true);
    if (known && !(at(f, j)->prefixes & ~M_ARTICLE) && !x->head_definite) return take_known(x, known);
    if (!is_word_of_name(x)) return false;
    x->definite |= article;
    take(x, j);
    return article || at(f, j)->class != W_ADJ || !x->definite;
}

/* A head alone is a body of the state (الحكومة, الجيش), not any company or committee; a programme, company or site needs a
 * name: an unknown word, a known name or nation, or words in quotation marks. */
static bool is_body(const reading *x, const lex_name *n)
{
    const finder *f = x->f;
    if (!x->definite || (n->flags & (LEX_NAME_PLURAL | LEX_NAME_DUAL))) return false;
    bool alone = x->m.last == x->head;
    if (alone && governs_next(f, x->m.first, x->m.last)) return false;
    if (is_of_state(x->m.sector)) return true;
    if (alone) return false;
    return !vague_head(&f->lex->heads[n->ref], f->lex) || x->quoted || x->m.country ||
           has_name(f, x->head + 1, x->m.last);
}

bool body_organisation(const finder *f, uint32_t i, mention *out)
{
    const phrase *p = named(f, i, NAME_head);
    if (!p || p->pronoun || at(f, i)->class == W_VERB) return false;
    const lex_name *n = name_of(f, p);
    reading x = {.f = f, .m = mention_of(i, p->last), .head = p->last, .j = p->last + 1};
    x.m.prep = p->prep;
    x.m.prefixes = p->prefixes;
    x.m.kind = ACTOR_ORG;
    x.m.sector = f->lex->heads[n->ref].sector;
    x.m.group = n->ref + 1;
    if (n->flags & LEX_NAME_PLURAL) x.m.flags |= MENTION_PLURAL;
    x.definite = x.head_definite = has_article(f, i);
    for (uint32_t k = i + 1; k <= p->last; k++) x.definite |= has_article(f, k); /* مجلس النواب */
    while (x.j < f->end && x.n_words < ORG_TOKENS && take_next(&x)) {
    }
    if (!is_body(&x, n)) return false;
    x.m.name_first = i;
    x.m.name_last = x.m.last;
    if (x.m.country == 0) x.m.flags |= MENTION_GENERIC;
    *out = x.m;
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
    if (body->kind == ACTOR_ORG && role->office == OFFICE_head_of_state) role->office = OFFICE_igo_head;
    if (body->kind == ACTOR_ORG) role->flags |= MENTION_OWN_ROLE;
    if (role->country == 0) role->country = body->country;
    /* رئيس أرض الصومال, محافظ عدن: an office of the place, not of its state */
    if ((body->flags & MENTION_PLACE) && !(body->flags & MENTION_METONYM) && body->entity && role->org == 0) {
        role->org = body->entity;
        role->flags |= MENTION_OWN_ROLE;
    }
    if (body->kind == ACTOR_ORG) {
        if (role->org == 0) role->org = body->entity;
        if (role->sector == 0) role->sector = body->sector;
    }
    if (body->flags & MENTION_METONYM && role->sector == 0) role->sector = SECTOR_GOV;
}

/* ---- groups ---- */

/* A nation or adjective of a group, and with it its country or sector; the last token taken, or NO_TOKEN. */
static uint32_t group_adjective(const finder *f, uint32_t j, const lex_group *g, bool definite, mention *m)
{
    const analysis *a = at(f, j);
    const phrase *nisba = named(f, j, NAME_nisba), *modifier = named(f, j, NAME_modifier);
    if (!nisba && (m->flags & MENTION_PLURAL)) nisba = named(f, j, NAME_people); /* نقابيون مغاربة */
    if (nisba && !(nisba->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) && agree(f, m->first, j)) {
        if (m->country == 0) m->country = f->lex->entities[entity_of(f, nisba)].country;
        return nisba->last;
    }
    if (a->class != W_ADJ || (a->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) || !agree(f, m->first, j)) return NO_TOKEN;
    if (modifier) {
        if (m->sector == 0 || g->kind == GROUP_SOURCE) m->sector = f->lex->modifiers[entity_of(f, modifier)].sector;
        return modifier->last;
    }
    return has_article(f, j) == definite && a->lemma ? j : NO_TOKEN;
}

/* مقاتلو, منفذو: a masculine plural in construct. */
static bool ends_construct(const finder *f, uint32_t i)
{
    const token *k = &f->t->tokens.at[i];
    if (k->n <= 3) return false;
    uint8_t end = f->t->folded[k->letters + k->n - 1];
    bool oblique = end == L_YA && (at(f, i)->features & F_CONSTRUCT); /* على مقاتلي حماس */
    return (end == L_WAW || oblique) && (at(f, i)->features & F_NUMBER) == F_PLUR;
}

/* The body that the k-th part of a group is, in its genitive or after a preposition (مصدر في وزارة الدفاع; 33 مسلحا من
 * داعش); *genitive says which. Its last token, or NO_TOKEN. */
static uint32_t group_body(const finder *f, uint32_t j, uint32_t k, const lex_group *g, bool open, mention *m,
                           bool *genitive)
{
    const analysis *a = at(f, j);
    mention body;
    uint32_t next;
    /* أبلغ مصدر مطلع وكالة رويترز; but مقاتلو طالبان, whatever class مقاتلو has elsewhere */
    uint32_t before = m->last;
    bool closed = (at(f, before)->class == W_ADJ && !ends_construct(f, before)) || has_nun(f, before, 0);
    *genitive = k == 0 && open && !closed && !(a->prefixes & ~M_ARTICLE) && body_named(f, j, &body, &next);
    if (!*genitive) {
        /* مصدر في الوزارة; وفد من الكونغرس, but قوات في العراق says where */
        bool in_or_of =
            a->pos == POS_ADP && k <= 1 && (g->kind != GROUP_COLLECTIVE || lexicon_points(f->lex, a->lemma, 'f'));
        if (!in_or_of || j + 1 >= f->end || !body_named(f, j + 1, &body, &next) || body.kind != ACTOR_ORG)
            return NO_TOKEN;
    }
    body_give(m, &body);
    if (!*genitive && g->kind != GROUP_SOURCE && body.entity) m->sector = body.sector, m->country = body.country;
    name_add_nested(f, body);
    return next - 1;
}

static mention group_head(const finder *f, uint32_t i, const phrase *p, const lex_group *g)
{
    const lex_name *n = name_of(f, p);
    mention m = mention_of(i, p->last);
    m.prep = p->prep;
    m.prefixes = p->prefixes;
    m.group = n->ref + 1;
    m.sector = g->sector;
    m.country = g->country;
    bool plural = (n->flags & LEX_NAME_PLURAL) || g->kind == GROUP_COLLECTIVE;
    m.kind = (uint8_t)(plural || g->kind != GROUP_PEOPLE ? ACTOR_GROUP : ACTOR_PERSON);
    if (plural) m.flags |= MENTION_PLURAL;
    if (g->kind == GROUP_SOURCE || g->kind == GROUP_DOCUMENT) m.flags |= MENTION_SOURCE;
    if (g->kind == GROUP_DOCUMENT) m.flags |= MENTION_DOCUMENT;
    if (p->pronoun) m.flags |= MENTION_PRONOUN;
    return m;
}

/* والد الضحية, عائلة الفقيد: the definite noun that a noun for people is in construct with. Its last token, or NO_TOKEN. */
static uint32_t group_genitive(const finder *f, uint32_t i, uint32_t j, const lex_group *g, bool *genitive)
{
    const analysis *a = at(f, j);
    /* عناصر التنظيم, قوات النظام: of a collective only a body is */
    if (g->kind == GROUP_COLLECTIVE && !named(f, j, NAME_head) && !named(f, j, NAME_group)) return NO_TOKEN;
    if (g->kind != GROUP_PEOPLE && g->kind != GROUP_COLLECTIVE) return NO_TOKEN;
    if (has_article(f, i) || (at(f, i)->prefixes & M_ACCUSATIVE) || has_nun(f, i, 0) || a->class != W_NOUN)
        return NO_TOKEN;
    if ((a->prefixes & ~M_ARTICLE) || !has_article(f, j) || named(f, j, NAME_role) || named(f, j, NAME_time) ||
        (morph_aspect(a) == F_MASDAR && !named(f, j, NAME_head)))
        return NO_TOKEN;
    *genitive = true;
    return j;
}

/* الطالبة سارة منصور, الصياد التونسي الهادي بن رمضان: the name of the one whom a noun tells of. */
static bool group_name(const finder *f, mention *m)
{
    uint32_t first = m->last + 1, last = NO_TOKEN;
    const phrase *known = is_word(f, first) ? name_entity(f, first, ENTITY_person, false) : NULL;
    if (known && !known->prefixes)
        last = known->last, m->entity = entity_of(f, known);
    else if (is_word(f, first))
        last = name_of_person(f, first, true);
    if (last == NO_TOKEN || last == first) return false;
    m->role_first = m->first, m->role_last = m->last;
    m->name_first = first, m->name_last = m->last = last;
    m->group = 0;
    return true;
}

/* Does a quotation mark or bracket stand at j that a word of the same name follows? */
static bool opens_name(const finder *f, uint32_t j)
{
    bool opens = j < f->end && (is_mark(f, j, '(') || (is_quote(f, j) && (f->t->tokens.at[j].flags & TOKEN_OPENS)));
    return opens && is_word(f, j + 1);
}

bool body_group(const finder *f, uint32_t i, mention *out)
{
    const phrase *p = named(f, i, NAME_group);
    if (!p || at(f, i)->class == W_VERB) return false;
    const lex_group *g = &f->lex->groups[name_of(f, p)->ref];
    if (g->kind == GROUP_LAND && !p->pronoun) return false;
    mention m = group_head(f, i, p, g);
    bool definite = has_article(f, i);
    for (uint32_t k = 0, j = p->last + 1; k < GROUP_PARTS; k++, j = m.last + 1) {
        bool genitive = false, quoted = opens_name(f, j); /* عناصر «حركة الشباب», مسلحي (داعش) */
        j += quoted;
        if (!is_word(f, j)) break;
        uint32_t last = quoted ? NO_TOKEN : group_adjective(f, j, g, definite, &m);
        if (last == NO_TOKEN) last = group_body(f, j, k, g, !definite && !p->pronoun, &m, &genitive);
        if (last == NO_TOKEN && k == 0 && !p->pronoun && !quoted) last = group_genitive(f, i, j, g, &genitive);
        if (last == NO_TOKEN) break;
        bool closes = quoted && last + 1 < f->end && (is_mark(f, last + 1, ')') || is_quote(f, last + 1));
        m.last = last + closes;
        definite |= genitive;
    }
    if (g->kind == GROUP_PEOPLE && has_article(f, i) && m.kind == ACTOR_PERSON && group_name(f, &m)) {
        *out = m;
        return true;
    }
    if (!definite && !p->pronoun && !has_article(f, p->last)) m.flags |= MENTION_INDEFINITE; /* but رجال الأمن */
    if (g->kind == GROUP_COLLECTIVE && definite && m.country == 0) m.flags |= MENTION_GENERIC;
    /* الجيش, السلطات: bodies of a state; الجانبان, الشعب: groups */
    if (g->kind == GROUP_COLLECTIVE && definite && is_of_state(g->sector)) m.kind = ACTOR_ORG;
    m.name_first = i;
    m.name_last = m.last;
    *out = m;
    return true;
}

/* ---- places and peoples ---- */

/* The place that a seat of government is: شمال بغداد is about the city. */
static uint32_t place_of(const finder *f, uint32_t i, const phrase *known)
{
    PHRASE_EACH(f->in->p, i, p)
    {
        const lex_name *n = name_of(f, p);
        if (p->last == known->last && n->kind == NAME_entity && f->lex->entities[n->ref].kind == ENTITY_place)
            return n->ref;
    }
    return entity_of(f, known);
}

bool body_place(const finder *f, uint32_t i, mention *m)
{
    const phrase *p = named(f, i, NAME_area);
    if (!p || p->pronoun || at(f, i)->class == W_VERB || (at(f, i)->class == W_ADJ && has_article(f, i))) return false;
    *m = mention_of(i, p->last);
    m->name_first = i;
    m->kind = ACTOR_GROUP;
    m->flags = MENTION_PLACE;
    m->prep = p->prep;
    m->prefixes = p->prefixes;
    uint32_t j = p->last + 1, n = 0;
    bool part = name_of(f, p)->value == AREA_PART, named_place = false, by_nation = false;
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
        if (known && !joined && (!named_place || by_nation) &&
            f->lex->entities[entity_of(f, known)].kind <= ENTITY_place) {
            by_nation = false;
            m->country = f->lex->entities[entity_of(f, known)].country;
            m->entity = place_of(f, j, known);
            m->last = known->last;
            named_place = true;
        } else if (nisba && !joined && has_article(f, j) && n > 0) {
            m->country = f->lex->entities[entity_of(f, nisba)].country;
            m->last = nisba->last;
            named_place = by_nation = true;
        } else if (area && !named_place &&
                   (!joined || (part && name_of(f, area)->value == AREA_PART))) { /* غرب وشمال بغداد */
            m->last = area->last;
            part = name_of(f, area)->value == AREA_PART;
        } else if (!named_place && !joined &&
                   (name_is_unknown(f, j) ||
                    (has_article(f, j) && !part && a->class != W_VERB && !named(f, j, NAME_instrument)))) {
            m->last = j;
            named_place = true;
            by_nation = nisba != NULL;
        } else if (named_place && !part && !m->entity && !named(f, j, NAME_time) && at(f, j)->pos != POS_VERB &&
                   has_article(f, j) && !joined && (a->class == W_ADJ || name_is_unknown(f, j)) && !nisba)
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
    *m = mention_of(i, people->last);
    m->name_first = i, m->name_last = people->last;
    m->kind = ACTOR_GROUP;
    m->sector = SECTOR_CVL;
    m->prep = people->prep;
    m->prefixes = people->prefixes;
    m->country = f->lex->entities[entity_of(f, people)].country;
    m->flags |= MENTION_PLURAL;
    return true;
}
