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
    struct cb_document doc =
        analyze(*state, CB_GERMAN, CB_STR("Zoë rief am 3. Mai – nicht an, sagt er.\nJa, 5 %!"));

    check(&doc, CB_ANALYSIS_CONLLU,
          "# sent_id = 1\n"
          "# passage = body\n"
          "# text = Zoë rief am 3. Mai – nicht an, sagt er.\n"
          "# clause 1 = main 1-8 finite=2:rief particle=8:an verb=2:anrufen subject=1:Zoë subject-head=1:Zoë "
          "negation=7:nicht negated\n"
          "# clause 2 = main 10-11 in=1 finite=10:sagt verb=10:sagen subject=11:er subject-head=11:er\n"
          "# phrase 1 = subject 1-1 clause=1 head=1:Zoë\n"
          "# phrase 2 = oblique 4-5 clause=1 preposition=3:am head=5:Mai\n"
          "# phrase 3 = subject 11-11 clause=2 head=11:er\n"
          "1\tZoë\tZoë\tPROPN\t_\t_\t_\t_\t_\tClause=1|Phrase=1|Start=0|End=3\n"
          "2\trief\trufen\tVERB\t_\tMood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\t_\t_\t_\tClause=1|"
          "Start=4|End=8\n"
          "3\tam\tan\tADP\t_\t_\t_\t_\t_\tClause=1|Phrase=2|Start=9|End=11\n"
          "4\t3.\t3.\tADJ\t_\t_\t_\t_\t_\tClause=1|Phrase=2|Start=12|End=14\n"
          "5\tMai\tMai\tNOUN\t_\tGender=Masc|Number=Sing\t_\t_\t_\tClause=1|Phrase=2|Start=15|End=18\n"
          "6\t–\t–\tPUNCT\t_\t_\t_\t_\t_\tStart=19|End=20\n"
          "7\tnicht\tnicht\tPART\t_\t_\t_\t_\t_\tClause=1|Start=21|End=26\n"
          "8\tan\tan\tADP\t_\t_\t_\t_\t_\tClause=1|SpaceAfter=No|Start=27|End=29\n"
          "9\t,\t,\tPUNCT\t_\t_\t_\t_\t_\tStart=29|End=30\n"
          "10\tsagt\tsagen\tVERB\t_\tMood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin\t_\t_\t_\tClause="
          "2|Start=31|End=35\n"
          "11\ter\ter\tPRON\t_\tCase=Nom|Gender=Masc|Number=Sing|Person=3\t_\t_\t_\tClause=2|Phrase=3|"
          "SpaceAfter=No|"
          "Start=36|End=38\n"
          "12\t.\t.\tPUNCT\t_\t_\t_\t_\t_\tStart=38|End=39\n"
          "\n"
          "# sent_id = 2\n"
          "# passage = body\n"
          "# text = Ja, 5 %!\n"
          "# clause 1 = main 1-4 subject=3-4:5 % subject-head=4:%\n"
          "# phrase 1 = subject 3-4 clause=1 head=4:%\n"
          "1\tJa\tja\tPART\t_\t_\t_\t_\t_\tClause=1|SpaceAfter=No|Start=40|End=42\n"
          "2\t,\t,\tPUNCT\t_\t_\t_\t_\t_\tStart=42|End=43\n"
          "3\t5\t5\tNUM\t_\t_\t_\t_\t_\tClause=1|Phrase=1|Start=44|End=45\n"
          "4\t%\t%\tSYM\t_\t_\t_\t_\t_\tClause=1|Phrase=1|SpaceAfter=No|Start=46|End=47\n"
          "5\t!\t!\tPUNCT\t_\t_\t_\t_\t_\tStart=47|End=48\n"
          "\n");
}

static void writes_a_table(void **state)
{
    struct cb_document doc = analyze(*state, CB_GERMAN, CB_STR("Zoë ging, weil er kam.\nJa."));

    check(&doc, CB_ANALYSIS_TABLE,
          "1 body: Zoë ging, weil er kam.\n"
          "       0        3  PROPN  Zoë  Zoë  _\n"
          "       4        8  VERB   ging  gehen  Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n"
          "       8        9  PUNCT  ,  ,  _\n"
          "      10       14  SCONJ  weil  weil  _\n"
          "      15       17  PRON   er  er  Case=Nom|Gender=Masc|Number=Sing|Person=3\n"
          "      18       21  VERB   kam  kommen  Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n"
          "      21       22  PUNCT  .  .  _\n"
          "  clause 1 = main 1-6 finite=ging verb=gehen subject=Zoë\n"
          "  clause 2 = subordinate 4-6 in=1 opener=weil finite=kam verb=kommen subject=er\n"
          "  phrase 1 = subject 1-1 clause=1 head=Zoë\n"
          "  phrase 2 = subject 5-5 clause=2 head=er\n"
          "\n"
          "2 body: Ja.\n"
          "      23       25  PART   Ja  ja  _\n"
          "      25       26  PUNCT  .  .  _\n"
          "  clause 1 = main 1-1\n");
}

/* A paragraph that was wrapped by hand is one line in the comment. */
static void keeps_comments_on_one_line(void **state)
{
    struct temp *temp = *state;
    struct cb_document doc = {.arena = &temp->arena, .text = CB_STR("Er\nging.")};
    struct cb_buf out;
    struct cb_sink sink = {.write = collect, .context = &out};

    *CB_PUSH(doc.arena, &doc.passages) = (struct cb_passage){.span = {0, 8}};
    assert_int_equal(cb_language_analyze(&doc, lexicons[CB_GERMAN], NULL, NULL), CB_OK);
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
