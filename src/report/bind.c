#include "report/bind.h"

#include <sqlite3.h>
#include <stdio.h>

#include "base/buf.h"
#include "report/nearest.h"
#include "report/render.h"

/* ---- reports ---- */

cb_status cb_report_param_unknown(const struct cb_report *report, const char *name, struct cb_err *err)
{
    struct cb_nearest nearest = {.wanted = name};
    struct cb_buf names;
    cb_status rc;

    cb_buf_init(&names, sizeof err->text);
    for (size_t i = 0; i < report->param_count; i++) {
        cb_buf_printf(&names, "%s%s", i > 0 ? ", " : "", report->params[i].name);
        cb_nearest_try(&nearest, report->params[i].name);
    }
    rc = cb_err_set(err, CB_USAGE, "report %s has no parameter '%s'%s%s%s; it has: %s", report->name, name,
                    nearest.best ? "; did you mean '" : "", nearest.best ? nearest.best : "",
                    nearest.best ? "'?" : "", names.bytes ? names.bytes : "none");
    cb_buf_release(&names);
    return rc;
}

const struct cb_report_param *cb_report_param_find(const struct cb_report *report, const char *name)
{
    for (size_t i = 0; i < report->param_count; i++)
        if (strcmp(report->params[i].name, name) == 0)
            return &report->params[i];
    return NULL;
}

static void bind_value(struct cb_stmt *stmt, int index, const struct cb_value *value)
{
    switch (value->kind) {
    case CB_VALUE_NULL:
        cb_stmt_bind_null(stmt, index);
        break;
    case CB_VALUE_INTEGER:
        cb_stmt_bind_int(stmt, index, value->integer);
        break;
    case CB_VALUE_REAL:
        cb_stmt_bind_double(stmt, index, value->real);
        break;
    case CB_VALUE_TEXT:
        cb_stmt_bind_text(stmt, index, value->text);
        break;
    }
}

static cb_status bind(struct cb_stmt *stmt, const struct cb_report *report,
                      const struct cb_report_param *param, const char *text, struct cb_err *err)
{
    struct cb_value value;
    char name[128];

    if (!cb_value_read(param->type, cb_str_of(text), &value))
        return cb_err_set(err, CB_USAGE, "report %s: %s='%s' is not %s", report->name, param->name, text,
                          cb_value_type_form(param->type));
    snprintf(name, sizeof name, ":%s", param->name);
    bind_value(stmt, sqlite3_bind_parameter_index(stmt->handle, name), &value);
    return CB_OK;
}

static bool given_before(const struct cb_param *params, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (strcmp(params[j].name, params[i].name) == 0)
            return true;
    return false;
}

cb_status cb_bind_report(struct cb_stmt *stmt, const struct cb_report *report, const struct cb_param *params,
                         size_t count, struct cb_err *err)
{
    cb_status rc = CB_OK;

    sqlite3_clear_bindings(stmt->handle);
    for (size_t i = 0; i < report->param_count; i++)
        if (report->params[i].default_value)
            CB_TRY(bind(stmt, report, &report->params[i], report->params[i].default_value, err));
    for (size_t i = 0; i < count; i++) {
        const struct cb_report_param *param = cb_report_param_find(report, params[i].name);
        if (!param) {
            rc = cb_report_param_unknown(report, params[i].name, err);
            goto done;
        }
        if (given_before(params, i)) {
            rc = cb_err_set(err, CB_USAGE, "report %s: the parameter '%s' is given twice; give it once",
                            report->name, params[i].name);
            goto done;
        }
        CB_TRY(bind(stmt, report, param, params[i].value, err));
    }
done:
    return rc;
}

/* ---- statements without a head ---- */

/* A number only where nothing is lost: 007, 1.50 and +3 stay text. */
static struct cb_value guess(const char *text)
{
    struct cb_value value, plain;
    struct cb_buf again;
    bool same;

    cb_value_read("text", cb_str_of(text), &plain);
    if (!cb_value_read("integer", plain.text, &value) && !cb_value_read("real", plain.text, &value))
        return plain;
    cb_buf_init(&again, SIZE_MAX / 4);
    cb_render_value(&again, &value);
    same = cb_str_eq(cb_buf_view(&again), cb_str_of(text));
    cb_buf_release(&again);
    return same ? value : plain;
}

/* The value given for the statement's parameter `name` (with its sign), NULL where there is none. */
static const struct cb_param *given(const struct cb_param *params, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (name && strcmp(params[i].name, name + 1) == 0)
            return &params[i];
    return NULL;
}

static bool has_param(const struct cb_stmt *stmt, const char *wanted)
{
    for (int i = sqlite3_bind_parameter_count(stmt->handle); i > 0; i--) {
        const char *name = sqlite3_bind_parameter_name(stmt->handle, i);
        if (name && name[0] != '?' && strcmp(name + 1, wanted) == 0)
            return true;
    }
    return false;
}

cb_status cb_bind_query(struct cb_stmt *stmt, const struct cb_param *params, size_t count, struct cb_err *err)
{
    int wanted = sqlite3_bind_parameter_count(stmt->handle);

    for (size_t i = 0; i < count; i++) {
        if (!has_param(stmt, params[i].name))
            return cb_err_set(err, CB_USAGE, "query: its SQL has no parameter ':%s'", params[i].name);
        if (given_before(params, i))
            return cb_err_set(err, CB_USAGE, "query: the parameter '%s' is given twice; give it once",
                              params[i].name);
    }
    for (int i = 1; i <= wanted; i++) {
        const char *name = sqlite3_bind_parameter_name(stmt->handle, i);
        const struct cb_param *param = given(params, count, name);
        struct cb_value value;
        if (!name || name[0] == '?')
            return cb_err_set(err, CB_USAGE, "query: its SQL has a parameter without a name; write :name");
        if (!param)
            return cb_err_set(err, CB_USAGE,
                              "query: the parameter '%s' has no value; give it with -p %s=VALUE", name,
                              name + 1);
        value = guess(param->value);
        bind_value(stmt, i, &value);
    }
    return CB_OK;
}
