/* writer: entries into a database, one after another: the one writer of an ingest.
 *
 *   writer_open; writer_add for each entry in the order of the input; writer_flush now and then; writer_close
 *
 * An article is named by its outlet and its id. One that is there already is left as it is; with `update` it is replaced where its
 * text, or the lexicon that read it, is another.
 * Invariant: articles are stored whole or not at all, in the order in which they were added; ids follow from that order alone.
 * What was flushed stays, whatever happens afterwards. */
#ifndef KHABAR_STORE_WRITER_H
#define KHABAR_STORE_WRITER_H

#include "store/entry.h"

typedef struct writer writer;

/* What became of an article. */
typedef enum {
    WRITER_STORED,
    WRITER_REPLACED,
    WRITER_SAME,    /* was there, and is the same */
    WRITER_OLD,     /* the same, but read with another lexicon */
    WRITER_DIFFERS, /* was there under this id, with another text, title, day or address: not stored */
    WRITER_RESULTS
} writer_result;

/* The store stays the caller's and must be open to write; lexicon_hash: as it is written into the database. */
khabar_status writer_open(store *s, const char *lexicon_hash, writer **out, khabar_error *error);
/* Gives up what was not flushed. */
void writer_close(writer *w);

/* What writer_add would say of the article that e names (entry_take), without storing anything: so that what is there is not
 * read again. Sees what was flushed. s may be another store of the same file. */
khabar_status writer_look(writer *w, const entry *e, bool update, writer_result *result, khabar_error *error);

/* Stores what was read; may sort its shingles. On an error everything since the last flush is undone, and the writer is good for writer_close only. */
khabar_status writer_add(writer *w, entry *e, bool update, writer_result *result, khabar_error *error);
khabar_status writer_flush(writer *w, khabar_error *error);

/* Looks how values are spread, where much was added, so that queries choose well. */
khabar_status writer_tidy(writer *w, khabar_error *error);

/* Near copies among what was stored or replaced. */
uint64_t writer_copies(const writer *w);

#endif
