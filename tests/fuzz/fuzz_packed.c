/* fuzz_packed: packed bytes, by the first byte: gzip, zstd, xz, or as they are.
 * Claims: the stream ends, and each time that it goes on it has used more of the file; an error says something. */
#include "fuzz.h"

#include "input/stream.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const heads[] = {"\x1f\x8b\x08", "\x28\xb5\x2f\xfd", "\xfd\x37zXZ", ""};
    if (n == 0) return 0;
    const char *head = heads[bytes[0] % 4];
    size_t head_n = strlen(head), all_n = head_n + n - 1, unpacked = 0, problems = 0;
    if (all_n == 0) return 0;
    char *all = malloc(all_n);
    CLAIM(all);
    memcpy(all, head, head_n);
    memcpy(all + head_n, bytes + 1, n - 1);
    FILE *f = fmemopen(all, all_n, "rb");
    stream *s;
    khabar_error error = {0};
    CLAIM(f && stream_open(f, &s, &error) == KHABAR_OK);
    for (;;) {
        str got = stream_peek(s, 1 + unpacked % STREAM_AHEAD);
        CLAIM(stream_taken(s) <= all_n);
        if (got.n) {
            size_t take = got.n < 1000 ? got.n : got.n / 2 + 1;
            stream_skip(s, take);
            unpacked += take;
            if (unpacked > (size_t)1 << 26) break; /* a few bytes may unpack to very many */
            continue;
        }
        if (!stream_problem(s)) break;
        CLAIM(stream_problem(s)->message[0]);
        CLAIM(++problems <= all_n);
        if (!stream_resume(s)) break;
    }
    stream_close(s);
    fclose(f);
    free(all);
    return 0;
}
