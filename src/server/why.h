/* why: what the records of one article rest on: the data rows, how a speaker was found, by what an actor was settled; and for
 * words that gave nothing, why.
 *
 *   e1  ->  {"id":"e1","uid":…,"row":{"file":"event/frames-verbal.tsv","line":41,"cells":{…}}}
 */
#ifndef KHABAR_SERVER_WHY_H
#define KHABAR_SERVER_WHY_H

#include "record/record.h"
#include "server/sources.h"

/* Writes an object; takes memory of the record's arena. */
void why_write(const record *r, const sources *s, buf *out);

/* The row of a rule by the name that records give it (consult.zara): an object; false where there is none. */
bool why_rule(const lexicon *lex, const sources *s, str rule, buf *out);

#endif
