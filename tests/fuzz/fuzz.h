/* fuzz: what the fuzz targets share. A target is one function over bytes; libFuzzer calls it with what it
 * invents, and replay.c with the files of tests/corpus/<target>/. Invariant: CLAIM aborts in every build
 * (assert is silent in a release), so that a broken promise is a finding. */
#ifndef KHABAR_TESTS_FUZZ_FUZZ_H
#define KHABAR_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#define CLAIM(what)                                                                                                    \
    do {                                                                                                               \
        if (!(what)) {                                                                                                 \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #what);                                       \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

#endif
