/* clock: times of day and parts of the day; see reader.h.
 *
 *   الساعة الثامنة إلا ربعا مساء -> T19:45;  12:34:25;  الثالثة فجرا -> T03;  بعد ظهر -> TAF
 *
 * Invariant: a number is an hour only where الساعة, minutes or a part of the day stand with it. */
#include "lexicon/letters.h"
#include "time/reader.h"

enum { HOUR = 3600, MINUTE = 60, DAY = 24 * HOUR };
enum { PART_DAWN = 1, PART_MORNING, PART_NOON, PART_AFTERNOON, PART_EVENING, PART_NIGHT };

/* 4:30, 12:34:25 at token i. */
static bool in_digits(const reader *r, uint32_t i, timex *x)
{
    number_parts k = reader_parts(r, i);
    if (k.n < 2 || k.mark != ':' || k.at[0] > 24 || k.at[1] > 59 || k.at[2] > 59) return false;
    if (k.width[0] > 2 || k.width[1] != 2 || (k.n == 3 && k.width[2] != 2)) return false;
    x->clock = k.at[0] * HOUR + k.at[1] * MINUTE + k.at[2];
    x->seconds = (uint8_t)(k.n - 1);
    x->last = i;
    return x->clock <= DAY;
}

/* The hour in words or a number: الرابعة, 4. */
static bool hour(const reader *r, uint32_t i, timex *x)
{
    uint32_t at = i, last;
    const lex_time *ordinal = reader_term(r, i, TIME_ordinal, &last);
    int32_t h = ordinal ? ordinal->value : reader_whole(r, &at, 24);
    if (ordinal) at = last + 1;
    if (h < 0 || h > 24 || (h > 12 && r->t->tokens.at[i].kind != TOKEN_NUMBER)) return false;
    x->clock = h * HOUR;
    x->last = at - 1;
    return true;
}

/* A feminine ordinal, as hours are told in: السابعة. */
static bool is_hour(const reader *r, uint32_t i)
{
    const token *k = &r->t->tokens.at[i];
    return r->t->raw[k->letters + k->n - 1] == L_TA_MARBUTA;
}

/* والنصف, وعشر دقائق, و30 دقيقة, إلا ربعا after the hour; true where there were any. */
static bool minutes(const reader *r, timex *x)
{
    uint32_t last, less;
    const lex_time *without = reader_term(r, x->last + 1, TIME_less, &less);
    uint32_t j = without ? less + 1 : reader_joined(r, x->last + 1);
    if (j == NO_JOIN) return false;
    const lex_time *part = reader_term(r, j, TIME_fraction, &last);
    int32_t n = part ? part->value : -1;
    if (!part) {
        uint32_t at = j;
        unit u;
        n = reader_whole(r, &at, 59);
        if (n < 0 || !reader_unit(r, at, &u, &last) || u.which != UNIT_MINUTE) return false;
    }
    x->clock += (without ? -n : n) * MINUTE;
    if (x->clock < 0) x->clock += DAY;
    x->seconds = 1;
    x->last = last;
    return true;
}

bool clock_part(const reader *r, uint32_t i, timex *x)
{
    uint32_t last;
    const lex_time *part = reader_term(r, i, TIME_daypart, &last);
    if (!part) return false;
    x->part = (uint8_t)(part->value % UNIT_NUMBER);
    x->last = last;
    /* وقت متأخر من الليل */
    uint32_t next = last + 1, of;
    if (reader_term(r, next, TIME_from, &of)) next = of + 1;
    const lex_time *more = reader_term(r, next, TIME_daypart, &last);
    if (more && more->value < UNIT_NUMBER && !r->inside) x->part = (uint8_t)more->value, x->last = last;
    return true;
}

/* بتوقيت القدس, بالتوقيت المحلي, (تغ) after a time: part of the expression, the zone is not resolved. */
static void zone(const reader *r, timex *x)
{
    uint32_t last, i = x->last + 1;
    bool paren = reader_mark(r, i, '(');
    const lex_time *z = reader_term(r, i + paren, TIME_zone, &last);
    if (!z) return;
    if (z->value == 1 && last + 1 < r->end) last++; /* بتوقيت, and a name */
    if (paren && !reader_mark(r, last + 1, ')')) return;
    x->last = last + paren;
}

bool clock_read(const reader *r, uint32_t i, timex *x)
{
    uint32_t last;
    bool said = reader_term(r, i, TIME_clock, &last) != NULL;
    uint32_t at = said ? last + 1 : i;
    const lex_time *noon = said ? NULL : reader_term(r, i, TIME_daypart, &last);
    if (noon && noon->value >= UNIT_NUMBER) { /* منتصف الليل: the hour is in the value */
        x->clock = noon->value / UNIT_NUMBER * HOUR;
        x->last = last;
        x->type = TIMEX_TIME;
        return true;
    }
    bool digits = in_digits(r, at, x);
    if (!digits && !hour(r, at, x)) return false;
    bool more = !digits && minutes(r, x);
    timex part = {0};
    uint32_t next = x->last + 1;
    bool with_part = next < r->end && clock_part(r, next, &part);
    if (!with_part && said && reader_preposition(r, next) && clock_part(r, next + 1, &part)) with_part = true;
    if (with_part) x->part = part.part, x->last = part.last;
    bool in_words = !digits && r->t->tokens.at[at].kind != TOKEN_NUMBER;
    bool alone = in_words && (r->w->chosen[at].prefixes & M_ARTICLE) && i > 0 && reader_preposition(r, i - 1) &&
                 (next >= r->end || r->t->tokens.at[next].kind == TOKEN_PUNCT) && is_hour(r, at); /* في السابعة */
    if (!said && !digits && !with_part && !(more && in_words) && !alone) return false;
    x->type = TIMEX_TIME;
    zone(r, x);
    return true;
}

void clock_settle(timex *x)
{
    if (x->clock == NO_CLOCK || x->part == 0) return;
    int32_t h = x->clock / HOUR;
    bool late = (x->part == PART_NOON && h < 10) || x->part == PART_AFTERNOON || x->part == PART_EVENING ||
                (x->part == PART_NIGHT && h >= 6);
    if (late && h < 12) x->clock += 12 * HOUR;
    if (h == 12 && (x->part == PART_NIGHT || x->part == PART_DAWN || x->part == PART_MORNING)) x->clock -= 12 * HOUR;
}
