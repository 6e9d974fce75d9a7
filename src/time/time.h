/* time: the dates and periods that a text names, anchored at the article's day.
 *
 *   الخميس -> 2024-05-16 (day);  في فبراير/ شباط 2022 -> 2022-02 (month);  أمس, قبل ثلاثة أيام, العام الماضي, 6 صفر 1447
 *
 * Terms after TimeML (TIMEX3, type DATE): a value to the precision that the words give.
 * Invariant: an impossible date (31 شباط) is no date; nothing is resolved against a day that is not known. */
#ifndef KHABAR_TIME_TIME_H
#define KHABAR_TIME_TIME_H

#include "morph/phrase.h"

typedef enum { PRECISION_NONE, PRECISION_DAY, PRECISION_WEEK, PRECISION_MONTH, PRECISION_YEAR } time_precision;

typedef struct timex {
    uint32_t first, last; /* tokens */
    int32_t start, end;   /* days since 1970-01-01, both included */
    uint8_t precision;
    bool since;         /* منذ: the date is a beginning */
    bool explicit_date; /* says its own year or day; not resolved against the article */
} timex;

typedef struct times {
    VEC(timex) at;
} times;

typedef struct time_civil {
    int32_t year;
    int32_t month, day;
} time_civil;

int32_t time_days(time_civil c);
time_civil time_from_days(int32_t days);
/* Is it a day of the Gregorian calendar? */
bool time_valid(time_civil c);
/* Day of the week, 1 Monday to 7 Sunday. */
int32_t time_weekday(int32_t days);
/* Day of a date of the tabular Hijri calendar (civil, epoch 16 July 622), within a day of Umm al-Qura. */
int32_t time_hijri_days(int32_t year, int32_t month, int32_t day);
/* Parses YYYY[-MM[-DD…]]; INT32_MIN where it is no date, or gives no day. */
int32_t time_parse_day(str iso);

void time_read(times *out, const text *t, const words *w, const phrases *p, const lexicon *lex, int32_t day, arena *a);

#endif
