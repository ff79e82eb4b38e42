/* The names that users give a knowledge base: entries 'add' and 'alias add' of the log of corrections, read
 * from there into the lexicons before articles are. */
#include "engine/kb.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/io.h"
#include "base/limits.h"
#include "report/format.h"
#include "resolve/resolve.h"
#include "store/corrections.h"
#include "text/charset.h"
#include "text/csv.h"

enum { NAME_BYTES_MAX = 200 };

/* Names that hold: key, name and kind as the last entry says, and their aliases as a JSON array or NULL. Not
 * a view: the log alone decides, whichever version made the other tables. */
#define GIVEN_NAMES                                                                                          \
    "SELECT c.entity_key AS key, json_extract(j.value, '$.name') AS name,\n"                                 \
    "       json_extract(j.value, '$.kind') AS kind,\n"                                                      \
    "       (SELECT iif(count(*) > 0, json_group_array(x.alias), NULL) FROM (\n"                             \
    "            SELECT DISTINCT json_extract(y.payload, '$.alias') AS alias FROM corrections AS y\n"        \
    "            WHERE y.entity_key = c.entity_key AND y.action = 'alias add' AND y.status <> 'undone'\n"    \
    "            AND NOT EXISTS (\n"                                                                         \
    "                SELECT 1 FROM corrections AS z WHERE z.entity_key = y.entity_key AND z.id > y.id\n"     \
    "                AND z.action = 'alias remove' AND z.status <> 'undone'\n"                               \
    "                AND json_extract(z.payload, '$.alias') = json_extract(y.payload, '$.alias'))) AS x)\n"  \
    "           AS aliases\n"                                                                                \
    "FROM corrections AS c, json_each(c.names) AS j\n"                                                       \
    "WHERE j.key = c.entity_key AND c.id IN (\n"                                                             \
    "    SELECT max(x.id) FROM corrections AS x\n"                                                           \
    "    WHERE x.table_name = 'entities' AND x.action IN ('add', 'alias add') AND x.status <> 'undone'\n"    \
    "    GROUP BY x.entity_key)"

/* A name, what it is, and perhaps another form of it. */
struct entry {
    struct cb_str name, alias; /* alias.len 0: the name alone */
    enum cb_entity_kind kind;
    bool has_kind;
    uint64_t row; /* of the file, from 1 */
};
CB_LIST_TYPE(entries, struct entry)

/* ---- reading one entry ---- */

/* Is it something that the finder of names can meet? Else why not, as a piece of a message. */
static const char *what_is_wrong(struct cb_str form)
{
    if (form.len > NAME_BYTES_MAX)
        return "is longer than 200 bytes";
    if (form.len < 2)
        return "has only one letter";
    for (size_t i = 0; i < form.len; i++)
        if ((unsigned char)form.ptr[i] < 0x20 || form.ptr[i] == '|')
            return "holds a line end, a tab or '|'";
    return NULL;
}

/* Trims and composes *form. *why is NULL when it is fine. */
static cb_status take_form(struct cb_str *form, struct cb_arena *arena, const char **why, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_charset_compose(cb_str_trim(*form), arena, form, err));
    *why = form->len > 0 ? what_is_wrong(*form) : NULL;
done:
    return rc;
}

/* Fills *entry from its three texts; *why gets what is wrong with them (NULL: nothing), *about the text that
 * is. */
static cb_status take_entry(struct cb_str name, struct cb_str alias, struct cb_str kind,
                            struct cb_arena *arena, struct entry *entry, const char **why,
                            struct cb_str *about, struct cb_err *err)
{
    cb_status rc;
    struct cb_str key;

    *about = name;
    CB_TRY(take_form(&name, arena, why, err));
    if (!*why && name.len == 0)
        *why = "the name is missing";
    if (*why)
        goto done;
    *about = alias;
    CB_TRY(take_form(&alias, arena, why, err));
    if (*why)
        goto done;
    kind = cb_str_trim(kind);
    *about = kind;
    entry->has_kind = kind.len > 0;
    if (entry->has_kind && !cb_entity_kind_by_name(kind, &entry->kind))
        *why = "is no kind; write person, organization, place, product, event, work, law or other";
    key = cb_entity_key(arena, CB_ENTITY_OTHER, name);
    CB_TRY_NEW(key.ptr);
    if (!*why && cb_str_ends(key, CB_STR("/"))) {
        *about = name;
        *why = "has neither letter nor digit";
    }
    entry->name = name;
    entry->alias = cb_str_eq(name, alias) ? CB_STR("") : alias;
done:
    return rc;
}

/* ---- what kind a name is ---- */

/* The kind that the user gave `name` before; *found is false when there is none, or several. */
static cb_status kind_before(struct cb_kb *kb, struct cb_str name, enum cb_entity_kind *kind, bool *found,
                             struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    *found = false;
    CB_TRY(cb_stmt_prepare(&kb->db,
                           "SELECT max(e.kind) FROM entities AS e WHERE e.name = ?1 AND e.key IN (\n"
                           "    SELECT c.entity_key FROM corrections AS c\n"
                           "    WHERE c.action IN ('add', 'alias add') AND c.status <> 'undone')\n"
                           "HAVING count(*) = 1",
                           &stmt, err));
    cb_stmt_bind_text(&stmt, 1, name);
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    *found = row && cb_entity_kind_by_name(cb_stmt_text(&stmt, 0), kind);
done:
    cb_stmt_release(&stmt);
    return rc;
}

/* ---- writing ---- */

struct writing {
    struct cb_kb *kb;
    struct cb_arena arena;
    struct cb_stmt find_name, find_alias;
};

static cb_status writing_begin(struct cb_kb *kb, struct writing *w, struct cb_err *err)
{
    cb_status rc;

    w->kb = kb;
    CB_TRY(cb_kb_begin_corrections(kb, err));
    CB_TRY(cb_stmt_prepare(&kb->db,
                           "SELECT json_extract(j.value, '$.name'), json_extract(j.value, '$.kind')\n"
                           "FROM corrections AS c, json_each(c.names) AS j\n"
                           "WHERE c.entity_key = ?1 AND j.key = ?1 AND c.status <> 'undone'\n"
                           "AND c.action IN ('add', 'alias add') ORDER BY c.id DESC LIMIT 1",
                           &w->find_name, err));
    CB_TRY(cb_stmt_prepare(&kb->db,
                           "SELECT 1 FROM corrections AS c\n"
                           "WHERE c.entity_key = ?1 AND c.action = 'alias add' AND c.status <> 'undone'\n"
                           "AND json_extract(c.payload, '$.alias') = ?2",
                           &w->find_alias, err));
done:
    return rc;
}

static void writing_release(struct writing *w)
{
    cb_stmt_release(&w->find_name);
    cb_stmt_release(&w->find_alias);
    cb_kb_drop_corrections(w->kb);
    cb_arena_release(&w->arena);
}

/* What the name with this key was given as: copies in the arena, ptr NULL where it was not given. */
static cb_status find_given(struct writing *w, struct cb_str key, struct cb_str *name, struct cb_str *kind,
                            struct cb_err *err)
{
    cb_status rc;
    bool row;

    *name = *kind = (struct cb_str){NULL, 0};
    cb_stmt_bind_text(&w->find_name, 1, key);
    CB_TRY(cb_stmt_step(&w->find_name, &row, err));
    if (!row)
        goto done;
    *name = cb_arena_copy(&w->arena, cb_stmt_text(&w->find_name, 0));
    *kind = cb_arena_copy(&w->arena, cb_stmt_text(&w->find_name, 1));
    CB_TRY_NEW(name->ptr && kind->ptr);
done:
    cb_stmt_reset(&w->find_name);
    return rc;
}

/* Was `alias` given to the entity with this key? */
static cb_status is_given(struct writing *w, struct cb_str key, struct cb_str alias, bool *given,
                          struct cb_err *err)
{
    cb_stmt_bind_text(&w->find_alias, 1, key);
    cb_stmt_bind_text(&w->find_alias, 2, alias);
    cb_status rc = cb_stmt_step(&w->find_alias, given, err);
    cb_stmt_reset(&w->find_alias);
    return rc;
}

/* Adds the entry. *other is the kind that the name has already, where that is another one; nothing is written
 * then. */
static cb_status write_entry(struct writing *w, const struct entry *entry, struct cb_str *other,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str key = cb_entity_key(&w->arena, entry->kind, entry->name), alias = entry->alias, name, kind;
    struct cb_str given_kind = cb_str_of(cb_entity_kind_name(entry->kind));
    bool given;

    *other = (struct cb_str){NULL, 0};
    CB_TRY_NEW(key.ptr);
    CB_TRY(find_given(w, key, &name, &kind, err));
    if (name.ptr && !cb_str_eq(kind, given_kind)) {
        *other = kind;
        goto done;
    }
    if (!name.ptr) {
        CB_TRY(cb_store_give_name(w->kb->store, key, entry->name, given_kind, (struct cb_str){NULL, 0}, err));
        name = entry->name;
    }
    if (alias.len == 0 && !cb_str_eq(name, entry->name))
        alias = entry->name; /* another spelling of a name that is there: "Nord-Werk", "Nord Werk" */
    if (alias.len == 0 || cb_str_eq(name, alias))
        goto done;
    CB_TRY(is_given(w, key, alias, &given, err));
    if (!given)
        CB_TRY(cb_store_give_name(w->kb->store, key, name, given_kind, alias, err));
done:
    return rc;
}

cb_status cb_kb_alias_add(struct cb_kb *kb, const char *name, const char *alias, const char *kind,
                          struct cb_err *err)
{
    cb_status rc;
    struct writing w = {.kb = kb};
    struct entry entry = {0};
    const char *why;
    struct cb_str about, other;
    bool known;

    CB_TRY(writing_begin(kb, &w, err));
    CB_TRY(
        take_entry(cb_str_of(name), cb_str_of(alias), cb_str_of(kind), &w.arena, &entry, &why, &about, err));
    if (why) {
        rc = cb_err_set(err, CB_USAGE, "'%.*s' %s", CB_STR_ARG(about), why);
        goto done;
    }
    if (!entry.has_kind) {
        CB_TRY(kind_before(kb, entry.name, &entry.kind, &known, err));
        if (!known) {
            rc = cb_err_set(err, CB_USAGE,
                            "say what '%.*s' is: person, organization, place, product, event, work, law or "
                            "other",
                            CB_STR_ARG(entry.name));
            goto done;
        }
    }
    CB_TRY(write_entry(&w, &entry, &other, err));
    if (other.ptr) {
        rc = cb_err_set(err, CB_USAGE, "'%.*s' is in already, as %.*s; remove it first to change that",
                        CB_STR_ARG(entry.name), CB_STR_ARG(other));
        goto done;
    }
    CB_TRY(cb_kb_finish_corrections(kb, err));
    CB_TRY(cb_tx_commit(&kb->db, err));
done:
    writing_release(&w);
    return rc;
}

/* The entries that gave `name`, or one alias of it, and hold. */
#define ENTRIES_OF                                                                                           \
    "SELECT c.id FROM corrections AS c, json_each(c.names) AS j\n"                                           \
    "WHERE c.status <> 'undone' AND j.key = c.entity_key AND json_extract(j.value, '$.name') = ?1\n"         \
    "AND (c.action = 'alias add' AND json_extract(c.payload, '$.alias') = ?2\n"                              \
    "     OR ?2 IS NULL AND c.action IN ('add', 'alias add')) ORDER BY c.id"

cb_status cb_kb_alias_remove(struct cb_kb *kb, const char *name, const char *alias, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    struct cb_correction entry = {.action = "undo", .table = "corrections"};
    struct cb_correction_result result;
    bool row, removed = false;

    CB_TRY(cb_kb_begin_corrections(kb, err));
    CB_TRY(cb_stmt_prepare(&kb->db, ENTRIES_OF, &stmt, err));
    cb_stmt_bind_text(&stmt, 1, cb_str_trim(cb_str_of(name)));
    cb_stmt_bind_text(&stmt, 2, alias ? cb_str_trim(cb_str_of(alias)) : (struct cb_str){NULL, 0});
    for (;; removed = true) {
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        entry.id = cb_stmt_int(&stmt, 0);
        cb_stmt_reset(&stmt); /* it holds no more: the first that holds is the next one */
        CB_TRY(cb_store_correct(kb->store, &entry, &result, err));
    }
    if (!removed) {
        rc = cb_err_set(err, CB_NOT_FOUND, "%s%s%s is not among the names of this file; see 'alias list'",
                        name, alias ? " with the alias " : "", alias ? alias : "");
        goto done;
    }
    CB_TRY(cb_kb_finish_corrections(kb, err));
    CB_TRY(cb_tx_commit(&kb->db, err));
done:
    cb_stmt_release(&stmt);
    cb_kb_drop_corrections(kb);
    return rc;
}

/* ---- a file of names ---- */

struct file {
    const char *path;
    struct writing w;
    struct entries entries;
    struct cb_map first_of; /* name -> first entry that has a kind, + 1 */
    void (*on_bad)(void *context, const char *line);
    void *context;
    uint64_t bad;
};

static void reject(struct file *file, uint64_t row, struct cb_str about, const char *why)
{
    char line[512];

    file->bad++;
    if (!file->on_bad)
        return;
    if (about.len > 0)
        snprintf(line, sizeof line, "%s:%llu: '%.*s' %s", file->path, (unsigned long long)row,
                 (int)(about.len > 100 ? 100 : about.len), about.ptr, why);
    else
        snprintf(line, sizeof line, "%s:%llu: %s", file->path, (unsigned long long)row, why);
    file->on_bad(file->context, line);
}

/* "name,alias,kind" above the rows. */
static bool is_header(const struct cb_csv_row *row)
{
    enum cb_entity_kind kind;

    return row->count > 2 && cb_str_eq(cb_str_trim(row->fields[2]), CB_STR("kind")) &&
           !cb_entity_kind_by_name(row->fields[2], &kind);
}

static cb_status read_row(struct file *file, const struct cb_csv_row *row, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str fields[3] = {{0}, {0}, {0}}, about;
    struct entry entry = {.row = row->line}, *slot;
    const char *why;
    uint32_t *first;

    if (row->count > 3) {
        reject(file, row->line, CB_STR(""), "has more than three fields; they are name, alias and kind");
        goto done;
    }
    for (size_t f = 0; f < row->count; f++)
        fields[f] = row->fields[f];
    CB_TRY(take_entry(fields[0], fields[1], fields[2], &file->w.arena, &entry, &why, &about, err));
    if (why) {
        reject(file, row->line, about, why);
        goto done;
    }
    slot = CB_PUSH(&file->w.arena, &file->entries);
    CB_TRY_NEW(slot);
    *slot = entry;
    if (!entry.has_kind)
        goto done;
    first = cb_map_add(&file->w.arena, &file->first_of, entry.name, NULL);
    CB_TRY_NEW(first);
    if (*first == 0)
        *first = (uint32_t)file->entries.count;
done:
    return rc;
}

/* The kind of an entry whose row leaves it out: another row's, or the one that the knowledge base has. */
static cb_status find_kind(struct file *file, struct entry *entry, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const uint32_t *first = cb_map_find(&file->first_of, entry->name);

    if (entry->has_kind)
        goto done;
    entry->has_kind = first != NULL;
    if (first)
        entry->kind = file->entries.items[*first - 1].kind;
    else
        CB_TRY(kind_before(file->w.kb, entry->name, &entry->kind, &entry->has_kind, err));
done:
    return rc;
}

static cb_status write_file(struct file *file, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str other;

    for (size_t e = 0; e < file->entries.count; e++) {
        struct entry *entry = &file->entries.items[e];
        CB_TRY(find_kind(file, entry, err));
        if (!entry->has_kind) {
            reject(file, entry->row, entry->name, "has no kind in any row; write it in the third field");
            continue;
        }
        CB_TRY(write_entry(&file->w, entry, &other, err));
        if (other.ptr) {
            char why[128];
            snprintf(why, sizeof why, "is %s here and %.*s in an earlier row or in the knowledge base",
                     cb_entity_kind_name(entry->kind), CB_STR_ARG(other));
            reject(file, entry->row, entry->name, why);
        }
    }
done:
    return rc;
}

static cb_status read_file(struct file *file, struct cb_err *err)
{
    cb_status rc;
    struct cb_buf raw;
    struct cb_str text;
    struct cb_csv_rows rows = {0};

    cb_buf_init(&raw, CB_LIST_FILE_MAX);
    CB_TRY(cb_io_read_all(file->path, &raw, err));
    CB_TRY(cb_charset_decode(file->path, cb_buf_view(&raw), &file->w.arena, &text, err));
    CB_TRY(cb_csv_parse_by(cb_csv_separator(text), file->path, text, &file->w.arena, &rows, err));
    for (size_t r = rows.count > 0 && is_header(&rows.items[0]); r < rows.count; r++)
        CB_TRY(read_row(file, &rows.items[r], err));
done:
    cb_buf_release(&raw);
    return rc;
}

cb_status cb_kb_import_aliases(struct cb_kb *kb, const char *path,
                               void (*on_bad)(void *context, const char *line), void *context,
                               uint64_t *count, struct cb_err *err)
{
    cb_status rc;
    struct file file = {.path = path, .w.kb = kb, .on_bad = on_bad, .context = context};

    CB_TRY(writing_begin(kb, &file.w, err));
    CB_TRY(read_file(&file, err));
    CB_TRY(write_file(&file, err));
    if (file.bad > 0) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: %llu row%s wrong, so none was taken; mend the file", path,
                        (unsigned long long)file.bad, file.bad == 1 ? " is" : "s are");
        goto done;
    }
    CB_TRY(cb_kb_finish_corrections(kb, err));
    CB_TRY(cb_tx_commit(&kb->db, err));
    *count = file.entries.count;
done:
    writing_release(&file.w);
    return rc;
}

cb_status cb_kb_alias_list(struct cb_kb *kb, const struct cb_sink *sink, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    struct cb_buf line;
    bool row = true;

    cb_buf_init(&line, SIZE_MAX / 4);
    cb_buf_add_z(&line, "name,alias,kind\r\n");
    CB_TRY(cb_stmt_prepare(&kb->db,
                           "SELECT g.name, j.value, g.kind FROM (" GIVEN_NAMES ") AS g\n"
                           "LEFT JOIN json_each(coalesce(g.aliases, '[null]')) AS j ORDER BY g.key, j.value",
                           &stmt, err));
    while (row) {
        CB_TRY_NEW(!cb_buf_failed(&line));
        CB_TRY(cb_sink_write(sink, cb_buf_view(&line), err));
        cb_buf_clear(&line);
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        for (int f = 0; row && f < 3; f++) {
            cb_csv_add_field(&line, cb_stmt_text(&stmt, f));
            cb_buf_add_z(&line, f < 2 ? "," : "\r\n");
        }
    }
done:
    cb_stmt_release(&stmt);
    cb_buf_release(&line);
    return rc;
}

/* ---- into the lexicons ---- */

static cb_status add_name(struct cb_arena *arena, struct cb_stmt *stmt, struct cb_list_row *row,
                          struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str *fields = CB_NEW_ARRAY(arena, struct cb_str, CB_NAMES_COLUMNS);
    enum cb_entity_kind kind = CB_ENTITY_OTHER;

    CB_TRY_NEW(fields);
    cb_entity_kind_by_name(cb_stmt_text(stmt, 1), &kind);
    fields[CB_NAMES_NAME] = cb_arena_copy(arena, cb_stmt_text(stmt, 0));
    fields[CB_NAMES_KIND] = cb_str_of(cb_entity_kind_name(kind));
    fields[CB_NAMES_ALIASES] = cb_arena_copy(arena, cb_stmt_text(stmt, 2));
    CB_TRY_NEW(fields[CB_NAMES_NAME].ptr && fields[CB_NAMES_ALIASES].ptr);
    row->fields = fields;
done:
    return rc;
}

static cb_status read_names(struct cb_kb *kb, struct cb_list **out, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    struct cb_list_row *rows;
    int64_t count;
    size_t n = 0;
    bool row = true;

    CB_TRY(cb_db_int(&kb->db, "SELECT count(*) FROM (" GIVEN_NAMES ")", 0, &count, err));
    rows = CB_NEW_ARRAY(&kb->names, struct cb_list_row, (size_t)count + 1);
    CB_TRY_NEW(rows);
    CB_TRY(cb_stmt_prepare(&kb->db,
                           "SELECT g.name, g.kind, (SELECT group_concat(x.value, '|') FROM (\n"
                           "    SELECT j.value FROM json_each(g.aliases) AS j ORDER BY j.value) AS x)\n"
                           "FROM (" GIVEN_NAMES ") AS g ORDER BY g.key",
                           &stmt, err));
    for (; n < (size_t)count; n++) {
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        CB_TRY(add_name(&kb->names, &stmt, &rows[n], err));
    }
    CB_TRY(cb_list_of_names(rows, n, &kb->names, out, err));
done:
    cb_stmt_release(&stmt);
    return rc;
}

cb_status cb_kb_sum_names(struct cb_kb *kb, uint64_t *sum, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    *sum = 0;
    CB_TRY(cb_stmt_prepare(&kb->db,
                           "SELECT g.key || char(9) || g.name || char(9) || g.kind || char(9)\n"
                           "       || coalesce(j.value, '')\n"
                           "FROM (" GIVEN_NAMES ") AS g\n"
                           "LEFT JOIN json_each(coalesce(g.aliases, '[null]')) AS j",
                           &stmt, err));
    for (;;) {
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        *sum += cb_str_hash(cb_stmt_text(&stmt, 0));
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

cb_status cb_kb_load_names(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_list *list = NULL;

    if (kb->names_loaded)
        goto done;
    cb_arena_clear(&kb->names);
    CB_TRY(read_names(kb, &list, err));
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        cb_lexicon_use_names(kb->lexicons[l], list);
    kb->names_loaded = true;
done:
    return rc;
}
