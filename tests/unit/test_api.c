/* api: the public functions, called rightly and wrongly. */
#include "test.h"

#include "khabar.h"

static khabar *k;
static khabar_reader *r;

static int begin(void **state)
{
    (void)state;
    khabar_error error;
    return khabar_open(NULL, &k, &error) != KHABAR_OK || khabar_reader_new(k, &r, &error) != KHABAR_OK;
}

static int end(void **state)
{
    (void)state;
    khabar_reader_free(r);
    khabar_close(k);
    return 0;
}

static khabar_string string(const char *z)
{
    return (khabar_string){z, strlen(z)};
}

static khabar_status read_text(const char *title, const char *text, size_t n, const khabar_doc **doc,
                               khabar_error *error)
{
    khabar_article a = {.published = string("2024-05-16"), .title = string(title), .text = {text, n}};
    return khabar_read(r, &a, doc, error);
}

static str json_of(const khabar_doc *doc)
{
    khabar_string out = {NULL, 0};
    khabar_error error = {0};
    assert_int_equal(khabar_json(r, doc, 0, &out, &error), KHABAR_OK);
    return (str){out.bytes, out.length};
}

static bool contains(str s, const char *part)
{
    return memmem(s.p, s.n, part, strlen(part)) != NULL;
}

static const char report[] =
    "قال الرئيس الروسي فلاديمير بوتين إن بلاده ستواصل الحوار مع الصين. وأضاف «لا نسعى إلى المواجهة».";

static void a_report_gives_its_record(void **state)
{
    (void)state;
    const khabar_doc *doc;
    khabar_error error = {0};
    assert_int_equal(read_text("بوتين: نواصل الحوار", report, sizeof report - 1, &doc, &error), KHABAR_OK);
    str json = json_of(doc);
    assert_true(contains(json, "\"name\":\"فلاديمير بوتين\""));
    assert_true(contains(json, "\"country\":\"RUS\""));
    assert_true(contains(json, "\"kind\":\"direct\""));
    assert_false(contains(json, "\n"));
    khabar_string out;
    for (int language = 0; language < 2; language++)
        for (int colour = 0; colour < 2; colour++) {
            assert_int_equal(khabar_dossier(r, doc, language, colour, &out, &error), KHABAR_OK);
            assert_true(out.length > 0);
            assert_int_equal(memchr(out.bytes, 27, out.length) != NULL, colour);
        }
    assert_int_equal(khabar_explain(r, doc, &out, &error), KHABAR_OK);
    assert_true(contains((str){out.bytes, out.length}, "قال"));
}

static const khabar_word *words_of(const char *title, const char *text, size_t *n, const khabar_doc **doc)
{
    khabar_article a = {.title = string(title), .text = string(text)};
    khabar_error error = {0};
    const khabar_word *w = NULL;
    assert_int_equal(khabar_analyse(r, &a, 0, doc, &error), KHABAR_OK);
    assert_int_equal(khabar_words(r, *doc, &w, n, &error), KHABAR_OK);
    return w;
}

static bool is(khabar_string s, const char *z)
{
    return s.length == strlen(z) && memcmp(s.bytes, z, s.length) == 0;
}

static void the_words_of_a_text_have_spans(void **state)
{
    (void)state;
    static const struct {
        const char *form, *lemma, *upos, *features;
        size_t start, end, sentence;
    } expected[] = {
        {"نعم", "نعم", "PART", "", 0, 6, 0},
        {"و", "و", "CCONJ", "", 8, 10, 1},
        {"س", "س", "PART", "", 10, 12, 1},
        {"تستضيف", "استضاف", "VERB", "Aspect=Imp|Gender=Fem|Number=Sing|Person=3|VerbForm=Fin|Voice=Act", 12, 24, 1},
        {"ها", "هو", "PRON", "Gender=Fem|Number=Sing|Person=3|PronType=Prs", 24, 28, 1},
        {"القاهرة", "قاهرة", "PROPN", "Definite=Def", 29, 43, 1},
        {".", ".", "PUNCT", "", 43, 44, 1},
    };
    const khabar_doc *doc;
    size_t n = 0, roots[2] = {0, 0};
    const khabar_word *w = words_of("نعم", "وستستضيفها القاهرة.", &n, &doc);
    assert_int_equal(n, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < n; i++) {
        assert_true(is(w[i].form, expected[i].form) && is(w[i].lemma, expected[i].lemma));
        assert_true(is(w[i].features, expected[i].features));
        assert_string_equal(w[i].upos, expected[i].upos);
        assert_int_equal(w[i].start, expected[i].start);
        assert_int_equal(w[i].end, expected[i].end);
        assert_int_equal(w[i].sentence, expected[i].sentence);
        assert_int_equal(w[i].head == KHABAR_ROOT, strcmp(w[i].relation, "root") == 0);
        if (w[i].head == KHABAR_ROOT)
            roots[w[i].sentence]++;
        else
            assert_int_equal(w[w[i].head].sentence, w[i].sentence);
    }
    assert_int_equal(roots[0], 1);
    assert_int_equal(roots[1], 1);
    assert_int_equal(w[4].head, 3); /* ها hangs on its verb */
}

static void without_trees_the_words_are_the_same(void **state)
{
    (void)state;
    const khabar_doc *doc;
    khabar_string out;
    const khabar_word *w;
    size_t n, trees;
    words_of("", report, &trees, &doc);
    khabar_article a = {.text = string(report)};
    assert_int_equal(khabar_analyse(r, &a, KHABAR_NO_TREES, &doc, NULL), KHABAR_OK);
    assert_int_equal(khabar_words(r, doc, &w, &n, NULL), KHABAR_OK);
    assert_int_equal(n, trees);
    assert_true(is(w[0].lemma, "قال"));
    for (size_t i = 0; i < n; i++) {
        assert_true(w[i].head == KHABAR_ROOT);
        assert_string_equal(w[i].relation, "");
    }
    assert_int_equal(khabar_conllu(r, doc, &out, NULL), KHABAR_OK);
    assert_int_equal(khabar_table(r, doc, &out, NULL), KHABAR_OK);
}

static void words_are_written_as_conllu_and_as_a_table(void **state)
{
    (void)state;
    const khabar_doc *doc;
    khabar_string out;
    size_t n;
    words_of("", "وقال للصحفيين نعم.", &n, &doc);
    assert_int_equal(khabar_conllu(r, doc, &out, NULL), KHABAR_OK);
    str s = {out.bytes, out.length};
    assert_true(
        contains(s, "# text = وقال للصحفيين نعم.\n1-2\tوقال\t_\t_\t_\t_\t_\t_\t_\t_\n1\tو\tو\tCCONJ\t_\t_\t2\t"));
    assert_true(contains(s, "\n3-4\tللصحفيين\t") &&
                contains(s, "\n3\tل\tل\tADP\t_\t_\t4\tcase\t_\t_\n4\tلصحفيين\tصحفي\tNOUN\t"));
    assert_true(contains(s, "\tSpaceAfter=No\n6\t.\t.\tPUNCT\t_\t_\t"));
    assert_memory_equal(out.bytes + out.length - 2, "\n\n", 2);
    assert_int_equal(khabar_table(r, doc, &out, NULL), KHABAR_OK);
    s = (str){out.bytes, out.length};
    assert_true(contains(s, "وقال للصحفيين نعم.\n") && contains(s, "لصحفيين\tصحفي\tNOUN ") && contains(s, "\tsay\n"));
}

/* A document has what it was read for: words, or records. */
static void words_and_records_are_read_apart(void **state)
{
    (void)state;
    const khabar_doc *doc;
    khabar_string out;
    khabar_error error = {0};
    const khabar_word *w;
    size_t n;
    words_of("", report, &n, &doc);
    assert_int_equal(khabar_json(r, doc, 0, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_non_null(strstr(error.message, "khabar_read"));
    assert_int_equal(khabar_dossier(r, doc, 0, 0, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_explain(r, doc, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(read_text("", report, sizeof report - 1, &doc, NULL), KHABAR_OK);
    assert_int_equal(khabar_words(r, doc, &w, &n, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_conllu(r, doc, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_non_null(strstr(error.message, "khabar_analyse"));
    assert_int_equal(khabar_table(r, doc, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_true(contains(json_of(doc), "\"country\":\"RUS\"")); /* and the record is still there */
}

static void a_text_without_words_has_none(void **state)
{
    (void)state;
    static const char *const texts[] = {"", " ", "\n\n\n", "\u200f", "َ"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const khabar_doc *doc;
        khabar_string out;
        size_t n = 9;
        words_of("", texts[i], &n, &doc);
        assert_int_equal(n, 0);
        assert_int_equal(khabar_conllu(r, doc, &out, NULL), KHABAR_OK);
        assert_int_equal(out.length, 0);
        assert_int_equal(khabar_table(r, doc, &out, NULL), KHABAR_OK);
        assert_int_equal(out.length, 0);
    }
}

static void wrong_text_is_refused_by_analyse_too(void **state)
{
    (void)state;
    const khabar_doc *doc;
    khabar_error error = {0};
    khabar_article wrong = {.text = {"قال \xc7\xe1", 9}};
    assert_int_equal(khabar_analyse(r, &wrong, 0, &doc, &error), KHABAR_ERR_UTF8);
    assert_int_equal(error.byte, 7);
    size_t n = KHABAR_MAX_TEXT + 1;
    char *large = malloc(n);
    memset(large, 'a', n);
    khabar_article too_large = {.text = {large, n}};
    assert_int_equal(khabar_analyse(r, &too_large, 0, &doc, &error), KHABAR_ERR_TOO_LARGE);
    free(large);
    words_of("", report, &n, &doc); /* and the reader goes on */
    assert_true(n > 15);
}

static void text_is_given_only_on_demand(void **state)
{
    (void)state;
    const khabar_doc *doc;
    khabar_string out;
    assert_int_equal(read_text("", report, sizeof report - 1, &doc, NULL), KHABAR_OK);
    assert_false(contains(json_of(doc), "\"text\""));
    assert_int_equal(khabar_json(r, doc, KHABAR_WITH_TEXT, &out, NULL), KHABAR_OK);
    assert_true(contains((str){out.bytes, out.length}, "\"text\":\"قال الرئيس"));
}

static void the_same_report_gives_the_same_bytes(void **state)
{
    (void)state;
    const khabar_doc *doc;
    assert_int_equal(read_text("", report, sizeof report - 1, &doc, NULL), KHABAR_OK);
    str first = json_of(doc);
    char *kept = malloc(first.n + 1);
    memcpy(kept, first.p, first.n);
    for (int i = 0; i < 3; i++) {
        /* something else, and an error, in between */
        assert_int_equal(read_text("", "أدانت مصر الهجوم على الحدود", 50, &doc, NULL), KHABAR_OK);
        assert_int_equal(read_text("", "\xff", 1, &doc, NULL), KHABAR_ERR_UTF8);
        assert_int_equal(read_text("", report, sizeof report - 1, &doc, NULL), KHABAR_OK);
        assert_true(str_eq(json_of(doc), (str){kept, first.n}));
    }
    khabar_reader *other;
    assert_int_equal(khabar_reader_new(k, &other, NULL), KHABAR_OK);
    khabar_article a = {.published = string("2024-05-16"), .text = {report, sizeof report - 1}};
    khabar_string out;
    assert_int_equal(khabar_read(other, &a, &doc, NULL), KHABAR_OK);
    assert_int_equal(khabar_json(other, doc, 0, &out, NULL), KHABAR_OK);
    assert_true(str_eq((str){out.bytes, out.length}, (str){kept, first.n}));
    khabar_reader_free(other);
    free(kept);
}

static void empty_text_is_no_error(void **state)
{
    (void)state;
    static const char *const texts[] = {"", " ", "\n\n\n", ".", "«»", "\u200f", "ـــ"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const khabar_doc *doc;
        khabar_string out;
        assert_int_equal(read_text("", texts[i], strlen(texts[i]), &doc, NULL), KHABAR_OK);
        str json = json_of(doc);
        assert_true(contains(json, "\"actors\":[]"));
        assert_true(contains(json, "\"statements\":[]"));
        assert_true(contains(json, "\"events\":[]"));
        assert_int_equal(khabar_dossier(r, doc, 1, 0, &out, NULL), KHABAR_OK);
        assert_int_equal(khabar_explain(r, doc, &out, NULL), KHABAR_OK);
    }
    khabar_article nothing = {.id = {NULL, 0}};
    const khabar_doc *doc;
    assert_int_equal(khabar_read(r, &nothing, &doc, NULL), KHABAR_OK);
}

static void text_in_another_language_gives_nothing_and_says_so(void **state)
{
    (void)state;
    static const char *const texts[] = {"The president of Russia met his Chinese counterpart in Beijing on Thursday.",
                                        "Le président russe a rencontré jeudi à Pékin son homologue chinois.",
                                        "俄罗斯总统访问北京", "Президент России посетил Пекин", "12345 67890"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const khabar_doc *doc;
        assert_int_equal(read_text("", texts[i], strlen(texts[i]), &doc, NULL), KHABAR_OK);
        str json = json_of(doc);
        assert_true(contains(json, "\"language\":\"und\""));
        assert_true(contains(json, "\"actors\":[],\"places\":[],\"dates\":[],\"statements\":[],\"events\":[]"));
    }
}

static void wrong_utf8_is_told_by_its_byte(void **state)
{
    (void)state;
    const khabar_doc *doc;
    khabar_error error = {0};
    assert_int_equal(read_text("", "قال \xc7\xe1\xf1\xc6\xed\xd3", 13, &doc, &error), KHABAR_ERR_UTF8);
    assert_int_equal(error.status, KHABAR_ERR_UTF8);
    assert_int_equal(error.byte, 7);
    assert_true(strlen(error.message) > 0);
    assert_int_equal(read_text("عن\xd9", "قال", 6, &doc, &error), KHABAR_ERR_UTF8);
    assert_int_equal(error.byte, 4);
    assert_int_equal(read_text("", "\xed\xa0\x80", 3, &doc, &error), KHABAR_ERR_UTF8);
    assert_int_equal(error.byte, 0);
}

/* What is not text stands in the record too: it must not break it. */
static void wrong_utf8_beside_the_text_does_not_reach_the_json(void **state)
{
    (void)state;
    const khabar_doc *doc;
    khabar_error error = {0};
    khabar_article a = {.id = {"a\xff\xfe", 3},
                        .source = {"\xc7\xe1", 2},
                        .url = {"\x80", 1},
                        .published = string("2024-05-16"),
                        .text = string("قال")};
    khabar_status status = khabar_read(r, &a, &doc, &error);
    if (status == KHABAR_ERR_UTF8) return;
    assert_int_equal(status, KHABAR_OK);
    str json = json_of(doc);
    assert_false(contains(json, "\xff"));
    assert_false(contains(json, "\xc7\xe1"));
}

static void nul_bytes_are_read_over(void **state)
{
    (void)state;
    const khabar_doc *doc;
    static const char text[] = "قال الرئيس\0 الروسي إن الحوار مستمر\0.";
    assert_int_equal(read_text("", text, sizeof text - 1, &doc, NULL), KHABAR_OK);
    json_of(doc);
}

static void too_large_is_an_error(void **state)
{
    (void)state;
    const khabar_doc *doc;
    khabar_error error = {0};
    size_t n = KHABAR_MAX_TEXT + 1;
    char *text = malloc(n);
    memset(text, 'a', n);
    assert_int_equal(read_text("", text, n, &doc, &error), KHABAR_ERR_TOO_LARGE);
    assert_int_equal(error.status, KHABAR_ERR_TOO_LARGE);
    assert_int_equal(read_text("عنوان", text, n - 4, &doc, &error), KHABAR_ERR_TOO_LARGE);
    assert_int_equal(read_text("", text, n - 1, &doc, &error), KHABAR_OK);
    free(text);
    /* and the reader goes on */
    assert_int_equal(read_text("", report, sizeof report - 1, &doc, &error), KHABAR_OK);
}

static void null_arguments_are_errors(void **state)
{
    (void)state;
    const khabar_doc *doc;
    khabar_error error = {0};
    khabar_string out;
    khabar_article a = {.text = string("قال")};
    khabar_reader *made;
    assert_int_equal(khabar_open(NULL, NULL, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_reader_new(NULL, &made, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_reader_new(k, NULL, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_read(NULL, &a, &doc, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_read(r, NULL, &doc, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_read(r, &a, NULL, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(error.status, KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_read(r, &a, NULL, NULL), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_read(r, &a, &doc, NULL), KHABAR_OK);
    assert_int_equal(khabar_json(NULL, doc, 0, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_json(r, NULL, 0, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_json(r, doc, 0, NULL, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_dossier(r, NULL, 0, 0, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_dossier(r, doc, 0, 0, NULL, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_explain(r, NULL, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_explain(r, doc, NULL, &error), KHABAR_ERR_ARGUMENT);
    const khabar_word *w;
    size_t n;
    assert_int_equal(khabar_analyse(NULL, &a, 0, &doc, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_analyse(r, NULL, 0, &doc, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_analyse(r, &a, 0, NULL, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_analyse(r, &a, 0, &doc, NULL), KHABAR_OK);
    assert_int_equal(khabar_words(NULL, doc, &w, &n, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_words(r, NULL, &w, &n, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_words(r, doc, NULL, &n, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_words(r, doc, &w, NULL, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_conllu(NULL, doc, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_conllu(r, NULL, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_conllu(r, doc, NULL, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_table(r, NULL, &out, &error), KHABAR_ERR_ARGUMENT);
    assert_int_equal(khabar_table(r, doc, NULL, &error), KHABAR_ERR_ARGUMENT);
    khabar_reader_free(NULL);
    khabar_close(NULL);
}

static void what_cannot_be_opened_says_why(void **state)
{
    (void)state;
    khabar *other = NULL;
    khabar_error error = {0};
    assert_int_equal(khabar_open("/nowhere/at/all", &other, &error), KHABAR_ERR_IO);
    assert_non_null(strstr(error.message, "/nowhere/at/all"));
    assert_null(other);
    char folder[] = "/tmp/khabar-test-XXXXXX", file[64];
    assert_non_null(mkdtemp(folder));
    assert_int_equal(khabar_open(folder, &other, &error), KHABAR_ERR_LEXICON); /* no .tsv in it */
    snprintf(file, sizeof file, "%s/x.lex", folder);
    FILE *f = fopen(file, "wb");
    assert_non_null(f);
    fputs("no lexicon at all", f);
    fclose(f);
    assert_int_equal(khabar_open(file, &other, &error), KHABAR_ERR_LEXICON);
    f = fopen(file, "wb");
    fclose(f);
    assert_int_not_equal(khabar_open(file, &other, &error), KHABAR_OK); /* empty */
    remove(file);
    remove(folder);
}

static void write_row(const char *folder, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static str read_on(const char *folder, const char *day, const char *text, khabar_error *error)
{
    static char kept[20000];
    khabar *mine;
    khabar_reader *reader;
    const khabar_doc *doc;
    khabar_string out;
    if (khabar_open(folder, &mine, error) != KHABAR_OK) return (str){0};
    assert_int_equal(khabar_reader_new(mine, &reader, NULL), KHABAR_OK);
    khabar_article a = {.published = string(day), .text = string(text)};
    assert_int_equal(khabar_read(reader, &a, &doc, NULL), KHABAR_OK);
    assert_int_equal(khabar_json(reader, doc, 0, &out, NULL), KHABAR_OK);
    assert_true(out.length < sizeof kept);
    memcpy(kept, out.bytes, out.length);
    khabar_reader_free(reader);
    khabar_close(mine);
    return (str){kept, out.length};
}

static str read_with(const char *folder, const char *text, khabar_error *error)
{
    return read_on(folder, "2024-05-16", text, error);
}

/* A change of office is one row: the new holder's. The term of the one before, which has no end, ends with it. */
static void a_change_of_office_is_one_row(void **state)
{
    (void)state;
    char folder[] = "/tmp/khabar-test-XXXXXX", path[128];
    khabar_error error = {0};
    static const char text[] = "قال الرئيس الفرنسي إن بلاده مستعدة للحوار";
    assert_non_null(mkdtemp(folder));
    write_row(folder, "my.tsv",
              "# columns: name en aliases gender office of from to wikidata\n"
              "زرقون بن مرقون\tZarqun ibn Marqun\t\tm\thead_of_state\tFRA\t2027-06-01\t\t\n");
    str before = read_on(folder, "2027-05-16", text, &error);
    if (!before.n) fail_msg("%s", error.message);
    assert_true(contains(before, "\"name_en\":\"Emmanuel Macron\""));
    str after = read_on(folder, "2027-06-16", text, &error);
    assert_true(contains(after, "\"name_en\":\"Zarqun ibn Marqun\""));
    /* two who certainly held it at one time are a mistake, told with both rows */
    write_row(folder, "my.tsv",
              "# columns: name en aliases gender office of from to wikidata\n"
              "زرقون بن مرقون\tZarqun ibn Marqun\t\tm\thead_of_state\tFRA\t2010-06-01\t2011-06-01\t\n");
    assert_int_equal(read_with(folder, text, &error).n, 0);
    assert_int_equal(error.status, KHABAR_ERR_LEXICON);
    assert_non_null(strstr(error.message, "my.tsv:2:55: "));
    assert_non_null(strstr(error.message, "holds this office until 2012-05"));
    snprintf(path, sizeof path, "%s/my.tsv", folder);
    remove(path);
    remove(folder);
}

/* A folder of the user's own rows lies over the built-in ones: new rows are added, rows of the same key
 * replaced. */
static void a_folder_of_rows_lies_over_the_built_in_ones(void **state)
{
    (void)state;
    char folder[] = "/tmp/khabar-test-XXXXXX";
    khabar_error error = {0};
    static const char text[] = "زار الزعيم زرقون بن مرقون القاهرة";
    const char *head = "# columns: name en aliases gender office of from to wikidata\n";
    char rows[400], path[128];
    assert_non_null(mkdtemp(folder));
    snprintf(rows, sizeof rows, "%sزرقون بن مرقون\tZarqun ibn Marqun\tزرقون\tm\thead_of_state\tFRA\t2020\t\tQ1\n",
             head);
    write_row(folder, "my.tsv", rows);
    str json = read_with(folder, text, &error);
    if (!json.n) fail_msg("%s", error.message);
    assert_true(contains(json, "\"name_en\":\"Zarqun ibn Marqun\""));
    assert_true(contains(json, "\"country\":\"FRA\""));
    /* a wrong row of the user's is reported with the path of the user's file */
    snprintf(rows, sizeof rows, "%sزرقون\tZarqun\t\tm\tking\tFRA\t2020\t\tQ1\n", head);
    write_row(folder, "my.tsv", rows);
    assert_int_equal(read_with(folder, text, &error).n, 0);
    assert_int_equal(error.status, KHABAR_ERR_LEXICON);
    assert_int_equal(error.line, 2);
    assert_non_null(strstr(error.message, folder));
    assert_non_null(strstr(error.message, "my.tsv:2:17: unknown office \"king\""));
    /* a row of the same key takes the built-in one's place */
    static const struct {
        const char *rows, *text;
        bool found;
    } states[] = {
        {"# columns: key ar en\n", "قالت حكومة ليختنشتاين إن الحوار مستمر", true}, /* a table without rows */
        {"# columns: iso3 name en official variants capital nisba nisba_plural metonyms former wikidata gender league\n"
         "LIE\tزرقونيا\tZarqunia\tدولة زرقونيا\t\tزرقة\tزرقوني\tزرقونيون\t\t\t\tf\t\n",
         "قالت حكومة زرقونيا إن الحوار مستمر", true},
        {NULL, "قالت حكومة ليختنشتاين إن الحوار مستمر", false},
    };
    for (int i = 0; i < 3; i++) {
        if (states[i].rows) write_row(folder, "my.tsv", states[i].rows);
        json = read_with(folder, states[i].text, &error);
        if (!json.n) fail_msg("%s", error.message);
        assert_int_equal(contains(json, "\"country\":\"LIE\""), states[i].found);
    }
    snprintf(path, sizeof path, "%s/my.tsv", folder);
    remove(path);
    remove(folder);
}

static void statuses_have_names(void **state)
{
    (void)state;
    assert_string_equal(khabar_status_name(KHABAR_OK), "ok");
    assert_string_equal(khabar_status_name(KHABAR_ERR_UTF8), "utf8");
    assert_string_equal(khabar_status_name(KHABAR_ERR_TOO_LARGE), "too-large");
    assert_non_null(khabar_status_name((khabar_status)99));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_gives_its_record),
        cmocka_unit_test(the_words_of_a_text_have_spans),
        cmocka_unit_test(without_trees_the_words_are_the_same),
        cmocka_unit_test(words_are_written_as_conllu_and_as_a_table),
        cmocka_unit_test(words_and_records_are_read_apart),
        cmocka_unit_test(a_text_without_words_has_none),
        cmocka_unit_test(wrong_text_is_refused_by_analyse_too),
        cmocka_unit_test(text_is_given_only_on_demand),
        cmocka_unit_test(the_same_report_gives_the_same_bytes),
        cmocka_unit_test(empty_text_is_no_error),
        cmocka_unit_test(text_in_another_language_gives_nothing_and_says_so),
        cmocka_unit_test(wrong_utf8_is_told_by_its_byte),
        cmocka_unit_test(wrong_utf8_beside_the_text_does_not_reach_the_json),
        cmocka_unit_test(nul_bytes_are_read_over),
        cmocka_unit_test(too_large_is_an_error),
        cmocka_unit_test(null_arguments_are_errors),
        cmocka_unit_test(what_cannot_be_opened_says_why),
        cmocka_unit_test(a_folder_of_rows_lies_over_the_built_in_ones),
        cmocka_unit_test(a_change_of_office_is_one_row),
        cmocka_unit_test(statuses_have_names),
    };
    return cmocka_run_group_tests_name("api", tests, begin, end);
}
