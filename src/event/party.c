/* party: who takes part in an event: fills the places of its frame from the clause of its trigger; see coder.h.
 *
 *   قصف الطيران الإسرائيلي غزة        actor: the air force by its place as subject, recipient: Gaza as object
 *   زيارة يقوم بها بوتين للصين        actor: Putin by the light verb's subject, recipient: China by the preposition
 *
 * Invariant: nobody is both actor and recipient of one event. */
#include "event/coder.h"

/* The state that a nisba adjective right after the noun names (قصف إسرائيلي): its actor, made where it is new. */
static uint32_t nisba_actor(const coder *k, uint32_t i)
{
    const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_nisba);
    if (!p || p->pronoun) return NO_ACTOR;
    uint32_t state = k->lex->names[p->name].ref;
    for (uint32_t z = 0; z < k->e->actors.n; z++)
        if (k->e->actors.at[z].entity == state && k->e->actors.at[z].kind == ACTOR_COUNTRY) return z;
    actor *a = vec_push(k->in->a, &k->e->actors);
    const lex_entity *s = &k->lex->entities[state];
    *a = (actor){.kind = ACTOR_COUNTRY,
                 .entity = state,
                 .country = (uint16_t)state,
                 .name = lexicon_text(k->lex, s->name),
                 .named = true,
                 .first_token = i,
                 .n_mentions = 1,
                 .by = BY_LEXICON};
    return k->e->actors.n - 1;
}

/* The last token that arguments of the predicate at i may stand in. */
static uint32_t reach_of(const coder *k, uint32_t i)
{
    uint32_t end = i + REACH < k->end ? i + REACH : k->end;
    for (uint32_t j = i + 1; j < end; j++)
        if (argument_barrier(k->x, j)) return j;
    return end;
}

/* ندد بتعليقات الرئيس: whose the words after the preposition are. */
static uint32_t owner_after(const coder *k, uint32_t from, uint32_t end, uint32_t prep)
{
    for (uint32_t i = from; i < end; i++) {
        const analysis *a = word_at(k, i);
        if ((a->prefixes & M_PREP) && a->prep == prep) {
            /* ل before a verbal noun is of purpose: التحركات لدفع المحكمة */
            bool purpose = k->t->folded[tok(k, i)->letters] == L_LAM && k->lex->lemmas[a->lemma].verb &&
                           (a->features & F_NUMBER) != F_PLUR;
            return purpose ? NO_MENTION : argument_owner(k->x, i, end);
        }
        if (a->pos == POS_ADP && !a->pronoun && (k->lex->lemmas[a->lemma].preps >> (prep - 1) & 1))
            return argument_owner(k->x, i + 1, end);
    }
    return NO_MENTION;
}

static void recipients_by_slots(const coder *k, const lex_frame *f, uint32_t from, uint32_t end, uint32_t object,
                                event *ev)
{
    for (uint8_t z = 0; z < f->n_recipient && ev->recipients.n == 0; z++) {
        uint8_t slot = f->recipient[z];
        if (slot == SLOT_OBJECT) {
            if (object == NO_MENTION) object = argument_owner(k->x, from, end);
            if (object != NO_MENTION) argument_targets(k->x, object, &ev->recipients);
        } else if (slot >= SLOT_PREP) {
            uint32_t id = argument_find(k->x, from, end, slot - SLOT_PREP + 1u);
            if (id == NO_MENTION) id = owner_after(k, from, end, slot - SLOT_PREP + 1u);
            if (id == NO_MENTION) continue;
            /* a place is a target only of what is directed at it (على, إلى, ضد, ل); others tell where */
            const mention *m = &k->e->mentions.at[id];
            if ((m->flags & MENTION_PLACE) && !(m->flags & MENTION_METONYM) && !(k->directed >> (slot - SLOT_PREP) & 1))
                continue;
            argument_targets(k->x, id, &ev->recipients);
        }
    }
}

static bool contains(const actor_list *l, uint32_t id)
{
    for (uint32_t i = 0; i < l->n; i++)
        if (l->at[i] == id) return true;
    return false;
}

void party_without(actor_list *l, const actor_list *other)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < l->n; i++)
        if (!contains(other, l->at[i])) l->at[n++] = l->at[i];
    l->n = n;
}

static void join_lists(actor_list *into, const actor_list *more)
{
    for (uint32_t i = 0; i < more->n; i++) argument_add(into, more->at[i]);
}

/* على يد, من قبل, برصاص: the one named after them did it. */
static void named_agent(const coder *k, uint32_t from, uint32_t end, event *ev)
{
    for (uint32_t i = from; i < end && ev->actors.n == 0; i++) {
        const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_agent);
        if (!p || p->last + 1 >= k->end) continue;
        uint32_t id = k->e->at[p->last + 1];
        if (id != NO_MENTION && k->e->mentions.at[id].first == p->last + 1) argument_actors(k->x, id, &ev->actors);
    }
}

/* The speaker stands for a dropped subject of the first person, or of a plain third person inside a statement. */
static void dropped_subject(const coder *k, uint32_t verb, uint32_t statement_index, event *ev)
{
    const analysis *v = word_at(k, verb);
    const clause *c = &k->c->at.at[k->c->of[verb]];
    unsigned person = v->features & F_PERSON;
    if (statement_index && person == F_PERSON1) {
        ev->actors = k->s->at.at[statement_index - 1].speakers;
        return;
    }
    if (person == F_PERSON2) return;
    /* the subject of the verb before in this sentence: استقبل الرئيس الوفد وبحث معه … */
    for (uint32_t z = k->c->of[verb]; z-- > 0;) {
        const clause *b = &k->c->at.at[z];
        if (b->first < k->first) break;
        if (b->verb == NO_VERB) continue;
        const analysis *other = word_at(k, b->verb);
        bool agrees = (other->features & F_NUMBER) == (v->features & F_NUMBER) || b->verb + 1 == verb;
        if ((other->features & F_GENDER) != (v->features & F_GENDER)) agrees = false;
        if (!agrees) continue;
        subject s = argument_subject(k->x, b->verb, k->end);
        if (s.kind == SUBJECT_MENTION) {
            argument_actors(k->x, s.mention, &ev->actors);
            return;
        }
        if (s.kind == SUBJECT_WORDS) return;
    }
    /* إنه سيزور …, or a statement whose verb has no subject of its own: the speaker */
    if (statement_index && c->first <= k->s->at.at[statement_index - 1].content[0].first + 1 &&
        k->s->at.at[statement_index - 1].speakers.n)
        ev->actors = k->s->at.at[statement_index - 1].speakers;
}

/* ---- of verbs ---- */

static uint32_t victims_first(const coder *k, uint32_t id)
{
    /* a number, or an indefinite plural: ثلاثة جنود, مدنيون */
    const mention *m = &k->e->mentions.at[id];
    return (m->flags & MENTION_INDEFINITE) || tok(k, m->first)->kind == TOKEN_NUMBER ||
           phrase_at(k->in->p, k->lex, m->first, NAME_time);
}

/* أغلق آلاف المحتجين الطريق: does a noun without preposition follow, that is no mention? */
static bool has_object_words(const coder *k, uint32_t i, uint32_t end)
{
    if (i >= end || k->e->at[i] != NO_MENTION) return false;
    const analysis *a = word_at(k, i);
    return a->class == W_NOUN && !(a->prefixes & (M_WA | M_FA | M_PREP)) && !phrase_at(k->in->p, k->lex, i, NAME_time);
}

/* The object stands before what the verb is directed at: دعت حركة الجهاد إلى إضراب … has none. */
static uint32_t directed_before(const coder *k, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++) {
        const analysis *a = word_at(k, i);
        uint32_t mask = a->pos == POS_ADP && !a->pronoun    ? k->lex->lemmas[a->lemma].preps
                        : (a->prefixes & M_PREP) && a->prep ? 1u << (a->prep - 1)
                                                            : 0;
        if (mask & k->directed) return i;
    }
    return end;
}

void party_of_verb(const coder *k, const lex_frame *f, uint32_t verb, event *ev)
{
    const analysis *v = word_at(k, verb);
    const clause *c = &k->c->at.at[k->c->of[verb]];
    uint32_t end = reach_of(k, verb);
    uint32_t subject_id = NO_MENTION, from = verb + 1;
    subject s = {SUBJECT_DROPPED, NO_MENTION, NO_TOKEN, NO_TOKEN, false};
    bool participle = morph_aspect(v) == F_ACTIVE_PART;
    if (!participle) s = argument_subject(k->x, verb, end);
    if (s.kind == SUBJECT_MENTION) subject_id = s.mention;
    if (s.after && s.kind != SUBJECT_NONE && s.kind != SUBJECT_DROPPED) from = s.last + 1;
    uint32_t object = v->pronoun ? NO_MENTION : argument_find(k->x, from, directed_before(k, from, end), 0);
    if (object != NO_MENTION && object == subject_id) object = NO_MENTION;
    bool passive = (c->flags & CLAUSE_PASSIVE) != 0;
    bool takes_object = f->n_recipient && f->recipient[0] == SLOT_OBJECT;
    /* قتل ثلاثة جنود: a verb of harm with one noun phrase after it, and that a number or indefinite, is passive */
    if (!passive && takes_object &&
        (object == NO_MENTION || (victims_first(k, object) && k->e->mentions.at[object].first > s.last)) &&
        !v->pronoun && subject_id != NO_MENTION && s.after && (f->type == TYPE_ASSAULT || f->type == TYPE_COERCE) &&
        morph_aspect(v) == F_PERFECT && victims_first(k, subject_id) && !has_object_words(k, s.last + 1, end))
        passive = true;
    if (passive && takes_object) {
        if (subject_id != NO_MENTION) argument_targets(k->x, subject_id, &ev->recipients);
        named_agent(k, from, end, ev);
        return;
    }
    actor_list subjects = {{0}, 0};
    if (subject_id != NO_MENTION)
        argument_actors(k->x, subject_id, &subjects);
    else if (participle) {
        /* مطالبا, منددا: the speaker of the statement that it opens, or the sentence's subject */
        for (uint32_t z = 0; z < k->s->at.n; z++)
            if (k->s->at.at[z].cue_first == verb) subjects = k->s->at.at[z].speakers;
        if (subjects.n == 0)
            for (uint32_t i = k->first; i < verb; i++) {
                if (!morph_is_finite(word_at(k, i)) || word_at(k, i)->class != W_VERB) continue;
                subject main = argument_subject(k->x, i, verb);
                if (main.kind == SUBJECT_MENTION) argument_actors(k->x, main.mention, &subjects);
                break;
            }
    } else if (s.kind == SUBJECT_DROPPED) {
        /* a cue of saying has found its speaker already */
        for (uint32_t z = 0; z < k->s->at.n; z++)
            if (k->s->at.at[z].cue_first == verb) subjects = k->s->at.at[z].speakers;
        if (subjects.n == 0) {
            dropped_subject(k, verb, ev->statement, ev);
            subjects = ev->actors;
            ev->actors.n = 0;
        }
    }
    bool subject_receives = f->n_recipient && f->recipient[0] == SLOT_SUBJECT;
    if (f->actor == SLOT_OBJECT) {
        if (object != NO_MENTION) argument_actors(k->x, object, &ev->actors);
        ev->recipients = subjects;
        return;
    }
    if (subject_receives || f->actor == SLOT_NONE) {
        if (subject_receives) ev->recipients = subjects;
    } else if (f->actor == SLOT_SUBJECT)
        ev->actors = subjects;
    else if (f->actor >= SLOT_PREP) {
        uint32_t id = argument_find(k->x, from, end, f->actor - SLOT_PREP + 1u);
        if (id != NO_MENTION) argument_actors(k->x, id, &ev->actors);
    }
    if (f->flags & FRAME_RECIPROCAL) {
        actor_list others = {{0}, 0};
        event both = {.recipients = others};
        recipients_by_slots(k, f, from, end, object, &both);
        join_lists(&ev->actors, &both.recipients);
        return;
    }
    if (takes_object && v->pronoun && !subject_receives) {
        uint32_t id = argument_pronoun(k->x, verb, &ev->actors);
        if (id != NO_MENTION) argument_targets(k->x, id, &ev->recipients);
    } else if (!subject_receives)
        recipients_by_slots(k, f, from, end, object, ev);
    party_without(&ev->recipients, &ev->actors);
}

/* ---- of nouns ---- */

/* Whose the noun at i is by its pronoun (زيارته): the subject of the verb before it where that agrees, or the nearest that does. */
static uint32_t owner_of(const coder *k, uint32_t i, uint32_t verb, bool *is_subject)
{
    static const actor_list none = {{0}, 0};
    *is_subject = true;
    if (verb != NO_VERB && verb < i) {
        subject s = argument_subject(k->x, verb, k->end);
        if (s.kind == SUBJECT_MENTION && k->e->mentions.at[s.mention].last < i && argument_agrees(k->x, i, s.mention))
            return s.mention;
    }
    *is_subject = false;
    return argument_pronoun(k->x, i, &none);
}

static bool has_slot(const lex_frame *f, uint32_t slot)
{
    for (uint8_t z = 0; z < f->n_recipient; z++)
        if (f->recipient[z] == slot) return true;
    return false;
}

void party_of_noun(const coder *k, const lex_frame *f, uint32_t first, uint32_t last, event *ev)
{
    uint32_t end = reach_of(k, last), i = last + 1;
    uint32_t genitive = NO_MENTION;
    const analysis *noun = word_at(k, first);
    bool definite = (noun->prefixes & M_ARTICLE) != 0;
    uint32_t adjective = NO_ACTOR, second_adjective = NO_ACTOR;
    /* adjectives of the noun; a nation's adjective is its agent */
    while (i < end && tok(k, i)->kind == TOKEN_WORD && !(word_at(k, i)->prefixes & (M_PREP | M_FA))) {
        uint32_t nation = nisba_actor(k, i);
        const analysis *a = word_at(k, i);
        if (nation != NO_ACTOR && ((a->prefixes & M_ARTICLE) != 0) == definite) {
            if (adjective == NO_ACTOR)
                adjective = nation;
            else if (second_adjective == NO_ACTOR)
                second_adjective = nation;
            i++;
            continue;
        }
        if (a->class == W_ADJ && ((a->prefixes & M_ARTICLE) != 0) == definite && !(a->prefixes & M_WA)) {
            i++;
            continue;
        }
        break;
    }
    uint32_t id = i < end ? k->e->at[i] : NO_MENTION;
    if (id != NO_MENTION && k->e->mentions.at[id].first == i && !definite && !noun->pronoun &&
        !(word_at(k, i)->prefixes & (M_PREP | M_WA | M_FA)) && i == last + 1)
        genitive = id;
    /* مقتل نحو خمسين مدنيا: a measure before the victims */
    if (genitive == NO_MENTION && !definite && i + 1 < end && i == last + 1 && f->gen == GEN_PATIENT &&
        tok(k, i)->kind != TOKEN_PUNCT && !(word_at(k, i)->prefixes & (M_PREP | M_WA | M_FA)) &&
        word_at(k, i)->pos != POS_ADP) {
        id = k->e->at[i + 1];
        if (id != NO_MENTION && k->e->mentions.at[id].first == i + 1 &&
            !(word_at(k, i + 1)->prefixes & (M_PREP | M_WA)))
            genitive = id;
    }
    event found = {0};
    recipients_by_slots(k, f, i, end, NO_MENTION, &found);
    /* غارة لطيران التحالف: ل right after an indefinite noun names whose it is */
    if (genitive == NO_MENTION && !definite && i < end && (word_at(k, i)->prefixes & M_PREP) && f->gen != GEN_PATIENT &&
        f->actor != SLOT_NONE && !has_slot(f, SLOT_PREP + word_at(k, i)->prep - 1u) &&
        k->t->folded[tok(k, i)->letters] == L_LAM) {
        id = k->e->at[i];
        if (id != NO_MENTION && k->e->mentions.at[id].first == i) {
            argument_actors(k->x, id, &ev->actors);
            found.recipients.n = 0;
            recipients_by_slots(k, f, k->e->mentions.at[id].last + 1, end, NO_MENTION, &found);
        }
    }
    if (genitive != NO_MENTION) {
        bool patient =
            f->gen == GEN_PATIENT || (f->gen == GEN_EITHER && found.recipients.n == 0 &&
                                      argument_find(k->x, k->e->mentions.at[genitive].last + 1, end, 0) == NO_MENTION);
        if (f->gen == GEN_NONE) {
        } else if (f->flags & FRAME_RECIPROCAL)
            argument_actors(k->x, genitive, &ev->actors);
        else if (patient)
            argument_targets(k->x, genitive, &ev->recipients);
        else {
            argument_actors(k->x, genitive, &ev->actors);
            if (f->gen == GEN_EITHER || f->gen == GEN_AGENT) {
                /* زيارة بوتين بكين, قصف إسرائيل غزة: the object follows without a preposition */
                uint32_t object = argument_find(k->x, k->e->mentions.at[genitive].last + 1, end, 0);
                if (object != NO_MENTION && found.recipients.n == 0 && f->n_recipient &&
                    f->recipient[0] == SLOT_OBJECT &&
                    k->e->mentions.at[object].first <= k->e->mentions.at[genitive].last + 3)
                    argument_targets(k->x, object, &ev->recipients);
            }
        }
    }
    if (adjective != NO_ACTOR && ev->actors.n == 0) argument_add(&ev->actors, adjective);
    if (second_adjective != NO_ACTOR) {
        if (f->flags & FRAME_RECIPROCAL)
            argument_add(&ev->actors, second_adjective);
        else if (ev->recipients.n == 0)
            argument_add(&ev->recipients, second_adjective);
    }
    if (f->flags & FRAME_RECIPROCAL) {
        join_lists(&ev->actors, &found.recipients);
        found.recipients.n = 0;
    } else if (ev->recipients.n == 0)
        ev->recipients = found.recipients;
    if (ev->actors.n == 0) named_agent(k, i, end, ev);
    /* زيارة يقوم بها بوتين للصين: the agent in a relative clause of a light verb */
    uint32_t relative = last + 1;
    while (relative < k->end && relative < last + 5 && !morph_is_finite(word_at(k, relative)) &&
           tok(k, relative)->kind == TOKEN_WORD && k->e->at[relative] == NO_MENTION)
        relative++;
    if (relative < k->end && relative < last + 5 && morph_is_finite(word_at(k, relative)) &&
        frame_is_light(k, relative) && !(word_at(k, relative)->prefixes & (M_WA | M_FA)) && f->actor != SLOT_NONE) {
        uint32_t stop = reach_of(k, relative);
        subject s = argument_subject(k->x, relative, stop);
        if (s.kind == SUBJECT_MENTION && s.after) {
            argument_actors(k->x, s.mention, &ev->actors);
            if (found.recipients.n == 0) recipients_by_slots(k, f, s.last + 1, stop, NO_MENTION, &found);
        }
    }
    if (ev->recipients.n == 0 && !(f->flags & FRAME_RECIPROCAL)) ev->recipients = found.recipients;
    /* the noun's own pronoun (زيارته) and the subject of a light verb */
    uint32_t verb = clause_of(k, first)->verb;
    bool carried = false;
    if (verb != NO_VERB && verb < first && first - verb <= REACH) {
        bool passive = (k->c->at.at[k->c->of[verb]].flags & CLAUSE_PASSIVE) != 0;
        if (frame_is_light(k, verb) && !passive) {
            subject s = argument_subject(k->x, verb, first);
            carried = true;
            if (s.kind == SUBJECT_MENTION && (ev->actors.n == 0 || (f->flags & FRAME_RECIPROCAL)) &&
                f->actor != SLOT_NONE) {
                actor_list subjects = {{0}, 0};
                argument_actors(k->x, s.mention, &subjects);
                join_lists(&ev->actors, &subjects);
            } else if (s.kind == SUBJECT_DROPPED && ev->actors.n == 0 && f->actor != SLOT_NONE)
                dropped_subject(k, verb, ev->statement, ev);
        }
    }
    /* خلال مؤتمر صحافي مع نظيره، أكد الرئيس: the other party is the subject of the sentence */
    if ((f->flags & FRAME_RECIPROCAL) && ev->actors.n == 1 && !carried) {
        for (uint32_t z = k->first; z < k->end; z++) {
            if (!morph_is_finite(word_at(k, z)) || word_at(k, z)->class != W_VERB) continue;
            subject s = argument_subject(k->x, z, k->end);
            if (s.kind != SUBJECT_MENTION) continue;
            actor_list others = {{0}, 0};
            argument_actors(k->x, s.mention, &others);
            join_lists(&ev->actors, &others);
            break;
        }
    }
    /* الصين مستعدة, الولايات المتحدة على استعداد: a predicate without verb has the topic of its clause for subject */
    const clause *own = &k->c->at.at[k->c->of[first]];
    if (ev->actors.n == 0 && f->actor == SLOT_SUBJECT && own->verb == NO_VERB && !definite && first > own->first &&
        (noun->class == W_ADJ || noun->class == W_PREP || word_at(k, first - 1)->class == W_PREP)) {
        uint32_t topic = argument_find(k->x, own->first, first, 0);
        if (topic != NO_MENTION) argument_actors(k->x, topic, &ev->actors);
    }
    if (!carried && ev->actors.n == 0 && noun->pronoun && f->actor != SLOT_NONE) {
        bool subject_owns;
        uint32_t owner = owner_of(k, first, verb, &subject_owns);
        bool patient = f->gen == GEN_PATIENT || (f->gen == GEN_EITHER && !subject_owns && ev->recipients.n == 0);
        if (owner == NO_MENTION || f->gen == GEN_NONE) {
        } else if (!patient || (f->flags & FRAME_RECIPROCAL))
            argument_actors(k->x, owner, &ev->actors);
        else
            argument_targets(k->x, owner, &ev->recipients);
    }
    party_without(&ev->recipients, &ev->actors);
}
