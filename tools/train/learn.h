/* learn: the weights of the parser from examples: averaged perceptrons with a dynamic oracle.
 *
 * Every round parses all examples as the weights are by then, goes on where they lead, and corrects them where a move makes
 * an annotated head impossible or a relation is not the annotated one. Several runs differ in the order of examples only;
 * their weights are summed.
 * Invariant: the same examples and options give the same weights. */
#ifndef KHABAR_TOOLS_TRAIN_LEARN_H
#define KHABAR_TOOLS_TRAIN_LEARN_H

#include "example.h"
#include "weights.h"

typedef struct learn_options {
    unsigned rounds, runs;
    unsigned rows;  /* features of moves that are kept, and a fourth of it twice for relations; 0: all */
    unsigned folds; /* 0: nothing is held out */
} learn_options;

typedef struct learner {
    weights moves, labels, rechecks;
    parser p; /* with room for the longest example */
    recheck_place *places;
    uint32_t *order;
    uint64_t random;
    bool teach, explore;
} learner;

bool learn_holds_out(const example *e, const learn_options *o, unsigned fold);

void learn_begin(learner *l, const examples *all, arena *a);
/* Learns from all examples but those of a fold. */
void learn(learner *l, const examples *all, const learn_options *o, unsigned fold);
/* Heads (a spot's own number: it is the root) and relations as the weights have it. */
const parser *learn_parse(learner *l, const example *e);
/* Gives back what learn took. */
void learn_end(learner *l);

#endif
