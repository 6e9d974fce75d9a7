/* time: the calendars, and every row of tests/unit/dates.tsv: a text, and the days that khabar finds in it.
 */
#include "lexicon.h"

#include "time/hijri.h"
#include "time/time.h"

static lexicon lex;
static arena a;
static morph_cache cache;
static const char *path;

static void days_and_dates_agree(void **state)
{
    (void)state;
    assert_int_equal(calendar_days((calendar_date){1970, 1, 1}), 0);
    assert_int_equal(calendar_days((calendar_date){2000, 3, 1}), 11017);
    assert_int_equal(calendar_days((calendar_date){2024, 5, 16}), 19859);
    for (int32_t day = -700000; day < 400000; day++) {
        calendar_date c = calendar_date_of(day);
        if (calendar_days(c) != day) fail_msg("day %d", day);
    }
}

static void months_have_their_days(void **state)
{
    (void)state;
    assert_true(calendar_valid((calendar_date){2024, 2, 29}));
    assert_false(calendar_valid((calendar_date){2023, 2, 29}));
    assert_true(calendar_valid((calendar_date){2000, 2, 29}));
    assert_false(calendar_valid((calendar_date){1900, 2, 29}));
    assert_false(calendar_valid((calendar_date){2024, 4, 31}));
    assert_false(calendar_valid((calendar_date){2024, 13, 1}));
    assert_false(calendar_valid((calendar_date){2024, 0, 1}));
    assert_false(calendar_valid((calendar_date){2024, 1, 0}));
    assert_false(calendar_valid((calendar_date){0, 1, 1}));
}

static void weekdays_are_right(void **state)
{
    (void)state;
    assert_int_equal(calendar_weekday(calendar_days((calendar_date){2024, 5, 16})), 4);
    assert_int_equal(calendar_weekday(calendar_days((calendar_date){1969, 12, 31})), 3);
    assert_int_equal(calendar_weekday(calendar_days((calendar_date){1948, 5, 14})), 5);
}

static void hijri_days_are_right(void **state)
{
    (void)state;
    static const struct {
        int32_t year, month, day;
        calendar_date gregorian;
    } rows[] = {
        {1, 1, 1, {622, 7, 19}}, /* 16 July in the Julian calendar */
        {1400, 1, 1, {1979, 11, 21}}, {1445, 9, 1, {2024, 3, 11}},
        {1447, 2, 6, {2025, 7, 31}},  {1447, 1, 1, {2025, 6, 26}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(hijri_days(&lex, (calendar_date){rows[i].year, rows[i].month, rows[i].day}),
                         calendar_days(rows[i].gregorian));
    for (int32_t year = 1280; year <= 1520; year++) {
        int32_t length =
            hijri_days(&lex, (calendar_date){year + 1, 1, 1}) - hijri_days(&lex, (calendar_date){year, 1, 1});
        /* where the table begins and ends the two calendars may meet a day apart */
        assert_true(length >= 353 && length <= 356);
    }
    for (int32_t day = -40000; day < 45000; day++) {
        calendar_date h = hijri_date(&lex, day);
        if (hijri_days(&lex, h) != day || h.day > hijri_month_length(&lex, h.year, h.month)) fail_msg("day %d", day);
    }
}

static void iso_dates_are_parsed(void **state)
{
    (void)state;
    assert_int_equal(calendar_parse(STR("2024-05-16")), 19859);
    assert_int_equal(calendar_parse(STR("2024-05-16T09:30:00Z")), 19859);
    static const char *const none[] = {"",           "2024",       "2024-05",    "2024-5-16",
                                       "16-05-2024", "2024/05/16", "2024-02-30", "2024-00-10",
                                       "abcd-ef-gh", "-024-05-16", "٢٠٢٤-٠٥-١٦"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (calendar_parse(str_of(none[i])) != INT32_MIN) fail_msg("\"%s\"", none[i]);
}

static str found_in(str day, str body)
{
    text t;
    words w;
    phrases p;
    times found;
    khabar_error error = {0};
    if (text_read(&t, &lex, &a, (str){0}, body, &error) != KHABAR_OK) fail_msg("%s", error.message);
    morph_read(&w, &t, &lex, &cache, &a);
    phrase_read(&p, &t, &w, &lex, &a);
    time_read(&found, &t, &w, &p, &lex, day.n ? calendar_parse(day) : INT32_MIN, &a);
    str all = {"", 0};
    for (uint32_t i = 0; i < found.at.n; i++) {
        const timex *x = &found.at.at[i];
        buf value = {0};
        time_value(x, &value);
        all = arena_printf(&a, "%s%s%.*s %.*s", all.p, i ? ";" : "", (int)value.n, value.bytes,
                           (int)(t.tokens.at[x->last].end - t.tokens.at[x->first].start),
                           t.bytes.p + t.tokens.at[x->first].start);
        buf_free(&value);
    }
    return all;
}

static void reports_give_their_dates(void **state)
{
    (void)state;
    int wrong = 0;
    str table = test_file(&a, path), row[3];
    while (test_row(&table, row, 3)) {
        bool gap = test_take_gap(&row[2]);
        str got = found_in(row[0], row[1]);
        bool right = str_eq(row[2], STR("*")) || str_eq(got, row[2]);
        if (right && !gap) continue;
        wrong += !gap;
        print_message("# %s%.*s: got \"%.*s\", wanted \"%.*s\"\n", test_gap(gap, right), (int)row[1].n, row[1].p,
                      (int)got.n, got.p, (int)row[2].n, row[2].p);
    }
    assert_int_equal(wrong, 0);
}

static int begin(void **state)
{
    (void)state;
    static jmp_buf full;
    arena_init(&a, 0);
    morph_cache_init(&cache, &full);
    test_lexicon(&lex);
    return 0;
}

static int end(void **state)
{
    (void)state;
    morph_cache_free(&cache);
    lexicon_close(&lex);
    arena_free(&a);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_dates_agree), cmocka_unit_test(months_have_their_days),
        cmocka_unit_test(weekdays_are_right),   cmocka_unit_test(hijri_days_are_right),
        cmocka_unit_test(iso_dates_are_parsed), cmocka_unit_test(reports_give_their_dates),
    };
    if (argc < 2) return 2;
    path = argv[1];
    return cmocka_run_group_tests_name("time", tests, begin, end);
}
