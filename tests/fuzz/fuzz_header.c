/* Any text as a stored report: its head is refused, or is whole. */
#include "fuzz/fuzz.h"
#include "report/header.h"
#include "report/value.h"

static bool is_name(const char *name)
{
    return name && name[0] >= 'a' && name[0] <= 'z' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

static const char *param_fault(const struct cb_report_param *param)
{
    struct cb_value value;

    if (!is_name(param->name) || !cb_value_type_known(cb_str_of(param->type)))
        return "a parameter has a name and a type";
    if (!param->description || !param->description[0])
        return "a parameter has a description";
    if (param->default_value && !cb_value_read(param->type, cb_str_of(param->default_value), &value))
        return "a default is of its parameter's type";
    return NULL;
}

static const char *report_fault(const struct cb_report *report)
{
    const char *fault = NULL;

    if (!report->title[0] || !report->description[0] || !report->order[0] || !report->sql[0])
        return "a report has title, description, order and SQL";
    if (report->column_count == 0)
        return "a report has columns";
    for (size_t i = 0; i < report->param_count && !fault; i++) {
        fault = param_fault(&report->params[i]);
        for (size_t k = 0; k < i; k++)
            if (strcmp(report->params[i].name, report->params[k].name) == 0)
                return "parameters have different names";
    }
    for (size_t i = 0; i < report->column_count && !fault; i++)
        if (!is_name(report->columns[i].name) || !cb_value_type_known(cb_str_of(report->columns[i].type)) ||
            !report->columns[i].description[0])
            fault = "a column has name, type and description";
    return fault;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_report report;
    const char *text = cb_arena_z(&arena, (struct cb_str){(const char *)data, size});

    if (text && cb_report_parse("fuzz.sql", "group", "fuzz", (struct cb_str){text, size}, &arena, &report,
                                NULL) == CB_OK)
        fuzz_check(report_fault(&report));
    cb_arena_clear(&arena);
    return 0;
}
