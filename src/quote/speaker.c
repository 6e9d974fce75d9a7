/* speaker: who says it, to whom, and by whom it came; see scan.h.
 *
 *   نقلت وكالة الأناضول عن الوزير قوله …    speaker: the minister, via: the agency
 *
 * Invariant: the speaker of a cue without subject is one who was named, or who spoke, before it. */
#include "quote/scan.h"

bool speaker_is_media(const scan *q, uint32_t actor_id)
{
    return actor_id != NO_ACTOR && q->x->e->actors.at[actor_id].sector == SECTOR_JRN &&
           q->x->e->actors.at[actor_id].kind == ACTOR_ORG;
}

/* An actor for a source that no mention names: «قال والد الضحية». It has no name; its words are its role. */
uint32_t speaker_of_words(const scan *q, uint32_t first, uint32_t last)
{
    actor *a = vec_push(q->x->in->a, &q->x->e->actors);
    *a = (actor){.kind = ACTOR_PERSON, .first_token = first, .by = BY_TEXT};
    a->role = entity_text(q->x->in, first, last);
    return q->x->e->actors.n - 1;
}

static bool fits_gender(const scan *q, const analysis *verb, uint32_t actor_id)
{
    const actor *a = &q->x->e->actors.at[actor_id];
    if ((verb->features & F_NUMBER) == F_SING && a->kind == ACTOR_PERSON && !a->plural) {
        bool feminine = (verb->features & F_GENDER) == F_FEM;
        return feminine == (a->feminine != 0) || a->name.n == 0;
    }
    return true;
}

/* The person spoken of last before token i that the verb can agree with. */
static uint32_t salient(const scan *q, uint32_t i, const analysis *verb)
{
    uint32_t reach = REACH(q->lex, reach_speaker), stop = i > reach ? i - reach : 0;
    for (uint32_t j = i; j-- > stop;) {
        uint32_t id = q->x->e->at[j];
        if (id == NO_MENTION) continue;
        const mention *m = &q->x->e->mentions.at[id];
        j = m->first;
        if (m->actor == NO_ACTOR) continue;
        const actor *a = &q->x->e->actors.at[m->actor];
        if (a->kind == ACTOR_PERSON && !a->plural && fits_gender(q, verb, m->actor)) return m->actor;
    }
    return NO_ACTOR;
}

uint32_t speaker_of_document(const scan *q, const mention *m)
{
    for (uint32_t i = 0; i < q->x->e->mentions.n; i++) {
        const mention *o = &q->x->e->mentions.at[i];
        if ((o->flags & MENTION_NESTED) && o->first > m->first && o->last <= m->last && o->actor != NO_ACTOR)
            return o->actor;
    }
    if (m->last + 1 >= q->s->end) return NO_ACTOR;
    uint32_t id = q->x->e->at[m->last + 1];
    if (id == NO_MENTION) return NO_ACTOR;
    const mention *o = &q->x->e->mentions.at[id];
    return o->first == m->last + 1 && (o->prefixes & M_PREP) && !(o->prefixes & M_WA) ? o->actor : NO_ACTOR;
}

/* Adds the subject of the verb at i, where its features agree with these; false where that is nobody. */
static bool subject_of_verb_at(const scan *q, uint32_t i, uint32_t end, unsigned mask, unsigned features, statement *st)
{
    if ((word_at(q, i)->features & mask) != (features & mask)) return false;
    subject s = argument_subject(q->x, i, end);
    if (s.kind == SUBJECT_MENTION) argument_actors(q->x, s.mention, &st->speakers);
    return st->speakers.n > 0;
}

static bool is_verb(const scan *q, uint32_t i)
{
    return word_at(q, i)->class == W_VERB && word_at(q, i)->pos == POS_VERB && !quoted(q, i);
}

/* أبرز الأمين العام موقف بريطانيا، واصفة …: the nearest feminine mention before a feminine participle that no man can say. */
static bool feminine_speaker(const scan *q, uint32_t cue, statement *st)
{
    const analysis *a = word_at(q, cue);
    if ((a->features & F_GENDER) != F_FEM || (a->features & F_NUMBER) != F_SING || st->speakers.n != 1) return false;
    const actor *said = &q->x->e->actors.at[st->speakers.at[0]];
    if (said->kind != ACTOR_PERSON || said->feminine || said->plural || !said->named) return false;
    for (uint32_t i = cue; i-- > q->s->first;) {
        uint32_t id = q->x->e->at[i];
        if (id == NO_MENTION) continue;
        const mention *m = &q->x->e->mentions.at[id];
        if (!(m->flags & MENTION_FEMININE)) continue;
        st->speakers = (actor_list){0};
        argument_actors(q->x, id, &st->speakers);
        return st->speakers.n > 0;
    }
    return false;
}

/* أبرز موقف لندن الداعم للخطة التي اقترحها المغرب، واصفة …: is the cue at i told of a noun only? */
static bool in_relative(const scan *q, uint32_t i)
{
    return i < q->x->in->t->tokens.n && q->x->c->at.at[q->x->c->of[i]].opener == OPEN_RELATIVE;
}

/* مضيفا: the speaker of the statement before in this sentence, else the subject of its verb, else the speaker before. */
static void participle_speaker(const scan *q, uint32_t cue, statement *st)
{
    for (uint32_t z = q->out->at.n; z-- > 0;)
        if (q->out->at.at[z].sentence == q->sentence_id && q->out->at.at[z].speakers.n &&
            !in_relative(q, q->out->at.at[z].cue_first)) {
            st->speakers = q->out->at.at[z].speakers;
            st->via = q->out->at.at[z].via;
            st->by = SPEAKER_goes_on;
            return;
        }
    for (uint32_t i = q->s->first; i < cue; i++) {
        if (!is_verb(q, i) || in_relative(q, i)) continue;
        if (subject_of_verb_at(q, i, cue, 0, 0, st)) return;
        break;
    }
    if (q->last.set) st->speakers = q->last.who, st->via = q->last.via, st->by = SPEAKER_goes_on;
}

/* تقرير لخبراء الأمم المتحدة: whose report it is; «المصدر», «التقرير» again: the source before. False for any other. */
static bool source_speaks(scan *q, const mention *m, statement *st)
{
    bool again = m->first == m->last && !(m->flags & MENTION_INDEFINITE);
    uint32_t owner = m->flags & MENTION_DOCUMENT ? speaker_of_document(q, m) : NO_ACTOR;
    uint32_t next = m->last + 1 < q->s->end ? q->x->e->at[m->last + 1] : NO_MENTION;
    bool of_document = owner != NO_ACTOR && next != NO_MENTION && (q->x->e->mentions.at[next].flags & MENTION_DOCUMENT);
    st->by = SPEAKER_document;
    if (of_document) { /* ملخص للتقرير */
        st->speakers = q->document;
        return q->document.n > 0;
    }
    if (owner != NO_ACTOR) {
        argument_add(&st->speakers, owner);
        q->document = st->speakers;
    } else if (again && (m->flags & MENTION_DOCUMENT) && q->document.n)
        st->speakers = q->document;
    else if (again && q->last.set && q->last.who.n)
        st->speakers = q->last.who;
    else {
        st->by = SPEAKER_subject;
        return false;
    }
    return true;
}

void speaker_find(scan *q, uint32_t k, const subject *sub, statement *st)
{
    const cue_at *c = &q->cues[k];
    const analysis *a = word_at(q, c->first);
    if (c->form == FORM_PARTICIPLE) {
        participle_speaker(q, c->first, st);
        if (feminine_speaker(q, c->first, st)) st->via = (actor_list){0};
        return;
    }
    if (sub->kind == SUBJECT_MENTION) {
        const mention *m = &q->x->e->mentions.at[sub->mention];
        if ((m->flags & MENTION_SOURCE) && source_speaks(q, m, st)) return;
        argument_actors(q->x, sub->mention, &st->speakers);
        if (st->speakers.n) return;
    }
    /* a verbal noun (إدلاء) does not speak */
    if (sub->kind == SUBJECT_WORDS && morph_aspect(word_at(q, sub->first)) != F_MASDAR) {
        argument_add(&st->speakers, speaker_of_words(q, sub->first, sub->last));
        st->by = SPEAKER_words;
        return;
    }
    if ((a->features & F_PASSIVE) && !argument_may_be_active(q->x, c->first)) return; /* أفيد, ذُكر: nobody */
    /* أصدرت الوزارة بيانا قالت فيه إن …, استقبل الوالي وفدا وتعهد …: the subject of the verb before */
    bool said_here = q->out->at.n && q->out->at.at[q->out->at.n - 1].sentence == q->sentence_id;
    bool joined = (a->prefixes & (M_WA | M_FA)) && (said_here || cue_row(q, c)->class == CUE_add);
    for (uint32_t i = c->first; !joined && i-- > q->s->first;) {
        if (!is_verb(q, i)) continue;
        if (subject_of_verb_at(q, i, c->first, F_GENDER | F_NUMBER, a->features, st)) {
            st->by = SPEAKER_verb_before;
            return;
        }
        break;
    }
    if (q->last.set && q->last.who.n && (cue_row(q, c)->class == CUE_add || fits_gender(q, a, q->last.who.at[0]))) {
        st->speakers = q->last.who;
        st->via = q->last.via;
        st->by = SPEAKER_goes_on;
        return;
    }
    argument_add(&st->speakers, salient(q, c->first, a));
    st->by = SPEAKER_named_last;
}

/* The country of the outlet whose name is tokens first..last, quotation marks aside; 0: not known by that name. */
static uint16_t outlet_country(const scan *q, uint32_t first, uint32_t last)
{
    str name = entity_text(q->x->in, first, first);
    for (uint32_t i = first + 1; i <= last; i++) {
        if (tok(q, i)->kind == TOKEN_PUNCT) continue;
        str part = entity_text(q->x->in, i, i);
        name = arena_printf(q->x->in->a, "%.*s %.*s", (int)name.n, name.p, (int)part.n, part.p);
    }
    for (uint32_t i = 0; i < q->lex->n_outlets; i++)
        if (str_eq(lexicon_text(q->lex, q->lex->outlets[i].name), name)) return (uint16_t)q->lex->outlets[i].country;
    return 0;
}

/* An outlet that the lexicon has no row for as a body, by its name in tokens first..last, quotation marks within them included. */
static uint32_t unknown_outlet(const scan *q, uint32_t first, uint32_t last)
{
    entities *e = q->x->e;
    str name = entity_text(q->x->in, first, last);
    uint32_t id = 0;
    while (id < e->actors.n && !(e->actors.at[id].sector == SECTOR_JRN && str_eq(e->actors.at[id].name, name))) id++;
    if (id == e->actors.n)
        *vec_push(q->x->in->a, &e->actors) = (actor){.kind = ACTOR_ORG,
                                                     .sector = SECTOR_JRN,
                                                     .country = outlet_country(q, first, last),
                                                     .first_token = first,
                                                     .by = BY_TEXT,
                                                     .named = true,
                                                     .name = name};
    e->actors.at[id].n_mentions++;
    mention m = mention_of(first, last);
    m.name_first = first, m.name_last = last;
    m.actor = id;
    m.flags = MENTION_NESTED;
    m.kind = ACTOR_ORG;
    m.sector = SECTOR_JRN;
    *vec_push(q->x->in->a, &e->mentions) = m;
    return id;
}

/* The outlet that a reporter works for (مراسل الجوهرة "إف إم"), or the reporter. */
static uint32_t outlet_of(const scan *q, const mention *m)
{
    for (uint32_t i = 0; i < q->x->e->mentions.n; i++) {
        const mention *o = &q->x->e->mentions.at[i];
        if (o->first >= m->first && o->last <= m->last && o != m && o->actor != NO_ACTOR &&
            speaker_is_media(q, o->actor))
            return o->actor;
    }
    if (m->role_first == NO_TOKEN || m->role_last == m->role_first || m->name_first != NO_TOKEN) return m->actor;
    uint32_t last = m->role_last;
    const quotation *z = opens(q, last + 1) ? quotation_at(q, last + 1) : NULL;
    if (z && z->closed && z->close <= last + QUOTED_NAME_TOKENS + 2 && z->close < q->s->end) last = z->close;
    return unknown_outlet(q, m->role_first + 1, last);
}

/* لـ"سبق": a word or two in quotation marks after the preposition of the one spoken to is an outlet. Gives it, or NO_ACTOR. */
static uint32_t quoted_outlet(const scan *q, uint32_t i, uint32_t addressee_preps)
{
    if (!opens(q, i) || i + 1 >= q->s->end) return NO_ACTOR;
    const quotation *z = quotation_at(q, i);
    uint32_t prep = syntax_preposition(q->w, q->lex, q->s->first, i + 1);
    bool told = prep && prep <= 32 && (addressee_preps >> (prep - 1) & 1);
    if (!told || !z->closed || z->close > i + QUOTED_NAME_TOKENS + 1 || z->close >= q->s->end) return NO_ACTOR;
    uint32_t id = q->x->e->at[i + 1];
    if (id != NO_MENTION && q->x->e->mentions.at[id].actor != NO_ACTOR) return NO_ACTOR;
    return unknown_outlet(q, i + 1, z->close - 1);
}

void speaker_find_others(const scan *q, uint32_t k, const subject *sub, uint32_t gap_end, statement *st)
{
    const cue_at *c = &q->cues[k];
    const lex_cue *row = cue_row(q, c);
    bool object_next = (row->takes & CUE_TELLS) != 0;
    for (uint32_t i = c->last + 1; i < gap_end && i < q->s->end;) {
        uint32_t id = q->x->e->at[i];
        if (id == NO_MENTION || q->x->e->mentions.at[id].first != i) {
            argument_add(&st->via, quoted_outlet(q, i, row->addressee_preps));
            i++;
            continue;
        }
        const mention *m = &q->x->e->mentions.at[id];
        if (sub->kind != SUBJECT_MENTION || id != sub->mention) {
            uint32_t prep = syntax_preposition(q->w, q->lex, q->s->first, i);
            bool is_speaker = false;
            for (uint32_t z = 0; z < st->speakers.n; z++) is_speaker |= st->speakers.at[z] == m->actor;
            bool acts = m->actor != NO_ACTOR || (m->flags & MENTION_METONYM); /* حذرت موسكو واشنطن من … */
            if (acts && !is_speaker) {
                if (m->actor != NO_ACTOR && q->x->e->actors.at[m->actor].sector == SECTOR_JRN &&
                    q->x->e->actors.at[m->actor].kind == ACTOR_PERSON)
                    argument_add(&st->via, outlet_of(q, m));
                else if (speaker_is_media(q, m->actor))
                    argument_add(&st->via, m->actor);
                else if (prep && prep <= 32 && (row->addressee_preps >> (prep - 1) & 1))
                    argument_actors(q->x, id, &st->addressees);
                else if (!prep && object_next)
                    argument_actors(q->x, id, &st->addressees), object_next = false;
            }
        }
        i = m->last + 1;
    }
}

bool speaker_relayed(const scan *q, uint32_t k, const subject *sub, uint32_t gap_end, statement *st)
{
    const cue_at *c = &q->cues[k];
    const lex_cue *row = cue_row(q, c);
    if (row->class != CUE_relay) return false;
    uint32_t from = c->last + 1;
    for (uint32_t i = from; i < gap_end && i < q->s->end;) {
        uint32_t id = q->x->e->at[i];
        if (id == NO_MENTION || q->x->e->mentions.at[id].first != i) {
            i++;
            continue;
        }
        uint32_t prep = syntax_preposition(q->w, q->lex, q->s->first, i);
        const mention *m = &q->x->e->mentions.at[id];
        bool source = prep && prep <= 32 && (row->takes_preps >> (prep - 1) & 1);
        if (source && (sub->kind != SUBJECT_MENTION || id != sub->mention)) {
            argument_actors(q->x, id, &st->speakers);
            st->by = SPEAKER_source;
            if (sub->kind == SUBJECT_MENTION) argument_actors(q->x, sub->mention, &st->via);
            if (st->speakers.n) return true;
        }
        i = m->last + 1;
    }
    return false;
}
