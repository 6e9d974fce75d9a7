/* party_noun: who takes part in an event that a noun names: by its adjectives, genitive and pronoun, by the slots of its
 * frame, and by the verb that carries it; see coder.h.
 *
 *   زيارة يقوم بها بوتين للصين    actor: Putin by the light verb's subject, recipient: China by the preposition
 *
 * Invariant: a step fills only what the steps before it left empty, but for events that both sides do (محادثات). */
#include "event/coder.h"

/* The actor that is an entity of the lexicon, made where it is new. */
static uint32_t actor_of(const coder *k, uint32_t entity, uint32_t first)
{
    for (uint32_t z = 0; z < k->e->actors.n; z++) {
        const actor *a = &k->e->actors.at[z];
        if (a->entity == entity && (a->kind == ACTOR_COUNTRY || a->kind == ACTOR_ORG)) return z;
    }
    actor *a = vec_push(k->in->a, &k->e->actors);
    const lex_entity *x = &k->lex->entities[entity];
    bool state = x->kind == ENTITY_state;
    *a = (actor){.kind = state ? ACTOR_COUNTRY : ACTOR_ORG,
                 .entity = entity,
                 .country = state ? (uint16_t)entity : x->country,
                 .sector = state ? (uint8_t)SECTOR_ : x->sector,
                 .name = lexicon_text(k->lex, x->name),
                 .named = true,
                 .first_token = first,
                 .by = BY_LEXICON};
    return k->e->actors.n - 1;
}

uint32_t party_nation(const coder *k, uint32_t i)
{
    const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_nisba);
    if (!p) p = phrase_at(k->in->p, k->lex, i, NAME_body_nisba); /* صواريخ حوثية */
    if (!p || p->pronoun) return NO_ACTOR;
    const word_type *type = k->w->types[i];
    for (uint8_t z = 0; type && z < type->n_analyses; z++) /* دعم مالي is financial */
        if (type->analyses[z].class == W_ADJ && type->analyses[z].lemma && k->lex->names[p->name].kind == NAME_nisba)
            return NO_ACTOR;
    return actor_of(k, k->lex->names[p->name].ref, i);
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

/* What stands around a noun. */
typedef struct noun_places {
    const lex_frame *f;
    uint32_t first, last;   /* the noun */
    uint32_t from, end;     /* where the rest of its arguments stand */
    uint32_t nations[2];    /* the actors that its adjectives name, or NO_ACTOR */
    uint32_t genitive;      /* mention, or NO_MENTION */
    uint32_t verb;          /* that carries it (أجرى محادثات) or governs it, or NO_VERB */
    bool definite, carried; /* carried: by a light verb, in the active */
    actor_list recipients;  /* by the slots of its frame */
} noun_places;

/* Passes the adjectives of the noun; a nation's adjective is its agent. */
static void pass_adjectives(const coder *k, noun_places *p)
{
    for (uint32_t i = p->first + 1; i <= p->last && !p->definite; i++) { /* وساطة قطرية as one trigger */
        uint32_t nation = k->e->at[i] == NO_MENTION ? party_nation(k, i) : NO_ACTOR;
        if (nation != NO_ACTOR && p->nations[0] == NO_ACTOR) p->nations[0] = nation;
    }
    for (; p->from < p->end; p->from++) {
        const analysis *a = word_at(k, p->from);
        if (tok(k, p->from)->kind != TOKEN_WORD || (a->prefixes & (M_PREP | M_FA))) return;
        uint32_t nation = party_nation(k, p->from);
        bool agrees = ((a->prefixes & M_ARTICLE) != 0) == p->definite;
        /* طرد دبلوماسيين أمريكيين: an adjective in the plural is that of the people */
        if ((a->features & F_NUMBER) == F_PLUR && (word_at(k, p->first)->features & F_NUMBER) != F_PLUR) return;
        if (nation != NO_ACTOR && agrees) {
            if (p->nations[0] == NO_ACTOR)
                p->nations[0] = nation;
            else if (p->nations[1] == NO_ACTOR)
                p->nations[1] = nation;
        } else if (a->class != W_ADJ || !agrees || (a->prefixes & M_WA))
            return;
    }
}

static uint32_t genitive_of(const coder *k, const noun_places *p)
{
    uint32_t i = p->from;
    /* انسحاب الجيش: the trigger's own second word */
    uint32_t within = p->last > p->first ? k->e->at[p->last] : NO_MENTION;
    if (within != NO_MENTION && k->e->mentions.at[within].first > p->first &&
        k->e->mentions.at[within].first <= p->last && !(k->e->mentions.at[within].prefixes & (M_PREP | M_WA)))
        return within;
    if (i != p->last + 1 || i >= p->end || p->definite || (word_at(k, i)->prefixes & (M_PREP | M_WA | M_FA)))
        return NO_MENTION;
    uint32_t id = k->e->at[i];
    if (id != NO_MENTION && k->e->mentions.at[id].first == i && !word_at(k, p->first)->pronoun) return id;
    /* مقتل نحو خمسين مدنيا: a measure before the victims */
    if (i + 1 >= p->end || p->f->gen != GEN_PATIENT || tok(k, i)->kind == TOKEN_PUNCT ||
        word_at(k, i)->pos == POS_ADP || (word_at(k, i + 1)->prefixes & (M_PREP | M_WA)))
        return NO_MENTION;
    id = k->e->at[i + 1];
    return id != NO_MENTION && k->e->mentions.at[id].first == i + 1 ? id : NO_MENTION;
}

static actor_list recipients_from(const coder *k, const lex_frame *f, uint32_t from, uint32_t end)
{
    event found = {0};
    party_recipients(k, f, from, end, NO_MENTION, &found);
    return found.recipients;
}

/* قتلوا في كمين لداعش: an attack after في or ب is its owner's, though one may also lay it for somebody */
static bool is_means(const coder *k, const noun_places *p)
{
    uint32_t prep = syntax_preposition(k->w, k->lex, k->first, p->first);
    uint32_t points = prep && prep <= k->lex->n_preps ? k->lex->preps[prep - 1].points : 0;
    return p->f->type == TYPE_ASSAULT && !word_at(k, p->first)->pronoun && (points == 'i' || points == 'a');
}

/* غارة لطيران التحالف: ل right after an indefinite noun names whose it is */
static void owner_by_preposition(const coder *k, noun_places *p, event *ev)
{
    uint32_t i = p->from;
    if (p->genitive != NO_MENTION || p->definite || i >= p->end || !(word_at(k, i)->prefixes & M_PREP) ||
        p->f->gen == GEN_PATIENT || p->f->actor == SLOT_NONE ||
        (has_slot(p->f, SLOT_PREP + word_at(k, i)->prep - 1u) && !is_means(k, p)) ||
        k->t->folded[tok(k, i)->letters] != L_LAM)
        return;
    uint32_t id = k->e->at[i];
    if (id == NO_MENTION || k->e->mentions.at[id].first != i) return;
    argument_actors(k->x, id, &ev->actors);
    p->recipients = recipients_from(k, p->f, k->e->mentions.at[id].last + 1, p->end);
}

/* اقتحام الشرطة المسجد, اعتقال الجيش ناشطين: forces in the genitive, and right behind them what they act on, in the accusative */
static bool acts_on_object(const coder *k, const noun_places *p, uint32_t after)
{
    const mention *m = &k->e->mentions.at[p->genitive];
    if (!has_slot(p->f, SLOT_OBJECT) || after >= p->end || p->f->actor != SLOT_SUBJECT || m->kind == ACTOR_PERSON)
        return false;
    if (m->first != p->from || (m->flags & (MENTION_INDEFINITE | MENTION_PLACE))) return false;
    /* ضم روسيا لشبه جزيرة القرم */
    uint32_t to = k->e->at[after];
    if ((word_at(k, after)->prefixes & M_PREP) && k->t->folded[tok(k, after)->letters] == L_LAM && to != NO_MENTION)
        return k->e->mentions.at[to].first == after && (k->e->mentions.at[to].flags & MENTION_PLACE);
    if (word_at(k, after)->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) return false;
    uint32_t id = k->e->at[after];
    if (id == NO_MENTION) return party_object_words(k, after, p->end) && !(word_at(k, after)->prefixes & M_ARTICLE);
    return k->e->mentions.at[id].first == after && (m->actor == NO_ACTOR || k->e->mentions.at[id].actor != m->actor);
}

/* The one in the genitive did it, or it was done to them, as the frame says. */
static void fill_genitive(const coder *k, const noun_places *p, event *ev)
{
    const lex_frame *f = p->f;
    if (p->genitive == NO_MENTION || f->gen == GEN_NONE) return;
    uint32_t after = k->e->mentions.at[p->genitive].last + 1;
    uint32_t object = argument_find(k->x, after, p->end, 0);
    bool alone = p->recipients.n == 0 && object == NO_MENTION;
    if (f->flags & FRAME_RECIPROCAL)
        argument_actors(k->x, p->genitive, &ev->actors);
    else if (f->gen == GEN_PATIENT && acts_on_object(k, p, after)) {
        argument_actors(k->x, p->genitive, &ev->actors);
        if (k->e->at[after] != NO_MENTION) argument_targets(k->x, k->e->at[after], &ev->recipients);
    } else if (f->gen == GEN_PATIENT || (f->gen == GEN_EITHER && alone))
        argument_targets(k->x, p->genitive, &ev->recipients);
    else {
        argument_actors(k->x, p->genitive, &ev->actors);
        /* زيارة بوتين بكين, قصف إسرائيل غزة: the object follows without a preposition */
        if (object != NO_MENTION && p->recipients.n == 0 && f->n_recipient && f->recipient[0] == SLOT_OBJECT &&
            k->e->mentions.at[object].first <= after + 2)
            argument_targets(k->x, object, &ev->recipients);
    }
}

/* محادثات روسية صينية, رفض مصري أردني: two nations; القصف الإسرائيلي: one */
static void fill_nations(const noun_places *p, event *ev)
{
    if (p->nations[0] != NO_ACTOR && ev->actors.n == 0) argument_add(&ev->actors, p->nations[0]);
    if (p->nations[1] == NO_ACTOR) return;
    argument_add(&ev->actors, p->nations[1]);
}

static void fill_recipients(noun_places *p, event *ev)
{
    if (p->f->flags & FRAME_RECIPROCAL) {
        party_join(&ev->actors, &p->recipients);
        p->recipients.n = 0;
    } else if (ev->recipients.n == 0)
        ev->recipients = p->recipients;
}

/* اشتباكات وقعت بين الجيش ومسلحين: the sides stand behind a verb that only says that it happened */
static void sides_after_verb(const coder *k, const noun_places *p, event *ev)
{
    if (!(p->f->flags & FRAME_RECIPROCAL) || ev->actors.n > 1 || p->end >= k->end ||
        p->end - p->last > REACH(k->lex, reach_sides) || !finite_verb_at(k, p->end) ||
        (word_at(k, p->end)->prefixes & (M_WA | M_FA)))
        return;
    uint32_t end = party_reach(k, p->end), near = p->end + REACH(k->lex, reach_sides);
    actor_list sides = recipients_from(k, p->f, p->end + 1, near < end ? near : end);
    if (sides.n > 1 || ev->actors.n) party_join(&ev->actors, &sides);
}

/* زيارة يقوم بها بوتين للصين: the agent in a relative clause of a light verb */
static void agent_in_relative(const coder *k, noun_places *p, event *ev)
{
    uint32_t i = p->last + 1, stop = p->last + 5 < k->end ? p->last + 5 : k->end;
    while (i < stop && !morph_is_finite(word_at(k, i)) && tok(k, i)->kind == TOKEN_WORD && k->e->at[i] == NO_MENTION)
        i++;
    if (i >= stop || !morph_is_finite(word_at(k, i)) || frame_light(k, i) != LIGHT_AGENT ||
        (word_at(k, i)->prefixes & (M_WA | M_FA)) || p->f->actor == SLOT_NONE)
        return;
    uint32_t end = party_reach(k, i);
    subject s = argument_subject(k->x, i, end);
    if (s.kind != SUBJECT_MENTION || !s.after) return;
    argument_actors(k->x, s.mention, &ev->actors);
    if (p->recipients.n == 0) p->recipients = recipients_from(k, p->f, s.last + 1, end);
}

/* Does the verb carry the noun: with few nouns between them that are no mentions (لعبت دورا في مساعدة … على الصمود في وجه العقوبات is no
 * sanction of hers), and not by a preposition of time? */
static bool carries(const coder *k, const noun_places *p)
{
    uint32_t nouns = 0;
    /* أعلنت الوزارة مقتل ثلاثة بعد اعتداء: what was before is not carried */
    uint32_t prep = syntax_preposition(k->w, k->lex, k->first, p->first);
    if (syntax_is_adjunct(k->lex, prep)) return false;
    for (uint32_t i = p->verb + 1; i < p->first; i++)
        nouns +=
            k->e->at[i] == NO_MENTION && word_at(k, i)->class == W_NOUN && !phrase_at(k->in->p, k->lex, i, NAME_time);
    return nouns <= (p->definite ? REACH(k->lex, light_nouns_definite) : REACH(k->lex, light_nouns));
}

/* تعرضت السفارة لهجوم: the subject of the verb has suffered what the noun says */
static void subject_suffers(const coder *k, const noun_places *p, event *ev)
{
    if ((p->f->flags & FRAME_RECIPROCAL) || p->f->n_recipient == 0) return;
    subject s = argument_subject(k->x, p->verb, p->first);
    actor_list whole = {{0}, 0};
    if (s.kind == SUBJECT_MENTION)
        argument_targets(k->x, s.mention, &whole);
    else if (s.kind == SUBJECT_DROPPED)
        whole = party_dropped_subject(k, p->verb, ev->statement);
    if (whole.n == 0) return;
    ev->recipients = whole;
    party_without(&ev->actors, &whole);
}

/* أجرى الرئيس محادثات: the subject of a light verb */
static void subject_of_carrier(const coder *k, noun_places *p, event *ev)
{
    bool near_by =
        p->verb != NO_VERB && p->verb < p->first && p->first - p->verb <= REACH(k->lex, reach_party) && carries(k, p);
    unsigned light = near_by ? frame_light(k, p->verb) : 0;
    if (light == LIGHT_PATIENT) subject_suffers(k, p, ev);
    p->carried = light == LIGHT_AGENT && !(clause_of(k, p->verb)->flags & CLAUSE_PASSIVE);
    if (!p->carried || p->f->actor == SLOT_NONE) return;
    subject s = argument_subject(k->x, p->verb, p->first);
    if (s.kind == SUBJECT_MENTION && (ev->actors.n == 0 || (p->f->flags & FRAME_RECIPROCAL)))
        argument_actors(k->x, s.mention, &ev->actors);
    else if (s.kind == SUBJECT_DROPPED && ev->actors.n == 0)
        ev->actors = party_dropped_subject(k, p->verb, ev->statement);
}

/* خلال مؤتمر صحافي مع نظيره، أكد الرئيس: the other party is the subject of the sentence */
static void other_party(const coder *k, const noun_places *p, event *ev)
{
    if (!(p->f->flags & FRAME_RECIPROCAL) || ev->actors.n != 1 || p->carried) return;
    for (uint32_t z = k->first; z < k->end; z++) {
        if (!finite_verb_at(k, z)) continue;
        subject s = argument_subject(k->x, z, k->end);
        if (s.kind != SUBJECT_MENTION) continue;
        argument_actors(k->x, s.mention, &ev->actors);
        return;
    }
}

/* الصين مستعدة, الولايات المتحدة على استعداد: a predicate without verb has the topic of its clause for subject */
static void topic_as_subject(const coder *k, const noun_places *p, event *ev)
{
    const clause *own = clause_of(k, p->first);
    const analysis *noun = word_at(k, p->first);
    if (ev->actors.n || p->f->actor != SLOT_SUBJECT || !frame_is_everyday(p->f) || own->verb != NO_VERB ||
        p->definite || p->first <= own->first)
        return;
    if (noun->class != W_ADJ && noun->class != W_PREP && word_at(k, p->first - 1)->class != W_PREP) return;
    uint32_t topic = argument_find(k->x, own->first, p->first, 0);
    if (topic != NO_MENTION) argument_actors(k->x, topic, &ev->actors);
}

/* زيارته: the one whom the noun's own pronoun means */
static void owner_by_pronoun(const coder *k, const noun_places *p, event *ev)
{
    const lex_frame *f = p->f;
    if (p->carried || ev->actors.n || !word_at(k, p->first)->pronoun || f->actor == SLOT_NONE || f->gen == GEN_NONE)
        return;
    bool is_subject;
    uint32_t owner = owner_of(k, p->first, p->verb, &is_subject);
    if (owner == NO_MENTION) return;
    bool patient = f->gen == GEN_PATIENT || (f->gen == GEN_EITHER && !is_subject && ev->recipients.n == 0);
    /* أعلنت المقاومة استهدافها هدفا …: hers is the deed where an object follows; else it is open whose */
    if (patient && is_subject) {
        if (!party_object_words(k, p->from, p->end) && argument_find(k->x, p->from, p->end, 0) == NO_MENTION) return;
        patient = false;
    }
    if (!patient || (f->flags & FRAME_RECIPROCAL))
        argument_actors(k->x, owner, &ev->actors);
    else
        argument_targets(k->x, owner, &ev->recipients);
}

/* احتجاجات من المارة, تهديدات من فصائل: people after من right behind an indefinite noun do it */
static void agent_from(const coder *k, const noun_places *p, event *ev)
{
    if (ev->actors.n || p->definite || p->f->actor != SLOT_SUBJECT || p->from + 1 >= p->end || !k->source) return;
    if (has_slot(p->f, SLOT_PREP + k->source - 1u)) return;
    uint32_t id = k->e->at[p->from + 1];
    if (id == NO_MENTION || k->e->mentions.at[id].first != p->from + 1 ||
        syntax_preposition(k->w, k->lex, k->first, p->from + 1) != k->source)
        return;
    const mention *m = &k->e->mentions.at[id];
    if (!(m->flags & MENTION_PLACE) && m->kind != ACTOR_COUNTRY) argument_actors(k->x, id, &ev->actors);
}

/* زيارته إسرائيل, دعوته جماعة الحوثي: what follows the noun with its owner's pronoun, without a preposition, is its object */
static void object_of_owned(const coder *k, const noun_places *p, event *ev)
{
    bool object = p->f->n_recipient && p->f->recipient[0] == SLOT_OBJECT;
    if (!word_at(k, p->first)->pronoun || ev->actors.n == 0 || p->from >= p->end ||
        !(object || p->f->actor == SLOT_OBJECT))
        return;
    uint32_t id = k->e->at[p->from];
    if (id == NO_MENTION || k->e->mentions.at[id].first != p->from || k->e->mentions.at[id].prefixes & (M_PREP | M_WA))
        return;
    actor_list whom = {{0}, 0};
    argument_targets(k->x, id, &whom);
    if (p->f->actor == SLOT_OBJECT) { /* استقباله وفدا: the guests come */
        ev->recipients = ev->actors;
        ev->actors = whom;
    } else if (p->f->flags & FRAME_RECIPROCAL)
        party_join(&ev->actors, &whom);
    else if (ev->recipients.n == 0)
        ev->recipients = whom;
}

/* اتهمت الحكومة قوات الدعم السريع بقصف المستشفى: those accused are said to have done it */
static void accused(const coder *k, const noun_places *p, event *ev)
{
    if (ev->actors.n || p->f->actor == SLOT_NONE || p->verb == NO_VERB) return;
    for (uint32_t z = k->out->at.n; z-- > 0;) {
        const event *before = &k->out->at.at[z];
        if (before->first != p->verb || before->type != TYPE_ACCUSE || !before->recipients.n) continue;
        if (!str_eq(lexicon_text(k->lex, before->mode), STR("allege"))) continue; /* of a trial the charge is no deed */
        ev->actors = before->recipients;
        return;
    }
}

void party_of_noun(const coder *k, const lex_frame *f, uint32_t first, uint32_t last, event *ev)
{
    noun_places p = {.f = f,
                     .first = first,
                     .last = last,
                     .from = last + 1,
                     .end = party_reach(k, last),
                     .nations = {NO_ACTOR, NO_ACTOR},
                     .verb = clause_of(k, first)->verb,
                     .definite = (word_at(k, first)->prefixes & M_ARTICLE) != 0};
    pass_adjectives(k, &p);
    p.genitive = genitive_of(k, &p);
    p.recipients = recipients_from(k, f, p.from, p.end);
    owner_by_preposition(k, &p, ev);
    fill_genitive(k, &p, ev);
    fill_nations(&p, ev);
    fill_recipients(&p, ev);
    if (ev->actors.n == 0) party_named_agent(k, p.from, p.end, ev);
    agent_in_relative(k, &p, ev);
    sides_after_verb(k, &p, ev);
    if (ev->recipients.n == 0 && !(f->flags & FRAME_RECIPROCAL)) ev->recipients = p.recipients;
    subject_of_carrier(k, &p, ev);
    other_party(k, &p, ev);
    topic_as_subject(k, &p, ev);
    owner_by_pronoun(k, &p, ev);
    object_of_owned(k, &p, ev);
    agent_from(k, &p, ev);
    accused(k, &p, ev);
    party_without(&ev->recipients, &ev->actors);
}
