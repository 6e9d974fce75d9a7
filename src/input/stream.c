/* stream: see stream.h. */
#include "input/stream.h"
#include "input/codec.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

enum { RAW_SIZE = 1 << 16, WINDOW_SIZE = 4 * STREAM_AHEAD };

struct stream {
    FILE *file;
    const codec *codec;
    void *state;
    iconv_t from; /* of UTF-16; (iconv_t)-1 where nothing is converted */
    charset charset;
    size_t raw_at, raw_n, member, half_n, at, n; /* member: where in raw the open member began, 0 where before it */
    uint64_t read, offset, unpacked; /* bytes of the file; offset of window[at]; bytes that came out of the codec */
    bool begun, raw_end, between, ended, failed;
    khabar_error problem;
    unsigned char raw[RAW_SIZE];
    char half[RAW_SIZE], window[WINDOW_SIZE]; /* half: unpacked UTF-16 that is not converted yet */
};

khabar_status stream_open(FILE *file, stream **out, khabar_error *error)
{
    stream *s = malloc(sizeof *s);
    if (!s) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    memset(s, 0, offsetof(stream, raw));
    s->file = file;
    s->from = (iconv_t)-1;
    *out = s;
    return KHABAR_OK;
}

void stream_close(stream *s)
{
    if (!s) return;
    if (s->codec) s->codec->close(s->state);
    if (s->from != (iconv_t)-1) iconv_close(s->from);
    free(s);
}

const khabar_error *stream_problem(const stream *s)
{
    return s->failed ? &s->problem : NULL;
}

uint64_t stream_offset(const stream *s)
{
    return s->offset;
}

uint64_t stream_taken(const stream *s)
{
    return s->read - (s->raw_n - s->raw_at);
}

charset stream_charset(const stream *s)
{
    return s->charset;
}

const char *stream_packing(const stream *s)
{
    return s->codec ? s->codec->name : NULL;
}

/* ---- the file ---- */

/* Reads on until `want` raw bytes lie ready or the file ends. */
static void raw_fill(stream *s, size_t want)
{
    if (s->raw_n - s->raw_at >= want || s->raw_end) return;
    memmove(s->raw, s->raw + s->raw_at, s->raw_n - s->raw_at);
    s->raw_n -= s->raw_at;
    s->member -= s->member < s->raw_at ? s->member : s->raw_at;
    s->raw_at = 0;
    while (s->raw_n < want && !s->raw_end) {
        size_t got = fread(s->raw + s->raw_n, 1, RAW_SIZE - s->raw_n, s->file);
        s->raw_n += got;
        s->read += got;
        if (got > 0) continue;
        s->raw_end = true;
        if (!ferror(s->file)) continue;
        s->failed = true;
        s->problem.byte = s->read;
        error_set(&s->problem, KHABAR_ERR_IO, "reading failed at byte %llu: %s", (unsigned long long)s->read,
                  strerror(errno));
    }
}

/* ---- unpacking ---- */

static void damaged(stream *s, const char *why)
{
    s->failed = true;
    s->problem.byte = stream_taken(s);
    error_set(&s->problem, KHABAR_ERR_INPUT,
              "damaged %s at byte %llu of the file (%s), after %llu bytes unpacked; '%s' tests a file: get it again",
              s->codec->name, (unsigned long long)s->problem.byte, why, (unsigned long long)s->unpacked,
              s->codec->test);
}

static void cut_off(stream *s)
{
    if (s->failed) return; /* reading failed: said already */
    s->failed = true;
    s->problem.byte = s->read;
    error_set(&s->problem, KHABAR_ERR_INPUT,
              "the %s data end in the middle, at byte %llu of the file, after %llu bytes unpacked: it is cut off; get "
              "it again",
              s->codec->name, (unsigned long long)s->read, (unsigned long long)s->unpacked);
}

/* Between two members: the next one, zeros that fill a tape's block or align an xz stream, or the end. */
static bool next_member(stream *s)
{
    raw_fill(s, CODEC_MAGIC);
    while (s->raw_n > s->raw_at && s->raw[s->raw_at] == 0) {
        s->raw_at++;
        raw_fill(s, CODEC_MAGIC);
    }
    if (s->raw_n == s->raw_at) return false;
    const codec *next = codec_of(s->raw + s->raw_at, s->raw_n - s->raw_at);
    if (next != s->codec) {
        damaged(s, "behind the end of the packed data stand other bytes");
        return false;
    }
    if (!s->codec->reset(s->state)) {
        damaged(s, "out of memory");
        return false;
    }
    s->between = false;
    s->member = s->raw_at;
    return true;
}

/* At most `room` plain bytes to `to`; 0: the end, or a problem. */
static size_t unpack(stream *s, char *to, size_t room)
{
    if (!s->codec) {
        raw_fill(s, 1);
        size_t n = s->raw_n - s->raw_at < room ? s->raw_n - s->raw_at : room;
        memcpy(to, s->raw + s->raw_at, n);
        s->raw_at += n;
        return n;
    }
    codec_step io = {.out = to, .out_n = room};
    while (io.out == to) {
        if (s->between && !next_member(s)) return 0;
        raw_fill(s, 1);
        io.in = s->raw + s->raw_at;
        io.in_n = s->raw_n - s->raw_at;
        size_t given = io.in_n;
        codec_result got = s->codec->step(s->state, &io);
        s->raw_at += given - io.in_n;
        if (got == CODEC_END) s->between = true;
        if (got == CODEC_BAD) {
            s->unpacked += (size_t)(io.out - to);
            damaged(s, io.why);
            return (size_t)(io.out - to);
        }
        if (got == CODEC_MORE && s->raw_end && s->raw_at == s->raw_n && io.out == to) {
            cut_off(s);
            return 0;
        }
    }
    s->unpacked += (size_t)(io.out - to);
    return (size_t)(io.out - to);
}

bool stream_resume(stream *s)
{
    bool io = s->failed && s->problem.status == KHABAR_ERR_IO;
    s->failed = false;
    s->half_n = 0;
    s->ended = true;
    if (io || !s->codec) return false;
    /* The damage may lie far before where it was seen: whole members may have been taken for data of the damaged one. */
    s->raw_at = s->member + 1 < s->raw_n ? s->member + 1 : s->raw_n;
    for (;;) {
        raw_fill(s, CODEC_MAGIC);
        if (s->failed || s->raw_n - s->raw_at < CODEC_MAGIC) break;
        const unsigned char *p = s->raw + s->raw_at;
        /* The fields of a gzip member are looked at more closely here: three bytes come together by chance. */
        if (s->codec->begins(p, CODEC_MAGIC) && (p[0] != 0x1f || ((p[8] & ~6) == 0 && (p[9] < 14 || p[9] == 255)))) {
            s->between = true;
            s->ended = false;
            return true;
        }
        s->raw_at++;
    }
    s->raw_at = s->raw_n;
    s->failed = false;
    return false;
}

/* ---- charset ---- */

/* Converts what lies in half into the window. */
static void convert(stream *s, bool last)
{
    char *from = s->half, *to = s->window + s->n;
    size_t left = s->half_n, room = WINDOW_SIZE - s->n;
    size_t got = iconv(s->from, &from, &left, &to, &room);
    s->n = WINDOW_SIZE - room;
    uint64_t byte = s->unpacked - left;
    if (s->failed && last)
        s->ended = true;
    else if (got == (size_t)-1 && errno != E2BIG && (errno == EILSEQ || last)) {
        s->failed = s->ended = true;
        s->problem.byte = byte;
        error_set(&s->problem, KHABAR_ERR_UTF8, "not %s at byte %llu", charset_name(s->charset),
                  (unsigned long long)byte);
        left = 0;
    }
    memmove(s->half, s->half + s->half_n - left, left);
    s->half_n = left;
}

/* Appends plain UTF-8 bytes to the window; false where nothing more comes. */
static bool more(stream *s)
{
    if (s->ended) return false;
    if (s->from == (iconv_t)-1) {
        size_t n = s->failed ? 0 : unpack(s, s->window + s->n, WINDOW_SIZE - s->n);
        if (!s->codec) s->unpacked += n;
        s->n += n;
        if (n == 0) s->ended = true;
        return n > 0;
    }
    size_t before = s->n;
    while (s->n == before && !s->ended) {
        size_t n = s->failed ? 0 : unpack(s, s->half + s->half_n, RAW_SIZE - s->half_n);
        if (!s->codec) s->unpacked += n;
        s->half_n += n;
        if (n == 0 && s->half_n == 0) s->ended = true;
        if (!s->ended) convert(s, n == 0);
    }
    return s->n > before;
}

static void look_for_utf16(stream *s)
{
    str head = {s->window, s->n};
    size_t mark, bad;
    charset c = charset_find(head, &mark, &bad);
    if (c == CHARSET_UTF16LE || c == CHARSET_UTF16BE) {
        s->from = iconv_open("UTF-8", charset_name(c));
        if (s->from == (iconv_t)-1) return; /* the text's reader then tells of its zeros */
        s->charset = c;
        s->half_n = s->n - mark;
        s->n = 0;
        memcpy(s->half, s->window + mark, s->half_n);
        convert(s, false);
    } else
        s->at = mark;
    s->offset = s->at;
}

static void begin(stream *s)
{
    s->begun = true;
    raw_fill(s, CODEC_MAGIC);
    s->codec = codec_of(s->raw + s->raw_at, s->raw_n - s->raw_at);
    if (s->codec) {
        s->state = s->codec->open();
        if (!s->state) {
            s->codec = NULL;
            s->failed = s->ended = true;
            error_set(&s->problem, KHABAR_ERR_MEMORY, "out of memory");
            return;
        }
    }
    while (s->n < STREAM_AHEAD - 8) {
        size_t n = s->failed ? 0 : unpack(s, s->window + s->n, STREAM_AHEAD - 8 - s->n);
        if (!s->codec) s->unpacked += n;
        s->n += n;
        if (n == 0) break;
    }
    look_for_utf16(s);
}

str stream_peek(stream *s, size_t want)
{
    if (!s->begun) begin(s);
    if (s->n - s->at < want && !s->ended) {
        memmove(s->window, s->window + s->at, s->n - s->at);
        s->n -= s->at;
        s->at = 0;
        while (s->n < want && more(s)) continue;
    }
    return (str){s->window + s->at, s->n - s->at};
}

void stream_skip(stream *s, size_t n)
{
    s->at += n;
    s->offset += n;
}
