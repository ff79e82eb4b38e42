/* One correction: it is checked, logged with what was there before, and applied. */
#include "store/corrections.h"

#include <inttypes.h>
#include <stdio.h>

#include "store/correct.h"

/* Somebody looked at it and found it right. */
static cb_status confirm(struct work *w)
{
    cb_status rc;
    struct entry entry = {.row = w->correction->id};
    struct cb_str key = {NULL, 0};
    struct cb_stmt *stmt;
    bool row = false;

    if (strcmp(w->correction->table, "entities") == 0)
        CB_TRY(cb_work_find_subject(w, &entry, &key));
    else
        CB_TRY(cb_work_load(w, w->correction->table, entry.row));
    if (cb_work_stopped(w))
        goto done;
    entry.deferred = key.ptr != NULL; /* it changes nothing */
    CB_TRY(cb_store_stmt(w->store, SQL_CORRECTION_CONFIRMED, &stmt, w->err));
    cb_stmt_bind_text(stmt, 1, cb_str_of(w->correction->table));
    cb_stmt_bind_int(stmt, 2, entry.row);
    rc = cb_stmt_step(stmt, &row, w->err);
    cb_stmt_reset(stmt);
    if (rc == CB_OK && row)
        return cb_work_stop(w, CB_CORRECTION_NEEDLESS, "%s %" PRId64 " is confirmed already",
                            w->correction->table, entry.row);
    if (rc == CB_OK)
        CB_TRY(cb_work_write(w, &entry));
done:
    return rc;
}

/* ---- entries of the log ---- */

/* The entry with this id or uid; *id is 0 when there is none. */
static cb_status find_entry(struct work *w, int64_t by_id, struct cb_str by_uid, int64_t *id, bool *undone,
                            bool *of_article)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(w->store, by_uid.ptr ? SQL_CORRECTION_BY_UID : SQL_CORRECTION_BY_ID, &stmt, w->err));
    if (by_uid.ptr)
        cb_stmt_bind_text(stmt, 1, by_uid);
    else
        cb_stmt_bind_int(stmt, 1, by_id);
    rc = cb_stmt_step(stmt, &row, w->err);
    *id = rc == CB_OK && row ? cb_stmt_int(stmt, 0) : 0;
    *undone = *id && cb_str_eq(cb_stmt_text(stmt, 1), CB_STR("undone"));
    *of_article = *id && cb_str_eq(cb_stmt_text(stmt, 3), CB_STR("articles"));
    cb_stmt_reset(stmt);
done:
    return rc;
}

static cb_status undo(struct work *w)
{
    cb_status rc;
    const struct cb_correction *c = w->correction;
    json_t *target = c->target ? json_loads(c->target, 0, NULL) : NULL;
    const json_t *uid = json_object_get(target, "uid");
    struct entry entry = {0};
    bool undone, of_article;

    CB_TRY(find_entry(w, c->id, (struct cb_str){json_string_value(uid), json_string_length(uid)}, &entry.row,
                      &undone, &of_article));
    if (!entry.row)
        rc = REFUSE("there is no such entry in the log; 'claimbase corrections' lists them");
    else if (undone) {
        rc = cb_work_stop(w, CB_CORRECTION_CONFLICT, "correction %" PRId64 " is undone already", entry.row);
        w->result->id = entry.row;
    }
    if (cb_work_stopped(w))
        goto done;
    CB_TRY(cb_work_defer(w, &entry, CB_WAITING_ALL));
    CB_TRY(cb_store_run(w->store, SQL_CORRECTION_UNDO, entry.row, w->err));
    if (of_article)
        CB_TRY(cb_db_set_meta(w->store->db, "reread", CB_STR("1"), w->err));
done:
    json_decref(target);
    return rc;
}

/* An entry of another file: where it stands is found when all are applied. */
static cb_status take_target(struct work *w)
{
    cb_status rc;
    struct entry entry = {.target = cb_work_filled(w->correction->target)};
    json_t *target = json_loads(w->correction->target, 0, NULL);
    const char *table = json_string_value(json_object_get(target, "table")), *missing;

    if (!table || strcmp(table, w->correction->table) != 0) {
        rc = REFUSE("the target is no JSON object that names the table '%s'", w->correction->table);
        goto done;
    }
    missing = cb_target_missing(target, table);
    if (missing) {
        rc = REFUSE("the target does not say which row is meant: no %s", missing);
        goto done;
    }
    CB_TRY(cb_work_values(w, w->correction->values, NULL, &w->values));
    if (cb_work_stopped(w))
        goto done;
    CB_TRY(cb_work_defer(w, &entry, CB_WAITING_ALL));
done:
    json_decref(target);
    return rc;
}

/* ---- all of them ---- */

static const struct way {
    const char *action, *tables; /* "|a|b|" */
    cb_status (*make)(struct work *w);
} WAYS[] = {
    {"set", "|claims|figures|mentions|citations|articles|", cb_work_set},
    {"reject", "|claims|figures|mentions|citations|positions|propositions|", cb_work_reject},
    {"add", "|claims|figures|mentions|citations|", cb_work_add},
    {"add", "|entities|", cb_work_add_entity},
    {"merge", "|entities|", cb_work_correct_entity},
    {"split", "|entities|", cb_work_correct_entity},
    {"rename", "|entities|", cb_work_correct_entity},
    {"kind", "|entities|", cb_work_correct_entity},
    {"alias add", "|entities|", cb_work_correct_entity},
    {"alias remove", "|entities|", cb_work_correct_entity},
    {"confirm", "|claims|figures|mentions|citations|positions|propositions|articles|entities|", confirm},
    {"undo", "|corrections|", undo},
};

static const struct way *find_way(const struct cb_correction *c)
{
    for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++)
        if (strcmp(WAYS[i].action, c->action) == 0 && cb_is_listed(WAYS[i].tables, c->table))
            return &WAYS[i];
    return NULL;
}

static cb_status make(struct work *w)
{
    cb_status rc = CB_OK;
    const struct cb_correction *c = w->correction;
    const struct way *way = c->action && c->table ? find_way(c) : NULL;
    bool undone, of_article;

    if (!way)
        return REFUSE("there is no correction '%s' of %s", c->action ? c->action : "",
                      c->table ? c->table : "");
    if (c->uid) {
        CB_TRY(find_entry(w, 0, cb_str_of(c->uid), &w->result->id, &undone, &of_article));
        if (w->result->id)
            return cb_work_stop(w, CB_CORRECTION_KNOWN, "is in the log already, as %" PRId64, w->result->id);
    }
    if (c->target && way->make != undo)
        return take_target(w);
    CB_TRY(way->make(w));
    if (!cb_work_stopped(w) && strcmp(c->table, "articles") == 0)
        CB_TRY(cb_db_set_meta(w->store->db, "reread", CB_STR("1"), w->err));
done:
    return rc;
}

/* "set claims 7: {"speaker":"person/anna-berg"}" */
static void tell_made(struct work *w)
{
    const struct cb_correction *c = w->correction;
    struct cb_str values = w->values ? cb_json_text(&w->arena, w->values) : (struct cb_str){"", 0};
    char row[24] = "";

    if (c->key)
        cb_work_stop(w, CB_CORRECTED, "%s %s %.*s", c->action, c->key, CB_STR_ARG(values));
    else {
        if (w->result->row)
            snprintf(row, sizeof row, " %" PRId64, w->result->row);
        cb_work_stop(w, CB_CORRECTED, "%s %s%s%s%.*s", c->action, c->table, row, values.len ? " " : "",
                     CB_STR_ARG(values));
    }
}

cb_status cb_store_correct(struct cb_store *store, const struct cb_correction *correction,
                           struct cb_correction_result *result, struct cb_err *err)
{
    cb_status rc;
    struct work w = {.store = store, .correction = correction, .result = result, .err = err};

    *result = (struct cb_correction_result){0};
    rc = make(&w);
    if (rc == CB_OK && result->outcome == CB_CORRECTED)
        tell_made(&w);
    json_decref(w.values);
    json_decref(w.current);
    json_decref(w.names);
    cb_arena_release(&w.arena);
    return rc;
}
