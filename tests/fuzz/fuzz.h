/* What libFuzzer calls (replay.c calls it for stored inputs), and what the targets share. */
#ifndef CB_TESTS_FUZZ_FUZZ_H
#define CB_TESTS_FUZZ_FUZZ_H

#include "lexicon/lexicon.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Something does not hold: says what, and aborts, so that the input is kept. */
_Noreturn void fuzz_stop(const char *why);

/* fuzz_stop unless `why` is NULL. */
void fuzz_check(const char *why);

/* The lists of all languages, loaded once. */
struct cb_lexicon *const *fuzz_lexicons(void);

/* The text of `bytes` as that of an article; false where there is none. */
bool fuzz_text(struct cb_document *doc, struct cb_str bytes);

/* The first byte of an input as options; the other bytes are *rest. 'd' and 'e' are the languages; 'f' and
 * 'g' the same with a day of publication; 'l' a language to be found out. False where nothing is left. */
struct fuzz_options {
    enum cb_language language;
    bool known, published;
};
bool fuzz_options(const uint8_t *data, size_t size, struct fuzz_options *out, struct cb_str *rest);

/* The path of a file of this process whose name ends with `ending`; taken away at the end. */
const char *fuzz_path(const char *ending);

/* Writes `bytes` into a file of this process whose name ends with `ending`, and gives its path. */
const char *fuzz_file(const char *ending, struct cb_str bytes);

#endif
