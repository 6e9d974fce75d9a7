/* rows_frames: cues of saying, frames of events, and what marks verbs and nouns for them; see rows.h.
 *
 *   زار  زيارة  CONSULT  visit  subj  obj    a frame of the verb's lemma and of each form of the noun
 *
 * Invariant: every verb that a row names is a lemma of the tables of words. */
#include "lexicon/rows.h"

/* The nth lemma with this text and class; UINT32_MAX where there are no more. */
static uint32_t lemma_of(builder *b, str text, lex_pos pos, uint32_t nth)
{
    return intern_find(&b->lemma_ids, arena_printf(&b->a, "%.*s/%d/%u", (int)text.n, text.p, (int)pos, nth));
}

enum { PLURALS_MAX = 8 }; /* of one noun that are looked for */

/* The ith plural of a noun or adjective by the tables of words; empty where it has no more. */
static str plural_of(builder *b, str noun, uint32_t i)
{
    uint32_t t = intern_find(&b->plural_ids, arena_printf(&b->a, "%.*s/%u", (int)noun.n, noun.p, i));
    if (i >= PLURALS_MAX || t == UINT32_MAX) return (str){0};
    size_t n = b->strings.at[t] | (size_t)b->strings.at[t + 1] << 8;
    return arena_copy(&b->a, (str){(char *)b->strings.at + t + 2, n});
}

static str feminine_of(builder *b, str adjective)
{
    uint8_t ta = L_TA_MARBUTA;
    char end[4];
    size_t n = letters_to_utf8(&ta, 1, end);
    return arena_printf(&b->a, "%.*s%.*s", (int)adjective.n, adjective.p, (int)n, end);
}

static void add_with_plurals(builder *b, str noun, lex_name_kind kind, uint32_t ref)
{
    builder_name(b, noun, kind, ref, 0, 0);
    str plural;
    for (uint32_t i = 0; (plural = plural_of(b, noun, i)).n; i++)
        builder_name(b, plural, kind, ref, LEX_NAME_PLURAL, 0);
}

/* A phrase whose first word is a verb is found with every finite form of that verb. */
static void add_verbal_phrase(builder *b, str phrase, lex_name_kind kind, uint32_t ref)
{
    builder_name(b, phrase, kind, ref, 0, 0);
    str rest = phrase, first = str_cut(&rest, ' ');
    uint32_t lemma = rest.n ? lemma_of(b, first, POS_VERB, 0) : UINT32_MAX;
    if (lemma == UINT32_MAX) return;
    uint32_t n = b->forms.n;
    for (uint32_t i = 0; i < n; i++) {
        raw_form f = b->forms.at[i];
        unsigned aspect = f.features & F_ASPECT;
        if (f.lemma != lemma || (aspect != F_PERFECT && aspect != F_IMPERFECT)) continue;
        char utf8[2 * WORD_MAX];
        size_t k = letters_to_utf8(f.raw, f.n, utf8);
        builder_name(b, arena_printf(&b->a, "%.*s %.*s", (int)k, utf8, (int)rest.n, rest.p), kind, ref, 0, 0);
    }
}

/* A preposition joined to a subordinator (بأن); false where the cell is none. */
static bool takes_joined(builder *b, str cell, lex_cue *q)
{
    for (uint32_t i = 0; i < b->clitics.n; i++) {
        word w = word_of_utf8(cell);
        const lex_clitic *k = &b->clitics.at[i];
        if (k->suffix || k->kind != CLITIC_prep || w.n <= k->n || memcmp(w.c, k->letters, k->n) != 0) continue;
        char utf8[2 * WORD_MAX];
        size_t n = letters_to_utf8(w.c + k->n, (size_t)w.n - k->n, utf8);
        if (lemma_of(b, (str){utf8, n}, POS_SCONJ, 0) == UINT32_MAX) continue;
        q->takes_preps |= 1u << k->prep;
        q->takes |= TAKES_ANNA;
        return true;
    }
    return false;
}

/* What introduces the words said: quote, colon, obj, a preposition or subordinator, or else a word that must follow. */
static void cue_takes(builder *b, str cell, lex_cue *q)
{
    while (cell.n) {
        str t = str_cut(&cell, '|');
        uint32_t prep = cell_prep(b, t), particle;
        if (cell_is(t, "quote"))
            q->takes |= TAKES_QUOTE;
        else if (cell_is(t, "colon"))
            q->takes |= TAKES_COLON;
        else if (cell_is(t, "obj"))
            q->takes |= TAKES_OBJECT;
        else if (prep != UINT32_MAX)
            q->takes_preps |= 1u << prep;
        else if ((particle = lemma_of(b, t, POS_SCONJ, 0)) != UINT32_MAX)
            q->takes |= (uint8_t)(b->lemmas.at[particle].function == FN_that_inna ? TAKES_INNA : TAKES_ANNA);
        else if (t.n && t.n < 64 && !takes_joined(b, t, q) && !cell_has_space(t)) {
            *vec_push(&b->a, &b->frame_words) = builder_word(b, t);
            q->n_near++;
        }
    }
}

static void cue_addressee(builder *b, const table_row *row, str cell, lex_cue *q)
{
    while (cell.n) {
        str t = str_cut(&cell, '|');
        uint32_t prep = cell_prep(b, t);
        if (cell_is(t, "obj"))
            q->takes |= CUE_TELLS;
        else if (prep != UINT32_MAX)
            q->addressee_preps |= 1u << prep;
        else
            builder_complain(b, row, t, "the addressee is marked by obj or a preposition of morph/prepositions.tsv");
    }
}

/* A phrase without the preposition that it ends with: a source follows that may be joined to it. */
static str cue_phrase(builder *b, str phrase, lex_cue *q)
{
    size_t cut = phrase.n;
    while (cut > 0 && phrase.p[cut - 1] != ' ') cut--;
    uint32_t prep = cell_prep(b, str_sub(phrase, cut, phrase.n));
    if (cut == 0 || prep == UINT32_MAX) return phrase;
    q->last_prep = (uint8_t)(prep + 1);
    return str_trim(str_sub(phrase, 0, cut));
}

static void no_verb(builder *b, const table_row *row, str verb)
{
    builder_complain(b, row, verb, "no verb \"%.*s\" in the morph tables: add its row", (int)verb.n, verb.p);
}

void row_cue(builder *b, const table_row *row)
{
    static const char *const positions[] = {"verb", "noun", "phrase", "participle"};
    const str *c = row->cell;
    uint32_t id = b->cues.n;
    lex_cue q = {.name = builder_text(b, c[0]), .row = builder_row(b, row), .near = b->frame_words.n};
    q.pos = (uint8_t)cell_enum(b, row, c[1], positions, 4, "pos");
    if (q.pos == 3) q.pos = CUE_PHRASE;
    q.class = (uint8_t)cell_enum(b, row, c[2], lex_cue_name, CUE_COUNT, "class");
    cue_takes(b, c[3], &q);
    cue_addressee(b, row, c[4], &q);
    str phrase = q.pos == CUE_PHRASE ? cue_phrase(b, c[0], &q) : c[0];
    *vec_push(&b->a, &b->cues) = q;
    if (q.pos == CUE_VERB) {
        uint32_t lemma, n = 0;
        while ((lemma = lemma_of(b, c[0], POS_VERB, n)) != UINT32_MAX) b->lemmas.at[lemma].cue = id + 1, n++;
        if (n == 0) no_verb(b, row, c[0]);
    } else if (q.pos == CUE_NOUN)
        add_with_plurals(b, c[0], NAME_cue, id);
    else
        add_verbal_phrase(b, phrase, NAME_cue, id);
}

static uint8_t slot_cell(builder *b, const table_row *row, str cell)
{
    if (cell.n == 0 || cell_is(cell, "none")) return SLOT_NONE;
    if (cell_is(cell, "subj")) return SLOT_SUBJECT;
    if (cell_is(cell, "obj")) return SLOT_OBJECT;
    uint32_t prep = cell_prep(b, cell);
    if (prep != UINT32_MAX) return (uint8_t)(SLOT_PREP + prep);
    builder_complain(b, row, cell, "a slot is subj, obj, none or a preposition of morph/prepositions.tsv");
    return SLOT_NONE;
}

static uint8_t add_frame_words(builder *b, str list)
{
    uint32_t n = 0;
    while (list.n) {
        str w = str_trim(str_cut(&list, ','));
        if (w.n == 0 || cell_has_space(w)) continue;
        uint32_t prep = cell_prep(b, w);
        *vec_push(&b->a, &b->frame_words) = prep != UINT32_MAX ? FRAME_WORD_PREP | prep : builder_word(b, w);
        n++;
        if (lemma_of(b, w, POS_ADJ, 0) != UINT32_MAX) { /* and its feminine: عسكرية */
            *vec_push(&b->a, &b->frame_words) = builder_word(b, feminine_of(b, w));
            n++;
        }
        str plural;
        for (uint32_t i = 0; (plural = plural_of(b, w, i)).n; i++) {
            *vec_push(&b->a, &b->frame_words) = builder_word(b, plural);
            n++;
        }
    }
    return (uint8_t)(n < 255 ? n : 255);
}

static void frame_requires(builder *b, const table_row *row, str cell, lex_frame *f)
{
    while (cell.n) {
        str r = str_trim(str_cut(&cell, ';')), near = STR("near:"), not_near = STR("not:");
        if (str_starts(r, near)) {
            if (f->n_near == 0)
                f->near = b->frame_words.n;
            else
                *vec_push(&b->a, &b->frame_words) = FRAME_WORD_AND, f->n_near++;
            f->n_near = (uint8_t)(f->n_near + add_frame_words(b, str_sub(r, near.n, r.n)));
        } else if (str_starts(r, not_near)) {
            if (f->n_not == 0) f->not_near = b->frame_words.n;
            f->n_not = (uint8_t)(f->n_not + add_frame_words(b, str_sub(r, not_near.n, r.n)));
        } else if (cell_is(r, "target"))
            f->flags |= FRAME_NEEDS_TARGET;
        else if (cell_is(r, "actor"))
            f->flags |= FRAME_NEEDS_ACTOR;
        else if (r.n)
            builder_complain(b, row, r, "requires holds near:…, not:…, target, actor");
    }
}

void row_modality(builder *b, const table_row *row)
{
    const str *c = row->cell;
    unsigned modality = cell_enum(b, row, c[2], lex_modality_name, MODALITY_COUNT, "modality");
    if (!cell_is(c[1], "verb")) {
        add_verbal_phrase(b, c[0], NAME_modality, modality);
        return;
    }
    uint32_t lemma, n = 0;
    while ((lemma = lemma_of(b, c[0], POS_VERB, n)) != UINT32_MAX)
        b->lemmas.at[lemma].modality = (uint8_t)modality, n++;
    if (n == 0) no_verb(b, row, c[0]);
}

/* Phrases that say only what they are: before an agent, an owner, a number. */
void row_agent(builder *b, const table_row *row)
{
    lex_name_kind kind = row->kind == TABLE_agents ? NAME_agent : row->kind == TABLE_owners ? NAME_owner : NAME_measure;
    builder_name(b, row->cell[0], kind, 0, 0, 0);
}

/* What an attack is made with, and the mode that it has by it. */
void row_instrument(builder *b, const table_row *row)
{
    if (row->cell[1].n == 0) builder_complain(b, row, row->cell[1], "an instrument needs a mode");
    cell_mode(b, row, row->cell[1], TYPE_ASSAULT);
    add_with_plurals(b, row->cell[0], NAME_instrument, builder_text(b, row->cell[1]));
}

void row_toll(builder *b, const table_row *row)
{
    static const char *const pos[] = {"noun", "person", "counted", "verb"}; /* as TOLL_ACT … */
    const str *c = row->cell;
    unsigned which = cell_enum(b, row, c[1], pos, 4, "pos");
    unsigned toll = cell_enum(b, row, c[2], lex_toll_name, TOLL_COUNT, "toll");
    if (which < TOLL_WORDS) {
        uint32_t i = b->names.n;
        add_with_plurals(b, c[0], NAME_toll, which);
        for (; i < b->names.n; i++) b->names.at[i].name.value = (uint16_t)toll;
        return;
    }
    uint32_t lemma, n = 0;
    while ((lemma = lemma_of(b, c[0], POS_VERB, n)) != UINT32_MAX) b->lemmas.at[lemma].toll = (uint8_t)toll, n++;
    if (n == 0) no_verb(b, row, c[0]);
}

/* Rows that mark verbs of the morph tables. */
void row_verb_mark(builder *b, const table_row *row)
{
    static const char *const auxiliaries[] = {"VERB", "AUX", "LASTING"}; /* as AUXILIARY_VERB … */
    static const char *const subjects[] = {"agent", "patient", "none"};  /* as LIGHT_AGENT … */
    str verb = row->cell[0];
    uint32_t lemma, n = 0;
    for (; (lemma = lemma_of(b, verb, POS_VERB, n)) != UINT32_MAX; n++) {
        if (row->kind == TABLE_light)
            b->lemmas.at[lemma].light = (uint8_t)(1 + cell_enum(b, row, row->cell[1], subjects, 3, "subject"));
        else
            b->lemmas.at[lemma].auxiliary = (uint8_t)(1 + cell_enum(b, row, row->cell[1], auxiliaries, 3, "pos"));
    }
    if (n == 0) no_verb(b, row, verb);
}

/* How rare a word of the language is. A row for a word that a user's folder has taken away is passed over. */
void row_frequency(builder *b, const table_row *row)
{
    lex_pos pos = (lex_pos)cell_enum(b, row, row->cell[1], lex_pos_name, POS_COUNT, "part of speech");
    int32_t cost = cell_number(b, row, row->cell[2], 0, UINT8_MAX);
    uint32_t lemma;
    for (uint32_t n = 0; (lemma = lemma_of(b, row->cell[0], pos, n)) != UINT32_MAX; n++)
        b->lemmas.at[lemma].rarity = (uint8_t)cost;
}

/* A row's code is one of its type: 190 is no CONSULT. */
static void frame_code(builder *b, const table_row *row, str cell, lex_frame *f)
{
    const raw_code *code = cell_cameo(b, row, cell);
    if (!code) return;
    f->goldstein = code->goldstein;
    if (code->types >> f->type & 1) return;
    unsigned first = 0;
    while (first < TYPE_COUNT && !(code->types >> first & 1)) first++;
    if (first == TYPE_COUNT)
        builder_complain(b, row, cell, "CAMEO code %.*s is a mere statement, no event", (int)cell.n, cell.p);
    else
        builder_complain(b, row, cell, "CAMEO code %.*s belongs to %s, not to %s (see codes/cameo.tsv)", (int)cell.n,
                         cell.p, lex_type_name[first], lex_type_name[f->type]);
}

void row_frame(builder *b, const table_row *row)
{
    static const char *const gens[] = {"none", "agent", "patient", "either"};
    const str *c = row->cell;
    uint32_t id = b->frames.n;
    lex_frame f = {.id = builder_text(b, c[0]),
                   .mode = builder_text(b, c[4]),
                   .cameo = builder_text(b, c[5]),
                   .row = builder_row(b, row)};
    f.type = (uint8_t)cell_enum(b, row, c[3], lex_type_name, TYPE_COUNT, "event type");
    cell_mode(b, row, c[4], f.type);
    frame_code(b, row, c[5], &f);
    f.actor = slot_cell(b, row, c[6]);
    for (str rest = c[7]; rest.n;) {
        uint8_t slot = slot_cell(b, row, str_cut(&rest, '|'));
        if (slot && f.n_recipient < FRAME_SLOTS) f.recipient[f.n_recipient++] = slot;
    }
    f.gen = (uint8_t)(c[8].n ? cell_enum(b, row, c[8], gens, 4, "gen") : GEN_NONE);
    if (cell_is(c[9], "y")) f.flags |= FRAME_RECIPROCAL;
    frame_requires(b, row, c[10], &f);
    f.contexts = cell_contexts(b, row, c[11]);
    *vec_push(&b->a, &b->frames) = f;
    if (c[1].n) {
        uint32_t lemma;
        uint32_t n = 0;
        while ((lemma = lemma_of(b, c[1], POS_VERB, n)) != UINT32_MAX) {
            *vec_push(&b->a, &b->lemma_frames) = (raw_link){lemma, id};
            n++;
        }
        if (n == 0) no_verb(b, row, c[1]);
    }
    for (str rest = c[2]; rest.n;) add_with_plurals(b, str_cut(&rest, '|'), NAME_frame, id);
}

void row_topic(builder *b, const table_row *row)
{
    static const char *const topics[] = {"sport", "entertainment", "weather", "market",
                                         "accident"}; /* as TOPIC_SPORT … */
    unsigned topic = cell_enum(b, row, row->cell[1], topics, 5, "topic");
    int32_t weight = cell_number(b, row, row->cell[2], 0, 100);
    add_with_plurals(b, row->cell[0], NAME_topic, topic);
    b->names.at[b->names.n - 1].name.value = (uint16_t)weight;
    for (uint32_t i = b->names.n; i-- > 0 && b->names.at[i].name.kind == NAME_topic && b->names.at[i].name.value == 0;)
        b->names.at[i].name.value = (uint16_t)weight;
}

typedef struct word_forms {
    str at[2 + PLURALS_MAX];
    uint32_t n;
} word_forms;

/* A word as it is, its plurals, and its feminine where it is an adjective: عسكري, عسكريون, عسكرية. */
static word_forms forms_of(builder *b, str w)
{
    word_forms f = {.at = {w}, .n = 1};
    str plural;
    for (uint32_t i = 0; (plural = plural_of(b, w, i)).n; i++) f.at[f.n++] = plural;
    if (lemma_of(b, w, POS_ADJ, 0) != UINT32_MAX) f.at[f.n++] = feminine_of(b, w);
    return f;
}

/* سلاح نووي stands for أسلحة نووية too: the first word in each number, the last one, where it is an adjective, in each form. */
static void add_noun_phrase(builder *b, str phrase, lex_name_kind kind, uint32_t ref)
{
    size_t head = 0, tail = phrase.n;
    while (head < phrase.n && phrase.p[head] != ' ') head++;
    while (tail > head && phrase.p[tail - 1] != ' ') tail--;
    word_forms first = forms_of(b, str_sub(phrase, 0, head)), last = {.n = 1};
    str middle = str_sub(phrase, head, tail), end = str_sub(phrase, tail, phrase.n);
    last.at[0] = end;
    if (end.n && lemma_of(b, end, POS_ADJ, 0) != UINT32_MAX) last = forms_of(b, end);
    for (uint32_t i = 0; i < first.n; i++)
        for (uint32_t k = 0; k < last.n; k++) {
            str name = arena_printf(&b->a, "%.*s%.*s%.*s", (int)first.at[i].n, first.at[i].p, (int)middle.n, middle.p,
                                    (int)last.at[k].n, last.at[k].p);
            builder_name(b, name, kind, ref, 0, 0);
        }
}

void row_context_word(builder *b, const table_row *row)
{
    if (cell_is(row->cell[1], "none")) { /* hides the words in it: مرصد حقوق الإنسان */
        add_noun_phrase(b, row->cell[0], NAME_context, CONTEXT_COUNT);
        return;
    }
    uint64_t contexts = cell_contexts(b, row, row->cell[1]);
    if (contexts == 0) builder_complain(b, row, row->cell[1], "a word shows one context at least, or none");
    for (uint32_t c = 0; c < CONTEXT_COUNT; c++)
        if (contexts >> c & 1) add_noun_phrase(b, row->cell[0], NAME_context, c);
}
