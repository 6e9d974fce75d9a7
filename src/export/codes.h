/* codes: codes of a record as other lists have them: FIPS, Correlates of War, CAMEO's actors, names of states and of CAMEO codes.
 *
 *   UKR -> Ukraine, UP, 369      JRN -> MED      190 -> Use conventional military force, not specified below
 *
 * Everything is rows of data/codes/ and data/geo/states.tsv, as they stand in the lexicon. Invariant: what a list does not have is "". */
#ifndef KHABAR_EXPORT_CODES_H
#define KHABAR_EXPORT_CODES_H

#include "base/buf.h"
#include "base/error.h"
#include "lexicon/lexicon.h"
#include "record/row.h"

typedef struct export_codes export_codes;

/* lex must outlive *out, which is to be closed. */
khabar_status export_codes_open(const lexicon *lex, export_codes **out, khabar_error *error);
void export_codes_close(export_codes *c);

/* The English name of a state, or of a code of codes/actors.tsv. */
str export_country_name(const export_codes *c, str country);
/* FIPS 10-4; lon tells parts of a state that have codes of their own; NAN: not known. */
str export_fips(const export_codes *c, str country, double lon);
str export_cow(const export_codes *c, str country);
/* Is it a state, and no PLOVER code of something else? */
bool export_is_state(const export_codes *c, str country);
/* Of a sector or a code that is no state. */
str export_sector_cameo(const export_codes *c, str code);
str export_sector_name(const export_codes *c, str code);
str export_cameo_name(const export_codes *c, str cameo);
/* Is there such a mode? Is there a CAMEO code that begins so? */
bool export_is_mode(const export_codes *c, str mode);
bool export_is_cameo(const export_codes *c, str beginning);

/* Who does it to whom, two by two: every actor with every recipient; those that meet as equals each with each other, both ways; one
 * alone with NULL. An event of nobody has none. */
typedef struct export_pair {
    const query_party *actor, *recipient; /* one of them may be NULL */
} export_pair;

enum { EXPORT_PAIRS = QUERY_PARTIES * QUERY_PARTIES };
uint32_t export_pairs(const query_event *e, export_pair pairs[EXPORT_PAIRS]);
/* The number of a pair in whatever table: event.id * 64 + its place in export_pairs. */
int64_t export_pair_id(int64_t event_id, uint32_t pair);

/* A cell of a line divided by tabs: tabs and line ends become blanks. */
void export_tab(buf *out, str s);
/* The party's English name, else its own, else its role. */
str export_party_name(const query_party *p);
/* A day as YYYYMMDD, or with dashes: what is not known of month and day is 01. Nothing where the year is not known. */
void export_day(buf *out, str day, bool dashes);

#endif
