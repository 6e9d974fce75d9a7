/* rows_names: states, bodies, places and persons, and the words for roles and groups of people; see rows.h.
 *
 *   روسيا  RUS  روسي  الروس    an entity, and phrases that lead to it by its name, its adjective and its people
 *
 * Invariant: states come before what lies in them, bodies before the persons who hold their offices. */
#include "lexicon/rows.h"

#include <stdlib.h>

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

enum { ADJECTIVE_FORMS = 32 };

typedef struct adjective_forms {
    word at[ADJECTIVE_FORMS];
    uint16_t features[ADJECTIVE_FORMS];
    uint32_t n;
} adjective_forms;

static void keep_form(void *context, const word *form, uint16_t features)
{
    adjective_forms *x = context;
    if ((features & F_CONSTRUCT) || x->n == ADJECTIVE_FORMS) return;
    x->at[x->n] = *form;
    x->features[x->n++] = features;
}

/* An adjective of two words agrees in both (كوري شمالي, كورية شمالية); a noun before it stays (جنوب أفريقية). */
static void add_adjective_of_two(builder *b, str masculine, lex_name_kind kind, uint32_t ref)
{
    str first = str_cut(&masculine, ' ');
    adjective_forms one = {0}, two = {0};
    word v = word_of_utf8(first), w = word_of_utf8(masculine);
    bool stays = v.n == 0 || v.c[v.n - 1] != L_YA;
    if (stays)
        keep_form(&one, &v, 0);
    else
        inflect_nominal(&v, false, true, 0, keep_form, &one);
    inflect_nominal(&w, false, true, 0, keep_form, &two);
    for (uint32_t i = 0; i < one.n; i++)
        for (uint32_t k = 0; k < two.n; k++) {
            if (!stays && one.features[i] != two.features[k]) continue;
            char x[2 * WORD_MAX], y[2 * WORD_MAX];
            size_t n = letters_to_utf8(one.at[i].c, one.at[i].n, x), m = letters_to_utf8(two.at[k].c, two.at[k].n, y);
            unsigned number = two.features[k] & F_NUMBER;
            uint8_t flags = (uint8_t)((number == F_PLUR   ? LEX_NAME_PLURAL
                                       : number == F_DUAL ? LEX_NAME_DUAL
                                                          : 0) |
                                      ((two.features[k] & F_GENDER) == F_FEM ? LEX_NAME_FEMININE : 0));
            builder_name(b, arena_printf(&b->a, "%.*s %.*s", (int)n, x, (int)m, y), kind, ref, flags, 0);
        }
}

/* All forms of an adjective as names: روسي روسية روسيان روسيين روسيون روسيات. */
static void add_adjective(builder *b, str masculine, lex_name_kind kind, uint32_t ref)
{
    if (cell_has_space(masculine)) {
        add_adjective_of_two(b, masculine, kind, ref);
        return;
    }
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

void row_actor_code(builder *b, const table_row *row)
{
    lex_entity *e;
    uint32_t id = new_entity(b, row, ENTITY_code, row->cell[1], row->cell[2], &e);
    e->code = builder_text(b, row->cell[0]);
    e->country = (uint16_t)id;
    bool fresh;
    intern_get(&b->a, &b->country_ids, row->cell[0], id, &fresh);
}

void row_state(builder *b, const table_row *row)
{
    lex_entity *e;
    const str *c = row->cell;
    if (c[0].n != 3) builder_complain(b, row, c[0], "iso3 is a code of three letters");
    uint32_t id = new_entity(b, row, ENTITY_state, c[1], c[2], &e);
    e->code = builder_text(b, c[0]);
    e->country = (uint16_t)id;
    e->wikidata = builder_text(b, c[10]);
    e->feminine = !cell_is(c[11], "m");
    e->arab = cell_is(c[12], "arab");
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

void row_region(builder *b, const table_row *row)
{
    lex_entity *e;
    uint32_t id = new_entity(b, row, ENTITY_region, row->cell[0], row->cell[1], &e);
    e->subkind = builder_text(b, row->cell[3]);
    builder_name(b, row->cell[0], NAME_entity, id, 0, 0);
    add_names(b, row->cell[2], NAME_entity, id, 0);
}

void row_place(builder *b, const table_row *row)
{
    lex_entity *e;
    const str *c = row->cell;
    uint32_t id = new_entity(b, row, ENTITY_place, c[0], c[1], &e);
    e->country = cell_country(b, row, c[3]);
    e->subkind = builder_text(b, c[4]);
    e->lat = cell_degrees(b, row, c[5], 90);
    e->lon = cell_degrees(b, row, c[6], 180);
    e->wikidata = builder_text(b, c[7]);
    bool fresh;
    intern_get(&b->a, &b->place_ids, c[0], id, &fresh);
    builder_name(b, c[0], NAME_entity, id, 0, 0);
    add_names(b, c[2], NAME_entity, id, 0);
}

void row_org(builder *b, const table_row *row)
{
    lex_entity *e;
    const str *c = row->cell;
    uint32_t id = new_entity(b, row, ENTITY_org, c[0], c[1], &e);
    e->country = cell_country(b, row, c[3]);
    e->sector = (uint8_t)cell_enum(b, row, c[4], lex_sector_name, SECTOR_COUNT, "sector");
    e->subkind = builder_text(b, c[5]);
    e->from = cell_date(b, row, c[6], false);
    e->to = cell_date(b, row, c[7], true);
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

void row_club(builder *b, const table_row *row)
{
    uint32_t id = intern_find(&b->org_ids, row->cell[1]);
    if (id == UINT32_MAX)
        builder_complain(b, row, row->cell[1], "\"%.*s\" is no organisation of data/org", (int)row->cell[1].n,
                         row->cell[1].p);
    else
        builder_name(b, row->cell[0], NAME_club, id, 0, cell_is(row->cell[2], "word")); /* value: a common word too */
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

/* The state, body or place that a term or role is of; an empty cell is none. */
static void of_cell(builder *b, const table_row *row, str cell, uint16_t *country, uint32_t *org)
{
    uint32_t at = intern_find(&b->country_ids, cell);
    if (at != UINT32_MAX)
        *country = (uint16_t)at;
    else if ((at = intern_find(&b->org_ids, cell)) != UINT32_MAX ||
             (at = intern_find(&b->place_ids, cell)) != UINT32_MAX) {
        *org = at; /* a place's offices (أرض الصومال) are not its state's */
        *country = b->entities.at[at].country;
    } else if (cell.n && (*country = country_of_name(b, cell)) == 0)
        builder_complain(b, row, cell,
                         "\"%.*s\" is no state's code, no organisation of data/org, no place, and names no nation",
                         (int)cell.n, cell.p);
}

void row_person(builder *b, const table_row *row)
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
        uint8_t flags = cell_has_space(c[0]) && !cell_has_space(alias) ? LEX_NAME_SHORT : 0;
        /* The same alias may stand on several rows of one person. */
        str key = arena_printf(&b->a, "%u %.*s", id, (int)alias.n, alias.p);
        intern_get(&b->a, &b->row_keys, key, 0, &fresh);
        if (fresh) builder_name(b, alias, NAME_entity, id, flags, 0);
    }
    lex_tenure t = {.person = id, .row = builder_row(b, row)};
    t.office = (uint8_t)cell_enum(b, row, c[4], lex_office_name, OFFICE_COUNT, "office");
    of_cell(b, row, c[5], &t.country, &t.org);
    bool by_nation = t.country && !t.org && intern_find(&b->country_ids, c[5]) == UINT32_MAX;
    if (by_nation && b->sole[t.office])
        t.org = id; /* head of a body without a row (حكومة الإنقاذ الليبية), not of the state */
    t.from = cell_date(b, row, c[6], false);
    t.to = cell_date(b, row, c[7], true);
    if (t.from > t.to) builder_complain(b, row, c[6], "the term ends before it begins");
    if (b->entities.at[id].country == 0) b->entities.at[id].country = t.country;
    if (b->sole[t.office] && t.from != INT32_MIN && c[5].n)
        *vec_push(&b->a, &b->terms) = (raw_term){row, b->tenures.n, cell_date(b, row, c[6], true),
                                                 c[7].n ? cell_date(b, row, c[7], false) : INT32_MAX};
    *vec_push(&b->a, &b->tenures) = t;
}

static const lex_tenure *term_tenures;

static int by_term(const void *x, const void *y)
{
    const lex_tenure *a = &term_tenures[((const raw_term *)x)->tenure],
                     *b = &term_tenures[((const raw_term *)y)->tenure];
    if (a->office != b->office) return a->office < b->office ? -1 : 1;
    if (a->country != b->country) return a->country < b->country ? -1 : 1;
    if (a->org != b->org) return a->org < b->org ? -1 : 1;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return a < b ? -1 : a > b;
}

/* Where one at a time holds an office, a term without an end ends when the next one begins: a change of office is one row.
 * Two terms that share days for certain are a mistake. */
void builder_terms(builder *b)
{
    term_tenures = b->tenures.at;
    if (b->terms.n) qsort(b->terms.at, b->terms.n, sizeof *b->terms.at, by_term);
    for (uint32_t i = 0; i < b->terms.n; i++) {
        const raw_term *x = &b->terms.at[i];
        lex_tenure *t = &b->tenures.at[x->tenure];
        for (uint32_t z = i + 1; z < b->terms.n; z++) {
            const raw_term *y = &b->terms.at[z];
            const lex_tenure *u = &b->tenures.at[y->tenure];
            if (u->office != t->office || u->country != t->country || u->org != t->org) break;
            if (u->person == t->person || u->from <= t->from) continue;
            if (x->ends == INT32_MAX) {
                t->to = u->from;
                break;
            }
            if (y->begins < x->ends)
                builder_complain(b, y->row, y->row->cell[6], "%.*s holds this office until %.*s (line %u of %.*s)",
                                 (int)x->row->cell[0].n, x->row->cell[0].p, (int)x->row->cell[7].n, x->row->cell[7].p,
                                 x->row->line, (int)b->files[x->row->file].path.n, b->files[x->row->file].path.p);
        }
    }
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
        if (cell_has_space(form) || rest.n == 0)
            builder_name(b, form, kind, ref, flags | form_flags(phrase, form), value);
        else
            builder_name(b, arena_printf(&b->a, "%.*s %.*s", (int)form.n, form.p, (int)rest.n, rest.p), kind, ref,
                         flags | form_flags(phrase, form), value);
    }
}

void row_role(builder *b, const table_row *row)
{
    static const char *const kinds[] = {"role", "title", "rank", "post"}; /* as ROLE_TITLE … */
    const str *c = row->cell;
    uint32_t id = b->roles.n;
    lex_role r = {.name = builder_text(b, c[0]), .row = builder_row(b, row)};
    r.office = (uint8_t)(c[2].n ? cell_enum(b, row, c[2], lex_office_name, OFFICE_COUNT, "office") : 0);
    r.sector = (uint8_t)cell_enum(b, row, c[3], lex_sector_name, SECTOR_COUNT, "sector");
    r.kind = (uint8_t)cell_enum(b, row, c[4], kinds, 4, "kind");
    of_cell(b, row, c[5], &r.country, &r.org);
    *vec_push(&b->a, &b->roles) = r;
    add_phrase_forms(b, c[0], c[1], NAME_role, id, 0, 0);
}

void row_collective(builder *b, const table_row *row)
{
    static const char *const kinds[] = {"person_noun", "collective", "source", "document",
                                        "land"}; /* as GROUP_PEOPLE … */
    const str *c = row->cell;
    bool head = row->kind == TABLE_heads;
    lex_group g = {.name = builder_text(b, c[0]), .row = builder_row(b, row)};
    g.sector = (uint8_t)cell_enum(b, row, c[2], lex_sector_name, SECTOR_COUNT, "sector");
    uint32_t id = head ? b->heads.n : b->groups.n;
    if (head)
        g.subkind = builder_text(b, c[3]);
    else {
        uint32_t org;
        g.kind = (uint8_t)cell_enum(b, row, c[3], kinds, 5, "kind");
        of_cell(b, row, c[4], &g.country, &org);
    }
    if (head)
        *vec_push(&b->a, &b->heads) = g;
    else
        *vec_push(&b->a, &b->groups) = g;
    add_phrase_forms(b, c[0], c[1], head ? NAME_head : NAME_group, id, 0, 0);
}

void row_area(builder *b, const table_row *row)
{
    static const char *const kinds[] = {"kind", "part", "any"}; /* as AREA_KIND … */
    add_phrase_forms(b, row->cell[0], row->cell[1], NAME_area, 0, 0,
                     (uint16_t)cell_enum(b, row, row->cell[2], kinds, 3, "kind"));
}

void row_nisba(builder *b, const table_row *row)
{
    uint32_t id = intern_find(&b->org_ids, row->cell[1]);
    if (id == UINT32_MAX)
        builder_complain(b, row, row->cell[1], "no organisation \"%.*s\" in data/org", (int)row->cell[1].n,
                         row->cell[1].p);
    else
        add_adjective(b, row->cell[0], NAME_body_nisba, id);
}

void row_modifier(builder *b, const table_row *row)
{
    lex_group g = {.name = builder_text(b, row->cell[0]), .row = builder_row(b, row)};
    g.sector = (uint8_t)cell_enum(b, row, row->cell[1], lex_sector_name, SECTOR_COUNT, "sector");
    uint32_t id = b->modifiers.n;
    *vec_push(&b->a, &b->modifiers) = g;
    add_adjective(b, row->cell[0], NAME_modifier, id);
}

void row_office(builder *b, const table_row *row)
{
    unsigned office = cell_enum(b, row, row->cell[0], lex_office_name, OFFICE_COUNT, "office");
    b->office_sectors[office] = (uint8_t)cell_enum(b, row, row->cell[1], lex_sector_name, SECTOR_COUNT, "sector");
    static const char *const holders[] = {"", "one"};
    b->sole[office] = cell_enum(b, row, row->cell[2], holders, 2, "number of holders") == 1;
}

void row_outlet(builder *b, const table_row *row)
{
    uint16_t country = cell_country(b, row, row->cell[1]);
    *vec_push(&b->a, &b->outlets) = (lex_outlet){builder_text(b, row->cell[0]), country};
}

void row_status(builder *b, const table_row *row)
{
    unsigned status = cell_enum(b, row, row->cell[1], lex_status_name, STATUS_COUNT, "meaning");
    str text = row->cell[0];
    if (cell_has_space(text)) {
        builder_name(b, text, NAME_status, status, 0, 0);
        return;
    }
    add_adjective(b, text, NAME_status, status);
}

void row_given(builder *b, const table_row *row)
{
    uint8_t flags = cell_is(row->cell[1], "f") ? LEX_NAME_FEMININE : 0;
    static const char *const notes[] = {"", "word", "tail", "head", "son", "house"}; /* as GIVEN_WORD … */
    unsigned note = cell_enum(b, row, row->cell[2], notes, 6, "note");
    builder_name(b, row->cell[0], NAME_given, 0, flags, (uint16_t)note);
}
