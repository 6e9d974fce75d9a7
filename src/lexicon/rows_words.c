/* rows_words: words of the language and their forms; see rows.h.
 *
 *   وزير  noun  m  وزراء    a lemma, its forms with suffixes, and a plural that other tables find by «وزير»
 *
 * Invariant: a lemma's forms follow it at once, so that tables read later find them complete. */
#include "lexicon/rows.h"

typedef struct emit_to {
    builder *b;
    uint32_t lemma;
} emit_to;

static void emit_form(void *context, const word *form, uint16_t features)
{
    emit_to *to = context;
    lex_lemma *l = &to->b->lemmas.at[to->lemma];
    bool active = features == (F_ACTIVE_PART | F_MASC | F_SING),
         passive = features == (F_PASSIVE_PART | F_MASC | F_SING);
    lex_text *citation = active ? &l->active : &l->passive;
    if ((active || passive) && *citation == 0) {
        char utf8[2 * WORD_MAX];
        *citation = builder_text(to->b, arena_copy(&to->b->a, (str){utf8, letters_to_utf8(form->c, form->n, utf8)}));
    }
    builder_form(to->b, to->lemma, form, features);
}

/* Remembers the plural forms of a noun for tables that name nouns by their singular; the sound plural in both cases. */
static void remember_plural(builder *b, str singular, str plural)
{
    word w = word_of_utf8(plural);
    if (w.n > 2 && w.c[w.n - 1] == L_NUN && w.c[w.n - 2] == L_WAW) {
        char utf8[2 * WORD_MAX];
        w.c[w.n - 2] = L_YA;
        remember_plural(b, singular, arena_copy(&b->a, (str){utf8, letters_to_utf8(w.c, w.n, utf8)}));
    }
    for (uint32_t i = 0; i < 8; i++) {
        bool fresh;
        str key = arena_printf(&b->a, "%.*s/%u", (int)singular.n, singular.p, i);
        intern_get(&b->a, &b->plural_ids, key, builder_text(b, plural), &fresh);
        if (fresh) return;
    }
}

static void masdar_forms(builder *b, const table_row *row, uint32_t verb, str masdar, uint8_t form)
{
    lex_lemma *l;
    uint32_t id = builder_lemma(b, row, masdar, POS_NOUN, &l);
    l->verb = verb;
    emit_to to = {b, id};
    word w = word_of_utf8(masdar);
    bool ta = w.n && w.c[w.n - 1] == L_TA_MARBUTA;
    inflect_nominal(&w, ta, false, F_MASDAR, emit_form, &to);
    if (form > 1 || ta) {
        word plural = w;
        if (ta) plural.n--;
        if (plural.n + 2 < WORD_MAX) {
            plural.c[plural.n++] = L_ALEF;
            plural.c[plural.n++] = L_TA;
            inflect_plural(&plural, true, F_MASDAR, emit_form, &to);
            char utf8[2 * WORD_MAX];
            size_t n = letters_to_utf8(plural.c, plural.n, utf8);
            remember_plural(b, masdar, arena_copy(&b->a, (str){utf8, n}));
        }
    }
}

void row_verb(builder *b, const table_row *row)
{
    static const char *const forms[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "QI", "QII"};
    verb_row v = {word_of_utf8(row->cell[0]), word_of_utf8(row->cell[1]), word_of_utf8(row->cell[3]), 0};
    v.form = (uint8_t)(cell_enum(b, row, row->cell[2], forms, 12, "verb form") + 1);
    if (v.root.n < 3 || v.root.n > 5)
        builder_complain(b, row, row->cell[3], "a root has 3 or 4 letters, a borrowed one 5");
    if (v.imperfect.n < 3 || v.imperfect.c[0] != L_YA)
        builder_complain(b, row, row->cell[1], "the imperfect must be the 3rd person masculine singular");
    str trans = row->cell[6];
    bool transitive = !cell_is(trans, "i");
    if (!cell_is(trans, "t") && !cell_is(trans, "i") && !cell_is(trans, "d") && !cell_is(trans, "ti"))
        builder_complain(b, row, trans, "trans is t, i, d or ti");
    lex_lemma *l;
    uint32_t id = builder_lemma(b, row, row->cell[0], POS_VERB, &l);
    l->form = v.form;
    l->transitive = transitive;
    l->gloss = builder_text(b, row->cell[8]);
    uint32_t preps = 0;
    for (str rest = row->cell[7]; rest.n;) {
        str p = str_cut(&rest, '|');
        uint32_t at = cell_prep(b, p);
        if (at != UINT32_MAX) preps |= 1u << at;
    }
    b->lemmas.at[id].preps = preps;
    emit_to to = {b, id};
    inflect_verb(&v, transitive, emit_form, &to);
    for (str rest = row->cell[5]; rest.n;) {
        str masdar = str_cut(&rest, '|');
        if (masdar.n) masdar_forms(b, row, id, masdar, v.form);
    }
}

/* Among the plurals stand more forms of the singular: the indefinite one of a lemma in ي (قاض of قاضي), the one that
 * follows the article (مرأة of امرأة), and, in the first place, the feminine of an adjective of the measure أفعل (كبرى). */
static bool singular_form(const word *lemma, const word *form, bool feminine)
{
    if (lemma->n != form->n + 1) return false;
    if (lemma->c[0] == L_ALEF && memcmp(lemma->c + 1, form->c, form->n) == 0) return true;
    return !feminine && lemma->c[form->n] == L_YA && memcmp(lemma->c, form->c, form->n) == 0;
}

static bool feminine_of_afal(const word *lemma, const word *form)
{
    uint8_t end = form->n ? form->c[form->n - 1] : 0, begin = lemma->n ? lemma->c[0] : 0;
    if (lemma->n > 4 || (begin != L_ALEF_HAMZA && begin != L_ALEF_MADDA)) return false;
    return end == L_ALEF_MAQSURA || end == L_ALEF || (end == L_HAMZA && form->c[0] == lemma->c[1]); /* not أصلاء */
}

void row_noun(builder *b, const table_row *row)
{
    lex_pos pos = (lex_pos)(cell_is(row->cell[1], "noun")   ? POS_NOUN
                            : cell_is(row->cell[1], "adj")  ? POS_ADJ
                            : cell_is(row->cell[1], "adv")  ? POS_ADV
                            : cell_is(row->cell[1], "num")  ? POS_NUM
                            : cell_is(row->cell[1], "intj") ? POS_INTJ
                            : cell_is(row->cell[1], "name") ? POS_PROPN
                                                            : POS_X);
    if (pos == POS_X) builder_complain(b, row, row->cell[1], "pos is noun, adj, adv, num, intj or name");
    lex_lemma *l;
    uint32_t id = builder_lemma(b, row, row->cell[0], pos, &l);
    l->gloss = builder_text(b, row->cell[4]);
    emit_to to = {b, id};
    word w = word_of_utf8(row->cell[0]);
    bool feminine = cell_is(row->cell[2], "f");
    if (pos == POS_ADV || pos == POS_INTJ || pos == POS_PROPN)
        builder_form(b, id, &w, 0);
    else
        inflect_nominal(&w, feminine, pos == POS_ADJ, 0, emit_form, &to);
    for (str rest = row->cell[3]; rest.n;) {
        str plural = str_cut(&rest, '|');
        word p = word_of_utf8(plural);
        if (singular_form(&w, &p, feminine)) {
            builder_form(b, id, &p, (uint16_t)((feminine ? F_FEM : F_MASC) | F_SING));
            continue;
        }
        if (pos == POS_ADJ && !feminine && plural.p == row->cell[3].p && feminine_of_afal(&w, &p)) {
            inflect_nominal(&p, true, false, 0, emit_form, &to);
            continue;
        }
        bool f = feminine || (p.n > 2 && p.c[p.n - 1] == L_TA && p.c[p.n - 2] == L_ALEF);
        inflect_plural(&p, f, 0, emit_form, &to);
        remember_plural(b, row->cell[0], plural);
    }
}

void row_particle(builder *b, const table_row *row)
{
    lex_pos pos = (lex_pos)cell_enum(b, row, row->cell[1], lex_pos_name, POS_COUNT, "part of speech");
    unsigned function = cell_enum(b, row, row->cell[2], lex_function_name, FN_COUNT, "function");
    lex_lemma *l;
    uint32_t id = builder_lemma(b, row, row->cell[0], pos, &l);
    l->function = (uint8_t)function;
    l->closed = 1;
    l->gloss = builder_text(b, row->cell[3]);
    uint32_t prep = cell_prep(b, row->cell[0]);
    if (function == FN_prep && prep != UINT32_MAX) l->preps = 1u << prep;
    word w = word_of_utf8(row->cell[0]);
    builder_form(b, id, &w, 0);
}

void row_preposition(builder *b, const table_row *row)
{
    bool fresh;
    if (b->preps.n >= 32) {
        builder_complain(b, row, row->cell[0], "no more than 32 prepositions");
        return;
    }
    intern_get(&b->a, &b->prep_ids, row->cell[0], b->preps.n, &fresh);
    lex_text name = builder_text(b, row->cell[0]);
    *vec_push(&b->a, &b->preps) =
        (lex_prep){name, row->cell[2].n ? (uint32_t)row->cell[2].p[0] : 0, cell_is(row->cell[1], "y")};
}

static uint16_t features_cell(builder *b, const table_row *row, str cell)
{
    uint16_t f = 0;
    for (size_t i = 0; i < cell.n; i++) switch (cell.p[i]) {
        case '1': f |= F_PERSON1; break;
        case '2': f |= F_PERSON2; break;
        case '3': f |= F_PERSON3; break;
        case 'm': f |= F_MASC; break;
        case 'f': f |= F_FEM; break;
        case 's': f |= F_SING; break;
        case 'd': f |= F_DUAL; break;
        case 'p': f |= F_PLUR; break;
        default:
            builder_complain(b, row, cell, "features are person 1 2 3, gender m f, number s d p, as in 3ms");
            return f;
        }
    return f;
}

void row_clitic(builder *b, const table_row *row)
{
    word w = word_of_utf8(row->cell[0]);
    lex_clitic c = {.n = w.n};
    if (w.n == 0 || w.n > sizeof c.letters) {
        builder_complain(b, row, row->cell[0], "a clitic has 1 to 4 letters");
        return;
    }
    memcpy(c.letters, w.c, w.n);
    c.suffix = cell_is(row->cell[1], "suffix");
    c.kind = (uint8_t)cell_enum(b, row, row->cell[2], lex_clitic_name, CLITIC_COUNT, "kind of clitic");
    uint32_t prep = cell_prep(b, row->cell[0]);
    c.prep = (uint8_t)(prep == UINT32_MAX ? 0 : prep);
    c.features = features_cell(b, row, row->cell[3]);
    c.lemma = builder_text(b, row->cell[4]);
    c.cost = (int16_t)cell_number(b, row, row->cell[5], 0, SETTING_MAX);
    *vec_push(&b->a, &b->clitics) = c;
}

/* A closed word as Universal Dependencies cuts it; the words stand in morph/particles.tsv. */
void row_syntactic(builder *b, const table_row *row)
{
    const str *c = row->cell;
    lex_pos pos = (lex_pos)cell_enum(b, row, c[2], lex_pos_name, POS_COUNT, "part of speech");
    uint8_t tail = 0, cut = word_of_utf8(c[1]).n;
    word pronoun = word_of_utf8(c[4]);
    for (uint32_t i = 0; pronoun.n && i < b->clitics.n; i++)
        if (b->clitics.at[i].suffix && b->clitics.at[i].n == pronoun.n &&
            memcmp(b->clitics.at[i].letters, pronoun.c, pronoun.n) == 0)
            tail = (uint8_t)(i + 1);
    if (pronoun.n && !tail) builder_complain(b, row, c[4], "no such pronoun in morph/clitics.tsv");
    if (cut > 1) builder_complain(b, row, c[1], "a preposition of one letter is wanted here");
    bool found = false;
    for (uint32_t i = 1; i < b->lemmas.n; i++) {
        lex_lemma *l = &b->lemmas.at[i];
        if (!l->closed || l->text != builder_text(b, c[0])) continue;
        l->upos = (uint8_t)pos;
        l->syntactic = builder_text(b, c[3]);
        l->cut = cut;
        l->tail = tail;
        found = true;
    }
    if (!found) builder_complain(b, row, c[0], "no row of morph/particles.tsv has this form");
}

/* ---- costs of the choice in context: rows that tools/train writes ---- */

/* Fine names of cores and, in small letters, groups of them; the number of a group is CORE_COUNT + group. */
static void learn_labels(builder *b)
{
    if (b->label_ids.n) return;
    str preps[32] = {{0}};
    char out[LABEL_BYTES];
    bool fresh;
    for (uint32_t i = 0; i < b->preps.n; i++) {
        lex_text t = b->preps.at[i].name;
        preps[i] = (str){(const char *)b->strings.at + t + 2, b->strings.at[t] | (size_t)b->strings.at[t + 1] << 8};
    }
    for (unsigned i = 0; i < CORE_COUNT + COARSE_COUNT; i++) {
        str name = i < CORE_COUNT ? label_core_name(i, preps, out) : label_coarse_name(i - CORE_COUNT, out);
        if (name.n) intern_get(&b->a, &b->label_ids, arena_copy(&b->a, name), i, &fresh);
    }
}

typedef struct named {
    uint32_t core; /* or CORE_COUNT + group */
    unsigned pro;
    bool pronoun, joined; /* joined: a + without what it joins */
} named;

static named read_label(builder *b, const table_row *row, str cell)
{
    static const str ending = {"+pron", 5};
    named n = {0};
    str s = cell;
    learn_labels(b);
    if (s.n && s.p[0] == '+') n.joined = true, s = str_sub(s, 1, s.n);
    for (unsigned i = PRO_COUNT - 1; i > 0 && n.pro == 0; i--)
        if (str_starts(s, str_of(label_pro_name[i]))) n.pro = i, s = str_sub(s, strlen(label_pro_name[i]), s.n);
    if (str_ends(s, ending)) n.pronoun = true, s.n -= ending.n;
    n.core = intern_find(&b->label_ids, s);
    if (n.core == UINT32_MAX) {
        builder_complain(b, row, cell, "unknown label \"%.*s\"; these rows are made by khabar-train", (int)cell.n,
                         cell.p);
        n.core = 0;
    }
    return n;
}

void row_transition(builder *b, const table_row *row)
{
    named from = read_label(b, row, row->cell[0]), to = read_label(b, row, row->cell[1]);
    lex_cost cost = (lex_cost)cell_number(b, row, row->cell[2], -10000, 10000);
    bool group = from.core >= CORE_COUNT;
    if (group != (to.core >= CORE_COUNT)) {
        builder_complain(b, row, row->cell[1], "a label beside the name of a group");
        return;
    }
    if (group)
        b->group_transitions[((from.core - CORE_COUNT) * 2 + from.pronoun) * COARSE_RIGHT +
                             (to.core - CORE_COUNT) * PRO_COUNT + to.pro] = cost;
    else
        b->transitions[(from.core * 2 + from.pronoun) * LABEL_RIGHT + to.core * 2 + to.joined] = cost;
}

static void lemma_choice(builder *b, str text, uint8_t upos, lex_cost cost)
{
    lex_text id = builder_text(b, text);
    for (uint32_t i = id ? 1 : 0; i < (id ? b->lemmas.n : 1); i++) {
        lex_lemma *l = &b->lemmas.at[i];
        if (l->text == id) l->choice[lexicon_lemma_choice(l, upos)] = cost;
    }
}

static void add_choice(builder *b, uint32_t key, int32_t cost, bool *fresh)
{
    intern_get(&b->a, &b->row_keys, arena_printf(&b->a, "choice %u", key), 1, fresh);
    if (*fresh) *vec_push(&b->a, &b->choices) = (lex_choice){key, cost};
}

void row_choice(builder *b, const table_row *row)
{
    choice_kind kind = (choice_kind)cell_enum(b, row, row->cell[0], choice_kind_name, CHOICE_KINDS, "kind");
    str text = row->cell[1];
    lex_cost cost = (lex_cost)cell_number(b, row, row->cell[3], -30000, 30000);
    if (kind == CHOICE_LEMMA) {
        lemma_choice(b, text, (uint8_t)cell_enum(b, row, row->cell[2], lex_pos_name, POS_COUNT, "part of speech"),
                     cost);
        return;
    }
    named n = read_label(b, row, row->cell[2]);
    unsigned number = n.core < CORE_COUNT ? label_number(n.core, n.pro, n.pronoun) : 0;
    if (kind == CHOICE_LABEL) {
        b->label_costs[number] = cost;
        return;
    }
    word w = word_of_utf8(text);
    for (uint8_t i = 0; i < w.n; i++) w.c[i] = letters_fold[w.c[i]];
    str letters = {(const char *)w.c, w.n};
    bool fresh;
    add_choice(b, choice_key(kind, letters, number), cost, &fresh);
    if (!fresh) builder_complain(b, row, text, "this row and another have one key");
    if (kind == CHOICE_FORM) add_choice(b, choice_key(kind, letters, CHOICE_ANY), 0, &fresh);
}
