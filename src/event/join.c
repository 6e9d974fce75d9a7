/* join: keeps one event of those that a sentence tells twice, and none of what another only demands, promises, threatens or protests for;
 * see coder.h.
 *
 *   طالب الوزير بالإفراج عن المعتقلين    one REQUEST; the release is not told to have happened
 *
 * Invariant: of two that are one, that which goes leaves the reason among the silences. */
#include "event/coder.h"

/* Do two triggers stand in one clause: no finite verb, أن or full stop between them? */
static bool one_clause(const coder *k, const event *a, const event *b)
{
    if (a->sentence != b->sentence || b->first - a->last > REACH(k->lex, reach_party)) return false;
    for (uint32_t i = a->last + 1; i < b->first; i++) {
        const analysis *w = word_at(k, i);
        if (w->class == W_THAT || w->class == W_REL || tok(k, i)->mark == 0x61b) return false;
        if (finite_verb_at(k, i) && (w->prefixes & (M_WA | M_FA))) return false;
    }
    return true;
}

/* Does the trigger only tell of the dead or wounded, and of nobody who did it but those that the attack tells too? */
static bool is_toll(const coder *k, const event *ev, const event *attack)
{
    if (k->lex->frames[ev->frame].actor == SLOT_NONE && !k->lex->frames[ev->frame].mode)
        return true; /* انفجار has one */
    actor_list others = ev->actors;
    party_without(&others, &attack->actors);
    return others.n == 0 && toll_word_at(k, ev->first);
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
    if (g->sentence != ev->sentence || g->statement != ev->statement ||
        ev->first - g->last > 2 * REACH(k->lex, reach_party))
        return false;
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
    bool toll = is_toll(k, ev, g), toll_before = is_toll(k, g, ev);
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

/* Does the demand, promise, threat or protest g govern the event: no verb of a main clause and no comma between them? */
static bool governs(const coder *k, const event *g, const event *ev)
{
    /* تظاهروا لإطلاق سراح المعتقلين: what is protested for */
    bool purpose = g->type == TYPE_PROTEST && (word_at(k, ev->first)->prefixes & M_PREP) &&
                   k->t->folded[tok(k, ev->first)->letters] == L_LAM;
    if (!purpose && g->type != TYPE_REQUEST && g->type != TYPE_THREATEN && g->type != TYPE_AGREE &&
        g->type != TYPE_REJECT && g->type != TYPE_CONCEDE)
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
    if (verb->type != noun->type || noun->first - verb->last > REACH(k->lex, reach_party) / 2 ||
        !morph_is_finite(word_at(k, verb->first)) || !one_clause(k, verb, noun) ||
        !frame_wants(k, &k->lex->frames[verb->frame], noun->first))
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
    if ((word_at(k, ev->first)->prefixes & (M_WA | M_FA)) || g->last >= ev->first ||
        ev->first - g->last > REACH(k->lex, reach_party) / 2)
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
    return quad == MATERIAL_CONFLICT && ev->first - g->last <= REACH(k->lex, reach_ended);
}

/* منعت إسرائيل دخول المساعدات, فرضوا حظرا على بيع الأسلحة: what is kept from happening is no aid and no trade. */
static bool forbids(const coder *k, event *g, const event *ev)
{
    if (g->type != TYPE_COERCE || !is_cooperative(k->lex->frames[ev->frame].type)) return false;
    if (morph_is_finite(word_at(k, ev->first)) || (word_at(k, ev->first)->prefixes & (M_WA | M_FA)) ||
        !one_clause(k, g, ev) || ev->first - g->last > REACH(k->lex, reach_ended))
        return false;
    uint32_t prep = syntax_preposition(k->w, k->lex, k->first, ev->first); /* but خلال لقاء مع وفد */
    if (syntax_is_adjunct(k->lex, prep)) return false;
    if (g->recipients.n == 0) g->recipients = ev->recipients;
    party_without(&g->recipients, &g->actors);
    return true;
}

/* وافقت السعودية على بيع النفط للصين, هددت بقصف إيران: whom it concerns stands with what is promised, threatened or refused. */
static void take_recipients(const coder *k, event *g, const event *content)
{
    uint8_t type = k->lex->frames[content->frame].type;
    bool mutual = (k->lex->frames[g->frame].flags & FRAME_RECIPROCAL) && g->actors.n > 1;
    if (mutual || g->recipients.n || g->type == TYPE_REQUEST || g->type == TYPE_PROTEST ||
        (g->type == TYPE_REJECT && !is_cooperative(type)))
        return;
    g->recipients = content->recipients;
    if (g->recipients.n == 0 && content->actors.n > 1) g->recipients = content->actors; /* تعاون مع … */
    party_without(&g->recipients, &g->actors);
}

/* Is the event told with g, which stands before it in its sentence? Then g takes what it adds. */
static bool told_with(const coder *k, event *g, const event *ev)
{
    if (g->sentence != ev->sentence || g->last >= ev->first) return false;
    if (join_carried(k, g, ev) || stops(k, g, ev) || forbids(k, g, ev) || acts_as_subject(k, g, ev)) return true;
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

/* Does the word at i tell of nothing but such an event, also without a word that its rows ask for (أشار إلى ضرورة …)? */
static bool tells_only(const coder *k, uint32_t i, uint8_t type)
{
    bool alone = false;
    if (finite_verb_at(k, i)) {
        const lex_lemma *l = &k->lex->lemmas[word_at(k, i)->lemma];
        for (uint16_t n = 0; n < l->n_frames; n++) {
            const lex_frame *f = &k->lex->frames[k->lex->frame_refs[l->frames + n]];
            if (f->type != type) return false;
            alone |= f->n_near == 0;
        }
        return alone;
    }
    PHRASE_EACH(k->in->p, i, p)
    {
        const lex_name *name = &k->lex->names[p->name];
        if (name->kind != NAME_frame || p->last != i) continue;
        if (k->lex->frames[name->ref].type != type) return false;
        alone |= k->lex->frames[name->ref].n_near == 0;
    }
    return alone;
}

/* للمطالبة بالإفراج عن …, دعوات إلى وقف القتال, مظاهرات لإطلاق سراح …: what a demand asks for has not happened, though nobody is
 * named who demands it. */
static bool only_demanded(const coder *k, const event *ev)
{
    const analysis *a = word_at(k, ev->first);
    if (ev->first == k->first || morph_is_finite(a) || (a->prefixes & (M_WA | M_FA))) return false;
    uint32_t prep = syntax_preposition(k->w, k->lex, k->first, ev->first), i = ev->first - 1;
    if (!prep || prep > k->lex->n_preps) return false;
    if (!(a->prefixes & M_PREP) && i > k->first) i--;
    uint32_t points = k->lex->preps[prep - 1].points;
    if (tok(k, i)->kind != TOKEN_WORD || (points != 'a' && points != 'd')) return false;
    return tells_only(k, i, TYPE_REQUEST) || (points == 'd' && tells_only(k, i, TYPE_PROTEST));
}

/* What a demand, promise or threat governs is no second event: طالب بالإفراج عن المعتقلين is one REQUEST. */
void join_read(coder *k, uint32_t from)
{
    join_casualties(k, from);
    uint32_t kept = from;
    for (uint32_t i = from; i < k->out->at.n; i++) {
        event ev = k->out->at.at[i];
        bool governed = false;
        for (uint32_t z = from; z < kept && !governed; z++) governed = told_with(k, &k->out->at.at[z], &ev);
        governed = governed || only_demanded(k, &ev);
        if (governed)
            event_silent(k, ev.first, &k->lex->frames[ev.frame], SILENT_governed);
        else
            k->out->at.at[kept++] = ev;
    }
    k->out->at.n = kept;
}
