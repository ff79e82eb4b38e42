#include "language/reading.h"

#include "text/fold.h"

enum { REACH = 25 };

#define PERSONS (CB_PERSON_1 | CB_PERSON_2 | CB_PERSON_3)
#define NUMBERS (CB_SINGULAR | CB_PLURAL)
#define GENDERS (CB_MASCULINE | CB_FEMININE | CB_NEUTER)
#define CASES   (CB_NOMINATIVE | CB_GENITIVE | CB_DATIVE | CB_ACCUSATIVE)

struct sentence {
    const struct cb_words *words;
    const struct cb_tag_word *tagged;
    const uint8_t *tags;
    uint32_t count;
    enum cb_language language;
    struct cb_arena *arena;
    uint32_t first_person; /* place of the last 'ich' so far, plus 1 */
    bool conditional;      /* the sentence has a sure Konjunktiv II or würde */
};

static bool is_tag(const struct sentence *s, uint32_t i, enum cb_tag tag)
{
    return i < s->count && s->tags[i] == tag;
}

#define BIT(tag) (UINT32_C(1) << (tag))

/* Has word i one of these tags? */
static bool has_tag(const struct sentence *s, uint32_t i, uint32_t tags)
{
    return i < s->count && (BIT(s->tags[i]) & tags);
}

static bool is_word(const struct sentence *s, uint32_t i, const char *form)
{
    return cb_str_eq(s->tagged[i].lower, cb_str_of(form));
}

static bool is_border(const struct sentence *s, uint32_t i)
{
    return has_tag(s, i, BIT(CB_TAG_PUNCT) | BIT(CB_TAG_SCONJ));
}

static bool is_finite(const struct sentence *s, uint32_t i)
{
    return has_tag(s, i, BIT(CB_TAG_VERB_FINITE) | BIT(CB_TAG_AUX_FINITE));
}

/* The lemma of word i under one of its readings; ptr NULL when there is no memory. */
static struct cb_str lemma_of(const struct sentence *s, uint32_t i, bool lowered,
                              const struct cb_reading *reading)
{
    const struct cb_tag_word *word = &s->tagged[i];
    const struct cb_word *read = lowered ? &word->small : &word->as_written;
    struct cb_str lemma = {NULL, 0}, *kept = NULL;

    if (word->lemmas) {
        kept = &word->lemmas[(size_t)(reading - read->items) + (lowered ? word->as_written.count : 0)];
        lemma = *kept;
    }
    if (!lemma.ptr)
        lemma = cb_words_lemma(s->words, lowered ? cb_arena_copy(s->arena, word->lower) : word->form, read,
                               reading, s->arena);
    if (kept)
        *kept = lemma;
    return lemma;
}

/* ---- the subject of a finite verb ---- */

struct subject {
    uint32_t agreement; /* persons and numbers it allows; 0: none was found */
    uint32_t rank;      /* the surer, the higher */
};

/* Of the readings of a word as `pos` that may be a nominative, the features in `mask` together. */
static uint32_t nominative(const struct cb_tag_word *word, enum cb_pos pos, uint32_t mask, bool case_needed)
{
    const struct cb_word *both[] = {&word->as_written, &word->small};
    uint32_t features = 0;

    for (int w = 0; w < 2; w++)
        for (uint32_t k = 0; k < both[w]->count; k++) {
            const struct cb_reading *r = &both[w]->items[k];
            if (r->pos == pos && ((r->features & CB_NOMINATIVE) || (!case_needed && !(r->features & CASES))))
                features |= r->features & mask;
        }
    return features;
}

/* A noun phrase from its determiner on: the numbers both allow; 0 when it can be no subject. */
static uint32_t phrase_agreement(const struct sentence *s, uint32_t det)
{
    uint32_t numbers = is_tag(s, det, CB_TAG_DET) ? nominative(&s->tagged[det], CB_POS_DET, NUMBERS, false)
                                                  : NUMBERS,
             noun = det, found;

    while (noun < s->count && noun < det + 6 &&
           !has_tag(s, noun, BIT(CB_TAG_NOUN) | BIT(CB_TAG_PROPN) | BIT(CB_TAG_PUNCT) | BIT(CB_TAG_SCONJ)))
        noun++;
    if (is_tag(s, noun, CB_TAG_NOUN)) {
        found = nominative(&s->tagged[noun], CB_POS_NOUN, NUMBERS, false);
        numbers &= found ? found : NUMBERS;
    } else if (is_tag(s, noun, CB_TAG_PROPN) && noun == det) {
        numbers &= CB_SINGULAR;
    }
    return numbers ? numbers | CB_PERSON_3 : 0;
}

/* Looks at word j as a subject of the verb. */
static void consider(const struct sentence *s, uint32_t j, struct subject *best)
{
    uint32_t agreement = 0, rank = 0;

    if (is_tag(s, j, CB_TAG_PRON)) {
        agreement = nominative(&s->tagged[j], CB_POS_PRON, PERSONS | NUMBERS, true);
        rank = nominative(&s->tagged[j], CB_POS_PRON, CB_ACCUSATIVE, true)
                   ? 2
                   : 3; /* 'sie', 'das' may be objects */
    } else if (has_tag(s, j, BIT(CB_TAG_DET) | BIT(CB_TAG_NOUN) | BIT(CB_TAG_PROPN))) {
        if (j > 0 && has_tag(s, j - 1,
                             BIT(CB_TAG_ADP) | BIT(CB_TAG_DET) | BIT(CB_TAG_ADJ) | BIT(CB_TAG_NOUN) |
                                 BIT(CB_TAG_PROPN)))
            return;
        agreement = phrase_agreement(s, j);
        rank = 1;
    }
    if (agreement && rank > best->rank)
        *best = (struct subject){agreement, rank};
}

/* The subject of the finite verb i: within its clause, the sure pronouns first. */
static struct subject find_subject(const struct sentence *s, uint32_t i)
{
    struct subject best = {0};

    for (uint32_t j = i; j > 0 && i - j < REACH && !is_border(s, j - 1) && !is_finite(s, j - 1); j--)
        consider(s, j - 1, &best);
    for (uint32_t j = i + 1; j < s->count && j - i < REACH && !is_border(s, j) && !is_finite(s, j); j++)
        consider(s, j, &best);
    return best;
}

/* ---- finite verbs ---- */

static bool is_subordinate(const struct sentence *s, uint32_t i, const char *conjunction)
{
    for (uint32_t j = i; j > 0 && i - j < REACH; j--) {
        if (is_tag(s, j - 1, CB_TAG_PUNCT))
            return false;
        if (is_tag(s, j - 1, CB_TAG_SCONJ) && is_word(s, j - 1, conjunction))
            return true;
    }
    return false;
}

/* Konjunktiv I or indicative by the same form: 'habe' is Konjunktiv unless 'ich' says it. */
static bool speaks_of_itself(const struct sentence *s, uint32_t i, const struct subject *subject)
{
    if (subject->rank >= 2)
        return (subject->agreement & CB_PERSON_1) != 0;
    if (i > 0 && is_tag(s, i - 1, CB_TAG_CCONJ))
        return s->first_person > 0; /* 'Ich gehe und komme nicht wieder' */
    if (s->tagged[i].shape & CB_SHAPE_FIRST)
        return true; /* 'Habe gestern bestellt' */
    return subject->rank == 0 && s->first_person > 0;
}

/* Konjunktiv II or past by the same form: 'sagte' is past but in a conditional sentence; 'sollte' is
 * Konjunktiv. */
static bool is_hypothetical(const struct sentence *s, uint32_t i, struct cb_str lemma)
{
    return cb_str_eq(lemma, CB_STR("sollen")) ||
           (s->conditional && (is_subordinate(s, i, "wenn") || is_subordinate(s, i, "falls")));
}

enum mood { INDICATIVE, SUBJUNCTIVE, IMPERATIVE };

struct moods {
    bool indicative, first_only, subjunctive_1, subjunctive_2, imperative;
};

static struct moods moods_of(const struct cb_word *read, enum cb_pos pos)
{
    struct moods m = {.first_only = true};

    for (uint32_t k = 0; k < read->count; k++) {
        uint32_t f = read->items[k].features;
        if (read->items[k].pos != pos || !(f & CB_FINITE))
            continue;
        if (f & CB_IMPERATIVE)
            m.imperative = true;
        else if (f & CB_SUBJUNCTIVE)
            *(f & CB_PAST ? &m.subjunctive_2 : &m.subjunctive_1) = true;
        else {
            m.indicative = true;
            m.first_only =
                m.first_only && (f & PERSONS) == CB_PERSON_1 && (f & CB_SINGULAR) && (f & CB_PRESENT);
        }
    }
    return m;
}

static enum mood choose_mood(const struct sentence *s, uint32_t i, bool lowered, enum cb_pos pos,
                             const struct subject *subject)
{
    const struct cb_word *read = lowered ? &s->tagged[i].small : &s->tagged[i].as_written;
    struct moods m = moods_of(read, pos);
    struct cb_str lemma = {NULL, 0};
    bool starts = (s->tagged[i].shape & CB_SHAPE_FIRST) != 0;

    if (m.imperative && starts && subject->rank == 0 && (!m.indicative || m.first_only))
        return IMPERATIVE;
    if (!m.indicative)
        return m.subjunctive_1 || m.subjunctive_2 ? SUBJUNCTIVE : IMPERATIVE;
    if (m.subjunctive_1 && m.first_only)
        return speaks_of_itself(s, i, subject) ? INDICATIVE : SUBJUNCTIVE;
    if (m.subjunctive_2) {
        for (uint32_t k = 0; k < read->count && !lemma.ptr; k++)
            if (read->items[k].pos == pos && (read->items[k].features & CB_SUBJUNCTIVE))
                lemma = lemma_of(s, i, lowered, &read->items[k]);
        return is_hypothetical(s, i, lemma) ? SUBJUNCTIVE : INDICATIVE;
    }
    return INDICATIVE;
}

static bool has_mood(uint32_t features, enum mood mood)
{
    if (mood == IMPERATIVE)
        return (features & CB_IMPERATIVE) != 0;
    if (mood == SUBJUNCTIVE)
        return (features & CB_SUBJUNCTIVE) && !(features & CB_IMPERATIVE);
    return !(features & (CB_SUBJUNCTIVE | CB_IMPERATIVE));
}

/* How well a finite reading fits; 0: not at all. */
static uint32_t finite_fit(uint32_t features, enum mood mood, const struct subject *subject)
{
    uint32_t fit = 1;

    if (!(features & CB_FINITE) || (features & CB_JOINED))
        fit = features & CB_FINITE ? 1 : 0;
    else
        fit = 2;
    if (!fit)
        return 0;
    fit += has_mood(features, mood) ? 16 : 0;
    if (subject->agreement) {
        fit += (features & subject->agreement & NUMBERS) ? 4 : 0;
        fit += (features & subject->agreement & PERSONS) ? 4 : 0;
    } else {
        fit += (features & CB_PERSON_3) ? 4 : 0;
    }
    return fit;
}

/* Persons and numbers that the subject leaves; the third where nothing tells. */
static uint32_t narrowed(uint32_t features, const struct subject *subject)
{
    uint32_t persons = features & PERSONS, numbers = features & NUMBERS;

    if (persons & subject->agreement)
        persons &= subject->agreement;
    if (numbers & subject->agreement)
        numbers &= subject->agreement;
    if (persons & CB_PERSON_3)
        persons = CB_PERSON_3;
    return (features & ~(uint32_t)(PERSONS | NUMBERS)) | persons | numbers;
}

/* ---- nouns ---- */

/* The determiner's (or adjective's) readings before noun i: does one agree with the noun's features? */
static bool agrees(const struct sentence *s, uint32_t det, uint32_t noun)
{
    const struct cb_word *read =
        s->tagged[det].as_written.count ? &s->tagged[det].as_written : &s->tagged[det].small;

    for (uint32_t k = 0; k < read->count; k++) {
        uint32_t f = read->items[k].features;
        if (read->items[k].pos != CB_POS_DET || !(f & NUMBERS & noun))
            continue;
        if ((f & CASES) && (noun & CASES) && !(f & noun & CASES))
            continue;
        if ((noun & CB_SINGULAR) && (f & CB_SINGULAR) && (f & GENDERS) && (noun & GENDERS) &&
            !(f & noun & GENDERS))
            continue;
        return true;
    }
    return false;
}

/* The determiner of noun i, at most five words before; UINT32_MAX without one. */
static uint32_t determiner_of(const struct sentence *s, uint32_t i)
{
    for (uint32_t j = i; j > 0 && i - j < 6; j--) {
        enum cb_tag tag = (enum cb_tag)s->tags[j - 1];
        if (tag == CB_TAG_DET)
            return j - 1;
        if (tag != CB_TAG_ADJ && tag != CB_TAG_NUM && tag != CB_TAG_ADV)
            break;
    }
    return UINT32_MAX;
}

static uint32_t noun_fit(const struct sentence *s, uint32_t i, uint32_t det, uint32_t features)
{
    uint32_t fit = 1;

    if (det != UINT32_MAX && agrees(s, det, features))
        fit += 8;
    if (!(features & CB_GENERATED))
        fit += 16;
    /* 'mit Leitern': a preposition alone does not take the nominative; plain forms are more often singular */
    if (det == UINT32_MAX && (features & CB_SINGULAR) && i > 0 && !is_tag(s, i - 1, CB_TAG_NUM))
        fit += 1;
    if (i > 0 && is_tag(s, i - 1, CB_TAG_NUM) && (features & CB_PLURAL))
        fit += 2;
    return fit;
}

/* ---- one word ---- */

struct choice {
    const struct cb_reading *reading;
    bool lowered; /* the form with a small first letter */
    uint32_t fit;
};

static uint32_t fit_of(const struct sentence *s, uint32_t i, const struct cb_reading *reading, enum mood mood,
                       const struct subject *subject, uint32_t det)
{
    enum cb_tag tag = (enum cb_tag)s->tags[i];

    if (!(cb_tag_of_reading(reading) >> tag & 1))
        return 0;
    if (tag == CB_TAG_VERB_FINITE || tag == CB_TAG_AUX_FINITE)
        return finite_fit(reading->features, mood, subject);
    if (tag == CB_TAG_NOUN)
        return noun_fit(s, i, det, reading->features);
    return reading->features & CB_GENERATED ? 1 : 2;
}

/* 'Glauben' is Glauben before Glaube. */
static bool is_own_lemma(const struct sentence *s, uint32_t i, bool lowered, const struct cb_reading *reading)
{
    struct cb_str lemma = lemma_of(s, i, lowered, reading);

    return lemma.ptr && cb_str_eq(lemma, s->tagged[i].form);
}

static void look_through(const struct sentence *s, uint32_t i, bool lowered, const struct subject *subject,
                         struct choice *best)
{
    const struct cb_word *read = lowered ? &s->tagged[i].small : &s->tagged[i].as_written;
    uint32_t det = is_tag(s, i, CB_TAG_NOUN) ? determiner_of(s, i) : UINT32_MAX;
    enum mood mood = INDICATIVE;

    if (is_finite(s, i) && s->language == CB_GERMAN)
        mood = choose_mood(s, i, lowered, cb_tag_pos((enum cb_tag)s->tags[i]), subject);
    for (uint32_t k = 0; k < read->count; k++) {
        uint32_t fit = fit_of(s, i, &read->items[k], mood, subject, det);
        if (fit > 0 && fit + 2 > best->fit && is_tag(s, i, CB_TAG_NOUN) &&
            is_own_lemma(s, i, lowered, &read->items[k]))
            fit += 2;
        if (fit > best->fit)
            *best = (struct choice){&read->items[k], lowered, fit};
    }
}

/* 'des Telefonats': the genitive of an unknown noun. */
static struct cb_str unknown_noun(const struct sentence *s, uint32_t i)
{
    struct cb_str form = s->tagged[i].form;
    uint32_t det = determiner_of(s, i);

    if (s->language == CB_GERMAN && det != UINT32_MAX && cb_str_ends(s->tagged[det].lower, CB_STR("es")) &&
        form.len > 3 && cb_str_ends(form, CB_STR("s")) && !cb_str_ends(form, CB_STR("ss")))
        return cb_str_sub(form, 0, form.len - 1);
    return form;
}

/* What can be said of a word that no reading fits. */
static struct cb_str plain_lemma(const struct sentence *s, uint32_t i)
{
    const struct cb_tag_word *word = &s->tagged[i];
    enum cb_pos pos = cb_tag_pos((enum cb_tag)s->tags[i]);

    if (pos == CB_POS_NOUN)
        return unknown_noun(s, i);
    if (pos == CB_POS_PROPN || pos == CB_POS_X)
        return word->form;
    return s->language == CB_GERMAN && pos == CB_POS_ADJ ? cb_words_adjective_stem(word->lower) : word->lower;
}

/* English finite verbs are indicative, but for a bare form that begins a sentence without a subject: 'Call
 * me'. */
static uint32_t english_mood(const struct sentence *s, uint32_t i, uint32_t features,
                             const struct subject *subject)
{
    if (features & (CB_INDICATIVE | CB_IMPERATIVE))
        return features;
    if ((s->tagged[i].shape & CB_SHAPE_FIRST) && (features & CB_PRESENT) &&
        is_tag(s, i, CB_TAG_VERB_FINITE) && subject->rank < 2)
        return CB_FINITE | CB_IMPERATIVE;
    return features | CB_INDICATIVE;
}

static struct choice choose_reading(const struct sentence *s, uint32_t i, bool small_first,
                                    const struct subject *subject)
{
    struct choice best = {0};

    look_through(s, i, small_first, subject, &best);
    if (!best.reading)
        look_through(s, i, !small_first, subject, &best);
    return best;
}

/* The same for a word that is neither noun nor finite verb: only its form and tag matter. */
static struct choice choose_alone(const struct sentence *s, uint32_t i, bool small_first,
                                  const struct subject *subject)
{
    struct cb_tag_choice *kept = s->tagged[i].choice;
    struct choice best;

    if (kept && kept->tag == s->tags[i] + 1 && kept->small_first == small_first)
        return (struct choice){.reading = kept->reading, .lowered = kept->lowered};
    best = choose_reading(s, i, small_first, subject);
    if (kept)
        *kept = (struct cb_tag_choice){best.reading, (uint8_t)(s->tags[i] + 1), small_first, best.lowered};
    return best;
}

static bool choose_word(const struct sentence *s, uint32_t i, struct cb_chosen *out)
{
    struct choice best = {0};
    struct subject subject = {0};
    bool name = is_tag(s, i, CB_TAG_PROPN) || is_tag(s, i, CB_TAG_NOUN);
    bool small_first = (s->tagged[i].shape & (CB_SHAPE_FIRST | CB_SHAPE_ALL_CAPITALS)) && !name;

    if (is_finite(s, i))
        subject = find_subject(s, i);
    if (is_finite(s, i) || is_tag(s, i, CB_TAG_NOUN))
        best = choose_reading(s, i, small_first, &subject);
    else if (!name && s->tagged[i].as_written.count + s->tagged[i].small.count > 0)
        best = choose_alone(s, i, small_first, &subject);
    out->pos = cb_tag_pos((enum cb_tag)s->tags[i]);
    if (!best.reading) {
        out->lemma = plain_lemma(s, i);
        out->features = is_finite(s, i) ? CB_FINITE : 0;
        return true;
    }
    out->features = is_finite(s, i) ? narrowed(best.reading->features, &subject) : best.reading->features;
    if (s->language == CB_ENGLISH && is_finite(s, i))
        out->features = english_mood(s, i, out->features, &subject);
    out->lemma = lemma_of(s, i, best.lowered, best.reading);
    return out->lemma.ptr != NULL;
}

/* ---- the sentence ---- */

/* A form that is Konjunktiv II and nothing else: 'würde', 'hätte', 'käme'. */
static bool is_sure_conditional(const struct sentence *s, uint32_t i)
{
    const struct cb_word *read =
        s->tagged[i].as_written.count ? &s->tagged[i].as_written : &s->tagged[i].small;
    struct moods m;

    if (!is_finite(s, i))
        return false;
    m = moods_of(read, cb_tag_pos((enum cb_tag)s->tags[i]));
    return m.subjunctive_2 && !m.indicative;
}

cb_status cb_readings_choose(const struct cb_words *words, enum cb_language language,
                             const struct cb_tag_word *tagged, const uint8_t *tags, uint32_t count,
                             struct cb_arena *arena, struct cb_chosen *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct sentence s = {words, tagged, tags, count, language, arena, 0, false};

    for (uint32_t i = 0; i < count && language == CB_GERMAN; i++)
        s.conditional = s.conditional || is_sure_conditional(&s, i);
    for (uint32_t i = 0; i < count; i++) {
        out[i] = (struct cb_chosen){0};
        CB_TRY_NEW(choose_word(&s, i, &out[i]));
        if (is_word(&s, i, "ich"))
            s.first_person = i + 1;
    }
done:
    return rc;
}

/* ---- printing ---- */

static void put(struct cb_buf *out, size_t start, const char *name, const char *value)
{
    if (out->len > start)
        cb_buf_add_char(out, '|');
    cb_buf_printf(out, "%s=%s", name, value);
}

/* One of the values, when `features` has exactly one of the bits. */
static const char *only(uint32_t features, const uint32_t *bits, const char *const *names, size_t count)
{
    const char *name = NULL;

    for (size_t i = 0; i < count; i++)
        if (features & bits[i]) {
            if (name)
                return NULL;
            name = names[i];
        }
    return name;
}

void cb_chosen_print(const struct cb_chosen *chosen, struct cb_buf *out)
{
    static const struct {
        const char *name;
        size_t count;
        uint32_t bits[4];
        const char *values[4];
    } ROWS[] = {
        /* in the order of their names */
        {"Case", 4, {CB_NOMINATIVE, CB_GENITIVE, CB_DATIVE, CB_ACCUSATIVE}, {"Nom", "Gen", "Dat", "Acc"}},
        {"Degree", 2, {CB_COMPARATIVE, CB_SUPERLATIVE}, {"Cmp", "Sup"}},
        {"Gender", 3, {CB_MASCULINE, CB_FEMININE, CB_NEUTER}, {"Masc", "Fem", "Neut"}},
        {"Mood", 3, {CB_INDICATIVE, CB_SUBJUNCTIVE, CB_IMPERATIVE}, {"Ind", "Sub", "Imp"}},
        {"Number", 2, {CB_SINGULAR, CB_PLURAL}, {"Sing", "Plur"}},
        {"Person", 3, {CB_PERSON_1, CB_PERSON_2, CB_PERSON_3}, {"1", "2", "3"}},
        {"Tense", 2, {CB_PRESENT, CB_PAST}, {"Pres", "Past"}},
        {"VerbForm",
         4,
         {CB_FINITE, CB_INFINITIVE, CB_PARTICIPLE_1, CB_PARTICIPLE_2},
         {"Fin", "Inf", "Part", "Part"}},
    };
    size_t start = out->len;

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const char *value = only(chosen->features, ROWS[i].bits, ROWS[i].values, ROWS[i].count);
        if (value)
            put(out, start, ROWS[i].name, value);
    }
}
