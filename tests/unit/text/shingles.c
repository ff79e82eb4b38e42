#include "unit/base/temp.h"

#include "text/shingles.h"

static struct cb_words words_of(struct temp *temp, const char *text)
{
    struct cb_words words = {0};

    assert_int_equal(cb_words_add(&temp->arena, cb_str_of(text), &words, NULL), CB_OK);
    return words;
}

static void forms_of_the_same_words_are_equal(void **state)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } CASES[] = {
        {"„Das prüfen wir“, ", "das PRÜFEN wir", true},
        {"Wir kommen … morgen", "wir  kommen\n\nmorgen.", true},
        {"We don’t know", "we don't know", true},
        {"Straße", "STRASSE", true},
        {"Straße", "Strasse", true},
        {"3,5 Prozent", "3,5 Prozent.", true},
        {"3,5 Prozent", "35 Prozent", false},
        {"im Jahr 2024, 2025", "im Jahr 2024 2025", true},
        {"Wir prüfen das", "Wir prüften das", false},
        {"das Haus", "Haus das", false},
        {"", " – …", true},
    };
    struct temp *temp = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_words a = words_of(temp, CASES[i].a), b = words_of(temp, CASES[i].b);
        if ((cb_words_hash(&a) == cb_words_hash(&b)) != CASES[i].equal)
            fail_msg("'%s' and '%s'", CASES[i].a, CASES[i].b);
    }
}

static void shingles_are_counted_once(void **state)
{
    static const struct {
        const char *a, *b;
        size_t length, of_a, common;
    } CASES[] = {
        {"eins zwei drei vier", "zwei drei vier fünf", 2, 3, 2},
        {"eins zwei eins zwei eins", "zwei eins", 2, 2, 1},
        {"eins zwei drei", "drei zwei eins", 2, 2, 0},
        {"eins", "eins", 2, 1, 1},
        {"", "eins", 2, 0, 0},
        {"eins zwei drei", "eins zwei drei", 3, 1, 1},
    };
    struct temp *temp = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_words a = words_of(temp, CASES[i].a), b = words_of(temp, CASES[i].b);
        struct cb_hashes x, y;
        assert_int_equal(cb_words_shingles(&temp->arena, &a, CASES[i].length, &x, NULL), CB_OK);
        assert_int_equal(cb_words_shingles(&temp->arena, &b, CASES[i].length, &y, NULL), CB_OK);
        assert_int_equal(x.count, CASES[i].of_a);
        assert_int_equal(cb_hashes_common(&x, &y), CASES[i].common);
    }
}

static void numbers_are_words_with_digits(void **state)
{
    struct temp *temp = *state;
    struct cb_words a = words_of(temp, "14 von 20 Booten, 14 am Kai, drei an der A7");
    struct cb_hashes numbers;

    assert_int_equal(cb_words_numbers(&temp->arena, &a, &numbers, NULL), CB_OK);
    assert_int_equal(numbers.count, 3);
}

/* Words made of a counter: w0 w1 w2 ... */
static struct cb_words counted(struct temp *temp, int from, int to)
{
    struct cb_words words = {0};

    for (int i = from; i < to; i++)
        assert_int_equal(cb_words_add(&temp->arena, cb_arena_printf(&temp->arena, "w%d ", i), &words, NULL),
                         CB_OK);
    return words;
}

/* Any run of length + window - 1 words that two texts share gives a fingerprint that they share. */
static void a_long_enough_run_is_always_seen(void **state)
{
    enum { LENGTH = 3, WINDOW = 4, RUN = LENGTH + WINDOW - 1 };
    struct temp *temp = *state;
    struct cb_words whole = counted(temp, 0, 300);
    struct cb_hashes of_whole, of_part;

    assert_int_equal(cb_words_fingerprints(&temp->arena, &whole, LENGTH, WINDOW, 0, &of_whole, NULL), CB_OK);
    assert_in_range(of_whole.count, 80, 160); /* two of each window + 1 */
    for (int from = 0; from + RUN <= 300; from++) {
        struct cb_words part = counted(temp, from, from + RUN);
        assert_int_equal(cb_words_fingerprints(&temp->arena, &part, LENGTH, WINDOW, 0, &of_part, NULL),
                         CB_OK);
        assert_in_range(cb_hashes_common(&of_whole, &of_part), 1, RUN);
    }
}

static void short_texts_keep_all(void **state)
{
    struct temp *temp = *state;
    struct cb_words text = counted(temp, 0, 10), none = {0};
    struct cb_hashes all;

    assert_int_equal(cb_words_fingerprints(&temp->arena, &text, 3, 4, 8, &all, NULL), CB_OK);
    assert_int_equal(all.count, 8);
    assert_int_equal(cb_words_fingerprints(&temp->arena, &text, 3, 4, 7, &all, NULL), CB_OK);
    assert_in_range(all.count, 2, 7);
    assert_int_equal(cb_words_fingerprints(&temp->arena, &none, 3, 4, 8, &all, NULL), CB_OK);
    assert_int_equal(all.count, 0);
}

static void both_at_once_are_those_of_each(void **state)
{
    struct temp *temp = *state;
    struct cb_words words = words_of(temp, "Am Anfang steht ein Satz");
    struct cb_hashes shingles, fingerprints, both[2];

    for (int n = 0; n < 300; n++)
        assert_int_equal(
            cb_words_add(&temp->arena, cb_arena_printf(&temp->arena, " Wort%d", n % 170), &words, NULL),
            CB_OK);
    assert_int_equal(cb_words_shingles(&temp->arena, &words, 4, &shingles, NULL), CB_OK);
    assert_int_equal(cb_words_fingerprints(&temp->arena, &words, 4, 32, 24, &fingerprints, NULL), CB_OK);
    assert_int_equal(
        cb_words_shingles_and_fingerprints(&temp->arena, &words, 4, 32, 24, &both[0], &both[1], NULL), CB_OK);
    assert_int_equal(shingles.count, 5 + 170); /* five with the beginning, then a circle of 170 words */
    for (size_t i = 1; i < shingles.count; i++)
        assert_true(shingles.items[i - 1] < shingles.items[i]);
    assert_int_equal(both[0].count, shingles.count);
    assert_memory_equal(both[0].items, shingles.items, shingles.count * sizeof *shingles.items);
    assert_int_equal(both[1].count, fingerprints.count);
    assert_memory_equal(both[1].items, fingerprints.items, fingerprints.count * sizeof *fingerprints.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(forms_of_the_same_words_are_equal),
        temp_test(shingles_are_counted_once),
        temp_test(numbers_are_words_with_digits),
        temp_test(a_long_enough_run_is_always_seen),
        temp_test(short_texts_keep_all),
        temp_test(both_at_once_are_those_of_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
