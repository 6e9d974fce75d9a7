/* train: the subcommands of khabar-train.  Each reads annotated text and writes a table of data/ to standard output. */
#ifndef KHABAR_TOOLS_TRAIN_TRAIN_H
#define KHABAR_TOOLS_TRAIN_TRAIN_H

/* Arguments from the subcommand's name on; the status the program ends with. */
int train_tree(int argc, char **argv);
int train_words(int argc, char **argv);

#endif
