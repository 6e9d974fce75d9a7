/* feature: see feature.h. */
#include "syntax/feature.h"
#include "syntax/value.h"

#define X(name) name,
const char *const move_template[MOVE_FEATURES] = {MOVE_TEMPLATES(X)};
const char *const label_template[LABEL_FEATURES] = {LABEL_TEMPLATES(X)};
#undef X

enum { LABEL_SEED = 64 };

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
    unsigned gap = (unsigned)b0->gap | (top + 1 == p->next ? 64u : 0), far = distance(top, p->next);
    bool quote = s0->quote == b0->quote;
    uint64_t v[MOVE_FEATURES], *z = v;
    *z++ = join(join(s0->tag, TAG(b0)), TAG(b1));
    *z++ = join(join(s1->tag, TAG(s0)), TAG(b0));
    *z++ = join(join(s2->tag, TAG(s1)), TAG(b0));
    *z++ = join(s0->lemma, TAG(b0));
    *z++ = join(s0->tag, LEMMA(b0));
    *z++ = join(join(s1->lemma, POS(s0)), TAG(b0));
    *z++ = join(join(s1->lemma, NUMBER(b0->prep, 16)), POS(s0));
    *z++ = join(join(s0->lemma, NUMBER(b0->prep, 16)), POS(b0));
    *z++ = join(join(join(join(s1->pos, NUMBER(s1->has, 4)), TAG(s0)), POS(b0)), NUMBER(b0->prep != 0, 1));
    *z++ = join(join(join(s0->pos, NUMBER(s0->has, 4)), TAG(b0)), NUMBER(s0->right_relation, 6));
    *z++ = join(join(join(s0->pos, POS(b0)), NUMBER(agreement(s0, b0), 10)), NUMBER(b0->ending, 2));
    *z++ = join(join(join(s1->pos, POS(b0)), NUMBER(agreement(s1, b0), 10)), POS(s0));
    *z++ = join(join(join(s0->tag, NUMBER(s0->left_relation, 6)), NUMBER(s0->right_relation, 6)), POS(b0));
    *z++ = join(join(join(s0->tag, TAG(b0)), NUMBER(b0->left_relation, 6)), NUMBER(b0->mark, 16));
    *z++ = join(join(join(s0->tag, TAG(b0)), NUMBER(gap, 7)), NUMBER(far, 3));
    *z++ = join(join(join(join(gap, NUMBER(quote, 1)), POS(s0)), TAG(b0)), POS(s1));
    *z++ = join(join(b0->tag, TAG(b1)), TAG(b2));
    *z++ = join(join(join(below < 3 ? below : 3, NUMBER(verb->has, 4)), NUMBER(agreement(verb, b0), 10)), TAG(b0));
    *z++ = join(join(s1->lemma, LEMMA(s0)), POS(b0));
    *z++ = join(join(s0->tag, LEMMA(b0)), TAG(b1));
    *z++ = join(join(join(s1->tag, NUMBER(s0->mark, 16)), NUMBER(s0->prep, 16)), POS(b0));
    *z++ = join(join(join(s1->tag, TAG(b0)), NUMBER(b0->left_relation, 6)), NUMBER(b0->prep, 16));
    *z++ = join(join(join(join(s0->sense, POS(s0)), NUMBER(b0->sense, 3)), TAG(b0)), POS(s1));
    *z++ = join(join(join(b0[-1].tag, TAG(b0)), POS(s0)), NUMBER(top + 1 == p->next, 1));
    *z++ = join(join(join(join(s0->pos, NUMBER(s0->reads, 4)), POS(b0)), NUMBER(b0->reads, 4)), POS(s1));
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
    *z++ =
        join(join(join(h->tag, NUMBER(d->ending, 2)), NUMBER(d->definite, 2)), NUMBER((unsigned)h->has << 1 | way, 5));
    *z++ = join(h->lemma, LEMMA(d));
    *z++ = join(join(join(h->pos, TAG(d)), NUMBER(d->mark, 16)), NUMBER(way, 1));
    *z++ = join(join(join(h->pos, TAG(d)), NUMBER(d->left_relation, 6)), NUMBER(d->right_relation, 6));
    *z++ = join(join(join(h->tag, NUMBER(h->right_relation, 6)), TAG(d)), NUMBER(way, 1));
    *z++ = join(join(join(join(gap, NUMBER(far, 3)), POS(h)), POS(d)), NUMBER(way, 1));
    *z++ = join(join(h->tag, TAG(d)), TAG(after_both));
    *z++ = join(d->lemma, NUMBER(way, 1));
    *z++ = join(join(join(h->lemma, NUMBER(h->has, 4)), POS(d)), NUMBER(way << 1 | (unsigned)(d->prep != 0), 2));
    *z++ = join(join(d->tag, TAG(before)), TAG(after));
    *z++ = join(join(join(join(h->tag, NUMBER(h->sense, 3)), NUMBER(d->sense, 3)), NUMBER(d->prep, 16)), POS(d));
    *z++ = join(join(join(join(h->pos, NUMBER(h->reads, 4)), POS(d)), NUMBER(d->reads, 4)),
                NUMBER((unsigned)(d->prep != 0) << 1 | way, 2));
    for (unsigned i = 0; i < LABEL_FEATURES; i++) out[i] = hashed(i + LABEL_SEED, v[i]);
}
