/* context: what an event is about: the contexts of its frame, and those that words near its trigger show (data/event/contexts.tsv);
 * see coder.h.
 *
 *   رفضت واشنطن تمديد الاتفاق النووي    the refusal names no subject, النووي does: cbrn
 *
 * Invariant: a word counts only in the stretch of the sentence that tells the event: not behind a semicolon, in a main clause
 * beside its own, or, where the event is told in a statement, outside of what is said. */
#include "event/coder.h"

/* Where the telling of one event ends: a full stop, semicolon, or a new main clause (وأعلن; ، أعلن). */
static bool is_border(const coder *k, uint32_t i)
{
    uint32_t mark = tok(k, i)->mark, before = i > k->first ? tok(k, i - 1)->mark : 0;
    if (tok(k, i)->kind == TOKEN_PUNCT) return mark == '.' || mark == ';' || mark == 0x61b;
    return finite_verb_at(k, i) && ((word_at(k, i)->prefixes & (M_WA | M_FA)) || before == ',' || before == 0x60c);
}

/* Narrows first..end to the words said, where the event stands in a statement: who says it has no part in it. */
static void keep_to_statement(const coder *k, const event *ev, uint32_t *first, uint32_t *end)
{
    if (!ev->statement) return;
    const statement *st = &k->s->at.at[ev->statement - 1];
    for (uint32_t i = 0; i < st->n_content; i++) {
        if (st->content[i].first > ev->first || st->content[i].last < ev->first) continue;
        if (*first < st->content[i].first) *first = st->content[i].first;
        if (*end > st->content[i].last + 1) *end = st->content[i].last + 1;
    }
}

/* The tokens whose words count. */
static void window_of(const coder *k, const event *ev, uint32_t *first, uint32_t *end)
{
    uint32_t before = REACH(k->lex, reach_context_before), after = REACH(k->lex, reach_context_after);
    *first = ev->first;
    while (*first > k->first && ev->first - *first < before && !is_border(k, *first)) --*first;
    *end = ev->last + 1;
    while (*end < k->end && *end - ev->last <= after && !is_border(k, *end)) ++*end;
    keep_to_statement(k, ev, first, end);
}

/* A single word counts as it is spelled: أثنى is not إثني; a verb is no such word. */
static bool is_shown(const coder *k, uint32_t i, const phrase *p)
{
    return k->lex->names[p->name].kind == NAME_context && (p->last > i || p->spelled) &&
           !morph_is_finite(word_at(k, i));
}

/* The longest phrase at token i that shows contexts adds them; its last token, or i where there is none. */
static uint32_t shown_at(const coder *k, uint32_t i, uint64_t *contexts)
{
    uint32_t last = i;
    PHRASE_EACH(k->in->p, i, p)
    {
        if (!is_shown(k, i, p)) continue;
        if (p->last < last) break;
        last = p->last; /* the first is the longest; others as long show more */
        uint32_t context = k->lex->names[p->name].ref;
        if (context < CONTEXT_COUNT) *contexts |= 1ull << context;
    }
    return last;
}

uint64_t context_of(const coder *k, const event *ev)
{
    uint64_t contexts = k->lex->frames[ev->frame].contexts;
    uint32_t i, end;
    for (window_of(k, ev, &i, &end); i < end; i++) i = shown_at(k, i, &contexts);
    return contexts;
}
