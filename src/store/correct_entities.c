/* Corrections of entities: which one is meant, and what is decided about it. They are applied together, by
 * cb_store_apply_waiting. */
#include "store/correct.h"

#include <inttypes.h>

#include "store/corrections.h"

/* ---- which one is meant ---- */

/* Where `form` is an entity's key, name or alias (`query`): its key; *several: those of all that it may mean,
 * with commas. *id (may be NULL) is the row that has it, which may be merged away. */
static cb_status find_by(struct cb_store *store, enum sql_id query, struct cb_arena *arena,
                         struct cb_str form, struct cb_str *key, bool *several, int64_t *id,
                         struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(store, query, &stmt, err));
    cb_stmt_bind_text(stmt, 1, form);
    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        *several = key->ptr != NULL;
        if (id)
            *id = cb_stmt_int(stmt, 2);
        *key = *several
                   ? cb_arena_printf(arena, "%.*s, %.*s", CB_STR_ARG(*key), CB_STR_ARG(cb_stmt_text(stmt, 1)))
                   : cb_arena_copy(arena, cb_stmt_text(stmt, 1));
        CB_TRY_NEW(key->ptr);
    }
done:
    cb_stmt_reset(&store->stmts[query]);
    return rc;
}

static cb_status find_entity(struct cb_store *store, struct cb_arena *arena, struct cb_str form,
                             struct cb_str *key, bool *several, int64_t *id, struct cb_err *err)
{
    static const enum sql_id WAYS[] = {SQL_ENTITY_BY_KEY, SQL_ENTITY_BY_NAME, SQL_ENTITY_BY_ALIAS};
    cb_status rc = CB_OK;

    *key = (struct cb_str){NULL, 0};
    *several = false;
    for (int turn = 0; turn < 2 && !key->ptr; turn++) {
        for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS && !key->ptr; i++)
            CB_TRY(find_by(store, WAYS[i], arena, form, key, several, id, err));
        if (key->ptr || store->waiting == CB_WAITING_NOTHING)
            break;
        CB_TRY(cb_store_apply_waiting(store, err)); /* an entry before may have brought it */
    }
done:
    return rc;
}

cb_status cb_store_find_entity(struct cb_store *store, struct cb_arena *arena, struct cb_str form,
                               struct cb_str *key, bool *several, struct cb_err *err)
{
    return find_entity(store, arena, form, key, several, NULL, err);
}

void cb_store_set_keys(struct cb_store *store, cb_key_function *function)
{
    store->make_key = function;
}

cb_status cb_store_give_name(struct cb_store *store, struct cb_str key, struct cb_str name,
                             struct cb_str kind, struct cb_str alias, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(store, alias.ptr ? SQL_GIVE_ALIAS : SQL_GIVE_NAME, &stmt, err));
    cb_stmt_bind_text(stmt, 1, key);
    cb_stmt_bind_text(stmt, 2, name);
    cb_stmt_bind_text(stmt, 3, kind);
    if (alias.ptr)
        cb_stmt_bind_text(stmt, 4, alias);
    CB_TRY(cb_stmt_run(stmt, err));
    if (store->waiting < CB_WAITING_NAMES)
        store->waiting = CB_WAITING_NAMES;
done:
    return rc;
}

cb_status cb_work_find_subject(struct work *w, struct entry *entry, struct cb_str *key)
{
    cb_status rc = CB_OK;
    const struct cb_correction *c = w->correction;
    struct cb_str form = cb_work_filled(c->key);
    bool several = false;

    entry->row = c->id;
    if (form.ptr)
        CB_TRY(find_entity(w->store, &w->arena, form, key, &several, &entry->row, w->err));
    if (several)
        return REFUSE("'%.*s' may mean %.*s; give the key of one", CB_STR_ARG(form), CB_STR_ARG(*key));
    if (form.ptr && !key->ptr)
        return REFUSE("there is no entity '%.*s'; give its name or key", CB_STR_ARG(form));
    CB_TRY(cb_work_load(w, "entities", entry->row));
done:
    return rc;
}

/* ---- what is decided ---- */

static struct cb_str key_target(struct work *w, struct cb_str key)
{
    json_t *target = json_pack("{s:s, s:s%}", "table", "entities", "key", key.ptr, key.len);
    struct cb_str text = target ? cb_json_text(&w->arena, target) : (struct cb_str){NULL, 0};

    json_decref(target);
    return text;
}

/* Remembers that the entity is made where it is not in: *key of `name`. */
static cb_status new_entity(struct work *w, struct cb_str name, struct cb_str kind, struct cb_str *key)
{
    cb_status rc = CB_OK;
    struct cb_err *err = w->err;
    enum cb_entity_kind is = CB_ENTITY_OTHER;

    cb_entity_kind_by_name(kind, &is);
    *key = w->store->make_key(&w->arena, is, name);
    CB_TRY_NEW(key->ptr);
    if (cb_str_ends(*key, CB_STR("/")))
        return REFUSE("'%.*s' has neither letter nor digit", CB_STR_ARG(name));
    w->names = json_object();
    CB_TRY_NEW(w->names);
    CB_TRY_NEW(json_object_setn_new(w->names, key->ptr, key->len,
                                    json_pack("{s:s%, s:s}", "name", name.ptr, name.len, "kind",
                                              cb_entity_kind_name(is))) == 0);
done:
    return rc;
}

cb_status cb_work_add_entity(struct work *w)
{
    cb_status rc;
    struct entry entry = {0};
    struct cb_str key, name = cb_str_trim(cb_work_filled(w->correction->key));
    const char *kind;

    CB_TRY(cb_work_values(w, w->correction->values, "|kind|", &w->values));
    if (cb_work_stopped(w))
        goto done;
    kind = json_string_value(json_object_get(w->values, "kind"));
    if (name.len == 0 || !kind)
        return REFUSE("name the entity, and say what it is: its kind");
    CB_TRY(new_entity(w, name, cb_str_of(kind), &key));
    if (cb_work_stopped(w))
        goto done;
    json_object_set_new(w->values, "name", json_stringn(name.ptr, name.len));
    entry.target = key_target(w, key);
    CB_TRY(cb_work_defer(w, &entry, CB_WAITING_NAMES));
done:
    return rc;
}

static cb_status rename_entity(struct work *w, struct entry *entry)
{
    cb_status rc;
    const char *name, *field = strcmp(w->correction->action, "kind") == 0 ? "kind" : "name";

    CB_TRY(cb_work_check_expected(w, entry->row));
    if (cb_work_stopped(w))
        goto done;
    if (!json_object_get(w->values, field))
        return REFUSE("say its new %s", field);
    if (cb_values_hold(w->values, w->current, &name))
        return cb_work_stop(w, CB_CORRECTION_NEEDLESS, "it has this %s already", field);
    CB_TRY(cb_work_defer(w, entry, CB_WAITING_NAMES));
done:
    return rc;
}

static cb_status is_merged(struct work *w, int64_t entity, bool *out)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(w->store, SQL_ENTITY_MERGED, entity, &stmt, w->err));
    rc = cb_stmt_step(stmt, out, w->err);
    cb_stmt_reset(stmt);
done:
    return rc;
}

static cb_status merge_entity(struct work *w, struct entry *entry, struct cb_str key)
{
    cb_status rc = CB_OK;
    const json_t *into = json_object_get(w->values, "into");
    struct cb_str other = {json_string_value(into), json_string_length(into)}, root;
    bool several, merged;

    if (!into)
        return REFUSE("say into which entity it goes");
    CB_TRY(find_entity(w->store, &w->arena, other, &root, &several, NULL, w->err));
    if (cb_str_eq(root, key))
        return cb_work_stop(w, CB_CORRECTION_NEEDLESS, "these two are one entity already, %.*s",
                            CB_STR_ARG(key));
    CB_TRY(is_merged(w, entry->row, &merged));
    /* one that was merged away takes back the rows that went with it then */
    CB_TRY(cb_work_defer(w, entry, merged ? CB_WAITING_ALL : CB_WAITING_NAMES));
done:
    return rc;
}

/* {"article": id, "to": ...} as the log has it: the target names the article, the payload the other entity.
 */
static cb_status split_in_article(struct work *w, struct entry *entry, struct cb_str key, int64_t article)
{
    cb_status rc;
    struct cb_err *err = w->err;
    const json_t *to = json_object_get(w->values, "to"), *kind = json_object_get(w->values, "kind");
    struct cb_str name = {json_string_value(to), json_string_length(to)}, other;
    struct cb_stmt stmt = {0};
    bool several, row;

    CB_TRY(find_entity(w->store, &w->arena, name, &other, &several, NULL, err));
    if (several)
        return REFUSE("'%.*s' may mean %.*s; give the key of one", CB_STR_ARG(name), CB_STR_ARG(other));
    if (!other.ptr && !kind)
        return REFUSE("there is no entity '%.*s'; say what it is (kind) to make it", CB_STR_ARG(name));
    if (!other.ptr)
        CB_TRY(new_entity(w, name, cb_str_of(json_string_value(kind)), &other));
    if (cb_work_stopped(w))
        goto done;
    if (cb_str_eq(other, key))
        return REFUSE("'%.*s' is the same entity", CB_STR_ARG(name));
    CB_TRY(cb_stmt_prepare(w->store->db,
                           "SELECT json_patch(target, json_object('table', 'entities', 'key', ?2))\n"
                           "FROM correction_targets WHERE table_name = 'articles' AND row_id = ?1",
                           &stmt, err));
    cb_stmt_bind_int(&stmt, 1, article);
    cb_stmt_bind_text(&stmt, 2, key);
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    if (!row) {
        rc = REFUSE("there is no article %" PRId64, article);
        goto done;
    }
    entry->target = cb_arena_copy(&w->arena, cb_stmt_text(&stmt, 0));
    CB_TRY_NEW(entry->target.ptr);
    json_object_clear(w->values);
    json_object_set_new(w->values, "to", json_stringn(other.ptr, other.len));
    CB_TRY(cb_work_defer(w, entry, CB_WAITING_ALL));
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status split_entity(struct work *w, struct entry *entry, struct cb_str key)
{
    const json_t *article = json_object_get(w->values, "article"), *from = json_object_get(w->values, "from");

    if (json_object_get(w->values, "to") && article)
        return split_in_article(w, entry, key, (int64_t)json_number_value(article));
    if (!from || json_object_size(w->values) > 1)
        return REFUSE("say from which entity it differs, or which one is meant in which article");
    return cb_work_defer(w, entry, CB_WAITING_ALL);
}

/* Keys that are merged away are what a split is about: they are taken as they are given. */
static cb_status split_values(struct work *w)
{
    cb_status rc = CB_OK;
    json_t *from = json_object_get(w->values, "from");
    json_t *given = json_loads(w->correction->values ? w->correction->values : "{}", 0, NULL);
    const char *form = json_string_value(json_object_get(given, "from"));
    struct cb_str key = {NULL, 0};
    bool several = false;
    int64_t id = 0;

    if (from && form) {
        CB_TRY(find_by(w->store, SQL_ENTITY_BY_KEY, &w->arena, cb_str_of(form), &key, &several, &id, w->err));
        if (key.ptr)
            json_object_set_new(w->values, "from", json_string(form));
    }
done:
    json_decref(given);
    return rc;
}

static cb_status alias_entity(struct work *w, struct entry *entry)
{
    cb_status rc;
    const json_t *alias = json_object_get(w->values, "alias");
    struct cb_stmt *stmt;
    struct cb_str origin;
    bool row, adds = strcmp(w->correction->action, "alias add") == 0, curated;

    if (!alias)
        return REFUSE("say which alias");
    CB_TRY(cb_store_bound(w->store, SQL_ALIAS_OF, entry->row, &stmt, w->err));
    cb_stmt_bind_text(stmt, 2, (struct cb_str){json_string_value(alias), json_string_length(alias)});
    CB_TRY(cb_stmt_step(stmt, &row, w->err));
    origin = row ? cb_stmt_text(stmt, 0) : (struct cb_str){NULL, 0};
    curated = cb_str_eq(origin, CB_STR("curated"));
    cb_stmt_reset(stmt);
    if (adds && curated)
        return cb_work_stop(w, CB_CORRECTION_NEEDLESS, "it has this alias already");
    if (!adds && !row)
        return REFUSE("'%s' is none of its aliases", json_string_value(alias));
    CB_TRY(cb_work_defer(w, entry, CB_WAITING_NAMES));
done:
    return rc;
}

cb_status cb_work_correct_entity(struct work *w)
{
    cb_status rc;
    struct entry entry = {0};
    struct cb_str key = {NULL, 0};
    const char *action = w->correction->action;
    const char *takes = strcmp(action, "merge") == 0    ? "|into|"
                        : strcmp(action, "split") == 0  ? "|from|to|article|kind|"
                        : strcmp(action, "rename") == 0 ? "|name|"
                        : strcmp(action, "kind") == 0   ? "|kind|"
                                                        : "|alias|";

    CB_TRY(cb_work_find_subject(w, &entry, &key));
    if (!cb_work_stopped(w))
        CB_TRY(cb_work_values(w, w->correction->values, takes, &w->values));
    if (cb_work_stopped(w))
        goto done;
    if (strcmp(action, "merge") == 0)
        return merge_entity(w, &entry, key);
    if (strcmp(action, "split") == 0) {
        CB_TRY(split_values(w));
        return split_entity(w, &entry, key);
    }
    if (strcmp(action, "rename") == 0 || strcmp(action, "kind") == 0)
        return rename_entity(w, &entry);
    return alias_entity(w, &entry);
done:
    return rc;
}
