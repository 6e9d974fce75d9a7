/* conllu: gold sentences from CoNLL-U files, with what each node covers counted in letters of its sentence.
 *
 *   للسلطة  ->  ل covers letters 0 to 1, لسلطة 1 to 6: whether the file writes a line for 1-2 or SpaceAfter=No
 *
 * Letters are those of lexicon/letters.h; marks of punctuation have none (from = to), digits and Latin letters do.
 * Invariant: nodes stand in order and cover all letters of the sentence; head is a node of the sentence or NO_HEAD. */
#ifndef KHABAR_TOOLS_TRAIN_CONLLU_H
#define KHABAR_TOOLS_TRAIN_CONLLU_H

#include "syntax/tree.h"

typedef struct gold_node {
    str form, lemma;
    uint32_t head; /* index in the sentence, NO_HEAD for the root */
    uint32_t from, to;
    uint8_t upos, relation;
} gold_node;

typedef struct gold_sentence {
    str text;
    gold_node *at;
    uint32_t n, letters;
} gold_sentence;

typedef struct gold {
    VEC(gold_sentence) at;
} gold;

/* Appends the sentences of a file. UPOS and relations khabar does not give become X and dep; of a relation with a subtype it
 * does not give, the part before the colon counts. */
khabar_status gold_read(const char *path, gold *g, arena *a, khabar_error *error);

#endif
