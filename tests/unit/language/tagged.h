/* Sentences given with spaces between their words, tagged by the committed models. */
#ifndef CB_TEST_TAGGED_H
#define CB_TEST_TAGGED_H

#include "language/bracket.h"
#include "language/reading.h"
#include "text/fold.h"
#include "unit/lexicon/blocks.h"

enum { WORDS_MAX = 64 };

struct tagged_fixture {
    struct cb_arena arena;
    struct cb_words words[CB_LANGUAGE_COUNT];
    struct cb_tagger tagger[CB_LANGUAGE_COUNT];
};

struct tagged {
    struct cb_tag_word words[WORDS_MAX];
    uint8_t tags[WORDS_MAX];
    struct cb_chosen chosen[WORDS_MAX];
    uint32_t count;
};

static inline int set_up_tagged(void **state)
{
    static struct tagged_fixture f;
    static const char *const CODES[CB_LANGUAGE_COUNT] = {"de", "en"};

    f = (struct tagged_fixture){0};
    *state = &f;
    for (int i = 0; i < CB_LANGUAGE_COUNT; i++) {
        load_words(&f.arena, CODES[i], &f.words[i]);
        if (!cb_tagger_open(read_import(&f.arena, CODES[i], "tagger.bin"), &f.tagger[i]))
            return -1;
    }
    return 0;
}

static inline int tear_down_tagged(void **state)
{
    cb_arena_release(&((struct tagged_fixture *)*state)->arena);
    return 0;
}

static inline void tag_sentence(struct tagged_fixture *f, enum cb_language language, const char *text,
                                struct tagged *out)
{
    struct cb_str rest = cb_str_of(text);
    struct cb_err err = {0};

    out->count = 0;
    while (rest.ptr && out->count < WORDS_MAX) {
        struct cb_str form = cb_str_split(&rest, ' ');
        uint32_t shape = cb_tag_starts(out->count ? &out->words[out->count - 1] : NULL) ? CB_SHAPE_FIRST : 0;
        cb_tag_word_init(&f->words[language], form, cb_fold_lower(&f->arena, form), shape,
                         &out->words[out->count++]);
    }
    cb_tagger_run(&f->tagger[language], out->words, out->count, out->tags);
    if (language == CB_GERMAN)
        cb_bracket_mend(out->words, out->count, out->tags);
    assert_int_equal(cb_readings_choose(&f->words[language], language, out->words, out->tags, out->count,
                                        &f->arena, out->chosen, &err),
                     CB_OK);
}

#endif
