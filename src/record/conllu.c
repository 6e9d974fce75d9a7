/* conllu: the words of a text as CoNLL-U (universaldependencies.org/format.html), and as a table to read.
 *
 *   1-2  للصحفيين  _ …      a written word of several nodes has a line of its own before them
 *   1    ل         ل   ADP
 *   2    لصحفيين   صحفي NOUN
 *
 * Invariant: the forms of a sentence, joined with a space but after SpaceAfter=No, are its text without line ends. */
#include "record/record.h"

static const char *const genders[] = {"", "Masc", "Fem", ""}, *const numbers[] = {"", "Sing", "Dual", "Plur"};

static void feature(buf *out, bool *any, const char *name, const char *value)
{
    if (!*value) return;
    if (*any) buf_char(out, '|');
    buf_z(out, name);
    buf_char(out, '=');
    buf_z(out, value);
    *any = true;
}

static const char *verb_form(unsigned aspect)
{
    switch (aspect) {
    case F_PERFECT:
    case F_IMPERFECT:
    case F_IMPERATIVE: return "Fin";
    case F_ACTIVE_PART:
    case F_PASSIVE_PART: return "Part";
    case F_MASDAR: return "Vnoun";
    default: return "";
    }
}

static const char *pronoun_type(uint8_t function)
{
    switch (function) {
    case FN_pron: return "Prs";
    case FN_dem: return "Dem";
    case FN_rel: return "Rel";
    case FN_interrog: return "Int";
    default: return "";
    }
}

/* Features in alphabetical order, as the format wants them. */
static void write_features(const node *n, buf *out)
{
    unsigned aspect = n->features & F_ASPECT, person = n->features & F_PERSON;
    bool finite = aspect == F_PERFECT || aspect == F_IMPERFECT || aspect == F_IMPERATIVE, any = false;
    bool nominal = n->upos == POS_NOUN || n->upos == POS_ADJ || n->upos == POS_PROPN;
    bool negative = n->function == FN_neg || n->function == FN_neg_past || n->function == FN_neg_future;
    static const char *const persons[] = {"", "1", "2", "3"};
    feature(out, &any, "Aspect", aspect == F_PERFECT ? "Perf" : aspect == F_IMPERFECT ? "Imp" : "");
    feature(out, &any, "Definite", nominal && n->article ? "Def" : nominal && n->features & F_CONSTRUCT ? "Cons" : "");
    feature(out, &any, "Foreign", n->upos == POS_X ? "Yes" : "");
    feature(out, &any, "Gender", genders[(n->features & F_GENDER) >> 2]);
    feature(out, &any, "Mood", aspect == F_IMPERATIVE ? "Imp" : aspect == F_PERFECT ? "Ind" : "");
    feature(out, &any, "Number", numbers[(n->features & F_NUMBER) >> 4]);
    feature(out, &any, "Person", persons[person]);
    feature(out, &any, "Polarity", negative ? "Neg" : "");
    feature(out, &any, "PronType", n->upos == POS_PRON || n->upos == POS_DET ? pronoun_type(n->function) : "");
    feature(out, &any, "VerbForm", verb_form(aspect));
    bool passive = aspect == F_PASSIVE_PART || (n->features & F_PASSIVE);
    feature(out, &any, "Voice", passive ? "Pass" : finite || aspect == F_ACTIVE_PART ? "Act" : "");
    if (!any) buf_char(out, '_');
}

/* A cell must not be empty, and holds no tab. */
static void cell(buf *out, str s)
{
    for (size_t i = 0; i < s.n; i++) buf_char(out, s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
    if (s.n == 0) buf_char(out, '_');
    buf_char(out, '\t');
}

/* The name that a node belongs to: clitics before and after a name are not of it. */
static const char *name_tag(const record *r, const node *n)
{
    return n->part == PART_STEM ? entity_tag_name[r->tags[n->token]] : "";
}

static void write_misc(const char *tag, bool no_space, buf *out)
{
    if (*tag) buf_printf(out, "NER=%s", tag);
    if (*tag && no_space) buf_char(out, '|');
    if (no_space) buf_z(out, "SpaceAfter=No");
    if (!*tag && !no_space) buf_char(out, '_');
}

static void write_node(const record *r, uint32_t i, uint32_t first, bool no_space, buf *out)
{
    const node *n = &r->tree.at.at[i];
    char scratch[TREE_LEMMA_BYTES];
    buf_printf(out, "%u\t", i - first + 1);
    cell(out, tree_form(&r->tree, &r->text, i));
    cell(out, tree_lemma(&r->tree, &r->text, r->lex, i, scratch));
    buf_printf(out, "%s\t_\t", lex_pos_name[n->upos]);
    write_features(n, out);
    uint32_t head = n->head == NO_HEAD ? 0 : n->head - first + 1;
    if (r->has_trees)
        buf_printf(out, "\t%u\t%s\t_\t", head, tree_relation_name[n->relation]);
    else
        buf_z(out, "\t_\t_\t_\t");
    write_misc(name_tag(r, n), no_space, out);
    buf_char(out, '\n');
}

/* An id in a comment: control characters and blanks would end it; / has a meaning of its own in a sent_id. */
static void write_id(str id, bool slash, buf *out)
{
    for (size_t i = 0; i < id.n; i++) {
        unsigned char c = (unsigned char)id.p[i];
        buf_char(out, c <= ' ' || c == 0x7f || (c == '/' && !slash) ? '_' : id.p[i]);
    }
}

/* The text of a sentence as its forms give it: one blank where blanks are, and no bytes that no word holds. */
static void write_text(const record *r, const sentence *s, buf *out)
{
    buf_z(out, "# text = ");
    for (uint32_t i = s->first; i < s->end; i++) {
        buf_add(out, text_token(&r->text, i));
        if ((r->text.tokens.at[i].flags & TOKEN_SPACE_AFTER) && i + 1 < s->end) buf_char(out, ' ');
    }
    buf_char(out, '\n');
}

static void write_sentence(const record *r, const sentence *s, uint32_t number, buf *out)
{
    buf_z(out, "# sent_id = ");
    if (r->id.n) {
        write_id(r->id, false, out);
        buf_char(out, '-');
    }
    buf_printf(out, "%u\n", number);
    write_text(r, s, out);
    uint32_t first = r->tree.first[s->first];
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t from = r->tree.first[i], end = r->tree.first[i + 1];
        bool no_space = !(r->text.tokens.at[i].flags & TOKEN_SPACE_AFTER) && i + 1 < s->end;
        if (end - from > 1) {
            buf_printf(out, "%u-%u\t", from - first + 1, end - first);
            cell(out, text_token(&r->text, i));
            buf_printf(out, "_\t_\t_\t_\t_\t_\t_\t%s\n", no_space ? "SpaceAfter=No" : "_");
            no_space = false;
        }
        for (uint32_t n = from; n < end; n++) write_node(r, n, first, no_space, out);
    }
    buf_char(out, '\n');
}

/* The line that names a report, where it has a name. */
static void write_heading(const record *r, const char *mark, buf *out)
{
    if (r->id.n == 0) return;
    buf_z(out, mark);
    write_id(r->id, true, out);
    buf_char(out, '\n');
}

void record_conllu(const record *r, buf *out)
{
    write_heading(r, "# newdoc id = ", out);
    for (uint32_t i = 0; i < r->text.sentences.n; i++) write_sentence(r, &r->text.sentences.at[i], i + 1, out);
}

static void table_line(const record *r, uint32_t i, uint32_t first, buf *out)
{
    const node *n = &r->tree.at.at[i];
    char scratch[TREE_LEMMA_BYTES];
    buf_printf(out, "%4u  ", i - first + 1);
    cell(out, tree_form(&r->tree, &r->text, i));
    cell(out, tree_lemma(&r->tree, &r->text, r->lex, i, scratch));
    buf_printf(out, "%-5s\t", lex_pos_name[n->upos]);
    if (r->has_trees && n->head == NO_HEAD)
        buf_z(out, "root\t");
    else if (r->has_trees) {
        buf_printf(out, "%s of %u ", tree_relation_name[n->relation], n->head - first + 1);
        cell(out, tree_form(&r->tree, &r->text, n->head));
    }
    write_features(n, out);
    const char *tag = name_tag(r, n);
    if (*tag) buf_printf(out, "\t%s", tag);
    if (n->lemma && r->lex->lemmas[n->lemma].gloss) {
        buf_char(out, '\t');
        buf_add(out, lexicon_text(r->lex, r->lex->lemmas[n->lemma].gloss));
    }
    buf_char(out, '\n');
}

void record_table(const record *r, buf *out)
{
    write_heading(r, "== ", out);
    for (uint32_t i = 0; i < r->text.sentences.n; i++) {
        const sentence *s = &r->text.sentences.at[i];
        str said = text_span(&r->text, s->first, s->end - 1);
        buf_printf(out, "%s%.*s\n", i ? "\n" : "", (int)said.n, said.p);
        uint32_t first = r->tree.first[s->first];
        for (uint32_t n = first; n < r->tree.first[s->end]; n++) table_line(r, n, first, out);
    }
}

static khabar_string string_of(str s)
{
    return (khabar_string){s.p, s.n};
}

khabar_word *record_words(const record *r, size_t *n, buf *scratch)
{
    *n = r->tree.at.n;
    khabar_word *out = ARENA_ARRAY(r->a, khabar_word, *n + 1);
    for (uint32_t i = 0; i < *n; i++) {
        const node *x = &r->tree.at.at[i];
        char letters[TREE_LEMMA_BYTES];
        str form = tree_form(&r->tree, &r->text, i), lemma = tree_lemma(&r->tree, &r->text, r->lex, i, letters);
        scratch->n = 0;
        write_features(x, scratch);
        bool none = scratch->n == 1 && scratch->bytes[0] == '_';
        out[i] =
            (khabar_word){.form = string_of(form),
                          .lemma = string_of(lemma.p == letters ? arena_copy(r->a, lemma) : lemma),
                          .features = none ? (khabar_string){"", 0} : string_of(arena_copy(r->a, buf_str(scratch))),
                          .upos = lex_pos_name[x->upos],
                          .relation = r->has_trees ? tree_relation_name[x->relation] : "",
                          .name = name_tag(r, x),
                          .start = (size_t)(form.p - r->text.bytes.p),
                          .end = (size_t)(form.p - r->text.bytes.p) + form.n,
                          .head = x->head == NO_HEAD ? KHABAR_ROOT : x->head,
                          .sentence = r->text.tokens.at[x->token].sentence};
    }
    return out;
}
