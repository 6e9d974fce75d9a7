/* service: see service.h. */
#include "server/service.h"

#include "server/assets.h"
#include "server/keep.h"
#include "server/route.h"
#include "store/sql.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

typedef struct worker {
    store *store;
    khabar_reader *reader;
    struct timespec until; /* when the question must be answered */
    bool late;
    struct worker *next;
} worker;

/* A thread that waits; it lies on that thread's stack. */
typedef struct waiter {
    pthread_cond_t given;
    worker *worker;
    struct waiter *next;
} waiter;

struct service {
    khabar *k;
    sources *sources;
    worker *workers, *idle;
    unsigned n_workers;
    bool stored;
    const char *write_to; /* the database where --write was given; the caller's string */
    pthread_mutex_t lock;
    waiter *first, *last; /* who waits for a worker */
    keep *kept;
};

/* ---- workers ---- */

/* Called by SQLite now and then while it works. */
static int is_late(void *context)
{
    worker *w = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    w->late = now.tv_sec > w->until.tv_sec || (now.tv_sec == w->until.tv_sec && now.tv_nsec > w->until.tv_nsec);
    return w->late;
}

/* A free worker, or the one that is given back when our turn comes: first come, first served. */
static worker *take(service *s)
{
    pthread_mutex_lock(&s->lock);
    worker *w = s->idle;
    if (w)
        s->idle = w->next;
    else {
        waiter me = {.given = PTHREAD_COND_INITIALIZER};
        *(s->first ? &s->last->next : &s->first) = &me;
        s->last = &me;
        while (!me.worker) pthread_cond_wait(&me.given, &s->lock);
        w = me.worker;
        pthread_cond_destroy(&me.given);
    }
    pthread_mutex_unlock(&s->lock);
    clock_gettime(CLOCK_MONOTONIC, &w->until);
    w->until.tv_sec += SERVICE_SECONDS_MOST;
    w->late = false;
    return w;
}

/* Handed to the one who waits longest, who alone is woken. */
static void give_back(service *s, worker *w)
{
    pthread_mutex_lock(&s->lock);
    waiter *next = s->first;
    if (next) {
        s->first = next->next;
        next->worker = w;
        pthread_cond_signal(&next->given);
    } else {
        w->next = s->idle;
        s->idle = w;
    }
    pthread_mutex_unlock(&s->lock);
}

/* Makes the database, or brings it up to date, before anybody reads it. */
static khabar_status make_database(const char *db, khabar_error *error)
{
    store *made = NULL;
    khabar_status status = store_open(db, STORE_WRITE, &made, error);
    store_close(made);
    return status;
}

khabar_status service_open(const char *db, bool write, const char *lexicon_path, unsigned workers, service **out,
                           khabar_error *error)
{
    service *s = calloc(1, sizeof *s);
    if (!s) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    *out = s;
    pthread_mutex_init(&s->lock, NULL);
    s->stored = db != NULL;
    s->write_to = write ? db : NULL;
    s->workers = calloc(workers, sizeof *s->workers);
    khabar_status status = s->workers ? KHABAR_OK : error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    if (status == KHABAR_OK) status = khabar_open(lexicon_path, &s->k, error);
    if (status == KHABAR_OK) status = sources_open(s->k, &s->sources, error);
    if (status == KHABAR_OK && write) status = make_database(db, error);
    if (status == KHABAR_OK && db) status = keep_open(db, &s->kept, error);
    for (unsigned i = 0; status == KHABAR_OK && i < workers; i++) {
        worker *w = &s->workers[s->n_workers++];
        status = khabar_reader_new(s->k, &w->reader, error);
        if (status == KHABAR_OK && db) status = store_open(db, STORE_READ, &w->store, error);
        if (status == KHABAR_OK && db) sqlite3_progress_handler(w->store->db, 10000, is_late, w);
        w->next = s->idle;
        s->idle = w;
    }
    if (status == KHABAR_OK) return KHABAR_OK;
    service_close(s);
    *out = NULL;
    return status;
}

void service_close(service *s)
{
    if (!s) return;
    for (unsigned i = 0; i < s->n_workers; i++) {
        khabar_reader_free(s->workers[i].reader);
        store_close(s->workers[i].store);
    }
    free(s->workers);
    keep_close(s->kept);
    sources_close(s->sources);
    khabar_close(s->k);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

int64_t service_articles(service *s)
{
    if (!s->stored) return -1;
    worker *w = take(s);
    int64_t n = sql_number(w->store->db, "SELECT count(*) FROM article");
    give_back(s, w);
    return n;
}

/* ---- replies ---- */

static void reply_buf(service_reply *out, buf *b)
{
    out->bytes = buf_str(b);
    out->owned = b->bytes;
}

static void fail(service_reply *out, int status, const char *code, const char *message)
{
    buf b = {0};
    sheet s = {.out = &b};
    buf_char(&b, '{');
    sheet_open(&s, "error", '{');
    sheet_int(&s, "status", status, -1);
    sheet_text(&s, "code", str_of(code));
    sheet_text(&s, "message", str_of(message));
    sheet_close(&s, '}');
    buf_z(&b, "}\n");
    out->status = status;
    out->type = "application/json";
    reply_buf(out, &b);
}

static void send_asset(const service_request *q, str name, int status, service_reply *out)
{
    asset x;
    if (!assets_find(name, &x)) {
        fail(out, 404, "not-found", "there is no such file");
        return;
    }
    out->status = status;
    out->type = "application/octet-stream";
    /* types stand in the pack; the reply wants one that ends in NUL */
    static const char *const types[] = {
        "text/html; charset=utf-8", "text/css; charset=utf-8", "text/javascript; charset=utf-8",
        "application/json",         "image/svg+xml",           "font/woff2",
        "text/plain; charset=utf-8"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq(x.type, str_of(types[i]))) out->type = types[i];
    memcpy(out->tag, x.tag, sizeof out->tag);
    out->bytes = x.bytes;
    if (status == 200 && str_eq(q->none_match, str_of(x.tag))) {
        out->status = 304;
        out->bytes = (str){0};
    }
}

/* "khabar-events.csv": what a browser calls the file that it saves. */
static void name_file(service_reply *out, str path)
{
    char name[48];
    size_t n = 0;
    for (size_t i = 1; i < path.n && n + 1 < sizeof name; i++) {
        char c = path.p[i];
        name[n++] = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
    }
    name[n] = 0;
    snprintf(out->name, sizeof out->name, "khabar-%s.csv", name);
}

static void make(service *s, const request *r, const route *way, str id, str body, service_reply *out)
{
    buf b = {0};
    worker *w = take(s);
    answer a = {.q = r,
                .route = way,
                .id = id,
                .body = body,
                .store = w->store,
                .write_to = s->write_to,
                .k = s->k,
                .reader = w->reader,
                .sources = s->sources,
                .out = &b,
                .status = 200};
    way->make(&a);
    bool late = w->late;
    give_back(s, w);
    if (a.status == 200 && b.failed) answer_fail(&a, 500, "memory", "out of memory for the answer");
    if (late) answer_fail(&a, 503, "timeout", "this takes longer than %d seconds; ask for less", SERVICE_SECONDS_MOST);
    if (a.status != 200) {
        buf_free(&b);
        fail(out, a.status, a.code ? a.code : "error", a.error.message);
        return;
    }
    if (r->form == FORM_CSV) name_file(out, r->path);
    out->status = 200;
    out->type = r->form == FORM_CSV ? "text/csv; charset=utf-8" : "application/json";
    reply_buf(out, &b);
}

/* What is kept of an answer before it is made again. */
static void make_or_recall(service *s, const service_request *q, const request *r, const route *way, str id,
                           service_reply *out)
{
    bool get = strcmp(way->method, "GET") == 0 && s->kept;
    keep_stamp stamp = {0};
    if (get) {
        stamp = keep_now(s->kept);
        if (keep_find(s->kept, q->target, &stamp, &out->owned, &out->bytes.n)) {
            out->bytes.p = out->owned;
            out->status = 200;
            out->type = r->form == FORM_CSV ? "text/csv; charset=utf-8" : "application/json";
            if (r->form == FORM_CSV) name_file(out, r->path);
            return;
        }
    }
    make(s, r, way, id, q->body, out);
    if (get && out->status == 200) keep_add(s->kept, q->target, &stamp, out->bytes);
}

static bool may_ask(const service_request *q, service_reply *out)
{
    if (!q->host.p || !request_host_ok(q->host, q->loopback))
        fail(out, 403, "host",
             "the Host header names another site; open the page by the address that khabar serve prints");
    else if (q->origin.p && !request_origin_ok(q->origin, q->host))
        fail(out, 403, "origin", "a page of another site asks; only khabar's own page may");
    else if (q->fetch_site.p && strcmp(q->fetch_site.p, "cross-site") == 0 && str_eq(q->method, STR("POST")))
        fail(out, 403, "origin", "a page of another site asks; only khabar's own page may");
    else
        return true;
    return false;
}

/* A form of another site cannot be sent as JSON: the browser would have to ask first, and is not answered. */
static bool is_json(str type)
{
    str name = str_trim(str_cut(&type, ';')), wanted = STR("application/json");
    return name.n == wanted.n && strncasecmp(name.p, wanted.p, wanted.n) == 0;
}

static void answer_route(service *s, const service_request *q, const request *r, service_reply *out)
{
    const char *allow;
    str id = {0};
    /* the API has its forms by Accept, not by the ending */
    bool api = str_starts(r->file, STR("/api/"));
    const route *way = route_find(q->method, api ? r->file : r->path, &id, &allow);
    unsigned form = api ? FORM_JSON : r->form;
    if (!way && allow) {
        fail(out, 405, "method", "this address takes another method");
        out->allow = allow;
    } else if (!way || !(way->forms & form)) {
        if (way || api || r->form != FORM_PAGE || memchr(r->path.p + 1, '.', r->path.n - 1))
            fail(out, 404, "not-found", "there is nothing at this address; /api/openapi lists what there is");
        else
            send_asset(q, STR("index.html"), 404, out);
    } else if (form == FORM_PAGE)
        send_asset(q, STR("index.html"), 200, out);
    else if (way->needs == NEEDS_WRITE && !s->write_to)
        fail(out, 403, "read-only",
             "this server keeps nothing; khabar serve --db FILE --write lets visitors keep reports");
    else if (way->needs == NEEDS_DATABASE && !s->stored)
        fail(out, 404, "no-database", "no database is open: khabar serve --db FILE");
    else if (way->needs == NEEDS_WRITE && !is_json(q->content_type))
        fail(out, 415, "type", "Content-Type: application/json is wanted");
    else if (q->too_long)
        fail(out, 413, "too-large", "the body is longer than 512 KiB; khabar read takes longer texts");
    else {
        request asked = *r;
        asked.form = form;
        asked.path = api ? r->file : r->path;
        make_or_recall(s, q, &asked, way, id, out);
    }
}

void service_answer(service *s, const service_request *q, service_reply *out)
{
    static _Thread_local request r;
    const char *why;
    *out = (service_reply){0};
    if (!may_ask(q, out)) return;
    int refused = request_read(q->target, &r, &why);
    if (refused) {
        fail(out, refused, "address", why);
        return;
    }
    bool get = str_eq(q->method, STR("GET")) || str_eq(q->method, STR("HEAD"));
    asset unused;
    if (get && r.file.n > 1 && assets_find(str_sub(r.file, 1, r.file.n), &unused))
        send_asset(q, str_sub(r.file, 1, r.file.n), 200, out);
    else
        answer_route(s, q, &r, out);
}
