#include "db/db.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>

#include "base/assets.h"

#define MIGRATIONS "schema/migrations/"

#define INDEXES "schema/indexes.sql"

/* In the order in which they are made. */
static const char *const DERIVED[] = {"schema/derived.sql",
                                      "schema/summaries.sql",
                                      "schema/search.sql",
                                      "schema/views.sql",
                                      "schema/corrections.sql",
                                      "schema/corrections-steps.sql",
                                      INDEXES};
enum { DERIVED_COUNT = sizeof DERIVED / sizeof *DERIVED };

/* ---- numbered migrations ---- */

/* "schema/migrations/0001-durable.sql" -> 1. */
static int migration_number(const struct cb_embedded_file *file)
{
    int number = 0;

    for (const char *c = file->name + sizeof MIGRATIONS - 1; *c >= '0' && *c <= '9'; c++)
        number = number * 10 + (*c - '0');
    return number;
}

static int latest_version(void)
{
    size_t first, last;

    cb_assets_range(MIGRATIONS, &first, &last);
    return last > first ? migration_number(&cb_embedded_files[last - 1]) : 0;
}

static cb_status run_migrations(struct cb_db *db, int64_t version, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t first, last;
    char pragmas[96];

    cb_assets_range(MIGRATIONS, &first, &last);
    for (size_t i = first; i < last; i++) {
        int number = migration_number(&cb_embedded_files[i]);
        if (number <= version)
            continue;
        CB_TRY(cb_db_exec(db, cb_embedded_files[i].begin,
                          err)); /* a zero byte stands behind each embedded file */
        snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
                 CB_APPLICATION_ID, number);
        CB_TRY(cb_db_exec(db, pragmas, err));
    }
done:
    return rc;
}

/* ---- derived tables ---- */

enum { HASH_SIZE = 17 };

/* Tells one version's definition of the derived tables from another's. */
static void derived_hash(char out[HASH_SIZE])
{
    uint64_t hash = 0;

    for (int i = 0; i < DERIVED_COUNT; i++)
        hash = hash * 31 + cb_str_hash(cb_assets_find(DERIVED[i]));
    snprintf(out, HASH_SIZE, "%016" PRIx64, hash);
}

/* Drops what an earlier cb_db_remake made: the lines of meta.derived, "table NAME" or "view NAME", last
 * first. */
static cb_status drop_derived(struct cb_db *db, struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc;
    struct cb_str names;

    CB_TRY(cb_db_meta(db, "derived", arena, &names, err));
    while (names.len > 0) {
        size_t start = names.len;
        struct cb_str line, type;
        char *sql;
        while (start > 0 && names.ptr[start - 1] != '\n')
            start--;
        line = cb_str_sub(names, start, names.len);
        names.len = start > 0 ? start - 1 : 0;
        type = cb_str_split(&line, ' ');
        sql = sqlite3_mprintf("DROP %s IF EXISTS main.\"%.*w\"",
                              cb_str_eq(type, CB_STR("view")) ? "VIEW" : "TABLE", CB_STR_ARG(line));
        CB_TRY_NEW(sql);
        rc = cb_db_exec(db, sql, err);
        sqlite3_free(sql);
        CB_TRY(rc);
    }
done:
    return rc;
}

/* The copies of views that this connection works with (store/corrections.c) stand for those in the file: a
 * trigger that is made for one of these would go to the copy. */
static cb_status drop_copies(struct cb_db *db, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;
    char *sql;

    for (;;) {
        CB_TRY(cb_stmt_prepare(db, "SELECT name FROM temp.sqlite_schema WHERE type = 'view' LIMIT 1", &stmt,
                               err));
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        sql = sqlite3_mprintf("DROP VIEW temp.\"%.*w\"", CB_STR_ARG(cb_stmt_text(&stmt, 0)));
        cb_stmt_release(&stmt);
        CB_TRY_NEW(sql);
        rc = cb_db_exec(db, sql, err);
        sqlite3_free(sql);
        CB_TRY(rc);
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

/* Remembers the tables and views behind row `before` of the schema; the tables that FTS5 keeps for itself go
 * with theirs. */
static cb_status note_derived(struct cb_db *db, int64_t before, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};

    CB_TRY(cb_stmt_prepare(db,
                           "INSERT OR REPLACE INTO meta (key, value)\n"
                           "SELECT 'derived', group_concat(line, char(10)) FROM (\n"
                           "    SELECT s.type || ' ' || s.name AS line FROM sqlite_schema AS s\n"
                           "    JOIN pragma_table_list AS l ON l.schema = 'main' AND l.name = s.name\n"
                           "    WHERE s.type IN ('table', 'view') AND l.type <> 'shadow' AND s.rowid > ?\n"
                           "    ORDER BY s.rowid)",
                           &stmt, err));
    cb_stmt_bind_int(&stmt, 1, before);
    CB_TRY(cb_stmt_run(&stmt, err));
done:
    cb_stmt_release(&stmt);
    return rc;
}

cb_status cb_db_remake(struct cb_db *db, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    char hash[HASH_SIZE];
    int64_t before;

    CB_TRY(drop_copies(db, err));
    CB_TRY(drop_derived(db, &arena, err));
    CB_TRY(cb_db_int(db, "SELECT max(rowid) FROM sqlite_schema", 0, &before, err));
    for (int i = 0; i < DERIVED_COUNT; i++)
        CB_TRY(cb_db_exec(db, cb_assets_find(DERIVED[i]).ptr, err));
    CB_TRY(note_derived(db, before, err));
    CB_TRY(cb_db_set_meta(db, "unindexed", (struct cb_str){NULL, 0}, err));
    derived_hash(hash);
    CB_TRY(cb_db_set_meta(db, "schema", cb_str_of(hash), err));
done:
    cb_arena_release(&arena);
    return rc;
}

/* ---- indexes that can wait ---- */

/* Drops the indexes that INDEXES makes, by the names behind CREATE INDEX IF NOT EXISTS. */
static cb_status drop_indexes(struct cb_db *db, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_str text = cb_assets_find(INDEXES), before = CB_STR("INDEX IF NOT EXISTS ");
    char sql[96];

    for (size_t at = 0; (at = cb_str_find(text, before, at)) != SIZE_MAX;) {
        struct cb_str rest = cb_str_sub(text, at += before.len, text.len), name = cb_str_split(&rest, ' ');
        snprintf(sql, sizeof sql, "DROP INDEX IF EXISTS main.%.*s", CB_STR_ARG(name));
        CB_TRY(cb_db_exec(db, sql, err));
    }
done:
    return rc;
}

cb_status cb_db_unindex(struct cb_db *db, struct cb_err *err)
{
    cb_status rc;
    int64_t filled;

    CB_TRY(cb_db_int(db, "SELECT EXISTS (SELECT 1 FROM sentences)", 0, &filled, err));
    if (filled)
        goto done;
    CB_TRY(drop_indexes(db, err));
    CB_TRY(cb_db_set_meta(db, "unindexed", CB_STR("1"), err));
done:
    return rc;
}

cb_status cb_db_index(struct cb_db *db, struct cb_err *err)
{
    cb_status rc;
    int64_t due;

    CB_TRY(cb_db_int(db, "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'unindexed')", 0, &due, err));
    if (!due)
        goto done;
    CB_TRY(cb_db_exec(db, CB_CACHE_INDEXING, err));
    CB_TRY(cb_db_exec(db, cb_assets_find(INDEXES).ptr, err));
    CB_TRY(cb_db_exec(db, CB_CACHE, err));
    CB_TRY(cb_db_set_meta(db, "unindexed", (struct cb_str){NULL, 0}, err));
done:
    return rc;
}

/* ---- both ---- */

static cb_status check_version(struct cb_db *db, int64_t version, struct cb_err *err)
{
    int latest = latest_version();

    if (version > latest)
        return cb_err_set(err, CB_DATABASE,
                          "%s: was written by a newer claimbase (schema %" PRId64
                          ", this program knows %d); install the newer version",
                          db->path, version, latest);
    if (version < latest && db->read_only)
        return cb_err_set(
            err, CB_DATABASE,
            "%s: was written by an older claimbase; run 'claimbase rebuild' on it once to bring it up to "
            "date",
            db->path);
    return CB_OK;
}

static cb_status upgrade(struct cb_db *db, struct cb_err *err)
{
    cb_status rc;
    int64_t version;

    CB_TRY(cb_tx_begin(db, err));
    CB_TRY(cb_db_int(db, "PRAGMA user_version", 0, &version, err)); /* another process may have been first */
    CB_TRY(check_version(db, version, err));
    CB_TRY(run_migrations(db, version, err));
    if (version == 0)
        CB_TRY(cb_db_remake(db, err));
    CB_TRY(cb_tx_commit(db, err));
done:
    cb_tx_rollback(db);
    return rc;
}

cb_status cb_db_migrate(struct cb_db *db, bool *stale, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    struct cb_str made, due;
    char hash[HASH_SIZE];
    int64_t version;
    bool same;

    CB_TRY(cb_db_int(db, "PRAGMA user_version", 0, &version, err));
    CB_TRY(check_version(db, version, err));
    if (version < latest_version())
        CB_TRY(upgrade(db, err));
    CB_TRY(cb_db_meta(db, "schema", &arena, &made, err));
    derived_hash(hash);
    same = cb_str_eq(made, cb_str_of(hash));
    if (stale)
        *stale = !same;
    CB_TRY(cb_db_meta(db, "unindexed", &arena, &due, err));
    if (due.ptr && same && !db->read_only)
        CB_TRY(cb_db_index(db, err)); /* what a run that was cut short left to do */
done:
    cb_arena_release(&arena);
    return rc;
}
