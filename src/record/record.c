/* record: which actors are shown, and in which order. */
#include "record/record.h"

#include <stdlib.h>

static void mark(const actor_list *l, bool *used)
{
    for (uint32_t i = 0; i < l->n; i++) used[l->at[i]] = true;
}

uint32_t record_actor_ids(const record *r, uint32_t *ids)
{
    uint32_t n = r->entities.actors.n;
    bool *used = arena_alloc(r->a, n + 1);
    for (uint32_t i = 0; i < r->statements.at.n; i++) {
        const statement *s = &r->statements.at.at[i];
        mark(&s->speakers, used), mark(&s->addressees, used), mark(&s->via, used);
    }
    for (uint32_t i = 0; i < r->events.at.n; i++)
        mark(&r->events.at.at[i].actors, used), mark(&r->events.at.at[i].recipients, used);
    /* A name is an actor; a group or a role without a name only where it says or does something. */
    uint32_t *order = ARENA_ARRAY(r->a, uint32_t, n + 1), shown = 0;
    for (uint32_t i = 0; i < n; i++) {
        const actor *a = &r->entities.actors.at[i];
        /* a body that only a common noun names (السلطة, الإدارة) counts where it acts or speaks */
        bool common = a->group && a->entity == 0 && a->name.n && !memchr(a->name.p, ' ', a->name.n);
        bool show = used[i] || (a->named && a->kind != ACTOR_GROUP && a->n_mentions && !common);
        ids[i] = 0;
        if (show) order[shown++] = i;
    }
    for (uint32_t i = 1; i < shown; i++)
        for (uint32_t j = i;
             j > 0 && r->entities.actors.at[order[j]].first_token < r->entities.actors.at[order[j - 1]].first_token;
             j--) {
            uint32_t swap = order[j];
            order[j] = order[j - 1];
            order[j - 1] = swap;
        }
    for (uint32_t i = 0; i < shown; i++) ids[order[i]] = i + 1;
    return shown;
}
