/* entry: one article, read and made ready to be stored: all that can be done on many threads before the one writer.
 *
 *   article -> record as JSON (what khabar read prints), folded words, lemmas, keys of its actors and places, shingles
 *
 * What is stored of a record is what its JSON says: there is one definition of the record, docs/records.md.
 * Invariant: an entry needs nothing of the reader that made it, and can be used again. */
#ifndef KHABAR_STORE_ENTRY_H
#define KHABAR_STORE_ENTRY_H

#include "base/buf.h"
#include "store/copy.h"
#include "store/store.h"

#include <cjson/cJSON.h>

/* Bytes of an entry's buffer, which may still move. */
typedef struct entry_slice {
    size_t at, n;
} entry_slice;

/* Who an actor of the article is across articles (docs/schema.md). */
typedef struct entry_actor {
    const cJSON *json;
    str name;           /* what it is called, else its role: an alias */
    str lexicon_name;   /* the lexicon's, empty where it does not know the actor */
    entry_slice key;    /* of keys */
    entry_slice folded; /* of names */
    bool generic;
} entry_actor;

typedef struct entry_place {
    const cJSON *json;
    entry_slice key, folded;
} entry_place;

#define ENTRY_NO_PLACE UINT32_MAX

typedef struct entry {
    khabar_article in; /* its strings lie in `strings` */
    buf strings;
    char hash[17];
    str doc_id; /* what names the article in its outlet */
    str day;    /* of publication, as much as is known */
    char day_bytes[16];
    cJSON *record;
    buf text, folded, lemmas;
    entry_actor *actors; /* n_actors, in the order of the record: a1 is the first */
    entry_place *places;
    uint32_t *event_places; /* of each event: its place, or ENTRY_NO_PLACE */
    uint32_t n_actors, n_places, cap_actors, cap_places, cap_events;
    buf keys, names;
    copy_shingles shingles;
    int64_t bands[COPY_BANDS];
    khabar_error error;
    bool failed; /* error says why: nothing to store */
} entry;

/* Takes a copy of the article and finds what names it; before entry_read. False where memory is out. */
bool entry_take(entry *e, const khabar_article *article);

/* Reads the article with r and fills the rest; e->failed and e->error where it cannot be read. */
void entry_read(entry *e, khabar_reader *r);

void entry_free(entry *e);

static inline str entry_part(const buf *b, entry_slice x)
{
    return x.n ? str_sub(buf_str(b), x.at, x.at + x.n) : (str){NULL, 0};
}

/* The hash of the lexicon as 16 hex digits: what readers of k read by. */
void entry_lexicon(const khabar *k, char hash[17]);

/* "YYYY-MM-DD", "YYYY-MM" or "YYYY" at the head of s; empty where there is none. */
str entry_day(str s);

/* A string member of a JSON object, empty where there is none. */
str entry_text(const cJSON *object, const char *name);

#endif
