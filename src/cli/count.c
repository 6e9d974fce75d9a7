/* count: khabar events --count month,dyad: counts as lines of JSON, CSV, or a plot of bars on a terminal.
 *
 *   2024-04  ███████ 12
 *   2024-05  ██████████████ 24
 *
 * Invariant: a timeline (counted by month or year alone) has every month between its first and last, also those of nothing; more than
 * twelve of them in a row are one line of dots. */
#include "cli/ask.h"
#include "cli/grid.h"

#include <stdlib.h>

enum { BAR_LEAST = 10, BAR_MOST = 60, KEY_COLUMNS = 30, LINES = 40, GAP_MOST = 12 };

typedef struct line {
    size_t at; /* of its first cell in `cells`; they end in NUL */
    int64_t n;
} line;

typedef struct plot {
    buf cells;
    line *lines;
    uint32_t n, cap, n_cells;
    bool failed;
} plot;

/* Labels of the cells; those of JSON and CSV. */
static uint32_t names_of(query_by by, const char **names)
{
    static const char *const all[][4] = {[QUERY_BY_MONTH] = {"month"},
                                         [QUERY_BY_YEAR] = {"year"},
                                         [QUERY_BY_DAY] = {"day"},
                                         [QUERY_BY_TYPE] = {"type"},
                                         [QUERY_BY_OUTLET] = {"outlet"},
                                         [QUERY_BY_COUNTRY] = {"country"},
                                         [QUERY_BY_DYAD] = {"actor", "recipient"},
                                         [QUERY_BY_ACTOR] = {"actor_id", "actor"},
                                         [QUERY_BY_ACTORS] = {"actor_id", "actor", "recipient_id", "recipient"},
                                         [QUERY_BY_PLACE] = {"place", "country"}};
    uint32_t n = 0;
    for (; n < 4 && all[by][n]; n++) names[n] = all[by][n];
    return n;
}

/* "month,dyad" into kinds; false, and said, where one is none. */
static bool parse_by(const char *list, query_by *by, uint32_t *n_by)
{
    str rest = str_of(list);
    *n_by = 0;
    while (rest.n) {
        str value = str_trim(str_cut(&rest, ','));
        query_by one = query_by_named(value);
        if (one == QUERY_BY_NONE) {
            cli_say("--count %.*s: wanted is month, year, day, type, outlet, country, dyad, actor, actors or place",
                    (int)value.n, value.p);
            return false;
        }
        if (*n_by == QUERY_BYS) {
            cli_say("--count %s: at most %d of them at once", list, QUERY_BYS);
            return false;
        }
        by[(*n_by)++] = one;
    }
    if (*n_by == 0) cli_say("--count is empty");
    return *n_by > 0;
}

/* ---- the plot ---- */

static void add_line(plot *p, const query_count *c)
{
    if (p->n == p->cap) {
        uint32_t cap = p->cap ? p->cap * 2 : 128;
        line *more = realloc(p->lines, cap * sizeof *more);
        if (!more) {
            p->failed = true;
            return;
        }
        p->lines = more;
        p->cap = cap;
    }
    p->lines[p->n++] = (line){p->cells.n, c->n};
    p->n_cells = c->n_cells;
    for (uint32_t i = 0; i < c->n_cells; i++) {
        grid_clean(&p->cells, c->cells[i]);
        buf_char(&p->cells, 0);
    }
    p->failed |= p->cells.failed;
}

enum { PERIOD = 32 }; /* bytes of YYYY-MM, whatever numbers it is made of */

/* The month or year after another; false at the end of the calendar. */
static bool next_period(char *period, size_t n)
{
    int year = atoi(period), month = n == 7 ? atoi(period + 5) : 12;
    if (++month > 12) month = 1, year++;
    if (year < 1 || year > 2999) return false;
    snprintf(period, PERIOD, n == 7 ? "%04d-%02d" : "%04d", year, month);
    return true;
}

/* Adds the empty periods before one that comes; of a long gap a line of dots alone. */
static void fill_gap(plot *p, const query_count *c)
{
    char period[PERIOD] = "";
    str now = c->cells[0];
    if (!p->n || now.n > 7) return;
    str last = str_of(p->cells.bytes + p->lines[p->n - 1].at);
    if (last.n != now.n || now.n < 4) return;
    memcpy(period, last.p, last.n);
    uint32_t gap = 0;
    while (next_period(period, now.n) && str_cmp(str_of(period), now) < 0) gap++;
    if (gap > GAP_MOST) {
        add_line(p, &(query_count){.cells = {STR("\xe2\x8b\xae")}, .n_cells = 1});
        return;
    }
    memcpy(period, p->cells.bytes + p->lines[p->n - 1].at, last.n);
    while (gap-- && next_period(period, now.n)) add_line(p, &(query_count){.cells = {str_of(period)}, .n_cells = 1});
}

static void print_bar(int64_t n, int64_t most, unsigned width)
{
    static const char *const eighths[] = {"",
                                          "\xe2\x96\x8f",
                                          "\xe2\x96\x8e",
                                          "\xe2\x96\x8d",
                                          "\xe2\x96\x8c",
                                          "\xe2\x96\x8b",
                                          "\xe2\x96\x8a",
                                          "\xe2\x96\x89"};
    int64_t parts = most ? n * (int64_t)width * 8 / most : 0;
    if (n && !parts) parts = 1;
    for (; parts >= 8; parts -= 8) fputs("\xe2\x96\x88", stdout);
    fputs(eighths[parts], stdout);
}

static int by_count(const void *a, const void *b)
{
    const line *x = a, *y = b;
    if (x->n != y->n) return x->n > y->n ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* The cells of a line side by side, to the columns that they take at most. */
static void print_cells(const plot *p, const line *l, const unsigned *widths)
{
    const char *cell = p->cells.bytes + l->at;
    fputs("\xe2\x80\x8e", stdout);
    for (uint32_t c = 0; c < p->n_cells; c++, cell += strlen(cell) + 1) {
        const char *shown = *cell ? cell : "\xe2\x80\x94";
        unsigned w = grid_width(str_of(shown));
        printf("\xe2\x81\xa8%s\xe2\x81\xa9", shown);
        for (unsigned i = w; i < widths[c] + 2; i++) putchar(' ');
    }
}

static void print_plot(plot *p, unsigned width, uint32_t shown)
{
    unsigned widths[QUERY_CELLS] = {0}, sum = 10;
    int64_t most = 0;
    for (uint32_t i = 0; i < shown; i++) {
        const char *cell = p->cells.bytes + p->lines[i].at;
        if (p->lines[i].n > most) most = p->lines[i].n;
        for (uint32_t c = 0; c < p->n_cells; c++, cell += strlen(cell) + 1) {
            unsigned w = *cell ? grid_width(str_of(cell)) : 1;
            if (w > widths[c]) widths[c] = w < KEY_COLUMNS ? w : KEY_COLUMNS;
        }
    }
    for (uint32_t c = 0; c < p->n_cells; c++) sum += widths[c] + 2;
    unsigned bar = width > sum + BAR_LEAST ? width - sum : BAR_LEAST;
    if (bar > BAR_MOST) bar = BAR_MOST;
    for (uint32_t i = 0; i < shown; i++) {
        print_cells(p, &p->lines[i], widths);
        print_bar(p->lines[i].n, most, bar);
        printf("%s%lld\n", p->lines[i].n ? " " : "", (long long)p->lines[i].n);
    }
}

/* ---- the command ---- */

static khabar_status count(ask *a, query_what what, const query_by *by, uint32_t n_by, plot *p)
{
    const char *names[QUERY_BYS * 4];
    uint32_t n_names = 0;
    bool events = what == QUERY_EVENTS, timeline = n_by == 1 && (by[0] == QUERY_BY_MONTH || by[0] == QUERY_BY_YEAR);
    query_rows *rows;
    query_count c;
    khabar_status status = query_counts(a->store, what, by, n_by, &a->filter, &rows, &a->error);
    if (status != KHABAR_OK) return status;
    for (uint32_t i = 0; i < n_by; i++) n_names += names_of(by[i], names + n_names);
    if (a->form == ASK_CSV) export_count_csv_head(names, n_names, events, &a->out);
    while (query_next_count(rows, &c)) {
        if (a->form == ASK_CSV) export_count_csv(&c, events, &a->out);
        if (a->form == ASK_JSON) export_count_json(&c, names, events, &a->out);
        if (a->form == ASK_TABLE && timeline) fill_gap(p, &c);
        if (a->form == ASK_TABLE) add_line(p, &c);
        ask_flush(a, stdout);
    }
    ask_flush(a, stdout);
    return query_close(rows, &a->error);
}

int ask_count(ask *a, query_what what)
{
    query_by by[QUERY_BYS];
    uint32_t n_by;
    plot p = {0};
    if (!parse_by(a->o->count, by, &n_by)) {
        ask_close(a, KHABAR_OK);
        return EXIT_USAGE;
    }
    uint32_t limit = a->form == ASK_TABLE && !a->o->limit_given ? LINES : a->filter.limit;
    if (a->form == ASK_TABLE) a->filter.limit = 0; /* the greatest come first there */
    khabar_status status = count(a, what, by, n_by, &p);
    a->out.failed |= p.failed;
    bool time = by[0] == QUERY_BY_MONTH || by[0] == QUERY_BY_YEAR || by[0] == QUERY_BY_DAY;
    if (status == KHABAR_OK && a->form == ASK_TABLE && !p.failed) {
        uint32_t shown = limit && !time && limit < p.n ? limit : p.n;
        if (!time && p.n) qsort(p.lines, p.n, sizeof *p.lines, by_count);
        if (time && a->o->limit_given && limit && limit < shown) shown = limit;
        if (p.n == 0) cli_say("nothing found");
        print_plot(&p, a->width, shown);
        fflush(stdout);
        if (shown < p.n) cli_say("the first %u of %u; --limit N shows more, --json and --csv give all", shown, p.n);
    }
    if (status == KHABAR_OK && a->form == ASK_TABLE && p.n == 0) ask_why_nothing(a);
    free(p.lines);
    buf_free(&p.cells);
    return ask_close(a, status);
}
