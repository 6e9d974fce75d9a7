/* copy: see copy.h. */
#include "store/copy.h"
#include "base/hash.h"

#include <stdlib.h>

enum { ROWS = 3, BINS = COPY_BANDS * ROWS };

static void push(copy_shingles *s, uint64_t h)
{
    if (s->n == s->cap) {
        uint32_t cap = s->cap ? 2 * s->cap : 512;
        uint64_t *p = realloc(s->at, cap * sizeof *p);
        if (!p) {
            s->failed = true;
            return;
        }
        s->at = p;
        s->cap = cap;
    }
    s->at[s->n++] = h;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

void copy_shingle(copy_shingles *s, str folded, uint32_t skip)
{
    uint64_t last[COPY_RUN] = {0}, whole = 0;
    uint32_t n = 0;
    s->n = 0;
    s->failed = false;
    while (folded.n && !s->failed) {
        str word = str_cut(&folded, ' ');
        if (skip) {
            skip--;
            continue;
        }
        uint64_t h = hash_bytes(word.p, word.n);
        whole = hash_then(whole, h);
        last[n++ % COPY_RUN] = h;
        if (n < COPY_RUN) continue;
        uint64_t run = 0;
        for (uint32_t i = 0; i < COPY_RUN; i++) run = hash_then(run, last[(n + i) % COPY_RUN]);
        push(s, run);
    }
    if (s->failed) s->n = 0;
    if (n > 0 && n < COPY_WORDS && s->n <= COPY_WORDS) {
        s->n = 0;
        push(s, whole);
    }
}

void copy_sort(copy_shingles *s)
{
    if (s->n == 0) return;
    qsort(s->at, s->n, sizeof *s->at, by_value);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < s->n; i++)
        if (i == 0 || s->at[i] != s->at[kept - 1]) s->at[kept++] = s->at[i];
    s->n = kept;
}

void copy_free(copy_shingles *s)
{
    free(s->at);
    *s = (copy_shingles){0};
}

void copy_bands(const copy_shingles *s, int64_t bands[COPY_BANDS])
{
    uint64_t least[BINS], filled[BINS];
    for (int i = 0; i < COPY_BANDS; i++) bands[i] = 0;
    if (s->n == 0) return;
    for (int i = 0; i < BINS; i++) least[i] = UINT64_MAX;
    for (uint32_t i = 0; i < s->n; i++) {
        uint64_t h = s->at[i], bin = h % BINS;
        if (h < least[bin]) least[bin] = h;
    }
    /* an empty bin takes what the next full one has, and remembers how far that was */
    for (uint64_t i = 0; i < BINS; i++) {
        uint64_t far = 0;
        while (least[(i + far) % BINS] == UINT64_MAX && far < BINS) far++;
        filled[i] = hash_then(far, least[(i + far) % BINS]);
    }
    for (uint64_t b = 0; b < COPY_BANDS; b++) {
        uint64_t h = b;
        for (uint64_t i = 0; i < ROWS; i++) h = hash_then(h, filled[b * ROWS + i]);
        bands[b] = (int64_t)(h >> 17);
    }
}

double copy_similarity(const copy_shingles *a, const copy_shingles *b)
{
    uint32_t i = 0, j = 0, both = 0;
    while (i < a->n && j < b->n) {
        if (a->at[i] == b->at[j])
            both++, i++, j++;
        else if (a->at[i] < b->at[j])
            i++;
        else
            j++;
    }
    uint32_t all = a->n + b->n - both;
    return all ? (double)both / all : 0;
}
