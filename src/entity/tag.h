/* tag: the names of a text as one tag a word (IOB2): persons without titles and roles, organisations, places.
 *
 *   قال وزير الخارجية المصري سامح شكري لوكالة رويترز في جنيف    B-PER سامح I-PER شكري, B-ORG لوكالة I-ORG رويترز, B-LOC جنيف
 *
 * A state and a capital are LOC where they act too. Adjectives of nations and unnamed groups are no names.
 * Invariant: an I tag follows a B or I tag of its kind in its sentence. */
#ifndef KHABAR_ENTITY_TAG_H
#define KHABAR_ENTITY_TAG_H

#include "entity/entity.h"

typedef enum { TAG_NONE, TAG_B_PER, TAG_I_PER, TAG_B_ORG, TAG_I_ORG, TAG_B_LOC, TAG_I_LOC, TAG_COUNT } entity_tag;
extern const char *const entity_tag_name[TAG_COUNT]; /* "B-PER"; "" for none */

/* The tag of each token. */
uint8_t *entity_tags(const entities *e, const entity_input *in);

#endif
