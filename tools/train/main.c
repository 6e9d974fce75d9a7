/* khabar-train: weights from annotated text, with the built-in lexicon.
 * usage: khabar-train SUBCOMMAND …      (khabar-train tree --help says what that one takes) */
#include "train.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *what;
    int (*run)(int argc, char **argv);
} subcommands[] = {
    {"words", "the costs of the choice of readings, data/morph/transitions.tsv and choices.tsv", train_words},
    {"tree", "the weights of the parser, data/syntax/tree.tsv", train_tree},
};

int main(int argc, char **argv)
{
    size_t n = sizeof subcommands / sizeof *subcommands;
    for (size_t i = 0; argc > 1 && i < n; i++)
        if (strcmp(argv[1], subcommands[i].name) == 0) return subcommands[i].run(argc - 1, argv + 1);
    fprintf(stderr, "usage: khabar-train SUBCOMMAND …\n");
    for (size_t i = 0; i < n; i++) fprintf(stderr, "  %-8s %s\n", subcommands[i].name, subcommands[i].what);
    return 2;
}
