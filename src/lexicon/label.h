/* label: the class of a reading as the choice in context sees it: finer than the part of speech, coarser than the word.
 *
 *   وبالوزارة  ->  conj+prep+NOUN.fs.art       كتبه  ->  VERB.perf.3ms+pron
 *
 * A label is a core (VERB.perf.3ms), what is written before it (one of PRO_) and whether a pronoun follows. The tables of
 * costs that tools/train makes (data/morph/transitions.tsv, choices.tsv) name them.
 * Invariant: no two cores have one name; label_coarse is below COARSE_COUNT. */
#ifndef KHABAR_LEXICON_LABEL_H
#define KHABAR_LEXICON_LABEL_H

#include "base/str.h"

enum {
    CORE_START, /* the beginning of a sentence */
    CORE_STOP,
    CORE_COMMA,
    CORE_QUOTE,
    CORE_DIGITS,
    CORE_LATIN,
    CORE_NUM,
    CORE_ADV,
    CORE_NAME,                        /* x kind of name (LABEL_NAMES) x article */
    CORE_CLOSED = CORE_NAME + 10,     /* x function */
    CORE_PREP = CORE_CLOSED + 32,     /* x 1 + preposition; 0: one that rows do not name */
    CORE_NOUN = CORE_PREP + 33,       /* x gender and number x state */
    CORE_MASDAR = CORE_NOUN + 20,     /* the same */
    CORE_ADJ = CORE_MASDAR + 20,      /* the same */
    CORE_PARTICIPLE = CORE_ADJ + 20,  /* the same */
    CORE_VERB = CORE_PARTICIPLE + 20, /* x aspect x person */
    CORE_AUX = CORE_VERB + 36,        /* the same */
    CORE_COUNT = CORE_AUX + 36
};

enum { NAMED_STATE, NAMED_KNOWN, NAMED_GIVEN, NAMED_WORD, NAMED_UNKNOWN };
enum { STATE_PLAIN, STATE_ARTICLE, STATE_ACCUSATIVE, STATE_CONSTRUCT };
enum { AGREE_MS, AGREE_FS, AGREE_MP, AGREE_FP, AGREE_DUAL };
enum {
    ASPECT_PERFECT,
    ASPECT_IMPERFECT,
    ASPECT_SHORT,
    ASPECT_IMPERATIVE,
    ASPECT_PERFECT_PASSIVE,
    ASPECT_IMPERFECT_PASSIVE
};
enum { PERSON_3MS, PERSON_3FS, PERSON_3MP, PERSON_3, PERSON_1, PERSON_2 };
/* What stands before a core in its word. */
enum { PRO_NONE, PRO_CONJ, PRO_PREP, PRO_CONJ_PREP, PRO_FUTURE, PRO_CONJ_FUTURE, PRO_COUNT };

enum {
    LABEL_LEFT = CORE_COUNT * 2,  /* a reading seen from the word after it: core x pronoun */
    LABEL_RIGHT = CORE_COUNT * 2, /* seen from the word before it: core x whether anything stands before */
    COARSE_COUNT = 64,            /* groups of cores */
    COARSE_LEFT = COARSE_COUNT * 2,
    COARSE_RIGHT = COARSE_COUNT * PRO_COUNT,
    LABEL_COUNT = CORE_COUNT * PRO_COUNT * 2,
    LABEL_BYTES = 48,
    COST_SCALE = 16 /* costs of the tables count sixteenths of those in settings.tsv */
};

uint8_t label_coarse(unsigned core);
/* The names of a core, of a group, of PRO_; out has room for LABEL_BYTES. A name is empty where the number means nothing. */
str label_core_name(unsigned core, const str *preps, char *out); /* preps: the prepositions of morph/prepositions.tsv */
str label_coarse_name(unsigned coarse, char *out);
extern const char *const label_pro_name[PRO_COUNT];

/* The key of a cost for one reading of one word: of its lemma and part of speech; of the word as it is written and the
 * reading's label; of its last letters; of the label alone. */
typedef enum { CHOICE_LEMMA, CHOICE_FORM, CHOICE_ENDING, CHOICE_LABEL, CHOICE_KINDS } choice_kind;
extern const char *const choice_kind_name[CHOICE_KINDS];
uint32_t choice_key(choice_kind kind, str text, unsigned label);
enum { CHOICE_ANY = 0xffff }; /* as the label of a form: there are rows for it */
/* A label's number from core, PRO_ and pronoun. */
static inline unsigned label_number(unsigned core, unsigned pro, bool pronoun)
{
    return (core * PRO_COUNT + pro) * 2 + pronoun;
}

#endif
