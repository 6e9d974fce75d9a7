/* quote: see quote.h.  For each sentence: find the cues of saying; for each cue find where the content begins (أن, a
 * quotation mark, a colon, the preposition or object that the cue takes), where it ends, and who speaks.
 *
 *   بحسب الوزارة، انتهت المحادثات    the cue «بحسب» takes what stands after its comma, or the clause before it
 *
 * Invariant: no two statements of one sentence have the same content. */
#include "quote/scan.h"

#define X(id, name) name,
const char *const quote_rule_name[RULE_COUNT] = {QUOTE_RULES(X)};
#undef X

#define X(id, words) words,
const char *const speaker_rule_words[SPEAKER_COUNT] = {SPEAKER_RULES(X)};
#undef X

enum { LONE_QUOTE_TOKENS = 6 };

/* Two cues of one content in a sentence (صرح … قائلا) are one statement. *nested: 1 + the innermost statement in whose content
 * the cue stands, 0 where there is none. */
static bool said_before(const scan *q, const statement *st, uint32_t *nested)
{
    *nested = 0;
    for (uint32_t z = q->out->at.n; z-- > 0;) {
        const statement *o = &q->out->at.at[z];
        if (o->sentence != q->sentence_id) break;
        if (o->content[0].first == st->content[0].first && o->content[0].last == st->content[0].last) return true;
        if (st->cue_first != NO_TOKEN && st->cue_first >= o->content[0].first &&
            st->cue_first <= o->content[o->n_content - 1].last && !*nested)
            *nested = z + 1;
    }
    return false;
}

/* قال ميلر إن بلينكن قال …: what one says in another's words came through the other. */
static void came_through(const scan *q, uint32_t outer, statement *st)
{
    const statement *o = &q->out->at.at[outer];
    for (uint32_t i = 0; i < o->speakers.n; i++)
        for (uint32_t z = 0; z < st->speakers.n; z++)
            if (o->speakers.at[i] == st->speakers.at[z]) return;
    actor_list via = {0};
    for (uint32_t i = 0; i < o->via.n; i++) argument_add(&via, o->via.at[i]);
    for (uint32_t i = 0; i < o->speakers.n; i++) argument_add(&via, o->speakers.at[i]);
    for (uint32_t i = 0; i < st->via.n; i++) argument_add(&via, st->via.at[i]);
    st->via = via;
}

/* في تقريره السنوي: the report is his, and speaks for him when it is named again. */
static void note_document(scan *q)
{
    const actor_list nobody = {0};
    for (uint32_t i = q->s->first; i < q->s->end; i++) {
        uint32_t id = q->x->e->at[i];
        if (id == NO_MENTION || q->x->e->mentions.at[id].first != i) continue;
        unsigned both = MENTION_DOCUMENT | MENTION_PRONOUN;
        if ((q->x->e->mentions.at[id].flags & both) != both) continue;
        uint32_t owner = argument_pronoun(q->x, i, &nobody);
        if (owner == NO_MENTION) continue;
        q->document = (actor_list){0};
        argument_actors(q->x, owner, &q->document);
    }
}

static uint8_t confidence_of(const scan *q, const statement *st)
{
    bool loose = st->rule == RULE_preposition || st->rule == RULE_object || st->rule == RULE_continued;
    int32_t c = loose ? SETTING(q->lex, statement_loose) : SETTING(q->lex, statement_sure);
    if (st->by == SPEAKER_goes_on || st->by == SPEAKER_verb_before) c -= SETTING(q->lex, statement_goes_on);
    if (st->by == SPEAKER_named_last || st->by == SPEAKER_words) c -= SETTING(q->lex, statement_named_last);
    return (uint8_t)(c < 0 ? 0 : c > 100 ? 100 : c);
}

/* Adds the statement, unless it says nothing, nobody says it, or it was said before. */
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
    uint32_t nested;
    if (said_before(q, st, &nested)) return;
    if (nested) came_through(q, nested - 1, st);
    uint32_t first = st->content[0].first;
    if (st->speakers.n == 0) st->by = SPEAKER_nobody;
    st->confidence = confidence_of(q, st);
    st->start = st->rule == RULE_preposition ? entity_stem(q->x->in, first) : tok(q, first)->start;
    *vec_push(q->x->in->a, &q->out->at) = *st;
    if (nested) return; /* who is quoted in somebody's words does not go on speaking after them */
    /* words that name nobody (والد الضحية) do not speak on in later sentences */
    q->last.set = true;
    q->last.who = st->speakers;
    q->last.via = st->via;
}

/* ---- بحسب, وفق, كما قال ---- */

/* بحسب بيان صادر عن الوزارة: the ministry; بحسب البيان: the one whose it was. False where nobody is named. */
static bool document_speaks(scan *q, const mention *m, statement *st)
{
    uint32_t owner = speaker_of_document(q, m);
    for (uint32_t z = m->last + 1; owner == NO_ACTOR && z < q->s->end && z < m->last + 8 && !is_comma(q, z) &&
                                   !is_mark(q, z, '.') && !is_mark(q, z, ':') && word_at(q, z)->class != W_THAT;
         z++)
        if (q->x->e->at[z] != NO_MENTION) owner = q->x->e->mentions.at[q->x->e->at[z]].actor;
    if (owner != NO_ACTOR)
        st->speakers = (actor_list){{owner}, 1}, q->document = st->speakers, st->by = SPEAKER_document;
    else if (q->document.n)
        st->speakers = q->document, st->by = SPEAKER_document;
    else
        return false;
    return true;
}

/* The source that a phrase names: the next mention, before a comma. Gives the token where its words end; *ownerless where it is a
 * document of which nobody is named. */
static uint32_t find_source(scan *q, const cue_at *c, statement *st, bool *ownerless)
{
    uint32_t i = c->last + 1, source_end = i;
    while (i < q->s->end && !is_comma(q, i) && !is_mark(q, i, '.') && !is_mark(q, i, ':')) {
        uint32_t id = q->x->e->at[i];
        if (id != NO_MENTION && st->speakers.n == 0) {
            const mention *m = &q->x->e->mentions.at[id];
            if (m->first < i && m->last <= c->last) {
                i++;
                continue;
            }
            argument_actors(q->x, id, &st->speakers);
            if (m->flags & MENTION_DOCUMENT) *ownerless = !document_speaks(q, m, st);
            source_end = i = m->last + 1;
            continue;
        }
        if (opens(q, i) && st->speakers.n) break;
        if (st->speakers.n == 0 && word_at(q, i)->class == W_THAT && i > c->last + 1) break;
        i++;
        if (st->speakers.n && i - source_end > 12) break;
    }
    return i;
}

/* Where a statement of this sentence says already who speaks, the source is the way it came; false where none does. */
static bool joins_statement(scan *q, const statement *st, bool ownerless)
{
    if (q->out->at.n == 0) return false;
    statement *o = &q->out->at.at[q->out->at.n - 1];
    if (o->sentence != q->sentence_id) return false;
    bool same = o->speakers.n && o->speakers.at[0] == st->speakers.at[0];
    if (!same && !ownerless) argument_add(&o->via, st->speakers.at[0]);
    return true;
}

/* بحسب الوزارة، …: what follows the source; false where nothing does, or a cue of its own says it. */
static bool content_after(scan *q, uint32_t k, uint32_t i, statement *st)
{
    while (i < q->s->end && !is_comma(q, i) && !is_mark(q, i, ':') && !opens(q, i) &&
           word_at(q, i)->function != FN_that_inna)
        i++;
    if (i >= q->s->end) return false;
    opening o = {opens(q, i) ? i : i + 1, i, RULE_according, true};
    if (o.first < q->s->end && word_at(q, o.first)->function == FN_that_inna) o.first++; /* وفقا للوزارة، فإن … */
    if (o.first >= q->s->end) return false;
    /* a cue of its own in the main clause with another speaker: the source is its via */
    for (uint32_t z = k + 1; z < q->n; z++)
        if (q->cues[z].form == FORM_FINITE && q->cues[z].first <= o.first + 1) {
            q->last.via = st->speakers;
            return false;
        }
    content_set(q, st, k, &o);
    st->rule = RULE_according;
    return true;
}

/* …، بحسب الوزارة: the sentence up to the phrase; the quotation alone where one ends right before: “…”، بحسب فلان. */
static bool content_before(const scan *q, const cue_at *c, statement *st)
{
    uint32_t first = q->s->first, end = content_trim(q, first, c->first);
    if (end <= first + 2) return false;
    st->n_content = 1;
    if ((tok(q, end - 1)->flags & TOKEN_CLOSES)) {
        const quotation *z = quotation_at(q, end - 1);
        if (z->open <= first + 1 && z->close > z->open + 1) {
            st->content[0].first = z->open + 1;
            st->content[0].last = z->close - 1;
            st->kind = KIND_DIRECT;
            return true;
        }
    }
    st->content[0].first = first;
    st->content[0].last = end - 1;
    st->kind = content_has_quotation(q, first, end - 1) ? KIND_MIXED : KIND_INDIRECT;
    return true;
}

static void according(scan *q, uint32_t k)
{
    const cue_at *c = &q->cues[k];
    statement st = {.cue_first = c->first, .cue_last = c->last, .cue = c->cue + 1, .rule = RULE_according};
    bool ownerless = false;
    st.by = SPEAKER_source;
    uint32_t after = word_at(q, c->last)->pronoun ? c->last + 1 : find_source(q, c, &st, &ownerless);
    if (st.speakers.n == 0) {
        /* على حد قوله: the one who was speaking */
        if (!word_at(q, c->last)->pronoun || !q->last.set) return;
        st.speakers = q->last.who;
        st.by = SPEAKER_goes_on;
    }
    bool at_start = c->first <= q->s->first + 1;
    if (joins_statement(q, &st, ownerless) && !at_start) return;
    if (at_start ? content_after(q, k, after, &st) : content_before(q, c, &st)) push(q, &st);
}

/* ---- verbs, participles and nouns of saying ---- */

static bool after_quotation(scan *q, uint32_t k, const subject *sub, statement *st)
{
    /* “…”، يقول فلان: the cue follows what was said */
    const cue_at *c = &q->cues[k];
    uint32_t i = c->first;
    while (i > 0 && tok(q, i - 1)->kind == TOKEN_PUNCT &&
           (tok(q, i - 1)->mark == 0x60c || tok(q, i - 1)->mark == ',' || tok(q, i - 1)->mark == '-'))
        i--;
    if (i == 0 || !(tok(q, i - 1)->flags & TOKEN_CLOSES) || i <= q->s->first) return false;
    const quotation *z = quotation_at(q, i - 1);
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

/* قوله إن, تصريح … أن: only with a pronoun or genitive that names the speaker, and an introducer of speech. */
static bool noun_speaks(const scan *q, const cue_at *c, const opening *o, statement *st)
{
    if (!o->found || (o->rule != RULE_that && o->rule != RULE_quotation) || o->first > c->last + 12) return false;
    uint32_t id = c->last + 1 < q->s->end ? q->x->e->at[c->last + 1] : NO_MENTION;
    if (id == NO_MENTION && !word_at(q, c->first)->pronoun) return false;
    /* نقلت … عن بوتين قوله: the mention right before; else the speaker before */
    if (id == NO_MENTION && c->first > q->s->first) id = q->x->e->at[c->first - 1];
    if (id != NO_MENTION)
        argument_actors(q->x, id, &st->speakers);
    else if (q->last.set)
        st->speakers = q->last.who, st->by = SPEAKER_goes_on;
    return true;
}

/* وذكرت وكالة تسنيم، نقلا عن مصدر، أن …: who is cited before the content speaks, and it came through the subject. */
static bool cites(scan *q, uint32_t k, const subject *sub, uint32_t gap_end, statement *st)
{
    bool media = sub->kind == SUBJECT_MENTION && speaker_is_media(q, q->x->e->mentions.at[sub->mention].actor);
    for (uint32_t z = k + 1; media && z < q->n && q->cues[z].first < gap_end; z++) {
        if (cue_row(q, &q->cues[z])->class != CUE_relay || q->cues[z].form != FORM_PHRASE) continue;
        statement cited = {0};
        bool ownerless = false;
        find_source(q, &q->cues[z], &cited, &ownerless);
        if (cited.speakers.n == 0) continue;
        st->speakers = cited.speakers;
        st->by = SPEAKER_source;
        argument_actors(q->x, sub->mention, &st->via);
        return true;
    }
    return false;
}

/* جاء في بيان للجيش أن …: the noun after the preposition speaks, or the one whose document it is. False for any other cue. */
static bool source_of_cue(scan *q, const cue_at *c, uint32_t gap_end, statement *st, bool *applies)
{
    uint8_t prep = cue_row(q, c)->class == CUE_show ? cue_row(q, c)->last_prep : 0;
    uint32_t i = c->last + 1;
    *applies = prep != 0;
    if (!prep || i >= gap_end || cue_preposition(q, i) != prep) return false;
    if (word_at(q, i)->pos == POS_ADP && i + 1 < gap_end) i++;
    bool ownerless = false;
    st->by = SPEAKER_source;
    find_source(q, c, st, &ownerless);
    if (st->speakers.n == 0) { /* جاء في الرسالة أن: the document itself */
        uint32_t last = i;
        while (last + 1 < gap_end && word_at(q, last + 1)->class == W_ADJ) last++;
        argument_add(&st->speakers, speaker_of_words(q, i, last));
        q->document = st->speakers;
    }
    return true;
}

/* قال والد الضحية: a mention in construct with the words that are the subject is one of them. */
static void with_genitive(const scan *q, subject *sub)
{
    uint32_t i = sub->last + 1, id = i < q->s->end ? q->x->e->at[i] : NO_MENTION;
    const analysis *a = word_at(q, sub->last);
    if (id == NO_MENTION || a->class != W_NOUN || (a->prefixes & (M_ARTICLE | M_ACCUSATIVE)) || a->pronoun) return;
    const mention *m = &q->x->e->mentions.at[id];
    if (m->first == i && !(m->prefixes & (M_WA | M_FA | M_PREP))) sub->last = m->last;
}

/* قال والد الضحية، محمد الأحمدي، إن …: the name between commas is the one whom the words mean. */
static void with_apposition(const scan *q, subject *sub)
{
    uint32_t i = sub->last + 2, id = i < q->s->end ? q->x->e->at[i] : NO_MENTION;
    if (!is_comma(q, i - 1) || id == NO_MENTION) return;
    const mention *m = &q->x->e->mentions.at[id];
    if (m->first != i || m->kind != ACTOR_PERSON || m->name_first == NO_TOKEN || m->prefixes & (M_WA | M_FA | M_PREP) ||
        m->actor == NO_ACTOR || !is_comma(q, m->last + 1))
        return;
    *sub = (subject){SUBJECT_MENTION, id, sub->first, m->last, sub->after};
}

/* The subject of a verb of saying, with what belongs to it. */
static subject subject_of_cue(const scan *q, const cue_at *c)
{
    subject sub = {SUBJECT_DROPPED, NO_MENTION, NO_TOKEN, NO_TOKEN, false};
    if (c->form != FORM_FINITE && !(c->form == FORM_PHRASE && word_at(q, c->first)->class == W_VERB)) return sub;
    sub = argument_subject(q->x, c->first, q->s->end);
    const mention *m = sub.kind == SUBJECT_MENTION ? &q->x->e->mentions.at[sub.mention] : NULL;
    bool nameless = m && m->kind == ACTOR_PERSON && m->name_first == NO_TOKEN;
    if (sub.kind != SUBJECT_WORDS && !nameless) return sub;
    subject whole = sub;
    with_genitive(q, &whole);
    with_apposition(q, &whole);
    return nameless && whole.mention == sub.mention ? sub : whole;
}

static void read_cue(scan *q, uint32_t k)
{
    const cue_at *c = &q->cues[k];
    const lex_cue *row = cue_row(q, c);
    if (row->class == CUE_aside) return; /* it only ends what was said before */
    /* …، نقلا عن الوزارة: where no content follows it is told as بحسب is */
    bool cited = row->class == CUE_relay && c->form == FORM_PHRASE && word_at(q, c->first)->class != W_VERB &&
                 is_comma(q, c->first - 1);
    if (row->class == CUE_according || cited) {
        according(q, k);
        return;
    }
    statement st = {.cue_first = c->first, .cue_last = c->last, .cue = c->cue + 1, .denial = row->class == CUE_deny};
    /* لم يقل إن …: nothing was said */
    if (c->form == FORM_FINITE &&
        (q->x->c->at.at[q->x->c->of[c->first]].flags & (CLAUSE_NEGATED | CLAUSE_HYPOTHETICAL)))
        return;
    subject sub = subject_of_cue(q, c);
    if (row->class == CUE_show && sub.kind == SUBJECT_WORDS) return; /* أثبتت السنوات أن … */
    opening o = content_opening(q, k, &sub);
    bool of_source;
    if (source_of_cue(q, c, o.found ? o.gap_end : c->last, &st, &of_source)) {
        content_set(q, &st, k, &o);
        push(q, &st);
        return;
    }
    if (of_source) return;
    if (c->form == FORM_NOUN) {
        if (!noun_speaks(q, c, &o, &st)) return;
    } else if (!o.found) {
        if (c->form != FORM_FINITE || !after_quotation(q, k, &sub, &st)) return;
        speaker_find(q, k, &sub, &st);
        push(q, &st);
        return;
    } else if (!speaker_relayed(q, k, &sub, o.gap_end, &st) && !cites(q, k, &sub, o.gap_end, &st)) {
        if (row->class == CUE_relay && c->form == FORM_FINITE && sub.kind != SUBJECT_MENTION) return;
        speaker_find(q, k, &sub, &st);
    }
    speaker_find_others(q, k, &sub, o.gap_end, &st);
    /* وأضاف خليل, وأوضح الوزير: who goes on is still speaking to the same outlet */
    bool goes_on = row->class != CUE_say && (word_at(q, c->first)->prefixes & M_WA) && q->last.set && q->last.who.n &&
                   st.speakers.n && st.speakers.at[0] == q->last.who.at[0];
    if (goes_on && st.via.n == 0) st.via = q->last.via;
    content_set(q, &st, k, &o);
    push(q, &st);
}

/* ---- without a cue ---- */

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
    if (place && !(q->s->kind == SENTENCE_TITLE && content_has_quotation(q, j + 1, q->s->end - 1))) return false;
    statement st = {.cue_first = NO_TOKEN, .cue_last = NO_TOKEN, .by = SPEAKER_headline};
    argument_actors(q->x, id, &st.speakers);
    if (st.speakers.n == 0) return false;
    opening o = {j + 1, j, RULE_colon, true};
    content_set(q, &st, UINT32_MAX - 1, &o);
    st.rule = RULE_headline;
    push(q, &st);
    return true;
}

/* A paragraph that is one long quotation continues the speaker before. */
static void lone_quotation(scan *q)
{
    uint32_t i = q->s->first;
    if (!opens(q, i) || !q->last.set || q->last.who.n == 0) return;
    const quotation *z = quotation_at(q, i);
    if (z->close < i + LONE_QUOTE_TOKENS || z->open != i) return;
    for (uint32_t p = 0; p < q->out->at.n; p++)
        if (q->out->at.at[p].content[0].first == i + 1) return;
    uint32_t after = z->closed ? z->close + 1 : z->close;
    if (after < q->s->end && !is_mark(q, after, '.')) return;
    statement st = {
        .cue_first = NO_TOKEN, .cue_last = NO_TOKEN, .kind = KIND_DIRECT, .rule = RULE_continued, .n_content = 1};
    st.speakers = q->last.who;
    st.by = SPEAKER_goes_on;
    st.via = q->last.via;
    st.content[0].first = i + 1;
    st.content[0].last = z->close - 1;
    push(q, &st);
}

/* ---- the pass ---- */

void quote_read(statements *out, const arguments *x)
{
    *out = (statements){0};
    scan q = {.x = x, .t = x->in->t, .w = x->in->w, .lex = x->in->lex, .out = out};
    for (uint32_t s = 0; s < q.t->sentences.n; s++) {
        q.s = &q.t->sentences.at[s];
        q.sentence_id = s;
        if (q.s->kind == SENTENCE_DATELINE) continue;
        cue_find(&q);
        note_document(&q);
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
