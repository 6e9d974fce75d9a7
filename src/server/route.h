/* route: the table of everything that can be asked for; it feeds the dispatcher, the OpenAPI file and a test.
 *
 *   route_find("GET", "/article/12")  ->  route "/article/{id}", id "12"
 *
 * Invariant: a path and a method have one route at most; a parameter that a route does not name is refused. */
#ifndef KHABAR_SERVER_ROUTE_H
#define KHABAR_SERVER_ROUTE_H

#include "server/answer.h"

/* Parameters of every list of events, of statements, of articles, of actors. */
#define WHEN "since until "
#define OF_EVENTS                                                                                                      \
    "actor recipient party attributed_to type mode cameo context quad status place country group uid confidence "      \
    "outlet text article copies " WHEN
#define OF_STATEMENTS "speaker addressee via about kind status uid confidence outlet text article copies " WHEN
#define OF_ARTICLES   "outlet text copies " WHEN
#define PAGED         "limit offset "

/* What must be there for it: nothing, khabar serve --db, or also --write: it changes the database. */
typedef enum { NEEDS_NOTHING, NEEDS_DATABASE, NEEDS_WRITE } route_needs;

/* path, method, forms, needs, function (NULL: the page alone), parameters, summary */
#define ROUTES(X)                                                                                                      \
    X("/", "GET", FORM_PAGE, NEEDS_NOTHING, NULL, "", "the page: search, and a text to paste")                         \
    X("/read", "GET", FORM_PAGE, NEEDS_NOTHING, NULL, "", "the page: paste a text")                                    \
    X("/api/read", "POST", FORM_JSON, NEEDS_NOTHING, answer_read, "date source title",                                 \
      "reads the report in the body (text in any charset, or JSON as khabar read takes it); nothing is stored")        \
    X("/api/store", "POST", FORM_JSON, NEEDS_WRITE, answer_store, "",                                                  \
      "keeps the report in the body, one JSON object as khabar read takes it, as khabar ingest would: its number and " \
      "address; only with khabar serve --write")                                                                       \
    X("/api/why", "GET", FORM_JSON, NEEDS_NOTHING, answer_why, "rule article",                                         \
      "the data row behind a rule; with article: what each record of a stored article rests on")                       \
    X("/api/labels", "GET", FORM_JSON, NEEDS_NOTHING, answer_labels, "",                                               \
      "names of types, kinds and countries in Arabic and English")                                                     \
    X("/api/status", "GET", FORM_JSON, NEEDS_NOTHING, answer_status, "", "version, and what the database holds")       \
    X("/api/openapi", "GET", FORM_JSON, NEEDS_NOTHING, answer_openapi, "", "this description")                         \
    X("/search", "GET", FORM_PAGE | FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_search, OF_ARTICLES PAGED,            \
      "reports that hold the words, best first, with snippets and facets")                                             \
    X("/articles", "GET", FORM_PAGE | FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_articles,                           \
      OF_ARTICLES PAGED "order", "reports")                                                                            \
    X("/article/{id}", "GET", FORM_PAGE | FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_article, "",                    \
      "one report: its text and everything found in it; as CSV its events")                                            \
    X("/events", "GET", FORM_PAGE | FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_events, OF_EVENTS PAGED "order",      \
      "who did what to whom")                                                                                          \
    X("/statements", "GET", FORM_PAGE | FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_statements,                       \
      OF_STATEMENTS PAGED "order", "who said what")                                                                    \
    X("/actors", "GET", FORM_PAGE | FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_actors,                               \
      "name kind country sector " PAGED, "actors across reports, those in most reports first")                         \
    X("/actor/{id}", "GET", FORM_PAGE | FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_actor, "",                        \
      "one actor: names, roles over time, counts by month, partners; as CSV the months")                               \
    X("/dyad", "GET", FORM_PAGE | FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_dyad, "a b events " WHEN PAGED,         \
      "what passed between a and b (codes of countries, or #12): by month and quad class; with events=1 the events")   \
    X("/network", "GET", FORM_PAGE | FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_network, "by limit " OF_EVENTS,      \
      "who acts on whom: pairs with most events first, of actors, or of countries (by=dyad)")                          \
    X("/map", "GET", FORM_PAGE | FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_map, "limit " OF_EVENTS,                 \
      "events by place")                                                                                               \
    X("/timeline", "GET", FORM_PAGE | FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_timeline, OF_EVENTS,                \
      "events by month and quad class")                                                                                \
    X("/counts", "GET", FORM_JSON | FORM_CSV, NEEDS_DATABASE, answer_counts,                                           \
      "what by limit speaker addressee via about kind " OF_EVENTS,                                                     \
      "events, statements or articles counted by up to three things")

struct route {
    const char *path, *method;
    unsigned forms;
    route_needs needs;
    void (*make)(answer *a);
    const char *params, *summary;
};

extern const route routes[];
extern const size_t n_routes;

/* name, how it is read (route_param_kind), what it is, for the description */
typedef enum { PARAM_TEXT, PARAM_WHOLE, PARAM_SHARE, PARAM_FLAG } route_param_kind;

typedef struct route_param {
    const char *name;
    route_param_kind kind;
    size_t member; /* of query_filter; SIZE_MAX: none, the route reads it itself */
    const char *help;
} route_param;

extern const route_param route_params[];
extern const size_t n_route_params;

/* The route of a path (without .json, .csv) and a method; *id: what stands in the place of {id}. NULL: none; *allow is then the method
 * that the path has, NULL where there is no such path. */
const route *route_find(str method, str path, str *id, const char **allow);

/* Does the route take this parameter? */
bool route_takes(const route *r, str name);

#endif
