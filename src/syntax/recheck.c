/* recheck: see recheck.h. */
#include "syntax/recheck.h"
#include "syntax/value.h"

#define X(name) name,
const char *const recheck_template[RECHECK_FEATURES] = {RECHECK_TEMPLATES(X)};
#undef X

enum { RECHECK_SEED = 128 };

bool recheck_wants(const parser *p, uint32_t i)
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

static void note_pronoun(const parser *p, recheck_place *places, uint32_t i, uint8_t kind)
{
    recheck_place *v = &places[p->at[i].head];
    v->pronoun |= kind;
    v->joined = i;
}

void recheck_begin(const parser *p, recheck_place *places)
{
    for (uint32_t i = 0; i < p->n; i++) places[i] = (recheck_place){.next = p->n, .last = p->n, .joined = p->n};
    for (uint32_t i = 0; i < p->n; i++) {
        const spot *d = &p->at[i];
        if (d->head < p->n && d->head != i && !recheck_wants(p, i)) {
            uint8_t has = parser_has((tree_relation)d->relation);
            places[d->head].has |= has & (HAS_CLAUSE | HAS_COPULA);
            if (d->prep && d->tag == TAG_JOINED) note_pronoun(p, places, i, PRONOUN_WITH_PREP);
        }
        if (!recheck_wants(p, i)) continue;
        recheck_place *own = &places[i], *v = &places[d->head];
        bool left = i < d->head;
        own->index = left ? v->before : v->after;
        if (left && v->before < 3) v->before++;
        if (!left && v->after < 3) v->after++;
        if (left)
            v->kind = d->tag == TAG_RELATIVE ? BEFORE_RELATIVE : d->pos == POS_PRON ? BEFORE_PRONOUN : BEFORE_NOUN;
        if (d->tag == TAG_JOINED && i == d->head + 1) note_pronoun(p, places, i, PRONOUN_JOINED);
        if (v->last < p->n) places[v->last].next = i;
        v->last = i;
    }
}

void recheck_settle(parser *p, recheck_place *places, uint32_t i, tree_relation relation)
{
    p->at[i].relation = (uint8_t)relation;
    places[p->at[i].head].has |= parser_has(relation);
}

void recheck_features(const parser *p, const recheck_place *places, uint32_t i, uint32_t out[RECHECK_FEATURES])
{
    const spot *none = &p->at[p->n], *d = &p->at[i], *h = &p->at[d->head];
    const recheck_place *own = &places[i], *v = &places[d->head];
    const spot *g = h->head != d->head ? &p->at[h->head] : none, *next = own->next < p->n ? &p->at[own->next] : none;
    const spot *before = i ? d - 1 : none;
    unsigned side = i < d->head;
    unsigned place = side | (unsigned)own->index << 1 | (unsigned)v->before << 3 | (unsigned)v->after << 5 |
                     (unsigned)v->kind << 7 | (unsigned)v->pronoun << 9; /* 11 bits */
    unsigned has = v->has, known = agreement(h, d) >> 4;                 /* 4 and 6 bits */
    uint64_t x[RECHECK_FEATURES], *z = x;
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
    *z++ = join(join(join(join(h->pos, NUMBER(h->reads, 4)), POS(d)), NUMBER(d->reads, 4)), NUMBER(place, 11));
    for (unsigned k = 0; k < RECHECK_FEATURES; k++) out[k] = hashed(k + RECHECK_SEED, x[k]);
}
