/* value: what templates of features are put together from: values of few bits, and their hash. */
#ifndef KHABAR_SYNTAX_VALUE_H
#define KHABAR_SYNTAX_VALUE_H

#include "syntax/spot.h"

/* The hash of up to 56 bits of value under a template. */
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

/* Second and third argument of join: a value and its bits. */
#define TAG(s)       (uint64_t)(s)->tag, 10
#define LEMMA(s)     (uint64_t)(s)->lemma, 16
#define POS(s)       (uint64_t)(s)->pos, 5
#define NUMBER(x, n) (uint64_t)(x), n

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

#endif
