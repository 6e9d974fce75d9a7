/* date: days by their number, their name and their distance; see reader.h.
 *
 *   7 أكتوبر/تشرين الأول 2023, الخامس والعشرين من يناير, 6 صفر 1447, 16/5/2024, الخميس المقبل, أول جمعة من يوليو, أمس,
 *   الأسبوع المقبل يوم الجمعة, عيد الأضحى الماضي
 *
 * Invariant: an impossible date (31 شباط, 40 محرم) is none, and no part of it is another. */
#include "time/hijri.h"
#include "time/reader.h"

enum { HOLIDAY_HIJRI = 10000 };

/* ---- a day of a month ---- */

/* A day's number in digits or words at *i (7, السابع, خمسة عشر), or -1. */
static int32_t day_number(const reader *r, uint32_t *i)
{
    uint32_t at = *i;
    int32_t day = reader_ordinal(r, &at);
    if (day < 0) day = reader_whole(r, &at, 31);
    if (day < 1 || day > 31) return -1;
    *i = at;
    return day;
}

static bool set_day(timex *x, calendar_date c)
{
    if (!calendar_valid(c)) return false;
    timex_day(x, calendar_days(c));
    return true;
}

/* The days from..to of a month that begins at token `at`, and its year. */
static bool of_month(const reader *r, uint32_t i, uint32_t at, int32_t from, int32_t to, timex *x)
{
    bool said;
    uint32_t after = at;
    calendar_date a, today = {0, 0, 0};
    if (r->day != NO_DAY) today = calendar_date_of(r->day);
    int32_t hijri = month_hijri(r, &after, &said), month = hijri ? hijri : month_name(r, &after);
    if (!month) { /* 20 من الشهر المقبل */
        timex near = {.first = at};
        if (!period_read(r, at, &near) || near.precision != PRECISION_MONTH) return false;
        a = calendar_date_of(near.start);
        month = a.month;
        after = near.last + 1;
        x->start = x->end = 0;
        if (!set_day(x, (calendar_date){a.year, month, from})) return false;
        x->last = after - 1;
        if (to == from) return true;
        timex end = *x;
        if (to < from || !set_day(&end, (calendar_date){a.year, month, to})) return false;
        x->end = end.end;
        x->interval = true;
        return true;
    }
    year_said y = year_after(r, &after);
    x->explicit_date = y.is_explicit;
    if (hijri) {
        if (r->day != NO_DAY) today = hijri_date(r->lex, r->day);
        if (y.year < 0 && r->day == NO_DAY) return false;
        if (y.year < 0) y.year = year_for_month(r, i, today, month, y.toward);
        if (y.year < HIJRI_FIRST || y.year > HIJRI_LAST || to > hijri_month_length(r->lex, y.year, month)) return false;
        timex_day(x, hijri_days(r->lex, (calendar_date){y.year, month, from}));
        x->end = hijri_days(r->lex, (calendar_date){y.year, month, to});
    } else {
        if (y.year < 0 && r->day == NO_DAY) return false;
        if (y.year < 0) y.year = year_for_month(r, i, today, month, y.toward);
        timex end = {0};
        if (!set_day(x, (calendar_date){y.year, month, from}) || !set_day(&end, (calendar_date){y.year, month, to}))
            return false;
        x->end = end.end;
    }
    x->interval = to != from;
    x->last = after - 1;
    return x->start <= x->end;
}

/* 7 أكتوبر 2023, الخامس والعشرين من يناير, 6 صفر 1447, 19-20 نوفمبر, 7 و8 مايو, 20 من الشهر المقبل. */
static bool day_and_month(const reader *r, uint32_t i, timex *x)
{
    uint32_t at = i, z;
    if (reader_term(r, i, TIME_day_word, &z)) at = z + 1; /* يوم 14 جانفي */
    int32_t day = day_number(r, &at), to = day;
    if (day < 0) return false;
    if (i > 0 && reader_joined(r, i) == i && reader_term(r, i - 1, TIME_ordinal, &z))
        return false; /* والثلاثين alone */
    uint32_t second = reader_mark(r, at, '-') || reader_mark(r, at, 0x2013) ? at + 1 : reader_joined(r, at);
    if (second != NO_JOIN && second < r->end) {
        uint32_t after = second;
        int32_t n = day_number(r, &after);
        timex range = *x;
        if (n > day && of_month(r, i, after + reader_preposition(r, after), day, n, &range)) {
            *x = range;
            return true;
        }
    }
    if (reader_mark(r, at, '-') || reader_mark(r, at, '/')) at++;               /* 2- أكتوبر */
    if (reader_preposition(r, at) && !reader_term(r, at, TIME_month, &z)) at++; /* آب is no preposition */
    return of_month(r, i, at, day, to, x);
}

/* يناير 22, 2018; سبتمبر الحادي والعشرين: a bare number after a month is its day only where nothing is counted by it. */
static bool month_and_day(const reader *r, uint32_t i, timex *x)
{
    uint32_t at = i;
    int32_t month = month_name(r, &at);
    if (!month) return false;
    if (reader_mark(r, at, '-')) at++;
    uint32_t n, number = at;
    bool digits = reader_digits(r, at, &n) >= 0;
    int32_t day = digits || reader_term(r, at, TIME_ordinal, &n) ? day_number(r, &at) : -1;
    if (day < 0) return false;
    uint32_t after = at;
    year_said y = year_after(r, &after);
    bool ends = after >= r->end || r->t->tokens.at[after].kind == TOKEN_PUNCT;
    if (!y.is_explicit && (digits ? !ends : !(r->w->chosen[number].prefixes & M_ARTICLE))) return false;
    if (y.year < 0 && r->day == NO_DAY) return false;
    if (y.year < 0) y.year = year_for_month(r, i, calendar_date_of(r->day), month, y.toward);
    x->explicit_date = y.is_explicit;
    x->last = after - 1;
    return set_day(x, (calendar_date){y.year, month, day});
}

/* Three parts that are a day: 16/5/2024, 2024-05-16, 1447/2/6. */
static bool dated(const reader *r, number_parts k, timex *x)
{
    if ((k.width[0] != 4) == (k.width[2] != 4)) return false;
    calendar_date d =
        k.width[0] == 4 ? (calendar_date){k.at[0], k.at[1], k.at[2]} : (calendar_date){k.at[2], k.at[1], k.at[0]};
    x->explicit_date = true;
    if (d.year >= HIJRI_FIRST && d.year <= HIJRI_LAST) {
        if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > hijri_month_length(r->lex, d.year, d.month))
            return false;
        timex_day(x, hijri_days(r->lex, d));
        return true;
    }
    return d.year >= 1900 && set_day(x, d);
}

/* Two parts: a month of a year (5/2024), or where a word of time or a preposition says so a day of a month (يوم 22/4). */
static bool dated_in_part(const reader *r, uint32_t i, number_parts k, timex *x)
{
    bool year_first = k.width[0] == 4 && k.width[1] <= 2, year_last = k.width[1] == 4 && k.width[0] <= 2;
    int32_t a = k.at[0], b = k.at[1], year = year_first ? a : b, month = year_first ? b : a;
    if (year_first || year_last) {
        if (year <= HIJRI_LAST || year > 2100 || month < 1 || month > 12) return false;
        timex_month(x, year, month);
        x->explicit_date = true;
        return true;
    }
    uint32_t z;
    bool led = i > 0 && (reader_term(r, i - 1, TIME_day_word, &z) || reader_preposition(r, i - 1));
    bool padded = k.width[1] == 2 && b < 10;
    if (k.width[0] > 2 || k.width[1] > 2 || r->day == NO_DAY || !(led || padded)) return false;
    if (b > 12 && a <= 12) b = k.at[0], a = k.at[1]; /* 4/22 */
    if (a < 1 || a > 31 || b < 1 || b > 12 || (a <= 12 && !led)) return false;
    return set_day(x, (calendar_date){year_for_month(r, i, calendar_date_of(r->day), b, TOWARD_NONE), b, a});
}

static bool numeric_date(const reader *r, uint32_t i, timex *x)
{
    number_parts k = reader_parts(r, i);
    x->last = i;
    if (k.n == 3 && k.mark == '.') return dated(r, k, x);
    if (k.n != 1) return false;
    uint32_t mark = i + 1 < r->end && r->t->tokens.at[i + 1].kind == TOKEN_PUNCT ? r->t->tokens.at[i + 1].mark : 0;
    if (mark != '/' && mark != '-') return false;
    for (; k.n < NUMBER_PARTS && reader_mark(r, x->last + 1, mark); k.n++) {
        number_parts next = reader_parts(r, x->last + 2);
        if (next.n != 1) break;
        k.at[k.n] = next.at[0];
        k.width[k.n] = next.width[0];
        x->last += 2;
    }
    if (k.n == 3) return dated(r, k, x);
    return k.n == 2 && mark == '/' && !(i > 0 && reader_mark(r, i - 1, '/')) && dated_in_part(r, i, k, x);
}

/* ---- days of the week ---- */

/* أول جمعة من يوليو, الأحد الثاني من مايو. n: from 1, 0 the last. */
static bool nth_weekday(const reader *r, uint32_t at, int32_t n, int32_t day, timex *x)
{
    if (!reader_preposition(r, at)) return false;
    timex month = {.first = x->first};
    if (!whole_after(r, at, &month) || month.precision != PRECISION_MONTH) return false;
    int32_t first = month.start + (day - calendar_weekday(month.start) + 7) % 7, when = first + 7 * (n - 1);
    if (n == 0)
        for (when = first; when + 7 <= month.end;) when += 7;
    if (when > month.end) return false;
    month.start = month.end = when;
    month.precision = PRECISION_DAY;
    *x = month;
    return true;
}

static bool first_weekday(const reader *r, uint32_t i, timex *x)
{
    uint32_t at = i, last;
    const lex_time *mod = reader_term(r, i, TIME_mod, &last);
    int32_t n = mod && mod->value == MODS_LAST ? 0 : reader_ordinal(r, &at);
    if (n == 0) at = last + 1;
    if (n < 0 || n > 5) return false;
    if (reader_term(r, at, TIME_day_word, &last)) at = last + 1;
    const lex_time *day = reader_term(r, at, TIME_weekday, &last);
    return day && nth_weekday(r, last + 1, n, day->value, x);
}

/* The week that is named beside a weekday: الجمعة من الأسبوع المقبل. */
static bool in_week(const reader *r, uint32_t at, int32_t day, timex *x)
{
    timex week = {.first = at};
    if (!period_read(r, at, &week) || week.precision != PRECISION_WEEK || week.interval) return false;
    timex_day(x, week.start + day - 1);
    x->last = week.last;
    return true;
}

/* الأسبوع المقبل يوم الجمعة. */
static bool week_and_weekday(const reader *r, uint32_t i, timex *x)
{
    timex week = {.first = i};
    uint32_t last, at;
    if (!period_read(r, i, &week) || week.precision != PRECISION_WEEK || week.interval) return false;
    at = week.last + 1;
    if (reader_term(r, at, TIME_day_word, &last)) at = last + 1;
    const lex_time *day = reader_term(r, at, TIME_weekday, &last);
    if (!day) return false;
    timex_day(x, week.start + day->value - 1);
    x->last = last;
    return true;
}

/* A date after a weekday decides: الأربعاء 24 يوليو, الخميس (16 مايو), الاثنين، يناير الثاني والعشرين، 2018. */
static bool date_after_weekday(const reader *r, uint32_t at, timex *x)
{
    bool paren = reader_mark(r, at, '(');
    uint32_t next = paren ? at + 1 : reader_past_comma(r, at);
    timex d = *x;
    if (!day_and_month(r, next, &d) && !numeric_date(r, next, &d) && !month_and_day(r, next, &d)) return false;
    if (paren && reader_mark(r, d.last + 1, ')')) d.last++;
    *x = d;
    return true;
}

/* الخميس 21: the nearest 21st that is a Thursday, of this month or one beside it. */
static bool numbered_weekday(const reader *r, uint32_t at, int32_t weekday, timex *x)
{
    uint32_t after = at + reader_preposition(r, at), n;
    if (reader_digits(r, after, &n) >= 0 && n > 2) return false;
    bool in_words = reader_digits(r, after, &n) < 0;
    int32_t day = day_number(r, &after);
    if (day < 0 || (in_words && after == at + 1)) return false;
    if (!in_words && after < r->end && r->t->tokens.at[after].kind == TOKEN_WORD && r->w->chosen[after].class == W_NOUN)
        return false;
    calendar_date today = calendar_date_of(r->day);
    static const int32_t order[] = {0, -1, 1};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        int32_t months = today.year * 12 + today.month - 1 + order[k];
        calendar_date c = {months / 12, months % 12 + 1, day};
        if (!calendar_valid(c) || calendar_weekday(calendar_days(c)) != weekday) continue;
        timex_day(x, calendar_days(c));
        x->last = after - 1;
        return true;
    }
    return false;
}

static bool weekday_date(const reader *r, uint32_t i, timex *x)
{
    uint32_t last, at = i;
    const lex_time *this = reader_term(r, i, TIME_direction, &last);
    if (this && this->value == 0) at = last + 1;
    bool led = reader_term(r, at, TIME_day_word, &last) != NULL;
    unit u;
    bool several = led && reader_unit(r, at, &u, &last) && u.number == UNIT_PLURAL;
    if (led) at = last + 1;
    const lex_time *d = reader_term(r, at, TIME_weekday, &last);
    if (!d || (several && reader_joined(r, last + 1) == NO_JOIN)) return false; /* أيام الأحد: each of them */
    uint32_t after = last + 1, order = after;
    x->last = last;
    int32_t nth = reader_ordinal(r, &order);
    if (nth >= 1 && nth <= 5 && nth_weekday(r, order, nth, d->value, x)) return true;
    if (date_after_weekday(r, after, x)) return true;
    if (r->day == NO_DAY || (!led && !(r->w->chosen[at].prefixes & M_ARTICLE))) return false;
    if (nth > 0 && (r->w->chosen[after].prefixes & M_ARTICLE)) return false; /* الجمعة الثانية: of which month? */
    if (reader_preposition(r, after) && in_week(r, after + 1, d->value, x)) return true;
    if (numbered_weekday(r, after, d->value, x)) return true;
    int32_t toward = 0;
    bool said = year_direction(r, after, &toward, &last);
    if (said) x->last = last;
    int32_t back = (calendar_weekday(r->day) - d->value + 7) % 7, when = r->day - back;
    if (said && toward < 0 && back == 0) when -= 7;
    if (said && toward > 0) when += 7;
    if (!said && this && back) when += 7;
    /* يلتقي … الخميس: a day soon to come rather than almost a week ago, where the verb before is imperfect */
    if (!said && !this && back >= 4 && year_tense(r, i) < 0) when += 7;
    timex_day(x, when);
    return true;
}

static bool day_offset(const reader *r, uint32_t i, timex *x)
{
    uint32_t last, next;
    const lex_time *d = reader_term_as_written(r, i, TIME_day_offset, &last);
    if (!d) return false;
    x->last = last;
    for (uint32_t j = i; j <= last; j++) { /* مساء أمس */
        const lex_time *part = reader_term(r, j, TIME_daypart, &next);
        if (part && next <= last) x->part = (uint8_t)(part->value % UNIT_NUMBER);
    }
    const analysis *after = &r->w->chosen[last + 1 < r->end ? last + 1 : last];
    if (last == i && last + 1 < r->end && after->class == W_ADJ && (after->prefixes & M_ARTICLE))
        return false; /* اليوم التالي */
    uint32_t at = reader_mark(r, last + 1, '(') ? last + 2 : last + 1;
    const lex_time *weekday = reader_term(r, at, TIME_weekday, &next); /* اليوم الخميس, أمس (السبت): one expression */
    bool closes = at == last + 1 || (weekday && reader_mark(r, next + 1, ')'));
    if (weekday && closes) x->last = next + (at != last + 1);
    timex dated = *x;
    if (date_after_weekday(r, x->last + 1, &dated)) {
        *x = dated;
        return true;
    }
    if (r->day == NO_DAY) return false;
    int32_t day = r->day + d->value;
    if (weekday && closes) { /* the day named decides where the report was dated a day off */
        int32_t off = (weekday->value - calendar_weekday(day) + 10) % 7 - 3;
        day += off;
    }
    timex_day(x, day);
    return true;
}

/* يوم 27: of this month or the one before. */
static bool numbered_day(const reader *r, uint32_t i, timex *x)
{
    uint32_t last, n;
    if (r->day == NO_DAY || !reader_term(r, i, TIME_day_word, &last)) return false;
    int32_t day = reader_digits(r, last + 1, &n);
    if (day < 1 || day > 31 || n > 2) return false;
    const token *after = &r->t->tokens.at[last + 2];
    if (last + 2 < r->end && (after->kind != TOKEN_PUNCT || after->mark == '-' || after->mark == '/')) return false;
    calendar_date c = calendar_date_of(r->day);
    bool ahead = day > c.day && year_tense(r, i) >= 0;
    int32_t months = c.year * 12 + c.month - 1 - ahead;
    x->last = last + 1;
    return set_day(x, (calendar_date){months / 12, months % 12 + 1, day});
}

/* عيد الأضحى الماضي, رأس السنة 2020: with its year said or near. */
bool date_holiday(const reader *r, uint32_t i, bool led, timex *x)
{
    uint32_t last;
    bool day_word = reader_term(r, i, TIME_day_word, &last) != NULL;
    led |= day_word;
    const lex_time *h = reader_term(r, day_word ? last + 1 : i, TIME_holiday, &last);
    if (!h) return false;
    led |= i > 0 && reader_preposition(r, i - 1);
    uint32_t at = last + 1;
    bool hijri = h->value >= HOLIDAY_HIJRI;
    int32_t month = h->value / 100 % 100, day = h->value % 100;
    year_said y = year_after(r, &at);
    if (y.year < 0) {
        if ((y.toward == TOWARD_NONE && !led) || r->day == NO_DAY) return false;
        y.year = year_for_month(r, i, hijri ? hijri_date(r->lex, r->day) : calendar_date_of(r->day), month, y.toward);
    } else if (hijri && y.year > HIJRI_LAST) {
        /* عيد الأضحى 2019: the one that falls into that year */
        int32_t start = calendar_days((calendar_date){y.year, 1, 1}),
                end = calendar_days((calendar_date){y.year, 12, 31});
        y.year = hijri_date(r->lex, start).year;
        if (hijri_days(r->lex, (calendar_date){y.year, month, day}) < start) y.year++;
        if (hijri_days(r->lex, (calendar_date){y.year, month, day}) > end) return false;
    }
    if (hijri && (y.year < HIJRI_FIRST || y.year > HIJRI_LAST)) return false;
    x->last = at - 1;
    x->explicit_date = y.is_explicit;
    if (!hijri) return set_day(x, (calendar_date){y.year, month, day});
    timex_day(x, hijri_days(r->lex, (calendar_date){y.year, month, day}));
    return true;
}

static bool holiday(const reader *r, uint32_t i, timex *x)
{
    return date_holiday(r, i, false, x);
}

/* 6 صفر 1447 الموافق 31 يوليو 2025, 6 صفر 1447هـ (31 يوليو 2025): one day, and its Gregorian date decides. */
static void take_equal(const reader *r, timex *x)
{
    uint32_t at = x->last + 1, last;
    bool paren = reader_mark(r, at, '(');
    at = paren ? at + 1 : reader_past_comma(r, at);
    if (reader_term(r, at, TIME_equals, &last))
        at = last + 1;
    else if (!paren)
        return;
    timex same = {.first = x->first};
    if (!day_and_month(r, at, &same) && !numeric_date(r, at, &same)) return;
    int32_t apart = same.start - x->start;
    if (same.precision != PRECISION_DAY || apart < -3 || apart > 3) return;
    same.last += paren && reader_mark(r, same.last + 1, ')');
    same.since = x->since;
    same.part = x->part;
    *x = same;
}

bool date_read(const reader *r, uint32_t i, timex *x)
{
    static bool (*const readings[])(const reader *, uint32_t, timex *) = {
        day_offset,    week_and_weekday, weekday_date, first_weekday, numeric_date, day_and_month,
        month_and_day, holiday,          whole_read,   period_read,   numbered_day};
    for (size_t k = 0; k < sizeof readings / sizeof *readings; k++) {
        timex found = {.first = i, .last = i, .clock = NO_CLOCK, .clock_end = NO_CLOCK};
        if (!readings[k](r, i, &found)) continue;
        found.first = i;
        found.clock = found.clock_end = NO_CLOCK;
        if (found.precision == PRECISION_DAY && !found.interval) take_equal(r, &found);
        found.clock = found.clock_end = NO_CLOCK;
        found.type = TIMEX_DATE;
        *x = found;
        return true;
    }
    return false;
}
