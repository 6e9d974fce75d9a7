/* predicate: finds the verb of a clause in which the path of least cost read none.
 *
 *   أن القوات العراقية تواصل فرض الحصار    تواصل is the verb, not the noun;   كان الاتحاد الأوروبي فرض عقوبات    فرض too
 *
 * Invariant: only a word right behind the definite subject of a clause changes its reading, and only to a verb that agrees. */
#ifndef KHABAR_MORPH_PREDICATE_H
#define KHABAR_MORPH_PREDICATE_H

#include "morph/morph.h"

/* Of the sentence: its own clause, those that أن and إن open, and what follows كان. */
void predicate_choose(words *w, const text *t, const sentence *s);

#endif
