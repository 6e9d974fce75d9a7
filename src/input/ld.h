/* ld: JSON-LD (schema.org) in a page into what it says of the article.
 *
 *   {"@type": "NewsArticle", "headline": "لقاء", "datePublished": "2024-05-16"}  →  title and date of the page
 *
 * Invariant: what is no JSON, or speaks of no article, says nothing; it is no error. */
#ifndef KHABAR_INPUT_LD_H
#define KHABAR_INPUT_LD_H

#include "input/page.h"

/* Tells the page what a script says. */
void ld_read(page *p, str script);

#endif
