/* panel: counted lines of query.h, gathered so that they can be sorted, cut and joined with what the database knows of their keys.
 *
 *   events by actors  ->  lines (12, بوتين, 40, زيلينسكي; n 31, quads 0 3 8 20), most first
 */
#ifndef KHABAR_SERVER_PANEL_H
#define KHABAR_SERVER_PANEL_H

#include "server/answer.h"

typedef struct panel {
    buf text; /* of the cells */
    query_count *lines;
    uint32_t n, cap;
    query_by by[QUERY_BYS];
    uint32_t n_by;
} panel;

/* Which lines are wanted; NULL: all. */
typedef bool (*panel_wanted)(const query_count *line, const void *context);

/* Counts; false where that failed, which is then the answer. panel_free in any case. */
bool panel_read(panel *p, answer *a, query_what what, const query_by *by, uint32_t n_by, query_filter *f,
                panel_wanted wanted, const void *context);
void panel_free(panel *p);

/* Most first, and of as many by their cells; no more than `most`. */
void panel_top(panel *p, uint32_t most);

/* The cells of a line, named after what it was counted by, and its counts. */
void panel_row(const panel *p, sheet *s, const query_count *line, query_what what);

/* All lines as the rows of an answer. */
void panel_rows(const panel *p, sheet *s, query_what what);

#endif
