/* answer: one answer in the making: what was asked, what there is to answer from, and the bytes that are sent.
 *
 *   /events.json?actor=RUS  ->  route /events, form JSON  ->  answer_events writes a->out
 *
 * Invariant: an answer function writes a->out or gives a status of 400 or more with a message, never both. */
#ifndef KHABAR_SERVER_ANSWER_H
#define KHABAR_SERVER_ANSWER_H

#include "server/request.h"
#include "server/sheet.h"
#include "server/sources.h"
#include "store/query.h"

typedef struct route route;

typedef struct answer {
    const request *q;
    const route *route;
    str id;               /* what stands in the place of {id} in the route's path */
    str body;             /* of a POST */
    store *store;         /* NULL: khabar serve without --db */
    const char *write_to; /* the database, where visitors may keep reports in it (--write); else NULL */
    khabar *k;
    khabar_reader *reader;
    const sources *sources;
    buf *out;
    int status;       /* HTTP; 200 unless something went wrong */
    const char *code; /* of an error: a short stable name */
    khabar_error error;
} answer;

/* Sets status, code and message. */
void answer_fail(answer *a, int status, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The same of what the library said. */
void answer_failed(answer *a, khabar_status status);

/* The parameters as a filter; false where one is wrong, which is then the answer. NULs end all its strings. */
bool answer_filter(answer *a, query_filter *f);

/* The one list of an answer: opens {"rows":[ or writes the line of names. */
sheet answer_begin(answer *a);
void answer_end(answer *a, sheet *s);

void answer_events(answer *a);
void answer_statements(answer *a);
void answer_articles(answer *a);
void answer_actors(answer *a);
void answer_search(answer *a);
void answer_article(answer *a);
void answer_actor(answer *a);
void answer_dyad(answer *a);
void answer_network(answer *a);
void answer_map(answer *a);
void answer_timeline(answer *a);
void answer_counts(answer *a);
void answer_read(answer *a);
void answer_store(answer *a);
void answer_why(answer *a);
void answer_labels(answer *a);
void answer_status(answer *a);
void answer_openapi(answer *a);

#endif
