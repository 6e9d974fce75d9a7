/* time: see time.h.  Calendar arithmetic after E. M. Reingold and N. Dershowitz, Calendrical Calculations. */
#include "time/time.h"

int32_t time_days(time_civil c)
{
    int32_t y = c.year - (c.month <= 2);
    int32_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    int32_t doy = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
    return era * 146097 + (yoe * 365 + yoe / 4 - yoe / 100 + doy) - 719468;
}

time_civil time_from_days(int32_t days)
{
    int32_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int32_t mp = (5 * doy + 2) / 153, month = mp < 10 ? mp + 3 : mp - 9;
    return (time_civil){yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

bool time_valid(time_civil c)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = c.year % 4 == 0 && (c.year % 100 != 0 || c.year % 400 == 0);
    return c.year > 0 && c.year < 3000 && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
           c.day <= length[c.month - 1] + (c.month == 2 && leap);
}

int32_t time_weekday(int32_t days)
{
    return (days % 7 + 7 + 3) % 7 + 1; /* 1970-01-01 was a Thursday */
}

int32_t time_hijri_days(int32_t year, int32_t month, int32_t day)
{
    /* 1 Muharram 1 AH = 16 July 622 Julian = day -492148 before 1970 */
    return day + (29 * (month - 1) + month / 2) + (year - 1) * 354 + (3 + 11 * year) / 30 - 492149;
}

int32_t time_parse_day(str iso)
{
    time_civil c = {0, 0, 0};
    if (iso.n < 10) return INT32_MIN;
    for (int i = 0; i < 10; i++) {
        char d = iso.p[i];
        if (i == 4 || i == 7) {
            if (d != '-') return INT32_MIN;
            continue;
        }
        if (d < '0' || d > '9') return INT32_MIN;
        int32_t *part = i < 4 ? &c.year : i < 7 ? &c.month : &c.day;
        *part = *part * 10 + (d - '0');
    }
    return time_valid(c) ? time_days(c) : INT32_MIN;
}

typedef struct reader {
    const text *t;
    const words *w;
    const phrases *p;
    const lexicon *lex;
    int32_t day;
    uint32_t end;
} reader;

/* The time word of a kind at token i, or NULL; *last is its last token. */
static const lex_time *term(const reader *r, uint32_t i, lex_time_kind kind, uint32_t *last)
{
    if (i >= r->end) return NULL;
    PHRASE_EACH(r->p, i, p)
    {
        const lex_name *n = &r->lex->names[p->name];
        if (n->kind != NAME_time || n->value != kind || p->pronoun) continue;
        *last = p->last;
        return &r->lex->times[n->ref];
    }
    return NULL;
}

static bool is_mark(const reader *r, uint32_t i, uint32_t mark)
{
    return i < r->end && r->t->tokens.at[i].kind == TOKEN_PUNCT && r->t->tokens.at[i].mark == mark;
}

/* The whole number that token i is, or -1. */
static int32_t digits(const reader *r, uint32_t i)
{
    if (i >= r->end || r->t->tokens.at[i].kind != TOKEN_NUMBER) return -1;
    const token *k = &r->t->tokens.at[i];
    int32_t v = 0;
    if (k->n > 6) return -1;
    for (uint16_t j = 0; j < k->n; j++) {
        uint8_t c = r->t->raw[k->letters + j];
        if (!letter_is_digit(c)) return -1;
        v = v * 10 + (c - '0');
    }
    return v;
}

static bool is_year(int32_t v)
{
    return v >= 1000 && v <= 2100;
}

static int32_t month_length(int32_t year, int32_t month)
{
    return time_days((time_civil){month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1}) -
           time_days((time_civil){year, month, 1});
}

static void month_span(timex *x, int32_t year, int32_t month)
{
    x->start = time_days((time_civil){year, month, 1});
    x->end = x->start + month_length(year, month) - 1;
    x->precision = PRECISION_MONTH;
}

static void year_span(timex *x, int32_t year)
{
    x->start = time_days((time_civil){year, 1, 1});
    x->end = time_days((time_civil){year, 12, 31});
    x->precision = PRECISION_YEAR;
}

/* A month's name and its doubles: فبراير/شباط, كانون الثاني (يناير). Gives the month and moves *i past it. */
static int32_t month_name(const reader *r, uint32_t *i)
{
    uint32_t last;
    const lex_time *m = term(r, *i, TIME_month, &last);
    if (!m) return 0;
    *i = last + 1;
    for (;;) {
        uint32_t j = *i;
        bool paren = is_mark(r, j, '(');
        if (!is_mark(r, j, '/') && !is_mark(r, j, '-') && !paren) break;
        const lex_time *again = term(r, j + 1, TIME_month, &last);
        if (!again || again->value != m->value) break;
        *i = last + 1;
        if (paren && is_mark(r, *i, ')')) ++*i;
    }
    return m->value;
}

/* -1 last, 0 this, +1 next after a unit (العام الماضي); *last is moved past it. */
static bool direction(const reader *r, uint32_t i, int32_t *value, uint32_t *last)
{
    uint32_t end;
    const lex_time *d = term(r, i, TIME_direction, &end);
    if (!d) return false;
    *value = d->value;
    *last = end;
    return true;
}

/* A number in digits or words before a unit: ثلاثة أيام, 5 سنوات. */
static int32_t count(const reader *r, uint32_t *i)
{
    int32_t v = digits(r, *i);
    if (v >= 0) {
        ++*i;
        return v;
    }
    uint32_t last;
    const lex_time *n = term(r, *i, TIME_number, &last);
    if (!n || n->value > 1000) return -1;
    *i = last + 1;
    return n->value;
}

/* The tense of the last finite verb before token i in its sentence: 1 past (لم with an imperfect too), -1 not past, 0 no verb. */
static int verb_before(const reader *r, uint32_t i)
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
static int32_t year_for_month(const reader *r, uint32_t i, int32_t month, int32_t toward)
{
    time_civil today = time_from_days(r->day);
    int32_t ahead = month - today.month;
    int tense = verb_before(r, i);
    if (toward > 0) return month > today.month ? today.year : today.year + 1;
    if (toward < 0) return month < today.month ? today.year : today.year - 1;
    return ahead <= 0 || ahead <= (tense < 0 ? 6 : tense ? 1 : 2) ? today.year : today.year - 1;
}

static bool day_and_month(const reader *r, uint32_t i, timex *x)
{
    /* 7 أكتوبر/تشرين الأول [2023], 6 صفر 1447 */
    uint32_t at = i;
    int32_t day = digits(r, at);
    if (day < 1 || day > 31) {
        uint32_t last;
        const lex_time *o = term(r, at, TIME_ordinal, &last);
        if (!o || o->value < 1 || o->value > 31) return false;
        day = o->value;
        at = last;
        /* الخامس والعشرين */
        uint32_t next;
        const lex_time *tens = day < 10 ? term(r, at + 1, TIME_ordinal, &next) : NULL;
        if (tens && (tens->value == 20 || tens->value == 30) && (r->w->chosen[at + 1].prefixes & M_WA))
            day += tens->value, at = next;
    }
    at++;
    uint32_t last;
    const lex_time *unit = term(r, at, TIME_unit, &last); /* من شهر */
    if (at + 1 < r->end && r->w->chosen[at].pos == POS_ADP &&
        !term(r, at, TIME_month, &last)) { /* آب is no preposition */
        at++;
        unit = term(r, at, TIME_unit, &last);
    }
    if (unit && unit->value == 3) at = last + 1;
    const lex_time *h = term(r, at, TIME_hijri_month, &last);
    if (h) {
        int32_t year = digits(r, last + 1);
        uint32_t end = last;
        if (year >= 1300 && year <= 1500) {
            end = last + 1;
            uint32_t era;
            if (term(r, end + 1, TIME_era, &era)) end = era;
            if (day > 30) return false;
            x->start = x->end = time_hijri_days(year, h->value, day);
            x->precision = PRECISION_DAY;
            x->last = end;
            x->explicit_date = true;
            return true;
        }
        return false;
    }
    int32_t month = month_name(r, &at);
    if (!month) return false;
    int32_t toward = 0;
    uint32_t end = at - 1;
    int32_t year = digits(r, at);
    if (is_year(year)) {
        end = at;
        x->explicit_date = true;
        uint32_t era;
        if (term(r, end + 1, TIME_era, &era)) end = era;
    } else {
        if (direction(r, at, &toward, &last)) end = last;
        /* من العام الماضي / من عام 2011 */
        uint32_t y = at + (at < r->end && r->w->chosen[at].pos == POS_ADP);
        if (term(r, y, TIME_year_word, &last)) {
            int32_t d;
            uint32_t dl;
            if (is_year(digits(r, last + 1))) {
                year = digits(r, last + 1);
                end = last + 1;
                x->explicit_date = true;
            } else if (r->day != INT32_MIN && direction(r, last + 1, &d, &dl)) {
                year = time_from_days(r->day).year + d;
                end = dl;
            }
        }
        if (!is_year(year)) {
            if (r->day == INT32_MIN) return false;
            year = year_for_month(r, i, month, toward);
        }
    }
    time_civil c = {year, month, day};
    if (!time_valid(c)) return false;
    x->start = x->end = time_days(c);
    x->precision = PRECISION_DAY;
    x->last = end;
    return true;
}

static bool numeric_date(const reader *r, uint32_t i, timex *x)
{
    /* 16/5/2024, 2024-05-16, 16-5-2024 */
    int32_t a = digits(r, i), b = digits(r, i + 2), c = digits(r, i + 4);
    if (a < 0 || b < 0 || c < 0) return false;
    bool slash = is_mark(r, i + 1, '/') && is_mark(r, i + 3, '/'),
         dash = is_mark(r, i + 1, '-') && is_mark(r, i + 3, '-');
    if (!slash && !dash) return false;
    time_civil d = is_year(a) ? (time_civil){a, b, c} : (time_civil){c, b, a};
    if (d.year >= 1300 && d.year <= 1500) {
        if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > 30) return false;
        x->start = x->end = time_hijri_days(d.year, d.month, d.day);
    } else {
        if (d.year < 1900 || !time_valid(d)) return false;
        x->start = x->end = time_days(d);
    }
    x->precision = PRECISION_DAY;
    x->last = i + 4;
    x->explicit_date = true;
    return true;
}

static bool month_date(const reader *r, uint32_t i, timex *x)
{
    uint32_t at = i, last;
    const lex_time *unit = term(r, at, TIME_unit, &last);
    if (unit && unit->value == 3) at = last + 1; /* شهر مارس */
    int32_t month = month_name(r, &at);
    if (!month || (i > 0 && digits(r, i - 1) >= 1 && digits(r, i - 1) <= 31))
        return false; /* 31 شباط is no day at all */
    int32_t year = digits(r, at), toward = 0;
    x->last = at - 1;
    if (is_year(year)) {
        x->last = at;
        x->explicit_date = true;
    } else {
        bool said = direction(r, at, &toward, &last);
        if (said) x->last = last;
        uint32_t y = at + (at < r->end && r->w->chosen[at].pos == POS_ADP);
        if (term(r, y, TIME_year_word, &last) && is_year(digits(r, last + 1))) {
            year = digits(r, last + 1);
            x->last = last + 1;
            x->explicit_date = true;
        } else {
            if (r->day == INT32_MIN) return false;
            year = year_for_month(r, i, month, toward);
        }
    }
    month_span(x, year, month);
    return true;
}

static bool year_date(const reader *r, uint32_t i, timex *x)
{
    uint32_t last;
    if (!term(r, i, TIME_year_word, &last)) return false;
    int32_t year = digits(r, last + 1), d;
    if (is_year(year)) {
        x->last = last + 1;
        uint32_t era;
        const lex_time *e = term(r, x->last + 1, TIME_era, &era);
        if (e) x->last = era;
        if (year >= 1300 && year <= 1500) {
            if (!e || e->value != 1) return false;
            x->start = time_hijri_days(year, 1, 1);
            x->end = time_hijri_days(year + 1, 1, 1) - 1;
            x->precision = PRECISION_YEAR;
        } else
            year_span(x, year);
        x->explicit_date = true;
        return true;
    }
    if (r->day != INT32_MIN && direction(r, last + 1, &d, &x->last)) {
        year_span(x, time_from_days(r->day).year + d);
        return true;
    }
    return false;
}

static bool weekday(const reader *r, uint32_t i, timex *x)
{
    uint32_t last, at = i;
    if (term(r, at, TIME_day_word, &last)) at = last + 1;
    const lex_time *d = term(r, at, TIME_weekday, &last);
    if (!d || r->day == INT32_MIN) return false;
    if (at == i && !(r->w->chosen[i].prefixes & M_ARTICLE)) return false;
    x->last = last;
    /* الأربعاء 24 يوليو: the date decides */
    timex explicit_date = *x;
    uint32_t next = last + 1 + (is_mark(r, last + 1, 0x60c) || is_mark(r, last + 1, '('));
    if (day_and_month(r, next, &explicit_date) || numeric_date(r, next, &explicit_date)) {
        explicit_date.first = x->first;
        *x = explicit_date;
        return true;
    }
    int32_t toward = 0;
    bool said = direction(r, last + 1, &toward, &last);
    if (said) x->last = last;
    int32_t back = (time_weekday(r->day) - d->value + 7) % 7;
    int32_t when = r->day - back;
    if (said && toward < 0 && back == 0) when -= 7;
    if (said && toward > 0) when += 7;
    /* يلتقي … الخميس: a day soon to come rather than almost a week ago, where the verb before is imperfect */
    if (!said && back >= 4 && verb_before(r, i) < 0) when += 7;
    x->start = x->end = when;
    x->precision = PRECISION_DAY;
    return true;
}

static bool relative_unit(const reader *r, uint32_t i, timex *x)
{
    /* الأسبوع الماضي, الشهر المقبل; قبل ثلاثة أيام, منذ شهرين */
    if (r->day == INT32_MIN) return false;
    uint32_t last;
    const lex_time *ago = term(r, i, TIME_ago, &last);
    bool since = false;
    if (!ago && (ago = term(r, i, TIME_since, &last))) since = true;
    if (ago) {
        uint32_t at = last + 1;
        int32_t n = count(r, &at);
        const lex_time *unit = term(r, at, TIME_unit, &last);
        if (!unit) return false;
        const analysis *a = &r->w->chosen[at];
        if (n < 0) n = (a->features & F_NUMBER) == F_DUAL ? 2 : (a->features & F_NUMBER) == F_PLUR ? -1 : 1;
        if (n < 0 || n > 400) return false;
        x->last = last;
        x->since = since;
        time_civil c = time_from_days(r->day);
        switch (unit->value) {
        case 1:
            x->start = x->end = r->day - n;
            x->precision = PRECISION_DAY;
            return true;
        case 2:
            x->start = r->day - 7 * n - 3;
            x->end = x->start + 6;
            x->precision = PRECISION_WEEK;
            return true;
        case 3: {
            int32_t months = c.year * 12 + c.month - 1 - n;
            month_span(x, months / 12, months % 12 + 1);
            return true;
        }
        case 4: year_span(x, c.year - n); return true;
        case 5: return false;
        default: return false;
        }
    }
    const lex_time *unit = term(r, i, TIME_unit, &last);
    int32_t d;
    if (!unit || !(r->w->chosen[i].prefixes & M_ARTICLE) || !direction(r, last + 1, &d, &x->last)) return false;
    time_civil c = time_from_days(r->day);
    switch (unit->value) {
    case 2: {
        int32_t sunday = r->day - (time_weekday(r->day) % 7);
        x->start = sunday + 7 * d;
        x->end = x->start + 6;
        x->precision = PRECISION_WEEK;
        return true;
    }
    case 3: {
        int32_t months = c.year * 12 + c.month - 1 + d;
        month_span(x, months / 12, months % 12 + 1);
        return true;
    }
    case 4: year_span(x, c.year + d); return true;
    default: return false;
    }
}

static bool day_offset(const reader *r, uint32_t i, timex *x)
{
    uint32_t last;
    const lex_time *d = term(r, i, TIME_day_offset, &last);
    if (!d || r->day == INT32_MIN) return false;
    x->last = last;
    x->start = x->end = r->day + d->value;
    x->precision = PRECISION_DAY;
    /* اليوم الخميس, أمس السبت: one expression */
    uint32_t next;
    if (term(r, last + 1, TIME_weekday, &next)) x->last = next;
    return true;
}

void time_read(times *out, const text *t, const words *w, const phrases *p, const lexicon *lex, int32_t day, arena *a)
{
    *out = (times){0};
    reader r = {t, w, p, lex, day, 0};
    for (uint32_t s = 0; s < t->sentences.n; s++) {
        r.end = t->sentences.at[s].end;
        for (uint32_t i = t->sentences.at[s].first; i < r.end; i++) {
            bool number = t->tokens.at[i].kind == TOKEN_NUMBER;
            if (!number && p->first[i] == p->first[i + 1]) continue;
            timex x = {.first = i, .last = i};
            bool found = false;
            if (number)
                found = numeric_date(&r, i, &x) || day_and_month(&r, i, &x);
            else
                found = day_offset(&r, i, &x) || weekday(&r, i, &x) || day_and_month(&r, i, &x) ||
                        month_date(&r, i, &x) || year_date(&r, i, &x) || relative_unit(&r, i, &x);
            if (!found) continue;
            uint32_t last;
            if (i > t->sentences.at[s].first && term(&r, i - 1, TIME_since, &last)) x.since = true;
            *vec_push(a, &out->at) = x;
            i = x.last;
        }
    }
}
