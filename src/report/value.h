/* Floor 3. One value of a row or of a parameter, as SQLite has them. */
#ifndef CB_REPORT_VALUE_H
#define CB_REPORT_VALUE_H

#include "base/err.h"
#include "base/str.h"

enum cb_value_kind { CB_VALUE_NULL = 0, CB_VALUE_INTEGER, CB_VALUE_REAL, CB_VALUE_TEXT };

struct cb_value {
    enum cb_value_kind kind;
    int64_t integer;
    double real;
    struct cb_str text; /* borrowed; ptr is never NULL when kind is CB_VALUE_TEXT */
};

/* The types that a report's header may give to a parameter or column. */
bool cb_value_type_known(struct cb_str type);

/* Reads `text` as a value of `type` (one of the known ones): text as it is, integer and real as plain digits
 * with a point, date as YYYY-MM-DD. The empty text is NULL: "not given". false when it is none. */
bool cb_value_read(const char *type, struct cb_str text, struct cb_value *out);

/* How a value of `type` is written, for messages: "a day as YYYY-MM-DD". */
const char *cb_value_type_form(const char *type);

#endif
