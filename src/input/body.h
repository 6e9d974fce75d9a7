/* body: the tree of a page into the text of its article, by the density of text.
 *
 *   menu, h1, date, share buttons, paragraphs, related stories, comments, footer  →  the paragraphs, one a line
 *
 * The lines of a page are weighed: letters of prose speak for a part of the page, letters in links and scraps against it. The
 * part for which most speaks is the article; lines in it that are links, captions or known boilerplate are left out.
 * Invariant: the text holds only what stands on the page, in its order; a row of a table is one line. */
#ifndef KHABAR_INPUT_BODY_H
#define KHABAR_INPUT_BODY_H

#include "input/page.h"

/* Writes the article's text to `text` (emptied first) and, where the page itself tells no title, tells it (FACT_TITLE). Gives
 * whether there is an article: a front page, a list or a form has none. */
bool body_find(page *p, buf *text);

/* All text of a page or a fragment of one, without what is hidden: for the entries of feeds. */
void body_all(const page *p, buf *text);

#endif
