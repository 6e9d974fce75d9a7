/* replay: runs a fuzz target over files, without libFuzzer: every file of a folder, or the files named.
 * Speaks TAP. Each input stands in memory of exactly its size, so that a sanitizer sees one byte read too
 * far. */
#include "fuzz.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

static int files;

static void replay_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    long size;
    CLAIM(f && fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0 && fseek(f, 0, SEEK_SET) == 0);
    uint8_t *bytes = malloc((size_t)size ? (size_t)size : 1);
    CLAIM(bytes && fread(bytes, 1, (size_t)size, f) == (size_t)size);
    fclose(f);
    fprintf(stderr, "%s\n", path); /* the last one named is the one that broke it */
    LLVMFuzzerTestOneInput(bytes, (size_t)size);
    free(bytes);
    printf("ok %d - %s\n", ++files, path);
}

static void replay(const char *path)
{
    struct stat st;
    CLAIM(stat(path, &st) == 0);
    if (!S_ISDIR(st.st_mode)) {
        replay_file(path);
        return;
    }
    struct dirent **names;
    int n = scandir(path, &names, NULL, alphasort);
    CLAIM(n >= 0);
    for (int i = 0; i < n; i++) {
        char below[4096];
        snprintf(below, sizeof below, "%s/%s", path, names[i]->d_name);
        if (names[i]->d_name[0] != '.') replay_file(below);
        free(names[i]);
    }
    free(names);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) replay(argv[i]);
    printf("1..%d\n", files);
    return files ? 0 : 1; /* an empty corpus is a mistake, not a success */
}
