/* reader: the sentence whose times are read, and its words seen as words of time: terms (data/time/terms.tsv), marks and
 * numbers.
 *
 *   ألف وتسعمائة وثمانية وسبعون -> 1978;  3.5 -> 350 hundredths;  بضعة -> an uncertain number, which is none
 *
 * Invariant: nothing is read beyond `end`; a function that fails leaves its place as it was. */
#ifndef KHABAR_TIME_READER_H
#define KHABAR_TIME_READER_H

#include "time/time.h"

typedef struct reader {
    const text *t;
    const words *w;
    const phrases *p;
    const lexicon *lex;
    const uint64_t *kinds; /* of each token: the kinds of time words that begin there, a bit each */
    int32_t day;           /* that the text is anchored at, NO_DAY */
    uint32_t end;          /* of the sentence */
    bool inside;           /* the ends of a period are being read: none is looked for in them */
} reader;

/* The units of data/time/terms.tsv: value = unit + UNIT_NUMBER * (0 singular, 2 dual, 3 plural). */
enum {
    UNIT_DAY = 1,
    UNIT_WEEK,
    UNIT_MONTH,
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_HOUR,
    UNIT_MINUTE,
    UNIT_WEEKEND,
    UNIT_SECOND,
    UNIT_NUMBER = 100
};
enum { UNIT_SINGULAR, UNIT_DUAL = 2, UNIT_PLURAL };
enum { MODS_LAST = 5, MODS_ABOUT = 6 }; /* values of terms `mod` that are no time_mod: آخر, نحو */

typedef struct unit {
    int32_t which, number;
} unit;

/* The time word of a kind at token i, or NULL; *last is its last token. */
const lex_time *reader_term(const reader *r, uint32_t i, lex_time_kind kind, uint32_t *last);
/* The same of terms whose article counts: اليوم is today, يوم is not. */
const lex_time *reader_term_as_written(const reader *r, uint32_t i, lex_time_kind kind, uint32_t *last);
bool reader_unit(const reader *r, uint32_t i, unit *u, uint32_t *last);
bool reader_mark(const reader *r, uint32_t i, uint32_t mark);
/* i, or the token after it where it is a comma. */
uint32_t reader_past_comma(const reader *r, uint32_t i);
/* Where the word that is joined by و at token i begins: i where the و is written with it, i + 1 where it stands apart,
 * NO_JOIN where nothing is joined. */
#define NO_JOIN UINT32_MAX
uint32_t reader_joined(const reader *r, uint32_t i);
/* A number token and the parts that its separator divides: 3.5, 1,500, 12:34:25. n: 0 where it is none. */
enum { NUMBER_PARTS = 3 };
typedef struct number_parts {
    int32_t at[NUMBER_PARTS];
    uint32_t width[NUMBER_PARTS]; /* digits */
    uint32_t n;
    uint8_t mark; /* the separator, 0 where there is one part */
} number_parts;
number_parts reader_parts(const reader *r, uint32_t i);
/* The whole number in digits that token i is, or -1; *n: how many digits. */
int32_t reader_digits(const reader *r, uint32_t i, uint32_t *n);
/* A number in digits or words at *i in hundredths, and past it; -1 where there is none, or an uncertain one. */
int64_t reader_number(const reader *r, uint32_t *i);
/* The same where it is whole and at most `most`, else -1. */
int32_t reader_whole(const reader *r, uint32_t *i, int32_t most);
/* An ordinal in words (الخامس والعشرين), or -1. */
int32_t reader_ordinal(const reader *r, uint32_t *i);
/* A preposition that stands alone (في, من). */
bool reader_preposition(const reader *r, uint32_t i);

static inline bool reader_is_year(int32_t v)
{
    return v >= 1000 && v <= 2100;
}

/* Years of the Hijri calendar that dates are read in. */
enum { HIJRI_FIRST = 1300, HIJRI_LAST = 1500 };

/* year.c: what says the year of a date: 2018, من عام 2011, العام الماضي, الماضي. */
enum { TOWARD_NONE = 2 };
typedef struct year_said {
    int32_t year;   /* -1: none */
    int32_t toward; /* -1 past, 0 now, 1 to come, TOWARD_NONE */
    bool is_explicit;
} year_said;
/* What stands at *at and past it. */
year_said year_after(const reader *r, uint32_t *at);
/* A year in digits or words (2018, ألفان وثمانية عشر) at *i, and past it and its era; -1 where there is none. */
int32_t year_number(const reader *r, uint32_t *i, int32_t least, const lex_time **era);
/* -1 last, 0 this, 1 next (الماضي, الجاري, المقبل); *last is the last token. */
bool year_direction(const reader *r, uint32_t i, int32_t *value, uint32_t *last);
/* The year of a month that none is said of, seen from token i of a report of that day. */
int32_t year_for_month(const reader *r, uint32_t i, calendar_date today, int32_t month, int32_t toward);
/* The tense of the last finite verb before token i in its sentence: 1 past (لم with an imperfect too), -1 not past, 0 none. */
int year_tense(const reader *r, uint32_t i);
/* A month's name with its doubles (فبراير/شباط) at *i and past it, or 0; a Hijri month's. *said: شهر stands before it. */
int32_t month_name(const reader *r, uint32_t *i);
int32_t month_hijri(const reader *r, uint32_t *i, bool *said);

/* date.c: a day, or any longer time by its name, its number or its distance from the article's day. */
bool date_read(const reader *r, uint32_t i, timex *x);
/* عيد الأضحى 2023; led: a word of time or a preposition stands before it. */
bool date_holiday(const reader *r, uint32_t i, bool led, timex *x);
/* whole.c: a month, year, decade …, or a part of one. */
bool whole_read(const reader *r, uint32_t i, timex *x);
/* The month, year or period named after a part of it: من أكتوبر, من عام 2015, 2016. */
bool whole_after(const reader *r, uint32_t at, timex *x);
/* clock.c: a time of day (الساعة الرابعة والنصف), and a part of the day (صباحا, بعد الظهر). */
bool clock_read(const reader *r, uint32_t i, timex *x);
bool clock_part(const reader *r, uint32_t i, timex *x);
/* The hour as the part of the day that is said with it makes it: 7 مساء is 19. */
void clock_settle(timex *x);
/* amount.c: how long (لمدة شهرين, 3.5 سنوات), how often (كل أسبوعين, يوميا). */
bool amount_read(const reader *r, uint32_t i, bool lone, timex *x);
bool amount_duration(const reader *r, uint32_t i, timex *x);
bool amount_set(const reader *r, uint32_t i, timex *x);
/* period.c: what is as far from the article's day as the words say (الشهر الماضي, قبل ثلاثة أيام, آخر 3 سنوات). */
bool period_read(const reader *r, uint32_t i, timex *x);

void timex_day(timex *x, int32_t day);
void timex_month(timex *x, int32_t year, int32_t month);
void timex_year(timex *x, int32_t year);
void timex_years(timex *x, int32_t from, int32_t n, time_precision p);

#endif
