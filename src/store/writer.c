/* writer: see writer.h. */
#include "store/writer.h"
#include "store/fold.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/who.h"

#include <stdio.h>
#include <stdlib.h>

/* clang-format off */
#define STATEMENTS(X)                                                                                                  \
    X(find, "SELECT a.id, a.hash, l.hash = ?3, a.copy_of, a.similarity FROM article a JOIN lexicon l ON l.id = a.lexicon_id WHERE a.source = ?1 AND a.doc_id = ?2") \
    X(add_article, "INSERT INTO article(id, source, doc_id, url, published, day, title, language, hash, copy_of, similarity, lexicon_id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") \
    X(change_article, "UPDATE article SET (source, doc_id, url, published, day, title, language, hash, copy_of, similarity, lexicon_id) = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) WHERE id = ?1") \
    X(add_text, "INSERT INTO article_text VALUES(?, ?)")                                                               \
    X(add_lemmas, "INSERT INTO article_lemmas VALUES(?, ?)")                                                           \
    X(add_words, "INSERT INTO article_fts(rowid, folded, lemmas) VALUES(?, ?, ?)")                                     \
    X(old_words, "SELECT text, lemmas FROM article_text JOIN article_lemmas USING (article_id) WHERE article_id = ?")  \
    X(drop_words, "INSERT INTO article_fts(article_fts, rowid, folded, lemmas) VALUES('delete', ?, ?, ?)")             \
    X(find_band, "SELECT article_id FROM copy_band WHERE band = ? ORDER BY article_id LIMIT 64")                       \
    X(add_band, "INSERT OR IGNORE INTO copy_band VALUES(?, ?)")                                                        \
    X(drop_bands, "DELETE FROM copy_band WHERE article_id = ?")                                                        \
    X(other_text, "SELECT t.text, a.title FROM article_text t JOIN article a ON a.id = t.article_id WHERE a.id = ? AND a.copy_of IS NULL") \
    X(add_actor, "INSERT INTO article_actor VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")                                        \
    X(add_mention, "INSERT OR IGNORE INTO mention VALUES(?, ?, ?, ?)")                                                 \
    X(add_place, "INSERT OR IGNORE INTO place_mention VALUES(?, ?, ?, ?)")                                             \
    X(add_time, "INSERT OR IGNORE INTO time_mention VALUES(?, ?, ?, ?, ?, ?)")                                         \
    X(add_statement, "INSERT INTO statement VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")                      \
    X(add_span, "INSERT INTO statement_span VALUES(?, ?, ?, ?)")                                                       \
    X(add_statement_party, "INSERT INTO statement_party VALUES(?, ?, ?, ?, ?, ?, ?)")                                  \
    X(add_event, "INSERT INTO event VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") \
    X(add_event_party, "INSERT INTO event_party VALUES(?, ?, ?, ?, ?, ?, ?)")                                          \
    X(add_context, "INSERT OR IGNORE INTO event_context VALUES(?, ?)")                                                 \
    X(add_retelling, "INSERT OR IGNORE INTO event_mention VALUES(?, ?, ?)")
/* clang-format on */

#define X(name, sql) S_##name,
enum { STATEMENTS(X) N_STATEMENTS };
#undef X

static const char *const statements_sql[] = {
#define X(name, sql) sql,
    STATEMENTS(X)
#undef X
};

/* What an article's rows are deleted by, before it is stored anew. */
static const char *const drop_sql[] = {
    "DELETE FROM statement_span WHERE statement_id BETWEEN ?1 * 1000000 AND ?1 * 1000000 + 999999",
    "DELETE FROM statement_party WHERE statement_id BETWEEN ?1 * 1000000 AND ?1 * 1000000 + 999999",
    "DELETE FROM event_party WHERE event_id BETWEEN ?1 * 1000000 AND ?1 * 1000000 + 999999",
    "DELETE FROM event_context WHERE event_id BETWEEN ?1 * 1000000 AND ?1 * 1000000 + 999999",
    "DELETE FROM event_mention WHERE event_id BETWEEN ?1 * 1000000 AND ?1 * 1000000 + 999999",
    "DELETE FROM event WHERE id BETWEEN ?1 * 1000000 AND ?1 * 1000000 + 999999",
    "DELETE FROM statement WHERE id BETWEEN ?1 * 1000000 AND ?1 * 1000000 + 999999",
    "DELETE FROM mention WHERE article_id = ?1",
    "DELETE FROM article_actor WHERE article_id = ?1",
    "DELETE FROM place_mention WHERE article_id = ?1",
    "DELETE FROM time_mention WHERE article_id = ?1",
    "DELETE FROM article_text WHERE article_id = ?1",
    "DELETE FROM article_lemmas WHERE article_id = ?1",
};

struct writer {
    store *store;
    char lexicon[32];
    int64_t lexicon_id, last_article;
    int64_t data_version; /* of SQLite: moves when another program writes */
    sqlite3_stmt *s[N_STATEMENTS];
    who *who;
    who_actor *actors; /* of the article that is being stored, by their numbers from 1 */
    uint32_t cap_actors;
    copy_shingles other;
    buf folded;
    bool begun, failed;
    uint64_t copies, added;
    khabar_error *error;
};

khabar_status writer_open(store *s, const char *lexicon, writer **out, khabar_error *error)
{
    writer *w = calloc(1, sizeof *w);
    if (!w) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    w->store = s;
    w->data_version = -1;
    snprintf(w->lexicon, sizeof w->lexicon, "%s", lexicon);
    khabar_status status = who_open(s->db, s->path, &w->who, error);
    for (int i = 0; i < N_STATEMENTS && status == KHABAR_OK; i++) {
        w->s[i] = sql_prepare(s->db, s->path, statements_sql[i], error);
        if (!w->s[i]) status = KHABAR_ERR_STORE;
    }
    if (status != KHABAR_OK) {
        writer_close(w);
        return status;
    }
    *out = w;
    return KHABAR_OK;
}

void writer_close(writer *w)
{
    if (!w) return;
    for (int i = 0; i < N_STATEMENTS; i++) sqlite3_finalize(w->s[i]);
    who_close(w->who);
    if (w->begun) store_rollback(w->store);
    copy_free(&w->other);
    buf_free(&w->folded);
    free(w->actors);
    free(w);
}

uint64_t writer_copies(const writer *w)
{
    return w->copies;
}

/* ---- statements: the first error stays, and ends the article ---- */

static void fail(writer *w)
{
    if (!w->failed) sql_error(w->store->db, w->store->path, w->error);
    w->failed = true;
}

static void run(writer *w, int i)
{
    if (w->failed) return;
    if (sqlite3_step(w->s[i]) != SQLITE_DONE) fail(w);
    sqlite3_reset(w->s[i]);
}

/* Has the statement a row? It is to be reset where it has. */
static bool row(writer *w, int i)
{
    if (w->failed) return false;
    int result = sqlite3_step(w->s[i]);
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) fail(w);
    sqlite3_reset(w->s[i]);
    return false;
}

static void check(writer *w, khabar_status status)
{
    if (status != KHABAR_OK) w->failed = true;
}

static const cJSON *member(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* A whole number of a record, `none` where it has none. */
static int64_t number(const cJSON *object, const char *name, int64_t none)
{
    const cJSON *item = member(object, name);
    return cJSON_IsNumber(item) ? (int64_t)item->valuedouble : none;
}

static double real(const cJSON *object, const char *name)
{
    const cJSON *item = member(object, name);
    return cJSON_IsNumber(item) ? item->valuedouble : 0;
}

static void bind_span(sqlite3_stmt *s, int i, const cJSON *span)
{
    sql_int_or_null(s, i, number(span, "start", -1), -1);
    sql_int_or_null(s, i + 1, number(span, "end", -1), -1);
}

static void bind_text(sqlite3_stmt *s, int i, const cJSON *object, const char *name)
{
    sql_text(s, i, entry_text(object, name));
}

/* ---- transactions ---- */

static khabar_status begin(writer *w)
{
    store *s = w->store;
    khabar_status status = store_begin(s, w->error);
    if (status != KHABAR_OK) return status;
    w->begun = true;
    int64_t version = sql_number(s->db, "PRAGMA data_version");
    bool changed = version != w->data_version;
    w->data_version = version;
    if (changed) w->last_article = sql_number(s->db, "SELECT max(id) FROM article");
    return who_begin(w->who, changed, w->error);
}

/* The row of the lexicon, made with the first article that it read. */
static void find_lexicon(writer *w)
{
    if (w->lexicon_id || w->failed) return;
    static const char add[] = "INSERT OR IGNORE INTO lexicon(hash, khabar) VALUES(?1, '" KHABAR_VERSION "')";
    static const char find[] = "SELECT id FROM lexicon WHERE hash = ?1 AND khabar = '" KHABAR_VERSION "'";
    const char *const both[] = {add, find};
    for (int i = 0; i < 2 && !w->failed; i++) {
        sqlite3_stmt *s = sql_prepare(w->store->db, w->store->path, both[i], w->error);
        if (!s) {
            w->failed = true;
            return;
        }
        sql_text(s, 1, str_of(w->lexicon));
        int result = sqlite3_step(s);
        if (result == SQLITE_ROW)
            w->lexicon_id = sqlite3_column_int64(s, 0);
        else if (result != SQLITE_DONE)
            fail(w);
        sqlite3_finalize(s);
    }
}

khabar_status writer_flush(writer *w, khabar_error *error)
{
    if (!w->begun) return KHABAR_OK;
    khabar_status status = who_settle(w->who, error);
    if (status == KHABAR_OK) status = store_commit(w->store, error);
    if (status != KHABAR_OK) store_rollback(w->store);
    w->begun = false;
    return status;
}

khabar_status writer_tidy(writer *w, khabar_error *error)
{
    /* one piece in place of many is worth its price where a good part of the archive is new */
    if (w->added * 10 < (uint64_t)w->last_article) return KHABAR_OK;
    sqlite3 *db = w->store->db;
    if (sqlite3_exec(db, "INSERT INTO article_fts(article_fts) VALUES('optimize')", NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(db, "INSERT INTO actor_fts(actor_fts) VALUES('optimize')", NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(db, "PRAGMA analysis_limit = 1000; ANALYZE", NULL, NULL, NULL) != SQLITE_OK)
        return sql_error(db, w->store->path, error);
    return KHABAR_OK;
}

/* ---- what is there already ---- */

typedef struct there {
    int64_t id, copy_of; /* id 0: nothing */
    double similarity;
    bool same_hash, same_lexicon;
} there;

static there find(writer *w, const entry *e)
{
    there t = {0};
    sqlite3_stmt *s = w->s[S_find];
    sql_text_or_empty(s, 1, (str){e->in.source.bytes, e->in.source.length});
    sql_text_or_empty(s, 2, e->doc_id);
    sql_text(s, 3, str_of(w->lexicon));
    if (!row(w, S_find)) return t;
    t.id = sqlite3_column_int64(s, 0);
    t.same_hash = str_eq(sql_column(s, 1), str_of(e->hash));
    t.same_lexicon = sqlite3_column_int(s, 2);
    t.copy_of = sqlite3_column_int64(s, 3);
    t.similarity = sqlite3_column_double(s, 4);
    sqlite3_reset(s);
    return t;
}

static writer_result judge(const there *t, bool update)
{
    if (!t->id) return WRITER_STORED;
    if (t->same_hash && t->same_lexicon) return WRITER_SAME;
    if (update) return WRITER_REPLACED;
    return t->same_hash ? WRITER_OLD : WRITER_DIFFERS;
}

khabar_status writer_look(writer *w, const entry *e, bool update, writer_result *result, khabar_error *error)
{
    w->error = error;
    there t = find(w, e);
    *result = judge(&t, update);
    khabar_status status = w->failed ? KHABAR_ERR_STORE : KHABAR_OK;
    w->failed = false;
    return status;
}

/* ---- near copies ---- */

static str body_of(str text, str title)
{
    return title.n && text.n > title.n + 2 ? str_sub(text, title.n + 2, text.n) : text;
}

/* Compares with one candidate: an article that is no copy itself. */
static void compare(writer *w, const entry *e, int64_t candidate, there *best)
{
    sqlite3_stmt *s = w->s[S_other_text];
    sqlite3_bind_int64(s, 1, candidate);
    if (!row(w, S_other_text)) return;
    copy_shingle(&w->other, body_of(sql_column(s, 0), sql_column(s, 1)));
    sqlite3_reset(s);
    double similarity = copy_similarity(&e->shingles, &w->other);
    if (similarity * 100 < COPY_PERCENT || similarity <= best->similarity) return;
    best->copy_of = candidate;
    best->similarity = similarity;
}

/* The article among those before it that it is a copy of: the most similar, of equal ones the earliest. */
static void find_copy(writer *w, const entry *e, int64_t id, there *t)
{
    enum { CANDIDATES = 256 };
    int64_t seen[CANDIDATES];
    uint32_t n = 0;
    t->copy_of = 0;
    t->similarity = 0;
    if (e->shingles.n == 0) return;
    for (int b = 0; b < COPY_BANDS; b++) {
        sqlite3_bind_int64(w->s[S_find_band], 1, e->bands[b]);
        while (row(w, S_find_band)) {
            int64_t candidate = sqlite3_column_int64(w->s[S_find_band], 0);
            bool known = candidate >= id;
            for (uint32_t i = 0; i < n && !known; i++) known = seen[i] == candidate;
            if (!known && n < CANDIDATES) seen[n++] = candidate;
        }
    }
    for (uint32_t i = 1; i < n; i++) /* by id */
        for (uint32_t j = i; j > 0 && seen[j] < seen[j - 1]; j--) {
            int64_t swap = seen[j];
            seen[j] = seen[j - 1];
            seen[j - 1] = swap;
        }
    for (uint32_t i = 0; i < n; i++) compare(w, e, seen[i], t);
    if (t->copy_of) return;
    for (int b = 0; b < COPY_BANDS; b++) {
        sqlite3_bind_int64(w->s[S_add_band], 1, e->bands[b]);
        sqlite3_bind_int64(w->s[S_add_band], 2, id);
        run(w, S_add_band);
    }
}

/* ---- the parts of an article ---- */

static void add_words(writer *w, const entry *e, int64_t id)
{
    const int parts[] = {S_add_text, S_add_lemmas};
    const buf *const texts[] = {&e->text, &e->lemmas};
    for (int i = 0; i < 2; i++) {
        sqlite3_bind_int64(w->s[parts[i]], 1, id);
        sql_text_or_empty(w->s[parts[i]], 2, buf_str(texts[i]));
        run(w, parts[i]);
    }
    sqlite3_bind_int64(w->s[S_add_words], 1, id);
    sql_text_or_empty(w->s[S_add_words], 2, buf_str(&e->folded));
    sql_text_or_empty(w->s[S_add_words], 3, buf_str(&e->lemmas));
    run(w, S_add_words);
}

static void add_actors(writer *w, const entry *e, int64_t id)
{
    for (uint32_t i = 0; i < e->n_actors && !w->failed; i++) {
        const entry_actor *x = &e->actors[i];
        str key = entry_part(&e->keys, x->key);
        bool first = true, first_name = true;
        for (uint32_t j = 0; j < i && first_name; j++) {
            if (!str_eq(key, entry_part(&e->keys, e->actors[j].key))) continue;
            first = false;
            first_name = !str_eq(x->name, e->actors[j].name);
        }
        const cJSON *mentions = member(x->json, "mentions"), *span;
        uint32_t n = 0;
        sqlite3_bind_int64(w->s[S_add_mention], 1, id);
        sqlite3_bind_int64(w->s[S_add_mention], 2, i + 1);
        cJSON_ArrayForEach(span, mentions)
        {
            bind_span(w->s[S_add_mention], 3, span);
            run(w, S_add_mention);
            n += sqlite3_changes(w->store->db) > 0;
        }
        if (w->failed) return;
        check(w, who_actor_of(w->who, e, x, id, n, first, first_name, &w->actors[i + 1], w->error));
        sqlite3_stmt *s = w->s[S_add_actor];
        sqlite3_bind_int64(s, 1, id);
        sqlite3_bind_int64(s, 2, i + 1);
        sqlite3_bind_int64(s, 3, w->actors[i + 1].key_id);
        bind_text(s, 4, x->json, "kind");
        bind_text(s, 5, x->json, "name");
        bind_text(s, 6, x->json, "country");
        bind_text(s, 7, x->json, "sector");
        bind_text(s, 8, x->json, "role");
        bind_text(s, 9, x->json, "by");
        run(w, S_add_actor);
    }
}

/* The rows of places; places[i] is the id of the entry's place i. */
static void add_places(writer *w, const entry *e, int64_t id, int64_t *places)
{
    for (uint32_t i = 0; i < e->n_places && !w->failed; i++) {
        const cJSON *span;
        check(w, who_place_of(w->who, e, &e->places[i], &places[i], w->error));
        cJSON_ArrayForEach(span, member(e->places[i].json, "mentions"))
        {
            sqlite3_bind_int64(w->s[S_add_place], 1, id);
            bind_span(w->s[S_add_place], 2, span);
            sqlite3_bind_int64(w->s[S_add_place], 4, places[i]);
            run(w, S_add_place);
        }
    }
}

static void add_times(writer *w, const entry *e, int64_t id)
{
    const cJSON *x;
    sqlite3_stmt *s = w->s[S_add_time];
    cJSON_ArrayForEach(x, member(e->record, "dates"))
    {
        sqlite3_bind_int64(s, 1, id);
        bind_span(s, 2, x);
        bind_text(s, 4, x, "type");
        bind_text(s, 5, x, "value");
        bind_text(s, 6, x, "mod");
        run(w, S_add_time);
    }
}

/* The number in an id of the record: 3 of "a3". */
static uint32_t number_of(const char *id)
{
    return id && *id ? (uint32_t)strtoul(id + 1, NULL, 10) : 0;
}

static void add_parties(writer *w, const entry *e, int statement, int64_t id, const char *part, const cJSON *list)
{
    const cJSON *item;
    int n = 0;
    sqlite3_stmt *s = w->s[statement];
    cJSON_ArrayForEach(item, list)
    {
        uint32_t a = number_of(item->valuestring);
        if (a == 0 || a > e->n_actors) continue;
        const cJSON *json = e->actors[a - 1].json;
        sqlite3_bind_int64(s, 1, id);
        sql_text(s, 2, str_of(part));
        sqlite3_bind_int(s, 3, ++n);
        sqlite3_bind_int64(s, 4, a);
        sqlite3_bind_int64(s, 5, w->actors[a].actor_id);
        bind_text(s, 6, json, "country");
        bind_text(s, 7, json, "sector");
        run(w, statement);
    }
}

static void add_statements(writer *w, const entry *e, int64_t article, bool is_copy)
{
    const cJSON *x;
    int64_t n = 0;
    cJSON_ArrayForEach(x, member(e->record, "statements"))
    {
        sqlite3_stmt *s = w->s[S_add_statement];
        int64_t id = article * IDS_AN_ARTICLE + ++n;
        const cJSON *content = member(x, "content"), *span;
        sqlite3_bind_int64(s, 1, id);
        sqlite3_bind_int64(s, 2, article);
        sqlite3_bind_int64(s, 3, n);
        bind_text(s, 4, x, "uid");
        bind_text(s, 5, x, "kind");
        sqlite3_bind_int(s, 6, cJSON_IsTrue(member(x, "denial")));
        sql_text(s, 7, e->day);
        sqlite3_bind_int64(s, 8, number(x, "sentence", 0));
        bind_span(s, 9, member(x, "cue"));
        bind_span(s, 11, cJSON_GetArrayItem(content, 0));
        sqlite3_bind_double(s, 13, real(x, "confidence"));
        bind_text(s, 14, x, "rule");
        sqlite3_bind_int(s, 15, is_copy);
        run(w, S_add_statement);
        int k = 0;
        cJSON_ArrayForEach(span, content)
        {
            if (++k == 1) continue;
            sqlite3_bind_int64(w->s[S_add_span], 1, id);
            sqlite3_bind_int(w->s[S_add_span], 2, k);
            bind_span(w->s[S_add_span], 3, span);
            run(w, S_add_span);
        }
        add_parties(w, e, S_add_statement_party, id, "speaker", member(x, "speakers"));
        add_parties(w, e, S_add_statement_party, id, "addressee", member(x, "addressees"));
        add_parties(w, e, S_add_statement_party, id, "via", member(x, "via"));
    }
}

/* The day of an event, as much as its date says. */
static str event_day(const cJSON *date, str article_day)
{
    str start = entry_text(date, "start"), precision = entry_text(date, "precision");
    if (start.n < 10) return article_day;
    bool day = str_eq(precision, STR("day")) || str_eq(precision, STR("week")), month = str_eq(precision, STR("month"));
    return str_sub(start, 0, day ? 10 : month ? 7 : 4);
}

static bool has(const cJSON *list, const char *word)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, list) if (item->valuestring && strcmp(item->valuestring, word) == 0) return true;
    return false;
}

static void bind_event(sqlite3_stmt *s, const entry *e, const cJSON *x, int64_t article, int64_t n, int64_t place)
{
    static const char *const aux[] = {"negation", "future", "hypothetical", "historical"};
    static const char *const toll[] = {"killed", "wounded", "arrested"};
    const cJSON *date = member(x, "date");
    int64_t statement = number_of(entry_text(x, "attributed_to").p);
    int i = 0;
    sqlite3_bind_int64(s, ++i, article * IDS_AN_ARTICLE + n);
    sqlite3_bind_int64(s, ++i, article);
    sqlite3_bind_int64(s, ++i, n);
    bind_text(s, ++i, x, "uid");
    bind_text(s, ++i, x, "group");
    bind_text(s, ++i, x, "type");
    bind_text(s, ++i, x, "mode");
    sql_text_or_empty(s, ++i, entry_text(x, "cameo"));
    sqlite3_bind_int64(s, ++i, number(x, "quad", 0));
    sqlite3_bind_double(s, ++i, real(x, "goldstein"));
    sql_text(s, ++i, event_day(date, e->day));
    bind_text(s, ++i, date, "start");
    bind_text(s, ++i, date, "end");
    bind_text(s, ++i, date, "precision");
    bind_text(s, ++i, date, "from");
    sql_int_or_null(s, ++i, place, 0);
    bind_text(s, ++i, member(x, "place"), "name");
    sql_int_or_null(s, ++i, statement ? article * IDS_AN_ARTICLE + statement : 0, 0);
    for (int k = 0; k < 4; k++) sqlite3_bind_int(s, ++i, has(member(x, "aux"), aux[k]));
    for (int k = 0; k < 3; k++) sql_int_or_null(s, ++i, number(x, toll[k], -1), -1);
    sqlite3_bind_int64(s, ++i, number(x, "sentence", 0));
    bind_span(s, i + 1, member(x, "trigger"));
    i += 2;
    sqlite3_bind_double(s, ++i, real(x, "confidence"));
    sql_text_or_empty(s, ++i, entry_text(x, "rule"));
}

static void add_events(writer *w, const entry *e, int64_t article, bool is_copy, const int64_t *places)
{
    enum { IS_COPY = 31 };
    const cJSON *x, *item;
    int64_t n = 0;
    cJSON_ArrayForEach(x, member(e->record, "events"))
    {
        sqlite3_stmt *s = w->s[S_add_event];
        uint32_t place = e->event_places[n];
        int64_t id = article * IDS_AN_ARTICLE + ++n;
        bind_event(s, e, x, article, n, place == ENTRY_NO_PLACE ? 0 : places[place]);
        sqlite3_bind_int(s, IS_COPY, is_copy);
        run(w, S_add_event);
        add_parties(w, e, S_add_event_party, id, "actor", member(x, "actors"));
        add_parties(w, e, S_add_event_party, id, "recipient", member(x, "recipients"));
        cJSON_ArrayForEach(item, member(x, "contexts"))
        {
            sqlite3_bind_int64(w->s[S_add_context], 1, id);
            sql_text(w->s[S_add_context], 2, str_of(item->valuestring));
            run(w, S_add_context);
        }
        cJSON_ArrayForEach(item, member(x, "retold"))
        {
            sqlite3_bind_int64(w->s[S_add_retelling], 1, id);
            bind_span(w->s[S_add_retelling], 2, item);
            run(w, S_add_retelling);
        }
    }
}

/* ---- the article ---- */

static void add_article(writer *w, const entry *e, const there *t, int64_t id)
{
    int statement = t->id ? S_change_article : S_add_article, i = 0;
    sqlite3_stmt *s = w->s[statement];
    sqlite3_bind_int64(s, ++i, id);
    sql_text_or_empty(s, ++i, (str){e->in.source.bytes, e->in.source.length});
    sql_text(s, ++i, e->doc_id);
    sql_text(s, ++i, (str){e->in.url.bytes, e->in.url.length});
    sql_text(s, ++i, (str){e->in.published.bytes, e->in.published.length});
    sql_text(s, ++i, e->day);
    sql_text(s, ++i, (str){e->in.title.bytes, e->in.title.length});
    sql_text(s, ++i, entry_text(member(e->record, "document"), "language"));
    sql_text(s, ++i, str_of(e->hash));
    sql_int_or_null(s, ++i, t->copy_of, 0);
    if (t->copy_of)
        sqlite3_bind_double(s, ++i, t->similarity);
    else
        sqlite3_bind_null(s, ++i);
    sqlite3_bind_int64(s, ++i, w->lexicon_id);
    run(w, statement);
}

/* All that was stored of an article, but for its row and its bands. */
static void drop_article(writer *w, int64_t id)
{
    sqlite3 *db = w->store->db;
    check(w, who_forget(w->who, id, w->error));
    sqlite3_bind_int64(w->s[S_old_words], 1, id);
    if (row(w, S_old_words)) {
        w->folded.n = 0;
        fold_text(sql_column(w->s[S_old_words], 0), &w->folded);
        sqlite3_bind_int64(w->s[S_drop_words], 1, id);
        sql_text_or_empty(w->s[S_drop_words], 2, buf_str(&w->folded));
        sql_text_or_empty(w->s[S_drop_words], 3, sql_column(w->s[S_old_words], 1));
        run(w, S_drop_words);
        sqlite3_reset(w->s[S_old_words]);
    }
    for (size_t i = 0; i < sizeof drop_sql / sizeof *drop_sql && !w->failed; i++) {
        sqlite3_stmt *s = sql_prepare(db, w->store->path, drop_sql[i], w->error);
        if (!s) {
            w->failed = true;
            return;
        }
        sqlite3_bind_int64(s, 1, id);
        if (sqlite3_step(s) != SQLITE_DONE) fail(w);
        sqlite3_finalize(s);
    }
}

static bool room_for_actors(writer *w, uint32_t n)
{
    if (n <= w->cap_actors) return true;
    who_actor *p = realloc(w->actors, n * sizeof *p);
    if (!p) return false;
    w->actors = p;
    w->cap_actors = n;
    return true;
}

static void store_article(writer *w, const entry *e, there *t)
{
    int64_t id = t->id ? t->id : ++w->last_article;
    int64_t *places = calloc(e->n_places + 1, sizeof *places);
    if (!places || !room_for_actors(w, e->n_actors + 1)) {
        error_set(w->error, KHABAR_ERR_MEMORY, "out of memory");
        w->failed = true;
    }
    if (t->id && !w->failed) drop_article(w, id);
    if (!w->failed && !(t->id && t->same_hash)) {
        if (t->id) {
            sqlite3_bind_int64(w->s[S_drop_bands], 1, id);
            run(w, S_drop_bands);
        }
        find_copy(w, e, id, t);
    }
    bool is_copy = t->copy_of != 0;
    w->copies += is_copy;
    add_article(w, e, t, id);
    add_words(w, e, id);
    if (!w->failed) add_actors(w, e, id);
    if (!w->failed) add_places(w, e, id, places);
    if (!w->failed) add_times(w, e, id);
    if (!w->failed) add_statements(w, e, id, is_copy);
    if (!w->failed) add_events(w, e, id, is_copy, places);
    free(places);
}

khabar_status writer_add(writer *w, const entry *e, bool update, writer_result *result, khabar_error *error)
{
    w->error = error;
    w->failed = false;
    int most = cJSON_GetArraySize(member(e->record, "events")),
        said = cJSON_GetArraySize(member(e->record, "statements"));
    if (most >= IDS_AN_ARTICLE || said >= IDS_AN_ARTICLE)
        return error_set(error, KHABAR_ERR_TOO_LARGE, "%.*s: more than %d events or statements in one article",
                         (int)e->doc_id.n, e->doc_id.p, IDS_AN_ARTICLE - 1);
    khabar_status status = w->begun ? KHABAR_OK : begin(w);
    if (status != KHABAR_OK) return status;
    there t = find(w, e);
    *result = judge(&t, update);
    if (!w->failed && (*result == WRITER_STORED || *result == WRITER_REPLACED)) {
        find_lexicon(w);
        store_article(w, e, &t);
        w->added++;
    }
    if (!w->failed) return KHABAR_OK;
    store_rollback(w->store);
    w->begun = false;
    return error && error->status != KHABAR_OK ? error->status : KHABAR_ERR_STORE;
}
