/* arena: memory that is taken piece by piece and given back all at once.
 * One article uses one arena; arena_reset keeps the blocks, so that a warm reader calls malloc no more.
 * Invariant: what arena_alloc returns is zeroed, aligned to 16 bytes and never NULL: the one failure, no memory,
 * jumps to the handler set with arena_guard (the library's entry points set it and return an error). */
#ifndef KHABAR_BASE_ARENA_H
#define KHABAR_BASE_ARENA_H

#include "base/str.h"

#include <setjmp.h>

typedef struct arena_block arena_block;

typedef struct arena {
    arena_block *first, *current;
    jmp_buf *on_full; /* where to go when memory is out; NULL aborts (host tools only) */
    size_t limit;     /* most bytes that may be taken, 0 = no limit */
    size_t taken;     /* bytes in all blocks */
} arena;

void arena_init(arena *a, size_t limit);
void arena_reset(arena *a);
void arena_free(arena *a);
void *arena_alloc(arena *a, size_t size);
/* A copy of old (old_size bytes) that has room for new_size bytes; extends in place where old was the last piece. */
void *arena_grow(arena *a, void *old, size_t old_size, size_t new_size);
str arena_copy(arena *a, str s);
/* printf into the arena; the result also ends in NUL. */
str arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define ARENA_NEW(a, type)      ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))

/* VEC(type): an array that grows in an arena.  vec_push(a, &v) gives the address of a new zeroed element. */
#define VEC(type)                                                                                                      \
    struct {                                                                                                           \
        type *at;                                                                                                      \
        uint32_t n, cap;                                                                                               \
    }

#define vec_push(a, v)                                                                                                 \
    (((v)->n == (v)->cap ? vec_more((a), (void **)&(v)->at, &(v)->cap, sizeof *(v)->at) : (void)0), &(v)->at[(v)->n++])

void vec_more(arena *a, void **at, uint32_t *cap, size_t size);

#endif
