/* rows_codes: the vocabularies of the record: types, modes, contexts and CAMEO codes; see rows.h.
 *
 *   1712  ASSAULT  destroy      a code, the type that events with it have, and their mode where the code tells it
 *
 * Invariant: whatever a row of frames names (type, mode, code, context) stands in these tables, and the names of types,
 * contexts and sectors are those of lexicon.h. */
#include "lexicon/rows.h"

#include <stdlib.h>

/* Of a decimal number, its tenths; complains where it is none between -10 and 10. */
static int16_t cell_tenths(builder *b, const table_row *row, str cell, const char *what)
{
    char digits[16] = {0}, *end;
    memcpy(digits, cell.p, cell.n < sizeof digits ? cell.n : sizeof digits - 1);
    double v = strtod(digits, &end) * 10;
    if (cell.n == 0 || cell.n >= sizeof digits || *end || !(v >= -100 && v <= 100)) {
        builder_complain(b, row, cell, "a %s lies between -10 and 10", what);
        return 0;
    }
    return (int16_t)(v < 0 ? v - 0.5 : v + 0.5);
}

static unsigned cell_type(builder *b, const table_row *row, str cell)
{
    return cell_enum(b, row, cell, lex_type_name, TYPE_COUNT, "event type");
}

void row_plover(builder *b, const table_row *row)
{
    static const char *const wants[] = {"optional", "required"};
    unsigned type = cell_type(b, row, row->cell[0]);
    b->type_quads[type] = (uint8_t)cell_number(b, row, row->cell[1], 1, 4);
    cell_tenths(b, row, row->cell[2], "PLOVER score");
    cell_enum(b, row, row->cell[3], wants, 2, "rule for recipients");
}

void row_mode(builder *b, const table_row *row)
{
    const str *c = row->cell;
    unsigned type = cell_type(b, row, c[0]);
    if (c[1].n == 0) builder_complain(b, row, c[1], "a mode needs a name");
    int32_t quad = cell_number(b, row, c[2], 1, 4);
    if (b->type_quads[type] && quad != b->type_quads[type])
        builder_complain(b, row, c[2], "%s is of quad class %u (see codes/plover.tsv)", lex_type_name[type],
                         b->type_quads[type]);
    *vec_push(&b->a, &b->modes) = (raw_mode){type, c[1]};
}

void row_context(builder *b, const table_row *row)
{
    cell_enum(b, row, row->cell[0], lex_context_name, CONTEXT_COUNT, "context");
}

void row_aux(builder *b, const table_row *row)
{
    static const char *const aux[] = {"negation", "future", "hypothetical", "historical"};
    cell_enum(b, row, row->cell[0], aux, 4, "auxiliary mode");
}

void row_sector(builder *b, const table_row *row)
{
    cell_enum(b, row, row->cell[0], lex_sector_name, SECTOR_COUNT, "sector");
}

void cell_mode(builder *b, const table_row *row, str cell, unsigned type)
{
    enum { MODES_MAX = 32 };
    const char *names[MODES_MAX];
    size_t n = 0;
    if (cell.n == 0) return;
    for (uint32_t i = 0; i < b->modes.n; i++) {
        const raw_mode *m = &b->modes.at[i];
        if (m->type != type) continue;
        if (str_eq(m->name, cell)) return;
        if (n < MODES_MAX) names[n++] = arena_printf(&b->a, "%.*s", (int)m->name.n, m->name.p).p;
    }
    const char *near = table_nearest(cell, names, n);
    builder_complain(b, row, cell, "%s has no mode \"%.*s\"%s%s%s", lex_type_name[type], (int)cell.n, cell.p,
                     near ? " (did you mean \"" : " (see codes/modes.tsv)", near ? near : "", near ? "\"?)" : "");
}

uint64_t cell_contexts(builder *b, const table_row *row, str cell)
{
    uint64_t contexts = 0;
    while (cell.n)
        contexts |= 1ull << cell_enum(b, row, str_cut(&cell, '|'), lex_context_name, CONTEXT_COUNT, "context");
    return contexts;
}

static const raw_code *code_of(const builder *b, str code)
{
    for (uint32_t i = 0; i < b->codes.n; i++)
        if (str_eq(b->codes.at[i].code, code)) return &b->codes.at[i];
    return NULL;
}

const raw_code *cell_cameo(builder *b, const table_row *row, str cell)
{
    const raw_code *code = code_of(b, cell);
    if (!code) builder_complain(b, row, cell, "unknown CAMEO code \"%.*s\" (see codes/cameo.tsv)", (int)cell.n, cell.p);
    return code;
}

void row_cameo(builder *b, const table_row *row)
{
    const str *c = row->cell;
    raw_code code = {.code = c[0]};
    bool digits = c[0].n >= 2 && c[0].n <= 4;
    for (size_t i = 0; i < c[0].n; i++) digits = digits && c[0].p[i] >= '0' && c[0].p[i] <= '9';
    if (!digits) builder_complain(b, row, c[0], "a CAMEO code has two to four digits");
    if (c[1].n) {
        unsigned type = cell_type(b, row, c[1]);
        code.types |= 1u << type;
        cell_mode(b, row, c[2], type);
    } else if (c[2].n)
        builder_complain(b, row, c[2], "a mode needs a type");
    for (str rest = c[3]; rest.n;) code.types |= 1u << cell_type(b, row, str_cut(&rest, '|'));
    cell_contexts(b, row, c[4]);
    code.goldstein = cell_tenths(b, row, c[5], "Goldstein value");
    *vec_push(&b->a, &b->codes) = code;
}
