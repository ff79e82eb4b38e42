#include "unit/reader/pages.h"

#include "base/buf.h"
#include "base/io.h"
#include "base/limits.h"

#define PROSE                                                                                                \
    "<p>Der Hafen von Marnstedt bleibt nach dem Unfall eine Woche lang gesperrt, sagte die Leiterin am "     \
    "Montag.</p>"

static void read_page(struct temp *temp, const char *page, struct cb_document *doc)
{
    struct cb_err err = {0};

    *doc = (struct cb_document){.arena = &temp->arena};
    if (read_bytes(doc, cb_str_of(page), &err) != CB_OK)
        fail_msg("%s", err.text);
}

static void read_sample(struct temp *temp, const char *name, struct cb_document *doc)
{
    struct cb_err err = {0};
    struct cb_buf buf;
    struct cb_str bytes;

    cb_buf_init(&buf, 1 << 20);
    assert_int_equal(cb_io_read_all(cb_arena_printf(&temp->arena, "%s/%s", CB_PAGES, name).ptr, &buf, &err),
                     CB_OK);
    bytes = cb_arena_copy(&temp->arena, cb_buf_view(&buf));
    cb_buf_release(&buf);
    *doc = (struct cb_document){.arena = &temp->arena};
    assert_int_equal(read_bytes(doc, bytes, &err), CB_OK);
}

/* ---- the samples ---- */

static void reads_a_german_page(void **state)
{
    struct cb_document doc;

    read_sample(*state, "bruecke.html", &doc);
    assert_text(doc.title, "Neue Brücke über die Wense wird teurer");
    assert_text(doc.author, "Petra Lang, Jan Weiss");
    assert_text(doc.published, "2025-03-12");
    assert_text(doc.modified, "2025-03-13");
    assert_text(doc.source, "Marnstedter Bote");
    assert_text(doc.url, "https://www.marnstedter-bote.example/lokales/neue-bruecke-wird-teurer-1234.html");
    assert_true(doc.language_known && doc.language == CB_GERMAN);
    assert_string_equal(doc.origins[CB_META_AUTHOR], "JSON-LD author");
    assert_null(doc.notice.ptr);
    assert_kind(&doc, "Neue Brücke", CB_PASSAGE_HEADLINE);
    assert_kind(&doc, "Die Stadt Marnstedt rechnet", CB_PASSAGE_BODY);
    assert_kind(&doc, "Die alte Brücke", CB_PASSAGE_CAPTION);
    assert_kind(&doc, "Der Neubau der Brücke", CB_PASSAGE_BODY);
    assert_kind(&doc, "Bisher war die Stadt", CB_PASSAGE_BODY);
    assert_kind(&doc, "Opposition fordert", CB_PASSAGE_SUBHEADING);
    assert_kind(&doc, "Baubeginn", CB_PASSAGE_BODY);
    assert_kind(&doc, "Wer jetzt stoppt", CB_PASSAGE_BODY);
    assert_not_body(&doc, "Warum die alte Brücke");
    assert_not_body(&doc, "Cookies");
    assert_not_body(&doc, "Newsletter");
    assert_not_body(&doc, "mein Nachbar");
    assert_not_body(&doc, "Impressum");
    assert_not_body(&doc, "kein Text");
}

static void reads_an_english_page(void **state)
{
    struct cb_document doc;

    read_sample(*state, "harbour.html", &doc);
    assert_text(doc.title, "Harbour stays closed for a week");
    assert_text(doc.author, "Ruth Alder, Tom Okoye");
    assert_text(doc.published, "2024-11-05");
    assert_text(doc.source, "The Lindham Courier");
    assert_kind(&doc, "The harbour of Lindham", CB_PASSAGE_BODY);
    assert_kind(&doc, "\"Nobody was hurt", CB_PASSAGE_BODY);
    assert_kind(&doc, "What does it mean", CB_PASSAGE_QUESTION);
    assert_kind(&doc, "Northport | open", CB_PASSAGE_BODY);
    assert_not_body(&doc, "Related stories");
    assert_not_body(&doc, "sank a fishing boat");
    assert_not_body(&doc, "Sport");
}

static void blocks_are_parted_by_one_blank_line(void **state)
{
    struct cb_document doc;

    read_page(*state,
              "<html><body><article>" PROSE
              "<p>Die Fähren   fahren\nvon Nordhafen ab,\n&auml;hnlich wie 2019.</p>",
              &doc);
    assert_text(
        doc.text,
        "Der Hafen von Marnstedt bleibt nach dem Unfall eine Woche lang gesperrt, sagte die Leiterin am "
        "Montag.\n\nDie Fähren fahren von Nordhafen ab, ähnlich wie 2019.");
}

static void numbered_figures_have_captions(void **state)
{
    struct cb_document doc;

    read_page(*state,
              "<html><body><article>" PROSE
              "<p>Abbildung 4: Der Hafen von Westen gesehen, vor dem Unfall.</p>"
              "<p>Abbildung und Wirklichkeit gehen hier weit auseinander, sagte die Leiterin am Montag.</p>",
              &doc);
    assert_kind(&doc, "Abbildung 4", CB_PASSAGE_CAPTION);
    assert_kind(&doc, "Abbildung und", CB_PASSAGE_BODY);
}

/* "has-sidebar", "no-comments": names of wrappers say nothing about the text in them. */
static void names_of_wrappers_do_not_count(void **state)
{
    struct cb_document doc;

    read_page(*state,
              "<html><body><div class='sidebar-right teaser-page newsletter'><div class='col'>" PROSE
              "<p>Die Fähren fahren nun von Nordhafen ab, und alle Karten bleiben bis Ostern "
              "gültig.</p></div></div>",
              &doc);
    assert_kind(&doc, "Der Hafen", CB_PASSAGE_BODY);
    assert_kind(&doc, "Die Fähren", CB_PASSAGE_BODY);
}

/* ---- metadata ---- */

static void finds_who_wrote_it(void **state)
{
    static const struct {
        const char *head, *body, *author;
    } CASES[] = {
        {"", "<div class=byline>Von Petra Lang und Jan Weiss</div>", "Petra Lang, Jan Weiss"},
        {"", "<p class=author>Veröffentlicht am 3. Mai 2024 von Petra Lang</p>", "Petra Lang"},
        {"", "<p>Von <a rel=author href=/pl>Petra Lang</a></p>", "Petra Lang"},
        {"", "<p class=byline>Mara Quint</p>", "Mara Quint"},
        {"<meta name=author content='Petra Lang, Redaktion'>", "", "Petra Lang"},
        {"<meta name=author content='Redaktion'>", "", "Redaktion"},
        {"<meta property=article:author content='https://social.example/pl'>", "", ""},
        {"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":\"Petra Lang und Jan "
         "Weiss\"}</script>",
         "", "Petra Lang, Jan Weiss"},
        {"<script type='application/ld+json'>[{\"@type\":\"BlogPosting\",\"author\":{\"@id\":\"#p\"}},"
         "{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"Petra Lang\"}]</script>",
         "", "Petra Lang"},
        {"<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":[{\"@type\":\"Organization\","
         "\"name\":\"Bote\"},{\"@type\":\"Person\",\"name\":\"Petra Lang\"}]}</script>",
         "", "Petra Lang"},
    };
    struct temp *temp = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc;
        struct cb_str page = cb_arena_printf(
            &temp->arena, "<html><head>%s</head><body><h1>Hafen gesperrt</h1>%s<article>" PROSE PROSE,
            CASES[i].head, CASES[i].body);
        read_page(temp, page.ptr, &doc);
        assert_text(doc.author, CASES[i].author);
    }
}

static void says_where_it_came_from(void **state)
{
    struct cb_document doc;

    read_page(*state,
              "<html lang=de-AT><head><meta property=og:title content='Hafen gesperrt'>"
              "<meta property=og:url content=https://bote.example/2024/05/03/hafen>"
              "</head><body><h1>Hafen gesperrt</h1><article>" PROSE,
              &doc);
    assert_string_equal(doc.origins[CB_META_TITLE], "meta og:title");
    assert_string_equal(doc.origins[CB_META_URL], "meta og:url");
    assert_string_equal(doc.origins[CB_META_LANGUAGE], "html lang");
    assert_text(doc.published, "2024-05-03");
    assert_string_equal(doc.origins[CB_META_PUBLISHED], "address");
}

static void the_text_knows_its_language_better(void **state)
{
    struct cb_document doc;

    read_page(
        *state,
        "<html lang=en><body><article>" PROSE "<p>Das ist nicht die erste Sperre, und sie wird auch nicht "
        "die letzte sein, denn die Mauer ist alt.</p>"
        "<p>Nach dem Winter soll es mit dem Bau weitergehen, aber noch fehlt für alle Arbeiten das Geld.</p>",
        &doc);
    assert_int_equal(doc.language, CB_GERMAN);
    read_page(*state,
              "<html lang=en><body><article><p>" /* too little to know better */
              "Hafen Marnstedt nach Unfall gesperrt, Fahrten ab Nordhafen, Dauer ungewiss.</p>",
              &doc);
    assert_int_equal(doc.language, CB_ENGLISH);
}

static void says_that_there_is_a_paywall(void **state)
{
    struct cb_document doc;

    read_page(*state,
              "<html><head><script "
              "type=application/ld+json>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}"
              "</script></head><body><article>" PROSE,
              &doc);
    assert_text(doc.notice, "paywall: only the beginning of the article is in the file");
    read_page(*state, "<html><body><article>" PROSE "<p>Jetzt weiterlesen mit dem Abo</p></article>", &doc);
    assert_text(doc.notice, "paywall: only the beginning of the article is in the file");
    assert_not_body(&doc, "Jetzt weiterlesen");
}

static void takes_the_text_of_json_ld_where_the_page_has_none(void **state)
{
    struct cb_document doc;

    read_page(
        *state,
        "<html><head><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleBody\":"
        "\"Der Hafen von Marnstedt bleibt nach dem Unfall eine Woche lang gesperrt.\nDas sagte die Leiterin "
        "am "
        "Montag. Die F&auml;hren fahren so lange von Nordhafen ab, und die Karten bleiben g&uuml;ltig. Busse "
        "fahren jede Stunde dorthin.\"}</script></head><body><div id=app></div></body></html>",
        &doc);
    assert_kind(&doc, "Der Hafen von Marnstedt", CB_PASSAGE_BODY);
    assert_true(cb_str_find(doc.text, CB_STR("Die Fähren"), 0) != SIZE_MAX);
}

/* ---- bad input ---- */

static void refuses_what_holds_no_article(void **state)
{
    static const struct {
        const char *page, *message;
    } CASES[] = {
        {"", "page.html: is empty"},
        {" \n\t", "page.html: is empty"},
        {"<html></html>", "shows no text"},
        {"<html><body><script>var a = 1;</script>", "shows no text"},
        {"<html><body><a href=/>Startseite</a> <a href=/x>Politik</a></body>", "has no article in it"},
        {"<html><body><div class=cookie-banner><p>Wir verwenden Cookies und ähnliche Techniken. Stimmen Sie "
         "zu?</p>"
         "<button>Ja</button></div></body>",
         "shows a cookie notice and no article"},
    };
    struct temp *temp = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc = {.arena = &temp->arena};
        struct cb_err err = {0};
        assert_int_equal(read_bytes(&doc, cb_str_of(CASES[i].page), &err), CB_BAD_INPUT);
        assert_message(err, CASES[i].message);
        assert_null(strchr(err.text, '\n'));
    }
}

static void refuses_what_is_too_large(void **state)
{
    struct temp *temp = *state;
    struct cb_document doc = {.arena = &temp->arena};
    struct cb_err err = {0};
    char *bytes = cb_alloc(CB_ARTICLE_MAX + 1);

    assert_non_null(bytes);
    memset(bytes, 'a', CB_ARTICLE_MAX + 1);
    assert_int_equal(read_bytes(&doc, (struct cb_str){bytes, CB_ARTICLE_MAX + 1}, &err), CB_BAD_INPUT);
    assert_message(err, "is larger than the limit of 16 MiB");
    cb_free(bytes);
}

/* `count` times `part`, between two paragraphs. */
static struct cb_str repeat(struct cb_buf *buf, const char *part, size_t count, const char *end)
{
    cb_buf_init(buf, CB_ARTICLE_MAX);
    cb_buf_add_z(buf, "<html><body>" PROSE);
    for (size_t i = 0; i < count; i++)
        cb_buf_add_z(buf, part);
    cb_buf_add_z(buf, end);
    cb_buf_add_z(buf,
                 "<p>Die Fähren fahren nun von Nordhafen ab, und alle Karten bleiben bis Ostern gültig.</p>");
    assert_false(cb_buf_failed(buf));
    return cb_buf_view(buf);
}

/* A million open tags, a hundred thousand attributes: the article is still found, in linear time. */
static void survives_hostile_markup(void **state)
{
    static const struct {
        const char *part;
        size_t count;
        const char *end;
    } CASES[] = {
        {"<div>", 1000000, ""},          {"<b><i>", 300000, ""},
        {"<p><b>", 200000, ""},          {"</div>", 1000000, ""},
        {"<table><tr><td>", 100000, ""}, {"<!--", 500000, ""},
        {"<![CDATA[", 200000, ""},       {"<", 1000000, ""},
        {"<a b='", 100000, "'>"},        {"<p>\"", 10000, ""},
        {"&amp", 500000, " "},           {"<li>a", 20000, ""},
        {"<b></i>", 200000, ""},         {"<time>", 100000, ""},
        {"<h1>x</h1>", 5000, ""},        {"<meta name=a content=b>", 100000, ""},
    };
    struct temp *temp = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_arena arena = {0};
        struct cb_document doc = {.arena = &arena};
        struct cb_err err = {0};
        struct cb_buf buf;
        struct cb_str page = repeat(&buf, CASES[i].part, CASES[i].count, CASES[i].end);
        if (read_bytes(&doc, page, &err) != CB_OK)
            fail_msg("%s: %s", CASES[i].part, err.text);
        if (cb_str_find(doc.text, CB_STR("Der Hafen von Marnstedt"), 0) == SIZE_MAX)
            fail_msg("%s: the text is lost", CASES[i].part);
        cb_buf_release(&buf);
        cb_arena_release(&arena);
    }
    (void)temp;
}

static void survives_many_attributes(void **state)
{
    struct cb_document doc = {.arena = &((struct temp *)*state)->arena};
    struct cb_buf buf;

    cb_buf_init(&buf, CB_ARTICLE_MAX);
    cb_buf_add_z(&buf, "<html><body><p");
    for (int i = 0; i < 100000; i++)
        cb_buf_printf(&buf, " a%d=\"x > y\"", i);
    cb_buf_add_z(
        &buf,
        ">Vor dem Tor des Hafens warten seit dem Morgen rund hundert Lastwagen auf die Fähre.</p>" PROSE);
    assert_int_equal(read_bytes(&doc, cb_buf_view(&buf), NULL), CB_OK);
    assert_kind(&doc, "Vor dem Tor", CB_PASSAGE_BODY);
    cb_buf_release(&buf);
}

static void reads_truncated_pages(void **state)
{
    static const char PAGE[] =
        "<html><head><title>Hafen gesperrt</title></head><body><article><h1>Hafen gesperrt</h1>" PROSE
        "<p>Die Fähren fahren <a href=\"https://f.example/x\">von Nordhafen</a> ab.</p></article>";
    struct temp *temp = *state;

    for (size_t end = 0; end < sizeof PAGE - 1; end++) {
        struct cb_document doc = {.arena = &temp->arena};
        cb_status status = read_bytes(&doc, (struct cb_str){PAGE, end}, NULL);
        assert_true(status == CB_OK || status == CB_BAD_INPUT);
        if (end > 230)
            assert_int_equal(status, CB_OK);
    }
}

static void nul_bytes_are_blanks(void **state)
{
    static const char PAGE[] =
        "<html><body><article><p>Der Hafen\0von Marnstedt bleibt nach dem Unfall eine Woche lang zu, "
        "sagte die Leiterin.</p>";
    struct cb_document doc = {.arena = &((struct temp *)*state)->arena};

    assert_int_equal(read_bytes(&doc, (struct cb_str){PAGE, sizeof PAGE - 1}, NULL), CB_OK);
    assert_kind(&doc, "Der Hafen von Marnstedt", CB_PASSAGE_BODY);
}

/* ---- which files are pages ---- */

static void knows_pages_by_their_beginning(void **state)
{
    (void)state;
    assert_true(cb_html_looks_like(CB_STR("<!DOCTYPE html>\n<html>")));
    assert_true(cb_html_looks_like(CB_STR("\xEF\xBB\xBF\n<HTML lang=de>")));
    assert_true(cb_html_looks_like(CB_STR("<!-- saved from url=(0012)http://a.b --><html>")));
    assert_true(cb_html_looks_like(CB_STR("<?xml version='1.0'?><!doctype html>")));
    assert_false(cb_html_looks_like(CB_STR("Ein Text über <html>")));
    assert_false(cb_html_looks_like(CB_STR("<rss version='2.0'>")));
    assert_false(cb_html_looks_like(CB_STR("")));
}

/* Lines between the paragraphs of a page that its markup does not tell from them, each by its words. */
static void knows_leftovers_in_an_article(void **state)
{
    static const struct {
        const char *line;
        enum cb_passage_kind kind;
    } CASES[] = {
        {"Von Petra Lang und Jan Weiss", CB_PASSAGE_BOILERPLATE},
        {"Stand: 12.03.2025, 17:45 Uhr", CB_PASSAGE_BOILERPLATE},
        {"Foto: Nora Klee/dpa", CB_PASSAGE_BOILERPLATE},
        {"Der Hafen am Dienstagmorgen. Foto: Nora Klee/dpa", CB_PASSAGE_CAPTION},
        {"Artikel teilen", CB_PASSAGE_BOILERPLATE},
        {"Mehr zum Thema", CB_PASSAGE_BOILERPLATE},
        {"Quellen: Hafenamt Marnstedt, eigene Recherche", CB_PASSAGE_REFERENCES},
        {"jog/dpa", CB_PASSAGE_BOILERPLATE},
        {"Wirtschaft", CB_PASSAGE_BODY}, /* between paragraphs it may be part of the article */
        {"12. März 2025", CB_PASSAGE_BODY},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct temp *temp = *state;
        struct cb_document doc;
        const char *page =
            cb_arena_printf(
                &temp->arena,
                "<html lang=de><body><article><h1>Hafen bleibt eine Woche zu</h1>" PROSE "<p>%s</p>"
                "<p>Die Bergung des Schiffes dauert länger, als es die Reederei erwartet hatte.</p>"
                "</article></body></html>",
                CASES[i].line)
                .ptr;
        read_page(temp, page, &doc);
        assert_kind(&doc, CASES[i].line, CASES[i].kind);
    }
}

/* 2000 bytes of a title are kept: here the last one is the first half of a letter. */
static void long_titles_end_with_a_whole_letter(void **state)
{
    enum { LETTERS = 1000 };
    struct temp *temp = *state;
    struct cb_buf title = {.max = SIZE_MAX};
    struct cb_document doc;

    cb_buf_add_z(&title, "a");
    for (int i = 0; i < LETTERS; i++)
        cb_buf_add_z(&title, "\xC3\xB6");
    read_page(temp,
              cb_arena_printf(&temp->arena,
                              "<html lang=de><head><title>%.*s</title></head><body><article>" PROSE
                              "</article></body></html>",
                              (int)title.len, title.bytes)
                  .ptr,
              &doc);
    assert_int_equal(doc.title.len, 2 * LETTERS - 1);
    assert_memory_equal(doc.title.ptr, title.bytes, doc.title.len);
    cb_buf_release(&title);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(reads_a_german_page),
        temp_test(reads_an_english_page),
        temp_test(blocks_are_parted_by_one_blank_line),
        temp_test(numbered_figures_have_captions),
        temp_test(names_of_wrappers_do_not_count),
        temp_test(finds_who_wrote_it),
        temp_test(says_where_it_came_from),
        temp_test(the_text_knows_its_language_better),
        temp_test(says_that_there_is_a_paywall),
        temp_test(takes_the_text_of_json_ld_where_the_page_has_none),
        temp_test(refuses_what_holds_no_article),
        temp_test(refuses_what_is_too_large),
        temp_test(survives_hostile_markup),
        temp_test(survives_many_attributes),
        temp_test(knows_leftovers_in_an_article),
        temp_test(reads_truncated_pages),
        temp_test(long_titles_end_with_a_whole_letter),
        temp_test(nul_bytes_are_blanks),
        temp_test(knows_pages_by_their_beginning),
    };

    return cmocka_run_group_tests(tests, NULL, pages_release);
}
