#include "report/params.h"

#include <jansson.h>

#include "base/io.h"
#include "base/limits.h"
#include "report/render.h"
#include "text/charset.h"
#include "text/csv.h"

struct reading {
    const char *path;
    struct cb_arena *arena;
    struct cb_param_sets *out;
};

static size_t find_name(const struct cb_param_sets *sets, const char *name)
{
    size_t i = 0;

    while (i < sets->names.count && strcmp(sets->names.items[i], name) != 0)
        i++;
    return i;
}

static cb_status add_name(struct reading *reading, struct cb_str name, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const char **slot, *text = cb_arena_z(reading->arena, name);

    CB_TRY_NEW(text);
    if (find_name(reading->out, text) < reading->out->names.count)
        goto done;
    slot = CB_PUSH(reading->arena, &reading->out->names);
    CB_TRY_NEW(slot);
    *slot = text;
done:
    return rc;
}

/* A new set with room for every name. */
static cb_status add_set(struct reading *reading, struct cb_param_set **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_param_set *set = CB_PUSH(reading->arena, &reading->out->sets);

    CB_TRY_NEW(set);
    set->params = CB_NEW_ARRAY(reading->arena, struct cb_param, reading->out->names.count);
    CB_TRY_NEW(set->params);
    for (size_t i = 0; i < reading->out->names.count; i++)
        set->params[i].name = reading->out->names.items[i];
    *out = set;
done:
    return rc;
}

/* ---- CSV ---- */

/* The sign that the first row has most of, outside quotes; names of parameters have none of them. */
static char separator_of(struct cb_str text)
{
    struct cb_str first = cb_str_split(&text, '\n');

    return memchr(first.ptr, ',', first.len)    ? ','
           : memchr(first.ptr, ';', first.len)  ? ';'
           : memchr(first.ptr, '\t', first.len) ? '\t'
                                                : ',';
}

static cb_status add_csv_row(struct reading *reading, const struct cb_csv_row *row, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_param_set *set;

    if (row->count != reading->out->names.count) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: row %llu has %zu fields, the first one %zu; mend the row",
                        reading->path, (unsigned long long)row->line, row->count, reading->out->names.count);
        goto done;
    }
    CB_TRY(add_set(reading, &set, err));
    for (size_t i = 0; i < row->count; i++) {
        if (row->fields[i].len == 0)
            continue;
        set->params[i].value = cb_arena_z(reading->arena, row->fields[i]);
        CB_TRY_NEW(set->params[i].value);
    }
done:
    return rc;
}

static cb_status read_csv(struct reading *reading, struct cb_str text, struct cb_err *err)
{
    cb_status rc;
    struct cb_csv_rows rows = {0};

    CB_TRY(cb_csv_parse_by(separator_of(text), reading->path, text, reading->arena, &rows, err));
    for (size_t i = 0; rows.count > 0 && i < rows.items[0].count; i++)
        CB_TRY(add_name(reading, cb_str_trim(rows.items[0].fields[i]), err));
    if (rows.count > 0 && reading->out->names.count != rows.items[0].count) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: the first row names a parameter twice; give it once",
                        reading->path);
        goto done;
    }
    for (size_t i = 1; i < rows.count; i++)
        CB_TRY(add_csv_row(reading, &rows.items[i], err));
done:
    return rc;
}

/* ---- JSON ---- */

static cb_status json_text(struct reading *reading, const json_t *value, const char **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_buf text;

    cb_buf_init(&text, CB_PARAMS_FILE_MAX);
    if (json_is_string(value))
        cb_buf_add(&text, (struct cb_str){json_string_value(value), json_string_length(value)});
    else if (json_is_integer(value))
        cb_buf_printf(&text, "%lld", (long long)json_integer_value(value));
    else if (json_is_real(value))
        cb_render_real(&text, json_real_value(value));
    else if (json_is_boolean(value))
        cb_buf_add_z(&text, json_is_true(value) ? "1" : "0");
    CB_TRY_NEW(!cb_buf_failed(&text));
    *out = text.len ? cb_arena_z(reading->arena, cb_buf_view(&text)) : NULL;
    CB_TRY_NEW(*out || text.len == 0);
done:
    cb_buf_release(&text);
    return rc;
}

static cb_status add_json_names(struct reading *reading, json_t *object, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const char *key;
    json_t *value;

    if (!json_is_object(object)) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: holds something else than objects; write an array of objects",
                        reading->path);
        goto done;
    }
    json_object_foreach(object, key, value)
    {
        if (json_is_object(value) || json_is_array(value)) {
            rc = cb_err_set(err, CB_BAD_INPUT, "%s: the value of '%s' is neither text nor a number",
                            reading->path, key);
            goto done;
        }
        CB_TRY(add_name(reading, cb_str_of(key), err));
    }
done:
    return rc;
}

static cb_status add_json_set(struct reading *reading, const json_t *object, struct cb_err *err)
{
    cb_status rc;
    struct cb_param_set *set;

    CB_TRY(add_set(reading, &set, err));
    for (size_t i = 0; i < reading->out->names.count; i++) {
        const json_t *value = json_object_get(object, set->params[i].name);
        if (value)
            CB_TRY(json_text(reading, value, &set->params[i].value, err));
    }
done:
    return rc;
}

/* All objects of the text in one array; the caller ends *out with json_decref. */
static cb_status load_json(struct reading *reading, struct cb_str text, json_t **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    json_t *all = json_array(), *one = NULL;
    json_error_t error;

    CB_TRY_NEW(all);
    while ((text = cb_str_trim(text)).len > 0) {
        one = json_loadb(text.ptr, text.len, JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &error);
        if (!one) {
            rc = cb_err_set(err, CB_BAD_INPUT, "%s: line %d is not JSON: %s; mend it", reading->path,
                            error.line, error.text);
            goto done;
        }
        if ((json_is_array(one) ? json_array_extend(all, one) : json_array_append(all, one)) != 0) {
            rc = cb_err_no_memory(err);
            goto done;
        }
        json_decref(one);
        one = NULL;
        text = cb_str_sub(text, (size_t)error.position, text.len);
    }
    *out = all;
    all = NULL;
done:
    json_decref(one);
    json_decref(all);
    return rc;
}

static cb_status read_json(struct reading *reading, struct cb_str text, struct cb_err *err)
{
    cb_status rc;
    json_t *all = NULL;

    CB_TRY(load_json(reading, text, &all, err));
    for (size_t i = 0; i < json_array_size(all); i++)
        CB_TRY(add_json_names(reading, json_array_get(all, i), err));
    for (size_t i = 0; i < json_array_size(all); i++)
        CB_TRY(add_json_set(reading, json_array_get(all, i), err));
done:
    json_decref(all);
    return rc;
}

/* ---- both ---- */

cb_status cb_params_read(const char *path, struct cb_arena *arena, struct cb_param_sets *out,
                         struct cb_err *err)
{
    cb_status rc;
    struct cb_param_sets sets = {0};
    struct reading reading = {strcmp(path, "-") == 0 ? "standard input" : path, arena, &sets};
    struct cb_buf bytes;
    struct cb_str text, trimmed;

    cb_buf_init(&bytes, CB_PARAMS_FILE_MAX);
    CB_TRY(cb_io_read_all(path, &bytes, err));
    CB_TRY(cb_charset_decode(reading.path, cb_buf_view(&bytes), arena, &text, err));
    trimmed = cb_str_trim(text);
    if (cb_str_starts(trimmed, CB_STR("[")) || cb_str_starts(trimmed, CB_STR("{")))
        CB_TRY(read_json(&reading, trimmed, err));
    else
        CB_TRY(read_csv(&reading, text, err));
    if (sets.sets.count == 0) {
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: no parameters in it; write a row with names, and a row for each run",
                        reading.path);
        goto done;
    }
    *out = sets;
done:
    cb_buf_release(&bytes);
    return rc;
}

size_t cb_params_join(const struct cb_param_sets *sets, size_t set, const struct cb_param *more,
                      size_t more_count, struct cb_param *out)
{
    const struct cb_param *own = sets->sets.items[set].params;
    size_t count = 0;

    for (size_t i = 0; i < sets->names.count; i++)
        if (own[i].value)
            out[count++] = own[i];
    for (size_t i = 0; i < more_count; i++) {
        size_t at = find_name(sets, more[i].name);
        if (at == sets->names.count || !own[at].value)
            out[count++] = more[i];
    }
    return count;
}
