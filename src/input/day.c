/* day: see day.h. */
#include "input/day.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

/* The number that s begins with, of at most `digits` digits, taken off it; -1 where it begins with none. */
static int take_number(str *s, size_t digits)
{
    int n = 0;
    size_t i = 0;
    for (; i < s->n && i < digits && s->p[i] >= '0' && s->p[i] <= '9'; i++) n = n * 10 + (s->p[i] - '0');
    *s = str_sub(*s, i, s->n);
    return i ? n : -1;
}

static bool take_char(str *s, const char *any)
{
    if (s->n == 0 || !strchr(any, s->p[0])) return false;
    *s = str_sub(*s, 1, s->n);
    return true;
}

static bool is_day(int year, int month, int day)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return year >= 1800 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

static bool write_day(khabar_string *date, buf *to, int year, int month, int day, str clock)
{
    if (!is_day(year, month, day)) return false;
    to->n = 0;
    buf_printf(to, "%04d-%02d-%02d", year, month, day);
    buf_add(to, clock);
    *date = (khabar_string){to->bytes, to->n};
    return true;
}

/* "YYYY-MM" and what may follow it. */
static bool is_iso(str s)
{
    int year = s.n > 4 && s.p[4] == '-' ? take_number(&s, 4) : -1;
    if (year < 0 || !take_char(&s, "-")) return false;
    int month = take_number(&s, 2), day = take_char(&s, "-") ? take_number(&s, 2) : 1;
    return is_day(year, month, day);
}

/* [Thu,] 16 May 2024 08:00[:00] +0300 */
static bool from_mail(khabar_string *date, buf *to, str s)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const char *comma = s.n ? memchr(s.p, ',', s.n) : NULL;
    if (comma) s = str_sub(s, (size_t)(comma + 1 - s.p), s.n);
    s = str_trim(s);
    int day = take_number(&s, 2), month = 0;
    take_char(&s, "-");
    s = str_trim(s);
    if (s.n < 3) return false;
    while (month < 12 && strncasecmp(months + 3 * month, s.p, 3) != 0) month++;
    while (s.n && s.p[0] != ' ' && s.p[0] != '-') s = str_sub(s, 1, s.n);
    take_char(&s, "-");
    s = str_trim(s);
    size_t before = s.n;
    int year = take_number(&s, 4);
    if (before - s.n == 2) year += year < 70 ? 2000 : 1900;
    s = str_trim(s);
    char clock[32] = "";
    int hour = take_number(&s, 2);
    if (hour >= 0 && hour < 25 && take_char(&s, ":")) {
        int minute = take_number(&s, 2), second = take_char(&s, ":") ? take_number(&s, 2) : 0;
        s = str_trim(s);
        int n =
            snprintf(clock, sizeof clock, "T%02d:%02d:%02d", hour, minute < 0 ? 0 : minute, second < 0 ? 0 : second);
        str zone = s.n >= 5 ? str_sub(s, 1, 5) : (str){0};
        if (s.n >= 5 && (s.p[0] == '+' || s.p[0] == '-') && take_number(&zone, 4) >= 0 && zone.n == 0)
            snprintf(clock + n, sizeof clock - (size_t)n, "%.3s:%.2s", s.p, s.p + 3);
        else if (str_starts(s, STR("GMT")) || str_starts(s, STR("UT")) || str_eq(s, STR("Z")))
            snprintf(clock + n, sizeof clock - (size_t)n, "Z");
    }
    return day > 0 && month < 12 && write_day(date, to, year, month + 1, day, str_of(clock));
}

/* Y/M/D, D/M/Y and the same with dots; D-M-Y. */
static bool from_parts(khabar_string *date, buf *to, str s)
{
    int a = take_number(&s, 4);
    if (a < 0 || !take_char(&s, "/.-")) return false;
    int b = take_number(&s, 2);
    if (b < 0 || !take_char(&s, "/.-")) return false;
    int c = take_number(&s, 4);
    if (s.n && s.p[0] >= '0' && s.p[0] <= '9') return false;
    return a > 31 ? write_day(date, to, a, b, c, (str){0}) : write_day(date, to, c, b, a, (str){0});
}

/* 20240516, 20240516T080000, 20240516080000; seconds or milliseconds since 1970. */
static bool from_digits(khabar_string *date, buf *to, str s)
{
    size_t digits = 0;
    while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9') digits++;
    if (digits != s.n && !(digits == 8 && (s.p[8] == 'T' || s.p[8] == ' '))) return false;
    if (digits == 8 || digits == 14) {
        str rest = s;
        int year = take_number(&rest, 4), month = take_number(&rest, 2), day = take_number(&rest, 2);
        return write_day(date, to, year, month, day, (str){0});
    }
    if (digits != 10 && digits != 13) return false;
    char number[16];
    snprintf(number, sizeof number, "%.*s", (int)(digits == 13 ? 10 : digits), s.p);
    time_t seconds = (time_t)strtoll(number, NULL, 10);
    struct tm tm;
    char clock[16];
    if (!gmtime_r(&seconds, &tm)) return false;
    snprintf(clock, sizeof clock, "T%02d:%02d:%02dZ", tm.tm_hour % 24, tm.tm_min % 60, tm.tm_sec % 61);
    return write_day(date, to, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, str_of(clock));
}

bool day_of(khabar_string *date, buf *to)
{
    str s = str_trim((str){date->bytes, date->length});
    if (s.n == 0 || s.n > 80) return false;
    *date = (khabar_string){s.p, s.n};
    return is_iso(s) || from_digits(date, to, s) || from_parts(date, to, s) || from_mail(date, to, s);
}
