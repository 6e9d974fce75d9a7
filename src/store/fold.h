/* fold: text as it is searched: words of folded letters, and where in the text each of them stands.
 *
 *   «وقالت أحلامُ»  ->  وقالت احلام
 *
 * A word is a run of letters and digits; vowel signs, tatweel and direction marks are passed over, anything else divides.
 * FTS5's tokenizer unicode61 cuts the folded text at the same places: the n-th word here is its n-th token.
 * Invariant: words stand in order and do not overlap; a folded word is never empty. */
#ifndef KHABAR_STORE_FOLD_H
#define KHABAR_STORE_FOLD_H

#include "base/buf.h"

typedef struct fold_word {
    uint32_t start, end; /* bytes of the text, marks after the last letter included */
    size_t at, n;        /* bytes of the folded word in the buffer that it was appended to */
} fold_word;

/* The next word of checked UTF-8 after byte *at, which is moved behind it; appended to out. False where there is none. */
bool fold_next(str s, size_t *at, buf *out, fold_word *w);

/* All words of s appended to out, divided by one blank; returns their number. */
uint32_t fold_text(str s, buf *out);

/* The number of its words. */
uint32_t fold_count(str s);

/* The same as one word, whatever divides it: for lemmas. */
void fold_one(str s, buf *out);

/* CREATE VIEW article_words: folds article_text in SQL, so that any tool sees what the search index was made of. */
void fold_view(buf *out);

#endif
