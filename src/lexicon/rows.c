/* rows: the records that each table's rows become, in the order in which tables need one another: words before cues and
 * frames (which refer to verbs), states before what lies in them, bodies before persons; see rows.h.
 *
 *   2024-03    a date cell: from its first day to its last;   نهاية العام    a row of times: a phrase and its meaning
 *
 * Invariant: index 0 of each table that others refer to means "none". */
#include "lexicon/rows.h"

#include "base/calendar.h"

#include <stdlib.h>

/* ---- cells ---- */

unsigned cell_enum(builder *b, const table_row *row, str cell, const char *const *names, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(cell, str_of(names[i]))) return (unsigned)i;
    const char *near = table_nearest(cell, names, n);
    builder_complain(b, row, cell, "unknown %s \"%.*s\"%s%s%s", what, (int)cell.n, cell.p,
                     near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : "");
    return 0;
}

uint16_t cell_country(builder *b, const table_row *row, str cell)
{
    if (cell.n == 0) return 0;
    uint32_t at = intern_find(&b->country_ids, cell);
    if (at != UINT32_MAX) return (uint16_t)at;
    builder_complain(b, row, cell,
                     "unknown country or body code \"%.*s\" (ISO 3166-1 alpha-3, or a code of codes/actors.tsv)",
                     (int)cell.n, cell.p);
    return 0;
}

int32_t cell_date(builder *b, const table_row *row, str cell, bool last)
{
    if (cell.n == 0) return last ? INT32_MAX : INT32_MIN;
    int32_t v[3] = {0, 1, 1}, part = 0;
    bool ok = cell.n == 4 || cell.n == 7 || cell.n == 10;
    for (size_t i = 0; ok && i < cell.n; i++) {
        if (i == 4 || i == 7) {
            ok = cell.p[i] == '-';
            v[++part] = 0;
        } else if (cell.p[i] >= '0' && cell.p[i] <= '9')
            v[part] = v[part] * 10 + (cell.p[i] - '0');
        else
            ok = false;
    }
    calendar_date c = {v[0], v[1], v[2]};
    if (!ok || !calendar_valid(c)) {
        builder_complain(b, row, cell, "\"%.*s\" is no date (YYYY-MM-DD, YYYY-MM or YYYY)", (int)cell.n, cell.p);
        return 0;
    }
    if (last && part == 0) c.month = 12;
    if (last && part < 2) c.day = calendar_month_length(c.year, c.month);
    return calendar_days(c);
}

int32_t cell_number(builder *b, const table_row *row, str cell, int32_t low, int32_t high)
{
    char digits[16];
    if (cell.n == 0 || cell.n >= sizeof digits) {
        builder_complain(b, row, cell, "a whole number between %d and %d is wanted here", low, high);
        return low;
    }
    memcpy(digits, cell.p, cell.n);
    digits[cell.n] = 0;
    char *end;
    long v = strtol(digits, &end, 10);
    if (*end || v < low || v > high)
        builder_complain(b, row, cell, "\"%s\" is no whole number between %d and %d", digits, low, high);
    return (int32_t)v;
}

int16_t cell_degrees(builder *b, const table_row *row, str cell, int limit)
{
    char digits[16];
    if (cell.n == 0) return INT16_MIN;
    size_t n = cell.n < sizeof digits ? cell.n : sizeof digits - 1;
    memcpy(digits, cell.p, n);
    digits[n] = 0;
    char *end;
    double v = strtod(digits, &end);
    if (*end || v < -limit || v > limit) {
        builder_complain(b, row, cell, "\"%s\" is no coordinate between -%d and %d degrees", digits, limit, limit);
        return INT16_MIN;
    }
    return (int16_t)(v * 100 + (v < 0 ? -0.5 : 0.5));
}

/* ---- small tables ---- */

/* A month or weekday is a word of the language too: a proper noun. */
static void calendar_word(builder *b, const table_row *row)
{
    word w = word_of_utf8(row->cell[0]);
    if (w.n > 4 && w.c[0] == L_ALEF && w.c[1] == L_LAM) {
        w.n = (uint8_t)(w.n - 2);
        memmove(w.c, w.c + 2, w.n);
    }
    char utf8[2 * WORD_MAX];
    lex_lemma *l;
    size_t n = letters_to_utf8(w.c, w.n, utf8);
    uint32_t id = builder_lemma(b, row, arena_copy(&b->a, (str){utf8, n}), POS_PROPN, &l);
    builder_form(b, id, &w, 0);
}

static void row_time(builder *b, const table_row *row)
{
    uint32_t id = b->times.n;
    lex_time t = {.row = builder_row(b, row)};
    t.kind = (uint8_t)cell_enum(b, row, row->cell[1], lex_time_name, TIME_COUNT, "kind");
    t.value = row->cell[2].n ? cell_number(b, row, row->cell[2], -2000000000, 2000000000) : 0;
    *vec_push(&b->a, &b->times) = t;
    builder_name(b, row->cell[0], t.kind >= TIME_mod ? NAME_timing : NAME_time, id, 0, t.kind);
    bool name = t.kind == TIME_month || t.kind == TIME_hijri_month || t.kind == TIME_weekday;
    if (name && !cell_has_space(row->cell[0])) calendar_word(b, row);
}

/* The years of the table follow each other, and each begins where the months of the one before end. */
static void row_hijri(builder *b, const table_row *row)
{
    lex_hijri h = {.year = (uint16_t)cell_number(b, row, row->cell[0], 1, 3000)};
    h.start = cell_date(b, row, row->cell[1], false);
    int32_t months = 0, days = 0;
    for (str rest = row->cell[2]; rest.n; months++) {
        str cell = str_cut(&rest, '|');
        int32_t n = cell_number(b, row, cell, 29, 30);
        if (n == 30 && months < 12) h.long_months |= (uint16_t)(1u << months);
        days += n;
    }
    if (months != 12) builder_complain(b, row, row->cell[2], "a year has twelve months, not %d", months);
    const lex_hijri *before = b->hijri.n ? &b->hijri.at[b->hijri.n - 1] : NULL;
    if (before && h.year != before->year + 1)
        builder_complain(b, row, row->cell[0], "the year after %u is wanted here", before->year);
    else if (before && h.start != b->hijri_next)
        builder_complain(b, row, row->cell[1], "the year before ends %d days earlier", h.start - b->hijri_next);
    b->hijri_next = h.start + days;
    *vec_push(&b->a, &b->hijri) = h;
}

static void row_abbreviation(builder *b, const table_row *row)
{
    builder_name(b, row->cell[0], NAME_abbreviation, 0, 0, 0);
}

static void row_label(builder *b, const table_row *row)
{
    const str *c = row->cell;
    lex_label l = {builder_text(b, c[0]), builder_text(b, c[1]), builder_text(b, c[2])};
    *vec_push(&b->a, &b->labels) = l;
}

static void row_setting(builder *b, const table_row *row)
{
    unsigned id = cell_enum(b, row, row->cell[0], lex_setting_name, SETTING_COUNT, "setting");
    b->settings[id] = cell_number(b, row, row->cell[1], 0, SETTING_MAX);
}

/* src/input has the file itself, since it reads before any lexicon is open: here its rows are only checked. */
static void row_input(builder *b, const table_row *row)
{
    static const char *const kinds[] = {"column", "class", "phrase"};
    static const char *const means[] = {"id", "date", "outlet", "url", "title", "text", "drop", "body", "link", "end"};
    const str *c = row->cell;
    if (b->files[row->file].layer)
        builder_complain(b, row, c[0], "this table cannot be laid over: khabar --columns names columns");
    cell_enum(b, row, c[0], kinds, sizeof kinds / sizeof *kinds, "kind");
    cell_enum(b, row, c[2], means, sizeof means / sizeof *means, "meaning");
    if (c[1].n == 0) builder_complain(b, row, c[1], "a word is missing");
}

/* ---- all of them ---- */

void builder_run(builder *b)
{
    static const struct {
        table_kind kind;
        void (*row)(builder *, const table_row *);
    } order[] = {
        {TABLE_prepositions, row_preposition},
        {TABLE_particles, row_particle},
        {TABLE_clitics, row_clitic},
        {TABLE_syntactic, row_syntactic},
        {TABLE_tree, row_tree},
        {TABLE_actor_codes, row_actor_code},
        {TABLE_states, row_state},
        {TABLE_verbs, row_verb},
        {TABLE_nouns, row_noun},
        {TABLE_plover, row_plover},
        {TABLE_modes, row_mode},
        {TABLE_contexts, row_context},
        {TABLE_aux, row_aux},
        {TABLE_sectors, row_sector},
        {TABLE_cameo, row_cameo},
        {TABLE_areas, row_area},
        {TABLE_regions, row_region},
        {TABLE_places, row_place},
        {TABLE_orgs, row_org},
        {TABLE_clubs, row_club},
        {TABLE_offices, row_office},
        {TABLE_persons, row_person},
        {TABLE_outlets, row_outlet},
        {TABLE_roles, row_role},
        {TABLE_groups, row_collective},
        {TABLE_heads, row_collective},
        {TABLE_modifiers, row_modifier},
        {TABLE_nisbas, row_nisba},
        {TABLE_given, row_given},
        {TABLE_statuses, row_status},
        {TABLE_cues, row_cue},
        {TABLE_frames, row_frame},
        {TABLE_modality, row_modality},
        {TABLE_light, row_verb_mark},
        {TABLE_auxiliaries, row_verb_mark},
        {TABLE_frequencies, row_frequency},
        {TABLE_transitions, row_transition},
        {TABLE_choices, row_choice},
        {TABLE_agents, row_agent},
        {TABLE_owners, row_agent},
        {TABLE_measures, row_agent},
        {TABLE_instruments, row_instrument},
        {TABLE_tolls, row_toll},
        {TABLE_times, row_time},
        {TABLE_hijri, row_hijri},
        {TABLE_abbreviations, row_abbreviation},
        {TABLE_topics, row_topic},
        {TABLE_input, row_input},
        {TABLE_context_words, row_context_word},
        {TABLE_labels, row_label},
        {TABLE_settings, row_setting},
    };
    b->transitions = ARENA_ARRAY(&b->a, lex_cost, (size_t)LABEL_LEFT * LABEL_RIGHT);
    b->group_transitions = ARENA_ARRAY(&b->a, lex_cost, (size_t)COARSE_LEFT * COARSE_RIGHT);
    b->label_costs = ARENA_ARRAY(&b->a, lex_cost, (size_t)LABEL_COUNT);
    /* Index 0 of each table means "none". */
    builder_text(b, (str){0});
    *vec_push(&b->a, &b->strings) = 0;
    *vec_push(&b->a, &b->strings) = 0;
    *vec_push(&b->a, &b->lemmas) = (lex_lemma){0};
    *vec_push(&b->a, &b->entities) = (lex_entity){0};
    *vec_push(&b->a, &b->row_refs) = (lex_row){0};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (uint32_t r = 0; r < b->rows.n; r++)
            if (b->rows.at[r].kind == order[i].kind) order[i].row(b, &b->rows.at[r]);
    builder_terms(b);
}
