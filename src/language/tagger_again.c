/* The second pass: what the clause around a word holds, by the tags of the first. */
#include "language/tagger_pass.h"

static void add(struct cb_tag_list *f, uint64_t a, uint64_t b)
{
    cb_tag_keep(f, cb_tag_mix(cb_tag_mix(f->count + f->salt, a), b));
}

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
    return cb_tag_ends_clause(word) || (tag & CB_TAG_MASK) == CB_TAG_SCONJ;
}

static struct clause clause_of(const struct cb_tag_word *words, uint32_t count, const uint8_t *tags,
                               uint32_t i)
{
    struct clause c = {.nearest = CB_TAG_COUNT};
    uint32_t first = i, end = i + 1;
    bool in_phrase = false;

    while (first > 0 && i - first < CB_TAG_SCAN && !is_border(&words[first - 1], tags[first - 1]))
        first--;
    while (end + 1 < count && end - i < CB_TAG_SCAN && !is_border(&words[end], tags[end]))
        end++;
    for (uint32_t j = first; j < end; j++) {
        uint32_t bit = CB_TAG_BIT(tags[j] & CB_TAG_MASK);
        if (j == i)
            continue;
        if (j < i)
            c.left |= bit;
        else
            c.right |= bit;
        if (words[j].lemma && (bit & CB_VERB_TAGS))
            c.auxiliary = words[j].lemma;
        if (j > i && (bit & CB_VERB_TAGS) && c.nearest == CB_TAG_COUNT)
            c.nearest = tags[j] & CB_TAG_MASK;
        if (j + 1 < count)
            look_at(&c, words, tags, j, &in_phrase);
    }
    if (first > 0 && (tags[first - 1] & CB_TAG_MASK) == CB_TAG_SCONJ)
        c.left |= CB_TAG_BIT(CB_TAG_SCONJ);
    return c;
}

/* An auxiliary on the left that still waits for its participle or infinitive: its lemma; 1: a finite verb but
 * none that waits; 0: no finite verb at all. Commas do not end it: 'will, so heißt es, bald investieren'. */
static uint64_t open_bracket(const struct cb_tag_word *words, const uint8_t *tags, uint32_t i)
{
    for (uint32_t j = i; j > 0 && i - j < 2 * CB_TAG_SCAN; j--) {
        uint32_t bit = CB_TAG_BIT(tags[j - 1] & CB_TAG_MASK);
        if (bit & (CB_NONFINITE_TAGS | CB_TAG_BIT(CB_TAG_AUX_INFINITIVE) | CB_TAG_BIT(CB_TAG_AUX_PARTICIPLE)))
            return 1;
        if (bit & CB_TAG_BIT(CB_TAG_AUX_FINITE))
            return words[j - 1].lemma;
        if (bit & CB_TAG_BIT(CB_TAG_VERB_FINITE))
            return 1;
    }
    return 0;
}

void cb_tag_put_again(struct cb_tag_list *into, const struct cb_tag_word *words, uint32_t count, uint32_t i,
                      const uint8_t *tags)
{
    struct cb_tag_list f = *into;
    const struct cb_tag_word *w = &words[i];
    struct clause c = clause_of(words, count, tags, i);
    uint64_t t[7], kind = cb_tag_may_be(w, CB_AUX_TAGS) ? w->lemma : 3;

    for (int k = 0; k < 7; k++)
        t[k] = (int64_t)i + k - 3 >= 0 && i + (uint32_t)k - 3 < count
                   ? tags[i + (uint32_t)k - 3] & CB_TAG_MASK
                   : CB_TAG_COUNT;
    add(&f, t[3], 0);
    add(&f, t[3], w->hash);
    add(&f, t[3], w->class);
    add(&f, cb_tag_mix(t[2], t[4]), t[3]);
    add(&f, cb_tag_mix(t[2], t[4]), w->class);
    add(&f, cb_tag_mix(t[2], t[1]), w->class);
    add(&f, cb_tag_mix(t[4], t[5]), w->class);
    add(&f, cb_tag_mix(t[2], t[4]), w->hash);
    add(&f, t[4], w->class);
    add(&f, cb_tag_mix(t[4], t[5]), w->hash);
    add(&f, cb_tag_mix(t[4], t[5]), cb_tag_mix(t[2], t[3]));
    add(&f, cb_tag_mix(t[2], t[1]), cb_tag_mix(t[4], t[3]));
    add(&f, w->ending[1], t[3]);
    if (cb_tag_may_be(w, CB_VERB_TAGS)) {
        uint64_t verbal = cb_tag_readings(w) & CB_VERB_TAGS, open = open_bracket(words, tags, i);
        add(&f, c.left & (CB_VERB_TAGS | CB_TAG_BIT(CB_TAG_SCONJ)), verbal);
        add(&f, c.right & CB_VERB_TAGS, verbal);
        add(&f, cb_tag_mix(c.left & CB_FINITE_TAGS, c.right & CB_FINITE_TAGS), verbal);
        add(&f,
            cb_tag_mix(c.left & (CB_NONFINITE_TAGS | CB_AUX_TAGS),
                       c.right & (CB_NONFINITE_TAGS | CB_AUX_TAGS)),
            kind);
        add(&f, cb_tag_mix(c.left & CB_VERB_TAGS, c.right & CB_VERB_TAGS), cb_tag_mix(kind, verbal));
        add(&f, c.nearest, cb_tag_mix(kind, verbal));
        add(&f, cb_tag_mix(c.bare, c.predicate), cb_tag_mix(kind, (c.left | c.right) & CB_NONFINITE_TAGS));
        add(&f, cb_tag_mix(c.bare, c.predicate + 2 * c.prepositional),
            cb_tag_mix(kind, (c.left | c.right) & CB_NONFINITE_TAGS));
        add(&f, cb_tag_mix(t[4], t[2]), kind);
        add(&f, open, verbal);
        add(&f, cb_tag_mix(open, t[4]), verbal);
        add(&f, cb_tag_mix(open, c.left & (CB_FINITE_TAGS | CB_TAG_BIT(CB_TAG_SCONJ))),
            cb_tag_mix(t[4], verbal));
        add(&f, c.auxiliary, cb_tag_mix(verbal, w->shape & CB_SHAPE_MOVED));
        add(&f, cb_tag_mix(c.auxiliary, t[3]), cb_tag_mix(verbal, w->shape & CB_SHAPE_MOVED));
    }
    *into = f;
}

uint32_t cb_tag_features_again(const struct cb_tag_word *words, uint32_t count, uint32_t i,
                               const uint8_t *tags, uint64_t features[CB_TAG_FEATURES_MAX])
{
    struct cb_tag_list f = {features, 0, 1000, NULL, NULL};

    cb_tag_put_again(&f, words, count, i, tags);
    return f.count;
}
