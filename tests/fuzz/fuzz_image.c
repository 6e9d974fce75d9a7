/* fuzz_image: a lexicon image with wrong bytes in it, but with the right hash: what stands between a made-up
 * image and memory errors is then the check of references alone. Claims: such an image is refused, or a
 * report is read with it, in all written forms, without a memory error. Input: patches of 10 bytes: section,
 * width (1, 2, 4 or 8), position and value in 4 bytes each. Section IMAGE_SECTIONS is the header, all beyond
 * cut the image short.
 *
 * The image is a small one, so that many can be tried: made from those built-in rows that have words of the
 * report in them, and a few others; rows that lean on missing ones are dropped until the compiler has nothing
 * to complain of. */
#include "fuzz.h"

#include "base/hash.h"
#include "lexicon/builtin.h"
#include "lexicon/compile.h"
#include "lexicon/image.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PATCH = 10, PATCHES_MAX = 32, ROUNDS = 12, LONG_TABLE = 400, ONE_IN = 97 };

static const char report_path[] = KHABAR_CORPUS "/image.txt";
static str report;
static unsigned char *image;
static size_t image_size;
static arena kept;

static const size_t section_sizes[] = {
#define X(name, type) sizeof(type),
    LEX_SECTIONS(X)
#undef X
};

/* ---- reading with an image ---- */

/* Reads the report with an image, as a program would that was given it by --lexicon; true where it found an
 * event. */
static bool read_with(const unsigned char *bytes, size_t size)
{
    char path[64];
    khabar *k;
    khabar_reader *r;
    const khabar_doc *doc;
    khabar_string out;
    khabar_error error = {0};
    bool event = false;
    int fd = memfd_create("khabar.lex", 0);
    CLAIM(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    khabar_status status = khabar_open(path, &k, &error);
    close(fd);
    if (status != KHABAR_OK) {
        CLAIM(error.message[0]);
        return false;
    }
    khabar_article a = {.published = {"2024-05-16", 10}, .text = {report.p, report.n}};
    CLAIM(khabar_reader_new(k, &r, &error) == KHABAR_OK);
    if (khabar_read(r, &a, &doc, &error) == KHABAR_OK) {
        static const char found[] = "\"trigger\"";
        khabar_json(r, doc, 0, &out, &error);
        event = memmem(out.bytes, out.length, found, sizeof found - 1) != NULL;
        khabar_dossier(r, doc, 0, 1, &out, &error);
        khabar_dossier(r, doc, 1, 0, &out, &error);
        khabar_explain(r, doc, &out, &error);
    }
    khabar_reader_free(r);
    khabar_close(k);
    return event;
}

/* ---- the small image ---- */

static str read_whole(const char *path)
{
    FILE *f = fopen(path, "rb");
    CLAIM(f);
    static char bytes[16384];
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    return (str){bytes, n};
}

/* Does a word of one of the row's first cells stand in the report? */
static bool in_report(str row)
{
    for (int cell = 0; cell < 3 && row.n; cell++) {
        for (str c = str_cut(&row, '\t'); c.n;) {
            str one = str_cut(&c, '|');
            if (one.n >= 4 && memmem(report.p, report.n, one.p, one.n)) return true;
        }
    }
    return false;
}

static void thin_out(table_file *file)
{
    size_t lines = 0, n = 0, i = 0;
    for (size_t j = 0; j < file->bytes.n; j++) lines += file->bytes.p[j] == '\n';
    bool thin = lines >= LONG_TABLE || str_starts(file->path, STR("morph/verbs")); /* a verb has hundreds of forms */
    char *to = arena_alloc(&kept, file->bytes.n + 1);
    for (str rest = file->bytes; rest.n; i++) {
        str line = str_cut(&rest, '\n');
        bool keep = !thin || (line.n && line.p[0] == '#') || i % ONE_IN == 0 || in_report(line);
        if (keep) memcpy(to + n, line.p, line.n), n += line.n;
        to[n++] = '\n'; /* an empty line is passed over, and line numbers stay */
    }
    file->bytes = (str){to, n - (n && file->bytes.p[file->bytes.n - 1] != '\n')};
}

/* A complaint blanks its row: the bytes are ours (thin_out). */
static void drop_row(void *context, const table_file *file, uint32_t line, uint32_t column, const char *text)
{
    (void)context;
    (void)column;
    (void)text;
    char *p = (char *)(uintptr_t)file->bytes.p, *end = p + file->bytes.n;
    while (--line) p = (char *)memchr(p, '\n', (size_t)(end - p)) + 1;
    for (; p < end && *p != '\n'; p++) *p = '#';
}

static void make_image(void)
{
    lexicon lex;
    table_file *files;
    size_t n;
    khabar_error error = {0};
    if (image) return;
    report = read_whole(report_path);
    arena_init(&kept, 0);
    CLAIM(lexicon_open(&lex, builtin_image(), builtin_size(), true, &error) == KHABAR_OK);
    CLAIM(lexicon_sources(lex.sources, lex.n_sources, &kept, &files, &n, &error) == KHABAR_OK);
    for (size_t i = 0; i < n; i++) thin_out(&files[i]);
    khabar_status status = KHABAR_ERR_LEXICON;
    for (int round = 0; status != KHABAR_OK && round < ROUNDS; round++)
        status = lexicon_compile(files, n, false, drop_row, NULL, &image, &image_size, &error);
    CLAIM(status == KHABAR_OK && read_with(image, image_size)); /* else the patches would prove nothing */
    fprintf(stderr, "image of %zu bytes\n", image_size);
}

/* ---- a patched one ---- */

static uint32_t u32_at(const uint8_t *p)
{
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static void patch(unsigned char *copy, size_t *size, const uint8_t *p)
{
    static const size_t widths[] = {1, 2, 4, 8};
    unsigned section = p[0] % (IMAGE_SECTIONS + 2);
    size_t width = widths[p[1] & 3], at = u32_at(p + 2), from = 0, length = sizeof(image_header);
    uint64_t value = u32_at(p + 6);
    if (p[1] & 4) value = (uint64_t)0 - value;
    if (section < IMAGE_SECTIONS) {
        image_section s = ((const image_header *)(const void *)image)->sections[section];
        from = s.at;
        length = s.n * section_sizes[section];
    } else if (section > IMAGE_SECTIONS) {
        *size = at % image_size;
        return;
    }
    if (length < width) return;
    at %= length - width + 1;
    if (!(p[1] & 8)) at -= at % width;
    memcpy(copy + from + at, &value, width);
}

static void fix_hash(unsigned char *copy, size_t size)
{
    image_header *h = (image_header *)(void *)copy;
    if (size < sizeof *h) return;
    h->size = size;
    h->hash = hash_bytes(copy + IMAGE_HASHED_FROM, size - IMAGE_HASHED_FROM);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    make_image();
    unsigned char *copy = aligned_alloc(16, (image_size + 15) & ~(size_t)15);
    CLAIM(copy);
    memcpy(copy, image, image_size);
    size_t size = image_size;
    for (size_t i = 0; i + PATCH <= n && i < (size_t)PATCHES_MAX * PATCH; i += PATCH) patch(copy, &size, bytes + i);
    fix_hash(copy, size);
    read_with(copy, size);
    free(copy);
    return 0;
}
