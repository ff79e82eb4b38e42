#include "unit/report/kb.h"

#include "report/run.h"

struct query_case {
    const char *sql;
    struct cb_param params[3];
    size_t count;
    struct cb_run_options options;
    cb_status status;
    const char *out; /* what is written; NULL = nothing matters */
    const char *message;
    int64_t where;
};

static void check(struct cb_db *db, const struct query_case *c)
{
    struct keeping out;
    struct cb_err err = {0};
    struct cb_run_result result = {0};
    const struct cb_report_job job = {
        .params = c->params, .param_count = c->count, .format = CB_FORMAT_CSV, .options = c->options};
    cb_status status;

    keeping_init(&out);
    status = cb_query_run(db, c->sql, &job, &out.sink, &result, &err);
    if (status != c->status || (c->message && !strstr(err.text, c->message)))
        fail_msg("'%s': %d '%s'", c->sql, (int)status, err.text);
    if (c->out)
        assert_string_equal(kept(&out), c->out);
    if (status != CB_OK)
        assert_int_equal(result.where, c->where);
    cb_buf_release(&out.text);
}

static void check_all(const struct query_case *cases, size_t count)
{
    struct cb_db db;

    kb_open(&db, true);
    for (size_t i = 0; i < count; i++)
        check(&db, &cases[i]);
    cb_db_close(&db);
}

#define CHECK_ALL(cases) check_all((cases), sizeof(cases) / sizeof(cases)[0])

static void gives_rows(void **state)
{
    static const struct query_case CASES[] = {
        {.sql = "SELECT 1 AS a, 'x' AS b", .out = "a,b\r\n1,x\r\n"},
        {.sql = "SELECT 1 AS a, 2 AS a, 3 AS a", .out = "a,a:2,a:3\r\n1,2,3\r\n"},
        {.sql = "SELECT 1 AS a WHERE 0", .out = "a\r\n"},
        {.sql = "VALUES (1), (2), (3)", .options = {.limit = 2}, .out = "column1\r\n1\r\n2\r\n"},
        {.sql = "VALUES (1), (2)", .options = {.limit = 2}, .out = "column1\r\n1\r\n2\r\n"},
        {.sql = "SELECT '=1+1' AS a, -1 AS b, '@x' AS c",
         .options = {.spreadsheet = true},
         .out = "\xEF\xBB\xBF"
                "a,b,c\r\n'=1+1,-1,'@x\r\n"},
        {.sql = "SELECT '=1+1' AS a", .out = "a\r\n=1+1\r\n"},
    };

    (void)state;
    CHECK_ALL(CASES);
}

/* A number is one where it can be told from its writing alone. */
static void binds_by_looks(void **state)
{
    static const struct query_case CASES[] = {
        {.sql = "SELECT typeof(:a) AS t, :a AS v",
         .params = {{"a", "5"}},
         .count = 1,
         .out = "t,v\r\ninteger,5\r\n"},
        {.sql = "SELECT typeof(@a) AS t, @a AS v",
         .params = {{"a", "0.5"}},
         .count = 1,
         .out = "t,v\r\nreal,0.5\r\n"},
        {.sql = "SELECT typeof($a) AS t, $a AS v",
         .params = {{"a", "007"}},
         .count = 1,
         .out = "t,v\r\ntext,007\r\n"},
        {.sql = "SELECT typeof(:a) AS t", .params = {{"a", "-12"}}, .count = 1, .out = "t\r\ninteger\r\n"},
        {.sql = "SELECT typeof(:a) AS t", .params = {{"a", "1.50"}}, .count = 1, .out = "t\r\ntext\r\n"},
        {.sql = "SELECT typeof(:a) AS t", .params = {{"a", ""}}, .count = 1, .out = "t\r\nnull\r\n"},
        {.sql = "SELECT :a AS v",
         .params = {{"a", "'); DROP TABLE articles; --"}},
         .count = 1,
         .out = "v\r\n'); DROP TABLE articles; --\r\n"},
        {.sql = "SELECT :a AS v", .status = CB_USAGE, .message = "':a' has no value", .where = -1},
        {.sql = "SELECT ? AS v", .status = CB_USAGE, .message = "a parameter without a name", .where = -1},
        {.sql = "SELECT 1",
         .params = {{"a", "5"}},
         .count = 1,
         .status = CB_USAGE,
         .message = "no parameter ':a'",
         .where = -1},
        {.sql = "SELECT :a",
         .params = {{"a", "5"}, {"a", "6"}},
         .count = 2,
         .status = CB_USAGE,
         .message = "given twice",
         .where = -1},
    };

    (void)state;
    CHECK_ALL(CASES);
}

static void says_where_sql_is_wrong(void **state)
{
    static const struct query_case CASES[] = {
        {.sql = "SELECT absent FROM articles",
         .status = CB_BAD_INPUT,
         .message = "query, line 1, column 8: no such column: absent",
         .where = 7},
        {.sql = "SELECT 'ä' AS ö,\n  absent\nFROM articles",
         .status = CB_BAD_INPUT,
         .message = "query, line 2, column 3: no such column",
         .where = 21},
        {.sql = "SELECT 1; SELEC 2",
         .status = CB_BAD_INPUT,
         .message = "line 1, column 11: near \"SELEC\"",
         .where = 10},
        {.sql = "DELETE FROM articles",
         .status = CB_BAD_INPUT,
         .message = "changes something is not allowed",
         .where = -1},
    };

    (void)state;
    CHECK_ALL(CASES);
}

/* What could take all time, memory or disk is stopped, and the connection is as before. */
static void withstands_attacks(void **state)
{
    static const struct query_case CASES[] = {
        {.sql = "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c",
         .options = {.timeout_ms = 200},
         .status = CB_SYSTEM,
         .message = "stopped after 0.200 s",
         .where = -1},
        {.sql =
             "SELECT count(*) FROM rules a, rules b, rules c, rules d, rules e, rules f, rules g, rules h, "
             "pragma_table_list i, pragma_table_list j, pragma_table_list k, pragma_table_list l, "
             "pragma_table_list m, "
             "pragma_table_list n",
         .options = {.timeout_ms = 200},
         .status = CB_SYSTEM,
         .message = "stopped",
         .where = -1},
        {.sql = "SELECT randomblob(1000000000)",
         .status = CB_BAD_INPUT,
         .message = "longer than 64 MB",
         .where = -1},
        {.sql = "SELECT hex(zeroblob(60000000))",
         .status = CB_BAD_INPUT,
         .message = "longer than 64 MB",
         .where = -1},
        {.sql = "SELECT zeroblob(2000000000)",
         .status = CB_BAD_INPUT,
         .message = "longer than 64 MB",
         .where = -1},
        {.sql = "SELECT replace(hex(zeroblob(30000)), '00', hex(zeroblob(30000)))",
         .status = CB_BAD_INPUT,
         .message = "longer than 64 MB",
         .where = -1},
        {.sql = "SELECT 'x' LIKE replace(hex(zeroblob(3000)), '0', '%')",
         .status = CB_BAD_INPUT,
         .message = "pattern too complex",
         .where = -1},
        {.sql = "SELECT 1", .out = "1\r\n1\r\n"},
    };

    (void)state;
    CHECK_ALL(CASES);
}

/* Many long values at once, each below its own bound. */
static void bounds_memory(void **state)
{
    struct cb_db db;
    struct cb_buf sql;
    struct keeping out;
    struct cb_err err = {0};
    const struct cb_report_job job = {.format = CB_FORMAT_CSV};
    int64_t length = 0;

    (void)state;
    kb_open(&db, false);
    keeping_init(&out);
    cb_buf_init(&sql, 1 << 20);
    cb_buf_add_z(&sql, "SELECT randomblob(60000000)");
    for (int i = 0; i < 30; i++)
        cb_buf_add_z(&sql, ", randomblob(60000000)");
    assert_int_equal(cb_query_run(&db, sql.bytes, &job, &out.sink, NULL, &err), CB_NO_MEMORY);
    assert_non_null(strstr(err.text, "needs more memory"));
    /* The program's own statements have no such bounds. */
    assert_int_equal(cb_db_int(&db, "SELECT length(hex(zeroblob(40000000)))", 0, &length, &err), CB_OK);
    assert_int_equal(length, 80000000);
    cb_buf_release(&sql);
    cb_buf_release(&out.text);
    cb_db_close(&db);
}

static void shows_plans(void **state)
{
    static const struct query_case CASES[] = {
        {.sql = "SELECT title FROM articles WHERE id = 3",
         .options = {.plan = true},
         .out = "id,parent,detail\r\n2,0,SEARCH articles USING INTEGER PRIMARY KEY (rowid=?)\r\n"},
        {.sql = "SELECT 1; DELETE FROM articles",
         .options = {.plan = true},
         .status = CB_BAD_INPUT,
         .message = "not allowed",
         .where = -1},
    };

    (void)state;
    CHECK_ALL(CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_rows),
        cmocka_unit_test(binds_by_looks),
        cmocka_unit_test(says_where_sql_is_wrong),
        cmocka_unit_test(withstands_attacks),
        cmocka_unit_test(bounds_memory),
        cmocka_unit_test(shows_plans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
