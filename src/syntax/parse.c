/* parse: see parse.h. */
#include "syntax/parse.h"
#include "syntax/feature.h"
#include "syntax/recheck.h"

/* ---- weights ---- */

/* Which of a bucket's rows has this check; *hit: all bits where one has it. Without branches: no one could foretell them. */
static inline unsigned slot_of(const uint16_t *check, uint16_t wanted, int32_t *hit)
{
    unsigned slot =
        (unsigned)(check[1] == wanted) | (unsigned)(check[2] == wanted) * 2 | (unsigned)(check[3] == wanted) * 3;
    *hit = -(int32_t)(check[slot] == wanted);
    return slot;
}

_Static_assert(LEX_TREE_BUCKET == 4, "slot_of");
_Static_assert(offsetof(lex_tree_moves, check) == 0 && offsetof(lex_tree_index, check) == 0, "find_bucket");

/* The bucket, of n of `size` bytes each that begin with their checks, that holds a feature, and its slot there; *hit is 0
 * where none does. */
static inline const void *find_bucket(const void *table, size_t size, uint32_t n, uint32_t feature, unsigned *slot,
                                      int32_t *hit)
{
    uint32_t at = lexicon_tree_place(feature, n);
    uint16_t wanted = lexicon_tree_check(feature);
    const uint16_t *check = (const void *)((const char *)table + at * size);
    *slot = slot_of(check, wanted, hit);
    for (unsigned tried = 1; (~*hit & check[LEX_TREE_BUCKET - 1]) && tried < LEX_TREE_TRIES; tried++) {
        at = at + 1 < n ? at + 1 : 0;
        check = (const void *)((const char *)table + at * size);
        *slot = slot_of(check, wanted, hit);
    }
    return check;
}

static parse_move choose_move(const parser *p, const lexicon *lex, unsigned allowed)
{
    uint32_t features[MOVE_FEATURES], n = lex->n_tree_moves;
    int32_t sum[LEX_TREE_MOVES] = {0};
    parser_move_features(p, features);
    for (unsigned i = 0; i < MOVE_FEATURES; i++)
        __builtin_prefetch(&lex->tree_moves[lexicon_tree_place(features[i], n)]);
    for (unsigned i = 0; i < MOVE_FEATURES; i++) {
        unsigned slot;
        int32_t hit;
        const lex_tree_moves *bucket =
            find_bucket(lex->tree_moves, sizeof *lex->tree_moves, n, features[i], &slot, &hit);
        for (unsigned m = 0; m < LEX_TREE_MOVES; m++) sum[m] += bucket->weight[slot][m] & hit;
    }
    int best = -1;
    for (int m = 0; m < LEX_TREE_MOVES; m++)
        if (allowed >> m & 1 && (best < 0 || sum[m] > sum[best])) best = m;
    return (parse_move)best;
}

static tree_relation best_relation(const lexicon *lex, const uint32_t *features, unsigned n_features)
{
    uint32_t n = lex->n_tree_index;
    int16_t sum[sizeof(lex_tree_label)] = {0};
    const int8_t *rows[(int)LABEL_FEATURES > (int)RECHECK_FEATURES ? (int)LABEL_FEATURES : (int)RECHECK_FEATURES];
    for (unsigned i = 0; i < n_features; i++) __builtin_prefetch(&lex->tree_index[lexicon_tree_place(features[i], n)]);
    for (unsigned i = 0; i < n_features; i++) {
        unsigned slot;
        int32_t hit;
        const lex_tree_index *bucket =
            find_bucket(lex->tree_index, sizeof *lex->tree_index, n, features[i], &slot, &hit);
        rows[i] = lex->tree_labels[bucket->row[slot] & hit].weight;
        __builtin_prefetch(rows[i]);
    }
    for (unsigned i = 0; i < n_features; i++)
        for (unsigned r = 0; r < sizeof(lex_tree_label); r++) sum[r] = (int16_t)(sum[r] + rows[i][r]);
    int best = REL_dep;
    for (int r = 0; r < LEX_TREE_LABELS; r++)
        if (sum[r] > sum[best]) best = r;
    return (tree_relation)best;
}

static tree_relation choose_relation(const parser *p, const lexicon *lex, uint32_t head, uint32_t dependent)
{
    uint32_t features[LABEL_FEATURES];
    parser_label_features(p, head, dependent, features);
    return best_relation(lex, features, LABEL_FEATURES);
}

/* The second look at subjects and objects. */
static void look_again(parser *p, tree *x, const lexicon *lex, arena *a)
{
    recheck_place *places = ARENA_ARRAY(a, recheck_place, p->n + 1);
    recheck_begin(p, places);
    for (uint32_t i = 0; i < p->n; i++) {
        uint32_t features[RECHECK_FEATURES];
        if (!recheck_wants(p, i)) continue;
        recheck_features(p, places, i, features);
        tree_relation relation = best_relation(lex, features, RECHECK_FEATURES);
        recheck_settle(p, places, i, relation);
        x->at.at[p->at[i].node].relation = (uint8_t)relation;
    }
}

/* ---- one sentence ---- */

static void parse_words(parser *p, tree *x, const lexicon *lex)
{
    for (unsigned allowed; (allowed = parser_allowed(p)) != 0;) {
        parse_move move = allowed == 1u << MOVE_SHIFT   ? MOVE_SHIFT
                          : allowed == 1u << MOVE_RIGHT ? MOVE_RIGHT
                                                        : choose_move(p, lex, allowed);
        if (move == MOVE_SHIFT) {
            parser_shift(p);
            continue;
        }
        uint32_t dependent = p->stack[p->depth - 1], head = move == MOVE_LEFT ? p->next : p->stack[p->depth - 2];
        tree_relation relation = choose_relation(p, lex, head, dependent);
        node *n = &x->at.at[p->at[dependent].node];
        n->head = p->at[head].node;
        n->relation = (uint8_t)relation;
        parser_attach(p, head, relation);
    }
    if (p->n) {
        node *root = &x->at.at[p->at[p->stack[0]].node];
        root->head = NO_HEAD;
        root->relation = REL_root;
    }
}

/* The highest node that `at` lies under, all on its side of the mark; steps are bounded, a long chain ends lower. */
static uint32_t climb(const tree *x, uint32_t at, uint32_t mark)
{
    enum { STEPS = 64 };
    for (unsigned i = 0; i < STEPS; i++) {
        uint32_t head = x->at.at[at].head;
        if (head == NO_HEAD || (head < mark) != (at < mark)) break;
        at = head;
    }
    return at;
}

void parse_punctuation(tree *x, uint32_t first, uint32_t end)
{
    uint32_t root = NO_HEAD, left = NO_HEAD, right = first;
    for (uint32_t i = first; i < end; i++)
        if (x->at.at[i].relation == REL_root) root = i;
    if (root == NO_HEAD) { /* nothing but marks */
        root = first;
        x->at.at[first].head = NO_HEAD;
        x->at.at[first].relation = REL_root;
    }
    for (uint32_t i = first; i < end; i++) {
        node *n = &x->at.at[i];
        if (n->upos != POS_PUNCT) {
            left = i;
            continue;
        }
        if (i == root) continue;
        n->relation = REL_punct;
        n->head = root;
        if (right < i) right = i;
        while (right < end && x->at.at[right].upos == POS_PUNCT) right++;
        if (left == NO_HEAD || right == end) continue;
        uint32_t unit = climb(x, right, i);
        n->head = x->at.at[unit].head == NO_HEAD ? climb(x, left, i) : unit;
    }
}

void tree_parse(tree *x, const text *t, const words *w, const lexicon *lex, arena *a)
{
    for (uint32_t i = 0; i < t->sentences.n; i++) {
        uint32_t first = x->first[t->sentences.at[i].first], end = x->first[t->sentences.at[i].end];
        if (first == end) continue;
        parser p;
        parser_begin(&p, x, first, end, t, w, lex, a);
        parse_words(&p, x, lex);
        look_again(&p, x, lex, a);
        parse_punctuation(x, first, end);
    }
}
