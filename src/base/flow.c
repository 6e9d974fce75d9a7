/* flow: see flow.h. All counts are kept under one lock, which nobody holds while he fills, works or drains. */
#include "base/flow.h"
#include "base/pool.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct flow {
    const flow_steps *steps;
    void *context;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    uint32_t rooms, run, n_free;
    uint32_t *free_rooms;            /* the one given back last is on top */
    uint32_t *order;                 /* the room of the item that came as number n: order[n % rooms] */
    bool *done;                      /* of a room */
    uint64_t filled, ready, drained; /* items that came; of these in a row: done, taken away */
    bool filling, draining, ended, stopped;
} flow;

static void drain(flow *f)
{
    uint64_t from = f->drained, to = f->ready;
    bool more = true;
    f->draining = true;
    pthread_mutex_unlock(&f->lock);
    for (uint64_t i = from; i < to && more; i++) more = f->steps->drain(f->context, f->order[i % f->rooms]);
    pthread_mutex_lock(&f->lock);
    f->draining = false;
    f->stopped |= !more;
    for (uint64_t i = from; i < to; i++) {
        uint32_t room = f->order[i % f->rooms];
        f->done[room] = false;
        f->free_rooms[f->n_free++] = room;
    }
    f->drained = to;
    pthread_cond_broadcast(&f->moved);
}

static void fill_and_work(flow *f, uint32_t thread)
{
    uint32_t room = f->free_rooms[--f->n_free];
    f->filling = true;
    pthread_mutex_unlock(&f->lock);
    bool got = f->steps->fill(f->context, room);
    pthread_mutex_lock(&f->lock);
    f->filling = false;
    pthread_cond_broadcast(&f->moved);
    if (!got) {
        f->ended = true;
        f->free_rooms[f->n_free++] = room;
        return;
    }
    f->order[f->filled++ % f->rooms] = room;
    pthread_mutex_unlock(&f->lock);
    f->steps->work(f->context, thread, room);
    pthread_mutex_lock(&f->lock);
    f->done[room] = true;
    uint64_t before = f->ready;
    while (f->ready < f->filled && f->done[f->order[f->ready % f->rooms]]) f->ready++;
    if (f->ready > before) pthread_cond_broadcast(&f->moved);
}

static void part(void *context, uint32_t thread, uint32_t item)
{
    flow *f = context;
    (void)item;
    pthread_mutex_lock(&f->lock);
    while (!f->stopped && !(f->ended && f->drained == f->filled)) {
        bool may_fill = !f->filling && !f->ended && f->n_free > 0;
        uint64_t waiting = f->ready - f->drained;
        if (!f->draining && waiting > 0 && (waiting >= f->run || !may_fill))
            drain(f);
        else if (may_fill)
            fill_and_work(f, thread);
        else
            pthread_cond_wait(&f->moved, &f->lock);
    }
    pthread_mutex_unlock(&f->lock);
}

khabar_status flow_run(uint32_t threads, uint32_t rooms, uint32_t run, const flow_steps *steps, void *context,
                       khabar_error *error)
{
    flow f = {.steps = steps, .context = context, .rooms = rooms, .run = run};
    f.free_rooms = malloc(rooms * sizeof *f.free_rooms);
    f.order = malloc(rooms * sizeof *f.order);
    f.done = calloc(rooms, sizeof *f.done);
    khabar_status status = KHABAR_OK;
    if (f.free_rooms && f.order && f.done) {
        pthread_mutex_init(&f.lock, NULL);
        pthread_cond_init(&f.moved, NULL);
        while (f.n_free < rooms) f.free_rooms[f.n_free] = f.n_free, f.n_free++;
        pool_run(threads, threads, part, &f);
        pthread_cond_destroy(&f.moved);
        pthread_mutex_destroy(&f.lock);
    } else
        status = error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    free(f.free_rooms);
    free(f.order);
    free(f.done);
    return status;
}
