/* filter: see filter.h. What only the database can tell (is anybody called so?) the question tells. */
#include "cli/filter.h"
#include "cli/cli.h"

#include "base/buf.h"
#include "base/calendar.h"
#include "lexicon/lexicon.h"
#include "lexicon/table.h"

#include <stdlib.h>

static bool among(const char *option, const char *list, const char *const *names, size_t n)
{
    str rest = str_of(list);
    while (list && rest.n) {
        str value = str_trim(str_cut(&rest, ','));
        bool found = false;
        for (size_t i = 0; i < n; i++) found |= names[i][0] && str_eq(value, str_of(names[i]));
        if (found) continue;
        const char *near = table_nearest(value, names, n);
        if (near && *near) {
            cli_say("--%s %.*s: there is none such (did you mean %s?)", option, (int)value.n, value.p, near);
            return false;
        }
        buf all = {0};
        for (size_t i = 0; i < n; i++) buf_printf(&all, "%s%s", all.n ? ", " : "", names[i]);
        cli_say("--%s %.*s: wanted is one of %.*s", option, (int)value.n, value.p, (int)all.n, all.n ? all.bytes : "");
        buf_free(&all);
        return false;
    }
    return true;
}

static bool day_check(const char *option, const char *day)
{
    if (!day) return true;
    str s = str_of(day);
    char whole[] = "0000-01-01";
    if (s.n == 4 || s.n == 7 || s.n == 10) {
        memcpy(whole, day, s.n);
        if (calendar_parse(str_of(whole)) != INT32_MIN) return true;
    }
    cli_say("--%s %s: a day is wanted, YYYY-MM-DD, a month, YYYY-MM, or a year, YYYY", option, day);
    return false;
}

static bool code_check(const char *option, const char *list)
{
    str rest = str_of(list);
    while (list && rest.n) {
        str value = str_trim(str_cut(&rest, ','));
        bool ok = value.n == 3;
        for (size_t i = 0; ok && i < 3; i++) ok = value.p[i] >= 'A' && value.p[i] <= 'Z';
        if (ok) continue;
        cli_say("--%s %.*s: a code is wanted: ISO 3166-1 alpha-3 (EGY), or UNO, EUR, IGO, NGO, MNC, ISM", option,
                (int)value.n, value.p);
        return false;
    }
    return true;
}

static bool cameo_check(const char *list)
{
    str rest = str_of(list);
    while (list && rest.n) {
        str value = str_trim(str_cut(&rest, ','));
        bool ok = value.n >= 1 && value.n <= 4;
        for (size_t i = 0; ok && i < value.n; i++) ok = value.p[i] >= '0' && value.p[i] <= '9';
        if (ok) continue;
        cli_say("--cameo %.*s: one to four digits are wanted: 19, 042, 1712", (int)value.n, value.p);
        return false;
    }
    return true;
}

static bool order_check(const query_filter *f)
{
    if (!f->since || !f->until) return true;
    str since = str_of(f->since), until = str_of(f->until);
    size_t n = since.n < until.n ? since.n : until.n;
    if (str_cmp(str_sub(since, 0, n), str_sub(until, 0, n)) <= 0) return true;
    cli_say("--since %s is after --until %s", f->since, f->until);
    return false;
}

bool filter_check(const query_filter *f)
{
    static const char *const quads[] = {"1", "2", "3", "4"};
    static const char *const kinds[] = {"direct", "indirect", "mixed", "person", "country", "org", "group"};
#define X(member, option, value, commands, help)                                                                       \
    if (f->member && !*f->member) {                                                                                    \
        cli_say("--%s is empty", option);                                                                              \
        return false;                                                                                                  \
    }
    FILTERS(X)
#undef X
    return among("type", f->type, lex_type_name, TYPE_COUNT) &&
           among("context", f->context, lex_context_name, CONTEXT_COUNT) &&
           among("sector", f->sector, lex_sector_name, SECTOR_COUNT) && among("quad", f->quad, quads, 4) &&
           among("kind", f->kind, kinds, sizeof kinds / sizeof *kinds) && cameo_check(f->cameo) &&
           code_check("country", f->country) && day_check("since", f->since) && day_check("until", f->until) &&
           order_check(f);
}
