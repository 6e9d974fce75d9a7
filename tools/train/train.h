/* train: what the subcommands of khabar-train share. */
#ifndef KHABAR_TOOLS_TRAIN_TRAIN_H
#define KHABAR_TOOLS_TRAIN_TRAIN_H

#include "conllu.h"

typedef struct train_options {
    uint32_t rounds;
    const char *transitions, *choices; /* files to write */
    const char *head;                  /* lines of comment for them */
} train_options;

/* Learns from all sentences but those of [held_first, held_end). */
khabar_status train_words(const train_options *o, const lexicon *lex, const gold *g, uint32_t held_first,
                          uint32_t held_end, khabar_error *error);

#endif
