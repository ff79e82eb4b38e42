#include "language/tagger_pass.h"

#include "base/weights.h"

/* ---- features ---- */

static const struct cb_tag_word OUTSIDE = {.hash = 1, .class = 1};

static const struct cb_tag_word *word_at(const struct cb_tag_word *words, uint32_t count, int64_t i)
{
    return i >= 0 && i < count ? &words[i] : &OUTSIDE;
}

/* Behind adjectives, numbers and the like, does a noun follow? A noun phrase begins here then. */
static uint64_t noun_ahead(const struct cb_tag_word *words, uint32_t count, uint32_t i)
{
    uint32_t passed = CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_NUM) | CB_TAG_BIT(CB_TAG_ADV), j = i + 1;

    while (j < count && j < i + 6 && !(words[j].shape & CB_SHAPE_CAPITAL) &&
           ((words[j].exact & passed) || (words[j].shape & CB_SHAPE_DIGIT)) &&
           !(words[j].exact & (CB_TAG_BIT(CB_TAG_ADP) | CB_FINITE_TAGS)))
        j++;
    if (j >= count || (words[j].shape & CB_SHAPE_PUNCTUATION))
        return 0;
    return 1 + ((words[j].shape & CB_SHAPE_CAPITAL) != 0) + 2 * ((words[j].exact & CB_FINITE_TAGS) != 0) +
           4 * (j > i + 1) + 8 * ((words[j].exact & CB_TAG_BIT(CB_TAG_NOUN)) != 0);
}

/* Of a word that may be an auxiliary: is a participle or infinitive on its right in the same clause, or right
 * before it? */
static uint64_t verb_bracket(const struct cb_tag_word *words, uint32_t count, uint32_t i)
{
    uint32_t found = 0, before = 0;

    for (uint32_t j = i + 1; j < count && j <= i + CB_TAG_SCAN; j++) {
        if (cb_tag_ends_clause(&words[j]))
            break;
        if (!(words[j].shape & CB_SHAPE_CAPITAL) && cb_tag_may_be(&words[j], CB_NONFINITE_TAGS) &&
            !cb_tag_may_be(&words[j], CB_AUX_TAGS))
            found = words[j].exact & CB_NONFINITE_TAGS;
    }
    if (i > 0 && !(words[i - 1].shape & CB_SHAPE_CAPITAL))
        before = words[i - 1].exact & CB_NONFINITE_TAGS;
    return cb_tag_mix(cb_tag_mix(found, before), cb_tag_readings(&words[i]) & CB_AUX_TAGS);
}

/* Feature number `slot` of the first pass. */
static void put(struct cb_tag_list *f, uint64_t slot, uint64_t a, uint64_t b)
{
    if (f->slots)
        f->slots[f->count] = (uint8_t)slot;
    cb_tag_keep(f, cb_tag_mix(cb_tag_mix(slot + 1, a), b));
}

enum { NO_BRACKET = 2, NO_DETERMINER = 100 };

static bool is_unknown(const struct cb_tag_word *w)
{
    return !w->exact && !w->lowered;
}

/* Those of the word alone; its place in a verb bracket or noun phrase counts here where it cannot have one.
 */
static void put_own(struct cb_tag_list *f, const struct cb_tag_word *w)
{
    put(f, 0, 0, 0);
    put(f, 1, w->hash, 0);
    put(f, 2, w->class, 0);
    put(f, 3, w->ending[1], w->shape & 31);
    put(f, 4, w->ending[0], w->shape & 31);
    if (!cb_tag_may_be(w, CB_AUX_TAGS)) {
        put(f, 18, NO_BRACKET, 0);
        put(f, 19, NO_BRACKET, w->hash);
    }
    if (!cb_tag_may_be(w, CB_TAG_BIT(CB_TAG_DET)))
        put(f, 23, NO_DETERMINER, w->hash);
    if (is_unknown(w)) {
        put(f, 27, w->ending[2], w->shape & 31);
        put(f, 29, w->beginning, w->shape & 31);
    }
}

/* The class of the word with what is the same for most words: the sentence's last word, no name beside it. */
static void put_usual(struct cb_tag_list *f, const struct cb_tag_word *w, uint64_t last, uint32_t name_before,
                      uint32_t name_behind)
{
    put(f, 17, last, w->class);
    put(f, 25, name_before, w->class);
    put(f, 26, name_behind, w->class);
}

/* Those of one neighbour alone: the word before `w`, behind it, the second behind it. */
static void put_previous(struct cb_tag_list *f, const struct cb_tag_word *p)
{
    put(f, 8, p->hash, 0);
}

static void put_next(struct cb_tag_list *f, const struct cb_tag_word *n)
{
    put(f, 9, n->hash, 0);
    put(f, 10, n->class, 0);
}

static void put_second(struct cb_tag_list *f, const struct cb_tag_word *nn)
{
    put(f, 12, nn->class, 0);
}

/* Those of the tags before the word alone. */
static void put_tags(struct cb_tag_list *f, uint8_t before, uint8_t before2)
{
    put(f, 5, before, 0);
    put(f, 6, before, before2);
}

/* A word with what stands around it. */
struct place {
    const struct cb_tag_word *w, *p, *n, *nn;
    uint8_t before, before2; /* tags */
    uint64_t last;           /* hash of the sentence's last word */
};

static struct place place_of(const struct cb_tag_word *words, uint32_t count, uint32_t i, const uint8_t *tags)
{
    return (struct place){.w = &words[i],
                          .p = word_at(words, count, (int64_t)i - 1),
                          .n = word_at(words, count, (int64_t)i + 1),
                          .nn = word_at(words, count, (int64_t)i + 2),
                          .before = i > 0 ? tags[i - 1] & CB_TAG_MASK : CB_TAG_COUNT,
                          .before2 = i > 1 ? tags[i - 2] & CB_TAG_MASK : CB_TAG_COUNT,
                          .last = words[count - 1].hash};
}

/* Those of its class between the tags before and the class behind it: few come again and again. */
static void put_classes(struct cb_tag_list *f, const struct place *at)
{
    put(f, 7, at->before, at->w->class);
    put(f, 11, at->w->class, at->n->class);
    put(f, 13, at->before, at->n->class);
    put(f, 16, cb_tag_mix(at->before, at->before2), at->w->class);
}

/* Those of the word behind a tag. */
static void put_behind(struct cb_tag_list *f, const struct place *at)
{
    put(f, 14, at->w->hash, at->before);
    put(f, 22, at->w->ending[2], at->before);
}

/* The others of the word and its neighbours together. */
static void put_context(struct cb_tag_list *f, const struct place *at, const struct cb_tag_word *words,
                        uint32_t count)
{
    const struct cb_tag_word *w = at->w, *p = at->p, *n = at->n;
    uint32_t i = (uint32_t)(w - words);

    put(f, 15, w->hash, n->class);
    put(f, 20, p->hash, w->hash);
    put(f, 21, w->hash, n->hash);
    if (cb_tag_may_be(w, CB_AUX_TAGS)) {
        uint64_t bracket = verb_bracket(words, count, i);
        put(f, 18, bracket, 0);
        put(f, 19, bracket, w->hash);
    }
    if (cb_tag_may_be(w, CB_TAG_BIT(CB_TAG_DET))) {
        uint64_t ahead = noun_ahead(words, count, i);
        put(f, 23, ahead, w->hash);
        put(f, 24, ahead, at->before);
    }
    if (is_unknown(w))
        put(f, 28, cb_tag_mix(at->before, w->shape), 0);
}

/* In the order of their numbers, whoever put them: in another order training adds and rounds otherwise. */
static void sort_features(struct cb_tag_list *f)
{
    for (uint32_t end = 1; end < f->count; end++) {
        uint64_t item = f->items[end];
        uint8_t slot = f->slots[end];
        uint32_t k = end;
        for (; k > 0 && f->slots[k - 1] > slot; k--) {
            f->items[k] = f->items[k - 1];
            f->slots[k] = f->slots[k - 1];
        }
        f->items[k] = item;
        f->slots[k] = slot;
    }
}

uint32_t cb_tag_features(const struct cb_tag_word *words, uint32_t count, uint32_t i, const uint8_t *tags,
                         uint64_t features[CB_TAG_FEATURES_MAX])
{
    uint8_t slots[CB_TAG_FEATURES_MAX];
    struct cb_tag_list f = {features, 0, 1, NULL, slots};
    struct place at = place_of(words, count, i, tags);

    put_own(&f, at.w);
    put_usual(&f, at.w, at.last, at.p->shape & CB_SHAPE_NAME, at.n->shape & CB_SHAPE_NAME);
    put_previous(&f, at.p);
    put_next(&f, at.n);
    put_second(&f, at.nn);
    put_tags(&f, at.before, at.before2);
    if (!cb_tag_may_be(at.w, CB_TAG_BIT(CB_TAG_DET)))
        put(&f, 24, NO_DETERMINER, at.before);
    put_classes(&f, &at);
    put_behind(&f, &at);
    put_context(&f, &at, words, count);
    sort_features(&f);
    return f.count;
}

/* ---- running ---- */

_Static_assert(sizeof(struct cb_tag_row) == CB_TAG_SUMS, "a row is three vectors");

bool cb_tagger_open(struct cb_str block, struct cb_tagger *out)
{
    const struct cb_tagger_header *header = (const void *)block.ptr;

    if (block.len < sizeof *header || header->magic != CB_TAGGER_MAGIC ||
        header->row_size != sizeof(struct cb_tag_row) || header->rows < CB_TAG_BUCKET ||
        (header->rows & (header->rows - 1)) ||
        block.len < sizeof *header + (size_t)header->rows * sizeof(struct cb_tag_row))
        return false;
    *out = (struct cb_tagger){.rows = (const struct cb_tag_row *)(header + 1),
                              .mask = header->rows - 1,
                              .margin = header->margin,
                              .full_stop = cb_str_hash(CB_STR("."))};
    return true;
}

/* The row of the feature; one of zeros when the model does not know it. Without jumps: where it stands in its
 * bucket, and whether, cannot be guessed. */
static const struct cb_tag_row *row_of(const struct cb_tagger *tagger, uint64_t feature)
{
    static const struct cb_tag_row NOTHING = {.check = 0};
    const struct cb_tag_row *row = cb_tag_bucket(tagger, feature), *found = &NOTHING;
    uint16_t check = CB_TAG_CHECK(feature);

    for (int b = CB_TAG_BUCKET - 1; b >= 0; b--)
        found = row[b].check == check ? &row[b] : found;
    return found;
}

/* Sums in the processor's registers. */
struct sums {
    cb_shorts8 v[CB_TAG_SUMS / 8];
};

/* Adds the weights of every known feature. */
static inline void score(const struct cb_tagger *tagger, const uint64_t *features, uint32_t n,
                         struct sums *scores)
{
    struct sums sums = *scores;

    for (uint32_t k = 0; k < n; k++) {
        const struct cb_tag_row *row = row_of(tagger, features[k]);
        cb_weights_add16(row, sums.v); /* the check's two bytes are added too and never looked at */
        cb_weights_add8((const char *)row + 16, &sums.v[2]);
    }
    *scores = sums;
}

/* ---- sums that are kept ---- */

static void score_features(const struct cb_tagger *tagger, const struct cb_tag_list *f,
                           struct cb_tag_sums *out)
{
    struct sums sums = {0};

    score(tagger, f->items, f->count, &sums);
    memcpy(out, &sums, sizeof sums);
}

void cb_tag_word_sum(const struct cb_tagger *tagger, const struct cb_tag_word *word,
                     struct cb_tag_shares *shares)
{
    uint64_t room[CB_TAG_FEATURES_MAX];
    struct cb_tag_list f = {room, 0, 1, tagger, NULL};

    put_own(&f, word);
    score_features(tagger, &f, &shares->own);
    f.count = 0;
    put_usual(&f, word, tagger->full_stop, 0, 0);
    score_features(tagger, &f, &shares->usual);
    f.count = 0;
    put_previous(&f, word);
    score_features(tagger, &f, &shares->next);
    f.count = 0;
    put_next(&f, word);
    score_features(tagger, &f, &shares->before);
    f.count = 0;
    put_second(&f, word);
    score_features(tagger, &f, &shares->before2);
}

void cb_tagger_sum(const struct cb_tagger *tagger, struct cb_tag_tables *tables)
{
    uint64_t room[CB_TAG_FEATURES_MAX];
    struct cb_tag_list f = {room, 0, 1, tagger, NULL};

    cb_tag_word_sum(tagger, &OUTSIDE, &tables->outside);
    for (uint32_t before = 0; before <= CB_TAG_COUNT; before++) {
        f.count = 0;
        put(&f, 24, NO_DETERMINER, before);
        score_features(tagger, &f, &tables->no_determiner[before]);
        for (uint32_t before2 = 0; before2 <= CB_TAG_COUNT; before2++) {
            f.count = 0;
            put_tags(&f, (uint8_t)before, (uint8_t)before2);
            score_features(tagger, &f, &tables->before[before][before2]);
        }
    }
}

static inline void add_sums(struct sums *scores, const struct cb_tag_sums *more)
{
    struct sums sums;

    memcpy(&sums, more, sizeof sums);
    for (int v = 0; v < CB_TAG_SUMS / 8; v++)
        scores->v[v] += sums.v[v];
}

static const struct cb_tag_shares *shares_of(const struct cb_tagger *tagger, const struct cb_tag_word *word)
{
    return word == &OUTSIDE ? &tagger->tables->outside : word->shares;
}

/* The place for the sums of this key, one for each of its hashes; *known: they are there. */
static struct cb_tag_sums *kept_sums(struct cb_tag_kept *all, uint64_t a, uint64_t b, uint32_t tags,
                                     bool *known)
{
    uint64_t hash = (a ^ (b << 23 | b >> 41) ^ tags) * UINT64_C(0x9E3779B97F4A7C15);
    struct cb_tag_kept *kept = &all[hash >> (64 - CB_TAG_KEPT_BITS)];

    *known = kept->a == a && kept->b == b && kept->tags == tags;
    if (!*known) {
        kept->a = a;
        kept->b = b;
        kept->tags = tags;
    }
    return &kept->sums;
}

/* What the classes around the word add to its scores, and what it adds itself behind its tag. */
static inline void add_kept(const struct cb_tagger *tagger, const struct place *at, struct sums *scores)
{
    uint64_t room[CB_TAG_FEATURES_MAX];
    struct cb_tag_list f = {room, 0, 1, tagger, NULL};
    bool known;
    struct cb_tag_sums *kept = kept_sums(tagger->tables->classes, at->w->class, at->n->class,
                                         1u + at->before + at->before2 * 64u, &known);

    if (!known) {
        put_classes(&f, at);
        score_features(tagger, &f, kept);
    }
    add_sums(scores, kept);
    kept = kept_sums(tagger->tables->behind, at->w->hash, at->w->ending[2], 1u + at->before, &known);
    if (!known) {
        f.count = 0;
        put_behind(&f, at);
        score_features(tagger, &f, kept);
    }
    add_sums(scores, kept);
}

/* The scores of word i by the features of the first pass: what is summed already, and the rest. */
static void score_first(const struct cb_tagger *tagger, const struct cb_tag_word *words, uint32_t count,
                        uint32_t i, const uint8_t *tags, struct sums *into)
{
    struct sums all = {0}, *scores = &all;
    uint64_t room[CB_TAG_FEATURES_MAX];
    struct cb_tag_list f = {room, 0, 1, tagger, NULL};
    struct place at = place_of(words, count, i, tags);
    const struct cb_tag_shares *own = at.w->shares, *p, *n, *nn;
    uint32_t names = (at.p->shape | at.n->shape) & CB_SHAPE_NAME;

    if (!tagger->tables) {
        score(tagger, room, cb_tag_features(words, count, i, tags, room), into);
        return;
    }
    p = shares_of(tagger, at.p);
    n = shares_of(tagger, at.n);
    nn = shares_of(tagger, at.nn);
    put_context(&f, &at, words, count);
    add_kept(tagger, &at, scores);
    if (own && !names && at.last == tagger->full_stop)
        add_sums(scores, &own->usual);
    else
        put_usual(&f, at.w, at.last, at.p->shape & CB_SHAPE_NAME, at.n->shape & CB_SHAPE_NAME);
    if (own)
        add_sums(scores, &own->own);
    else
        put_own(&f, at.w);
    if (p)
        add_sums(scores, &p->next);
    else
        put_previous(&f, at.p);
    if (n)
        add_sums(scores, &n->before);
    else
        put_next(&f, at.n);
    if (nn)
        add_sums(scores, &nn->before2);
    else
        put_second(&f, at.nn);
    add_sums(scores, &tagger->tables->before[at.before][at.before2]);
    if (!cb_tag_may_be(at.w, CB_TAG_BIT(CB_TAG_DET)))
        add_sums(scores, &tagger->tables->no_determiner[at.before]);
    score(tagger, f.items, f.count, scores);
    *into = all;
}

/* ---- choosing ---- */

static cb_shorts8 higher_of(cb_shorts8 a, cb_shorts8 b)
{
    cb_shorts8 first = a > b;

    return (a & first) | (b & ~first);
}

static int16_t highest(const cb_shorts8 s[CB_TAG_SUMS / 8])
{
    cb_shorts8 best = higher_of(higher_of(s[0], s[1]), s[2]);

    best = higher_of(best, __builtin_shufflevector(best, best, 4, 5, 6, 7, 4, 5, 6, 7));
    best = higher_of(best, __builtin_shufflevector(best, best, 2, 3, 2, 3, 2, 3, 2, 3));
    return best[0] > best[1] ? best[0] : best[1];
}

/* The first of the sums that is `value`, which one of them is. */
static uint8_t first_of(const cb_shorts8 s[CB_TAG_SUMS / 8], int16_t value)
{
    uint64_t equal[CB_TAG_SUMS / 4];
    uint8_t k = 0;

    for (int v = 0; v < CB_TAG_SUMS / 8; v++) {
        cb_shorts8 hit = s[v] == value;
        memcpy(&equal[v * 2], &hit, sizeof hit);
    }
    while (!equal[k])
        k++;
    k = (uint8_t)(k * 4);
    while (s[k / 8][k % 8] != value)
        k++;
    return k;
}

/* The best of the allowed tags, the first one of equals; *margin gets how far the next one is behind. At
 * least two are allowed. */
static uint8_t choose(const struct sums *scores, uint32_t allowed, int32_t *margin)
{
    static const cb_shorts8 BITS = {1, 2, 4, 8, 16, 32, 64, 128};
    cb_shorts8 s[CB_TAG_SUMS / 8];
    int16_t best;
    uint8_t tag;

    for (int v = 0; v < CB_TAG_SUMS / 8; v++) {
        cb_shorts8 open = (BITS & (int16_t)(allowed >> v * 8 & 0xFF)) == BITS;
        s[v] = (scores->v[v] & open) | (~open & INT16_MIN);
    }
    best = highest(s);
    tag = first_of(s, best);
    s[tag / 8][tag % 8] = INT16_MIN;
    *margin = best - highest(s);
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
        struct sums scores = {0};
        if (is_decided(words[i].allowed, &tags[i]))
            continue;
        score_first(tagger, words, count, i, tags, &scores);
        tags[i] = choose(&scores, words[i].allowed, &margin);
        if (margin < (int32_t)tagger->margin || cb_tag_may_be(&words[i], CB_AUX_TAGS))
            tags[i] |= CB_TAG_UNSURE;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct sums scores = {0};
        struct cb_tag_list again = {features, 0, 1000, tagger, NULL};
        if (!(tags[i] & CB_TAG_UNSURE))
            continue;
        score_first(tagger, words, count, i, tags, &scores);
        cb_tag_put_again(&again, words, count, i, tags);
        score(tagger, again.items, again.count, &scores);
        tags[i] = choose(&scores, words[i].allowed, &margin);
    }
}
