/* What holds of every article that a reader gave. */
#ifndef CB_TESTS_FUZZ_READER_CHECK_H
#define CB_TESTS_FUZZ_READER_CHECK_H

#include "model/document.h"

/* Valid UTF-8? */
bool is_text(struct cb_str s);

/* NULL where all is well, else the rule that is broken. */
const char *article_fault(const struct cb_document *doc);

#endif
