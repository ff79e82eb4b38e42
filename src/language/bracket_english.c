/* English verb forms that were taken for others: most are past tenses that look like participles; a clause
 * that has no finite verb takes the form behind its subject. */
#include "language/bracket.h"
#include "language/syntax.h"

/* Infinitives of full verbs apart, which often are none. */
static const uint32_t VERB = CB_VERB_TAGS & ~CB_TAG_BIT(CB_TAG_VERB_INFINITIVE);
static const uint32_t SUBJECT =
    CB_TAG_BIT(CB_TAG_NOUN) | CB_TAG_BIT(CB_TAG_PROPN) | CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_NUM);
static const uint32_t ADVERB = CB_TAG_BIT(CB_TAG_ADV) | CB_TAG_BIT(CB_TAG_PART);

/* Words [first, end) without a sign, a conjunction or a relative pronoun inside. */
struct stretch {
    uint32_t first, end;
    bool subordinate; /* a conjunction or relative pronoun opens it */
    bool joined;      /* and opens it */
};

struct mending {
    const struct cb_tag_word *words;
    uint8_t *tags;
    uint32_t count;
};

static bool has_tag(const struct mending *m, uint32_t i, uint32_t tags)
{
    return (CB_TAG_BIT(m->tags[i]) & tags) != 0;
}

static uint32_t readings_of(const struct cb_tag_word *word)
{
    uint32_t tags = word->exact;

    if (word->shape & (CB_SHAPE_FIRST | CB_SHAPE_ALL_CAPITALS))
        tags |= word->lowered;
    return tags ? tags : word->allowed;
}

bool cb_bracket_retag(const struct cb_tag_word *word, uint8_t *tag, uint32_t wanted)
{
    uint32_t tags = readings_of(word) & wanted;

    if ((CB_TAG_BIT(*tag) & CB_AUX_TAGS) && (tags & CB_AUX_TAGS))
        tags &= CB_AUX_TAGS;
    if (tags)
        *tag = (uint8_t)__builtin_ctz(tags);
    return tags != 0;
}

static bool is_owner(const struct cb_tag_word *word)
{
    return cb_str_ends(word->lower, CB_STR("'s")) || cb_str_ends(word->lower, CB_STR("\xE2\x80\x99s"));
}

/* ---- stretches ---- */

static bool is_mark(const struct cb_tag_word *word)
{
    return cb_str_eq(word->form, CB_STR("\"")) || cb_str_starts(word->form, CB_STR("\xE2\x80\x9C")) ||
           cb_str_starts(word->form, CB_STR("\xE2\x80\x9D"));
}

static bool opens_clause(const struct mending *m, uint32_t i)
{
    if (has_tag(m, i, CB_TAG_BIT(CB_TAG_SCONJ)))
        return true;
    if (!has_tag(m, i, CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_ADV) | CB_TAG_BIT(CB_TAG_DET)))
        return false;
    return CB_IS_FORM(&m->words[i], "which", "who", "whom", "whose", "where", "when", "why") ||
           (i > 0 && CB_IS_FORM(&m->words[i], "that") && has_tag(m, i, CB_TAG_BIT(CB_TAG_PRON)) &&
            has_tag(m, i - 1, CB_TAG_BIT(CB_TAG_NOUN) | CB_TAG_BIT(CB_TAG_PROPN)));
}

static struct stretch stretch_at(const struct mending *m, uint32_t first)
{
    struct stretch s = {.first = first, .end = first};

    while (s.end < m->count &&
           ((!has_tag(m, s.end, CB_TAG_BIT(CB_TAG_PUNCT)) || is_mark(&m->words[s.end])) &&
            (s.end == first || (!opens_clause(m, s.end) && !has_tag(m, s.end, CB_TAG_BIT(CB_TAG_CCONJ))))))
        s.end++;
    s.joined = first < m->count && has_tag(m, first, CB_TAG_BIT(CB_TAG_CCONJ));
    s.subordinate = first < m->count && opens_clause(m, first);
    return s;
}

/* The next stretch; false behind the last one. */
static bool next_stretch(const struct mending *m, struct stretch *s)
{
    uint32_t first = s->end;

    while (first < m->count && has_tag(m, first, CB_TAG_BIT(CB_TAG_PUNCT)))
        first++;
    if (first >= m->count)
        return false;
    *s = stretch_at(m, first);
    return true;
}

static bool has_finite(const struct mending *m, const struct stretch *s)
{
    for (uint32_t i = s->first; i < s->end; i++)
        if (has_tag(m, i, CB_FINITE_TAGS))
            return true;
    return false;
}

/* Does it begin with its finite verb: what stands before it is an insertion? */
static bool begins_finite(const struct mending *m, const struct stretch *s)
{
    uint32_t i = s->first + s->joined;

    while (i < s->end && has_tag(m, i, ADVERB))
        i++;
    return i < s->end && !s->joined && has_tag(m, i, CB_FINITE_TAGS);
}

/* ---- the past tense ---- */

static bool is_past(const struct mending *m, uint32_t i)
{
    return has_tag(m, i, CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)) &&
           (readings_of(&m->words[i]) & CB_TAG_BIT(CB_TAG_VERB_FINITE));
}

/* 'Louis the German | invaded', 'the 28-year-old | lost', but not 'the new | elected members'. */
static bool is_subject(const struct mending *m, uint32_t before, uint32_t past)
{
    if (has_tag(m, before, SUBJECT))
        return true;
    return has_tag(m, before, CB_TAG_BIT(CB_TAG_ADJ)) &&
           ((m->words[before].shape & (CB_SHAPE_CAPITAL | CB_SHAPE_HYPHEN)) || past + 1 == m->count ||
            !has_tag(m, past + 1,
                     CB_TAG_BIT(CB_TAG_NOUN) | CB_TAG_BIT(CB_TAG_PROPN) | CB_TAG_BIT(CB_TAG_ADJ)));
}

/* The first form of the stretch that can be a past tense and stands behind a subject; m->count: none. One
 * before 'by' is a participle where another one follows. */
static uint32_t find_past(const struct mending *m, const struct stretch *s)
{
    uint32_t found = m->count, before = m->count;

    for (uint32_t i = s->first; i < s->end; i++) {
        if (is_past(m, i) && before < m->count && is_subject(m, before, i)) {
            bool by = i + 1 < s->end && CB_IS_FORM(&m->words[i + 1], "by");
            if (found == m->count || !by)
                found = i;
            if (!by)
                break;
        }
        if (!has_tag(m, i, ADVERB) && !is_mark(&m->words[i]))
            before = i;
    }
    return found;
}

/* 'The films sometimes | feature robots', 'The study | estimates that': of a sentence without finite verb the
 * noun that can be one and goes with the number of the noun before it. */
static uint32_t find_present(const struct mending *m, const struct stretch *s)
{
    uint32_t before = m->count;

    for (uint32_t i = s->first; i < s->end; i++) {
        if (before < m->count && has_tag(m, i, CB_TAG_BIT(CB_TAG_NOUN)) && i + 1 < m->count &&
            has_tag(m, before, CB_TAG_BIT(CB_TAG_NOUN) | CB_TAG_BIT(CB_TAG_PROPN)) &&
            !is_owner(&m->words[before]) && (readings_of(&m->words[i]) & CB_TAG_BIT(CB_TAG_VERB_FINITE)) &&
            cb_str_ends(m->words[before].lower, CB_STR("s")) != cb_str_ends(m->words[i].lower, CB_STR("s")) &&
            !has_tag(m, i + 1,
                     CB_TAG_BIT(CB_TAG_PUNCT) | CB_TAG_BIT(CB_TAG_CCONJ) |
                         CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)))
            return i;
        if (!has_tag(m, i, CB_TAG_BIT(CB_TAG_ADV)))
            before = i;
    }
    return m->count;
}

static void make_finite(const struct mending *m, uint32_t i)
{
    if (i < m->count)
        cb_bracket_retag(&m->words[i], &m->tags[i], CB_TAG_BIT(CB_TAG_VERB_FINITE));
}

/* 'opened ports and | allowed them to trade': behind und, the form of the verb before. */
static void mend_joined(const struct mending *m, const struct stretch *s, uint32_t verb)
{
    uint32_t i = s->first + 1;

    while (i < s->end && has_tag(m, i, ADVERB))
        i++;
    if (i < s->end && is_past(m, i) && verb < m->count && m->tags[verb] == CB_TAG_VERB_FINITE &&
        (readings_of(&m->words[verb]) & CB_TAG_BIT(CB_TAG_VERB_FINITE)))
        make_finite(m, i);
}

/* 'to | brisk demand' is no infinitive, 'will | slow' is one; "the firm's | films" are no verb. */
static void mend_word(const struct mending *m, uint32_t i)
{
    const uint32_t verb = CB_TAG_BIT(CB_TAG_VERB_INFINITIVE) | CB_TAG_BIT(CB_TAG_VERB_FINITE);
    const struct cb_tag_word *word = &m->words[i], *before = &m->words[i - 1];

    if (has_tag(m, i, CB_TAG_BIT(CB_TAG_VERB_INFINITIVE)) && i + 1 < m->count &&
        has_tag(m, i + 1, CB_TAG_BIT(CB_TAG_NOUN)) && CB_IS_FORM(before, "to") &&
        (word->exact & CB_TAG_BIT(CB_TAG_ADJ)) && !(word->exact & verb)) {
        m->tags[i] = CB_TAG_ADJ;
        if (has_tag(m, i - 1, CB_TAG_BIT(CB_TAG_PART)))
            cb_bracket_retag(before, &m->tags[i - 1], CB_TAG_BIT(CB_TAG_ADP));
    }
    if (has_tag(m, i, CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_NOUN)) &&
        has_tag(m, i - 1, CB_TAG_BIT(CB_TAG_AUX_FINITE)) &&
        CB_IS_FORM(before, "will", "would", "can", "could", "may", "might", "must", "shall", "should"))
        cb_bracket_retag(word, &m->tags[i], CB_TAG_BIT(CB_TAG_VERB_INFINITIVE));
    if (has_tag(m, i, CB_TAG_BIT(CB_TAG_VERB_FINITE)) &&
        has_tag(m, i - 1, CB_TAG_BIT(CB_TAG_NOUN) | CB_TAG_BIT(CB_TAG_PROPN)) && is_owner(before))
        cb_bracket_retag(word, &m->tags[i], CB_TAG_BIT(CB_TAG_NOUN));
}

/* 'said it | completed', 'he | left': a pronoun in the nominative has a finite verb behind it, but for a
 * question: 'had he | left'. */
static void mend_pairs(const struct mending *m)
{
    for (uint32_t i = 1; i < m->count; i++) {
        mend_word(m, i);
        if (is_past(m, i) && has_tag(m, i - 1, CB_TAG_BIT(CB_TAG_PRON)) &&
            !(i > 1 && has_tag(m, i - 2, CB_AUX_TAGS)) &&
            CB_IS_FORM(&m->words[i - 1], "he", "she", "it", "they", "we", "i"))
            make_finite(m, i);
    }
}

/* The verb of the clause that preposition i may open: nouns, then a past tense that has an object, or a
 * finite verb where one stands before: 'paid after inspectors | closed the kitchen'. m->count: none. */
static uint32_t find_opened(const struct mending *m, uint32_t i, bool finite)
{
    enum { LOOK = 6 };
    const uint32_t nouns = CB_TAG_BIT(CB_TAG_NOUN) | CB_TAG_BIT(CB_TAG_PROPN),
                   object = CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_PROPN),
                   group = nouns | CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_NUM);
    uint32_t k = i + 1;

    while (k + 1 < m->count && k <= i + LOOK && has_tag(m, k, group))
        k++;
    if (k == i + 1 || k + 1 >= m->count || !has_tag(m, k - 1, nouns))
        return m->count;
    if (finite && has_tag(m, k, CB_FINITE_TAGS) && !CB_IS_FORM(&m->words[i], "as"))
        return k;
    return is_past(m, k) && has_tag(m, k + 1, object) ? k : m->count;
}

static void mend_clauses(const struct mending *m)
{
    bool finite = false; /* a finite verb stands before, with no sign between */

    for (uint32_t i = 0; i < m->count; i++) {
        uint32_t verb = m->count;
        finite = !has_tag(m, i, CB_TAG_BIT(CB_TAG_PUNCT)) && (finite || has_tag(m, i, CB_FINITE_TAGS));
        if (has_tag(m, i, CB_TAG_BIT(CB_TAG_ADP)) &&
            CB_IS_FORM(&m->words[i], "after", "before", "until", "since", "as"))
            verb = find_opened(m, i, finite);
        if (verb == m->count)
            continue;
        if (!has_tag(m, verb, CB_FINITE_TAGS))
            make_finite(m, verb);
        m->tags[i] = CB_TAG_SCONJ;
    }
}

/* The last main stretches, by their first words: with a finite verb, and beginning with it. 0: none, as what
 * stands there comes before all others. */
struct last_stretches {
    uint32_t finite, insertion;
};

static struct last_stretches find_last(const struct mending *m)
{
    struct last_stretches last = {0, 0};
    struct stretch s = {0};

    while (next_stretch(m, &s)) {
        if (s.subordinate || !has_finite(m, &s))
            continue;
        last.finite = s.first;
        if (begins_finite(m, &s))
            last.insertion = s.first;
    }
    return last;
}

/* 'In June famine struck the region', 'The firm, founded in May, closed': not 'Chips designed for cars, he
 * said, are'. */
static void mend_main(const struct mending *m, const struct stretch *s, const struct last_stretches *last)
{
    bool other = last->finite > s->first, sentence = cb_str_eq(m->words[m->count - 1].form, CB_STR("."));

    if (last->insertion > s->first || (!other && !sentence) ||
        (other && has_tag(m, s->first, CB_TAG_BIT(CB_TAG_ADP) | CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE))))
        return;
    if (find_past(m, s) < m->count)
        make_finite(m, find_past(m, s));
    else if (!other)
        make_finite(m, find_present(m, s));
}

void cb_bracket_mend_english(const struct cb_tag_word *words, uint32_t count, uint8_t *tags)
{
    struct mending m = {words, tags, count};
    struct stretch s = {0};
    struct last_stretches last;
    bool waiting = true;   /* the main clause has no finite verb yet */
    uint32_t verb = count; /* the last verb so far, infinitives apart */

    mend_pairs(&m);
    mend_clauses(&m);
    last = find_last(&m);
    while (next_stretch(&m, &s)) {
        bool finite = has_finite(&m, &s);
        if (!finite && s.subordinate)
            make_finite(&m, find_past(&m, &s));
        else if (!finite && waiting)
            mend_main(&m, &s, &last);
        else if (!finite && s.joined)
            mend_joined(&m, &s, verb);
        if (!s.subordinate && has_finite(&m, &s))
            waiting = false;
        for (uint32_t i = s.first; i < s.end; i++)
            if (has_tag(&m, i, VERB))
                verb = i;
    }
}
