/* builtin: see builtin.h.  The assembly that lexc writes takes the image in whole, aligned as lexicon_open wants it. */
#include "lexicon/builtin.h"

extern const unsigned char khabar_builtin_image[], khabar_builtin_end[];

const void *builtin_image(void)
{
    return khabar_builtin_image;
}

size_t builtin_size(void)
{
    return (size_t)(khabar_builtin_end - khabar_builtin_image);
}
