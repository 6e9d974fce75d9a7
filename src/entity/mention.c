/* mention: see mention.h.  One pass from left to right; at each token the first reading that holds wins:
 * a role or title with what belongs to it, a known name, the head of an organisation's name, a group noun, a name
 * that begins with a given name. */
#include "entity/mention.h"

#include <assert.h>

enum { ROLE_TOKENS = 16, NAME_TOKENS = 8, ORG_TOKENS = 8 };

typedef struct finder {
    entities *e;
    const entity_input *in;
    const text *t;
    const words *w;
    const lexicon *lex;
    uint32_t end; /* of the sentence */
} finder;

static const analysis *at(const finder *f, uint32_t i)
{
    return &f->w->chosen[i];
}

static const phrase *named(const finder *f, uint32_t i, lex_name_kind kind)
{
    return phrase_at(f->in->p, f->lex, i, kind);
}

static const lex_name *name_of(const finder *f, const phrase *p)
{
    return &f->lex->names[p->name];
}

static bool is_word(const finder *f, uint32_t i)
{
    return i < f->end && f->t->tokens.at[i].kind != TOKEN_PUNCT && f->t->tokens.at[i].kind != TOKEN_NUMBER;
}

static bool is_mark(const finder *f, uint32_t i, uint32_t mark)
{
    return i < f->end && f->t->tokens.at[i].kind == TOKEN_PUNCT && f->t->tokens.at[i].mark == mark;
}

static bool is_quote(const finder *f, uint32_t i)
{
    return i < f->end && (f->t->tokens.at[i].flags & (TOKEN_OPENS | TOKEN_CLOSES)) != 0;
}

static bool has_article(const finder *f, uint32_t i)
{
    return (at(f, i)->prefixes & M_ARTICLE) != 0;
}

static bool is_given(const finder *f, uint32_t i, bool *also_word)
{
    *also_word = false;
    if (!is_word(f, i)) return false;
    const phrase *p = named(f, i, NAME_given);
    if (!p || !p->spelled || p->pronoun) return false;
    *also_word = name_of(f, p)->value != 0;
    return true;
}

/* A word that the lexicon does not know as a word of the language. */
static bool is_unknown(const finder *f, uint32_t i)
{
    return is_word(f, i) && (at(f, i)->pos == POS_X || at(f, i)->pos == POS_PROPN || at(f, i)->lemma == 0);
}

/* Does the best known entity phrase at i hold here? A single word must have been read as a name. */
static const phrase *entity_phrase(const finder *f, uint32_t i, lex_entity_kind only, bool any)
{
    PHRASE_EACH(f->in->p, i, p)
    {
        const lex_name *n = name_of(f, p);
        if (n->kind != NAME_entity && n->kind != NAME_metonym && n->kind != NAME_former) continue;
        if (!any && f->lex->entities[n->ref].kind != only) continue;
        if (p->last == i) {
            const analysis *a = at(f, i);
            bool quoted = i > 0 && (f->t->tokens.at[i - 1].flags & TOKEN_OPENS) && p->last + 1 < f->t->tokens.n &&
                          (f->t->tokens.at[p->last + 1].flags & TOKEN_CLOSES) &&
                          f->lex->entities[n->ref].kind == ENTITY_org;
            bool name_read = a->pos == POS_PROPN || a->pos == POS_X || a->lemma == 0 || quoted;
            /* حماس: an armed group's name counts before the word that it also is */
            const lex_entity *x = &f->lex->entities[n->ref];
            bool armed = x->kind == ENTITY_org && x->sector == SECTOR_REB && p->spelled && a->class == W_NOUN &&
                         !a->pronoun && !(a->prefixes & (M_ARTICLE | M_ACCUSATIVE));
            if (!name_read && !armed &&
                !((a->class == W_NOUN || a->class == W_ADJ) && has_article(f, i) && p->spelled &&
                  f->lex->entities[n->ref].kind != ENTITY_person && !named(f, i, NAME_nisba)))
                continue;
            if (f->lex->entities[n->ref].kind == ENTITY_person && !p->spelled) continue;
        }
        /* a capital is both a place and a seat of government: the seat tells more */
        if (f->lex->entities[n->ref].kind == ENTITY_place && any) PHRASE_EACH(f->in->p, i, seat)
        if (seat->last == p->last && name_of(f, seat)->kind == NAME_metonym) return seat;
        return p;
    }
    return NULL;
}

/* Among all entities of one phrase the first that fits the date; persons before places where both have the name only
 * where a role stands before, which the caller knows. */
static uint32_t entity_of(const finder *f, const phrase *p)
{
    return f->lex->names[p->name].ref;
}

static mention new_mention(uint32_t first, uint32_t last)
{
    return (mention){.first = first,
                     .last = last,
                     .name_first = NO_TOKEN,
                     .name_last = NO_TOKEN,
                     .role_first = NO_TOKEN,
                     .role_last = NO_TOKEN,
                     .actor = NO_ACTOR};
}

static void add_nested(const finder *f, mention m)
{
    m.flags |= MENTION_NESTED;
    *vec_push(f->in->a, &f->e->mentions) = m;
}

/* A known name goes on with بن and the father's name, or the house: محمد بن سلمان بن عبدالعزيز آل سعود. Gives its last token. */
static uint32_t with_fathers(const finder *f, uint32_t last)
{
    while (last + 2 < f->end && is_word(f, last + 1) && is_word(f, last + 2)) {
        bool also_word;
        const token *k = &f->t->tokens.at[last + 1];
        const uint8_t *w = f->t->folded + k->letters;
        bool of_house = k->n == 2 && w[0] == L_ALEF && w[1] == L_LAM; /* آل سعود */
        bool son = k->n == 2 && w[0] == L_BA && w[1] == L_NUN;
        if (!of_house && !(son && (is_given(f, last + 2, &also_word) || is_unknown(f, last + 2)))) break;
        last += 2;
    }
    return last;
}

static mention entity_mention(const finder *f, uint32_t i, const phrase *p)
{
    const lex_name *n = name_of(f, p);
    const lex_entity *x = &f->lex->entities[n->ref];
    mention m = new_mention(i, p->last);
    m.name_first = i;
    m.name_last = p->last;
    m.entity = n->ref;
    m.country = x->country;
    m.sector = x->sector;
    m.prep = p->prep;
    m.prefixes = p->prefixes;
    switch ((lex_entity_kind)x->kind) {
    case ENTITY_state: m.kind = ACTOR_COUNTRY; break;
    case ENTITY_code:
    case ENTITY_org: m.kind = ACTOR_ORG; break;
    case ENTITY_person:
        m.kind = ACTOR_PERSON;
        m.last = m.name_last = with_fathers(f, p->last);
        break;
    case ENTITY_region: m.kind = ACTOR_GROUP; break;
    default:
        m.kind = ACTOR_GROUP;
        m.flags |= MENTION_PLACE;
        break;
    }
    if (n->kind == NAME_metonym) {
        m.flags |= MENTION_METONYM | MENTION_PLACE;
        m.sector = SECTOR_GOV;
    }
    if (x->feminine) m.flags |= MENTION_FEMININE;
    return m;
}

/* ---- names of persons ---- */

/* عبد, أبو, بن …: the first part of a compound name, which the next word completes. */
static bool is_compound_head(const finder *f, uint32_t i)
{
    PHRASE_EACH(f->in->p, i, p)
    if (name_of(f, p)->kind == NAME_given && p->last == i && name_of(f, p)->value == GIVEN_HEAD) return true;
    return false;
}

/* A word of the language with its article ends an Arab's name (الحكيم, الأسد) where it is neither a verbal noun (الخروج;
 * the short ones, الدين and العمر, are in names) nor feminine; after a foreign name it does not belong to it. */
static bool may_be_family_name(const finder *f, uint32_t i, bool arab)
{
    const analysis *a = at(f, i);
    const token *k = &f->t->tokens.at[i];
    /* البالغ من العمر: a participle that governs a preposition tells of him */
    bool governs = a->pos == POS_VERB && i + 1 < f->end && at(f, i + 1)->pos == POS_ADP;
    return arab && !governs && !(k->n > 5 && a->class == W_NOUN && f->lex->lemmas[a->lemma].verb) &&
           f->t->raw[k->letters + k->n - 1] != L_TA_MARBUTA;
}

/* رونالدو وروبينيو: an unknown word that begins with و is joined by "and"; names from Latin begin so before ا, ي, و, ل. */
static bool is_joined_by_and(const finder *f, uint32_t i)
{
    const token *k = &f->t->tokens.at[i];
    const uint8_t *w = f->t->folded + k->letters;
    return k->n > 4 && w[0] == L_WAW && w[1] != L_ALEF && w[1] != L_YA && w[1] != L_WAW && w[1] != L_LAM;
}

/* Last token of a person's name that begins at i, or NO_TOKEN. `after_role`: a role or title stands before it. */
static uint32_t person_name(const finder *f, uint32_t i, bool after_role)
{
    bool also_word, first_given = is_given(f, i, &also_word);
    if (!is_word(f, i)) return NO_TOKEN;
    const analysis *a = at(f, i);
    if (a->prefixes & (M_WA | M_FA) && after_role) return NO_TOKEN;
    if (has_article(f, i) && !(after_role && is_unknown(f, i))) return NO_TOKEN;
    /* مسؤولون أميركيون إيران: a state is nobody's name */
    const phrase *state = first_given ? NULL : entity_phrase(f, i, ENTITY_state, false);
    if (state) return NO_TOKEN;
    /* two words in a row that are no words of the language are a foreign name */
    bool foreign = !after_role && a->pos == POS_X && a->prefixes == 0 && f->t->tokens.at[i].kind == TOKEN_WORD &&
                   is_word(f, i + 1) && at(f, i + 1)->prefixes == 0 &&
                   (at(f, i + 1)->pos == POS_X || (is_given(f, i + 1, &also_word) && !also_word)) &&
                   f->t->tokens.at[i + 1].kind == TOKEN_WORD && !entity_phrase(f, i + 1, ENTITY_state, true);
    /* المستشار حكمة سليمان: after a role a word before a given name is one too */
    bool common_after;
    bool before_given =
        after_role && a->class == W_NOUN && !a->prefixes && is_given(f, i + 1, &common_after) && !common_after;
    if (!first_given && !foreign && !before_given && !(after_role && is_unknown(f, i))) return NO_TOKEN;
    /* عادل بن جميل: a word that is also a name is one before بن */
    bool father = is_word(f, i + 1) && f->t->tokens.at[i + 1].n == 2 &&
                  f->t->folded[f->t->tokens.at[i + 1].letters] == L_BA &&
                  f->t->folded[f->t->tokens.at[i + 1].letters + 1] == L_NUN;
    if (!after_role && also_word && a->pos != POS_PROPN && !father) return NO_TOKEN;
    uint32_t last = i, n = 1, given = first_given;
    for (uint32_t j = i + 1; j < f->end && n < NAME_TOKENS; j++) {
        if (!is_word(f, j)) {
            if (is_mark(f, j, '-') && !(f->t->tokens.at[j].flags & (TOKEN_SPACE_AFTER | TOKEN_SPACE_BEFORE))) continue;
            break;
        }
        const analysis *b = at(f, j);
        bool common, is_name = is_given(f, j, &common);
        const phrase *nisba = named(f, j, NAME_nisba);
        if (b->prefixes & (M_WA | M_FA | M_PREP | M_FUTURE) && !(is_name && b->stem == 0)) {
            /* a name whose first letter looks like a clitic is kept where it is known whole */
            const phrase *g = named(f, j, NAME_given);
            if (!g || g->prefixes & (M_WA | M_FA | M_PREP)) break;
        }
        if (named(f, j, NAME_time) || named(f, j, NAME_status)) break;
        const phrase *known = entity_phrase(f, j, ENTITY_state, true);
        if (known && f->lex->entities[entity_of(f, known)].kind != ENTITY_person && !has_article(f, j) &&
            (!is_name || f->lex->entities[entity_of(f, known)].kind != ENTITY_org))
            break;
        if (named(f, j, NAME_role) && !is_name) break;
        if (nisba && n > 1 && !is_name) break;
        if (b->pos == POS_ADP || b->pos == POS_SCONJ || b->pos == POS_PART || b->pos == POS_CCONJ || b->pos == POS_PRON)
            break;
        if (b->class == W_VERB && b->lemma && !is_name) break;
        bool family =
            has_article(f, j) && (is_unknown(f, j) || b->class == W_ADJ || b->class == W_NOUN) && (given || after_role);
        /* تيري ديران: after a name what would be a dual is the next name */
        bool unknown = !has_article(f, j) &&
                       (is_unknown(f, j) || (b->class == W_NOUN && !b->prefixes && (b->features & F_NUMBER) == F_DUAL));
        if (is_compound_head(f, j - 1) && !b->prefixes) unknown = true;
        if (!is_name && !unknown && !family) break;
        if (b->class == W_VERB && is_name && common && n > 1) break;
        if (!is_name && family && !is_compound_head(f, j - 1) && b->lemma && !may_be_family_name(f, j, given > 0))
            break;
        if (!is_name && is_joined_by_and(f, j)) break;
        last = j;
        n++;
        given += is_name;
        if (family && !is_name) break; /* a family name with its article ends the name */
    }
    if (!after_role && (n < 2 || (given == 0 && !foreign))) return NO_TOKEN;
    return last;
}

/* ---- organisations ---- */

static bool continues_noun_phrase(const finder *f, uint32_t j)
{
    if (!is_word(f, j)) return false;
    const analysis *a = at(f, j);
    if (a->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) return false;
    return a->class == W_NOUN || a->class == W_ADJ || (a->class == W_NAME && (has_article(f, j) || a->lemma == 0));
}

/* Nothing is in construct with an adjective (مسؤول أميركي قوله) or with a definite noun (وزارة الخارجية الاعتداء): a noun
 * there begins another phrase. */
static bool begins_another(const finder *f, uint32_t j)
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
        if (is_unknown(f, i) || entity_phrase(f, i, ENTITY_state, true)) return true;
    return false;
}

/* An organisation by its first word: وزارة الخارجية السعودية, الجيش الإسرائيلي, حزب العدالة والتنمية. */
static bool organisation(const finder *f, uint32_t i, mention *out)
{
    const phrase *p = named(f, i, NAME_head);
    if (!p || p->pronoun) return false;
    if (at(f, i)->class == W_VERB) return false;
    const lex_name *n = name_of(f, p);
    const lex_group *head = &f->lex->heads[n->ref];
    mention m = new_mention(i, p->last);
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
        if (quoted || (definite && !has_article(f, j)) || (n_words && is_given(f, j, &also_word) && !also_word)) break;
        if (named(f, j, NAME_time) && !head_definite && n_words) break;
        const phrase *known = entity_phrase(f, j, ENTITY_state, true);
        if (known && !(a->prefixes & ~M_ARTICLE) && !head_definite) {
            const lex_entity *x = &f->lex->entities[entity_of(f, known)];
            if (x->kind == ENTITY_person) break;
            m.country = m.country ? m.country : x->country;
            if (x->kind == ENTITY_org && n_words == 0) m.sector = m.sector ? m.sector : x->sector;
            add_nested(f, entity_mention(f, j, known));
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
        if (!continues_noun_phrase(f, j) && !joined && !of) break;
        if (!joined && !of && begins_another(f, j)) break;
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
    bool of_state = m.sector == SECTOR_GOV || m.sector == SECTOR_MIL || m.sector == SECTOR_COP ||
                    m.sector == SECTOR_LEG || m.sector == SECTOR_JUD || m.sector == SECTOR_SPY;
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

/* ---- roles ---- */

static bool named_body(const finder *f, uint32_t j, mention *m, uint32_t *next)
{
    const phrase *known = entity_phrase(f, j, ENTITY_state, true);
    if (known && f->lex->entities[entity_of(f, known)].kind != ENTITY_person) {
        *m = entity_mention(f, j, known);
        *next = known->last + 1;
        return true;
    }
    if (organisation(f, j, m)) {
        *next = m->last + 1;
        return true;
    }
    return false;
}

static void take_body(mention *role, const mention *body)
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

static bool role_phrase(const finder *f, uint32_t i, mention *out)
{
    const phrase *p = named(f, i, NAME_role);
    if (!p || at(f, i)->class == W_VERB) return false;
    const lex_name *n = name_of(f, p);
    const lex_role *r = &f->lex->roles[n->ref];
    mention m = new_mention(i, p->last);
    m.kind = ACTOR_PERSON;
    m.prep = p->prep;
    m.prefixes = p->prefixes;
    m.role = n->ref + 1;
    m.office = r->office;
    m.sector = r->sector;
    m.role_first = i;
    m.role_last = p->last;
    bool title = r->kind == 1, definite = has_article(f, i), generic_title = r->kind != 0;
    if (n->flags & LEX_NAME_PLURAL) m.flags |= MENTION_PLURAL;
    if (n->flags & LEX_NAME_FEMININE || (at(f, i)->features & F_GENDER) == F_FEM) m.flags |= MENTION_FEMININE;
    if (p->pronoun) {
        m.flags |= MENTION_PRONOUN;
        definite = true;
    }
    uint32_t j = p->last + 1;
    bool complete = definite || title;                          /* no genitive can follow */
    if (p->last > i && !p->pronoun && !title) complete = false; /* الناطق باسم …: open to the right */
    if (p->last > i)
        for (uint32_t k = i + 1; k <= p->last; k++) complete |= has_article(f, k);
    if (complete) definite = true;
    uint32_t name = NO_TOKEN, name_last = NO_TOKEN, name_entity = 0;
    while (j < f->end && j < i + ROLE_TOKENS) {
        if (is_quote(f, j)) {
            /* قائد لواء "سبكتروم" */
            const quotation *q =
                f->t->tokens.at[j].quote != NO_QUOTE ? &f->t->quotes.at[f->t->tokens.at[j].quote] : NULL;
            if (q && (f->t->tokens.at[j].flags & TOKEN_OPENS) && q->closed && q->close - j <= 4 && q->close < f->end &&
                !complete) {
                j = q->close + 1;
                m.role_last = m.last = q->close;
                complete = true;
                continue;
            }
            break;
        }
        if (!is_word(f, j)) break;
        const analysis *a = at(f, j);
        /* a known person's name ends the role */
        const phrase *person = entity_phrase(f, j, ENTITY_person, false);
        if (person && !(person->prefixes & (M_WA | M_FA | M_PREP)) && (complete || person->last > j)) {
            name = j, name_last = with_fathers(f, person->last), name_entity = entity_of(f, person);
            break;
        }
        const phrase *status = named(f, j, NAME_status);
        if (status) {
            unsigned s = f->lex->names[status->name].ref;
            m.status = (uint8_t)(s + 1);
            if (s == STATUS_former || s == STATUS_late) m.flags |= MENTION_FORMER;
            j = status->last + 1;
            m.role_last = m.last = status->last;
            continue;
        }
        const phrase *nisba = named(f, j, NAME_nisba);
        if (nisba && !(nisba->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) && (has_article(f, j) == complete || !definite)) {
            if (m.country == 0) m.country = f->lex->entities[entity_of(f, nisba)].country;
            j = nisba->last + 1;
            m.role_last = m.last = nisba->last;
            if (has_article(f, nisba->last)) complete = definite = true;
            continue;
        }
        const phrase *modifier = named(f, j, NAME_modifier);
        if (modifier && !(a->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) && a->class == W_ADJ) {
            if (m.sector == 0) m.sector = f->lex->modifiers[entity_of(f, modifier)].sector;
            j = modifier->last + 1;
            m.role_last = m.last = modifier->last;
            continue;
        }
        bool conj = (a->prefixes & (M_WA | M_FA)) != 0;
        bool linked = !conj && ((a->prefixes & M_PREP) || a->pos == POS_ADP);
        mention body;
        uint32_t next;
        const phrase *second = named(f, j, NAME_role);
        if (second && second->pronoun && complete) break; /* التقى الوزير نظيره */
        if (second && !linked && !(second->prefixes & M_PREP)) {
            /* another role: a title before the name, a second office, or (after an open role) its complement */
            const lex_role *r2 = &f->lex->roles[f->lex->names[second->name].ref];
            if (conj && r2->kind != 0) break;
            if (!conj || r2->office || r2->sector == SECTOR_GOV) {
                uint32_t after = second->last + 1;
                if (conj && !(is_word(f, after))) break;
                if (m.sector == 0) m.sector = r2->sector;
                if (!complete && m.office == OFFICE_none && r2->kind == 0 && r->office == OFFICE_none)
                    m.sector = r2->sector ? r2->sector : m.sector;
                if (generic_title && r2->kind == 0) { /* الأمير ولي العهد: the office counts */
                    m.office = r2->office;
                    m.role = f->lex->names[second->name].ref + 1;
                    m.sector = r2->sector ? r2->sector : m.sector;
                    generic_title = title = false;
                }
                complete = has_article(f, j) || has_article(f, second->last) || r2->kind == 1 || second->pronoun != 0;
                definite |= complete;
                j = after;
                m.role_last = m.last = second->last;
                continue;
            }
            break;
        }
        if (conj) {
            /* وزير الشؤون الاجتماعية والعمل: a joined word with the article inside the name of an office */
            if (complete && (a->prefixes & M_ARTICLE) && a->class == W_NOUN && has_article(f, j - 1) &&
                r->sector == SECTOR_GOV && m.country == 0 && j + 1 < f->end) {
                m.role_last = m.last = j++;
                continue;
            }
            break;
        }
        if (linked) {
            uint32_t start = a->pos == POS_ADP && !(a->prefixes & M_PREP) ? j + 1 : j;
            bool li_or_bi = (a->prefixes & M_PREP) && (f->t->folded[f->t->tokens.at[j].letters] == L_LAM ||
                                                       f->t->folded[f->t->tokens.at[j].letters] == L_BA);
            if (start < f->end && named_body(f, start, &body, &next)) {
                /* in a clause of its own the preposition may belong to the verb: take it where a name follows, or the
                 * role is one of a body (الأمين العام للأمم المتحدة) */
                uint32_t after = is_mark(f, next, 0x60c) ? next + 1 : next;
                bool name_follows =
                    person_name(f, after, true) != NO_TOKEN || entity_phrase(f, after, ENTITY_person, false);
                bool of_body =
                    li_or_bi &&
                    (r->office == OFFICE_igo_head || r->office == OFFICE_igo_official || body.kind == ACTOR_ORG) &&
                    m.country == 0;
                if (name_follows || of_body) {
                    take_body(&m, &body);
                    add_nested(f, body);
                    j = next;
                    m.role_last = m.last = next - 1;
                    complete = definite = true;
                    continue;
                }
            } else if (li_or_bi && (a->prefixes & M_ARTICLE) && a->class == W_NOUN && complete && m.country == 0 &&
                       person_name(f, j + 1, true) != NO_TOKEN) {
                j++;
                m.role_last = m.last = j - 1;
                continue;
            }
            break;
        }
        bool also_word, given = is_given(f, j, &also_word);
        if (complete && !has_article(f, j) && (given || is_unknown(f, j))) break; /* the name */
        if (!complete && !title && named_body(f, j, &body, &next)) {
            take_body(&m, &body);
            add_nested(f, body);
            j = next;
            m.role_last = m.last = next - 1;
            complete = definite = true;
            continue;
        }
        if (title) break;
        if (named(f, j, NAME_time) && complete) break;
        if (!continues_noun_phrase(f, j)) break;
        if (complete && !has_article(f, j)) break;
        if (begins_another(f, j)) break;
        if (complete && a->class == W_NOUN && j > p->last + 1 && has_article(f, i)) break;
        if (complete && a->class == W_NOUN && has_article(f, i) && j == p->last + 1)
            break; /* الرئيس + noun: a new phrase */
        if (!complete && is_unknown(f, j) && !has_article(f, j) && !given) break;
        if (given && !also_word && !has_article(f, j)) break;
        if (!complete && a->class == W_NOUN) {
            m.flags |= MENTION_OWN_ROLE;
            if (m.office == OFFICE_head_of_state || m.office == OFFICE_igo_head) m.office = OFFICE_none;
        }
        if (has_article(f, j)) complete = definite = true;
        m.role_last = m.last = j++;
    }
    if (name == NO_TOKEN && (complete || title)) {
        uint32_t start = j;
        /* رئيس الوزراء، محمد شياع السوداني، … */
        bool comma = is_mark(f, start, 0x60c);
        if (comma) start++;
        if (is_mark(f, start, '(')) start = NO_TOKEN;
        const phrase *person =
            start != NO_TOKEN && start < f->end ? entity_phrase(f, start, ENTITY_person, false) : NULL;
        if (person && !(person->prefixes & (M_WA | M_FA | M_PREP))) {
            name = start, name_last = with_fathers(f, person->last), name_entity = entity_of(f, person);
        } else if (start != NO_TOKEN) {
            uint32_t last = person_name(f, start, !(m.flags & MENTION_PLURAL));
            /* after a comma only a name of two words that another comma follows */
            if (comma && last != NO_TOKEN && (last == start || !is_mark(f, last + 1, 0x60c))) last = NO_TOKEN;
            if (last != NO_TOKEN) name = start, name_last = last;
        }
        if (comma && name != NO_TOKEN && !is_mark(f, name_last + 1, 0x60c) && name_last + 1 < f->end &&
            at(f, name_last + 1)->class != W_VERB && !person)
            name = NO_TOKEN;
    }
    if (name != NO_TOKEN) {
        /* the lexicon's short name may be the beginning or end of a longer one */
        m.name_first = name;
        m.name_last = name_last;
        m.last = name_last;
        m.entity = name_entity;
        m.flags &= (uint16_t)~MENTION_PLURAL;
        if (name_entity && f->lex->entities[name_entity].feminine) m.flags |= MENTION_FEMININE;
    } else {
        /* وزيرا الخارجية: before a definite complement the alef is the dual's */
        const token *k = &f->t->tokens.at[p->last];
        bool dual = definite && m.last > p->last && !has_article(f, i) && f->t->raw[k->letters + k->n - 1] == L_ALEF;
        if (dual) m.flags |= MENTION_PLURAL;
        if (m.flags & MENTION_PLURAL) { /* خبراء الأمم المتحدة: a group whose name is its role */
            m.kind = ACTOR_GROUP;
            m.group = n->ref + 1 + ROLE_GROUP;
            m.name_first = i;
            m.name_last = m.last;
        }
        if (title && r->kind == 1) {
            m.flags |= MENTION_TITLE_ONLY;
            if (!definite) return false;
        }
        if (!definite) m.flags |= MENTION_INDEFINITE;
    }
    *out = m;
    return true;
}

/* ---- groups ---- */

/* An event noun whose genitive is the one it happens to: مقتل, اغتيال. */
static bool has_victims(const finder *f, uint32_t i)
{
    const phrase *p = named(f, i, NAME_frame);
    return p && f->lex->frames[entity_of(f, p)].gen == GEN_PATIENT;
}

/* An adjective of the noun before it: عسكري in مسؤول عسكري or تحالف سياسي وعسكري, الخارجية in السياسة الخارجية. */
static bool is_adjectival(const finder *f, uint32_t i, uint32_t first)
{
    if (i <= first || !is_word(f, i - 1)) return false;
    const analysis *a = at(f, i), *b = at(f, i - 1);
    if (a->prefixes & M_PREP) return false;
    bool adjective = a->class == W_ADJ, joined = (a->prefixes & M_WA) != 0;
    const word_type *type = f->w->types[i];
    for (uint8_t k = 0; !joined && k < type->n_analyses; k++)
        adjective |= type->analyses[k].class == W_ADJ && type->analyses[k].lemma;
    if (!adjective) return false;
    /* مقتل شرطي: after a noun of harm a word for people is its genitive */
    const phrase *people = named(f, i, NAME_group);
    if (people && f->lex->groups[f->lex->names[people->name].ref].kind == 0 && has_victims(f, i - 1)) return false;
    bool definite = (a->prefixes & M_ARTICLE) != 0;
    if (joined) return b->class == W_ADJ && ((b->prefixes & M_ARTICLE) != 0) == definite;
    if (b->class != W_NOUN && b->class != W_ADJ) return false;
    return ((b->prefixes & M_ARTICLE) != 0 || b->pronoun) == definite;
}

static bool is_number(const finder *f, uint32_t i)
{
    if (i >= f->end) return false;
    if (f->t->tokens.at[i].kind == TOKEN_NUMBER) return true;
    const phrase *p = named(f, i, NAME_time);
    if (!p) return false;
    uint8_t kind = f->lex->times[f->lex->names[p->name].ref].kind;
    return kind == TIME_number;
}

static bool group_phrase(const finder *f, uint32_t i, mention *out)
{
    const phrase *p = named(f, i, NAME_group);
    if (!p || at(f, i)->class == W_VERB) return false;
    /* an adjective that happens to be a group noun (قوات مسلحة) is none after its noun */
    const lex_name *n = name_of(f, p);
    const lex_group *g = &f->lex->groups[n->ref];
    mention m = new_mention(i, p->last);
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
    for (uint32_t k = 0; j < f->end && k < 5; k++) {
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
        if (k == 0 && !definite && !p->pronoun && !(a->prefixes & ~M_ARTICLE) && named_body(f, j, &body, &next)) {
            take_body(&m, &body);
            add_nested(f, body);
            m.last = next - 1;
            j = next;
            definite = true;
            continue;
        }
        /* مصدر في وزارة الدفاع; 33 مسلحا من داعش */
        bool in_or_of = a->pos == POS_ADP && k <= 1 && g->kind != GROUP_COLLECTIVE;
        if (in_or_of && j + 1 < f->end && named_body(f, j + 1, &body, &next) && body.kind == ACTOR_ORG) {
            take_body(&m, &body);
            if (g->kind != GROUP_SOURCE && body.entity) m.sector = body.sector, m.country = body.country;
            add_nested(f, body);
            m.last = next - 1;
            j = next;
            continue;
        }
        break;
    }
    if (!definite && !p->pronoun) m.flags |= MENTION_INDEFINITE;
    if (g->kind == GROUP_COLLECTIVE && definite && m.country == 0) m.flags |= MENTION_GENERIC;
    /* الجيش, السلطات: bodies of a state; الجانبان, الشعب: groups */
    bool of_state = g->sector == SECTOR_GOV || g->sector == SECTOR_MIL || g->sector == SECTOR_COP ||
                    g->sector == SECTOR_LEG || g->sector == SECTOR_JUD || g->sector == SECTOR_SPY;
    if (g->kind == GROUP_COLLECTIVE && definite && of_state) m.kind = ACTOR_ORG;
    m.name_first = i;
    m.name_last = m.last;
    *out = m;
    return true;
}

/* A place by its kind or by a part of it: قرية الخوجرة, قضاء الحويجة, شمال شرق بغداد, وسط العاصمة المصرية. */
static bool place_phrase(const finder *f, uint32_t i, mention *m)
{
    const phrase *p = named(f, i, NAME_area);
    if (!p || p->pronoun || at(f, i)->class == W_VERB || (at(f, i)->class == W_ADJ && has_article(f, i))) return false;
    *m = new_mention(i, p->last);
    m->name_first = i;
    m->kind = ACTOR_GROUP;
    m->flags = MENTION_PLACE;
    m->prep = p->prep;
    m->prefixes = p->prefixes;
    uint32_t j = p->last + 1, n = 0;
    bool part = name_of(f, p)->value == 1, named_place = false;
    while (j < f->end && n < 5) {
        if (is_quote(f, j)) {
            j++;
            continue;
        }
        if (!is_word(f, j)) break;
        const analysis *a = at(f, j);
        const phrase *known = entity_phrase(f, j, ENTITY_place, true), *area = named(f, j, NAME_area),
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
                   (is_unknown(f, j) || (has_article(f, j) && !part && a->class != W_VERB))) {
            m->last = j;
            named_place = true;
        } else if (named_place && !part && has_article(f, j) && !joined && (a->class == W_ADJ || is_unknown(f, j)) &&
                   !nisba)
            m->last = j;
        else
            break;
        j = m->last + 1;
        n++;
    }
    m->name_last = m->last;
    return named_place;
}

/* The people of a state: الفلسطينيون, أتراك. */
static bool people_phrase(const finder *f, uint32_t i, mention *m)
{
    const phrase *people = named(f, i, NAME_people);
    if (!people || !(has_article(f, i) || at(f, i)->class != W_ADJ) || at(f, i)->class == W_VERB) return false;
    *m = new_mention(i, people->last);
    m->name_first = i, m->name_last = people->last;
    m->kind = ACTOR_GROUP;
    m->sector = SECTOR_CVL;
    m->prep = people->prep;
    m->prefixes = people->prefixes;
    m->country = f->lex->entities[entity_of(f, people)].country;
    m->flags |= MENTION_PLURAL;
    return true;
}

/* ---- the pass ---- */

static bool apposition(const finder *f, mention *m)
{
    /* بوتين، الرئيس الروسي،  and  علي الأحمدي الناطق باسم … */
    uint32_t j = m->last + 1;
    bool comma = is_mark(f, j, 0x60c);
    if (comma) j++;
    if (!is_word(f, j) || at(f, j)->prefixes & (M_WA | M_FA | M_PREP)) return false;
    if (!named(f, j, NAME_role)) return false;
    uint32_t nested = f->e->mentions.n;
    mention role;
    if (!role_phrase(f, j, &role) || role.name_first != NO_TOKEN ||
        (role.flags & (MENTION_INDEFINITE | MENTION_PLURAL)) || (comma && !is_mark(f, role.last + 1, 0x60c))) {
        f->e->mentions.n = nested;
        return false;
    }
    m->role_first = role.role_first;
    m->role_last = role.role_last;
    m->role = role.role;
    m->office = role.office;
    if (role.sector) m->sector = role.sector;
    if (role.country) m->country = role.country;
    m->org = role.org;
    m->flags |= role.flags & MENTION_FORMER;
    m->last = role.last;
    return true;
}

/* After a number a nation's adjective counts people: 61 فلسطينيا. */
static bool nation_phrase(const finder *f, uint32_t i, mention *m)
{
    const phrase *nisba = named(f, i, NAME_nisba);
    if (!nisba || nisba->prefixes & (M_WA | M_FA | M_PREP)) return false;
    *m = new_mention(i, nisba->last);
    m->name_first = i, m->name_last = nisba->last;
    m->kind = ACTOR_GROUP;
    m->sector = SECTOR_CVL;
    m->country = f->lex->entities[entity_of(f, nisba)].country;
    return true;
}

/* 33 مسلحا, عشرات المدنيين, مئات من المحتجين: a number or quantity and the people counted. */
static bool counted_people(const finder *f, uint32_t i, mention *m)
{
    uint32_t j = i + 1;
    if (j < f->end && at(f, j)->pos == POS_ADP && !at(f, j)->pronoun && is_word(f, j + 1)) j++;
    while (is_number(f, j)) j++;
    if (!is_word(f, j)) return false;
    bool people = group_phrase(f, j, m) || people_phrase(f, j, m) || nation_phrase(f, j, m);
    if (!people && !(role_phrase(f, j, m) && m->name_first != NO_TOKEN && m->kind == ACTOR_GROUP)) return false;
    m->prep = at(f, i)->prep;
    m->prefixes = at(f, i)->prefixes;
    m->first = m->name_first = i;
    m->kind = ACTOR_GROUP;
    m->flags |= MENTION_INDEFINITE | MENTION_PLURAL;
    return true;
}

static bool mention_at(const finder *f, uint32_t i, mention *m, uint32_t first)
{
    if (!is_word(f, i)) return is_number(f, i) && counted_people(f, i, m);
    bool in_quotes = i > 0 && (f->t->tokens.at[i - 1].flags & TOKEN_OPENS) != 0;
    if (at(f, i)->class == W_VERB && at(f, i)->lemma && at(f, i)->pos == POS_VERB &&
        !(in_quotes && entity_phrase(f, i, ENTITY_org, false))) {
        bool also_word;
        /* a verb's form that is a given name right before another name (يزيد بن, أحمد) is left to the name reading */
        if (!is_given(f, i, &also_word)) return false;
    }
    const phrase *known = entity_phrase(f, i, ENTITY_state, true);
    if (!known && is_adjectival(f, i, first)) return false;
    const phrase *role = named(f, i, NAME_role);
    uint32_t nested = f->e->mentions.n;
    if (role && (!known || role->last >= known->last) && role_phrase(f, i, m)) {
        /* a group noun or an organisation's head may be longer */
        return true;
    }
    f->e->mentions.n = nested;
    if (named(f, i, NAME_area) && (!known || known->last == i) && place_phrase(f, i, m) &&
        (!known || m->last > known->last))
        return true;
    f->e->mentions.n = nested;
    const phrase *head = named(f, i, NAME_head);
    mention org;
    if (head && (!known || known->last == i || f->lex->entities[entity_of(f, known)].kind != ENTITY_org) &&
        organisation(f, i, &org) && (!known || org.last > known->last)) {
        *m = org;
        return true;
    }
    f->e->mentions.n = nested;
    if (known) {
        *m = entity_mention(f, i, known);
        if (m->kind == ACTOR_PERSON) {
            /* a short known name inside a longer unknown one (محمد خان) belongs to the longer */
            uint32_t last = person_name(f, i, false);
            if (last != NO_TOKEN && last > m->last) {
                m->entity = 0, m->country = 0, m->sector = 0;
                m->last = m->name_last = last;
            }
            apposition(f, m);
        }
        return true;
    }
    if (is_number(f, i) && counted_people(f, i, m)) return true;
    if (people_phrase(f, i, m)) return true;
    uint32_t last = person_name(f, i, false);
    if (last != NO_TOKEN) {
        *m = new_mention(i, last);
        m->kind = ACTOR_PERSON;
        m->name_first = i;
        m->name_last = last;
        m->prep = at(f, i)->prep;
        m->prefixes = at(f, i)->prefixes;
        const phrase *g = named(f, i, NAME_given);
        if (g && name_of(f, g)->flags & LEX_NAME_FEMININE) m->flags |= MENTION_FEMININE;
        apposition(f, m);
        return true;
    }
    if (group_phrase(f, i, m)) return true;
    f->e->mentions.n = nested;
    return false;
}

void mention_read(entities *e, const entity_input *in)
{
    finder f = {.e = e, .in = in, .t = in->t, .w = in->w, .lex = in->lex};
    uint32_t n = in->t->tokens.n;
    e->at = ARENA_ARRAY(in->a, uint32_t, n + 1);
    for (uint32_t i = 0; i <= n; i++) e->at[i] = NO_MENTION;
    for (uint32_t s = 0; s < in->t->sentences.n; s++) {
        const sentence *x = &in->t->sentences.at[s];
        f.end = x->end;
        for (uint32_t i = x->first; i < x->end;) {
            mention m;
            uint32_t nested = e->mentions.n;
            if (!mention_at(&f, i, &m, x->first)) {
                e->mentions.n = nested;
                i++;
                continue;
            }
            assert(m.last < x->end && m.last >= i);
            uint32_t id = e->mentions.n;
            *vec_push(in->a, &e->mentions) = m;
            for (uint32_t j = m.first; j <= m.last; j++) e->at[j] = id;
            i = m.last + 1;
        }
    }
}
