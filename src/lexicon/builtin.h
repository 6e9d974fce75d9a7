/* builtin: the lexicon image that is linked into the library (tools/lexc made it from data/). */
#ifndef KHABAR_LEXICON_BUILTIN_H
#define KHABAR_LEXICON_BUILTIN_H

#include <stddef.h>

const void *builtin_image(void);
size_t builtin_size(void);

#endif
