/* query: questions to a khabar database, and their answers row by row; what the program, exports and a server share.
 *
 *   query_filter f = {.actor = "RUS", .recipient = "UKR", .type = "ASSAULT", .since = "2022-02"};
 *   query_events(s, &f, &rows, &error);  while (query_next_event(rows, &e)) …;  status = query_close(rows, &error);
 *
 * Invariant: a filter's values go to SQLite as bound parameters. Strings of a row stay valid until the next row of the same
 * rows. The same database and filter give the same rows in the same order. Near copies are left out unless `copies` is set. */
#ifndef KHABAR_STORE_QUERY_H
#define KHABAR_STORE_QUERY_H

#include "record/row.h"
#include "store/store.h"

/* What is asked for. Every member may be NULL or 0: not asked. Where a text may name several values, commas divide them and any
 * of them will do. Members that do not belong to what is asked (type of statements) are an error, so that nothing is passed over.
 *
 * Who (actor, recipient, party, speaker, addressee, via, attributed_to, about; commas divide alternatives):
 *   RUS       a country or PLOVER code, as the article's reading has it: the state, and all its bodies and people
 *   RUS.MIL   the same with a sector;   .REB  a sector of any country
 *   Q7747     a Wikidata id;   #12  the actor with this id (actor.id)
 *   بوتين      words of a name or alias, folded; all of them in one name */
typedef struct query_filter {
    const char *actor, *recipient; /* events */
    const char *party;             /* events: actor or recipient */
    const char *attributed_to;     /* events: who said it; "outlet": the outlet's own voice */
    const char *type;              /* events: PLOVER types */
    const char *mode;              /* events: PLOVER modes */
    const char *cameo;             /* events: codes or their beginnings: 19 finds 190, 195 */
    const char *context;           /* events */
    const char *quad;              /* events: 1 to 4 */
    const char *status;            /* events: asserted (none of the rest), negated, future, hypothetical, historical.
                                      statements: asserted, denied */
    const char *place;             /* events: words of a place's name */
    const char *country;           /* events: of the place. actors: of the actor */
    const char *speaker, *addressee, *via; /* statements */
    const char *about;                     /* statements: whose content has these words, or names this actor or place */
    const char *kind;   /* statements: direct, indirect, mixed. actors: person, country, org, group */
    const char *sector; /* actors */
    const char *name;   /* actors: as «who» above */
    const char *since,
        *until;         /* first and last day, YYYY, YYYY-MM or YYYY-MM-DD: of the event; of the article for the rest */
    const char *outlet; /* sources, folded and whole */
    const char *text; /* the article holds these words; "…" is a phrase. search: what is looked for (needed there) */
    khabar_reader
        *reader;       /* for the lemmas of `text` and `about`; NULL: they are looked for as they are written, folded */
    const char *group; /* events: event_group */
    const char *uid;   /* events, statements */
    int64_t article;   /* id of one article */
    double confidence; /* events, statements: at least */
    bool copies;       /* near copies too */
    bool newest_first; /* events, statements, articles: by day downwards; else in the order of ids */
    uint32_t limit, offset; /* limit 0: all */
} query_filter;

typedef struct query_rows query_rows;

/* Each starts a question: KHABAR_ERR_ARGUMENT where the filter is wrong (message says which member and what is wanted). */
khabar_status query_events(store *s, const query_filter *f, query_rows **out, khabar_error *error);
khabar_status query_statements(store *s, const query_filter *f, query_rows **out, khabar_error *error);
khabar_status query_actors(store *s, const query_filter *f, query_rows **out,
                           khabar_error *error); /* most articles first */
khabar_status query_articles(store *s, const query_filter *f, query_rows **out, khabar_error *error);
khabar_status query_search(store *s, const query_filter *f, query_rows **out, khabar_error *error); /* best first */

/* The next row; false at the end and on an error, which query_close tells. */
bool query_next_event(query_rows *r, query_event *e);
bool query_next_statement(query_rows *r, query_statement *s);
bool query_next_actor(query_rows *r, query_actor *a);
bool query_next_article(query_rows *r, query_article *a);
bool query_next_hit(query_rows *r, query_hit *h);

/* Rows from here on give article.text too. */
void query_with_text(query_rows *r);

/* Ends the question; the status of the whole of it. r may be NULL. */
khabar_status query_close(query_rows *r, khabar_error *error);

/* What is counted by. Cells are keys of a line, in the order given to query_count; dyad, countries and actors take two cells. */
typedef enum {
    QUERY_BY_NONE,
    QUERY_BY_MONTH,   /* YYYY-MM; "" where the month is not known */
    QUERY_BY_YEAR,    /* YYYY */
    QUERY_BY_DAY,     /* events and statements of which the day is known */
    QUERY_BY_TYPE,    /* events; statements: kind */
    QUERY_BY_OUTLET,  /* source */
    QUERY_BY_COUNTRY, /* of the actors or speakers, one cell */
    QUERY_BY_DYAD,    /* countries of actor and recipient; of actors that meet as equals each pair both ways */
    QUERY_BY_ACTOR,   /* the actor or speaker: two cells, id and name */
    QUERY_BY_ACTORS,  /* actor and recipient: four cells, id, name, id, name */
    QUERY_BY_PLACE,   /* events: place name and country */
} query_by;

enum { QUERY_BYS = 3 };

typedef enum { QUERY_EVENTS, QUERY_STATEMENTS, QUERY_ARTICLES } query_what;

/* Counts what the filter finds by up to three things (month and dyad: the monthly panel). An event with two actors counts once for each of
 * them where it is counted by actor, country or dyad. Lines come in the order of their cells (months rising); by NONE one line. */
khabar_status query_counts(store *s, query_what what, const query_by *by, uint32_t n_by, const query_filter *f,
                           query_rows **out, khabar_error *error);
bool query_next_count(query_rows *r, query_count *c);

/* Names of query_by for options: "month", "dyad" …; QUERY_BY_NONE where it is none of them. */
query_by query_by_named(str name);

#endif
