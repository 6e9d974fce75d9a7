/* day: the dates of tables, feeds and pages into what an article's `published` may be.
 *
 *   Thu, 16 May 2024 08:00:00 +0300  →  2024-05-16T08:00:00+03:00
 *   16/05/2024                       →  2024-05-16
 *
 * Invariant: the day is the one that is written; no clock is moved from its zone. What is no date stays as it is. */
#ifndef KHABAR_INPUT_DAY_H
#define KHABAR_INPUT_DAY_H

#include "base/buf.h"

#include "khabar.h"

/* Writes *date as ISO 8601 into `to` and lets *date point there, where it is a date of another form: RFC 5322 (feeds),
 * Y/M/D, D/M/Y (as Arab outlets write it; never M/D/Y), YYYYMMDD, seconds or milliseconds since 1970. Gives whether it now
 * is a date; *date is left as it was where it is none. */
bool day_of(khabar_string *date, buf *to);

#endif
