/* corrections export, corrections import. */
#include "cli/cli.h"

#include <inttypes.h>
#include <string.h>

int run_corrections_export(const struct request *request)
{
    struct cb_kb *kb = NULL;
    struct output output;
    struct cb_err err;
    uint64_t rows = 0;
    cb_status status;
    bool jsonl = request->format && strcmp(request->format, "jsonl") == 0;
    int code;

    if (request->format && !jsonl && strcmp(request->format, "csv") != 0) {
        complain("no format '%s' for a log; use csv or jsonl", request->format);
        return EXIT_USAGE;
    }
    code = open_kb(request, CB_OPEN_READ, &kb);
    if (code != EXIT_DONE)
        return code;
    code = output_open(request, &output);
    if (code == EXIT_DONE) {
        status = cb_kb_log_export(kb, jsonl, &output.sink, &rows, &err);
        code = output_end(&output, status, &err);
    }
    if (code == EXIT_DONE && request->output)
        tell(request, "%" PRIu64 " correction%s written to %s", rows, rows == 1 ? "" : "s", request->output);
    cb_kb_close(kb);
    return code;
}

static void show_event(void *context, const struct cb_log_event *event)
{
    const struct request *request = context;

    if (event->outcome == CB_LOG_REFUSED)
        complain("%s:%" PRIu64 ": refused: %s", request->operands[1], event->row, event->text);
    else
        tell(request, "%s:%" PRIu64 ": %s: %s", request->operands[1], event->row,
             event->outcome == CB_LOG_CONFLICT ? "conflict" : "waits", event->text);
}

int run_corrections_import(const struct request *request)
{
    struct cb_log_options options = {
        .dry_run = request->dry_run, .on_event = show_event, .context = (void *)request};
    struct cb_log_counts counts = {0};
    struct cb_kb *kb = NULL;
    struct cb_err err;
    cb_status status;
    int code = EXIT_DONE;

    if (request->operand_count < 2) {
        complain("corrections import needs a file; see 'claimbase corrections --help'");
        return EXIT_USAGE;
    }
    code = open_kb(request, CB_OPEN_WRITE, &kb);
    if (code != EXIT_DONE)
        return code;
    status = cb_kb_log_import(kb, request->operands[1], &options, &counts, &err);
    if (status != CB_OK)
        code = fail(status, &err);
    else if (counts.refused > 0)
        code = EXIT_PARTLY;
    if (code == EXIT_DONE || code == EXIT_PARTLY)
        tell(request,
             "%s%" PRIu64 " added (%" PRIu64 " wait for what they are about), %" PRIu64 " known, %" PRIu64
             " in conflict, %" PRIu64 " refused",
             request->dry_run ? "dry run: " : "", counts.added, counts.orphaned, counts.known,
             counts.conflicts, counts.refused);
    cb_kb_close(kb);
    return code;
}
