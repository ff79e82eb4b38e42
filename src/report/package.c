#include "report/package.h"

#include <jansson.h>

#include "base/buf.h"
#include "report/format.h"
#include "report/rows.h"

/* ---- what there is ---- */

static const char *copy_text(struct cb_arena *arena, struct cb_stmt *stmt, int column)
{
    struct cb_str text = cb_stmt_text(stmt, column);

    return cb_arena_z(arena, text.ptr ? text : CB_STR(""));
}

/* The table that a view over lean rows stands for, which has its keys: proposition_rows of propositions; else
 * the table itself. */
#define LEAN                                                                                                 \
    "(SELECT coalesce(max(name), ?1) FROM sqlite_schema WHERE type = 'table' AND name = rtrim(?1, 's') || "  \
    "'_rows')"

/* What columns of such views are whose rows have others for them. */
static const struct lean_column {
    const char *table, *column, *type, *refers_to; /* its column id; NULL: to none */
    bool required;
    int key; /* its place in the key, from 1; 0: none */
} LEAN_COLUMNS[] = {
    {"mentions", "end_char", "INTEGER", NULL, true, 0},
    {"mentions", "kind", "TEXT", NULL, true, 0},
    {"mentions", "rule", "TEXT", "rules", true, 0},
    {"mentions", "origin", "TEXT", NULL, true, 0},
    {"mentions", "link", "TEXT", "rules", false, 0},
    {"claims", "kind", "TEXT", NULL, true, 0},
    {"claims", "medium", "TEXT", NULL, false, 0},
    {"claims", "act", "TEXT", NULL, false, 0},
    {"claims", "no_speaker", "TEXT", NULL, false, 0},
    {"claims", "text", "TEXT", NULL, true, 0},
    {"claims", "end_char", "INTEGER", NULL, true, 0},
    {"claims", "rule", "TEXT", "rules", true, 0},
    {"claims", "origin", "TEXT", NULL, true, 0},
    {"claim_spans", "claim_id", "INTEGER", "claims", true, 1},
    {"claim_spans", "role", "TEXT", NULL, true, 2},
    {"claim_spans", "seq", "INTEGER", NULL, true, 3},
    {"claim_spans", "start_char", "INTEGER", NULL, true, 0},
    {"claim_spans", "end_char", "INTEGER", NULL, true, 0},
    {"figures", "kind", "TEXT", NULL, true, 0},
    {"figures", "date_low", "TEXT", NULL, false, 0},
    {"figures", "date_high", "TEXT", NULL, false, 0},
    {"figures", "approximate", "INTEGER", NULL, true, 0},
    {"figures", "bound", "TEXT", NULL, true, 0},
    {"figures", "text", "TEXT", NULL, true, 0},
    {"figures", "end_char", "INTEGER", NULL, true, 0},
    {"figures", "rule", "TEXT", "rules", true, 0},
    {"figures", "origin", "TEXT", NULL, true, 0},
};
enum { LEAN_COUNT = sizeof LEAN_COLUMNS / sizeof *LEAN_COLUMNS };

/* Says of such a view what LEAN_COLUMNS knows: it is to others what a table is. */
static cb_status complete_lean(struct cb_arena *arena, struct cb_package_table *table, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (int i = 0; i < LEAN_COUNT; i++) {
        const struct lean_column *lean = &LEAN_COLUMNS[i];
        if (strcmp(lean->table, table->name) != 0)
            continue;
        table->view = false;
        for (size_t c = 0; c < table->columns.count; c++) {
            struct cb_package_column *column = &table->columns.items[c];
            if (strcmp(column->name, lean->column) != 0)
                continue;
            column->type = lean->type;
            column->required = lean->required;
            column->key = lean->key;
        }
        if (lean->refers_to) {
            struct cb_package_reference *reference = CB_PUSH(arena, &table->references);
            CB_TRY_NEW(reference);
            *reference = (struct cb_package_reference){
                .number = LEAN_COUNT + i, .column = lean->column, .table = lean->refers_to, .target = "id"};
        }
    }
done:
    return rc;
}

static cb_status read_columns(struct cb_db *db, struct cb_arena *arena, struct cb_package_table *table,
                              struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row = true;

    CB_TRY(cb_stmt_prepare(db,
                           "SELECT i.name, i.type, coalesce(l.\"notnull\", 0), coalesce(l.pk, 0)\n"
                           "FROM pragma_table_info(?1) AS i LEFT JOIN pragma_table_info(" LEAN ") AS l\n"
                           "ON l.name = i.name ORDER BY i.cid",
                           &stmt, err));
    cb_stmt_bind_text(&stmt, 1, cb_str_of(table->name));
    for (;;) {
        struct cb_package_column *column;
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        column = CB_PUSH(arena, &table->columns);
        CB_TRY_NEW(column);
        column->name = copy_text(arena, &stmt, 0);
        column->type = copy_text(arena, &stmt, 1);
        column->required = cb_stmt_int(&stmt, 2) != 0;
        column->key = (int)cb_stmt_int(&stmt, 3);
        CB_TRY_NEW(column->name && column->type);
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status read_references(struct cb_db *db, struct cb_arena *arena, struct cb_package_table *table,
                                 struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row = true;

    CB_TRY(cb_stmt_prepare(db,
                           "SELECT id, \"from\", iif(\"table\" LIKE '%\\_rows' ESCAPE '\\', "
                           "replace(\"table\", '_rows', 's'), \"table\"),\n"
                           "       \"to\" FROM pragma_foreign_key_list(" LEAN
                           ") WHERE \"table\" <> 'terms' ORDER BY id DESC, seq",
                           &stmt, err));
    cb_stmt_bind_text(&stmt, 1, cb_str_of(table->name));
    for (;;) {
        struct cb_package_reference *reference;
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        reference = CB_PUSH(arena, &table->references);
        CB_TRY_NEW(reference);
        reference->number = (int)cb_stmt_int(&stmt, 0);
        reference->column = copy_text(arena, &stmt, 1);
        reference->table = copy_text(arena, &stmt, 2);
        reference->target = copy_text(arena, &stmt, 3);
        CB_TRY_NEW(reference->column && reference->table && reference->target);
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

cb_status cb_package_tables(struct cb_db *db, struct cb_arena *arena, struct cb_package_tables *out,
                            struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    struct cb_package_tables tables = {0};
    bool row = true;

    /* Full-text tables have the types 'virtual' and 'shadow'; hashes and links between them are of no use
     * outside. */
    CB_TRY(cb_stmt_prepare(
        db,
        "SELECT name, type = 'view' FROM pragma_table_list WHERE schema = 'main' "
        "AND type IN ('table', 'view') AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '*wordings' "
        "AND name NOT GLOB 'correction_*' AND name NOT GLOB 'correct_*' AND name NOT GLOB 'extracted_*' "
        "AND name NOT IN ('entity_forms', 'entity_meanings') "
        "AND name NOT GLOB '*article_fingerprints' AND name NOT GLOB '*wording_fingerprints' "
        "AND name NOT GLOB '*wording_hashes' AND name NOT IN ('wording_links', 'linked_wordings', "
        "'claim_figures', 'links_due', 'terms', 'proposition_rows', 'mention_rows', "
        "'claim_rows', 'figure_rows', 'base_counts', 'words', 'summary_state', 'entity_months', "
        "'speaker_outlets', 'article_sums', 'short_names', 'known_persons', 'known_offices', "
        "'known_company', 'alias_evidence', 'source_evidence', 'retired', 'retired_names', 'retired_forms') "
        "ORDER BY name",
        &stmt, err));
    for (;;) {
        struct cb_package_table *table;
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        table = CB_PUSH(arena, &tables);
        CB_TRY_NEW(table);
        table->name = copy_text(arena, &stmt, 0);
        table->view = cb_stmt_int(&stmt, 1) != 0;
        CB_TRY_NEW(table->name);
        CB_TRY(read_columns(db, arena, table, err));
        CB_TRY(read_references(db, arena, table, err));
        CB_TRY(complete_lean(arena, table, err));
    }
    *out = tables;
done:
    cb_stmt_release(&stmt);
    return rc;
}

/* ---- rows ---- */

/* Names of ours need no doubling of quotes inside. */
static void add_select(struct cb_buf *sql, const struct cb_package_table *table)
{
    size_t keys = 0;

    cb_buf_add_z(sql, "SELECT ");
    for (size_t i = 0; i < table->columns.count; i++) {
        cb_buf_printf(sql, "%s\"%s\"", i > 0 ? ", " : "", table->columns.items[i].name);
        keys += table->columns.items[i].key > 0;
    }
    cb_buf_printf(sql, " FROM \"%s\" ORDER BY ", table->name);
    for (size_t k = 1; k <= keys; k++)
        for (size_t i = 0; i < table->columns.count; i++)
            if ((size_t)table->columns.items[i].key == k)
                cb_buf_printf(sql, "%s\"%s\"", k > 1 ? ", " : "", table->columns.items[i].name);
    for (size_t i = 0; keys == 0 && i < table->columns.count; i++)
        cb_buf_printf(sql, "%s%zu", i > 0 ? ", " : "", i + 1);
}

static cb_status write_rows(struct cb_stmt *stmt, struct cb_writer *writer, struct cb_package_table *table,
                            struct cb_value *values, struct cb_err *err)
{
    cb_status rc;
    bool row = true;

    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        cb_row_read(stmt, values, table->columns.count);
        for (size_t i = 0; i < table->columns.count; i++)
            table->columns.items[i].seen |= 1u << values[i].kind;
        CB_TRY(cb_writer_row(writer, values, err));
        table->rows++;
    }
    CB_TRY(cb_writer_finish(writer, err));
done:
    return rc;
}

cb_status cb_package_write(struct cb_db *db, struct cb_package_table *table, const struct cb_sink *sink,
                           struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    struct cb_writer *writer = NULL;
    struct cb_arena arena = {0};
    size_t count = table->columns.count;
    struct cb_writer_column *columns = CB_NEW_ARRAY(&arena, struct cb_writer_column, count);
    struct cb_value *values = CB_NEW_ARRAY(&arena, struct cb_value, count);
    struct cb_buf sql;

    cb_buf_init(&sql, SIZE_MAX / 4);
    CB_TRY_NEW(columns && values);
    for (size_t i = 0; i < count; i++)
        columns[i].name = table->columns.items[i].name;
    add_select(&sql, table);
    CB_TRY_NEW(!cb_buf_failed(&sql));
    CB_TRY(cb_stmt_prepare(db, sql.bytes, &stmt, err));
    CB_TRY(cb_writer_open(CB_FORMAT_CSV, columns, count, sink, &writer, err));
    CB_TRY(write_rows(&stmt, writer, table, values, err));
done:
    cb_writer_close(writer);
    cb_stmt_release(&stmt);
    cb_buf_release(&sql);
    cb_arena_release(&arena);
    return rc;
}

/* ---- descriptor ---- */

/* The type of a column in the words of Table Schema; a computed column has the type of its values. */
static const char *field_type(const struct cb_package_column *column)
{
    static const char *const DAYS[] = {"published", "date_low", "date_high"};
    unsigned real = 1u << CB_VALUE_REAL, integer = 1u << CB_VALUE_INTEGER, text = 1u << CB_VALUE_TEXT;
    unsigned seen = column->seen & (real | integer | text);

    for (size_t i = 0; i < sizeof DAYS / sizeof DAYS[0]; i++)
        if (strcmp(column->name, DAYS[i]) == 0)
            return "date";
    if (strcmp(column->type, "TEXT") == 0 || (!*column->type && seen == text))
        return "string";
    if (strcmp(column->type, "INTEGER") == 0 || (!*column->type && seen == integer))
        return "integer";
    if (strcmp(column->type, "REAL") == 0 || (!*column->type && seen && !(seen & text)))
        return "number";
    return "any";
}

static json_t *fields_of(const struct cb_package_table *table)
{
    json_t *fields = json_array();

    for (size_t i = 0; i < table->columns.count; i++) {
        const struct cb_package_column *column = &table->columns.items[i];
        json_t *field = json_pack("{s:s, s:s}", "name", column->name, "type", field_type(column));
        if (column->required || (column->key && !table->view))
            json_object_set_new(field, "constraints", json_pack("{s:b}", "required", 1));
        json_array_append_new(fields, field);
    }
    return fields;
}

static json_t *key_of(const struct cb_package_table *table)
{
    json_t *key = json_array();
    bool found = true;

    for (int k = 1; found; k++) {
        found = false;
        for (size_t i = 0; i < table->columns.count; i++)
            if (table->columns.items[i].key == k) {
                json_array_append_new(key, json_string(table->columns.items[i].name));
                found = true;
            }
    }
    return key;
}

static json_t *references_of(const struct cb_package_table *table)
{
    json_t *keys = json_array();
    json_t *fields = NULL, *targets = NULL;

    for (size_t i = 0; i < table->references.count; i++) {
        const struct cb_package_reference *reference = &table->references.items[i];
        if (i == 0 || reference->number != table->references.items[i - 1].number) {
            fields = json_array();
            targets = json_array();
            json_array_append_new(keys, json_pack("{s:o, s:{s:s, s:o}}", "fields", fields, "reference",
                                                  "resource", reference->table, "fields", targets));
        }
        json_array_append_new(fields, json_string(reference->column));
        json_array_append_new(targets, json_string(reference->target));
    }
    return keys;
}

static json_t *resource_of(const struct cb_package_table *table)
{
    json_t *schema = json_pack("{s:o, s:[s]}", "fields", fields_of(table), "missingValues", "");
    json_t *key = key_of(table), *references = references_of(table);
    json_t *resource;

    if (json_array_size(key) > 0)
        json_object_set(schema, "primaryKey", key);
    if (json_array_size(references) > 0)
        json_object_set(schema, "foreignKeys", references);
    json_decref(key);
    json_decref(references);
    resource =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:I}", "name", table->name, "type", "table",
                  "profile", "tabular-data-resource", "format", "csv", "mediatype", "text/csv", "encoding",
                  "utf-8", "description", table->view ? "a view: names instead of ids" : "a table", "bytes",
                  (json_int_t)table->bytes, "rows", (json_int_t)table->rows);
    if (resource) {
        json_object_set_new(resource, "path", json_sprintf("%s.csv", table->name));
        json_object_set_new(resource, "dialect",
                            json_pack("{s:s, s:s, s:s, s:b, s:b}", "delimiter", ",", "lineTerminator", "\r\n",
                                      "quoteChar", "\"", "doubleQuote", 1, "header", 1));
        json_object_set_new(resource, "schema", schema);
    } else {
        json_decref(schema);
    }
    return resource;
}

static int write_json(const char *bytes, size_t size, void *context)
{
    const struct cb_sink *sink = context;

    return sink->write(sink->context, bytes, size) ? 0 : -1;
}

cb_status cb_package_describe(const struct cb_package_tables *tables, const char *version,
                              const struct cb_sink *sink, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_sink copy = *sink;
    json_t *resources = json_array();
    json_t *package =
        json_pack("{s:s, s:s, s:s, s:s, s:{s:s}, s:o}", "$schema",
                  "https://datapackage.org/profiles/2.0/datapackage.json", "profile", "tabular-data-package",
                  "name", "claimbase", "title", "Claims, figures and sources found in news articles",
                  "claimbase", "version", version, "resources", resources);

    CB_TRY_NEW(package);
    for (size_t i = 0; i < tables->count; i++)
        CB_TRY_NEW(json_array_append_new(resources, resource_of(&tables->items[i])) == 0);
    if (json_dump_callback(package, write_json, &copy, JSON_INDENT(2)) != 0)
        rc = cb_err_set(err, CB_SYSTEM, "datapackage.json cannot be written");
    else
        rc = cb_sink_write(sink, CB_STR("\n"), err);
done:
    json_decref(package);
    return rc;
}
