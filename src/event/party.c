/* party: who takes part in an event: fills the places of a verb's frame from its clause, and what nouns need for theirs
 * (party_noun.c); see coder.h.
 *
 *   قصف الطيران الإسرائيلي غزة    actor: the air force by its place as subject, recipient: Gaza as object
 *
 * Invariant: nobody is both actor and recipient of one event. */
#include "event/coder.h"

/* ---- of verbs and nouns ---- */

uint32_t party_reach(const coder *k, uint32_t i)
{
    uint32_t end = i + REACH(k->lex, reach_party);
    if (end > k->end) end = k->end;
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

/* أشاد بالدور السعودي, رفض الاتهامات السودانية: the nation by whose adjective the words are named that begin at i; or NO_ACTOR. */
static uint32_t nation_of_words(const coder *k, uint32_t i, uint32_t end)
{
    for (uint32_t n = 0; i < end && n < REACH(k->lex, reach_nation); i++, n++) {
        const analysis *a = word_at(k, i);
        if (tok(k, i)->kind != TOKEN_WORD || k->e->at[i] != NO_MENTION || argument_barrier(k->x, i)) return NO_ACTOR;
        if (n && ((a->prefixes & (M_PREP | M_WA | M_FA)) || a->pos == POS_ADP)) return NO_ACTOR;
        uint32_t nation = n ? party_nation(k, i) : NO_ACTOR;
        if (nation != NO_ACTOR) return nation;
    }
    return NO_ACTOR;
}

/* Adds those who are acted upon by name; of a document (القرار السعودي) those whose it is. */
static void add_targets(const coder *k, uint32_t id, actor_list *out)
{
    const mention *m = &k->e->mentions.at[id];
    argument_targets(k->x, id, out);
    if (!(m->flags & MENTION_DOCUMENT)) return;
    for (uint32_t i = m->first + 1; i <= m->last && out->n == 0; i++) argument_add(out, party_nation(k, i));
}

/* Adds those whom the preposition points at. */
static void pointed_at(const coder *k, uint32_t prep, uint32_t from, uint32_t end, event *ev)
{
    uint32_t id = argument_find(k->x, from, end, prep);
    if (id == NO_MENTION) id = owner_after(k, from, end, prep);
    if (id == NO_MENTION) {
        for (uint32_t i = from; i < end && !argument_barrier(k->x, i); i++) {
            if (syntax_preposition(k->w, k->lex, k->first, i) != prep) continue;
            argument_add(&ev->recipients, nation_of_words(k, i, end));
            return;
        }
        return;
    }
    /* a place is a target only of what is directed at it (على, إلى, ضد, ل); others tell where */
    const mention *m = &k->e->mentions.at[id];
    bool region = m->entity && k->lex->entities[m->entity].kind == ENTITY_region; /* في أوروبا */
    bool place = region || ((m->flags & MENTION_PLACE) && !(m->flags & MENTION_METONYM));
    if (place && !(k->directed >> (prep - 1) & 1)) return;
    add_targets(k, id, &ev->recipients);
}

/* Does a part of a place begin at i: شمال, أطراف? */
static bool is_direction(const coder *k, uint32_t i)
{
    const phrase *area = phrase_at(k->in->p, k->lex, i, NAME_area);
    return area && k->lex->names[area->name].value == AREA_PART;
}

/* قصفت الطائرات فجر اليوم مواقع للمتمردين: past when and where it was, to where the object may begin. */
static uint32_t past_adverbials(const coder *k, uint32_t from, uint32_t end)
{
    uint32_t i = from;
    while (i < end && !argument_barrier(k->x, i)) {
        const analysis *a = word_at(k, i);
        const phrase *time = phrase_at(k->in->p, k->lex, i, NAME_time);
        if (time && k->lex->names[time->name].value != TIME_number)
            i = time->last + 1;
        else if (a->class == W_ADV ||
                 (tok(k, i)->mark == 0x60c && i > from && i + 1 < end && k->e->at[i + 1] == NO_MENTION))
            i++;
        else if (k->e->at[i] != NO_MENTION && is_direction(k, i)) /* شمال نيجيريا */
            i = k->e->mentions.at[k->e->at[i]].last + 1;
        else if (a->pos == POS_ADP || (a->prefixes & M_PREP)) {
            uint32_t mask = a->pos == POS_ADP ? k->lex->lemmas[a->lemma].preps : a->prep ? 1u << (a->prep - 1) : 0;
            if ((mask & k->directed) || (a->prefixes & (M_WA | M_FA))) break;
            uint32_t j = i + (a->pos == POS_ADP && !(a->prefixes & M_PREP) && !a->pronoun);
            bool this = j + 1 < end && word_at(k, j)->pos == POS_PRON && (word_at(k, j + 1)->prefixes & M_ARTICLE);
            i = argument_pass(k->x, j + this, end); /* في هذا الحي */
        } else
            break;
    }
    return i;
}

void party_recipients(const coder *k, const lex_frame *f, uint32_t from, uint32_t end, uint32_t object, event *ev)
{
    for (uint8_t z = 0; z < f->n_recipient && ev->recipients.n == 0; z++) {
        uint8_t slot = f->recipient[z];
        if (slot == SLOT_OBJECT) {
            uint32_t after = past_adverbials(k, from, end);
            if (object == NO_MENTION) object = argument_owner(k->x, from, end);
            if (object == NO_MENTION && after > from) object = argument_owner(k->x, after, end);
            if (object != NO_MENTION)
                add_targets(k, object, &ev->recipients);
            else
                argument_add(&ev->recipients, nation_of_words(k, after, end));
        } else if (slot >= SLOT_PREP)
            pointed_at(k, slot - SLOT_PREP + 1u, from, end, ev);
    }
    /* محادثات بين موسكو وكييف: the sides of what both do */
    if ((f->flags & FRAME_RECIPROCAL) && ev->recipients.n == 0 && k->amid) pointed_at(k, k->amid, from, end, ev);
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

/* Does it act for a state: one itself, or its government, forces, courts or parliament? */
static bool acts_for_state(const actor *a)
{
    switch (a->sector) {
    case SECTOR_GOV:
    case SECTOR_MIL:
    case SECTOR_COP:
    case SECTOR_SPY:
    case SECTOR_LEG:
    case SECTOR_JUD:
    case SECTOR_PRM: return true;
    default: return a->kind == ACTOR_COUNTRY;
    }
}

void party_without_own_state(const coder *k, event *ev)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < ev->recipients.n; i++) {
        const actor *whom = &k->e->actors.at[ev->recipients.at[i]];
        bool own = false;
        for (uint32_t z = 0; z < ev->actors.n && whom->kind == ACTOR_COUNTRY && whom->country; z++) {
            const actor *who = &k->e->actors.at[ev->actors.at[z]];
            own |= who->country == whom->country && acts_for_state(who);
        }
        if (!own) ev->recipients.at[n++] = ev->recipients.at[i];
    }
    ev->recipients.n = n;
}

void party_join(actor_list *into, const actor_list *more)
{
    for (uint32_t i = 0; i < more->n; i++) argument_add(into, more->at[i]);
}

void party_named_agent(const coder *k, uint32_t from, uint32_t end, event *ev)
{
    for (uint32_t i = from; i < end && ev->actors.n == 0; i++) {
        const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_agent);
        if (!p || p->last + 1 >= k->end) continue;
        uint32_t id = k->e->at[p->last + 1];
        if (id != NO_MENTION && k->e->mentions.at[id].first == p->last + 1) argument_actors(k->x, id, &ev->actors);
    }
}

/* Who spoke the statement that is opened by the cue at this token. */
static actor_list speakers_of_cue(const coder *k, uint32_t cue)
{
    actor_list speakers = {{0}, 0};
    for (uint32_t z = 0; z < k->s->at.n; z++)
        if (k->s->at.at[z].cue_first == cue) speakers = k->s->at.at[z].speakers;
    return speakers;
}

/* Adds the subject of the verb before in this sentence that agrees: استقبل الرئيس الوفد وبحث معه …. False where no such
 * verb has a subject of its own; where that is no mention nobody is added. statement_index: 1 + that of the statement it
 * stands in, or 0. */
static bool known_subject_before(const coder *k, uint32_t verb, uint32_t statement_index, actor_list *out)
{
    const analysis *v = word_at(k, verb);
    for (uint32_t z = k->c->of[verb]; z-- > 0;) {
        const clause *b = &k->c->at.at[z];
        if (b->first < k->first) break;
        if (b->verb == NO_VERB) continue;
        const analysis *other = word_at(k, b->verb);
        subject s = argument_subject(k->x, b->verb, k->end);
        /* قال مصدر إن العربات … كان ينوي تفجيرها: a source does not speak of itself */
        if (statement_index && s.kind == SUBJECT_MENTION && (k->e->mentions.at[s.mention].flags & MENTION_SOURCE) &&
            k->s->at.at[statement_index - 1].cue_first == b->verb)
            continue;
        /* توجهت مجموعات من السلفيين … حيث أقاموا: a plural of people has either */
        bool people = s.kind == SUBJECT_MENTION && (v->features & F_NUMBER) == F_PLUR &&
                      (k->e->mentions.at[s.mention].flags & MENTION_PLURAL);
        if ((other->features & F_GENDER) != (v->features & F_GENDER) && !people) continue;
        /* دعا الوزيران … ورحبا: of several, though the verb before its subject is in the singular */
        bool several = (v->features & F_NUMBER) == F_DUAL || (v->features & F_NUMBER) == F_PLUR;
        if (s.kind == SUBJECT_MENTION && several) {
            actor_list who = {{0}, 0};
            argument_actors(k->x, s.mention, &who);
            if (who.n < 2 && !(k->e->mentions.at[s.mention].flags & MENTION_PLURAL)) continue;
        } else if ((other->features & F_NUMBER) != (v->features & F_NUMBER) && b->verb + 1 != verb)
            continue;
        if (s.kind == SUBJECT_MENTION) argument_actors(k->x, s.mention, out);
        if (s.kind == SUBJECT_MENTION || s.kind == SUBJECT_WORDS) return true;
    }
    return false;
}

actor_list party_dropped_subject(const coder *k, uint32_t verb, uint32_t statement_index)
{
    actor_list out = {{0}, 0};
    const statement *st = statement_index ? &k->s->at.at[statement_index - 1] : NULL;
    unsigned person = word_at(k, verb)->features & F_PERSON;
    if (st && person == F_PERSON1) return st->speakers;
    if (person == F_PERSON2) return out;
    if (known_subject_before(k, verb, statement_index, &out)) return out;
    /* إنه سيزور: the speaker, where the pronoun may mean him */
    const clause *c = clause_of(k, verb);
    const analysis *that = word_at(k, c->first);
    if (!st || c->first > st->content[0].first + 1 || c->opener != OPEN_THAT || !that->pronoun) return out;
    bool feminine = (k->lex->clitics[that->pronoun - 1].features & F_GENDER) == F_FEM;
    for (uint32_t z = 0; z < st->speakers.n; z++) {
        const actor *a = &k->e->actors.at[st->speakers.at[z]];
        if (a->kind == ACTOR_PERSON && a->feminine != feminine) return out;
    }
    return st->speakers;
}

/* ---- of verbs ---- */

static bool victims_first(const coder *k, uint32_t id)
{
    /* a number, or an indefinite plural: ثلاثة جنود, مدنيون */
    const mention *m = &k->e->mentions.at[id];
    return (m->flags & MENTION_INDEFINITE) || tok(k, m->first)->kind == TOKEN_NUMBER ||
           phrase_at(k->in->p, k->lex, m->first, NAME_time);
}

/* أغلق آلاف المحتجين الطريق: does a noun without preposition follow, that is no mention? */
bool party_object_words(const coder *k, uint32_t i, uint32_t end)
{
    bool counted = false;
    for (;;) {
        const phrase *time = i < end ? phrase_at(k->in->p, k->lex, i, NAME_time) : NULL;
        counted = time && k->lex->names[time->name].value == TIME_number;
        bool comma = i < end && tok(k, i)->kind == TOKEN_PUNCT && tok(k, i)->mark == 0x60c;
        if (!time && !comma) break;
        i = time ? time->last + 1 : i + 1;
    }
    if (i >= end || k->e->at[i] != NO_MENTION) return false;
    const analysis *a = word_at(k, i);
    if (counted) return a->class == W_NOUN && !(a->prefixes & (M_WA | M_FA | M_PREP | M_ARTICLE)); /* ثلاثة مهندسين */
    return a->class == W_NOUN && !(a->prefixes & (M_WA | M_FA | M_PREP)) && !phrase_at(k->in->p, k->lex, i, NAME_time);
}

/* The object stands before what the verb is directed at: دعت حركة الجهاد إلى إضراب … has none. What another noun is directed at
 * comes in no way between: اتهم الوزير في تغريدة على حسابه إسرائيل. */
static uint32_t directed_before(const coder *k, const lex_frame *f, uint32_t from, uint32_t end)
{
    uint32_t own = 0;
    for (uint8_t z = 0; z < f->n_recipient; z++)
        if (f->recipient[z] >= SLOT_PREP) own |= 1u << (f->recipient[z] - SLOT_PREP);
    for (uint32_t i = from; i < end; i++) {
        const analysis *a = word_at(k, i);
        uint32_t mask = a->pos == POS_ADP && !a->pronoun    ? k->lex->lemmas[a->lemma].preps
                        : (a->prefixes & M_PREP) && a->prep ? 1u << (a->prep - 1)
                                                            : 0;
        if (mask & k->directed & (i == from ? UINT32_MAX : own)) return i;
    }
    return end;
}

/* What stands around a verb. */
typedef struct verb_places {
    subject s;
    uint32_t subject, object;  /* mentions, or NO_MENTION */
    uint32_t from, end;        /* where the rest of its arguments stand */
    bool participle, relative; /* relative: a clause about the subject stands before the object */
} verb_places;

/* اغتال مجهولون يستقلون دراجة الناشط: the object stands behind what is told of the subject, which is indefinite. */
static void object_after_relative(const coder *k, uint32_t verb, verb_places *p)
{
    if (p->subject == NO_MENTION || !p->s.after || word_at(k, verb)->pronoun || p->from >= k->end ||
        !(k->e->mentions.at[p->subject].flags & MENTION_INDEFINITE) || !finite_verb_at(k, p->from) ||
        morph_aspect(word_at(k, p->from)) != F_IMPERFECT || (word_at(k, p->from)->prefixes & (M_WA | M_FA | M_FUTURE)))
        return;
    uint32_t from = p->from + 1, end = party_reach(k, p->from), object = argument_find(k->x, from, end, 0);
    if (object == NO_MENTION) return;
    p->object = object;
    p->from = from;
    p->end = end;
    p->relative = true;
}

/* وصل بزشكيان إلى أربيل والتقى بارزاني: of a verb that is joined to one before and wants an object, the one noun phrase is that,
 * where the subject before agrees. */
static void subject_goes_on(const coder *k, const lex_frame *f, uint32_t verb, verb_places *p)
{
    /* وتوعد الحزب: of words it is open who speaks */
    if (k->lex->type_quads[f->type] == VERBAL_CONFLICT) return;
    if (!f->n_recipient || f->recipient[0] != SLOT_OBJECT || p->subject == NO_MENTION || !p->s.after ||
        p->object != NO_MENTION || word_at(k, verb)->pronoun || victims_first(k, p->subject) ||
        party_object_words(k, p->from, p->end))
        return;
    bool joined =
        (word_at(k, verb)->prefixes & (M_WA | M_FA)) || (verb > k->first && word_at(k, verb - 1)->class == W_CONJ);
    actor_list before = {{0}, 0}, now = {{0}, 0};
    if (!joined || !known_subject_before(k, verb, 0, &before) || before.n == 0) return;
    argument_actors(k->x, p->subject, &now);
    party_without(&now, &before);
    if (now.n == 0) return;
    p->object = p->subject;
    p->subject = NO_MENTION;
    p->s = (subject){SUBJECT_DROPPED, NO_MENTION, NO_TOKEN, NO_TOKEN, false};
}

/* قتل 16 جنديا في كمين جنوب الرمادي: a direction that does not stand right after the subject says where */
static bool is_adverbial(const coder *k, uint32_t id, uint32_t from)
{
    uint32_t first = k->e->mentions.at[id].first;
    return first > from && is_direction(k, first);
}

/* زار بغداد ووقع اتفاقيات, وتطلب من القنصل مغادرة البلاد: of a verb that goes on from a subject before, indefinite words that it wants
 * are no subject. */
static void words_go_on(const coder *k, const lex_frame *f, uint32_t verb, verb_places *p)
{
    if (p->s.kind != SUBJECT_WORDS || !p->s.after || f->actor != SLOT_SUBJECT || !(word_at(k, verb)->prefixes & M_WA) ||
        (word_at(k, p->s.first)->prefixes & M_ARTICLE))
        return;
    bool object = f->n_recipient && f->recipient[0] == SLOT_OBJECT && k->lex->type_quads[f->type] == MATERIAL_CONFLICT;
    actor_list before = {{0}, 0};
    if ((!object && !frame_wants(k, f, p->s.first)) || !known_subject_before(k, verb, 0, &before) || before.n == 0)
        return;
    p->s = (subject){SUBJECT_DROPPED, NO_MENTION, NO_TOKEN, NO_TOKEN, false};
    p->from = verb + 1;
}

static verb_places places_of(const coder *k, const lex_frame *f, uint32_t verb)
{
    const analysis *v = word_at(k, verb);
    verb_places p = {.s = {SUBJECT_DROPPED, NO_MENTION, NO_TOKEN, NO_TOKEN, false},
                     .subject = NO_MENTION,
                     .object = NO_MENTION,
                     .from = verb + 1,
                     .end = party_reach(k, verb),
                     .participle = frame_participle(k, verb) != NULL};
    if (!p.participle) p.s = argument_subject(k->x, verb, p.end);
    words_go_on(k, f, verb, &p);
    if (p.s.kind == SUBJECT_MENTION) p.subject = p.s.mention;
    if (p.s.after && p.s.kind != SUBJECT_NONE && p.s.kind != SUBJECT_DROPPED) p.from = p.s.last + 1;
    if (!v->pronoun) p.object = argument_find(k->x, p.from, directed_before(k, f, p.from, p.end), 0);
    if (p.object == p.subject) p.object = NO_MENTION;
    while (p.object != NO_MENTION && is_adverbial(k, p.object, p.from))
        p.object = argument_find(k->x, k->e->mentions.at[p.object].last + 1, directed_before(k, f, p.from, p.end), 0);
    if (p.object == NO_MENTION) object_after_relative(k, verb, &p);
    /* استقبل الأمير، ولي العهد، الوزير: another mention of the subject is no object */
    const mention *all = k->e->mentions.at;
    while (p.object != NO_MENTION && p.subject != NO_MENTION && all[p.object].actor != NO_ACTOR &&
           all[p.object].actor == all[p.subject].actor)
        p.object = argument_find(k->x, all[p.object].last + 1, directed_before(k, f, p.from, p.end), 0);
    subject_goes_on(k, f, verb, &p);
    return p;
}

/* Does its ending say that the word at i, which no preposition governs, is an object? */
static bool is_object_form(const coder *k, uint32_t i)
{
    const analysis *a = word_at(k, i), *before = word_at(k, i - (i > k->first));
    bool governed = before->pos == POS_ADP && before->pronoun; /* بينهم */
    if (a->class == W_NUM && i + 1 < k->end) a++;              /* أربعة مهندسين */
    return ((a->features & F_OBLIQUE) || (a->prefixes & M_ACCUSATIVE)) && !governed;
}

/* Of the perfect of a verb with a long vowel within (هاجم, أصاب) the passive is spelled otherwise (هوجم, أصيب). */
static bool may_be_passive(const coder *k, uint32_t verb)
{
    const analysis *v = word_at(k, verb);
    const uint8_t *letters = k->t->folded + tok(k, verb)->letters + v->stem;
    for (uint8_t i = 1; i + 1 < v->stem_n; i++) /* at the end it is the dual's */
        if (letters[i] == L_ALEF) return false;
    return true;
}

/* قتل ثلاثة جنود: a verb of harm with one noun phrase after it, and that a number or indefinite, is passive */
static bool harms_its_subject(const coder *k, const lex_frame *f, uint32_t verb, const verb_places *p)
{
    const analysis *v = word_at(k, verb);
    /* خطف مسلحون في الشمال مهندسين, but قتل أربعة بينهم مدنيون */
    bool object_after =
        p->object != NO_MENTION && (!victims_first(k, p->object) || k->e->mentions.at[p->object].first < p->s.last ||
                                    is_object_form(k, k->e->mentions.at[p->object].first));
    return may_be_passive(k, verb) && !object_after && !p->relative && !v->pronoun && p->subject != NO_MENTION &&
           p->s.after && (f->type == TYPE_ASSAULT || f->type == TYPE_COERCE) && morph_aspect(v) == F_PERFECT &&
           victims_first(k, p->subject) && !party_object_words(k, p->s.last + 1, p->end) &&
           !party_object_words(k, past_adverbials(k, p->s.last + 1, p->end), p->end);
}

/* قتل مسلحون شرطيا: unvowelled, and an object stands after the subject. */
static bool is_active(const coder *k, uint32_t verb, const verb_places *p)
{
    return p->subject != NO_MENTION && argument_may_be_active(k->x, verb) &&
           (p->object != NO_MENTION || party_object_words(k, p->from, p->end));
}

/* صواريخ حوثية تستهدف …, توغلت آليات إسرائيلية: whose the arms are, by the nation's adjective of the words that are the subject. */
static uint32_t nation_of_subject(const coder *k, const lex_frame *f, uint32_t verb, const verb_places *p)
{
    if (k->lex->type_quads[f->type] != MATERIAL_CONFLICT) return NO_ACTOR;
    uint32_t first = p->s.first, last = p->s.last;
    if (p->s.kind != SUBJECT_WORDS) {
        if (p->s.kind == SUBJECT_NONE || (word_at(k, verb)->prefixes & (M_WA | M_FA)) || verb == k->first)
            return NO_ACTOR;
        first = clause_of(k, verb)->first, last = verb - 1;
    }
    for (uint32_t i = first + 1; i <= last && last < k->end; i++) {
        if (k->e->at[i] != NO_MENTION || (word_at(k, i)->prefixes & (M_PREP | M_WA))) return NO_ACTOR;
        uint32_t nation = party_nation(k, i);
        if (nation != NO_ACTOR) return nation;
    }
    return NO_ACTOR;
}

/* قصفت طائرات الجيش …, ضربات التحالف قتلت …: whose the arms or the attack are that are the subject. */
static void owner_of_arms(const coder *k, const lex_frame *f, const verb_places *p, actor_list *out)
{
    if (k->lex->type_quads[f->type] != MATERIAL_CONFLICT || p->s.kind != SUBJECT_WORDS) return;
    const phrase *deed = phrase_at(k->in->p, k->lex, p->s.first, NAME_frame);
    bool attack = deed && k->lex->frames[k->lex->names[deed->name].ref].type == TYPE_ASSAULT;
    if (!attack && !phrase_at(k->in->p, k->lex, p->s.first, NAME_instrument)) return;
    uint32_t id = k->e->at[p->s.last];
    if (id != NO_MENTION && k->e->mentions.at[id].first == p->s.first + 1) argument_actors(k->x, id, out);
}

/* واستهدفت الغارات مواقع …: of an attack told before that is the subject, those who made it. */
static void makers_of_attack(const coder *k, const lex_frame *f, const verb_places *p, actor_list *out)
{
    if (f->type != TYPE_ASSAULT || p->s.kind != SUBJECT_WORDS) return;
    PHRASE_EACH(k->in->p, p->s.first, n)
    {
        const lex_name *name = &k->lex->names[n->name];
        if (name->kind != NAME_frame || k->lex->frames[name->ref].type != TYPE_ASSAULT) continue;
        for (uint32_t z = k->out->at.n; z-- > 0;)
            if (k->out->at.at[z].type == TYPE_ASSAULT && k->out->at.at[z].actors.n) {
                *out = k->out->at.at[z].actors;
                return;
            }
    }
}

/* Whoever does what the verb says, as its subject or in place of one. */
static actor_list subjects_of(const coder *k, const lex_frame *f, uint32_t verb, const verb_places *p,
                              uint32_t statement_index)
{
    actor_list subjects = {{0}, 0};
    if (p->subject != NO_MENTION) {
        argument_actors(k->x, p->subject, &subjects);
        return subjects;
    }
    argument_add(&subjects, nation_of_subject(k, f, verb, p));
    if (subjects.n == 0) owner_of_arms(k, f, p, &subjects);
    if (subjects.n == 0) makers_of_attack(k, f, p, &subjects);
    if (subjects.n || (!p->participle && p->s.kind != SUBJECT_DROPPED)) return subjects;
    /* a cue of saying (مطالبا, منددا) has found its speaker already */
    subjects = speakers_of_cue(k, verb);
    if (subjects.n) return subjects;
    if (!p->participle) return party_dropped_subject(k, verb, statement_index);
    for (uint32_t i = k->first; i < verb; i++) { /* the subject of the sentence */
        if (!finite_verb_at(k, i)) continue;
        subject main = argument_subject(k->x, i, verb);
        if (main.kind == SUBJECT_MENTION) argument_actors(k->x, main.mention, &subjects);
        break;
    }
    return subjects;
}

/* دعا إلى تفعيل اللجان تحسبا من جرائم للمستوطنين: where what is demanded begins, a preposition before a verbal noun; those
 * to whom it is said stand before it, or with that preposition. */
static uint32_t content_begins(const coder *k, const lex_frame *f, uint32_t from, uint32_t end, uint32_t *prep)
{
    *prep = 0;
    if (f->type != TYPE_REQUEST) return end;
    for (uint32_t i = from; i < end; i++) {
        const analysis *a = word_at(k, i);
        if (k->e->at[i] != NO_MENTION || !(a->pos == POS_NOUN || a->pos == POS_VERB)) continue;
        if (morph_aspect(a) != F_MASDAR && !k->lex->lemmas[a->lemma].verb) continue;
        *prep = syntax_preposition(k->w, k->lex, k->first, i);
        if (*prep) return i;
    }
    return end;
}

/* لمحت موسكو إلى أن المسلحين يستخدمون …: of whom the clause right after speaks. */
static void accused_in_clause(const coder *k, uint32_t from, event *ev)
{
    uint32_t i = from;
    while (i < k->end && i < from + 2 && word_at(k, i)->pos == POS_ADP) i++; /* إلى */
    if (i + 1 >= k->end || word_at(k, i)->class != W_THAT || word_at(k, i)->pronoun) return;
    uint32_t id = k->e->at[i + 1];
    if (id == NO_MENTION || k->e->mentions.at[id].first != i + 1) return;
    const mention *m = &k->e->mentions.at[id];
    if (!(m->flags & (MENTION_PLACE | MENTION_SOURCE))) argument_targets(k->x, id, &ev->recipients);
}

void party_of_verb(const coder *k, const lex_frame *f, uint32_t verb, event *ev)
{
    verb_places p = places_of(k, f, verb);
    bool takes_object = f->n_recipient && f->recipient[0] == SLOT_OBJECT;
    bool subject_receives = f->n_recipient && f->recipient[0] == SLOT_SUBJECT;
    if (takes_object && (((clause_of(k, verb)->flags & CLAUSE_PASSIVE) && !is_active(k, verb, &p)) ||
                         harms_its_subject(k, f, verb, &p))) {
        if (p.subject != NO_MENTION) argument_targets(k->x, p.subject, &ev->recipients);
        party_named_agent(k, p.from, p.end, ev);
        return;
    }
    actor_list subjects = subjects_of(k, f, verb, &p, ev->statement);
    if (f->actor == SLOT_OBJECT) {
        if (p.object != NO_MENTION) argument_actors(k->x, p.object, &ev->actors);
        ev->recipients = subjects;
        return;
    }
    if (subject_receives)
        ev->recipients = subjects;
    else if (f->actor == SLOT_SUBJECT)
        ev->actors = subjects;
    else if (f->actor >= SLOT_PREP) {
        uint32_t id = argument_find(k->x, p.from, p.end, f->actor - SLOT_PREP + 1u);
        if (id != NO_MENTION) argument_actors(k->x, id, &ev->actors);
    }
    if (f->flags & FRAME_RECIPROCAL) {
        event both = {0};
        party_recipients(k, f, p.from, p.end, p.object, &both);
        party_join(&ev->actors, &both.recipients);
        return;
    }
    if (takes_object && word_at(k, verb)->pronoun && f->type != TYPE_REJECT) { /* الأمر الذي رفضته: a thing */
        uint32_t id = argument_pronoun(k->x, verb, &ev->actors);
        if (id != NO_MENTION) argument_targets(k->x, id, &ev->recipients);
    } else if (!subject_receives) {
        uint32_t prep, content = content_begins(k, f, p.from, p.end, &prep);
        bool own = false;
        for (uint8_t z = 0; z < f->n_recipient; z++) own |= f->recipient[z] == SLOT_PREP + prep - 1u;
        party_recipients(k, f, p.from, prep && !own ? content : p.end, p.object, ev);
    }
    if (f->type == TYPE_ACCUSE && ev->recipients.n == 0 && !subject_receives) accused_in_clause(k, p.from, ev);
    party_without(&ev->recipients, &ev->actors);
}
