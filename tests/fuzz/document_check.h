/* What holds of every analyzed document; shared by the fuzz target and the pathological tests. */
#ifndef CB_TESTS_FUZZ_DOCUMENT_CHECK_H
#define CB_TESTS_FUZZ_DOCUMENT_CHECK_H

#include "language/language.h"

/* NULL where all is well, else the rule that is broken. */
const char *document_fault(const struct cb_document *doc);

#endif
