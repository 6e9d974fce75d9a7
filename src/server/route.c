/* route: see route.h; and the parameters of a request as a query_filter. */
#include "server/route.h"

#include <stdio.h>
#include <stdlib.h>

const route routes[] = {
#define X(path, method, forms, needs, make, params, summary) {path, method, forms, needs, make, params, summary},
    ROUTES(X)
#undef X
};
const size_t n_routes = sizeof routes / sizeof *routes;

enum { LIMIT_DEFAULT = 50, LIMIT_MOST = 1000 };

/* clang-format off */
#define WHO "RUS (a country or PLOVER code), RUS.MIL, .REB, Q7747, #12 (an actor's id), or words of a name; commas divide alternatives"
#define FILTER_TEXTS(X) \
    X(actor, "who does it: " WHO) X(recipient, "to whom it is done; as actor") X(party, "actor or recipient; as actor") \
    X(attributed_to, "on whose word; as actor, or 'outlet': told in the outlet's own voice") \
    X(type, "PLOVER types: CONSULT, ASSAULT") X(mode, "PLOVER modes") X(cameo, "CAMEO codes or their beginnings") \
    X(context, "PLOVER contexts") X(quad, "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict") \
    X(status, "events: asserted, negated, future, hypothetical, historical; statements: asserted, denied") \
    X(place, "words of a place's name") X(country, "events: of the place; actors: of the actor") \
    X(speaker, "who says it; as actor") X(addressee, "to whom it is said; as actor") X(via, "through whom; as actor") \
    X(about, "what the statement speaks of: words, or an actor's #id") \
    X(kind, "statements: direct, indirect, mixed; actors: person, country, org, group") \
    X(sector, "PLOVER sectors of actors") X(name, "an actor; as actor") \
    X(since, "first day: YYYY, YYYY-MM or YYYY-MM-DD") X(until, "last day, the same") \
    X(outlet, "outlets") X(text, "words of the report, found by their lemmas; \"…\" is a phrase") \
    X(group, "event_group: the same event in several reports") X(uid, "a record's lasting name")
/* clang-format on */

const route_param route_params[] = {
#define X(name, help) {#name, PARAM_TEXT, offsetof(query_filter, name), help},
    FILTER_TEXTS(X)
#undef X
        {"article", PARAM_WHOLE, offsetof(query_filter, article), "a report's id"},
    {"confidence", PARAM_SHARE, offsetof(query_filter, confidence), "at least, 0 to 1"},
    {"copies", PARAM_FLAG, offsetof(query_filter, copies), "1: near copies of other reports too"},
    {"limit", PARAM_WHOLE, offsetof(query_filter, limit), "most rows, up to 1000"},
    {"offset", PARAM_WHOLE, offsetof(query_filter, offset), "rows to pass over"},
    {"order", PARAM_TEXT, SIZE_MAX, "newest: by day downwards"},
    {"a", PARAM_TEXT, SIZE_MAX, "one side: a country's code, or #12"},
    {"b", PARAM_TEXT, SIZE_MAX, "the other side"},
    {"events", PARAM_FLAG, SIZE_MAX, "1: the events themselves"},
    {"by", PARAM_TEXT, SIZE_MAX, "month, year, day, type, outlet, country, dyad, actor, actors, place; commas divide"},
    {"what", PARAM_TEXT, SIZE_MAX, "events (default), statements, articles"},
    {"rule", PARAM_TEXT, SIZE_MAX, "a rule's name, as records give it"},
    {"date", PARAM_TEXT, SIZE_MAX, "day of the report, YYYY-MM-DD, where the body does not say it"},
    {"source", PARAM_TEXT, SIZE_MAX, "outlet, where the body does not say it"},
    {"title", PARAM_TEXT, SIZE_MAX, "headline, where the body does not say it"},
};
const size_t n_route_params = sizeof route_params / sizeof *route_params;

static bool matches(str pattern, str path, str *id)
{
    static const str hole = {"{id}", 4};
    if (!str_ends(pattern, hole)) return str_eq(pattern, path);
    str before = str_sub(pattern, 0, pattern.n - hole.n);
    if (!str_starts(path, before) || path.n == before.n) return false;
    *id = str_sub(path, before.n, path.n);
    return memchr(id->p, '/', id->n) == NULL;
}

const route *route_find(str method, str path, str *id, const char **allow)
{
    *allow = NULL;
    for (size_t i = 0; i < n_routes; i++) {
        if (!matches(str_of(routes[i].path), path, id)) continue;
        bool head = str_eq(method, STR("HEAD")) && strcmp(routes[i].method, "GET") == 0;
        if (head || str_eq(method, str_of(routes[i].method))) return &routes[i];
        *allow = routes[i].method;
    }
    return NULL;
}

bool route_takes(const route *r, str name)
{
    str rest = str_of(r->params);
    while (rest.n)
        if (str_eq(str_cut(&rest, ' '), name)) return true;
    /* of the page alone: its twins may keep its address */
    return str_eq(name, STR("lang")) || str_eq(name, STR("view"));
}

void answer_fail(answer *a, int status, const char *code, const char *format, ...)
{
    va_list args;
    a->status = status;
    a->code = code;
    va_start(args, format);
    vsnprintf(a->error.message, sizeof a->error.message, format, args);
    va_end(args);
}

void answer_failed(answer *a, khabar_status status)
{
    if (status == KHABAR_OK) return;
    a->code = khabar_status_name(status);
    switch (status) {
    case KHABAR_ERR_ARGUMENT:
    case KHABAR_ERR_UTF8:
    case KHABAR_ERR_INPUT: a->status = 400; break;
    case KHABAR_ERR_TOO_LARGE: a->status = 413; break;
    case KHABAR_ERR_STORE: a->status = 503; break;
    default: a->status = 500;
    }
}

/* ---- the filter ---- */

static const route_param *param_named(str name)
{
    for (size_t i = 0; i < n_route_params; i++)
        if (str_eq(str_of(route_params[i].name), name)) return &route_params[i];
    return NULL;
}

static bool whole(str s, int64_t *n)
{
    *n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        *n = *n * 10 + (s.p[i] - '0');
    }
    return s.n > 0 && s.n < 16;
}

static bool share(str s, double *x)
{
    char *end;
    *x = strtod(s.p, &end);
    return s.n > 0 && s.n < 10 && s.p[0] != ' ' && end == s.p + s.n && *x >= 0 && *x <= 1;
}

static bool set_member(answer *a, query_filter *f, const route_param *p, str value)
{
    char *member = (char *)f + p->member;
    int64_t n;
    switch (p->kind) {
    case PARAM_TEXT:
        if (p->member != SIZE_MAX) memcpy(member, &value.p, sizeof value.p);
        return true;
    case PARAM_WHOLE:
        if (!whole(value, &n)) break;
        if (strcmp(p->name, "limit") == 0)
            f->limit = n > LIMIT_MOST ? LIMIT_MOST : (uint32_t)n;
        else if (strcmp(p->name, "offset") == 0)
            f->offset = n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
        else
            f->article = n;
        return true;
    case PARAM_SHARE:
        if (!share(value, &f->confidence)) break;
        return true;
    case PARAM_FLAG:
        if (!str_eq(value, STR("1")) && !str_eq(value, STR("0"))) break;
        if (p->member != SIZE_MAX) *(bool *)member = value.p[0] == '1';
        return true;
    }
    answer_fail(a, 400, "argument", "%s: '%.100s' is not what is wanted: %s", p->name, value.p, p->help);
    return false;
}

bool answer_filter(answer *a, query_filter *f)
{
    *f = (query_filter){.reader = a->reader};
    for (uint32_t i = 0; i < a->q->n_params; i++) {
        str name = a->q->params[i].name, value = a->q->params[i].value;
        const route_param *p = param_named(name);
        if (!route_takes(a->route, name)) {
            answer_fail(a, 400, "argument", "unknown parameter '%.60s'; here may stand: %s", name.p,
                        *a->route->params ? a->route->params : "none");
            return false;
        }
        if (value.n == 0 || !p) continue; /* an empty field of a form asks for nothing */
        if (!set_member(a, f, p, value)) return false;
    }
    if (f->limit == 0) f->limit = LIMIT_DEFAULT;
    str order = request_value(a->q, "order");
    f->newest_first = str_eq(order, STR("newest"));
    if (order.n && !f->newest_first) {
        answer_fail(a, 400, "argument", "order: newest is the only one");
        return false;
    }
    return true;
}
