/* setting: whether an event happened, when and where; see coder.h.
 *
 *   لم يزر بوتين بكين    denied;   يزور الوزير القاهرة غدا    to come, tomorrow, in Cairo
 *
 * Invariant: a date is taken from the trigger's own sentence, a place too unless a word there points back (هناك, المدينة). */
#include "event/coder.h"

void setting_of_clause(const coder *k, uint32_t i, event *ev)
{
    const clause *c = clause_of(k, i);
    if (c->flags & CLAUSE_NEGATED) ev->aux |= AUX_NEGATION;
    if (c->flags & CLAUSE_FUTURE) ev->aux |= AUX_FUTURE;
    if (c->flags & CLAUSE_HYPOTHETICAL) ev->aux |= AUX_HYPOTHETICAL;
}

static void add_modality(uint8_t modality, event *ev)
{
    switch (modality) {
    case MODALITY_hypothetical: ev->aux |= AUX_HYPOTHETICAL; break;
    case MODALITY_future: ev->aux |= AUX_FUTURE; break;
    case MODALITY_negation: ev->aux |= AUX_NEGATION; break;
    default: break;
    }
}

/* Is the noun at i the first one of its clause, without preposition? */
static bool topic_of_clause(const coder *k, uint32_t i)
{
    if (word_at(k, i)->prefixes & M_PREP) return false;
    for (uint32_t z = clause_of(k, i)->first; z < i; z++) {
        const analysis *a = word_at(k, z);
        if (a->class == W_NOUN || a->class == W_NAME || a->class == W_PREP || a->class == W_ADJ) return false;
    }
    return true;
}

void setting_of_noun(const coder *k, uint32_t first, event *ev)
{
    /* the words right before: عدم, احتمال, خطة, محاولة */
    for (uint32_t back = 1; back <= 3 && first >= k->first + back; back++) {
        uint32_t i = first - back;
        if (tok(k, i)->kind == TOKEN_PUNCT) break;
        const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_modality);
        if (!p || p->last >= first || first - p->last > 2) continue;
        add_modality((uint8_t)k->lex->names[p->name].ref, ev);
    }
    uint32_t verb = clause_of(k, first)->verb;
    if (verb == NO_VERB) return;
    if (verb > first) { /* المحادثات ستتناول …: the noun is the topic of its clause */
        if (topic_of_clause(k, first)) setting_of_clause(k, first, ev);
        return;
    }
    if (frame_light(k, verb)) setting_of_clause(k, first, ev);
    add_modality(k->lex->lemmas[word_at(k, verb)->lemma].modality, ev);
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

/* انتخابات عام 2013: a year right after a noun tells when that was, not when the trigger happens. */
static bool of_another_noun(const coder *k, const event *ev, const timex *x)
{
    if (x->precision < PRECISION_YEAR || x->first == k->first) return false;
    uint32_t i = x->first - 1;
    const analysis *a = word_at(k, i);
    if (a->class != W_NOUN || (i >= ev->first && i <= ev->last)) return false;
    word_class before = i > k->first ? (word_class)word_at(k, i - 1)->class : W_START;
    return (a->prefixes & (M_PREP | M_ARTICLE)) || before == W_PREP || before == W_NOUN;
}

/* Does the word at i keep a date or place on its other side from the trigger? عندما and بينما do not. */
static bool divides(const coder *k, uint32_t i)
{
    return word_at(k, i)->class == W_THAT && word_at(k, i)->function != FN_when;
}

static void find_time(const coder *k, event *ev)
{
    uint32_t best = 0, least = UINT32_MAX;
    uint32_t clause_id = k->c->of[ev->first];
    for (uint32_t z = 0; z < k->times->at.n; z++) {
        const timex *x = &k->times->at.at[z];
        if (x->start == NO_DAY || x->precision == PRECISION_NONE || x->end - x->start > SETTING(k->lex, date_days))
            continue;
        /* ستستقبل مهاجرين عالقين منذ أسبوعين: since when something lasts is seldom when a verb far from it happens */
        if (x->since && x->first > ev->last + 2 && finite_verb_at(k, ev->first)) continue;
        if (x->first < k->first || x->first >= k->end || in_what_is_said(k, ev, x->first)) continue;
        if (of_another_noun(k, ev, x)) continue;
        bool same = k->c->of[x->first] == clause_id;
        uint32_t distance = x->first > ev->last ? x->first - ev->last : (ev->first - x->last) + 2;
        if (!same) {
            /* another clause's date counts only where no other predicate stands between */
            uint32_t from = x->first > ev->last ? ev->last + 1 : x->last + 1,
                     to = x->first > ev->last ? x->first : ev->first;
            bool barred = false;
            uint32_t verbs = 0;
            for (uint32_t i = from; i < to && !barred; i++) {
                verbs += finite_verb_at(k, i);
                barred = verbs > 1 || divides(k, i);
            }
            if (barred) continue;
            distance += (uint32_t)SETTING(k->lex, time_other_clause);
        }
        if (distance < least) least = distance, best = z + 1;
    }
    ev->time = best;
}

/* Does a place's name hold more than words of the language (المنطقة الحدودية names none)? */
static bool has_name(const coder *k, const mention *m)
{
    for (uint32_t i = m->first; i <= m->last; i++)
        if (word_at(k, i)->lemma == 0 || word_at(k, i)->class == W_NAME) return true;
    return false;
}

static int place_rank(const coder *k, const mention *m)
{
    if (!m->entity) return !(m->flags & MENTION_PLACE) ? 0 : has_name(k, m) ? 2 : 1;
    const lex_entity *e = &k->lex->entities[m->entity];
    if (e->kind == ENTITY_state && !(m->flags & MENTION_METONYM)) return 1;
    return e->kind == ENTITY_place || (m->flags & MENTION_METONYM) ? 2 : 0;
}

/* A place before a colon at the head of a sentence is where it happens, unless it is a seat of government that speaks. */
static bool heads_sentence(const coder *k, const event *ev, const mention *m)
{
    return m->first == k->first && m->last + 1 < k->end && tok(k, m->last + 1)->mark == ':' &&
           !((m->flags & MENTION_METONYM) && ev->statement);
}

/* The event has its type only when its frame has passed all tests. */
static lex_type type_of(const coder *k, const event *ev)
{
    return (lex_type)k->lex->frames[ev->frame].type;
}

static bool is_visit(const coder *k, const event *ev)
{
    return type_of(k, ev) == TYPE_CONSULT && str_eq(lexicon_text(k->lex, k->lex->frames[ev->frame].mode), STR("visit"));
}

static bool acted_on(const event *ev, const mention *m)
{
    for (uint32_t i = 0; i < ev->recipients.n; i++)
        if (ev->recipients.at[i] == m->actor) return true;
    return false;
}

/* The preposition of a place, through the nouns whose genitive it is: في أحد أحياء القاهرة, بكبريات مدن البرازيل. */
static uint32_t preposition_of(const coder *k, uint32_t i)
{
    uint32_t prep = syntax_preposition(k->w, k->lex, k->first, i);
    bool area = false;
    for (uint32_t j = i; prep == 0 && j > k->first && i - j < REACH(k->lex, place_nouns); j--) {
        const analysis *a = word_at(k, j - 1);
        if (a->function == FN_dem && (word_at(k, i)->prefixes & M_ARTICLE)) { /* في هذا الحي */
            prep = syntax_preposition(k->w, k->lex, k->first, j - 1);
            break;
        }
        if ((a->class != W_NOUN && a->class != W_ADJ) || (a->prefixes & (M_ARTICLE | M_WA | M_FA)) || a->pronoun) break;
        area |= phrase_at(k->in->p, k->lex, j - 1, NAME_area) != NULL;
        if (area) prep = syntax_preposition(k->w, k->lex, k->first, j - 1);
    }
    /* على أجزاء من محافظة كركوك; but من داخل الأراضي اليمنية says where from */
    if (prep && prep <= k->lex->n_preps && i >= k->first + 2) {
        const analysis *a = word_at(k, i - 1), *b = word_at(k, i - 2);
        const phrase *part = phrase_at(k->in->p, k->lex, i - 2, NAME_area);
        bool of_part = k->lex->preps[prep - 1].points == 'f' && b->class == W_NOUN && part &&
                       k->lex->names[part->name].value == AREA_PART;
        if (of_part) return syntax_preposition(k->w, k->lex, k->first, i - 2);
        if (a->pos == POS_ADP && b->pos == POS_ADP) return 0;
    }
    return prep;
}

/* في هذا الحي, القضاء: the place named last before with that word, or a known place for a word that names its kind. */
static uint32_t place_meant(const coder *k, uint32_t i)
{
    const phrase *area = phrase_at(k->in->p, k->lex, i, NAME_area);
    if (!area || !(word_at(k, i)->prefixes & M_ARTICLE) || k->lex->names[area->name].value == AREA_PART ||
        (word_at(k, i)->features & F_NUMBER) != F_SING)
        return NO_MENTION;
    bool any = k->lex->names[area->name].value == AREA_ANY;
    for (uint32_t j = i; j-- > 0;) {
        uint32_t id = k->e->at[j];
        if (id == NO_MENTION || k->e->mentions.at[id].first != j) continue;
        const mention *m = &k->e->mentions.at[id];
        if (place_rank(k, m) != 2 || m->name_first == NO_TOKEN) continue;
        bool same = word_at(k, m->name_first)->lemma == word_at(k, i)->lemma && word_at(k, i)->lemma;
        const lex_entity *e = &k->lex->entities[m->entity];
        if (same || (any && m->entity && e->kind == ENTITY_place)) return id;
    }
    return NO_MENTION;
}

/* Does the trigger stand in what somebody says, and token i not? */
static bool said_apart(const coder *k, const event *ev, uint32_t i)
{
    if (!ev->statement) return false;
    const statement *st = &k->s->at.at[ev->statement - 1];
    for (uint32_t c = 0; c < st->n_content; c++)
        if (i >= st->content[c].first && i <= st->content[c].last) return false;
    return true;
}

/* May the only place of the sentence, at i, be that of a trigger far before it? No new clause begins between them. */
static bool reaches(const coder *k, const event *ev, uint32_t i)
{
    if (i < ev->last || i - ev->last > REACH(k->lex, reach_only_place) || in_what_is_said(k, ev, i) ||
        said_apart(k, ev, i))
        return false;
    for (uint32_t z = ev->last + 1; z < i; z++)
        if (divides(k, z) || (finite_verb_at(k, z) && (word_at(k, z)->prefixes & (M_WA | M_FA)))) return false;
    return true;
}

/* الهجوم, هذه الاشتباكات: a definite noun tells of the event of its kind told last; that one's place. */
static uint32_t told_at(const coder *k, const event *ev)
{
    if (!(word_at(k, ev->first)->prefixes & M_ARTICLE) || word_at(k, ev->first)->class != W_NOUN) return 0;
    for (uint32_t z = k->out->at.n; z-- > 0;)
        if (k->out->at.at[z].type == type_of(k, ev)) return k->out->at.at[z].place;
    return 0;
}

static void find_place(const coder *k, event *ev)
{
    uint32_t best = 0, least = UINT32_MAX, only = 0, places = 0;
    int rank = 0;
    for (uint32_t i = k->first; i < k->end; i++) {
        uint32_t id = k->e->at[i];
        if (id == NO_MENTION && (id = place_meant(k, i)) == NO_MENTION) continue;
        const mention *m = &k->e->mentions.at[id];
        if (m->first > i || (m->first < i && m->last >= i)) continue; /* inside a name */
        int r = place_rank(k, m);
        if (!r || (i < ev->first && said_apart(k, ev, i))) continue; /* قال في القاهرة إن الهجوم … */
        uint32_t prep = preposition_of(k, i);
        bool adverbial = prep == 0 && r == 2 && i > ev->last && phrase_at(k->in->p, k->lex, i, NAME_area) &&
                         k->lex->names[phrase_at(k->in->p, k->lex, i, NAME_area)->name].value == AREA_PART;
        bool near_by = prep && prep <= k->lex->n_preps && k->lex->preps[prep - 1].points == 'i';
        bool target = prep && prep <= k->lex->n_preps && k->lex->preps[prep - 1].points == 'd' &&
                      (r == 2 || (acted_on(ev, m) && is_visit(k, ev))); /* زيارة إلى الولايات المتحدة */
        bool object = prep == 0 && r == 2 && i > ev->last && i - ev->last <= 4;
        if ((m->flags & MENTION_METONYM) && !acted_on(ev, m)) object = false; /* زار موسكو, but رفضت موسكو */
        bool amid = prep && prep <= k->lex->n_preps && k->lex->preps[prep - 1].points == 'b' && r == 2 &&
                    !(m->flags & MENTION_METONYM); /* بين الفلوجة والرمادي */
        near_by |= (amid) || heads_sentence(k, ev, m);
        if (!near_by && prep != k->at_prep && !adverbial && !target && !object) continue;
        if (r == 2 && near_by && only != id + 1) only = ++places == 1 && reaches(k, ev, i) ? id + 1 : 0;
        uint32_t distance = i > ev->last ? i - ev->last : (ev->first - i) * 2;
        if (i < ev->first && k->c->of[i] != k->c->of[ev->first])
            distance += (uint32_t)SETTING(k->lex, place_other_clause);
        bool barred = false;
        for (uint32_t z = ev->last + 1; z < i && !barred; z++) barred = divides(k, z) || finite_verb_at(k, z);
        if (barred) distance += (uint32_t)SETTING(k->lex, place_behind_verb);
        if (distance > REACH(k->lex, reach_party)) continue;
        if (r > rank || (r == rank && distance < least)) rank = r, least = distance, best = id + 1;
    }
    ev->place = best ? best : only ? only : told_at(k, ev);
}

void setting_find(const coder *k, event *ev)
{
    find_time(k, ev);
    find_place(k, ev);
    if (ev->time && k->in->day != INT32_MIN) {
        const timex *x = &k->times->at.at[ev->time - 1];
        if (x->end < k->in->day - 366) ev->aux |= AUX_HISTORICAL;
        if (x->start > k->in->day) ev->aux |= AUX_FUTURE;
    }
}
