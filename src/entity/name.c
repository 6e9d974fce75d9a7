/* name: which words are the name of a known entity, and which of a person whom the lexicon does not know; see finder.h.
 *
 *   يزيد بن خالد الأحمدي    a given name, بن and a father's name, and a family name with its article: one person's name
 *
 * Invariant: a word of the language begins a person's name only where a role or بن says that it is one. */
#include "entity/finder.h"

enum { NAME_TOKENS = 8 };

bool name_is_given(const finder *f, uint32_t i, bool *also_word)
{
    *also_word = false;
    if (!is_word(f, i)) return false;
    const phrase *p = NULL;
    PHRASE_EACH(f->in->p, i, g) /* كريم is not ك and ريم */
    if (name_of(f, g)->kind == NAME_given && (!p || (p->prefixes && !g->prefixes && g->spelled))) p = g;
    if (!p || !p->spelled || p->pronoun) return false;
    *also_word = name_of(f, p)->value != 0;
    return true;
}

bool name_is_unknown(const finder *f, uint32_t i)
{
    return is_word(f, i) && (at(f, i)->pos == POS_X || at(f, i)->pos == POS_PROPN || at(f, i)->lemma == 0);
}

const phrase *name_entity(const finder *f, uint32_t i, lex_entity_kind only, bool any)
{
    PHRASE_EACH(f->in->p, i, p)
    {
        const lex_name *n = name_of(f, p);
        if (n->kind != NAME_entity && n->kind != NAME_metonym && n->kind != NAME_former) continue;
        if (!any && f->lex->entities[n->ref].kind != only) continue;
        if (p->last == i) {
            const analysis *a = at(f, i);
            const phrase *given = p->prefixes & (M_FA | M_PREP | M_WA) ? named(f, i, NAME_given) : NULL;
            const phrase *person = named(f, i, NAME_given);
            bool quoted_name = i > 0 && (f->t->tokens.at[i - 1].flags & TOKEN_OPENS);
            if (f->lex->entities[n->ref].kind == ENTITY_org && person && person->spelled && person->prefixes == 0 &&
                !quoted_name)
                continue; /* فارس: a man rather than the agency */
            if (given && given->prefixes == 0 && given->spelled && name_of(f, given)->value == 0) continue; /* فاطمة */
            bool quoted = i > 0 && (f->t->tokens.at[i - 1].flags & TOKEN_OPENS) && p->last + 1 < f->t->tokens.n &&
                          (f->t->tokens.at[p->last + 1].flags & TOKEN_CLOSES) &&
                          f->lex->entities[n->ref].kind == ENTITY_org;
            /* البيت as a word carries an article, إلبيت does not */
            if (a->lemma && has_article(f, i) && !(p->prefixes & M_ARTICLE)) continue;
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
        const phrase *seat = phrase_at(f->in->p, f->lex, i, NAME_metonym);
        bool of_place = any && f->lex->entities[n->ref].kind == ENTITY_place;
        return of_place && seat && seat->last == p->last ? seat : p;
    }
    return NULL;
}

void name_add_nested(const finder *f, mention m)
{
    m.flags |= MENTION_NESTED;
    *vec_push(f->in->a, &f->e->mentions) = m;
}

/* What the given name that is the word at i alone and whole is beside: GIVEN_SON (بن), GIVEN_HOUSE (آل) …, or 0. */
static uint16_t note_of(const entity_input *in, uint32_t i)
{
    PHRASE_EACH(in->p, i, p)
    {
        const lex_name *n = &in->lex->names[p->name];
        if (n->kind == NAME_given && p->last == i && p->spelled && p->prefixes == 0 && !p->pronoun) return n->value;
    }
    return 0;
}

static uint16_t given_note(const finder *f, uint32_t i)
{
    return is_word(f, i) ? note_of(f->in, i) : 0;
}

bool name_is_son(const entity_input *in, uint32_t i)
{
    return note_of(in, i) == GIVEN_SON;
}

bool name_is_tail(const entity_input *in, uint32_t i)
{
    return note_of(in, i) == GIVEN_TAIL;
}

bool name_before_son(const finder *f, uint32_t i)
{
    bool also_word;
    return name_is_given(f, i, &also_word) && given_note(f, i + 1) == GIVEN_SON;
}

uint32_t name_with_fathers(const finder *f, uint32_t last)
{
    while (last + 2 < f->end && is_word(f, last + 1) && is_word(f, last + 2)) {
        bool also_word;
        uint16_t note = given_note(f, last + 1);
        bool son = note == GIVEN_SON && (name_is_given(f, last + 2, &also_word) || name_is_unknown(f, last + 2));
        if (note != GIVEN_HOUSE && !son) break;
        last += 2;
    }
    return last;
}

mention name_entity_mention(const finder *f, uint32_t i, const phrase *p)
{
    const lex_name *n = name_of(f, p);
    const lex_entity *x = &f->lex->entities[n->ref];
    mention m = mention_of(i, p->last);
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
    case ENTITY_person: {
        m.kind = ACTOR_PERSON;
        m.last = m.name_last = name_with_fathers(f, p->last);
        /* الملك سلمان بن عبدالعزيز: a title that the lexicon knows the name with is none of it */
        const phrase *title = named(f, i, NAME_role);
        if (title && title->last < p->last && has_article(f, i) &&
            f->lex->roles[entity_of(f, title)].kind != ROLE_POST) {
            m.role_first = i;
            m.role_last = title->last;
            m.role = entity_of(f, title) + 1;
            m.name_first = title->last + 1;
        }
        break;
    }
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
    if (name_of(f, p)->kind == NAME_given && p->last == i && name_of(f, p)->value >= GIVEN_HEAD) return true;
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
    bool plural = (a->features & F_NUMBER) == F_PLUR && a->class == W_NOUN; /* زعيف الهجمات */
    return arab && !governs && !plural && !(k->n > 5 && a->class == W_NOUN && f->lex->lemmas[a->lemma].verb) &&
           f->t->raw[k->letters + k->n - 1] != L_TA_MARBUTA;
}

/* رونالدو وروبينيو: an unknown word that begins with و is joined by "and"; names from Latin begin so before ا, ي, و, ل. */
static bool is_joined_by_and(const finder *f, uint32_t i)
{
    const token *k = &f->t->tokens.at[i];
    const uint8_t *w = f->t->folded + k->letters;
    return k->n > 4 && w[0] == L_WAW && w[1] != L_ALEF && w[1] != L_YA && w[1] != L_WAW && w[1] != L_LAM;
}

/* Two words in a row that are no words of the language are a foreign name. */
static bool is_foreign(const finder *f, uint32_t i)
{
    bool common;
    const analysis *a = at(f, i);
    return a->pos == POS_X && a->prefixes == 0 && f->t->tokens.at[i].kind == TOKEN_WORD && is_word(f, i + 1) &&
           at(f, i + 1)->prefixes == 0 &&
           (at(f, i + 1)->pos == POS_X || (name_is_given(f, i + 1, &common) && !common)) &&
           f->t->tokens.at[i + 1].kind == TOKEN_WORD && !name_entity(f, i + 1, ENTITY_state, true);
}

static bool may_be_participle(const finder *f, uint32_t i)
{
    const word_type *type = f->in->w->types[i];
    for (uint8_t z = 0; type && z < type->n_analyses; z++) {
        unsigned aspect = morph_aspect(&type->analyses[z]);
        if (type->analyses[z].pos == POS_VERB && (aspect == F_ACTIVE_PART || aspect == F_PASSIVE_PART)) return true;
    }
    return false;
}

/* May a person's name begin at i? *given, *foreign: by a given name, by a word of another language. */
static bool begins_name(const finder *f, uint32_t i, bool after_role, bool *given, bool *foreign)
{
    bool also_word, common_after;
    *given = name_is_given(f, i, &also_word);
    if (!is_word(f, i)) return false;
    const analysis *a = at(f, i);
    /* أمير الكويت برقية, القوات الموالية لهادي: what و or a preposition joins is not the holder's name */
    const phrase *known = named(f, i, NAME_given);
    if (after_role && a->prefixes & (M_WA | M_FA | M_PREP) && !(known && !known->prefixes)) return false;
    if (has_article(f, i) && !(after_role && name_is_unknown(f, i))) return false;
    /* استدعت السفير الأربعاء, دعا الوزير الفلسطينيين: a day or a people is nobody's name */
    bool people = named(f, i, NAME_people) || (named(f, i, NAME_nisba) && (a->features & F_NUMBER) == F_PLUR);
    if (has_article(f, i) && (named(f, i, NAME_time) || people)) return false;
    /* مسؤولون أميركيون إيران: a state is nobody's name */
    if (!*given && name_entity(f, i, ENTITY_state, false)) return false;
    *foreign = !after_role && is_foreign(f, i);
    /* المستشار حكمة سليمان: after a role a word before a given name is one too */
    bool before_given = after_role && a->class == W_NOUN && !a->prefixes && name_is_given(f, i + 1, &common_after) &&
                        !common_after &&
                        !(may_be_participle(f, i) && name_entity(f, i + 1, ENTITY_person, false)); /* مقترح ترامب */
    if (!*given && !*foreign && !before_given && !(after_role && name_is_unknown(f, i))) return false;
    /* عادل بن جميل: a word that is also a name is one before بن */
    return after_role || *foreign || !also_word || a->pos == POS_PROPN || given_note(f, i + 1) == GIVEN_SON;
}

/* Does the word at j, though it might be one of a name, stand for something else here? n: words of the name before it. */
static bool ends_name(const finder *f, uint32_t j, uint32_t n, bool is_name)
{
    const analysis *b = at(f, j);
    if (b->prefixes & (M_WA | M_FA | M_PREP | M_FUTURE) && !(is_name && b->stem == 0)) {
        /* a name whose first letter looks like a clitic is kept where it is known whole */
        const phrase *g = named(f, j, NAME_given);
        if (!g || g->prefixes & (M_WA | M_FA | M_PREP)) return true;
    }
    if (named(f, j, NAME_time) || named(f, j, NAME_status)) return true;
    const phrase *known = name_entity(f, j, ENTITY_state, true);
    uint8_t kind = known ? f->lex->entities[entity_of(f, known)].kind : (uint8_t)ENTITY_person;
    if (kind != ENTITY_person && !has_article(f, j) && (!is_name || kind != ENTITY_org)) return true;
    if (is_name) return false;
    if (named(f, j, NAME_role) || (n > 1 && named(f, j, NAME_nisba))) return true;
    return b->class == W_VERB && b->lemma;
}

static bool is_function_word(const analysis *b)
{
    return b->pos == POS_ADP || b->pos == POS_DET || b->function == FN_rel || b->pos == POS_SCONJ ||
           b->pos == POS_PART || b->pos == POS_CCONJ || b->pos == POS_PRON;
}

/* A word with its article that may end a name: الحكيم, الأسد. */
static bool is_family_name(const finder *f, uint32_t j, bool after_name)
{
    const analysis *b = at(f, j);
    return after_name && has_article(f, j) && (name_is_unknown(f, j) || b->class == W_ADJ || b->class == W_NOUN);
}

/* A word that is no given name goes on with a name where it is unknown. */
static bool continues_name(const finder *f, uint32_t j)
{
    const analysis *b = at(f, j);
    /* تيري ديران: after a name what would be a dual is the next name */
    bool dual = b->class == W_NOUN && !b->prefixes && (b->features & F_NUMBER) == F_DUAL;
    return !has_article(f, j) && (name_is_unknown(f, j) || dual);
}

uint32_t name_of_person(const finder *f, uint32_t i, bool after_role)
{
    bool first_given, foreign;
    if (!begins_name(f, i, after_role, &first_given, &foreign)) return NO_TOKEN;
    uint32_t last = i, n = 1, given = first_given;
    for (uint32_t j = i + 1; j < f->end && n < NAME_TOKENS; j++) {
        if (!is_word(f, j)) {
            if (is_mark(f, j, '-') && !(f->t->tokens.at[j].flags & (TOKEN_SPACE_AFTER | TOKEN_SPACE_BEFORE))) continue;
            break;
        }
        const analysis *b = at(f, j);
        bool common, is_name = name_is_given(f, j, &common);
        bool completes = !b->prefixes && is_compound_head(f, j - 1); /* آل ثاني, whatever ثاني is elsewhere */
        if (!completes && (is_function_word(b) || ends_name(f, j, n, is_name))) break;
        if (is_name && b->class == W_VERB && common && n > 1) break;
        bool family = is_family_name(f, j, given || after_role);
        if (!is_name && !family && !completes && !continues_name(f, j)) break;
        if (!is_name && family && !completes && b->lemma && !may_be_family_name(f, j, given > 0)) break;
        if (!is_name && is_joined_by_and(f, j)) break;
        last = j;
        n++;
        given += is_name;
        if (family && !is_name) break; /* a family name with its article ends the name */
    }
    if (!after_role && (n < 2 || (given == 0 && !foreign))) return NO_TOKEN;
    return last;
}
