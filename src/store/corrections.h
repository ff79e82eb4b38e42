/* Floor 3. What people decided, and how it stays: the log `corrections`, and the rows that it changes.
 *
 * The rows of the file are always f(what was extracted, the log): rows that corrections touch are kept as
 * they were extracted in tables extracted_*, so that all corrections can be lifted and put on again, in a few
 * statements and with no word of the articles read anew. How one correction is put on is SQL
 * (schema/corrections.sql), the same for this program and for the sqlite3 shell.
 *
 * Names (what is decided about entities as such) are lifted in cb_store_begin and put on again in
 * cb_store_end, so that articles are always written beside names as they were extracted. Rows are lifted and
 * put on once for each run, because cb_store_join_names looks at all of them. */
#ifndef CB_STORE_CORRECTIONS_H
#define CB_STORE_CORRECTIONS_H

#include "store/store.h"

/* The views and triggers of schema/corrections-steps.sql as this program has them, as TEMP ones: they stand
 * for those in the file, which may be anybody's, until the connection or a transaction that was begun before
 * is over. Needed for SQL that reads correction_targets or correction_values. */
cb_status cb_store_use_steps(struct cb_store *store, struct cb_err *err);

/* ---- in a transaction: begin, correct ..., finish, commit ---- */

/* Makes the store ready to log. */
cb_status cb_store_begin_corrections(struct cb_store *store, struct cb_err *err);

/* Checks one correction, logs it with what was there before, and applies it (those of entities, undos and
 * those with a target of another file only in cb_store_finish_corrections, all at once). *result says what
 * became of it; CB_OK also where it was refused, stale or a conflict: nothing is written then. A dry run is a
 * transaction that is rolled back. */
cb_status cb_store_correct(struct cb_store *store, const struct cb_correction *correction,
                           struct cb_correction_result *result, struct cb_err *err);

/* Logs a name that a person gives, or, where `alias` has a ptr, another form of it: for the word lists,
 * whether an article has it or not. */
cb_status cb_store_give_name(struct cb_store *store, struct cb_str key, struct cb_str name,
                             struct cb_str kind, struct cb_str alias, struct cb_err *err);

/* Applies what waits: the rows are as the log says. */
cb_status cb_store_apply_waiting(struct cb_store *store, struct cb_err *err);

/* Applies what waits, brings search index and clusters up to date. */
cb_status cb_store_finish_corrections(struct cb_store *store, struct cb_err *err);

/* What was begun is rolled back: nothing waits any more. */
void cb_store_drop_corrections(struct cb_store *store);

/* The entity that `form` means: its key in `arena`; ptr NULL when there is none, or (*several) more than one.
 */
cb_status cb_store_find_entity(struct cb_store *store, struct cb_arena *arena, struct cb_str form,
                               struct cb_str *key, bool *several, struct cb_err *err);

/* How a key is made of a name (resolve/), for entities that people add. */
typedef struct cb_str cb_key_function(struct cb_arena *arena, enum cb_entity_kind kind, struct cb_str name);
void cb_store_set_keys(struct cb_store *store, cb_key_function *function);

/* ---- for import and rebuild: between the last article and cb_store_end ---- */

/* Takes the corrections off the rows: they are as extracted. In cb_store_join_names, where there is something
 * to join. */
cb_status cb_store_lift_corrections(struct cb_store *store, struct cb_err *err);

/* Where they were lifted: finds the rows that the log speaks of now, and puts all corrections on again.
 * Behind cb_store_join_names; the clusters follow in cb_store_end. */
cb_status cb_store_apply_corrections(struct cb_store *store, struct cb_err *err);

/* In a rebuild, before the articles: what is corrected about articles is what their facts are found with. */
cb_status cb_store_correct_articles(struct cb_store *store, struct cb_err *err);

#endif
