/* cli: what the subcommands share: the table of commands and options, messages, exit codes. */
#ifndef KHABAR_CLI_CLI_H
#define KHABAR_CLI_CLI_H

#include "khabar.h"

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
    X("serve", 'v', cli_serve, "[--db FILE]", "open a page on this machine: paste a report, look through a database")

/* long name, letter, value or NULL, commands ("re" read, explain), help */
#define OPTIONS(X)                                                                                                     \
    X("json", 0, NULL, "r", "one JSON object a line (the default where the output is no terminal)")                    \
    X("dossier", 0, NULL, "r", "a dossier to read (the default on a terminal)")                                        \
    X("lang", 0, "ar|en", "r", "language of the dossier's labels (default ar)")                                        \
    X("with-text", 0, NULL, "r", "put the document's text into the JSON")                                              \
    X("conllu", 0, NULL, "a", "the words as CoNLL-U (universaldependencies.org)")                                      \
    X("no-trees", 0, NULL, "a", "words without who governs whom: twice as fast")                                       \
    X("jobs", 'j', "N", "raiv",                                                                                        \
      "threads (default 1, of ingest and serve 0; 0: one a processor); the output is the same")                        \
    X("db", 0, "FILE", "imv", "the database; khabar ingest makes it where there is none")                              \
    X("update", 0, NULL, "i", "replace stored articles whose text, or the lexicon that read them, is another now")     \
    X("article", 0, "ID", "m", "split in this article only: the number that the database gives it")                    \
    X("date", 0, "DATE", "rei", "day of the report, YYYY-MM-DD, where the input does not say it")                      \
    X("source", 0, "NAME", "rei", "outlet of the report, where the input does not say it")                             \
    X("columns", 0, "WHAT=NAME,...", "reai",                                                                           \
      "columns of a table: id, date, outlet, url, title, text (text=body,date=day)")                                   \
    X("colour", 0, "auto|always|never", "r", "colours in the dossier (default auto)")                                  \
    X("lexicon", 0, "PATH", "reaiv", "a compiled lexicon, or a folder of .tsv files laid over the built-in data")      \
    X("port", 0, "N", "v", "port of the page (default 8765; 0: any that is free)")                                     \
    X("address", 0, "IP", "v", "address of this machine to listen at (default 127.0.0.1: this machine alone)")         \
    X("help", 'h', NULL, "reaimv", "this help")                                                                        \
    X("version", 'V', NULL, "", "the version")

typedef struct cli_options {
    bool json, dossier, with_text, conllu, no_trees, update, help, version;
    int language, colour; /* colour: 0 auto, 1 always, 2 never */
    unsigned jobs;
    bool jobs_given, port_given;
    uint16_t port;
    int64_t article; /* 0: not given */
    const char *date, *source, *columns, *lexicon, *db, *address;
    char **files;
    int n_files;
} cli_options;

int cli_read(const cli_options *o);
int cli_analyse(const cli_options *o);
int cli_explain(const cli_options *o);
int cli_ingest(const cli_options *o);
int cli_actor(const cli_options *o);
int cli_serve(const cli_options *o);

/* "khabar: " and the message on standard error. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void cli_notice(void *context, const char *text);
/* Sets date and source of an article that has none. */
void cli_defaults(const cli_options *o, khabar_article *a);

#endif
