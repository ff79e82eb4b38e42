#include "unit/report/kb.h"

#include "report/format.h"

#define TEXT(s)                                                                                              \
    {                                                                                                        \
        .kind = CB_VALUE_TEXT, .text = {(s), sizeof(s) - 1 }                                                 \
    }
#define INTEGER(n)                                                                                           \
    {                                                                                                        \
        .kind = CB_VALUE_INTEGER, .integer = (n)                                                             \
    }
#define REAL(x)                                                                                              \
    {                                                                                                        \
        .kind = CB_VALUE_REAL, .real = (x)                                                                   \
    }
#define NONE                                                                                                 \
    {                                                                                                        \
        .kind = CB_VALUE_NULL                                                                                \
    }

static const struct cb_writer_column COLUMNS[] = {
    {"name", false, "Who"}, {"n", true, NULL}, {"text", false, NULL}};

static const struct cb_value ROWS[][3] = {
    {TEXT("Jan Öllig"), INTEGER(3), TEXT("„Ja“, sagt er")},
    {TEXT("\"A\" | B"), REAL(10000000000.0), TEXT("eins\nzwei\tdrei\r")},
    {NONE, NONE, TEXT("")},
    {TEXT("*x*"), REAL(0.5), TEXT("\x1b[2J\342\200\256\342\200\254")},
};

static void write_rows(struct keeping *out, enum cb_format format, size_t rows)
{
    struct cb_writer *writer = NULL;

    assert_int_equal(cb_writer_open(format, COLUMNS, 3, &out->sink, &writer, NULL), CB_OK);
    for (size_t i = 0; i < rows; i++)
        assert_int_equal(cb_writer_row(writer, ROWS[i], NULL), CB_OK);
    assert_int_equal(cb_writer_finish(writer, NULL), CB_OK);
    cb_writer_close(writer);
}

static void writes_each_format(void **state)
{
    static const struct {
        enum cb_format format;
        const char *none, *all;
    } CASES[] = {
        {CB_FORMAT_CSV, "name,n,text\r\n",
         "name,n,text\r\n"
         "Jan Öllig,3,\"„Ja“, sagt er\"\r\n"
         "\"\"\"A\"\" | B\",10000000000,\"eins\nzwei\tdrei\r\"\r\n"
         ",,\"\"\r\n"
         "*x*,0.5,\x1b[2J\342\200\256\342\200\254\r\n"},
        {CB_FORMAT_TSV, "name\tn\ttext\n",
         "name\tn\ttext\n"
         "Jan Öllig\t3\t„Ja“, sagt er\n"
         "\"A\" | B\t10000000000\teins zwei drei \n"
         "\t\t\n"
         "*x*\t0.5\t\x1b[2J\342\200\256\342\200\254\n"},
        {CB_FORMAT_JSON, "[]\n",
         "[\n"
         "{\"name\":\"Jan Öllig\",\"n\":3,\"text\":\"„Ja“, sagt er\"},\n"
         "{\"name\":\"\\\"A\\\" | B\",\"n\":10000000000,\"text\":\"eins\\nzwei\\tdrei\\r\"},\n"
         "{\"name\":null,\"n\":null,\"text\":\"\"},\n"
         "{\"name\":\"*x*\",\"n\":0.5,\"text\":\"\\u001B[2J\342\200\256\342\200\254\"}\n"
         "]\n"},
        {CB_FORMAT_JSONL, "",
         "{\"name\":\"Jan Öllig\",\"n\":3,\"text\":\"„Ja“, sagt er\"}\n"
         "{\"name\":\"\\\"A\\\" | B\",\"n\":10000000000,\"text\":\"eins\\nzwei\\tdrei\\r\"}\n"
         "{\"name\":null,\"n\":null,\"text\":\"\"}\n"
         "{\"name\":\"*x*\",\"n\":0.5,\"text\":\"\\u001B[2J\342\200\256\342\200\254\"}\n"},
        {CB_FORMAT_MARKDOWN, "| name | n | text |\n| --- | ---: | --- |\n",
         "| name | n | text |\n| --- | ---: | --- |\n"
         "| Jan Öllig | 3 | „Ja“, sagt er |\n"
         "| \"A\" \\| B | 10000000000 | eins↵zwei drei␍ |\n"
         "|  |  |  |\n"
         "| \\*x\\* | 0.5 | ␛\\[2J\\<U+202E\\>\\<U+202C\\> |\n"},
        {CB_FORMAT_TABLE, "name  n  text\n",
         "name                 n  text\n"
         "Jan Öllig            3  „Ja“, sagt er\n"
         "\"A\" | B    10000000000  eins↵zwei drei␍\n"
         "                        \n"
         "*x*                0.5  ␛[2J<U+202E><U+202C>\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct keeping out;
        keeping_init(&out);
        write_rows(&out, CASES[i].format, 0);
        assert_string_equal(kept(&out), CASES[i].none);
        cb_buf_clear(&out.text);
        write_rows(&out, CASES[i].format, 4);
        assert_string_equal(kept(&out), CASES[i].all);
        cb_buf_release(&out.text);
    }
}

/* On a terminal no format lets text act. */
static void disarms_every_format_on_a_terminal(void **state)
{
    (void)state;
    for (enum cb_format format = CB_FORMAT_TABLE; format <= CB_FORMAT_HTML; format++) {
        struct keeping out;
        keeping_init(&out);
        out.sink.width = 100;
        write_rows(&out, format, 4);
        assert_null(strchr(kept(&out), '\x1b'));
        assert_null(strstr(kept(&out), "\342\200\256\342\200\254"));
        assert_non_null(strstr(kept(&out), "␛"));
        cb_buf_release(&out.text);
    }
}

static void breaks_a_table_to_the_width_of_a_terminal(void **state)
{
    static const struct cb_value ROW[] = {TEXT("Jan Öllig"), INTEGER(3),
                                          TEXT("Die Größe der Fähre überrascht alle, die am Ufer stehen")};
    static const struct {
        unsigned width;
        const char *text;
    } CASES[] = {
        {0, "name       n  text\n"
            "Jan Öllig  3  Die Größe der Fähre überrascht alle, die am Ufer stehen\n"},
        {40, "name       n  text\n"
             "Jan Öllig  3  Die Größe der Fähre\n"
             "              überrascht alle, die am\n"
             "              Ufer stehen\n"},
        {30, "--[ 1 ]-----------------------\n"
             "name  Jan Öllig\n"
             "n     3\n"
             "text  Die Größe der Fähre\n"
             "      überrascht alle, die am\n"
             "      Ufer stehen\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct keeping out;
        struct cb_writer *writer = NULL;
        keeping_init(&out);
        out.sink.width = CASES[i].width;
        assert_int_equal(cb_writer_open(CB_FORMAT_TABLE, COLUMNS, 3, &out.sink, &writer, NULL), CB_OK);
        assert_int_equal(cb_writer_row(writer, ROW, NULL), CB_OK);
        assert_int_equal(cb_writer_finish(writer, NULL), CB_OK);
        cb_writer_close(writer);
        assert_string_equal(kept(&out), CASES[i].text);
        cb_buf_release(&out.text);
    }
}

static void add_run(struct cb_buf *out, char c, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cb_buf_add_char(out, c);
}

/* Without a terminal a row is one line, but for text wider than 1000 letters: no row is padded further. */
static void breaks_a_table_where_text_is_very_wide(void **state)
{
    static char wide[2001 + 1];
    const struct cb_value rows[][3] = {
        {TEXT("Ida"), INTEGER(3), TEXT("kurz")},
        {{.kind = CB_VALUE_TEXT, .text = {wide, sizeof wide - 1}}, INTEGER(14), TEXT("lang")}};
    struct keeping out;
    struct cb_buf expected;
    struct cb_writer *writer = NULL;

    (void)state;
    memset(wide, 'a', sizeof wide - 1);
    keeping_init(&out);
    cb_buf_init(&expected, 10000);
    cb_buf_add_z(&expected, "name");
    add_run(&expected, ' ', 1000 - 4);
    cb_buf_add_z(&expected, "   n  text\nIda");
    add_run(&expected, ' ', 1000 - 3);
    cb_buf_add_z(&expected, "   3  kurz\n");
    add_run(&expected, 'a', 1000);
    cb_buf_add_z(&expected, "  14  lang\n");
    add_run(&expected, 'a', 1000);
    cb_buf_add_z(&expected, "      \na");
    add_run(&expected, ' ', 1000 - 1);
    cb_buf_add_z(&expected, "      \n");
    assert_int_equal(cb_writer_open(CB_FORMAT_TABLE, COLUMNS, 3, &out.sink, &writer, NULL), CB_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(cb_writer_row(writer, rows[i], NULL), CB_OK);
    assert_int_equal(cb_writer_finish(writer, NULL), CB_OK);
    cb_writer_close(writer);
    assert_string_equal(kept(&out), expected.bytes);
    cb_buf_release(&expected);
    cb_buf_release(&out.text);
}

static void colours_the_head_only_when_asked(void **state)
{
    struct keeping out;

    (void)state;
    keeping_init(&out);
    out.sink.color = true;
    write_rows(&out, CB_FORMAT_TABLE, 1);
    assert_non_null(strstr(kept(&out), "\033[1mname"));
    cb_buf_release(&out.text);
}

static void mends_text_for_json(void **state)
{
    static const struct cb_value ROW[] = {TEXT("a\xff"), NONE, TEXT("b\0c")};
    struct keeping out;
    struct cb_writer *writer = NULL;

    (void)state;
    keeping_init(&out);
    assert_int_equal(cb_writer_open(CB_FORMAT_JSONL, COLUMNS, 3, &out.sink, &writer, NULL), CB_OK);
    assert_int_equal(cb_writer_row(writer, ROW, NULL), CB_OK);
    assert_int_equal(cb_writer_finish(writer, NULL), CB_OK);
    cb_writer_close(writer);
    assert_string_equal(kept(&out), "{\"name\":\"a\ufffd\",\"n\":null,\"text\":\"b\\u0000c\"}\n");
    cb_buf_release(&out.text);
}

/* A sink that refuses ends the call, in the middle or at the end. */
static void notices_a_sink_that_refuses(void **state)
{
    struct keeping out;
    struct cb_writer *writer = NULL;
    struct cb_err err = {0};
    cb_status status = CB_OK;

    (void)state;
    keeping_init(&out);
    out.room = 70000;
    assert_int_equal(cb_writer_open(CB_FORMAT_CSV, COLUMNS, 3, &out.sink, &writer, NULL), CB_OK);
    for (int i = 0; i < 10000 && status == CB_OK; i++)
        status = cb_writer_row(writer, ROWS[0], &err);
    assert_int_equal(status, CB_SYSTEM);
    assert_string_equal(err.text, "the output cannot be written");
    cb_writer_close(writer);
    cb_buf_release(&out.text);

    keeping_init(&out);
    out.room = 3;
    assert_int_equal(cb_writer_open(CB_FORMAT_TABLE, COLUMNS, 3, &out.sink, &writer, NULL), CB_OK);
    assert_int_equal(cb_writer_row(writer, ROWS[0], &err), CB_OK);
    assert_int_equal(cb_writer_finish(writer, &err), CB_SYSTEM);
    cb_writer_close(writer);
    cb_buf_release(&out.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_each_format),
        cmocka_unit_test(disarms_every_format_on_a_terminal),
        cmocka_unit_test(breaks_a_table_to_the_width_of_a_terminal),
        cmocka_unit_test(breaks_a_table_where_text_is_very_wide),
        cmocka_unit_test(colours_the_head_only_when_asked),
        cmocka_unit_test(mends_text_for_json),
        cmocka_unit_test(notices_a_sink_that_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
