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

/* The same for the code points of most texts, looked up: those of one byte and of two that begin with at most LEAD_MOST. */
enum { TABLE = 0x700, LEAD_MOST = 0xdb };

/* What becomes of a code point: n bytes, none for a mark. */
typedef enum { PUTS, DIVIDES, SEVERAL } fold_kind;
typedef struct folded {
    char bytes[2];
    uint8_t n, kind;
} folded;

static folded table[TABLE + 1]; /* the last: not in the table */
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

static void fill_table(void)
{
    table[TABLE].kind = SEVERAL;
    for (uint32_t cp = 0; cp < TABLE; cp++) {
        char got[4 * LETTER_MAX_EXPANSION];
        bool separates;
        size_t n = fold_point(cp, got, &separates);
        if (separates)
            table[cp].kind = DIVIDES;
        else if (n > sizeof table[cp].bytes)
            table[cp].kind = SEVERAL;
        else {
            table[cp].n = (uint8_t)n;
            memcpy(table[cp].bytes, got, n);
        }
    }
}

/* The row of the table for the code point at p; its last where it has none. */
static inline const folded *look_up(const unsigned char *p)
{
    return p[0] < 0x80         ? &table[p[0]]
           : p[0] <= LEAD_MOST ? &table[(p[0] & 0x1fu) << 6 | (p[1] & 0x3fu)]
                               : &table[TABLE];
}

enum { CHUNK = 64, ROOM = CHUNK + 4 * LETTER_MAX_EXPANSION };

/* Writes what the letters and marks at p fold to, as far as the table has them and up to CHUNK bytes; behind the last. */
static const unsigned char *put_known(const unsigned char *p, const unsigned char *end, char *out, size_t *n)
{
    size_t k = *n;
    while (p < end && k < CHUNK) {
        const folded *x = look_up(p);
        if (x->kind != PUTS) break;
        memcpy(out + k, x->bytes, sizeof x->bytes);
        k += x->n;
        p += 1 + (p[0] >> 7);
    }
    *n = k;
    return p;
}

/* The first code point from p on that gives a letter: marks and what divides words are passed over. */
static const unsigned char *first_letter(const unsigned char *p, const unsigned char *end)
{
    while (p < end) {
        char got[4 * LETTER_MAX_EXPANSION];
        const unsigned char *next = p;
        const folded *x = look_up(p);
        bool separates;
        if (x->kind == PUTS && x->n) break;
        uint32_t cp = utf8_next(&next);
        if (x->kind == SEVERAL && fold_point(cp, got, &separates) && !separates) break;
        p = next;
    }
    return p;
}

bool fold_next(str s, size_t *at, buf *out, fold_word *w)
{
    pthread_once(&table_once, fill_table);
    const unsigned char *base = (const unsigned char *)s.p, *end = base + s.n, *start = first_letter(base + *at, end),
                        *p = start;
    size_t from = out->n;
    bool separates = false;
    while (p < end && !separates) {
        size_t n = 0;
        char *room = buf_room(out, ROOM);
        if (!room) {
            p = end;
            break;
        }
        p = put_known(p, end, room, &n);
        if (p < end && n < CHUNK) {
            separates = look_up(p)->kind == DIVIDES;
            const unsigned char *next = p;
            if (!separates) n += fold_point(utf8_next(&next), room + n, &separates);
            if (!separates) p = next;
        }
        out->n += n;
    }
    *w = (fold_word){.start = (uint32_t)(start - base), .end = (uint32_t)(p - base), .at = from, .n = out->n - from};
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
