/* search: words that a person looks for -> what FTS5 is asked, and where they stand in a text.
 *
 *   وزراء "مجلس الأمن"  ->  ({folded} : "وزراء" OR "وزير") AND ({folded} : "مجلس" OR …) AND …, then the phrase is verified
 *
 * A word is found by its form, and by its lemmas where a reader is there to tell them; all words must be there. A phrase in
 * quotation marks is found word for word in the same way, its words side by side.
 * Invariant: what is asked of FTS5 finds every text in which search_hits finds something. */
#ifndef KHABAR_STORE_SEARCH_H
#define KHABAR_STORE_SEARCH_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

#include <sqlite3.h>

enum { SEARCH_WORDS = 64, SEARCH_LEMMAS = 6 };

typedef struct search_word {
    str form;
    str lemmas[SEARCH_LEMMAS];
    uint32_t n_lemmas;
    bool follows; /* stands in a phrase behind the word before it */
} search_word;

typedef struct search {
    search_word words[SEARCH_WORDS];
    uint32_t n;
    bool phrases;      /* some words stand in a phrase: what FTS5 finds must be verified */
    const char *match; /* for MATCH; ends in NUL */
    buf scratch;
    sqlite3_stmt *load; /* text and lemmas of an article; made where it is needed */
    /* of the article that was looked at last: the rows of one follow each other */
    int64_t article;
    arena of_article;
    struct search_hits_list *hits;
} search;

/* Where a word or phrase stands in a text. */
typedef struct search_hit {
    uint32_t start, end; /* bytes */
    uint32_t word;       /* number of the word in the text */
    uint32_t part;       /* which of those that were looked for: index of its first word */
} search_hit;

typedef struct search_hits_list {
    search_hit *at;
    uint32_t n, cap;
} search_hits_list;

/* What the words mean; r may be NULL: forms only. Strings lie in a. KHABAR_ERR_ARGUMENT where there is no word, or too many. */
khabar_status search_compile(search *s, str query, khabar_reader *r, arena *a, khabar_error *error);
void search_free(search *s);

/* Words and phrases in a text, in its order; lemmas as article_lemmas has them. */
void search_hits(search *s, str bytes, str lemmas, arena *a, search_hits_list *out);

/* Gives a connection, once and before its first statement, the functions of SQL khabar_holds(search, article_id) and
 * khabar_within(search, article_id, start, stop), code points: does the article, or that part of it, hold all that is looked
 * for? The first argument is bound with sqlite3_bind_pointer, "search". Gives a result code of SQLite. */
int search_functions(sqlite3 *db);

#endif
