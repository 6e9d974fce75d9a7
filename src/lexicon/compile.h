/* compile: the .tsv files of data/ into one lexicon image.
 *
 * Two layers: the built-in files, and over them those of a user's folder, whose rows take the place of built-in rows
 * with the same key. Invariant: the same files give the same bytes, on any machine and in any order of reading. */
#ifndef KHABAR_LEXICON_COMPILE_H
#define KHABAR_LEXICON_COMPILE_H

#include "lexicon/table.h"
#include "base/error.h"

/* Compiles `files` to *image (malloc, the caller frees). Complaints go to `complain`; on any of them the result is
 * KHABAR_ERR_LEXICON and the first one also stands in *error. `keep_sources` puts the layer-0 files into the image. */
khabar_status lexicon_compile(table_file *files, size_t n, bool keep_sources, table_complain complain, void *context,
                              unsigned char **image, size_t *size, khabar_error *error);

/* Reads every .tsv below a folder, sorted by path; bytes and paths live in the arena. */
khabar_status lexicon_read_folder(const char *folder, int layer, arena *a, table_file **files, size_t *n,
                                  khabar_error *error);
/* The layer-0 files that an image was compiled from. */
khabar_status lexicon_sources(const unsigned char *bytes, size_t size, arena *a, table_file **files, size_t *n,
                              khabar_error *error);

#endif
