/* content: where what was said begins and ends; see scan.h.
 *
 *   أكد الوزير أن المحادثات انتهت، مضيفا …    after «أن», up to the comma before the next statement
 *
 * Invariant: a content begins after its cue (but for phrases that follow it) and ends before its sentence does. */
#include "quote/scan.h"

enum { GAP_TOKENS = 60 };

/* ---- where the content begins ---- */

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
    const quotation *z = quotation_at(q, i);
    if (!z->closed || z->close - i - 1 > QUOTED_NAME_TOKENS) return false;
    for (uint32_t j = z->close + 1; j < limit; j++) {
        if (that_word(q, j, row) || is_mark(q, j, ':')) return true;
        if (opens(q, j)) {
            const quotation *o = quotation_at(q, j);
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

opening content_opening(const scan *q, uint32_t k, const subject *sub)
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
            const quotation *z = quotation_at(q, i);
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
            if (!(row->takes & CUE_TELLS) || i >= limit || q->x->e->at[i] == NO_MENTION) break;
            i = q->x->e->mentions.at[q->x->e->at[i]].last + 1;
        }
        while (i < limit && place == 1 && phrase_at(q->x->in->p, q->lex, i, NAME_time)) i++;
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

uint32_t content_trim(const scan *q, uint32_t first, uint32_t end)
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

bool content_has_quotation(const scan *q, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++) {
        if (!(tok(q, i)->flags & TOKEN_OPENS)) continue;
        const quotation *z = quotation_at(q, i);
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

void content_set(const scan *q, statement *st, uint32_t k, const opening *o)
{
    uint32_t first = o->first;
    st->rule = (uint8_t)o->rule;
    if (opens(q, first)) {
        const quotation *z = quotation_at(q, first);
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
                    const quotation *o2 = quotation_at(q, z2);
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
    end = content_trim(q, first, end);
    /* a closing mark whose opening stands before the content stays outside */
    while (end > first + 1 && (tok(q, end - 1)->flags & TOKEN_CLOSES) &&
           q->t->quotes.at[tok(q, end - 1)->quote].open < first)
        end--;
    if (end <= first) return;
    st->content[0].first = first;
    st->content[0].last = end - 1;
    st->n_content = 1;
    st->kind = content_has_quotation(q, first, end - 1) ? KIND_MIXED : KIND_INDIRECT;
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
