/* places: events -> the places where they happened, as GeoJSON (RFC 7946): a point each, with how many events of which kind.
 *
 *   three events in خان يونس  ->  {"type":"Feature","geometry":{"type":"Point","coordinates":[34.31,31.35]},"properties":{"events":3,…}}
 *
 * Invariant: places come in the order in which events first name them; events without a place that has coordinates are counted apart. */
#ifndef KHABAR_EXPORT_PLACES_H
#define KHABAR_EXPORT_PLACES_H

#include "base/buf.h"
#include "record/row.h"

typedef struct export_places export_places;

export_places *export_places_new(void); /* NULL where there is no memory */
void export_places_free(export_places *p);
/* False where memory is out. */
bool export_places_add(export_places *p, const query_event *e);
/* Events that were passed over: no place, or one whose coordinates are not known. */
int64_t export_places_unknown(const export_places *p);
void export_places_write(const export_places *p, buf *out);

#endif
