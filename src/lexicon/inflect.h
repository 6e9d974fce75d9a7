/* inflect: the written forms of a verb, noun or adjective from its dictionary row.
 *
 * قال يقول (I, قول)  gives  قال قالت قالوا قلنا يقول تقول يقولون يقل قيل يقال قائل قائلة قائلا مقول …
 * Forms are unvocalised, with hamza, as letters (see letters.h); a form is given once for each set of features.
 * Invariant: no word of the language stands here; only the letters that inflection adds or changes. */
#ifndef KHABAR_LEXICON_INFLECT_H
#define KHABAR_LEXICON_INFLECT_H

#include "lexicon/letters.h"

enum { WORD_MAX = 48 };

typedef struct word {
    uint8_t c[WORD_MAX];
    uint8_t n;
} word;

/* Features of a form: person, gender, number, aspect and a few flags in 16 bits. 0 in a field: not marked. */
enum {
    F_PERSON1 = 1,
    F_PERSON2 = 2,
    F_PERSON3 = 3,
    F_PERSON = 3,
    F_MASC = 1 << 2,
    F_FEM = 2 << 2,
    F_GENDER = 3 << 2,
    F_SING = 1 << 4,
    F_DUAL = 2 << 4,
    F_PLUR = 3 << 4,
    F_NUMBER = 3 << 4,
    F_PERFECT = 1 << 6,
    F_IMPERFECT = 2 << 6,
    F_IMPERATIVE = 3 << 6,
    F_ACTIVE_PART = 4 << 6,
    F_PASSIVE_PART = 5 << 6,
    F_MASDAR = 6 << 6,
    F_ASPECT = 7 << 6,
    F_PASSIVE = 1 << 9,    /* a form that is passive only (قيل, يقال) */
    F_SHORT = 1 << 10,     /* subjunctive or jussive only (يقولوا, يقل) */
    F_CONSTRUCT = 1 << 11, /* before a genitive or a pronoun only (مسؤولو) */
    F_OBLIQUE = 1 << 12,   /* accusative or genitive only (مسؤولين) */
};

typedef struct verb_row {
    word perfect, imperfect, root;
    uint8_t form; /* 1 to 10; 11 QI, 12 QII */
} verb_row;

typedef void (*inflect_emit)(void *context, const word *form, uint16_t features);

/* All forms of a finite verb, and its two participles with theirs. */
void inflect_verb(const verb_row *v, bool transitive, inflect_emit emit, void *context);
/* Singular, dual, feminine where `with_feminine`, and sound plurals of a noun or adjective given in the singular. */
void inflect_nominal(const word *singular, bool feminine, bool with_feminine, uint16_t features, inflect_emit emit,
                     void *context);
/* Construct and oblique forms of a plural that is written out in the data (مسؤولون gives مسؤولين مسؤولو مسؤولي). */
void inflect_plural(const word *plural, bool feminine, uint16_t features, inflect_emit emit, void *context);

word word_of_utf8(str s);

#endif
