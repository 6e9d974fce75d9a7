/* explain: khabar explain: why a record is there, and why none is. */
#include "cli/cli.h"

#include "input/input.h"
#include "input/walk.h"

#include <stdio.h>

static int explain_stream(const cli_options *o, khabar_reader *r, FILE *f, const char *name)
{
    input *in;
    khabar_error error = {0};
    int result = EXIT_OK;
    input_options options = {.notice = cli_notice, .columns = o->columns};
    if (input_open(f, name, &options, &in, &error) != KHABAR_OK) {
        cli_say("%s", error.message);
        return EXIT_FAILED;
    }
    for (;;) {
        khabar_article a;
        const khabar_doc *doc;
        khabar_string text;
        input_result got = input_next(in, &a, &error);
        if (got == INPUT_END) break;
        bool ok = got == INPUT_ARTICLE;
        if (ok) {
            cli_defaults(o, &a);
            ok = khabar_read(r, &a, &doc, &error) == KHABAR_OK && khabar_explain(r, doc, &text, &error) == KHABAR_OK;
        }
        if (ok)
            fwrite(text.bytes, 1, text.length, stdout);
        else {
            cli_say("%s", error.message);
            result = EXIT_RECORDS;
        }
    }
    input_close(in);
    return result;
}

int cli_explain(const cli_options *o)
{
    khabar *k;
    khabar_reader *r;
    khabar_error error = {0};
    if (khabar_open(o->lexicon, &k, &error) != KHABAR_OK) {
        cli_say("%s", error.message);
        return EXIT_FAILED;
    }
    if (khabar_reader_new(k, &r, &error) != KHABAR_OK) {
        cli_say("%s", error.message);
        khabar_close(k);
        return EXIT_FAILED;
    }
    walk *w;
    walk_file file;
    int result = EXIT_OK;
    if (walk_open(o->files, o->n_files, &w, &error) != KHABAR_OK) {
        cli_say("%s", error.message);
        result = EXIT_FAILED;
        w = NULL;
    }
    for (walk_result next; w && (next = walk_next(w, &file, &error)) != WALK_END;) {
        int got = EXIT_RECORDS;
        if (next == WALK_FILE)
            got = explain_stream(o, r, file.stream, file.name);
        else
            cli_say("%s", error.message);
        if (got != EXIT_OK) result = got;
    }
    walk_close(w);
    khabar_reader_free(r);
    khabar_close(k);
    return result;
}
