/* charset: finds the encoding of bytes and converts them to UTF-8 with iconv. */
#ifndef KHABAR_INPUT_CHARSET_H
#define KHABAR_INPUT_CHARSET_H

#include "base/buf.h"
#include "base/error.h"

typedef enum {
    CHARSET_UTF8,
    CHARSET_UTF16LE,
    CHARSET_UTF16BE,
    CHARSET_WINDOWS_1256,
    CHARSET_ISO_8859_6,
    CHARSET_WINDOWS_1252, /* only where somebody says so: it has no Arabic letters */
    CHARSET_BINARY,
    CHARSET_UNKNOWN
} charset;

/* The charset of the bytes; *mark is the length of a byte-order mark at their head, *bad the first byte that is no UTF-8. */
charset charset_find(str bytes, size_t *mark, size_t *bad);

const char *charset_name(charset c);
/* The charset of a label of HTML, XML or HTTP ("windows-1256"); CHARSET_UNKNOWN where it is none of these. */
charset charset_of_label(str label);

/* Converts to UTF-8 into out; KHABAR_ERR_UTF8 where the bytes do not fit the charset. */
khabar_status charset_convert(charset c, str bytes, buf *out, khabar_error *error);

#endif
