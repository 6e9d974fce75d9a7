/* request: what a browser asks for -> path, form and parameters; and whether it may ask at all.
 *
 *   "/events.csv?actor=RUS&text=%D9%88%D8%B2%D9%8A%D8%B1"  ->  path /events, form CSV, actor RUS, text وزير
 *
 * Knows nothing of sockets, so that a fuzz target can try it with any bytes.
 * Invariant: decoded text is UTF-8 without control characters and ends in NUL; nothing is decoded twice. */
#ifndef KHABAR_SERVER_REQUEST_H
#define KHABAR_SERVER_REQUEST_H

#include "base/str.h"

enum { REQUEST_PARAMS = 40, REQUEST_TARGET_MAX = 8192 };

typedef enum { FORM_PAGE = 1, FORM_JSON = 2, FORM_CSV = 4 } request_form;

typedef struct request_param {
    str name, value;
} request_param;

typedef struct request {
    str path;          /* without the ending .json or .csv */
    str file;          /* with it */
    request_form form; /* by the ending */
    request_param params[REQUEST_PARAMS];
    uint32_t n_params;
    char memory[REQUEST_TARGET_MAX + 2 * REQUEST_PARAMS + 4];
} request;

/* Reads the target of a request line. 0, or the HTTP status of the refusal, with its reason in *why. */
int request_read(str target, request *q, const char **why);

/* The value of a parameter; an empty str with p NULL where it is not given. */
str request_value(const request *q, const char *name);

/* May a request with this Host header be answered? Against DNS rebinding: a page of another site reaches us by that site's
 * name only. So localhost and literal addresses are let in, names are not; with `loopback` only the addresses of this machine. */
bool request_host_ok(str host, bool loopback);

/* May a request with this Origin header be answered? Only one from our own pages: http:// and the Host itself. */
bool request_origin_ok(str origin, str host);

#endif
