/* count: how many: query_counts.
 *
 *   events by month and dyad -> SELECT event, day, country of actor, country of recipient … WHERE filter, added up here
 *
 * The rows of one event follow each other, so a group knows whether it has counted it.
 * Invariant: an event counts once in each line, whatever the number of its actors. */
#include "base/hash.h"
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

/* A column that a line is made of: a text; of a day its first characters; an id, which becomes two cells when it is told. */
typedef enum { CELL_TEXT, CELL_DAY, CELL_ACTOR, CELL_PLACE } cell_kind;

typedef struct counted {
    const char *events, *statements, *articles; /* columns of SQL, divided by commas; NULL: cannot be counted so */
    uint32_t columns, cells;
    cell_kind kind;
    uint32_t length; /* of a CELL_DAY */
    int joins;       /* 1: one actor or speaker; 2: pairs */
} counted;

static counted counted_by(query_by by)
{
    switch (by) {
    case QUERY_BY_MONTH: return (counted){"e.day", "e.day", "a.day", 1, 1, CELL_DAY, 7, 0};
    case QUERY_BY_YEAR: return (counted){"e.day", "e.day", "a.day", 1, 1, CELL_DAY, 4, 0};
    case QUERY_BY_DAY: return (counted){"e.day", "e.day", "a.day", 1, 1, CELL_DAY, 10, 0};
    case QUERY_BY_TYPE: return (counted){"e.type", "e.kind", NULL, 1, 1, CELL_TEXT, 0, 0};
    case QUERY_BY_OUTLET: return (counted){"a.source", "a.source", "a.source", 1, 1, CELL_TEXT, 0, 0};
    case QUERY_BY_COUNTRY: return (counted){"p.country", "p.country", NULL, 1, 1, CELL_TEXT, 0, 1};
    case QUERY_BY_DYAD: return (counted){"p.country, q.country", NULL, NULL, 2, 2, CELL_TEXT, 0, 2};
    case QUERY_BY_ACTOR: return (counted){"p.actor_id", "p.actor_id", NULL, 1, 2, CELL_ACTOR, 0, 1};
    case QUERY_BY_ACTORS: return (counted){"p.actor_id, q.actor_id", NULL, NULL, 2, 4, CELL_ACTOR, 0, 2};
    case QUERY_BY_PLACE: return (counted){"e.place_id", NULL, NULL, 1, 2, CELL_PLACE, 0, 0};
    case QUERY_BY_NONE: break;
    }
    return (counted){0};
}

/* ---- lines ---- */

typedef struct line {
    str key;      /* the columns one after another, so that keys sort as the columns do */
    int64_t last; /* event that was counted last */
    int64_t n, quads[4], killed, wounded, tenths; /* tenths: of the Goldstein sum, exact whatever the order */
} line;

struct query_lines {
    line *at;
    uint32_t n, cap, next;
    uint32_t *slots, n_slots; /* index + 1 of a line, 0 empty */
    cell_kind kinds[QUERY_CELLS];
    uint32_t lengths[QUERY_CELLS], columns, cells;
};

static void grow(query_rows *r, query_lines *l)
{
    uint32_t n = l->n_slots ? 2 * l->n_slots : 1024;
    l->slots = ARENA_ARRAY(&r->a, uint32_t, n);
    l->n_slots = n;
    for (uint32_t i = 0; i < l->n; i++) {
        uint32_t at = (uint32_t)hash_bytes(l->at[i].key.p, l->at[i].key.n) & (n - 1);
        while (l->slots[at]) at = (at + 1) & (n - 1);
        l->slots[at] = i + 1;
    }
}

static line *line_of(query_rows *r, query_lines *l, str key)
{
    if (2 * (l->n + 1) > l->n_slots) grow(r, l);
    uint32_t at = (uint32_t)hash_bytes(key.p, key.n) & (l->n_slots - 1);
    for (; l->slots[at]; at = (at + 1) & (l->n_slots - 1))
        if (str_eq(l->at[l->slots[at] - 1].key, key)) return &l->at[l->slots[at] - 1];
    line *x = vec_push(&r->a, l);
    *x = (line){.key = arena_copy(&r->a, key)};
    l->slots[at] = l->n;
    return x;
}

/* A text ends in a zero, a number has eight bytes, the greatest first: so keys compare by their bytes. */
static void key_of(query_rows *r, const query_lines *l, buf *key)
{
    key->n = 0;
    for (uint32_t i = 0; i < l->columns; i++) {
        if (l->kinds[i] == CELL_TEXT || l->kinds[i] == CELL_DAY) {
            str value = sql_column(r->main, (int)i);
            if (l->kinds[i] == CELL_DAY)
                value = value.n >= l->lengths[i] ? str_sub(value, 0, l->lengths[i]) : (str){NULL, 0};
            buf_add(key, value);
            buf_char(key, 0);
            continue;
        }
        uint64_t id = (uint64_t)sqlite3_column_int64(r->main, (int)i);
        for (int k = 56; k >= 0; k -= 8) buf_char(key, (char)(id >> k & 0xff));
    }
}

static void add_row(query_rows *r, query_lines *l, buf *key)
{
    sqlite3_stmt *s = r->main;
    int i = (int)l->columns;
    key_of(r, l, key);
    line *x = line_of(r, l, buf_str(key));
    int64_t id = sqlite3_column_int64(s, i);
    if (x->last == id) return;
    x->last = id;
    x->n++;
    if (r->what != QUERY_EVENTS) return;
    int quad = sqlite3_column_int(s, i + 1);
    double goldstein = sqlite3_column_double(s, i + 2) * 10;
    if (quad >= 1 && quad <= 4) x->quads[quad - 1]++;
    x->tenths += (int64_t)(goldstein < 0 ? goldstein - 0.5 : goldstein + 0.5);
    x->killed += sqlite3_column_int64(s, i + 3);
    x->wounded += sqlite3_column_int64(s, i + 4);
}

static int by_key(const void *a, const void *b)
{
    return str_cmp(((const line *)a)->key, ((const line *)b)->key);
}

/* ---- the question ---- */

/* CROSS JOIN: in this order. Where a value narrows the rows down, the event is outermost, found by an index; a count of all begins
 * with the parties, since most have nobody to be paired with and need no event. */
static void write_tables(buf *b, query_what what, bool parties, bool pairs, bool outlet, bool all)
{
    bool events = what == QUERY_EVENTS;
    const char *row = what == QUERY_ARTICLES ? "article a" : events ? "event e" : "statement e";
    const char *party = events ? "event_party p" : "statement_party p";
    parties |= pairs;
    if (!parties)
        buf_printf(b, " FROM %s", row);
    else if (all)
        buf_printf(b, " FROM %s%s CROSS JOIN %s", party, pairs ? " CROSS JOIN event_party q" : "", row);
    else
        buf_printf(b, " FROM %s CROSS JOIN %s%s", row, party, pairs ? " CROSS JOIN event_party q" : "");
    if (parties)
        buf_z(b, events ? " ON p.event_id = e.id AND p.part = 'actor'"
                        : " ON p.statement_id = e.id AND p.part = 'speaker'");
    if (pairs) /* those that meet as equals: each with each other */
        buf_z(b,
              " AND q.event_id = p.event_id AND (q.part = 'recipient' OR (q.part = 'actor' AND q.n <> p.n "
              "AND NOT EXISTS (SELECT 1 FROM event_party o WHERE o.event_id = p.event_id AND o.part = 'recipient')))");
    if (outlet && what != QUERY_ARTICLES) buf_z(b, " CROSS JOIN article a ON a.id = e.article_id");
}

/* *order: what keeps the rows of one event together where the event is not outermost. */
static khabar_status write_question(query_rows *r, query_lines *l, const query_by *by, uint32_t n_by, buf *head,
                                    const char **order)
{
    static const char *const whats[] = {"events", "statements", "articles"};
    bool parties = false, pairs = false, outlet = false;
    buf_z(head, "SELECT ");
    for (uint32_t i = 0; i < n_by; i++) {
        counted c = counted_by(by[i]);
        if (by[i] == QUERY_BY_NONE) continue;
        const char *columns = r->what == QUERY_EVENTS       ? c.events
                              : r->what == QUERY_STATEMENTS ? c.statements
                                                            : c.articles;
        if (!columns) return error_set(&r->error, KHABAR_ERR_ARGUMENT, "%s cannot be counted by that", whats[r->what]);
        if (l->cells + c.cells > QUERY_CELLS)
            return error_set(&r->error, KHABAR_ERR_ARGUMENT, "counted by too much at once");
        for (uint32_t k = 0; k < c.columns; k++) l->kinds[l->columns] = c.kind, l->lengths[l->columns++] = c.length;
        l->cells += c.cells;
        parties |= c.joins == 1;
        pairs |= c.joins == 2;
        outlet |= by[i] == QUERY_BY_OUTLET;
        buf_printf(head, "%s, ", columns);
    }
    buf_z(head, r->what == QUERY_EVENTS       ? "e.id, e.quad, e.goldstein, e.killed, e.wounded"
                : r->what == QUERY_STATEMENTS ? "e.id"
                                              : "a.id");
    bool all = r->n_values == 0;
    write_tables(head, r->what, parties, pairs, outlet, all);
    if (all && (parties || pairs))
        *order = r->what == QUERY_EVENTS ? " ORDER BY p.event_id" : " ORDER BY p.statement_id";
    buf_char(head, 0);
    return head->failed ? error_set(&r->error, KHABAR_ERR_MEMORY, "out of memory") : KHABAR_OK;
}

static void filter(query_rows *r, const query_filter *f)
{
    if (r->status != KHABAR_OK) return;
    if (setjmp(r->full))
        r->status = error_set(&r->error, KHABAR_ERR_MEMORY, "out of memory");
    else if (r->what == QUERY_EVENTS)
        rows_filter_events(r, f);
    else if (r->what == QUERY_STATEMENTS)
        rows_filter_statements(r, f);
    else
        rows_filter_articles(r, f);
}

/* Goes through all rows, and leaves their sums in order. */
static void add_up(query_rows *r, query_lines *l)
{
    buf *key = &r->bytes; /* of the question, so that it is freed whatever happens */
    if (setjmp(r->full)) {
        r->status = error_set(&r->error, KHABAR_ERR_MEMORY, "out of memory");
        return;
    }
    while (rows_next(r)) add_row(r, l, key);
    if (l->columns == 0 && l->n == 0 && r->status == KHABAR_OK) line_of(r, l, (str){"", 0}); /* none is a number too */
    if (l->n) qsort(l->at, l->n, sizeof *l->at, by_key);
}

khabar_status query_counts(store *s, query_what what, const query_by *by, uint32_t n_by, const query_filter *f,
                           query_rows **out, khabar_error *error)
{
    if (n_by > QUERY_BYS) return error_set(error, KHABAR_ERR_ARGUMENT, "counted by more than %d things", QUERY_BYS);
    query_rows *r = rows_new(s, error);
    query_lines *l = calloc(1, sizeof *l);
    if (!r || !l) {
        free(l);
        query_close(r, NULL);
        return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    }
    buf head = {0};
    const char *order = "";
    query_filter all = *f;
    all.limit = all.offset = 0; /* of lines, not of rows */
    r->lines = l;
    r->what = what;
    filter(r, f);
    if (r->status == KHABAR_OK) r->status = write_question(r, l, by, n_by, &head, &order);
    khabar_status status = rows_start(r, r->status == KHABAR_OK ? head.bytes : "", order, &all, out, error);
    buf_free(&head);
    if (status != KHABAR_OK) return status;
    add_up(r, l);
    l->next = f->offset;
    if (f->limit && l->n > f->offset + (uint64_t)f->limit) l->n = f->offset + f->limit;
    return KHABAR_OK;
}

/* The two cells that an id becomes. */
static void tell_id(query_rows *r, rows_detail which, const char *sql, int64_t id, str *first, str *second)
{
    *first = *second = (str){NULL, 0};
    sqlite3_stmt *s = rows_of(r, which, sql);
    if (!s) return;
    sqlite3_bind_int64(s, 1, id);
    if (sqlite3_step(s) == SQLITE_ROW) {
        *first = rows_text(r, s, 0);
        *second = rows_text(r, s, 1);
    }
    sqlite3_reset(s);
}

bool query_next_count(query_rows *r, query_count *c)
{
    query_lines *l = r->lines;
    if (setjmp(r->full)) {
        r->status = error_set(&r->error, KHABAR_ERR_MEMORY, "out of memory");
        return false;
    }
    if (r->status != KHABAR_OK || l->next >= l->n) return false;
    const line *x = &l->at[l->next++];
    *c = (query_count){.n = x->n, .goldstein = (double)x->tenths / 10, .killed = x->killed, .wounded = x->wounded};
    for (int i = 0; i < 4; i++) c->quads[i] = x->quads[i];
    arena_reset(&r->of_row);
    str key = x->key;
    for (uint32_t i = 0; i < l->columns; i++) {
        if (l->kinds[i] == CELL_TEXT || l->kinds[i] == CELL_DAY) {
            c->cells[c->n_cells++] = str_cut(&key, 0);
            continue;
        }
        uint64_t id = 0;
        for (int k = 0; k < 8; k++) id = id << 8 | (unsigned char)key.p[k];
        key = str_sub(key, 8, key.n);
        str *cells = &c->cells[c->n_cells];
        c->n_cells += 2;
        if (l->kinds[i] == CELL_PLACE)
            tell_id(r, ROWS_OF_SPANS, "SELECT name, country FROM place WHERE id = ?", (int64_t)id, &cells[0],
                    &cells[1]);
        else
            tell_id(r, ROWS_OF_SPANS, "SELECT id, coalesce(name, role) FROM actor_key WHERE id = ?", (int64_t)id,
                    &cells[0], &cells[1]);
    }
    return r->status == KHABAR_OK;
}
