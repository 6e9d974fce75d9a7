/* value: a timex as a TIMEX3 value; see time.h. */
#include "time/time.h"

static void put_day(buf *out, int32_t day)
{
    calendar_date c = calendar_date_of(day);
    buf_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void put_clock(buf *out, const timex *x, int32_t clock)
{
    buf_printf(out, "T%02d", clock / 3600);
    if (x->seconds || clock % 3600) buf_printf(out, ":%02d", clock / 60 % 60);
    if (x->seconds == 2) buf_printf(out, ":%02d", clock % 60);
}

static void put_part(buf *out, const timex *x)
{
    static const char *const parts[] = {"", "TMO", "TMO", "TMI", "TAF", "TEV", "TNI"};
    if (x->clock != NO_CLOCK)
        put_clock(out, x, x->clock);
    else
        buf_z(out, parts[x->part]);
}

static void put_amount(const timex *x, buf *out)
{
    static const char letters[] = "YMWDHMS";
    bool time = false;
    buf_char(out, 'P');
    for (int k = 0; k < AMOUNTS; k++) {
        if (!x->amount[k]) continue;
        if (k >= AMOUNT_HOUR && !time) buf_char(out, 'T'), time = true;
        buf_printf(out, "%d", x->amount[k] / 100);
        int32_t rest = x->amount[k] % 100;
        if (rest) buf_printf(out, rest % 10 ? ".%02d" : ".%d", rest % 10 ? rest : rest / 10);
        buf_char(out, letters[k]);
    }
}

/* The unit that begins at a day, to its precision. */
static void put_unit(const timex *x, int32_t day, buf *out)
{
    static const char *const seasons[] = {"", "WI", "SP", "SU", "FA"};
    calendar_date c = calendar_date_of(day);
    int32_t year;
    switch ((time_precision)x->precision) {
    case PRECISION_WEEK: {
        int32_t week = calendar_week(day, &year);
        buf_printf(out, "%04d-W%02d", year, week);
        return;
    }
    case PRECISION_MONTH: {
        /* a month of another calendar is told by its days */
        calendar_date last = calendar_date_of(x->end);
        if (c.day != 1 || last.day != calendar_month_length(last.year, last.month)) break;
        buf_printf(out, "%04d-%02d", c.year, c.month);
        return;
    }
    case PRECISION_QUARTER: buf_printf(out, "%04d-Q%d", c.year, (c.month + 2) / 3); return;
    case PRECISION_HALF: buf_printf(out, "%04d-H%d", c.year, (c.month + 5) / 6); return;
    case PRECISION_SEASON: buf_printf(out, "%04d-%s", calendar_date_of(x->end).year, seasons[x->season]); return;
    case PRECISION_YEAR:
        if (c.month != 1 || c.day != 1) break;
        buf_printf(out, "%04d", c.year);
        return;
    case PRECISION_DECADE: buf_printf(out, "%03d", c.year / 10); return;
    case PRECISION_CENTURY: buf_printf(out, "%02d", c.year / 100); return;
    case PRECISION_NONE:
    case PRECISION_DAY: put_day(out, day); return;
    }
    put_day(out, x->start);
    buf_char(out, '/');
    put_day(out, x->end);
}

void time_value(const timex *x, buf *out)
{
    bool amount = false;
    for (int k = 0; k < AMOUNTS; k++) amount |= x->amount[k] != 0;
    if (amount) {
        put_amount(x, out);
        return;
    }
    if (x->weekday && x->start == NO_DAY) buf_printf(out, "XXXX-WXX-%d", x->weekday);
    if (x->start != NO_DAY) put_unit(x, x->start, out);
    put_part(out, x);
    if (!x->interval) return;
    buf_char(out, '/');
    if (x->start != NO_DAY && (x->end != x->start || x->clock_end == NO_CLOCK)) {
        if (x->precision == PRECISION_MONTH || x->precision == PRECISION_YEAR || x->precision == PRECISION_WEEK) {
            timex to = *x;
            calendar_date c = calendar_date_of(x->end);
            if (x->precision == PRECISION_WEEK)
                put_unit(&to, x->end, out);
            else
                buf_printf(out, x->precision == PRECISION_MONTH ? "%04d-%02d" : "%04d", c.year, c.month);
        } else
            put_day(out, x->end);
    }
    if (x->clock_end != NO_CLOCK) put_clock(out, x, x->clock_end);
}
