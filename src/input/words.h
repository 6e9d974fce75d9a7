/* words: the rows of data/input: what tables call their columns, and by which classes and phrases a page's boilerplate is
 * known.
 *
 *   column  النص  text       class  related  drop       phrase  اقرأ أيضا  drop
 *
 * The file stands in the program as it is and is read once a process.
 * Invariant: words are compared folded: ASCII in lower case, a blank or - as _. */
#ifndef KHABAR_INPUT_WORDS_H
#define KHABAR_INPUT_WORDS_H

#include "base/str.h"

/* What an article has. */
#define ROLES(X) X(id) X(date) X(outlet) X(url) X(title) X(text)

typedef enum {
#define X(name) ROLE_##name,
    ROLES(X)
#undef X
        ROLE_COUNT
} input_role;

/* What a row of data/input says of its word. */
#define WORD_KINDS(X) X(column) X(class) X(phrase)

typedef enum {
#define X(name) WORD_##name,
    WORD_KINDS(X)
#undef X
        WORD_KIND_COUNT
} word_kind;

/* "id", "date" …: a role's own name. */
const char *role_name(input_role role);
/* The role of that name; ROLE_COUNT where there is none. */
input_role role_of(str name);

/* What data/input says that a word of this kind means ("text", "drop"); empty where it has no such word. */
str words_meaning(word_kind kind, str word);

/* Calls f for each word of a kind, in the order of the file, as it is written there. */
void words_each(word_kind kind, void (*f)(void *context, str word, str meaning), void *context);

#endif
