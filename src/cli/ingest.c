/* ingest: khabar ingest: reports into a database.
 *
 * Three things go on at once: an article is taken from the input, others are read, and those that were read are stored, in the order
 * of the input.
 * Invariant: what the database holds at the end depends neither on the number of threads nor on how often it was killed. */
#include "cli/cli.h"
#include "cli/progress.h"

#include "base/buf.h"
#include "base/flow.h"
#include "base/pool.h"
#include "input/input.h"
#include "input/walk.h"
#include "store/writer.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The first articles are safe soon, then more go into a transaction: a large one costs less an article. There is room for what the
 * others read while one thread commits. Articles are stored some in a row: the pages of the database stay in that processor's cache. */
enum { ROOMS = 512, RUN = 64, PASSED_MOST = 256, FLUSH_FIRST = 256, FLUSH_MOST = 2048, FLUSH_SECONDS = 5 };

/* What became of articles. */
typedef struct tally {
    uint64_t results[WRITER_RESULTS], failed;
} tally;

/* An article on its way, and what was passed over in the input before it. */
typedef struct parcel {
    entry entry;
    bool wanted; /* there is an article */
    tally passed;
    uint64_t bytes; /* of the input, up to here */
    buf messages;
} parcel;

typedef struct ingest {
    const cli_options *o;
    khabar *k;
    khabar_reader **readers;
    unsigned threads;
    store *stored, *looked; /* the writer's, and that in which the input is looked up */
    writer *writer, *looker;
    parcel *parcels;

    /* the input: of the thread that fills */
    walk *walk;
    input *in;
    parcel *next;
    uint64_t bytes_before; /* of files that are read */
    bool input_ended;

    /* the thread that stores */
    progress progress;
    tally all;
    uint64_t unflushed, flush_after;
    time_t flushed_at;
    bool stopped; /* the database failed: error says why */
    khabar_error error;
} ingest;

static void note(parcel *p, const char *text)
{
    buf_z(&p->messages, text);
    buf_char(&p->messages, 0);
}

static void notice(void *context, const char *text)
{
    note(((ingest *)context)->next, text);
}

/* ---- the input ---- */

static bool open_next(ingest *g)
{
    walk_file file;
    khabar_error error = {0};
    input_options options = {.notice = notice, .context = g, .columns = g->o->columns};
    for (walk_result got; (got = walk_next(g->walk, &file, &error)) != WALK_END;) {
        if (got == WALK_FILE && input_open(file.stream, file.name, &options, &g->in, &error) == KHABAR_OK) return true;
        note(g->next, error.message);
        g->next->passed.failed++;
    }
    return false;
}

static void close_current(ingest *g)
{
    g->bytes_before += input_bytes(g->in);
    input_close(g->in);
    g->in = NULL;
}

/* Must the article be read? What is stored already is counted, or said. */
static bool is_wanted(ingest *g, entry *e)
{
    writer_result result = WRITER_STORED;
    khabar_error error = {0};
    if (writer_look(g->looker, e, g->o->update, &result, &error) != KHABAR_OK) return true; /* the writer will say it */
    if (result == WRITER_STORED || result == WRITER_REPLACED) return true;
    g->next->passed.results[result]++;
    if (result != WRITER_DIFFERS) return false;
    char text[600];
    snprintf(text, sizeof text,
             "%.*s: stored already with another text, title or day; the stored one is kept (--update replaces it)",
             e->doc_id.n > 400 ? 400 : (int)e->doc_id.n, e->doc_id.p);
    note(g->next, text);
    return false;
}

/* Looks for an article that is wanted. False at the end of the input, and where a word is due about those that are not. */
static bool find_wanted(ingest *g)
{
    parcel *p = g->next;
    for (int passed = 0; passed < PASSED_MOST; passed++) {
        khabar_article a;
        khabar_error error = {0};
        if (!g->in && !open_next(g)) {
            g->input_ended = true;
            return false;
        }
        input_result got = input_next(g->in, &a, &error);
        if (got == INPUT_END) {
            close_current(g);
            continue;
        }
        if (got == INPUT_ERROR) {
            note(p, error.message);
            p->passed.failed++;
            continue;
        }
        cli_defaults(g->o, &a);
        if (!entry_take(&p->entry, &a)) {
            note(p, "out of memory");
            p->passed.failed++;
            continue;
        }
        if (is_wanted(g, &p->entry)) return true;
    }
    return false;
}

static bool fill(void *context, uint32_t room)
{
    ingest *g = context;
    if (g->input_ended) return false;
    g->next = &g->parcels[room];
    g->next->passed = (tally){0};
    g->next->wanted = find_wanted(g);
    g->next->bytes = g->bytes_before + (g->in ? input_bytes(g->in) : 0);
    return true;
}

/* ---- reading and storing ---- */

static void read_one(void *context, uint32_t thread, uint32_t room)
{
    ingest *g = context;
    if (g->parcels[room].wanted) entry_read(&g->parcels[room].entry, g->readers[thread]);
}

static void write_one(ingest *g, parcel *p)
{
    entry *e = &p->entry;
    writer_result result = WRITER_STORED;
    khabar_status status = KHABAR_OK;
    char text[640];
    if (!e->failed) status = writer_add(g->writer, e, g->o->update, &result, &e->error);
    if (e->failed || status == KHABAR_ERR_TOO_LARGE) {
        snprintf(text, sizeof text, "%.*s: %s", e->doc_id.n > 100 ? 100 : (int)e->doc_id.n, e->doc_id.p,
                 e->error.message);
        note(p, text);
        g->all.failed++;
        return;
    }
    if (status != KHABAR_OK) {
        g->error = e->error;
        g->stopped = true;
        return;
    }
    g->all.results[result]++;
    g->unflushed++;
    if (result != WRITER_DIFFERS) return;
    snprintf(text, sizeof text,
             "%.*s: twice in the input with another text, title or day; the first one is kept (--update: the last)",
             e->doc_id.n > 400 ? 400 : (int)e->doc_id.n, e->doc_id.p);
    note(p, text);
}

static void flush(ingest *g)
{
    time_t now = time(NULL);
    if (g->unflushed == 0 || (g->unflushed < g->flush_after && now < g->flushed_at + FLUSH_SECONDS)) return;
    g->flushed_at = now;
    if (g->flush_after < FLUSH_MOST) g->flush_after *= 2;
    g->stopped = writer_flush(g->writer, &g->error) != KHABAR_OK;
    g->unflushed = 0;
}

static void say_all(ingest *g, parcel *p)
{
    if (p->messages.n) progress_clear(&g->progress);
    for (size_t at = 0; at < p->messages.n; at += strlen(p->messages.bytes + at) + 1)
        cli_say("%s", p->messages.bytes + at);
    p->messages.n = 0;
}

static uint64_t articles_done(const ingest *g)
{
    uint64_t n = g->all.failed;
    for (int i = 0; i < WRITER_RESULTS; i++) n += g->all.results[i];
    return n;
}

static bool drain(void *context, uint32_t room)
{
    ingest *g = context;
    parcel *p = &g->parcels[room];
    for (int i = 0; i < WRITER_RESULTS; i++) g->all.results[i] += p->passed.results[i];
    g->all.failed += p->passed.failed;
    if (p->wanted) write_one(g, p);
    if (!g->stopped) flush(g);
    say_all(g, p);
    progress_show(&g->progress, p->bytes, articles_done(g));
    return !g->stopped;
}

static void run(ingest *g)
{
    static const flow_steps steps = {fill, read_one, drain};
    if (flow_run(g->threads, ROOMS, RUN, &steps, g, &g->error) != KHABAR_OK) g->stopped = true;
    if (!g->stopped) g->stopped = writer_flush(g->writer, &g->error) != KHABAR_OK;
    if (!g->stopped) g->stopped = writer_tidy(g->writer, &g->error) != KHABAR_OK;
    progress_clear(&g->progress);
    if (g->in) close_current(g);
}

/* ---- the command ---- */

/* The bytes of all files, folders walked; 0 where they are not known. */
static uint64_t size_of_input(const cli_options *o)
{
    walk *w;
    walk_file file;
    uint64_t sum = 0;
    bool known = true;
    for (int i = 0; i < o->n_files; i++) known &= strcmp(o->files[i], "-") != 0;
    if (!known || walk_open(o->files, o->n_files, &w, NULL) != KHABAR_OK) return 0;
    for (walk_result got; (got = walk_next(w, &file, NULL)) != WALK_END;) {
        if (got != WALK_FILE) continue;
        known &= file.size > 0;
        sum += file.size;
    }
    walk_close(w);
    return known ? sum : 0;
}

static void summary(const ingest *g)
{
    static const char *const words[WRITER_RESULTS] = {"stored", "replaced", "there already",
                                                      "read with another lexicon (--update reads them again)",
                                                      "there with another text"};
    uint64_t n = articles_done(g);
    printf("%s: %llu articles", g->o->db, (unsigned long long)n);
    const char *divider = ": ";
    for (int i = 0; i < WRITER_RESULTS; i++)
        if (g->all.results[i]) {
            printf("%s%llu %s", divider, (unsigned long long)g->all.results[i], words[i]);
            divider = ", ";
        }
    if (g->all.failed) printf("%s%llu not readable", divider, (unsigned long long)g->all.failed);
    if (writer_copies(g->writer)) printf("; %llu near copies of others", (unsigned long long)writer_copies(g->writer));
    putchar('\n');
}

static void clean_up(ingest *g)
{
    for (uint32_t i = 0; g->parcels && i < ROOMS; i++) {
        entry_free(&g->parcels[i].entry);
        buf_free(&g->parcels[i].messages);
    }
    free(g->parcels);
    walk_close(g->walk);
    writer_close(g->writer);
    writer_close(g->looker);
    store_close(g->looked);
    store_close(g->stored);
    for (unsigned i = 0; g->readers && i < g->threads; i++) khabar_reader_free(g->readers[i]);
    free(g->readers);
    khabar_close(g->k);
}

static khabar_status set_up(ingest *g)
{
    const cli_options *o = g->o;
    khabar_error *error = &g->error;
    khabar_status status = store_open(o->db, STORE_WRITE, &g->stored, error);
    if (status == KHABAR_OK) status = store_open(o->db, STORE_READ, &g->looked, error);
    if (status == KHABAR_OK) status = khabar_open(o->lexicon, &g->k, error);
    char hash[17];
    if (status == KHABAR_OK) {
        entry_lexicon(g->k, hash);
        status = writer_open(g->stored, hash, &g->writer, error);
    }
    if (status == KHABAR_OK) status = writer_open(g->looked, hash, &g->looker, error);
    if (status != KHABAR_OK) return status;
    g->threads = o->jobs_given && o->jobs ? o->jobs : pool_processors();
    g->readers = calloc(g->threads, sizeof *g->readers);
    g->parcels = calloc(ROOMS, sizeof *g->parcels);
    if (!g->readers || !g->parcels) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    for (unsigned i = 0; i < g->threads && status == KHABAR_OK; i++)
        status = khabar_reader_new(g->k, &g->readers[i], error);
    /* no PATH: nothing is read; standard input must be asked for, as - */
    g->input_ended = o->n_files == 0;
    return status == KHABAR_OK ? walk_open(o->files, o->n_files, &g->walk, error) : status;
}

int cli_ingest(const cli_options *o)
{
    if (!o->db) {
        cli_say("khabar ingest: --db FILE is wanted: the database to store in; it is made where there is none");
        return EXIT_USAGE;
    }
    ingest g = {.o = o, .flushed_at = time(NULL), .flush_after = FLUSH_FIRST};
    bool ok = set_up(&g) == KHABAR_OK;
    if (ok) {
        bool shown = isatty(STDERR_FILENO) == 1; /* the size is asked for where it is shown */
        progress_begin(&g.progress, shown ? size_of_input(o) : 0);
        run(&g);
        summary(&g);
    }
    if (!ok || g.stopped) cli_say("%s", g.error.message);
    int result = !ok || g.stopped                                ? EXIT_FAILED
                 : g.all.failed || g.all.results[WRITER_DIFFERS] ? EXIT_RECORDS
                                                                 : EXIT_OK;
    clean_up(&g);
    return result;
}
