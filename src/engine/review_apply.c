/* A review to corrections, in one transaction. */
#include "engine/review.h"

#include <stdio.h>

#include "base/io.h"
#include "base/limits.h"
#include "engine/json.h"
#include "store/corrections.h"

struct applying {
    struct cb_plan plan;
    const struct cb_apply_options *options;
    struct cb_apply_counts counts;
    struct cb_buf values, line; /* at work */
};

/* ---- what is said ---- */

static void tell(struct applying *a, enum cb_apply_outcome outcome, uint64_t row, size_t column,
                 const char *text)
{
    struct cb_apply_event event = {.outcome = outcome, .row = row, .text = text};
    char name[128];
    const struct cb_review_file *file = &a->plan.file;

    if (!a->options->on_event)
        return;
    if (column != SIZE_MAX) {
        struct cb_str own = file->places[column] == SIZE_MAX ? cb_str_of(file->sheet->columns[column].name)
                                                             : file->names[column];
        snprintf(name, sizeof name, "%.*s", CB_STR_ARG(own));
        event.column = name;
    }
    a->options->on_event(a->options->context, &event);
}

static void refuse(struct applying *a, const struct cb_wish *wish, size_t column, const char *why)
{
    a->counts.refused++;
    tell(a, CB_APPLY_REFUSED, wish->row->line, column, why);
}

static void add_value(struct cb_buf *line, struct cb_str value)
{
    if (value.len == 0)
        cb_buf_add_z(line, "(empty)");
    else
        cb_buf_add(line, value);
}

/* "speaker: Anna Berg -> Bernd Tal; act: (empty) -> warn" */
static void describe(struct applying *a, const struct cb_wish *wish)
{
    const struct cb_review_sheet *sheet = a->plan.file.sheet;

    cb_buf_clear(&a->line);
    if (wish->add)
        cb_buf_add_z(&a->line, "added");
    if (wish->reject)
        cb_buf_add_z(&a->line, "rejected");
    if (wish->into.ptr)
        cb_buf_printf(&a->line, "joined to %.*s", CB_STR_ARG(wish->into));
    for (size_t i = 0; i < wish->fields.count; i++) {
        const struct cb_wish_field *field = &wish->fields.items[i];
        cb_buf_printf(&a->line, "%s%s: ", a->line.len > 0 ? "; " : "", sheet->columns[field->column].name);
        if (!wish->add) {
            add_value(&a->line, field->before);
            cb_buf_add_z(&a->line, " -> ");
        }
        add_value(&a->line, field->now);
    }
    if (wish->confirm)
        cb_buf_add_z(&a->line, a->line.len > 0 ? "; ok" : "ok");
    if (wish->label.len > 0)
        cb_buf_printf(&a->line, "  [%.*s]", CB_STR_ARG(wish->label));
    tell(a, CB_APPLY_CHANGED, wish->row->line, SIZE_MAX, a->line.bytes);
}

/* ---- corrections ---- */

/* What came of the corrections of a wish. */
struct outcome {
    bool done, refused;
};

static cb_status correct(struct applying *a, const struct cb_wish *wish, size_t column,
                         struct cb_correction *correction, struct outcome *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_correction_result result = {.outcome = CB_CORRECTED};
    const char *note = wish && wish->note.len > 0 ? cb_arena_z(&a->plan.arena, wish->note) : a->options->note;

    if (out->refused)
        goto done;
    correction->by = a->options->by;
    correction->note = note;
    CB_TRY(cb_store_correct(a->plan.kb->store, correction, &result, err));
    out->done = out->done || result.outcome == CB_CORRECTED;
    out->refused = result.outcome == CB_CORRECTION_REFUSED || result.outcome == CB_CORRECTION_STALE ||
                   result.outcome == CB_CORRECTION_CONFLICT;
    if (out->refused && wish)
        refuse(a, wish, column, result.message);
done:
    return rc;
}

/* {"speaker": ..., "act": ...} of the wish's fields, in the arena. */
static const char *values_of(struct applying *a, const struct cb_wish *wish)
{
    const struct cb_review_sheet *sheet = a->plan.file.sheet;

    cb_buf_clear(&a->values);
    for (size_t i = 0; i < wish->fields.count; i++) {
        const struct cb_wish_field *field = &wish->fields.items[i];
        cb_buf_printf(&a->values, "%s\"%s\":%.*s", i > 0 ? "," : "{", sheet->columns[field->column].name,
                      CB_STR_ARG(field->json));
    }
    cb_buf_add_z(&a->values, wish->fields.count > 0 ? "}" : "{}");
    return cb_buf_failed(&a->values) ? NULL : cb_arena_z(&a->plan.arena, cb_buf_view(&a->values));
}

/* {"name": value} */
static const char *one_value(struct applying *a, const char *name, struct cb_str value)
{
    cb_buf_clear(&a->values);
    cb_buf_printf(&a->values, "{\"%s\":", name);
    cb_json_add(&a->values, value);
    cb_buf_add_z(&a->values, "}");
    return cb_buf_failed(&a->values) ? NULL : cb_arena_z(&a->plan.arena, cb_buf_view(&a->values));
}

/* An entity is changed in one action for each value. */
static cb_status correct_entity(struct applying *a, const struct cb_wish *wish, size_t column,
                                const char *action, const char *name, struct cb_str value,
                                struct outcome *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_correction correction = {.action = action, .table = "entities"};

    correction.key = cb_arena_z(&a->plan.arena, wish->key);
    correction.values = one_value(a, name, value);
    CB_TRY_NEW(correction.key && correction.values);
    CB_TRY(correct(a, wish, column, &correction, out, err));
done:
    return rc;
}

static cb_status apply_entity(struct applying *a, const struct cb_wish *wish, struct outcome *out,
                              struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_review_sheet *sheet = a->plan.file.sheet;

    for (size_t i = 0; i < wish->fields.count; i++) {
        const struct cb_wish_field *field = &wish->fields.items[i];
        const struct cb_review_column *column = &sheet->columns[field->column];
        if (column->type == CB_COLUMN_WORD)
            CB_TRY(correct_entity(a, wish, field->column, "kind", "kind", field->now, out, err));
        if (column->type == CB_COLUMN_TEXT)
            CB_TRY(correct_entity(a, wish, field->column, "rename", "name", field->now, out, err));
        if (column->type != CB_COLUMN_TEXTS)
            continue;
        for (size_t m = 0; m < wish->less.count; m++)
            CB_TRY(correct_entity(a, wish, field->column, "alias remove", "alias", wish->less.items[m], out,
                                  err));
        for (size_t m = 0; m < wish->more.count; m++)
            CB_TRY(
                correct_entity(a, wish, field->column, "alias add", "alias", wish->more.items[m], out, err));
    }
    if (wish->into.ptr)
        CB_TRY(correct_entity(a, wish, cb_review_column_of(sheet, CB_COLUMN_MERGE), "merge", "into",
                              wish->into, out, err));
done:
    return rc;
}

static cb_status apply_row(struct applying *a, const struct cb_wish *wish, struct outcome *out,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_correction correction = {.action = wish->add      ? "add"
                                                 : wish->reject ? "reject"
                                                                : "set",
                                       .table = a->plan.file.sheet->name,
                                       .id = wish->id,
                                       .article = wish->article,
                                       .occurrence = wish->occurrence};

    if (wish->fields.count == 0 && !wish->add && !wish->reject)
        goto done;
    if (wish->add) {
        correction.text = cb_arena_z(&a->plan.arena, wish->text);
        CB_TRY_NEW(correction.text);
    }
    if (!wish->reject) {
        correction.values = values_of(a, wish);
        CB_TRY_NEW(correction.values);
    }
    CB_TRY(correct(a, wish, wish->fields.count == 1 ? wish->fields.items[0].column : SIZE_MAX, &correction,
                   out, err));
done:
    return rc;
}

static cb_status confirm(struct applying *a, const struct cb_wish *wish, struct outcome *out,
                         struct cb_err *err)
{
    cb_status rc;
    struct cb_correction correction = {
        .action = "confirm", .table = a->plan.file.sheet->name, .id = wish->id};

    if (a->plan.file.what == CB_REVIEW_ENTITIES) {
        correction.id = 0;
        correction.key = cb_arena_z(&a->plan.arena, wish->key);
        CB_TRY_NEW(correction.key);
    }
    CB_TRY(
        correct(a, wish, cb_review_column_of(a->plan.file.sheet, CB_COLUMN_DECISION), &correction, out, err));
done:
    return rc;
}

static void count(struct applying *a, const struct cb_wish *wish, const struct outcome *out)
{
    if (out->refused)
        return;
    if (!out->done)
        a->counts.unchanged++;
    else if (wish->add)
        a->counts.added++;
    else if (wish->reject)
        a->counts.rejected++;
    else if (wish->fields.count > 0 || wish->into.ptr)
        a->counts.changed++;
    else
        a->counts.confirmed++;
}

static cb_status apply_wish(struct applying *a, const struct cb_wish *wish, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_arena_mark mark = cb_arena_mark(&a->plan.arena);
    struct outcome out = {.done = false};

    if (wish->refused.ptr) {
        const char *why = cb_arena_z(&a->plan.arena, wish->refused);
        CB_TRY_NEW(why);
        refuse(a, wish, wish->column, why);
        goto done;
    }
    if (a->plan.file.what == CB_REVIEW_ENTITIES)
        CB_TRY(apply_entity(a, wish, &out, err));
    else
        CB_TRY(apply_row(a, wish, &out, err));
    if (wish->confirm)
        CB_TRY(confirm(a, wish, &out, err));
    count(a, wish, &out);
    if (out.done && !out.refused)
        describe(a, wish);
done:
    cb_arena_rewind(&a->plan.arena, mark);
    return rc;
}

/* Entities that the file declares to be new. */
static cb_status add_names(struct applying *a, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < a->plan.names.count; i++) {
        const struct cb_new_name *name = &a->plan.names.items[i];
        struct cb_named known;
        enum cb_entity_kind kind;
        struct outcome out = {.done = false};
        struct cb_correction correction = {.action = "add", .table = "entities"};
        if (!cb_entity_kind_by_name(name->kind, &kind))
            continue; /* a source; or the rows that use it are refused */
        CB_TRY(cb_plan_entity(&a->plan, name->name, &known, err));
        if (known.id != 0)
            continue; /* from an earlier time that the file was applied */
        correction.key = cb_arena_z(&a->plan.arena, name->name);
        correction.values = one_value(a, "kind", name->kind);
        CB_TRY_NEW(correction.key && correction.values);
        CB_TRY(correct(a, NULL, SIZE_MAX, &correction, &out, err));
    }
done:
    return rc;
}

static cb_status apply_all(struct applying *a, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_plan_make(&a->plan, err));
    a->counts.rows = a->plan.file.rows.count;
    a->counts.unchanged = a->plan.unchanged;
    if (a->plan.file.unknown.ptr) {
        struct cb_str text =
            cb_arena_printf(&a->plan.arena, "the column \"%.*s\" is not known, and not looked at",
                            CB_STR_ARG(a->plan.file.unknown));
        CB_TRY_NEW(text.ptr);
        tell(a, CB_APPLY_REMARK, 1, SIZE_MAX, text.ptr);
    }
    if (a->plan.file.places[cb_review_column_of(a->plan.file.sheet, CB_COLUMN_CHECK)] == SIZE_MAX)
        tell(a, CB_APPLY_REMARK, 1, SIZE_MAX,
             "there is no column \"check\", so what has changed in the knowledge base since the export "
             "cannot be told");
    CB_TRY(add_names(a, err));
    for (size_t i = 0; i < a->plan.wishes.count; i++)
        CB_TRY(apply_wish(a, &a->plan.wishes.items[i], err));
    CB_TRY_NEW(!cb_buf_failed(&a->line) && !cb_buf_failed(&a->values));
done:
    return rc;
}

static cb_status read_file(struct applying *a, const char *path, struct cb_err *err)
{
    cb_status rc;
    struct cb_buf bytes;

    cb_buf_init(&bytes, CB_REVIEW_FILE_MAX);
    CB_TRY(cb_io_read_all(path, &bytes, err));
    CB_TRY(cb_review_read(path, cb_buf_view(&bytes), &a->plan.arena, &a->plan.file, err));
done:
    cb_buf_release(&bytes);
    return rc;
}

cb_status cb_kb_apply(struct cb_kb *kb, const char *path, const struct cb_apply_options *options,
                      struct cb_apply_counts *counts, struct cb_err *err)
{
    cb_status rc;
    struct cb_apply_options none = {.by = NULL};
    struct applying a = {.plan.kb = kb, .options = options ? options : &none};

    cb_buf_init(&a.values, SIZE_MAX / 4);
    cb_buf_init(&a.line, SIZE_MAX / 4);
    CB_TRY(cb_kb_check_writable(kb, err));
    CB_TRY(read_file(&a, path, err));
    CB_TRY(cb_kb_begin_corrections(kb, err));
    CB_TRY(apply_all(&a, err));
    if (!a.options->dry_run) {
        CB_TRY(cb_kb_finish_corrections(kb, err));
        CB_TRY(cb_tx_commit(&kb->db, err));
    }
    *counts = a.counts;
done:
    cb_plan_release(&a.plan);
    cb_kb_drop_corrections(kb);
    cb_buf_release(&a.values);
    cb_buf_release(&a.line);
    return rc;
}
