/* store: a khabar database: one SQLite file, opened to write (khabar ingest, khabar actor) or to read (everything else).
 *
 *   store_open("news.db", STORE_WRITE, …)   makes the file where there is none, brings an older one up to date
 *   store_open("news.db", STORE_READ, …)    never writes; an older one is an error that says how to bring it up to date
 *
 * Invariant: a file that is not khabar's is never written to. What was committed stays, whatever happens afterwards. */
#ifndef KHABAR_STORE_STORE_H
#define KHABAR_STORE_STORE_H

#include "base/error.h"

#include <sqlite3.h>
#include <stdbool.h>

typedef enum { STORE_READ, STORE_WRITE } store_mode;

typedef struct store {
    sqlite3 *db;
    char *path;
} store;

/* Opens path. Errors are KHABAR_ERR_STORE: no file (STORE_READ), not SQLite, not khabar's, newer than this program, locked for
 * longer than ten seconds, not writable. *out is to be closed with store_close. */
khabar_status store_open(const char *path, store_mode mode, store **out, khabar_error *error);
void store_close(store *s);

/* A transaction that writes; a commit that fails rolls back. */
khabar_status store_begin(store *s, khabar_error *error);
khabar_status store_commit(store *s, khabar_error *error);
void store_rollback(store *s);

#endif
