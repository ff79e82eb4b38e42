#include "extract/claim_stretches.h"

#include "text/fold.h"

enum { STRETCH_TOKENS = 1500, GROUP_TOKENS = 40, QUOTE_TOKENS = 1200 };

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

/* The last token of the stretch that begins with `first` and holds the sentences up to token `last` at least.
 */
static uint32_t stretch_last(const struct cb_document *doc, uint32_t first, uint32_t last)
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
        if (last - first > STRETCH_TOKENS)
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
static uint32_t group_end(const struct cb_stretch *stretch, uint32_t token)
{
    uint32_t sign = sign_of(stretch->doc, token);
    uint32_t close = sign == '(' ? ')' : sign == '[' ? ']' : 0;

    for (uint32_t i = token + 1; close && i <= stretch->last && i < token + GROUP_TOKENS; i++)
        if (sign_of(stretch->doc, i) == close)
            return i;
    return CB_NONE;
}

static cb_status read_items(struct cb_stretch *stretch, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_document *doc = stretch->doc;
    size_t q = quotation_from(doc, stretch->first);
    uint32_t end;

    stretch->items.count = 0;
    for (uint32_t i = stretch->first; i <= stretch->last; i++) {
        struct cb_item *item = CB_PUSH(doc->arena, &stretch->items);
        CB_TRY_NEW(item);
        *item = (struct cb_item){CB_ITEM_WORD, i, i, CB_NONE};
        while (q < doc->quotations.count && doc->quotations.items[q].open < i)
            q++;
        if (q < doc->quotations.count && doc->quotations.items[q].open == i &&
            is_whole(&doc->quotations.items[q]) && doc->quotations.items[q].close <= stretch->last) {
            *item = (struct cb_item){CB_ITEM_QUOTE, i, doc->quotations.items[q].close, (uint32_t)q};
        } else if ((end = group_end(stretch, i)) != CB_NONE) {
            *item = (struct cb_item){CB_ITEM_GROUP, i, end, CB_NONE};
        } else if (doc->tokens.items[i].kind == CB_TOKEN_PUNCTUATION) {
            item->kind = CB_ITEM_MARK;
        }
        i = item->last;
    }
done:
    return rc;
}

uint32_t cb_stretch_sign(const struct cb_stretch *stretch, uint32_t item)
{
    if (item >= stretch->items.count || stretch->items.items[item].kind != CB_ITEM_MARK)
        return 0;
    return sign_of(stretch->doc, stretch->items.items[item].first);
}

struct cb_span cb_stretch_span(const struct cb_stretch *stretch, uint32_t first, uint32_t end)
{
    if (first >= end)
        return (struct cb_span){0, 0};
    return cb_tokens_span(stretch->doc, stretch->items.items[first].first,
                          stretch->items.items[end - 1].last);
}

uint32_t cb_stretch_trim(const struct cb_stretch *stretch, uint32_t first, uint32_t end)
{
    while (end > first && stretch->items.items[end - 1].kind == CB_ITEM_MARK)
        end--;
    return end;
}

uint32_t cb_stretch_segment(const struct cb_stretch *stretch, uint32_t item)
{
    size_t low = 0, high = stretch->segments.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (stretch->segments.items[middle].end <= item)
            low = middle + 1;
        else
            high = middle;
    }
    return low < stretch->segments.count ? (uint32_t)low : (uint32_t)stretch->segments.count - 1;
}

/* ---- which verb is finite ---- */

static bool is_noun_like(const struct cb_stretch *stretch, uint32_t item)
{
    return item < stretch->items.count && stretch->items.items[item].kind == CB_ITEM_WORD &&
           (cb_stretch_flags(stretch, item) & CB_TOKEN_CAPITAL);
}

uint32_t cb_stretch_finite(const struct cb_stretch *stretch, uint32_t item)
{
    return cb_stretch_word(stretch, item).forms & CB_VERB_FORM_FINITE;
}

bool cb_segment_is_reported(const struct cb_segment *segment)
{
    return (segment->forms & CB_VERB_FORM_SUBJUNCTIVE_1) && !(segment->forms & CB_VERB_FORM_INDICATIVE);
}

/* The last word of the segment that is no particle of a quotation or parenthesis; CB_NONE when there is none.
 */
static uint32_t last_word(const struct cb_stretch *stretch, const struct cb_segment *segment)
{
    for (uint32_t i = segment->end; i > segment->start; i--)
        if (stretch->items.items[i - 1].kind == CB_ITEM_WORD)
            return i - 1;
    return CB_NONE;
}

/* The finite verb of a clause whose verb stands last. */
static uint32_t last_finite(const struct cb_stretch *stretch, const struct cb_segment *segment)
{
    for (uint32_t i = segment->end; i > segment->start; i--)
        if (cb_stretch_finite(stretch, i - 1))
            return i - 1;
    return CB_NONE;
}

/* The finite verb of a clause whose verb stands first or second. */
static uint32_t first_finite(const struct cb_stretch *stretch, const struct cb_segment *segment)
{
    for (uint32_t i = segment->start; i < segment->end; i++)
        if (cb_stretch_finite(stretch, i))
            return i;
    return CB_NONE;
}

/* Does the clause end with its finite verb, and is that not also its second word? */
static bool is_verb_final(const struct cb_stretch *stretch, const struct cb_segment *segment)
{
    uint32_t last = last_word(stretch, segment);

    if (last == CB_NONE || last < segment->start + 1 || !cb_stretch_finite(stretch, last))
        return false;
    for (uint32_t i = segment->start; i < last; i++)
        if (cb_stretch_finite(stretch, i) && !(cb_stretch_word(stretch, i + 1).classes & CB_WORD_COORDINATOR))
            return false;
    return true;
}

/* ---- what kind of segment ---- */

static bool has_zu_infinitive(const struct cb_stretch *stretch, const struct cb_segment *segment)
{
    for (uint32_t i = segment->start; i < segment->end; i++) {
        struct cb_word word = cb_stretch_word(stretch, i);
        if (word.forms & CB_VERB_FORM_ZU)
            return true;
        if ((word.classes & CB_WORD_ZU) && (cb_stretch_word(stretch, i + 1).forms & CB_VERB_FORM_INFINITIVE))
            return true;
    }
    return false;
}

static bool opens_relative(const struct cb_stretch *stretch, const struct cb_segment *segment)
{
    struct cb_word first = cb_stretch_word(stretch, segment->start),
                   second = cb_stretch_word(stretch, segment->start + 1);

    if (segment->sign != ',' && segment->sign != '-' && segment->sign != '&')
        return false;
    if (first.classes & CB_WORD_PREPOSITION)
        return (second.classes & CB_WORD_RELATIVE) && !is_noun_like(stretch, segment->start + 2);
    return (first.classes & CB_WORD_RELATIVE) != 0;
}

/* Words that open a subordinate clause and have another life as well: da, während, als, damit. */
static bool is_ambiguous_subordinator(const struct cb_stretch *stretch, uint32_t item)
{
    uint32_t other = CB_WORD_PREPOSITION | CB_WORD_ADVERB | CB_WORD_CORRELATE | CB_WORD_AS;

    return (cb_stretch_word(stretch, item).classes & other) ||
           cb_str_eq(cb_stretch_lower(stretch, item), CB_STR("als"));
}

/* das Amt, welches schließlich ...: no noun of its own behind it, so that it takes up the one before. */
static bool is_which_relative(const struct cb_stretch *stretch, const struct cb_segment *segment)
{
    uint32_t next = segment->start + 1;

    return (cb_stretch_word(stretch, segment->start).classes & CB_WORD_RELATIVE) && segment->sign == ',' &&
           !is_noun_like(stretch, next) &&
           !(cb_stretch_word(stretch, next).classes == 0 && is_noun_like(stretch, next + 1));
}

static enum cb_segment_kind opening_kind(const struct cb_stretch *stretch, const struct cb_segment *segment)
{
    struct cb_word first = cb_stretch_word(stretch, segment->start),
                   second = cb_stretch_word(stretch, segment->start + 1);
    bool final = is_verb_final(stretch, segment);

    if (first.classes & CB_WORD_DASS)
        return CB_SEGMENT_DASS;
    if ((second.classes & CB_WORD_DASS) && (first.classes & (CB_WORD_ADVERB | CB_WORD_OPENER)))
        return CB_SEGMENT_SUBORDINATE; /* so dass, ohne dass */
    if ((first.classes & CB_WORD_AS) && final)
        return CB_SEGMENT_AS;
    if ((first.classes & CB_WORD_QUESTION) && !is_which_relative(stretch, segment) &&
        (final || !cb_stretch_finite(stretch, segment->start + 1)))
        return CB_SEGMENT_QUESTION;
    if ((first.classes & CB_WORD_SUBORDINATOR) &&
        (final || !is_ambiguous_subordinator(stretch, segment->start)))
        return CB_SEGMENT_SUBORDINATE;
    if (opens_relative(stretch, segment) && final)
        return CB_SEGMENT_RELATIVE;
    if ((first.classes & CB_WORD_PREPOSITION) && (second.classes & CB_WORD_QUESTION) &&
        (second.classes & CB_WORD_RELATIVE) && final)
        return CB_SEGMENT_QUESTION; /* in welcher Höhe ... */
    return CB_SEGMENT_MAIN;
}

/* Does nothing but marks follow? An infinitive there may be an order: Bitte Türen schließen. */
static bool is_end(const struct cb_stretch *stretch, uint32_t item)
{
    return cb_stretch_trim(stretch, item, (uint32_t)stretch->items.count) <= item + 1;
}

/* "Der Gutachter bezweifelt, dass": a main clause without a finite verb whose second part may be one. */
static void read_doubtful(const struct cb_stretch *stretch, struct cb_segment *segment)
{
    uint32_t before = segment->sign == ',' ? segment->first - 1 : segment->first;

    if (before > 0 && stretch->items.items[before - 1].kind == CB_ITEM_QUOTE &&
        (cb_stretch_word(stretch, segment->start).forms & CB_VERB_FORM_MAYBE)) {
        segment->finite = segment->start; /* „...“, meinen die beiden */
        segment->forms = CB_VERB_FORM_PRESENT;
        return;
    }
    for (uint32_t i = segment->start + 1; i < segment->end && segment->sign != ','; i++) {
        if (!(cb_stretch_word(stretch, i).forms & CB_VERB_FORM_MAYBE) ||
            (cb_stretch_word(stretch, i - 1).classes & CB_WORD_ZU) || is_end(stretch, i))
            continue;
        segment->finite = i;
        segment->forms = CB_VERB_FORM_PRESENT;
        return;
    }
}

static void classify(const struct cb_stretch *stretch, struct cb_segment *segment)
{
    segment->start = segment->first;
    if (segment->start + 1 < segment->end &&
        (cb_stretch_word(stretch, segment->start).classes & CB_WORD_COORDINATOR) &&
        !cb_stretch_finite(stretch, segment->start))
        segment->start++;
    segment->kind = opening_kind(stretch, segment);
    segment->finite =
        segment->kind == CB_SEGMENT_MAIN ? first_finite(stretch, segment) : last_finite(stretch, segment);
    segment->forms = segment->finite == CB_NONE ? 0 : cb_stretch_finite(stretch, segment->finite);
    if (segment->kind == CB_SEGMENT_MAIN && segment->finite == CB_NONE)
        read_doubtful(stretch, segment);
    if (segment->kind == CB_SEGMENT_MAIN && segment->finite == CB_NONE)
        segment->kind = has_zu_infinitive(stretch, segment) ? CB_SEGMENT_INFINITIVE : CB_SEGMENT_FRAGMENT;
}

/* ---- cutting ---- */

static uint32_t boundary_sign(const struct cb_stretch *stretch, uint32_t item)
{
    uint32_t sign = cb_stretch_sign(stretch, item);
    uint32_t flags;

    if (sign == ',' || sign == ';' || sign == ':')
        return sign;
    flags = item + 1 < stretch->items.count
                ? cb_stretch_flags(stretch, item) & cb_stretch_flags(stretch, item + 1)
                : 0;
    if ((sign == 0x2013 || sign == 0x2014 || sign == '-') && (flags & CB_TOKEN_SPACE_BEFORE))
        return '-';
    return 0;
}

/* A coordinator behind the finite verb that a second finite verb follows: "... erlitten und warnt davor". */
static uint32_t coordination_in(const struct cb_stretch *stretch, const struct cb_segment *segment)
{
    if (segment->finite == CB_NONE)
        return CB_NONE;
    for (uint32_t i = segment->finite + 1; i + 1 < segment->end; i++) {
        uint32_t forms;
        if (!(cb_stretch_word(stretch, i).classes & CB_WORD_COORDINATOR))
            continue;
        forms = cb_stretch_finite(stretch, i + 1);
        if (!forms)
            continue;
        if (segment->kind == CB_SEGMENT_MAIN || (i + 3 < segment->end && (forms & CB_VERB_FORM_INDICATIVE)))
            return i;
    }
    return CB_NONE;
}

static cb_status add_segment(struct cb_stretch *stretch, uint32_t first, uint32_t end, uint32_t sign,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool more = true;

    while (more && first < end) {
        struct cb_segment *segment = CB_PUSH(stretch->doc->arena, &stretch->segments);
        uint32_t cut;
        CB_TRY_NEW(segment);
        *segment = (struct cb_segment){.first = first, .end = end, .sign = sign, .finite = CB_NONE};
        classify(stretch, segment);
        cut = coordination_in(stretch, segment);
        more = cut != CB_NONE;
        if (more) {
            segment->end = cut;
            classify(stretch, segment);
            first = cut;
            sign = '&';
        }
    }
done:
    return rc;
}

/* "Wie der Sprecher, Peter Meier, mitteilte": a clause that commas cut off from its verb becomes one segment
 * again. */
static void join_as_clauses(struct cb_stretch *stretch)
{
    enum { PARTS = 4 };
    struct cb_segment *items = stretch->segments.items;
    size_t kept = 0;

    for (size_t s = 0; s < stretch->segments.count; s++, kept++) {
        struct cb_segment joined = items[s];
        size_t last = s;
        items[kept] = items[s];
        if (!(cb_stretch_word(stretch, joined.start).classes & CB_WORD_AS) || joined.finite != CB_NONE)
            continue;
        while (last + 1 < stretch->segments.count && last < s + PARTS && items[last + 1].sign == ',' &&
               items[last].finite == CB_NONE)
            last++;
        joined.end = items[last].end;
        classify(stretch, &joined);
        if (last > s && joined.kind == CB_SEGMENT_AS) {
            items[kept] = joined;
            s = last;
        }
    }
    stretch->segments.count = kept;
}

static cb_status read_segments(struct cb_stretch *stretch, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t first = 0, sign = 0, count = (uint32_t)stretch->items.count;

    stretch->segments.count = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t boundary = boundary_sign(stretch, i);
        if (!boundary)
            continue;
        CB_TRY(add_segment(stretch, first, i, sign, err));
        first = i + 1;
        sign = boundary;
    }
    CB_TRY(add_segment(stretch, first, count, sign, err));
    if (stretch->segments.count == 0)
        CB_TRY(add_segment(stretch, 0, count, 0, err)); /* nothing but commas */
    join_as_clauses(stretch);
done:
    return rc;
}

cb_status cb_stretch_read(struct cb_stretch *stretch, uint32_t sentence, uint32_t *next, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_sentence *s = &stretch->doc->sentences.items[sentence];

    stretch->sentence = sentence;
    stretch->passage = s->passage;
    stretch->first = s->first;
    stretch->last = stretch_last(stretch->doc, s->first, s->first + s->count - 1);
    *next = stretch->doc->tokens.items[stretch->last].sentence + 1;
    if (stretch->last - stretch->first > 2 * STRETCH_TOKENS)
        stretch->last =
            stretch->first + 2 * STRETCH_TOKENS; /* no sentence of a newspaper: only its beginning is read */
    CB_TRY(read_items(stretch, err));
    CB_TRY(read_segments(stretch, err));
done:
    return rc;
}
