/* jsonl: lines of JSON, one object an article.
 *
 *   {"id": "1", "date": "2024-05-16", "title": "لقاء في عمّان", "text": "التقى الملك الوزير."}
 *
 * Invariant: a line that cannot be read costs only itself. */
#include "input/format.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

bool jsonl_is(input *in, str head)
{
    (void)in;
    head = str_trim(head);
    return head.n && head.p[0] == '{';
}

/* A string among the keys of a role: the one that the user named, else the role's own, or the other name of it. */
static const cJSON *item_of(const input *in, const cJSON *object, input_role role)
{
    static const char *const others[ROLE_COUNT] = {[ROLE_date] = "published", [ROLE_outlet] = "source"};
    char name[256];
    str given = in->columns[role];
    if (given.n) {
        snprintf(name, sizeof name, "%.*s", (int)given.n, given.p);
        return cJSON_GetObjectItemCaseSensitive(object, name);
    }
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, role_name(role));
    return item || !others[role] ? item : cJSON_GetObjectItemCaseSensitive(object, others[role]);
}

static khabar_string field(const input *in, const cJSON *object, input_role role)
{
    const cJSON *item = item_of(in, object, role);
    return cJSON_IsString(item) ? string_of(str_of(item->valuestring)) : (khabar_string){NULL, 0};
}

/* \u0000 in a JSON string, which would end it for cJSON. */
static bool has_nul_escape(str line)
{
    for (size_t i = 0; i + 5 < line.n; i++) {
        if (line.p[i] != '\\') continue;
        if (memcmp(line.p + i, "\\u0000", 6) == 0) return true;
        i++; /* an escaped backslash begins no escape */
    }
    return false;
}

static input_result read_object(input *in, str line, khabar_article *article, khabar_error *error)
{
    const char *end = NULL;
    if (in->state) cJSON_Delete(in->state);
    cJSON *json = in->state = cJSON_ParseWithLengthOpts(line.p, line.n, &end, 0);
    size_t at = end && end >= line.p ? (size_t)(end - line.p) : 0;
    if (error) error->byte = at;
    if (!json)
        return input_fail(in, error, KHABAR_ERR_INPUT, "no JSON at byte %zu of the line; one object a line is wanted",
                          at);
    if (!cJSON_IsObject(json))
        return input_fail(in, error, KHABAR_ERR_INPUT, "the line is JSON but no object; {\"text\": …} is wanted");
    str text = in->columns[ROLE_text].n ? in->columns[ROLE_text] : STR("text");
    if (!cJSON_IsString(item_of(in, json, ROLE_text)))
        return input_fail(in, error, KHABAR_ERR_INPUT, "the object has no string \"%.*s\"", (int)text.n, text.p);
    if (at < line.n && str_trim(str_sub(line, at, line.n)).n)
        return input_fail(in, error, KHABAR_ERR_INPUT,
                          "more stands behind the object, at byte %zu of the line; one object a line is wanted", at);
    if (has_nul_escape(line))
        return input_fail(in, error, KHABAR_ERR_INPUT, "the line holds \\u0000, which is no character of a text");
    *article = (khabar_article){.id = field(in, json, ROLE_id),
                                .source = field(in, json, ROLE_outlet),
                                .url = field(in, json, ROLE_url),
                                .published = field(in, json, ROLE_date),
                                .title = field(in, json, ROLE_title),
                                .text = field(in, json, ROLE_text)};
    return INPUT_ARTICLE;
}

input_result jsonl_next(input *in, khabar_article *article, khabar_error *error)
{
    for (;;) {
        got g = input_line(in, RECORD_MAX_BYTES);
        if (g == GOT_NOTHING) return INPUT_END;
        in->record++;
        if (g == GOT_PROBLEM) return input_problem(in, error);
        if (g == GOT_TOO_MUCH) return input_too_large(in, RECORD_MAX_BYTES, error);
        if (str_trim(buf_str(&in->line)).n == 0) continue;
        str line;
        if (input_utf8(in, buf_str(&in->line), CHARSET_UNKNOWN, &line, error) != KHABAR_OK) return INPUT_ERROR;
        return read_object(in, str_trim(line), article, error);
    }
}

void jsonl_close(void *state)
{
    cJSON_Delete(state);
}
