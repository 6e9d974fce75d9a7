/* mention: see mention.h.  One pass from left to right; at each token the first reading that holds wins:
 * a role or title with what belongs to it, a known name, the head of an organisation's name, a group noun, a name
 * that begins with a given name.
 *
 *   وصل ثلاثة من وزراء الخليج إلى الرياض    «ثلاثة من وزراء الخليج», a counted group; «الرياض», a place
 *
 * Invariant: the outer mentions of a sentence stand in its order and do not overlap. */
#include "entity/mention.h"
#include "entity/finder.h"

#include <assert.h>

/* ---- what stands before and after ---- */

/* A noun of assault whose genitive is the one it happens to: مقتل, اغتيال; not حل. */
static bool has_victims(const finder *f, uint32_t i)
{
    const phrase *p = named(f, i, NAME_frame);
    const lex_frame *frame = p ? &f->lex->frames[entity_of(f, p)] : NULL;
    return frame && frame->gen == GEN_PATIENT && frame->type == TYPE_ASSAULT;
}

/* An adjective of the noun before it: عسكري in مسؤول عسكري or تحالف سياسي وعسكري, الخارجية in السياسة الخارجية. */
static bool is_adjectival(const finder *f, uint32_t i, uint32_t first)
{
    if (i <= first || !is_word(f, i - 1)) return false;
    const analysis *a = at(f, i), *b = at(f, i - 1);
    if (a->prefixes & M_PREP) return false;
    bool adjective = a->class == W_ADJ, joined = (a->prefixes & M_WA) != 0;
    const word_type *type = f->w->types[i];
    for (uint8_t k = 0; !joined && k < type->n_analyses; k++)
        adjective |= type->analyses[k].class == W_ADJ && type->analyses[k].lemma;
    if (!adjective) return false;
    /* مقتل شرطي: after a noun of harm a word for people is its genitive */
    const phrase *people = named(f, i, NAME_group);
    if (people && f->lex->groups[f->lex->names[people->name].ref].kind == 0 && has_victims(f, i - 1)) return false;
    bool definite = (a->prefixes & M_ARTICLE) != 0;
    if (joined) return b->class == W_ADJ && ((b->prefixes & M_ARTICLE) != 0) == definite;
    if (b->class != W_NOUN && b->class != W_ADJ) return false;
    /* برصاص مستوطنين: a sound masculine plural qualifies no singular */
    if ((a->features & F_NUMBER) == F_PLUR && (a->features & F_GENDER) == F_MASC && (b->features & F_NUMBER) == F_SING)
        return false;
    return ((b->prefixes & M_ARTICLE) != 0 || b->pronoun) == definite;
}

/* A name's letters that are an adjective of the noun before: فائض مالي is no Mali. A role or head before has the name for its
 * genitive (رئيس مالي). */
static bool is_plain_adjective(const finder *f, uint32_t i, uint32_t first)
{
    if (i <= first || at(f, i)->prefixes || at(f, i - 1)->class != W_NOUN || has_article(f, i - 1)) return false;
    if (named(f, i - 1, NAME_role) || named(f, i - 1, NAME_head) || named(f, i - 1, NAME_group) ||
        named(f, i - 1, NAME_area))
        return false;
    const word_type *type = f->w->types[i];
    unsigned gender = at(f, i - 1)->features & F_GENDER;
    for (uint8_t k = 0; k < type->n_analyses; k++) {
        const analysis *a = &type->analyses[k];
        if (a->class == W_ADJ && a->lemma && !a->prefixes && (a->features & F_GENDER) == gender) return true;
    }
    return false;
}

static bool is_number(const finder *f, uint32_t i)
{
    if (i >= f->end) return false;
    if (f->t->tokens.at[i].kind == TOKEN_NUMBER) return true;
    const phrase *number = named(f, i, NAME_time);
    if (!number) return false;
    PHRASE_EACH(f->in->p, i, p) /* استدعت الاثنين سفيرها: the day, not two */
    {
        const lex_name *n = name_of(f, p);
        bool day = n->kind == NAME_time && f->lex->times[n->ref].kind == TIME_weekday;
        if (day && (p->prefixes & M_ARTICLE) && !(is_word(f, p->last + 1) && has_article(f, p->last + 1))) return false;
    }
    uint8_t kind = f->lex->times[f->lex->names[number->name].ref].kind;
    return kind == TIME_number;
}

/* Where a role begins that a word for a post leads to: في منصب مدير, على وظيفة ( سفير ). NO_TOKEN where none does. */
static uint32_t after_post(const finder *f, uint32_t j)
{
    if (j < f->end && at(f, j)->pos == POS_ADP && !at(f, j)->pronoun) j++;
    const phrase *post = j < f->end ? named(f, j, NAME_role) : NULL;
    if (!post || f->lex->roles[entity_of(f, post)].kind != ROLE_POST) return NO_TOKEN;
    return post->last + 1 + is_mark(f, post->last + 1, '(');
}

static void give_role(mention *m, const mention *role)
{
    m->role_first = role->role_first;
    m->role_last = role->role_last;
    m->role = role->role;
    m->office = role->office;
    if (role->sector) m->sector = role->sector;
    if (role->country) m->country = role->country;
    m->org = role->org;
    m->flags |= role->flags & MENTION_FORMER;
}

/* May a role after a comma end here: بوتين، الرئيس الروسي، or دخل بنكيران، رئيس الحكومة السابق، على الخط? */
static bool may_end(const finder *f, const mention *role)
{
    uint32_t next = role->last + 1;
    if (is_mark(f, next, 0x60c) || next >= f->end) return true;
    return role->last > role->role_first && (f->t->tokens.at[next].kind == TOKEN_PUNCT || at(f, next)->pos == POS_ADP);
}

/* The role that is told after a name: in apposition (علي الأحمدي الناطق باسم …), to two at once (زيد وعمرو الرئيسان
 * السابقان), in the accusative of an appointment (رئيسا للوفد), or after the word for a post. */
static bool apposition(const finder *f, mention *m)
{
    uint32_t j = m->last + 1, post = after_post(f, j);
    bool comma = is_mark(f, j, 0x60c);
    j = post != NO_TOKEN ? post : j + comma;
    if (!is_word(f, j) || at(f, j)->prefixes & (M_WA | M_FA | M_PREP) || !named(f, j, NAME_role)) return false;
    uint32_t nested = f->e->mentions.n, before = m->first > 0 ? f->e->at[m->first - 1] : NO_MENTION;
    mention role, *other = before != NO_MENTION ? &f->e->mentions.at[before] : NULL;
    finder own = *f; /* اتهم زيد مدير العمليات في المنظمة، عمرا: who is named behind the comma has another role */
    for (own.end = j; own.end < f->end && !is_mark(f, own.end, 0x60c);) own.end++;
    bool found = role_phrase(&own, j, &role) && (role.name_first == NO_TOKEN || role.group); /* no name of its own */
    bool both = found && (role.flags & MENTION_PLURAL) && !(role.flags & MENTION_INDEFINITE) && (m->prefixes & M_WA) &&
                other && other->kind == ACTOR_PERSON && other->name_first != NO_TOKEN && other->last + 1 == m->first;
    bool appointed = found && !comma && (at(f, j)->prefixes & M_ACCUSATIVE) && !(role.flags & MENTION_PLURAL);
    bool plain = found && !(role.flags & (MENTION_INDEFINITE | MENTION_PLURAL)) && (!comma || may_end(f, &role));
    if (!found || !(both || appointed || plain || (post != NO_TOKEN && !(role.flags & MENTION_PLURAL)))) {
        f->e->mentions.n = nested;
        return false;
    }
    if (appointed && !role.country && !role.org) role.office = OFFICE_none; /* رئيسا: of something not said here */
    give_role(m, &role);
    if (both) give_role(&f->e->mentions.at[before], &role);
    m->last = role.last;
    return true;
}

/* ---- people counted ---- */

/* After a number a nation's adjective counts people: 61 فلسطينيا. */
static bool nation_phrase(const finder *f, uint32_t i, mention *m)
{
    const phrase *nisba = named(f, i, NAME_nisba);
    if (!nisba || nisba->prefixes & (M_WA | M_FA | M_PREP)) return false;
    *m = mention_of(i, nisba->last);
    m->name_first = i, m->name_last = nisba->last;
    m->kind = ACTOR_GROUP;
    m->sector = SECTOR_CVL;
    m->country = f->lex->entities[entity_of(f, nisba)].country;
    return true;
}

/* 33 مسلحا, عشرات المدنيين, مئات من المحتجين: a number or quantity and the people counted. */
static bool counted_people(const finder *f, uint32_t i, mention *m)
{
    uint32_t j = i + 1;
    if (j < f->end && at(f, j)->pos == POS_ADP && !at(f, j)->pronoun && is_word(f, j + 1)) j++;
    while (is_number(f, j)) j++;
    if (j > i + 1 && j < f->end && at(f, j)->pos == POS_ADP && !at(f, j)->pronoun && is_word(f, j + 1))
        j++; /* 300 ألف من */
    if (!is_word(f, j)) return false;
    bool people = body_group(f, j, m) || body_people(f, j, m) || nation_phrase(f, j, m);
    if (!people && !(role_phrase(f, j, m) && m->name_first != NO_TOKEN && m->kind == ACTOR_GROUP)) return false;
    m->prep = at(f, i)->prep;
    m->prefixes = at(f, i)->prefixes;
    m->first = m->name_first = i;
    m->kind = ACTOR_GROUP;
    m->flags |= MENTION_INDEFINITE | MENTION_PLURAL;
    return true;
}

/* أكثر من 170 ألف أفغاني: a measure before the number. */
static bool measured_people(const finder *f, uint32_t i, mention *m)
{
    const phrase *p = named(f, i, NAME_measure);
    if (!p || !is_number(f, p->last + 1) || !counted_people(f, p->last + 1, m)) return false;
    m->prep = p->prep;
    m->prefixes = p->prefixes;
    m->first = m->name_first = i;
    return true;
}

/* May a known short name go on (محمد خان)? Not with a word of the language (شيراك المدن). */
static bool may_extend(const finder *f, uint32_t from, uint32_t to)
{
    bool also_word;
    for (uint32_t i = from; i <= to; i++)
        if (!name_is_unknown(f, i) && !name_is_given(f, i, &also_word)) return false;
    return true;
}

/* ---- clubs ---- */

/* Do more words than usual in politics speak of sport, of tokens first..end? */
static bool is_sport(const finder *f, uint32_t first, uint32_t end, int32_t percent)
{
    uint64_t weight = 0;
    for (uint32_t i = first; i < end; i++) {
        const phrase *p = named(f, i, NAME_topic);
        if (!p || name_of(f, p)->ref != TOPIC_SPORT) continue;
        weight += name_of(f, p)->value;
        i = p->last;
    }
    return end > first && weight * 100 / (end - first) > (uint64_t)percent * 10;
}

/* الأهلي, برشلونة in a report of sport: the club, of several the one of the article's own country. */
static bool club(const finder *f, uint32_t i, mention *m)
{
    if (!f->sport || at(f, i)->class == W_VERB || at(f, i)->class == W_PREP) return false;
    const phrase *best = NULL;
    PHRASE_EACH(f->in->p, i, p)
    {
        if (name_of(f, p)->kind != NAME_club || p->pronoun || (best && p->last < best->last)) continue;
        /* الاتفاق, التعاون: a club only in a sentence of sport, and not as a genitive (علاقات التعاون) */
        if (name_of(f, p)->value && (!f->sport_here || (i > 0 && at(f, i - 1)->class == W_NOUN))) continue;
        bool home = best && f->lex->entities[entity_of(f, p)].country == f->e->home && f->e->home;
        if (!best || home) best = p;
    }
    if (!best) return false;
    *m = name_entity_mention(f, i, best);
    return true;
}

/* ---- the pass ---- */

static bool mention_at(const finder *f, uint32_t i, mention *m, uint32_t first)
{
    if (!is_word(f, i)) return is_number(f, i) && counted_people(f, i, m);
    uint32_t nested_before = f->e->mentions.n;
    if (measured_people(f, i, m)) return true;
    f->e->mentions.n = nested_before;
    bool in_quotes = i > 0 && (f->t->tokens.at[i - 1].flags & TOKEN_OPENS) != 0;
    if (at(f, i)->class == W_VERB && at(f, i)->lemma && at(f, i)->pos == POS_VERB &&
        !(in_quotes && name_entity(f, i, ENTITY_org, false))) {
        bool also_word;
        /* a verb's form that is a given name right before another name (يزيد بن, أحمد) is left to the name reading */
        if (!name_is_given(f, i, &also_word)) return false;
    }
    const phrase *known = name_entity(f, i, ENTITY_state, true);
    if (known && known->last == i && is_plain_adjective(f, i, first)) known = NULL;
    /* القمة العربية: an adjective is no channel */
    if (known && known->last == i && at(f, i)->lemma && f->lex->entities[entity_of(f, known)].kind == ENTITY_org &&
        !in_quotes && is_adjectival(f, i, first))
        known = NULL;
    mention of_club;
    if (club(f, i, &of_club) && (!known || of_club.last >= known->last)) {
        *m = of_club;
        return true;
    }
    const phrase *role = named(f, i, NAME_role);
    bool long_role = role && role->last > i; /* رفع رئيس مجلس الإدارة: رئيس might be an adjective, all of it not */
    bool also_word, only_name = name_is_given(f, i, &also_word) && !also_word; /* إخراج محمد النقلي */
    /* التقى رئيس الوزراء الإسرائيلي الرئيس التركي: after a whole role an office is no adjective of it */
    uint32_t before = i > first ? f->e->at[i - 1] : NO_MENTION;
    long_role |= role && before != NO_MENTION && f->e->mentions.at[before].role_first != NO_TOKEN;
    if (!known && !long_role && !only_name && !name_before_son(f, i) && is_adjectival(f, i, first)) return false;
    uint32_t nested = f->e->mentions.n;
    if (role && (!known || role->last >= known->last) && role_phrase(f, i, m)) {
        /* اللواء زيد قائد الشرطة: after a rank or title and a name the office may follow */
        if (m->name_first != NO_TOKEN && m->role && f->lex->roles[m->role - 1].kind != ROLE_PLAIN) apposition(f, m);
        return true;
    }
    f->e->mentions.n = nested;
    /* الولايات المتحدة العراق: a state's name is whole */
    bool state = known && known->last > i && f->lex->entities[entity_of(f, known)].kind == ENTITY_state;
    if (!state && named(f, i, NAME_area) && body_place(f, i, m) &&
        (!known || m->last > known->last)) /* العاصمة الأميركية واشنطن */
        return true;
    f->e->mentions.n = nested;
    const phrase *head = named(f, i, NAME_head);
    mention org;
    if (head && (!known || known->last == i || f->lex->entities[entity_of(f, known)].kind != ENTITY_org) &&
        body_organisation(f, i, &org) && (!known || org.last > known->last)) {
        *m = org;
        return true;
    }
    f->e->mentions.n = nested;
    if (known) {
        *m = name_entity_mention(f, i, known);
        if (m->kind == ACTOR_PERSON) {
            /* a short known name inside a longer unknown one (محمد خان) belongs to the longer */
            uint32_t last = m->role_first == NO_TOKEN ? name_of_person(f, i, false) : NO_TOKEN;
            /* استقبل عبدالفتاح السيسي عبدالله الثاني: another known name is another's */
            const phrase *other = is_word(f, m->last + 1) ? name_entity(f, m->last + 1, ENTITY_person, false) : NULL;
            if (other && other->last == m->last + 1 && !role_after_transitive(f, i)) other = NULL;
            if (last != NO_TOKEN && !other && last > m->last && may_extend(f, m->last + 1, last)) {
                m->entity = 0, m->country = 0, m->sector = 0;
                m->last = m->name_last = last;
            }
            apposition(f, m);
        }
        return true;
    }
    if (is_number(f, i) && counted_people(f, i, m)) return true;
    if (body_people(f, i, m)) return true;
    uint32_t last = name_of_person(f, i, false);
    if (last != NO_TOKEN) {
        *m = mention_of(i, last);
        m->kind = ACTOR_PERSON;
        m->name_first = i;
        m->name_last = last;
        m->prep = at(f, i)->prep;
        m->prefixes = at(f, i)->prefixes;
        const phrase *g = named(f, i, NAME_given);
        if (g && name_of(f, g)->flags & LEX_NAME_FEMININE) m->flags |= MENTION_FEMININE;
        apposition(f, m);
        return true;
    }
    if (body_group(f, i, m)) return true;
    f->e->mentions.n = nested;
    return false;
}

/* وكالة ريا نوفوستي للأنباء: what an agency is for belongs to its name, and is nobody it speaks to. */
static void take_purpose(const finder *f, mention *m)
{
    if (m->kind != ACTOR_ORG || m->sector != SECTOR_JRN) return;
    uint32_t j = m->last + 1;
    while (is_word(f, j) && at(f, j)->class == W_ADJ && has_article(f, j) && !(at(f, j)->prefixes & M_PREP)) j++;
    if (!is_word(f, j)) return;
    const analysis *a = at(f, j);
    const phrase *group = named(f, j, NAME_group); /* للأنباء; but للصحفيين are people */
    bool people = named(f, j, NAME_role) || (group && f->lex->groups[entity_of(f, group)].kind == GROUP_PEOPLE);
    bool of = f->t->folded[f->t->tokens.at[j].letters] == L_LAM && (a->prefixes & M_PREP) && has_article(f, j);
    if (of && a->class == W_NOUN && (a->features & F_NUMBER) == F_PLUR && !people) m->last = j;
}

void mention_read(entities *e, const entity_input *in)
{
    finder f = {.e = e, .in = in, .t = in->t, .w = in->w, .lex = in->lex};
    uint32_t n = in->t->tokens.n;
    e->at = ARENA_ARRAY(in->a, uint32_t, n + 1);
    for (uint32_t i = 0; i <= n; i++) e->at[i] = NO_MENTION;
    bool sport = is_sport(&f, 0, n, SETTING(f.lex, topic_article_percent));
    for (uint32_t s = 0; s < in->t->sentences.n; s++) {
        const sentence *x = &in->t->sentences.at[s];
        f.end = x->end;
        f.sport_here = is_sport(&f, x->first, x->end, SETTING(f.lex, topic_sentence_percent));
        f.sport = sport || f.sport_here;
        for (uint32_t i = x->first; i < x->end;) {
            mention m;
            uint32_t nested = e->mentions.n;
            if (!mention_at(&f, i, &m, x->first)) {
                e->mentions.n = nested;
                i++;
                continue;
            }
            take_purpose(&f, &m);
            assert(m.last < x->end && m.last >= i);
            uint32_t id = e->mentions.n;
            *vec_push(in->a, &e->mentions) = m;
            for (uint32_t j = m.first; j <= m.last; j++) e->at[j] = id;
            i = m.last + 1;
        }
    }
}
