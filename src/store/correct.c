/* One correction: it is checked, logged with what was there before, and applied. */
#include "store/corrections.h"

#include <inttypes.h>
#include <stdio.h>

#include "store/correct_values.h"

#define REFUSE(...) cb_work_stop(w, CB_CORRECTION_REFUSED, __VA_ARGS__)

/* What goes into the log. */
struct entry {
    int64_t row;          /* 0: none */
    int64_t article;      /* of an addition */
    int64_t start, end;   /* of an addition */
    struct cb_str target; /* ptr NULL: made from the row or the place */
    bool deferred;        /* applied by cb_store_apply_waiting */
};

/* ---- entities ---- */

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
    store->links_stale = true;
done:
    return rc;
}

/* ---- what a row says now ---- */

static cb_status load_current(struct work *w, const char *table, int64_t row)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool found = false;

    CB_TRY(cb_store_stmt(w->store, SQL_CORRECTION_FIELDS, &stmt, w->err));
    cb_stmt_bind_text(stmt, 1, cb_str_of(table));
    cb_stmt_bind_int(stmt, 2, row);
    rc = cb_stmt_step(stmt, &found, w->err);
    if (rc == CB_OK && found)
        w->current = json_loadb(cb_stmt_text(stmt, 0).ptr, cb_stmt_text(stmt, 0).len, 0, NULL);
    cb_stmt_reset(stmt);
    if (rc == CB_OK && !found)
        return REFUSE("%s %" PRId64 ": there is no such row", table, row);
done:
    return rc;
}

/* Stops where the row is not what the caller takes it for. */
static cb_status check_expected(struct work *w, int64_t row)
{
    cb_status rc = CB_OK;
    json_t *expected = NULL;
    const char *name = NULL;

    if (!w->correction->expected)
        goto done;
    CB_TRY(cb_work_values(w, w->correction->expected, NULL, &expected));
    if (cb_work_stopped(w))
        w->result->outcome = CB_CORRECTION_STALE;
    else if (!cb_values_hold(expected, w->current, &name))
        rc = cb_work_stop(w, CB_CORRECTION_STALE, "%s %" PRId64 ": %s is %.*s by now, not %.*s",
                          w->correction->table, row, name,
                          CB_STR_ARG(cb_values_text(&w->arena, json_object_get(w->current, name))),
                          CB_STR_ARG(cb_values_text(&w->arena, json_object_get(expected, name))));
done:
    json_decref(expected);
    return rc;
}

/* ---- writing ---- */

static struct cb_str filled(const char *text)
{
    return text && *text ? cb_str_of(text) : (struct cb_str){NULL, 0};
}

static void bind_id(struct cb_stmt *stmt, int index, int64_t id)
{
    if (id)
        cb_stmt_bind_int(stmt, index, id);
    else
        cb_stmt_bind_null(stmt, index);
}

static cb_status read_last(struct work *w)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(w->store, SQL_CORRECTION_LAST, &stmt, w->err));
    rc = cb_stmt_step(stmt, &row, w->err);
    if (rc == CB_OK && row) {
        w->result->id = cb_stmt_int(stmt, 0);
        if (!cb_stmt_is_null(stmt, 1))
            w->result->row = cb_stmt_int(stmt, 1);
    }
    cb_stmt_reset(stmt);
done:
    return rc;
}

/* Claims are compared by words, speaker and figures, articles by day of publication: is that to be done again? */
static void note_links(const struct work *w)
{
    static const char *const FIELDS[] = {"low", "high", "unit", "what", "what_key"};
    const struct cb_correction *c = w->correction;
    bool figure = strcmp(c->table, "figures") == 0 && strcmp(c->action, "set") == 0 && !c->target, fields = false;

    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
        fields = fields || json_object_get(w->values, FIELDS[i]);
    if (strcmp(c->action, "confirm") == 0 || (figure && !fields))
        return;
    if (strcmp(c->table, "articles") == 0)
        w->store->links_stale = true;
    w->store->claims_stale = true;
}

static cb_status write_entry(struct work *w, const struct entry *entry)
{
    cb_status rc;
    struct cb_err *err = w->err;
    const struct cb_correction *c = w->correction;
    struct cb_str payload = {NULL, 0}, names = filled(c->names);
    struct cb_stmt *stmt;

    if (json_object_size(w->values) > 0)
        CB_TRY_NEW((payload = cb_values_text(&w->arena, w->values)).ptr);
    if (w->names)
        CB_TRY_NEW((names = cb_values_text(&w->arena, w->names)).ptr);
    CB_TRY(cb_store_stmt(w->store, SQL_CORRECTION_NEW, &stmt, err));
    cb_stmt_bind_text(stmt, 1, cb_str_of(c->action));
    cb_stmt_bind_text(stmt, 2, cb_str_of(c->table));
    bind_id(stmt, 3, entry->row);
    bind_id(stmt, 4, entry->article);
    cb_stmt_bind_int(stmt, 5, entry->start);
    cb_stmt_bind_int(stmt, 6, entry->end);
    cb_stmt_bind_text(stmt, 7, entry->target);
    cb_stmt_bind_text(stmt, 8, payload);
    cb_stmt_bind_text(stmt, 9, names);
    cb_stmt_bind_text(stmt, 10, filled(c->by));
    cb_stmt_bind_text(stmt, 11, filled(c->note));
    cb_stmt_bind_text(stmt, 12, filled(c->made_at));
    cb_stmt_bind_text(stmt, 13, filled(c->uid));
    cb_stmt_bind_int(stmt, 14, entry->deferred);
    CB_TRY(cb_stmt_run(stmt, err));
    CB_TRY(read_last(w));
    if (!w->result->row)
        w->result->row = entry->row;
    note_links(w);
done:
    return rc;
}

static cb_status defer(struct work *w, struct entry *entry, int what)
{
    entry->deferred = true;
    if ((int)w->store->waiting < what)
        w->store->waiting = what;
    return write_entry(w, entry);
}

static cb_status find_subject(struct work *w, struct entry *entry, struct cb_str *key);

/* ---- rows that stand in a text ---- */

static cb_status check_figure(struct work *w)
{
    const json_t *low = json_object_get(w->values, "low"), *high = json_object_get(w->values, "high");

    if (!low)
        low = json_object_get(w->current, "low");
    if (!high)
        high = json_object_get(w->current, "high");
    if (json_is_number(low) && json_is_number(high) && json_number_value(low) > json_number_value(high))
        return REFUSE("low is greater than high; correct both");
    return CB_OK;
}

static cb_status check_row(struct work *w)
{
    const struct cb_correction *c = w->correction;

    if (strcmp(c->table, "figures") == 0)
        return check_figure(w);
    if (json_is_string(json_object_get(w->values, "speaker")) &&
        json_is_string(json_object_get(w->values, "no_speaker")))
        return REFUSE("a claim has a speaker, or a reason why it has none, not both");
    return CB_OK;
}

static cb_status set_row(struct work *w)
{
    cb_status rc;
    struct entry entry = {.row = w->correction->id};
    const char *name;

    CB_TRY(load_current(w, w->correction->table, entry.row));
    if (!cb_work_stopped(w))
        CB_TRY(check_expected(w, entry.row));
    if (!cb_work_stopped(w))
        CB_TRY(cb_work_values(w, w->correction->values, NULL, &w->values));
    if (!cb_work_stopped(w) && json_object_size(w->values) == 0)
        return REFUSE("no field is named that should be set");
    if (!cb_work_stopped(w))
        CB_TRY(check_row(w));
    if (!cb_work_stopped(w) && cb_values_hold(w->values, w->current, &name))
        return cb_work_stop(w, CB_CORRECTION_NEEDLESS, "%s %" PRId64 " says so already", w->correction->table,
                            entry.row);
    if (!cb_work_stopped(w))
        CB_TRY(write_entry(w, &entry));
done:
    return rc;
}

static cb_status reject_row(struct work *w)
{
    cb_status rc;
    struct entry entry = {.row = w->correction->id};

    CB_TRY(load_current(w, w->correction->table, entry.row));
    if (!cb_work_stopped(w))
        CB_TRY(check_expected(w, entry.row));
    if (!cb_work_stopped(w))
        CB_TRY(write_entry(w, &entry));
done:
    return rc;
}

/* Somebody looked at it and found it right. */
static cb_status confirm(struct work *w)
{
    cb_status rc;
    struct entry entry = {.row = w->correction->id};
    struct cb_str key = {NULL, 0};
    struct cb_stmt *stmt;
    bool row = false;

    if (strcmp(w->correction->table, "entities") == 0)
        CB_TRY(find_subject(w, &entry, &key));
    else
        CB_TRY(load_current(w, w->correction->table, entry.row));
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
        CB_TRY(write_entry(w, &entry));
done:
    return rc;
}

/* Fills *entry with the place that the words have in the article. */
static cb_status find_words(struct work *w, struct entry *entry)
{
    cb_status rc;
    const struct cb_correction *c = w->correction;
    struct cb_stmt *stmt;
    unsigned count = 0;
    bool row, in_sentence = false;

    CB_TRY(cb_store_stmt(w->store, SQL_CORRECTION_PLACES, &stmt, w->err));
    cb_stmt_bind_int(stmt, 1, c->article);
    cb_stmt_bind_text(stmt, 2, cb_str_of(c->text));
    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, w->err));
        if (!row)
            break;
        if (++count != (c->occurrence ? c->occurrence : 1))
            continue;
        entry->start = cb_stmt_int(stmt, 0);
        entry->end = cb_stmt_int(stmt, 1);
        in_sentence = cb_stmt_int(stmt, 2) != 0;
    }
    entry->article = c->article;
    if (count == 0)
        rc = REFUSE("these words do not stand in article %" PRId64 "; copy them from its text", c->article);
    else if (c->occurrence > count)
        rc = REFUSE("these words stand only %u times in article %" PRId64, count, c->article);
    else if (!c->occurrence && count > 1)
        rc = REFUSE("these words stand %u times in article %" PRId64 "; say which with occurrence=N", count,
                    c->article);
    else if (!in_sentence)
        rc = REFUSE("these words do not begin in a sentence; leave out the blanks before them");
done:
    cb_stmt_reset(&w->store->stmts[SQL_CORRECTION_PLACES]);
    return rc;
}

/* Stops where a row of this table stands at the place already. */
static cb_status check_place(struct work *w, const struct entry *entry)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(w->store, SQL_CORRECTION_AT_PLACE, &stmt, w->err));
    cb_stmt_bind_text(stmt, 1, cb_str_of(w->correction->table));
    cb_stmt_bind_int(stmt, 2, entry->article);
    cb_stmt_bind_int(stmt, 3, entry->start);
    cb_stmt_bind_int(stmt, 4, entry->end);
    rc = cb_stmt_step(stmt, &row, w->err);
    if (rc == CB_OK && row)
        rc = REFUSE("%s %" PRId64 " stands there already; set its fields instead", w->correction->table,
                    cb_stmt_int(stmt, 0));
    cb_stmt_reset(stmt);
done:
    return rc;
}

static cb_status add_row(struct work *w)
{
    cb_status rc;
    struct entry entry = {0};
    const struct cb_correction *c = w->correction;
    const char *needs = strcmp(c->table, "mentions") == 0    ? "entity"
                        : strcmp(c->table, "citations") == 0 ? "source"
                                                             : NULL;

    CB_TRY(cb_work_values(w, c->values, NULL, &w->values));
    if (!cb_work_stopped(w) && needs && !json_object_get(w->values, needs))
        return REFUSE("%s: it is missing; what is added needs it", needs);
    if (!cb_work_stopped(w) && (!c->text || !*c->text))
        return REFUSE("say which words of the article");
    if (!cb_work_stopped(w))
        CB_TRY(check_row(w));
    if (!cb_work_stopped(w))
        CB_TRY(find_words(w, &entry));
    if (!cb_work_stopped(w))
        CB_TRY(check_place(w, &entry));
    if (cb_work_stopped(w))
        goto done;
    if (json_object_size(w->values) == 0 && strcmp(c->table, "claims") == 0)
        json_object_set_new(w->values, "kind", json_string("stated"));
    CB_TRY(write_entry(w, &entry));
done:
    return rc;
}

/* ---- entities ---- */

static struct cb_str key_target(struct work *w, struct cb_str key)
{
    json_t *target = json_pack("{s:s, s:s%}", "table", "entities", "key", key.ptr, key.len);
    struct cb_str text = target ? cb_values_text(&w->arena, target) : (struct cb_str){NULL, 0};

    json_decref(target);
    return text;
}

/* The entity that the correction is about: entry->row, and its key. */
static cb_status find_subject(struct work *w, struct entry *entry, struct cb_str *key)
{
    cb_status rc = CB_OK;
    const struct cb_correction *c = w->correction;
    struct cb_str form = filled(c->key);
    bool several = false;

    entry->row = c->id;
    if (form.ptr)
        CB_TRY(find_entity(w->store, &w->arena, form, key, &several, &entry->row, w->err));
    if (several)
        return REFUSE("'%.*s' may mean %.*s; give the key of one", CB_STR_ARG(form), CB_STR_ARG(*key));
    if (form.ptr && !key->ptr)
        return REFUSE("there is no entity '%.*s'; give its name or key", CB_STR_ARG(form));
    CB_TRY(load_current(w, "entities", entry->row));
done:
    return rc;
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

static cb_status add_entity(struct work *w)
{
    cb_status rc;
    struct entry entry = {0};
    struct cb_str key, name = cb_str_trim(filled(w->correction->key));
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
    CB_TRY(defer(w, &entry, CB_WAITING_NAMES));
done:
    return rc;
}

static cb_status rename_entity(struct work *w, struct entry *entry)
{
    cb_status rc;
    const char *name, *field = strcmp(w->correction->action, "kind") == 0 ? "kind" : "name";

    CB_TRY(check_expected(w, entry->row));
    if (cb_work_stopped(w))
        goto done;
    if (!json_object_get(w->values, field))
        return REFUSE("say its new %s", field);
    if (cb_values_hold(w->values, w->current, &name))
        return cb_work_stop(w, CB_CORRECTION_NEEDLESS, "it has this %s already", field);
    CB_TRY(defer(w, entry, CB_WAITING_NAMES));
done:
    return rc;
}

static cb_status merge_entity(struct work *w, struct entry *entry, struct cb_str key)
{
    cb_status rc = CB_OK;
    const json_t *into = json_object_get(w->values, "into");
    struct cb_str other = {json_string_value(into), json_string_length(into)}, root;
    bool several;

    if (!into)
        return REFUSE("say into which entity it goes");
    CB_TRY(find_entity(w->store, &w->arena, other, &root, &several, NULL, w->err));
    if (cb_str_eq(root, key))
        return cb_work_stop(w, CB_CORRECTION_NEEDLESS, "these two are one entity already, %.*s",
                            CB_STR_ARG(key));
    CB_TRY(defer(w, entry, CB_WAITING_NAMES));
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
    CB_TRY(defer(w, entry, CB_WAITING_ALL));
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
    return defer(w, entry, CB_WAITING_ALL);
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
    CB_TRY(cb_store_stmt(w->store, SQL_ALIAS_OF, &stmt, w->err));
    cb_stmt_bind_int(stmt, 1, entry->row);
    cb_stmt_bind_text(stmt, 2, (struct cb_str){json_string_value(alias), json_string_length(alias)});
    CB_TRY(cb_stmt_step(stmt, &row, w->err));
    origin = row ? cb_stmt_text(stmt, 0) : (struct cb_str){NULL, 0};
    curated = cb_str_eq(origin, CB_STR("curated"));
    cb_stmt_reset(stmt);
    if (adds && curated)
        return cb_work_stop(w, CB_CORRECTION_NEEDLESS, "it has this alias already");
    if (!adds && !row)
        return REFUSE("'%s' is none of its aliases", json_string_value(alias));
    CB_TRY(defer(w, entry, CB_WAITING_NAMES));
done:
    return rc;
}

static cb_status correct_entity(struct work *w)
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

    CB_TRY(find_subject(w, &entry, &key));
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
    struct cb_stmt *stmt;
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
    CB_TRY(defer(w, &entry, CB_WAITING_ALL));
    CB_TRY(cb_store_stmt(w->store, SQL_CORRECTION_UNDO, &stmt, w->err));
    cb_stmt_bind_int(stmt, 1, entry.row);
    CB_TRY(cb_stmt_run(stmt, w->err));
    if (of_article) {
        w->store->links_stale = true;
        CB_TRY(cb_db_set_meta(w->store->db, "reread", CB_STR("1"), w->err));
    }
done:
    json_decref(target);
    return rc;
}

/* An entry of another file: where it stands is found when all are applied. */
static cb_status take_target(struct work *w)
{
    cb_status rc;
    struct entry entry = {.target = filled(w->correction->target)};
    json_t *target = json_loads(w->correction->target, 0, NULL);
    const char *table = json_string_value(json_object_get(target, "table"));

    if (!table || strcmp(table, w->correction->table) != 0) {
        rc = REFUSE("the target is no JSON object that names the table '%s'", w->correction->table);
        goto done;
    }
    CB_TRY(cb_work_values(w, w->correction->values, NULL, &w->values));
    if (cb_work_stopped(w))
        goto done;
    CB_TRY(defer(w, &entry, CB_WAITING_ALL));
done:
    json_decref(target);
    return rc;
}

/* ---- all of them ---- */

static const struct way {
    const char *action, *tables; /* "|a|b|" */
    cb_status (*make)(struct work *w);
} WAYS[] = {
    {"set", "|claims|figures|mentions|citations|articles|", set_row},
    {"reject", "|claims|figures|mentions|citations|positions|propositions|", reject_row},
    {"add", "|claims|figures|mentions|citations|", add_row},
    {"add", "|entities|", add_entity},
    {"merge", "|entities|", correct_entity},
    {"split", "|entities|", correct_entity},
    {"rename", "|entities|", correct_entity},
    {"kind", "|entities|", correct_entity},
    {"alias add", "|entities|", correct_entity},
    {"alias remove", "|entities|", correct_entity},
    {"confirm", "|claims|figures|mentions|citations|positions|propositions|articles|entities|", confirm},
    {"undo", "|corrections|", undo},
};

static const struct way *find_way(const struct cb_correction *c)
{
    size_t n = strlen(c->table);

    for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++) {
        const char *at = strcmp(WAYS[i].action, c->action) == 0 ? strstr(WAYS[i].tables, c->table) : NULL;
        if (at && n > 0 && at[-1] == '|' && at[n] == '|')
            return &WAYS[i];
    }
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
    struct cb_str values = w->values ? cb_values_text(&w->arena, w->values) : (struct cb_str){"", 0};
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
