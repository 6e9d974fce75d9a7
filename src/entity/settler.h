/* settler: the article whose mentions are given to actors, and what entity.c asks of each mention: spelling.c compares the
 * words of names, office.c knows the article's country and who held an office on its day.
 *
 *   «محمد بن سلمان», «بن سلمان», «ولي العهد السعودي»    one actor, by the words of his name and by his office
 *
 * Invariant: the words of a mention's name are taken apart once, when they are first asked for. */
#ifndef KHABAR_ENTITY_SETTLER_H
#define KHABAR_ENTITY_SETTLER_H

#include "entity/entity.h"

enum { NAME_WORDS = 12 };

typedef struct name_words {
    const uint8_t *at[NAME_WORDS];
    uint8_t n[NAME_WORDS];
    uint32_t count;
} name_words;

typedef struct settler {
    entities *e;
    const entity_input *in;
    name_words *names; /* of each mention, once it was asked for */
    struct {
        uint16_t country;
        uint32_t weight;
    } weights[64]; /* how much the article speaks of each country */
    uint32_t n_weights;
} settler;

/* Words of names (spelling.c). */
/* Folded words of a token span, clitics and articles left out. */
name_words spelling_words(const settler *s, uint32_t first, uint32_t last);
/* The words of a mention's name, kept for the next time. */
const name_words *spelling_of(const settler *s, const mention *m);
/* Is the shorter name the end, or (two words at least) the beginning of the longer? */
bool spelling_agrees(const name_words *a, const name_words *b);
/* Are they the same words? */
bool spelling_same(const name_words *a, const name_words *b);

static inline bool same_word_at(const name_words *a, uint32_t i, const name_words *b, uint32_t j)
{
    return a->n[i] == b->n[j] && memcmp(a->at[i], b->at[j], a->n[i]) == 0;
}

/* Countries and offices (office.c). */
/* The country that the article is about, by what it names most, or else its outlet. */
void office_home(settler *s);
/* How much the article speaks of a country. */
uint32_t *office_weight(settler *s, uint16_t country);
/* The state whose seat has the name of the state at token i (عمان), 0 where there is none. */
uint32_t office_seat_alike(const settler *s, uint32_t i, uint32_t last, uint32_t state);
/* Country and sector of a known person on the article's day. What the article says of the office comes first. */
void office_codes(const settler *s, actor *x);
/* Gives an actor to each role without a name. */
void office_settle(settler *s);

/* Actors (entity.c). */
/* A new actor for a mention; its id. */
uint32_t actor_new(settler *s, const mention *m);
/* The mention belongs to this actor: what it says more of it is added. */
void actor_join(settler *s, mention *m, uint32_t id);

#endif
