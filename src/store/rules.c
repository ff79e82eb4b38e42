#include "store/sql.h"

#include "base/assets.h"
#include "text/charset.h"
#include "text/csv.h"

#define RULES "import/rules/"

static const char *const COLUMNS[] = {"id", "stage", "language", "description"};
enum { COLUMN_COUNT = sizeof COLUMNS / sizeof *COLUMNS };

static cb_status check_header(const char *name, const struct cb_csv_rows *rows, struct cb_err *err)
{
    bool fits = rows->count > 0 && rows->items[0].count == COLUMN_COUNT;

    for (int c = 0; fits && c < COLUMN_COUNT; c++)
        fits = cb_str_eq(rows->items[0].fields[c], cb_str_of(COLUMNS[c]));
    if (!fits)
        return cb_err_set(err, CB_BAD_INPUT, "%s: the first row is not 'id,stage,language,description'",
                          name);
    return CB_OK;
}

static cb_status add_rule(struct cb_store *store, const char *name, const struct cb_csv_row *row,
                          struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct rule *rule;
    bool added;

    if (row->count != COLUMN_COUNT || row->fields[0].len == 0 || row->fields[3].len == 0) {
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: row %llu is not a rule with id, stage, language and description", name,
                        (unsigned long long)row->line);
        goto done;
    }
    CB_TRY_NEW(cb_map_add(&store->arena, &store->rule_ids, row->fields[0], &added));
    if (!added) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: row %llu: the rule %.*s is listed twice; drop one", name,
                        (unsigned long long)row->line, CB_STR_ARG(row->fields[0]));
        goto done;
    }
    rule = CB_PUSH(&store->arena, &store->rules);
    CB_TRY_NEW(rule);
    *rule = (struct rule){row->fields[0], row->fields[1], row->fields[2], row->fields[3]};
    if (rule->language.len == 0)
        rule->language.ptr = NULL;
done:
    return rc;
}

static cb_status load_file(struct cb_store *store, const char *lists_dir, const char *name,
                           struct cb_err *err)
{
    cb_status rc;
    struct cb_str text;
    struct cb_csv_rows rows = {0};
    const char *place;

    name += sizeof "import/" - 1;
    CB_TRY(cb_assets_read(lists_dir, "import/", name, &store->arena, &text, err));
    place = cb_assets_place(lists_dir, "import/", name, &store->arena).ptr;
    CB_TRY_NEW(place);
    CB_TRY(cb_charset_decode(place, text, &store->arena, &text, err));
    CB_TRY(cb_csv_parse(place, text, &store->arena, &rows, err));
    CB_TRY(check_header(place, &rows, err));
    for (size_t i = 1; i < rows.count; i++)
        CB_TRY(add_rule(store, place, &rows.items[i], err));
done:
    return rc;
}

cb_status cb_store_load_rules(struct cb_store *store, const char *lists_dir, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t first, last;

    cb_assets_range(RULES, &first, &last);
    for (size_t i = first; i < last; i++)
        CB_TRY(load_file(store, lists_dir, cb_embedded_files[i].name, err));
done:
    return rc;
}

cb_status cb_store_write_rules(struct cb_store *store, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;
    int64_t term;

    CB_TRY(cb_store_begin_terms(store, err));
    for (size_t i = 0; i < store->rules.count; i++) {
        const struct rule *rule = &store->rules.items[i];
        CB_TRY(cb_store_term(store, rule->id, &term, err));
        CB_TRY(cb_store_stmt(store, SQL_ADD_RULE, &stmt, err));
        cb_stmt_bind_text(stmt, 1, rule->id);
        cb_stmt_bind_text(stmt, 2, rule->stage);
        cb_stmt_bind_text(stmt, 3, rule->language);
        cb_stmt_bind_text(stmt, 4, rule->description);
        CB_TRY(cb_stmt_run(stmt, err));
    }
    CB_TRY(cb_store_end_terms(store, err));
done:
    return rc;
}

cb_status cb_store_check_rule(struct cb_store *store, const char *rule, struct cb_err *err)
{
    if (rule && cb_map_find(&store->rule_ids, cb_str_of(rule)))
        return CB_OK;
    return cb_err_set(err, CB_BAD_INPUT, "the rule '%s' is in no list of import/rules; add it there",
                      rule ? rule : "(none)");
}
