#include "unit/language/analyze.h"

/* The sentences, with '|' between them. */
static void check(void **state, enum cb_language language, const char *text, const char *sentences)
{
    struct cb_document doc = analyze(*state, language, cb_str_of(text));
    struct cb_str seen = CB_STR("");
    uint32_t next = 0;

    for (size_t i = 0; i < doc.sentences.count; i++) {
        const struct cb_sentence *s = &doc.sentences.items[i];
        assert_int_equal(s->first, next);
        assert_true(s->count > 0);
        next += s->count;
        assert_true(cb_span_contains(doc.passages.items[s->passage].span, s->span));
        seen = cb_arena_printf(doc.arena, "%.*s%s%.*s", CB_STR_ARG(seen), i ? "|" : "",
                               CB_STR_ARG(cb_document_slice(&doc, s->span)));
    }
    assert_int_equal(next, doc.tokens.count);
    if (!cb_str_eq(seen, cb_str_of(sentences)))
        fail_msg("%.*s\nnot %s", CB_STR_ARG(seen), sentences);
}

static void cuts_german(void **state)
{
    static const struct {
        const char *text, *sentences;
    } CASES[] = {
        {"Er geht. Sie bleibt! Warum? Darum.", "Er geht.|Sie bleibt!|Warum?|Darum."},
        {"Titel ohne Punkt\nEr geht.", "Titel ohne Punkt|Er geht."},
        {"Die Wahrheit war. diese Modelle sind gut.", "Die Wahrheit war. diese Modelle sind gut."},
        {"„Komm!“, sagte er. Dann ging er.", "„Komm!“, sagte er.|Dann ging er."},
        {"„Komm!“ sagte er.", "„Komm!“ sagte er."},
        {"„Ist es spät?“ – „Ja.“", "„Ist es spät?“|– „Ja.“"},
        {"„Das ist gut.“ Danach ging er.", "„Das ist gut.“|Danach ging er."},
        {"„Wir wollen das. Und wir können das“, sagte er.",
         "„Wir wollen das.|Und wir können das“, sagte er."},
        {"Er sagte: „Das ist gut.“ Sie schwieg.", "Er sagte: „Das ist gut.“|Sie schwieg."},
        {"(Es war spät.) Er ging.", "(Es war spät.)|Er ging."},
        {"Dr. Bär kam mit Prof. Wolf. Sie aßen.", "Dr. Bär kam mit Prof. Wolf.|Sie aßen."},
        {"Es gab Brot, Wein usw. Danach ging er.", "Es gab Brot, Wein usw.|Danach ging er."},
        {"Es gab Brot, Wein usw. und Käse.", "Es gab Brot, Wein usw. und Käse."},
        {"Das kostet 3 Mio. Euro, z. B. hier.", "Das kostet 3 Mio. Euro, z. B. hier."},
        {"Am 3. Oktober kam er. 14 Menschen kamen mit.", "Am 3. Oktober kam er.|14 Menschen kamen mit."},
        {"Die Zahl stieg auf 23. Das ist viel.", "Die Zahl stieg auf 23.|Das ist viel."},
        {"Ludwig XIV. starb 1715. Er war alt.", "Ludwig XIV. starb 1715.|Er war alt."},
        {"Es gibt einen Plan B. Der ist gut.", "Es gibt einen Plan B.|Der ist gut."},
        {"Er kam … und ging. Sie ... blieb.", "Er kam … und ging.|Sie ... blieb."},
        {"Das ist das Ende.Der Rest fehlt.", "Das ist das Ende.|Der Rest fehlt."},
        {"Auf theregister.com steht es. Ja.", "Auf theregister.com steht es.|Ja."},
        {"Was?! Nein!!! Doch.", "Was?!|Nein!!!|Doch."},
        {"1. Der Preis", "1. Der Preis"},
        {"...", "..."},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check(state, CB_GERMAN, CASES[i].text, CASES[i].sentences);
}

static void cuts_english(void **state)
{
    static const struct {
        const char *text, *sentences;
    } CASES[] = {
        {"Mr. Ode met Dr. Archer. They ate.", "Mr. Ode met Dr. Archer.|They ate."},
        {"It is 5 p.m. He left. The U.S. President stayed.",
         "It is 5 p.m.|He left.|The U.S. President stayed."},
        {"Sales rose to 12. Costs fell.", "Sales rose to 12.|Costs fell."},
        {"“Go!” he said. “We must go.” She stayed.", "“Go!” he said.|“We must go.”|She stayed."},
        {"No. 5 is alive. No. It is not.", "No. 5 is alive.|No.|It is not."},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check(state, CB_ENGLISH, CASES[i].text, CASES[i].sentences);
}

int main(void)
{
    const struct CMUnitTest tests[] = {temp_test(cuts_german), temp_test(cuts_english)};

    return run_with_lexicons(tests);
}
