/* inflected: the forms that inflection gives of one row, kept for a test to look at. */
#ifndef KHABAR_TESTS_UNIT_INFLECTED_H
#define KHABAR_TESTS_UNIT_INFLECTED_H

#include "test.h"

#include "lexicon/inflect.h"

typedef struct given {
    struct {
        word w;
        uint16_t features;
    } at[400];
    size_t n;
} given;

static void keep(void *context, const word *form, uint16_t features)
{
    given *g = context;
    assert_true(g->n < sizeof g->at / sizeof *g->at);
    assert_true(form->n > 0 && form->n < WORD_MAX);
    g->at[g->n].w = *form;
    g->at[g->n++].features = features;
}

static uint8_t form_number(str s)
{
    static const char *const forms[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "QI", "QII"};
    for (uint8_t i = 0; i < 12; i++)
        if (str_eq(s, str_of(forms[i]))) return (uint8_t)(i + 1);
    fail_msg("verb form %.*s", (int)s.n, s.p);
    return 0;
}

#endif
