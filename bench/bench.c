/* bench: runs khabar and the yardstick by turns and prints what they cost.
 *
 *   khabar-bench BYTES RUNS KHABAR NEWS.jsonl SMALL.txt STEM TEXT
 *
 * BYTES is the size of the titles and texts in NEWS.jsonl. The runs are interleaved, so that a slow minute of
 * the machine falls on both; the median of each counts. Speed is by processor time (user + system) of the one
 * process with one thread, which is per core; start-up is by the clock, from fork to exit of a reader of one
 * small report. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 99, STARTS = 51 };

typedef struct cost {
    double cpu, clock; /* seconds */
    double mib;        /* most memory resident at once */
} cost;

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double clock_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Runs a program with its output thrown away. */
static cost run(char *const *argv)
{
    double from = clock_now();
    struct rusage used;
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        execv(argv[0], argv);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, &used) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "khabar-bench: %s failed\n", argv[0]);
        exit(1);
    }
    return (cost){seconds(used.ru_utime) + seconds(used.ru_stime), clock_now() - from, (double)used.ru_maxrss / 1024};
}

static int by_value(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;
    return (a > b) - (a < b);
}

static double median(double *v, int n)
{
    qsort(v, (size_t)n, sizeof *v, by_value);
    return v[n / 2];
}

int main(int argc, char **argv)
{
    if (argc != 8) {
        fputs("usage: khabar-bench BYTES RUNS KHABAR NEWS.jsonl SMALL.txt STEM TEXT\n", stderr);
        return 2;
    }
    double bytes = strtod(argv[1], NULL), reads[RUNS_MAX], stems[RUNS_MAX], starts[STARTS], most = 0, small = 0;
    int runs = atoi(argv[2]);
    if (runs < 1 || runs > RUNS_MAX) runs = 5;
    char *const read[] = {argv[3], "read", "--json", "--jobs", "1", argv[4], NULL};
    char *const start[] = {argv[3], "read", "--json", argv[5], NULL};
    char *const stem[] = {argv[6], argv[7], NULL};
    run(start); /* warms the page cache */
    for (int i = 0; i < runs; i++) {
        cost c = run(read);
        reads[i] = bytes / 1e6 / c.cpu;
        if (c.mib > most) most = c.mib;
        stems[i] = bytes / 1e6 / run(stem).cpu;
    }
    for (int i = 0; i < STARTS; i++) {
        cost c = run(start);
        starts[i] = c.clock * 1e3;
        if (c.mib > small) small = c.mib;
    }
    double read_speed = median(reads, runs), stem_speed = median(stems, runs), ready = median(starts, STARTS);
    printf("text to records   %.2f MB/s per core  (%.2f to %.2f in %d runs)\n", read_speed, reads[0], reads[runs - 1],
           runs);
    printf("libstemmer        %.2f MB/s per core  (%.2f to %.2f in %d runs)\n", stem_speed, stems[0], stems[runs - 1],
           runs);
    printf("yardstick         khabar takes %.2f times as long as the stemmer\n", stem_speed / read_speed);
    printf("memory            %.1f MiB resident at most; %.1f MiB for one small report\n", most, small);
    printf("start-up          %.1f ms for one small report (%.1f to %.1f in %d runs)\n", ready, starts[0],
           starts[STARTS - 1], STARTS);
    return 0;
}
