#include "trust/scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trust/run.h"

static const char OWN_REPORT[] = "-- title: All titles\n-- description: Titles of all articles.\n"
                                 "-- column: title text \"The title\"\n-- order: title\n\n"
                                 "SELECT title FROM articles ORDER BY title;\n";

static void make_inputs(void)
{
    mkdir("in", 0777);
    mkdir("more", 0777);
    mkdir("gone", 0777);
    mkdir("queries", 0777);
    mkdir("queries/own", 0777);
    mkdir("lists", 0777);
    copy_file(CB_SOURCE_DIR "/tests/cli/fixtures/articles/fabrik.txt", "in/fabrik.txt");
    copy_file(CB_SOURCE_DIR "/tests/cli/fixtures/pages/bruecke.html", "in/bruecke.html");
    copy_file(CB_SOURCE_DIR "/tests/cli/fixtures/news.jsonl", "in/news.jsonl");
    copy_file(CB_SOURCE_DIR "/tests/trust/two.zip", "in/two.zip");
    mkdir("samples", 0777);
    copy_file(CB_SOURCE_DIR "/import/samples/de/heimspeicher-solvara.txt", "samples/a.txt");
    copy_file(CB_SOURCE_DIR "/import/samples/de/interview-waermespeicher.txt", "samples/b.txt");
    copy_file(CB_SOURCE_DIR "/import/samples/en/ferry-subsidy-vote.txt", "samples/c.txt");
    copy_file(CB_SOURCE_DIR "/import/units.csv", "lists/units.csv");
    write_file(
        "in/table.csv",
        "titel,text,published\r\nNeue Mole,\"Die Mole kostet 3 Millionen Euro, sagte Bürgermeisterin "
        "Jana Brandt.\",2025-03-01\r\nAlte Mole,\"Die alte Mole bleibt. \"\"Sie hält noch zehn Jahre\"\", "
        "sagte Jana Brandt.\",2025-03-02\r\n");
    write_file("in/note.md", "---\ntitle: Ein Tunnel\ndate: 2025-04-05\n---\n# Ein Tunnel\n\nDer Tunnel ist "
                             "*zwölf Kilometer* lang, "
                             "teilte die Bahn mit.\n\n- Er kostet 900 Millionen Euro.\n");
    write_file(
        "in/mail.eml",
        "From: Brief <brief@example.org>\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\n"
        "Date: Tue, 4 Mar 2025 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; "
        "boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
        "quoted-printable\r\n\r\nDie Werft baut f=C3=BCnf Schiffe, sagte Direktor Ole Hansen.\r\n--b--\r\n");
    write_file(
        "in/feed.rss",
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Bote</title><item><title>Pegel "
        "steigt</title>"
        "<link>https://bote.example/1</link><description>Der Pegel stieg am Montag um zwei Meter. \"Wir "
        "sind vorbereitet\", sagte Landrat Uwe Falk. Die Stadt rechnet mit weiteren 30 Zentimetern."
        "</description></item></channel></rss>");
    write_file("gone/kanal.txt",
               "Der Kanal wird tiefer\n\nDer Kanal wird zwei Meter tiefer, sagte Ministerin Eva Lohse.\n");
    write_file("gone/kai.txt",
               "Der Kai wird breiter\n\nDer Kai wird breiter, sagte Ministerin Lohse am 3. März 2025.\n");
    write_file("more/damm.txt",
               "Der Damm hält\n\nDer Damm hält seit 40 Jahren, sagte Deichgraf Hinnerk Voss.\n");
    write_file("more/deich.txt",
               "Der Deich bricht\n\nDer Deich brach am Sonntag. \"Das war abzusehen\", sagte Voss.\n");
    write_file("names.csv", "name,alias,kind\nMarnstedter Werke,MW,organization\nJana Brandt,,person\n");
    write_file("list.csv", "path,outlet,author\nin/fabrik.txt,Marnstedter Bote,Petra Lang\n");
    write_file("queries/own/all-titles.sql", OWN_REPORT);
}

static const char *const START_FILES[START_COUNT] = {NULL, "filled.db", "old.db", "corrected.db"};

void must_run(const char *line)
{
    struct run run;

    run_command(line, &run);
    if (run.code != 0) {
        printf("trust: %s: ends with %d: %s\n", line, run.code, run.message);
        exit(2);
    }
}

/* A file of the first schema, as an old version of the program has left it. */
static void make_old(void)
{
    char sql[16384];
    FILE *file = fopen(CB_SOURCE_DIR "/schema/migrations/0001-durable.sql", "r");
    size_t size = file ? fread(sql, 1, sizeof sql - 1, file) : 0;

    sql[size] = '\0';
    if (file)
        fclose(file);
    run_sql("old.db", sql);
    run_sql("old.db",
            "PRAGMA application_id = 0x636c6d62; PRAGMA user_version = 1;\n"
            "INSERT INTO articles (path, title, title_found, language, language_found, sha256, text) VALUES\n"
            "('alt.txt', 'Alt', 1, 'de', 1, hex(zeroblob(32)), 'Alt\n\nDer Turm ist 80 Meter hoch, sagte "
            "Karl Roth.')");
}

static void replace(char *text, size_t size, const char *what, const char *by)
{
    char *at = strstr(text, what);
    size_t room = size - strlen(text) - 1;

    if (!at || strlen(by) > room)
        exit(2);
    memmove(at + strlen(by), at + strlen(what), strlen(at + strlen(what)) + 1);
    memcpy(at, by, strlen(by));
}

/* A review as it comes back from a spreadsheet: a row rejected, one changed, one new. */
static void make_review(void)
{
    static const char NEW_ROW[] = ",,reported,praise,,,,verdoppelt das Werk die Produktion,,,"
                                  "Keramikwerk Tesmar baut in Oberlinden\r\n";
    char text[32768];
    FILE *file;
    size_t size;

    must_run("export -q --review claims -o review.csv -d filled.db");
    file = fopen("review.csv", "r");
    size = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (!file || fclose(file) != 0 || size == sizeof text - 1)
        exit(2);
    text[size] = '\0';
    replace(text, sizeof text, "\r\n,", "\r\nreject,");
    replace(text, sizeof text, ",say,", ",warn,");
    size = strlen(text);
    replace(text + size, sizeof text - size, "", NEW_ROW);
    write_file("review.csv", text);
}

/* Made by the program, then changed so that the commands find something to do. */
static void make_databases(void)
{
    must_run("import -q -d filled.db in/fabrik.txt in/news.jsonl gone more");
    must_run("alias add -q -d filled.db --kind person Hinnerk-Voss HV");
    must_run("rebuild -q -d filled.db");
    make_review();
    copy_file("filled.db", "corrected.db");
    must_run("claim set -q -d corrected.db 1 kind=reported act=warn");
    must_run("claim reject -q -d corrected.db 2");
    must_run("entity merge -q -d corrected.db person/eva-lohse person/hinnerk-voss");
    must_run("corrections export -q -d corrected.db -o log.jsonl");
    write_file("more/damm.txt",
               "Der Damm hält\n\nDer Damm hält seit 41 Jahren, sagte Deichgraf Hinnerk Voss.\n");
    unlink("gone/kai.txt");
    make_old();
}

void scene_make(void)
{
    make_inputs();
    make_databases();
}

void scene_begin(enum start start)
{
    remove_database("kb.db");
    if (START_FILES[start])
        copy_file(START_FILES[start], "kb.db");
}

void scene_many(const char *path, int first, int count)
{
    FILE *file = fopen(path, "w");

    for (int i = first; file && i < first + count; i++)
        fprintf(file,
                "{\"title\": \"Pegel %d\", \"text\": \"Der Pegel stieg um %d Zentimeter, sagte %s %s. Am "
                "Hafen stehen %d Wagen.\", "
                "\"published\": \"2025-%02d-%02d\"}\n",
                i, i + 2, i % 3 ? "Landrat" : "Ministerin", i % 3 ? "Uwe Falk" : "Eva Lohse", i * 7 + 3,
                i % 12 + 1, i % 28 + 1);
    if (!file || fclose(file) != 0)
        exit(2);
}
