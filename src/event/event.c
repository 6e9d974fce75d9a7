/* event: see event.h.  For each verb or noun that has frames: choose the frame whose words are near, fill its places
 * from the clause, then settle status, date, place and whose claim it is. */
#include "event/event.h"

#define X(id, text) text,
const char *const event_silence_text[SILENT_COUNT] = {EVENT_SILENCES(X)};
#undef X

enum { NEAR_BEFORE = 1, NEAR_AFTER = 5, REACH = 24 };

typedef struct coder {
    const arguments *x;
    const entity_input *in;
    const text *t;
    const words *w;
    const lexicon *lex;
    const clauses *c;
    entities *e;
    const statements *s;
    const times *times;
    events *out;
    uint32_t first, end;       /* of the sentence */
    uint32_t directed;         /* bit mask of prepositions that point at a target */
    uint32_t in_prep, at_prep; /* 1 + the prepositions of place */
} coder;

static const analysis *word_at(const coder *k, uint32_t i)
{
    return &k->w->chosen[i];
}

static const token *tok(const coder *k, uint32_t i)
{
    return &k->t->tokens.at[i];
}

/* What people, companies and clubs do among themselves all day. */
static bool everyday(uint8_t type)
{
    return type == TYPE_AGREE || type == TYPE_CONSULT || type == TYPE_SUPPORT || type == TYPE_COOPERATE ||
           type == TYPE_AID || type == TYPE_REQUEST || type == TYPE_REJECT || type == TYPE_CONCEDE ||
           type == TYPE_ACCUSE;
}

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

/* ---- frames ---- */

static bool has_word(const coder *k, uint32_t i, uint32_t wanted)
{
    const word_type *type = k->w->types[i];
    if (!type) return false;
    if ((wanted & FRAME_WORD_PREP) && wanted != FRAME_WORD_AND) {
        uint32_t prep = wanted & ~FRAME_WORD_PREP;
        const analysis *a = word_at(k, i);
        if ((a->prefixes & M_PREP) && a->prep == prep + 1) return true;
        return a->pos == POS_ADP && (k->lex->lemmas[a->lemma].preps >> prep & 1);
    }
    for (uint8_t v = 0; v < type->n_variants; v++)
        if (type->variants[v].word == wanted) return true;
    return false;
}

/* Is one of the words within reach after the trigger (a mention counts as one word), or right before it? */
static bool any_near(const coder *k, uint32_t first, uint32_t last, const uint32_t *wanted, uint32_t n, uint32_t reach,
                     bool before)
{
    uint32_t steps = 0;
    for (uint32_t i = last + 1; i < k->end && steps < reach; i++) {
        if (tok(k, i)->kind == TOKEN_PUNCT) {
            if (tok(k, i)->mark == '.' || tok(k, i)->mark == 0x61b) break;
            continue;
        }
        for (uint32_t j = 0; j < n; j++)
            if (has_word(k, i, wanted[j])) return true;
        uint32_t id = k->e->at[i];
        bool inside = id != NO_MENTION && k->e->mentions.at[id].first != i;
        steps += !inside;
    }
    if (before && first > k->first)
        for (uint32_t j = 0; j < n; j++)
            if (has_word(k, first - 1, wanted[j])) return true;
    return false;
}

/* How many of the frame's conditions are met; -1 where one is not. */
static int frame_fit(const coder *k, const lex_frame *f, uint32_t first, uint32_t last)
{
    const uint32_t *near = k->lex->frame_words + f->near;
    int groups = 0;
    for (uint32_t from = 0; from < f->n_near;) {
        uint32_t to = from;
        while (to < f->n_near && near[to] != FRAME_WORD_AND) to++;
        if (!any_near(k, first, last, near + from, to - from, NEAR_AFTER, false)) return -1;
        groups++;
        from = to + 1;
    }
    if (f->n_not && any_near(k, first, last, k->lex->frame_words + f->not_near, f->n_not, 3, true)) return -1;
    return groups;
}

static const lex_frame *best_of(const coder *k, const lex_frame *f, uint32_t first, uint32_t last,
                                const lex_frame *best, int *fit)
{
    int now = frame_fit(k, f, first, last);
    if (now > *fit) {
        *fit = now;
        return f;
    }
    return best;
}

/* A verb that only carries its noun, in any of its readings. */
static bool is_light(const coder *k, uint32_t i)
{
    uint32_t lemma;
    for (uint32_t n = 0; (lemma = morph_verb(k->w, i, n)) != 0; n++)
        if (k->lex->lemmas[lemma].light) return true;
    return false;
}

/* ---- arguments ---- */

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

static void without(actor_list *l, const actor_list *other)
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
        if ((other->features & F_GENDER) != (v->features & F_GENDER)) continue;
        subject s = argument_subject(k->x, b->verb, k->end);
        /* دعا الوزيران … ورحبا: of several, though the verb before its subject is in the singular */
        bool several = (v->features & F_NUMBER) == F_DUAL || (v->features & F_NUMBER) == F_PLUR;
        if (s.kind == SUBJECT_MENTION && several) {
            actor_list who = {{0}, 0};
            argument_actors(k->x, s.mention, &who);
            if (who.n < 2 && !(k->e->mentions.at[s.mention].flags & MENTION_PLURAL)) continue;
        } else if ((other->features & F_NUMBER) != (v->features & F_NUMBER) && b->verb + 1 != verb)
            continue;
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
    for (;;) {
        const phrase *time = i < end ? phrase_at(k->in->p, k->lex, i, NAME_time) : NULL;
        bool comma = i < end && tok(k, i)->kind == TOKEN_PUNCT && tok(k, i)->mark == 0x60c;
        if (!time && !comma) break;
        i = time ? time->last + 1 : i + 1;
    }
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

static void verb_arguments(const coder *k, const lex_frame *f, uint32_t verb, event *ev)
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
    /* استقبل الأمير، ولي العهد، الوزير: another mention of the subject is no object */
    while (object != NO_MENTION && subject_id != NO_MENTION && k->e->mentions.at[object].actor != NO_ACTOR &&
           k->e->mentions.at[object].actor == k->e->mentions.at[subject_id].actor)
        object = argument_find(k->x, k->e->mentions.at[object].last + 1, directed_before(k, from, end), 0);
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
    without(&ev->recipients, &ev->actors);
}

/* The verb that carries the noun at i (أجرى محادثات), or that governs it; NO_VERB where there is none near. */
static uint32_t governing_verb(const coder *k, uint32_t i)
{
    const clause *c = &k->c->at.at[k->c->of[i]];
    return c->verb;
}

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

static void noun_arguments(const coder *k, const lex_frame *f, uint32_t first, uint32_t last, event *ev)
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
    if (relative < k->end && relative < last + 5 && morph_is_finite(word_at(k, relative)) && is_light(k, relative) &&
        !(word_at(k, relative)->prefixes & (M_WA | M_FA)) && f->actor != SLOT_NONE) {
        uint32_t stop = reach_of(k, relative);
        subject s = argument_subject(k->x, relative, stop);
        if (s.kind == SUBJECT_MENTION && s.after) {
            argument_actors(k->x, s.mention, &ev->actors);
            if (found.recipients.n == 0) recipients_by_slots(k, f, s.last + 1, stop, NO_MENTION, &found);
        }
    }
    if (ev->recipients.n == 0 && !(f->flags & FRAME_RECIPROCAL)) ev->recipients = found.recipients;
    /* the noun's own pronoun (زيارته) and the subject of a light verb */
    uint32_t verb = governing_verb(k, first);
    bool carried = false;
    if (verb != NO_VERB && verb < first && first - verb <= REACH) {
        bool passive = (k->c->at.at[k->c->of[verb]].flags & CLAUSE_PASSIVE) != 0;
        if (is_light(k, verb) && !passive) {
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
    if (ev->actors.n == 0 && f->actor == SLOT_SUBJECT && everyday(f->type) && own->verb == NO_VERB && !definite &&
        first > own->first &&
        (noun->class == W_ADJ || noun->class == W_PREP || word_at(k, first - 1)->class == W_PREP)) {
        uint32_t topic = argument_find(k->x, own->first, first, 0);
        if (topic != NO_MENTION) argument_actors(k->x, topic, &ev->actors);
    }
    if (!carried && ev->actors.n == 0 && noun->pronoun && f->actor != SLOT_NONE) {
        bool subject_owns;
        uint32_t owner = owner_of(k, first, verb, &subject_owns);
        bool patient = f->gen == GEN_PATIENT || (f->gen == GEN_EITHER && !subject_owns && ev->recipients.n == 0);
        /* أعلنت المقاومة استهدافها هدفا …: hers is the deed where an object follows; else it is open whose */
        if (patient && subject_owns) {
            patient = false;
            if (!has_object_words(k, i, end) && argument_find(k->x, i, end, 0) == NO_MENTION) owner = NO_MENTION;
        }
        if (owner == NO_MENTION || f->gen == GEN_NONE) {
        } else if (!patient || (f->flags & FRAME_RECIPROCAL))
            argument_actors(k->x, owner, &ev->actors);
        else
            argument_targets(k->x, owner, &ev->recipients);
    }
    without(&ev->recipients, &ev->actors);
}

/* ---- status, date, place ---- */

static void clause_status(const coder *k, uint32_t i, event *ev)
{
    const clause *c = &k->c->at.at[k->c->of[i]];
    if (c->flags & CLAUSE_NEGATED) ev->aux |= AUX_NEGATION;
    if (c->flags & CLAUSE_FUTURE) ev->aux |= AUX_FUTURE;
    if (c->flags & CLAUSE_HYPOTHETICAL) ev->aux |= AUX_HYPOTHETICAL;
}

/* Is the noun at i the first one of its clause, without preposition? */
static bool topic_of_clause(const coder *k, uint32_t i)
{
    if (word_at(k, i)->prefixes & M_PREP) return false;
    for (uint32_t z = k->c->at.at[k->c->of[i]].first; z < i; z++) {
        const analysis *a = word_at(k, z);
        if (a->class == W_NOUN || a->class == W_NAME || a->class == W_PREP || a->class == W_ADJ) return false;
    }
    return true;
}

static void noun_status(const coder *k, uint32_t first, event *ev)
{
    /* the words right before: عدم, احتمال, خطة, محاولة */
    for (uint32_t back = 1; back <= 3 && first >= k->first + back; back++) {
        uint32_t i = first - back;
        if (tok(k, i)->kind == TOKEN_PUNCT) break;
        const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_modality);
        if (!p || p->last >= first || first - p->last > 2) continue;
        switch (k->lex->names[p->name].ref) {
        case MODALITY_hypothetical: ev->aux |= AUX_HYPOTHETICAL; break;
        case MODALITY_future: ev->aux |= AUX_FUTURE; break;
        case MODALITY_negation: ev->aux |= AUX_NEGATION; break;
        default: break;
        }
    }
    uint32_t verb = governing_verb(k, first);
    if (verb == NO_VERB) return;
    if (verb > first) { /* المحادثات ستتناول …: the noun is the topic of its clause */
        if (topic_of_clause(k, first)) clause_status(k, first, ev);
        return;
    }
    const lex_lemma *l = &k->lex->lemmas[word_at(k, verb)->lemma];
    if (is_light(k, verb)) clause_status(k, first, ev);
    switch (l->modality) {
    case MODALITY_hypothetical: ev->aux |= AUX_HYPOTHETICAL; break;
    case MODALITY_future: ev->aux |= AUX_FUTURE; break;
    case MODALITY_negation: ev->aux |= AUX_NEGATION; break;
    default: break;
    }
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
                verbs += morph_is_finite(word_at(k, i)) && word_at(k, i)->class == W_VERB;
                barred = verbs > 1 || word_at(k, i)->class == W_THAT;
            }
            if (barred) continue;
            distance += 6;
        }
        if (distance < least) least = distance, best = z + 1;
    }
    ev->time = best;
}

static int place_rank(const coder *k, const mention *m)
{
    if (!m->entity) return m->flags & MENTION_PLACE ? 2 : 0;
    const lex_entity *e = &k->lex->entities[m->entity];
    if (e->kind == ENTITY_state) return 1;
    if (e->kind == ENTITY_place) return 2;
    return 0;
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
        if (!near_by && prep != k->at_prep && !adverbial && !target && !object) continue;
        uint32_t distance = i > ev->last ? i - ev->last : (ev->first - i) * 2;
        if (i < ev->first && k->c->of[i] != k->c->of[ev->first]) distance += 10;
        bool barred = false;
        for (uint32_t z = ev->last + 1; z < i && !barred; z++)
            barred =
                word_at(k, z)->class == W_THAT || (morph_is_finite(word_at(k, z)) && word_at(k, z)->class == W_VERB);
        if (barred) distance += 12;
        if (distance > REACH) continue;
        if (r > rank || (r == rank && distance < least)) rank = r, least = distance, best = id + 1;
    }
    ev->place = best;
}

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
    find_time(k, ev);
    find_place(k, ev);
    if (ev->time && k->in->day != INT32_MIN) {
        const timex *x = &k->times->at.at[ev->time - 1];
        if (x->end < k->in->day - 366) ev->aux |= AUX_HISTORICAL;
        if (x->start > k->in->day) ev->aux |= AUX_FUTURE;
    }
    ev->type = f->type;
    if ((ev->aux & AUX_FUTURE) && cooperative(f->type)) {
        ev->type = TYPE_AGREE;
        ev->aux &= (uint8_t)~AUX_FUTURE;
    }
    if (f->type == TYPE_RETREAT && (ev->aux & AUX_FUTURE)) ev->type = TYPE_CONCEDE;
    /* the place is no party of its own */
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
    const lex_frame *best = NULL, *first = NULL;
    int fit = -1;
    uint32_t lemma;
    for (uint32_t n = 0; (lemma = morph_verb(k->w, i, n)) != 0; n++) {
        const lex_lemma *l = &k->lex->lemmas[lemma];
        if (!first && l->n_frames) first = &k->lex->frames[k->lex->frame_refs[l->frames]];
        /* a verb that was not chosen needs a word of its own nearby */
        for (uint16_t z = 0; z < l->n_frames; z++)
            if (n == 0 || k->lex->frames[k->lex->frame_refs[l->frames + z]].n_near)
                best = best_of(k, &k->lex->frames[k->lex->frame_refs[l->frames + z]], i, i, best, &fit);
    }
    if (!best) {
        if (first) keep_silent(k, i, first, SILENT_conditions);
        return;
    }
    event ev = {.first = i, .last = i, .frame = (uint32_t)(best - k->lex->frames), .sentence = tok(k, i)->sentence};
    uint32_t held = quote_holding(k->s, i);
    ev.statement = held == UINT32_MAX ? 0 : held + 1;
    verb_arguments(k, best, i, &ev);
    if (!allowed(k, best, &ev)) return;
    clause_status(k, i, &ev);
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
    const lex_frame *best = NULL, *first = NULL;
    int fit = -1;
    uint32_t longest = i;
    PHRASE_EACH(k->in->p, i, p)
    {
        const lex_name *n = &k->lex->names[p->name];
        if (n->kind != NAME_frame) continue;
        if (best && p->last < longest) break;
        const lex_frame *f = &k->lex->frames[n->ref];
        if (!first) first = f;
        const lex_frame *now = best_of(k, f, i, p->last, best, &fit);
        if (now != best) best = now, longest = p->last;
    }
    if (!best) {
        if (first) keep_silent(k, i, first, SILENT_conditions);
        return;
    }
    event ev = {
        .first = i, .last = longest, .frame = (uint32_t)(best - k->lex->frames), .sentence = tok(k, i)->sentence};
    uint32_t held = quote_holding(k->s, i);
    ev.statement = held == UINT32_MAX ? 0 : held + 1;
    noun_arguments(k, best, i, longest, &ev);
    if (!told_before(k, best, &ev)) {
        keep_silent(k, i, best, SILENT_party);
        return;
    }
    if (!allowed(k, best, &ev)) return;
    noun_status(k, i, &ev);
    ev.confidence = (uint8_t)(50 + (ev.actors.n ? 15 : 0) + (ev.recipients.n ? 15 : 0));
    *last = longest;
    finish(k, best, &ev);
}

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
                without(&g->recipients, &g->actors);
                continue;
            }
        }
        k->out->at.at[kept++] = ev;
    }
    k->out->at.n = kept;
}

/* Is the word at i one that the frame wants near? */
static bool near_holds(const coder *k, const lex_frame *f, uint32_t i)
{
    for (uint8_t z = 0; z < f->n_near; z++)
        if (k->lex->frame_words[f->near + z] != FRAME_WORD_AND && has_word(k, i, k->lex->frame_words[f->near + z]))
            return true;
    return false;
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
                near_holds(k, &k->lex->frames[g->frame], ev->first)) {
                event *whole = &k->out->at.at[z];
                event noun = *ev;
                if (whole->recipients.n == 0) whole->recipients = noun.recipients;
                if (whole->actors.n == 0) whole->actors = noun.actors;
                whole->first = noun.first;
                whole->last = noun.last;
                without(&whole->recipients, &whole->actors);
                /* شن هجوما بطائرات مسيرة: the noun may tell the mode */
                if (lexicon_text(k->lex, k->lex->frames[noun.frame].mode).n &&
                    lexicon_text(k->lex, k->lex->frames[g->frame].mode).n == 0)
                    whole->frame = noun.frame;
                governed = true;
            }
            /* one event where a light verb and its noun both fired, or a trigger overlaps another */
            if (!governed && g->type == ev->type && ev->first - g->last <= 2 && morph_is_finite(word_at(k, g->first)) &&
                !morph_is_finite(word_at(k, ev->first)) && is_light(k, g->first))
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
        if (p->points == 'i') k.in_prep = z + 1;
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
