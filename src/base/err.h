/* Floor 0. Statuses and the error object: how every function of ours reports failure.
 *
 * A function that can fail returns cb_status and takes `struct cb_err *err` last. It fills *err once, where
 * the failure is seen; callers may put their own place in front with cb_err_prefix. */
#ifndef CB_BASE_ERR_H
#define CB_BASE_ERR_H

#include "include/claimbase.h"

/* Fills *err (may be NULL) and returns `code`, so that a failure is one statement. */
cb_status cb_err_set(struct cb_err *err, cb_status code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "format: " in front of the message in *err (may be NULL). */
void cb_err_prefix(struct cb_err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "out of memory" as a failure. */
cb_status cb_err_no_memory(struct cb_err *err);

/* The one jump of the tree: runs `call`, keeps its status in the local `rc`, and leaves for the label `done`
 * when it failed. The function has one exit, `done:`, where everything it owns is released. */
#define CB_TRY(call)                                                                                         \
    do {                                                                                                     \
        rc = (call);                                                                                         \
        if (rc != CB_OK)                                                                                     \
            goto done;                                                                                       \
    } while (0)

/* The same for an allocation: leaves with CB_NO_MEMORY when `pointer` is NULL. Needs a local `err`. */
#define CB_TRY_NEW(pointer)                                                                                  \
    do {                                                                                                     \
        if (!(pointer)) {                                                                                    \
            rc = cb_err_no_memory(err);                                                                      \
            goto done;                                                                                       \
        }                                                                                                    \
    } while (0)

/* A broken invariant of our own: says where and aborts. Bad input is data, never a bug. */
_Noreturn void cb_bug(const char *file, int line, const char *what);
#define CB_BUG(what) cb_bug(__FILE__, __LINE__, (what))

#endif
