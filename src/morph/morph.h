/* morph: what each word of a text can be, and which of these it is here.
 *
 *   وبالوزارة  ->  و + ب + ال + وزارة, NOUN feminine singular
 *
 * A word type is analysed once and remembered by the reader (morph_cache); the choice among its analyses is made for
 * each sentence by least cost (data/morph/transitions.tsv).
 * Invariant: chosen.at[i] belongs to token i; every token has a chosen analysis. */
#ifndef KHABAR_MORPH_MORPH_H
#define KHABAR_MORPH_MORPH_H

#include "text/text.h"

enum {
    M_WA = 1,      /* و */
    M_FA = 2,      /* ف */
    M_PREP = 4,    /* ب ل ك */
    M_ARTICLE = 8, /* ال */
    M_FUTURE = 16, /* س */
    M_QUESTION = 32,
    M_ACCUSATIVE = 64, /* the ending ا of an indefinite */
};

/* The class a word has for its neighbours; order as in data/morph/transitions.tsv. */
typedef enum {
    W_START,
    W_VERB,
    W_NOUN,
    W_ADJ,
    W_NAME,
    W_PRON,
    W_PREP,
    W_CONJ,
    W_THAT,
    W_NEG,
    W_PART,
    W_ADV,
    W_NUM,
    W_PUNCT,
    W_REL,
    W_OTHER
} word_class;

enum { ANALYSES_MAX = 24 };

typedef struct analysis {
    uint32_t lemma; /* 0: not in the lexicon */
    uint16_t features;
    int16_t cost; /* in sixteenths */
    uint8_t pos, function;
    uint8_t prefixes, prep; /* prep: 1 + preposition of M_PREP */
    uint8_t pronoun;        /* 1 + clitic of a pronoun suffix */
    uint8_t stem, stem_n;   /* letters of the token that are the stem */
    uint8_t class;
    uint8_t core, group, pro; /* its label: CORE_, the group of that, PRO_ of lexicon/label.h */
    bool bound;               /* and whether a pronoun ends it */
    bool misspelled;          /* a hamza is written that the form does not have: أثنى read as اثني */
    uint8_t named;            /* of a name: NAMED_ of lexicon/label.h */
    uint8_t upos; /* class by Universal Dependencies; a participle or adjective is ADJ or NOUN by its place */
} analysis;

/* A reading of a word as a word of phrases: its id with clitics taken off. */
typedef struct variant {
    uint32_t word; /* id of a phrase word */
    uint32_t node; /* where phrases that begin with it lead, 0 = nowhere */
    uint8_t prefixes, prep, pronoun;
    uint8_t stem, stem_n; /* letters without article */
    int16_t cost;         /* of the clitics before it */
} variant;

typedef struct word_type {
    const uint8_t *raw;
    analysis *analyses;
    variant *variants;
    uint32_t hash;
    uint16_t n;
    uint8_t n_analyses, n_variants;
    bool again; /* seen more than once since the cache was last thinned out */
} word_type;

/* Word types by their letters. When they become too many, those that came once only are dropped. */
typedef struct morph_cache {
    arena a, spare; /* spare: where the types that stay are copied to */
    word_type **slots;
    uint32_t n, cap;
} morph_cache;

typedef struct words {
    const word_type **types; /* of each token; NULL for punctuation */
    analysis *chosen;
} words;

void morph_cache_init(morph_cache *c, jmp_buf *on_full);
void morph_cache_free(morph_cache *c);

/* Analyses all tokens and chooses. Results live in the arena; word types in the cache until the next call. */
void morph_read(words *w, const text *t, const lexicon *lex, morph_cache *cache, arena *a);

static inline unsigned morph_aspect(const analysis *a)
{
    return a->features & F_ASPECT;
}

/* Perfect or imperfect: a verb that can be the predicate of a clause. */
static inline bool morph_is_finite(const analysis *a)
{
    return a->pos == POS_VERB && (morph_aspect(a) == F_PERFECT || morph_aspect(a) == F_IMPERFECT);
}

/* Are both singular, and of genders that their forms show to be different? */
static inline bool morph_genders_differ(const analysis *a, const analysis *b)
{
    if ((a->features & F_NUMBER) != F_SING || (b->features & F_NUMBER) != F_SING) return false;
    unsigned of_a = a->features & F_GENDER, of_b = b->features & F_GENDER;
    return of_a && of_b && of_a != of_b;
}

/* The n-th verb that the word at a token can be a form of (يعرض: عرض or أعرض), among the readings with the chosen
 * clitics and aspect; 0 where there are no more. The chosen one is the first. */
uint32_t morph_verb(const words *w, uint32_t i, uint32_t n);

#endif
