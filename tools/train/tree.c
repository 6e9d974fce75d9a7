/* tree: trains the parser: an averaged perceptron with a dynamic oracle, several runs summed.
 * usage: khabar-train tree [--rounds N] [--runs N] [--folds N] [--gold] [--also FILE]… FILE… > data/syntax/tree.tsv
 * The rounds go over all sentences, in an order of their own; the runs differ in it and their weights are summed. With
 * --folds nothing is written: every fold of the FILEs is parsed by what the others and the --also files taught. --gold gives
 * the words their classes as annotated, which says what the parser itself is good for.
 * Invariant: the same files give the same weights. */
#include "example.h"
#include "train.h"
#include "weights.h"

#include "lexicon/builtin.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { FOLD_BLOCK = 10, EXPLORE_PERCENT = 90, MOVE_SCALE = 24, LABEL_SCALE = 10, WEIGHT_LEAST = 1 };

typedef struct options {
    unsigned rounds, runs, folds, rows;
    bool gold_classes, say;
    struct {
        const char *image;
        uint32_t first, end; /* sentences */
    } readers[32];
    unsigned n_readers;
} options;

typedef struct model {
    weights moves, labels, arguments;
    uint64_t random;
} model;

static uint32_t next_random(model *m, uint32_t below)
{
    m->random = m->random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((m->random >> 33) % below);
}

/* ---- choosing ---- */

static void score(const weights *w, const uint32_t *features, unsigned n, double *sum)
{
    for (uint32_t c = 0; c < w->classes; c++) sum[c] = 0;
    for (unsigned i = 0; i < n; i++) {
        const float *row = weights_find(w, features[i]);
        for (uint32_t c = 0; row && c < w->classes; c++) sum[c] += (double)row[c];
    }
}

static int best_of(const double *sum, int n, unsigned allowed)
{
    int best = -1;
    for (int i = 0; i < n; i++)
        if (allowed >> i & 1 && (best < 0 || sum[i] > sum[best])) best = i;
    return best;
}

static void update(weights *w, const uint32_t *features, const uint16_t *which, unsigned n, int right, int wrong)
{
    for (unsigned i = 0; i < n; i++) {
        weights_add(w, features[i], which[i], (uint32_t)right, 1);
        weights_add(w, features[i], which[i], (uint32_t)wrong, -1);
    }
}

static double margin_of(const char *name, double d)
{
    const char *e = getenv(name);
    return e ? atof(e) : d;
}

enum { LABELS_ALLOWED = (1 << LEX_TREE_LABELS) - 1 };

/* Leaves out some features, so that no few of them are relied on; returns how many are left. */
static unsigned drop(model *m, uint32_t *features, uint16_t *which, unsigned n, uint32_t percent)
{
    unsigned kept = 0;
    static int off[256], known;
    if (!known) {
        known = 1;
        const char *e = getenv("OFF");
        while (e && *e) {
            int base = *e == 'm' ? 0 : *e == 'l' ? 64 : 128;
            off[base + atoi(e + 1)] = 1;
            e = strchr(e, ' ');
            if (e) e++;
        }
    }
    int base = n == MOVE_FEATURES ? 0 : n == LABEL_FEATURES ? 64 : 128;
    for (unsigned i = 0; i < n; i++) {
        if (off[base + (int)i]) continue;
        if (percent && next_random(m, 100) < percent) continue;
        which[kept] = (uint16_t)i;
        features[kept++] = features[i];
    }
    return kept;
}

/* ---- the oracle: how many gold heads a move makes impossible ---- */

static void costs(const parser *p, const example *e, unsigned allowed, unsigned cost[LEX_TREE_MOVES])
{
    uint32_t top = p->stack[p->depth - 1], below = p->depth > 1 ? p->stack[p->depth - 2] : UNKNOWN, b = p->next;
    cost[MOVE_SHIFT] = cost[MOVE_LEFT] = cost[MOVE_RIGHT] = 0;
    uint32_t head = e->head[top];
    if (head != UNKNOWN && head >= b) cost[MOVE_RIGHT]++;
    if (head != UNKNOWN && (head > b || head == below)) cost[MOVE_LEFT]++;
    for (uint32_t i = b; i < p->n; i++)
        if (e->head[i] == top) cost[MOVE_LEFT]++, cost[MOVE_RIGHT]++;
    for (uint32_t k = 0; b < p->n && k < p->depth; k++) {
        if (e->head[p->stack[k]] == b) cost[MOVE_SHIFT]++;
        if (k + 1 < p->depth && e->head[b] == p->stack[k]) cost[MOVE_SHIFT]++;
    }
    (void)allowed;
}

/* ---- one sentence ---- */

typedef struct outcome {
    uint32_t *head;
    uint8_t *relation;
} outcome;

static void begin(parser *p, const example *e, parser *room)
{
    *p = (parser){.at = room->at, .n = e->n, .stack = room->stack, .verb = room->verb};
    memcpy(p->at, e->spots, (e->n + 1) * sizeof *p->at);
}

static void look_again(model *m, parser *p, const example *e, argument_place *places, bool teach)
{
    parser_places(p, places);
    for (uint32_t i = 0; i < p->n; i++) {
        if (!parser_is_argument(p, i)) continue;
        uint32_t features[ARGUMENT_FEATURES];
        double sum[LEX_TREE_LABELS];
        parser_argument_features(p, places, i, features);
        uint16_t which[ARGUMENT_FEATURES];
        unsigned kept = drop(m, features, which, ARGUMENT_FEATURES, teach ? (uint32_t)margin_of("DA", 0) : 0);
        score(&m->arguments, features, kept, sum);
        int relation = best_of(sum, LEX_TREE_LABELS, LABELS_ALLOWED), wanted = e->relation[i];
        if (teach && e->head[i] == p->at[i].head && wanted < LEX_TREE_LABELS) {
            m->arguments.time++;
            int wrong = best_of(sum, LEX_TREE_LABELS, LABELS_ALLOWED & ~(1u << wanted));
            if (sum[wanted] <= sum[wrong] + margin_of("MA", 0))
                update(&m->arguments, features, which, kept, wanted, wrong);
        }
        parser_settle(p, places, i, (tree_relation)relation);
    }
}

/* Parses e; where `teach`, corrects the weights on the way. `explore`: goes on where the model led. */
static void run_example(model *m, const example *e, parser *room, argument_place *places, bool teach, bool explore,
                        outcome *out)
{
    parser p;
    begin(&p, e, room);
    for (unsigned allowed; (allowed = parser_allowed(&p)) != 0;) {
        int move = allowed == 1u << MOVE_SHIFT ? MOVE_SHIFT : allowed == 1u << MOVE_RIGHT ? MOVE_RIGHT : -1;
        if (move < 0) {
            uint32_t features[MOVE_FEATURES];
            double sum[LEX_TREE_MOVES];
            parser_move_features(&p, features);
            uint16_t which[MOVE_FEATURES];
            unsigned kept = drop(m, features, which, MOVE_FEATURES, teach ? (uint32_t)margin_of("DM", 0) : 0);
            score(&m->moves, features, kept, sum);
            move = best_of(sum, LEX_TREE_MOVES, allowed);
            if (teach) {
                unsigned cost[LEX_TREE_MOVES], least = UNKNOWN, good = 0;
                costs(&p, e, allowed, cost);
                for (unsigned i = 0; i < LEX_TREE_MOVES; i++)
                    if (allowed >> i & 1 && cost[i] < least) least = cost[i];
                for (unsigned i = 0; i < LEX_TREE_MOVES; i++)
                    good |= (allowed >> i & 1 && cost[i] == least ? 1u : 0) << i;
                m->moves.time++;
                int right = best_of(sum, LEX_TREE_MOVES, good);
                int wrong = best_of(sum, LEX_TREE_MOVES, allowed & ~good);
                if (wrong >= 0 && sum[right] <= sum[wrong] + margin_of("MM", 0))
                    update(&m->moves, features, which, kept, right, wrong);
                if (!(good >> move & 1) && (!explore || next_random(m, 100) >= EXPLORE_PERCENT)) move = right;
            }
        }
        if (move == MOVE_SHIFT) {
            parser_shift(&p);
            continue;
        }
        uint32_t dependent = p.stack[p.depth - 1], head = move == MOVE_LEFT ? p.next : p.stack[p.depth - 2];
        uint32_t features[LABEL_FEATURES];
        double sum[LEX_TREE_LABELS];
        parser_label_features(&p, head, dependent, features);
        uint16_t which[LABEL_FEATURES];
        unsigned kept = drop(m, features, which, LABEL_FEATURES, teach ? (uint32_t)margin_of("DL", 0) : 0);
        score(&m->labels, features, kept, sum);
        int relation = best_of(sum, LEX_TREE_LABELS, LABELS_ALLOWED);
        int wanted = e->relation[dependent];
        if (teach && e->head[dependent] == head && wanted < LEX_TREE_LABELS) {
            m->labels.time++;
            int wrong = best_of(sum, LEX_TREE_LABELS, LABELS_ALLOWED & ~(1u << wanted));
            if (sum[wanted] <= sum[wrong] + margin_of("ML", 0))
                update(&m->labels, features, which, kept, wanted, wrong);
            if (!explore) relation = wanted;
        }
        parser_attach(&p, head, (tree_relation)relation);
    }
    if (p.n) p.at[p.stack[0]].relation = REL_root;
    look_again(m, &p, e, places, teach);
    for (uint32_t i = 0; out && i < p.n; i++) {
        out->head[i] = p.at[i].head == i ? p.n : p.at[i].head;
        out->relation[i] = p.at[i].relation;
    }
}

/* ---- training ---- */

static void shuffle(model *m, uint32_t *order, uint32_t n)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t k = next_random(m, i), swap = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swap;
    }
}

static bool held_out(const example *e, unsigned fold, unsigned folds)
{
    return folds && !e->also && e->sentence / FOLD_BLOCK % folds == fold;
}

static void learn_runs(model *m, const examples *all, uint32_t *order, uint32_t n, const options *o, parser *room,
                       argument_place *places)
{
    for (unsigned run = 0; run < o->runs; run++) {
        m->random = 20261124 + run;
        for (unsigned round = 0; round < o->rounds; round++) {
            shuffle(m, order, n);
            for (uint32_t i = 0; i < n; i++) run_example(m, &all->at[order[i]], room, places, true, round > 0, NULL);
        }
        weights_end_run(&m->moves);
        weights_end_run(&m->labels);
        weights_end_run(&m->arguments);
    }
}

/* Learns from all examples but those of a fold. */
static void learn(model *m, const examples *all, const options *o, unsigned fold, parser *room, argument_place *places,
                  arena *a)
{
    uint32_t *order = ARENA_ARRAY(a, uint32_t, all->n + 1), n = 0;
    weights_init(&m->moves, LEX_TREE_MOVES);
    weights_init(&m->labels, LEX_TREE_LABELS);
    weights_init(&m->arguments, LEX_TREE_LABELS);
    for (uint32_t i = 0; i < all->n; i++)
        if (!held_out(&all->at[i], fold, o->folds)) order[n++] = i;
    unsigned stages = o->rows ? 2 : 1; /* the second learns again with the features that the first found good */
    for (unsigned stage = 0; stage < stages; stage++) {
        learn_runs(m, all, order, n, o, room, places);
        if (stage + 1 == stages) break;
        weights_close(&m->moves, o->rows);
        weights_close(&m->labels, o->rows / 4);
        weights_close(&m->arguments, o->rows / 4);
    }
    weights_settle(&m->moves, (double)MOVE_SCALE / o->runs, LEX_TREE_MOVE_MAX);
    weights_settle(&m->labels, (double)LABEL_SCALE / o->runs, LEX_TREE_LABEL_MAX);
    weights_settle(&m->arguments, (double)LABEL_SCALE / o->runs, LEX_TREE_LABEL_MAX);
}

/* ---- measuring ---- */

enum { GROUP_SUBJECT, GROUP_PASSIVE, GROUP_OBJECT, GROUPS };

static int group_of(unsigned relation)
{
    return relation == REL_nsubj        ? GROUP_SUBJECT
           : relation == REL_nsubj_pass ? GROUP_PASSIVE
           : relation == REL_obj        ? GROUP_OBJECT
                                        : -1;
}

typedef struct figures {
    double nodes, heads, relations;
    double gold[GROUPS], found[GROUPS], right[GROUPS];
} figures;

/* What was found where something else is annotated: sentence, node, both heads with their relations. */
static void say_errors(const example *e, const gold_sentence *g, const outcome *o)
{
    for (uint32_t i = 0; i < e->n; i++) {
        if (e->gold[i] == UNKNOWN) continue;
        const gold_node *n = &g->at[e->gold[i]];
        uint32_t found = o->head[i] == e->n ? NO_HEAD : e->gold[o->head[i]];
        str want = n->head == NO_HEAD ? STR("-") : g->at[n->head].form, have = o->head[i] == e->n ? STR("-")
                                                                               : found == UNKNOWN ? STR("?")
                                                                                                  : g->at[found].form;
        printf("%u\t%u\t%.*s\t%s\t%u\t%.*s\t%s\t%u\t%.*s\t%s\n", e->sentence, e->gold[i] + 1, (int)n->form.n, n->form.p,
               lex_pos_name[n->upos], n->head + 1, (int)want.n, want.p, tree_relation_name[n->relation], found + 1,
               (int)have.n, have.p, tree_relation_name[o->relation[i]]);
    }
}

static void measure(const example *e, const gold_sentence *g, const outcome *o, figures *f)
{
    for (uint32_t i = 0; i < e->n; i++) {
        int group = group_of(o->relation[i]);
        if (group >= 0) f->found[group]++;
        if (e->gold[i] == UNKNOWN) continue;
        const gold_node *n = &g->at[e->gold[i]];
        uint32_t head = o->head[i] == e->n ? NO_HEAD : e->gold[o->head[i]];
        if (o->head[i] != e->n && head == UNKNOWN) continue;
        if (head != n->head) continue;
        f->heads++;
        if (o->relation[i] != n->relation) continue;
        f->relations++;
        if (group >= 0) f->right[group]++;
    }
}

static void measure_gold(const gold_sentence *g, figures *f)
{
    for (uint32_t i = 0; i < g->n; i++) {
        if (g->at[i].upos != POS_PUNCT) f->nodes++;
        int group = group_of(g->at[i].relation);
        if (group >= 0) f->gold[group]++;
    }
}

static void say_f1(const char *name, double all, double found, double right)
{
    fprintf(stderr, "%-12s F1 %6.2f  P %6.2f  R %6.2f  of %.0f\n", name, 200 * right / fmax(1, all + found),
            100 * right / fmax(1, found), 100 * right / fmax(1, all), all);
}

static void say_figures(const figures *f)
{
    static const char *const names[] = {"nsubj", "nsubj:pass", "obj"};
    double wanted = 0, found = 0, right = 0;
    fprintf(stderr, "UAS %.2f  LAS %.2f  of %.0f nodes that are no punctuation\n", 100 * f->heads / fmax(1, f->nodes),
            100 * f->relations / fmax(1, f->nodes), f->nodes);
    for (int i = 0; i < GROUPS; i++) {
        say_f1(names[i], f->gold[i], f->found[i], f->right[i]);
        wanted += f->gold[i], found += f->found[i], right += f->right[i];
    }
    say_f1("all three", wanted, found, right);
}

static void cross_validate(const examples *all, const gold *g, const options *o, parser *room, argument_place *places,
                           outcome *out, arena *a)
{
    figures f = {0};
    for (unsigned fold = 0; fold < o->folds; fold++) {
        model m;
        learn(&m, all, o, fold, room, places, a);
        uint32_t last = UNKNOWN;
        for (uint32_t i = 0; i < all->n; i++) {
            const example *e = &all->at[i];
            if (!held_out(e, fold, o->folds)) continue;
            if (e->sentence != last) measure_gold(&g->at.at[e->sentence], &f);
            last = e->sentence;
            run_example(&m, e, room, places, false, false, out);
            measure(e, &g->at.at[e->sentence], out, &f);
            if (o->say) say_errors(e, &g->at.at[e->sentence], out);
        }
        weights_free(&m.moves);
        weights_free(&m.labels);
        weights_free(&m.arguments);
    }
    say_figures(&f);
}

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
            if (labs(v) < WEIGHT_LEAST) continue;
            if (!any) printf("%s\t%08x\t", templates[w->template[order[i]]], w->hash[order[i]]);
            printf("%s%s:%ld", any ? "|" : "", classes[c], v);
            any = true;
        }
        if (any) putchar('\n');
    }
    free(order);
}

static void write_table(const model *m)
{
    static const char *const moves[] = {"shift", "left", "right"};
    puts("# weights of the parser: template of features (src/syntax/feature.h), hash of their values, weight of what "
         "may follow");
    puts("# columns: template value weights");
    write_weights(&m->arguments, argument_template, tree_relation_name);
    write_weights(&m->labels, label_template, tree_relation_name);
    write_weights(&m->moves, move_template, moves);
}

/* ---- the subcommand ---- */

static unsigned number_after(int argc, char **argv, int *i)
{
    return *i + 1 < argc ? (unsigned)strtoul(argv[++*i], NULL, 10) : 0;
}

static int usage(void)
{
    fprintf(stderr, "usage: khabar-train tree [--rounds N] [--runs N] [--folds N] [--gold] [--also FILE]… FILE…\n");
    return 2;
}

static bool read_file(const char *path, gold *g, arena *a)
{
    khabar_error error = {0};
    if (gold_read(path, g, a, &error) == KHABAR_OK) return true;
    fprintf(stderr, "khabar-train: %s\n", error.message);
    return false;
}

static void make_some(const gold *g, const lexicon *lex, const options *o, uint32_t n_own, int reader, examples *all,
                      arena *a)
{
    example_maker maker = {.lex = lex, .a = a, .gold_classes = o->gold_classes};
    morph_cache_init(&maker.cache, NULL);
    for (uint32_t i = 0; i < g->at.n; i++) {
        int whose = -1;
        for (unsigned k = 0; k < o->n_readers; k++)
            if (i >= o->readers[k].first && i < o->readers[k].end) whose = (int)k;
        if (whose == reader) example_make(&maker, &g->at.at[i], i, i >= n_own, all);
    }
    morph_cache_free(&maker.cache);
}

static const void *map_image(const char *path, size_t *size, arena *a)
{
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    fseek(f, 0, SEEK_END);
    *size = (size_t)ftell(f);
    rewind(f);
    char *bytes = arena_alloc(a, *size);
    size_t n = fread(bytes, 1, *size, f);
    fclose(f);
    return n == *size ? bytes : NULL;
}

static int by_sentence(const void *pa, const void *pb)
{
    const example *x = pa, *y = pb;
    if (x->sentence != y->sentence) return x->sentence < y->sentence ? -1 : 1;
    return (x->part > y->part) - (x->part < y->part);
}

/* The examples of all sentences, each read with the lexicon that is given for it. */
static bool make_all(const gold *g, const lexicon *lex, const options *o, uint32_t n_own, examples *all, arena *a)
{
    make_some(g, lex, o, n_own, -1, all, a);
    for (unsigned k = 0; k < o->n_readers; k++) {
        lexicon other;
        khabar_error error = {0};
        size_t size = 0;
        const void *image = map_image(o->readers[k].image, &size, a);
        if (!image || lexicon_open(&other, image, size, false, &error) != KHABAR_OK) {
            fprintf(stderr, "khabar-train: %s: %s\n", o->readers[k].image, image ? error.message : "cannot be read");
            return false;
        }
        make_some(g, &other, o, n_own, (int)k, all, a);
    }
    qsort(all->at, all->n, sizeof *all->at, by_sentence);
    return true;
}

int train_tree(int argc, char **argv)
{
    options o = {.rounds = 15, .runs = 1};
    static arena a;
    gold g = {0};
    uint32_t n_own = UNKNOWN;
    arena_init(&a, 0);
    for (int pass = 0; pass < 2; pass++)
        for (int i = 1; i < argc; i++) {
            bool also = strcmp(argv[i], "--also") == 0;
            if (strcmp(argv[i], "--rounds") == 0)
                o.rounds = number_after(argc, argv, &i);
            else if (strcmp(argv[i], "--runs") == 0)
                o.runs = number_after(argc, argv, &i);
            else if (strcmp(argv[i], "--folds") == 0)
                o.folds = number_after(argc, argv, &i);
            else if (strcmp(argv[i], "--rows") == 0)
                o.rows = number_after(argc, argv, &i);
            else if (strcmp(argv[i], "--tags") == 0 && i + 3 < argc) {
                if (pass == 0 && o.n_readers < 32) {
                    o.readers[o.n_readers].image = argv[i + 1];
                    o.readers[o.n_readers].first = (uint32_t)strtoul(argv[i + 2], NULL, 10);
                    o.readers[o.n_readers++].end = (uint32_t)strtoul(argv[i + 3], NULL, 10);
                }
                i += 3;
            } else if (strcmp(argv[i], "--gold") == 0)
                o.gold_classes = true;
            else if (strcmp(argv[i], "--say") == 0)
                o.say = true;
            else if (also && i + 1 < argc) {
                if (pass == 0) n_own = UNKNOWN;
                if (pass == 1 && !read_file(argv[i + 1], &g, &a)) return 1;
                i++;
            } else if (argv[i][0] == '-')
                return usage();
            else if (pass == 0 && !read_file(argv[i], &g, &a))
                return 1;
            if (pass == 0) n_own = g.at.n;
        }
    if (g.at.n == 0 || o.runs == 0) return usage();
    lexicon lex;
    khabar_error error = {0};
    if (lexicon_open(&lex, builtin_image(), builtin_size(), true, &error) != KHABAR_OK) {
        fprintf(stderr, "khabar-train: %s\n", error.message);
        return 1;
    }
    examples all = {0};
    if (!make_all(&g, &lex, &o, n_own, &all, &a)) return 1;
    uint32_t longest = 0, known = 0, spots = 0;
    for (uint32_t i = 0; i < all.n; i++) {
        if (all.at[i].n > longest) longest = all.at[i].n;
        for (uint32_t k = 0; k < all.at[i].n; k++) spots++, known += all.at[i].head[k] != UNKNOWN;
    }
    fprintf(stderr, "%u sentences, %u words, %u with a head\n", g.at.n, spots, known);
    parser room = {.at = ARENA_ARRAY(&a, spot, longest + 1),
                   .stack = ARENA_ARRAY(&a, uint32_t, longest + 1),
                   .verb = ARENA_ARRAY(&a, uint32_t, longest + 1)};
    argument_place *places = ARENA_ARRAY(&a, argument_place, longest + 1);
    outcome out = {ARENA_ARRAY(&a, uint32_t, longest + 1), ARENA_ARRAY(&a, uint8_t, longest + 1)};
    if (o.folds)
        cross_validate(&all, &g, &o, &room, places, &out, &a);
    else {
        model m;
        learn(&m, &all, &o, 0, &room, places, &a);
        write_table(&m);
        weights_free(&m.moves);
        weights_free(&m.labels);
        weights_free(&m.arguments);
    }
    arena_free(&a);
    return 0;
}
