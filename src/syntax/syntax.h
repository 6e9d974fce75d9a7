/* syntax: clauses, and what stands in them: verb, negation, mood, and the noun phrases around it.
 *
 *   لم تعلن القاهرة | أن الوفد سيزور غزة     two clauses: negated تعلن; opened by أن, future, verb يزور
 *
 * Invariant: clauses stand in order and cover every token of every sentence; of[i] is the clause of token i. */
#ifndef KHABAR_SYNTAX_SYNTAX_H
#define KHABAR_SYNTAX_SYNTAX_H

#include "morph/phrase.h"

typedef enum {
    OPEN_START,
    OPEN_MARK,
    OPEN_AND,
    OPEN_THAT,
    OPEN_RELATIVE,
    OPEN_WHEN,
    OPEN_CONDITION,
    OPEN_VERB
} clause_opener;

enum { CLAUSE_NEGATED = 1, CLAUSE_FUTURE = 2, CLAUSE_HYPOTHETICAL = 4, CLAUSE_PASSIVE = 8 };

#define NO_VERB   UINT32_MAX
#define NO_CLAUSE UINT32_MAX

typedef struct clause {
    uint32_t first, end; /* tokens */
    uint32_t verb;       /* the finite verb that says what happens, or NO_VERB */
    uint32_t parent;     /* the clause it depends on, or NO_CLAUSE */
    uint8_t opener, flags;
} clause;

typedef struct clauses {
    VEC(clause) at;
    uint32_t *of;
} clauses;

void syntax_read(clauses *c, const text *t, const words *w, const phrases *p, const lexicon *lex, arena *a);

enum { PREP_UNNAMED = 33 }; /* a preposition that no row names; one more than prepositions.tsv may have, plus one */

/* Preposition + 1 that governs the word at token i: its own clitic, or the word before it; 0 = none, or PREP_UNNAMED. */
uint32_t syntax_preposition(const words *w, const lexicon *lex, uint32_t first, uint32_t i);
/* Does a phrase with this preposition (as syntax_preposition gives it) say when or amid what (بعد, خلال, one that no row names)? */
static inline bool syntax_is_adjunct(const lexicon *lex, uint32_t prep)
{
    return prep && (prep > lex->n_preps || lex->preps[prep - 1].adjunct);
}

#endif
