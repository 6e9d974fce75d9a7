/* tokens: FTS5's tokenizer unicode61 for a connection that writes: folded text is cut at its blanks.
 *
 *   «وقالت احلام = 2015»  ->  وقالت, احلام, 2015, without looking up the class and the small letter of every code point
 *
 * The tables name the stock tokenizer, and any tool that opens the file uses that; a text with anything but folded Arabic letters,
 * small Latin ones of ASCII, digits, blanks and = goes to it here too.
 * Invariant: every text has the tokens that the stock tokenizer gives it; a test compares the two. */
#ifndef KHABAR_STORE_TOKENS_H
#define KHABAR_STORE_TOKENS_H

#include <sqlite3.h>

/* Takes the stock tokenizer's place in this connection, once and before its first statement on a search table. Gives a result
 * code of SQLite. */
int tokens_register(sqlite3 *db);

#endif
