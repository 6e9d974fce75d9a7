/* reference: the tables of src/cli/cli.h and of the exports as parts of docs/reference.md, docs/export.md and man/khabar.1.
 *
 *   khabar-reference synopsis|commands|formats|articles|actors|statements|events|hits|man-synopsis|man-options
 *
 * tests/cli/reference.py puts them between their marks in the documents, and tests that they have not drifted.
 * Invariant: it knows nothing that the tables do not say. */
#include "cli/cli.h"
#include "export/columns.h"

#include <stdio.h>
#include <string.h>

typedef struct command {
    const char *name, *arguments, *help;
    char letter;
} command;

typedef struct option {
    const char *name, *value, *commands, *help;
    char letter;
} option;

static const command commands[] = {
#define X(name, letter, run, arguments, help) {name, arguments, help, letter},
    COMMANDS(X)
#undef X
};

static const option options[] = {
#define X(name, letter, value, commands, help) {name, value, commands, help, letter},
    OPTIONS(X)
#undef X
#define X(member, name, value, commands, help) {name, value, commands, help, 0},
        FILTERS(X)
#undef X
};

enum { COMMANDS_N = sizeof commands / sizeof *commands, OPTIONS_N = sizeof options / sizeof *options };

static void synopsis(void)
{
    puts("```");
    for (size_t i = 0; i < COMMANDS_N; i++) {
        char call[80];
        snprintf(call, sizeof call, "khabar %-10s %s", commands[i].name, commands[i].arguments);
        printf("%-42s %s\n", call, commands[i].help);
    }
    puts("```");
}

/* A cell of a table in Markdown. */
static void cell(const char *s)
{
    for (; *s; s++) {
        if (*s == '|') putchar('\\');
        putchar(*s);
    }
}

static void option_row(const option *o)
{
    printf("| `");
    if (o->letter) printf("-%c`, `", o->letter);
    printf("--%s", o->name);
    if (o->value) {
        putchar(' ');
        cell(o->value);
    }
    printf("` | ");
    cell(o->help);
    puts(" |");
}

static void each_command(void)
{
    for (size_t c = 0; c < COMMANDS_N; c++) {
        printf("%s### khabar %s\n\n`khabar %s [options] %s`: %s.\n\n| option | meaning |\n|---|---|\n", c ? "\n" : "",
               commands[c].name, commands[c].name, commands[c].arguments, commands[c].help);
        for (size_t i = 0; i < OPTIONS_N; i++)
            if (strchr(options[i].commands, commands[c].letter)) option_row(&options[i]);
    }
}

static void formats(void)
{
    puts("| format | what it is | events |\n|---|---|---|");
#define X(name, run, folder, facts, help)                                                                              \
    printf("| `%s` | ", name);                                                                                         \
    cell(help);                                                                                                        \
    puts(facts ? " | told as facts |" : " | all, marked |");
    EXPORTS(X)
#undef X
}

/* ---- the manual page ---- */

static void words(const char *s)
{
    for (; *s; s++) {
        if (*s == '\\') putchar('\\');
        putchar(*s == '\\' ? 'e' : *s);
    }
}

static void man_value(const char *value)
{
    fputs(" Ar ", stdout);
    for (; *value; value++) {
        if (*value == '|')
            fputs(" | ", stdout);
        else if (*value == ',' || *value == '=')
            printf(" Ns %c Ns ", *value);
        else
            putchar(*value);
    }
}

static void man_synopsis(void)
{
    for (size_t c = 0; c < COMMANDS_N; c++) {
        const char *a = commands[c].arguments;
        printf(".Nm\n.Cm %s\n.Op Ar options\n", commands[c].name);
        if (strncmp(a, "--db FILE", 9) == 0) {
            puts(".Fl -db Ar FILE");
            a += 9;
        }
        while (*a == ' ') a++;
        if (*a) {
            fputs(".Ar ", stdout);
            words(a);
            putchar('\n');
        }
    }
    puts(".Nm\n.Fl -help | Fl -version");
}

static void man_option(const option *o)
{
    fputs(".It", stdout);
    if (o->letter) printf(" Fl %c ,", o->letter);
    printf(" Fl -%s", o->name);
    if (o->value) man_value(o->value);
    fputs("\n", stdout);
    size_t n = strlen(o->commands);
    if (n && n < COMMANDS_N) {
        fputs("With\n.Cm ", stdout);
        for (size_t i = 0, k = 0; i < COMMANDS_N; i++)
            if (strchr(o->commands, commands[i].letter))
                printf("%s%s", k == 0 ? "" : k + 1 < n ? " , " : " No and Cm ", commands[i].name), k++;
        puts(" :");
    }
    words(o->help);
    puts(".");
}

static void man_options(void)
{
    puts(".Bl -tag -width Ds");
    for (size_t i = 0; i < OPTIONS_N; i++) man_option(&options[i]);
    puts(".El");
}

static int columns(const char *name)
{
    for (unsigned t = 0; t < EXPORT_TABLES_N; t++) {
        if (strcmp(name, export_table_name[t]) != 0) continue;
        buf out = {0};
        export_columns_markdown((export_table)t, &out);
        fwrite(out.bytes, 1, out.n, stdout);
        buf_free(&out);
        return 0;
    }
    fprintf(stderr, "khabar-reference: %s: no part is called so\n", name);
    return 2;
}

int main(int argc, char **argv)
{
    const char *part = argc == 2 ? argv[1] : "";
    if (strcmp(part, "synopsis") == 0)
        synopsis();
    else if (strcmp(part, "commands") == 0)
        each_command();
    else if (strcmp(part, "formats") == 0)
        formats();
    else if (strcmp(part, "man-synopsis") == 0)
        man_synopsis();
    else if (strcmp(part, "man-options") == 0)
        man_options();
    else
        return columns(part);
    return 0;
}
