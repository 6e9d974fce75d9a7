/* pool: runs n items on some threads; the caller keeps the order of results by the item's number.
 * Invariant: item(context, thread, i) is called once for each i in [0, n); two calls with one thread never overlap. */
#ifndef KHABAR_BASE_POOL_H
#define KHABAR_BASE_POOL_H

#include <stdbool.h>
#include <stdint.h>

typedef void (*pool_item)(void *context, uint32_t thread, uint32_t item);

/* Runs all items and returns when the last is done. Threads that cannot be started leave their work to the others. */
void pool_run(uint32_t threads, uint32_t n, pool_item item, void *context);

/* The processors that this process may use, at least 1. */
uint32_t pool_processors(void);

#endif
