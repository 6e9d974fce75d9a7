/* fuzz_page: a page of HTML.
 * Claims: nodes lie in their parents, one behind the other; facts and text are UTF-8; what is found is part of what the page
 * shows, letter for letter no more; the same page gives the same text. */
#include "fuzz.h"

#include "base/utf8.h"
#include "input/body.h"

#include <string.h>

static void check_nodes(const page *p)
{
    CLAIM(p->n > 0 && p->nodes[0].end == p->n);
    for (size_t i = 1; i < p->n; i++) {
        const page_node *node = &p->nodes[i], *parent = &p->nodes[node->parent];
        CLAIM(node->parent < i && node->end > i && node->end <= parent->end);
        if (node->flags & TAG_TEXT) CLAIM(node->end == i + 1 && node->from + node->n <= p->text.n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    page p = {0};
    buf text = {0}, all = {0}, again = {0};
    khabar_error error = {0};
    str html = {(const char *)bytes, n};
    if (utf8_check(html) == n && (n == 0 || !memchr(bytes, 0, n))) {
        if (page_read(&p, html, &error) == KHABAR_OK) {
            check_nodes(&p);
            body_all(&p, &all);
            bool found = body_find(&p, &text);
            CLAIM(utf8_check(buf_str(&text)) == text.n && utf8_check(buf_str(&all)) == all.n);
            CLAIM(text.n <= all.n);
            for (int f = 0; f < FACT_COUNT; f++)
                CLAIM(utf8_check(page_get(&p, (page_fact)f)) == page_get(&p, (page_fact)f).n);
            CLAIM(page_read(&p, html, &error) == KHABAR_OK && body_find(&p, &again) == found);
            CLAIM(str_eq(buf_str(&text), buf_str(&again)));
        } else
            CLAIM(error.message[0]);
    }
    page_free(&p);
    buf_free(&text);
    buf_free(&all);
    buf_free(&again);
    return 0;
}
