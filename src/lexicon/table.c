/* table: see table.h. */
#include "lexicon/table.h"
#include "base/utf8.h"

#include <stdio.h>

static const struct {
    const char *name, *columns;
    size_t key;
} tables[TABLE_COUNT] = {
#define X(name, columns, key) {#name, columns, key},
    TABLES(X)
#undef X
};

size_t table_columns(table_kind kind)
{
    size_t n = 1;
    for (const char *p = tables[kind].columns; *p; p++) n += *p == ' ';
    return n;
}

size_t table_key(table_kind kind)
{
    return tables[kind].key;
}

const char *table_column_name(table_kind kind, size_t column)
{
    static _Thread_local char name[32];
    str rest = str_of(tables[kind].columns), word = {0};
    for (size_t i = 0; i <= column; i++) word = str_cut(&rest, ' ');
    snprintf(name, sizeof name, "%.*s", (int)word.n, word.p);
    return name;
}

uint32_t table_column(const table_file *file, str part)
{
    const char *line = part.p;
    while (line > file->bytes.p && line[-1] != '\n') line--;
    return (uint32_t)utf8_length((str){line, (size_t)(part.p - line)}) + 1;
}

enum { DISTANCE_MAX = 40 };

static size_t edit_distance(str a, str b)
{
    size_t row[DISTANCE_MAX + 1];
    if (a.n > DISTANCE_MAX || b.n > DISTANCE_MAX) return DISTANCE_MAX;
    for (size_t j = 0; j <= b.n; j++) row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t best = corner + (a.p[i - 1] != b.p[j - 1]);
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            corner = row[j];
            row[j] = best;
        }
    }
    return row[b.n];
}

const char *table_nearest(str s, const char *const *names, size_t n)
{
    const char *best = NULL;
    size_t least = s.n / 2 + 1;
    for (size_t i = 0; i < n; i++) {
        size_t d = edit_distance(s, str_of(names[i]));
        if (names[i][0] && d < least) least = d, best = names[i];
    }
    return best;
}

static int table_of_head(str columns)
{
    for (int i = 0; i < TABLE_COUNT; i++)
        if (str_eq(columns, str_of(tables[i].columns))) return i;
    return -1;
}

static int head_nearest(str columns)
{
    int best = 0;
    size_t least = SIZE_MAX;
    for (int i = 0; i < TABLE_COUNT; i++) {
        /* By shared column names: heads are longer than an edit distance is good for. */
        size_t shared = 0;
        str rest = columns;
        while (rest.n) {
            str word = str_cut(&rest, ' '), other = str_of(tables[i].columns);
            while (other.n) shared += str_eq(word, str_cut(&other, ' '));
        }
        if (shared && SIZE_MAX - shared < least) least = SIZE_MAX - shared, best = i;
    }
    return best;
}

bool table_parse(const table_file *file, uint32_t index, arena *a, table_rows *rows, table_complain complain,
                 void *context)
{
    char text[400];
    size_t bad = utf8_check(file->bytes);
    if (bad < file->bytes.n) {
        uint32_t line = 1;
        for (size_t i = 0; i < bad; i++) line += file->bytes.p[i] == '\n';
        snprintf(text, sizeof text, "not UTF-8 at byte %zu of the file; save it as UTF-8", bad);
        complain(context, file, line, 0, text);
        return false;
    }
    bool ok = true;
    int kind = -1;
    str rest = file->bytes;
    for (uint32_t line = 1; rest.n; line++) {
        str s = str_cut(&rest, '\n');
        if (s.n && s.p[s.n - 1] == '\r') s.n--;
        if (s.n == 0) continue;
        if (s.p[0] == '#') {
            str head = STR("# columns: ");
            if (kind >= 0 || !str_starts(s, head)) continue;
            str columns = str_trim(str_sub(s, head.n, s.n));
            kind = table_of_head(columns);
            if (kind < 0) {
                snprintf(text, sizeof text, "no table has these columns (did you mean \"%s\"?)",
                         tables[head_nearest(columns)].columns);
                complain(context, file, line, (uint32_t)head.n + 1, text);
                return false;
            }
            continue;
        }
        if (kind < 0) {
            complain(context, file, line, 1, "a row before the head; the file must begin with a line \"# columns: …\"");
            return false;
        }
        table_row row = {.file = index, .line = line, .kind = (uint8_t)kind};
        size_t want = table_columns((table_kind)kind), cells = 1;
        for (size_t i = 0; i < s.n; i++) cells += s.p[i] == '\t';
        if (cells != want) {
            snprintf(text, sizeof text, "%zu cells where table %s has %zu (%s)", cells, tables[kind].name, want,
                     tables[kind].columns);
            complain(context, file, line, 1, text);
            ok = false;
            continue;
        }
        for (size_t i = 0; i < want; i++) row.cell[i] = str_cut(&s, '\t');
        *vec_push(a, rows) = row;
    }
    return ok;
}
