/* compile: from files to image: reads rows, has rows.c turn them into records, then sorts, indexes and writes them. */
#include "lexicon/compile.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "lexicon/builder.h"
#include "lexicon/image.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zstd.h>

/* ---- interning ---- */

static uint32_t intern_slot(const intern *t, str key)
{
    uint32_t i = (uint32_t)hash_bytes(key.p, key.n) & (t->cap - 1);
    while (t->at[i].used && !str_eq(t->at[i].key, key)) i = (i + 1) & (t->cap - 1);
    return i;
}

uint32_t intern_get(arena *a, intern *t, str key, uint32_t fresh, bool *is_new)
{
    if (t->n * 2 >= t->cap) {
        intern old = *t;
        t->cap = old.cap ? old.cap * 2 : 1024;
        t->at = arena_alloc(a, sizeof *t->at * t->cap);
        for (uint32_t i = 0; i < old.cap; i++)
            if (old.at[i].used) t->at[intern_slot(t, old.at[i].key)] = old.at[i];
    }
    struct intern_entry *e = &t->at[intern_slot(t, key)];
    if (is_new) *is_new = !e->used;
    if (!e->used) {
        e->key = key;
        e->value = fresh;
        e->used = true;
        t->n++;
    }
    return e->value;
}

uint32_t intern_find(const intern *t, str key)
{
    if (t->cap == 0) return UINT32_MAX;
    const struct intern_entry *e = &t->at[intern_slot(t, key)];
    return e->used ? e->value : UINT32_MAX;
}

/* ---- what rows.c builds with ---- */

void builder_complain(builder *b, const table_row *row, str part, const char *format, ...)
{
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    const table_file *file = &b->files[row->file];
    uint32_t column = table_column(file, part);
    if (b->complaints++ == 0) {
        error_set(b->error, KHABAR_ERR_LEXICON, "%.*s:%u:%u: %s", (int)file->path.n, file->path.p, row->line, column,
                  text);
        if (b->error) b->error->line = row->line, b->error->column = column;
    }
    if (b->complain) b->complain(b->context, file, row->line, column, text);
}

lex_text builder_text(builder *b, str s)
{
    if (s.n == 0) return 0;
    if (s.n > UINT16_MAX) s.n = UINT16_MAX;
    bool fresh;
    uint32_t at = intern_get(&b->a, &b->string_ids, s, b->strings.n, &fresh);
    if (!fresh) return at;
    *vec_push(&b->a, &b->strings) = (uint8_t)(s.n & 0xff);
    *vec_push(&b->a, &b->strings) = (uint8_t)(s.n >> 8);
    for (size_t i = 0; i < s.n; i++) *vec_push(&b->a, &b->strings) = (uint8_t)s.p[i];
    return at;
}

uint32_t builder_row(builder *b, const table_row *row)
{
    uint32_t n = b->row_refs.n;
    lex_text file = builder_text(b, b->files[row->file].path);
    *vec_push(&b->a, &b->row_refs) = (lex_row){.file = file, .line = row->line};
    return n;
}

static uint32_t builder_letters(builder *b, const uint8_t *raw, size_t n)
{
    uint32_t at = b->letters.n;
    for (size_t i = 0; i < n; i++) *vec_push(&b->a, &b->letters) = raw[i];
    return at;
}

uint32_t builder_lemma(builder *b, const table_row *row, str text, lex_pos pos, lex_lemma **at)
{
    uint32_t id = b->lemmas.n;
    lex_lemma *l = vec_push(&b->a, &b->lemmas);
    l->text = builder_text(b, text);
    l->pos = l->upos = (uint8_t)pos;
    l->row = builder_row(b, row);
    /* Lemmas of one text and class form a chain by their key text + pos + number. */
    for (uint32_t i = 0;; i++) {
        bool fresh;
        str key = arena_printf(&b->a, "%.*s/%d/%u", (int)text.n, text.p, (int)pos, i);
        intern_get(&b->a, &b->lemma_ids, key, id, &fresh);
        if (fresh) break;
    }
    *at = &b->lemmas.at[id];
    return id;
}

void builder_form(builder *b, uint32_t lemma, const word *w, uint16_t features)
{
    if (w->n == 0) return;
    raw_form *f = vec_push(&b->a, &b->forms);
    f->raw = arena_alloc(&b->a, 2u * w->n);
    f->folded = f->raw + w->n;
    f->n = w->n;
    f->lemma = lemma;
    f->features = features;
    for (uint8_t i = 0; i < w->n; i++) {
        f->raw[i] = w->c[i];
        f->folded[i] = letters_fold[w->c[i]];
    }
}

/* Takes off the article: «المتحدة» gives «متحدة». Words of two letters after it keep it («الله» is one word), and so
 * does أل with hamza («ألمانيا»). */
static bool strip_article(const uint8_t **raw, size_t *n)
{
    if (*n < IMAGE_ARTICLE_MIN || (*raw)[0] != L_ALEF || (*raw)[1] != L_LAM) return false;
    *raw += 2;
    *n -= 2;
    return true;
}

static uint32_t builder_word_letters(builder *b, const uint8_t *raw, size_t n)
{
    uint8_t *folded = arena_alloc(&b->a, n + 1);
    for (size_t i = 0; i < n; i++) folded[i] = letters_fold[raw[i]];
    bool fresh;
    uint32_t id = intern_get(&b->a, &b->word_ids, (str){(char *)folded, n}, b->words.n, &fresh);
    if (fresh) {
        uint32_t at = builder_letters(b, folded, n);
        *vec_push(&b->a, &b->words) = (lex_word){at, (uint32_t)n};
    }
    return id;
}

uint32_t builder_word(builder *b, str text)
{
    word w = word_of_utf8(text);
    return builder_word_letters(b, w.c, w.n);
}

void builder_name(builder *b, str text, lex_name_kind kind, uint32_t ref, uint8_t flags, uint16_t value)
{
    lex_name name = {.ref = ref, .kind = (uint8_t)kind, .flags = flags, .value = value};
    uint32_t node = 0;
    uint8_t all[255];
    size_t n_all = 0;
    str rest = text;
    while (rest.n) {
        /* A phrase word: letters up to a separator. */
        size_t end = 0;
        uint8_t raw[WORD_MAX * 2];
        size_t n = 0;
        const unsigned char *p = (const unsigned char *)rest.p, *stop = p + rest.n;
        while (p < stop) {
            uint8_t got[LETTER_MAX_EXPANSION];
            bool separates;
            size_t k = letters_of(utf8_next(&p), got, &separates);
            end = (size_t)((const char *)p - rest.p);
            if (separates) break;
            for (size_t i = 0; i < k && n < WORD_MAX; i++) raw[n++] = got[i];
        }
        rest = str_sub(rest, end, rest.n);
        if (n == 0) continue;
        const uint8_t *w = raw;
        /* rows of common nouns begin without article; a word of theirs in ال has it as its own (التزام) */
        bool own = name.n_words == 0 && kind != NAME_entity && kind != NAME_club && kind != NAME_metonym &&
                   kind != NAME_former && kind != NAME_given;
        if (!own && strip_article(&w, &n) && name.n_words < 16) name.al |= (uint16_t)(1u << name.n_words);
        uint32_t word_id = builder_word_letters(b, w, n);
        for (size_t i = 0; i < n && n_all < sizeof all; i++) all[n_all++] = w[i];
        name.n_words++;
        uint32_t *key = arena_alloc(&b->a, 8);
        key[0] = node, key[1] = word_id;
        bool fresh;
        uint32_t next = intern_get(&b->a, &b->edge_ids, (str){(char *)key, 8}, b->n_nodes, &fresh);
        if (fresh) {
            *vec_push(&b->a, &b->edges) = (lex_edge){node, word_id, next};
            b->n_nodes++;
        }
        node = next;
    }
    if (node == 0) return;
    name.letters = builder_letters(b, all, n_all);
    name.n_letters = (uint8_t)n_all;
    *vec_push(&b->a, &b->names) = (raw_name){name, node};
}

/* ---- sorting and writing ---- */

static int compare_bytes(const uint8_t *a, size_t n, const uint8_t *b, size_t m)
{
    return str_cmp((str){(const char *)a, n}, (str){(const char *)b, m});
}

static int by_form(const void *pa, const void *pb)
{
    const raw_form *a = pa, *b = pb;
    int c = compare_bytes(a->folded, a->n, b->folded, b->n);
    if (c == 0) c = memcmp(a->raw, b->raw, a->n);
    if (c == 0) c = (a->lemma > b->lemma) - (a->lemma < b->lemma);
    return c ? c : (a->features > b->features) - (a->features < b->features);
}

static int by_node(const void *pa, const void *pb)
{
    const raw_name *a = pa, *b = pb;
    if (a->node != b->node) return a->node < b->node ? -1 : 1;
    if (a->name.kind != b->name.kind) return a->name.kind < b->name.kind ? -1 : 1;
    if (a->name.ref != b->name.ref) return a->name.ref < b->name.ref ? -1 : 1;
    if (a->name.letters != b->name.letters) return a->name.letters < b->name.letters ? -1 : 1;
    return 0;
}

static int by_link(const void *pa, const void *pb)
{
    const raw_link *a = pa, *b = pb;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

static uint32_t slots_for(uint32_t n)
{
    uint32_t size = 16;
    while (size < n * 2) size *= 2;
    return size;
}

static void slot_put(lex_slot *slots, uint32_t size, uint32_t hash, uint32_t index)
{
    uint32_t i = hash & (size - 1);
    while (slots[i]) i = (i + 1) & (size - 1);
    slots[i] = index + 1;
}

typedef struct writer {
    unsigned char *bytes;
    size_t n, cap;
    bool failed;
} writer;

static void write_bytes(writer *w, const void *p, size_t n)
{
    size_t padded = (n + 15) & ~(size_t)15;
    if (w->n + padded > w->cap && !w->failed) {
        size_t cap = (w->n + padded) * 2;
        unsigned char *more = realloc(w->bytes, cap);
        if (more)
            w->bytes = more, w->cap = cap;
        else
            w->failed = true;
    }
    if (w->failed) return;
    memset(w->bytes + w->n, 0, padded);
    if (n) memcpy(w->bytes + w->n, p, n);
    w->n += padded;
}

static void put_section(writer *w, int section, const void *p, size_t n, size_t size)
{
    if (w->failed) return;
    image_header *h = (image_header *)(void *)w->bytes;
    h->sections[section].at = w->n;
    h->sections[section].n = n;
    write_bytes(w, p, n * size);
}

/* qsort that takes an array that nothing was pushed to. */
static void sort(void *at, size_t n, size_t size, int (*compare)(const void *, const void *))
{
    if (n > 1) qsort(at, n, size, compare);
}

typedef struct packed_forms {
    lex_form *forms;
    lex_slot *slots;
    uint32_t n, n_slots;
} packed_forms;

static packed_forms pack_forms(builder *b)
{
    packed_forms p = {0};
    sort(b->forms.at, b->forms.n, sizeof *b->forms.at, by_form);
    p.forms = ARENA_ARRAY(&b->a, lex_form, b->forms.n + 1);
    uint32_t keys = 0, last_raw = 0;
    const raw_form *before = NULL;
    for (uint32_t i = 0; i < b->forms.n; i++) {
        const raw_form *f = &b->forms.at[i];
        if (before && by_form(before, f) == 0) continue;
        bool same_key = before && compare_bytes(before->folded, before->n, f->folded, f->n) == 0;
        if (same_key) p.forms[p.n - 1].more = 1;
        keys += !same_key;
        if (!before || before->n != f->n || memcmp(before->raw, f->raw, f->n) != 0)
            last_raw = builder_letters(b, f->raw, f->n);
        p.forms[p.n++] = (lex_form){.letters = last_raw, .lemma = f->lemma, .features = f->features, .n = f->n};
        before = f;
    }
    p.n_slots = slots_for(keys - keys / 3); /* more than half full: the largest table, and looked up once a word type */
    p.slots = ARENA_ARRAY(&b->a, lex_slot, p.n_slots);
    for (uint32_t i = 0; i < p.n; i++) {
        if (i && p.forms[i - 1].more) continue;
        uint8_t folded[WORD_MAX];
        for (uint8_t j = 0; j < p.forms[i].n; j++) folded[j] = letters_fold[b->letters.at[p.forms[i].letters + j]];
        slot_put(p.slots, p.n_slots, (uint32_t)hash_bytes(folded, p.forms[i].n), i);
    }
    return p;
}

static const builder *sorting; /* for by_tenure only: qsort has no context argument */

static int by_tenure(const void *pa, const void *pb)
{
    const lex_tenure *a = &sorting->tenures.at[*(const uint32_t *)pa], *b = &sorting->tenures.at[*(const uint32_t *)pb];
    if (a->office != b->office) return a->office < b->office ? -1 : 1;
    if (a->country != b->country) return a->country < b->country ? -1 : 1;
    if (a->org != b->org) return a->org < b->org ? -1 : 1;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return *(const uint32_t *)pa < *(const uint32_t *)pb ? -1 : 1;
}

static int by_person(const void *pa, const void *pb)
{
    const lex_tenure *a = pa, *b = pb;
    if (a->person != b->person) return a->person < b->person ? -1 : 1;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static void *pack_sources(builder *b, size_t n_files, size_t *size)
{
    size_t total = 0;
    for (size_t i = 0; i < n_files; i++) total += b->files[i].path.n + b->files[i].bytes.n + 32;
    char *all = arena_alloc(&b->a, total + 1);
    size_t n = 0;
    for (size_t i = 0; i < n_files; i++) {
        if (b->files[i].layer != 0) continue;
        n += (size_t)snprintf(all + n, total - n, "%zu %zu\n", b->files[i].path.n, b->files[i].bytes.n);
        memcpy(all + n, b->files[i].path.p, b->files[i].path.n), n += b->files[i].path.n;
        memcpy(all + n, b->files[i].bytes.p, b->files[i].bytes.n), n += b->files[i].bytes.n;
    }
    size_t bound = ZSTD_compressBound(n);
    void *packed = arena_alloc(&b->a, bound);
    *size = ZSTD_compress(packed, bound, all, n, 9);
    if (ZSTD_isError(*size)) *size = 0;
    return packed;
}

static khabar_status write_image(builder *b, size_t n_files, bool keep_sources, unsigned char **image, size_t *size)
{
    packed_forms forms = pack_forms(b);
    uint32_t n_choices = slots_for(b->choices.n);
    lex_choice *choices = ARENA_ARRAY(&b->a, lex_choice, n_choices);
    for (uint32_t i = 0; i < b->choices.n; i++) {
        uint32_t at = b->choices.at[i].key & (n_choices - 1);
        while (choices[at].key) at = (at + 1) & (n_choices - 1);
        choices[at] = b->choices.at[i];
    }

    sort(b->names.at, b->names.n, sizeof *b->names.at, by_node);
    lex_node *nodes = ARENA_ARRAY(&b->a, lex_node, b->n_nodes);
    lex_name *names = ARENA_ARRAY(&b->a, lex_name, b->names.n + 1);
    for (uint32_t i = 0; i < b->names.n; i++) {
        lex_node *node = &nodes[b->names.at[i].node];
        if (node->n++ == 0) node->first = i;
        names[i] = b->names.at[i].name;
    }
    uint32_t n_edges = slots_for(b->edges.n);
    lex_edge *edges = ARENA_ARRAY(&b->a, lex_edge, n_edges);
    for (uint32_t i = 0; i < b->edges.n; i++) {
        uint32_t at = hash_mix32(b->edges.at[i].node, b->edges.at[i].word) & (n_edges - 1);
        while (edges[at].next) at = (at + 1) & (n_edges - 1);
        edges[at] = b->edges.at[i];
    }
    uint32_t n_word_slots = slots_for(b->words.n);
    lex_slot *word_slots = ARENA_ARRAY(&b->a, lex_slot, n_word_slots);
    for (uint32_t i = 0; i < b->words.n; i++)
        slot_put(word_slots, n_word_slots,
                 (uint32_t)hash_bytes(b->letters.at + b->words.at[i].letters, b->words.at[i].n), i);

    sort(b->lemma_frames.at, b->lemma_frames.n, sizeof *b->lemma_frames.at, by_link);
    uint32_t *frame_refs = ARENA_ARRAY(&b->a, uint32_t, b->lemma_frames.n + 1);
    for (uint32_t i = 0; i < b->lemma_frames.n; i++) {
        lex_lemma *l = &b->lemmas.at[b->lemma_frames.at[i].from];
        if (l->n_frames++ == 0) l->frames = i;
        frame_refs[i] = b->lemma_frames.at[i].to;
    }
    sort(b->tenures.at, b->tenures.n, sizeof *b->tenures.at, by_person);
    for (uint32_t i = 0; i < b->tenures.n; i++) {
        lex_entity *p = &b->entities.at[b->tenures.at[i].person];
        if (p->n_tenures++ == 0) p->first_tenure = i;
    }
    uint32_t *offices = ARENA_ARRAY(&b->a, uint32_t, b->tenures.n + 1);
    for (uint32_t i = 0; i < b->tenures.n; i++) offices[i] = i;
    sorting = b;
    qsort(offices, b->tenures.n, sizeof *offices, by_tenure);

    uint32_t n_tree_moves, n_tree_index, n_tree_labels;
    lex_tree_moves *tree_moves = builder_tree_moves(b, &n_tree_moves);
    lex_tree_index *tree_index = builder_tree_index(b, &n_tree_index);
    lex_tree_label *tree_labels = builder_tree_labels(b, &n_tree_labels);

    size_t n_sources = 0;
    void *sources = keep_sources ? pack_sources(b, n_files, &n_sources) : NULL;

    writer w = {0};
    image_header header = {.version = IMAGE_VERSION, .order = IMAGE_ORDER};
    memcpy(header.magic, IMAGE_MAGIC, sizeof header.magic);
    write_bytes(&w, &header, sizeof header);
#define PUT(section, p, n) put_section(&w, IMAGE_##section, (p), (n), sizeof *(p))
    PUT(strings, b->strings.at, b->strings.n);
    PUT(letters, b->letters.at, b->letters.n);
    PUT(forms, forms.forms, forms.n);
    PUT(form_slots, forms.slots, forms.n_slots);
    PUT(lemmas, b->lemmas.at, b->lemmas.n);
    PUT(words, b->words.at, b->words.n);
    PUT(word_slots, word_slots, n_word_slots);
    PUT(edges, edges, n_edges);
    PUT(nodes, nodes, b->n_nodes);
    PUT(names, names, b->names.n);
    PUT(entities, b->entities.at, b->entities.n);
    PUT(tenures, b->tenures.at, b->tenures.n);
    PUT(offices, offices, b->tenures.n);
    PUT(roles, b->roles.at, b->roles.n);
    PUT(groups, b->groups.at, b->groups.n);
    PUT(heads, b->heads.at, b->heads.n);
    PUT(modifiers, b->modifiers.at, b->modifiers.n);
    PUT(cues, b->cues.at, b->cues.n);
    PUT(frames, b->frames.at, b->frames.n);
    PUT(frame_refs, frame_refs, b->lemma_frames.n);
    PUT(frame_words, b->frame_words.at, b->frame_words.n);
    PUT(times, b->times.at, b->times.n);
    PUT(hijri, b->hijri.at, b->hijri.n);
    PUT(clitics, b->clitics.at, b->clitics.n);
    PUT(preps, b->preps.at, b->preps.n);
    PUT(transitions, b->transitions, (size_t)LABEL_LEFT * LABEL_RIGHT);
    PUT(group_transitions, b->group_transitions, (size_t)COARSE_LEFT * COARSE_RIGHT);
    PUT(label_costs, b->label_costs, (size_t)LABEL_COUNT);
    PUT(choices, choices, n_choices);
    PUT(tree_moves, tree_moves, n_tree_moves);
    PUT(tree_index, tree_index, n_tree_index);
    PUT(tree_labels, tree_labels, n_tree_labels);
    PUT(labels, b->labels.at, b->labels.n);
    PUT(settings, b->settings, SETTING_COUNT);
    PUT(outlets, b->outlets.at, b->outlets.n);
    PUT(office_sectors, b->office_sectors, OFFICE_COUNT);
    PUT(type_quads, b->type_quads, TYPE_COUNT);
    PUT(rows, b->row_refs.at, b->row_refs.n);
    PUT(sources, (unsigned char *)sources, n_sources);
#undef PUT
    if (w.failed) {
        free(w.bytes);
        return error_set(b->error, KHABAR_ERR_MEMORY, "out of memory for the lexicon image");
    }
    image_header *h = (image_header *)(void *)w.bytes;
    h->size = w.n;
    h->hash = hash_bytes(w.bytes + IMAGE_HASHED_FROM, w.n - IMAGE_HASHED_FROM);
    *image = w.bytes;
    *size = w.n;
    return KHABAR_OK;
}

/* ---- rows of two layers ---- */

static str row_key(builder *b, const table_row *row)
{
    size_t cells = table_key((table_kind)row->kind);
    const str *last = &row->cell[cells - 1];
    /* The key cells stand side by side in the file. */
    return arena_printf(&b->a, "%d %.*s", row->kind, (int)(last->p + last->n - row->cell[0].p), row->cell[0].p);
}

/* Drops built-in rows that a user's row replaces; complains of rows that stand twice in one layer. */
static void resolve_layers(builder *b)
{
    uint32_t kept = 0;
    intern *seen = &b->row_keys;
    for (int pass = 1; pass >= 0; pass--)
        for (uint32_t i = 0; i < b->rows.n; i++) {
            table_row *row = &b->rows.at[i];
            if (b->files[row->file].layer != pass || table_key((table_kind)row->kind) == 0) continue;
            bool fresh;
            uint32_t first = intern_get(&b->a, seen, row_key(b, row), i, &fresh);
            if (fresh) continue;
            const table_row *other = &b->rows.at[first];
            if (b->files[other->file].layer == pass) {
                const table_file *file = &b->files[other->file];
                builder_complain(b, row, row->cell[0], "the same row stands in %.*s:%u; remove one", (int)file->path.n,
                                 file->path.p, other->line);
            }
            row->kind = TABLE_COUNT;
        }
    for (uint32_t i = 0; i < b->rows.n; i++)
        if (b->rows.at[i].kind != TABLE_COUNT) b->rows.at[kept++] = b->rows.at[i];
    b->rows.n = kept;
}

static void complain_of_table(void *context, const table_file *file, uint32_t line, uint32_t column, const char *text)
{
    builder *b = context;
    if (b->complaints++ == 0) {
        error_set(b->error, KHABAR_ERR_LEXICON, "%.*s:%u:%u: %s", (int)file->path.n, file->path.p, line, column, text);
        if (b->error) b->error->line = line, b->error->column = column;
    }
    if (b->complain) b->complain(b->context, file, line, column, text);
}

static int by_path(const void *pa, const void *pb)
{
    const table_file *a = pa, *b = pb;
    if (a->layer != b->layer) return a->layer - b->layer;
    return str_cmp(a->path, b->path);
}

khabar_status lexicon_compile(table_file *files, size_t n, bool keep_sources, table_complain complain, void *context,
                              unsigned char **image, size_t *size, khabar_error *error)
{
    builder b = {.files = files, .complain = complain, .context = context, .error = error, .n_nodes = 1};
    jmp_buf full;
    arena_init(&b.a, 0);
    if (setjmp(full)) {
        arena_free(&b.a);
        return error_set(error, KHABAR_ERR_MEMORY, "out of memory while compiling the lexicon");
    }
    b.a.on_full = &full;
    qsort(files, n, sizeof *files, by_path);
    for (size_t i = 0; i < n; i++) table_parse(&files[i], (uint32_t)i, &b.a, &b.rows, complain_of_table, &b);
    resolve_layers(&b);
    builder_run(&b);
    khabar_status status = KHABAR_ERR_LEXICON;
    if (b.complaints == 0) status = write_image(&b, n, keep_sources, image, size);
    arena_free(&b.a);
    return status;
}

/* ---- files ---- */

static khabar_status read_file(const char *path, arena *a, str *out, khabar_error *error)
{
    FILE *f = fopen(path, "rb");
    if (!f) return error_set(error, KHABAR_ERR_IO, "%s: %s", path, strerror(errno));
    VEC(char) bytes = {0};
    char chunk[65536];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, f)) > 0;)
        for (size_t i = 0; i < got; i++) *vec_push(a, &bytes) = chunk[i];
    bool failed = ferror(f) != 0;
    fclose(f);
    if (failed) return error_set(error, KHABAR_ERR_IO, "%s: cannot be read", path);
    *out = (str){bytes.at ? bytes.at : "", bytes.n};
    return KHABAR_OK;
}

typedef VEC(table_file) file_list;

static khabar_status read_below(const char *folder, size_t skip, int depth, int layer, arena *a, file_list *list,
                                khabar_error *error)
{
    DIR *d = opendir(folder);
    if (!d) return error_set(error, KHABAR_ERR_IO, "%s: %s", folder, strerror(errno));
    khabar_status status = KHABAR_OK;
    for (struct dirent *e; status == KHABAR_OK && (e = readdir(d));) {
        if (e->d_name[0] == '.') continue;
        str path = arena_printf(a, "%s/%s", folder, e->d_name);
        struct stat st;
        if (stat(path.p, &st) != 0) continue;
        if (S_ISDIR(st.st_mode) && depth < 4)
            status = read_below(path.p, skip, depth + 1, layer, a, list, error);
        else if (S_ISREG(st.st_mode) && str_ends(path, STR(".tsv"))) {
            table_file f = {.path = layer ? path : str_sub(path, skip, path.n), .layer = layer};
            status = read_file(path.p, a, &f.bytes, error);
            *vec_push(a, list) = f;
        }
    }
    closedir(d);
    return status;
}

khabar_status lexicon_read_folder(const char *folder, int layer, arena *a, table_file **files, size_t *n,
                                  khabar_error *error)
{
    file_list list = {0};
    khabar_status status = read_below(folder, strlen(folder) + 1, 0, layer, a, &list, error);
    if (status == KHABAR_OK && list.n == 0)
        status = error_set(error, KHABAR_ERR_LEXICON, "%s: no .tsv file below this folder", folder);
    *files = list.at;
    *n = list.n;
    return status;
}

khabar_status lexicon_sources(const unsigned char *bytes, size_t size, arena *a, table_file **files, size_t *n,
                              khabar_error *error)
{
    unsigned long long total = ZSTD_getFrameContentSize(bytes, size);
    if (size == 0 || total == ZSTD_CONTENTSIZE_ERROR || total == ZSTD_CONTENTSIZE_UNKNOWN || total > 1u << 28)
        return error_set(error, KHABAR_ERR_LEXICON,
                         "this lexicon image does not hold its sources: it cannot be extended");
    char *all = arena_alloc(a, (size_t)total + 1);
    if (ZSTD_isError(ZSTD_decompress(all, (size_t)total, bytes, size)))
        return error_set(error, KHABAR_ERR_LEXICON, "the sources in the lexicon image are damaged");
    file_list list = {0};
    for (size_t at = 0; at < total;) {
        size_t path, length;
        int used = 0;
        if (sscanf(all + at, "%zu %zu%n", &path, &length, &used) != 2 || path > total || length > total ||
            at + (size_t)used + 1 + path + length > total)
            return error_set(error, KHABAR_ERR_LEXICON, "the sources in the lexicon image are damaged");
        at += (size_t)used + 1;
        *vec_push(a, &list) = (table_file){.path = {all + at, path}, .bytes = {all + at + path, length}};
        at += path + length;
    }
    *files = list.at;
    *n = list.n;
    return KHABAR_OK;
}
