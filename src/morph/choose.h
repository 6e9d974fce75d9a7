/* choose: which of its readings a word has in its sentence: the path of least cost through all of them.
 *
 *   بعد الحكم  ->  بعد ADP (not the verb), الحكم NOUN;   حكم القاضي بالسجن  ->  حكم VERB
 *
 * A path costs what its readings cost (the analyser's costs, and data/morph/choices.tsv for lemma, word and label) and
 * what each label costs after the one before (transitions.tsv, settings.tsv).
 * Invariant: of paths that cost the same the one of the earlier reading is taken, so that a text has one result. */
#ifndef KHABAR_MORPH_CHOOSE_H
#define KHABAR_MORPH_CHOOSE_H

#include "morph/morph.h"

enum { CHOICE_KEYS = 5 };

/* Sets the label of a reading: core, group, pro and bound. */
void choose_label(const lexicon *lex, analysis *a);
void choose_core(analysis *a, unsigned core);
/* The keys of the rows of choices.tsv that a reading of a word (its folded letters) may have; 0: none. */
void choose_keys(const lexicon *lex, const uint8_t *folded, uint32_t n, const analysis *a, uint32_t keys[CHOICE_KEYS]);
/* What those rows say, in sixteenths; known_form: whether any row names the word (choose_knows). */
int32_t choose_cost(const lexicon *lex, const uint8_t *folded, uint32_t n, const analysis *a, bool known_form);
bool choose_knows(const lexicon *lex, const uint8_t *folded, uint32_t n);
/* The number of a reading's label (lexicon/label.h). */
unsigned choose_label_number(const analysis *a);

/* Does it cost nothing that this reading follows another? A quotation mark may stand after any word: وتابع “… */
static inline bool choose_is_free(const analysis *a)
{
    return a->core == CORE_QUOTE;
}

/* The places in the two tables of transitions of a reading after another. */
static inline uint32_t choose_step(const analysis *before, const analysis *a)
{
    return (before->core * 2u + before->bound) * LABEL_RIGHT + a->core * 2u + (a->pro != PRO_NONE);
}

static inline uint32_t choose_group_step(const analysis *before, const analysis *a)
{
    return (before->group * 2u + before->bound) * COARSE_RIGHT + a->group * (uint32_t)PRO_COUNT + a->pro;
}

typedef struct choice {
    const analysis *options;
    uint8_t n;
    bool told; /* the word stands in no quotation: hardly ever "I", "you" or "yours" */
} choice;

/* Picks one option of each word: picks[i] < lattice[i].n. */
void choose_path(const lexicon *lex, const choice *lattice, uint32_t n, uint8_t *picks, arena *a);

#endif
