/* Floor 3. Many reports, each into a file of its own. */
#ifndef CB_REPORT_BATCH_H
#define CB_REPORT_BATCH_H

#include "db/db.h"
#include "report/library.h"

/* cb_kb_report_batch (claimbase.h). */
cb_status cb_batch_write(struct cb_db *db, const struct cb_report_list *reports,
                         const struct cb_report_batch *batch, const char *directory, uint64_t *failed,
                         struct cb_err *err);

#endif
