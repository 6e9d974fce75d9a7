/* sources: see sources.h. */
#include "server/sources.h"

#include "lexicon/compile.h"
#include "record/record.h"

#include <stdlib.h>

struct sources {
    arena a;
    jmp_buf full;
    table_file *files;
    size_t n;
};

khabar_status sources_open(const khabar *k, sources **out, khabar_error *error)
{
    const lexicon *lex = khabar_lexicon(k);
    sources *s = calloc(1, sizeof *s);
    if (!s) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    *out = s;
    arena_init(&s->a, 0);
    if (setjmp(s->full)) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    s->a.on_full = &s->full;
    /* an image without sources (a folder laid over) shows file and line alone */
    if (lex->n_sources == 0) return KHABAR_OK;
    return lexicon_sources(lex->sources, lex->n_sources, &s->a, &s->files, &s->n, error);
}

void sources_close(sources *s)
{
    if (!s) return;
    arena_free(&s->a);
    free(s);
}

/* The line of a file, counted from 1. */
static str line_of(str bytes, uint32_t line)
{
    str got = {0};
    for (uint32_t i = 0; i < line && bytes.n; i++) got = str_cut(&bytes, '\n');
    return got;
}

static str columns_of(str bytes)
{
    static const str head = {"# columns: ", 11};
    while (bytes.n) {
        str line = str_cut(&bytes, '\n');
        if (str_starts(line, head)) return str_sub(line, head.n, line.n);
    }
    return (str){0};
}

static void cells(const table_file *f, uint32_t line, sheet *out)
{
    str names = columns_of(f->bytes), row = line_of(f->bytes, line);
    char name[64];
    sheet_open(out, "cells", '{');
    while (names.n) {
        str column = str_cut(&names, ' '), cell = str_cut(&row, '\t');
        if (column.n == 0 || column.n >= sizeof name) continue;
        memcpy(name, column.p, column.n);
        name[column.n] = 0;
        sheet_text(out, name, cell);
    }
    sheet_close(out, '}');
}

void sources_row(const sources *s, const lexicon *lex, uint32_t row, sheet *out)
{
    if (row == 0 || row >= lex->n_rows) return;
    str file = lexicon_text(lex, lex->rows[row].file);
    sheet_open(out, "row", '{');
    sheet_text(out, "file", file);
    sheet_int(out, "line", lex->rows[row].line, 0);
    for (size_t i = 0; i < s->n; i++)
        if (str_eq(s->files[i].path, file)) cells(&s->files[i], lex->rows[row].line, out);
    sheet_close(out, '}');
}
