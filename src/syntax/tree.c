/* tree: see tree.h. */
#include "syntax/tree.h"
#include "base/utf8.h"

#include <assert.h>

typedef struct cutter {
    tree *x;
    const text *t;
    const lexicon *lex;
    arena *a;
    uint32_t token;
    uint16_t at; /* letters of the token that have a node */
} cutter;

static node *add(cutter *c, uint16_t end, node_part part, lex_pos upos)
{
    assert(end > c->at);
    node *n = vec_push(c->a, &c->x->at);
    *n = (node){.token = c->token,
                .head = NO_HEAD,
                .from = (uint8_t)c->at,
                .n = (uint16_t)(end - c->at),
                .part = (uint8_t)part,
                .upos = (uint8_t)upos};
    c->at = end;
    return n;
}

/* The first letter of what follows the clitics before a stem: the article is a part of its noun, also where its alef is
 * not written (للوزارة is ل + لوزارة). */
static uint16_t host_start(const cutter *c, const analysis *a)
{
    const uint8_t *letters = c->t->folded + c->t->tokens.at[c->token].letters;
    if (!(a->prefixes & M_ARTICLE)) return a->stem;
    bool alef = a->stem >= 2 && letters[a->stem - 2] == L_ALEF;
    return (uint16_t)(a->stem - (alef ? 2 : a->stem >= 1 ? 1 : 0));
}

static void add_pronoun(cutter *c, uint8_t clitic, uint16_t end)
{
    node *n = add(c, end, PART_PRONOUN, POS_PRON);
    n->clitic = clitic;
    n->features = c->lex->clitics[clitic - 1].features;
    n->function = FN_pron;
}

static void add_prefixes(cutter *c, const analysis *a)
{
    if (a->prefixes & M_QUESTION) add(c, (uint16_t)(c->at + 1), PART_QUESTION, POS_PART)->function = FN_interrog;
    if (a->prefixes & (M_WA | M_FA)) add(c, (uint16_t)(c->at + 1), PART_CONJ, POS_CCONJ)->function = FN_conj_and;
    if (a->prefixes & M_PREP) {
        node *n = add(c, (uint16_t)(c->at + 1), PART_PREP, POS_ADP);
        n->prep = a->prep;
        n->function = FN_prep;
    }
    if (a->prefixes & M_FUTURE) add(c, (uint16_t)(c->at + 1), PART_FUTURE, POS_PART)->function = FN_future;
}

static void cut_word(cutter *c, const analysis *a, uint16_t letters)
{
    const lex_lemma *l = &c->lex->lemmas[a->lemma];
    uint8_t pronoun = a->pronoun ? a->pronoun : l->tail;
    uint16_t end = letters, start = host_start(c, a);
    if (pronoun && c->lex->clitics[pronoun - 1].n < letters) end = (uint16_t)(letters - c->lex->clitics[pronoun - 1].n);
    uint16_t cut = (uint16_t)(start + l->cut);
    unsigned count = 0;
    const uint8_t kinds[] = {M_QUESTION, M_WA | M_FA, M_PREP, M_FUTURE};
    for (size_t z = 0; z < sizeof kinds; z++) count += (a->prefixes & kinds[z]) ? 1u : 0u;
    if (start != count || cut >= end)
        cut = c->at; /* a reading that does not say where its clitics end: the word stays whole */
    else
        add_prefixes(c, a);
    if (cut > c->at && l->cut) {
        node *n = add(c, cut, PART_PREP, POS_ADP);
        n->function = FN_prep;
    }
    node *n = add(c, end, PART_STEM, (lex_pos)a->upos);
    n->lemma = a->lemma;
    n->features = a->features;
    n->function = a->function;
    n->article = (a->prefixes & M_ARTICLE) != 0;
    if (a->upos == POS_ADP) {
        uint32_t prep = 0, mask = l->preps;
        while (mask && !(mask >> prep & 1)) prep++;
        if (mask) n->prep = (uint8_t)(prep + 1);
    }
    if (end < letters) add_pronoun(c, pronoun, letters);
}

static void cut_token(tree *x, const text *t, const lexicon *lex, uint32_t i, const analysis *reading, arena *a)
{
    const token *k = &t->tokens.at[i];
    cutter c = {.x = x, .t = t, .lex = lex, .a = a, .token = i};
    /* U+FB50 and up: one code point may be two letters (ﻻ), which no cut may part */
    bool ligatures = memchr(t->bytes.p + k->start, 0xef, k->end - k->start) != NULL;
    if (k->kind == TOKEN_WORD && !ligatures) {
        cut_word(&c, reading, k->n);
        return;
    }
    node *n = vec_push(a, &x->at);
    *n = (node){.token = i, .head = NO_HEAD, .n = k->n, .upos = reading->upos};
    if (k->kind != TOKEN_WORD) return;
    n->lemma = reading->lemma;
    n->features = reading->features;
    n->function = reading->function;
    n->article = (reading->prefixes & M_ARTICLE) != 0;
}

void tree_cut_word(tree *x, const text *t, const lexicon *lex, uint32_t token_index, const analysis *reading, arena *a)
{
    *x = (tree){0};
    cut_token(x, t, lex, token_index, reading, a);
}

void tree_cut(tree *x, const text *t, const words *w, const lexicon *lex, arena *a)
{
    *x = (tree){.first = ARENA_ARRAY(a, uint32_t, t->tokens.n + 1)};
    x->at.cap = t->tokens.n + t->tokens.n / 4 + 8;
    x->at.at = ARENA_ARRAY(a, node, x->at.cap);
    for (uint32_t i = 0; i < t->tokens.n; i++) {
        x->first[i] = x->at.n;
        cut_token(x, t, lex, i, &w->chosen[i], a);
    }
    x->first[t->tokens.n] = x->at.n;
}

/* Byte of the token at which its letter `letter` begins; the token's end where it has no more. */
static uint32_t byte_of(const text *t, uint32_t token_index, uint32_t letter)
{
    const token *k = &t->tokens.at[token_index];
    const unsigned char *base = (const unsigned char *)t->bytes.p, *p = base + k->start;
    if (letter == 0) return k->start;
    uint32_t seen = 0;
    while (p < base + k->end) {
        uint32_t at = (uint32_t)(p - base);
        uint8_t got[LETTER_MAX_EXPANSION];
        bool separates;
        size_t n = letters_of(utf8_next(&p), got, &separates);
        if (n && seen >= letter) return at;
        seen += (uint32_t)n;
    }
    return k->end;
}

str tree_form(const tree *x, const text *t, uint32_t i)
{
    const node *n = &x->at.at[i];
    const token *k = &t->tokens.at[n->token];
    if (n->from == 0 && n->n >= k->n) return text_token(t, n->token);
    uint32_t end = n->from + n->n >= k->n ? k->end : byte_of(t, n->token, n->from + n->n);
    return str_sub(t->bytes, byte_of(t, n->token, n->from), end);
}

str tree_known_lemma(const lexicon *lex, uint32_t lemma, unsigned features)
{
    const lex_lemma *l = &lex->lemmas[lemma];
    unsigned aspect = features & F_ASPECT;
    if (l->pos == POS_VERB && aspect == F_ACTIVE_PART && l->active) return lexicon_text(lex, l->active);
    if (l->pos == POS_VERB && aspect == F_PASSIVE_PART && l->passive) return lexicon_text(lex, l->passive);
    return lexicon_text(lex, l->syntactic ? l->syntactic : l->text);
}

str tree_lemma(const tree *x, const text *t, const lexicon *lex, uint32_t i, char *scratch)
{
    const node *n = &x->at.at[i];
    if (n->lemma) return tree_known_lemma(lex, n->lemma, n->features);
    const token *k = &t->tokens.at[n->token];
    if (k->kind != TOKEN_WORD) return text_token(t, n->token);
    if (n->part == PART_PRONOUN) return lexicon_text(lex, lex->clitics[n->clitic - 1].lemma);
    const uint8_t *raw = t->raw + k->letters + n->from;
    size_t skip = n->article && n->n > 2 ? (letters_fold[raw[0]] == L_ALEF ? 2 : 1) : 0, length = n->n - skip;
    /* a nisba: to its ي */
    unsigned number = n->features & F_NUMBER;
    if (n->features && (n->upos == POS_ADJ || n->upos == POS_NOUN) && length > 3) {
        size_t ending = number == F_PLUR || number == F_DUAL ? 2 : (n->features & F_GENDER) == F_FEM ? 1 : 0;
        if (raw[skip + length - 1] == L_ALEF) ending = 1; /* the accusative */
        if (letters_fold[raw[skip + length - 1 - ending]] == L_YA) length -= ending;
    }
    if (length > TREE_LEMMA_BYTES / 2) length = TREE_LEMMA_BYTES / 2;
    return (str){scratch, letters_to_utf8(raw + skip, length, scratch)};
}
