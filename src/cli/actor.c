/* actor: khabar actor merge A B…, khabar actor split A: who is who in a database, as the user says against the rule. */
#include "cli/cli.h"

#include "store/merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool number(const char *text, int64_t *id)
{
    char *end;
    const char *digits = *text == '#' ? text + 1 : text;
    *id = strtoll(digits, &end, 10);
    if (*digits && *end == 0 && *id > 0) return true;
    cli_say("%s: the number of an actor is wanted (khabar actors lists them)", text);
    return false;
}

static int merge(const cli_options *o, store *s, int64_t actor)
{
    khabar_error error = {0};
    for (int i = 2; i < o->n_files; i++) {
        int64_t other;
        if (!number(o->files[i], &other)) return EXIT_USAGE;
        if (merge_actors(s, actor, other, &error) != KHABAR_OK) {
            cli_say("%s", error.message);
            return error.status == KHABAR_ERR_ARGUMENT ? EXIT_USAGE : EXIT_FAILED;
        }
        printf("actor %lld is one with %lld\n", (long long)other, (long long)actor);
    }
    return EXIT_OK;
}

static int split(const cli_options *o, store *s, int64_t actor)
{
    khabar_error error = {0};
    int64_t n = 0;
    khabar_status status =
        o->article ? merge_split(s, actor, o->article, &n, &error) : merge_undo(s, actor, &n, &error);
    if (status != KHABAR_OK) {
        cli_say("%s", error.message);
        return error.status == KHABAR_ERR_ARGUMENT ? EXIT_USAGE : EXIT_FAILED;
    }
    if (o->article)
        printf("in article %lld it is actor %lld\n", (long long)o->article, (long long)n);
    else
        printf("%lld actors taken out of %lld\n", (long long)n, (long long)actor);
    return EXIT_OK;
}

int cli_actor(const cli_options *o)
{
    bool merging = o->n_files > 0 && strcmp(o->files[0], "merge") == 0;
    bool splitting = o->n_files > 0 && strcmp(o->files[0], "split") == 0;
    if (!o->db || (!merging && !splitting) || (merging && (o->n_files < 3 || o->article)) ||
        (splitting && o->n_files != 2)) {
        cli_say("wanted: khabar actor merge ACTOR OTHER... --db FILE, or khabar actor split ACTOR [--article ID] --db "
                "FILE");
        return EXIT_USAGE;
    }
    int64_t actor;
    if (!number(o->files[1], &actor)) return EXIT_USAGE;
    store *s;
    khabar_error error = {0};
    if (store_open(o->db, STORE_WRITE, &s, &error) != KHABAR_OK) {
        cli_say("%s", error.message);
        return EXIT_FAILED;
    }
    int result = merging ? merge(o, s, actor) : split(o, s, actor);
    store_close(s);
    return result;
}
