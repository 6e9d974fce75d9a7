/* plain: a file without any other form is one article: its first line is the title, the rest the text.
 *
 *   لقاء في عمّان⏎⏎التقى الملك الوزير.  →  title «لقاء في عمّان», text «التقى الملك الوزير.»
 *
 * Invariant: a file of one line has a text and no title. */
#include "input/format.h"

/* What people take for text by mistake, by its first bytes, and what to do with it. */
static const struct {
    const char *magic, *what;
} others[] = {
    {"%PDF", "a PDF: take its text out with pdftotext"},
    {"PK\3\4", "a zip archive or an office document: unpack it, or save it as text"},
    {"BZh", "packed by bzip2: unpack it with bunzip2"},
    {"\x89PNG", "an image"},
    {"\xff\xd8\xff", "an image"},
    {"GIF8", "an image"},
    {"SQLite format 3", "a database"},
    {"7z\xbc\xaf", "packed by 7-Zip: unpack it"},
    {"Rar!", "packed by RAR: unpack it"},
};

bool plain_is(input *in, str head)
{
    (void)in, (void)head;
    return true;
}

static input_result not_text(input *in, khabar_error *error)
{
    str head = stream_peek(in->stream, 16);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_starts(head, str_of(others[i].magic))) {
            in->ended = true;
            return input_fail(in, error, KHABAR_ERR_INPUT, "this is no text but %s", others[i].what);
        }
    return INPUT_ARTICLE;
}

input_result plain_next(input *in, khabar_article *article, khabar_error *error)
{
    if (in->record) return INPUT_END;
    in->record = 1;
    if (not_text(in, error) == INPUT_ERROR) return INPUT_ERROR;
    switch (input_rest(in, KHABAR_MAX_TEXT)) {
    case GOT_PROBLEM: in->ended = true; return input_problem(in, error);
    case GOT_TOO_MUCH: return input_too_large(in, KHABAR_MAX_TEXT, error);
    default: break;
    }
    str rest;
    if (input_utf8(in, buf_str(&in->line), CHARSET_UNKNOWN, &rest, error) != KHABAR_OK) return INPUT_ERROR;
    str title = str_trim(str_cut(&rest, '\n')), body = str_trim(rest);
    if (title.n == 0 && body.n == 0) return input_fail(in, error, KHABAR_ERR_INPUT, "the file is empty");
    if (body.n) {
        article->title = string_of(title);
        article->text = string_of(body);
    } else
        article->text = string_of(title);
    return INPUT_ARTICLE;
}

void plain_close(void *state)
{
    (void)state;
}
