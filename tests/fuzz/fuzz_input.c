/* fuzz_input: any bytes as a file: plain text, JSONL, or something else.
 * Claims: it ends; an article's strings are UTF-8 without NUL; an error says something and comes at most once
 * a line. */
#include "fuzz.h"

#include "base/utf8.h"
#include "input/input.h"

enum { NOTICES_MAX = 4 }; /* one of each kind */

static void notice(void *context, const char *text)
{
    CLAIM(text[0]);
    ++*(int *)context;
}

static void check(khabar_string s)
{
    CLAIM(s.bytes || s.length == 0);
    CLAIM(utf8_check((str){s.bytes, s.length}) == s.length);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n == 0) return 0; /* fmemopen of nothing fails */
    size_t lines = 2, results = 0;
    for (size_t i = 0; i < n; i++) lines += bytes[i] == '\n';
    FILE *f = fmemopen((void *)(uintptr_t)bytes, n, "rb");
    CLAIM(f);
    int notices = 0;
    input *in;
    khabar_error error = {0};
    const input_options options = {.notice = notice, .context = &notices};
    CLAIM(input_open(f, "f", &options, &in, &error) == KHABAR_OK);
    for (;;) {
        khabar_article a = {0};
        error = (khabar_error){0};
        input_result got = input_next(in, &a, &error);
        if (got == INPUT_END) break;
        CLAIM(++results <= lines);
        if (got == INPUT_ERROR) {
            CLAIM(error.message[0] && error.status != KHABAR_OK);
            continue;
        }
        khabar_string all[] = {a.id, a.source, a.url, a.published, a.title, a.text};
        for (int i = 0; i < 6; i++) check(all[i]);
    }
    CLAIM(notices <= NOTICES_MAX);
    input_close(in);
    fclose(f);
    return 0;
}
