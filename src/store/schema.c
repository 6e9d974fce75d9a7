/* schema: see schema.h. What stands in the SQL as comments is kept by SQLite: `.schema` shows it to whoever opens the file. */
#include "store/schema.h"
#include "store/fold.h"
#include "store/sql.h"

#include <stdio.h>

static const char *const tables_1[] = {
    "CREATE TABLE lexicon(\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  hash TEXT NOT NULL,   -- of the compiled lexicon, 16 hex digits\n"
    "  khabar TEXT NOT NULL, -- version of the program\n"
    "  UNIQUE(hash, khabar)\n"
    ") STRICT",

    "CREATE TABLE article(\n"
    "  id INTEGER PRIMARY KEY,    -- 1, 2, 3 ... in the order of the input\n"
    "  source TEXT NOT NULL,      -- the outlet, '' where it is not known\n"
    "  doc_id TEXT NOT NULL,      -- its id in the input; else its url; else 'hash:' and the hash\n"
    "  url TEXT,\n"
    "  published TEXT,            -- as it came\n"
    "  day TEXT,                  -- of publication: YYYY-MM-DD, YYYY-MM or YYYY, as much as is known\n"
    "  title TEXT,\n"
    "  language TEXT NOT NULL,    -- ar, or und: not read\n"
    "  hash TEXT NOT NULL,        -- of source, url, published, title and text: 16 hex digits\n"
    "  copy_of INTEGER REFERENCES article(id), -- the earlier article of which it is a near copy\n"
    "  similarity REAL,           -- to that one: shared runs of words, 0 to 1\n"
    "  lexicon_id INTEGER NOT NULL REFERENCES lexicon(id), -- by which it was read\n"
    "  UNIQUE(source, doc_id)\n"
    ") STRICT",
    "CREATE INDEX article_day ON article(day)",
    "CREATE INDEX article_copy ON article(copy_of) WHERE copy_of IS NOT NULL",

    "CREATE TABLE article_text(\n"
    "  article_id INTEGER PRIMARY KEY REFERENCES article(id),\n"
    "  text TEXT NOT NULL -- title, two newlines, text: substr(text, start + 1, stop - start) is a span\n"
    ") STRICT",
    "CREATE TABLE article_lemmas(\n"
    "  article_id INTEGER PRIMARY KEY REFERENCES article(id),\n"
    "  lemmas TEXT NOT NULL -- one for each word of article_words.folded, in its order; = where it is the word itself\n"
    ") STRICT",

    "CREATE TABLE copy_band(\n"
    "  band INTEGER NOT NULL, -- a hash of some of the text's runs of words: near copies share one\n"
    "  article_id INTEGER NOT NULL REFERENCES article(id),\n"
    "  PRIMARY KEY(band, article_id)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE actor_key(\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  key TEXT NOT NULL UNIQUE, -- what makes actors of different articles one, by rule (docs/schema.md)\n"
    "  actor_id INTEGER NOT NULL REFERENCES actor_key(id), -- itself; another where the user said that it is the same\n"
    "  kind TEXT NOT NULL,       -- person, country, org, group\n"
    "  name TEXT,                -- as the lexicon, or the first article, has it; NULL where nobody is named\n"
    "  name_en TEXT,\n"
    "  country TEXT,             -- ISO 3166-1 alpha-3, or a PLOVER code\n"
    "  sector TEXT,              -- PLOVER\n"
    "  role TEXT,                -- of one without a name: how the first article calls it\n"
    "  wikidata TEXT,\n"
    "  generic INTEGER NOT NULL, -- 1: a kind of actor (protesters of Egypt), not one actor\n"
    "  articles INTEGER NOT NULL, -- that have it, copies too\n"
    "  mentions INTEGER NOT NULL\n"
    ") STRICT",
    "CREATE INDEX actor_key_merged ON actor_key(actor_id) WHERE actor_id <> id",
    "CREATE VIEW actor AS\n"
    "  SELECT k.id, k.kind, k.name, k.name_en, k.country, k.sector, k.role, k.wikidata, k.generic,\n"
    "    k.articles + coalesce((SELECT sum(m.articles) FROM actor_key m WHERE m.actor_id = k.id AND m.actor_id <> "
    "m.id), 0)\n"
    "      AS articles,\n"
    "    k.mentions + coalesce((SELECT sum(m.mentions) FROM actor_key m WHERE m.actor_id = k.id AND m.actor_id <> "
    "m.id), 0)\n"
    "      AS mentions\n"
    "  FROM actor_key k WHERE k.actor_id = k.id",
    "CREATE TABLE actor_alias(\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  key_id INTEGER NOT NULL REFERENCES actor_key(id),\n"
    "  name TEXT NOT NULL,   -- a name, or of one without a name a role, as articles have it\n"
    "  folded TEXT NOT NULL, -- without hamza and vowel signs, words divided by one blank\n"
    "  articles INTEGER NOT NULL\n"
    ") STRICT",
    "CREATE INDEX actor_alias_key ON actor_alias(key_id)",
    "CREATE TABLE actor_split(\n"
    "  key_id INTEGER NOT NULL REFERENCES actor_key(id), -- in this article this key is another actor: the user said "
    "so\n"
    "  article_id INTEGER NOT NULL REFERENCES article(id),\n"
    "  to_key INTEGER NOT NULL REFERENCES actor_key(id),\n"
    "  PRIMARY KEY(key_id, article_id)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE article_actor(\n"
    "  article_id INTEGER NOT NULL REFERENCES article(id),\n"
    "  n INTEGER NOT NULL,      -- 1 is a1 of the article's record\n"
    "  key_id INTEGER NOT NULL REFERENCES actor_key(id),\n"
    "  alias_id INTEGER REFERENCES actor_alias(id), -- its name; where it is not named its role; NULL: neither\n"
    "  named INTEGER NOT NULL,  -- 1: the alias is a name\n"
    "  kind TEXT NOT NULL,\n"
    "  country TEXT,\n"
    "  sector TEXT,\n"
    "  role TEXT,               -- of one that is named, in the article's words\n"
    "  settled TEXT NOT NULL,   -- by what: text, lexicon, office, article, outlet\n"
    "  PRIMARY KEY(article_id, n)\n"
    ") STRICT, WITHOUT ROWID",
    "CREATE INDEX article_actor_key ON article_actor(key_id)",
    "CREATE TABLE mention(\n"
    "  article_id INTEGER NOT NULL REFERENCES article(id),\n"
    "  n INTEGER NOT NULL,      -- of article_actor\n"
    "  start INTEGER NOT NULL,  -- code points of article_text.text, from 0\n"
    "  stop INTEGER NOT NULL, -- one past the last\n"
    "  PRIMARY KEY(article_id, n, start, stop)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE place(\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  key TEXT NOT NULL UNIQUE,\n"
    "  name TEXT NOT NULL,\n"
    "  folded TEXT NOT NULL,\n"
    "  name_en TEXT,\n"
    "  country TEXT,\n"
    "  kind TEXT,               -- city, province, river ...\n"
    "  lat REAL, lon REAL,      -- degrees\n"
    "  wikidata TEXT\n"
    ") STRICT",
    "CREATE TABLE place_mention(\n"
    "  article_id INTEGER NOT NULL REFERENCES article(id),\n"
    "  start INTEGER NOT NULL,\n"
    "  stop INTEGER NOT NULL,\n"
    "  place_id INTEGER NOT NULL REFERENCES place(id),\n"
    "  PRIMARY KEY(article_id, start, stop, place_id)\n"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE time_mention(\n"
    "  article_id INTEGER NOT NULL REFERENCES article(id),\n"
    "  start INTEGER NOT NULL,\n"
    "  stop INTEGER NOT NULL,\n"
    "  type TEXT NOT NULL,      -- DATE, TIME, DURATION, SET\n"
    "  value TEXT NOT NULL,     -- TimeML\n"
    "  mod TEXT,                -- START, MID, END\n"
    "  PRIMARY KEY(article_id, start, stop)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE statement(\n"
    "  id INTEGER PRIMARY KEY,  -- article_id * 1000000 + n\n"
    "  article_id INTEGER NOT NULL REFERENCES article(id),\n"
    "  n INTEGER NOT NULL,      -- 1 is s1 of the article's record\n"
    "  uid TEXT NOT NULL,       -- 16 hex digits that stay\n"
    "  kind TEXT NOT NULL,      -- direct, indirect, mixed\n"
    "  denial INTEGER NOT NULL, -- 1: the cue denies its content\n"
    "  day TEXT,                -- of the article\n"
    "  sentence INTEGER NOT NULL,\n"
    "  cue_start INTEGER, cue_stop INTEGER,\n"
    "  start INTEGER NOT NULL, stop INTEGER NOT NULL, -- what is said; further spans in statement_span\n"
    "  confidence REAL NOT NULL,\n"
    "  rule TEXT NOT NULL,\n"
    "  is_copy INTEGER NOT NULL -- 1: the article is a near copy of another\n"
    ") STRICT",
    "CREATE TABLE statement_span(\n"
    "  statement_id INTEGER NOT NULL REFERENCES statement(id),\n"
    "  n INTEGER NOT NULL,      -- from 2\n"
    "  start INTEGER NOT NULL, stop INTEGER NOT NULL,\n"
    "  PRIMARY KEY(statement_id, n)\n"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE statement_party(\n"
    "  statement_id INTEGER NOT NULL REFERENCES statement(id),\n"
    "  part TEXT NOT NULL,      -- speaker, addressee, via (the one nearest the speaker last)\n"
    "  n INTEGER NOT NULL,      -- 1, 2 ... in the order of the record\n"
    "  actor INTEGER NOT NULL,  -- article_actor.n\n"
    "  actor_id INTEGER NOT NULL REFERENCES actor_key(id), -- an actor across articles\n"
    "  country TEXT, sector TEXT,\n"
    "  PRIMARY KEY(statement_id, part, n)\n"
    ") STRICT, WITHOUT ROWID",
    "CREATE INDEX statement_party_actor ON statement_party(actor_id, part, statement_id)",
    "CREATE INDEX statement_party_country ON statement_party(country, part, statement_id)",

    "CREATE TABLE event(\n"
    "  id INTEGER PRIMARY KEY,  -- article_id * 1000000 + n\n"
    "  article_id INTEGER NOT NULL REFERENCES article(id),\n"
    "  n INTEGER NOT NULL,      -- 1 is e1 of the article's record\n"
    "  uid TEXT NOT NULL,       -- 16 hex digits that stay\n"
    "  event_group TEXT,        -- 16 hex digits that the same event has in all articles; NULL where not known\n"
    "  type TEXT NOT NULL,      -- PLOVER\n"
    "  mode TEXT,\n"
    "  cameo TEXT NOT NULL,     -- text: 014 is not 14\n"
    "  quad INTEGER NOT NULL,   -- 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict\n"
    "  goldstein REAL NOT NULL,\n"
    "  day TEXT,                -- when: YYYY-MM-DD, YYYY-MM or YYYY; of the article where the text does not say\n"
    "  date_start TEXT, date_end TEXT, date_precision TEXT, date_words TEXT, -- as the text has it\n"
    "  place_id INTEGER REFERENCES place(id),\n"
    "  place_words TEXT,\n"
    "  statement_id INTEGER REFERENCES statement(id), -- on whose word; NULL: the outlet's own\n"
    "  negation INTEGER NOT NULL, future INTEGER NOT NULL, hypothetical INTEGER NOT NULL, historical INTEGER NOT "
    "NULL,\n"
    "  killed INTEGER, wounded INTEGER, arrested INTEGER,\n"
    "  sentence INTEGER NOT NULL,\n"
    "  start INTEGER NOT NULL, stop INTEGER NOT NULL, -- the trigger\n"
    "  confidence REAL NOT NULL,\n"
    "  rule TEXT NOT NULL,\n"
    "  is_copy INTEGER NOT NULL -- 1: the article is a near copy of another\n"
    ") STRICT",
    "CREATE INDEX event_day ON event(day, is_copy)",
    "CREATE INDEX event_type ON event(type, day, is_copy)",
    "CREATE INDEX event_place ON event(place_id) WHERE place_id IS NOT NULL",
    "CREATE INDEX event_statement ON event(statement_id) WHERE statement_id IS NOT NULL",
    "CREATE INDEX event_same ON event(event_group) WHERE event_group IS NOT NULL",
    "CREATE TABLE event_party(\n"
    "  event_id INTEGER NOT NULL REFERENCES event(id),\n"
    "  part TEXT NOT NULL,      -- actor, recipient\n"
    "  n INTEGER NOT NULL,\n"
    "  actor INTEGER NOT NULL,  -- article_actor.n\n"
    "  actor_id INTEGER NOT NULL REFERENCES actor_key(id),\n"
    "  country TEXT, sector TEXT,\n"
    "  PRIMARY KEY(event_id, part, n)\n"
    ") STRICT, WITHOUT ROWID",
    "CREATE INDEX event_party_actor ON event_party(actor_id, part, event_id)",
    "CREATE INDEX event_party_country ON event_party(country, part, event_id)",
    "CREATE TABLE event_context(\n"
    "  event_id INTEGER NOT NULL REFERENCES event(id),\n"
    "  context TEXT NOT NULL,   -- PLOVER\n"
    "  PRIMARY KEY(event_id, context)\n"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE event_mention(\n"
    "  event_id INTEGER NOT NULL REFERENCES event(id),\n"
    "  start INTEGER NOT NULL, stop INTEGER NOT NULL, -- where else the article tells it\n"
    "  PRIMARY KEY(event_id, start, stop)\n"
    ") STRICT, WITHOUT ROWID",
    NULL,
};

static const char *const search_1[] = {
    "CREATE VIRTUAL TABLE article_fts USING fts5(folded, lemmas, content='article_words', content_rowid='article_id', "
    "tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE actor_fts USING fts5(folded, content='actor_alias', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0')",
    /* Fewer, larger pieces of the index while many articles come in; the default is 1 MB. */
    "INSERT INTO article_fts(article_fts, rank) VALUES('hashsize', 33554432)",
    "INSERT INTO article_fts(article_fts, rank) VALUES('automerge', 16)",
    "INSERT INTO actor_fts(actor_fts, rank) VALUES('automerge', 16)",
    NULL,
};

/* The view that folds the text, made of the same letters as fold.c; then the search tables over it. */
static int search_tables(sqlite3 *db)
{
    buf view = {0};
    fold_view(&view);
    buf_char(&view, 0);
    int result = view.failed ? SQLITE_NOMEM : sqlite3_exec(db, view.bytes, NULL, NULL, NULL);
    buf_free(&view);
    for (int i = 0; result == SQLITE_OK && search_1[i]; i++) result = sqlite3_exec(db, search_1[i], NULL, NULL, NULL);
    return result;
}

const schema_step schema_steps[] = {{tables_1, search_tables}};
const int schema_version = sizeof schema_steps / sizeof *schema_steps;

static int run_step(sqlite3 *db, const schema_step *step)
{
    int result = SQLITE_OK;
    for (int i = 0; step->sql && step->sql[i] && result == SQLITE_OK; i++)
        result = sqlite3_exec(db, step->sql[i], NULL, NULL, NULL);
    return result == SQLITE_OK && step->more ? step->more(db) : result;
}

khabar_status schema_migrate(sqlite3 *db, const char *name, const schema_step *steps, int n, khabar_error *error)
{
    /* the version is asked for under the lock: another program may just have done the work */
    int result = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), version = 0;
    if (result == SQLITE_OK) version = (int)sql_number(db, "PRAGMA user_version");
    if (result == SQLITE_OK && version > n) {
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
        return error_set(error, KHABAR_ERR_STORE,
                         "%s: made by a newer khabar (its tables are version %d, this program knows %d): update khabar",
                         name, version, n);
    }
    for (int i = version; i < n && result == SQLITE_OK; i++) result = run_step(db, &steps[i]);
    char pragma[80];
    snprintf(pragma, sizeof pragma, "PRAGMA application_id = %d; PRAGMA user_version = %d", SCHEMA_APPLICATION, n);
    if (result == SQLITE_OK && version < n) result = sqlite3_exec(db, pragma, NULL, NULL, NULL);
    if (result == SQLITE_OK) result = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    if (result == SQLITE_OK) return KHABAR_OK;
    sql_error(db, name, error);
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return error ? error->status : KHABAR_ERR_STORE;
}
