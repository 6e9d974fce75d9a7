/* paradigms: every cell of tests/paradigms/verbs.tsv and nouns.tsv is given by inflection with its features, and no form
 * that a row says "never" of: قال, jussive, 2nd person feminine: تقولي. */
#include "inflected.h"

static str verbs, nouns;

/* What a cell asks of the features of a form, and the bits that it speaks of. */
typedef struct wish {
    unsigned features, mask;
} wish;

static bool is_given(const given *g, const word *w, wish want)
{
    for (size_t i = 0; i < g->n; i++) {
        unsigned f = g->at[i].features, mask = want.mask;
        /* the second person is one form for both genders in the perfect (كتبت) and in the dual */
        if ((f & F_PERSON) == F_PERSON2 && !(f & F_GENDER)) mask &= ~(unsigned)F_GENDER;
        if ((f & mask) == (want.features & mask) && g->at[i].w.n == w->n && memcmp(g->at[i].w.c, w->c, w->n) == 0)
            return true;
    }
    return false;
}

static void wish_person(str cell, wish *want)
{
    for (size_t i = 0; i < cell.n; i++) switch (cell.p[i]) {
        case '1': want->features |= F_PERSON1, want->mask |= F_PERSON; break;
        case '2': want->features |= F_PERSON2, want->mask |= F_PERSON; break;
        case '3': want->features |= F_PERSON3, want->mask |= F_PERSON; break;
        case 'm': want->features |= F_MASC, want->mask |= F_GENDER; break;
        case 'f': want->features |= F_FEM, want->mask |= F_GENDER; break;
        case 's': want->features |= F_SING, want->mask |= F_NUMBER; break;
        case 'd': want->features |= F_DUAL, want->mask |= F_NUMBER; break;
        case 'p': want->features |= F_PLUR, want->mask |= F_NUMBER; break;
        default: fail_msg("person \"%.*s\"", (int)cell.n, cell.p);
        }
}

/* tense.voice.person of a finite verb, participle.voice.ms or .mp-obl */
static wish wish_of_verb(str cell)
{
    static const struct {
        const char *tense;
        unsigned features, mask;
    } tenses[] = {
        {"perfect", F_PERFECT, F_ASPECT},
        {"imperfect", F_IMPERFECT, F_ASPECT | F_SHORT},
        {"subjunctive", F_IMPERFECT, F_ASPECT}, /* one of them is marked only where it is spelled otherwise */
        {"jussive", F_IMPERFECT, F_ASPECT},
        {"imperative", F_IMPERATIVE, F_ASPECT},
        {"participle", F_ACTIVE_PART, F_ASPECT | F_OBLIQUE | F_CONSTRUCT},
    };
    str tense = str_cut(&cell, '.'), voice = str_cut(&cell, '.'), person = str_cut(&cell, '-');
    bool passive = str_eq(voice, STR("passive"));
    assert_true(passive || str_eq(voice, STR("active")));
    wish want = {0};
    for (size_t i = 0; i < sizeof tenses / sizeof *tenses; i++)
        if (str_eq(tense, str_of(tenses[i].tense))) want = (wish){tenses[i].features, tenses[i].mask};
    if (!want.mask) fail_msg("tense \"%.*s\"", (int)tense.n, tense.p);
    if (passive) want.features = want.features == F_ACTIVE_PART ? F_PASSIVE_PART : want.features | F_PASSIVE;
    if (want.features != F_ACTIVE_PART && want.features != F_PASSIVE_PART) want.mask |= F_PASSIVE;
    wish_person(person, &want);
    if (str_eq(cell, STR("obl"))) want.features |= F_OBLIQUE;
    return want;
}

/* A passive that is spelled like the active is given as the active. */
static wish active_of(wish want)
{
    bool participle = (want.features & F_ASPECT) == F_PASSIVE_PART;
    if (participle) want.features = (want.features & ~(unsigned)F_ASPECT) | F_ACTIVE_PART;
    want.features &= ~(unsigned)F_PASSIVE;
    return want;
}

static wish wish_of_noun(str cell)
{
    wish want = {F_MASC, F_NUMBER | F_GENDER | F_OBLIQUE | F_CONSTRUCT};
    while (cell.n) {
        str part = str_cut(&cell, '.');
        if (str_eq(part, STR("feminine")))
            want.features ^= F_MASC | F_FEM;
        else if (str_eq(part, STR("singular")))
            want.features |= F_SING;
        else if (str_eq(part, STR("dual")))
            want.features |= F_DUAL;
        else if (str_eq(part, STR("plural")))
            want.features |= F_PLUR;
        else if (str_eq(part, STR("construct")))
            want.features |= F_CONSTRUCT;
        else if (str_eq(part, STR("oblique")))
            want.features |= F_OBLIQUE;
        else
            fail_msg("part of a cell \"%.*s\"", (int)part.n, part.p);
    }
    if ((want.features & F_NUMBER) == F_SING && (want.features & F_OBLIQUE)) want.mask &= ~(unsigned)F_CONSTRUCT;
    return want;
}

/* One row: is what it says so? At a word that differs from the one before, its forms are made anew. */
static bool row_holds(given *g, const str *before, const str *c, size_t key, bool verb)
{
    bool fresh = false;
    for (size_t i = 0; i < key; i++) fresh |= !str_eq(before[i], c[i]);
    if (fresh) {
        g->n = 0;
        word w = word_of_utf8(c[0]);
        bool feminine = str_eq(c[2], STR("f"));
        if (verb) {
            verb_row v = {w, word_of_utf8(c[1]), word_of_utf8(c[2]), form_number(c[3])};
            inflect_verb(&v, str_eq(c[4], STR("t")), keep, g);
        } else if (str_eq(c[1], STR("plural"))) {
            inflect_plural(&w, feminine, 0, keep, g);
        } else {
            inflect_nominal(&w, feminine, str_eq(c[1], STR("adj")), 0, keep, g);
        }
    }
    word w = word_of_utf8(c[key + 1]);
    assert_true(w.n > 0);
    if (str_eq(c[key], STR("never"))) return !is_given(g, &w, (wish){0});
    wish want = verb ? wish_of_verb(c[key]) : wish_of_noun(c[key]);
    return is_given(g, &w, want) || (verb && is_given(g, &w, active_of(want)));
}

static void check(str table, size_t key, bool verb, size_t least, size_t least_never)
{
    given g = {.n = 0};
    str rest = table, c[7], before[7] = {{0}};
    size_t cells = 0, never = 0, wrong = 0;
    while (test_row(&rest, c, key + 2)) {
        bool no = str_eq(c[key], STR("never"));
        cells += !no;
        never += no;
        if (!row_holds(&g, before, c, key, verb)) {
            wrong++;
            print_message("# %.*s: %.*s %s %.*s\n", (int)c[0].n, c[0].p, (int)c[key].n, c[key].p,
                          no ? "gives" : "does not give", (int)c[key + 1].n, c[key + 1].p);
        }
        memcpy(before, c, sizeof before);
    }
    print_message("# %zu cells, %zu forms that must not be\n", cells, never);
    assert_int_equal(wrong, 0);
    assert_true(cells >= least && never >= least_never);
}

static void verbs_have_their_forms(void **state)
{
    (void)state;
    check(verbs, 5, true, 1200, 30);
}

static void nouns_have_their_forms(void **state)
{
    (void)state;
    check(nouns, 3, false, 200, 30);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verbs_have_their_forms),
        cmocka_unit_test(nouns_have_their_forms),
    };
    arena a;
    if (argc < 3) return 2;
    arena_init(&a, 0);
    verbs = test_file(&a, argv[1]);
    nouns = test_file(&a, argv[2]);
    int failed = cmocka_run_group_tests_name("paradigms", tests, NULL, NULL);
    arena_free(&a);
    return failed;
}
