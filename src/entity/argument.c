/* argument: see argument.h. */
#include "entity/argument.h"

#include "lexicon/letters.h"

bool argument_barrier(const arguments *x, uint32_t i)
{
    const token *k = &x->in->t->tokens.at[i];
    if (k->kind == TOKEN_PUNCT) {
        switch (k->mark) {
        case ':':
        case ';':
        case 0x61b:
        case '.':
        case '!':
        case '?':
        case 0x61f: return true;
        default: return false;
        }
    }
    const analysis *a = word_of(x, i);
    if (a->class == W_THAT || a->class == W_REL) return true;
    /* مواقع تعود لتنظيم داعش: only says whose they are */
    return morph_is_finite(a) && a->class == W_VERB && !phrase_at(x->in->p, x->in->lex, i, NAME_owner);
}

void argument_add(actor_list *list, uint32_t actor_id)
{
    if (actor_id == NO_ACTOR) return;
    for (uint32_t i = 0; i < list->n; i++)
        if (list->at[i] == actor_id) return;
    if (list->n < ACTORS_MAX) list->at[list->n++] = actor_id;
}

static uint32_t acting(const arguments *x, uint32_t id, bool target)
{
    const mention *m = &x->e->mentions.at[id];
    if ((m->flags & MENTION_PLACE) && !(m->flags & MENTION_METONYM) && !target) return NO_ACTOR;
    if ((m->flags & MENTION_DOCUMENT) &&
        target) { /* nothing is done to a statement, but to those whose it is: قرار السعودية */
        const mention *owner = id ? m - 1 : m;
        bool inside = owner < m && owner->first > m->first && owner->last == m->last;
        return inside ? acting(x, id - 1, target) : NO_ACTOR;
    }
    return m->actor != NO_ACTOR ? m->actor : entity_act(x->e, x->in, id);
}

/* Where the mention begins that و or a comma joins to the one that ends before token i, itself or behind a nation's adjective of its own
 * (الرئيسان الفرنسي ماكرون والمصري السيسي); NO_MENTION where none is joined. */
static uint32_t joined_mention(const arguments *x, uint32_t i)
{
    uint32_t n = x->in->t->tokens.n, before = i - 1;
    /* المجلس الانتقالي الجنوبي وألوية الحماية: past an adjective that the name does not hold */
    while (i < n && x->e->at[i] == NO_MENTION && word_of(x, i)->class == W_ADJ &&
           (word_of(x, i)->prefixes & ~M_ACCUSATIVE) == M_ARTICLE)
        i++;
    if (i < n && x->in->t->tokens.at[i].kind == TOKEN_PUNCT && x->in->t->tokens.at[i].mark == 0x60c) i++;
    if (i >= n || x->in->t->tokens.at[i].sentence != x->in->t->tokens.at[before].sentence) return NO_MENTION;
    /* و written apart */
    bool apart = word_of(x, i)->pos == POS_CCONJ && x->in->t->tokens.at[i].n == 1;
    if (apart) i++;
    bool nation = false;
    if (i < n && x->e->at[i] == NO_MENTION && (apart || (word_of(x, i)->prefixes & M_WA)) &&
        (word_of(x, i)->prefixes & M_ARTICLE) && phrase_at(x->in->p, x->in->lex, i, NAME_nisba))
        nation = true, i++;
    uint32_t id = i < n ? x->e->at[i] : NO_MENTION;
    if (id == NO_MENTION || x->e->mentions.at[id].first != i) return NO_MENTION;
    const mention *m = &x->e->mentions.at[id];
    if (nation && (m->kind != ACTOR_PERSON || m->role_first != NO_TOKEN)) return NO_MENTION;
    return (apart || nation || (m->prefixes & M_WA)) && !(m->prefixes & M_PREP) ? id : NO_MENTION;
}

static void add_joined(const arguments *x, uint32_t mention_id, actor_list *out, bool target)
{
    argument_add(out, acting(x, mention_id, target));
    for (uint32_t n = 0; n < ACTORS_MAX; n++) {
        const mention *m = &x->e->mentions.at[mention_id];
        uint32_t id = m->last + 1 < x->in->t->tokens.n ? joined_mention(x, m->last + 1) : NO_MENTION;
        if (id == NO_MENTION || id == mention_id) return;
        const mention *o = &x->e->mentions.at[id];
        /* of one sort: persons with persons, states with states */
        if (o->kind != m->kind && (o->kind == ACTOR_PERSON || m->kind == ACTOR_PERSON)) return;
        argument_add(out, acting(x, id, target));
        mention_id = id;
    }
}

void argument_actors(const arguments *x, uint32_t mention_id, actor_list *out)
{
    add_joined(x, mention_id, out, false);
}

void argument_targets(const arguments *x, uint32_t mention_id, actor_list *out)
{
    add_joined(x, mention_id, out, true);
}

/* خطفت الجماعة منذ اجتياحها العاصمة آلاف الناشطين: does the mention at i belong to a noun that a preposition governs? */
static bool inside_adjunct(const arguments *x, uint32_t first, uint32_t i)
{
    if (i > first + 1 && x->e->at[i - 1] == NO_MENTION && (word_of(x, i - 1)->prefixes & M_ARTICLE) &&
        phrase_at(x->in->p, x->in->lex, i - 1, NAME_area))
        i--; /* العاصمة صنعاء */
    if (i <= first) return false;
    const analysis *a = word_of(x, i - 1);
    bool holds = a->class == W_NOUN && x->e->at[i - 1] == NO_MENTION && (!(a->prefixes & M_ARTICLE) || a->pronoun) &&
                 !(a->prefixes & M_ACCUSATIVE);
    const phrase *time = phrase_at(x->in->p, x->in->lex, i - 1, NAME_time); /* منذ شهر */
    uint32_t prep = holds && !time ? syntax_preposition(x->in->w, x->in->lex, first, i - 1) : 0;
    return syntax_is_adjunct(x->in->lex, prep); /* but طالب برحيل الحكومة */
}

/* Does the mention end in a common noun whose genitive is the mention right behind it? */
static bool in_construct(const arguments *x, const mention *m, uint32_t end)
{
    uint32_t i = m->last + 1, id = i < end ? x->e->at[i] : NO_MENTION;
    const analysis *a = word_of(x, m->last);
    bool open = m->kind == ACTOR_GROUP && !m->entity && (a->class == W_NOUN || a->class == W_ADJ) &&
                !(a->prefixes & M_ARTICLE) && !a->pronoun;
    return open && id != NO_MENTION && x->e->mentions.at[id].first == i && !(word_of(x, i)->prefixes & ~M_ARTICLE);
}

uint32_t argument_find(const arguments *x, uint32_t i, uint32_t end, uint32_t prep)
{
    uint32_t first = i < end ? sentence_begin(x, i) : i;
    while (i < end) {
        uint32_t id = x->e->at[i];
        if (id != NO_MENTION && x->e->mentions.at[id].first == i) {
            const mention *m = &x->e->mentions.at[id];
            uint32_t got = syntax_preposition(x->in->w, x->in->lex, first, i);
            if (got == prep && (prep || (!(m->prefixes & (M_WA | M_FA)) && !inside_adjunct(x, first, i)))) return id;
            i = m->last + 1;
            if (got && in_construct(x, m, end)) i = x->e->mentions.at[x->e->at[i]].last + 1; /* لمقاتلي حماس */
            continue;
        }
        if (argument_barrier(x, i)) return NO_MENTION;
        i++;
    }
    return NO_MENTION;
}

bool argument_leads_on(const arguments *x, uint32_t i, bool part)
{
    const token *k = &x->in->t->tokens.at[i];
    const analysis *a = word_of(x, i);
    if (a->pos != POS_ADP || a->pronoun || !lexicon_points(x->in->lex, a->lemma, 'f')) return false;
    return part || (i + 1 < x->in->t->tokens.n && (k[1].kind == TOKEN_NUMBER || word_of(x, i + 1)->class == W_NUM));
}

/* مواقع وآليات للمسلحين: a thing that و joins to the one before, and that ل says whose both are */
static bool joins_things(const arguments *x, uint32_t i, uint32_t end)
{
    const analysis *a = word_of(x, i);
    if ((a->class != W_NOUN && a->pos != POS_DET) || (a->prefixes & ~(M_WA | M_ARTICLE)) || x->e->at[i] != NO_MENTION)
        return false;
    uint32_t j = argument_pass(x, i, end);
    return j < end && (word_of(x, j)->prefixes & M_PREP) && x->in->t->folded[x->in->t->tokens.at[j].letters] == L_LAM;
}

uint32_t argument_owner(const arguments *x, uint32_t i, uint32_t end)
{
    bool closed = false; /* a noun with the article or a pronoun has no genitive after it */
    bool part = false, led_on = false;
    for (uint32_t n = 0; i < end && n < REACH(x->in->lex, reach_genitive); i++, n++) {
        const analysis *a = word_of(x, i);
        bool joined = n && (a->prefixes & (M_WA | M_FA));
        if (x->in->t->tokens.at[i].kind == TOKEN_PUNCT || (joined && !joins_things(x, i, end))) return NO_MENTION;
        if (joined) closed = false;
        if (n && phrase_at(x->in->p, x->in->lex, i, NAME_owner)) continue;
        if (argument_leads_on(x, i, part)) {
            led_on = true;
            continue;
        }
        uint32_t id = x->e->at[i];
        bool whole = id != NO_MENTION && x->e->mentions.at[id].first == i;
        if (n && (a->prefixes & M_PREP)) {
            bool of = x->in->t->folded[x->in->t->tokens.at[i].letters] == L_LAM;
            return whole && of ? id : NO_MENTION;
        }
        if (whole) return n && (!closed || (led_on && part)) && a->class != W_ADJ ? id : NO_MENTION; /* حل غير عسكري */
        unsigned aspect = morph_aspect(a); /* لمقترح: a participle is a noun here */
        bool participle = a->pos == POS_VERB && (aspect == F_ACTIVE_PART || aspect == F_PASSIVE_PART);
        if (a->class != W_NOUN && a->class != W_ADJ && a->class != W_NUM && !participle) return NO_MENTION;
        const phrase *area = phrase_at(x->in->p, x->in->lex, i, NAME_area);
        part |= area && x->in->lex->names[area->name].value == AREA_PART;
        if (a->class == W_NOUN && n && (a->prefixes & M_ARTICLE)) closed = true;
        closed |= (a->prefixes & M_ARTICLE) != 0 || a->pronoun || a->class == W_ADJ;
    }
    return NO_MENTION;
}

bool argument_agrees(const arguments *x, uint32_t i, uint32_t mention_id)
{
    const mention *m = &x->e->mentions.at[mention_id];
    if (!word_of(x, i)->pronoun || (m->actor == NO_ACTOR && !(m->flags & MENTION_METONYM))) return false;
    uint16_t pronoun = x->in->lex->clitics[word_of(x, i)->pronoun - 1].features;
    if ((pronoun & F_PERSON) != F_PERSON3) return false;
    const actor *a = m->actor == NO_ACTOR ? NULL : &x->e->actors.at[m->actor];
    unsigned head = m->kind == ACTOR_PERSON || m->name_first == NO_TOKEN ? 0 : word_of(x, m->name_first)->features;
    bool feminine =
        (m->flags & (MENTION_FEMININE | MENTION_METONYM)) || (a && a->feminine) || (head & F_GENDER) == F_FEM;
    bool plural = (m->flags & MENTION_PLURAL) || (a && a->plural);
    switch (pronoun & F_NUMBER) {
    case F_SING: return ((pronoun & F_GENDER) == F_FEM) == feminine && (feminine || !plural);
    case F_PLUR: return plural && ((pronoun & F_GENDER) == F_FEM) == feminine;
    default: return false;
    }
}

uint32_t argument_pronoun(const arguments *x, uint32_t i, const actor_list *others)
{
    for (uint32_t j = i; j-- > sentence_begin(x, i);) {
        uint32_t id = x->e->at[j];
        if (id == NO_MENTION || x->e->mentions.at[id].first != j || !argument_agrees(x, i, id)) continue;
        bool other = false;
        for (uint32_t z = 0; z < others->n; z++) other |= others->at[z] == x->e->mentions.at[id].actor;
        if (!other) return id;
    }
    return NO_MENTION;
}

bool argument_is_time(const arguments *x, uint32_t i)
{
    const phrase *p = phrase_at(x->in->p, x->in->lex, i, NAME_time);
    return p && x->in->lex->names[p->name].value != TIME_number; /* آلاف الأردنيين */
}

bool argument_is_open(const analysis *a)
{
    return (a->class == W_NOUN || a->class == W_NUM || a->pos == POS_DET) &&
           !(a->prefixes & (M_ARTICLE | M_ACCUSATIVE)) && !a->pronoun;
}

uint32_t argument_pass(const arguments *x, uint32_t i, uint32_t end)
{
    while (i < end) {
        uint32_t id = x->e->at[i], last = i;
        if (id != NO_MENTION && x->e->mentions.at[id].first == i) last = x->e->mentions.at[id].last;
        bool open = argument_is_open(word_of(x, i)) && last == i;
        i = last + 1;
        uint32_t j = i;
        while (j < end && x->in->t->tokens.at[j].kind == TOKEN_PUNCT && (x->in->t->tokens.at[j].flags & TOKEN_OPENS))
            j++;
        if (j >= end || x->in->t->tokens.at[j].kind == TOKEN_PUNCT || argument_barrier(x, j)) break;
        const analysis *a = word_of(x, j);
        if (a->prefixes & (M_WA | M_FA | M_PREP)) break;
        bool nominal = x->e->at[j] != NO_MENTION || a->class == W_NOUN || a->class == W_NUM || a->class == W_NAME ||
                       a->pos == POS_DET;
        if (!(a->class == W_ADJ && x->e->at[j] == NO_MENTION) && !(open && nominal)) break;
        i = j;
    }
    return i;
}

bool argument_may_be_active(const arguments *x, uint32_t i)
{
    const word_type *type = x->in->w->types[i];
    if (!type || (x->in->t->tokens.at[i].flags & TOKEN_DAMMA)) return false;
    for (uint8_t k = 0; k < type->n_analyses; k++) {
        const analysis *b = &type->analyses[k];
        /* قتل, but أصيب is active in the first person alone */
        if (b->lemma == word_of(x, i)->lemma && morph_is_finite(b) && !(b->features & F_PASSIVE) &&
            (b->features & F_PERSON) == (word_of(x, i)->features & F_PERSON))
            return true;
    }
    return false;
}
