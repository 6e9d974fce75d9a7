/* cue: finds the words that say that somebody said something; see scan.h.
 *
 *   قال …، مضيفا أن …، بحسب بيان    a finite verb, a participle, a phrase: three cues
 *
 * Invariant: no cue stands inside a quotation, and each has the word near it that its row asks for. */
#include "quote/scan.h"

enum { PHRASE_REACH = 10 }; /* words between a cue phrase and the preposition that it ends with */

static bool near_word(const scan *q, const lex_cue *row, uint32_t i)
{
    if (row->n_near == 0) return true;
    for (uint32_t j = i; j < q->s->end && j < i + 6; j++) {
        const word_type *type = q->w->types[j];
        for (uint8_t v = 0; type && v < type->n_variants; v++)
            for (uint8_t k = 0; k < row->n_near; k++)
                if (type->variants[v].word == q->lex->frame_words[row->near + k]) return true;
    }
    return false;
}

/* A participle that opens a statement, whatever noun it may also be (مشيرا, مضيفا): in the accusative or an oblique
 * plural, without article, and with أن, a quotation or a preposition right after. 1 + the cue, or 0. */
static uint32_t participle_cue(const scan *q, uint32_t i)
{
    const word_type *type = q->w->types[i];
    if (!type || i + 1 >= q->s->end || q->x->e->at[i] != NO_MENTION) return 0; /* ناطقة باسم لويدز */
    for (uint8_t k = 0; k < type->n_analyses; k++) {
        const analysis *a = &type->analyses[k];
        uint32_t cue = a->pos == POS_VERB ? q->lex->lemmas[a->lemma].cue : 0;
        if (!cue || morph_aspect(a) != F_ACTIVE_PART || (a->prefixes & (M_ARTICLE | M_PREP)) || a->pronoun) continue;
        bool oblique = (a->features & F_OBLIQUE) && (a->features & F_NUMBER) == F_PLUR && !(a->features & F_CONSTRUCT);
        bool feminine = (a->features & F_GENDER) == F_FEM && (a->features & F_NUMBER) == F_SING;
        if (!(a->prefixes & M_ACCUSATIVE) && !oblique && !feminine) continue;
        const lex_cue *row = &q->lex->cues[cue - 1];
        uint32_t j = i + 1; /* واصفة إياه بـ…: past its object */
        if (word_at(q, j)->pos == POS_PRON && j + 1 < q->s->end) j++;
        const analysis *next = word_at(q, j);
        uint32_t mask = next->pos == POS_ADP                      ? q->lex->lemmas[next->lemma].preps
                        : (next->prefixes & M_PREP) && next->prep ? 1u << (next->prep - 1)
                                                                  : 0;
        bool that = next->function == FN_that_anna || next->function == FN_that_inna;
        bool object = (row->takes & TAKES_OBJECT) && (next->class == W_NOUN) && (a->prefixes & M_ACCUSATIVE) &&
                      i > q->s->first && tok(q, i - 1)->kind == TOKEN_PUNCT;
        if (that || opens(q, j) || is_mark(q, j, ':') || (mask & row->takes_preps) || object) return cue;
    }
    return 0;
}

/* The cue of the verb at i, 1 + its index, or 0. Any verb that the form can be of counts: يعلن is أعلن, whatever was
 * chosen. */
static uint32_t verb_cue(const scan *q, uint32_t i)
{
    const analysis *a = word_at(q, i);
    if (a->pos != POS_VERB) return 0;
    uint32_t cue = q->lex->lemmas[a->lemma].cue;
    for (uint32_t n = 1, lemma; !cue && (lemma = morph_verb(q->w, i, n)) != 0; n++) {
        uint32_t other = q->lex->lemmas[lemma].cue;
        uint8_t class = other ? q->lex->cues[other - 1].class : 0;
        if (other && (class == CUE_say || class == CUE_add || class == CUE_announce || class == CUE_deny)) cue = other;
    }
    return cue;
}

/* Does the clause after the verb at i bring what is said: أن, a quotation, a colon, a preposition of the verb's? */
static bool says_more(const scan *q, uint32_t i)
{
    uint32_t cue = q->lex->lemmas[word_at(q, i)->lemma].cue, preps = cue ? q->lex->cues[cue - 1].takes_preps : 0;
    for (i++; i < q->s->end && !is_comma(q, i) && !is_mark(q, i, '.'); i++) {
        const analysis *a = word_at(q, i);
        if (a->class == W_THAT || opens(q, i) || is_mark(q, i, ':')) return true;
        if (a->pos == POS_ADP && (q->lex->lemmas[a->lemma].preps & preps)) return true;
    }
    return is_comma(q, i) && opens(q, i + 1);
}

/* A phrase or noun of saying; false where the word is a verb here. */
static bool phrase_cue(const scan *q, const phrase *p, bool verbal, cue_at *c)
{
    c->cue = q->lex->names[p->name].ref;
    c->last = p->last;
    const lex_cue *row = cue_row(q, c);
    if (row->pos == CUE_NOUN && (verbal || word_at(q, c->first)->class == W_VERB)) return false;
    /* الحي is no form of ألح على */
    bool noun = p->pronoun && (word_at(q, c->first)->prefixes & M_ARTICLE) != 0;
    if (row->pos == CUE_PHRASE && noun && word_at(q, c->first)->lemma) return false;
    c->form = row->pos == CUE_NOUN ? FORM_NOUN : FORM_PHRASE;
    /* حسبما أعلن: the verb belongs to the phrase */
    bool verb = row->class == CUE_according && c->last + 1 < q->s->end && word_at(q, c->last + 1)->class == W_VERB &&
                q->lex->lemmas[word_at(q, c->last + 1)->lemma].cue;
    if (verb) c->last++;
    /* كما قال إن …: he said that too; كما كان: nobody says so */
    if (row->class == CUE_according && word_at(q, c->first)->pos == POS_SCONJ && p->last == c->first)
        return verb && c->first > q->s->first && is_comma(q, c->first - 1) && !says_more(q, c->last);
    return true;
}

/* A finite verb or participle with this cue (1 + its index); false where the form is neither. */
static bool verbal_cue(const scan *q, uint32_t cue, cue_at *c)
{
    const analysis *a = word_at(q, c->first);
    unsigned aspect = morph_aspect(a);
    bool finite = aspect == F_PERFECT || aspect == F_IMPERFECT;
    uint32_t other = finite && (a->features & F_NUMBER) == F_DUAL ? participle_cue(q, c->first) : 0;
    c->cue = (other ? other : cue) - 1; /* نافيا أن … is no dual verb */
    c->form = finite && !other ? FORM_FINITE : FORM_PARTICIPLE;
    if (finite) return true;
    if (aspect != F_ACTIVE_PART || (a->prefixes & (M_ARTICLE | M_PREP)) || a->pronoun) return false;
    return (a->prefixes & M_ACCUSATIVE) || (a->features & F_NUMBER) != F_SING || (a->features & F_GENDER) != F_MASC;
}

uint32_t cue_preposition(const scan *q, uint32_t i)
{
    if (i < q->s->end && word_at(q, i)->pos == POS_ADP && !word_at(q, i)->pronoun) i++;
    return i < q->s->end ? syntax_preposition(q->w, q->lex, q->s->first, i) : 0;
}

/* Does this preposition follow in the clause, perhaps after the subject? */
static bool preposition_follows(const scan *q, uint32_t i, uint8_t prep)
{
    for (uint32_t stop = i + PHRASE_REACH; i < q->s->end && i < stop && tok(q, i)->kind != TOKEN_PUNCT; i++) {
        const analysis *a = word_at(q, i);
        if (a->pos == POS_ADP && (q->lex->lemmas[a->lemma].preps >> (prep - 1) & 1)) return true;
        if ((a->prefixes & M_PREP) && a->prep == prep) return true;
    }
    return false;
}

/* The longest cue phrase at i; of ورد في and ورد عن the one whose preposition follows. */
static const phrase *cue_phrase_at(const scan *q, uint32_t i)
{
    const phrase *best = NULL;
    PHRASE_EACH(q->x->in->p, i, p)
    {
        if (q->lex->names[p->name].kind != NAME_cue || (best && p->last < best->last)) continue;
        uint8_t prep = q->lex->cues[q->lex->names[p->name].ref].last_prep;
        if (prep && !preposition_follows(q, p->last + 1, prep)) continue; /* أخذ على is no أخذ في الاعتبار */
        if (!best || (prep && cue_preposition(q, p->last + 1) == prep)) best = p;
    }
    return best;
}

static bool cue_at_word(const scan *q, uint32_t i, cue_at *c)
{
    const phrase *p = cue_phrase_at(q, i);
    uint32_t cue = verb_cue(q, i);
    *c = (cue_at){.first = i, .last = i};
    if (p && (p->last > i || !cue)) return phrase_cue(q, p, cue != 0, c);
    if (cue) return verbal_cue(q, cue, c);
    cue = participle_cue(q, i);
    c->cue = cue - 1;
    c->form = FORM_PARTICIPLE;
    return cue != 0;
}

void cue_find(scan *q)
{
    q->n = 0;
    for (uint32_t i = q->s->first; i < q->s->end && q->n < CUES_MAX; i++) {
        cue_at c;
        if (tok(q, i)->kind != TOKEN_WORD || quoted(q, i) || !cue_at_word(q, i, &c)) continue;
        if (!near_word(q, cue_row(q, &c), c.last + 1)) continue;
        q->cues[q->n++] = c;
        i = c.last;
    }
}
