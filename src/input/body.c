/* body: see body.h. */
#include "input/body.h"
#include "base/utf8.h"
#include "input/words.h"
#include "lexicon/letters.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    LINE_LETTERS = 25,      /* a shorter line that ends no sentence is a scrap */
    ARTICLE_LETTERS = 120,  /* fewer in all are no article, where the page does not say that it is one */
    LINK_LETTERS_MAX = 250, /* a longer line that begins like a link to another story is prose */
    DOUBT_PERCENT = 40,     /* a part that holds more of the page is no boilerplate, whatever its class says */
    BODY_PERCENT = 25,      /* what calls itself the body must hold so much of the prose of the best part */
    ONE_BODY_PERCENT = 60,  /* where several do, one must hold so much, or all of them together are the body */
    TIGHT_PERCENT = 85,     /* a part inside the best one is better where it holds so much of its prose */
    TITLE_PERCENT = 50,     /* a line of so much of the title is the title once more */
    KEY_LETTERS = 48,
    ALONE_LETTERS = 4, /* a phrase with so many letters more is still alone: a number of comments */
};

/* A line of the page: what stands between two borders of blocks. */
typedef struct line {
    uint32_t node;               /* the block that it stands in */
    uint32_t from, n;            /* its text */
    uint32_t letters, in_links;  /* letters, of them in links */
    uint32_t flags;              /* of the elements it stands in, up to its block */
    bool dropped, ends_sentence; /* dropped: in a part that is no article */
} line;

/* Of a part: letters of its lines; out: it is boilerplate, or inside some. */
typedef struct sums {
    int64_t prose, scraps;
    bool out;
} sums;

typedef struct finding {
    page *p;
    line *lines;
    size_t n, cap;
    sums *sums; /* of each node */
    buf text;   /* of all lines */
    bool failed;
} finding;

/* ---- lines ---- */

static bool is_mark_of_end(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x61f || c == ':' || c == 0x2026 || c == 0x61b || c == 0x6d4;
}

static bool is_closing(uint32_t c)
{
    return c == '"' || c == 0xbb || c == 0x201d || c == ')' || c == ']' || c == 0x200f || c == 0x200e;
}

static bool is_letter(uint32_t c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
           (c > 0xbf && !(c >= 0x2000 && c < 0x2c00) && !(c >= 0x64b && c <= 0x65f));
}

static void new_line(finding *f, uint32_t node, uint32_t flags)
{
    line *last = f->n ? &f->lines[f->n - 1] : NULL;
    if (last && last->n == 0) { /* nothing stood in it */
        *last = (line){.node = node, .from = (uint32_t)f->text.n, .flags = flags};
        return;
    }
    if (f->n == f->cap) {
        size_t cap = f->cap ? f->cap * 2 : 256;
        line *more = realloc(f->lines, cap * sizeof *more);
        if (!more) {
            f->failed = true;
            return;
        }
        f->lines = more;
        f->cap = cap;
    }
    f->lines[f->n++] = (line){.node = node, .from = (uint32_t)f->text.n, .flags = flags};
}

static bool is_blank(uint32_t c)
{
    return c <= ' ' || c == 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0x200b || c == 0x3000;
}

/* Appends a text to the line, runs of blanks as one. */
static void add_text(finding *f, str s, bool link)
{
    line *l = &f->lines[f->n - 1];
    const unsigned char *p = (const unsigned char *)s.p, *stop = p + s.n;
    bool blank = false;
    while (p < stop) {
        const unsigned char *from = p;
        uint32_t c = utf8_next(&p);
        if (is_blank(c)) {
            blank = true;
            continue;
        }
        if (blank && f->text.n > l->from && f->text.bytes[f->text.n - 1] != ' ') buf_char(&f->text, ' ');
        blank = false;
        buf_add(&f->text, (str){(const char *)from, (size_t)(p - from)});
        bool letter = is_letter(c);
        l->letters += letter;
        l->in_links += letter && link;
        if (letter || is_mark_of_end(c))
            l->ends_sentence = !letter;
        else if (!is_closing(c))
            l->ends_sentence = false;
    }
    if (blank && f->text.n > l->from && f->text.bytes && !f->text.failed && f->text.bytes[f->text.n - 1] != ' ')
        buf_char(&f->text, ' ');
    l->n = (uint32_t)f->text.n - l->from;
}

/* A row of several cells that hold single lines is one line; other tables are there for the layout. */
static bool is_data_row(const page *p, uint32_t row)
{
    int cells = 0;
    for (uint32_t i = row + 1; i < p->nodes[row].end; i++) {
        uint32_t flags = p->nodes[i].flags;
        if (flags & TAG_BREAK || (flags & TAG_BLOCK && !(flags & TAG_CELL))) return false;
        cells += (flags & TAG_CELL) != 0;
    }
    return cells > 1;
}

/* All lines of the page. What is dropped hides all inside it. */
static void read_lines(finding *f)
{
    const page *p = f->p;
    uint32_t open = 0, hidden_to = 0, link_to = 0, row_to = 0;
    new_line(f, 0, 0);
    if (f->failed) return;
    for (uint32_t i = 0; i < p->n && !f->failed; i++) {
        const page_node *node = &p->nodes[i];
        bool ended = false;
        while (open && p->nodes[open].end <= i) {
            ended = true;
            open = p->nodes[open].parent;
            while (open && !(p->nodes[open].flags & TAG_BLOCK)) open = p->nodes[open].parent;
        }
        if (ended && i >= row_to) new_line(f, open, p->nodes[open].flags);
        if (node->flags & (TAG_DROP | TAG_TITLE) && node->end > hidden_to) hidden_to = node->end;
        if (node->flags & TAG_LINK && node->end > link_to) link_to = node->end;
        bool cell_of_row = node->flags & TAG_CELL && i < row_to;
        if (cell_of_row) {
            add_text(f, STR(" "), false);
            f->lines[f->n - 1].flags |= TAG_PROSE;
        } else if (node->flags & TAG_BLOCK) {
            open = i;
            new_line(f, i, node->flags);
        } else if (node->flags & TAG_BREAK)
            new_line(f, open, p->nodes[open].flags);
        if (node->flags & TAG_ROW && is_data_row(p, i)) row_to = node->end;
        if (f->failed) break;
        line *l = &f->lines[f->n - 1];
        if (!(node->flags & TAG_TEXT)) l->flags |= node->flags & (TAG_PROSE | TAG_TIME);
        if (node->flags & TAG_TEXT && i >= hidden_to)
            add_text(f, str_sub(buf_str(&p->text), node->from, node->from + node->n), i < link_to);
    }
    if (f->n && f->lines[f->n - 1].n == 0) f->n--;
    if (f->text.failed) f->failed = true;
}

static str text_of(const finding *f, const line *l)
{
    return str_trim(str_sub(buf_str(&f->text), l->from, l->from + l->n));
}

/* ---- boilerplate by its words ---- */

typedef struct key {
    uint8_t at[KEY_LETTERS * 2 + 8];
    size_t n;
} key;

/* The letters of a line's beginning, folded, without blanks and marks: what phrases are compared by. */
static key key_of(str s)
{
    key k;
    size_t cut = s.n < KEY_LETTERS * 2 ? s.n : KEY_LETTERS * 2;
    while (cut && cut < s.n && ((unsigned char)s.p[cut] & 0xc0) == 0x80) cut--;
    s.n = cut;
    uint8_t raw[2 * 2 * KEY_LETTERS + 8];
    size_t n = letters_from_utf8(s, raw);
    k.n = 0;
    for (size_t i = 0; i < n && k.n < KEY_LETTERS; i++) k.at[k.n++] = letters_fold[raw[i]];
    return k;
}

typedef struct phrase {
    key key;
    char means; /* the first letter of its meaning: drop, link, end */
} phrase;

static pthread_once_t phrases_once = PTHREAD_ONCE_INIT;
static phrase *phrases;
static size_t n_phrases;

static void add_phrase(void *context, str word, str meaning)
{
    (void)context;
    phrase *more = realloc(phrases, (n_phrases + 1) * sizeof *more);
    if (!more) return;
    phrases = more;
    phrases[n_phrases++] = (phrase){key_of(word), meaning.p[0]};
}

static void load_phrases(void)
{
    words_each(WORD_phrase, add_phrase, NULL);
}

/* 'd' a line that is known boilerplate, 'e' one behind which the article has ended, 0 another. */
static char kind_of(const finding *f, const line *l)
{
    char kind = 0;
    if (l->letters > LINK_LETTERS_MAX) return kind;
    pthread_once(&phrases_once, load_phrases);
    key k = key_of(text_of(f, l));
    for (size_t i = 0; i < n_phrases; i++) {
        const phrase *p = &phrases[i];
        if (p->key.n == 0 || p->key.n > k.n || memcmp(p->key.at, k.at, p->key.n) != 0) continue;
        bool alone = l->letters <= p->key.n + ALONE_LETTERS;
        if (p->means == 'e' && alone) return 'e';
        if (p->means == 'l' || alone) kind = 'd';
    }
    return kind;
}

/* ---- weighing ---- */

static bool is_scrap(const line *l)
{
    bool linked = l->in_links * 2 > l->letters;
    return l->dropped || linked || l->flags & TAG_HEADING || (l->letters < LINE_LETTERS && !l->ends_sentence) ||
           (l->letters < 2 * LINE_LETTERS && !(l->flags & TAG_PROSE) && !l->ends_sentence);
}

/* Sums of each node's subtree: a line counts for its block and all around it. */
static void weigh(finding *f)
{
    memset(f->sums, 0, f->p->n * sizeof *f->sums);
    for (size_t i = 0; i < f->n; i++) {
        const line *l = &f->lines[i];
        sums *s = &f->sums[l->node];
        if (l->dropped) continue;
        if (is_scrap(l))
            s->scraps += l->letters;
        else {
            s->prose += l->letters - l->in_links;
            s->scraps += l->in_links;
        }
    }
    for (size_t i = f->p->n; i-- > 1;) {
        sums *up = &f->sums[f->p->nodes[i].parent];
        up->prose += f->sums[i].prose;
        up->scraps += f->sums[i].scraps;
    }
}

/* Drops the lines of the parts that their classes make doubtful, unless such a part holds much of the page. */
static void drop_doubtful(finding *f)
{
    const page *p = f->p;
    weigh(f);
    int64_t all = f->sums[0].prose;
    for (uint32_t i = 1; i < p->n; i++) {
        bool own = p->nodes[i].flags & TAG_DOUBT && f->sums[i].prose * 100 < all * DOUBT_PERCENT;
        f->sums[i].out = own || f->sums[p->nodes[i].parent].out;
    }
    for (size_t i = 0; i < f->n; i++) f->lines[i].dropped = f->sums[f->lines[i].node].out;
}

static uint32_t best_part(const finding *f)
{
    uint32_t best = 0;
    int64_t most = INT64_MIN;
    for (uint32_t i = 0; i < f->p->n; i++) {
        int64_t v = f->sums[i].prose - f->sums[i].scraps;
        if (v > most || (v == most && i > best)) most = v, best = i;
    }
    /* Into the part of it that holds nearly all of its prose. */
    for (uint32_t i = best + 1; i < f->p->nodes[best].end;) {
        if (f->p->nodes[i].flags & TAG_BLOCK && f->sums[i].prose * 100 >= f->sums[best].prose * TIGHT_PERCENT &&
            !(f->p->nodes[i].flags & (TAG_PROSE | TAG_HEADING | TAG_ROW))) {
            best = i++;
            continue;
        }
        /* Prose that goes on inside is found by going in; what has little of it is passed over. */
        i = f->sums[i].prose * 100 >= f->sums[best].prose * TIGHT_PERCENT ? i + 1 : f->p->nodes[i].end;
    }
    return best;
}

/* The part that calls itself the body, where it may be believed; else `best`. */
static uint32_t named_part(const finding *f, uint32_t best)
{
    const page *p = f->p;
    int64_t all = 0, most = 0;
    uint32_t one = 0, around = 0;
    for (uint32_t i = 0; i < p->n;) {
        if (!(p->nodes[i].flags & TAG_BODY) || f->sums[i].prose < LINE_LETTERS) {
            i++;
            continue;
        }
        all += f->sums[i].prose;
        if (f->sums[i].prose > most) most = f->sums[i].prose, one = i;
        if (!around) around = i;
        while (p->nodes[around].end <= i) around = p->nodes[around].parent;
        i = p->nodes[i].end;
    }
    if (most * 100 < all * ONE_BODY_PERCENT) one = around;
    return all && f->sums[one].prose * 100 >= f->sums[best].prose * BODY_PERCENT ? one : best;
}

/* ---- writing ---- */

static bool inside(const finding *f, uint32_t node, uint32_t part)
{
    return node >= part && node < f->p->nodes[part].end;
}

/* What is written of a part, and how far one is. */
typedef struct writing {
    const finding *f;
    uint32_t part, last,
        skip_to; /* last: the block of the last line written; skip_to: lines of nodes before it are passed over */
    int64_t written;
    uint8_t *title; /* letters, folded */
    size_t title_n;
    buf *text;
} writing;

static size_t fold_letters(str s, uint8_t *to)
{
    size_t n = letters_from_utf8(s, to);
    for (size_t i = 0; i < n; i++) to[i] = letters_fold[to[i]];
    return n;
}

/* A line that is the title, or the title without the outlet's name. */
static bool is_of_title(const writing *w, str s, const line *l)
{
    enum { SHORT = 8, LONG = 1000 };
    uint8_t letters[2 * LONG + 8];
    if (l->letters < SHORT || s.n > LONG || w->title_n == 0) return false;
    size_t n = fold_letters(s, letters);
    if (n == w->title_n) return memcmp(letters, w->title, n) == 0;
    bool most = n < w->title_n && n * 100 >= w->title_n * TITLE_PERCENT && !l->ends_sentence;
    return most && memmem(w->title, w->title_n, letters, n);
}

/* Whether a line of the part is no line of the article: links, the title once more, a date, a number of views. */
static bool left_out(const writing *w, const line *l)
{
    if (l->letters == 0 || l->dropped || l->in_links * 2 > l->letters || is_of_title(w, text_of(w->f, l), l))
        return true;
    if (l->flags & TAG_TIME && l->letters < LINE_LETTERS && !l->ends_sentence) return true;
    return !(l->flags & (TAG_HEADING | TAG_PROSE)) && is_scrap(l);
}

static void write_line(writing *w, const line *l)
{
    if (w->text->n) buf_char(w->text, '\n');
    buf_add(w->text, text_of(w->f, l));
}

/* A line like "related stories" stands for all around it, where that is no part of the article: nothing of it was written,
 * and most of the prose is elsewhere. */
static void skip_section(writing *w, const line *l)
{
    const page *p = w->f->p;
    uint32_t parent = p->nodes[l->node].parent;
    if (parent > w->last && inside(w->f, parent, w->part) && w->f->sums[parent].prose * 2 < w->f->sums[w->part].prose)
        w->skip_to = p->nodes[parent].end;
}

/* Writes the lines of a part; headings wait until prose follows them. */
static void write_part(writing *w)
{
    const finding *f = w->f;
    size_t waiting = SIZE_MAX;
    for (size_t i = 0; i < f->n; i++) {
        const line *l = &f->lines[i];
        if (!inside(f, l->node, w->part) || l->node < w->skip_to) continue;
        char kind = kind_of(f, l);
        if (kind == 'e' && w->written * 2 > f->sums[w->part].prose) break;
        if (kind) skip_section(w, l);
        if (kind || left_out(w, l)) continue;
        if (l->flags & TAG_HEADING) {
            waiting = waiting == SIZE_MAX ? i : waiting;
            continue;
        }
        for (; waiting < i; waiting++) {
            const line *h = &f->lines[waiting];
            if (h->flags & TAG_HEADING && inside(f, h->node, w->part) && !left_out(w, h) && !kind_of(f, h))
                write_line(w, h);
        }
        waiting = SIZE_MAX;
        write_line(w, l);
        w->written += l->letters;
        w->last = l->node;
    }
}

static void write_article(const finding *f, uint32_t part, buf *text)
{
    str title = page_get(f->p, FACT_TITLE);
    writing w = {.f = f, .part = part, .text = text};
    w.title = title.n ? malloc(2 * title.n + 8) : NULL;
    if (w.title) w.title_n = fold_letters(title, w.title);
    write_part(&w);
    free(w.title);
}

/* The one h1 of the page, or the first that is not in a part to drop. */
static void tell_title(finding *f)
{
    page *p = f->p;
    for (uint32_t i = 0; i < p->n; i++) {
        if (!(p->nodes[i].flags & (TAG_H1 | TAG_TITLE))) continue;
        buf b = {0};
        for (uint32_t k = i + 1; k < p->nodes[i].end; k++)
            if (p->nodes[k].flags & TAG_TEXT)
                buf_add(&b, str_sub(buf_str(&p->text), p->nodes[k].from, p->nodes[k].from + p->nodes[k].n));
        page_tell(p, FACT_TITLE, p->nodes[i].flags & TAG_H1 ? 15 : 10, buf_str(&b));
        buf_free(&b);
    }
}

static int64_t letters_of_part(const finding *f, uint32_t part, int64_t *longest)
{
    int64_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        const line *l = &f->lines[i];
        if (!inside(f, l->node, part) || is_scrap(l)) continue;
        n += l->letters;
        if (l->letters > *longest) *longest = l->letters;
    }
    return n;
}

bool body_find(page *p, buf *text)
{
    finding f = {.p = p};
    text->n = 0;
    bool found = false;
    f.sums = calloc(p->n, sizeof *f.sums);
    if (f.sums) read_lines(&f);
    if (f.sums && !f.failed && p->n) {
        tell_title(&f);
        drop_doubtful(&f);
        weigh(&f);
        uint32_t part = named_part(&f, best_part(&f));
        int64_t longest = 0, letters = letters_of_part(&f, part, &longest);
        write_article(&f, part, text);
        /* A front page has prose too, but more links, and no line of it is long. */
        bool list = f.sums[0].scraps > 2 * letters && longest < 4 * LINE_LETTERS;
        found = text->n && (p->article || (letters >= ARTICLE_LETTERS && !list));
    }
    free(f.lines);
    free(f.sums);
    buf_free(&f.text);
    return found && !text->failed;
}

void body_all(const page *p, buf *text)
{
    finding f = {.p = (page *)(uintptr_t)p};
    text->n = 0;
    if (p->n) read_lines(&f);
    for (size_t i = 0; i < f.n; i++) {
        str s = text_of(&f, &f.lines[i]);
        if (s.n == 0) continue;
        if (text->n) buf_char(text, '\n');
        buf_add(text, s);
    }
    free(f.lines);
    buf_free(&f.text);
}
