/* English reporting clauses. The subject stands before the verb, or behind it where the clause follows what
 * is said. */
#include "extract/claim_english.h"

enum { SUBJECT_BACK = 22, PHRASE_ITEMS = 24, ADDRESSEE_WORDS = 4, APPOSITION_BACK = 14 };

static uint32_t classes_at(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_stretch_word(&f->stretch, item).classes;
}

static uint32_t item_count(const struct cb_claim_finder *f)
{
    return (uint32_t)f->stretch.items.count;
}

static bool is_plain_word(const struct cb_claim_finder *f, uint32_t item)
{
    return item < item_count(f) && f->stretch.items.items[item].kind == CB_ITEM_WORD;
}

static bool is_capital(const struct cb_claim_finder *f, uint32_t item)
{
    return is_plain_word(f, item) &&
           (cb_stretch_flags(&f->stretch, item) & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL));
}

/* ---- phrases ---- */

/* What ends a phrase that names somebody: marks, verbs, most prepositions, conjunctions. */
static bool ends_phrase(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t other = CB_WORD_DASS | CB_WORD_QUESTION | CB_WORD_SUBORDINATOR | CB_WORD_AUXILIARY |
                     CB_WORD_ADVERB | CB_WORD_OBJECTIVE | CB_WORD_PRONOUN;

    if (!is_plain_word(f, item))
        return f->stretch.items.items[item].kind == CB_ITEM_MARK ||
               f->stretch.items.items[item].kind == CB_ITEM_GROUP;
    if (cb_stretch_is(&f->stretch, item, CB_STR("of")) || cb_stretch_is(&f->stretch, item, CB_STR("for")) ||
        cb_stretch_is(&f->stretch, item, CB_STR("at")))
        return false;
    if (classes_at(f, item) & (CB_WORD_PREPOSITION | other))
        return true;
    return (classes_at(f, item) & CB_WORD_TIME) != 0;
}

struct cb_phrase cb_english_phrase(const struct cb_claim_finder *f, uint32_t first, uint32_t limit)
{
    uint32_t end = first;

    if (limit > item_count(f))
        limit = item_count(f);
    if (first < limit && (classes_at(f, first) & CB_WORD_PRONOUN))
        return (struct cb_phrase){first, first + 1};
    while (end < limit && end < first + PHRASE_ITEMS && !ends_phrase(f, end))
        end++;
    while (end > first &&
           (classes_at(f, end - 1) & (CB_WORD_COORDINATOR | CB_WORD_PREPOSITION | CB_WORD_DETERMINER)))
        end--;
    return (struct cb_phrase){first, end};
}

/* "said Oliver Brandt, an analyst at Fennick": the apposition up to the next mark. */
static struct cb_phrase with_apposition(const struct cb_claim_finder *f, struct cb_phrase phrase)
{
    struct cb_phrase more;

    if (cb_phrase_is_empty(phrase) || cb_stretch_sign(&f->stretch, phrase.end) != ',' ||
        !is_capital(f, phrase.end - 1))
        return phrase;
    more = cb_english_phrase(f, phrase.end + 1, item_count(f));
    if (cb_phrase_is_empty(more) || more.end >= item_count(f) ||
        f->stretch.items.items[more.end].kind != CB_ITEM_MARK)
        return phrase;
    if (classes_at(f, more.first) & CB_WORD_DETERMINER || !is_capital(f, more.first))
        phrase.end = more.end;
    return phrase;
}

/* ---- the subject before the verb ---- */

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

static bool starts_clause(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t classes = classes_at(f, item);

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

/* The first item of the subject that ends before `*end`, which moves to where a relative clause behind it
 * begins. */
static uint32_t subject_first(const struct cb_claim_finder *f, uint32_t *subject_end)
{
    uint32_t end = *subject_end, first = end, comma;

    if (end > 0 && cb_stretch_sign(&f->stretch, end - 1) == ',') {
        comma = before_apposition(f, end - 1);
        if (comma == CB_NONE || comma == 0)
            return end;
        first = comma;
    }
    while (first > 0 && first + SUBJECT_BACK > end && !starts_clause(f, first - 1))
        first--;
    if (first > 1 && first < end && is_relative(f, first - 1) &&
        cb_stretch_sign(&f->stretch, first - 2) == ',') {
        *subject_end = first - 2; /* Pellworth, which makes glass, said */
        for (end = first = first - 2;
             first > 0 && first + SUBJECT_BACK > end && !starts_clause(f, first - 1);)
            first--;
    }
    while (first < end && (classes_at(f, first) & (CB_WORD_ADVERB | CB_WORD_COORDINATOR)))
        first++;
    return first;
}

/* "On Monday Smith": the subject begins with the last thing that can begin one. */
static uint32_t behind_adverbial(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    if (!(classes_at(f, first) & CB_WORD_PREPOSITION))
        return first;
    for (uint32_t i = end; i > first; i--)
        if (classes_at(f, i - 1) & (CB_WORD_PRONOUN | CB_WORD_DETERMINER))
            return i - 1;
    for (uint32_t i = first; i < end; i++)
        if (is_capital(f, i) && !(classes_at(f, i) & (CB_WORD_TIME | CB_WORD_PREPOSITION)))
            return i;
    return end;
}

/* Auxiliaries and adverbs right before the verb: "had also said". */
static uint32_t verb_group_first(const struct cb_claim_finder *f, uint32_t verb)
{
    uint32_t first = verb;

    while (first > 0 && (classes_at(f, first - 1) & (CB_WORD_AUXILIARY | CB_WORD_ADVERB)) &&
           !(classes_at(f, first - 1) & CB_WORD_COORDINATOR))
        first--;
    return first;
}

static bool subject_before(const struct cb_claim_finder *f, struct cb_english_frame *out)
{
    uint32_t group = verb_group_first(f, out->verb), end = group, first = subject_first(f, &end);

    first = behind_adverbial(f, first, end);
    if (end > first && cb_stretch_sign(&f->stretch, end - 1) == ',')
        end--;
    if (first >= end ||
        (classes_at(f, end - 1) & (CB_WORD_DETERMINER | CB_WORD_POSSESSIVE | CB_WORD_PREPOSITION)))
        return false;
    out->subject = (struct cb_phrase){first, end};
    for (uint32_t i = first + 1; i + 1 < end; i++)
        if (cb_stretch_sign(&f->stretch, i) == ',' && is_relative(f, i + 1) && out->subject.end == end)
            out->subject.end = i; /* the company, which makes glass, said */
    out->first = first;
    while (group < out->verb && !(classes_at(f, group) & CB_WORD_AUXILIARY))
        group++;
    out->cue = (struct cb_phrase){group, out->verb + 1};
    return true;
}

static bool names_somebody(const struct cb_claim_finder *f, struct cb_phrase phrase)
{
    for (uint32_t i = phrase.first; i < phrase.end; i++)
        if (is_capital(f, i))
            return true;
    return false;
}

/* said Smith: nobody before the verb, somebody behind it. */
static bool subject_behind(const struct cb_claim_finder *f, struct cb_english_frame *out)
{
    struct cb_phrase phrase = cb_english_phrase(f, out->verb + 1, item_count(f));
    bool starts = out->verb == 0 || f->stretch.items.items[out->verb - 1].kind != CB_ITEM_WORD;

    if (!starts || cb_phrase_is_empty(phrase))
        return false;
    if (!names_somebody(f, phrase) && !(classes_at(f, phrase.first) & (CB_WORD_DETERMINER | CB_WORD_PRONOUN)))
        return false;
    out->subject = with_apposition(f, phrase);
    out->inverted = true;
    out->first = out->verb;
    out->cue = (struct cb_phrase){out->verb, out->verb + 1};
    return true;
}

/* ---- the addressee ---- */

/* told the committee, told investors, urged the council. */
static struct cb_phrase addressee_behind(const struct cb_claim_finder *f, uint32_t i)
{
    uint32_t end = i;

    if (!is_plain_word(f, i))
        return (struct cb_phrase){i, i};
    if (classes_at(f, i) & (CB_WORD_OBJECTIVE | CB_WORD_PRONOUN))
        return (struct cb_phrase){i, i + 1};
    if (classes_at(f, i) & (CB_WORD_DETERMINER | CB_WORD_POSSESSIVE))
        end++;
    if (is_capital(f, end)) {
        while (is_capital(f, end))
            end++;
        return (struct cb_phrase){i, end};
    }
    for (uint32_t n = 0; n < (end > i ? ADDRESSEE_WORDS : 1); n++) {
        if (!is_plain_word(f, end) || classes_at(f, end) != 0)
            break;
        end++;
    }
    return (struct cb_phrase){i, end};
}

static bool is_noun_use(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t before = item > 0 ? classes_at(f, item - 1) : 0;

    return (before & (CB_WORD_DETERMINER | CB_WORD_POSSESSIVE)) ||
           cb_stretch_is(&f->stretch, item - (item > 0), CB_STR("of")) ||
           cb_stretch_is(&f->stretch, item - (item > 0), CB_STR("to"));
}

static bool is_gerund(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_str_ends(cb_stretch_lower(&f->stretch, item), CB_STR("ing"));
}

/* ", adding that", ", and warned that": whoever spoke before speaks on. */
static bool shares_subject(const struct cb_claim_finder *f, uint32_t item)
{
    if (item < 2 || f->talk.claim == CB_NONE || f->talk.stretch != f->stretch_number)
        return false;
    if (is_gerund(f, item))
        return cb_stretch_sign(&f->stretch, item - 1) == ',';
    return (classes_at(f, item - 1) & CB_WORD_COORDINATOR) != 0;
}

bool cb_english_frame_read(const struct cb_claim_finder *f, uint32_t item, struct cb_english_frame *out)
{
    *out = (struct cb_english_frame){.verb = item};
    if (!is_plain_word(f, item) || (cb_stretch_flags(&f->stretch, item) & CB_TOKEN_CAPITAL) ||
        is_noun_use(f, item))
        return false;
    out->row = cb_list_find(f->reporting, cb_stretch_lower(&f->stretch, item));
    if (!out->row)
        return false;
    out->uses = cb_verb_uses(out->row);
    out->shared = shares_subject(f, item);
    if (out->shared) {
        out->first = item;
        out->cue = (struct cb_phrase){item, item + 1};
    } else if (is_gerund(f, item) || (!subject_before(f, out) && !subject_behind(f, out))) {
        return false;
    }
    out->end = out->inverted ? out->subject.end : item + 1;
    if ((out->uses & CB_USE_ADDRESSEE) && !out->inverted) {
        out->addressee = addressee_behind(f, item + 1);
        if (!cb_phrase_is_empty(out->addressee))
            out->end = out->addressee.end;
    }
    out->complement = out->end;
    return true;
}
