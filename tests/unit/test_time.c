/* time: the calendars, and every row of tests/unit/dates.tsv: a text, and the days that khabar finds in it.
 */
#include "lexicon.h"

#include "time/time.h"

static lexicon lex;
static arena a;
static morph_cache cache;
static const char *path;

static void days_and_dates_agree(void **state)
{
    (void)state;
    assert_int_equal(time_days((time_civil){1970, 1, 1}), 0);
    assert_int_equal(time_days((time_civil){2000, 3, 1}), 11017);
    assert_int_equal(time_days((time_civil){2024, 5, 16}), 19859);
    for (int32_t day = -700000; day < 400000; day++) {
        time_civil c = time_from_days(day);
        if (time_days(c) != day) fail_msg("day %d", day);
    }
}

static void months_have_their_days(void **state)
{
    (void)state;
    assert_true(time_valid((time_civil){2024, 2, 29}));
    assert_false(time_valid((time_civil){2023, 2, 29}));
    assert_true(time_valid((time_civil){2000, 2, 29}));
    assert_false(time_valid((time_civil){1900, 2, 29}));
    assert_false(time_valid((time_civil){2024, 4, 31}));
    assert_false(time_valid((time_civil){2024, 13, 1}));
    assert_false(time_valid((time_civil){2024, 0, 1}));
    assert_false(time_valid((time_civil){2024, 1, 0}));
    assert_false(time_valid((time_civil){0, 1, 1}));
}

static void weekdays_are_right(void **state)
{
    (void)state;
    assert_int_equal(time_weekday(time_days((time_civil){2024, 5, 16})), 4);
    assert_int_equal(time_weekday(time_days((time_civil){1969, 12, 31})), 3);
    assert_int_equal(time_weekday(time_days((time_civil){1948, 5, 14})), 5);
}

static void hijri_days_are_right(void **state)
{
    (void)state;
    static const struct {
        int32_t year, month, day;
        time_civil gregorian;
    } rows[] = {
        {1, 1, 1, {622, 7, 19}}, /* 16 July in the Julian calendar */
        {1400, 1, 1, {1979, 11, 21}}, {1445, 9, 1, {2024, 3, 11}},
        {1447, 2, 6, {2025, 8, 1}},   {1447, 1, 1, {2025, 6, 27}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(time_hijri_days(rows[i].year, rows[i].month, rows[i].day), time_days(rows[i].gregorian));
    /* a year has 354 or 355 days, 11 of the latter in 30 */
    int leaps = 0;
    for (int32_t year = 1411; year <= 1440; year++) {
        int32_t length = time_hijri_days(year + 1, 1, 1) - time_hijri_days(year, 1, 1);
        assert_true(length == 354 || length == 355);
        leaps += length == 355;
    }
    assert_int_equal(leaps, 11);
}

static void iso_dates_are_parsed(void **state)
{
    (void)state;
    assert_int_equal(time_parse_day(STR("2024-05-16")), 19859);
    assert_int_equal(time_parse_day(STR("2024-05-16T09:30:00Z")), 19859);
    static const char *const none[] = {"",           "2024",       "2024-05",    "2024-5-16",
                                       "16-05-2024", "2024/05/16", "2024-02-30", "2024-00-10",
                                       "abcd-ef-gh", "-024-05-16", "٢٠٢٤-٠٥-١٦"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (time_parse_day(str_of(none[i])) != INT32_MIN) fail_msg("\"%s\"", none[i]);
}

static str day_text(int32_t day)
{
    time_civil c = time_from_days(day);
    return arena_printf(&a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static str found_in(str day, str body)
{
    static const char *const precisions[] = {"none", "day", "week", "month", "year"};
    text t;
    words w;
    phrases p;
    times found;
    khabar_error error = {0};
    if (text_read(&t, &lex, &a, (str){0}, body, &error) != KHABAR_OK) fail_msg("%s", error.message);
    morph_read(&w, &t, &lex, &cache, &a);
    phrase_read(&p, &t, &w, &lex, &a);
    time_read(&found, &t, &w, &p, &lex, day.n ? time_parse_day(day) : INT32_MIN, &a);
    str all = {"", 0};
    for (uint32_t i = 0; i < found.at.n; i++) {
        const timex *x = &found.at.at[i];
        str from = day_text(x->start), to = day_text(x->end);
        bool same = x->start == x->end;
        all = arena_printf(&a, "%s%s%s%s%s %s %.*s", all.p, i ? ";" : "", from.p, same ? "" : "..", same ? "" : to.p,
                           precisions[x->precision], (int)(t.tokens.at[x->last].end - t.tokens.at[x->first].start),
                           t.bytes.p + t.tokens.at[x->first].start);
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
