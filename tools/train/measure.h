/* measure: how many heads and relations of annotated sentences were found, subjects and objects above all.
 * Invariant: a word whose cut is not that of the gold counts as not found. */
#ifndef KHABAR_TOOLS_TRAIN_MEASURE_H
#define KHABAR_TOOLS_TRAIN_MEASURE_H

#include "example.h"

enum { GROUP_SUBJECT, GROUP_PASSIVE, GROUP_OBJECT, GROUPS };

typedef struct figures {
    double nodes, heads, relations;
    double gold[GROUPS], found[GROUPS], right[GROUPS];
} figures;

/* Counts what a gold sentence has, once; and what was found of it in each of its examples. */
void measure_gold(const gold_sentence *g, figures *f);
void measure(const example *e, const gold_sentence *g, const parser *p, figures *f);
/* To standard error. */
void measure_say(const figures *f);
/* Every word of an example to standard output: sentence, node, form, class, its head and relation as annotated and as found. */
void measure_say_errors(const example *e, const gold_sentence *g, const parser *p);

#endif
