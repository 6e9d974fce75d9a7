/* watch: see watch.h. */
#include "server/watch.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

static const int seconds[WATCH_PHASES] = {20, 20, 60};

typedef struct watched {
    struct MHD_Connection *of; /* NULL: free */
    int socket;
    time_t until;
} watched;

struct watch {
    pthread_mutex_t lock;
    pthread_cond_t ending;
    pthread_t thread;
    bool runs, ends;
    unsigned n;
    watched *at;
};

static time_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

static void *run(void *context)
{
    watch *w = context;
    pthread_mutex_lock(&w->lock);
    while (!w->ends) {
        struct timespec next;
        clock_gettime(CLOCK_REALTIME, &next);
        next.tv_sec++;
        pthread_cond_timedwait(&w->ending, &w->lock, &next);
        time_t t = now();
        for (unsigned i = 0; i < w->n; i++)
            if (w->at[i].of && t > w->at[i].until) shutdown(w->at[i].socket, SHUT_RDWR);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

khabar_status watch_open(unsigned connections, watch **out, khabar_error *error)
{
    watch *w = calloc(1, sizeof *w);
    if (w) w->at = calloc(connections, sizeof *w->at);
    if (!w || !w->at) {
        free(w);
        return error_set(error, KHABAR_ERR_MEMORY, "out of memory");
    }
    w->n = connections;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->ending, NULL);
    *out = w;
    w->runs = pthread_create(&w->thread, NULL, run, w) == 0;
    return w->runs ? KHABAR_OK : error_set(error, KHABAR_ERR_MEMORY, "no thread can be started");
}

void watch_close(watch *w)
{
    if (!w) return;
    pthread_mutex_lock(&w->lock);
    w->ends = true;
    pthread_cond_signal(&w->ending);
    pthread_mutex_unlock(&w->lock);
    if (w->runs) pthread_join(w->thread, NULL);
    pthread_cond_destroy(&w->ending);
    pthread_mutex_destroy(&w->lock);
    free(w->at);
    free(w);
}

static watched *find(watch *w, const struct MHD_Connection *c)
{
    for (unsigned i = 0; i < w->n; i++)
        if (w->at[i].of == c) return &w->at[i];
    return NULL;
}

void watch_begin(watch *w, struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    pthread_mutex_lock(&w->lock);
    watched *x = find(w, NULL);
    if (x && info) *x = (watched){c, info->connect_fd, now() + seconds[WATCH_HEADERS]};
    pthread_mutex_unlock(&w->lock);
}

void watch_set(watch *w, struct MHD_Connection *c, watch_phase phase)
{
    pthread_mutex_lock(&w->lock);
    watched *x = find(w, c);
    if (x) x->until = now() + seconds[phase];
    pthread_mutex_unlock(&w->lock);
}

void watch_end(watch *w, struct MHD_Connection *c)
{
    pthread_mutex_lock(&w->lock);
    watched *x = find(w, c);
    if (x) *x = (watched){0};
    pthread_mutex_unlock(&w->lock);
}
