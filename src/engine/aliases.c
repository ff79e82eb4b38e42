/* The names that users give a knowledge base: entities and aliases with origin 'curated', kept in the file,
 * and read from there into the lexicons before articles are. */
#include "engine/kb.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/io.h"
#include "base/limits.h"
#include "report/format.h"
#include "resolve/resolve.h"
#include "text/charset.h"
#include "text/csv.h"

enum { NAME_BYTES_MAX = 200 };

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
                           "SELECT max(kind) FROM entities WHERE origin = 'curated' AND name = ?1\n"
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
    struct cb_stmt add_name, find_name, add_alias;
};

static cb_status writing_begin(struct cb_kb *kb, struct writing *w, struct cb_err *err)
{
    cb_status rc;

    w->kb = kb;
    CB_TRY(cb_kb_check_writable(kb, err));
    CB_TRY(cb_tx_begin(&kb->db, err));
    CB_TRY(cb_stmt_prepare(&kb->db,
                           "INSERT INTO entities (key, name, kind, origin) VALUES (?1, ?2, ?3, 'curated')\n"
                           "ON CONFLICT (key) DO UPDATE SET\n"
                           "    name = iif(origin = 'curated', name, excluded.name),\n"
                           "    kind = iif(origin = 'curated', kind, excluded.kind), origin = 'curated'",
                           &w->add_name, err));
    CB_TRY(
        cb_stmt_prepare(&kb->db, "SELECT id, kind, name FROM entities WHERE key = ?1", &w->find_name, err));
    CB_TRY(cb_stmt_prepare(&kb->db,
                           "INSERT INTO aliases (entity_id, alias, origin) VALUES (?1, ?2, 'curated')\n"
                           "ON CONFLICT DO UPDATE SET origin = 'curated'",
                           &w->add_alias, err));
done:
    return rc;
}

static void writing_release(struct writing *w)
{
    cb_stmt_release(&w->add_name);
    cb_stmt_release(&w->find_name);
    cb_stmt_release(&w->add_alias);
    cb_tx_rollback(&w->kb->db);
    cb_arena_release(&w->arena);
}

/* Adds the entry. *other is the kind that the name has already, where that is another one; nothing is written
 * then. */
static cb_status write_entry(struct writing *w, const struct entry *entry, struct cb_str *other,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str key = cb_entity_key(&w->arena, entry->kind, entry->name), kind, alias = entry->alias, name;
    bool row;

    *other = (struct cb_str){NULL, 0};
    CB_TRY_NEW(key.ptr);
    cb_stmt_bind_text(&w->add_name, 1, key);
    cb_stmt_bind_text(&w->add_name, 2, entry->name);
    cb_stmt_bind_text(&w->add_name, 3, cb_str_of(cb_entity_kind_name(entry->kind)));
    CB_TRY(cb_stmt_run(&w->add_name, err));
    cb_stmt_bind_text(&w->find_name, 1, key);
    CB_TRY(cb_stmt_step(&w->find_name, &row, err));
    kind = cb_stmt_text(&w->find_name, 1);
    name = cb_stmt_text(&w->find_name, 2);
    if (!cb_str_eq(kind, cb_str_of(cb_entity_kind_name(entry->kind)))) {
        *other = cb_arena_copy(&w->arena, kind);
        CB_TRY_NEW(other->ptr);
        goto done;
    }
    if (alias.len == 0 && !cb_str_eq(name, entry->name))
        alias = entry->name; /* another spelling of a name that is there: "Nord-Werk", "Nord Werk" */
    if (alias.len == 0 || cb_str_eq(name, alias))
        goto done;
    cb_stmt_bind_int(&w->add_alias, 1, cb_stmt_int(&w->find_name, 0));
    cb_stmt_bind_text(&w->add_alias, 2, alias);
    CB_TRY(cb_stmt_run(&w->add_alias, err));
done:
    cb_stmt_reset(&w->find_name);
    return rc;
}

/* What the names of the users are, told in one number that does not depend on the order of their rows. */
static cb_status note_names(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    char hash[17];
    uint64_t sum = 0;
    bool row = true;

    CB_TRY(cb_stmt_prepare(&kb->db,
                           "SELECT e.key || char(9) || e.name || char(9) || e.kind || char(9)\n"
                           "       || coalesce(a.alias, '')\n"
                           "FROM entities AS e\n"
                           "LEFT JOIN aliases AS a ON a.entity_id = e.id AND a.origin = 'curated'\n"
                           "WHERE e.origin = 'curated'",
                           &stmt, err));
    for (;;) {
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        sum += cb_str_hash(cb_stmt_text(&stmt, 0));
    }
    snprintf(hash, sizeof hash, "%016" PRIx64, sum);
    CB_TRY(cb_db_set_meta(&kb->db, "names", sum ? cb_str_of(hash) : (struct cb_str){NULL, 0}, err));
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status commit_names(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(note_names(kb, err));
    CB_TRY(cb_tx_commit(&kb->db, err));
    kb->names_loaded = false;
    kb->fingerprint = (struct cb_str){NULL, 0};
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
    CB_TRY(commit_names(kb, err));
done:
    writing_release(&w);
    return rc;
}

cb_status cb_kb_alias_remove(struct cb_kb *kb, const char *name, const char *alias, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    int64_t removed;

    CB_TRY(cb_kb_check_writable(kb, err));
    CB_TRY(cb_tx_begin(&kb->db, err));
    CB_TRY(
        cb_stmt_prepare(&kb->db,
                        "DELETE FROM aliases WHERE origin = 'curated' AND (?2 IS NULL OR alias = ?2)\n"
                        "AND entity_id IN (SELECT id FROM entities WHERE name = ?1 AND origin = 'curated')",
                        &stmt, err));
    cb_stmt_bind_text(&stmt, 1, cb_str_trim(cb_str_of(name)));
    cb_stmt_bind_text(&stmt, 2, alias ? cb_str_trim(cb_str_of(alias)) : (struct cb_str){NULL, 0});
    CB_TRY(cb_stmt_run(&stmt, err));
    CB_TRY(cb_db_int(&kb->db, "SELECT changes()", 0, &removed, err));
    if (!alias) { /* what articles say decides about the name again */
        cb_stmt_release(&stmt);
        CB_TRY(cb_stmt_prepare(
            &kb->db, "UPDATE entities SET origin = 'extracted' WHERE name = ?1 AND origin = 'curated'", &stmt,
            err));
        cb_stmt_bind_text(&stmt, 1, cb_str_trim(cb_str_of(name)));
        CB_TRY(cb_stmt_run(&stmt, err));
        CB_TRY(cb_db_int(&kb->db, "SELECT changes()", 0, &removed, err));
    }
    if (removed == 0) {
        rc = cb_err_set(err, CB_NOT_FOUND, "%s%s%s is not among the names of this file; see 'alias list'",
                        name, alias ? " with the alias " : "", alias ? alias : "");
        goto done;
    }
    CB_TRY(commit_names(kb, err));
done:
    cb_stmt_release(&stmt);
    cb_tx_rollback(&kb->db);
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

/* The sign that the first line has most of, outside quotation marks: ',' where it has none. */
static char separator_of(struct cb_str text)
{
    static const char SIGNS[] = ",;\t";
    size_t counts[3] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.len && text.ptr[i] != '\n' && text.ptr[i] != '\r'; i++) {
        quoted ^= text.ptr[i] == '"';
        for (size_t s = 0; s < 3 && !quoted; s++)
            counts[s] += text.ptr[i] == SIGNS[s];
    }
    for (size_t s = 1; s < 3; s++)
        if (counts[s] > counts[best])
            best = s;
    return SIGNS[best];
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
    CB_TRY(cb_csv_parse_by(separator_of(text), file->path, text, &file->w.arena, &rows, err));
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
    CB_TRY(commit_names(kb, err));
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
                           "SELECT e.name, a.alias, e.kind FROM entities AS e\n"
                           "LEFT JOIN aliases AS a ON a.entity_id = e.id AND a.origin = 'curated'\n"
                           "WHERE e.origin = 'curated' ORDER BY e.key, a.alias",
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

#define LOAD_NAMES                                                                                           \
    "SELECT e.name, e.kind, (SELECT group_concat(a.alias, '|') FROM aliases AS a\n"                          \
    "                        WHERE a.entity_id = e.id AND a.origin = 'curated')\n"                           \
    "FROM entities AS e WHERE e.origin = 'curated' ORDER BY e.key"

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

    CB_TRY(cb_db_int(&kb->db, "SELECT count(*) FROM entities WHERE origin = 'curated'", 0, &count, err));
    rows = CB_NEW_ARRAY(&kb->names, struct cb_list_row, (size_t)count + 1);
    CB_TRY_NEW(rows);
    CB_TRY(cb_stmt_prepare(&kb->db, LOAD_NAMES, &stmt, err));
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
