/* letters: see letters.h.  U+FE8D (a presentation form of alef) and U+0627 give the same letter. */
#include "lexicon/letters.h"
#include "base/utf8.h"

/* Persian, Urdu and Maghrebi letters and the Arabic letter each is read as. */
static const struct {
    uint16_t from, to;
} akin[] = {
    {0x671, 0x627}, {0x672, 0x623}, {0x673, 0x625}, {0x675, 0x623}, {0x679, 0x62a}, {0x67e, 0x628}, {0x686, 0x62c},
    {0x688, 0x62f}, {0x691, 0x631}, {0x695, 0x631}, {0x698, 0x632}, {0x6a1, 0x641}, {0x6a2, 0x641}, {0x6a4, 0x641},
    {0x6a7, 0x642}, {0x6a8, 0x642}, {0x6a9, 0x643}, {0x6ad, 0x643}, {0x6af, 0x643}, {0x6b5, 0x644}, {0x6ba, 0x646},
    {0x6be, 0x647}, {0x6c0, 0x647}, {0x6c1, 0x647}, {0x6c2, 0x647}, {0x6c3, 0x629}, {0x6c6, 0x648}, {0x6cb, 0x648},
    {0x6cc, 0x64a}, {0x6ce, 0x64a}, {0x6d0, 0x64a}, {0x6d2, 0x64a}, {0x6d5, 0x647},
};

/* Presentation forms: the first code point of each letter's shapes, in order; a letter ends where the next begins. */
static const struct {
    uint16_t first, letter, second;
} shapes[] = {
    {0xfb50, 0x627, 0},     {0xfb52, 0, 0},         {0xfb56, 0x628, 0},     {0xfb5a, 0, 0},     {0xfb6a, 0x641, 0},
    {0xfb6e, 0, 0},         {0xfb7a, 0x62c, 0},     {0xfb7e, 0, 0},         {0xfb8a, 0x632, 0}, {0xfb8c, 0, 0},
    {0xfb8e, 0x643, 0},     {0xfb92, 0x643, 0},     {0xfb96, 0, 0},         {0xfba6, 0x647, 0}, {0xfbae, 0x64a, 0},
    {0xfbb2, 0, 0},         {0xfbfc, 0x64a, 0},     {0xfc00, 0, 0},         {0xfe80, 0x621, 0}, {0xfe81, 0x622, 0},
    {0xfe83, 0x623, 0},     {0xfe85, 0x624, 0},     {0xfe87, 0x625, 0},     {0xfe89, 0x626, 0}, {0xfe8d, 0x627, 0},
    {0xfe8f, 0x628, 0},     {0xfe93, 0x629, 0},     {0xfe95, 0x62a, 0},     {0xfe99, 0x62b, 0}, {0xfe9d, 0x62c, 0},
    {0xfea1, 0x62d, 0},     {0xfea5, 0x62e, 0},     {0xfea9, 0x62f, 0},     {0xfeab, 0x630, 0}, {0xfead, 0x631, 0},
    {0xfeaf, 0x632, 0},     {0xfeb1, 0x633, 0},     {0xfeb5, 0x634, 0},     {0xfeb9, 0x635, 0}, {0xfebd, 0x636, 0},
    {0xfec1, 0x637, 0},     {0xfec5, 0x638, 0},     {0xfec9, 0x639, 0},     {0xfecd, 0x63a, 0}, {0xfed1, 0x641, 0},
    {0xfed5, 0x642, 0},     {0xfed9, 0x643, 0},     {0xfedd, 0x644, 0},     {0xfee1, 0x645, 0}, {0xfee5, 0x646, 0},
    {0xfee9, 0x647, 0},     {0xfeed, 0x648, 0},     {0xfeef, 0x649, 0},     {0xfef1, 0x64a, 0}, {0xfef5, 0x644, 0x622},
    {0xfef7, 0x644, 0x623}, {0xfef9, 0x644, 0x625}, {0xfefb, 0x644, 0x627}, {0xfefd, 0, 0},
};

enum { SHAPES = sizeof shapes / sizeof *shapes, AKIN = sizeof akin / sizeof *akin };

const uint8_t letters_fold[256] = {
#define SAME(c) [c] = (c)
#define SAME8(c)                                                                                                       \
    SAME(c), SAME((c) + 1), SAME((c) + 2), SAME((c) + 3), SAME((c) + 4), SAME((c) + 5), SAME((c) + 6), SAME((c) + 7)
#define SAME32(c) SAME8(c), SAME8((c) + 8), SAME8((c) + 16), SAME8((c) + 24)
    SAME8(0x20),     SAME8(0x28),    SAME8(0x30),      SAME8(0x38),
    SAME32(0x40),    SAME32(0x60),   [0x80] = L_HAMZA, [0x81] = L_ALEF,
    [0x82] = L_ALEF, [0x83] = L_WAW, [0x84] = L_ALEF,  [0x85] = L_YA,
    [0x86] = L_ALEF, [0x87] = 0x87,  [0x88] = L_HA,    SAME8(0x89),
    SAME8(0x91),     SAME8(0x99),    SAME(0xa1),       SAME(0xa2),
    SAME(0xa3),      SAME(0xa4),     SAME(0xa5),       SAME(0xa6),
    SAME(0xa7),      [0xa8] = L_YA,  [0xa9] = L_YA,    [0xff] = LETTER_FOREIGN,
};

static size_t letters_of_shape(uint32_t cp, uint8_t *out)
{
    if (cp == 0xfdf2) { /* the one-glyph name of God: alef lam lam ha */
        out[0] = L_ALEF, out[1] = L_LAM, out[2] = L_LAM, out[3] = L_HA;
        return 4;
    }
    size_t at = SHAPES;
    while (at > 0 && shapes[at - 1].first > cp) at--;
    if (at == 0 || shapes[at - 1].letter == 0) {
        out[0] = LETTER_FOREIGN;
        return 1;
    }
    out[0] = LETTER(shapes[at - 1].letter);
    if (shapes[at - 1].second == 0) return 1;
    out[1] = LETTER(shapes[at - 1].second);
    return 2;
}

static bool is_mark(uint32_t cp)
{
    return (cp >= 0x64b && cp <= 0x65f) || cp == 0x640 || cp == 0x670 || (cp >= 0x610 && cp <= 0x61a) ||
           (cp >= 0x6d6 && cp <= 0x6ed && cp != 0x6dd && cp != 0x6de && cp != 0x6e9) ||
           (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2060 && cp <= 0x2069) ||
           cp == 0xfeff || cp == 0xad || cp == 0x61c || (cp >= 0x300 && cp <= 0x36f) ||
           (cp >= 0xfe70 && cp <= 0xfe7f) || (cp >= 0xfe00 && cp <= 0xfe0f);
}

/* Separators of other scripts: general punctuation, symbols, arrows, boxes, CJK punctuation, emoji. */
static bool is_separator(uint32_t cp)
{
    return cp < 0x30 || (cp > 0x39 && cp < 0x41) || (cp > 0x5a && cp < 0x61) || (cp > 0x7a && cp < 0xaa) ||
           (cp > 0xaa && cp < 0xb5) || (cp > 0xb5 && cp < 0xba) || (cp > 0xba && cp < 0xc0) || cp == 0xd7 ||
           cp == 0xf7 || (cp >= 0x600 && cp < 0x610) || cp == 0x61b || (cp >= 0x61d && cp <= 0x61f) ||
           (cp >= 0x66a && cp <= 0x66d) || cp == 0x6d4 || cp == 0x6dd || cp == 0x6de || cp == 0x6e9 ||
           (cp >= 0x6fd && cp <= 0x6fe) || (cp >= 0x2000 && cp <= 0x206f) || (cp >= 0x20a0 && cp <= 0x20cf) ||
           (cp >= 0x2100 && cp <= 0x2bff) || (cp >= 0x3000 && cp <= 0x3004) || (cp >= 0x3008 && cp <= 0x3020) ||
           (cp >= 0xfd3e && cp <= 0xfd4f) || (cp >= 0xe000 && cp <= 0xf8ff) || (cp >= 0xff00 && cp <= 0xff0f) ||
           (cp >= 0xfff0 && cp <= 0xffff) || (cp >= 0x1f000 && cp <= 0x1faff) || cp == 0xfdfc || cp == 0xfdfd;
}

size_t letters_of(uint32_t cp, uint8_t out[LETTER_MAX_EXPANSION], bool *separates)
{
    *separates = false;
    if (cp >= 0x621 && cp <= 0x64a && cp != 0x640 && !(cp >= 0x63b && cp <= 0x63f)) {
        out[0] = LETTER(cp);
        return 1;
    }
    if (is_mark(cp)) return 0;
    if (is_separator(cp)) {
        *separates = true;
        return 0;
    }
    if (cp < 0x80) {
        out[0] = (uint8_t)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp);
        return 1;
    }
    if ((cp >= 0x660 && cp <= 0x669) || (cp >= 0x6f0 && cp <= 0x6f9)) {
        out[0] = (uint8_t)('0' + (cp & 0xf) % 10);
        return 1;
    }
    if ((cp >= 0xfb50 && cp <= 0xfdff) || (cp >= 0xfe80 && cp <= 0xfefc)) return letters_of_shape(cp, out);
    for (size_t i = 0; cp >= 0x671 && cp <= 0x6d5 && i < AKIN; i++)
        if (akin[i].from == cp) {
            out[0] = LETTER(akin[i].to);
            return 1;
        }
    out[0] = LETTER_FOREIGN;
    return 1;
}

size_t letters_from_utf8(str s, uint8_t *out)
{
    const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
    size_t n = 0;
    while (p < end) {
        uint8_t got[LETTER_MAX_EXPANSION];
        bool separates;
        size_t k = letters_of(utf8_next(&p), got, &separates);
        for (size_t i = 0; i < k; i++) out[n++] = got[i];
    }
    return n;
}

size_t letters_to_utf8(const uint8_t *raw, size_t n, char *out)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++)
        at += letter_is_arabic(raw[i])   ? utf8_put(raw[i] - 0x80u + 0x621u, out + at)
              : raw[i] == LETTER_FOREIGN ? utf8_put('?', out + at)
                                         : utf8_put(raw[i], out + at);
    return at;
}
