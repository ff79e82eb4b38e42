/* Corrections: the log of what people decided, behind claimbase.h. */
#include "engine/kb.h"
#include "store/corrections.h"

cb_status cb_kb_correct(struct cb_kb *kb, const struct cb_correction *corrections, size_t count, bool dry_run,
                        struct cb_correction_result *results, struct cb_err *err)
{
    cb_status rc = CB_OK;

    (void)dry_run;
    CB_TRY(cb_kb_open_store(kb, err));
    for (size_t i = 0; i < count; i++)
        CB_TRY(cb_store_correct(kb->store, &corrections[i], &results[i], err));
done:
    return rc;
}

cb_status cb_kb_corrections(struct cb_kb *kb, bool orphans, enum cb_format format, const struct cb_sink *sink,
                            uint64_t *rows, struct cb_err *err)
{
    (void)kb, (void)orphans, (void)format, (void)sink, (void)rows;
    return cb_err_set(err, CB_USAGE, "corrections are not listed yet");
}
