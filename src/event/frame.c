/* frame: which of a trigger's frames it stands for, by the words near it; see coder.h.
 *
 *   قطع العلاقات مع … is to break off relations, قطع الطريق is to block a road: each row asks for its own word
 *
 * Invariant: a frame is chosen only where all of its conditions are met; of several the one with most conditions. */
#include "event/coder.h"

/* The words and prepositions that stand near a trigger, each with how many words lie before it. */
enum { NEAR_WORDS = 128 };

typedef struct near_words {
    uint32_t n;
    uint64_t bits; /* of the words that are in `at`: most of those asked for are in none */
    uint32_t at[NEAR_WORDS];
    uint8_t step[NEAR_WORDS];
} near_words;

/* What stands around a trigger, read when a frame first asks for it. */
typedef struct surroundings {
    const coder *k;
    uint32_t first, last; /* the trigger */
    bool read;
    near_words after, before,
        subject; /* before: the word right before it; subject: what stands before a verb in its clause */
} surroundings;

static uint64_t bit_of(uint32_t id)
{
    return 1ull << (id * 0x9e3779b1u >> 26);
}

static void put(near_words *w, uint32_t id, uint32_t step)
{
    if (w->n == NEAR_WORDS) return;
    w->bits |= bit_of(id);
    w->at[w->n] = id;
    w->step[w->n++] = (uint8_t)step;
}

static void put_token(const coder *k, near_words *w, uint32_t i, uint32_t step)
{
    const word_type *type = k->w->types[i];
    if (!type) return;
    const analysis *a = word_at(k, i);
    uint32_t preps = (a->prefixes & M_PREP) && a->prep ? 1u << (a->prep - 1) : 0;
    if (a->pos == POS_ADP) preps |= k->lex->lemmas[a->lemma].preps;
    for (uint32_t p = 0; preps && p < 32; p++)
        if (preps >> p & 1) put(w, FRAME_WORD_PREP | p, step);
    for (uint8_t v = 0; v < type->n_variants; v++) /* المدني is no مدن with a pronoun */
        if (!(type->variants[v].pronoun && (type->variants[v].prefixes & M_ARTICLE)))
            put(w, type->variants[v].word, step);
}

/* صواريخ باليستية تصيب …: what stands before a verb in its clause, up to a preposition. */
static void read_subject(const coder *k, uint32_t verb, near_words *w)
{
    if (!finite_verb_at(k, verb) || (word_at(k, verb)->prefixes & (M_WA | M_FA))) return;
    const clause *c = clause_of(k, verb);
    uint32_t from = c->first, reach = REACH(k->lex, reach_frame_before);
    if (c->opener == OPEN_VERB &&
        word_at(k, verb)->pronoun) /* صاروخا أطلقته …: a verb that tells of the noun before it */
        while (from > k->first && tok(k, from - 1)->kind != TOKEN_PUNCT && word_at(k, from - 1)->class != W_VERB &&
               word_at(k, from - 1)->pos != POS_ADP && !(word_at(k, from - 1)->prefixes & M_PREP))
            from--;
    if (verb - from > reach) from = verb - reach;
    for (uint32_t i = from; i < verb; i++) {
        if (word_at(k, i)->pos == POS_ADP || (word_at(k, i)->prefixes & M_PREP)) return;
        put_token(k, w, i, 0);
    }
}

static void read_surroundings(surroundings *x)
{
    const coder *k = x->k;
    x->read = true;
    x->after.n = x->before.n = x->subject.n = 0;
    x->after.bits = x->before.bits = x->subject.bits = 0;
    uint32_t step = 0, passed = 0, reach = REACH(k->lex, reach_frame_after);
    for (uint32_t i = x->last + 1; i < k->end && step < reach; i++) {
        if (tok(k, i)->kind == TOKEN_PUNCT) {
            if (tok(k, i)->mark == '.' || tok(k, i)->mark == 0x61b) break;
            continue;
        }
        put_token(k, &x->after, i, step);
        PHRASE_EACH(k->in->p, i, p)
        {
            const lex_name *n = &k->lex->names[p->name];
            if (n->kind == NAME_time && n->value != TIME_number && p->last + 1 > passed) passed = p->last + 1;
        }
        uint32_t id = k->e->at[i]; /* a mention counts as one word; when it was counts as none: استدعت الاثنين سفيرها */
        if (i >= passed && word_at(k, i)->class != W_ADV) step += id == NO_MENTION || k->e->mentions.at[id].first == i;
    }
    if (x->first > k->first) put_token(k, &x->before, x->first - 1, 0);
    read_subject(k, x->first, &x->subject);
}

static bool any_of(const near_words *w, const uint32_t *wanted, uint32_t n, uint32_t reach)
{
    for (uint32_t j = 0; j < n; j++) {
        if (!(w->bits & bit_of(wanted[j]))) continue;
        for (uint32_t i = 0; i < w->n; i++)
            if (w->at[i] == wanted[j] && w->step[i] < reach) return true;
    }
    return false;
}

/* How many of the frame's conditions are met; -1 where one is not. */
static int frame_fit(surroundings *x, const lex_frame *f)
{
    const uint32_t *near = x->k->lex->frame_words + f->near, *not_near = x->k->lex->frame_words + f->not_near;
    if (!x->read && (f->n_near || f->n_not)) read_surroundings(x);
    uint32_t after = REACH(x->k->lex, reach_frame_after), apart = REACH(x->k->lex, reach_frame_not);
    int groups = 0;
    for (uint32_t from = 0; from < f->n_near;) {
        uint32_t to = from;
        while (to < f->n_near && near[to] != FRAME_WORD_AND) to++;
        if (!any_of(&x->after, near + from, to - from, after) && !any_of(&x->subject, near + from, to - from, 1))
            return -1;
        groups++;
        from = to + 1;
    }
    if (f->n_not && (any_of(&x->after, not_near, f->n_not, apart) || any_of(&x->before, not_near, f->n_not, apart)))
        return -1;
    return groups;
}

static const lex_frame *best_of(surroundings *x, const lex_frame *f, const lex_frame *best, int *fit)
{
    int now = frame_fit(x, f);
    if (now > *fit) {
        *fit = now;
        return f;
    }
    return best;
}

const analysis *frame_participle(const coder *k, uint32_t i)
{
    const analysis *a = word_at(k, i);
    if (!(a->prefixes & M_ACCUSATIVE) || a->pronoun || (a->prefixes & (M_ARTICLE | M_PREP)) || morph_is_finite(a))
        return NULL;
    if (a->pos == POS_VERB) return morph_aspect(a) == F_ACTIVE_PART ? a : NULL;
    /* a clause of its own: behind a comma, or joined to such a one */
    bool begins = i > k->first && (tok(k, i - 1)->kind == TOKEN_PUNCT || (a->prefixes & M_WA));
    const word_type *type = k->w->types[i];
    for (uint8_t z = 0; begins && a->class == W_ADJ && type && z < type->n_analyses; z++) {
        const analysis *b = &type->analyses[z];
        if (b->pos == POS_VERB && morph_aspect(b) == F_ACTIVE_PART && b->prefixes == a->prefixes && !b->pronoun)
            return b;
    }
    return NULL;
}

const lex_frame *frame_of_verb(const coder *k, uint32_t i, const lex_frame **first)
{
    const lex_frame *best = NULL;
    surroundings x;
    x.k = k, x.first = x.last = i, x.read = false;
    int fit = -1;
    const analysis *participle = frame_participle(k, i);
    uint32_t lemma;
    *first = NULL;
    for (uint32_t n = 0; (lemma = n == 0 && participle ? participle->lemma : morph_verb(k->w, i, n)) != 0; n++) {
        const lex_lemma *l = &k->lex->lemmas[lemma];
        if (!*first && l->n_frames) *first = &k->lex->frames[k->lex->frame_refs[l->frames]];
        /* a verb that was not chosen needs a word of its own nearby */
        for (uint16_t z = 0; z < l->n_frames; z++)
            if (n == 0 || k->lex->frames[k->lex->frame_refs[l->frames + z]].n_near)
                best = best_of(&x, &k->lex->frames[k->lex->frame_refs[l->frames + z]], best, &fit);
    }
    return best;
}

const lex_frame *frame_of_noun(const coder *k, uint32_t i, const lex_frame **first, uint32_t *last)
{
    const lex_frame *best = NULL;
    surroundings x;
    x.k = k, x.first = x.last = i, x.read = false;
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
        if (p->last != x.last) x.last = p->last, x.read = false;
        const lex_frame *now = best_of(&x, f, best, &fit);
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
    near_words w = {0};
    put_token(k, &w, i, 0);
    return any_of(&w, k->lex->frame_words + f->near, f->n_near, 1);
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
