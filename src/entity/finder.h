/* finder: the sentence that is being searched for mentions, and the readings that mention.c tries at each token: name.c
 * knows entities and persons' names, body.c organisations, groups and places, role.c roles and titles.
 *
 *   قال رئيس الوزراء العراقي محمد شياع السوداني    a role (role.c) with a nation and a person's name (name.c)
 *
 * Invariant: a reading gives a mention of tokens before the finder's end, or false and nothing that counts. */
#ifndef KHABAR_ENTITY_FINDER_H
#define KHABAR_ENTITY_FINDER_H

#include "entity/entity.h"

typedef struct finder {
    entities *e;
    const entity_input *in;
    const text *t;
    const words *w;
    const lexicon *lex;
    uint32_t end;           /* of the sentence */
    bool sport, sport_here; /* the article or the sentence speaks of sport; the sentence does */
} finder;

static inline const analysis *at(const finder *f, uint32_t i)
{
    return &f->w->chosen[i];
}

static inline const phrase *named(const finder *f, uint32_t i, lex_name_kind kind)
{
    return phrase_at(f->in->p, f->lex, i, kind);
}

static inline const lex_name *name_of(const finder *f, const phrase *p)
{
    return &f->lex->names[p->name];
}

static inline uint32_t entity_of(const finder *f, const phrase *p)
{
    return f->lex->names[p->name].ref;
}

static inline bool is_word(const finder *f, uint32_t i)
{
    return i < f->end && f->t->tokens.at[i].kind != TOKEN_PUNCT && f->t->tokens.at[i].kind != TOKEN_NUMBER;
}

static inline bool is_mark(const finder *f, uint32_t i, uint32_t mark)
{
    return i < f->end && f->t->tokens.at[i].kind == TOKEN_PUNCT && f->t->tokens.at[i].mark == mark;
}

static inline bool is_quote(const finder *f, uint32_t i)
{
    return i < f->end && (f->t->tokens.at[i].flags & (TOKEN_OPENS | TOKEN_CLOSES)) != 0;
}

static inline bool has_article(const finder *f, uint32_t i)
{
    return (at(f, i)->prefixes & M_ARTICLE) != 0;
}

/* Of a sector that belongs to a state. */
static inline bool is_of_state(uint8_t sector)
{
    return sector == SECTOR_GOV || sector == SECTOR_MIL || sector == SECTOR_COP || sector == SECTOR_LEG ||
           sector == SECTOR_JUD || sector == SECTOR_SPY;
}

/* Names (name.c). */
/* Is the word at i a given name? *also_word: the lexicon marks it as a word of the language too. */
bool name_is_given(const finder *f, uint32_t i, bool *also_word);
/* Is the word بن, between a name and his father's? */
bool name_is_son(const entity_input *in, uint32_t i);
/* Is it a word that only ends a name of two (نصر الله, صلاح الدين)? */
bool name_is_tail(const entity_input *in, uint32_t i);
/* Is it a given name before بن (عادل بن جميل), whatever word it may be elsewhere? */
bool name_before_son(const finder *f, uint32_t i);
/* A word that the lexicon does not know as a word of the language. */
bool name_is_unknown(const finder *f, uint32_t i);
/* Does the best known entity phrase at i hold here (of one kind only, or of any)? A single word must have been read as a
 * name. */
const phrase *name_entity(const finder *f, uint32_t i, lex_entity_kind only, bool any);
/* A known name goes on with بن and the father's name, or the house: محمد بن سلمان بن عبدالعزيز آل سعود. Gives its last token. */
uint32_t name_with_fathers(const finder *f, uint32_t last);
/* Last token of a person's name that begins at i, or NO_TOKEN. `after_role`: a role or title stands before it. */
uint32_t name_of_person(const finder *f, uint32_t i, bool after_role);
/* The mention of a known entity. */
mention name_entity_mention(const finder *f, uint32_t i, const phrase *p);
/* Keeps a mention that stands inside another. */
void name_add_nested(const finder *f, mention m);

/* Bodies, groups, places (body.c). */
/* May the noun phrase that ends before j go on with it? */
bool body_continues(const finder *f, uint32_t j);
/* Does a noun at j begin another phrase (مسؤول أميركي قوله, وزارة الخارجية الاعتداء)? */
bool body_begins_another(const finder *f, uint32_t j);
/* An organisation by its first word: وزارة الخارجية السعودية, الجيش الإسرائيلي, حزب العدالة والتنمية. */
bool body_organisation(const finder *f, uint32_t i, mention *out);
/* A known entity that is no person, or an organisation; *next is the token after it. */
bool body_named(const finder *f, uint32_t j, mention *m, uint32_t *next);
/* Gives a role or group the country, body and sector of the body that it belongs to. */
void body_give(mention *role, const mention *body);
/* People by a common noun: المتظاهرون, مصادر أمنية, قوات الأمن العراقية. */
bool body_group(const finder *f, uint32_t i, mention *out);
/* A place by its kind or by a part of it: قرية الخوجرة, قضاء الحويجة, شمال شرق بغداد, وسط العاصمة المصرية. */
bool body_place(const finder *f, uint32_t i, mention *m);
/* The people of a state: الفلسطينيون, أتراك. */
bool body_people(const finder *f, uint32_t i, mention *m);

/* Roles (role.c). */
/* A role or title with all that belongs to it, and the name after it where there is one. */
bool role_phrase(const finder *f, uint32_t i, mention *out);
/* Does the verb right before token i take a person for its object: استقبل, انتقد? */
bool role_after_transitive(const finder *f, uint32_t i);

#endif
