/* article: one stored report with all that was found in it, as the page shows it.
 *
 *   /article/7.json  ->  {"article":{…,"text"},"actors":[…],"places":[…],"dates":[…],"statements":[…],"events":[…]}
 *
 * Spans are code points of article.text, which is title, two newlines, text. */
#include "server/answer.h"
#include "server/list.h"
#include "store/sql.h"

#include <math.h>

static int64_t number(sqlite3_stmt *s, int i)
{
    return sqlite3_column_int64(s, i);
}

/* A statement with the article's id bound; NULL where it cannot be made, which is then the answer. */
static sqlite3_stmt *ask(answer *a, const char *sql, int64_t article)
{
    sqlite3_stmt *s = sql_prepare(a->store->db, a->store->path, sql, &a->error);
    if (s)
        sqlite3_bind_int64(s, 1, article);
    else
        answer_failed(a, KHABAR_ERR_STORE);
    return s;
}

static void finish(answer *a, sqlite3_stmt *s)
{
    if (s && sqlite3_finalize(s) != SQLITE_OK) {
        sql_error(a->store->db, a->store->path, &a->error);
        answer_failed(a, KHABAR_ERR_STORE);
    }
}

static void mentions(sheet *s, sqlite3_stmt *m, int64_t n, int n_column, int start_column, bool *row)
{
    sheet_open(s, "mentions", '[');
    while (*row && number(m, n_column) == n) {
        list_span(s, NULL, (uint32_t)number(m, start_column), (uint32_t)number(m, start_column + 1), (str){0});
        *row = sqlite3_step(m) == SQLITE_ROW;
    }
    sheet_close(s, ']');
}

static void actors(answer *a, sheet *s, int64_t article)
{
    sqlite3_stmt *q = ask(a,
                          "SELECT aa.n, k.id, aa.kind, CASE WHEN aa.named THEN l.name ELSE k.name END, k.name_en, "
                          "aa.country, aa.sector, CASE WHEN aa.named THEN aa.role ELSE l.name END, k.wikidata, "
                          "aa.settled FROM article_actor aa LEFT JOIN actor_alias l ON l.id = aa.alias_id "
                          "LEFT JOIN actor_split p ON p.key_id = aa.key_id AND p.article_id = aa.article_id "
                          "JOIN actor_key o ON o.id = coalesce(p.to_key, aa.key_id) JOIN actor_key k ON k.id = "
                          "o.actor_id WHERE aa.article_id = ? ORDER BY aa.n",
                          article);
    sqlite3_stmt *m = ask(a, "SELECT n, start, stop FROM mention WHERE article_id = ? ORDER BY n, start", article);
    bool row = m && sqlite3_step(m) == SQLITE_ROW;
    sheet_open(s, "actors", '[');
    while (q && sqlite3_step(q) == SQLITE_ROW) {
        static const char *const names[] = {"kind", "name", "name_en", "country", "sector", "role", "wikidata", "by"};
        sheet_row(s);
        sheet_int(s, "n", number(q, 0), -1);
        sheet_int(s, "actor", number(q, 1), -1);
        for (int i = 0; i < 8; i++) sheet_text(s, names[i], sql_column(q, i + 2));
        mentions(s, m, number(q, 0), 0, 1, &row);
        sheet_row_end(s);
    }
    sheet_close(s, ']');
    finish(a, q);
    finish(a, m);
}

static void places(answer *a, sheet *s, int64_t article)
{
    sqlite3_stmt *q = ask(a,
                          "SELECT m.place_id, m.start, m.stop, p.name, p.name_en, p.country, p.lat, p.lon FROM "
                          "place_mention m JOIN place p ON p.id = m.place_id WHERE m.article_id = ? "
                          "ORDER BY m.place_id, m.start",
                          article);
    sheet_open(s, "places", '[');
    bool row = q && sqlite3_step(q) == SQLITE_ROW;
    while (row) {
        sheet_row(s);
        sheet_text(s, "name", sql_column(q, 3));
        sheet_text(s, "name_en", sql_column(q, 4));
        sheet_text(s, "country", sql_column(q, 5));
        if (sqlite3_column_type(q, 6) != SQLITE_NULL) {
            sheet_real(s, "lat", sqlite3_column_double(q, 6), 2);
            sheet_real(s, "lon", sqlite3_column_double(q, 7), 2);
        }
        mentions(s, q, number(q, 0), 0, 1, &row);
        sheet_row_end(s);
    }
    sheet_close(s, ']');
    finish(a, q);
}

static void dates(answer *a, sheet *s, int64_t article)
{
    sqlite3_stmt *q =
        ask(a, "SELECT start, stop, type, value, mod FROM time_mention WHERE article_id = ? ORDER BY start", article);
    sheet_open(s, "dates", '[');
    while (q && sqlite3_step(q) == SQLITE_ROW) {
        sheet_row(s);
        sheet_int(s, "start", number(q, 0), -1);
        sheet_int(s, "end", number(q, 1), -1);
        sheet_text(s, "type", sql_column(q, 2));
        sheet_text(s, "value", sql_column(q, 3));
        sheet_text(s, "mod", sql_column(q, 4));
        sheet_row_end(s);
    }
    sheet_close(s, ']');
    finish(a, q);
}

static void records(answer *a, sheet *s, int64_t article)
{
    query_filter f = {.article = article, .copies = true};
    query_rows *rows = NULL;
    query_statement x;
    query_event e;
    khabar_status status = query_statements(a->store, &f, &rows, &a->error);
    sheet_open(s, "statements", '[');
    while (status == KHABAR_OK && query_next_statement(rows, &x)) list_statement(s, &x, false);
    sheet_close(s, ']');
    if (status == KHABAR_OK) status = query_close(rows, &a->error);
    rows = NULL;
    if (status == KHABAR_OK) status = query_events(a->store, &f, &rows, &a->error);
    sheet_open(s, "events", '[');
    while (status == KHABAR_OK && query_next_event(rows, &e)) list_event(s, &e, false);
    sheet_close(s, ']');
    if (status == KHABAR_OK) status = query_close(rows, &a->error);
    answer_failed(a, status);
}

static void copies(answer *a, sheet *s, int64_t article)
{
    sqlite3_stmt *q = ask(a, "SELECT id, source, day FROM article WHERE copy_of = ? ORDER BY id LIMIT 50", article);
    sheet_open(s, "copies", '[');
    while (q && sqlite3_step(q) == SQLITE_ROW) {
        sheet_row(s);
        sheet_int(s, "id", number(q, 0), -1);
        sheet_text(s, "source", sql_column(q, 1));
        sheet_text(s, "day", sql_column(q, 2));
        sheet_row_end(s);
    }
    sheet_close(s, ']');
    finish(a, q);
}

/* The id in the path; 0 where it is no number. */
static int64_t id_of(answer *a)
{
    int64_t id = 0;
    for (size_t i = 0; i < a->id.n; i++) {
        if (a->id.p[i] < '0' || a->id.p[i] > '9' || a->id.n > 15) return 0;
        id = id * 10 + (a->id.p[i] - '0');
    }
    return id;
}

static void article_csv(answer *a, int64_t id)
{
    query_filter f = {.article = id, .copies = true};
    query_rows *rows = NULL;
    query_event e = {0};
    sheet s = answer_begin(a);
    list_event(&s, &e, true);
    khabar_status status = query_events(a->store, &f, &rows, &a->error);
    s.mode = SHEET_CELLS;
    while (status == KHABAR_OK && query_next_event(rows, &e)) list_event(&s, &e, true);
    if (status == KHABAR_OK) status = query_close(rows, &a->error);
    answer_failed(a, status);
}

static void article_head(sheet *s, const query_article *x)
{
    sheet_open(s, "article", '{');
    sheet_int(s, "id", x->id, -1);
    sheet_text(s, "source", x->source);
    sheet_text(s, "doc_id", x->doc_id);
    sheet_text(s, "url", x->url);
    sheet_text(s, "published", x->published);
    sheet_text(s, "day", x->day);
    sheet_text(s, "title", x->title);
    sheet_text(s, "language", x->language);
    sheet_int(s, "copy_of", x->copy_of, 0);
    sheet_text(s, "lexicon", x->lexicon);
    sheet_text(s, "text", x->text);
    sheet_close(s, '}');
}

void answer_article(answer *a)
{
    int64_t id = id_of(a);
    query_filter f = {.article = id, .copies = true}, unused;
    query_rows *rows = NULL;
    query_article x;
    sheet s = {.out = a->out};
    if (!answer_filter(a, &unused)) return;
    khabar_status status = KHABAR_OK;
    if (id) status = query_articles(a->store, &f, &rows, &a->error);
    if (rows) query_with_text(rows);
    bool found = rows && query_next_article(rows, &x), json = a->q->form == FORM_JSON;
    if (found && json) {
        buf_char(a->out, '{');
        article_head(&s, &x);
    }
    /* closed before the next question begins: one at a time on a connection */
    if (status == KHABAR_OK) status = query_close(rows, &a->error);
    answer_failed(a, status);
    if (status != KHABAR_OK) return;
    if (!found) {
        answer_fail(a, 404, "not-found", "no report has the number '%.*s'", a->id.n > 40 ? 40 : (int)a->id.n, a->id.p);
        return;
    }
    if (!json) {
        article_csv(a, id);
        return;
    }
    actors(a, &s, id);
    places(a, &s, id);
    dates(a, &s, id);
    copies(a, &s, id);
    records(a, &s, id);
    buf_char(a->out, '}');
}
