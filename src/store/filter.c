/* filter: a query_filter into conditions of SQL with bound values.
 *
 *   actor "RUS.MIL,بوتين"  ->  e.id IN (SELECT event_id FROM event_party p WHERE p.part = 'actor' AND
 *                                ((p.country = ? AND p.sector = ?) OR p.actor_id IN (… actor_fts MATCH ?)))
 */
#include "store/fold.h"
#include "store/rows.h"
#include "store/sql.h"

#include <stdio.h>

/* ---- pieces ---- */

static bool upper(str s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z') return false;
    return true;
}

static bool is_number(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0 && s.n < 18;
}

static int64_t number_of(str s)
{
    int64_t n = 0;
    for (size_t i = 0; i < s.n; i++) n = n * 10 + (s.p[i] - '0');
    return n;
}

/* The words of s as a string of FTS5 in which all must be there; empty where there are none. */
static str all_words(query_rows *r, str s)
{
    buf out = {0}, one = {0};
    fold_word w;
    for (size_t at = 0;;) {
        one.n = 0;
        if (!fold_next(s, &at, &one, &w)) break;
        buf_printf(&out, "%s\"%.*s\"", out.n ? " " : "", (int)one.n, one.bytes);
    }
    str result = out.n ? arena_copy(&r->a, buf_str(&out)) : (str){NULL, 0};
    buf_free(&out);
    buf_free(&one);
    return result;
}

/* The next value of a list divided by commas, trimmed. */
static bool next_value(str *list, str *value)
{
    while (list->n) {
        *value = str_trim(str_cut(list, ','));
        if (value->n) return true;
    }
    return false;
}

#define WRONG(r, ...) ((r)->status = error_set(&(r)->error, KHABAR_ERR_ARGUMENT, __VA_ARGS__))

/* A condition that was built in `b`, which is released. */
static void where_built(query_rows *r, buf *b)
{
    buf_char(b, 0);
    rows_where(r, b->failed ? "0" : b->bytes);
    buf_free(b);
}

/* ---- who ---- */

static const char by_name[] =
    "(SELECT k.actor_id FROM actor_fts f JOIN actor_alias l ON l.id = f.rowid JOIN actor_key k ON "
    "k.id = l.key_id WHERE actor_fts MATCH ?)";

/* One alternative as a condition on columns country, sector and actor_id of `p`. */
static void who_is(query_rows *r, buf *out, str who, const char *member)
{
    bool code = who.n >= 3 && upper(who, 0, 3) && (who.n == 3 || (who.n == 7 && who.p[3] == '.' && upper(who, 4, 7)));
    if (code) {
        buf_z(out, "(p.country = ?");
        rows_bind_text(r, str_sub(who, 0, 3));
        if (who.n == 7) {
            buf_z(out, " AND p.sector = ?");
            rows_bind_text(r, str_sub(who, 4, 7));
        }
        buf_char(out, ')');
    } else if (who.n == 4 && who.p[0] == '.' && upper(who, 1, 4)) {
        buf_z(out, "p.sector = ?");
        rows_bind_text(r, str_sub(who, 1, 4));
    } else if (who.n > 1 && who.p[0] == 'Q' && is_number(str_sub(who, 1, who.n))) {
        buf_z(out, "p.actor_id IN (SELECT actor_id FROM actor_key WHERE key = ?)");
        rows_bind_text(r, who);
    } else if (who.p[0] == '#' && is_number(str_sub(who, 1, who.n))) {
        buf_z(out, "p.actor_id IN (SELECT actor_id FROM actor_key WHERE id = ?)");
        rows_bind_number(r, number_of(str_sub(who, 1, who.n)));
    } else {
        str words = all_words(r, who);
        if (!words.n) {
            WRONG(r, "%s '%.*s': wanted is a code (RUS, RUS.MIL, .MIL), Q7747, #12, or words of a name", member,
                  (int)who.n, who.p);
            return;
        }
        buf_printf(out, "p.actor_id IN %s", by_name);
        rows_bind_text(r, words);
    }
}

/* All alternatives, in brackets. */
static void who_among(query_rows *r, buf *out, const char *list, const char *member)
{
    str rest = str_of(list), who;
    const char *divider = "(";
    while (next_value(&rest, &who)) {
        buf_z(out, divider);
        who_is(r, out, who, member);
        divider = " OR ";
    }
    if (*divider == '(')
        WRONG(r, "%s is empty", member);
    else
        buf_char(out, ')');
}

/* `table` has rows of parties; parts: a condition on p.part. */
static void party(query_rows *r, const char *list, const char *table, const char *id, const char *own,
                  const char *parts, const char *member)
{
    if (!list) return;
    buf b = {0};
    buf_printf(&b, "%s IN (SELECT p.%s FROM %s p WHERE %s AND ", own, id, table, parts);
    who_among(r, &b, list, member);
    buf_z(&b, ")");
    where_built(r, &b);
}

/* ---- values ---- */

/* A value in a list of SQL: its mark, with a comma before all but the first. */
static void mark(buf *b, bool *any)
{
    buf_z(b, *any ? ", ?" : "?");
    *any = true;
}

/* `head` is a condition up to the bracket that opens its list of values, `tail` what closes it. */
static void among(query_rows *r, const char *head, const char *list, const char *tail)
{
    if (!list) return;
    str rest = str_of(list), value;
    buf b = {0};
    bool any = false;
    buf_z(&b, head);
    while (next_value(&rest, &value)) {
        mark(&b, &any);
        rows_bind_text(r, value);
    }
    buf_z(&b, tail);
    where_built(r, &b);
}

/* Numbers, as columns of that type compare. */
static void among_numbers(query_rows *r, const char *head, const char *list, const char *tail, const char *member)
{
    if (!list) return;
    str rest = str_of(list), value;
    buf b = {0};
    bool any = false;
    buf_z(&b, head);
    while (next_value(&rest, &value)) {
        if (!is_number(value)) WRONG(r, "%s '%.*s': a number is wanted", member, (int)value.n, value.p);
        mark(&b, &any);
        rows_bind_number(r, number_of(value));
    }
    buf_z(&b, tail);
    where_built(r, &b);
}

static bool is_day(str s)
{
    static const char pattern[] = "dddd-dd-dd";
    if (s.n != 4 && s.n != 7 && s.n != 10) return false;
    for (size_t i = 0; i < s.n; i++)
        if (pattern[i] == 'd' ? s.p[i] < '0' || s.p[i] > '9' : s.p[i] != pattern[i]) return false;
    return true;
}

static void days(query_rows *r, const query_filter *f, const char *column)
{
    char condition[64];
    str since = str_of(f->since), until = str_of(f->until);
    if (since.n) {
        if (!is_day(since)) WRONG(r, "since '%s': wanted is YYYY, YYYY-MM or YYYY-MM-DD", f->since);
        snprintf(condition, sizeof condition, "%s >= ?", column);
        rows_bind_text(r, since);
        rows_where(r, condition);
    }
    if (until.n) {
        if (!is_day(until)) WRONG(r, "until '%s': wanted is YYYY, YYYY-MM or YYYY-MM-DD", f->until);
        snprintf(condition, sizeof condition, "%s < ?", column);
        rows_bind_text(r, arena_printf(&r->a, "%s~", f->until)); /* after all that begins with it */
        rows_where(r, condition);
    }
}

/* Sources whose folded words are those that are asked for; `column` is an article's id. */
static void outlets(query_rows *r, const char *list, const char *column)
{
    if (!list) return;
    str rest = str_of(list), value;
    buf b = {0};
    buf_printf(&b, "%s IN (SELECT id FROM article WHERE source IN (", column);
    bool any = false;
    buf wanted = {0}, has = {0};
    sqlite3_stmt *all = sql_prepare(r->store->db, r->store->path, "SELECT DISTINCT source FROM article", &r->error);
    if (!all) r->status = KHABAR_ERR_STORE;
    while (all && next_value(&rest, &value)) {
        wanted.n = 0;
        fold_text(value, &wanted);
        while (sqlite3_step(all) == SQLITE_ROW) {
            str source = sql_column(all, 0);
            has.n = 0;
            fold_text(source, &has);
            if (!str_eq(source, value) && (wanted.n == 0 || !str_eq(buf_str(&wanted), buf_str(&has)))) continue;
            mark(&b, &any);
            rows_bind_text(r, arena_copy(&r->a, source));
        }
        sqlite3_reset(all);
    }
    sqlite3_finalize(all);
    buf_z(&b, "))");
    where_built(r, &b);
    buf_free(&wanted), buf_free(&has);
}

/* What the article must hold; compiled once. */
static void article_text(query_rows *r, const query_filter *f, const char *column)
{
    char condition[160];
    if (!f->text) return;
    khabar_status status = search_compile(&r->text, str_of(f->text), f->reader, &r->a, &r->error);
    if (status != KHABAR_OK) {
        r->status = status;
        return;
    }
    r->has_text = true;
    snprintf(condition, sizeof condition, "%s IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?)", column);
    rows_bind_text(r, str_of(r->text.match));
    rows_where(r, condition);
    if (!r->text.phrases) return;
    snprintf(condition, sizeof condition, "khabar_holds(?, %s)", column);
    rows_bind_search(r, &r->text);
    rows_where(r, condition);
}

/* What belongs to an article, wherever it is asked for. */
static void articles(query_rows *r, const query_filter *f, const char *column)
{
    outlets(r, f->outlet, column);
    article_text(r, f, column);
    if (!f->article) return;
    char condition[64];
    snprintf(condition, sizeof condition, "%s = ?", column);
    rows_bind_number(r, f->article);
    rows_where(r, condition);
}

/* The same of rows whose ids begin with their article's. */
static void of_articles(query_rows *r, const query_filter *f)
{
    articles(r, f, "e.article_id");
    if (!f->article) return;
    rows_bind_number(r, f->article);
    rows_bind_number(r, f->article);
    rows_where(r, "e.id BETWEEN ? * 1000000 AND ? * 1000000 + 999999");
}

/* ---- the filters ---- */

typedef struct forbidden {
    const void *value;
    const char *name;
} forbidden;

static khabar_status refuse(query_rows *r, const forbidden *all, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++)
        if (all[i].value) return WRONG(r, "%s cannot be asked of %s", all[i].name, what);
    return KHABAR_OK;
}

#define REFUSE(r, what, ...)                                                                                           \
    do {                                                                                                               \
        const forbidden all[] = {__VA_ARGS__};                                                                         \
        if (refuse(r, all, sizeof all / sizeof *all, what) != KHABAR_OK) return r->status;                             \
    } while (0)
#define MEMBER(name)                                                                                                   \
    {                                                                                                                  \
        f->name, #name                                                                                                 \
    }

static void event_status(query_rows *r, const char *list)
{
    static const struct {
        const char *name, *condition;
    } all[] = {{"asserted", "NOT (e.negation OR e.future OR e.hypothetical OR e.historical)"},
               {"negated", "e.negation"},
               {"future", "e.future"},
               {"hypothetical", "e.hypothetical"},
               {"historical", "e.historical"}};
    if (!list) return;
    str rest = str_of(list), value;
    buf b = {0};
    while (next_value(&rest, &value)) {
        size_t i = 0;
        while (i < sizeof all / sizeof *all && !str_eq(value, str_of(all[i].name))) i++;
        if (i == sizeof all / sizeof *all)
            WRONG(r, "status '%.*s': wanted is asserted, negated, future, hypothetical or historical", (int)value.n,
                  value.p);
        else
            buf_printf(&b, "%s%s", b.n ? " OR " : "(", all[i].condition);
    }
    buf_z(&b, b.n ? ")" : "0");
    where_built(r, &b);
}

static void cameo(query_rows *r, const char *list)
{
    if (!list) return;
    str rest = str_of(list), value;
    buf b = {0};
    while (next_value(&rest, &value)) {
        buf_printf(&b, "%s(e.cameo >= ? AND e.cameo < ?)", b.n ? " OR " : "(");
        rows_bind_text(r, value);
        rows_bind_text(r, arena_printf(&r->a, "%.*s~", (int)value.n, value.p));
    }
    buf_z(&b, b.n ? ")" : "0");
    where_built(r, &b);
}

static void place(query_rows *r, const char *list)
{
    if (!list) return;
    str rest = str_of(list), value;
    buf b = {0}, folded = {0};
    buf_z(&b, "e.place_id IN (SELECT id FROM place WHERE 0");
    while (next_value(&rest, &value)) {
        folded.n = 0;
        fold_text(value, &folded);
        /* whole words of the place's name: between blanks */
        buf_z(&b, " OR ' ' || folded || ' ' LIKE ?");
        rows_bind_text(r, arena_printf(&r->a, "%% %.*s %%", (int)folded.n, folded.n ? folded.bytes : ""));
        buf_z(&b, " OR name_en = ? COLLATE NOCASE");
        rows_bind_text(r, value);
    }
    buf_z(&b, ")");
    where_built(r, &b);
    buf_free(&folded);
}

static void attributed(query_rows *r, const char *list)
{
    if (!list) return;
    if (strcmp(list, "outlet") == 0) {
        rows_where(r, "e.statement_id IS NULL");
        return;
    }
    party(r, list, "statement_party", "statement_id", "e.statement_id", "p.part = 'speaker'", "attributed_to");
}

static void confidence(query_rows *r, double least)
{
    if (least <= 0) return;
    rows_bind_number(r, (int64_t)(least * 100 + 0.5));
    rows_where(r, "e.confidence * 100 + 0.001 >= ?");
}

khabar_status rows_filter_events(query_rows *r, const query_filter *f)
{
    REFUSE(r, "events", MEMBER(speaker), MEMBER(addressee), MEMBER(via), MEMBER(about), MEMBER(kind), MEMBER(sector),
           MEMBER(name));
    party(r, f->actor, "event_party", "event_id", "e.id", "p.part = 'actor'", "actor");
    party(r, f->recipient, "event_party", "event_id", "e.id", "p.part = 'recipient'", "recipient");
    party(r, f->party, "event_party", "event_id", "e.id", "p.part IN ('actor', 'recipient')", "party");
    attributed(r, f->attributed_to);
    among(r, "e.type IN (", f->type, ")");
    among(r, "e.mode IN (", f->mode, ")");
    cameo(r, f->cameo);
    among(r, "e.id IN (SELECT event_id FROM event_context WHERE context IN (", f->context, "))");
    among_numbers(r, "e.quad IN (", f->quad, ")", "quad");
    event_status(r, f->status);
    place(r, f->place);
    among(r, "e.place_id IN (SELECT id FROM place WHERE country IN (", f->country, "))");
    days(r, f, "e.day");
    among(r, "e.event_group IN (", f->group, ")");
    among(r, "e.uid IN (", f->uid, ")");
    confidence(r, f->confidence);
    of_articles(r, f);
    if (!f->copies) rows_where(r, "NOT e.is_copy");
    return r->status;
}

/* What is said holds the words, or names the actor. */
static void about(query_rows *r, const query_filter *f)
{
    if (!f->about) return;
    str who = str_trim(str_of(f->about));
    bool code = who.n >= 3 && upper(who, 0, 3) && (who.n == 3 || who.p[3] == '.' || who.p[3] == ',');
    if (code ||
        (who.n && (who.p[0] == '#' || who.p[0] == '.' || (who.p[0] == 'Q' && is_number(str_sub(who, 1, who.n)))))) {
        buf b = {0};
        buf_z(&b,
              "EXISTS (SELECT 1 FROM (SELECT x.article_id, x.n, x.country, x.sector, k.actor_id FROM article_actor x "
              "JOIN "
              "actor_key k ON k.id = x.key_id WHERE x.article_id = e.article_id) p JOIN mention m ON m.article_id = "
              "p.article_id AND m.n = p.n WHERE m.start >= e.start AND m.stop <= e.stop AND ");
        who_among(r, &b, f->about, "about");
        buf_z(&b, ")");
        where_built(r, &b);
        return;
    }
    khabar_status status = search_compile(&r->about, who, f->reader, &r->a, &r->error);
    if (status != KHABAR_OK) {
        r->status = status;
        return;
    }
    r->has_about = true;
    rows_bind_text(r, str_of(r->about.match));
    rows_where(r, "e.article_id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?)");
    rows_bind_search(r, &r->about);
    rows_where(r, "(khabar_within(?, e.article_id, e.start, e.stop))");
}

khabar_status rows_filter_statements(query_rows *r, const query_filter *f)
{
    REFUSE(r, "statements", MEMBER(actor), MEMBER(recipient), MEMBER(party), MEMBER(attributed_to), MEMBER(type),
           MEMBER(mode), MEMBER(cameo), MEMBER(context), MEMBER(quad), MEMBER(place), MEMBER(country), MEMBER(sector),
           MEMBER(name), MEMBER(group));
    party(r, f->speaker, "statement_party", "statement_id", "e.id", "p.part = 'speaker'", "speaker");
    party(r, f->addressee, "statement_party", "statement_id", "e.id", "p.part = 'addressee'", "addressee");
    party(r, f->via, "statement_party", "statement_id", "e.id", "p.part = 'via'", "via");
    if (f->status && strcmp(f->status, "denied") == 0)
        rows_where(r, "e.denial");
    else if (f->status && strcmp(f->status, "asserted") == 0)
        rows_where(r, "NOT e.denial");
    else if (f->status)
        WRONG(r, "status '%s': of statements it is asserted or denied", f->status);
    among(r, "e.kind IN (", f->kind, ")");
    days(r, f, "e.day");
    among(r, "e.uid IN (", f->uid, ")");
    confidence(r, f->confidence);
    of_articles(r, f);
    if (!f->copies) rows_where(r, "NOT e.is_copy");
    about(r, f); /* last: the dearest */
    return r->status;
}

khabar_status rows_filter_articles(query_rows *r, const query_filter *f)
{
    REFUSE(r, "articles", MEMBER(actor), MEMBER(recipient), MEMBER(party), MEMBER(attributed_to), MEMBER(type),
           MEMBER(mode), MEMBER(cameo), MEMBER(context), MEMBER(quad), MEMBER(status), MEMBER(place), MEMBER(country),
           MEMBER(speaker), MEMBER(addressee), MEMBER(via), MEMBER(about), MEMBER(kind), MEMBER(sector), MEMBER(name),
           MEMBER(group), MEMBER(uid));
    days(r, f, "a.day");
    articles(r, f, "a.id");
    if (!f->copies) rows_where(r, "a.copy_of IS NULL");
    return r->status;
}

khabar_status rows_filter_actors(query_rows *r, const query_filter *f)
{
    REFUSE(r, "actors", MEMBER(actor), MEMBER(recipient), MEMBER(party), MEMBER(attributed_to), MEMBER(type),
           MEMBER(mode), MEMBER(cameo), MEMBER(context), MEMBER(quad), MEMBER(status), MEMBER(place), MEMBER(speaker),
           MEMBER(addressee), MEMBER(via), MEMBER(about), MEMBER(since), MEMBER(until), MEMBER(outlet), MEMBER(text),
           MEMBER(group), MEMBER(uid));
    among(r, "p.kind IN (", f->kind, ")");
    among(r, "p.country IN (", f->country, ")");
    among(r, "p.sector IN (", f->sector, ")");
    if (f->name) {
        buf b = {0};
        who_among(r, &b, f->name, "name");
        where_built(r, &b);
    }
    if (f->article) {
        rows_bind_number(r, f->article);
        rows_where(r, "p.actor_id IN (SELECT k.actor_id FROM article_actor x JOIN actor_key k ON k.id = x.key_id WHERE "
                      "x.article_id = ?)");
    }
    return r->status;
}
