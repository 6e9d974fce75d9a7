/* lexc: wrong data is refused like a compiler refuses wrong code: file, line, column, what is wrong, what was
 * meant. */
#include "lexicon.h"

#define PLOVER "# columns: type quad score recipient cameo_roots parties gloss\n"
#define MODES  "# columns: type mode quad gloss\n"
#define CAMEO  "# columns: code type mode also contexts goldstein name\n"
#define FRAMES                                                                                                         \
    "# columns: id verb nouns type mode cameo actor recipient gen reciprocal requires contexts example "               \
    "counterexample\n"

typedef struct complaints {
    char text[4000];
    int n;
} complaints;

static void complain(void *context, const table_file *file, uint32_t line, uint32_t column, const char *text)
{
    complaints *c = context;
    size_t n = strlen(c->text);
    c->n++;
    snprintf(c->text + n, sizeof c->text - n, "%.*s:%u:%u: %s\n", (int)file->path.n, file->path.p, line, column, text);
}

/* Compiles one file, alone, and gives what was complained of. */
static complaints compile_one(const char *path, const char *bytes, size_t n)
{
    complaints c = {.n = 0};
    table_file file = {.path = str_of(path), .bytes = {bytes, n}};
    unsigned char *image = NULL;
    size_t size = 0;
    khabar_error error = {0};
    khabar_status status = lexicon_compile(&file, 1, false, complain, &c, &image, &size, &error);
    assert_int_equal(status, c.n ? KHABAR_ERR_LEXICON : KHABAR_OK);
    if (c.n) {
        /* the first complaint also stands in the caller's error */
        assert_null(image);
        char *end = strchr(c.text, '\n');
        assert_int_equal(strncmp(error.message, c.text, (size_t)(end - c.text)), 0);
    }
    free(image);
    return c;
}

static void errors_say_where_and_what(void **state)
{
    (void)state;
    static const struct {
        const char *path, *bytes, *wanted;
    } rows[] = {
        {"quote/cues.tsv", "# columns: cue pos class takes addressee note\nقال\tphrase\tsaay\t\t\t\n",
         "quote/cues.tsv:2:12: unknown class \"saay\" (did you mean \"say\"?)\n"},
        {"quote/cues.tsv", "# columns: cue pos class takes addressee note\nبحسب\tphrase\taccording\t\tإلا\t\n",
         "quote/cues.tsv:2:24: the addressee is marked by obj or a preposition"},
        {"quote/cues.tsv", "# columns: cue pos class takes addressee note\nتفوه\tverb\tsay\t\t\t\n",
         "quote/cues.tsv:2:1: no verb \"تفوه\" in the morph tables: add its row\n"},
        {"morph/verbs.tsv",
         "# columns: lemma imperfect form root vowels masdar trans preps "
         "gloss\nقال\tقول\tI\tقول\t\t\tt\t\t\n",
         "morph/verbs.tsv:2:5: the imperfect must be the 3rd person masculine singular\n"},
        {"morph/verbs.tsv",
         "# columns: lemma imperfect form root vowels masdar trans preps "
         "gloss\nقال\tيقول\tXI\tقول\t\t\tt\t\t\n",
         "morph/verbs.tsv:2:10: unknown verb form \"XI\" (did you mean \"I\"?)\n"},
        {"morph/verbs.tsv",
         "# columns: lemma imperfect form root vowels masdar trans preps "
         "gloss\nقال\tيقول\tI\tقل\t\t\tt\t\t\n",
         "morph/verbs.tsv:2:12: a root has 3 or 4 letters"},
        {"morph/verbs.tsv",
         "# columns: lemma imperfect form root vowels masdar trans preps "
         "gloss\nقال\tيقول\tI\tقول\t\t\tx\t\t\n",
         "morph/verbs.tsv:2:18: trans is t, i, d or ti\n"},
        {"morph/nouns.tsv", "# columns: lemma pos gender plural gloss\nبيان\tnuon\tm\t\t\n",
         "morph/nouns.tsv:2:6: pos is noun, adj, adv, num, intj or name\n"},
        {"morph/nouns.tsv", "# columns: lemma pos gender plural gloss\nبيان\tnoun\tm\n",
         "morph/nouns.tsv:2:1: 3 cells where table nouns has 5 (lemma pos gender plural gloss)\n"},
        {"morph/nouns.tsv", "# columns: lema pos gender plural gloss\nبيان\tnoun\tm\t\t\n",
         "morph/nouns.tsv:1:12: no table has these columns (did you mean \"lemma pos gender plural "
         "gloss\"?)\n"},
        {"morph/nouns.tsv", "بيان\tnoun\tm\t\t\n", "morph/nouns.tsv:1:1: a row before the head"},
        {"morph/nouns.tsv",
         "# columns: lemma pos gender plural "
         "gloss\nبيان\tnoun\tm\t\t\nوعد\tnoun\tm\t\t\nبيان\tnoun\tm\tبيانات\t\n",
         "morph/nouns.tsv:4:1: the same row stands in morph/nouns.tsv:2; remove one\n"},
        {"morph/nouns.tsv", "# columns: lemma pos gender plural gloss\nبيا\xc7ن\tnoun\tm\t\t\n",
         "morph/nouns.tsv:2:0: not UTF-8 at byte 47 of the file; save it as UTF-8\n"},
        {"morph/transitions.tsv", "# columns: from to cost\nstart\tverb\tcheap\n",
         "morph/transitions.tsv:2:12: \"cheap\" is no whole number between -10000 and 10000\n"},
        {"morph/transitions.tsv", "# columns: from to cost\nstart\tverb\t\n",
         "morph/transitions.tsv:2:12: a whole number between -10000 and 10000 is wanted here\n"},
        {"geo/places.tsv",
         "# columns: name en variants iso3 kind lat lon wikidata\nكييف\tKyiv\t\tUKR\tcity\t50.45\t30.52\t\n",
         "geo/places.tsv:2:12: unknown country or body code \"UKR\""},
        {"geo/places.tsv",
         "# columns: name en variants iso3 kind lat lon wikidata\nكييف\tKyiv\t\t\tcity\t95\t30.52\t\n",
         "geo/places.tsv:2:18: \"95\" is no coordinate between -90 and 90 degrees\n"},
        {"org/a.tsv",
         "# columns: name en aliases country sector kind from to wikidata\nحلف\tPact\t\t\tGOVT\torg\t\t\t\n",
         "org/a.tsv:2:12: unknown sector \"GOVT\" (did you mean \"GOV\"?)\n"},
        {"org/a.tsv",
         "# columns: name en aliases country sector kind from to "
         "wikidata\nحلف\tPact\t\t\tGOV\torg\t1955-13\t\t\n",
         "org/a.tsv:2:20: \"1955-13\" is no date (YYYY-MM-DD, YYYY-MM or YYYY)\n"},
        {"org/a.tsv",
         "# columns: name en aliases country sector kind from to "
         "wikidata\nحلف\tPact\t\t\tGOV\torg\t1955\t1991-02-29\t\n",
         "org/a.tsv:2:25: \"1991-02-29\" is no date"},
        {"org/a.tsv",
         "# columns: name en aliases country sector kind from to "
         "wikidata\nحلف\tPact\t\t\tGOV\torg\t19-5\t\t\n",
         "org/a.tsv:2:20: \"19-5\" is no date"},
        {"person/a.tsv",
         "# columns: name en aliases gender office of from to wikidata\nزيد\tZayd\t\tm\tministre\t\t\t\t\n",
         "person/a.tsv:2:13: unknown office \"ministre\" (did you mean \"minister\"?)\n"},
        {"person/a.tsv",
         "# columns: name en aliases gender office of from to "
         "wikidata\nزيد\tZayd\t\tm\tminister\t\t2020\t2019\t\n",
         "person/a.tsv:2:23: the term ends before it begins\n"},
        {"person/a.tsv",
         "# columns: name en aliases gender office of from to wikidata\nزيد\tZayd\t\tm\tminister\tبلاد لا "
         "توجد\t\t\t\n",
         "person/a.tsv:2:22: \"بلاد لا توجد\" is no state's code"},
        {"codes/cameo.tsv", CAMEO "01\t\t\t\t\t12\tx\n",
         "codes/cameo.tsv:2:8: a Goldstein value lies between -10 and 10\n"},
        {"codes/cameo.tsv", CAMEO "1\t\t\t\t\t0\tx\n", "codes/cameo.tsv:2:1: a CAMEO code has two to four digits\n"},
        {"codes/cameo.tsv", CAMEO "01\t\tvisit\t\t\t0\tx\n", "codes/cameo.tsv:2:5: a mode needs a type\n"},
        {"codes/cameo.tsv", CAMEO "18\tASSAULT\t\tASSIST\t\t0\tx\n",
         "codes/cameo.tsv:2:13: unknown event type \"ASSIST\" (did you mean"},
        {"codes/cameo.tsv", CAMEO "18\tASSAULT\t\t\tlegal|ecnomic\t0\tx\n",
         "codes/cameo.tsv:2:20: unknown context \"ecnomic\" (did you mean \"economic\"?)\n"},
        {"codes/plover.tsv", PLOVER "ASSULT\t4\t-9.3\toptional\t18\t\tx\n",
         "codes/plover.tsv:2:1: unknown event type \"ASSULT\" (did you mean \"ASSAULT\"?)\n"},
        {"codes/plover.tsv", PLOVER "ASSAULT\t4\t-9,3\toptional\t18\t\tx\n",
         "codes/plover.tsv:2:11: a PLOVER score lies between -10 and 10\n"},
        {"codes/plover.tsv", PLOVER "ASSAULT\t4\t-9.3\toptionl\t18\t\tx\n",
         "codes/plover.tsv:2:16: unknown rule for recipients \"optionl\" (did you mean \"optional\"?)\n"},
        {"codes/modes.tsv", "# columns: type mode quad gloss\nASSAULT\t\t4\tx\n",
         "codes/modes.tsv:2:9: a mode needs a name\n"},
        {"codes/contexts.tsv", "# columns: context gloss applies\nmilitry\tx\tx\n",
         "codes/contexts.tsv:2:1: unknown context \"militry\" (did you mean \"military\"?)\n"},
        {"codes/aux.tsv", "# columns: aux gloss applies\nfuturo\tx\tx\n",
         "codes/aux.tsv:2:1: unknown auxiliary mode \"futuro\" (did you mean \"future\"?)\n"},
        {"codes/sectors.tsv", "# columns: sector gloss members\nGVO\tx\tx\n",
         "codes/sectors.tsv:2:1: unknown sector \"GVO\""},
        {"event/f.tsv", FRAMES "a.b\t\tقصف\tASSAULT\taerial\t999\tsubj\t\t\t\t\t\t\t\n",
         "event/f.tsv:2:18: ASSAULT has no mode \"aerial\" (see codes/modes.tsv)\n"},
        {"event/f.tsv", FRAMES "a.b\t\tقصف\tASSAULT\t\t999\tsubj\t\t\t\t\t\t\t\n",
         "event/f.tsv:2:19: unknown CAMEO code \"999\" (see codes/cameo.tsv)\n"},
        {"event/f.tsv", FRAMES "a.b\t\tقصف\tASSAULT\t\t\tsubj\tobject\t\t\t\t\t\t\n",
         "event/f.tsv:2:25: a slot is subj, obj, none or a preposition of morph/prepositions.tsv\n"},
        {"event/f.tsv", FRAMES "a.b\t\tقصف\tASSAULT\t\t\tsubj\t\t\t\tnaer:مدينة\tmilitry\t\t\n",
         "event/f.tsv:2:28: requires holds near:…, not:…, target, actor\n"},
        {"event/f.tsv", FRAMES "a.b\t\tقصف\tASSAULT\t\t\tsubj\t\t\t\t\tmilitry\t\t\n",
         "event/f.tsv:2:29: unknown context \"militry\" (did you mean \"military\"?)\n"},
        {"event/c.tsv", "# columns: word context gloss\nحرب\tmilitary|terorism\twar\n",
         "event/c.tsv:2:14: unknown context \"terorism\" (did you mean \"terrorism\"?)\n"},
        {"event/c.tsv", "# columns: word context gloss\nحرب\t\twar\n",
         "event/c.tsv:2:5: a word shows one context at least, or none\n"},
        {"time/t.tsv", "# columns: term kind value note\nيناير\tmonht\t1\t\n",
         "time/t.tsv:2:7: unknown kind \"monht\" (did you mean \"month\"?)\n"},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        complaints c = compile_one(rows[i].path, rows[i].bytes, strlen(rows[i].bytes));
        if (strstr(c.text, rows[i].wanted)) continue;
        print_error("row %zu\n  wanted %s\n  got    %s\n", i, rows[i].wanted, c.text);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

/* A mode is one of its type, and a frame's code one of the codes of its type. */
static void frames_agree_with_the_codes(void **state)
{
    (void)state;
    static const char plover[] = PLOVER "ASSAULT\t4\t-9.3\toptional\t18\t\t\nCOERCE\t4\t-7.2\toptional\t17\t\t\n";
    static const char modes[] = MODES "ASSAULT\taerial\t4\t\nCOERCE\tarrest\t3\t\nCOERCE\tseize\t4\t\n";
    static const char cameo[] =
        CAMEO "010\t\t\t\t\t0.0\t\n171\tCOERCE\tseise\tASSAULT\t\t-9.2\t\n173\tCOERCE\tarrest\t\t"
              "legal\t-5.0\t\n195\tASSAULT\taerial\t\t\t-10.0\t\n";
    static const char frames[] = FRAMES "a.a\t\tقصف\tASSAULT\tarial\t195\tsubj\t\t\t\t\t\t\t\n"
                                        "a.b\t\tقصف\tASSAULT\t\t171\tsubj\t\t\t\t\t\t\t\n"
                                        "a.c\t\tقصف\tASSAULT\t\t173\tsubj\t\t\t\t\t\t\t\n"
                                        "a.d\t\tقصف\tASSAULT\t\t010\tsubj\t\t\t\t\t\t\t\n";
    static const char instruments[] = "# columns: instrument mode gloss\nعبوة\tareal\t\n";
    table_file files[] = {{.path = STR("codes/cameo.tsv"), .bytes = STR(cameo)},
                          {.path = STR("codes/modes.tsv"), .bytes = STR(modes)},
                          {.path = STR("codes/plover.tsv"), .bytes = STR(plover)},
                          {.path = STR("event/frames.tsv"), .bytes = STR(frames)},
                          {.path = STR("event/instruments.tsv"), .bytes = STR(instruments)}};
    complaints c = {.n = 0};
    unsigned char *image = NULL;
    size_t size = 0;
    khabar_error error = {0};
    assert_int_equal(lexicon_compile(files, 5, false, complain, &c, &image, &size, &error), KHABAR_ERR_LEXICON);
    assert_string_equal(c.text,
                        "codes/modes.tsv:3:15: COERCE is of quad class 4 (see codes/plover.tsv)\n"
                        "codes/cameo.tsv:3:12: COERCE has no mode \"seise\" (did you mean \"seize\"?)\n"
                        "event/frames.tsv:2:18: ASSAULT has no mode \"arial\" (did you mean \"aerial\"?)\n"
                        "event/frames.tsv:4:19: CAMEO code 173 belongs to COERCE, not to ASSAULT (see "
                        "codes/cameo.tsv)\n"
                        "event/frames.tsv:5:19: CAMEO code 010 is a mere statement, no event\n"
                        "event/instruments.tsv:2:6: ASSAULT has no mode \"areal\" (did you mean \"aerial\"?)\n");
}

static void all_wrong_rows_are_reported(void **state)
{
    (void)state;
    static const char bytes[] =
        "# columns: lemma pos gender plural gloss\nبيان\tnuon\tm\t\t\nوعد\tverb\tm\t\t\nقول\tnoun\tm\n";
    complaints c = compile_one("n.tsv", bytes, sizeof bytes - 1);
    assert_int_equal(c.n, 3);
}

static void windows_line_ends_and_empty_lines_are_no_error(void **state)
{
    (void)state;
    static const char bytes[] =
        "# columns: lemma pos gender plural gloss\r\n\r\n# a comment\r\nبيان\tnoun\tm\tبيانات\tstatement\r\n";
    assert_int_equal(compile_one("n.tsv", bytes, sizeof bytes - 1).n, 0);
}

/* Damaged tables of every kind: an error or none, but never a crash. */
static void damaged_tables_do_no_harm(void **state)
{
    (void)state;
    lexicon lex;
    arena a;
    table_file *files;
    size_t n;
    khabar_error error = {0};
    uint64_t seed = 20240516;
    arena_init(&a, 0);
    test_lexicon(&lex);
    assert_int_equal(lexicon_sources(lex.sources, lex.n_sources, &a, &files, &n, &error), KHABAR_OK);
    for (size_t i = 0; i < n; i++) {
        size_t size = files[i].bytes.n < 3000 ? files[i].bytes.n : 3000;
        for (int round = 0; round < 12; round++) {
            char *copy = malloc(size);
            memcpy(copy, files[i].bytes.p, size);
            for (uint32_t k = 0; k < 1 + test_random(&seed) % 4; k++) {
                /* only ASCII bytes are changed, into tabs, line ends, letters */
                size_t at = test_random(&seed) % size;
                if ((unsigned char)copy[at] < 0x80) copy[at] = "\t\n|#,;:a9 -"[test_random(&seed) % 11];
            }
            table_file file = {.path = files[i].path, .bytes = {copy, size}};
            unsigned char *image = NULL;
            size_t made = 0;
            complaints c = {.n = 0};
            khabar_status status = lexicon_compile(&file, 1, false, complain, &c, &image, &made, &error);
            assert_true(status == KHABAR_OK || status == KHABAR_ERR_LEXICON);
            free(image);
            free(copy);
        }
    }
    lexicon_close(&lex);
    arena_free(&a);
}

/* The same files in any order give the image that the build made, byte for byte. */
static void compiling_is_deterministic(void **state)
{
    (void)state;
    lexicon lex;
    arena a;
    table_file *files;
    size_t n, size = 0;
    unsigned char *image = NULL;
    khabar_error error = {0};
    uint64_t seed = 7;
    arena_init(&a, 0);
    test_lexicon(&lex);
    assert_int_equal(lexicon_sources(lex.sources, lex.n_sources, &a, &files, &n, &error), KHABAR_OK);
    for (size_t i = n; i > 1; i--) {
        size_t j = test_random(&seed) % i;
        table_file swap = files[i - 1];
        files[i - 1] = files[j];
        files[j] = swap;
    }
    assert_int_equal(lexicon_compile(files, n, true, NULL, NULL, &image, &size, &error), KHABAR_OK);
    assert_int_equal(size, builtin_size());
    assert_int_equal(memcmp(image, builtin_image(), size), 0);
    free(image);
    lexicon_close(&lex);
    arena_free(&a);
}

static void suggestions_are_near(void **state)
{
    (void)state;
    static const char *const names[] = {"", "say", "announce", "promise"};
    assert_string_equal(table_nearest(STR("anounce"), names, 4), "announce");
    assert_string_equal(table_nearest(STR("sya"), names, 4) ? table_nearest(STR("sya"), names, 4) : "", "");
    assert_null(table_nearest(STR("qqqqqqqq"), names, 4));
    assert_null(table_nearest(STR(""), names, 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_say_where_and_what),   cmocka_unit_test(frames_agree_with_the_codes),
        cmocka_unit_test(all_wrong_rows_are_reported), cmocka_unit_test(windows_line_ends_and_empty_lines_are_no_error),
        cmocka_unit_test(damaged_tables_do_no_harm),   cmocka_unit_test(compiling_is_deterministic),
        cmocka_unit_test(suggestions_are_near),
    };
    return cmocka_run_group_tests_name("lexc", tests, NULL, NULL);
}
