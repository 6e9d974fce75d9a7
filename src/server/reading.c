/* reading: a pasted report, read at once and kept nowhere; and why its records, or those of a stored one, are there.
 *
 *   POST /api/read, the body a text in any charset  ->  {"record":{… as khabar read prints it, with its text},"why":{…}}
 */
#include "server/answer.h"
#include "server/post.h"
#include "server/why.h"

#include "store/entry.h"

enum { TEXT_MOST = 512 << 10 };

typedef struct writing {
    const sources *sources;
    buf *out;
} writing;

static void write_why(void *context, const record *r)
{
    const writing *w = context;
    why_write(r, w->sources, w->out);
}

static khabar_string string_of(str s)
{
    return (khabar_string){s.p, s.n};
}

/* The record, and why: both of one reading. */
static khabar_status write_record(answer *a, const khabar_article *in)
{
    const khabar_doc *doc;
    khabar_string json;
    writing w = {a->sources, a->out};
    khabar_status status = khabar_read(a->reader, in, &doc, &a->error);
    if (status == KHABAR_OK) status = khabar_json(a->reader, doc, KHABAR_WITH_TEXT, &json, &a->error);
    if (status != KHABAR_OK) return status;
    buf_z(a->out, "{\"record\":");
    buf_add(a->out, (str){json.bytes, json.length});
    buf_z(a->out, ",\"why\":");
    status = khabar_use_record(a->reader, doc, write_why, &w, &a->error);
    buf_char(a->out, '}');
    return status;
}

khabar_status post_open(answer *a, post *p)
{
    *p = (post){0};
    if (str_trim(a->body).n == 0)
        return error_set(&a->error, KHABAR_ERR_ARGUMENT, "the body is empty; send the text of a report");
    p->f = fmemopen((void *)(uintptr_t)a->body.p, a->body.n, "rb");
    if (!p->f) return error_set(&a->error, KHABAR_ERR_MEMORY, "out of memory");
    khabar_status status = input_open(p->f, POST_NAME, NULL, &p->in, &a->error);
    if (status != KHABAR_OK) return status;
    if (input_next(p->in, &p->article, &a->error) != INPUT_ARTICLE)
        return a->error.status ? a->error.status
                               : error_set(&a->error, KHABAR_ERR_INPUT, "the body holds no report; send its text");
    /* a packed body may be longer than it looks */
    if (p->article.title.length + p->article.text.length > TEXT_MOST)
        return error_set(&a->error, KHABAR_ERR_TOO_LARGE,
                         "the text is longer than 512 KiB; khabar read takes longer ones");
    return KHABAR_OK;
}

void post_close(post *p)
{
    input_close(p->in);
    if (p->f) fclose(p->f);
}

void answer_read(answer *a)
{
    query_filter unused;
    if (!answer_filter(a, &unused)) return;
    post p;
    khabar_status status = post_open(a, &p);
    if (status == KHABAR_OK) {
        khabar_article article = p.article;
        str date = request_value(a->q, "date"), source = request_value(a->q, "source"),
            title = request_value(a->q, "title");
        if (!article.published.length) article.published = string_of(date);
        if (!article.source.length) article.source = string_of(source);
        if (!article.title.length) article.title = string_of(title);
        status = write_record(a, &article);
    }
    post_close(&p);
    answer_failed(a, status);
}

/* A stored report read again, with this program's lexicon: records that are the same have the same uid. */
static void why_article(answer *a, int64_t id)
{
    query_filter f = {.article = id, .copies = true};
    query_rows *rows = NULL;
    query_article x;
    khabar_status status = query_articles(a->store, &f, &rows, &a->error);
    if (status == KHABAR_OK) query_with_text(rows);
    bool found = status == KHABAR_OK && query_next_article(rows, &x);
    if (found) {
        str body = x.text;
        if (x.title.n && str_starts(body, x.title) && body.n >= x.title.n + 2)
            body = str_sub(body, x.title.n + 2, body.n);
        khabar_article in = {.id = string_of(x.doc_id),
                             .source = string_of(x.source),
                             .url = string_of(x.url),
                             .published = string_of(x.published),
                             .title = string_of(x.title),
                             .text = string_of(body)};
        const khabar_doc *doc;
        writing w = {a->sources, a->out};
        status = khabar_read(a->reader, &in, &doc, &a->error);
        if (status == KHABAR_OK) status = khabar_use_record(a->reader, doc, write_why, &w, &a->error);
    }
    khabar_error error = {0};
    if (query_close(rows, &error) != KHABAR_OK && status == KHABAR_OK) a->error = error, status = error.status;
    answer_failed(a, status);
    if (status == KHABAR_OK && !found) answer_fail(a, 404, "not-found", "no report has the number %lld", (long long)id);
}

void answer_why(answer *a)
{
    query_filter f;
    str rule = request_value(a->q, "rule");
    if (!answer_filter(a, &f)) return;
    if (f.article && a->store)
        why_article(a, f.article);
    else if (f.article)
        answer_fail(a, 404, "no-database", "no database is open: khabar serve --db FILE");
    else if (!why_rule(khabar_lexicon(a->k), a->sources, rule, a->out))
        answer_fail(a, 404, "not-found", "no rule has the name '%.60s'", rule.n ? rule.p : "");
}
