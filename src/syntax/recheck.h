/* recheck: the relations of words without preposition to their predicate, looked at again when all heads are known.
 *
 *   الاتفاق الذي وقعه الطرفان  ->  الذي obj of وقع: its subject stands after it
 *
 * Invariant: heads stay as they are. */
#ifndef KHABAR_SYNTAX_RECHECK_H
#define KHABAR_SYNTAX_RECHECK_H

#include "syntax/spot.h"

/* v is the predicate, d the word, g the head of v, next the next such word of v. place: the side of v, which word without
 * preposition it is there, how many there are, what stands before v, and whether a pronoun is joined to it. */
#define RECHECK_TEMPLATES(X)                                                                                           \
    X("v.tag+v~d+place")                                                                                               \
    X("v.lemma+place")                                                                                                 \
    X("d.tag+place+has")                                                                                               \
    X("v.lemma+d.lemma")                                                                                               \
    X("v.lemma+d.tag+has")                                                                                             \
    X("v.relation+v.tag+place")                                                                                        \
    X("v.relation+v~g+v~d+place.side")                                                                                 \
    X("d.lemma+v.pos+side+has")                                                                                        \
    X("d.ending+d.definite+place+has")                                                                                 \
    X("label+v.tag+place")                                                                                             \
    X("label+v.lemma+d.pos")                                                                                           \
    X("d.tag+next.tag+v~next+v~d")                                                                                     \
    X("v.tag+d.tag+before.tag+has")                                                                                    \
    X("d.last+d.first+v.tag+label")                                                                                    \
    X("v.mark+v.relation+place+has")                                                                                   \
    X("v.lemma+v.relation+has+side")                                                                                   \
    X("v.tag+d.sense+place")                                                                                           \
    X("v.lemma+d.sense+has+side")                                                                                      \
    X("v.kind+v~d+pronoun~d+side")                                                                                     \
    X("v.kind+v~g+pronoun~g+d.pos+side+after")                                                                         \
    X("v.lemma+d.ending+d.definite+has+side")                                                                          \
    X("v.pos+v.reads+d.pos+d.reads+place")

#define X(name) +1
enum { RECHECK_FEATURES = RECHECK_TEMPLATES(X) };
#undef X
extern const char *const recheck_template[RECHECK_FEATURES];

enum { BEFORE_NOTHING, BEFORE_NOUN, BEFORE_RELATIVE, BEFORE_PRONOUN };
enum { PRONOUN_JOINED = 1, PRONOUN_WITH_PREP = 2 };

/* Of a word that is looked at again, and of its predicate. */
typedef struct recheck_place {
    uint32_t next;              /* of a word: the next one of its predicate, or n */
    uint32_t last, joined;      /* of a predicate: the last word so far, its pronoun; or n */
    uint8_t index;              /* of a word: which it is on its side */
    uint8_t before, after;      /* of a predicate: how many there are on each side, */
    uint8_t kind, pronoun, has; /* BEFORE_, PRONOUN_, and HAS_ as told so far */
} recheck_place;

/* Finds them when all words have heads; places has n elements. */
void recheck_begin(const parser *p, recheck_place *places);
bool recheck_wants(const parser *p, uint32_t i);
void recheck_features(const parser *p, const recheck_place *places, uint32_t i, uint32_t out[RECHECK_FEATURES]);
/* Sets the relation of a word that is looked at again. */
void recheck_settle(parser *p, recheck_place *places, uint32_t i, tree_relation relation);

#endif
