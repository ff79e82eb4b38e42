/* Texts that nobody writes: the layer finishes, and every sign is in exactly one token. That it is linear is
 * measured by scripts/bench and by hand, not here. */
#include "unit/language/analyze.h"

#include "fuzz/document_check.h"

enum { SMALL = 20000 }; /* bytes of each text, under sanitizers too a moment's work */

/* `count` times `piece`, then `count` times `last`. */
static struct cb_str repeated(struct temp *temp, struct cb_str piece, struct cb_str last, size_t count)
{
    char *bytes = cb_arena_alloc(&temp->arena, (piece.len + last.len) * count + 1);
    size_t n = 0;

    assert_non_null(bytes);
    for (size_t i = 0; i < count; i++, n += piece.len)
        memcpy(bytes + n, piece.ptr, piece.len);
    for (size_t i = 0; i < count; i++, n += last.len)
        memcpy(bytes + n, last.ptr, last.len);
    return (struct cb_str){bytes, n};
}

static void finishes(void **state)
{
    static const struct {
        const char *name, *piece, *last;
    } CASES[] = {
        {"one sentence", "die Rätin sagte, dass der Antrag, den sie stellte, liegen blieb, ", ""},
        {"open quotation marks", "„", ""},
        {"marks of all conventions", " „Er sagt \" ‚so »", ""},
        {"no spaces", "DieRätinwiesdieVorwürfezurück", ""},
        {"all capitals", "DIE RÄTIN WIES DIE VORWÜRFE ZURÜCK ", ""},
        {"punctuation", ".,;:!?-()[]\"'…–„“»«%$#@&", ""},
        {"mixed scripts", "aäßжשλ漢字あ🙂é́ 1.-'", ""},
        {"one word", "a", ""},
        {"one word of capitals", "Ü", ""},
        {"commas", ",", ""},
        {"und", "und ", ""},
        {"conjunctions", "dass ", ""},
        {"auxiliaries", "hat ", ""},
        {"verbs that wait for a prefix", "teilte ", ""},
        {"clauses in a row", "er, und sie, der ", ""},
        {"hyphens", "Ab-", ""},
        {"nested brackets", "(", ")"},
        {"nested brackets with clauses", "( er sagt, dass [ ", "] ) "},
        {"full stops", ".", ""},
        {"numbers of a list", "1. ", ""},
        {"initials", "B. ", ""},
        {"domain names", "a.", ""},
        {"mail addresses", "a@b.", ""},
        {"compounds", "Donaudampfschifffahrtskapitänsmützenxq ", ""},
        {"soft hyphens", "Ab\xC2\xAD", ""},
        {"apostrophes", "a'", ""},
        {"wide spaces", "\xC2\xA0", ""},
        {"passages", "Ja\n", ""},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str piece = cb_str_of(CASES[i].piece), last = cb_str_of(CASES[i].last);
        struct cb_str text = repeated(*state, piece, last, SMALL / (piece.len + last.len));
        for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
            struct cb_document doc = analyze(*state, (enum cb_language)l, text);
            const char *fault = document_fault(&doc);
            if (fault)
                fail_msg("%s: not so: %s", CASES[i].name, fault);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {temp_test(finishes)};

    return run_with_lexicons(tests);
}
