/* event: see event.h.  For each verb or noun that has frames: choose its frame, fill its places, settle its setting; then
 * keep one event of those that tell the same, and none of what another only demands, promises or threatens.
 *
 *   طالب الوزير بالإفراج عن المعتقلين    one REQUEST; the release is not told to have happened
 *
 * Invariant: whatever gives no event leaves the reason among the silences. */
#include "event/coder.h"

enum { STOP_REACH = 7 }; /* tokens from a word of ending to what is ended */

#define X(id, text) text,
const char *const event_silence_text[SILENT_COUNT] = {EVENT_SILENCES(X)};
#undef X

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

static bool cooperative(uint8_t type)
{
    return type == TYPE_CONSULT || type == TYPE_SUPPORT || type == TYPE_COOPERATE || type == TYPE_AID;
}

void event_silent(coder *k, uint32_t i, const lex_frame *f, event_silence why)
{
    *vec_push(k->in->a, &k->out->silent) = (silence){i, (uint32_t)(f - k->lex->frames), why};
}

static void finish(coder *k, const lex_frame *f, event *ev)
{
    setting_find(k, ev);
    for (unsigned z = 0; z < TOLL_COUNT; z++) ev->toll[z] = NO_TOLL;
    ev->type = f->type;
    if ((ev->aux & AUX_FUTURE) && cooperative(f->type)) {
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

/* Those two are the parties of the event that was told last between two: التقى … واتفق الجانبان. */
static void resolve_pair(const coder *k, event *ev)
{
    if (ev->actors.n != 1 || !is_pair(k, ev->actors.at[0])) return;
    bool persons = k->e->actors.at[ev->actors.at[0]].role_id != 0; /* الوزيران are no states */
    for (uint32_t z = k->out->at.n; z-- > 0;) {
        const event *b = &k->out->at.at[z];
        actor_list both = b->actors;
        party_join(&both, &b->recipients);
        if (both.n != 2 || is_pair(k, both.at[0]) || is_pair(k, both.at[1])) continue;
        bool fits = true;
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
    for (uint32_t z = k->out->at.n; z-- > 0;) {
        const event *b = &k->out->at.at[z];
        bool same = b->frame == ev->frame || f->type == TYPE_ASSAULT || f->type == TYPE_PROTEST;
        if (b->type != f->type || !same || (b->actors.n == 0 && b->recipients.n == 0)) continue;
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

/* ---- events that are one ---- */

/* Do two triggers stand in one clause: no finite verb, أن or full stop between them? */
static bool one_clause(const coder *k, const event *a, const event *b)
{
    if (a->sentence != b->sentence || b->first - a->last > REACH) return false;
    for (uint32_t i = a->last + 1; i < b->first; i++) {
        const analysis *w = word_at(k, i);
        if (w->class == W_THAT || w->class == W_REL || tok(k, i)->mark == 0x61b) return false;
        if (finite_verb_at(k, i) && (w->prefixes & (M_WA | M_FA))) return false;
    }
    return true;
}

/* Does the trigger only tell of the dead or wounded, and nobody who did it? */
static bool is_toll(const coder *k, const event *ev)
{
    if (k->lex->frames[ev->frame].actor == SLOT_NONE && !k->lex->frames[ev->frame].mode)
        return true; /* انفجار has one */
    return ev->actors.n == 0 && toll_word_at(k, ev->first);
}

/* بانفجار, في هجوم, جراء القصف: does what stands before the trigger make it the cause or occasion of what was told? */
static bool is_cause(const coder *k, const event *ev)
{
    const analysis *a = word_at(k, ev->first);
    if (ev->first == k->first) return false;
    if (morph_is_finite(a)) return word_at(k, ev->first - 1)->function == FN_when;
    uint32_t i = ev->first - 1;
    while (i > k->first && tok(k, i)->kind == TOKEN_PUNCT && (tok(k, i)->flags & TOKEN_OPENS)) i--;
    const analysis *b = word_at(k, i);
    bool led = (a->prefixes & M_PREP) || b->pos == POS_ADP;
    /* إثر غارة, نتيجة قصف; في سلسلة هجمات */
    bool construct = b->class == W_NOUN && !(b->prefixes & M_ARTICLE) && !b->pronoun && !(b->prefixes & M_WA);
    return (led || construct) && !(a->prefixes & (M_WA | M_FA));
}

/* Are the attack and the toll told as one: in one clause, the attack as its cause, or the toll right after it in its sentence? */
static bool told_as_one(const coder *k, const event *g, const event *ev, bool toll_before)
{
    if (one_clause(k, g, ev)) return true;
    if (g->sentence != ev->sentence || g->statement != ev->statement || ev->first - g->last > 2 * REACH) return false;
    for (uint32_t i = g->last + 1; i < ev->first; i++)
        if (tok(k, i)->mark == 0x61b) return false;
    return toll_before ? is_cause(k, ev) : !morph_is_finite(word_at(k, g->first)) || ev->actors.n == 0;
}

/* Those who are hit by name, rather than the state whose place is named. */
static actor_list victims_of(const coder *k, const event *attack, const event *toll)
{
    bool named = false;
    for (uint32_t i = 0; i < attack->recipients.n; i++)
        named |= k->e->actors.at[attack->recipients.at[i]].kind != ACTOR_COUNTRY;
    return named || toll->recipients.n == 0 ? attack->recipients : toll->recipients;
}

/* An attack and the event after it in its clause, one of which tells the casualties of the other, become one; false where
 * they are two. */
static bool join_toll(coder *k, event *g, const event *ev)
{
    if (g->type != TYPE_ASSAULT || ev->type != TYPE_ASSAULT) return false;
    bool toll = is_toll(k, ev), toll_before = is_toll(k, g);
    bool beside = ev->first - g->last <= 2; /* انفجار سيارة مفخخة: two names of one attack */
    if (!toll && !beside && !toll_before) return false;
    if (!told_as_one(k, g, ev, toll_before)) return false;
    actor_list agents = g->actors.n ? g->actors : ev->actors, victims;
    if (toll == toll_before)
        victims = g->recipients.n ? g->recipients : ev->recipients;
    else
        victims = toll ? victims_of(k, g, ev) : victims_of(k, ev, g);
    const event *less = toll || beside ? ev : g;
    event_silent(k, less->first, &k->lex->frames[less->frame], SILENT_governed);
    if (toll_before && !toll) {
        uint32_t time = g->time, place = g->place;
        *g = *ev;
        if (!g->time) g->time = time;
        if (!g->place) g->place = place;
    }
    if (toll && toll_before) party_join(&victims, &ev->recipients);
    g->recipients = victims;
    g->actors = agents;
    party_without(&g->recipients, &g->actors);
    return true;
}

/* مقتل 33 مسلحا بانفجار سيارة مفخخة; غارة أسفرت عن مقتل …: an attack and its casualties in one clause are one event,
 * and the word for the attack is its trigger. Casualties are the frames that have no actor of their own. */
static void join_casualties(coder *k, uint32_t from)
{
    uint32_t kept = from;
    for (uint32_t i = from; i < k->out->at.n; i++) {
        event ev = k->out->at.at[i];
        if (kept == from || !join_toll(k, &k->out->at.at[kept - 1], &ev)) k->out->at.at[kept++] = ev;
    }
    k->out->at.n = kept;
}

/* Does the demand, promise or threat g govern the event: no verb of a main clause and no comma between them? */
static bool governs(const coder *k, const event *g, const event *ev)
{
    if (g->type != TYPE_REQUEST && g->type != TYPE_THREATEN && g->type != TYPE_AGREE && g->type != TYPE_REJECT &&
        g->type != TYPE_CONCEDE)
        return false;
    for (uint32_t j = g->last + 1; j < ev->first; j++) {
        if (tok(k, j)->kind == TOKEN_PUNCT && !(tok(k, j)->flags & (TOKEN_OPENS | TOKEN_CLOSES))) return false;
        if (word_at(k, j)->class == W_REL) return false;
        if (finite_verb_at(k, j) && ((word_at(k, j)->prefixes & (M_WA | M_FA)) || clause_of(k, j)->opener != OPEN_THAT))
            return false;
    }
    return !morph_is_finite(word_at(k, ev->first)) || clause_of(k, ev->first)->opener == OPEN_THAT;
}

/* رفع دعوى: a verb that asks for the noun near it carries it; the noun is the trigger, its parties are joined. */
static bool join_carried(const coder *k, event *verb, const event *noun)
{
    if (verb->type != noun->type || noun->first - verb->last > REACH / 2 || !morph_is_finite(word_at(k, verb->first)) ||
        !one_clause(k, verb, noun) || !frame_wants(k, &k->lex->frames[verb->frame], noun->first))
        return false;
    if (verb->recipients.n == 0) verb->recipients = noun->recipients;
    if (verb->actors.n == 0) verb->actors = noun->actors;
    verb->first = noun->first;
    verb->last = noun->last;
    party_without(&verb->recipients, &verb->actors);
    /* شن هجوما بطائرات مسيرة: the noun may tell the mode */
    if (noun->mode && !verb->mode) verb->frame = noun->frame, verb->mode = noun->mode;
    return true;
}

/* قصف استهدف البلدة, مساعدات تصل: a noun that is the subject of a verb that tells the same act; it takes whom the verb adds. */
static bool acts_as_subject(const coder *k, event *g, const event *ev)
{
    if (g->type != ev->type || morph_is_finite(word_at(k, g->first)) || !morph_is_finite(word_at(k, ev->first)))
        return false;
    if ((word_at(k, ev->first)->prefixes & (M_WA | M_FA)) || g->last >= ev->first || ev->first - g->last > REACH / 2)
        return false;
    for (uint32_t i = g->last + 1; i < ev->first; i++)
        if (tok(k, i)->kind == TOKEN_PUNCT || finite_verb_at(k, i) || word_at(k, i)->class == W_THAT) return false;
    subject s = argument_subject(k->x, ev->first, k->end);
    bool own = s.kind == SUBJECT_MENTION && (s.first > g->last + 1 || s.last < g->first);
    if (own && s.first > ev->first) return false;
    if (g->recipients.n == 0) g->recipients = ev->recipients;
    if (g->actors.n == 0 && !own) g->actors = ev->actors;
    if (!g->place) g->place = ev->place;
    if (!g->time) g->time = ev->time;
    if (!g->mode) g->mode = ev->mode;
    party_without(&g->recipients, &g->actors);
    return true;
}

/* أوقفت إسرائيل القصف, رفع حظر التجول, علق إضرابه: what is ended right after the word is no second event. */
static bool stops(const coder *k, const event *g, const event *ev)
{
    lex_type type = (lex_type)k->lex->frames[g->frame].type;
    if (type != TYPE_RETREAT && type != TYPE_CONCEDE) return false;
    if (morph_is_finite(word_at(k, ev->first)) || !one_clause(k, g, ev)) return false;
    uint32_t quad = k->lex->type_quads[ev->type];
    return quad == MATERIAL_CONFLICT && ev->first - g->last <= STOP_REACH;
}

/* وافقت السعودية على بيع النفط للصين, هددت بقصف إيران: whom it concerns stands with what is promised, threatened or refused. */
static void take_recipients(const coder *k, event *g, const event *content)
{
    uint8_t type = k->lex->frames[content->frame].type;
    bool mutual = (k->lex->frames[g->frame].flags & FRAME_RECIPROCAL) && g->actors.n > 1;
    if (mutual || g->recipients.n || g->type == TYPE_REQUEST || (g->type == TYPE_REJECT && !cooperative(type))) return;
    g->recipients = content->recipients;
    if (g->recipients.n == 0 && content->actors.n > 1) g->recipients = content->actors; /* تعاون مع … */
    party_without(&g->recipients, &g->actors);
}

/* Is the event told with g, which stands before it in its sentence? Then g takes what it adds. */
static bool told_with(const coder *k, event *g, const event *ev)
{
    if (g->sentence != ev->sentence || g->last >= ev->first) return false;
    if (join_carried(k, g, ev) || stops(k, g, ev) || acts_as_subject(k, g, ev)) return true;
    if (governs(k, g, ev)) {
        take_recipients(k, g, ev);
        return true;
    }
    /* one event where a light verb and its noun both fired */
    if (g->type == ev->type && ev->first - g->last <= 2 && morph_is_finite(word_at(k, g->first)) &&
        !morph_is_finite(word_at(k, ev->first)) && frame_light(k, g->first))
        return true;
    /* forces shown are part of the attack reported in the same sentence */
    return g->type == TYPE_ASSAULT && ev->type == TYPE_MOBILIZE;
}

/* What a demand, promise or threat governs is no second event: طالب بالإفراج عن المعتقلين is one REQUEST. */
static void drop_governed(coder *k, uint32_t from)
{
    join_casualties(k, from);
    uint32_t kept = from;
    for (uint32_t i = from; i < k->out->at.n; i++) {
        event ev = k->out->at.at[i];
        bool governed = false;
        for (uint32_t z = from; z < kept && !governed; z++) governed = told_with(k, &k->out->at.at[z], &ev);
        if (governed)
            event_silent(k, ev.first, &k->lex->frames[ev.frame], SILENT_governed);
        else
            k->out->at.at[kept++] = ev;
    }
    k->out->at.n = kept;
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
        drop_governed(&k, from);
        toll_read(&k, from);
        for (uint32_t i = from; i < out->at.n; i++) out->at.at[i].contexts = context_of(&k, &out->at.at[i]);
    }
    same_join(&k);
}
