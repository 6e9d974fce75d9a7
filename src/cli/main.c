/* main: the program khabar: finds the subcommand, reads options, prints help. */
#include "cli/cli.h"

#include "input/input.h"

#include <getopt.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct command {
    const char *name;
    int (*run)(const cli_options *);
    const char *arguments, *help;
    char letter; /* in the table of options */
} command;

static const command commands[] = {
#define X(name, letter, run, arguments, help) {name, run, arguments, help, letter},
    COMMANDS(X)
#undef X
};

enum { COMMANDS_N = sizeof commands / sizeof *commands };

#define NO_MEMBER SIZE_MAX

static const struct {
    const char *name, *value, *commands, *help;
    char letter;
    size_t member; /* of a filter: where in query_filter; NO_MEMBER */
} options[] = {
#define X(name, letter, value, commands, help) {name, value, commands, help, letter, NO_MEMBER},
    OPTIONS(X)
#undef X
#define X(member, name, value, commands, help) {name, value, commands, help, 0, offsetof(query_filter, member)},
        FILTERS(X)
#undef X
};

enum { OPTIONS_N = sizeof options / sizeof *options, FIRST_LONG = 256 };

void cli_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("khabar: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

void cli_notice(void *context, const char *text)
{
    (void)context;
    cli_say("%s", text);
}

void cli_defaults(const cli_options *o, khabar_article *a)
{
    if (o->date && a->published.length == 0) a->published = (khabar_string){o->date, strlen(o->date)};
    if (o->source && a->source.length == 0) a->source = (khabar_string){o->source, strlen(o->source)};
}

static void print_option(size_t i)
{
    char left[64];
    int n = options[i].letter ? snprintf(left, sizeof left, "-%c, --%s", options[i].letter, options[i].name)
                              : snprintf(left, sizeof left, "    --%s", options[i].name);
    if (options[i].value) snprintf(left + n, sizeof left - (size_t)n, " %s", options[i].value);
    printf("  %-28s %s\n", left, options[i].help);
}

static void print_exports(void)
{
    puts("\nFORMAT:");
#define X(name, run, folder, facts, help) printf("  %-15s %s\n", name, help);
    EXPORTS(X)
#undef X
}

static void help(const command *c)
{
    if (c)
        printf("usage: khabar %s [options] %s\n%s\n\n", c->name, c->arguments, c->help);
    else {
        printf(
            "khabar %s: reads Arabic news and prints who did or said what to whom, when, where, and on whose word.\n\n"
            "usage: khabar COMMAND [options] [FILE...]\n\ncommands:\n",
            KHABAR_VERSION);
        for (size_t i = 0; i < COMMANDS_N; i++)
            printf("  %-10s %-14s %s\n", commands[i].name, commands[i].arguments, commands[i].help);
        putchar('\n');
    }
    puts("options:");
    for (size_t i = 0; i < OPTIONS_N; i++)
        if (!c || strchr(options[i].commands, c->letter)) print_option(i);
    if (c && c->letter == 'x') print_exports();
    if (c && strchr("vtcx", c->letter))
        puts("\nWHO is RUS, a country or PLOVER code, with all its bodies and people; RUS.MIL with a sector; .REB a "
             "sector of\nany country; Q7747 a Wikidata id; #12 a number of khabar actors; else words of a name. Commas "
             "divide alternatives.");
    if (c && strchr("svtcxw", c->letter)) return;
    puts("\nPATH is a file or a folder; - is standard input. A file is plain text (the first line is the title), JSONL "
         "or a\n"
         "table with the keys or columns id, date, outlet, url, title, text, a page of HTML, a feed or a web archive, "
         "each\n"
         "also packed by gzip, zstd or xz. Exit status: 0 done, 1 some record could not be read, 2 wrong use, 3 "
         "nothing could be done.");
}

static int choice(const char *option, const char *value, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(value, names[i]) == 0) return i;
    cli_say("--%s %s: wanted is one of the values in khabar --help", option, value);
    exit(EXIT_USAGE);
}

static bool is_date(const char *s)
{
    static const char pattern[] = "dddd-dd-dd";
    size_t n = 0;
    for (; s[n] && n < sizeof pattern - 1; n++)
        if (pattern[n] == 'd' ? s[n] < '0' || s[n] > '9' : s[n] != pattern[n]) return false;
    return s[n] == 0 && (n == 10 || n == 7);
}

static void set_option(cli_options *o, const char *name, const char *value)
{
    static const char *const languages[] = {"ar", "en", NULL}, *const colours[] = {"auto", "always", "never", NULL};
    if (strcmp(name, "json") == 0) o->json = true;
    if (strcmp(name, "dossier") == 0) o->dossier = true;
    if (strcmp(name, "with-text") == 0) o->with_text = true;
    if (strcmp(name, "conllu") == 0) o->conllu = true;
    if (strcmp(name, "no-trees") == 0) o->no_trees = true;
    if (strcmp(name, "help") == 0) o->help = true;
    if (strcmp(name, "version") == 0) o->version = true;
    if (strcmp(name, "lang") == 0) o->language = choice(name, value, languages);
    if (strcmp(name, "colour") == 0) o->colour = choice(name, value, colours);
    if (strcmp(name, "date") == 0) {
        if (!is_date(value)) {
            cli_say("--date %s: a day is wanted, YYYY-MM-DD, or a month, YYYY-MM", value);
            exit(EXIT_USAGE);
        }
        o->date = value;
    }
    if (strcmp(name, "source") == 0) o->source = value;
    if (strcmp(name, "address") == 0) o->address = value;
    if (strcmp(name, "port") == 0) {
        char *end;
        unsigned long n = strtoul(value, &end, 10);
        if (*end || *value < '0' || *value > '9' || n > UINT16_MAX) {
            cli_say("--port %s: a number from 0 to 65535 is wanted", value);
            exit(EXIT_USAGE);
        }
        o->port_given = true;
        o->port = (uint16_t)n;
    }
    if (strcmp(name, "columns") == 0) {
        khabar_error error;
        if (input_check_columns(value, &error) != KHABAR_OK) {
            cli_say("%s", error.message);
            exit(EXIT_USAGE);
        }
        o->columns = value;
    }
    if (strcmp(name, "lexicon") == 0) o->lexicon = value;
    if (strcmp(name, "db") == 0) o->db = value;
    if (strcmp(name, "csv") == 0) o->csv = true;
    if (strcmp(name, "table") == 0) o->table = true;
    if (strcmp(name, "newest") == 0) o->newest = true;
    if (strcmp(name, "copies") == 0) o->copies = true;
    if (strcmp(name, "count") == 0) o->count = value;
    if (strcmp(name, "out") == 0) o->out = value;
    if (strcmp(name, "limit") == 0) {
        char *end;
        unsigned long n = strtoul(value, &end, 10);
        if (*end || *value < '0' || *value > '9' || n > UINT32_MAX) {
            cli_say("--limit %s: a number of rows is wanted, 0 for all", value);
            exit(EXIT_USAGE);
        }
        o->limit = (uint32_t)n;
        o->limit_given = true;
    }
    if (strcmp(name, "update") == 0) o->update = true;
    if (strcmp(name, "write") == 0) o->write = true;
    if (strcmp(name, "article") == 0) {
        char *end;
        o->article = strtoll(value, &end, 10);
        if (*end || o->article < 1) {
            cli_say("--article %s: the number of an article is wanted", value);
            exit(EXIT_USAGE);
        }
    }
    if (strcmp(name, "jobs") == 0) {
        o->jobs_given = true;
        char *end;
        unsigned long n = strtoul(value, &end, 10);
        if (*end || *value == 0 || n > 256) {
            cli_say("--jobs %s: a number from 0 to 256 is wanted", value);
            exit(EXIT_USAGE);
        }
        o->jobs = (unsigned)n;
    }
}

static void take_option(cli_options *o, size_t i, const char *value)
{
    if (options[i].member == NO_MEMBER)
        set_option(o, options[i].name, value);
    else
        memcpy((char *)&o->filter + options[i].member, &value, sizeof value);
}

int main(int argc, char **argv)
{
    cli_options o = {.jobs = 1};
    bool given[OPTIONS_N] = {false};
    struct option longs[OPTIONS_N + 1];
    char shorts[2 * OPTIONS_N + 2] = "";
    for (size_t i = 0; i < OPTIONS_N; i++) {
        longs[i] = (struct option){options[i].name, options[i].value ? required_argument : no_argument, NULL,
                                   FIRST_LONG + (int)i};
        if (options[i].letter) {
            size_t n = strlen(shorts);
            shorts[n] = options[i].letter;
            shorts[n + 1] = options[i].value ? ':' : 0;
            shorts[n + 2] = 0;
        }
    }
    longs[OPTIONS_N] = (struct option){0};
    for (int c; (c = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (c == '?') {
            fputs("try 'khabar --help'\n", stderr);
            return EXIT_USAGE;
        }
        for (size_t i = 0; i < OPTIONS_N; i++)
            if (c == FIRST_LONG + (int)i || (options[i].letter && c == options[i].letter))
                take_option(&o, i, optarg), given[i] = true;
    }
    if (o.version) {
        puts("khabar " KHABAR_VERSION);
        return EXIT_OK;
    }
    const command *found = NULL;
    for (size_t i = 0; optind < argc && i < COMMANDS_N; i++)
        if (strcmp(argv[optind], commands[i].name) == 0) found = &commands[i];
    if (o.help || optind >= argc) {
        help(found);
        return o.help ? EXIT_OK : EXIT_USAGE;
    }
    if (!found) {
        cli_say("'%s' is no command; try 'khabar --help'", argv[optind]);
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < OPTIONS_N; i++)
        if (given[i] && !strchr(options[i].commands, found->letter)) {
            cli_say("--%s does not go with khabar %s; try 'khabar %s --help'", options[i].name, found->name,
                    found->name);
            return EXIT_USAGE;
        }
    o.files = argv + optind + 1;
    o.n_files = argc - optind - 1;
    return found->run(&o);
}
