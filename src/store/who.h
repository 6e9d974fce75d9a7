/* who: keys of actors and places -> their ids in the database, made where they are new.
 *
 *   "Q7747" -> actor_key 12, actor 12;  where the user merged 12 into 5: actor_key 12, actor 5
 *
 * Invariant: ids are given in the order in which keys first come; a key keeps its id for ever. */
#ifndef KHABAR_STORE_WHO_H
#define KHABAR_STORE_WHO_H

#include "store/entry.h"

typedef struct who who;

typedef struct who_actor {
    int64_t key_id, actor_id, alias_id; /* alias_id 0: it is called nothing */
} who_actor;

/* db and name (for messages) are the caller's. */
khabar_status who_open(sqlite3 *db, const char *name, who **out, khabar_error *error);
void who_close(who *w);

/* Forgets what is remembered of the database: it may have changed. At the start of each transaction. */
khabar_status who_begin(who *w, bool changed, khabar_error *error);

/* An actor in its article. */
typedef struct who_in {
    int64_t article_id;
    uint32_t n; /* a1 is 1 */
    uint32_t mentions;
    bool first;       /* the article has not had its key yet */
    bool first_alias; /* nor this name or role of it */
    bool new_article; /* nothing of it was ever stored */
} who_in;

/* The actor of an article, with its mentions counted and its name noted. */
khabar_status who_actor_of(who *w, const entry_actor *x, const who_in *in, who_actor *out, khabar_error *error);
khabar_status who_place_of(who *w, const entry_place *x, int64_t *id, khabar_error *error);

/* Writes counts that are still owed. Before each commit. */
khabar_status who_settle(who *w, khabar_error *error);

/* Takes an article's actors out of the counts, before its rows are deleted. */
khabar_status who_forget(who *w, int64_t article_id, khabar_error *error);

#endif
