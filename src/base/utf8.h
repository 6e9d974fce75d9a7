/* utf8: decode, encode and check UTF-8 after RFC 3629 (no surrogates, no overlong forms, up to U+10FFFF). */
#ifndef KHABAR_BASE_UTF8_H
#define KHABAR_BASE_UTF8_H

#include "base/str.h"

/* The offset of the first byte that is not well-formed UTF-8, or s.n where all is well. */
size_t utf8_check(str s);

/* The code point at p; s must be checked UTF-8. Advances *p. */
static inline uint32_t utf8_next(const unsigned char **p)
{
    const unsigned char *q = *p;
    if (q[0] < 0x80) {
        *p += 1;
        return q[0];
    }
    if (q[0] < 0xe0) {
        *p += 2;
        return (uint32_t)(q[0] & 0x1f) << 6 | (q[1] & 0x3f);
    }
    if (q[0] < 0xf0) {
        *p += 3;
        return (uint32_t)(q[0] & 0x0f) << 12 | (uint32_t)(q[1] & 0x3f) << 6 | (q[2] & 0x3f);
    }
    *p += 4;
    return (uint32_t)(q[0] & 0x07) << 18 | (uint32_t)(q[1] & 0x3f) << 12 | (uint32_t)(q[2] & 0x3f) << 6 | (q[3] & 0x3f);
}

/* Writes cp to out (room for 4 bytes) and returns the number of bytes; cp must be a scalar value. */
static inline size_t utf8_put(uint32_t cp, char *out)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xc0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3f));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xe0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
        out[2] = (char)(0x80 | (cp & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
    out[3] = (char)(0x80 | (cp & 0x3f));
    return 4;
}

/* Number of code points in checked UTF-8. */
size_t utf8_length(str s);

#endif
