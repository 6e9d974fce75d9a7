/* tree: khabar-train tree: the weights of the parser, data/syntax/tree.tsv.
 * usage: see below. With --folds nothing is written: every part of the FILEs is parsed by what the others and the --also files
 * taught. --gold gives the words the readings that are annotated, which says what the parser itself is good for. --lexicon
 * reads the sentences FIRST to END (counted over all FILEs, then all --also files) with another image: one whose own weights
 * were trained without them, since its readings of what it was trained on are better than those of other text. */
#include "learn.h"
#include "measure.h"
#include "train.h"

#include "lexicon/builtin.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILES_MOST = 64, READERS_MOST = 64, NOTES_MOST = 16 };

typedef struct reader_range {
    const char *image;
    uint32_t first, end; /* sentences */
} reader_range;

typedef struct options {
    learn_options learn;
    bool gold_classes, say;
    const char *files[FILES_MOST], *also[FILES_MOST], *notes[NOTES_MOST];
    reader_range readers[READERS_MOST];
    unsigned n_files, n_also, n_notes, n_readers;
} options;

/* ---- writing ---- */

static const weights *sorting; /* for by_name only: qsort has no context argument */
static const char *const *sorting_names;

static int by_name(const void *pa, const void *pb)
{
    uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
    int c = strcmp(sorting_names[sorting->template[a]], sorting_names[sorting->template[b]]);
    if (c) return c;
    return sorting->hash[a] < sorting->hash[b] ? -1 : sorting->hash[a] > sorting->hash[b];
}

static void write_weights(const weights *w, const char *const *templates, const char *const *classes)
{
    uint32_t *order = calloc(w->n + 1, sizeof *order);
    if (!order) exit(1);
    for (uint32_t i = 0; i < w->n; i++) order[i] = i;
    sorting = w;
    sorting_names = templates;
    qsort(order, w->n, sizeof *order, by_name);
    for (uint32_t i = 0; i < w->n; i++) {
        const float *row = w->now + (size_t)order[i] * w->classes;
        bool any = false;
        for (uint32_t c = 0; c < w->classes; c++) {
            long v = lround((double)row[c]);
            if (v == 0) continue;
            if (!any) printf("%s\t%08x\t", templates[w->template[order[i]]], w->hash[order[i]]);
            printf("%s%s:%ld", any ? "|" : "", classes[c], v);
            any = true;
        }
        if (any) putchar('\n');
    }
    free(order);
}

static void write_table(const learner *l, const options *o)
{
    static const char *const moves[] = {"shift", "left", "right"};
    puts("# weights of the parser: template of features (src/syntax/feature.h, recheck.h), hash of their values, and "
         "how much "
         "they speak for what the parser does next, or for the relation of two words");
    puts("# columns: template value weights");
    for (unsigned i = 0; i < o->n_notes; i++) printf("# %s\n", o->notes[i]);
    write_weights(&l->labels, label_template, tree_relation_name);
    write_weights(&l->moves, move_template, moves);
    write_weights(&l->rechecks, recheck_template, tree_relation_name);
}

/* ---- reading ---- */

/* The reader of a sentence: an index, or n_readers for the built-in lexicon. */
static unsigned reader_of(const options *o, uint32_t i)
{
    unsigned k = 0;
    while (k < o->n_readers && !(i >= o->readers[k].first && i < o->readers[k].end)) k++;
    return k;
}

static void make_some(const gold *g, const lexicon *lex, const options *o, uint32_t n_files, unsigned reader,
                      examples *all, arena *a)
{
    example_maker maker = {.lex = lex, .a = a, .gold_classes = o->gold_classes};
    morph_cache_init(&maker.cache, NULL);
    for (uint32_t i = 0; i < g->at.n; i++)
        if (reader_of(o, i) == reader) example_make(&maker, &g->at.at[i], i, i >= n_files, all);
    morph_cache_free(&maker.cache);
}

static khabar_status open_image(const char *path, lexicon *lex, arena *a, khabar_error *error)
{
    FILE *f = fopen(path, "rb");
    if (!f) return error_set(error, KHABAR_ERR_IO, "%s: cannot be read", path);
    fseek(f, 0, SEEK_END);
    size_t size = (size_t)ftell(f);
    rewind(f);
    char *bytes = arena_alloc(a, size);
    size_t n = fread(bytes, 1, size, f);
    fclose(f);
    return lexicon_open(lex, bytes, n, false, error);
}

static int by_sentence(const void *pa, const void *pb)
{
    const example *x = pa, *y = pb;
    if (x->sentence != y->sentence) return x->sentence < y->sentence ? -1 : 1;
    return (x->part > y->part) - (x->part < y->part);
}

static khabar_status read_all(const options *o, gold *g, examples *all, arena *a, khabar_error *error)
{
    khabar_status status = KHABAR_OK;
    for (unsigned i = 0; i < o->n_files && status == KHABAR_OK; i++) status = gold_read(o->files[i], g, a, error);
    uint32_t n_files = g->at.n;
    for (unsigned i = 0; i < o->n_also && status == KHABAR_OK; i++) status = gold_read(o->also[i], g, a, error);
    for (unsigned k = 0; k <= o->n_readers && status == KHABAR_OK; k++) {
        lexicon *lex = ARENA_NEW(a, lexicon);
        status = k < o->n_readers ? open_image(o->readers[k].image, lex, a, error)
                                  : lexicon_open(lex, builtin_image(), builtin_size(), true, error);
        if (status == KHABAR_OK) make_some(g, lex, o, n_files, k, all, a);
    }
    if (status == KHABAR_OK && all->n) qsort(all->at, all->n, sizeof *all->at, by_sentence);
    return status;
}

/* ---- the subcommand ---- */

static void cross_validate(learner *l, const examples *all, const gold *g, const options *o)
{
    figures f = {0};
    for (unsigned fold = 0; fold < o->learn.folds; fold++) {
        uint32_t last = UNKNOWN;
        learn(l, all, &o->learn, fold);
        for (uint32_t i = 0; i < all->n; i++) {
            const example *e = &all->at[i];
            const gold_sentence *s = &g->at.at[e->sentence];
            if (!learn_holds_out(e, &o->learn, fold)) continue;
            if (e->sentence != last) measure_gold(s, &f);
            last = e->sentence;
            const parser *p = learn_parse(l, e);
            measure(e, s, p, &f);
            if (o->say) measure_say_errors(e, s, p);
        }
        learn_end(l);
    }
    measure_say(&f);
}

static int usage(void)
{
    fputs("usage: khabar-train tree [OPTION]… FILE.conllu… > data/syntax/tree.tsv\n"
          "  --rounds N  --runs N       over all sentences; with another order of them (10, 4)\n"
          "  --rows N                   features of moves that are kept (30000)\n"
          "  --also FILE                sentences that are never held out\n"
          "  --lexicon IMAGE FIRST END  reads these sentences with another lexicon\n"
          "  --note LINE                a comment for the table's head\n"
          "  --folds N [--gold] [--say] cross-validation: with readings as annotated; every word to standard output\n",
          stderr);
    return 2;
}

/* Takes an option and its arguments; false where it is none. */
static bool take_option(options *o, char **argv, int argc, int *i)
{
    const char *name = argv[*i];
    unsigned *number = strcmp(name, "--rounds") == 0  ? &o->learn.rounds
                       : strcmp(name, "--runs") == 0  ? &o->learn.runs
                       : strcmp(name, "--rows") == 0  ? &o->learn.rows
                       : strcmp(name, "--folds") == 0 ? &o->learn.folds
                                                      : NULL;
    int left = argc - *i - 1;
    if (strcmp(name, "--gold") == 0) return o->gold_classes = true;
    if (strcmp(name, "--say") == 0) return o->say = true;
    if (number && left >= 1)
        *number = (unsigned)strtoul(argv[++*i], NULL, 10);
    else if (strcmp(name, "--also") == 0 && left >= 1 && o->n_also < FILES_MOST)
        o->also[o->n_also++] = argv[++*i];
    else if (strcmp(name, "--note") == 0 && left >= 1 && o->n_notes < NOTES_MOST)
        o->notes[o->n_notes++] = argv[++*i];
    else if (strcmp(name, "--lexicon") == 0 && left >= 3 && o->n_readers < READERS_MOST) {
        reader_range *r = &o->readers[o->n_readers++];
        r->image = argv[*i + 1];
        r->first = (uint32_t)strtoul(argv[*i + 2], NULL, 10);
        r->end = (uint32_t)strtoul(argv[*i + 3], NULL, 10);
        *i += 3;
    } else
        return false;
    return true;
}

int train_tree(int argc, char **argv)
{
    static options o = {.learn = {.rounds = 10, .runs = 4, .rows = 30000}};
    arena a;
    gold g = {0};
    examples all = {0};
    learner l;
    khabar_error error = {0};
    for (int i = 1; i < argc; i++)
        if (argv[i][0] != '-' && o.n_files < FILES_MOST)
            o.files[o.n_files++] = argv[i];
        else if (!take_option(&o, argv, argc, &i))
            return usage();
    if (o.n_files == 0 || o.learn.runs == 0) return usage();
    arena_init(&a, 0);
    if (read_all(&o, &g, &all, &a, &error) != KHABAR_OK) {
        fprintf(stderr, "khabar-train: %s\n", error.message);
        arena_free(&a);
        return 1;
    }
    learn_begin(&l, &all, &a);
    if (o.learn.folds)
        cross_validate(&l, &all, &g, &o);
    else {
        learn(&l, &all, &o.learn, 0);
        write_table(&l, &o);
        learn_end(&l);
    }
    arena_free(&a);
    return 0;
}
