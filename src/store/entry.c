/* entry: see entry.h. */
#include "store/entry.h"
#include "base/calendar.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "record/record.h"
#include "store/fold.h"

#include <stdio.h>
#include <stdlib.h>

static str from(khabar_string s)
{
    return (str){s.bytes ? s.bytes : "", s.bytes ? s.length : 0};
}

str entry_text(const cJSON *object, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    return cJSON_IsString(item) ? str_of(item->valuestring) : (str){NULL, 0};
}

/* ---- what names it ---- */

static bool digits(str s, size_t at, size_t n)
{
    if (s.n < at + n) return false;
    for (size_t i = at; i < at + n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return true;
}

str entry_day(str s)
{
    if (!digits(s, 0, 4)) return (str){NULL, 0};
    if (calendar_parse(s) != INT32_MIN) return str_sub(s, 0, 10);
    if (s.n >= 7 && s.p[4] == '-' && digits(s, 5, 2)) {
        int month = (s.p[5] - '0') * 10 + s.p[6] - '0';
        if (month >= 1 && month <= 12) return str_sub(s, 0, 7);
    }
    return s.n == 4 || (s.n > 4 && !digits(s, 4, 1)) ? str_sub(s, 0, 4) : (str){NULL, 0};
}

static uint64_t hash_of(const khabar_article *a)
{
    const khabar_string parts[] = {a->source, a->url, a->published, a->title, a->text};
    uint64_t h = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        str s = from(parts[i]);
        h = hash_then(h, hash_bytes(s.p, s.n));
    }
    return h;
}

/* U+FFFD for each byte that is no UTF-8: paths come as the world has them. */
static void add_as_utf8(buf *b, str s)
{
    while (s.n) {
        size_t bad = utf8_check(s);
        buf_add(b, str_sub(s, 0, bad));
        if (bad == s.n) return;
        buf_z(b, "\xef\xbf\xbd");
        s = str_sub(s, bad + 1, s.n);
    }
}

bool entry_take(entry *e, const khabar_article *article)
{
    khabar_string *fields[] = {&e->in.id, &e->in.source, &e->in.url, &e->in.published, &e->in.title, &e->in.text};
    enum { FIELDS = sizeof fields / sizeof *fields, NAMES = 4 }; /* title and text are checked where they are read */
    size_t at[FIELDS + 1];
    e->in = *article;
    e->strings.n = 0;
    e->failed = false;
    for (size_t i = 0; i < FIELDS; i++) {
        at[i] = e->strings.n;
        if (i < NAMES)
            add_as_utf8(&e->strings, from(*fields[i]));
        else
            buf_add(&e->strings, from(*fields[i]));
    }
    at[FIELDS] = e->strings.n;
    snprintf(e->hash, sizeof e->hash, "%016llx", (unsigned long long)hash_of(article));
    buf_z(&e->strings, "hash:");
    buf_z(&e->strings, e->hash);
    if (e->strings.failed) return false;
    for (size_t i = 0; i < FIELDS; i++) *fields[i] = (khabar_string){e->strings.bytes + at[i], at[i + 1] - at[i]};
    e->doc_id = e->in.id.length    ? from(e->in.id)
                : e->in.url.length ? from(e->in.url)
                                   : str_sub(buf_str(&e->strings), at[FIELDS], e->strings.n);
    return true;
}

void entry_lexicon(const khabar *k, char hash[17])
{
    snprintf(hash, 17, "%016llx", (unsigned long long)khabar_lexicon(k)->hash);
}

/* ---- words ---- */

/* The lemma of each token, "" where it has none of its own. */
static void lemmas_of_tokens(const record *r, str *lemmas)
{
    tree cut = {0};
    char scratch[TREE_LEMMA_BYTES];
    tree_cut(&cut, &r->text, &r->words, r->lex, r->a);
    for (uint32_t i = 0; i < cut.at.n; i++) {
        const node *n = &cut.at.at[i];
        if (n->part != PART_STEM || r->text.tokens.at[n->token].kind != TOKEN_WORD) continue;
        str lemma = tree_lemma(&cut, &r->text, r->lex, i, scratch);
        lemmas[n->token] = lemma.p == scratch ? arena_copy(r->a, lemma) : lemma;
    }
}

/* Folded words and their lemmas side by side: a word that the text cuts otherwise (2024م) is its own lemma. */
static void words_of(entry *e, const record *r)
{
    const text *t = &r->text;
    str *lemmas = ARENA_ARRAY(r->a, str, t->tokens.n + 1);
    if (r->arabic) lemmas_of_tokens(r, lemmas);
    fold_word w;
    uint32_t k = 0;
    for (size_t at = 0;;) {
        size_t before = e->folded.n;
        if (before) buf_char(&e->folded, ' ');
        if (!fold_next(t->bytes, &at, &e->folded, &w)) {
            e->folded.n = before;
            break;
        }
        if (before) buf_char(&e->lemmas, ' ');
        size_t begin = e->lemmas.n;
        while (k < t->tokens.n && t->tokens.at[k].start < w.start) k++;
        if (k < t->tokens.n && t->tokens.at[k].start < w.end && lemmas[k].n) fold_one(lemmas[k], &e->lemmas);
        if (e->lemmas.n == begin) buf_add(&e->lemmas, str_sub(buf_str(&e->folded), w.at, w.at + w.n));
    }
}

/* ---- who is who ---- */

static size_t word_count(str folded)
{
    size_t n = folded.n ? 1 : 0;
    for (size_t i = 0; i < folded.n; i++) n += folded.p[i] == ' ';
    return n;
}

/* Parts of a key stand between bars; folded words hold none. */
static void key_part(buf *b, str part)
{
    buf_char(b, '|');
    buf_add(b, part);
}

static void actor_key(entry *e, entry_actor *x, uint32_t n)
{
    buf *b = &e->keys;
    str kind = entry_text(x->json, "kind"), name = entry_text(x->json, "name"),
        country = entry_text(x->json, "country");
    str sector = entry_text(x->json, "sector"), wikidata = entry_text(x->json, "wikidata");
    str english = entry_text(x->json, "name_en"), folded = entry_part(&e->names, x->folded);
    bool group = str_eq(kind, STR("group")), person = str_eq(kind, STR("person"));
    size_t n_words = word_count(folded);
    if (wikidata.n) {
        buf_add(b, wikidata);
        return;
    }
    buf_add(b, kind);
    if (english.n) {
        key_part(b, STR("known"));
        key_part(b, english);
        key_part(b, country);
        return;
    }
    if (str_eq(kind, STR("country")) && country.n) {
        key_part(b, country);
        return;
    }
    if (name.n && !group) {
        int known = (country.n > 0) + (person && sector.n), wanted = person ? 2 : 1;
        if (n_words >= 3 || (n_words == 2 && (known || !person)) || (n_words == 1 && known == wanted)) {
            key_part(b, folded);
            key_part(b, country);
            if (person) key_part(b, sector);
            return;
        }
    } else if (n_words && country.n && sector.n) {
        x->generic = true;
        key_part(b, STR("any"));
        key_part(b, folded);
        key_part(b, country);
        key_part(b, sector);
        return;
    }
    key_part(b, STR("of"));
    key_part(b, from(e->in.source));
    key_part(b, e->doc_id);
    buf_printf(b, "|a%u", n);
}

static void place_key(entry *e, entry_place *x)
{
    str wikidata = entry_text(x->json, "wikidata");
    if (wikidata.n) {
        buf_add(&e->keys, wikidata);
        return;
    }
    buf_add(&e->keys, entry_part(&e->names, x->folded));
    key_part(&e->keys, entry_text(x->json, "country"));
    key_part(&e->keys, entry_text(x->json, "kind"));
}

static entry_slice folded_name(entry *e, str name)
{
    size_t at = e->names.n;
    fold_text(name, &e->names);
    return (entry_slice){at, e->names.n - at};
}

/* Room for n elements. */
static bool room(void **at, uint32_t *cap, uint32_t n, size_t size)
{
    if (n <= *cap) return true;
    void *p = realloc(*at, n * size);
    if (!p) return false;
    *at = p;
    *cap = n;
    return true;
}

static bool actors_of(entry *e)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(e->record, "actors"), *item;
    e->n_actors = 0;
    if (!room((void **)&e->actors, &e->cap_actors, (uint32_t)cJSON_GetArraySize(list), sizeof *e->actors)) return false;
    cJSON_ArrayForEach(item, list)
    {
        entry_actor *x = &e->actors[e->n_actors++];
        *x = (entry_actor){.json = item, .name = entry_text(item, "name")};
        if (!x->name.n) x->name = entry_text(item, "role");
        x->folded = folded_name(e, x->name);
        x->key.at = e->keys.n;
        actor_key(e, x, e->n_actors);
        x->key.n = e->keys.n - x->key.at;
    }
    return true;
}

static entry_place *add_place(entry *e, const cJSON *json)
{
    entry_place *x = &e->places[e->n_places++];
    *x = (entry_place){.json = json, .folded = folded_name(e, entry_text(json, "name"))};
    x->key.at = e->keys.n;
    place_key(e, x);
    x->key.n = e->keys.n - x->key.at;
    return x;
}

static bool same_number(const cJSON *a, const cJSON *b, const char *name)
{
    const cJSON *x = cJSON_GetObjectItemCaseSensitive(a, name), *y = cJSON_GetObjectItemCaseSensitive(b, name);
    return x && y && x->valuedouble == y->valuedouble;
}

/* The place of an event among those of the article: where it lies, or else by its name. */
static uint32_t place_among(const entry *e, const cJSON *place, str folded)
{
    for (uint32_t i = 0; i < e->n_places; i++) {
        const cJSON *other = e->places[i].json;
        if (!str_eq(entry_text(place, "country"), entry_text(other, "country"))) continue;
        if (same_number(place, other, "lat") && same_number(place, other, "lon")) return i;
    }
    for (uint32_t i = 0; i < e->n_places; i++)
        if (str_eq(folded, entry_part(&e->names, e->places[i].folded)) &&
            str_eq(entry_text(place, "country"), entry_text(e->places[i].json, "country")))
            return i;
    return ENTRY_NO_PLACE;
}

/* The places that the text names; then those of events that are no places of the list (states). */
static bool places_of(entry *e)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(e->record, "places"), *item;
    const cJSON *told = cJSON_GetObjectItemCaseSensitive(e->record, "events");
    uint32_t n = (uint32_t)cJSON_GetArraySize(list), n_events = (uint32_t)cJSON_GetArraySize(told), i = 0;
    e->n_places = 0;
    if (!room((void **)&e->places, &e->cap_places, n + n_events, sizeof *e->places)) return false;
    if (!room((void **)&e->event_places, &e->cap_events, n_events, sizeof *e->event_places)) return false;
    cJSON_ArrayForEach(item, list) add_place(e, item);
    cJSON_ArrayForEach(item, told)
    {
        const cJSON *place = cJSON_GetObjectItemCaseSensitive(item, "place");
        uint32_t at = ENTRY_NO_PLACE;
        if (entry_text(place, "name").n) {
            at = place_among(e, place, entry_part(&e->names, folded_name(e, entry_text(place, "name"))));
            if (at == ENTRY_NO_PLACE) at = (uint32_t)(add_place(e, place) - e->places);
        }
        e->event_places[i++] = at;
    }
    return true;
}

/* ---- all of it ---- */

/* What JSON does not say: words, the dateline's day, the lexicon's names of actors. */
static void use(void *context, const record *r)
{
    entry *e = context;
    buf_add(&e->text, r->text.bytes);
    words_of(e, r);
    if (r->arabic && r->times.day != NO_DAY) {
        calendar_date d = calendar_date_of(r->times.day);
        snprintf(e->day_bytes, sizeof e->day_bytes, "%04d-%02d-%02d", d.year, d.month, d.day);
        e->day = str_of(e->day_bytes);
    }
    uint32_t *ids = ARENA_ARRAY(r->a, uint32_t, r->entities.actors.n + 1);
    record_actor_ids(r, ids);
    for (uint32_t i = 0; i < r->entities.actors.n; i++) {
        const actor *a = &r->entities.actors.at[i];
        if (ids[i] == 0 || ids[i] > e->n_actors || !a->entity) continue;
        e->actors[ids[i] - 1].lexicon_name = lexicon_text(r->lex, r->lex->entities[a->entity].name);
    }
}

static khabar_status fill(entry *e, khabar_reader *r)
{
    const khabar_doc *doc;
    khabar_string json;
    khabar_status status = khabar_read(r, &e->in, &doc, &e->error);
    if (status == KHABAR_OK) status = khabar_json(r, doc, 0, &json, &e->error);
    if (status != KHABAR_OK) return status;
    e->record = cJSON_ParseWithLength(json.bytes, json.length);
    if (!e->record || !actors_of(e) || !places_of(e)) return error_set(&e->error, KHABAR_ERR_MEMORY, "out of memory");
    e->day = entry_day(from(e->in.published));
    status = khabar_use_record(r, doc, use, e, &e->error);
    if (status != KHABAR_OK) return status;
    if (e->keys.failed || e->names.failed || e->text.failed || e->folded.failed || e->lemmas.failed)
        return error_set(&e->error, KHABAR_ERR_MEMORY, "out of memory");
    copy_shingle(&e->shingles, from(e->in.text));
    if (e->shingles.failed) return error_set(&e->error, KHABAR_ERR_MEMORY, "out of memory");
    copy_bands(&e->shingles, e->bands);
    return KHABAR_OK;
}

void entry_read(entry *e, khabar_reader *r)
{
    cJSON_Delete(e->record);
    e->record = NULL;
    e->text.n = e->folded.n = e->lemmas.n = e->keys.n = e->names.n = 0;
    e->error = (khabar_error){0};
    e->failed = fill(e, r) != KHABAR_OK;
}

void entry_free(entry *e)
{
    cJSON_Delete(e->record);
    buf_free(&e->strings);
    buf_free(&e->text);
    buf_free(&e->folded);
    buf_free(&e->lemmas);
    buf_free(&e->keys);
    buf_free(&e->names);
    free(e->actors);
    free(e->places);
    free(e->event_places);
    copy_free(&e->shingles);
    *e = (entry){0};
}
