/* store: folding, near copies, migrations from every version, and questions to a small database. */
#include "test.h"

#include "base/hash.h"
#include "store/copy.h"
#include "store/fold.h"
#include "store/merge.h"
#include "store/query.h"
#include "store/schema.h"
#include "store/search.h"
#include "store/sql.h"
#include "store/tokens.h"
#include "store/writer.h"

#include <unistd.h>

static char path[] = "/tmp/khabar-test-XXXXXX";
static khabar *k;
static khabar_reader *reader;
static store *db;

/* ---- articles of a small database ---- */

static const struct {
    const char *id, *source, *day, *title, *text;
} articles[] = {
    {"a", "النهار", "2023-05-01", "بوتين يزور بكين",
     "قال الرئيس الروسي فلاديمير بوتين إن بلاده مستعدة للحوار مع الصين. وقصفت القوات الروسية مواقع في مدينة خاركيف "
     "الأوكرانية."},
    {"b", "Radio Sud", "2023-06-10", "وزراء الخارجية العرب يجتمعون في القاهرة",
     "أعلن وزير الخارجية المصري سامح شكري أن وزراء الخارجية العرب اجتمعوا أمس في القاهرة. ودعا مجلس الأمن إلى وقف "
     "إطلاق النار."},
    {"c", "Radio Sud", "2023-06-11", "احتجاجات في تونس",
     "تظاهر مئات العمال في تونس احتجاجا على الأسعار. ونفى وزير الداخلية التونسي أن تكون الشرطة قد اعتقلت محتجين."},
    {"d", "النهار", "2023-06-12", "عن الاجتماع العربي",
     "أعلن وزير الخارجية المصري سامح شكري أن وزراء الخارجية العرب اجتمعوا أمس في القاهرة. ودعا مجلس الأمن إلى وقف "
     "إطلاق النار."},
};

static khabar_string string_of(const char *z)
{
    return (khabar_string){z, strlen(z)};
}

static int set_up(void **state)
{
    (void)state;
    khabar_error error = {0};
    int f = mkstemp(path);
    if (f < 0) return 1;
    close(f);
    if (khabar_open(NULL, &k, &error) != KHABAR_OK || khabar_reader_new(k, &reader, &error) != KHABAR_OK ||
        store_open(path, STORE_WRITE, &db, &error) != KHABAR_OK) {
        print_error("%s\n", error.message);
        return 1;
    }
    char hash[17];
    writer *w;
    entry e = {0};
    entry_lexicon(k, hash);
    if (writer_open(db, hash, &w, &error) != KHABAR_OK) return 1;
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        khabar_article a = {.id = string_of(articles[i].id),
                            .source = string_of(articles[i].source),
                            .published = string_of(articles[i].day),
                            .title = string_of(articles[i].title),
                            .text = string_of(articles[i].text)};
        writer_result result;
        if (!entry_take(&e, &a)) return 1;
        entry_read(&e, reader);
        if (e.failed || writer_add(w, &e, false, &result, &error) != KHABAR_OK || result != WRITER_STORED) return 1;
    }
    int failed = writer_flush(w, &error) != KHABAR_OK || writer_copies(w) != 1;
    entry_free(&e);
    writer_close(w);
    return failed;
}

static int take_down(void **state)
{
    (void)state;
    store_close(db);
    khabar_reader_free(reader);
    khabar_close(k);
    unlink(path);
    return 0;
}

/* ---- folding ---- */

static void words_are_folded(void **state)
{
    (void)state;
    static const struct {
        const char *text, *folded;
        uint32_t n;
    } rows[] = {{"", "", 0},
                {" ،. ", "", 0},
                {"قالت أحلامُ: «إنّ المدرسة ـ الكبرى»", "قالت احلام ان المدرسه الكبري", 5},
                {"مؤتمر شئون هيئة", "موتمر شيون هييه", 3},
                {"٢٠٢٤م COVID-19 ﻻ", "2024م covid 19 لا", 4},
                {"Émile Ωμέγα", "Émile μ γα", 3},
                {"سـلام\u200f عليكم", "سلام عليكم", 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf b = {0};
        assert_int_equal(fold_text(str_of(rows[i].text), &b), rows[i].n);
        assert_str(buf_str(&b), rows[i].folded);
        assert_int_equal(fold_count(str_of(rows[i].text)), rows[i].n);
        buf_free(&b);
    }
}

/* FTS5 must cut the folded text where fold_next does, for all code points. */
static void the_tokenizer_cuts_where_folding_does(void **state)
{
    (void)state;
    sqlite3 *m;
    assert_int_equal(sqlite3_open(":memory:", &m), SQLITE_OK);
    sqlite3_exec(m,
                 "CREATE VIRTUAL TABLE f USING fts5(x, tokenize='unicode61 remove_diacritics 0');"
                 "CREATE VIRTUAL TABLE v USING fts5vocab(f, 'instance')",
                 NULL, NULL, NULL);
    sqlite3_stmt *add = sql_prepare(m, "m", "INSERT INTO f(rowid, x) VALUES(?, ?)", NULL);
    for (uint32_t cp = 1; cp < 0x2fa20; cp++) {
        if (cp >= 0xd800 && cp < 0xe000) continue;
        char text[16] = "a";
        size_t n = 1;
        if (cp < 0x80)
            text[n++] = (char)cp;
        else if (cp < 0x800)
            text[n++] = (char)(0xc0 | cp >> 6), text[n++] = (char)(0x80 | (cp & 0x3f));
        else if (cp < 0x10000)
            text[n++] = (char)(0xe0 | cp >> 12), text[n++] = (char)(0x80 | (cp >> 6 & 0x3f)),
            text[n++] = (char)(0x80 | (cp & 0x3f));
        else
            text[n++] = (char)(0xf0 | cp >> 18), text[n++] = (char)(0x80 | (cp >> 12 & 0x3f)),
            text[n++] = (char)(0x80 | (cp >> 6 & 0x3f)), text[n++] = (char)(0x80 | (cp & 0x3f));
        text[n++] = 'b';
        buf b = {0};
        uint32_t words = fold_text((str){text, n}, &b);
        sqlite3_bind_int64(add, 1, cp);
        sql_text(add, 2, buf_str(&b));
        sqlite3_step(add);
        sqlite3_reset(add);
        buf_free(&b);
        assert_in_range(words, 1, 3);
        char sql[80];
        if (cp > 0x3000 && cp % 97) continue; /* the long blocks by samples */
        snprintf(sql, sizeof sql, "SELECT count(*) FROM v WHERE doc = %u", cp);
        if (cp < 0x700 || cp % 31 == 0) assert_int_equal(sql_number(m, sql), words);
        if (cp % 512 == 0) sqlite3_exec(m, "DELETE FROM f", NULL, NULL, NULL);
    }
    sqlite3_finalize(add);
    sqlite3_close(m);
}

/* Every token of some texts with its place, in one string, by the stock tokenizer or by ours. */
static void tokens_of(bool ours, const char *const *texts, int n, buf *out)
{
    sqlite3 *m;
    assert_int_equal(sqlite3_open(":memory:", &m), SQLITE_OK);
    if (ours) assert_int_equal(tokens_register(m), SQLITE_OK);
    assert_int_equal(sqlite3_exec(m,
                                  "CREATE VIRTUAL TABLE f USING fts5(x, tokenize='unicode61 remove_diacritics 0');"
                                  "CREATE VIRTUAL TABLE v USING fts5vocab(f, 'instance')",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_stmt *add = sql_prepare(m, "memory", "INSERT INTO f VALUES(?)", NULL);
    for (int i = 0; i < n; i++) {
        sql_text_or_empty(add, 1, str_of(texts[i]));
        assert_int_equal(sqlite3_step(add), SQLITE_DONE);
        sqlite3_reset(add);
    }
    sqlite3_finalize(add);
    sqlite3_stmt *all = sql_prepare(m, "memory", "SELECT doc || ' ' || offset || ' ' || term FROM v ORDER BY 1", NULL);
    while (sqlite3_step(all) == SQLITE_ROW) {
        buf_add(out, sql_column(all, 0));
        buf_char(out, '\n');
    }
    sqlite3_finalize(all);
    sqlite3_close(m);
}

static void tokens_are_those_of_the_stock_tokenizer(void **state)
{
    (void)state;
    static const char *const texts[] = {"وقالت احلام = 2015",
                                        "= = كتب =",
                                        "",
                                        " ",
                                        "  علي   bbc news24 ",
                                        "ء ي ءي",
                                        "Большой театр",
                                        "مجلس Été امن",
                                        "سعر 5٪ اليوم، امس",
                                        "a-b c.d\te",
                                        "ABC ابجد",
                                        "لـلـه قُرآن"};
    enum { TEXTS = sizeof texts / sizeof *texts };
    buf stock = {0}, ours = {0};
    tokens_of(false, texts, TEXTS, &stock);
    tokens_of(true, texts, TEXTS, &ours);
    assert_true(stock.n > 0);
    assert_true(str_eq(buf_str(&stock), buf_str(&ours)));
    buf_free(&stock);
    buf_free(&ours);
}

/* ---- near copies ---- */

static double similarity_of(const char *a, const char *b, uint32_t *shared)
{
    copy_shingles x = {0}, y = {0};
    int64_t bx[COPY_BANDS], by[COPY_BANDS];
    copy_shingle(&x, str_of(a), 0);
    copy_shingle(&y, str_of(b), 0);
    copy_bands(&x, bx);
    copy_bands(&y, by);
    *shared = 0;
    for (int i = 0; i < COPY_BANDS; i++) *shared += bx[i] == by[i];
    copy_sort(&x);
    copy_sort(&y);
    double s = copy_similarity(&x, &y);
    copy_free(&x);
    copy_free(&y);
    return s;
}

static void near_copies_share_a_band(void **state)
{
    (void)state;
    char a[4000] = "", b[4000] = "", c[4000] = "";
    for (int i = 0; i < 200; i++) {
        size_t n = strlen(a), m = strlen(b), o = strlen(c);
        snprintf(a + n, sizeof a - n, "%sw%d", i ? " " : "", i);
        snprintf(b + m, sizeof b - m, "%sw%d", i ? " " : "", i % 50 == 7 ? i + 1000 : i);
        snprintf(c + o, sizeof c - o, "%sx%d", i ? " " : "", i);
    }
    uint32_t shared;
    assert_true(similarity_of(a, a, &shared) > 0.999);
    assert_int_equal(shared, COPY_BANDS);
    double near = similarity_of(a, b, &shared);
    assert_true(near > 0.8 && near < 1 && shared > 0);
    assert_true(similarity_of(a, c, &shared) < 0.001);
    assert_int_equal(shared, 0);
    assert_true(similarity_of("one two three", "one two three", &shared) > 0.999); /* short: only the whole */
    assert_true(similarity_of("one two three four five", "one two three four", &shared) < 0.001);
    assert_true(similarity_of("", "", &shared) < 0.001);
}

/* ---- versions ---- */

static const char *const step_1[] = {"CREATE TABLE t(a)", "INSERT INTO t VALUES(1)", NULL};
static const char *const step_2[] = {"ALTER TABLE t ADD COLUMN b", NULL};
static const char *const step_3[] = {"UPDATE t SET b = a + 1", NULL};
static const char *const step_bad[] = {"UPDATE t SET a = 9", "CREATE nonsense", NULL};

static int more_3(sqlite3 *m)
{
    return sqlite3_exec(m, "INSERT INTO t VALUES(5, 6)", NULL, NULL, NULL);
}

static void every_version_is_brought_up_to_date(void **state)
{
    (void)state;
    const schema_step steps[] = {{step_1, NULL}, {step_2, NULL}, {step_3, more_3}};
    for (int from = 0; from <= 3; from++) {
        sqlite3 *m;
        khabar_error error = {0};
        assert_int_equal(sqlite3_open(":memory:", &m), SQLITE_OK);
        assert_int_equal(schema_migrate(m, "m", steps, from, &error), KHABAR_OK);
        assert_int_equal(schema_migrate(m, "m", steps, 3, &error), KHABAR_OK);
        assert_int_equal(sql_number(m, "PRAGMA user_version"), 3);
        assert_int_equal(sql_number(m, "PRAGMA application_id"), SCHEMA_APPLICATION);
        assert_int_equal(sql_number(m, "SELECT sum(a * 10 + b) FROM t"), 12 + 56);
        assert_int_equal(schema_migrate(m, "m", steps, 2, &error), KHABAR_ERR_STORE); /* newer than the program */
        assert_non_null(strstr(error.message, "newer"));
        sqlite3_close(m);
    }
}

static void a_step_that_fails_is_undone(void **state)
{
    (void)state;
    const schema_step steps[] = {{step_1, NULL}, {step_bad, NULL}};
    sqlite3 *m;
    khabar_error error = {0};
    assert_int_equal(sqlite3_open(":memory:", &m), SQLITE_OK);
    assert_int_equal(schema_migrate(m, "m", steps, 1, &error), KHABAR_OK);
    assert_int_equal(schema_migrate(m, "m", steps, 2, &error), KHABAR_ERR_STORE);
    assert_int_equal(sql_number(m, "PRAGMA user_version"), 1);
    assert_int_equal(sql_number(m, "SELECT a FROM t"), 1);
    sqlite3_close(m);
}

static void an_older_database_is_not_read_but_brought_up_to_date(void **state)
{
    (void)state;
    char old[] = "/tmp/khabar-old-XXXXXX";
    khabar_error error = {0};
    store *s;
    sqlite3 *m;
    int f = mkstemp(old);
    assert_true(f >= 0);
    close(f);
    assert_int_equal(store_open(old, STORE_READ, &s, &error), KHABAR_ERR_STORE); /* empty */
    assert_non_null(strstr(error.message, "khabar ingest"));
    assert_int_equal(sqlite3_open(old, &m), SQLITE_OK);
    sqlite3_exec(m, "PRAGMA application_id = 1263026770", NULL, NULL, NULL);
    sqlite3_close(m);
    assert_int_equal(store_open(old, STORE_WRITE, &s, &error), KHABAR_OK);
    assert_int_equal(sql_number(s->db, "PRAGMA user_version"), schema_version);
    store_close(s);
    assert_int_equal(store_open(old, STORE_READ, &s, &error), KHABAR_OK);
    store_close(s);
    unlink(old);
}

/* ---- questions ---- */

static uint32_t count_events(query_filter f)
{
    query_rows *r = NULL;
    query_event e;
    khabar_error error = {0};
    uint32_t n = 0;
    f.reader = reader;
    if (query_events(db, &f, &r, &error) != KHABAR_OK) fail_msg("%s", error.message);
    while (query_next_event(r, &e)) n++;
    if (query_close(r, &error) != KHABAR_OK) fail_msg("%s", error.message);
    return n;
}

static uint32_t count_statements(query_filter f)
{
    query_rows *r = NULL;
    query_statement x;
    khabar_error error = {0};
    uint32_t n = 0;
    f.reader = reader;
    if (query_statements(db, &f, &r, &error) != KHABAR_OK) fail_msg("%s", error.message);
    while (query_next_statement(r, &x)) n++;
    if (query_close(r, &error) != KHABAR_OK) fail_msg("%s", error.message);
    return n;
}

static uint32_t count_hits(const char *text, bool copies)
{
    query_rows *r = NULL;
    query_hit h;
    khabar_error error = {0};
    uint32_t n = 0;
    query_filter f = {.text = text, .reader = reader, .copies = copies};
    if (query_search(db, &f, &r, &error) != KHABAR_OK) fail_msg("%s: %s", text, error.message);
    while (query_next_hit(r, &h)) {
        n++;
        assert_true(h.n_snippet >= 3 && h.hits > 0);
    }
    if (query_close(r, &error) != KHABAR_OK) fail_msg("%s", error.message);
    return n;
}

static void events_are_found_by_what_researchers_ask(void **state)
{
    (void)state;
    uint32_t all = count_events((query_filter){.copies = true}), own = count_events((query_filter){0});
    assert_true(own > 2 && all > own);
    assert_int_equal(count_events((query_filter){.actor = "RUS", .type = "ASSAULT"}), 1);
    assert_int_equal(count_events((query_filter){.actor = "UKR,RUS", .type = "ASSAULT,PROTEST"}), 1);
    assert_int_equal(count_events((query_filter){.type = "PROTEST", .place = "تونس"}),
                     count_events((query_filter){.type = "PROTEST"}));
    assert_int_equal(count_events((query_filter){.cameo = "19,20,18"}), 1);
    assert_int_equal(count_events((query_filter){.quad = "1,2,3,4"}), own);
    assert_int_equal(count_events((query_filter){.since = "2023-06", .until = "2023-05"}), 0);
    assert_int_equal(count_events((query_filter){.since = "2023"}), own);
    assert_int_equal(
        count_events((query_filter){.until = "2023-05"}) + count_events((query_filter){.since = "2023-06"}), own);
    assert_int_equal(count_events((query_filter){.outlet = "radio  sud,النّهار"}), own);
    assert_int_equal(count_events((query_filter){.article = 1}) + count_events((query_filter){.article = 2}) +
                         count_events((query_filter){.article = 3}),
                     own);
    assert_int_equal(count_events((query_filter){.party = "بوتين"}), count_events((query_filter){.party = "Q7747"}));
    assert_true(count_events((query_filter){.text = "وزير"}) > 0);
    assert_int_equal(count_events((query_filter){.copies = true, .limit = 1}), 1);
    assert_int_equal(count_events((query_filter){.copies = true, .offset = 1}), all - 1);
    assert_int_equal(count_events((query_filter){.confidence = 1.01}), 0);
    uint32_t sum = count_events((query_filter){.status = "asserted"}) +
                   count_events((query_filter){.status = "negated,future,hypothetical,historical"});
    assert_int_equal(sum, own);
}

static void statements_are_found_by_speaker_and_content(void **state)
{
    (void)state;
    uint32_t own = count_statements((query_filter){0});
    assert_true(own >= 3);
    assert_int_equal(count_statements((query_filter){.speaker = "بوتين"}), 1);
    assert_int_equal(count_statements((query_filter){.speaker = "RUS"}), 1);
    assert_int_equal(count_statements((query_filter){.speaker = "بوتين", .about = "حوار"}),
                     1); /* للحوار, by its lemma */
    assert_int_equal(count_statements((query_filter){.speaker = "بوتين", .about = "خاركيف"}),
                     0); /* in the article only */
    assert_int_equal(count_statements((query_filter){.about = "CHN"}), 1);
    assert_int_equal(count_statements((query_filter){.status = "denied"}), 1);
    assert_int_equal(count_statements((query_filter){.kind = "direct,indirect,mixed"}), own);
}

static void words_are_found_by_form_and_by_lemma(void **state)
{
    (void)state;
    assert_int_equal(count_hits("وزراء", false), 2); /* finds وزير too */
    assert_int_equal(count_hits("وزير", false), 2);
    assert_int_equal(count_hits("المحتجون", false), 1);
    assert_int_equal(count_hits("الاوكرانيه", false), 1);
    assert_int_equal(count_hits("\"مجلس الأمن\"", false), 1);
    assert_int_equal(count_hits("\"مجلس الأمن\"", true), 2);
    assert_int_equal(count_hits("\"الأمن مجلس\"", true), 0); /* both words, in another order */
    assert_int_equal(count_hits("الأمن مجلس", true), 2);
    assert_int_equal(count_hits("«وزير الخارجية» القاهرة", true), 2);
    assert_int_equal(count_hits("كلمة لا توجد هنا", true), 0);
}

static void a_snippet_shows_the_hit(void **state)
{
    (void)state;
    query_rows *r = NULL;
    query_hit h;
    khabar_error error = {0};
    query_filter f = {.text = "خاركيف", .reader = reader};
    assert_int_equal(query_search(db, &f, &r, &error), KHABAR_OK);
    assert_true(query_next_hit(r, &h));
    assert_int_equal(h.n_snippet, 3);
    assert_str(h.snippet[1], "خاركيف");
    assert_true(str_ends(h.snippet[0], str_of("مدينة ")));
    assert_str(h.article.doc_id, "a");
    assert_false(query_next_hit(r, &h));
    assert_int_equal(query_close(r, &error), KHABAR_OK);
}

/* Two questions on one connection, the second asked while the first gives rows. */
static void questions_may_be_open_together(void **state)
{
    (void)state;
    query_rows *first = NULL, *second = NULL;
    query_hit h;
    khabar_error error = {0};
    query_filter f = {.text = "\"وزير الخارجية\"", .reader = reader}, g = {.text = "خاركيف", .reader = reader};
    assert_int_equal(query_search(db, &f, &first, &error), KHABAR_OK);
    assert_true(query_next_hit(first, &h));
    if (query_search(db, &g, &second, &error) != KHABAR_OK) fail_msg("%s", error.message);
    assert_true(query_next_hit(second, &h));
    assert_int_equal(query_close(second, &error), KHABAR_OK);
    assert_int_equal(query_close(first, &error), KHABAR_OK);
}

static void a_row_has_all_of_an_event(void **state)
{
    (void)state;
    query_rows *r = NULL;
    query_event e;
    khabar_error error = {0};
    query_filter f = {.actor = "RUS", .type = "ASSAULT"};
    assert_int_equal(query_events(db, &f, &r, &error), KHABAR_OK);
    assert_true(query_next_event(r, &e));
    assert_str(e.type, "ASSAULT");
    assert_str(e.day, "2023-05-01");
    assert_str(e.trigger.words, "وقصفت");
    assert_str(e.article.source, "النهار");
    assert_int_equal(e.actors.n, 1);
    assert_str(e.actors.at[0].country, "RUS");
    assert_int_equal(e.uid.n, 16);
    assert_int_equal(e.killed, -1);
    assert_str(e.place_country, "UKR");
    assert_true(e.lat > 45 && e.lat < 55); /* not NAN */
    assert_false(query_next_event(r, &e));
    assert_int_equal(query_close(r, &error), KHABAR_OK);
}

static void counts_add_up(void **state)
{
    (void)state;
    static const query_by bys[][2] = {
        {QUERY_BY_MONTH, QUERY_BY_NONE}, {QUERY_BY_TYPE, QUERY_BY_OUTLET}, {QUERY_BY_YEAR, QUERY_BY_PLACE}};
    uint32_t own = count_events((query_filter){0});
    for (size_t i = 0; i < sizeof bys / sizeof *bys; i++) {
        query_rows *r = NULL;
        query_count c;
        query_filter f = {0};
        khabar_error error = {0};
        int64_t n = 0, quads = 0;
        assert_int_equal(query_counts(db, QUERY_EVENTS, bys[i], 2, &f, &r, &error), KHABAR_OK);
        for (; query_next_count(r, &c); n += c.n) quads += c.quads[0] + c.quads[1] + c.quads[2] + c.quads[3];
        assert_int_equal(query_close(r, &error), KHABAR_OK);
        assert_int_equal(n, own);
        assert_int_equal(quads, own);
    }
    query_rows *r = NULL;
    query_count c;
    khabar_error error = {0};
    query_filter f = {.type = "ASSAULT"};
    const query_by by = QUERY_BY_ACTOR;
    assert_int_equal(query_counts(db, QUERY_EVENTS, &by, 1, &f, &r, &error), KHABAR_OK);
    assert_true(query_next_count(r, &c));
    assert_int_equal(c.n_cells, 2);
    assert_int_equal(c.n, 1);
    query_close(r, NULL);
    assert_int_equal(query_by_named(STR("dyad")), QUERY_BY_DYAD);
    assert_int_equal(query_by_named(STR("x")), QUERY_BY_NONE);
}

static void wrong_questions_are_refused(void **state)
{
    (void)state;
    static const query_filter wrong[] = {{.speaker = "RUS"}, {.since = "yesterday"}, {.until = "2023-1"},
                                         {.status = "true"}, {.actor = "؟"},         {.actor = ","},
                                         {.quad = "x"},      {.text = "..."}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        query_rows *r = NULL;
        khabar_error error = {0};
        assert_int_equal(query_events(db, &wrong[i], &r, &error), KHABAR_ERR_ARGUMENT);
        assert_true(error.message[0]);
    }
    /* what is special to SQL and to FTS5 is only letters here */
    static const char *const odd[] = {"\"", "\" OR", "a\" OR b", "NEAR(a b)",
                                      "a*", "^a",    "col : x",  "'; DROP TABLE article; --"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        query_rows *r = NULL;
        khabar_error error = {0};
        query_filter f = {.text = odd[i], .reader = reader};
        khabar_status status = query_search(db, &f, &r, &error);
        query_hit h;
        if (status == KHABAR_OK) {
            while (query_next_hit(r, &h)) continue;
            assert_int_equal(query_close(r, &error), KHABAR_OK);
        } else
            assert_int_equal(status, KHABAR_ERR_ARGUMENT);
    }
    assert_true(count_events((query_filter){0}) > 0);
}

static void merged_actors_are_one(void **state)
{
    (void)state;
    khabar_error error = {0};
    query_rows *r = NULL;
    query_actor a;
    int64_t ids[2] = {0}, n = 0;
    query_filter f = {.name = "سامح شكري"};
    assert_int_equal(query_actors(db, &f, &r, &error), KHABAR_OK);
    assert_true(query_next_actor(r, &a));
    ids[0] = a.id;
    assert_int_equal(a.articles, 2);
    assert_true(a.aliases.n > 0);
    query_close(r, NULL);
    f.name = "Q7747";
    assert_int_equal(query_actors(db, &f, &r, &error), KHABAR_OK);
    assert_true(query_next_actor(r, &a));
    ids[1] = a.id;
    query_close(r, NULL);
    assert_int_equal(merge_actors(db, ids[0], ids[1], &error), KHABAR_OK);
    assert_int_equal(query_actors(db, &f, &r, &error), KHABAR_OK);
    assert_true(query_next_actor(r, &a));
    assert_int_equal(a.id, ids[0]);
    assert_int_equal(a.articles, 3);
    query_close(r, NULL);
    assert_int_equal(merge_undo(db, ids[0], &n, &error), KHABAR_OK);
    assert_int_equal(n, 1);
    assert_int_equal(query_actors(db, &f, &r, &error), KHABAR_OK);
    assert_true(query_next_actor(r, &a));
    assert_int_equal(a.id, ids[1]);
    query_close(r, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_folded),
        cmocka_unit_test(the_tokenizer_cuts_where_folding_does),
        cmocka_unit_test(tokens_are_those_of_the_stock_tokenizer),
        cmocka_unit_test(near_copies_share_a_band),
        cmocka_unit_test(every_version_is_brought_up_to_date),
        cmocka_unit_test(a_step_that_fails_is_undone),
        cmocka_unit_test(an_older_database_is_not_read_but_brought_up_to_date),
        cmocka_unit_test(events_are_found_by_what_researchers_ask),
        cmocka_unit_test(statements_are_found_by_speaker_and_content),
        cmocka_unit_test(words_are_found_by_form_and_by_lemma),
        cmocka_unit_test(a_snippet_shows_the_hit),
        cmocka_unit_test(questions_may_be_open_together),
        cmocka_unit_test(a_row_has_all_of_an_event),
        cmocka_unit_test(counts_add_up),
        cmocka_unit_test(wrong_questions_are_refused),
        cmocka_unit_test(merged_actors_are_one),
    };
    return cmocka_run_group_tests_name("store", tests, set_up, take_down);
}
