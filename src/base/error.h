/* error: status codes and the caller's optional detail.
 * Invariant: a function that returns a status other than KHABAR_OK has filled *error where error is not NULL. */
#ifndef KHABAR_BASE_ERROR_H
#define KHABAR_BASE_ERROR_H

#include "khabar.h"

#include "base/str.h"

/* Fills *error (may be NULL) and returns status. */
khabar_status error_set(khabar_error *error, khabar_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
