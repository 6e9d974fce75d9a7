/* service: a request that has come in whole -> the reply that goes out; what is shared by all connections.
 *
 *   service_answer(s, {"GET", "/events.json?actor=RUS", …})  ->  200, application/json, bytes
 *
 * Knows nothing of sockets. Any number of threads may ask at once: each takes a worker (a reader and a connection to the database)
 * while it answers. Answers of the database are kept until the database changes.
 * Invariant: nothing is ever written to a file, and to the database only by a route that needs --write (src/server/storing.c). */
#ifndef KHABAR_SERVER_SERVICE_H
#define KHABAR_SERVER_SERVICE_H

#include "base/error.h"
#include "base/str.h"

enum { SERVICE_BODY_MOST = 512 << 10, SERVICE_SECONDS_MOST = 5 };

typedef struct service service;

/* db, lexicon_path: paths or NULL. write: visitors may keep reports in db, which is made where there is none.
 * workers: how many requests are answered at a time, at least 1. */
khabar_status service_open(const char *db, bool write, const char *lexicon_path, unsigned workers, service **out,
                           khabar_error *error);
void service_close(service *s);

/* Reports in the database; -1 without one. */
int64_t service_articles(service *s);

typedef struct service_request {
    str method, target, body;
    str host, origin, fetch_site, content_type; /* headers; p NULL where there is none */
    str none_match;                             /* If-None-Match */
    bool loopback;                              /* we listen to this machine alone */
    bool too_long;                              /* the body is longer than SERVICE_BODY_MOST: it is not there */
} service_request;

typedef struct service_reply {
    int status;
    const char *type, *allow; /* allow: of a 405 */
    str bytes;
    char *owned;   /* what to free, or NULL: bytes are the program's */
    char tag[20];  /* ETag, or empty */
    char name[80]; /* of a file to be saved, or empty */
} service_reply;

/* Never fails: what goes wrong is a reply with a status of 400 or more. */
void service_answer(service *s, const service_request *q, service_reply *out);

#endif
