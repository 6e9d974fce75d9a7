/* calendar: see calendar.h. */
#include "base/calendar.h"

int32_t calendar_days(calendar_date c)
{
    int32_t y = c.year - (c.month <= 2);
    int32_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    int32_t doy = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
    return era * 146097 + (yoe * 365 + yoe / 4 - yoe / 100 + doy) - 719468;
}

calendar_date calendar_date_of(int32_t days)
{
    int32_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int32_t mp = (5 * doy + 2) / 153, month = mp < 10 ? mp + 3 : mp - 9;
    return (calendar_date){yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

int32_t calendar_month_length(int32_t year, int32_t month)
{
    static const int8_t length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return length[month - 1] + (month == 2 && leap);
}

bool calendar_valid(calendar_date c)
{
    return c.year > 0 && c.year < 3000 && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
           c.day <= calendar_month_length(c.year, c.month);
}

int32_t calendar_weekday(int32_t days)
{
    return (days % 7 + 7 + 3) % 7 + 1; /* 1970-01-01 was a Thursday */
}

int32_t calendar_week(int32_t days, int32_t *year)
{
    int32_t thursday = days + 4 - calendar_weekday(days); /* a week belongs to the year of its Thursday */
    *year = calendar_date_of(thursday).year;
    return (thursday - calendar_days((calendar_date){*year, 1, 1})) / 7 + 1;
}

int32_t calendar_parse(str iso)
{
    calendar_date c = {0, 0, 0};
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
    return calendar_valid(c) ? calendar_days(c) : INT32_MIN;
}
