/* same: an event that an article tells twice is one event with two triggers; see coder.h.
 *
 *   قصف الجيش البلدة فجر السبت … وكان الجيش قد قصف البلدة …    one event, told twice
 *
 * Where the later place brings something new (a day, a place, a party) it stays an event of its own.
 * Invariant: of events that are one the first in the text is kept, with what others add of casualties and contexts. */
#include "event/coder.h"

static bool holds_all(const actor_list *l, const actor_list *part)
{
    actor_list left = *part;
    party_without(&left, l);
    return left.n == 0;
}

static bool shares_one(const actor_list *a, const actor_list *b)
{
    actor_list left = *a;
    party_without(&left, b);
    return left.n < a->n;
}

/* Do the two name one time, or the second none? */
static bool same_time(const coder *k, const event *a, const event *b)
{
    if (!b->time) return true;
    if (!a->time) return false;
    const timex *x = &k->times->at.at[a->time - 1], *y = &k->times->at.at[b->time - 1];
    return x->start >= y->start && x->end <= y->end;
}

static bool same_place(const coder *k, const event *a, const event *b)
{
    if (!b->place || a->place == b->place) return true;
    if (!a->place) return false;
    const mention *m = &k->e->mentions.at[a->place - 1], *n = &k->e->mentions.at[b->place - 1];
    if (m->entity || n->entity) return m->entity == n->entity;
    return m->actor == n->actor && m->actor != NO_ACTOR;
}

/* Of one kind: by one row, or of one type and code. */
static bool same_kind(const coder *k, const event *a, const event *b)
{
    if (a->type != b->type || a->aux != b->aux) return false;
    const lex_frame *f = &k->lex->frames[a->frame], *g = &k->lex->frames[b->frame];
    return f == g || (a->mode == b->mode && str_eq(lexicon_text(k->lex, f->cameo), lexicon_text(k->lex, g->cameo)));
}

/* What is demanded, promised or condemned differs from one time to the next, though the parties are the same; only a title says
 * what the text says again. */
static bool says_one_thing(const coder *k, const event *a)
{
    bool speech = a->type == TYPE_AGREE || a->type == TYPE_REQUEST || a->type == TYPE_ACCUSE ||
                  a->type == TYPE_REJECT || a->type == TYPE_THREATEN || a->type == TYPE_SUPPORT ||
                  a->type == TYPE_CONCEDE;
    return !speech || k->t->sentences.at[a->sentence].kind == SENTENCE_TITLE;
}

/* Does b tell a again, and nothing new? Who is meant must be known of both. */
static bool tells_again(const coder *k, const event *a, const event *b)
{
    if (b->again == a->first + 1) return same_time(k, a, b) && same_place(k, a, b);
    if (a->sentence == b->sentence || !same_kind(k, a, b) || !says_one_thing(k, a) || !same_time(k, a, b) ||
        !same_place(k, a, b))
        return false;
    if (!holds_all(&a->actors, &b->actors) || !holds_all(&a->recipients, &b->recipients)) return false;
    if (b->actors.n && b->recipients.n) return true;
    return shares_one(&a->actors, &b->actors) ? a->recipients.n == 0 || b->actors.n > 1
                                              : shares_one(&a->recipients, &b->recipients) && a->actors.n == 0;
}

void same_join(coder *k)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < k->out->at.n; i++) {
        event ev = k->out->at.at[i];
        uint32_t z = 0;
        while (z < kept && !tells_again(k, &k->out->at.at[z], &ev)) z++;
        if (z == kept) {
            k->out->at.at[kept++] = ev;
            continue;
        }
        *vec_push(k->in->a, &k->out->retold) = (retelling){z, ev.first, ev.last};
        event_silent(k, ev.first, &k->lex->frames[ev.frame], SILENT_retold);
        k->out->at.at[z].contexts |= ev.contexts;
        for (unsigned t = 0; t < TOLL_COUNT; t++)
            if (k->out->at.at[z].toll[t] == NO_TOLL) k->out->at.at[z].toll[t] = ev.toll[t];
    }
    k->out->at.n = kept;
}
