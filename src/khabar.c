/* khabar: the public functions.  The way of an article is read_article, below: each line is one stage, and each stage
 * reads only what those before it made. */
#include "khabar.h"

#include "base/error.h"
#include "base/utf8.h"
#include "lexicon/builtin.h"
#include "lexicon/compile.h"
#include "record/record.h"
#include "syntax/parse.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct khabar {
    lexicon lex;
};

struct khabar_doc {
    record r;
};

struct khabar_reader {
    const khabar *k;
    arena a;
    morph_cache cache;
    khabar_doc doc;
    buf out;
    jmp_buf full;
};

enum { READER_LIMIT = 1 << 30 };

static str str_from(khabar_string s)
{
    return (str){s.bytes ? s.bytes : "", s.bytes ? s.length : 0};
}

/* A copy in which U+FFFD stands for each byte that is not UTF-8: paths and ids come as the world has them. */
static str copy_as_utf8(arena *a, str s)
{
    size_t bad = utf8_check(s);
    if (bad == s.n) return arena_copy(a, s);
    char *out = arena_alloc(a, 3 * s.n);
    size_t n = 0;
    while (s.n) {
        memcpy(out + n, s.p, bad);
        n += bad;
        if (bad == s.n) break;
        n += utf8_put(0xfffd, out + n);
        s = str_sub(s, bad + 1, s.n);
        bad = utf8_check(s);
    }
    return (str){out, n};
}

static void read_article(khabar_reader *r, record *x, int32_t day)
{
    const lexicon *lex = x->lex;
    arena *a = &r->a;
    morph_read(&x->words, &x->text, lex, &r->cache, a);
    phrase_read(&x->phrases, &x->text, &x->words, lex, a);
    syntax_read(&x->clauses, &x->text, &x->words, &x->phrases, lex, a);
    time_read(&x->times, &x->text, &x->words, &x->phrases, lex, day, a);
    entity_input in = {&x->text, &x->words, &x->phrases, lex, x->source, x->times.day, a};
    entity_read(&x->entities, &in);
    arguments args = {&in, &x->entities, &x->clauses};
    quote_read(&x->statements, &args);
    event_read(&x->events, &args, &x->statements, &x->times);
}

/* Arabic: at least as many words in Arabic letters as in others. */
static bool is_arabic(const text *t)
{
    return t->n_arabic > 0 && t->n_arabic >= t->n_latin;
}

/* The words of any text, and the trees over its sentences. */
static void analyse_article(khabar_reader *r, record *x, unsigned flags)
{
    morph_read(&x->words, &x->text, x->lex, &r->cache, &r->a);
    phrase_read(&x->phrases, &x->text, &x->words, x->lex, &r->a);
    tree_cut(&x->tree, &x->text, &x->words, x->lex, &r->a);
    entity_input in = {&x->text, &x->words, &x->phrases, x->lex, x->source, calendar_parse(x->published), &r->a};
    entity_read(&x->entities, &in);
    x->tags = entity_tags(&x->entities, &in);
    x->has_trees = !(flags & KHABAR_NO_TREES);
    if (x->has_trees) tree_parse(&x->tree, &x->text, &x->words, x->lex, &r->a);
}

static khabar_status take_article(khabar_reader *r, const khabar_article *article, bool words_only, unsigned flags,
                                  const khabar_doc **out, khabar_error *error)
{
    if (!r || !article || !out) return error_set(error, KHABAR_ERR_ARGUMENT, "a pointer is NULL");
    arena_reset(&r->a);
    record *x = &r->doc.r;
    *x = (record){.lex = &r->k->lex, .a = &r->a, .words_only = words_only};
    if (setjmp(r->full))
        return error_set(error, KHABAR_ERR_MEMORY, "the article needs more memory than a reader may use (%d MiB)",
                         READER_LIMIT >> 20);
    x->id = copy_as_utf8(&r->a, str_from(article->id));
    x->source = copy_as_utf8(&r->a, str_from(article->source));
    x->url = copy_as_utf8(&r->a, str_from(article->url));
    x->published = copy_as_utf8(&r->a, str_from(article->published));
    x->title = arena_copy(&r->a, str_from(article->title));
    khabar_status status = text_read(&x->text, x->lex, &r->a, x->title, str_from(article->text), error);
    if (status != KHABAR_OK) return status;
    x->arabic = is_arabic(&x->text);
    if (words_only)
        analyse_article(r, x, flags);
    else if (x->arabic)
        read_article(r, x, calendar_parse(x->published));
    *out = &r->doc;
    return KHABAR_OK;
}

khabar_status khabar_read(khabar_reader *r, const khabar_article *article, const khabar_doc **out, khabar_error *error)
{
    return take_article(r, article, false, 0, out, error);
}

khabar_status khabar_analyse(khabar_reader *r, const khabar_article *article, unsigned flags, const khabar_doc **out,
                             khabar_error *error)
{
    return take_article(r, article, true, flags, out, error);
}

static khabar_status written(khabar_reader *r, khabar_string *out, khabar_error *error)
{
    if (r->out.failed) return error_set(error, KHABAR_ERR_MEMORY, "out of memory for the output");
    *out = (khabar_string){r->out.bytes, r->out.n};
    return KHABAR_OK;
}

/* What was read of a document: words alone (khabar_analyse) or records (khabar_read). */
static khabar_status begin_writing(khabar_reader *r, const khabar_doc *doc, const khabar_string *out, bool for_words,
                                   khabar_error *error)
{
    if (!r || !doc || !out) return error_set(error, KHABAR_ERR_ARGUMENT, "a pointer is NULL");
    if (doc->r.words_only != for_words)
        return error_set(error, KHABAR_ERR_ARGUMENT, "this document was read by %s; %s gives what is asked for here",
                         for_words ? "khabar_read" : "khabar_analyse", for_words ? "khabar_analyse" : "khabar_read");
    r->out.n = 0;
    r->out.failed = false;
    return KHABAR_OK;
}

khabar_status khabar_json(khabar_reader *r, const khabar_doc *doc, unsigned flags, khabar_string *out,
                          khabar_error *error)
{
    khabar_status status = begin_writing(r, doc, out, false, error);
    if (status != KHABAR_OK) return status;
    if (setjmp(r->full)) return error_set(error, KHABAR_ERR_MEMORY, "out of memory for the output");
    record_json(&doc->r, flags & KHABAR_WITH_TEXT ? RECORD_WITH_TEXT : 0, &r->out);
    return written(r, out, error);
}

khabar_status khabar_dossier(khabar_reader *r, const khabar_doc *doc, int language, int colour, khabar_string *out,
                             khabar_error *error)
{
    khabar_status status = begin_writing(r, doc, out, false, error);
    if (status != KHABAR_OK) return status;
    if (setjmp(r->full)) return error_set(error, KHABAR_ERR_MEMORY, "out of memory for the output");
    record_dossier(&doc->r, language, colour != 0, &r->out);
    return written(r, out, error);
}

khabar_status khabar_explain(khabar_reader *r, const khabar_doc *doc, khabar_string *out, khabar_error *error)
{
    khabar_status status = begin_writing(r, doc, out, false, error);
    if (status != KHABAR_OK) return status;
    if (setjmp(r->full)) return error_set(error, KHABAR_ERR_MEMORY, "out of memory for the output");
    record_explain(&doc->r, &r->out);
    return written(r, out, error);
}

khabar_status khabar_words(khabar_reader *r, const khabar_doc *doc, const khabar_word **at, size_t *n,
                           khabar_error *error)
{
    if (!at || !n) return error_set(error, KHABAR_ERR_ARGUMENT, "khabar_words: a pointer is NULL");
    khabar_string unused;
    khabar_status status = begin_writing(r, doc, &unused, true, error);
    if (status != KHABAR_OK) return status;
    if (setjmp(r->full)) return error_set(error, KHABAR_ERR_MEMORY, "out of memory for the words");
    *at = record_words(&doc->r, n, &r->out);
    return written(r, &unused, error);
}

khabar_status khabar_conllu(khabar_reader *r, const khabar_doc *doc, khabar_string *out, khabar_error *error)
{
    khabar_status status = begin_writing(r, doc, out, true, error);
    if (status != KHABAR_OK) return status;
    if (setjmp(r->full)) return error_set(error, KHABAR_ERR_MEMORY, "out of memory for the output");
    record_conllu(&doc->r, &r->out);
    return written(r, out, error);
}

khabar_status khabar_table(khabar_reader *r, const khabar_doc *doc, khabar_string *out, khabar_error *error)
{
    khabar_status status = begin_writing(r, doc, out, true, error);
    if (status != KHABAR_OK) return status;
    if (setjmp(r->full)) return error_set(error, KHABAR_ERR_MEMORY, "out of memory for the output");
    record_table(&doc->r, &r->out);
    return written(r, out, error);
}

khabar_status khabar_use_record(khabar_reader *r, const khabar_doc *doc, void (*use)(void *context, const record *),
                                void *context, khabar_error *error)
{
    if (setjmp(r->full)) return error_set(error, KHABAR_ERR_MEMORY, "out of memory for the record");
    use(context, &doc->r);
    return KHABAR_OK;
}

const lexicon *khabar_lexicon(const khabar *k)
{
    return &k->lex;
}

/* ---- opening ---- */

static khabar_status open_image_file(khabar *k, const char *path, khabar_error *error)
{
    FILE *f = fopen(path, "rb");
    if (!f) return error_set(error, KHABAR_ERR_IO, "%s: %s", path, strerror(errno));
    khabar_status status = KHABAR_ERR_IO;
    long size = -1;
    void *bytes = NULL;
    if (fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0 && fseek(f, 0, SEEK_SET) == 0)
        bytes = aligned_alloc(16, ((size_t)size + 15) & ~(size_t)15);
    if (bytes && fread(bytes, 1, (size_t)size, f) == (size_t)size) {
        status = lexicon_open(&k->lex, bytes, (size_t)size, false, error);
        k->lex.owned = bytes;
    } else {
        error_set(error, KHABAR_ERR_IO, "%s: cannot be read", path);
        free(bytes);
    }
    fclose(f);
    return status;
}

static khabar_status open_folder(khabar *k, const char *path, khabar_error *error)
{
    lexicon built_in;
    arena a;
    jmp_buf full;
    table_file *base, *mine, *all;
    size_t n_base = 0, n_mine = 0, size = 0;
    unsigned char *image = NULL;
    arena_init(&a, 0);
    if (setjmp(full)) {
        arena_free(&a);
        return error_set(error, KHABAR_ERR_MEMORY, "out of memory while compiling the lexicon");
    }
    a.on_full = &full;
    khabar_status status = lexicon_open(&built_in, builtin_image(), builtin_size(), true, error);
    if (status == KHABAR_OK) status = lexicon_sources(built_in.sources, built_in.n_sources, &a, &base, &n_base, error);
    if (status == KHABAR_OK) status = lexicon_read_folder(path, 1, &a, &mine, &n_mine, error);
    if (status == KHABAR_OK) {
        all = ARENA_ARRAY(&a, table_file, n_base + n_mine);
        memcpy(all, base, n_base * sizeof *all);
        memcpy(all + n_base, mine, n_mine * sizeof *all);
        status = lexicon_compile(all, n_base + n_mine, false, NULL, NULL, &image, &size, error);
    }
    if (status == KHABAR_OK) {
        status = lexicon_open(&k->lex, image, size, true, error);
        k->lex.owned = image;
    }
    arena_free(&a);
    return status;
}

khabar_status khabar_open(const char *path, khabar **out, khabar_error *error)
{
    if (!out) return error_set(error, KHABAR_ERR_ARGUMENT, "khabar_open: out is NULL");
    khabar *k = calloc(1, sizeof *k);
    if (!k) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    khabar_status status;
    struct stat st;
    if (!path)
        status = lexicon_open(&k->lex, builtin_image(), builtin_size(), true, error);
    else if (stat(path, &st) != 0)
        status = error_set(error, KHABAR_ERR_IO, "%s: %s", path, strerror(errno));
    else
        status = S_ISDIR(st.st_mode) ? open_folder(k, path, error) : open_image_file(k, path, error);
    if (status != KHABAR_OK) {
        khabar_close(k);
        return status;
    }
    *out = k;
    return KHABAR_OK;
}

void khabar_close(khabar *k)
{
    if (!k) return;
    lexicon_close(&k->lex);
    free(k);
}

khabar_status khabar_reader_new(const khabar *k, khabar_reader **out, khabar_error *error)
{
    if (!k || !out) return error_set(error, KHABAR_ERR_ARGUMENT, "khabar_reader_new: a pointer is NULL");
    khabar_reader *r = calloc(1, sizeof *r);
    if (!r) return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    r->k = k;
    arena_init(&r->a, READER_LIMIT);
    r->a.on_full = &r->full;
    morph_cache_init(&r->cache, &r->full);
    *out = r;
    return KHABAR_OK;
}

void khabar_reader_free(khabar_reader *r)
{
    if (!r) return;
    arena_free(&r->a);
    morph_cache_free(&r->cache);
    buf_free(&r->out);
    free(r);
}
