/* learn: see learn.h. */
#include "learn.h"

enum {
    SEED = 20261124,
    EXPLORE_PERCENT = 90,
    DROP_PERCENT = 20,
    MOVE_MARGIN = 30, /* by which the right move should win */
    MOVE_SCALE = 24,  /* of the written weights */
    LABEL_SCALE = 10,
    FOLD_BLOCK = 10 /* sentences that stand together belong to one text */
};

bool learn_holds_out(const example *e, const learn_options *o, unsigned fold)
{
    return o->folds && !e->also && e->sentence / FOLD_BLOCK % o->folds == fold;
}

static uint32_t next_random(learner *l, uint32_t below)
{
    l->random = l->random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((l->random >> 33) % below);
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

/* Leaves out some features, so that no few of them are relied on; returns how many are left. */
static unsigned drop(learner *l, uint32_t *features, uint16_t *which, unsigned n)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < n; i++) {
        if (l->teach && next_random(l, 100) < DROP_PERCENT) continue;
        which[kept] = (uint16_t)i;
        features[kept++] = features[i];
    }
    return kept;
}

/* ---- the oracle ---- */

/* How many annotated heads each move would make impossible (Y. Goldberg and J. Nivre, TACL 2013). */
static void costs(const parser *p, const example *e, unsigned cost[LEX_TREE_MOVES])
{
    uint32_t top = p->stack[p->depth - 1], below = p->depth > 1 ? p->stack[p->depth - 2] : UNKNOWN, b = p->next;
    uint32_t head = e->head[top];
    cost[MOVE_SHIFT] = cost[MOVE_LEFT] = cost[MOVE_RIGHT] = 0;
    if (head != UNKNOWN && head >= b) cost[MOVE_RIGHT]++;
    if (head != UNKNOWN && (head > b || head == below)) cost[MOVE_LEFT]++;
    for (uint32_t i = b; i < p->n; i++)
        if (e->head[i] == top) cost[MOVE_LEFT]++, cost[MOVE_RIGHT]++;
    for (uint32_t k = 0; k < p->depth; k++) {
        if (e->head[p->stack[k]] == b) cost[MOVE_SHIFT]++;
        if (k + 1 < p->depth && e->head[b] == p->stack[k]) cost[MOVE_SHIFT]++;
    }
}

/* The moves of least cost, as a bit mask. */
static unsigned good_moves(const parser *p, const example *e, unsigned allowed)
{
    unsigned cost[LEX_TREE_MOVES], least = UNKNOWN, good = 0;
    costs(p, e, cost);
    for (unsigned i = 0; i < LEX_TREE_MOVES; i++)
        if (allowed >> i & 1 && cost[i] < least) least = cost[i];
    for (unsigned i = 0; i < LEX_TREE_MOVES; i++)
        if (allowed >> i & 1 && cost[i] == least) good |= 1u << i;
    return good;
}

/* ---- one sentence ---- */

/* Chooses a relation by the weights; where the gold says which it is, corrects them. */
static int choose_relation(learner *l, weights *w, uint32_t *features, unsigned n, int wanted)
{
    uint16_t which[LABEL_FEATURES + RECHECK_FEATURES];
    double sum[LEX_TREE_LABELS];
    unsigned kept = drop(l, features, which, n), all = (1u << LEX_TREE_LABELS) - 1;
    score(w, features, kept, sum);
    int relation = best_of(sum, LEX_TREE_LABELS, all);
    if (!l->teach || wanted < 0) return relation;
    w->time++;
    int wrong = best_of(sum, LEX_TREE_LABELS, all & ~(1u << wanted));
    if (sum[wanted] <= sum[wrong]) update(w, features, which, kept, wanted, wrong);
    return relation;
}

static int choose_move(learner *l, const parser *p, const example *e, unsigned allowed)
{
    uint32_t features[MOVE_FEATURES];
    uint16_t which[MOVE_FEATURES];
    double sum[LEX_TREE_MOVES];
    parser_move_features(p, features);
    unsigned kept = drop(l, features, which, MOVE_FEATURES);
    score(&l->moves, features, kept, sum);
    int move = best_of(sum, LEX_TREE_MOVES, allowed);
    if (!l->teach) return move;
    unsigned good = good_moves(p, e, allowed);
    int right = best_of(sum, LEX_TREE_MOVES, good), wrong = best_of(sum, LEX_TREE_MOVES, allowed & ~good);
    l->moves.time++;
    if (wrong >= 0 && sum[right] <= sum[wrong] + MOVE_MARGIN) update(&l->moves, features, which, kept, right, wrong);
    bool follow = good >> move & 1 || (l->explore && next_random(l, 100) < EXPLORE_PERCENT);
    return follow ? move : right;
}

/* The annotated relation of a word that has this head; -1 where there is none that weights choose. */
static int wanted_relation(const example *e, uint32_t dependent, uint32_t head)
{
    return e->head[dependent] == head && e->relation[dependent] < LEX_TREE_LABELS ? e->relation[dependent] : -1;
}

static void look_again(learner *l, parser *p, const example *e)
{
    recheck_begin(p, l->places);
    for (uint32_t i = 0; i < p->n; i++) {
        uint32_t features[RECHECK_FEATURES];
        if (!recheck_wants(p, i)) continue;
        recheck_features(p, l->places, i, features);
        int wanted = wanted_relation(e, i, p->at[i].head);
        int relation = choose_relation(l, &l->rechecks, features, RECHECK_FEATURES, wanted);
        recheck_settle(p, l->places, i, (tree_relation)relation);
    }
}

static void run_example(learner *l, const example *e)
{
    parser *p = &l->p;
    p->n = e->n;
    p->next = p->depth = 0;
    memcpy(p->at, e->spots, (e->n + 1) * sizeof *p->at);
    for (unsigned allowed; (allowed = parser_allowed(p)) != 0;) {
        bool free_choice = (allowed & (allowed - 1)) != 0;
        int move = free_choice ? choose_move(l, p, e, allowed) : allowed == 1u << MOVE_SHIFT ? MOVE_SHIFT : MOVE_RIGHT;
        if (move == MOVE_SHIFT) {
            parser_shift(p);
            continue;
        }
        uint32_t dependent = p->stack[p->depth - 1], head = move == MOVE_LEFT ? p->next : p->stack[p->depth - 2];
        uint32_t features[LABEL_FEATURES];
        parser_label_features(p, head, dependent, features);
        int wanted = wanted_relation(e, dependent, head);
        int relation = choose_relation(l, &l->labels, features, LABEL_FEATURES, wanted);
        if (l->teach && !l->explore && wanted >= 0) relation = wanted;
        parser_attach(p, head, (tree_relation)relation);
    }
    if (p->n) p->at[p->stack[0]].relation = REL_root;
    look_again(l, p, e);
}

const parser *learn_parse(learner *l, const example *e)
{
    l->teach = l->explore = false;
    run_example(l, e);
    return &l->p;
}

/* ---- training ---- */

static void shuffle(learner *l, uint32_t *order, uint32_t n)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t k = next_random(l, i), swap = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swap;
    }
}

static void learn_runs(learner *l, const examples *all, uint32_t n, const learn_options *o)
{
    for (unsigned run = 0; run < o->runs; run++) {
        l->random = SEED + run;
        for (unsigned round = 0; round < o->rounds; round++) {
            shuffle(l, l->order, n);
            l->teach = true;
            l->explore = round > 0;
            for (uint32_t i = 0; i < n; i++) run_example(l, &all->at[l->order[i]]);
        }
        weights_end_run(&l->moves);
        weights_end_run(&l->labels);
        weights_end_run(&l->rechecks);
    }
}

void learn_begin(learner *l, const examples *all, arena *a)
{
    uint32_t longest = 0;
    for (uint32_t i = 0; i < all->n; i++)
        if (all->at[i].n > longest) longest = all->at[i].n;
    *l = (learner){.places = ARENA_ARRAY(a, recheck_place, longest + 1)};
    l->p.at = ARENA_ARRAY(a, spot, longest + 1);
    l->p.stack = ARENA_ARRAY(a, uint32_t, longest + 1);
    l->p.verb = ARENA_ARRAY(a, uint32_t, longest + 1);
    l->order = ARENA_ARRAY(a, uint32_t, all->n + 1);
}

static uint32_t list_order(learner *l, const examples *all, const learn_options *o, unsigned fold)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < all->n; i++)
        if (!learn_holds_out(&all->at[i], o, fold)) l->order[n++] = i;
    return n;
}

void learn(learner *l, const examples *all, const learn_options *o, unsigned fold)
{
    weights_init(&l->moves, LEX_TREE_MOVES);
    weights_init(&l->labels, LEX_TREE_LABELS);
    weights_init(&l->rechecks, LEX_TREE_LABELS);
    learn_runs(l, all, list_order(l, all, o, fold), o);
    if (o->rows) { /* again, with the features that were found good */
        weights_close(&l->moves, o->rows);
        weights_close(&l->labels, o->rows / 4);
        weights_close(&l->rechecks, o->rows / 4);
        learn_runs(l, all, list_order(l, all, o, fold), o);
    }
    weights_settle(&l->moves, (double)MOVE_SCALE / o->runs, LEX_TREE_MOVE_MAX);
    weights_settle(&l->labels, (double)LABEL_SCALE / o->runs, LEX_TREE_LABEL_MAX);
    weights_settle(&l->rechecks, (double)LABEL_SCALE / o->runs, LEX_TREE_LABEL_MAX);
}

void learn_end(learner *l)
{
    weights_free(&l->moves);
    weights_free(&l->labels);
    weights_free(&l->rechecks);
}
