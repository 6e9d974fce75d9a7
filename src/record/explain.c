/* explain: for each sentence its words with their analysis, the mentions and clauses, the cues and frames that fired
 * with the data row that holds them, and for those that did not fire, why. */
#include "record/record.h"

static void tab(buf *out)
{
    buf_char(out, '\t');
}

static void row_of(const record *r, uint32_t row, buf *out)
{
    if (row == 0 || row >= r->lex->n_rows) return;
    str file = lexicon_text(r->lex, r->lex->rows[row].file);
    buf_printf(out, "%.*s:%u", (int)file.n, file.p, r->lex->rows[row].line);
}

static void features(const analysis *a, buf *out)
{
    static const char *const aspects[] = {
        "", "perfect", "imperfect", "imperative", "active-participle", "passive-participle", "masdar", ""};
    static const char *const genders[] = {"", "masculine", "feminine", ""}, *const numbers[] = {"", "singular", "dual",
                                                                                                "plural"};
    unsigned person = a->features & F_PERSON;
    if (morph_aspect(a)) buf_printf(out, " %s", aspects[morph_aspect(a) >> 6]);
    if (person) buf_printf(out, " person %u", person);
    if (a->features & F_GENDER) buf_printf(out, " %s", genders[(a->features & F_GENDER) >> 2]);
    if (a->features & F_NUMBER) buf_printf(out, " %s", numbers[(a->features & F_NUMBER) >> 4]);
    if (a->features & F_PASSIVE) buf_z(out, " passive");
    if (a->function) buf_printf(out, " [%s]", lex_function_name[a->function]);
}

static void write_analysis(const record *r, const analysis *a, buf *out)
{
    buf_z(out, lex_pos_name[a->pos]);
    tab(out);
    if (a->prefixes & M_WA) buf_z(out, "wa+");
    if (a->prefixes & M_FA) buf_z(out, "fa+");
    if (a->prefixes & M_PREP && a->prep && a->prep <= r->lex->n_preps) {
        buf_add(out, lexicon_text(r->lex, r->lex->preps[a->prep - 1].name));
        buf_char(out, '+');
    }
    if (a->prefixes & M_FUTURE) buf_z(out, "sa+");
    if (a->prefixes & M_ARTICLE) buf_z(out, "al+");
    if (a->lemma)
        buf_add(out, lexicon_text(r->lex, r->lex->lemmas[a->lemma].text));
    else
        buf_z(out, "?");
    if (a->pronoun) buf_z(out, "+pronoun");
    features(a, out);
    buf_printf(out, "\tcost %d\t", a->cost);
    if (a->lemma) row_of(r, r->lex->lemmas[a->lemma].row, out);
    buf_char(out, '\n');
}

/* The chosen analysis of a word, and after it those that were not chosen. */
static void write_word(const record *r, uint32_t i, buf *out)
{
    const word_type *type = r->words.types[i];
    const analysis *chosen = &r->words.chosen[i];
    buf_printf(out, "  %u\t", i);
    buf_add(out, text_token(&r->text, i));
    tab(out);
    write_analysis(r, chosen, out);
    for (uint8_t k = 0; type && k < type->n_analyses; k++) {
        const analysis *a = &type->analyses[k];
        if (memcmp(a, chosen, sizeof *a) == 0) continue;
        buf_z(out, "\t\tnot ");
        write_analysis(r, a, out);
    }
}

static void write_actors(const record *r, const actor_list *l, buf *out)
{
    buf_char(out, '[');
    for (uint32_t i = 0; i < l->n; i++) {
        const actor *a = &r->entities.actors.at[l->at[i]];
        if (i) buf_z(out, ", ");
        buf_add(out, a->name.n ? a->name : a->role);
    }
    buf_char(out, ']');
}

static void write_mentions(const record *r, const sentence *s, buf *out)
{
    static const char *const kinds[] = {"person", "country", "org", "group"};
    static const char *const by[] = {"text", "lexicon", "office", "article", "outlet"};
    for (uint32_t i = 0; i < r->entities.mentions.n; i++) {
        const mention *m = &r->entities.mentions.at[i];
        if (m->first < s->first || m->first >= s->end) continue;
        buf_z(out, "  mention");
        tab(out);
        buf_add(out, text_span(&r->text, m->first, m->last));
        tab(out);
        buf_z(out, m->flags & MENTION_PLACE && m->actor == NO_ACTOR ? "place" : kinds[m->kind]);
        if (m->actor != NO_ACTOR) {
            const actor *a = &r->entities.actors.at[m->actor];
            buf_z(out, " = ");
            buf_add(out, a->name.n ? a->name : a->role);
            if (a->country) {
                buf_char(out, ' ');
                buf_add(out, lexicon_text(r->lex, r->lex->entities[a->country].code));
            }
            buf_printf(out, " %s by %s", lex_sector_name[a->sector], by[a->by]);
        }
        tab(out);
        if (m->entity) row_of(r, r->lex->entities[m->entity].row, out);
        if (m->role) {
            buf_char(out, ' ');
            row_of(r, r->lex->roles[m->role - 1].row, out);
        }
        buf_char(out, '\n');
    }
}

static void write_clauses(const record *r, const sentence *s, buf *out)
{
    static const char *const openers[] = {"start", "mark", "and", "that", "relative", "when", "condition", "verb"};
    for (uint32_t i = 0; i < r->clauses.at.n; i++) {
        const clause *c = &r->clauses.at.at[i];
        if (c->first < s->first || c->first >= s->end || c->verb == NO_VERB) continue;
        buf_printf(out, "  clause\t%u-%u %s, verb ", c->first, c->end - 1, openers[c->opener]);
        buf_add(out, text_token(&r->text, c->verb));
        if (c->flags & CLAUSE_NEGATED) buf_z(out, ", negated");
        if (c->flags & CLAUSE_FUTURE) buf_z(out, ", future");
        if (c->flags & CLAUSE_HYPOTHETICAL) buf_z(out, ", hypothetical");
        if (c->flags & CLAUSE_PASSIVE) buf_z(out, ", passive");
        buf_char(out, '\n');
    }
}

static void write_statements(const record *r, uint32_t sentence_id, buf *out)
{
    for (uint32_t i = 0; i < r->statements.at.n; i++) {
        const statement *s = &r->statements.at.at[i];
        if (s->sentence != sentence_id) continue;
        buf_printf(out, "  statement\ts%u %s ", i + 1, quote_rule_name[s->rule]);
        write_actors(r, &s->speakers, out);
        if (s->via.n) buf_z(out, " via "), write_actors(r, &s->via, out);
        if (s->addressees.n) buf_z(out, " to "), write_actors(r, &s->addressees, out);
        buf_printf(out, ", by %s", speaker_rule_words[s->by]);
        if (s->cue_first != NO_TOKEN) buf_printf(out, "; cue %u-%u", s->cue_first, s->cue_last);
        buf_z(out, "; said ");
        for (uint32_t k = 0; k < s->n_content; k++)
            buf_printf(out, "%s%u-%u", k ? ", " : "", s->content[k].first, s->content[k].last);
        buf_printf(out, "; confidence %.2f", s->confidence / 100.0);
        tab(out);
        if (s->cue) row_of(r, r->lex->cues[s->cue - 1].row, out);
        buf_char(out, '\n');
    }
}

static bool is_cue(const record *r, uint32_t i)
{
    for (uint32_t s = 0; s < r->statements.at.n; s++)
        if (r->statements.at.at[s].cue_first != NO_TOKEN && i >= r->statements.at.at[s].cue_first &&
            i <= r->statements.at.at[s].cue_last)
            return true;
    return false;
}

static void write_events(const record *r, uint32_t sentence_id, buf *out)
{
    for (uint32_t i = 0; i < r->events.at.n; i++) {
        const event *ev = &r->events.at.at[i];
        if (ev->sentence != sentence_id) continue;
        const lex_frame *f = &r->lex->frames[ev->frame];
        str id = lexicon_text(r->lex, f->id);
        buf_printf(out, "  event\te%u %s %.*s ", i + 1, lex_type_name[ev->type], (int)id.n, id.p);
        write_actors(r, &ev->actors, out);
        buf_z(out, " -> ");
        write_actors(r, &ev->recipients, out);
        if (ev->statement) buf_printf(out, " said in s%u", ev->statement);
        tab(out);
        row_of(r, f->row, out);
        buf_char(out, '\n');
    }
}

/* Cues and frames whose word stands in the sentence and that gave nothing. */
static void write_silent(const record *r, const sentence *s, buf *out)
{
    for (uint32_t i = s->first; i < s->end; i++) {
        const analysis *a = &r->words.chosen[i];
        const lex_lemma *l = &r->lex->lemmas[a->lemma];
        if (a->pos == POS_VERB && l->cue && !is_cue(r, i)) {
            buf_z(out, "  no statement\t");
            buf_add(out, text_token(&r->text, i));
            buf_z(out, "\tno content after this cue (no that-clause, quotation, colon or object that it takes), or it "
                       "stands inside a quotation\t");
            row_of(r, r->lex->cues[l->cue - 1].row, out);
            buf_char(out, '\n');
        }
    }
    for (uint32_t z = 0; z < r->events.silent.n; z++) {
        const silence *q = &r->events.silent.at[z];
        if (q->token < s->first || q->token >= s->end) continue;
        const lex_frame *f = &r->lex->frames[q->frame];
        str id = lexicon_text(r->lex, f->id);
        buf_z(out, "  no event\t");
        buf_add(out, text_token(&r->text, q->token));
        buf_printf(out, "\t%s: %.*s\t", event_silence_text[q->why], (int)id.n, id.p);
        row_of(r, f->row, out);
        buf_char(out, '\n');
    }
    if (r->events.other_topic)
        buf_z(out, "  no event\t\tthe article is about sport, entertainment, weather or markets\n");
}

void record_explain(const record *r, buf *out)
{
    if (!r->arabic) {
        buf_add(out, lexicon_label(r->lex, STR("not_arabic"), 1));
        buf_char(out, '\n');
        return;
    }
    for (uint32_t i = 0; i < r->text.sentences.n; i++) {
        const sentence *s = &r->text.sentences.at[i];
        static const char *const kinds[] = {"title", "dateline", "sentence"};
        buf_printf(out, "%s %u\t", kinds[s->kind], i);
        buf_add(out, text_span(&r->text, s->first, s->end - 1));
        buf_char(out, '\n');
        for (uint32_t k = s->first; k < s->end; k++)
            if (r->text.tokens.at[k].kind != TOKEN_PUNCT) write_word(r, k, out);
        write_mentions(r, s, out);
        write_clauses(r, s, out);
        write_statements(r, i, out);
        write_events(r, i, out);
        write_silent(r, s, out);
        buf_char(out, '\n');
    }
}
