/* coder: the sentence that is being read for events, and the steps that event.c takes with it: frame.c chooses the frame
 * of a trigger, party.c and party_noun.c fill its places, setting.c says whether, when and where, context.c what about,
 * toll.c how many; join.c and same.c make one of what is told twice.
 *
 *   زار بوتين بكين أمس    frame: visit; parties: Putin, China; setting: yesterday
 *
 * Invariant: a step reads the tokens first..end of the coder's sentence, and writes nothing but the event it is given and
 * the states that act in it. */
#ifndef KHABAR_EVENT_CODER_H
#define KHABAR_EVENT_CODER_H

#include "event/event.h"

enum { VERBAL_CONFLICT = 3, MATERIAL_CONFLICT = 4 }; /* quad classes */

typedef struct coder {
    const arguments *x;
    const entity_input *in;
    const text *t;
    const words *w;
    const lexicon *lex;
    const clauses *c;
    entities *e;
    const statements *s;
    const times *times;
    events *out;
    uint32_t first, end; /* of the sentence */
    uint32_t directed;   /* bit mask of prepositions that point at a target */
    uint32_t at_prep;    /* 1 + the preposition of the place where one is */
    uint32_t source;     /* 1 + the preposition of where something comes from (من) */
    uint32_t amid;       /* 1 + the preposition of the sides of what both do (بين) */
} coder;

static inline const analysis *word_at(const coder *k, uint32_t i)
{
    return &k->w->chosen[i];
}

static inline const token *tok(const coder *k, uint32_t i)
{
    return &k->t->tokens.at[i];
}

static inline bool finite_verb_at(const coder *k, uint32_t i)
{
    return morph_is_finite(word_at(k, i)) && word_at(k, i)->class == W_VERB;
}

static inline const clause *clause_of(const coder *k, uint32_t i)
{
    return &k->c->at.at[k->c->of[i]];
}

/* Is it what those do who get on with each other? */
static inline bool is_cooperative(uint8_t type)
{
    return type == TYPE_CONSULT || type == TYPE_SUPPORT || type == TYPE_COOPERATE || type == TYPE_AID;
}

/* Says why the word at i, which has frame f, gave no event (event.c). */
void event_silent(coder *k, uint32_t i, const lex_frame *f, event_silence why);

/* Frames (frame.c). */
/* The active participle that tells what the subject did at the same time (…، منددا بالهجوم), also where the word at i is read as an
 * adjective spelled alike; or NULL. */
const analysis *frame_participle(const coder *k, uint32_t i);
/* LIGHT_AGENT … of a verb that only carries its noun, in any of its readings; else 0. */
unsigned frame_light(const coder *k, uint32_t i);
/* Is the word at i one that the frame wants near? */
bool frame_wants(const coder *k, const lex_frame *f, uint32_t i);
/* The frame of the verb at i that fits the words near it best, or NULL; *first is its first frame, fitting or not. */
const lex_frame *frame_of_verb(const coder *k, uint32_t i, const lex_frame **first);
/* The same for the event noun that begins at i; *last becomes its last token. */
const lex_frame *frame_of_noun(const coder *k, uint32_t i, const lex_frame **first, uint32_t *last);

/* The mode of an attack by what it is made with, as the words near its trigger tell: بصاروخ, عبوة ناسفة تستهدف; 0 = none. */
lex_text frame_mode(const coder *k, const event *ev);

/* Is it what people, companies and clubs do among themselves all day? */
bool frame_is_everyday(const lex_frame *f);

/* Contexts (context.c): those of the event's frame and those shown by words near its trigger. */
uint64_t context_of(const coder *k, const event *ev);

/* Parties (party.c, party_noun.c). */

/* Actors and recipients of the verb with frame f. */
void party_of_verb(const coder *k, const lex_frame *f, uint32_t verb, event *ev);
/* Actors and recipients of the noun at first..last with frame f. */
void party_of_noun(const coder *k, const lex_frame *f, uint32_t first, uint32_t last, event *ev);
/* The state or body that the adjective at i names (قصف إسرائيلي, صواريخ حوثية), as an actor, made where it is new; or NO_ACTOR. */
uint32_t party_nation(const coder *k, uint32_t i);
/* The token before which arguments of the predicate at i end. */
uint32_t party_reach(const coder *k, uint32_t i);
/* أغلق آلاف المحتجين الطريق: does a noun without preposition follow, that is no mention? */
bool party_object_words(const coder *k, uint32_t i, uint32_t end);
/* Recipients of the event by the slots of its frame, among the tokens from..end and the object. */
void party_recipients(const coder *k, const lex_frame *f, uint32_t from, uint32_t end, uint32_t object, event *ev);
/* على يد, من قبل, برصاص: the one named after them did it. */
void party_named_agent(const coder *k, uint32_t from, uint32_t end, event *ev);
/* The speaker stands for a dropped subject of the first person, and of the third in a clause that أن with a pronoun opens (إنه سيزور). */
actor_list party_dropped_subject(const coder *k, uint32_t verb, uint32_t statement_index);
/* Adds the actors of `more` to the list. */
void party_join(actor_list *into, const actor_list *more);
/* الجيش العراقي يحاصر الفلوجة: takes the state out of the recipients whose own government or forces act. */
void party_without_own_state(const coder *k, event *ev);
/* Takes the actors of `other` out of the list. */
void party_without(actor_list *l, const actor_list *other);

/* Join (join.c): makes one of the events from index `from` on, which are those of the sentence, that are told together. */
void join_read(coder *k, uint32_t from);

/* Toll (toll.c): how many were killed, wounded, arrested in the events from index `from` on, which are those of the sentence. */
void toll_read(coder *k, uint32_t from);
/* Does the word at i tell of the dead, the wounded or the arrested? */
bool toll_word_at(const coder *k, uint32_t i);

/* Same (same.c): makes one of the events of the article that are told twice. */
void same_join(coder *k);

/* Setting (setting.c). */

/* What the clause of the word at i makes of the event: denied, to come, or only thought. */
void setting_of_clause(const coder *k, uint32_t i, event *ev);
/* The same for a noun, which the words before it and its verb qualify too. */
void setting_of_noun(const coder *k, uint32_t first, event *ev);
/* The date and place nearest to the trigger. */
void setting_find(const coder *k, event *ev);

#endif
