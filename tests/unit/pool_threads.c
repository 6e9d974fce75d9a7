/* pool_threads: the thread pool at work, to be run under the thread sanitizer (CHECK_THREADS=1
 * scripts/check). Each item writes its own place; every thread its own count: no two touch the same memory.
 */
#include "base/pool.h"

#include <stdio.h>
#include <stdlib.h>

enum { ITEMS = 20000, THREADS = 8 };

typedef struct work {
    uint32_t results[ITEMS], done[THREADS];
} work;

static void item(void *context, uint32_t thread, uint32_t i)
{
    work *w = context;
    w->results[i] = i * i;
    w->done[thread]++;
}

int main(void)
{
    work *w = calloc(1, sizeof *w);
    if (!w) return 1;
    uint32_t sum = 0;
    for (int round = 0; round < 20; round++) pool_run(THREADS, ITEMS, item, w);
    for (uint32_t i = 0; i < ITEMS; i++)
        if (w->results[i] != i * i) return 1;
    for (int t = 0; t < THREADS; t++) sum += w->done[t];
    free(w);
    if (sum != 20 * ITEMS) return 1;
    puts("no races");
    return 0;
}
