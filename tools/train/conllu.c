/* conllu: see conllu.h. */
#include "conllu.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static uint8_t upos_of(str s)
{
    for (int i = 0; i < POS_COUNT; i++)
        if (str_eq(s, str_of(lex_pos_name[i]))) return (uint8_t)i;
    return POS_X;
}

static uint8_t relation_of(str s)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < REL_COUNT; i++)
            if (str_eq(s, str_of(tree_relation_name[i]))) return (uint8_t)i;
        const char *colon = memchr(s.p, ':', s.n);
        if (!colon) break;
        s.n = (size_t)(colon - s.p);
    }
    return REL_dep;
}

/* -1 where the cell is no number alone (1-2, 3.1). */
static long number_of(str s)
{
    long v = 0;
    if (s.n == 0 || s.n > 6) return -1;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return -1;
        v = v * 10 + (s.p[i] - '0');
    }
    return v;
}

static uint32_t letters_in(str s, arena *a)
{
    return (uint32_t)letters_from_utf8(s, arena_alloc(a, 2 * s.n + 4));
}

typedef struct reader {
    gold *g;
    arena *a;
    const char *path;
    uint32_t line;
    str text;
    VEC(gold_node) nodes;
    uint32_t letters;
    str surface;            /* of the multiword token being read */
    uint32_t until, inside; /* its last node; letters of it that have a node */
} reader;

static khabar_status bad(const reader *r, khabar_error *error, const char *what)
{
    return error_set(error, KHABAR_ERR_INPUT, "%s:%u: %s", r->path, r->line, what);
}

static khabar_status end_sentence(reader *r, khabar_error *error)
{
    if (r->nodes.n) {
        for (uint32_t i = 0; i < r->nodes.n; i++)
            if (r->nodes.at[i].head != NO_HEAD && r->nodes.at[i].head >= r->nodes.n)
                return bad(r, error, "a head of the sentence before this line does not exist");
        gold_node *copy = ARENA_ARRAY(r->a, gold_node, r->nodes.n);
        memcpy(copy, r->nodes.at, r->nodes.n * sizeof *copy);
        *vec_push(r->a, &r->g->at) = (gold_sentence){r->text, copy, r->nodes.n, r->letters};
    }
    r->nodes.n = r->letters = r->until = 0;
    r->text = (str){0};
    return KHABAR_OK;
}

static khabar_status read_row(reader *r, str line, khabar_error *error)
{
    str cell[10];
    for (int i = 0; i < 10; i++) cell[i] = str_cut(&line, '\t');
    const char *dash = memchr(cell[0].p, '-', cell[0].n);
    if (dash) {
        r->surface = cell[1];
        r->inside = 0;
        long until = number_of(str_sub(cell[0], (size_t)(dash - cell[0].p) + 1, cell[0].n));
        if (until < 0) return bad(r, error, "a range of nodes is wanted before the first tab (1-2)");
        r->until = (uint32_t)until;
        return KHABAR_OK;
    }
    if (memchr(cell[0].p, '.', cell[0].n)) return KHABAR_OK; /* an empty node */
    long id = number_of(cell[0]), head = number_of(cell[6]);
    if (id != (long)r->nodes.n + 1 || head < 0) return bad(r, error, "an id or head is not in order");
    gold_node *n = vec_push(r->a, &r->nodes);
    *n = (gold_node){.form = cell[1],
                     .lemma = cell[2],
                     .upos = upos_of(cell[3]),
                     .relation = relation_of(cell[7]),
                     .head = head ? (uint32_t)head - 1 : NO_HEAD,
                     .from = r->letters};
    uint32_t letters = letters_in(cell[1], r->a);
    if ((uint32_t)id <= r->until) {
        /* forms inside a written word may be spelled otherwise than it (ل + الحظر): the last takes what is left, and an
         * article before it that is not written counts as its one letter */
        uint32_t all = letters_in(r->surface, r->a);
        if ((uint32_t)id == r->until) letters = all > r->inside ? all - r->inside : 0;
        r->inside += letters;
    }
    r->letters += letters;
    n->to = r->letters;
    return KHABAR_OK;
}

khabar_status gold_read(const char *path, gold *g, arena *a, khabar_error *error)
{
    reader r = {.g = g, .a = a, .path = path};
    FILE *f = fopen(path, "rb");
    if (!f) return error_set(error, KHABAR_ERR_IO, "%s: %s", path, strerror(errno));
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    char *bytes = arena_alloc(a, (size_t)size + 1);
    size_t n = fread(bytes, 1, (size_t)size, f);
    fclose(f);
    khabar_status status = KHABAR_OK;
    for (str rest = {bytes, n}; rest.n && status == KHABAR_OK;) {
        str line = str_cut(&rest, '\n');
        r.line++;
        if (line.n == 0)
            status = end_sentence(&r, error);
        else if (str_starts(line, STR("# text = ")))
            r.text = str_sub(line, 9, line.n);
        else if (line.p[0] != '#')
            status = read_row(&r, line, error);
    }
    return status == KHABAR_OK ? end_sentence(&r, error) : status;
}
