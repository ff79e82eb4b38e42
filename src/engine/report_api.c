/* The public interface to stored reports and to the export. */
#include "engine/kb.h"

#include "base/io.h"
#include "report/batch.h"
#include "report/file.h"
#include "report/library.h"
#include "report/package.h"
#include "report/run.h"

struct cb_reports {
    struct cb_report_list list;
};

bool cb_format_by_name(const char *name, enum cb_format *out)
{
    static const char *const NAMES[] = {
        [CB_FORMAT_TABLE] = "table", [CB_FORMAT_CSV] = "csv",     [CB_FORMAT_TSV] = "tsv",
        [CB_FORMAT_JSON] = "json",   [CB_FORMAT_JSONL] = "jsonl", [CB_FORMAT_MARKDOWN] = "markdown",
        [CB_FORMAT_HTML] = "html",
    };

    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (strcmp(name, NAMES[i]) == 0) {
            *out = (enum cb_format)i;
            return true;
        }
    return false;
}

/* ---- reports ---- */

static cb_status load(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_reports *reports;

    if (kb->reports)
        goto done;
    reports = CB_NEW(&kb->arena, struct cb_reports);
    CB_TRY_NEW(reports);
    CB_TRY(cb_reports_load(kb->queries_dir, &kb->arena, &reports->list, err));
    kb->reports = reports;
done:
    return rc;
}

static cb_status find(struct cb_kb *kb, const char *name, const struct cb_report **out, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(load(kb, err));
    CB_TRY(cb_reports_find(&kb->reports->list, name, out, err));
done:
    return rc;
}

cb_status cb_kb_reports(struct cb_kb *kb, const struct cb_report **reports, size_t *count, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(load(kb, err));
    *reports = kb->reports->list.items;
    *count = kb->reports->list.count;
done:
    return rc;
}

cb_status cb_kb_report(struct cb_kb *kb, const char *name, const struct cb_param *params, size_t param_count,
                       enum cb_format format, const struct cb_sink *sink, uint64_t *rows, struct cb_err *err)
{
    struct cb_run_result result;
    cb_status rc = cb_kb_report_run(kb, name, params, param_count, format, NULL, sink, &result, err);

    if (rc == CB_OK && rows)
        *rows = result.rows;
    return rc;
}

static struct cb_report_job job_of(const struct cb_param *params, size_t param_count, enum cb_format format,
                                   const struct cb_run_options *options)
{
    struct cb_report_job job = {.params = params, .param_count = param_count, .format = format};

    if (options)
        job.options = *options;
    return job;
}

/* NOLINTNEXTLINE(readability-function-size): many parameters, few lines */
cb_status cb_kb_report_run(struct cb_kb *kb, const char *name, const struct cb_param *params,
                           size_t param_count, enum cb_format format, const struct cb_run_options *options,
                           const struct cb_sink *sink, struct cb_run_result *result, struct cb_err *err)
{
    cb_status rc;
    struct cb_report_job job = job_of(params, param_count, format, options);

    CB_TRY(find(kb, name, &job.report, err));
    CB_TRY(cb_report_run(&kb->db, &job, sink, result, err));
done:
    return rc;
}

/* NOLINTNEXTLINE(readability-function-size): many parameters, few lines */
cb_status cb_kb_report_each(struct cb_kb *kb, const char *name, const char *params_file,
                            const struct cb_param *params, size_t param_count, enum cb_format format,
                            const struct cb_run_options *options, const struct cb_sink *sink,
                            struct cb_run_result *result, struct cb_err *err)
{
    cb_status rc;
    struct cb_report_job job = job_of(params, param_count, format, options);
    struct cb_arena arena = {0};
    struct cb_param_sets sets = {0};

    CB_TRY(find(kb, name, &job.report, err));
    CB_TRY(cb_params_read(params_file, &arena, &sets, err));
    CB_TRY(cb_report_run_each(&kb->db, &job, &sets, sink, result, err));
done:
    cb_arena_release(&arena);
    return rc;
}

cb_status cb_kb_report_batch(struct cb_kb *kb, const struct cb_report_batch *batch, const char *directory,
                             uint64_t *failed, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(load(kb, err));
    CB_TRY(cb_batch_write(&kb->db, &kb->reports->list, batch, directory, failed, err));
done:
    return rc;
}

/* NOLINTNEXTLINE(readability-function-size): many parameters, few lines */
cb_status cb_kb_query(struct cb_kb *kb, const char *sql, const struct cb_param *params, size_t param_count,
                      enum cb_format format, const struct cb_run_options *options, const struct cb_sink *sink,
                      struct cb_run_result *result, struct cb_err *err)
{
    struct cb_report_job job = job_of(params, param_count, format, options);

    return cb_query_run(&kb->db, sql, &job, sink, result, err);
}

cb_status cb_kb_report_values(struct cb_kb *kb, const char *name, const char *param,
                              void (*on_value)(void *context, const char *value), void *context,
                              struct cb_err *err)
{
    cb_status rc;
    const struct cb_report *report = NULL;

    CB_TRY(find(kb, name, &report, err));
    CB_TRY(cb_report_values(&kb->db, report, param, on_value, context, err));
done:
    return rc;
}

/* ---- export ---- */

/* One file of the export being written. */
struct exporting {
    struct cb_kb *kb;
    const char *directory;
    struct cb_arena arena;
    struct cb_package_tables tables;
    struct cb_outfile file;
    uint64_t files;
};

static cb_status begin_file(struct exporting *export, const char *name, const char *suffix,
                            struct cb_err *err)
{
    cb_status rc;
    struct cb_str path = cb_arena_printf(&export->arena, "%s/%s%s", export->directory, name, suffix);

    CB_TRY_NEW(path.ptr);
    CB_TRY(cb_outfile_open(path.ptr, &export->arena, &export->file, err));
done:
    return rc;
}

static cb_status end_file(struct exporting *export, cb_status written, struct cb_err *err)
{
    written = cb_outfile_end(&export->file, written, err);
    export->files += written == CB_OK;
    return written;
}

static cb_status export_all(struct exporting *export, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_package_tables(&export->kb->db, &export->arena, &export->tables, err));
    for (size_t i = 0; i < export->tables.count; i++) {
        struct cb_package_table *table = &export->tables.items[i];
        CB_TRY(begin_file(export, table->name, ".csv", err));
        CB_TRY(end_file(export, cb_package_write(&export->kb->db, table, &export->file.sink, err), err));
        table->bytes = export->file.size;
    }
    CB_TRY(begin_file(export, "datapackage.json", "", err));
    CB_TRY(
        end_file(export, cb_package_describe(&export->tables, cb_version(), &export->file.sink, err), err));
done:
    return rc;
}

cb_status cb_kb_export(struct cb_kb *kb, const char *directory, uint64_t *files, struct cb_err *err)
{
    cb_status rc;
    struct exporting export = {.kb = kb, .directory = directory};
    bool reading = false;

    if (!*directory) {
        rc = cb_err_set(err, CB_USAGE, "no directory named to export into; name one");
        goto done;
    }
    CB_TRY(cb_io_make_directory(directory, err));
    /* One read transaction: all files show the same state. */
    CB_TRY(cb_db_exec(&kb->db, "BEGIN", err));
    reading = true;
    CB_TRY(export_all(&export, err));
    if (files)
        *files = export.files;
done:
    if (reading)
        cb_tx_rollback(&kb->db);
    cb_arena_release(&export.arena);
    return rc;
}
