/* progress: see progress.h. */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { CELLS = 24 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_begin(progress *p, uint64_t total)
{
    *p = (progress){.shown = isatty(STDERR_FILENO) == 1, .begun = now(), .total = total};
}

void progress_show(progress *p, uint64_t done, uint64_t articles)
{
    double t = now(), spent = t - p->begun;
    if (!p->shown || t - p->drawn < 0.2) return;
    p->drawn = t;
    p->line = true;
    fputs("\r\033[K", stderr);
    if (p->total) {
        double share = (double)done / (double)p->total;
        if (share > 1) share = 1;
        int full = (int)(share * CELLS);
        fputc('[', stderr);
        for (int i = 0; i < CELLS; i++) fputc(i < full ? '#' : '.', stderr);
        fprintf(stderr, "] %3.0f %%  ", share * 100);
    }
    fprintf(stderr, "%llu articles", (unsigned long long)articles);
    if (spent > 0.5) {
        fprintf(stderr, ", %.0f a second", (double)articles / spent);
        if (p->total && done) {
            double rest = p->total > done ? spent * (double)(p->total - done) / (double)done : 0;
            fprintf(stderr, ", %d:%02d left", (int)rest / 60, (int)rest % 60);
        }
    }
    fflush(stderr);
}

void progress_clear(progress *p)
{
    if (p->line) fputs("\r\033[K", stderr);
    p->line = false;
}
