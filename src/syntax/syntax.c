/* syntax: see syntax.h. */
#include "syntax/syntax.h"

typedef struct cutter {
    clauses *c;
    const text *t;
    const words *w;
    const phrases *p;
    const lexicon *lex;
    arena *a;
} cutter;

static bool divides(const token *k)
{
    if (k->kind != TOKEN_PUNCT) return false;
    switch (k->mark) {
    case ':':
    case ';':
    case 0x61b:
    case ',':
    case 0x60c:
    case '(':
    case ')':
    case '.':
    case 0x2026:
    case '!':
    case '?':
    case 0x61f: return true;
    case '-':
    case 0x2013:
    case 0x2014: return (k->flags & (TOKEN_SPACE_BEFORE | TOKEN_SPACE_AFTER)) != 0;
    default: return (k->flags & (TOKEN_OPENS | TOKEN_CLOSES)) != 0;
    }
}

/* كان, بدأ, واصل and the like before an imperfect: one predicate with it. */
static bool carries(const cutter *x, const analysis *first, const analysis *second)
{
    return morph_is_finite(first) && morph_is_finite(second) && x->lex->lemmas[first->lemma].auxiliary &&
           !(second->prefixes & (M_WA | M_FA));
}

static clause *open_clause(cutter *x, uint32_t first, clause_opener opener)
{
    clause *k = vec_push(x->a, &x->c->at);
    *k = (clause){.first = first, .end = first, .verb = NO_VERB, .parent = NO_CLAUSE, .opener = (uint8_t)opener};
    return k;
}

static int opener_of(const analysis *a)
{
    switch ((lex_function)a->function) {
    case FN_that_anna:
    case FN_that_inna: return OPEN_THAT;
    case FN_rel: return OPEN_RELATIVE;
    case FN_when:
    case FN_because:
    case FN_conj_but: return OPEN_WHEN;
    case FN_cond: return OPEN_CONDITION;
    case FN_topic: return OPEN_MARK; /* أما الرئيس، فقد … */
    default: return -1;
    }
}

/* بدأ الجيش، الثلاثاء، هجوما; دعا المبعوث -في بيان- الأطراف: where the mark at i opens a few words that only say when, where or how
 * and a like mark closes them, the token after that; else i. */
static uint32_t past_insertion(const cutter *x, uint32_t i, uint32_t end)
{
    const token *open = &x->t->tokens.at[i];
    if (open->kind != TOKEN_PUNCT || (open->mark != 0x60c && open->mark != '-' && open->mark != 0x2013)) return i;
    for (uint32_t j = i + 1; j < end && j <= i + REACH(x->lex, reach_insertion) + 1; j++) {
        const analysis *a = &x->w->chosen[j];
        const token *tok = &x->t->tokens.at[j];
        if (tok->kind == TOKEN_PUNCT) return tok->mark == open->mark && j > i + 1 && j + 1 < end ? j + 1 : i;
        bool adverbial =
            a->pos == POS_ADP || (a->prefixes & M_PREP) || a->class == W_ADV || phrase_at(x->p, x->lex, j, NAME_time);
        if ((j == i + 1 && !adverbial) || (a->prefixes & (M_WA | M_FA)) || opener_of(a) >= 0 || a->class == W_VERB)
            return i;
    }
    return i;
}

static void cut_sentence(cutter *x, const sentence *s)
{
    clause *k = open_clause(x, s->first, OPEN_START);
    uint32_t first_clause = x->c->at.n - 1, past = s->first; /* the token after an insertion */
    for (uint32_t i = s->first; i < s->end; i++) {
        const analysis *a = &x->w->chosen[i];
        const token *tok = &x->t->tokens.at[i];
        int opener = tok->kind == TOKEN_WORD ? opener_of(a) : -1;
        if (opener >= 0 && i > k->first)
            k = open_clause(x, i, (clause_opener)opener);
        else if (opener >= 0)
            k->opener = (uint8_t)opener;
        else if (morph_is_finite(a)) {
            bool chained = k->verb != NO_VERB && carries(x, &x->w->chosen[k->verb], a) && i - k->verb <= 12;
            bool joined = (a->prefixes & (M_WA | M_FA)) != 0;
            if (joined && i > k->first)
                k = open_clause(x, i, OPEN_AND);
            else if (k->verb != NO_VERB && !chained)
                k = open_clause(x, i, OPEN_VERB);
            k->verb = i;
        }
        x->c->of[i] = x->c->at.n - 1;
        k->end = i + 1;
        if (i >= past && k->verb != NO_VERB) past = past_insertion(x, i, s->end);
        if (divides(tok) && i >= past && i + 1 < s->end) k = open_clause(x, i + 1, OPEN_MARK);
    }
    /* each clause that is opened by a subordinator depends on the one before it */
    for (uint32_t c = first_clause + 1; c < x->c->at.n; c++) {
        clause *z = &x->c->at.at[c];
        if (z->opener == OPEN_THAT || z->opener == OPEN_RELATIVE || z->opener == OPEN_WHEN ||
            z->opener == OPEN_CONDITION)
            z->parent = c - 1;
    }
}

/* قد before an imperfect, ربما before any verb; قد is read as "already" or "perhaps" by the words beside it only. */
static bool perhaps(const cutter *x, uint32_t i, const analysis *verb)
{
    const word_type *type = x->w->types[i];
    bool may_be = false, already = false;
    for (uint8_t z = 0; type && z < type->n_analyses; z++) {
        may_be |= type->analyses[z].function == FN_perhaps;
        already |= type->analyses[z].function == FN_emph;
    }
    return may_be && (!already || morph_aspect(verb) == F_IMPERFECT);
}

/* Negation, future and mood by the particles and governing words of each clause. */
static void read_mood(cutter *x, uint32_t c)
{
    clause *k = &x->c->at.at[c];
    uint32_t until = k->verb != NO_VERB ? k->verb : k->end;
    const analysis *verb = k->verb != NO_VERB ? &x->w->chosen[k->verb] : NULL;
    for (uint32_t i = k->first; i < until; i++) {
        const analysis *a = &x->w->chosen[i];
        bool close = !verb || k->verb - i <= 3;
        switch ((lex_function)a->function) {
        case FN_neg:
            if (close && verb) k->flags |= CLAUSE_NEGATED;
            break;
        case FN_neg_past:
            if (close) k->flags |= CLAUSE_NEGATED;
            break;
        case FN_neg_future:
            if (close) k->flags |= CLAUSE_NEGATED | CLAUSE_FUTURE;
            break;
        case FN_future:
            if (close) k->flags |= CLAUSE_FUTURE;
            break;
        case FN_emph:
        case FN_perhaps:
            if (close && verb && perhaps(x, i, verb)) k->flags |= CLAUSE_HYPOTHETICAL;
            break;
        case FN_purpose:
            if (close && verb) k->flags |= CLAUSE_HYPOTHETICAL;
            break;
        case FN_aspect: /* لا تزال ترفض: still; لم تكد: hardly */ k->flags &= (uint8_t)~CLAUSE_NEGATED; break;
        case FN_modal: k->flags |= CLAUSE_HYPOTHETICAL; break;
        default: break;
        }
        /* a verb of the chain before the main one: يمكن أن is another clause; كان سيزور is not */
        if (morph_is_finite(a)) {
            switch (x->lex->lemmas[a->lemma].modality) {
            case MODALITY_hypothetical: k->flags |= CLAUSE_HYPOTHETICAL; break;
            case MODALITY_future: k->flags |= CLAUSE_FUTURE; break;
            case MODALITY_negation: k->flags |= CLAUSE_NEGATED; break;
            default: break;
            }
            /* لا تزال ترفض: still */
            if (x->lex->lemmas[a->lemma].auxiliary == AUXILIARY_LASTING) k->flags &= (uint8_t)~CLAUSE_NEGATED;
        }
    }
    if (verb) {
        if (verb->prefixes & M_FUTURE) k->flags |= CLAUSE_FUTURE;
        /* لـ with an imperfect: purpose */
        if ((verb->prefixes & M_PREP) && morph_aspect(verb) == F_IMPERFECT) k->flags |= CLAUSE_HYPOTHETICAL;
        bool damma = (x->t->tokens.at[k->verb].flags & TOKEN_DAMMA) != 0;
        if ((verb->features & F_PASSIVE) || damma) k->flags |= CLAUSE_PASSIVE;
        /* قتل وأصيب خمسة: two verbs of one subject are in one voice */
        uint32_t end = x->t->sentences.at[x->t->tokens.at[k->verb].sentence].end;
        const analysis *next = k->verb + 1 < end ? verb + 1 : NULL;
        if (next && (next->features & F_PASSIVE) && morph_is_finite(next) && (next->prefixes & M_WA) &&
            morph_aspect(next) == F_PERFECT && morph_aspect(verb) == F_PERFECT)
            k->flags |= CLAUSE_PASSIVE;
    }
    if (k->opener == OPEN_CONDITION) k->flags |= CLAUSE_HYPOTHETICAL;
    if (k->parent == NO_CLAUSE) return;
    /* what the governing clause says of its أن-clause */
    const clause *up = &x->c->at.at[k->parent];
    if (k->opener != OPEN_THAT) return;
    if (up->verb != NO_VERB) {
        switch (x->lex->lemmas[x->w->chosen[up->verb].lemma].modality) {
        case MODALITY_hypothetical: k->flags |= CLAUSE_HYPOTHETICAL; break;
        case MODALITY_future: k->flags |= CLAUSE_FUTURE; break;
        case MODALITY_negation: k->flags |= CLAUSE_NEGATED; break;
        default: break;
        }
    }
    for (uint32_t i = up->first; i < up->end; i++) {
        const phrase *m = phrase_at(x->p, x->lex, i, NAME_modality);
        if (!m || m->last + 2 < up->end) continue;
        switch (x->lex->names[m->name].ref) {
        case MODALITY_hypothetical: k->flags |= CLAUSE_HYPOTHETICAL; break;
        case MODALITY_future: k->flags |= CLAUSE_FUTURE; break;
        case MODALITY_negation: k->flags |= CLAUSE_NEGATED; break;
        default: break;
        }
    }
}

void syntax_read(clauses *c, const text *t, const words *w, const phrases *p, const lexicon *lex, arena *a)
{
    *c = (clauses){0};
    c->of = ARENA_ARRAY(a, uint32_t, t->tokens.n + 1);
    cutter x = {c, t, w, p, lex, a};
    for (uint32_t s = 0; s < t->sentences.n; s++) cut_sentence(&x, &t->sentences.at[s]);
    for (uint32_t i = 0; i < c->at.n; i++) read_mood(&x, i);
}

uint32_t syntax_preposition(const words *w, const lexicon *lex, uint32_t first, uint32_t i)
{
    const analysis *a = &w->chosen[i];
    if (a->prefixes & M_PREP) return a->prep;
    /* لـ"سبق": a quotation mark may stand between */
    while (i > first && w->chosen[i - 1].pos == POS_PUNCT && w->chosen[i - 1].class == W_OTHER) i--;
    if (i <= first) return 0;
    const analysis *b = &w->chosen[i - 1];
    if (b->pos != POS_ADP || b->pronoun || (a->prefixes & (M_WA | M_FA))) return 0;
    uint32_t mask = lex->lemmas[b->lemma].preps;
    if (!mask) return PREP_UNNAMED;
    uint32_t prep = 0;
    while (!(mask >> prep & 1)) prep++;
    return prep + 1;
}
