/* writer: see writer.h. */
#include "store/writer.h"
#include "lexicon/lexicon.h"
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
    X(add_actor, "INSERT INTO article_actor VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")                                     \
    X(add_mention, "INSERT OR IGNORE INTO mention VALUES(?, ?, ?, ?)")                                                 \
    X(add_place, "INSERT OR IGNORE INTO place_mention(article_id, place_id, start, stop) VALUES(?, ?, ?, ?)")                                             \
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

khabar_status writer_open(store *s, const char *lexicon_hash, writer **out, khabar_error *error)
{
    writer *w = calloc(1, sizeof *w);
    if (!w) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    w->store = s;
    w->data_version = -1;
    snprintf(w->lexicon, sizeof w->lexicon, "%s", lexicon_hash);
    khabar_status status = who_open(s->db, s->path, &w->who, error);
    if (status == KHABAR_OK) status = sql_prepare_all(s->db, s->path, statements_sql, N_STATEMENTS, w->s, error);
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

static void bind_span(sqlite3_stmt *s, int i, entry_span span)
{
    sqlite3_bind_int64(s, i, span.start);
    sqlite3_bind_int64(s, i + 1, span.stop);
}

static void bind_uid(sqlite3_stmt *s, int i, uint64_t uid, char hex[17])
{
    snprintf(hex, 17, "%016llx", (unsigned long long)uid);
    sql_text(s, i, str_of(hex));
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
    /* how the values are spread, for SQLite's choice of indexes: where a good part of the archive is new */
    if (w->added * 10 < (uint64_t)w->last_article) return KHABAR_OK;
    sqlite3 *db = w->store->db;
    if (sqlite3_exec(db, "PRAGMA analysis_limit = 1000; ANALYZE", NULL, NULL, NULL) != SQLITE_OK)
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

/* Compares with one candidate: an article that is no copy itself. */
static void compare(writer *w, const entry *e, int64_t candidate, there *best)
{
    sqlite3_stmt *s = w->s[S_other_text];
    sqlite3_bind_int64(s, 1, candidate);
    if (!row(w, S_other_text)) return;
    str title = sql_column(s, 1);
    w->folded.n = 0;
    fold_text(sql_column(s, 0), &w->folded);
    copy_shingle(&w->other, buf_str(&w->folded), title.n ? fold_count(title) : 0);
    sqlite3_reset(s);
    copy_sort(&w->other);
    double similarity = copy_similarity(&e->shingles, &w->other);
    if (similarity * 100 < COPY_PERCENT || similarity <= best->similarity) return;
    best->copy_of = candidate;
    best->similarity = similarity;
}

/* The article among those before it that it is a copy of: the most similar, of equal ones the earliest. */
static void find_copy(writer *w, entry *e, int64_t id, there *t)
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
    if (n) copy_sort(&e->shingles);
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
    const str texts[] = {e->text, buf_str(&e->lemmas)};
    for (int i = 0; i < 2; i++) {
        sqlite3_bind_int64(w->s[parts[i]], 1, id);
        sql_text_or_empty(w->s[parts[i]], 2, texts[i]);
        run(w, parts[i]);
    }
    sqlite3_bind_int64(w->s[S_add_words], 1, id);
    sql_text_or_empty(w->s[S_add_words], 2, buf_str(&e->folded));
    sql_text_or_empty(w->s[S_add_words], 3, buf_str(&e->lemmas));
    run(w, S_add_words);
}

/* Adds the spans of what is bound to a statement already: its last two values. */
static uint32_t add_spans(writer *w, int statement, int i, const entry_spans *spans)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < spans->n && !w->failed; k++) {
        bind_span(w->s[statement], i, spans->at[k]);
        run(w, statement);
        n += sqlite3_changes(w->store->db) > 0;
    }
    return n;
}

static void add_actors(writer *w, const entry *e, int64_t id, bool new_article)
{
    for (uint32_t i = 0; i < e->actors.n && !w->failed; i++) {
        const entry_actor *x = &e->actors.at[i];
        who_in in = {.article_id = id, .n = i + 1, .first = true, .first_alias = true, .new_article = new_article};
        for (uint32_t j = 0; j < i && x->key.n && in.first_alias; j++) {
            if (!str_eq(x->key, e->actors.at[j].key)) continue;
            in.first = false;
            in.first_alias = !str_eq(x->alias, e->actors.at[j].alias);
        }
        sqlite3_bind_int64(w->s[S_add_mention], 1, id);
        sqlite3_bind_int64(w->s[S_add_mention], 2, i + 1);
        in.mentions = add_spans(w, S_add_mention, 3, &x->spans);
        if (w->failed) return;
        check(w, who_actor_of(w->who, x, &in, &w->actors[i + 1], w->error));
        sqlite3_stmt *s = w->s[S_add_actor];
        sqlite3_bind_int64(s, 1, id);
        sqlite3_bind_int64(s, 2, i + 1);
        sqlite3_bind_int64(s, 3, w->actors[i + 1].key_id);
        sql_int_or_null(s, 4, w->actors[i + 1].alias_id, 0);
        sqlite3_bind_int(s, 5, x->name.n > 0);
        sql_text(s, 6, str_of(x->kind));
        sql_text(s, 7, x->country);
        sql_text(s, 8, x->sector);
        sql_text(s, 9, x->name.n ? x->role : (str){NULL, 0});
        sql_text(s, 10, str_of(x->by));
        run(w, S_add_actor);
    }
}

/* The rows of places; places[i] is the id of the entry's place i. */
static void add_places(writer *w, const entry *e, int64_t id, int64_t *places)
{
    for (uint32_t i = 0; i < e->places.n && !w->failed; i++) {
        check(w, who_place_of(w->who, &e->places.at[i], &places[i], w->error));
        sqlite3_bind_int64(w->s[S_add_place], 1, id);
        sqlite3_bind_int64(w->s[S_add_place], 2, places[i]);
        add_spans(w, S_add_place, 3, &e->places.at[i].spans);
    }
}

static void add_times(writer *w, const entry *e, int64_t id)
{
    sqlite3_stmt *s = w->s[S_add_time];
    for (uint32_t i = 0; i < e->times.n && !w->failed; i++) {
        const entry_time *x = &e->times.at[i];
        sqlite3_bind_int64(s, 1, id);
        bind_span(s, 2, x->span);
        sql_text(s, 4, str_of(x->type));
        sql_text_or_empty(s, 5, x->value);
        sql_text(s, 6, str_of(x->mod));
        run(w, S_add_time);
    }
}

static void add_parties(writer *w, const entry *e, int statement, int64_t id, const char *part, const entry_party *p)
{
    sqlite3_stmt *s = w->s[statement];
    for (uint32_t i = 0; i < p->n && !w->failed; i++) {
        const entry_actor *x = &e->actors.at[p->at[i] - 1];
        sqlite3_bind_int64(s, 1, id);
        sql_text(s, 2, str_of(part));
        sqlite3_bind_int64(s, 3, i + 1);
        sqlite3_bind_int64(s, 4, p->at[i]);
        sqlite3_bind_int64(s, 5, w->actors[p->at[i]].actor_id);
        sql_text(s, 6, x->country);
        sql_text(s, 7, x->sector);
        run(w, statement);
    }
}

static void add_statements(writer *w, const entry *e, int64_t article, bool is_copy)
{
    for (uint32_t i = 0; i < e->statements.n && !w->failed; i++) {
        const entry_statement *x = &e->statements.at[i];
        sqlite3_stmt *s = w->s[S_add_statement];
        int64_t id = article * IDS_AN_ARTICLE + i + 1;
        char uid[17];
        sqlite3_bind_int64(s, 1, id);
        sqlite3_bind_int64(s, 2, article);
        sqlite3_bind_int64(s, 3, i + 1);
        bind_uid(s, 4, x->uid, uid);
        sql_text(s, 5, str_of(x->kind));
        sqlite3_bind_int(s, 6, x->denial);
        sql_text(s, 7, e->day);
        sqlite3_bind_int64(s, 8, x->sentence);
        bind_span(s, 9, x->cue);
        if (x->cue.start == x->cue.stop) sqlite3_bind_null(s, 9), sqlite3_bind_null(s, 10);
        bind_span(s, 11, x->content.at[0]);
        sqlite3_bind_double(s, 13, x->confidence / 100.0);
        sql_text(s, 14, str_of(x->rule));
        sqlite3_bind_int(s, 15, is_copy);
        run(w, S_add_statement);
        for (uint32_t k = 1; k < x->content.n; k++) {
            sqlite3_bind_int64(w->s[S_add_span], 1, id);
            sqlite3_bind_int64(w->s[S_add_span], 2, k + 1);
            bind_span(w->s[S_add_span], 3, x->content.at[k]);
            run(w, S_add_span);
        }
        add_parties(w, e, S_add_statement_party, id, "speaker", &x->speakers);
        add_parties(w, e, S_add_statement_party, id, "addressee", &x->addressees);
        add_parties(w, e, S_add_statement_party, id, "via", &x->via);
    }
}

static void add_event(writer *w, const entry *e, const entry_event *x, int64_t article, int64_t n, int64_t place,
                      bool is_copy)
{
    sqlite3_stmt *s = w->s[S_add_event];
    char uid[17], group[17];
    int i = 0;
    sqlite3_bind_int64(s, ++i, article * IDS_AN_ARTICLE + n);
    sqlite3_bind_int64(s, ++i, article);
    sqlite3_bind_int64(s, ++i, n);
    bind_uid(s, ++i, x->uid, uid);
    bind_uid(s, ++i, x->group, group);
    if (!x->group) sqlite3_bind_null(s, i);
    sql_text(s, ++i, str_of(x->type));
    sql_text(s, ++i, x->mode);
    sql_text_or_empty(s, ++i, x->cameo);
    sqlite3_bind_int(s, ++i, x->quad);
    sqlite3_bind_double(s, ++i, x->goldstein / 10.0);
    sql_text(s, ++i, x->day.n ? x->day : e->day);
    sql_text(s, ++i, x->start);
    sql_text(s, ++i, x->end);
    sql_text(s, ++i, str_of(x->precision));
    sql_text(s, ++i, x->date_words);
    sql_int_or_null(s, ++i, place, 0);
    sql_text(s, ++i, x->place_words);
    sql_int_or_null(s, ++i, x->statement ? article * IDS_AN_ARTICLE + x->statement : 0, 0);
    for (unsigned k = 0; k < 4; k++) sqlite3_bind_int(s, ++i, x->aux >> k & 1);
    for (unsigned k = 0; k < 3; k++) sql_int_or_null(s, ++i, x->toll[k], -1);
    sqlite3_bind_int64(s, ++i, x->sentence);
    bind_span(s, i + 1, x->trigger);
    i += 2;
    sqlite3_bind_double(s, ++i, x->confidence / 100.0);
    sql_text_or_empty(s, ++i, x->rule);
    sqlite3_bind_int(s, ++i, is_copy);
    run(w, S_add_event);
}

static void add_events(writer *w, const entry *e, int64_t article, bool is_copy, const int64_t *places)
{
    for (uint32_t i = 0; i < e->events.n && !w->failed; i++) {
        const entry_event *x = &e->events.at[i];
        int64_t id = article * IDS_AN_ARTICLE + i + 1;
        add_event(w, e, x, article, i + 1, x->place ? places[x->place - 1] : 0, is_copy);
        add_parties(w, e, S_add_event_party, id, "actor", &x->actors);
        add_parties(w, e, S_add_event_party, id, "recipient", &x->recipients);
        for (unsigned c = 0; c < CONTEXT_COUNT; c++) {
            if (!(x->contexts >> c & 1)) continue;
            sqlite3_bind_int64(w->s[S_add_context], 1, id);
            sql_text(w->s[S_add_context], 2, str_of(lex_context_name[c]));
            run(w, S_add_context);
        }
        sqlite3_bind_int64(w->s[S_add_retelling], 1, id);
        add_spans(w, S_add_retelling, 2, &x->retold);
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
    sql_text(s, ++i, str_of(e->arabic ? "ar" : "und"));
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

static void store_article(writer *w, entry *e, there *t)
{
    int64_t id = t->id ? t->id : ++w->last_article;
    int64_t *places = calloc(e->places.n + 1, sizeof *places);
    if (!places || !room_for_actors(w, e->actors.n + 1)) {
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
    if (!w->failed) add_actors(w, e, id, !t->id);
    if (!w->failed) add_places(w, e, id, places);
    if (!w->failed) add_times(w, e, id);
    if (!w->failed) add_statements(w, e, id, is_copy);
    if (!w->failed) add_events(w, e, id, is_copy, places);
    free(places);
}

khabar_status writer_add(writer *w, entry *e, bool update, writer_result *result, khabar_error *error)
{
    w->error = error;
    w->failed = false;
    if (e->events.n >= IDS_AN_ARTICLE || e->statements.n >= IDS_AN_ARTICLE)
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
