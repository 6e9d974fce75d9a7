/* html: a page into an article: what it says of itself, and the text that body finds.
 *
 *   <meta property="og:title" content="لقاء">…<article><p>قال الوزير…  →  title «لقاء», text «قال الوزير…»
 *
 * Invariant: the work is kept from page to page; an article's strings are valid until the next page. */
#ifndef KHABAR_INPUT_HTML_H
#define KHABAR_INPUT_HTML_H

#include "input/format.h"
#include "input/page.h"

typedef struct html {
    page page;
    buf repaired, text, strings, day;
} html;

void html_free(html *h);

/* What is known of a page apart from its bytes; all may be empty. */
typedef struct html_from {
    str charset; /* as HTTP says */
    str url;
} html_from;

/* INPUT_ARTICLE; INPUT_ERROR: it cannot be read; INPUT_END: it holds no article. */
input_result html_article(input *in, html *h, str bytes, html_from from, khabar_article *article, khabar_error *error);

/* A fragment of HTML (a feed's description) as text with a line a paragraph; valid until the next page or fragment. */
str html_plain(html *h, str fragment);

/* The date as an article has it; valid until the next page or date. */
khabar_string html_day(html *h, str date);

/* UTF-8 in which few bytes are wrong, as where somebody cut a word, into `to`: each wrong byte becomes U+FFFD, of which
 * there are *bad; NUL becomes a blank. */
void html_repair(buf *to, str s, size_t *bad);

/* The first element's name in a text of HTML or XML; empty where it begins with none. *xml: it says that it is XML. */
str html_root(str head, bool *xml);

#endif
