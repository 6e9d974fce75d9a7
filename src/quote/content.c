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

/* قبل أن, دون أن, إلا أن: the particle belongs to what stands before it, not to the cue. */
static bool that_of_another(const scan *q, uint32_t i, const lex_cue *row)
{
    if (i == q->s->first || (word_at(q, i)->prefixes & M_PREP)) return false;
    const analysis *b = word_at(q, i - 1);
    if (tok(q, i - 1)->kind != TOKEN_WORD) return false;
    if (b->function == FN_except || b->function == FN_conj_but || b->pos == POS_SCONJ) return true; /* كما أن, حيث أن */
    if (b->pos != POS_ADP || b->pronoun) return false;
    uint32_t mask = q->lex->lemmas[b->lemma].preps;
    return !(mask & row->takes_preps) && (mask == 0 || adjunct(q, i - 1));
}

/* ندد بـ"ذبح وتجويع" الفلسطينيين: words without a verb of their own. */
static bool is_fragment(const scan *q, const quotation *z)
{
    for (uint32_t i = z->open + 1; i < z->close; i++)
        if (morph_is_finite(word_at(q, i))) return false;
    return z->closed;
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
    const analysis *before = i > q->s->first ? word_at(q, i - 1) : NULL;
    if (!before || !is_fragment(q, z)) return false;
    /* ضغطه على « نجوم هارامبي »: after a preposition that is not the cue's */
    if (before->pos == POS_ADP && !before->pronoun) return !(q->lex->lemmas[before->lemma].preps & row->takes_preps);
    /* الطائرة الرئاسية "إير فورس وان": right after a noun */
    if (!(before->class == W_NOUN || before->class == W_ADJ || before->class == W_NAME) || before->pos == POS_VERB)
        return false;
    return !(sub->kind == SUBJECT_MENTION && sub->last + 1 == i);
}

/* Where the content of a cue is looked for. */
typedef struct gap {
    const cue_at *c;
    const lex_cue *row;
    const subject *sub;
    uint32_t k, start, after_subject, limit;
} gap;

/* Another finite cue or participle that is no part of this one's gap takes over: قال … مضيفا; صرح قائلا إن. */
static bool other_cue_at(const scan *q, const gap *g, uint32_t i)
{
    for (uint32_t z = g->k + 1; z < q->n; z++)
        if (q->cues[z].first == i && (q->cues[z].form == FORM_FINITE || q->cues[z].form == FORM_PARTICIPLE))
            return true;
    return false;
}

/* Does the clause of the cue end before token i? */
static bool gap_ends(const scan *q, const gap *g, uint32_t i)
{
    const token *k = tok(q, i);
    const analysis *a = word_at(q, i);
    /* أكد أن … (a joined particle: لأنه) and questions (سأل هل) are left to the verb's own clause */
    if (k->kind == TOKEN_PUNCT && (k->mark == 0x61b || k->mark == ';' || k->mark == '.')) return true;
    if (other_cue_at(q, g, i)) return true;
    return a->pos == POS_VERB && a->class == W_VERB && morph_aspect(a) != F_IMPERATIVE && i > g->after_subject &&
           q->x->c->at.at[q->x->c->of[i]].opener != OPEN_RELATIVE && !(g->row->takes & TAKES_COLON);
}

/* Does the cue's particle follow? */
static bool that_comes(const scan *q, const gap *g, uint32_t i)
{
    for (; i < g->limit; i++)
        if (that_word(q, i, g->row)) return true;
    return false;
}

/* وفقا لـ «سكاي نيوز عربية»: the quotation right after a phrase that names a source is its name. */
static bool names_source(const scan *q, const gap *g, uint32_t i)
{
    for (uint32_t z = g->k + 1; z < q->n && q->cues[z].first < i; z++)
        if (cue_row(q, &q->cues[z])->class == CUE_according && i <= q->cues[z].last + 2) return true;
    return false;
}

/* An introducer of speech: a quotation, a colon, أن. *stop: there is none, and nothing else is to be looked for. */
static opening introduced(const scan *q, const gap *g, bool *stop)
{
    opening none = {0};
    *stop = false;
    for (uint32_t i = g->start; i < g->limit; i++) {
        if (opens(q, i) && tok(q, i)->quote != NO_QUOTE) {
            if (!quotation_at(q, i)->closed && that_comes(q, g, i))
                continue; /* ببرنامج « حديث مع الصحافة أن …: never closed */
            bool after = i >= g->after_subject || g->sub->kind == SUBJECT_DROPPED || !g->sub->after;
            after &= !names_source(q, g, i);
            if (after && !quote_is_name(q, i, g->row, g->limit, g->sub)) return (opening){i, i, RULE_quotation, true};
            i = quotation_at(q, i)->close;
            *stop = i >= g->limit;
            if (*stop) return none;
            continue;
        }
        if (is_mark(q, i, ':')) {
            *stop = i + 1 >= q->s->end;
            return *stop ? none : (opening){i + 1, i, opens(q, i + 1) ? RULE_quotation : RULE_colon, true};
        }
        if (that_word(q, i, g->row)) {
            *stop = that_of_another(q, i, g->row);
            if (*stop) return none;
            uint32_t first = i + 1;
            while (first < q->s->end && is_mark(q, first, ':')) first++;
            *stop = first >= q->s->end;
            return *stop ? none : (opening){first, i, RULE_that, true};
        }
        if (gap_ends(q, g, i)) break;
    }
    return none;
}

/* «مسؤول», «مصادر» alone: too vague for the prepositions of the cue to introduce what it says. */
static bool is_vague(const scan *q, const subject *sub)
{
    if (sub->kind != SUBJECT_MENTION) return false;
    const mention *m = &q->x->e->mentions.at[sub->mention];
    return (m->flags & (MENTION_INDEFINITE | MENTION_SOURCE)) == MENTION_INDEFINITE && m->name_first == m->name_last;
}

/* One of the cue's prepositions at token i: before it a word of its own, or joined to it. */
static opening preposition_at(const scan *q, const gap *g, uint32_t i)
{
    uint32_t prep = syntax_preposition(q->w, q->lex, i, i);
    const analysis *a = word_at(q, i);
    if (a->pos == POS_ADP && !a->pronoun) {
        uint32_t mask = q->lex->lemmas[a->lemma].preps;
        return (opening){i + 1, i, RULE_preposition, (mask & g->row->takes_preps) && i + 1 < q->s->end};
    }
    bool joined = prep && prep <= 32 && (g->row->takes_preps >> (prep - 1) & 1) && !(a->prefixes & (M_WA | M_FA));
    return (opening){i, i, RULE_preposition, joined};
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
        if (phrase_at(q->x->in->p, q->lex, i, NAME_time) || is_comma(q, i)) {
            i++;
            continue;
        }
        if (a->pos != POS_ADP || a->pronoun || (q->lex->lemmas[a->lemma].preps & row->takes_preps)) break;
        if (!adjunct(q, i) && !tells_where(q, a)) break;
        i = argument_pass(q->x, i + 1, limit);
    }
    return i;
}

/* أشار إلى ضرورة, حذر من, شدد على, ندد بـ: directly after the cue, its subject, or the one spoken to (حث أنصاره على …). */
static opening by_preposition(const scan *q, const gap *g)
{
    opening none = {0};
    if (is_vague(q, g->sub)) return none;
    for (int place = 0; place < 3; place++) {
        uint32_t i = place == 0 ? g->start : g->after_subject;
        if (place == 2) {
            bool tells = (g->row->takes & CUE_TELLS) || g->row->class == CUE_accuse;
            if (i < g->limit && is_comma(q, i)) i++; /* اتهم ديران، مدير العمليات، أوكامبو بـ */
            if (!tells || i >= g->limit || q->x->e->at[i] == NO_MENTION) break;
            i = q->x->e->mentions.at[q->x->e->at[i]].last + 1;
        }
        if (place == 1) i = after_adjuncts(q, i, g->limit, g->row);
        if (i >= g->limit) continue;
        opening o = preposition_at(q, g, i);
        if (o.found && tok(q, o.first)->kind == TOKEN_NUMBER) return none; /* تقدر بـ 1200 طن */
        if (o.found) return o;
    }
    return none;
}

/* أكد غوتيريش، في تقريره المقدم إلى المجلس، تنامي …; اقترحت الرئيسة خلال اجتماع مع الحكام تنظيم …: past what is inserted before
 * the object, which is a verbal noun without article after a comma, or right after the phrases of time and circumstance. */
static uint32_t after_insertion(const scan *q, const gap *g, uint32_t i)
{
    uint32_t past = after_adjuncts(q, i, g->limit, g->row);
    if (past < g->limit && morph_aspect(word_at(q, past)) == F_MASDAR && word_at(q, past)->pos != POS_ADP) return past;
    for (uint32_t j = i; j + 1 < g->limit; j++) {
        if (morph_is_finite(word_at(q, j)) || word_at(q, j)->class == W_THAT || opens(q, j)) break;
        const analysis *b = word_at(q, j + 1);
        if (is_comma(q, j) && b->class == W_NOUN && morph_aspect(b) == F_MASDAR && !(b->prefixes & ~M_ACCUSATIVE))
            return j + 1;
    }
    return i;
}

/* أعلنت الحكومة عودة …: the object of a cue that takes one. */
static opening by_object(const scan *q, const gap *g)
{
    opening none = {0};
    if (!(g->row->takes & TAKES_OBJECT) || g->c->form == FORM_NOUN ||
        !(g->sub->after || g->sub->kind == SUBJECT_MENTION || g->c->form == FORM_PARTICIPLE))
        return none;
    const entities *e = q->x->e;
    uint32_t i = g->sub->after ? g->after_subject : g->start;
    while (i < g->limit && (phrase_at(q->x->in->p, q->lex, i, NAME_time) || is_comma(q, i))) i++;
    /* أعلنت الحكومة المحلية في الأنبار عودة …: where the speaker is */
    if (i + 1 < g->limit && word_at(q, i)->pos == POS_ADP && e->at[i + 1] != NO_MENTION &&
        e->mentions.at[e->at[i + 1]].first == i + 1)
        i = e->mentions.at[e->at[i + 1]].last + 1;
    if (i < g->limit && word_at(q, i)->pos == POS_ADP && g->sub->after && g->sub->kind == SUBJECT_MENTION)
        i = after_insertion(q, g, i);
    if (i >= g->limit || tok(q, i)->kind != TOKEN_WORD) return none;
    const analysis *a = word_at(q, i);
    bool noun = a->class == W_NOUN && !(a->prefixes & (M_WA | M_FA | M_PREP)) && e->at[i] == NO_MENTION;
    uint8_t class = g->row->class;
    bool noun_said = class == CUE_say || class == CUE_announce || class == CUE_deny || class == CUE_warn ||
                     class == CUE_command || class == CUE_promise;
    return (opening){i, i, RULE_object, noun && noun_said};
}

opening content_opening(const scan *q, uint32_t k, const subject *sub)
{
    const cue_at *c = &q->cues[k];
    uint32_t start = c->last + 1;
    bool passes = sub->after && sub->kind != SUBJECT_NONE && sub->kind != SUBJECT_DROPPED;
    gap g = {.c = c,
             .row = cue_row(q, c),
             .sub = sub,
             .k = k,
             .start = start,
             .after_subject = passes ? sub->last + 1 : start,
             .limit = q->s->end < c->last + GAP_TOKENS ? q->s->end : c->last + GAP_TOKENS};
    bool stop;
    opening o = introduced(q, &g, &stop);
    /* فيديو يوضح مسار الوصول, شائعات تلمح إلى …: what is no mention shows or tells of things, and says nothing */
    stop |= sub->kind == SUBJECT_WORDS;
    if (!o.found && !stop) o = by_preposition(q, &g);
    if (!o.found && !stop) o = by_object(q, &g);
    return o;
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

/* A quotation as content, with those that follow it by و or a comma: “…” و“…”. */
static void set_quotation(const scan *q, statement *st, uint32_t inner, uint32_t end, uint32_t after)
{
    st->kind = KIND_DIRECT;
    st->content[0].first = inner;
    st->content[0].last = end - 1;
    st->n_content = 1;
    uint32_t i = after;
    while (st->n_content < CONTENT_SPANS && i < q->s->end &&
           (is_comma(q, i) || (word_at(q, i)->pos == POS_CCONJ && tok(q, i)->n == 1))) {
        i++;
        if (!opens(q, i)) continue;
        const quotation *z = quotation_at(q, i);
        if (z->close <= i + 1) break;
        st->content[st->n_content].first = i + 1;
        st->content[st->n_content++].last = z->close - 1;
        i = z->closed ? z->close + 1 : z->close;
    }
}

/* “…” أي القوات الموالية: may the word explain what was said before it, in the narrator's words? */
static bool explains(const scan *q, uint32_t i)
{
    const word_type *type = i < q->s->end ? q->w->types[i] : NULL;
    for (uint8_t k = 0; type && k < type->n_analyses; k++)
        if (type->analyses[k].pos == POS_CCONJ && type->analyses[k].function == FN_none) return true;
    return false;
}

/* The quotation that opens at `first` is the content, unless the sentence goes on with it after أن; false where it does. */
static bool direct(const scan *q, statement *st, uint32_t k, const opening *o)
{
    if (!opens(q, o->first)) return false;
    const quotation *z = quotation_at(q, o->first);
    if (z->close <= o->first + 1) return false;
    uint32_t after = z->closed ? z->close + 1 : z->close, next = after;
    bool last_in_sentence = after >= q->s->end || is_mark(q, after, '.') || z->close >= q->s->end;
    bool cue_next = false;
    while (next < q->s->end && is_comma(q, next)) next++;
    for (uint32_t c = k + 1; c < q->n; c++) {
        uint8_t class = cue_row(q, &q->cues[c])->class;
        bool verb = class == CUE_say || class == CUE_add;
        bool says = next > after || class == CUE_according || class == CUE_relay || class == CUE_aside ||
                    (verb && !is_fragment(q, z));
        cue_next |= says && q->cues[c].first >= after && q->cues[c].first <= next + 1;
    }
    bool runs_on = !last_in_sentence && !cue_next && !explains(q, after) && !is_comma(q, after);
    if (runs_on && (o->rule == RULE_that || (!is_mark(q, o->first - 1, ':') && is_fragment(q, z)))) return false;
    set_quotation(q, st, o->first + 1, z->close, after);
    return true;
}

/* A noun phrase as content ends with its clause: before when and where it was, before a new statement or main verb after a
 * comma, and before a main verb after a definite word (ووعدت بتحسين الخدمات خفت وتيرة …). */
static uint32_t noun_phrase_end(const scan *q, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i < end; i++)
        if (adjunct(q, i)) end = i;
    for (uint32_t i = first; i < end; i++)
        if (is_comma(q, i) && i + 1 < end &&
            (word_at(q, i + 1)->class == W_VERB || word_at(q, i + 1)->class == W_PRON) &&
            (word_at(q, i + 1)->prefixes & (M_WA | M_FA)))
            end = i;
    for (uint32_t i = first + 1; i < end; i++) {
        const analysis *a = word_at(q, i), *b = word_at(q, i - 1);
        if (morph_is_finite(a) && a->class == W_VERB && ((b->prefixes & M_ARTICLE) || b->class == W_NAME)) end = i;
    }
    return end;
}

static bool first_person_speaks(const scan *q, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const analysis *a = word_at(q, i);
        if (a->class == W_VERB && (a->features & F_PERSON) == F_PERSON1) return true;
        if (a->pronoun && (q->lex->clitics[a->pronoun - 1].features & F_PERSON) == F_PERSON1) return true;
    }
    return false;
}

void content_set(const scan *q, statement *st, uint32_t k, const opening *o)
{
    uint32_t first = o->first;
    st->rule = (uint8_t)o->rule;
    if (direct(q, st, k, o)) return;
    uint32_t end = indirect_end(q, k, first);
    if (o->rule == RULE_preposition || o->rule == RULE_object) end = noun_phrase_end(q, first, end);
    end = content_trim(q, first, end);
    /* a closing mark whose opening stands before the content stays outside */
    while (end > first + 1 && (tok(q, end - 1)->flags & TOKEN_CLOSES) && quotation_at(q, end - 1)->open < first) end--;
    if (end <= first) return;
    st->content[0].first = first;
    st->content[0].last = end - 1;
    st->n_content = 1;
    st->kind = content_has_quotation(q, first, end - 1) ? KIND_MIXED : KIND_INDIRECT;
    /* after a colon without marks: direct where the first person speaks */
    bool title = q->s->kind == SENTENCE_TITLE || k >= q->n;
    if (o->rule == RULE_colon && (!title || first_person_speaks(q, first, end))) st->kind = KIND_DIRECT;
}
