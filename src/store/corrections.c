#include "store/corrections.h"

#include "store/sql.h"

cb_status cb_store_correct(struct cb_store *store, const struct cb_correction *correction,
                           struct cb_correction_result *result, struct cb_err *err)
{
    (void)store, (void)correction, (void)result;
    return cb_err_set(err, CB_USAGE, "corrections are not made yet");
}

cb_status cb_store_lift_corrections(struct cb_store *store, struct cb_err *err)
{
    (void)store, (void)err;
    return CB_OK;
}

cb_status cb_store_apply_corrections(struct cb_store *store, struct cb_err *err)
{
    (void)store, (void)err;
    return CB_OK;
}
