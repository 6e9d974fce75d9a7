/* example: see example.h. */
#include "example.h"

typedef struct aligner {
    const gold_sentence *g;
    const tree *x;
    uint32_t *from, *to; /* letters of each node */
    uint32_t *rep;       /* of each node: its gold node that leads out of it */
    uint32_t *node;      /* of each gold node: the node that holds most of it */
    uint32_t *spot;      /* of each node */
} aligner;

static uint32_t overlap(uint32_t f, uint32_t t, uint32_t g, uint32_t u)
{
    uint32_t from = f > g ? f : g, to = t < u ? t : u;
    return from < to ? to - from : 0;
}

/* The first gold node that ends after letter `at`; `i` is one before it. */
static uint32_t gold_after(const gold_sentence *g, uint32_t i, uint32_t at)
{
    while (i < g->n && g->at[i].to <= at) i++;
    return i;
}

static void align(aligner *l, arena *a)
{
    const tree *x = l->x;
    const gold_sentence *g = l->g;
    l->rep = ARENA_ARRAY(a, uint32_t, x->at.n + 1);
    l->node = ARENA_ARRAY(a, uint32_t, g->n + 1);
    uint32_t *most = ARENA_ARRAY(a, uint32_t, g->n + 1), first = 0;
    for (uint32_t i = 0; i < g->n; i++) l->node[i] = UNKNOWN;
    for (uint32_t i = 0; i < x->at.n; i++) {
        l->rep[i] = UNKNOWN;
        if (l->from[i] == l->to[i]) continue;
        first = gold_after(g, first, l->from[i]);
        uint32_t best = 0;
        for (uint32_t k = first; k < g->n && g->at[k].from < l->to[i]; k++) {
            uint32_t shared = overlap(l->from[i], l->to[i], g->at[k].from, g->at[k].to), head = g->at[k].head;
            if (shared == 0) continue;
            if (shared > most[k]) most[k] = shared, l->node[k] = i;
            bool out = head == NO_HEAD || overlap(l->from[i], l->to[i], g->at[head].from, g->at[head].to) == 0;
            if (out && shared > best) best = shared, l->rep[i] = k;
        }
    }
}

static void fill(const aligner *l, example *e, const parser *p)
{
    const gold_sentence *g = l->g;
    for (uint32_t i = 0; i < p->n; i++) {
        uint32_t own = p->at[i].node, rep = l->rep[own];
        e->head[i] = e->gold[i] = UNKNOWN;
        if (rep == UNKNOWN || l->node[rep] != own) continue;
        bool exact = g->at[rep].from == l->from[own] && g->at[rep].to == l->to[own];
        e->gold[i] = exact ? rep : UNKNOWN;
        e->relation[i] = g->at[rep].relation;
        if (g->at[rep].head == NO_HEAD) {
            e->head[i] = p->n;
            continue;
        }
        uint32_t head = l->node[g->at[rep].head];
        uint32_t spot_of = head == UNKNOWN ? UNKNOWN : l->spot[head];
        if (spot_of < p->n && spot_of != i && p->at[spot_of].node == head) e->head[i] = spot_of;
    }
}

/* ---- readings as annotated ---- */

static bool same_letters(str a, str b, arena *ar)
{
    uint8_t *x = arena_alloc(ar, 2 * a.n + 4), *y = arena_alloc(ar, 2 * b.n + 4);
    size_t n = letters_from_utf8(a, x);
    if (n != letters_from_utf8(b, y)) return false;
    for (size_t i = 0; i < n; i++)
        if (letters_fold[x[i]] != letters_fold[y[i]]) return false;
    return true;
}

/* How well the nodes of a token are those of the gold. */
static unsigned likeness(const aligner *l, const text *t, const lexicon *lex, uint32_t token_index, arena *a)
{
    unsigned score = 0;
    for (uint32_t i = l->x->first[token_index]; i < l->x->first[token_index + 1]; i++) {
        if (l->rep[i] == UNKNOWN) continue;
        const gold_node *g = &l->g->at[l->rep[i]];
        char scratch[TREE_LEMMA_BYTES];
        if (g->from != l->from[i] || g->to != l->to[i]) continue;
        bool lemma = same_letters(tree_lemma(l->x, t, lex, i, scratch), g->lemma, a);
        score += 4 + (g->upos == l->x->at.at[i].upos ? 2u : 0) + lemma;
    }
    return score;
}

static void find_letters(aligner *l, const text *t, arena *a)
{
    const tree *x = l->x;
    l->from = ARENA_ARRAY(a, uint32_t, x->at.n + 1);
    l->to = ARENA_ARRAY(a, uint32_t, x->at.n + 1);
    l->spot = ARENA_ARRAY(a, uint32_t, x->at.n + 1);
    uint32_t letters = 0;
    for (uint32_t i = 0; i < t->tokens.n; i++) {
        bool mark = t->tokens.at[i].kind == TOKEN_PUNCT;
        for (uint32_t k = x->first[i]; k < x->first[i + 1]; k++) {
            l->from[k] = letters + x->at.at[k].from;
            l->to[k] = l->from[k] + (mark ? 0 : x->at.at[k].n);
        }
        letters += mark ? 0 : t->tokens.at[i].n;
    }
    align(l, a);
}

/* Chooses of all readings of each word the one that is most like the gold. */
static void choose_readings(const gold_sentence *g, const text *t, words *w, const lexicon *lex, arena *a)
{
    analysis *best = ARENA_ARRAY(a, analysis, t->tokens.n + 1);
    unsigned *most = ARENA_ARRAY(a, unsigned, t->tokens.n + 1), count = 1;
    memcpy(best, w->chosen, t->tokens.n * sizeof *best);
    for (uint32_t i = 0; i < t->tokens.n; i++)
        if (w->types[i] && w->types[i]->n_analyses >= count) count = w->types[i]->n_analyses + 1u;
    for (unsigned k = 0; k < count; k++) { /* the chosen ones first: they win where others are no better */
        tree x;
        for (uint32_t i = 0; i < t->tokens.n && k; i++)
            if (w->types[i] && k - 1 < w->types[i]->n_analyses) w->chosen[i] = w->types[i]->analyses[k - 1];
        tree_cut(&x, t, w, lex, a);
        aligner l = {.g = g, .x = &x};
        find_letters(&l, t, a);
        for (uint32_t i = 0; i < t->tokens.n; i++) {
            unsigned score = likeness(&l, t, lex, i, a);
            if (score > most[i]) most[i] = score, best[i] = w->chosen[i];
        }
    }
    memcpy(w->chosen, best, t->tokens.n * sizeof *best);
}

static void give_gold_classes(const aligner *l, tree *x)
{
    for (uint32_t i = 0; i < x->at.n; i++) {
        node *n = &x->at.at[i];
        if (l->rep[i] == UNKNOWN) continue;
        const gold_node *g = &l->g->at[l->rep[i]];
        if (g->from != l->from[i] || g->to != l->to[i] || g->upos == n->upos) continue;
        n->upos = g->upos;
        if (n->part == PART_STEM) n->function = FN_none;
    }
}

void example_make(example_maker *m, const gold_sentence *g, uint32_t index, bool also, examples *out)
{
    arena *a = m->a;
    text t;
    words w;
    phrases p;
    tree x;
    khabar_error error;
    if (text_read(&t, m->lex, a, (str){0}, g->text, &error) != KHABAR_OK) return;
    morph_read(&w, &t, m->lex, &m->cache, a);
    phrase_read(&p, &t, &w, m->lex, a);
    if (m->gold_classes) choose_readings(g, &t, &w, m->lex, a);
    tree_cut(&x, &t, &w, m->lex, a);
    aligner l = {.g = g, .x = &x};
    find_letters(&l, &t, a);
    if (m->gold_classes) give_gold_classes(&l, &x);
    for (uint32_t s = 0; s < t.sentences.n; s++) {
        parser ps;
        parser_begin(&ps, &x, x.first[t.sentences.at[s].first], x.first[t.sentences.at[s].end], &t, &w, m->lex, a);
        for (uint32_t i = 0; i < x.at.n; i++) l.spot[i] = UNKNOWN;
        for (uint32_t i = 0; i < ps.n; i++) l.spot[ps.at[i].node] = i;
        example *e = vec_push(a, out);
        *e = (example){.spots = ps.at, .n = ps.n, .sentence = index, .part = s, .also = also};
        e->head = ARENA_ARRAY(a, uint32_t, ps.n + 1);
        e->gold = ARENA_ARRAY(a, uint32_t, ps.n + 1);
        e->relation = ARENA_ARRAY(a, uint8_t, ps.n + 1);
        fill(&l, e, &ps);
    }
}
