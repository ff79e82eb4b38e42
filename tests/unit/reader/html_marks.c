/* What the elements of a page and their attributes make of the text in them. */
#include "unit/reader/pages.h"

#define A                                                                                                    \
    "Der Hafen von Marnstedt bleibt nach dem Unfall eine Woche lang gesperrt, sagte die Leiterin am Montag."
#define B "Die Fähren fahren so lange von Nordhafen ab, und die Karten bleiben bis Ostern gültig."
#define C "Busse bringen die Leute jede Stunde dorthin, auch an den Wochenenden und in der Nacht."
#define X "Dieser Satz gehört nach allem, was die Seite sagt, nicht zu dem Artikel über den Hafen."

/* Reads a page with this inside of its article, between two paragraphs. */
static void read_inside(struct temp *temp, const char *inside, struct cb_document *doc)
{
    struct cb_err err = {0};
    struct cb_str page = cb_arena_printf(&temp->arena,
                                         "<html><body><h1>Hafen gesperrt</h1><article><p>" A "</p>%s<p>" B
                                         "</p></article></body></html>",
                                         inside);

    *doc = (struct cb_document){.arena = &temp->arena};
    if (read_bytes(doc, page, &err) != CB_OK)
        fail_msg("%s: %s", inside, err.text);
    assert_kind(doc, "Der Hafen von", CB_PASSAGE_BODY);
    assert_kind(doc, "Die Fähren", CB_PASSAGE_BODY);
}

static bool is_body(const struct cb_document *doc, const char *words)
{
    for (size_t i = 0; i < doc->passages.count; i++)
        if (doc->passages.items[i].kind == CB_PASSAGE_BODY &&
            cb_str_find(cb_document_slice(doc, doc->passages.items[i].span), cb_str_of(words), 0) != SIZE_MAX)
            return true;
    return false;
}

static void tells_the_article_from_the_rest(void **state)
{
    static const struct {
        const char *inside;
        bool body;
    } CASES[] = {
        {"<p>" X "</p>", true},
        {"<p hidden>" X "</p>", false},
        {"<div hidden=hidden><p>" X "</p></div>", false},
        {"<p style='display:none'>" X "</p>", false},
        {"<p style='color: red; display : none;'>" X "</p>", false},
        {"<p style='display: block'>" X "</p>", true},
        {"<p style='-x-display: y; display: inline'>" X "</p>", true},
        {"<p style>" X "</p>", true},
        {"<p class=''>" X "</p>", true},
        {"<p class='sr-only'>" X "</p>", false},
        {"<p id=newsletter>" X "</p>", false},
        {"<div role=navigation><p>" X "</p></div>", false},
        {"<div role=dialog><p>" X "</p></div>", false},
        {"<div role=presentation><p>" X "</p></div>", true},
        {"<div itemprop=comment><p>" X "</p></div>", false},
        {"<div property='schema comment'><p>" X "</p></div>", false},
        {"<div itemprop=mentions><p>" X "</p></div>", true},
        {"<nav><p>" X "</p></nav>", false},
        {"<footer><p>" X "</p></footer>", false},
        {"<form><p>" X "</p></form>", false},
        {"<aside><p>" X "</p></aside>", false},
        {"<section class=related-articles><p>" X "</p></section>", false},
        {"<script>" X "</script>", false},
        {"<template><p>" X "</p></template>", false},
        {"<noscript><p>" X "</p></noscript>", false},
        {"<p><a href=/x>" X "</a></p>", false},
        {"<ul><li><a href=/x>" X "</a></li></ul>", false},
        {"<blockquote>" X "</blockquote>", true},
        {"<ul><li>" X "</li></ul>", true},
        {"<details><summary>Mehr</summary><p>" X "</p></details>", true},
        {"<h2>Was das hei&szlig;t</h2><p>" X "</p>", true},
        {"<h2>" X " Es folgt noch ein zweiter Satz, der ebenso lang ist und wieder mit einem Punkt "
         "endet.</h2>",
         true},
        {"<aside><p>" X " Es folgt noch ein zweiter Satz. " A " " B " " C "</p></aside>", true},
    };
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc;
        read_inside(*state, CASES[i].inside, &doc);
        if (is_body(&doc, "Dieser Satz gehört") != CASES[i].body) {
            print_error("%s: %s\n", CASES[i].inside, CASES[i].body ? "is not body" : "is body");
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void breaks_lines_and_paragraphs(void **state)
{
    static const struct {
        const char *inside, *text;
    } CASES[] = {
        {"<p>" C "<br><br>" X "</p>", C "\n\n" X},
        {"<p>" C "<br/>" X "</p>", C "\n" X},
        {"<p><br>" C "<br></p>", C},
        {"<p>" C "<br> <br> <br>" X "</p>", C "\n\n" X},
        {"<p>" C "<wbr>" X "</p>", C X},
        {"<pre>" C "\n" X "</pre>", C "\n" X},
        {"<p>" C "\n" X "</p>", C " " X},
        {"<div>" C "<div>" X "</div></div>", C "\n\n" X},
        {"<div>" C "<p>" X, C "\n\n" X},
        {"<p>" C " <b>Dieser</b> <i>Satz</i> steht.", C " Dieser Satz steht."},
        {"<p>" C "<script>x<br>y</script> Ende.", C " Ende."},
    };
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc;
        struct cb_str expected;
        read_inside(*state, CASES[i].inside, &doc);
        expected = cb_arena_printf(doc.arena, A "\n\n%s\n\n" B, CASES[i].text);
        if (cb_str_find(doc.text, expected, 0) == SIZE_MAX) {
            print_error("%s: %.*s\n", CASES[i].inside, CB_STR_ARG(doc.text));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void knows_captions_and_headings(void **state)
{
    static const struct {
        const char *inside, *start;
        enum cb_passage_kind kind;
    } CASES[] = {
        {"<figure><img src=x><figcaption>Die Mole im Winter</figcaption></figure>", "Die Mole",
         CB_PASSAGE_CAPTION},
        {"<p itemprop=caption>Die Mole im Winter</p>", "Die Mole", CB_PASSAGE_CAPTION},
        {"<p class=bildunterschrift>Die Mole im Winter</p>", "Die Mole", CB_PASSAGE_CAPTION},
        {"<h2>Was das heißt</h2>", "Was das", CB_PASSAGE_SUBHEADING},
        {"<h3>Was das heißt</h3><p>" C "</p>", "Was das", CB_PASSAGE_SUBHEADING},
        {"<p><b>Was das heißt</b></p><p>" C "</p>", "Was das", CB_PASSAGE_SUBHEADING},
        {"<h2><a href=/x>Was das heißt</a></h2><p>" C "</p>", "Was das", CB_PASSAGE_BOILERPLATE},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc;
        read_inside(*state, CASES[i].inside, &doc);
        assert_kind(&doc, CASES[i].start, CASES[i].kind);
    }
}

/* ---- what single elements say ---- */

static void read_whole(struct temp *temp, const char *head, const char *body, struct cb_document *doc)
{
    struct cb_err err = {0};
    struct cb_str page = cb_arena_printf(
        &temp->arena,
        "<html><head>%s</head><body>%s<article><p>" A "</p><p>" B "</p></article></body></html>", head, body);

    *doc = (struct cb_document){.arena = &temp->arena};
    if (read_bytes(doc, page, &err) != CB_OK)
        fail_msg("%s %s: %s", head, body, err.text);
}

static void reads_properties(void **state)
{
    static const struct {
        const char *head, *body;
        const char *title, *author, *published, *modified, *url; /* NULL: whatever */
    } CASES[] = {
        {"", "<h2 itemprop=headline>Hafen gesperrt</h2>", "Hafen gesperrt", "", "", "", NULL},
        {"", "<meta itemprop=headline content='Hafen gesperrt'><h1>Bote</h1>", NULL, "", "", "", NULL},
        {"", "<div class=headline>Hafen gesperrt</div>", "Hafen gesperrt", "", "", "", NULL},
        {"", "<h1>Hafen gesperrt</h1><span itemprop=author>Petra Lang</span>", "Hafen gesperrt", "Petra Lang",
         "", "", NULL},
        {"", "<h1>Hafen gesperrt</h1><p itemprop='creator name'>Petra Lang</p>", NULL, "Petra Lang", "", "",
         NULL},
        {"", "<h1>Hafen gesperrt</h1><a rel='author nofollow'>Petra Lang</a>", NULL, "Petra Lang", "", "",
         NULL},
        {"", "<h1>Hafen gesperrt</h1><span itemprop=datePublished content=2025-03-12>am Mittwoch</span>",
         NULL, "", "2025-03-12", "", NULL},
        {"", "<h1>Hafen gesperrt</h1><abbr itemprop=datePublished title=2025-03-12>Mittwoch</abbr>", NULL, "",
         "2025-03-12", "", NULL},
        {"",
         "<h1>Hafen gesperrt</h1><time datetime=2025-03-12>x</time><time itemprop=dateModified "
         "datetime=2025-03-13>y</time>",
         NULL, "", "2025-03-12", "2025-03-13", NULL},
        {"<link rel=canonical href=https://bote.example/a>", "", NULL, "", "", "", "https://bote.example/a"},
        {"<link rel=canonical href=https://bote.example/a><link rel=canonical href=https://bote.example/b>",
         "", NULL, "", "", "", "https://bote.example/a"},
        {"<link rel=canonical>", "", NULL, "", "", "", ""},
        {"<meta property=og:url content=''>", "", NULL, "", "", "", ""},
        {"<meta name='  ' content=x><meta content=y><meta name=author>", "", NULL, "", "", "", ""},
        {"<meta itemprop=author content='Petra Lang'>", "", NULL, "Petra Lang", "", "", NULL},
        {"<meta name=AUTHOR content=' Petra Lang '>", "", NULL, "Petra Lang", "", "", NULL},
        {"<meta http-equiv=last-modified content=2025-03-13>", "", NULL, "", NULL, NULL, NULL},
        {"", "<div class=comments><p class=byline>Von Petra Lang</p></div>", NULL, "", "", "", NULL},
    };
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc;
        read_whole(*state, CASES[i].head, CASES[i].body, &doc);
        {
            const char *expected[] = {CASES[i].title, CASES[i].author, CASES[i].published, CASES[i].modified,
                                      CASES[i].url};
            struct cb_str is[] = {doc.title, doc.author, doc.published, doc.modified, doc.url};
            for (size_t f = 0; f < 5; f++)
                if (expected[f] && !cb_str_eq(is[f], cb_str_of(expected[f]))) {
                    print_error("%s %s: '%.*s', not '%s'\n", CASES[i].head, CASES[i].body, CB_STR_ARG(is[f]),
                                expected[f]);
                    wrong++;
                }
        }
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(tells_the_article_from_the_rest),
        temp_test(breaks_lines_and_paragraphs),
        temp_test(knows_captions_and_headings),
        temp_test(reads_properties),
    };

    return cmocka_run_group_tests(tests, NULL, pages_release);
}
