/* Floor 3. Parameters: text to values of a statement. */
#ifndef CB_REPORT_BIND_H
#define CB_REPORT_BIND_H

#include "db/db.h"

/* The parameter `name` of the report, or NULL. */
const struct cb_report_param *cb_report_param_find(const struct cb_report *report, const char *name);

/* "report x has no parameter 'y'": CB_USAGE; the message names those it has. */
cb_status cb_report_param_unknown(const struct cb_report *report, const char *name, struct cb_err *err);

/* Binds the defaults and `params` (nothing else stays bound), each with the type that the report declares.
 * Text is borrowed until the statement is released. CB_USAGE: no such parameter, one given twice, or a value
 * that is not of its type. */
cb_status cb_bind_report(struct cb_stmt *stmt, const struct cb_report *report, const struct cb_param *params,
                         size_t count, struct cb_err *err);

/* The same for a statement without a head, whose parameters are :name, @name or $name: what reads and writes
 * as the same number is bound as one, the empty text as NULL, all else as text. CB_USAGE: also where one has
 * no value. */
cb_status cb_bind_query(struct cb_stmt *stmt, const struct cb_param *params, size_t count,
                        struct cb_err *err);

#endif
