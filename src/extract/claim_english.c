/* Claims in English: quotations, and the order in which the finders look at a stretch. */
#include "extract/claim_english.h"

enum { FAR_STRETCHES = 2, FRAME_REACH = 26, BACK_REACH = 18 };

static bool takes_quote(const struct cb_english_frame *frame)
{
    return (frame->uses & (CB_USE_QUOTE | CB_USE_ADDRESSEE)) && !frame->negated;
}

/* The reporting clause that begins at `item`: "said Smith", "Smith told investors". */
static bool frame_at(const struct cb_claim_finder *f, uint32_t item, struct cb_english_frame *out)
{
    for (uint32_t i = item; i < cb_english_count(f) && i < item + FRAME_REACH; i++) {
        if (cb_english_is_quote(f, i) || cb_english_is_end(f, i))
            break;
        if (cb_english_frame_read(f, i, out) && !out->shared && !out->relative && takes_quote(out))
            return out->first == item;
    }
    return false;
}

/* The reporting clause that ends before `item`, where a quotation begins. */
static bool frame_before(const struct cb_claim_finder *f, uint32_t item, struct cb_english_frame *out)
{
    uint32_t end = item;

    while (end > 0 && f->stretch.items.items[end - 1].kind == CB_ITEM_MARK)
        end--;
    for (uint32_t i = end; i > 0 && i + BACK_REACH > end; i--) {
        if (cb_english_is_quote(f, i - 1) || cb_stretch_sign(&f->stretch, i - 1) == ';')
            break;
        if (cb_english_frame_read(f, i - 1, out) && !out->inverted && takes_quote(out))
            return out->end <= item;
    }
    return false;
}

/* ", her voice shaking, “...”": the second half may stand behind another phrase. */
static uint32_t behind_circumstance(const struct cb_claim_finder *f, uint32_t end)
{
    uint32_t more = cb_english_is_pause(f, end) ? cb_english_tail_end(f, end + 1) : end;

    if (more > end + 1 && cb_english_is_pause(f, more) && cb_english_is_quote(f, more + 1) &&
        !cb_english_has_clause(f, end + 1, more))
        return more;
    return end;
}

static cb_status add_quote(struct cb_claim_finder *f, uint32_t quote, const struct cb_english_frame *frame,
                           bool behind, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .rule = "en.claim.quotation-frame-behind"};
    uint32_t first = behind ? quote + 1 : frame->first,
             end = behind ? cb_english_tail_end(f, frame->end) : quote;
    cb_status rc = CB_OK;

    cb_draft_claim(f, &draft, quote, quote + 1);
    end = behind ? behind_circumstance(f, end) : end;
    if (behind && cb_english_is_pause(f, end) && cb_english_is_quote(f, end + 1)) {
        end++;
        cb_draft_claim(f, &draft, end, end + 1);
        draft.rule = "en.claim.quotation-frame-inside";
    }
    if (!behind)
        draft.rule = "en.claim.quotation-frame-before";
    cb_english_apply(f, frame, first, end, &draft);
    CB_TRY(cb_claim_add(f, &draft, err));
    end += cb_english_is_pause(f, end);
    if (behind && (cb_english_classes(f, end) & CB_WORD_COORDINATOR) && cb_english_is_quote(f, end + 1)) {
        draft.claim_count = 0; /* said Smith, and “...” */
        cb_draft_claim(f, &draft, end + 1, end + 2);
        CB_TRY(cb_claim_add(f, &draft, err));
    }
done:
    return rc;
}

/* ---- without a reporting clause ---- */

/* Only items [first, end) and marks: the quotation stands by itself. */
static bool stands_alone(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = 0; i < cb_english_count(f); i++)
        if ((i < first || i >= end) && f->stretch.items.items[i].kind != CB_ITEM_MARK)
            return false;
    return true;
}

static bool goes_on(const struct cb_claim_finder *f)
{
    return f->talk.claim != CB_NONE && f->stretch_number - f->talk.stretch <= FAR_STRETCHES;
}

static cb_status add_continued(struct cb_claim_finder *f, struct cb_span span, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT,
                                   .rule = "en.claim.quotation-continued",
                                   .medium = f->talk.medium,
                                   .act = CB_ACT_SAY};

    if (!goes_on(f))
        return CB_OK;
    draft.inherited = true;
    draft.speaker = f->talk.speaker;
    draft.claim[draft.claim_count++] = span;
    return cb_claim_add(f, &draft, err);
}

/* Marsh: “...” */
static cb_status add_behind_name(struct cb_claim_finder *f, uint32_t quote, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT,
                                   .rule = "en.claim.quotation-name-colon",
                                   .medium = CB_MEDIUM_SPEECH,
                                   .act = CB_ACT_SAY};
    struct cb_phrase who = cb_english_phrase(f, 0, quote - 1);

    if (cb_phrase_is_empty(who) || cb_english_apposition(f, who).end != quote - 1 ||
        !cb_english_is_capital(f, who.end - 1))
        return CB_OK;
    cb_draft_claim(f, &draft, quote, quote + 1);
    cb_draft_frame(f, &draft, 0, quote);
    draft.speaker = cb_stretch_span(&f->stretch, 0, quote - 1);
    return cb_claim_add(f, &draft, err);
}

/* “...,” according to Marsh. */
static cb_status add_with_source(struct cb_claim_finder *f, uint32_t quote, uint32_t item, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .medium = CB_MEDIUM_SPEECH, .act = CB_ACT_SAY};
    uint32_t end;

    if (quote > 0 && f->stretch.items.items[quote - 1].kind != CB_ITEM_MARK)
        return CB_OK;
    if (!cb_english_source_at(f, item, &draft, &end))
        return CB_OK;
    draft.rule = "en.claim.quotation-according";
    cb_draft_claim(f, &draft, quote, quote + 1);
    return cb_claim_add(f, &draft, err);
}

/* ---- quotations as objects ---- */

/* Between the verb and the quotation stands its object alone: called the deal “...”, spoke of “...”. */
static bool is_object_of(const struct cb_claim_finder *f, const struct cb_english_frame *frame,
                         uint32_t quote)
{
    bool label = cb_english_takes(frame, "label");

    if (frame->behind == quote)
        return !label && (frame->uses & CB_USE_QUOTE); /* a petition called “X” */
    for (uint32_t i = frame->behind; i < quote; i++)
        if (!cb_english_is_word(f, i))
            return false;
    return (frame->uses & CB_USE_CLAUSE) == 0;
}

static cb_status add_object(struct cb_claim_finder *f, uint32_t quote, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .rule = "en.claim.quotation-object"};
    struct cb_english_frame frame;

    if (cb_quotation_is_name(f, quote) || !frame_before(f, quote, &frame) ||
        cb_english_is_taken(f, frame.verb) || !is_object_of(f, &frame, quote))
        return CB_OK;
    if ((frame.uses & CB_USE_OBJECT) && !cb_english_takes(&frame, "label") && frame.behind != quote &&
        !cb_stretch_is(&f->stretch, quote - 1, CB_STR("as")) &&
        !cb_stretch_is(&f->stretch, quote - 1, CB_STR("of")))
        return CB_OK; /* criticised the “secret” talks: summed up, with the quotation inside */
    cb_draft_claim(f, &draft, quote, quote + 1);
    cb_english_apply(f, &frame, frame.first, quote, &draft);
    return cb_claim_add(f, &draft, err);
}

/* ---- one quotation ---- */

static cb_status find_quote(struct cb_claim_finder *f, uint32_t quote, struct cb_err *err)
{
    struct cb_english_frame frame;
    uint32_t next = quote + 1, before = quote > 0 ? cb_stretch_sign(&f->stretch, quote - 1) : 0;
    size_t count = f->facts->claims.count;
    cb_status rc = CB_OK;

    if (cb_english_is_taken(f, quote))
        goto done;
    if (cb_english_is_pause(f, next))
        next++;
    if ((quote == 0 || before || (cb_english_classes(f, quote - 1) & CB_WORD_COORDINATOR)) &&
        frame_at(f, next, &frame))
        return add_quote(f, quote, &frame, true, err);
    if ((before == ':' || before == ',') && frame_before(f, quote, &frame))
        return add_quote(f, quote, &frame, false, err);
    if (before == ':' && quote > 1)
        CB_TRY(add_behind_name(f, quote, err));
    else
        CB_TRY(add_with_source(f, quote, next, err));
    if (f->facts->claims.count == count && stands_alone(f, quote, quote + 1))
        CB_TRY(add_continued(f, cb_stretch_span(&f->stretch, quote, quote + 1), err));
done:
    return rc;
}

/* ---- marks that are never closed ---- */

static const struct cb_quotation *unclosed_at(const struct cb_claim_finder *f, uint32_t token)
{
    const struct cb_quotations *all = &f->doc->quotations;
    size_t low = 0, high = all->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (all->items[middle].open < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low < all->count && all->items[low].open == token && !all->items[low].closed ? &all->items[low]
                                                                                        : NULL;
}

/* Is the mark opened again in the next passage, as in a quotation over several paragraphs? */
static bool is_reopened(const struct cb_claim_finder *f, const struct cb_quotation *q)
{
    uint32_t next = q->close + 1;

    return next < f->doc->tokens.count && (f->doc->tokens.items[next].flags & CB_TOKEN_QUOTE_MARK) &&
           f->doc->sentences.items[f->doc->tokens.items[next].sentence].passage == f->stretch.passage + 1;
}

/* A quotation that goes on in the next paragraph, or is never closed: then it ends with its sentence. */
static cb_status add_unclosed(struct cb_claim_finder *f, uint32_t mark, struct cb_err *err)
{
    const struct cb_quotation *q = unclosed_at(f, cb_english_token(f, mark));
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .rule = "en.claim.quotation-unclosed"};
    struct cb_english_frame frame;
    struct cb_span span = cb_stretch_span(&f->stretch, mark, cb_english_count(f));

    if (!q || cb_english_is_taken(f, mark) || mark + 1 >= cb_english_count(f))
        return CB_OK;
    if (is_reopened(f, q))
        span.end = f->doc->tokens.items[q->close].span.end;
    if (mark == 0)
        return add_continued(f, span, err);
    if ((cb_stretch_sign(&f->stretch, mark - 1) != ':' && cb_stretch_sign(&f->stretch, mark - 1) != ',') ||
        !frame_before(f, mark, &frame))
        return CB_OK;
    draft.claim[draft.claim_count++] = span;
    cb_english_apply(f, &frame, frame.first, mark, &draft);
    return cb_claim_add(f, &draft, err);
}

cb_status cb_english_quotes_find(struct cb_claim_finder *f, bool objects, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t i = 0; i < cb_english_count(f); i++) {
        if (!objects && f->stretch.items.items[i].kind == CB_ITEM_MARK &&
            (cb_stretch_flags(&f->stretch, i) & CB_TOKEN_QUOTE_MARK))
            CB_TRY(add_unclosed(f, i, err));
        if (!cb_english_is_quote(f, i) || cb_english_is_taken(f, i))
            continue;
        CB_TRY(objects ? add_object(f, i, err) : find_quote(f, i, err));
    }
done:
    return rc;
}

/* ---- one stretch ---- */

cb_status cb_english_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t soft = 0;

    if (cb_english_is_taken(f, 0) && cb_english_is_taken(f, cb_english_count(f) - 1))
        goto done; /* inside a quotation that runs on */
    CB_TRY(cb_english_quotes_find(f, false, err));
    CB_TRY(cb_english_said_find(f, &soft, err));
    CB_TRY(cb_english_sources_find(f, err));
    CB_TRY(cb_english_nouns_find(f, &soft, err));
    CB_TRY(cb_english_quotes_find(f, true, err));
    if (f->facts->claims.count == f->stretch_claims + soft)
        CB_TRY(cb_english_sums_find(f, err));
    if (f->facts->claims.count == f->stretch_claims)
        CB_TRY(cb_english_free_find(f, err));
    CB_TRY(cb_nested_find(f, err));
    if (f->facts->claims.count == f->stretch_claims)
        CB_TRY(cb_english_stated_find(f, err));
done:
    return rc;
}
