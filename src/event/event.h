/* event: who did what to whom: PLOVER events by the frames of data/event.
 *
 *   زار بوتين بكين  ->  CONSULT visit, actor Putin, recipient China;   سيزور …  ->  AGREE
 *
 * Invariant: events stand in the order of their triggers; one predicate gives at most one event. */
#ifndef KHABAR_EVENT_EVENT_H
#define KHABAR_EVENT_EVENT_H

#include "quote/quote.h"
#include "time/time.h"

enum { AUX_NEGATION = 1, AUX_FUTURE = 2, AUX_HYPOTHETICAL = 4, AUX_HISTORICAL = 8 };

typedef struct event {
    actor_list actors, recipients;
    uint32_t first, last; /* tokens of the trigger */
    uint32_t frame;       /* index into lexicon.frames */
    lex_text mode;        /* PLOVER mode, 0 = none */
    uint32_t time;        /* index + 1 into times, 0 = none */
    uint32_t place;       /* mention + 1 that names the place, 0 = none */
    uint32_t statement;   /* index + 1 of the statement that it stands in */
    uint32_t sentence;
    uint32_t again;    /* 1 + the first token of the trigger where it was told before (الهجوم), 0 = not so */
    uint64_t contexts; /* bit mask: those of its frame, and those that words near the trigger show */
    int32_t toll[TOLL_COUNT]; /* killed, wounded, arrested as the text counts them; NO_TOLL where it does not */
    uint8_t type, aux;
    uint8_t confidence; /* percent */
} event;

enum { NO_TOLL = -1 };

/* A further place where an event is told, that says nothing new of it. */
typedef struct retelling {
    uint32_t event;       /* index into events.at */
    uint32_t first, last; /* tokens of the trigger there */
} retelling;

/* Why a word that has frames gave no event. */
#define EVENT_SILENCES(X)                                                                                              \
    X(conditions, "no row's near words are there, or a word that it excludes is")                                      \
    X(actor, "no actor for a row that needs one")                                                                      \
    X(target, "no target for a row that needs one")                                                                    \
    X(party, "neither actor nor recipient")                                                                            \
    X(private, "no state, body or organised group takes part")                                                         \
    X(accident, "an accident or a private quarrel")                                                                    \
    X(governed, "part of another event, which governs it")                                                             \
    X(retold, "told before in this article, and nothing new is said of it here")

#define X(id, text) SILENT_##id,
typedef enum { EVENT_SILENCES(X) SILENT_COUNT } event_silence;
#undef X

extern const char *const event_silence_text[SILENT_COUNT];

typedef struct silence {
    uint32_t token, frame; /* frame: the best row, or the first one where the conditions of none are met */
    event_silence why;
} silence;

typedef struct events {
    VEC(event) at;
    VEC(retelling) retold; /* in the order of the text */
    VEC(silence) silent;
    bool other_topic; /* the article is about sport, films, weather or markets: not read for events */
} events;

void event_read(events *out, const arguments *x, const statements *s, const times *t);

#endif
