/* stem: the yardstick: libstemmer's Arabic stemmer over every word of a text, words being what stands between
 * blanks. It does far less than khabar, with the same letters in and nothing kept: how far apart the two are,
 * measured in the same minute on the same machine, says more than either figure alone. usage:
 * khabar-bench-stem TEXT; prints the words and the bytes of their stems. */
#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_whole(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    char *bytes = NULL;
    long size;
    if (!f || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0 || fseek(f, 0, SEEK_SET) != 0) return NULL;
    bytes = malloc((size_t)size + 1);
    if (bytes) *n = fread(bytes, 1, (size_t)size, f);
    fclose(f);
    return bytes;
}

int main(int argc, char **argv)
{
    size_t n = 0, words = 0, stems = 0;
    char *text = argc == 2 ? read_whole(argv[1], &n) : NULL;
    struct sb_stemmer *s = sb_stemmer_new("arabic", "UTF_8");
    if (!text || !s) {
        fputs("usage: khabar-bench-stem TEXT\n", stderr);
        return 1;
    }
    for (size_t i = 0; i < n;) {
        while (i < n && strchr(" \t\r\n", text[i])) i++;
        size_t from = i;
        while (i < n && !strchr(" \t\r\n", text[i])) i++;
        if (i == from || i - from > 1000) continue;
        if (!sb_stemmer_stem(s, (const sb_symbol *)text + from, (int)(i - from))) return 1;
        stems += (size_t)sb_stemmer_length(s);
        words++;
    }
    printf("%zu words, %zu bytes of stems\n", words, stems);
    sb_stemmer_delete(s);
    free(text);
    return 0;
}
