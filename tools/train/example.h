/* example: annotated sentences as the parser sees them, with the heads it should find.
 *
 * The text of a gold sentence goes through text, morph, phrase and tree_cut like any other; its nodes are then aligned with
 * the gold nodes by their letters. Where the cut differs, a node takes over the head of the gold node that leads out of it.
 * Invariant: head[i] is a spot, n for the root, or UNKNOWN where no gold node says it. */
#ifndef KHABAR_TOOLS_TRAIN_EXAMPLE_H
#define KHABAR_TOOLS_TRAIN_EXAMPLE_H

#include "conllu.h"
#include "syntax/feature.h"
#include "syntax/recheck.h"

#define UNKNOWN UINT32_MAX

typedef struct example {
    const spot *spots; /* n + 1 */
    uint32_t n;
    uint32_t *head;
    uint32_t *gold;    /* of each spot: the gold node of exactly its letters, or UNKNOWN */
    uint8_t *relation; /* tree_relation */
    uint32_t sentence; /* of the gold */
    uint32_t part;     /* which of the sentences that text_read sees in it */
    bool also;         /* never held out */
} example;

typedef VEC(example) examples;

typedef struct example_maker {
    const lexicon *lex;
    morph_cache cache;
    arena *a;
    bool gold_classes; /* gives the nodes the classes of the gold, to measure the parser alone */
} example_maker;

/* Appends the examples of a gold sentence: one for each sentence that text_read sees in it. */
void example_make(example_maker *m, const gold_sentence *g, uint32_t index, bool also, examples *out);

#endif
