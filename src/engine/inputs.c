/* Which files an import reads. */
#include "engine/run.h"

#include "base/io.h"
#include "reader/reader.h"

static cb_status add_input(struct cb_run *run, const char *path, const char *failure, struct cb_err *err)
{
    struct cb_input *input = CB_PUSH(&run->arena, &run->inputs);

    if (!input)
        return cb_err_no_memory(err);
    *input = (struct cb_input){path, failure, failure != NULL};
    return CB_OK;
}

/* Is `path` the list that goes with the files? */
static bool is_manifest(const struct cb_run *run, const char *path)
{
    return run->options && run->options->manifest && cb_io_same(path, run->options->manifest);
}

/* The files of a directory that are of a kind we read; others are passed over there. */
static cb_status add_directory(struct cb_run *run, const char *directory, struct cb_err *err)
{
    cb_status rc;
    struct cb_io_paths paths = {0};
    struct cb_io_failures failures = {0};
    size_t before = run->inputs.count;

    CB_TRY(cb_io_list_readable(directory, &run->arena, &paths, &failures, err));
    for (size_t i = 0; i < paths.count; i++)
        if (cb_reader_reads(paths.items[i]) && !is_manifest(run, paths.items[i]))
            CB_TRY(add_input(run, paths.items[i], NULL, err));
    for (size_t i = 0; i < failures.count; i++)
        CB_TRY(add_input(run, failures.items[i].path, failures.items[i].err.text, err));
    if (run->inputs.count == before)
        CB_TRY(add_input(run, directory, "no article in it; name a folder with articles", err));
done:
    return rc;
}

cb_status cb_run_collect_inputs(struct cb_run *run, const char *const *paths, size_t path_count,
                                struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < path_count; i++) {
        if (cb_io_kind(paths[i]) == CB_IO_DIRECTORY)
            CB_TRY(add_directory(run, paths[i], err));
        else
            CB_TRY(add_input(run, paths[i], NULL, err));
    }
done:
    return rc;
}
