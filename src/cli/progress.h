/* progress: one line on a terminal that says how far a long work is, how fast, and how long it will still take.
 * Invariant: nothing is written where standard error is no terminal. */
#ifndef KHABAR_CLI_PROGRESS_H
#define KHABAR_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct progress {
    bool shown;          /* standard error is a terminal */
    bool line;           /* a line stands there */
    double begun, drawn; /* seconds */
    uint64_t total;      /* bytes to be read; 0: not known */
} progress;

void progress_begin(progress *p, uint64_t total);
/* done: bytes; articles: so far. Draws five times a second at most. */
void progress_show(progress *p, uint64_t done, uint64_t articles);
/* Takes the line away: before a message, and at the end. */
void progress_clear(progress *p);

#endif
