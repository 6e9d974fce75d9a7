/* event: see event.h.  For each verb or noun that has frames: choose its frame, fill its places, settle its setting; what
 * the sentence tells twice becomes one (join.c), and at the end what the article tells twice (same.c).
 *
 *   قصف الطيران البلدة وأدانت المنظمة الغارة    an ASSAULT and an ACCUSE
 *
 * Invariant: whatever gives no event leaves the reason among the silences. */
#include "event/coder.h"

#define X(id, text) text,
const char *const event_silence_text[SILENT_COUNT] = {EVENT_SILENCES(X)};
#undef X

/* Is one of them a state, a body or person of one, or an organised group? */
static bool political(const coder *k, const actor_list *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        const actor *a = &k->e->actors.at[l->at[i]];
        /* الأمين العام للأمم المتحدة: of a body of many states */
        bool of_states =
            a->kind == ACTOR_PERSON && a->country && !a->sector && k->lex->entities[a->country].kind == ENTITY_code;
        if (a->kind == ACTOR_COUNTRY || of_states ||
            (a->sector && a->sector != SECTOR_CVL && a->sector != SECTOR_BUS && a->sector != SECTOR_JRN))
            return true;
    }
    return false;
}

/* ---- topics that are no politics ---- */

static uint32_t topic_weight(const coder *k, uint32_t first, uint32_t end)
{
    uint32_t weight = 0;
    for (uint32_t i = first; i < end; i++) {
        const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_topic);
        if (!p || k->lex->names[p->name].ref == TOPIC_ACCIDENT) continue;
        /* الاتحاد الأوروبي, قوات اليونيفيل: the word of a political name */
        uint32_t id = k->e->at[i];
        const mention *m = id == NO_MENTION ? NULL : &k->e->mentions.at[id];
        actor_list one = {{m ? m->actor : NO_ACTOR}, 1};
        bool club = m && m->entity && str_eq(lexicon_text(k->lex, k->lex->entities[m->entity].subkind), STR("club"));
        if (m && m->actor != NO_ACTOR && m->kind != ACTOR_PERSON && !club && political(k, &one)) continue;
        weight += k->lex->names[p->name].value;
        i = p->last;
    }
    return weight;
}

/* ---- events that count ---- */

void event_silent(coder *k, uint32_t i, const lex_frame *f, event_silence why)
{
    *vec_push(k->in->a, &k->out->silent) = (silence){i, (uint32_t)(f - k->lex->frames), why};
}

static void finish(coder *k, const lex_frame *f, event *ev)
{
    setting_find(k, ev);
    for (unsigned z = 0; z < TOLL_COUNT; z++) ev->toll[z] = NO_TOLL;
    ev->type = f->type;
    if ((ev->aux & AUX_FUTURE) && is_cooperative(f->type)) {
        ev->type = TYPE_AGREE;
        ev->aux &= (uint8_t)~AUX_FUTURE;
    }
    if (f->type == TYPE_RETREAT && (ev->aux & AUX_FUTURE)) ev->type = TYPE_CONCEDE;
    if (ev->type == f->type) ev->mode = f->mode ? f->mode : frame_mode(k, ev);
    *vec_push(k->in->a, &k->out->at) = *ev;
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

/* برنامج الأغذية العالمي: is one of them a body of several states, or one that works in many? */
static bool international(const coder *k, const actor_list *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        const actor *a = &k->e->actors.at[l->at[i]];
        if (a->kind == ACTOR_ORG && a->country && k->lex->entities[a->country].kind == ENTITY_code) return true;
    }
    return false;
}

/* Does the sentence tell of an accident, a storm or a private quarrel? */
static bool accident(const coder *k)
{
    for (uint32_t i = k->first; i < k->end; i++) {
        const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_topic);
        if (p && (k->lex->names[p->name].ref == TOPIC_ACCIDENT || k->lex->names[p->name].ref == TOPIC_WEATHER))
            return true;
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
    else if (frame_is_everyday(f) && !political(k, &ev->actors) && !political(k, &ev->recipients) &&
             !international(k, &ev->actors) && !political_sentence(k))
        why = SILENT_private;
    else if ((f->type == TYPE_ASSAULT || f->type == TYPE_COERCE) && !political(k, &ev->actors) &&
             !political(k, &ev->recipients) && accident(k))
        why = SILENT_accident;
    else
        return true;
    event_silent(k, ev->first, f, why);
    return false;
}

/* In percent: how much of the pattern was filled, from that of its verb or noun alone. */
static uint8_t confidence_of(const coder *k, const event *ev, int32_t alone)
{
    int32_t party = SETTING(k->lex, event_party);
    int32_t c = alone + (ev->actors.n ? party : 0) + (ev->recipients.n ? party : 0);
    return (uint8_t)(c < 0 ? 0 : c > 100 ? 100 : c);
}

/* الجانبان, البلدان, الوزيران: a definite dual that is nobody by name stands for two who are known. */
static bool is_pair(const coder *k, uint32_t id)
{
    const actor *a = &k->e->actors.at[id];
    const analysis *w = word_at(k, a->first_token);
    return a->entity == 0 && a->country == 0 && (a->sector == 0 || a->role_id) && (w->prefixes & M_ARTICLE) &&
           (w->features & F_NUMBER) == F_DUAL;
}

/* Sides are of one sort: states and those who speak for them, bodies, or groups. */
static uint8_t side_of(const actor *a)
{
    return a->kind == ACTOR_PERSON ? ACTOR_COUNTRY : a->kind;
}

/* Those two are the parties of the event that was told last between two: التقى … واتفق الجانبان. */
static void resolve_pair(const coder *k, event *ev)
{
    /* بحث الوزير مع نظيره العلاقات بين البلدين: beside others they are those */
    actor_list others = {{0}, 0};
    for (uint32_t i = 0; i < ev->actors.n; i++)
        if (!is_pair(k, ev->actors.at[i])) argument_add(&others, ev->actors.at[i]);
    if (others.n) ev->actors = others;
    if (ev->actors.n != 1 || !is_pair(k, ev->actors.at[0])) return;
    bool persons = k->e->actors.at[ev->actors.at[0]].role_id != 0; /* الوزيران are no states */
    for (uint32_t z = k->out->at.n; z-- > 0;) {
        const event *b = &k->out->at.at[z];
        actor_list both = b->actors;
        party_join(&both, &b->recipients);
        if (both.n != 2 || is_pair(k, both.at[0]) || is_pair(k, both.at[1])) continue;
        bool fits = side_of(&k->e->actors.at[both.at[0]]) == side_of(&k->e->actors.at[both.at[1]]);
        for (uint32_t i = 0; i < 2; i++) {
            const actor *a = &k->e->actors.at[both.at[i]];
            fits &= a->country || (a->named && a->kind != ACTOR_GROUP);
            fits &= !persons || a->kind == ACTOR_PERSON;
        }
        if (!fits) continue;
        ev->actors = both;
        party_without(&ev->recipients, &both);
        return;
    }
}

static void try_verb(coder *k, uint32_t i)
{
    const lex_frame *first, *best = frame_of_verb(k, i, &first);
    if (!best) {
        if (first) event_silent(k, i, first, SILENT_conditions);
        return;
    }
    event ev = {.first = i, .last = i, .frame = (uint32_t)(best - k->lex->frames), .sentence = tok(k, i)->sentence};
    uint32_t held = quote_holding(k->s, i);
    ev.statement = held == UINT32_MAX ? 0 : held + 1;
    party_of_verb(k, best, i, &ev);
    resolve_pair(k, &ev);
    party_without_own_state(k, &ev);
    if (!allowed(k, best, &ev)) return;
    setting_of_clause(k, i, &ev);
    ev.confidence = confidence_of(k, &ev, SETTING(k->lex, event_verb));
    finish(k, best, &ev);
}

/* المعارك, الاحتجاجات, الهجوم: a definite event noun without parties of its own is the event of its type told before.
 * Gives false where there was none: then it names no event that can be counted. */
static bool told_before(const coder *k, const lex_frame *f, event *ev)
{
    if (ev->actors.n || ev->recipients.n || morph_is_finite(word_at(k, ev->first)) ||
        !(word_at(k, ev->first)->prefixes & M_ARTICLE))
        return true;
    /* الاحتجاجات التي عصفت بالمدن: what follows says which */
    if (ev->last + 1 < k->end && word_at(k, ev->last + 1)->class == W_REL) return true;
    for (uint32_t z = k->out->at.n; z-- > 0;) {
        const event *b = &k->out->at.at[z];
        bool same = b->frame == ev->frame || f->type == TYPE_ASSAULT || f->type == TYPE_PROTEST;
        if (b->type != f->type || !same) continue;
        if (b->actors.n == 0 && b->recipients.n == 0) continue;
        ev->actors = b->actors;
        ev->recipients = b->recipients;
        ev->again = b->first + 1;
        return true;
    }
    return false;
}

static void try_noun(coder *k, uint32_t i, uint32_t *last)
{
    uint32_t longest;
    const lex_frame *first, *best = frame_of_noun(k, i, &first, &longest);
    if (!best) {
        if (first) event_silent(k, i, first, SILENT_conditions);
        return;
    }
    event ev = {
        .first = i, .last = longest, .frame = (uint32_t)(best - k->lex->frames), .sentence = tok(k, i)->sentence};
    uint32_t held = quote_holding(k->s, i);
    ev.statement = held == UINT32_MAX ? 0 : held + 1;
    party_of_noun(k, best, i, longest, &ev);
    resolve_pair(k, &ev);
    party_without_own_state(k, &ev);
    if (!told_before(k, best, &ev)) {
        event_silent(k, i, best, SILENT_party);
        return;
    }
    if (!allowed(k, best, &ev)) return;
    setting_of_noun(k, i, &ev);
    ev.confidence = confidence_of(k, &ev, SETTING(k->lex, event_noun));
    *last = longest;
    finish(k, best, &ev);
}

/* ---- the pass ---- */

static bool is_event_verb(const coder *k, uint32_t i)
{
    const analysis *a = word_at(k, i), *participle = frame_participle(k, i);
    if (participle) return k->lex->lemmas[participle->lemma].n_frames != 0;
    if (a->pos != POS_VERB || !a->lemma || !morph_is_finite(a)) return false;
    uint32_t lemma;
    for (uint32_t n = 0; (lemma = morph_verb(k->w, i, n)) != 0; n++)
        if (k->lex->lemmas[lemma].n_frames) return true;
    return false;
}

/* رفض مصري أردني لمقترح: what is spelled like a verb is a noun where an indefinite adjective of a nation follows it that is nobody. */
static bool heads_nominal(const coder *k, uint32_t i)
{
    if (!finite_verb_at(k, i) || i + 1 >= k->end || k->e->at[i + 1] != NO_MENTION) return false;
    const phrase *p = phrase_at(k->in->p, k->lex, i + 1, NAME_nisba);
    if (!p || (p->prefixes & (M_ARTICLE | M_PREP | M_WA | M_FA)) || p->pronoun) return false;
    if (word_at(k, i + 1)->class != W_ADJ || !phrase_at(k->in->p, k->lex, i, NAME_frame)) return false;
    /* قصف إسرائيلي على …; but طعن فلسطيني شرطيا */
    uint32_t j = i + 2;
    while (j < k->end && word_at(k, j)->class == W_ADJ && !(word_at(k, j)->prefixes & (M_PREP | M_ARTICLE))) j++;
    return j >= k->end || (word_at(k, j)->prefixes & M_PREP) || word_at(k, j)->pos == POS_ADP;
}

/* The events of the sentence, in the order of their triggers. */
static void read_sentence(coder *k)
{
    for (uint32_t i = k->first; i < k->end; i++) {
        if (tok(k, i)->kind != TOKEN_WORD) continue;
        const analysis *a = word_at(k, i);
        bool headline = heads_nominal(k, i);
        if (is_event_verb(k, i) && !headline) {
            try_verb(k, i);
            continue;
        }
        if ((a->class == W_VERB && !headline) || k->in->p->first[i] == k->in->p->first[i + 1]) continue;
        /* a participle that only describes (المعتقلين) is no event */
        unsigned aspect = morph_aspect(a);
        if (a->pos == POS_VERB && (aspect == F_ACTIVE_PART || aspect == F_PASSIVE_PART) && (a->prefixes & M_ARTICLE))
            continue;
        uint32_t last = i;
        try_noun(k, i, &last);
        i = last;
    }
}

/* What the prepositions of the lexicon point at. */
static void read_prepositions(coder *k)
{
    for (uint32_t z = 0; z < k->lex->n_preps; z++) {
        const lex_prep *p = &k->lex->preps[z];
        if (p->points == 'd') k->directed |= 1u << z;
        if (p->points == 'a') k->at_prep = z + 1;
        if (p->points == 'b') k->amid = z + 1;
        if (p->points == 'f') k->source = z + 1;
    }
}

/* Do more than so many words in a hundred speak of sport, films, weather or markets? */
static bool off_topic(const coder *k, uint32_t first, uint32_t end, int32_t percent)
{
    return end > first && (uint64_t)topic_weight(k, first, end) * 100 / (end - first) > (uint64_t)percent * 10;
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
    read_prepositions(&k);
    int32_t per_article = SETTING(k.lex, topic_article_percent), per_sentence = SETTING(k.lex, topic_sentence_percent);
    out->other_topic = off_topic(&k, 0, k.t->tokens.n, per_article);
    if (out->other_topic) return;
    for (uint32_t z = 0; z < k.t->sentences.n; z++) {
        const sentence *sen = &k.t->sentences.at[z];
        k.first = sen->first;
        k.end = sen->end;
        if (sen->kind == SENTENCE_DATELINE || off_topic(&k, k.first, k.end, per_sentence)) continue;
        uint32_t from = out->at.n;
        read_sentence(&k);
        join_read(&k, from);
        toll_read(&k, from);
        for (uint32_t i = from; i < out->at.n; i++) out->at.at[i].contexts = context_of(&k, &out->at.at[i]);
    }
    same_join(&k);
}
