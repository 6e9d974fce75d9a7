/* image: the layout of a compiled lexicon: a header, then the sections of lexicon.h, each aligned to 16 bytes. */
#ifndef KHABAR_LEXICON_IMAGE_H
#define KHABAR_LEXICON_IMAGE_H

#include "lexicon/lexicon.h"

#define IMAGE_MAGIC "khabar.lexicon\n"
enum { IMAGE_VERSION = 12, IMAGE_ORDER = 0x01020304, IMAGE_ARTICLE_MIN = 5 };

#define X(name, type) IMAGE_##name,
enum { LEX_SECTIONS(X) IMAGE_SECTIONS };
#undef X

typedef struct image_section {
    uint64_t at, n; /* byte offset from the start, number of elements */
} image_section;

typedef struct image_header {
    char magic[16];
    uint32_t version, order;
    uint64_t size, hash; /* hash: XXH3 of everything behind it */
    image_section sections[IMAGE_SECTIONS];
    uint64_t padding; /* makes the header a multiple of 16 bytes */
} image_header;

enum { IMAGE_HASHED_FROM = offsetof(image_header, sections) };

_Static_assert(sizeof(image_header) % 16 == 0, "sections must be aligned");

#endif
