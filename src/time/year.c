/* year: which year a date is of, and months by their names; see reader.h.
 *
 *   12 مايو 2018, من عام 2011, العام الماضي, ألفان وثمانية عشر;  20 ديسمبر in a report of May is of the year before
 *
 * Invariant: a year that is not said is resolved only against the article's day. */
#include "time/reader.h"

bool year_direction(const reader *r, uint32_t i, int32_t *value, uint32_t *last)
{
    uint32_t end;
    const lex_time *d = reader_term(r, i, TIME_direction, &end);
    if (!d) return false;
    *value = d->value;
    *last = end;
    return true;
}

/* A year in digits or words (2018, ألفان وثمانية عشر) at *i, and past it and its era; -1 where there is none. */
int32_t year_number(const reader *r, uint32_t *i, int32_t least, const lex_time **era)
{
    uint32_t at = *i, n = 0, last;
    int32_t year = reader_digits(r, at, &n);
    *era = NULL;
    if (year >= 0) {
        if (n > 4) return -1;
        at++;
    } else
        year = reader_whole(r, &at, 2100);
    if (year < least || year > 2100) return -1;
    *era = reader_term(r, at, TIME_era, &last);
    if (*era) at = last + 1;
    *i = at;
    return year;
}

year_said year_after(const reader *r, uint32_t *at)
{
    year_said y = {-1, TOWARD_NONE, false};
    const lex_time *era;
    uint32_t last, i = reader_past_comma(r, *at);
    int32_t year = year_number(r, &i, 1000, &era);
    if (year < 0 && reader_preposition(r, *at)) {
        i = *at + 1;
        if (r->t->tokens.at[i < r->end ? i : *at].kind == TOKEN_WORD) year = year_number(r, &i, 1000, &era);
    }
    if (year >= 0) {
        *at = i;
        return (year_said){year, TOWARD_NONE, true};
    }
    int32_t d;
    if (year_direction(r, *at, &d, &last)) {
        y.toward = d;
        *at = last + 1;
    }
    i = reader_past_comma(r, *at);
    i += reader_preposition(r, i);
    uint32_t demonstrative = i;
    if (reader_term(r, i, TIME_direction, &last)) i = last + 1; /* من هذا العام */
    if (!reader_term(r, i, TIME_year_word, &last)) return y;
    uint32_t j = last + 1;
    year = year_number(r, &j, 1, &era);
    if (year >= 0) {
        *at = j;
        return (year_said){year, y.toward, true};
    }
    bool this = i != demonstrative;
    if (r->day != NO_DAY && (year_direction(r, last + 1, &d, &last) || this)) {
        y.year = calendar_date_of(r->day).year + (this ? 0 : d);
        *at = last + 1;
    }
    return y;
}

/* The tense of the last finite verb before token i in its sentence: 1 past (لم with an imperfect too), -1 not past, 0 no
 * verb. */
int year_tense(const reader *r, uint32_t i)
{
    uint32_t first = r->t->sentences.at[r->t->tokens.at[i].sentence].first;
    for (uint32_t j = i; j-- > first;) {
        const analysis *a = &r->w->chosen[j];
        if (!morph_is_finite(a)) continue;
        bool past = morph_aspect(a) != F_IMPERFECT || (j > first && r->w->chosen[j - 1].function == FN_neg_past);
        return past ? 1 : -1;
    }
    return 0;
}

/* Which year a month without one belongs to: the nearest before the article's day, or after it with المقبل. A month still to
 * come is of this year where the verb before it is no perfect, or it is near and no verb is there. */
int32_t year_for_month(const reader *r, uint32_t i, calendar_date today, int32_t month, int32_t toward)
{
    int32_t ahead = month - today.month;
    int tense = year_tense(r, i);
    if (toward == 1) return month > today.month ? today.year : today.year + 1;
    if (toward == -1) return month < today.month ? today.year : today.year - 1;
    if (toward == 0) return today.year;
    return ahead <= 0 || ahead <= (tense < 0 ? 6 : tense ? 1 : 2) ? today.year : today.year - 1;
}

/* A month's name and its doubles: فبراير/شباط, كانون الثاني (يناير). Gives the month and moves *i past it. */
int32_t month_name(const reader *r, uint32_t *i)
{
    uint32_t last, at = *i;
    unit u;
    if (reader_unit(r, at, &u, &last) && u.which == UNIT_MONTH && u.number == UNIT_SINGULAR)
        at = last + 1; /* شهر مارس */
    const lex_time *m = reader_term(r, at, TIME_month, &last);
    if (!m || (r->w->chosen[at].prefixes & M_ARTICLE)) return 0; /* يوم الأب is no آب */
    *i = last + 1;
    for (;;) {
        uint32_t j = *i;
        bool paren = reader_mark(r, j, '(');
        if (!reader_mark(r, j, '/') && !reader_mark(r, j, '-') && !paren) break;
        const lex_time *again = reader_term(r, j + 1, TIME_month, &last);
        if (!again || again->value != m->value) break;
        *i = last + 1;
        if (paren && reader_mark(r, *i, ')')) ++*i;
    }
    return m->value;
}

/* A Hijri month's name; *said: شهر stands before it. */
int32_t month_hijri(const reader *r, uint32_t *i, bool *said)
{
    uint32_t last, at = *i;
    unit u;
    *said = reader_unit(r, at, &u, &last) && u.which == UNIT_MONTH && u.number == UNIT_SINGULAR;
    if (*said) at = last + 1;
    const lex_time *m = reader_term(r, at, TIME_hijri_month, &last);
    if (!m) return 0;
    *i = last + 1;
    return m->value;
}
