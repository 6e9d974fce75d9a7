/* words: see words.h. */
#include "input/words.h"

#include <pthread.h>
#include <stdlib.h>

/* The file data/input/input.tsv, as the build takes it into the program. */
extern const char khabar_input_words[], khabar_input_words_end[];

typedef struct row {
    str word, meaning;
    word_kind kind;
    uint32_t number; /* in the file */
} row;

static const char *const roles[] = {
#define X(name) #name,
    ROLES(X)
#undef X
};

static const char *const kinds[] = {
#define X(name) #name,
    WORD_KINDS(X)
#undef X
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static row *rows; /* in the order of compare() */
static size_t n_rows;

const char *role_name(input_role role)
{
    return roles[role];
}

input_role role_of(str name)
{
    input_role r = (input_role)0;
    while (r < ROLE_COUNT && !str_eq(name, str_of(roles[r]))) r++;
    return r;
}

static unsigned char fold(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c == ' ' || c == '-' ? '_' : c);
}

static int compare_words(str a, str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    for (size_t i = 0; i < n; i++) {
        int d = fold(a.p[i]) - fold(b.p[i]);
        if (d) return d;
    }
    return (a.n > b.n) - (a.n < b.n);
}

static int compare(const void *pa, const void *pb)
{
    const row *a = pa, *b = pb;
    int d = (int)a->kind - (int)b->kind;
    if (d == 0) d = compare_words(a->word, b->word);
    return d ? d : (a->number > b->number) - (a->number < b->number);
}

static void load(void)
{
    str file = {khabar_input_words, (size_t)(khabar_input_words_end - khabar_input_words)};
    size_t cap = 0;
    for (size_t i = 0; i < file.n; i++) cap += file.p[i] == '\n';
    rows = calloc(cap + 1, sizeof *rows);
    for (uint32_t number = 0; rows && file.n; number++) {
        str line = str_cut(&file, '\n'), kind = str_cut(&line, '\t');
        row r = {.number = number};
        r.word = str_cut(&line, '\t');
        r.meaning = str_cut(&line, '\t');
        while (r.kind < WORD_KIND_COUNT && !str_eq(kind, str_of(kinds[r.kind]))) r.kind++;
        if (r.kind < WORD_KIND_COUNT && r.meaning.n) rows[n_rows++] = r;
    }
    if (n_rows) qsort(rows, n_rows, sizeof *rows, compare);
}

str words_meaning(word_kind kind, str word)
{
    pthread_once(&once, load);
    size_t low = 0, high = n_rows;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int d = (int)rows[mid].kind - (int)kind;
        if (d == 0) d = compare_words(rows[mid].word, word);
        if (d == 0) return rows[mid].meaning;
        if (d < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return (str){0};
}

void words_each(word_kind kind, void (*f)(void *context, str word, str meaning), void *context)
{
    pthread_once(&once, load);
    for (size_t i = 0; i < n_rows; i++)
        if (rows[i].kind == kind) f(context, rows[i].word, rows[i].meaning);
}
