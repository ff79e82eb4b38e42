/* Floor 3. What people decided, and how it stays: the log `corrections`, and the rows that it changes.
 *
 * The rows of the file are always f(what was extracted, the log): rows that corrections touch are kept as
 * they were extracted in tables extracted_*, so that all corrections can be taken off and put on again, in a
 * few statements and with no word of the articles read anew. How one correction is put on is SQL
 * (schema/corrections.sql), the same for this program and for the sqlite3 shell. */
#ifndef CB_STORE_CORRECTIONS_H
#define CB_STORE_CORRECTIONS_H

#include "store/store.h"

/* ---- in a transaction: begin (cb_kb_begin), correct, undo ..., cb_store_end, commit ---- */

/* Checks one correction, logs it with what was there before, and applies it. *result says what became of it;
 * CB_OK also where it was refused, stale or a conflict: nothing is written then. A dry run is a transaction
 * that is rolled back. */
cb_status cb_store_correct(struct cb_store *store, const struct cb_correction *correction,
                           struct cb_correction_result *result, struct cb_err *err);

/* ---- for import and rebuild ---- */

/* Takes all corrections off the rows: they are as extracted. Nothing where none are on. */
cb_status cb_store_lift_corrections(struct cb_store *store, struct cb_err *err);

/* Finds the rows that the log speaks of, and puts all corrections on again. Once behind cb_store_join_names;
 * the clusters follow in cb_store_end. */
cb_status cb_store_apply_corrections(struct cb_store *store, struct cb_err *err);

#endif
