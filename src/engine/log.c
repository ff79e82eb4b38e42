/* The log of corrections to a file, and from one: two knowledge bases that take each other's log have the
 * same log and the same corrected rows. */
#include "engine/log.h"

#include <jansson.h>

#include "engine/json.h"
#include "report/format.h"
#include "store/corrections.h"
#include "store/log_json.h"
#include "text/cell.h"
#include "text/csv.h"

#define LOAD_LOG                                                                                             \
    "SELECT id, uid, made_at, made_by, action, target, payload, was, names, note, status <> 'undone'\n"      \
    "FROM corrections ORDER BY id"
enum { LOG_FIRST_FIELD = 1, LOG_EFFECTIVE = LOG_FIRST_FIELD + CB_LOG_FIELDS };

/* ---- to a file ---- */

static void add_line(struct cb_stmt *stmt, struct cb_buf *out)
{
    bool first = true;

    cb_buf_add_char(out, '{');
    for (int f = 0; f < CB_LOG_FIELDS; f++) {
        if (cb_stmt_is_null(stmt, LOG_FIRST_FIELD + f))
            continue;
        cb_buf_printf(out, "%s\"%s\":", first ? "" : ",", cb_log_names[f]);
        if (cb_log_is_json(f))
            cb_buf_add(out, cb_stmt_text(stmt, LOG_FIRST_FIELD + f));
        else
            cb_json_add(out, cb_stmt_text(stmt, LOG_FIRST_FIELD + f));
        first = false;
    }
    cb_buf_add_z(out, "}\n");
}

static void add_row(struct cb_stmt *stmt, struct cb_buf *cell, struct cb_buf *out)
{
    for (int f = 0; f < CB_LOG_FIELDS; f++) {
        cb_buf_add_z(out, f > 0 ? "," : "");
        cb_buf_clear(cell);
        if (cb_stmt_is_null(stmt, LOG_FIRST_FIELD + f))
            continue;
        cb_cell_guard(cell, cb_stmt_text(stmt, LOG_FIRST_FIELD + f));
        out->failed = out->failed || cell->failed;
        cb_csv_add_field(out, cb_buf_view(cell));
    }
    cb_buf_add_z(out, "\r\n");
}

cb_status cb_kb_log_export(struct cb_kb *kb, bool jsonl, const struct cb_sink *sink, uint64_t *rows,
                           struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    struct cb_buf out, cell;
    uint64_t count = 0;
    bool row = true;

    cb_buf_init(&out, SIZE_MAX / 4);
    cb_buf_init(&cell, SIZE_MAX / 4);
    for (int f = 0; f < CB_LOG_FIELDS && !jsonl; f++)
        cb_buf_printf(&out, "%s%s%s", f > 0 ? "," : "", cb_log_names[f],
                      f + 1 == CB_LOG_FIELDS ? "\r\n" : "");
    CB_TRY(cb_stmt_prepare(&kb->db, LOAD_LOG, &stmt, err));
    for (;;) {
        CB_TRY_NEW(!cb_buf_failed(&out));
        CB_TRY(cb_sink_write(sink, cb_buf_view(&out), err));
        cb_buf_clear(&out);
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        count++;
        if (jsonl)
            add_line(&stmt, &out);
        else
            add_row(&stmt, &cell, &out);
    }
    if (rows)
        *rows = count;
done:
    cb_stmt_release(&stmt);
    cb_buf_release(&out);
    cb_buf_release(&cell);
    return rc;
}

/* ---- from a file ---- */

struct taking {
    struct cb_kb *kb;
    struct cb_arena arena;
    const struct cb_log_options *options;
    struct cb_log_counts counts;
    struct cb_log_entries mine, theirs;
    size_t *order, order_count; /* as cb_log_merge has it */
    size_t *ranks;              /* of mine, then theirs: place in `order` */
    int64_t *ids;               /* of theirs: as they were logged, 0: not */
    bool *effective;            /* of mine: not undone */
    struct cb_map wants;        /* "what it is about|field" -> last entry of mine that says so + 1 */
};

static void tell(struct taking *t, enum cb_log_outcome outcome, uint64_t row, const char *text)
{
    struct cb_log_event event = {outcome, row, text};

    if (t->options->on_event)
        t->options->on_event(t->options->context, &event);
}

static cb_status load_mine(struct taking *t, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    int64_t count = 0;
    bool row = true;

    CB_TRY(cb_db_int(&t->kb->db, "SELECT count(*) FROM corrections", 0, &count, err));
    t->effective = CB_NEW_ARRAY(&t->arena, bool, (size_t)count + 1);
    CB_TRY_NEW(t->effective);
    CB_TRY(cb_stmt_prepare(&t->kb->db, LOAD_LOG, &stmt, err));
    for (;;) {
        struct cb_log_entry *entry;
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        entry = CB_PUSH(&t->arena, &t->mine);
        CB_TRY_NEW(entry);
        *entry = (struct cb_log_entry){.row = (uint64_t)cb_stmt_int(&stmt, 0), .twin = SIZE_MAX};
        t->effective[t->mine.count - 1] = cb_stmt_int(&stmt, LOG_EFFECTIVE) != 0;
        for (int f = 0; f < CB_LOG_FIELDS; f++) {
            if (cb_stmt_is_null(&stmt, LOG_FIRST_FIELD + f))
                continue;
            entry->fields[f] = cb_arena_z(&t->arena, cb_stmt_text(&stmt, LOG_FIRST_FIELD + f));
            CB_TRY_NEW(entry->fields[f]);
        }
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status merge(struct taking *t, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t all = t->mine.count + t->theirs.count;

    t->order = cb_log_merge(&t->arena, &t->mine, &t->theirs, &t->order_count);
    t->ranks = CB_NEW_ARRAY(&t->arena, size_t, all + 1);
    t->ids = CB_NEW_ARRAY(&t->arena, int64_t, t->theirs.count + 1);
    CB_TRY_NEW(t->order && t->ranks && t->ids);
    for (size_t i = 0; i < t->order_count; i++)
        t->ranks[t->order[i]] = i;
done:
    return rc;
}

/* ---- conflicts ---- */

/* What an entry is about, in one line; *out is NULL for what cannot be in conflict. */
static cb_status subject_of(struct taking *t, const struct cb_log_entry *entry, const char **out,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    json_t *target = json_loads(entry->fields[CB_LOG_TARGET], 0, NULL);
    const char *table = json_string_value(json_object_get(target, "table"));
    const char *key = json_string_value(json_object_get(target, "key"));
    const char *sha256 = json_string_value(json_object_get(target, "sha256"));
    const json_t *start = json_object_get(target, "start"), *end = json_object_get(target, "end");
    struct cb_str text = {NULL, 0};

    *out = NULL;
    if (!table || strcmp(table, "corrections") == 0)
        goto done;
    if (key)
        text = cb_arena_printf(&t->arena, "%s %s", table, key);
    else if (start)
        text = cb_arena_printf(&t->arena, "%s %s %lld-%lld", table, sha256 ? sha256 : "",
                               (long long)json_integer_value(start), (long long)json_integer_value(end));
    else
        text = cb_arena_printf(&t->arena, "%s %s", table, sha256 ? sha256 : "");
    CB_TRY_NEW(text.ptr);
    *out = text.ptr;
done:
    json_decref(target);
    return rc;
}

static bool has_values(const struct cb_log_entry *entry)
{
    static const char *const ACTIONS[] = {"set", "rename", "kind", "merge"};

    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++)
        if (strcmp(entry->fields[CB_LOG_ACTION], ACTIONS[i]) == 0)
            return entry->fields[CB_LOG_PAYLOAD] != NULL;
    return false;
}

/* Calls `take` with the subject, each field that an entry sets, and its value; a rejection is the field
 * "row". */
static cb_status each_field(struct taking *t, const struct cb_log_entry *entry, size_t index,
                            cb_status (*take)(struct taking *t, size_t index, const char *subject,
                                              const char *field, const char *value, struct cb_err *err),
                            struct cb_err *err)
{
    cb_status rc;
    json_t *payload = NULL, *value;
    const char *subject, *field;

    CB_TRY(subject_of(t, entry, &subject, err));
    if (!subject)
        goto done;
    if (strcmp(entry->fields[CB_LOG_ACTION], "reject") == 0)
        CB_TRY(take(t, index, subject, "row", "rejected", err));
    if (!has_values(entry))
        goto done;
    CB_TRY(take(t, index, subject, "row", "kept", err));
    payload = json_loads(entry->fields[CB_LOG_PAYLOAD], 0, NULL);
    json_object_foreach(payload, field, value)
    {
        const char *text = cb_json_text(&t->arena, value).ptr;
        CB_TRY_NEW(text);
        CB_TRY(take(t, index, subject, field, text, err));
    }
done:
    json_decref(payload);
    return rc;
}

static cb_status note_want(struct taking *t, size_t index, const char *subject, const char *field,
                           const char *value, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str key = cb_arena_printf(&t->arena, "%s|%s", subject, field);
    uint32_t *place = key.ptr ? cb_map_add(&t->arena, &t->wants, key, NULL) : NULL;

    (void)value;
    CB_TRY_NEW(place);
    *place = (uint32_t)index + 1;
done:
    return rc;
}

static const char *who(const struct cb_log_entry *entry)
{
    return entry->fields[CB_LOG_MADE_BY] ? entry->fields[CB_LOG_MADE_BY] : "somebody";
}

/* The value of a field in an entry of mine, in the arena. */
static cb_status value_of(struct taking *t, const struct cb_log_entry *entry, const char *field,
                          const char **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    json_t *payload = NULL;

    *out = strcmp(entry->fields[CB_LOG_ACTION], "reject") == 0 ? "rejected" : "kept";
    if (strcmp(field, "row") == 0)
        goto done;
    payload = json_loads(entry->fields[CB_LOG_PAYLOAD], 0, NULL);
    *out = cb_json_text(&t->arena, json_object_get(payload, field)).ptr;
    CB_TRY_NEW(*out);
done:
    json_decref(payload);
    return rc;
}

static cb_status check_want(struct taking *t, size_t index, const char *subject, const char *field,
                            const char *value, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_log_entry *theirs = &t->theirs.items[index], *mine;
    struct cb_str key = cb_arena_printf(&t->arena, "%s|%s", subject, field), text;
    const uint32_t *place;
    const char *other;
    bool later;

    CB_TRY_NEW(key.ptr);
    place = cb_map_find(&t->wants, key);
    if (!place)
        goto done;
    mine = &t->mine.items[*place - 1];
    CB_TRY(value_of(t, mine, field, &other, err));
    if (strcmp(other, value) == 0)
        goto done;
    later = strcmp(field, "row") == 0 ? strcmp(value, "rejected") == 0
                                      : t->ranks[t->mine.count + index] > t->ranks[*place - 1];
    text =
        cb_arena_printf(&t->arena,
                        "%s, %s: %s by %s at %s in the log, %s by %s at %s in the file; %s holds: "
                        "%s",
                        subject, field, other, who(mine), mine->fields[CB_LOG_MADE_AT], value, who(theirs),
                        theirs->fields[CB_LOG_MADE_AT],
                        strcmp(field, "row") == 0 ? "a rejection" : "the later one", later ? value : other);
    CB_TRY_NEW(text.ptr);
    t->counts.conflicts++;
    tell(t, CB_LOG_CONFLICT, theirs->row, text.ptr);
done:
    return rc;
}

/* Entries that both logs have were known to whoever made the others. */
static cb_status note_wants(struct taking *t, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < t->mine.count; i++)
        if (t->effective[i] && t->mine.items[i].twin == SIZE_MAX)
            CB_TRY(each_field(t, &t->mine.items[i], i, note_want, err));
done:
    return rc;
}

/* ---- taking ---- */

static cb_status take_one(struct taking *t, size_t index, struct cb_err *err)
{
    cb_status rc;
    const struct cb_log_entry *entry = &t->theirs.items[index];
    struct cb_correction_result result = {.outcome = CB_CORRECTED};
    struct cb_correction correction = {
        .action = entry->fields[CB_LOG_ACTION],
        .table = entry->table,
        .target = entry->fields[CB_LOG_TARGET],
        .names = entry->fields[CB_LOG_NAMES],
        .values = entry->fields[CB_LOG_PAYLOAD],
        .by = entry->fields[CB_LOG_MADE_BY],
        .note = entry->fields[CB_LOG_NOTE],
        .made_at = entry->fields[CB_LOG_MADE_AT],
        .uid = entry->fields[CB_LOG_UID],
    };

    CB_TRY(cb_store_correct(t->kb->store, &correction, &result, err));
    if (result.outcome == CB_CORRECTED || result.outcome == CB_CORRECTION_ORPHANED) {
        t->ids[index] = result.id;
        t->counts.added++;
        CB_TRY(each_field(t, entry, index, check_want, err));
    } else if (result.outcome == CB_CORRECTION_KNOWN || result.outcome == CB_CORRECTION_NEEDLESS ||
               (result.outcome == CB_CORRECTION_CONFLICT && strcmp(correction.action, "undo") == 0)) {
        t->counts.known++;
    } else {
        t->counts.refused++;
        tell(t, CB_LOG_REFUSED, entry->row, result.message);
    }
done:
    return rc;
}

static cb_status take_all(struct taking *t, struct cb_err *err)
{
    cb_status rc = CB_OK;

    t->counts.entries = t->theirs.count;
    for (size_t i = 0; i < t->theirs.count; i++) {
        const struct cb_log_entry *entry = &t->theirs.items[i];
        if (entry->refused) {
            t->counts.refused++;
            tell(t, CB_LOG_REFUSED, entry->row, entry->refused);
        } else if (entry->twin != SIZE_MAX) {
            t->counts.known++;
        } else {
            CB_TRY(take_one(t, i, err));
        }
    }
done:
    return rc;
}

/* ---- the order of the log ---- */

static int64_t id_at(const struct taking *t, size_t place)
{
    size_t i = t->order[place];

    return i < t->mine.count ? (int64_t)t->mine.items[i].row : t->ids[i - t->mine.count];
}

static cb_status renumber(struct taking *t, struct cb_err *err)
{
    static const char *const SQL[] = {
        "UPDATE corrections SET id = -?1 WHERE id = ?2",
        "UPDATE correction_rows SET correction_id = -?1 WHERE correction_id = ?2"};
    cb_status rc = CB_OK;
    struct cb_stmt stmt = {0};

    for (size_t s = 0; s < sizeof SQL / sizeof *SQL; s++) {
        int64_t next = 1;
        CB_TRY(cb_stmt_prepare(&t->kb->db, SQL[s], &stmt, err));
        for (size_t i = 0; i < t->order_count; i++) {
            if (id_at(t, i) == 0)
                continue;
            cb_stmt_bind_int(&stmt, 1, next++);
            cb_stmt_bind_int(&stmt, 2, id_at(t, i));
            CB_TRY(cb_stmt_run(&stmt, err));
        }
        cb_stmt_release(&stmt);
    }
    CB_TRY(cb_db_exec(&t->kb->db,
                      "UPDATE corrections SET id = -id WHERE id < 0;\n"
                      "UPDATE correction_rows SET correction_id = -correction_id WHERE correction_id < 0;",
                      err));
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status put_in_order(struct taking *t, struct cb_err *err)
{
    int64_t before = 0;

    for (size_t i = 0; i < t->order_count; i++) {
        int64_t id = id_at(t, i);
        if (id == 0)
            continue;
        if (id < before)
            return renumber(t, err);
        before = id;
    }
    return CB_OK;
}

static cb_status tell_orphans(struct taking *t, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    CB_TRY(cb_stmt_prepare(
        &t->kb->db, "SELECT reason FROM corrections WHERE uid = ?1 AND status = 'orphaned'", &stmt, err));
    for (size_t i = 0; i < t->theirs.count; i++) {
        if (t->ids[i] == 0)
            continue;
        cb_stmt_bind_text(&stmt, 1, cb_str_of(t->theirs.items[i].fields[CB_LOG_UID]));
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (row) {
            struct cb_str text = cb_stmt_text(&stmt, 0);
            const char *reason =
                cb_arena_z(&t->arena, text.ptr ? text : CB_STR("what it is about is not found"));
            CB_TRY_NEW(reason);
            t->counts.orphaned++;
            tell(t, CB_LOG_ORPHANED, t->theirs.items[i].row, reason);
        }
        cb_stmt_reset(&stmt);
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

cb_status cb_kb_log_import(struct cb_kb *kb, const char *path, const struct cb_log_options *options,
                           struct cb_log_counts *counts, struct cb_err *err)
{
    cb_status rc;
    struct cb_log_options none = {.dry_run = false};
    struct taking t = {.kb = kb, .options = options ? options : &none};

    CB_TRY(cb_kb_check_writable(kb, err));
    CB_TRY(cb_log_read(path, &t.arena, &t.theirs, err));
    CB_TRY(cb_kb_begin_corrections(kb, err));
    CB_TRY(load_mine(&t, err));
    CB_TRY(merge(&t, err));
    CB_TRY(note_wants(&t, err));
    CB_TRY(take_all(&t, err));
    CB_TRY(put_in_order(&t, err));
    CB_TRY(cb_store_apply_waiting(kb->store, err));
    CB_TRY(tell_orphans(&t, err));
    if (!t.options->dry_run) {
        CB_TRY(cb_kb_finish_corrections(kb, err));
        CB_TRY(cb_tx_commit(&kb->db, err));
    }
    *counts = t.counts;
done:
    cb_kb_drop_corrections(kb);
    cb_arena_release(&t.arena);
    return rc;
}
