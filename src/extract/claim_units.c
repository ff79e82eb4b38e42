#include "extract/claim_units.h"

#include "text/fold.h"

enum { UNIT_TOKENS = 1500, GROUP_TOKENS = 40, QUOTE_TOKENS = 1200 };

/* ---- which sentences ---- */

/* Index of the first quotation whose opening mark is at or behind `token`. */
static size_t quotation_from(const struct cb_document *doc, uint32_t token)
{
    size_t low = 0, high = doc->quotations.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (doc->quotations.items[middle].open < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_whole(const struct cb_quotation *q)
{
    return q->closed && q->close - q->open <= QUOTE_TOKENS;
}

/* The last token of the unit that begins with `first` and holds the sentences up to token `last` at least. */
static uint32_t unit_last(const struct cb_document *doc, uint32_t first, uint32_t last)
{
    for (size_t q = quotation_from(doc, first); q < doc->quotations.count; q++) {
        const struct cb_quotation *quotation = &doc->quotations.items[q];
        if (quotation->open > last)
            break;
        if (is_whole(quotation) && quotation->close > last) {
            const struct cb_token *token = &doc->tokens.items[quotation->close];
            const struct cb_sentence *sentence = &doc->sentences.items[token->sentence];
            last = sentence->first + sentence->count - 1;
        }
        if (last - first > UNIT_TOKENS)
            break;
    }
    return last;
}

/* ---- items ---- */

static uint32_t sign_of(const struct cb_document *doc, uint32_t token)
{
    const struct cb_token *t = &doc->tokens.items[token];

    return t->kind == CB_TOKEN_PUNCTUATION ? cb_char_first(cb_token_text(doc, token), NULL) : 0;
}

/* The token that closes the parenthesis that `token` opens; CB_NONE when it is none or is too long. */
static uint32_t group_end(const struct cb_unit *unit, uint32_t token)
{
    uint32_t sign = sign_of(unit->doc, token);
    uint32_t close = sign == '(' ? ')' : sign == '[' ? ']' : 0;

    for (uint32_t i = token + 1; close && i <= unit->last && i < token + GROUP_TOKENS; i++)
        if (sign_of(unit->doc, i) == close)
            return i;
    return CB_NONE;
}

static cb_status read_items(struct cb_unit *unit, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_document *doc = unit->doc;
    size_t q = quotation_from(doc, unit->first);
    uint32_t end;

    unit->items.count = 0;
    for (uint32_t i = unit->first; i <= unit->last; i++) {
        struct cb_item *item = CB_PUSH(doc->arena, &unit->items);
        CB_TRY_NEW(item);
        *item = (struct cb_item){CB_ITEM_WORD, i, i, CB_NONE};
        while (q < doc->quotations.count && doc->quotations.items[q].open < i)
            q++;
        if (q < doc->quotations.count && doc->quotations.items[q].open == i &&
            is_whole(&doc->quotations.items[q]) && doc->quotations.items[q].close <= unit->last) {
            *item = (struct cb_item){CB_ITEM_QUOTE, i, doc->quotations.items[q].close, (uint32_t)q};
        } else if ((end = group_end(unit, i)) != CB_NONE) {
            *item = (struct cb_item){CB_ITEM_GROUP, i, end, CB_NONE};
        } else if (doc->tokens.items[i].kind == CB_TOKEN_PUNCTUATION) {
            item->kind = CB_ITEM_MARK;
        }
        i = item->last;
    }
done:
    return rc;
}

struct cb_word cb_unit_word(const struct cb_unit *unit, uint32_t item)
{
    if (item >= unit->items.count || unit->items.items[item].kind != CB_ITEM_WORD)
        return (struct cb_word){0, 0};
    return unit->words[unit->items.items[item].first];
}

struct cb_str cb_unit_lower(const struct cb_unit *unit, uint32_t item)
{
    return unit->doc->tokens.items[unit->items.items[item].first].lower;
}

uint32_t cb_unit_flags(const struct cb_unit *unit, uint32_t item)
{
    return unit->doc->tokens.items[unit->items.items[item].first].flags;
}

uint32_t cb_unit_sign(const struct cb_unit *unit, uint32_t item)
{
    if (item >= unit->items.count || unit->items.items[item].kind != CB_ITEM_MARK)
        return 0;
    return sign_of(unit->doc, unit->items.items[item].first);
}

struct cb_span cb_unit_span(const struct cb_unit *unit, uint32_t first, uint32_t end)
{
    if (first >= end)
        return (struct cb_span){0, 0};
    return cb_tokens_span(unit->doc, unit->items.items[first].first, unit->items.items[end - 1].last);
}

uint32_t cb_unit_trim(const struct cb_unit *unit, uint32_t first, uint32_t end)
{
    while (end > first && unit->items.items[end - 1].kind == CB_ITEM_MARK)
        end--;
    return end;
}

uint32_t cb_unit_segment(const struct cb_unit *unit, uint32_t item)
{
    size_t low = 0, high = unit->segments.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (unit->segments.items[middle].end <= item)
            low = middle + 1;
        else
            high = middle;
    }
    return low < unit->segments.count ? (uint32_t)low : (uint32_t)unit->segments.count - 1;
}

/* ---- which verb is finite ---- */

static bool is_noun_like(const struct cb_unit *unit, uint32_t item)
{
    return item < unit->items.count && unit->items.items[item].kind == CB_ITEM_WORD &&
           (cb_unit_flags(unit, item) & CB_TOKEN_CAPITAL);
}

/* die bekannte Firma, von erklärten Gegnern: between what opens a noun phrase and its noun. */
static bool is_attribute(const struct cb_unit *unit, uint32_t item)
{
    uint32_t before = item > 0 ? cb_unit_word(unit, item - 1).classes : 0;
    bool adverb = (before & CB_WORD_ADVERB) && !(cb_unit_word(unit, item).classes & CB_WORD_AUXILIARY) &&
                  (cb_unit_word(unit, item).forms & CB_VERB_FORM_FINITE) == CB_VERB_FORM_SUBJUNCTIVE_1;
    bool opened = adverb || (before & (CB_WORD_DETERMINER | CB_WORD_POSSESSIVE)) ||
                  ((before & CB_WORD_PREPOSITION) && !(before & (CB_WORD_ADVERB | CB_WORD_PARTICLE)));

    return opened && is_noun_like(unit, item + 1) && !(before & CB_WORD_PRONOUN);
}

/* A noun at the start of its sentence that looks like a verb (Versuche, Berichte), rather than a verb that
 * begins a question or condition. */
static bool is_capital_noun(const struct cb_unit *unit, uint32_t item)
{
    struct cb_word next = cb_unit_word(unit, item + 1);
    bool subject_follows =
        (next.classes & (CB_WORD_PRONOUN | CB_WORD_DETERMINER)) && !(next.classes & CB_WORD_OBLIQUE);

    return (cb_unit_flags(unit, item) & CB_TOKEN_CAPITAL) && !subject_follows;
}

uint32_t cb_unit_finite(const struct cb_unit *unit, uint32_t item)
{
    struct cb_word word = cb_unit_word(unit, item);
    uint32_t forms = word.forms & (CB_VERB_FORM_FINITE | CB_VERB_FORM_INFINITIVE | CB_VERB_FORM_PARTICIPLE);

    if (!(forms & CB_VERB_FORM_FINITE) || (word.classes & (CB_WORD_ADJECTIVE | CB_WORD_PREPOSITION)))
        return 0;
    if ((word.classes & (CB_WORD_DETERMINER | CB_WORD_NAME_PARTICLE)) && !(word.classes & CB_WORD_BE))
        return 0;
    if (item > 0 && (cb_unit_word(unit, item - 1).classes & CB_WORD_ZU) && (forms & CB_VERB_FORM_INFINITIVE))
        return 0;
    if (word.classes & CB_WORD_AUXILIARY)
        return forms;
    return is_attribute(unit, item) || is_capital_noun(unit, item) ? 0 : forms;
}

/* Could be an infinitive or a participle as well. */
static bool is_weak(uint32_t forms)
{
    return (forms & (CB_VERB_FORM_INFINITIVE | CB_VERB_FORM_PARTICIPLE)) != 0;
}

bool cb_segment_is_reported(const struct cb_segment *segment)
{
    return (segment->forms & CB_VERB_FORM_SUBJUNCTIVE_1) && !(segment->forms & CB_VERB_FORM_INDICATIVE);
}

/* The last word of the segment that is no particle of a quotation or parenthesis; CB_NONE when there is none.
 */
static uint32_t last_word(const struct cb_unit *unit, const struct cb_segment *segment)
{
    for (uint32_t i = segment->end; i > segment->start; i--)
        if (unit->items.items[i - 1].kind == CB_ITEM_WORD)
            return i - 1;
    return CB_NONE;
}

/* The finite verb of a clause whose verb stands last. */
static uint32_t last_finite(const struct cb_unit *unit, const struct cb_segment *segment)
{
    uint32_t weak = CB_NONE;

    for (uint32_t i = segment->end; i > segment->start; i--) {
        uint32_t forms = cb_unit_finite(unit, i - 1);
        if (forms && (!is_weak(forms) || (cb_unit_word(unit, i - 1).classes & CB_WORD_AUXILIARY)))
            return i - 1;
        if (forms && weak == CB_NONE)
            weak = i - 1;
    }
    return weak;
}

/* The finite verb of a clause whose verb stands first or second. */
static uint32_t first_finite(const struct cb_unit *unit, const struct cb_segment *segment)
{
    uint32_t weak = CB_NONE;

    for (uint32_t i = segment->start; i < segment->end; i++) {
        uint32_t forms = cb_unit_finite(unit, i);
        bool auxiliary = (cb_unit_word(unit, i).classes & CB_WORD_AUXILIARY) != 0;
        if (!forms)
            continue;
        if (!is_weak(forms) || auxiliary)
            return weak != CB_NONE && !auxiliary && !(cb_unit_flags(unit, weak) & CB_TOKEN_CAPITAL) ? weak
                                                                                                    : i;
        if (weak == CB_NONE || (cb_unit_flags(unit, weak) & CB_TOKEN_CAPITAL))
            weak = i;
    }
    return weak;
}

/* Does the clause end with its finite verb, and is that not also its second word? */
static bool is_verb_final(const struct cb_unit *unit, const struct cb_segment *segment)
{
    uint32_t last = last_word(unit, segment), forms;

    if (last == CB_NONE || last < segment->start + 1)
        return false;
    forms = cb_unit_finite(unit, last);
    if (!forms)
        return false;
    for (uint32_t i = segment->start; i < last; i++) {
        uint32_t other = cb_unit_finite(unit, i);
        if (other && !(cb_unit_word(unit, i + 1).classes & CB_WORD_COORDINATOR) &&
            (!is_weak(other) || (cb_unit_word(unit, i).classes & CB_WORD_AUXILIARY)) &&
            !(cb_unit_flags(unit, i) & CB_TOKEN_CAPITAL))
            return false;
    }
    return true;
}

/* ---- what kind of segment ---- */

static bool has_zu_infinitive(const struct cb_unit *unit, const struct cb_segment *segment)
{
    for (uint32_t i = segment->start; i < segment->end; i++) {
        struct cb_word word = cb_unit_word(unit, i);
        if (word.forms & CB_VERB_FORM_ZU)
            return true;
        if ((word.classes & CB_WORD_ZU) && (cb_unit_word(unit, i + 1).forms & CB_VERB_FORM_INFINITIVE))
            return true;
    }
    return false;
}

static bool opens_relative(const struct cb_unit *unit, const struct cb_segment *segment)
{
    struct cb_word first = cb_unit_word(unit, segment->start),
                   second = cb_unit_word(unit, segment->start + 1);

    if (segment->sign != ',' && segment->sign != '-' && segment->sign != '&')
        return false;
    if (first.classes & CB_WORD_PREPOSITION)
        return (second.classes & CB_WORD_RELATIVE) && !is_noun_like(unit, segment->start + 2);
    return (first.classes & CB_WORD_RELATIVE) != 0;
}

/* Words that open a subordinate clause and have another life as well: da, während, als, damit. */
static bool is_ambiguous_subordinator(const struct cb_unit *unit, uint32_t item)
{
    uint32_t other = CB_WORD_PREPOSITION | CB_WORD_ADVERB | CB_WORD_CORRELATE | CB_WORD_AS;

    return (cb_unit_word(unit, item).classes & other) || cb_str_eq(cb_unit_lower(unit, item), CB_STR("als"));
}

/* das Amt, welches schließlich ...: no noun of its own behind it, so that it takes up the one before. */
static bool is_which_relative(const struct cb_unit *unit, const struct cb_segment *segment)
{
    uint32_t next = segment->start + 1;

    return (cb_unit_word(unit, segment->start).classes & CB_WORD_RELATIVE) && segment->sign == ',' &&
           !is_noun_like(unit, next) &&
           !(cb_unit_word(unit, next).classes == 0 && is_noun_like(unit, next + 1));
}

static enum cb_segment_kind opening_kind(const struct cb_unit *unit, const struct cb_segment *segment)
{
    struct cb_word first = cb_unit_word(unit, segment->start),
                   second = cb_unit_word(unit, segment->start + 1);
    bool final = is_verb_final(unit, segment);

    if (first.classes & CB_WORD_DASS)
        return CB_SEGMENT_DASS;
    if ((second.classes & CB_WORD_DASS) && (first.classes & (CB_WORD_ADVERB | CB_WORD_OPENER)))
        return CB_SEGMENT_SUBORDINATE; /* so dass, ohne dass */
    if ((first.classes & CB_WORD_AS) && final)
        return CB_SEGMENT_AS;
    if ((first.classes & CB_WORD_QUESTION) && !is_which_relative(unit, segment) &&
        (final || !cb_unit_finite(unit, segment->start + 1)))
        return CB_SEGMENT_QUESTION;
    if ((first.classes & CB_WORD_SUBORDINATOR) && (final || !is_ambiguous_subordinator(unit, segment->start)))
        return CB_SEGMENT_SUBORDINATE;
    if (opens_relative(unit, segment) && final)
        return CB_SEGMENT_RELATIVE;
    if ((first.classes & CB_WORD_PREPOSITION) && (second.classes & CB_WORD_QUESTION) &&
        (second.classes & CB_WORD_RELATIVE) && final)
        return CB_SEGMENT_QUESTION; /* in welcher Höhe ... */
    return CB_SEGMENT_MAIN;
}

static void classify(const struct cb_unit *unit, struct cb_segment *segment)
{
    segment->start = segment->first;
    if (segment->start + 1 < segment->end &&
        (cb_unit_word(unit, segment->start).classes & CB_WORD_COORDINATOR) &&
        !cb_unit_finite(unit, segment->start))
        segment->start++;
    segment->kind = opening_kind(unit, segment);
    segment->finite =
        segment->kind == CB_SEGMENT_MAIN ? first_finite(unit, segment) : last_finite(unit, segment);
    segment->forms = segment->finite == CB_NONE ? 0 : cb_unit_finite(unit, segment->finite);
    if (segment->kind == CB_SEGMENT_MAIN && segment->finite == CB_NONE)
        segment->kind = has_zu_infinitive(unit, segment) ? CB_SEGMENT_INFINITIVE : CB_SEGMENT_FRAGMENT;
    else if (segment->kind == CB_SEGMENT_MAIN && (segment->forms & CB_VERB_FORM_INFINITIVE) &&
             (cb_unit_word(unit, segment->finite + 1).classes & CB_WORD_ZU) &&
             (cb_unit_word(unit, segment->finite + 2).forms & CB_VERB_FORM_INFINITIVE))
        segment->kind = CB_SEGMENT_INFINITIVE; /* überprüfen zu lassen */
    else if (segment->kind == CB_SEGMENT_MAIN && is_weak(segment->forms) &&
             has_zu_infinitive(unit, segment) &&
             (cb_unit_word(unit, segment->start).classes & CB_WORD_OPENER))
        segment->kind = CB_SEGMENT_INFINITIVE;
}

/* ---- cutting ---- */

static uint32_t boundary_sign(const struct cb_unit *unit, uint32_t item)
{
    uint32_t sign = cb_unit_sign(unit, item);
    uint32_t flags;

    if (sign == ',' || sign == ';' || sign == ':')
        return sign;
    flags = item + 1 < unit->items.count ? cb_unit_flags(unit, item) & cb_unit_flags(unit, item + 1) : 0;
    if ((sign == 0x2013 || sign == 0x2014 || sign == '-') && (flags & CB_TOKEN_SPACE_BEFORE))
        return '-';
    return 0;
}

/* A coordinator behind the finite verb that a second finite verb follows: "... erlitten und warnt davor". */
static uint32_t coordination_in(const struct cb_unit *unit, const struct cb_segment *segment)
{
    if (segment->finite == CB_NONE)
        return CB_NONE;
    for (uint32_t i = segment->finite + 1; i + 1 < segment->end; i++) {
        uint32_t forms;
        if (!(cb_unit_word(unit, i).classes & CB_WORD_COORDINATOR))
            continue;
        forms = cb_unit_finite(unit, i + 1);
        if (!forms || is_weak(forms))
            continue;
        if (segment->kind == CB_SEGMENT_MAIN || (i + 3 < segment->end && (forms & CB_VERB_FORM_INDICATIVE)))
            return i;
    }
    return CB_NONE;
}

static cb_status add_segment(struct cb_unit *unit, uint32_t first, uint32_t end, uint32_t sign,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool more = true;

    while (more && first < end) {
        struct cb_segment *segment = CB_PUSH(unit->doc->arena, &unit->segments);
        uint32_t cut;
        CB_TRY_NEW(segment);
        *segment = (struct cb_segment){.first = first, .end = end, .sign = sign, .finite = CB_NONE};
        classify(unit, segment);
        cut = coordination_in(unit, segment);
        more = cut != CB_NONE;
        if (more) {
            segment->end = cut;
            classify(unit, segment);
            first = cut;
            sign = '&';
        }
    }
done:
    return rc;
}

/* "Wie der Sprecher, Peter Meier, mitteilte": a clause that commas cut off from its verb becomes one segment
 * again. */
static void join_as_clauses(struct cb_unit *unit)
{
    enum { PARTS = 4 };
    struct cb_segment *items = unit->segments.items;
    size_t kept = 0;

    for (size_t s = 0; s < unit->segments.count; s++, kept++) {
        struct cb_segment joined = items[s];
        size_t last = s;
        items[kept] = items[s];
        if (!(cb_unit_word(unit, joined.start).classes & CB_WORD_AS) || joined.finite != CB_NONE)
            continue;
        while (last + 1 < unit->segments.count && last < s + PARTS && items[last + 1].sign == ',' &&
               items[last].finite == CB_NONE)
            last++;
        joined.end = items[last].end;
        classify(unit, &joined);
        if (last > s && joined.kind == CB_SEGMENT_AS) {
            items[kept] = joined;
            s = last;
        }
    }
    unit->segments.count = kept;
}

static cb_status read_segments(struct cb_unit *unit, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t first = 0, sign = 0, count = (uint32_t)unit->items.count;

    unit->segments.count = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t boundary = boundary_sign(unit, i);
        if (!boundary)
            continue;
        CB_TRY(add_segment(unit, first, i, sign, err));
        first = i + 1;
        sign = boundary;
    }
    CB_TRY(add_segment(unit, first, count, sign, err));
    if (unit->segments.count == 0)
        CB_TRY(add_segment(unit, 0, count, 0, err)); /* nothing but commas */
    join_as_clauses(unit);
done:
    return rc;
}

cb_status cb_units_read(struct cb_unit *unit, uint32_t sentence, uint32_t *next, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_sentence *s = &unit->doc->sentences.items[sentence];

    unit->sentence = sentence;
    unit->passage = s->passage;
    unit->first = s->first;
    unit->last = unit_last(unit->doc, s->first, s->first + s->count - 1);
    *next = unit->doc->tokens.items[unit->last].sentence + 1;
    if (unit->last - unit->first > 2 * UNIT_TOKENS)
        unit->last =
            unit->first + 2 * UNIT_TOKENS; /* no sentence of a newspaper: only its beginning is read */
    CB_TRY(read_items(unit, err));
    CB_TRY(read_segments(unit, err));
done:
    return rc;
}
