/* input: see input.h. */
#include "input/input.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "input/charset.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A JSON line may be longer than its text: \u escapes write two bytes of UTF-8 with six. */
enum { LINE_MAX_BYTES = 56 << 20 };

struct input {
    FILE *stream;
    const char *name;
    input_notice notice;
    void *context;
    buf line, converted, whole; /* whole: a converted file of JSON lines in UTF-16, which lines_of_utf16 reads */
    FILE *lines_of_utf16;
    cJSON *json;
    uint64_t line_number;
    bool begun, lines, noticed;
};

khabar_status input_open(FILE *stream, const char *name, input_notice notice, void *context, input **out,
                         khabar_error *error)
{
    input *in = calloc(1, sizeof *in);
    if (!in) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    in->stream = stream;
    in->name = name;
    in->notice = notice;
    in->context = context;
    *out = in;
    return KHABAR_OK;
}

void input_close(input *in)
{
    if (!in) return;
    buf_free(&in->line);
    buf_free(&in->converted);
    cJSON_Delete(in->json);
    if (in->lines_of_utf16) fclose(in->lines_of_utf16);
    buf_free(&in->whole);
    free(in);
}

static void notify(input *in, const char *text)
{
    if (in->notice && !in->noticed) in->notice(in->context, text);
    in->noticed = true;
}

typedef enum { GOT_LINE, GOT_TOO_MUCH, GOT_NOTHING } got;

/* Reads to the end of the line (or, where `all`, of the stream), at most `limit` bytes; what is over is passed over. */
static got read_piece(input *in, bool all, size_t limit)
{
    in->line.n = 0;
    bool over = false, any = false;
    char chunk[8192];
    size_t n = 0;
    for (int c; (c = getc(in->stream)) != EOF;) {
        any = true;
        if (c == '\n' && !all) break;
        if (over) continue;
        chunk[n++] = (char)c;
        if (n == sizeof chunk) {
            buf_add(&in->line, (str){chunk, n});
            n = 0;
            if (in->line.n > limit) over = true, in->line.n = 0;
        }
    }
    if (!over) buf_add(&in->line, (str){chunk, n});
    if (in->line.n > limit) over = true;
    return !any ? GOT_NOTHING : over || in->line.failed ? GOT_TOO_MUCH : GOT_LINE;
}

/* The line as UTF-8 (*out), converted where it is another charset. */
static khabar_status to_utf8(input *in, str *out, khabar_error *error)
{
    str s = buf_str(&in->line);
    size_t mark, bad;
    charset c = charset_find(s, &mark, &bad);
    s = str_sub(s, mark, s.n);
    switch (c) {
    case CHARSET_UTF8: *out = s; return KHABAR_OK;
    case CHARSET_BINARY:
        if (error) error->byte = bad;
        return error_set(error, KHABAR_ERR_INPUT, "%s: byte %zu is NUL: this is no text (a binary file?)", in->name,
                         bad);
    case CHARSET_UNKNOWN:
        if (error) error->byte = bad;
        return error_set(error, KHABAR_ERR_UTF8,
                         "%s:%llu: not UTF-8 at byte %zu, and not UTF-16 or windows-1256 either; convert it with iconv",
                         in->name, (unsigned long long)in->line_number, bad);
    default: break;
    }
    char text[160];
    khabar_error what = {0};
    khabar_status status = charset_convert(c, s, &in->converted, &what);
    if (status != KHABAR_OK) {
        error_set(error, status, "%s: %s", in->name, what.message);
        if (error) error->byte = what.byte;
    }
    snprintf(text, sizeof text, "%s: converted from %s to UTF-8", in->name, charset_name(c));
    if (status == KHABAR_OK) notify(in, text);
    *out = buf_str(&in->converted);
    return status;
}

static khabar_string string_of(str s)
{
    return (khabar_string){s.p, s.n};
}

static khabar_string field(const cJSON *object, const char *name, const char *other)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    if (!item && other) item = cJSON_GetObjectItemCaseSensitive(object, other);
    if (cJSON_IsString(item)) return string_of(str_of(item->valuestring));
    return (khabar_string){NULL, 0};
}

/* \u0000 in a JSON string, which would end it for cJSON. */
static bool has_nul_escape(str line)
{
    for (size_t i = 0; i + 5 < line.n; i++) {
        if (line.p[i] != '\\') continue;
        if (memcmp(line.p + i, "\\u0000", 6) == 0) return true;
        i++; /* an escaped backslash begins no escape */
    }
    return false;
}

static input_result json_article(input *in, str line, khabar_article *article, khabar_error *error)
{
    unsigned long long n = in->line_number;
    cJSON_Delete(in->json);
    const char *end = NULL;
    in->json = cJSON_ParseWithLengthOpts(line.p, line.n, &end, 0);
    if (!in->json) {
        size_t at = end && end >= line.p ? (size_t)(end - line.p) : 0;
        error_set(error, KHABAR_ERR_INPUT, "%s:%llu: no JSON at byte %zu of the line; one object a line is wanted",
                  in->name, n, at);
        if (error) error->byte = at;
    } else if (!cJSON_IsObject(in->json))
        error_set(error, KHABAR_ERR_INPUT, "%s:%llu: the line is JSON but no object; {\"text\": …} is wanted", in->name,
                  n);
    else if (!cJSON_IsString(cJSON_GetObjectItemCaseSensitive(in->json, "text")))
        error_set(error, KHABAR_ERR_INPUT, "%s:%llu: the object has no string \"text\"", in->name, n);
    else if (end < line.p + line.n && str_trim(str_sub(line, (size_t)(end - line.p), line.n)).n) {
        error_set(error, KHABAR_ERR_INPUT,
                  "%s:%llu: more stands behind the object, at byte %zu of the line; one object a line is wanted",
                  in->name, n, (size_t)(end - line.p));
        if (error) error->byte = (uint64_t)(end - line.p);
    } else if (has_nul_escape(line))
        error_set(error, KHABAR_ERR_INPUT, "%s:%llu: the line holds \\u0000, which is no character of a text", in->name,
                  n);
    else {
        *article = (khabar_article){.id = field(in->json, "id", NULL),
                                    .source = field(in->json, "outlet", "source"),
                                    .url = field(in->json, "url", NULL),
                                    .published = field(in->json, "date", "published"),
                                    .title = field(in->json, "title", NULL),
                                    .text = field(in->json, "text", NULL)};
        return INPUT_ARTICLE;
    }
    if (error) error->line = n;
    return INPUT_ERROR;
}

static input_result text_article(input *in, str s, khabar_article *article, khabar_error *error)
{
    str rest = s, title = str_trim(str_cut(&rest, '\n')), body = str_trim(rest);
    if (title.n == 0 && body.n == 0) {
        error_set(error, KHABAR_ERR_INPUT, "%s: the file is empty", in->name);
        return INPUT_ERROR;
    }
    *article = (khabar_article){.id = string_of(str_of(in->name))};
    if (body.n) {
        article->title = string_of(title);
        article->text = string_of(body);
    } else
        article->text = string_of(title);
    return INPUT_ARTICLE;
}

static input_result too_long(input *in, size_t limit, khabar_error *error)
{
    error_set(error, KHABAR_ERR_TOO_LARGE, "%s:%llu: longer than %zu MiB: cut it into articles, one JSON object a line",
              in->name, (unsigned long long)in->line_number, limit >> 20);
    if (error) error->line = in->line_number;
    return INPUT_ERROR;
}

input_result input_next(input *in, khabar_article *article, khabar_error *error)
{
    if (!in->begun) {
        in->begun = true;
        int c;
        do c = getc(in->stream);
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t');
        if (c == 0xef) { /* a byte-order mark before JSON: look behind it */
            int d = getc(in->stream), e = getc(in->stream);
            if (d == 0xbb && e == 0xbf)
                c = getc(in->stream);
            else {
                if (e != EOF) ungetc(e, in->stream);
                if (d != EOF) ungetc(d, in->stream);
            }
        }
        in->lines = c == '{';
        if (c == EOF) {
            if (ferror(in->stream))
                error_set(error, KHABAR_ERR_IO, "%s: %s", in->name, strerror(errno));
            else
                error_set(error, KHABAR_ERR_INPUT, "%s: the file is empty", in->name);
            return INPUT_ERROR;
        }
        ungetc(c, in->stream);
        if (!in->lines) {
            in->line_number = 1;
            got g = read_piece(in, true, KHABAR_MAX_TEXT);
            if (g == GOT_TOO_MUCH) return too_long(in, KHABAR_MAX_TEXT, error);
            str s;
            if (to_utf8(in, &s, error) != KHABAR_OK) return INPUT_ERROR;
            if (!(s.p == in->converted.bytes && s.n && *s.p == '{')) return text_article(in, s, article, error);
            in->whole = in->converted;
            in->converted = (buf){0};
            in->lines_of_utf16 = fmemopen(in->whole.bytes, in->whole.n, "rb");
            if (!in->lines_of_utf16) {
                error_set(error, KHABAR_ERR_MEMORY, "out of memory");
                return INPUT_ERROR;
            }
            in->stream = in->lines_of_utf16;
            in->line_number = 0;
            in->lines = true;
        }
    }
    if (!in->lines) return INPUT_END;
    for (;;) {
        got g = read_piece(in, false, LINE_MAX_BYTES);
        if (g == GOT_NOTHING) {
            if (ferror(in->stream)) {
                clearerr(in->stream);
                error_set(error, KHABAR_ERR_IO, "%s: reading failed after line %llu", in->name,
                          (unsigned long long)in->line_number);
                in->lines = false;
                return INPUT_ERROR;
            }
            return INPUT_END;
        }
        in->line_number++;
        if (g == GOT_TOO_MUCH) return too_long(in, LINE_MAX_BYTES, error);
        if (str_trim(buf_str(&in->line)).n == 0) continue;
        str line;
        if (to_utf8(in, &line, error) != KHABAR_OK) {
            if (error) error->line = in->line_number;
            return INPUT_ERROR;
        }
        return json_article(in, str_trim(line), article, error);
    }
}
