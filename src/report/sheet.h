/* Floor 3. What the rows of an output are: for formats that say it. */
#ifndef CB_REPORT_SHEET_H
#define CB_REPORT_SHEET_H

#include "base/err.h"

struct cb_writer_column {
    const char *name;
    bool number;             /* stands to the right */
    const char *description; /* or NULL */
};

/* Everything is borrowed; only the columns must be there. */
struct cb_sheet {
    const struct cb_writer_column *columns;
    size_t column_count;
    const char *title, *description; /* of the page; NULL = none */
    const char *sql;                 /* of a query that has no title */
    const char *order;               /* what the rows are sorted by */
    const char *data;                /* what they come from: "12 articles, 2025-03-01 to 2025-03-12" */
    const struct cb_param *params;   /* with which the report ran */
    size_t param_count;
    const struct cb_report_chart *chart;
    bool spreadsheet; /* csv, tsv: for a program that takes text for formulas, and knows UTF-8 by its mark */
    bool back;        /* there is an index.html beside it */
};

#endif
