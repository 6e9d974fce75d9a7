/* text: the bytes of an article into tokens, sentences and quotation spans.
 *
 *   قال بوتين: “لا مكان لها. نعم”.   ->  tokens قال بوتين : “ لا مكان لها . نعم ” .
 *                                         one quotation from “ to ”, sentences cut at full stops and line ends
 *
 * Invariant: tokens stand in order, do not overlap, and their spans are byte offsets into `bytes`; every letter of the
 * article is in exactly one token; sentences cover all tokens. */
#ifndef KHABAR_TEXT_TEXT_H
#define KHABAR_TEXT_TEXT_H

#include "base/error.h"
#include "lexicon/lexicon.h"

typedef enum { TOKEN_WORD, TOKEN_NUMBER, TOKEN_LATIN, TOKEN_PUNCT } token_kind;

enum {
    TOKEN_SPACE_BEFORE = 1,
    TOKEN_SPACE_AFTER = 2,
    TOKEN_NEWLINE_BEFORE = 4,
    TOKEN_DAMMA = 8,  /* the first letter of the stem carries a damma: قُتل */
    TOKEN_OPENS = 16, /* a quotation mark that opens or closes a span */
    TOKEN_CLOSES = 32,
    TOKEN_SHADDA = 64, /* carries a shadda: بيّن is no preposition */
};

#define NO_QUOTE UINT32_MAX

typedef struct token {
    uint32_t start, end;
    uint32_t letters; /* offset into text.raw and text.folded */
    uint32_t mark;    /* code point of a punctuation token */
    uint32_t sentence;
    uint32_t quote; /* innermost quotation span that holds it, or NO_QUOTE; its marks belong to it */
    uint16_t n;     /* letters */
    uint8_t kind, flags;
} token;

typedef enum { SENTENCE_TITLE, SENTENCE_DATELINE, SENTENCE_BODY } sentence_kind;

typedef struct sentence {
    uint32_t first, end; /* tokens */
    uint32_t paragraph;
    uint8_t kind;
} sentence;

typedef struct quotation {
    uint32_t open, close; /* tokens of the marks; close = one past the last token where the mark is missing */
    uint32_t parent;
    bool closed;
} quotation;

typedef struct text {
    str bytes;          /* title, two newlines, text; or text alone */
    uint32_t title_end; /* bytes of the title */
    uint8_t *raw, *folded;
    uint32_t n_letters;
    VEC(token) tokens;
    VEC(sentence) sentences;
    VEC(quotation) quotes;
    uint32_t n_arabic, n_latin; /* words in Arabic and in other letters */
} text;

/* Fills *t from a title and a text (checked here). The arena holds all of it. */
khabar_status text_read(text *t, const lexicon *lex, arena *a, str title, str body, khabar_error *error);

static inline str text_token(const text *t, uint32_t i)
{
    return str_sub(t->bytes, t->tokens.at[i].start, t->tokens.at[i].end);
}

/* From the start of token `first` to the end of token `last`. */
static inline str text_span(const text *t, uint32_t first, uint32_t last)
{
    return str_sub(t->bytes, t->tokens.at[first].start, t->tokens.at[last].end);
}

#endif
