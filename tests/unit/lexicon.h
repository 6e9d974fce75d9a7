/* lexicon: the built-in lexicon for tests, and tables written in a test's own text. */
#ifndef KHABAR_TEST_LEXICON_H
#define KHABAR_TEST_LEXICON_H

#include "test.h"

#include "lexicon/builtin.h"
#include "lexicon/compile.h"
#include "lexicon/lexicon.h"

static inline void test_lexicon(lexicon *lex)
{
    khabar_error error = {0};
    if (lexicon_open(lex, builtin_image(), builtin_size(), true, &error) != KHABAR_OK) fail_msg("%s", error.message);
}

#endif
