/* csv: a table whose first row names its columns: CSV after RFC 4180, or with tabs, semicolons or bars between cells.
 *
 *   العنوان,النص⏎"لقاء","قال الوزير ""نعم"", ثم مضى"  →  title «لقاء», text «قال الوزير "نعم", ثم مضى»
 *
 * Which column is what, say the names of data/input, or the user. Invariant: a cell in quotes may hold ends of lines and
 * doubled quotes; a row that has not as many cells as the head is an error and costs only itself. */
#include "input/format.h"
#include "input/day.h"

#include <stdlib.h>

enum { CELLS_MAX = 4096, NONE = -1 };

typedef struct table {
    char delimiter;
    bool head_read;
    size_t n_columns, n_cells;
    int column[ROLE_COUNT]; /* of each role; NONE */
    buf row, cells;         /* the row as it is, and its cells, unquoted, one after another */
    size_t from[CELLS_MAX + 1];
    uint64_t line; /* of the file, on which the row began; next: the next one */
    uint64_t next;
    buf day;
} table;

/* ---- rows ---- */

/* Where in a row the reader stands: RFC 4180's quotes. */
typedef struct scan {
    bool quoted, was_quote, cell_begins;
} scan;

/* Goes over a line of a row; afterwards `quoted` says whether the row goes on behind it. */
static void scan_line(scan *s, str line, char delimiter)
{
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        if (s->quoted) {
            if (c == '"') s->quoted = false, s->was_quote = true;
            continue;
        }
        if (c == '"' && (s->cell_begins || s->was_quote)) s->quoted = true;
        s->cell_begins = c == delimiter;
        s->was_quote = false;
    }
    s->was_quote = false;
}

/* Where the cell that opened a quotation mark before i closes it, or row.n. With tabs a quotation mark may be a mere
 * letter: one that does not end the cell closes nothing. */
static size_t closing_quote(str row, size_t i, char delimiter)
{
    for (; i < row.n; i++) {
        if (row.p[i] != '"') continue;
        if (i + 1 < row.n && row.p[i + 1] == '"') {
            i++;
            continue;
        }
        if (i + 1 == row.n || row.p[i + 1] == delimiter) return i;
        if (delimiter != '\t') return i;
    }
    return row.n;
}

/* Cuts a row into t->cells; SIZE_MAX, or the byte at which a quoted cell goes on behind its closing quote. */
static size_t cut_row(table *t, str row, char delimiter)
{
    t->n_cells = 0;
    t->cells.n = 0;
    for (size_t i = 0;; i++) {
        if (t->n_cells == CELLS_MAX) break;
        t->from[t->n_cells++] = t->cells.n;
        size_t close = i < row.n && row.p[i] == '"' ? closing_quote(row, i + 1, delimiter) : row.n;
        if (close < row.n) {
            for (size_t k = i + 1; k < close; k++) {
                if (row.p[k] == '"') k++; /* a doubled quote is one */
                buf_char(&t->cells, row.p[k]);
            }
            i = close + 1;
            if (i < row.n && row.p[i] != delimiter) return i;
        } else {
            const char *at = i < row.n ? memchr(row.p + i, delimiter, row.n - i) : NULL;
            size_t end = at ? (size_t)(at - row.p) : row.n;
            buf_add(&t->cells, str_sub(row, i, end));
            i = end;
        }
        if (i >= row.n) break;
    }
    t->from[t->n_cells] = t->cells.n;
    return SIZE_MAX;
}

static str cell(const table *t, size_t i)
{
    return str_sub(buf_str(&t->cells), t->from[i], t->from[i + 1]);
}

/* ---- what is a table ---- */

/* The row that a text begins with, without its line's end; *rest is what follows. False where it does not end in it. */
static bool first_row(str *rest, char delimiter, str *row)
{
    scan s = {.cell_begins = true};
    const char *from = rest->p;
    while (rest->n) {
        bool ends = memchr(rest->p, '\n', rest->n) != NULL;
        str line = str_cut(rest, '\n');
        scan_line(&s, line, delimiter);
        if (s.quoted) {
            s.cell_begins = false;
            continue;
        }
        *row = (str){from, (size_t)(line.p + line.n - from)};
        if (row->n && row->p[row->n - 1] == '\r') row->n--;
        return ends || rest->n == 0;
    }
    return false;
}

/* How many names of columns a head holds that mean something; *named: the user named one of them; *text: one is the text. */
static int known_names(const input *in, const table *t, bool *named, bool *text)
{
    int n = 0;
    for (size_t i = 0; i < t->n_cells; i++) {
        str name = str_trim(cell(t, i)), meaning = words_meaning(WORD_column, name);
        for (int r = 0; r < ROLE_COUNT; r++)
            if (in->columns[r].n && str_eq(in->columns[r], name)) *named = true;
        n += meaning.n > 0;
        *text = *text || str_eq(meaning, str_of(role_name(ROLE_text)));
    }
    return n;
}

/* At least two more rows, all of as many cells as the head, none of whose cells is empty or long. */
static bool looks_like_a_table(table *t, str head, str rest, char delimiter, bool cut)
{
    enum { NAME_MAX_BYTES = 64, ROWS = 2 };
    cut_row(t, head, delimiter);
    size_t n = t->n_cells;
    if (n < 3) return false;
    for (size_t i = 0; i < n; i++)
        if (cell(t, i).n == 0 || cell(t, i).n > NAME_MAX_BYTES) return false;
    int rows = 0;
    for (str row; rest.n && first_row(&rest, delimiter, &row) && !(cut && rest.n == 0); rows++)
        if (cut_row(t, row, delimiter) != SIZE_MAX || t->n_cells != n) return false;
    return rows >= ROWS;
}

bool csv_is(input *in, str head)
{
    static const char delimiters[] = ",\t;|";
    table *t = calloc(1, sizeof *t);
    if (!t) return false;
    int most = 0;
    for (const char *d = delimiters; *d; d++) {
        str rest = head, row = {0}, utf8;
        khabar_error e;
        bool named = false, text = false;
        if (!first_row(&rest, *d, &row) || !memchr(row.p, *d, row.n)) continue;
        if (input_utf8(in, row, CHARSET_UNKNOWN, &utf8, &e) != KHABAR_OK) continue;
        if (cut_row(t, utf8, *d) != SIZE_MAX) continue;
        int known = known_names(in, t, &named, &text);
        if (!(named || text || known >= 2)) known = looks_like_a_table(t, utf8, rest, *d, head.n >= STREAM_AHEAD - 8);
        if (known + named > most) most = known + named, t->delimiter = *d;
    }
    if (most) {
        in->state = t;
        return true;
    }
    csv_close(t);
    return false;
}

void csv_close(void *state)
{
    table *t = state;
    buf_free(&t->row);
    buf_free(&t->cells);
    buf_free(&t->day);
    free(t);
}

/* ---- reading ---- */

/* The next row that is not empty, cut. INPUT_ARTICLE: there is one. */
static input_result next_row(input *in, table *t, khabar_error *error)
{
    buf *row = &t->row;
    input_result result = INPUT_ARTICLE;
    for (;;) {
        scan s = {.cell_begins = true};
        bool over = false;
        got g;
        row->n = 0;
        t->line = t->next;
        do {
            g = input_line(in, RECORD_MAX_BYTES);
            if (g == GOT_NOTHING || g == GOT_PROBLEM) break;
            t->next++;
            str line = buf_str(&in->line);
            over = over || g == GOT_TOO_MUCH || row->n + line.n > RECORD_MAX_BYTES;
            if (over) row->n = 0;
            if (row->n || s.quoted) buf_char(row, '\n');
            if (!over) buf_add(row, line);
            scan_line(&s, line, t->delimiter);
            s.cell_begins = false;
        } while (s.quoted && !over);
        if (g == GOT_NOTHING && row->n == 0) {
            result = INPUT_END;
            break;
        }
        if (g != GOT_PROBLEM && !over && str_trim(buf_str(row)).n == 0) continue;
        in->record++;
        if (g == GOT_PROBLEM)
            result = input_problem(in, error);
        else if (over || row->failed)
            result =
                input_fail(in, error, KHABAR_ERR_TOO_LARGE,
                           "the row that begins on line %llu is longer than %d MiB: does a quotation mark in it not "
                           "close? the next line is taken for a row",
                           (unsigned long long)t->line, RECORD_MAX_BYTES >> 20);
        else if (g == GOT_NOTHING)
            result = input_fail(in, error, KHABAR_ERR_INPUT,
                                "the row that begins on line %llu opens a quotation mark that never closes: all that "
                                "follows is in it",
                                (unsigned long long)t->line);
        break;
    }
    if (result == INPUT_ARTICLE) {
        str s = buf_str(row), utf8;
        if (s.n && s.p[s.n - 1] == '\r') s.n--;
        if (input_utf8(in, s, CHARSET_UNKNOWN, &utf8, error) != KHABAR_OK)
            result = INPUT_ERROR;
        else {
            size_t at = cut_row(t, utf8, t->delimiter);
            if (at != SIZE_MAX) {
                result =
                    input_fail(in, error, KHABAR_ERR_INPUT,
                               "on line %llu, at byte %zu of the row, text stands behind a closing quotation mark; a "
                               "quotation mark inside a quoted cell is written twice",
                               (unsigned long long)t->line, at);
                if (error) error->byte = at;
            }
        }
    }
    return result;
}

/* The names of all columns, for a message. */
static void list_columns(const table *t, char *to, size_t room)
{
    size_t used = 0;
    to[0] = 0;
    for (size_t i = 0; i < t->n_cells; i++) {
        str name = str_trim(cell(t, i));
        int n = snprintf(to + used, room - used, "%s%.*s", i ? ", " : "", (int)name.n, name.p);
        if (n < 0 || (size_t)n >= room - used) {
            snprintf(to + (used > room - 5 ? room - 5 : used), 5, " …");
            return;
        }
        used += (size_t)n;
    }
}

static bool is_given(const input *in, str name)
{
    for (int r = 0; r < ROLE_COUNT; r++)
        if (in->columns[r].n && str_eq(in->columns[r], name)) return true;
    return false;
}

/* Finds the column of each role: the one that the user named, else the one of the role's own name, else the first. */
static input_result read_head(input *in, table *t, khabar_error *error)
{
    char names[240];
    for (int r = 0; r < ROLE_COUNT; r++) {
        t->column[r] = NONE;
        for (size_t i = 0; i < t->n_cells; i++) {
            str name = str_trim(cell(t, i)), own = str_of(role_name((input_role)r));
            bool fits = in->columns[r].n ? str_eq(name, in->columns[r])
                                         : !is_given(in, name) && str_eq(words_meaning(WORD_column, name), own);
            if (fits && (t->column[r] == NONE || str_eq(name, own))) t->column[r] = (int)i;
        }
        if (in->columns[r].n && t->column[r] == NONE) {
            list_columns(t, names, sizeof names);
            in->ended = true;
            return input_fail(in, error, KHABAR_ERR_INPUT, "no column \"%.*s\"; there are: %s", (int)in->columns[r].n,
                              in->columns[r].p, names);
        }
    }
    t->n_columns = t->n_cells;
    t->head_read = true;
    if (t->column[ROLE_text] != NONE) return INPUT_ARTICLE;
    list_columns(t, names, sizeof names);
    in->ended = true;
    return input_fail(
        in, error, KHABAR_ERR_INPUT,
        "the table has no column of texts that is known by its name; name it: --columns text=NAME. There are: %s",
        names);
}

static khabar_string role_cell(const table *t, input_role role)
{
    return t->column[role] == NONE ? (khabar_string){NULL, 0} : string_of(str_trim(cell(t, (size_t)t->column[role])));
}

input_result csv_next(input *in, khabar_article *article, khabar_error *error)
{
    table *t = in->state;
    if (!t->head_read) {
        t->next = 1;
        input_result r = next_row(in, t, error);
        if (r == INPUT_ARTICLE) r = read_head(in, t, error);
        if (r == INPUT_ERROR) in->ended = true;
        if (r != INPUT_ARTICLE) return r;
    }
    input_result r = next_row(in, t, error);
    if (r != INPUT_ARTICLE) return r;
    if (t->n_cells != t->n_columns)
        return input_fail(
            in, error, KHABAR_ERR_INPUT,
            "the row on line %llu has %zu cells, the head has %zu; a cell that holds the delimiter stands in "
            "quotation marks",
            (unsigned long long)t->line, t->n_cells, t->n_columns);
    *article = (khabar_article){.id = role_cell(t, ROLE_id),
                                .source = role_cell(t, ROLE_outlet),
                                .url = role_cell(t, ROLE_url),
                                .published = role_cell(t, ROLE_date),
                                .title = role_cell(t, ROLE_title),
                                .text = role_cell(t, ROLE_text)};
    if (!day_of(&article->published, &t->day) && article->published.length)
        input_notify(in, NOTICE_DATE, "the date \"%.*s\" of row %llu is none that is understood; YYYY-MM-DD is wanted",
                     (int)article->published.length, article->published.bytes, (unsigned long long)in->record);
    return INPUT_ARTICLE;
}
