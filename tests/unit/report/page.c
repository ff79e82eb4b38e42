#include "unit/report/kb.h"

#include "base/assets.h"
#include "report/format.h"
#include "report/page.h"
#include "text/sha256.h"

static void lets_text_be_text(void **state)
{
    static const struct {
        const char *text, *html;
    } CASES[] = {
        {"Öl & Gas", "Öl &amp; Gas"},
        {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"\" onload=\"x", "&quot; onload=&quot;x"},
        {"' autofocus onfocus='x", "&#39; autofocus onfocus=&#39;x"},
        {"</td></tr></table><script>", "&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;&lt;script&gt;"},
        {"<!--", "&lt;!--"},
        {"]]>", "]]&gt;"},
        {"&lt;b&gt;", "&amp;lt;b&amp;gt;"},
        {"a\nb", "a\nb"},
        {"a\x1b[2Jb", "a␛[2Jb"},
        {"a\342\200\256b", "a&lt;U+202E&gt;b"},
        {"a\xff<b", "a\ufffd&lt;b"},
        {"a\xc0\xbc"
         "script>",
         "a\ufffd\ufffdscript&gt;"}, /* an overlong '<' */
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_buf out;
        cb_buf_init(&out, 1000);
        cb_html_add_z(&out, CASES[i].text);
        assert_string_equal(out.bytes ? out.bytes : "", CASES[i].html);
        cb_buf_release(&out);
    }
}

/* The page trusts the style sheet and the script that stand in it, letter for letter, and nothing else. */
static void trusts_itself_alone(void **state)
{
    struct cb_buf page;
    const char *names[] = {"src/report/page.css", "src/report/page.js"};

    (void)state;
    cb_buf_init(&page, 100000);
    cb_page_begin(&page, "T");
    cb_page_end(&page);
    assert_non_null(strstr(page.bytes, "default-src 'none'; "));
    assert_non_null(strstr(page.bytes, "base-uri 'none'; form-action 'none'"));
    assert_null(strstr(page.bytes, "unsafe"));
    assert_null(strstr(page.bytes, "http:"));
    assert_null(strstr(page.bytes, "https:"));
    for (size_t i = 0; i < 2; i++) {
        struct cb_str text = cb_assets_find(names[i]);
        char hash[45];
        assert_non_null(text.ptr);
        assert_non_null(strstr(page.bytes, text.ptr));
        cb_sha256_base64(text, hash);
        assert_non_null(strstr(page.bytes, hash));
    }
    cb_buf_release(&page);
}

static void write_page(struct keeping *out, const struct cb_sheet *sheet, const char *text)
{
    struct cb_writer *writer = NULL;
    struct cb_value row[] = {{.kind = CB_VALUE_TEXT, .text = cb_str_of(text)},
                             {.kind = CB_VALUE_INTEGER, .integer = 7}};

    keeping_init(out);
    assert_int_equal(cb_writer_open_sheet(CB_FORMAT_HTML, sheet, &out->sink, &writer, NULL), CB_OK);
    assert_int_equal(cb_writer_row(writer, row, NULL), CB_OK);
    cb_writer_note_cut(writer);
    assert_int_equal(cb_writer_finish(writer, NULL), CB_OK);
    cb_writer_close(writer);
}

static void says_what_the_rows_are(void **state)
{
    static const struct cb_writer_column COLUMNS[] = {{"a\"><b", false, "An \"a\""}, {"n", true, NULL}};
    static const struct cb_param PARAMS[] = {{"who", "<Meike>"}};
    static const struct cb_sheet SHEET = {.columns = COLUMNS,
                                          .column_count = 2,
                                          .title = "Title </title><script>",
                                          .description = "What & how.",
                                          .order = "a",
                                          .data = "2 articles",
                                          .params = PARAMS,
                                          .param_count = 1,
                                          .back = true};
    static const char *const PARTS[] = {
        "<title>Title &lt;/title&gt;&lt;script&gt;</title>",
        "<h1>Title &lt;/title&gt;&lt;script&gt;</h1>",
        "<p>What &amp; how.</p>",
        "<dt>Rows</dt><dd>the first 1; there are more</dd>",
        "<dt>Parameter who</dt><dd>&lt;Meike&gt;</dd>",
        "<dt>Sorted by</dt><dd>a</dd>",
        "<dt>Knowledge base</dt><dd>2 articles</dd>",
        "<caption id=\"rows\">Title &lt;/title&gt;&lt;script&gt;, 1 row</caption>",
        "<th scope=\"col\" title=\"An &quot;a&quot;\">a&quot;&gt;&lt;b</th><th scope=\"col\" "
        "class=\"n\">n</th>",
        "<tr><td>x</td><td class=\"n\">7</td></tr>",
        "<a href=\"index.html\">All reports</a>",
    };
    struct keeping out;

    (void)state;
    write_page(&out, &SHEET, "x");
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
        if (!strstr(kept(&out), PARTS[i]))
            fail_msg("'%s' is not in: %s", PARTS[i], kept(&out));
    cb_buf_release(&out.text);
}

static void links_only_what_leads_there(void **state)
{
    static const struct cb_writer_column COLUMNS[] = {{"a", false, NULL}, {"n", true, NULL}};
    static const struct cb_sheet SHEET = {.columns = COLUMNS, .column_count = 2};
    static const struct {
        const char *text;
        bool link;
    } CASES[] = {
        {"https://example.org/a?b=1&c=2", true},
        {"http://example.org", true},
        {"https://", false},
        {"javascript:alert(1)", false},
        {"JaVaScRiPt:alert(1)", false},
        {" https://example.org", false},
        {"https://example.org/ onclick=x", false},
        {"https://example.org/\"onclick=x", false},
        {"https://example.org/'x", false},
        {"https://example.org/<b>", false},
        {"https://example.org/\nx", false},
        {"https://example.org/\342\200\256gpj.exe", false},
        {"data:text/html,<script>", false},
        {"vbscript:x", false},
        {"//example.org", false},
        {"file:///etc/passwd", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct keeping out;
        write_page(&out, &SHEET, CASES[i].text);
        if (!strstr(kept(&out), "<a rel=\"noopener noreferrer\" href=\"http") == CASES[i].link)
            fail_msg("'%s'", CASES[i].text);
        if (!CASES[i].link && strstr(kept(&out), "href="))
            fail_msg("'%s' became a link", CASES[i].text);
        cb_buf_release(&out.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lets_text_be_text),
        cmocka_unit_test(trusts_itself_alone),
        cmocka_unit_test(says_what_the_rows_are),
        cmocka_unit_test(links_only_what_leads_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
