/* file: what the targets of single formats share: a file behind a given head, read to its end through input.h.
 * Claims: it ends; an article has an id, and its strings are UTF-8; an error says something; no more records come than the
 * file has bytes; a notice of one kind comes once. */
#ifndef KHABAR_TESTS_FUZZ_FILE_H
#define KHABAR_TESTS_FUZZ_FILE_H

#include "fuzz.h"

#include "base/utf8.h"
#include "input/input.h"

#include <string.h>

enum { NOTICES_MAX = 5 }; /* one of each kind */

static void fuzz_notice(void *context, const char *text)
{
    CLAIM(text[0]);
    ++*(int *)context;
}

static void fuzz_string(khabar_string s)
{
    CLAIM(s.bytes || s.length == 0);
    CLAIM(utf8_check((str){s.bytes, s.length}) == s.length);
}

/* Reads head + bytes; gives the number of articles. */
static size_t fuzz_file(const char *head, const uint8_t *bytes, size_t n, size_t records_max)
{
    size_t head_n = strlen(head), results = 0, articles = 0;
    if (head_n + n == 0) return 0; /* fmemopen of nothing fails */
    char *all = malloc(head_n + n);
    CLAIM(all);
    memcpy(all, head, head_n);
    if (n) memcpy(all + head_n, bytes, n);
    FILE *f = fmemopen(all, head_n + n, "rb");
    CLAIM(f);
    int notices = 0;
    input *in;
    khabar_error error = {0};
    const input_options options = {.notice = fuzz_notice, .context = &notices};
    CLAIM(input_open(f, "f", &options, &in, &error) == KHABAR_OK);
    for (;;) {
        khabar_article a = {0};
        error = (khabar_error){0};
        input_result got = input_next(in, &a, &error);
        CLAIM(input_bytes(in) <= head_n + n);
        if (got == INPUT_END) break;
        CLAIM(++results <= records_max);
        if (got == INPUT_ERROR) {
            CLAIM(error.message[0] && error.status != KHABAR_OK);
            continue;
        }
        articles++;
        CLAIM(a.id.length > 0);
        khabar_string strings[] = {a.id, a.source, a.url, a.published, a.title, a.text};
        for (int i = 0; i < 6; i++) fuzz_string(strings[i]);
    }
    khabar_article a;
    CLAIM(input_next(in, &a, &error) == INPUT_END);
    CLAIM(notices <= NOTICES_MAX);
    input_close(in);
    fclose(f);
    free(all);
    return articles;
}

#endif
