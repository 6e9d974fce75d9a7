/* entity: who and what a text speaks of: mentions, and the actors that they belong to.
 *
 *   وزير الخارجية السعودي الأمير فيصل بن فرحان   one mention: role «وزير الخارجية السعودي», name «فيصل بن فرحان»,
 *                                                country SAU, sector GOV; later «الوزير», «بن فرحان» join its actor
 *
 * The whole article is read before names are settled: first all mentions, then actors, then roles without a name.
 * Invariant: the outer mentions do not overlap; at[i] is the outer mention that covers token i, or NO_MENTION. */
#ifndef KHABAR_ENTITY_ENTITY_H
#define KHABAR_ENTITY_ENTITY_H

#include "morph/phrase.h"

typedef enum { ACTOR_PERSON, ACTOR_COUNTRY, ACTOR_ORG, ACTOR_GROUP } actor_kind;

enum { ROLE_GROUP = 1 << 24 };
#define NO_TOKEN   UINT32_MAX
#define NO_MENTION UINT32_MAX
#define NO_ACTOR   UINT32_MAX

enum {
    MENTION_PLACE = 1,   /* names a place: an actor only where it acts (أعلنت موسكو) */
    MENTION_METONYM = 2, /* a seat that stands for its government */
    MENTION_PLURAL = 4,
    MENTION_FEMININE = 8,
    MENTION_FORMER = 16,
    MENTION_INDEFINITE = 32,
    MENTION_PRONOUN = 64,   /* a role with a pronoun: نظيره, رئيسها */
    MENTION_NESTED = 128,   /* inside another mention */
    MENTION_SOURCE = 256,   /* a source or document that speaks: مصادر, شهود, تقرير */
    MENTION_OWN_ROLE = 512, /* a role with a complement of its own (رئيس التشريفات): no other's */
    MENTION_GENERIC = 1024, /* a common noun for a body (الحكومة, الجيش), whose country the article decides */
    MENTION_TITLE_ONLY = 2048,
    MENTION_DOCUMENT = 4096, /* تقرير, بيان: speaks for the one whose it is */
};

/* By what an actor was settled. */
typedef enum { BY_TEXT, BY_LEXICON, BY_OFFICE, BY_ARTICLE, BY_OUTLET } settled_by;

typedef struct mention {
    uint32_t first, last;           /* tokens of the whole phrase */
    uint32_t name_first, name_last; /* tokens of the name, NO_TOKEN where there is none */
    uint32_t role_first, role_last; /* tokens of the role */
    uint32_t entity;                /* lexicon entity, 0 = none */
    uint32_t org;                   /* lexicon entity of the body that the role belongs to */
    uint32_t actor;
    uint32_t group; /* 1 + lexicon group or head; ROLE_GROUP + 1 + role for the holders of a role */
    uint32_t role;  /* 1 + lexicon role */
    uint16_t country;
    uint16_t flags;
    uint8_t kind, sector, office, prep, prefixes, status;
} mention;

/* A mention of these tokens, of nobody yet. */
static inline mention mention_of(uint32_t first, uint32_t last)
{
    return (mention){.first = first,
                     .last = last,
                     .name_first = NO_TOKEN,
                     .name_last = NO_TOKEN,
                     .role_first = NO_TOKEN,
                     .role_last = NO_TOKEN,
                     .actor = NO_ACTOR};
}

typedef struct actor {
    str name, role;
    uint32_t entity;
    uint32_t group;
    uint32_t role_id; /* 1 + lexicon role of the fullest role */
    uint32_t first_token;
    uint32_t n_mentions;
    uint16_t country;
    uint8_t kind, sector, office, feminine, plural, by;
    uint8_t said_sector; /* of the role that the article gives */
    bool said_former;
    bool named, hidden; /* hidden: a place that never acts */
} actor;

typedef struct entities {
    VEC(mention) mentions;
    VEC(actor) actors;
    uint32_t *at;  /* of each token */
    uint16_t home; /* the country that the article is about, 0 = undecided */
    uint8_t home_by;
} entities;

typedef struct entity_input {
    const text *t;
    const words *w;
    const phrases *p;
    const lexicon *lex;
    str outlet;
    int32_t day; /* of the article, INT32_MIN where unknown */
    arena *a;
} entity_input;

/* Finds mentions and settles actors. */
void entity_read(entities *e, const entity_input *in);

/* Byte offset where the word at a token begins after its conjunction and preposition (بإجراء: of إجراء). */
uint32_t entity_stem(const entity_input *in, uint32_t token_index);

/* The text of tokens first..last, without the clitics before its first word. */
str entity_text(const entity_input *in, uint32_t first, uint32_t last);

/* An actor for a mention that was only a place so far (a capital that acts). */
uint32_t entity_act(entities *e, const entity_input *in, uint32_t mention_index);

#endif
