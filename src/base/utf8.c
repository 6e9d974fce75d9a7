/* utf8: see utf8.h. */
#include "base/utf8.h"

size_t utf8_check(str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0;
    while (i < s.n) {
        unsigned char c = p[i];
        size_t left = s.n - i;
        if (c < 0x80)
            i += 1;
        else if (c >= 0xc2 && c < 0xe0 && left > 1 && (p[i + 1] & 0xc0) == 0x80)
            i += 2;
        else if (c >= 0xe0 && c < 0xf0 && left > 2 && (p[i + 1] & 0xc0) == 0x80 && (p[i + 2] & 0xc0) == 0x80 &&
                 !(c == 0xe0 && p[i + 1] < 0xa0) && !(c == 0xed && p[i + 1] >= 0xa0))
            i += 3;
        else if (c >= 0xf0 && c < 0xf5 && left > 3 && (p[i + 1] & 0xc0) == 0x80 && (p[i + 2] & 0xc0) == 0x80 &&
                 (p[i + 3] & 0xc0) == 0x80 && !(c == 0xf0 && p[i + 1] < 0x90) && !(c == 0xf4 && p[i + 1] >= 0x90))
            i += 4;
        else
            return i;
    }
    return s.n;
}

size_t utf8_length(str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
    return n;
}
