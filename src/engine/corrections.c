/* Corrections: the log of what people decided, behind claimbase.h. */
#include "engine/kb.h"

#include <stdio.h>

#include "report/format.h"
#include "report/run.h"
#include "resolve/resolve.h"
#include "store/corrections.h"

/* What was found in the articles, and how corrections stand over it, must be of this version. */
static cb_status make_ready(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;
    struct cb_str changed;

    CB_TRY(cb_kb_check_writable(kb, err));
    CB_TRY(cb_db_meta(&kb->db, "changed", &kb->arena, &changed, err));
    if (kb->other_schema || changed.ptr)
        CB_TRY(cb_kb_rebuild(kb, NULL, NULL, err));
    CB_TRY(cb_kb_open_store(kb, err));
    cb_store_set_keys(kb->store, cb_entity_key);
done:
    return rc;
}

static bool is_refused(const struct cb_correction_result *result)
{
    return result->outcome >= CB_CORRECTION_STALE;
}

/* What became of entries that waited: where they stand, or that they do not. */
static cb_status read_places(struct cb_kb *kb, struct cb_correction_result *results, size_t count,
                             struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    CB_TRY(cb_stmt_prepare(&kb->db,
                           "SELECT c.status = 'orphaned', c.reason, r.row_id FROM corrections AS c\n"
                           "LEFT JOIN correction_rows AS r ON r.correction_id = c.id WHERE c.id = ?1",
                           &stmt, err));
    for (size_t i = 0; i < count; i++) {
        struct cb_str reason;
        if (results[i].outcome != CB_CORRECTED)
            continue;
        cb_stmt_bind_int(&stmt, 1, results[i].id);
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        reason = cb_stmt_text(&stmt, 1);
        if (row && cb_stmt_int(&stmt, 0)) {
            results[i].outcome = CB_CORRECTION_ORPHANED;
            snprintf(results[i].message, sizeof results[i].message, "%.*s", CB_STR_ARG(reason));
        } else if (row && !cb_stmt_is_null(&stmt, 2)) {
            results[i].row = cb_stmt_int(&stmt, 2);
        }
        cb_stmt_reset(&stmt);
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

cb_status cb_kb_correct(struct cb_kb *kb, const struct cb_correction *corrections, size_t count, bool dry_run,
                        struct cb_correction_result *results, struct cb_err *err)
{
    cb_status rc;
    const struct cb_correction_result *refused = NULL;

    CB_TRY(cb_kb_begin_corrections(kb, err));
    for (size_t i = 0; i < count; i++) {
        CB_TRY(cb_store_correct(kb->store, &corrections[i], &results[i], err));
        if (!refused && is_refused(&results[i]))
            refused = &results[i];
    }
    if (refused) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s", refused->message);
        goto done;
    }
    CB_TRY(cb_store_apply_waiting(kb->store, err));
    CB_TRY(read_places(kb, results, count, err));
    if (!dry_run) {
        CB_TRY(cb_kb_finish_corrections(kb, err));
        CB_TRY(cb_tx_commit(&kb->db, err));
    }
done:
    cb_kb_drop_corrections(kb);
    return rc;
}

/* ---- the log ---- */

static const struct cb_writer_column LOG[] = {
    {"id", true, NULL},     {"made_at", false, NULL}, {"made_by", false, NULL}, {"action", false, NULL},
    {"table", false, NULL}, {"about", false, NULL},   {"payload", false, NULL}, {"was", false, NULL},
    {"note", false, NULL},  {"status", false, NULL},  {"reason", false, NULL},  {"row", true, NULL}};
enum { LOG_COLUMNS = sizeof LOG / sizeof *LOG };

static cb_status write_log(struct cb_stmt *stmt, struct cb_writer *writer, uint64_t *rows, struct cb_err *err)
{
    cb_status rc;
    struct cb_value values[LOG_COLUMNS];
    bool row;

    for (*rows = 0;; (*rows)++) {
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        cb_row_read(stmt, values, LOG_COLUMNS);
        CB_TRY(cb_writer_row(writer, values, err));
    }
    CB_TRY(cb_writer_finish(writer, err));
done:
    return rc;
}

cb_status cb_kb_corrections(struct cb_kb *kb, bool orphans, enum cb_format format, const struct cb_sink *sink,
                            uint64_t *rows, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    struct cb_writer *writer = NULL;
    uint64_t count;

    if (kb->other_schema)
        return cb_err_set(err, CB_DATABASE,
                          "%s: was filled by another version; run 'claimbase rebuild' first", kb->db.path);
    CB_TRY(cb_stmt_prepare(
        &kb->db,
        "SELECT correction_id, made_at, made_by, action, table_name, about, payload, was, note,\n"
        "       status, reason, row_id\n"
        "FROM v_corrections WHERE ?1 = 0 OR status = 'orphaned' ORDER BY correction_id",
        &stmt, err));
    cb_stmt_bind_int(&stmt, 1, orphans);
    CB_TRY(cb_writer_open(format, LOG, LOG_COLUMNS, sink, &writer, err));
    CB_TRY(write_log(&stmt, writer, rows ? rows : &count, err));
done:
    cb_writer_close(writer);
    cb_stmt_release(&stmt);
    return rc;
}

/* ---- for reviews and logs ---- */

cb_status cb_kb_begin_corrections(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(make_ready(kb, err));
    CB_TRY(cb_tx_begin(&kb->db, err));
    CB_TRY(cb_store_begin_corrections(kb->store, err));
done:
    if (rc != CB_OK)
        cb_kb_drop_corrections(kb);
    return rc;
}

cb_status cb_kb_finish_corrections(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_finish_corrections(kb->store, err));
    kb->names_loaded = false;
    kb->fingerprint = (struct cb_str){NULL, 0};
done:
    return rc;
}

void cb_kb_drop_corrections(struct cb_kb *kb)
{
    if (kb->store)
        cb_store_drop_corrections(kb->store);
    cb_tx_rollback(&kb->db);
}
