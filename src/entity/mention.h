/* mention: finds the phrases that name persons, states, bodies, groups and places; see entity.h. */
#ifndef KHABAR_ENTITY_MENTION_H
#define KHABAR_ENTITY_MENTION_H

#include "entity/entity.h"

/* Fills e->mentions and e->at. */
void mention_read(entities *e, const entity_input *in);

#endif
