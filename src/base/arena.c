/* arena: see arena.h.  Blocks form a list and are used again after arena_reset. */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { ALIGN = 16, BLOCK = 256 * 1024 };

struct arena_block {
    arena_block *next;
    size_t size, used;
    _Alignas(ALIGN) unsigned char bytes[];
};

void arena_init(arena *a, size_t limit)
{
    *a = (arena){.limit = limit};
}

void arena_reset(arena *a)
{
    for (arena_block *b = a->first; b; b = b->next) b->used = 0;
    a->current = a->first;
    /* One large article must not hold its memory for ever: keep the first 16 MiB, give back the rest. */
    size_t kept = 0;
    for (arena_block *b = a->first, *last = NULL; b;) {
        arena_block *next = b->next;
        if (last && kept + b->size > 16u << 20) {
            last->next = next;
            a->taken -= b->size;
            free(b);
        } else {
            kept += b->size;
            last = b;
        }
        b = next;
    }
}

void arena_free(arena *a)
{
    for (arena_block *b = a->first; b;) {
        arena_block *next = b->next;
        free(b);
        b = next;
    }
    *a = (arena){0};
}

static void arena_full(arena *a)
{
    if (a->on_full) longjmp(*a->on_full, 1);
    fputs("khabar: out of memory\n", stderr);
    abort();
}

static arena_block *arena_block_for(arena *a, size_t size)
{
    while (a->current && a->current->next) {
        a->current = a->current->next;
        if (a->current->size - a->current->used >= size) return a->current;
    }
    size_t want = size > BLOCK ? size : BLOCK;
    if (a->limit && a->taken + want > a->limit) arena_full(a);
    arena_block *b = malloc(sizeof *b + want);
    if (!b) arena_full(a);
    *b = (arena_block){.size = want};
    a->taken += want;
    if (a->current)
        a->current->next = b;
    else
        a->first = b;
    a->current = b;
    return b;
}

void *arena_alloc(arena *a, size_t size)
{
    size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    arena_block *b = a->current;
    if (!b || b->size - b->used < size) b = arena_block_for(a, size);
    void *p = b->bytes + b->used;
    b->used += size;
    return memset(p, 0, size);
}

void *arena_grow(arena *a, void *old, size_t old_size, size_t new_size)
{
    assert(new_size >= old_size);
    size_t was = (old_size + ALIGN - 1) & ~(size_t)(ALIGN - 1), now = (new_size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    arena_block *b = a->current;
    if (old && b && (unsigned char *)old + was == b->bytes + b->used && b->size - b->used >= now - was) {
        memset(b->bytes + b->used, 0, now - was);
        b->used += now - was;
        return old;
    }
    void *p = arena_alloc(a, new_size);
    if (old_size) memcpy(p, old, old_size);
    return p;
}

str arena_copy(arena *a, str s)
{
    char *p = arena_alloc(a, s.n + 1);
    if (s.n) memcpy(p, s.p, s.n);
    return (str){p, s.n};
}

str arena_printf(arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    char most[256]; /* texts of our own are short: written once */
    size_t n = (size_t)vsnprintf(most, sizeof most, format, args);
    va_end(args);
    char *p = arena_alloc(a, n + 1);
    if (n < sizeof most)
        memcpy(p, most, n);
    else
        vsnprintf(p, n + 1, format, again);
    va_end(again);
    return (str){p, n};
}

void vec_more(arena *a, void **at, uint32_t *cap, size_t size)
{
    uint32_t more = *cap ? *cap * 2 : 8;
    *at = arena_grow(a, *at, *cap * size, more * size);
    *cap = more;
}
