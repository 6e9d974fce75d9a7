/* phrase: the names of the lexicon that stand in a text, one word or several.
 *
 *   للأمم المتحدة  ->  at its first token: the entity «الأمم المتحدة», 2 tokens, preposition ل
 *
 * Quotation marks inside a phrase are passed over (تنظيم "الدولة الإسلامية").
 * Invariant: the matches of a token stand together, longest first; equal lengths in the order of the lexicon. */
#ifndef KHABAR_MORPH_PHRASE_H
#define KHABAR_MORPH_PHRASE_H

#include "morph/morph.h"

typedef struct phrase {
    uint32_t name;          /* index into lexicon.names */
    uint32_t last;          /* last token */
    uint8_t prefixes, prep; /* of the first token */
    uint8_t pronoun;        /* of the last token */
    uint8_t spelled;        /* 1: hamza, ta marbuta and alef maqsura agree */
} phrase;

typedef struct phrases {
    uint32_t *first; /* of each token: index into at; first[i + 1] ends them */
    VEC(phrase) at;
} phrases;

/* Finds all phrases; a known name of several words corrects the reading of its first word. */
void phrase_read(phrases *p, const text *t, words *w, const lexicon *lex, arena *a);

/* The longest match of a kind that begins at token i, or NULL. */
const phrase *phrase_at(const phrases *p, const lexicon *lex, uint32_t i, lex_name_kind kind);

#define PHRASE_EACH(p, i, it)                                                                                          \
    for (const phrase *it = (p)->at.at + (p)->first[i]; it < (p)->at.at + (p)->first[(i) + 1]; it++)

#endif
