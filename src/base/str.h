/* str: a byte string that does not end in NUL: (pointer, length). Knows no Arabic.
 * Invariant: p may be NULL only when n is 0. A str never owns what it points to. */
#ifndef KHABAR_BASE_STR_H
#define KHABAR_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct str {
    const char *p;
    size_t n;
} str;

#define STR(lit) ((str){(lit), sizeof(lit) - 1})

static inline str str_of(const char *z)
{
    return (str){z, z ? strlen(z) : 0};
}

static inline bool str_eq(str a, str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_starts(str a, str prefix)
{
    return a.n >= prefix.n && (prefix.n == 0 || memcmp(a.p, prefix.p, prefix.n) == 0);
}

static inline bool str_ends(str a, str suffix)
{
    return a.n >= suffix.n && (suffix.n == 0 || memcmp(a.p + a.n - suffix.n, suffix.p, suffix.n) == 0);
}

/* Three-way comparison by bytes, shorter first among equal prefixes. */
static inline int str_cmp(str a, str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static inline str str_sub(str s, size_t from, size_t to)
{
    return (str){from ? s.p + from : s.p, to - from}; /* nothing is added to a NULL */
}

/* Cut s at the first c: returns what stands before it and leaves the rest, or all and leaves an empty str. */
static inline str str_cut(str *s, char c)
{
    const char *at = s->n ? memchr(s->p, c, s->n) : NULL;
    str head = {s->p, at ? (size_t)(at - s->p) : s->n};
    size_t used = at ? head.n + 1 : head.n;
    s->p = s->n ? s->p + used : s->p;
    s->n -= used;
    return head;
}

static inline str str_trim(str s)
{
    while (s.n && (s.p[0] == ' ' || s.p[0] == '\t' || s.p[0] == '\r' || s.p[0] == '\n')) s.p++, s.n--;
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t' || s.p[s.n - 1] == '\r' || s.p[s.n - 1] == '\n')) s.n--;
    return s;
}

#endif
