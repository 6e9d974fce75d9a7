/* argument: see argument.h. */
#include "entity/argument.h"

#include "lexicon/letters.h"

static const analysis *word_at(const arguments *x, uint32_t i)
{
    return &x->in->w->chosen[i];
}

static uint32_t sentence_first(const arguments *x, uint32_t i)
{
    return x->in->t->sentences.at[x->in->t->tokens.at[i].sentence].first;
}

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
    const analysis *a = word_at(x, i);
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
    while (i < n && x->e->at[i] == NO_MENTION && word_at(x, i)->class == W_ADJ &&
           (word_at(x, i)->prefixes & ~M_ACCUSATIVE) == M_ARTICLE)
        i++;
    if (i < n && x->in->t->tokens.at[i].kind == TOKEN_PUNCT && x->in->t->tokens.at[i].mark == 0x60c) i++;
    if (i >= n || x->in->t->tokens.at[i].sentence != x->in->t->tokens.at[before].sentence) return NO_MENTION;
    /* و written apart */
    bool apart = word_at(x, i)->pos == POS_CCONJ && x->in->t->tokens.at[i].n == 1;
    if (apart) i++;
    bool nation = false;
    if (i < n && x->e->at[i] == NO_MENTION && (apart || (word_at(x, i)->prefixes & M_WA)) &&
        (word_at(x, i)->prefixes & M_ARTICLE) && phrase_at(x->in->p, x->in->lex, i, NAME_nisba))
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
    if (i > first + 1 && x->e->at[i - 1] == NO_MENTION && (word_at(x, i - 1)->prefixes & M_ARTICLE) &&
        phrase_at(x->in->p, x->in->lex, i - 1, NAME_area))
        i--; /* العاصمة صنعاء */
    if (i <= first) return false;
    const analysis *a = word_at(x, i - 1);
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
    const analysis *a = word_at(x, m->last);
    bool open = m->kind == ACTOR_GROUP && !m->entity && (a->class == W_NOUN || a->class == W_ADJ) &&
                !(a->prefixes & M_ARTICLE) && !a->pronoun;
    return open && id != NO_MENTION && x->e->mentions.at[id].first == i && !(word_at(x, i)->prefixes & ~M_ARTICLE);
}

uint32_t argument_find(const arguments *x, uint32_t i, uint32_t end, uint32_t prep)
{
    uint32_t first = i < end ? sentence_first(x, i) : i;
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

/* Is the word at i a من that leads on: after words for a part (أجزاء من محافظة كركوك), or before a number (أكثر من 16 آلية)? */
static bool leads_on(const arguments *x, uint32_t i, bool part)
{
    const token *k = &x->in->t->tokens.at[i];
    const analysis *a = word_at(x, i);
    if (a->pos != POS_ADP || a->pronoun || !lexicon_points(x->in->lex, a->lemma, 'f')) return false;
    return part || (i + 1 < x->in->t->tokens.n && (k[1].kind == TOKEN_NUMBER || word_at(x, i + 1)->class == W_NUM));
}

/* مواقع وآليات للمسلحين: a thing that و joins to the one before, and that ل says whose both are */
static bool joins_things(const arguments *x, uint32_t i, uint32_t end)
{
    const analysis *a = word_at(x, i);
    if ((a->class != W_NOUN && a->pos != POS_DET) || (a->prefixes & ~(M_WA | M_ARTICLE)) || x->e->at[i] != NO_MENTION)
        return false;
    uint32_t j = argument_pass(x, i, end);
    return j < end && (word_at(x, j)->prefixes & M_PREP) && x->in->t->folded[x->in->t->tokens.at[j].letters] == L_LAM;
}

uint32_t argument_owner(const arguments *x, uint32_t i, uint32_t end)
{
    bool closed = false; /* a noun with the article or a pronoun has no genitive after it */
    bool part = false, led_on = false;
    for (uint32_t n = 0; i < end && n < REACH(x->in->lex, reach_genitive); i++, n++) {
        const analysis *a = word_at(x, i);
        bool joined = n && (a->prefixes & (M_WA | M_FA));
        if (x->in->t->tokens.at[i].kind == TOKEN_PUNCT || (joined && !joins_things(x, i, end))) return NO_MENTION;
        if (joined) closed = false;
        if (n && phrase_at(x->in->p, x->in->lex, i, NAME_owner)) continue;
        if (leads_on(x, i, part)) {
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
    if (!word_at(x, i)->pronoun || (m->actor == NO_ACTOR && !(m->flags & MENTION_METONYM))) return false;
    uint16_t pronoun = x->in->lex->clitics[word_at(x, i)->pronoun - 1].features;
    if ((pronoun & F_PERSON) != F_PERSON3) return false;
    const actor *a = m->actor == NO_ACTOR ? NULL : &x->e->actors.at[m->actor];
    unsigned head = m->kind == ACTOR_PERSON || m->name_first == NO_TOKEN ? 0 : word_at(x, m->name_first)->features;
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
    for (uint32_t j = i; j-- > sentence_first(x, i);) {
        uint32_t id = x->e->at[j];
        if (id == NO_MENTION || x->e->mentions.at[id].first != j || !argument_agrees(x, i, id)) continue;
        bool other = false;
        for (uint32_t z = 0; z < others->n; z++) other |= others->at[z] == x->e->mentions.at[id].actor;
        if (!other) return id;
    }
    return NO_MENTION;
}

static bool is_time(const arguments *x, uint32_t i)
{
    const phrase *p = phrase_at(x->in->p, x->in->lex, i, NAME_time);
    return p && x->in->lex->names[p->name].value != TIME_number; /* آلاف الأردنيين */
}

static bool open_noun(const analysis *a)
{
    return (a->class == W_NOUN || a->class == W_NUM || a->pos == POS_DET) &&
           !(a->prefixes & (M_ARTICLE | M_ACCUSATIVE)) && !a->pronoun;
}

uint32_t argument_pass(const arguments *x, uint32_t i, uint32_t end)
{
    while (i < end) {
        uint32_t id = x->e->at[i], last = i;
        if (id != NO_MENTION && x->e->mentions.at[id].first == i) last = x->e->mentions.at[id].last;
        bool open = open_noun(word_at(x, i)) && last == i;
        i = last + 1;
        uint32_t j = i;
        while (j < end && x->in->t->tokens.at[j].kind == TOKEN_PUNCT && (x->in->t->tokens.at[j].flags & TOKEN_OPENS))
            j++;
        if (j >= end || x->in->t->tokens.at[j].kind == TOKEN_PUNCT || argument_barrier(x, j)) break;
        const analysis *a = word_at(x, j);
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
        if (b->lemma == word_at(x, i)->lemma && morph_is_finite(b) && !(b->features & F_PASSIVE) &&
            (b->features & F_PERSON) == (word_at(x, i)->features & F_PERSON))
            return true;
    }
    return false;
}

/* افتتح الحملة, استقبل الملكة: a noun right after the verb that is of the other gender is its object; after a feminine verb a
 * masculine one is wherever it stands. */
static bool other_gender(const arguments *x, uint32_t verb, uint32_t i)
{
    const analysis *v = word_at(x, verb), *a = word_at(x, i);
    if ((a->class != W_NOUN && a->class != W_NAME) || (i != verb + 1 && (v->features & F_GENDER) != F_FEM))
        return false;
    return morph_genders_differ(v, a);
}

/* استهدفت الغارات الجوية مواقع: after a definite word an indefinite one is no more of its phrase. */
static bool is_closed_before(const arguments *x, uint32_t i)
{
    const analysis *a = word_at(x, i), *b = word_at(x, i - 1);
    bool definite = (b->prefixes & M_ARTICLE) || b->pronoun;
    return definite && !(a->prefixes & M_ARTICLE) && !a->pronoun && a->class != W_NAME;
}

/* طائرات الجيش, ضربات التحالف: the last token of arms or an attack at first..last with the genitive right behind that it may have */
static uint32_t with_owner(const arguments *x, uint32_t first, uint32_t last, uint32_t end)
{
    bool deed =
        phrase_at(x->in->p, x->in->lex, first, NAME_instrument) || phrase_at(x->in->p, x->in->lex, first, NAME_frame);
    uint32_t id = deed && last + 1 < end && open_noun(word_at(x, last)) ? x->e->at[last + 1] : NO_MENTION;
    if (id == NO_MENTION || x->e->mentions.at[id].first != last + 1) return last;
    return x->e->mentions.at[id].prefixes & ~M_ARTICLE ? last : x->e->mentions.at[id].last;
}

/* إن ضربات التحالف قتلت …: a noun right after أن is the subject, be it nobody's name. SUBJECT_NONE where none stands there. */
static subject noun_after_that(const arguments *x, uint32_t i, uint32_t verb)
{
    subject none = {SUBJECT_NONE, NO_MENTION, NO_TOKEN, NO_TOKEN, false};
    const analysis *a = word_at(x, i);
    if (i >= verb || x->in->t->tokens.at[i].kind != TOKEN_WORD || x->e->at[i] != NO_MENTION || is_time(x, i))
        return none;
    if (a->class != W_NOUN || (a->prefixes & ~M_ARTICLE) || phrase_at(x->in->p, x->in->lex, i, NAME_measure))
        return none;
    return (subject){SUBJECT_WORDS, NO_MENTION, i, with_owner(x, i, i, verb), false};
}

/* كل من مصر والسودان: a measure that ends in من before a name */
static bool is_each_of(const arguments *x, uint32_t i)
{
    const phrase *p = phrase_at(x->in->p, x->in->lex, i, NAME_measure);
    return p && p->last == i + 1 && leads_on(x, i + 1, true);
}

/* VSO: the first noun phrase without a preposition after the verb. */
static subject subject_after(const arguments *x, uint32_t verb, uint32_t end)
{
    subject none = {SUBJECT_NONE, NO_MENTION, NO_TOKEN, NO_TOKEN, true};
    uint32_t first = sentence_first(x, verb);
    bool comma_passed = false;
    for (uint32_t i = verb + 1; i < end;) {
        const token *k = &x->in->t->tokens.at[i];
        const analysis *a = word_at(x, i);
        uint32_t id = x->e->at[i];
        if (id != NO_MENTION && x->e->mentions.at[id].first == i) {
            const mention *m = &x->e->mentions.at[id];
            bool joined = (m->prefixes & (M_WA | M_FA)) != 0;
            if (joined) return none;
            if (syntax_preposition(x->in->w, x->in->lex, first, i) == 0 && (m->entity || !is_time(x, i)) &&
                !other_gender(x, verb, i) && !(m->kind == ACTOR_GROUP && (a->features & F_OBLIQUE)))
                return (subject){SUBJECT_MENTION, id, m->first, m->last, true};
            i = argument_pass(x, i, end);
            continue;
        }
        uint32_t each = i + 2 < end && is_each_of(x, i) ? x->e->at[i + 2] : NO_MENTION;
        if (each != NO_MENTION && x->e->mentions.at[each].first == i + 2)
            return (subject){SUBJECT_MENTION, each, i, x->e->mentions.at[each].last, true};
        if (k->kind == TOKEN_PUNCT) {
            if (k->flags & (TOKEN_OPENS | TOKEN_CLOSES)) {
                if (k->flags & TOKEN_OPENS && i == verb + 1) return none;
                i++;
                continue;
            }
            if (k->mark != 0x60c || comma_passed) return none;
            comma_passed = true;
            i++;
            continue;
        }
        if (argument_barrier(x, i)) return none;
        if (a->prefixes & (M_WA | M_FA)) return none;
        bool governed = (a->prefixes & M_PREP) || a->pos == POS_ADP;
        if (governed) { /* pass over the prepositional phrase: its noun and what is in construct with it */
            uint32_t j = i + (a->pos == POS_ADP && !(a->prefixes & M_PREP) && !a->pronoun ? 1 : 0);
            if (a->pronoun) {
                i++;
                continue;
            }
            if (j < end && argument_barrier(x, j)) return none; /* إلى أن … */
            i = argument_pass(x, j, end);
            continue;
        }
        if ((a->class == W_NOUN && (a->features & F_OBLIQUE)) ||
            other_gender(x, verb, i)) { /* ناشدت طرفي القتال: its form makes it no subject */
            i = argument_pass(x, i, end);
            continue;
        }
        bool nominal = ((a->class == W_NOUN && a->pos != POS_VERB && !(a->prefixes & M_ACCUSATIVE)) ||
                        (a->class == W_NAME && k->kind == TOKEN_WORD)) &&
                       !is_time(x, i);
        if (nominal) {
            uint32_t last = i;
            while (last + 1 < end && x->e->at[last + 1] == NO_MENTION && !is_closed_before(x, last + 1) &&
                   !(word_at(x, last + 1)->prefixes & (M_WA | M_FA | M_PREP)) &&
                   (word_at(x, last + 1)->class == W_NOUN || word_at(x, last + 1)->class == W_ADJ ||
                    word_at(x, last + 1)->class == W_NAME) &&
                   x->in->t->tokens.at[last + 1].kind == TOKEN_WORD && !is_time(x, last + 1))
                last++;
            last = with_owner(x, i, last, end);
            return (subject){SUBJECT_WORDS, NO_MENTION, i, last, true};
        }
        i++;
    }
    return none;
}

/* The topic of a stretch of words before a verb: its first noun phrase without a preposition. */
static uint32_t topic(const arguments *x, uint32_t from, uint32_t until)
{
    uint32_t first = from < until ? sentence_first(x, from) : from;
    for (uint32_t i = from; i < until;) {
        uint32_t id = x->e->at[i];
        if (id == NO_MENTION || x->e->mentions.at[id].first != i) {
            i++;
            continue;
        }
        const mention *m = &x->e->mentions.at[id];
        if (syntax_preposition(x->in->w, x->in->lex, first, i) == 0) {
            /* a mention in construct with a noun before it is not the topic itself: زيارة بوتين */
            const analysis *b = i > from ? word_at(x, i - 1) : NULL;
            bool genitive = b && b->class == W_NOUN && x->e->at[i - 1] == NO_MENTION && !(b->prefixes & M_ARTICLE) &&
                            !b->pronoun && x->in->t->tokens.at[i - 1].kind == TOKEN_WORD &&
                            !(b->prefixes & M_ACCUSATIVE);
            if (!genitive) return id;
        }
        i = m->last + 1;
    }
    return NO_MENTION;
}

/* A relative clause holds a pronoun for its antecedent unless that is its subject: الذي اعتقل المقاومين, الذي اعتقله الجيش. */
static bool resumed(const arguments *x, uint32_t clause_id, uint32_t verb)
{
    const clause *k = &x->c->at.at[clause_id];
    for (uint32_t i = k->first; i < k->end; i++)
        if (word_at(x, i)->pronoun) return true;
    return (word_at(x, verb)->features & F_PASSIVE) != 0;
}

/* بيان لوزارة الدفاع قال إن …: a verb after a document that no article makes definite, and whose it is; or NO_MENTION. */
static uint32_t document_before(const arguments *x, uint32_t verb)
{
    if (verb == sentence_first(x, verb) || (word_at(x, verb)->prefixes & (M_WA | M_FA))) return NO_MENTION;
    uint32_t owner = x->e->at[verb - 1];
    if (owner == NO_MENTION) return NO_MENTION;
    const mention *o = &x->e->mentions.at[owner];
    if (!(o->prefixes & M_PREP) || (o->prefixes & M_WA) || o->first == sentence_first(x, verb)) return NO_MENTION;
    uint32_t id = x->e->at[o->first - 1];
    if (id == NO_MENTION) return NO_MENTION;
    const mention *m = &x->e->mentions.at[id];
    return (m->flags & MENTION_DOCUMENT) && (m->flags & MENTION_INDEFINITE) ? id : NO_MENTION;
}

/* The noun that the definite words before الذي end in: الهجوم, past an adjective; NO_TOKEN where it is none or somebody. */
static uint32_t antecedent_noun(const arguments *x, uint32_t i)
{
    while (i > sentence_first(x, i) && x->e->at[i] == NO_MENTION && word_at(x, i)->class == W_ADJ &&
           (word_at(x, i)->prefixes & M_ARTICLE))
        i--;
    const analysis *a = word_at(x, i);
    return x->e->at[i] == NO_MENTION && a->class == W_NOUN && (a->prefixes & M_ARTICLE) ? i : NO_TOKEN;
}

/* شعارات تطالب …: a verb right after an indefinite noun that agrees with it tells of the noun. */
static bool describes_noun(const arguments *x, uint32_t verb, const subject *after)
{
    const analysis *v = word_at(x, verb);
    if (v->pronoun || verb <= sentence_first(x, verb) || x->in->t->tokens.at[verb - 1].kind != TOKEN_WORD) return false;
    uint32_t i = verb - 1;
    while (i > sentence_first(x, verb) && word_at(x, i)->class == W_ADJ &&
           !(word_at(x, i)->prefixes & (M_ARTICLE | M_WA)))
        i--;
    /* اعتداء استهدف مركزا للشرطة: arms and attacks have an object */
    bool deed = phrase_at(x->in->p, x->in->lex, i, NAME_instrument) || phrase_at(x->in->p, x->in->lex, i, NAME_frame);
    if (!deed &&
        (x->c->at.at[x->c->of[verb]].first != verb || (after->kind == SUBJECT_MENTION && after->first == verb + 1)))
        return false;
    const analysis *b = word_at(x, i);
    if (b->class != W_NOUN || (b->prefixes & M_ARTICLE) || b->pronoun || is_time(x, verb - 1) || is_time(x, i))
        return false;
    bool plural = (b->features & F_NUMBER) == F_PLUR, feminine = (b->features & F_GENDER) == F_FEM || plural;
    bool verb_plural = (v->features & F_NUMBER) == F_PLUR;
    if (verb_plural) return plural;
    return ((v->features & F_GENDER) == F_FEM) == feminine;
}

subject argument_subject(const arguments *x, uint32_t verb, uint32_t end)
{
    uint32_t clause_id = x->c->of[verb];
    const clause *k = &x->c->at.at[clause_id];
    const analysis *v = word_at(x, verb);
    /* سنحاول: the first and second person say who, no noun does */
    if ((v->features & F_PERSON) == F_PERSON1 || (v->features & F_PERSON) == F_PERSON2)
        return (subject){SUBJECT_DROPPED, NO_MENTION, NO_TOKEN, NO_TOKEN, false};
    /* وقّعا مذكرة: a verb in the dual or plural has no subject after it */
    bool inflected = (v->features & F_NUMBER) == F_DUAL || (v->features & F_NUMBER) == F_PLUR;
    subject none = {SUBJECT_NONE, NO_MENTION, NO_TOKEN, NO_TOKEN, true};
    /* a topic in the verb's own clause comes first: (أن) الصين لعبت دورا */
    uint32_t start = k->first;
    bool where = word_at(x, k->first)->pos == POS_SCONJ; /* حيث has no antecedent that could be the subject */
    if (k->opener == OPEN_RELATIVE && !where && !(k->first < verb && topic(x, k->first + 1, verb) != NO_MENTION)) {
        /* the antecedent of الذي */
        uint32_t before = k->first;
        while (before > sentence_first(x, verb) && x->in->t->tokens.at[before - 1].kind == TOKEN_PUNCT) before--;
        subject after = inflected ? none : subject_after(x, verb, end);
        if (before > 0 && x->e->at[before - 1] != NO_MENTION &&
            (after.kind != SUBJECT_MENTION || !resumed(x, clause_id, verb))) {
            uint32_t id = x->e->at[before - 1];
            /* الاحتلال الإسرائيلي للبنان، الذي …: not the place but what stands before it */
            uint32_t first = x->e->mentions.at[id].first;
            if ((x->e->mentions.at[id].kind == ACTOR_COUNTRY || (x->e->mentions.at[id].flags & MENTION_PLACE)) &&
                syntax_preposition(x->in->w, x->in->lex, sentence_first(x, verb), first) &&
                first > sentence_first(x, verb)) {
                uint32_t j = first - 1;
                if (word_at(x, j)->pos == POS_ADP && j > sentence_first(x, verb)) j--;
                if (x->e->at[j] != NO_MENTION) id = x->e->at[j];
            }
            return (subject){SUBJECT_MENTION, id, x->e->mentions.at[id].first, x->e->mentions.at[id].last, false};
        }
        /* الهجوم الذي استهدف قوات الأمن: the antecedent is a thing */
        uint32_t thing = before > sentence_first(x, verb) ? antecedent_noun(x, before - 1) : NO_TOKEN;
        if (thing != NO_TOKEN && !inflected && !resumed(x, clause_id, verb))
            return (subject){SUBJECT_WORDS, NO_MENTION, thing, before - 1, false};
        return after;
    }
    bool joined = (v->prefixes & (M_WA | M_FA)) != 0;
    uint32_t document = document_before(x, verb);
    if (document != NO_MENTION) {
        const mention *m = &x->e->mentions.at[document];
        return (subject){SUBJECT_MENTION, document, m->first, m->last, false};
    }
    /* أنها استدعت القنصل: the pronoun is the subject, the noun after the verb its object */
    if (k->opener == OPEN_THAT && word_at(x, k->first)->pronoun && verb <= k->first + 4)
        return (subject){SUBJECT_DROPPED, NO_MENTION, NO_TOKEN, NO_TOKEN, false};
    if (!joined && k->opener == OPEN_THAT) {
        subject of_that = noun_after_that(x, k->first + 1, verb);
        if (of_that.kind == SUBJECT_WORDS) return of_that;
    }
    if (!joined) {
        uint32_t id = topic(x, start, verb);
        /* a dateless opening (اليوم …) has no mention and is passed over by topic() */
        if (id != NO_MENTION) {
            const mention *m = &x->e->mentions.at[id];
            /* مقاتلون طردتهم قوات حفتر: the topic is the object */
            subject own = v->pronoun && argument_agrees(x, verb, id) ? subject_after(x, verb, end) : none;
            if (own.kind == SUBJECT_MENTION && own.first == verb + 1) return own;
            return (subject){SUBJECT_MENTION, id, m->first, m->last, false};
        }
    }
    subject after = inflected ? none : subject_after(x, verb, end);
    if (!joined && (k->opener == OPEN_VERB || verb > k->first) && describes_noun(x, verb, &after)) {
        uint32_t id = x->e->at[verb - 1], noun = verb - 1;
        while (id == NO_MENTION && word_at(x, noun)->class == W_ADJ && noun > sentence_first(x, verb)) noun--;
        if (id == NO_MENTION) return (subject){SUBJECT_WORDS, NO_MENTION, noun, verb - 1, false};
        return (subject){SUBJECT_MENTION, id, x->e->mentions.at[id].first, x->e->mentions.at[id].last, false};
    }
    if (after.kind != SUBJECT_NONE) return after;
    if (!joined && k->opener == OPEN_MARK) {
        /* the verb stands after a comma: the topic stands before an insertion (الصين، التي …، تعد) */
        for (uint32_t z = clause_id; z-- > 0;) {
            const clause *b = &x->c->at.at[z];
            if (b->first < sentence_first(x, verb)) break;
            if (b->opener == OPEN_RELATIVE) continue;
            if (b->verb != NO_VERB) break;
            uint32_t id = topic(x, b->first, b->end);
            if (id == NO_MENTION) continue;
            const mention *m = &x->e->mentions.at[id];
            return (subject){SUBJECT_MENTION, id, m->first, m->last, false};
        }
    }
    return (subject){SUBJECT_DROPPED, NO_MENTION, NO_TOKEN, NO_TOKEN, false};
}
