/* Files of corrections read, and two logs made one. */
#include "engine/log.h"

#include "base/io.h"
#include "base/limits.h"
#include "store/log_json.h"
#include "text/cell.h"
#include "text/charset.h"
#include "text/csv.h"

const char *const cb_log_names[CB_LOG_FIELDS] = {"uid",     "made_at", "made_by", "action", "target",
                                                 "payload", "was",     "names",   "note"};

/* ---- entries ---- */

/* JSON text of an object, in one form; *refused says why it is none. */
static cb_status take_json(struct cb_arena *arena, const char *name, struct cb_str text, const char **out,
                           const char **refused, struct cb_err *err)
{
    cb_status rc = CB_OK;
    json_error_t why;
    json_t *value = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &why);
    struct cb_str dump;

    if (!json_is_object(value)) {
        *refused = cb_arena_printf(arena, "%s is no JSON object", name).ptr;
        CB_TRY_NEW(*refused);
        goto done;
    }
    dump = cb_json_text(arena, value);
    CB_TRY_NEW(dump.ptr);
    *out = dump.ptr;
done:
    json_decref(value);
    return rc;
}

static cb_status check_entry(struct cb_arena *arena, struct cb_log_entry *entry, struct cb_err *err)
{
    static const enum cb_log_field NEEDED[] = {CB_LOG_UID, CB_LOG_MADE_AT, CB_LOG_ACTION, CB_LOG_TARGET};
    cb_status rc = CB_OK;
    json_t *target = NULL;
    const char *missing;

    for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED && !entry->refused; i++)
        if (!entry->fields[NEEDED[i]]) {
            entry->refused = cb_arena_printf(arena, "%s is missing", cb_log_names[NEEDED[i]]).ptr;
            CB_TRY_NEW(entry->refused);
        }
    if (entry->refused)
        goto done;
    target = json_loads(entry->fields[CB_LOG_TARGET], 0, NULL);
    if (json_is_string(json_object_get(target, "table"))) {
        entry->table = cb_arena_z(arena, cb_str_of(json_string_value(json_object_get(target, "table"))));
        CB_TRY_NEW(entry->table);
        missing = cb_target_missing(target, entry->table);
        if (missing) {
            entry->refused =
                cb_arena_printf(arena, "target does not say which row is meant: no %s", missing).ptr;
            CB_TRY_NEW(entry->refused);
        }
    } else {
        entry->refused = "target names no table";
    }
done:
    json_decref(target);
    return rc;
}

static cb_status take_field(struct cb_arena *arena, struct cb_log_entry *entry, int field, struct cb_str text,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;

    text = cb_str_trim(text);
    if (text.len == 0 || entry->refused)
        goto done;
    if (cb_log_is_json(field)) {
        CB_TRY(take_json(arena, cb_log_names[field], text, &entry->fields[field], &entry->refused, err));
        goto done;
    }
    entry->fields[field] = cb_arena_z(arena, text);
    CB_TRY_NEW(entry->fields[field]);
done:
    return rc;
}

/* ---- JSON Lines ---- */

static cb_status take_line(struct cb_arena *arena, struct cb_str line, struct cb_log_entry *entry,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    json_t *object = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, NULL);

    if (!json_is_object(object)) {
        entry->refused = "is no JSON object";
        goto done;
    }
    for (int f = 0; f < CB_LOG_FIELDS; f++) {
        const json_t *value = json_object_get(object, cb_log_names[f]);
        struct cb_str text;
        if (!value || json_is_null(value))
            continue;
        text = json_is_string(value) ? (struct cb_str){json_string_value(value), json_string_length(value)}
                                     : cb_json_text(arena, value);
        CB_TRY_NEW(text.ptr);
        CB_TRY(take_field(arena, entry, f, text, err));
    }
    CB_TRY(check_entry(arena, entry, err));
done:
    json_decref(object);
    return rc;
}

static cb_status read_lines(struct cb_str text, struct cb_arena *arena, struct cb_log_entries *out,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint64_t number = 1; text.ptr; number++) {
        struct cb_str line = cb_str_trim(cb_str_split(&text, '\n'));
        struct cb_log_entry *entry;
        if (line.len == 0)
            continue;
        entry = CB_PUSH(arena, out);
        CB_TRY_NEW(entry);
        *entry = (struct cb_log_entry){.row = number, .twin = SIZE_MAX};
        CB_TRY(take_line(arena, line, entry, err));
    }
done:
    return rc;
}

/* ---- CSV ---- */

static cb_status read_rows(const char *path, struct cb_str text, struct cb_arena *arena,
                           struct cb_log_entries *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_csv_rows rows = {0};
    size_t places[CB_LOG_FIELDS];

    CB_TRY(cb_csv_parse_by(cb_csv_separator(text), path, text, arena, &rows, err));
    for (int f = 0; f < CB_LOG_FIELDS; f++) {
        places[f] = SIZE_MAX;
        for (size_t i = 0; rows.count > 0 && i < rows.items[0].count; i++)
            if (cb_str_eq(cb_str_trim(rows.items[0].fields[i]), cb_str_of(cb_log_names[f])))
                places[f] = i;
    }
    if (places[CB_LOG_UID] == SIZE_MAX || places[CB_LOG_ACTION] == SIZE_MAX ||
        places[CB_LOG_TARGET] == SIZE_MAX) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is no log of corrections; 'corrections export' writes one",
                        path);
        goto done;
    }
    for (size_t r = 1; r < rows.count; r++) {
        struct cb_log_entry *entry = CB_PUSH(arena, out);
        CB_TRY_NEW(entry);
        *entry = (struct cb_log_entry){.row = rows.items[r].line, .twin = SIZE_MAX};
        for (int f = 0; f < CB_LOG_FIELDS; f++)
            if (places[f] < rows.items[r].count)
                CB_TRY(take_field(arena, entry, f, cb_cell_unguard(rows.items[r].fields[places[f]]), err));
        CB_TRY(check_entry(arena, entry, err));
    }
done:
    return rc;
}

cb_status cb_log_read(const char *path, struct cb_arena *arena, struct cb_log_entries *out,
                      struct cb_err *err)
{
    cb_status rc;
    struct cb_buf bytes;
    struct cb_str text;

    cb_buf_init(&bytes, CB_REVIEW_FILE_MAX);
    CB_TRY(cb_io_read_all(path, &bytes, err));
    CB_TRY(cb_charset_decode(path, cb_buf_view(&bytes), arena, &text, err));
    if (cb_str_starts(cb_str_trim(text), CB_STR("{")))
        CB_TRY(read_lines(text, arena, out, err));
    else
        CB_TRY(read_rows(path, text, arena, out, err));
done:
    cb_buf_release(&bytes);
    return rc;
}

/* ---- two logs as one ---- */

static int compare_fields(const struct cb_log_entry *a, const struct cb_log_entry *b, enum cb_log_field field)
{
    return strcmp(a->fields[field] ? a->fields[field] : "", b->fields[field] ? b->fields[field] : "");
}

static int compare_entries(const struct cb_log_entry *a, const struct cb_log_entry *b)
{
    int order = compare_fields(a, b, CB_LOG_MADE_AT);

    if (order == 0)
        order = compare_fields(a, b, CB_LOG_MADE_BY);
    return order ? order : compare_fields(a, b, CB_LOG_UID);
}

/* Notes which entries are the same. */
static bool find_twins(struct cb_arena *arena, struct cb_log_entries *mine, struct cb_log_entries *theirs)
{
    struct cb_map by_uid = {0};

    for (size_t i = 0; i < mine->count; i++) {
        uint32_t *place = cb_map_add(arena, &by_uid, cb_str_of(mine->items[i].fields[CB_LOG_UID]), NULL);
        if (!place)
            return false;
        *place = (uint32_t)i;
    }
    for (size_t i = 0; i < theirs->count; i++) {
        struct cb_log_entry *entry = &theirs->items[i];
        const uint32_t *place =
            entry->refused ? NULL : cb_map_find(&by_uid, cb_str_of(entry->fields[CB_LOG_UID]));
        if (!place)
            continue;
        if (mine->items[*place].twin != SIZE_MAX)
            entry->refused = "has the uid of an earlier row";
        else {
            entry->twin = *place;
            mine->items[*place].twin = i;
        }
    }
    return true;
}

static size_t skip_placed(const struct cb_log_entries *list, size_t at)
{
    while (at < list->count && (list->items[at].placed || list->items[at].refused))
        at++;
    return at;
}

/* Is the entry in front of `mine` the next one? */
static bool mine_first(const struct cb_log_entries *mine, size_t i, const struct cb_log_entries *theirs,
                       size_t j)
{
    const struct cb_log_entry *a, *b;

    if (i == mine->count || j == theirs->count)
        return j == theirs->count;
    a = &mine->items[i];
    b = &theirs->items[j];
    if (a->twin != SIZE_MAX && b->twin == SIZE_MAX)
        return false; /* what the other log has before the common entry comes before it */
    if (a->twin == SIZE_MAX && b->twin != SIZE_MAX)
        return true;
    return a->twin == j || compare_entries(a, b) <= 0;
}

size_t *cb_log_merge(struct cb_arena *arena, struct cb_log_entries *mine, struct cb_log_entries *theirs,
                     size_t *count)
{
    size_t *order = CB_NEW_ARRAY(arena, size_t, mine->count + theirs->count + 1), n = 0, i = 0, j = 0;

    if (!order || !find_twins(arena, mine, theirs))
        return NULL;
    for (;;) {
        i = skip_placed(mine, i);
        j = skip_placed(theirs, j);
        if (i == mine->count && j == theirs->count)
            break;
        if (mine_first(mine, i, theirs, j)) {
            mine->items[i].placed = true;
            if (mine->items[i].twin != SIZE_MAX)
                theirs->items[mine->items[i].twin].placed = true;
            order[n++] = i;
        } else {
            theirs->items[j].placed = true;
            if (theirs->items[j].twin != SIZE_MAX)
                mine->items[theirs->items[j].twin].placed = true;
            order[n++] = theirs->items[j].twin != SIZE_MAX ? theirs->items[j].twin : mine->count + j;
        }
    }
    *count = n;
    return order;
}
