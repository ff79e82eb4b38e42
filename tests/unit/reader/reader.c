#include "reader/reader.h"

#include "base/limits.h"
#include "text/sha256.h"
#include "unit/base/temp.h"

/* Reads all of `path` as one line for each article: "place: text", "place! message" for a broken one. */
static const char *read_all(struct temp *temp, const char *path)
{
    struct cb_reader *reader = NULL;
    struct cb_err err = {0};
    struct cb_str seen = CB_STR("");
    const char *slash = strrchr(path, '/');
    size_t skip = slash ? (size_t)(slash + 1 - path) : 0;
    bool more = true;

    if (cb_reader_open(path, &reader, &err) != CB_OK)
        return cb_arena_printf(&temp->arena, "! %s", err.text + skip).ptr;
    while (more) {
        struct cb_document doc = {.arena = &temp->arena};
        const char *place = NULL;
        if (cb_reader_next(reader, &doc, &more, &place, &err) != CB_OK)
            seen = cb_arena_printf(&temp->arena, "%.*s%s! %s\n", CB_STR_ARG(seen), place + skip,
                                   err.text + skip);
        else if (more)
            seen = cb_arena_printf(&temp->arena, "%.*s%s: %.*s\n", CB_STR_ARG(seen), place + skip,
                                   CB_STR_ARG(doc.text));
    }
    cb_reader_close(reader);
    assert_non_null(seen.ptr);
    return seen.ptr;
}

static void reads_a_text_file(void **state)
{
    struct temp *temp = *state;
    const char *path = temp_file(temp, "a.txt", "\xEF\xBB\xBFTitel\r\n\r\nText.\r\n");
    struct cb_reader *reader;
    struct cb_document doc = {.arena = &temp->arena};
    const char *place;
    bool more;
    char hex[65];

    assert_int_equal(cb_reader_open(path, &reader, NULL), CB_OK);
    assert_int_equal(cb_reader_next(reader, &doc, &more, &place, NULL), CB_OK);
    assert_true(more);
    assert_string_equal(place, path);
    assert_true(cb_str_eq(doc.text, CB_STR("Titel\n\nText.\n")));
    assert_true(cb_str_eq(doc.path, cb_str_of(path)));
    assert_null(doc.title.ptr);
    assert_false(doc.language_known);
    cb_sha256(CB_STR("\xEF\xBB\xBFTitel\r\n\r\nText.\r\n"), hex);
    assert_string_equal(doc.sha256, hex);
    assert_int_equal(cb_reader_next(reader, &doc, &more, &place, NULL), CB_OK);
    assert_false(more);
    cb_reader_close(reader);
}

static void refuses_texts(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *name, *bytes;
        size_t size;
        const char *seen;
    } CASES[] = {
        {"empty.txt", "", 0, "empty.txt! empty.txt: is empty; an article needs a text\n"},
        {"blank.txt", " \n\t\xC2\xA0\n", 6, "blank.txt! blank.txt: is empty; an article needs a text\n"},
        {"mark.txt", "\xEF\xBB\xBF", 3, "mark.txt! mark.txt: is empty; an article needs a text\n"},
        {"binary.txt",
         "\x7F"
         "ELF\2\1\1\0\0",
         9, "binary.txt! binary.txt: is not text (byte 0 in it); save it as plain text in UTF-8\n"},
        {"latin.TXT",
         "Gr\xF6\xDF"
         "e",
         5, "latin.TXT: Größe\n"},
        {"page.pdf", "<p>", 3,
         "! page.pdf: is no kind of file that can be read; 'claimbase help import' lists them"},
        {"README", "x", 1,
         "! README: is no kind of file that can be read; 'claimbase help import' lists them"},
        {"empty.jsonl", "\n \n", 3, "empty.jsonl! empty.jsonl: is empty; write one JSON object a line\n"},
        {"wide.jsonl", "\xFF\xFE{\0", 4, "! wide.jsonl: is JSON in UTF-16; save it as UTF-8"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(read_all(temp, temp_bytes(temp, CASES[i].name, CASES[i].bytes, CASES[i].size)),
                            CASES[i].seen);
    assert_string_equal(read_all(temp, temp_path(temp, "none.txt")),
                        "! none.txt: no such file or directory; check the path");
}

static void refuses_what_is_too_large(void **state)
{
    struct temp *temp = *state;
    char *bytes = cb_alloc(CB_ARTICLE_MAX + 1);
    const char *seen;

    assert_non_null(bytes);
    memset(bytes, 'x', CB_ARTICLE_MAX + 1);
    seen = read_all(temp, temp_bytes(temp, "large.txt", bytes, CB_ARTICLE_MAX + 1));
    assert_string_equal(seen, "large.txt! large.txt: is larger than the limit of 16 MiB; split it\n");
    seen = read_all(temp, temp_bytes(temp, "fits.txt", bytes, CB_ARTICLE_MAX));
    assert_memory_equal(seen, "fits.txt: xxx", 13);
    cb_free(bytes);
}

static void reads_json_lines(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *name, *lines, *seen;
    } CASES[] = {
        {"two", "{\"text\": \"Eins.\"}\n\n{\"text\": \"Zwei.\"}", "f.jsonl:1: Eins.\nf.jsonl:3: Zwei.\n"},
        {"a mark in front", "\xEF\xBB\xBF{\"text\": \"Tür\"}\r\n", "f.jsonl:1: Tür\n"},
        {"escapes", "{\"text\": \"T\\u00fcr\\r\\nzu e\\u0301\"}\n", "f.jsonl:1: Tür\nzu é\n"},
        {"Windows-1252", "{\"text\": \"T\xFCr\"}\n", "f.jsonl:1: Tür\n"},
        {"cut off, and on behind it", "{\"text\": \"Ein\n{\"text\": \"Zwei.\"}\n",
         "f.jsonl:1! f.jsonl:1: the JSON is cut off; write the line whole, or remove it\n"
         "f.jsonl:2: Zwei.\n"},
        {"cut off behind a value", "{\"text\": \"Ein\"",
         "f.jsonl:1! f.jsonl:1: the JSON is cut off; write the line whole, or remove it\n"},
        {"no JSON", "Guten Tag\n", NULL},
        {"no object", "[\"text\"]\n", "f.jsonl:1! f.jsonl:1: is no JSON object; write {\"text\": \"...\"}\n"},
        {"no text", "{\"title\": \"T\"}\n",
         "f.jsonl:1! f.jsonl:1: has no \"text\"; each article needs one, as a string\n"},
        {"null", "{\"text\": null}\n",
         "f.jsonl:1! f.jsonl:1: \"text\" is not a string; each article needs one, as a string\n"},
        {"empty", "{\"text\": \" \\n\"}\n", "f.jsonl:1! f.jsonl:1: is empty; an article needs a text\n"},
        {"binary", "{\"text\": \"\\u0001\\u0002\\u0003\"}\n", NULL},
        {"title", "{\"text\": \"T\", \"title\": 3}\n",
         "f.jsonl:1! f.jsonl:1: \"title\" is not a string; put it in quotation marks\n"},
        {"author", "{\"text\": \"T\", \"author\": [\"A\", 3]}\n",
         "f.jsonl:1! f.jsonl:1: \"author\" holds something that is no string; list names only\n"},
        {"published", "{\"text\": \"T\", \"published\": \"12. März\"}\n",
         "f.jsonl:1! f.jsonl:1: \"published\" is \"12. März\"; write the day as YYYY-MM-DD\n"},
        {"no such day", "{\"text\": \"T\", \"published\": \"2025-02-29\"}\n",
         "f.jsonl:1! f.jsonl:1: \"published\" is \"2025-02-29\"; write the day as YYYY-MM-DD\n"},
        {"language", "{\"text\": \"T\", \"language\": \"fr\"}\n",
         "f.jsonl:1! f.jsonl:1: \"language\" is \"fr\"; articles in de and en can be read\n"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *seen = read_all(temp, temp_file(temp, "f.jsonl", CASES[i].lines));
        if (CASES[i].seen ? strcmp(seen, CASES[i].seen) != 0 : !strstr(seen, "f.jsonl:1! f.jsonl:1: is not "))
            fail_msg("%s: '%s'", CASES[i].name, seen);
    }
}

/* Nesting and length are bounded; what follows is read all the same. */
static void goes_on_behind_giants(void **state)
{
    struct temp *temp = *state;
    size_t size = CB_LINE_MAX + 100;
    char *bytes = cb_alloc(size + 100);
    const char *path, *seen;
    FILE *file;

    assert_non_null(bytes);
    memset(bytes, 'x', size);
    path = temp_bytes(temp, "f.jsonl", bytes, size);
    file = fopen(path, "ab");
    assert_non_null(file);
    memset(bytes, '[', CB_JSON_DEPTH_MAX);
    bytes[CB_JSON_DEPTH_MAX] = '\0';
    fprintf(file, "\n{\"text\": \"T\", \"x\": %s\n{\"text\": \"Ende.\"}\n", bytes);
    assert_int_equal(fclose(file), 0);
    seen = read_all(temp, path);
    assert_string_equal(
        seen, "f.jsonl:1! f.jsonl:1: the line is longer than the limit of 32 MiB; split the article\n"
              "f.jsonl:2! f.jsonl:2: the JSON nests deeper than 64; flatten it\n"
              "f.jsonl:3: Ende.\n");
    cb_free(bytes);
}

static void takes_what_is_known(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *line, *path, *title, *author, *published, *url, *source, *language;
    } CASES[] = {
        {"{\"text\": \"T\"}", "f.jsonl:1", NULL, NULL, NULL, NULL, NULL, NULL},
        {"{\"text\": \"T\", \"id\": \"x-1\", \"title\": \" Tür \", \"author\": \"A B\", \"published\": "
         "\"2024-02-29\","
         "\"url\": \"https://a.example/1\", \"source\": \"a.example\", \"language\": \"de\"}",
         "f.jsonl#x-1", "Tür", "A B", "2024-02-29", "https://a.example/1", "a.example", "de"},
        {"{\"text\": \"T\", \"id\": 17, \"author\": [\"A B\", \"C D\"], \"published\": "
         "\"2025-03-12T23:59:00+01:00\","
         "\"language\": \"en-GB\"}",
         "f.jsonl#17", NULL, "A B, C D", "2025-03-12", NULL, NULL, "en"},
        {"{\"text\": \"T\", \"id\": null, \"title\": \"\", \"author\": [], \"published\": null, "
         "\"language\": null}",
         "f.jsonl:1", NULL, NULL, NULL, NULL, NULL, NULL},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *path = temp_file(temp, "f.jsonl", CASES[i].line), *place;
        struct cb_document doc = {.arena = &temp->arena};
        struct cb_reader *reader;
        struct cb_err err = {0};
        char hex[65];
        bool more;
        assert_int_equal(cb_reader_open(path, &reader, &err), CB_OK);
        if (cb_reader_next(reader, &doc, &more, &place, &err) != CB_OK)
            fail_msg("case %zu: %s", i, err.text);
        assert_true(cb_str_ends(doc.path, cb_str_of(CASES[i].path)));
        assert_true(cb_str_eq(doc.title, cb_str_of(CASES[i].title)));
        assert_int_equal(!doc.title.ptr, !CASES[i].title);
        assert_true(cb_str_eq(doc.author, cb_str_of(CASES[i].author)));
        assert_true(cb_str_eq(doc.published, cb_str_of(CASES[i].published)));
        assert_int_equal(!doc.published.ptr, !CASES[i].published);
        assert_true(cb_str_eq(doc.url, cb_str_of(CASES[i].url)));
        assert_true(cb_str_eq(doc.source, cb_str_of(CASES[i].source)));
        assert_int_equal(doc.language_known, CASES[i].language != NULL);
        if (CASES[i].language)
            assert_string_equal(cb_language_code(doc.language), CASES[i].language);
        cb_sha256(cb_str_of(CASES[i].line), hex);
        assert_string_equal(doc.sha256, hex);
        cb_reader_close(reader);
    }
}

static void reads_standard_input(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *input, *seen;
    } CASES[] = {
        {"Nur Text.\nMehr.", "-: Nur Text.\nMehr.\n"},
        {" {\"text\": \"Eins.\"}\n{\"text\": \"Zwei.\"}\n", "-:1: Eins.\n-:2: Zwei.\n"},
        {"", "-! -: is empty; an article needs a text\n"},
    };
    int saved = dup(STDIN_FILENO);

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        FILE *file = fopen(temp_file(temp, "input", CASES[i].input), "rb");
        assert_non_null(file);
        assert_int_equal(dup2(fileno(file), STDIN_FILENO), STDIN_FILENO);
        assert_string_equal(read_all(temp, "-"), CASES[i].seen);
        fclose(file);
    }
    assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
    close(saved);
}

static void knows_its_endings(void **state)
{
    (void)state;
    assert_true(cb_reader_reads("a/b.txt"));
    assert_true(cb_reader_reads("b.JSONL"));
    assert_false(cb_reader_reads("a.txt/b"));
    assert_false(cb_reader_reads("txt"));
    assert_true(cb_reader_reads("a.json"));
    assert_true(cb_reader_reads("a.tar.gz"));
    assert_false(cb_reader_reads("a.docx"));
    assert_false(cb_reader_reads("a.txt~"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(reads_a_text_file),         temp_test(refuses_texts),
        temp_test(refuses_what_is_too_large), temp_test(reads_json_lines),
        temp_test(goes_on_behind_giants),     temp_test(takes_what_is_known),
        temp_test(reads_standard_input),      cmocka_unit_test(knows_its_endings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
