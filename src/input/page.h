/* page: the bytes of an HTML page into a tree of its elements and what they say of the page.
 *
 *   <h1>لقاء</h1><p>قال <b>الوزير</b></p>  →  h1 ( «لقاء» )  p ( «قال » b ( «الوزير» ) )
 *
 * libxml2 reads the HTML; the tree is an array in the order of the page, so that nothing here recurses.
 * Invariant: nodes[i].end > i is the first node behind i's subtree, and parents come before children. A page that is
 * larger, deeper or has more elements than the bounds below is refused: memory is bounded by them. */
#ifndef KHABAR_INPUT_PAGE_H
#define KHABAR_INPUT_PAGE_H

#include "base/buf.h"
#include "base/error.h"

/* Bounds of a page: bytes, depth of elements, elements and texts, attributes of one element. */
enum { PAGE_MAX_BYTES = 16 << 20, PAGE_MAX_DEPTH = 1000, PAGE_MAX_NODES = 1 << 20, PAGE_MAX_ATTRIBUTES = 10000 };

typedef enum {
    TAG_TEXT = 1,     /* text[from, from + n) */
    TAG_BLOCK = 2,    /* begins and ends a line */
    TAG_BREAK = 4,    /* br */
    TAG_LINK = 8,     /* a with href */
    TAG_HEADING = 16, /* h1 to h6 */
    TAG_H1 = 32,
    TAG_PROSE = 64,   /* p, td, blockquote …: may hold a short line of an article */
    TAG_ROW = 128,    /* tr */
    TAG_TITLE = 256,  /* title */
    TAG_DROP = 512,   /* never part of an article: nav, form fields, what is hidden */
    TAG_DOUBT = 1024, /* by its classes boilerplate, if it does not hold most of the page */
    TAG_BODY = 2048,  /* by its classes or itemprop the body of an article */
    TAG_WHOLE = 4096, /* html, body, main, article: classes say nothing of it */
    TAG_CELL = 16384, /* td, th */
    TAG_TIME = 8192,  /* time */
} page_flags;

typedef struct page_node {
    uint32_t parent, end, from, n; /* parent: 0 of the root, which is its own */
    uint32_t flags;
} page_node;

/* What a page may say of itself, once or several times. */
#define PAGE_FACTS(X) X(TITLE) X(DATE) X(OUTLET) X(URL) X(BODY)

typedef enum {
#define X(name) FACT_##name,
    PAGE_FACTS(X)
#undef X
        FACT_COUNT
} page_fact;

typedef struct page {
    page_node *nodes;
    size_t n, cap;
    buf text; /* of all text nodes, and of facts */
    struct {
        uint32_t from, n;
        int weight;
    } facts[FACT_COUNT]; /* weight: how much the one who said it is to be trusted; 0 none */
    bool article;        /* it says that it is one article */
} page;

void page_free(page *p);

/* Reads UTF-8 into *p, whose memory is used again. Errors: KHABAR_ERR_TOO_LARGE (what is over a bound), KHABAR_ERR_MEMORY. */
khabar_status page_read(page *p, str html, khabar_error *error);

/* A fact, or an empty string; valid until the page is read into again. */
str page_get(const page *p, page_fact fact);
/* Keeps what was said where nobody of more weight said something. */
void page_tell(page *p, page_fact fact, int weight, str value);

/* The charset that a page's head names in <meta> or an XML declaration; empty where it names none. */
str page_charset_label(str bytes);

#endif
