/* entry: one article, read and made ready to be stored: all that can be done on many threads before the one writer.
 *
 *   article -> its record as rows, folded words and their lemmas, keys of its actors and places, shingles
 *
 * What is stored of a record is what its JSON says (docs/records.md); tests/cli/store.py compares the two.
 * Invariant: an entry needs nothing of the reader that made it, only the lexicon, and can be used again. */
#ifndef KHABAR_STORE_ENTRY_H
#define KHABAR_STORE_ENTRY_H

#include "base/arena.h"
#include "base/buf.h"
#include "store/copy.h"
#include "store/store.h"

typedef struct entry_span {
    uint32_t start, stop; /* code points */
} entry_span;

typedef VEC(entry_span) entry_spans;

typedef struct entry_actor {
    str key, alias,
        folded; /* who it is across articles (docs/schema.md); what it is called, else its role; that folded */
    str name, name_en, country, sector, role, wikidata;
    str lexicon_name; /* the lexicon's, empty where it does not know the actor */
    const char *kind, *by;
    bool generic;
    entry_spans spans;
} entry_actor;

typedef struct entry_place {
    str key, name, folded, name_en, country, kind, wikidata;
    int16_t lat, lon; /* hundredths of a degree, INT16_MIN where unknown */
    entry_spans spans;
} entry_place;

typedef struct entry_time {
    entry_span span;
    const char *type, *mod;
    str value;
} entry_time;

/* Actors that play a part, by their numbers in the record (a1 is 1). */
typedef struct entry_party {
    uint32_t at[8], n;
} entry_party;

typedef struct entry_statement {
    uint64_t uid;
    const char *kind, *rule;
    entry_span cue; /* start == stop: none */
    entry_spans content;
    entry_party speakers, addressees, via;
    uint32_t sentence;
    uint8_t confidence; /* percent */
    bool denial;
} entry_statement;

typedef struct entry_event {
    uint64_t uid, group; /* group 0: none */
    const char *type, *precision;
    str mode, cameo, rule, start, end, date_words, place_words;
    str day;           /* of the event as much as is known; empty: the article's */
    uint64_t contexts; /* bits of lex_context */
    entry_party actors, recipients;
    entry_span trigger;
    entry_spans retold;
    uint32_t place;     /* 1 + index of places, 0: none */
    uint32_t statement; /* number of the statement that it stands in, 0: none */
    uint32_t sentence;
    int32_t toll[3];   /* killed, wounded, arrested; -1 where not counted */
    int16_t goldstein; /* tenths */
    uint8_t quad, aux, confidence;
} entry_event;

typedef struct entry {
    khabar_article in; /* its strings lie in `strings` */
    buf strings;
    char hash[17]; /* of source, url, published, title and text */
    str doc_id;    /* what names the article in its outlet */
    str day;       /* of publication, as much as is known */
    bool arabic;
    str text;
    buf folded, lemmas;
    VEC(entry_actor) actors; /* in the order of the record: a1 is the first */
    VEC(entry_place)
    places; /* those that the text names; then those of events that are no places of the list (states) */
    VEC(entry_time) times;
    VEC(entry_statement) statements;
    VEC(entry_event) events;
    copy_shingles shingles;
    int64_t bands[COPY_BANDS];
    arena a;
    khabar_error error;
    bool failed; /* error says why: nothing to store */
} entry;

/* Takes a copy of the article and finds what names it; before entry_read. False where memory is out. */
bool entry_take(entry *e, const khabar_article *article);

/* Reads the article with r and fills the rest; e->failed and e->error where it cannot be read. */
void entry_read(entry *e, khabar_reader *r);

void entry_free(entry *e);

/* The hash of the lexicon as 16 hex digits: what readers of k read by. */
void entry_lexicon(const khabar *k, char hash[17]);

/* "YYYY-MM-DD", "YYYY-MM" or "YYYY" at the head of s; empty where there is none. */
str entry_day(str s);

#endif
