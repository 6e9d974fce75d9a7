/* storing: a report that a visitor wants to keep, into the database, as khabar ingest stores it.
 *
 *   POST /api/store, the body {"title":"…","text":"…","date":"2024-09-12"}  ->  {"article":12,"address":"/article/12","new":true}
 *
 * The same report twice is one article: one that has neither id nor address is named by the hash of all that it says.
 * Each request opens the database for itself and closes it: between requests no lock is held.
 * Invariant: what is there is never changed; only a new article is added. */
#include "server/answer.h"
#include "server/post.h"
#include "store/sql.h"
#include "store/writer.h"

enum { WAIT_MS = 2000 }; /* for another program that writes; a khabar ingest holds the lock most of its time */

/* Takes the article under a name that is its own. */
static bool take(entry *e, khabar_article article)
{
    str id = {article.id.bytes, article.id.length}, given = STR(POST_NAME ":1");
    if (str_eq(id, given)) article.id = (khabar_string){0};
    if (!entry_take(e, &article)) return false;
    /* names of records come from it, also when the stored report is read again */
    e->in.id = (khabar_string){e->doc_id.p, e->doc_id.n};
    return true;
}

static int64_t number_of(store *s, const entry *e, khabar_error *error)
{
    int64_t id = 0;
    sqlite3_stmt *q = sql_prepare(s->db, s->path, "SELECT id FROM article WHERE source = ? AND doc_id = ?", error);
    if (!q) return 0;
    sql_text_or_empty(q, 1, (str){e->in.source.bytes, e->in.source.length});
    sql_text_or_empty(q, 2, e->doc_id);
    if (sqlite3_step(q) == SQLITE_ROW) id = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return id;
}

static void answer_stored(answer *a, int64_t id, bool is_new)
{
    sheet s = {.out = a->out};
    char address[40];
    snprintf(address, sizeof address, "/article/%lld", (long long)id);
    buf_char(a->out, '{');
    sheet_int(&s, "article", id, -1);
    sheet_text(&s, "address", str_of(address));
    sheet_flag(&s, "new", is_new);
    buf_char(a->out, '}');
}

/* Reads what is not there yet, and stores it. */
static khabar_status add(answer *a, store *s, writer *w, entry *e)
{
    writer_result result;
    khabar_status status = writer_look(w, e, false, &result, &a->error);
    if (status == KHABAR_OK && result == WRITER_STORED) {
        entry_read(e, a->reader);
        if (e->failed) {
            a->error = e->error;
            return e->error.status;
        }
        status = writer_add(w, e, false, &result, &a->error); /* again: somebody else may have been faster */
        if (status == KHABAR_OK) status = writer_flush(w, &a->error);
    }
    if (status != KHABAR_OK) return status;
    int64_t id = number_of(s, e, &a->error);
    if (!id) return a->error.status ? a->error.status : KHABAR_ERR_STORE;
    if (result == WRITER_DIFFERS)
        answer_fail(a, 409, "differs",
                    "article %lld has this outlet and id, with another text, title or day; it is kept", (long long)id);
    else
        answer_stored(a, id, result == WRITER_STORED);
    return KHABAR_OK;
}

static khabar_status keep_report(answer *a, entry *e)
{
    store *s = NULL;
    writer *w = NULL;
    char hash[17];
    entry_lexicon(a->k, hash);
    khabar_status status = store_open(a->write_to, STORE_WRITE, &s, &a->error);
    if (status == KHABAR_OK) sqlite3_busy_timeout(s->db, WAIT_MS);
    if (status == KHABAR_OK) status = writer_open(s, hash, &w, &a->error);
    if (status == KHABAR_OK) status = add(a, s, w, e);
    bool busy = status == KHABAR_ERR_STORE && s && sqlite3_errcode(s->db) == SQLITE_BUSY;
    writer_close(w);
    store_close(s);
    if (!busy) return status;
    answer_fail(a, 503, "busy",
                "another program writes to the database, perhaps khabar ingest; try again when it is done");
    return KHABAR_OK;
}

void answer_store(answer *a)
{
    query_filter unused;
    if (!answer_filter(a, &unused)) return;
    static _Thread_local entry e;
    post p;
    khabar_status status = post_open(a, &p);
    if (status == KHABAR_OK && strcmp(input_kind(p.in), "JSONL") != 0)
        status = error_set(&a->error, KHABAR_ERR_INPUT,
                           "one JSON object is wanted, with the keys title, text, date, outlet");
    if (status == KHABAR_OK && !take(&e, p.article)) status = error_set(&a->error, KHABAR_ERR_MEMORY, "out of memory");
    if (status == KHABAR_OK && input_next(p.in, &p.article, &a->error) != INPUT_END)
        status = error_set(&a->error, KHABAR_ERR_INPUT, "one report at a time is wanted; khabar ingest takes many");
    post_close(&p);
    if (status == KHABAR_OK) status = keep_report(a, &e);
    entry_free(&e);
    answer_failed(a, status);
}
