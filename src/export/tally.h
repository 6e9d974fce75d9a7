/* tally: a map from a 64-bit key to the number, from 0, in which keys first came.
 *
 *   tally_of(t, 77, &new) -> 0, new; tally_of(t, 12, &new) -> 1, new; tally_of(t, 77, &new) -> 0
 *
 * Invariant: numbers depend on the order of keys alone. Where memory is out `failed` is set and all keys are number 0. */
#ifndef KHABAR_EXPORT_TALLY_H
#define KHABAR_EXPORT_TALLY_H

#include <stdbool.h>
#include <stdint.h>

typedef struct tally {
    uint64_t *keys;   /* of each slot */
    uint32_t *number; /* 1 + number; 0: the slot is free */
    uint32_t n, slots;
    bool failed;
} tally;

uint32_t tally_of(tally *t, uint64_t key, bool *is_new);
/* Is the key there? Adds nothing. */
bool tally_has(const tally *t, uint64_t key, uint32_t *number);
void tally_free(tally *t);

#endif
