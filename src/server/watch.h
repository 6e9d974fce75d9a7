/* watch: cuts connections that take too long, however busy they look: who sends one byte a second is never idle, and never done.
 *
 *   headers 20 seconds, a body 20, taking the reply 60
 *
 * Invariant: a socket is shut down only while its connection is open: both happen under one lock. */
#ifndef KHABAR_SERVER_WATCH_H
#define KHABAR_SERVER_WATCH_H

#include "base/error.h"

#include <microhttpd.h>

typedef enum { WATCH_HEADERS, WATCH_BODY, WATCH_REPLY, WATCH_PHASES } watch_phase;

typedef struct watch watch;

khabar_status watch_open(unsigned connections, watch **out, khabar_error *error);
void watch_close(watch *w);

void watch_begin(watch *w, struct MHD_Connection *c);
void watch_set(watch *w, struct MHD_Connection *c, watch_phase phase);
void watch_end(watch *w, struct MHD_Connection *c);

#endif
