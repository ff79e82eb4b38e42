/* Any bytes as a file of one kind, read to its end. */
#ifndef CB_TESTS_FUZZ_STREAM_CHECK_H
#define CB_TESTS_FUZZ_STREAM_CHECK_H

#include <stddef.h>
#include <stdint.h>

/* Reads the bytes as a file whose name ends with `ending`, with word lists: every article is one as
 * reader_check.h has it, its passages lie in it, every refusal is one line that begins with its place, and
 * there is an end. Returns 0, as LLVMFuzzerTestOneInput does. */
int check_stream(const char *ending, const uint8_t *data, size_t size);

/* The same, with at most `most` articles in it, broken ones counted. */
int check_stream_most(const char *ending, const uint8_t *data, size_t size, size_t most);

#endif
