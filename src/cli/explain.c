/* explain: khabar explain: why a record is there, and why none is. */
#include "cli/cli.h"

#include "input/input.h"

#include <errno.h>
#include <string.h>

static int explain_stream(const cli_options *o, khabar_reader *r, FILE *f, const char *name)
{
    input *in;
    khabar_error error = {0};
    int result = EXIT_OK;
    if (input_open(f, name, cli_notice, NULL, &in, &error) != KHABAR_OK) {
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
    int result = o->n_files ? EXIT_OK : explain_stream(o, r, stdin, "-");
    for (int i = 0; i < o->n_files; i++) {
        const char *name = o->files[i];
        FILE *f = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
        int got = EXIT_RECORDS;
        if (f)
            got = explain_stream(o, r, f, name);
        else
            cli_say("%s: %s", name, strerror(errno));
        if (f && f != stdin) fclose(f);
        if (got != EXIT_OK) result = got;
    }
    khabar_reader_free(r);
    khabar_close(k);
    return result;
}
