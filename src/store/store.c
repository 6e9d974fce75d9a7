/* store: see store.h. */
#include "store/store.h"
#include "store/schema.h"
#include "store/search.h"
#include "store/sql.h"
#include "store/tokens.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { WAIT_MS = 10000, CACHE_KIB = 65536 };

void store_close(store *s)
{
    if (!s) return;
    sqlite3_close_v2(s->db);
    free(s->path);
    free(s);
}

static khabar_status run(store *s, const char *sql, khabar_error *error)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? KHABAR_OK : sql_error(s->db, s->path, error);
}

/* Whose file it is: *version is its user_version, 0 for an empty one. */
static khabar_status check_owner(store *s, int *version, khabar_error *error)
{
    sqlite3_stmt *tables = sql_prepare(s->db, s->path, "SELECT count(*) FROM sqlite_schema", error);
    if (!tables) return KHABAR_ERR_STORE;
    khabar_status status = sqlite3_step(tables) == SQLITE_ROW ? KHABAR_OK : sql_error(s->db, s->path, error);
    int64_t n = status == KHABAR_OK ? sqlite3_column_int64(tables, 0) : 0;
    sqlite3_finalize(tables);
    if (status != KHABAR_OK) return status;
    *version = (int)sql_number(s->db, "PRAGMA user_version");
    int64_t application = sql_number(s->db, "PRAGMA application_id");
    if (application == SCHEMA_APPLICATION) return KHABAR_OK;
    if (n == 0 && application == 0) return KHABAR_OK;
    return error_set(error, KHABAR_ERR_STORE,
                     "%s: a database of another program, which khabar does not touch; name another file with --db",
                     s->path);
}

static khabar_status is_newer(const store *s, int version, khabar_error *error)
{
    return error_set(error, KHABAR_ERR_STORE,
                     "%s: made by a newer khabar (its tables are version %d, this program knows %d): update khabar",
                     s->path, version, schema_version);
}

static khabar_status check_version(const store *s, int version, khabar_error *error)
{
    if (version == schema_version) return KHABAR_OK;
    if (version == 0)
        return error_set(error, KHABAR_ERR_STORE, "%s: an empty database; fill it with khabar ingest", s->path);
    if (version < schema_version)
        return error_set(error, KHABAR_ERR_STORE,
                         "%s: made by an older khabar; `khabar ingest --db %s` without a PATH brings it up to date",
                         s->path, s->path);
    return is_newer(s, version, error);
}

static khabar_status set_up_writing(store *s, int version, khabar_error *error)
{
    char pages[64];
    if (version > schema_version) return is_newer(s, version, error); /* before anything is changed in it */
    snprintf(pages, sizeof pages, "PRAGMA page_size = %d", SCHEMA_PAGE_BYTES);
    khabar_status status = KHABAR_OK;
    if (version == 0) status = run(s, pages, error);
    /* 128 MB: a page that each transaction changes is copied into the file once for several of them, and the disk waited for less */
    if (status == KHABAR_OK) status = run(s, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 4000", error);
    /* With WAL this survives the death of the program at any moment, and the loss of power but for the last batches. */
    if (status == KHABAR_OK) status = run(s, "PRAGMA synchronous = NORMAL", error);
    if (status == KHABAR_OK && version != schema_version)
        status = schema_migrate(s->db, s->path, schema_steps, schema_version, error);
    return status;
}

/* Counting memory costs a lock for each malloc; nobody asks for the counts. */
static void configure(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

khabar_status store_open(const char *path, store_mode mode, store **out, khabar_error *error)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct stat st;
    pthread_once(&once, configure);
    if (mode == STORE_READ && stat(path, &st) != 0)
        return error_set(error, KHABAR_ERR_STORE, "%s: %s; khabar ingest makes a database", path, strerror(errno));
    store *s = calloc(1, sizeof *s);
    if (s) s->path = strdup(path);
    if (!s || !s->path) {
        store_close(s);
        return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    }
    int flags = mode == STORE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY, version = 0;
    flags |= SQLITE_OPEN_NOMUTEX; /* one thread at a time uses a store */
    khabar_status status = KHABAR_OK;
    if (sqlite3_open_v2(path, &s->db, flags, NULL) != SQLITE_OK || search_functions(s->db) != SQLITE_OK ||
        (mode == STORE_WRITE && tokens_register(s->db) != SQLITE_OK))
        status = s->db ? sql_error(s->db, path, error) : error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    if (status == KHABAR_OK) {
        sqlite3_busy_timeout(s->db, WAIT_MS);
        char cache[64];
        snprintf(cache, sizeof cache, "PRAGMA cache_size = -%d; PRAGMA mmap_size = 1073741824", CACHE_KIB);
        status = check_owner(s, &version, error);
        if (status == KHABAR_OK) status = run(s, cache, error);
    }
    if (status == KHABAR_OK)
        status = mode == STORE_WRITE ? set_up_writing(s, version, error) : check_version(s, version, error);
    if (status != KHABAR_OK) {
        store_close(s);
        return status;
    }
    *out = s;
    return KHABAR_OK;
}

khabar_status store_begin(store *s, khabar_error *error)
{
    return run(s, "BEGIN IMMEDIATE", error);
}

khabar_status store_commit(store *s, khabar_error *error)
{
    khabar_status status = run(s, "COMMIT", error);
    if (status != KHABAR_OK) store_rollback(s);
    return status;
}

void store_rollback(store *s)
{
    if (!sqlite3_get_autocommit(s->db)) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}
