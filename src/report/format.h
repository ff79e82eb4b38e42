/* Floor 3. Rows to text: one writer for each output format, all over a sink. */
#ifndef CB_REPORT_FORMAT_H
#define CB_REPORT_FORMAT_H

#include "report/sheet.h"
#include "report/value.h"

struct cb_writer;

/* Starts output to `sink` (borrowed, as are the columns, until the writer is closed). The caller ends *out
 * with cb_writer_close. Where the sink is a terminal (width not 0) text is made harmless in every format
 * (cb_render_visible); in tables and Markdown it always is. */
cb_status cb_writer_open(enum cb_format format, const struct cb_writer_column *columns, size_t count,
                         const struct cb_sink *sink, struct cb_writer **out, struct cb_err *err);

/* The same with all that is known of the rows. */
cb_status cb_writer_open_sheet(enum cb_format format, const struct cb_sheet *sheet,
                               const struct cb_sink *sink, struct cb_writer **out, struct cb_err *err);

/* One row, with as many values as there are columns. CB_SYSTEM: the sink does not take it. CB_NO_MEMORY: more
 * rows than a table or page can keep. */
cb_status cb_writer_row(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err);

/* There are more rows than were asked for. */
void cb_writer_note_cut(struct cb_writer *writer);

/* Writes what is still held back; nothing may follow but cb_writer_close. */
cb_status cb_writer_finish(struct cb_writer *writer, struct cb_err *err);

void cb_writer_close(struct cb_writer *writer); /* NULL is fine */

/* Bytes to a sink, with the failure said. */
cb_status cb_sink_write(const struct cb_sink *sink, struct cb_str bytes, struct cb_err *err);

#endif
