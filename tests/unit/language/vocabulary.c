/* An article gives the same tokens whatever was read before it with the same vocabulary. */
#include "language/vocabulary.h"

#include "base/limits.h"
#include "unit/language/analyze.h"

static const char *const TEXTS[CB_LANGUAGE_COUNT][3] = {
    {"Die Stadt Erlenbach baut am 3. Oktober einen neuen Hafen. \"Das wird teuer\", sagte "
     "B\xC3\xBCrgermeisterin "
     "Petra Holm.\nSie habe mit der Bahn AG gesprochen, z.B. \xC3\xBC"
     "ber die Zufahrt. Ludwig XIV. kam nicht.",
     "Das Hafen\xC2\xADprojekt kostet 12,5 Millionen Euro: Holm teilte das der Zeitung mit.\nSollte der "
     "Hafen "
     "kommen, w\xC3\xA4re die Zufahrt zu eng. Die Bahn sagte: Nein. Das Wetter wird besser.",
     "Alle W\xC3\xB6rter sind neu und Quastenflossengehege gibt es hier! Die Bahn fuhr, die Holm baute."},
    {"The city of Alderbrook will build a new harbour. \"That is expensive\", said Mayor Jane Holm.",
     "Holm told reporters the harbour would cost $12.5 million. The city's plan is older than the mayor.",
     "Nobody has read these words before, and nobody will. The harbour stays."},
};

static void assert_same_str(struct cb_str a, struct cb_str b)
{
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.len ? a.ptr : "", b.len ? b.ptr : "", a.len);
}

static void assert_same(const struct cb_document *a, const struct cb_document *b)
{
    assert_int_equal(a->tokens.count, b->tokens.count);
    assert_int_equal(a->sentences.count, b->sentences.count);
    assert_int_equal(a->clauses.count, b->clauses.count);
    for (size_t i = 0; i < a->tokens.count; i++) {
        const struct cb_token *x = &a->tokens.items[i], *y = &b->tokens.items[i];
        assert_int_equal(x->span.start, y->span.start);
        assert_int_equal(x->span.end, y->span.end);
        assert_int_equal(x->kind, y->kind);
        assert_int_equal(x->flags, y->flags);
        assert_int_equal(x->word_class, y->word_class);
        assert_int_equal(x->tag, y->tag);
        assert_int_equal(x->features, y->features);
        assert_int_equal(x->clause, y->clause);
        assert_same_str(x->lower, y->lower);
        assert_same_str(x->lemma, y->lemma);
        assert_same_str(x->joined, y->joined);
    }
}

static void read_with(struct temp *temp, enum cb_language language, const char *text,
                      struct cb_vocabulary *vocabulary, struct cb_document *doc)
{
    *doc = unread(temp, language, cb_str_of(text));
    assert_int_equal(cb_language_analyze(doc, lexicons[language], vocabulary, NULL), CB_OK);
}

/* Each text with a vocabulary of its own, and with one that has read all texts, itself too, several times. */
static void test_history_does_not_matter(void **state)
{
    struct temp *temp = *state;
    struct cb_document alone, later;

    for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
        struct cb_vocabulary *vocabulary = NULL;
        assert_int_equal(cb_vocabulary_new(lexicons[l], &vocabulary, NULL), CB_OK);
        for (int round = 0; round < 3; round++)
            for (size_t i = 0; i < 3; i++) {
                read_with(temp, (enum cb_language)l, TEXTS[l][i], NULL, &alone);
                read_with(temp, (enum cb_language)l, TEXTS[l][i], vocabulary, &later);
                assert_same(&alone, &later);
            }
        cb_vocabulary_free(vocabulary);
    }
}

/* A vocabulary over its ceiling begins anew, and the text is read as before. */
static void test_full_vocabulary_begins_anew(void **state)
{
    struct temp *temp = *state;
    struct cb_vocabulary *vocabulary = NULL;
    struct cb_document alone, later;
    size_t count;

    assert_int_equal(cb_vocabulary_new(lexicons[CB_GERMAN], &vocabulary, NULL), CB_OK);
    read_with(temp, CB_GERMAN, TEXTS[CB_GERMAN][0], vocabulary, &later);
    count = vocabulary->count;
    assert_true(vocabulary->kept.bytes > 0);
    vocabulary->kept.bytes = CB_VOCABULARY_MAX + 1;
    read_with(temp, CB_GERMAN, TEXTS[CB_GERMAN][2], vocabulary, &later);
    assert_true(vocabulary->count < count);
    assert_true(vocabulary->kept.bytes < CB_VOCABULARY_MAX);
    read_with(temp, CB_GERMAN, TEXTS[CB_GERMAN][2], NULL, &alone);
    assert_same(&alone, &later);
    cb_vocabulary_free(vocabulary);
}

/* What is summed once for each word and what is looked up feature by feature give the same scores. */
static void test_sums_change_no_tag(void **state)
{
    struct temp *temp = *state;
    struct cb_vocabulary *vocabulary = NULL;
    struct cb_document doc;
    struct cb_tag_word words[64];
    struct cb_tagger plain;
    uint8_t summed_tags[64], plain_tags[64];
    uint32_t count;

    assert_int_equal(cb_vocabulary_new(lexicons[CB_GERMAN], &vocabulary, NULL), CB_OK);
    read_with(temp, CB_GERMAN, TEXTS[CB_GERMAN][1], vocabulary, &doc);
    plain = vocabulary->tagger;
    plain.tables = NULL;
    for (size_t s = 0; s < doc.sentences.count; s++) {
        count = doc.sentences.items[s].count;
        assert_true(count <= 64);
        for (uint32_t i = 0; i < count; i++) {
            const struct cb_token *token = &doc.tokens.items[doc.sentences.items[s].first + i];
            const struct cb_tag_word *word = cb_vocabulary_tagged(vocabulary, token->word, i == 0);
            word = cb_vocabulary_tagged(vocabulary, token->word, i == 0); /* the second time it is summed */
            assert_non_null(word);
            assert_non_null(word->shares);
            words[i] = *word;
        }
        cb_tagger_run(&vocabulary->tagger, words, count, summed_tags);
        cb_tagger_run(&plain, words, count, plain_tags);
        assert_memory_equal(summed_tags, plain_tags, count);
    }
    cb_vocabulary_free(vocabulary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_history_does_not_matter, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(test_full_vocabulary_begins_anew, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(test_sums_change_no_tag, temp_setup, temp_teardown),
    };

    return run_with_lexicons(tests);
}
