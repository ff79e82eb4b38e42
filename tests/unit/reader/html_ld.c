/* What pages say about themselves in JSON-LD, in all the ways in which it is written. */
#include "unit/reader/pages.h"

#include "base/buf.h"

#define PROSE                                                                                                \
    "<p>Der Hafen von Marnstedt bleibt nach dem Unfall eine Woche lang gesperrt, sagte die Leiterin am "     \
    "Montag.</p>"
#define SCRIPT(json) "<script type='application/ld+json'>" json "</script>"

/* Reads a page with this head. */
static void read_head(struct temp *temp, const char *head, struct cb_document *doc)
{
    struct cb_err err = {0};
    struct cb_str page = cb_arena_printf(
        &temp->arena, "<html><head>%s</head><body><article>" PROSE PROSE "</article></body></html>", head);

    *doc = (struct cb_document){.arena = &temp->arena};
    if (read_bytes(doc, page, &err) != CB_OK)
        fail_msg("%s: %s", head, err.text);
}

struct said {
    const char *head, *value;
};

static void check_each(struct temp *temp, const struct said *cases, size_t count,
                       struct cb_str (*field)(const struct cb_document *doc))
{
    size_t wrong = 0;

    for (size_t i = 0; i < count; i++) {
        struct cb_document doc;
        struct cb_str value;
        read_head(temp, cases[i].head, &doc);
        value = field(&doc);
        if (!cb_str_eq(value, cb_str_of(cases[i].value))) {
            print_error("%s: '%.*s', not '%s'\n", cases[i].head, CB_STR_ARG(value), cases[i].value);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}
#define CHECK_EACH(state, cases, field) check_each(state, cases, sizeof(cases) / sizeof *(cases), field)

static struct cb_str title_of(const struct cb_document *doc)
{
    return doc->title;
}

static struct cb_str author_of(const struct cb_document *doc)
{
    return doc->author;
}

static struct cb_str published_of(const struct cb_document *doc)
{
    return doc->published;
}

static struct cb_str modified_of(const struct cb_document *doc)
{
    return doc->modified;
}

static struct cb_str source_of(const struct cb_document *doc)
{
    return doc->source;
}

static struct cb_str url_of(const struct cb_document *doc)
{
    return doc->url;
}

/* ---- values ---- */

static void decodes_titles(void **state)
{
    static const struct said CASES[] = {
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"Hafen &amp; Werft\"}"), "Hafen & Werft"},
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"Hafen &amp;amp; Werft\"}"), "Hafen & Werft"},
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"&amp;quot;Nie wieder&amp;quot;\"}"),
         "\"Nie wieder\""},
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"&bdquo;M&ouml;we&ldquo; &ndash; gro&szlig;\"}"),
         "„Möwe“ – groß"},
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"F&#228;hre &#xDC;ber &#x1F6A2;\"}"),
         "Fähre Über \xF0\x9F\x9A\xA2"},
        /* no references, or of no character */
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"Hafen & Werft &Co; &#; &#x; &#xZ;\"}"),
         "Hafen & Werft &Co; &#; &#x; &#xZ;"},
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"A &#7; &#xD800; &#x110000; &#65\"}"),
         "A &#7; &#xD800; &#x110000; &#65"},
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"Kanal: &#12345678901; Meter\"}"),
         "Kanal: &#12345678901; Meter"},
        /* tags, blanks, decomposed letters */
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"<b>Hafen</b> <i>zu</i>\"}"), "Hafen zu"},
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\" Hafen\\n\\t  zu \"}"), "Hafen zu"},
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"1 < 2 im Hafen\"}"), "1 < 2 im Hafen"},
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"Mo\xCC\x88we\"}"), "Möwe"},
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":[\"Hafen zu\",\"Zweite\"]}"), "Hafen zu"},
        /* where it has another name */
        {SCRIPT("{\"@type\":\"Article\",\"name\":\"Hafen zu\"}"), "Hafen zu"},
        {SCRIPT("{\"@type\":\"Article\",\"headline\":\"  \",\"name\":\"Hafen zu\"}"), "Hafen zu"},
        {SCRIPT("{\"@type\":\"Review\",\"name\":\"Hafen zu\"}"), "Hafen zu"},
        {SCRIPT("{\"@type\":\"WebPage\",\"name\":\"Startseite\"}") "<title>Hafen zu</title>", "Hafen zu"},
    };

    CHECK_EACH(*state, CASES, title_of);
}

static void finds_the_article_among_objects(void **state)
{
    static const struct said CASES[] = {
        {SCRIPT("{\"@graph\":[{\"@type\":\"WebPage\",\"headline\":\"Seite\"},{\"@type\":\"NewsArticle\","
                "\"headline\":\"Hafen zu\"}]}"),
         "Hafen zu"},
        {SCRIPT("{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"Article\",\"headline\":\"Hafen zu\"}}"),
         "Hafen zu"},
        {SCRIPT("{\"@type\":\"CollectionPage\",\"hasPart\":[{\"@type\":\"Article\",\"headline\":\"Hafen "
                "zu\"}]}"),
         "Hafen zu"},
        {SCRIPT("{\"@type\":[\"Thing\",\"NewsArticle\"],\"headline\":\"Hafen zu\"}"), "Hafen zu"},
        {SCRIPT("{\"@type\":[7,null],\"headline\":\"Falsch\"}") "<title>Hafen zu</title>", "Hafen zu"},
        {SCRIPT("{\"@type\":\"https://schema.org/NewsArticle\",\"headline\":\"Hafen zu\"}"), "Hafen zu"},
        {SCRIPT("{\"@type\":\"LiveBlogPosting\",\"headline\":\"Hafen zu\"}"), "Hafen zu"},
        {SCRIPT("{\"@type\":\"Report\",\"headline\":\"Hafen zu\"}"), "Hafen zu"},
        {SCRIPT("{\"@type\":\"Recipe\",\"name\":\"Labskaus\"}"), "Labskaus"},
        {SCRIPT("{\"@type\":\"VideoObject\",\"headline\":\"Hafen im Film\"}"), "Hafen im Film"},
        /* more said: the better one, else the first */
        {SCRIPT("[{\"@type\":\"Article\",\"name\":\"Kurz\"},{\"@type\":\"Article\",\"headline\":\"Hafen zu\","
                "\"datePublished\":\"2025-03-12\"}]"),
         "Hafen zu"},
        {SCRIPT("{\"@type\":\"Article\",\"headline\":\"Hafen zu\"}")
             SCRIPT("{\"@type\":\"Article\",\"headline\":\"Werft zu\"}"),
         "Hafen zu"},
        /* scripts as they come */
        {SCRIPT("<!-- {\"@type\":\"NewsArticle\",\"headline\":\"Hafen zu\"} -->"), "Hafen zu"},
        {SCRIPT("/*<![CDATA[*/{\"@type\":\"NewsArticle\",\"headline\":\"Hafen zu\"}/*]]>*/"), "Hafen zu"},
        {SCRIPT("{\"@type\":\"NewsArticle\",\"headline\":\"Hafen\nzu\"};"), "Hafen zu"},
        {SCRIPT("") SCRIPT(" ") SCRIPT("null") SCRIPT("\"{\"") "<title>Hafen zu</title>", "Hafen zu"},
        {SCRIPT("{\"@type\":\"NewsArticle\",") "<title>Hafen zu</title>", "Hafen zu"},
        {SCRIPT("[[{\"@type\":\"NewsArticle\",\"headline\":\"Zu tief\"}],1,null]") "<title>Hafen zu</title>",
         "Hafen zu"},
    };

    CHECK_EACH(*state, CASES, title_of);
}

/* ---- who and when ---- */

static void finds_authors(void **state)
{
    static const struct said CASES[] = {
        {SCRIPT("{\"@type\":\"Article\",\"creator\":\"Petra Lang\"}"), "Petra Lang"},
        {SCRIPT("{\"@type\":\"Article\",\"author\":{\"@type\":\"Person\",\"name\":[\"Petra Lang\",\"Jan "
                "Weiss\",5]}}"),
         "Petra Lang, Jan Weiss"},
        {SCRIPT("{\"@type\":\"Article\",\"author\":[\"Petra Lang\",{\"name\":\"Jan Weiss\"},{\"@id\":\"#q\"},"
                "7,null]}"),
         "Petra Lang, Jan Weiss"},
        {SCRIPT("{\"@type\":\"Article\",\"author\":{\"name\":\"\"}}"), ""},
        {SCRIPT("{\"@graph\":[{\"@id\":\"#p\",\"@type\":\"Person\"},{\"@id\":\"#p\",\"name\":\"Petra Lang\"},"
                "{\"@id\":\"#q\",\"name\":\"Jan Weiss\"},{\"@type\":\"Article\",\"author\":{\"@id\":\"#p\","
                "\"@type\":\"Person\"}}]}"),
         "Petra Lang"},
        {SCRIPT("{\"@type\":\"Article\",\"author\":{\"@type\":\"Corporation\",\"name\":\"Nordwerk\"}}"),
         "Nordwerk"},
        /* the page knows what the article does not say */
        {SCRIPT(
             "[{\"@type\":\"Article\",\"headline\":\"Hafen zu\"},{\"@type\":\"WebPage\",\"author\":\"Petra "
             "Lang\"}]"),
         "Petra Lang"},
        /* no names */
        {SCRIPT("{\"@type\":\"Article\",\"author\":\"https://bote.example/petra\"}"), ""},
        {SCRIPT("{\"@type\":\"Article\",\"author\":\"petra@bote.example\"}"), ""},
        {SCRIPT("{\"@type\":\"Article\",\"author\":\"Wer war es?\"}"), ""},
        {SCRIPT("{\"@type\":\"Article\",\"author\":\"X\"}"), ""},
        {SCRIPT("{\"@type\":\"Article\",\"author\":\"4711 0815\"}"), ""},
        {SCRIPT("{\"@type\":\"Article\",\"author\":\"Sieben Worte sind mehr als ein Name\"}"), ""},
        /* what stands around names */
        {SCRIPT("{\"@type\":\"Article\",\"author\":\"Von Petra Lang (Marnstedt)\"}"), "Petra Lang"},
        {SCRIPT("{\"@type\":\"Article\",\"author\":\"- Petra Lang, \"}"), "Petra Lang"},
        {SCRIPT("{\"@type\":\"Article\",\"author\":\"Petra Lang; Jan Weiss/Mara Quint & Uwe Falk\"}"),
         "Petra Lang, Jan Weiss, Mara Quint, Uwe Falk"},
        {SCRIPT("{\"@type\":\"Article\",\"author\":[\"Petra Lang\",\"PETRA LANG\"]}"), "Petra Lang"},
    };

    CHECK_EACH(*state, CASES, author_of);
}

static void finds_days(void **state)
{
    static const struct said PUBLISHED[] = {
        {SCRIPT("{\"@type\":\"Article\",\"datePublished\":\"2025-03-12T08:00:00+01:00\"}"), "2025-03-12"},
        {SCRIPT("{\"@type\":\"Article\",\"dateCreated\":\"2025-03-12\"}"), "2025-03-12"},
        {SCRIPT("{\"@type\":\"VideoObject\",\"uploadDate\":\"2025-03-12\"}"), "2025-03-12"},
        {SCRIPT("[{\"@type\":\"Article\",\"headline\":\"Hafen zu\",\"author\":\"Petra Lang\"},"
                "{\"@type\":\"WebPage\",\"datePublished\":\"2025-03-12\"}]"),
         "2025-03-12"},
        {SCRIPT("[{\"@type\":\"Article\",\"headline\":\"Hafen zu\"},{\"@type\":\"Person\","
                "\"datePublished\":\"2025-03-12\"}]"),
         ""},
        {SCRIPT("{\"@type\":\"Article\",\"datePublished\":20250312}"), ""},
        {SCRIPT("{\"@type\":\"Article\",\"datePublished\":\"bald\"}") "<meta name=date content=2025-03-12>",
         "2025-03-12"},
        {SCRIPT("{\"@type\":\"Article\",\"datePublished\":\"2025-02-30\"}"), ""},
    };
    static const struct said MODIFIED[] = {
        {SCRIPT("{\"@type\":\"Article\",\"dateModified\":\"2025-03-13\"}"), "2025-03-13"},
        {SCRIPT("[{\"@type\":\"Article\",\"headline\":\"Hafen zu\"},{\"@type\":\"WebPage\",\"dateModified\":"
                "\"2025-03-13\"}]"),
         "2025-03-13"},
    };

    CHECK_EACH(*state, PUBLISHED, published_of);
    CHECK_EACH(*state, MODIFIED, modified_of);
}

static void finds_outlets_and_addresses(void **state)
{
    static const struct said SOURCES[] = {
        {SCRIPT("{\"@type\":\"Article\",\"publisher\":\"Marnstedter Bote\"}"), "Marnstedter Bote"},
        {SCRIPT("{\"@type\":\"Article\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"Marnstedter "
                "Bote\"}}"),
         "Marnstedter Bote"},
        {SCRIPT("[{\"@type\":\"Article\",\"publisher\":{\"@id\":\"#o\"}},{\"@type\":\"Organization\","
                "\"@id\":\"#o\",\"name\":\"Marnstedter Bote\"}]"),
         "Marnstedter Bote"},
        {SCRIPT("{\"@type\":\"Article\",\"publisher\":[{\"name\":\"Marnstedter Bote\"},{\"name\":\"Kurier\"}]"
                "}"),
         "Marnstedter Bote"},
    };
    static const struct said ADDRESSES[] = {
        {SCRIPT("{\"@type\":\"Article\",\"url\":\"https://bote.example/a\"}"), "https://bote.example/a"},
        {SCRIPT("{\"@type\":\"Article\",\"mainEntityOfPage\":\"https://bote.example/a\"}"),
         "https://bote.example/a"},
        {SCRIPT("{\"@type\":\"Article\",\"mainEntityOfPage\":{\"@type\":\"WebPage\",\"@id\":"
                "\"https://bote.example/a\"}}"),
         "https://bote.example/a"},
    };

    CHECK_EACH(*state, SOURCES, source_of);
    CHECK_EACH(*state, ADDRESSES, url_of);
}

static void tells_what_is_paid_for(void **state)
{
    static const struct said CASES[] = {
        {SCRIPT("{\"@type\":\"Article\",\"isAccessibleForFree\":false}"), "paywall"},
        {SCRIPT("{\"@type\":\"Article\",\"isAccessibleForFree\":\"FALSE\"}"), "paywall"},
        {SCRIPT("{\"@type\":\"Article\",\"isAccessibleForFree\":true}"), ""},
        {SCRIPT("{\"@type\":\"Article\",\"isAccessibleForFree\":\"True\"}"), ""},
        {SCRIPT("{\"@type\":\"Article\",\"isAccessibleForFree\":0}"), ""},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc;
        read_head(*state, CASES[i].head, &doc);
        if (cb_str_starts(doc.notice, CB_STR("paywall")) != (*CASES[i].value != '\0'))
            fail_msg("%s: '%.*s'", CASES[i].head, CB_STR_ARG(doc.notice));
    }
}

/* What is there in great numbers is read to a ceiling, and the page is read all the same. */
static void bears_many(void **state)
{
    struct temp *temp = *state;
    struct cb_buf head;
    struct cb_document doc;

    cb_buf_init(&head, 1 << 20);
    for (int i = 0; i < 70; i++)
        cb_buf_printf(&head, SCRIPT("{\"@type\":\"Thing\",\"name\":\"%d\"}"), i);
    cb_buf_add_z(&head, SCRIPT("{\"@type\":\"Article\",\"headline\":\"Beyond\"}") "<title>Hafen zu</title>");
    read_head(temp, head.bytes, &doc);
    assert_text(doc.title, "Hafen zu");
    cb_buf_clear(&head);
    cb_buf_add_z(&head,
                 "<script type='application/ld+json'>[{\"@type\":\"Article\",\"headline\":\"Hafen zu\","
                 "\"author\":[\"Petra Lang\"");
    for (int i = 0; i < 60; i++)
        cb_buf_printf(&head, ",\"Jan Weiss%c%c\"", 'a' + i / 26, 'a' + i % 26);
    cb_buf_add_z(&head, "]}");
    for (int i = 0; i < 5000; i++)
        cb_buf_add_z(&head, ",{\"@graph\":[{}]}");
    cb_buf_add_z(&head, "]</script>");
    read_head(temp, head.bytes, &doc);
    assert_text(doc.title, "Hafen zu");
    assert_true(cb_str_starts(doc.author, CB_STR("Petra Lang, Jan Weissaa, ")));
    cb_buf_release(&head);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(decodes_titles),
        temp_test(finds_the_article_among_objects),
        temp_test(finds_authors),
        temp_test(finds_days),
        temp_test(finds_outlets_and_addresses),
        temp_test(tells_what_is_paid_for),
        temp_test(bears_many),
    };

    return cmocka_run_group_tests(tests, NULL, pages_release);
}
