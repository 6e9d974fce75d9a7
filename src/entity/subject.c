/* subject: which noun phrase a verb has for its subject; see argument.h.
 *
 *   الهجوم الذي استهدف قوات الأمن    subject «الهجوم», nobody's name; the forces are the object
 *
 * Invariant: a subject stands in the sentence of its verb, and is no phrase that a preposition governs. */
#include "entity/argument.h"

/* افتتح الحملة, استقبل الملكة: a noun right after the verb that is of the other gender is its object; after a feminine verb a
 * masculine one is wherever it stands. */
static bool other_gender(const arguments *x, uint32_t verb, uint32_t i)
{
    const analysis *v = word_of(x, verb), *a = word_of(x, i);
    if ((a->class != W_NOUN && a->class != W_NAME) || (i != verb + 1 && (v->features & F_GENDER) != F_FEM))
        return false;
    return morph_genders_differ(v, a);
}

/* استهدفت الغارات الجوية مواقع: after a definite word an indefinite one is no more of its phrase. */
static bool is_closed_before(const arguments *x, uint32_t i)
{
    const analysis *a = word_of(x, i), *b = word_of(x, i - 1);
    bool definite = (b->prefixes & M_ARTICLE) || b->pronoun;
    return definite && !(a->prefixes & M_ARTICLE) && !a->pronoun && a->class != W_NAME;
}

/* طائرات الجيش, ضربات التحالف: the last token of arms or an attack at first..last with the genitive right behind that it may have */
static uint32_t with_owner(const arguments *x, uint32_t first, uint32_t last, uint32_t end)
{
    bool deed =
        phrase_at(x->in->p, x->in->lex, first, NAME_instrument) || phrase_at(x->in->p, x->in->lex, first, NAME_frame);
    uint32_t id = deed && last + 1 < end && argument_is_open(word_of(x, last)) ? x->e->at[last + 1] : NO_MENTION;
    if (id == NO_MENTION || x->e->mentions.at[id].first != last + 1) return last;
    return x->e->mentions.at[id].prefixes & ~M_ARTICLE ? last : x->e->mentions.at[id].last;
}

/* إن ضربات التحالف قتلت …: a noun right after أن is the subject, be it nobody's name. SUBJECT_NONE where none stands there. */
static subject noun_after_that(const arguments *x, uint32_t i, uint32_t verb)
{
    subject none = {SUBJECT_NONE, NO_MENTION, NO_TOKEN, NO_TOKEN, false};
    const analysis *a = word_of(x, i);
    if (i >= verb || x->in->t->tokens.at[i].kind != TOKEN_WORD || x->e->at[i] != NO_MENTION || argument_is_time(x, i))
        return none;
    if (a->class != W_NOUN || (a->prefixes & ~M_ARTICLE) || phrase_at(x->in->p, x->in->lex, i, NAME_measure))
        return none;
    return (subject){SUBJECT_WORDS, NO_MENTION, i, with_owner(x, i, i, verb), false};
}

/* كل من مصر والسودان: a measure that ends in من before a name */
static bool is_each_of(const arguments *x, uint32_t i)
{
    const phrase *p = phrase_at(x->in->p, x->in->lex, i, NAME_measure);
    return p && p->last == i + 1 && argument_leads_on(x, i + 1, true);
}

/* VSO: the first noun phrase without a preposition after the verb. */
static subject subject_after(const arguments *x, uint32_t verb, uint32_t end)
{
    subject none = {SUBJECT_NONE, NO_MENTION, NO_TOKEN, NO_TOKEN, true};
    uint32_t first = sentence_begin(x, verb);
    bool comma_passed = false;
    for (uint32_t i = verb + 1; i < end;) {
        const token *k = &x->in->t->tokens.at[i];
        const analysis *a = word_of(x, i);
        uint32_t id = x->e->at[i];
        if (id != NO_MENTION && x->e->mentions.at[id].first == i) {
            const mention *m = &x->e->mentions.at[id];
            bool joined = (m->prefixes & (M_WA | M_FA)) != 0;
            if (joined) return none;
            if (syntax_preposition(x->in->w, x->in->lex, first, i) == 0 && (m->entity || !argument_is_time(x, i)) &&
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
                       !argument_is_time(x, i);
        if (nominal) {
            uint32_t last = i;
            while (last + 1 < end && x->e->at[last + 1] == NO_MENTION && !is_closed_before(x, last + 1) &&
                   !(word_of(x, last)->class == W_ADJ && word_of(x, last + 1)->class == W_NOUN) &&
                   !(word_of(x, last + 1)->prefixes & (M_WA | M_FA | M_PREP)) &&
                   (word_of(x, last + 1)->class == W_NOUN || word_of(x, last + 1)->class == W_ADJ ||
                    word_of(x, last + 1)->class == W_NAME) &&
                   x->in->t->tokens.at[last + 1].kind == TOKEN_WORD && !argument_is_time(x, last + 1))
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
    uint32_t first = from < until ? sentence_begin(x, from) : from;
    for (uint32_t i = from; i < until;) {
        uint32_t id = x->e->at[i];
        if (id == NO_MENTION || x->e->mentions.at[id].first != i) {
            i++;
            continue;
        }
        const mention *m = &x->e->mentions.at[id];
        if (syntax_preposition(x->in->w, x->in->lex, first, i) == 0) {
            /* a mention in construct with a noun before it is not the topic itself: زيارة بوتين */
            const analysis *b = i > from ? word_of(x, i - 1) : NULL;
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
        if (word_of(x, i)->pronoun) return true;
    return (word_of(x, verb)->features & F_PASSIVE) != 0;
}

/* بيان لوزارة الدفاع قال إن …: a verb after a document that no article makes definite, and whose it is; or NO_MENTION. */
static uint32_t document_before(const arguments *x, uint32_t verb)
{
    if (verb == sentence_begin(x, verb) || (word_of(x, verb)->prefixes & (M_WA | M_FA))) return NO_MENTION;
    uint32_t owner = x->e->at[verb - 1];
    if (owner == NO_MENTION) return NO_MENTION;
    const mention *o = &x->e->mentions.at[owner];
    if (!(o->prefixes & M_PREP) || (o->prefixes & M_WA) || o->first == sentence_begin(x, verb)) return NO_MENTION;
    uint32_t id = x->e->at[o->first - 1];
    if (id == NO_MENTION) return NO_MENTION;
    const mention *m = &x->e->mentions.at[id];
    return (m->flags & MENTION_DOCUMENT) && (m->flags & MENTION_INDEFINITE) ? id : NO_MENTION;
}

/* The noun that the definite words before الذي end in: الهجوم, past an adjective; NO_TOKEN where it is none or somebody. */
static uint32_t antecedent_noun(const arguments *x, uint32_t i)
{
    while (i > sentence_begin(x, i) && x->e->at[i] == NO_MENTION && word_of(x, i)->class == W_ADJ &&
           (word_of(x, i)->prefixes & M_ARTICLE))
        i--;
    const analysis *a = word_of(x, i);
    return x->e->at[i] == NO_MENTION && a->class == W_NOUN && (a->prefixes & M_ARTICLE) ? i : NO_TOKEN;
}

/* شعارات تطالب …: a verb right after an indefinite noun that agrees with it tells of the noun. */
static bool describes_noun(const arguments *x, uint32_t verb, const subject *after)
{
    const analysis *v = word_of(x, verb);
    if (v->pronoun || verb <= sentence_begin(x, verb) || x->in->t->tokens.at[verb - 1].kind != TOKEN_WORD) return false;
    uint32_t i = verb - 1;
    while (i > sentence_begin(x, verb) && word_of(x, i)->class == W_ADJ &&
           !(word_of(x, i)->prefixes & (M_ARTICLE | M_WA)))
        i--;
    /* اعتداء استهدف مركزا للشرطة: arms and attacks have an object */
    bool deed = phrase_at(x->in->p, x->in->lex, i, NAME_instrument) || phrase_at(x->in->p, x->in->lex, i, NAME_frame);
    if (!deed &&
        (x->c->at.at[x->c->of[verb]].first != verb || (after->kind == SUBJECT_MENTION && after->first == verb + 1)))
        return false;
    const analysis *b = word_of(x, i);
    if (b->class != W_NOUN || (b->prefixes & M_ARTICLE) || b->pronoun || argument_is_time(x, verb - 1) ||
        argument_is_time(x, i))
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
    const analysis *v = word_of(x, verb);
    /* سنحاول: the first and second person say who, no noun does */
    if ((v->features & F_PERSON) == F_PERSON1 || (v->features & F_PERSON) == F_PERSON2)
        return (subject){SUBJECT_DROPPED, NO_MENTION, NO_TOKEN, NO_TOKEN, false};
    /* وقّعا مذكرة: a verb in the dual or plural has no subject after it */
    bool inflected = (v->features & F_NUMBER) == F_DUAL || (v->features & F_NUMBER) == F_PLUR;
    subject none = {SUBJECT_NONE, NO_MENTION, NO_TOKEN, NO_TOKEN, true};
    /* a topic in the verb's own clause comes first: (أن) الصين لعبت دورا */
    uint32_t start = k->first;
    bool where = word_of(x, k->first)->pos == POS_SCONJ; /* حيث has no antecedent that could be the subject */
    if (k->opener == OPEN_RELATIVE && !where && !(k->first < verb && topic(x, k->first + 1, verb) != NO_MENTION)) {
        /* قصفت الطائرات البلدة، ما أسفر عن …: behind a comma ما, which is short, tells of no noun */
        enum { LETTERS_MOST = 3 };
        const token *rel = &x->in->t->tokens.at[k->first];
        bool of_clause = rel->n <= LETTERS_MOST && k->first > sentence_begin(x, verb) && rel[-1].kind == TOKEN_PUNCT;
        if (of_clause && !v->pronoun && k->first + 1 == verb)
            return (subject){SUBJECT_WORDS, NO_MENTION, k->first, k->first, false};
        /* the antecedent of الذي */
        uint32_t before = k->first;
        while (before > sentence_begin(x, verb) && x->in->t->tokens.at[before - 1].kind == TOKEN_PUNCT) before--;
        subject after = inflected ? none : subject_after(x, verb, end);
        if (before > 0 && x->e->at[before - 1] != NO_MENTION &&
            (after.kind != SUBJECT_MENTION || !resumed(x, clause_id, verb))) {
            uint32_t id = x->e->at[before - 1];
            /* الاحتلال الإسرائيلي للبنان، الذي …: not the place but what stands before it */
            uint32_t first = x->e->mentions.at[id].first;
            if ((x->e->mentions.at[id].kind == ACTOR_COUNTRY || (x->e->mentions.at[id].flags & MENTION_PLACE)) &&
                syntax_preposition(x->in->w, x->in->lex, sentence_begin(x, verb), first) &&
                first > sentence_begin(x, verb)) {
                uint32_t j = first - 1;
                if (word_of(x, j)->pos == POS_ADP && j > sentence_begin(x, verb)) j--;
                if (x->e->at[j] != NO_MENTION) id = x->e->at[j];
            }
            return (subject){SUBJECT_MENTION, id, x->e->mentions.at[id].first, x->e->mentions.at[id].last, false};
        }
        /* الهجوم الذي استهدف قوات الأمن: the antecedent is a thing */
        uint32_t thing = before > sentence_begin(x, verb) ? antecedent_noun(x, before - 1) : NO_TOKEN;
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
    if (k->opener == OPEN_THAT && word_of(x, k->first)->pronoun && verb <= k->first + 4)
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
        while (id == NO_MENTION && word_of(x, noun)->class == W_ADJ && noun > sentence_begin(x, verb)) noun--;
        if (id == NO_MENTION) return (subject){SUBJECT_WORDS, NO_MENTION, noun, verb - 1, false};
        return (subject){SUBJECT_MENTION, id, x->e->mentions.at[id].first, x->e->mentions.at[id].last, false};
    }
    if (after.kind != SUBJECT_NONE) return after;
    if (!joined && k->opener == OPEN_MARK) {
        /* the verb stands after a comma: the topic stands before an insertion (الصين، التي …، تعد) */
        for (uint32_t z = clause_id; z-- > 0;) {
            const clause *b = &x->c->at.at[z];
            if (b->first < sentence_begin(x, verb)) break;
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
