/* server: see server.h. One thread a connection, so that a long question keeps nobody else waiting; the watch cuts who takes too long. */
#include "server/server.h"

#include "server/service.h"
#include "server/watch.h"
#include "base/buf.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum { CONNECTIONS = 256, MEMORY = 32 << 10, IDLE_SECONDS = 15, STACK = 1 << 20 };

typedef struct server {
    service *service;
    watch *watch;
    bool loopback;
} server;

/* A request on its way. */
typedef struct exchange {
    char *target;
    buf body;
    bool begun, too_long;
} exchange;

/* ---- the reply ---- */

/* Of every reply: nothing but our own files may be loaded, shown in a frame, or guessed. */
static const char *const headers[][2] = {
    {"Content-Security-Policy", "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                                "object-src 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
    {"Cache-Control", "no-cache"},
};

static enum MHD_Result reply(struct MHD_Connection *c, service_reply *r)
{
    struct MHD_Response *m =
        MHD_create_response_from_buffer(r->bytes.n, (void *)(uintptr_t)(r->bytes.p ? r->bytes.p : ""),
                                        r->owned ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
    if (!m) {
        free(r->owned);
        return MHD_NO;
    }
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(m, headers[i][0], headers[i][1]);
    if (r->type) MHD_add_response_header(m, "Content-Type", r->type);
    if (r->tag[0]) MHD_add_response_header(m, "ETag", r->tag);
    if (r->allow) MHD_add_response_header(m, "Allow", r->allow);
    if (r->name[0]) {
        char value[120];
        snprintf(value, sizeof value, "inline; filename=\"%s\"", r->name);
        MHD_add_response_header(m, "Content-Disposition", value);
    }
    enum MHD_Result result = MHD_queue_response(c, (unsigned)r->status, m);
    MHD_destroy_response(m);
    return result;
}

/* ---- the request ---- */

static str header(struct MHD_Connection *c, const char *name)
{
    return str_of(MHD_lookup_connection_value(c, MHD_HEADER_KIND, name));
}

static enum MHD_Result answer(server *s, struct MHD_Connection *c, exchange *x, const char *method)
{
    service_request q = {.method = str_of(method),
                         .target = str_of(x->target),
                         .body = buf_str(&x->body),
                         .host = header(c, "Host"),
                         .origin = header(c, "Origin"),
                         .fetch_site = header(c, "Sec-Fetch-Site"),
                         .content_type = header(c, "Content-Type"),
                         .none_match = header(c, "If-None-Match"),
                         .loopback = s->loopback,
                         .too_long = x->too_long};
    service_reply r;
    service_answer(s->service, &q, &r);
    watch_set(s->watch, c, WATCH_REPLY);
    return reply(c, &r);
}

/* A body that says that it is too long is not waited for. */
static bool says_too_long(struct MHD_Connection *c)
{
    str length = header(c, "Content-Length");
    return length.n && strtoull(length.p, NULL, 10) > SERVICE_BODY_MOST;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *c, const char *url, const char *method,
                                  const char *version, const char *upload, size_t *n, void **state)
{
    server *s = context;
    exchange *x = *state;
    (void)url, (void)version;
    if (!x || !x->target) return MHD_NO;
    if (!x->begun) {
        x->begun = true;
        watch_set(s->watch, c, WATCH_BODY);
        x->too_long = says_too_long(c);
        if (x->too_long || strcmp(method, "POST") != 0) return answer(s, c, x, method);
        return MHD_YES;
    }
    if (*n) {
        if (x->body.n + *n > SERVICE_BODY_MOST)
            x->too_long = true;
        else if (!x->too_long)
            buf_add(&x->body, (str){upload, *n});
        if (x->too_long) buf_free(&x->body), x->body = (buf){0};
        *n = 0;
        return x->body.failed ? MHD_NO : MHD_YES;
    }
    return answer(s, c, x, method);
}

/* The address as it came, before anything is decoded. */
static void *on_target(void *context, const char *target, struct MHD_Connection *c)
{
    (void)context, (void)c;
    exchange *x = calloc(1, sizeof *x);
    if (x) x->target = strdup(target);
    return x;
}

static void on_done(void *context, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode how)
{
    server *s = context;
    exchange *x = *state;
    (void)how;
    watch_set(s->watch, c, WATCH_HEADERS);
    *state = NULL;
    if (!x) return;
    buf_free(&x->body);
    free(x->target);
    free(x);
}

static void on_connection(void *context, struct MHD_Connection *c, void **state,
                          enum MHD_ConnectionNotificationCode what)
{
    server *s = context;
    (void)state;
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        watch_begin(s->watch, c);
    else
        watch_end(s->watch, c);
}

/* What libmicrohttpd has to say of single connections is no news. */
static void on_log(void *context, const char *format, va_list arguments)
{
    (void)context, (void)format, (void)arguments;
}

/* ---- running ---- */

static khabar_status address_of(const server_options *o, struct sockaddr_storage *out, bool *loopback,
                                khabar_error *error)
{
    char port[8];
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM}, *found;
    snprintf(port, sizeof port, "%u", o->port);
    const char *name = o->address ? o->address : "127.0.0.1";
    if (getaddrinfo(name, port, &hints, &found) != 0)
        return error_set(error, KHABAR_ERR_ARGUMENT, "--address %s: an IP address is wanted, as 127.0.0.1 or ::1",
                         name);
    memcpy(out, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)out;
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)out;
    *loopback =
        out->ss_family == AF_INET6 ? IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr) : ntohl(v4->sin_addr.s_addr) >> 24 == 127;
    return KHABAR_OK;
}

static struct MHD_Daemon *start(server *s, const server_options *o, const struct sockaddr_storage *at)
{
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_ERROR_LOG;
    if (at->ss_family == AF_INET6) flags |= MHD_USE_IPv6;
    return MHD_start_daemon(flags, o->port, NULL, NULL, on_request, s,             //
                            MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,              //
                            MHD_OPTION_SOCK_ADDR, at,                              //
                            MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,    //
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY,    //
                            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, //
                            MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK,           //
                            MHD_OPTION_STRICT_FOR_CLIENT, 1,                       //
                            MHD_OPTION_URI_LOG_CALLBACK, on_target, s,             //
                            MHD_OPTION_NOTIFY_COMPLETED, on_done, s,               //
                            MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,        //
                            MHD_OPTION_END);
}

static void say_ready(struct MHD_Daemon *d, const server_options *o, server *s, server_ready ready)
{
    char url[128];
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT);
    const char *name = o->address ? o->address : "127.0.0.1";
    const char *form = strchr(name, ':') ? "http://[%s]:%u/" : "http://%s:%u/";
    snprintf(url, sizeof url, strchr(form, '[') ? "http://[%s]:%u/" : "http://%s:%u/", name,
             info ? info->port : o->port);
    ready(url, service_articles(s->service));
}

khabar_status server_run(const server_options *o, server_ready ready, khabar_error *error)
{
    server s = {0};
    struct sockaddr_storage at = {0};
    struct MHD_Daemon *d = NULL;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL); /* threads inherit it: the signals wait for sigwait below */
    khabar_status status = address_of(o, &at, &s.loopback, error);
    if (status == KHABAR_OK) status = service_open(o->db, o->write, o->lexicon, o->workers, &s.service, error);
    if (status == KHABAR_OK) status = watch_open(CONNECTIONS, &s.watch, error);
    if (status == KHABAR_OK) {
        errno = 0;
        d = start(&s, o, &at);
        if (!d)
            status = error_set(error, KHABAR_ERR_IO, "port %u of %s: %s; name another with --port", o->port,
                               o->address ? o->address : "127.0.0.1", errno ? strerror(errno) : "cannot be opened");
    }
    if (d) {
        int signal_number;
        say_ready(d, o, &s, ready);
        sigwait(&ends, &signal_number);
        MHD_stop_daemon(d);
    }
    watch_close(s.watch);
    service_close(s.service);
    return status;
}
