/* letters: what is spelled differently but read alike folds to the same letters, and every letter keeps its
 * place. */
#include "test.h"

#include "base/utf8.h"
#include "lexicon/letters.h"

static size_t folded(str s, uint8_t *out)
{
    size_t n = letters_from_utf8(s, out);
    for (size_t i = 0; i < n; i++) out[i] = letters_fold[out[i]];
    return n;
}

static bool same_folded(const char *a, const char *b)
{
    uint8_t x[400], y[400];
    size_t n = folded(str_of(a), x);
    return n == folded(str_of(b), y) && memcmp(x, y, n) == 0;
}

static void what_reads_alike_folds_alike(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"أعلن", "اعلن"},
        {"إدارة", "ادارة"},
        {"آسيا", "اسيا"},
        {"ٱلرئيس", "الرئيس"},
        {"وزارة", "وزاره"},
        {"مصطفى", "مصطفي"},
        {"مسؤول", "مسوول"},
        {"رئيس", "رييس"},
        {"قَالَ وَزِيرُ الخَارِجِيَّةِ", "قال وزير الخارجية"},
        {"العـــراق", "العراق"},
        {"هـ", "ه"},
        {"هٰذا", "هذا"},
        {"ﺍﻟﻌﺮﺍﻕ", "العراق"},
        {"ﻭﺯﺍﺭﺓ ﺍﻟﺨﺎﺭﺟﻴﺔ", "وزارة الخارجية"},
        {"ﻻﺟﺌﻮﻥ", "لاجئون"},
        {"ﻷﻥ", "لأن"},
        {"ﻹﻋﻼﻥ", "لإعلان"},
        {"ﻵﺧﺮ", "لآخر"},
        {"ﷲ", "الله"},
        {"کی", "كي"},
        {"پوتين", "بوتين"},
        {"گورباچوف", "كورباجوف"},
        {"ۀ", "ه"},
        {"١٩٤٨", "1948"},
        {"۱۹۷۹", "1979"},
        {"\u202bبغداد\u202c", "بغداد"},
        {"\u2067بغداد\u2069", "بغداد"},
        {"\u200eبغداد\u200f", "بغداد"},
        {"بغ\u00adداد", "بغداد"},
        {"\ufeffبغداد", "بغداد"},
        {"بغ\u200cداد", "بغداد"},
        {"NATO", "nato"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (!same_folded(pairs[i][0], pairs[i][1])) fail_msg("%s and %s", pairs[i][0], pairs[i][1]);
}

static void what_reads_otherwise_stays_apart(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"قال", "كال"}, {"ضرب", "ظرب"}, {"سوريا", "سوريه"}, {"ماء", "ما"},
        {"زار", "ذار"}, {"علي", "عل"},  {"ت", "ث"},         {"٣", "4"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (same_folded(pairs[i][0], pairs[i][1])) fail_msg("%s and %s", pairs[i][0], pairs[i][1]);
}

static void raw_letters_keep_the_spelling(void **state)
{
    (void)state;
    static const char *const words[] = {"أإآا", "ةه", "ىي", "ؤوئء", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "nato2024"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        uint8_t raw[200];
        char back[400];
        size_t n = letters_from_utf8(str_of(words[i]), raw);
        assert_str(((str){back, letters_to_utf8(raw, n, back)}), words[i]);
    }
}

static void folding_twice_is_folding_once(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) assert_int_equal(letters_fold[letters_fold[c]], letters_fold[c]);
}

/* What each code point is: 's' divides words, 'm' is passed over, 'l' a letter, 'f' a letter of another
 * script. */
static void code_points_have_their_class(void **state)
{
    (void)state;
    static const struct {
        uint32_t cp;
        char class;
    } rows[] = {
        {' ', 's'},    {'\n', 's'},   {0, 's'},      {'.', 's'},    {'"', 's'},    {'(', 's'},    {0x60c, 's'},
        {0x61b, 's'},  {0x61f, 's'},  {0x66a, 's'},  {0x66b, 's'},  {0x6d4, 's'},  {0xab, 's'},   {0xbb, 's'},
        {0x201c, 's'}, {0x2026, 's'}, {0x2013, 's'}, {0xa0, 's'},   {0x202f, 's'}, {0x20ac, 's'}, {0x1f4f0, 's'},
        {0xfdfc, 's'}, {0xfd3e, 's'}, {0x2022, 's'}, {0x25cf, 's'}, {0x64b, 'm'},  {0x651, 'm'},  {0x652, 'm'},
        {0x670, 'm'},  {0x640, 'm'},  {0x200d, 'm'}, {0x202a, 'm'}, {0x2066, 'm'}, {0xfeff, 'm'}, {0x61c, 'm'},
        {0x6d6, 'm'},  {'a', 'l'},    {'7', 'l'},    {0x627, 'l'},  {0x64a, 'l'},  {0x667, 'l'},  {0x6f7, 'l'},
        {0x6a9, 'l'},  {0xfe8e, 'l'}, {0xe9, 'f'},   {0x416, 'f'},  {0x4e2d, 'f'}, {0x5d0, 'f'},  {0x10ffff, 'f'},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t out[LETTER_MAX_EXPANSION];
        bool separates;
        size_t n = letters_of(rows[i].cp, out, &separates);
        char got = separates ? 's' : n == 0 ? 'm' : out[0] == LETTER_FOREIGN ? 'f' : 'l';
        if (got != rows[i].class) fail_msg("U+%04X is '%c', wanted '%c'", rows[i].cp, got, rows[i].class);
    }
}

/* A code point never gives more letters than there is room for, and never a letter and a division at once. */
static void no_code_point_overruns(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
        uint8_t out[LETTER_MAX_EXPANSION];
        bool separates;
        size_t n = letters_of(cp, out, &separates);
        assert_true(n <= LETTER_MAX_EXPANSION);
        assert_false(separates && n > 0);
        for (size_t i = 0; i < n; i++)
            if (out[i] <= LETTER_SKIP || letters_fold[out[i]] == 0) fail_msg("U+%04X gives letter %d", cp, out[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_reads_alike_folds_alike),  cmocka_unit_test(what_reads_otherwise_stays_apart),
        cmocka_unit_test(raw_letters_keep_the_spelling), cmocka_unit_test(folding_twice_is_folding_once),
        cmocka_unit_test(code_points_have_their_class),  cmocka_unit_test(no_code_point_overruns),
    };
    return cmocka_run_group_tests_name("letters", tests, NULL, NULL);
}
