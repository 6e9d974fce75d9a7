/* fuzz_charset: any bytes: which charset they are in, and their conversion from each.
 * Claims: what is converted is UTF-8; what is called UTF-8 is UTF-8; an error points into the bytes. */
#include "fuzz.h"

#include "base/utf8.h"
#include "input/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const charset from[] = {CHARSET_UTF16LE, CHARSET_UTF16BE, CHARSET_WINDOWS_1256};
    str s = {(const char *)bytes, n};
    size_t mark, bad;
    charset c = charset_find(s, &mark, &bad);
    CLAIM(mark <= n && bad <= n);
    if (c == CHARSET_UTF8) CLAIM(utf8_check(s) == n);
    for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
        buf out = {0};
        khabar_error error = {0};
        khabar_status status = charset_convert(from[i], s, &out, &error);
        CLAIM(utf8_check(buf_str(&out)) == out.n);
        if (status != KHABAR_OK) CLAIM(error.byte <= n && error.message[0]);
        buf_free(&out);
    }
    return 0;
}
