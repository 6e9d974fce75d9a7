/* rows: what a question of query.h is made of while it runs: its SQL, bound values, and the statements of its details.
 * Invariant: everything of a question lives in its arena and ends with query_close. */
#ifndef KHABAR_STORE_ROWS_H
#define KHABAR_STORE_ROWS_H

#include "base/arena.h"
#include "base/buf.h"
#include "store/query.h"
#include "store/search.h"

enum { ROWS_VALUES = 128 };

typedef struct rows_value {
    str text;         /* bound where p is set */
    search *searched; /* else this pointer */
    int64_t number;   /* else this */
} rows_value;

typedef enum {
    ROWS_OF_PARTIES,
    ROWS_OF_TEXT,
    ROWS_OF_SPANS,
    ROWS_OF_SPEAKERS,
    ROWS_OF_ALIASES,
    ROWS_DETAILS
} rows_detail;

typedef struct query_lines query_lines; /* of query_counts */

struct query_rows {
    store *store;
    arena a, of_row; /* of_row: given back at each row */
    jmp_buf full;
    buf sql, where;
    rows_value values[ROWS_VALUES];
    uint32_t n_values;
    search text, about;
    bool has_text, has_about, with_text;
    query_what what;
    sqlite3_stmt *main, *details[ROWS_DETAILS];
    int64_t text_article; /* whose text `bytes` is */
    buf bytes;
    query_lines *lines;
    khabar_status status;
    khabar_error error;
};

/* A question's memory; NULL where there is none. */
query_rows *rows_new(store *s, khabar_error *error);

/* Adds a condition, in which each ? takes the next value bound. */
void rows_where(query_rows *r, const char *condition);
void rows_bind_text(query_rows *r, str value);
void rows_bind_number(query_rows *r, int64_t value);
void rows_bind_search(query_rows *r, search *s);

/* Adds the conditions of a filter; KHABAR_ERR_ARGUMENT where it asks what these rows do not have. The SQL calls an article a, an
 * event or statement e. */
khabar_status rows_filter_events(query_rows *r, const query_filter *f);
khabar_status rows_filter_statements(query_rows *r, const query_filter *f);
khabar_status rows_filter_articles(query_rows *r, const query_filter *f);
khabar_status rows_filter_actors(query_rows *r, const query_filter *f);

/* Prepares `head`, the conditions, `tail`, and binds the values; *out takes the rows, or they are closed where it fails. */
khabar_status rows_start(query_rows *r, const char *head, const char *tail, const query_filter *f, query_rows **out,
                         khabar_error *error);
/* The next row of the main statement. */
bool rows_next(query_rows *r);
/* A statement of details, reset, made where it is asked for first; NULL where it cannot be. */
sqlite3_stmt *rows_of(query_rows *r, rows_detail which, const char *sql);
/* A column as a string that stays until the next row. */
str rows_text(query_rows *r, sqlite3_stmt *s, int i);
void rows_fail(query_rows *r);

#endif
