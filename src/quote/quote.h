/* quote: statements: what the article puts in somebody's mouth, who said it, and through whom the article has it.
 *
 *   ونقلت وكالة ريا نوفوستي عن بوتين قوله “…”     speaker بوتين, via ريا نوفوستي, direct
 *   وتابع “…”                                      speaker and via of the statement before
 *
 * Invariant: statements stand in the order of their cues; contents are token spans, first to last, never empty. */
#ifndef KHABAR_QUOTE_QUOTE_H
#define KHABAR_QUOTE_QUOTE_H

#include "entity/argument.h"

typedef enum { KIND_DIRECT, KIND_INDIRECT, KIND_MIXED } statement_kind;

/* How a statement was found; names are the rule ids of the output. */
#define QUOTE_RULES(X)                                                                                                 \
    X(that, "quote.that")                                                                                              \
    X(quotation, "quote.quotation")                                                                                    \
    X(colon, "quote.colon")                                                                                            \
    X(preposition, "quote.preposition")                                                                                \
    X(object, "quote.object")                                                                                          \
    X(according, "quote.according")                                                                                    \
    X(after, "quote.after")                                                                                            \
    X(headline, "quote.headline")                                                                                      \
    X(continued, "quote.continued")

#define X(id, name) RULE_##id,
typedef enum { QUOTE_RULES(X) RULE_COUNT } quote_rule;
#undef X

extern const char *const quote_rule_name[RULE_COUNT];

/* How its speaker was found, in words for khabar explain. */
#define SPEAKER_RULES(X)                                                                                               \
    X(subject, "subject of the cue")                                                                                   \
    X(source, "source that the words name")                                                                            \
    X(document, "whose document it is")                                                                                \
    X(words, "words that are no known name")                                                                           \
    X(verb_before, "subject of the verb before")                                                                       \
    X(goes_on, "speaker before")                                                                                       \
    X(named_last, "person named last")                                                                                 \
    X(headline, "before the colon")                                                                                    \
    X(nobody, "nobody named")

#define X(id, words) SPEAKER_##id,
typedef enum { SPEAKER_RULES(X) SPEAKER_COUNT } speaker_rule;
#undef X

extern const char *const speaker_rule_words[SPEAKER_COUNT];

enum { CONTENT_SPANS = 4 };

typedef struct statement {
    actor_list speakers, addressees, via;
    uint32_t cue_first, cue_last; /* NO_TOKEN where a headline or a bare quotation has no cue */
    uint32_t cue;                 /* index + 1 into lexicon.cues */
    struct {
        uint32_t first, last;
    } content[CONTENT_SPANS];
    uint32_t start; /* byte where the first span begins: after a preposition written with its first word */
    uint32_t n_content;
    uint32_t sentence;
    uint8_t kind, rule;
    uint8_t by;         /* speaker_rule */
    uint8_t confidence; /* percent: how often such statements were right, of how they and their speakers were found */
    bool denial;
} statement;

typedef struct statements {
    VEC(statement) at;
} statements;

void quote_read(statements *out, const arguments *x);

/* The innermost statement whose content holds token i, other than one whose cue is at i; UINT32_MAX = none. */
uint32_t quote_holding(const statements *s, uint32_t i);

#endif
