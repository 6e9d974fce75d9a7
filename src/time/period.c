/* period: what is as far from the article's day as the words say; see reader.h.
 *
 *   الأسبوع الماضي, العام قبل الماضي, قبل ثلاثة أيام, بعد أسبوعين من الآن;  آخر 3 سنوات, الأيام الثلاثة المقبلة (from or
 *   to the article's day);  بقية الشهر, نهاية الأسبوع
 *
 * Invariant: nothing is found where the article's day is not known. A unit counted has the precision of that unit: قبل شهر is
 * the month before, not the day. */
#include "time/reader.h"

enum { COUNT_MAX = 400 };

/* The day n units away. */
static int32_t moved(int32_t day, int32_t which, int32_t n)
{
    calendar_date c = calendar_date_of(day);
    switch (which) {
    case UNIT_DAY: return day + n;
    case UNIT_WEEK: return day + 7 * n;
    case UNIT_MONTH: {
        int32_t months = c.year * 12 + c.month - 1 + n, length;
        c.year = months / 12, c.month = months % 12 + 1;
        length = calendar_month_length(c.year, c.month);
        if (c.day > length) c.day = length;
        return calendar_days(c);
    }
    default: {
        c.year += n * (which == UNIT_DECADE ? 10 : which == UNIT_CENTURY ? 100 : 1);
        if (c.month == 2 && c.day == 29) c.day = 28;
        return calendar_days(c);
    }
    }
}

/* The whole unit that a day lies in. */
static bool unit_of(timex *x, int32_t which, int32_t day)
{
    calendar_date c = calendar_date_of(day);
    switch (which) {
    case UNIT_DAY: timex_day(x, day); return true;
    case UNIT_WEEK:
        x->start = day + 1 - calendar_weekday(day);
        x->end = x->start + 6;
        x->precision = PRECISION_WEEK;
        return true;
    case UNIT_WEEKEND: /* of the calendar of Umm al-Qura's country and most Arab states: Friday and Saturday */
        x->start = day + 5 - calendar_weekday(day);
        x->end = x->start + 1;
        x->precision = PRECISION_DAY;
        x->interval = true;
        return true;
    case UNIT_MONTH: timex_month(x, c.year, c.month); return true;
    case UNIT_YEAR: timex_year(x, c.year); return true;
    case UNIT_DECADE: timex_years(x, c.year / 10 * 10, 10, PRECISION_DECADE); return true;
    case UNIT_CENTURY: timex_years(x, (c.year - 1) / 100 * 100 + 1, 100, PRECISION_CENTURY); return true;
    default: return false;
    }
}

/* -1 past, 0 now, 1 to come after a unit (الماضي), twice as far where بعد or قبل stands before it (قبل الماضي). */
static bool direction(const reader *r, uint32_t i, int32_t *d, uint32_t *last)
{
    uint32_t step;
    bool twice = reader_term(r, i, TIME_after, &step) || reader_term(r, i, TIME_ago, &step);
    const lex_time *t = reader_term(r, twice ? step + 1 : i, TIME_direction, last);
    if (!t) return false;
    *d = twice ? 2 * t->value : t->value;
    return true;
}

/* Is a term of direction one that stands before its unit (هذا)? */
static bool is_demonstrative(const reader *r, uint32_t i)
{
    return r->w->chosen[i].pos == POS_PRON || r->w->chosen[i].pos == POS_DET;
}

/* الأسبوع الماضي, هذا العام, الشهر الجاري. */
static bool unit_with_direction(const reader *r, uint32_t i, timex *x)
{
    uint32_t at = i, last;
    unit u;
    int32_t d = 0;
    const lex_time *this = reader_term(r, i, TIME_direction, &last);
    if (this) {
        if (this->value != 0 || !is_demonstrative(r, i)) return false;
        at = last + 1;
    }
    if (!reader_unit(r, at, &u, &last) || u.number != UNIT_SINGULAR) return false;
    if (u.which == UNIT_DAY || !(r->w->chosen[at].prefixes & M_ARTICLE || u.which == UNIT_WEEKEND)) return false;
    x->last = last;
    if (!direction(r, last + 1, &d, &x->last) && !this) return false;
    int32_t step = u.which == UNIT_WEEKEND ? UNIT_WEEK : u.which;
    return unit_of(x, u.which, moved(r->day, step, d));
}

/* الأيام الثلاثة الماضية, 3 أيام القادمة, آخر 3 سنوات, الشهرين المقبلين: a stretch that ends or begins here. */
static bool stretch(const reader *r, uint32_t i, timex *x)
{
    uint32_t at = i, last;
    unit u;
    const lex_time *mod = reader_term(r, i, TIME_mod, &last);
    bool lasts = mod && mod->value == MODS_LAST;
    if (mod && !lasts) return false;
    if (lasts) at = last + 1;
    int32_t n = reader_whole(r, &at, COUNT_MAX), d = lasts ? -1 : 0;
    if (!reader_unit(r, at, &u, &last) || u.number == UNIT_SINGULAR || u.which > UNIT_CENTURY) return false;
    at = last + 1;
    if (n < 0 && u.number == UNIT_DUAL) n = 2;
    if (n < 0) n = reader_whole(r, &at, COUNT_MAX);
    if (n < 1) return false;
    x->last = at - 1;
    const lex_time *way = reader_term(r, at, TIME_direction, &last);
    if (way && way->value) d = way->value, x->last = last;
    if (d == 0) return false;
    if (u.which == UNIT_DECADE || u.which == UNIT_CENTURY) {
        int32_t years = u.which == UNIT_DECADE ? 10 : 100, base = calendar_date_of(r->day).year / years * years;
        timex_years(x, d < 0 ? base - n * years : base + years, n * years, PRECISION_NONE);
    } else {
        x->start = d < 0 ? moved(r->day, u.which, -n) : r->day + 1;
        x->end = d < 0 ? r->day : moved(r->day, u.which, n);
        x->precision = PRECISION_NONE;
    }
    x->interval = true;
    return true;
}

/* Which unit alone an amount counts, 0 where several. */
static int32_t only_unit(const timex *x, int32_t *n)
{
    static const int32_t units[AMOUNTS] = {UNIT_YEAR, UNIT_MONTH,  UNIT_WEEK,  UNIT_DAY,
                                           UNIT_HOUR, UNIT_MINUTE, UNIT_SECOND};
    int32_t found = 0;
    for (int k = 0; k < AMOUNTS; k++) {
        if (!x->amount[k]) continue;
        if (found) return 0;
        found = units[k];
        *n = x->amount[k] / 100;
    }
    return found;
}

/* Is a verb of the past the last one before token i? */
static bool told_as_past(const reader *r, uint32_t i)
{
    uint32_t first = r->t->sentences.at[r->t->tokens.at[i].sentence].first;
    for (uint32_t j = i; j-- > first;)
        if (morph_is_finite(&r->w->chosen[j])) return morph_aspect(&r->w->chosen[j]) != F_IMPERFECT;
    return true;
}

/* قبل ثلاثة أيام, منذ شهرين, بعد أسبوعين من الآن. */
static bool distance(const reader *r, uint32_t i, timex *x)
{
    uint32_t last, now;
    const lex_time *since = reader_term(r, i, TIME_since, &last);
    const lex_time *ago = since ? since : reader_term(r, i, TIME_ago, &last);
    bool after = !ago && reader_term(r, i, TIME_after, &last);
    if (!ago && !after) return false;
    uint32_t at = last + 1;
    const lex_time *about = reader_term(r, at, TIME_mod, &last);
    if (about && about->value == MODS_ABOUT) at = last + 1;
    timex amount = {.first = at};
    if (!amount_read(r, at, true, &amount)) return false;
    x->last = amount.last;
    bool from_now = reader_term(r, x->last + 1, TIME_now, &now) != NULL;
    if (from_now) x->last = now;
    /* بعد يومين من الهجوم, قبل عام من الانتخابات: counted from something else */
    if (!from_now && !since && reader_preposition(r, x->last + 1)) return false;
    if (after && !from_now && told_as_past(r, i)) return false;
    int32_t n = 0, which = only_unit(&amount, &n), day = r->day, way = after ? 1 : -1;
    if (which > UNIT_YEAR || n > COUNT_MAX) return false; /* hours and minutes ago: the day is not said */
    for (int k = 0; k < AMOUNTS; k++) {
        static const int32_t units[] = {UNIT_YEAR, UNIT_MONTH, UNIT_WEEK, UNIT_DAY};
        if (amount.amount[k] % 100 || amount.amount[k] > COUNT_MAX * 100) return false;
        if (k <= AMOUNT_DAY) day = moved(day, units[k], way * amount.amount[k] / 100);
    }
    x->since = since != NULL;
    if (which == 0) timex_day(x, day);
    return which == 0 || unit_of(x, which, day);
}

/* بقية الأسبوع: of the unit that now is. */
static bool rest_of_unit(const reader *r, uint32_t i, timex *x)
{
    uint32_t last;
    unit u;
    const lex_time *mod = reader_term(r, i, TIME_mod, &last);
    if (!mod || mod->value != MOD_REST) return false;
    uint32_t at = last + 1;
    if (reader_term(r, at, TIME_direction, &last) && is_demonstrative(r, at)) at = last + 1;
    if (!reader_unit(r, at, &u, &last) || u.number != UNIT_SINGULAR || !unit_of(x, u.which, r->day)) return false;
    x->last = last;
    int32_t d;
    if (direction(r, last + 1, &d, &last)) {
        if (d) return false;
        x->last = last;
    }
    x->start = r->day;
    x->precision = PRECISION_NONE;
    x->interval = true;
    return true;
}

bool period_read(const reader *r, uint32_t i, timex *x)
{
    if (r->day == NO_DAY) return false;
    return distance(r, i, x) || rest_of_unit(r, i, x) || stretch(r, i, x) || unit_with_direction(r, i, x);
}
