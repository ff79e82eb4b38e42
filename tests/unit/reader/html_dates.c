#include "reader/html_meta.h"
#include "unit/reader/pages.h"

static void reads_days_as_pages_write_them(void **state)
{
    static const struct {
        const char *text, *day;
    } CASES[] = {
        {"2025-03-12T23:30:00+01:00", "2025-03-12"},
        {"Mittwoch, 12. März 2025, 6.30 Uhr", "2025-03-12"},
        {"12.03.2025", "2025-03-12"},
        {"Stand: 12.3.25", "2025-03-12"},
        {"Erstellt am12.03.2025", "2025-03-12"},
        {"12. Jänner 2024", "2024-01-12"},
        {"March 12, 2025", "2025-03-12"},
        {"Wed, 12 Mar 2025 10:00:00 GMT", "2025-03-12"},
        {"March 3rd, 2025", "2025-03-03"},
        {"20250312", "2025-03-12"},
        {"20250312T100000Z", "2025-03-12"},
        {"2025/03/12", "2025-03-12"},
        {"03/25/2025", "2025-03-25"},
        {"31.02.2025", NULL},
        {"12.03.1825", NULL},
        {"Seite 3 von 12", NULL},
        {"Tel. 0301234567", NULL},
        {"Version 1.2.3", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char day[11] = "";
        bool found = cb_html_day(cb_str_of(CASES[i].text), page_lexicons(), day);
        if (found != (CASES[i].day != NULL) || (found && strcmp(day, CASES[i].day) != 0))
            fail_msg("'%s' gives '%s'", CASES[i].text, found ? day : "nothing");
    }
}

static void reads_days_in_addresses(void **state)
{
    static const struct {
        const char *url, *day;
    } CASES[] = {
        {"https://bote.example/2025/03/12/hafen", "2025-03-12"},
        {"https://bote.example/hafen-2025-03-12.html", "2025-03-12"},
        {"https://bote.example/20250312-hafen", "2025-03-12"},
        {"https://bote.example/artikel-12345678.html", NULL},
        {"https://bote.example/2025/hafen", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char day[11] = "";
        bool found = cb_html_day_in_url(cb_str_of(CASES[i].url), day);
        if (found != (CASES[i].day != NULL) || (found && strcmp(day, CASES[i].day) != 0))
            fail_msg("'%s' gives '%s'", CASES[i].url, found ? day : "nothing");
    }
}

static void tells_published_from_changed(void **state)
{
    static const struct {
        const char *body, *published, *modified;
    } CASES[] = {
        {"<time datetime=2024-05-03>3. Mai</time> Aktualisiert: <time datetime=2024-05-07>7. Mai</time>",
         "2024-05-03", "2024-05-07"},
        {"<p>Zuletzt aktualisiert am 7. Mai 2024</p><p>Veröffentlicht am 3. Mai 2024</p>", "2024-05-03",
         "2024-05-07"},
        {"<p>3. Mai 2024, 10 Uhr</p>", "2024-05-03", ""},
        {"<div class=related-articles><time datetime=2019-01-01>1. Januar</time></div>", "", ""},
    };
    struct temp *temp = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc = {.arena = &temp->arena};
        struct cb_str page = cb_arena_printf(&temp->arena,
                                             "<html><body><h1>Hafen gesperrt</h1>%s<article><p>Der Hafen von "
                                             "Marnstedt bleibt nach dem Unfall eine "
                                             "Woche lang gesperrt, sagte die Leiterin.</p></article>",
                                             CASES[i].body);
        assert_int_equal(read_bytes(&doc, page, NULL), CB_OK);
        assert_text(doc.published, CASES[i].published);
        assert_text(doc.modified, CASES[i].modified);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_days_as_pages_write_them),
        cmocka_unit_test(reads_days_in_addresses),
        temp_test(tells_published_from_changed),
    };

    return cmocka_run_group_tests(tests, NULL, pages_release);
}
