/* readers: what the targets that read texts share: two readers, and the article that an input stands for. */
#ifndef KHABAR_TESTS_FUZZ_READERS_H
#define KHABAR_TESTS_FUZZ_READERS_H

#include "fuzz.h"

#include "base/str.h"
#include "khabar.h"

static khabar *k;
static khabar_reader *one, *two;

static void open_once(void)
{
    if (k) return;
    khabar_error error = {0};
    CLAIM(khabar_open(NULL, &k, &error) == KHABAR_OK);
    CLAIM(khabar_reader_new(k, &one, &error) == KHABAR_OK);
    CLAIM(khabar_reader_new(k, &two, &error) == KHABAR_OK);
}

/* The input is the text; where its first line ends in TAB, that line without it is the title. */
static khabar_article article_of(const uint8_t *bytes, size_t n)
{
    const char *p = (const char *)bytes;
    const char *line = n ? memchr(p, '\n', n) : NULL;
    khabar_article a = {.id = {"f", 1}, .published = {"2024-05-16", 10}, .text = {p, n}};
    if (line && line > p && line[-1] == '\t') {
        a.title = (khabar_string){p, (size_t)(line - 1 - p)};
        a.text = (khabar_string){line + 1, n - (size_t)(line + 1 - p)};
    }
    return a;
}

#endif
