/* fuzz_input: any bytes as a file: whatever they look like. Claims: file.h; at most one record a line and one of the file. */
#include "file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    fuzz_file("", bytes, n, 2 * n + 2);
    return 0;
}
