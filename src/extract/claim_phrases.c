/* Noun phrases, as far as the roles of a claim need them: the speaker with article, office, genitive and
 * apposition; the addressee. German; English has its own way in claim_english.c. */
#include "extract/claims.h"

#include "text/fold.h"

enum { ADJECTIVES = 6, ATTRIBUTE = 8, NAME_QUOTE = 10, SUBJECT_WINDOW = 14, SEGMENTS_BACK = 6, DEPTH = 3 };

static uint32_t flags_at(const struct cb_claim_finder *f, uint32_t item)
{
    return item < f->stretch.items.count ? cb_stretch_flags(&f->stretch, item) : 0;
}

static uint32_t classes_at(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_stretch_word(&f->stretch, item).classes;
}

static bool is_word(const struct cb_claim_finder *f, uint32_t item)
{
    return item < f->stretch.items.count && f->stretch.items.items[item].kind == CB_ITEM_WORD;
}

static enum cb_token_kind token_kind(const struct cb_claim_finder *f, uint32_t item)
{
    return f->doc->tokens.items[f->stretch.items.items[item].first].kind;
}

/* ---- names ---- */

bool cb_phrase_is_person(const struct cb_claim_finder *f, uint32_t item)
{
    struct cb_span span = f->doc->tokens.items[f->stretch.items.items[item].last].span;
    size_t m = cb_mention_from(f->facts, span.start + 1);

    for (size_t back = 0; back < 4 && m > 0; back++) {
        const struct cb_mention *mention = &f->facts->mentions.items[--m];
        if (mention->span.start <= span.start && mention->span.end >= span.start + 2)
            return mention->entity_kind == CB_ENTITY_PERSON && mention->kind != CB_MENTION_NOMINAL;
    }
    return item > 0 && is_word(f, item - 1) && (flags_at(f, item) & CB_TOKEN_CAPITAL) &&
           cb_list_find(f->first_names, cb_token_text(f->doc, f->stretch.items.items[item - 1].first)) !=
               NULL;
}

/* ---- the parts of a noun phrase ---- */

/* A word with a capital that is no article, preposition or verb at the start of its sentence. */
static bool is_noun(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t flags = flags_at(f, item);
    uint32_t function = CB_WORD_DETERMINER | CB_WORD_OBLIQUE | CB_WORD_POSSESSIVE | CB_WORD_PRONOUN |
                        CB_WORD_OBJECTIVE | CB_WORD_PREPOSITION | CB_WORD_ADVERB | CB_WORD_SUBORDINATOR |
                        CB_WORD_QUESTION | CB_WORD_DASS | CB_WORD_COORDINATOR | CB_WORD_AUXILIARY |
                        CB_WORD_CORRELATE | CB_WORD_REFLEXIVE;

    if (!is_word(f, item))
        return false;
    if (token_kind(f, item) == CB_TOKEN_ADDRESS || token_kind(f, item) == CB_TOKEN_HASHTAG)
        return true;
    if (!(flags & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL)))
        return false;
    if (!(flags & CB_TOKEN_SENTENCE_START))
        return true;
    return !(classes_at(f, item) & function);
}

static bool ends_like_adjective(struct cb_str lower)
{
    static const struct cb_str ENDINGS[] = {CB_STR_INIT("e"), CB_STR_INIT("en"), CB_STR_INIT("er"),
                                            CB_STR_INIT("es"), CB_STR_INIT("em")};

    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (lower.len > 3 && cb_str_ends(lower, ENDINGS[i]))
            return true;
    return false;
}

static bool is_adjective(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t other = CB_WORD_PREPOSITION | CB_WORD_COORDINATOR | CB_WORD_PRONOUN | CB_WORD_AUXILIARY |
                     CB_WORD_REFLEXIVE | CB_WORD_OBJECTIVE | CB_WORD_RELATIVE | CB_WORD_SUBORDINATOR;

    if (!is_word(f, item))
        return false;
    if (token_kind(f, item) == CB_TOKEN_NUMBER)
        return true;
    if ((classes_at(f, item) & other) || (flags_at(f, item) & CB_TOKEN_CAPITAL))
        return false;
    return ends_like_adjective(cb_stretch_lower(&f->stretch, item)) ||
           (flags_at(f, item + 1) & CB_TOKEN_CAPITAL);
}

/* Behind an article: adjectives, and "in Untersuchungshaft sitzende". */
static uint32_t skip_adjectives(const struct cb_claim_finder *f, uint32_t i, uint32_t limit)
{
    uint32_t from = i;

    while (i < limit && i < from + ADJECTIVES &&
           (is_adjective(f, i) ||
            (classes_at(f, i) & (CB_WORD_ADVERB | CB_WORD_PREPOSITION)) == CB_WORD_ADVERB) &&
           !is_noun(f, i))
        i++;
    if (i < limit && i == from && (classes_at(f, i) & CB_WORD_PREPOSITION)) {
        for (uint32_t j = i + 1; j + 1 < limit && j < i + ATTRIBUTE; j++) {
            if (!is_word(f, j))
                break;
            if (!is_noun(f, j) && is_adjective(f, j) && is_noun(f, j + 1) && j > i + 1)
                return j + 1;
        }
    }
    return i;
}

/* „theregister.com“: a name in quotation marks that stands for itself. */
static bool is_source(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_cited_in(f, cb_stretch_span(&f->stretch, item, item + 1)) != CB_NONE;
}

/* The mention that covers the item; NULL when none does. */
static const struct cb_mention *mention_at(const struct cb_claim_finder *f, uint32_t item)
{
    struct cb_span span = f->doc->tokens.items[f->stretch.items.items[item].last].span;
    size_t m = cb_mention_from(f->facts, span.start + 1);

    for (size_t back = 0; back < 4 && m > 0; back++)
        if (f->facts->mentions.items[--m].span.end > span.start)
            return &f->facts->mentions.items[m];
    return NULL;
}

/* laut Airbus | Bestellungen, des Bauamts | Risse: the name of an organization is over, and the noun behind
 * it, which is no name, belongs to nothing before. A genitive that opens the phrase goes on: Berlins
 * Innensenator. */
static bool ends_name(const struct cb_claim_finder *f, uint32_t from, uint32_t item)
{
    const struct cb_mention *before = mention_at(f, item - 1);
    bool bent = before && before->form.len < before->span.end - before->span.start;
    bool opened = from > 0 && (classes_at(f, from - 1) & (CB_WORD_DETERMINER | CB_WORD_OBLIQUE));

    if (!before || mention_at(f, item) || before->entity_kind != CB_ENTITY_ORGANIZATION || (bent && !opened))
        return false;
    return item + 1 >= f->stretch.items.count || !mention_at(f, item + 1);
}

/* Does the name of a source end with this item: "laut dem Sender Radio Heidewelle | der frühere ..."? */
static bool ends_source(const struct cb_claim_finder *f, uint32_t item)
{
    const struct cb_citations *citations = &f->facts->citations;
    struct cb_span span = f->doc->tokens.items[f->stretch.items.items[item].last].span;
    size_t low = 0, high = citations->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (citations->items[middle].span.start <= span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && citations->items[low - 1].span.end == span.end &&
           f->facts->sources.items[citations->items[low - 1].source].kind != CB_SOURCE_REPORT;
}

/* A run of nouns and names with what belongs into it: Bundesverkehrsminister Manfred Stolpe (SPD). */
static uint32_t noun_run(const struct cb_claim_finder *f, uint32_t i, uint32_t limit)
{
    uint32_t from = i;

    if (i < limit && f->stretch.items.items[i].kind == CB_ITEM_QUOTE && is_source(f, i))
        return i + 1; /* zitiert „theregister.com“ | Karla Brandt */
    while (i < limit) {
        const struct cb_item *item = &f->stretch.items.items[i];
        if (item->kind == CB_ITEM_QUOTE && item->last - item->first <= NAME_QUOTE && i > from)
            i++;
        else if (item->kind == CB_ITEM_GROUP && i > from)
            i++;
        else if (is_noun(f, i) && !(i > from && ((classes_at(f, i) & CB_WORD_TIME) || ends_name(f, from, i))))
            i++;
        else if (i > from && i + 1 < limit && (classes_at(f, i) & CB_WORD_NAME_PARTICLE) &&
                 is_noun(f, i + 1) && cb_phrase_is_person(f, i + 1) &&
                 !(classes_at(f, i) & CB_WORD_DETERMINER))
            i += 2; /* Heike van Laak */
        else if (i > from && i + 1 < limit && is_word(f, i) && token_kind(f, i) == CB_TOKEN_SYMBOL &&
                 is_noun(f, i + 1))
            i += 2;
        else
            break;
    }
    return i;
}

static bool opens_phrase(const struct cb_claim_finder *f, uint32_t item)
{
    return (classes_at(f, item) & (CB_WORD_DETERMINER | CB_WORD_OBLIQUE | CB_WORD_POSSESSIVE)) != 0;
}

static bool is_time(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (is_word(f, i) && ((classes_at(f, i) & CB_WORD_TIME) || token_kind(f, i) == CB_TOKEN_NUMBER))
            return true;
    return false;
}

/* Is there a name among the items: "Theo Kitz vom Bankhaus Merck Finck", but "sprach Merkel | von der Wahl"?
 */
static bool names_somebody(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (f->stretch.items.items[i].kind == CB_ITEM_QUOTE || mention_at(f, i))
            return true;
    return false;
}

static uint32_t phrase_end(const struct cb_claim_finder *f, uint32_t i, uint32_t limit, int depth);

static bool is_one_of(struct cb_str lower, const struct cb_str *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cb_str_eq(words[i], lower))
            return true;
    return false;
}

/* What may follow the noun: a genitive; von, für, aus ... with its noun; und with another phrase. */
static uint32_t modifier_end(const struct cb_claim_finder *f, uint32_t i, uint32_t limit, int depth)
{
    static const struct cb_str GENITIVE[] = {
        CB_STR_INIT("der"),    CB_STR_INIT("des"),    CB_STR_INIT("eines"), CB_STR_INIT("einer"),
        CB_STR_INIT("seiner"), CB_STR_INIT("seines"), CB_STR_INIT("ihrer"), CB_STR_INIT("ihres"),
        CB_STR_INIT("dieser"), CB_STR_INIT("dieses"), CB_STR_INIT("deren"), CB_STR_INIT("mehrerer")};
    static const struct cb_str ALWAYS[] = {CB_STR_INIT("von"), CB_STR_INIT("vom"), CB_STR_INIT("aus")};
    static const struct cb_str COMMON[] = {CB_STR_INIT("für"),  CB_STR_INIT("im"),  CB_STR_INIT("in"),
                                           CB_STR_INIT("beim"), CB_STR_INIT("bei"), CB_STR_INIT("zur"),
                                           CB_STR_INIT("zum")};
    struct cb_str lower = is_word(f, i) ? cb_stretch_lower(&f->stretch, i) : CB_STR("");
    bool person = cb_phrase_is_person(f, i - 1) || ends_source(f, i - 1);
    uint32_t end;

    if (i >= limit || depth >= DEPTH)
        return i;
    if (is_one_of(lower, GENITIVE, sizeof GENITIVE / sizeof *GENITIVE) && !person)
        return phrase_end(f, i, limit, depth + 1);
    if (is_one_of(lower, ALWAYS, sizeof ALWAYS / sizeof *ALWAYS) ||
        (!person && is_one_of(lower, COMMON, sizeof COMMON / sizeof *COMMON))) {
        end = phrase_end(f, i + 1, limit, depth + 1);
        if (end == i + 1 || is_time(f, i + 1, end) || (person && !names_somebody(f, i + 1, end)))
            return i;
        return end;
    }
    if (!person && i + 1 < limit && classes_at(f, i) == 0 && lower.len > 4 &&
        cb_str_ends(lower, CB_STR("er")) && !(flags_at(f, i) & CB_TOKEN_CAPITAL) && is_noun(f, i + 1))
        return noun_run(f, i + 1, limit); /* Angaben informierter Kreise */
    if (cb_str_eq(lower, CB_STR("und")) || cb_str_eq(lower, CB_STR("sowie")) ||
        cb_str_eq(lower, CB_STR("oder"))) {
        end = phrase_end(f, i + 1, limit, depth + 1);
        return end > i + 1 ? end : i;
    }
    return i;
}

/* The end of the phrase at `i`; `i` when none begins there. */
static uint32_t phrase_end(const struct cb_claim_finder *f, uint32_t i, uint32_t limit, int depth)
{
    uint32_t from = i, end, next;

    if (i < limit && (classes_at(f, i) & CB_WORD_PRONOUN) && !opens_phrase(f, i))
        return i + 1;
    while (i < limit && i < from + 2 && opens_phrase(f, i))
        i++;
    end = skip_adjectives(f, i, limit);
    next = noun_run(f, end, limit);
    if (next == end && end < limit && i > from && f->stretch.items.items[end].kind == CB_ITEM_QUOTE)
        next = end + 1; /* der „Spiegel“ */
    if (next == end) {
        bool alone = i == from + 1 && !(classes_at(f, from) & (CB_WORD_OBLIQUE | CB_WORD_POSSESSIVE));
        return alone && (i == limit || cb_stretch_finite(&f->stretch, i)) ? i : from;
    }
    end = next;
    for (int n = 0; n < DEPTH; n++) {
        next = modifier_end(f, end, limit, depth);
        if (next == end)
            break;
        end = next;
    }
    return end;
}

struct cb_phrase cb_phrase_at(const struct cb_claim_finder *f, uint32_t item, uint32_t limit)
{
    if (limit > f->stretch.items.count)
        limit = (uint32_t)f->stretch.items.count;
    return (struct cb_phrase){item, item < limit ? phrase_end(f, item, limit, 0) : item};
}

/* Two to four capitals and nothing else. */
static bool is_bare_name(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    if (end < first + 2 || end > first + 4)
        return false;
    for (uint32_t i = first; i < end; i++)
        if (!is_noun(f, i))
            return false;
    return true;
}

struct cb_phrase cb_phrase_with_apposition(const struct cb_claim_finder *f, struct cb_phrase phrase)
{
    uint32_t count = (uint32_t)f->stretch.items.count, next = phrase.end + 1, end;

    if (cb_phrase_is_empty(phrase) || phrase.end >= count || cb_stretch_sign(&f->stretch, phrase.end) != ',')
        return phrase;
    if (classes_at(f, next) & (CB_WORD_OBLIQUE | CB_WORD_PRONOUN | CB_WORD_ADVERB | CB_WORD_PREPOSITION))
        return phrase;
    if (classes_at(f, phrase.first) & CB_WORD_PRONOUN)
        return phrase;
    end = phrase_end(f, next, count, 0);
    if (end == next || (end < count && f->stretch.items.items[end].kind != CB_ITEM_MARK))
        return phrase;
    if (cb_phrase_is_person(f, phrase.end - 1) || cb_phrase_is_person(f, end - 1) ||
        is_bare_name(f, next, end))
        phrase.end = end; /* a name and what it is: one of the two is a person */
    return phrase;
}

/* ---- subject and addressee ---- */

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
        if (is_skippable(f, i) && !opens_phrase(f, i)) {
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

    return is_word(f, item) &&
           is_one_of(cb_stretch_lower(&f->stretch, item), FOCUS, sizeof FOCUS / sizeof *FOCUS);
}

/* Before the verb: everything there, without the adverbs at its end: "Merkel selbst", "Die Grünen dagegen".
 */
static struct cb_phrase subject_before(const struct cb_claim_finder *f, uint32_t first, uint32_t finite)
{
    struct cb_phrase phrase = cb_phrase_at(f, first, finite);
    uint32_t end = finite;

    while (end > first && (classes_at(f, end - 1) & CB_WORD_ADVERB))
        end--;
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

    return finite == first + 1 && is_word(f, first) &&
           is_one_of(cb_stretch_lower(&f->stretch, first), WORDS, sizeof WORDS / sizeof *WORDS);
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
        if (s->kind == CB_SEGMENT_MAIN && (s->finite != s->start || s->start == s->first))
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
    if (cb_phrase_is_empty(*addressee) && !cb_phrase_is_empty(behind) && opens_phrase(f, behind.first))
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

struct cb_phrase cb_phrase_subject(const struct cb_claim_finder *f, uint32_t segment,
                                   const struct cb_predicate *predicate, struct cb_phrase *addressee)
{
    const struct cb_segment *s = &f->stretch.segments.items[segment];

    *addressee = (struct cb_phrase){0, 0};
    if (s->kind == CB_SEGMENT_MAIN)
        return main_subject(f, segment, predicate, addressee);
    return final_subject(f, s, predicate, addressee);
}
