/* Floor 3. The head of a stored report: SQL comments that say what it is called, takes and gives
 * (queries/README.md). */
#ifndef CB_REPORT_HEADER_H
#define CB_REPORT_HEADER_H

#include "base/arena.h"
#include "base/err.h"

/* Reads the head of the report file `text` (NUL-terminated behind the slice; borrowed by *out) named `name`
 * in folder `group`. Everything *out points at lives in `arena` or with its arguments. CB_BAD_INPUT:
 * "PLACE:LINE: what is wrong". The SQL itself is not looked at (report/guard.h). */
cb_status cb_report_parse(const char *place, const char *group, const char *name, struct cb_str text,
                          struct cb_arena *arena, struct cb_report *out, struct cb_err *err);

#endif
