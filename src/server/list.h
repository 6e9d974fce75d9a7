/* list: rows of query.h as rows of a sheet: one function each for events, statements, articles, actors.
 *
 *   query_event -> {"id":…,"type":"CONSULT","actors":[{"actor":12,"name":…}],…}, or a line of CSV
 *
 * In CSV parties are their names and codes, divided by "; ". */
#ifndef KHABAR_SERVER_LIST_H
#define KHABAR_SERVER_LIST_H

#include "server/sheet.h"
#include "store/query.h"

/* `with_article` false: inside an answer about one article. */
void list_event(sheet *s, const query_event *e, bool with_article);
void list_statement(sheet *s, const query_statement *x, bool with_article);
void list_article(sheet *s, const query_article *x);
void list_actor(sheet *s, const query_actor *x);
void list_span(sheet *s, const char *name, uint32_t start, uint32_t stop, str words);

#endif
