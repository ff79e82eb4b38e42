/* Review in a spreadsheet, behind claimbase.h. */
#include "engine/kb.h"
#include "report/review.h"

cb_status cb_kb_review(struct cb_kb *kb, enum cb_review what, const struct cb_review_options *options,
                       const struct cb_sink *sink, uint64_t *rows, struct cb_err *err)
{
    cb_status rc;
    struct cb_review_options none = {.article = NULL};
    bool reading = false;

    CB_TRY(cb_db_exec(&kb->db, "BEGIN", err)); /* all rows show the same state */
    reading = true;
    CB_TRY(cb_review_write(&kb->db, what, options ? options : &none, sink, rows, err));
done:
    if (reading)
        cb_tx_rollback(&kb->db);
    return rc;
}
