/* scan: the sentence that is being read for statements, and the steps that quote.c takes with it: cue.c finds the cues of
 * saying, content.c where what was said begins and ends, speaker.c who said it.
 *
 *   قال الوزير للصحفيين إن المفاوضات مستمرة    cue «قال», speaker «الوزير», addressee «الصحفيين», content after «إن»
 *
 * Invariant: cues stand in the order of the text and do not overlap; a content lies in the sentence of its cue, but for a
 * quotation that goes on. */
#ifndef KHABAR_QUOTE_SCAN_H
#define KHABAR_QUOTE_SCAN_H

#include "quote/quote.h"

enum { CUES_MAX = 64, QUOTED_NAME_TOKENS = 3 }; /* so many words in quotation marks may be a name */

typedef enum { FORM_FINITE, FORM_PARTICIPLE, FORM_NOUN, FORM_PHRASE } cue_form;

typedef struct cue_at {
    uint32_t first, last;
    uint32_t cue;
    uint8_t form;
} cue_at;

typedef struct speaker {
    actor_list who, via;
    bool set;
} speaker;

typedef struct opening {
    uint32_t first;   /* first token of the content */
    uint32_t gap_end; /* where the words between cue and content end */
    quote_rule rule;
    bool found;
} opening;

typedef struct scan {
    const arguments *x;
    const text *t;
    const words *w;
    const lexicon *lex;
    statements *out;
    const sentence *s;
    uint32_t sentence_id;
    cue_at cues[CUES_MAX];
    uint32_t n;
    speaker last;        /* of the statement before */
    actor_list document; /* whose the report or communiqué is that the article quotes */
} scan;

static inline const analysis *word_at(const scan *q, uint32_t i)
{
    return &q->w->chosen[i];
}

static inline const token *tok(const scan *q, uint32_t i)
{
    return &q->t->tokens.at[i];
}

static inline const lex_cue *cue_row(const scan *q, const cue_at *c)
{
    return &q->lex->cues[c->cue];
}

static inline bool is_mark(const scan *q, uint32_t i, uint32_t mark)
{
    return i < q->s->end && tok(q, i)->kind == TOKEN_PUNCT && tok(q, i)->mark == mark;
}

static inline bool opens(const scan *q, uint32_t i)
{
    return i < q->s->end && (tok(q, i)->flags & TOKEN_OPENS) != 0;
}

static inline bool is_comma(const scan *q, uint32_t i)
{
    return is_mark(q, i, 0x60c) || is_mark(q, i, ',');
}

/* Inside a quotation, its marks not counted. */
static inline bool quoted(const scan *q, uint32_t i)
{
    return tok(q, i)->quote != NO_QUOTE && !(tok(q, i)->flags & (TOKEN_OPENS | TOKEN_CLOSES));
}

/* The quotation whose mark stands at i. */
static inline const quotation *quotation_at(const scan *q, uint32_t i)
{
    return &q->t->quotes.at[tok(q, i)->quote];
}

/* Cues (cue.c): fills q->cues with those of the sentence. */
void cue_find(scan *q);
/* The preposition at i: joined to the word there, or the word itself before another; 1 + its index, 0: none. */
uint32_t cue_preposition(const scan *q, uint32_t i);

/* Contents (content.c). */
/* Where the content of cue k begins; not found where the cue says nothing here. */
opening content_opening(const scan *q, uint32_t k, const subject *sub);
/* `end` without the punctuation and lone و before it. */
uint32_t content_trim(const scan *q, uint32_t first, uint32_t end);
/* Do words that were said stand in quotation marks here, rather than a name? */
bool content_has_quotation(const scan *q, uint32_t first, uint32_t last);
/* Kind and spans of the statement of cue k whose content begins at the opening. */
void content_set(const scan *q, statement *st, uint32_t k, const opening *o);

/* Speakers (speaker.c). */
/* The body or person whose document a source mention is: in it, or joined to it by ل (بيان للوزارة). */
uint32_t speaker_of_document(const scan *q, const mention *m);
/* An outlet or agency, rather than its reporter? */
bool speaker_is_media(const scan *q, uint32_t actor_id);
/* An actor for a source that no mention names, by its words. */
uint32_t speaker_of_words(const scan *q, uint32_t first, uint32_t last);
/* The speakers of cue k with this subject. */
void speaker_find(scan *q, uint32_t k, const subject *sub, statement *st);
/* Whom the gap between cue and content names beside the speaker: addressees by the cue's preposition, media as via. */
void speaker_find_others(const scan *q, uint32_t k, const subject *sub, uint32_t gap_end, statement *st);
/* نقلت وكالة … عن فلان قوله: the subject relays, the one after عن speaks. */
bool speaker_relayed(const scan *q, uint32_t k, const subject *sub, uint32_t gap_end, statement *st);

#endif
