/* relation: the relations of Universal Dependencies that khabar gives.
 *
 * Invariant: the order is that of the columns of lex_tree_label; from root on there are none: weights do not choose them. */
#ifndef KHABAR_LEXICON_RELATION_H
#define KHABAR_LEXICON_RELATION_H

/* clang-format off */
/* : in a name is written _ here. */
#define TREE_RELATIONS(X)                                                                                         \
    X(dep) X(nsubj) X(nsubj_pass) X(obj) X(iobj) X(obl) X(obl_tmod) X(nmod) X(amod) X(nummod) X(appos) X(flat)    \
    X(conj) X(cc) X(case) X(mark) X(advmod) X(det) X(aux) X(cop) X(compound_prt) X(advcl) X(acl) X(acl_relcl)     \
    X(ccomp) X(xcomp) X(csubj) X(csubj_pass) X(parataxis) X(fixed) X(root) X(punct) X(dislocated) X(vocative)     \
    X(discourse)
/* clang-format on */

#define X(n) REL_##n,
typedef enum { TREE_RELATIONS(X) REL_COUNT } tree_relation;
#undef X
extern const char *const tree_relation_name[REL_COUNT]; /* "nsubj:pass" */

#endif
