/* filter: options that say which rows of a database are wanted: one table for parser, help, man page and reference.
 *
 *   --actor RUS --recipient UKR --type ASSAULT --since 2022-02  ->  query_filter {.actor = "RUS", …}
 *
 * Invariant: a value that can never be right (a type that there is not, 2024-13) is wrong use, never an empty answer. */
#ifndef KHABAR_CLI_FILTER_H
#define KHABAR_CLI_FILTER_H

#include "store/query.h"

/* member of query_filter, option, value, commands by their letters, help */
#define FILTERS(X)                                                                                                     \
    X(actor, "actor", "WHO", "vx", "who does it (WHO: below)")                                                         \
    X(recipient, "recipient", "WHO", "vx", "to whom")                                                                  \
    X(party, "party", "WHO", "vx", "either of the two")                                                                \
    X(attributed_to, "attributed-to", "WHO", "vx", "on whose word; outlet: the outlet's own voice")                    \
    X(type, "type", "TYPE", "vx", "PLOVER type: ASSAULT")                                                              \
    X(mode, "mode", "MODE", "vx", "PLOVER mode: aerial")                                                               \
    X(cameo, "cameo", "CODE", "vx", "CAMEO code or its beginning: 19 finds 190 and 195")                               \
    X(context, "context", "CONTEXT", "vx", "PLOVER context: military")                                                 \
    X(quad, "quad", "1|2|3|4", "vx", "1 verbal, 2 material cooperation; 3 verbal, 4 material conflict")                \
    X(status, "status", "STATUS", "vtx",                                                                               \
      "events: asserted, negated, future, hypothetical, historical; statements: asserted, denied")                     \
    X(place, "place", "NAME", "vx", "words of the place's name, or its English name")                                  \
    X(country, "country", "CODE", "vcx", "country of the place; of actors their own")                                  \
    X(speaker, "speaker", "WHO", "t", "who says it")                                                                   \
    X(addressee, "addressee", "WHO", "t", "to whom")                                                                   \
    X(via, "via", "WHO", "t", "through whom it came")                                                                  \
    X(about, "about", "WORDS|WHO", "t", "what is said has these words, or names this actor or place")                  \
    X(kind, "kind", "KIND", "tc", "statements: direct, indirect, mixed; actors: person, country, org, group")          \
    X(sector, "sector", "SECTOR", "c", "PLOVER sector: GOV")                                                           \
    X(name, "name", "WHO", "c", "who it is")                                                                           \
    X(since, "since", "DAY", "svtx", "first day: YYYY, YYYY-MM or YYYY-MM-DD")                                         \
    X(until, "until", "DAY", "svtx", "last day, the whole of the month or year")                                       \
    X(outlet, "outlet", "NAME", "svtx", "outlet of the article, folded and whole")                                     \
    X(text, "text", "WORDS", "vtx", "the article holds these words; those in quotation marks as a phrase")             \
    X(group, "group", "ID", "vx", "the events of one group")                                                           \
    X(uid, "uid", "ID", "vt", "the event or statement of this uid")

/* Is each value of the filter one that can be right? Else says on standard error what is wanted. */
bool filter_check(const query_filter *f);

#endif
