/* fuzz_read: any bytes as the text of an article, through all stages and all written forms.
 * Claims: bytes that are no UTF-8 are refused at the right byte; JSON parses, its ids lead somewhere and its
 * spans lie in the text; a second reading by a reader that has read other things gives the same bytes. Input:
 * see readers.h. */
#include "readers.h"

#include "base/utf8.h"

#include <cjson/cJSON.h>
#include <string.h>

static void check_id(const cJSON *id, const char *list, const cJSON *root)
{
    CLAIM(cJSON_IsString(id));
    bool found = false;
    const cJSON *at;
    cJSON_ArrayForEach(at, cJSON_GetObjectItem(root, list))
    {
        const cJSON *other = cJSON_GetObjectItem(at, "id");
        if (cJSON_IsString(other) && strcmp(other->valuestring, id->valuestring) == 0) found = true;
    }
    CLAIM(found);
}

/* Every {"start","end"} lies in the text; every list of ids is of things that are there. */
static void check_json(const cJSON *node, const cJSON *root, double points)
{
    const cJSON *at, *id;
    cJSON_ArrayForEach(at, node)
    {
        const cJSON *start = cJSON_GetObjectItem(at, "start"), *end = cJSON_GetObjectItem(at, "end");
        if (cJSON_IsNumber(start))
            CLAIM(cJSON_IsNumber(end) && start->valuedouble <= end->valuedouble && end->valuedouble <= points);
        const char *name = at->string ? at->string : "";
        if (strcmp(name, "attributed_to") == 0) check_id(at, "statements", root);
        if (strcmp(name, "speakers") == 0 || strcmp(name, "addressees") == 0 || strcmp(name, "via") == 0 ||
            strcmp(name, "recipients") == 0 || (strcmp(name, "actors") == 0 && node != root))
            cJSON_ArrayForEach(id, at) check_id(id, "actors", root);
        check_json(at, root, points);
    }
}

static void check(khabar_string json, size_t points)
{
    CLAIM(utf8_check((str){json.bytes, json.length}) == json.length);
    CLAIM(memchr(json.bytes, '\n', json.length) == NULL);
    cJSON *root = cJSON_ParseWithLength(json.bytes, json.length);
    CLAIM(root);
    check_json(root, root, (double)points);
    cJSON_Delete(root);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    open_once();
    const char *p = (const char *)bytes;
    khabar_article a = article_of(bytes, n);
    str title = {a.title.bytes, a.title.length}, text = {a.text.bytes, a.text.length};
    size_t bad_title = utf8_check(title), bad_text = utf8_check(text);
    bool good = bad_title == title.n && bad_text == text.n;
    size_t points = good ? utf8_length(title) + (title.n ? 2 : 0) + utf8_length(text) : 0;

    const khabar_doc *doc;
    khabar_error error = {0};
    khabar_status status = khabar_read(one, &a, &doc, &error);
    CLAIM(status == (good ? KHABAR_OK : KHABAR_ERR_UTF8));
    if (!good) {
        CLAIM(error.byte == bad_title || error.byte == bad_text);
        return 0;
    }
    khabar_string out, again;
    CLAIM(khabar_dossier(one, doc, 0, 0, &out, &error) == KHABAR_OK);
    CLAIM(utf8_check((str){out.bytes, out.length}) == out.length);
    CLAIM(khabar_dossier(one, doc, 1, 1, &out, &error) == KHABAR_OK);
    CLAIM(khabar_explain(one, doc, &out, &error) == KHABAR_OK);
    CLAIM(utf8_check((str){out.bytes, out.length}) == out.length);
    CLAIM(khabar_json(one, doc, KHABAR_WITH_TEXT, &out, &error) == KHABAR_OK);
    check(out, points);
    CLAIM(khabar_json(one, doc, 0, &out, &error) == KHABAR_OK);
    check(out, points);

    /* `two` is always one article behind, so its cache and arena are in another state. */
    static char before[4096];
    static size_t before_n;
    khabar_article other = {.text = {before, before_n}};
    khabar_read(two, &other, &doc, &error);
    CLAIM(khabar_read(two, &a, &doc, &error) == KHABAR_OK);
    CLAIM(khabar_json(two, doc, 0, &again, &error) == KHABAR_OK);
    CLAIM(again.length == out.length && memcmp(again.bytes, out.bytes, out.length) == 0);
    before_n = n < sizeof before ? n : sizeof before;
    if (before_n) memcpy(before, p, before_n);
    return 0;
}
