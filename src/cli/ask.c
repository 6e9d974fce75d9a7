/* ask: see ask.h. */
#include "cli/ask.h"
#include "cli/filter.h"

#include "export/codes.h"
#include "record/record.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH = 100, WIDTH_LEAST = 40 };

static unsigned terminal_width(void)
{
    struct winsize w;
    const char *columns = getenv("COLUMNS");
    unsigned long n = columns ? strtoul(columns, NULL, 10) : 0;
    if (n == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0) n = w.ws_col;
    if (n == 0 || n > 1000) n = WIDTH;
    return n < WIDTH_LEAST ? WIDTH_LEAST : (unsigned)n;
}

int ask_open(ask *a, const cli_options *o, const char *command)
{
    *a = (ask){.o = o, .filter = o->filter};
    if (!o->db) {
        cli_say("khabar %s: --db FILE is wanted: the database (khabar ingest makes one)", command);
        return EXIT_USAGE;
    }
    if (o->json + o->csv + o->table > 1) {
        cli_say("khabar %s: one of --json, --csv and --table is wanted, not several", command);
        return EXIT_USAGE;
    }
    if (!filter_check(&a->filter)) return EXIT_USAGE;
    bool terminal = isatty(STDOUT_FILENO) == 1;
    a->form = o->json ? ASK_JSON : o->csv ? ASK_CSV : o->table || terminal ? ASK_TABLE : ASK_JSON;
    a->colour = o->colour == 1 || (o->colour == 0 && terminal);
    a->width = terminal_width();
    if (store_open(o->db, STORE_READ, &a->store, &a->error) != KHABAR_OK ||
        khabar_open(o->lexicon, &a->k, &a->error) != KHABAR_OK ||
        khabar_reader_new(a->k, &a->reader, &a->error) != KHABAR_OK) {
        cli_say("%s", a->error.message);
        return EXIT_FAILED;
    }
    a->lex = khabar_lexicon(a->k);
    a->filter.reader = a->reader;
    a->filter.article = o->article;
    a->filter.copies = o->copies;
    a->filter.newest_first = o->newest;
    a->filter.limit = o->limit;
    return EXIT_OK;
}

int ask_close(ask *a, khabar_status status)
{
    int result = EXIT_OK;
    if (status != KHABAR_OK) {
        cli_say("%s", a->error.message);
        result = status == KHABAR_ERR_ARGUMENT ? EXIT_USAGE : EXIT_FAILED;
    } else if (a->out.failed || fflush(stdout) != 0 || ferror(stdout)) {
        cli_say(a->out.failed ? "out of memory" : "the output could not be written");
        result = EXIT_FAILED;
    }
    buf_free(&a->out);
    khabar_reader_free(a->reader);
    khabar_close(a->k);
    store_close(a->store);
    return result;
}

void ask_flush(ask *a, FILE *to)
{
    if (a->out.n) fwrite(a->out.bytes, 1, a->out.n, to);
    a->out.n = 0;
}

str ask_label(const ask *a, const char *key)
{
    return lexicon_label(a->lex, str_of(key), a->o->language);
}

khabar_status ask_rows(ask *a, export_table t, const query_filter *f, query_rows **rows)
{
    switch (t) {
    case EXPORT_articles: return query_articles(a->store, f, rows, &a->error);
    case EXPORT_actors: return query_actors(a->store, f, rows, &a->error);
    case EXPORT_statements: return query_statements(a->store, f, rows, &a->error);
    case EXPORT_events: return query_events(a->store, f, rows, &a->error);
    default: return query_search(a->store, f, rows, &a->error);
    }
}

bool ask_next(export_table t, query_rows *rows, ask_row *row)
{
    switch (t) {
    case EXPORT_articles: return query_next_article(rows, &row->article);
    case EXPORT_actors: return query_next_actor(rows, &row->actor);
    case EXPORT_statements: return query_next_statement(rows, &row->statement);
    case EXPORT_events: return query_next_event(rows, &row->event);
    default: return query_next_hit(rows, &row->hit);
    }
}

/* ---- why nothing? ---- */

static bool anybody(ask *a, const char *name)
{
    query_filter f = {.name = name, .limit = 1};
    query_rows *rows;
    query_actor found;
    if (query_actors(a->store, &f, &rows, &a->error) != KHABAR_OK) return true;
    bool any = query_next_actor(rows, &found);
    return query_close(rows, &a->error) != KHABAR_OK || any;
}

/* Says of each value that `is` does not know that there is none such. */
static void unknown_codes(ask *a, const char *option, const char *list, bool (*is)(const export_codes *, str),
                          const char *where)
{
    export_codes *codes;
    if (!list || export_codes_open(a->lex, &codes, &a->error) != KHABAR_OK) return;
    str rest = str_of(list);
    while (rest.n) {
        str value = str_trim(str_cut(&rest, ','));
        if (!is(codes, value)) cli_say("--%s %.*s: there is none such (%s)", option, (int)value.n, value.p, where);
    }
    export_codes_close(codes);
}

static void unknown_outlet(ask *a)
{
    query_filter f = {.outlet = a->filter.outlet, .limit = 1, .copies = true};
    query_rows *rows;
    query_article found;
    if (!f.outlet || query_articles(a->store, &f, &rows, &a->error) != KHABAR_OK) return;
    bool any = query_next_article(rows, &found);
    if (query_close(rows, &a->error) == KHABAR_OK && !any)
        cli_say("--outlet %s: no outlet of the database is called so (khabar search --count outlet lists them)",
                f.outlet);
}

void ask_why_nothing(ask *a)
{
    const query_filter *f = &a->filter;
    const struct {
        const char *option, *list;
    } all[] = {
        {"actor", f->actor},     {"recipient", f->recipient}, {"party", f->party}, {"attributed-to", f->attributed_to},
        {"speaker", f->speaker}, {"addressee", f->addressee}, {"via", f->via},     {"name", f->name}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        str rest = str_of(all[i].list);
        while (all[i].list && rest.n) {
            str value = str_trim(str_cut(&rest, ','));
            char name[256];
            if (!value.n || value.n >= sizeof name || str_eq(value, STR("outlet"))) continue;
            memcpy(name, value.p, value.n);
            name[value.n] = 0;
            if (!anybody(a, name))
                cli_say("--%s %s: nobody in the database is called so (khabar actors lists them)", all[i].option, name);
        }
    }
    unknown_codes(a, "mode", f->mode, export_is_mode, "docs/codebook.md lists the modes");
    unknown_codes(a, "cameo", f->cameo, export_is_cameo, "docs/codebook.md lists the codes");
    unknown_outlet(a);
}
