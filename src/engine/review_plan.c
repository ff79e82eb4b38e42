/* The rows of a review against the knowledge base: what each wants, and why it cannot be had. */
#include "engine/review.h"

#include <strings.h>

#include "text/cell.h"
#include "text/chars.h"

/* ---- statements ---- */

static cb_status prepare_find(struct cb_plan *plan, struct cb_err *err)
{
    cb_status rc;
    const struct cb_review_sheet *sheet = plan->file.sheet;
    struct cb_buf sql;

    cb_buf_init(&sql, SIZE_MAX / 4);
    cb_buf_printf(&sql, "SELECT %.*s", (int)strcspn(sheet->key, ","), sheet->key);
    for (size_t c = 0; c < sheet->column_count; c++)
        if (sheet->columns[c].type >= CB_COLUMN_FIRST_VALUE || sheet->columns[c].type == CB_COLUMN_PLACE)
            cb_buf_printf(&sql, ",\n%s", sheet->columns[c].sql);
    cb_buf_printf(&sql, "\n%s%s", sheet->from, sheet->find);
    CB_TRY_NEW(!cb_buf_failed(&sql));
    CB_TRY(cb_stmt_prepare(&plan->kb->db, sql.bytes, &plan->find, err));
done:
    cb_buf_release(&sql);
    return rc;
}

static cb_status prepare(struct cb_plan *plan, struct cb_err *err)
{
    cb_status rc;
    const struct {
        struct cb_stmt *stmt;
        const char *sql;
    } ALL[] = {
        {&plan->entity_by_key, "SELECT id, key, name FROM entities WHERE key = ?1 AND merged_into IS NULL"},
        {&plan->entity_by_name,
         "SELECT id, key, name FROM entities WHERE name = ?1 AND merged_into IS NULL ORDER BY key LIMIT 4"},
        {&plan->entity_by_alias,
         "SELECT e.id, e.key, e.name FROM aliases AS a JOIN entities AS e ON e.id = a.entity_id\n"
         "WHERE a.alias = ?1 AND e.merged_into IS NULL ORDER BY e.key LIMIT 4"},
        {&plan->source, "SELECT id FROM sources WHERE name = ?1"},
        {&plan->article, "SELECT id FROM articles WHERE path = ?1 OR url = ?1 OR title = ?1 OR sha256 = ?1\n"
                         "OR CAST(id AS TEXT) = ?1 LIMIT 2"},
        {&plan->was_rejected,
         "SELECT 1 FROM corrections WHERE sha256 = ?1 AND table_name = ?2 AND action = 'reject'\n"
         "AND status = 'applied' AND target ->> '$.start' = ?3 AND target ->> '$.end' = ?4 LIMIT 1"},
        {&plan->text, "SELECT text, sha256 FROM articles WHERE id = ?1"},
    };

    CB_TRY(prepare_find(plan, err));
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        CB_TRY(cb_stmt_prepare(&plan->kb->db, ALL[i].sql, ALL[i].stmt, err));
done:
    return rc;
}

void cb_plan_release(struct cb_plan *plan)
{
    struct cb_stmt *const all[] = {
        &plan->find,   &plan->entity_by_key, &plan->entity_by_name, &plan->entity_by_alias,
        &plan->source, &plan->article,       &plan->was_rejected,   &plan->text};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        cb_stmt_release(all[i]);
    cb_arena_release(&plan->arena);
}

/* ---- one row ---- */

/* A row of the file at work. */
struct at {
    struct cb_plan *plan;
    const struct cb_csv_row *row;
    struct cb_wish wish;
    uint32_t hashes[CB_REVIEW_COLUMNS_MAX]; /* by column of the sheet */
    bool checked;                           /* there are hashes */
};

static struct cb_str cell_of(const struct at *at, enum cb_column_type type)
{
    size_t c = cb_review_column_of(at->plan->file.sheet, type);

    return c == SIZE_MAX ? CB_STR("") : cb_review_cell(&at->plan->file, at->row, c);
}

static cb_status refuse(struct at *at, size_t column, struct cb_str why, struct cb_err *err)
{
    if (!why.ptr)
        return cb_err_no_memory(err);
    if (!at->wish.refused.ptr) {
        at->wish.refused = why;
        at->wish.column = column;
    }
    return CB_OK;
}

static cb_status read_check(struct at *at, struct cb_err *err)
{
    const struct cb_review_sheet *sheet = at->plan->file.sheet;
    struct cb_str cell = cell_of(at, CB_COLUMN_CHECK);
    uint32_t hashes[CB_REVIEW_COLUMNS_MAX];
    size_t n = 0;

    at->checked = false;
    if (cell.len == 0)
        return CB_OK;
    if (!cb_review_check(sheet, cell, hashes))
        return refuse(at, cb_review_column_of(sheet, CB_COLUMN_CHECK),
                      CB_STR("is not as it was exported; copy it from the export, or empty it"), err);
    for (size_t c = 0; c < sheet->column_count; c++)
        if (sheet->columns[c].type >= CB_COLUMN_FIRST_VALUE)
            at->hashes[c] = hashes[n++];
    at->checked = true;
    return CB_OK;
}

/* `decision`: ok, reject, or nothing. */
static cb_status read_decision(struct at *at, struct cb_err *err)
{
    size_t column = cb_review_column_of(at->plan->file.sheet, CB_COLUMN_DECISION);
    struct cb_str cell = cell_of(at, CB_COLUMN_DECISION);

    at->wish.confirm = cell.len == 2 && strncasecmp(cell.ptr, "ok", 2) == 0;
    at->wish.reject = cell.len == 6 && strncasecmp(cell.ptr, "reject", 6) == 0;
    if (cell.len > 0 && !at->wish.confirm && !at->wish.reject)
        return refuse(at, column,
                      cb_arena_printf(&at->plan->arena, "'%.*s' is not known; write ok, reject, or nothing",
                                      CB_STR_ARG(cell)),
                      err);
    return CB_OK;
}

static cb_status add_field(struct at *at, size_t column, struct cb_str before,
                           const struct cb_cell_wish *cell, struct cb_err *err)
{
    struct cb_wish_field *field = CB_PUSH(&at->plan->arena, &at->wish.fields);

    if (!field)
        return cb_err_no_memory(err);
    *field = (struct cb_wish_field){.column = column, .before = before, .now = cell->now, .json = cell->json};
    if (at->plan->file.sheet->columns[column].type == CB_COLUMN_TEXTS) {
        at->wish.more = cell->more;
        at->wish.less = cell->less;
    }
    return CB_OK;
}

/* ---- a row that is there ---- */

static struct cb_str value_of(struct cb_plan *plan, const struct cb_review_column *column,
                              struct cb_stmt *stmt, int at)
{
    if (cb_stmt_is_null(stmt, at))
        return CB_STR("");
    if (column->type == CB_COLUMN_NUMBER)
        return cb_plan_number(&plan->arena, cb_stmt_double(stmt, at));
    return cb_arena_copy(&plan->arena, cb_stmt_text(stmt, at));
}

static cb_status compare_cell(struct at *at, size_t c, struct cb_str before, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_plan *plan = at->plan;
    struct cb_cell_wish cell;

    if (plan->file.places[c] == SIZE_MAX)
        goto done;
    CB_TRY(cb_plan_cell(plan, c, cb_review_cell(&plan->file, at->row, c), before,
                        at->checked ? &at->hashes[c] : NULL, &cell, err));
    if (cell.refused.ptr)
        CB_TRY(refuse(at, c, cell.refused, err));
    else if (cell.changed)
        CB_TRY(add_field(at, c, before, &cell, err));
done:
    return rc;
}

/* The words of the row are its place: who wants others rejects it and adds them. */
static cb_status compare_place(struct at *at, size_t c, struct cb_str before, struct cb_err *err)
{
    struct cb_plan *plan = at->plan;
    struct cb_str cell = cb_review_cell(&plan->file, at->row, c);

    at->wish.label = before;
    if (plan->file.places[c] == SIZE_MAX || cell.len == 0 || cb_cell_compare(cell, before) != CB_CELL_OTHER)
        return CB_OK;
    return refuse(
        at, c,
        CB_STR("cannot be changed: it is the place of the row; reject the row, and add one with the other "
               "words below"),
        err);
}

/* A decision about a row is one about its values: none may have changed since, but to what the cell says. */
static cb_status check_stale(struct at *at, size_t c, struct cb_str before, struct cb_err *err)
{
    struct cb_plan *plan = at->plan;

    if (!at->checked || (!at->wish.reject && !at->wish.confirm) || cb_review_hash(before) == at->hashes[c] ||
        (plan->file.places[c] != SIZE_MAX && cb_str_eq(cb_review_cell(&plan->file, at->row, c), before)))
        return CB_OK;
    for (size_t i = 0; i < at->wish.fields.count; i++)
        if (at->wish.fields.items[i].column == c)
            return CB_OK;
    return refuse(at, c, cb_plan_stale(&plan->arena, before), err);
}

static cb_status compare_row(struct at *at, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_plan *plan = at->plan;
    const struct cb_review_sheet *sheet = plan->file.sheet;
    int place = 1;

    at->wish.id = cb_stmt_int(&plan->find, 0);
    for (size_t c = 0; c < sheet->column_count; c++) {
        const struct cb_review_column *column = &sheet->columns[c];
        struct cb_str before;
        if (column->type < CB_COLUMN_FIRST_VALUE && column->type != CB_COLUMN_PLACE)
            continue;
        before = value_of(plan, column, &plan->find, place++);
        CB_TRY_NEW(before.ptr);
        if (column->type == CB_COLUMN_PLACE) {
            CB_TRY(compare_place(at, c, before, err));
            continue;
        }
        if (!sheet->places && column->type == CB_COLUMN_TEXT)
            at->wish.label = before; /* the name of an entity, the title of an article */
        CB_TRY(compare_cell(at, c, before, err));
        CB_TRY(check_stale(at, c, before, err));
    }
done:
    return rc;
}

/* ---- a row that is gone ---- */

/* Is every cell what was exported? */
static bool is_untouched(const struct at *at)
{
    const struct cb_review_file *file = &at->plan->file;

    if (!at->checked || at->wish.reject || at->wish.confirm || cell_of(at, CB_COLUMN_MERGE).len > 0)
        return false;
    for (size_t c = 0; c < file->sheet->column_count; c++) {
        struct cb_str cell = cb_review_cell(file, at->row, c);
        struct cb_cell_number n;
        if (file->sheet->columns[c].type < CB_COLUMN_FIRST_VALUE || file->places[c] == SIZE_MAX ||
            cb_review_hash(cell) == at->hashes[c])
            continue;
        if (file->sheet->columns[c].type == CB_COLUMN_NUMBER && cb_cell_read_number(cell, file->decimal, &n))
            continue; /* in another style */
        return false;
    }
    return true;
}

static cb_status take_gone(struct at *at, const struct cb_review_row_id *id, bool *unchanged,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = &at->plan->was_rejected;
    bool row = false;

    if (at->wish.reject && id->start >= 0) {
        cb_stmt_bind_text(stmt, 1, id->identity);
        cb_stmt_bind_text(stmt, 2, id->table);
        cb_stmt_bind_int(stmt, 3, id->start);
        cb_stmt_bind_int(stmt, 4, id->end);
        CB_TRY(cb_stmt_step(stmt, &row, err));
        cb_stmt_reset(stmt);
    }
    *unchanged = row || is_untouched(at);
    if (!*unchanged)
        CB_TRY(refuse(at, cb_review_column_of(at->plan->file.sheet, CB_COLUMN_ROW),
                      CB_STR("is not in this knowledge base, or not any more; export again"), err));
done:
    return rc;
}

/* ---- merge ---- */

static cb_status read_merge(struct at *at, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t column = cb_review_column_of(at->plan->file.sheet, CB_COLUMN_MERGE);
    struct cb_str cell = cell_of(at, CB_COLUMN_MERGE);
    struct cb_named named;

    if (cell.len == 0)
        goto done;
    CB_TRY(cb_plan_entity(at->plan, cell, &named, err));
    if (named.refused.ptr)
        CB_TRY(refuse(at, column, named.refused, err));
    else if (named.id == at->wish.id)
        CB_TRY(refuse(at, column, CB_STR("is the entity of the row itself"), err));
    else
        at->wish.into = named.key;
done:
    return rc;
}

static cb_status check_together(struct at *at, struct cb_err *err)
{
    struct cb_wish *wish = &at->wish;
    size_t decision = cb_review_column_of(at->plan->file.sheet, CB_COLUMN_DECISION);

    if (wish->reject && (wish->fields.count > 0 || wish->into.ptr))
        return refuse(at, decision, CB_STR("the row is rejected and changed at once; do one of them"), err);
    if (wish->reject && !at->plan->file.sheet->places)
        return refuse(
            at, decision,
            CB_STR("only claims and figures can be rejected; join an entity to another, or change it"), err);
    if (wish->into.ptr && wish->fields.count > 0)
        return refuse(at, wish->fields.items[0].column,
                      CB_STR("the entity is joined to another and changed at once; do one of them"), err);
    return CB_OK;
}

/* ---- a row that is added ---- */

/* The cells of a row that is added; where it stands there already (plan->find is on it), against that. */
static cb_status compare_added(struct at *at, bool there, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_plan *plan = at->plan;
    const struct cb_review_sheet *sheet = plan->file.sheet;
    int place = 1;

    if (there) {
        at->wish.add = false;
        at->wish.id = cb_stmt_int(&plan->find, 0);
    }
    for (size_t c = 0; c < sheet->column_count; c++) {
        const struct cb_review_column *column = &sheet->columns[c];
        struct cb_str before = CB_STR("");
        if (column->type < CB_COLUMN_FIRST_VALUE && column->type != CB_COLUMN_PLACE)
            continue;
        if (there)
            before = value_of(plan, column, &plan->find, place);
        CB_TRY_NEW(before.ptr);
        place++;
        if (column->type != CB_COLUMN_PLACE && cb_review_cell(&plan->file, at->row, c).len > 0)
            CB_TRY(compare_cell(at, c, before, err));
    }
done:
    return rc;
}

static cb_status take_words(struct at *at, struct cb_err *err)
{
    cb_status rc;
    bool there = false;

    CB_TRY(cb_plan_find_words(at->plan, &at->wish, &there, err));
    CB_TRY(compare_added(at, there, err));
done:
    cb_stmt_reset(&at->plan->find);
    return rc;
}

static cb_status find_article(struct at *at, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_plan *plan = at->plan;
    const struct cb_review_sheet *sheet = plan->file.sheet;
    size_t column = cb_review_column_of(sheet, CB_COLUMN_ARTICLE);
    bool row = false, more = false;
    struct cb_str cell = CB_STR("");

    for (size_t c = sheet->column_count; c > 0 && cell.len == 0; c--) /* url, path, title */
        if (sheet->columns[c - 1].type == CB_COLUMN_ARTICLE) {
            cell = cb_review_cell(&plan->file, at->row, c - 1);
            column = cell.len > 0 ? c - 1 : column;
        }
    if (cell.len == 0) {
        CB_TRY(
            refuse(at, column, CB_STR("a row that is added needs its article: title, path, url or id"), err));
        goto done;
    }
    cb_stmt_bind_text(&plan->article, 1, cell);
    CB_TRY(cb_stmt_step(&plan->article, &row, err));
    if (row) {
        at->wish.article = cb_stmt_int(&plan->article, 0);
        CB_TRY(cb_stmt_step(&plan->article, &more, err));
    }
    if (!row || more)
        CB_TRY(
            refuse(at, column,
                   more ? CB_STR("means several articles; name it by its path, url or id")
                        : CB_STR("means no article of this knowledge base; give its title, path, url or id"),
                   err));
done:
    cb_stmt_reset(&plan->article);
    return rc;
}

/* "#2" in the column `row`: the second place of the words. */
static bool take_occurrence(struct cb_str cell, unsigned *out)
{
    unsigned value = 0;

    if (cell.len < 2 || cell.len > 6 || cell.ptr[0] != '#')
        return false;
    for (size_t i = 1; i < cell.len; i++) {
        if (!cb_char_is_digit((unsigned char)cell.ptr[i]))
            return false;
        value = value * 10 + (unsigned)(cell.ptr[i] - '0');
    }
    *out = value;
    return value > 0;
}

static cb_status take_added(struct at *at, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_plan *plan = at->plan;
    const struct cb_review_sheet *sheet = plan->file.sheet;
    size_t row_column = cb_review_column_of(sheet, CB_COLUMN_ROW);

    at->wish.add = true;
    at->checked = false;
    if (!sheet->places) {
        CB_TRY(refuse(at, row_column, CB_STR("is empty: entities and articles are not added here"), err));
        goto done;
    }
    at->wish.text = at->wish.label = cb_cell_text(&plan->arena, cell_of(at, CB_COLUMN_PLACE));
    CB_TRY_NEW(at->wish.text.ptr);
    if (at->wish.text.len == 0)
        CB_TRY(refuse(at, cb_review_column_of(sheet, CB_COLUMN_PLACE),
                      CB_STR("a row that is added needs its words, as they stand in the article"), err));
    if (at->wish.reject)
        CB_TRY(refuse(at, cb_review_column_of(sheet, CB_COLUMN_DECISION),
                      CB_STR("a row that is added cannot be rejected"), err));
    at->wish.confirm = false; /* who adds it, confirms it */
    CB_TRY(find_article(at, err));
    if (!at->wish.refused.ptr)
        CB_TRY(take_words(at, err));
done:
    return rc;
}

/* ---- all rows ---- */

static cb_status take_known(struct at *at, struct cb_str cell, bool *unchanged, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_plan *plan = at->plan;
    size_t column = cb_review_column_of(plan->file.sheet, CB_COLUMN_ROW);
    struct cb_review_row_id id;
    bool row = true;

    if (!cb_review_row_id(cell, &id)) {
        CB_TRY(refuse(at, column, CB_STR("is not as it was exported; copy it from the export"), err));
        goto done;
    }
    if (!cb_str_eq(id.table, cb_str_of(plan->file.sheet->name))) {
        CB_TRY(refuse(at, column,
                      cb_arena_printf(&plan->arena, "is a row of %.*s in a review of %s",
                                      CB_STR_ARG(id.table), plan->file.sheet->name),
                      err));
        goto done;
    }
    at->wish.key = id.identity;
    cb_stmt_bind_text(&plan->find, 1, id.identity);
    cb_stmt_bind_int(&plan->find, 2, id.start);
    cb_stmt_bind_int(&plan->find, 3, id.end);
    for (size_t i = 0; i < id.which && row; i++)
        CB_TRY(cb_stmt_step(&plan->find, &row, err));
    CB_TRY(read_check(at, err));
    if (!row) {
        CB_TRY(take_gone(at, &id, unchanged, err));
        goto done;
    }
    CB_TRY(compare_row(at, err));
    CB_TRY(read_merge(at, err));
    CB_TRY(check_together(at, err));
done:
    cb_stmt_reset(&plan->find);
    return rc;
}

static cb_status take_row(struct cb_plan *plan, const struct cb_csv_row *row, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena_mark mark = cb_arena_mark(&plan->arena);
    struct at at = {.plan = plan, .row = row, .wish = {.row = row, .column = SIZE_MAX}};
    struct cb_str cell = cell_of(&at, CB_COLUMN_ROW);
    struct cb_wish *slot;
    bool unchanged = false;

    CB_TRY(read_decision(&at, err));
    at.wish.note = cell_of(&at, CB_COLUMN_NOTE);
    if (cell.len == 0 || take_occurrence(cell, &at.wish.occurrence))
        CB_TRY(take_added(&at, err));
    else
        CB_TRY(take_known(&at, cell, &unchanged, err));
    unchanged = unchanged || (!at.wish.refused.ptr && !at.wish.add && !at.wish.reject && !at.wish.confirm &&
                              !at.wish.into.ptr && at.wish.fields.count == 0);
    if (unchanged) {
        plan->unchanged++;
        cb_arena_rewind(&plan->arena, mark);
        goto done;
    }
    slot = CB_PUSH(&plan->arena, &plan->wishes);
    CB_TRY_NEW(slot);
    *slot = at.wish;
done:
    return rc;
}

cb_status cb_plan_make(struct cb_plan *plan, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(prepare(plan, err));
    CB_TRY(cb_plan_declare(plan, err));
    for (size_t r = 0; r < plan->file.rows.count; r++)
        CB_TRY(take_row(plan, &plan->file.rows.items[r], err));
    CB_TRY(cb_plan_check_conflicts(plan, err));
done:
    return rc;
}
