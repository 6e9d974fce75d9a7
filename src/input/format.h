/* format: what the readers of the formats share: the input that they read, and the table of formats.
 *
 * A format looks at the head of the content and says whether it is its own; the first that says so reads it all.
 * Invariant: a format's next() reads one record, or says why it cannot; it never reads behind its record. */
#ifndef KHABAR_INPUT_FORMAT_H
#define KHABAR_INPUT_FORMAT_H

#include "base/buf.h"
#include "input/charset.h"
#include "input/input.h"
#include "input/stream.h"
#include "input/words.h"

/* A record may be longer than its text: JSON's \u escapes write two bytes of UTF-8 with six. */
enum { RECORD_MAX_BYTES = 56 << 20 };

/* Name, prefix of its functions, whether a file holds many records; in the order in which they are asked. */
#define FORMATS(X)                                                                                                     \
    X("WARC", warc, true)                                                                                              \
    X("feed", feed, true)                                                                                              \
    X("page", html, false)                                                                                             \
    X("JSONL", jsonl, true)                                                                                            \
    X("table", csv, true)                                                                                              \
    X("plain text", plain, false)

typedef struct input_format {
    const char *name;
    bool many;
    bool (*is)(input *in, str head);
    /* May leave error->line and the id to input.c. */
    input_result (*next)(input *in, khabar_article *article, khabar_error *error);
    void (*close)(void *state); /* of in->state, where it is not NULL */
} input_format;

#define X(name, prefix, many)                                                                                          \
    bool prefix##_is(input *in, str head);                                                                             \
    input_result prefix##_next(input *in, khabar_article *article, khabar_error *error);                               \
    void prefix##_close(void *state);
FORMATS(X)
#undef X

struct input {
    stream *stream;
    const char *name;
    input_options o;
    const input_format *format;
    void *state; /* the format's own */
    uint64_t record;
    buf line, converted, id;
    str columns[ROLE_COUNT]; /* what o.columns calls them; empty where it does not say */
    charset known;           /* the single-byte charset that records of this file were in */
    unsigned noticed;        /* a bit of each notice_kind that was said */
    bool ended;
};

/* One line of the content without its end, at most `limit` bytes of it in in->line; what is over is passed over. */
typedef enum { GOT_LINE, GOT_TOO_MUCH, GOT_NOTHING, GOT_PROBLEM } got;
got input_line(input *in, size_t limit);
/* All that is left of the content, likewise. */
got input_rest(input *in, size_t limit);

/* The bytes of a record as UTF-8 (*out), converted into in->converted where they are in another charset; `hint` is what
 * somebody said of it. */
khabar_status input_utf8(input *in, str bytes, charset hint, str *out, khabar_error *error);

/* Fills *error with "name:record: " (or "name: " where the file is one record) and the message; gives INPUT_ERROR. */
input_result input_fail(input *in, khabar_error *error, khabar_status status, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The same for what is longer than it may be. */
input_result input_too_large(input *in, size_t limit, khabar_error *error);
/* The stream's problem as this record's error; the stream goes on behind it, or ends. */
input_result input_problem(input *in, khabar_error *error);
/* Says something of a kind once a file. */
typedef enum { NOTICE_CHARSET = 1, NOTICE_DATE = 2, NOTICE_BYTES = 4, NOTICE_PAGES = 8, NOTICE_XML = 16 } notice_kind;
void input_notify(input *in, notice_kind kind, const char *format, ...) __attribute__((format(printf, 3, 4)));

static inline khabar_string string_of(str s)
{
    return (khabar_string){s.p, s.n};
}

#endif
