/* spelling: the text of a mention, and its words compared with another's; see settler.h.
 *
 *   «وللرئيس» is «الرئيس» without its clitics;   «السوداني» is the end of «محمد شياع السوداني»
 *
 * Invariant: a text is a piece of the article, but for ل + ال, whose article is written out. */
#include "base/utf8.h"
#include "entity/settler.h"

static uint32_t letter_offset(const text *t, const token *k, uint32_t letters)
{
    const unsigned char *base = (const unsigned char *)t->bytes.p, *p = base + k->start, *end = base + k->end;
    while (letters && p < end) {
        uint8_t got[LETTER_MAX_EXPANSION];
        bool separates;
        size_t n = letters_of(utf8_next(&p), got, &separates);
        letters -= (uint32_t)(n < letters ? n : letters);
    }
    /* tashkeel and tatweel after the clitic belong to it */
    while (p < end) {
        const unsigned char *q = p;
        uint8_t got[LETTER_MAX_EXPANSION];
        bool separates;
        if (letters_of(utf8_next(&q), got, &separates)) break;
        p = q;
    }
    return (uint32_t)(p - base);
}

uint32_t entity_stem(const entity_input *in, uint32_t token_index)
{
    const token *k = &in->t->tokens.at[token_index];
    const analysis *a = &in->w->chosen[token_index];
    if (!(a->prefixes & (M_WA | M_FA | M_PREP)) || k->kind != TOKEN_WORD) return k->start;
    uint32_t skip = a->stem;
    if (a->prefixes & M_ARTICLE) { /* the article stays: بالعودة, but للعودة has only its ل */
        bool lam =
            skip >= 2 && in->t->folded[k->letters + skip - 1] == L_LAM && in->t->folded[k->letters + skip - 2] == L_LAM;
        skip = lam ? skip - 1u : skip - 2u;
    }
    return letter_offset(in->t, k, skip);
}

str entity_text(const entity_input *in, uint32_t first, uint32_t last)
{
    const text *t = in->t;
    const token *k = &t->tokens.at[first];
    const analysis *a = &in->w->chosen[first];
    uint32_t start = k->start, skip = 0;
    bool lam_article = false;
    uint8_t prefixes = 0, stem = 0;
    const phrase *read = NULL;
    /* the phrase reading of the first word counts where there is one: its stem may be longer than the word reading's */
    PHRASE_EACH(in->p, first, p)
    {
        const lex_name *n = &in->lex->names[p->name];
        bool given = n->kind == NAME_given && p->spelled && !p->prefixes && n->value == 0;
        if (p->last <= last && (!read || given)) read = p; /* فاطمة, though أطمة is a town */
    }
    prefixes = read ? read->prefixes : a->prefixes;
    stem = read ? 0 : a->stem;
    for (uint8_t v = 0; read && v < in->w->types[first]->n_variants; v++)
        if (in->w->types[first]->variants[v].prefixes == prefixes) stem = in->w->types[first]->variants[v].stem;
    if (prefixes & (M_WA | M_FA | M_PREP | M_FUTURE)) {
        skip = stem;
        if (prefixes & M_ARTICLE) {
            lam_article =
                stem >= 2 && t->folded[k->letters + stem - 1] == L_LAM && t->folded[k->letters + stem - 2] == L_LAM;
            skip = stem >= 2 ? stem - 2u : 0;
            if (lam_article) skip = stem;
        }
        start = letter_offset(t, k, skip);
    }
    str rest = str_sub(t->bytes, start, t->tokens.at[last].end);
    if (!lam_article) return rest;
    for (uint32_t c = 0; c < in->lex->n_clitics; c++) {
        const lex_clitic *x = &in->lex->clitics[c];
        if (x->kind != CLITIC_article || x->suffix) continue;
        char article[8];
        size_t n = letters_to_utf8(x->letters, x->n, article);
        return arena_printf(in->a, "%.*s%.*s", (int)n, article, (int)rest.n, rest.p);
    }
    return rest;
}

name_words spelling_words(const settler *s, uint32_t first, uint32_t last)
{
    name_words out = {0};
    const text *t = s->in->t;
    for (uint32_t i = first; i <= last && out.count < NAME_WORDS; i++) {
        const token *k = &t->tokens.at[i];
        if (k->kind == TOKEN_PUNCT) continue;
        const analysis *a = &s->in->w->chosen[i];
        uint32_t from = 0;
        if (i == first) {
            from = a->prefixes & (M_WA | M_FA | M_PREP | M_ARTICLE) ? a->stem : 0;
            PHRASE_EACH(s->in->p, first, p)
            if (p->last <= last && s->in->w->types[first]) {
                for (uint8_t v = 0; v < s->in->w->types[first]->n_variants; v++)
                    if (s->in->w->types[first]->variants[v].prefixes == p->prefixes)
                        from = s->in->w->types[first]->variants[v].stem;
                break;
            }
        }
        const uint8_t *w = t->folded + k->letters + from;
        uint32_t n = k->n - from;
        if (n >= 5 && w[0] == L_ALEF && w[1] == L_LAM) w += 2, n -= 2;
        if (n == 0) continue;
        out.at[out.count] = w;
        out.n[out.count++] = (uint8_t)n;
    }
    return out;
}

const name_words *spelling_of(const settler *s, const mention *m)
{
    name_words *w = &s->names[m - s->e->mentions.at];
    if (w->count == 0) *w = spelling_words(s, m->name_first, m->name_last);
    return w;
}

bool spelling_agrees(const name_words *a, const name_words *b)
{
    if (a->count > b->count) {
        const name_words *swap = a;
        a = b;
        b = swap;
    }
    if (a->count == 0) return false;
    bool end = true, begin = a->count >= 2;
    for (uint32_t i = 0; i < a->count; i++) {
        end = end && same_word_at(a, i, b, b->count - a->count + i);
        begin = begin && same_word_at(a, i, b, i);
    }
    return end || begin;
}

bool spelling_same(const name_words *a, const name_words *b)
{
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!same_word_at(a, i, b, i)) return false;
    return true;
}
