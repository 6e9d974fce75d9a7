/* walk: paths of files and folders into files, one at a time.
 *
 *   news/  →  news/2023/a.jsonl.gz, news/2023/b.html, news/2024/01.warc
 *
 * Order: the paths as they are given; in a folder by the bytes of the names, folders among the files. Hidden entries (.…)
 * and what is no file are passed over in folders; links are followed, and each folder is read once, so that a loop ends.
 * Invariant: the same folders give the same names in the same order. Memory grows with the longest folder only. */
#ifndef KHABAR_INPUT_WALK_H
#define KHABAR_INPUT_WALK_H

#include "base/error.h"

#include <stdio.h>

typedef struct walk walk;

typedef enum { WALK_FILE, WALK_ERROR, WALK_END } walk_result;

typedef struct walk_file {
    FILE *stream;     /* stdin for "-"; closed by the next walk_next */
    const char *name; /* the path for messages and ids; valid until the next walk_next */
    uint64_t size;    /* in bytes; 0 where it is not known (a pipe) */
} walk_file;

/* `paths` must outlive the walk; n == 0 means standard input, as "-" does. */
khabar_status walk_open(char *const *paths, int n, walk **out, khabar_error *error);
void walk_close(walk *w);

/* WALK_ERROR: this file or folder cannot be read, *error says why; the next call goes on behind it. */
walk_result walk_next(walk *w, walk_file *file, khabar_error *error);

#endif
