/* What is known of a word by itself, as the tagger sees it. */
#include "language/tagger.h"

#define BIT(tag) (UINT32_C(1) << (tag))

static uint32_t tags_of(const struct cb_word *word)
{
    uint32_t tags = 0;

    for (uint32_t i = 0; i < word->count; i++)
        if (word->items[i].pos != CB_POS_AUX || word->head == 0)
            tags |= cb_tag_of_reading(&word->items[i]);
    return tags;
}

static bool is_upper(unsigned char lead, unsigned char next)
{
    return (lead >= 'A' && lead <= 'Z') || (lead == 0xC3 && next >= 0x80 && next < 0x9F);
}

/* Digits with marks between them; a full stop behind makes an ordinal. */
static uint32_t number_shape(struct cb_str form)
{
    bool digit = false;

    for (size_t i = 0; i < form.len; i++) {
        digit = form.ptr[i] >= '0' && form.ptr[i] <= '9';
        if (!digit && (i == 0 || !strchr(".,:", form.ptr[i])))
            return 0;
    }
    if (digit)
        return CB_SHAPE_NUMBER;
    return form.len > 1 && form.ptr[form.len - 1] == '.' ? CB_SHAPE_ORDINAL : 0;
}

/* Signs without a letter or digit: % and :-) are symbols, the others punctuation. */
static uint32_t sign_shape(struct cb_str form)
{
    static const char SYMBOLS[] = "%$+=&#@~^|";
    static const char *const LONG[] = {"\xE2\x82\xAC", "\xC2\xA3",     "\xC2\xA5",    "\xC2\xA7",
                                       "\xC2\xB0",     "\xE2\x80\xB0", "\xC3\x97",    "\xC2\xB1",
                                       "\xC2\xA9",     "\xC2\xAE",     "\xE2\x84\xA2"};
    bool face =
        form.len > 1 && (form.ptr[0] == ':' || form.ptr[0] == ';') && form.ptr[form.len - 1] != form.ptr[0];

    for (size_t i = 0; i < sizeof LONG / sizeof *LONG; i++)
        if (cb_str_eq(form, cb_str_of(LONG[i])))
            return CB_SHAPE_SYMBOL;
    for (size_t i = 0; i < form.len; i++) {
        unsigned char c = (unsigned char)form.ptr[i];
        /* E2 80 and E2 81 are the block of dashes, quotation marks, dots; C2 has « » and the like */
        if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= 0xC3 && c != 0xE2))
            return 0;
    }
    return face || (form.len > 0 && strchr(SYMBOLS, form.ptr[0])) ? CB_SHAPE_SYMBOL : CB_SHAPE_PUNCTUATION;
}

static uint32_t shape_of(struct cb_str form)
{
    uint32_t shape = number_shape(form) | sign_shape(form), letters = 0, capitals = 0;
    bool small = false;

    for (size_t i = 0; i < form.len; i++) {
        unsigned char c = (unsigned char)form.ptr[i],
                      next = i + 1 < form.len ? (unsigned char)form.ptr[i + 1] : 0;
        bool upper = is_upper(c, next),
             letter = upper || c >= 0xC3 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (upper && i == 0)
            shape |= CB_SHAPE_CAPITAL;
        if (upper && small)
            shape |= CB_SHAPE_INNER_CAPITAL;
        if (c >= '0' && c <= '9')
            shape |= CB_SHAPE_DIGIT;
        if (c == '-' && form.len > 1)
            shape |= CB_SHAPE_HYPHEN;
        letters += letter;
        capitals += upper;
        if (letter || c < 0x80)
            small = letter && !upper;
    }
    if (letters > 1 && letters == capitals)
        shape |= CB_SHAPE_ALL_CAPITALS;
    return shape;
}

bool cb_tag_starts(const struct cb_tag_word *before)
{
    static const char *const MARKS[] = {":",        "\"",       "\xE2\x80\x9E", "\xE2\x80\x9C",
                                        "\xC2\xBB", "\xC2\xAB", "\xE2\x80\x9A"};

    if (!before)
        return true;
    if (!(before->shape & CB_SHAPE_PUNCTUATION))
        return false;
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (cb_str_eq(before->form, cb_str_of(MARKS[i])))
            return true;
    return (before->shape & CB_SHAPE_FIRST) != 0;
}

/* `form` with a small first letter, in `room`; empty when it has none or is too long. */
static struct cb_str lowered_first(struct cb_str form, char room[128])
{
    if (form.len < 1 || form.len > 128)
        return (struct cb_str){NULL, 0};
    memcpy(room, form.ptr, form.len);
    if (room[0] >= 'A' && room[0] <= 'Z')
        room[0] = (char)(room[0] | 0x20);
    else
        room[1] = (char)(room[1] | 0x20);
    return (struct cb_str){room, form.len};
}

/* The hash of the last `n` bytes of a word. */
static uint64_t ending(struct cb_str s, size_t n)
{
    return cb_str_hash(cb_str_sub(s, s.len > n ? s.len - n : 0, s.len));
}

/* The hash of the lemma of a word that may be an auxiliary, else 0. */
static uint64_t auxiliary_lemma(const struct cb_words *words, struct cb_str form, const struct cb_word *exact,
                                const struct cb_word *lowered)
{
    for (int pass = 0; pass < 2; pass++) {
        const struct cb_word *word = pass ? lowered : exact;
        for (uint32_t i = 0; i < word->count; i++)
            if (word->items[i].pos == CB_POS_AUX && word->head == 0)
                return cb_str_hash(cb_words_lemma(words, form, word, &word->items[i], NULL));
    }
    return 0;
}

/* A comparative that is no adverb in the lexicon: an adjective for us wherever it stands. */
static bool is_comparative(const struct cb_word *word)
{
    bool comparative = false;

    for (uint32_t i = 0; i < word->count; i++) {
        if (word->items[i].pos == CB_POS_ADV)
            return false;
        comparative =
            comparative || (word->items[i].pos == CB_POS_ADJ && (word->items[i].features & CB_COMPARATIVE));
    }
    return comparative;
}

/* Signs and numbers are what they are; a word of the closed classes is what words.csv says, or, inside a
 * sentence with a capital, part of a name; any other word may be anything. */
static uint32_t allowed_tags(const struct cb_tag_word *word, const struct cb_word *exact,
                             const struct cb_word *lowered)
{
    uint32_t tags = BIT(CB_TAG_COUNT) - 1;

    if (word->shape & CB_SHAPE_PUNCTUATION)
        return BIT(CB_TAG_PUNCT);
    if (word->shape & CB_SHAPE_SYMBOL)
        return BIT(CB_TAG_SYM) | BIT(CB_TAG_PUNCT) | BIT(CB_TAG_X) | BIT(CB_TAG_NOUN) | word->exact;
    if (word->shape & CB_SHAPE_NUMBER)
        return BIT(CB_TAG_NUM);
    if (exact->closed && (!exact->count || !(word->shape & CB_SHAPE_CAPITAL)))
        tags = word->exact;
    else if (exact->closed)
        tags = word->exact | word->lowered;
    else if (lowered->closed)
        tags = word->exact | word->lowered |
               (word->shape & CB_SHAPE_FIRST ? 0 : BIT(CB_TAG_PROPN) | BIT(CB_TAG_NOUN));
    if (exact->closed && (word->shape & CB_SHAPE_NAME))
        tags |= BIT(CB_TAG_PROPN);
    if (is_comparative(exact) || is_comparative(lowered))
        tags &= ~BIT(CB_TAG_ADV);
    return tags & ~(BIT(CB_TAG_PUNCT) | BIT(CB_TAG_SYM));
}

static bool has_feature(const struct cb_word *word, uint32_t features)
{
    for (uint32_t i = 0; i < word->count; i++)
        if (word->items[i].features & features)
            return true;
    return false;
}

void cb_tag_word_init(const struct cb_words *words, struct cb_str form, struct cb_str lower, uint32_t shape,
                      struct cb_tag_word *word)
{
    char room[128];
    struct cb_word exact = cb_words_exact(words, form), small = {0};
    bool analyzed;

    shape |= shape_of(form);
    if (shape & CB_SHAPE_CAPITAL) {
        struct cb_str form_small = shape & CB_SHAPE_ALL_CAPITALS ? lower : lowered_first(form, room);
        if (form_small.len)
            small = cb_words_exact(words, form_small);
    }
    analyzed =
        !exact.count && !small.count && !(shape & (CB_SHAPE_PUNCTUATION | CB_SHAPE_SYMBOL | CB_SHAPE_NUMBER));
    if (analyzed)
        exact = cb_words_analyze(words, form);
    if (exact.origin == CB_WORD_COMPOUND)
        shape |= CB_SHAPE_COMPOUND;
    if (exact.origin == CB_WORD_HEAD)
        shape |= CB_SHAPE_HEAD;
    if (has_feature(&exact, CB_WITH_SEIN))
        shape |= CB_SHAPE_MOVED;
    *word = (struct cb_tag_word){.form = form,
                                 .lower = lower,
                                 .exact = tags_of(&exact),
                                 .lowered = tags_of(&small),
                                 .shape = shape,
                                 .hash = cb_str_hash(lower),
                                 .ending = {ending(lower, 2), ending(lower, 3), ending(lower, 4)},
                                 .beginning = cb_str_hash(cb_str_sub(lower, 0, 3)),
                                 .lemma = auxiliary_lemma(words, form, &exact, &small),
                                 .as_written = exact,
                                 .small = small,
                                 .analyzed = analyzed};
    word->class = cb_tag_mix(cb_tag_mix(word->exact, word->lowered), shape);
    word->allowed = allowed_tags(word, &exact, &small);
}
