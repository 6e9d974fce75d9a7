/* warc: a web archive, WARC 1.0 and 1.1: each page that a server answered with, one article.
 *
 *   WARC/1.0 … WARC-Type: response … HTTP/1.1 200 OK … <html>…قال الوزير…  →  an article, its url the record's target
 *
 * Only records of type response and resource that hold HTML are read; all others, and pages without an article, are passed
 * over. Invariant: a record that cannot be read costs only itself: the next begins where its length says, or where a line
 * begins a record. */
#include "input/html.h"
#include "input/codec.h"

#include <stdlib.h>
#include <strings.h>
#include <zlib.h>

enum { HEAD_MAX_BYTES = 1 << 16, LINES_MAX = 400 };

typedef struct warc {
    html html;
    buf head, block, body; /* the record's headers, its block, and its page without transfer and content encoding */
    buf id, url;
    uint64_t passed; /* pages without an article */
} warc;

bool warc_is(input *in, str head)
{
    (void)in;
    return str_starts(head, STR("WARC/1.")) || str_starts(head, STR("WARC/0."));
}

/* ---- headers ---- */

static str header(str head, const char *name)
{
    size_t n = strlen(name);
    while (head.n) {
        str line = str_cut(&head, '\n');
        if (line.n > n && line.p[n] == ':' && strncasecmp(line.p, name, n) == 0)
            return str_trim(str_sub(line, n + 1, line.n));
    }
    return (str){0};
}

static bool says(str value, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= value.n; i++)
        if (strncasecmp(value.p + i, word, n) == 0) return true;
    return false;
}

/* charset=… of a Content-Type. */
static str charset_label(str type)
{
    for (size_t i = 0; i + 8 < type.n; i++) {
        if (strncasecmp(type.p + i, "charset=", 8) != 0) continue;
        str rest = str_sub(type, i + 8, type.n), value = str_trim(str_cut(&rest, ';'));
        while (value.n && (value.p[0] == '"' || value.p[0] == '\'')) value = str_sub(value, 1, value.n);
        while (value.n && (value.p[value.n - 1] == '"' || value.p[value.n - 1] == '\'')) value.n--;
        return value;
    }
    return (str){0};
}

static bool number(str s, uint64_t *n)
{
    *n = 0;
    if (s.n == 0 || s.n > 18) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        *n = *n * 10 + (uint64_t)(s.p[i] - '0');
    }
    return true;
}

/* Cuts s behind its first empty line; gives what stands before it. */
static str cut_head(str *s)
{
    const char *from = s->p;
    while (s->n) {
        str line = str_cut(s, '\n');
        if (str_trim(line).n == 0) return (str){from, (size_t)(line.p - from)};
    }
    return (str){from, (size_t)(s->p - from)};
}

/* ---- encodings of HTTP ---- */

/* Chunks of "Transfer-Encoding: chunked" joined; false where it is not chunked after all, as some archives store it. */
static bool join_chunks(str s, buf *to)
{
    to->n = 0;
    for (bool first = true; s.n; first = false) {
        str line = str_cut(&s, '\n');
        uint64_t n = 0;
        size_t digits = 0;
        for (; digits < line.n && digits < 8; digits++) {
            char c = (char)(line.p[digits] | 32);
            if (c >= '0' && c <= '9')
                n = n * 16 + (uint64_t)(c - '0');
            else if (c >= 'a' && c <= 'f')
                n = n * 16 + (uint64_t)(c - 'a' + 10);
            else
                break;
        }
        bool ends = digits == line.n || line.p[digits] == '\r' || line.p[digits] == ';' || line.p[digits] == ' ';
        if (digits == 0 || !ends) return !first;
        if (n == 0) break;
        size_t take = n < s.n ? (size_t)n : s.n;
        buf_add(to, str_sub(s, 0, take));
        s = str_sub(s, take, s.n);
        if (str_starts(s, STR("\r\n")))
            s = str_sub(s, 2, s.n);
        else if (str_starts(s, STR("\n")))
            s = str_sub(s, 1, s.n);
    }
    return true;
}

/* gzip and deflate, the latter with its head or, as many servers send it, without. */
static bool inflate_body(str s, int window_bits, buf *to)
{
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)s.p, .avail_in = (uInt)s.n};
    char chunk[1 << 14];
    int state = inflateInit2(&z, window_bits);
    to->n = 0;
    while (state == Z_OK && to->n <= PAGE_MAX_BYTES) {
        z.next_out = (unsigned char *)chunk;
        z.avail_out = sizeof chunk;
        state = inflate(&z, Z_NO_FLUSH);
        buf_add(to, (str){chunk, sizeof chunk - z.avail_out});
    }
    inflateEnd(&z);
    /* A page whose end is missing is still read: browsers do so. */
    return state == Z_STREAM_END || to->n > 0;
}

static bool unpack_with(const codec *c, str s, buf *to)
{
    void *state = c->open();
    char chunk[1 << 14];
    codec_step io = {.in = (const unsigned char *)s.p, .in_n = s.n};
    codec_result r = CODEC_MORE;
    to->n = 0;
    while (state && r == CODEC_MORE && to->n <= PAGE_MAX_BYTES) {
        io.out = chunk;
        io.out_n = sizeof chunk;
        r = c->step(state, &io);
        buf_add(to, (str){chunk, sizeof chunk - io.out_n});
        if (r == CODEC_MORE && io.in_n == 0 && io.out_n == sizeof chunk) break;
    }
    if (state) c->close(state);
    return r == CODEC_END || to->n > 0;
}

/* The page without the encodings that its HTTP headers name. */
static input_result decode(input *in, warc *w, str head, str *s, khabar_error *error)
{
    if (says(header(head, "Transfer-Encoding"), "chunked") && join_chunks(*s, &w->body)) {
        w->block.n = 0;
        buf_add(&w->block, buf_str(&w->body));
        *s = buf_str(&w->block);
    }
    str encoding = header(head, "Content-Encoding");
    if (encoding.n == 0 || says(encoding, "identity")) return INPUT_ARTICLE;
    const codec *c = codec_of((const unsigned char *)s->p, s->n);
    bool ok = true;
    if (c)
        ok = unpack_with(c, *s, &w->body);
    else if (says(encoding, "deflate"))
        ok = inflate_body(*s, MAX_WBITS, &w->body) || inflate_body(*s, -MAX_WBITS, &w->body);
    else if (says(encoding, "gzip") || says(encoding, "zstd"))
        return INPUT_ARTICLE; /* stored without it */
    else
        return input_fail(in, error, KHABAR_ERR_INPUT, "the page is packed by \"%.*s\", which cannot be unpacked here",
                          (int)(encoding.n < 40 ? encoding.n : 40), encoding.p);
    if (!ok)
        return input_fail(in, error, KHABAR_ERR_INPUT, "the page's packed data (%.*s) are damaged",
                          (int)(encoding.n < 40 ? encoding.n : 40), encoding.p);
    *s = buf_str(&w->body);
    return INPUT_ARTICLE;
}

/* ---- records ---- */

/* Skips to the next line that begins a record; false at the end. */
static bool find_record(input *in)
{
    for (;;) {
        str s = stream_peek(in->stream, 8);
        if (s.n == 0) return false;
        if (str_starts(s, STR("WARC/1.")) || str_starts(s, STR("WARC/0."))) return true;
        const char *at = memchr(s.p, '\n', s.n);
        /* The last bytes of what lies ready may be the begin of a line's end and a record. */
        stream_skip(in->stream, at ? (size_t)(at - s.p) + 1 : s.n);
    }
}

/* The headers of a record into w->head. */
static input_result read_head(input *in, warc *w, khabar_error *error)
{
    uint64_t at = stream_offset(in->stream);
    w->head.n = 0;
    for (int lines = 0; lines < LINES_MAX; lines++) {
        got g = input_line(in, HEAD_MAX_BYTES);
        if (g == GOT_PROBLEM) return input_problem(in, error);
        str line = buf_str(&in->line);
        if (g == GOT_NOTHING) break;
        if (g == GOT_LINE && str_trim(line).n == 0) return INPUT_ARTICLE;
        if (g == GOT_TOO_MUCH || w->head.n + line.n > HEAD_MAX_BYTES) break;
        buf_add(&w->head, line);
        buf_char(&w->head, '\n');
    }
    input_fail(in, error, KHABAR_ERR_INPUT,
               "the record at byte %llu of the unpacked archive has headers without an end", (unsigned long long)at);
    if (error) error->byte = at;
    return INPUT_ERROR;
}

/* Past the next n bytes, the first `wanted` of them into w->block; gives how many of the n are missing. */
static uint64_t read_block(input *in, warc *w, uint64_t n, size_t wanted)
{
    w->block.n = 0;
    while (n) {
        str s = stream_peek(in->stream, 1);
        if (s.n == 0) break;
        size_t take = s.n < n ? s.n : (size_t)n, room = wanted - w->block.n;
        buf_add(&w->block, str_sub(s, 0, take < room ? take : room));
        stream_skip(in->stream, take);
        n -= take;
    }
    return n;
}

static bool is_html(str type)
{
    return says(type, "text/html") || says(type, "application/xhtml");
}

/* What a block is, by the record's headers and those of HTTP inside it. */
typedef struct answer {
    str head, body, type; /* type: of the page */
    bool page;
} answer;

static answer answer_of(const warc *w, str type)
{
    answer a = {.body = buf_str(&w->block), .type = type, .page = true};
    if (says(type, "application/http")) {
        a.head = cut_head(&a.body);
        str status = a.head;
        str_cut(&status, ' ');
        a.type = header(a.head, "Content-Type");
        a.page = str_starts(str_trim(status), STR("2"));
    }
    bool sniffed = a.type.n == 0 && html_is(NULL, str_sub(a.body, 0, a.body.n < 1024 ? a.body.n : 1024));
    a.page = a.page && a.body.n && (is_html(a.type) || sniffed);
    return a;
}

static input_result read_page(input *in, warc *w, const answer *a, khabar_article *article, khabar_error *error)
{
    /* The headers lie in the block, which decoding writes over. */
    buf head = {0};
    char label[64];
    str said = charset_label(a->type), s = a->body;
    buf_add(&head, a->head);
    snprintf(label, sizeof label, "%.*s", (int)(said.n < 60 ? said.n : 60), said.n ? said.p : "");
    input_result r = decode(in, w, buf_str(&head), &s, error);
    html_from from = {str_of(label), buf_str(&w->url)};
    if (r == INPUT_ARTICLE) r = html_article(in, &w->html, s, from, article, error);
    buf_free(&head);
    if (r == INPUT_END) w->passed++;
    return r;
}

/* A header's value without <>, as UTF-8. */
static void keep(buf *to, str s)
{
    size_t bad;
    if (s.n > 1 && s.p[0] == '<' && s.p[s.n - 1] == '>') s = str_sub(s, 1, s.n - 1);
    html_repair(to, s, &bad);
}

/* One record; INPUT_END: it gave no article, and the next may be read. */
static input_result read_record(input *in, warc *w, khabar_article *article, khabar_error *error)
{
    uint64_t at = stream_offset(in->stream), length;
    in->record++;
    if (read_head(in, w, error) != INPUT_ARTICLE) return INPUT_ERROR;
    str head = buf_str(&w->head), type = header(head, "WARC-Type");
    if (!number(header(head, "Content-Length"), &length)) {
        input_fail(in, error, KHABAR_ERR_INPUT, "the record at byte %llu of the unpacked archive has no Content-Length",
                   (unsigned long long)at);
        if (error) error->byte = at;
        return INPUT_ERROR;
    }
    str content = header(head, "Content-Type");
    bool wanted = (says(type, "response") && (says(content, "application/http") || is_html(content))) ||
                  (says(type, "resource") && is_html(content));
    bool large = length > PAGE_MAX_BYTES + HEAD_MAX_BYTES;
    keep(&w->id, header(head, "WARC-Record-ID"));
    keep(&w->url, header(head, "WARC-Target-URI"));
    uint64_t missing = read_block(in, w, length,
                                  !wanted ? 0
                                  : large ? HEAD_MAX_BYTES
                                          : PAGE_MAX_BYTES + HEAD_MAX_BYTES);
    if (missing && stream_problem(in->stream)) return input_problem(in, error);
    if (missing) {
        in->ended = true;
        input_fail(
            in, error, KHABAR_ERR_INPUT,
            "the record at byte %llu of the unpacked archive is cut off: of its %llu bytes %llu are missing; get the "
            "file again",
            (unsigned long long)at, (unsigned long long)length, (unsigned long long)missing);
        if (error) error->byte = at;
        return INPUT_ERROR;
    }
    answer a = answer_of(w, content);
    if (!wanted || !a.page) return INPUT_END;
    if (large)
        return input_fail(in, error, KHABAR_ERR_TOO_LARGE, "the page is larger than %d MiB: no article is so large",
                          PAGE_MAX_BYTES >> 20);
    input_result r = read_page(in, w, &a, article, error);
    if (r == INPUT_ARTICLE) article->id = string_of(buf_str(&w->id));
    return r;
}

input_result warc_next(input *in, khabar_article *article, khabar_error *error)
{
    warc *w = in->state;
    if (!w) w = in->state = calloc(1, sizeof *w);
    if (!w) return in->ended = true, input_fail(in, error, KHABAR_ERR_MEMORY, "out of memory");
    while (!in->ended) {
        if (!find_record(in)) {
            if (stream_problem(in->stream)) return input_problem(in, error);
            break;
        }
        input_result r = read_record(in, w, article, error);
        if (r != INPUT_END) return r;
    }
    if (w->passed)
        input_notify(in, NOTICE_PAGES, "%llu pages hold no article (lists, forms) and were passed over",
                     (unsigned long long)w->passed);
    return INPUT_END;
}

void warc_close(void *state)
{
    warc *w = state;
    html_free(&w->html);
    buf_free(&w->head);
    buf_free(&w->block);
    buf_free(&w->body);
    buf_free(&w->id);
    buf_free(&w->url);
    free(w);
}
