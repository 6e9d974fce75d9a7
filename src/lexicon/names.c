/* names: the written names of the lexicon's enumerations, in their order. */
#include "lexicon/lexicon.h"
#include "lexicon/relation.h"

#define X(n) #n,
const char *const lex_pos_name[POS_COUNT] = {LEX_POS(X)};
const char *const lex_function_name[FN_COUNT] = {LEX_FUNCTION(X)};
const char *const lex_name_name[NAME_COUNT] = {LEX_NAME(X)};
const char *const lex_entity_name[ENTITY_COUNT] = {LEX_ENTITY(X)};
const char *const lex_sector_name[SECTOR_COUNT] = {LEX_SECTOR(X)};
const char *const lex_office_name[OFFICE_COUNT] = {LEX_OFFICE(X)};
const char *const lex_cue_name[CUE_COUNT] = {LEX_CUE(X)};
const char *const lex_type_name[TYPE_COUNT] = {LEX_TYPE(X)};
const char *const lex_context_name[CONTEXT_COUNT] = {LEX_CONTEXT(X)};
const char *const lex_time_name[TIME_COUNT] = {LEX_TIME(X)};
const char *const lex_clitic_name[CLITIC_COUNT] = {LEX_CLITIC(X)};
const char *const lex_status_name[STATUS_COUNT] = {LEX_STATUS(X)};
const char *const lex_modality_name[MODALITY_COUNT] = {LEX_MODALITY(X)};
const char *const lex_toll_name[TOLL_COUNT] = {LEX_TOLL(X)};
const char *const lex_setting_name[SETTING_COUNT] = {LEX_SETTING(X)};
#undef X

const char *const tree_relation_name[REL_COUNT] = {
    "dep",        "nsubj",     "nsubj:pass",   "obj",   "iobj",  "obl",        "obl:tmod", "nmod",      "amod",
    "nummod",     "appos",     "flat",         "conj",  "cc",    "case",       "mark",     "advmod",    "det",
    "aux",        "cop",       "compound:prt", "advcl", "acl",   "acl:relcl",  "ccomp",    "xcomp",     "csubj",
    "csubj:pass", "parataxis", "fixed",        "root",  "punct", "dislocated", "vocative", "discourse",
};
