/* queries: how long questions to a database take: each asked some times, the median told.
 * usage: khabar-bench-queries DB
 * Prints a line a question: milliseconds, rows, what was asked. The questions are those that a researcher begins with. */
#include "store/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 7 };

static khabar_reader *reader;
static store *db;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

typedef enum { EVENTS, STATEMENTS, ACTORS, ARTICLES, SEARCH, COUNTS } question;

static long ask(question q, const query_filter *f, const query_by *by, uint32_t n_by)
{
    query_rows *r = NULL;
    khabar_error error = {0};
    union {
        query_event e;
        query_statement s;
        query_actor a;
        query_article t;
        query_hit h;
        query_count c;
    } row;
    khabar_status status = q == EVENTS       ? query_events(db, f, &r, &error)
                           : q == STATEMENTS ? query_statements(db, f, &r, &error)
                           : q == ACTORS     ? query_actors(db, f, &r, &error)
                           : q == ARTICLES   ? query_articles(db, f, &r, &error)
                           : q == SEARCH     ? query_search(db, f, &r, &error)
                                             : query_counts(db, QUERY_EVENTS, by, n_by, f, &r, &error);
    long n = 0;
    if (status == KHABAR_OK) {
        while (q == EVENTS       ? query_next_event(r, &row.e)
               : q == STATEMENTS ? query_next_statement(r, &row.s)
               : q == ACTORS     ? query_next_actor(r, &row.a)
               : q == ARTICLES   ? query_next_article(r, &row.t)
               : q == SEARCH     ? query_next_hit(r, &row.h)
                                 : query_next_count(r, &row.c))
            n++;
        status = query_close(r, &error);
    }
    if (status != KHABAR_OK) {
        fprintf(stderr, "bench: %s\n", error.message);
        exit(1);
    }
    return n;
}

static void measure(const char *name, question q, query_filter f, const query_by *by, uint32_t n_by)
{
    double ms[RUNS];
    long n = 0;
    f.reader = reader;
    for (int i = 0; i < RUNS; i++) {
        double begun = now_ms();
        n = ask(q, &f, by, n_by);
        ms[i] = now_ms() - begun;
    }
    qsort(ms, RUNS, sizeof *ms, by_value);
    printf("%8.1f ms %7ld rows  %s\n", ms[RUNS / 2], n, name);
}

int main(int argc, char **argv)
{
    khabar *k;
    khabar_error error = {0};
    if (argc != 2 || store_open(argv[1], STORE_READ, &db, &error) != KHABAR_OK ||
        khabar_open(NULL, &k, &error) != KHABAR_OK || khabar_reader_new(k, &reader, &error) != KHABAR_OK) {
        fprintf(stderr, "usage: khabar-bench-queries DB\n%s\n", error.message);
        return 2;
    }
#define ASK(name, q, ...) measure(name, q, (query_filter){__VA_ARGS__}, NULL, 0)
#define COUNT(name, filter, ...)                                                                                       \
    do {                                                                                                               \
        const query_by by[] = {__VA_ARGS__};                                                                           \
        measure(name, COUNTS, (query_filter)filter, by, sizeof by / sizeof *by);                                       \
    } while (0)
#define ALL {.limit = 0}
    /* the words looked for are escapes, since no Arabic stands in C: ministers, the Security Council, Putin, China */
    ASK("search: ministers, 20 best", SEARCH, .text = "\u0648\u0632\u0631\u0627\u0621", .limit = 20);
    ASK("search: \"Security Council\", 20 best", SEARCH,
        .text = "\"\u0645\u062c\u0644\u0633 \u0627\u0644\u0623\u0645\u0646\"", .limit = 20);
    ASK("search: in (a word of all articles), 20 best", SEARCH, .text = "\u0641\u064a", .limit = 20);
    ASK("events: actor RUS, recipient UKR", EVENTS, .actor = "RUS", .recipient = "UKR");
    ASK("events: type ASSAULT since 2015-07, 100", EVENTS, .type = "ASSAULT", .since = "2015-07", .limit = 100);
    ASK("events: actor SAU newest first, 50", EVENTS, .actor = "SAU", .newest_first = true, .limit = 50);
    ASK("events: of one outlet, asserted, 100", EVENTS, .outlet = "BBC Arabic", .status = "asserted", .limit = 100);
    ASK("events: place Aden, 100", EVENTS, .place = "\u0639\u062f\u0646", .limit = 100);
    ASK("events: attributed to SAU, 100", EVENTS, .attributed_to = "SAU", .limit = 100);
    ASK("events: in articles with Yemen, 100", EVENTS, .text = "\u0627\u0644\u064a\u0645\u0646", .limit = 100);
    ASK("statements: speaker Putin, 100", STATEMENTS, .speaker = "\u0628\u0648\u062a\u064a\u0646", .limit = 100);
    ASK("statements: about China, 100", STATEMENTS, .about = "\u0627\u0644\u0635\u064a\u0646", .limit = 100);
    ASK("statements: about USA (named in them), 100", STATEMENTS, .about = "USA", .limit = 100);
    ASK("actors: first 50", ACTORS, .limit = 50);
    ASK("actors: persons of EGY, 50", ACTORS, .country = "EGY", .kind = "person", .limit = 50);
    ASK("actors: named Mohammed, 50", ACTORS, .name = "\u0645\u062d\u0645\u062f", .limit = 50);
    ASK("articles: of a month, 100", ARTICLES, .since = "2015-08", .until = "2015-08", .limit = 100);
    COUNT("count: events by month", ALL, QUERY_BY_MONTH);
    COUNT("count: events by type", ALL, QUERY_BY_TYPE);
    COUNT("count: events by outlet", ALL, QUERY_BY_OUTLET);
    COUNT("count: events by dyad", ALL, QUERY_BY_DYAD);
    COUNT("count: events by month and dyad", ALL, QUERY_BY_MONTH, QUERY_BY_DYAD);
    COUNT("count: ASSAULT by month and dyad", {.type = "ASSAULT"}, QUERY_BY_MONTH, QUERY_BY_DYAD);
    COUNT("count: events by actors", ALL, QUERY_BY_ACTORS);
    COUNT("count: events of SAU by month", {.party = "SAU"}, QUERY_BY_MONTH);
    khabar_reader_free(reader);
    khabar_close(k);
    store_close(db);
    return 0;
}
