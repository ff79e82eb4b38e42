/* report: runs stored reports. */
#include "cli/cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* ---- one output ---- */

enum { VALUE_MAX_BYTES = 256 };

/* A value that the report could have been asked for, nearest to one it was asked for. */
struct hint {
    struct nearest nearest;
    bool known;                 /* the value is one of the list */
    char best[VALUE_MAX_BYTES]; /* the candidates do not outlive their call */
};

static void consider(void *context, const char *value)
{
    struct hint *hint = context;

    hint->known = hint->known || strcmp(value, hint->nearest.wanted) == 0;
    nearest_try(&hint->nearest, value);
    if (hint->nearest.best == value) {
        snprintf(hint->best, sizeof hint->best, "%s", value);
        hint->nearest.best = hint->best;
    }
}

/* No rows: perhaps a name was mistyped. */
static void suggest_values(const struct request *request, struct cb_kb *kb)
{
    for (size_t i = 0; i < request->param_count; i++) {
        struct hint hint = {.nearest = {.wanted = request->params[i].value}};
        struct cb_err err;
        if (cb_kb_report_values(kb, request->operands[0], request->params[i].name, consider, &hint, &err) ==
                CB_OK &&
            !hint.known && hint.nearest.best)
            tell(request, "%s '%s' is not among the values; did you mean '%s'?", request->params[i].name,
                 request->params[i].value, hint.best);
    }
}

static int run_one(const struct request *request, struct cb_kb *kb, enum cb_format format)
{
    struct cb_run_options options = run_options(request, 0);
    struct cb_run_result result = {0};
    struct output output;
    struct cb_err err;
    cb_status status;
    int code = output_open(request, &output);

    if (code != EXIT_DONE)
        return code;
    watch_begin(options.timeout_ms);
    if (request->params_file)
        status = cb_kb_report_each(kb, request->operands[0], request->params_file, request->params,
                                   request->param_count, format, &options, &output.sink, &result, &err);
    else
        status = cb_kb_report_run(kb, request->operands[0], request->params, request->param_count, format,
                                  &options, &output.sink, &result, &err);
    code = rows_end(request, &output, status, &result, &err);
    if (code == EXIT_DONE && result.rows == 0)
        suggest_values(request, kb);
    return code;
}

/* ---- a folder ---- */

struct batch_run {
    const struct request *request;
    int64_t timeout_ms;
    uint64_t written;
};

static void note_begun(void *context, const char *part)
{
    struct batch_run *run = context;

    output_remember(part);
    watch_begin(run->timeout_ms);
}

static void note_done(void *context, const char *file, const struct cb_run_result *result,
                      const struct cb_err *err)
{
    struct batch_run *run = context;

    watch_end();
    output_remember(NULL); /* it is in its place, or gone */
    if (err) {
        complain("%s: %s", file, err->text);
        return;
    }
    run->written++;
    tell_cut(run->request, file, result);
}

static int run_many(const struct request *request, struct cb_kb *kb, enum cb_format format)
{
    struct batch_run run = {.request = request};
    struct cb_report_batch batch = {.names = request->all ? NULL : request->operands,
                                    .name_count = request->operand_count,
                                    .params_file = request->params_file,
                                    .params = request->params,
                                    .param_count = request->param_count,
                                    .format = format,
                                    .options = run_options(request, 0),
                                    .on_begin = note_begun,
                                    .on_done = note_done,
                                    .context = &run};
    struct cb_err err;
    uint64_t failed = 0;
    cb_status status;

    run.timeout_ms = batch.options.timeout_ms;
    status = cb_kb_report_batch(kb, &batch, request->output, &failed, &err);
    if (status != CB_OK)
        return fail(status, &err);
    tell(request, "%" PRIu64 " report%s written to %s", run.written, run.written == 1 ? "" : "s",
         request->output);
    return failed > 0 ? EXIT_PARTLY : EXIT_DONE;
}

/* ---- which of them ---- */

/* A folder that is there, or a name that ends as one. */
static bool names_folder(const char *path)
{
    struct stat st;
    size_t size = path ? strlen(path) : 0;

    return size > 0 && (path[size - 1] == '/' || (stat(path, &st) == 0 && S_ISDIR(st.st_mode)));
}

static int check_request(const struct request *request, bool many)
{
    const char *wrong = NULL;

    if (request->all && request->operand_count > 0)
        wrong = "--all means every report; leave the names away";
    else if (request->params_file && (request->all || request->operand_count > 1))
        wrong = "--params goes with one report";
    else if (many && !request->output)
        wrong = "several reports need a folder to be written to: -o DIR";
    else if (request->params_file && request->explain && !many)
        wrong = "--explain goes without --params";
    if (!wrong)
        return EXIT_DONE;
    complain("report: %s", wrong);
    return EXIT_USAGE;
}

int run_report(const struct request *request)
{
    struct cb_kb *kb = NULL;
    enum cb_format format;
    bool many =
        request->all || request->operand_count > 1 || (request->params_file && names_folder(request->output));
    int code;

    if (request->operand_count == 0 && !request->all)
        return list_reports(request);
    if (request->help)
        return explain_report(request);
    if (request->choices)
        return list_choices(request);
    code = check_request(request, many);
    if (code == EXIT_DONE)
        code = choose_format(request, &format);
    if (code == EXIT_DONE)
        code = open_kb(request, CB_OPEN_READ, &kb);
    if (code == EXIT_DONE)
        code = many ? run_many(request, kb, format) : run_one(request, kb, format);
    cb_kb_close(kb);
    return code;
}
