/* What libFuzzer calls; replay.c calls it for stored inputs. */
#ifndef CB_TESTS_FUZZ_FUZZ_H
#define CB_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
