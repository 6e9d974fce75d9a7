/* rows: one function for each table, which turns one of its rows into records; rows.c runs them, rows_words.c has the
 * tables of morph, rows_names.c those of persons, states, bodies and places, rows_codes.c those of codes, rows_frames.c those of cues and
 * frames.
 *
 *   زار  يزور  I  زور …    a row of verbs: one lemma and all of its forms
 *
 * Invariant: a cell that means nothing is complained of, and the row's other cells are still read. */
#ifndef KHABAR_LEXICON_ROWS_H
#define KHABAR_LEXICON_ROWS_H

#include "lexicon/builder.h"

static inline bool cell_is(str cell, const char *z)
{
    return str_eq(cell, str_of(z));
}

static inline bool cell_has_space(str s)
{
    return s.n && memchr(s.p, ' ', s.n) != NULL;
}

/* The preposition's index; UINT32_MAX where the cell is none. */
static inline uint32_t cell_prep(builder *b, str cell)
{
    return intern_find(&b->prep_ids, cell);
}

/* Index of a cell among names; complains (with a suggestion) and gives 0 where it is none of them. */
unsigned cell_enum(builder *b, const table_row *row, str cell, const char *const *names, size_t n, const char *what);
/* The entity of a state's or body's code; 0 where the cell is empty. */
uint16_t cell_country(builder *b, const table_row *row, str cell);
/* A whole number; complains where it is none between low and high. */
int32_t cell_number(builder *b, const table_row *row, str cell, int32_t low, int32_t high);
/* A date cell YYYY[-MM[-DD]]: the first (or, where `last`, the last) day that it covers. */
int32_t cell_date(builder *b, const table_row *row, str cell, bool last);
/* Hundredths of a degree; INT16_MIN where the cell is empty. */
int16_t cell_degrees(builder *b, const table_row *row, str cell, int limit);

/* Tables of words (rows_words.c). */
void row_verb(builder *b, const table_row *row);
void row_noun(builder *b, const table_row *row);
void row_particle(builder *b, const table_row *row);
void row_preposition(builder *b, const table_row *row);
void row_clitic(builder *b, const table_row *row);
void row_syntactic(builder *b, const table_row *row);
void row_transition(builder *b, const table_row *row);
void row_choice(builder *b, const table_row *row);

/* Weights of the parser (rows_tree.c). */
void row_tree(builder *b, const table_row *row);

/* Tables of names (rows_names.c). */
void row_actor_code(builder *b, const table_row *row);
void row_state(builder *b, const table_row *row);
void row_region(builder *b, const table_row *row);
void row_place(builder *b, const table_row *row);
void row_club(builder *b, const table_row *row);
void row_org(builder *b, const table_row *row);
void row_person(builder *b, const table_row *row);
void builder_terms(builder *b);
void row_role(builder *b, const table_row *row);
void row_collective(builder *b, const table_row *row);
void row_area(builder *b, const table_row *row);
void row_modifier(builder *b, const table_row *row);
void row_office(builder *b, const table_row *row);
void row_outlet(builder *b, const table_row *row);
void row_status(builder *b, const table_row *row);
void row_given(builder *b, const table_row *row);

/* Tables of codes (rows_codes.c); a row of decisions is for readers only. */
void row_plover(builder *b, const table_row *row);
void row_mode(builder *b, const table_row *row);
void row_context(builder *b, const table_row *row);
void row_aux(builder *b, const table_row *row);
void row_sector(builder *b, const table_row *row);
void row_cameo(builder *b, const table_row *row);
/* Complains of a mode that the type does not have; the empty one is none, and right with each type. */
void cell_mode(builder *b, const table_row *row, str cell, unsigned type);
/* The codes of a CAMEO code in the cell; NULL, and a complaint, where there is none. */
const raw_code *cell_cameo(builder *b, const table_row *row, str cell);
/* A bit mask of contexts, from names with | between them. */
uint64_t cell_contexts(builder *b, const table_row *row, str cell);

/* Tables of cues, frames, topics and words of contexts (rows_frames.c). */
void row_cue(builder *b, const table_row *row);
void row_frame(builder *b, const table_row *row);
void row_modality(builder *b, const table_row *row);
void row_agent(builder *b, const table_row *row);
void row_nisba(builder *b, const table_row *row);
void row_instrument(builder *b, const table_row *row);
void row_toll(builder *b, const table_row *row);
void row_verb_mark(builder *b, const table_row *row);
void row_frequency(builder *b, const table_row *row);
void row_topic(builder *b, const table_row *row);
void row_context_word(builder *b, const table_row *row);

#endif
