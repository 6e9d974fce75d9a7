/* khabar: reads Arabic news and gives records: who did or said what to whom, when, where, and on whose word.
 *
 * Three handles:
 *   khabar         what is known (the lexicon). One a process; read-only, shared by all threads.
 *   khabar_reader  the working memory of one thread.
 *   khabar_doc     one article that was read; valid until its reader reads the next one or is freed.
 *
 * Strings are UTF-8 with a length and need no closing NUL. The library never prints, exits or aborts on input.
 * Offsets in records count Unicode code points of the document's text: title, two newlines, text where a title is
 * given apart; else text. The output is defined in docs/records.md. */
#ifndef KHABAR_H
#define KHABAR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KHABAR_VERSION "0.1.0"

/* Status codes: constant, stable name, meaning. */
#define KHABAR_STATUSES(X)                                                                                             \
    X(KHABAR_OK, "ok", "success")                                                                                      \
    X(KHABAR_ERR_MEMORY, "memory", "out of memory, or the article needs more than the limit")                          \
    X(KHABAR_ERR_UTF8, "utf8", "the text is not UTF-8")                                                                \
    X(KHABAR_ERR_INPUT, "input", "the input is not what it should be")                                                 \
    X(KHABAR_ERR_TOO_LARGE, "too-large", "the article is larger than KHABAR_MAX_TEXT")                                 \
    X(KHABAR_ERR_LEXICON, "lexicon", "the lexicon image or its data is damaged or wrong")                              \
    X(KHABAR_ERR_IO, "io", "a file cannot be read or written")                                                         \
    X(KHABAR_ERR_ARGUMENT, "argument", "the call's arguments are wrong")                                               \
    X(KHABAR_ERR_STORE, "store", "a database cannot be opened, read or written")

typedef enum khabar_status {
#define X(code, name, text) code,
    KHABAR_STATUSES(X)
#undef X
} khabar_status;

/* The stable short name of a status ("utf8"); never NULL. */
const char *khabar_status_name(khabar_status status);

/* Detail of an error, in memory of the caller. */
typedef struct khabar_error {
    khabar_status status;
    uint64_t line, column; /* where in a data file or input, from 1; 0 where it does not apply */
    uint64_t byte;         /* offset of the first wrong byte */
    char message[512];     /* in English, ends in NUL */
} khabar_error;

/* Most bytes of one article's title and text together. */
#define KHABAR_MAX_TEXT ((size_t)16 << 20)

typedef struct khabar khabar;
typedef struct khabar_reader khabar_reader;
typedef struct khabar_doc khabar_doc;

/* One article as it comes in. Only text is needed; all other strings may be {NULL, 0}. */
typedef struct khabar_string {
    const char *bytes;
    size_t length;
} khabar_string;

typedef struct khabar_article {
    khabar_string id, source, url, published; /* published: ISO date, YYYY-MM-DD with anything after it, or YYYY-MM */
    khabar_string title, text;
} khabar_article;

/* Opens the built-in lexicon, or, where `lexicon` is not NULL, the image file at that path, or the folder of .tsv
 * files at that path laid over the built-in data. On success *out is to be freed with khabar_close. */
khabar_status khabar_open(const char *lexicon, khabar **out, khabar_error *error);
void khabar_close(khabar *k);

/* A reader for one thread; k must outlive it. */
khabar_status khabar_reader_new(const khabar *k, khabar_reader **out, khabar_error *error);
void khabar_reader_free(khabar_reader *r);

/* Reads one article. *out belongs to the reader and is valid until the next call with the same reader.
 * Errors: KHABAR_ERR_UTF8 (error->byte: offset in title or text), KHABAR_ERR_TOO_LARGE, KHABAR_ERR_MEMORY. */
khabar_status khabar_read(khabar_reader *r, const khabar_article *article, const khabar_doc **out, khabar_error *error);

/* Flags of khabar_json. */
enum { KHABAR_WITH_TEXT = 1 };

/* The record as one line of JSON without newline; the bytes belong to the reader and are valid like the document. */
khabar_status khabar_json(khabar_reader *r, const khabar_doc *doc, unsigned flags, khabar_string *out,
                          khabar_error *error);

/* The record as text for a person; language 0 Arabic, 1 English; colour 0 or 1. As khabar_json. */
khabar_status khabar_dossier(khabar_reader *r, const khabar_doc *doc, int language, int colour, khabar_string *out,
                             khabar_error *error);

/* Words, analyses, marks and rows that fired, sentence by sentence. As khabar_json. */
khabar_status khabar_explain(khabar_reader *r, const khabar_doc *doc, khabar_string *out, khabar_error *error);

/* Flags of khabar_analyse. KHABAR_NO_TREES: words without who governs whom, in about half of the time. */
enum { KHABAR_NO_TREES = 1 };

/* Reads the words of one text only: clitics, lemmas, classes and the tree over each sentence; no records. As khabar_read. */
khabar_status khabar_analyse(khabar_reader *r, const khabar_article *article, unsigned flags, const khabar_doc **out,
                             khabar_error *error);

/* A syntactic word of Universal Dependencies: a written word, or a part of one (للصحفيين is ل and لصحفيين).
 * form is the bytes [start, end) of the document's text; features are as in CoNLL-U, "" where there are none. */
typedef struct khabar_word {
    khabar_string form, lemma, features;
    const char *upos, *relation; /* relation: "" without trees */
    const char *name; /* of a name: "B-PER" where one begins, "I-PER" where it goes on; ORG, LOC likewise; else "" */
    size_t start, end;
    size_t head;     /* index of the word that governs it, or KHABAR_ROOT; KHABAR_ROOT of all words without trees */
    size_t sentence; /* from 0 */
} khabar_word;

#define KHABAR_ROOT SIZE_MAX

/* The words of a document of khabar_analyse, in order; the array belongs to the reader and is valid like the document. */
khabar_status khabar_words(khabar_reader *r, const khabar_doc *doc, const khabar_word **words, size_t *n,
                           khabar_error *error);

/* The words of a document of khabar_analyse as CoNLL-U, and as a table for a person. As khabar_json. */
khabar_status khabar_conllu(khabar_reader *r, const khabar_doc *doc, khabar_string *out, khabar_error *error);
khabar_status khabar_table(khabar_reader *r, const khabar_doc *doc, khabar_string *out, khabar_error *error);

#ifdef __cplusplus
}
#endif
#endif
