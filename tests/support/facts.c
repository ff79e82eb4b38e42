#include "support/facts.h"

#include <sqlite3.h>

#include "base/io.h"
#include "base/limits.h"

#define FIRST_FIELD 4 /* kind, start_char, end_char, head come before */

static cb_status sqlite_fail(struct sqlite3 *db, struct cb_err *err)
{
    return cb_err_set(err, CB_DATABASE, "facts.sql: %s", sqlite3_errmsg(db));
}

/* `s` with each run of white space as one space: a text that runs over several lines is one line here. */
static struct cb_str one_line(struct cb_str s, struct cb_arena *arena)
{
    char *out = cb_arena_alloc(arena, s.len + 1);
    size_t len = 0;

    if (!out)
        return (struct cb_str){0};
    s = cb_str_trim(s);
    for (size_t i = 0; i < s.len; i++) {
        bool space = s.ptr[i] == ' ' || s.ptr[i] == '\n' || s.ptr[i] == '\t' || s.ptr[i] == '\r';

        if (!space)
            out[len++] = s.ptr[i];
        else if (out[len - 1] != ' ')
            out[len++] = ' ';
    }
    return (struct cb_str){out, len};
}

static struct cb_str column(struct sqlite3_stmt *stmt, int index, struct cb_arena *arena)
{
    const char *text = (const char *)sqlite3_column_text(stmt, index);

    return text ? one_line(cb_str_of(text), arena) : CB_STR("-");
}

/* ---- reading the database ---- */

/* Notes the labels of a statement that gives facts of `kind`. */
static cb_status add_shape(struct fact_reader *reader, struct sqlite3_stmt *stmt, struct cb_str kind,
                           struct cb_arena *arena, struct cb_err *err)
{
    struct fact_shape *shape = CB_PUSH(arena, &reader->shapes);

    if (!shape)
        return cb_err_no_memory(err);
    shape->kind = kind;
    for (int i = FIRST_FIELD; i < sqlite3_column_count(stmt); i++) {
        struct cb_str name = cb_arena_copy(arena, cb_str_of(sqlite3_column_name(stmt, i)));

        if (cb_str_eq(name, CB_STR("tail")))
            shape->has_tail = true;
        else if (shape->label_count < FACT_FIELDS_MAX)
            shape->labels[shape->label_count++] = name;
    }
    return CB_OK;
}

/* The kind is the literal that the statement selects first: SELECT 'figure' AS kind. */
static struct cb_str kind_of(struct cb_str sql)
{
    size_t begin = cb_str_find(sql, CB_STR("SELECT '"), 0), end;

    if (begin == SIZE_MAX)
        return (struct cb_str){0};
    begin += strlen("SELECT '");
    end = cb_str_find(sql, CB_STR("'"), begin);
    return cb_str_sub(sql, begin, end);
}

/* Prepares the statement at the start of *rest and moves *rest behind it; *stmt is NULL at the end. */
static cb_status next_statement(struct fact_reader *reader, struct cb_str *rest, struct sqlite3_stmt **stmt,
                                struct cb_str *kind, struct cb_err *err)
{
    const char *tail = NULL;

    if (sqlite3_prepare_v2(reader->db, rest->ptr, (int)rest->len, stmt, &tail) != SQLITE_OK)
        return sqlite_fail(reader->db, err);
    *kind = kind_of(*rest);
    *rest = cb_str_sub(*rest, (size_t)(tail - rest->ptr), rest->len);
    return CB_OK;
}

cb_status fact_reader_open(const char *path, struct cb_arena *arena, struct fact_reader *out,
                           struct cb_err *err)
{
    struct fact_reader reader = {0};
    struct sqlite3_stmt *stmt = NULL;
    struct cb_str rest, kind;
    struct cb_buf sql;
    cb_status rc;

    cb_buf_init(&sql, CB_LIST_FILE_MAX);
    CB_TRY(cb_io_read_all(CB_TEST_SUPPORT_DIR "/facts.sql", &sql, err));
    reader.sql = cb_arena_copy(arena, cb_buf_view(&sql));
    CB_TRY_NEW(reader.sql.ptr);
    if (sqlite3_open_v2(path, &reader.db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        CB_TRY(sqlite_fail(reader.db, err));
    for (rest = reader.sql;;) {
        CB_TRY(next_statement(&reader, &rest, &stmt, &kind, err));
        if (!stmt)
            break;
        CB_TRY(add_shape(&reader, stmt, kind, arena, err));
        sqlite3_finalize(stmt);
    }
    *out = reader;
    reader.db = NULL;
done:
    sqlite3_close(reader.db);
    cb_buf_release(&sql);
    return rc;
}

void fact_reader_close(struct fact_reader *reader)
{
    sqlite3_close(reader->db);
    *reader = (struct fact_reader){0};
}

static void fill_fact(struct fact *fact, struct sqlite3_stmt *stmt, const struct fact_shape *shape,
                      struct cb_arena *arena)
{
    fact->kind = shape->kind;
    fact->start = sqlite3_column_int64(stmt, 1);
    fact->end = sqlite3_column_int64(stmt, 2);
    fact->head = column(stmt, 3, arena);
    for (size_t i = 0; i < shape->label_count; i++)
        fact->fields[i] = (struct fact_field){shape->labels[i], column(stmt, FIRST_FIELD + (int)i, arena)};
    fact->field_count = shape->label_count;
    if (shape->has_tail)
        fact->tail = column(stmt, FIRST_FIELD + (int)shape->label_count, arena);
}

static cb_status read_kind(struct fact_reader *reader, struct sqlite3_stmt *stmt,
                           const struct fact_shape *shape, int64_t article, struct cb_arena *arena,
                           struct fact_list *out, struct cb_err *err)
{
    int step;

    sqlite3_bind_int64(stmt, 1, article);
    while ((step = sqlite3_step(stmt)) == SQLITE_ROW) {
        struct fact *fact = CB_PUSH(arena, out);

        if (!fact)
            return cb_err_no_memory(err);
        fill_fact(fact, stmt, shape, arena);
    }
    return step == SQLITE_DONE ? CB_OK : sqlite_fail(reader->db, err);
}

cb_status fact_reader_read(struct fact_reader *reader, int64_t article, struct cb_str kinds,
                           struct cb_arena *arena, struct fact_list *out, struct cb_err *err)
{
    struct sqlite3_stmt *stmt = NULL;
    struct cb_str rest = reader->sql, kind;
    cb_status rc = CB_OK;

    for (size_t i = 0; i < reader->shapes.count; i++) {
        const struct fact_shape *shape = &reader->shapes.items[i];

        CB_TRY(next_statement(reader, &rest, &stmt, &kind, err));
        if (kinds.len == 0 || words_have(kinds, shape->kind))
            CB_TRY(read_kind(reader, stmt, shape, article, arena, out, err));
        sqlite3_finalize(stmt);
        stmt = NULL;
    }
done:
    sqlite3_finalize(stmt);
    return rc;
}

/* ---- lines ---- */

const struct fact_shape *fact_shape_find(const struct fact_shapes *shapes, struct cb_str kind)
{
    for (size_t i = 0; i < shapes->count; i++)
        if (cb_str_eq(shapes->items[i].kind, kind))
            return &shapes->items[i];
    return NULL;
}

bool words_have(struct cb_str words, struct cb_str word)
{
    while (words.ptr)
        if (cb_str_eq(cb_str_split(&words, ' '), word))
            return true;
    return false;
}

/* The label of `shape` that `text` begins with, as in "what: Chips"; NULL when there is none. */
static const struct cb_str *label_at(const struct fact_shape *shape, struct cb_str text)
{
    for (size_t i = 0; i < shape->label_count; i++) {
        struct cb_str label = shape->labels[i];

        if (cb_str_starts(text, label) && text.len > label.len && text.ptr[label.len] == ':')
            return &shape->labels[i];
    }
    return NULL;
}

/* Where the field or tail that starts at byte 0 of `text` ends: before the next "; label:", or before any ';'
 * where `any` is set. */
static size_t field_end(const struct fact_shape *shape, struct cb_str text, bool any)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != ';')
            continue;
        if (any || label_at(shape, cb_str_trim(cb_str_sub(text, i + 1, text.len))))
            return i;
    }
    return text.len;
}

/* "colour: red" behind the last ';' of a head: a field with a label that this kind does not have. Passages
 * are free text, where that may stand. */
static bool ends_in_field(struct cb_str kind, struct cb_str head)
{
    struct cb_str last = head;
    size_t n = 0;

    if (cb_str_eq(kind, CB_STR("passage")))
        return false;
    while (cb_str_find(last, CB_STR("; "), 0) != SIZE_MAX)
        last = cb_str_sub(last, cb_str_find(last, CB_STR("; "), 0) + 2, last.len);
    while (n < last.len && last.ptr[n] >= 'a' && last.ptr[n] <= 'z')
        n++;
    return last.len < head.len && n > 0 && n < last.len && last.ptr[n] == ':';
}

cb_status fact_parse(const struct fact_shapes *shapes, struct cb_str line, struct cb_arena *arena,
                     struct fact *out, struct cb_err *err)
{
    struct cb_str rest = one_line(line, arena), kind = cb_str_trim(cb_str_split(&rest, ':'));
    const struct fact_shape *shape = fact_shape_find(shapes, kind);
    struct fact fact = {.start = -1, .end = -1};
    size_t end;

    if (!shape)
        return cb_err_set(err, CB_BAD_INPUT, "'%.*s' is no kind of fact", CB_STR_ARG(kind));
    fact.kind = shape->kind;
    rest = cb_str_trim(rest);
    end = field_end(shape, rest, shape->has_tail);
    fact.head = cb_str_trim(cb_str_sub(rest, 0, end));
    rest = cb_str_trim(cb_str_sub(rest, end + 1, rest.len));
    for (const struct cb_str *label; (label = label_at(shape, rest));) {
        end = field_end(shape, rest, true);
        if (fact.field_count == FACT_FIELDS_MAX)
            return cb_err_set(err, CB_BAD_INPUT, "too many fields");
        fact.fields[fact.field_count++] =
            (struct fact_field){*label, cb_str_trim(cb_str_sub(rest, label->len + 1, end))};
        rest = cb_str_trim(cb_str_sub(rest, end + 1, rest.len));
    }
    if (shape->has_tail && rest.len == 0)
        return cb_err_set(err, CB_BAD_INPUT, "the text of the %.*s is missing at the end", CB_STR_ARG(kind));
    if (!shape->has_tail && (rest.len > 0 || ends_in_field(kind, fact.head)))
        return cb_err_set(err, CB_BAD_INPUT, "'%.*s' ends in a field that a %.*s does not have",
                          CB_STR_ARG(line), CB_STR_ARG(kind));
    if (fact.head.len == 0)
        return cb_err_set(err, CB_BAD_INPUT, "nothing stands behind '%.*s:'", CB_STR_ARG(kind));
    fact.tail = rest;
    *out = fact;
    return CB_OK;
}

static bool text_matches(struct cb_str expected, struct cb_str found)
{
    if (cb_str_ends(expected, CB_STR(" ...")))
        return cb_str_starts(found, cb_str_sub(expected, 0, expected.len - strlen(" ...")));
    return cb_str_eq(expected, found);
}

static const struct fact_field *field_of(const struct fact *fact, struct cb_str label)
{
    for (size_t i = 0; i < fact->field_count; i++)
        if (cb_str_eq(fact->fields[i].label, label))
            return &fact->fields[i];
    return NULL;
}

bool fact_matches(const struct fact *expected, const struct fact *found)
{
    if (!cb_str_eq(expected->kind, found->kind) || !text_matches(expected->head, found->head) ||
        !text_matches(expected->tail, found->tail))
        return false;
    for (size_t i = 0; i < expected->field_count; i++) {
        const struct fact_field *field = field_of(found, expected->fields[i].label);

        if (!field || !cb_str_eq(field->value, expected->fields[i].value))
            return false;
    }
    return true;
}

void fact_write(const struct fact *fact, struct cb_buf *out)
{
    cb_buf_printf(out, "%.*s: %.*s", CB_STR_ARG(fact->kind), CB_STR_ARG(fact->head));
    for (size_t i = 0; i < fact->field_count; i++)
        cb_buf_printf(out, "; %.*s: %.*s", CB_STR_ARG(fact->fields[i].label),
                      CB_STR_ARG(fact->fields[i].value));
    if (fact->tail.len)
        cb_buf_printf(out, "; %.*s", CB_STR_ARG(fact->tail));
}

size_t facts_pair(const struct fact_list *expected, const struct fact_list *found, size_t *pairs, bool *used)
{
    size_t count = 0;

    for (size_t f = 0; f < found->count; f++)
        used[f] = false;
    for (size_t e = 0; e < expected->count; e++) {
        pairs[e] = SIZE_MAX;
        for (size_t f = 0; f < found->count && pairs[e] == SIZE_MAX; f++) {
            if (used[f] || !fact_matches(&expected->items[e], &found->items[f]))
                continue;
            pairs[e] = f;
            used[f] = true;
            count++;
        }
    }
    return count;
}
