/* export: khabar export FORMAT --db FILE: the database in the layouts of other tools (docs/export.md).
 *
 *   khabar export dyads --db news.db --since 2022 --out dyads.csv
 *
 * Invariant: an output that is whole has its name; while it is written it is called NAME.part. Layouts that cannot say that an
 * event did not happen have only those that are told as facts (--status asserted), unless --status asks for others. */
#include "cli/ask.h"

#include "export/gdelt.h"
#include "export/layout.h"
#include "export/network.h"
#include "export/places.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct exporter {
    ask a;
    export_codes *codes;
    FILE *to;
    char part[4096], whole[4096]; /* "" for standard output */
} exporter;

enum { FLUSH_BYTES = 1 << 16 };

/* ---- files ---- */

static khabar_status wrong_file(exporter *x, const char *path)
{
    x->a.error.status = KHABAR_ERR_IO;
    snprintf(x->a.error.message, sizeof x->a.error.message, "%.400s: %s", path, strerror(errno));
    return KHABAR_ERR_IO;
}

/* Opens PATH, or NAME in the folder PATH; standard output where no path is given. A device or pipe is written to as it is. */
static khabar_status begin_file(exporter *x, const char *path, const char *name)
{
    x->to = stdout;
    x->part[0] = 0;
    if (!path) return KHABAR_OK;
    int n = snprintf(x->whole, sizeof x->whole, "%s%s%s", path, name ? "/" : "", name ? name : "");
    int m = snprintf(x->part, sizeof x->part, "%s.part", x->whole);
    if (n < 0 || m < 0 || (size_t)m >= sizeof x->part) errno = ENAMETOOLONG;
    struct stat st;
    if (n > 0 && (size_t)n < sizeof x->whole && stat(x->whole, &st) == 0 && !S_ISREG(st.st_mode)) x->part[0] = 0;
    if (n > 0 && (size_t)n < sizeof x->whole && !x->part[0]) {
        x->to = fopen(x->whole, "wb");
        return x->to ? KHABAR_OK : wrong_file(x, path);
    }
    x->to = n < 0 || m < 0 || (size_t)m >= sizeof x->part ? NULL : fopen(x->part, "wb");
    return x->to ? KHABAR_OK : wrong_file(x, path);
}

static void flush(exporter *x, bool all)
{
    if (all || x->a.out.n >= FLUSH_BYTES) ask_flush(&x->a, x->to);
}

/* Gives the file its name where all went well; else takes it away. */
static khabar_status end_file(exporter *x, khabar_status status)
{
    flush(x, true);
    if (x->to == stdout) return status; /* ask_close looks after it */
    bool written = fflush(x->to) == 0 && !ferror(x->to) && (!x->part[0] || fsync(fileno(x->to)) == 0);
    if (!written && status == KHABAR_OK) status = wrong_file(x, x->whole);
    if (fclose(x->to) != 0 && status == KHABAR_OK) status = wrong_file(x, x->whole);
    if (!x->part[0]) return status;
    if (status == KHABAR_OK && !x->a.out.failed && rename(x->part, x->whole) != 0) status = wrong_file(x, x->whole);
    if (status != KHABAR_OK || x->a.out.failed) unlink(x->part);
    return status;
}

static khabar_status out_of_memory(exporter *x)
{
    x->a.error.status = KHABAR_ERR_MEMORY;
    snprintf(x->a.error.message, sizeof x->a.error.message, "out of memory");
    return KHABAR_ERR_MEMORY;
}

/* Each event of the filter to `use`, which returns false where memory is out. */
static khabar_status each_event(exporter *x, bool with_text, bool (*use)(exporter *, void *, const query_event *),
                                void *context)
{
    query_rows *rows;
    query_event e;
    khabar_status status = query_events(x->a.store, &x->a.filter, &rows, &x->a.error);
    if (status != KHABAR_OK) return status;
    if (with_text) query_with_text(rows);
    bool ok = true;
    while (ok && query_next_event(rows, &e)) {
        ok = use(x, context, &e);
        flush(x, false);
    }
    status = query_close(rows, &x->a.error);
    return ok ? status : out_of_memory(x);
}

/* ---- tables: csv, jsonl ---- */

static khabar_status write_table(exporter *x, export_table t, bool json)
{
    char name[40];
    query_rows *rows;
    ask_row row;
    query_filter f = x->a.filter, all = {.copies = f.copies,
                                         .since = f.since,
                                         .until = f.until,
                                         .outlet = f.outlet,
                                         .text = f.text,
                                         .article = f.article,
                                         .reader = f.reader};
    if (t == EXPORT_actors) all = (query_filter){0};
    snprintf(name, sizeof name, "%s.%s", export_table_name[t], json ? "jsonl" : "csv");
    khabar_status status = begin_file(x, x->a.o->out, name);
    if (status != KHABAR_OK) return status;
    if (!json) export_csv_head(t, &x->a.out);
    status = ask_rows(&x->a, t, t == EXPORT_events ? &f : &all, &rows);
    if (status == KHABAR_OK) {
        if (x->a.o->with_text && t == EXPORT_articles) query_with_text(rows);
        while (ask_next(t, rows, &row)) {
            if (json)
                export_json(t, &row, &x->a.out);
            else
                export_csv(t, &row, &x->a.out);
            flush(x, false);
        }
        status = query_close(rows, &x->a.error);
    }
    return end_file(x, status);
}

static khabar_status write_tables(exporter *x, bool json)
{
    static const export_table all[] = {EXPORT_articles, EXPORT_actors, EXPORT_statements, EXPORT_events};
    if (!x->a.o->out) {
        x->a.error.status = KHABAR_ERR_ARGUMENT;
        snprintf(x->a.error.message, sizeof x->a.error.message,
                 "khabar export %s: --out FOLDER is wanted: there are several tables; one alone: khabar events --%s",
                 json ? "jsonl" : "csv", json ? "json" : "csv");
        return KHABAR_ERR_ARGUMENT;
    }
    if (mkdir(x->a.o->out, 0777) != 0 && errno != EEXIST) return wrong_file(x, x->a.o->out);
    khabar_status status = KHABAR_OK;
    for (size_t i = 0; i < sizeof all / sizeof *all && status == KHABAR_OK; i++) status = write_table(x, all[i], json);
    if (status == KHABAR_OK) status = begin_file(x, x->a.o->out, "schema.json");
    if (status != KHABAR_OK) return status;
    export_schema(all, sizeof all / sizeof *all, json, &x->a.out);
    return end_file(x, status);
}

static khabar_status export_as_csv(exporter *x)
{
    return write_tables(x, false);
}

static khabar_status export_as_jsonl(exporter *x)
{
    return write_tables(x, true);
}

/* ---- events in the layouts of others ---- */

static bool use_plover(exporter *x, void *context, const query_event *e)
{
    (void)context;
    export_plover(x->codes, e, &x->a.out);
    return !x->a.out.failed;
}

static bool use_icews(exporter *x, void *context, const query_event *e)
{
    (void)context;
    export_icews(x->codes, e, &x->a.out);
    return !x->a.out.failed;
}

static bool note_gdelt(exporter *x, void *g, const query_event *e)
{
    (void)x;
    return export_gdelt_note(g, e);
}

static bool use_gdelt_event(exporter *x, void *g, const query_event *e)
{
    export_gdelt_event(g, e, &x->a.out);
    return !x->a.out.failed;
}

static bool use_gdelt_mention(exporter *x, void *g, const query_event *e)
{
    if (!export_gdelt_note(g, e)) return false;
    export_gdelt_mention(g, e, &x->a.out);
    return !x->a.out.failed;
}

static khabar_status export_as_plover(exporter *x)
{
    return each_event(x, false, use_plover, NULL);
}

static khabar_status export_as_icews(exporter *x)
{
    export_icews_head(&x->a.out);
    return each_event(x, false, use_icews, NULL);
}

static khabar_status export_as_gdelt_events(exporter *x)
{
    export_gdelt *g = export_gdelt_new(x->codes);
    khabar_status status = g ? each_event(x, false, note_gdelt, g) : out_of_memory(x);
    if (status == KHABAR_OK) status = each_event(x, false, use_gdelt_event, g);
    export_gdelt_free(g);
    return status;
}

static khabar_status export_as_gdelt_mentions(exporter *x)
{
    export_gdelt *g = export_gdelt_new(x->codes);
    khabar_status status = g ? each_event(x, true, use_gdelt_mention, g) : out_of_memory(x);
    export_gdelt_free(g);
    return status;
}

/* ---- networks, places, panels ---- */

static khabar_status each_count(exporter *x, const query_by *by, uint32_t n_by, export_network *n, uint64_t *left_out)
{
    query_rows *rows;
    query_count c;
    bool ok = true;
    khabar_status status = query_counts(x->a.store, QUERY_EVENTS, by, n_by, &x->a.filter, &rows, &x->a.error);
    if (status != KHABAR_OK) return status;
    while (ok && query_next_count(rows, &c)) {
        bool known = true;
        for (uint32_t i = 0; left_out && i < c.n_cells; i++) known &= c.cells[i].n > 0;
        if (!known) {
            *left_out += (uint64_t)c.n;
            continue;
        }
        if (n)
            ok = export_network_edge(n, &c);
        else
            export_count_csv(&c, true, &x->a.out);
        flush(x, false);
    }
    status = query_close(rows, &x->a.error);
    return ok ? status : out_of_memory(x);
}

static khabar_status export_as_dyads(exporter *x)
{
    static const query_by by[] = {QUERY_BY_MONTH, QUERY_BY_DYAD};
    static const char *const names[] = {"month", "actor", "recipient"};
    uint64_t left_out = 0;
    export_count_csv_head(names, 3, true, &x->a.out);
    khabar_status status = each_count(x, by, 2, NULL, &left_out);
    if (left_out)
        cli_say("%llu pairs of actors are not in the panel: a country of theirs, or the month, is not known",
                (unsigned long long)left_out);
    return status;
}

static khabar_status export_as_edges(exporter *x)
{
    static const query_by by[] = {QUERY_BY_ACTORS};
    export_count_csv_head(export_edge_names, 4, true, &x->a.out);
    return each_count(x, by, 1, NULL, NULL);
}

static khabar_status write_nodes(exporter *x, export_network *n)
{
    query_filter all = {0};
    query_rows *rows;
    query_actor actor;
    khabar_status status = query_actors(x->a.store, &all, &rows, &x->a.error);
    if (status != KHABAR_OK) return status;
    export_graphml_head(&x->a.out);
    while (query_next_actor(rows, &actor)) {
        export_graphml_node(n, &actor, &x->a.out);
        flush(x, false);
    }
    return query_close(rows, &x->a.error);
}

static khabar_status export_as_graphml(exporter *x)
{
    static const query_by by[] = {QUERY_BY_ACTORS};
    export_network *n = export_network_new();
    khabar_status status = n ? each_count(x, by, 1, n, NULL) : out_of_memory(x);
    if (status == KHABAR_OK) status = write_nodes(x, n);
    if (status == KHABAR_OK) export_graphml_edges(n, &x->a.out);
    export_network_free(n);
    return status;
}

static bool use_place(exporter *x, void *places, const query_event *e)
{
    (void)x;
    return export_places_add(places, e);
}

static khabar_status export_as_geojson(exporter *x)
{
    export_places *p = export_places_new();
    khabar_status status = p ? each_event(x, false, use_place, p) : out_of_memory(x);
    if (status == KHABAR_OK) export_places_write(p, &x->a.out);
    if (status == KHABAR_OK && export_places_unknown(p))
        cli_say("%lld events are not on the map: no place is told, or its coordinates are not known",
                (long long)export_places_unknown(p));
    export_places_free(p);
    return status;
}

/* ---- the command ---- */

/* facts: only what is told as a fact, unless --status says otherwise. */
static const struct {
    const char *name;
    khabar_status (*run)(exporter *);
    bool folder, facts;
} formats[] = {
#define X(name, run, folder, facts, help) {name, run, folder, facts},
    EXPORTS(X)
#undef X
};

enum { FORMATS_N = sizeof formats / sizeof *formats };

static int usage(const cli_options *o)
{
    if (o->n_files > 0) cli_say("khabar export %s: there is no such format", o->files[0]);
    buf all = {0};
    for (size_t i = 0; i < FORMATS_N; i++) buf_printf(&all, "%s%s", i ? ", " : "", formats[i].name);
    cli_say("wanted: khabar export FORMAT --db FILE [--out PATH]; FORMAT is one of %.*s", (int)all.n,
            all.n ? all.bytes : "");
    buf_free(&all);
    return EXIT_USAGE;
}

int cli_export(const cli_options *o)
{
    static exporter x; /* its paths are large */
    size_t i = 0;
    while (i < FORMATS_N && (o->n_files != 1 || strcmp(o->files[0], formats[i].name) != 0)) i++;
    if (i == FORMATS_N) return usage(o);
    int result = ask_open(&x.a, o, "export");
    if (result != EXIT_OK) {
        ask_close(&x.a, KHABAR_OK);
        return result;
    }
    if (formats[i].facts && !x.a.filter.status) x.a.filter.status = "asserted";
    khabar_status status = export_codes_open(x.a.lex, &x.codes, &x.a.error);
    if (status == KHABAR_OK && formats[i].folder)
        status = formats[i].run(&x);
    else if (status == KHABAR_OK) {
        status = begin_file(&x, o->out, NULL);
        if (status == KHABAR_OK) status = end_file(&x, formats[i].run(&x));
    }
    export_codes_close(x.codes);
    return ask_close(&x.a, status);
}
