/* Floor 3. All stored reports: those in the program and those in a folder of the user's. */
#ifndef CB_REPORT_LIBRARY_H
#define CB_REPORT_LIBRARY_H

#include "base/arena.h"
#include "base/err.h"

CB_LIST_TYPE(cb_report_list, struct cb_report)

/* Reads the reports of the program (queries/GROUP/NAME.sql) and then those of `directory` (may be NULL),
 * which replace those of the same name and add to the others. *out is in order of group and name and lives in
 * `arena`. CB_BAD_INPUT: the directory or a file cannot be read, or a head is broken. */
cb_status cb_reports_load(const char *directory, struct cb_arena *arena, struct cb_report_list *out,
                          struct cb_err *err);

/* The report `name` ("claims-by-speaker" or "claims/claims-by-speaker"). CB_USAGE: there is none; the message
 * names the nearest. */
cb_status cb_reports_find(const struct cb_report_list *reports, const char *name,
                          const struct cb_report **out, struct cb_err *err);

#endif
