/* serve: khabar serve: the page and its API, until Ctrl-C. */
#include "cli/cli.h"

#include "base/pool.h"
#include "server/server.h"

#include <stdio.h>

static void ready(const char *url, int64_t articles)
{
    if (articles < 0)
        printf("khabar: %s  (no database: paste a text; --db FILE shows one)\n", url);
    else
        printf("khabar: %s  (%lld reports)\n", url, (long long)articles);
    puts("Ctrl-C ends it.");
    fflush(stdout);
}

int cli_serve(const cli_options *o)
{
    enum { WORKERS_LEAST = 4 };
    if (o->n_files) {
        cli_say("khabar serve takes no file; name the database with --db FILE");
        return EXIT_USAGE;
    }
    if (o->write && !o->db) {
        cli_say("khabar serve --write: --db FILE is wanted: the database to keep reports in");
        return EXIT_USAGE;
    }
    unsigned processors = pool_processors(), least = processors < WORKERS_LEAST ? WORKERS_LEAST : processors;
    server_options s = {.db = o->db,
                        .lexicon = o->lexicon,
                        .write = o->write,
                        .address = o->address,
                        .port = o->port_given ? o->port : SERVER_PORT,
                        .workers = o->jobs_given && o->jobs ? o->jobs : least};
    khabar_error error = {0};
    if (server_run(&s, ready, &error) == KHABAR_OK) return EXIT_OK;
    cli_say("%s", error.message);
    return error.status == KHABAR_ERR_ARGUMENT ? EXIT_USAGE : EXIT_FAILED;
}
