/* sql: small helpers over SQLite's C interface: statements that are prepared once, values bound in order, errors as ours.
 * Invariant: every value goes in as a bound parameter; no SQL is made of data. */
#ifndef KHABAR_STORE_SQL_H
#define KHABAR_STORE_SQL_H

#include "base/buf.h"
#include "base/error.h"

#include <sqlite3.h>

/* What SQLite said last as an error for a person: a full disk, a lock, a file that is no database each say what to do.
 * `name` is the database's path. Returns error->status, KHABAR_ERR_STORE. */
khabar_status sql_error(sqlite3 *db, const char *name, khabar_error *error);

/* The first column of the first row, 0 where there is none. */
int64_t sql_number(sqlite3 *db, const char *sql);

/* A statement that is kept; NULL and *error where it cannot be prepared. */
sqlite3_stmt *sql_prepare(sqlite3 *db, const char *name, const char *sql, khabar_error *error);

/* The same for n of them, into out[0 .. n); where one fails, those before it are there, the rest NULL. */
khabar_status sql_prepare_all(sqlite3 *db, const char *name, const char *const *sql, int n, sqlite3_stmt **out,
                              khabar_error *error);

/* Binds an empty str as NULL; `text_or_empty` as ''. The bytes must stay until the statement is reset. */
void sql_text(sqlite3_stmt *s, int i, str value);
void sql_text_or_empty(sqlite3_stmt *s, int i, str value);
/* Binds NULL where value is "none". */
void sql_int_or_null(sqlite3_stmt *s, int i, int64_t value, int64_t none);

/* A column of the current row; valid until the statement moves. */
str sql_column(sqlite3_stmt *s, int i);

#endif
