/* lexicon: what khabar knows, compiled from data/ into one immutable image, and how to look things up in it.
 *
 * Two indexes lead into it:
 *   forms    a written word without its clitics   «يقولون» -> lemma قال, imperfect, 3rd person masculine plural
 *   phrases  one or several words                 «وزارة الخارجية» -> an organisation head; «البيت الأبيض» -> USA
 * Phrase words are stored without the article ال; each name remembers which of its words have it.
 * Invariant: every reference inside an image was checked when it was opened; look-ups never read outside of it. */
#ifndef KHABAR_LEXICON_LEXICON_H
#define KHABAR_LEXICON_LEXICON_H

#include "base/arena.h"
#include "base/error.h"
#include "lexicon/inflect.h"
#include "lexicon/label.h"
#include "lexicon/letters.h"

/* clang-format off */
/* Universal Dependencies part-of-speech tags. */
#define LEX_POS(X)                                                                                                \
    X(X) X(NOUN) X(PROPN) X(VERB) X(ADJ) X(ADV) X(PRON) X(DET) X(ADP) X(CCONJ) X(SCONJ) X(PART) X(NUM) X(AUX)     \
    X(INTJ) X(PUNCT) X(SYM)
/* What a closed-class word does (data/morph/particles.tsv); the first is "nothing special". */
#define LEX_FUNCTION(X)                                                                                           \
    X(none) X(neg) X(neg_past) X(neg_future) X(future) X(perhaps) X(cond) X(purpose) X(that_inna) X(that_anna)    \
    X(rel) X(dem) X(pron) X(prep) X(conj_and) X(conj_or) X(conj_but) X(when) X(because) X(interrog) X(quant)      \
    X(except) X(emph) X(adv_time) X(adv) X(kana) X(modal) X(aspect) X(topic)
/* The kinds of things that a phrase can lead to. */
#define LEX_NAME(X)                                                                                               \
    X(entity) X(nisba) X(people) X(metonym) X(role) X(group) X(head) X(modifier) X(cue) X(frame) X(time) X(given) \
    X(abbreviation) X(topic) X(former) X(status) X(modality) X(agent) X(area) X(timing) X(club) X(toll) X(owner)        \
    X(instrument) X(measure) X(body_nisba) X(context)
#define LEX_ENTITY(X) X(state) X(code) X(region) X(place) X(org) X(person)
#define LEX_SECTOR(X)                                                                                             \
    X() X(GOV) X(MIL) X(COP) X(JUD) X(LEG) X(SPY) X(PTY) X(OPP) X(REB) X(PRM) X(UAF) X(CVL) X(BUS) X(CRM) X(EDU)  \
    X(ELI) X(JRN) X(LAB) X(MED) X(REF) X(REL) X(SOC) X(AGR) X(PRE) X(UNK)
#define LEX_OFFICE(X)                                                                                             \
    X(none) X(head_of_state) X(head_of_government) X(deputy_head) X(foreign_minister) X(defence_minister)         \
    X(interior_minister) X(finance_minister) X(minister) X(crown_prince) X(supreme_leader)                        \
    X(speaker_of_parliament) X(legislator) X(army_chief) X(commander) X(intelligence_chief) X(spokesperson)       \
    X(ambassador) X(un_envoy) X(envoy) X(adviser) X(governor) X(mayor) X(central_bank) X(judge) X(prosecutor)     \
    X(party_leader) X(opposition_leader) X(group_leader) X(igo_head) X(igo_official) X(cleric) X(activist)        \
    X(journalist) X(businessman) X(candidate) X(military) X(official)
#define LEX_CUE(X)                                                                                                \
    X(say) X(add) X(deny) X(relay) X(according) X(command) X(promise) X(accuse) X(warn) X(praise) X(reject)       \
    X(ask) X(announce) X(show) X(aside)
#define LEX_TYPE(X)                                                                                               \
    X(AGREE) X(CONSULT) X(SUPPORT) X(CONCEDE) X(COOPERATE) X(AID) X(RETREAT) X(REQUEST) X(ACCUSE) X(REJECT)       \
    X(THREATEN) X(PROTEST) X(SANCTION) X(MOBILIZE) X(COERCE) X(ASSAULT)
#define LEX_CONTEXT(X)                                                                                            \
    X(military) X(intelligence) X(executive) X(legislative) X(election) X(political_institutions)                 \
    X(pro_democracy) X(pro_autocracy) X(economic) X(legal) X(human_rights) X(rights_freedoms) X(repression)       \
    X(human_security) X(gender) X(religion_ethnicity) X(inequality) X(diplomatic) X(territory) X(peacekeeping)    \
    X(health) X(asylum) X(migration) X(disasters) X(natural_resource) X(environment) X(technology) X(terrorism)   \
    X(cbrn) X(cyber) X(misinformation) X(crime) X(corruption) X(illegal_drugs) X(trafficking)
#define LEX_TIME(X)                                                                                               \
    X(month) X(hijri_month) X(weekday) X(day_offset) X(unit) X(direction) X(era) X(number) X(ordinal) X(season)   \
    X(daypart) X(year_word) X(day_word) X(since) X(ago)                                                               \
    X(mod) X(after) X(span) X(every) X(adverb) X(from) X(between) X(to) X(clock) X(fraction) X(less) X(share)         \
    X(decade) X(now) X(holiday) X(equals) X(zone) X(then)
/* What an adjective says of an office-holder: السابق, بالنيابة, الراحل, المنتخب, الحالي. */
#define LEX_STATUS(X) X(former) X(acting) X(late) X(elect) X(current)
/* What a governing word says of what it governs: يمكن أن (hypothetical), يعتزم (future), نفى أن (negation). */
#define LEX_MODALITY(X) X(none) X(hypothetical) X(future) X(negation)
/* The numbers that the stages decide by (data/settings.tsv). */
#define LEX_SETTING(X) \
    X(cost_agreement) X(cost_bare_alef) X(cost_construct) X(cost_definite_genitive) X(cost_definiteness) \
    X(cost_dotless_ya) X(cost_doubtful) X(cost_dual) X(cost_first_person) X(cost_given) X(cost_given_word) \
    X(cost_hopeless) X(cost_inna_verb) X(cost_mood) X(cost_name) X(cost_nisba) X(cost_open_word) \
    X(cost_other_hamza) X(cost_participle) X(cost_particle) X(cost_past_after_an) X(cost_rare_form) \
    X(cost_second_class) X(cost_seldom_spelling) X(cost_slash) X(cost_spelling) X(cost_state) X(cost_subject_gender) \
    X(cost_told_person) X(cost_unknown) X(cost_verb_as_closed) X(date_days) X(event_noun) X(event_party) \
    X(event_verb) X(gain_news_word) X(gain_unknown_article) X(gain_verb_after_wa) X(home_lead_percent) \
    X(home_weight) X(light_nouns) X(light_nouns_definite) X(place_behind_verb) X(place_nouns) \
    X(place_other_clause) X(reach_context_after) X(reach_context_before) X(reach_ended) X(reach_frame_after) \
    X(reach_frame_before) X(reach_frame_not) X(reach_genitive) X(reach_insertion) X(reach_lemma) X(reach_nation) \
    X(reach_only_place) X(reach_owner) X(reach_party) X(reach_sides) X(reach_speaker) X(reach_this) \
    X(reach_toll) X(statement_goes_on) X(statement_loose) X(statement_named_last) X(statement_sure) \
    X(time_other_clause) X(topic_article_percent) X(topic_sentence_percent)
/* What of a toll a word counts (data/event/tolls.tsv); the first: of any. */
#define LEX_TOLL(X) X() X(killed) X(wounded) X(arrested)
#define LEX_CLITIC(X) X(conj) X(prep) X(article) X(future) X(question) X(pronoun) X(accusative)
/* clang-format on */

#define X(n) POS_##n,
typedef enum { LEX_POS(X) POS_COUNT } lex_pos;
#undef X
#define X(n) FN_##n,
typedef enum { LEX_FUNCTION(X) FN_COUNT } lex_function;
#undef X
#define X(n) NAME_##n,
typedef enum { LEX_NAME(X) NAME_COUNT } lex_name_kind;
#undef X
#define X(n) ENTITY_##n,
typedef enum { LEX_ENTITY(X) ENTITY_COUNT } lex_entity_kind;
#undef X
#define X(n) SECTOR_##n,
typedef enum { LEX_SECTOR(X) SECTOR_COUNT } lex_sector;
#undef X
#define X(n) OFFICE_##n,
typedef enum { LEX_OFFICE(X) OFFICE_COUNT } lex_office;
#undef X
#define X(n) CUE_##n,
typedef enum { LEX_CUE(X) CUE_COUNT } lex_cue_class;
#undef X
#define X(n) TYPE_##n,
typedef enum { LEX_TYPE(X) TYPE_COUNT } lex_type;
#undef X
#define X(n) CONTEXT_##n,
typedef enum { LEX_CONTEXT(X) CONTEXT_COUNT } lex_context;
#undef X
#define X(n) TIME_##n,
typedef enum { LEX_TIME(X) TIME_COUNT } lex_time_kind;
#undef X
#define X(n) MODALITY_##n,
typedef enum { LEX_MODALITY(X) MODALITY_COUNT } lex_modality;
#undef X
#define X(n) TOLL_##n,
typedef enum { LEX_TOLL(X) TOLL_COUNT } lex_toll;
#undef X
#define X(n) STATUS_##n,
typedef enum { LEX_STATUS(X) STATUS_COUNT } lex_status;
#undef X
#define X(n) CLITIC_##n,
typedef enum { LEX_CLITIC(X) CLITIC_COUNT } lex_clitic_kind;
#undef X
#define X(n) SETTING_##n,
typedef enum { LEX_SETTING(X) SETTING_COUNT } lex_setting_id;
#undef X

/* clang-format off */
extern const char *const lex_pos_name[POS_COUNT], *const lex_function_name[FN_COUNT], *const lex_name_name[NAME_COUNT],
    *const lex_entity_name[ENTITY_COUNT], *const lex_sector_name[SECTOR_COUNT], *const lex_office_name[OFFICE_COUNT],
    *const lex_cue_name[CUE_COUNT], *const lex_type_name[TYPE_COUNT], *const lex_context_name[CONTEXT_COUNT],
    *const lex_time_name[TIME_COUNT], *const lex_clitic_name[CLITIC_COUNT], *const lex_status_name[STATUS_COUNT],
    *const lex_modality_name[MODALITY_COUNT], *const lex_toll_name[TOLL_COUNT],
    *const lex_setting_name[SETTING_COUNT];
/* clang-format on */

/* A reference to a string of the image: its offset in the pool. 0 is the empty string. */
typedef uint32_t lex_text;

typedef struct lex_form {
    uint32_t letters, lemma;
    uint16_t features;
    uint8_t n;
    uint8_t more; /* 1: the next form folds to the same letters */
} lex_form;

/* Which of a lemma's costs counts for a reading of this class. */
enum { LEMMA_OWN, LEMMA_NOUN, LEMMA_ADJ, LEMMA_OTHER, LEMMA_CHOICES };

typedef int16_t lex_cost;

typedef struct lex_lemma {
    lex_text text, gloss;
    lex_text syntactic;       /* of a closed word: the lemma Universal Dependencies gives it, 0 = its text */
    lex_text active, passive; /* of a verb: its participles, masculine singular */
    uint32_t verb;            /* of a verbal noun: its verb's lemma; else 0 */
    uint32_t cue;             /* index + 1 into cues, 0 = no cue of saying */
    uint32_t frames;          /* first of frame_refs */
    uint32_t preps;           /* bit mask over prepositions */
    uint32_t row;
    uint16_t n_frames;
    uint8_t pos, function, form, transitive;
    uint8_t modality, light;        /* light: LIGHT_AGENT … of a verb that carries the noun after it, else 0 */
    uint8_t closed;                 /* of a closed class: a row of morph/particles.tsv */
    uint8_t auxiliary;              /* AUXILIARY_VERB … where it makes one predicate with the verb after it, else 0 */
    uint8_t upos;                   /* the class Universal Dependencies gives it: pos, but for some closed words */
    uint8_t cut;                    /* letters of a closed word that are a preposition: ل of لأن */
    uint8_t toll;                   /* lex_toll of a verb */
    uint8_t tail;                   /* 1 + clitic of the pronoun that a closed word ends in: وحده */
    lex_cost choice[LEMMA_CHOICES]; /* what the reading costs as its own class, a noun, an adjective, any other */
    uint8_t rarity;                 /* cost of a word of an open class, the higher the rarer (morph/frequencies.tsv) */
} lex_lemma;

typedef struct lex_word {
    uint32_t letters;
    uint32_t n;
} lex_word;

typedef struct lex_edge {
    uint32_t node, word, next; /* next 0: empty slot */
} lex_edge;

typedef struct lex_node {
    uint32_t first, n; /* names that end here */
} lex_node;

enum {
    LEX_NAME_SHORT = 1 /* used alone only, e.g. a family name */,
    LEX_NAME_PLURAL = 2,
    LEX_NAME_FEMININE = 4,
    LEX_NAME_DUAL = 8
};

/* value of a NAME_given: also a word of the language; from HEAD on one that the next completes: عبد, the son of (بن), of the
 * house of (آل) */
enum { GIVEN_WORD = 1, GIVEN_TAIL, GIVEN_HEAD, GIVEN_SON, GIVEN_HOUSE };

typedef struct lex_name {
    uint32_t ref;     /* index into the table of its kind; for nisba, people, metonym: into entities */
    uint32_t letters; /* the raw letters of all its words, articles left out */
    uint16_t al;      /* bit i: word i has the article */
    uint8_t kind, flags;
    uint8_t n_letters, n_words;
    uint16_t value;
} lex_name;

typedef struct lex_entity {
    lex_text name, en, wikidata, code, subkind; /* code: ISO 3166 or PLOVER code of a state or code entity */
    uint32_t row;
    uint32_t first_tenure;
    int32_t from, to; /* days since 1970-01-01, INT32_MIN / INT32_MAX where open */
    int16_t lat, lon; /* hundredths of a degree; INT16_MIN where unknown */
    uint16_t country; /* index of a state or code entity, 0 = none */
    uint16_t n_tenures;
    uint8_t kind, sector, feminine, arab; /* arab: a state of the Arab League */
} lex_entity;

typedef struct lex_tenure {
    uint32_t person, org, row; /* org: entity index, 0 where the office is a state's */
    int32_t from, to;
    uint16_t country;
    uint8_t office, unused;
} lex_tenure;

/* ROLE_POST: a word for a post, that a role follows (منصب, وظيفة). */
enum { ROLE_PLAIN, ROLE_TITLE, ROLE_RANK, ROLE_POST };

typedef struct lex_role {
    lex_text name;
    uint32_t row;
    uint32_t org; /* entity index of the one body that has the role by this name (الأمين العام للأمم المتحدة), or 0 */
    uint16_t country; /* of that body, or the one state that has it (خادم الحرمين الشريفين); 0: any may */
    uint8_t office, sector, kind, unused[3];
} lex_role;

typedef struct lex_group {
    lex_text name, subkind;
    uint32_t row;
    uint16_t country; /* of a group that is always one state's (مستوطنون), else 0 */
    uint8_t sector, kind;
} lex_group;

/* GROUP_LAND: the state of the one whom its pronoun means (بلاده). */
enum { GROUP_PEOPLE, GROUP_COLLECTIVE, GROUP_SOURCE, GROUP_DOCUMENT, GROUP_LAND };

/* What may stand between a cue and what is said; CUE_TELLS: the one spoken to is the object (أبلغه). */
enum { TAKES_INNA = 1, TAKES_ANNA = 2, TAKES_QUOTE = 4, TAKES_COLON = 8, TAKES_OBJECT = 16, CUE_TELLS = 32 };
enum { CUE_VERB, CUE_NOUN, CUE_PHRASE };

typedef struct lex_cue {
    lex_text name;
    uint32_t row;
    uint32_t takes_preps, addressee_preps; /* bit masks over prepositions */
    uint32_t near;                         /* first of frame_words, one of which must follow */
    uint8_t n_near, takes, class, pos;
    uint8_t
        last_prep; /* 1 + the preposition that the phrase ends with; of class show its noun speaks: جاء في البيان أن */
    uint8_t unused[3];
} lex_cue;

enum { SLOT_NONE, SLOT_SUBJECT, SLOT_OBJECT, SLOT_PREP /* + preposition */ };
enum { GEN_NONE, GEN_AGENT, GEN_PATIENT, GEN_EITHER };
enum { FRAME_RECIPROCAL = 1, FRAME_NEEDS_TARGET = 2, FRAME_NEEDS_ACTOR = 4 };
enum { FRAME_SLOTS = 6 };
#define FRAME_WORD_AND  UINT32_MAX
#define FRAME_WORD_PREP 0x80000000u /* | preposition */

typedef struct lex_frame {
    lex_text id, mode, cameo;
    uint32_t row, near, not_near; /* first of frame_words; groups of `near` words are divided by FRAME_WORD_AND */
    uint64_t contexts;
    int16_t goldstein; /* tenths */
    uint8_t n_near, n_not;
    uint8_t type, actor, gen, flags;
    uint8_t recipient[FRAME_SLOTS], n_recipient, unused;
} lex_frame;

/* Values of names of areas: a kind of place that its name follows (قرية, قضاء), a part of what follows (شمال, أحياء), a kind
 * that with its article stands for any place named before (المدينة). */
enum { AREA_KIND, AREA_PART, AREA_ANY };
enum { TOPIC_SPORT, TOPIC_ENTERTAINMENT, TOPIC_WEATHER, TOPIC_MARKET, TOPIC_ACCIDENT }; /* ref of a name of a topic */
/* AUXILIARY_AUX: by Universal Dependencies too; AUXILIARY_LASTING: a negation makes it say that something still is (لا يزال). */
enum { AUXILIARY_VERB = 1, AUXILIARY_AUX, AUXILIARY_LASTING };
/* What the subject of a verb that carries a noun is to the act of the noun. */
enum { LIGHT_AGENT = 1, LIGHT_PATIENT, LIGHT_NONE };
/* ref of a name of a toll; its value is a lex_toll. */
enum { TOLL_ACT, TOLL_PERSON, TOLL_COUNTED, TOLL_WORDS };
enum { TIME_VALUE_MAX = 1000000 }; /* of all time words but numbers: months, ordinals, distances in days */

typedef struct lex_time {
    int32_t value;
    uint32_t row;
    uint8_t kind, unused[3];
} lex_time;

/* A year of the Hijri calendar: the day it begins, and which of its months have 30 days (bit 0: Muharram). */
typedef struct lex_hijri {
    int32_t start;
    uint16_t year, long_months;
} lex_hijri;

typedef struct lex_clitic {
    uint8_t letters[4];
    uint8_t n, suffix, kind, prep; /* prep: index of the preposition it is */
    uint16_t features;
    int16_t cost;   /* of reading it before or after a word, in the units of settings.tsv */
    lex_text lemma; /* of a pronoun */
} lex_clitic;

typedef struct lex_prep {
    lex_text name;
    /* 'd' at a target (على, ضد), 'i' where (في), 'a' where or with what (ب), 'b' where between two (بين), 'f' where from (من),
     * 0 none of these */
    uint32_t points;
    uint32_t adjunct; /* 1: a phrase with it says when or amid what, and ends a noun phrase that is said or demanded */
} lex_prep;

/* Weights of the features of the parser (data/syntax/tree.tsv) in hash tables of small buckets. A hash of 32 bits belongs into
 * the bucket of its upper bits, or where that is full into one of the next; `check` is its lower 16 bits, 1 for 0; 0: empty.
 * A bucket is filled from its front and holds no check twice. */
enum {
    LEX_TREE_MOVES = 3,
    LEX_TREE_LABELS = 30,
    LEX_TREE_BUCKET = 4,
    LEX_TREE_TRIES = 8,       /* buckets that are looked into */
    LEX_TREE_MOVE_MAX = 1000, /* greatest weight */
    LEX_TREE_LABEL_MAX = 127
};

typedef struct lex_tree_moves {
    uint16_t check[LEX_TREE_BUCKET];
    int16_t weight[LEX_TREE_BUCKET][LEX_TREE_MOVES];
} lex_tree_moves;

typedef struct lex_tree_index {
    uint16_t check[LEX_TREE_BUCKET];
    uint16_t row[LEX_TREE_BUCKET]; /* of tree_labels; row 0 weighs nothing */
} lex_tree_index;

typedef struct lex_tree_label {
    int8_t weight[LEX_TREE_LABELS + 2]; /* the last two: nothing */
} lex_tree_label;

typedef struct lex_label {
    lex_text key, ar, en;
} lex_label;

typedef int32_t lex_setting;

enum { SETTING_MAX = 1000 }; /* the least is 0 */

typedef struct lex_outlet {
    lex_text name;
    uint32_t country;
} lex_outlet;

typedef struct lex_row {
    lex_text file;
    uint32_t line;
} lex_row;

/* A place of a hash table: index + 1; 0 = empty. */
typedef uint32_t lex_slot;

/* What a reading of a word costs beside others (label.h); key 0: empty slot. */
typedef struct lex_choice {
    uint32_t key;
    int32_t cost;
} lex_choice;

typedef uint8_t lex_byte;
typedef uint32_t lex_u32;

/* Sections of the image: name, type of an element. */
#define LEX_SECTIONS(X)                                                                                                \
    X(strings, lex_byte)                                                                                               \
    X(letters, lex_byte)                                                                                               \
    X(forms, lex_form)                                                                                                 \
    X(form_slots, lex_slot)                                                                                            \
    X(lemmas, lex_lemma)                                                                                               \
    X(words, lex_word)                                                                                                 \
    X(word_slots, lex_slot)                                                                                            \
    X(edges, lex_edge)                                                                                                 \
    X(nodes, lex_node)                                                                                                 \
    X(names, lex_name)                                                                                                 \
    X(entities, lex_entity)                                                                                            \
    X(tenures, lex_tenure)                                                                                             \
    X(offices, lex_u32)                                                                                                \
    X(roles, lex_role)                                                                                                 \
    X(groups, lex_group)                                                                                               \
    X(heads, lex_group)                                                                                                \
    X(modifiers, lex_group)                                                                                            \
    X(cues, lex_cue)                                                                                                   \
    X(frames, lex_frame)                                                                                               \
    X(frame_refs, lex_u32)                                                                                             \
    X(frame_words, lex_u32)                                                                                            \
    X(times, lex_time)                                                                                                 \
    X(hijri, lex_hijri)                                                                                                \
    X(clitics, lex_clitic)                                                                                             \
    X(preps, lex_prep)                                                                                                 \
    X(transitions, lex_cost)                                                                                           \
    X(group_transitions, lex_cost)                                                                                     \
    X(label_costs, lex_cost)                                                                                           \
    X(choices, lex_choice)                                                                                             \
    X(tree_moves, lex_tree_moves)                                                                                      \
    X(tree_index, lex_tree_index)                                                                                      \
    X(tree_labels, lex_tree_label)                                                                                     \
    X(labels, lex_label)                                                                                               \
    X(settings, lex_setting)                                                                                           \
    X(outlets, lex_outlet)                                                                                             \
    X(office_sectors, lex_byte)                                                                                        \
    X(type_quads, lex_byte)                                                                                            \
    X(rows, lex_row)                                                                                                   \
    X(sources, lex_byte)

typedef struct lexicon {
    const unsigned char *image;
    size_t size;
    uint64_t hash; /* of the image: written into records that must say what they were made with */
    void *owned;   /* memory to free, or NULL */
#define X(name, type)                                                                                                  \
    const type *name;                                                                                                  \
    uint32_t n_##name;
    LEX_SECTIONS(X)
#undef X
} lexicon;

/* Opens an image in memory (aligned to 16 bytes, kept by the caller while the lexicon is used). Checks length, version,
 * hash and every reference; a damaged image gives KHABAR_ERR_LEXICON with what is wrong. */
khabar_status lexicon_open(lexicon *lex, const void *image, size_t size, bool trusted, khabar_error *error);
void lexicon_close(lexicon *lex);

str lexicon_text(const lexicon *lex, lex_text t);

/* First form that folds to these folded letters, or NULL; following ones while form->more. */
const lex_form *lexicon_form(const lexicon *lex, const uint8_t *folded, size_t n);
/* Id + 1 of a phrase word (folded, without article), 0 where no phrase has it. */
uint32_t lexicon_word(const lexicon *lex, const uint8_t *folded, size_t n);
/* The node after `node` (the root is 0) by word id; 0 = none. */
uint32_t lexicon_edge(const lexicon *lex, uint32_t node, uint32_t word_id);
/* Index of the state or code entity with this code, 0 = none. */
uint16_t lexicon_country(const lexicon *lex, str code);
/* Label of a key in a language (0 Arabic, 1 English); the key itself where there is none. */
str lexicon_label(const lexicon *lex, str key, int language);
/* A number that a stage decides by. */
static inline int32_t lexicon_setting(const lexicon *lex, lex_setting_id id)
{
    return lex->settings[id];
}
#define SETTING(lex, name) lexicon_setting(lex, SETTING_##name)
/* A setting that counts tokens or words; none is negative. */
#define REACH(lex, name) ((uint32_t)lexicon_setting(lex, SETTING_##name))
/* The tenure of office by date (days): the one holder of `office` of `country` or `org`, or NULL where nobody or
 * more than one person held it that day. */
const lex_tenure *lexicon_holder(const lexicon *lex, lex_office office, uint16_t country, uint32_t org, int32_t day);

/* The cost of a reading by its word or ending, `unknown` where nothing is known. */
int32_t lexicon_choice(const lexicon *lex, uint32_t key, int32_t unknown);

static inline unsigned lexicon_lemma_choice(const lex_lemma *l, uint8_t upos)
{
    return upos == l->upos ? LEMMA_OWN : upos == POS_NOUN ? LEMMA_NOUN : upos == POS_ADJ ? LEMMA_ADJ : LEMMA_OTHER;
}

/* Is the lemma a preposition that points so, as data/morph/prepositions.tsv has it? */
static inline bool lexicon_points(const lexicon *lex, uint32_t lemma, uint32_t points)
{
    for (uint32_t z = 0; z < lex->n_preps; z++)
        if ((lex->lemmas[lemma].preps >> z & 1) && lex->preps[z].points == points) return true;
    return false;
}

/* The first bucket of a hash among n. */
static inline uint32_t lexicon_tree_place(uint32_t hash, uint32_t n)
{
    return (uint32_t)((uint64_t)hash * n >> 32);
}
static inline uint16_t lexicon_tree_check(uint32_t hash)
{
    return (uint16_t)hash ? (uint16_t)hash : 1;
}

#endif
