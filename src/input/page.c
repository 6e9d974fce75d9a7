/* page: see page.h. */
#include "input/page.h"
#include "input/ld.h"
#include "input/words.h"
#include "base/utf8.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <strings.h>

/* Elements that are more than an inline piece of a line; sorted. NOTEXT: what is in it is no text. */
enum { NOTEXT = 1 << 20, LD_SCRIPT = 1 << 21 };

#define BLOCK TAG_BLOCK
#define PROSE (TAG_BLOCK | TAG_PROSE)
#define DROP  (TAG_BLOCK | TAG_DROP)
#define NEVER (TAG_DROP | NOTEXT)
#define WHOLE (TAG_BLOCK | TAG_WHOLE)
#define HEAD  (TAG_BLOCK | TAG_HEADING)

typedef struct tag {
    const char *name;
    uint32_t flags;
} tag;

static const tag tags[] = {
    {"address", DROP},
    {"article", WHOLE},
    {"aside", DROP},
    {"audio", NEVER},
    {"blockquote", PROSE},
    {"body", WHOLE},
    {"br", TAG_BREAK},
    {"button", DROP},
    {"canvas", NEVER},
    {"caption", DROP},
    {"center", BLOCK},
    {"dd", PROSE},
    {"details", BLOCK},
    {"dialog", DROP},
    {"div", BLOCK},
    {"dl", BLOCK},
    {"dt", PROSE},
    {"embed", NEVER},
    {"fieldset", BLOCK},
    {"figcaption", DROP},
    {"figure", BLOCK},
    {"footer", DROP},
    {"form", BLOCK},
    {"h1", HEAD | TAG_H1},
    {"h2", HEAD},
    {"h3", HEAD},
    {"h4", HEAD},
    {"h5", HEAD},
    {"h6", HEAD},
    {"head", DROP},
    {"header", DROP},
    {"hr", BLOCK},
    {"html", WHOLE},
    {"iframe", NEVER},
    {"input", NEVER},
    {"label", TAG_DROP},
    {"legend", DROP},
    {"li", PROSE},
    {"main", WHOLE},
    {"map", NEVER},
    {"menu", DROP},
    {"nav", DROP},
    {"noscript", NEVER},
    {"object", NEVER},
    {"ol", BLOCK},
    {"option", NEVER},
    {"p", PROSE},
    {"pre", PROSE},
    {"script", NEVER},
    {"section", BLOCK},
    {"select", NEVER},
    {"style", NEVER},
    {"summary", PROSE},
    {"svg", NEVER},
    {"table", BLOCK},
    {"tbody", BLOCK},
    {"td", TAG_BLOCK | TAG_CELL},
    {"template", NEVER},
    {"textarea", NEVER},
    {"tfoot", BLOCK},
    {"th", TAG_BLOCK | TAG_CELL},
    {"thead", BLOCK},
    {"time", TAG_TIME},
    {"title", BLOCK | TAG_TITLE},
    {"tr", BLOCK | TAG_ROW},
    {"ul", BLOCK},
    {"video", NEVER},
};

/* Who says what in <meta name|property|itemprop>; the more weight, the more it is believed. */
static const struct {
    const char *name;
    page_fact fact;
    int weight;
} metas[] = {
    {"og:title", FACT_TITLE, 40},
    {"twitter:title", FACT_TITLE, 30},
    {"headline", FACT_TITLE, 20},
    {"article:published_time", FACT_DATE, 40},
    {"og:article:published_time", FACT_DATE, 40},
    {"datepublished", FACT_DATE, 30},
    {"og:published_time", FACT_DATE, 30},
    {"pubdate", FACT_DATE, 25},
    {"publish-date", FACT_DATE, 25},
    {"publishdate", FACT_DATE, 25},
    {"publication_date", FACT_DATE, 25},
    {"article.published", FACT_DATE, 25},
    {"parsely-pub-date", FACT_DATE, 25},
    {"sailthru.date", FACT_DATE, 25},
    {"cxenseparse:recs:publishtime", FACT_DATE, 25},
    {"dc.date.issued", FACT_DATE, 25},
    {"dcterms.issued", FACT_DATE, 25},
    {"dcterms.created", FACT_DATE, 20},
    {"dc.date", FACT_DATE, 20},
    {"date", FACT_DATE, 20},
    {"og:site_name", FACT_OUTLET, 40},
    {"application-name", FACT_OUTLET, 20},
    {"dc.publisher", FACT_OUTLET, 20},
    {"og:url", FACT_URL, 40},
};

/* Where the reader stands; the SAX callbacks get it as the parser's _private. */
typedef struct reading {
    page *page;
    htmlParserCtxtPtr parser;
    uint32_t open;    /* the innermost open node */
    unsigned notext;  /* open elements whose text is none */
    bool ld;          /* inside a script of JSON-LD */
    buf script, word; /* the script; a class as words.h wants it */
    khabar_status status;
    khabar_error *error;
} reading;

void page_free(page *p)
{
    free(p->nodes);
    buf_free(&p->text);
    *p = (page){0};
}

str page_get(const page *p, page_fact fact)
{
    return p->facts[fact].weight
               ? str_sub(buf_str(&p->text), p->facts[fact].from, p->facts[fact].from + p->facts[fact].n)
               : (str){0};
}

void page_tell(page *p, page_fact fact, int weight, str value)
{
    value = str_trim(value);
    if (weight <= p->facts[fact].weight || value.n == 0 || utf8_check(value) != value.n) return;
    p->facts[fact].from = (uint32_t)p->text.n;
    p->facts[fact].n = (uint32_t)value.n;
    p->facts[fact].weight = weight;
    buf_add(&p->text, value);
}

/* ---- nodes ---- */

static void stop(reading *r, khabar_status status, const char *what)
{
    if (r->status != KHABAR_OK) return;
    r->status = error_set(r->error, status, "%s", what);
    xmlStopParser(r->parser);
}

static uint32_t add_node(reading *r, uint32_t flags)
{
    page *p = r->page;
    if (p->n == PAGE_MAX_NODES) {
        stop(r, KHABAR_ERR_TOO_LARGE, "the page has more than a million elements: no article is so large");
        return 0;
    }
    if (p->n == p->cap) {
        size_t cap = p->cap ? p->cap * 2 : 1024;
        page_node *more = realloc(p->nodes, cap * sizeof *more);
        if (!more) {
            stop(r, KHABAR_ERR_MEMORY, "out of memory");
            return 0;
        }
        p->nodes = more;
        p->cap = cap;
    }
    uint32_t i = (uint32_t)p->n++;
    p->nodes[i] = (page_node){.parent = r->open, .end = i + 1, .from = (uint32_t)p->text.n, .flags = flags};
    return i;
}

/* ---- attributes ---- */

static str attribute(const xmlChar **a, const char *name)
{
    for (; a && a[0]; a += 2)
        if (strcasecmp((const char *)a[0], name) == 0) return str_of((const char *)a[1]);
    return (str){0};
}

static bool has_attribute(const xmlChar **a, const char *name)
{
    for (; a && a[0]; a += 2)
        if (strcasecmp((const char *)a[0], name) == 0) return true;
    return false;
}

static bool is_one_of(str word, const char *const *list)
{
    for (; *list; list++)
        if (word.n == strlen(*list) && strncasecmp(word.p, *list, word.n) == 0) return true;
    return false;
}

/* What a class says by its rows: "entry-content", "relatedPosts" by its part "related". has-sidebar and no-comments say
 * what a thing is beside, not what it is. */
static uint32_t flags_of_class(reading *r, str token)
{
    static const char *const beside[] = {"has", "no", "with", "without", "is", "not", "hide", NULL};
    buf *b = &r->word;
    b->n = 0;
    for (size_t i = 0; i < token.n && i < 100; i++) {
        char c = token.p[i];
        bool upper = c >= 'A' && c <= 'Z', lower_before = i && token.p[i - 1] >= 'a' && token.p[i - 1] <= 'z';
        if (c == '-' || c == '_' || (upper && lower_before)) {
            if (b->n && b->bytes[b->n - 1] != '_') buf_char(b, '_');
            if (!upper) continue;
        }
        buf_char(b, upper ? (char)(c + 32) : c);
    }
    str whole = buf_str(b), meaning = words_meaning(WORD_class, whole);
    bool first = true;
    for (str rest = whole; meaning.n == 0 && rest.n; first = false) {
        str part = str_cut(&rest, '_');
        if (first && is_one_of(part, beside)) return 0;
        meaning = words_meaning(WORD_class, part);
        if (!str_eq(meaning, STR("drop"))) meaning = (str){0};
    }
    return str_eq(meaning, STR("drop")) ? TAG_DOUBT : str_eq(meaning, STR("body")) ? TAG_BODY : 0;
}

static uint32_t flags_of_classes(reading *r, str classes)
{
    uint32_t flags = 0;
    while (classes.n) {
        str token = str_cut(&classes, ' ');
        if (token.n) flags |= flags_of_class(r, token);
    }
    /* "article-body social-share-wrapper": what is a body is no boilerplate. */
    return flags & TAG_BODY ? TAG_BODY : flags;
}

/* style="display: none", blanks left out */
static bool is_hidden(const xmlChar **a)
{
    char style[256];
    size_t n = 0;
    str s = attribute(a, "style");
    for (size_t i = 0; i < s.n && n + 1 < sizeof style; i++)
        if (s.p[i] != ' ') style[n++] = s.p[i];
    style[n] = 0;
    return has_attribute(a, "hidden") || strcasestr(style, "display:none") || strcasestr(style, "visibility:hidden") ||
           str_eq(attribute(a, "aria-hidden"), STR("true"));
}

static uint32_t flags_of_attributes(reading *r, uint32_t flags, const xmlChar **a)
{
    static const char *const roles[] = {"navigation",  "banner", "complementary", "contentinfo", "search",  "dialog",
                                        "alertdialog", "menu",   "menubar",       "toolbar",     "tablist", "form",
                                        NULL};
    static const char *const bodies[] = {"articleBody", "reviewBody", "text", NULL};
    if (!a || flags & NOTEXT) return flags;
    if (is_hidden(a)) flags |= TAG_DROP;
    if (flags & TAG_WHOLE) return flags & ~(uint32_t)TAG_DROP; /* pages that a script shows begin hidden */
    if (is_one_of(attribute(a, "role"), roles)) flags |= TAG_DROP;
    flags |= flags_of_classes(r, attribute(a, "class")) | flags_of_classes(r, attribute(a, "id"));
    if (is_one_of(attribute(a, "itemprop"), bodies)) flags |= TAG_BODY;
    if (flags & TAG_BODY) flags &= ~(uint32_t)(TAG_DOUBT);
    return flags;
}

/* ---- what the page says of itself ---- */

static void read_meta(reading *r, const xmlChar **a)
{
    str content = attribute(a, "content");
    const char *const keys[] = {"property", "name", "itemprop"};
    for (size_t k = 0; k < 3; k++) {
        str name = attribute(a, keys[k]);
        for (size_t i = 0; name.n && i < sizeof metas / sizeof *metas; i++)
            if (name.n == strlen(metas[i].name) && strncasecmp(name.p, metas[i].name, name.n) == 0)
                page_tell(r->page, metas[i].fact, metas[i].weight, content);
        if (name.n == 7 && strncasecmp(name.p, "og:type", 7) == 0 && str_eq(str_trim(content), STR("article")))
            r->page->article = true;
    }
}

static void read_facts(reading *r, const char *z, const xmlChar **a)
{
    if (strcmp(z, "meta") == 0) read_meta(r, a);
    if (strcmp(z, "link") == 0 && str_eq(attribute(a, "rel"), STR("canonical")))
        page_tell(r->page, FACT_URL, 50, attribute(a, "href"));
    str prop = attribute(a, "itemprop"), time = attribute(a, "datetime");
    if (time.n == 0) time = attribute(a, "content");
    str type = attribute(a, "itemtype");
    bool body = prop.n == 11 && strncasecmp(prop.p, "articleBody", 11) == 0;
    if (body || (str_ends(type, STR("Article")) && strstr(type.p, "schema.org"))) r->page->article = true;
    bool published = prop.n == 13 && strncasecmp(prop.p, "datePublished", 13) == 0;
    if (published && strcmp(z, "meta") != 0) page_tell(r->page, FACT_DATE, 30, time);
    if (strcmp(z, "time") == 0) page_tell(r->page, FACT_DATE, has_attribute(a, "pubdate") ? 15 : 10, time);
}

/* ---- the parser's calls ---- */

static int by_name(const void *key, const void *of)
{
    return strcmp(key, ((const tag *)of)->name);
}

static void on_start(void *context, const xmlChar *name, const xmlChar **a)
{
    reading *r = ((htmlParserCtxtPtr)context)->_private;
    const char *z = (const char *)name;
    if (r->status != KHABAR_OK) return;
    if (r->parser->nameNr > PAGE_MAX_DEPTH) {
        stop(r, KHABAR_ERR_TOO_LARGE,
             "the page's elements are nested more than a thousand deep: no article is so built");
        return;
    }
    const tag *found = bsearch(z, tags, sizeof tags / sizeof *tags, sizeof *tags, by_name);
    uint32_t flags = found ? found->flags : 0;
    if (strcmp(z, "a") == 0 && has_attribute(a, "href")) flags |= TAG_LINK;
    flags = flags_of_attributes(r, flags, a);
    if (a) read_facts(r, z, a);
    if (strcmp(z, "script") == 0 && str_eq(attribute(a, "type"), STR("application/ld+json"))) {
        r->ld = true;
        r->script.n = 0;
    }
    r->notext += (flags & NOTEXT) != 0;
    r->open = add_node(r, flags);
}

static void on_end(void *context, const xmlChar *name)
{
    (void)name;
    reading *r = ((htmlParserCtxtPtr)context)->_private;
    page *p = r->page;
    if (r->status != KHABAR_OK || r->open == 0) return;
    page_node *node = &p->nodes[r->open];
    node->end = (uint32_t)p->n;
    r->notext -= (node->flags & NOTEXT) != 0;
    if (r->ld) ld_read(p, buf_str(&r->script));
    r->ld = false;
    r->open = node->parent;
}

static void on_text(void *context, const xmlChar *bytes, int n)
{
    reading *r = ((htmlParserCtxtPtr)context)->_private;
    str s = {(const char *)bytes, (size_t)n};
    if (r->status != KHABAR_OK) return;
    if (r->ld) buf_add(&r->script, s);
    if (r->notext || utf8_check(s) != s.n) return;
    page *p = r->page;
    page_node *last = p->n ? &p->nodes[p->n - 1] : NULL;
    bool goes_on = last && last->flags & TAG_TEXT && last->parent == r->open && last->from + last->n == p->text.n;
    if (!goes_on) {
        uint32_t i = add_node(r, TAG_TEXT);
        if (r->status != KHABAR_OK) return;
        last = &p->nodes[i];
    }
    buf_add(&p->text, s);
    last->n += (uint32_t)s.n;
}

/* ---- the whole ---- */

/* libxml2 compares each attribute of an element with those before it: one with a million of them would take hours. */
static bool has_endless_element(str html)
{
    size_t breaks = 0;
    for (size_t i = 0; i < html.n; i++) {
        char c = html.p[i];
        if (c == '<' || c == '>')
            breaks = 0;
        else if ((c == '=' || c == ' ' || c == '\n' || c == '\t') && ++breaks > 8 * PAGE_MAX_ATTRIBUTES) {
            /* Text has blanks too: it counts only where a tag is open. */
            size_t k = i;
            while (k && html.p[k] != '<' && html.p[k] != '>') k--;
            if (html.p[k] == '<' && k + 1 < html.n && ((html.p[k + 1] | 32) >= 'a' && (html.p[k + 1] | 32) <= 'z'))
                return true;
            breaks = 0;
        }
    }
    return false;
}

khabar_status page_read(page *p, str html, khabar_error *error)
{
    p->n = 0;
    p->text.n = 0;
    p->article = false;
    memset(p->facts, 0, sizeof p->facts);
    if (html.n > PAGE_MAX_BYTES)
        return error_set(error, KHABAR_ERR_TOO_LARGE, "the page is larger than %d MiB", PAGE_MAX_BYTES >> 20);
    if (has_endless_element(html))
        return error_set(error, KHABAR_ERR_TOO_LARGE, "an element of the page has more than %d attributes",
                         PAGE_MAX_ATTRIBUTES);
    reading r = {.page = p,
                 .error = error,
                 .parser = htmlCreateMemoryParserCtxt(html.n ? html.p : " ", html.n ? (int)html.n : 1)};
    if (!r.parser) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    static htmlSAXHandler sax = {.startElement = on_start,
                                 .endElement = on_end,
                                 .characters = on_text,
                                 .ignorableWhitespace = on_text,
                                 .cdataBlock = on_text};
    htmlSAXHandlerPtr own = r.parser->sax;
    htmlCtxtUseOptions(r.parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                     HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD);
    xmlCharEncodingHandlerPtr utf8 = xmlFindCharEncodingHandler("UTF-8");
    if (utf8) xmlSwitchToEncoding(r.parser, utf8);
    if (r.parser->input && !r.parser->input->encoding) r.parser->input->encoding = xmlStrdup((const xmlChar *)"UTF-8");
    r.parser->_private = &r;
    r.parser->sax = &sax;
    add_node(&r, WHOLE); /* the root */
    htmlParseDocument(r.parser);
    while (r.open) {
        p->nodes[r.open].end = (uint32_t)p->n;
        r.open = p->nodes[r.open].parent;
    }
    if (p->n) p->nodes[0].end = (uint32_t)p->n;
    r.parser->sax = own;
    htmlFreeParserCtxt(r.parser);
    if (r.status == KHABAR_OK && p->text.failed) r.status = error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    buf_free(&r.script);
    buf_free(&r.word);
    return r.status;
}

str page_charset_label(str bytes)
{
    enum { HEAD_BYTES = 4096 };
    static const char *const keys[] = {"charset", "encoding"};
    char head[HEAD_BYTES + 1];
    size_t n = bytes.n < HEAD_BYTES ? bytes.n : HEAD_BYTES;
    for (size_t i = 0; i < n; i++) head[i] = bytes.p[i] ? bytes.p[i] : ' ';
    head[n] = 0;
    for (size_t k = 0; k < 2; k++)
        for (const char *at = head; (at = strcasestr(at, keys[k])); at++) {
            const char *v = at + strlen(keys[k]);
            v += strspn(v, " \t\r\n");
            if (*v != '=') continue;
            v++;
            v += strspn(v, " \t\r\n\"'");
            size_t length = strcspn(v, " \t\r\n\"'/>;?");
            if (length) return str_sub(bytes, (size_t)(v - head), (size_t)(v - head) + length);
        }
    return (str){0};
}
