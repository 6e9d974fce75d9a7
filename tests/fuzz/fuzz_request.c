/* fuzz_request: any bytes as a request: method, target, Host, Origin, a line each, then the body.
 * Claims: every request is answered with a status; what was decoded is UTF-8 without control characters and ends in NUL; what is JSON
 * begins and ends like it; only a Host of this machine is answered. */
#include "fuzz.h"

#include "base/utf8.h"
#include "server/request.h"
#include "server/service.h"

#include <ctype.h>

static void check_text(str s)
{
    CLAIM(s.p && s.p[s.n] == 0 && utf8_check(s) == s.n);
    for (size_t i = 0; i < s.n; i++) CLAIM((unsigned char)s.p[i] >= 0x20 && s.p[i] != 0x7f);
}

static void check_target(str target)
{
    static request r;
    const char *why = NULL;
    int refused = request_read(target, &r, &why);
    CLAIM(refused == 0 || refused == 400 || refused == 414);
    if (refused) {
        CLAIM(why && *why);
        return;
    }
    check_text(r.file);
    CLAIM(r.path.p == r.file.p && r.path.n <= r.file.n && r.file.p[0] == '/');
    CLAIM(r.n_params <= REQUEST_PARAMS);
    for (uint32_t i = 0; i < r.n_params; i++) check_text(r.params[i].name), check_text(r.params[i].value);
}

/* A header's value as the HTTP library hands it over: a string that ends in NUL. */
static str line(str *rest, char *room, size_t size)
{
    str s = str_cut(rest, '\n');
    size_t n = s.n < size - 1 ? s.n : size - 1;
    memcpy(room, s.p ? s.p : "", n);
    room[n] = 0;
    return n ? str_of(room) : (str){0};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static service *s;
    static char method[64], target[10000], host[300], origin[300];
    khabar_error error = {0};
    if (!s) CLAIM(service_open(NULL, false, NULL, 1, &s, &error) == KHABAR_OK);
    str rest = {(const char *)bytes, n};
    service_request q = {.loopback = true};
    q.method = line(&rest, method, sizeof method);
    q.target = line(&rest, target, sizeof target);
    q.host = line(&rest, host, sizeof host);
    q.origin = line(&rest, origin, sizeof origin);
    q.body = rest;
    check_target(q.target);
    service_reply r;
    service_answer(s, &q, &r);
    CLAIM(r.status >= 200 && r.status < 600 && r.status != 500 && r.type);
    bool may = q.host.p && request_host_ok(q.host, true) && (!q.origin.p || request_origin_ok(q.origin, q.host));
    CLAIM(may || r.status == 403);
    if (strcmp(r.type, "application/json") == 0 && r.owned) CLAIM(r.bytes.n > 1 && r.bytes.p[0] == '{');
    free(r.owned);
    return 0;
}
