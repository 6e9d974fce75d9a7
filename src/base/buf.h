/* buf: a growing byte buffer on the heap for output, kept from article to article.
 * Invariant: bytes[0..n) is what was written. A failed malloc sets `failed` and later writes do nothing: check once. */
#ifndef KHABAR_BASE_BUF_H
#define KHABAR_BASE_BUF_H

#include "base/str.h"

#include <stdarg.h>

typedef struct buf {
    char *bytes;
    size_t n, cap;
    bool failed;
} buf;

void buf_free(buf *b);
void buf_add(buf *b, str s);
void buf_char(buf *b, char c);
/* The end of what is written, with room for so many bytes, for who writes them himself and then moves n; NULL where memory is out. */
char *buf_room(buf *b, size_t more);
void buf_z(buf *b, const char *z);
void buf_printf(buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* s as a JSON string with its quotes; s must be UTF-8. */
void buf_json(buf *b, str s);

static inline str buf_str(const buf *b)
{
    return (str){b->bytes, b->n};
}

#endif
