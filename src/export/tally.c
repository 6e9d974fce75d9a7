/* tally: see tally.h. Open addressing, at most half full. */
#include "export/tally.h"

#include <stdlib.h>

enum { SLOTS = 1024 };

static uint32_t slot_of(const tally *t, uint64_t key)
{
    uint64_t h = key * 0x9e3779b97f4a7c15u;
    uint32_t at = (uint32_t)(h >> 32) & (t->slots - 1);
    while (t->number[at] && t->keys[at] != key) at = (at + 1) & (t->slots - 1);
    return at;
}

static bool grow(tally *t)
{
    tally more = {.slots = t->slots ? t->slots * 2 : SLOTS, .n = t->n};
    more.keys = calloc(more.slots, sizeof *more.keys);
    more.number = calloc(more.slots, sizeof *more.number);
    if (more.slots < t->slots || !more.keys || !more.number) {
        tally_free(&more);
        return false;
    }
    for (uint32_t i = 0; i < t->slots; i++) {
        if (!t->number[i]) continue;
        uint32_t at = slot_of(&more, t->keys[i]);
        more.keys[at] = t->keys[i];
        more.number[at] = t->number[i];
    }
    tally_free(t);
    *t = more;
    return true;
}

uint32_t tally_of(tally *t, uint64_t key, bool *is_new)
{
    *is_new = false;
    if (t->failed || (t->n >= t->slots / 2 && !grow(t))) {
        t->failed = true;
        return 0;
    }
    uint32_t at = slot_of(t, key);
    if (!t->number[at]) {
        t->keys[at] = key;
        t->number[at] = ++t->n;
        *is_new = true;
    }
    return t->number[at] - 1;
}

bool tally_has(const tally *t, uint64_t key, uint32_t *number)
{
    if (!t->slots) return false;
    uint32_t at = slot_of(t, key);
    *number = t->number[at] - 1;
    return t->number[at] > 0;
}

void tally_free(tally *t)
{
    free(t->keys);
    free(t->number);
    *t = (tally){0};
}
