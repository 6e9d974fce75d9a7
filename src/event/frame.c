/* frame: which of a trigger's frames it stands for, by the words near it; see coder.h.
 *
 *   قطع العلاقات مع … is to break off relations, قطع الطريق is to block a road: each row asks for its own word
 *
 * Invariant: a frame is chosen only where all of its conditions are met; of several the one with most conditions. */
#include "event/coder.h"

enum { NEAR_AFTER = 5, NOT_AFTER = 3, NEAR_BEFORE = 6 }; /* words after the trigger: of those wanted, of those excluded */

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
        if (type->variants[v].word == wanted &&
            !(type->variants[v].pronoun && (type->variants[v].prefixes & M_ARTICLE))) /* المدني is no مدن with a pronoun */
            return true;
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

/* صواريخ باليستية تصيب …: is one of the words in what stands before the verb in its clause? */
static bool any_in_subject(const coder *k, uint32_t verb, const uint32_t *wanted, uint32_t n)
{
    if (!finite_verb_at(k, verb) || (word_at(k, verb)->prefixes & (M_WA | M_FA))) return false;
    uint32_t from = clause_of(k, verb)->first;
    if (verb - from > NEAR_BEFORE) from = verb - NEAR_BEFORE;
    for (uint32_t i = from; i < verb; i++) {
        if (word_at(k, i)->pos == POS_ADP || (word_at(k, i)->prefixes & M_PREP)) return false;
        for (uint32_t j = 0; j < n; j++)
            if (!(wanted[j] & FRAME_WORD_PREP) && has_word(k, i, wanted[j])) return true;
    }
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
        if (!any_near(k, first, last, near + from, to - from, NEAR_AFTER, false) &&
            !any_in_subject(k, first, near + from, to - from))
            return -1;
        groups++;
        from = to + 1;
    }
    if (f->n_not && any_near(k, first, last, k->lex->frame_words + f->not_near, f->n_not, NOT_AFTER, true)) return -1;
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

const lex_frame *frame_of_verb(const coder *k, uint32_t i, const lex_frame **first)
{
    const lex_frame *best = NULL;
    int fit = -1;
    uint32_t lemma;
    *first = NULL;
    for (uint32_t n = 0; (lemma = morph_verb(k->w, i, n)) != 0; n++) {
        const lex_lemma *l = &k->lex->lemmas[lemma];
        if (!*first && l->n_frames) *first = &k->lex->frames[k->lex->frame_refs[l->frames]];
        /* a verb that was not chosen needs a word of its own nearby */
        for (uint16_t z = 0; z < l->n_frames; z++)
            if (n == 0 || k->lex->frames[k->lex->frame_refs[l->frames + z]].n_near)
                best = best_of(k, &k->lex->frames[k->lex->frame_refs[l->frames + z]], i, i, best, &fit);
    }
    return best;
}

const lex_frame *frame_of_noun(const coder *k, uint32_t i, const lex_frame **first, uint32_t *last)
{
    const lex_frame *best = NULL;
    int fit = -1;
    *first = NULL;
    *last = i;
    PHRASE_EACH(k->in->p, i, p)
    {
        const lex_name *n = &k->lex->names[p->name];
        if (n->kind != NAME_frame) continue;
        if (best && p->last < *last) break;
        const lex_frame *f = &k->lex->frames[n->ref];
        if (!*first) *first = f;
        const lex_frame *now = best_of(k, f, i, p->last, best, &fit);
        if (now != best) best = now, *last = p->last;
    }
    return best;
}

unsigned frame_light(const coder *k, uint32_t i)
{
    uint32_t lemma;
    for (uint32_t n = 0; (lemma = morph_verb(k->w, i, n)) != 0; n++)
        if (k->lex->lemmas[lemma].light) return k->lex->lemmas[lemma].light;
    return 0;
}

bool frame_wants(const coder *k, const lex_frame *f, uint32_t i)
{
    for (uint8_t z = 0; z < f->n_near; z++)
        if (k->lex->frame_words[f->near + z] != FRAME_WORD_AND && has_word(k, i, k->lex->frame_words[f->near + z]))
            return true;
    return false;
}

/* Is the instrument at i used, and not struck itself: after ب, or doing what the verb at the trigger says? */
static bool is_used(const coder *k, const event *ev, uint32_t i)
{
    uint32_t prep = syntax_preposition(k->w, k->lex, k->first, i);
    /* بإطلاق صواريخ, باستخدام طائرات مسيرة: through a noun in construct */
    if (prep == 0 && i > k->first && word_at(k, i - 1)->class == W_NOUN && !word_at(k, i - 1)->pronoun &&
        !(word_at(k, i - 1)->prefixes & M_ARTICLE))
        prep = syntax_preposition(k->w, k->lex, k->first, i - 1);
    if (prep) return prep == k->at_prep && i > ev->last;
    if (!morph_is_finite(word_at(k, ev->first))) return i == ev->last + 1; /* قصف مدفعي has its own row; غارة مسيرة */
    subject s = argument_subject(k->x, ev->first, k->end);
    if (s.first != NO_TOKEN) return s.first <= i && i <= s.last;
    return i < ev->first && k->c->of[i] == k->c->of[ev->first]; /* صواريخ حوثية تستهدف: words before the verb */
}

lex_text frame_mode(const coder *k, const event *ev)
{
    if (k->lex->frames[ev->frame].type != TYPE_ASSAULT) return 0;
    uint32_t from = clause_of(k, ev->first)->first, end = party_reach(k, ev->last);
    if (from < k->first) from = k->first;
    for (uint32_t i = from; i < end; i++) {
        const phrase *p = phrase_at(k->in->p, k->lex, i, NAME_instrument);
        if (!p) continue;
        if ((i < ev->first || i > ev->last) && is_used(k, ev, i)) return k->lex->names[p->name].ref;
        i = p->last;
    }
    return 0;
}

bool frame_is_everyday(const lex_frame *f)
{
    return f->type == TYPE_AGREE || f->type == TYPE_CONSULT || f->type == TYPE_SUPPORT || f->type == TYPE_COOPERATE ||
           f->type == TYPE_AID || f->type == TYPE_REQUEST || f->type == TYPE_REJECT || f->type == TYPE_CONCEDE ||
           f->type == TYPE_ACCUSE;
}
