/* about: what the page must know of the program itself: names of codes in two languages, what the database holds, the routes
 * as an OpenAPI description.
 *
 *   /api/labels  ->  {"labels":{"type.CONSULT":["لقاء وتشاور","meeting, consultation"]},"countries":{"RUS":["روسيا","Russia"]}}
 */
#include "server/answer.h"
#include "server/route.h"
#include "record/record.h"
#include "store/sql.h"

#include <stdio.h>

static void pair(sheet *s, str key, str ar, str en)
{
    if (s->comma) buf_char(s->out, ',');
    buf_json(s->out, key);
    buf_char(s->out, ':');
    s->comma = false;
    buf_char(s->out, '[');
    buf_json(s->out, ar);
    buf_char(s->out, ',');
    buf_json(s->out, en);
    buf_char(s->out, ']');
    s->comma = true;
}

void answer_labels(answer *a)
{
    query_filter unused;
    if (!answer_filter(a, &unused)) return;
    const lexicon *lex = khabar_lexicon(a->k);
    sheet s = {.out = a->out};
    buf_char(a->out, '{');
    sheet_open(&s, "labels", '{');
    for (uint32_t i = 0; i < lex->n_labels; i++) {
        const lex_label *l = &lex->labels[i];
        if (l->key) pair(&s, lexicon_text(lex, l->key), lexicon_text(lex, l->ar), lexicon_text(lex, l->en));
    }
    sheet_close(&s, '}');
    sheet_open(&s, "countries", '{');
    for (uint32_t i = 1; i < lex->n_entities; i++) {
        const lex_entity *e = &lex->entities[i];
        if ((e->kind == ENTITY_state || e->kind == ENTITY_code) && e->code)
            pair(&s, lexicon_text(lex, e->code), lexicon_text(lex, e->name), lexicon_text(lex, e->en));
    }
    sheet_close(&s, '}');
    sheet_open(&s, "quads", '{');
    for (unsigned i = 0; i < TYPE_COUNT; i++) sheet_int(&s, lex_type_name[i], lex->type_quads[i], 0);
    sheet_close(&s, '}');
    buf_char(a->out, '}');
}

void answer_status(answer *a)
{
    query_filter unused;
    if (!answer_filter(a, &unused)) return;
    sheet s = {.out = a->out};
    buf_char(a->out, '{');
    sheet_text(&s, "khabar", STR(KHABAR_VERSION));
    sheet_flag(&s, "write", a->write_to != NULL);
    if (a->store) {
        sqlite3 *db = a->store->db;
        sheet_open(&s, "database", '{');
        sheet_int(&s, "articles", sql_number(db, "SELECT count(*) FROM article"), -1);
        sheet_int(&s, "copies", sql_number(db, "SELECT count(*) FROM article WHERE copy_of IS NOT NULL"), -1);
        sheet_int(&s, "events", sql_number(db, "SELECT count(*) FROM event"), -1);
        sheet_int(&s, "statements", sql_number(db, "SELECT count(*) FROM statement"), -1);
        sheet_int(&s, "actors", sql_number(db, "SELECT count(*) FROM actor_key WHERE actor_id = id"), -1);
        sqlite3_stmt *q = sql_prepare(db, a->store->path, "SELECT min(day), max(day) FROM article", &a->error);
        if (q && sqlite3_step(q) == SQLITE_ROW) {
            sheet_text(&s, "since", sql_column(q, 0));
            sheet_text(&s, "until", sql_column(q, 1));
        }
        sqlite3_finalize(q);
        sheet_close(&s, '}');
    }
    buf_char(a->out, '}');
}

/* ---- OpenAPI ---- */

static const char *const form_endings[] = {".json", ".csv"};
static const char *const form_types[] = {"application/json", "text/csv"};

static void parameter(sheet *s, const char *name, const char *where, const char *type, const char *help)
{
    sheet_row(s);
    sheet_text(s, "name", str_of(name));
    sheet_text(s, "in", str_of(where));
    sheet_flag(s, "required", strcmp(where, "path") == 0);
    sheet_text(s, "description", str_of(help));
    sheet_open(s, "schema", '{');
    sheet_text(s, "type", str_of(type));
    sheet_close(s, '}');
    sheet_row_end(s);
}

static void parameters(sheet *s, const route *r)
{
    static const char *const types[] = {"string", "integer", "number", "string"};
    sheet_open(s, "parameters", '[');
    if (strstr(r->path, "{id}")) parameter(s, "id", "path", "integer", "its number in the database");
    for (size_t i = 0; i < n_route_params; i++)
        if (route_takes(r, str_of(route_params[i].name)))
            parameter(s, route_params[i].name, "query", types[route_params[i].kind], route_params[i].help);
    sheet_close(s, ']');
}

static void response(sheet *s, const char *status, const char *description, const char *type)
{
    sheet_open(s, status, '{');
    sheet_text(s, "description", str_of(description));
    sheet_open(s, "content", '{');
    sheet_open(s, type, '{');
    sheet_close(s, '}');
    sheet_close(s, '}');
    sheet_close(s, '}');
}

static void operation(sheet *s, const route *r, const char *type)
{
    sheet_open(s, strcmp(r->method, "POST") == 0 ? "post" : "get", '{');
    sheet_text(s, "summary", str_of(r->summary));
    parameters(s, r);
    if (strcmp(r->method, "POST") == 0) {
        sheet_open(s, "requestBody", '{');
        sheet_flag(s, "required", true);
        sheet_open(s, "content", '{');
        if (r->needs != NEEDS_WRITE) sheet_open(s, "text/plain", '{'), sheet_close(s, '}');
        sheet_open(s, "application/json", '{'), sheet_close(s, '}');
        sheet_close(s, '}');
        sheet_close(s, '}');
    }
    sheet_open(s, "responses", '{');
    response(s, "200", "the answer", type);
    response(s, "default", "{\"error\":{\"status\",\"code\",\"message\"}}: what is wrong, and what is wanted",
             "application/json");
    sheet_close(s, '}');
    sheet_close(s, '}');
}

void answer_openapi(answer *a)
{
    query_filter unused;
    if (!answer_filter(a, &unused)) return;
    sheet s = {.out = a->out};
    buf_char(a->out, '{');
    sheet_text(&s, "openapi", STR("3.0.3"));
    sheet_open(&s, "info", '{');
    sheet_text(&s, "title", STR("khabar serve"));
    sheet_text(&s, "version", STR(KHABAR_VERSION));
    sheet_text(&s, "description",
               STR("Every view of the page has its data beside it: /events is the page, /events.json "
                   "and /events.csv are its rows. Fields are those of docs/records.md."));
    sheet_open(&s, "license", '{');
    sheet_text(&s, "name", STR("Apache-2.0"));
    sheet_close(&s, '}');
    sheet_close(&s, '}');
    sheet_open(&s, "paths", '{');
    for (size_t i = 0; i < n_routes; i++) {
        const route *r = &routes[i];
        bool api = strncmp(r->path, "/api/", 5) == 0;
        for (unsigned form = 0; form < 2; form++) {
            char path[64];
            if (!(r->forms & (form == 0 ? FORM_JSON : FORM_CSV))) continue;
            snprintf(path, sizeof path, "%s%s", r->path, api ? "" : form_endings[form]);
            sheet_open(&s, path, '{');
            operation(&s, r, form_types[form]);
            sheet_close(&s, '}');
        }
    }
    sheet_close(&s, '}');
    buf_char(a->out, '}');
}
