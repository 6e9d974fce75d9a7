/* cli: what the subcommands share: the table of commands and options, messages, exit codes. */
#ifndef KHABAR_CLI_CLI_H
#define KHABAR_CLI_CLI_H

#include "khabar.h"

#include "cli/filter.h"

#include <stdbool.h>
#include <stdint.h>

/* Exit codes: 0 all went well; 1 some record could not be read; 2 wrong use; 3 nothing could be done. */
enum { EXIT_OK = 0, EXIT_RECORDS = 1, EXIT_USAGE = 2, EXIT_FAILED = 3 };

/* name, letter in the table of options, function, arguments, one line of help */
#define COMMANDS(X)                                                                                                    \
    X("read", 'r', cli_read, "[PATH...|-]", "read reports and print who did or said what to whom")                     \
    X("analyse", 'a', cli_analyse, "[PATH...|-]",                                                                      \
      "print the words of a text: lemma, class, features, and who governs whom")                                       \
    X("explain", 'e', cli_explain, "[PATH...|-]", "show words, analyses and the data rows behind each record")         \
    X("ingest", 'i', cli_ingest, "--db FILE [PATH...|-]", "read reports and keep the records in a database")           \
    X("actor", 'm', cli_actor, "merge|split ACTOR...",                                                                 \
      "say that two actors of a database are one, or that they are not")                                               \
    X("search", 's', cli_search, "--db FILE WORD...", "find articles by their words, and show where")                  \
    X("events", 'v', cli_events, "--db FILE", "who did what to whom: the events of a database, or counts of them")     \
    X("statements", 't', cli_statements, "--db FILE",                                                                  \
      "who said what: the statements of a database, or counts of them")                                                \
    X("actors", 'c', cli_actors, "--db FILE", "who is there in a database")                                            \
    X("export", 'x', cli_export, "FORMAT --db FILE", "the database in the layouts of other tools")                     \
    X("serve", 'w', cli_serve, "[--db FILE]", "open a page on this machine: paste a report, look through a database")

/* long name, letter, value or NULL, commands ("re" read, explain), help */
#define OPTIONS(X)                                                                                                     \
    X("json", 0, NULL, "rsvtc", "one JSON object a line (the default where the output is no terminal)")                \
    X("dossier", 0, NULL, "r", "a dossier to read (the default on a terminal)")                                        \
    X("lang", 0, "ar|en", "rsvtc", "language of labels and names (default ar)")                                        \
    X("with-text", 0, NULL, "rx", "the text too, in which offsets count; export: in articles")                         \
    X("csv", 0, NULL, "svtc", "lines of CSV with a head line (docs/export.md)")                                        \
    X("table", 0, NULL, "svtc", "a table to read (the default on a terminal)")                                         \
    X("count", 0, "BY,...", "svt",                                                                                     \
      "counts by month, year, day, type, outlet, country, dyad, actor, actors or place; up to three of them")          \
    X("limit", 0, "N", "svtc", "at most N rows, 0: all (default: 40 of a table, 10 hits, else all)")                   \
    X("newest", 0, NULL, "vt", "the newest first")                                                                     \
    X("copies", 0, NULL, "svtx", "near copies of other articles too")                                                  \
    X("out", 'o', "PATH", "x", "file to write; of csv and jsonl the folder (default standard output)")                 \
    X("conllu", 0, NULL, "a", "the words as CoNLL-U (universaldependencies.org)")                                      \
    X("no-trees", 0, NULL, "a", "words without who governs whom: twice as fast")                                       \
    X("jobs", 'j', "N", "raiw",                                                                                        \
      "threads (default 1, of ingest and serve 0; 0: one a processor); the output is the same")                        \
    X("db", 0, "FILE", "imsvtcxw", "the database; khabar ingest makes it where there is none")                         \
    X("update", 0, NULL, "i", "replace stored articles whose text, or the lexicon that read them, is another now")     \
    X("article", 0, "ID", "msvtx", "this article only: the number that the database gives it")                         \
    X("date", 0, "DATE", "rei", "day of the report, YYYY-MM-DD, where the input does not say it")                      \
    X("source", 0, "NAME", "rei", "outlet of the report, where the input does not say it")                             \
    X("columns", 0, "WHAT=NAME,...", "reai",                                                                           \
      "columns of a table: id, date, outlet, url, title, text (text=body,date=day)")                                   \
    X("colour", 0, "auto|always|never", "rsvtc", "colours (default auto: on a terminal)")                              \
    X("lexicon", 0, "PATH", "reaisvtcxw", "a compiled lexicon, or a folder of .tsv files laid over the built-in data") \
    X("port", 0, "N", "w", "port of the page (default 8765; 0: any that is free)")                                     \
    X("address", 0, "IP", "w", "address of this machine to listen at (default 127.0.0.1: this machine alone)")         \
    X("write", 0, NULL, "w",                                                                                           \
      "visitors of the page may keep a report in the database, which is made where there is none")                     \
    X("help", 'h', NULL, "reaimsvtcxw", "this help")                                                                   \
    X("version", 'V', NULL, "", "the version")

/* name, function, does it write a folder, are only events told as facts in it unless --status is given, help */
#define EXPORTS(X)                                                                                                     \
    X("csv", export_as_csv, true, false,                                                                               \
      "a folder of tables with a head line: articles, actors, statements, events; schema.json")                        \
    X("jsonl", export_as_jsonl, true, false, "the same tables as lines of JSON; schema.json")                          \
    X("plover", export_as_plover, false, false, "events as lines of JSON with the columns of POLECAT (PLOVER)")        \
    X("gdelt-events", export_as_gdelt_events, false, true, "the event table of GDELT 2.0")                             \
    X("gdelt-mentions", export_as_gdelt_mentions, false, true, "the mention table of GDELT 2.0")                       \
    X("icews", export_as_icews, false, true, "events with the columns of ICEWS")                                       \
    X("graphml", export_as_graphml, false, true, "who does something to whom, as a network (GraphML)")                 \
    X("edges", export_as_edges, false, true, "the same as a list of edges (CSV)")                                      \
    X("geojson", export_as_geojson, false, true, "the places of events, with how many of which kind")                  \
    X("dyads", export_as_dyads, false, true,                                                                           \
      "a monthly panel: country, country, month, events by quad class, Goldstein sum (CSV)")

typedef struct cli_options {
    bool json, dossier, with_text, conllu, no_trees, update, help, version;
    bool csv, table, newest, copies, limit_given, write;
    int language, colour; /* colour: 0 auto, 1 always, 2 never */
    unsigned jobs;
    bool jobs_given, port_given;
    uint16_t port;
    int64_t article; /* 0: not given */
    const char *date, *source, *columns, *lexicon, *db, *address;
    const char *count, *out;
    uint32_t limit;
    query_filter filter; /* its texts alone */
    char **files;
    int n_files;
} cli_options;

int cli_read(const cli_options *o);
int cli_analyse(const cli_options *o);
int cli_explain(const cli_options *o);
int cli_ingest(const cli_options *o);
int cli_actor(const cli_options *o);
int cli_search(const cli_options *o);
int cli_events(const cli_options *o);
int cli_statements(const cli_options *o);
int cli_actors(const cli_options *o);
int cli_export(const cli_options *o);
int cli_serve(const cli_options *o);

/* "khabar: " and the message on standard error. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void cli_notice(void *context, const char *text);
/* Sets date and source of an article that has none. */
void cli_defaults(const cli_options *o, khabar_article *a);

#endif
