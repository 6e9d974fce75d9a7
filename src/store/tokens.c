/* tokens: see tokens.h. */
#include "store/tokens.h"

#include <stdbool.h>
#include <stdlib.h>

typedef int token_sink(void *context, int flags, const char *token, int n, int start, int end);

/* One tokenizer of a table; `stock` with its own state takes what is not plain. */
typedef struct cutter {
    fts5_tokenizer stock;
    Fts5Tokenizer *own;
} cutter;

typedef struct stock_one {
    fts5_tokenizer methods;
    void *context;
} stock_one;

static bool divides(unsigned char c)
{
    return c == ' ' || c == '=';
}

/* Bytes of a plain character at p, 0 where it is not plain: the letters hamza to ya are two bytes, D8 A1 to D9 8A. */
static int plain(const unsigned char *p, const unsigned char *end)
{
    if (divides(*p) || (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9')) return 1;
    if (end - p < 2) return 0;
    if (*p == 0xd8) return p[1] >= 0xa1 && p[1] <= 0xbf ? 2 : 0;
    return *p == 0xd9 && p[1] >= 0x81 && p[1] <= 0x8a ? 2 : 0;
}

static bool all_plain(const unsigned char *p, int n)
{
    for (const unsigned char *end = p + n; p < end;) {
        int k = plain(p, end);
        if (k == 0) return false;
        p += k;
    }
    return true;
}

static int cut(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int n, token_sink *put)
{
    cutter *c = (cutter *)tokenizer;
    if (!all_plain((const unsigned char *)text, n)) return c->stock.xTokenize(c->own, context, flags, text, n, put);
    int result = SQLITE_OK;
    for (int i = 0; i < n && result == SQLITE_OK;) {
        int start = i;
        while (i < n && !divides((unsigned char)text[i])) i++;
        if (i > start) result = put(context, 0, text + start, i - start, start, i);
        i++;
    }
    return result;
}

static void cutter_free(Fts5Tokenizer *tokenizer)
{
    cutter *c = (cutter *)tokenizer;
    if (c->own) c->stock.xDelete(c->own);
    free(c);
}

static int cutter_new(void *context, const char **arguments, int n, Fts5Tokenizer **out)
{
    stock_one *stock = context;
    cutter *c = calloc(1, sizeof *c);
    if (!c) return SQLITE_NOMEM;
    c->stock = stock->methods;
    int result = c->stock.xCreate(stock->context, arguments, n, &c->own);
    if (result != SQLITE_OK) {
        free(c);
        return result;
    }
    *out = (Fts5Tokenizer *)c;
    return SQLITE_OK;
}

static fts5_api *api_of(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?)", -1, &s, NULL) == SQLITE_OK &&
        sqlite3_bind_pointer(s, 1, &api, "fts5_api_ptr", NULL) == SQLITE_OK)
        sqlite3_step(s);
    sqlite3_finalize(s);
    return api;
}

int tokens_register(sqlite3 *db)
{
    static const char name[] = "unicode61";
    fts5_api *api = api_of(db);
    if (!api) return SQLITE_ERROR;
    stock_one *stock = malloc(sizeof *stock);
    if (!stock) return SQLITE_NOMEM;
    int result = api->xFindTokenizer(api, name, &stock->context, &stock->methods);
    fts5_tokenizer own = {cutter_new, cutter_free, cut};
    if (result == SQLITE_OK) result = api->xCreateTokenizer(api, name, stock, &own, free);
    if (result != SQLITE_OK) free(stock);
    return result;
}
