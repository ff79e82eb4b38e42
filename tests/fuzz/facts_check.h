/* What holds of everything found in an article; shared by the fuzz targets and the pathological tests. */
#ifndef CB_TESTS_FUZZ_FACTS_CHECK_H
#define CB_TESTS_FUZZ_FACTS_CHECK_H

#include "model/facts.h"

/* NULL where all is well, else the rule that is broken. */
const char *facts_fault(const struct cb_document *doc, const struct cb_facts *facts);

#endif
