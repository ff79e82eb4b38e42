#include "report/library.h"

#include <stdlib.h>

#include "base/assets.h"
#include "base/io.h"
#include "base/limits.h"
#include "report/header.h"
#include "report/nearest.h"
#include "text/charset.h"

static const struct cb_str SUFFIX = CB_STR_INIT(".sql");

/* Adds `report`, or puts it in the place of the one with its name. */
static cb_status add(struct cb_report_list *reports, const struct cb_report *report, struct cb_arena *arena,
                     struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_report *slot = NULL;

    for (size_t i = 0; i < reports->count && !slot; i++)
        if (strcmp(reports->items[i].name, report->name) == 0)
            slot = &reports->items[i];
    if (!slot)
        slot = CB_PUSH(arena, reports);
    CB_TRY_NEW(slot);
    *slot = *report;
done:
    return rc;
}

/* `path` is "GROUP/NAME.sql" (or "NAME.sql"), `place` where it was read. */
static cb_status add_file(struct cb_report_list *reports, const char *place, struct cb_str path,
                          struct cb_str text, struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc;
    struct cb_report report;
    struct cb_str group = {"", 0}, rest = cb_str_sub(path, 0, path.len - SUFFIX.len);
    size_t slash;
    char *group_name, *name;

    while ((slash = cb_str_find(rest, CB_STR("/"), 0)) != SIZE_MAX) {
        group = cb_str_sub(rest, 0, slash);
        rest = cb_str_sub(rest, slash + 1, rest.len);
    }
    group_name = cb_arena_z(arena, group);
    name = cb_arena_z(arena, rest);
    CB_TRY_NEW(group_name && name);
    CB_TRY(cb_report_parse(place, group_name, name, text, arena, &report, err));
    CB_TRY(add(reports, &report, arena, err));
done:
    return rc;
}

static cb_status add_embedded(struct cb_report_list *reports, struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t first, last;
    struct cb_str top = CB_STR("queries/");

    cb_assets_range(top.ptr, &first, &last);
    for (size_t i = first; i < last; i++) {
        struct cb_str name = cb_str_of(cb_embedded_files[i].name);
        CB_TRY(add_file(reports, name.ptr, cb_str_sub(name, top.len, name.len), cb_assets_find(name.ptr),
                        arena, err));
    }
done:
    return rc;
}

static cb_status add_from_disk(struct cb_report_list *reports, const char *directory, struct cb_arena *arena,
                               struct cb_err *err)
{
    cb_status rc;
    struct cb_io_paths paths = {0};
    struct cb_buf bytes;

    cb_buf_init(&bytes, CB_LIST_FILE_MAX);
    CB_TRY(cb_io_list(directory, arena, &paths, err));
    for (size_t i = 0; i < paths.count; i++) {
        struct cb_str path = cb_str_of(paths.items[i]), text;
        size_t skip = strlen(directory);
        if (!cb_str_ends(path, SUFFIX))
            continue;
        cb_buf_clear(&bytes);
        CB_TRY(cb_io_read_all(path.ptr, &bytes, err));
        CB_TRY(cb_charset_decode(path.ptr, cb_buf_view(&bytes), arena, &text, err));
        text.ptr = cb_arena_z(arena, text); /* ends with NUL, for SQLite */
        CB_TRY_NEW(text.ptr);
        while (skip < path.len && path.ptr[skip] == '/')
            skip++;
        CB_TRY(add_file(reports, path.ptr, cb_str_sub(path, skip, path.len), text, arena, err));
    }
done:
    cb_buf_release(&bytes);
    return rc;
}

static int compare(const void *a, const void *b)
{
    const struct cb_report *x = a, *y = b;
    int order = strcmp(x->group, y->group);

    return order ? order : strcmp(x->name, y->name);
}

cb_status cb_reports_load(const char *directory, struct cb_arena *arena, struct cb_report_list *out,
                          struct cb_err *err)
{
    cb_status rc;
    struct cb_report_list reports = {0};

    CB_TRY(add_embedded(&reports, arena, err));
    if (directory)
        CB_TRY(add_from_disk(&reports, directory, arena, err));
    if (reports.count)
        qsort(reports.items, reports.count, sizeof *reports.items, compare);
    *out = reports;
done:
    return rc;
}

cb_status cb_reports_find(const struct cb_report_list *reports, const char *name,
                          const struct cb_report **out, struct cb_err *err)
{
    const char *slash = strrchr(name, '/'), *plain = slash ? slash + 1 : name;
    struct cb_nearest nearest = {.wanted = plain};

    for (size_t i = 0; i < reports->count; i++) {
        const struct cb_report *report = &reports->items[i];
        bool same_group =
            !slash || cb_str_eq(cb_str_of(report->group), (struct cb_str){name, (size_t)(slash - name)});
        if (same_group && strcmp(report->name, plain) == 0) {
            *out = report;
            return CB_OK;
        }
        cb_nearest_try(&nearest, report->name);
    }
    if (nearest.best)
        return cb_err_set(err, CB_USAGE, "no report '%s'; did you mean '%s'?", name, nearest.best);
    return cb_err_set(err, CB_USAGE, "no report '%s'; 'claimbase report' lists them", name);
}
