/* list: see list.h; and the answers that are lists. */
#include "server/list.h"

#include "server/answer.h"
#include "store/fold.h"

#include <math.h>

/* ---- rows ---- */

void list_span(sheet *s, const char *name, uint32_t start, uint32_t stop, str words)
{
    sheet_part(s, name);
    sheet_int(s, "start", start, -1);
    sheet_int(s, "end", stop, -1);
    sheet_text(s, "words", words);
    sheet_part_end(s);
}

static void party(sheet *s, const query_party *p)
{
    sheet_row(s);
    sheet_int(s, "actor", p->actor_id, 0);
    sheet_int(s, "n", p->n, 0);
    sheet_text(s, "name", p->name);
    sheet_text(s, "name_en", p->name_en);
    sheet_text(s, "kind", p->kind);
    sheet_text(s, "country", p->country);
    sheet_text(s, "sector", p->sector);
    sheet_text(s, "role", p->role);
    sheet_text(s, "wikidata", p->wikidata);
    sheet_row_end(s);
}

/* CSV: names in one cell, codes in another. */
static void party_cells(sheet *s, const char *name, const char *codes_name, const query_parties *l)
{
    buf names = {0}, codes = {0};
    for (uint32_t i = 0; i < l->n; i++) {
        const query_party *p = &l->at[i];
        if (i) buf_z(&names, "; "), buf_z(&codes, "; ");
        buf_add(&names, p->name.n ? p->name : p->role);
        buf_add(&codes, p->country);
        if (p->sector.n) buf_char(&codes, '.'), buf_add(&codes, p->sector);
    }
    sheet_text(s, name, buf_str(&names));
    sheet_text(s, codes_name, buf_str(&codes));
    buf_free(&names);
    buf_free(&codes);
}

static void parties(sheet *s, const char *name, const char *codes_name, const query_parties *l)
{
    if (s->mode != SHEET_JSON) {
        party_cells(s, name, codes_name, l);
        return;
    }
    sheet_open(s, name, '[');
    for (uint32_t i = 0; i < l->n; i++) party(s, &l->at[i]);
    sheet_close(s, ']');
}

static void article_part(sheet *s, const query_article *a)
{
    sheet_part(s, "article");
    sheet_int(s, "id", a->id, 0);
    sheet_text(s, "source", a->source);
    sheet_text(s, "day", a->day);
    sheet_text(s, "title", a->title);
    sheet_text(s, "url", a->url);
    sheet_part_end(s);
}

static void event_when_where(sheet *s, const query_event *e)
{
    sheet_text(s, "day", e->day);
    if (s->mode != SHEET_JSON || e->date_start.n) {
        sheet_part(s, "date");
        sheet_text(s, "start", e->date_start);
        sheet_text(s, "end", e->date_end);
        sheet_text(s, "precision", e->date_precision);
        sheet_text(s, "from", e->date_words);
        sheet_part_end(s);
    }
    if (s->mode != SHEET_JSON || e->place.n || e->place_name.n) {
        sheet_part(s, "place");
        sheet_text(s, "words", e->place);
        sheet_text(s, "name", e->place_name);
        sheet_text(s, "name_en", e->place_name_en);
        sheet_text(s, "country", e->place_country);
        sheet_real(s, "lat", e->lat, 2);
        sheet_real(s, "lon", e->lon, 2);
        sheet_part_end(s);
    }
}

static void event_flags(sheet *s, const query_event *e)
{
    sheet_flag(s, "negation", e->negation);
    sheet_flag(s, "future", e->future);
    sheet_flag(s, "hypothetical", e->hypothetical);
    sheet_flag(s, "historical", e->historical);
    sheet_int(s, "killed", e->killed, -1);
    sheet_int(s, "wounded", e->wounded, -1);
    sheet_int(s, "arrested", e->arrested, -1);
}

static void event_word(sheet *s, const query_event *e)
{
    if (s->mode == SHEET_JSON && e->statement_id == 0) return;
    sheet_int(s, "statement", e->statement_n, 0);
    parties(s, "attributed_to", "attributed_to_codes", &e->attributed_to);
}

void list_event(sheet *s, const query_event *e, bool with_article)
{
    sheet_row(s);
    sheet_int(s, "id", e->id, 0);
    sheet_int(s, "n", e->n, 0);
    sheet_text(s, "uid", e->uid);
    sheet_text(s, "group", e->group);
    sheet_text(s, "type", e->type);
    sheet_text(s, "mode", e->mode);
    sheet_text(s, "cameo", e->cameo);
    sheet_int(s, "quad", e->quad, 0);
    sheet_real(s, "goldstein", e->goldstein, 1);
    parties(s, "actors", "actors_codes", &e->actors);
    parties(s, "recipients", "recipients_codes", &e->recipients);
    list_span(s, "trigger", e->trigger.start, e->trigger.stop, e->trigger.words);
    event_when_where(s, e);
    event_flags(s, e);
    event_word(s, e);
    sheet_text(s, "contexts", e->contexts);
    sheet_int(s, "sentence", e->sentence, -1);
    sheet_real(s, "confidence", e->confidence, 2);
    sheet_text(s, "rule", e->rule);
    sheet_flag(s, "copy", e->is_copy);
    if (with_article) article_part(s, &e->article);
    sheet_row_end(s);
}

static void contents(sheet *s, const query_statement *x)
{
    if (s->mode != SHEET_JSON) {
        list_span(s, "content", x->content[0].start, x->content[0].stop, x->content[0].words);
        return;
    }
    sheet_open(s, "content", '[');
    for (uint32_t i = 0; i < x->n_content; i++)
        list_span(s, NULL, x->content[i].start, x->content[i].stop, x->content[i].words);
    sheet_close(s, ']');
}

void list_statement(sheet *s, const query_statement *x, bool with_article)
{
    sheet_row(s);
    sheet_int(s, "id", x->id, 0);
    sheet_int(s, "n", x->n, 0);
    sheet_text(s, "uid", x->uid);
    sheet_text(s, "kind", x->kind);
    sheet_flag(s, "denial", x->denial);
    sheet_text(s, "day", x->day);
    parties(s, "speakers", "speakers_codes", &x->speakers);
    parties(s, "addressees", "addressees_codes", &x->addressees);
    parties(s, "via", "via_codes", &x->via);
    if (s->mode != SHEET_JSON || x->cue.stop > x->cue.start)
        list_span(s, "cue", x->cue.start, x->cue.stop, x->cue.words);
    contents(s, x);
    sheet_int(s, "sentence", x->sentence, -1);
    sheet_real(s, "confidence", x->confidence, 2);
    sheet_text(s, "rule", x->rule);
    sheet_flag(s, "copy", x->is_copy);
    if (with_article) article_part(s, &x->article);
    sheet_row_end(s);
}

static void article_cells(sheet *s, const query_article *x)
{
    sheet_int(s, "id", x->id, 0);
    sheet_text(s, "source", x->source);
    sheet_text(s, "doc_id", x->doc_id);
    sheet_text(s, "day", x->day);
    sheet_text(s, "title", x->title);
    sheet_text(s, "url", x->url);
    sheet_text(s, "language", x->language);
    sheet_int(s, "copy_of", x->copy_of, 0);
}

void list_article(sheet *s, const query_article *x)
{
    sheet_row(s);
    article_cells(s, x);
    sheet_row_end(s);
}

void list_actor(sheet *s, const query_actor *x)
{
    sheet_row(s);
    sheet_int(s, "id", x->id, 0);
    sheet_text(s, "kind", x->kind);
    sheet_text(s, "name", x->name);
    sheet_text(s, "name_en", x->name_en);
    sheet_text(s, "country", x->country);
    sheet_text(s, "sector", x->sector);
    sheet_text(s, "role", x->role);
    sheet_text(s, "wikidata", x->wikidata);
    sheet_flag(s, "generic", x->generic);
    sheet_int(s, "articles", x->articles, -1);
    sheet_int(s, "mentions", x->mentions, -1);
    sheet_text(s, "aliases", x->aliases);
    sheet_row_end(s);
}

static void hit_row(sheet *s, const query_hit *h)
{
    sheet_row(s);
    article_cells(s, &h->article);
    sheet_int(s, "hits", h->hits, -1);
    if (s->mode == SHEET_JSON) {
        sheet_flag(s, "cut_before", h->cut_before);
        sheet_flag(s, "cut_after", h->cut_after);
        sheet_open(s, "snippet", '['); /* outside and inside a hit by turns */
        for (uint32_t i = 0; i < h->n_snippet; i++) sheet_item(s, h->snippet[i]);
        sheet_close(s, ']');
    } else {
        buf all = {0};
        for (uint32_t i = 0; i < h->n_snippet; i++) buf_add(&all, h->snippet[i]);
        sheet_text(s, "snippet", buf_str(&all));
        buf_free(&all);
    }
    sheet_row_end(s);
}

/* ---- answers ---- */

static void list_hits(answer *a);

sheet answer_begin(answer *a)
{
    sheet s = {.out = a->out, .mode = a->q->form == FORM_CSV ? SHEET_NAMES : SHEET_JSON};
    if (s.mode == SHEET_JSON) {
        buf_char(a->out, '{');
        sheet_open(&s, "rows", '[');
    }
    return s;
}

void answer_end(answer *a, sheet *s)
{
    if (s->mode == SHEET_JSON) {
        sheet_close(s, ']');
        buf_char(a->out, '}');
    }
}

/* An answer that is a list of one kind of rows: the question, the next row, its row, the same of nothing for the line of names. */
#define LIST(name, type, ask, next, write)                                                                             \
    void name(answer *a)                                                                                               \
    {                                                                                                                  \
        query_filter f;                                                                                                \
        query_rows *rows = NULL;                                                                                       \
        type x = {0};                                                                                                  \
        if (!answer_filter(a, &f)) return;                                                                             \
        khabar_status status = ask(a->store, &f, &rows, &a->error);                                                    \
        sheet s = answer_begin(a);                                                                                     \
        if (s.mode == SHEET_NAMES) {                                                                                   \
            write;                                                                                                     \
            s.mode = SHEET_CELLS;                                                                                      \
        }                                                                                                              \
        while (status == KHABAR_OK && next(rows, &x)) write;                                                           \
        khabar_status closed = query_close(rows, &a->error);                                                           \
        answer_end(a, &s);                                                                                             \
        answer_failed(a, status == KHABAR_OK ? closed : status);                                                       \
    }

LIST(answer_events, query_event, query_events, query_next_event, list_event(&s, &x, true))
LIST(answer_statements, query_statement, query_statements, query_next_statement, list_statement(&s, &x, true))
LIST(answer_articles, query_article, query_articles, query_next_article, list_article(&s, &x))
LIST(answer_actors, query_actor, query_actors, query_next_actor, list_actor(&s, &x))
static LIST(list_hits, query_hit, query_search, query_next_hit, hit_row(&s, &x))

    /* The words as they are looked for stand behind the rows. */
    void answer_search(answer *a)
{
    list_hits(a);
    if (a->status != 200 || a->q->form != FORM_JSON) return;
    buf folded = {0};
    fold_text(request_value(a->q, "text"), &folded);
    sheet s = {.out = a->out, .comma = true};
    a->out->n--; /* the bracket that closes the answer */
    sheet_text(&s, "folded", buf_str(&folded));
    buf_char(a->out, '}');
    buf_free(&folded);
}
