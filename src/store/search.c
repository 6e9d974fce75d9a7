/* search: see search.h. */
#include "store/search.h"
#include "base/utf8.h"
#include "record/record.h"
#include "store/fold.h"
#include "store/sql.h"

#include <stdlib.h>

/* ---- the words ---- */

static void add_lemma(search_word *w, str lemma, arena *a)
{
    buf folded = {0};
    fold_one(lemma, &folded);
    str s = buf_str(&folded);
    bool known = s.n == 0 || w->n_lemmas == SEARCH_LEMMAS;
    for (uint32_t i = 0; i < w->n_lemmas && !known; i++) known = str_eq(w->lemmas[i], s);
    if (!known) w->lemmas[w->n_lemmas++] = arena_copy(a, s);
    buf_free(&folded);
}

/* A reading of a word whose lemmas the index has. */
static bool is_open(const analysis *x)
{
    return x->lemma && (x->upos == POS_NOUN || x->upos == POS_PROPN || x->upos == POS_VERB || x->upos == POS_ADJ ||
                        x->upos == POS_ADV);
}

/* Those of readings that are little worse than the best. */
static void add_other_lemmas(search_word *w, const word_type *type, int32_t reach, const lexicon *lex, arena *a)
{
    int32_t best = INT32_MAX;
    for (unsigned i = 0; type && i < type->n_analyses; i++)
        if (type->analyses[i].cost < best) best = type->analyses[i].cost;
    for (unsigned i = 0; type && i < type->n_analyses; i++) {
        const analysis *x = &type->analyses[i];
        if (is_open(x) && x->cost - best <= reach) add_lemma(w, lexicon_text(lex, lex->lemmas[x->lemma].text), a);
    }
}

typedef struct lemma_maker {
    search *s;
    arena *a;
} lemma_maker;

/* The lemmas of each word: that of the reading which fits best, then those of the others. */
static void find_lemmas(void *context, const record *r)
{
    lemma_maker *m = context;
    char scratch[TREE_LEMMA_BYTES];
    fold_word w;
    uint32_t k = 0, n = 0;
    const text *t = &r->text;
    for (size_t at = 0; n < m->s->n && fold_next(t->bytes, &at, &m->s->scratch, &w); n++) {
        search_word *x = &m->s->words[n];
        while (k < t->tokens.n && t->tokens.at[k].start < w.start) k++;
        if (k >= t->tokens.n || t->tokens.at[k].start >= w.end || t->tokens.at[k].kind != TOKEN_WORD) continue;
        for (uint32_t i = r->tree.first[k]; i < r->tree.first[k + 1]; i++)
            if (r->tree.at.at[i].part == PART_STEM) add_lemma(x, tree_lemma(&r->tree, t, r->lex, i, scratch), m->a);
        add_other_lemmas(x, r->words.types[k], SETTING(r->lex, reach_lemma), r->lex, m->a);
    }
}

static bool is_quote(uint32_t cp)
{
    return cp == '"' || cp == 0xab || cp == 0xbb || (cp >= 0x201c && cp <= 0x201f);
}

/* Words in their order, those between quotation marks as a phrase. */
static khabar_status cut_words(search *s, str query, arena *a, khabar_error *error)
{
    bool quoted = false;
    while (query.n) {
        const unsigned char *p = (const unsigned char *)query.p, *end = p + query.n, *q = p;
        uint32_t cp = 0;
        while (q < end) {
            const unsigned char *here = q;
            cp = utf8_next(&q);
            if (is_quote(cp)) {
                q = here;
                break;
            }
        }
        str piece = str_sub(query, 0, (size_t)(q - p));
        bool first = true;
        fold_word w;
        for (size_t at = 0; at < piece.n; first = false) {
            s->scratch.n = 0;
            if (!fold_next(piece, &at, &s->scratch, &w)) break;
            if (s->n == SEARCH_WORDS)
                return error_set(error, KHABAR_ERR_ARGUMENT, "more than %d words to look for", SEARCH_WORDS);
            s->words[s->n] = (search_word){.form = arena_copy(a, buf_str(&s->scratch)), .follows = quoted && !first};
            s->phrases |= s->words[s->n++].follows;
        }
        query = str_sub(query, piece.n, query.n);
        if (query.n) {
            p = (const unsigned char *)query.p;
            utf8_next(&p);
            query = str_sub(query, (size_t)(p - (const unsigned char *)query.p), query.n);
            quoted = !quoted;
        }
    }
    return s->n ? KHABAR_OK
                : error_set(error, KHABAR_ERR_ARGUMENT, "no word to look for: letters or digits are wanted");
}

/* A folded word holds no quotation mark: it can be quoted as it is. */
static void write_match(search *s, arena *a)
{
    buf b = {0};
    for (uint32_t i = 0; i < s->n; i++) {
        const search_word *w = &s->words[i];
        buf_printf(&b, "%s({folded} : \"%.*s\"", i ? " AND " : "", (int)w->form.n, w->form.p);
        for (uint32_t k = 0; k < w->n_lemmas; k++) buf_printf(&b, " OR \"%.*s\"", (int)w->lemmas[k].n, w->lemmas[k].p);
        buf_char(&b, ')');
    }
    s->match = arena_printf(a, "%.*s", (int)b.n, b.bytes).p;
    buf_free(&b);
}

khabar_status search_compile(search *s, str query, khabar_reader *r, arena *a, khabar_error *error)
{
    *s = (search){0};
    size_t bad = utf8_check(query);
    if (bad < query.n) return error_set(error, KHABAR_ERR_UTF8, "what is looked for is no UTF-8 at byte %zu", bad);
    khabar_status status = cut_words(s, query, a, error);
    if (status == KHABAR_OK && r) {
        const khabar_doc *doc;
        khabar_article article = {.text = {query.p, query.n}};
        lemma_maker m = {s, a};
        status = khabar_analyse(r, &article, KHABAR_NO_TREES, &doc, error);
        if (status == KHABAR_OK) status = khabar_use_record(r, doc, find_lemmas, &m, error);
    }
    if (status == KHABAR_OK) write_match(s, a);
    return status;
}

void search_free(search *s)
{
    buf_free(&s->scratch);
    sqlite3_finalize(s->load);
    s->load = NULL;
    arena_free(&s->of_article);
}

/* ---- where they stand ---- */

static bool is_word(const search_word *w, str folded, str lemma)
{
    if (str_eq(folded, w->form)) return true;
    for (uint32_t i = 0; i < w->n_lemmas; i++)
        if (str_eq(folded, w->lemmas[i]) || str_eq(lemma, w->lemmas[i])) return true;
    return false;
}

void search_hits(search *s, str bytes, str lemmas, arena *a, search_hits_list *out)
{
    typedef struct reached {
        uint32_t start; /* where the phrase began, of which this word is the next to come */
        uint32_t word;
    } reached;
    reached at[SEARCH_WORDS + 1];
    bool open[SEARCH_WORDS + 1] = {false}; /* open[i]: word i of a phrase may come now */
    fold_word w;
    uint32_t n = 0;
    for (size_t byte = 0;; n++) {
        s->scratch.n = 0;
        if (!fold_next(bytes, &byte, &s->scratch, &w)) break;
        str folded = buf_str(&s->scratch), lemma = str_cut(&lemmas, ' ');
        for (uint32_t i = s->n; i-- > 0;) { /* backwards: what word i reaches is read at the next word */
            bool begins = !s->words[i].follows, ends = i + 1 == s->n || !s->words[i + 1].follows;
            bool here = (begins || open[i]) && is_word(&s->words[i], folded, lemma);
            reached from = begins ? (reached){w.start, n} : at[i];
            open[i + 1] = here && !ends;
            if (open[i + 1]) at[i + 1] = from;
            if (!here || !ends) continue;
            uint32_t part = i;
            while (s->words[part].follows) part--;
            *vec_push(a, out) = (search_hit){from.start, w.end, from.word, part};
        }
    }
}

/* ---- in SQL ---- */

static bool holds_all(search *s, const search_hits_list *hits, uint32_t from, uint32_t to)
{
    bool found[SEARCH_WORDS] = {false};
    for (uint32_t i = 0; i < hits->n; i++)
        if (hits->at[i].start >= from && hits->at[i].end <= to) found[hits->at[i].part] = true;
    for (uint32_t i = 0; i < s->n; i++)
        if (!s->words[i].follows && !found[i]) return false;
    return true;
}

/* Bytes of hits become code points; their ends rise. */
static void count_points(str bytes, search_hits_list *hits)
{
    uint32_t n = 0, at = 0;
    for (uint32_t i = 0; i < hits->n; i++) {
        search_hit *x = &hits->at[i];
        for (; at < x->end; at++) n += ((unsigned char)bytes.p[at] & 0xc0) != 0x80;
        uint32_t within = 0;
        for (uint32_t k = x->start; k < x->end; k++) within += ((unsigned char)bytes.p[k] & 0xc0) != 0x80;
        x->start = n - within;
        x->end = n;
    }
}

/* Loads an article and finds what stands in it, as code points: so are the spans that are asked for. */
static void look_at(search *s, int64_t article)
{
    arena_reset(&s->of_article);
    s->hits = ARENA_NEW(&s->of_article, search_hits_list);
    s->article = article;
    sqlite3_bind_int64(s->load, 1, article);
    if (sqlite3_step(s->load) == SQLITE_ROW) {
        str bytes = sql_column(s->load, 0);
        search_hits(s, bytes, sql_column(s->load, 1), &s->of_article, s->hits);
        count_points(bytes, s->hits);
    }
    sqlite3_reset(s->load);
}

static void holds(sqlite3_context *context, int n, sqlite3_value **values)
{
    search *s = sqlite3_value_pointer(values[0], "search");
    sqlite3 *db = sqlite3_context_db_handle(context);
    static const char sql[] =
        "SELECT text, lemmas FROM article_text JOIN article_lemmas USING (article_id) WHERE article_id = ?";
    if (!s || (!s->load && sqlite3_prepare_v2(db, sql, -1, &s->load, NULL) != SQLITE_OK)) {
        sqlite3_result_error(context, "khabar_holds is for khabar alone", -1);
        return;
    }
    int64_t article = sqlite3_value_int64(values[1]);
    jmp_buf full;
    if (setjmp(full)) {
        s->article = 0;
        sqlite3_reset(s->load);
        sqlite3_result_error_nomem(context);
        return;
    }
    s->of_article.on_full = &full;
    if (s->article != article) look_at(s, article);
    uint32_t from = n > 2 ? (uint32_t)sqlite3_value_int64(values[2]) : 0;
    uint32_t to = n > 2 ? (uint32_t)sqlite3_value_int64(values[3]) : UINT32_MAX;
    sqlite3_result_int(context, holds_all(s, s->hits, from, to));
}

int search_functions(sqlite3 *db)
{
    int result = sqlite3_create_function(db, "khabar_holds", 2, SQLITE_UTF8, NULL, holds, NULL, NULL);
    if (result != SQLITE_OK) return result;
    return sqlite3_create_function(db, "khabar_within", 4, SQLITE_UTF8, NULL, holds, NULL, NULL);
}
