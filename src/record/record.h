/* record: what was found in one article, and its three written forms: JSON, a dossier for a person, an explanation.
 * Invariant: writers only read the record. */
#ifndef KHABAR_RECORD_RECORD_H
#define KHABAR_RECORD_RECORD_H

#include "base/buf.h"
#include "entity/tag.h"
#include "event/event.h"
#include "khabar.h"
#include "syntax/tree.h"

typedef struct record {
    str id, source, url, published, title;
    bool arabic;     /* false: the text is not Arabic, no records were read */
    bool has_trees;  /* of words_only: heads and relations were read */
    bool words_only; /* words and tree were read, and nothing that follows them */
    text text;
    words words;
    phrases phrases;
    clauses clauses;
    tree tree;
    entities entities;
    times times;
    uint8_t *tags; /* of each token: entity_tag; of a document of words */
    statements statements;
    events events;
    const lexicon *lex;
    arena *a;
} record;

enum { RECORD_WITH_TEXT = 1 };

void record_json(const record *r, unsigned flags, buf *out);
void record_dossier(const record *r, int language, bool colour, buf *out);
void record_explain(const record *r, buf *out);
/* The words of the text: CoNLL-U, and a table for a person. */
void record_conllu(const record *r, buf *out);
void record_table(const record *r, buf *out);
/* The same as an array in the arena; *n is their number. */
khabar_word *record_words(const record *r, size_t *n, buf *scratch);

/* The numbers of actors in the output: those that are shown, in the order in which the article names them. ids[i] is 0
 * for an actor that is not shown. Returns how many are shown. */
uint32_t record_actor_ids(const record *r, uint32_t *ids);

/* Names of records that stay (ids.c). uids has room for all events or statements of the record;
 * a group is 0 where no day or nobody of the event is known. */
void record_event_uids(const record *r, uint64_t *uids);
void record_statement_uids(const record *r, uint64_t *uids);
uint64_t record_event_group(const record *r, const event *ev);

/* What every written form gives as values (value.c). */
extern const char *const record_kind_name[],
    *const record_by_name[], *const record_said_name[], *const record_precision_name[],
                                                            *const record_timex_name[], *const record_mod_name[],
                                                                                            *const record_aux_name[];
/* Code points before each 64th byte of the text, in the arena; and with them those before any byte. */
uint32_t *record_points(const record *r);
uint32_t record_point(const str *bytes, const uint32_t *points, uint32_t byte);
/* The code of a country, "" for 0. */
str record_country(const record *r, uint16_t country);
const char *record_sector(const actor *a);
/* What the lexicon knows of the place that a mention names; its entry 0, which is empty, where it knows nothing. */
const lex_entity *record_place(const record *r, const mention *m);
str record_place_name(const record *r, const mention *m);
/* The places that the text names, each once: by what the lexicon knows, else by the words. Returns their number; first[k] is the first
 * mention of place k, of[i] the place of mention i, UINT32_MAX where it names none. */
uint32_t record_places(const record *r, uint32_t **first, uint32_t **of);

/* From the library's handles to what is behind them, for folders above (khabar.c). use is called once; it may take
 * memory of the record's arena, which is given back when the reader reads its next article. KHABAR_ERR_MEMORY where that is out. */
khabar_status khabar_use_record(khabar_reader *r, const khabar_doc *doc, void (*use)(void *context, const record *),
                                void *context, khabar_error *error);
const lexicon *khabar_lexicon(const khabar *k);

#endif
