/* sql: see sql.h. */
#include "store/sql.h"

khabar_status sql_error(sqlite3 *db, const char *name, khabar_error *error)
{
    int code = sqlite3_errcode(db), extended = sqlite3_extended_errcode(db);
    const char *what;
    switch (code) {
    case SQLITE_FULL:
        what = "the disk is full, or the file may not grow; what was stored before is kept: make room and run again";
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: what = "locked by another program that writes to it; wait for that, and run again"; break;
    case SQLITE_NOTADB: what = "no database: the file is something else; name another with --db"; break;
    case SQLITE_CORRUPT: what = "damaged; `sqlite3 FILE .recover` may save what is in it"; break;
    case SQLITE_READONLY: what = "cannot be written: look at the rights of the file and of its folder"; break;
    case SQLITE_CANTOPEN: what = "cannot be opened: look at the path and its rights"; break;
    case SQLITE_NOMEM: what = "out of memory"; break;
    case SQLITE_IOERR:
        what = extended == SQLITE_IOERR_WRITE || extended == SQLITE_IOERR_FSYNC
                   ? "writing failed (is the disk full?); what was stored before is kept: make room and run again"
                   : "reading or writing failed";
        break;
    default: what = NULL;
    }
    if (what) return error_set(error, KHABAR_ERR_STORE, "%s: %s", name, what);
    return error_set(error, KHABAR_ERR_STORE, "%s: %s", name, sqlite3_errmsg(db));
}

int64_t sql_number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    int64_t n = 0;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        n = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return n;
}

sqlite3_stmt *sql_prepare(sqlite3 *db, const char *name, const char *sql, khabar_error *error)
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK) {
        sql_error(db, name, error);
        return NULL;
    }
    return s;
}

khabar_status sql_prepare_all(sqlite3 *db, const char *name, const char *const *sql, int n, sqlite3_stmt **out,
                              khabar_error *error)
{
    for (int i = 0; i < n; i++) out[i] = NULL;
    for (int i = 0; i < n; i++)
        if (!(out[i] = sql_prepare(db, name, sql[i], error))) return KHABAR_ERR_STORE;
    return KHABAR_OK;
}

void sql_text(sqlite3_stmt *s, int i, str value)
{
    if (value.n)
        sqlite3_bind_text64(s, i, value.p, value.n, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(s, i);
}

void sql_text_or_empty(sqlite3_stmt *s, int i, str value)
{
    sqlite3_bind_text64(s, i, value.n ? value.p : "", value.n, SQLITE_STATIC, SQLITE_UTF8);
}

void sql_int_or_null(sqlite3_stmt *s, int i, int64_t value, int64_t none)
{
    if (value == none)
        sqlite3_bind_null(s, i);
    else
        sqlite3_bind_int64(s, i, value);
}

str sql_column(sqlite3_stmt *s, int i)
{
    const char *p = (const char *)sqlite3_column_text(s, i);
    return (str){p, p ? (size_t)sqlite3_column_bytes(s, i) : 0};
}
