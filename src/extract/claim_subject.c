/* Who does what the verb of a segment says: before it, behind it, in the segments before, as the language
 * layer sees it. German; English has its own way in claim_english.c. */
#include "extract/claims.h"

enum { SUBJECT_WINDOW = 14, SEGMENTS_BACK = 6 };

static uint32_t classes_at(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_stretch_word(&f->stretch, item).classes;
}

static bool is_one_of(const struct cb_claim_finder *f, uint32_t item, const struct cb_str *words,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cb_stretch_is(&f->stretch, item, words[i]))
            return true;
    return false;
}

static bool is_skippable(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t classes = classes_at(f, item);

    return classes & (CB_WORD_ADVERB | CB_WORD_REFLEXIVE | CB_WORD_CORRELATE | CB_WORD_NEGATION |
                      CB_WORD_TIME | CB_WORD_OBJECTIVE);
}

/* Behind the verb: the first phrase that can be a subject; what is dative before or behind it is the
 * addressee. */
static struct cb_phrase subject_behind(const struct cb_claim_finder *f, uint32_t i, uint32_t end,
                                       bool passive, struct cb_phrase *addressee)
{
    struct cb_phrase subject = {0, 0};
    uint32_t limit = end < i + SUBJECT_WINDOW ? end : i + SUBJECT_WINDOW;

    while (i < limit) {
        uint32_t classes = classes_at(f, i);
        struct cb_phrase phrase;
        if ((classes & CB_WORD_PREPOSITION) && !(classes & CB_WORD_ADVERB)) {
            phrase = cb_phrase_at(f, i + 1, end);
            if (cb_phrase_is_empty(phrase))
                phrase.end = i + 1;
            else if (cb_str_eq(cb_stretch_lower(&f->stretch, i), CB_STR("gegenüber")))
                *addressee = phrase;
            else if (passive && cb_phrase_is_empty(subject) &&
                     cb_str_starts(cb_stretch_lower(&f->stretch, i), CB_STR("vo")))
                return phrase;
            i = phrase.end;
            continue;
        }
        if (is_skippable(f, i) && !cb_opens_phrase(f, i)) {
            if (classes & CB_WORD_OBJECTIVE)
                *addressee = (struct cb_phrase){i, i + 1};
            i++;
            continue;
        }
        phrase = cb_phrase_at(f, i, end);
        if (cb_phrase_is_empty(phrase))
            break;
        if (passive) {
            i = phrase.end;
        } else if (classes & CB_WORD_OBLIQUE) {
            *addressee = phrase;
            i = phrase.end;
        } else if (cb_phrase_is_empty(subject)) {
            subject = phrase;
            i = phrase.end;
        } else {
            if (classes & CB_WORD_DETERMINER)
                *addressee = phrase; /* sagte Merkel der Zeitung */
            break;
        }
    }
    return subject;
}

/* Does the clause begin with something that is no subject: in Berlin, dem Blatt, gestern, dazu? */
static bool opens_with_other(const struct cb_claim_finder *f, uint32_t first, uint32_t finite)
{
    uint32_t classes = classes_at(f, first);

    if (first >= finite)
        return true;
    if (cb_name_end(f, first) > first)
        return false;
    if (classes & CB_WORD_OBLIQUE && !(classes & CB_WORD_POSSESSIVE))
        return true;
    if (classes & (CB_WORD_PRONOUN | CB_WORD_DETERMINER))
        return false;
    return classes & (CB_WORD_PREPOSITION | CB_WORD_OBLIQUE | CB_WORD_OBJECTIVE | CB_WORD_ADVERB |
                      CB_WORD_CORRELATE | CB_WORD_SUBORDINATOR | CB_WORD_TIME | CB_WORD_AS);
}

static bool is_focus(const struct cb_claim_finder *f, uint32_t item)
{
    static const struct cb_str FOCUS[] = {CB_STR_INIT("auch"), CB_STR_INIT("selbst"), CB_STR_INIT("sogar"),
                                          CB_STR_INIT("nur"),  CB_STR_INIT("allein"), CB_STR_INIT("doch")};

    return is_one_of(f, item, FOCUS, sizeof FOCUS / sizeof *FOCUS);
}

/* Before the verb: everything there, without the adverbs at its end: "Merkel selbst", "Die Grünen dagegen".
 */
static struct cb_phrase subject_before(const struct cb_claim_finder *f, uint32_t first, uint32_t finite)
{
    struct cb_phrase phrase = cb_phrase_at(f, first, finite);
    uint32_t end = finite;

    while (end > first && (classes_at(f, end - 1) & CB_WORD_ADVERB))
        end--;
    while (!cb_phrase_is_empty(phrase) && phrase.end < end && cb_item_is_noun(f, phrase.end))
        phrase.end++; /* Experte | Wiese */
    if (!cb_phrase_is_empty(phrase) && phrase.end < end &&
        (classes_at(f, phrase.end) & (CB_WORD_PREPOSITION | CB_WORD_COORDINATOR | CB_WORD_SUBORDINATOR)))
        phrase.end = end; /* nothing but the subject stands before the verb: der Minister in Kiel sagte */
    return phrase;
}

/* "Die Sprecherin, Heike van Laak, sagte": the segments before one that begins with its verb. */
static struct cb_phrase subject_left(const struct cb_claim_finder *f, uint32_t segment)
{
    const struct cb_segment *segments = f->stretch.segments.items;
    struct cb_phrase phrase = {0, 0};

    for (uint32_t n = 0; n < SEGMENTS_BACK && segment > 0; n++) {
        const struct cb_segment *s = &segments[--segment];
        uint32_t first = s->start;
        if (segments[segment + 1].sign != ',' && segments[segment + 1].sign != '-')
            break;
        if (s->kind == CB_SEGMENT_RELATIVE || s->kind == CB_SEGMENT_INFINITIVE ||
            s->kind == CB_SEGMENT_SUBORDINATE)
            continue;
        if (s->kind != CB_SEGMENT_FRAGMENT)
            break;
        while (first < s->end && is_focus(f, first))
            first++;
        if (opens_with_other(f, first, s->end))
            return (struct cb_phrase){0, 0}; /* Am Freitag, dem 3. Mai, sagte ... */
        phrase = cb_phrase_at(f, first, s->end);
        if (segment == 0 || segments[segment].sign != ',')
            break;
        if (segments[segment - 1].kind == CB_SEGMENT_MAIN)
            break;
    }
    return cb_phrase_with_apposition(f, phrase);
}

/* Von der Polizei wurde bestätigt. */
static bool is_agent(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_stretch_is(&f->stretch, item, CB_STR("von")) || cb_stretch_is(&f->stretch, item, CB_STR("vom"));
}

/* "Das teilte die Polizei mit": das is what was said before. */
static bool takes_up_clause(const struct cb_claim_finder *f, uint32_t first, uint32_t finite)
{
    static const struct cb_str WORDS[] = {CB_STR_INIT("das"), CB_STR_INIT("dies"), CB_STR_INIT("dieses")};

    return finite == first + 1 && is_one_of(f, first, WORDS, sizeof WORDS / sizeof *WORDS);
}

static struct cb_phrase main_subject(const struct cb_claim_finder *f, uint32_t segment,
                                     const struct cb_predicate *predicate, struct cb_phrase *addressee);

/* "... erlitten und warnt davor": the subject is that of the main clause before. */
static struct cb_phrase subject_shared(const struct cb_claim_finder *f, uint32_t segment)
{
    for (uint32_t n = 0; n < SEGMENTS_BACK && segment > 0; n++) {
        const struct cb_segment *s = &f->stretch.segments.items[--segment];
        struct cb_predicate verb = {.finite = s->finite};
        struct cb_phrase addressee;
        if (s->kind == CB_SEGMENT_MAIN && !cb_segment_is_reported(s) &&
            (s->finite != s->start || s->start == s->first))
            return main_subject(f, segment, &verb, &addressee);
    }
    return (struct cb_phrase){0, 0};
}

static bool is_nominative(const struct cb_claim_finder *f, struct cb_phrase phrase)
{
    return !cb_phrase_is_empty(phrase) &&
           ((classes_at(f, phrase.first) & CB_WORD_PRONOUN) || cb_phrase_is_person(f, phrase.end - 1));
}

/* Der Damm, sagte die Ingenieurin, sei sicher: the clause around it goes on behind with its verb. */
static bool is_inserted(const struct cb_claim_finder *f, uint32_t segment)
{
    const struct cb_segment *next = &f->stretch.segments.items[segment + 1];

    return segment + 1 < f->stretch.segments.count && next->sign == ',' && next->kind == CB_SEGMENT_MAIN &&
           next->finite == next->start && next->start == next->first;
}

static struct cb_phrase main_subject(const struct cb_claim_finder *f, uint32_t segment,
                                     const struct cb_predicate *predicate, struct cb_phrase *addressee)
{
    const struct cb_segment *s = &f->stretch.segments.items[segment];
    uint32_t first = s->start;
    struct cb_phrase subject, other = {0, 0}, behind;

    while (first < s->finite && is_focus(f, first))
        first++;
    behind = subject_behind(f, s->finite + 1, s->end, predicate->passive, &other);
    if (predicate->passive) {
        *addressee = opens_with_other(f, first, s->finite) ? other : subject_before(f, first, s->finite);
        if (cb_phrase_is_empty(behind) && is_agent(f, first))
            behind = cb_phrase_at(f, first + 1, s->finite);
        return behind;
    }
    *addressee = other;
    if (first == s->finite && (s->sign == '&' || s->start > s->first) && !is_nominative(f, behind))
        return subject_shared(f, segment);
    if (first == s->finite) {
        subject = is_nominative(f, behind) || is_inserted(f, segment) ? behind : subject_left(f, segment);
        return cb_phrase_with_apposition(f, cb_phrase_is_empty(subject) ? behind : subject);
    }
    if (opens_with_other(f, first, s->finite))
        return cb_phrase_with_apposition(f, behind);
    subject = subject_before(f, first, s->finite);
    if (cb_phrase_is_empty(subject) || (!cb_phrase_is_empty(behind) && takes_up_clause(f, first, s->finite)))
        return cb_phrase_with_apposition(f, behind);
    if (!(classes_at(f, first) & CB_WORD_PRONOUN) && !cb_phrase_is_person(f, subject.end - 1) &&
        is_nominative(f, behind))
        return cb_phrase_with_apposition(f, behind); /* diese Zahlen nannte er */
    if (cb_phrase_is_empty(*addressee) && !cb_phrase_is_empty(behind) && cb_opens_phrase(f, behind.first))
        *addressee = behind; /* sagte der Zeitung: as far as the verb's act allows */
    return subject;
}

/* "wie die Polizei mitteilte", "der sagte". */
static struct cb_phrase final_subject(const struct cb_claim_finder *f, const struct cb_segment *s,
                                      const struct cb_predicate *predicate, struct cb_phrase *addressee)
{
    uint32_t first = s->start, end = s->finite;
    struct cb_phrase subject;

    if (classes_at(f, first) & CB_WORD_PREPOSITION)
        first++;
    subject = subject_behind(f, first + 1, end, predicate->passive, addressee);
    if (cb_phrase_is_empty(subject) && s->kind == CB_SEGMENT_RELATIVE && first == s->start &&
        !predicate->passive)
        subject = (struct cb_phrase){first, first + 1};
    return subject;
}

/* Of two readings of the same subject the longer one; else that of the language layer. */
static struct cb_phrase better_subject(const struct cb_claim_finder *f, struct cb_phrase subject,
                                       struct cb_phrase known)
{
    if (cb_phrase_is_empty(known))
        return subject;
    known = cb_phrase_with_apposition(f, known);
    if (is_nominative(f, subject) && !is_nominative(f, known) &&
        (subject.first >= known.end || subject.end <= known.first))
        return subject; /* die Lage sieht Baumert anders */
    if (!cb_phrase_is_empty(subject) && subject.first <= known.first && known.first <= subject.end) {
        known.first = subject.first;
        known.end = subject.end > known.end ? subject.end : known.end;
    }
    return known;
}

struct cb_phrase cb_phrase_subject(const struct cb_claim_finder *f, uint32_t segment,
                                   const struct cb_predicate *predicate, struct cb_phrase *addressee)
{
    const struct cb_segment *s = &f->stretch.segments.items[segment];

    struct cb_phrase subject, known = {0, 0};

    *addressee = (struct cb_phrase){0, 0};
    subject = s->kind == CB_SEGMENT_MAIN ? main_subject(f, segment, predicate, addressee)
                                         : final_subject(f, s, predicate, addressee);
    if (!predicate->passive && s->finite != CB_NONE &&
        (cb_stretch_word(&f->stretch, s->finite).forms & CB_VERB_FORM_FINITE))
        known = cb_segment_clause(f, segment) ? cb_phrase_items(f, cb_segment_clause(f, segment)->subject)
                                              : known;
    if (known.first >= s->end || (s->kind == CB_SEGMENT_MAIN && subject.first > s->finite &&
                                  known.end <= s->finite && opens_with_other(f, s->start, s->finite)))
        return subject; /* Nach drei Stunden Verhandlung sagte sie */
    if (s->finite == s->start && (s->sign == '&' || s->start > s->first) && !cb_phrase_is_empty(subject))
        return subject; /* ..., die Lage sei ernst, und warnte: that of the reporting verb before */
    return better_subject(f, subject, known);
}
