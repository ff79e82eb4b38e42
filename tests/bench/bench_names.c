/* usage: bench_names FILE [ROUNDS [NAMES]]
 * How fast the stage of names reads FILE, cut into articles with a passage for each line, behind the language
 * layer; with NAMES names of a user, made up, beside the lists. The best of ROUNDS counts.
 * For valgrind: --tool=callgrind --toggle-collect=cb_names_find */
#include <string.h>

#include "bench/bench.h"
#include "extract/extract.h"
#include "language/language.h"
#include "support/lines.h"

/* ---- a user's names ---- */

/* "Balomire Gutavo": as long as names are, with the letters of none. */
static struct cb_str made_up_name(struct cb_arena *arena, uint32_t number)
{
    static const char *const SYLLABLES[] = {"ba", "lo", "mi", "re", "gu", "ta", "vo", "ne"};
    char text[24];
    size_t len = 0;

    for (int word = 0; word < 2; word++) {
        for (int s = 0; s < 3 + word; s++, number /= 8) {
            memcpy(text + len, SYLLABLES[number % 8], 2);
            text[len] = (char)(text[len] - (s == 0 ? 'a' - 'A' : 0));
            len += 2;
        }
        if (word == 0)
            text[len++] = ' ';
    }
    return cb_arena_copy(arena, (struct cb_str){text, len});
}

static cb_status add_names(struct cb_lexicon *lexicon, size_t count, struct cb_arena *arena,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_list *list;
    struct cb_list_row *rows = CB_NEW_ARRAY(arena, struct cb_list_row, count);

    CB_TRY_NEW(rows);
    for (size_t i = 0; i < count; i++) {
        struct cb_str *fields = CB_NEW_ARRAY(arena, struct cb_str, CB_NAMES_COLUMNS);
        CB_TRY_NEW(fields);
        fields[CB_NAMES_NAME] = made_up_name(arena, (uint32_t)(i * 13));
        fields[CB_NAMES_KIND] = CB_STR("organization");
        fields[CB_NAMES_ALIASES] = CB_STR("");
        CB_TRY_NEW(fields[CB_NAMES_NAME].ptr);
        rows[i].fields = fields;
    }
    CB_TRY(cb_list_of_names(rows, count, arena, &list, err));
    cb_lexicon_use_names(lexicon, list);
done:
    return rc;
}

/* ---- the stage ---- */

struct reader {
    const struct cb_lexicon *lexicon;
    struct cb_vocabulary *vocabulary;
    struct cb_name_vocabulary *names;
};

static cb_status read_article(void *context, struct cb_str text, struct cb_arena *arena,
                              struct bench_cost *cost, struct cb_err *err)
{
    cb_status rc;
    const struct reader *reader = context;
    struct cb_document doc = {.arena = arena, .text = text, .published = CB_STR("2025-03-10")};
    struct cb_facts facts = {0};
    struct bench_clock clock;

    CB_TRY(lines_mark(&doc, err));
    CB_TRY(cb_language_analyze(&doc, reader->lexicon, reader->vocabulary, err));
    clock = bench_start();
    CB_TRY(cb_names_find(&doc, reader->lexicon, reader->names, &facts, err));
    bench_stop(clock, facts.mentions.count, cost);
done:
    return rc;
}

static cb_status measure(const struct bench_input *input, struct cb_err *err)
{
    cb_status rc;
    struct bench_cost cost = {0};
    struct reader reader = {.lexicon = input->lexicon};

    CB_TRY(cb_vocabulary_new(input->lexicon, &reader.vocabulary, err));
    CB_TRY(cb_name_vocabulary_new(input->lexicon, &reader.names, err));
    CB_TRY(bench_run(input, BENCH_ARTICLE, read_article, &reader, &cost, 1, err));
    bench_print("names", "names", &cost, input->bytes.len);
done:
    cb_vocabulary_free(reader.vocabulary);
    cb_name_vocabulary_free(reader.names);
    return rc;
}

int main(int argc, char **argv)
{
    cb_status rc;
    struct cb_err err = {0};
    struct bench_input input;
    long names = bench_number(argc, argv, 3, 0);

    CB_TRY(bench_open(argc, argv, "bench_names FILE [ROUNDS [NAMES]]", &input, &err));
    if (names > 0)
        CB_TRY(add_names(input.lexicon, (size_t)names, &input.arena, &err));
    CB_TRY(measure(&input, &err));
done:
    bench_close(&input);
    return bench_end("bench_names", rc, &err);
}
