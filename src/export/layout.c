/* layout: see layout.h. */
#include "export/layout.h"

#include "khabar.h"

#include <math.h>
#include <stdio.h>

/* Where a place belongs among City, District, Province, Country. */
typedef enum { PLACE_NONE, PLACE_CITY, PLACE_DISTRICT, PLACE_PROVINCE, PLACE_COUNTRY } level;

static level level_of(const export_codes *codes, const query_event *e, str name)
{
    if (!name.n) return PLACE_NONE;
    if (str_eq(e->place_kind, STR("district"))) return PLACE_DISTRICT;
    if (str_eq(e->place_kind, STR("province")) || str_eq(e->place_kind, STR("governorate")) ||
        str_eq(e->place_kind, STR("region")))
        return PLACE_PROVINCE;
    return e->place_kind.n == 0 || str_eq(name, export_country_name(codes, e->place_country)) ? PLACE_COUNTRY
                                                                                              : PLACE_CITY;
}

/* ---- POLECAT ---- */

typedef struct line {
    buf *out;
    buf value; /* what is being made */
    bool first;
} line;

static void put(line *l, const char *key)
{
    buf_printf(l->out, "%s\"%s\":", l->first ? "" : ",", key);
    buf_json(l->out, buf_str(&l->value));
    l->first = false;
    l->value.n = 0;
}

static void put_text(line *l, const char *key, str s)
{
    buf_add(&l->value, s);
    put(l, key);
}

/* digits: after the point. */
static void put_number(line *l, const char *key, bool known, int digits, double value)
{
    buf_printf(l->out, ",\"%s\":", key);
    if (known)
        buf_printf(l->out, "%.*f", digits, value);
    else
        buf_z(l->out, "null");
}

static str party_value(const export_codes *codes, const query_party *p, unsigned which)
{
    switch (which) {
    case 0: return export_party_name(p);
    case 1: return p->country;
    case 2: return export_cow(codes, p->country);
    case 3: return p->sector;
    case 4: return p->role;
    case 5: return p->name;
    default: return p->wikidata;
    }
}

/* One value of all parties, divided by semicolons. */
static void put_parties(line *l, const export_codes *codes, const char *key, const query_parties *all, unsigned which)
{
    for (uint32_t i = 0; i < all->n; i++) {
        if (i) buf_char(&l->value, ';');
        buf_add(&l->value, party_value(codes, &all->at[i], which));
    }
    put(l, key);
}

/* The columns of actor or recipient, in POLECAT's order. */
static void put_side(line *l, const export_codes *codes, const char *side, const query_parties *all)
{
    static const char *const after[] = {"Name", "Country", "COW", NULL, "Sectors", "Title", "Name Raw"};
    static const unsigned value[] = {0, 1, 2, 3, 3, 4, 5};
    char key[48];
    for (size_t i = 0; i < sizeof value / sizeof *value; i++) {
        if (!after[i]) {
            snprintf(key, sizeof key, "Primary %s Sector", side);
            put_text(l, key, all->n ? all->at[0].sector : (str){NULL, 0});
            continue;
        }
        snprintf(key, sizeof key, "%s %s", side, after[i]);
        put_parties(l, codes, key, all, value[i]);
    }
    snprintf(key, sizeof key, "Wikipedia %s ID", side);
    put(l, key);
}

static void put_words(line *l, const char *key, str words)
{
    for (bool more = false; words.n; more = true) {
        if (more) buf_char(&l->value, ';');
        buf_add(&l->value, str_cut(&words, ' '));
    }
    put(l, key);
}

static void put_place(line *l, const export_codes *codes, const query_event *e)
{
    str name = e->place_name_en.n ? e->place_name_en : e->place_name, none = {NULL, 0};
    level at = level_of(codes, e, name);
    bool known = !isnan(e->lat) && !isnan(e->lon);
    put_text(l, "Placename", name);
    put_text(l, "City", at == PLACE_CITY ? name : none);
    put_text(l, "District", at == PLACE_DISTRICT ? name : none);
    put_text(l, "Province", at == PLACE_PROVINCE ? name : none);
    put_text(l, "Country", e->place_country);
    put_number(l, "Latitude", known, 2, e->lat);
    put_number(l, "Longitude", known, 2, e->lon);
    put(l, "GeoNames ID");
    put_text(l, "Raw Placename", e->place);
    put_text(l, "Feature Type", e->place_kind);
}

static void put_aux(line *l, const query_event *e)
{
    static const char *const names[] = {"negation", "future", "hypothetical", "historical"};
    const bool set[] = {e->negation, e->future, e->hypothetical, e->historical};
    for (unsigned i = 0; i < 4; i++)
        if (set[i]) buf_printf(&l->value, "%s%s", l->value.n ? ";" : "", names[i]);
    put(l, "Auxiliary Modes");
}

void export_plover(const export_codes *codes, const query_event *e, buf *out)
{
    static const char *const quads[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT",
                                        "MATERIAL CONFLICT"};
    line l = {.out = out, .first = true};
    buf_char(out, '{');
    put_text(&l, "Event ID", e->uid);
    export_day(&l.value, e->day, true);
    put(&l, "Event Date");
    put_text(&l, "Event Type", e->type);
    put_text(&l, "Event Mode", e->mode);
    put_number(&l, "Intensity", true, 1, e->goldstein);
    put_text(&l, "Quad Code", str_of(e->quad >= 1 && e->quad <= 4 ? quads[e->quad] : ""));
    put_words(&l, "Contexts", e->contexts);
    put_side(&l, codes, "Actor", &e->actors);
    put_side(&l, codes, "Recipient", &e->recipients);
    put_place(&l, codes, e);
    put_text(&l, "Source", e->article.source);
    put_text(&l, "Publication Date", e->article.day);
    put(&l, "Story People");
    put(&l, "Story Organizations");
    put(&l, "Story Locations");
    put_text(&l, "Language", STR("ara"));
    put_text(&l, "Version", STR("khabar " KHABAR_VERSION));
    /* what POLECAT's table leaves out and a reader of Arabic news wants */
    put_text(&l, "CAMEO Code", e->cameo);
    put_aux(&l, e);
    put_parties(&l, codes, "Attributed To", &e->attributed_to, 0);
    put_parties(&l, codes, "Wikidata Actor ID", &e->actors, 6);
    put_parties(&l, codes, "Wikidata Recipient ID", &e->recipients, 6);
    put_text(&l, "Wikidata Place ID", e->place_wikidata);
    put_text(&l, "Event Group", e->group);
    put_text(&l, "Event Text", e->trigger.words);
    put_text(&l, "Story ID", e->article.doc_id);
    put_text(&l, "Story URL", e->article.url);
    put_number(&l, "Killed", e->killed >= 0, 0, (double)e->killed);
    put_number(&l, "Wounded", e->wounded >= 0, 0, (double)e->wounded);
    buf_z(out, "}\n");
    out->failed |= l.value.failed;
    buf_free(&l.value);
}

/* ---- ICEWS ---- */

static const char *const icews_columns[] = {
    "Event ID",  "Event Date",  "Source Name",    "Source Sectors", "Source Country", "Event Text",      "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",       "Sentence Number", "Publisher",
    "City",      "District",    "Province",       "Country",        "Latitude",       "Longitude"};

void export_icews_head(buf *out)
{
    size_t n = sizeof icews_columns / sizeof *icews_columns;
    for (size_t i = 0; i < n; i++) buf_printf(out, "%s%c", icews_columns[i], i + 1 < n ? '\t' : '\n');
}

static void cell(buf *out, str s)
{
    export_tab(out, s);
    buf_char(out, '\t');
}

/* Name, sectors, country; a code that is no state is a sector. */
static void icews_party(const export_codes *codes, const query_party *p, buf *out)
{
    if (!p) {
        buf_z(out, "\t\t\t");
        return;
    }
    bool state = export_is_state(codes, p->country);
    str country = export_country_name(codes, p->country), name = export_party_name(p);
    str body = p->country.n && !state ? export_sector_name(codes, p->country) : (str){NULL, 0};
    cell(out, name.n ? name : country);
    export_tab(out, body);
    if (body.n && p->sector.n) buf_char(out, ',');
    cell(out, export_sector_name(codes, p->sector));
    cell(out, state ? country : (str){NULL, 0});
}

void export_icews(const export_codes *codes, const query_event *e, buf *out)
{
    export_pair pairs[EXPORT_PAIRS];
    uint32_t n = export_pairs(e, pairs);
    str place = e->place_name_en.n ? e->place_name_en : e->place_name, none = {NULL, 0};
    level at = level_of(codes, e, place);
    for (uint32_t i = 0; i < n; i++) {
        buf_printf(out, "%lld\t", (long long)export_pair_id(e->id, i));
        export_day(out, e->day, true);
        buf_char(out, '\t');
        icews_party(codes, pairs[i].actor, out);
        cell(out, export_cameo_name(codes, e->cameo));
        cell(out, e->cameo);
        buf_printf(out, "%.1f\t", e->goldstein);
        icews_party(codes, pairs[i].recipient, out);
        buf_printf(out, "%lld\t%u\t", (long long)e->article.id, e->sentence + 1);
        cell(out, e->article.source);
        cell(out, at == PLACE_CITY ? place : none);
        cell(out, at == PLACE_DISTRICT ? place : none);
        cell(out, at == PLACE_PROVINCE ? place : none);
        cell(out, export_country_name(codes, e->place_country));
        if (isnan(e->lat) || isnan(e->lon))
            buf_z(out, "\t\n");
        else
            buf_printf(out, "%.2f\t%.2f\n", e->lat, e->lon);
    }
}
