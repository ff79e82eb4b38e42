/* Names in the cells of a review: entities and outlets that are there, and those that the file declares to be
 * new. */
#include <stdio.h>
#include <strings.h>

#include "engine/review.h"
#include "report/nearest.h"

/* "new: Anna Berg (person)", "+Anna Berg (person)", "neu: ..."; *name without the sign, *kind what the
 * brackets say. */
static bool is_new(struct cb_str cell, struct cb_str *name, struct cb_str *kind)
{
    static const char *const SIGNS[] = {"new:", "neu:", "+"};
    size_t open;

    *kind = CB_STR("");
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        size_t size = strlen(SIGNS[i]);
        if (cell.len <= size || strncasecmp(cell.ptr, SIGNS[i], size) != 0)
            continue;
        *name = cb_str_trim(cb_str_sub(cell, size, cell.len));
        for (open = name->len; open > 0 && name->ptr[open - 1] != '('; open--)
            ;
        if (open > 0 && cb_str_ends(*name, CB_STR(")"))) {
            *kind = cb_str_trim(cb_str_sub(*name, open, name->len - 1));
            *name = cb_str_trim(cb_str_sub(*name, 0, open - 1));
        }
        return name->len > 0;
    }
    return false;
}

static cb_status declare(struct cb_plan *plan, enum cb_column_type type, struct cb_str cell,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str name, kind;
    struct cb_map *map = type == CB_COLUMN_SOURCE ? &plan->new_sources : &plan->new_entities;
    struct cb_new_name *slot;
    uint32_t *place;
    bool added;

    if (!is_new(cell, &name, &kind))
        goto done;
    place = cb_map_add(&plan->arena, map, name, &added);
    CB_TRY_NEW(place);
    if (added) {
        slot = CB_PUSH(&plan->arena, &plan->names);
        CB_TRY_NEW(slot);
        slot->name = name;
        *place = (uint32_t)plan->names.count;
    }
    slot = &plan->names.items[*place - 1];
    if (type != CB_COLUMN_SOURCE && slot->kind.len == 0)
        slot->kind = kind;
done:
    return rc;
}

cb_status cb_plan_declare(struct cb_plan *plan, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_review_file *file = &plan->file;

    for (size_t c = 0; c < file->sheet->column_count; c++) {
        enum cb_column_type type = file->sheet->columns[c].type;
        if (type != CB_COLUMN_ENTITY && type != CB_COLUMN_ENTITIES && type != CB_COLUMN_SOURCE)
            continue;
        for (size_t r = 0; r < file->rows.count; r++) {
            struct cb_str rest = cb_review_cell(file, &file->rows.items[r], c);
            while (rest.ptr && type == CB_COLUMN_ENTITIES)
                CB_TRY(declare(plan, type, cb_str_trim(cb_str_split(&rest, ';')), err));
            if (type != CB_COLUMN_ENTITIES)
                CB_TRY(declare(plan, type, rest, err));
        }
    }
done:
    return rc;
}

static bool is_kind(struct cb_str kind)
{
    enum cb_entity_kind found;

    return cb_entity_kind_by_name(kind, &found);
}

/* The rows that `stmt` gives for `name`: id, key, name. *count stops at 2; *keys: both, for a message. */
static cb_status look_up(struct cb_plan *plan, struct cb_stmt *stmt, struct cb_str name, struct cb_named *out,
                         size_t *count, struct cb_str *keys, struct cb_err *err)
{
    cb_status rc;
    bool row = true;

    *count = 0;
    *keys = CB_STR("");
    cb_stmt_bind_text(stmt, 1, name);
    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        if (*count == 0) {
            out->id = cb_stmt_int(stmt, 0);
            out->key = cb_arena_copy(&plan->arena, cb_stmt_text(stmt, 1));
            out->name = cb_arena_copy(&plan->arena, cb_stmt_text(stmt, 2));
            CB_TRY_NEW(out->key.ptr && out->name.ptr);
        }
        ++*count;
        *keys = cb_arena_printf(&plan->arena, "%.*s%s%.*s", CB_STR_ARG(*keys), *count > 1 ? ", " : "",
                                CB_STR_ARG(cb_stmt_text(stmt, 1)));
        CB_TRY_NEW(keys->ptr);
    }
done:
    cb_stmt_reset(stmt);
    return rc;
}

/* The name in the file that is nearest to one that is not there. */
static cb_status suggest(struct cb_plan *plan, const char *sql, struct cb_str name, struct cb_str *out,
                         struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    struct cb_nearest nearest = {.wanted = cb_arena_z(&plan->arena, name)};
    char best[256] = "";
    bool row = true;

    CB_TRY_NEW(nearest.wanted);
    CB_TRY(cb_stmt_prepare(&plan->kb->db, sql, &stmt, err));
    for (;;) {
        struct cb_str candidate;
        char text[256];
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        candidate = cb_stmt_text(&stmt, 0);
        if (candidate.len >= sizeof text)
            continue;
        snprintf(text, sizeof text, "%.*s", CB_STR_ARG(candidate));
        cb_nearest_try(&nearest, text);
        if (nearest.best == text) {
            memcpy(best, text, sizeof best);
            nearest.best = best;
        }
    }
    *out = nearest.best ? cb_arena_printf(&plan->arena, "; did you mean '%s'?", best) : CB_STR("");
    CB_TRY_NEW(out->ptr);
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status new_entity(struct cb_plan *plan, struct cb_str name, struct cb_named *out,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    const uint32_t *place = cb_map_find(&plan->new_entities, name);
    const struct cb_new_name *declared = &plan->names.items[*place - 1];

    out->key = out->name = name;
    if (declared->kind.len == 0)
        out->refused = cb_arena_printf(&plan->arena, "say what '%.*s' is, as in 'new: %.*s (person)'",
                                       CB_STR_ARG(name), CB_STR_ARG(name));
    else if (!is_kind(declared->kind))
        out->refused = cb_arena_printf(
            &plan->arena,
            "'%.*s' is no kind of entity; say person, organization, place, product, event, work, law "
            "or other",
            CB_STR_ARG(declared->kind));
    else
        goto done;
    CB_TRY_NEW(out->refused.ptr);
done:
    return rc;
}

cb_status cb_plan_entity(struct cb_plan *plan, struct cb_str cell, struct cb_named *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *const ways[] = {&plan->entity_by_key, &plan->entity_by_name, &plan->entity_by_alias};
    struct cb_str name = cell, kind, keys, hint;
    bool fresh = is_new(cell, &name, &kind);
    size_t count = 0;

    *out = (struct cb_named){.id = 0};
    for (size_t i = fresh; i < (fresh ? 2u : 3u) && count == 0; i++)
        CB_TRY(look_up(plan, ways[i], name, out, &count, &keys, err));
    if (count == 1)
        goto done;
    if (count > 1) {
        out->refused =
            cb_arena_printf(&plan->arena, "several are called '%.*s'; write the key of one of them: %.*s",
                            CB_STR_ARG(name), CB_STR_ARG(keys));
    } else if (cb_map_find(&plan->new_entities, name)) {
        CB_TRY(new_entity(plan, name, out, err));
        goto done;
    } else {
        CB_TRY(suggest(plan, "SELECT DISTINCT name FROM entities WHERE merged_into IS NULL ORDER BY name",
                       name, &hint, err));
        out->refused = cb_arena_printf(
            &plan->arena, "no entity is called '%.*s'%.*s%s 'new: %.*s (person)' makes a new one",
            CB_STR_ARG(name), CB_STR_ARG(hint), hint.len > 0 ? "" : ";", CB_STR_ARG(name));
    }
    CB_TRY_NEW(out->refused.ptr);
done:
    return rc;
}

cb_status cb_plan_source(struct cb_plan *plan, struct cb_str cell, struct cb_str *name,
                         struct cb_str *refused, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str kind, hint = {NULL, 0};
    bool row = false;

    *name = cell;
    is_new(cell, name, &kind);
    if (name->len == 0)
        goto done;
    cb_stmt_bind_text(&plan->source, 1, *name);
    CB_TRY(cb_stmt_step(&plan->source, &row, err));
    if (row || cb_map_find(&plan->new_sources, *name))
        goto done;
    CB_TRY(suggest(plan, "SELECT name FROM sources ORDER BY name", *name, &hint, err));
    *refused = cb_arena_printf(
        &plan->arena, "no outlet or source is called '%.*s'%.*s%s 'new: %.*s' makes a new one",
        CB_STR_ARG(*name), CB_STR_ARG(hint), hint.len > 0 ? "" : ";", CB_STR_ARG(*name));
    CB_TRY_NEW(refused->ptr);
done:
    cb_stmt_reset(&plan->source);
    return rc;
}
