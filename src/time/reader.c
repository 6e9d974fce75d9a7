/* reader: see reader.h. */
#include "time/reader.h"

#include "lexicon/letters.h"

enum { NUMBER_WORDS = 8 };

const lex_time *reader_term(const reader *r, uint32_t i, lex_time_kind kind, uint32_t *last)
{
    if (i >= r->end || !(r->kinds[i] >> kind & 1)) return NULL;
    uint8_t wanted = kind >= TIME_mod ? NAME_timing : NAME_time;
    PHRASE_EACH(r->p, i, p)
    {
        const lex_name *n = &r->lex->names[p->name];
        if (n->kind != wanted || n->value != kind || p->pronoun) continue;
        *last = p->last;
        return &r->lex->times[n->ref];
    }
    return NULL;
}

/* Do the words of a phrase carry the article where its name does? */
static bool as_written(const reader *r, uint32_t i, const phrase *p)
{
    uint16_t al = 0;
    uint32_t k = 0;
    for (uint32_t j = i; j <= p->last; j++) {
        const token *t = &r->t->tokens.at[j];
        if (t->kind != TOKEN_WORD) continue;
        const uint8_t *w = r->t->folded + t->letters;
        bool written = t->n > 3 && w[0] == L_ALEF && w[1] == L_LAM;
        /* the first word of a row may hold its article as a letter: الليلة الماضية */
        bool article = j == i ? (p->prefixes & M_ARTICLE) != 0 : written || (r->w->chosen[j].prefixes & M_ARTICLE);
        if (article) al |= (uint16_t)(1u << k);
        k++;
    }
    return al == r->lex->names[p->name].al;
}

const lex_time *reader_term_as_written(const reader *r, uint32_t i, lex_time_kind kind, uint32_t *last)
{
    if (i >= r->end || !(r->kinds[i] >> kind & 1)) return NULL;
    PHRASE_EACH(r->p, i, p)
    {
        const lex_name *n = &r->lex->names[p->name];
        if (n->kind != NAME_time || n->value != kind || p->pronoun || (p->last > i && !as_written(r, i, p))) continue;
        *last = p->last;
        return &r->lex->times[n->ref];
    }
    return NULL;
}

bool reader_unit(const reader *r, uint32_t i, unit *u, uint32_t *last)
{
    const lex_time *t = reader_term(r, i, TIME_unit, last);
    if (!t) return false;
    *u = (unit){t->value % UNIT_NUMBER, t->value / UNIT_NUMBER};
    return true;
}

bool reader_mark(const reader *r, uint32_t i, uint32_t mark)
{
    return i < r->end && r->t->tokens.at[i].kind == TOKEN_PUNCT && r->t->tokens.at[i].mark == mark;
}

uint32_t reader_past_comma(const reader *r, uint32_t i)
{
    return i + (reader_mark(r, i, 0x60c) || reader_mark(r, i, ','));
}

uint32_t reader_joined(const reader *r, uint32_t i)
{
    if (i >= r->end || r->t->tokens.at[i].kind != TOKEN_WORD) return NO_JOIN;
    const token *k = &r->t->tokens.at[i];
    if (k->n == 1) return r->t->folded[k->letters] == L_WAW && i + 1 < r->end ? i + 1 : NO_JOIN;
    if (!r->kinds[i]) return NO_JOIN;
    PHRASE_EACH(r->p, i, p)
    {
        uint8_t kind = r->lex->names[p->name].kind;
        if ((kind == NAME_time || kind == NAME_timing) && (p->prefixes & M_WA)) return i;
    }
    return NO_JOIN;
}

number_parts reader_parts(const reader *r, uint32_t i)
{
    number_parts x = {0};
    if (i >= r->end || r->t->tokens.at[i].kind != TOKEN_NUMBER) return x;
    const token *k = &r->t->tokens.at[i];
    x.n = 1;
    for (uint16_t j = 0; j < k->n; j++) {
        uint8_t c = r->t->raw[k->letters + j];
        if (letter_is_digit(c)) {
            if (++x.width[x.n - 1] > 6) return (number_parts){0};
            x.at[x.n - 1] = x.at[x.n - 1] * 10 + (c - '0');
            continue;
        }
        if (x.n == NUMBER_PARTS || (x.mark && x.mark != c)) return (number_parts){0};
        x.mark = c;
        x.n++;
    }
    return x;
}

int32_t reader_digits(const reader *r, uint32_t i, uint32_t *n)
{
    number_parts x = reader_parts(r, i);
    if (x.n != 1) return -1;
    *n = x.width[0];
    return x.at[0];
}

/* 3.5, 1,500 and 25. */
static int64_t number_in_digits(const reader *r, uint32_t *i)
{
    number_parts x = reader_parts(r, *i);
    int64_t v = -1;
    if (x.n == 1)
        v = (int64_t)x.at[0] * 100;
    else if (x.n == 2 && x.mark == '.' && x.width[1] <= 2)
        v = (int64_t)x.at[0] * 100 + x.at[1] * (x.width[1] == 1 ? 10 : 1);
    else if (x.n == 2 && x.mark == ',' && x.width[1] == 3 && x.width[0] <= 3)
        v = ((int64_t)x.at[0] * 1000 + x.at[1]) * 100;
    if (v >= 0) ++*i;
    return v;
}

/* خمسة وعشرين, ألفان وثمانية عشر, أربعة آلاف: greater before smaller, but for the units before the tens. */
static int64_t number_in_words(const reader *r, uint32_t *i)
{
    uint32_t at = *i, last;
    int64_t total = 0, part = 0, room = INT64_MAX, before = 0;
    for (int n = 0; n < NUMBER_WORDS; n++) {
        uint32_t j = n ? reader_joined(r, at) : at;
        bool joined = j != NO_JOIN;
        if (!joined) j = at;
        const lex_time *w = reader_term(r, j, TIME_number, &last);
        if (!w) break;
        int64_t v = w->value;
        if (n && !joined) { /* ثلاثة آلاف */
            int64_t size = v < 0 ? -v : v;
            if (size < 1000 || part == 0 || part >= size) break;
            total += part * (size - 1);
            room = size;
            part = 0;
        } else {
            if (v < 0) return -1;
            bool tens = before > 0 && before < 10 && v >= 20 && v < 100;
            if (n && !tens && v >= room) break;
            total += v;
            part = total % 1000;
            room = v < 10 ? 10 : v < 100 ? 10 : v < 1000 ? 100 : 1000;
            if (v < 10 && n) room = 1;
            before = v;
        }
        at = last + 1;
    }
    if (at == *i) return -1;
    *i = at;
    return total * 100;
}

int64_t reader_number(const reader *r, uint32_t *i)
{
    int64_t v = number_in_digits(r, i);
    return v >= 0 ? v : number_in_words(r, i);
}

int32_t reader_whole(const reader *r, uint32_t *i, int32_t most)
{
    uint32_t at = *i;
    int64_t v = reader_number(r, &at);
    if (v < 0 || v % 100 || v / 100 > most) return -1;
    *i = at;
    return (int32_t)(v / 100);
}

int32_t reader_ordinal(const reader *r, uint32_t *i)
{
    uint32_t last, next;
    const lex_time *o = reader_term(r, *i, TIME_ordinal, &last);
    if (!o) return -1;
    int32_t v = o->value;
    uint32_t j = v < 10 ? reader_joined(r, last + 1) : NO_JOIN;
    const lex_time *tens = j != NO_JOIN ? reader_term(r, j, TIME_ordinal, &next) : NULL;
    if (tens && tens->value >= 20 && tens->value % 10 == 0) v += tens->value, last = next;
    *i = last + 1;
    return v;
}

bool reader_preposition(const reader *r, uint32_t i)
{
    return i < r->end && r->w->chosen[i].pos == POS_ADP && !r->w->chosen[i].pronoun;
}

void timex_day(timex *x, int32_t day)
{
    x->start = x->end = day;
    x->precision = PRECISION_DAY;
}

void timex_month(timex *x, int32_t year, int32_t month)
{
    x->start = calendar_days((calendar_date){year, month, 1});
    x->end = x->start + calendar_month_length(year, month) - 1;
    x->precision = PRECISION_MONTH;
}

void timex_years(timex *x, int32_t from, int32_t n, time_precision p)
{
    x->start = calendar_days((calendar_date){from, 1, 1});
    x->end = calendar_days((calendar_date){from + n - 1, 12, 31});
    x->precision = (uint8_t)p;
}

void timex_year(timex *x, int32_t year)
{
    timex_years(x, year, 1, PRECISION_YEAR);
}
