/* server: khabar serve: the page and its API over HTTP, by libmicrohttpd, until the program is told to end.
 *
 *   server_run({.db = "news.db", .port = 8765})  ->  http://127.0.0.1:8765/
 *
 * Invariant: whatever clients do, the server goes on answering: a request has a size and a time, then its connection is cut. */
#ifndef KHABAR_SERVER_SERVER_H
#define KHABAR_SERVER_SERVER_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

enum { SERVER_PORT = 8765 };

typedef struct server_options {
    const char *db, *lexicon; /* paths or NULL */
    bool write;               /* visitors may keep reports in db */
    const char *address;      /* an address of this machine, NULL: 127.0.0.1 */
    uint16_t port;            /* 0: any that is free */
    unsigned workers;
} server_options;

/* Called once the server answers, with its address and the number of reports (-1: no database). */
typedef void (*server_ready)(const char *url, int64_t articles);

/* Returns when SIGINT or SIGTERM came. KHABAR_ERR_IO: the port is taken or the address is none of this machine. */
khabar_status server_run(const server_options *o, server_ready ready, khabar_error *error);

#endif
