/* feed: RSS 0.9 to 2.0 and Atom: one item, one article.
 *
 *   <item><title>لقاء</title><pubDate>Thu, 16 May 2024 …</pubDate><description>قال الوزير …  →  an article
 *
 * libxml2 reads the XML piece by piece; the text of an item is the longest of what it gives: content:encoded, content,
 * description, summary; HTML in it becomes lines. Invariant: memory grows with the largest item, not with the feed. */
#include "input/html.h"

#include <libxml/xmlreader.h>
#include <stdlib.h>

enum { FEED_DEPTH_MAX = 200 };

/* What elements are called in the formats; weight: among those of one meaning the heaviest counts. */
typedef enum { IN_ID, IN_URL, IN_TITLE, IN_DATE, IN_OUTLET, IN_TEXT, IN_COUNT } part;

static const struct {
    const char *name;
    part part;
    int weight;
} elements[] = {
    {"guid", IN_ID, 2},      {"id", IN_ID, 2},          {"link", IN_URL, 2},         {"title", IN_TITLE, 2},
    {"pubDate", IN_DATE, 3}, {"published", IN_DATE, 3}, {"date", IN_DATE, 2},        {"issued", IN_DATE, 2},
    {"updated", IN_DATE, 1}, {"modified", IN_DATE, 1},  {"publisher", IN_OUTLET, 2}, {"source", IN_OUTLET, 1},
    {"encoded", IN_TEXT, 4}, {"content", IN_TEXT, 3},   {"description", IN_TEXT, 2}, {"summary", IN_TEXT, 1},
};

typedef struct feed {
    input *in;
    xmlTextReaderPtr reader;
    html html;
    buf parts[IN_COUNT], text, title, channel; /* channel: the title of the feed */
    int weights[IN_COUNT];
    bool broken, too_large;
    khabar_error error; /* the first that libxml2 told */
} feed;

bool feed_is(input *in, str head)
{
    static const char *const roots[] = {"rss", "feed", "rdf:RDF", "RDF", "channel"};
    bool xml;
    (void)in;
    str root = html_root(head, &xml);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (str_eq(root, str_of(roots[i]))) return true;
    return false;
}

/* ---- libxml2's calls ---- */

static int read_bytes(void *context, char *to, int room)
{
    input *in = ((feed *)context)->in;
    str s = stream_peek(in->stream, 1);
    size_t n = s.n < (size_t)room ? s.n : (size_t)room;
    memcpy(to, s.p, n);
    stream_skip(in->stream, n);
    return (int)n;
}

static int close_bytes(void *context)
{
    (void)context;
    return 0;
}

static void on_error(void *context, xmlErrorPtr e)
{
    feed *f = context;
    if (f->error.message[0] || e->level < XML_ERR_ERROR) return;
    char text[200] = "";
    snprintf(text, sizeof text, "%s", e->message ? e->message : "no XML");
    text[strcspn(text, "\n")] = 0;
    error_set(&f->error, KHABAR_ERR_INPUT, "no XML on line %d (%s)", e->line, text);
    f->error.byte = stream_offset(f->in->stream);
}

static bool open_reader(input *in, feed *f)
{
    /* Bytes that are UTF-8 are so whatever the declaration says, and UTF-16 was converted; else it is believed. */
    size_t mark, bad;
    str head = stream_peek(in->stream, STREAM_AHEAD - 8);
    charset c = charset_find(head, &mark, &bad);
    charset said = charset_of_label(page_charset_label(head));
    const char *name = NULL;
    if (stream_charset(in->stream) != CHARSET_UTF8 || bad + 4 >= head.n)
        name = "UTF-8";
    else if (c == CHARSET_WINDOWS_1256 || c == CHARSET_ISO_8859_6) {
        name = charset_name(c == CHARSET_WINDOWS_1256 && said == CHARSET_ISO_8859_6 ? said : c);
        input_notify(in, NOTICE_CHARSET, "converted from %s to UTF-8", name);
    }
    f->in = in;
    f->reader = xmlReaderForIO(read_bytes, close_bytes, f, NULL, name,
                               XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                   XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
    if (f->reader) xmlTextReaderSetStructuredErrorHandler(f->reader, (xmlStructuredErrorFunc)on_error, f);
    return f->reader != NULL;
}

/* ---- items ---- */

static str local_name(const feed *f)
{
    return str_of((const char *)xmlTextReaderConstLocalName(f->reader));
}

static void add_attribute(const feed *f, const char *name, buf *to)
{
    xmlChar *value = xmlTextReaderGetAttribute(f->reader, (const xmlChar *)name);
    if (value) buf_z(to, (const char *)value);
    xmlFree(value);
}

/* The text inside the open element, markup of its own (Atom's xhtml) as tags; the reader stands on its end. */
static void read_inside(feed *f, buf *to)
{
    int depth = xmlTextReaderDepth(f->reader);
    if (xmlTextReaderIsEmptyElement(f->reader)) return;
    while (xmlTextReaderRead(f->reader) == 1 && xmlTextReaderDepth(f->reader) > depth) {
        int type = xmlTextReaderNodeType(f->reader);
        if (to->n > KHABAR_MAX_TEXT) {
            f->too_large = true;
            continue;
        }
        if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
            type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE)
            buf_z(to, (const char *)xmlTextReaderConstValue(f->reader));
        bool end = type == XML_READER_TYPE_END_ELEMENT;
        if (type != XML_READER_TYPE_ELEMENT && !end) continue;
        str name = local_name(f);
        buf_z(to, end ? "</" : "<");
        buf_add(to, name);
        buf_char(to, '>');
    }
}

/* Atom's link has its address in href; of several the one that is the article itself counts. */
static void read_link(feed *f, buf *to)
{
    xmlChar *rel = xmlTextReaderGetAttribute(f->reader, (const xmlChar *)"rel");
    if (!rel || strcmp((const char *)rel, "alternate") == 0) add_attribute(f, "href", to);
    xmlFree(rel);
    if (to->n == 0) read_inside(f, to);
}

static void read_element(feed *f, str name)
{
    size_t i = 0, n = sizeof elements / sizeof *elements;
    while (i < n && !str_eq(name, str_of(elements[i].name))) i++;
    if (i == n) {
        buf rest = {0};
        read_inside(f, &rest);
        buf_free(&rest);
        return;
    }
    buf b = {0};
    part p = elements[i].part;
    /* media:content and the like carry no text of the article */
    const char *space = (const char *)xmlTextReaderConstNamespaceUri(f->reader);
    bool other = space && strstr(space, "search.yahoo.com/mrss");
    if (str_eq(name, STR("link")))
        read_link(f, &b);
    else
        read_inside(f, &b);
    str value = str_trim(buf_str(&b));
    if (value.n && elements[i].weight > f->weights[p] && !other) {
        f->weights[p] = elements[i].weight;
        f->parts[p].n = 0;
        buf_add(&f->parts[p], value);
    }
    buf_free(&b);
}

/* Reads an item's elements; the reader stands on its start, then on its end. */
static void read_item(feed *f)
{
    int depth = xmlTextReaderDepth(f->reader);
    for (int p = 0; p < IN_COUNT; p++) f->parts[p].n = 0, f->weights[p] = 0;
    f->too_large = false;
    if (f->parts[IN_ID].n == 0) add_attribute(f, "about", &f->parts[IN_ID]); /* RSS 1.0 */
    if (xmlTextReaderIsEmptyElement(f->reader)) return;
    while (xmlTextReaderRead(f->reader) == 1 && xmlTextReaderDepth(f->reader) > depth)
        if (xmlTextReaderNodeType(f->reader) == XML_READER_TYPE_ELEMENT) read_element(f, local_name(f));
}

static str keep(buf *to, str s)
{
    to->n = 0;
    buf_add(to, s);
    return buf_str(to);
}

static input_result give(input *in, feed *f, khabar_article *article, khabar_error *error)
{
    if (f->too_large) return input_too_large(in, KHABAR_MAX_TEXT, error);
    str title = keep(&f->title, html_plain(&f->html, buf_str(&f->parts[IN_TITLE])));
    str text = keep(&f->text, html_plain(&f->html, buf_str(&f->parts[IN_TEXT])));
    if (text.n == 0 && title.n == 0)
        return input_fail(in, error, KHABAR_ERR_INPUT, "the item has neither title nor text");
    for (char *p = f->title.bytes; p && p < f->title.bytes + f->title.n; p++)
        if (*p == '\n') *p = ' ';
    if (text.n == 0) text = title, title = (str){0};
    str url = buf_str(&f->parts[IN_URL]), id = buf_str(&f->parts[IN_ID]), outlet = buf_str(&f->parts[IN_OUTLET]);
    *article = (khabar_article){.id = string_of(id.n ? id : url),
                                .source = string_of(outlet.n ? outlet : buf_str(&f->channel)),
                                .url = string_of(url),
                                .published = html_day(&f->html, buf_str(&f->parts[IN_DATE])),
                                .title = string_of(title),
                                .text = string_of(text)};
    return INPUT_ARTICLE;
}

input_result feed_next(input *in, khabar_article *article, khabar_error *error)
{
    feed *f = in->state;
    if (!f) {
        f = in->state = calloc(1, sizeof *f);
        if (!f || !open_reader(in, f))
            return in->ended = true, input_fail(in, error, KHABAR_ERR_MEMORY, "out of memory");
    }
    while (!f->broken) {
        if (xmlTextReaderRead(f->reader) != 1) {
            f->broken = true;
            break;
        }
        if (xmlTextReaderNodeType(f->reader) != XML_READER_TYPE_ELEMENT) continue;
        str name = local_name(f);
        if (str_eq(name, STR("item")) || str_eq(name, STR("entry"))) {
            in->record++;
            read_item(f);
            /* An item that the feed's end cuts off is told with the feed's error. */
            if (xmlTextReaderReadState(f->reader) != XML_TEXTREADER_MODE_INTERACTIVE) {
                f->broken = true;
                break;
            }
            return give(in, f, article, error);
        }
        if (str_eq(name, STR("title")) && f->channel.n == 0 && xmlTextReaderDepth(f->reader) <= 2) {
            buf b = {0};
            read_inside(f, &b);
            keep(&f->channel, html_plain(&f->html, buf_str(&b)));
            buf_free(&b);
        }
    }
    in->ended = true;
    if (stream_problem(in->stream)) {
        input_problem(in, error);
        in->ended = true;
        return INPUT_ERROR;
    }
    if (f->error.message[0]) return input_fail(in, error, f->error.status, "%s", f->error.message);
    return in->record ? INPUT_END : input_fail(in, error, KHABAR_ERR_INPUT, "the feed has no item");
}

void feed_close(void *state)
{
    feed *f = state;
    if (f->reader) xmlFreeTextReader(f->reader);
    html_free(&f->html);
    for (int p = 0; p < IN_COUNT; p++) buf_free(&f->parts[p]);
    buf_free(&f->text);
    buf_free(&f->title);
    buf_free(&f->channel);
    free(f);
}
