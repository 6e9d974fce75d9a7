/* places: see places.h. */
#include "export/places.h"
#include "export/tally.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>

typedef struct place {
    size_t properties, n_properties; /* its names in `texts`, written as JSON once */
    double lat, lon;
    int64_t events, quads[4], killed, wounded;
    char first[11], last[11]; /* days */
} place;

struct export_places {
    place *at;
    uint32_t n, cap;
    tally keys;
    buf texts;
    int64_t unknown;
};

export_places *export_places_new(void)
{
    return calloc(1, sizeof(export_places));
}

void export_places_free(export_places *p)
{
    if (!p) return;
    tally_free(&p->keys);
    buf_free(&p->texts);
    free(p->at);
    free(p);
}

int64_t export_places_unknown(const export_places *p)
{
    return p->unknown;
}

static uint64_t key_of(const query_event *e)
{
    if (e->place_wikidata.n) return hash_bytes(e->place_wikidata.p, e->place_wikidata.n);
    uint64_t h = hash_bytes(e->place_name.p, e->place_name.n);
    if (e->place_country.n) h = hash_then(h, hash_bytes(e->place_country.p, e->place_country.n));
    return hash_then(h, (uint64_t)(int64_t)(e->lat * 100) << 32 ^ (uint64_t)(int64_t)(e->lon * 100));
}

static void property(buf *b, const char *name, str value)
{
    if (!value.n) return;
    buf_printf(b, "\"%s\":", name);
    buf_json(b, value);
    buf_char(b, ',');
}

static bool is_day(str s)
{
    return s.n == 10;
}

bool export_places_add(export_places *p, const query_event *e)
{
    if (!e->place_name.n || isnan(e->lat) || isnan(e->lon)) {
        p->unknown++;
        return true;
    }
    bool is_new;
    uint32_t n = tally_of(&p->keys, key_of(e), &is_new);
    if (p->keys.failed) return false;
    if (is_new && n == p->cap) {
        uint32_t cap = p->cap ? p->cap * 2 : 256;
        place *more = realloc(p->at, cap * sizeof *more);
        if (!more) return false;
        p->at = more;
        p->cap = cap;
    }
    place *at = &p->at[n];
    if (is_new) {
        *at = (place){.properties = p->texts.n, .lat = e->lat, .lon = e->lon};
        property(&p->texts, "name", e->place_name);
        property(&p->texts, "name_en", e->place_name_en);
        property(&p->texts, "country", e->place_country);
        property(&p->texts, "kind", e->place_kind);
        property(&p->texts, "wikidata", e->place_wikidata);
        at->n_properties = p->texts.n - at->properties;
        p->n = n + 1;
    }
    at->events++;
    if (e->quad >= 1 && e->quad <= 4) at->quads[e->quad - 1]++;
    if (e->killed > 0) at->killed += e->killed;
    if (e->wounded > 0) at->wounded += e->wounded;
    if (is_day(e->day) && (!at->first[0] || memcmp(e->day.p, at->first, 10) < 0)) memcpy(at->first, e->day.p, 10);
    if (is_day(e->day) && memcmp(e->day.p, at->last, 10) > 0) memcpy(at->last, e->day.p, 10);
    return !p->texts.failed;
}

void export_places_write(const export_places *p, buf *out)
{
    static const char *const quads[4] = {"verbal_cooperation", "material_cooperation", "verbal_conflict",
                                         "material_conflict"};
    buf_z(out, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (uint32_t i = 0; i < p->n; i++) {
        const place *at = &p->at[i];
        buf_printf(out,
                   "%s\n{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.2f,%.2f]},"
                   "\"properties\":{",
                   i ? "," : "", at->lon, at->lat);
        buf_add(out, str_sub(buf_str(&p->texts), at->properties, at->properties + at->n_properties));
        buf_printf(out, "\"events\":%lld", (long long)at->events);
        for (unsigned q = 0; q < 4; q++) buf_printf(out, ",\"%s\":%lld", quads[q], (long long)at->quads[q]);
        buf_printf(out, ",\"killed\":%lld,\"wounded\":%lld", (long long)at->killed, (long long)at->wounded);
        if (at->first[0]) buf_printf(out, ",\"first_day\":\"%s\",\"last_day\":\"%s\"", at->first, at->last);
        buf_z(out, "}}");
    }
    buf_z(out, "\n]}\n");
}
