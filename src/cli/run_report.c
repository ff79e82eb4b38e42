/* report: lists the stored reports, explains one, runs one. */
#include "cli/cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Reports can be listed and explained without a knowledge base: an empty one in memory takes its place. */
static int open_any_kb(const struct request *request, bool named_one, struct cb_kb **out)
{
    struct request empty = *request;

    if (named_one && access(request->database, F_OK) == 0)
        return open_kb(request, CB_OPEN_READ, out);
    empty.database = ":memory:";
    return open_kb(&empty, CB_OPEN_CREATE, out);
}

/* ---- list ---- */

static int list_reports(const struct request *request)
{
    const struct cb_report *reports = NULL;
    size_t count = 0;
    int widest = 0;
    struct cb_kb *kb = NULL;
    struct cb_err err;
    cb_status status;
    int code = open_any_kb(request, false, &kb);

    if (code != EXIT_DONE)
        return code;
    status = cb_kb_reports(kb, &reports, &count, &err);
    for (size_t i = 0; i < count; i++)
        widest = (int)strlen(reports[i].name) > widest ? (int)strlen(reports[i].name) : widest;
    for (size_t i = 0; i < count; i++)
        printf("%-*s  %s\n", widest, reports[i].name, reports[i].title);
    if (status != CB_OK)
        code = fail(status, &err);
    cb_kb_close(kb);
    return code;
}

/* ---- explain ---- */

enum { VALUES_SHOWN = 12, VALUE_MAX_BYTES = 256 };

struct values {
    size_t count;
};

static void show_value(void *context, const char *value)
{
    struct values *values = context;
    char text[VALUE_MAX_BYTES];

    if (values->count++ >= VALUES_SHOWN)
        return;
    snprintf(text, sizeof text, "%s", value);
    disarm(text);
    printf("%s%s", values->count > 1 ? ", " : "      values: ", text);
}

static cb_status show_param(struct cb_kb *kb, const struct cb_report *report,
                            const struct cb_report_param *param, struct cb_err *err)
{
    struct values values = {0};
    cb_status status;

    printf("  %s (%s", param->name, param->type);
    if (param->default_value)
        printf(", default %s", param->default_value);
    printf(")\n      %s\n", param->description);
    status = cb_kb_report_values(kb, report->name, param->name, show_value, &values, err);
    if (values.count > VALUES_SHOWN)
        printf(" ... and %zu more", values.count - VALUES_SHOWN);
    if (values.count > 0)
        putchar('\n');
    return status;
}

static cb_status show_report(struct cb_kb *kb, const struct cb_report *report, struct cb_err *err)
{
    cb_status status = CB_OK;

    printf("%s: %s\n\n", report->name, report->title);
    print_wrapped(report->description, 0);
    if (report->param_count > 0)
        puts("\nParameters (-p NAME=VALUE):");
    for (size_t i = 0; i < report->param_count && status == CB_OK; i++)
        status = show_param(kb, report, &report->params[i], err);
    puts("\nColumns:");
    for (size_t i = 0; i < report->column_count; i++)
        printf("  %-18s %-8s %s\n", report->columns[i].name, report->columns[i].type,
               report->columns[i].description);
    printf("\nOrder: %s\n", report->order);
    return status;
}

static const struct cb_report *find_report(const struct cb_report *reports, size_t count, const char *name)
{
    const char *slash = strrchr(name, '/');

    for (size_t i = 0; i < count; i++)
        if (strcmp(reports[i].name, slash ? slash + 1 : name) == 0)
            return &reports[i];
    return NULL;
}

static int explain_report(const struct request *request)
{
    const struct cb_report *reports = NULL, *report;
    size_t count = 0;
    struct cb_kb *kb = NULL;
    struct cb_err err;
    cb_status status;
    int code = open_any_kb(request, true, &kb);

    if (code != EXIT_DONE)
        return code;
    status = cb_kb_reports(kb, &reports, &count, &err);
    report = find_report(reports, count, request->operands[0]);
    if (status == CB_OK && report)
        status = show_report(kb, report, &err);
    else if (status == CB_OK) /* the library knows what is near */
        status = cb_kb_report_values(kb, request->operands[0], "", show_value, NULL, &err);
    if (status != CB_OK)
        code = fail(status, &err);
    cb_kb_close(kb);
    return code;
}

/* ---- run ---- */

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
static void tell_nothing_found(const struct request *request, struct cb_kb *kb)
{
    tell(request, "no rows");
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
    struct output output;
    struct cb_err err;
    uint64_t rows = 0;
    cb_status status;
    int code = output_open(request, &output);

    if (code != EXIT_DONE)
        return code;
    status = cb_kb_report(kb, request->operands[0], request->params, request->param_count, format,
                          &output.sink, &rows, &err);
    if (status != CB_OK)
        code = output_failed(&output) ? EXIT_SYSTEM : fail(status, &err);
    code = output_close(&output, code);
    if (code == EXIT_DONE && rows == 0)
        tell_nothing_found(request, kb);
    return code;
}

int run_report(const struct request *request)
{
    struct cb_kb *kb = NULL;
    enum cb_format format;
    int code;

    if (request->operand_count == 0)
        return list_reports(request);
    if (request->help)
        return explain_report(request);
    code = choose_format(request, &format);
    if (code == EXIT_DONE)
        code = open_kb(request, CB_OPEN_READ, &kb);
    if (code == EXIT_DONE)
        code = run_one(request, kb, format);
    cb_kb_close(kb);
    return code;
}
