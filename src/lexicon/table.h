/* table: one .tsv file of data/ as rows of cells.
 *
 * # columns: cue pos class takes addressee note      the head says which table the file belongs to
 * قال	verb	say	إن|quote|colon	ل	said
 *
 * Invariant: every row has as many cells as its table has columns; cells point into the file's bytes. */
#ifndef KHABAR_LEXICON_TABLE_H
#define KHABAR_LEXICON_TABLE_H

#include "base/arena.h"

enum { TABLE_COLUMNS_MAX = 16 };

/* Table name, columns as the head of a file gives them, and how many of the first cells name a row (0: no row excludes
 * another; where a user's folder has a row of the same name, the built-in one gives way). */
#define TABLES(X)                                                                                                      \
    X(verbs, "lemma imperfect form root vowels masdar trans preps gloss", 3)                                           \
    X(nouns, "lemma pos gender plural gloss", 2)                                                                       \
    X(particles, "form pos function gloss", 3)                                                                         \
    X(syntactic, "form prep pos lemma pronoun", 1)                                                                     \
    X(clitics, "form side kind features lemma cost gloss", 4)                                                          \
    X(prepositions, "preposition adjunct points gloss", 1)                                                             \
    X(transitions, "from to cost", 2)                                                                                  \
    X(choices, "kind text label cost", 3)                                                                              \
    X(tree, "template value weights", 0)                                                                               \
    X(actor_codes, "code name en note", 1)                                                                             \
    X(country_codes, "iso3 fips cow", 1)                                                                               \
    X(party_codes, "code cameo icews", 1)                                                                              \
    X(offices, "office sector holders gloss", 1)                                                                       \
    X(plover, "type quad score recipient cameo_roots parties gloss", 1)                                                \
    X(modes, "type mode quad gloss", 2)                                                                                \
    X(contexts, "context gloss applies", 1)                                                                            \
    X(aux, "aux gloss applies", 1)                                                                                     \
    X(sectors, "sector gloss members", 1)                                                                              \
    X(cameo, "code type mode also contexts goldstein name", 1)                                                         \
    X(decisions, "topic sources decision reason", 1)                                                                   \
    X(states, "iso3 name en official variants capital nisba nisba_plural metonyms former wikidata gender league", 1)   \
    X(areas, "area forms kind", 1)                                                                                     \
    X(regions, "name en aliases kind", 1)                                                                              \
    X(places, "name en variants iso3 kind lat lon wikidata", 0)                                                        \
    X(orgs, "name en aliases country sector kind from to wikidata", 0)                                                 \
    X(clubs, "short club also", 2)                                                                                     \
    X(outlets, "outlet country note", 1)                                                                               \
    X(groups, "noun forms sector kind of", 1)                                                                          \
    X(heads, "head forms sector kind", 1)                                                                              \
    X(modifiers, "adjective sector", 1)                                                                                \
    X(persons, "name en aliases gender office of from to wikidata", 0)                                                 \
    X(roles, "role forms office sector kind of", 1)                                                                    \
    X(statuses, "status meaning gloss", 1)                                                                             \
    X(given, "name gender note", 1)                                                                                    \
    X(cues, "cue pos class takes addressee note", 2)                                                                   \
    X(frames, "id verb nouns type mode cameo actor recipient gen reciprocal requires contexts example counterexample", \
      1)                                                                                                               \
    X(modality, "word pos modality gloss", 2)                                                                          \
    X(tolls, "word pos toll gloss", 2)                                                                                 \
    X(instruments, "instrument mode gloss", 1)                                                                         \
    X(nisbas, "adjective body gloss", 1)                                                                               \
    X(measures, "measure gloss", 1)                                                                                    \
    X(owners, "owner gloss", 1)                                                                                        \
    X(agents, "agent gloss", 1)                                                                                        \
    X(frequencies, "lemma pos cost", 2)                                                                                \
    X(auxiliaries, "auxiliary pos gloss", 1)                                                                           \
    X(light, "verb subject gloss", 1)                                                                                  \
    X(times, "term kind value note", 2)                                                                                \
    X(hijri, "year start months", 1)                                                                                   \
    X(abbreviations, "abbreviation meaning", 1)                                                                        \
    X(topics, "word topic weight", 1)                                                                                  \
    X(input, "kind word means note", 2)                                                                                \
    X(context_words, "word context gloss", 1)                                                                          \
    X(labels, "key ar en", 1)                                                                                          \
    X(settings, "name value note", 1)

#define X(name, columns, key) TABLE_##name,
typedef enum { TABLES(X) TABLE_COUNT } table_kind;
#undef X

typedef struct table_row {
    str cell[TABLE_COLUMNS_MAX];
    uint32_t file, line;
    uint8_t kind;
} table_row;

typedef struct table_file {
    str path, bytes;
    int layer; /* 0 built-in, 1 the user's */
} table_file;

/* Where a complaint goes: line and column from 1 (column in code points), 0 where it does not apply. */
typedef void (*table_complain)(void *context, const table_file *file, uint32_t line, uint32_t column, const char *text);

typedef VEC(table_row) table_rows;

/* Appends the rows of a file; returns false where anything was wrong (and said so). */
bool table_parse(const table_file *file, uint32_t index, arena *a, table_rows *rows, table_complain complain,
                 void *context);

/* Column (code points, from 1) of a cell, or of a part of it, in its line. */
uint32_t table_column(const table_file *file, str part);
const char *table_column_name(table_kind kind, size_t column);
size_t table_columns(table_kind kind);
size_t table_key(table_kind kind);

/* The nearest of n names to s by edit distance, or NULL where none is near. */
const char *table_nearest(str s, const char *const *names, size_t n);

#endif
