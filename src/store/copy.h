/* copy: finds near copies: the same agency report in several outlets.
 *
 *   folded words of the text -> every run of four -> hashes (shingles) -> bands: texts that share most runs share a band
 *
 * MinHash in one permutation (Li, Owen, Zhang 2012), empty bins filled from the next (Shrivastava, Li 2014), bands after
 * Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3. Candidates are then compared by all their runs.
 * Invariant: the same text gives the same bands on every machine. */
#ifndef KHABAR_STORE_COPY_H
#define KHABAR_STORE_COPY_H

#include "base/str.h"

enum {
    COPY_RUN = 4,    /* words of a run */
    COPY_WORDS = 20, /* of a text with fewer the whole is one run */
    COPY_BANDS =
        10, /* of three bins each: texts alike by 0.6 share one in 91 of 100 cases, by 0.8 in 99.9, by 0.1 in 1 */
    COPY_PERCENT = 60 /* from which on two texts are copies: runs of both, of all runs of either */
};

typedef struct copy_shingles {
    uint64_t *at;
    uint32_t n, cap;
    bool failed; /* no memory: no shingles */
} copy_shingles;

/* The shingles of folded words, divided by one blank each; the first `skip`, those of the title, are left out. */
void copy_shingle(copy_shingles *s, str folded, uint32_t skip);
void copy_free(copy_shingles *s);

/* Sorts them, and drops those that are there twice: before copy_similarity. Bands do not need it, and few texts have a candidate. */
void copy_sort(copy_shingles *s);

/* Band numbers, each of 47 bits; all 0 where there are no shingles. */
void copy_bands(const copy_shingles *s, int64_t bands[COPY_BANDS]);

/* Shared runs, of all runs of both, sorted: 0 to 1. */
double copy_similarity(const copy_shingles *a, const copy_shingles *b);

#endif
