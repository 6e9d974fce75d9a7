/* buf: see buf.h. */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

void buf_free(buf *b)
{
    free(b->bytes);
    *b = (buf){0};
}

static bool buf_grow(buf *b, size_t more)
{
    if (b->failed) return false;
    size_t cap = b->cap ? b->cap : 4096;
    while (cap < b->n + more) cap *= 2;
    char *p = realloc(b->bytes, cap);
    if (!p) {
        b->failed = true;
        return false;
    }
    b->bytes = p;
    b->cap = cap;
    return true;
}

char *buf_room(buf *b, size_t more)
{
    if (b->n + more > b->cap || b->failed)
        if (!buf_grow(b, more)) return NULL;
    return b->bytes + b->n;
}

void buf_add(buf *b, str s)
{
    if (s.n == 0 || !buf_room(b, s.n)) return;
    memcpy(b->bytes + b->n, s.p, s.n);
    b->n += s.n;
}

void buf_char(buf *b, char c)
{
    char *p = buf_room(b, 1);
    if (!p) return;
    *p = c;
    b->n++;
}

void buf_z(buf *b, const char *z)
{
    buf_add(b, str_of(z));
}

void buf_printf(buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0 && buf_room(b, (size_t)n + 1)) {
        vsnprintf(b->bytes + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buf_json(buf *b, str s)
{
    static const char hex[] = "0123456789abcdef";
    buf_char(b, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) continue;
        buf_add(b, str_sub(s, from, i));
        from = i + 1;
        switch (c) {
        case '"': buf_z(b, "\\\""); break;
        case '\\': buf_z(b, "\\\\"); break;
        case '\n': buf_z(b, "\\n"); break;
        case '\r': buf_z(b, "\\r"); break;
        case '\t': buf_z(b, "\\t"); break;
        default:
            buf_z(b, "\\u00");
            buf_char(b, hex[c >> 4]);
            buf_char(b, hex[c & 15]);
        }
    }
    buf_add(b, str_sub(s, from, s.n));
    buf_char(b, '"');
}
