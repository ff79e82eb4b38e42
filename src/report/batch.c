#include "report/batch.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/io.h"
#include "report/bind.h"
#include "report/file.h"
#include "report/format.h"
#include "report/page.h"
#include "report/run.h"

/* One file of the batch. */
struct entry {
    const struct cb_report *report;
    const struct cb_param *params; /* those that the report has */
    size_t param_count;
    const char *file; /* its name, without the folder */
    struct cb_run_result result;
    bool failed;
};
CB_LIST_TYPE(entries, struct entry)

struct writing {
    struct cb_db *db;
    const struct cb_report_list *reports;
    const struct cb_report_batch *batch;
    const char *directory;
    struct cb_arena arena;
    struct cb_param_sets sets;
    struct entries entries;
    struct cb_outfile file;
    bool refused; /* the system did not take a file: there is no use in going on */
};

static const char *suffix_of(enum cb_format format)
{
    switch (format) {
    case CB_FORMAT_TABLE:
        return "txt";
    case CB_FORMAT_CSV:
        return "csv";
    case CB_FORMAT_TSV:
        return "tsv";
    case CB_FORMAT_JSON:
        return "json";
    case CB_FORMAT_JSONL:
        return "jsonl";
    case CB_FORMAT_MARKDOWN:
        return "md";
    case CB_FORMAT_HTML:
        return "html";
    }
    return "txt";
}

/* ---- names of files ---- */

enum { SLUG_MAX = 48 };

/* Appends '-' and the letters and digits of `text`, with '-' for everything between: nothing that a path or a
 * terminal could take for something else. */
static void add_slug(struct cb_buf *out, const char *text)
{
    const uint8_t *bytes = (const uint8_t *)text;
    size_t from = out->len, size = strlen(text), i = 0;
    bool gap = true;

    while (i < size && out->len - from < SLUG_MAX) {
        size_t start = i;
        UChar32 c;
        U8_NEXT(bytes, i, size, c);
        if (c < 0 || !u_isalnum(c)) {
            gap = true;
            continue;
        }
        if (gap)
            cb_buf_add_char(out, '-');
        gap = false;
        cb_buf_add(out, (struct cb_str){text + start, i - start});
    }
}

/* NAME.html, or NAME-07-Dario-Amodei.html for a set of parameters. "index" is the name of the page over all.
 */
static cb_status name_file(struct writing *w, struct entry *entry, size_t set, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_buf name;
    int digits = 1;

    cb_buf_init(&name, 4096);
    cb_buf_add_z(&name, strcmp(entry->report->name, "index") == 0 ? "index-report" : entry->report->name);
    for (size_t n = w->sets.sets.count; n >= 10; n /= 10)
        digits++;
    if (w->batch->params_file) {
        cb_buf_printf(&name, "-%0*zu", digits, set + 1);
        for (size_t i = 0; i < w->sets.names.count; i++)
            if (w->sets.sets.items[set].params[i].value && name.len < (size_t)2 * SLUG_MAX)
                add_slug(&name, w->sets.sets.items[set].params[i].value);
    }
    cb_buf_printf(&name, ".%s", suffix_of(w->batch->format));
    entry->file = cb_buf_failed(&name) ? NULL : cb_arena_z(&w->arena, cb_buf_view(&name));
    CB_TRY_NEW(entry->file);
done:
    cb_buf_release(&name);
    return rc;
}

/* ---- what there is to do ---- */

static cb_status add_entry(struct writing *w, const struct cb_report *report, struct entry **out,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_param *params =
        CB_NEW_ARRAY(&w->arena, struct cb_param, w->batch->param_count + w->sets.names.count);
    struct entry *entry = CB_PUSH(&w->arena, &w->entries);

    CB_TRY_NEW(entry && params);
    entry->report = report;
    entry->params = params;
    for (size_t i = 0; i < w->batch->param_count; i++)
        if (cb_report_param_find(report, w->batch->params[i].name))
            params[entry->param_count++] = w->batch->params[i];
    *out = entry;
done:
    return rc;
}

/* Each report once. */
static cb_status plan_reports(struct writing *w, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_report_batch *batch = w->batch;
    size_t count = batch->names ? batch->name_count : w->reports->count;

    for (size_t i = 0; i < count; i++) {
        const struct cb_report *report = &w->reports->items[i];
        struct entry *entry = NULL;
        if (batch->names)
            CB_TRY(cb_reports_find(w->reports, batch->names[i], &report, err));
        CB_TRY(add_entry(w, report, &entry, err));
        CB_TRY(name_file(w, entry, 0, err));
    }
done:
    return rc;
}

/* One report for each set of parameters. */
static cb_status plan_sets(struct writing *w, struct cb_err *err)
{
    cb_status rc;
    const struct cb_report_batch *batch = w->batch;
    const struct cb_report *report = NULL;

    if (!batch->names || batch->name_count != 1) {
        rc = cb_err_set(err, CB_USAGE, "a file of parameters goes with one report; name one");
        goto done;
    }
    CB_TRY(cb_reports_find(w->reports, batch->names[0], &report, err));
    CB_TRY(cb_params_read(batch->params_file, &w->arena, &w->sets, err));
    for (size_t i = 0; i < w->sets.sets.count; i++) {
        struct entry *entry;
        struct cb_param *params;
        CB_TRY(add_entry(w, report, &entry, err));
        params = CB_NEW_ARRAY(&w->arena, struct cb_param, batch->param_count + w->sets.names.count);
        CB_TRY_NEW(params);
        entry->param_count = cb_params_join(&w->sets, i, batch->params, batch->param_count, params);
        entry->params = params;
        CB_TRY(name_file(w, entry, i, err));
    }
done:
    return rc;
}

/* A parameter that no report has would silently do nothing. */
static cb_status check_params(const struct writing *w, struct cb_err *err)
{
    for (size_t i = 0; i < w->batch->param_count; i++) {
        bool known = false;
        for (size_t j = 0; j < w->entries.count; j++)
            known = known || cb_report_param_find(w->entries.items[j].report, w->batch->params[i].name);
        if (!known)
            return cb_err_set(err, CB_USAGE, "none of the reports has a parameter '%s'",
                              w->batch->params[i].name);
    }
    return CB_OK;
}

/* ---- writing ---- */

static cb_status open_file(struct writing *w, const char *name, struct cb_err *err)
{
    cb_status rc;
    struct cb_str path = cb_arena_printf(&w->arena, "%s/%s", w->directory, name);

    CB_TRY_NEW(path.ptr);
    w->refused = true;
    CB_TRY(cb_outfile_open(path.ptr, &w->arena, &w->file, err));
    w->refused = false;
done:
    return rc;
}

/* Puts a file in its place, or takes it away where writing it failed. */
static cb_status end_file(struct writing *w, cb_status written, struct cb_err *err)
{
    written = cb_outfile_end(&w->file, written, err);
    w->refused = w->file.error != 0;
    return written;
}

static cb_status write_entry(struct writing *w, struct entry *entry, struct cb_err *err)
{
    cb_status rc;
    struct cb_report_job job = {entry->report,    entry->params,     entry->param_count,
                                w->batch->format, w->batch->options, w->batch->format == CB_FORMAT_HTML};

    CB_TRY(open_file(w, entry->file, err));
    if (w->batch->on_begin)
        w->batch->on_begin(w->batch->context, w->file.part);
    rc = end_file(w, cb_report_run(w->db, &job, &w->file.sink, &entry->result, err), err);
done:
    return rc;
}

static void add_link(struct cb_buf *out, const struct writing *w, const struct entry *entry)
{
    cb_buf_add_z(out, "<li>");
    if (entry->failed) {
        cb_html_add_z(out, entry->report->title);
        cb_buf_add_z(out, ": failed");
    } else {
        cb_buf_add_z(out, "<a href=\""); /* letters, digits, '-' and what a report's file is called */
        cb_html_add_z(out, entry->file);
        cb_buf_add_z(out, "\">");
        cb_html_add_z(out, entry->report->title);
        cb_buf_printf(out, "</a>: %s%llu row%s", entry->result.cut ? "the first " : "",
                      (unsigned long long)entry->result.rows, entry->result.rows == 1 ? "" : "s");
    }
    for (size_t i = 0; i < entry->param_count && (w->batch->params_file || w->batch->param_count); i++) {
        cb_buf_add_z(out, i == 0 ? " (" : ", ");
        cb_html_add_z(out, entry->params[i].name);
        cb_buf_add_z(out, " = ");
        cb_html_add_z(out, entry->params[i].value);
        cb_buf_add_z(out, i + 1 == entry->param_count ? ")" : "");
    }
    cb_buf_add_z(out, "</li>\n");
}

static cb_status write_index(struct writing *w, struct cb_err *err)
{
    cb_status rc;
    struct cb_buf page;
    const char *group = NULL;

    cb_buf_init(&page, SIZE_MAX / 4);
    cb_page_begin(&page, "Reports");
    cb_buf_add_z(&page, "<h1>Reports</h1>\n");
    for (size_t i = 0; i < w->entries.count; i++) {
        const struct entry *entry = &w->entries.items[i];
        if (!group || strcmp(group, entry->report->group) != 0) {
            cb_buf_add_z(&page, group ? "</ul>\n<h2>" : "<h2>");
            cb_html_add_z(&page, entry->report->group);
            cb_buf_add_z(&page, "</h2>\n<ul>\n");
        }
        group = entry->report->group;
        add_link(&page, w, entry);
    }
    cb_buf_add_z(&page, group ? "</ul>\n" : "");
    cb_page_end(&page);
    CB_TRY_NEW(!cb_buf_failed(&page));
    CB_TRY(open_file(w, "index.html", err));
    rc = end_file(w, cb_sink_write(&w->file.sink, cb_buf_view(&page), err), err);
done:
    cb_buf_release(&page);
    return rc;
}

/* A failure of one report is told and counted; where the folder cannot be written, nothing else can be done.
 */
static cb_status write_all(struct writing *w, uint64_t *failed, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < w->entries.count; i++) {
        struct entry *entry = &w->entries.items[i];
        struct cb_err why = {0};
        cb_status status = write_entry(w, entry, &why);
        entry->failed = status != CB_OK;
        *failed += entry->failed;
        if (w->refused) {
            rc = cb_err_set(err, status, "%s", why.text);
            goto done;
        }
        if (w->batch->on_done)
            w->batch->on_done(w->batch->context, entry->file, &entry->result, entry->failed ? &why : NULL);
    }
    if (w->batch->format == CB_FORMAT_HTML)
        CB_TRY(write_index(w, err));
done:
    return rc;
}

cb_status cb_batch_write(struct cb_db *db, const struct cb_report_list *reports,
                         const struct cb_report_batch *batch, const char *directory, uint64_t *failed,
                         struct cb_err *err)
{
    cb_status rc;
    struct writing w = {.db = db, .reports = reports, .batch = batch, .directory = directory};
    uint64_t ignored = 0;
    bool reading = false;

    if (!*directory) {
        rc = cb_err_set(err, CB_USAGE, "no folder named for the reports; name one");
        goto done;
    }
    failed = failed ? failed : &ignored;
    *failed = 0;
    CB_TRY(batch->params_file ? plan_sets(&w, err) : plan_reports(&w, err));
    CB_TRY(check_params(&w, err));
    CB_TRY(cb_io_make_directory(directory, err));
    /* One read transaction: all files show the same state. */
    CB_TRY(cb_db_exec(db, "BEGIN", err));
    reading = true;
    CB_TRY(write_all(&w, failed, err));
done:
    if (reading)
        cb_tx_rollback(db);
    cb_arena_release(&w.arena);
    return rc;
}
