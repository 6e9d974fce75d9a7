/* pool: see pool.h. */
#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { THREADS_MAX = 256 };

typedef struct run {
    atomic_uint next;
    uint32_t n;
    pool_item item;
    void *context;
} run;

typedef struct worker {
    run *r;
    uint32_t thread;
} worker;

static void *work(void *p)
{
    worker *w = p;
    for (;;) {
        uint32_t i = atomic_fetch_add(&w->r->next, 1);
        if (i >= w->r->n) return NULL;
        w->r->item(w->r->context, w->thread, i);
    }
}

void pool_run(uint32_t threads, uint32_t n, pool_item item, void *context)
{
    run r = {.n = n, .item = item, .context = context};
    worker workers[THREADS_MAX];
    pthread_t ids[THREADS_MAX];
    uint32_t started = 0;
    if (threads > THREADS_MAX) threads = THREADS_MAX;
    atomic_init(&r.next, 0);
    for (uint32_t t = 1; t < threads; t++) {
        workers[t] = (worker){&r, t};
        if (pthread_create(&ids[t], NULL, work, &workers[t]) != 0) break;
        started = t;
    }
    workers[0] = (worker){&r, 0};
    work(&workers[0]);
    for (uint32_t t = 1; t <= started; t++) pthread_join(ids[t], NULL);
}

uint32_t pool_processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (uint32_t)n;
}
