/* assets: the files of web/, packed into the program by tools/pack.
 *
 *   assets_find("app.js")  ->  its bytes, "text/javascript; charset=utf-8", a tag that changes with the bytes
 *
 * A name is looked up as a whole among those packed: no path of the machine can be reached by it. */
#ifndef KHABAR_SERVER_ASSETS_H
#define KHABAR_SERVER_ASSETS_H

#include "base/str.h"

typedef struct asset {
    str name, type, bytes;
    char tag[20]; /* an ETag, in its quotes */
} asset;

bool assets_find(str name, asset *out);

#endif
