/* ld: see ld.h. */
#include "input/ld.h"

#include <cjson/cJSON.h>

enum { LD_WEIGHT = 60, OBJECTS_MAX = 1000 };

static str string_at(const cJSON *object, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    if (cJSON_IsArray(item)) item = item->child;
    return cJSON_IsString(item) ? str_of(item->valuestring) : (str){0};
}

/* The name of a publisher or site: a string, or an object with a name; of several the first. */
static str name_at(const cJSON *object, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    if (cJSON_IsArray(item)) item = item->child;
    if (cJSON_IsString(item)) return str_of(item->valuestring);
    return cJSON_IsObject(item) ? string_at(item, "name") : (str){0};
}

/* NewsArticle, ReportageNewsArticle, Article, BlogPosting, LiveBlogPosting … */
static bool is_article_type(str type)
{
    return str_ends(type, STR("Article")) || str_ends(type, STR("Posting")) || str_eq(type, STR("Report"));
}

static bool is_article(const cJSON *object)
{
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(object, "@type"), *one;
    if (cJSON_IsString(type)) return is_article_type(str_of(type->valuestring));
    cJSON_ArrayForEach(one, type) if (cJSON_IsString(one) && is_article_type(str_of(one->valuestring))) return true;
    return false;
}

static void tell(page *p, const cJSON *o)
{
    p->article = true;
    page_tell(p, FACT_TITLE, LD_WEIGHT, string_at(o, "headline"));
    page_tell(p, FACT_TITLE, LD_WEIGHT - 1, string_at(o, "name"));
    page_tell(p, FACT_DATE, LD_WEIGHT, string_at(o, "datePublished"));
    page_tell(p, FACT_DATE, LD_WEIGHT - 1, string_at(o, "dateCreated"));
    page_tell(p, FACT_OUTLET, LD_WEIGHT, name_at(o, "publisher"));
    page_tell(p, FACT_URL, 30, string_at(o, "url"));
    page_tell(p, FACT_BODY, LD_WEIGHT, string_at(o, "articleBody"));
}

/* Goes through arrays and @graph; children wait in a list, since a page may nest as it likes. */
static void search(page *p, const cJSON *root)
{
    const cJSON *waiting[OBJECTS_MAX];
    size_t n = 0;
    waiting[n++] = root;
    for (size_t i = 0; i < n; i++) {
        const cJSON *o = waiting[i], *one;
        if (cJSON_IsObject(o) && is_article(o)) {
            tell(p, o);
            return;
        }
        const cJSON *inner = cJSON_IsArray(o) ? o : cJSON_GetObjectItemCaseSensitive(o, "@graph");
        if (!inner) inner = cJSON_GetObjectItemCaseSensitive(o, "mainEntity");
        if (cJSON_IsObject(inner) && n < OBJECTS_MAX) waiting[n++] = inner;
        if (!cJSON_IsArray(inner)) continue;
        cJSON_ArrayForEach(one, inner) if (n < OBJECTS_MAX) waiting[n++] = one;
    }
}

void ld_read(page *p, str script)
{
    /* Some pages wrap it in comments, for the browsers of another time. */
    const char *from = script.n ? memchr(script.p, '{', script.n) : NULL,
               *list = script.n ? memchr(script.p, '[', script.n) : NULL;
    if (!from || (list && list < from)) from = list;
    if (!from) return;
    cJSON *json = cJSON_ParseWithLengthOpts(from, script.n - (size_t)(from - script.p), NULL, 0);
    if (json) search(p, json);
    cJSON_Delete(json);
}
