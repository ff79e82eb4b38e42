#include "report/header.h"

#include "report/value.h"

CB_LIST_TYPE(params, struct cb_report_param)
CB_LIST_TYPE(columns, struct cb_report_column)

struct parser {
    const char *place;
    unsigned line;
    struct cb_arena *arena;
    struct params params;
    struct columns columns;
    struct cb_str title, description, order;
    struct cb_report_chart *chart;
    unsigned chart_line;
};

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static cb_status complain(const struct parser *parser, struct cb_err *err, const char *what,
                          struct cb_str about, const char *remedy)
{
    return cb_err_set(err, CB_BAD_INPUT, "%s:%u: %s '%.*s'; %s", parser->place, parser->line, what,
                      CB_STR_ARG(about), remedy);
}

/* Cuts the word before the next space from *rest. */
static struct cb_str take_word(struct cb_str *rest)
{
    struct cb_str word;

    *rest = cb_str_trim(*rest);
    word = cb_str_split(rest, ' ');
    return word;
}

static bool is_name(struct cb_str word)
{
    bool fits = word.len > 0 && word.ptr[0] >= 'a' && word.ptr[0] <= 'z';

    for (size_t i = 0; fits && i < word.len; i++)
        fits = is_name_char(word.ptr[i]);
    return fits;
}

/* Reads "name type" of a parameter or column. */
static cb_status take_name_type(struct parser *parser, struct cb_str *rest, const char **name,
                                const char **type, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str word = take_word(rest), kind = take_word(rest);

    if (!is_name(word))
        rc = complain(parser, err, "no name:", word, "use small letters, digits and '_'");
    else if (!cb_value_type_known(kind))
        rc = complain(parser, err, "no type:", kind, "use text, integer, real or date");
    if (rc != CB_OK)
        goto done;
    *name = cb_arena_z(parser->arena, word);
    *type = cb_arena_z(parser->arena, kind);
    CB_TRY_NEW(*name && *type);
done:
    return rc;
}

/* Reads the description in double quotes that ends the line. */
static cb_status take_description(struct parser *parser, struct cb_str rest, const char **out,
                                  struct cb_err *err)
{
    cb_status rc = CB_OK;

    rest = cb_str_trim(rest);
    if (rest.len < 3 || rest.ptr[0] != '"' || rest.ptr[rest.len - 1] != '"') {
        rc = complain(parser, err, "no description:", rest, "end the line with one in double quotes");
        goto done;
    }
    *out = cb_arena_z(parser->arena, cb_str_sub(rest, 1, rest.len - 1));
    CB_TRY_NEW(*out);
done:
    return rc;
}

static struct cb_report_param *find_param(const struct parser *parser, struct cb_str name)
{
    for (size_t i = 0; i < parser->params.count; i++)
        if (cb_str_eq(cb_str_of(parser->params.items[i].name), name))
            return &parser->params.items[i];
    return NULL;
}

/* name type [= default] "description" */
static cb_status read_param(struct parser *parser, struct cb_str rest, struct cb_err *err)
{
    cb_status rc;
    struct cb_report_param param = {0}, *slot;
    struct cb_value ignored;

    CB_TRY(take_name_type(parser, &rest, &param.name, &param.type, err));
    if (find_param(parser, cb_str_of(param.name))) {
        rc = complain(parser, err, "a second parameter", cb_str_of(param.name), "rename or remove it");
        goto done;
    }
    rest = cb_str_trim(rest);
    if (cb_str_starts(rest, CB_STR("="))) {
        struct cb_str value;
        rest = cb_str_sub(rest, 1, rest.len);
        value = take_word(&rest);
        if (value.len == 0 || value.ptr[0] == '"' || !cb_value_read(param.type, value, &ignored)) {
            rc = complain(parser, err, "no default of that type:", value, cb_value_type_form(param.type));
            goto done;
        }
        param.default_value = cb_arena_z(parser->arena, value);
        CB_TRY_NEW(param.default_value);
    }
    CB_TRY(take_description(parser, rest, &param.description, err));
    slot = CB_PUSH(parser->arena, &parser->params);
    CB_TRY_NEW(slot);
    *slot = param;
done:
    return rc;
}

/* name type "description" */
static cb_status read_column(struct parser *parser, struct cb_str rest, struct cb_err *err)
{
    cb_status rc;
    struct cb_report_column column = {0}, *slot;

    CB_TRY(take_name_type(parser, &rest, &column.name, &column.type, err));
    for (size_t i = 0; i < parser->columns.count; i++)
        if (strcmp(parser->columns.items[i].name, column.name) == 0) {
            rc = complain(parser, err, "a second column", cb_str_of(column.name), "rename or remove it");
            goto done;
        }
    CB_TRY(take_description(parser, rest, &column.description, err));
    slot = CB_PUSH(parser->arena, &parser->columns);
    CB_TRY_NEW(slot);
    *slot = column;
done:
    return rc;
}

/* name SELECT ... */
static cb_status read_values(struct parser *parser, struct cb_str rest, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str name = take_word(&rest);
    struct cb_report_param *param = find_param(parser, name);

    rest = cb_str_trim(rest);
    if (!param)
        rc = complain(parser, err, "values of an unknown parameter", name, "put its 'param' line before");
    else if (!cb_str_starts(rest, CB_STR("SELECT ")))
        rc = complain(parser, err, "values need a SELECT, not", rest, "write: values: name SELECT ...");
    if (rc != CB_OK)
        goto done;
    param->values = cb_arena_z(parser->arena, rest);
    CB_TRY_NEW(param->values);
done:
    return rc;
}

static cb_status read_once(struct parser *parser, struct cb_str *field, struct cb_str rest,
                           struct cb_err *err)
{
    if (field->ptr)
        return complain(parser, err, "a second line for what is said already:", rest, "keep one");
    *field = rest;
    return CB_OK;
}

/* ---- chart ---- */

/* The word behind "x=" where `word` begins so. */
static bool takes(struct cb_str word, const char *key, struct cb_str *value)
{
    size_t size = strlen(key);

    if (!cb_str_starts(word, cb_str_of(key)) || word.len == size || word.ptr[size] != '=')
        return false;
    *value = cb_str_sub(word, size + 1, word.len);
    return true;
}

/* One of x=NAME, y=NAME, series=NAME. */
static cb_status read_chart_word(struct parser *parser, struct cb_str word, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_report_chart *chart = parser->chart;
    struct cb_str name = {"", 0};
    const char **field = takes(word, "x", &name)        ? &chart->x
                         : takes(word, "y", &name)      ? &chart->y
                         : takes(word, "series", &name) ? &chart->series
                                                        : NULL;

    if (!field || *field || !is_name(name)) {
        rc = complain(parser, err, "a chart has no", word, "write: bar x=COLUMN y=COLUMN series=COLUMN");
        goto done;
    }
    *field = cb_arena_z(parser->arena, name);
    CB_TRY_NEW(*field);
done:
    return rc;
}

/* bar|line x=NAME y=NAME [series=NAME] ["title"] */
static cb_status read_chart(struct parser *parser, struct cb_str rest, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str kind = take_word(&rest);
    bool line = cb_str_eq(kind, CB_STR("line"));

    if (parser->chart || (!line && !cb_str_eq(kind, CB_STR("bar")))) {
        rc = complain(parser, err, parser->chart ? "a second chart" : "no kind of chart:", kind,
                      parser->chart ? "keep one" : "use bar or line");
        goto done;
    }
    parser->chart = CB_NEW(parser->arena, struct cb_report_chart);
    CB_TRY_NEW(parser->chart);
    parser->chart->line = line;
    parser->chart_line = parser->line;
    while ((rest = cb_str_trim(rest)).len > 0 && rest.ptr[0] != '"')
        CB_TRY(read_chart_word(parser, take_word(&rest), err));
    if (rest.len > 0)
        CB_TRY(take_description(parser, rest, &parser->chart->title, err));
    if (!parser->chart->x || !parser->chart->y)
        rc = complain(parser, err, "a chart needs x= and y=, not only", kind, "name the columns");
done:
    return rc;
}

static const struct cb_report_column *find_column(const struct parser *parser, const char *name)
{
    for (size_t i = 0; i < parser->columns.count; i++)
        if (strcmp(parser->columns.items[i].name, name) == 0)
            return &parser->columns.items[i];
    return NULL;
}

/* Once all columns are read. */
static cb_status check_chart(struct parser *parser, struct cb_err *err)
{
    const struct cb_report_chart *chart = parser->chart;
    const char *names[] = {chart->x, chart->y, chart->series};
    const struct cb_report_column *y;

    parser->line = parser->chart_line;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i] && !find_column(parser, names[i]))
            return complain(parser, err, "a chart of an unknown column", cb_str_of(names[i]),
                            "name a column of the report");
    y = find_column(parser, chart->y);
    if (y->type[0] != 'i' && y->type[0] != 'r')
        return complain(parser, err, "a chart's y is no number:", cb_str_of(chart->y),
                        "name an integer or real column");
    return CB_OK;
}

/* Lines of a description are one text. */
static cb_status read_description(struct parser *parser, struct cb_str rest, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (parser->description.ptr) {
        parser->description = cb_arena_join(parser->arena, parser->description, CB_STR(" "));
        CB_TRY_NEW(parser->description.ptr);
        rest = cb_arena_join(parser->arena, parser->description, rest);
        CB_TRY_NEW(rest.ptr);
    }
    parser->description = rest;
done:
    return rc;
}

/* One comment line without its dashes. A comment that begins with no "word:" is just a comment. */
static cb_status read_line(struct parser *parser, struct cb_str line, struct cb_err *err)
{
    size_t n = 0;
    struct cb_str key, rest;

    line = cb_str_trim(line);
    while (n < line.len && is_name_char(line.ptr[n]))
        n++;
    if (n == 0 || n == line.len || line.ptr[n] != ':')
        return CB_OK;
    key = cb_str_sub(line, 0, n);
    rest = cb_str_trim(cb_str_sub(line, n + 1, line.len));
    if (rest.len == 0)
        return complain(parser, err, "nothing behind", key, "fill it in or remove the line");
    if (cb_str_eq(key, CB_STR("title")))
        return read_once(parser, &parser->title, rest, err);
    if (cb_str_eq(key, CB_STR("description")))
        return read_description(parser, rest, err);
    if (cb_str_eq(key, CB_STR("param")))
        return read_param(parser, rest, err);
    if (cb_str_eq(key, CB_STR("values")))
        return read_values(parser, rest, err);
    if (cb_str_eq(key, CB_STR("column")))
        return read_column(parser, rest, err);
    if (cb_str_eq(key, CB_STR("order")))
        return read_once(parser, &parser->order, rest, err);
    if (cb_str_eq(key, CB_STR("chart")))
        return read_chart(parser, rest, err);
    return complain(parser, err, "unknown word", key,
                    "use title, description, param, values, column, order or chart");
}

/* What must be there; `line` is the first one behind the head. */
static cb_status check_whole(const struct parser *parser, bool has_sql, struct cb_err *err)
{
    const char *missing = !parser->title.ptr           ? "a 'title' line"
                          : !parser->description.ptr   ? "a 'description' line"
                          : parser->columns.count == 0 ? "'column' lines"
                          : !parser->order.ptr         ? "an 'order' line"
                          : !has_sql                   ? "SQL after its head"
                                                       : NULL;

    if (missing)
        return cb_err_set(err, CB_BAD_INPUT, "%s:%u: the report lacks %s; see queries/README.md",
                          parser->place, parser->line, missing);
    return CB_OK;
}

cb_status cb_report_parse(const char *place, const char *group, const char *name, struct cb_str text,
                          struct cb_arena *arena, struct cb_report *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct parser parser = {.place = place, .arena = arena};
    struct cb_report report = {.name = name, .group = group, .sql = text.ptr};
    struct cb_str rest = text;
    bool has_sql = false;

    if (text.len > 0 && memchr(text.ptr, '\0', text.len)) { /* SQLite would stop reading there */
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: holds a NUL character; save it as plain text", place);
        goto done;
    }
    while (rest.ptr && !has_sql) {
        struct cb_str line = cb_str_trim(cb_str_split(&rest, '\n'));
        bool comment = cb_str_starts(line, CB_STR("--"));
        has_sql = line.len > 0 && !comment;
        parser.line++;
        if (comment)
            CB_TRY(read_line(&parser, cb_str_sub(line, 2, line.len), err));
    }
    CB_TRY(check_whole(&parser, has_sql, err));
    if (parser.chart)
        CB_TRY(check_chart(&parser, err));
    report.chart = parser.chart;
    report.title = cb_arena_z(arena, parser.title);
    report.description = cb_arena_z(arena, parser.description);
    report.order = cb_arena_z(arena, parser.order);
    CB_TRY_NEW(report.title && report.description && report.order);
    report.params = parser.params.items;
    report.param_count = parser.params.count;
    report.columns = parser.columns.items;
    report.column_count = parser.columns.count;
    *out = report;
done:
    return rc;
}
