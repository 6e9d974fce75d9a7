/* ingest: khabar ingest: reports into a database.
 *
 * Three things go on at once, a batch of articles each: the input is parsed for the next batch, the readers read this one, and the
 * one writer stores the one before, in the order of the input.
 * Invariant: what the database holds at the end depends neither on the number of threads nor on how often it was killed. */
#include "cli/cli.h"
#include "cli/progress.h"

#include "base/buf.h"
#include "base/pool.h"
#include "input/input.h"
#include "input/walk.h"
#include "store/writer.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The first articles are safe soon, then more go into a transaction: a large one costs less an article. A batch gives the readers
 * as much to do as the writer has with it and a commit, so that none waits. */
enum { BATCH = 512, FLUSH_FIRST = 256, FLUSH_MOST = 2048, FLUSH_SECONDS = 2 };

/* Articles on their way, and what is to be said of them, in the order of the input. */
typedef struct batch {
    entry entries[BATCH];
    uint32_t n;
    buf messages;
} batch;

typedef struct ingest {
    const cli_options *o;
    khabar *k;
    khabar_reader **readers;
    unsigned threads;
    store *stored, *looked; /* the writer's, and that in which the input is looked up */
    writer *writer, *looker;
    batch *next, *now, *before;
    progress progress;

    /* the input */
    walk *walk;
    input *in;
    uint64_t bytes_before; /* of files that are read */
    bool input_ended;

    uint64_t results[WRITER_RESULTS], failed, unflushed, flush_after;
    time_t flushed_at;
    bool stopped; /* the database failed: error says why */
    khabar_error error;
} ingest;

static void note(batch *b, const char *text)
{
    buf_z(&b->messages, text);
    buf_char(&b->messages, 0);
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
        g->failed++;
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
    g->results[result]++;
    if (result != WRITER_DIFFERS) return false;
    char text[600];
    snprintf(text, sizeof text,
             "%.*s: stored already with another text, title or day; the stored one is kept (--update replaces it)",
             e->doc_id.n > 400 ? 400 : (int)e->doc_id.n, e->doc_id.p);
    note(g->next, text);
    return false;
}

/* Fills the next batch from the input. */
static void fill(ingest *g)
{
    batch *b = g->next;
    b->n = 0;
    while (b->n < BATCH) {
        khabar_article a;
        khabar_error error = {0};
        if (!g->in && !open_next(g)) {
            g->input_ended = true;
            return;
        }
        input_result got = input_next(g->in, &a, &error);
        if (got == INPUT_END) {
            close_current(g);
            continue;
        }
        if (got == INPUT_ERROR) {
            note(b, error.message);
            g->failed++;
            continue;
        }
        cli_defaults(g->o, &a);
        entry *e = &b->entries[b->n];
        if (!entry_take(e, &a)) {
            note(b, "out of memory");
            g->failed++;
            continue;
        }
        if (is_wanted(g, e)) b->n++;
    }
}

/* ---- reading and writing ---- */

static void write_batch(ingest *g)
{
    batch *b = g->before;
    for (uint32_t i = 0; i < b->n && !g->stopped; i++) {
        entry *e = &b->entries[i];
        writer_result result = WRITER_STORED;
        khabar_status status = KHABAR_OK;
        if (!e->failed) status = writer_add(g->writer, e, g->o->update, &result, &e->error);
        if (e->failed || status == KHABAR_ERR_TOO_LARGE) {
            char text[640];
            snprintf(text, sizeof text, "%.*s: %s", e->doc_id.n > 100 ? 100 : (int)e->doc_id.n, e->doc_id.p,
                     e->error.message);
            note(b, text);
            g->failed++;
            continue;
        }
        if (status != KHABAR_OK) {
            g->error = e->error;
            g->stopped = true;
            return;
        }
        g->results[result]++;
        if (result == WRITER_DIFFERS) {
            char text[600];
            snprintf(
                text, sizeof text,
                "%.*s: twice in the input with another text, title or day; the first one is kept (--update: the last)",
                e->doc_id.n > 400 ? 400 : (int)e->doc_id.n, e->doc_id.p);
            note(b, text);
        }
        g->unflushed++;
    }
    time_t now = time(NULL);
    if (g->stopped || (g->unflushed < g->flush_after && now < g->flushed_at + FLUSH_SECONDS)) return;
    g->flushed_at = now;
    if (g->flush_after < FLUSH_MOST) g->flush_after *= 2;
    g->stopped = writer_flush(g->writer, &g->error) != KHABAR_OK;
    g->unflushed = 0;
}

/* Item 0 writes, item 1 fills, the others read. */
static void work(void *context, uint32_t thread, uint32_t item)
{
    ingest *g = context;
    if (item == 0)
        write_batch(g);
    else if (item == 1) {
        if (!g->input_ended) fill(g);
    } else
        entry_read(&g->now->entries[item - 2], g->readers[thread]);
}

static void say_all(ingest *g, batch *b)
{
    if (b->messages.n) progress_clear(&g->progress);
    for (size_t at = 0; at < b->messages.n; at += strlen(b->messages.bytes + at) + 1)
        cli_say("%s", b->messages.bytes + at);
    b->messages.n = 0;
}

static uint64_t bytes_read(const ingest *g)
{
    return g->bytes_before + (g->in ? input_bytes(g->in) : 0);
}

static uint64_t articles_done(const ingest *g)
{
    uint64_t n = g->failed;
    for (int i = 0; i < WRITER_RESULTS; i++) n += g->results[i];
    return n;
}

static void run_batches(ingest *g)
{
    do {
        g->next->n = 0;
        pool_run(g->threads, 2 + g->now->n, work, g);
        say_all(g, g->before);
        progress_show(&g->progress, bytes_read(g), articles_done(g));
        batch *free_one = g->before;
        g->before = g->now;
        g->now = g->next;
        g->next = free_one;
    } while (!g->stopped &&
             (!g->input_ended || g->now->n || g->before->n || g->now->messages.n || g->before->messages.n));
    if (!g->stopped) g->stopped = writer_flush(g->writer, &g->error) != KHABAR_OK;
    if (!g->stopped) g->stopped = writer_tidy(g->writer, &g->error) != KHABAR_OK;
    progress_clear(&g->progress);
    say_all(g, g->before);
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
        if (g->results[i]) {
            printf("%s%llu %s", divider, (unsigned long long)g->results[i], words[i]);
            divider = ", ";
        }
    if (g->failed) printf("%s%llu not readable", divider, (unsigned long long)g->failed);
    if (writer_copies(g->writer)) printf("; %llu near copies of others", (unsigned long long)writer_copies(g->writer));
    putchar('\n');
}

static void clean_up(ingest *g)
{
    batch *const all[] = {g->next, g->now, g->before};
    for (size_t i = 0; i < 3; i++) {
        for (uint32_t j = 0; all[i] && j < BATCH; j++) entry_free(&all[i]->entries[j]);
        if (all[i]) buf_free(&all[i]->messages);
        free(all[i]);
    }
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
    g->next = calloc(1, sizeof *g->next);
    g->now = calloc(1, sizeof *g->now);
    g->before = calloc(1, sizeof *g->before);
    if (!g->readers || !g->next || !g->now || !g->before) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
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
        run_batches(&g);
        summary(&g);
    }
    if (!ok || g.stopped) cli_say("%s", g.error.message);
    int result = !ok || g.stopped ? EXIT_FAILED : g.failed || g.results[WRITER_DIFFERS] ? EXIT_RECORDS : EXIT_OK;
    clean_up(&g);
    return result;
}
