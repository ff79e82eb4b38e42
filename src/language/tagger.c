#include "language/tagger.h"

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

#define BIT(tag) (UINT32_C(1) << (tag))

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

    shape |= shape_of(form);
    if (shape & CB_SHAPE_CAPITAL) {
        struct cb_str form_small = shape & CB_SHAPE_ALL_CAPITALS ? lower : lowered_first(form, room);
        if (form_small.len)
            small = cb_words_exact(words, form_small);
    }
    if (!exact.count && !small.count && !(shape & (CB_SHAPE_PUNCTUATION | CB_SHAPE_SYMBOL | CB_SHAPE_NUMBER)))
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
                                 .small = small};
    word->class = mix(mix(word->exact, word->lowered), shape);
    word->allowed = allowed_tags(word, &exact, &small);
}

/* ---- features ---- */

#define AUX       (BIT(CB_TAG_AUX_FINITE) | BIT(CB_TAG_AUX_INFINITIVE) | BIT(CB_TAG_AUX_PARTICIPLE))
#define NONFINITE (BIT(CB_TAG_VERB_INFINITIVE) | BIT(CB_TAG_VERB_PARTICIPLE))
#define FINITE    (BIT(CB_TAG_VERB_FINITE) | BIT(CB_TAG_AUX_FINITE))
#define VERBAL    (AUX | NONFINITE | BIT(CB_TAG_VERB_FINITE))

static const struct cb_tag_word OUTSIDE = {.hash = 1, .class = 1};

static const struct cb_tag_word *word_at(const struct cb_tag_word *words, uint32_t count, int64_t i)
{
    return i >= 0 && i < count ? &words[i] : &OUTSIDE;
}

/* Its readings, those with a small letter too where a sentence begins. */
static uint32_t readings_of(const struct cb_tag_word *word)
{
    return word->exact | (word->shape & (CB_SHAPE_FIRST | CB_SHAPE_ALL_CAPITALS) ? word->lowered : 0);
}

static bool may_be(const struct cb_tag_word *word, uint32_t tags)
{
    return (readings_of(word) & tags) != 0;
}

/* Behind adjectives, numbers and the like, does a noun follow? A noun phrase begins here then. */
static uint64_t noun_ahead(const struct cb_tag_word *words, uint32_t count, uint32_t i)
{
    uint32_t passed = BIT(CB_TAG_ADJ) | BIT(CB_TAG_NUM) | BIT(CB_TAG_ADV), j = i + 1;

    while (j < count && j < i + 6 && !(words[j].shape & CB_SHAPE_CAPITAL) &&
           ((words[j].exact & passed) || (words[j].shape & CB_SHAPE_DIGIT)) &&
           !(words[j].exact & (BIT(CB_TAG_ADP) | FINITE)))
        j++;
    if (j >= count || (words[j].shape & CB_SHAPE_PUNCTUATION))
        return 0;
    return 1 + ((words[j].shape & CB_SHAPE_CAPITAL) != 0) + 2 * ((words[j].exact & FINITE) != 0) +
           4 * (j > i + 1) + 8 * ((words[j].exact & BIT(CB_TAG_NOUN)) != 0);
}

enum { SCAN = 25 };

static bool ends_clause(const struct cb_tag_word *word)
{
    return (word->shape & CB_SHAPE_PUNCTUATION) && word->form.len == 1 && strchr(",.;:!?", word->form.ptr[0]);
}

/* Of a word that may be an auxiliary: is a participle or infinitive on its right in the same clause, or right
 * before it? */
static uint64_t verb_bracket(const struct cb_tag_word *words, uint32_t count, uint32_t i)
{
    uint32_t found = 0, before = 0;

    for (uint32_t j = i + 1; j < count && j <= i + SCAN; j++) {
        if (ends_clause(&words[j]))
            break;
        if (!(words[j].shape & CB_SHAPE_CAPITAL) && may_be(&words[j], NONFINITE) && !may_be(&words[j], AUX))
            found = words[j].exact & NONFINITE;
    }
    if (i > 0 && !(words[i - 1].shape & CB_SHAPE_CAPITAL))
        before = words[i - 1].exact & NONFINITE;
    return mix(mix(found, before), readings_of(&words[i]) & AUX);
}

struct features {
    uint64_t *items;
    uint32_t count;
    uint64_t salt;
};

static void add(struct features *f, uint64_t a, uint64_t b)
{
    f->items[f->count] = mix(mix(f->count + f->salt, a), b);
    f->count++;
}

uint32_t cb_tag_features(const struct cb_tag_word *words, uint32_t count, uint32_t i, const uint8_t *tags,
                         uint64_t features[CB_TAG_FEATURES_MAX])
{
    struct features f = {features, 0, 1};
    const struct cb_tag_word *w = &words[i], *p = word_at(words, count, (int64_t)i - 1),
                             *n = word_at(words, count, (int64_t)i + 1),
                             *nn = word_at(words, count, (int64_t)i + 2);
    bool unknown = !w->exact && !w->lowered;
    uint8_t before = i > 0 ? tags[i - 1] & CB_TAG_MASK : CB_TAG_COUNT,
            before2 = i > 1 ? tags[i - 2] & CB_TAG_MASK : CB_TAG_COUNT;
    uint64_t bracket = may_be(w, AUX) ? verb_bracket(words, count, i) : 2,
             ahead = may_be(w, BIT(CB_TAG_DET)) ? noun_ahead(words, count, i) : 100;

    add(&f, 0, 0);
    add(&f, w->hash, 0);
    add(&f, w->class, 0);
    add(&f, w->ending[1], w->shape & 31);
    add(&f, w->ending[0], w->shape & 31);
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
    add(&f, bracket, 0);
    add(&f, bracket, w->hash);
    add(&f, p->hash, w->hash);
    add(&f, w->hash, n->hash);
    add(&f, w->ending[2], before);
    add(&f, ahead, w->hash);
    add(&f, ahead, before);
    add(&f, p->shape & CB_SHAPE_NAME, w->class);
    add(&f, n->shape & CB_SHAPE_NAME, w->class);
    if (unknown) {
        add(&f, w->ending[2], w->shape & 31);
        add(&f, mix(before, w->shape), 0);
        add(&f, w->beginning, w->shape & 31);
    }
    return f.count;
}

/* ---- the second pass ---- */

/* What the clause around a word holds, by the tags of the first pass: tags on its left and right, phrases. */
struct clause {
    uint32_t left, right; /* tags, one bit each */
    uint32_t bare;        /* nouns and pronouns that are in no prepositional phrase, up to 3 */
    uint32_t nearest;     /* the next verb's tag on the right */
    uint64_t auxiliary;   /* lemma of another word that may be an auxiliary */
    bool predicate, prepositional;
};

static void look_at(struct clause *c, const struct cb_tag_word *words, const uint8_t *tags, uint32_t j,
                    bool *in_phrase)
{
    enum cb_tag tag = (enum cb_tag)(tags[j] & CB_TAG_MASK), next = (enum cb_tag)(tags[j + 1] & CB_TAG_MASK);

    if (tag == CB_TAG_ADP) {
        *in_phrase = true;
        c->prepositional = true;
    } else if (tag == CB_TAG_NOUN || tag == CB_TAG_PROPN || tag == CB_TAG_PRON) {
        if (!*in_phrase && c->bare < 3 && !cb_str_eq(words[j].lower, CB_STR("sich")))
            c->bare++;
        *in_phrase = *in_phrase && (next == CB_TAG_NOUN || next == CB_TAG_PROPN);
    } else if (tag == CB_TAG_ADJ) {
        c->predicate = c->predicate ||
                       (next != CB_TAG_NOUN && next != CB_TAG_ADJ && next != CB_TAG_PROPN && !*in_phrase);
    }
}

static bool is_border(const struct cb_tag_word *word, uint8_t tag)
{
    return ends_clause(word) || (tag & CB_TAG_MASK) == CB_TAG_SCONJ;
}

static struct clause clause_of(const struct cb_tag_word *words, uint32_t count, const uint8_t *tags,
                               uint32_t i)
{
    struct clause c = {.nearest = CB_TAG_COUNT};
    uint32_t first = i, end = i + 1;
    bool in_phrase = false;

    while (first > 0 && i - first < SCAN && !is_border(&words[first - 1], tags[first - 1]))
        first--;
    while (end + 1 < count && end - i < SCAN && !is_border(&words[end], tags[end]))
        end++;
    for (uint32_t j = first; j < end; j++) {
        uint32_t bit = BIT(tags[j] & CB_TAG_MASK);
        if (j == i)
            continue;
        if (j < i)
            c.left |= bit;
        else
            c.right |= bit;
        if (words[j].lemma && (bit & VERBAL))
            c.auxiliary = words[j].lemma;
        if (j > i && (bit & VERBAL) && c.nearest == CB_TAG_COUNT)
            c.nearest = tags[j] & CB_TAG_MASK;
        if (j + 1 < count)
            look_at(&c, words, tags, j, &in_phrase);
    }
    if (first > 0 && (tags[first - 1] & CB_TAG_MASK) == CB_TAG_SCONJ)
        c.left |= BIT(CB_TAG_SCONJ);
    return c;
}

/* An auxiliary on the left that still waits for its participle or infinitive: its lemma; 1: a finite verb but
 * none that waits; 0: no finite verb at all. Commas do not end it: 'will, so heißt es, bald investieren'. */
static uint64_t open_bracket(const struct cb_tag_word *words, const uint8_t *tags, uint32_t i)
{
    for (uint32_t j = i; j > 0 && i - j < 2 * SCAN; j--) {
        uint32_t bit = BIT(tags[j - 1] & CB_TAG_MASK);
        if (bit & (NONFINITE | BIT(CB_TAG_AUX_INFINITIVE) | BIT(CB_TAG_AUX_PARTICIPLE)))
            return 1;
        if (bit & BIT(CB_TAG_AUX_FINITE))
            return words[j - 1].lemma;
        if (bit & BIT(CB_TAG_VERB_FINITE))
            return 1;
    }
    return 0;
}

uint32_t cb_tag_features_again(const struct cb_tag_word *words, uint32_t count, uint32_t i,
                               const uint8_t *tags, uint64_t features[CB_TAG_FEATURES_MAX])
{
    struct features f = {features, 0, 1000};
    const struct cb_tag_word *w = &words[i];
    struct clause c = clause_of(words, count, tags, i);
    uint64_t t[7], kind = may_be(w, AUX) ? w->lemma : 3;

    for (int k = 0; k < 7; k++)
        t[k] = (int64_t)i + k - 3 >= 0 && i + (uint32_t)k - 3 < count
                   ? tags[i + (uint32_t)k - 3] & CB_TAG_MASK
                   : CB_TAG_COUNT;
    add(&f, t[3], 0);
    add(&f, t[3], w->hash);
    add(&f, t[3], w->class);
    add(&f, mix(t[2], t[4]), t[3]);
    add(&f, mix(t[2], t[4]), w->class);
    add(&f, mix(t[2], t[1]), w->class);
    add(&f, mix(t[4], t[5]), w->class);
    add(&f, mix(t[2], t[4]), w->hash);
    add(&f, t[4], w->class);
    add(&f, mix(t[4], t[5]), w->hash);
    add(&f, mix(t[4], t[5]), mix(t[2], t[3]));
    add(&f, mix(t[2], t[1]), mix(t[4], t[3]));
    add(&f, w->ending[1], t[3]);
    if (may_be(w, VERBAL)) {
        uint64_t verbal = readings_of(w) & VERBAL, open = open_bracket(words, tags, i);
        add(&f, c.left & (VERBAL | BIT(CB_TAG_SCONJ)), verbal);
        add(&f, c.right & VERBAL, verbal);
        add(&f, mix(c.left & FINITE, c.right & FINITE), verbal);
        add(&f, mix(c.left & (NONFINITE | AUX), c.right & (NONFINITE | AUX)), kind);
        add(&f, mix(c.left & VERBAL, c.right & VERBAL), mix(kind, verbal));
        add(&f, c.nearest, mix(kind, verbal));
        add(&f, mix(c.bare, c.predicate), mix(kind, (c.left | c.right) & NONFINITE));
        add(&f, mix(c.bare, c.predicate + 2 * c.prepositional), mix(kind, (c.left | c.right) & NONFINITE));
        add(&f, mix(t[4], t[2]), kind);
        add(&f, open, verbal);
        add(&f, mix(open, t[4]), verbal);
        add(&f, mix(open, c.left & (FINITE | BIT(CB_TAG_SCONJ))), mix(t[4], verbal));
        add(&f, c.auxiliary, mix(verbal, w->shape & CB_SHAPE_MOVED));
        add(&f, mix(c.auxiliary, t[3]), mix(verbal, w->shape & CB_SHAPE_MOVED));
    }
    return f.count;
}

/* ---- running ---- */

enum { CB_TAG_SUMS = 24 };
_Static_assert(sizeof(struct cb_tag_row) == CB_TAG_SUMS, "a row is three vectors");

bool cb_tagger_open(struct cb_str block, struct cb_tagger *out)
{
    const struct cb_tagger_header *header = (const void *)block.ptr;

    if (block.len < sizeof *header || header->magic != CB_TAGGER_MAGIC ||
        header->row_size != sizeof(struct cb_tag_row) || header->rows < CB_TAG_BUCKET ||
        (header->rows & (header->rows - 1)) ||
        block.len < sizeof *header + (size_t)header->rows * sizeof(struct cb_tag_row))
        return false;
    *out = (struct cb_tagger){(const struct cb_tag_row *)(header + 1), header->rows - 1, header->margin};
    return true;
}

/* Eight weights at once: GCC's and Clang's vectors, the same sums on every machine. */
typedef int8_t bytes8 __attribute__((vector_size(8)));
typedef int16_t shorts8 __attribute__((vector_size(16)));

/* Adds the weights of every known feature. The rows are fetched ahead: they lie anywhere in a megabyte. */
static void score(const struct cb_tagger *tagger, const uint64_t *features, uint32_t n,
                  int16_t scores[CB_TAG_SUMS])
{
    shorts8 sums[CB_TAG_SUMS / 8];

    memcpy(sums, scores, sizeof sums);
    for (uint32_t k = 0; k < n; k++)
        __builtin_prefetch(&tagger->rows[features[k] & tagger->mask & ~(uint64_t)(CB_TAG_BUCKET - 1)]);
    for (uint32_t k = 0; k < n; k++) {
        const struct cb_tag_row *row =
            &tagger->rows[features[k] & tagger->mask & ~(uint64_t)(CB_TAG_BUCKET - 1)];
        uint16_t check = CB_TAG_CHECK(features[k]);
        int b = 0;
        while (b < CB_TAG_BUCKET && row[b].check != check)
            b++;
        if (b == CB_TAG_BUCKET)
            continue;
        for (int v = 0; v < CB_TAG_SUMS / 8;
             v++) { /* the check's two bytes are added too and never looked at */
            bytes8 weights;
            memcpy(&weights, (const char *)&row[b] + v * 8, sizeof weights);
            sums[v] += __builtin_convertvector(weights, shorts8);
        }
    }
    memcpy(scores, sums, sizeof sums);
}

/* The best of the allowed tags; *margin gets how far the next one is behind. */
static uint8_t choose(const int16_t scores[CB_TAG_SUMS], uint32_t allowed, int32_t *margin)
{
    int32_t best = INT16_MIN - 1, next = INT16_MIN - 1;
    uint8_t tag = 0;

    for (uint8_t t = 0; t < CB_TAG_COUNT; t++)
        if (allowed & BIT(t)) {
            if (scores[t] > best) {
                next = best;
                best = scores[t];
                tag = t;
            } else if (scores[t] > next) {
                next = scores[t];
            }
        }
    *margin = best - next;
    return tag;
}

/* The only tag of a sign, a number, an article: nothing to decide. */
static bool is_decided(uint32_t allowed, uint8_t *tag)
{
    if (allowed == 0 || (allowed & (allowed - 1)) != 0)
        return false;
    *tag = (uint8_t)__builtin_ctz(allowed);
    return true;
}

void cb_tagger_run(const struct cb_tagger *tagger, const struct cb_tag_word *words, uint32_t count,
                   uint8_t *tags)
{
    uint64_t features[CB_TAG_FEATURES_MAX];
    int32_t margin;

    for (uint32_t i = 0; i < count; i++) {
        int16_t scores[CB_TAG_SUMS] = {0};
        if (is_decided(words[i].allowed, &tags[i]))
            continue;
        score(tagger, features, cb_tag_features(words, count, i, tags, features), scores);
        tags[i] = choose(scores, words[i].allowed, &margin);
        if (margin < (int32_t)tagger->margin || may_be(&words[i], AUX))
            tags[i] |= CB_TAG_UNSURE;
    }
    for (uint32_t i = 0; i < count; i++) {
        int16_t scores[CB_TAG_SUMS] = {0};
        if (!(tags[i] & CB_TAG_UNSURE))
            continue;
        score(tagger, features, cb_tag_features(words, count, i, tags, features), scores);
        score(tagger, features, cb_tag_features_again(words, count, i, tags, features), scores);
        tags[i] = choose(scores, words[i].allowed, &margin);
    }
}
