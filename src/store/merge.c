/* merge: see merge.h. */
#include "store/merge.h"
#include "store/schema.h"
#include "store/sql.h"

/* Runs SQL with up to three numbers bound; *n the first column of its first row, where n is given. */
static khabar_status run(store *s, const char *sql, int64_t a, int64_t b, int64_t c, int64_t *n, khabar_error *error)
{
    sqlite3_stmt *q = sql_prepare(s->db, s->path, sql, error);
    if (!q) return KHABAR_ERR_STORE;
    const int64_t values[] = {a, b, c};
    for (int i = 0; i < sqlite3_bind_parameter_count(q); i++) sqlite3_bind_int64(q, i + 1, values[i]);
    int result = sqlite3_step(q);
    khabar_status status = KHABAR_OK;
    if (result == SQLITE_ROW && n)
        *n = sqlite3_column_int64(q, 0);
    else if (result != SQLITE_ROW && result != SQLITE_DONE)
        status = sql_error(s->db, s->path, error);
    sqlite3_finalize(q);
    return status;
}

static khabar_status end(store *s, khabar_status status, khabar_error *error)
{
    if (status == KHABAR_OK) return store_commit(s, error);
    store_rollback(s);
    return status;
}

/* Is it an actor: a key that leads to itself? Else to whom it was merged, or that there is none. */
static khabar_status check(store *s, int64_t id, khabar_error *error)
{
    int64_t to = 0;
    khabar_status status = run(s, "SELECT actor_id FROM actor_key WHERE id = ?", id, 0, 0, &to, error);
    if (status != KHABAR_OK || to == id) return status;
    if (to == 0) return error_set(error, KHABAR_ERR_ARGUMENT, "%s: there is no actor %lld", s->path, (long long)id);
    return error_set(error, KHABAR_ERR_ARGUMENT, "%s: %lld is merged into actor %lld", s->path, (long long)id,
                     (long long)to);
}

khabar_status merge_actors(store *s, int64_t actor, int64_t other, khabar_error *error)
{
    if (actor == other) return error_set(error, KHABAR_ERR_ARGUMENT, "an actor is one with itself already");
    khabar_status status = store_begin(s, error);
    if (status != KHABAR_OK) return status;
    status = check(s, actor, error);
    if (status == KHABAR_OK) status = check(s, other, error);
    static const char *const sql[] = {"UPDATE event_party SET actor_id = ?1 WHERE actor_id = ?2",
                                      "UPDATE statement_party SET actor_id = ?1 WHERE actor_id = ?2",
                                      "UPDATE actor_key SET actor_id = ?1 WHERE actor_id = ?2"};
    for (size_t i = 0; i < 3 && status == KHABAR_OK; i++) status = run(s, sql[i], actor, other, 0, NULL, error);
    return end(s, status, error);
}

/* Parties point at actors across articles: they are set again from the keys of the articles that have key ?1. */
static khabar_status set_parties(store *s, int64_t key, khabar_error *error)
{
    static const char *const sql[] = {
        "UPDATE event_party SET actor_id = (SELECT k.actor_id FROM article_actor a JOIN actor_key k ON k.id = a.key_id "
        "WHERE a.article_id = event_id / ?2 AND a.n = actor) WHERE event_id IN (SELECT e.id FROM article_actor a JOIN "
        "event e "
        "ON e.article_id = a.article_id WHERE a.key_id = ?1)",
        "UPDATE statement_party SET actor_id = (SELECT k.actor_id FROM article_actor a JOIN actor_key k ON k.id = "
        "a.key_id "
        "WHERE a.article_id = statement_id / ?2 AND a.n = actor) WHERE statement_id IN (SELECT t.id FROM article_actor "
        "a JOIN "
        "statement t ON t.article_id = a.article_id WHERE a.key_id = ?1)"};
    khabar_status status = KHABAR_OK;
    for (size_t i = 0; i < 2 && status == KHABAR_OK; i++) status = run(s, sql[i], key, IDS_AN_ARTICLE, 0, NULL, error);
    return status;
}

khabar_status merge_undo(store *s, int64_t actor, int64_t *n, khabar_error *error)
{
    khabar_status status = store_begin(s, error);
    if (status != KHABAR_OK) return status;
    *n = 0;
    status = check(s, actor, error);
    for (int64_t key = 0; status == KHABAR_OK; (*n)++) {
        key = 0;
        status =
            run(s, "SELECT min(id) FROM actor_key WHERE actor_id = ?1 AND actor_id <> id", actor, 0, 0, &key, error);
        if (status != KHABAR_OK || key == 0) break;
        status = run(s, "UPDATE actor_key SET actor_id = id WHERE id = ?", key, 0, 0, NULL, error);
        if (status == KHABAR_OK) status = set_parties(s, key, error);
    }
    return end(s, status, error);
}

/* The key of the split-off actor: that of the other with the article's number, so that it is found again. */
static const char add_key[] =
    "INSERT INTO actor_key(key, actor_id, kind, name, name_en, country, sector, role, "
    "wikidata, generic, articles, mentions) "
    "SELECT k.key || '|split|' || ?2, 0, k.kind, coalesce(CASE WHEN a.named THEN l.name END, k.name), NULL, a.country, "
    "a.sector, CASE WHEN a.named THEN NULL ELSE l.name END, NULL, k.generic, 1, "
    "(SELECT count(*) FROM article_actor b JOIN mention m ON m.article_id = b.article_id AND "
    "m.n = b.n WHERE b.article_id = ?2 AND "
    "b.key_id = ?1) FROM actor_key k JOIN article_actor a ON a.key_id = k.id LEFT JOIN actor_alias l ON l.id = "
    "a.alias_id WHERE k.id = ?1 "
    "AND a.article_id = ?2 LIMIT 1";

static const char *const move[] = {
    "UPDATE actor_key SET actor_id = id WHERE id = ?3",
    "INSERT INTO actor_split VALUES(?1, ?2, ?3)",
    "UPDATE actor_key SET articles = articles - 1, mentions = mentions - (SELECT mentions FROM actor_key WHERE id = "
    "?3) "
    "WHERE id = ?1",
    /* its names in the article go with it */
    "UPDATE actor_alias SET articles = articles - 1 WHERE id IN (SELECT alias_id FROM article_actor WHERE article_id = "
    "?2 AND "
    "key_id = ?1)",
    "INSERT INTO actor_alias(key_id, name, folded, articles) SELECT ?3, name, folded, 1 FROM actor_alias WHERE id IN "
    "(SELECT "
    "alias_id FROM article_actor WHERE article_id = ?2 AND key_id = ?1) ORDER BY id",
    "INSERT INTO actor_fts(rowid, folded) SELECT id, folded FROM actor_alias WHERE key_id = ?3",
    "UPDATE article_actor SET key_id = ?3, alias_id = (SELECT n.id FROM actor_alias o JOIN actor_alias n ON n.name = "
    "o.name WHERE "
    "o.id = alias_id AND n.key_id = ?3) WHERE article_id = ?2 AND key_id = ?1",
};

khabar_status merge_split(store *s, int64_t actor, int64_t article, int64_t *made, khabar_error *error)
{
    khabar_status status = store_begin(s, error);
    if (status != KHABAR_OK) return status;
    int64_t key = 0;
    status = check(s, actor, error);
    if (status == KHABAR_OK)
        status =
            run(s,
                "SELECT a.key_id FROM article_actor a JOIN actor_key k ON k.id = a.key_id WHERE k.actor_id = ?1 AND "
                "a.article_id = ?2 ORDER BY a.n LIMIT 1",
                actor, article, 0, &key, error);
    if (status == KHABAR_OK && key == 0)
        status = error_set(error, KHABAR_ERR_ARGUMENT, "%s: article %lld does not have actor %lld", s->path,
                           (long long)article, (long long)actor);
    if (status == KHABAR_OK) status = run(s, add_key, key, article, 0, NULL, error);
    *made = sqlite3_last_insert_rowid(s->db);
    for (size_t i = 0; i < sizeof move / sizeof *move && status == KHABAR_OK; i++)
        status = run(s, move[i], key, article, *made, NULL, error);
    if (status == KHABAR_OK) status = set_parties(s, *made, error);
    return end(s, status, error);
}
