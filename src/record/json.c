/* json: a record as one JSON object; offsets are Unicode code points of the document's text (docs/records.md). */
#include "record/record.h"

#include "khabar.h"

typedef struct json {
    const record *r;
    buf *out;
    uint32_t *points; /* code points before each 64th byte */
    uint32_t *ids;
    uint64_t *uids; /* of the events or statements that are being written */
    bool comma;
} json;

static uint32_t point_of(const json *j, uint32_t byte)
{
    return record_point(&j->r->text.bytes, j->points, byte);
}

static void key(json *j, const char *name)
{
    if (j->comma) buf_char(j->out, ',');
    buf_char(j->out, '"');
    buf_z(j->out, name);
    buf_z(j->out, "\":");
    j->comma = true;
}

static void text_field(json *j, const char *name, str value)
{
    if (value.n == 0) return;
    key(j, name);
    buf_json(j->out, value);
}

static void z_field(json *j, const char *name, const char *value)
{
    text_field(j, name, str_of(value));
}

static void open_object(json *j)
{
    if (j->comma) buf_char(j->out, ',');
    buf_char(j->out, '{');
    j->comma = false;
}

static void close_object(json *j)
{
    buf_char(j->out, '}');
    j->comma = true;
}

static void open_list(json *j, const char *name)
{
    key(j, name);
    buf_char(j->out, '[');
    j->comma = false;
}

static void close_list(json *j)
{
    buf_char(j->out, ']');
    j->comma = true;
}

static void span(json *j, uint32_t start, uint32_t end)
{
    buf_printf(j->out, "{\"start\":%u,\"end\":%u}", point_of(j, start), point_of(j, end));
}

static void token_span(json *j, uint32_t first, uint32_t last)
{
    span(j, j->r->text.tokens.at[first].start, j->r->text.tokens.at[last].end);
}

/* A number of 64 bits as 16 hexadecimal digits. */
static void hex_field(json *j, const char *name, uint64_t n)
{
    key(j, name);
    buf_printf(j->out, "\"%016llx\"", (unsigned long long)n);
}

static void actor_refs(json *j, const char *name, const actor_list *l, bool always)
{
    if (l->n == 0 && !always) return;
    key(j, name);
    buf_char(j->out, '[');
    for (uint32_t i = 0; i < l->n; i++) buf_printf(j->out, "%s\"a%u\"", i ? "," : "", j->ids[l->at[i]]);
    buf_char(j->out, ']');
}

static void write_actor(json *j, uint32_t index)
{
    const record *r = j->r;
    const actor *a = &r->entities.actors.at[index];
    open_object(j);
    key(j, "id");
    buf_printf(j->out, "\"a%u\"", j->ids[index]);
    z_field(j, "kind", record_kind_name[a->kind]);
    if (a->named) text_field(j, "name", a->name);
    if (a->entity) text_field(j, "name_en", lexicon_text(r->lex, r->lex->entities[a->entity].en));
    text_field(j, "country", record_country(r, a->country));
    z_field(j, "sector", record_sector(a));
    text_field(j, "role", a->role);
    if (a->entity) text_field(j, "wikidata", lexicon_text(r->lex, r->lex->entities[a->entity].wikidata));
    z_field(j, "by", record_by_name[a->by]);
    open_list(j, "mentions");
    for (uint32_t i = 0; i < r->entities.mentions.n; i++) {
        const mention *m = &r->entities.mentions.at[i];
        if (m->actor != index) continue;
        if (j->comma) buf_char(j->out, ',');
        token_span(j, m->first, m->last);
        j->comma = true;
    }
    close_list(j);
    close_object(j);
}

static void write_statement(json *j, uint32_t index)
{
    const statement *s = &j->r->statements.at.at[index];
    open_object(j);
    key(j, "id");
    buf_printf(j->out, "\"s%u\"", index + 1);
    hex_field(j, "uid", j->uids[index]);
    actor_refs(j, "speakers", &s->speakers, true);
    if (s->denial) {
        key(j, "denial");
        buf_z(j->out, "true");
    }
    actor_refs(j, "addressees", &s->addressees, false);
    actor_refs(j, "via", &s->via, false);
    z_field(j, "kind", record_said_name[s->kind]);
    if (s->cue_first != NO_TOKEN) {
        key(j, "cue");
        token_span(j, s->cue_first, s->cue_last);
    }
    open_list(j, "content");
    for (uint32_t i = 0; i < s->n_content; i++) {
        if (i) buf_char(j->out, ',');
        span(j, i ? j->r->text.tokens.at[s->content[i].first].start : s->start,
             j->r->text.tokens.at[s->content[i].last].end);
    }
    close_list(j);
    key(j, "sentence");
    buf_printf(j->out, "%u", s->sentence);
    key(j, "confidence");
    buf_printf(j->out, "%.2f", s->confidence / 100.0);
    z_field(j, "rule", quote_rule_name[s->rule]);
    close_object(j);
}

static void write_date(json *j, const timex *x)
{
    calendar_date a = calendar_date_of(x->start), b = calendar_date_of(x->end);
    key(j, "date");
    buf_printf(j->out,
               "{\"start\":\"%04d-%02d-%02d\",\"end\":\"%04d-%02d-%02d\",\"precision\":\"%s\",\"from\":", a.year,
               a.month, a.day, b.year, b.month, b.day, record_precision_name[x->precision]);
    buf_json(j->out, text_span(&j->r->text, x->first, x->last));
    buf_char(j->out, '}');
}

static void place_fields(json *j, const mention *m, const lex_entity *e)
{
    text_field(j, "name", record_place_name(j->r, m));
    text_field(j, "country", record_country(j->r, e->country ? e->country : m->country));
    if (m->entity && e->lat != INT16_MIN && e->lon != INT16_MIN) {
        key(j, "lat");
        buf_printf(j->out, "%.2f", e->lat / 100.0);
        key(j, "lon");
        buf_printf(j->out, "%.2f", e->lon / 100.0);
    }
}

static void write_place(json *j, const mention *m)
{
    key(j, "place");
    buf_char(j->out, '{');
    j->comma = false;
    place_fields(j, m, record_place(j->r, m));
    close_object(j);
}

/* Places that the text names, each once with its mentions. */
static void write_places(json *j)
{
    const record *r = j->r;
    uint32_t n = r->entities.mentions.n, *first, *of, shown = record_places(r, &first, &of);
    open_list(j, "places");
    for (uint32_t k = 0; k < shown; k++) {
        const mention *m = &r->entities.mentions.at[first[k]];
        const lex_entity *e = record_place(r, m);
        open_object(j);
        place_fields(j, m, e);
        if (m->entity) {
            text_field(j, "name_en", lexicon_text(r->lex, e->en));
            text_field(j, "kind", lexicon_text(r->lex, e->subkind));
            text_field(j, "wikidata", lexicon_text(r->lex, e->wikidata));
        }
        open_list(j, "mentions");
        for (uint32_t i = first[k]; i < n; i++) {
            if (of[i] != k) continue;
            if (j->comma) buf_char(j->out, ',');
            token_span(j, r->entities.mentions.at[i].name_first, r->entities.mentions.at[i].name_last);
            j->comma = true;
        }
        close_list(j);
        close_object(j);
    }
    close_list(j);
}

/* A time that the text names, as TIMEX3. */
static void write_timex(json *j, const timex *x)
{
    open_object(j);
    key(j, "start");
    buf_printf(j->out, "%u", point_of(j, j->r->text.tokens.at[x->first].start));
    key(j, "end");
    buf_printf(j->out, "%u", point_of(j, j->r->text.tokens.at[x->last].end));
    z_field(j, "type", record_timex_name[x->type]);
    key(j, "value");
    buf_char(j->out, '"');
    time_value(x, j->out);
    buf_char(j->out, '"');
    z_field(j, "mod", record_mod_name[x->mod]);
    close_object(j);
}

/* Where else the article tells the event. */
static void write_retellings(json *j, uint32_t index)
{
    const events *e = &j->r->events;
    bool any = false;
    for (uint32_t i = 0; i < e->retold.n; i++) {
        if (e->retold.at[i].event != index) continue;
        if (!any) open_list(j, "retold");
        if (j->comma) buf_char(j->out, ',');
        any = true;
        token_span(j, e->retold.at[i].first, e->retold.at[i].last);
        j->comma = true;
    }
    if (any) close_list(j);
}

static void write_event(json *j, uint32_t index)
{
    const record *r = j->r;
    const event *ev = &r->events.at.at[index];
    const lex_frame *f = &r->lex->frames[ev->frame];
    open_object(j);
    key(j, "id");
    buf_printf(j->out, "\"e%u\"", index + 1);
    hex_field(j, "uid", j->uids[index]);
    uint64_t group = record_event_group(r, ev);
    if (group) hex_field(j, "group", group);
    z_field(j, "type", lex_type_name[ev->type]);
    text_field(j, "mode", lexicon_text(r->lex, ev->mode));
    text_field(j, "cameo", lexicon_text(r->lex, f->cameo));
    open_list(j, "contexts");
    for (unsigned c = 0; c < CONTEXT_COUNT; c++)
        if (ev->contexts >> c & 1) {
            buf_printf(j->out, "%s\"%s\"", j->comma ? "," : "", lex_context_name[c]);
            j->comma = true;
        }
    close_list(j);
    actor_refs(j, "actors", &ev->actors, true);
    actor_refs(j, "recipients", &ev->recipients, true);
    key(j, "trigger");
    token_span(j, ev->first, ev->last);
    write_retellings(j, index);
    for (unsigned t = 1; t < TOLL_COUNT; t++) {
        if (ev->toll[t] == NO_TOLL) continue;
        key(j, lex_toll_name[t]);
        buf_printf(j->out, "%d", ev->toll[t]);
    }
    if (ev->time) write_date(j, &r->times.at.at[ev->time - 1]);
    if (ev->place) write_place(j, &r->entities.mentions.at[ev->place - 1]);
    open_list(j, "aux");
    for (unsigned i = 0; i < 4; i++)
        if (ev->aux >> i & 1) {
            buf_printf(j->out, "%s\"%s\"", j->comma ? "," : "", record_aux_name[i]);
            j->comma = true;
        }
    close_list(j);
    if (ev->statement) {
        key(j, "attributed_to");
        buf_printf(j->out, "\"s%u\"", ev->statement);
    }
    key(j, "goldstein");
    buf_printf(j->out, "%.1f", f->goldstein / 10.0);
    key(j, "quad");
    buf_printf(j->out, "%u", r->lex->type_quads[ev->type]);
    key(j, "sentence");
    buf_printf(j->out, "%u", ev->sentence);
    key(j, "confidence");
    buf_printf(j->out, "%.2f", ev->confidence / 100.0);
    text_field(j, "rule", lexicon_text(r->lex, f->id));
    close_object(j);
}

void record_json(const record *r, unsigned flags, buf *out)
{
    json j = {.r = r, .out = out};
    uint32_t n = r->entities.actors.n;
    j.ids = ARENA_ARRAY(r->a, uint32_t, n + 1);
    uint32_t shown = record_actor_ids(r, j.ids);
    j.points = record_points(r);
    open_object(&j);
    z_field(&j, "khabar", KHABAR_VERSION);
    key(&j, "document");
    buf_char(out, '{');
    j.comma = false;
    text_field(&j, "id", r->id);
    text_field(&j, "source", r->source);
    text_field(&j, "url", r->url);
    text_field(&j, "published", r->published);
    text_field(&j, "title", r->title);
    if (flags & RECORD_WITH_TEXT) text_field(&j, "text", r->text.bytes);
    z_field(&j, "language", r->arabic ? "ar" : "und");
    close_object(&j);
    open_list(&j, "actors");
    for (uint32_t id = 1; id <= shown; id++)
        for (uint32_t i = 0; i < n; i++)
            if (j.ids[i] == id) write_actor(&j, i);
    close_list(&j);
    write_places(&j);
    open_list(&j, "dates");
    for (uint32_t i = 0; i < r->times.at.n; i++) write_timex(&j, &r->times.at.at[i]);
    close_list(&j);
    uint32_t most = r->events.at.n > r->statements.at.n ? r->events.at.n : r->statements.at.n;
    j.uids = ARENA_ARRAY(r->a, uint64_t, most + 1);
    record_statement_uids(r, j.uids);
    open_list(&j, "statements");
    for (uint32_t i = 0; i < r->statements.at.n; i++) write_statement(&j, i);
    close_list(&j);
    record_event_uids(r, j.uids);
    open_list(&j, "events");
    for (uint32_t i = 0; i < r->events.at.n; i++) write_event(&j, i);
    close_list(&j);
    close_object(&j);
}
