/* codec: packed bytes into plain ones, piece by piece: gzip (zlib), zstd (libzstd) and xz (liblzma), known by their first
 * bytes.
 *
 *   1f 8b 08 …  →  {"text": "قال الوزير …"}
 *
 * A packed file is one member after another; a codec unpacks one, says that it ended, and is reset for the next.
 * Invariant: memory does not grow with the data: a member whose window wants more than CODEC_MEMORY is refused. */
#ifndef KHABAR_INPUT_CODEC_H
#define KHABAR_INPUT_CODEC_H

#include "base/str.h"

/* Most bytes that unpacking may take: xz -9 takes 65 MiB, zstd --ultra -22 takes 128 MiB. */
#define CODEC_MEMORY ((size_t)160 << 20)

/* Bytes at the head of a member by which codec_of knows it. */
enum { CODEC_MAGIC = 10 };

typedef enum { CODEC_MORE, CODEC_END, CODEC_BAD } codec_result;

typedef struct codec_step {
    const unsigned char *in;
    size_t in_n;
    char *out;
    size_t out_n;
    const char *why; /* of CODEC_BAD, in words */
} codec_step;

typedef struct codec {
    const char *name, *test; /* test: the command that tells whether a file is whole */
    bool (*begins)(const unsigned char *p, size_t n);
    void *(*open)(void); /* NULL: out of memory */
    bool (*reset)(void *state);
    /* Takes from in, gives to out. CODEC_MORE: wants more of either; CODEC_END: the member ends before in. */
    codec_result (*step)(void *state, codec_step *io);
    void (*close)(void *state);
} codec;

/* The codec whose member begins with these bytes; NULL where there is none. */
const codec *codec_of(const unsigned char *p, size_t n);

#endif
