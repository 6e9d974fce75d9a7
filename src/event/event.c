/* event: see event.h.  For each verb or noun that has frames: choose its frame, fill its places, settle its setting; then
 * keep one event of those that tell the same, and none of what another only demands, promises or threatens.
 *
 *   طالب الوزير بالإفراج عن المعتقلين    one REQUEST; the release is not told to have happened
 *
 * Invariant: whatever gives no event leaves the reason among the silences. */
#include "event/coder.h"

#define X(id, text) text,
const char *const event_silence_text[SILENT_COUNT] = {EVENT_SILENCES(X)};
#undef X

/* ---- topics that are no politics ---- */

static uint32_t topic_weight(const coder *k, uint32_t first, uint32_t end)
{
    uint32_t weight = 0;
    for (uint32_t i = first; i < end; i++) {
        const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_topic);
        if (!p) continue;
        weight += k->lex->names[p->name].value;
        i = p->last;
    }
    return weight;
}

/* ---- events that count ---- */

static bool cooperative(uint8_t type)
{
    return type == TYPE_CONSULT || type == TYPE_SUPPORT || type == TYPE_COOPERATE || type == TYPE_AID;
}

static void keep_silent(coder *k, uint32_t i, const lex_frame *f, event_silence why)
{
    *vec_push(k->in->a, &k->out->silent) = (silence){i, (uint32_t)(f - k->lex->frames), why};
}

static void finish(coder *k, const lex_frame *f, event *ev)
{
    setting_find(k, ev);
    ev->type = f->type;
    if ((ev->aux & AUX_FUTURE) && cooperative(f->type)) {
        ev->type = TYPE_AGREE;
        ev->aux &= (uint8_t)~AUX_FUTURE;
    }
    if (f->type == TYPE_RETREAT && (ev->aux & AUX_FUTURE)) ev->type = TYPE_CONCEDE;
    *vec_push(k->in->a, &k->out->at) = *ev;
}

/* Is one of them a state, a body or person of one, or an organised group? */
static bool political(const coder *k, const actor_list *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        const actor *a = &k->e->actors.at[l->at[i]];
        if (a->kind == ACTOR_COUNTRY ||
            (a->sector && a->sector != SECTOR_CVL && a->sector != SECTOR_BUS && a->sector != SECTOR_JRN))
            return true;
    }
    return false;
}

/* What people, companies and clubs do among themselves all day. */
static bool everyday(uint8_t type)
{
    return type == TYPE_AGREE || type == TYPE_CONSULT || type == TYPE_SUPPORT || type == TYPE_COOPERATE ||
           type == TYPE_AID || type == TYPE_REQUEST || type == TYPE_REJECT || type == TYPE_CONCEDE ||
           type == TYPE_ACCUSE;
}

/* Does the sentence speak of a state, its bodies, or an organised group? */
static bool political_sentence(const coder *k)
{
    for (uint32_t i = k->first; i < k->end; i++) {
        uint32_t id = k->e->at[i];
        if (id == NO_MENTION) continue;
        const mention *m = &k->e->mentions.at[id];
        if ((m->flags & MENTION_PLACE) || m->kind == ACTOR_COUNTRY) return true;
        actor_list one = {{m->actor}, m->actor != NO_ACTOR};
        if (political(k, &one)) return true;
    }
    return false;
}

static bool allowed(coder *k, const lex_frame *f, const event *ev)
{
    event_silence why;
    if ((f->flags & FRAME_NEEDS_ACTOR) && ev->actors.n == 0)
        why = SILENT_actor;
    else if ((f->flags & FRAME_NEEDS_TARGET) && ev->recipients.n == 0 && !political(k, &ev->actors))
        why = SILENT_target;
    else if (ev->actors.n == 0 && ev->recipients.n == 0 && f->type != TYPE_PROTEST && f->type != TYPE_ASSAULT)
        why = SILENT_party;
    else if (everyday(f->type) && !political(k, &ev->actors) && !political(k, &ev->recipients) &&
             !political_sentence(k))
        why = SILENT_private;
    else
        return true;
    keep_silent(k, ev->first, f, why);
    return false;
}

static void try_verb(coder *k, uint32_t i)
{
    const lex_frame *first, *best = frame_of_verb(k, i, &first);
    if (!best) {
        if (first) keep_silent(k, i, first, SILENT_conditions);
        return;
    }
    event ev = {.first = i, .last = i, .frame = (uint32_t)(best - k->lex->frames), .sentence = tok(k, i)->sentence};
    uint32_t held = quote_holding(k->s, i);
    ev.statement = held == UINT32_MAX ? 0 : held + 1;
    party_of_verb(k, best, i, &ev);
    if (!allowed(k, best, &ev)) return;
    setting_of_clause(k, i, &ev);
    ev.confidence = (uint8_t)(60 + (ev.actors.n ? 15 : 0) + (ev.recipients.n ? 15 : 0));
    finish(k, best, &ev);
}

/* المعارك, الاحتجاجات, الهجوم: a definite event noun without parties of its own is the event of its type told before.
 * Gives false where there was none: then it names no event that can be counted. */
static bool told_before(const coder *k, const lex_frame *f, event *ev)
{
    if (ev->actors.n || ev->recipients.n || morph_is_finite(word_at(k, ev->first)) ||
        !(word_at(k, ev->first)->prefixes & M_ARTICLE))
        return true;
    for (uint32_t z = k->out->at.n; z-- > 0;) {
        const event *b = &k->out->at.at[z];
        bool same = b->frame == ev->frame || f->type == TYPE_ASSAULT || f->type == TYPE_PROTEST;
        if (b->type != f->type || !same || (b->actors.n == 0 && b->recipients.n == 0)) continue;
        ev->actors = b->actors;
        ev->recipients = b->recipients;
        return true;
    }
    return false;
}

static void try_noun(coder *k, uint32_t i, uint32_t *last)
{
    uint32_t longest;
    const lex_frame *first, *best = frame_of_noun(k, i, &first, &longest);
    if (!best) {
        if (first) keep_silent(k, i, first, SILENT_conditions);
        return;
    }
    event ev = {
        .first = i, .last = longest, .frame = (uint32_t)(best - k->lex->frames), .sentence = tok(k, i)->sentence};
    uint32_t held = quote_holding(k->s, i);
    ev.statement = held == UINT32_MAX ? 0 : held + 1;
    party_of_noun(k, best, i, longest, &ev);
    if (!told_before(k, best, &ev)) {
        keep_silent(k, i, best, SILENT_party);
        return;
    }
    if (!allowed(k, best, &ev)) return;
    setting_of_noun(k, i, &ev);
    ev.confidence = (uint8_t)(50 + (ev.actors.n ? 15 : 0) + (ev.recipients.n ? 15 : 0));
    *last = longest;
    finish(k, best, &ev);
}

/* ---- events that are one ---- */

/* Do two triggers stand in one clause: no finite verb, أن or full stop between them? */
static bool one_clause(const coder *k, const event *a, const event *b)
{
    if (a->sentence != b->sentence || b->first - a->last > REACH) return false;
    for (uint32_t i = a->last + 1; i < b->first; i++) {
        const analysis *w = word_at(k, i);
        if (w->class == W_THAT || w->class == W_REL || tok(k, i)->mark == 0x61b) return false;
        if (morph_is_finite(w) && w->class == W_VERB && (w->prefixes & (M_WA | M_FA))) return false;
    }
    return true;
}

/* مقتل 33 مسلحا بانفجار سيارة مفخخة; غارة أسفرت عن مقتل …: an attack and its casualties in one clause are one event,
 * and the word for the attack is its trigger. Casualties are the frames that have no actor of their own. */
static void join_casualties(coder *k, uint32_t from)
{
    uint32_t kept = from;
    for (uint32_t i = from; i < k->out->at.n; i++) {
        event ev = k->out->at.at[i];
        event *g = kept > from ? &k->out->at.at[kept - 1] : NULL;
        if (g && g->type == TYPE_ASSAULT && ev.type == TYPE_ASSAULT && one_clause(k, g, &ev)) {
            bool toll = k->lex->frames[ev.frame].actor == SLOT_NONE,
                 toll_before = k->lex->frames[g->frame].actor == SLOT_NONE;
            bool beside = ev.first - g->last <= 2; /* انفجار سيارة مفخخة: two names of one attack */
            if (toll || beside || toll_before) {
                actor_list victims = g->recipients.n ? g->recipients : ev.recipients,
                           agents = g->actors.n ? g->actors : ev.actors;
                if (toll && ev.recipients.n && g->recipients.n == 0) victims = ev.recipients;
                keep_silent(k, toll || beside ? ev.first : g->first,
                            &k->lex->frames[toll || beside ? ev.frame : g->frame], SILENT_governed);
                if (toll_before && !toll) {
                    uint32_t time = g->time, place = g->place;
                    *g = ev;
                    if (!g->time) g->time = time;
                    if (!g->place) g->place = place;
                }
                g->recipients = victims;
                g->actors = agents;
                party_without(&g->recipients, &g->actors);
                continue;
            }
        }
        k->out->at.at[kept++] = ev;
    }
    k->out->at.n = kept;
}

/* What a demand, promise or threat governs is no second event: طالب بالإفراج عن المعتقلين is one REQUEST. */
static void drop_governed(coder *k, uint32_t from)
{
    join_casualties(k, from);
    uint32_t kept = from;
    for (uint32_t i = from; i < k->out->at.n; i++) {
        const event *ev = &k->out->at.at[i];
        bool governed = false;
        for (uint32_t z = from; z < kept && !governed; z++) {
            const event *g = &k->out->at.at[z];
            if (g->sentence != ev->sentence || g->last >= ev->first) continue;
            bool governs = g->type == TYPE_REQUEST || g->type == TYPE_THREATEN || g->type == TYPE_AGREE ||
                           g->type == TYPE_REJECT || g->type == TYPE_CONCEDE;
            if (governs) {
                governed = true;
                for (uint32_t j = g->last + 1; j < ev->first && governed; j++) {
                    const analysis *a = word_at(k, j);
                    if (tok(k, j)->kind == TOKEN_PUNCT && !(tok(k, j)->flags & (TOKEN_OPENS | TOKEN_CLOSES)))
                        governed = false;
                    if (a->class == W_REL ||
                        (morph_is_finite(a) && a->class == W_VERB && (a->prefixes & (M_WA | M_FA))))
                        governed = false;
                    if (morph_is_finite(a) && a->class == W_VERB && k->c->at.at[k->c->of[j]].opener != OPEN_THAT)
                        governed = false;
                }
                const analysis *here = word_at(k, ev->first);
                if (morph_is_finite(here) && k->c->at.at[k->c->of[ev->first]].opener != OPEN_THAT) governed = false;
            }
            /* رفع دعوى: a verb that asks for the noun near it carries it; the noun is the trigger, its parties are joined */
            if (!governed && g->type == ev->type && ev->first > g->last && ev->first - g->last <= REACH / 2 &&
                morph_is_finite(word_at(k, g->first)) && one_clause(k, g, ev) &&
                frame_wants(k, &k->lex->frames[g->frame], ev->first)) {
                event *whole = &k->out->at.at[z];
                event noun = *ev;
                if (whole->recipients.n == 0) whole->recipients = noun.recipients;
                if (whole->actors.n == 0) whole->actors = noun.actors;
                whole->first = noun.first;
                whole->last = noun.last;
                party_without(&whole->recipients, &whole->actors);
                /* شن هجوما بطائرات مسيرة: the noun may tell the mode */
                if (lexicon_text(k->lex, k->lex->frames[noun.frame].mode).n &&
                    lexicon_text(k->lex, k->lex->frames[g->frame].mode).n == 0)
                    whole->frame = noun.frame;
                governed = true;
            }
            /* one event where a light verb and its noun both fired, or a trigger overlaps another */
            if (!governed && g->type == ev->type && ev->first - g->last <= 2 && morph_is_finite(word_at(k, g->first)) &&
                !morph_is_finite(word_at(k, ev->first)) && frame_is_light(k, g->first))
                governed = true;
            /* forces shown are part of the attack reported in the same sentence */
            if (!governed && g->type == TYPE_ASSAULT && ev->type == TYPE_MOBILIZE) governed = true;
        }
        if (governed)
            keep_silent(k, ev->first, &k->lex->frames[ev->frame], SILENT_governed);
        else
            k->out->at.at[kept++] = *ev;
    }
    k->out->at.n = kept;
}

/* ---- the pass ---- */

static bool is_event_verb(const coder *k, uint32_t i)
{
    const analysis *a = word_at(k, i);
    if (a->pos != POS_VERB || !a->lemma) return false;
    if (!morph_is_finite(a) && !(morph_aspect(a) == F_ACTIVE_PART && (a->prefixes & M_ACCUSATIVE) && !a->pronoun))
        return false;
    uint32_t lemma;
    for (uint32_t n = 0; (lemma = morph_verb(k->w, i, n)) != 0; n++)
        if (k->lex->lemmas[lemma].n_frames) return true;
    return false;
}

void event_read(events *out, const arguments *x, const statements *s, const times *t)
{
    *out = (events){0};
    coder k = {.x = x,
               .in = x->in,
               .t = x->in->t,
               .w = x->in->w,
               .lex = x->in->lex,
               .c = x->c,
               .e = x->e,
               .s = s,
               .times = t,
               .out = out};
    for (uint32_t z = 0; z < k.lex->n_preps; z++) {
        const lex_prep *p = &k.lex->preps[z];
        if (p->points == 'd') k.directed |= 1u << z;
        if (p->points == 'a') k.at_prep = z + 1;
    }
    uint32_t n = k.t->tokens.n;
    int32_t per_article = lexicon_setting(k.lex, "topic_article_percent"),
            per_sentence = lexicon_setting(k.lex, "topic_sentence_percent");
    uint32_t weight = topic_weight(&k, 0, n);
    if (n && (uint64_t)weight * 100 / n > (uint64_t)per_article * 10) {
        out->other_topic = true;
        return;
    }
    for (uint32_t z = 0; z < k.t->sentences.n; z++) {
        const sentence *sen = &k.t->sentences.at[z];
        if (sen->kind == SENTENCE_DATELINE) continue;
        k.first = sen->first;
        k.end = sen->end;
        uint32_t length = k.end - k.first;
        if (length && (uint64_t)topic_weight(&k, k.first, k.end) * 100 / length > (uint64_t)per_sentence * 10) continue;
        uint32_t from = out->at.n;
        for (uint32_t i = sen->first; i < sen->end; i++) {
            if (tok(&k, i)->kind != TOKEN_WORD) continue;
            const analysis *a = word_at(&k, i);
            if (is_event_verb(&k, i)) {
                try_verb(&k, i);
                continue;
            }
            if (a->class == W_VERB || k.in->p->first[i] == k.in->p->first[i + 1]) continue;
            /* a participle that only describes (المعتقلين) is no event */
            unsigned aspect = morph_aspect(a);
            if (a->pos == POS_VERB && (aspect == F_ACTIVE_PART || aspect == F_PASSIVE_PART) &&
                (a->prefixes & M_ARTICLE))
                continue;
            uint32_t last = i;
            try_noun(&k, i, &last);
            i = last;
        }
        drop_governed(&k, from);
    }
}
