/* columns: see columns.h. */
#include "export/columns.h"

#include "khabar.h"

#include <math.h>
#include <stddef.h>

/* How a value is written. In JSON flags are true and false, in CSV 1 and 0. */
typedef enum {
    TEXT,    /* str */
    WORDS,   /* str of words divided by blanks: a list */
    NAMES,   /* str of names divided by " | ": a list */
    ID,      /* int64_t from 1; 0 is none */
    COUNT,   /* int64_t; below 0: unknown */
    NUMBER,  /* uint32_t */
    QUAD,    /* int */
    TENTHS,  /* double, one digit after the point */
    PERCENT, /* double, two digits */
    DEGREES, /* double, two digits, NAN unknown */
    FLAG,    /* bool */
    PARTIES, /* query_parties */
    SPAN,    /* query_span */
    CONTENT, /* the spans of a statement */
    SNIPPET  /* the pieces of a hit */
} form;

typedef struct column {
    const char *name;
    form form;
    size_t at; /* in the row */
    const char *help;
} column;

#define OF(member) offsetof(row, member)

#define ARTICLE_COLUMNS(member)                                                                                        \
    {"article", ID, OF(member.id), "number of the article in the database"},                                           \
        {"outlet", TEXT, OF(member.source), "who published the article"},                                              \
        {"doc_id", TEXT, OF(member.doc_id), "the article's id in the input"},                                          \
        {"url", TEXT, OF(member.url), "its address"},                                                                  \
        {"published", TEXT, OF(member.day), "day of the article: YYYY-MM-DD, YYYY-MM or YYYY"},                        \
    {                                                                                                                  \
        "title", TEXT, OF(member.title), "its title"                                                                   \
    }

#define row query_article
static const column articles_columns[] = {
    {"article", ID, OF(id), "number of the article in the database"},
    {"outlet", TEXT, OF(source), "who published it"},
    {"doc_id", TEXT, OF(doc_id), "its id in the input; else its address; else a hash of it"},
    {"url", TEXT, OF(url), "its address"},
    {"published", TEXT, OF(day), "its day: YYYY-MM-DD, YYYY-MM or YYYY, as much as is known"},
    {"published_as", TEXT, OF(published), "the day as the input has it"},
    {"title", TEXT, OF(title), "its title"},
    {"language", TEXT, OF(language), "ar; und: not Arabic, nothing was read"},
    {"copy_of", ID, OF(copy_of), "number of the earlier article of which it is a near copy"},
    {"similarity", PERCENT, OF(similarity), "to that one, 0 to 1"},
    {"lexicon", TEXT, OF(lexicon), "hash of the lexicon by which it was read"},
    {"text", TEXT, OF(text), "title, two newlines, text; only with --with-text"},
};
#undef row

#define row query_actor
static const column actors_columns[] = {
    {"id", ID, OF(id), "number of the actor in the database"},
    {"kind", TEXT, OF(kind), "person, country, org or group"},
    {"name", TEXT, OF(name), "its name"},
    {"name_en", TEXT, OF(name_en), "its name in English, where the lexicon knows it"},
    {"country", TEXT, OF(country), "ISO 3166-1 alpha-3, or a PLOVER code: UNO, EUR, IGO, NGO, MNC, ISM"},
    {"sector", TEXT, OF(sector), "PLOVER sector"},
    {"role", TEXT, OF(role), "of an actor without a name: how it is called"},
    {"wikidata", TEXT, OF(wikidata), "Wikidata id"},
    {"generic", FLAG, OF(generic), "a kind of actor (protesters of Egypt), not one actor"},
    {"articles", COUNT, OF(articles), "articles that have it, near copies too"},
    {"mentions", COUNT, OF(mentions), "times that they name it"},
    {"aliases", NAMES, OF(aliases), "the commonest names that articles give it"},
};
#undef row

#define row query_statement
static const column statements_columns[] = {
    {"uid", TEXT, OF(uid), "16 hex digits that name the statement wherever it is stored"},
    {"id", ID, OF(id), "number of the statement in the database"},
    {"kind", TEXT, OF(kind), "direct, indirect or mixed"},
    {"denial", FLAG, OF(denial), "the speaker denies the content"},
    {"speakers", PARTIES, OF(speakers), "who says it"},
    {"addressees", PARTIES, OF(addressees), "to whom"},
    {"via", PARTIES, OF(via), "the chain between outlet and speaker, nearest the speaker last"},
    {"cue", SPAN, OF(cue), "the word of saying"},
    {"content", CONTENT, 0, "what is said, in the article's words"},
    {"sentence", NUMBER, OF(sentence), "sentence of the article, from 0"},
    {"confidence", PERCENT, OF(confidence), "0 to 1"},
    {"rule", TEXT, OF(rule), "the rule that found it"},
    {"is_copy", FLAG, OF(is_copy), "the article is a near copy of another"},
    ARTICLE_COLUMNS(article),
};
#undef row

#define row query_event
static const column events_columns[] = {
    {"uid", TEXT, OF(uid), "16 hex digits that name the event's telling wherever it is stored"},
    {"id", ID, OF(id), "number of the event in the database"},
    {"group", TEXT, OF(group), "16 hex digits that tellings of one event share, in whatever article"},
    {"day", TEXT, OF(day), "when: YYYY-MM-DD, YYYY-MM or YYYY; the article's day where the text does not say"},
    {"date_start", TEXT, OF(date_start), "first day that the text says; empty where it says none"},
    {"date_end", TEXT, OF(date_end), "last day"},
    {"date_precision", TEXT, OF(date_precision), "of what the text says: day, month, year and others"},
    {"date_words", TEXT, OF(date_words), "the text's words for it"},
    {"type", TEXT, OF(type), "PLOVER type"},
    {"mode", TEXT, OF(mode), "PLOVER mode"},
    {"cameo", TEXT, OF(cameo), "CAMEO code: text, 014 is not 14"},
    {"quad", QUAD, OF(quad), "1 verbal, 2 material cooperation; 3 verbal, 4 material conflict"},
    {"goldstein", TENTHS, OF(goldstein), "Goldstein value of the code, -10 to 10"},
    {"actors", PARTIES, OF(actors), "who does it; of a meeting as equals all of them"},
    {"recipients", PARTIES, OF(recipients), "to whom"},
    {"negation", FLAG, OF(negation), "the text says that it did not happen"},
    {"future", FLAG, OF(future), "still to come"},
    {"hypothetical", FLAG, OF(hypothetical), "possible, feared, aimed at"},
    {"historical", FLAG, OF(historical), "more than a year before the article"},
    {"attributed_to", PARTIES, OF(attributed_to), "on whose word; nobody: the outlet's own"},
    {"statement", ID, OF(statement_id), "number of the statement that it stands in"},
    {"contexts", WORDS, OF(contexts), "PLOVER contexts"},
    {"trigger", SPAN, OF(trigger), "the word or words that denote the event"},
    {"place", TEXT, OF(place), "where, in the article's words"},
    {"place_name", TEXT, OF(place_name), "the place's name"},
    {"place_name_en", TEXT, OF(place_name_en), "the same in English"},
    {"place_country", TEXT, OF(place_country), "country of the place"},
    {"place_kind", TEXT, OF(place_kind), "city, province, river and others"},
    {"place_wikidata", TEXT, OF(place_wikidata), "Wikidata id of the place"},
    {"lat", DEGREES, OF(lat), "latitude of the place, degrees"},
    {"lon", DEGREES, OF(lon), "longitude"},
    {"killed", COUNT, OF(killed), "dead that the text counts"},
    {"wounded", COUNT, OF(wounded), "wounded"},
    {"arrested", COUNT, OF(arrested), "arrested"},
    {"sentence", NUMBER, OF(sentence), "sentence of the article, from 0"},
    {"confidence", PERCENT, OF(confidence), "0 to 1"},
    {"rule", TEXT, OF(rule), "row of the lexicon that made it an event"},
    {"is_copy", FLAG, OF(is_copy), "the article is a near copy of another"},
    ARTICLE_COLUMNS(article),
};
#undef row

#define row query_hit
static const column hits_columns[] = {
    ARTICLE_COLUMNS(article),
    {"hits", NUMBER, OF(hits), "hits in the whole article"},
    {"rank", PERCENT, OF(rank), "smaller is better (bm25)"},
    {"snippet", SNIPPET, 0, "words around the best hits; each hit between [ and ], … where text is left out"},
};
#undef row

static const struct {
    const column *at;
    size_t n;
    const char *what;
} tables[] = {
#define X(name, type, what) {name##_columns, sizeof name##_columns / sizeof *name##_columns, what},
    EXPORT_TABLES(X)
#undef X
};

const char *const export_table_name[EXPORT_TABLES_N] = {
#define X(name, type, what) #name,
    EXPORT_TABLES(X)
#undef X
};

/* What CSV makes of a party, and of a span: columns of their own. */
static const struct {
    const char *suffix, *help;
    size_t at; /* of a str in query_party; SIZE_MAX: the number */
} party_columns[] = {{"", "names, else roles, divided by |", offsetof(query_party, name)},
                     {"_country", "their countries, divided by |", offsetof(query_party, country)},
                     {"_sector", "their sectors, divided by |", offsetof(query_party, sector)},
                     {"_wikidata", "their Wikidata ids, divided by |", offsetof(query_party, wikidata)},
                     {"_id", "their numbers in actors, divided by |", SIZE_MAX}};
enum { PARTY_COLUMNS = sizeof party_columns / sizeof *party_columns };
static const char *const span_suffix[] = {"", "_start", "_end"};

#define AT(type, row, c) (*(const type *)((const char *)(row) + (c)->at))

/* ---- values ---- */

/* The party's name, else its role: never what is not in the article or the lexicon. */
static str party_cell(const query_party *p, unsigned i)
{
    if (i == 0 && p->name.n == 0) return p->role;
    return *(const str *)((const char *)p + party_columns[i].at);
}

static void snippet_text(const query_hit *h, buf *out)
{
    if (h->cut_before) buf_z(out, "\xe2\x80\xa6");
    for (uint32_t i = 0; i < h->n_snippet; i++) {
        if (i % 2) buf_char(out, '[');
        buf_add(out, h->snippet[i]);
        if (i % 2) buf_char(out, ']');
    }
    if (h->cut_after) buf_z(out, "\xe2\x80\xa6");
}

/* A number, or nothing where it is not known; the same in CSV and JSON. False where nothing was written. */
static bool number(const column *c, const void *r, buf *out)
{
    switch (c->form) {
    case ID:
        if (AT(int64_t, r, c) == 0) return false;
        buf_printf(out, "%lld", (long long)AT(int64_t, r, c));
        return true;
    case COUNT:
        if (AT(int64_t, r, c) < 0) return false;
        buf_printf(out, "%lld", (long long)AT(int64_t, r, c));
        return true;
    case NUMBER: buf_printf(out, "%u", AT(uint32_t, r, c)); return true;
    case QUAD: buf_printf(out, "%d", AT(int, r, c)); return true;
    case TENTHS: buf_printf(out, "%.1f", AT(double, r, c)); return true;
    case PERCENT:
    case DEGREES:
        if (isnan(AT(double, r, c))) return false;
        buf_printf(out, "%.2f", AT(double, r, c));
        return true;
    default: return false;
    }
}

static void cell_divider(buf *out, bool *first)
{
    if (!*first) buf_char(out, ',');
    *first = false;
}

void export_csv_cell(str s, buf *out)
{
    bool quoted = s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');
    for (size_t i = 0; i < s.n && !quoted; i++)
        quoted = s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    if (!quoted) {
        buf_add(out, s);
        return;
    }
    buf_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') buf_char(out, '"');
        buf_char(out, s.p[i]);
    }
    buf_char(out, '"');
}

static void text_cell(const char *z, buf *made, buf *out, bool *first)
{
    cell_divider(out, first);
    if (z) buf_z(made, z);
    export_csv_cell(buf_str(made), out);
    made->n = 0;
}

static void list_words(str s, const char *divider, buf *out)
{
    for (bool more = false; s.n; more = true) {
        size_t n = 0, d = strlen(divider);
        while (n < s.n && !str_starts(str_sub(s, n, s.n), str_of(divider))) n++;
        if (more) buf_char(out, '|');
        buf_add(out, str_sub(s, 0, n));
        s = n < s.n ? str_sub(s, n + d, s.n) : (str){0};
    }
}

/* ---- CSV ---- */

static void csv_parties(const query_parties *p, buf *made, buf *out, bool *first)
{
    for (unsigned i = 0; i < PARTY_COLUMNS; i++) {
        for (uint32_t k = 0; k < p->n; k++) {
            if (k) buf_char(made, '|');
            if (party_columns[i].at == SIZE_MAX)
                buf_printf(made, "%lld", (long long)p->at[k].actor_id);
            else
                buf_add(made, party_cell(&p->at[k], i));
        }
        text_cell(NULL, made, out, first);
    }
}

static void csv_spans(const query_span *s, uint32_t n, buf *made, buf *out, bool *first)
{
    for (unsigned i = 0; i < 3; i++) {
        for (uint32_t k = 0; k < n; k++) {
            if (k) buf_z(made, i == 0 ? " \xe2\x80\xa6 " : "|");
            if (i == 0)
                buf_add(made, s[k].words);
            else
                buf_printf(made, "%u", i == 1 ? s[k].start : s[k].stop);
        }
        text_cell(NULL, made, out, first);
    }
}

static void csv_column(const column *c, const void *r, buf *made, buf *out, bool *first)
{
    const query_statement *s = r;
    switch (c->form) {
    case PARTIES: csv_parties(&AT(query_parties, r, c), made, out, first); return;
    case SPAN:
        csv_spans(&AT(query_span, r, c), AT(query_span, r, c).stop > AT(query_span, r, c).start, made, out, first);
        return;
    case CONTENT: csv_spans(s->content, s->n_content, made, out, first); return;
    case TEXT: buf_add(made, AT(str, r, c)); break;
    case WORDS: list_words(AT(str, r, c), " ", made); break;
    case NAMES: list_words(AT(str, r, c), " | ", made); break;
    case FLAG: buf_char(made, AT(bool, r, c) ? '1' : '0'); break;
    case SNIPPET: snippet_text(r, made); break;
    default: number(c, r, made);
    }
    text_cell(NULL, made, out, first);
}

void export_csv(export_table t, const void *r, buf *out)
{
    buf made = {0};
    bool first = true;
    for (size_t i = 0; i < tables[t].n; i++) csv_column(&tables[t].at[i], r, &made, out, &first);
    buf_char(out, '\n');
    out->failed |= made.failed;
    buf_free(&made);
}

/* Calls use for each column that CSV makes of one. */
static void each_csv(const column *c,
                     void (*use)(void *, const char *name, const char *suffix, const column *, const char *help),
                     void *context)
{
    if (c->form == PARTIES)
        for (unsigned i = 0; i < PARTY_COLUMNS; i++)
            use(context, c->name, party_columns[i].suffix, c, i ? party_columns[i].help : c->help);
    else if (c->form == SPAN || c->form == CONTENT)
        for (unsigned i = 0; i < 3; i++)
            use(context, c->name, span_suffix[i], c,
                i == 0   ? c->help
                : i == 1 ? "its first code point in the article's text, from 0"
                         : "one past its last");
    else
        use(context, c->name, "", c, c->help);
}

typedef struct head_line {
    buf *out;
    bool first;
} head_line;

static void head_cell(void *context, const char *name, const char *suffix, const column *c, const char *help)
{
    head_line *h = context;
    (void)c, (void)help;
    cell_divider(h->out, &h->first);
    buf_printf(h->out, "%s%s", name, suffix);
}

void export_csv_head(export_table t, buf *out)
{
    head_line h = {out, true};
    for (size_t i = 0; i < tables[t].n; i++) each_csv(&tables[t].at[i], head_cell, &h);
    buf_char(out, '\n');
}

/* ---- JSON ---- */

static void json_key(buf *out, bool *first, const char *name)
{
    cell_divider(out, first);
    buf_printf(out, "\"%s\":", name);
}

static void json_text(buf *out, bool *first, const char *name, str s)
{
    if (!s.n) return;
    json_key(out, first, name);
    buf_json(out, s);
}

static void json_parties(const query_parties *p, buf *out)
{
    buf_char(out, '[');
    for (uint32_t i = 0; i < p->n; i++) {
        const query_party *a = &p->at[i];
        bool first = false;
        buf_printf(out, "%s{\"id\":%lld", i ? "," : "", (long long)a->actor_id);
        json_text(out, &first, "kind", a->kind);
        json_text(out, &first, "name", a->name);
        json_text(out, &first, "name_en", a->name_en);
        json_text(out, &first, "country", a->country);
        json_text(out, &first, "sector", a->sector);
        json_text(out, &first, "role", a->role);
        json_text(out, &first, "wikidata", a->wikidata);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void json_span(const query_span *s, buf *out)
{
    buf_printf(out, "{\"start\":%u,\"end\":%u,\"text\":", s->start, s->stop);
    buf_json(out, s->words);
    buf_char(out, '}');
}

/* A list of texts, from what list_words divides by bars. */
static void json_list(str bars, buf *out)
{
    buf_char(out, '[');
    for (bool more = false; bars.n; more = true) {
        if (more) buf_char(out, ',');
        buf_json(out, str_cut(&bars, '|'));
    }
    buf_char(out, ']');
}

static void json_snippet(const query_hit *h, buf *out)
{
    buf_char(out, '[');
    for (uint32_t i = 0; i < h->n_snippet; i++) {
        if (i) buf_char(out, ',');
        buf_printf(out, "{\"hit\":%s,\"text\":", i % 2 ? "true" : "false");
        buf_json(out, h->snippet[i]);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void json_column(const column *c, const void *r, buf *made, buf *out, bool *first)
{
    const query_statement *s = r;
    made->n = 0;
    switch (c->form) {
    case TEXT: json_text(out, first, c->name, AT(str, r, c)); return;
    case WORDS:
    case NAMES:
        list_words(AT(str, r, c), c->form == WORDS ? " " : " | ", made);
        json_key(out, first, c->name);
        json_list(buf_str(made), out);
        return;
    case FLAG:
        json_key(out, first, c->name);
        buf_z(out, AT(bool, r, c) ? "true" : "false");
        return;
    case PARTIES:
        json_key(out, first, c->name);
        json_parties(&AT(query_parties, r, c), out);
        return;
    case SPAN:
        if (AT(query_span, r, c).stop <= AT(query_span, r, c).start) return;
        json_key(out, first, c->name);
        json_span(&AT(query_span, r, c), out);
        return;
    case CONTENT:
        json_key(out, first, c->name);
        buf_char(out, '[');
        for (uint32_t i = 0; i < s->n_content; i++) {
            if (i) buf_char(out, ',');
            json_span(&s->content[i], out);
        }
        buf_char(out, ']');
        return;
    case SNIPPET:
        json_key(out, first, c->name);
        json_snippet(r, out);
        return;
    default:
        if (!number(c, r, made)) return;
        json_key(out, first, c->name);
        buf_add(out, buf_str(made));
    }
}

void export_json(export_table t, const void *r, buf *out)
{
    buf made = {0};
    bool first = true;
    buf_char(out, '{');
    for (size_t i = 0; i < tables[t].n; i++) json_column(&tables[t].at[i], r, &made, out, &first);
    buf_z(out, "}\n");
    out->failed |= made.failed;
    buf_free(&made);
}

/* ---- schema.json ---- */

static const char *type_in_csv(const column *c, const char *suffix)
{
    switch (c->form) {
    case ID:
    case COUNT:
    case NUMBER:
    case QUAD: return "integer";
    case TENTHS:
    case PERCENT:
    case DEGREES: return "number";
    case FLAG: return "boolean";
    case SPAN: return *suffix ? "integer" : "string";
    default: return "string";
    }
}

static const char *type_in_json(const column *c)
{
    switch (c->form) {
    case SPAN: return "object";
    case WORDS:
    case NAMES:
    case PARTIES:
    case CONTENT:
    case SNIPPET: return "array";
    default: return type_in_csv(c, "");
    }
}

static void schema_field(head_line *h, const char *name, const char *suffix, const char *type, const char *help,
                         bool csv)
{
    buf_printf(h->out, "%s\n          {\"name\": \"%s%s\", \"type\": \"%s\", ", h->first ? "" : ",", name, suffix,
               type);
    if (csv && strcmp(type, "boolean") == 0) buf_z(h->out, "\"trueValues\": [\"1\"], \"falseValues\": [\"0\"], ");
    buf_z(h->out, "\"description\": ");
    buf_json(h->out, str_of(help));
    buf_char(h->out, '}');
    h->first = false;
}

static void schema_cell(void *context, const char *name, const char *suffix, const column *c, const char *help)
{
    schema_field(context, name, suffix, type_in_csv(c, suffix), help, true);
}

void export_schema(const export_table *which, uint32_t n, bool json, buf *out)
{
    buf_printf(out,
               "{\n  \"profile\": \"%s\",\n  \"name\": \"khabar-export\",\n  \"version\": \"%s\",\n  \"resources\": [",
               json ? "data-package" : "tabular-data-package", KHABAR_VERSION);
    for (uint32_t i = 0; i < n; i++) {
        const char *name = export_table_name[which[i]];
        buf_printf(out, "%s\n    {\n      \"name\": \"%s\",\n      \"path\": \"%s.%s\",\n", i ? "," : "", name, name,
                   json ? "jsonl" : "csv");
        buf_printf(out, "      \"profile\": \"%s\",\n      \"format\": \"%s\",\n      \"mediatype\": \"%s\",\n",
                   json ? "data-resource" : "tabular-data-resource", json ? "jsonl" : "csv",
                   json ? "application/jsonl" : "text/csv");
        buf_printf(out, "      \"encoding\": \"utf-8\",\n      \"description\": \"a row is %s\",\n",
                   tables[which[i]].what);
        if (!json)
            buf_z(out,
                  "      \"dialect\": {\"delimiter\": \",\", \"lineTerminator\": \"\\n\", \"doubleQuote\": true},\n");
        buf_z(out, "      \"schema\": {\n        \"missingValues\": [\"\"],\n        \"fields\": [");
        head_line h = {out, true};
        for (size_t k = 0; k < tables[which[i]].n; k++) {
            const column *c = &tables[which[i]].at[k];
            if (json)
                schema_field(&h, c->name, "", type_in_json(c), c->help, false);
            else
                each_csv(c, schema_cell, &h);
        }
        buf_z(out, "\n        ]\n      }\n    }");
    }
    buf_z(out, "\n  ]\n}\n");
}

static void markdown_row(void *context, const char *name, const char *suffix, const column *c, const char *help)
{
    head_line *h = context;
    const char *json = type_in_json(c);
    buf_printf(h->out, "| `%s%s` | %s | %s | ", name, suffix, type_in_csv(c, suffix), *suffix ? "" : json);
    for (; *help; help++) {
        if (*help == '|') buf_char(h->out, '\\');
        buf_char(h->out, *help);
    }
    buf_z(h->out, " |\n");
}

void export_columns_markdown(export_table t, buf *out)
{
    head_line h = {out, true};
    buf_z(out, "| column of CSV | type | key of JSON | meaning |\n|---|---|---|---|\n");
    for (size_t i = 0; i < tables[t].n; i++) each_csv(&tables[t].at[i], markdown_row, &h);
}

/* ---- counts ---- */

static const char *const quad_names[4] = {"verbal_cooperation", "material_cooperation", "verbal_conflict",
                                          "material_conflict"};

/* Sums of tenths, without the noise of adding them as binary fractions. */
static double tenths(double x)
{
    return round(x * 10) / 10 + 0.0;
}

void export_count_csv_head(const char *const *names, uint32_t n_names, bool events, buf *out)
{
    for (uint32_t i = 0; i < n_names; i++) buf_printf(out, "%s,", names[i]);
    buf_char(out, 'n');
    for (unsigned i = 0; events && i < 4; i++) buf_printf(out, ",%s", quad_names[i]);
    buf_z(out, events ? ",goldstein,killed,wounded\n" : "\n");
}

void export_count_csv(const query_count *c, bool events, buf *out)
{
    for (uint32_t i = 0; i < c->n_cells; i++) {
        export_csv_cell(c->cells[i], out);
        buf_char(out, ',');
    }
    buf_printf(out, "%lld", (long long)c->n);
    for (unsigned i = 0; events && i < 4; i++) buf_printf(out, ",%lld", (long long)c->quads[i]);
    if (events) buf_printf(out, ",%.1f,%lld,%lld", tenths(c->goldstein), (long long)c->killed, (long long)c->wounded);
    buf_char(out, '\n');
}

void export_count_json(const query_count *c, const char *const *names, bool events, buf *out)
{
    bool first = true;
    buf_char(out, '{');
    for (uint32_t i = 0; i < c->n_cells; i++) {
        json_key(out, &first, names[i]);
        buf_json(out, c->cells[i]);
    }
    json_key(out, &first, "n");
    buf_printf(out, "%lld", (long long)c->n);
    for (unsigned i = 0; events && i < 4; i++) {
        json_key(out, &first, quad_names[i]);
        buf_printf(out, "%lld", (long long)c->quads[i]);
    }
    if (events)
        buf_printf(out, ",\"goldstein\":%.1f,\"killed\":%lld,\"wounded\":%lld", tenths(c->goldstein),
                   (long long)c->killed, (long long)c->wounded);
    buf_z(out, "}\n");
}
