#include "language/tagger.h"

enum cb_pos cb_tag_pos(enum cb_tag tag)
{
    static const uint8_t POS[CB_TAG_COUNT] = {
        CB_POS_X,   CB_POS_NOUN, CB_POS_PROPN, CB_POS_VERB, CB_POS_VERB,  CB_POS_VERB,  CB_POS_AUX,
        CB_POS_AUX, CB_POS_AUX,  CB_POS_ADJ,   CB_POS_ADV,  CB_POS_DET,   CB_POS_PRON,  CB_POS_ADP,
        CB_POS_CCONJ, CB_POS_SCONJ, CB_POS_PART, CB_POS_NUM, CB_POS_INTJ, CB_POS_PUNCT, CB_POS_SYM};

    return (enum cb_pos)POS[tag];
}

static uint32_t verb_tags(uint32_t features, uint32_t finite)
{
    uint32_t tags = 0;

    if (features & (CB_FINITE | CB_IMPERATIVE))
        tags |= finite;
    if (features & (CB_INFINITIVE | CB_ZU_INFINITIVE))
        tags |= finite << 1;
    if (features & (CB_PARTICIPLE_1 | CB_PARTICIPLE_2))
        tags |= finite << 2;
    return tags;
}

uint32_t cb_tag_of_reading(const struct cb_reading *reading)
{
    static const uint8_t TAGS[CB_POS_COUNT] = {
        CB_TAG_X,   CB_TAG_NOUN, CB_TAG_PROPN, 0,            0,           CB_TAG_ADJ, CB_TAG_ADV,  CB_TAG_DET,  CB_TAG_PRON,
        CB_TAG_ADP, CB_TAG_CCONJ, CB_TAG_SCONJ, CB_TAG_PART, CB_TAG_NUM, CB_TAG_INTJ, CB_TAG_PUNCT, CB_TAG_SYM};

    if (reading->pos == CB_POS_VERB)
        return verb_tags(reading->features, 1u << CB_TAG_VERB_FINITE);
    if (reading->pos == CB_POS_AUX)
        return verb_tags(reading->features, 1u << CB_TAG_AUX_FINITE);
    return 1u << TAGS[reading->pos];
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    a = (a ^ b) * UINT64_C(0x9E3779B97F4A7C15);
    return a ^ a >> 29;
}

/* ---- words ---- */

static uint32_t tags_of(const struct cb_word *word)
{
    uint32_t tags = 0;

    for (uint32_t i = 0; i < word->count; i++)
        tags |= cb_tag_of_reading(&word->items[i]);
    return tags;
}

static bool is_upper(unsigned char lead, unsigned char next)
{
    return (lead >= 'A' && lead <= 'Z') || (lead == 0xC3 && next >= 0x80 && next < 0x9F);
}

static uint32_t shape_of(struct cb_str form)
{
    uint32_t shape = 0, letters = 0, capitals = 0;
    bool small = false;

    for (size_t i = 0; i < form.len; i++) {
        unsigned char c = (unsigned char)form.ptr[i], next = i + 1 < form.len ? (unsigned char)form.ptr[i + 1] : 0;
        bool upper = is_upper(c, next), letter = upper || c >= 0xC3 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
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

/* `form` with a small first letter, in `room`; empty when it has none or is too long. */
static struct cb_str lowered_first(struct cb_str form, char room[128])
{
    if (form.len < 2 || form.len > 128)
        return (struct cb_str){NULL, 0};
    memcpy(room, form.ptr, form.len);
    if (room[0] >= 'A' && room[0] <= 'Z')
        room[0] = (char)(room[0] | 0x20);
    else
        room[1] = (char)(room[1] | 0x20);
    return (struct cb_str){room, form.len};
}

void cb_tag_word_init(const struct cb_words *words, struct cb_str form, struct cb_str lower, uint32_t shape,
                      struct cb_word *exact, struct cb_word *lowered, struct cb_tag_word *word)
{
    char room[128];
    struct cb_str small;

    *exact = cb_words_exact(words, form);
    *lowered = (struct cb_word){0};
    shape |= shape_of(form);
    if (shape & CB_SHAPE_CAPITAL) {
        small = lowered_first(form, room);
        if (small.len)
            *lowered = cb_words_exact(words, small);
    }
    if (!exact->count && !(shape & (CB_SHAPE_PUNCTUATION | CB_SHAPE_SYMBOL | CB_SHAPE_DIGIT)))
        *exact = cb_words_analyze(words, form);
    if (exact->origin == CB_WORD_COMPOUND)
        shape |= CB_SHAPE_COMPOUND;
    if (exact->origin == CB_WORD_HEAD)
        shape |= CB_SHAPE_HEAD;
    *word = (struct cb_tag_word){.form = form,
                                 .lower = lower,
                                 .exact = tags_of(exact),
                                 .lowered = tags_of(lowered),
                                 .shape = shape,
                                 .hash = cb_str_hash(lower)};
    word->class = mix(mix(word->exact, word->lowered), shape);
}

/* ---- features ---- */

static const struct cb_tag_word OUTSIDE = {.hash = 1, .class = 1};

static const struct cb_tag_word *word_at(const struct cb_tag_word *words, uint32_t count, int64_t i)
{
    return i >= 0 && i < count ? &words[i] : &OUTSIDE;
}

/* The hash of the last `n` bytes of a word. */
static uint64_t ending(struct cb_str s, size_t n)
{
    return cb_str_hash(cb_str_sub(s, s.len > n ? s.len - n : 0, s.len));
}

static bool may_be(const struct cb_tag_word *word, uint32_t tags)
{
    return (word->exact & tags) != 0;
}

enum {
    AUX = 1u << CB_TAG_AUX_FINITE | 1u << CB_TAG_AUX_INFINITIVE | 1u << CB_TAG_AUX_PARTICIPLE,
    NONFINITE = 1u << CB_TAG_VERB_INFINITIVE | 1u << CB_TAG_VERB_PARTICIPLE,
    SCAN = 25
};

/* Of a word that may be an auxiliary: is a participle or infinitive on its right in the same clause, or right before it? */
static uint64_t verb_bracket(const struct cb_tag_word *words, uint32_t count, uint32_t i)
{
    uint32_t found = 0, before = 0;

    for (uint32_t j = i + 1; j < count && j <= i + SCAN; j++) {
        if (words[j].shape & CB_SHAPE_PUNCTUATION) {
            if (words[j].form.ptr[0] == ',' || words[j].form.ptr[0] == '.' || words[j].form.ptr[0] == ';')
                break;
            continue;
        }
        if (!(words[j].shape & CB_SHAPE_CAPITAL) && may_be(&words[j], NONFINITE) && !may_be(&words[j], AUX))
            found = words[j].exact & NONFINITE;
    }
    if (i > 0 && !(words[i - 1].shape & CB_SHAPE_CAPITAL))
        before = words[i - 1].exact & NONFINITE;
    return mix(mix(found, before), words[i].exact & AUX);
}

struct features {
    uint64_t *items;
    uint32_t count;
};

static void add(struct features *f, uint64_t a, uint64_t b)
{
    f->items[f->count] = mix(mix(f->count + 1, a), b);
    f->count++;
}

uint32_t cb_tag_features(const struct cb_tag_word *words, uint32_t count, uint32_t i, uint8_t before, uint8_t before2,
                         uint64_t features[CB_TAG_FEATURES_MAX])
{
    struct features f = {features, 0};
    const struct cb_tag_word *w = &words[i], *p = word_at(words, count, (int64_t)i - 1),
                             *n = word_at(words, count, (int64_t)i + 1), *nn = word_at(words, count, (int64_t)i + 2);
    bool unknown = !w->exact && !w->lowered;

    add(&f, 0, 0);
    add(&f, w->hash, 0);
    add(&f, w->class, 0);
    add(&f, ending(w->lower, 3), w->shape & 31);
    add(&f, ending(w->lower, 2), w->shape & 31);
    add(&f, before, 0);
    add(&f, before, before2);
    add(&f, before, w->class);
    add(&f, p->hash, 0);
    add(&f, n->hash, 0);
    add(&f, n->class, 0);
    add(&f, w->class, n->class);
    add(&f, nn->class, 0);
    add(&f, before, n->class);
    add(&f, w->hash, before);
    add(&f, w->hash, n->class);
    add(&f, mix(before, before2), w->class);
    add(&f, word_at(words, count, (int64_t)count - 1)->hash, w->class);
    add(&f, may_be(w, AUX) ? verb_bracket(words, count, i) : 2, 0);
    add(&f, may_be(w, AUX) ? verb_bracket(words, count, i) : 2, w->hash);
    add(&f, p->shape & CB_SHAPE_NAME, w->class);
    add(&f, n->shape & CB_SHAPE_NAME, w->class);
    add(&f, unknown ? ending(w->lower, 4) : 3, w->shape & 31);
    add(&f, unknown ? mix(before, w->shape) : 3, 0);
    add(&f, unknown ? cb_str_hash(cb_str_sub(w->lower, 0, 3)) : 3, w->shape & 31);
    return f.count;
}

/* ---- running ---- */

bool cb_tagger_open(struct cb_str block, struct cb_tagger *out)
{
    const struct cb_tagger_header *header = (const void *)block.ptr;

    if (block.len < sizeof *header || header->magic != CB_TAGGER_MAGIC || header->tags != CB_TAG_ROOM ||
        header->rows == 0 || (header->rows & (header->rows - 1)) ||
        block.len < sizeof *header + (size_t)header->rows * CB_TAG_ROOM)
        return false;
    *out = (struct cb_tagger){(const int8_t *)(header + 1), header->rows - 1};
    return true;
}

void cb_tagger_run(const struct cb_tagger *tagger, const struct cb_tag_word *words, uint32_t count, uint8_t *tags)
{
    for (uint32_t i = 0; i < count; i++) {
        uint64_t features[CB_TAG_FEATURES_MAX];
        int16_t scores[CB_TAG_ROOM] = {0};
        uint8_t best = 0;
        uint32_t n = cb_tag_features(words, count, i, i > 0 ? tags[i - 1] : CB_TAG_COUNT,
                                     i > 1 ? tags[i - 2] : CB_TAG_COUNT, features);
        for (uint32_t k = 0; k < n; k++) {
            const int8_t *row = tagger->weights + (size_t)(features[k] & tagger->mask) * CB_TAG_ROOM;
            for (int t = 0; t < CB_TAG_ROOM; t++)
                scores[t] = (int16_t)(scores[t] + row[t]);
        }
        for (uint8_t t = 1; t < CB_TAG_COUNT; t++)
            if (scores[t] > scores[best])
                best = t;
        tags[i] = best;
    }
}
