/* pack: packs the files of a folder (web/) into one file that assembly takes into the program (src/server/assets.c reads it).
 * usage: khabar-pack FOLDER OUTPUT.pack ASSEMBLY.S DEPFILE [NAME=FILE...]
 * Files without a known ending (licences, the table of versions) are left out. NAME=FILE adds one from elsewhere.
 * The same files give the same bytes: sorted by name, tags are hashes. */
#include "base/arena.h"
#include "base/hash.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct packed {
    str name, path, bytes;
    const char *type;
} packed;

typedef struct list {
    arena a;
    VEC(packed) at;
    bool failed;
} list;

static const struct {
    const char *ending, *type;
} types[] = {{".html", "text/html; charset=utf-8"},
             {".css", "text/css; charset=utf-8"},
             {".js", "text/javascript; charset=utf-8"},
             {".json", "application/json"},
             {".svg", "image/svg+xml"},
             {".woff2", "font/woff2"},
             {".txt", "text/plain; charset=utf-8"}};

static const char *type_of(str name)
{
    if (str_eq(name, STR("vendor/versions.json"))) return NULL;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(name, str_of(types[i].ending))) return types[i].type;
    return NULL;
}

static void add(list *l, str name, str path)
{
    const char *type = type_of(name);
    if (!type || strchr(name.p, '\t')) return;
    FILE *f = fopen(path.p, "rb");
    long size = -1;
    char *bytes = NULL;
    if (f && fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0 && fseek(f, 0, SEEK_SET) == 0)
        bytes = arena_alloc(&l->a, (size_t)size + 1);
    if (!bytes || fread(bytes, 1, (size_t)size, f) != (size_t)size) {
        fprintf(stderr, "khabar-pack: %s: cannot be read\n", path.p);
        l->failed = true;
    } else
        *vec_push(&l->a, &l->at) = (packed){name, path, {bytes, (size_t)size}, type};
    if (f) fclose(f);
}

static void walk(list *l, const char *folder, str before)
{
    DIR *d = opendir(folder);
    if (!d) {
        fprintf(stderr, "khabar-pack: %s: cannot be opened\n", folder);
        l->failed = true;
        return;
    }
    for (struct dirent *e; (e = readdir(d));) {
        struct stat st;
        if (e->d_name[0] == '.') continue;
        str path = arena_printf(&l->a, "%s/%s", folder, e->d_name);
        str name = arena_printf(&l->a, "%s%s", before.p, e->d_name);
        if (stat(path.p, &st) != 0) continue;
        if (S_ISDIR(st.st_mode))
            walk(l, path.p, arena_printf(&l->a, "%s/", name.p));
        else
            add(l, name, path);
    }
    closedir(d);
}

static int by_name(const void *x, const void *y)
{
    return str_cmp(((const packed *)x)->name, ((const packed *)y)->name);
}

static bool write_pack(const list *l, const char *path)
{
    FILE *f = fopen(path, "wb");
    if (!f) return false;
    for (uint32_t i = 0; i < l->at.n; i++) {
        const packed *p = &l->at.at[i];
        fprintf(f, "%s\t%s\t%016llx\t%zu\n", p->name.p, p->type, (unsigned long long)hash_bytes(p->bytes.p, p->bytes.n),
                p->bytes.n);
    }
    fputs(".\n", f);
    bool ok = true;
    for (uint32_t i = 0; i < l->at.n; i++) {
        str b = l->at.at[i].bytes;
        ok = fwrite(b.p, 1, b.n, f) == b.n && ok;
    }
    return fclose(f) == 0 && ok;
}

static bool write_assembly(const char *path, const char *pack)
{
    FILE *f = fopen(path, "wb");
    char *absolute = realpath(pack, NULL);
    if (f)
        fprintf(f,
                "\t.section .rodata\n\t.global khabar_web_pack\nkhabar_web_pack:\n\t.incbin \"%s\"\n"
                "\t.global khabar_web_end\nkhabar_web_end:\n\t.byte 0\n\t.section .note.GNU-stack,\"\",%%progbits\n",
                absolute ? absolute : pack);
    free(absolute);
    return f && fclose(f) == 0;
}

static bool write_depfile(const list *l, const char *path, const char *pack, const char *assembly)
{
    FILE *f = fopen(path, "wb");
    if (!f) return false;
    fprintf(f, "%s %s:", pack, assembly);
    for (uint32_t i = 0; i < l->at.n; i++) fprintf(f, " \\\n  %s", l->at.at[i].path.p);
    fputc('\n', f);
    return fclose(f) == 0;
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "usage: khabar-pack FOLDER OUTPUT.pack ASSEMBLY.S DEPFILE [NAME=FILE...]\n");
        return 2;
    }
    list l = {0};
    arena_init(&l.a, 0);
    walk(&l, argv[1], STR(""));
    for (int i = 5; i < argc; i++) {
        const char *file = strchr(argv[i], '=');
        if (!file) continue;
        add(&l, arena_printf(&l.a, "%.*s", (int)(file - argv[i]), argv[i]), str_of(file + 1));
    }
    if (l.at.n) qsort(l.at.at, l.at.n, sizeof *l.at.at, by_name);
    bool ok = !l.failed && write_pack(&l, argv[2]) && write_assembly(argv[3], argv[2]) &&
              write_depfile(&l, argv[4], argv[2], argv[3]);
    if (!ok) fprintf(stderr, "khabar-pack: %s was not written\n", argv[2]);
    arena_free(&l.a);
    return ok ? 0 : 1;
}
