/* schema: the tables of a khabar database, and the steps that bring an older one to them (docs/schema.md).
 *
 *   a new file  ->  step 1  ->  user_version 1, application_id "KHBR"
 *
 * Invariant: a step that was once released is never changed; a change of the tables is a new step at the end. */
#ifndef KHABAR_STORE_SCHEMA_H
#define KHABAR_STORE_SCHEMA_H

#include "base/error.h"

#include <sqlite3.h>

enum {
    SCHEMA_APPLICATION = 0x4b484252, /* PRAGMA application_id: KHBR */
    SCHEMA_PAGE_BYTES = 32768,       /* articles are of some 3 KB: small pages would leave much of each empty */
    IDS_AN_ARTICLE = 1000000         /* ids of an article's statements and events: article id * 1000000 + number */
};

/* One step: SQL statements, and where SQL is not enough a function; either may be NULL. */
typedef struct schema_step {
    const char *const *sql; /* ends in NULL */
    int (*more)(sqlite3 *db);
} schema_step;

extern const schema_step schema_steps[];
extern const int schema_version; /* the number of steps: user_version of a database that is up to date */

/* Runs the steps after the database's user_version in one transaction, which is undone where one fails; `name` is what
 * messages call the database. Does nothing where it is up to date; KHABAR_ERR_STORE where it is newer than the steps. */
khabar_status schema_migrate(sqlite3 *db, const char *name, const schema_step *steps, int n, khabar_error *error);

#endif
