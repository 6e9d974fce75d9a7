/* whole: months, years and what is longer or a part of them, by their names; see reader.h.
 *
 *   فبراير/ شباط 2022, شهر رمضان الماضي, عام 67, الربع الثالث من 2016, صيف 2016, تسعينيات القرن الماضي, مطلع العام المقبل
 *
 * Invariant: a name that is more often something else (رجب, رمضان; a number of four digits) is a time only where a word beside
 * it says so. */
#include "time/hijri.h"
#include "time/reader.h"

enum { YEAR_SHORT = 40 }; /* from here on two digits are a year of the 20th century */

static void hijri_month_span(const reader *r, timex *x, int32_t year, int32_t month)
{
    x->start = hijri_days(r->lex, (calendar_date){year, month, 1});
    x->end = x->start + hijri_month_length(r->lex, year, month) - 1;
    x->precision = PRECISION_MONTH;
}

/* شهر رمضان الماضي, محرم 1447: a name alone (رجب, رمضان) is more often a person's. */
static bool hijri_month(const reader *r, uint32_t i, timex *x)
{
    bool said;
    uint32_t at = i;
    uint32_t n;
    int32_t month = month_hijri(r, &at, &said);
    if (!month || (i > 0 && reader_digits(r, i - 1, &n) >= 0 && n <= 2)) return false; /* 40 محرم */
    year_said y = year_after(r, &at);
    if (y.year < 0 && ((!said && y.toward == TOWARD_NONE) || r->day == NO_DAY)) return false;
    if (y.year < 0) y.year = year_for_month(r, i, hijri_date(r->lex, r->day), month, y.toward);
    if (y.year < HIJRI_FIRST || y.year > HIJRI_LAST) return false;
    hijri_month_span(r, x, y.year, month);
    x->explicit_date = y.is_explicit;
    x->last = at - 1;
    return true;
}

static bool month_date(const reader *r, uint32_t i, timex *x)
{
    uint32_t at = i, n;
    uint32_t last;
    const lex_time *this = reader_term(r, i, TIME_direction, &last); /* هذا يونيو */
    if (this && this->value == 0) at = last + 1;
    int32_t month = month_name(r, &at);
    if (!month || (i > 0 && reader_digits(r, i - 1, &n) >= 0 && n <= 2)) return false; /* 31 شباط is no day at all */
    year_said y = year_after(r, &at);
    if (y.year < 0 && r->day == NO_DAY) return false;
    if (this) y.toward = 0;
    if (y.year < 0) y.year = year_for_month(r, i, calendar_date_of(r->day), month, y.toward);
    timex_month(x, y.year, month);
    x->explicit_date = y.is_explicit;
    x->last = at - 1;
    return true;
}

static bool year_date(const reader *r, uint32_t i, timex *x)
{
    uint32_t last;
    int32_t d;
    const lex_time *era;
    unit u;
    if (!reader_term(r, i, TIME_year_word, &last)) return false;
    bool several = reader_unit(r, i, &u, &last) && u.number != UNIT_SINGULAR; /* عامي 2014 و2018 */
    uint32_t at = last + 1, n = 0;
    bool digits = reader_digits(r, at, &n) >= 0;
    int32_t year = year_number(r, &at, 1, &era);
    if (year >= 0) {
        if (year < 1000 && (several || !digits || n < 2)) return false; /* أعوام 5 */
        if (n == 2) {                                                   /* حدود عام 67 */
            if (year < YEAR_SHORT) return false;
            year += 1900;
        }
        x->last = at - 1;
        x->explicit_date = true;
        if (era && era->value == 1) {
            if (year < HIJRI_FIRST || year > HIJRI_LAST) return false;
            x->start = hijri_days(r->lex, (calendar_date){year, 1, 1});
            x->end = hijri_days(r->lex, (calendar_date){year + 1, 1, 1}) - 1;
            x->precision = PRECISION_YEAR;
        } else
            timex_year(x, year);
        return !(year >= HIJRI_FIRST && year <= 1480 && !era);
    }
    if (r->day != NO_DAY && year_direction(r, last + 1, &d, &last)) {
        timex_year(x, calendar_date_of(r->day).year + d);
        x->last = last;
        return true;
    }
    return false;
}

/* في 2014: a number of four digits after a preposition, where it counts nothing; 2014-2018; 1447هـ. */
static bool bare_year(const reader *r, uint32_t i, timex *x)
{
    uint32_t n, m;
    const lex_time *era;
    uint32_t at = i;
    if (reader_digits(r, i, &n) < 0 || n != 4) return false;
    int32_t year = year_number(r, &at, HIJRI_FIRST, &era);
    if (year < 0 || (year < 1800 && !(era && era->value == 1 && year <= HIJRI_LAST))) return false;
    x->explicit_date = true;
    x->last = at - 1;
    if (era && era->value == 1) {
        x->start = hijri_days(r->lex, (calendar_date){year, 1, 1});
        x->end = hijri_days(r->lex, (calendar_date){year + 1, 1, 1}) - 1;
        x->precision = PRECISION_YEAR;
        return true;
    }
    bool dash = reader_mark(r, at, '-') || reader_mark(r, at, 0x2013);
    int32_t to = dash ? reader_digits(r, at + 1, &m) : -1;
    if (to > year && to <= 2100 && m == 4) {
        timex_years(x, year, to - year + 1, PRECISION_YEAR);
        x->interval = true;
        x->last = at + 1;
        return true;
    }
    bool led = i > 0 && r->t->tokens.at[i - 1].sentence == r->t->tokens.at[i].sentence &&
               (reader_preposition(r, i - 1) || r->w->chosen[i - 1].class == W_PREP);
    uint8_t class = at < r->end ? r->w->chosen[at].class : (uint8_t)W_START;
    bool counts = at < r->end && r->t->tokens.at[at].kind == TOKEN_WORD &&
                  !(r->w->chosen[at].prefixes & (M_WA | M_FA | M_PREP | M_ARTICLE)) &&
                  (class == W_NOUN || class == W_ADJ || class == W_NAME);
    if (!era &&
        (!led || counts || (at < r->end && r->t->tokens.at[at].kind == TOKEN_NUMBER) || reader_mark(r, at, '%')))
        return false;
    timex_year(x, year);
    return true;
}

/* The month, year or period named after a part of it: من أكتوبر, من عام 2015, من العام الجاري, 2016. */
bool whole_after(const reader *r, uint32_t at, timex *x)
{
    at += reader_preposition(r, at);
    timex whole = {.first = at};
    const lex_time *era;
    uint32_t y = at;
    bool found = month_date(r, at, &whole) || year_date(r, at, &whole) || period_read(r, at, &whole);
    if (!found) {
        int32_t year = year_number(r, &y, 1800, &era);
        if (year < 0) return false;
        timex_year(&whole, year);
        whole.last = y - 1;
        whole.explicit_date = true;
    }
    if (whole.precision != PRECISION_MONTH && whole.precision != PRECISION_YEAR) return false;
    whole.first = x->first;
    *x = whole;
    return true;
}

/* الأسبوع الثالث من أكتوبر, الربع الثالث من عام 2016, النصف الأول من العام الجاري. */
static bool share_date(const reader *r, uint32_t i, timex *x)
{
    uint32_t at, last, z;
    unit u;
    const lex_time *share = reader_term(r, i, TIME_share, &last);
    bool week = !share && reader_unit(r, i, &u, &last) && u.which == UNIT_WEEK && u.number == UNIT_SINGULAR;
    if (!share && !week) return false;
    at = last + 1;
    const lex_time *latest = week ? reader_term(r, at, TIME_direction, &z) : NULL;
    int32_t n = reader_ordinal(r, &at);
    if (n < 0 && latest && latest->value == -1) n = 0, at = z + 1; /* الأسبوع الأخير من يوليو */
    if (n < 0 || !whole_after(r, at, x)) return false;
    calendar_date c = calendar_date_of(x->start);
    if (week) {
        /* weeks of a month or year as ISO 8601 counts them: the first holds its first Thursday */
        int32_t first = x->start + (11 - calendar_weekday(x->start)) % 7 - 3;
        int32_t weeks = (x->end - first - 3) / 7 + 1;
        if (n > weeks) return false;
        x->start = first + 7 * ((n ? n : weeks) - 1);
        x->end = x->start + 6;
        x->precision = PRECISION_WEEK;
        return true;
    }
    if (n > share->value || (x->precision == PRECISION_MONTH && share->value != 2)) return false;
    if (x->precision == PRECISION_MONTH) {
        int32_t middle = x->start + 14, end = x->end;
        x->end = n == 1 ? middle : end;
        x->start = n == 1 ? x->start : middle + 1;
        x->precision = PRECISION_DAY;
        x->interval = true;
        return true;
    }
    int32_t months = 12 / share->value, m = 1 + (n - 1) * months, to = m + months - 1;
    x->start = calendar_days((calendar_date){c.year, m, 1});
    x->end = calendar_days((calendar_date){c.year, to, calendar_month_length(c.year, to)});
    x->precision = share->value == 4 ? PRECISION_QUARTER : share->value == 2 ? PRECISION_HALF : PRECISION_MONTH;
    x->interval = share->value == 3;
    return true;
}

/* صيف 2016, الصيف الماضي. Meteorological seasons of the northern half; winter lies in two years and takes the bounds of its
 * year. */
static bool season_date(const reader *r, uint32_t i, timex *x)
{
    uint32_t last, at = i;
    const lex_time *this = reader_term(r, i, TIME_direction, &last);
    if (this && this->value == 0) at = last + 1;
    const lex_time *s = reader_term(r, at, TIME_season, &last);
    if (!s) return false;
    at = last + 1;
    year_said y = year_after(r, &at);
    if (y.year < 0) {
        if ((y.toward == TOWARD_NONE && !this) || r->day == NO_DAY) return false;
        calendar_date today = calendar_date_of(r->day);
        int32_t first = s->value * 3 - 3; /* the month it begins: spring in March */
        if (s->value == 1) first = 12;
        y.year = y.toward == TOWARD_NONE ? today.year : year_for_month(r, i, today, first, y.toward);
    }
    x->explicit_date = y.is_explicit;
    x->last = at - 1;
    timex_year(x, y.year);
    x->season = (uint8_t)s->value;
    x->precision = PRECISION_SEASON;
    if (s->value > 1) {
        int32_t from = s->value * 3 - 3;
        x->start = calendar_days((calendar_date){y.year, from, 1});
        x->end = calendar_days((calendar_date){y.year, from + 2, calendar_month_length(y.year, from + 2)});
    }
    return true;
}

/* القرن الماضي, القرن التاسع عشر, القرن الـ19. Gives its first year, or 0. */
static int32_t century(const reader *r, uint32_t *i)
{
    uint32_t last;
    unit u;
    int32_t d, n;
    if (!reader_unit(r, *i, &u, &last) || u.which != UNIT_CENTURY || u.number != UNIT_SINGULAR) return 0;
    uint32_t at = last + 1;
    if (r->day != NO_DAY && year_direction(r, at, &d, &last)) {
        *i = last + 1;
        return (calendar_date_of(r->day).year - 1) / 100 * 100 + 1 + 100 * d;
    }
    if ((n = reader_ordinal(r, &at)) < 0) {
        at += at + 1 < r->end && r->t->tokens.at[at].kind == TOKEN_WORD &&
              r->t->tokens.at[at + 1].kind == TOKEN_NUMBER && r->t->tokens.at[at].n <= 2; /* الـ19 */
        n = reader_whole(r, &at, 21);
    }
    if (n < 1 || n > 21) return 0;
    *i = at;
    return (n - 1) * 100 + 1;
}

/* التسعينيات, ثمانينيات القرن الماضي; without a century the last one whose decade has begun, where only one can be meant. */
static bool decade_date(const reader *r, uint32_t i, timex *x)
{
    uint32_t last;
    const lex_time *t = reader_term(r, i, TIME_decade, &last);
    if (!t) return false;
    uint32_t at = last + 1;
    at += reader_preposition(r, at);
    int32_t from = century(r, &at);
    if (from)
        x->last = at - 1, from = from - 1 + t->value;
    else {
        x->last = last;
        if (r->day == NO_DAY || 2000 + t->value <= calendar_date_of(r->day).year) return false;
        from = 1900 + t->value;
    }
    x->explicit_date = true;
    timex_years(x, from, 10, PRECISION_DECADE);
    return true;
}

static bool century_date(const reader *r, uint32_t i, timex *x)
{
    uint32_t at = i;
    int32_t from = century(r, &at);
    if (!from) return false;
    timex_years(x, from, 100, PRECISION_CENTURY);
    x->last = at - 1;
    return true;
}

/* مطلع الشهر المقبل, أواخر عام 2015, منتصف يوليو: the part is told, start and end stay those of the whole. */
static bool part_of_date(const reader *r, uint32_t i, timex *x)
{
    uint32_t last;
    const lex_time *mod = reader_term(r, i, TIME_mod, &last);
    if (!mod || mod->value > MOD_END) return false;
    uint32_t at = last + 1;
    if (mod->value == MOD_END && reader_term(r, i, TIME_unit, &last)) return false; /* نهاية الأسبوع: the weekend */
    timex whole = {.first = i};
    if (!month_date(r, at, &whole) && !year_date(r, at, &whole) && !hijri_month(r, at, &whole) &&
        !season_date(r, at, &whole) && !decade_date(r, at, &whole) && !century_date(r, at, &whole) &&
        !period_read(r, at, &whole)) {
        return date_holiday(r, at, true, x);
    }
    if (whole.interval || whole.precision < PRECISION_WEEK) return false;
    whole.mod = (uint8_t)mod->value;
    *x = whole;
    return true;
}

bool whole_read(const reader *r, uint32_t i, timex *x)
{
    static bool (*const readings[])(const reader *, uint32_t, timex *) = {month_date,   hijri_month,  share_date,
                                                                          year_date,    season_date,  decade_date,
                                                                          century_date, part_of_date, bare_year};
    for (size_t k = 0; k < sizeof readings / sizeof *readings; k++) {
        timex found = *x;
        if (!readings[k](r, i, &found)) continue;
        *x = found;
        return true;
    }
    return false;
}
