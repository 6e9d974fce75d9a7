/* merge: what a user says of who is who, against the rule (docs/schema.md); kept when articles are read again.
 * Invariant: keys never change; only which actor they lead to does. Everything is undone by its opposite. */
#ifndef KHABAR_STORE_MERGE_H
#define KHABAR_STORE_MERGE_H

#include "store/store.h"

/* Makes the actor `other` one with `actor`, which keeps its id and name. KHABAR_ERR_ARGUMENT where there is no such actor. */
khabar_status merge_actors(store *s, int64_t actor, int64_t other, khabar_error *error);

/* Takes apart what was merged into `actor`, each part with the id it had before; *n says how many came out of it. */
khabar_status merge_undo(store *s, int64_t actor, int64_t *n, khabar_error *error);

/* Says that `actor` is another one in one article; *made is its new id. Further articles of the same other actor are joined to it with
 * merge_actors. KHABAR_ERR_ARGUMENT where the article does not have the actor. */
khabar_status merge_split(store *s, int64_t actor, int64_t article, int64_t *made, khabar_error *error);

#endif
