#include "model/document.h"

#include "unit/base/temp.h"

/* Umlauts, an emoji, a flag of two code points, a combining accent, CJK: every length of UTF-8. */
#define TEXT "Äpfel für 5 € – 😀 und 🇩🇪, e\xCC\x81 漢字 \"Ende\"."

static uint32_t count(const char *text, uint32_t bytes)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < bytes; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

static void counts_code_points_in_any_order(void **state)
{
    struct cb_document doc = {.text = CB_STR(TEXT)};
    struct cb_char_counter counter = {.doc = &doc};
    uint32_t size = (uint32_t)doc.text.len;

    (void)state;
    for (uint32_t i = 0; i <= size; i++)
        assert_int_equal(cb_document_char(&counter, i), count(TEXT, i));
    for (uint32_t i = size; i > 0; i--)
        assert_int_equal(cb_document_char(&counter, i), count(TEXT, i));
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t offset = i * 7919 % (size + 1);
        assert_int_equal(cb_document_char(&counter, offset), count(TEXT, offset));
    }
}

static void finds_tokens_and_sentences_by_place(void **state)
{
    struct cb_token tokens[] = {{.span = {2, 5}}, {.span = {6, 9}}, {.span = {9, 10}}};
    struct cb_sentence sentences[] = {{.span = {2, 10}}, {.span = {12, 20}}};
    struct cb_document doc = {.tokens = {tokens, 3, 3}, .sentences = {sentences, 2, 2}};
    static const struct {
        uint32_t offset, token, sentence;
    } CASES[] = {{0, 0, CB_NONE}, {2, 0, 0},  {4, 0, 0},  {5, 1, 0},
                 {9, 2, 0},       {10, 3, 0}, {12, 3, 1}, {99, 3, 1}};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        assert_int_equal(cb_document_token_at(&doc, CASES[i].offset), CASES[i].token);
        assert_int_equal(cb_document_sentence_at(&doc, CASES[i].offset), CASES[i].sentence);
    }
}

/* The places that are noted give the tokens that a search gives. */
static void finds_tokens_by_noted_places(void **state)
{
    enum { TOKENS = 200 };
    struct cb_arena arena = {0};
    struct cb_token tokens[TOKENS] = {0};
    struct cb_document doc = {.arena = &arena, .tokens = {tokens, TOKENS, TOKENS}}, noted;
    uint32_t at = 0;

    (void)state;
    for (uint32_t i = 0; i < TOKENS; i++) {
        at += i % 3 + (i == 60) * 300; /* gaps, one of them wide */
        tokens[i].span = (struct cb_span){at, at + 1 + i % 11};
        at = tokens[i].span.end;
    }
    doc.text = (struct cb_str){"", at + 20}; /* only its length counts */
    noted = doc;
    assert_true(cb_document_note_places(&noted));
    for (uint32_t offset = 0; offset < at + 200; offset++)
        assert_int_equal(cb_document_token_at(&noted, offset), cb_document_token_at(&doc, offset));
    cb_arena_release(&arena);
}

static void knows_languages_by_code(void **state)
{
    static const struct {
        const char *code;
        bool known;
        enum cb_language language;
    } CASES[] = {{"de", true, CB_GERMAN},
                 {"DE", true, CB_GERMAN},
                 {"de-AT", true, CB_GERMAN},
                 {"en_US", true, CB_ENGLISH},
                 {"fr", false, 0},
                 {"deu", false, 0},
                 {"d", false, 0},
                 {"", false, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        enum cb_language language = CB_LANGUAGE_COUNT;
        assert_int_equal(cb_language_by_code(cb_str_of(CASES[i].code), &language), CASES[i].known);
        assert_int_equal(language, CASES[i].known ? CASES[i].language : CB_LANGUAGE_COUNT);
    }
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
        enum cb_language language = CB_LANGUAGE_COUNT;
        assert_true(cb_language_by_code(cb_str_of(cb_language_code((enum cb_language)l)), &language));
        assert_int_equal(language, l);
    }
}

static void spans_hold_and_overlap(void **state)
{
    struct cb_span a = {2, 6};

    (void)state;
    assert_true(cb_span_contains(a, (struct cb_span){2, 6}) && cb_span_contains(a, (struct cb_span){3, 4}));
    assert_false(cb_span_contains(a, (struct cb_span){1, 6}) || cb_span_contains(a, (struct cb_span){2, 7}));
    assert_true(cb_span_overlaps(a, (struct cb_span){5, 9}) && cb_span_overlaps(a, (struct cb_span){0, 3}));
    assert_false(cb_span_overlaps(a, (struct cb_span){6, 9}) || cb_span_overlaps(a, (struct cb_span){0, 2}));
    assert_true(cb_span_is_empty((struct cb_span){3, 3}) && !cb_span_is_empty(a));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_code_points_in_any_order),
        cmocka_unit_test(finds_tokens_and_sentences_by_place),
        cmocka_unit_test(finds_tokens_by_noted_places),
        cmocka_unit_test(knows_languages_by_code),
        cmocka_unit_test(spans_hold_and_overlap),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
