/* amount: how long and how often; see reader.h.
 *
 *   عام واحد وشهر و21 يوما -> P1Y1M21D;  ساعتين ونصف -> PT2.5H;  كل ثلاثة أسابيع -> P3W each;  أيام الأحد -> XXXX-WXX-7
 *
 * Invariant: a unit alone is an amount only where a word before or after it says so (لمدة شهر, شهر كامل), or it is a dual. */
#include "time/reader.h"

enum { AMOUNT_PIECES = 6, AMOUNT_MAX = 100000 * 100 };

static int32_t *amount_of(timex *x, int32_t which)
{
    switch (which) {
    case UNIT_DAY: return &x->amount[AMOUNT_DAY];
    case UNIT_WEEK: return &x->amount[AMOUNT_WEEK];
    case UNIT_MONTH: return &x->amount[AMOUNT_MONTH];
    case UNIT_YEAR:
    case UNIT_DECADE:
    case UNIT_CENTURY: return &x->amount[AMOUNT_YEAR];
    case UNIT_HOUR: return &x->amount[AMOUNT_HOUR];
    case UNIT_MINUTE: return &x->amount[AMOUNT_MINUTE];
    case UNIT_SECOND: return &x->amount[AMOUNT_SECOND];
    default: return NULL;
    }
}

/* A unit and how many of it, from token i; *next is the token after it. */
static bool piece(const reader *r, uint32_t i, bool lone, timex *x, uint32_t *next)
{
    uint32_t at = i, last, z;
    unit u;
    const lex_time *half = reader_term(r, i, TIME_fraction, &last);
    int64_t n = half ? half->value * 100 / 60 : reader_number(r, &at);
    if (half) at = last + 1;
    if (!reader_unit(r, at, &u, &last)) return false;
    int32_t *into = amount_of(x, u.which);
    if (!into) return false;
    at = last + 1;
    if (n < 0) {
        const lex_time *one = reader_term(r, at, TIME_number, &z);                        /* شهر واحد */
        bool single = one && one->value == 1 && !(r->w->chosen[at].prefixes & M_ARTICLE); /* يوم الأحد is no one day */
        const lex_time *whole = reader_term(r, at, TIME_span, &z); /* أسبوع كامل, يوما كاملا */
        if (single || (whole && whole->value == 1))
            at = z + 1;
        else if (u.number != UNIT_DUAL && !(lone && u.number == UNIT_SINGULAR))
            return false;
        bool genitive = at < r->end && (r->w->chosen[at].prefixes & M_ARTICLE);
        if (genitive && u.which == UNIT_DECADE) return false; /* قبل عقد المؤتمر */
        n = u.number == UNIT_DUAL ? 200 : 100;
    }
    uint32_t j = reader_joined(r, at); /* ساعتين ونصف */
    const lex_time *more = j != NO_JOIN ? reader_term(r, j, TIME_fraction, &z) : NULL;
    unit other;
    uint32_t skip;
    if (more && !reader_unit(r, z + 1, &other, &skip)) n += more->value * 100 / 60, at = z + 1;
    int32_t years = u.which == UNIT_DECADE ? 10 : u.which == UNIT_CENTURY ? 100 : 1;
    if (n > AMOUNT_MAX || *into) return false;
    *into = (int32_t)n * years;
    *next = at;
    return true;
}

bool amount_read(const reader *r, uint32_t i, bool lone, timex *x)
{
    uint32_t next, second;
    if (!piece(r, i, lone, x, &next)) {
        /* عاما وستة أشهر: a unit alone counts one where more is added */
        timex more = *x;
        if (lone || !piece(r, i, true, &more, &next)) return false;
        uint32_t j = reader_joined(r, next);
        if (j == NO_JOIN || !piece(r, j, false, &more, &second) || !piece(r, i, true, x, &next)) return false;
    }
    for (int n = 1; n < AMOUNT_PIECES; n++) {
        uint32_t j = reader_joined(r, next), after;
        bool joined = j != NO_JOIN;
        if (!piece(r, joined ? j : reader_past_comma(r, next), joined, x, &after)) break;
        next = after;
    }
    x->last = next - 1;
    x->type = TIMEX_DURATION;
    x->start = x->end = NO_DAY;
    return true;
}

bool amount_duration(const reader *r, uint32_t i, timex *x)
{
    uint32_t last;
    unit u;
    const lex_time *led = reader_term(r, i, TIME_span, &last);
    if (!led || led->value == 1) return amount_read(r, i, false, x);
    x->first = i;
    if (amount_read(r, last + 1, true, x)) return true;
    /* طوال السنوات الماضية is a period */
    uint32_t at = last + 1, direction;
    if (!reader_unit(r, at, &u, &last) || u.number != UNIT_SINGULAR ||
        reader_term(r, last + 1, TIME_direction, &direction))
        return false;
    int32_t *into = amount_of(x, u.which);
    if (!into) return false;
    *into = 100;
    x->last = last;
    x->type = TIMEX_DURATION;
    x->start = x->end = NO_DAY;
    return true;
}

static bool each(const reader *r, uint32_t i, timex *x)
{
    uint32_t last = i;
    if (reader_term(r, i, TIME_day_word, &last)) last++;
    uint32_t at = last;
    const lex_time *day = reader_term(r, at, TIME_weekday, &last);
    const lex_time *part = reader_term(r, i, TIME_daypart, &at);
    if (day) {
        x->weekday = (uint8_t)day->value;
        x->last = last;
    } else if (amount_read(r, i, true, x)) {
    } else if (part) {
        x->part = (uint8_t)part->value;
        x->last = at;
    } else
        return false;
    x->type = TIMEX_SET;
    x->start = x->end = NO_DAY;
    return true;
}

bool amount_set(const reader *r, uint32_t i, timex *x)
{
    uint32_t last, day;
    const lex_time *adverb = reader_term(r, i, TIME_adverb, &last);
    if (adverb) { /* يوميا */
        int32_t *into = amount_of(x, adverb->value);
        if (!into) return false;
        *into = 100;
        x->last = last;
        x->type = TIMEX_SET;
        x->start = x->end = NO_DAY;
        return true;
    }
    if (reader_term(r, i, TIME_every, &last)) return each(r, last + 1, x);
    /* أيام الأحد */
    unit u;
    if (!reader_unit(r, i, &u, &last) || u.which != UNIT_DAY || u.number != UNIT_PLURAL) return false;
    const lex_time *weekday = reader_term(r, last + 1, TIME_weekday, &day);
    if (!weekday || reader_joined(r, day + 1) != NO_JOIN) return false; /* أيام الأحد والاثنين والثلاثاء: three dates */
    x->weekday = (uint8_t)weekday->value;
    x->last = day;
    x->type = TIMEX_SET;
    x->start = x->end = NO_DAY;
    return true;
}
