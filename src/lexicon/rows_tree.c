/* rows_tree: the weights of the parser (data/syntax/tree.tsv) as hash tables; see rows.h.
 *
 *   s0.tag+b0.tag  9f31c02e  shift:41|left:-12|right:-29    a row that weighs what the parser does next
 *   h.lemma+d.tag  51d3a77b  obj:212|nsubj:-80              one that weighs the relation of two words
 *
 * The value is the hash of what the features of the template are, as syntax/feature.c makes it.
 * Invariant: buckets are half full at most, taken together, and every row is found within LEX_TREE_TRIES of them. */
#include "lexicon/relation.h"
#include "lexicon/rows.h"

#include <stdlib.h>

enum { BUCKETS_LEAST = 16, BUCKETS_MOST = 1 << 18, ROWS_MOST = UINT16_MAX - 1 };

static uint32_t hash_cell(builder *b, const table_row *row, str cell)
{
    char digits[16];
    if (cell.n == 8) {
        memcpy(digits, cell.p, cell.n);
        digits[cell.n] = 0;
        char *end;
        unsigned long v = strtoul(digits, &end, 16);
        if (*end == 0) return (uint32_t)v;
    }
    builder_complain(b, row, cell, "a hash of eight hexadecimal digits is wanted here");
    return 0;
}

/* "obj:212"; false where it is none of `names`. */
static bool weight_cell(builder *b, const table_row *row, str part, const char *const *names, size_t n, int32_t most,
                        int16_t *out)
{
    size_t colon = part.n; /* the last: nsubj:pass has one itself */
    while (colon > 0 && part.p[colon - 1] != ':') colon--;
    str name = str_sub(part, 0, colon ? colon - 1 : 0);
    for (size_t i = 0; i < n; i++)
        if (str_eq(name, str_of(names[i]))) {
            str number = str_sub(part, colon, part.n);
            out[i] = (int16_t)cell_number(b, row, number, -most, most);
            return true;
        }
    return false;
}

void row_tree(builder *b, const table_row *row)
{
    static const char *const moves[LEX_TREE_MOVES] = {"shift", "left", "right"};
    raw_weights move = {.hash = hash_cell(b, row, row->cell[1])}, label = move;
    bool any_move = false, any_label = false;
    for (str rest = row->cell[2]; rest.n;) {
        str part = str_cut(&rest, '|');
        if (weight_cell(b, row, part, moves, LEX_TREE_MOVES, LEX_TREE_MOVE_MAX, move.weight))
            any_move = true;
        else if (weight_cell(b, row, part, tree_relation_name, LEX_TREE_LABELS, LEX_TREE_LABEL_MAX, label.weight))
            any_label = true;
        else
            builder_complain(b, row, part,
                             "shift, left, right or a relation, and its weight, are wanted here (obj:12)");
    }
    if (any_move) *vec_push(&b->a, &b->tree_moves) = move;
    if (any_label) *vec_push(&b->a, &b->tree_labels) = label;
}

typedef struct table_places {
    uint32_t n;      /* buckets */
    uint32_t *place; /* of each row: bucket * LEX_TREE_BUCKET + which; the last row of a hash counts */
} table_places;

/* Where in a bucket a row goes: UINT32_MAX: it is full. */
static uint32_t slot_in(const raw_weights *rows, const uint32_t *bucket, uint32_t hash, bool *clash)
{
    for (uint32_t k = 0; k < LEX_TREE_BUCKET; k++) {
        if (bucket[k] == 0 || rows[bucket[k] - 1].hash == hash) return k;
        /* another hash of the same check must not stand before it */
        if (lexicon_tree_check(rows[bucket[k] - 1].hash) == lexicon_tree_check(hash)) *clash = true;
    }
    return UINT32_MAX;
}

static bool place_rows(const raw_weights *rows, uint32_t n_rows, table_places *t, uint32_t *taken)
{
    for (uint32_t i = 0; i < n_rows; i++) {
        uint32_t at = lexicon_tree_place(rows[i].hash, t->n), slot = UINT32_MAX, tried = 0;
        bool clash = false;
        for (; tried < LEX_TREE_TRIES; tried++, at = at + 1 < t->n ? at + 1 : 0)
            if ((slot = slot_in(rows, taken + at * LEX_TREE_BUCKET, rows[i].hash, &clash)) != UINT32_MAX || clash)
                break;
        if (slot == UINT32_MAX || clash) return false;
        t->place[i] = at * LEX_TREE_BUCKET + slot;
        taken[t->place[i]] = i + 1;
    }
    return true;
}

/* Places in the smallest table that is good enough; none for hashes that no training made: nothing is weighed then. */
static table_places places_of(builder *b, const raw_weights *rows, uint32_t n_rows)
{
    table_places t = {.n = BUCKETS_LEAST + n_rows / (LEX_TREE_BUCKET / 2),
                      .place = ARENA_ARRAY(&b->a, uint32_t, n_rows + 1)};
    for (; t.n < BUCKETS_MOST; t.n += 1 + t.n / 8)
        if (place_rows(rows, n_rows, &t, ARENA_ARRAY(&b->a, uint32_t, (size_t)t.n * LEX_TREE_BUCKET))) return t;
    return (table_places){.n = BUCKETS_LEAST};
}

lex_tree_moves *builder_tree_moves(builder *b, uint32_t *n)
{
    table_places t = places_of(b, b->tree_moves.at, b->tree_moves.n);
    lex_tree_moves *buckets = ARENA_ARRAY(&b->a, lex_tree_moves, t.n);
    for (uint32_t i = 0; t.place && i < b->tree_moves.n; i++) {
        lex_tree_moves *to = &buckets[t.place[i] / LEX_TREE_BUCKET];
        uint32_t slot = t.place[i] % LEX_TREE_BUCKET;
        memcpy(to->weight[slot], b->tree_moves.at[i].weight, sizeof to->weight[slot]);
        to->check[slot] = lexicon_tree_check(b->tree_moves.at[i].hash);
    }
    *n = t.n;
    return buckets;
}

lex_tree_index *builder_tree_index(builder *b, uint32_t *n)
{
    table_places t = places_of(b, b->tree_labels.at, b->tree_labels.n);
    lex_tree_index *buckets = ARENA_ARRAY(&b->a, lex_tree_index, t.n);
    for (uint32_t i = 0; t.place && i < b->tree_labels.n && i < ROWS_MOST; i++) {
        lex_tree_index *to = &buckets[t.place[i] / LEX_TREE_BUCKET];
        uint32_t slot = t.place[i] % LEX_TREE_BUCKET;
        to->row[slot] = (uint16_t)(i + 1);
        to->check[slot] = lexicon_tree_check(b->tree_labels.at[i].hash);
    }
    *n = t.n;
    return buckets;
}

lex_tree_label *builder_tree_labels(builder *b, uint32_t *n)
{
    lex_tree_label *rows = ARENA_ARRAY(&b->a, lex_tree_label, b->tree_labels.n + 1);
    for (uint32_t i = 0; i < b->tree_labels.n; i++)
        for (unsigned r = 0; r < LEX_TREE_LABELS; r++) rows[i + 1].weight[r] = (int8_t)b->tree_labels.at[i].weight[r];
    *n = b->tree_labels.n + 1;
    return rows;
}
