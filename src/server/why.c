/* why: see why.h. */
#include "server/why.h"

#include <stdio.h>

typedef struct why {
    const record *r;
    const sources *sources;
    sheet s;
    uint32_t *points;
} why;

static void name(why *w, const char *key, char letter, uint32_t n)
{
    char id[16];
    snprintf(id, sizeof id, "%c%u", letter, n);
    sheet_text(&w->s, key, str_of(id));
}

static void uid(why *w, uint64_t n)
{
    char digits[20];
    snprintf(digits, sizeof digits, "%016llx", (unsigned long long)n);
    sheet_text(&w->s, "uid", str_of(digits));
}

static void statements_of(why *w)
{
    const record *r = w->r;
    uint64_t *uids = ARENA_ARRAY(r->a, uint64_t, r->statements.at.n + 1);
    record_statement_uids(r, uids);
    sheet_open(&w->s, "statements", '[');
    for (uint32_t i = 0; i < r->statements.at.n; i++) {
        const statement *x = &r->statements.at.at[i];
        sheet_row(&w->s);
        name(w, "id", 's', i + 1);
        uid(w, uids[i]);
        sheet_text(&w->s, "rule", str_of(quote_rule_name[x->rule]));
        sheet_text(&w->s, "speaker", str_of(speaker_rule_words[x->by]));
        if (x->cue) sources_row(w->sources, r->lex, r->lex->cues[x->cue - 1].row, &w->s);
        sheet_row_end(&w->s);
    }
    sheet_close(&w->s, ']');
}

static void events_of(why *w)
{
    const record *r = w->r;
    uint64_t *uids = ARENA_ARRAY(r->a, uint64_t, r->events.at.n + 1);
    record_event_uids(r, uids);
    sheet_open(&w->s, "events", '[');
    for (uint32_t i = 0; i < r->events.at.n; i++) {
        const lex_frame *f = &r->lex->frames[r->events.at.at[i].frame];
        sheet_row(&w->s);
        name(w, "id", 'e', i + 1);
        uid(w, uids[i]);
        sheet_text(&w->s, "rule", lexicon_text(r->lex, f->id));
        sources_row(w->sources, r->lex, f->row, &w->s);
        sheet_row_end(&w->s);
    }
    sheet_close(&w->s, ']');
}

static void actors_of(why *w)
{
    const record *r = w->r;
    uint32_t *ids = ARENA_ARRAY(r->a, uint32_t, r->entities.actors.n + 1);
    record_actor_ids(r, ids);
    sheet_open(&w->s, "actors", '[');
    for (uint32_t i = 0; i < r->entities.actors.n; i++) {
        const actor *a = &r->entities.actors.at[i];
        if (ids[i] == 0) continue;
        sheet_row(&w->s);
        name(w, "id", 'a', ids[i]);
        sheet_text(&w->s, "by", str_of(record_by_name[a->by]));
        if (a->entity) sources_row(w->sources, r->lex, r->lex->entities[a->entity].row, &w->s);
        sheet_row_end(&w->s);
    }
    sheet_close(&w->s, ']');
}

/* Words with rows in data/event that gave no event. */
static void silences(why *w)
{
    const record *r = w->r;
    sheet_open(&w->s, "silent", '[');
    for (uint32_t i = 0; i < r->events.silent.n; i++) {
        const silence *q = &r->events.silent.at[i];
        const token *t = &r->text.tokens.at[q->token];
        sheet_row(&w->s);
        sheet_int(&w->s, "start", record_point(&r->text.bytes, w->points, t->start), -1);
        sheet_int(&w->s, "end", record_point(&r->text.bytes, w->points, t->end), -1);
        sheet_text(&w->s, "words", text_token(&r->text, q->token));
        sheet_text(&w->s, "rule", lexicon_text(r->lex, r->lex->frames[q->frame].id));
        sheet_text(&w->s, "why", str_of(event_silence_text[q->why]));
        sheet_row_end(&w->s);
    }
    sheet_close(&w->s, ']');
    sheet_flag(&w->s, "other_topic", r->events.other_topic);
}

void why_write(const record *r, const sources *s, buf *out)
{
    why w = {.r = r, .sources = s, .s = {.out = out}};
    char lexicon_hash[20];
    snprintf(lexicon_hash, sizeof lexicon_hash, "%016llx", (unsigned long long)r->lex->hash);
    w.points = record_points(r);
    buf_char(out, '{');
    sheet_text(&w.s, "lexicon", str_of(lexicon_hash));
    statements_of(&w);
    events_of(&w);
    actors_of(&w);
    silences(&w);
    buf_char(out, '}');
}

bool why_rule(const lexicon *lex, const sources *s, str rule, buf *out)
{
    for (uint32_t i = 0; i < lex->n_frames; i++) {
        if (!str_eq(lexicon_text(lex, lex->frames[i].id), rule)) continue;
        sheet x = {.out = out};
        buf_char(out, '{');
        sheet_text(&x, "rule", rule);
        sources_row(s, lex, lex->frames[i].row, &x);
        buf_char(out, '}');
        return true;
    }
    return false;
}
