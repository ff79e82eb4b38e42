/* English noun phrases as the roles of a claim need them: the speaker with office and apposition, before the
 * verb or behind it. */
#include "extract/claim_english.h"

enum { SUBJECT_BACK = 22, PHRASE_ITEMS = 24, APPOSITION_BACK = 16 };

bool cb_english_is_end(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t sign = cb_stretch_sign(&f->stretch, item);

    return item >= cb_english_count(f) || sign == '.' || sign == '!' || sign == '?' || sign == ';';
}

bool cb_english_is_pause(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t sign = cb_stretch_sign(&f->stretch, item);

    return sign == ',' || sign == '-' || sign == 0x2013 || sign == 0x2014;
}

bool cb_english_is_capital(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_english_is_word(f, item) &&
           (cb_stretch_flags(&f->stretch, item) & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL));
}

static size_t owner_bytes(struct cb_str text)
{
    static const struct cb_str ENDS[] = {CB_STR_INIT("'s"), CB_STR_INIT("’s"), CB_STR_INIT("s'"),
                                         CB_STR_INIT("s’")};

    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        if (text.len > ENDS[i].len && cb_str_ends(text, ENDS[i]))
            return ENDS[i].len - (ENDS[i].ptr[0] == 's');
    return 0;
}

bool cb_english_is_owner(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_english_is_word(f, item) && !(cb_english_classes(f, item) & CB_WORD_PRONOUN) &&
           owner_bytes(cb_token_text(f->doc, cb_english_token(f, item))) > 0;
}

struct cb_span cb_english_owner_span(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    struct cb_span span = cb_stretch_span(&f->stretch, first, end);

    if (end > first)
        span.end -= (uint32_t)owner_bytes(cb_token_text(f->doc, cb_english_token(f, end - 1)));
    return span;
}

uint32_t cb_english_item(const struct cb_claim_finder *f, uint32_t token)
{
    size_t low = 0, high = f->stretch.items.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (f->stretch.items.items[middle].last < token)
            low = middle + 1;
        else
            high = middle;
    }
    if (low >= f->stretch.items.count || f->stretch.items.items[low].first > token ||
        f->stretch.items.items[low].first != f->stretch.items.items[low].last)
        return CB_NONE;
    return (uint32_t)low;
}

/* ---- a phrase behind the verb ---- */

/* What ends a phrase that names somebody: marks, verbs, most prepositions, conjunctions. */
static bool ends_phrase(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t other = CB_WORD_DASS | CB_WORD_QUESTION | CB_WORD_SUBORDINATOR | CB_WORD_AUXILIARY |
                     CB_WORD_ADVERB | CB_WORD_OBJECTIVE | CB_WORD_PRONOUN;
    uint8_t tag;

    if (!cb_english_is_word(f, item))
        return f->stretch.items.items[item].kind != CB_ITEM_QUOTE;
    if (cb_stretch_is(&f->stretch, item, CB_STR("of")) || cb_stretch_is(&f->stretch, item, CB_STR("for")) ||
        cb_stretch_is(&f->stretch, item, CB_STR("at")) || cb_english_is_owner(f, item))
        return false;
    if (cb_english_classes(f, item) & (CB_WORD_PREPOSITION | other))
        return true;
    tag = f->doc->tokens.items[cb_english_token(f, item)].tag;
    return (cb_english_classes(f, item) & CB_WORD_TIME) || tag == CB_TAG_VERB_FINITE || tag == CB_TAG_ADV;
}

/* her deputy | the vote: an article behind a noun. */
static bool begins_another(const struct cb_claim_finder *f, uint32_t item)
{
    return (cb_english_classes(f, item) & (CB_WORD_DETERMINER | CB_WORD_POSSESSIVE)) &&
           cb_english_classes(f, item - 1) == 0 && cb_english_is_word(f, item - 1);
}

struct cb_phrase cb_english_phrase(const struct cb_claim_finder *f, uint32_t first, uint32_t limit)
{
    uint32_t end = first;

    if (limit > cb_english_count(f))
        limit = cb_english_count(f);
    if (first < limit && (cb_english_classes(f, first) & (CB_WORD_PRONOUN | CB_WORD_OBJECTIVE)) &&
        !(cb_english_classes(f, first) & CB_WORD_DETERMINER))
        return (struct cb_phrase){first, first + 1};
    while (end < limit && end < first + PHRASE_ITEMS && !ends_phrase(f, end) &&
           !(end > first && begins_another(f, end)))
        end++;
    while (
        end > first &&
        (cb_english_classes(f, end - 1) & (CB_WORD_COORDINATOR | CB_WORD_PREPOSITION | CB_WORD_DETERMINER)) &&
        !(end == first + 1 && cb_stretch_is(&f->stretch, first, CB_STR("her"))))
        end--;
    return (struct cb_phrase){first, end};
}

/* In an apposition a place may follow: "an analyst at the Fennick bank in Leeds". */
static uint32_t with_place(const struct cb_claim_finder *f, uint32_t end)
{
    if (cb_stretch_is(&f->stretch, end, CB_STR("in")) && cb_english_is_capital(f, end + 1) &&
        !(cb_english_classes(f, end + 1) & CB_WORD_TIME)) {
        end += 2;
        while (cb_english_is_capital(f, end))
            end++;
    }
    return end;
}

struct cb_phrase cb_english_apposition(const struct cb_claim_finder *f, struct cb_phrase phrase)
{
    struct cb_phrase more;

    if (cb_phrase_is_empty(phrase) || cb_stretch_sign(&f->stretch, phrase.end) != ',')
        return phrase;
    more = cb_english_phrase(f, phrase.end + 1, cb_english_count(f));
    if (cb_phrase_is_empty(more) || (cb_stretch_flags(&f->stretch, more.first) & CB_TOKEN_HAS_DIGIT))
        return phrase;
    for (uint32_t i = more.first; i < more.end; i++)
        if (cb_english_is_quote(f, i))
            return phrase;
    more.end = with_place(f, more.end);
    if (more.end < cb_english_count(f) && f->stretch.items.items[more.end].kind != CB_ITEM_MARK)
        return phrase;
    if (cb_str_ends(cb_stretch_lower(&f->stretch, more.first), CB_STR("ing")))
        return phrase; /* said Smith, pointing at the door */
    if (cb_english_is_capital(f, phrase.end - 1) ? (cb_english_classes(f, more.first) & CB_WORD_DETERMINER) ||
                                                       !cb_english_is_capital(f, more.first)
                                                 : cb_english_is_capital(f, more.first))
        phrase.end = more.end;
    return phrase;
}

/* ---- the subject before the verb ---- */

static bool starts_clause(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t classes = cb_english_classes(f, item);

    if (f->stretch.items.items[item].kind != CB_ITEM_WORD)
        return f->stretch.items.items[item].kind != CB_ITEM_GROUP;
    if (classes & CB_WORD_COORDINATOR)
        return item > 0 && cb_stretch_sign(&f->stretch, item - 1) == ',';
    return (classes & (CB_WORD_DASS | CB_WORD_SUBORDINATOR | CB_WORD_QUESTION)) &&
           !(classes & CB_WORD_DETERMINER);
}

static bool is_relative(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_stretch_is(&f->stretch, item, CB_STR("which")) ||
           cb_stretch_is(&f->stretch, item, CB_STR("who")) ||
           cb_stretch_is(&f->stretch, item, CB_STR("whose"));
}

/* The comma before which the subject goes on, when the item before the verb is the end of an apposition. */
static uint32_t before_apposition(const struct cb_claim_finder *f, uint32_t comma)
{
    for (uint32_t i = comma; i > 0 && i + APPOSITION_BACK > comma; i--) {
        if (f->stretch.items.items[i - 1].kind == CB_ITEM_QUOTE)
            break;
        if (cb_stretch_sign(&f->stretch, i - 1) == ',')
            return i - 1;
    }
    return CB_NONE;
}

/* "On Monday Smith", "In a statement the firm": the subject begins with the last thing that can begin one. */
static uint32_t behind_opening(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    if (!(cb_english_classes(f, first) & CB_WORD_PREPOSITION))
        return first;
    for (uint32_t i = end; i > first + 1; i--)
        if ((cb_english_classes(f, i - 1) & (CB_WORD_PRONOUN | CB_WORD_DETERMINER)) &&
            !(cb_english_classes(f, i - 2) & CB_WORD_PREPOSITION))
            return i - 1;
    for (uint32_t i = first; i < end; i++)
        if (cb_english_is_capital(f, i) && !(cb_english_classes(f, i) & (CB_WORD_TIME | CB_WORD_PREPOSITION)))
            return i;
    return end;
}

/* The words right before the verb, where the clause does not tell. */
static struct cb_phrase scanned_subject(const struct cb_claim_finder *f, uint32_t group)
{
    uint32_t end = group, first = end, comma;

    if (end > 0 && cb_stretch_sign(&f->stretch, end - 1) == ',') {
        comma = before_apposition(f, end - 1);
        if (comma == CB_NONE || comma == 0)
            return (struct cb_phrase){end, end};
        first = comma;
        if (is_relative(f, comma + 1) || (cb_stretch_flags(&f->stretch, comma + 1) & CB_TOKEN_HAS_DIGIT))
            end = comma; /* Hale, 54, said */
    }
    while (first > 0 && first + SUBJECT_BACK > end && !starts_clause(f, first - 1))
        first--;
    if (first > 1 && first < end && is_relative(f, first - 1) &&
        cb_stretch_sign(&f->stretch, first - 2) == ',') {
        end = first - 2; /* Pellworth, which makes glass, said */
        for (first = end; first > 0 && first + SUBJECT_BACK > end && !starts_clause(f, first - 1);)
            first--;
    }
    while (first < end && (cb_english_classes(f, first) & (CB_WORD_ADVERB | CB_WORD_COORDINATOR)))
        first++;
    first = behind_opening(f, first, end);
    if (end > first && cb_stretch_sign(&f->stretch, end - 1) == ',')
        end--;
    if (first < end &&
        (cb_english_classes(f, end - 1) & (CB_WORD_DETERMINER | CB_WORD_POSSESSIVE | CB_WORD_PREPOSITION)))
        return (struct cb_phrase){group, group};
    return (struct cb_phrase){first, end};
}

static struct cb_phrase phrase_of(const struct cb_claim_finder *f, uint32_t first, uint32_t last)
{
    uint32_t from, to;

    if (first == CB_NONE || last == CB_NONE || (from = cb_english_item(f, first)) == CB_NONE ||
        (to = cb_english_item(f, last)) == CB_NONE)
        return (struct cb_phrase){0, 0};
    return (struct cb_phrase){from, to + 1};
}

/* The noun phrase that relative clause `clause` belongs to. */
static struct cb_phrase antecedent(const struct cb_claim_finder *f, const struct cb_clause *clause)
{
    uint32_t phrase = clause->antecedent;

    if (phrase == CB_NONE)
        return (struct cb_phrase){0, 0};
    for (int n = 0; n < 4 && f->doc->phrases.items[phrase].role == CB_ROLE_APPOSITION &&
                    f->doc->phrases.items[phrase].parent != CB_NONE;
         n++)
        phrase = f->doc->phrases.items[phrase].parent;
    return phrase_of(f, f->doc->phrases.items[phrase].first, f->doc->phrases.items[phrase].last);
}

/* Is there nothing but marks, a relative clause or an apposition between the subject and its verb? */
static bool is_near(const struct cb_claim_finder *f, struct cb_phrase subject, uint32_t group)
{
    if (cb_phrase_is_empty(subject) || subject.end > group)
        return false;
    for (uint32_t i = subject.end; i < group; i++)
        if (cb_english_is_quote(f, i))
            return false;
    return subject.end == group || cb_stretch_sign(&f->stretch, group - 1) == ',' ||
           f->stretch.items.items[group - 1].kind == CB_ITEM_GROUP;
}

/* The subject of the nearest clause around `token` that has one. */
static struct cb_phrase subject_around(const struct cb_claim_finder *f, uint32_t token)
{
    uint32_t clause = f->doc->tokens.items[token].clause;

    for (int n = 0; n < 6 && clause != CB_NONE; n++, clause = f->doc->clauses.items[clause].parent) {
        const struct cb_clause *c = &f->doc->clauses.items[clause];
        struct cb_phrase subject = phrase_of(f, c->subject_first, c->subject_last);
        if (c->kind == CB_CLAUSE_RELATIVE)
            continue;
        if (!cb_phrase_is_empty(subject) && cb_english_token(f, subject.first) < token)
            return subject;
    }
    return (struct cb_phrase){0, 0};
}

/* "Smith, who said": the subject is whom the relative pronoun takes up. */
static bool relative_subject(const struct cb_claim_finder *f, struct cb_english_frame *frame, uint32_t group,
                             uint32_t clause)
{
    struct cb_phrase who;

    if (group < 2 || !is_relative(f, group - 1))
        return false;
    who = clause == CB_NONE ? (struct cb_phrase){0, 0} : antecedent(f, &f->doc->clauses.items[clause]);
    if (cb_phrase_is_empty(who) || who.end > group)
        who = scanned_subject(f, cb_stretch_sign(&f->stretch, group - 2) == ',' ? group - 2 : group - 1);
    if (cb_phrase_is_empty(who))
        return false;
    frame->relative = true;
    frame->first = group - 1;
    frame->speaker = cb_stretch_span(&f->stretch, who.first, who.end);
    return true;
}

/* ", saying that", "and warned that": whoever speaks or acts in the clause before. */
static bool shared_subject(const struct cb_claim_finder *f, struct cb_english_frame *frame, uint32_t group)
{
    bool gerund =
        !frame->progressive && cb_str_ends(cb_stretch_lower(&f->stretch, frame->verb), CB_STR("ing"));
    bool joined = group > 0 && (cb_english_classes(f, group - 1) & CB_WORD_COORDINATOR);
    struct cb_phrase subject;

    if (group < 2 || !(gerund ? joined || cb_english_is_pause(f, group - 1) : joined))
        return false;
    frame->shared = true;
    frame->first = group;
    subject = subject_around(f, cb_english_token(f, frame->verb));
    if (!cb_phrase_is_empty(subject)) {
        struct cb_phrase wide = cb_english_apposition(f, subject);
        subject.end = wide.end < group ? wide.end : subject.end;
        frame->speaker = cb_stretch_span(&f->stretch, subject.first, subject.end);
    }
    return !cb_phrase_is_empty(subject) || (f->talk.claim != CB_NONE && f->talk.stretch == f->stretch_number);
}

/* "with Green Future calling it": the subject of a participle stands behind "with". */
static bool subject_with(const struct cb_claim_finder *f, struct cb_english_frame *frame, uint32_t group)
{
    enum { REACH = 8 };

    for (uint32_t i = group; i > 0 && i + REACH > group && cb_english_is_word(f, i - 1); i--)
        if (cb_stretch_is(&f->stretch, i - 1, CB_STR("with")) && i < group) {
            frame->first = i - 1;
            frame->speaker = cb_stretch_span(&f->stretch, i, group);
            return true;
        }
    return false;
}

bool cb_english_subject(const struct cb_claim_finder *f, struct cb_english_frame *frame, uint32_t group)
{
    const struct cb_token *token = &f->doc->tokens.items[cb_english_token(f, frame->verb)];
    const struct cb_clause *clause = token->clause == CB_NONE ? NULL : &f->doc->clauses.items[token->clause];
    struct cb_phrase subject = {0, 0}, scanned;

    if (shared_subject(f, frame, group))
        return true;
    if (cb_str_ends(token->lower, CB_STR("ing")) && !frame->progressive)
        return subject_with(f, frame, group);
    if (relative_subject(f, frame, group, token->clause))
        return true;
    scanned = scanned_subject(f, group);
    if (clause && (clause->verb == cb_english_token(f, frame->verb) ||
                   clause->finite == cb_english_token(f, frame->verb)))
        subject = phrase_of(f, clause->subject_first, clause->subject_last);
    if (!is_near(f, subject, group) || cb_phrase_is_empty(scanned) ||
        (scanned.first < subject.first && cb_stretch_sign(&f->stretch, subject.first - 1) == ','))
        subject = scanned; /* Its chief executive, Karla Brandt, said */
    else if (cb_stretch_sign(&f->stretch, subject.end) == ',') {
        struct cb_phrase wide = cb_english_apposition(f, subject);
        subject = wide.end < group ? wide : subject;
    }
    if (cb_phrase_is_empty(subject))
        return false;
    frame->as = subject.first > 0 && (cb_english_classes(f, subject.first - 1) & CB_WORD_AS);
    frame->first = subject.first - frame->as;
    frame->speaker = cb_stretch_span(&f->stretch, subject.first, subject.end);
    return true;
}
