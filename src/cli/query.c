/* query: khabar search, events, statements, actors: what a database holds, as a table, lines of JSON, or CSV.
 *
 *   khabar events --db news.db --actor RUS --recipient UKR --type ASSAULT --since 2022-02
 *   khabar search --db news.db 'مجلس الأمن' غزة
 *
 * Invariant: JSON and CSV have all rows unless --limit is given; a table has the first ones and says how many there are. */
#include "cli/ask.h"
#include "cli/grid.h"

#include <stdlib.h>

enum { TABLE_ROWS = 40, TABLE_HITS = 10, NAME_COLUMNS = 34 };

/* ---- cells ---- */

static str name_of(const ask *a, const query_party *p)
{
    if (a->o->language == 1 && p->name_en.n) return p->name_en;
    return p->name.n ? p->name : p->role.n ? p->role : ask_label(a, "unnamed");
}

static void add_parties(const ask *a, grid *t, const query_parties *all)
{
    for (uint32_t i = 0; i < all->n; i++) {
        if (i) grid_z(t, a->o->language ? ", " : "\xd8\x8c ");
        grid_isolate(t, name_of(a, &all->at[i]));
    }
    if (!all->n) grid_z(t, "\xe2\x80\xa6");
}

static const char *arrow(const ask *a)
{
    return a->o->language ? " \xe2\x86\x92 " : " \xe2\x86\x90 ";
}

static void cell(grid *t, str s)
{
    grid_add(t, s);
    grid_end(t);
}

static void cell_number(grid *t, int64_t n)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", (long long)n);
    cell(t, str_of(digits));
}

/* What is not plain about an event: it did not happen, is still to come, on whose word, how many fell. */
static void add_notes(const ask *a, grid *t, const query_event *e)
{
    static const char *const keys[] = {"aux.negation", "aux.future", "aux.hypothetical", "aux.historical"};
    static const char *const tolls[] = {"toll.killed", "toll.wounded", "toll.arrested"};
    const bool set[] = {e->negation, e->future, e->hypothetical, e->historical};
    const int64_t counts[] = {e->killed, e->wounded, e->arrested};
    const char *divider = "";
    for (unsigned i = 0; i < 4; i++) {
        if (!set[i]) continue;
        grid_z(t, divider);
        grid_add(t, ask_label(a, keys[i]));
        divider = " · ";
    }
    for (unsigned i = 0; i < 3; i++) {
        if (counts[i] < 0) continue;
        char number[24];
        snprintf(number, sizeof number, " %lld", (long long)counts[i]);
        grid_z(t, divider);
        grid_add(t, ask_label(a, tolls[i]));
        grid_z(t, number);
        divider = " · ";
    }
    if (!e->attributed_to.n) return;
    grid_z(t, divider);
    grid_add(t, ask_label(a, "on_whose_word"));
    grid_z(t, " ");
    add_parties(a, t, &e->attributed_to);
}

static void event_row(const ask *a, grid *t, const query_event *e)
{
    cell(t, e->day);
    cell(t, e->type);
    add_parties(a, t, &e->actors);
    if (e->recipients.n) {
        grid_z(t, arrow(a));
        add_parties(a, t, &e->recipients);
    }
    grid_end(t);
    cell(t, e->trigger.words);
    cell(t, a->o->language && e->place_name_en.n ? e->place_name_en : e->place_name.n ? e->place_name : e->place);
    cell(t, e->article.source);
    add_notes(a, t, e);
    grid_end(t);
}

static void statement_row(const ask *a, grid *t, const query_statement *s)
{
    cell(t, s->day);
    add_parties(a, t, &s->speakers);
    if (s->addressees.n) {
        grid_z(t, arrow(a));
        add_parties(a, t, &s->addressees);
    }
    grid_end(t);
    cell(t, s->article.source);
    if (s->denial) {
        grid_add(t, ask_label(a, "denies"));
        grid_z(t, ": ");
    }
    for (uint32_t i = 0; i < s->n_content; i++) {
        if (i) grid_z(t, " \xe2\x80\xa6 ");
        grid_add(t, s->content[i].words);
    }
    grid_end(t);
}

static void actor_row(const ask *a, grid *t, const query_actor *x)
{
    cell_number(t, x->id);
    cell(t, a->o->language && x->name_en.n ? x->name_en : x->name.n ? x->name : x->role);
    cell(t, x->country);
    cell(t, x->sector);
    char kind[32];
    snprintf(kind, sizeof kind, "kind.%.*s", (int)x->kind.n, x->kind.p);
    cell(t, ask_label(a, kind));
    cell_number(t, x->articles);
    cell(t, x->aliases);
}

typedef struct layout {
    const char *heads[GRID_CELLS]; /* keys of labels */
    unsigned most[GRID_CELLS];
    bool right[GRID_CELLS];
} layout;

static const layout layouts[EXPORT_TABLES_N] = {
    [EXPORT_events] = {{"table.day", "table.type", "table.who", "table.trigger", "where", "table.outlet",
                        "table.notes"},
                       {10, 9, 44, 14, 14, 12, 0},
                       {0}},
    [EXPORT_statements] = {{"table.day", "table.speaker", "table.outlet", "table.content"},
                           {10, NAME_COLUMNS, 12, 0},
                           {0}},
    [EXPORT_actors] = {{"table.id", "table.name", "table.country", "table.sector", "table.kind", "table.articles",
                        "table.aliases"},
                       {8, NAME_COLUMNS, 7, 6, 8, 9, 0},
                       {[0] = true, [5] = true}},
};

static void begin_grid(const ask *a, grid *t, const layout *l)
{
    while (t->n_columns < GRID_CELLS && l->heads[t->n_columns]) t->n_columns++;
    memcpy(t->most, l->most, sizeof t->most);
    memcpy(t->right, l->right, sizeof t->right);
    for (uint32_t i = 0; i < t->n_columns; i++) cell(t, ask_label(a, l->heads[i]));
}

static void add_row(const ask *a, grid *t, export_table of, const ask_row *row)
{
    if (of == EXPORT_events) event_row(a, t, &row->event);
    if (of == EXPORT_statements) statement_row(a, t, &row->statement);
    if (of == EXPORT_actors) actor_row(a, t, &row->actor);
}

/* ---- hits ---- */

/* Two lines: title, outlet and day; the words around the hits. */
static void print_hit(ask *a, const query_hit *h, uint32_t n)
{
    buf *out = &a->out;
    const char *mark = a->o->language ? "\xe2\x80\x8e" : "\xe2\x80\x8f";
    buf_printf(out, "%s%u. %s\xe2\x81\xa8", mark, n, a->colour ? "\x1b[1m" : "");
    grid_clean(out, h->article.title.n ? h->article.title : h->article.doc_id);
    buf_printf(out, "\xe2\x81\xa9%s  \xe2\x81\xa8", a->colour ? "\x1b[0m" : "");
    grid_clean(out, h->article.source);
    buf_z(out, h->article.source.n && h->article.day.n ? " \xc2\xb7 " : "");
    grid_clean(out, h->article.day);
    buf_printf(out, "\xe2\x81\xa9\n%s   \xe2\x81\xa8%s", mark, h->cut_before ? "\xe2\x80\xa6" : "");
    for (uint32_t i = 0; i < h->n_snippet; i++) {
        bool hit = i % 2 == 1;
        if (hit) buf_z(out, a->colour ? "\x1b[1;33m" : "[");
        grid_clean(out, h->snippet[i]);
        if (hit) buf_z(out, a->colour ? "\x1b[0m" : "]");
    }
    buf_printf(out, "%s\xe2\x81\xa9\n", h->cut_after ? "\xe2\x80\xa6" : "");
}

/* ---- answers ---- */

/* How many rows there are in all, said where a table has fewer. */
static void say_rest(ask *a, query_what what, uint32_t shown)
{
    query_filter f = a->filter;
    query_rows *rows;
    query_count c = {0};
    f.limit = 0;
    if (query_counts(a->store, what, NULL, 0, &f, &rows, &a->error) != KHABAR_OK) return;
    bool counted = query_next_count(rows, &c);
    if (query_close(rows, &a->error) != KHABAR_OK || !counted || c.n <= (int64_t)shown) return;
    fflush(stdout);
    cli_say("the first %u of %lld; --limit N shows more, --json and --csv give all", shown, (long long)c.n);
}

static khabar_status print_rows(ask *a, export_table t, uint32_t *n)
{
    query_rows *rows;
    ask_row row;
    grid g = {0};
    khabar_status status = ask_rows(a, t, &a->filter, &rows);
    if (status != KHABAR_OK) return status;
    if (a->o->with_text) query_with_text(rows);
    bool cells = a->form == ASK_TABLE && t != EXPORT_hits;
    if (a->form == ASK_CSV) export_csv_head(t, &a->out);
    if (cells) begin_grid(a, &g, &layouts[t]);
    for (*n = 0; ask_next(t, rows, &row); ++*n) {
        if (a->form == ASK_CSV) export_csv(t, &row, &a->out);
        if (a->form == ASK_JSON) export_json(t, &row, &a->out);
        if (cells) add_row(a, &g, t, &row);
        if (a->form == ASK_TABLE && !cells) print_hit(a, &row.hit, *n + 1);
        ask_flush(a, stdout);
    }
    status = query_close(rows, &a->error);
    ask_flush(a, stdout);
    if (cells && status == KHABAR_OK && *n) grid_print(&g, a->width, a->o->language == 0, a->colour);
    a->out.failed |= g.text.failed;
    grid_free(&g);
    return status;
}

static int run(ask *a, export_table t, query_what what)
{
    uint32_t n = 0;
    if (a->o->count) return ask_count(a, what);
    bool short_table = a->form == ASK_TABLE && !a->o->limit_given;
    if (short_table) a->filter.limit = t == EXPORT_hits ? TABLE_HITS : TABLE_ROWS;
    khabar_status status = print_rows(a, t, &n);
    if (status == KHABAR_OK && n == 0) {
        if (a->form == ASK_TABLE) cli_say("nothing found");
        ask_why_nothing(a);
    }
    if (status == KHABAR_OK && short_table && n == a->filter.limit && t != EXPORT_actors) say_rest(a, what, n);
    return ask_close(a, status);
}

static int no_words(const cli_options *o, const char *command)
{
    if (o->n_files == 0) return EXIT_OK;
    cli_say("khabar %s takes no '%s'; what is wanted is said by options, try 'khabar %s --help'", command, o->files[0],
            command);
    return EXIT_USAGE;
}

static int simple(const cli_options *o, const char *command, export_table t, query_what what)
{
    ask a;
    int result = no_words(o, command);
    if (result != EXIT_OK) return result;
    result = ask_open(&a, o, command);
    if (result == EXIT_OK) return run(&a, t, what);
    ask_close(&a, KHABAR_OK);
    return result;
}

int cli_events(const cli_options *o)
{
    return simple(o, "events", EXPORT_events, QUERY_EVENTS);
}

int cli_statements(const cli_options *o)
{
    return simple(o, "statements", EXPORT_statements, QUERY_STATEMENTS);
}

int cli_actors(const cli_options *o)
{
    return simple(o, "actors", EXPORT_actors, QUERY_ARTICLES);
}

/* The words of the command line; quotation marks that come through the shell make a phrase. */
int cli_search(const cli_options *o)
{
    ask a;
    buf words = {0};
    if (o->n_files == 0) {
        cli_say("khabar search: words are wanted: khabar search --db FILE WORD... ('\"two words\"' is a phrase)");
        return EXIT_USAGE;
    }
    int result = ask_open(&a, o, "search");
    for (int i = 0; i < o->n_files; i++) buf_printf(&words, "%s%s", i ? " " : "", o->files[i]);
    buf_char(&words, 0);
    if (result == EXIT_OK && words.failed) result = EXIT_FAILED;
    if (result == EXIT_OK) {
        a.filter.text = words.bytes;
        result = run(&a, EXPORT_hits, QUERY_ARTICLES);
    } else
        ask_close(&a, KHABAR_OK);
    buf_free(&words);
    return result;
}
