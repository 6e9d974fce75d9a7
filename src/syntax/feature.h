/* feature: what the parser sees of the words of a sentence, and its state, as numbers that weights are kept for.
 *
 *   زار الوزير القاهرة     stack زار الوزير, next القاهرة:  s0.tag+b0.tag = (NOUN with article, PROPN), …
 *
 * The parser goes over the words of a sentence (not its punctuation) once. A move takes the next word onto the stack
 * (SHIFT), or makes the word on top of the stack depend on the next word (LEFT) or on the word below it (RIGHT), and
 * takes it off: "arc-hybrid". A word is complete when it gets its head.
 * The same code serves parse.c and the training. A hash depends on the lists LEX_POS, LEX_FUNCTION and TREE_RELATIONS, and
 * on the texts of lemmas; weights must be trained again when those lists change otherwise than at their end.
 * Invariant: right of `next` no word has a head; on the stack none has one. */
#ifndef KHABAR_SYNTAX_FEATURE_H
#define KHABAR_SYNTAX_FEATURE_H

#include "syntax/tree.h"

typedef enum { MOVE_SHIFT, MOVE_LEFT, MOVE_RIGHT } parse_move;

/* Punctuation before a word. */
enum { GAP_COMMA = 1, GAP_COLON = 2, GAP_OPENS = 4, GAP_CLOSES = 8, GAP_STRONG = 16, GAP_DASH = 32 };
/* Dependents that a word has. */
enum { HAS_SUBJECT = 1, HAS_OBJECT = 2, HAS_CLAUSE = 4, HAS_COPULA = 8 };

typedef struct spot {
    uint32_t node;        /* of the tree */
    uint32_t left, right; /* its first and last dependent so far, a spot; itself where there is none */
    uint32_t quote;       /* of its token */
    uint32_t head;        /* a spot; itself where it has none yet */
    uint16_t tag;         /* class << 5 | kind */
    uint16_t lemma;       /* hash of its text, 0 = none */
    uint16_t prep, mark;  /* lemma of its preposition and of its conjunction */
    uint8_t pos, gap, has;
    uint8_t other;                  /* classes of its other readings: 1 verb, 2 noun, 4 adjective, 8 name */
    uint8_t sense;                  /* 1 time, 2 human, 3 body, 4 place */
    uint8_t gender, number, person; /* as the F_ of the node, from 0 */
    uint8_t definite;               /* 0 bare, 1 with article, 2 with a pronoun or in construct, 3 a name */
    uint8_t ending;                 /* 1 nominative, 2 not, 3 an indefinite accusative */
    uint8_t relation, left_relation, right_relation, n_left, n_right;
} spot;

typedef struct parser {
    spot *at; /* words; at[n] is none */
    uint32_t n, next, depth;
    uint32_t *stack, *verb; /* verb: the highest place of the stack up to here that holds a verb, + 1 */
} parser;

/* The templates of features, by the names that data/syntax/tree.tsv gives them. s0 is the top of the stack, b0 the next word;
 * h a head and d its dependent, n the word next after both. */
#define MOVE_TEMPLATES(X)                                                                                              \
    X("s0.tag+b0.tag+b1.tag")                                                                                          \
    X("s1.tag+s0.tag+b0.tag")                                                                                          \
    X("s2.tag+s1.tag+b0.tag")                                                                                          \
    X("s0.lemma+b0.tag")                                                                                               \
    X("s0.tag+b0.lemma")                                                                                               \
    X("s0.lemma+b0.lemma")                                                                                             \
    X("s1.lemma+s0.pos+b0.tag")                                                                                        \
    X("s1.lemma+b0.prep+s0.pos")                                                                                       \
    X("s0.lemma+b0.prep+b0.pos")                                                                                       \
    X("s1.pos+s1.has+s0.tag+b0.pos+b0.prep?")                                                                          \
    X("s0.pos+s0.has+b0.tag+s0.last")                                                                                  \
    X("s0~b0")                                                                                                         \
    X("s1~b0+s0.pos")                                                                                                  \
    X("s0.tag+s0.first+s0.last+b0.pos")                                                                                \
    X("s1.tag+s1.last+s0.tag+b0.pos")                                                                                  \
    X("s0.tag+b0.tag+b0.first+b0.mark")                                                                                \
    X("s0.tag+b0.tag+gap+distance")                                                                                    \
    X("gap+quote+s0.pos+b0.tag+s1.pos")                                                                                \
    X("b0.tag+b1.tag+b2.tag")                                                                                          \
    X("verb.place+verb.has+verb~b0+b0.tag")                                                                            \
    X("s1.lemma+s0.lemma+b0.pos")                                                                                      \
    X("s0.tag+b0.lemma+b1.tag")                                                                                        \
    X("s1.tag+s0.mark+s0.prep+b0.pos")                                                                                 \
    X("s0.prep+s1.prep+b0.prep+b0.pos")                                                                                \
    X("s1.tag+b0.tag+b0.first+b0.prep")                                                                                \
    X("verb.lemma+b0.prep+verb.place")                                                                                 \
    X("verb.lemma+b0.pos+verb.has+b0.prep?")                                                                           \
    X("s0.sense+s0.pos+b0.sense+b0.tag+s1.pos")                                                                        \
    X("s0.tag+b0.tag+verb.tag+verb.has")                                                                               \
    X("before.tag+b0.tag+s0.pos+beside")                                                                               \
    X("s0.pos+s0.other+b0.pos+b0.other+s1.pos")

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
    X("h.pos+h.other+d.pos+d.other+d.prep?+way")

/* The relations of words without preposition to their predicate are looked at again when all heads are known: v is the
 * predicate, d the word, g the head of v. place: the side of v, which word without preposition it is there, of how many. */
#define ARGUMENT_TEMPLATES(X)                                                                                          \
    X("v.tag+v~d+place")                                                                                               \
    X("v.lemma+place")                                                                                                 \
    X("d.tag+place+has")                                                                                               \
    X("v.lemma+d.lemma.")                                                                                              \
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
    X("v.pos+v.other+d.pos+d.other+place")

#define X(name) +1
enum { ARGUMENT_FEATURES = ARGUMENT_TEMPLATES(X) };
enum { MOVE_FEATURES = MOVE_TEMPLATES(X), LABEL_FEATURES = LABEL_TEMPLATES(X) };
#undef X
extern const char *const move_template[MOVE_FEATURES], *const label_template[LABEL_FEATURES],
                                                           *const argument_template[ARGUMENT_FEATURES];

/* The words of the nodes first..end, without punctuation. Arrays live in the arena. */
void parser_begin(parser *p, const tree *x, uint32_t first, uint32_t end, const text *t, const words *w,
                  const lexicon *lex, arena *a);

void parser_move_features(const parser *p, uint32_t out[MOVE_FEATURES]);
void parser_label_features(const parser *p, uint32_t head, uint32_t dependent, uint32_t out[LABEL_FEATURES]);

/* Which moves are possible: a bit mask of 1 << parse_move; 0: the words are done, and stack[0] is the root. */
static inline unsigned parser_allowed(const parser *p)
{
    if (p->next == p->n) return p->depth > 1 ? 1u << MOVE_RIGHT : 0;
    if (p->depth == 0) return 1u << MOVE_SHIFT;
    if (p->depth == 1) return 1u << MOVE_SHIFT | 1u << MOVE_LEFT;
    return 1u << MOVE_SHIFT | 1u << MOVE_LEFT | 1u << MOVE_RIGHT;
}

/* The words without preposition that depend on a predicate. */
typedef struct argument_place {
    uint8_t index, before, after; /* which it is on its side; of a predicate: how many there are before and after it */
    uint8_t kind;                 /* of a predicate: 1 a noun stands before it, 2 a relative, 3 another pronoun */
    uint8_t pronoun;     /* of a predicate: 1 a pronoun is joined to it, 2 one with a preposition depends on it */
    uint8_t has;         /* of a predicate: what it has, as told so far */
    uint32_t joined;     /* of a predicate: that pronoun, or n */
    uint32_t next, last; /* of a word: the next of its predicate, or n; of a predicate: the last word so far */
} argument_place;

/* Finds them when all words have heads; places has n elements. */
void parser_places(const parser *p, argument_place *places);
bool parser_is_argument(const parser *p, uint32_t i);
void parser_argument_features(const parser *p, const argument_place *places, uint32_t i,
                              uint32_t out[ARGUMENT_FEATURES]);
/* Sets the relation of a word that is looked at again. */
void parser_settle(parser *p, argument_place *places, uint32_t i, tree_relation relation);

void parser_shift(parser *p);
/* Takes the top of the stack off, which now depends on `head`. */
void parser_attach(parser *p, uint32_t head, tree_relation relation);

#endif
