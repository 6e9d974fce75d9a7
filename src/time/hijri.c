/* hijri: see hijri.h. */
#include "time/hijri.h"

static const lex_hijri *row_of(const lexicon *lex, int32_t year)
{
    if (lex->n_hijri == 0 || year < lex->hijri[0].year) return NULL;
    uint32_t i = (uint32_t)(year - lex->hijri[0].year);
    return i < lex->n_hijri ? &lex->hijri[i] : NULL;
}

static int32_t row_length(const lex_hijri *h, int32_t month)
{
    return 29 + (h->long_months >> (month - 1) & 1);
}

static int32_t tabular_days(calendar_date h)
{
    /* 1 Muharram 1 AH = 16 July 622 Julian = day -492148 before 1970 */
    return h.day + 29 * (h.month - 1) + h.month / 2 + (h.year - 1) * 354 + (3 + 11 * h.year) / 30 - 492149;
}

int32_t hijri_days(const lexicon *lex, calendar_date h)
{
    const lex_hijri *row = row_of(lex, h.year);
    if (!row) return tabular_days(h);
    int32_t days = row->start + h.day - 1;
    for (int32_t m = 1; m < h.month; m++) days += row_length(row, m);
    return days;
}

int32_t hijri_month_length(const lexicon *lex, int32_t year, int32_t month)
{
    const lex_hijri *row = row_of(lex, year);
    if (row) return row_length(row, month);
    calendar_date next = {month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1};
    return tabular_days(next) - tabular_days((calendar_date){year, month, 1});
}

calendar_date hijri_date(const lexicon *lex, int32_t days)
{
    /* the year by its mean length, then one up or down */
    calendar_date h = {(int32_t)(((int64_t)days + 492148) * 30 / 10631) + 1, 1, 1};
    if (h.year < 1) h.year = 1;
    while (h.year > 1 && hijri_days(lex, h) > days) h.year--;
    while (hijri_days(lex, (calendar_date){h.year + 1, 1, 1}) <= days) h.year++;
    while (h.month < 12 && hijri_days(lex, (calendar_date){h.year, h.month + 1, 1}) <= days) h.month++;
    h.day = days - hijri_days(lex, h) + 1;
    return h;
}
