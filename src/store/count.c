/* count: how many: query_counts.
 *
 *   events by month and dyad -> SELECT month, c1, c2, count(*), … FROM (SELECT DISTINCT event, month, country of actor, country of
 *                               recipient … WHERE filter) GROUP BY month, c1, c2
 */
#include "store/rows.h"
#include "store/sql.h"

#include <stdlib.h>

#define X(name, word) {word, QUERY_BY_##name},
static const struct {
    const char *name;
    query_by by;
} names[] = {X(MONTH, "month") X(YEAR, "year") X(DAY, "day") X(TYPE, "type") X(OUTLET, "outlet") X(COUNTRY, "country")
                 X(DYAD, "dyad") X(ACTOR, "actor") X(ACTORS, "actors") X(PLACE, "place")};
#undef X

query_by query_by_named(str name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(name, str_of(names[i].name))) return names[i].by;
    return QUERY_BY_NONE;
}

/* The cells of one thing that is counted by. */
typedef struct counted {
    const char *events, *statements, *articles; /* columns, divided by commas; NULL: cannot be counted so */
    uint32_t cells;
    int joins; /* 1: one actor or speaker; 2: pairs; 3: places */
} counted;

#define DAY_CELLS(n, column) "CASE WHEN length(" column ") >= " #n " THEN substr(" column ", 1, " #n ") ELSE '' END"

static counted cells_of(query_by by)
{
    switch (by) {
    case QUERY_BY_MONTH: return (counted){DAY_CELLS(7, "e.day"), DAY_CELLS(7, "e.day"), DAY_CELLS(7, "a.day"), 1, 0};
    case QUERY_BY_YEAR: return (counted){DAY_CELLS(4, "e.day"), DAY_CELLS(4, "e.day"), DAY_CELLS(4, "a.day"), 1, 0};
    case QUERY_BY_DAY: return (counted){DAY_CELLS(10, "e.day"), DAY_CELLS(10, "e.day"), DAY_CELLS(10, "a.day"), 1, 0};
    case QUERY_BY_TYPE: return (counted){"e.type", "e.kind", NULL, 1, 0};
    case QUERY_BY_OUTLET: return (counted){"a.source", "a.source", "a.source", 1, 0};
    case QUERY_BY_COUNTRY: return (counted){"coalesce(p.country, '')", "coalesce(p.country, '')", NULL, 1, 1};
    case QUERY_BY_DYAD: return (counted){"coalesce(p.country, ''), coalesce(q.country, '')", NULL, NULL, 2, 2};
    case QUERY_BY_ACTOR:
        return (counted){"p.actor_id, coalesce(pk.name, pk.role, '')", "p.actor_id, coalesce(pk.name, pk.role, '')",
                         NULL, 2, 1};
    case QUERY_BY_ACTORS:
        return (counted){"p.actor_id, coalesce(pk.name, pk.role, ''), q.actor_id, coalesce(qk.name, qk.role, '')", NULL,
                         NULL, 4, 2};
    case QUERY_BY_PLACE: return (counted){"coalesce(l.name, ''), coalesce(l.country, '')", NULL, NULL, 2, 3};
    case QUERY_BY_NONE: break;
    }
    return (counted){0};
}

static const char *columns_of(const counted *c, query_what what)
{
    return what == QUERY_EVENTS ? c->events : what == QUERY_STATEMENTS ? c->statements : c->articles;
}

/* The columns of the cells as c1, c2 …; brackets hold commas that divide nothing. */
static void write_cells(buf *b, const char *columns, uint32_t *n)
{
    int depth = 0;
    for (const char *p = columns;; p++) {
        if (*p == '(') depth++;
        if (*p == ')') depth--;
        if (*p == 0 || (*p == ',' && depth == 0)) buf_printf(b, " AS c%u, ", ++*n);
        if (*p == 0) return;
        if (*p != ',' || depth) buf_char(b, *p);
    }
}

static void write_joins(buf *b, query_what what, bool actors, bool pairs, bool places, bool named)
{
    const char *table = what == QUERY_EVENTS ? "event_party" : "statement_party";
    const char *id = what == QUERY_EVENTS ? "event_id" : "statement_id";
    if (actors || pairs)
        buf_printf(b, " JOIN %s p ON p.%s = e.id AND p.part = '%s'", table, id,
                   what == QUERY_EVENTS ? "actor" : "speaker");
    if (pairs) /* those that meet as equals: each with each other */
        buf_z(b, " JOIN event_party q ON q.event_id = e.id AND (q.part = 'recipient' OR (q.part = 'actor' AND q.n <> "
                 "p.n AND "
                 "NOT EXISTS (SELECT 1 FROM event_party o WHERE o.event_id = e.id AND o.part = 'recipient')))");
    if (named) buf_z(b, " JOIN actor_key pk ON pk.id = p.actor_id");
    if (named && pairs) buf_z(b, " JOIN actor_key qk ON qk.id = q.actor_id");
    if (places) buf_z(b, " LEFT JOIN place l ON l.id = e.place_id");
}

static void filter(query_rows *r, query_what what, const query_filter *f)
{
    if (r->status != KHABAR_OK) return;
    if (setjmp(r->full))
        r->status = error_set(&r->error, KHABAR_ERR_MEMORY, "out of memory");
    else if (what == QUERY_EVENTS)
        rows_filter_events(r, f);
    else if (what == QUERY_STATEMENTS)
        rows_filter_statements(r, f);
    else
        rows_filter_articles(r, f);
}

khabar_status query_counts(store *s, query_what what, const query_by *by, uint32_t n_by, const query_filter *f,
                           query_rows **out, khabar_error *error)
{
    buf head = {0}, tail = {0};
    bool actors = false, pairs = false, places = false, named = false, outlet = what == QUERY_ARTICLES;
    uint32_t cells = 0;
    if (n_by > QUERY_BYS) return error_set(error, KHABAR_ERR_ARGUMENT, "counted by more than %d things", QUERY_BYS);
    query_rows *r = rows_new(s, error);
    if (!r) return KHABAR_ERR_MEMORY;
    r->what = what;
    for (uint32_t i = 0; i < n_by; i++) {
        counted c = cells_of(by[i]);
        if (by[i] == QUERY_BY_NONE) continue;
        const char *columns = columns_of(&c, what);
        if (!columns || cells + c.cells > QUERY_CELLS) {
            r->status = error_set(&r->error, KHABAR_ERR_ARGUMENT,
                                  columns ? "counted by too much at once" : "%s cannot be counted by that",
                                  what == QUERY_EVENTS       ? "events"
                                  : what == QUERY_STATEMENTS ? "statements"
                                                             : "articles");
            break;
        }
        actors |= c.joins == 1;
        pairs |= c.joins == 2;
        places |= c.joins == 3;
        named |= by[i] == QUERY_BY_ACTOR || by[i] == QUERY_BY_ACTORS;
        outlet |= by[i] == QUERY_BY_OUTLET;
        write_cells(&head, columns, &cells);
    }
    r->n_by = cells;
    buf inner = {0};
    /* of two actors of one country the event counts once */
    buf_printf(&inner, "SELECT %s %.*s", actors || pairs ? "DISTINCT" : "", (int)head.n, head.n ? head.bytes : "");
    if (what == QUERY_EVENTS)
        buf_z(&inner, "e.id, e.quad, e.goldstein, e.killed, e.wounded FROM event e");
    else if (what == QUERY_STATEMENTS)
        buf_z(&inner, "e.id, 0 AS quad, 0 AS goldstein, NULL AS killed, NULL AS wounded FROM statement e");
    else
        buf_z(&inner, "a.id, 0 AS quad, 0 AS goldstein, NULL AS killed, NULL AS wounded FROM article a");
    if (outlet && what != QUERY_ARTICLES) buf_z(&inner, " JOIN article a ON a.id = e.article_id");
    write_joins(&inner, what, actors, pairs, places, named);
    head.n = 0;
    buf_z(&head, "SELECT ");
    for (uint32_t i = 1; i <= cells; i++) buf_printf(&head, "c%u, ", i);
    buf_printf(&head,
               "count(*), total(quad = 1), total(quad = 2), total(quad = 3), total(quad = 4), total(goldstein), "
               "total(killed), total(wounded) FROM (%.*s",
               (int)inner.n, inner.bytes);
    buf_z(&tail, ")");
    for (uint32_t i = 1; i <= cells; i++) buf_printf(&tail, "%s%u", i == 1 ? " GROUP BY " : ", ", i);
    for (uint32_t i = 1; i <= cells; i++) buf_printf(&tail, "%s%u", i == 1 ? " ORDER BY " : ", ", i);
    buf_char(&head, 0), buf_char(&tail, 0);
    filter(r, what, f);
    khabar_status status = rows_start(r, head.failed ? "" : head.bytes, tail.failed ? "" : tail.bytes, f, out, error);
    buf_free(&head), buf_free(&tail), buf_free(&inner);
    return status;
}

bool query_next_count(query_rows *r, query_count *c)
{
    if (setjmp(r->full)) {
        r->status = error_set(&r->error, KHABAR_ERR_MEMORY, "out of memory");
        return false;
    }
    if (!rows_next(r)) return false;
    *c = (query_count){.n_cells = r->n_by};
    int i = 0;
    for (; i < (int)r->n_by; i++) c->cells[i] = rows_text(r, r->main, i);
    c->n = sqlite3_column_int64(r->main, i);
    for (int k = 0; k < 4; k++) c->quads[k] = sqlite3_column_int64(r->main, i + 1 + k);
    c->goldstein = sqlite3_column_double(r->main, i + 5);
    c->killed = sqlite3_column_int64(r->main, i + 6);
    c->wounded = sqlite3_column_int64(r->main, i + 7);
    return true;
}
