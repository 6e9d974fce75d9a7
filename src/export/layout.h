/* layout: events in the layouts of two archives that researchers know: POLECAT (PLOVER) as JSON lines, and ICEWS divided by tabs.
 *
 *   POLECAT: an event a line, its parties side by side: "Actor Name":"Russia;Iran"
 *   ICEWS:   a pair of actors a line (codes.h): Event ID, Event Date, Source Name …
 *
 * Invariant: the keys of a line of POLECAT are always the same, empty where nothing is known; columns have ICEWS's names and order. */
#ifndef KHABAR_EXPORT_LAYOUT_H
#define KHABAR_EXPORT_LAYOUT_H

#include "export/codes.h"

void export_plover(const export_codes *codes, const query_event *e, buf *out);
void export_icews_head(buf *out);
void export_icews(const export_codes *codes, const query_event *e, buf *out);

#endif
