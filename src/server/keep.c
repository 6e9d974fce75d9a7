/* keep: see keep.h. A table of fixed size; the place of a key is its hash, a later answer takes the place of an earlier one. */
#include "server/keep.h"

#include "base/hash.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { PLACES = 16384, ONE_MOST = 2 << 20, ALL_MOST = 96 << 20 };

typedef struct kept {
    char *key, *bytes;
    size_t n_key, n;
    keep_stamp stamp;
} kept;

struct keep {
    pthread_mutex_t lock;
    char *db, *log;
    size_t taken;
    kept at[PLACES];
};

khabar_status keep_open(const char *db, keep **out, khabar_error *error)
{
    keep *k = calloc(1, sizeof *k);
    if (!k) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    pthread_mutex_init(&k->lock, NULL);
    k->db = strdup(db);
    if (asprintf(&k->log, "%s-wal", db) < 0) k->log = NULL;
    *out = k;
    return k->db && k->log ? KHABAR_OK : error_set(error, KHABAR_ERR_MEMORY, "out of memory");
}

static void drop(keep *k, kept *x)
{
    k->taken -= x->n + x->n_key;
    free(x->key);
    free(x->bytes);
    *x = (kept){0};
}

void keep_close(keep *k)
{
    if (!k) return;
    for (int i = 0; i < PLACES; i++) drop(k, &k->at[i]);
    pthread_mutex_destroy(&k->lock);
    free(k->db);
    free(k->log);
    free(k);
}

keep_stamp keep_now(const keep *k)
{
    struct stat db = {0}, log = {0};
    if (stat(k->db, &db) != 0) db = (struct stat){0};
    if (stat(k->log, &log) != 0) log = (struct stat){0};
    /* members one by one: no padding that could differ */
    return (keep_stamp){.size = db.st_size,
                        .log_size = log.st_size,
                        .seconds = db.st_mtim.tv_sec,
                        .log_seconds = log.st_size ? log.st_mtim.tv_sec : 0,
                        .nano = db.st_mtim.tv_nsec,
                        .log_nano = log.st_size ? log.st_mtim.tv_nsec : 0};
}

static kept *place_of(keep *k, str key)
{
    return &k->at[hash_bytes(key.p, key.n) % PLACES];
}

bool keep_find(keep *k, str key, const keep_stamp *stamp, char **bytes, size_t *n)
{
    pthread_mutex_lock(&k->lock);
    kept *x = place_of(k, key);
    bool found = x->key && str_eq((str){x->key, x->n_key}, key) && memcmp(&x->stamp, stamp, sizeof *stamp) == 0;
    char *copy = found ? malloc(x->n + 1) : NULL;
    if (copy) {
        memcpy(copy, x->bytes, x->n);
        *bytes = copy;
        *n = x->n;
    }
    pthread_mutex_unlock(&k->lock);
    return copy != NULL;
}

void keep_add(keep *k, str key, const keep_stamp *stamp, str bytes)
{
    if (bytes.n > ONE_MOST) return;
    kept new = {malloc(key.n + 1), malloc(bytes.n + 1), key.n, bytes.n, *stamp};
    if (!new.key || !new.bytes) {
        free(new.key);
        free(new.bytes);
        return;
    }
    memcpy(new.key, key.p, key.n);
    memcpy(new.bytes, bytes.p, bytes.n);
    pthread_mutex_lock(&k->lock);
    kept *x = place_of(k, key);
    drop(k, x);
    /* full: begin anew, so that what is asked often comes back at once */
    for (int i = 0; k->taken + key.n + bytes.n > ALL_MOST && i < PLACES; i++) drop(k, &k->at[i]);
    *x = new;
    k->taken += key.n + bytes.n;
    pthread_mutex_unlock(&k->lock);
}
