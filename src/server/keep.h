/* keep: answers of the database, kept until it changes: the same address gives the same bytes.
 *
 *   keep_add("/network.json", …)   keep_find("/network.json", …) -> a copy of them, as long as the file is as it was
 *
 * Invariant: what is found was made from the database as it is now: each answer is kept with the stamp of the file from before it was made. */
#ifndef KHABAR_SERVER_KEEP_H
#define KHABAR_SERVER_KEEP_H

#include "base/error.h"
#include "base/str.h"

typedef struct keep keep;

/* Size and time of the database and of its log. */
typedef struct keep_stamp {
    int64_t size, log_size, seconds, log_seconds, nano, log_nano;
} keep_stamp;

khabar_status keep_open(const char *db, keep **out, khabar_error *error);
void keep_close(keep *k);

keep_stamp keep_now(const keep *k);
/* *bytes is a copy, to be freed. */
bool keep_find(keep *k, str key, const keep_stamp *stamp, char **bytes, size_t *n);
void keep_add(keep *k, str key, const keep_stamp *stamp, str bytes);

#endif
