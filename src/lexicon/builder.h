/* builder: the growing parts of an image while it is compiled; shared by compile.c (from files to image) and
 * rows*.c (from each table's rows to records).  Invariant: everything lives in one arena until the image is written. */
#ifndef KHABAR_LEXICON_BUILDER_H
#define KHABAR_LEXICON_BUILDER_H

#include "lexicon/lexicon.h"
#include "lexicon/table.h"

/* A hash from bytes to a number, for interning while compiling. */
typedef struct intern {
    struct intern_entry {
        str key;
        uint32_t value;
        bool used;
    } * at;
    uint32_t n, cap;
} intern;

/* The value of key; it is added with the value `fresh` where it is new. key is not copied. */
uint32_t intern_get(arena *a, intern *t, str key, uint32_t fresh, bool *is_new);
/* UINT32_MAX where the key is unknown. */
uint32_t intern_find(const intern *t, str key);

typedef struct raw_form {
    uint8_t *raw, *folded;
    uint32_t lemma;
    uint16_t features;
    uint8_t n;
} raw_form;

typedef struct raw_name {
    lex_name name;
    uint32_t node;
} raw_name;

typedef struct raw_link {
    uint32_t from, to;
} raw_link;

/* A row of weights before it has its place in a hash table. */
typedef struct raw_weights {
    uint32_t hash;
    int16_t weight[LEX_TREE_LABELS];
} raw_weights;

/* A term of an office that one at a time holds, where it has a beginning. */
typedef struct raw_term {
    const table_row *row;
    uint32_t tenure;
    int32_t begins,
        ends; /* certainly: the last day that `from` can mean, the first that `to` can, INT32_MAX where empty */
} raw_term;

/* A mode that a type has. */
typedef struct raw_mode {
    uint32_t type;
    str name;
} raw_mode;

/* What a CAMEO code stands for. */
typedef struct raw_code {
    str code;
    uint32_t types;    /* bit mask of the types that an event with it may have; 0: none, it is a mere statement */
    int16_t goldstein; /* tenths */
} raw_code;

typedef struct builder {
    arena a;
    const table_file *files;
    table_rows rows;
    table_complain complain;
    void *context;
    uint32_t complaints;
    khabar_error *error;

    VEC(uint8_t) strings;
    VEC(uint8_t) letters;
    VEC(raw_form) forms;
    VEC(lex_lemma) lemmas;
    VEC(lex_word) words;
    VEC(lex_edge) edges;
    VEC(raw_name) names;
    VEC(lex_entity) entities;
    VEC(lex_tenure) tenures;
    VEC(raw_term) terms; /* of the offices that one at a time holds, before they are settled */
    bool sole[OFFICE_COUNT];
    VEC(lex_role) roles;
    VEC(lex_group) groups, heads, modifiers;
    VEC(lex_cue) cues;
    VEC(raw_mode) modes;
    VEC(raw_code) codes;
    VEC(lex_frame) frames;
    VEC(raw_link) lemma_frames; /* lemma -> frame */
    VEC(uint32_t) frame_words;
    VEC(lex_time) times;
    VEC(lex_hijri) hijri;
    int32_t hijri_next; /* the day that the year after the last one begins */
    VEC(lex_clitic) clitics;
    VEC(lex_prep) preps;
    VEC(lex_label) labels;
    VEC(raw_weights) tree_moves, tree_labels;
    lex_setting settings[SETTING_COUNT];
    VEC(lex_outlet) outlets;
    VEC(lex_row) row_refs;
    lex_cost *transitions, *group_transitions, *label_costs;
    VEC(lex_choice) choices;
    uint8_t office_sectors[OFFICE_COUNT];
    uint8_t type_quads[TYPE_COUNT];
    uint32_t n_nodes;

    intern string_ids, word_ids, edge_ids, lemma_ids, plural_ids, country_ids, org_ids, person_ids, place_ids,
        nisba_ids, prep_ids, row_keys, label_ids;
} builder;

/* Complains about a cell (or part of a cell) of a row. */
void builder_complain(builder *b, const table_row *row, str part, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
lex_text builder_text(builder *b, str s);
uint32_t builder_row(builder *b, const table_row *row);
/* A new lemma, known by its text from now on; *at is valid until the next one. */
uint32_t builder_lemma(builder *b, const table_row *row, str text, lex_pos pos, lex_lemma **at);
void builder_form(builder *b, uint32_t lemma, const word *w, uint16_t features);
/* Adds a phrase (words of `text`, articles split off) that leads to `ref`. */
void builder_name(builder *b, str text, lex_name_kind kind, uint32_t ref, uint8_t flags, uint16_t value);
/* Word id of a single phrase word, added where new. */
uint32_t builder_word(builder *b, str text);

/* The weights of the parser as tables of the image. */
lex_tree_moves *builder_tree_moves(builder *b, uint32_t *n);
lex_tree_index *builder_tree_index(builder *b, uint32_t *n);
lex_tree_label *builder_tree_labels(builder *b, uint32_t *n);

/* Turns all rows into records, table by table. */
void builder_run(builder *b);

#endif
