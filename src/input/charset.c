/* charset: see charset.h. */
#include "input/charset.h"
#include "base/utf8.h"

#include <iconv.h>
#include <strings.h>

enum { SAMPLE = 1 << 16 };

const char *charset_name(charset c)
{
    switch (c) {
    case CHARSET_UTF16LE: return "UTF-16LE";
    case CHARSET_UTF16BE: return "UTF-16BE";
    case CHARSET_WINDOWS_1256: return "WINDOWS-1256";
    case CHARSET_ISO_8859_6: return "ISO-8859-6";
    case CHARSET_WINDOWS_1252: return "WINDOWS-1252";
    default: return "UTF-8";
    }
}

static bool is_text_unit(unsigned char high, unsigned char low)
{
    return high == 6 || (high == 0 && (low >= 0x20 || low == '\n' || low == '\r' || low == '\t'));
}

/* UTF-16 without a mark: nine of ten units are Arabic letters, Latin ones or blanks. */
static charset utf16_by_zeros(str s)
{
    size_t n = s.n < SAMPLE ? s.n : SAMPLE, big = 0, little = 0, pairs = n / 2;
    for (size_t i = 0; i + 1 < n; i += 2) {
        unsigned char first = (unsigned char)s.p[i], second = (unsigned char)s.p[i + 1];
        big += is_text_unit(first, second);
        little += is_text_unit(second, first);
    }
    if (pairs < 8) return CHARSET_BINARY;
    if (little * 10 >= pairs * 9) return CHARSET_UTF16LE;
    if (big * 10 >= pairs * 9) return CHARSET_UTF16BE;
    return CHARSET_BINARY;
}

/* The letters of Arabic in windows-1256 lie at C0-DF and E1-F3 with few gaps, those of ISO 8859-6 at C1-DA and E1-EA; its
 * comma, semicolon and question mark at AC, BB and BF, where 1256 has signs that are rare or Latin. */
static bool is_1256(unsigned char c)
{
    return (c >= 0xc0 && c <= 0xd6) || (c >= 0xd8 && c <= 0xdf) || c == 0xe1 || (c >= 0xe3 && c <= 0xe6) || c == 0xec ||
           c == 0xed;
}

static bool is_8859_6(unsigned char c)
{
    return (c >= 0xc1 && c <= 0xda) || (c >= 0xe0 && c <= 0xf2) || c == 0xac || c == 0xbb || c == 0xbf;
}

/* The single-byte charset in which the bytes read as Arabic: that in which more of them do. */
static charset single_byte(str s)
{
    size_t n = s.n < SAMPLE ? s.n : SAMPLE, windows = 0, iso = 0, high = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 && c != '\n' && c != '\r' && c != '\t') return CHARSET_UNKNOWN;
        high += c >= 0x80;
        windows += is_1256(c);
        iso += is_8859_6(c);
    }
    if (high <= 8) return CHARSET_UNKNOWN;
    if (iso > windows && iso * 100 >= high * 97) return CHARSET_ISO_8859_6;
    return windows * 10 >= high * 8 ? CHARSET_WINDOWS_1256 : CHARSET_UNKNOWN;
}

charset charset_find(str s, size_t *mark, size_t *bad)
{
    const unsigned char *p = (const unsigned char *)s.p;
    *mark = 0;
    *bad = 0;
    if (s.n >= 3 && p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf)
        *mark = 3;
    else if (s.n >= 2 && p[0] == 0xff && p[1] == 0xfe) {
        *mark = 2;
        return CHARSET_UTF16LE;
    } else if (s.n >= 2 && p[0] == 0xfe && p[1] == 0xff) {
        *mark = 2;
        return CHARSET_UTF16BE;
    }
    *bad = utf8_check(s);
    if (*bad == s.n) {
        const char *zero = s.n ? memchr(s.p, 0, s.n) : NULL;
        if (!zero) return CHARSET_UTF8;
        *bad = (size_t)(zero - s.p);
        charset c = utf16_by_zeros(s);
        return c;
    }
    if (s.n && memchr(s.p, 0, s.n < SAMPLE ? s.n : SAMPLE)) return utf16_by_zeros(s);
    return single_byte(s);
}

khabar_status charset_convert(charset c, str bytes, buf *out, khabar_error *error)
{
    iconv_t cd = iconv_open("UTF-8", charset_name(c));
    if (cd == (iconv_t)-1)
        return error_set(error, KHABAR_ERR_INPUT, "this system cannot convert from %s", charset_name(c));
    char *from = (char *)(uintptr_t)bytes.p;
    size_t left = bytes.n;
    out->n = 0;
    khabar_status status = KHABAR_OK;
    while (left && status == KHABAR_OK) {
        char chunk[4096];
        char *to = chunk;
        size_t room = sizeof chunk, got = iconv(cd, &from, &left, &to, &room);
        buf_add(out, (str){chunk, sizeof chunk - room});
        if (got == (size_t)-1 && room > 16) {
            status = error_set(error, KHABAR_ERR_UTF8, "not %s at byte %zu", charset_name(c), bytes.n - left);
            if (error) error->byte = bytes.n - left;
        }
    }
    iconv_close(cd);
    return status;
}

charset charset_of_label(str label)
{
    static const struct {
        const char *label;
        charset charset;
    } labels[] = {
        {"utf-8", CHARSET_UTF8},
        {"utf8", CHARSET_UTF8},
        {"utf-16le", CHARSET_UTF16LE},
        {"utf-16be", CHARSET_UTF16BE},
        {"windows-1256", CHARSET_WINDOWS_1256},
        {"cp1256", CHARSET_WINDOWS_1256},
        {"x-cp1256", CHARSET_WINDOWS_1256},
        {"iso-8859-6", CHARSET_ISO_8859_6},
        {"iso8859-6", CHARSET_ISO_8859_6},
        {"iso_8859-6", CHARSET_ISO_8859_6},
        {"asmo-708", CHARSET_ISO_8859_6},
        {"arabic", CHARSET_ISO_8859_6},
        {"ecma-114", CHARSET_ISO_8859_6},
        {"iso-8859-1", CHARSET_WINDOWS_1252}, /* as browsers take it */
        {"latin1", CHARSET_WINDOWS_1252},
        {"us-ascii", CHARSET_WINDOWS_1252},
        {"windows-1252", CHARSET_WINDOWS_1252},
        {"cp1252", CHARSET_WINDOWS_1252},
    };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (label.n == strlen(labels[i].label) && strncasecmp(label.p, labels[i].label, label.n) == 0)
            return labels[i].charset;
    return CHARSET_UNKNOWN;
}
