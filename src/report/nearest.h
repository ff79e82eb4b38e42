/* Floor 3. "Did you mean ...": the known name that is nearest to a mistyped one. */
#ifndef CB_REPORT_NEAREST_H
#define CB_REPORT_NEAREST_H

#include "base/str.h"

struct cb_nearest {
    const char *wanted;
    const char *best; /* NULL while nothing is near */
    size_t distance;  /* of best */
};

/* Looks at one more candidate: the nearest one within a third of the wanted name's length stays in `best`; a
 * candidate that contains the wanted name counts as near. The first of equals wins. */
void cb_nearest_try(struct cb_nearest *nearest, const char *candidate);

#endif
