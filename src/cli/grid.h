/* grid: rows of text as a table on a terminal, in which Arabic stays readable.
 *
 *   a cell is cleaned (no control or direction characters), measured in columns of the terminal, cut with … where it is too wide, and
 *   stands in a Unicode isolate; a line begins with a mark of its direction, so that columns keep their places
 *
 * Invariant: whatever the texts hold, each line's isolates are closed and no byte of a text commands the terminal. */
#ifndef KHABAR_CLI_GRID_H
#define KHABAR_CLI_GRID_H

#include "base/buf.h"

enum { GRID_CELLS = 10 };

typedef struct grid {
    buf text;           /* cells, each ended by NUL */
    uint32_t n_columns; /* of a row */
    uint32_t n;         /* cells that are there, of the head too */
    unsigned widths[GRID_CELLS];
    unsigned most[GRID_CELLS]; /* widest that a column may be; 0: the rest of the line */
    bool right[GRID_CELLS];    /* numbers */
} grid;

/* Texts go into the cell that is being made; grid_end ends it. */
void grid_add(grid *t, str s);
void grid_isolate(grid *t, str s); /* in an isolate of its own: a name beside others */
void grid_z(grid *t, const char *z);
void grid_end(grid *t);

/* Prints all rows to standard output; the first one is the head. width: of the terminal; rtl: lines run from right to left. */
void grid_print(grid *t, unsigned width, bool rtl, bool colour);
void grid_free(grid *t);

/* Columns that a text takes on a terminal. */
unsigned grid_width(str s);
/* Adds s without what would command the terminal or turn its direction; line ends become blanks. */
void grid_clean(buf *out, str s);

#endif
