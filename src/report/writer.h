/* Floor 3. What the writers of the formats share; private to this folder. */
#ifndef CB_REPORT_WRITER_H
#define CB_REPORT_WRITER_H

#include "base/arena.h"
#include "base/buf.h"
#include "report/format.h"

/* A format: what it puts around and between rows. Each appends to writer->out, which is sent on when it has
 * grown. */
struct cb_writer_kind {
    cb_status (*begin)(struct cb_writer *writer, struct cb_err *err); /* may be NULL */
    cb_status (*row)(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err);
    cb_status (*finish)(struct cb_writer *writer, struct cb_err *err); /* may be NULL */
    bool visible;                                                      /* text is always made harmless */
};

struct cb_writer {
    const struct cb_writer_kind *kind;
    const struct cb_writer_column *columns;
    size_t column_count;
    const struct cb_sink *sink;
    struct cb_buf out;      /* not yet sent */
    struct cb_buf scratch;  /* one value */
    struct cb_value *shown; /* the row with its text made harmless */
    struct cb_arena arena;  /* tables keep their cells here */
    struct cb_str *cells;   /* of a table, row by row */
    size_t row_count, cell_capacity;
};

extern const struct cb_writer_kind cb_writer_csv, cb_writer_tsv, cb_writer_json, cb_writer_jsonl,
    cb_writer_markdown, cb_writer_table;

/* The value as text in writer->scratch; borrowed until the next call. */
struct cb_str cb_writer_text(struct cb_writer *writer, const struct cb_value *value);

#endif
