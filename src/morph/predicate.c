/* predicate: see predicate.h. */
#include "morph/predicate.h"

/* Is it a word that a definite noun phrase goes on with? */
static bool in_definite_phrase(const analysis *a, bool first)
{
    if (a->prefixes & (M_PREP | M_FUTURE) || (!first && (a->prefixes & (M_WA | M_FA)))) return false;
    return a->class == W_NOUN || a->class == W_ADJ || a->class == W_NAME || a->class == W_NUM;
}

/* Is the first verb in the clause, whose words go on from i to a mark or a subordinator, its own: one that no conjunction joins? */
static bool has_verb(const words *w, const text *t, uint32_t i, uint32_t end)
{
    for (; i < end; i++) {
        const analysis *a = &w->chosen[i];
        if (t->tokens.at[i].kind == TOKEN_PUNCT && !(t->tokens.at[i].flags & (TOKEN_OPENS | TOKEN_CLOSES)))
            return false;
        if (a->class == W_THAT || a->class == W_REL) return false;
        if (a->class == W_VERB) return !(a->prefixes & (M_WA | M_FA));
    }
    return false;
}

/* The reading of the word at i as a verb that agrees with the noun at `head`, and costs less than the chosen one, or, behind كان, is
 * in the perfect whatever it costs; or NULL. */
static const analysis *verb_instead(const words *w, uint32_t i, uint32_t head, bool had)
{
    const word_type *type = w->types[i];
    const analysis *noun = &w->chosen[head];
    if (had && morph_aspect(&w->chosen[i]) != F_MASDAR) return NULL; /* كان الجيش هدف الهجوم */
    bool plural = (noun->features & F_NUMBER) == F_PLUR, feminine = (noun->features & F_GENDER) == F_FEM || plural;
    for (uint8_t z = 0; type && z < type->n_analyses; z++) {
        const analysis *a = &type->analyses[z];
        if (a->upos != POS_VERB || (a->features & F_PERSON) != F_PERSON3 || !morph_is_finite(a)) continue;
        if ((morph_aspect(a) == F_PERFECT) != had) continue;
        if ((a->features & (F_NUMBER | F_PASSIVE | F_SHORT)) != F_SING || a->prefixes) continue;
        if (((a->features & F_GENDER) == F_FEM) == feminine && (had || a->cost < w->chosen[i].cost)) return a;
    }
    return NULL;
}

/* أن القوات العراقية تواصل فرض الحصار: where a clause has no verb, an indefinite word behind its definite subject that may be one is it. */
static void choose_predicate(words *w, const text *t, uint32_t first, uint32_t end, bool had)
{
    uint32_t i = first;
    while (i < end && in_definite_phrase(&w->chosen[i], i == first)) {
        const analysis *a = &w->chosen[i], *b = &w->chosen[i - (i > first)];
        bool closed = i > first && ((b->prefixes & M_ARTICLE) || b->class == W_NAME);
        if (closed && a->class == W_NOUN && !(a->prefixes & (M_ARTICLE | M_ACCUSATIVE))) {
            const analysis *verb = verb_instead(w, i, first, had);
            if (verb && !has_verb(w, t, i, end)) w->chosen[i] = *verb;
            return;
        }
        i++;
    }
}

void predicate_choose(words *w, const text *t, const sentence *s)
{
    choose_predicate(w, t, s->first, s->end, false);
    for (uint32_t i = s->first; i < s->end; i++) {
        const analysis *a = &w->chosen[i];
        bool had = a->upos == POS_AUX && morph_is_finite(a) && morph_aspect(a) == F_PERFECT;
        if (had || a->function == FN_that_anna || a->function == FN_that_inna)
            choose_predicate(w, t, i + 1, s->end, had); /* كان الاتحاد الأوروبي فرض عقوبات */
    }
}
