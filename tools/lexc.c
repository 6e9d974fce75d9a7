/* lexc: compiles a folder of data (data/) into a lexicon image, with complaints like a compiler's:
 *   data/quote/cues.tsv:41:9: unknown class "speach" (did you mean "say"?)
 * usage: khabar-lexc DATA_FOLDER OUTPUT.lex [ASSEMBLY.S DEPFILE]
 * ASSEMBLY.S takes the image into a program, as src/lexicon/builtin.c wants it; DEPFILE tells the build what was read. */
#include "lexicon/compile.h"

#include <stdio.h>
#include <stdlib.h>

static void complain(void *context, const table_file *file, uint32_t line, uint32_t column, const char *text)
{
    fprintf(stderr, "%s/%.*s:%u:%u: %s\n", (const char *)context, (int)file->path.n, file->path.p, line, column, text);
}

static bool write_file(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(bytes, 1, n, f) == n;
    if (f && fclose(f) != 0) ok = false;
    if (!ok) fprintf(stderr, "khabar-lexc: %s: cannot be written\n", path);
    return ok;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: khabar-lexc DATA_FOLDER OUTPUT.lex [ASSEMBLY.S DEPFILE]\n");
        return 2;
    }
    arena a;
    arena_init(&a, 0);
    table_file *files;
    size_t n, size = 0;
    unsigned char *image = NULL;
    khabar_error error = {0};
    khabar_status status = lexicon_read_folder(argv[1], 0, &a, &files, &n, &error);
    if (status == KHABAR_OK) status = lexicon_compile(files, n, true, complain, argv[1], &image, &size, &error);
    if (status != KHABAR_OK) {
        fprintf(stderr, "khabar-lexc: %s\n", error.message);
        arena_free(&a);
        return 1;
    }
    bool ok = write_file(argv[2], image, size);
    if (ok && argc > 4) {
        char *absolute = realpath(argv[2], NULL);
        str code =
            arena_printf(&a,
                         "\t.section .rodata\n\t.balign 16\n\t.global khabar_builtin_image\nkhabar_builtin_image:\n"
                         "\t.incbin \"%s\"\n\t.global khabar_builtin_end\nkhabar_builtin_end:\n\t.byte 0\n"
                         "\t.section .note.GNU-stack,\"\",%%progbits\n",
                         absolute ? absolute : argv[2]);
        free(absolute);
        ok = write_file(argv[3], code.p, code.n);
        FILE *f = fopen(argv[4], "w");
        if (f) {
            fprintf(f, "%s %s:", argv[2], argv[3]);
            for (size_t i = 0; i < n; i++) fprintf(f, " \\\n  %s/%.*s", argv[1], (int)files[i].path.n, files[i].path.p);
            fputc('\n', f);
            ok = fclose(f) == 0 && ok;
        }
    }
    free(image);
    arena_free(&a);
    return ok ? 0 : 1;
}
