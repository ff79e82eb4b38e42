#include "report/guard.h"

#include <sqlite3.h>
#include <stdio.h>

#include "base/buf.h"

/* What the authorizer refused, for the message. */
struct cb_refusal {
    char what[128];
};

static void refuse(struct cb_refusal *refusal, const char *kind, const char *name)
{
    snprintf(refusal->what, sizeof refusal->what, "%s%s%s", kind, name ? " " : "", name ? name : "");
}

static bool function_allowed(const char *name)
{
    static const char *const REFUSED[] = {"load_extension", "readfile", "writefile", "edit",
                                          "fts3_tokenizer"};

    for (size_t i = 0; i < sizeof REFUSED / sizeof REFUSED[0]; i++)
        if (sqlite3_stricmp(name, REFUSED[i]) == 0)
            return false;
    return true;
}

/* PRAGMAs that only say what is there, also as tables (pragma_table_info). */
static bool pragma_allowed(const char *name)
{
    static const char *const ALLOWED[] = {"table_list",  "table_info", "table_xinfo",     "index_list",
                                          "index_xinfo", "index_info", "foreign_key_list"};

    for (size_t i = 0; i < sizeof ALLOWED / sizeof ALLOWED[0]; i++)
        if (sqlite3_stricmp(name, ALLOWED[i]) == 0)
            return true;
    return false;
}

/* What SQLite asks for by itself when a statement is the first to use a virtual table (full-text search,
 * json_each). A statement that asks for these itself is refused elsewhere, or harmless. */
static bool connects_table(int action, const char *name)
{
    return name && ((action == SQLITE_UPDATE && strcmp(name, "sqlite_master") == 0) ||
                    (action == SQLITE_PRAGMA && strcmp(name, "data_version") == 0));
}

/* Called by SQLite while it compiles the statement. */
static int authorize(void *context, int action, const char *a, const char *b, const char *database,
                     const char *view)
{
    struct cb_refusal *refusal = ((struct cb_db *)context)->refusal;

    (void)database;
    (void)view;
    if (!refusal || connects_table(action, a)) /* not a report: one of ours, or of full-text search */
        return SQLITE_OK;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        if (a && sqlite3_strnicmp(a, "pragma_", 7) == 0 && !pragma_allowed(a + 7))
            break;
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        if (b && function_allowed(b))
            return SQLITE_OK;
        a = b;
        break;
    case SQLITE_PRAGMA:
        if (a && pragma_allowed(a))
            return SQLITE_OK;
        refuse(refusal, "PRAGMA", a);
        return SQLITE_DENY;
    case SQLITE_ATTACH:
        refuse(refusal, "ATTACH", a);
        return SQLITE_DENY;
    default:
        refuse(refusal, "a statement that changes something", NULL);
        return SQLITE_DENY;
    }
    refuse(refusal, "the use of", a);
    return SQLITE_DENY;
}

static cb_status refused(const char *place, const char *what, struct cb_err *err)
{
    return cb_err_set(err, CB_BAD_INPUT, "%s: %s is not allowed; write one SELECT (or WITH ... SELECT)",
                      place, what);
}

/* "report x, line 3, column 8" into `out`, where the byte is known. */
static void say_where(char *out, size_t size, const char *place, const char *sql, int64_t where)
{
    size_t line = 1, column = 1;

    for (int64_t i = 0; i < where && sql[i]; i++) {
        bool continued = ((unsigned char)sql[i] & 0xC0) == 0x80;
        line += sql[i] == '\n';
        column = sql[i] == '\n' ? 1 : column + !continued;
    }
    if (where < 0)
        snprintf(out, size, "%s", place);
    else
        snprintf(out, size, "%s, line %zu, column %zu", place, line, column);
}

/* A text being compiled, statement by statement. */
struct compiling {
    struct cb_db *db;
    const char *place, *sql, *rest;
    int64_t where;
};

/* SQLite's answer to SQL that it does not take. */
static cb_status not_sql(struct compiling *c, const struct cb_refusal *refusal, struct cb_err *err)
{
    int code = sqlite3_errcode(c->db->handle) & 0xFF, offset = sqlite3_error_offset(c->db->handle);
    char place[256];

    if (code != SQLITE_ERROR && code != SQLITE_AUTH && code != SQLITE_TOOBIG)
        return cb_db_fail(c->db, err);
    if (offset >= 0)
        c->where = (c->rest - c->sql) + offset;
    if (refusal->what[0])
        return refused(c->place, refusal->what, err);
    say_where(place, sizeof place, c->place, c->sql, c->where);
    return cb_err_set(err, CB_BAD_INPUT, "%s: %s; mend its SQL", place, sqlite3_errmsg(c->db->handle));
}

static cb_status compile(struct compiling *c, const struct cb_refusal *refusal, struct cb_stmt *out,
                         struct cb_err *err)
{
    const char *rest = NULL;

    if (sqlite3_prepare_v2(c->db->handle, c->rest, -1, &out->handle, &rest) != SQLITE_OK)
        return not_sql(c, refusal, err);
    c->rest = rest;
    return CB_OK;
}

/* Armed while compiling only: full-text search reads tables of its own while it runs. SQLite is told once on
 * a connection: it would compile all statements that are there anew. */
static void arm(struct compiling *c, struct cb_refusal *refusal)
{
    if (!c->db->guarded)
        sqlite3_set_authorizer(c->db->handle, authorize, c->db);
    c->db->guarded = true;
    c->db->refusal = refusal;
}

static void disarm(struct compiling *c)
{
    c->db->refusal = NULL;
}

cb_status cb_guard_check(struct cb_db *db, const char *place, const char *sql, struct cb_stmt *out,
                         int64_t *where, struct cb_err *err)
{
    cb_status rc;
    struct compiling c = {db, place, sql, sql, -1};
    struct cb_stmt stmt = {.db = db}, second = {.db = db};
    struct cb_refusal refusal = {{0}};

    arm(&c, &refusal);
    CB_TRY(compile(&c, &refusal, &stmt, err));
    if (!stmt.handle || sqlite3_stmt_isexplain(stmt.handle) || sqlite3_column_count(stmt.handle) == 0 ||
        !sqlite3_stmt_readonly(stmt.handle)) {
        rc = refused(place, "what gives no rows", err);
        goto done;
    }
    CB_TRY(compile(&c, &refusal, &second, err)); /* a comment may follow */
    if (second.handle || *c.rest) {
        rc = refused(place, "a second statement", err);
        goto done;
    }
    *out = stmt;
    stmt = (struct cb_stmt){0};
done:
    disarm(&c);
    if (where)
        *where = c.where;
    cb_stmt_release(&stmt);
    cb_stmt_release(&second);
    return rc;
}

cb_status cb_guard_prepare(struct cb_db *db, const char *place, const char *sql, struct cb_stmt *out,
                           struct cb_err *err)
{
    return cb_guard_check(db, place, sql, out, NULL, err);
}

cb_status cb_guard_plan(struct cb_db *db, const char *place, const char *sql, struct cb_stmt *out,
                        struct cb_err *err)
{
    cb_status rc;
    struct cb_buf text;
    struct compiling c = {.db = db, .place = place, .where = -1};
    struct cb_stmt stmt = {.db = db};
    struct cb_refusal refusal = {{0}};

    cb_buf_init(&text, SIZE_MAX / 4);
    cb_buf_add_z(&text, "EXPLAIN QUERY PLAN ");
    cb_buf_add_z(&text, sql);
    CB_TRY_NEW(!cb_buf_failed(&text));
    c.sql = c.rest = text.bytes;
    arm(&c, &refusal);
    CB_TRY(compile(&c, &refusal, &stmt, err));
    *out = stmt;
done:
    disarm(&c);
    cb_buf_release(&text);
    return rc;
}

/* ---- head and statement agree ---- */

static cb_status check_columns(const struct cb_report *report, const struct cb_stmt *stmt, struct cb_err *err)
{
    int count = sqlite3_column_count(stmt->handle);

    for (size_t i = 0; i < report->column_count || i < (size_t)count; i++) {
        const char *given = i < (size_t)count ? sqlite3_column_name(stmt->handle, (int)i) : "none";
        const char *declared = i < report->column_count ? report->columns[i].name : "none";
        if (!given)
            return cb_err_no_memory(err);
        if (strcmp(given, declared) != 0)
            return cb_err_set(err, CB_BAD_INPUT,
                              "report %s: column %zu is '%s' in its head and '%s' in its SQL; mend one",
                              report->name, i + 1, declared, given);
    }
    return CB_OK;
}

static bool declares(const struct cb_report *report, const char *name)
{
    for (size_t i = 0; i < report->param_count; i++)
        if (strcmp(report->params[i].name, name) == 0)
            return true;
    return false;
}

static cb_status check_params(const struct cb_report *report, const struct cb_stmt *stmt, struct cb_err *err)
{
    int count = sqlite3_bind_parameter_count(stmt->handle);

    for (int i = 1; i <= count; i++) {
        const char *name = sqlite3_bind_parameter_name(stmt->handle, i);
        if (!name || name[0] != ':' || !declares(report, name + 1))
            return cb_err_set(err, CB_BAD_INPUT,
                              "report %s: its SQL has the parameter '%s', its head does not; mend one",
                              report->name, name ? name : "?");
    }
    for (size_t i = 0; i < report->param_count; i++) {
        char name[128];
        snprintf(name, sizeof name, ":%s", report->params[i].name);
        if (sqlite3_bind_parameter_index(stmt->handle, name) == 0)
            return cb_err_set(err, CB_BAD_INPUT,
                              "report %s: its head has the parameter '%s', its SQL does not; mend one",
                              report->name, report->params[i].name);
    }
    return CB_OK;
}

/* ---- statements that are run again ---- */

/* SQLite keeps the text of a statement up to its ';'. */
static bool is_text_of(struct sqlite3_stmt *stmt, const char *sql)
{
    const char *text = sqlite3_sql(stmt);
    size_t size = strlen(text);

    return strncmp(text, sql, size) == 0 && sql[size + strspn(sql + size, " \t\r\n")] == '\0';
}

static bool take_kept(struct cb_db *db, const char *sql, struct cb_stmt *out)
{
    for (size_t i = 0; i < CB_DB_KEPT; i++) {
        if (!db->kept[i] || !is_text_of(db->kept[i], sql))
            continue;
        *out = (struct cb_stmt){.db = db, .handle = db->kept[i]};
        db->kept[i] = NULL;
        return true;
    }
    return false;
}

void cb_guard_keep(struct cb_stmt *stmt)
{
    struct cb_db *db = stmt->db;

    if (stmt->handle && db->read_only) {
        sqlite3_reset(stmt->handle);
        sqlite3_clear_bindings(stmt->handle);
        sqlite3_finalize(db->kept[db->kept_next]);
        db->kept[db->kept_next] = stmt->handle;
        db->kept_next = (db->kept_next + 1) % CB_DB_KEPT;
        stmt->handle = NULL;
    }
    cb_stmt_release(stmt);
}

cb_status cb_guard_report(struct cb_db *db, const struct cb_report *report, struct cb_stmt *out,
                          struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    char place[128];

    snprintf(place, sizeof place, "report %s", report->name);
    if (!take_kept(db, report->sql, &stmt))
        CB_TRY(cb_guard_prepare(db, place, report->sql, &stmt, err));
    CB_TRY(check_columns(report, &stmt, err));
    CB_TRY(check_params(report, &stmt, err));
    *out = stmt;
    stmt = (struct cb_stmt){0};
done:
    cb_stmt_release(&stmt);
    return rc;
}
