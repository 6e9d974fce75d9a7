/* khabar-train: makes the tables of data/ that are learned from sentences someone has annotated.
 *
 * usage: khabar-train words DATA_DIR OUT_DIR ROUNDS FIRST END HEAD FILE.conllu...
 * writes OUT_DIR/transitions.tsv and choices.tsv; sentences FIRST to END (counted over all files) are left out. */
#include "train.h"

#include "lexicon/builtin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(const khabar_error *e)
{
    fprintf(stderr, "khabar-train: %s\n", e->message);
    return 1;
}

int main(int argc, char **argv)
{
    khabar_error error = {0};
    if (argc < 8 || strcmp(argv[1], "words") != 0) {
        fputs("usage: khabar-train words OUT_DIR ROUNDS FIRST END HEAD FILE.conllu...\n", stderr);
        return 2;
    }
    static jmp_buf full;
    arena a;
    lexicon lex;
    gold g = {0};
    arena_init(&a, 0);
    if (setjmp(full)) {
        fputs("khabar-train: out of memory\n", stderr);
        return 1;
    }
    a.on_full = &full;
    if (lexicon_open(&lex, builtin_image(), builtin_size(), true, &error) != KHABAR_OK) return fail(&error);
    for (int i = 7; i < argc; i++)
        if (gold_read(argv[i], &g, &a, &error) != KHABAR_OK) return fail(&error);
    train_options o = {.rounds = (uint32_t)strtoul(argv[3], NULL, 10), .head = argv[6]};
    o.transitions = arena_printf(&a, "%s/transitions.tsv", argv[2]).p;
    o.choices = arena_printf(&a, "%s/choices.tsv", argv[2]).p;
    khabar_status status =
        train_words(&o, &lex, &g, (uint32_t)strtoul(argv[4], NULL, 10), (uint32_t)strtoul(argv[5], NULL, 10), &error);
    return status == KHABAR_OK ? 0 : fail(&error);
}
