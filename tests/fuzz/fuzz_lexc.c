/* fuzz_lexc: any bytes as the .tsv files of a lexicon.
 * Claims: it compiles or says why, with a line; what it compiles is opened as an image from a stranger would
 * be, and read back; the same files in another order give the same bytes. Input: files divided by form feeds;
 * a file that begins with + is of the user's layer; a first line «@verbs» stands for the head of that table.
 */
#include "fuzz.h"

#include "lexicon/compile.h"
#include "lexicon/lexicon.h"

#include <string.h>

enum { FILES_MAX = 20 };

static unsigned complaints;

static void complain(void *context, const table_file *file, uint32_t line, uint32_t column, const char *text)
{
    (void)context;
    (void)column;
    CLAIM(text[0] && line >= 1 && file->path.n);
    complaints++;
}

/* Goes through everything that leads to a string. */
static void look(const lexicon *lex)
{
    size_t sum = 0;
    for (uint32_t i = 0; i < lex->n_lemmas; i++) sum += lexicon_text(lex, lex->lemmas[i].text).n;
    for (uint32_t i = 0; i < lex->n_entities; i++) {
        str code = lexicon_text(lex, lex->entities[i].code);
        if (code.n) CLAIM(lexicon_country(lex, code) != 0 || lex->entities[i].kind > ENTITY_code);
    }
    for (uint32_t i = 0; i < lex->n_forms; i++) {
        uint8_t folded[WORD_MAX];
        for (uint8_t j = 0; j < lex->forms[i].n; j++) folded[j] = letters_fold[lex->letters[lex->forms[i].letters + j]];
        CLAIM(lexicon_form(lex, folded, lex->forms[i].n));
    }
    for (uint32_t i = 0; i < lex->n_words; i++)
        CLAIM(lexicon_word(lex, lex->letters + lex->words[i].letters, lex->words[i].n) == i + 1);
    for (uint32_t i = 0; i < lex->n_tenures; i++) {
        const lex_tenure *t = &lex->tenures[i];
        const lex_tenure *held = lexicon_holder(lex, (lex_office)t->office, t->country, t->org, t->from);
        if (held) CLAIM(held->from <= t->from && held->to >= t->from);
    }
    CLAIM(sum < SIZE_MAX);
}

/* A file of the input: takes off the layer's sign and writes out a short head. */
static table_file file_of(str s, size_t i, arena *a)
{
    static const char *const names[] = {"a.tsv", "b.tsv", "c.tsv", "d.tsv", "e.tsv", "f.tsv", "g.tsv",
                                        "h.tsv", "i.tsv", "j.tsv", "k.tsv", "l.tsv", "m.tsv", "n.tsv",
                                        "o.tsv", "p.tsv", "q.tsv", "r.tsv", "s.tsv", "t.tsv"};
    static const char *const heads[][2] = {
#define X(name, columns, key) {"@" #name, columns},
        TABLES(X)
#undef X
    };
    table_file f = {.path = str_of(names[i]), .layer = s.n && s.p[0] == '+'};
    s = str_sub(s, f.layer ? 1 : 0, s.n);
    str rest = s, first = str_cut(&rest, '\n');
    f.bytes = arena_copy(a, s);
    for (size_t t = 0; t < sizeof heads / sizeof *heads; t++)
        if (str_eq(first, str_of(heads[t][0])))
            f.bytes = arena_printf(a, "# columns: %s\n%.*s", heads[t][1], (int)rest.n, rest.n ? rest.p : "");
    return f;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    table_file files[FILES_MAX], turned[FILES_MAX];
    size_t count = 0;
    str rest = {(const char *)bytes, n};
    arena a;
    arena_init(&a, 0);
    do {
        files[count] = file_of(str_cut(&rest, '\f'), count, &a);
        count++;
    } while (rest.n && count < FILES_MAX);
    for (size_t i = 0; i < count; i++) turned[i] = files[count - 1 - i];

    unsigned char *image = NULL, *again = NULL;
    size_t size = 0, size_again = 0;
    khabar_error error = {0};
    complaints = 0;
    khabar_status status = lexicon_compile(files, count, true, complain, NULL, &image, &size, &error);
    CLAIM((status == KHABAR_OK) == (complaints == 0));
    if (status != KHABAR_OK) {
        CLAIM(error.message[0] && !image);
        arena_free(&a);
        return 0;
    }
    CLAIM(lexicon_compile(turned, count, true, NULL, NULL, &again, &size_again, &error) == KHABAR_OK);
    CLAIM(size == size_again && memcmp(image, again, size) == 0);
    lexicon lex;
    CLAIM(lexicon_open(&lex, image, size, false, &error) == KHABAR_OK);
    look(&lex);
    lexicon_close(&lex);
    free(image);
    free(again);
    arena_free(&a);
    return 0;
}
