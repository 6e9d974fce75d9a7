/* cue: finds the words that say that somebody said something; see scan.h.
 *
 *   قال …، مضيفا أن …، بحسب بيان    a finite verb, a participle, a phrase: three cues
 *
 * Invariant: no cue stands inside a quotation, and each has the word near it that its row asks for. */
#include "quote/scan.h"

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
    if (!type || i + 1 >= q->s->end) return 0;
    for (uint8_t k = 0; k < type->n_analyses; k++) {
        const analysis *a = &type->analyses[k];
        uint32_t cue = a->pos == POS_VERB ? q->lex->lemmas[a->lemma].cue : 0;
        if (!cue || morph_aspect(a) != F_ACTIVE_PART || (a->prefixes & (M_ARTICLE | M_PREP)) || a->pronoun) continue;
        bool oblique = (a->features & F_OBLIQUE) && (a->features & F_NUMBER) == F_PLUR && !(a->features & F_CONSTRUCT);
        bool feminine = (a->features & F_GENDER) == F_FEM && (a->features & F_NUMBER) == F_SING;
        if (!(a->prefixes & M_ACCUSATIVE) && !oblique && !feminine) continue;
        const lex_cue *row = &q->lex->cues[cue - 1];
        const analysis *next = word_at(q, i + 1);
        uint32_t mask = next->pos == POS_ADP                      ? q->lex->lemmas[next->lemma].preps
                        : (next->prefixes & M_PREP) && next->prep ? 1u << (next->prep - 1)
                                                                  : 0;
        bool that = next->function == FN_that_anna || next->function == FN_that_inna;
        bool object = (row->takes & TAKES_OBJECT) && (next->class == W_NOUN) && (a->prefixes & M_ACCUSATIVE) &&
                      i > q->s->first && tok(q, i - 1)->kind == TOKEN_PUNCT;
        if (that || opens(q, i + 1) || is_mark(q, i + 1, ':') || (mask & row->takes_preps) || object) return cue;
    }
    return 0;
}

void cue_find(scan *q)
{
    q->n = 0;
    for (uint32_t i = q->s->first; i < q->s->end && q->n < CUES_MAX; i++) {
        if (tok(q, i)->kind != TOKEN_WORD || quoted(q, i)) continue;
        const analysis *a = word_at(q, i);
        cue_at c = {.first = i, .last = i};
        const phrase *p = phrase_at(q->x->in->p, q->lex, i, NAME_cue);
        const lex_lemma *l = &q->lex->lemmas[a->lemma];
        unsigned aspect = morph_aspect(a);
        /* any verb that the form can be of counts: يعلن is أعلن, whatever was chosen */
        uint32_t cue = l->cue;
        for (uint32_t n = 1, lemma; !cue && a->pos == POS_VERB && (lemma = morph_verb(q->w, i, n)) != 0; n++) {
            uint32_t other = q->lex->lemmas[lemma].cue;
            uint8_t class = other ? q->lex->cues[other - 1].class : 0;
            if (other && (class == CUE_say || class == CUE_add || class == CUE_announce || class == CUE_deny))
                cue = other;
        }
        bool verbal = a->pos == POS_VERB && cue;
        if (p && (p->last > i || !verbal)) {
            const lex_cue *row = &q->lex->cues[q->lex->names[p->name].ref];
            if (row->pos == CUE_NOUN && a->class == W_VERB) continue;
            if (row->pos == CUE_NOUN && verbal) continue;
            c.cue = q->lex->names[p->name].ref;
            c.last = p->last;
            c.form = row->pos == CUE_NOUN ? FORM_NOUN : FORM_PHRASE;
            /* حسبما أعلن: the verb belongs to the phrase */
            if (row->class == CUE_according && c.last + 1 < q->s->end && word_at(q, c.last + 1)->class == W_VERB &&
                q->lex->lemmas[word_at(q, c.last + 1)->lemma].cue)
                c.last++;
            c.boundary = row->pos == CUE_PHRASE && (i == q->s->first || is_comma(q, i - 1) || (a->prefixes & M_WA));
        } else if (verbal) {
            c.cue = cue - 1;
            bool finite = aspect == F_PERFECT || aspect == F_IMPERFECT;
            uint32_t other = finite && (a->features & F_NUMBER) == F_DUAL ? participle_cue(q, i) : 0;
            if (other) { /* نافيا أن … is no dual verb */
                c.cue = other - 1;
                finite = false;
            }
            bool participle =
                other || (aspect == F_ACTIVE_PART && !(a->prefixes & (M_ARTICLE | M_PREP)) && !a->pronoun);
            if (!finite && !participle) continue;
            if (participle && !other && !(a->prefixes & M_ACCUSATIVE) && (a->features & F_NUMBER) == F_SING &&
                (a->features & F_GENDER) == F_MASC)
                continue;
            c.form = finite ? FORM_FINITE : FORM_PARTICIPLE;
            c.boundary = c.form == FORM_PARTICIPLE || (a->prefixes & (M_WA | M_FA));
        } else if ((cue = participle_cue(q, i)) != 0) {
            c.cue = cue - 1;
            c.form = FORM_PARTICIPLE;
            c.boundary = true;
        } else
            continue;
        const lex_cue *row = &q->lex->cues[c.cue];
        if (!near_word(q, row, c.last + 1)) continue;
        q->cues[q->n++] = c;
        i = c.last;
    }
}
