#include "text/sha256.h"

#include "unit/base/temp.h"

/* The examples of FIPS 180-2, and of no byte at all. */
static void hashes(void **state)
{
    static const struct {
        const char *text, *hex;
    } CASES[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char hex[65];
        cb_sha256(cb_str_of(CASES[i].text), hex);
        assert_string_equal(hex, CASES[i].hex);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(hashes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
