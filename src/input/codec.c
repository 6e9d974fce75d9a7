/* codec: see codec.h. */
#include "input/codec.h"

#include <lzma.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

/* ---- gzip ---- */

/* RFC 1952: deflate is the one method, and three flags are not in use. */
static bool gzip_begins(const unsigned char *p, size_t n)
{
    return n >= 4 && p[0] == 0x1f && p[1] == 0x8b && p[2] == 8 && (p[3] & 0xe0) == 0;
}

static void *gzip_open(void)
{
    z_stream *z = calloc(1, sizeof *z);
    if (z && inflateInit2(z, 16 + MAX_WBITS) == Z_OK) return z;
    free(z);
    return NULL;
}

static bool gzip_reset(void *state)
{
    return inflateReset(state) == Z_OK;
}

static codec_result gzip_step(void *state, codec_step *io)
{
    z_stream *z = state;
    z->next_in = (unsigned char *)(uintptr_t)io->in;
    z->avail_in = io->in_n < UINT32_MAX ? (uInt)io->in_n : UINT32_MAX;
    z->next_out = (unsigned char *)io->out;
    z->avail_out = io->out_n < UINT32_MAX ? (uInt)io->out_n : UINT32_MAX;
    int got = inflate(z, Z_NO_FLUSH);
    io->in_n -= (size_t)(z->next_in - io->in);
    io->in = z->next_in;
    io->out_n -= (size_t)((char *)z->next_out - io->out);
    io->out = (char *)z->next_out;
    if (got == Z_STREAM_END) return CODEC_END;
    if (got == Z_OK || got == Z_BUF_ERROR) return CODEC_MORE;
    io->why = z->msg ? z->msg : "no valid data";
    return CODEC_BAD;
}

static void gzip_close(void *state)
{
    if (state) inflateEnd(state);
    free(state);
}

/* ---- zstd ---- */

static bool zstd_begins(const unsigned char *p, size_t n)
{
    if (n < 4) return false;
    bool frame = p[0] == 0x28 && p[1] == 0xb5 && p[2] == 0x2f && p[3] == 0xfd;
    bool passed_over = (p[0] & 0xf0) == 0x50 && p[1] == 0x2a && p[2] == 0x4d && p[3] == 0x18;
    return frame || passed_over;
}

static void *zstd_open(void)
{
    ZSTD_DStream *z = ZSTD_createDStream();
    if (z && !ZSTD_isError(ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax, 27))) return z;
    ZSTD_freeDStream(z);
    return NULL;
}

static bool zstd_reset(void *state)
{
    return !ZSTD_isError(ZSTD_DCtx_reset(state, ZSTD_reset_session_only));
}

static codec_result zstd_step(void *state, codec_step *io)
{
    ZSTD_inBuffer in = {io->in, io->in_n, 0};
    ZSTD_outBuffer out = {io->out, io->out_n, 0};
    size_t got = ZSTD_decompressStream(state, &out, &in);
    io->in += in.pos;
    io->in_n -= in.pos;
    io->out += out.pos;
    io->out_n -= out.pos;
    if (!ZSTD_isError(got)) return got == 0 ? CODEC_END : CODEC_MORE;
    io->why = ZSTD_getErrorName(got);
    return CODEC_BAD;
}

static void zstd_close(void *state)
{
    ZSTD_freeDStream(state);
}

/* ---- xz ---- */

static bool xz_begins(const unsigned char *p, size_t n)
{
    return n >= 6 && memcmp(p,
                            "\xfd"
                            "7zXZ",
                            6) == 0;
}

static bool xz_reset(void *state)
{
    return lzma_stream_decoder(state, CODEC_MEMORY, 0) == LZMA_OK;
}

static void *xz_open(void)
{
    lzma_stream *z = calloc(1, sizeof *z);
    if (z && xz_reset(z)) return z;
    free(z);
    return NULL;
}

static codec_result xz_step(void *state, codec_step *io)
{
    lzma_stream *z = state;
    z->next_in = io->in;
    z->avail_in = io->in_n;
    z->next_out = (unsigned char *)io->out;
    z->avail_out = io->out_n;
    lzma_ret got = lzma_code(z, LZMA_RUN);
    io->in = z->next_in;
    io->in_n = z->avail_in;
    io->out = (char *)z->next_out;
    io->out_n = z->avail_out;
    switch (got) {
    case LZMA_STREAM_END: return CODEC_END;
    case LZMA_OK:
    case LZMA_BUF_ERROR: return CODEC_MORE;
    case LZMA_MEM_ERROR: io->why = "out of memory"; break;
    case LZMA_MEMLIMIT_ERROR: io->why = "its dictionary is larger than can be unpacked here"; break;
    case LZMA_OPTIONS_ERROR: io->why = "it uses a filter that liblzma does not have"; break;
    default: io->why = "no valid data";
    }
    return CODEC_BAD;
}

static void xz_close(void *state)
{
    if (state) lzma_end(state);
    free(state);
}

static const codec codecs[] = {
    {"gzip", "gzip -t", gzip_begins, gzip_open, gzip_reset, gzip_step, gzip_close},
    {"zstd", "zstd -t", zstd_begins, zstd_open, zstd_reset, zstd_step, zstd_close},
    {"xz", "xz -t", xz_begins, xz_open, xz_reset, xz_step, xz_close},
};

const codec *codec_of(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < sizeof codecs / sizeof *codecs; i++)
        if (codecs[i].begins(p, n)) return &codecs[i];
    return NULL;
}
