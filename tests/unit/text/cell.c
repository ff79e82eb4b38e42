#include "text/cell.h"

#include "text/date.h"
#include "unit/base/temp.h"

static void guards_formulas(void **state)
{
    static const struct {
        const char *text, *cell;
    } CASES[] = {
        {"", ""},
        {"Umsatz", "Umsatz"},
        {"=1+1", "'=1+1"},
        {"+49 30 1234", "'+49 30 1234"},
        {"-5 Grad", "'-5 Grad"},
        {"@amt", "'@amt"},
        {"\t=1", "'\t=1"},
        {"\r\n=1", "'\r\n=1"},
        {"\n=1", "'\n=1"},
        {"＝1", "'＝1"},
        {"＠x", "'＠x"},
        {"'=1", "''=1"},
        {"''@", "'''@"},
        {"'n Bus", "'n Bus"},
        {"'", "'"},
        {"'Zitat'", "'Zitat'"},
        {"a=b", "a=b"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_buf buf;
        cb_buf_init(&buf, 100);
        cb_cell_guard(&buf, cb_str_of(CASES[i].text));
        assert_string_equal(buf.bytes ? buf.bytes : "", CASES[i].cell);
        if (!cb_str_eq(cb_cell_unguard(cb_str_of(CASES[i].cell)), cb_str_of(CASES[i].text)))
            fail_msg("'%s' does not come back", CASES[i].cell);
        cb_buf_release(&buf);
    }
}

static void reads_numbers(void **state)
{
    static const struct {
        const char *cell;
        char decimal; /* of the file */
        double value, other;
        char shows;
    } CASES[] = {
        {"0", 0, 0, 0, 0},
        {"42", 0, 42, 0, 0},
        {" -42 ", 0, -42, 0, 0},
        {"+42", 0, 42, 0, 0},
        {"\xE2\x88\x92"
         "42",
         0, -42, 0, 0},
        {"1.5", 0, 1.5, 0, '.'},
        {"1,5", 0, 1.5, 0, ','},
        {"-0,25", 0, -0.25, 0, ','},
        {"0,125", 0, 0.125, 0, ','},
        {",5", 0, 0.5, 0, ','},
        {"1.234", 0, 1.234, 1234, 0},
        {"1,234", 0, 1.234, 1234, 0},
        {"1.234", '.', 1.234, 0, 0},
        {"1.234", ',', 1234, 0, 0},
        {"1,234", '.', 1234, 0, 0},
        {"1,234", ',', 1.234, 0, 0},
        {"1.5", ',', 1.5, 0, '.'},
        {"1.234,5", 0, 1234.5, 0, ','},
        {"1,234.5", 0, 1234.5, 0, '.'},
        {"1.234.567", 0, 1234567, 0, ','},
        {"1,234,567", 0, 1234567, 0, '.'},
        {"12.345.678,90", 0, 12345678.9, 0, ','},
        {"1 234 567,5", 0, 1234567.5, 0, ','},
        {"1\xC2\xA0"
         "234,567",
         0, 1234.567, 0, ','},
        {"1\xE2\x80\xAF"
         "234",
         0, 1234, 0, 0},
        {"1'234.50", 0, 1234.5, 0, '.'},
        {"1\xE2\x80\x99"
         "234",
         0, 1234, 0, 0},
        {"4.9E+09", 0, 4.9e9, 0, '.'},
        {"1,23457E+11", 0, 123457000000, 0, ','},
        {"5e-3", 0, 0.005, 0, 0},
        {"0007", 0, 7, 0, 0},
        {"123456789012345678901", 0, 123456789012345678901.0, 0, 0},
    };
    static const char *const NONE[] = {
        "",     "-",        "x",          "1.2.3",         "1,23,4",  "12 EUR",      "5%",
        "1.5.", "1e",       "1e+x",       "--1",           "01. Mai", "1.234,567.8", ".",
        ",",    "Infinity", "1.2345.678", "12345.678.901", "1e9999"};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_cell_number n;
        if (!cb_cell_read_number(cb_str_of(CASES[i].cell), CASES[i].decimal, &n))
            fail_msg("'%s' is not read", CASES[i].cell);
        if (n.readings[0] != CASES[i].value || n.count != (CASES[i].other != 0 ? 2 : 1) ||
            (n.count > 1 && n.readings[1] != CASES[i].other) || n.decimal != CASES[i].shows)
            fail_msg("'%s' is %.17g and %.17g, %zu readings, sign '%c'", CASES[i].cell, n.readings[0],
                     n.readings[1], n.count, n.decimal ? n.decimal : '0');
    }
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
        struct cb_cell_number n;
        if (cb_cell_read_number(cb_str_of(NONE[i]), 0, &n))
            fail_msg("'%s' is read as %.17g", NONE[i], n.readings[0]);
    }
}

static void knows_rounded_numbers(void **state)
{
    static const struct {
        const char *cell;
        double value;
        bool same;
    } CASES[] = {
        {"1.23457E+11", 123456789012, true},
        {"1,23457E+11", 123456789012, true},
        {"1.23457E+11", 123466789012, false},
        {"1.2E-05", 0.000012, true},
        {"0.123456789", 0.12345678901, true},
        {"0.123456789", 0.12345, false},
        {"1.23", 1.234, false},
        {"1234567", 1234567.4, false},
        {"1.234", 1234, true},
        {"1.234", 1.234, true},
        {"0.1", 0.1, true},
        {"0.30000000000000004", 0.1 + 0.2, true},
        {"12", 13, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_cell_number n;
        assert_true(cb_cell_read_number(cb_str_of(CASES[i].cell), 0, &n));
        if (cb_cell_is_number(&n, CASES[i].value) != CASES[i].same)
            fail_msg("'%s' against %.17g", CASES[i].cell, CASES[i].value);
    }
}

static void reads_days(void **state)
{
    static const struct {
        const char *cell, *first, *second;
        bool sure;
    } CASES[] = {
        {"2026-11-22", "2026-11-22", NULL, true},
        {" 2026-11-22 00:00:00", "2026-11-22", NULL, true},
        {"2026-11-22T08:15:00Z", "2026-11-22", NULL, true},
        {"2026/11/22", "2026-11-22", NULL, true},
        {"22.11.2026", "2026-11-22", NULL, true},
        {"3.5.2026", "2026-05-03", NULL, true},
        {"22. 11. 2026", "2026-11-22", NULL, true},
        {"22.11.26", "2026-11-22", "1826-11-22", false},
        {"11/22/2026", "2026-11-22", NULL, true},
        {"22/11/2026", "2026-11-22", NULL, true},
        {"5/5/2026", "2026-05-05", NULL, true},
        {"3/5/2026", "2026-05-03", "2026-03-05", false},
        {"03-05-2026", "2026-05-03", "2026-03-05", false},
        {"11/22/26", "2026-11-22", "1826-11-22", false},
        {"11/22/99", "1999-11-22", "1899-11-22", false},
        {"46348", "2026-11-22", NULL, false},
        {"29.02.2024", "2024-02-29", NULL, true},
    };
    static const char *const NONE[] = {
        "",           "2026",          "2026-13-01", "31.11.2026",   "29.02.2026",
        "22.11.",     "November 2026", "1.2.3.4",    "22.11.2026 x", "2026-11",
        "13/13/2026", "22-11/2026",    "123",        "1234567",      "222.11.2026",
        "0.0.0000"};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_cell_date d;
        int32_t first = 0, second = 0;
        if (!cb_cell_read_date(cb_str_of(CASES[i].cell), &d))
            fail_msg("'%s' is not read", CASES[i].cell);
        assert_true(cb_date_parse(cb_str_of(CASES[i].first), &first));
        assert_true(!CASES[i].second || cb_date_parse(cb_str_of(CASES[i].second), &second));
        if (d.readings[0] != first || d.count < (CASES[i].second ? 2 : 1) ||
            (CASES[i].sure && d.count != 1) || d.sure != CASES[i].sure ||
            (CASES[i].second && d.readings[1] != second))
            fail_msg("'%s': %zu readings, the first %d", CASES[i].cell, d.count, d.readings[0] - first);
        assert_true(cb_cell_is_date(&d, first));
    }
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
        struct cb_cell_date d;
        if (cb_cell_read_date(cb_str_of(NONE[i]), &d))
            fail_msg("'%s' is read as a day", NONE[i]);
    }
}

static void reads_yes_and_no(void **state)
{
    static const char *const YES[] = {"1", "TRUE", "WAHR", "ja", "x", " Yes "};
    static const char *const NO[] = {"0", "FALSE", "FALSCH", "nein", "faux"};
    bool value;

    (void)state;
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++)
        assert_true(cb_cell_read_flag(cb_str_of(YES[i]), &value) && value);
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        assert_true(cb_cell_read_flag(cb_str_of(NO[i]), &value) && !value);
    assert_false(cb_cell_read_flag(CB_STR(""), &value));
    assert_false(cb_cell_read_flag(CB_STR("2"), &value));
}

static void compares_texts(void **state)
{
    static const struct {
        const char *cell, *before;
        enum cb_cell_change change;
    } CASES[] = {
        {"Umsatz", "Umsatz", CB_CELL_SAME},
        {" Umsatz\r\nim Jahr ", "Umsatz\nim Jahr", CB_CELL_SAME},
        {"Umsatz im  Jahr", "Umsatz im\xC2\xA0Jahr", CB_CELL_SAME},
        {"", "", CB_CELL_SAME},
        {"", "Umsatz", CB_CELL_OTHER},
        {"Umsatz", "", CB_CELL_OTHER},
        {"umsatz", "Umsatz", CB_CELL_OTHER},
        {"?ód?", "Łódź", CB_CELL_SAME},
        {"?lter", "Alter", CB_CELL_OTHER},
        {"7", "007", CB_CELL_SAME},
        {"4930123456", "004930123456", CB_CELL_SAME},
        {"1.23457E+12", "1234567890123", CB_CELL_SAME},
        {"1,23457E+12", "1234567890123", CB_CELL_SAME},
        {"8", "007", CB_CELL_OTHER},
        {"TRUE", "True", CB_CELL_SAME},
        {"WAHR", "true", CB_CELL_SAME},
        {"22.11.2026", "2026-11-22", CB_CELL_SAME},
        {"11. Sep", "9/11", CB_CELL_REWRITTEN},
        {"9-Nov", "9/11", CB_CELL_REWRITTEN},
        {"10. Dez", "10-12", CB_CELL_REWRITTEN},
        {"12:30:00", "12:30", CB_CELL_REWRITTEN},
        {"Der Anschlag", "9/11", CB_CELL_OTHER},
    };
    struct temp *temp = *state;
    char *text = cb_arena_alloc(&temp->arena, 40001);

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        if (cb_cell_compare(cb_str_of(CASES[i].cell), cb_str_of(CASES[i].before)) != CASES[i].change)
            fail_msg("'%s' against '%s'", CASES[i].cell, CASES[i].before);
    memset(text, 'a', 40000);
    assert_int_equal(cb_cell_compare((struct cb_str){text, 32767}, (struct cb_str){text, 40000}),
                     CB_CELL_SAME);
    assert_int_equal(cb_cell_compare((struct cb_str){text, 30000}, (struct cb_str){text, 40000}),
                     CB_CELL_OTHER);
}

static void cleans_texts(void **state)
{
    struct temp *temp = *state;

    assert_true(cb_str_eq(cb_cell_text(&temp->arena, CB_STR("  a b \n")), CB_STR("a b")));
    assert_true(cb_str_eq(cb_cell_text(&temp->arena, CB_STR("a\r\nb\rc")), CB_STR("a\nb\nc")));
    assert_true(cb_str_eq(cb_cell_text(&temp->arena, CB_STR("\r\n")), CB_STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guards_formulas),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(knows_rounded_numbers),
        cmocka_unit_test(reads_days),
        cmocka_unit_test(reads_yes_and_no),
        temp_test(compares_texts),
        temp_test(cleans_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
