/* fuzz_search: what a person types to look for, against a text: the first line of the input is the question, the rest the text.
 * Claims: words of the text lie in it and in order; what is asked of FTS5 is well formed; where the text holds all that is looked for, FTS5
 * finds it. */
#include "fuzz.h"

#include "base/utf8.h"
#include "store/fold.h"
#include "store/search.h"

#include <string.h>

static khabar *k;
static khabar_reader *reader;
static sqlite3 *db;
static sqlite3_stmt *add, *find;

static void open_index(void)
{
    khabar_error error = {0};
    if (db) return;
    CLAIM(khabar_open(NULL, &k, &error) == KHABAR_OK);
    CLAIM(khabar_reader_new(k, &reader, &error) == KHABAR_OK);
    CLAIM(sqlite3_open(":memory:", &db) == SQLITE_OK);
    CLAIM(sqlite3_exec(db,
                       "CREATE VIRTUAL TABLE f USING fts5(folded, lemmas, tokenize='unicode61 remove_diacritics 0')",
                       NULL, NULL, NULL) == SQLITE_OK);
    CLAIM(sqlite3_prepare_v2(db, "INSERT OR REPLACE INTO f(rowid, folded, lemmas) VALUES(1, ?, '')", -1, &add, NULL) ==
          SQLITE_OK);
    CLAIM(sqlite3_prepare_v2(db, "SELECT count(*) FROM f WHERE f MATCH ?", -1, &find, NULL) == SQLITE_OK);
}

static bool holds(const search *s, const search_hits_list *hits)
{
    for (uint32_t i = 0; i < s->n; i++) {
        bool found = s->words[i].follows;
        for (uint32_t h = 0; h < hits->n; h++) found |= hits->at[h].part == i;
        if (!found) return false;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    str rest = {(const char *)bytes, n}, question = str_cut(&rest, '\n');
    search s;
    arena a;
    khabar_error error = {0};
    open_index();
    if (utf8_check(rest) < rest.n) return 0;
    arena_init(&a, 0);
    if (search_compile(&s, question, n % 2 ? reader : NULL, &a, &error) == KHABAR_OK) {
        buf folded = {0};
        search_hits_list hits = {0};
        fold_text(rest, &folded);
        search_hits(&s, rest, (str){NULL, 0}, &a, &hits);
        for (uint32_t i = 0; i < hits.n; i++) {
            CLAIM(hits.at[i].start < hits.at[i].end && hits.at[i].end <= rest.n && hits.at[i].part < s.n);
            CLAIM(i == 0 || hits.at[i - 1].end <= hits.at[i].end);
        }
        sqlite3_bind_text(add, 1, folded.bytes ? folded.bytes : "", (int)folded.n, SQLITE_STATIC);
        CLAIM(sqlite3_step(add) == SQLITE_DONE);
        sqlite3_reset(add);
        sqlite3_bind_text(find, 1, s.match, -1, SQLITE_STATIC);
        CLAIM(sqlite3_step(find) == SQLITE_ROW);
        CLAIM(!holds(&s, &hits) || sqlite3_column_int(find, 0) == 1);
        sqlite3_reset(find);
        buf_free(&folded);
    }
    search_free(&s);
    arena_free(&a);
    return 0;
}
