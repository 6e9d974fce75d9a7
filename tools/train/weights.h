/* weights: an averaged perceptron's weights, by the hash of a feature.
 *
 * Each feature has as many weights as there are classes. A row is made by the first update; averaging is by the sum of all
 * updates times when they were made, so that nothing is done between them.
 * Invariant: the same updates in the same order give the same weights. */
#ifndef KHABAR_TOOLS_TRAIN_WEIGHTS_H
#define KHABAR_TOOLS_TRAIN_WEIGHTS_H

#include "base/arena.h"

typedef struct weights {
    uint32_t classes;
    uint32_t n, cap;    /* rows; places of the hash table, a power of two */
    uint32_t *place;    /* row + 1 */
    uint32_t *hash;     /* of each row */
    uint16_t *template; /* of each row */
    float *now;         /* classes for each row */
    double *weighed;    /* the sum of time * update */
    double *sum;        /* averages of the runs before */
    uint32_t room;
    double time;
    bool closed; /* no more rows are made */
} weights;

void weights_init(weights *w, uint32_t classes);
void weights_free(weights *w);

/* The weights of a feature, or NULL where none was ever updated. */
const float *weights_find(const weights *w, uint32_t hash);
/* Adds `by` to the weight of one class. */
void weights_add(weights *w, uint32_t hash, uint16_t template, uint32_t class, float by);
/* Ends a run: adds its averages to `sum`, and begins the next run from nothing. */
void weights_end_run(weights *w);
/* Keeps the `rows` features of the greatest weights (ties by hash), all weights back at nothing, and makes no new ones. */
void weights_close(weights *w, uint32_t rows);
/* After the last run: `now` becomes the sum of averages, as whole numbers of at most `most`. */
void weights_settle(weights *w, double scale, double most);

#endif
