/* dossier: a record as a person likes to read it: title, who, who said what to whom, who did what to whom.
 * Right-to-left safe: every run of text stands in an isolate (U+2068 … U+2069), so that latin codes and Arabic names
 * keep their places in a line of either direction. */
#include "record/record.h"

typedef struct page {
    const record *r;
    buf *out;
    int language;
    bool colour;
    uint32_t *ids;
} page;

static void isolate(page *p, str s)
{
    buf_z(p->out, "\xe2\x81\xa8");
    for (size_t i = 0; i < s.n; i++) buf_char(p->out, s.p[i] == '\n' || s.p[i] == '\t' ? ' ' : s.p[i]);
    buf_z(p->out, "\xe2\x81\xa9");
}

static str label(const page *p, const char *key)
{
    return lexicon_label(p->r->lex, str_of(key), p->language);
}

static void style(page *p, const char *code)
{
    if (p->colour) buf_printf(p->out, "\x1b[%sm", code);
}

/* Arabic lines begin with a right-to-left mark, so that a terminal sets them from the right. */
static void begin_line(page *p, const char *indent)
{
    if (p->language == 0) buf_z(p->out, "\xe2\x80\x8f");
    buf_z(p->out, indent);
}

static void heading(page *p, const char *key)
{
    buf_char(p->out, '\n');
    begin_line(p, "");
    style(p, "1");
    buf_add(p->out, label(p, key));
    style(p, "0");
    buf_char(p->out, '\n');
}

static void actor_name(page *p, uint32_t index)
{
    const actor *a = &p->r->entities.actors.at[index];
    if (p->language == 1 && a->entity && p->r->lex->entities[a->entity].en) {
        isolate(p, lexicon_text(p->r->lex, p->r->lex->entities[a->entity].en));
        return;
    }
    if (a->name.n)
        isolate(p, a->name);
    else if (a->role.n)
        isolate(p, a->role);
    else
        buf_add(p->out, label(p, "unnamed"));
}

static void actor_names(page *p, const actor_list *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        if (i) buf_z(p->out, p->language == 0 ? "\xd8\x8c " : ", ");
        actor_name(p, l->at[i]);
    }
}

static void codes(page *p, const actor *a)
{
    str country = a->country ? lexicon_text(p->r->lex, p->r->lex->entities[a->country].code) : (str){0};
    str sector = str_of(lex_sector_name[a->sector]);
    if (country.n + sector.n == 0) return;
    buf_z(p->out, "  ");
    style(p, "2");
    buf_z(p->out, "\xe2\x81\xa6"); /* a left-to-right isolate for the codes */
    buf_add(p->out, country);
    if (country.n && sector.n) buf_char(p->out, ' ');
    buf_add(p->out, sector);
    buf_z(p->out, "\xe2\x81\xa9");
    style(p, "0");
}

static void write_who(page *p, uint32_t shown)
{
    heading(p, "who");
    if (shown == 0) {
        begin_line(p, "  ");
        buf_add(p->out, label(p, "none"));
        buf_char(p->out, '\n');
    }
    for (uint32_t id = 1; id <= shown; id++)
        for (uint32_t i = 0; i < p->r->entities.actors.n; i++) {
            const actor *a = &p->r->entities.actors.at[i];
            if (p->ids[i] != id) continue;
            begin_line(p, "  ");
            actor_name(p, i);
            if (a->role.n && a->name.n) {
                buf_z(p->out, " \xe2\x80\x94 ");
                isolate(p, a->role);
            }
            codes(p, a);
            char key[16] = "by.";
            static const char *const by[] = {"", "", "office", "article", "outlet"};
            if (by[a->by][0]) {
                strcat(key, by[a->by]);
                style(p, "2");
                buf_z(p->out, " (");
                buf_add(p->out, label(p, key));
                buf_char(p->out, ')');
                style(p, "0");
            }
            buf_char(p->out, '\n');
        }
}

static void write_said(page *p)
{
    static const char *const kinds[] = {"kind.direct", "kind.indirect", "kind.mixed"};
    heading(p, "said");
    for (uint32_t i = 0; i < p->r->statements.at.n; i++) {
        const statement *s = &p->r->statements.at.at[i];
        begin_line(p, "  ");
        buf_printf(p->out,
                   "\xe2\x81\xa6"
                   "s%u"
                   "\xe2\x81\xa9 ",
                   i + 1);
        style(p, "1");
        if (s->speakers.n)
            actor_names(p, &s->speakers);
        else
            buf_add(p->out, label(p, "nobody"));
        style(p, "0");
        if (s->addressees.n) {
            buf_char(p->out, ' ');
            buf_add(p->out, label(p, "to"));
            buf_char(p->out, ' ');
            actor_names(p, &s->addressees);
        }
        if (s->via.n) {
            buf_char(p->out, ' ');
            buf_add(p->out, label(p, "via"));
            buf_char(p->out, ' ');
            actor_names(p, &s->via);
        }
        buf_z(p->out, " (");
        buf_add(p->out, label(p, kinds[s->kind]));
        if (s->denial) {
            buf_z(p->out, " \xc2\xb7 ");
            buf_add(p->out, label(p, "denies"));
        }
        buf_z(p->out, "):\n");
        for (uint32_t k = 0; k < s->n_content; k++) {
            begin_line(p, "     ");
            uint32_t start = k ? p->r->text.tokens.at[s->content[k].first].start : s->start;
            isolate(p, str_sub(p->r->text.bytes, start, p->r->text.tokens.at[s->content[k].last].end));
            buf_char(p->out, '\n');
        }
    }
    if (p->r->statements.at.n == 0) {
        begin_line(p, "  ");
        buf_add(p->out, label(p, "none"));
        buf_char(p->out, '\n');
    }
}

static void field(page *p, const char *key)
{
    buf_z(p->out, " \xc2\xb7 ");
    buf_add(p->out, label(p, key));
    buf_char(p->out, ' ');
}

static void write_did(page *p)
{
    static const char *const aux[] = {"aux.negation", "aux.future", "aux.hypothetical", "aux.historical"};
    static const char *const toll[TOLL_COUNT] = {"", "toll.killed", "toll.wounded", "toll.arrested"};
    heading(p, "did");
    for (uint32_t i = 0; i < p->r->events.at.n; i++) {
        const event *ev = &p->r->events.at.at[i];
        begin_line(p, "  ");
        buf_printf(p->out,
                   "\xe2\x81\xa6"
                   "e%u %s",
                   i + 1, lex_type_name[ev->type]);
        str mode = lexicon_text(p->r->lex, ev->mode);
        if (mode.n) {
            buf_char(p->out, ' ');
            buf_add(p->out, mode);
        }
        buf_z(p->out, "\xe2\x81\xa9  ");
        style(p, "1");
        if (ev->actors.n)
            actor_names(p, &ev->actors);
        else
            buf_z(p->out, "\xe2\x80\xa6");
        style(p, "0");
        if (ev->recipients.n) {
            buf_z(p->out, p->language == 0 ? " \xe2\x86\x90 " : " \xe2\x86\x92 ");
            actor_names(p, &ev->recipients);
        }
        buf_z(p->out, "  ");
        isolate(p, text_span(&p->r->text, ev->first, ev->last));
        if (ev->time) {
            calendar_date c = calendar_date_of(p->r->times.at.at[ev->time - 1].start);
            uint8_t precision = p->r->times.at.at[ev->time - 1].precision;
            field(p, "when");
            if (precision == PRECISION_YEAR)
                buf_printf(p->out, "\xe2\x81\xa6%04d\xe2\x81\xa9", c.year);
            else if (precision == PRECISION_MONTH)
                buf_printf(p->out, "\xe2\x81\xa6%04d-%02d\xe2\x81\xa9", c.year, c.month);
            else
                buf_printf(p->out, "\xe2\x81\xa6%04d-%02d-%02d\xe2\x81\xa9", c.year, c.month, c.day);
        }
        if (ev->place) {
            const mention *m = &p->r->entities.mentions.at[ev->place - 1];
            entity_input in = {
                .t = &p->r->text, .w = &p->r->words, .p = &p->r->phrases, .lex = p->r->lex, .a = p->r->a};
            field(p, "where");
            isolate(p, entity_text(&in, m->name_first, m->name_last));
        }
        for (unsigned t = 1; t < TOLL_COUNT; t++) {
            if (ev->toll[t] == NO_TOLL) continue;
            field(p, toll[t]);
            buf_printf(p->out, "\xe2\x81\xa6%d\xe2\x81\xa9", ev->toll[t]);
        }
        for (unsigned k = 0; k < 4; k++)
            if (ev->aux >> k & 1) {
                buf_z(p->out, " \xc2\xb7 ");
                buf_add(p->out, label(p, aux[k]));
            }
        if (ev->statement) {
            field(p, "on_whose_word");
            const statement *s = &p->r->statements.at.at[ev->statement - 1];
            if (s->speakers.n)
                actor_names(p, &s->speakers);
            else
                buf_add(p->out, label(p, "nobody"));
            buf_printf(p->out, " \xe2\x81\xa6(s%u)\xe2\x81\xa9", ev->statement);
        }
        buf_char(p->out, '\n');
    }
    if (p->r->events.at.n == 0) {
        begin_line(p, "  ");
        buf_add(p->out, label(p, "none"));
        buf_char(p->out, '\n');
    }
}

void record_dossier(const record *r, int language, bool colour, buf *out)
{
    page p = {.r = r, .out = out, .language = language, .colour = colour};
    str title = r->title;
    if (title.n == 0 && r->text.sentences.n)
        title = text_span(&r->text, r->text.sentences.at[0].first, r->text.sentences.at[0].end - 1);
    begin_line(&p, "");
    style(&p, "1;4");
    isolate(&p, title);
    style(&p, "0");
    buf_char(out, '\n');
    if (r->source.n || r->published.n) {
        begin_line(&p, "");
        isolate(&p, r->source);
        if (r->source.n && r->published.n) buf_z(out, " \xc2\xb7 ");
        isolate(&p, r->published);
        buf_char(out, '\n');
    }
    if (!r->arabic) {
        begin_line(&p, "");
        buf_add(out, label(&p, "not_arabic"));
        buf_char(out, '\n');
        return;
    }
    p.ids = ARENA_ARRAY(r->a, uint32_t, r->entities.actors.n + 1);
    uint32_t shown = record_actor_ids(r, p.ids);
    write_who(&p, shown);
    write_said(&p);
    write_did(&p);
}
