/* test: what every unit test includes: cmocka in the order it wants, and how Arabic is compared.
 * Each test program runs one group, so that its TAP output has one plan. */
#ifndef KHABAR_TEST_H
#define KHABAR_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

/* A str in a constant initialiser. */
#define LIT(text)                                                                                                      \
    {                                                                                                                  \
        (text), sizeof(text) - 1                                                                                       \
    }

/* Two strings must have the same bytes; both are printed where they have not. */
static inline void test_same(str got, const char *want, const char *file, int line)
{
    if (str_eq(got, str_of(want))) return;
    print_error("got  \"%.*s\"\nwant \"%s\"\n", (int)got.n, got.p, want);
    _fail(file, line);
}

#define assert_str(got, want) test_same((got), (want), __FILE__, __LINE__)

/* Takes the mark "gap" off what is wanted: the program does not do it yet. */
static inline bool test_take_gap(str *wanted)
{
    bool gap = str_starts(*wanted, (str){"gap", 3}) && (wanted->n == 3 || wanted->p[3] == ' ');
    if (gap) *wanted = str_trim(str_sub(*wanted, 3, wanted->n));
    return gap;
}

/* What begins the report of a row that is marked as a gap: what the program does not do yet fails nothing. */
static inline const char *test_gap(bool gap, bool right)
{
    return !gap ? "" : right ? "closed gap, take its mark away: " : "known gap: ";
}

/* A whole file into the arena; fails the test where it cannot be read. */
static inline str test_file(arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) fail_msg("%s cannot be opened", path);
    size_t n = 0;
    char *bytes = NULL, chunk[4096];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, f)) > 0; n += got) {
        bytes = arena_grow(a, bytes, n, n + got);
        memcpy(bytes + n, chunk, got);
    }
    fclose(f);
    return (str){bytes, n};
}

/* The next row of a table of tab-separated cells, comment and empty lines passed over; false at its end. */
static inline bool test_row(str *table, str *cells, size_t n)
{
    while (table->n) {
        str row = str_cut(table, '\n');
        if (row.n == 0 || row.p[0] == '#') continue;
        for (size_t i = 0; i < n; i++) cells[i] = str_trim(str_cut(&row, '\t'));
        return true;
    }
    return false;
}

/* The same numbers in every run. */
static inline uint32_t test_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

#endif
