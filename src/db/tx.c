#include "db/db.h"

#include <sqlite3.h>

cb_status cb_tx_begin(struct cb_db *db, struct cb_err *err)
{
    if (cb_tx_active(db))
        CB_BUG("a transaction inside a transaction");
    return cb_db_exec(db, "BEGIN IMMEDIATE", err);
}

cb_status cb_tx_commit(struct cb_db *db, struct cb_err *err)
{
    if (db->text_lost) {
        db->text_lost = false;
        return cb_err_no_memory(err);
    }
    return cb_db_exec(db, "COMMIT", err);
}

/* A rollback that fails leaves the journal to the next one who opens the file: nothing to report here. */
void cb_tx_rollback(struct cb_db *db)
{
    if (cb_tx_active(db))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

bool cb_tx_active(const struct cb_db *db)
{
    return db->handle && !sqlite3_get_autocommit(db->handle);
}

cb_status cb_db_trust(struct cb_db *db, bool on, struct cb_err *err)
{
    if (cb_tx_active(db)) /* one that the system did not let us end */
        return cb_err_set(err, CB_SYSTEM, "%s: a transaction is still open; open the file again", db->path);
    return cb_db_exec(db,
                      on ? "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON"
                         : "PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF",
                      err);
}
