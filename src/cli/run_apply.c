/* export --review, apply. */
#include "cli/cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static int choose_review(const struct request *request, enum cb_review *out)
{
    if (request->operand_count > 0) {
        complain("export --review does not take '%s'; -o names the file", request->operands[0]);
        return EXIT_USAGE;
    }
    if (cb_review_by_name(request->review, out))
        return EXIT_DONE;
    complain("no review of '%s'; say claims, figures, entities or articles", request->review);
    return EXIT_USAGE;
}

int run_review(const struct request *request)
{
    struct cb_review_options options = {.article = request->article,
                                        .outlet = request->outlet,
                                        .unreviewed = request->unreviewed,
                                        .semicolon = request->semicolon};
    struct cb_kb *kb = NULL;
    struct output output;
    struct cb_err err;
    enum cb_review what;
    uint64_t rows = 0;
    cb_status status;
    int code = choose_review(request, &what);

    if (code == EXIT_DONE)
        code = open_kb(request, CB_OPEN_READ, &kb);
    if (code != EXIT_DONE)
        return code;
    code = output_open(request, &output);
    if (code == EXIT_DONE) {
        status = cb_kb_review(kb, what, &options, &output.sink, &rows, &err);
        code = output_end(&output, status, &err);
    }
    if (code == EXIT_DONE && request->output)
        tell(request, "%" PRIu64 " row%s written to %s", rows, rows == 1 ? "" : "s", request->output);
    cb_kb_close(kb);
    return code;
}

/* ---- apply ---- */

struct applied {
    const struct request *request;
    struct output output;
};

static void show_event(void *context, const struct cb_apply_event *event)
{
    struct applied *applied = context;
    char line[2048], place[512];

    snprintf(place, sizeof place, "%s:%" PRIu64 "%s%s", applied->request->operands[0], event->row,
             event->column ? ": column " : "", event->column ? event->column : "");
    if (event->outcome == CB_APPLY_REFUSED) {
        complain("%s: refused: %s", place, event->text);
        return;
    }
    if (event->outcome == CB_APPLY_REMARK) {
        tell(applied->request, "%s: %s", place, event->text);
        return;
    }
    if (applied->request->quiet)
        return;
    snprintf(line, sizeof line, "%s: %s", place, event->text);
    disarm(line);
    if (applied->output.sink.write(&applied->output, line, strlen(line)))
        applied->output.sink.write(&applied->output, "\n", 1);
}

static void tell_counts(const struct request *request, const struct cb_apply_counts *counts)
{
    tell(request,
         "%s%" PRIu64 " changed, %" PRIu64 " confirmed, %" PRIu64 " rejected, %" PRIu64 " added, %" PRIu64
         " unchanged, %" PRIu64 " refused",
         request->dry_run ? "dry run: " : "", counts->changed, counts->confirmed, counts->rejected,
         counts->added, counts->unchanged, counts->refused);
}

int run_apply(const struct request *request)
{
    struct applied applied = {.request = request};
    struct cb_apply_options options = {.by = request->by,
                                       .note = request->note,
                                       .dry_run = request->dry_run,
                                       .on_event = show_event,
                                       .context = &applied};
    struct cb_apply_counts counts = {0};
    struct cb_kb *kb = NULL;
    struct cb_err err;
    cb_status status;
    int code = open_kb(request, CB_OPEN_WRITE, &kb);

    if (code == EXIT_DONE)
        code = output_open(request, &applied.output);
    if (code == EXIT_DONE) {
        status = cb_kb_apply(kb, request->operands[0], &options, &counts, &err);
        if (status != CB_OK)
            code = fail(status, &err);
        else if (counts.refused > 0)
            code = EXIT_PARTLY;
        code = output_close(&applied.output, code);
        if (status == CB_OK) /* it is done, also where the lines about it could not be written */
            tell_counts(request, &counts);
    }
    cb_kb_close(kb);
    return code;
}
