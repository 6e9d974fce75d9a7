/* spot: the words of a sentence as the parser sees them, and its state.
 *
 *   زار الوزير القاهرة     stack زار الوزير, next القاهرة
 *
 * The parser goes over the words of a sentence (not its punctuation) once. A move takes the next word onto the stack
 * (SHIFT), or makes the word on top of the stack depend on the next word (LEFT) or on the word below it (RIGHT), and takes
 * it off: "arc-hybrid" (M. Kuhlmann and others, ACL 2011). A word is complete when it gets its head.
 * Invariant: right of `next` no word has a head; on the stack none has one; each word is shifted once. */
#ifndef KHABAR_SYNTAX_SPOT_H
#define KHABAR_SYNTAX_SPOT_H

#include "syntax/tree.h"

typedef enum { MOVE_SHIFT, MOVE_LEFT, MOVE_RIGHT } parse_move;

/* Punctuation before a word. */
enum { GAP_COMMA = 1, GAP_COLON = 2, GAP_OPENS = 4, GAP_CLOSES = 8, GAP_STRONG = 16, GAP_DASH = 32 };
/* Dependents that a word has. */
enum { HAS_SUBJECT = 1, HAS_OBJECT = 2, HAS_CLAUSE = 4, HAS_COPULA = 8 };
/* What a noun or name is of, by the names of the lexicon. */
enum { SENSE_NONE, SENSE_TIME, SENSE_HUMAN, SENSE_BODY, SENSE_PLACE };
/* Classes of the readings of a word, chosen or not. */
enum { READS_VERB = 1, READS_NOUN = 2, READS_ADJ = 4, READS_NAME = 8 };
enum { DEFINITE_NOT, DEFINITE_ARTICLE, DEFINITE_GOVERNS /* in construct, or with a pronoun */, DEFINITE_NAME };
enum { ENDING_UNKNOWN, ENDING_NOMINATIVE, ENDING_OBLIQUE, ENDING_ACCUSATIVE /* ا of an indefinite */ };

typedef struct spot {
    uint32_t node;        /* of the tree */
    uint32_t head;        /* a spot; itself where it has none yet */
    uint32_t left, right; /* its first and last dependent so far; itself where there is none */
    uint32_t quote;       /* of its token */
    uint16_t tag;         /* class * SPOT_KINDS + kind */
    uint16_t lemma;       /* hash of its text, 0 = none */
    uint16_t prep, mark;  /* lemma of its preposition and of its conjunction */
    uint8_t pos, gap, has, sense, reads, definite, ending;
    uint8_t gender, number, person;                  /* as the F_ of the node, from 0 */
    uint8_t relation, left_relation, right_relation; /* its own, and of left and right; REL_COUNT: none yet */
} spot;

enum {
    SPOT_KINDS = 32,
    TAG_NONE = POS_COUNT * SPOT_KINDS, /* of no word */
    TAG_RELATIVE = POS_PRON * SPOT_KINDS + FN_rel,
    TAG_JOINED = POS_PRON * SPOT_KINDS + SPOT_KINDS - 1 /* a pronoun joined to another word */
};

typedef struct parser {
    spot *at; /* words; at[n] is none */
    uint32_t n, next, depth;
    uint32_t *stack, *verb; /* verb: the highest place of the stack up to here that holds a verb, + 1 */
} parser;

/* The words of the nodes first..end, without punctuation. Arrays live in the arena. */
void parser_begin(parser *p, const tree *x, uint32_t first, uint32_t end, const text *t, const words *w,
                  const lexicon *lex, arena *a);

/* Which moves are possible: a bit mask of 1 << parse_move; 0: the words are done, and stack[0] is the root. */
static inline unsigned parser_allowed(const parser *p)
{
    if (p->next == p->n) return p->depth > 1 ? 1u << MOVE_RIGHT : 0;
    if (p->depth == 0) return 1u << MOVE_SHIFT;
    if (p->depth == 1) return 1u << MOVE_SHIFT | 1u << MOVE_LEFT;
    return 1u << MOVE_SHIFT | 1u << MOVE_LEFT | 1u << MOVE_RIGHT;
}

void parser_shift(parser *p);
/* Takes the top of the stack off, which now depends on `head`. */
void parser_attach(parser *p, uint32_t head, tree_relation relation);
/* HAS_ of a relation. */
uint8_t parser_has(tree_relation relation);

#endif
