/* toll: how many an event killed, wounded or had arrested, as the text counts them; see coder.h.
 *
 *   غارات أسفرت عن مقتل ثلاثة جنود وشرطيين وإصابة 12    killed 5, wounded 12
 *
 * Invariant: a number is written down only where the text gives it for certain (عشرات القتلى gives none); of several the
 * first, which is that of the whole (قتل عشرة بينهم ثلاثة أطفال). */
#include "event/coder.h"

enum { COUNT_WORDS = 6 }; /* tokens of a number */

/* A word of data/event/tolls.tsv. */
typedef struct toll_word {
    uint32_t last;
    lex_toll toll;
    uint32_t ref; /* TOLL_ACT … */
    bool verb;
} toll_word;

static bool toll_at(const coder *k, uint32_t i, toll_word *out)
{
    const analysis *a = word_at(k, i);
    if (a->pos == POS_VERB && morph_is_finite(a)) {
        *out = (toll_word){i, (lex_toll)k->lex->lemmas[a->lemma].toll, TOLL_ACT, true};
        return out->toll != TOLL_;
    }
    const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_toll);
    if (!p) return false;
    const lex_name *n = &k->lex->names[p->name];
    *out = (toll_word){p->last, (lex_toll)n->value, n->ref, false};
    return true;
}

bool toll_word_at(const coder *k, uint32_t i)
{
    toll_word w;
    return toll_at(k, i, &w) && w.ref != TOLL_COUNTED;
}

static int32_t count_at(const coder *k, uint32_t *i)
{
    return time_count(k->times, k->t, k->w, k->in->p, k->lex, i, k->end);
}

/* Is the word at i one for people who can be counted: an actor, or a row of tolls.tsv? */
static bool counts_people(const coder *k, uint32_t i)
{
    if (i >= k->end) return false;
    toll_word w;
    if (toll_at(k, i, &w) && w.ref != TOLL_ACT) return true;
    uint32_t id = k->e->at[i];
    return id != NO_MENTION && !(k->e->mentions.at[id].flags & MENTION_PLACE) &&
           k->e->mentions.at[id].kind != ACTOR_COUNTRY;
}

/* How many people the noun phrase at i is, and past it: ثلاثة جنود 3, شرطيين 2, شرطي 1, أحمد علي 1; -1: nobody says. */
static int32_t people_at(const coder *k, uint32_t i, uint32_t *next)
{
    uint32_t at = i;
    int32_t n = count_at(k, &at);
    if (n >= 0) {
        bool bare = at >= k->end || tok(k, at)->kind == TOKEN_PUNCT || (word_at(k, at)->prefixes & (M_WA | M_PREP)) ||
                    word_at(k, at)->pos == POS_ADP;
        if (!bare && !counts_people(k, at)) return -1; /* ثلاث سيارات */
        uint32_t id = at < k->end ? k->e->at[at] : NO_MENTION;
        *next = bare ? at : id != NO_MENTION ? k->e->mentions.at[id].last + 1 : at + 1;
        return n;
    }
    if (!counts_people(k, i)) return -1;
    const analysis *a = word_at(k, i);
    uint32_t id = k->e->at[i];
    const mention *m = id == NO_MENTION ? NULL : &k->e->mentions.at[id];
    *next = m ? m->last + 1 : i + 1;
    if (m && m->first != i) return -1;
    if ((a->features & F_NUMBER) == F_DUAL) return 2;
    if (m && m->kind == ACTOR_PERSON && !(m->flags & MENTION_PLURAL)) return 1;
    bool one = (a->features & F_NUMBER) == F_SING && !(a->prefixes & M_ARTICLE) && !a->pronoun;
    return one && !(m && m->kind != ACTOR_GROUP) && !(m && (m->flags & MENTION_PLURAL)) ? 1 : -1;
}

/* قتل جندي: is the one named at i acted upon? */
static bool suffers(const coder *k, uint32_t i, const event *ev)
{
    uint32_t id = k->e->at[i];
    actor_list one = {{id == NO_MENTION ? NO_ACTOR : k->e->mentions.at[id].actor}, 1};
    party_without(&one, &ev->recipients);
    return one.n == 0;
}

/* The victims counted after an act: the first noun phrase of people with a number, or the one right after it. */
static int32_t counted_after(const coder *k, const toll_word *w, const event *ev)
{
    uint32_t stop = w->last + REACH(k->lex, reach_toll);
    if (stop > k->end) stop = k->end;
    for (uint32_t i = w->last + 1; i < stop; i++) {
        toll_word other;
        if (argument_barrier(k->x, i) || (toll_at(k, i, &other) && other.ref == TOLL_ACT)) return -1;
        uint32_t next = i, at = i;
        bool number = count_at(k, &at) >= 0;
        if (!number && (i > w->last + 1 || (w->verb && !suffers(k, i, ev)))) continue;
        int32_t n = people_at(k, i, &next);
        if (n < 0) {
            if (number) i = at - 1;
            continue;
        }
        /* ثلاثة جنود وشرطيين */
        while (next < k->end && (word_at(k, next)->prefixes & M_WA) &&
               !(toll_at(k, next, &other) && other.ref != TOLL_COUNTED)) {
            int32_t more = people_at(k, next, &next);
            if (more < 0) return counts_people(k, next) ? -1 : n; /* ثلاثة جنود ومدنيون */
            n += more;
        }
        return n;
    }
    return -1;
}

/* خمسة قتلى, 12 جريحا: the number before the word; قتيلان, قتيل: its own. */
static int32_t counted_before(const coder *k, uint32_t i)
{
    for (uint32_t back = COUNT_WORDS; back > 0; back--) {
        if (i < k->first + back) continue;
        uint32_t at = i - back;
        int32_t n = count_at(k, &at);
        if (n >= 0 && at == i) return n;
    }
    const analysis *a = word_at(k, i);
    if (a->prefixes & M_ARTICLE) return -1;
    if ((a->features & F_NUMBER) == F_DUAL) return 2;
    bool after_number = i > k->first && phrase_at(k->in->p, k->lex, i - 1, NAME_time); /* عشرات القتلى, 3 ملايين قتيل */
    return (a->features & F_NUMBER) == F_SING && !a->pronoun && a->class == W_NOUN && !after_number ? 1 : -1;
}

static bool can_have(const event *ev, lex_toll toll)
{
    if (toll == TOLL_arrested) return ev->type == TYPE_COERCE || ev->type == TYPE_ASSAULT;
    return ev->type == TYPE_ASSAULT || ev->type == TYPE_PROTEST;
}

/* The event that a toll at token i belongs to: the one of which the word is the trigger, else the nearest that can have it, an
 * attack before a protest. */
static event *event_with(const coder *k, uint32_t from, uint32_t i, lex_toll toll)
{
    event *best = NULL;
    uint32_t least = UINT32_MAX;
    for (uint32_t z = from; z < k->out->at.n; z++) {
        event *ev = &k->out->at.at[z];
        if (!can_have(ev, toll)) continue;
        if (i >= ev->first && i <= ev->last) return ev;
        uint32_t distance = (ev->first < i ? i - ev->first : (ev->first - i) * 2) +
                            (ev->type == TYPE_PROTEST ? REACH(k->lex, reach_party) : 0);
        if (distance < least) least = distance, best = ev;
    }
    return best;
}

void toll_read(coder *k, uint32_t from)
{
    if (from == k->out->at.n) return;
    for (uint32_t i = k->first; i < k->end; i++) {
        toll_word w;
        if (tok(k, i)->kind != TOKEN_WORD || !toll_at(k, i, &w) || w.ref == TOLL_COUNTED) continue;
        event *ev = event_with(k, from, i, w.toll);
        if (!ev || ev->toll[w.toll] != NO_TOLL || (ev->aux & (AUX_NEGATION | AUX_FUTURE | AUX_HYPOTHETICAL))) continue;
        ev->toll[w.toll] = w.ref == TOLL_ACT ? counted_after(k, &w, ev) : counted_before(k, i);
        /* غارة خلفت 12 شهيدا: those who are counted are those hit */
        uint32_t id = w.ref == TOLL_PERSON ? k->e->at[i] : NO_MENTION;
        if (id != NO_MENTION && ev->recipients.n == 0) argument_targets(k->x, id, &ev->recipients);
        i = w.last;
    }
}
