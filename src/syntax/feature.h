/* feature: the state of the parser as numbers that weights are kept for.
 *
 *   stack زار الوزير, next القاهرة  ->  the hashes of s0.tag+b0.tag = (NOUN with article, PROPN), s1~b0+s0.pos = …
 *
 * The same code serves parse.c and the training. A hash depends on the order of the lists LEX_POS, LEX_FUNCTION and
 * TREE_RELATIONS and on the texts of lemmas; weights must be trained again when a list changes otherwise than at its end.
 * Invariant: a template's place in its list is part of its hash. */
#ifndef KHABAR_SYNTAX_FEATURE_H
#define KHABAR_SYNTAX_FEATURE_H

#include "syntax/spot.h"

/* The templates by the names that data/syntax/tree.tsv gives them. For moves: s0 is the top of the stack, s1 and s2 stand below
 * it, b0 is the next word, b1 and b2 come after it, before stands before it; verb is the highest verb on the stack.
 * ~ agreement; first, last: relations of a word's first and last dependent; reads: classes of all of its readings. */
#define MOVE_TEMPLATES(X)                                                                                              \
    X("s0.tag+b0.tag+b1.tag")                                                                                          \
    X("s1.tag+s0.tag+b0.tag")                                                                                          \
    X("s2.tag+s1.tag+b0.tag")                                                                                          \
    X("s0.lemma+b0.tag")                                                                                               \
    X("s0.tag+b0.lemma")                                                                                               \
    X("s1.lemma+s0.pos+b0.tag")                                                                                        \
    X("s1.lemma+b0.prep+s0.pos")                                                                                       \
    X("s0.lemma+b0.prep+b0.pos")                                                                                       \
    X("s1.pos+s1.has+s0.tag+b0.pos+b0.prep?")                                                                          \
    X("s0.pos+s0.has+b0.tag+s0.last")                                                                                  \
    X("s0~b0")                                                                                                         \
    X("s1~b0+s0.pos")                                                                                                  \
    X("s0.tag+s0.first+s0.last+b0.pos")                                                                                \
    X("s0.tag+b0.tag+b0.first+b0.mark")                                                                                \
    X("s0.tag+b0.tag+gap+distance")                                                                                    \
    X("gap+quote+s0.pos+b0.tag+s1.pos")                                                                                \
    X("b0.tag+b1.tag+b2.tag")                                                                                          \
    X("verb.place+verb.has+verb~b0+b0.tag")                                                                            \
    X("s1.lemma+s0.lemma+b0.pos")                                                                                      \
    X("s0.tag+b0.lemma+b1.tag")                                                                                        \
    X("s1.tag+s0.mark+s0.prep+b0.pos")                                                                                 \
    X("s1.tag+b0.tag+b0.first+b0.prep")                                                                                \
    X("s0.sense+s0.pos+b0.sense+b0.tag+s1.pos")                                                                        \
    X("before.tag+b0.tag+s0.pos+beside")                                                                               \
    X("s0.pos+s0.reads+b0.pos+b0.reads+s1.pos")

/* For relations: h is a head, d its dependent, n the word next after both, way the side of h. */
#define LABEL_TEMPLATES(X)                                                                                             \
    X("h.tag+d.tag+way")                                                                                               \
    X("h.lemma+d.tag+d.prep")                                                                                          \
    X("h.tag+d.lemma")                                                                                                 \
    X("h.tag+d.pos+d.prep")                                                                                            \
    X("h.tag+h.has+d.tag+way+beside")                                                                                  \
    X("h~d+h.has")                                                                                                     \
    X("h.tag+d.ending+d.definite+h.has+way")                                                                           \
    X("h.lemma+d.lemma")                                                                                               \
    X("h.pos+d.tag+d.mark+way")                                                                                        \
    X("h.pos+d.tag+d.first+d.last")                                                                                    \
    X("h.tag+h.last+d.tag+way")                                                                                        \
    X("gap+distance+h.pos+d.pos+way")                                                                                  \
    X("h.tag+d.tag+n.tag")                                                                                             \
    X("d.lemma+way")                                                                                                   \
    X("h.lemma+h.has+d.pos+way+d.prep?")                                                                               \
    X("d.tag+before.tag+after.tag")                                                                                    \
    X("h.tag+h.sense+d.sense+d.prep+d.pos")                                                                            \
    X("h.pos+h.reads+d.pos+d.reads+d.prep?+way")

#define X(name) +1
enum { MOVE_FEATURES = MOVE_TEMPLATES(X), LABEL_FEATURES = LABEL_TEMPLATES(X) };
#undef X
extern const char *const move_template[MOVE_FEATURES], *const label_template[LABEL_FEATURES];

void parser_move_features(const parser *p, uint32_t out[MOVE_FEATURES]);
void parser_label_features(const parser *p, uint32_t head, uint32_t dependent, uint32_t out[LABEL_FEATURES]);

#endif
