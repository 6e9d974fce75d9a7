/* codes: see codes.h. */
#include "export/codes.h"

#include "lexicon/compile.h"
#include "lexicon/table.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

struct export_codes {
    arena a;
    table_rows rows; /* of the tables below, sorted by table and code */
};

static const char *const files[] = {"codes/actors.tsv", "codes/cameo.tsv",   "codes/countries.tsv",
                                    "codes/modes.tsv",  "codes/parties.tsv", "geo/states.tsv"};

static void ignore(void *context, const table_file *file, uint32_t line, uint32_t column, const char *text)
{
    (void)context, (void)file, (void)line, (void)column,
        (void)text; /* the image was compiled of them: they are right */
}

static int by_code(const void *a, const void *b)
{
    const table_row *x = a, *y = b;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return str_cmp(x->cell[0], y->cell[0]);
}

static khabar_status read_tables(export_codes *c, const lexicon *lex, khabar_error *error)
{
    table_file *all;
    size_t n;
    khabar_status status = lexicon_sources(lex->sources, lex->n_sources, &c->a, &all, &n, error);
    for (size_t i = 0; i < n && status == KHABAR_OK; i++)
        for (size_t k = 0; k < sizeof files / sizeof *files; k++)
            if (str_eq(all[i].path, str_of(files[k]))) table_parse(&all[i], (uint32_t)i, &c->a, &c->rows, ignore, NULL);
    if (status == KHABAR_OK && c->rows.n) qsort(c->rows.at, c->rows.n, sizeof *c->rows.at, by_code);
    return status;
}

khabar_status export_codes_open(const lexicon *lex, export_codes **out, khabar_error *error)
{
    jmp_buf full;
    export_codes *c = calloc(1, sizeof *c);
    if (!c) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    arena_init(&c->a, 0);
    c->a.on_full = &full;
    *out = c;
    if (setjmp(full)) {
        export_codes_close(*out);
        return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    }
    khabar_status status = read_tables(c, lex, error);
    if (status != KHABAR_OK) export_codes_close(c);
    return status;
}

void export_codes_close(export_codes *c)
{
    if (!c) return;
    arena_free(&c->a);
    free(c);
}

/* The cell of a column, by its name: tables get new columns. */
static str cell_of(const table_row *row, const char *column)
{
    for (size_t i = 0; i < table_columns((table_kind)row->kind); i++)
        if (strcmp(table_column_name((table_kind)row->kind, i), column) == 0) return row->cell[i];
    assert(false);
    return (str){NULL, 0};
}

static str find(const export_codes *c, table_kind kind, str code, const char *column)
{
    table_row key = {.cell = {code}, .kind = (uint8_t)kind};
    const table_row *row = c->rows.n ? bsearch(&key, c->rows.at, c->rows.n, sizeof key, by_code) : NULL;
    return row ? cell_of(row, column) : (str){NULL, 0};
}

bool export_is_state(const export_codes *c, str country)
{
    return find(c, TABLE_states, country, "iso3").n > 0;
}

str export_country_name(const export_codes *c, str country)
{
    str name = find(c, TABLE_states, country, "en");
    return name.n ? name : find(c, TABLE_actor_codes, country, "en");
}

str export_fips(const export_codes *c, str country, double lon)
{
    str parts = find(c, TABLE_country_codes, country, "fips"), code = str_cut(&parts, '|');
    if (!parts.n) return code;
    str west = str_cut(&parts, ':');
    char degrees[16] = "";
    if (parts.n < sizeof degrees) memcpy(degrees, parts.p, parts.n);
    return !isnan(lon) && lon < strtod(degrees, NULL) ? west : code;
}

str export_cow(const export_codes *c, str country)
{
    return find(c, TABLE_country_codes, country, "cow");
}

str export_sector_cameo(const export_codes *c, str code)
{
    return find(c, TABLE_party_codes, code, "cameo");
}

str export_sector_name(const export_codes *c, str code)
{
    return find(c, TABLE_party_codes, code, "icews");
}

str export_cameo_name(const export_codes *c, str cameo)
{
    return find(c, TABLE_cameo, cameo, "name");
}

bool export_is_mode(const export_codes *c, str mode)
{
    for (uint32_t i = 0; i < c->rows.n; i++)
        if (c->rows.at[i].kind == TABLE_modes && str_eq(cell_of(&c->rows.at[i], "mode"), mode)) return true;
    return false;
}

bool export_is_cameo(const export_codes *c, str beginning)
{
    for (uint32_t i = 0; i < c->rows.n; i++)
        if (c->rows.at[i].kind == TABLE_cameo && str_starts(c->rows.at[i].cell[0], beginning)) return true;
    return false;
}

/* ---- pairs ---- */

uint32_t export_pairs(const query_event *e, export_pair pairs[EXPORT_PAIRS])
{
    uint32_t n = 0;
    const query_parties *a = &e->actors, *r = &e->recipients;
    bool equals = r->n == 0 && a->n > 1;
    for (uint32_t i = 0; equals && i < a->n; i++)
        for (uint32_t k = 0; k < a->n; k++)
            if (i != k) pairs[n++] = (export_pair){&a->at[i], &a->at[k]};
    for (uint32_t i = 0; !equals && i < a->n; i++)
        for (uint32_t k = 0; k < r->n; k++) pairs[n++] = (export_pair){&a->at[i], &r->at[k]};
    if (n) return n;
    for (uint32_t i = 0; i < a->n; i++) pairs[n++] = (export_pair){&a->at[i], NULL};
    for (uint32_t i = 0; i < r->n; i++) pairs[n++] = (export_pair){NULL, &r->at[i]};
    return n;
}

int64_t export_pair_id(int64_t event_id, uint32_t pair)
{
    return event_id * EXPORT_PAIRS + pair;
}

/* ---- cells ---- */

void export_tab(buf *out, str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char b = (unsigned char)s.p[i];
        buf_char(out, b < 0x20 || b == 0x7f ? ' ' : (char)b);
    }
}

str export_party_name(const query_party *p)
{
    return p->name_en.n ? p->name_en : p->name.n ? p->name : p->role;
}

void export_day(buf *out, str day, bool dashes)
{
    static const char unknown[] = "-01-01";
    if (day.n < 4) return;
    for (size_t i = 0; i < 10; i++) {
        char digit = i < day.n ? day.p[i] : unknown[i - 4];
        if (dashes || digit != '-') buf_char(out, digit);
    }
}
