/* sources: the rows of data/ as people wrote them, for whoever asks why.
 *
 *   event/frames-verbal.tsv, line 41  ->  its columns and cells: id consult.zara, verb زار, … example زار الوزير بكين
 *
 * Invariant: read-only once opened, so that all threads may ask. */
#ifndef KHABAR_SERVER_SOURCES_H
#define KHABAR_SERVER_SOURCES_H

#include "khabar.h"
#include "lexicon/lexicon.h"
#include "server/sheet.h"

typedef struct sources sources;

/* The sources that the program was built with. A lexicon of the user's that has others still shows file and line. */
khabar_status sources_open(const khabar *k, sources **out, khabar_error *error);
void sources_close(sources *s);

/* "row":{"file","line","cells":{column: cell}}: row is an index of lexicon.rows; nothing where it is 0. */
void sources_row(const sources *s, const lexicon *lex, uint32_t row, sheet *out);

#endif
