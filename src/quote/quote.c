/* quote: see quote.h.  For each sentence: find the cues of saying; for each cue find where the content begins (أن, a
 * quotation mark, a colon, the preposition or object that the cue takes), where it ends, and who speaks. */
#include "quote/quote.h"

#include <assert.h>

#define X(id, name) name,
const char *const quote_rule_name[RULE_COUNT] = {QUOTE_RULES(X)};
#undef X

enum { CUES_MAX = 64, GAP_TOKENS = 60, QUOTED_NAME_TOKENS = 3, CONTENT_TOKENS_MIN = 1, LONE_QUOTE_TOKENS = 6 };

typedef enum { FORM_FINITE, FORM_PARTICIPLE, FORM_NOUN, FORM_PHRASE } cue_form;

typedef struct cue_at {
    uint32_t first, last;
    uint32_t cue;
    uint8_t form;
    bool boundary; /* begins a statement of its own: what was said before ends here */
} cue_at;

typedef struct speaker {
    actor_list who, via;
    bool set;
} speaker;

typedef struct scan {
    const arguments *x;
    const text *t;
    const words *w;
    const lexicon *lex;
    statements *out;
    const sentence *s;
    uint32_t sentence_id;
    cue_at cues[CUES_MAX];
    uint32_t n;
    speaker last; /* of the statement before */
    uint32_t last_content_end;
    actor_list document; /* whose the report or communiqué is that the article quotes */
} scan;

static const analysis *word_at(const scan *q, uint32_t i)
{
    return &q->w->chosen[i];
}

static const token *tok(const scan *q, uint32_t i)
{
    return &q->t->tokens.at[i];
}

static const lex_cue *cue_row(const scan *q, const cue_at *c)
{
    return &q->lex->cues[c->cue];
}

static bool is_mark(const scan *q, uint32_t i, uint32_t mark)
{
    return i < q->s->end && tok(q, i)->kind == TOKEN_PUNCT && tok(q, i)->mark == mark;
}

static bool opens(const scan *q, uint32_t i)
{
    return i < q->s->end && (tok(q, i)->flags & TOKEN_OPENS) != 0;
}

static bool is_comma(const scan *q, uint32_t i)
{
    return is_mark(q, i, 0x60c) || is_mark(q, i, ',');
}

/* Inside a quotation, its marks not counted. */
static bool quoted(const scan *q, uint32_t i)
{
    return tok(q, i)->quote != NO_QUOTE && !(tok(q, i)->flags & (TOKEN_OPENS | TOKEN_CLOSES));
}

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

static void find_cues(scan *q)
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

/* ---- where the content begins ---- */

typedef struct opening {
    uint32_t first;   /* first token of the content */
    uint32_t gap_end; /* where the words between cue and content end */
    quote_rule rule;
    bool found;
} opening;

static bool that_word(const scan *q, uint32_t i, const lex_cue *row)
{
    const analysis *a = word_at(q, i);
    if (row->class == CUE_relay && (a->function == FN_that_inna || a->function == FN_that_anna)) return true;
    if (a->function == FN_that_inna) return (row->takes & (TAKES_INNA | TAKES_ANNA)) != 0;
    if (a->function == FN_that_anna) return (row->takes & (TAKES_ANNA | TAKES_INNA)) != 0;
    return false;
}

/* A quotation that only marks a name or a word inside the gap, with the real introducer after it. */
static bool quote_is_name(const scan *q, uint32_t i, const lex_cue *row, uint32_t limit, const subject *sub)
{
    const quotation *z = &q->t->quotes.at[tok(q, i)->quote];
    if (!z->closed || z->close - i - 1 > QUOTED_NAME_TOKENS) return false;
    for (uint32_t j = z->close + 1; j < limit; j++) {
        if (that_word(q, j, row) || is_mark(q, j, ':')) return true;
        if (opens(q, j)) {
            const quotation *o = &q->t->quotes.at[tok(q, j)->quote];
            if (o->close - j - 1 > QUOTED_NAME_TOKENS) return true;
        }
    }
    if (z->close - i - 1 <= 1) return true;
    /* الطائرة الرئاسية "إير فورس وان": right after a noun, without a verb in it */
    const analysis *before = i > q->s->first ? word_at(q, i - 1) : NULL;
    if (!before || !(before->class == W_NOUN || before->class == W_ADJ || before->class == W_NAME) ||
        before->pos == POS_VERB)
        return false;
    for (uint32_t j = i + 1; j < z->close; j++)
        if (word_at(q, j)->class == W_VERB || word_at(q, j)->class == W_NEG) return false;
    return !(sub->kind == SUBJECT_MENTION && sub->last + 1 == i);
}

/* Does a phrase begin at i that says when, where or amid what (مع، بعد، خلال، وسط), rather than what is said? */
static bool adjunct(const scan *q, uint32_t i)
{
    const analysis *a = word_at(q, i);
    if (a->pos != POS_ADP || a->pronoun) return false;
    uint32_t mask = q->lex->lemmas[a->lemma].preps;
    for (uint32_t z = 0; z < q->lex->n_preps; z++)
        if (mask >> z & 1) return q->lex->preps[z].adjunct != 0;
    return true;
}

static bool tells_where(const scan *q, const analysis *a)
{
    uint32_t mask = q->lex->lemmas[a->lemma].preps;
    for (uint32_t z = 0; z < q->lex->n_preps; z++)
        if (mask >> z & 1) return q->lex->preps[z].points == 'i';
    return false;
}

/* Past times and phrases of time and circumstance: وشددت السفيرة بعد اللقاء على … */
static uint32_t after_adjuncts(const scan *q, uint32_t i, uint32_t limit, const lex_cue *row)
{
    while (i + 1 < limit) {
        const analysis *a = word_at(q, i);
        if (phrase_at(q->x->in->p, q->lex, i, NAME_time)) {
            i++;
            continue;
        }
        if (a->pos != POS_ADP || a->pronoun || (q->lex->lemmas[a->lemma].preps & row->takes_preps)) break;
        if (!adjunct(q, i) && !tells_where(q, a)) break;
        i = argument_pass(q->x, i + 1, limit);
    }
    return i;
}

/* Where a mention without preposition begins right after the cue (the subject of VSO), passing adverbs and times. */
static opening find_opening(const scan *q, uint32_t k, const subject *sub)
{
    const cue_at *c = &q->cues[k];
    const lex_cue *row = cue_row(q, c);
    opening none = {0};
    uint32_t limit = q->s->end;
    if (limit > c->last + GAP_TOKENS) limit = c->last + GAP_TOKENS;
    /* another finite cue that is no part of this one's gap ends the search */
    uint32_t start = c->last + 1;
    uint32_t after_subject =
        sub->after && sub->kind != SUBJECT_NONE && sub->kind != SUBJECT_DROPPED ? sub->last + 1 : start;
    for (uint32_t i = start; i < limit; i++) {
        const analysis *a = word_at(q, i);
        if (opens(q, i) && tok(q, i)->quote != NO_QUOTE) {
            if (i >= after_subject || sub->kind == SUBJECT_DROPPED || !sub->after) {
                if (!quote_is_name(q, i, row, limit, sub)) return (opening){i, i, RULE_quotation, true};
            }
            const quotation *z = &q->t->quotes.at[tok(q, i)->quote];
            if (z->close >= limit) return none;
            i = z->close;
            continue;
        }
        if (is_mark(q, i, ':')) {
            if (i + 1 >= q->s->end) return none;
            return opens(q, i + 1) ? (opening){i + 1, i, RULE_quotation, true} : (opening){i + 1, i, RULE_colon, true};
        }
        if (that_word(q, i, row)) {
            uint32_t first = i + 1;
            while (first < q->s->end && is_mark(q, first, ':')) first++;
            if (first >= q->s->end) return none;
            return (opening){first, i, RULE_that, true};
        }
        /* أكد أن … (a joined particle: لأنه) and questions (سأل هل) are left to the verb's own clause */
        if (tok(q, i)->kind == TOKEN_PUNCT &&
            (tok(q, i)->mark == 0x61b || tok(q, i)->mark == ';' || tok(q, i)->mark == '.'))
            break;
        bool other_cue = false;
        for (uint32_t z = k + 1; z < q->n; z++) {
            bool own = cue_row(q, &q->cues[z])->class == CUE_say && q->cues[z].form == FORM_NOUN;
            if (q->cues[z].first == i && !own && (q->cues[z].form == FORM_FINITE || q->cues[z].form == FORM_PARTICIPLE))
                other_cue = true;
        }
        if (other_cue) {
            /* قال … مضيفا: no clause of the first; صرح قائلا إن: the participle takes over */
            break;
        }
        if (a->pos == POS_VERB && a->class == W_VERB && morph_aspect(a) != F_IMPERATIVE && i > after_subject &&
            q->x->c->at.at[q->x->c->of[i]].opener != OPEN_RELATIVE && !(row->takes & TAKES_COLON))
            break;
    }
    /* أشار إلى ضرورة, حذر من, شدد على, ندد بـ: directly after the cue or its subject */
    bool vague =
        sub->kind == SUBJECT_MENTION &&
        (q->x->e->mentions.at[sub->mention].flags & (MENTION_INDEFINITE | MENTION_SOURCE)) == MENTION_INDEFINITE &&
        q->x->e->mentions.at[sub->mention].name_first == q->x->e->mentions.at[sub->mention].name_last;
    for (int place = 0; place < 3 && !vague; place++) {
        uint32_t i = place == 0 ? start : after_subject;
        /* حث أنصاره على …: after the one spoken to */
        if (place == 2) {
            if ((!(row->takes & CUE_TELLS) && row->class != CUE_accuse) || i >= limit || q->x->e->at[i] == NO_MENTION)
                break;
            i = q->x->e->mentions.at[q->x->e->at[i]].last + 1;
        }
        if (place == 1) i = after_adjuncts(q, i, limit, row);
        if (i >= limit) continue;
        uint32_t prep = syntax_preposition(q->w, q->lex, i, i);
        const analysis *a = word_at(q, i);
        if (a->pos == POS_ADP && !a->pronoun) {
            uint32_t mask = q->lex->lemmas[a->lemma].preps;
            if ((mask & row->takes_preps) && i + 1 < q->s->end) return (opening){i + 1, i, RULE_preposition, true};
        } else if (prep && prep <= 32 && (row->takes_preps >> (prep - 1) & 1) && !(a->prefixes & (M_WA | M_FA)))
            return (opening){i, i, RULE_preposition, true};
    }
    if ((row->takes & TAKES_OBJECT) && (sub->after || sub->kind == SUBJECT_MENTION || c->form == FORM_PARTICIPLE) &&
        c->form != FORM_NOUN) {
        uint32_t i = sub->after ? after_subject : start;
        while (i < limit && (phrase_at(q->x->in->p, q->lex, i, NAME_time) || is_comma(q, i))) i++;
        /* أعلنت الحكومة المحلية في الأنبار عودة …: where the speaker is */
        if (i + 1 < limit && word_at(q, i)->pos == POS_ADP && q->x->e->at[i + 1] != NO_MENTION &&
            q->x->e->mentions.at[q->x->e->at[i + 1]].first == i + 1)
            i = q->x->e->mentions.at[q->x->e->at[i + 1]].last + 1;
        if (i < limit && tok(q, i)->kind == TOKEN_WORD) {
            const analysis *a = word_at(q, i);
            bool noun = a->class == W_NOUN && !(a->prefixes & (M_WA | M_FA | M_PREP)) && q->x->e->at[i] == NO_MENTION;
            bool noun_said = row->class == CUE_say || row->class == CUE_announce || row->class == CUE_deny ||
                             row->class == CUE_warn || row->class == CUE_command || row->class == CUE_promise;
            if (noun && noun_said) return (opening){i, i, RULE_object, true};
        }
    }
    return none;
}

/* ---- where it ends ---- */

static uint32_t trim_end(const scan *q, uint32_t first, uint32_t end)
{
    while (end > first) {
        const token *k = tok(q, end - 1);
        bool closing =
            k->kind == TOKEN_PUNCT && (k->mark == '.' || k->mark == 0x60c || k->mark == ',' || k->mark == 0x61b ||
                                       k->mark == '-' || k->mark == 0x2013 || k->mark == ':');
        const analysis *a = word_at(q, end - 1);
        bool lone_wa = a->pos == POS_CCONJ && k->n == 1;
        if (!closing && !lone_wa) break;
        end--;
    }
    return end;
}

static uint32_t next_statement(const scan *q, uint32_t k, uint32_t first)
{
    for (uint32_t z = k + 1; z < q->n; z++) {
        const cue_at *c = &q->cues[z];
        if (c->first <= first) continue;
        const lex_cue *row = cue_row(q, c);
        /* لكنه قال …, كما قال: the conjunction begins the new statement */
        if (c->form == FORM_FINITE && c->first > first + 1) {
            lex_function before = (lex_function)word_at(q, c->first - 1)->function;
            if (before == FN_conj_but || before == FN_when) return c->first - 1;
        }
        bool after_comma = c->first > 0 && is_comma(q, c->first - 1);
        bool lone_wa = c->first > 1 && word_at(q, c->first - 1)->pos == POS_CCONJ && tok(q, c->first - 1)->n == 1;
        const analysis *a = word_at(q, c->first);
        switch ((cue_form)c->form) {
        case FORM_PARTICIPLE: return c->first;
        case FORM_FINITE:
            if ((a->prefixes & (M_WA | M_FA)) || lone_wa) {
                bool speaks = row->class == CUE_add || (row->takes & (TAKES_INNA | TAKES_ANNA | TAKES_QUOTE));
                if (speaks) return c->first;
            }
            break;
        case FORM_PHRASE:
            if (after_comma && row->class == CUE_according) return c->first;
            if (after_comma) return c->first;
            break;
        default: break;
        }
    }
    return q->s->end;
}

/* The end of an indirect content that begins at `first`: the next cue that begins a statement of its own. */
static uint32_t indirect_end(const scan *q, uint32_t k, uint32_t first)
{
    uint32_t end = next_statement(q, k, first);
    /* أما …: the article turns to another topic */
    for (uint32_t i = first + 2; i < end; i++)
        if (word_at(q, i)->function == FN_topic && !quoted(q, i)) return i;
    return end;
}

static bool has_quotation(const scan *q, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++) {
        if (!(tok(q, i)->flags & TOKEN_OPENS)) continue;
        const quotation *z = &q->t->quotes.at[tok(q, i)->quote];
        uint32_t inside = z->close - i - 1;
        if (!z->closed || z->close > last + 1) return true;
        if (inside > QUOTED_NAME_TOKENS) return true;
        /* one or two quoted words: a name or a noun's own quotes are no speech, a predicate (“مضر”) is */
        bool predicate = true;
        for (uint32_t j = i + 1; j < z->close; j++)
            if (word_at(q, j)->class == W_NAME || q->x->e->at[j] != NO_MENTION) predicate = false;
        if (inside == 1 && (word_at(q, i + 1)->prefixes & M_ARTICLE)) predicate = false;
        if (predicate && inside > 0) return true;
    }
    return false;
}

static void set_content(const scan *q, statement *st, uint32_t k, const opening *o)
{
    uint32_t first = o->first;
    st->rule = (uint8_t)o->rule;
    if (opens(q, first)) {
        const quotation *z = &q->t->quotes.at[tok(q, first)->quote];
        uint32_t inner = first + 1, end = z->close;
        if (end > inner) {
            uint32_t after = z->closed ? z->close + 1 : z->close;
            bool last_in_sentence = after >= q->s->end || is_mark(q, after, '.') || z->close >= q->s->end;
            bool cue_next = false;
            uint32_t next = after;
            while (next < q->s->end && is_comma(q, next)) next++;
            for (uint32_t c = k + 1; c < q->n; c++)
                cue_next |= q->cues[c].first >= after && q->cues[c].first <= next + 1;
            bool goes_on = o->rule == RULE_that && !last_in_sentence && !cue_next && !is_comma(q, after);
            if (!goes_on) {
                st->kind = KIND_DIRECT;
                st->content[0].first = inner;
                st->content[0].last = end - 1;
                st->n_content = 1;
                /* a second quotation that follows by و or a comma belongs to it: “…” و“…” */
                uint32_t z2 = after;
                while (st->n_content < CONTENT_SPANS && z2 < q->s->end &&
                       (is_comma(q, z2) || (word_at(q, z2)->pos == POS_CCONJ && tok(q, z2)->n == 1))) {
                    z2++;
                    if (!opens(q, z2)) continue;
                    const quotation *o2 = &q->t->quotes.at[tok(q, z2)->quote];
                    if (o2->close <= z2 + 1) break;
                    st->content[st->n_content].first = z2 + 1;
                    st->content[st->n_content++].last = o2->close - 1;
                    z2 = o2->closed ? o2->close + 1 : o2->close;
                }
                return;
            }
        }
    }
    uint32_t end = indirect_end(q, k, first);
    if (o->rule == RULE_preposition || o->rule == RULE_object) {
        /* a noun phrase as content ends with its clause where a new statement or a main verb follows a comma */
        for (uint32_t i = first + 1; i < end; i++)
            if (adjunct(q, i)) end = i;
        for (uint32_t i = first; i < end; i++)
            if (is_comma(q, i) && i + 1 < end &&
                (word_at(q, i + 1)->class == W_VERB || word_at(q, i + 1)->class == W_PRON) &&
                (word_at(q, i + 1)->prefixes & (M_WA | M_FA)))
                end = i;
        /* a main verb after a definite word begins another clause (ووعدت بتحسين الخدمات خفت وتيرة …) */
        for (uint32_t i = first + 1; i < end; i++) {
            const analysis *a = word_at(q, i), *b = word_at(q, i - 1);
            if (morph_is_finite(a) && a->class == W_VERB && ((b->prefixes & M_ARTICLE) || b->class == W_NAME)) end = i;
        }
    }
    end = trim_end(q, first, end);
    /* a closing mark whose opening stands before the content stays outside */
    while (end > first + 1 && (tok(q, end - 1)->flags & TOKEN_CLOSES) &&
           q->t->quotes.at[tok(q, end - 1)->quote].open < first)
        end--;
    if (end <= first) return;
    st->content[0].first = first;
    st->content[0].last = end - 1;
    st->n_content = 1;
    st->kind = has_quotation(q, first, end - 1) ? KIND_MIXED : KIND_INDIRECT;
    if (o->rule == RULE_colon) {
        /* after a colon without marks: direct where the first person speaks */
        for (uint32_t i = first; i < end; i++) {
            const analysis *a = word_at(q, i);
            bool first_person = (a->class == W_VERB && (a->features & F_PERSON) == F_PERSON1) ||
                                (a->pronoun && (q->lex->clitics[a->pronoun - 1].features & F_PERSON) == F_PERSON1);
            if (first_person) {
                st->kind = KIND_DIRECT;
                break;
            }
        }
    }
}

/* ---- who speaks ---- */

static bool is_media(const scan *q, uint32_t actor_id)
{
    return actor_id != NO_ACTOR && q->x->e->actors.at[actor_id].sector == SECTOR_JRN &&
           q->x->e->actors.at[actor_id].kind == ACTOR_ORG;
}

/* An actor for a source that no mention names: «قال والد الضحية». It has no name; its words are its role. */
static uint32_t words_actor(const scan *q, const subject *s)
{
    actor *a = vec_push(q->x->in->a, &q->x->e->actors);
    *a = (actor){.kind = ACTOR_PERSON, .first_token = s->first, .by = BY_TEXT};
    a->role = entity_text(q->x->in, s->first, s->last);
    return q->x->e->actors.n - 1;
}

static bool fits_gender(const scan *q, const analysis *verb, uint32_t actor_id)
{
    const actor *a = &q->x->e->actors.at[actor_id];
    if ((verb->features & F_NUMBER) == F_SING && a->kind == ACTOR_PERSON && !a->plural) {
        bool feminine = (verb->features & F_GENDER) == F_FEM;
        return feminine == (a->feminine != 0) || a->name.n == 0;
    }
    return true;
}

/* The person spoken of last before token i that the verb can agree with. */
static uint32_t salient(const scan *q, uint32_t i, const analysis *verb)
{
    uint32_t stop = i > 400 ? i - 400 : 0;
    for (uint32_t j = i; j-- > stop;) {
        uint32_t id = q->x->e->at[j];
        if (id == NO_MENTION) continue;
        const mention *m = &q->x->e->mentions.at[id];
        j = m->first;
        if (m->actor == NO_ACTOR) continue;
        const actor *a = &q->x->e->actors.at[m->actor];
        if (a->kind == ACTOR_PERSON && !a->plural && fits_gender(q, verb, m->actor)) return m->actor;
    }
    return NO_ACTOR;
}

/* The body or person whose document a source mention is: in it, or joined to it by ل (بيان للوزارة). */
static uint32_t owner_of(const scan *q, const mention *m)
{
    for (uint32_t i = 0; i < q->x->e->mentions.n; i++) {
        const mention *o = &q->x->e->mentions.at[i];
        if ((o->flags & MENTION_NESTED) && o->first > m->first && o->last <= m->last && o->actor != NO_ACTOR)
            return o->actor;
    }
    if (m->last + 1 >= q->s->end) return NO_ACTOR;
    uint32_t id = q->x->e->at[m->last + 1];
    if (id == NO_MENTION) return NO_ACTOR;
    const mention *o = &q->x->e->mentions.at[id];
    return o->first == m->last + 1 && (o->prefixes & M_PREP) && !(o->prefixes & M_WA) ? o->actor : NO_ACTOR;
}

static void find_speaker(scan *q, uint32_t k, const subject *sub, statement *st)
{
    const cue_at *c = &q->cues[k];
    const analysis *a = word_at(q, c->first);
    const lex_cue *row = cue_row(q, c);
    if (c->form == FORM_PARTICIPLE) {
        /* the subject of the statement before in this sentence, else of the sentence's verb, else the speaker before */
        for (uint32_t z = q->out->at.n; z-- > 0;)
            if (q->out->at.at[z].sentence == q->sentence_id && q->out->at.at[z].speakers.n) {
                st->speakers = q->out->at.at[z].speakers;
                st->via = q->out->at.at[z].via;
                return;
            }
        for (uint32_t i = q->s->first; i < c->first; i++) {
            const analysis *v = word_at(q, i);
            if (v->class != W_VERB || v->pos != POS_VERB || quoted(q, i)) continue;
            subject s = argument_subject(q->x, i, c->first);
            if (s.kind == SUBJECT_MENTION) {
                argument_actors(q->x, s.mention, &st->speakers);
                if (st->speakers.n) return;
            }
            break;
        }
        if (q->last.set) st->speakers = q->last.who, st->via = q->last.via;
        return;
    }
    if (sub->kind == SUBJECT_MENTION) {
        const mention *m = &q->x->e->mentions.at[sub->mention];
        if (m->flags & MENTION_SOURCE) {
            /* تقرير لخبراء الأمم المتحدة: whose report it is; «المصدر», «التقرير» again: the source before */
            bool again = m->first == m->last && !(m->flags & MENTION_INDEFINITE);
            uint32_t owner = m->flags & MENTION_DOCUMENT ? owner_of(q, m) : NO_ACTOR;
            if (owner != NO_ACTOR) {
                argument_add(&st->speakers, owner);
                q->document = st->speakers;
                return;
            }
            if (again && (m->flags & MENTION_DOCUMENT) && q->document.n) {
                st->speakers = q->document;
                return;
            }
            if (again && q->last.set && q->last.who.n) {
                st->speakers = q->last.who;
                return;
            }
        }
        argument_actors(q->x, sub->mention, &st->speakers);
        if (st->speakers.n) return;
    }
    /* a verbal noun (إدلاء) does not speak */
    if (sub->kind == SUBJECT_WORDS && morph_aspect(word_at(q, sub->first)) != F_MASDAR) {
        argument_add(&st->speakers, words_actor(q, sub));
        return;
    }
    if (a->features & F_PASSIVE) return; /* أفيد, ذُكر: nobody */
    bool said_here = q->out->at.n && q->out->at.at[q->out->at.n - 1].sentence == q->sentence_id;
    if (!(a->prefixes & (M_WA | M_FA)) || (!said_here && row->class != CUE_add)) {
        /* أصدرت الوزارة بيانا قالت فيه إن …, استقبل الوالي وفدا وتعهد …: the subject of the verb before */
        for (uint32_t i = c->first; i-- > q->s->first;) {
            const analysis *v = word_at(q, i);
            if (v->pos != POS_VERB || v->class != W_VERB || quoted(q, i)) continue;
            subject before = argument_subject(q->x, i, c->first);
            if (before.kind == SUBJECT_MENTION &&
                (v->features & (F_GENDER | F_NUMBER)) == (a->features & (F_GENDER | F_NUMBER))) {
                argument_actors(q->x, before.mention, &st->speakers);
                if (st->speakers.n) return;
            }
            break;
        }
    }
    if (q->last.set && q->last.who.n && (row->class == CUE_add || fits_gender(q, a, q->last.who.at[0]))) {
        st->speakers = q->last.who;
        st->via = q->last.via;
        return;
    }
    argument_add(&st->speakers, salient(q, c->first, a));
}

/* The outlet that a reporter works for (مراسل الجوهرة), or the reporter. */
static uint32_t outlet_of(const scan *q, const mention *m)
{
    for (uint32_t i = 0; i < q->x->e->mentions.n; i++) {
        const mention *o = &q->x->e->mentions.at[i];
        if (o->first >= m->first && o->last <= m->last && o != m && o->actor != NO_ACTOR && is_media(q, o->actor))
            return o->actor;
    }
    return m->actor;
}

/* Whom the gap between cue and content names beside the speaker: addressees by the cue's preposition, media as via. */
static void find_others(const scan *q, uint32_t k, const subject *sub, uint32_t gap_end, statement *st)
{
    const cue_at *c = &q->cues[k];
    const lex_cue *row = cue_row(q, c);
    bool object_next = (row->takes & CUE_TELLS) != 0;
    for (uint32_t i = c->last + 1; i < gap_end && i < q->s->end;) {
        uint32_t id = q->x->e->at[i];
        if (id == NO_MENTION || q->x->e->mentions.at[id].first != i) {
            i++;
            continue;
        }
        const mention *m = &q->x->e->mentions.at[id];
        if (sub->kind != SUBJECT_MENTION || id != sub->mention) {
            uint32_t prep = syntax_preposition(q->w, q->lex, q->s->first, i);
            bool is_speaker = false;
            for (uint32_t z = 0; z < st->speakers.n; z++) is_speaker |= st->speakers.at[z] == m->actor;
            if (m->actor != NO_ACTOR && !is_speaker) {
                if (q->x->e->actors.at[m->actor].sector == SECTOR_JRN &&
                    q->x->e->actors.at[m->actor].kind == ACTOR_PERSON)
                    argument_add(&st->via, outlet_of(q, m));
                else if (is_media(q, m->actor))
                    argument_add(&st->via, m->actor);
                else if (prep && prep <= 32 && (row->addressee_preps >> (prep - 1) & 1))
                    argument_actors(q->x, id, &st->addressees);
                else if (!prep && object_next)
                    argument_actors(q->x, id, &st->addressees), object_next = false;
            }
        }
        i = m->last + 1;
    }
}

/* نقلت وكالة … عن فلان قوله: the subject relays, the one after عن speaks. */
static bool relay(scan *q, uint32_t k, const subject *sub, uint32_t gap_end, statement *st)
{
    const cue_at *c = &q->cues[k];
    const lex_cue *row = cue_row(q, c);
    if (row->class != CUE_relay) return false;
    uint32_t from = c->last + 1;
    for (uint32_t i = from; i < gap_end && i < q->s->end;) {
        uint32_t id = q->x->e->at[i];
        if (id == NO_MENTION || q->x->e->mentions.at[id].first != i) {
            i++;
            continue;
        }
        uint32_t prep = syntax_preposition(q->w, q->lex, q->s->first, i);
        const mention *m = &q->x->e->mentions.at[id];
        bool source = prep && prep <= 32 && (row->takes_preps >> (prep - 1) & 1);
        if (source && (sub->kind != SUBJECT_MENTION || id != sub->mention)) {
            argument_actors(q->x, id, &st->speakers);
            if (sub->kind == SUBJECT_MENTION) argument_actors(q->x, sub->mention, &st->via);
            if (st->speakers.n) return true;
        }
        i = m->last + 1;
    }
    return false;
}

static void push(scan *q, statement *st)
{
    if (st->n_content == 0 || st->content[0].last < st->content[0].first) return;
    /* a content that is only a word or two of a quoted name says nothing */
    uint32_t n_words = 0;
    for (uint32_t z = 0; z < st->n_content; z++)
        for (uint32_t i = st->content[z].first; i <= st->content[z].last; i++)
            n_words += tok(q, i)->kind != TOKEN_PUNCT;
    if (n_words < 2) return;
    /* only a passive says what nobody said (أفيد بأن …) */
    if (st->speakers.n == 0 && st->cue_first != NO_TOKEN && !(word_at(q, st->cue_first)->features & F_PASSIVE)) return;
    st->sentence = q->sentence_id;
    /* an agency among the speakers that relays to itself is no via */
    for (uint32_t i = 0; i < st->via.n; i++)
        for (uint32_t z = 0; z < st->speakers.n; z++)
            if (st->via.at[i] == st->speakers.at[z]) st->via.at[i] = st->via.at[--st->via.n];
    bool nested = false;
    for (uint32_t z = q->out->at.n; z-- > 0;) {
        const statement *o = &q->out->at.at[z];
        if (o->sentence != q->sentence_id) break;
        /* two cues of one content (صرح … قائلا) are one statement */
        if (o->content[0].first == st->content[0].first && o->content[0].last == st->content[0].last) return;
        if (st->cue_first != NO_TOKEN && st->cue_first >= o->content[0].first &&
            st->cue_first <= o->content[o->n_content - 1].last)
            nested = true;
    }
    uint32_t first = st->content[0].first;
    st->start = st->rule == RULE_preposition ? entity_stem(q->x->in, first) : tok(q, first)->start;
    *vec_push(q->x->in->a, &q->out->at) = *st;
    if (nested) return; /* who is quoted in somebody's words does not go on speaking after them */
    /* words that name nobody (والد الضحية) do not speak on in later sentences */
    q->last.set = true;
    q->last.who = st->speakers;
    q->last.via = st->via;
    q->last_content_end = st->content[st->n_content - 1].last;
}

/* ---- بحسب, وفق, كما قال ---- */

static void according(scan *q, uint32_t k)
{
    const cue_at *c = &q->cues[k];
    statement st = {.cue_first = c->first, .cue_last = c->last, .cue = c->cue + 1, .rule = RULE_according};
    bool ownerless = false; /* a document of which nobody is named */
    /* the source: the next mention, before a comma */
    uint32_t i = c->last + 1, source_end = i;
    while (i < q->s->end && !is_comma(q, i) && !is_mark(q, i, '.') && !is_mark(q, i, ':')) {
        uint32_t id = q->x->e->at[i];
        if (id != NO_MENTION && st.speakers.n == 0) {
            const mention *m = &q->x->e->mentions.at[id];
            if (m->first < i && m->last <= c->last) {
                i++;
                continue;
            }
            argument_actors(q->x, id, &st.speakers);
            if (m->flags & MENTION_DOCUMENT) {
                /* بحسب بيان صادر عن الوزارة: the ministry; بحسب البيان: the one whose it was */
                uint32_t owner = owner_of(q, m);
                for (uint32_t z = m->last + 1;
                     owner == NO_ACTOR && z < q->s->end && z < m->last + 8 && !is_comma(q, z) && !is_mark(q, z, '.');
                     z++)
                    if (q->x->e->at[z] != NO_MENTION) owner = q->x->e->mentions.at[q->x->e->at[z]].actor;
                if (owner != NO_ACTOR)
                    st.speakers = (actor_list){{owner}, 1}, q->document = st.speakers;
                else if (q->document.n)
                    st.speakers = q->document;
                else
                    ownerless = true;
            }
            i = m->last + 1;
            source_end = i;
            continue;
        }
        if (opens(q, i) && st.speakers.n) break;
        if (st.speakers.n == 0 && word_at(q, i)->class == W_THAT && i > c->last + 1) break;
        i++;
        if (st.speakers.n && i - source_end > 12) break;
    }
    if (st.speakers.n == 0) {
        /* على حد قوله: the one who was speaking */
        const analysis *last = word_at(q, c->last);
        if (last->pronoun && q->last.set)
            st.speakers = q->last.who;
        else
            return;
    }
    bool at_start = c->first <= q->s->first + 1;
    bool in_statement = false;
    for (uint32_t z = q->out->at.n; z-- > 0 && !in_statement;) {
        statement *o = &q->out->at.at[z];
        if (o->sentence != q->sentence_id) break;
        /* the sentence already says who speaks: the source is the way it came */
        bool same = o->speakers.n && o->speakers.at[0] == st.speakers.at[0];
        in_statement = true;
        if (!same && !ownerless) argument_add(&o->via, st.speakers.at[0]);
    }
    if (in_statement && !at_start) return;
    if (at_start) {
        while (i < q->s->end && !is_comma(q, i) && !is_mark(q, i, ':') && !opens(q, i) &&
               word_at(q, i)->function != FN_that_inna)
            i++;
        if (i >= q->s->end) return;
        opening o = {opens(q, i) ? i : i + 1, i, RULE_according, true};
        if (word_at(q, o.first)->function == FN_that_inna) o.first++; /* وفقا للوزارة، فإن … */
        if (o.first >= q->s->end) return;
        /* a cue of its own in the main clause with another speaker: the source is its via */
        for (uint32_t z = k + 1; z < q->n; z++)
            if (q->cues[z].form == FORM_FINITE && q->cues[z].first <= o.first + 1) {
                q->last.via = st.speakers;
                return;
            }
        set_content(q, &st, k, &o);
        st.rule = RULE_according;
    } else {
        /* the clause before, from its beginning or from the end of the statement before in this sentence */
        uint32_t first = q->s->first, end = trim_end(q, first, c->first);
        if (end <= first + 2) return;
        st.content[0].first = first;
        st.content[0].last = end - 1;
        /* the quotation alone where one ends right before: “…”، بحسب فلان */
        if ((tok(q, end - 1)->flags & TOKEN_CLOSES)) {
            const quotation *z = &q->t->quotes.at[tok(q, end - 1)->quote];
            if (z->open <= first + 1 && z->close > z->open + 1) {
                st.content[0].first = z->open + 1;
                st.content[0].last = z->close - 1;
                st.kind = KIND_DIRECT;
                st.n_content = 1;
                push(q, &st);
                return;
            }
        }
        st.n_content = 1;
        st.kind = has_quotation(q, first, end - 1) ? KIND_MIXED : KIND_INDIRECT;
    }
    push(q, &st);
}

static bool after_quotation(scan *q, uint32_t k, const subject *sub, statement *st)
{
    /* “…”، يقول فلان: the cue follows what was said */
    const cue_at *c = &q->cues[k];
    uint32_t i = c->first;
    while (i > 0 && tok(q, i - 1)->kind == TOKEN_PUNCT &&
           (tok(q, i - 1)->mark == 0x60c || tok(q, i - 1)->mark == ',' || tok(q, i - 1)->mark == '-'))
        i--;
    if (i == 0 || !(tok(q, i - 1)->flags & TOKEN_CLOSES) || i <= q->s->first) return false;
    const quotation *z = &q->t->quotes.at[tok(q, i - 1)->quote];
    if (z->close <= z->open + 2) return false;
    for (uint32_t p = 0; p < q->out->at.n; p++)
        if (q->out->at.at[p].content[0].first == z->open + 1) return false;
    if (sub->kind != SUBJECT_MENTION || (word_at(q, c->first)->prefixes & (M_WA | M_FA))) return false;
    st->content[0].first = z->open + 1;
    st->content[0].last = z->close - 1;
    st->n_content = 1;
    st->kind = KIND_DIRECT;
    st->rule = RULE_after;
    return true;
}

static void read_cue(scan *q, uint32_t k)
{
    const cue_at *c = &q->cues[k];
    const lex_cue *row = cue_row(q, c);
    if (row->class == CUE_according) {
        according(q, k);
        return;
    }
    statement st = {.cue_first = c->first, .cue_last = c->last, .cue = c->cue + 1, .denial = row->class == CUE_deny};
    /* لم يقل إن …: nothing was said */
    if (c->form == FORM_FINITE &&
        (q->x->c->at.at[q->x->c->of[c->first]].flags & (CLAUSE_NEGATED | CLAUSE_HYPOTHETICAL)))
        return;
    uint32_t limit = q->s->end;
    subject sub = {SUBJECT_DROPPED, NO_MENTION, NO_TOKEN, NO_TOKEN, false};
    if (c->form == FORM_FINITE) sub = argument_subject(q->x, c->first, limit);
    if (c->form == FORM_PHRASE && word_at(q, c->first)->class == W_VERB) sub = argument_subject(q->x, c->first, limit);
    if (row->class == CUE_show && sub.kind == SUBJECT_WORDS) return; /* أثبتت السنوات أن … */
    opening o = find_opening(q, k, &sub);
    if (c->form == FORM_NOUN) {
        /* قوله إن, تصريح … أن: only with a pronoun or genitive that names the speaker, and an introducer of speech */
        if (!o.found || (o.rule != RULE_that && o.rule != RULE_quotation)) return;
        if (o.first > c->last + 12) return;
        uint32_t id = c->last + 1 < q->s->end ? q->x->e->at[c->last + 1] : NO_MENTION;
        if (id != NO_MENTION)
            argument_actors(q->x, id, &st.speakers);
        else if (word_at(q, c->first)->pronoun) {
            /* نقلت … عن بوتين قوله: the mention right before; else the speaker before */
            uint32_t before = c->first > q->s->first ? q->x->e->at[c->first - 1] : NO_MENTION;
            if (before != NO_MENTION)
                argument_actors(q->x, before, &st.speakers);
            else if (q->last.set)
                st.speakers = q->last.who;
        } else
            return;
    } else {
        if (!o.found) {
            if (c->form != FORM_FINITE || !after_quotation(q, k, &sub, &st)) return;
            find_speaker(q, k, &sub, &st);
            push(q, &st);
            return;
        }
        if (!relay(q, k, &sub, o.gap_end, &st)) {
            if (row->class == CUE_relay && c->form == FORM_FINITE && sub.kind != SUBJECT_MENTION) return;
            find_speaker(q, k, &sub, &st);
        }
    }
    find_others(q, k, &sub, o.gap_end, &st);
    set_content(q, &st, k, &o);
    /* a content that begins inside another's quotation was skipped by find_cues; one that swallows the whole gap is none */
    push(q, &st);
}

/* فلان: … at the head of a title or paragraph. */
static bool headline(scan *q)
{
    uint32_t i = q->s->first;
    while (i < q->s->end && (tok(q, i)->flags & (TOKEN_OPENS | TOKEN_CLOSES))) i++;
    uint32_t id = i < q->s->end ? q->x->e->at[i] : NO_MENTION;
    if (id == NO_MENTION) return false;
    const mention *m = &q->x->e->mentions.at[id];
    uint32_t j = m->last + 1;
    while (j < q->s->end && j <= m->last + 3 && !is_mark(q, j, ':')) {
        if (word_at(q, j)->class == W_VERB || is_comma(q, j)) return false;
        uint32_t other = q->x->e->at[j];
        j = other != NO_MENTION ? q->x->e->mentions.at[other].last + 1 : j + 1;
    }
    if (!is_mark(q, j, ':') || j + 3 > q->s->end) return false;
    if (m->prefixes & (M_PREP | M_WA)) return false;
    /* a state before a colon names the place of the news, unless words in quotation marks follow */
    bool place = m->kind == ACTOR_COUNTRY || (m->flags & MENTION_PLACE);
    if (place && !(q->s->kind == SENTENCE_TITLE && has_quotation(q, j + 1, q->s->end - 1))) return false;
    statement st = {.cue_first = NO_TOKEN, .cue_last = NO_TOKEN};
    argument_actors(q->x, id, &st.speakers);
    if (st.speakers.n == 0) return false;
    opening o = {j + 1, j, RULE_colon, true};
    set_content(q, &st, UINT32_MAX - 1, &o);
    st.rule = RULE_headline;
    push(q, &st);
    return true;
}

/* A paragraph that is one long quotation continues the speaker before. */
static void lone_quotation(scan *q)
{
    uint32_t i = q->s->first;
    if (!opens(q, i) || !q->last.set || q->last.who.n == 0) return;
    const quotation *z = &q->t->quotes.at[tok(q, i)->quote];
    if (z->close < i + LONE_QUOTE_TOKENS || z->open != i) return;
    for (uint32_t p = 0; p < q->out->at.n; p++)
        if (q->out->at.at[p].content[0].first == i + 1) return;
    uint32_t after = z->closed ? z->close + 1 : z->close;
    if (after < q->s->end && !is_mark(q, after, '.')) return;
    statement st = {
        .cue_first = NO_TOKEN, .cue_last = NO_TOKEN, .kind = KIND_DIRECT, .rule = RULE_continued, .n_content = 1};
    st.speakers = q->last.who;
    st.via = q->last.via;
    st.content[0].first = i + 1;
    st.content[0].last = z->close - 1;
    push(q, &st);
}

void quote_read(statements *out, const arguments *x)
{
    *out = (statements){0};
    scan q = {.x = x, .t = x->in->t, .w = x->in->w, .lex = x->in->lex, .out = out};
    for (uint32_t s = 0; s < q.t->sentences.n; s++) {
        q.s = &q.t->sentences.at[s];
        q.sentence_id = s;
        if (q.s->kind == SENTENCE_DATELINE) continue;
        find_cues(&q);
        uint32_t before = out->at.n;
        headline(&q);
        for (uint32_t k = 0; k < q.n; k++) read_cue(&q, k);
        if (out->at.n == before) lone_quotation(&q);
    }
}

uint32_t quote_holding(const statements *s, uint32_t i)
{
    uint32_t best = UINT32_MAX, size = UINT32_MAX;
    for (uint32_t z = 0; z < s->at.n; z++) {
        const statement *st = &s->at.at[z];
        if (st->cue_first != NO_TOKEN && i >= st->cue_first && i <= st->cue_last) continue;
        for (uint32_t k = 0; k < st->n_content; k++)
            if (i >= st->content[k].first && i <= st->content[k].last &&
                st->content[k].last - st->content[k].first < size)
                best = z, size = st->content[k].last - st->content[k].first;
    }
    return best;
}
