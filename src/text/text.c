/* text: see text.h.  Three passes: letters to tokens, marks to quotation spans, tokens to sentences. */
#include "text/text.h"
#include "base/utf8.h"

#include <assert.h>

enum { QUOTE_DEPTH = 16, DATELINE_TOKENS = 14, WORD_LETTERS_MAX = 200 };

static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == 0xa0 || cp == 0x3000 ||
           (cp >= 0x2000 && cp <= 0x200a) || cp == 0x202f || cp == 0x205f || cp == 0x2028 || cp == 0x2029 ||
           cp == 0x0b || cp == 0x0c || cp == 0x85;
}

static bool is_newline(uint32_t cp)
{
    return cp == '\n' || cp == 0x2028 || cp == 0x2029 || cp == '\r';
}

enum { CLASS_NONE, CLASS_LETTER, CLASS_DIGIT, CLASS_LATIN };

static int letter_class(uint8_t c)
{
    return letter_is_digit(c) ? CLASS_DIGIT : letter_is_arabic(c) ? CLASS_LETTER : CLASS_LATIN;
}

/* A separator that stands between two digits and belongs to the number: 3.5 1,000 23:00 ٢٫٥ */
static bool joins_digits(uint32_t cp)
{
    return cp == '.' || cp == ',' || cp == ':' || cp == 0x66b || cp == 0x66c;
}

static bool digit_at(str s, uint32_t at)
{
    if (at >= s.n) return false;
    const unsigned char *p = (const unsigned char *)s.p + at;
    uint32_t cp = utf8_next(&p);
    return (cp >= '0' && cp <= '9') || (cp >= 0x660 && cp <= 0x669) || (cp >= 0x6f0 && cp <= 0x6f9);
}

/* A tatweel that lengthens no word stands for a dash: before one, or after one that is no clitic (لـ, الـ, 1447 هـ). */
static bool is_dash(str s, uint32_t cp, const token *open, uint32_t after)
{
    if (cp != 0x640) return false;
    bool end = after >= s.n || s.p[after] == ' ' || s.p[after] == '\n' || s.p[after] == '\r';
    return !open || (open->n > 2 && end);
}

static void cut_tokens(text *t, arena *a)
{
    str s = t->bytes;
    const unsigned char *base = (const unsigned char *)s.p, *p = base, *end = base + s.n;
    uint8_t flags = TOKEN_SPACE_BEFORE | TOKEN_NEWLINE_BEFORE;
    token *open = NULL; /* the word or number being read */
    int open_class = CLASS_NONE;
    while (p < end) {
        uint32_t at = (uint32_t)(p - base);
        uint32_t cp = utf8_next(&p);
        uint32_t after = (uint32_t)(p - base);
        uint8_t got[LETTER_MAX_EXPANSION];
        bool separates;
        size_t k = letters_of(cp, got, &separates);
        if (k == 0 && !separates && is_dash(s, cp, open, after)) separates = true, open_class = CLASS_NONE, open = NULL;
        if (k == 0 && !separates) { /* a mark inside or beside a word */
            if (open) {
                open->end = after;
                if (cp == 0x64f && open->n <= 2) open->flags |= TOKEN_DAMMA;
                if (cp == 0x651) open->flags |= TOKEN_SHADDA;
            }
            continue;
        }
        if (separates) {
            if (open && open_class == CLASS_DIGIT && joins_digits(cp) && digit_at(s, after)) {
                t->raw[t->n_letters] = (uint8_t)(cp == 0x66b ? '.' : cp == 0x66c ? ',' : cp);
                t->n_letters++, open->n++, open->end = after;
                continue;
            }
            bool space = is_space(cp);
            if (t->tokens.n && space) t->tokens.at[t->tokens.n - 1].flags |= TOKEN_SPACE_AFTER;
            open = NULL;
            open_class = CLASS_NONE;
            if (space) {
                flags |= TOKEN_SPACE_BEFORE;
                if (is_newline(cp)) flags |= TOKEN_NEWLINE_BEFORE;
                continue;
            }
            if (cp < 0x20 || cp == 0x7f) continue; /* control characters are nothing */
            token *m = vec_push(a, &t->tokens);
            *m = (token){.start = at,
                         .end = after,
                         .letters = t->n_letters,
                         .mark = cp,
                         .quote = NO_QUOTE,
                         .kind = TOKEN_PUNCT,
                         .flags = flags};
            flags = 0;
            continue;
        }
        int class = letter_class(got[0]);
        if (!open || class != open_class || open->n + k > WORD_LETTERS_MAX) {
            open = vec_push(a, &t->tokens);
            *open = (token){.start = at, .letters = t->n_letters, .quote = NO_QUOTE, .flags = flags};
            open->kind = (uint8_t)(class == CLASS_LETTER  ? TOKEN_WORD
                                   : class == CLASS_DIGIT ? TOKEN_NUMBER
                                                          : TOKEN_LATIN);
            open_class = class;
            flags = 0;
            if (class == CLASS_LETTER)
                t->n_arabic++;
            else if (class == CLASS_LATIN)
                t->n_latin++;
        }
        for (size_t i = 0; i < k; i++) t->raw[t->n_letters++] = got[i];
        open->n = (uint16_t)(open->n + k);
        open->end = after;
    }
    if (t->tokens.n) t->tokens.at[t->tokens.n - 1].flags |= TOKEN_SPACE_AFTER;
    for (uint32_t i = 0; i < t->n_letters; i++) t->folded[i] = letters_fold[t->raw[i]];
}

/* ---- quotations ---- */

enum { FAMILY_NONE, FAMILY_DOUBLE, FAMILY_ANGLE, FAMILY_SINGLE };

/* direction: 1 opens, -1 closes, 0 either. */
static int quote_family(uint32_t cp, int *direction)
{
    *direction = 0;
    switch (cp) {
    case '"':
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033:
    case 0xff02: return FAMILY_DOUBLE;
    case 0xab:
    case 0x2039:
    case 0x300a: *direction = 1; return FAMILY_ANGLE;
    case 0xbb:
    case 0x203a:
    case 0x300b: *direction = -1; return FAMILY_ANGLE;
    case 0x2018:
    case 0x2019:
    case '\'': return FAMILY_SINGLE;
    default: return FAMILY_NONE;
    }
}

static void find_quotes(text *t, arena *a)
{
    struct {
        uint32_t quote;
        int family;
    } stack[QUOTE_DEPTH];
    int depth = 0;
    for (uint32_t i = 0; i < t->tokens.n; i++) {
        token *k = &t->tokens.at[i];
        if (k->flags & TOKEN_NEWLINE_BEFORE) {
            while (depth > 0) t->quotes.at[stack[--depth].quote].close = i;
        }
        int direction, family = k->kind == TOKEN_PUNCT ? quote_family(k->mark, &direction) : FAMILY_NONE;
        if (family == FAMILY_NONE) {
            k->quote = depth ? stack[depth - 1].quote : NO_QUOTE;
            continue;
        }
        int found = depth - 1;
        while (found >= 0 && stack[found].family != family) found--;
        bool space_after = (k->flags & TOKEN_SPACE_AFTER) != 0, space_before = (k->flags & TOKEN_SPACE_BEFORE) != 0;
        if (family == FAMILY_SINGLE && found < 0 && (!space_before || space_after)) { /* an apostrophe */
            k->quote = depth ? stack[depth - 1].quote : NO_QUOTE;
            continue;
        }
        bool closes = found >= 0 && (family != FAMILY_ANGLE || direction < 0 || (space_after && !space_before));
        if (closes) {
            for (; depth - 1 > found; depth--) t->quotes.at[stack[depth - 1].quote].close = i;
            quotation *q = &t->quotes.at[stack[found].quote];
            q->close = i;
            q->closed = true;
            k->quote = stack[found].quote;
            k->flags |= TOKEN_CLOSES;
            depth = found;
        } else if (depth < QUOTE_DEPTH) {
            quotation *q = vec_push(a, &t->quotes);
            *q = (quotation){.open = i, .close = t->tokens.n, .parent = depth ? stack[depth - 1].quote : NO_QUOTE};
            k->quote = t->quotes.n - 1;
            k->flags |= TOKEN_OPENS;
            stack[depth].quote = t->quotes.n - 1;
            stack[depth++].family = family;
        } else
            k->quote = stack[depth - 1].quote;
    }
}

/* ---- sentences ---- */

static bool is_abbreviation(const text *t, const lexicon *lex, const token *k)
{
    if (k->kind == TOKEN_WORD && k->n == 1) return true; /* initials: م. ع. */
    uint32_t id = lexicon_word(lex, t->folded + k->letters, k->n);
    uint32_t node = id ? lexicon_edge(lex, 0, id - 1) : 0;
    if (node)
        for (uint32_t i = 0; i < lex->nodes[node].n; i++)
            if (lex->names[lex->nodes[node].first + i].kind == NAME_abbreviation) return true;
    return false;
}

/* Is token i the first of two stops that have a short word between them and no space beside? */
static bool inside_initials(const text *t, uint32_t i)
{
    if (i + 3 >= t->tokens.n) return false;
    const token *k = &t->tokens.at[i];
    return k->mark == '.' && !(k->flags & TOKEN_SPACE_AFTER) && k[1].kind == TOKEN_WORD && k[1].n <= 4 &&
           k[2].mark == '.' && !(k[2].flags & (TOKEN_SPACE_BEFORE | TOKEN_SPACE_AFTER)) && k[3].kind == TOKEN_WORD;
}

/* Does a sentence end after token i? */
static bool ends_sentence(const text *t, const lexicon *lex, uint32_t i)
{
    const token *k = &t->tokens.at[i];
    if (k->kind != TOKEN_PUNCT) return false;
    switch (k->mark) {
    case '!':
    case '?':
    case 0x61f:
        return (k->flags & TOKEN_SPACE_AFTER) != 0 || i + 1 == t->tokens.n ||
               (t->tokens.at[i + 1].flags & TOKEN_CLOSES);
    case '.':
    case 0x6d4: break;
    default: return false;
    }
    const token *next = i + 1 < t->tokens.n ? &t->tokens.at[i + 1] : NULL;
    const token *before = i ? &t->tokens.at[i - 1] : NULL;
    if (next && !(k->flags & TOKEN_SPACE_AFTER)) {
        /* «… نعم».» : the stop before a closing mark ends the sentence; inside www.x.org it does not. A word that is run
         * on without a space after a stop («غدا.وقال») begins a sentence where the word before is longer than initials;
         * a short one between two such stops (إيه.بي.سي) is a letter's name. */
        if (next->flags & TOKEN_CLOSES) return true;
        if (inside_initials(t, i) || (i >= 2 && inside_initials(t, i - 2))) return false;
        return next->kind == TOKEN_WORD && before && before->kind == TOKEN_WORD && before->n > 2;
    }
    if (before && before->kind == TOKEN_PUNCT && before->mark == '.') {
        /* two dots divide headlines; three are a pause */
        bool three = i >= 2 && t->tokens.at[i - 2].kind == TOKEN_PUNCT && t->tokens.at[i - 2].mark == '.';
        return !three;
    }
    return !(before && !(k->flags & TOKEN_SPACE_BEFORE) && is_abbreviation(t, lex, before));
}

static void add_sentence(text *t, arena *a, uint32_t first, uint32_t end, uint32_t paragraph, sentence_kind kind)
{
    if (first == end) return;
    for (uint32_t i = first; i < end; i++) t->tokens.at[i].sentence = t->sentences.n;
    *vec_push(a, &t->sentences) = (sentence){first, end, paragraph, (uint8_t)kind};
}

/* A dateline «القاهرة - أ ف ب:» or «الرياض – واس»: a few words and a dash or colon at the start of the body. Gives the
 * token after it, or `first`. */
static uint32_t dateline_end(const text *t, uint32_t first)
{
    uint32_t end = first;
    for (uint32_t i = first; i < t->tokens.n && i < first + DATELINE_TOKENS; i++) {
        const token *k = &t->tokens.at[i];
        if (i > first && (k->flags & TOKEN_NEWLINE_BEFORE)) return end;
        if (k->kind != TOKEN_PUNCT) continue;
        bool dash = (k->mark == '-' || k->mark == 0x2013 || k->mark == 0x2014 || k->mark == 0x2015) &&
                    (k->flags & (TOKEN_SPACE_BEFORE | TOKEN_SPACE_AFTER)) && i > first;
        if (dash)
            end = i + 1;
        else if (k->mark == ':' && end > first)
            return i + 1;
        else if (!(k->flags & (TOKEN_OPENS | TOKEN_CLOSES)) && k->mark != '(' && k->mark != ')' && k->mark != 0x60c &&
                 k->mark != '"' && k->mark != '/' && k->mark != '.')
            return end;
    }
    return end;
}

static void cut_sentences(text *t, const lexicon *lex, arena *a)
{
    uint32_t first = 0, paragraph = 0, n = t->tokens.n;
    bool body_begun = false;
    for (uint32_t i = 0; i < n; i++) {
        const token *k = &t->tokens.at[i];
        bool title = k->start < t->title_end;
        if (i > first && (k->flags & TOKEN_NEWLINE_BEFORE)) {
            add_sentence(t, a, first, i, paragraph,
                         t->tokens.at[first].start < t->title_end ? SENTENCE_TITLE : SENTENCE_BODY);
            first = i;
        }
        if (i && (k->flags & TOKEN_NEWLINE_BEFORE)) paragraph++;
        if (!title && !body_begun) {
            body_begun = true;
            uint32_t end = dateline_end(t, i);
            if (end > i) {
                add_sentence(t, a, i, end, paragraph, SENTENCE_DATELINE);
                first = end;
                i = end - 1;
                continue;
            }
        }
        if (!ends_sentence(t, lex, i)) continue;
        uint32_t end = i + 1;
        while (end < n && t->tokens.at[end].kind == TOKEN_PUNCT && !(t->tokens.at[end].flags & TOKEN_NEWLINE_BEFORE) &&
               (t->tokens.at[end].mark == '.' || t->tokens.at[end].mark == ')' ||
                (t->tokens.at[end].flags & TOKEN_CLOSES)))
            end++;
        add_sentence(t, a, first, end, paragraph, title ? SENTENCE_TITLE : SENTENCE_BODY);
        first = end;
        i = end - 1;
    }
    add_sentence(t, a, first, n, paragraph,
                 n && first < n && t->tokens.at[first].start < t->title_end ? SENTENCE_TITLE : SENTENCE_BODY);
}

khabar_status text_read(text *t, const lexicon *lex, arena *a, str title, str body, khabar_error *error)
{
    *t = (text){0};
    size_t bad = utf8_check(title);
    if (bad < title.n) {
        if (error) error->byte = bad;
        return error_set(error, KHABAR_ERR_UTF8, "the title is not UTF-8 at its byte %zu", bad);
    }
    bad = utf8_check(body);
    if (bad < body.n) {
        if (error) error->byte = bad;
        return error_set(error, KHABAR_ERR_UTF8, "the text is not UTF-8 at its byte %zu", bad);
    }
    size_t n = title.n + (title.n ? 2 : 0) + body.n;
    if (n > KHABAR_MAX_TEXT)
        return error_set(error, KHABAR_ERR_TOO_LARGE,
                         "the article has %zu bytes; the most is %zu: cut it into articles", n,
                         (size_t)KHABAR_MAX_TEXT);
    char *bytes = arena_alloc(a, n + 1);
    if (title.n) {
        memcpy(bytes, title.p, title.n);
        memcpy(bytes + title.n, "\n\n", 2);
    }
    if (body.n) memcpy(bytes + n - body.n, body.p, body.n);
    t->bytes = (str){bytes, n};
    t->title_end = (uint32_t)title.n;
    /* No code point gives more letters than it has bytes, but U+FDF2 (3 bytes, 4 letters). */
    t->raw = arena_alloc(a, n + n / 3 + 4);
    t->folded = arena_alloc(a, n + n / 3 + 4);
    t->tokens.cap = (uint32_t)(n / 6 + 64);
    t->tokens.at = ARENA_ARRAY(a, token, t->tokens.cap);
    cut_tokens(t, a);
    find_quotes(t, a);
    cut_sentences(t, lex, a);
    return KHABAR_OK;
}
