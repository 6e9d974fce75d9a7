/* rows: the records that each table's rows become, in the order in which tables need one another:
 * words before cues and frames (which refer to verbs), states before what lies in them, bodies before persons. */
#include "lexicon/builder.h"

#include <stdio.h>
#include <stdlib.h>

static bool cell_is(str cell, const char *z)
{
    return str_eq(cell, str_of(z));
}

/* Index of a cell among names; complains (with a suggestion) and gives 0 where it is none of them. */
static unsigned enum_cell(builder *b, const table_row *row, str cell, const char *const *names, size_t n,
                          const char *what)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(cell, str_of(names[i]))) return (unsigned)i;
    const char *near = table_nearest(cell, names, n);
    builder_complain(b, row, cell, "unknown %s \"%.*s\"%s%s%s", what, (int)cell.n, cell.p,
                     near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : "");
    return 0;
}

static uint16_t country_cell(builder *b, const table_row *row, str cell)
{
    if (cell.n == 0) return 0;
    uint32_t at = intern_find(&b->country_ids, cell);
    if (at != UINT32_MAX) return (uint16_t)at;
    builder_complain(b, row, cell,
                     "unknown country or body code \"%.*s\" (ISO 3166-1 alpha-3, or a code of codes/actors.tsv)",
                     (int)cell.n, cell.p);
    return 0;
}

/* Days since 1970-01-01 of a proleptic Gregorian date. */
static int32_t days_of(int y, int m, int d)
{
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + (yoe * 365 + yoe / 4 - yoe / 100 + doy) - 719468;
}

/* A date cell YYYY[-MM[-DD]]: the first (or, where `last`, the last) day that it covers. */
static int32_t date_cell(builder *b, const table_row *row, str cell, bool last)
{
    static const int month_days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (cell.n == 0) return last ? INT32_MAX : INT32_MIN;
    int v[3] = {0, 0, 0}, part = 0;
    bool ok = cell.n == 4 || cell.n == 7 || cell.n == 10;
    for (size_t i = 0; ok && i < cell.n; i++) {
        if (i == 4 || i == 7)
            ok = cell.p[i] == '-', part++;
        else if (cell.p[i] >= '0' && cell.p[i] <= '9')
            v[part] = v[part] * 10 + (cell.p[i] - '0');
        else
            ok = false;
    }
    bool leap = v[0] % 4 == 0 && (v[0] % 100 != 0 || v[0] % 400 == 0);
    ok = ok && (part < 1 || (v[1] >= 1 && v[1] <= 12));
    ok = ok && (part < 2 || (v[2] >= 1 && v[2] <= month_days[v[1] - 1] - (v[1] == 2 && !leap)));
    if (!ok) {
        builder_complain(b, row, cell, "\"%.*s\" is no date (YYYY-MM-DD, YYYY-MM or YYYY)", (int)cell.n, cell.p);
        return 0;
    }
    if (part == 2) return days_of(v[0], v[1], v[2]);
    if (part == 1)
        return last ? days_of(v[1] == 12 ? v[0] + 1 : v[0], v[1] == 12 ? 1 : v[1] + 1, 1) - 1 : days_of(v[0], v[1], 1);
    return last ? days_of(v[0], 12, 31) : days_of(v[0], 1, 1);
}

static int32_t number_cell(builder *b, const table_row *row, str cell, int32_t low, int32_t high)
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

static int16_t degrees_cell(builder *b, const table_row *row, str cell, int limit)
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

/* The preposition's index; UINT32_MAX where the cell is none. */
static uint32_t prep_of(builder *b, str cell)
{
    return intern_find(&b->prep_ids, cell);
}

/* ---- words ---- */

typedef struct emit_to {
    builder *b;
    uint32_t lemma;
} emit_to;

static void emit_form(void *context, const word *form, uint16_t features)
{
    emit_to *to = context;
    builder_form(to->b, to->lemma, form, features);
}

/* Remembers the plural forms of a noun for tables that name nouns by their singular; the sound plural in both cases. */
static void remember_plural(builder *b, str singular, str plural)
{
    word w = word_of_utf8(plural);
    if (w.n > 2 && w.c[w.n - 1] == L_NUN && w.c[w.n - 2] == L_WAW) {
        char utf8[2 * WORD_MAX];
        w.c[w.n - 2] = L_YA;
        remember_plural(b, singular, arena_copy(&b->a, (str){utf8, letters_to_utf8(w.c, w.n, utf8)}));
    }
    for (uint32_t i = 0; i < 8; i++) {
        bool fresh;
        str key = arena_printf(&b->a, "%.*s/%u", (int)singular.n, singular.p, i);
        intern_get(&b->a, &b->plural_ids, key, builder_text(b, plural), &fresh);
        if (fresh) return;
    }
}

static void masdar_forms(builder *b, const table_row *row, uint32_t verb, str masdar, uint8_t form)
{
    lex_lemma *l;
    uint32_t id = builder_lemma(b, row, masdar, POS_NOUN, &l);
    l->verb = verb;
    emit_to to = {b, id};
    word w = word_of_utf8(masdar);
    bool ta = w.n && w.c[w.n - 1] == L_TA_MARBUTA;
    inflect_nominal(&w, ta, false, F_MASDAR, emit_form, &to);
    if (form > 1 || ta) {
        word plural = w;
        if (ta) plural.n--;
        if (plural.n + 2 < WORD_MAX) {
            plural.c[plural.n++] = L_ALEF;
            plural.c[plural.n++] = L_TA;
            inflect_plural(&plural, true, F_MASDAR, emit_form, &to);
            char utf8[2 * WORD_MAX];
            size_t n = letters_to_utf8(plural.c, plural.n, utf8);
            remember_plural(b, masdar, arena_copy(&b->a, (str){utf8, n}));
        }
    }
}

static void row_verb(builder *b, const table_row *row)
{
    static const char *const forms[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "QI", "QII"};
    verb_row v = {word_of_utf8(row->cell[0]), word_of_utf8(row->cell[1]), word_of_utf8(row->cell[3]), 0};
    v.form = (uint8_t)(enum_cell(b, row, row->cell[2], forms, 12, "verb form") + 1);
    if (v.root.n < 3 || v.root.n > 5)
        builder_complain(b, row, row->cell[3], "a root has 3 or 4 letters, a borrowed one 5");
    if (v.imperfect.n < 3 || v.imperfect.c[0] != L_YA)
        builder_complain(b, row, row->cell[1], "the imperfect must be the 3rd person masculine singular");
    str trans = row->cell[6];
    bool transitive = !cell_is(trans, "i");
    if (!cell_is(trans, "t") && !cell_is(trans, "i") && !cell_is(trans, "d") && !cell_is(trans, "ti"))
        builder_complain(b, row, trans, "trans is t, i, d or ti");
    lex_lemma *l;
    uint32_t id = builder_lemma(b, row, row->cell[0], POS_VERB, &l);
    l->form = v.form;
    l->transitive = transitive;
    l->gloss = builder_text(b, row->cell[8]);
    uint32_t preps = 0;
    for (str rest = row->cell[7]; rest.n;) {
        str p = str_cut(&rest, '|');
        uint32_t at = prep_of(b, p);
        if (at != UINT32_MAX) preps |= 1u << at;
    }
    b->lemmas.at[id].preps = preps;
    emit_to to = {b, id};
    inflect_verb(&v, transitive, emit_form, &to);
    for (str rest = row->cell[5]; rest.n;) {
        str masdar = str_cut(&rest, '|');
        if (masdar.n) masdar_forms(b, row, id, masdar, v.form);
    }
}

static void row_noun(builder *b, const table_row *row)
{
    lex_pos pos = (lex_pos)(cell_is(row->cell[1], "noun")   ? POS_NOUN
                            : cell_is(row->cell[1], "adj")  ? POS_ADJ
                            : cell_is(row->cell[1], "adv")  ? POS_ADV
                            : cell_is(row->cell[1], "num")  ? POS_NUM
                            : cell_is(row->cell[1], "intj") ? POS_INTJ
                                                            : POS_X);
    if (pos == POS_X) builder_complain(b, row, row->cell[1], "pos is noun, adj, adv, num or intj");
    lex_lemma *l;
    uint32_t id = builder_lemma(b, row, row->cell[0], pos, &l);
    l->gloss = builder_text(b, row->cell[4]);
    emit_to to = {b, id};
    word w = word_of_utf8(row->cell[0]);
    bool feminine = cell_is(row->cell[2], "f");
    if (pos == POS_ADV || pos == POS_INTJ)
        builder_form(b, id, &w, 0);
    else
        inflect_nominal(&w, feminine, pos == POS_ADJ, 0, emit_form, &to);
    for (str rest = row->cell[3]; rest.n;) {
        str plural = str_cut(&rest, '|');
        word p = word_of_utf8(plural);
        bool f = feminine || (p.n > 2 && p.c[p.n - 1] == L_TA && p.c[p.n - 2] == L_ALEF);
        inflect_plural(&p, f, 0, emit_form, &to);
        remember_plural(b, row->cell[0], plural);
    }
}

static void row_particle(builder *b, const table_row *row)
{
    lex_pos pos = (lex_pos)enum_cell(b, row, row->cell[1], lex_pos_name, POS_COUNT, "part of speech");
    unsigned function = enum_cell(b, row, row->cell[2], lex_function_name, FN_COUNT, "function");
    lex_lemma *l;
    uint32_t id = builder_lemma(b, row, row->cell[0], pos, &l);
    l->function = (uint8_t)function;
    l->closed = 1;
    l->gloss = builder_text(b, row->cell[3]);
    uint32_t prep = prep_of(b, row->cell[0]);
    if (function == FN_prep && prep != UINT32_MAX) l->preps = 1u << prep;
    word w = word_of_utf8(row->cell[0]);
    builder_form(b, id, &w, 0);
}

static void row_preposition(builder *b, const table_row *row)
{
    bool fresh;
    if (b->preps.n >= 32) {
        builder_complain(b, row, row->cell[0], "no more than 32 prepositions");
        return;
    }
    intern_get(&b->a, &b->prep_ids, row->cell[0], b->preps.n, &fresh);
    lex_text name = builder_text(b, row->cell[0]);
    *vec_push(&b->a, &b->preps) =
        (lex_prep){name, row->cell[2].n ? (uint32_t)row->cell[2].p[0] : 0, cell_is(row->cell[1], "y")};
}

static uint16_t features_cell(builder *b, const table_row *row, str cell)
{
    uint16_t f = 0;
    for (size_t i = 0; i < cell.n; i++) switch (cell.p[i]) {
        case '1': f |= F_PERSON1; break;
        case '2': f |= F_PERSON2; break;
        case '3': f |= F_PERSON3; break;
        case 'm': f |= F_MASC; break;
        case 'f': f |= F_FEM; break;
        case 's': f |= F_SING; break;
        case 'd': f |= F_DUAL; break;
        case 'p': f |= F_PLUR; break;
        default:
            builder_complain(b, row, cell, "features are person 1 2 3, gender m f, number s d p, as in 3ms");
            return f;
        }
    return f;
}

static void row_clitic(builder *b, const table_row *row)
{
    word w = word_of_utf8(row->cell[0]);
    lex_clitic c = {.n = w.n};
    if (w.n == 0 || w.n > sizeof c.letters) {
        builder_complain(b, row, row->cell[0], "a clitic has 1 to 4 letters");
        return;
    }
    memcpy(c.letters, w.c, w.n);
    c.suffix = cell_is(row->cell[1], "suffix");
    c.kind = (uint8_t)enum_cell(b, row, row->cell[2], lex_clitic_name, CLITIC_COUNT, "kind of clitic");
    uint32_t prep = prep_of(b, row->cell[0]);
    c.prep = (uint8_t)(prep == UINT32_MAX ? 0 : prep);
    c.features = features_cell(b, row, row->cell[3]);
    *vec_push(&b->a, &b->clitics) = c;
}

static void row_transition(builder *b, const table_row *row)
{
    static const char *const classes[] = {"start", "verb", "noun", "adj", "name", "pron",  "prep", "conj",
                                          "that",  "neg",  "part", "adv", "num",  "punct", "rel",  "other"};
    unsigned from = enum_cell(b, row, row->cell[0], classes, TRANSITION_CLASSES, "word class");
    unsigned to = enum_cell(b, row, row->cell[1], classes, TRANSITION_CLASSES, "word class");
    b->transitions[from * TRANSITION_CLASSES + to] = (int16_t)number_cell(b, row, row->cell[2], -10000, 10000);
}

/* ---- names ---- */

static void add_names(builder *b, str cell, lex_name_kind kind, uint32_t ref, uint8_t flags)
{
    while (cell.n) builder_name(b, str_cut(&cell, '|'), kind, ref, flags, 0);
}

typedef struct emit_name_to {
    builder *b;
    uint32_t ref;
    lex_name_kind kind;
} emit_name_to;

static void emit_name(void *context, const word *form, uint16_t features)
{
    emit_name_to *to = context;
    if (features & F_CONSTRUCT) return; /* أوكرانيا is no dual of أوكراني */
    char utf8[2 * WORD_MAX];
    size_t n = letters_to_utf8(form->c, form->n, utf8);
    unsigned number = features & F_NUMBER;
    uint8_t flags = (uint8_t)((number == F_PLUR   ? LEX_NAME_PLURAL
                               : number == F_DUAL ? LEX_NAME_DUAL
                                                  : 0) |
                              ((features & F_GENDER) == F_FEM ? LEX_NAME_FEMININE : 0));
    str text = arena_copy(&to->b->a, (str){utf8, n});
    bool fresh;
    if (to->kind == NAME_nisba) intern_get(&to->b->a, &to->b->nisba_ids, text, to->ref, &fresh);
    builder_name(to->b, text, to->kind, to->ref, flags, 0);
}

/* All forms of an adjective as names: روسي روسية روسيان روسيين روسيون روسيات. */
static void add_adjective(builder *b, str masculine, lex_name_kind kind, uint32_t ref)
{
    emit_name_to to = {b, ref, kind};
    word w = word_of_utf8(masculine);
    inflect_nominal(&w, false, true, 0, emit_name, &to);
}

static uint32_t new_entity(builder *b, const table_row *row, lex_entity_kind kind, str name, str en, lex_entity **at)
{
    uint32_t id = b->entities.n;
    lex_entity *e = vec_push(&b->a, &b->entities);
    *e = (lex_entity){.kind = (uint8_t)kind, .from = INT32_MIN, .to = INT32_MAX, .lat = INT16_MIN, .lon = INT16_MIN};
    e->name = builder_text(b, name);
    e->en = builder_text(b, en);
    e->row = builder_row(b, row);
    *at = &b->entities.at[id];
    return id;
}

static void row_actor_code(builder *b, const table_row *row)
{
    lex_entity *e;
    uint32_t id = new_entity(b, row, ENTITY_code, row->cell[1], row->cell[2], &e);
    e->code = builder_text(b, row->cell[0]);
    e->country = (uint16_t)id;
    bool fresh;
    intern_get(&b->a, &b->country_ids, row->cell[0], id, &fresh);
}

static void row_state(builder *b, const table_row *row)
{
    lex_entity *e;
    const str *c = row->cell;
    if (c[0].n != 3) builder_complain(b, row, c[0], "iso3 is a code of three letters");
    uint32_t id = new_entity(b, row, ENTITY_state, c[1], c[2], &e);
    e->code = builder_text(b, c[0]);
    e->country = (uint16_t)id;
    e->wikidata = builder_text(b, c[10]);
    e->feminine = !cell_is(c[11], "m");
    bool fresh;
    intern_get(&b->a, &b->country_ids, c[0], id, &fresh);
    builder_name(b, c[1], NAME_entity, id, 0, 0);
    if (!str_eq(c[1], c[3])) builder_name(b, c[3], NAME_entity, id, 0, 0);
    add_names(b, c[4], NAME_entity, id, 0);
    add_names(b, c[8], NAME_metonym, id, 0);
    add_names(b, c[9], NAME_former, id, 0);
    for (str rest = c[6]; rest.n;) add_adjective(b, str_cut(&rest, '|'), NAME_nisba, id);
    add_names(b, c[7], NAME_people, id, LEX_NAME_PLURAL);
}

static void row_region(builder *b, const table_row *row)
{
    lex_entity *e;
    uint32_t id = new_entity(b, row, ENTITY_region, row->cell[0], row->cell[1], &e);
    e->subkind = builder_text(b, row->cell[3]);
    builder_name(b, row->cell[0], NAME_entity, id, 0, 0);
    add_names(b, row->cell[2], NAME_entity, id, 0);
}

static void row_place(builder *b, const table_row *row)
{
    lex_entity *e;
    const str *c = row->cell;
    uint32_t id = new_entity(b, row, ENTITY_place, c[0], c[1], &e);
    e->country = country_cell(b, row, c[3]);
    e->subkind = builder_text(b, c[4]);
    e->lat = degrees_cell(b, row, c[5], 90);
    e->lon = degrees_cell(b, row, c[6], 180);
    e->wikidata = builder_text(b, c[7]);
    bool fresh;
    intern_get(&b->a, &b->place_ids, c[0], id, &fresh);
    builder_name(b, c[0], NAME_entity, id, 0, 0);
    add_names(b, c[2], NAME_entity, id, 0);
}

static void row_org(builder *b, const table_row *row)
{
    lex_entity *e;
    const str *c = row->cell;
    uint32_t id = new_entity(b, row, ENTITY_org, c[0], c[1], &e);
    e->country = country_cell(b, row, c[3]);
    e->sector = (uint8_t)enum_cell(b, row, c[4], lex_sector_name, SECTOR_COUNT, "sector");
    e->subkind = builder_text(b, c[5]);
    e->from = date_cell(b, row, c[6], false);
    e->to = date_cell(b, row, c[7], true);
    e->wikidata = builder_text(b, c[8]);
    bool fresh;
    intern_get(&b->a, &b->org_ids, c[0], id, &fresh);
    builder_name(b, c[0], NAME_entity, id, 0, 0);
    for (str rest = c[2]; rest.n;) {
        str alias = str_cut(&rest, '|');
        intern_get(&b->a, &b->org_ids, alias, id, &fresh);
        builder_name(b, alias, NAME_entity, id, 0, 0);
    }
}

static bool has_space(str s)
{
    return s.n && memchr(s.p, ' ', s.n) != NULL;
}

/* The country of a body that has no row of its own: a place's, or that of a nation's adjective at the end of the name
 * (وزارة الخارجية المصرية). */
static uint16_t country_of_name(builder *b, str name)
{
    uint32_t at = intern_find(&b->place_ids, name);
    if (at != UINT32_MAX) return b->entities.at[at].country;
    size_t cut = name.n;
    while (cut > 0 && name.p[cut - 1] != ' ') cut--;
    str word_text = str_sub(name, cut, name.n);
    for (uint32_t i = 0; i < b->clitics.n; i++) {
        const lex_clitic *k = &b->clitics.at[i];
        char utf8[8];
        if (k->suffix || k->kind != CLITIC_article) continue;
        str article = {utf8, letters_to_utf8(k->letters, k->n, utf8)};
        if (str_starts(word_text, article)) word_text = str_sub(word_text, article.n, word_text.n);
    }
    at = intern_find(&b->nisba_ids, word_text);
    return (uint16_t)(at == UINT32_MAX ? 0 : at);
}

static void row_person(builder *b, const table_row *row)
{
    const str *c = row->cell;
    bool fresh;
    uint32_t id = intern_get(&b->a, &b->person_ids, c[0], b->entities.n, &fresh);
    if (fresh) {
        lex_entity *e;
        new_entity(b, row, ENTITY_person, c[0], c[1], &e);
        e->feminine = cell_is(c[3], "f");
        builder_name(b, c[0], NAME_entity, id, 0, 0);
    }
    lex_entity *e = &b->entities.at[id];
    if (e->wikidata == 0) e->wikidata = builder_text(b, c[8]);
    for (str rest = c[2]; rest.n;) {
        str alias = str_cut(&rest, '|');
        uint8_t flags = has_space(c[0]) && !has_space(alias) ? LEX_NAME_SHORT : 0;
        /* The same alias may stand on several rows of one person. */
        str key = arena_printf(&b->a, "%u %.*s", id, (int)alias.n, alias.p);
        intern_get(&b->a, &b->row_keys, key, 0, &fresh);
        if (fresh) builder_name(b, alias, NAME_entity, id, flags, 0);
    }
    lex_tenure t = {.person = id, .row = builder_row(b, row)};
    t.office = (uint8_t)enum_cell(b, row, c[4], lex_office_name, OFFICE_COUNT, "office");
    uint32_t at = intern_find(&b->country_ids, c[5]);
    if (at != UINT32_MAX)
        t.country = (uint16_t)at;
    else if ((at = intern_find(&b->org_ids, c[5])) != UINT32_MAX) {
        t.org = at;
        t.country = b->entities.at[at].country;
    } else if (c[5].n && (t.country = country_of_name(b, c[5])) == 0)
        builder_complain(b, row, c[5],
                         "\"%.*s\" is no state's code, no organisation of data/org, no place, and names no nation",
                         (int)c[5].n, c[5].p);
    t.from = date_cell(b, row, c[6], false);
    t.to = date_cell(b, row, c[7], true);
    if (t.from > t.to) builder_complain(b, row, c[6], "the term ends before it begins");
    if (b->entities.at[id].country == 0) b->entities.at[id].country = t.country;
    *vec_push(&b->a, &b->tenures) = t;
}

/* Number and gender that a form shows beside its base: base + ة feminine, base + ا accusative, any other a plural. */
static uint8_t form_flags(str base, str form)
{
    str first = str_cut(&base, ' '), other = str_cut(&form, ' ');
    word b = word_of_utf8(first), f = word_of_utf8(other);
    if (f.n == b.n + 1 && memcmp(f.c, b.c, b.n) == 0) {
        if (f.c[b.n] == L_TA_MARBUTA) return LEX_NAME_FEMININE;
        if (f.c[b.n] == L_ALEF) return 0;
    }
    return LEX_NAME_PLURAL;
}

/* Adds a phrase and the same phrase with each other form of its first word. */
static void add_phrase_forms(builder *b, str phrase, str forms, lex_name_kind kind, uint32_t ref, uint8_t flags,
                             uint16_t value)
{
    builder_name(b, phrase, kind, ref, flags, value);
    str rest = phrase;
    str_cut(&rest, ' ');
    while (forms.n) {
        str form = str_cut(&forms, '|');
        if (has_space(form) || rest.n == 0)
            builder_name(b, form, kind, ref, flags | form_flags(phrase, form), value);
        else
            builder_name(b, arena_printf(&b->a, "%.*s %.*s", (int)form.n, form.p, (int)rest.n, rest.p), kind, ref,
                         flags | form_flags(phrase, form), value);
    }
}

static void row_role(builder *b, const table_row *row)
{
    static const char *const kinds[] = {"role", "title", "rank"};
    const str *c = row->cell;
    uint32_t id = b->roles.n;
    lex_role r = {.name = builder_text(b, c[0]), .row = builder_row(b, row)};
    r.office = (uint8_t)(c[2].n ? enum_cell(b, row, c[2], lex_office_name, OFFICE_COUNT, "office") : 0);
    r.sector = (uint8_t)enum_cell(b, row, c[3], lex_sector_name, SECTOR_COUNT, "sector");
    r.kind = (uint8_t)enum_cell(b, row, c[4], kinds, 3, "kind");
    *vec_push(&b->a, &b->roles) = r;
    add_phrase_forms(b, c[0], c[1], NAME_role, id, 0, 0);
}

static void row_collective(builder *b, const table_row *row)
{
    static const char *const kinds[] = {"person_noun", "collective", "source", "document"};
    const str *c = row->cell;
    bool head = row->kind == TABLE_heads;
    lex_group g = {.name = builder_text(b, c[0]), .row = builder_row(b, row)};
    g.sector = (uint8_t)enum_cell(b, row, c[2], lex_sector_name, SECTOR_COUNT, "sector");
    uint32_t id = head ? b->heads.n : b->groups.n;
    if (head)
        g.subkind = builder_text(b, c[3]);
    else
        g.kind = (uint8_t)enum_cell(b, row, c[3], kinds, 4, "kind");
    if (head)
        *vec_push(&b->a, &b->heads) = g;
    else
        *vec_push(&b->a, &b->groups) = g;
    add_phrase_forms(b, c[0], c[1], head ? NAME_head : NAME_group, id, 0, 0);
}

static void row_area(builder *b, const table_row *row)
{
    /* value 1: a part of what follows (شمال بغداد, أحياء حلب); 0: a kind of place whose name follows (قرية, قضاء) */
    add_phrase_forms(b, row->cell[0], row->cell[1], NAME_area, 0, 0, (uint16_t)cell_is(row->cell[2], "part"));
}

static void row_modifier(builder *b, const table_row *row)
{
    lex_group g = {.name = builder_text(b, row->cell[0]), .row = builder_row(b, row)};
    g.sector = (uint8_t)enum_cell(b, row, row->cell[1], lex_sector_name, SECTOR_COUNT, "sector");
    uint32_t id = b->modifiers.n;
    *vec_push(&b->a, &b->modifiers) = g;
    add_adjective(b, row->cell[0], NAME_modifier, id);
}

static void row_office(builder *b, const table_row *row)
{
    unsigned office = enum_cell(b, row, row->cell[0], lex_office_name, OFFICE_COUNT, "office");
    b->office_sectors[office] = (uint8_t)enum_cell(b, row, row->cell[1], lex_sector_name, SECTOR_COUNT, "sector");
}

static void row_plover(builder *b, const table_row *row)
{
    unsigned type = enum_cell(b, row, row->cell[0], lex_type_name, TYPE_COUNT, "event type");
    b->type_quads[type] = (uint8_t)number_cell(b, row, row->cell[1], 1, 4);
}

static void row_outlet(builder *b, const table_row *row)
{
    uint16_t country = country_cell(b, row, row->cell[1]);
    *vec_push(&b->a, &b->outlets) = (lex_outlet){builder_text(b, row->cell[0]), country};
}

static void row_status(builder *b, const table_row *row)
{
    unsigned status = enum_cell(b, row, row->cell[1], lex_status_name, STATUS_COUNT, "meaning");
    str text = row->cell[0];
    if (has_space(text)) {
        builder_name(b, text, NAME_status, status, 0, 0);
        return;
    }
    add_adjective(b, text, NAME_status, status);
}

static void row_given(builder *b, const table_row *row)
{
    uint8_t flags = cell_is(row->cell[1], "f") ? LEX_NAME_FEMININE : 0;
    builder_name(b, row->cell[0], NAME_given, 0, flags,
                 (uint16_t)(cell_is(row->cell[2], "head") ? GIVEN_HEAD
                            : row->cell[2].n              ? GIVEN_WORD
                                                          : 0));
}

/* ---- cues and frames ---- */

/* Calls f for every lemma with this text and class. */
static uint32_t lemma_find(builder *b, str text, lex_pos pos, uint32_t nth)
{
    return intern_find(&b->lemma_ids, arena_printf(&b->a, "%.*s/%d/%u", (int)text.n, text.p, (int)pos, nth));
}

static void add_with_plurals(builder *b, str noun, lex_name_kind kind, uint32_t ref)
{
    builder_name(b, noun, kind, ref, 0, 0);
    for (uint32_t i = 0; i < 8; i++) {
        uint32_t t = intern_find(&b->plural_ids, arena_printf(&b->a, "%.*s/%u", (int)noun.n, noun.p, i));
        if (t == UINT32_MAX) return;
        size_t n = b->strings.at[t] | (size_t)b->strings.at[t + 1] << 8;
        builder_name(b, arena_copy(&b->a, (str){(char *)b->strings.at + t + 2, n}), kind, ref, LEX_NAME_PLURAL, 0);
    }
}

/* A phrase whose first word is a verb is found with every finite form of that verb. */
static void add_verbal_phrase(builder *b, str phrase, lex_name_kind kind, uint32_t ref)
{
    builder_name(b, phrase, kind, ref, 0, 0);
    str rest = phrase, first = str_cut(&rest, ' ');
    uint32_t lemma = rest.n ? lemma_find(b, first, POS_VERB, 0) : UINT32_MAX;
    if (lemma == UINT32_MAX) return;
    uint32_t n = b->forms.n;
    for (uint32_t i = 0; i < n; i++) {
        raw_form f = b->forms.at[i];
        unsigned aspect = f.features & F_ASPECT;
        if (f.lemma != lemma || (aspect != F_PERFECT && aspect != F_IMPERFECT)) continue;
        char utf8[2 * WORD_MAX];
        size_t k = letters_to_utf8(f.raw, f.n, utf8);
        builder_name(b, arena_printf(&b->a, "%.*s %.*s", (int)k, utf8, (int)rest.n, rest.p), kind, ref, 0, 0);
    }
}

static void row_cue(builder *b, const table_row *row)
{
    static const char *const positions[] = {"verb", "noun", "phrase", "participle"};
    const str *c = row->cell;
    uint32_t id = b->cues.n;
    lex_cue q = {.name = builder_text(b, c[0]), .row = builder_row(b, row), .near = b->frame_words.n};
    q.pos = (uint8_t)enum_cell(b, row, c[1], positions, 4, "pos");
    if (q.pos == 3) q.pos = CUE_PHRASE;
    q.class = (uint8_t)enum_cell(b, row, c[2], lex_cue_name, CUE_COUNT, "class");
    for (str rest = c[3]; rest.n;) {
        str t = str_cut(&rest, '|');
        uint32_t prep = prep_of(b, t), particle;
        if (cell_is(t, "quote"))
            q.takes |= TAKES_QUOTE;
        else if (cell_is(t, "colon"))
            q.takes |= TAKES_COLON;
        else if (cell_is(t, "obj"))
            q.takes |= TAKES_OBJECT;
        else if (prep != UINT32_MAX)
            q.takes_preps |= 1u << prep;
        else if ((particle = lemma_find(b, t, POS_SCONJ, 0)) != UINT32_MAX)
            q.takes |= (uint8_t)(b->lemmas.at[particle].function == FN_that_inna ? TAKES_INNA : TAKES_ANNA);
        else if (t.n && t.n < 64) {
            /* a preposition joined to a subordinator (بأن), or else a word that must follow */
            bool joined = false;
            for (uint32_t i = 0; i < b->clitics.n && !joined; i++) {
                word w = word_of_utf8(t);
                const lex_clitic *k = &b->clitics.at[i];
                if (k->suffix || k->kind != CLITIC_prep || w.n <= k->n || memcmp(w.c, k->letters, k->n) != 0) continue;
                char utf8[2 * WORD_MAX];
                size_t n = letters_to_utf8(w.c + k->n, (size_t)w.n - k->n, utf8);
                particle = lemma_find(b, (str){utf8, n}, POS_SCONJ, 0);
                if (particle == UINT32_MAX) continue;
                joined = true;
                q.takes_preps |= 1u << k->prep;
                q.takes |= TAKES_ANNA;
            }
            if (!joined && !has_space(t)) {
                *vec_push(&b->a, &b->frame_words) = builder_word(b, t);
                q.n_near++;
            }
        }
    }
    for (str rest = c[4]; rest.n;) {
        str t = str_cut(&rest, '|');
        uint32_t prep = prep_of(b, t);
        if (cell_is(t, "obj"))
            q.takes |= CUE_TELLS;
        else if (prep != UINT32_MAX)
            q.addressee_preps |= 1u << prep;
        else
            builder_complain(b, row, t, "the addressee is marked by obj or a preposition of morph/prepositions.tsv");
    }
    str phrase = c[0];
    if (q.pos == CUE_PHRASE) {
        size_t cut = phrase.n;
        while (cut > 0 && phrase.p[cut - 1] != ' ') cut--;
        uint32_t prep = prep_of(b, str_sub(phrase, cut, phrase.n));
        if (cut && prep != UINT32_MAX) {
            q.ends_prep = (uint8_t)(prep + 1);
            phrase = str_trim(str_sub(phrase, 0, cut));
        }
    }
    *vec_push(&b->a, &b->cues) = q;
    if (q.pos == CUE_VERB) {
        uint32_t lemma;
        uint32_t n = 0;
        while ((lemma = lemma_find(b, c[0], POS_VERB, n)) != UINT32_MAX) b->lemmas.at[lemma].cue = id + 1, n++;
        if (n == 0)
            builder_complain(b, row, c[0], "no verb \"%.*s\" in the morph tables: add its row", (int)c[0].n, c[0].p);
    } else if (q.pos == CUE_NOUN)
        add_with_plurals(b, c[0], NAME_cue, id);
    else
        add_verbal_phrase(b, phrase, NAME_cue, id);
}

static uint8_t slot_cell(builder *b, const table_row *row, str cell)
{
    if (cell.n == 0 || cell_is(cell, "none")) return SLOT_NONE;
    if (cell_is(cell, "subj")) return SLOT_SUBJECT;
    if (cell_is(cell, "obj")) return SLOT_OBJECT;
    uint32_t prep = prep_of(b, cell);
    if (prep != UINT32_MAX) return (uint8_t)(SLOT_PREP + prep);
    builder_complain(b, row, cell, "a slot is subj, obj, none or a preposition of morph/prepositions.tsv");
    return SLOT_NONE;
}

static uint8_t add_frame_words(builder *b, str list)
{
    uint32_t n = 0;
    while (list.n) {
        str w = str_trim(str_cut(&list, ','));
        if (w.n == 0 || has_space(w)) continue;
        uint32_t prep = prep_of(b, w);
        *vec_push(&b->a, &b->frame_words) = prep != UINT32_MAX ? FRAME_WORD_PREP | prep : builder_word(b, w);
        n++;
        for (uint32_t i = 0; i < 8; i++) {
            uint32_t t = intern_find(&b->plural_ids, arena_printf(&b->a, "%.*s/%u", (int)w.n, w.p, i));
            if (t == UINT32_MAX) break;
            size_t k = b->strings.at[t] | (size_t)b->strings.at[t + 1] << 8;
            str plural = arena_copy(&b->a, (str){(char *)b->strings.at + t + 2, k});
            *vec_push(&b->a, &b->frame_words) = builder_word(b, plural);
            n++;
        }
    }
    return (uint8_t)(n < 255 ? n : 255);
}

static void frame_requires(builder *b, const table_row *row, str cell, lex_frame *f)
{
    while (cell.n) {
        str r = str_trim(str_cut(&cell, ';')), near = STR("near:"), not_near = STR("not:");
        if (str_starts(r, near)) {
            if (f->n_near == 0)
                f->near = b->frame_words.n;
            else
                *vec_push(&b->a, &b->frame_words) = FRAME_WORD_AND, f->n_near++;
            f->n_near = (uint8_t)(f->n_near + add_frame_words(b, str_sub(r, near.n, r.n)));
        } else if (str_starts(r, not_near)) {
            if (f->n_not == 0) f->not_near = b->frame_words.n;
            f->n_not = (uint8_t)(f->n_not + add_frame_words(b, str_sub(r, not_near.n, r.n)));
        } else if (cell_is(r, "target"))
            f->flags |= FRAME_NEEDS_TARGET;
        else if (cell_is(r, "actor"))
            f->flags |= FRAME_NEEDS_ACTOR;
        else if (r.n)
            builder_complain(b, row, r, "requires holds near:…, not:…, target, actor");
    }
}

static void row_modality(builder *b, const table_row *row)
{
    const str *c = row->cell;
    unsigned modality = enum_cell(b, row, c[2], lex_modality_name, MODALITY_COUNT, "modality");
    if (!cell_is(c[1], "verb")) {
        add_verbal_phrase(b, c[0], NAME_modality, modality);
        return;
    }
    uint32_t lemma, n = 0;
    while ((lemma = lemma_find(b, c[0], POS_VERB, n)) != UINT32_MAX)
        b->lemmas.at[lemma].modality = (uint8_t)modality, n++;
    if (n == 0)
        builder_complain(b, row, c[0], "no verb \"%.*s\" in the morph tables: add its row", (int)c[0].n, c[0].p);
}

static void row_agent(builder *b, const table_row *row)
{
    builder_name(b, row->cell[0], NAME_agent, 0, 0, 0);
}

/* Rows that mark verbs of the morph tables. */
static void row_verb_mark(builder *b, const table_row *row)
{
    str verb = row->cell[0];
    uint32_t lemma, n = 0;
    for (; (lemma = lemma_find(b, verb, POS_VERB, n)) != UINT32_MAX; n++) {
        if (row->kind == TABLE_light)
            b->lemmas.at[lemma].light = 1;
        else
            b->lemmas.at[lemma].auxiliary = 1;
    }
    if (n == 0)
        builder_complain(b, row, verb, "no verb \"%.*s\" in the morph tables: add its row", (int)verb.n, verb.p);
}

static int16_t goldstein_of(builder *b, str cameo)
{
    uint32_t at = intern_find(&b->row_keys, arena_printf(&b->a, "goldstein %.*s", (int)cameo.n, cameo.p));
    return (int16_t)(at == UINT32_MAX ? INT16_MIN : (int)at - 1000);
}

static void row_frame(builder *b, const table_row *row)
{
    static const char *const gens[] = {"none", "agent", "patient", "either"};
    const str *c = row->cell;
    uint32_t id = b->frames.n;
    lex_frame f = {.id = builder_text(b, c[0]),
                   .mode = builder_text(b, c[4]),
                   .cameo = builder_text(b, c[5]),
                   .row = builder_row(b, row)};
    f.type = (uint8_t)enum_cell(b, row, c[3], lex_type_name, TYPE_COUNT, "event type");
    f.goldstein = goldstein_of(b, c[5]);
    if (f.goldstein == INT16_MIN)
        builder_complain(b, row, c[5], "unknown CAMEO code \"%.*s\" (see codes/cameo.tsv)", (int)c[5].n, c[5].p);
    f.actor = slot_cell(b, row, c[6]);
    for (str rest = c[7]; rest.n;) {
        uint8_t slot = slot_cell(b, row, str_cut(&rest, '|'));
        if (slot && f.n_recipient < FRAME_SLOTS) f.recipient[f.n_recipient++] = slot;
    }
    f.gen = (uint8_t)(c[8].n ? enum_cell(b, row, c[8], gens, 4, "gen") : GEN_NONE);
    if (cell_is(c[9], "y")) f.flags |= FRAME_RECIPROCAL;
    frame_requires(b, row, c[10], &f);
    for (str rest = c[11]; rest.n;)
        f.contexts |= 1ull << enum_cell(b, row, str_cut(&rest, '|'), lex_context_name, CONTEXT_COUNT, "context");
    *vec_push(&b->a, &b->frames) = f;
    if (c[1].n) {
        uint32_t lemma;
        uint32_t n = 0;
        while ((lemma = lemma_find(b, c[1], POS_VERB, n)) != UINT32_MAX) {
            *vec_push(&b->a, &b->lemma_frames) = (raw_link){lemma, id};
            n++;
        }
        if (n == 0)
            builder_complain(b, row, c[1], "no verb \"%.*s\" in the morph tables: add its row", (int)c[1].n, c[1].p);
    }
    for (str rest = c[2]; rest.n;) add_with_plurals(b, str_cut(&rest, '|'), NAME_frame, id);
}

static void row_cameo(builder *b, const table_row *row)
{
    const str *c = row->cell;
    bool fresh;
    char digits[16] = {0};
    memcpy(digits, c[3].p, c[3].n < 15 ? c[3].n : 15);
    double g = strtod(digits, NULL) * 10;
    if (g < -100 || g > 100) builder_complain(b, row, c[3], "a Goldstein value lies between -10 and 10");
    intern_get(&b->a, &b->row_keys, arena_printf(&b->a, "goldstein %.*s", (int)c[0].n, c[0].p),
               (uint32_t)((int)(g < 0 ? g - 0.5 : g + 0.5) + 1000), &fresh);
}

/* ---- the rest ---- */

static void row_time(builder *b, const table_row *row)
{
    uint32_t id = b->times.n;
    lex_time t = {.row = builder_row(b, row)};
    t.kind = (uint8_t)enum_cell(b, row, row->cell[1], lex_time_name, TIME_COUNT, "kind");
    t.value = row->cell[2].n ? number_cell(b, row, row->cell[2], -100000, 2000000000) : 0;
    *vec_push(&b->a, &b->times) = t;
    builder_name(b, row->cell[0], NAME_time, id, 0, t.kind);
}

static void row_abbreviation(builder *b, const table_row *row)
{
    builder_name(b, row->cell[0], NAME_abbreviation, 0, 0, 0);
}

static void row_topic(builder *b, const table_row *row)
{
    static const char *const topics[] = {"sport", "entertainment", "weather", "market"};
    unsigned topic = enum_cell(b, row, row->cell[1], topics, 4, "topic");
    int32_t weight = number_cell(b, row, row->cell[2], 0, 100);
    add_with_plurals(b, row->cell[0], NAME_topic, topic);
    b->names.at[b->names.n - 1].name.value = (uint16_t)weight;
    for (uint32_t i = b->names.n; i-- > 0 && b->names.at[i].name.kind == NAME_topic && b->names.at[i].name.value == 0;)
        b->names.at[i].name.value = (uint16_t)weight;
}

static void row_label(builder *b, const table_row *row)
{
    const str *c = row->cell;
    lex_label l = {builder_text(b, c[0]), builder_text(b, c[1]), builder_text(b, c[2])};
    *vec_push(&b->a, &b->labels) = l;
}

static void row_setting(builder *b, const table_row *row)
{
    lex_setting s = {builder_text(b, row->cell[0]), number_cell(b, row, row->cell[1], -1000000, 1000000)};
    *vec_push(&b->a, &b->settings) = s;
}

void builder_run(builder *b)
{
    static const struct {
        table_kind kind;
        void (*row)(builder *, const table_row *);
    } order[] = {
        {TABLE_prepositions, row_preposition},
        {TABLE_particles, row_particle},
        {TABLE_clitics, row_clitic},
        {TABLE_transitions, row_transition},
        {TABLE_actor_codes, row_actor_code},
        {TABLE_states, row_state},
        {TABLE_verbs, row_verb},
        {TABLE_nouns, row_noun},
        {TABLE_cameo, row_cameo},
        {TABLE_plover, row_plover},
        {TABLE_areas, row_area},
        {TABLE_regions, row_region},
        {TABLE_places, row_place},
        {TABLE_orgs, row_org},
        {TABLE_persons, row_person},
        {TABLE_outlets, row_outlet},
        {TABLE_roles, row_role},
        {TABLE_groups, row_collective},
        {TABLE_heads, row_collective},
        {TABLE_modifiers, row_modifier},
        {TABLE_given, row_given},
        {TABLE_statuses, row_status},
        {TABLE_offices, row_office},
        {TABLE_cues, row_cue},
        {TABLE_frames, row_frame},
        {TABLE_modality, row_modality},
        {TABLE_light, row_verb_mark},
        {TABLE_auxiliaries, row_verb_mark},
        {TABLE_agents, row_agent},
        {TABLE_times, row_time},
        {TABLE_abbreviations, row_abbreviation},
        {TABLE_topics, row_topic},
        {TABLE_labels, row_label},
        {TABLE_settings, row_setting},
    };
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
}
