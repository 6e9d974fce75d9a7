/* parse: the head and the relation of every node.
 *
 *   زار الوزير القاهرة  ->  زار root, الوزير nsubj of it, القاهرة obj of it
 *
 * Greedy: each word is taken once and given its head once, by the weights of data/syntax/tree.tsv (see feature.h); the time
 * is linear in the length of the sentence.  Punctuation is attached afterwards to the unit it stands before or after.
 * Invariant: every sentence of at least one node has one root, and its heads form a tree. */
#ifndef KHABAR_SYNTAX_PARSE_H
#define KHABAR_SYNTAX_PARSE_H

#include "syntax/tree.h"

/* Sets head and relation of all nodes that tree_cut made. */
void tree_parse(tree *x, const text *t, const words *w, const lexicon *lex, arena *a);

/* Gives the punctuation of the nodes first..end its heads, when all other nodes have theirs. */
void parse_punctuation(tree *x, uint32_t first, uint32_t end);

#endif
