/* inflect: every form of tests/unit/paradigms.tsv is given with its features: قال, 1st person singular
 * perfect: قلت. */
#include "inflected.h"

static str table;

/* The features that a cell asks for, and which bits of a form's features it speaks of. */
static uint16_t cell_features(str cell, uint16_t *mask)
{
    static const struct {
        const char *name;
        int features, mask;
    } names[] = {
        {"perfect", F_PERFECT, F_ASPECT | F_PASSIVE},
        {"imperfect", F_IMPERFECT, F_ASPECT | F_PASSIVE | F_SHORT},
        {"short", F_IMPERFECT | F_SHORT, F_ASPECT | F_PASSIVE | F_SHORT},
        {"passive-perfect", F_PERFECT | F_PASSIVE, F_ASPECT | F_PASSIVE},
        {"passive-imperfect", F_IMPERFECT | F_PASSIVE, F_ASPECT | F_PASSIVE | F_SHORT},
        {"passive-short", F_IMPERFECT | F_PASSIVE | F_SHORT, F_ASPECT | F_PASSIVE | F_SHORT},
        {"active", F_ACTIVE_PART, F_ASPECT | F_OBLIQUE | F_CONSTRUCT},
        {"passive", F_PASSIVE_PART, F_ASPECT | F_OBLIQUE | F_CONSTRUCT},
        {"obl", F_OBLIQUE, 0},
    };
    int f = 0, m = 0;
    while (cell.n) {
        str part = str_cut(&cell, ' ');
        bool found = false;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (str_eq(part, str_of(names[i].name))) f |= names[i].features, m |= names[i].mask, found = true;
        for (size_t i = 0; !found && i < part.n; i++) switch (part.p[i]) {
            case '1': f |= F_PERSON1, m |= F_PERSON; break;
            case '2': f |= F_PERSON2, m |= F_PERSON; break;
            case '3': f |= F_PERSON3, m |= F_PERSON; break;
            case 'm': f |= F_MASC, m |= F_GENDER; break;
            case 'f': f |= F_FEM, m |= F_GENDER; break;
            case 's': f |= F_SING, m |= F_NUMBER; break;
            case 'd': f |= F_DUAL, m |= F_NUMBER; break;
            case 'p': f |= F_PLUR, m |= F_NUMBER; break;
            default: fail_msg("cell \"%.*s\"", (int)part.n, part.p);
            }
    }
    *mask = (uint16_t)m;
    return (uint16_t)f;
}

static bool is_given(const given *g, const word *w, uint16_t features, uint16_t mask)
{
    for (size_t i = 0; i < g->n; i++)
        if ((g->at[i].features & mask) == features && g->at[i].w.n == w->n && memcmp(g->at[i].w.c, w->c, w->n) == 0)
            return true;
    return false;
}

/* One paradigm: the number *state of the rows "verb". */
static void paradigm(void **state)
{
    size_t which = *(const size_t *)*state, seen = 0, checked = 0, wrong = 0;
    given g = {.n = 0};
    str rest = table, c[6], verb = {0};
    while (test_row(&rest, c, 6)) {
        if (str_eq(c[0], STR("verb"))) {
            if (seen++ != which) continue;
            verb_row v = {word_of_utf8(c[1]), word_of_utf8(c[2]), word_of_utf8(c[4]), form_number(c[3])};
            verb = c[1];
            inflect_verb(&v, str_eq(c[5], STR("t")), keep, &g);
            continue;
        }
        if (seen != which + 1) continue;
        checked++;
        word w = word_of_utf8(c[1]);
        bool gap = test_take_gap(&c[0]);
        bool never = str_eq(c[0], STR("never"));
        uint16_t mask = 0, features = never ? 0 : cell_features(c[0], &mask);
        bool right = is_given(&g, &w, features, mask) != never;
        if (right && !gap) continue;
        wrong += !gap;
        print_message("# %s%.*s: %.*s %s %.*s\n", test_gap(gap, right), (int)verb.n, verb.p, (int)c[0].n, c[0].p,
                      right != never ? "gives" : "does not give", (int)c[1].n, c[1].p);
    }
    assert_true(checked > 0);
    assert_int_equal(wrong, 0);
}

typedef struct listed {
    char forms[2000];
} listed;

static void list(void *context, const word *form, uint16_t features)
{
    (void)features;
    listed *l = context;
    char utf8[2 * WORD_MAX];
    size_t n = letters_to_utf8(form->c, form->n, utf8);
    snprintf(l->forms + strlen(l->forms), sizeof l->forms - strlen(l->forms), " %.*s", (int)n, utf8);
}

static bool has_form(const listed *l, const char *form)
{
    char wanted[100], all[2100];
    snprintf(wanted, sizeof wanted, " %s ", form);
    snprintf(all, sizeof all, "%s ", l->forms);
    return strstr(all, wanted) != NULL;
}

static void nouns_and_adjectives_have_their_forms(void **state)
{
    (void)state;
    static const struct {
        const char *singular;
        bool feminine, adjective;
        const char *forms[12];
    } rows[] = {
        {"روسي", false, true, {"روسي", "روسية", "روسيان", "روسيين", "روسيون", "روسيات", "روسيتان", "روسيو"}},
        {"أميركي", false, true, {"أميركية", "أميركيون", "أميركيين", "أميركيات"}},
        {"مسؤول", false, true, {"مسؤولون", "مسؤولين", "مسؤولة", "مسؤولو", "مسؤولي", "مسؤولان"}},
        {"وزارة", true, false, {"وزارة", "وزارتان", "وزارتين", "وزارتا", "وزارتي"}},
        {"لقاء", false, false, {"لقاء", "لقاءان", "لقاؤ", "لقائ"}},
        {"مبنى", false, false, {"مبنى", "مبنيان", "مبنيين"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        listed l = {""};
        word w = word_of_utf8(str_of(rows[i].singular));
        inflect_nominal(&w, rows[i].feminine, rows[i].adjective, 0, list, &l);
        for (size_t j = 0; j < 12 && rows[i].forms[j]; j++)
            if (!has_form(&l, rows[i].forms[j]))
                fail_msg("%s does not give %s:%s", rows[i].singular, rows[i].forms[j], l.forms);
    }
}

static void written_plurals_have_their_cases(void **state)
{
    (void)state;
    static const char *const rows[][5] = {
        {"مسؤولون", "مسؤولين", "مسؤولو", "مسؤولي"},
        {"وزراء", "وزراء", "وزراؤ", "وزرائ"},
        {"محادثات", "محادثات"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        listed l = {""};
        word w = word_of_utf8(str_of(rows[i][0]));
        inflect_plural(&w, false, 0, list, &l);
        for (size_t j = 1; j < 5 && rows[i][j]; j++)
            if (!has_form(&l, rows[i][j])) fail_msg("%s does not give %s:%s", rows[i][0], rows[i][j], l.forms);
    }
}

static void words_of_any_length_do_no_harm(void **state)
{
    (void)state;
    char text[2 * 3 * WORD_MAX + 1];
    for (size_t n = 0; n <= 3 * WORD_MAX; n++) {
        for (size_t i = 0; i < n; i++) memcpy(text + 2 * i, "ي", 2);
        text[2 * n] = 0;
        word w = word_of_utf8((str){text, 2 * n});
        assert_true(w.n <= WORD_MAX);
        for (uint8_t form = 1; form <= 12; form++) {
            verb_row v = {w, w, w, form};
            listed l = {""};
            inflect_verb(&v, true, list, &l);
        }
        listed l = {""};
        inflect_nominal(&w, false, true, 0, list, &l);
        inflect_plural(&w, true, 0, list, &l);
    }
}

int main(int argc, char **argv)
{
    enum { OTHERS = 3, MOST = 60 };
    static char names[MOST][64];
    static size_t numbers[MOST];
    struct CMUnitTest tests[MOST + OTHERS] = {
        cmocka_unit_test(nouns_and_adjectives_have_their_forms),
        cmocka_unit_test(written_plurals_have_their_cases),
        cmocka_unit_test(words_of_any_length_do_no_harm),
    };
    arena a;
    arena_init(&a, 0);
    if (argc < 2) return 2;
    FILE *f = fopen(argv[1], "rb");
    if (!f) return 2;
    char *bytes = arena_alloc(&a, 1 << 20);
    table = (str){bytes, fread(bytes, 1, 1 << 20, f)};
    fclose(f);
    size_t n = 0;
    str rest = table, c[2];
    while (n < MOST && test_row(&rest, c, 2)) {
        if (!str_eq(c[0], STR("verb"))) continue;
        snprintf(names[n], sizeof names[n], "paradigm of %.*s", (int)c[1].n, c[1].p);
        numbers[n] = n;
        tests[OTHERS + n] = (struct CMUnitTest){names[n], paradigm, NULL, NULL, &numbers[n]};
        n++;
    }
    int failed = _cmocka_run_group_tests("inflect", tests, OTHERS + n, NULL, NULL);
    arena_free(&a);
    return failed;
}
