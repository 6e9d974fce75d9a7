/* row: what a database gives to whoever asks it: an event, statement, actor, article, hit or count with what belongs to it.
 *
 *   the event of قصفت القوات الروسية كييف  ->  type ASSAULT, actors {RUS MIL}, recipients {UKR}, place Kyiv 50.45 30.52, its article
 *
 * Plain data, made by store/query.h, written by export/ and the program: it stands here, below both, so that neither needs
 * the other. Invariant: strings belong to the question that gave the row, and are valid until its next row. */
#ifndef KHABAR_RECORD_ROW_H
#define KHABAR_RECORD_ROW_H

#include "base/str.h"

/* What a part of an event or statement is played by. */
typedef struct query_party {
    int64_t actor_id;  /* across articles; that of the actor it was merged into */
    uint32_t n;        /* a1 of the article's record is 1 */
    str name, name_en; /* name: as the article has it; else the actor's; empty where nobody is named */
    str kind, country, sector, role, wikidata;
} query_party;

enum { QUERY_PARTIES = 8 };

typedef struct query_parties {
    query_party at[QUERY_PARTIES];
    uint32_t n;
} query_parties;

typedef struct query_span {
    uint32_t start, stop; /* code points of the article's text */
    str words;            /* the text there; valid like the row */
} query_span;

typedef struct query_article {
    int64_t id;
    str source, doc_id, url, published, day, title, language;
    int64_t copy_of;   /* article id, 0 where it is no copy */
    double similarity; /* of a copy */
    str lexicon;       /* hash of the lexicon that read it */
    str text;          /* only where query_with_text was called */
} query_article;

typedef struct query_event {
    int64_t id;
    uint32_t n;
    query_article article;
    str uid, group, type, mode, cameo, rule;
    str day;                                              /* of the event, else of the article */
    str date_start, date_end, date_precision, date_words; /* empty where the text does not say */
    str place, place_name, place_name_en, place_country, place_kind, place_wikidata; /* place: in the article's words */
    double lat, lon;                                                                 /* NAN where unknown */
    int quad;
    double goldstein, confidence;
    bool negation, future, hypothetical, historical, is_copy;
    int64_t killed, wounded, arrested; /* -1 where not counted */
    str contexts;                      /* divided by blanks */
    query_span trigger;
    query_parties actors, recipients;
    int64_t statement_id;        /* on whose word, 0: the outlet's own */
    uint32_t statement_n;        /* s1 is 1 */
    query_parties attributed_to; /* its speakers */
    uint32_t sentence;
} query_event;

enum { QUERY_SPANS = 4 };

typedef struct query_statement {
    int64_t id;
    uint32_t n;
    query_article article;
    str uid, kind, day, rule;
    bool denial, is_copy;
    double confidence;
    query_span cue; /* start == stop where there is none */
    query_span content[QUERY_SPANS];
    uint32_t n_content;
    query_parties speakers, addressees, via;
    uint32_t sentence;
} query_statement;

typedef struct query_actor {
    int64_t id;
    str kind, name, name_en, country, sector, role, wikidata;
    bool generic; /* a kind of actor, not one actor */
    int64_t articles, mentions;
    str aliases; /* the commonest names that articles give it, at most 8, divided by " | " */
} query_actor;

/* A hit: pieces of the snippet in turn outside and inside a hit, the first one outside (it may be empty). */
enum { QUERY_PIECES = 24 };

typedef struct query_hit {
    query_article article;
    double rank; /* smaller is better (bm25) */
    str snippet[QUERY_PIECES];
    uint32_t n_snippet;
    bool cut_before, cut_after; /* text of the article was left out before or after the snippet */
    uint32_t hits;              /* in the whole article */
} query_hit;

enum { QUERY_CELLS = 6 };

typedef struct query_count {
    str cells[QUERY_CELLS];
    uint32_t n_cells;
    int64_t n;
    int64_t quads[4];        /* events of quad 1 to 4 */
    double goldstein;        /* sum over the events */
    int64_t killed, wounded; /* sums over the events that count them */
} query_count;

#endif
