/* time: see time.h.  At each token: a repeated time, a period from one moment to another, a moment (a date, a time of day
 * and a part of the day in any order), a duration. */
#include "time/reader.h"

#include <assert.h>

enum { MOMENT_PIECES = 4 };

static timex blank(uint32_t i)
{
    return (timex){.first = i, .last = i, .start = NO_DAY, .end = NO_DAY, .clock = NO_CLOCK, .clock_end = NO_CLOCK};
}

/* Takes one more piece of a moment at token i: a date, a clock time or a part of the day, each once. */
static bool take_piece(const reader *r, uint32_t i, timex *x)
{
    timex got = blank(i);
    bool has_date = x->start != NO_DAY, has_clock = x->clock != NO_CLOCK;
    if (!has_clock && clock_read(r, i, &got)) {
        x->clock = got.clock;
        x->seconds = got.seconds;
        if (got.part) x->part = got.part;
    } else if (!has_date && date_read(r, i, &got)) {
        if (has_clock && got.precision != PRECISION_DAY) return false;
        if (x->part && got.precision != PRECISION_DAY) return false;
        got.first = x->first;
        got.clock = x->clock;
        got.seconds = x->seconds;
        if (x->part) got.part = x->part;
        *x = got;
    } else if (!x->part && (!has_date || x->precision == PRECISION_DAY) && clock_part(r, i, &got)) {
        x->part = got.part;
    } else
        return false;
    x->last = got.last;
    return true;
}

static bool period(const reader *r, uint32_t i, timex *x);

/* Where the next piece of a moment may begin: after a comma, في or من, the word for day or about. */
static uint32_t next_piece(const reader *r, const timex *x)
{
    uint32_t i = reader_past_comma(r, x->last + 1), last;
    if (reader_preposition(r, i)) i++;
    if (i > x->last + 1 && reader_term(r, i - 1, TIME_between, &last)) return r->end;
    const lex_time *about = reader_term(r, i, TIME_mod, &last);
    if (about && about->value == MODS_ABOUT) i = last + 1;
    return i;
}

/* غدا الساعة الرابعة عصرا, فجر يوم الجمعة, الثلاثاء صباحا. */
static bool moment(const reader *r, uint32_t i, timex *x)
{
    *x = blank(i);
    if (!take_piece(r, i, x)) return false;
    for (int n = 1; n < MOMENT_PIECES; n++) {
        timex more = *x, hours;
        if (!r->inside && x->start != NO_DAY && x->clock == NO_CLOCK && period(r, x->last + 1, &hours)) {
            if (hours.start != NO_DAY || x->interval) break;
            x->clock = hours.clock; /* غدا بين الثامنة صباحا والثانية ظهرا */
            x->clock_end = hours.clock_end;
            x->seconds = hours.seconds;
            x->interval = true;
            x->last = hours.last;
            x->type = TIMEX_TIME;
            return true;
        }
        uint32_t next = next_piece(r, x);
        /* after في or a comma only what adds to a day: الخميس، 7 قتلى is no clock */
        if (next >= r->end || !take_piece(r, next, &more)) break;
        if (next > x->last + 1 && more.start != x->start && x->start != NO_DAY) break;
        *x = more;
    }
    x->type = x->clock != NO_CLOCK ? TIMEX_TIME : x->start == NO_DAY ? TIMEX_TIME : TIMEX_DATE;
    clock_settle(x);
    return x->start != NO_DAY || x->clock != NO_CLOCK || x->part;
}

/* A bare number where a period begins: من 4 إلى 22 يناير, من 2014 إلى 2018, من 3 إلى 3:30. */
static bool from_number(const reader *r, uint32_t i, const timex *to, uint32_t *last, timex *x)
{
    uint32_t at = i;
    int32_t n = reader_whole(r, &at, 2100);
    if (n < 0) return false;
    *last = at - 1;
    *x = *to;
    if (to->clock != NO_CLOCK) {
        if (n > 24) return false;
        x->clock = n * 3600;
        return true;
    }
    if (to->start == NO_DAY) return false;
    calendar_date c = calendar_date_of(to->start);
    if (to->precision == PRECISION_YEAR && n >= 1000) {
        timex_year(x, n);
        return true;
    }
    if (to->precision != PRECISION_DAY || n < 1 || n > 31) return false;
    c.day = n;
    if (!calendar_valid(c)) return false;
    timex_day(x, calendar_days(c));
    return true;
}

/* Where a period goes on: إلى, حتى, after بين also و. */
static uint32_t period_to(const reader *r, uint32_t i, bool between)
{
    uint32_t last;
    if (between) {
        uint32_t j = reader_joined(r, i);
        if (j != NO_JOIN) return j;
    }
    if (reader_mark(r, i, '-') || reader_mark(r, i, 0x2013)) return i + 1;
    return reader_term(r, i, TIME_to, &last) ? last + 1 : NO_JOIN;
}

/* The end of a period that begins with `from`: a moment, or a bare year or hour beside one. */
static bool period_end(const reader *r, uint32_t i, const timex *from, timex *to)
{
    if (moment(r, i, to) && (to->start != NO_DAY || to->clock != NO_CLOCK)) return true;
    uint32_t at = i;
    int32_t n = reader_whole(r, &at, 2100);
    if (n < 0) return false;
    *to = blank(i);
    to->last = at - 1;
    if (from && from->clock != NO_CLOCK && n <= 24) {
        to->clock = n * 3600;
        return true;
    }
    if (n < 1800 || (from && from->precision != PRECISION_YEAR)) return false;
    timex_year(to, n);
    to->explicit_date = true;
    return true;
}

/* The part of the day said at one end holds for both where they stay in order: من الرابعة إلى الخامسة مساء. */
static void share_part(timex *from, timex *to)
{
    if (from->clock == NO_CLOCK || to->clock == NO_CLOCK || (from->part != 0) == (to->part != 0)) return;
    bool first_bare = from->part == 0;
    timex moved = first_bare ? *from : *to;
    moved.part = first_bare ? to->part : from->part;
    clock_settle(&moved);
    if (first_bare ? moved.clock < to->clock : moved.clock > from->clock) *(first_bare ? from : to) = moved;
}

/* Joins two ends to one period; false where they do not fit. */
static bool join_ends(timex *from, timex *to, timex *x)
{
    uint32_t first = x->first;
    share_part(from, to);
    *x = *to;
    x->first = first;
    if ((from->start == NO_DAY) != (to->start == NO_DAY) && from->clock == NO_CLOCK) return false;
    if (from->start != NO_DAY && to->start != NO_DAY) {
        bool alike = from->precision == to->precision;
        x->start = from->start;
        /* من نوفمبر إلى مارس 2024: the year of the first month is the one before */
        if (x->start > x->end && alike && !from->explicit_date && to->explicit_date) {
            calendar_date c = calendar_date_of(from->start);
            c.year = calendar_date_of(to->end).year;
            if (calendar_days(c) > to->end) c.year--;
            x->start = calendar_valid(c) ? calendar_days(c) : to->start;
        }
        if (!alike || x->start > x->end) return false;
        x->interval = x->start != to->start;
    }
    if (from->clock != NO_CLOCK && to->clock != NO_CLOCK) {
        x->clock = from->clock;
        x->clock_end = to->clock;
        x->interval = true;
        if (from->seconds > x->seconds) x->seconds = from->seconds;
    }
    x->explicit_date = to->explicit_date;
    return x->interval;
}

/* من الأول من يناير حتى 5 فبراير, بين عامي 2014 و2018, بين 4 و22 يناير, من 1:30 إلى 4. */
static bool period(const reader *outer, uint32_t i, timex *x)
{
    reader within = *outer;
    const reader *r = &within;
    within.inside = true;
    uint32_t last, z;
    bool between = reader_term(r, i, TIME_between, &last) != NULL;
    if (!between && !reader_term(r, i, TIME_from, &last)) return false;
    uint32_t at = last + 1;
    timex from, to;
    x->first = i;
    uint32_t hour = reader_term(r, at, TIME_clock, &z) ? z + 1 : at;
    /* a bare number first: its unit is that of the end */
    uint32_t n, after = hour;
    if (reader_digits(r, hour, &n) >= 0 || reader_term(r, hour, TIME_number, &z) ||
        reader_term(r, hour, TIME_ordinal, &z)) {
        timex whole;
        bool is_moment = moment(r, at, &whole) && !whole.interval;
        int32_t v = reader_ordinal(r, &after);
        if (v < 0) v = reader_whole(r, &after, 2100);
        uint32_t j = v < 0 ? NO_JOIN : period_to(r, after, between);
        if (!is_moment && j != NO_JOIN && period_end(r, j, NULL, &to) && from_number(r, hour, &to, &last, &from)) {
            x->first = i;
            from.part = 0;
            if (join_ends(&from, &to, x)) return true;
        }
    }
    if (!moment(r, at, &from) || from.interval) return false;
    uint32_t j = period_to(r, from.last + 1, between);
    return j != NO_JOIN && period_end(r, j, &from, &to) && !to.interval && join_ends(&from, &to, x);
}

static bool expression(const reader *r, uint32_t i, timex *x)
{
    *x = blank(i);
    if (amount_set(r, i, x)) {
        timex clock = blank(i); /* كل يوم اثنين الساعة الرابعة */
        uint32_t next = x->last + 1 + reader_preposition(r, x->last + 1);
        if (next < r->end && clock_read(r, next, &clock)) {
            if (!clock.part) clock.part = x->part;
            clock_settle(&clock);
            x->clock = clock.clock;
            x->seconds = clock.seconds;
            x->last = clock.last;
            for (int k = 0; k < AMOUNTS; k++) x->amount[k] = 0;
        }
        return true;
    }
    *x = blank(i);
    if (period(r, i, x)) return true;
    if (moment(r, i, x)) {
        timex each = blank(i);
        if (x->start == NO_DAY && x->clock != NO_CLOCK && amount_set(r, x->last + 1, &each)) {
            each.clock = x->clock; /* الساعة التاسعة صباحا أيام الأحد */
            each.seconds = x->seconds;
            for (int k = 0; k < AMOUNTS; k++) each.amount[k] = 0;
            each.first = i;
            *x = each;
            return true;
        }
        /* 2 أكتوبر إلى 22 أكتوبر */
        timex to, both = *x;
        uint32_t j =
            x->interval || (x->start == NO_DAY && x->clock == NO_CLOCK) ? NO_JOIN : period_to(r, x->last + 1, false);
        if (j != NO_JOIN && period_end(r, j, x, &to) && !to.interval && join_ends(x, &to, &both)) *x = both;
        return true;
    }
    *x = blank(i);
    return amount_duration(r, i, x);
}

/* حينها, آنذاك: the date named last before, in this sentence or the one before. */
static bool date_before(const reader *r, uint32_t i, const times *found, timex *x)
{
    uint32_t last;
    if (!reader_term(r, i, TIME_then, &last)) return false;
    for (uint32_t z = found->at.n; z-- > 0;) {
        if (r->t->tokens.at[found->at.at[z].first].sentence + 1 < r->t->tokens.at[i].sentence) return false;
        if (found->at.at[z].start == NO_DAY || found->at.at[z].precision == PRECISION_NONE) continue;
        *x = found->at.at[z];
        x->first = i;
        x->last = last;
        return true;
    }
    return false;
}

/* حي 7 أكتوبر, حركة 6 أبريل: a day without its year right after a place's or body's first word is its name. */
static bool is_name(const reader *r, uint32_t first, const timex *x)
{
    if (x->first == first || x->explicit_date || x->precision != PRECISION_DAY || x->interval) return false;
    PHRASE_EACH(r->p, x->first - 1, p)
    {
        const lex_name *n = &r->lex->names[p->name];
        bool kind = n->kind == NAME_head || (n->kind == NAME_area && n->value == AREA_KIND);
        if (kind && p->last + 1 == x->first && !(p->prefixes & M_ARTICLE) && !p->pronoun) return true;
    }
    return false;
}

static void read_sentence(reader *r, const sentence *s, times *out, arena *a)
{
    r->end = s->end;
    for (uint32_t i = s->first; i < s->end; i++) {
        if (r->t->tokens.at[i].kind != TOKEN_NUMBER && !r->kinds[i]) continue;
        timex x;
        if (!expression(r, i, &x) && !date_before(r, i, out, &x)) continue;
        assert(x.first == i && x.last >= i && x.last < s->end);
        if (is_name(r, s->first, &x)) {
            i = x.last;
            continue;
        }
        uint32_t last;
        if (i > s->first && reader_term(r, i - 1, TIME_since, &last)) x.since = true;
        *vec_push(a, &out->at) = x;
        i = x.last;
    }
}

_Static_assert(TIME_COUNT <= 64, "a bit each");

static uint64_t *kinds_of(const text *t, const phrases *p, const lexicon *lex, arena *a)
{
    uint64_t *kinds = ARENA_ARRAY(a, uint64_t, t->tokens.n + 1);
    for (uint32_t i = 0; i < t->tokens.n; i++) PHRASE_EACH(p, i, it)
        {
            const lex_name *n = &lex->names[it->name];
            if (n->kind == NAME_time || n->kind == NAME_timing) kinds[i] |= (uint64_t)1 << n->value;
        }
    return kinds;
}

void time_read(times *out, const text *t, const words *w, const phrases *p, const lexicon *lex, int32_t day, arena *a)
{
    *out = (times){.day = day, .kinds = kinds_of(t, p, lex, a)};
    reader r = {.t = t, .w = w, .p = p, .lex = lex, .day = day, .kinds = out->kinds};
    /* a text without a date is anchored at its dateline's: القاهرة 12 مايو 2024 (أ ش أ) */
    for (uint32_t s = 0; out->day == NO_DAY && s < t->sentences.n; s++) {
        if (t->sentences.at[s].kind != SENTENCE_DATELINE) continue;
        read_sentence(&r, &t->sentences.at[s], out, a);
        for (uint32_t i = 0; i < out->at.n && out->day == NO_DAY; i++) {
            const timex *x = &out->at.at[i];
            if (x->explicit_date && x->precision == PRECISION_DAY && !x->interval) out->day = x->start;
        }
        out->at.n = 0;
    }
    r.day = out->day;
    for (uint32_t s = 0; s < t->sentences.n; s++) read_sentence(&r, &t->sentences.at[s], out, a);
}

int32_t time_count(const times *x, const text *t, const words *w, const phrases *p, const lexicon *lex, uint32_t *i,
                   uint32_t end)
{
    reader r = {.t = t, .w = w, .p = p, .lex = lex, .day = x->day, .kinds = x->kinds, .end = end};
    return reader_whole(&r, i, INT32_MAX / 200);
}
