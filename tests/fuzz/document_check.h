/* What holds of every analyzed document; shared by the fuzz target and the pathological tests. */
#ifndef CB_TESTS_FUZZ_DOCUMENT_CHECK_H
#define CB_TESTS_FUZZ_DOCUMENT_CHECK_H

#include "model/document.h"

/* NULL where all is well, else the rule that is broken: of the passages as reader/ marks them ... */
const char *passages_fault(const struct cb_document *doc);

/* ... and of what language/ makes of them. */
const char *document_fault(const struct cb_document *doc);

#endif
