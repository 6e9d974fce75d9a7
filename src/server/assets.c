/* assets: see assets.h. The pack begins with one line a file, "name type tag bytes" divided by tabs, and a line with a dot; then
 * come the bytes of all files in that order. */
#include "server/assets.h"

#include <stdio.h>
#include <stdlib.h>

extern const char khabar_web_pack[], khabar_web_end[];

bool assets_find(str name, asset *out)
{
    str pack = {khabar_web_pack, (size_t)(khabar_web_end - khabar_web_pack)}, rest = pack;
    size_t before = 0;
    bool found = false;
    for (;;) {
        str line = str_cut(&rest, '\n');
        if (line.n < 2) break;
        str of = str_cut(&line, '\t'), type = str_cut(&line, '\t'), tag = str_cut(&line, '\t');
        size_t n = strtoul(line.p, NULL, 10); /* a newline follows the digits */
        if (!found && str_eq(of, name)) {
            *out = (asset){.name = of, .type = type, .bytes = {NULL, n}};
            snprintf(out->tag, sizeof out->tag, "\"%.*s\"", (int)tag.n, tag.p);
            found = true;
        }
        if (!found) before += n;
    }
    if (found) out->bytes.p = rest.p + before;
    return found;
}
