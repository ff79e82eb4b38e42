/* import and rebuild. */
#include "cli/cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

int open_kb(const struct request *request, enum cb_open_mode mode, struct cb_kb **out)
{
    struct cb_kb_options options = {.lists_dir = request->lists, .queries_dir = request->queries};
    struct cb_err err;
    cb_status status = cb_kb_open(request->database, mode, &options, out, &err);

    return status == CB_OK ? EXIT_DONE : fail(status, &err);
}

static void print_bad_row(void *context, const char *line)
{
    (void)context;
    complain("%s", line);
}

static int import_aliases(const struct request *request, struct cb_kb *kb)
{
    struct cb_err err;
    uint64_t count = 0;
    cb_status status = cb_kb_import_aliases(kb, request->aliases, print_bad_row, NULL, &count, &err);

    if (status != CB_OK)
        return fail(status, &err);
    tell(request, "%" PRIu64 " row%s of names taken", count, count == 1 ? "" : "s");
    return EXIT_DONE;
}

/* "3 articles imported, 1 replaced, 0 skipped, 0 rejected, 2 pruned"; of replaced and pruned only where there
 * are any. */
static void tell_counts(const struct request *request, const struct cb_import_counts *counts)
{
    char replaced[48] = "", pruned[48] = "";

    if (counts->replaced > 0)
        snprintf(replaced, sizeof replaced, "%" PRIu64 " replaced, ", counts->replaced);
    if (counts->pruned > 0)
        snprintf(pruned, sizeof pruned, ", %" PRIu64 " pruned", counts->pruned);
    tell(request, "%s%" PRIu64 " article%s imported, %s%" PRIu64 " skipped, %" PRIu64 " rejected%s",
         request->dry_run ? "dry run: " : "", counts->imported, counts->imported == 1 ? "" : "s", replaced,
         counts->skipped, counts->rejected, pruned);
}

static int import_articles(const struct request *request, struct cb_kb *kb)
{
    struct progress progress;
    struct cb_import_options options = {.on_event = progress_event,
                                        .context = &progress,
                                        .map = request->map,
                                        .manifest = request->manifest,
                                        .prune = request->prune,
                                        .dry_run = request->dry_run,
                                        .jobs = request->jobs};
    struct cb_import_counts counts = {0};
    struct cb_err err;
    cb_status status;
    int code = EXIT_DONE;

    progress_begin(&progress, request, "imported");
    status = cb_kb_import(kb, request->operands, request->operand_count, &options, &counts, &err);
    progress_end(&progress);
    if (status != CB_OK)
        code = fail(status, &err);
    else if (counts.rejected > 0)
        code = counts.imported + counts.skipped + counts.replaced > 0 ? EXIT_PARTLY : EXIT_INPUT;
    tell_counts(request, &counts);
    return code;
}

static bool is_there(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0;
}

/* A dry run leaves everything as it is: the file is only read, and where there is none, none is made. */
static int open_for_import(const struct request *request, struct cb_kb **out)
{
    struct request without_file = *request;

    if (!request->dry_run)
        return open_kb(request, CB_OPEN_CREATE, out);
    if (is_there(request->database))
        return open_kb(request, CB_OPEN_READ, out);
    without_file.database = ":memory:";
    return open_kb(&without_file, CB_OPEN_CREATE, out);
}

int run_import(const struct request *request)
{
    struct cb_kb *kb = NULL;
    int code;

    if (request->dry_run && request->aliases) {
        complain("--dry-run takes no --aliases; names are taken without a run");
        return EXIT_USAGE;
    }
    code = open_for_import(request, &kb);
    if (code != EXIT_DONE)
        return code;
    if (request->aliases)
        code = import_aliases(request, kb);
    if (code == EXIT_DONE && request->operand_count > 0)
        code = import_articles(request, kb);
    cb_kb_close(kb);
    return code;
}

int run_rebuild(const struct request *request)
{
    struct progress progress;
    struct cb_import_options options = {
        .on_event = progress_event, .context = &progress, .jobs = request->jobs};
    struct cb_import_counts counts = {0};
    struct cb_kb *kb = NULL;
    struct cb_err err;
    cb_status status;
    int code = open_kb(request, CB_OPEN_WRITE, &kb);

    if (code != EXIT_DONE)
        return code;
    progress_begin(&progress, request, "rebuilt");
    status = cb_kb_rebuild(kb, &options, &counts, &err);
    progress_end(&progress);
    cb_kb_close(kb);
    if (status != CB_OK)
        return fail(status, &err);
    tell(request, "%" PRIu64 " article%s rebuilt", counts.imported, counts.imported == 1 ? "" : "s");
    return counts.rejected > 0 ? EXIT_PARTLY : EXIT_DONE;
}
