/* fuzz_warc: what follows in a web archive. Claims: file.h. */
#include "file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    fuzz_file("WARC/1.0\r\n", bytes, n, n + 2);
    return 0;
}
