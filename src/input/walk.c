/* walk: see walk.h. */
#include "input/walk.h"
#include "base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct level {
    char **names;       /* sorted */
    size_t n, at, path; /* path: length of the folder's path with its slash */
} level;

typedef struct seen {
    dev_t device;
    ino_t number;
} seen;

struct walk {
    char *const *paths;
    int n_paths, at;
    buf path;
    level *levels;
    size_t n_levels, cap_levels;
    seen *folders; /* all that were read */
    size_t n_folders, cap_folders;
    FILE *open;
};

khabar_status walk_open(char *const *paths, int n, walk **out, khabar_error *error)
{
    static char stdin_name[] = "-";
    static char *const standard[] = {stdin_name};
    walk *w = calloc(1, sizeof *w);
    if (!w) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    w->paths = n ? paths : standard;
    w->n_paths = n ? n : 1;
    *out = w;
    return KHABAR_OK;
}

static void close_level(level *l)
{
    for (size_t i = 0; i < l->n; i++) free(l->names[i]);
    free(l->names);
}

void walk_close(walk *w)
{
    if (!w) return;
    if (w->open && w->open != stdin) fclose(w->open);
    while (w->n_levels) close_level(&w->levels[--w->n_levels]);
    free(w->levels);
    free(w->folders);
    buf_free(&w->path);
    free(w);
}

static walk_result fail(walk *w, khabar_error *error, khabar_status status, const char *why)
{
    error_set(error, status, "%s: %s", w->path.bytes ? w->path.bytes : "", why);
    return WALK_ERROR;
}

/* Sets the path: its first n bytes stay. */
static void set_path(walk *w, size_t n, const char *name)
{
    w->path.n = n;
    buf_z(&w->path, name);
    buf_char(&w->path, 0);
    w->path.n--;
}

/* ---- folders ---- */

/* Room for one more element. */
static bool room(void **at, size_t n, size_t *cap, size_t size)
{
    if (n < *cap) return true;
    size_t more = *cap ? *cap * 2 : 16;
    void *p = realloc(*at, more * size);
    if (!p) return false;
    *at = p;
    *cap = more;
    return true;
}

static bool is_new(walk *w, const struct stat *st)
{
    for (size_t i = 0; i < w->n_folders; i++)
        if (w->folders[i].device == st->st_dev && w->folders[i].number == st->st_ino) return false;
    return true;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Reads the names of the folder at w->path; false: errno says why not. */
static bool read_names(const char *path, level *l)
{
    DIR *d = opendir(path);
    if (!d) return false;
    size_t cap = 0;
    bool ok = true;
    while (ok) {
        errno = 0;
        struct dirent *e = readdir(d);
        if (!e) {
            ok = errno == 0;
            break;
        }
        if (e->d_name[0] == '.') continue;
        ok = room((void **)&l->names, l->n, &cap, sizeof *l->names) && (l->names[l->n] = strdup(e->d_name)) != NULL;
        l->n += ok;
    }
    int why = errno;
    closedir(d);
    if (ok && l->n) qsort(l->names, l->n, sizeof *l->names, by_bytes);
    errno = why;
    return ok;
}

/* Goes into the folder at w->path, or passes it over where it was read before. */
static walk_result enter(walk *w, const struct stat *st, khabar_error *error)
{
    if (!is_new(w, st)) return WALK_FILE;
    level l = {0};
    if (!room((void **)&w->folders, w->n_folders, &w->cap_folders, sizeof *w->folders) ||
        !room((void **)&w->levels, w->n_levels, &w->cap_levels, sizeof *w->levels))
        return fail(w, error, KHABAR_ERR_MEMORY, "out of memory");
    w->folders[w->n_folders++] = (seen){st->st_dev, st->st_ino};
    if (!read_names(w->path.bytes, &l)) {
        int why = errno;
        close_level(&l);
        return fail(w, error, KHABAR_ERR_IO, strerror(why));
    }
    if (w->path.n && w->path.bytes[w->path.n - 1] != '/') set_path(w, w->path.n, "/");
    l.path = w->path.n;
    w->levels[w->n_levels++] = l;
    return WALK_FILE;
}

/* ---- files ---- */

static walk_result open_file(walk *w, const struct stat *st, walk_file *file, khabar_error *error)
{
    w->open = fopen(w->path.bytes, "rb");
    if (!w->open) return fail(w, error, KHABAR_ERR_IO, strerror(errno));
    *file = (walk_file){w->open, w->path.bytes, S_ISREG(st->st_mode) ? (uint64_t)st->st_size : 0};
    return WALK_FILE;
}

/* Puts the next path into w->path; *given: it is one of the caller's. */
static bool next_path(walk *w, bool *given)
{
    while (w->n_levels) {
        level *l = &w->levels[w->n_levels - 1];
        if (l->at < l->n) {
            set_path(w, l->path, l->names[l->at++]);
            *given = false;
            return true;
        }
        close_level(l);
        w->n_levels--;
    }
    if (w->at == w->n_paths) return false;
    set_path(w, 0, w->paths[w->at++]);
    *given = true;
    return true;
}

walk_result walk_next(walk *w, walk_file *file, khabar_error *error)
{
    if (w->open && w->open != stdin) fclose(w->open);
    w->open = NULL;
    for (bool given; next_path(w, &given);) {
        struct stat st;
        if (w->path.failed) return fail(w, error, KHABAR_ERR_MEMORY, "out of memory");
        if (given && strcmp(w->path.bytes, "-") == 0) {
            w->open = stdin;
            *file = (walk_file){stdin, "-", 0};
            return WALK_FILE;
        }
        if (stat(w->path.bytes, &st) != 0) return fail(w, error, KHABAR_ERR_IO, strerror(errno));
        if (S_ISDIR(st.st_mode)) {
            if (enter(w, &st, error) == WALK_ERROR) return WALK_ERROR;
        } else if (given || S_ISREG(st.st_mode))
            return open_file(w, &st, file, error);
    }
    return WALK_END;
}
