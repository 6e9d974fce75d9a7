/* gdelt: events as the event and mention tables of GDELT 2.0: all columns in their order, divided by tabs, without a head line.
 *
 *   قصفت القوات الروسية كييف, told by three articles  ->  one line of events (NumArticles 3), three lines of mentions
 *
 * An event of GDELT is a group of tellings and one pair of its actors: export_gdelt_note sees every telling first, then
 * export_gdelt_event writes those that are the first of their group. Columns that GDELT fills by means that khabar has not (tone, ethnicity)
 * are empty. Invariant: GLOBALEVENTID is export_pair_id of the group's first telling, in both tables. */
#ifndef KHABAR_EXPORT_GDELT_H
#define KHABAR_EXPORT_GDELT_H

#include "export/codes.h"

typedef struct export_gdelt export_gdelt;

enum { EXPORT_GDELT_EVENT_COLUMNS = 61, EXPORT_GDELT_MENTION_COLUMNS = 16 };

/* NULL where there is no memory; codes must outlive it. */
export_gdelt *export_gdelt_new(const export_codes *codes);
void export_gdelt_free(export_gdelt *g);

/* Of each event, in the order in which they are written later. False where memory is out. */
bool export_gdelt_note(export_gdelt *g, const query_event *e);
/* The event's lines, none where it is not the first of its group; after all events were noted. */
void export_gdelt_event(export_gdelt *g, const query_event *e, buf *out);
/* The lines of a telling, with its article's text (query_with_text); after this event was noted. */
void export_gdelt_mention(export_gdelt *g, const query_event *e, buf *out);

#endif
