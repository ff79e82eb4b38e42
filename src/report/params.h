/* Floor 3. Files of parameters: one run for each row. */
#ifndef CB_REPORT_PARAMS_H
#define CB_REPORT_PARAMS_H

#include "base/arena.h"
#include "base/err.h"

struct cb_param_set {
    struct cb_param *params; /* in the order of `names`; the value is NULL where the row does not give one */
};
CB_LIST_TYPE(cb_param_list, struct cb_param_set)
CB_LIST_TYPE(cb_param_names, const char *)

struct cb_param_sets {
    struct cb_param_names names; /* every parameter that some row gives, in order of appearance */
    struct cb_param_list sets;
};

/* Reads `path` ("-" = standard input) into `arena`: CSV (comma, semicolon or tab) whose first row has the
 * names, or JSON: an array of objects, or objects one after the other. An empty field and null mean "not
 * given". CB_BAD_INPUT: it cannot be read, is neither, or has a row that does not fit the first. */
cb_status cb_params_read(const char *path, struct cb_arena *arena, struct cb_param_sets *out,
                         struct cb_err *err);

/* The values of a set that are given, followed by `more` (of which those of the set take the place), into
 * `out`, which has room for all; returns their number. */
size_t cb_params_join(const struct cb_param_sets *sets, size_t set, const struct cb_param *more,
                      size_t more_count, struct cb_param *out);

#endif
