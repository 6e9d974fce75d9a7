/* sheet: rows of an answer as JSON objects or as lines of CSV, by one function for both.
 *
 *   sheet_text(s, "type", STR("CONSULT"))   JSON: "type":"CONSULT"   CSV: a cell in the column type
 *
 * A function that writes a row is called once more before the first row of CSV, with a row of nothing, for the line of names.
 * Invariant: in CSV every row has the cells of the first line; in JSON what is empty is left out. */
#ifndef KHABAR_SERVER_SHEET_H
#define KHABAR_SERVER_SHEET_H

#include "base/buf.h"

typedef enum { SHEET_JSON, SHEET_NAMES, SHEET_CELLS } sheet_mode;

typedef struct sheet {
    buf *out;
    sheet_mode mode;
    bool comma;         /* JSON: something stands before in this object or list; CSV: in this line */
    const char *prefix; /* CSV: of the names of a part */
} sheet;

void sheet_text(sheet *s, const char *name, str value);
void sheet_int(sheet *s, const char *name, int64_t value, int64_t none);
void sheet_real(sheet *s, const char *name, double value, int digits); /* NAN: nothing */
void sheet_flag(sheet *s, const char *name, bool value);               /* JSON: only where true */

/* A part of a row: in JSON an object, in CSV cells whose names begin with name_. Parts hold no parts in CSV. */
void sheet_part(sheet *s, const char *name);
void sheet_part_end(sheet *s);

/* JSON only: an object or list with a name, or without one (name NULL) inside a list. */
void sheet_open(sheet *s, const char *name, char bracket);
void sheet_close(sheet *s, char bracket);
/* JSON only: a number or string inside a list. */
void sheet_item(sheet *s, str value);

/* One row: an object of a JSON list, a line of CSV. */
void sheet_row(sheet *s);
void sheet_row_end(sheet *s);

#endif
