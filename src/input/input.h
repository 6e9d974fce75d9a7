/* input: bytes of any kind into articles, one at a time.
 *
 *   {"text": "قال الوزير …"}      JSONL            <rss>…<item>…    RSS, Atom
 *   id,date,text⏎ …               CSV, TSV         WARC/1.0 …       the pages of a web archive
 *   <html>…<article>…             a page           anything else    plain text, whose first line is the title
 *
 * each as it is or packed by gzip, zstd or xz. The content says what it is, never the file's name. The charset is found by
 * the bytes, with what a page or a server says of it as a hint: UTF-8, UTF-16, windows-1256, ISO-8859-6. What was converted
 * is said by a notice.
 * Invariant: an article's strings are UTF-8 and stay valid until the next call; every article has an id; a bad record
 * costs only itself; memory does not grow with the file. One input belongs to one thread at a time. */
#ifndef KHABAR_INPUT_INPUT_H
#define KHABAR_INPUT_INPUT_H

#include "base/error.h"

#include <stdio.h>

typedef struct input input;

typedef enum { INPUT_ARTICLE, INPUT_ERROR, INPUT_END } input_result;

/* Called with what a person should know but that is no error («converted from windows-1256»). */
typedef void (*input_notice)(void *context, const char *text);

typedef struct input_options {
    input_notice notice; /* may be NULL */
    void *context;
    /* Which column of a table, or key of a JSON line, holds what: "text=body,date=day"; NULL: by the names that
     * data/input lists. The string must outlive the input. */
    const char *columns;
} input_options;

/* Reads from an open stream, which stays the caller's. `name` is what messages call it (a path, or "-") and what an
 * article without id is called by; it must outlive the input. `o` may be NULL.
 * Errors: KHABAR_ERR_MEMORY; KHABAR_ERR_ARGUMENT where o->columns says nothing that can be understood. */
khabar_status input_open(FILE *stream, const char *name, const input_options *o, input **out, khabar_error *error);
void input_close(input *in);

/* Whether `columns` is what input_options wants; KHABAR_ERR_ARGUMENT says what is wrong with it. */
khabar_status input_check_columns(const char *columns, khabar_error *error);

/* INPUT_ERROR: this record cannot be read, *error says where and why, the next call goes on with the next one.
 * An article that has no id of its own gets the file's name (a page, a plain text) or name:record. */
input_result input_next(input *in, khabar_article *article, khabar_error *error);

/* The number, from 1, of the record that the last article or error was: a line of JSONL, a row of a table (its head is
 * number 1), an item of a feed, a record of a WARC; 1 of a page or a plain text. */
uint64_t input_record(const input *in);

/* Bytes of the file used so far, packed as they are: the progress, where the file's size is known. It runs at most some
 * hundred KiB ahead of the last article. */
uint64_t input_bytes(const input *in);

/* What the file is ("JSONL", "page" …); NULL before the first input_next. */
const char *input_kind(const input *in);

#endif
