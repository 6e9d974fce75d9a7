/* text: sentences as news is written, quotations, datelines, abbreviations, numbers, and the map back to the
 * bytes. */
#include "lexicon.h"

#include "base/utf8.h"
#include "text/text.h"

static lexicon lex;
static arena a;

static int open_lexicon(void **state)
{
    (void)state;
    arena_init(&a, 0);
    test_lexicon(&lex);
    return 0;
}

static int close_lexicon(void **state)
{
    (void)state;
    lexicon_close(&lex);
    arena_free(&a);
    return 0;
}

static text read_text(const char *title, const char *body)
{
    text t;
    khabar_error error = {0};
    arena_reset(&a);
    if (text_read(&t, &lex, &a, str_of(title), str_of(body), &error) != KHABAR_OK) fail_msg("%s", error.message);
    return t;
}

static str span(const text *t, uint32_t first, uint32_t end)
{
    return str_sub(t->bytes, t->tokens.at[first].start, t->tokens.at[end - 1].end);
}

/* "sentence|sentence|…", a dateline in square brackets, a title in angle brackets. */
static str sentences_of(const text *t)
{
    str all = {0};
    for (uint32_t i = 0; i < t->sentences.n; i++) {
        const sentence *s = &t->sentences.at[i];
        str one = span(t, s->first, s->end);
        const char *open = s->kind == SENTENCE_DATELINE ? "[" : s->kind == SENTENCE_TITLE ? "<" : "";
        const char *close = s->kind == SENTENCE_DATELINE ? "]" : s->kind == SENTENCE_TITLE ? ">" : "";
        all = arena_printf(&a, "%.*s%s%s%.*s%s", (int)all.n, all.n ? all.p : "", i ? "|" : "", open, (int)one.n, one.p,
                           close);
    }
    return all;
}

static void sentences_end_where_news_ends_them(void **state)
{
    (void)state;
    static const struct {
        const char *title, *body, *sentences; /* "gap …": not yet so, which is reported and fails nothing */
    } rows[] = {
        {"", "قال الوزير إن اللقاء ناجح. وأضاف أن الوفد غادر.", "قال الوزير إن اللقاء ناجح.|وأضاف أن الوفد غادر."},
        {"بوتين يزور بكين", "وصل الرئيس. وعقد لقاء.", "<بوتين يزور بكين>|وصل الرئيس.|وعقد لقاء."},
        {"", "هل يعود الوفد؟ نعم! عاد أمس.", "هل يعود الوفد؟|نعم!|عاد أمس."},
        /* titles and initials */
        {"", "استقبل د. أحمد نظيف الوفد. ثم غادر.", "استقبل د. أحمد نظيف الوفد.|ثم غادر."},
        {"", "التقى م. خالد أ. د. سعيدا في مكتبه. ثم عاد.", "التقى م. خالد أ. د. سعيدا في مكتبه.|ثم عاد."},
        {"", "نقلت أ.ف.ب عن مصدر قوله نعم. وانتهى.", "نقلت أ.ف.ب عن مصدر قوله نعم.|وانتهى."},
        {"", "قال ج. ب. مورغان ذلك. وانتهى.", "قال ج. ب. مورغان ذلك.|وانتهى."},
        /* numbers */
        {"", "بلغت القيمة 3.5 مليارات. وزادت 1,000 طن.", "بلغت القيمة 3.5 مليارات.|وزادت 1,000 طن."},
        {"", "نسبة ٢٫٥ في المئة عند 23:00 ليلا. وانتهى.", "نسبة ٢٫٥ في المئة عند 23:00 ليلا.|وانتهى."},
        {"", "انتهت عام 2015. وبدأت عام 2016م. ثم عادت.", "gap انتهت عام 2015.|وبدأت عام 2016م.|ثم عادت."},
        /* ellipses and stops without space */
        {"", "لكن... سنرى ما يحدث. وانتهى.", "لكن... سنرى ما يحدث.|وانتهى."},
        {"", "سنرد… في الوقت المناسب. وانتهى.", "سنرد… في الوقت المناسب.|وانتهى."},
        {"", "يعود الوفد غدا.وقال الوزير نعم.", "يعود الوفد غدا.|وقال الوزير نعم."},
        {"", "انظر www.example.org للمزيد. وانتهى.", "انظر www.example.org للمزيد.|وانتهى."},
        /* a stop inside marks */
        {"", "قال «انتهت المهمة.» وغادر القاعة.", "قال «انتهت المهمة.»|وغادر القاعة."},
        {"", "قال بوتين: “لا مكان لها. نعم”. وتابع.", "قال بوتين: “لا مكان لها.|نعم”.|وتابع."},
        /* datelines */
        {"", "القاهرة - أ ف ب: أعلنت مصر ذلك. وانتهى.", "[القاهرة - أ ف ب:]|أعلنت مصر ذلك.|وانتهى."},
        {"", "الرياض – واس\nاستقبل الملك الوفد.", "[الرياض –]|واس|استقبل الملك الوفد."},
        {"عنوان", "رام الله - وفا - أدانت الرئاسة الهجوم.", "<عنوان>|[رام الله - وفا -]|أدانت الرئاسة الهجوم."},
        {"", "بيروت (رويترز) - قال مصدر ذلك.", "[بيروت (رويترز) -]|قال مصدر ذلك."},
        /* lines */
        {"", "بنود الاتفاق:\n- وقف النار\n- تبادل الأسرى\n• فتح المعبر",
         "بنود الاتفاق:|- وقف النار|- تبادل الأسرى|• فتح المعبر"},
        {"", "فقرة أولى بلا نقطة\n\nفقرة ثانية بلا نقطة", "فقرة أولى بلا نقطة|فقرة ثانية بلا نقطة"},
        {"", "قال الوزير ذلك، وأضاف، وتابع، وختم، ثم غادر", "قال الوزير ذلك، وأضاف، وتابع، وختم، ثم غادر"},
        {"", "   \n\t  ", ""},
        {"", "", ""},
        {"عنوان وحده", "", "<عنوان وحده>"},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text t = read_text(rows[i].title, rows[i].body);
        str got = sentences_of(&t);
        str wanted = str_of(rows[i].sentences);
        bool gap = test_take_gap(&wanted), right = str_eq(got, wanted);
        if (right && !gap) continue;
        wrong += !gap;
        print_message("# %sgot %.*s, wanted %.*s\n", test_gap(gap, right), (int)got.n, got.n ? got.p : "",
                      (int)wanted.n, wanted.p);
    }
    assert_int_equal(wrong, 0);
}

static void quotations_open_and_close(void **state)
{
    (void)state;
    /* the spans, each with its depth and whether it is closed: 0+ is outermost and closed */
    static const struct {
        const char *body, *quotes;
    } rows[] = {
        {"قال «نعم نعم» وغادر", "0+نعم نعم"},
        {"قال \"نعم\" ثم \"لا\"", "0+نعم|0+لا"},
        {"قال “نعم” ثم „لا“ وغادر", "0+نعم|0+لا"},
        {"قال «إن تنظيم \"الفجر\" انتهى» وغادر", "0+إن تنظيم \"الفجر\" انتهى|1+الفجر"},
        {"قال \"إن تنظيم «الفجر» انتهى\" وغادر", "0+إن تنظيم «الفجر» انتهى|1+الفجر"},
        {"قال «نعم وغادر", "0-نعم وغادر"},
        {"قال «نعم\nوعاد» ثم", "0-نعم|0-ثم"},
        {"قال ‘نعم’ وغادر", "0+نعم"},
        {"شركة ماكدونالد's قالت نعم", ""},
        {"قال '' ثم", "0+"},
        {"قال »نعم« وغادر", "0+نعم"},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text t = read_text("", rows[i].body);
        str all = {0};
        for (uint32_t q = 0; q < t.quotes.n; q++) {
            const quotation *k = &t.quotes.at[q];
            uint32_t depth = 0;
            for (uint32_t p = k->parent; p != NO_QUOTE; p = t.quotes.at[p].parent) depth++;
            str inner = k->open + 1 < k->close ? span(&t, k->open + 1, k->close) : (str){"", 0};
            all = arena_printf(&a, "%.*s%s%u%c%.*s", (int)all.n, all.n ? all.p : "", q ? "|" : "", depth,
                               k->closed ? '+' : '-', (int)inner.n, inner.p);
        }
        if (str_eq(all, str_of(rows[i].quotes))) continue;
        print_message("# %s: got %.*s, wanted %s\n", rows[i].body, (int)all.n, all.n ? all.p : "", rows[i].quotes);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void tokens_are_words_numbers_latin_and_marks(void **state)
{
    (void)state;
    static const struct {
        const char *body, *tokens;
    } rows[] = {
        {"قال، إن 3.5%", "wقال p، wإن n3.5 p%"},
        {"1,000.50 و23:00", "n1,000.50 wو n23:00"},
        {"2015م", "n2015 wم"},
        {"إف-16", "wإف p- n16"},
        {"شركة BP وCNN", "wشركة lBP wو lCNN"},
        {"وَقَالَ الـوزير", "wوَقَالَ wالـوزير"},
        {"\u200fقال\u200f", "wقال\u200f"},
        {"16/5/2024", "n16 p/ n5 p/ n2024"},
        {"🇱🇧 لبنان", "p🇱 p🇧 wلبنان"},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text t = read_text("", rows[i].body);
        str all = {0};
        for (uint32_t k = 0; k < t.tokens.n; k++) {
            str one = span(&t, k, k + 1);
            all = arena_printf(&a, "%.*s%s%c%.*s", (int)all.n, all.n ? all.p : "", k ? " " : "",
                               "wnlp"[t.tokens.at[k].kind], (int)one.n, one.p);
        }
        if (str_eq(all, str_of(rows[i].tokens))) continue;
        print_message("# got %.*s, wanted %s\n", (int)all.n, all.n ? all.p : "", rows[i].tokens);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void passive_vowel_is_seen(void **state)
{
    (void)state;
    text t = read_text("", "قُتل ثلاثة وقَتل رابع");
    assert_true(t.tokens.at[0].flags & TOKEN_DAMMA);
    assert_false(t.tokens.at[2].flags & TOKEN_DAMMA);
}

/* What text.h promises, for any text. */
static void check_promises(const text *t)
{
    uint32_t at = 0, letters = 0, sentence_token = 0;
    for (uint32_t i = 0; i < t->tokens.n; i++) {
        const token *k = &t->tokens.at[i];
        assert_true(k->start >= at && k->end > k->start && k->end <= t->bytes.n);
        /* between tokens stand no letters; in a token stand exactly its own */
        uint8_t raw[4096];
        if (k->start - at < 1000) assert_int_equal(letters_from_utf8(str_sub(t->bytes, at, k->start), raw), 0);
        at = k->end;
        if (k->kind == TOKEN_PUNCT) continue;
        assert_int_equal(k->letters, letters);
        letters += k->n;
        if (k->kind == TOKEN_NUMBER || k->end - k->start > 1000) continue;
        assert_int_equal(letters_from_utf8(str_sub(t->bytes, k->start, k->end), raw), k->n);
        assert_memory_equal(raw, t->raw + k->letters, k->n);
    }
    assert_int_equal(letters, t->n_letters);
    for (uint32_t i = 0; i < t->sentences.n; i++) {
        const sentence *s = &t->sentences.at[i];
        assert_int_equal(s->first, sentence_token);
        assert_true(s->end > s->first);
        for (uint32_t k = s->first; k < s->end; k++) assert_int_equal(t->tokens.at[k].sentence, i);
        sentence_token = s->end;
    }
    assert_int_equal(sentence_token, t->tokens.n);
    for (uint32_t i = 0; i < t->quotes.n; i++) {
        const quotation *q = &t->quotes.at[i];
        assert_true(q->open < q->close && q->close <= t->tokens.n);
        assert_true(q->parent == NO_QUOTE || q->parent < i);
    }
    for (uint32_t i = 0; i < t->tokens.n; i++)
        assert_true(t->tokens.at[i].quote == NO_QUOTE || t->tokens.at[i].quote < t->quotes.n);
}

static void promises_hold_for_random_text(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "قال", "الرئيس", "و",    " ",  " ",     " ", ".",    "…",      "...",    "«",      "»",   "\"",
        "“",   "”",      "'",    "-",  "–",     ":", "،",    "؟",      "!",      "(",      ")",   "\n",
        "3.5", "٢٫٥",    "2024", "ـ",  "َ",      "ُّ",  "ﷲ",    "ﻻ",      "\u200f", "\u2067", "BBC", "é",
        "中",  "🇱🇧",     "د",    "د.", "أ.ف.ب", "/", "\r\n", "\u2028", "\t",     "\u00a0", "پ",   "ٱ"};
    enum { PIECES = sizeof pieces / sizeof *pieces };
    uint64_t seed = 16;
    for (int round = 0; round < 3000; round++) {
        char title[400] = "", body[2000] = "";
        uint32_t n = test_random(&seed) % 12, m = test_random(&seed) % 120;
        for (uint32_t i = 0; i < n; i++) strcat(title, pieces[test_random(&seed) % PIECES]);
        for (uint32_t i = 0; i < m; i++) strcat(body, pieces[test_random(&seed) % PIECES]);
        text t = read_text(title, body);
        check_promises(&t);
    }
}

static void promises_hold_for_random_code_points(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int round = 0; round < 1000; round++) {
        char body[1300];
        size_t n = 0;
        for (int i = 0; i < 300; i++) {
            static const uint32_t from[] = {0, 0x600, 0x2000, 0xfb50, 0xfe70, 0x10000},
                                  size[] = {0x80, 0x100, 0x100, 0x2b0, 0x90, 0x20000};
            uint32_t kind = test_random(&seed) % 6, cp = from[kind] + test_random(&seed) % size[kind];
            n += utf8_put(cp, body + n);
        }
        body[n] = 0;
        text t;
        arena_reset(&a);
        assert_int_equal(text_read(&t, &lex, &a, (str){0}, (str){body, n}, NULL), KHABAR_OK);
        check_promises(&t);
    }
}

static void long_words_and_deep_quotations_do_no_harm(void **state)
{
    (void)state;
    enum { N = 100000 };
    char *body = malloc(4 * N + 1);
    for (size_t i = 0; i < N; i++) memcpy(body + 2 * i, "ب", 2);
    body[2 * N] = 0;
    text t = read_text("", body);
    check_promises(&t);
    for (size_t i = 0; i < N; i++) memcpy(body + 4 * i, i < N / 2 ? "«\"" : "\"»", 3), body[4 * i + 3] = ' ';
    body[4 * N] = 0;
    t = read_text("", body);
    check_promises(&t);
    free(body);
}

static void wrong_bytes_are_told(void **state)
{
    (void)state;
    text t;
    khabar_error error = {0};
    assert_int_equal(text_read(&t, &lex, &a, (str){0}, STR("قال \xc7\xe1"), &error), KHABAR_ERR_UTF8);
    assert_int_equal(error.byte, 7);
    assert_int_equal(text_read(&t, &lex, &a, STR("a\xff"), STR("قال"), &error), KHABAR_ERR_UTF8);
    assert_int_equal(error.byte, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_end_where_news_ends_them),
        cmocka_unit_test(quotations_open_and_close),
        cmocka_unit_test(tokens_are_words_numbers_latin_and_marks),
        cmocka_unit_test(passive_vowel_is_seen),
        cmocka_unit_test(promises_hold_for_random_text),
        cmocka_unit_test(promises_hold_for_random_code_points),
        cmocka_unit_test(long_words_and_deep_quotations_do_no_harm),
        cmocka_unit_test(wrong_bytes_are_told),
    };
    return cmocka_run_group_tests_name("text", tests, open_lexicon, close_lexicon);
}
