/* request: see request.h. */
#include "server/request.h"

#include "base/utf8.h"

#include <arpa/inet.h>
#include <stdio.h>

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* Decodes a piece of the target behind q->memory + *at; NULL in p where it cannot be. */
static str decode(request *q, size_t *at, str s, bool query)
{
    size_t start = *at;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '%') {
            int high = i + 2 < s.n ? hex(s.p[i + 1]) : -1, low = i + 2 < s.n ? hex(s.p[i + 2]) : -1;
            if (high < 0 || low < 0) return (str){0};
            c = (unsigned char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && query)
            c = ' ';
        if (c < 0x20 || c == 0x7f) return (str){0};
        q->memory[(*at)++] = (char)c;
    }
    str out = {q->memory + start, *at - start};
    q->memory[(*at)++] = 0;
    return utf8_check(out) == out.n ? out : (str){0};
}

static void find_form(request *q)
{
    static const struct {
        const char *ending;
        request_form form;
    } forms[] = {{".json", FORM_JSON}, {".csv", FORM_CSV}};
    q->path = q->file;
    q->form = FORM_PAGE;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_ends(q->file, str_of(forms[i].ending))) {
            q->form = forms[i].form;
            q->path.n -= strlen(forms[i].ending);
        }
}

int request_read(str target, request *q, const char **why)
{
    size_t at = 0;
    q->n_params = 0;
    q->path = q->file = (str){0};
    *why = "the address is longer than 8192 bytes";
    if (target.n > REQUEST_TARGET_MAX) return 414;
    *why = "an address begins with a slash";
    if (target.n == 0 || target.p[0] != '/') return 400;
    *why = "the address is not well-formed: percent signs before two hexadecimal digits, UTF-8, no control characters";
    str rest = target, path = str_cut(&rest, '?');
    q->file = decode(q, &at, path, false);
    if (!q->file.p) return 400;
    find_form(q);
    while (rest.n) {
        str pair = str_cut(&rest, '&'), name = pair;
        if (pair.n == 0) continue;
        if (q->n_params == REQUEST_PARAMS) {
            *why = "more than 40 parameters";
            return 400;
        }
        str value = name;
        name = str_cut(&value, '=');
        request_param *p = &q->params[q->n_params++];
        p->name = decode(q, &at, name, true);
        p->value = decode(q, &at, value, true);
        if (!p->name.p || !p->value.p) return 400;
    }
    return 0;
}

str request_value(const request *q, const char *name)
{
    for (uint32_t i = 0; i < q->n_params; i++)
        if (str_eq(q->params[i].name, str_of(name))) return q->params[i].value;
    return (str){0};
}

static bool is_port(str s)
{
    if (s.n == 0 || s.n > 5) return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return true;
}

bool request_host_ok(str host, bool loopback)
{
    char name[INET6_ADDRSTRLEN + 1];
    str address = host;
    bool six = host.n && host.p[0] == '[';
    if (six) {
        const char *end = memchr(host.p, ']', host.n);
        if (!end) return false;
        address = (str){host.p + 1, (size_t)(end - host.p) - 1};
        str port = {end + 1, host.n - address.n - 2};
        if (port.n && (port.p[0] != ':' || !is_port(str_sub(port, 1, port.n)))) return false;
    } else {
        str port = host;
        address = str_cut(&port, ':');
        if (address.n != host.n && !is_port(port)) return false;
    }
    if (address.n == 0 || address.n >= sizeof name || memchr(address.p, 0, address.n)) return false;
    memcpy(name, address.p, address.n);
    name[address.n] = 0;
    if (!six && strcmp(name, "localhost") == 0) return true;
    struct in_addr v4;
    struct in6_addr v6;
    if (six) return inet_pton(AF_INET6, name, &v6) == 1 && (!loopback || IN6_IS_ADDR_LOOPBACK(&v6));
    return inet_pton(AF_INET, name, &v4) == 1 && (!loopback || ntohl(v4.s_addr) >> 24 == 127);
}

bool request_origin_ok(str origin, str host)
{
    str scheme = STR("http://");
    return str_starts(origin, scheme) && str_eq(str_sub(origin, scheme.n, origin.n), host);
}
