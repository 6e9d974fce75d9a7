/* stream: an open file into the bytes of its content: unpacked where it is packed, UTF-8 where it is UTF-16.
 *
 *   news.jsonl.zst, UTF-16 with its mark  →  {"text": "قال الوزير …"}
 *
 * The reader looks ahead at what comes (stream_peek) and takes it (stream_skip).
 * Invariant: what was unpacked before a damage is given first; then the stream stands still until stream_resume finds the
 * next whole member behind it. Memory does not grow with the file. */
#ifndef KHABAR_INPUT_STREAM_H
#define KHABAR_INPUT_STREAM_H

#include "base/error.h"
#include "input/charset.h"

#include <stdio.h>

/* How far one can look ahead: enough to know what a file is. */
enum { STREAM_AHEAD = 1 << 16 };

typedef struct stream stream;

/* `file` stays the caller's. */
khabar_status stream_open(FILE *file, stream **out, khabar_error *error);
void stream_close(stream *s);

/* The next bytes, at least `want` (at most STREAM_AHEAD) of them; fewer only where no more can be had. They stay valid
 * until the next call. An empty string: the end, or a problem. */
str stream_peek(stream *s, size_t want);
void stream_skip(stream *s, size_t n);

/* What stopped the stream before its end, or NULL: damaged or cut-off data, a failed read. Its message names no file. */
const khabar_error *stream_problem(const stream *s);
/* Goes on behind a damage; false where nothing follows that can be read. Clears the problem in any case. */
bool stream_resume(stream *s);

/* Offset of the next byte in the content. */
uint64_t stream_offset(const stream *s);
/* Bytes of the file used so far, packed as they are. */
uint64_t stream_taken(const stream *s);
/* The charset that the stream was converted from; CHARSET_UTF8 where it was not. Known once one has looked ahead. */
charset stream_charset(const stream *s);
/* "gzip" and so on, or NULL where the file is not packed. */
const char *stream_packing(const stream *s);

#endif
