/* hash: 64-bit hashes by xxHash (XXH3), the same on every machine. */
#ifndef KHABAR_BASE_HASH_H
#define KHABAR_BASE_HASH_H

#include "base/str.h"

uint64_t hash_bytes(const void *p, size_t n);

/* The hash of what `h` is the hash of and then of what `more` is the hash of. */
static inline uint64_t hash_then(uint64_t h, uint64_t more)
{
    h = (h ^ more) * 0x9e3779b97f4a7c15u;
    h ^= h >> 32;
    return h * 0xbf58476d1ce4e5b9u ^ more >> 7;
}

static inline uint32_t hash_mix32(uint32_t a, uint32_t b)
{
    uint64_t x = ((uint64_t)a << 32 | b) * 0x9e3779b97f4a7c15u;
    x ^= x >> 29;
    x *= 0xbf58476d1ce4e5b9u;
    return (uint32_t)(x >> 32);
}

#endif
