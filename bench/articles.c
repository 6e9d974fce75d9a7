/* articles: what bench/run needs to know of single articles.
 *
 *   khabar-bench-articles text NEWS.jsonl      titles and texts alone, for the yardstick
 *   khabar-bench-articles slice N NEWS.jsonl   N lines spread evenly over the file
 *   khabar-bench-articles time NEWS.jsonl      articles, bytes of text, and the slowest articles in ms
 *   khabar-bench-articles words NEWS.jsonl     the speed of khabar_analyse alone, nothing written: words without trees
 *   khabar-bench-articles trees NEWS.jsonl     the same with trees
 *   khabar-bench-articles once NEWS.jsonl      reads every article once in measured(), for callgrind
 *
 * Invariant: a time is processor time of this thread, so that what else the machine does is not in it. Each
 * article is read twice and its better time counts; the slowest are read again and their median counts: one
 * interrupt makes no slow article. */
#include "input/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SLOWEST = 5, CANDIDATES = 20, AGAIN = 9 };

static void fail(const char *what)
{
    fprintf(stderr, "khabar-bench-articles: %s\n", what);
    exit(1);
}

/* ---- the articles of a file, copied, so that an article can be read again ---- */

typedef struct kept {
    khabar_article in;
    double ms;
} kept;

typedef struct shelf {
    kept *at;
    size_t n, cap, bytes; /* bytes: of all titles and texts */
} shelf;

static khabar_string copy(khabar_string s)
{
    char *p = malloc(s.length + 1);
    if (!p) fail("out of memory");
    if (s.length) memcpy(p, s.bytes, s.length);
    return (khabar_string){p, s.length};
}

static void shelf_read(shelf *s, const char *path)
{
    FILE *f = fopen(path, "rb");
    input *in;
    khabar_article a;
    khabar_error error = {0};
    if (!f) fail("the file cannot be opened");
    if (input_open(f, path, NULL, &in, &error) != KHABAR_OK) fail(error.message);
    for (input_result got; (got = input_next(in, &a, &error)) != INPUT_END;) {
        if (got == INPUT_ERROR) fail(error.message);
        if (s->n == s->cap) {
            s->cap = s->cap ? s->cap * 2 : 1024;
            s->at = realloc(s->at, s->cap * sizeof *s->at);
            if (!s->at) fail("out of memory");
        }
        s->at[s->n++].in =
            (khabar_article){copy(a.id), copy(a.source), copy(a.url), copy(a.published), copy(a.title), copy(a.text)};
        s->bytes += a.title.length + a.text.length;
    }
    input_close(in);
    fclose(f);
}

/* ---- reading ---- */

/* Bytes of text to a record; a function of its own, so that callgrind can be told to count only this. */
__attribute__((noinline)) static size_t measured(khabar_reader *r, const khabar_article *a)
{
    const khabar_doc *doc;
    khabar_string json;
    khabar_error error = {0};
    if (khabar_read(r, a, &doc, &error) != KHABAR_OK || khabar_json(r, doc, 0, &json, &error) != KHABAR_OK) {
        fprintf(stderr, "%.*s: %s\n", (int)a->id.length, a->id.bytes, error.message);
        return 0;
    }
    return json.length;
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double ms_of(khabar_reader *r, const khabar_article *a)
{
    double from = now_ms();
    measured(r, a);
    return now_ms() - from;
}

static int by_ms(const void *pa, const void *pb)
{
    const kept *a = pa, *b = pb;
    return (a->ms < b->ms) - (a->ms > b->ms);
}

static int by_value(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;
    return (a > b) - (a < b);
}

static void time_all(khabar_reader *r, shelf *s)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < s->n; i++) {
            double ms = ms_of(r, &s->at[i].in);
            if (pass == 0 || ms < s->at[i].ms) s->at[i].ms = ms;
        }
    qsort(s->at, s->n, sizeof *s->at, by_ms);
    size_t n = s->n < CANDIDATES ? s->n : CANDIDATES;
    double middle = s->at[s->n / 2].ms, high = s->at[s->n / 100].ms;
    for (size_t i = 0; i < n; i++) {
        double again[AGAIN];
        for (int j = 0; j < AGAIN; j++) again[j] = ms_of(r, &s->at[i].in);
        qsort(again, AGAIN, sizeof *again, by_value);
        s->at[i].ms = again[AGAIN / 2];
    }
    qsort(s->at, n, sizeof *s->at, by_ms);
    printf("articles          %zu, %.1f MB of text\n", s->n, (double)s->bytes / 1e6);
    printf("an article        median %.3f ms, 99th percentile %.2f ms, worst %.1f ms\n", middle, high, s->at[0].ms);
    for (size_t i = 0; i < n && i < SLOWEST; i++)
        printf("  slow            %.1f ms  %.*s, %zu bytes\n", s->at[i].ms, (int)s->at[i].in.id.length,
               s->at[i].in.id.bytes, s->at[i].in.title.length + s->at[i].in.text.length);
}

static void words_all(khabar_reader *r, const shelf *s, unsigned flags)
{
    double from = now_ms();
    for (size_t i = 0; i < s->n; i++) {
        const khabar_doc *doc;
        khabar_error error = {0};
        if (khabar_analyse(r, &s->at[i].in, flags, &doc, &error) != KHABAR_OK) fail(error.message);
    }
    printf("%s    %.2f MB/s per core\n", flags ? "text to words " : "words and trees",
           (double)s->bytes / 1e3 / (now_ms() - from));
}

/* ---- the commands ---- */

static void write_texts(const shelf *s)
{
    for (size_t i = 0; i < s->n; i++) {
        fwrite(s->at[i].in.title.bytes, 1, s->at[i].in.title.length, stdout);
        putchar('\n');
        fwrite(s->at[i].in.text.bytes, 1, s->at[i].in.text.length, stdout);
        putchar('\n');
    }
}

static void write_slice(const char *path, size_t want)
{
    FILE *f = fopen(path, "rb");
    char *line = NULL;
    size_t cap = 0, n = 0, written = 0;
    if (!f) fail("the file cannot be opened");
    while (getline(&line, &cap, f) > 0) n++;
    rewind(f);
    for (size_t i = 0; getline(&line, &cap, f) > 0; i++)
        if (written < want && i >= written * n / want) fputs(line, stdout), written++;
    free(line);
    fclose(f);
}

int main(int argc, char **argv)
{
    const char *command = argc > 2 ? argv[1] : "";
    if (strcmp(command, "slice") == 0 && argc == 4) {
        write_slice(argv[3], strtoul(argv[2], NULL, 10));
        return 0;
    }
    shelf s = {0};
    if (argc != 3) fail("usage: text|time|once NEWS.jsonl, or slice N NEWS.jsonl");
    shelf_read(&s, argv[2]);
    if (s.n == 0) fail("no article in the file");
    if (strcmp(command, "text") == 0) {
        write_texts(&s);
        return 0;
    }
    khabar *k;
    khabar_reader *r;
    khabar_error error = {0};
    if (khabar_open(NULL, &k, &error) != KHABAR_OK || khabar_reader_new(k, &r, &error) != KHABAR_OK)
        fail(error.message);
    if (strcmp(command, "time") == 0)
        time_all(r, &s);
    else if (strcmp(command, "words") == 0)
        words_all(r, &s, KHABAR_NO_TREES);
    else if (strcmp(command, "trees") == 0)
        words_all(r, &s, 0);
    else if (strcmp(command, "once") == 0) {
        for (size_t i = 0; i < s.n; i++) measured(r, &s.at[i].in);
        printf("%zu %zu\n", s.n, s.bytes);
    } else
        fail("unknown command");
    khabar_reader_free(r);
    khabar_close(k);
    return 0;
}
