/* argument: which mention is the subject or another argument of a predicate.
 *
 *   استقبل الرئيس المصري في القاهرة نظيره الفرنسي    subject «الرئيس المصري», object «نظيره الفرنسي»
 *
 * Invariant: a mention that is returned stands in the same sentence as its predicate. */
#ifndef KHABAR_ENTITY_ARGUMENT_H
#define KHABAR_ENTITY_ARGUMENT_H

#include "entity/entity.h"
#include "syntax/syntax.h"

enum { ACTORS_MAX = 8 };

typedef struct actor_list {
    uint32_t at[ACTORS_MAX];
    uint32_t n;
} actor_list;

typedef struct arguments {
    const entity_input *in;
    entities *e;
    const clauses *c;
} arguments;

typedef enum { SUBJECT_NONE, SUBJECT_MENTION, SUBJECT_WORDS, SUBJECT_DROPPED } subject_kind;

typedef struct subject {
    subject_kind kind;
    uint32_t mention;     /* SUBJECT_MENTION */
    uint32_t first, last; /* tokens of the phrase */
    bool after;           /* stands after the verb */
} subject;

/* The subject of the finite verb at token `verb`; it is looked for up to token `end` after the verb. */
subject argument_subject(const arguments *x, uint32_t verb, uint32_t end);

/* Actor ids of a mention and those joined to it by و or a comma (روسيا والصين), added to the list once each.
 * A seat of government among them acts: it becomes its government; other places do not act. */
void argument_actors(const arguments *x, uint32_t mention_id, actor_list *out);
/* The same for those acted upon: any place stands for its state there (قصف الضاحية). */
void argument_targets(const arguments *x, uint32_t mention_id, actor_list *out);
void argument_add(actor_list *list, uint32_t actor_id);

/* The first outer mention from token i on, before `end`, with this preposition (1 + index; 0 = none), not crossing a
 * finite verb or a subordinate clause; without one, none that belongs to a noun after a preposition of time (منذ اجتياحها العاصمة).
 * NO_MENTION where there is none. */
uint32_t argument_find(const arguments *x, uint32_t i, uint32_t end, uint32_t prep);

/* The one after i whose the words there are: قصف مواقع عدة للمتمردين, رفض خطوة واد. A mention in construct with nouns that are
 * none, or after ل; NO_MENTION where the words do not lead to one. */
uint32_t argument_owner(const arguments *x, uint32_t i, uint32_t end);

/* Whom the pronoun at the end of word i means: the nearest mention before it in the sentence that agrees with it in gender and
 * number and is none of `others`; NO_MENTION where there is none, or the pronoun is of the first or second person. */
uint32_t argument_pronoun(const arguments *x, uint32_t i, const actor_list *others);

/* Does the third-person pronoun at the end of word i agree with the mention in gender and number? */
bool argument_agrees(const arguments *x, uint32_t i, uint32_t mention_id);

/* Unvowelled قتل is read as a passive at times; are its letters the active's too, and no damma written? */
bool argument_may_be_active(const arguments *x, uint32_t i);

/* The token after the noun phrase at i: its adjectives and what is in construct with it (حشد عشرات الآلاف). */
uint32_t argument_pass(const arguments *x, uint32_t i, uint32_t end);

/* Is the word at i one of time, but no number? */
bool argument_is_time(const arguments *x, uint32_t i);
/* May a genitive follow it: a noun or number without article, ending or pronoun? */
bool argument_is_open(const analysis *a);
/* Is the word at i a من that leads on: after words for a part (أجزاء من محافظة كركوك), or before a number (أكثر من 16 آلية)? */
bool argument_leads_on(const arguments *x, uint32_t i, bool part);

static inline const analysis *word_of(const arguments *x, uint32_t i)
{
    return &x->in->w->chosen[i];
}

/* The first token of the sentence of token i. */
static inline uint32_t sentence_begin(const arguments *x, uint32_t i)
{
    return x->in->t->sentences.at[x->in->t->tokens.at[i].sentence].first;
}

/* Is a word here what an argument cannot reach beyond: another verb, أن, الذي, a full stop? */
bool argument_barrier(const arguments *x, uint32_t i);

#endif
