/* feature: see feature.h. */
#include "syntax/feature.h"
#include "base/hash.h"

#define X(name) name,
const char *const move_template[MOVE_FEATURES] = {MOVE_TEMPLATES(X)};
const char *const label_template[LABEL_FEATURES] = {LABEL_TEMPLATES(X)};
const char *const argument_template[ARGUMENT_FEATURES] = {ARGUMENT_TEMPLATES(X)};
#undef X

enum { KINDS = 32, TAG_NONE = POS_COUNT * KINDS, LABEL_SEED = 32, ARGUMENT_SEED = 56 };

/* ---- words ---- */

static uint8_t gap_of(const token *k)
{
    if (k->flags & TOKEN_OPENS || k->mark == '(' || k->mark == '[') return GAP_OPENS;
    if (k->flags & TOKEN_CLOSES || k->mark == ')' || k->mark == ']') return GAP_CLOSES;
    switch (k->mark) {
    case ',':
    case 0x60c: return GAP_COMMA;
    case ':': return GAP_COLON;
    case '-':
    case 0x2013:
    case 0x2014:
    case 0x2015: return GAP_DASH;
    default: return GAP_STRONG;
    }
}

enum { SENSE_NONE, SENSE_TIME, SENSE_HUMAN, SENSE_BODY, SENSE_PLACE };

/* What the lexicon's names of one word say a noun is. */
static unsigned sense_of(const node *n, const words *w, const lexicon *lex)
{
    const word_type *type = w->types[n->token];
    if (!type || n->part != PART_STEM) return SENSE_NONE;
    for (uint8_t v = 0; v < type->n_variants; v++) {
        const variant *x = &type->variants[v];
        if (x->node == 0 || x->stem + x->stem_n != n->from + n->n || x->stem < n->from) continue;
        const lex_node *at = &lex->nodes[x->node];
        for (uint32_t i = 0; i < at->n; i++) {
            const lex_name *name = &lex->names[at->first + i];
            switch (name->kind) {
            case NAME_time: return SENSE_TIME;
            case NAME_role:
            case NAME_people:
            case NAME_group:
            case NAME_given: return SENSE_HUMAN;
            case NAME_head: return SENSE_BODY;
            case NAME_entity:
                return lex->entities[name->ref].kind == ENTITY_person ? SENSE_HUMAN
                       : lex->entities[name->ref].kind == ENTITY_org  ? SENSE_BODY
                                                                      : SENSE_PLACE;
            default: break;
            }
        }
    }
    return SENSE_NONE;
}

static uint8_t other_of(const node *n, const words *w)
{
    const word_type *type = w->types[n->token];
    uint8_t other = 0;
    if (!type || n->part != PART_STEM) return 0;
    for (uint8_t k = 0; k < type->n_analyses; k++) switch (type->analyses[k].upos) {
        case POS_VERB: other |= 1; break;
        case POS_NOUN: other |= 2; break;
        case POS_ADJ: other |= 4; break;
        case POS_PROPN: other |= 8; break;
        default: break;
        }
    return other;
}

/* What kind of its class a word is, below KINDS. */
static unsigned kind_of(const node *n, const spot *s, const lexicon *lex)
{
    unsigned aspect = n->features & F_ASPECT;
    switch (n->upos) {
    case POS_VERB:
    case POS_AUX:
        if (n->function == FN_kana) return 16 + (aspect == F_IMPERFECT);
        return (unsigned)(aspect == F_IMPERFECT) | (n->features & F_PASSIVE ? 2u : 0) |
               (lex->lemmas[n->lemma].transitive ? 4u : 0) | (n->lemma == 0 ? 8u : 0);
    case POS_NOUN: return (unsigned)s->definite | (aspect == F_MASDAR ? 4u : 0) | (s->ending == 3 ? 8u : 0);
    case POS_ADJ: return (unsigned)s->definite | (aspect == F_PASSIVE_PART ? 4u : 0) | (s->ending == 3 ? 8u : 0);
    case POS_PRON: return n->part == PART_PRONOUN ? KINDS - 1 : n->function;
    case POS_PROPN: return n->lemma != 0;
    default: return n->part == PART_PREP ? KINDS - 1 : n->function < KINDS - 1 ? n->function : 0;
    }
}

static uint8_t ending_of(const node *n, const text *t, const analysis *chosen)
{
    const uint8_t *raw = t->raw + t->tokens.at[n->token].letters + n->from;
    if (chosen->prefixes & M_ACCUSATIVE) return 3;
    if (n->features & F_OBLIQUE) return 2;
    if ((n->features & F_NUMBER) == F_DUAL) return 1;
    bool plural = (n->features & F_NUMBER) == F_PLUR && (n->features & F_GENDER) == F_MASC;
    if (!plural || n->n < 3) return 0;
    return raw[n->n - 1] == L_NUN && raw[n->n - 2] == L_WAW ? 1 : 0;
}

static uint16_t lemma_of(const node *n, const lexicon *lex)
{
    if (n->lemma == 0) return n->part == PART_PREP || n->part == PART_CONJ ? (uint16_t)(n->part << 8 | n->prep) : 0;
    const lex_lemma *l = &lex->lemmas[n->lemma];
    str s = lexicon_text(lex, l->text);
    uint16_t h = (uint16_t)hash_bytes(s.p, s.n);
    return h ? h : 1;
}

static void see(spot *s, const tree *x, uint32_t i, const text *t, const words *w, const lexicon *lex)
{
    const node *n = &x->at.at[i];
    const analysis *chosen = &w->chosen[n->token];
    bool pronoun = i + 1 < x->at.n && n[1].token == n->token && n[1].part == PART_PRONOUN;
    bool nominal = n->upos == POS_NOUN || n->upos == POS_ADJ || n->upos == POS_NUM;
    s->node = i;
    s->quote = t->tokens.at[n->token].quote;
    s->pos = n->upos;
    s->gender = (uint8_t)((n->features & F_GENDER) >> 2);
    s->number = (uint8_t)((n->features & F_NUMBER) >> 4);
    s->person = (uint8_t)(n->features & F_PERSON);
    s->definite = (uint8_t)(n->article                                          ? 1
                            : n->upos == POS_PROPN                              ? 3
                            : nominal && (pronoun || n->features & F_CONSTRUCT) ? 2
                                                                                : 0);
    s->ending = nominal && n->part == PART_STEM ? ending_of(n, t, chosen) : 0;
    s->lemma = lemma_of(n, lex);
    s->other = other_of(n, w);
    if (nominal || n->upos == POS_PROPN || n->upos == POS_X) s->sense = (uint8_t)sense_of(n, w, lex);
    s->tag = (uint16_t)(n->upos * KINDS + kind_of(n, s, lex));
}

void parser_begin(parser *p, const tree *x, uint32_t first, uint32_t end, const text *t, const words *w,
                  const lexicon *lex, arena *a)
{
    *p = (parser){.at = ARENA_ARRAY(a, spot, end - first + 1)};
    uint8_t gap = 0;
    for (uint32_t i = first; i < end; i++) {
        if (x->at.at[i].upos == POS_PUNCT) {
            gap |= gap_of(&t->tokens.at[x->at.at[i].token]);
            continue;
        }
        spot *s = &p->at[p->n];
        see(s, x, i, t, w, lex);
        s->relation = s->left_relation = s->right_relation = REL_COUNT;
        s->left = s->right = s->head = p->n++;
        s->gap = gap;
        gap = 0;
    }
    p->at[p->n] = (spot){.tag = TAG_NONE,
                         .pos = POS_COUNT,
                         .gap = gap,
                         .left = p->n,
                         .right = p->n,
                         .relation = REL_COUNT,
                         .left_relation = REL_COUNT,
                         .right_relation = REL_COUNT};
    p->stack = ARENA_ARRAY(a, uint32_t, p->n + 1);
    p->verb = ARENA_ARRAY(a, uint32_t, p->n + 1);
}

/* ---- moves ---- */

void parser_shift(parser *p)
{
    uint32_t i = p->depth++;
    p->stack[i] = p->next++;
    unsigned pos = p->at[p->stack[i]].pos;
    p->verb[i] = pos == POS_VERB || pos == POS_AUX ? i + 1 : i ? p->verb[i - 1] : 0;
}

static uint8_t has_of(tree_relation r)
{
    switch (r) {
    case REL_nsubj:
    case REL_nsubj_pass:
    case REL_csubj:
    case REL_csubj_pass: return HAS_SUBJECT;
    case REL_obj:
    case REL_iobj: return HAS_OBJECT;
    case REL_ccomp:
    case REL_xcomp: return HAS_CLAUSE;
    case REL_cop:
    case REL_aux: return HAS_COPULA;
    default: return 0;
    }
}

void parser_attach(parser *p, uint32_t head, tree_relation relation)
{
    uint32_t dependent = p->stack[--p->depth];
    spot *h = &p->at[head], *d = &p->at[dependent];
    d->head = head;
    d->relation = (uint8_t)relation;
    h->has |= has_of(relation);
    if (relation == REL_case && !h->prep) h->prep = d->lemma ? d->lemma : 1;
    if (relation == REL_mark && !h->mark) h->mark = d->lemma ? d->lemma : 1;
    if (dependent < head) {
        if (h->left == head || dependent < h->left) h->left = dependent, h->left_relation = (uint8_t)relation;
        if (h->n_left < 3) h->n_left++;
    } else {
        h->right = dependent, h->right_relation = (uint8_t)relation;
        if (h->n_right < 3) h->n_right++;
    }
}

/* ---- features ---- */

/* The hash of up to 58 bits of value under a template. */
static inline uint32_t hashed(uint64_t template, uint64_t value)
{
    uint64_t x = (value ^ template << 56) * 0x9e3779b97f4a7c15u;
    x ^= x >> 32;
    return (uint32_t)((x * 0xbf58476d1ce4e5b9u) >> 32);
}

static inline uint64_t join(uint64_t a, uint64_t b, unsigned bits)
{
    return a << bits | b;
}

/* How two words agree: in gender and number (yes, no, unknown) and definiteness; a broken plural or one of things agrees
 * with a feminine singular. */
static inline uint32_t agreement(const spot *a, const spot *b)
{
    unsigned gender = !a->gender || !b->gender ? 2 : a->gender == b->gender;
    unsigned number = !a->number || !b->number ? 2 : a->number == b->number;
    if (gender != 1 || number != 1) {
        bool things = (a->number == 3 && b->number <= 1 && b->gender == 2) ||
                      (b->number == 3 && a->number <= 1 && a->gender == 2);
        if (things) gender = 3;
    }
    return gender << 8 | number << 6 | (unsigned)(a->person == 1 || a->person == 2) << 4 | (unsigned)a->definite << 2 |
           b->definite; /* 10 bits */
}

static inline unsigned distance(uint32_t a, uint32_t b)
{
    uint32_t n = a < b ? b - a : a - b;
    return n < 4 ? n : n < 7 ? 4 : n < 12 ? 5 : n < 20 ? 6 : 7;
}

/* Punctuation between two words: before the right one, and at all. */
static inline unsigned gap_between(const parser *p, uint32_t left, uint32_t right)
{
    return (unsigned)p->at[right].gap | (left + 1 == right ? 64u : 0);
}

void parser_move_features(const parser *p, uint32_t out[MOVE_FEATURES])
{
    const spot *none = &p->at[p->n];
    uint32_t top = p->stack[p->depth - 1];
    const spot *s0 = &p->at[top], *s1 = p->depth > 1 ? &p->at[p->stack[p->depth - 2]] : none,
               *s2 = p->depth > 2 ? &p->at[p->stack[p->depth - 3]] : none;
    const spot *b0 = &p->at[p->next], *b1 = p->next + 1 < p->n ? b0 + 1 : none,
               *b2 = p->next + 2 < p->n ? b0 + 2 : none;
    uint32_t at = p->verb[p->depth - 1], below = at ? p->depth - at : 0;
    const spot *verb = at ? &p->at[p->stack[at - 1]] : none;
    unsigned gap = gap_between(p, top, p->next), far = distance(top, p->next);
    bool quote = s0->quote == b0->quote;
    uint64_t v[MOVE_FEATURES], *z = v;
#define TAG(s)       (uint64_t)(s)->tag, 10
#define LEMMA(s)     (uint64_t)(s)->lemma, 16
#define POS(s)       (uint64_t)(s)->pos, 5
#define NUMBER(x, n) (uint64_t)(x), n
    *z++ = join(join(s0->tag, TAG(b0)), TAG(b1));
    *z++ = join(join(s1->tag, TAG(s0)), TAG(b0));
    *z++ = join(join(s2->tag, TAG(s1)), TAG(b0));
    *z++ = join(s0->lemma, TAG(b0));
    *z++ = join(s0->tag, LEMMA(b0));
    *z++ = join(s0->lemma, LEMMA(b0));
    *z++ = join(join(s1->lemma, POS(s0)), TAG(b0));
    *z++ = join(join(s1->lemma, NUMBER(b0->prep, 16)), POS(s0));
    *z++ = join(join(s0->lemma, NUMBER(b0->prep, 16)), POS(b0));
    *z++ = join(join(join(join(s1->pos, NUMBER(s1->has, 4)), TAG(s0)), POS(b0)), NUMBER(b0->prep != 0, 1));
    *z++ = join(join(join(s0->pos, NUMBER(s0->has, 4)), TAG(b0)), NUMBER(s0->right_relation, 6));
    *z++ = join(join(join(s0->pos, POS(b0)), NUMBER(agreement(s0, b0), 10)), NUMBER(b0->ending, 2));
    *z++ = join(join(join(s1->pos, POS(b0)), NUMBER(agreement(s1, b0), 10)), POS(s0));
    *z++ = join(join(join(s0->tag, NUMBER(s0->left_relation, 6)), NUMBER(s0->right_relation, 6)), POS(b0));
    *z++ = join(join(join(s1->tag, NUMBER(s1->right_relation, 6)), TAG(s0)), POS(b0));
    *z++ = join(join(join(s0->tag, TAG(b0)), NUMBER(b0->left_relation, 6)), NUMBER(b0->mark, 16));
    *z++ = join(join(join(s0->tag, TAG(b0)), NUMBER(gap, 7)), NUMBER(far, 3));
    *z++ = join(join(join(join(gap, NUMBER(quote, 1)), POS(s0)), TAG(b0)), POS(s1));
    *z++ = join(join(b0->tag, TAG(b1)), TAG(b2));
    *z++ = join(join(join(below < 3 ? below : 3, NUMBER(verb->has, 4)), NUMBER(agreement(verb, b0), 10)), TAG(b0));
    *z++ = join(join(s1->lemma, LEMMA(s0)), POS(b0));
    *z++ = join(join(s0->tag, LEMMA(b0)), TAG(b1));
    *z++ = join(join(join(s1->tag, NUMBER(s0->mark, 16)), NUMBER(s0->prep, 16)), POS(b0));
    *z++ = join(join(join(s0->prep, NUMBER(s1->prep, 16)), NUMBER(b0->prep, 16)), POS(b0));
    *z++ = join(join(join(s1->tag, TAG(b0)), NUMBER(b0->left_relation, 6)), NUMBER(b0->prep, 16));
    *z++ = join(join(verb->lemma, NUMBER(b0->prep, 16)), NUMBER(below < 3 ? below : 3, 2));
    *z++ = join(join(join(verb->lemma, POS(b0)), NUMBER(verb->has, 4)), NUMBER(b0->prep != 0, 1));
    *z++ = join(join(join(join(s0->sense, POS(s0)), NUMBER(b0->sense, 3)), TAG(b0)), POS(s1));
    *z++ = join(join(join(s0->tag, TAG(b0)), TAG(verb)), NUMBER(verb->has, 4));
    *z++ = join(join(join(b0[-1].tag, TAG(b0)), POS(s0)), NUMBER(top + 1 == p->next, 1));
    *z++ = join(join(join(join(s0->pos, NUMBER(s0->other, 4)), POS(b0)), NUMBER(b0->other, 4)), POS(s1));
    for (unsigned i = 0; i < MOVE_FEATURES; i++) out[i] = hashed(i, v[i]);
}

void parser_label_features(const parser *p, uint32_t head, uint32_t dependent, uint32_t out[LABEL_FEATURES])
{
    const spot *none = &p->at[p->n], *h = &p->at[head], *d = &p->at[dependent];
    const spot *after_both = &p->at[p->next];
    const spot *before = dependent ? d - 1 : none, *after = d + 1;
    bool left = dependent < head, beside = left ? dependent + 1 == head : head + 1 == dependent;
    unsigned way = left, far = distance(head, dependent);
    unsigned gap = left ? h->gap : p->at[d->left].gap;
    uint64_t v[LABEL_FEATURES], *z = v;
    *z++ = join(join(h->tag, TAG(d)), NUMBER(way, 1));
    *z++ = join(join(h->lemma, TAG(d)), NUMBER(d->prep, 16));
    *z++ = join(h->tag, LEMMA(d));
    *z++ = join(join(h->tag, POS(d)), NUMBER(d->prep, 16));
    *z++ = join(join(join(h->tag, NUMBER(h->has, 4)), TAG(d)), NUMBER(way << 1 | beside, 2));
    *z++ = join(join(join(join(h->pos, POS(d)), NUMBER(agreement(h, d), 10)), NUMBER(h->has, 4)), NUMBER(way, 1));
    *z++ = join(join(join(h->tag, NUMBER(d->ending, 2)), NUMBER(d->definite, 2)), NUMBER(h->has << 1 | way, 5));
    *z++ = join(h->lemma, LEMMA(d));
    *z++ = join(join(join(h->pos, TAG(d)), NUMBER(d->mark, 16)), NUMBER(way, 1));
    *z++ = join(join(join(h->pos, TAG(d)), NUMBER(d->left_relation, 6)), NUMBER(d->right_relation, 6));
    *z++ = join(join(join(h->tag, NUMBER(h->right_relation, 6)), TAG(d)), NUMBER(way, 1));
    *z++ = join(join(join(join(gap, NUMBER(far, 3)), POS(h)), POS(d)), NUMBER(way, 1));
    *z++ = join(join(h->tag, TAG(d)), TAG(after_both));
    *z++ = join(d->lemma, NUMBER(way, 1));
    *z++ = join(join(join(h->lemma, NUMBER(h->has, 4)), POS(d)), NUMBER(way << 1 | (d->prep != 0), 2));
    *z++ = join(join(d->tag, TAG(before)), TAG(after));
    *z++ = join(join(join(join(h->tag, NUMBER(h->sense, 3)), NUMBER(d->sense, 3)), NUMBER(d->prep, 16)), POS(d));
    *z++ = join(join(join(join(h->pos, NUMBER(h->other, 4)), POS(d)), NUMBER(d->other, 4)),
                NUMBER((unsigned)(d->prep != 0) << 1 | way, 2));
    for (unsigned i = 0; i < LABEL_FEATURES; i++) out[i] = hashed(i + LABEL_SEED, v[i]);
}

/* ---- the second look ---- */

bool parser_is_argument(const parser *p, uint32_t i)
{
    const spot *d = &p->at[i];
    if (d->head == i || d->prep) return false;
    unsigned head = p->at[d->head].pos;
    switch (d->relation) {
    case REL_nsubj:
    case REL_nsubj_pass:
    case REL_obj: return true;
    case REL_iobj:
    case REL_obl:
    case REL_obl_tmod:
    case REL_xcomp:
    case REL_dep:
    case REL_nmod:
    case REL_dislocated: break;
    default: return false;
    }
    bool nominal = d->pos == POS_NOUN || d->pos == POS_PROPN || d->pos == POS_PRON || d->pos == POS_NUM ||
                   d->pos == POS_ADJ || d->pos == POS_DET || d->pos == POS_X;
    return nominal && (head == POS_VERB || head == POS_AUX);
}

static void note_pronoun(const parser *p, argument_place *places, uint32_t i, uint8_t kind)
{
    argument_place *v = &places[p->at[i].head];
    v->pronoun |= kind;
    v->joined = i;
}

void parser_places(const parser *p, argument_place *places)
{
    for (uint32_t i = 0; i < p->n; i++) places[i] = (argument_place){.next = p->n, .last = p->n, .joined = p->n};
    for (uint32_t i = 0; i < p->n; i++) {
        const spot *d = &p->at[i];
        if (d->head < p->n && d->head != i && !parser_is_argument(p, i)) {
            uint8_t has = has_of((tree_relation)d->relation);
            places[d->head].has |= has & (HAS_CLAUSE | HAS_COPULA);
            if (d->prep && d->tag == POS_PRON * KINDS + KINDS - 1) note_pronoun(p, places, i, 2);
        }
        if (!parser_is_argument(p, i)) continue;
        argument_place *own = &places[i], *v = &places[d->head];
        bool left = i < d->head;
        own->index = left ? v->before : v->after;
        if (left && v->before < 3) v->before++;
        if (!left && v->after < 3) v->after++;
        if (left) v->kind = d->tag == POS_PRON * KINDS + FN_rel ? 2 : d->pos == POS_PRON ? 3 : 1;
        if (d->tag == POS_PRON * KINDS + KINDS - 1 && i == d->head + 1) note_pronoun(p, places, i, 1);
        if (v->last < p->n) places[v->last].next = i;
        v->last = i;
    }
}

void parser_settle(parser *p, argument_place *places, uint32_t i, tree_relation relation)
{
    p->at[i].relation = (uint8_t)relation;
    places[p->at[i].head].has |= has_of(relation);
}

void parser_argument_features(const parser *p, const argument_place *places, uint32_t i,
                              uint32_t out[ARGUMENT_FEATURES])
{
    const spot *none = &p->at[p->n], *d = &p->at[i], *h = &p->at[d->head];
    const argument_place *own = &places[i], *v = &places[d->head];
    const spot *g = h->head != d->head ? &p->at[h->head] : none, *next = own->next < p->n ? &p->at[own->next] : none;
    const spot *before = i ? d - 1 : none;
    unsigned side = i < d->head;
    unsigned place = side | (unsigned)own->index << 1 | (unsigned)v->before << 3 | (unsigned)v->after << 5 |
                     (unsigned)v->kind << 7 | (unsigned)v->pronoun << 9; /* 11 bits */
    unsigned has = v->has, known = agreement(h, d) >> 4;                 /* 4 and 6 bits */
    uint64_t x[ARGUMENT_FEATURES], *z = x;
    *z++ = join(join(h->tag, NUMBER(known, 6)), NUMBER(place, 11));
    *z++ = join(h->lemma, NUMBER(place, 11));
    *z++ = join(join(d->tag, NUMBER(place, 11)), NUMBER(has, 4));
    *z++ = join(h->lemma, LEMMA(d));
    *z++ = join(join(h->lemma, TAG(d)), NUMBER(has, 4));
    *z++ = join(join(h->relation, TAG(h)), NUMBER(place, 11));
    *z++ = join(join(join(join(h->relation, NUMBER(agreement(h, g) >> 4, 6)), NUMBER(known, 6)), NUMBER(v->kind, 2)),
                NUMBER(side, 1));
    *z++ = join(join(d->lemma, POS(h)), NUMBER(side << 4 | has, 5));
    *z++ = join(join(join(d->ending, NUMBER(d->definite, 2)), NUMBER(place, 11)), NUMBER(has, 4));
    *z++ = join(join(d->relation, TAG(h)), NUMBER(place, 11));
    *z++ = join(join(d->relation, LEMMA(h)), POS(d));
    *z++ = join(join(join(d->tag, TAG(next)), NUMBER(agreement(h, next) >> 4, 6)), NUMBER(known, 6));
    *z++ = join(join(join(h->tag, TAG(d)), TAG(before)), NUMBER(has, 4));
    *z++ = join(join(join(d->right_relation, NUMBER(d->left_relation, 6)), TAG(h)), NUMBER(d->relation, 6));
    *z++ = join(join(join(h->mark, NUMBER(h->relation, 6)), NUMBER(place, 11)), NUMBER(has, 4));
    *z++ = join(join(join(h->lemma, NUMBER(h->relation, 6)), NUMBER(has, 4)), NUMBER(side, 1));
    *z++ = join(join(h->tag, NUMBER(d->sense, 3)), NUMBER(place, 11));
    *z++ = join(join(join(h->lemma, NUMBER(d->sense, 3)), NUMBER(has, 4)), NUMBER(side, 1));
    const spot *joined = &p->at[v->joined];
    *z++ = join(join(join(v->kind, NUMBER(known, 6)), NUMBER(agreement(joined, d) >> 4, 6)), NUMBER(side, 1));
    *z++ =
        join(join(join(join(v->kind, NUMBER(agreement(h, g) >> 4, 6)), NUMBER(agreement(joined, g) >> 4, 6)), POS(d)),
             NUMBER(side << 2 | v->after, 3));
    *z++ = join(join(join(h->lemma, NUMBER(d->ending, 2)), NUMBER(d->definite, 2)), NUMBER(side << 4 | has, 5));
    *z++ = join(join(join(join(h->pos, NUMBER(h->other, 4)), POS(d)), NUMBER(d->other, 4)), NUMBER(place, 11));
    for (unsigned k = 0; k < ARGUMENT_FEATURES; k++) out[k] = hashed(k + ARGUMENT_SEED, x[k]);
}
