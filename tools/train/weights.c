/* weights: see weights.h. */
#include "weights.h"

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

void weights_settle(weights *w)
{
    for (size_t i = 0; i < (size_t)w->n * w->classes; i++) w->now[i] = (float)w->sum[i];
}
