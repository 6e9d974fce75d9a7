/* gdelt: see gdelt.h. Columns after the GDELT Event Codebook 2.0 (2015-02-19). */
#include "export/gdelt.h"
#include "export/tally.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

typedef struct group {
    int64_t first; /* event.id of its first telling */
    uint32_t pairs, mentions, sources, articles;
} group;

struct export_gdelt {
    const export_codes *codes;
    tally groups, told; /* told: by which articles and outlets each group was told */
    group *at;          /* by number of the group */
    uint32_t cap;
};

export_gdelt *export_gdelt_new(const export_codes *codes)
{
    export_gdelt *g = calloc(1, sizeof *g);
    if (g) g->codes = codes;
    return g;
}

void export_gdelt_free(export_gdelt *g)
{
    if (!g) return;
    tally_free(&g->groups);
    tally_free(&g->told);
    free(g->at);
    free(g);
}

/* ---- groups ---- */

/* Of an event without group: a group of its own. */
static uint64_t group_key(const query_event *e)
{
    return e->group.n ? hash_bytes(e->group.p, e->group.n) : hash_then(1, (uint64_t)e->id);
}

static bool first_told_by(export_gdelt *g, uint64_t key, uint64_t by)
{
    bool is_new;
    tally_of(&g->told, hash_then(key, by), &is_new);
    return is_new;
}

bool export_gdelt_note(export_gdelt *g, const query_event *e)
{
    export_pair pairs[EXPORT_PAIRS];
    bool is_new;
    uint64_t key = group_key(e);
    uint32_t n = tally_of(&g->groups, key, &is_new);
    if (is_new && n == g->cap) {
        uint32_t cap = g->cap ? g->cap * 2 : 256;
        group *more = realloc(g->at, cap * sizeof *more);
        if (!more) return false;
        g->at = more;
        g->cap = cap;
    }
    if (g->groups.failed) return false;
    if (is_new) g->at[n] = (group){.first = e->id, .pairs = export_pairs(e, pairs)};
    g->at[n].mentions++;
    g->at[n].articles += first_told_by(g, key, hash_then(2, (uint64_t)e->article.id));
    g->at[n].sources += first_told_by(g, key, hash_bytes(e->article.source.p, e->article.source.n));
    return !g->told.failed;
}

static const group *group_of(const export_gdelt *g, const query_event *e)
{
    uint32_t n;
    return tally_has(&g->groups, group_key(e), &n) ? &g->at[n] : NULL;
}

/* ---- lines ---- */

static void cell(buf *out, str s)
{
    export_tab(out, s);
    buf_char(out, '\t');
}

static void blanks(buf *out, unsigned n)
{
    while (n--) buf_char(out, '\t');
}

static void number(buf *out, int64_t n)
{
    buf_printf(out, "%lld\t", (long long)n);
}

static void upper_cell(buf *out, str s)
{
    size_t at = out->n;
    cell(out, s);
    for (size_t i = at; i < out->n && !out->failed; i++)
        if (out->bytes[i] >= 'a' && out->bytes[i] <= 'z') out->bytes[i] = (char)(out->bytes[i] - 'a' + 'A');
}

/* Ten columns: Code, Name, CountryCode, KnownGroupCode, EthnicCode, two of religion, three of type. A code that is no state is
 * a type (UNO: IGO), and a known group where it is not the same as its type. */
static void actor_cells(const export_gdelt *g, const query_party *p, buf *out)
{
    if (!p) {
        blanks(out, 10);
        return;
    }
    bool state = export_is_state(g->codes, p->country);
    str type = p->country.n && !state ? export_sector_cameo(g->codes, p->country) : (str){NULL, 0};
    str known = type.n && !str_eq(type, p->country) ? p->country : (str){NULL, 0};
    str sector = p->sector.n ? export_sector_cameo(g->codes, p->sector) : (str){NULL, 0};
    if (p->sector.n && !sector.n) sector = p->sector;
    if (state) export_tab(out, p->country);
    export_tab(out, type);
    export_tab(out, known);
    cell(out, sector);
    str name = export_party_name(p);
    upper_cell(out, name.n ? name : export_country_name(g->codes, p->country));
    cell(out, state ? p->country : (str){NULL, 0});
    cell(out, known);
    blanks(out, 3);
    cell(out, type.n ? type : sector);
    cell(out, type.n ? sector : (str){NULL, 0});
    blanks(out, 1);
}

/* Eight columns of the place: Type 1 state, 4 city or the like, 5 province; FullName, CountryCode (FIPS), ADM1Code (the state's
 * code: provinces have none here), ADM2Code, Lat, Long, FeatureID. */
static void place_cells(const export_gdelt *g, const query_event *e, buf *out)
{
    str name = e->place_name_en.n ? e->place_name_en : e->place_name;
    if (!name.n) {
        buf_z(out, "0");
        blanks(out, 8);
        return;
    }
    static const char *const wide[] = {"province", "governorate", "region", "district"};
    str country = export_country_name(g->codes, e->place_country),
        fips = export_fips(g->codes, e->place_country, e->lon);
    bool whole = e->place_kind.n == 0 || str_eq(name, country);
    int type = whole ? 1 : 4;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_eq(e->place_kind, str_of(wide[i]))) type = 5;
    number(out, type);
    export_tab(out, name);
    if (!whole && country.n) {
        buf_z(out, ", ");
        export_tab(out, country);
    }
    buf_char(out, '\t');
    cell(out, fips);
    cell(out, fips);
    blanks(out, 1);
    if (isnan(e->lat) || isnan(e->lon))
        blanks(out, 2);
    else
        buf_printf(out, "%.2f\t%.2f\t", e->lat, e->lon);
    blanks(out, 1);
}

static int digits(str s, size_t from, size_t n)
{
    int value = 0;
    for (size_t i = from; i < from + n; i++) {
        if (i >= s.n || s.p[i] < '0' || s.p[i] > '9') return 0;
        value = value * 10 + (s.p[i] - '0');
    }
    return value;
}

/* SQLDATE, MonthYear, Year, FractionDate: the year and (month * 30 + day) / 365 of it. */
static void date_cells(str day, buf *out)
{
    if (day.n < 4) {
        blanks(out, 4);
        return;
    }
    buf iso = {0};
    export_day(&iso, day, false);
    str s = buf_str(&iso);
    cell(out, s);
    cell(out, str_sub(s, 0, 6));
    cell(out, str_sub(s, 0, 4));
    buf_printf(out, "%.4f\t", digits(s, 0, 4) + (digits(s, 4, 2) * 30 + digits(s, 6, 2)) / 365.0);
    out->failed |= iso.failed;
    buf_free(&iso);
}

/* YYYYMMDDHHMMSS of publication; midnight where no time is given. */
static void published(const query_article *a, buf *out)
{
    if (a->day.n < 4) return;
    export_day(out, a->day, false);
    str p = a->published;
    bool timed = p.n >= 16 && (p.p[10] == 'T' || p.p[10] == ' ') && p.p[13] == ':';
    buf_printf(out, "%02d%02d%02d", timed ? digits(p, 11, 2) : 0, timed ? digits(p, 14, 2) : 0,
               timed && p.n >= 19 && p.p[16] == ':' ? digits(p, 17, 2) : 0);
}

static str code_part(str cameo, size_t n)
{
    return cameo.n > n ? str_sub(cameo, 0, n) : cameo;
}

static str address(const query_article *a)
{
    return a->url.n ? a->url : a->doc_id;
}

void export_gdelt_event(export_gdelt *g, const query_event *e, buf *out)
{
    export_pair pairs[EXPORT_PAIRS];
    const group *of = group_of(g, e);
    if (!of || of->first != e->id) return;
    uint32_t n = export_pairs(e, pairs);
    for (uint32_t i = 0; i < n; i++) {
        number(out, export_pair_id(e->id, i));
        date_cells(e->day, out);
        actor_cells(g, pairs[i].actor, out);
        actor_cells(g, pairs[i].recipient, out);
        number(out, e->sentence <= 1); /* IsRootEvent: title or first sentence */
        cell(out, e->cameo);
        cell(out, code_part(e->cameo, 3));
        cell(out, code_part(e->cameo, 2));
        number(out, e->quad);
        buf_printf(out, "%.1f\t", e->goldstein);
        number(out, of->mentions);
        number(out, of->sources);
        number(out, of->articles);
        blanks(out, 1);
        buf_z(out, "0"), blanks(out, 8); /* Actor1Geo: 0 is not known */
        buf_z(out, "0"), blanks(out, 8);
        place_cells(g, e, out);
        published(&e->article, out);
        buf_char(out, '\t');
        export_tab(out, address(&e->article));
        buf_char(out, '\n');
    }
}

void export_gdelt_mention(export_gdelt *g, const query_event *e, buf *out)
{
    export_pair pairs[EXPORT_PAIRS];
    const group *of = group_of(g, e);
    uint32_t n = of ? export_pairs(e, pairs) : 0;
    for (uint32_t i = 0; i < n && i < of->pairs; i++) {
        number(out, export_pair_id(of->first, i));
        export_day(out, e->day, false);
        buf_z(out, e->day.n >= 4 ? "000000\t" : "\t");
        published(&e->article, out);
        buf_z(out, "\t1\t"); /* MentionType: a web page */
        cell(out, e->article.source);
        cell(out, address(&e->article));
        number(out, (int64_t)e->sentence + 1);
        number(out, -1), number(out, -1); /* where the actors stand is not told */
        number(out, e->trigger.start);
        buf_z(out, "1\t"); /* InRawText */
        number(out, (int64_t)(e->confidence * 100 + 0.5));
        number(out, (int64_t)utf8_length(e->article.text));
        blanks(out, 2); /* tone, translation */
        buf_char(out, '\n');
    }
}
