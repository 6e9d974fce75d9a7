/* calendar: days of the proleptic Gregorian calendar, counted from 1970-01-01.
 *
 *   2024-05-16 is day 19859, a Thursday (4), in ISO week 20 of 2024
 *
 * After E. M. Reingold and N. Dershowitz, Calendrical Calculations. Knows no Arabic. */
#ifndef KHABAR_BASE_CALENDAR_H
#define KHABAR_BASE_CALENDAR_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct calendar_date {
    int32_t year;
    int32_t month, day; /* from 1 */
} calendar_date;

int32_t calendar_days(calendar_date c);
calendar_date calendar_date_of(int32_t days);
/* Is it a day of the calendar, of the years 1 to 2999? */
bool calendar_valid(calendar_date c);
int32_t calendar_month_length(int32_t year, int32_t month);
/* Day of the week, 1 Monday to 7 Sunday (ISO 8601). */
int32_t calendar_weekday(int32_t days);
/* The ISO 8601 week of a day, and the year that it belongs to. */
int32_t calendar_week(int32_t days, int32_t *year);
/* Parses YYYY-MM-DD[…]; INT32_MIN where it is no date, or gives no day. */
int32_t calendar_parse(str iso);

#endif
