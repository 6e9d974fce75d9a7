/* views: counts joined with what the database knows of their keys: actor, dyad, network, map.
 *
 *   /dyad.json?a=RUS&b=CHN  ->  {"rows":[{"month":"2022-02","actor_country":"RUS","recipient_country":"CHN","n":4,…}]}
 */
#include "server/list.h"
#include "server/panel.h"
#include "store/sql.h"

#include <math.h>
#include <stdlib.h>
#include <stdio.h>

/* ---- what is known of an actor ---- */

static sqlite3_stmt *ask(answer *a, const char *sql)
{
    sqlite3_stmt *s = sql_prepare(a->store->db, a->store->path, sql, &a->error);
    if (!s) answer_failed(a, KHABAR_ERR_STORE);
    return s;
}

static int64_t number_of(str s)
{
    int64_t n = 0;
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && i < 16; i++) n = n * 10 + (s.p[i] - '0');
    return n;
}

static int by_bytes(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

/* "nodes": the actors of the lines (their ids in the cells from and to), each once. */
static void nodes(answer *a, panel *p, sheet *s, uint32_t from, uint32_t to)
{
    int64_t *ids = calloc(2 * (size_t)p->n + 1, sizeof *ids);
    uint32_t n = 0;
    if (!ids) {
        answer_fail(a, 500, "memory", "out of memory");
        return;
    }
    for (uint32_t i = 0; i < p->n; i++) {
        ids[n++] = number_of(p->lines[i].cells[from]);
        ids[n++] = number_of(p->lines[i].cells[to]);
    }
    qsort(ids, n, sizeof *ids, by_bytes);
    sqlite3_stmt *q =
        ask(a, "SELECT id, name, name_en, kind, country, sector, role, wikidata FROM actor_key WHERE id = ?");
    sheet_open(s, "nodes", '[');
    for (uint32_t i = 0; q && i < n; i++) {
        if (i && ids[i] == ids[i - 1]) continue;
        sqlite3_bind_int64(q, 1, ids[i]);
        if (sqlite3_step(q) == SQLITE_ROW) {
            static const char *const names[] = {"name", "name_en", "kind", "country", "sector", "role", "wikidata"};
            sheet_row(s);
            sheet_int(s, "id", ids[i], -1);
            for (int k = 0; k < 7; k++) sheet_text(s, names[k], sql_column(q, k + 1));
            sheet_row_end(s);
        }
        sqlite3_reset(q);
    }
    sheet_close(s, ']');
    sqlite3_finalize(q);
    free(ids);
}

/* ---- network ---- */

void answer_network(answer *a)
{
    query_filter f;
    panel p;
    str named = request_value(a->q, "by");
    bool countries = str_eq(named, STR("dyad"));
    if (named.n && !countries && !str_eq(named, STR("actors"))) {
        answer_fail(a, 400, "argument", "by: actors or dyad");
        return;
    }
    if (!answer_filter(a, &f)) return;
    uint32_t most = request_value(a->q, "limit").n ? f.limit : 120;
    const query_by by = countries ? QUERY_BY_DYAD : QUERY_BY_ACTORS;
    if (panel_read(&p, a, QUERY_EVENTS, &by, 1, &f, NULL, NULL)) {
        panel_top(&p, most);
        sheet s = answer_begin(a);
        panel_rows(&p, &s, QUERY_EVENTS);
        if (s.mode == SHEET_JSON) {
            sheet_close(&s, ']');
            if (!countries) nodes(a, &p, &s, 0, 2);
            buf_char(a->out, '}');
        }
    }
    panel_free(&p);
}

/* ---- map ---- */

typedef struct spot {
    str name, country, name_en;
    double lat, lon;
} spot;

typedef struct spots {
    buf text; /* of the names, which are offsets into it until all are there */
    spot *at;
    uint32_t n;
} spots;

static int by_name(const void *x, const void *y)
{
    const spot *a = x, *b = y;
    int c = str_cmp(a->name, b->name);
    return c ? c : str_cmp(a->country, b->country);
}

static str noted(buf *text, str s)
{
    size_t at = text->n;
    buf_add(text, s);
    buf_char(text, 0);
    return (str){(const char *)(uintptr_t)at, s.n};
}

static bool read_spots(answer *a, spots *out)
{
    int64_t most = sql_number(a->store->db, "SELECT count(*) FROM place WHERE lat IS NOT NULL");
    sqlite3_stmt *q =
        ask(a, "SELECT name, coalesce(country, ''), name_en, lat, lon FROM place WHERE lat IS NOT NULL ORDER BY id");
    out->at = calloc((size_t)most + 1, sizeof *out->at);
    while (q && out->at && out->n < most && sqlite3_step(q) == SQLITE_ROW) {
        spot *s = &out->at[out->n++];
        s->name = noted(&out->text, sql_column(q, 0));
        s->country = noted(&out->text, sql_column(q, 1));
        s->name_en = noted(&out->text, sql_column(q, 2));
        s->lat = sqlite3_column_double(q, 3);
        s->lon = sqlite3_column_double(q, 4);
    }
    sqlite3_finalize(q);
    if (!q) return false;
    if (!out->at || out->text.failed) {
        answer_fail(a, 500, "memory", "out of memory");
        return false;
    }
    for (uint32_t i = 0; i < out->n; i++) {
        str *const names[] = {&out->at[i].name, &out->at[i].country, &out->at[i].name_en};
        for (int k = 0; k < 3; k++) names[k]->p = out->text.bytes + (uintptr_t)names[k]->p;
    }
    qsort(out->at, out->n, sizeof *out->at, by_name);
    return true;
}

static bool has_place(const query_count *line, const void *context)
{
    (void)context;
    return line->cells[0].n > 0;
}

static void map_row(const panel *p, sheet *s, const query_count *line, const spot *where)
{
    sheet_row(s);
    panel_row(p, s, line, QUERY_EVENTS);
    sheet_text(s, "name_en", where ? where->name_en : (str){0});
    sheet_real(s, "lat", where ? where->lat : NAN, 2);
    sheet_real(s, "lon", where ? where->lon : NAN, 2);
    sheet_row_end(s);
}

void answer_map(answer *a)
{
    query_filter f;
    panel p;
    spots known = {0};
    const query_by by = QUERY_BY_PLACE;
    static const query_count nothing = {0};
    if (!answer_filter(a, &f)) return;
    uint32_t most = request_value(a->q, "limit").n ? f.limit : 500;
    if (panel_read(&p, a, QUERY_EVENTS, &by, 1, &f, has_place, NULL) && read_spots(a, &known)) {
        panel_top(&p, most);
        sheet s = answer_begin(a);
        if (s.mode == SHEET_NAMES) map_row(&p, &s, &nothing, NULL);
        if (s.mode == SHEET_NAMES) s.mode = SHEET_CELLS;
        for (uint32_t i = 0; i < p.n; i++) {
            spot key = {.name = p.lines[i].cells[0], .country = p.lines[i].cells[1]};
            map_row(&p, &s, &p.lines[i], known.n ? bsearch(&key, known.at, known.n, sizeof key, by_name) : NULL);
        }
        answer_end(a, &s);
    }
    buf_free(&known.text);
    free(known.at);
    panel_free(&p);
}

/* ---- dyad ---- */

typedef struct sides {
    str a, b;
    bool actors; /* ids, else codes */
} sides;

static bool is_code(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z') return false;
    return s.n == 3;
}

static bool is_id(str s)
{
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 1 && s.n < 16 && s.p[0] == '#';
}

static bool read_sides(answer *a, sides *x)
{
    x->a = request_value(a->q, "a");
    x->b = request_value(a->q, "b");
    x->actors = is_id(x->a) && is_id(x->b);
    if ((x->actors || (is_code(x->a) && is_code(x->b))) && !str_eq(x->a, x->b)) return true;
    answer_fail(a, 400, "argument", "a and b: two codes of countries (RUS, CHN), or two actors (#12, #40; # is %%23)");
    return false;
}

/* A line of month and pair: the pair stands behind the month. */
static bool between(const query_count *line, const void *context)
{
    const sides *x = context;
    str from = line->cells[1], to = line->cells[x->actors ? 3 : 2];
    str a = x->actors ? str_sub(x->a, 1, x->a.n) : x->a, b = x->actors ? str_sub(x->b, 1, x->b.n) : x->b;
    return (str_eq(from, a) && str_eq(to, b)) || (str_eq(from, b) && str_eq(to, a));
}

static bool is_side(const query_party *p, str side)
{
    return side.p[0] == '#' ? p->actor_id == number_of(str_sub(side, 1, side.n)) : str_eq(p->country, side);
}

static bool has_side(const query_parties *l, str side)
{
    for (uint32_t i = 0; i < l->n; i++)
        if (is_side(&l->at[i], side)) return true;
    return false;
}

/* Does the event pass from one side to the other, or between them as equals? */
static bool passes(const query_event *e, const sides *x)
{
    bool aa = has_side(&e->actors, x->a), ab = has_side(&e->actors, x->b);
    if (e->recipients.n == 0) return aa && ab;
    return (aa && has_side(&e->recipients, x->b)) || (ab && has_side(&e->recipients, x->a));
}

static void dyad_events(answer *a, query_filter *f, const sides *x)
{
    query_rows *rows = NULL;
    query_event e = {0};
    uint32_t most = f->limit, n = 0, pass = f->offset;
    f->limit = f->offset = 0;
    f->newest_first = true;
    khabar_status status = query_events(a->store, f, &rows, &a->error);
    sheet s = answer_begin(a);
    if (s.mode == SHEET_NAMES) {
        list_event(&s, &e, true);
        s.mode = SHEET_CELLS;
    }
    while (status == KHABAR_OK && n < most && query_next_event(rows, &e)) {
        if (!passes(&e, x) || (pass && pass--)) continue;
        list_event(&s, &e, true);
        n++;
    }
    if (status == KHABAR_OK) status = query_close(rows, &a->error);
    answer_end(a, &s);
    answer_failed(a, status);
}

void answer_dyad(answer *a)
{
    query_filter f;
    panel p;
    sides x;
    if (!answer_filter(a, &f) || !read_sides(a, &x)) return;
    f.party = x.a.p;
    if (str_eq(request_value(a->q, "events"), STR("1"))) {
        dyad_events(a, &f, &x);
        return;
    }
    const query_by by[] = {QUERY_BY_MONTH, x.actors ? QUERY_BY_ACTORS : QUERY_BY_DYAD};
    if (panel_read(&p, a, QUERY_EVENTS, by, 2, &f, between, &x)) {
        sheet s = answer_begin(a);
        panel_rows(&p, &s, QUERY_EVENTS);
        if (s.mode == SHEET_JSON) {
            sheet_close(&s, ']');
            if (x.actors) nodes(a, &p, &s, 1, 3);
            buf_char(a->out, '}');
        }
    }
    panel_free(&p);
}

/* ---- actor ---- */

/* The keys of an actor: its own, and those that were merged into it. */
#define KEYS_OF "(SELECT ?1 AS id UNION ALL SELECT id FROM actor_key WHERE actor_id = ?1 AND actor_id <> id)"

static void roles(answer *a, sheet *s, int64_t id)
{
    sqlite3_stmt *q =
        ask(a, "SELECT coalesce(aa.role, l.name), min(r.day), max(r.day), count(*) FROM " KEYS_OF " k "
               "CROSS JOIN article_actor aa ON aa.key_id = k.id CROSS JOIN article r ON r.id = aa.article_id "
               "LEFT JOIN actor_alias l ON l.id = aa.alias_id AND NOT aa.named "
               "WHERE coalesce(aa.role, l.name) IS NOT NULL GROUP BY 1 ORDER BY 4 DESC, 1 LIMIT 30");
    if (q) sqlite3_bind_int64(q, 1, id);
    sheet_open(s, "roles", '[');
    while (q && sqlite3_step(q) == SQLITE_ROW) {
        sheet_row(s);
        sheet_text(s, "role", sql_column(q, 0));
        sheet_text(s, "since", sql_column(q, 1));
        sheet_text(s, "until", sql_column(q, 2));
        sheet_int(s, "articles", sqlite3_column_int64(q, 3), -1);
        sheet_row_end(s);
    }
    sheet_close(s, ']');
    sqlite3_finalize(q);
}

/* One list of counts inside the answer. */
static bool counted(answer *a, sheet *s, const char *name, query_what what, query_by by, query_filter f, uint32_t most)
{
    panel p;
    bool ok = panel_read(&p, a, what, &by, 1, &f, NULL, NULL);
    if (ok) {
        if (most) panel_top(&p, most);
        sheet_open(s, name, '[');
        panel_rows(&p, s, what);
        sheet_close(s, ']');
        if (by == QUERY_BY_ACTORS) nodes(a, &p, s, 0, 2);
    }
    panel_free(&p);
    return ok;
}

/* The commonest of its names, divided by " | ". */
static void aliases(answer *a, sheet *s, int64_t id)
{
    buf names = {0};
    sqlite3_stmt *q = ask(a, "SELECT l.name FROM " KEYS_OF " k CROSS JOIN actor_alias l ON l.key_id = k.id "
                             "GROUP BY l.name ORDER BY sum(l.articles) DESC, l.name LIMIT 12");
    if (q) sqlite3_bind_int64(q, 1, id);
    while (q && sqlite3_step(q) == SQLITE_ROW) {
        if (names.n) buf_z(&names, " | ");
        buf_add(&names, sql_column(q, 0));
    }
    sqlite3_finalize(q);
    sheet_text(s, "aliases", buf_str(&names));
    buf_free(&names);
}

/* The actor alone; false where there is none. One that was merged is the one that it was merged into. */
static bool actor_head(answer *a, sheet *s, int64_t *id)
{
    static const char *const names[] = {"kind", "name", "name_en", "country", "sector", "role", "wikidata"};
    sqlite3_stmt *q =
        ask(a, "SELECT id, kind, name, name_en, country, sector, role, wikidata, generic, articles, mentions "
               "FROM actor WHERE id = (SELECT actor_id FROM actor_key WHERE id = ?)");
    if (q) sqlite3_bind_int64(q, 1, *id);
    bool found = q && sqlite3_step(q) == SQLITE_ROW;
    if (found) {
        *id = sqlite3_column_int64(q, 0);
        sheet_open(s, "actor", '{');
        sheet_int(s, "id", *id, 0);
        for (int i = 0; i < 7; i++) sheet_text(s, names[i], sql_column(q, i + 1));
        sheet_flag(s, "generic", sqlite3_column_int64(q, 8) != 0);
        sheet_int(s, "articles", sqlite3_column_int64(q, 9), -1);
        sheet_int(s, "mentions", sqlite3_column_int64(q, 10), -1);
        aliases(a, s, *id);
        sheet_close(s, '}');
    }
    sqlite3_finalize(q);
    return found;
}

static void actor_json(answer *a, const char *who)
{
    sheet s = {.out = a->out};
    int64_t id = number_of(str_of(who + 1));
    buf_char(a->out, '{');
    if (!actor_head(a, &s, &id)) {
        if (a->status == 200) answer_fail(a, 404, "not-found", "no actor has the number '%.20s'", who + 1);
        return;
    }
    roles(a, &s, id);
    bool ok = counted(a, &s, "did", QUERY_EVENTS, QUERY_BY_MONTH, (query_filter){.actor = who}, 0) &&
              counted(a, &s, "undergone", QUERY_EVENTS, QUERY_BY_MONTH, (query_filter){.recipient = who}, 0) &&
              counted(a, &s, "said", QUERY_STATEMENTS, QUERY_BY_MONTH, (query_filter){.speaker = who}, 0) &&
              counted(a, &s, "partners", QUERY_EVENTS, QUERY_BY_ACTORS, (query_filter){.party = who}, 40);
    if (ok) buf_char(a->out, '}');
}

void answer_actor(answer *a)
{
    char who[24];
    query_filter unused;
    if (!answer_filter(a, &unused)) return;
    snprintf(who, sizeof who, "#%.*s", a->id.n > 16 ? 16 : (int)a->id.n, a->id.p);
    if (a->id.n > 15 || !is_id(str_of(who))) {
        answer_fail(a, 404, "not-found", "no actor has the number '%.*s'", a->id.n > 40 ? 40 : (int)a->id.n, a->id.p);
        return;
    }
    if (a->q->form == FORM_JSON) {
        actor_json(a, who);
        return;
    }
    panel p;
    query_filter f = {.party = who};
    const query_by by = QUERY_BY_MONTH;
    if (panel_read(&p, a, QUERY_EVENTS, &by, 1, &f, NULL, NULL)) {
        sheet s = answer_begin(a);
        panel_rows(&p, &s, QUERY_EVENTS);
    }
    panel_free(&p);
}
