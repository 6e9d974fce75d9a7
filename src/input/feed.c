/* feed: RSS 0.9 to 2.0 and Atom: one item, one article.
 *
 *   <item><title>لقاء</title><pubDate>Thu, 16 May 2024 …</pubDate><description>قال الوزير …  →  an article
 *
 * libxml2 reads the XML piece by piece and calls; the text of an item is the best of what it gives: content:encoded, content,
 * description, summary; HTML in it becomes lines. Feeds are often no good XML: what can be read on is read on.
 * Invariant: memory grows with the largest item, not with the feed; no entity is expanded but those of HTML. */
#include "input/html.h"
#include "base/utf8.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdlib.h>

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

enum { CHUNK_BYTES = 4096, ELEMENTS_N = sizeof elements / sizeof *elements };

/* An item that was read and not given yet. */
typedef struct item {
    buf parts[IN_COUNT];
    int weights[IN_COUNT];
    bool too_large;
} item;

typedef struct feed {
    xmlParserCtxtPtr parser;
    html html;
    item *items;
    size_t n, cap, given; /* items[given, n) wait; items[n] is the open one */
    buf value, text, title, channel, converted;
    charset charset;
    /* Depths, from 1, of the open element, the open item and the open part of it; 0 where none is. */
    int depth, item_depth, part_depth;
    size_t element; /* of the open part; ELEMENTS_N: the title of the feed */
    bool root_ended, told_end, over, failed;
    khabar_error error; /* the first that libxml2 told */
    xmlEntity entity;   /* the last of HTML's that was asked for */
    xmlChar entity_text[8];
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

/* Room for the item at items[n]. */
static item *open_item(feed *f)
{
    if (f->n == f->cap) {
        size_t cap = f->cap ? f->cap * 2 : 16;
        item *more = realloc(f->items, cap * sizeof *more);
        if (!more) {
            f->failed = true;
            return NULL;
        }
        memset(more + f->cap, 0, (cap - f->cap) * sizeof *more);
        f->items = more;
        f->cap = cap;
    }
    item *i = &f->items[f->n];
    for (int p = 0; p < IN_COUNT; p++) i->parts[p].n = 0, i->weights[p] = 0;
    i->too_large = false;
    return i;
}

static str attribute_of(const xmlChar **a, int n, const char *name)
{
    for (int i = 0; i < n; i++, a += 5)
        if (strcmp((const char *)a[0], name) == 0) return (str){(const char *)a[3], (size_t)(a[4] - a[3])};
    return (str){0};
}

static void keep(buf *to, str s)
{
    to->n = 0;
    buf_add(to, str_trim(s));
}

/* Keeps a part of the open item where it is heavier than what it has. */
static void offer(feed *f, part p, int weight, str value)
{
    item *i = &f->items[f->n];
    if (str_trim(value).n == 0 || weight <= i->weights[p]) return;
    i->weights[p] = weight;
    keep(&i->parts[p], value);
}

/* Markup inside a part (Atom's xhtml) is kept as tags. */
static void add_tag(feed *f, const char *open, const xmlChar *name)
{
    buf_z(&f->value, open);
    buf_z(&f->value, (const char *)name);
    buf_char(&f->value, '>');
}

static bool is_item(const xmlChar *name)
{
    return strcmp((const char *)name, "item") == 0 || strcmp((const char *)name, "entry") == 0;
}

static void end_part(feed *f)
{
    f->part_depth = 0;
    if (f->element == ELEMENTS_N) {
        keep(&f->channel, html_plain(&f->html, buf_str(&f->value)));
        return;
    }
    if (f->over) f->items[f->n].too_large = true;
    offer(f, elements[f->element].part, elements[f->element].weight, buf_str(&f->value));
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces,
                     const xmlChar **spaces, int n, int n_default, const xmlChar **a)
{
    (void)prefix, (void)n_spaces, (void)spaces, (void)n_default;
    feed *f = context;
    f->depth++;
    /* Items do not nest: where one begins inside another, an element before it did not close. */
    if (f->item_depth && is_item(name)) {
        if (f->part_depth) end_part(f);
        f->item_depth = 0;
        f->n++;
    }
    if (f->part_depth) {
        add_tag(f, "<", name);
        return;
    }
    if (!f->item_depth && is_item(name)) {
        if (!open_item(f)) return;
        f->item_depth = f->depth;
        offer(f, IN_ID, 1, attribute_of(a, n, "about")); /* RSS 1.0 */
        return;
    }
    size_t e = 0;
    while (e < ELEMENTS_N && strcmp((const char *)name, elements[e].name) != 0) e++;
    bool of_channel = !f->item_depth && f->depth <= 3 && f->channel.n == 0 && strcmp((const char *)name, "title") == 0;
    /* media:title and the like are of a picture */
    bool media = uri && strstr((const char *)uri, "search.yahoo.com/mrss");
    if (media || (f->item_depth ? e == ELEMENTS_N || f->depth != f->item_depth + 1 : !of_channel)) return;
    f->part_depth = f->depth;
    f->element = f->item_depth ? e : ELEMENTS_N;
    f->value.n = 0;
    f->over = false;
    /* Atom's link has its address in href; of several the one that is the article itself counts. */
    str rel = attribute_of(a, n, "rel");
    if (f->item_depth && elements[e].part == IN_URL && (rel.n == 0 || str_eq(rel, STR("alternate"))))
        offer(f, IN_URL, 3, attribute_of(a, n, "href"));
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    feed *f = context;
    if (f->part_depth && f->part_depth == f->depth)
        end_part(f);
    else if (f->part_depth)
        add_tag(f, "</", name);
    else if (f->item_depth && f->item_depth == f->depth) {
        f->item_depth = 0;
        f->n++;
    }
    f->depth--;
    f->root_ended = f->root_ended || f->depth == 0;
}

static void on_text(void *context, const xmlChar *bytes, int n)
{
    feed *f = context;
    if (!f->part_depth) return;
    if (f->value.n + (size_t)n > KHABAR_MAX_TEXT) f->over = true;
    if (f->over)
        f->value.n = 0;
    else
        buf_add(&f->value, (str){(const char *)bytes, (size_t)n});
}

/* XML knows five entities; feeds also use HTML's. None that a feed declares is known: they could grow without end. */
static xmlEntityPtr on_entity(void *context, const xmlChar *name)
{
    feed *f = context;
    const htmlEntityDesc *known = htmlEntityLookup(name);
    if (!known) return NULL;
    size_t n = utf8_put(known->value, (char *)f->entity_text);
    f->entity_text[n] = 0;
    f->entity = (xmlEntity){.type = XML_ENTITY_DECL,
                            .name = (const xmlChar *)known->name,
                            .orig = f->entity_text,
                            .content = f->entity_text,
                            .length = (int)n,
                            .etype = XML_INTERNAL_PREDEFINED_ENTITY};
    return &f->entity;
}

static void on_error(void *context, xmlErrorPtr e)
{
    feed *f = context;
    if (f->error.message[0] || e->level < XML_ERR_ERROR) return;
    char text[200] = "";
    snprintf(text, sizeof text, "%s", e->message ? e->message : "no XML");
    text[strcspn(text, "\n")] = 0;
    error_set(&f->error, KHABAR_ERR_INPUT, "no well-formed XML on line %d (%s)", e->line, text);
}

static bool open_parser(input *in, feed *f)
{
    static xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                                .startElementNs = on_start,
                                .endElementNs = on_end,
                                .characters = on_text,
                                .ignorableWhitespace = on_text,
                                .cdataBlock = on_text,
                                .getEntity = on_entity,
                                .serror = (xmlStructuredErrorFunc)on_error};
    str head = stream_peek(in->stream, STREAM_AHEAD - 8);
    size_t mark, bad;
    charset c = charset_find(head, &mark, &bad), said = charset_of_label(page_charset_label(head));
    bool single = c != CHARSET_UTF8 && bad + 4 < head.n;
    f->charset = CHARSET_UTF8;
    if (single && (said == CHARSET_WINDOWS_1256 || said == CHARSET_ISO_8859_6 || said == CHARSET_WINDOWS_1252))
        f->charset = said;
    else if (single && (c == CHARSET_WINDOWS_1256 || c == CHARSET_ISO_8859_6))
        f->charset = c;
    if (f->charset != CHARSET_UTF8)
        input_notify(in, NOTICE_CHARSET, "converted from %s to UTF-8", charset_name(f->charset));
    f->parser = xmlCreatePushParserCtxt(&sax, f, NULL, 0, NULL);
    if (!f->parser) return false;
    xmlCtxtUseOptions(f->parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    return true;
}

/* ---- items ---- */

/* Gives the parser the next bytes, as UTF-8, then the end; false where it has that. */
static bool parse_more(input *in, feed *f)
{
    str s = stream_peek(in->stream, CHUNK_BYTES + 4);
    if (s.n == 0) {
        if (f->told_end) return false;
        f->told_end = true;
        xmlParseChunk(f->parser, NULL, 0, 1);
        return true;
    }
    size_t n = s.n < CHUNK_BYTES ? s.n : CHUNK_BYTES, cut = n;
    while (cut > n - 4 && cut < s.n && cut > 1 && ((unsigned char)s.p[cut] & 0xc0) == 0x80) cut--;
    if (f->charset == CHARSET_UTF8 && cut < s.n && ((unsigned char)s.p[cut] & 0xc0) != 0x80) n = cut;
    str chunk = str_sub(s, 0, n);
    size_t bad = 0;
    if (f->charset != CHARSET_UTF8) {
        charset_convert(f->charset, chunk, &f->converted, NULL);
        chunk = buf_str(&f->converted);
    } else if (utf8_check(chunk) < chunk.n) {
        html_repair(&f->converted, chunk, &bad);
        chunk = buf_str(&f->converted);
        input_notify(in, NOTICE_BYTES, "bytes that are not UTF-8 were replaced, first behind byte %llu",
                     (unsigned long long)stream_offset(in->stream));
    }
    if (chunk.n) xmlParseChunk(f->parser, chunk.p, (int)chunk.n, 0);
    stream_skip(in->stream, n);
    return true;
}

static str plain(feed *f, const buf *from, buf *to)
{
    keep(to, html_plain(&f->html, buf_str(from)));
    return buf_str(to);
}

static input_result give(input *in, feed *f, const item *i, khabar_article *article, khabar_error *error)
{
    if (i->too_large) return input_too_large(in, KHABAR_MAX_TEXT, error);
    str title = plain(f, &i->parts[IN_TITLE], &f->title), text = plain(f, &i->parts[IN_TEXT], &f->text);
    if (text.n == 0 && title.n == 0)
        return input_fail(in, error, KHABAR_ERR_INPUT, "the item has neither title nor text");
    for (char *p = f->title.bytes; p && p < f->title.bytes + f->title.n; p++)
        if (*p == '\n') *p = ' ';
    if (text.n == 0) text = title, title = (str){0};
    str url = buf_str(&i->parts[IN_URL]), id = buf_str(&i->parts[IN_ID]), outlet = buf_str(&i->parts[IN_OUTLET]);
    *article = (khabar_article){.id = string_of(id.n ? id : url),
                                .source = string_of(outlet.n ? outlet : buf_str(&f->channel)),
                                .url = string_of(url),
                                .published = html_day(&f->html, buf_str(&i->parts[IN_DATE])),
                                .title = string_of(title),
                                .text = string_of(text)};
    return INPUT_ARTICLE;
}

/* What is to be said at the end: damaged data, a feed that is cut off, or one that was bad and read nevertheless. */
static input_result finish(input *in, feed *f, khabar_error *error)
{
    bool damaged = stream_problem(in->stream) != NULL;
    in->ended = true;
    if (f->item_depth) in->record++; /* the item in which it ends */
    if (damaged) {
        input_problem(in, error);
        in->ended = true;
        return INPUT_ERROR;
    }
    if (f->failed) return input_fail(in, error, KHABAR_ERR_MEMORY, "out of memory");
    if (!f->root_ended) {
        uint64_t at = stream_offset(in->stream);
        input_fail(in, error, KHABAR_ERR_INPUT, "the feed ends in the middle, at byte %llu: %s", (unsigned long long)at,
                   f->error.message[0] ? f->error.message : "it is cut off");
        if (error) error->byte = at;
        return INPUT_ERROR;
    }
    if (f->error.message[0]) input_notify(in, NOTICE_XML, "%s; it was read as well as it goes", f->error.message);
    return in->record ? INPUT_END : input_fail(in, error, KHABAR_ERR_INPUT, "the feed has no item");
}

input_result feed_next(input *in, khabar_article *article, khabar_error *error)
{
    feed *f = in->state;
    if (!f) {
        f = in->state = calloc(1, sizeof *f);
        if (!f || !open_parser(in, f))
            return in->ended = true, input_fail(in, error, KHABAR_ERR_MEMORY, "out of memory");
    }
    while (f->given == f->n) {
        /* The open item moves to the front. */
        if (f->n) {
            item done = f->items[0];
            f->items[0] = f->items[f->n < f->cap ? f->n : 0];
            if (f->n < f->cap) f->items[f->n] = done;
            f->n = f->given = 0;
        }
        if (f->failed || !parse_more(in, f)) break;
    }
    if (f->given < f->n) {
        in->record++;
        return give(in, f, &f->items[f->given++], article, error);
    }
    return finish(in, f, error);
}

void feed_close(void *state)
{
    feed *f = state;
    if (f->parser) xmlFreeParserCtxt(f->parser);
    for (size_t i = 0; i < f->cap; i++)
        for (int p = 0; p < IN_COUNT; p++) buf_free(&f->items[i].parts[p]);
    free(f->items);
    html_free(&f->html);
    buf_free(&f->value);
    buf_free(&f->text);
    buf_free(&f->title);
    buf_free(&f->channel);
    buf_free(&f->converted);
    free(f);
}
