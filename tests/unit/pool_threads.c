/* pool_threads: the thread pool and a flow at work, to be run under the thread sanitizer (CHECK_THREADS=1
 * scripts/check). Each item writes its own place; every thread its own count: no two touch the same memory. In a flow the items lie in
 * rooms that are used again, and neither who fills nor who drains counts with atomics.
 */
#include "base/flow.h"
#include "base/pool.h"

#include <stdio.h>
#include <stdlib.h>

enum { ITEMS = 20000, THREADS = 8, ROOMS = 32 };

typedef struct work {
    uint32_t results[ITEMS], done[THREADS];
    uint32_t rooms[ROOMS], came, left, wrong;
} work;

static void item(void *context, uint32_t thread, uint32_t i)
{
    work *w = context;
    w->results[i] = i * i;
    w->done[thread]++;
}

static bool fill(void *context, uint32_t room)
{
    work *w = context;
    w->rooms[room] = w->came;
    return w->came++ < ITEMS;
}

static void square(void *context, uint32_t thread, uint32_t room)
{
    work *w = context;
    (void)thread;
    w->rooms[room] *= w->rooms[room];
}

static bool drain(void *context, uint32_t room)
{
    work *w = context;
    w->wrong += w->rooms[room] != w->left * w->left;
    w->left++;
    return true;
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
    static const flow_steps steps = {fill, square, drain};
    if (flow_run(THREADS, ROOMS, 4, &steps, w, NULL) != KHABAR_OK || w->left != ITEMS || w->wrong) return 1;
    free(w);
    if (sum != 20 * ITEMS) return 1;
    puts("no races");
    return 0;
}
