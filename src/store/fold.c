/* fold: see fold.h.  The letters are those of lexicon/letters.c; here they become UTF-8 again. */
#include "store/fold.h"
#include "base/utf8.h"
#include "lexicon/letters.h"

#include <pthread.h>

/* Letters of other scripts that are kept: blocks that hold nothing but letters for unicode61 too. Others divide words. */
static const struct {
    uint16_t first, last;
} kept[] = {{0xc0, 0xd6}, {0xd8, 0xf6}, {0xf8, 0x24f}, {0x3b1, 0x3c9}, {0x400, 0x481}, {0x48a, 0x52f}, {0x5d0, 0x5ea}};

static bool is_kept(uint32_t cp)
{
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (cp >= kept[i].first && cp <= kept[i].last) return true;
    return false;
}

/* UTF-8 of the folded letters of one code point, "" for a mark; *separates where it is no part of a word. */
static size_t fold_point(uint32_t cp, char *out, bool *separates)
{
    uint8_t got[LETTER_MAX_EXPANSION];
    size_t k = letters_of(cp, got, separates), n = 0;
    for (size_t i = 0; i < k; i++) {
        uint8_t c = letters_fold[got[i]];
        if (c == LETTER_FOREIGN) {
            *separates = !is_kept(cp);
            return *separates ? 0 : utf8_put(cp, out);
        }
        n += utf8_put(letter_is_arabic(c) ? c - 0x80u + 0x621u : c, out + n);
    }
    return n;
}

/* The same for the code points of most texts, looked up: the one folded code point, or one of these. */
enum { TABLE = 0x700, MARK = 0, DIVIDES = 1, SEVERAL = 2 };

static uint16_t table[TABLE];
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

static void fill_table(void)
{
    for (uint32_t cp = 0; cp < TABLE; cp++) {
        char got[4 * LETTER_MAX_EXPANSION];
        bool separates;
        size_t n = fold_point(cp, got, &separates);
        const unsigned char *p = (const unsigned char *)got;
        uint32_t one = n ? utf8_next(&p) : MARK;
        bool single = p == (const unsigned char *)got + n;
        table[cp] = (uint16_t)(separates ? DIVIDES : single ? one : SEVERAL);
    }
}

/* Appends what a code point folds to; false where it divides words. */
static bool fold_put(uint32_t cp, char *out, size_t *n)
{
    uint32_t x = cp < TABLE ? table[cp] : SEVERAL;
    if (x == SEVERAL) {
        bool separates;
        *n += fold_point(cp, out + *n, &separates);
        return !separates;
    }
    if (x == DIVIDES) return false;
    if (x != MARK) *n += utf8_put(x, out + *n);
    return true;
}

bool fold_next(str s, size_t *at, buf *out, fold_word *w)
{
    enum { CHUNK = 128 };
    const unsigned char *base = (const unsigned char *)s.p, *p = base + *at, *end = base + s.n;
    char chunk[CHUNK + 4 * LETTER_MAX_EXPANSION];
    size_t n = 0;
    pthread_once(&table_once, fill_table);
    *w = (fold_word){.at = out->n};
    while (p < end) {
        uint32_t here = (uint32_t)(p - base);
        size_t before = n;
        if (!fold_put(utf8_next(&p), chunk, &n)) {
            if (w->n) break;
            continue;
        }
        if (w->n == 0 && n > before) w->start = here;
        w->n += n - before;
        if (w->n) w->end = (uint32_t)(p - base);
        if (n < CHUNK) continue;
        buf_add(out, (str){chunk, n});
        n = 0;
    }
    buf_add(out, (str){chunk, n});
    *at = (size_t)(p - base);
    return w->n > 0;
}

uint32_t fold_count(str s)
{
    buf words = {0};
    uint32_t n = fold_text(s, &words);
    buf_free(&words);
    return n;
}

uint32_t fold_text(str s, buf *out)
{
    fold_word w;
    uint32_t n = 0;
    for (size_t at = 0; at < s.n; n++) {
        size_t before = out->n;
        if (n) buf_char(out, ' ');
        if (!fold_next(s, &at, out, &w)) {
            out->n = before;
            break;
        }
    }
    return n;
}

void fold_one(str s, buf *out)
{
    fold_word w;
    for (size_t at = 0; at < s.n;) fold_next(s, &at, out, &w);
}

/* Code points that the view folds: those that texts of our days have. Presentation forms and signs of the Koran are left
 * to fold.c: who reads the view sees them as they are. */
static const struct {
    uint16_t first, last;
} viewed[] = {{0xad, 0xad},     {0x621, 0x65f},   {0x660, 0x670},   {0x671, 0x6d5},  {0x6f0, 0x6f9},
              {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2066, 0x2069}, {0xfeff, 0xfeff}};

enum { NESTED = 20 }; /* replace() calls in one another: SQLite's parser allows some 30 */

/* replace(inner, char(from), char(to)) in place of inner. */
static void wrap(buf *inner, uint32_t from, str to)
{
    buf outer = {0};
    buf_printf(&outer, "replace(%.*s, char(%u), ", (int)inner->n, inner->bytes, from);
    if (to.n) {
        const unsigned char *p = (const unsigned char *)to.p;
        buf_printf(&outer, "char(%u))", utf8_next(&p));
    } else
        buf_z(&outer, "'')");
    buf_free(inner);
    *inner = outer;
}

void fold_view(buf *out)
{
    buf expression = {0}, steps = {0};
    uint32_t n = 0;
    buf_z(&expression, "text");
    buf_z(&steps,
          "step0 AS (SELECT article_id, text, lemmas FROM article_text JOIN article_lemmas USING (article_id))");
    for (size_t i = 0; i < sizeof viewed / sizeof *viewed; i++)
        for (uint32_t cp = viewed[i].first; cp <= viewed[i].last; cp++) {
            char got[4 * LETTER_MAX_EXPANSION], own[4];
            bool separates;
            size_t k = fold_point(cp, got, &separates), m = utf8_put(cp, own);
            if (separates || (k == m && memcmp(got, own, k) == 0)) continue;
            wrap(&expression, cp, (str){got, k});
            if (++n % NESTED) continue;
            buf_printf(&steps, ",\n  step%u AS (SELECT article_id, %.*s AS text, lemmas FROM step%u)", n / NESTED,
                       (int)expression.n, expression.bytes, n / NESTED - 1);
            expression.n = 0;
            buf_z(&expression, "text");
        }
    buf_printf(out, "CREATE VIEW article_words AS WITH %.*s\n  SELECT article_id, %.*s AS folded, lemmas FROM step%u",
               (int)steps.n, steps.bytes, (int)expression.n, expression.bytes, n / NESTED);
    out->failed |= expression.failed || steps.failed;
    buf_free(&expression);
    buf_free(&steps);
}
