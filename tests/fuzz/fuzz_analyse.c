/* fuzz_analyse: any bytes as a text whose words are read (khabar_analyse), and all forms in which they are given.
 * Claims: bytes that are no UTF-8 are refused at the right byte; the words' spans are their forms, stand in order, and leave
 * no letter out; no sentence goes over a line's end; the heads of a sentence form one tree; the CoNLL-U says the same as
 * the array, in ten columns; a second reader that has read other things gives the same bytes. Input: see readers.h. */
#include "readers.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { COLUMNS = 10 };
typedef struct lines {
    const char *at, *end;
} lines;

static bool same(str s, khabar_string other)
{
    return s.n == other.length && memcmp(s.p, other.bytes, s.n) == 0;
}

static bool same_z(str s, const char *z)
{
    return s.n == strlen(z) && memcmp(s.p, z, s.n) == 0;
}

static bool starts(str s, const char *z)
{
    return s.n >= strlen(z) && memcmp(s.p, z, strlen(z)) == 0;
}

/* ---- the array ---- */

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c >= 0x621 && c <= 0x63a) ||
           (c >= 0x641 && c <= 0x64a) || (c >= 0x660 && c <= 0x669);
}

/* What stands between two words: no letter; within a sentence no line end. */
static void check_between(str text, size_t from, size_t to, bool in_sentence)
{
    const unsigned char *p = (const unsigned char *)text.p + from, *end = (const unsigned char *)text.p + to;
    while (p < end) {
        uint32_t c = utf8_next(&p);
        CLAIM(!is_letter(c));
        CLAIM(!in_sentence || c != '\n');
    }
    CLAIM(p == end);
}

/* Name=Value, names in order. */
static void check_features(khabar_string s)
{
    str rest = {s.bytes, s.length}, before = {"", 0};
    while (rest.n) {
        str f = str_cut(&rest, '|');
        const char *equal = memchr(f.p, '=', f.n);
        CLAIM(equal && equal > f.p && equal + 1 < f.p + f.n && f.p[0] >= 'A' && f.p[0] <= 'Z');
        str name = {f.p, (size_t)(equal - f.p)};
        size_t n = name.n < before.n ? name.n : before.n;
        int order = memcmp(before.p, name.p, n);
        CLAIM(order < 0 || (order == 0 && before.n < name.n));
        before = name;
    }
}

static void check_upos(const char *upos)
{
    static const char *const known[] = {"ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                                        "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
    bool found = false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) found |= strcmp(known[i], upos) == 0;
    CLAIM(found);
}

static void check_words(const khabar_word *w, size_t n, str text)
{
    size_t roots = 0, sentence = 0, at = 0;
    for (size_t i = 0; i < n; i++) {
        CLAIM(w[i].start >= at && w[i].start < w[i].end && w[i].end <= text.n);
        CLAIM(same(str_sub(text, w[i].start, w[i].end), w[i].form) && w[i].lemma.length > 0);
        CLAIM(utf8_check((str){w[i].form.bytes, w[i].form.length}) == w[i].form.length);
        CLAIM(utf8_check((str){w[i].lemma.bytes, w[i].lemma.length}) == w[i].lemma.length);
        CLAIM(memchr(w[i].form.bytes, '\n', w[i].form.length) == NULL);
        CLAIM(w[i].sentence == sentence || (w[i].sentence == sentence + 1 && i && roots == 1));
        check_between(text, at, w[i].start, i && w[i].sentence == sentence);
        if (w[i].sentence != sentence) roots = 0;
        sentence = w[i].sentence;
        at = w[i].end;
        roots += w[i].head == KHABAR_ROOT;
        CLAIM((w[i].head == KHABAR_ROOT) == (strcmp(w[i].relation, "root") == 0));
        CLAIM(w[i].head == KHABAR_ROOT || (w[i].head < n && w[i].head != i && w[w[i].head].sentence == sentence));
        check_upos(w[i].upos);
        check_features(w[i].features);
    }
    CLAIM(n == 0 || roots == 1);
    check_between(text, at, text.n, false);
    /* no cycles: what hangs on a word that is known to lead to the root does so too */
    unsigned char *known = calloc(n + 1, 1);
    size_t *path = calloc(n + 1, sizeof *path);
    CLAIM(known && path);
    for (size_t i = 0; i < n; i++) {
        size_t steps = 0;
        for (size_t h = i; h != KHABAR_ROOT && !known[h]; h = w[h].head) {
            CLAIM(steps < n);
            path[steps++] = h;
        }
        while (steps) known[path[--steps]] = 1;
    }
    free(known);
    free(path);
}

/* ---- the CoNLL-U ---- */

static str next_line(lines *l)
{
    const char *end = memchr(l->at, '\n', (size_t)(l->end - l->at));
    CLAIM(end); /* every line has an end */
    str line = {l->at, (size_t)(end - l->at)};
    l->at = end + 1;
    return line;
}

static void cut_cells(str line, str cells[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++) {
        CLAIM(i == 0 || line.p);
        const char *tab = memchr(line.p, '\t', line.n);
        CLAIM((tab != NULL) == (i < COLUMNS - 1));
        cells[i] = (str){line.p, tab ? (size_t)(tab - line.p) : line.n};
        CLAIM(cells[i].n > 0);
        line = tab ? (str){tab + 1, (size_t)(line.p + line.n - tab - 1)} : (str){NULL, 0};
    }
}

static void check_line(str line, const khabar_word *w, size_t i, size_t first, bool gap_after)
{
    str cells[COLUMNS];
    char number[64];
    cut_cells(line, cells);
    snprintf(number, sizeof number, "%zu", i - first + 1);
    CLAIM(same_z(cells[0], number));
    CLAIM(same(cells[1], w[i].form) && same(cells[2], w[i].lemma));
    CLAIM(same_z(cells[3], w[i].upos) && same_z(cells[4], "_") && same_z(cells[8], "_"));
    CLAIM(w[i].features.length ? same(cells[5], w[i].features) : same_z(cells[5], "_"));
    snprintf(number, sizeof number, "%zu", w[i].head == KHABAR_ROOT ? 0 : w[i].head - first + 1);
    CLAIM(same_z(cells[6], number) && same_z(cells[7], w[i].relation));
    char tagged[64], space[80];
    snprintf(tagged, sizeof tagged, "%s%s", *w[i].name ? "NER=" : "", w[i].name);
    snprintf(space, sizeof space, "%s%sSpaceAfter=No", tagged, *tagged ? "|" : "");
    CLAIM(same_z(cells[9], *tagged ? tagged : "_") || (same_z(cells[9], space) && !gap_after));
}

/* A line for a written word of several: returns the index after its last word. */
static size_t check_written(str line, const khabar_word *w, size_t n, size_t i, size_t first)
{
    str cells[COLUMNS];
    char number[64];
    cut_cells(line, cells);
    size_t end = i + 1, length = w[i].end - w[i].start;
    for (; end < n && length < cells[1].n && w[end].start == w[end - 1].end; end++) length += w[end].end - w[end].start;
    CLAIM(length == cells[1].n && end > i + 1 && w[end - 1].sentence == w[i].sentence);
    CLAIM(memcmp(cells[1].p, w[i].form.bytes, length) == 0); /* the words of one stand side by side in the text */
    snprintf(number, sizeof number, "%zu-%zu", i - first + 1, end - first);
    CLAIM(same_z(cells[0], number));
    for (int c = 2; c < COLUMNS - 1; c++) CLAIM(same_z(cells[c], "_"));
    return end;
}

static void check_conllu(khabar_string s, const khabar_word *w, size_t n, str text)
{
    lines l = {s.bytes, s.bytes + s.length};
    CLAIM(utf8_check((str){s.bytes, s.length}) == s.length);
    CLAIM(starts(next_line(&l), "# newdoc id = "));
    size_t i = 0;
    while (i < n) {
        size_t first = i, whole = i;
        CLAIM(starts(next_line(&l), "# sent_id = ") && starts(next_line(&l), "# text = "));
        for (; i < n && w[i].sentence == w[first].sentence; i++) {
            str line = next_line(&l);
            if (i >= whole && memchr(line.p, '-', line.n) && !starts(line, "#") &&
                memchr(line.p, '-', (size_t)((const char *)memchr(line.p, '\t', line.n) - line.p))) {
                whole = check_written(line, w, n, i, first);
                line = next_line(&l);
            }
            bool last = i + 1 == n || w[i + 1].sentence != w[i].sentence;
            bool gap = !last && memchr(text.p + w[i].end, ' ', w[i + 1].start - w[i].end);
            check_line(line, w, i, first, gap);
        }
        CLAIM(next_line(&l).n == 0);
    }
    CLAIM(l.at == l.end);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    open_once();
    const char *p = (const char *)bytes;
    khabar_article a = article_of(bytes, n);
    str title = {a.title.bytes, a.title.length}, body = {a.text.bytes, a.text.length};
    size_t bad_title = utf8_check(title), bad_body = utf8_check(body);
    bool good = bad_title == title.n && bad_body == body.n;

    const khabar_doc *doc;
    khabar_error error = {0};
    CLAIM(khabar_analyse(one, &a, 0, &doc, &error) == (good ? KHABAR_OK : KHABAR_ERR_UTF8));
    if (!good) {
        CLAIM(error.byte == bad_title || error.byte == bad_body);
        return 0;
    }
    /* what offsets count in */
    char *text = malloc(title.n + body.n + 2);
    CLAIM(text);
    size_t length = 0;
    if (title.n) {
        memcpy(text, title.p, title.n);
        memcpy(text + title.n, "\n\n", 2);
        length = title.n + 2;
    }
    if (body.n) memcpy(text + length, body.p, body.n);
    length += body.n;

    const khabar_word *w;
    size_t words;
    khabar_string out, again;
    CLAIM(khabar_json(one, doc, 0, &out, &error) == KHABAR_ERR_ARGUMENT);
    CLAIM(khabar_words(one, doc, &w, &words, &error) == KHABAR_OK);
    check_words(w, words, (str){text, length});
    CLAIM(khabar_table(one, doc, &out, &error) == KHABAR_OK);
    CLAIM(utf8_check((str){out.bytes, out.length}) == out.length);
    CLAIM(khabar_conllu(one, doc, &out, &error) == KHABAR_OK);
    check_conllu(out, w, words, (str){text, length});
    free(text);

    /* `two` is always one text behind, so its cache and arena are in another state. */
    static char before[4096];
    static size_t before_n;
    khabar_article other = {.text = {before, before_n}};
    khabar_analyse(two, &other, 0, &doc, &error);
    CLAIM(khabar_analyse(two, &a, 0, &doc, &error) == KHABAR_OK);
    CLAIM(khabar_conllu(two, doc, &again, &error) == KHABAR_OK);
    CLAIM(again.length == out.length && memcmp(again.bytes, out.bytes, out.length) == 0);
    before_n = n < sizeof before ? n : sizeof before;
    if (before_n) memcpy(before, p, before_n);
    return 0;
}
