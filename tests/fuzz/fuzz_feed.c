/* fuzz_feed: what follows in a feed. Claims: file.h; at most one article an element. */
#include "file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    size_t elements = 1;
    for (size_t i = 0; i < n; i++) elements += bytes[i] == '<';
    CLAIM(fuzz_file("<rss>", bytes, n, elements + 2) <= elements);
    return 0;
}
