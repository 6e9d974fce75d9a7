/* query: see query.h: the questions, and their answers row by row. */
#include "store/query.h"
#include "store/fold.h"
#include "store/rows.h"
#include "store/sql.h"

#include <math.h>
#include <stdlib.h>

/* ---- a question ---- */

query_rows *rows_new(store *s, khabar_error *error)
{
    query_rows *r = calloc(1, sizeof *r);
    if (!r) {
        error_set(error, KHABAR_ERR_MEMORY, "out of memory");
        return NULL;
    }
    r->store = s;
    r->text_article = -1;
    arena_init(&r->a, 0);
    arena_init(&r->of_row, 0);
    r->a.on_full = r->of_row.on_full = &r->full;
    return r;
}

static rows_value *next_place(query_rows *r)
{
    static rows_value spare;
    if (r->n_values < ROWS_VALUES) return &r->values[r->n_values++];
    r->status = error_set(&r->error, KHABAR_ERR_ARGUMENT, "more than %d values in one question", ROWS_VALUES);
    return &spare;
}

void rows_bind_text(query_rows *r, str value)
{
    *next_place(r) = (rows_value){.text = {value.p ? value.p : "", value.n}};
}

void rows_bind_number(query_rows *r, int64_t value)
{
    *next_place(r) = (rows_value){.number = value};
}

void rows_bind_search(query_rows *r, search *s)
{
    *next_place(r) = (rows_value){.searched = s};
}

void rows_where(query_rows *r, const char *condition)
{
    buf_z(&r->where, r->where.n ? " AND " : " WHERE ");
    buf_z(&r->where, condition);
}

void rows_fail(query_rows *r)
{
    if (r->status == KHABAR_OK) r->status = sql_error(r->store->db, r->store->path, &r->error);
}

static void bind_all(query_rows *r)
{
    for (uint32_t i = 0; i < r->n_values; i++) {
        const rows_value *v = &r->values[i];
        if (v->text.p)
            sqlite3_bind_text64(r->main, (int)i + 1, v->text.p, v->text.n, SQLITE_STATIC, SQLITE_UTF8);
        else if (v->searched)
            sqlite3_bind_pointer(r->main, (int)i + 1, v->searched, "search", NULL);
        else
            sqlite3_bind_int64(r->main, (int)i + 1, v->number);
    }
}

static void add_limit(query_rows *r, const query_filter *f)
{
    if (f->limit || f->offset)
        buf_printf(&r->sql, " LIMIT %lld OFFSET %u", f->limit ? (long long)f->limit : -1LL, f->offset);
}

/* Prepares and binds what stands in r->sql. */
static khabar_status start(query_rows *r, query_rows **out, khabar_error *error)
{
    buf_char(&r->sql, 0);
    if (r->status == KHABAR_OK && (r->sql.failed || r->where.failed))
        r->status = error_set(&r->error, KHABAR_ERR_MEMORY, "out of memory");
    if (r->status == KHABAR_OK) {
        r->main = sql_prepare(r->store->db, r->store->path, r->sql.bytes, &r->error);
        if (!r->main) r->status = KHABAR_ERR_STORE;
    }
    if (r->status != KHABAR_OK) return query_close(r, error);
    bind_all(r);
    *out = r;
    return KHABAR_OK;
}

khabar_status rows_start(query_rows *r, const char *head, const char *tail, const query_filter *f, query_rows **out,
                         khabar_error *error)
{
    buf_printf(&r->sql, "%s%.*s%s", head, (int)r->where.n, r->where.n ? r->where.bytes : "", tail);
    add_limit(r, f);
    return start(r, out, error);
}

/* Which rows there are is decided first, in brackets that `head` opens: what else a row has is read for those alone. */
static khabar_status rows_start_chosen(query_rows *r, const char *head, const char *order, const query_filter *f,
                                       query_rows **out, khabar_error *error)
{
    buf_printf(&r->sql, "%s%.*s%s", head, (int)r->where.n, r->where.n ? r->where.bytes : "",
               f->limit || f->offset ? order : "");
    add_limit(r, f);
    buf_printf(&r->sql, ")%s", order);
    return start(r, out, error);
}

bool rows_next(query_rows *r)
{
    if (r->status != KHABAR_OK) return false;
    arena_reset(&r->of_row);
    int result = sqlite3_step(r->main);
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) rows_fail(r);
    return false;
}

sqlite3_stmt *rows_of(query_rows *r, rows_detail which, const char *sql)
{
    if (!r->details[which]) {
        r->details[which] = sql_prepare(r->store->db, r->store->path, sql, &r->error);
        if (!r->details[which]) r->status = KHABAR_ERR_STORE;
    } else
        sqlite3_reset(r->details[which]);
    return r->details[which];
}

str rows_text(query_rows *r, sqlite3_stmt *s, int i)
{
    str value = sql_column(s, i);
    return value.n ? arena_copy(&r->of_row, value) : (str){NULL, 0};
}

void query_with_text(query_rows *r)
{
    r->with_text = true;
}

khabar_status query_close(query_rows *r, khabar_error *error)
{
    if (!r) return KHABAR_OK;
    khabar_status status = r->status;
    if (status != KHABAR_OK && error) *error = r->error;
    sqlite3_finalize(r->main);
    for (int i = 0; i < ROWS_DETAILS; i++) sqlite3_finalize(r->details[i]);
    search_free(&r->text);
    search_free(&r->about);
    buf_free(&r->sql);
    buf_free(&r->where);
    buf_free(&r->bytes);
    arena_free(&r->a);
    arena_free(&r->of_row);
    free(r->lines);
    free(r);
    return status;
}

/* Where memory runs out inside a question or a row, it ends with that error. */
#define GUARD(r, on_full)                                                                                              \
    if (setjmp((r)->full)) {                                                                                           \
        (r)->status = error_set(&(r)->error, KHABAR_ERR_MEMORY, "out of memory");                                      \
        return on_full;                                                                                                \
    }

/* ---- what rows share ---- */

#define ARTICLE_COLUMNS                                                                                                \
    "a.id, a.source, a.doc_id, a.url, a.published, a.day, a.title, a.language, a.copy_of, a.similarity, x.hash"
#define ARTICLE_LEXICON " JOIN lexicon x ON x.id = a.lexicon_id"
enum { ARTICLE_N = 11 };

static str text_of_article(query_rows *r, int64_t article)
{
    if (r->text_article == article) return buf_str(&r->bytes);
    sqlite3_stmt *s = rows_of(r, ROWS_OF_TEXT, "SELECT text FROM article_text WHERE article_id = ?");
    r->bytes.n = 0;
    r->text_article = article;
    if (!s) return (str){NULL, 0};
    sqlite3_bind_int64(s, 1, article);
    if (sqlite3_step(s) == SQLITE_ROW) buf_add(&r->bytes, sql_column(s, 0));
    sqlite3_reset(s);
    return buf_str(&r->bytes);
}

static void read_article(query_rows *r, int i, query_article *a)
{
    sqlite3_stmt *s = r->main;
    *a = (query_article){.id = sqlite3_column_int64(s, i),
                         .source = rows_text(r, s, i + 1),
                         .doc_id = rows_text(r, s, i + 2),
                         .url = rows_text(r, s, i + 3),
                         .published = rows_text(r, s, i + 4),
                         .day = rows_text(r, s, i + 5),
                         .title = rows_text(r, s, i + 6),
                         .language = rows_text(r, s, i + 7),
                         .copy_of = sqlite3_column_int64(s, i + 8),
                         .similarity = sqlite3_column_double(s, i + 9),
                         .lexicon = rows_text(r, s, i + 10)};
    if (r->with_text) a->text = text_of_article(r, a->id);
}

/* Byte offsets of a span of code points. */
static query_span span_of(query_rows *r, int64_t article, int64_t start, int64_t stop)
{
    str bytes = text_of_article(r, article);
    query_span x = {.start = (uint32_t)start, .stop = (uint32_t)stop};
    size_t from = bytes.n, to = bytes.n;
    int64_t n = -1;
    for (size_t i = 0; i < bytes.n; i++) {
        if (((unsigned char)bytes.p[i] & 0xc0) == 0x80) continue;
        n++;
        if (n == start) from = i;
        if (n == stop) {
            to = i;
            break;
        }
    }
    if (from < to) x.words = str_sub(bytes, from, to);
    return x;
}

#define PARTY_COLUMNS                                                                                                  \
    "p.part, p.actor, p.actor_id, CASE WHEN x.named THEN l.name END, k.name, k.name_en, x.kind, p.country, p.sector, " \
    "CASE WHEN x.named THEN x.role ELSE l.name END, k.wikidata"
#define PARTY_TABLES                                                                                                   \
    " p JOIN article_actor x ON x.article_id = ?2 AND x.n = p.actor JOIN actor_key k ON k.id = p.actor_id LEFT JOIN "  \
    "actor_alias l ON l.id = x.alias_id "

/* Reads parties; those of the parts that are named go to the lists of the same place. */
static void read_parties(query_rows *r, sqlite3_stmt *s, const char *const *parts, query_parties *const *lists,
                         size_t n)
{
    for (size_t i = 0; i < n; i++) lists[i]->n = 0;
    if (!s) return;
    int result;
    while ((result = sqlite3_step(s)) == SQLITE_ROW) {
        size_t i = 0;
        while (i < n && !str_eq(sql_column(s, 0), str_of(parts[i]))) i++;
        if (i == n || lists[i]->n == QUERY_PARTIES) continue;
        str own = rows_text(r, s, 3);
        lists[i]->at[lists[i]->n++] = (query_party){.n = (uint32_t)sqlite3_column_int64(s, 1),
                                                    .actor_id = sqlite3_column_int64(s, 2),
                                                    .name = own.n ? own : rows_text(r, s, 4),
                                                    .name_en = rows_text(r, s, 5),
                                                    .kind = rows_text(r, s, 6),
                                                    .country = rows_text(r, s, 7),
                                                    .sector = rows_text(r, s, 8),
                                                    .role = rows_text(r, s, 9),
                                                    .wikidata = rows_text(r, s, 10)};
    }
    if (result != SQLITE_DONE) rows_fail(r);
    sqlite3_reset(s);
}

/* ---- events ---- */

khabar_status query_events(store *s, const query_filter *f, query_rows **out, khabar_error *error)
{
    static const char head[] =
        "SELECT " ARTICLE_COLUMNS
        ", e.id, e.n, e.uid, e.event_group, e.type, e.mode, e.cameo, e.rule, e.day, e.date_start, "
        "e.date_end, e.date_precision, e.date_words, e.place_words, p.name, p.name_en, p.country, p.kind, p.wikidata, "
        "p.lat, p.lon, e.quad, e.goldstein, e.confidence, e.negation, e.future, e.hypothetical, e.historical, "
        "e.is_copy, e.killed, e.wounded, e.arrested, (SELECT group_concat(context, ' ') FROM event_context WHERE "
        "event_id = e.id), e.start, e.stop, e.statement_id, e.sentence FROM event e JOIN article a ON a.id = "
        "e.article_id" ARTICLE_LEXICON
        " LEFT JOIN place p ON p.id = e.place_id WHERE e.id IN (SELECT e.id FROM event e";
    query_rows *r = rows_new(s, error);
    if (!r) return KHABAR_ERR_MEMORY;
    GUARD(r, query_close(r, error))
    rows_filter_events(r, f);
    return rows_start_chosen(r, head, f->newest_first ? " ORDER BY e.day DESC, e.id" : " ORDER BY e.id", f, out, error);
}

static double real_or_nan(sqlite3_stmt *s, int i)
{
    return sqlite3_column_type(s, i) == SQLITE_NULL ? NAN : sqlite3_column_double(s, i);
}

static int64_t number_or_none(sqlite3_stmt *s, int i)
{
    return sqlite3_column_type(s, i) == SQLITE_NULL ? -1 : sqlite3_column_int64(s, i);
}

static void read_event(query_rows *r, query_event *e)
{
    sqlite3_stmt *s = r->main;
    int i = ARTICLE_N;
    *e = (query_event){0};
    read_article(r, 0, &e->article);
    e->id = sqlite3_column_int64(s, i++);
    e->n = (uint32_t)sqlite3_column_int64(s, i++);
    str *const texts[] = {&e->uid,        &e->group,         &e->type,       &e->mode,          &e->cameo,
                          &e->rule,       &e->day,           &e->date_start, &e->date_end,      &e->date_precision,
                          &e->date_words, &e->place,         &e->place_name, &e->place_name_en, &e->place_country,
                          &e->place_kind, &e->place_wikidata};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) *texts[k] = rows_text(r, s, i++);
    e->lat = real_or_nan(s, i++);
    e->lon = real_or_nan(s, i++);
    e->quad = sqlite3_column_int(s, i++);
    e->goldstein = sqlite3_column_double(s, i++);
    e->confidence = sqlite3_column_double(s, i++);
    bool *const flags[] = {&e->negation, &e->future, &e->hypothetical, &e->historical, &e->is_copy};
    for (size_t k = 0; k < sizeof flags / sizeof *flags; k++) *flags[k] = sqlite3_column_int(s, i++) != 0;
    e->killed = number_or_none(s, i++);
    e->wounded = number_or_none(s, i++);
    e->arrested = number_or_none(s, i++);
    e->contexts = rows_text(r, s, i++);
    e->trigger = span_of(r, e->article.id, sqlite3_column_int64(s, i), sqlite3_column_int64(s, i + 1));
    e->statement_id = sqlite3_column_int64(s, i + 2);
    e->statement_n = (uint32_t)(e->statement_id % 1000000);
    e->sentence = (uint32_t)sqlite3_column_int64(s, i + 3);
}

bool query_next_event(query_rows *r, query_event *e)
{
    static const char *const parts[] = {"actor", "recipient"}, *const speaker[] = {"speaker"};
    GUARD(r, false)
    if (!rows_next(r)) return false;
    read_event(r, e);
    sqlite3_stmt *s =
        rows_of(r, ROWS_OF_PARTIES,
                "SELECT " PARTY_COLUMNS " FROM event_party" PARTY_TABLES "WHERE p.event_id = ?1 ORDER BY p.part, p.n");
    if (s) sqlite3_bind_int64(s, 1, e->id), sqlite3_bind_int64(s, 2, e->article.id);
    read_parties(r, s, parts, (query_parties *const[]){&e->actors, &e->recipients}, 2);
    if (e->statement_id) {
        s = rows_of(r, ROWS_OF_SPEAKERS,
                    "SELECT " PARTY_COLUMNS " FROM statement_party" PARTY_TABLES
                    "WHERE p.statement_id = ?1 AND p.part = 'speaker' ORDER BY p.n");
        if (s) sqlite3_bind_int64(s, 1, e->statement_id), sqlite3_bind_int64(s, 2, e->article.id);
        read_parties(r, s, speaker, (query_parties *const[]){&e->attributed_to}, 1);
    }
    return r->status == KHABAR_OK;
}

/* ---- statements ---- */

khabar_status query_statements(store *s, const query_filter *f, query_rows **out, khabar_error *error)
{
    static const char head[] =
        "SELECT " ARTICLE_COLUMNS ", e.id, e.n, e.uid, e.kind, e.day, e.rule, e.denial, e.is_copy, "
        "e.confidence, e.cue_start, e.cue_stop, e.start, e.stop, e.sentence FROM statement e JOIN "
        "article a ON a.id = e.article_id" ARTICLE_LEXICON " WHERE e.id IN (SELECT e.id FROM statement e";
    query_rows *r = rows_new(s, error);
    if (!r) return KHABAR_ERR_MEMORY;
    GUARD(r, query_close(r, error))
    rows_filter_statements(r, f);
    return rows_start_chosen(r, head, f->newest_first ? " ORDER BY e.day DESC, e.id" : " ORDER BY e.id", f, out, error);
}

static void more_content(query_rows *r, query_statement *x)
{
    sqlite3_stmt *s =
        rows_of(r, ROWS_OF_SPANS, "SELECT start, stop FROM statement_span WHERE statement_id = ? ORDER BY n");
    if (!s) return;
    sqlite3_bind_int64(s, 1, x->id);
    while (x->n_content < QUERY_SPANS && sqlite3_step(s) == SQLITE_ROW)
        x->content[x->n_content++] = span_of(r, x->article.id, sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1));
    sqlite3_reset(s);
}

bool query_next_statement(query_rows *r, query_statement *x)
{
    static const char *const parts[] = {"speaker", "addressee", "via"};
    GUARD(r, false)
    if (!rows_next(r)) return false;
    sqlite3_stmt *s = r->main;
    int i = ARTICLE_N;
    *x = (query_statement){0};
    read_article(r, 0, &x->article);
    x->id = sqlite3_column_int64(s, i++);
    x->n = (uint32_t)sqlite3_column_int64(s, i++);
    str *const texts[] = {&x->uid, &x->kind, &x->day, &x->rule};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) *texts[k] = rows_text(r, s, i++);
    x->denial = sqlite3_column_int(s, i++) != 0;
    x->is_copy = sqlite3_column_int(s, i++) != 0;
    x->confidence = sqlite3_column_double(s, i++);
    if (sqlite3_column_type(s, i) != SQLITE_NULL)
        x->cue = span_of(r, x->article.id, sqlite3_column_int64(s, i), sqlite3_column_int64(s, i + 1));
    x->content[0] = span_of(r, x->article.id, sqlite3_column_int64(s, i + 2), sqlite3_column_int64(s, i + 3));
    x->n_content = 1;
    x->sentence = (uint32_t)sqlite3_column_int64(s, i + 4);
    more_content(r, x);
    sqlite3_stmt *p = rows_of(r, ROWS_OF_PARTIES,
                              "SELECT " PARTY_COLUMNS " FROM statement_party" PARTY_TABLES
                              "WHERE p.statement_id = ?1 ORDER BY p.part, p.n");
    if (p) sqlite3_bind_int64(p, 1, x->id), sqlite3_bind_int64(p, 2, x->article.id);
    read_parties(r, p, parts, (query_parties *const[]){&x->speakers, &x->addressees, &x->via}, 3);
    return r->status == KHABAR_OK;
}

/* ---- actors ---- */

khabar_status query_actors(store *s, const query_filter *f, query_rows **out, khabar_error *error)
{
    static const char head[] =
        "SELECT h.id, h.kind, h.name, h.name_en, h.country, h.sector, h.role, h.wikidata, h.generic, h.articles + "
        "coalesce(g.articles, 0) AS n, h.mentions + coalesce(g.mentions, 0) FROM actor_key h LEFT JOIN (SELECT "
        "actor_id, "
        "sum(articles) AS articles, sum(mentions) AS mentions FROM actor_key WHERE actor_id <> id GROUP BY actor_id) g "
        "ON "
        "g.actor_id = h.id WHERE h.actor_id = h.id AND n > 0";
    query_rows *r = rows_new(s, error);
    if (!r) return KHABAR_ERR_MEMORY;
    GUARD(r, query_close(r, error))
    rows_filter_actors(r, f);
    buf_printf(&r->sql, "%s", head);
    if (r->where.n)
        buf_printf(&r->sql, " AND h.id IN (SELECT p.actor_id FROM actor_key p%.*s)", (int)r->where.n, r->where.bytes);
    buf_printf(&r->sql, " ORDER BY n DESC, 11 DESC, h.id");
    add_limit(r, f);
    return start(r, out, error);
}

bool query_next_actor(query_rows *r, query_actor *x)
{
    GUARD(r, false)
    if (!rows_next(r)) return false;
    sqlite3_stmt *s = r->main;
    *x = (query_actor){.id = sqlite3_column_int64(s, 0),
                       .kind = rows_text(r, s, 1),
                       .name = rows_text(r, s, 2),
                       .name_en = rows_text(r, s, 3),
                       .country = rows_text(r, s, 4),
                       .sector = rows_text(r, s, 5),
                       .role = rows_text(r, s, 6),
                       .wikidata = rows_text(r, s, 7),
                       .generic = sqlite3_column_int(s, 8) != 0,
                       .articles = sqlite3_column_int64(s, 9),
                       .mentions = sqlite3_column_int64(s, 10)};
    sqlite3_stmt *names =
        rows_of(r, ROWS_OF_ALIASES,
                "SELECT group_concat(name, ' | ') FROM (SELECT l.name FROM actor_key k JOIN actor_alias "
                "l ON l.key_id = k.id WHERE (k.id = ?1 OR (k.actor_id = ?1 AND k.actor_id <> k.id)) AND l.articles > 0 "
                "GROUP BY l.name ORDER BY "
                "sum(l.articles) DESC, l.name LIMIT 8)");
    if (!names) return false;
    sqlite3_bind_int64(names, 1, x->id);
    if (sqlite3_step(names) == SQLITE_ROW) x->aliases = rows_text(r, names, 0);
    sqlite3_reset(names);
    return true;
}

/* ---- articles, and what is found in them ---- */

khabar_status query_articles(store *s, const query_filter *f, query_rows **out, khabar_error *error)
{
    query_rows *r = rows_new(s, error);
    if (!r) return KHABAR_ERR_MEMORY;
    GUARD(r, query_close(r, error))
    rows_filter_articles(r, f);
    return rows_start(r, "SELECT " ARTICLE_COLUMNS " FROM article a" ARTICLE_LEXICON,
                      f->newest_first ? " ORDER BY a.day DESC, a.id" : " ORDER BY a.id", f, out, error);
}

bool query_next_article(query_rows *r, query_article *a)
{
    GUARD(r, false)
    if (!rows_next(r)) return false;
    read_article(r, 0, a);
    return r->status == KHABAR_OK;
}

khabar_status query_search(store *s, const query_filter *f, query_rows **out, khabar_error *error)
{
    static const char head[] = "SELECT " ARTICLE_COLUMNS ", f.rank FROM article_fts f JOIN article a ON a.id = "
                               "f.rowid" ARTICLE_LEXICON;
    if (!f->text) return error_set(error, KHABAR_ERR_ARGUMENT, "nothing to look for");
    query_rows *r = rows_new(s, error);
    if (!r) return KHABAR_ERR_MEMORY;
    GUARD(r, query_close(r, error))
    query_filter rest = *f;
    rest.text = NULL;
    r->status = search_compile(&r->text, str_of(f->text), f->reader, &r->a, &r->error);
    if (r->status == KHABAR_OK) {
        r->has_text = true;
        rows_bind_text(r, str_of(r->text.match));
        rows_where(r, "article_fts MATCH ?");
        rows_filter_articles(r, &rest);
        if (r->text.phrases) {
            rows_bind_search(r, &r->text);
            rows_where(r, "khabar_holds(?, a.id)");
        }
    }
    return rows_start(r, head, f->newest_first ? " ORDER BY a.day DESC, a.id" : " ORDER BY f.rank, a.id", f, out,
                      error);
}

/* ---- the snippet ---- */

enum { SNIPPET_WORDS = 28, BEFORE_WORDS = 6 };

/* The first hit of the window of words in which most that was looked for stands. */
static uint32_t best_window(const search_hits_list *hits)
{
    uint32_t best = 0, most = 0;
    for (uint32_t i = 0; i < hits->n; i++) {
        bool seen[SEARCH_WORDS] = {false};
        uint32_t worth = 0;
        for (uint32_t j = i; j < hits->n && hits->at[j].word < hits->at[i].word + SNIPPET_WORDS - BEFORE_WORDS; j++) {
            worth += seen[hits->at[j].part] ? 1 : 10;
            seen[hits->at[j].part] = true;
        }
        if (worth > most) most = worth, best = i;
    }
    return best;
}

/* The bytes of words first .. last, of the text; *before and *after tell whether text stands around them. */
static void window_of(str bytes, uint32_t first, uint32_t last, uint32_t *from, uint32_t *to)
{
    buf scratch = {0};
    fold_word w;
    uint32_t n = 0;
    *from = 0;
    *to = (uint32_t)bytes.n;
    for (size_t at = 0; fold_next(bytes, &at, &scratch, &w); n++) {
        scratch.n = 0;
        if (n == first && first > 0) *from = w.start;
        if (n == last) {
            *to = w.end;
            while (*to < bytes.n && bytes.p[*to] == '.') ++*to;
            break;
        }
    }
    buf_free(&scratch);
}

static void make_snippet(query_rows *r, query_hit *h, str bytes, const search_hits_list *hits)
{
    uint32_t i = best_window(hits), word = hits->n ? hits->at[i].word : 0, from, to;
    uint32_t first = word > BEFORE_WORDS ? word - BEFORE_WORDS : 0;
    window_of(bytes, first, first + SNIPPET_WORDS - 1, &from, &to);
    h->cut_before = from > 0;
    h->cut_after = to < bytes.n;
    h->hits = hits->n;
    uint32_t at = from;
    for (i = 0; i < hits->n && h->n_snippet + 2 < QUERY_PIECES; i++) {
        const search_hit *x = &hits->at[i];
        if (x->start < at || x->end > to) continue;
        h->snippet[h->n_snippet++] = arena_copy(&r->of_row, str_sub(bytes, at, x->start));
        h->snippet[h->n_snippet++] = arena_copy(&r->of_row, str_sub(bytes, x->start, x->end));
        at = x->end;
    }
    h->snippet[h->n_snippet++] = arena_copy(&r->of_row, str_sub(bytes, at, to));
}

bool query_next_hit(query_rows *r, query_hit *h)
{
    GUARD(r, false)
    if (!rows_next(r)) return false;
    *h = (query_hit){0};
    read_article(r, 0, &h->article);
    h->rank = sqlite3_column_double(r->main, ARTICLE_N);
    sqlite3_stmt *s = rows_of(r, ROWS_OF_SPANS, "SELECT lemmas FROM article_lemmas WHERE article_id = ?");
    if (!s) return false;
    search_hits_list hits = {0};
    str bytes = text_of_article(r, h->article.id);
    sqlite3_bind_int64(s, 1, h->article.id);
    if (sqlite3_step(s) == SQLITE_ROW) search_hits(&r->text, bytes, sql_column(s, 0), &r->of_row, &hits);
    sqlite3_reset(s);
    make_snippet(r, h, bytes, &hits);
    return r->status == KHABAR_OK;
}
