#include "unit/language/analyze.h"

#include "base/buf.h"

static bool collect(void *context, const char *bytes, size_t size)
{
    cb_buf_add(context, (struct cb_str){bytes, size});
    return true;
}

static bool refuse(void *context, const char *bytes, size_t size)
{
    (void)context, (void)bytes, (void)size;
    return false;
}

static void check(const struct cb_document *doc, enum cb_analysis_format format, const char *text)
{
    struct cb_buf out;
    struct cb_sink sink = {.write = collect, .context = &out};

    cb_buf_init(&out, 1 << 20);
    assert_int_equal(cb_language_write(doc, format, &sink, NULL), CB_OK);
    assert_string_equal(out.bytes ? out.bytes : "", text);
    cb_buf_release(&out);
}

static void writes_conllu(void **state)
{
    struct cb_document doc = analyze(*state, CB_GERMAN, CB_STR("Zoë kommt am 3. Mai – nicht.\nJa, 5 %!"));

    check(&doc, CB_ANALYSIS_CONLLU,
          "# sent_id = 1\n# passage = body\n# text = Zoë kommt am 3. Mai – nicht.\n"
          "1\tZoë\tZoë\tNOUN\t_\t_\t_\t_\t_\tStart=0|End=3\n"
          "2\tkommt\tkommt\tX\t_\t_\t_\t_\t_\tStart=4|End=9\n"
          "3\tam\tam\tADP\t_\t_\t_\t_\t_\tStart=10|End=12\n"
          "4\t3.\t3.\tADJ\t_\t_\t_\t_\t_\tStart=13|End=15\n"
          "5\tMai\tMai\tNOUN\t_\t_\t_\t_\t_\tStart=16|End=19\n"
          "6\t–\t–\tPUNCT\t_\t_\t_\t_\t_\tStart=20|End=21\n"
          "7\tnicht\tnicht\tPART\t_\t_\t_\t_\t_\tSpaceAfter=No|Start=22|End=27\n"
          "8\t.\t.\tPUNCT\t_\t_\t_\t_\t_\tStart=27|End=28\n\n"
          "# sent_id = 2\n# passage = body\n# text = Ja, 5 %!\n"
          "1\tJa\tJa\tPART\t_\t_\t_\t_\t_\tSpaceAfter=No|Start=29|End=31\n"
          "2\t,\t,\tPUNCT\t_\t_\t_\t_\t_\tStart=31|End=32\n"
          "3\t5\t5\tNUM\t_\t_\t_\t_\t_\tStart=33|End=34\n"
          "4\t%\t%\tSYM\t_\t_\t_\t_\t_\tSpaceAfter=No|Start=35|End=36\n"
          "5\t!\t!\tPUNCT\t_\t_\t_\t_\t_\tStart=36|End=37\n\n");
}

static void writes_a_table(void **state)
{
    struct cb_document doc = analyze(*state, CB_GERMAN, CB_STR("Zoë ging.\nJa."));

    check(&doc, CB_ANALYSIS_TABLE,
          "1 body: Zoë ging.\n"
          "       0        3  NOUN   Zoë\n"
          "       4        8  X      ging\n"
          "       8        9  PUNCT  .\n"
          "\n2 body: Ja.\n"
          "      10       12  PART   Ja\n"
          "      12       13  PUNCT  .\n");
}

/* A paragraph that was wrapped by hand is one line in the comment. */
static void keeps_comments_on_one_line(void **state)
{
    struct temp *temp = *state;
    struct cb_document doc = {.arena = &temp->arena, .text = CB_STR("Er\nging.")};
    struct cb_buf out;
    struct cb_sink sink = {.write = collect, .context = &out};

    *CB_PUSH(doc.arena, &doc.passages) = (struct cb_passage){.span = {0, 8}};
    assert_int_equal(cb_language_analyze(&doc, lexicons[CB_GERMAN], NULL), CB_OK);
    cb_buf_init(&out, 1 << 16);
    assert_int_equal(cb_language_write(&doc, CB_ANALYSIS_CONLLU, &sink, NULL), CB_OK);
    assert_non_null(strstr(out.bytes, "# text = Er ging.\n"));
    cb_buf_release(&out);
}

static void says_when_the_sink_is_full(void **state)
{
    struct cb_document doc = analyze(*state, CB_GERMAN, CB_STR("Ja."));
    struct cb_sink sink = {.write = refuse};
    struct cb_err err = {0};

    assert_int_equal(cb_language_write(&doc, CB_ANALYSIS_TABLE, &sink, &err), CB_SYSTEM);
    assert_message(err, "the analysis cannot be written");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(writes_conllu),
        temp_test(writes_a_table),
        temp_test(keeps_comments_on_one_line),
        temp_test(says_when_the_sink_is_full),
    };

    return run_with_lexicons(tests);
}
