/* flow: items that come one after another, are worked on by many threads, and are taken away one after another, in the order they came.
 *
 *   fill (one thread at a time) -> work (any) -> drain (one thread at a time)
 *
 * Any thread does whatever is to do, so none has to wait for another as long as there is room. The newest room is used again first: it
 * is still in the processor's cache.
 * Invariant: drain sees every item that fill gave, once, in that order, after its work is done. */
#ifndef KHABAR_BASE_FLOW_H
#define KHABAR_BASE_FLOW_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct flow_steps {
    bool (*fill)(void *context, uint32_t room); /* false: nothing more comes, and the room is empty */
    void (*work)(void *context, uint32_t thread, uint32_t room);
    bool (*drain)(void *context, uint32_t room); /* false: nothing more is filled or drained */
} flow_steps;

/* Room for so many items, numbered from 0; drain begins when `run` are done, or nothing else is to do, and takes all that are. */
khabar_status flow_run(uint32_t threads, uint32_t rooms, uint32_t run, const flow_steps *steps, void *context,
                       khabar_error *error);

#endif
