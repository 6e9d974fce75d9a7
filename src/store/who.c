/* who: see who.h. */
#include "store/who.h"
#include "store/sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

/* clang-format off */
#define STATEMENTS(X)                                                                                                  \
    X(find_key, "SELECT id, actor_id FROM actor_key WHERE key = ?")                                                    \
    X(add_key, "INSERT INTO actor_key(id, key, actor_id, kind, name, name_en, country, sector, role, wikidata, "       \
               "generic, articles, mentions) VALUES(?1, ?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")           \
    X(count_key, "UPDATE actor_key SET articles = articles + ?2, mentions = mentions + ?3 WHERE id = ?1")              \
    X(find_alias, "SELECT id FROM actor_alias WHERE key_id = ? AND name = ?")                                          \
    X(add_alias, "INSERT INTO actor_alias(id, key_id, name, folded, articles) VALUES(?, ?, ?, ?, ?)")                  \
    X(index_alias, "INSERT INTO actor_fts(rowid, folded) VALUES(?, ?)")                                                \
    X(count_alias, "UPDATE actor_alias SET articles = articles + ?2 WHERE id = ?1")                                    \
    X(find_split, "SELECT s.to_key, k.actor_id FROM actor_split s JOIN actor_key k ON k.id = s.to_key "                \
                  "WHERE s.key_id = ? AND s.article_id = ?")                                                           \
    X(find_place, "SELECT id FROM place WHERE key = ?")                                                                \
    X(add_place, "INSERT INTO place(id, key, name, folded, name_en, country, kind, lat, lon, wikidata) "               \
                 "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")                                                               \
    X(uncount_keys, "UPDATE actor_key SET articles = articles - 1, mentions = mentions - (SELECT count(*) FROM "       \
                    "article_actor a JOIN mention m ON m.article_id = a.article_id AND m.n = a.n WHERE "               \
                    "a.article_id = ?1 AND a.key_id = actor_key.id) "                                                  \
                    "WHERE id IN (SELECT key_id FROM article_actor WHERE article_id = ?1)")                            \
    X(uncount_aliases, "UPDATE actor_alias SET articles = articles - 1 WHERE id IN "                                   \
                       "(SELECT alias_id FROM article_actor WHERE article_id = ?1)")
/* clang-format on */

#define X(name, sql) S_##name,
enum { STATEMENTS(X) N_STATEMENTS };
#undef X

static const char *const statements_sql[] = {
#define X(name, sql) sql,
    STATEMENTS(X)
#undef X
};

/* What is remembered of the database: key -> ids. A new key takes the place of an old one of the same slot. */
typedef struct slot {
    XXH128_hash_t hash;
    who_actor ids;
} slot;

enum { SLOTS = 1 << 18 };

/* Counts that are owed to a row. */
typedef struct owed {
    int64_t id;
    int32_t articles, mentions;
} owed;

typedef struct owings {
    owed *at;
    size_t n, cap;
} owings;

struct who {
    sqlite3 *db;
    const char *name;
    sqlite3_stmt *s[N_STATEMENTS];
    slot *slots;
    int64_t last_key, last_alias, last_place; /* greatest ids */
    bool splits;
    owings keys, aliases;
};

khabar_status who_open(sqlite3 *db, const char *name, who **out, khabar_error *error)
{
    who *w = calloc(1, sizeof *w);
    if (w) w->slots = calloc(SLOTS, sizeof *w->slots);
    if (!w || !w->slots) {
        free(w);
        return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    }
    w->db = db;
    w->name = name;
    khabar_status status = sql_prepare_all(db, name, statements_sql, N_STATEMENTS, w->s, error);
    if (status != KHABAR_OK) {
        who_close(w);
        return status;
    }
    *out = w;
    return KHABAR_OK;
}

void who_close(who *w)
{
    if (!w) return;
    for (int i = 0; i < N_STATEMENTS; i++) sqlite3_finalize(w->s[i]);
    free(w->slots);
    free(w->keys.at);
    free(w->aliases.at);
    free(w);
}

khabar_status who_begin(who *w, bool changed, khabar_error *error)
{
    w->keys.n = w->aliases.n = 0;
    if (!changed) return KHABAR_OK;
    memset(w->slots, 0, SLOTS * sizeof *w->slots);
    w->last_key = sql_number(w->db, "SELECT max(id) FROM actor_key");
    w->last_alias = sql_number(w->db, "SELECT max(id) FROM actor_alias");
    w->last_place = sql_number(w->db, "SELECT max(id) FROM place");
    w->splits = sql_number(w->db, "SELECT EXISTS (SELECT 1 FROM actor_split)") != 0;
    return sqlite3_errcode(w->db) == SQLITE_OK || sqlite3_errcode(w->db) == SQLITE_ROW ||
                   sqlite3_errcode(w->db) == SQLITE_DONE
               ? KHABAR_OK
               : sql_error(w->db, w->name, error);
}

/* Runs a statement that gives no rows. */
static khabar_status run(who *w, int i, khabar_error *error)
{
    int result = sqlite3_step(w->s[i]);
    khabar_status status = result == SQLITE_DONE ? KHABAR_OK : sql_error(w->db, w->name, error);
    sqlite3_reset(w->s[i]);
    return status;
}

/* Runs a statement that gives ids in its columns, of its first row; *found says whether there is one. */
static khabar_status ask(who *w, int i, int64_t *a, int64_t *b, bool *found, khabar_error *error)
{
    int result = sqlite3_step(w->s[i]);
    khabar_status status = KHABAR_OK;
    *found = result == SQLITE_ROW;
    if (*found) {
        *a = sqlite3_column_int64(w->s[i], 0);
        if (b) *b = sqlite3_column_int64(w->s[i], 1);
    } else if (result != SQLITE_DONE)
        status = sql_error(w->db, w->name, error);
    sqlite3_reset(w->s[i]);
    return status;
}

static slot *slot_of(who *w, char kind, int64_t owner, str key, bool *known)
{
    XXH128_hash_t hash = XXH3_128bits_withSeed(key.p, key.n, (uint64_t)owner << 8 | (uint8_t)kind);
    slot *x = &w->slots[hash.low64 & (SLOTS - 1)];
    *known = x->ids.key_id && XXH128_isEqual(x->hash, hash);
    if (!*known) *x = (slot){.hash = hash};
    return x;
}

static khabar_status owe(owings *o, int64_t id, uint32_t articles, uint32_t mentions, khabar_error *error)
{
    if (o->n == o->cap) {
        size_t cap = o->cap ? 2 * o->cap : 4096;
        owed *p = realloc(o->at, cap * sizeof *p);
        if (!p) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
        o->at = p;
        o->cap = cap;
    }
    o->at[o->n++] = (owed){id, (int32_t)articles, (int32_t)mentions};
    return KHABAR_OK;
}

/* A new row carries the counts of its first article: nothing is owed to it. */
static khabar_status add_key(who *w, const entry_actor *x, str key, const who_in *in, who_actor *ids,
                             khabar_error *error)
{
    sqlite3_stmt *s = w->s[S_add_key];
    ids->key_id = ids->actor_id = ++w->last_key;
    sqlite3_bind_int64(s, 1, ids->key_id);
    sql_text(s, 2, key);
    sql_text(s, 3, str_of(x->kind));
    sql_text(s, 4, x->lexicon_name.n ? x->lexicon_name : x->name);
    sql_text(s, 5, x->name_en);
    sql_text(s, 6, x->country);
    /* a state's sector is that of the moment: of what acts for it */
    sql_text(s, 7, strcmp(x->kind, "country") == 0 ? (str){NULL, 0} : x->sector);
    sql_text(s, 8, x->name.n ? (str){NULL, 0} : x->role);
    sql_text(s, 9, x->wikidata);
    sqlite3_bind_int(s, 10, x->generic);
    sqlite3_bind_int(s, 11, in->first);
    sqlite3_bind_int64(s, 12, in->mentions);
    return run(w, S_add_key, error);
}

/* *made: the key is new. */
static khabar_status find_key(who *w, const entry_actor *x, const who_in *in, who_actor *ids, bool *made,
                              khabar_error *error)
{
    char own[64];
    str key = x->key;
    bool known, found = false;
    if (key.n == 0) key = (str){own, (size_t)snprintf(own, sizeof own, "@%lld.%u", (long long)in->article_id, in->n)};
    slot *at = slot_of(w, 'a', 0, key, &known);
    khabar_status status = KHABAR_OK;
    *made = false;
    if (!known) {
        sql_text(w->s[S_find_key], 1, key);
        if (x->key.n || !in->new_article)
            status = ask(w, S_find_key, &at->ids.key_id, &at->ids.actor_id, &found, error);
        *made = status == KHABAR_OK && !found;
        if (*made) status = add_key(w, x, key, in, &at->ids, error);
    }
    *ids = at->ids;
    return status;
}

static khabar_status add_alias(who *w, const entry_actor *x, int64_t key_id, int64_t id, bool count,
                               khabar_error *error)
{
    sqlite3_stmt *s = w->s[S_add_alias], *index = w->s[S_index_alias];
    sqlite3_bind_int64(s, 1, id);
    sqlite3_bind_int64(s, 2, key_id);
    sql_text(s, 3, x->alias);
    sql_text_or_empty(s, 4, x->folded);
    sqlite3_bind_int(s, 5, count);
    sqlite3_bind_int64(index, 1, id);
    sql_text_or_empty(index, 2, x->folded);
    khabar_status status = run(w, S_add_alias, error);
    return status == KHABAR_OK ? run(w, S_index_alias, error) : status;
}

/* The id of what it is called; counted once an article. */
static khabar_status find_alias(who *w, const entry_actor *x, int64_t key_id, bool made, bool count, int64_t *id,
                                khabar_error *error)
{
    bool known, found = false;
    khabar_status status = KHABAR_OK;
    slot *at = slot_of(w, 'n', key_id, x->alias, &known);
    if (!known) {
        sqlite3_bind_int64(w->s[S_find_alias], 1, key_id);
        sql_text(w->s[S_find_alias], 2, x->alias);
        if (!made) status = ask(w, S_find_alias, &at->ids.key_id, NULL, &found, error);
        if (status == KHABAR_OK && !found) {
            at->ids.key_id = ++w->last_alias;
            status = add_alias(w, x, key_id, at->ids.key_id, count, error);
            count = false;
        }
    }
    *id = at->ids.key_id;
    return status == KHABAR_OK && count ? owe(&w->aliases, *id, 1, 0, error) : status;
}

khabar_status who_actor_of(who *w, const entry_actor *x, const who_in *in, who_actor *out, khabar_error *error)
{
    bool made;
    khabar_status status = find_key(w, x, in, out, &made, error);
    if (status == KHABAR_OK && w->splits && !in->new_article) {
        bool found;
        sqlite3_bind_int64(w->s[S_find_split], 1, out->key_id);
        sqlite3_bind_int64(w->s[S_find_split], 2, in->article_id);
        status = ask(w, S_find_split, &out->key_id, &out->actor_id, &found, error);
    }
    if (status == KHABAR_OK && !made) status = owe(&w->keys, out->key_id, in->first, in->mentions, error);
    out->alias_id = 0;
    if (status == KHABAR_OK && x->alias.n)
        status = find_alias(w, x, out->key_id, made, in->first_alias, &out->alias_id, error);
    return status;
}

static void bind_degrees(sqlite3_stmt *s, int i, int16_t hundredths)
{
    if (hundredths == INT16_MIN)
        sqlite3_bind_null(s, i);
    else
        sqlite3_bind_double(s, i, hundredths / 100.0);
}

khabar_status who_place_of(who *w, const entry_place *x, int64_t *id, khabar_error *error)
{
    bool known, found;
    khabar_status status = KHABAR_OK;
    slot *at = slot_of(w, 'p', 0, x->key, &known);
    if (!known) {
        sql_text_or_empty(w->s[S_find_place], 1, x->key);
        status = ask(w, S_find_place, &at->ids.key_id, NULL, &found, error);
        if (status == KHABAR_OK && !found) {
            sqlite3_stmt *s = w->s[S_add_place];
            at->ids.key_id = ++w->last_place;
            sqlite3_bind_int64(s, 1, at->ids.key_id);
            sql_text_or_empty(s, 2, x->key);
            sql_text_or_empty(s, 3, x->name);
            sql_text_or_empty(s, 4, x->folded);
            sql_text(s, 5, x->name_en);
            sql_text(s, 6, x->country);
            sql_text(s, 7, x->kind);
            bind_degrees(s, 8, x->lat);
            bind_degrees(s, 9, x->lon);
            sql_text(s, 10, x->wikidata);
            status = run(w, S_add_place, error);
        }
    }
    *id = at->ids.key_id;
    return status;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = ((const owed *)a)->id, y = ((const owed *)b)->id;
    return (x > y) - (x < y);
}

static khabar_status settle(who *w, owings *o, int statement, bool mentions, khabar_error *error)
{
    sqlite3_stmt *s = w->s[statement];
    khabar_status status = KHABAR_OK;
    if (o->n) qsort(o->at, o->n, sizeof *o->at, by_id);
    for (size_t i = 0; i < o->n && status == KHABAR_OK;) {
        owed sum = o->at[i];
        for (i++; i < o->n && o->at[i].id == sum.id; i++)
            sum.articles += o->at[i].articles, sum.mentions += o->at[i].mentions;
        sqlite3_bind_int64(s, 1, sum.id);
        sqlite3_bind_int(s, 2, sum.articles);
        if (mentions) sqlite3_bind_int(s, 3, sum.mentions);
        status = run(w, statement, error);
    }
    o->n = 0;
    return status;
}

khabar_status who_settle(who *w, khabar_error *error)
{
    khabar_status status = settle(w, &w->keys, S_count_key, true, error);
    return status == KHABAR_OK ? settle(w, &w->aliases, S_count_alias, false, error) : status;
}

khabar_status who_forget(who *w, int64_t article_id, khabar_error *error)
{
    khabar_status status = who_settle(w, error);
    sqlite3_bind_int64(w->s[S_uncount_keys], 1, article_id);
    sqlite3_bind_int64(w->s[S_uncount_aliases], 1, article_id);
    if (status == KHABAR_OK) status = run(w, S_uncount_keys, error);
    if (status == KHABAR_OK) status = run(w, S_uncount_aliases, error);
    return status;
}
