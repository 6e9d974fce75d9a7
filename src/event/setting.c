/* setting: whether an event happened, when and where; see coder.h.
 *
 *   لم يزر بوتين بكين    denied;   يزور الوزير القاهرة غدا    to come, tomorrow, in Cairo
 *
 * Invariant: a date or place is taken from the trigger's own sentence. */
#include "event/coder.h"

void setting_of_clause(const coder *k, uint32_t i, event *ev)
{
    const clause *c = clause_of(k, i);
    if (c->flags & CLAUSE_NEGATED) ev->aux |= AUX_NEGATION;
    if (c->flags & CLAUSE_FUTURE) ev->aux |= AUX_FUTURE;
    if (c->flags & CLAUSE_HYPOTHETICAL) ev->aux |= AUX_HYPOTHETICAL;
}

static void add_modality(uint8_t modality, event *ev)
{
    switch (modality) {
    case MODALITY_hypothetical: ev->aux |= AUX_HYPOTHETICAL; break;
    case MODALITY_future: ev->aux |= AUX_FUTURE; break;
    case MODALITY_negation: ev->aux |= AUX_NEGATION; break;
    default: break;
    }
}

/* Is the noun at i the first one of its clause, without preposition? */
static bool topic_of_clause(const coder *k, uint32_t i)
{
    if (word_at(k, i)->prefixes & M_PREP) return false;
    for (uint32_t z = clause_of(k, i)->first; z < i; z++) {
        const analysis *a = word_at(k, z);
        if (a->class == W_NOUN || a->class == W_NAME || a->class == W_PREP || a->class == W_ADJ) return false;
    }
    return true;
}

void setting_of_noun(const coder *k, uint32_t first, event *ev)
{
    /* the words right before: عدم, احتمال, خطة, محاولة */
    for (uint32_t back = 1; back <= 3 && first >= k->first + back; back++) {
        uint32_t i = first - back;
        if (tok(k, i)->kind == TOKEN_PUNCT) break;
        const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_modality);
        if (!p || p->last >= first || first - p->last > 2) continue;
        add_modality((uint8_t)k->lex->names[p->name].ref, ev);
    }
    uint32_t verb = clause_of(k, first)->verb;
    if (verb == NO_VERB) return;
    if (verb > first) { /* المحادثات ستتناول …: the noun is the topic of its clause */
        if (topic_of_clause(k, first)) setting_of_clause(k, first, ev);
        return;
    }
    if (frame_is_light(k, verb)) setting_of_clause(k, first, ev);
    add_modality(k->lex->lemmas[word_at(k, verb)->lemma].modality, ev);
}

/* Does token i stand in what somebody says, and the trigger not? طالبت بدفع أجور آذار: not the day of the demand. */
static bool in_what_is_said(const coder *k, const event *ev, uint32_t i)
{
    for (uint32_t z = 0; z < k->s->at.n; z++) {
        const statement *st = &k->s->at.at[z];
        for (uint32_t c = 0; c < st->n_content; c++) {
            uint32_t first = st->content[c].first, last = st->content[c].last;
            if (i >= first && i <= last && (ev->first < first || ev->first > last)) return true;
        }
    }
    return false;
}

static void find_time(const coder *k, event *ev)
{
    uint32_t best = 0, least = UINT32_MAX;
    uint32_t clause_id = k->c->of[ev->first];
    for (uint32_t z = 0; z < k->times->at.n; z++) {
        const timex *x = &k->times->at.at[z];
        if (x->first < k->first || x->first >= k->end || in_what_is_said(k, ev, x->first)) continue;
        bool same = k->c->of[x->first] == clause_id;
        uint32_t distance = x->first > ev->last ? x->first - ev->last : (ev->first - x->last) + 2;
        if (!same) {
            /* another clause's date counts only where no other predicate stands between */
            uint32_t from = x->first > ev->last ? ev->last + 1 : x->last + 1,
                     to = x->first > ev->last ? x->first : ev->first;
            bool barred = false;
            uint32_t verbs = 0;
            for (uint32_t i = from; i < to && !barred; i++) {
                verbs += finite_verb_at(k, i);
                barred = verbs > 1 || word_at(k, i)->class == W_THAT;
            }
            if (barred) continue;
            distance += (uint32_t)SETTING(k->lex, time_other_clause);
        }
        if (distance < least) least = distance, best = z + 1;
    }
    ev->time = best;
}

static int place_rank(const coder *k, const mention *m)
{
    if (!m->entity) return m->flags & MENTION_PLACE ? 2 : 0;
    const lex_entity *e = &k->lex->entities[m->entity];
    if (e->kind == ENTITY_state && !(m->flags & MENTION_METONYM)) return 1;
    return e->kind == ENTITY_place || (m->flags & MENTION_METONYM) ? 2 : 0;
}

static bool acted_on(const event *ev, const mention *m)
{
    for (uint32_t i = 0; i < ev->recipients.n; i++)
        if (ev->recipients.at[i] == m->actor) return true;
    return false;
}

static void find_place(const coder *k, event *ev)
{
    uint32_t best = 0, least = UINT32_MAX;
    int rank = 0;
    for (uint32_t i = k->first; i < k->end; i++) {
        uint32_t id = k->e->at[i];
        if (id == NO_MENTION || k->e->mentions.at[id].first != i) continue;
        const mention *m = &k->e->mentions.at[id];
        int r = place_rank(k, m);
        if (!r) continue;
        uint32_t prep = syntax_preposition(k->w, k->lex, k->first, i);
        bool adverbial = prep == 0 && r == 2 && i > ev->last && phrase_at(k->in->p, k->lex, i, NAME_area) &&
                         k->lex->names[phrase_at(k->in->p, k->lex, i, NAME_area)->name].value;
        bool near_by = prep && prep <= k->lex->n_preps && k->lex->preps[prep - 1].points == 'i';
        bool target = prep && prep <= k->lex->n_preps && k->lex->preps[prep - 1].points == 'd' && r == 2;
        bool object = prep == 0 && r == 2 && i > ev->last && i - ev->last <= 4;
        if ((m->flags & MENTION_METONYM) && !acted_on(ev, m)) object = false; /* زار موسكو, but رفضت موسكو */
        if (!near_by && prep != k->at_prep && !adverbial && !target && !object) continue;
        uint32_t distance = i > ev->last ? i - ev->last : (ev->first - i) * 2;
        if (i < ev->first && k->c->of[i] != k->c->of[ev->first])
            distance += (uint32_t)SETTING(k->lex, place_other_clause);
        bool barred = false;
        for (uint32_t z = ev->last + 1; z < i && !barred; z++)
            barred = word_at(k, z)->class == W_THAT || finite_verb_at(k, z);
        if (barred) distance += (uint32_t)SETTING(k->lex, place_behind_verb);
        if (distance > REACH) continue;
        if (r > rank || (r == rank && distance < least)) rank = r, least = distance, best = id + 1;
    }
    ev->place = best;
}

void setting_find(const coder *k, event *ev)
{
    find_time(k, ev);
    find_place(k, ev);
    if (ev->time && k->in->day != INT32_MIN) {
        const timex *x = &k->times->at.at[ev->time - 1];
        if (x->end < k->in->day - 366) ev->aux |= AUX_HISTORICAL;
        if (x->start > k->in->day) ev->aux |= AUX_FUTURE;
    }
}
