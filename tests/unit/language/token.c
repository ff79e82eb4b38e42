#include "unit/language/analyze.h"

/* The tokens, with '|' between them. */
static const char *tokens_of(const struct cb_document *doc)
{
    struct cb_str seen = CB_STR("");

    for (uint32_t i = 0; i < doc->tokens.count; i++)
        seen = cb_arena_printf(doc->arena, "%.*s%s%.*s", CB_STR_ARG(seen), i ? "|" : "",
                               CB_STR_ARG(cb_token_text(doc, i)));
    return seen.ptr;
}

static void check(void **state, enum cb_language language, const char *text, const char *tokens)
{
    struct cb_document doc = analyze(*state, language, cb_str_of(text));
    const char *seen = tokens_of(&doc);

    if (strcmp(seen, tokens) != 0)
        fail_msg("'%s': %s, not %s", text, seen, tokens);
}

static void cuts_german(void **state)
{
    static const struct {
        const char *text, *tokens;
    } CASES[] = {
        {"Er geht.", "Er|geht|."},
        {"Anthropic-CEO, 36-Jährige, H200-Chips", "Anthropic-CEO|,|36-Jährige|,|H200-Chips"},
        {"Wirtschafts- und Finanzminister", "Wirtschafts-|und|Finanzminister"},
        {"Köln–Hagen – ja", "Köln|–|Hagen|–|ja"},
        {"7-10 Monate, 2026-2027", "7|-|10|Monate|,|2026|-|2027"},
        {"geht's ist’s Grass' Buch", "geht's|ist’s|Grass|'|Buch"},
        {"50.000 und 12,4 und 1.234,56 um 17:30 Uhr", "50.000|und|12,4|und|1.234,56|um|17:30|Uhr"},
        {"5% von 3€, ~2-3x, 10.", "5|%|von|3|€|,|~|2|-|3x|,|10|."},
        {"am 3. Oktober", "am|3.|Oktober"},
        {"am 24. 12. 2024 kam", "am|24.|12.|2024|kam"},
        {"des späten 19. Jahrhunderts", "des|späten|19.|Jahrhunderts"},
        {"Er wurde Zweiter von 23. Danach", "Er|wurde|Zweiter|von|23|.|Danach"},
        {"Sie kam auf Platz 3. Trainer Bär", "Sie|kam|auf|Platz|3|.|Trainer|Bär"},
        {"im Jahr 2024. Der", "im|Jahr|2024|.|Der"},
        {"1. Der Preis", "1.|Der|Preis"},
        {"Ludwig XIV. starb", "Ludwig|XIV.|starb"},
        {"z.B. hier, z. B. da, bzw. dort, u.a. das", "z.B.|hier|,|z.|B.|da|,|bzw.|dort|,|u.a.|das"},
        {"Dr. Bär, Dipl.-Ing. Wolf", "Dr.|Bär|,|Dipl.-Ing.|Wolf"},
        {"Mio.-Vertrag der U.S.-Regierung", "Mio.-Vertrag|der|U.S.-Regierung"},
        {"Art. 5, dieser Art. Dann", "Art.|5|,|dieser|Art|.|Dann"},
        {"Plan B. Das war", "Plan|B|.|Das|war"},
        {"George W. Bush", "George|W.|Bush"},
        {"„Ja“, »nein« ‚so‘", "„|Ja|“|,|»|nein|«|‚|so|‘"},
        {"Warte ... nein… -- was?!", "Warte|...|nein|…|--|was|?|!"},
        {"AT&T und Müller & Co.", "AT&T|und|Müller|&|Co."},
        {"Kolleg:innen und Schüler*in: gut", "Kolleg:innen|und|Schüler*in|:|gut"},
        {"V2.5 und Qwen 2.5", "V2.5|und|Qwen|2.5"},
        {"m² und CO₂ und 2½", "m²|und|CO₂|und|2½"},
        {"#Klima @bote 3#", "#Klima|@bote|3|#"},
        {"theregister.com, Bote.DE. www.a.example/b?c=1.",
         "theregister.com|,|Bote.DE|.|www.a.example/b?c=1|."},
        {"(https://a.example/x_(1))", "(|https://a.example/x_(1|)|)"},
        {"anna.muster@bote.example!", "anna.muster@bote.example|!"},
        {"Ende.Team spielt, war.diese", "Ende|.|Team|spielt|,|war|.|diese"},
        {"a\xC2\xA0"
         "b\xE2\x80\xAF"
         "c",
         "a|b|c"},
        {"und/oder 24/7", "und|/|oder|24|/|7"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check(state, CB_GERMAN, CASES[i].text, CASES[i].tokens);
}

static void cuts_english(void **state)
{
    static const struct {
        const char *text, *tokens;
    } CASES[] = {
        {"Don't go, it’s 5 p.m. now", "Don't|go|,|it’s|5|p.m.|now"},
        {"It rose to 12. Sales fell", "It|rose|to|12|.|Sales|fell"},
        {"$4.8 million, No. 5, no. No", "$|4.8|million|,|No.|5|,|no|.|No"},
        {"the U.S. and Mr. Ode", "the|U.S.|and|Mr.|Ode"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check(state, CB_ENGLISH, CASES[i].text, CASES[i].tokens);
}

static void flags(void **state)
{
    enum {
        C = CB_TOKEN_CAPITAL,
        A = CB_TOKEN_ALL_CAPITALS,
        D = CB_TOKEN_HAS_DIGIT,
        H = CB_TOKEN_HAS_HYPHEN,
        I = CB_TOKEN_INNER_CAPITAL,
        S = CB_TOKEN_SENTENCE_START,
        B = CB_TOKEN_ABBREVIATION,
        O = CB_TOKEN_ORDINAL,
        SPACE = CB_TOKEN_SPACE_BEFORE,
        Q = CB_TOKEN_QUOTE_MARK
    };
    static const struct {
        const char *text;
        uint32_t token, flags;
        enum cb_token_kind kind;
        enum cb_word_class class;
    } CASES[] = {
        {"Haus da", 0, C | S | SPACE, CB_TOKEN_WORD, CB_CLASS_NONE},
        {"das Haus", 1, C | SPACE, CB_TOKEN_WORD, CB_CLASS_NONE},
        {"das Haus", 0, S | SPACE, CB_TOKEN_WORD, CB_CLASS_ARTICLE},
        {"die CDU", 1, C | A | SPACE, CB_TOKEN_WORD, CB_CLASS_NONE},
        {"von DeepSeek", 1, C | I | SPACE, CB_TOKEN_WORD, CB_CLASS_NONE},
        {"von H200-Chips", 1, C | D | H | SPACE, CB_TOKEN_WORD, CB_CLASS_NONE},
        {"von KI-Firmen", 1, C | H | SPACE, CB_TOKEN_WORD, CB_CLASS_NONE},
        {"von xAI", 1, I | SPACE, CB_TOKEN_WORD, CB_CLASS_NONE},
        {"von Ärzten", 1, C | SPACE, CB_TOKEN_WORD, CB_CLASS_NONE},
        {"von A", 1, C | SPACE, CB_TOKEN_WORD, CB_CLASS_NONE},
        {"am 3. Mai", 1, O | D | SPACE, CB_TOKEN_NUMBER, CB_CLASS_NONE},
        {"mit Dr. Bär", 1, C | B | SPACE, CB_TOKEN_WORD, CB_CLASS_NONE},
        {"sagt „Ja“", 1, Q | SPACE, CB_TOKEN_PUNCTUATION, CB_CLASS_NONE},
        {"sagt „Ja“", 2, C | S, CB_TOKEN_WORD, CB_CLASS_PARTICLE},
        {"sagt „Ja“", 3, Q, CB_TOKEN_PUNCTUATION, CB_CLASS_NONE},
        {"5 %", 1, SPACE, CB_TOKEN_SYMBOL, CB_CLASS_NONE},
        {"auf a.de", 1, SPACE, CB_TOKEN_ADDRESS, CB_CLASS_NONE},
        {"mit #Mut", 1, SPACE, CB_TOKEN_HASHTAG, CB_CLASS_NONE},
        {"dass er", 0, S | SPACE, CB_TOKEN_WORD, CB_CLASS_SUBORDINATOR},
        {"er kann", 1, SPACE, CB_TOKEN_WORD, CB_CLASS_MODAL},
        {"er IST", 1, C | A | SPACE, CB_TOKEN_WORD, CB_CLASS_AUXILIARY},
        {"Ja. Und dann", 2, C | S | SPACE, CB_TOKEN_WORD, CB_CLASS_CONJUNCTION},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc = analyze(*state, CB_GERMAN, cb_str_of(CASES[i].text));
        const struct cb_token *token = &doc.tokens.items[CASES[i].token];
        if (token->flags != CASES[i].flags || token->kind != CASES[i].kind ||
            token->word_class != CASES[i].class)
            fail_msg("'%s' %u: flags %u, not %u; kind %d, not %d; class %d, not %d", CASES[i].text,
                     CASES[i].token, token->flags, CASES[i].flags, (int)token->kind, (int)CASES[i].kind,
                     (int)token->word_class, (int)CASES[i].class);
    }
}

/* Invisible hyphens are in the text and not in the look-up form. */
static void looks_up_without_soft_hyphens(void **state)
{
    struct cb_document doc = analyze(*state, CB_GERMAN, CB_STR("Wirt\xC2\xADschafts\xC2\xADminister"));

    assert_int_equal(doc.tokens.count, 1);
    assert_true(cb_str_eq(doc.tokens.items[0].lower, CB_STR("wirtschaftsminister")));
    assert_int_equal(doc.tokens.items[0].span.end, doc.text.len);
}

/* Whatever the text: every visible character is in one token, in order, and no token is longer than the
 * limit. */
static void covers_everything(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *piece;
        size_t times;
    } CASES[] = {
        {"a", 300000},    {"a.", 100000},       {"a@", 100000},  {"de.", 100000},    {"1.", 100000},
        {"1. ", 100000},  {"-", 300000},        {"a-", 100000},  {"http://", 50000}, {"„", 100000},
        {"\"a ", 100000}, {"‘ ", 50000},        {"A. ", 50000},  {"Ä", 100000},      {"A&", 100000},
        {"a:in", 50000},  {"\xC2\xAD", 100000}, {"?! ", 100000},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        size_t size = strlen(CASES[i].piece);
        char *text = cb_alloc(size * CASES[i].times);
        struct cb_document doc;
        uint32_t at = 0, sentence = 0;
        assert_non_null(text);
        for (size_t n = 0; n < CASES[i].times; n++)
            memcpy(text + n * size, CASES[i].piece, size);
        doc = analyze(temp, CB_GERMAN, (struct cb_str){text, size * CASES[i].times});
        for (uint32_t t = 0; t < doc.tokens.count; t++) {
            const struct cb_token *token = &doc.tokens.items[t];
            assert_true(token->span.start < token->span.end && token->span.end - token->span.start <= 4200);
            for (; at < token->span.start; at++)
                assert_int_equal(text[at], ' ');
            at = token->span.end;
            assert_true(token->sentence == sentence || token->sentence == sentence + 1);
            sentence = token->sentence;
        }
        assert_int_equal(sentence + 1, doc.sentences.count);
        cb_arena_clear(&temp->arena);
        cb_free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(cuts_german),
        temp_test(cuts_english),
        temp_test(flags),
        temp_test(looks_up_without_soft_hyphens),
        temp_test(covers_everything),
    };

    return run_with_lexicons(tests);
}
