/* Floor 3. The whole database as a Data Package: one CSV file for each table and view, and a descriptor that
 * says what their columns are (https://datapackage.org, version 1 and 2). */
#ifndef CB_REPORT_PACKAGE_H
#define CB_REPORT_PACKAGE_H

#include "db/db.h"

struct cb_package_column {
    const char *name, *type; /* type as declared, "" for a computed column of a view */
    int key;                 /* place in the primary key from 1, 0 = not in it */
    bool required;
    unsigned seen; /* kinds of value that were written, bits 1 << enum cb_value_kind */
};
CB_LIST_TYPE(cb_package_columns, struct cb_package_column)

/* One column of a foreign key; those of the same key have the same number and follow each other. */
struct cb_package_reference {
    int number;
    const char *column, *table, *target;
};
CB_LIST_TYPE(cb_package_references, struct cb_package_reference)

struct cb_package_table {
    const char *name;
    bool view;
    struct cb_package_columns columns;
    struct cb_package_references references;
    uint64_t rows, bytes;
};
CB_LIST_TYPE(cb_package_tables, struct cb_package_table)

/* The tables and views of ours, in order of name; the full-text index is left out, since it is made from
 * them. Lives in `arena`. */
cb_status cb_package_tables(struct cb_db *db, struct cb_arena *arena, struct cb_package_tables *out,
                            struct cb_err *err);

/* Writes one of them as CSV, in order of its primary key (a view: of all its columns), and notes rows and
 * kinds of value in *table. */
cb_status cb_package_write(struct cb_db *db, struct cb_package_table *table, const struct cb_sink *sink,
                           struct cb_err *err);

/* Writes datapackage.json for the tables as they were written. `version` is that of the program. */
cb_status cb_package_describe(const struct cb_package_tables *tables, const char *version,
                              const struct cb_sink *sink, struct cb_err *err);

#endif
