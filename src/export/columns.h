/* columns: rows of a database as lines of CSV and of JSON, by one table of columns a kind of row, which also makes schema.json and
 * docs/export.md.
 *
 *   an event whose recipients are إيران and العراق, column `recipients`
 *     CSV    recipients إيران|العراق, recipients_country IRN|IRQ, recipients_sector |GOV, recipients_id 7|12, …
 *     JSON   "recipients":[{"id":7,"name":"إيران","country":"IRN"},{"id":12,…}]
 *
 * Invariant: a code is text (cameo 014 is not 14). In CSV an unknown value is an empty cell, and every line has every column; in JSON
 * its key is left out. Bytes are UTF-8. CSV is RFC 4180 but for line ends, which are LF. */
#ifndef KHABAR_EXPORT_COLUMNS_H
#define KHABAR_EXPORT_COLUMNS_H

#include "base/buf.h"
#include "record/row.h"

/* name, row type, first column, columns, what a row is */
#define EXPORT_TABLES(X)                                                                                               \
    X(articles, query_article, "a report")                                                                             \
    X(actors, query_actor, "an actor across articles")                                                                 \
    X(statements, query_statement, "what somebody said in a report")                                                   \
    X(events, query_event, "what somebody did to somebody, told in a report")                                          \
    X(hits, query_hit, "an article that holds the words looked for")

typedef enum {
#define X(name, type, what) EXPORT_##name,
    EXPORT_TABLES(X)
#undef X
        EXPORT_TABLES_N
} export_table;

extern const char *const export_table_name[EXPORT_TABLES_N];

/* The head line of CSV, and a row as a line of either; each ends in a newline. row is of the table's type. */
void export_csv_head(export_table t, buf *out);
void export_csv(export_table t, const void *row, buf *out);
void export_json(export_table t, const void *row, buf *out);

/* One cell of CSV, quoted where it must be. */
void export_csv_cell(str s, buf *out);

/* Lines of counts: `names` of the cells, then n; of events also quads, the sum of Goldstein values, killed and wounded. */
void export_count_csv_head(const char *const *names, uint32_t n_names, bool events, buf *out);
void export_count_csv(const query_count *c, bool events, buf *out);
void export_count_json(const query_count *c, const char *const *names, bool events, buf *out);

/* schema.json: the tables as a tabular data package (specs.frictionlessdata.io): files, columns, types, meanings. json: of .jsonl files. */
void export_schema(const export_table *tables, uint32_t n, bool json, buf *out);

/* A table's columns as rows of Markdown: column, type, meaning (docs/export.md). */
void export_columns_markdown(export_table t, buf *out);

#endif
