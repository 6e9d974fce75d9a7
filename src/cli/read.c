/* read: khabar read: reports in, records out; and khabar analyse: texts in, words out; in the order of the input whatever the number of threads. */
#include "cli/cli.h"

#include "base/buf.h"
#include "base/pool.h"
#include "input/input.h"
#include "input/walk.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BATCH = 64 };

typedef struct job {
    buf article; /* the strings of `in`, one after another */
    khabar_article in;
    buf out;
    khabar_error error;
    bool failed;
} job;

typedef struct reading {
    const cli_options *o;
    khabar *k;
    khabar_reader **readers;
    unsigned threads;
    job *jobs;
    uint32_t n, cap;
    bool words, dossier, colour, any_failed, any_read;
} reading;

static void read_one(void *context, uint32_t thread, uint32_t i)
{
    reading *r = context;
    job *j = &r->jobs[i];
    const khabar_doc *doc;
    khabar_string text = {NULL, 0};
    j->out.n = 0;
    khabar_reader *reader = r->readers[thread];
    khabar_status status = r->words
                               ? khabar_analyse(reader, &j->in, r->o->no_trees ? KHABAR_NO_TREES : 0, &doc, &j->error)
                               : khabar_read(reader, &j->in, &doc, &j->error);
    if (status == KHABAR_OK)
        status = r->words && r->o->conllu ? khabar_conllu(reader, doc, &text, &j->error)
                 : r->words               ? khabar_table(reader, doc, &text, &j->error)
                 : r->dossier             ? khabar_dossier(reader, doc, r->o->language, r->colour, &text, &j->error)
                              : khabar_json(reader, doc, r->o->with_text ? KHABAR_WITH_TEXT : 0, &text, &j->error);
    j->failed = status != KHABAR_OK;
    if (!j->failed) buf_add(&j->out, (str){text.bytes, text.length});
}

static void flush(reading *r)
{
    pool_run(r->threads, r->n, read_one, r);
    for (uint32_t i = 0; i < r->n; i++) {
        job *j = &r->jobs[i];
        if (j->failed) {
            cli_say("%.*s: %s", j->in.id.length ? (int)j->in.id.length : 1, j->in.id.length ? j->in.id.bytes : "-",
                    j->error.message);
            r->any_failed = true;
            continue;
        }
        bool line = !r->words && !r->dossier;
        if (!line && !r->o->conllu && r->any_read) putchar('\n');
        fwrite(j->out.bytes, 1, j->out.n, stdout);
        if (line) putchar('\n');
        r->any_read = true;
    }
    fflush(stdout);
    r->n = 0;
}

static void keep(buf *b, khabar_string *s, size_t *at)
{
    *at = b->n;
    if (s->bytes) buf_add(b, (str){s->bytes, s->length});
}

/* Copies the article into the job, since the input's strings live only until its next article. */
static void add(reading *r, const khabar_article *a)
{
    job *j = &r->jobs[r->n++];
    size_t at[6];
    j->in = *a;
    j->article.n = 0;
    khabar_string *strings[] = {&j->in.id, &j->in.source, &j->in.url, &j->in.published, &j->in.title, &j->in.text};
    for (int i = 0; i < 6; i++) keep(&j->article, strings[i], &at[i]);
    for (int i = 0; i < 6; i++)
        if (strings[i]->bytes) strings[i]->bytes = j->article.bytes ? j->article.bytes + at[i] : "";
}

static void read_stream(reading *r, FILE *f, const char *name)
{
    input *in;
    khabar_error error = {0};
    input_options options = {.notice = cli_notice, .columns = r->o->columns};
    if (input_open(f, name, &options, &in, &error) != KHABAR_OK) {
        cli_say("%s", error.message);
        r->any_failed = true;
        return;
    }
    for (;;) {
        khabar_article a;
        input_result got = input_next(in, &a, &error);
        if (got == INPUT_END) break;
        if (got == INPUT_ERROR) {
            flush(r);
            cli_say("%s", error.message);
            r->any_failed = true;
            continue;
        }
        cli_defaults(r->o, &a);
        add(r, &a);
        if (r->n == r->cap) flush(r);
    }
    flush(r);
    input_close(in);
}

/* All files of the paths, folders walked. */
static bool read_paths(reading *r)
{
    walk *w;
    walk_file file;
    khabar_error error = {0};
    if (walk_open(r->o->files, r->o->n_files, &w, &error) != KHABAR_OK) {
        cli_say("%s", error.message);
        return false;
    }
    for (walk_result got; (got = walk_next(w, &file, &error)) != WALK_END;) {
        if (got == WALK_FILE)
            read_stream(r, file.stream, file.name);
        else {
            cli_say("%s", error.message);
            r->any_failed = true;
        }
    }
    walk_close(w);
    return true;
}

static int run(const cli_options *o, bool words)
{
    reading r = {.o = o, .words = words};
    khabar_error error = {0};
    if (khabar_open(o->lexicon, &r.k, &error) != KHABAR_OK) {
        cli_say("%s", error.message);
        return EXIT_FAILED;
    }
    r.threads = o->jobs ? o->jobs : pool_processors();
    r.cap = r.threads == 1 ? 1 : BATCH;
    r.readers = calloc(r.threads, sizeof *r.readers);
    r.jobs = calloc(r.cap, sizeof *r.jobs);
    bool ok = r.readers && r.jobs;
    for (unsigned i = 0; ok && i < r.threads; i++) ok = khabar_reader_new(r.k, &r.readers[i], &error) == KHABAR_OK;
    r.dossier = o->dossier || (!o->json && isatty(STDOUT_FILENO));
    r.colour = o->colour == 1 || (o->colour == 0 && isatty(STDOUT_FILENO));
    if (!ok) cli_say("out of memory");
    if (ok) ok = read_paths(&r);
    for (unsigned i = 0; r.readers && i < r.threads; i++) khabar_reader_free(r.readers[i]);
    for (uint32_t i = 0; r.jobs && i < r.cap; i++) buf_free(&r.jobs[i].article), buf_free(&r.jobs[i].out);
    free(r.readers);
    free(r.jobs);
    khabar_close(r.k);
    if (!ok) return EXIT_FAILED;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        cli_say("the output could not be written");
        return EXIT_FAILED;
    }
    return r.any_failed ? EXIT_RECORDS : EXIT_OK;
}

int cli_read(const cli_options *o)
{
    return run(o, false);
}

int cli_analyse(const cli_options *o)
{
    return run(o, true);
}
