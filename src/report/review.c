/* Review sheets to a file. */
#include "report/review.h"

#include "report/format.h"
#include "report/render.h"
#include "text/cell.h"

/* Columns of the SELECT before those of the sheet. */
enum { KEY_ID, KEY_ARTICLE, KEY_IDENTITY, KEY_START, KEY_END, KEY_FROM, KEY_TO, KEY_COUNT };

enum { STRIDE = 256, FLUSH_BYTES = 1 << 16 };

CB_LIST_TYPE(texts, const char *)

struct writing {
    struct cb_db *db;
    const struct cb_review_sheet *sheet;
    const struct cb_review_options *options;
    const struct cb_sink *sink;
    struct cb_arena arena;   /* of the whole export */
    struct cb_map decisions; /* what a row is about, without "#2" -> place in `decided` + 1 */
    struct texts decided;
    struct cb_arena article; /* of the text at hand */
    int64_t article_id;      /* whose text it is; 0: none */
    struct cb_str text;
    size_t *marks; /* the byte where every STRIDEth character begins */
    size_t characters;
    struct cb_buf out, cell, guarded, row, check;
    struct cb_stmt texts;
    char separator;
    size_t which; /* of the row, among those at its place */
    uint64_t rows;
};

uint32_t cb_review_hash(struct cb_str value)
{
    uint64_t h = cb_str_hash(value);

    return (uint32_t)((h ^ h >> 24 ^ h >> 48) & 0xFFFFFF);
}

/* ---- what was decided before ---- */

#define DECISIONS                                                                                            \
    "SELECT table_name || ' ' || coalesce(sha256, entity_key) ||\n"                                          \
    "       coalesce(' ' || (target ->> '$.start') || '-' || (target ->> '$.end'), ''),\n"                   \
    "       action || coalesce(' by ' || made_by, '') || ', ' || substr(made_at, 1, 10)\n"                   \
    "FROM corrections WHERE status = 'applied' AND action <> 'undo' AND coalesce(sha256, entity_key) IS "    \
    "NOT NULL\n"                                                                                             \
    "  AND table_name = ?1 ORDER BY id"

static cb_status load_decisions(struct writing *w, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row = true;

    CB_TRY(cb_stmt_prepare(w->db, DECISIONS, &stmt, err));
    cb_stmt_bind_text(&stmt, 1, cb_str_of(w->sheet->name));
    for (;;) {
        uint32_t *place;
        const char **text;
        struct cb_str key;
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        key = cb_arena_copy(&w->arena, cb_stmt_text(&stmt, 0));
        text = CB_PUSH(&w->arena, &w->decided);
        place = key.ptr ? cb_map_add(&w->arena, &w->decisions, key, NULL) : NULL;
        CB_TRY_NEW(place && text);
        *text = cb_arena_z(&w->arena, cb_stmt_text(&stmt, 1));
        CB_TRY_NEW(*text);
        *place = (uint32_t)w->decided.count; /* the last one holds */
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

/* ---- texts ---- */

static cb_status load_text(struct writing *w, int64_t article, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool row = false;
    size_t n = 0;

    if (article == w->article_id)
        goto done;
    cb_arena_clear(&w->article);
    w->article_id = 0;
    cb_stmt_bind_int(&w->texts, 1, article);
    CB_TRY(cb_stmt_step(&w->texts, &row, err));
    w->text = cb_arena_copy(&w->article, row ? cb_stmt_text(&w->texts, 0) : CB_STR(""));
    w->marks = CB_NEW_ARRAY(&w->article, size_t, w->text.len / STRIDE + 2);
    CB_TRY_NEW(w->text.ptr && w->marks);
    for (size_t i = 0; i < w->text.len; i++)
        if (((unsigned char)w->text.ptr[i] & 0xC0) != 0x80 && n++ % STRIDE == 0)
            w->marks[(n - 1) / STRIDE] = i;
    w->characters = n;
    w->article_id = article;
done:
    cb_stmt_reset(&w->texts);
    return rc;
}

/* The byte where character `at` begins. */
static size_t byte_of(const struct writing *w, int64_t at)
{
    size_t n = at < 0 ? 0 : (size_t)at, i;

    if (n >= w->characters)
        return w->text.len;
    i = w->marks[n / STRIDE];
    for (n %= STRIDE; n > 0; n--)
        do
            i++;
        while (((unsigned char)w->text.ptr[i] & 0xC0) == 0x80);
    return i;
}

/* ---- rows ---- */

/* What failed in a buffer that is used again and again shows in `out`. */
static void note_failure(struct writing *w, const struct cb_buf *buf)
{
    w->out.failed = w->out.failed || cb_buf_failed(buf);
}

/* The value in the canonical form: without formatting, NULL as the empty text. Borrowed until the next one.
 */
static struct cb_str value_of(struct writing *w, struct cb_stmt *stmt, enum cb_column_type type, int column)
{
    if (type != CB_COLUMN_NUMBER || cb_stmt_is_null(stmt, column))
        return cb_stmt_text(stmt, column);
    cb_buf_clear(&w->cell);
    cb_render_real(&w->cell, cb_stmt_double(stmt, column));
    note_failure(w, &w->cell);
    return cb_buf_view(&w->cell);
}

static void add_cell(struct writing *w, struct cb_str value, enum cb_column_type type)
{
    bool comma = type == CB_COLUMN_NUMBER && w->options->semicolon;

    if (value.len == 0)
        return;
    cb_buf_clear(&w->guarded);
    if (type == CB_COLUMN_NUMBER)
        cb_buf_add(&w->guarded, value);
    else
        cb_cell_guard(&w->guarded, value);
    for (size_t i = 0; comma && i < w->guarded.len; i++)
        if (w->guarded.bytes[i] == '.')
            w->guarded.bytes[i] = ',';
    note_failure(w, &w->guarded);
    cb_csv_add_field_by(w->separator, &w->out, cb_buf_view(&w->guarded));
}

/* "claims 3f2a... 126-207" */
static void name_row(struct writing *w, struct cb_stmt *stmt)
{
    cb_buf_clear(&w->row);
    cb_buf_printf(&w->row, "%s %.*s", w->sheet->name, CB_STR_ARG(cb_stmt_text(stmt, KEY_IDENTITY)));
    if (w->sheet->places)
        cb_buf_printf(&w->row, " %lld-%lld", (long long)cb_stmt_int(stmt, KEY_START),
                      (long long)cb_stmt_int(stmt, KEY_END));
    note_failure(w, &w->row);
}

static const char *decision_on(const struct writing *w)
{
    const uint32_t *place = cb_map_find(&w->decisions, cb_buf_view(&w->row));

    return place ? w->decided.items[*place - 1] : NULL;
}

static void add_context(struct writing *w, struct cb_stmt *stmt)
{
    size_t from = byte_of(w, cb_stmt_int(stmt, KEY_FROM)), to = byte_of(w, cb_stmt_int(stmt, KEY_TO));

    add_cell(w, cb_str_trim(cb_str_sub(w->text, from, to)), CB_COLUMN_CONTEXT);
}

/* What the program knows without SQL. `decision`, `note` and `merge_into` are for people. */
static void add_special(struct writing *w, struct cb_stmt *stmt, enum cb_column_type type)
{
    if (type == CB_COLUMN_CONTEXT && !cb_stmt_is_null(stmt, KEY_ARTICLE))
        add_context(w, stmt);
    if (type == CB_COLUMN_SHOWN) /* `reviewed` */
        add_cell(w, cb_str_of(decision_on(w)), type);
    if (type == CB_COLUMN_ROW && w->which > 1)
        cb_buf_printf(&w->row, " #%zu", w->which);
    note_failure(w, &w->row);
    if (type == CB_COLUMN_ROW)
        add_cell(w, cb_buf_view(&w->row), type);
    if (type == CB_COLUMN_CHECK)
        add_cell(w, cb_buf_view(&w->check), type);
}

static cb_status write_row(struct writing *w, struct cb_stmt *stmt, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int at = KEY_COUNT;

    if (!cb_stmt_is_null(stmt, KEY_ARTICLE))
        CB_TRY(load_text(w, cb_stmt_int(stmt, KEY_ARTICLE), err));
    cb_buf_clear(&w->check);
    cb_buf_add_char(&w->check, 'c');
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        const struct cb_review_column *column = &w->sheet->columns[i];
        struct cb_str value;
        if (i > 0)
            cb_buf_add_char(&w->out, w->separator);
        if (!column->sql) {
            add_special(w, stmt, column->type);
            continue;
        }
        value = value_of(w, stmt, column->type, at++);
        if (column->type >= CB_COLUMN_FIRST_VALUE)
            cb_buf_printf(&w->check, "-%06x", (unsigned)cb_review_hash(value));
        add_cell(w, value, column->type);
    }
    cb_buf_add_z(&w->out, "\r\n");
    w->rows++;
    note_failure(w, &w->check);
    CB_TRY_NEW(!cb_buf_failed(&w->out));
    if (w->out.len >= FLUSH_BYTES) {
        CB_TRY(cb_sink_write(w->sink, cb_buf_view(&w->out), err));
        cb_buf_clear(&w->out);
    }
done:
    return rc;
}

static void add_head(struct writing *w)
{
    cb_buf_add_z(&w->out, "\xEF\xBB\xBF"); /* so that Excel takes it for UTF-8 */
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        if (i > 0)
            cb_buf_add_char(&w->out, w->separator);
        cb_buf_add_z(&w->out, w->sheet->columns[i].name);
    }
    cb_buf_add_z(&w->out, "\r\n");
}

/* ---- what is chosen ---- */

/* The only id that `sql` gives for `name`. CB_NOT_FOUND: none, or several. */
static cb_status find_id(struct cb_db *db, const char *sql, const char *what, const char *name, int64_t *id,
                         struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row = false, more = false;

    CB_TRY(cb_stmt_prepare(db, sql, &stmt, err));
    cb_stmt_bind_text(&stmt, 1, cb_str_of(name));
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    if (row) {
        *id = cb_stmt_int(&stmt, 0);
        CB_TRY(cb_stmt_step(&stmt, &more, err));
    }
    if (!row || more)
        rc = cb_err_set(err, CB_NOT_FOUND, "%s %s '%s'%s", more ? "several" : "no", what, name,
                        more ? "; name it by its id, path or address" : " in this knowledge base");
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status bind_choice(struct writing *w, struct cb_stmt *stmt, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int64_t id = 0;

    cb_stmt_bind_null(stmt, 1);
    cb_stmt_bind_null(stmt, 2);
    if (w->options->article) {
        CB_TRY(find_id(
            w->db,
            "SELECT id FROM articles WHERE CAST(id AS TEXT) = ?1 OR path = ?1 OR url = ?1 OR title = ?1 "
            "OR sha256 = ?1 LIMIT 2",
            "article", w->options->article, &id, err));
        cb_stmt_bind_int(stmt, 1, id);
    }
    if (w->options->outlet) {
        CB_TRY(find_id(w->db, "SELECT id FROM sources WHERE name = ?1 OR domain = ?1 LIMIT 2", "outlet",
                       w->options->outlet, &id, err));
        cb_stmt_bind_int(stmt, 2, id);
    }
done:
    return rc;
}

static cb_status prepare(struct writing *w, struct cb_stmt *stmt, struct cb_err *err)
{
    cb_status rc;
    struct cb_buf sql;

    cb_buf_init(&sql, SIZE_MAX / 4);
    cb_buf_printf(&sql, "SELECT %s", w->sheet->key);
    for (size_t i = 0; i < w->sheet->column_count; i++)
        if (w->sheet->columns[i].sql)
            cb_buf_printf(&sql, ",\n%s", w->sheet->columns[i].sql);
    cb_buf_printf(&sql, "\n%s%s", w->sheet->from, w->sheet->order);
    CB_TRY_NEW(!cb_buf_failed(&sql));
    CB_TRY(cb_stmt_prepare(w->db, sql.bytes, stmt, err));
    CB_TRY(bind_choice(w, stmt, err));
    CB_TRY(cb_stmt_prepare(w->db, "SELECT text FROM articles WHERE id = ?1", &w->texts, err));
done:
    cb_buf_release(&sql);
    return rc;
}

/* Is the row at the same place as the one before? */
static bool same_place(struct cb_stmt *stmt, int64_t before[3])
{
    const int64_t now[3] = {cb_stmt_int(stmt, KEY_ARTICLE), cb_stmt_int(stmt, KEY_START),
                            cb_stmt_int(stmt, KEY_END)};
    bool same = memcmp(now, before, sizeof now) == 0;

    memcpy(before, now, sizeof now);
    return same;
}

static cb_status write_rows(struct writing *w, struct cb_stmt *stmt, struct cb_err *err)
{
    cb_status rc;
    int64_t before[3] = {0, -1, -1};
    bool row = true;

    add_head(w);
    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        w->which = w->sheet->places && same_place(stmt, before) ? w->which + 1 : 1;
        name_row(w, stmt);
        if (!w->options->unreviewed || !decision_on(w))
            CB_TRY(write_row(w, stmt, err));
    }
    CB_TRY_NEW(!cb_buf_failed(&w->out));
    CB_TRY(cb_sink_write(w->sink, cb_buf_view(&w->out), err));
done:
    return rc;
}

cb_status cb_review_write(struct cb_db *db, enum cb_review what, const struct cb_review_options *options,
                          const struct cb_sink *sink, uint64_t *rows, struct cb_err *err)
{
    cb_status rc;
    struct writing w = {.db = db, .sheet = cb_review_sheet(what), .options = options, .sink = sink};
    struct cb_stmt stmt = {0};

    w.separator = options->semicolon ? ';' : ',';
    cb_buf_init(&w.out, SIZE_MAX / 4);
    cb_buf_init(&w.cell, 64);
    cb_buf_init(&w.guarded, SIZE_MAX / 4);
    cb_buf_init(&w.row, SIZE_MAX / 4);
    cb_buf_init(&w.check, 1024);
    CB_TRY(load_decisions(&w, err));
    CB_TRY(prepare(&w, &stmt, err));
    CB_TRY(write_rows(&w, &stmt, err));
    if (rows)
        *rows = w.rows;
done:
    cb_stmt_release(&stmt);
    cb_stmt_release(&w.texts);
    cb_buf_release(&w.out);
    cb_buf_release(&w.cell);
    cb_buf_release(&w.guarded);
    cb_buf_release(&w.row);
    cb_buf_release(&w.check);
    cb_arena_release(&w.arena);
    cb_arena_release(&w.article);
    return rc;
}
