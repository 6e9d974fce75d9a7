/* time: the dates, times of day, durations and repeated times that a text names.
 *
 *   الخميس -> DATE 2024-05-16;  في فبراير/ شباط 2022 -> DATE 2022-02;  مساء أمس -> DATE 2024-05-15TEV
 *   الساعة الرابعة والنصف عصرا -> TIME T16:30;  لمدة ثلاثة أيام -> DURATION P3D;  كل أسبوعين -> SET P2W
 *
 * Types and values after TimeML (TIMEX3); a period of which both ends are named is an interval of ISO 8601 (value
 * 2024-05-02/2024-05-07). Weeks are those of ISO 8601, from Monday.
 * Invariant: an impossible date (31 شباط) is no date; nothing is resolved against a day that is not known. */
#ifndef KHABAR_TIME_TIME_H
#define KHABAR_TIME_TIME_H

#include "base/buf.h"
#include "base/calendar.h"
#include "morph/phrase.h"

typedef enum { TIMEX_DATE, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET } timex_type;

typedef enum {
    PRECISION_NONE, /* a stretch that ends or begins at the article's day (الأيام الثلاثة الماضية) */
    PRECISION_DAY,
    PRECISION_WEEK,
    PRECISION_MONTH,
    PRECISION_QUARTER,
    PRECISION_HALF,
    PRECISION_SEASON,
    PRECISION_YEAR,
    PRECISION_DECADE,
    PRECISION_CENTURY
} time_precision;

/* Which part of the unit that is named: مطلع, منتصف, أواخر, بقية. Start and end stay those of the unit. */
typedef enum { MOD_NONE, MOD_START, MOD_MID, MOD_END, MOD_REST } time_mod;

enum { AMOUNT_YEAR, AMOUNT_MONTH, AMOUNT_WEEK, AMOUNT_DAY, AMOUNT_HOUR, AMOUNT_MINUTE, AMOUNT_SECOND, AMOUNTS };
enum { NO_DAY = INT32_MIN, NO_CLOCK = -1 };

typedef struct timex {
    uint32_t first, last;     /* tokens */
    int32_t start, end;       /* days since 1970-01-01, both included; NO_DAY where it stands on no calendar */
    int32_t clock, clock_end; /* seconds of the day, NO_CLOCK; clock_end only of an interval */
    int32_t amount[AMOUNTS];  /* of a DURATION or SET, in hundredths */
    uint8_t type, precision, mod;
    uint8_t part;       /* of the day: 1 dawn to 6 night, as in data/time/terms.tsv; 0 none */
    uint8_t season;     /* 1 winter to 4 autumn, where precision is that */
    uint8_t weekday;    /* of a SET: 1 Monday to 7 Sunday */
    uint8_t seconds;    /* 1: the clock tells minutes, 2: seconds too */
    bool since;         /* منذ: the date is a beginning */
    bool interval;      /* from one date to another, both named */
    bool explicit_date; /* says its own year or day; not resolved against the article */
} timex;

typedef struct times {
    VEC(timex) at;
    int32_t day;           /* that the text is anchored at: the article's, or else its dateline's; NO_DAY */
    const uint64_t *kinds; /* of each token: the kinds of time words that begin there, a bit each */
} times;

/* Finds them all, in the order of the text. day: of the article, NO_DAY where it is not known. */
void time_read(times *out, const text *t, const words *w, const phrases *p, const lexicon *lex, int32_t day, arena *a);

/* The whole number that words or digits from token *i on tell (ثلاثة وثلاثين, 1,500), and past it, before token `end`; -1 where
 * there is none, or an uncertain one (عشرات). */
int32_t time_count(const times *x, const text *t, const words *w, const phrases *p, const lexicon *lex, uint32_t *i,
                   uint32_t end);

/* Appends the value as TIMEX3 has it: 2024-05-16, 2024-W20, 2024-05-15TEV, T16:30, P3D, XXXX-WXX-5. */
void time_value(const timex *x, buf *out);

#endif
