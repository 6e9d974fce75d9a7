/* measure: see measure.h. */
#include "measure.h"

#include <math.h>
#include <stdio.h>

static int group_of(unsigned relation)
{
    return relation == REL_nsubj        ? GROUP_SUBJECT
           : relation == REL_nsubj_pass ? GROUP_PASSIVE
           : relation == REL_obj        ? GROUP_OBJECT
                                        : -1;
}

/* What was found where something else is annotated: sentence, node, both heads with their relations. */
void measure_say_errors(const example *e, const gold_sentence *g, const parser *p)
{
    for (uint32_t i = 0; i < e->n; i++) {
        if (e->gold[i] == UNKNOWN) continue;
        const gold_node *n = &g->at[e->gold[i]];
        uint32_t found = p->at[i].head == i ? NO_HEAD : e->gold[p->at[i].head];
        str want = n->head == NO_HEAD ? STR("-") : g->at[n->head].form, have = p->at[i].head == i ? STR("-")
                                                                               : found == UNKNOWN ? STR("?")
                                                                                                  : g->at[found].form;
        printf("%u\t%u\t%.*s\t%s\t%u\t%.*s\t%s\t%u\t%.*s\t%s\n", e->sentence, e->gold[i] + 1, (int)n->form.n, n->form.p,
               lex_pos_name[n->upos], n->head + 1, (int)want.n, want.p, tree_relation_name[n->relation], found + 1,
               (int)have.n, have.p, tree_relation_name[p->at[i].relation]);
    }
}

void measure(const example *e, const gold_sentence *g, const parser *p, figures *f)
{
    for (uint32_t i = 0; i < e->n; i++) {
        int group = group_of(p->at[i].relation);
        if (group >= 0) f->found[group]++;
        if (e->gold[i] == UNKNOWN) continue;
        const gold_node *n = &g->at[e->gold[i]];
        uint32_t head = p->at[i].head == i ? NO_HEAD : e->gold[p->at[i].head];
        if (p->at[i].head != i && head == UNKNOWN) continue;
        if (head != n->head) continue;
        f->heads++;
        if (p->at[i].relation != n->relation) continue;
        f->relations++;
        if (group >= 0) f->right[group]++;
    }
}

void measure_gold(const gold_sentence *g, figures *f)
{
    for (uint32_t i = 0; i < g->n; i++) {
        if (g->at[i].upos != POS_PUNCT) f->nodes++;
        int group = group_of(g->at[i].relation);
        if (group >= 0) f->gold[group]++;
    }
}

static void say_f1(const char *name, double all, double found, double right)
{
    fprintf(stderr, "%-12s F1 %6.2f  P %6.2f  R %6.2f  of %.0f\n", name, 200 * right / fmax(1, all + found),
            100 * right / fmax(1, found), 100 * right / fmax(1, all), all);
}

void measure_say(const figures *f)
{
    static const char *const names[] = {"nsubj", "nsubj:pass", "obj"};
    double wanted = 0, found = 0, right = 0;
    fprintf(stderr, "UAS %.2f  LAS %.2f  of %.0f nodes that are no punctuation\n", 100 * f->heads / fmax(1, f->nodes),
            100 * f->relations / fmax(1, f->nodes), f->nodes);
    for (int i = 0; i < GROUPS; i++) {
        say_f1(names[i], f->gold[i], f->found[i], f->right[i]);
        wanted += f->gold[i], found += f->found[i], right += f->right[i];
    }
    say_f1("all three", wanted, found, right);
}
