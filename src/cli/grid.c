/* grid: see grid.h. */
#include "cli/grid.h"

#include "base/utf8.h"

#include <stdio.h>

#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"
enum { POINT_FSI = 0x2068, POINT_PDI = 0x2069 };

static bool in(uint32_t c, uint32_t from, uint32_t to)
{
    return c >= from && c <= to;
}

/* Marks that are written over a letter, and characters that are not seen. */
static bool takes_no_column(uint32_t c)
{
    return in(c, 0x300, 0x36f) || in(c, 0x610, 0x61a) || in(c, 0x64b, 0x65f) || c == 0x670 || in(c, 0x6d6, 0x6dc) ||
           in(c, 0x6df, 0x6e4) || in(c, 0x6e7, 0x6e8) || in(c, 0x6ea, 0x6ed) || in(c, 0x8d3, 0x8ff) ||
           in(c, 0x200b, 0x200f) || in(c, 0x202a, 0x202e) || in(c, 0x2060, 0x2069) || in(c, 0xfe00, 0xfe0f) ||
           c == 0xfeff;
}

static bool takes_two(uint32_t c)
{
    return in(c, 0x1100, 0x115f) || in(c, 0x2e80, 0xa4cf) || in(c, 0xac00, 0xd7a3) || in(c, 0xf900, 0xfaff) ||
           in(c, 0xfe30, 0xfe6f) || in(c, 0xff00, 0xff60) || in(c, 0x1f300, 0x1faff) || in(c, 0x20000, 0x3fffd);
}

static unsigned columns_of(uint32_t c)
{
    return takes_no_column(c) ? 0 : takes_two(c) ? 2 : 1;
}

unsigned grid_width(str s)
{
    unsigned n = 0;
    const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
    while (p < end) n += columns_of(utf8_next(&p));
    return n;
}

void grid_clean(buf *out, str s)
{
    if (!s.n) return;
    const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
    bool blank = false;
    while (p < end) {
        const unsigned char *from = p;
        uint32_t c = utf8_next(&p);
        if (in(c, 0x202a, 0x202e) || in(c, 0x2066, 0x2069) || in(c, 0x200e, 0x200f) || c == 0x61c) continue;
        bool control = c < 0x20 || in(c, 0x7f, 0x9f) || c == 0x2028 || c == 0x2029;
        if (control && blank) continue;
        if (control)
            buf_char(out, ' ');
        else
            buf_add(out, (str){(const char *)from, (size_t)(p - from)});
        blank = control || c == ' ';
    }
}

void grid_add(grid *t, str s)
{
    grid_clean(&t->text, s);
}

void grid_isolate(grid *t, str s)
{
    buf_z(&t->text, FSI);
    grid_clean(&t->text, s);
    buf_z(&t->text, PDI);
}

void grid_z(grid *t, const char *z)
{
    buf_z(&t->text, z);
}

void grid_end(grid *t)
{
    buf_char(&t->text, 0);
    t->n++;
}

void grid_free(grid *t)
{
    buf_free(&t->text);
}

/* ---- printing ---- */

static void measure(grid *t, unsigned width)
{
    const char *p = t->text.bytes;
    unsigned sum = 0, rest = t->n_columns - 1;
    for (uint32_t i = 0; i < t->n; i++, p += strlen(p) + 1) {
        unsigned w = grid_width(str_of(p)), *most = &t->widths[i % t->n_columns];
        if (w > *most) *most = w;
    }
    for (uint32_t c = 0; c < t->n_columns; c++) {
        if (t->most[c] && t->widths[c] > t->most[c]) t->widths[c] = t->most[c];
        if (!t->most[c]) rest = c;
    }
    for (uint32_t c = 0; c < t->n_columns; c++) sum += c == rest ? 2 : t->widths[c] + 2;
    unsigned left = width > sum + 12 ? width - sum : 12;
    if (t->widths[rest] > left) t->widths[rest] = left;
}

static void blanks(unsigned n)
{
    while (n--) putchar(' ');
}

/* The cell in an isolate, cut to `width` columns, with blanks outside of it where it is narrower. */
static void print_cell(str s, unsigned width, bool right, bool last)
{
    unsigned w = grid_width(s), at = 0, open = 0;
    bool cut = w > width;
    if (right && !cut) blanks(width - w);
    fputs(FSI, stdout);
    const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
    while (p < end) {
        const unsigned char *from = p;
        uint32_t c = utf8_next(&p);
        unsigned n = columns_of(c);
        if (cut && at + n > width - 1) break;
        at += n;
        if (c == POINT_FSI) open++;
        if (c == POINT_PDI && open) open--;
        fwrite(from, 1, (size_t)(p - from), stdout);
    }
    while (open--) fputs(PDI, stdout);
    if (cut) fputs("\xe2\x80\xa6", stdout);
    fputs(PDI, stdout);
    if (!right && !last) blanks(cut ? width - at - 1 : width - w);
}

void grid_print(grid *t, unsigned width, bool rtl, bool colour)
{
    if (t->text.failed || !t->n) return;
    measure(t, width);
    const char *p = t->text.bytes;
    for (uint32_t i = 0; i < t->n; i++, p += strlen(p) + 1) {
        uint32_t c = i % t->n_columns;
        if (c == 0) fputs(rtl ? "\xe2\x80\x8f" : "\xe2\x80\x8e", stdout);
        if (c == 0 && i == 0 && colour) fputs("\x1b[1m", stdout);
        print_cell(str_of(p), t->widths[c], t->right[c], c + 1 == t->n_columns);
        if (c + 1 < t->n_columns) {
            fputs("  ", stdout);
            continue;
        }
        if (i < t->n_columns && colour) fputs("\x1b[0m", stdout);
        putchar('\n');
    }
}
