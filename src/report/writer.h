/* Floor 3. What the writers of the formats share; private to this folder. */
#ifndef CB_REPORT_WRITER_H
#define CB_REPORT_WRITER_H

#include "base/arena.h"
#include "base/buf.h"
#include "report/chart.h"
#include "report/format.h"

/* A format: what it puts around and between rows. Each appends to writer->out, which is sent on when it has
 * grown. */
struct cb_writer_kind {
    cb_status (*begin)(struct cb_writer *writer, struct cb_err *err); /* may be NULL */
    cb_status (*row)(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err);
    cb_status (*finish)(struct cb_writer *writer, struct cb_err *err); /* may be NULL */
    bool visible;                                                      /* text is always made harmless */
    bool keeps; /* rows wait in the arena for the end */
};

struct cb_writer {
    const struct cb_writer_kind *kind;
    struct cb_sheet sheet;
    const struct cb_writer_column *columns; /* of the sheet */
    size_t column_count;
    const struct cb_sink *sink;
    struct cb_buf out;      /* not yet sent */
    struct cb_buf scratch;  /* one value */
    struct cb_value *shown; /* the row with its text made harmless */
    struct cb_arena arena;  /* tables keep their cells here */
    struct cb_str *cells;   /* of a table, row by row */
    size_t row_count, cell_capacity;
    size_t kept;            /* bytes of rows that wait for the end */
    bool cut;               /* there are more rows */
    struct cb_buf body;     /* of a page: its rows */
    struct cb_chart *chart; /* NULL where there is none to draw */
};

extern const struct cb_writer_kind cb_writer_csv, cb_writer_tsv, cb_writer_json, cb_writer_jsonl,
    cb_writer_markdown, cb_writer_table, cb_writer_html;

/* writer->scratch, emptied. Unlike with cb_buf_clear its failure stays, so that sending tells of it. */
struct cb_buf *cb_writer_scratch(struct cb_writer *writer);

/* The value as text in writer->scratch; borrowed until the next call. */
struct cb_str cb_writer_text(struct cb_writer *writer, const struct cb_value *value);

/* Counts bytes that are kept until the end. CB_NO_MEMORY: too many. */
cb_status cb_writer_keep(struct cb_writer *writer, size_t bytes, struct cb_err *err);

#endif
