/* Floor 1. CSV through libcsv: the only user of csv.h. RFC 4180: comma, double quotes, doubled inside. */
#ifndef CB_TEXT_CSV_H
#define CB_TEXT_CSV_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct cb_csv_row {
    const struct cb_str *fields;
    size_t count;
    uint64_t line; /* number of the row in the file, from 1; blank lines count */
};
CB_LIST_TYPE(cb_csv_rows, struct cb_csv_row)

/* Reads all rows of `text` (a byte order mark is passed over, blank lines too) into `arena`. `place` stands
 * in messages. CB_BAD_INPUT: a quoted field is not closed, or something follows a closing quote. */
cb_status cb_csv_parse(const char *place, struct cb_str text, struct cb_arena *arena, struct cb_csv_rows *out,
                       struct cb_err *err);

/* The same with another sign than ',' between the fields. */
cb_status cb_csv_parse_by(char separator, const char *place, struct cb_str text, struct cb_arena *arena,
                          struct cb_csv_rows *out, struct cb_err *err);

/* The sign between the fields of `text`: of ',', ';', tab and '|' the one that its first row has most of
 * outside quotation marks; of equals the first, ',' where it has none. */
char cb_csv_separator(struct cb_str text);

/* Appends one field to `out`, quoted where it must be; a field of length 0 becomes "" (the empty string), and
 * ptr NULL becomes nothing at all (NULL). The caller writes the commas and the CRLF. */
void cb_csv_add_field(struct cb_buf *out, struct cb_str field);

/* The same at `room`, which has CB_CSV_FIELD_ROOM(field.len) bytes; field.ptr is not NULL. Returns the place
 * behind it. */
#define CB_CSV_FIELD_ROOM(size) (2 * (size) + 2)
char *cb_csv_write_field(char *room, struct cb_str field);
/* The same for a table with another sign than ',' between the fields. */
void cb_csv_add_field_by(char separator, struct cb_buf *out, struct cb_str field);

#endif
