/* hijri: days of the Hijri calendar after Umm al-Qura, both ways.
 *
 *   6 صفر 1447 is 2025-07-31
 *
 * Years beyond the table (data/time/hijri.tsv) follow the tabular calendar (civil, epoch 16 July 622), a day off at most.
 * Invariant: hijri_date and hijri_days are each other's inverse. */
#ifndef KHABAR_TIME_HIJRI_H
#define KHABAR_TIME_HIJRI_H

#include "base/calendar.h"
#include "lexicon/lexicon.h"

/* Day since 1970-01-01 of a Hijri date; the year from 1, the month from 1 to 12, the day from 1 to the month's length. */
int32_t hijri_days(const lexicon *lex, calendar_date h);
calendar_date hijri_date(const lexicon *lex, int32_t days);
int32_t hijri_month_length(const lexicon *lex, int32_t year, int32_t month);

#endif
