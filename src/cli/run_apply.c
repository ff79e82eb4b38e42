/* export --review, apply. */
#include "cli/cli.h"

#include <inttypes.h>
#include <stdio.h>

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
        if (status != CB_OK)
            code = output_failed(&output) ? EXIT_SYSTEM : fail(status, &err);
        code = output_close(&output, code);
    }
    if (code == EXIT_DONE && request->output)
        tell(request, "%" PRIu64 " row%s written to %s", rows, rows == 1 ? "" : "s", request->output);
    cb_kb_close(kb);
    return code;
}
