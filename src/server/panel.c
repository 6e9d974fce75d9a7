/* panel: see panel.h; and the answers that are nothing but counts. */
#include "server/panel.h"

#include <math.h>
#include <stdlib.h>

enum { PANEL_LINES_MOST = 2000000 };

void panel_free(panel *p)
{
    buf_free(&p->text);
    free(p->lines);
}

/* Cells are offsets into p->text until all of them are there. */
static bool keep(panel *p, const query_count *c)
{
    if (p->n == p->cap) {
        uint32_t cap = p->cap ? 2 * p->cap : 256;
        query_count *more = cap > PANEL_LINES_MOST ? NULL : realloc(p->lines, cap * sizeof *more);
        if (!more) return false;
        p->lines = more;
        p->cap = cap;
    }
    query_count *line = &p->lines[p->n++];
    *line = *c;
    for (uint32_t i = 0; i < c->n_cells; i++) {
        line->cells[i].p = (const char *)(uintptr_t)p->text.n;
        buf_add(&p->text, c->cells[i]);
        buf_char(&p->text, 0);
    }
    return !p->text.failed;
}

bool panel_read(panel *p, answer *a, query_what what, const query_by *by, uint32_t n_by, query_filter *f,
                panel_wanted wanted, const void *context)
{
    query_count c;
    query_rows *rows = NULL;
    bool room = true;
    *p = (panel){.n_by = n_by};
    memcpy(p->by, by, n_by * sizeof *by);
    f->limit = f->offset = 0;
    khabar_status status = query_counts(a->store, what, by, n_by, f, &rows, &a->error);
    while (status == KHABAR_OK && room && query_next_count(rows, &c))
        if (!wanted || wanted(&c, context)) room = keep(p, &c);
    if (status == KHABAR_OK) status = query_close(rows, &a->error);
    for (uint32_t i = 0; i < p->n; i++)
        for (uint32_t k = 0; k < p->lines[i].n_cells; k++)
            p->lines[i].cells[k].p = p->text.bytes + (uintptr_t)p->lines[i].cells[k].p;
    answer_failed(a, status);
    if (!room) answer_fail(a, 503, "memory", "too many lines to count; ask for less: a day, a type or an actor");
    return status == KHABAR_OK && room;
}

static int more_first(const void *x, const void *y)
{
    const query_count *a = x, *b = y;
    if (a->n != b->n) return a->n < b->n ? 1 : -1;
    for (uint32_t i = 0; i < a->n_cells; i++) {
        int c = str_cmp(a->cells[i], b->cells[i]);
        if (c) return c;
    }
    return 0;
}

void panel_top(panel *p, uint32_t most)
{
    if (p->n) qsort(p->lines, p->n, sizeof *p->lines, more_first);
    if (p->n > most) p->n = most;
}

/* Names of the cells of what is counted by. */
static const char *const *cells_of(query_by by)
{
    static const char *const month[] = {"month", NULL}, *const year[] = {"year", NULL}, *const day[] = {"day", NULL},
                             *const type[] = {"type", NULL}, *const outlet[] = {"outlet", NULL},
                             *const country[] = {"country", NULL},
                             *const dyad[] = {"actor_country", "recipient_country", NULL},
                             *const actor[] = {"actor_id", "actor", NULL},
                             *const actors[] = {"actor_id", "actor", "recipient_id", "recipient", NULL},
                             *const place[] = {"place", "place_country", NULL}, *const none[] = {NULL};
    switch (by) {
    case QUERY_BY_MONTH: return month;
    case QUERY_BY_YEAR: return year;
    case QUERY_BY_DAY: return day;
    case QUERY_BY_TYPE: return type;
    case QUERY_BY_OUTLET: return outlet;
    case QUERY_BY_COUNTRY: return country;
    case QUERY_BY_DYAD: return dyad;
    case QUERY_BY_ACTOR: return actor;
    case QUERY_BY_ACTORS: return actors;
    case QUERY_BY_PLACE: return place;
    case QUERY_BY_NONE: break;
    }
    return none;
}

void panel_row(const panel *p, sheet *s, const query_count *line, query_what what)
{
    uint32_t cell = 0;
    for (uint32_t i = 0; i < p->n_by; i++)
        for (const char *const *name = cells_of(p->by[i]); *name; name++, cell++)
            if (str_ends(str_of(*name), STR("_id")))
                sheet_int(s, *name, line->n_cells ? strtoll(line->cells[cell].p, NULL, 10) : 0, -1);
            else
                sheet_text(s, *name, line->cells[cell]);
    sheet_int(s, "n", line->n, -1);
    if (what != QUERY_EVENTS) return;
    static const char *const quads[] = {"quad1", "quad2", "quad3", "quad4"};
    for (int i = 0; i < 4; i++) sheet_int(s, quads[i], line->quads[i], -1);
    sheet_real(s, "goldstein", line->goldstein, 1);
    sheet_int(s, "killed", line->killed, s->mode == SHEET_JSON ? 0 : -1);
    sheet_int(s, "wounded", line->wounded, s->mode == SHEET_JSON ? 0 : -1);
}

void panel_rows(const panel *p, sheet *s, query_what what)
{
    static const query_count nothing = {0};
    if (s->mode == SHEET_NAMES) {
        sheet_row(s);
        panel_row(p, s, &nothing, what);
        sheet_row_end(s);
        s->mode = SHEET_CELLS;
    }
    for (uint32_t i = 0; i < p->n; i++) {
        sheet_row(s);
        panel_row(p, s, &p->lines[i], what);
        sheet_row_end(s);
    }
}

/* ---- answers ---- */

static bool by_of(answer *a, query_by *by, uint32_t *n)
{
    str list = request_value(a->q, "by");
    *n = 0;
    while (list.n) {
        str one = str_trim(str_cut(&list, ','));
        query_by got = query_by_named(one);
        if (got == QUERY_BY_NONE || *n == QUERY_BYS) {
            answer_fail(a, 400, "argument",
                        "by: up to three of month, year, day, type, outlet, country, dyad, actor, actors, place");
            return false;
        }
        by[(*n)++] = got;
    }
    return true;
}

void answer_counts(answer *a)
{
    query_filter f;
    query_by by[QUERY_BYS];
    uint32_t n_by;
    panel p;
    str named = request_value(a->q, "what");
    query_what what = str_eq(named, STR("statements")) ? QUERY_STATEMENTS
                      : str_eq(named, STR("articles")) ? QUERY_ARTICLES
                                                       : QUERY_EVENTS;
    if (what == QUERY_EVENTS && named.n && !str_eq(named, STR("events"))) {
        answer_fail(a, 400, "argument", "what: events, statements or articles");
        return;
    }
    if (!answer_filter(a, &f) || !by_of(a, by, &n_by)) return;
    uint32_t most = request_value(a->q, "limit").n ? f.limit : 0;
    if (panel_read(&p, a, what, by, n_by, &f, NULL, NULL)) {
        if (most) panel_top(&p, most);
        sheet s = answer_begin(a);
        panel_rows(&p, &s, what);
        answer_end(a, &s);
    }
    panel_free(&p);
}

void answer_timeline(answer *a)
{
    query_filter f;
    const query_by by = QUERY_BY_MONTH;
    panel p;
    if (!answer_filter(a, &f)) return;
    if (panel_read(&p, a, QUERY_EVENTS, &by, 1, &f, NULL, NULL)) {
        sheet s = answer_begin(a);
        panel_rows(&p, &s, QUERY_EVENTS);
        answer_end(a, &s);
    }
    panel_free(&p);
}
