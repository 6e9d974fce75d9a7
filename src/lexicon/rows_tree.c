/* rows_tree: the weights of the parser (data/syntax/tree.tsv) as hash tables; see rows.h.
 *
 *   s0.tag+b0.tag  9f31c02e  shift:41|left:-12|right:-29    a row that weighs what the parser does next
 *   h.lemma+d.tag  51d3a77b  obj:212|nsubj:-80              one that weighs the relation of two words
 *
 * The value is the hash of what the features of the template are, as syntax/feature.c makes it.
 * Invariant: a table has room to spare, and every row is found within LEX_TREE_TRIES places. */
#include "lexicon/relation.h"
#include "lexicon/rows.h"

#include <stdlib.h>

enum { SIZE_MIN = 16, SIZE_MOST = 1 << 20 };

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
    const char *colon = part.p + part.n;
    while (colon > part.p && *colon != ':') colon--;
    str name = {part.p, (size_t)(colon - part.p)};
    for (size_t i = 0; i < n; i++)
        if (str_eq(name, str_of(names[i]))) {
            str number = {colon + 1, (size_t)(part.p + part.n - colon - 1)};
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

/* Gives every row its place among n, one that came before with the same hash gives its own; false where one finds none. */
static bool place_rows(const raw_weights *rows, uint32_t n_rows, uint32_t n, uint32_t *taken, uint32_t *places)
{
    memset(taken, 0, n * sizeof *taken);
    for (uint32_t i = 0; i < n_rows; i++) {
        uint32_t at = lexicon_tree_place(rows[i].hash, n), tried = 0;
        while (taken[at] && rows[taken[at] - 1].hash != rows[i].hash && tried < LEX_TREE_TRIES)
            at = at + 1 < n ? at + 1 : 0, tried++;
        if (tried == LEX_TREE_TRIES) return false;
        taken[at] = i + 1;
        places[i] = at;
    }
    return true;
}

/* Places for all rows in the smallest table that is good enough; NULL: hashes that no training made, nothing is weighed. */
static uint32_t *places_of(builder *b, const raw_weights *rows, uint32_t n_rows, uint32_t *n)
{
    uint32_t *places = ARENA_ARRAY(&b->a, uint32_t, n_rows + 1);
    *n = SIZE_MIN + n_rows + n_rows / 3;
    while (*n < SIZE_MOST && !place_rows(rows, n_rows, *n, ARENA_ARRAY(&b->a, uint32_t, *n), places)) *n += *n / 8;
    if (*n < SIZE_MOST) return places;
    *n = SIZE_MIN;
    return NULL;
}

lex_tree_move *builder_tree_moves(builder *b, uint32_t *n)
{
    uint32_t *places = places_of(b, b->tree_moves.at, b->tree_moves.n, n);
    lex_tree_move *rows = ARENA_ARRAY(&b->a, lex_tree_move, *n);
    for (uint32_t i = 0; places && i < b->tree_moves.n; i++) {
        lex_tree_move *row = &rows[places[i]];
        memcpy(row->weight, b->tree_moves.at[i].weight, sizeof row->weight);
        row->check = lexicon_tree_check(b->tree_moves.at[i].hash);
    }
    return rows;
}

lex_tree_label *builder_tree_labels(builder *b, uint32_t *n)
{
    uint32_t *places = places_of(b, b->tree_labels.at, b->tree_labels.n, n);
    lex_tree_label *rows = ARENA_ARRAY(&b->a, lex_tree_label, *n);
    for (uint32_t i = 0; places && i < b->tree_labels.n; i++) {
        lex_tree_label *row = &rows[places[i]];
        for (unsigned r = 0; r < LEX_TREE_LABELS; r++) row->weight[r] = (int8_t)b->tree_labels.at[i].weight[r];
        row->check = lexicon_tree_check(b->tree_labels.at[i].hash);
    }
    return rows;
}
