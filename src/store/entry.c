/* entry: see entry.h. */
#include "store/entry.h"
#include "base/calendar.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "record/record.h"
#include "store/fold.h"

#include <stdio.h>

static str from(khabar_string s)
{
    return (str){s.bytes ? s.bytes : "", s.bytes ? s.length : 0};
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

/* Classes of words whose lemmas nobody looks for: those that are closed. */
static bool is_open(uint8_t upos)
{
    return upos == POS_NOUN || upos == POS_PROPN || upos == POS_VERB || upos == POS_ADJ || upos == POS_ADV ||
           upos == POS_X;
}

/* The lemma of a word that is not in the lexicon: its stem's letters. */
static str unknown_lemma(const record *r, uint32_t token_index)
{
    tree cut;
    char scratch[TREE_LEMMA_BYTES];
    tree_cut_word(&cut, &r->text, r->lex, token_index, &r->words.chosen[token_index], r->a);
    for (uint32_t i = 0; i < cut.at.n; i++)
        if (cut.at.at[i].part == PART_STEM) return arena_copy(r->a, tree_lemma(&cut, &r->text, r->lex, i, scratch));
    return (str){NULL, 0};
}

/* The lemma of a token, empty where it has none that is looked for. */
static str lemma_of(const record *r, uint32_t token_index)
{
    const analysis *reading = &r->words.chosen[token_index];
    if (!r->arabic || r->text.tokens.at[token_index].kind != TOKEN_WORD || !is_open(reading->upos))
        return (str){NULL, 0};
    if (reading->lemma) return tree_known_lemma(r->lex, reading->lemma, reading->features);
    return unknown_lemma(r, token_index);
}

/* Folded words, and side by side their lemmas: = where that is the word itself, or is not looked for. */
static void words_of(entry *e, const record *r)
{
    const text *t = &r->text;
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
        if (k < t->tokens.n && t->tokens.at[k].start < w.end) fold_one(lemma_of(r, k), &e->lemmas);
        str own = str_sub(buf_str(&e->folded), w.at, w.at + w.n),
            lemma = str_sub(buf_str(&e->lemmas), begin, e->lemmas.n);
        if (lemma.n && !str_eq(own, lemma)) continue;
        e->lemmas.n = begin;
        buf_char(&e->lemmas, '=');
    }
}

/* ---- values ---- */

typedef struct maker {
    entry *e;
    const record *r;
    const uint32_t *points, *ids; /* ids: numbers of actors */
} maker;

static str keep(maker *m, str s)
{
    return s.n ? arena_copy(&m->e->a, s) : (str){NULL, 0};
}

static entry_span span_of(const maker *m, uint32_t start, uint32_t end)
{
    const str *s = &m->r->text.bytes;
    return (entry_span){record_point(s, m->points, start), record_point(s, m->points, end)};
}

static entry_span tokens_span(const maker *m, uint32_t first, uint32_t last)
{
    return span_of(m, m->r->text.tokens.at[first].start, m->r->text.tokens.at[last].end);
}

static entry_party party_of(const maker *m, const actor_list *l)
{
    entry_party p = {.n = l->n};
    for (uint32_t i = 0; i < l->n; i++) p.at[i] = m->ids[l->at[i]];
    return p;
}

static str folded(maker *m, str s)
{
    buf b = {0};
    fold_text(s, &b);
    str result = keep(m, buf_str(&b));
    buf_free(&b);
    return result;
}

/* ---- who is who ---- */

static size_t word_count(str s)
{
    size_t n = s.n ? 1 : 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == ' ';
    return n;
}

static str joined(maker *m, const char *head, str a, str b, str c)
{
    return arena_printf(&m->e->a, "%s|%.*s|%.*s|%.*s", head, (int)a.n, a.n ? a.p : "", (int)b.n, b.n ? b.p : "",
                        (int)c.n, c.n ? c.p : "");
}

/* Parts of a key stand between bars; folded words hold none. The rule is in docs/schema.md. */
static str actor_key(maker *m, entry_actor *x, const actor *a)
{
    size_t n = word_count(x->folded);
    str nothing = {NULL, 0};
    if (x->wikidata.n) return x->wikidata;
    if (a->entity) return joined(m, "known", str_of(x->kind), x->name_en.n ? x->name_en : x->lexicon_name, x->country);
    if (a->kind == ACTOR_COUNTRY && x->country.n) return joined(m, "country", x->country, nothing, nothing);
    if (a->kind == ACTOR_PERSON && x->name.n) {
        int known = (x->country.n > 0) + (x->sector.n > 0);
        if (n >= 3 || (n == 2 && known) || (n == 1 && known == 2))
            return joined(m, "person", x->folded, x->country, x->sector);
    } else if (a->kind != ACTOR_GROUP && x->name.n) {
        if (n >= 2 || (n == 1 && x->country.n)) return joined(m, x->kind, x->folded, x->country, nothing);
    } else if (n && x->country.n && x->sector.n) {
        x->generic = true;
        return arena_printf(&m->e->a, "any|%s|%.*s|%.*s|%.*s", x->kind, (int)x->folded.n, x->folded.p,
                            (int)x->country.n, x->country.p, (int)x->sector.n, x->sector.p);
    }
    return nothing;
}

static void add_actor(maker *m, const actor *a)
{
    const record *r = m->r;
    entry_actor *x = vec_push(&m->e->a, &m->e->actors);
    x->kind = record_kind_name[a->kind];
    x->by = record_by_name[a->by];
    if (a->named) x->name = keep(m, a->name);
    x->country = record_country(r, a->country);
    x->sector = str_of(record_sector(a));
    x->role = keep(m, a->role);
    if (a->entity) {
        const lex_entity *known = &r->lex->entities[a->entity];
        x->name_en = lexicon_text(r->lex, known->en);
        x->wikidata = lexicon_text(r->lex, known->wikidata);
        x->lexicon_name = lexicon_text(r->lex, known->name);
    }
    x->alias = x->name.n ? x->name : x->role;
    x->folded = folded(m, x->alias);
    x->key = actor_key(m, x, a);
}

static void actors_of(maker *m, uint32_t shown)
{
    const entities *all = &m->r->entities;
    uint32_t *order = ARENA_ARRAY(m->r->a, uint32_t, shown + 1);
    for (uint32_t i = 0; i < all->actors.n; i++)
        if (m->ids[i]) order[m->ids[i] - 1] = i;
    for (uint32_t i = 0; i < shown; i++) add_actor(m, &all->actors.at[order[i]]);
    for (uint32_t i = 0; i < all->mentions.n; i++) {
        const mention *at = &all->mentions.at[i];
        if (at->actor == NO_ACTOR || !m->ids[at->actor]) continue;
        *vec_push(&m->e->a, &m->e->actors.at[m->ids[at->actor] - 1].spans) = tokens_span(m, at->first, at->last);
    }
}

/* ---- places ---- */

static entry_place *add_place(maker *m, const mention *at)
{
    const record *r = m->r;
    const lex_entity *known = record_place(r, at);
    entry_place *x = vec_push(&m->e->a, &m->e->places);
    x->name = keep(m, record_place_name(r, at));
    x->folded = folded(m, x->name);
    x->country = record_country(r, known->country ? known->country : at->country);
    x->lat = x->lon = INT16_MIN;
    if (at->entity) {
        if (known->lat != INT16_MIN && known->lon != INT16_MIN) x->lat = known->lat, x->lon = known->lon;
        x->name_en = lexicon_text(r->lex, known->en);
        x->kind = lexicon_text(r->lex, known->subkind);
        x->wikidata = lexicon_text(r->lex, known->wikidata);
    }
    x->key = x->wikidata.n ? x->wikidata : joined(m, "place", x->folded, x->country, x->kind);
    return x;
}

static void places_of(maker *m)
{
    const entities *all = &m->r->entities;
    uint32_t *first, *of, n = record_places(m->r, &first, &of);
    for (uint32_t k = 0; k < n; k++) add_place(m, &all->mentions.at[first[k]]);
    for (uint32_t i = 0; i < all->mentions.n; i++) {
        const mention *at = &all->mentions.at[i];
        if (of[i] == UINT32_MAX) continue;
        *vec_push(&m->e->a, &m->e->places.at[of[i]].spans) = tokens_span(m, at->name_first, at->name_last);
    }
}

/* The place of an event: 1 + its index, added where it is none of those that the text names. */
static uint32_t place_of_event(maker *m, const mention *at)
{
    entry *e = m->e;
    add_place(m, at);
    uint32_t last = e->places.n - 1;
    for (uint32_t i = 0; i < last; i++) {
        if (!str_eq(e->places.at[i].key, e->places.at[last].key)) continue;
        e->places.n = last;
        return i + 1;
    }
    return last + 1;
}

/* ---- times, statements, events ---- */

static void times_of(maker *m)
{
    buf value = {0};
    for (uint32_t i = 0; i < m->r->times.at.n; i++) {
        const timex *x = &m->r->times.at.at[i];
        value.n = 0;
        time_value(x, &value);
        *vec_push(&m->e->a, &m->e->times) = (entry_time){.span = tokens_span(m, x->first, x->last),
                                                         .type = record_timex_name[x->type],
                                                         .mod = record_mod_name[x->mod],
                                                         .value = keep(m, buf_str(&value))};
    }
    buf_free(&value);
}

static void statements_of(maker *m, const uint64_t *uids)
{
    const record *r = m->r;
    for (uint32_t i = 0; i < r->statements.at.n; i++) {
        const statement *s = &r->statements.at.at[i];
        entry_statement *x = vec_push(&m->e->a, &m->e->statements);
        x->uid = uids[i];
        x->kind = record_said_name[s->kind];
        x->rule = quote_rule_name[s->rule];
        if (s->cue_first != NO_TOKEN) x->cue = tokens_span(m, s->cue_first, s->cue_last);
        for (uint32_t k = 0; k < s->n_content; k++)
            *vec_push(&m->e->a, &x->content) = span_of(m, k ? r->text.tokens.at[s->content[k].first].start : s->start,
                                                       r->text.tokens.at[s->content[k].last].end);
        x->speakers = party_of(m, &s->speakers);
        x->addressees = party_of(m, &s->addressees);
        x->via = party_of(m, &s->via);
        x->sentence = s->sentence;
        x->confidence = s->confidence;
        x->denial = s->denial;
    }
}

static str iso(maker *m, int32_t day)
{
    calendar_date d = calendar_date_of(day);
    return arena_printf(&m->e->a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static void date_of(maker *m, entry_event *x, const timex *t)
{
    x->start = iso(m, t->start);
    x->end = iso(m, t->end);
    x->precision = record_precision_name[t->precision];
    x->date_words = keep(m, text_span(&m->r->text, t->first, t->last));
    size_t known = t->precision <= PRECISION_WEEK ? 10 : t->precision == PRECISION_MONTH ? 7 : 4;
    x->day = str_sub(x->start, 0, known);
}

static void events_of(maker *m, const uint64_t *uids)
{
    const record *r = m->r;
    for (uint32_t i = 0; i < r->events.at.n; i++) {
        const event *ev = &r->events.at.at[i];
        const lex_frame *f = &r->lex->frames[ev->frame];
        entry_event *x = vec_push(&m->e->a, &m->e->events);
        x->uid = uids[i];
        x->group = record_event_group(r, ev);
        x->type = lex_type_name[ev->type];
        x->mode = lexicon_text(r->lex, ev->mode);
        x->cameo = lexicon_text(r->lex, f->cameo);
        x->rule = lexicon_text(r->lex, f->id);
        x->contexts = ev->contexts;
        x->goldstein = f->goldstein;
        x->quad = r->lex->type_quads[ev->type];
        x->actors = party_of(m, &ev->actors);
        x->recipients = party_of(m, &ev->recipients);
        x->trigger = tokens_span(m, ev->first, ev->last);
        for (unsigned k = 0; k < 3; k++) x->toll[k] = ev->toll[k + 1];
        if (ev->time) date_of(m, x, &r->times.at.at[ev->time - 1]);
        if (ev->place) {
            const mention *at = &r->entities.mentions.at[ev->place - 1];
            x->place_words = keep(m, record_place_name(r, at));
            x->place = place_of_event(m, at);
        }
        x->statement = ev->statement;
        x->sentence = ev->sentence;
        x->aux = ev->aux;
        x->confidence = ev->confidence;
    }
    for (uint32_t i = 0; i < r->events.retold.n; i++) {
        const retelling *t = &r->events.retold.at[i];
        *vec_push(&m->e->a, &m->e->events.at[t->event].retold) = tokens_span(m, t->first, t->last);
    }
}

/* ---- all of it ---- */

static void use(void *context, const record *r)
{
    entry *e = context;
    uint32_t *ids = ARENA_ARRAY(r->a, uint32_t, r->entities.actors.n + 1);
    maker m = {e, r, record_points(r), ids};
    uint32_t shown = record_actor_ids(r, ids);
    uint32_t most = r->events.at.n > r->statements.at.n ? r->events.at.n : r->statements.at.n;
    uint64_t *uids = ARENA_ARRAY(r->a, uint64_t, most + 1);
    e->arabic = r->arabic;
    e->text = keep(&m, r->text.bytes);
    e->day = r->arabic && r->times.day != NO_DAY ? iso(&m, r->times.day) : entry_day(from(e->in.published));
    words_of(e, r);
    actors_of(&m, shown);
    places_of(&m);
    times_of(&m);
    record_statement_uids(r, uids);
    statements_of(&m, uids);
    record_event_uids(r, uids);
    events_of(&m, uids);
}

static khabar_status fill(entry *e, khabar_reader *r)
{
    const khabar_doc *doc;
    jmp_buf full;
    if (setjmp(full)) return error_set(&e->error, KHABAR_ERR_MEMORY, "out of memory");
    e->a.on_full = &full;
    khabar_status status = khabar_read(r, &e->in, &doc, &e->error);
    if (status == KHABAR_OK) status = khabar_use_record(r, doc, use, e, &e->error);
    if (status != KHABAR_OK) return status;
    copy_shingle(&e->shingles, buf_str(&e->folded), e->in.title.length ? fold_count(from(e->in.title)) : 0);
    if (e->folded.failed || e->lemmas.failed || e->shingles.failed)
        return error_set(&e->error, KHABAR_ERR_MEMORY, "out of memory");
    copy_bands(&e->shingles, e->bands);
    return KHABAR_OK;
}

void entry_read(entry *e, khabar_reader *r)
{
    arena_reset(&e->a);
    e->folded.n = e->lemmas.n = 0;
    memset(&e->actors, 0, sizeof e->actors);
    memset(&e->places, 0, sizeof e->places);
    memset(&e->times, 0, sizeof e->times);
    memset(&e->statements, 0, sizeof e->statements);
    memset(&e->events, 0, sizeof e->events);
    e->error = (khabar_error){0};
    e->failed = fill(e, r) != KHABAR_OK;
}

void entry_free(entry *e)
{
    buf_free(&e->strings);
    buf_free(&e->folded);
    buf_free(&e->lemmas);
    copy_free(&e->shingles);
    arena_free(&e->a);
    *e = (entry){0};
}
