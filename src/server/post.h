/* post: the report in the body of a POST, as khabar read would find it in a file. Its functions stand in reading.c. */
#ifndef KHABAR_SERVER_POST_H
#define KHABAR_SERVER_POST_H

#include "server/answer.h"
#include "input/input.h"

/* What a report without an id is called by, as if the body were a file of this name. */
#define POST_NAME "report"

typedef struct post {
    FILE *f;
    input *in;
    khabar_article article; /* lives until post_close, or the next input_next */
} post;

/* The first report of a->body; a->error says what is wrong. To be closed in any case. */
khabar_status post_open(answer *a, post *p);
void post_close(post *p);

#endif
