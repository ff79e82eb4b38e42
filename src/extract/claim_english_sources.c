/* English claims that a phrase or a noun frames: according to X, in X's view; the claim that, her warning
 * that. */
#include "extract/claim_english.h"

enum { CLAIM_REACH = 600, NOUN_REACH = 14, UTTER_BACK = 4, FRAME_TOKENS = 5 };

static bool has_use(const struct cb_list_row *row, const char *use)
{
    return row && cb_field_has(row->fields[CB_FRAME_USE], cb_str_of(use));
}

static const struct cb_list_row *row_at(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_english_is_word(f, item) ? cb_stretch_row(&f->stretch, item, CB_LIST_FRAMES) : NULL;
}

/* ---- according to ---- */

/* "according to", "in the view of": *count gets its words. */
static bool opens_source(const struct cb_claim_finder *f, uint32_t item, uint32_t *count)
{
    uint32_t token, limit;
    const struct cb_list_row *row;

    if (!cb_english_is_word(f, item) || !(cb_english_classes(f, item) & CB_WORD_PREPOSITION))
        return false;
    token = cb_english_token(f, item);
    limit = f->stretch.last + 1 < token + FRAME_TOKENS ? f->stretch.last + 1 : token + FRAME_TOKENS;
    row = cb_list_match(f->frames, f->doc, token, limit, count);
    return has_use(row, "view") || (has_use(row, "preposition") && *count > 1);
}

/* In Marsh's view. */
static bool reads_view(const struct cb_claim_finder *f, uint32_t item, struct cb_claim_draft *draft,
                       uint32_t *end)
{
    uint32_t at = item + 1;

    if (!(cb_stretch_is(&f->stretch, item, CB_STR("in")) && cb_english_is_word(f, item + 1)))
        return false;
    while (at < item + 6 && cb_english_is_word(f, at) && !cb_english_is_owner(f, at) &&
           !(cb_english_classes(f, at) & (CB_WORD_POSSESSIVE | CB_WORD_PREPOSITION)))
        at++;
    if (!cb_stretch_is(&f->stretch, at + 1, CB_STR("view")) &&
        !cb_stretch_is(&f->stretch, at + 1, CB_STR("opinion")) &&
        !cb_stretch_is(&f->stretch, at + 1, CB_STR("words")))
        return false;
    if (!cb_english_is_owner(f, at) && !(cb_english_classes(f, at) & CB_WORD_POSSESSIVE))
        return false;
    *end = at + 2;
    draft->speaker = cb_english_owner_span(f, item + 1, at + 1);
    draft->cue[draft->cue_count++] = cb_stretch_span(&f->stretch, item, item + 1);
    draft->cue[draft->cue_count++] = cb_stretch_span(&f->stretch, at + 1, at + 2);
    draft->rule = "en.claim.according-view";
    return true;
}

/* The source behind "according to": up to a comma, or to the verb where none follows. */
static struct cb_phrase source_phrase(const struct cb_claim_finder *f, uint32_t item, bool front)
{
    struct cb_phrase who = {item, item}, wide;
    bool comma = false;

    if (cb_english_classes(f, item) & (CB_WORD_PRONOUN | CB_WORD_OBJECTIVE) &&
        !(cb_english_classes(f, item) & CB_WORD_DETERMINER))
        return (struct cb_phrase){item, item + 1};
    while (cb_english_is_word(f, who.end) || cb_english_is_quote(f, who.end))
        who.end++;
    comma = cb_english_is_pause(f, who.end);
    if (front && !comma) /* according to her deputy the vote is in May */
        return cb_english_phrase(f, item, cb_english_count(f));
    if (!comma || !front)
        return cb_english_is_capital(f, who.end - (who.end > 0)) ? cb_english_apposition(f, who) : who;
    wide = cb_english_apposition(f, who);
    return wide.end < cb_english_count(f) && cb_english_is_pause(f, wide.end) ? wide : who;
}

bool cb_english_source_at(const struct cb_claim_finder *f, uint32_t item, struct cb_claim_draft *draft,
                          uint32_t *end)
{
    uint32_t count = 0;
    struct cb_phrase who;
    bool front = item == 0 || !cb_english_is_word(f, item - 1) ||
                 (cb_english_classes(f, item - 1) & CB_WORD_COORDINATOR);

    if (reads_view(f, item, draft, end)) {
        cb_draft_frame(f, draft, item, *end);
        return true;
    }
    if (!opens_source(f, item, &count))
        return false;
    if (!front && (cb_english_classes(f, item + count) & CB_WORD_POSSESSIVE) &&
        !cb_english_is_capital(f, item + count + 1) && !has_use(row_at(f, item + count + 1), "source"))
        return false; /* grouped according to their age */
    who = source_phrase(f, item + count, front && !(item > 0 && cb_english_is_pause(f, item - 1)));
    if (cb_phrase_is_empty(who))
        return false;
    *end = who.end;
    if (cb_stretch_sign(&f->stretch, who.end) == ',' &&
        (cb_english_classes(f, who.end + 1) & CB_WORD_RELATIVE)) /* ..., who lives next door, */
        for ((*end)++; *end < cb_english_count(f) && !cb_english_is_end(f, *end) &&
                       cb_stretch_sign(&f->stretch, *end) != ',';)
            (*end)++;
    draft->speaker = cb_stretch_span(&f->stretch, who.first, who.end);
    draft->cue[draft->cue_count++] = cb_stretch_span(&f->stretch, item, item + count);
    draft->rule = "en.claim.according-to";
    cb_draft_frame(f, draft, item, *end);
    return true;
}

/* Where the clause around a source begins: behind ", and" where the source opens its own clause. */
static uint32_t claim_first(const struct cb_claim_finder *f, uint32_t item)
{
    if (item > 0 && (cb_english_classes(f, item - 1) & CB_WORD_COORDINATOR))
        return item;
    for (uint32_t n = 0; item > 0 && n < CLAIM_REACH && !cb_english_is_taken(f, item - 1) &&
                         cb_stretch_sign(&f->stretch, item - 1) != ';';
         n++)
        item--;
    return item;
}

cb_status cb_english_sources_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t i = 0; i < cb_english_count(f); i++) {
        struct cb_claim_draft draft = {
            .kind = CB_CLAIM_INDIRECT, .medium = CB_MEDIUM_SPEECH, .act = CB_ACT_SAY};
        uint32_t end, first, behind;

        if (cb_english_is_taken(f, i) || !cb_english_source_at(f, i, &draft, &end))
            continue;
        first = claim_first(f, i);
        behind = end;
        while (behind < cb_english_count(f) && !cb_english_is_taken(f, behind) &&
               cb_stretch_sign(&f->stretch, behind) != ';')
            behind++;
        cb_draft_claim(f, &draft, first, i);
        cb_draft_claim(f, &draft, end, behind);
        CB_TRY(cb_claim_add(f, &draft, err));
    }
done:
    return rc;
}

/* ---- nouns ---- */

/* A verb that can carry a clause, the bare form of "demand that it be closed" included. */
static bool is_verb(const struct cb_claim_finder *f, uint32_t item)
{
    uint8_t tag = cb_english_is_word(f, item) ? f->doc->tokens.items[cb_english_token(f, item)].tag : 0;
    uint32_t before = cb_english_classes(f, item - 1);

    if (tag == CB_TAG_VERB_INFINITIVE || tag == CB_TAG_AUX_INFINITIVE)
        return !(before & CB_WORD_AUXILIARY) && !cb_stretch_is(&f->stretch, item - 1, CB_STR("to"));
    if (tag == CB_TAG_VERB_PARTICIPLE && cb_english_is_word(f, item - 1) && !(before & CB_WORD_AUXILIARY))
        return f->doc->tokens.items[cb_english_token(f, item - 1)].tag == CB_TAG_VERB_PARTICIPLE;
    return tag == CB_TAG_VERB_FINITE || tag == CB_TAG_AUX_FINITE;
}

/* The infinitive of a promise, or the clause of a claim, that begins at `item`; false for a relative clause.
 */
static bool is_content(const struct cb_claim_finder *f, const struct cb_list_row *row, uint32_t item)
{
    enum cb_act act = CB_ACT_UNKNOWN;
    uint32_t end = item + 1, next = item + 1;

    cb_act_by_name(row->fields[CB_FRAME_ACT], &act);
    if (cb_stretch_is(&f->stretch, item, CB_STR("to")))
        return (act == CB_ACT_ANNOUNCE || act == CB_ACT_DEMAND || act == CB_ACT_WARN ||
                act == CB_ACT_PROPOSE) &&
               cb_english_is_word(f, next) &&
               f->doc->tokens.items[cb_english_token(f, next)].tag == CB_TAG_VERB_INFINITIVE;
    if (!cb_stretch_is(&f->stretch, item, CB_STR("that")) || !cb_english_is_word(f, next))
        return false;
    if (f->doc->tokens.items[cb_english_token(f, next)].tag == CB_TAG_VERB_FINITE ||
        f->doc->tokens.items[cb_english_token(f, next)].tag == CB_TAG_AUX_FINITE)
        return false; /* the claim that made headlines */
    for (; end < next + NOUN_REACH && !cb_english_is_end(f, end); end++)
        if (end > next && is_verb(f, end))
            return true;
    return false;
}

/* Is the clause a relative one: "the claim that he filed", where a verb that needs an object has none? */
static bool lacks_object(const struct cb_claim_finder *f, uint32_t that)
{
    const struct cb_token *pronoun = &f->doc->tokens.items[cb_english_token(f, that + 1)];
    uint32_t verb = that + 2;

    if (pronoun->tag != CB_TAG_PRON || !cb_english_is_word(f, verb) ||
        f->doc->tokens.items[cb_english_token(f, verb)].tag != CB_TAG_VERB_FINITE)
        return false;
    return !cb_english_is_word(f, verb + 1) ||
           (cb_english_classes(f, verb + 1) & (CB_WORD_PREPOSITION | CB_WORD_AUXILIARY));
}

/* The end of a clause in the middle of another: before the verb of the clause around it. */
static uint32_t content_end(const struct cb_claim_finder *f, uint32_t item, bool inner)
{
    uint32_t end = item + 1, verbs = 0;
    bool infinitive = cb_stretch_is(&f->stretch, item, CB_STR("to"));

    for (; !cb_english_is_end(f, end) && !cb_english_is_taken(f, end); end++) {
        bool joined = cb_english_classes(f, end - 1) &
                      (CB_WORD_COORDINATOR | CB_WORD_SUBORDINATOR | CB_WORD_RELATIVE | CB_WORD_PRONOUN);
        if (inner && !joined && is_verb(f, end) && end > item + 1 && ++verbs > (infinitive ? 0u : 1u))
            break;
    }
    return cb_stretch_trim(&f->stretch, item, end);
}

/* Whose it is: Lunt's claim, his demand; a warning from the agency; the agency issued a warning. */
static struct cb_span noun_speaker(const struct cb_claim_finder *f, uint32_t noun, uint32_t content,
                                   uint32_t *first)
{
    struct cb_english_frame frame = {.verb = 0};
    uint32_t start = noun;

    *first = noun;
    for (uint32_t i = noun; i > 0 && i + UTTER_BACK > noun && cb_english_is_word(f, i - 1); i--) {
        uint32_t classes = cb_english_classes(f, i - 1);
        if (classes & CB_WORD_POSSESSIVE)
            return *first = i - 1, cb_stretch_span(&f->stretch, i - 1, i);
        if (cb_english_is_owner(f, i - 1)) {
            for (start = i - 1; start > 0 && (cb_english_is_capital(f, start - 1) ||
                                              ((cb_english_classes(f, start - 1) & CB_WORD_DETERMINER)));)
                start--;
            return *first = start, cb_english_owner_span(f, start, i);
        }
        if (has_use(row_at(f, i - 1), "utter") && i > 1) {
            frame.verb = i - 1;
            if (cb_english_subject(f, &frame, i - 1) && !frame.as)
                return *first = frame.first, frame.speaker;
        }
    }
    if (content > noun + 2 && (cb_stretch_is(&f->stretch, noun + 1, CB_STR("from")) ||
                               cb_stretch_is(&f->stretch, noun + 1, CB_STR("by"))))
        return cb_stretch_span(&f->stretch, noun + 2, content);
    return (struct cb_span){0, 0};
}

/* The item where what the noun at `item` announces begins; CB_NONE when nothing does. */
static uint32_t content_at(const struct cb_claim_finder *f, uint32_t noun, const struct cb_list_row *row)
{
    uint32_t at = noun + 1;

    if (cb_stretch_is(&f->stretch, at, CB_STR("from")) || cb_stretch_is(&f->stretch, at, CB_STR("by"))) {
        at = cb_english_phrase(f, noun + 2, cb_english_count(f)).end;
        if (at > noun + NOUN_REACH)
            return CB_NONE;
    } else if (cb_stretch_is(&f->stretch, at, CB_STR("is")) ||
               cb_stretch_is(&f->stretch, at, CB_STR("was"))) {
        at++;
    }
    if (!is_content(f, row, at) || lacks_object(f, at))
        return CB_NONE;
    return at;
}

static cb_status add_noun(struct cb_claim_finder *f, uint32_t noun, const struct cb_list_row *row,
                          uint32_t content, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = "en.claim.reporting-noun"};
    uint32_t first;

    draft.speaker = noun_speaker(f, noun, content, &first);
    if (first == noun && first > 0 && (cb_english_classes(f, first - 1) & CB_WORD_DETERMINER))
        first--;
    cb_draft_claim(f, &draft, content, content_end(f, content, content == noun + 1 || first < 3));
    cb_draft_frame(f, &draft, first, content);
    draft.cue[draft.cue_count++] = cb_stretch_span(&f->stretch, noun, noun + 1);
    cb_medium_by_name(row->fields[CB_FRAME_MEDIUM], &draft.medium);
    cb_act_by_name(row->fields[CB_FRAME_ACT], &draft.act);
    return cb_claim_add(f, &draft, err);
}

cb_status cb_english_nouns_find(struct cb_claim_finder *f, size_t *soft, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t i = 0; i < cb_english_count(f); i++) {
        bool opens = cb_english_classes(f, i + 1) & (CB_WORD_DASS | CB_WORD_PREPOSITION | CB_WORD_BE);
        const struct cb_list_row *row = !opens || cb_english_is_taken(f, i) ? NULL : row_at(f, i);
        uint32_t content;
        bool before = f->facts->claims.count == f->stretch_claims + *soft;
        if (!has_use(row, "statement") || (content = content_at(f, i, row)) == CB_NONE)
            continue;
        CB_TRY(add_noun(f, i, row, content, err));
        if (before)
            *soft += 1;
    }
done:
    return rc;
}
