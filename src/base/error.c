/* error: see error.h. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

khabar_status error_set(khabar_error *error, khabar_status status, const char *format, ...)
{
    if (error) {
        va_list args;
        va_start(args, format);
        error->status = status;
        vsnprintf(error->message, sizeof error->message, format, args);
        va_end(args);
    }
    return status;
}

const char *khabar_status_name(khabar_status status)
{
    static const char *const names[] = {
#define X(code, name, text) name,
        KHABAR_STATUSES(X)
#undef X
    };
    return (size_t)status < sizeof names / sizeof *names ? names[status] : "unknown";
}
