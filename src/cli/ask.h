/* ask: what the commands that ask a database share: the database, the lexicon, the filter, and in which form rows are printed.
 *
 *   khabar events --db news.db --actor RUS --csv  ->  ask {store, filter {.actor = "RUS"}, ASK_CSV}
 *
 * Invariant: an ask that was opened is closed, whatever happened; what it prints is checked when it ends. */
#ifndef KHABAR_CLI_ASK_H
#define KHABAR_CLI_ASK_H

#include "cli/cli.h"

#include "export/columns.h"
#include "lexicon/lexicon.h"
#include "store/query.h"

#include <stdio.h>

typedef enum { ASK_TABLE, ASK_JSON, ASK_CSV } ask_form;

typedef struct ask {
    const cli_options *o;
    store *store;
    khabar *k;
    khabar_reader *reader;
    const lexicon *lex;
    query_filter filter;
    ask_form form;
    unsigned width; /* of the terminal */
    bool colour;
    buf out;
    khabar_error error;
} ask;

/* Opens database and lexicon; EXIT_OK, or says what is wrong and gives the exit status. Files of the command line are its own. */
int ask_open(ask *a, const cli_options *o, const char *command);
/* EXIT_OK, or says why the answer did not come or could not be written. status: of the question. */
int ask_close(ask *a, khabar_status status);

/* Writes what is in a->out to the file, and empties it. */
void ask_flush(ask *a, FILE *to);
/* The label of a key in the language that was asked for. */
str ask_label(const ask *a, const char *key);

/* An answer's rows, whatever they are. */
typedef union ask_row {
    query_article article;
    query_actor actor;
    query_statement statement;
    query_event event;
    query_hit hit;
} ask_row;

khabar_status ask_rows(ask *a, export_table t, const query_filter *f, query_rows **rows);
bool ask_next(export_table t, query_rows *rows, ask_row *row);

/* khabar events --count … (count.c). */
int ask_count(ask *a, query_what what);

/* Says which of the filter's names nobody in the database has; after an empty answer. */
void ask_why_nothing(ask *a);

#endif
