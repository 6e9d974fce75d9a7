/* ids: what a record is called wherever it stands: by what it says, not by where it was found.
 *
 *   uid    16 hex digits of one article's record: the same in every run and version that gives the same record
 *   group  16 hex digits of an event across articles: of its type, actors, recipients, day and place
 *
 * Invariant: no two records of one article have one uid: of several that say the same the later ones are counted. */
#include "base/hash.h"
#include "lexicon/letters.h"
#include "record/record.h"

typedef struct maker {
    const record *r;
    uint64_t h; /* of the fields so far */
    bool known;
} maker;

static void field(maker *m, str s)
{
    m->h = hash_then(m->h, hash_bytes(s.p, s.n));
}

static void number(maker *m, int32_t n)
{
    m->h = hash_then(m->h, hash_bytes(&n, sizeof n));
}

/* Folded, so that the spelling of an outlet makes no other actor: أحمد and احمد. */
static void folded(maker *m, str s)
{
    uint8_t *letters = arena_alloc(m->r->a, 2 * s.n + 4);
    size_t n = letters_from_utf8(s, letters);
    for (size_t i = 0; i < n; i++) letters[i] = letters_fold[letters[i]];
    field(m, (str){(const char *)letters, n});
}

static str text_of(const record *r, lex_text t)
{
    return lexicon_text(r->lex, t);
}

/* Who an actor is, whatever the article: by the lexicon, else by name, else by whose and what kind it is. */
static uint64_t actor_key(maker *m, uint32_t id)
{
    const actor *a = &m->r->entities.actors.at[id];
    const lex_entity *e = a->entity ? &m->r->lex->entities[a->entity] : NULL;
    maker own = {m->r, 0, false};
    number(&own, a->kind);
    if (e) {
        field(&own, text_of(m->r, e->code ? e->code : e->en));
    } else {
        if (a->named) folded(&own, a->name);
        field(&own, a->country ? text_of(m->r, m->r->lex->entities[a->country].code) : STR(""));
        number(&own, a->sector);
    }
    m->known |= e || a->country || (a->named && a->kind != ACTOR_GROUP);
    return own.h;
}

/* In an order of their own, so that «مصر والأردن» and «الأردن ومصر» are one. */
static void actors(maker *m, const actor_list *l)
{
    uint64_t keys[ACTORS_MAX];
    for (uint32_t i = 0; i < l->n; i++) {
        uint64_t key = actor_key(m, l->at[i]);
        uint32_t at = i;
        for (; at > 0 && keys[at - 1] > key; at--) keys[at] = keys[at - 1];
        keys[at] = key;
    }
    number(m, (int32_t)l->n);
    for (uint32_t i = 0; i < l->n; i++) m->h = hash_then(m->h, keys[i]);
}

static void place(maker *m, uint32_t place)
{
    const record *r = m->r;
    if (!place) {
        field(m, STR(""));
        return;
    }
    const mention *p = &r->entities.mentions.at[place - 1];
    entity_input in = {.t = &r->text, .w = &r->words, .p = &r->phrases, .lex = r->lex, .a = r->a};
    if (p->entity)
        field(m, text_of(r, r->lex->entities[p->entity].en));
    else if (p->name_first != NO_TOKEN)
        folded(m, entity_text(&in, p->name_first, p->name_last));
}

uint64_t record_event_group(const record *r, const event *ev)
{
    const timex *x = ev->time ? &r->times.at.at[ev->time - 1] : NULL;
    if (!x || x->precision != PRECISION_DAY || x->start != x->end) return 0;
    maker m = {r, 0, false};
    number(&m, ev->type);
    actors(&m, &ev->actors);
    actors(&m, &ev->recipients);
    number(&m, x->start);
    place(&m, ev->place);
    return m.known ? m.h : 0;
}

/* Another record of the article that says the same gets the next name. */
static uint64_t told_apart(const uint64_t *before, uint32_t n, uint64_t uid)
{
    for (uint32_t i = 0; i < n; i++)
        if (before[i] == uid) uid = hash_bytes(&uid, sizeof uid), i = UINT32_MAX;
    return uid;
}

void record_event_uids(const record *r, uint64_t *uids)
{
    for (uint32_t i = 0; i < r->events.at.n; i++) {
        const event *ev = &r->events.at.at[i];
        const timex *x = ev->time ? &r->times.at.at[ev->time - 1] : NULL;
        maker m = {r, 0, false};
        field(&m, r->id);
        number(&m, ev->type);
        field(&m, text_of(r, r->lex->frames[ev->frame].cameo));
        number(&m, ev->aux);
        actors(&m, &ev->actors);
        actors(&m, &ev->recipients);
        number(&m, x ? x->start : NO_DAY);
        place(&m, ev->place);
        folded(&m, text_span(&r->text, ev->first, ev->last));
        uids[i] = told_apart(uids, i, m.h);
    }
}

void record_statement_uids(const record *r, uint64_t *uids)
{
    for (uint32_t i = 0; i < r->statements.at.n; i++) {
        const statement *s = &r->statements.at.at[i];
        maker m = {r, 0, false};
        field(&m, r->id);
        actors(&m, &s->speakers);
        number(&m, s->denial);
        for (uint32_t c = 0; c < s->n_content; c++)
            folded(&m, text_span(&r->text, s->content[c].first, s->content[c].last));
        uids[i] = told_apart(uids, i, m.h);
    }
}
