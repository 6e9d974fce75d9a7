/* label: see label.h. */
#include "lexicon/label.h"
#include "base/hash.h"
#include "lexicon/lexicon.h"

#include <stdio.h>

const char *const label_pro_name[PRO_COUNT] = {"", "conj+", "prep+", "conj+prep+", "fut+", "conj+fut+"};
const char *const choice_kind_name[CHOICE_KINDS] = {"lemma", "form", "ending", "label"};

static const char *const plain[] = {"START", "STOP", "COMMA", "QUOTE", "DIGITS", "LATIN", "NUM", "ADV"};
static const char *const names[] = {"state", "known", "given", "word", "unknown"};
static const char *const states[] = {"", ".art", ".acc", ".cons"};
static const char *const groups[] = {"ms", "fs", "mp", "fp", "d"};
static const char *const aspects[] = {"perf", "imp", "short", "imper", "perf-pass", "imp-pass"};
static const char *const persons[] = {"3ms", "3fs", "3mp", "3", "1", "2"};

enum { /* groups of cores */
       GROUP_NAME = CORE_NAME,
       GROUP_CLOSED = GROUP_NAME + 2,
       GROUP_PREP = GROUP_CLOSED + 32,
       GROUP_NOUN,
       GROUP_ADJ = GROUP_NOUN + 3,
       GROUP_VERB = GROUP_ADJ + 3,
       GROUP_AUX = GROUP_VERB + 5,
       GROUP_END
};
_Static_assert((int)GROUP_END <= (int)COARSE_COUNT, "groups");
_Static_assert((int)FN_COUNT <= 32, "functions");

uint8_t label_coarse(unsigned core)
{
    static const uint8_t state_group[] = {0, 1, 2, 2}, aspect_group[] = {0, 1, 2, 3, 4, 4};
    unsigned group = core;
    if (core >= CORE_AUX)
        group = GROUP_AUX;
    else if (core >= CORE_VERB)
        group = (unsigned)GROUP_VERB + aspect_group[(core - CORE_VERB) / 6];
    else if (core >= CORE_NOUN)
        group = (unsigned)(core >= CORE_ADJ ? GROUP_ADJ : GROUP_NOUN) + state_group[(core - CORE_NOUN) % 4];
    else if (core >= CORE_PREP)
        group = GROUP_PREP;
    else if (core >= CORE_CLOSED)
        group = (unsigned)GROUP_CLOSED + (core - CORE_CLOSED);
    else if (core >= CORE_NAME)
        group = (unsigned)GROUP_NAME + (core - CORE_NAME) % 2;
    return (uint8_t)group;
}

static str written(char *out, int n)
{
    return (str){out, n > 0 ? (size_t)n : 0};
}

str label_core_name(unsigned core, const str *preps, char *out)
{
    static const char *const nominal[] = {"NOUN", "MASDAR", "ADJ", "PART"};
    if (core < CORE_NAME) return written(out, snprintf(out, LABEL_BYTES, "%s", plain[core]));
    if (core < CORE_CLOSED) {
        unsigned i = core - CORE_NAME;
        return written(out, snprintf(out, LABEL_BYTES, "NAME.%s%s", names[i / 2], i % 2 ? ".art" : ""));
    }
    if (core < CORE_PREP) {
        unsigned i = core - CORE_CLOSED;
        return i < FN_COUNT ? written(out, snprintf(out, LABEL_BYTES, "FN.%s", lex_function_name[i])) : (str){out, 0};
    }
    if (core == CORE_PREP) return written(out, snprintf(out, LABEL_BYTES, "PREP"));
    if (core < CORE_NOUN) {
        str prep = preps[core - CORE_PREP - 1];
        return prep.n ? written(out, snprintf(out, LABEL_BYTES, "PREP.%.*s", (int)prep.n, prep.p)) : (str){out, 0};
    }
    if (core < CORE_VERB) {
        unsigned i = core - CORE_NOUN;
        return written(out, snprintf(out, LABEL_BYTES, "%s.%s%s", nominal[i / 20], groups[i % 20 / 4], states[i % 4]));
    }
    unsigned i = (core - CORE_VERB) % 36;
    return written(
        out, snprintf(out, LABEL_BYTES, "%s.%s.%s", core < CORE_AUX ? "VERB" : "AUX", aspects[i / 6], persons[i % 6]));
}

str label_coarse_name(unsigned coarse, char *out)
{
    static const char *const end[] = {"noun", "noun.art", "noun.other", "adj",   "adj.art", "adj.other",
                                      "perf", "imp",      "short",      "imper", "passive", "aux"};
    static const char *const first[] = {"start", "stop", "comma", "quote", "digits",
                                        "latin", "num",  "adv",   "name",  "name.art"};
    if (coarse < GROUP_CLOSED) return written(out, snprintf(out, LABEL_BYTES, "%s", first[coarse]));
    if (coarse < GROUP_PREP) {
        unsigned i = coarse - (unsigned)GROUP_CLOSED;
        return i < FN_COUNT ? written(out, snprintf(out, LABEL_BYTES, "fn.%s", lex_function_name[i])) : (str){out, 0};
    }
    if (coarse == GROUP_PREP) return written(out, snprintf(out, LABEL_BYTES, "adp"));
    return coarse < GROUP_END ? written(out, snprintf(out, LABEL_BYTES, "%s", end[coarse - GROUP_NOUN]))
                              : (str){out, 0};
}

uint32_t choice_key(choice_kind kind, str text, unsigned label)
{
    char bytes[512];
    size_t n = text.n < sizeof bytes - 8 ? text.n : sizeof bytes - 8;
    bytes[0] = (char)kind;
    bytes[1] = (char)(label & 0xff);
    bytes[2] = (char)(label >> 8);
    if (n) memcpy(bytes + 3, text.p, n);
    uint32_t key = (uint32_t)hash_bytes(bytes, n + 3);
    return key ? key : 1; /* 0 marks an empty slot */
}
