/* html: see html.h. */
#include "input/html.h"
#include "base/utf8.h"
#include "input/body.h"
#include "input/day.h"

#include <stdlib.h>
#include <strings.h>

void html_free(html *h)
{
    page_free(&h->page);
    buf_free(&h->repaired);
    buf_free(&h->text);
    buf_free(&h->strings);
    buf_free(&h->day);
}

/* ---- what is a page ---- */

static void pass_over(str *s, size_t n)
{
    *s = str_trim(str_sub(*s, n < s->n ? n : s->n, s->n));
}

/* Behind the first `end`; all where there is none. */
static size_t behind(str s, const char *end)
{
    const char *at = s.n ? memmem(s.p, s.n, end, strlen(end)) : NULL;
    return at ? (size_t)(at - s.p) + strlen(end) : s.n;
}

str html_root(str head, bool *xml)
{
    str s = str_trim(head);
    *xml = false;
    while (s.n && s.p[0] == '<') {
        if (str_starts(s, STR("<!--")))
            pass_over(&s, behind(s, "-->"));
        else if (str_starts(s, STR("<?"))) {
            *xml = *xml || str_starts(s, STR("<?xml"));
            pass_over(&s, behind(s, "?>"));
        } else if (s.n > 9 && strncasecmp(s.p, "<!doctype", 9) == 0) {
            str type = str_sub(s, 9, s.n);
            type = str_trim(type);
            if (type.n >= 4 && strncasecmp(type.p, "html", 4) == 0) return str_sub(type, 0, 4);
            pass_over(&s, behind(s, ">"));
        } else
            break;
    }
    if (s.n < 2 || s.p[0] != '<') return (str){0};
    size_t n = 1;
    while (n < s.n && (((s.p[n] | 32) >= 'a' && (s.p[n] | 32) <= 'z') ||
                       (n > 1 && ((s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == ':'))))
        n++;
    return str_sub(s, 1, n);
}

bool html_is(input *in, str head)
{
    static const char *const roots[] = {
        "html",   "head", "body", "meta",   "title", "div",   "article", "section", "main",   "p",
        "h1",     "h2",   "h3",   "script", "link",  "style", "table",   "base",    "header", "span",
        "center", "font", "b",    "strong", "a",     "ul",    "ol",      "br",      "img",    "figure",
    };
    bool xml;
    (void)in;
    str root = html_root(head, &xml);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (root.n == strlen(roots[i]) && strncasecmp(root.p, roots[i], root.n) == 0) return true;
    return false;
}

/* ---- charset ---- */

void html_repair(buf *to, str s, size_t *bad)
{
    *bad = 0;
    to->n = 0;
    while (s.n) {
        size_t good = utf8_check(s);
        buf_add(to, str_sub(s, 0, good));
        if (good < s.n) {
            buf_z(to, "\xef\xbf\xbd");
            ++*bad;
            good++;
        }
        s = str_sub(s, good, s.n);
    }
    for (size_t i = 0; i < to->n; i++)
        if (to->bytes[i] == 0) to->bytes[i] = ' ';
}

static input_result to_utf8(input *in, html *h, str bytes, str label, str *out, khabar_error *error)
{
    size_t mark, bad;
    charset found = charset_find(bytes, &mark, &bad);
    charset said = charset_of_label(label);
    if (said == CHARSET_UNKNOWN) said = charset_of_label(page_charset_label(bytes));
    bool zeros = bytes.n && memchr(bytes.p, 0, bytes.n);
    bool utf16 = found == CHARSET_UTF16LE || found == CHARSET_UTF16BE;
    if ((found == CHARSET_UNKNOWN && (said == CHARSET_UTF8 || said == CHARSET_UNKNOWN)) || (zeros && !utf16)) {
        html_repair(&h->repaired, bytes, &bad);
        if (bad <= 100 + bytes.n / 1000 && !h->repaired.failed) {
            *out = buf_str(&h->repaired);
            if (bad)
                input_notify(in, NOTICE_BYTES, "%zu bytes of record %llu are not UTF-8, and were replaced", bad,
                             (unsigned long long)in->record);
            return INPUT_ARTICLE;
        }
    }
    /* What the page says holds where its bytes do not say otherwise; Latin letters are no Arabic ones. */
    if (said == CHARSET_UTF8 || said == CHARSET_UTF16LE || said == CHARSET_UTF16BE) said = CHARSET_UNKNOWN;
    return input_utf8(in, bytes, said, out, error) == KHABAR_OK ? INPUT_ARTICLE : INPUT_ERROR;
}

/* ---- the article ---- */

str html_plain(html *h, str fragment)
{
    h->text.n = 0;
    if (page_read(&h->page, fragment, NULL) == KHABAR_OK) body_all(&h->page, &h->text);
    return buf_str(&h->text);
}

khabar_string html_day(html *h, str date)
{
    khabar_string s = string_of(date);
    return day_of(&s, &h->day) ? s : (khabar_string){NULL, 0};
}

/* "https://www.example.org/a" is of "example.org". */
static str host_of(str url)
{
    size_t at = behind(url, "://");
    if (at == url.n) return (str){0};
    str rest = str_sub(url, at, url.n), host = str_cut(&rest, '/');
    host = str_cut(&host, '?');
    host = str_cut(&host, ':');
    return str_starts(host, STR("www.")) ? str_sub(host, 4, host.n) : host;
}

/* /2024/05/16/ in an address. */
static bool day_in_url(html *h, str url, khabar_string *day)
{
    for (size_t i = 0; i + 10 < url.n; i++) {
        const char *p = url.p + i;
        if (p[0] != '/' || (p[1] != '1' && p[1] != '2') || p[5] != '/') continue;
        str date = str_sub(url, i + 1, i + 11);
        for (size_t n = date.n; n >= 8; n--)
            if (i + 1 + n < url.n && (url.p[i + 1 + n] == '/' || url.p[i + 1 + n] == '-')) {
                *day = html_day(h, str_sub(date, 0, n));
                if (day->length) return true;
            }
    }
    return false;
}

/* "title | outlet" without the outlet. */
static str without_outlet(str title, str outlet, bool loose)
{
    static const char *const borders[] = {" | ", " - ", " – ", " — ", " :: ", " « ", " » "};
    for (size_t b = 0; b < sizeof borders / sizeof *borders; b++) {
        size_t n = strlen(borders[b]);
        for (size_t i = title.n; i-- > 1;) {
            if (i + n > title.n || memcmp(title.p + i, borders[b], n) != 0) continue;
            str tail = str_trim(str_sub(title, i + n, title.n));
            bool is_name = outlet.n && (str_eq(tail, outlet) || str_starts(tail, outlet) || str_starts(outlet, tail));
            if ((is_name || (loose && b == 0)) && tail.n <= 80 && i >= 10) return str_trim(str_sub(title, 0, i));
            break;
        }
    }
    return title;
}

/* One line: runs of blanks as one. */
static str one_line(html *h, str s)
{
    size_t from = h->strings.n;
    bool blank = false;
    for (size_t i = 0; i < s.n; i++) {
        bool is = (unsigned char)s.p[i] <= ' ';
        if (!is && blank && h->strings.n > from) buf_char(&h->strings, ' ');
        if (!is) buf_char(&h->strings, s.p[i]);
        blank = is;
    }
    return (str){h->strings.bytes, h->strings.n};
}

/* What a page said of itself, once more without markup: JSON-LD often holds HTML where text is meant. */
static bool decode(str s, buf *to)
{
    page inner = {0};
    buf copy = {0};
    buf_add(&copy, s);
    bool ok = !copy.failed && page_read(&inner, buf_str(&copy), NULL) == KHABAR_OK;
    if (ok) body_all(&inner, to);
    page_free(&inner);
    buf_free(&copy);
    return ok && to->n > 0;
}

static bool has_markup(str s)
{
    return s.n && (memchr(s.p, '<', s.n) || memchr(s.p, '&', s.n));
}

/* The title decoded and cut, in h->strings. */
static str title_of(html *h, str outlet)
{
    int weight = h->page.facts[FACT_TITLE].weight;
    buf plain = {0};
    str title = page_get(&h->page, FACT_TITLE);
    if (has_markup(title) && decode(title, &plain)) title = buf_str(&plain);
    h->strings.n = 0;
    title = without_outlet(one_line(h, title), outlet, weight <= 10);
    buf_free(&plain);
    return title;
}

/* The body that JSON-LD gives, where the page's own is much shorter: some pages show it by a script only. */
static bool take_told_body(html *h, size_t bytes)
{
    str told = page_get(&h->page, FACT_BODY);
    if (told.n < 2 * bytes || told.n < 100) return false;
    if (has_markup(told)) return decode(told, &h->text);
    h->text.n = 0;
    while (told.n) {
        str line = str_trim(str_cut(&told, '\n'));
        if (line.n == 0) continue;
        if (h->text.n) buf_char(&h->text, '\n');
        buf_add(&h->text, line);
    }
    return h->text.n > 0;
}

input_result html_article(input *in, html *h, str bytes, html_from from, khabar_article *article, khabar_error *error)
{
    str s;
    khabar_error what = {0};
    if (to_utf8(in, h, bytes, from.charset, &s, error) != INPUT_ARTICLE) return INPUT_ERROR;
    khabar_status status = page_read(&h->page, s, &what);
    if (status != KHABAR_OK) return input_fail(in, error, status, "%s", what.message);
    bool found = body_find(&h->page, &h->text);
    if (take_told_body(h, found ? h->text.n : 0)) found = true;
    if (!found) return INPUT_END;
    str url = from.url.n ? from.url : page_get(&h->page, FACT_URL), outlet = page_get(&h->page, FACT_OUTLET);
    if (outlet.n == 0) outlet = host_of(url);
    *article = (khabar_article){.source = string_of(outlet),
                                .url = string_of(url),
                                .title = string_of(title_of(h, outlet)),
                                .text = string_of(buf_str(&h->text))};
    article->published = html_day(h, page_get(&h->page, FACT_DATE));
    if (article->published.length == 0) day_in_url(h, url, &article->published);
    return INPUT_ARTICLE;
}

/* ---- a file that is one page ---- */

input_result html_next(input *in, khabar_article *article, khabar_error *error)
{
    if (in->record) return INPUT_END;
    in->record = 1;
    if (!in->state) in->state = calloc(1, sizeof(html));
    if (!in->state) return input_fail(in, error, KHABAR_ERR_MEMORY, "out of memory");
    switch (input_rest(in, PAGE_MAX_BYTES)) {
    case GOT_PROBLEM: in->ended = true; return input_problem(in, error);
    case GOT_TOO_MUCH:
        return input_fail(in, error, KHABAR_ERR_TOO_LARGE, "the page is larger than %d MiB: no article is so large",
                          PAGE_MAX_BYTES >> 20);
    default: break;
    }
    input_result r = html_article(in, in->state, buf_str(&in->line), (html_from){0}, article, error);
    if (r == INPUT_END)
        return input_fail(in, error, KHABAR_ERR_INPUT,
                          "no article is found in the page: it is a list or a form, or a script brings its text");
    return r;
}

void html_close(void *state)
{
    html_free(state);
    free(state);
}
