#include "language/syntax.h"

enum { WORD_MAX = 20 }; /* bytes; the list has no longer one */

/* In the order of enum cb_clause_word. */
static const struct cb_str CLASSES[] = {
    CB_STR_INIT("relative"),      CB_STR_INIT("question"),   CB_STR_INIT("nominative"),
    CB_STR_INIT("oblique"),       CB_STR_INIT("singular"),   CB_STR_INIT("plural"),
    CB_STR_INIT("either"),        CB_STR_INIT("light"),      CB_STR_INIT("possessive"),
    CB_STR_INIT("demonstrative"), CB_STR_INIT("reflexive"),  CB_STR_INIT("object"),
    CB_STR_INIT("dative_or_you"), CB_STR_INIT("purpose"),    CB_STR_INIT("zu"),
    CB_STR_INIT("negation"),      CB_STR_INIT("comparison"), CB_STR_INIT("so"),
    CB_STR_INIT("then"),          CB_STR_INIT("of"),         CB_STR_INIT("to_noun"),
    CB_STR_INIT("behind"),        CB_STR_INIT("time"),       CB_STR_INIT("measure"),
    CB_STR_INIT("owner"),         CB_STR_INIT("that"),       CB_STR_INIT("content"),
    CB_STR_INIT("particle"),      CB_STR_INIT("moves"),      CB_STR_INIT("says")};

/* The bits of "relative oblique"; 0 where a word of it is no class. */
static uint32_t bits_of(struct cb_str classes)
{
    uint32_t bits = 0;

    while (classes.ptr) {
        struct cb_str name = cb_str_split(&classes, ' ');
        size_t k = 0;
        while (k < sizeof CLASSES / sizeof CLASSES[0] && !cb_str_eq(name, CLASSES[k]))
            k++;
        if (k == sizeof CLASSES / sizeof CLASSES[0])
            return 0;
        bits |= UINT32_C(1) << k;
    }
    return bits;
}

char cb_syntax_mark(const struct cb_syntax *s, uint32_t token)
{
    const struct cb_token *t = cb_syntax_token(s, token);
    char c;

    if (t->flags & CB_TOKEN_QUOTE_MARK)
        return '"';
    c = s->doc->text.ptr[t->span.start];
    if (cb_str_starts(t->lower, CB_STR("\xE2\x80\x93")) || cb_str_starts(t->lower, CB_STR("\xE2\x80\x94")) ||
        (c == '-' && (t->flags & CB_TOKEN_SPACE_BEFORE)))
        return '-';
    return (unsigned char)c == 0xE2 ? '.' : c;
}

bool cb_is_attributive(const struct cb_syntax *s, uint32_t token)
{
    enum { LOOK = 4 };
    const uint32_t inner = CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_ADV) | CB_TAG_BIT(CB_TAG_NUM) |
                           CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE);

    if (!s->english || token == 0 || token + 1 >= s->doc->tokens.count ||
        !cb_has_tag(s, token, CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)) ||
        !cb_has_tag(s, token + 1, CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_ADJ)))
        return false;
    if (!(cb_syntax_token(s, token)->features & CB_PARTICIPLE_2) && cb_is_lemma(s, token - 1, CB_STR("have")))
        return true; /* 'had operating profit' */
    for (uint32_t i = token; i > 0 && token - i < LOOK; i--) {
        if (cb_has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_DET)) || cb_is_word(s, i - 1, CB_WORD_POSSESSIVE))
            return true;
        if (!cb_has_tag(s, i - 1, inner))
            return false;
    }
    return false;
}

bool cb_is_particle(const struct cb_syntax *s, uint32_t token)
{
    const uint32_t particle = CB_TAG_BIT(CB_TAG_ADP) | CB_TAG_BIT(CB_TAG_ADV) | CB_TAG_BIT(CB_TAG_PART);

    if (!s->english || token == 0 || token + 1 >= s->doc->tokens.count || !cb_has_tag(s, token, particle) ||
        !cb_has_tag(s, token - 1, CB_VERB_TAGS & ~CB_AUX_TAGS) || cb_is_word(s, token + 1, CB_WORD_OF))
        return false;
    if ((cb_has_tag(s, token, CB_TAG_BIT(CB_TAG_ADP)) ||
         cb_str_eq(cb_syntax_token(s, token)->lower, CB_STR("over"))) &&
        cb_has_tag(s, token + 1, CB_TAG_BIT(CB_TAG_ADP)))
        return true;
    return cb_is_word(s, token, CB_WORD_PARTICLE) && !cb_is_word(s, token - 1, CB_WORD_MOVES);
}

bool cb_joins_as_well(const struct cb_syntax *s, uint32_t token)
{
    return s->english && token > 1 && cb_str_eq(cb_syntax_token(s, token)->lower, CB_STR("as")) &&
           cb_str_eq(cb_syntax_token(s, token - 1)->lower, CB_STR("well")) &&
           cb_str_eq(cb_syntax_token(s, token - 2)->lower, CB_STR("as"));
}

/* English words that carry another one: "don't", "the firm's". */
static uint32_t carried_bits(const struct cb_token *token)
{
    static const char *const VERBS[] = {"s", "re", "ve", "ll", "d", "m"};
    struct cb_str form = token->lower;
    size_t mark = 1;

    while (mark < form.len && form.ptr[mark] != '\'' && (unsigned char)form.ptr[mark] != 0xE2)
        mark++;
    if (mark == form.len)
        return 0;
    if (cb_str_ends(form, CB_STR("n't")) || cb_str_ends(form, CB_STR("n\xE2\x80\x99t")))
        return CB_WORD_NEGATION;
    if (!(CB_TAG_BIT(token->tag) & (CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_ADJ)))) {
        form = cb_str_sub(form, mark + (form.ptr[mark] == '\'' ? 1 : 3), form.len);
        for (size_t k = 0; k < sizeof VERBS / sizeof VERBS[0]; k++)
            if (cb_str_eq(form, cb_str_of(VERBS[k])))
                return CB_WORD_CLITIC;
        return 0;
    }
    return cb_str_ends(form, CB_STR("'s")) || cb_str_ends(form, CB_STR("\xE2\x80\x99s")) ||
                   cb_str_ends(form, CB_STR("s'")) || cb_str_ends(form, CB_STR("s\xE2\x80\x99"))
               ? CB_WORD_OWNER
               : 0;
}

/* The classes of a row are read when its first word is met. */
cb_status cb_syntax_init(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_syntax *out,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_list *list = cb_lexicon_list(lexicon, CB_LIST_CLAUSE_WORDS);
    uint32_t *rows = CB_NEW_ARRAY(doc->arena, uint32_t, cb_list_count(list) + 1);

    *out = (struct cb_syntax){.doc = doc,
                              .words = cb_lexicon_words(lexicon),
                              .english = doc->language == CB_ENGLISH,
                              .classes = CB_NEW_ARRAY(doc->arena, uint32_t, doc->tokens.count)};
    CB_TRY_NEW(rows && out->classes);
    for (size_t i = 0; i < doc->tokens.count; i++) {
        const struct cb_token *token = &doc->tokens.items[i];
        const struct cb_list_row *row;
        uint32_t *bits;

        if (token->tag == CB_TAG_PUNCT || token->lower.len > WORD_MAX)
            continue;
        row = cb_token_row(token, CB_LIST_CLAUSE_WORDS);
        if (!row) {
            if (out->english)
                out->classes[i] = carried_bits(token);
            continue;
        }
        bits = &rows[row - cb_list_row(list, 0)];
        if (!*bits) {
            *bits = bits_of(row->fields[CB_CLAUSE_WORD_CLASS]);
            if (!*bits)
                return cb_err_set(err, CB_BAD_INPUT, "clause_words.csv: '%.*s' is no class of words",
                                  CB_STR_ARG(row->fields[CB_CLAUSE_WORD_CLASS]));
        }
        out->classes[i] = *bits;
    }
done:
    return rc;
}
