/* weights: see weights.h. */
#include "weights.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void *must(void *p)
{
    if (!p) {
        fprintf(stderr, "khabar-train: out of memory\n");
        exit(1);
    }
    return p;
}

void weights_init(weights *w, uint32_t classes)
{
    *w = (weights){.classes = classes, .cap = 1u << 16, .time = 1};
    w->place = must(calloc(w->cap, sizeof *w->place));
}

void weights_free(weights *w)
{
    free(w->place), free(w->hash), free(w->template), free(w->now), free(w->weighed), free(w->sum);
    *w = (weights){0};
}

static uint32_t find(const weights *w, uint32_t hash)
{
    uint32_t at = (hash * 0x9e3779b9u) & (w->cap - 1);
    while (w->place[at] && w->hash[w->place[at] - 1] != hash) at = (at + 1) & (w->cap - 1);
    return at;
}

const float *weights_find(const weights *w, uint32_t hash)
{
    uint32_t row = w->place[find(w, hash)];
    return row ? w->now + (size_t)(row - 1) * w->classes : NULL;
}

static void grow_table(weights *w)
{
    free(w->place);
    w->cap *= 2;
    w->place = must(calloc(w->cap, sizeof *w->place));
    for (uint32_t i = 0; i < w->n; i++) w->place[find(w, w->hash[i])] = i + 1;
}

static void grow_rows(weights *w)
{
    size_t old = w->room, room = old ? 2 * old : 4096, n = room * w->classes;
    w->hash = must(realloc(w->hash, room * sizeof *w->hash));
    w->template = must(realloc(w->template, room * sizeof *w->template));
    w->now = must(realloc(w->now, n * sizeof *w->now));
    w->weighed = must(realloc(w->weighed, n * sizeof *w->weighed));
    w->sum = must(realloc(w->sum, n * sizeof *w->sum));
    for (size_t i = old * w->classes; i < n; i++) w->now[i] = 0, w->weighed[i] = w->sum[i] = 0;
    w->room = (uint32_t)room;
}

void weights_add(weights *w, uint32_t hash, uint16_t template, uint32_t class, float by)
{
    uint32_t at = find(w, hash);
    if (!w->place[at]) {
        if (w->closed) return;
        if (w->n == w->room) grow_rows(w);
        w->hash[w->n] = hash;
        w->template[w->n] = template;
        w->place[at] = ++w->n;
        if (2 * w->n > w->cap) {
            grow_table(w);
            at = find(w, hash);
        }
    }
    size_t i = (size_t)(w->place[at] - 1) * w->classes + class;
    w->now[i] += by;
    w->weighed[i] += w->time * (double)by;
}

void weights_end_run(weights *w)
{
    for (size_t i = 0; i < (size_t)w->n * w->classes; i++) {
        w->sum[i] += (double)w->now[i] - w->weighed[i] / w->time;
        w->now[i] = 0;
        w->weighed[i] = 0;
    }
    w->time = 1;
}

static const weights *closing; /* for by_size only: qsort has no context argument */

static double size_of(const weights *w, uint32_t row)
{
    double most = 0;
    for (uint32_t c = 0; c < w->classes; c++) {
        double v = w->sum[(size_t)row * w->classes + c];
        if (v < 0) v = -v;
        if (v > most) most = v;
    }
    return most;
}

static int by_size(const void *pa, const void *pb)
{
    uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
    double x = size_of(closing, a), y = size_of(closing, b);
    if (x > y || x < y) return x > y ? -1 : 1;
    return closing->hash[a] < closing->hash[b] ? -1 : closing->hash[a] > closing->hash[b];
}

void weights_close(weights *w, uint32_t rows)
{
    uint32_t *order = must(calloc(w->n + 1, sizeof *order));
    uint32_t *hash = must(calloc(rows + 1, sizeof *hash));
    uint16_t *template = must(calloc(rows + 1, sizeof *template));
    for (uint32_t i = 0; i < w->n; i++) order[i] = i;
    closing = w;
    qsort(order, w->n, sizeof *order, by_size);
    if (rows > w->n) rows = w->n;
    for (uint32_t i = 0; i < rows; i++) hash[i] = w->hash[order[i]], template[i] = w->template[order[i]];
    memset(w->place, 0, w->cap * sizeof *w->place);
    w->n = rows;
    for (uint32_t i = 0; i < rows; i++) {
        w->hash[i] = hash[i];
        w->template[i] = template[i];
        w->place[find(w, hash[i])] = i + 1;
    }
    for (size_t i = 0; i < (size_t)rows * w->classes; i++) w->now[i] = 0, w->weighed[i] = w->sum[i] = 0;
    w->closed = true;
    free(order), free(hash), free(template);
}

enum { LEAST = 2 }; /* less decides nothing */

void weights_settle(weights *w, double scale, double most)
{
    for (size_t i = 0; i < (size_t)w->n * w->classes; i++) {
        double v = round(w->sum[i] * scale);
        if (fabs(v) < LEAST) v = 0;
        w->now[i] = (float)(v > most ? most : v < -most ? -most : v);
    }
}
