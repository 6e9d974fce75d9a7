/* words: learns what the choice in context costs (data/morph/transitions.tsv and choices.tsv) from gold sentences.
 *
 * A structured perceptron with a margin over the lattice of readings (M. Collins, EMNLP 2002): each sentence is read with the
 * costs as they stand; where the best path is not the best among those that agree with the gold, the costs of the one
 * rise and those of the other fall. The costs that are written are the mean over all steps, in sixteenths.
 * Invariant: the same files give the same tables, bit for bit. */
#include "train.h"

#include "conllu.h"
#include "lexicon/builtin.h"
#include "morph/choose.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    ROUNDS = 12,
    RATE = 32,
    MARGIN = 12 * COST_SCALE,
    FINE = LABEL_LEFT * LABEL_RIGHT,
    GROUPS = COARSE_LEFT * COARSE_RIGHT
};

/* A cost that is learned: its value, the sum of its steps weighted by when they were made, and how often it was seen. */
typedef struct param {
    int32_t value;
    int64_t weighted;
    uint32_t seen;
} param;

typedef struct keyed {
    uint32_t key;
    uint8_t kind;
    str text, label;
    param p;
} keyed;

typedef struct words_model {
    lexicon lex; /* a copy whose tables of transitions are ours */
    lex_cost *fine, *groups;
    param *fine_p, *groups_p;
    keyed *slots;
    uint32_t n_slots, n_keys;
    int64_t step;
} words_model;

#define NO_PARAM UINT32_MAX

typedef struct option {
    uint32_t param[CHOICE_KEYS]; /* slots */
    int32_t base;
    uint8_t level; /* how well it agrees with the gold */
    bool allowed;
} option;

typedef struct example {
    choice *lattice; /* own copies of the readings */
    choice *allowed; /* those that agree best with the gold */
    uint8_t **allowed_at;
    option **options;
    uint32_t n;
} example;

static uint32_t slot_of(words_model *m, uint32_t key)
{
    uint32_t i = key & (m->n_slots - 1);
    while (m->slots[i].key && m->slots[i].key != key) i = (i + 1) & (m->n_slots - 1);
    return i;
}

/* ---- names of what is learned ---- */

typedef struct naming {
    str preps[32];
} naming;

static naming names_of(const lexicon *lex)
{
    naming n = {{{0}}};
    for (uint32_t i = 0; i < lex->n_preps; i++) n.preps[i] = lexicon_text(lex, lex->preps[i].name);
    return n;
}

static str label_text(const naming *n, const analysis *a, bool core_only, arena *mem)
{
    char core[LABEL_BYTES];
    str c = label_core_name(a->core, n->preps, core);
    if (core_only) return arena_printf(mem, "%.*s", (int)c.n, c.p);
    return arena_printf(mem, "%s%.*s%s", label_pro_name[a->pro], (int)c.n, c.p, a->bound ? "+pron" : "");
}

static str letters_text(arena *mem, const uint8_t *folded, uint32_t n)
{
    char *out = arena_alloc(mem, 2 * n + 1);
    return (str){out, letters_to_utf8(folded, n, out)};
}

/* Finds or makes the parameters of a reading. */
static void params_of(words_model *m, const naming *names, const uint8_t *folded, uint32_t n, const analysis *a,
                      option *o, arena *mem)
{
    uint32_t keys[CHOICE_KEYS];
    choose_keys(&m->lex, folded, n, a, keys);
    for (int i = 0; i < CHOICE_KEYS; i++) {
        uint32_t at = keys[i] ? slot_of(m, keys[i]) : NO_PARAM;
        o->param[i] = at;
        if (at == NO_PARAM) continue;
        keyed *k = &m->slots[at];
        k->p.seen++;
        if (k->key) continue;
        if (++m->n_keys * 2 > m->n_slots) abort();
        k->key = keys[i];
        k->kind = (uint8_t)(i == 0 ? CHOICE_LEMMA : i == 1 ? CHOICE_FORM : i == 2 ? CHOICE_LABEL : CHOICE_ENDING);
        k->label = i == 0 ? str_of(lex_pos_name[a->upos]) : label_text(names, a, i >= 3, mem);
        uint32_t tail = i == 3 ? 2 : 3;
        k->text = i == 0   ? (a->lemma ? lexicon_text(&m->lex, m->lex.lemmas[a->lemma].text) : (str){0})
                  : i == 1 ? letters_text(mem, folded, n)
                  : i == 2 ? (str){0}
                  : n > 3  ? letters_text(mem, folded + n - tail, tail)
                           : (str){0};
    }
}

/* ---- gold ---- */

/* The letters of a lemma without vowel signs, article and the short alef that PUD writes as `. */
static word lemma_letters(str lemma, bool fold)
{
    word w = word_of_utf8(lemma);
    uint8_t n = 0;
    for (uint8_t i = 0; i < w.n; i++)
        if (w.c[i] != '`') w.c[n++] = fold ? letters_fold[w.c[i]] : w.c[i];
    w.n = n;
    if (w.n > 3 && w.c[0] == L_ALEF && w.c[1] == L_LAM) {
        w.n = (uint8_t)(w.n - 2);
        memmove(w.c, w.c + 2, w.n);
    }
    return w;
}

static bool same_lemma(str a, str b, bool fold)
{
    word x = lemma_letters(a, fold), y = lemma_letters(b, fold);
    return x.n == y.n && memcmp(x.c, y.c, x.n) == 0;
}

/* How well a reading agrees with the gold: 0 other cuts, 1 the same; 2 more for the lemma, 1 for its hamza too (أن is not
 * إن), 3 for the part of speech. The readings of a word that agree best are those to learn: a particle may have
 * another class in the gold. */
static uint8_t agreement(const text *t, const lexicon *lex, uint32_t token_index, const analysis *a,
                         const gold_sentence *g, uint32_t first, uint32_t end, uint32_t at, arena *mem)
{
    tree x;
    tree_cut_word(&x, t, lex, token_index, a, mem);
    if (x.at.n != end - first) return 0;
    uint8_t level = 1;
    for (uint32_t i = 0; i < x.at.n; i++) {
        const node *n = &x.at.at[i];
        const gold_node *k = &g->at[first + i];
        if (at + n->from != k->from || at + n->from + n->n != k->to) return 0;
        if (n->part != PART_STEM) continue;
        char scratch[TREE_LEMMA_BYTES];
        str lemma = tree_lemma(&x, t, lex, i, scratch);
        level = (uint8_t)(level + (same_lemma(lemma, k->lemma, true) ? 2 : 0) +
                          (same_lemma(lemma, k->lemma, false) ? 1 : 0) + (n->upos == k->upos ? 3 : 0));
    }
    return level;
}

static void fill_example(words_model *m, const naming *names, example *e, const text *t, const words *w,
                         const gold_sentence *g, arena *mem)
{
    uint32_t n = t->tokens.n, at = 0, k = 0;
    *e = (example){.n = n};
    e->lattice = ARENA_ARRAY(mem, choice, n);
    e->allowed = ARENA_ARRAY(mem, choice, n);
    e->allowed_at = ARENA_ARRAY(mem, uint8_t *, n);
    e->options = ARENA_ARRAY(mem, option *, n);
    for (uint32_t i = 0; i < n; i++) {
        const token *tok = &t->tokens.at[i];
        const word_type *type = w->types[i];
        uint8_t n_options = type ? type->n_analyses : 1;
        analysis *copy = ARENA_ARRAY(mem, analysis, n_options), *subset = ARENA_ARRAY(mem, analysis, n_options);
        memcpy(copy, type ? type->analyses : &w->chosen[i], n_options * sizeof *copy);
        bool told = type && tok->quote == NO_QUOTE;
        e->lattice[i] = (choice){copy, n_options, told};
        e->options[i] = ARENA_ARRAY(mem, option, n_options);
        e->allowed_at[i] = arena_alloc(mem, n_options);
        /* a point inside a number is no letter of the gold's */
        uint8_t *scratch = arena_alloc(mem, 2u * (tok->end - tok->start) + 4);
        uint32_t to =
            at + (tok->kind == TOKEN_NUMBER ? (uint32_t)letters_from_utf8(text_token(t, i), scratch) : tok->n);
        while (k < g->n && g->at[k].to <= at) k++;
        uint32_t first = k, end = k;
        while (end < g->n && g->at[end].from < to) end++;
        bool aligned = tok->n && first < end && g->at[first].from == at && g->at[end - 1].to == to;
        uint8_t best = 0;
        for (uint8_t o = 0; o < n_options; o++) {
            option *x = &e->options[i][o];
            x->base = copy[o].cost;
            if (type) params_of(m, names, t->folded + tok->letters, tok->n, &copy[o], x, mem);
            if (aligned && type) x->level = agreement(t, &m->lex, i, &copy[o], g, first, end, at, mem);
            if (x->level > best) best = x->level;
        }
        uint8_t n_allowed = 0;
        for (uint8_t o = 0; o < n_options; o++)
            if (e->options[i][o].level == best) e->options[i][o].allowed = true, e->allowed_at[i][n_allowed++] = o;
        e->allowed[i] = (choice){subset, n_allowed, told};
        at = to;
    }
}

/* ---- learning ---- */

static void refresh(const words_model *m, example *e, int32_t margin)
{
    for (uint32_t i = 0; i < e->n; i++) {
        analysis *copy = (analysis *)(uintptr_t)e->lattice[i].options;
        analysis *subset = (analysis *)(uintptr_t)e->allowed[i].options;
        for (uint8_t o = 0; o < e->lattice[i].n; o++) {
            const option *x = &e->options[i][o];
            int32_t cost = x->base;
            for (int z = 0; z < CHOICE_KEYS; z++)
                if (x->param[z] != NO_PARAM) cost += m->slots[x->param[z]].p.value;
            if (cost > 20000) cost = 20000;
            if (cost < -20000) cost = -20000;
            copy[o].cost = (int16_t)cost;
        }
        for (uint8_t o = 0; o < e->allowed[i].n; o++) subset[o] = copy[e->allowed_at[i][o]];
        for (uint8_t o = 0; o < e->lattice[i].n; o++)
            if (!e->options[i][o].allowed) copy[o].cost = (int16_t)(copy[o].cost - margin);
    }
}

static void bump(words_model *m, param *p, lex_cost *table, int32_t by)
{
    p->value += by;
    p->weighted += m->step * by;
    if (table) *table = (lex_cost)p->value;
}

static void bump_path(words_model *m, const example *e, const choice *c, const uint8_t *picks, bool by_gold, int32_t by)
{
    static const analysis start = {0};
    const analysis *before = &start;
    for (uint32_t i = 0; i < e->n; i++) {
        uint8_t at = by_gold ? e->allowed_at[i][picks[i]] : picks[i];
        const option *x = &e->options[i][at];
        const analysis *a = &c[i].options[picks[i]];
        if (c[i].n && e->lattice[i].n > 1)
            for (int z = 0; z < CHOICE_KEYS; z++)
                if (x->param[z] != NO_PARAM) bump(m, &m->slots[x->param[z]].p, NULL, by);
        uint32_t fine = choose_step(before, a);
        uint32_t group = choose_group_step(before, a);
        if (!choose_is_free(a)) {
            bump(m, &m->fine_p[fine], &m->fine[fine], by);
            bump(m, &m->groups_p[group], &m->groups[group], by);
        }
        before = a;
    }
}

static uint32_t learn(words_model *m, example *e, arena *a)
{
    uint8_t *got = arena_alloc(a, e->n + 1), *want = arena_alloc(a, e->n + 1);
    refresh(m, e, MARGIN);
    choose_path(&m->lex, e->lattice, e->n, got, a);
    choose_path(&m->lex, e->allowed, e->n, want, a);
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < e->n; i++) wrong += got[i] != e->allowed_at[i][want[i]];
    m->step++;
    if (wrong == 0) return 0;
    bump_path(m, e, e->lattice, got, false, RATE);
    bump_path(m, e, e->allowed, want, true, -RATE);
    return wrong;
}

static void average(words_model *m, param *p, lex_cost *table)
{
    if (p->value == 0 && p->weighted == 0) return;
    double mean = (double)p->value - (double)p->weighted / (double)(m->step + 1);
    p->value = (int32_t)(mean < 0 ? mean - 0.5 : mean + 0.5);
    if (table) *table = (lex_cost)p->value;
}

static void average_all(words_model *m)
{
    for (uint32_t i = 0; i < FINE; i++) average(m, &m->fine_p[i], &m->fine[i]);
    for (uint32_t i = 0; i < GROUPS; i++) average(m, &m->groups_p[i], &m->groups[i]);
    for (uint32_t i = 0; i < m->n_slots; i++)
        if (m->slots[i].key) average(m, &m->slots[i].p, NULL);
}

/* ---- writing ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void write_sorted(FILE *f, char **lines, size_t n)
{
    if (n) qsort(lines, n, sizeof *lines, by_text);
    for (size_t i = 0; i < n; i++) fputs(lines[i], f);
}

static void write_transitions(const words_model *m, const naming *names, FILE *f, arena *a)
{
    VEC(char *) lines = {0};
    char x[LABEL_BYTES], y[LABEL_BYTES];
    for (uint32_t i = 0; i < FINE; i++) {
        if (m->fine_p[i].value == 0) continue;
        uint32_t left = i / LABEL_RIGHT, right = i % LABEL_RIGHT;
        str from = label_core_name(left / 2, names->preps, x), to = label_core_name(right / 2, names->preps, y);
        *vec_push(a, &lines) =
            (char *)(uintptr_t)arena_printf(a, "%.*s%s\t%s%.*s\t%d\n", (int)from.n, from.p, left & 1 ? "+pron" : "",
                                            right & 1 ? "+" : "", (int)to.n, to.p, m->fine_p[i].value)
                .p;
    }
    for (uint32_t i = 0; i < GROUPS; i++) {
        if (m->groups_p[i].value == 0) continue;
        uint32_t left = i / COARSE_RIGHT, right = i % COARSE_RIGHT;
        str from = label_coarse_name(left / 2, x), to = label_coarse_name(right / PRO_COUNT, y);
        *vec_push(a, &lines) =
            (char *)(uintptr_t)arena_printf(a, "%.*s%s\t%s%.*s\t%d\n", (int)from.n, from.p, left & 1 ? "+pron" : "",
                                            label_pro_name[right % PRO_COUNT], (int)to.n, to.p, m->groups_p[i].value)
                .p;
    }
    write_sorted(f, lines.at, lines.n);
}

static void write_choices(const words_model *m, FILE *f, arena *a)
{
    VEC(char *) lines = {0};
    for (uint32_t i = 0; i < m->n_slots; i++) {
        const keyed *k = &m->slots[i];
        if (!k->key || k->p.value == 0) continue;
        *vec_push(a, &lines) =
            (char *)(uintptr_t)arena_printf(a, "%s\t%.*s\t%.*s\t%d\n", choice_kind_name[k->kind], (int)k->text.n,
                                            k->text.p, (int)k->label.n, k->label.p, k->p.value)
                .p;
    }
    write_sorted(f, lines.at, lines.n);
}

/* ---- the command ---- */

static void model_init(words_model *m, const lexicon *lex, arena *a)
{
    *m = (words_model){.lex = *lex, .n_slots = 1u << 20};
    m->fine = ARENA_ARRAY(a, lex_cost, FINE);
    m->groups = ARENA_ARRAY(a, lex_cost, GROUPS);
    m->fine_p = ARENA_ARRAY(a, param, FINE);
    m->groups_p = ARENA_ARRAY(a, param, GROUPS);
    m->slots = ARENA_ARRAY(a, keyed, m->n_slots);
    m->lex.transitions = m->fine;
    m->lex.group_transitions = m->groups;
    static const lex_choice none = {0};
    /* what is being learned does not count yet */
    lex_lemma *lemmas = ARENA_ARRAY(a, lex_lemma, lex->n_lemmas);
    memcpy(lemmas, lex->lemmas, lex->n_lemmas * sizeof *lemmas);
    for (uint32_t i = 0; i < lex->n_lemmas; i++) memset(lemmas[i].choice, 0, sizeof lemmas[i].choice);
    m->lex.lemmas = lemmas;
    m->lex.label_costs = ARENA_ARRAY(a, lex_cost, LABEL_COUNT);
    m->lex.choices = &none;
    m->lex.n_choices = 1;
}

/* The licence is that of the strictest source. */
static const char source[] =
    "# source: khabar-train words, from UD Arabic-PUD (800 sentences, universaldependencies.org, CC BY-SA 3.0) and\n"
    "# data/treebank; this file is under CC BY-SA 3.0. docs/lexicon.md says how it is made and how good it is.\n";

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

typedef struct words_options {
    uint32_t rounds, held_first, held_end; /* sentences that are left out, for cross-validation */
    const char *transitions, *choices;
} words_options;

static khabar_status learn_words(const words_options *o, const lexicon *lex, const gold *g, khabar_error *error)
{
    static jmp_buf full;
    arena a, scratch;
    morph_cache cache;
    words_model m;
    arena_init(&a, 0);
    arena_init(&scratch, 0);
    if (setjmp(full)) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    a.on_full = scratch.on_full = &full;
    morph_cache_init(&cache, &full);
    model_init(&m, lex, &a);
    naming names = names_of(lex);
    example *examples = ARENA_ARRAY(&a, example, g->at.n + 1);
    uint32_t *order = ARENA_ARRAY(&a, uint32_t, g->at.n + 1), n = 0;
    for (uint32_t i = 0; i < g->at.n; i++) {
        if (i >= o->held_first && i < o->held_end) continue;
        text t;
        words w;
        if (text_read(&t, &m.lex, &a, (str){0}, g->at.at[i].text, error) != KHABAR_OK) return error->status;
        morph_read(&w, &t, &m.lex, &cache, &a);
        fill_example(&m, &names, &examples[n], &t, &w, &g->at.at[i], &a);
        order[n] = n;
        n++;
    }
    uint64_t random = 88172645463325252u;
    for (uint32_t round = 0; round < o->rounds; round++) {
        uint32_t wrong = 0;
        for (uint32_t i = n; i > 1; i--) {
            uint32_t j = (uint32_t)(next_random(&random) % i), swap = order[i - 1];
            order[i - 1] = order[j];
            order[j] = swap;
        }
        for (uint32_t i = 0; i < n; i++) {
            arena_reset(&scratch);
            wrong += learn(&m, &examples[order[i]], &scratch);
        }
        fprintf(stderr, "round %u: %u words otherwise\n", round + 1, wrong);
    }
    average_all(&m);
    FILE *f = fopen(o->transitions, "wb"), *c = fopen(o->choices, "wb");
    if (!f || !c) return error_set(error, KHABAR_ERR_IO, "%s or %s cannot be written", o->transitions, o->choices);
    fprintf(f,
            "# cost of a label after another, in sixteenths of the costs in settings.tsv; in small letters groups of "
            "labels\n"
            "# columns: from to cost\n%s",
            source);
    fprintf(c,
            "# cost of a reading beside the others of its word, by its lemma, its whole word, its ending, its label\n"
            "# columns: kind text label cost\n%s",
            source);
    write_transitions(&m, &names, f, &a);
    write_choices(&m, c, &a);
    fclose(f);
    fclose(c);
    morph_cache_free(&cache);
    arena_free(&scratch);
    arena_free(&a);
    return KHABAR_OK;
}

int train_words(int argc, char **argv)
{
    static jmp_buf full;
    khabar_error error = {0};
    arena a;
    lexicon lex;
    gold g = {0};
    if (argc < 4) {
        fputs("usage: khabar-train words OUT_DIR [--without FIRST-END] FILE.conllu...\n"
              "writes OUT_DIR/transitions.tsv and choices.tsv; a file that is given twice counts twice\n",
              stderr);
        return 2;
    }
    arena_init(&a, 0);
    words_options o = {.rounds = ROUNDS};
    khabar_status status = KHABAR_ERR_MEMORY;
    if (setjmp(full) == 0) {
        a.on_full = &full;
        int first = 2;
        if (strcmp(argv[2], "--without") == 0 && sscanf(argv[3], "%u-%u", &o.held_first, &o.held_end) == 2) first = 4;
        o.transitions = arena_printf(&a, "%s/transitions.tsv", argv[1]).p;
        o.choices = arena_printf(&a, "%s/choices.tsv", argv[1]).p;
        status = lexicon_open(&lex, builtin_image(), builtin_size(), true, &error);
        for (int i = first; i < argc && status == KHABAR_OK; i++) status = gold_read(argv[i], &g, &a, &error);
        if (status == KHABAR_OK) status = learn_words(&o, &lex, &g, &error);
    }
    if (status != KHABAR_OK) fprintf(stderr, "khabar-train: %s\n", error.message[0] ? error.message : "out of memory");
    arena_free(&a);
    return status == KHABAR_OK ? 0 : 1;
}
