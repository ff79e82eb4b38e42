/* report without a run: lists the stored reports, explains one, lists the values of a parameter. */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
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

int list_reports(const struct request *request)
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
    if (report->chart)
        printf("Chart (html, and on a terminal): %s by %s%s%s\n", report->chart->y, report->chart->x,
               report->chart->series ? " and " : "", report->chart->series ? report->chart->series : "");
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

int explain_report(const struct request *request)
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

/* ---- choices ---- */

/* A line each, as long as it is; what could act on a terminal becomes a question mark. */
static void print_choice(void *context, const char *value)
{
    size_t *count = context;
    char *text = strdup(value);

    if (text)
        disarm(text);
    puts(text ? text : value);
    free(text);
    (*count)++;
}

int list_choices(const struct request *request)
{
    struct cb_kb *kb = NULL;
    struct cb_err err;
    cb_status status;
    size_t count = 0;
    int code = open_kb(request, CB_OPEN_READ, &kb);

    if (code != EXIT_DONE)
        return code;
    status = cb_kb_report_values(kb, request->operands[0], request->choices, print_choice, &count, &err);
    if (status != CB_OK)
        code = fail(status, &err);
    else if (count == 0)
        tell(request, "no list of values for '%s' in this knowledge base", request->choices);
    cb_kb_close(kb);
    return code;
}
