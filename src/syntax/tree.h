/* tree: the syntactic words of Universal Dependencies that stand in the written words, and the tree over them.
 *
 *   وستستضيفها القاهرة  ->  و CCONJ | س PART | تستضيف VERB | ها PRON | القاهرة PROPN,  القاهرة nsubj of تستضيف
 *
 * A word is cut as it is written: its nodes' letters joined are the word; the article is never cut off.
 * Invariant: nodes stand in the order of the text; first[i] .. first[i + 1] are those of token i; every sentence of at
 * least one node has one root; heads lie in the sentence. */
#ifndef KHABAR_SYNTAX_TREE_H
#define KHABAR_SYNTAX_TREE_H

#include "lexicon/relation.h"
#include "morph/phrase.h"

#define NO_HEAD UINT32_MAX /* the root of a sentence */

/* What part of its written word a node is. */
typedef enum { PART_STEM, PART_CONJ, PART_PREP, PART_FUTURE, PART_QUESTION, PART_PRONOUN } node_part;

typedef struct node {
    uint32_t token;
    uint32_t lemma;         /* of the lexicon; 0: none, the letters are the lemma */
    uint32_t head;          /* node, or NO_HEAD */
    uint16_t features;      /* F_ of lexicon/inflect.h */
    uint16_t n;             /* letters */
    uint8_t from;           /* its first letter in the token; words have at most 200 */
    uint8_t upos, function; /* lex_pos, lex_function */
    uint8_t part, relation;
    uint8_t prep;    /* 1 + preposition of a PREP part or of an ADP; 0: none that rows name */
    uint8_t clitic;  /* 1 + clitic of a pronoun */
    uint8_t article; /* 1: begins with the article */
} node;

typedef struct tree {
    VEC(node) at;
    uint32_t *first;
} tree;

enum { TREE_LEMMA_BYTES = 512 };

/* The letters of a node as they are written, with their marks. */
str tree_form(const tree *x, const text *t, uint32_t i);
/* Its lemma without vowel signs; where it is not in the lexicon, its letters without article, in `scratch` (of
 * TREE_LEMMA_BYTES). */
str tree_lemma(const tree *x, const text *t, const lexicon *lex, uint32_t i, char *scratch);
/* The same of a reading whose lemma is in the lexicon, without a tree. */
str tree_known_lemma(const lexicon *lex, uint32_t lemma, unsigned features);

/* The nodes of one token in one reading. */
void tree_cut_word(tree *x, const text *t, const lexicon *lex, uint32_t token_index, const analysis *reading, arena *a);

/* Cuts the chosen readings into nodes; heads and relations are not set yet. */
void tree_cut(tree *x, const text *t, const words *w, const lexicon *lex, arena *a);

#endif
