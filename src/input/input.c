/* input: see input.h. */
#include "input/input.h"
#include "input/format.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>

static const input_format formats[] = {
#define X(name, prefix, many) {name, many, prefix##_is, prefix##_next, prefix##_close},
    FORMATS(X)
#undef X
};

/* "text=body,date=day": which column holds what, into to[ROLE_COUNT]. */
static khabar_status read_columns(const char *columns, str *to, khabar_error *error)
{
    str rest = str_of(columns);
    do {
        str name = str_cut(&rest, ','), role = str_trim(str_cut(&name, '='));
        input_role r = role_of(role);
        name = str_trim(name);
        if (r == ROLE_COUNT || name.n == 0)
            return error_set(
                error, KHABAR_ERR_ARGUMENT,
                "columns \"%s\": wanted is WHAT=NAME,…, where WHAT is id, date, outlet, url, title or text", columns);
        to[r] = name;
    } while (rest.n);
    return KHABAR_OK;
}

khabar_status input_check_columns(const char *columns, khabar_error *error)
{
    str names[ROLE_COUNT];
    return read_columns(columns, names, error);
}

static pthread_once_t xml_once = PTHREAD_ONCE_INIT;

khabar_status input_open(FILE *file, const char *name, const input_options *o, input **out, khabar_error *error)
{
    input *in = calloc(1, sizeof *in);
    if (!in) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    pthread_once(&xml_once, xmlInitParser); /* once, before threads use it */
    in->name = name;
    if (o) in->o = *o;
    in->known = CHARSET_UNKNOWN;
    khabar_status status = in->o.columns ? read_columns(in->o.columns, in->columns, error) : KHABAR_OK;
    if (status == KHABAR_OK) status = stream_open(file, &in->stream, error);
    if (status != KHABAR_OK) {
        free(in);
        return status;
    }
    *out = in;
    return KHABAR_OK;
}

void input_close(input *in)
{
    if (!in) return;
    if (in->state) in->format->close(in->state);
    buf_free(&in->line);
    buf_free(&in->converted);
    buf_free(&in->id);
    stream_close(in->stream);
    free(in);
}

uint64_t input_record(const input *in)
{
    return in->record;
}

uint64_t input_bytes(const input *in)
{
    return stream_taken(in->stream);
}

const char *input_kind(const input *in)
{
    return in->format ? in->format->name : NULL;
}

/* ---- what formats use ---- */

void input_notify(input *in, notice_kind kind, const char *format, ...)
{
    char text[400];
    if (in->o.notice && !(in->noticed & kind)) {
        va_list args;
        va_start(args, format);
        int n = snprintf(text, sizeof text, "%s: ", in->name);
        if (n > 0 && (size_t)n < sizeof text) vsnprintf(text + n, sizeof text - (size_t)n, format, args);
        va_end(args);
        in->o.notice(in->o.context, text);
    }
    in->noticed |= kind;
}

input_result input_fail(input *in, khabar_error *error, khabar_status status, const char *format, ...)
{
    if (!error) return INPUT_ERROR;
    va_list args;
    va_start(args, format);
    error->status = status;
    error->line = in->record;
    char *to = error->message;
    size_t room = sizeof error->message;
    bool numbered = in->record && in->format && in->format->many;
    int n = numbered ? snprintf(to, room, "%s:%llu: ", in->name, (unsigned long long)in->record)
                     : snprintf(to, room, "%s: ", in->name);
    if (n > 0 && (size_t)n < room) vsnprintf(to + n, room - (size_t)n, format, args);
    va_end(args);
    return INPUT_ERROR;
}

input_result input_too_large(input *in, size_t limit, khabar_error *error)
{
    return input_fail(in, error, KHABAR_ERR_TOO_LARGE,
                      "longer than %zu MiB: cut it into articles, one JSON object a line", limit >> 20);
}

input_result input_problem(input *in, khabar_error *error)
{
    const khabar_error *e = stream_problem(in->stream);
    input_fail(in, error, e->status, "%s", e->message);
    if (error) error->byte = e->byte;
    if (!stream_resume(in->stream)) in->ended = true;
    return INPUT_ERROR;
}

static got read_piece(input *in, bool all, size_t limit)
{
    bool over = false, any = false, end = false;
    in->line.n = 0;
    while (!end) {
        str s = stream_peek(in->stream, 1);
        if (s.n == 0) break;
        any = true;
        const char *at = all ? NULL : memchr(s.p, '\n', s.n);
        size_t n = at ? (size_t)(at - s.p) : s.n;
        if (in->line.n + n > limit) over = true;
        if (over)
            in->line.n = 0;
        else
            buf_add(&in->line, str_sub(s, 0, n));
        stream_skip(in->stream, at ? n + 1 : n);
        end = at != NULL;
    }
    if (!end && stream_problem(in->stream)) return GOT_PROBLEM;
    if (!any) return GOT_NOTHING;
    return over || in->line.failed ? GOT_TOO_MUCH : GOT_LINE;
}

got input_line(input *in, size_t limit)
{
    return read_piece(in, false, limit);
}

got input_rest(input *in, size_t limit)
{
    return read_piece(in, true, limit);
}

khabar_status input_utf8(input *in, str bytes, charset hint, str *out, khabar_error *error)
{
    size_t mark, bad;
    charset c = charset_find(bytes, &mark, &bad);
    str s = str_sub(bytes, mark, bytes.n);
    *out = s;
    if (c == CHARSET_UTF8) return KHABAR_OK;
    if (c == CHARSET_UNKNOWN) c = hint;
    if (c == CHARSET_UNKNOWN) c = in->known; /* too short to tell, but records before it told */
    if (c == CHARSET_BINARY || c == CHARSET_UNKNOWN || c == CHARSET_UTF8) {
        if (c == CHARSET_BINARY)
            input_fail(in, error, KHABAR_ERR_INPUT, "byte %zu is NUL: this is no text (a binary file?)", bad);
        else
            input_fail(
                in, error, KHABAR_ERR_UTF8,
                "not UTF-8 at byte %zu, and not UTF-16, windows-1256 or ISO-8859-6 either; convert it with iconv", bad);
        if (error) error->byte = bad;
        return c == CHARSET_BINARY ? KHABAR_ERR_INPUT : KHABAR_ERR_UTF8;
    }
    khabar_error what = {0};
    khabar_status status = charset_convert(c, s, &in->converted, &what);
    if (status != KHABAR_OK) {
        input_fail(in, error, status, "%s", what.message);
        if (error) error->byte = what.byte;
        return status;
    }
    in->known = c;
    input_notify(in, NOTICE_CHARSET, "converted from %s to UTF-8", charset_name(c));
    *out = buf_str(&in->converted);
    return KHABAR_OK;
}

/* ---- the way of a file ---- */

/* Finds what the content is; INPUT_ERROR where there is none. */
static input_result begin(input *in, khabar_error *error)
{
    str head = stream_peek(in->stream, STREAM_AHEAD - 8);
    size_t blank = head.n - str_trim(head).n;
    if (blank == head.n && (head.n < STREAM_AHEAD - 8 || stream_problem(in->stream))) {
        stream_skip(in->stream, head.n);
        if (stream_problem(in->stream)) return input_problem(in, error);
        in->ended = true;
        return input_fail(in, error, KHABAR_ERR_INPUT, "the file is empty");
    }
    if (stream_charset(in->stream) != CHARSET_UTF8)
        input_notify(in, NOTICE_CHARSET, "converted from %s to UTF-8", charset_name(stream_charset(in->stream)));
    size_t mark, bad;
    charset c = charset_find(head, &mark, &bad);
    if (c == CHARSET_WINDOWS_1256 || c == CHARSET_ISO_8859_6) in->known = c;
    for (size_t i = 0; i < sizeof formats / sizeof *formats && !in->format; i++)
        if (formats[i].is(in, head)) in->format = &formats[i];
    return INPUT_ARTICLE;
}

/* Every article has an id: its own, or where it stands. */
static void give_id(input *in, khabar_article *a)
{
    if (a->id.length) return;
    in->id.n = 0;
    buf_z(&in->id, in->name);
    if (in->format->many) buf_printf(&in->id, ":%llu", (unsigned long long)in->record);
    a->id = string_of(buf_str(&in->id));
}

input_result input_next(input *in, khabar_article *article, khabar_error *error)
{
    *article = (khabar_article){0};
    if (!in->format && !in->ended) {
        input_result r = begin(in, error);
        if (r != INPUT_ARTICLE) return r;
    }
    if (in->ended) return INPUT_END;
    input_result r = in->format->next(in, article, error);
    if (r == INPUT_ARTICLE) give_id(in, article);
    if (r == INPUT_END) in->ended = true;
    return r;
}
