/* export, explain, verify, read, analyze. */
#include "cli/cli.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int run_export(const struct request *request)
{
    struct cb_kb *kb = NULL;
    struct cb_err err;
    uint64_t files = 0;
    cb_status status;
    int code;

    if (request->review)
        return run_review(request);
    if (request->operand_count == 0) {
        complain("export needs DIR, or --review; see 'claimbase export --help'");
        return EXIT_USAGE;
    }
    code = open_kb(request, CB_OPEN_READ, &kb);
    if (code != EXIT_DONE)
        return code;
    status = cb_kb_export(kb, request->operands[0], &files, &err);
    if (status != CB_OK)
        code = fail(status, &err);
    else
        tell(request, "%" PRIu64 " files written to %s", files, request->operands[0]);
    cb_kb_close(kb);
    return code;
}

static int read_id(const char *text, int64_t *out)
{
    char *end;
    long long value;

    errno = 0;
    value = strtoll(text, &end, 10);
    if (end == text || *end || errno != 0 || value < 1) {
        complain("'%s' is no id; give a whole number from 1 on, as reports show them", text);
        return EXIT_USAGE;
    }
    *out = value;
    return EXIT_DONE;
}

int run_explain(const struct request *request)
{
    struct cb_kb *kb = NULL;
    struct output output;
    struct cb_err err;
    int64_t id;
    cb_status status;
    int code = read_id(request->operands[1], &id);

    if (code == EXIT_DONE)
        code = open_kb(request, CB_OPEN_READ, &kb);
    if (code != EXIT_DONE)
        return code;
    code = output_open(request, &output);
    if (code == EXIT_DONE) {
        status = cb_kb_explain(kb, request->operands[0], id, &output.sink, &err);
        code = output_end(&output, status, &err);
    }
    cb_kb_close(kb);
    return code;
}

static void print_violation(void *context, const char *line)
{
    struct output *output = context;
    char text[2048];

    snprintf(text, sizeof text, "%s", line);
    disarm(text);
    if (output->sink.write(output, text, strlen(text)))
        output->sink.write(output, "\n", 1);
}

int run_verify(const struct request *request)
{
    struct cb_kb *kb = NULL;
    struct output output;
    struct cb_err err;
    uint64_t violations = 0;
    cb_status status;
    int code = open_kb(request, CB_OPEN_READ, &kb);

    if (code != EXIT_DONE)
        return code;
    code = output_open(request, &output);
    if (code == EXIT_DONE) {
        status = cb_kb_verify(kb, print_violation, &output, &violations, &err);
        if (status != CB_OK)
            code = fail(status, &err);
        else if (violations > 0)
            code = EXIT_PARTLY;
        code = output_close(&output, code);
    }
    if (code == EXIT_DONE)
        tell(request, "no violations");
    else if (code == EXIT_PARTLY)
        tell(request, "%" PRIu64 " violation%s", violations, violations == 1 ? "" : "s");
    cb_kb_close(kb);
    return code;
}

/* What became of the articles of a file. */
struct reading {
    const struct cb_sink *sink;
    bool shown, rejected;
};

static bool show_article(void *context, const char *bytes, size_t size)
{
    struct reading *reading = context;

    reading->shown = true;
    return reading->sink->write(reading->sink->context, bytes, size);
}

static void reject_article(void *context, const char *line)
{
    struct reading *reading = context;

    reading->rejected = true;
    complain("%s", line);
}

int run_read(const struct request *request)
{
    struct reading reading = {0};
    struct cb_kb_options options = {
        .lists_dir = request->lists, .map = request->map, .on_rejected = reject_article, .context = &reading};
    struct cb_sink sink;
    enum cb_read_format format = CB_READ_TEXT;
    struct output output;
    struct cb_err err;
    cb_status status;
    int code;

    if (request->format && strcmp(request->format, "json") == 0) {
        format = CB_READ_JSON;
    } else if (request->format && strcmp(request->format, "text") != 0) {
        complain("no format '%s'; use text or json", request->format);
        return EXIT_USAGE;
    }
    code = output_open(request, &output);
    if (code != EXIT_DONE)
        return code;
    reading.sink = &output.sink;
    sink = output.sink;
    sink.write = show_article;
    sink.context = &reading;
    status = cb_read(request->operands[0], &options, format, &sink, &err);
    if (status == CB_OK && reading.rejected)
        return output_close(&output, reading.shown ? EXIT_PARTLY : EXIT_INPUT);
    return output_end(&output, status, &err);
}

int run_analyze(const struct request *request)
{
    struct cb_kb_options options = {.lists_dir = request->lists};
    enum cb_analysis_format format = CB_ANALYSIS_TABLE;
    struct output output;
    struct cb_err err;
    cb_status status;
    int code;

    if (request->format && strcmp(request->format, "conllu") == 0) {
        format = CB_ANALYSIS_CONLLU;
    } else if (request->format && strcmp(request->format, "table") != 0) {
        complain("no format '%s'; use table or conllu", request->format);
        return EXIT_USAGE;
    }
    code = output_open(request, &output);
    if (code != EXIT_DONE)
        return code;
    status = cb_analyze(request->operands[0], &options, format, &output.sink, &err);
    return output_end(&output, status, &err);
}
