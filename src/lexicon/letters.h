/* letters: Arabic text as one byte a letter, and what is spelled differently but read alike.
 *
 * A word is held twice, letter by letter: as written (`raw`) and as compared (`letters_fold`):
 *   raw  keeps أ إ آ ا, ة ه, ى ي, ؤ و, ئ ي apart;  the fold makes them one:  «إدارة» and «اداره» compare equal.
 * Tashkeel, tatweel and bidi controls have no letter; Persian letters and presentation forms become the Arabic ones.
 *
 * Codes: 0 separates words, 1 is passed over, 0x21-0x7e is ASCII (capitals lowered, all digits as 0-9),
 * 0x80 + n is U+0621 + n (Arabic block), LETTER_FOREIGN any letter of another script.
 * Invariant: the code tables hold letters of Unicode, no words. */
#ifndef KHABAR_LEXICON_LETTERS_H
#define KHABAR_LEXICON_LETTERS_H

#include "base/str.h"

enum { LETTER_NONE = 0, LETTER_SKIP = 1, LETTER_FOREIGN = 0xff, LETTER_MAX_EXPANSION = 4 };

/* The letter code of U+cp, for cp in the Arabic block U+0621..U+064A. */
#define LETTER(cp) ((uint8_t)((cp)-0x0621 + 0x80))

enum {
    L_HAMZA = LETTER(0x621),
    L_ALEF_MADDA = LETTER(0x622),
    L_ALEF_HAMZA = LETTER(0x623),
    L_WAW_HAMZA = LETTER(0x624),
    L_ALEF_HAMZA_BELOW = LETTER(0x625),
    L_YA_HAMZA = LETTER(0x626),
    L_ALEF = LETTER(0x627),
    L_BA = LETTER(0x628),
    L_TA_MARBUTA = LETTER(0x629),
    L_TA = LETTER(0x62a),
    L_KAF = LETTER(0x643),
    L_LAM = LETTER(0x644),
    L_MIM = LETTER(0x645),
    L_NUN = LETTER(0x646),
    L_HA = LETTER(0x647),
    L_WAW = LETTER(0x648),
    L_ALEF_MAQSURA = LETTER(0x649),
    L_YA = LETTER(0x64a),
    L_SIN = LETTER(0x633),
    L_FA = LETTER(0x641),
};

/* Writes the letters of one code point (0 to 4) to out; returns how many. 0 letters: a mark to pass over, or, where
 * *separates is set, something that is no part of a word. */
size_t letters_of(uint32_t cp, uint8_t out[LETTER_MAX_EXPANSION], bool *separates);

/* The folded letter of every raw letter. */
extern const uint8_t letters_fold[256];

/* raw letters of checked UTF-8, separators left out; out has room for 2 * s.n + 4. Returns the number of letters. */
size_t letters_from_utf8(str s, uint8_t *out);
/* UTF-8 of raw letters; out has room for 2 * n. Returns the number of bytes. */
size_t letters_to_utf8(const uint8_t *raw, size_t n, char *out);

static inline bool letter_is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}
static inline bool letter_is_arabic(uint8_t c)
{
    return c >= 0x80 && c < LETTER_FOREIGN;
}

#endif
