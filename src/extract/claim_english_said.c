/* English reported speech: how far what is said reaches, and the frame before, inside or behind it. */
#include "extract/claim_english.h"

/* A list of names may go on for pages: how far a clause, and what is said, can reach. */
enum { CLAUSE_REACH = 100, SAID_REACH = 600 };
enum { TAIL_ITEMS = 14, THAT_REACH = 12, LOOK_AHEAD = 12 };

/* ---- where a clause is ---- */

static bool has_finite_tag(const struct cb_claim_finder *f, uint32_t item)
{
    uint8_t tag = cb_english_is_word(f, item) ? f->doc->tokens.items[cb_english_token(f, item)].tag : 0;

    return tag == CB_TAG_VERB_FINITE || tag == CB_TAG_AUX_FINITE;
}

static bool is_finite(const struct cb_claim_finder *f, uint32_t item, uint32_t first)
{
    const struct cb_token *token;
    const struct cb_clause *clause;
    uint32_t before;

    if (!has_finite_tag(f, item))
        return false;
    token = &f->doc->tokens.items[cb_english_token(f, item)];
    before = item > first ? cb_english_classes(f, item - 1) : 0;
    if (before & CB_WORD_COORDINATOR)
        return false; /* said goodbye and left */
    clause = token->clause == CB_NONE ? NULL : &f->doc->clauses.items[token->clause];
    if (!clause || clause->kind != CB_CLAUSE_RELATIVE)
        return true;
    return clause->opener == CB_NONE && clause->subject_first == cb_english_token(f, first);
}

bool cb_english_has_clause(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end && i < cb_english_count(f) && i < first + CLAUSE_REACH; i++) {
        if (is_finite(f, i, first) && i > first)
            return true;
        if (i > first && (cb_english_classes(f, i) & CB_WORD_COORDINATOR) && has_finite_tag(f, i + 1))
            return false; /* denied any wrongdoing and said it would appeal */
    }
    return false;
}

/* at least 14 people, more than half: a number of something, where a clause may begin. */
static bool is_quantity(const struct cb_claim_finder *f, uint32_t item)
{
    static const struct cb_str OPENERS[] = {
        CB_STR_INIT("at"),     CB_STR_INIT("about"), CB_STR_INIT("around"),  CB_STR_INIT("over"),
        CB_STR_INIT("under"),  CB_STR_INIT("up"),    CB_STR_INIT("between"), CB_STR_INIT("almost"),
        CB_STR_INIT("nearly"), CB_STR_INIT("more"),  CB_STR_INIT("roughly"), CB_STR_INIT("only"),
        CB_STR_INIT("just")};

    for (size_t i = 0; i < sizeof OPENERS / sizeof *OPENERS; i++)
        for (uint32_t n = 1; n <= 2 && cb_stretch_is(&f->stretch, item, OPENERS[i]); n++)
            if (cb_english_is_word(f, item + n) &&
                f->doc->tokens.items[cb_english_token(f, item + n)].tag == CB_TAG_NUM)
                return true;
    return false;
}

/* Can a clause without "that" begin here? It begins with its subject. */
static bool starts_clause(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t classes, end = item;

    if (cb_english_is_quote(f, item))
        return cb_english_has_clause(f, item, cb_english_count(f));
    if (!cb_english_is_word(f, item))
        return false;
    classes = cb_english_classes(f, item);
    if ((classes & (CB_WORD_PARTICLE | CB_WORD_PREPOSITION | CB_WORD_TIME | CB_WORD_ADVERB |
                    CB_WORD_COORDINATOR | CB_WORD_REFLEXIVE | CB_WORD_AUXILIARY)) &&
        !(classes & (CB_WORD_DETERMINER | CB_WORD_PRONOUN)) &&
        !cb_stretch_is(&f->stretch, item, CB_STR("there")) &&
        !cb_stretch_is(&f->stretch, item, CB_STR("only")) && !is_quantity(f, item))
        return false;
    if ((classes & CB_WORD_OBJECTIVE) && !(classes & (CB_WORD_POSSESSIVE | CB_WORD_PRONOUN)))
        return false;
    while (end < item + CLAUSE_REACH && !cb_english_is_end(f, end))
        end++;
    return cb_english_has_clause(f, item, end);
}

/* ---- adverbials ---- */

static bool is_noun_word(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t classes = cb_english_classes(f, item);
    uint8_t tag;

    if (!cb_english_is_word(f, item) || (classes & ~(uint32_t)CB_WORD_TIME))
        return cb_english_is_word(f, item) && cb_english_is_owner(f, item);
    tag = f->doc->tokens.items[cb_english_token(f, item)].tag;
    return tag != CB_TAG_VERB_FINITE && tag != CB_TAG_AUX_FINITE && tag != CB_TAG_PRON;
}

/* Behind the preposition at `item` and its noun phrase. */
static uint32_t behind_prepositional(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t at = item + 1;

    if (cb_english_classes(f, at) & (CB_WORD_DETERMINER | CB_WORD_POSSESSIVE))
        at++;
    while (is_noun_word(f, at)) {
        bool time = (cb_english_classes(f, at) & CB_WORD_TIME) != 0;
        at++;
        if (time && !(cb_english_classes(f, at) & CB_WORD_TIME))
            break;
        if (f->doc->tokens.items[cb_english_token(f, at - 1)].tag == CB_TAG_NOUN && is_noun_word(f, at) &&
            f->doc->tokens.items[cb_english_token(f, at)].tag != CB_TAG_NOUN)
            break; /* in a statement | officers */
    }
    if (cb_stretch_is(&f->stretch, at, CB_STR("of")))
        return behind_prepositional(f, at);
    return at;
}

uint32_t cb_english_behind_adverbial(const struct cb_claim_finder *f, uint32_t item)
{
    enum { PARTS = 4 };

    for (int n = 0; n < PARTS && cb_english_is_word(f, item); n++) {
        uint32_t classes = cb_english_classes(f, item), next = item;
        if (classes & (CB_WORD_QUESTION | CB_WORD_DETERMINER | CB_WORD_PRONOUN))
            break;
        if (is_quantity(f, item) || cb_stretch_is(&f->stretch, item, CB_STR("there")) ||
            cb_stretch_is(&f->stretch, item, CB_STR("to")))
            break;
        if (classes & CB_WORD_PREPOSITION)
            next = behind_prepositional(f, item);
        else if ((classes & (CB_WORD_ADVERB | CB_WORD_TIME)) && !(classes & CB_WORD_SUBORDINATOR))
            next = item + 1;
        if (next == item)
            break;
        item = next;
    }
    return item;
}

/* The "that" behind `item`, or the "to" of an infinitive where the verb takes one, past its object. */
static uint32_t linking_word(const struct cb_claim_finder *f, uint32_t item,
                             const struct cb_english_frame *frame)
{
    for (uint32_t i = item; i < cb_english_count(f) && i < item + THAT_REACH; i++) {
        bool negated = cb_stretch_is(&f->stretch, i, CB_STR("not"));
        if (!cb_english_is_word(f, i))
            break;
        if (cb_stretch_is(&f->stretch, i, CB_STR("that")) && (frame->uses & CB_USE_DASS) &&
            (i == item || (cb_english_classes(f, item) &
                           (CB_WORD_PREPOSITION | CB_WORD_TIME | CB_WORD_ADVERB | CB_WORD_DETERMINER))))
            return i;
        if ((frame->uses & CB_USE_INFINITIVE) && cb_stretch_is(&f->stretch, i + negated, CB_STR("to")) &&
            (i == item || (frame->uses & CB_USE_ADDRESSEE) ||
             (cb_english_classes(f, item) & (CB_WORD_PREPOSITION | CB_WORD_TIME | CB_WORD_ADVERB))))
            return i;
        if (f->doc->tokens.items[cb_english_token(f, i)].tag == CB_TAG_AUX_FINITE)
            break;
    }
    return item;
}

/* refused to comment, asked not to be named: says nothing. */
static bool is_silence(const struct cb_claim_finder *f, const struct cb_english_frame *frame, uint32_t to)
{
    static const struct cb_str NAMED[] = {CB_STR_INIT("named"), CB_STR_INIT("identified"),
                                          CB_STR_INIT("quoted")};

    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++)
        if (cb_stretch_is(&f->stretch, to + 2, NAMED[i]))
            return true;
    return cb_english_act(frame) == CB_ACT_REJECT && cb_english_is_word(f, to + 1) &&
           cb_stretch_row(&f->stretch, to + 1, CB_LIST_REPORTING_VERBS) != NULL;
}

static bool is_question_word(const struct cb_claim_finder *f, uint32_t item)
{
    return (cb_english_classes(f, item) & CB_WORD_QUESTION) != 0;
}

/* called for the board to resign: the infinitive has its own subject. */
static bool is_for_to(const struct cb_claim_finder *f, const struct cb_english_frame *frame)
{
    uint32_t at = frame->behind;

    if (!(frame->uses & CB_USE_INFINITIVE) || (frame->uses & CB_USE_ADDRESSEE) ||
        !cb_stretch_is(&f->stretch, at - 1, CB_STR("for")))
        return false;
    for (uint32_t i = at; i < at + THAT_REACH && cb_english_is_word(f, i); i++)
        if (i > at && cb_stretch_is(&f->stretch, i, CB_STR("to")))
            return true;
    return false;
}

const char *cb_english_complement(const struct cb_claim_finder *f, const struct cb_english_frame *frame,
                                  uint32_t *at)
{
    uint32_t item = linking_word(f, frame->complement, frame), behind;
    bool negated = cb_stretch_is(&f->stretch, item, CB_STR("not"));

    if (frame->passive && (frame->uses & CB_USE_ADDRESSEE) == 0 &&
        cb_stretch_is(&f->stretch, item, CB_STR("to")))
        return NULL; /* is said to */
    *at = item;
    if (cb_stretch_is(&f->stretch, item, CB_STR("that")) && (frame->uses & CB_USE_DASS) &&
        !cb_english_is_end(f, item + 1))
        return "en.claim.reporting-verb-that";
    if ((frame->uses & CB_USE_INFINITIVE) && cb_stretch_is(&f->stretch, item + negated, CB_STR("to")))
        return is_silence(f, frame, item + negated) ? NULL : "en.claim.reporting-verb-infinitive";
    if (is_for_to(f, frame)) {
        *at = frame->behind;
        return "en.claim.reporting-verb-infinitive";
    }
    behind = cb_english_behind_adverbial(f, frame->complement);
    for (uint32_t i = 0; i < 2; i++, *at = frame->complement) {
        item = i == 0 ? behind : frame->complement;
        *at = item;
        if (is_question_word(f, item) && (frame->uses & CB_USE_QUESTION))
            return "en.claim.reporting-verb-question";
        if ((frame->uses & CB_USE_CLAUSE) && starts_clause(f, item) &&
            !(is_question_word(f, item) && !(cb_english_classes(f, item) & CB_WORD_SUBORDINATOR)))
            return "en.claim.reporting-verb-clause";
        if (behind == frame->complement)
            break;
    }
    if ((frame->uses & (CB_USE_CLAUSE | CB_USE_DASS)) && cb_stretch_sign(&f->stretch, behind) == ':' &&
        cb_english_has_clause(f, behind + 1, cb_english_count(f))) {
        *at = behind + 1;
        return "en.claim.reporting-verb-colon";
    }
    return NULL;
}

/* ---- the end of what is said ---- */

/* Does another reporting clause begin at `item`: adding that, warned that, Lunt claimed it ...? */
static bool goes_on(const struct cb_claim_finder *f, uint32_t item)
{
    struct cb_english_frame frame;
    uint32_t at;

    for (uint32_t i = item; i < item + LOOK_AHEAD && cb_english_is_word(f, i); i++) {
        if (cb_stretch_row(&f->stretch, i, CB_LIST_REPORTING_VERBS) == NULL)
            continue;
        if (!cb_english_frame_read(f, i, &frame) || frame.as || frame.relative)
            continue;
        if (frame.first == item || (frame.shared && frame.first <= item))
            return (cb_english_complement(f, &frame, &at) != NULL ||
                    cb_english_is_quote(f, frame.end + (cb_stretch_sign(&f->stretch, frame.end) != 0)));
    }
    return false;
}

static bool is_according(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_stretch_is(&f->stretch, item, CB_STR("according")) &&
           cb_stretch_is(&f->stretch, item + 1, CB_STR("to"));
}

uint32_t cb_english_said_end(const struct cb_claim_finder *f, uint32_t first)
{
    uint32_t end = first + SAID_REACH < cb_english_count(f) ? first + SAID_REACH : cb_english_count(f);

    for (uint32_t i = first; i < end; i++) {
        bool comma = cb_english_is_pause(f, i);
        uint32_t next = i + comma, classes = cb_english_classes(f, next);
        if (cb_english_is_taken(f, i) || cb_stretch_sign(&f->stretch, i) == ';')
            return cb_stretch_trim(&f->stretch, first, i);
        if (comma && is_according(f, next))
            return i;
        if (i > first && (classes & (CB_WORD_COORDINATOR | CB_WORD_SUBORDINATOR)) && goes_on(f, next + 1))
            return i;
        if (comma && goes_on(f, next))
            return i;
    }
    return cb_stretch_trim(&f->stretch, first, end);
}

/* ---- frames ---- */

/* ", who said it was safe, left": what is said in a relative clause ends with it. */
static uint32_t relative_end(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (cb_stretch_sign(&f->stretch, i) == ',')
            return i;
    return end;
}

static cb_status add_frame_before(struct cb_claim_finder *f, const struct cb_english_frame *frame,
                                  struct cb_err *err)
{
    uint32_t at = frame->complement, end;
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = cb_english_complement(f, frame, &at)};

    if (!draft.rule || frame->inverted || frame->negated || frame->modal || frame->as)
        return CB_OK;
    end = cb_english_said_end(f, at);
    if (frame->relative)
        end = relative_end(f, at, end);
    cb_draft_claim(f, &draft, at, end);
    cb_english_apply(f, frame, frame->first, at, &draft);
    return cb_claim_add(f, &draft, err);
}

uint32_t cb_english_tail_end(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t end = item;

    while (end < item + TAIL_ITEMS && cb_english_is_word(f, end))
        end++;
    return end;
}

/* Where what stands before a frame begins: behind what is taken, or another sentence's semicolon. */
static uint32_t before_first(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t first = item > SAID_REACH ? item - SAID_REACH : 0;

    while (item > first && !cb_english_is_taken(f, item - 1) && cb_stretch_sign(&f->stretch, item - 1) != ';')
        item--;
    return item;
}

/* "As the mayor said, the bridge is too narrow." */
static cb_status add_as_front(struct cb_claim_finder *f, const struct cb_english_frame *frame, uint32_t end,
                              struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = "en.claim.frame-as"};

    cb_draft_claim(f, &draft, end + 1, cb_english_said_end(f, end + 1));
    cb_english_apply(f, frame, frame->first, end + 1, &draft);
    return cb_claim_add(f, &draft, err);
}

/* "The line will close, the company said on Monday." */
static cb_status add_frame_behind(struct cb_claim_finder *f, const struct cb_english_frame *frame,
                                  struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = "en.claim.frame-behind"};
    uint32_t end = cb_english_tail_end(f, frame->end), first = frame->first, start, more;
    bool goes = !cb_english_is_end(f, end) && cb_english_is_pause(f, end);

    if (frame->shared || frame->relative || frame->negated || frame->modal ||
        !(frame->uses & (CB_USE_CLAUSE | CB_USE_QUOTE)) || (!frame->as && !(frame->uses & CB_USE_CLAUSE)) ||
        !(cb_english_is_end(f, end) || goes))
        return CB_OK;
    if (frame->as && first == 0 && goes && cb_english_has_clause(f, end + 1, cb_english_count(f))) {
        return add_as_front(f, frame, end, err);
    }
    if (first < 3 || !cb_english_is_pause(f, first - 1) || cb_english_is_quote(f, first - 2) ||
        cb_english_is_taken(f, first - 1))
        return CB_OK;
    start = before_first(f, first - 1);
    more = goes ? cb_english_said_end(f, end + 1) : end;
    if (!cb_english_has_clause(f, start, first - 1)) {
        if (!goes || !cb_english_has_clause(f, end, more))
            return CB_OK;
    }
    if (goes && cb_str_ends(cb_stretch_lower(&f->stretch, end + 1), CB_STR("ing")))
        goes = false;
    cb_draft_claim(f, &draft, start, first - 1);
    if (goes) {
        end++;
        cb_draft_claim(f, &draft, end, more);
        draft.rule = "en.claim.frame-inside";
    }
    cb_english_apply(f, frame, first - 1, end, &draft);
    return cb_claim_add(f, &draft, err);
}

/* Frames behind what is said first: what they hold may have a frame of its own inside. */
static cb_status find_behind(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t i = 0; i < cb_english_count(f); i++) {
        struct cb_english_frame frame;
        uint32_t at;
        if (!cb_english_is_taken(f, i) && cb_english_frame_read(f, i, &frame) &&
            cb_english_complement(f, &frame, &at) == NULL)
            CB_TRY(add_frame_behind(f, &frame, err));
    }
done:
    return rc;
}

cb_status cb_english_said_find(struct cb_claim_finder *f, size_t *soft, struct cb_err *err)
{
    cb_status rc = CB_OK;

    CB_TRY(find_behind(f, err));
    for (uint32_t i = 0; i < cb_english_count(f); i++) {
        struct cb_english_frame frame;
        size_t count = f->facts->claims.count;
        if (cb_english_is_taken(f, i) || !cb_english_frame_read(f, i, &frame))
            continue;
        CB_TRY(add_frame_before(f, &frame, err));
        if (frame.shared && f->facts->claims.count > count && count == f->stretch_claims + *soft)
            *soft += 1;
    }
done:
    return rc;
}
