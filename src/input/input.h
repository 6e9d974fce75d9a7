/* input: bytes of any kind into articles, one at a time: plain text (its first line is the title) or JSONL.
 *
 * The charset is found by the bytes: UTF-8; UTF-16 by its mark; windows-1256 where the bytes are no UTF-8 but read as
 * Arabic in it. What was converted is said by a notice.
 * Invariant: an article's strings are UTF-8 and stay valid until the next call; a bad record costs only itself. */
#ifndef KHABAR_INPUT_INPUT_H
#define KHABAR_INPUT_INPUT_H

#include "base/error.h"

#include <stdio.h>

typedef struct input input;

typedef enum { INPUT_ARTICLE, INPUT_ERROR, INPUT_END } input_result;

/* Called with what a person should know but that is no error («converted from windows-1256»). */
typedef void (*input_notice)(void *context, const char *text);

/* Reads from an open stream, which stays the caller's. `name` is what messages call it (a path, or "-"). */
khabar_status input_open(FILE *stream, const char *name, input_notice notice, void *context, input **out,
                         khabar_error *error);
void input_close(input *in);

/* INPUT_ERROR: this record cannot be read, *error says where and why, the next call goes on with the next one. */
input_result input_next(input *in, khabar_article *article, khabar_error *error);

#endif
