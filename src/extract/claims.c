/* Runs the claim finders over one article, stretch by stretch. */
#include "extract/claims.h"

#include "extract/extract.h"

/* ---- drafts ---- */

static void add_span(struct cb_span *spans, size_t *count, struct cb_span span)
{
    if (!cb_span_is_empty(span) && *count < CB_DRAFT_PARTS)
        spans[(*count)++] = span;
}

void cb_draft_claim(const struct cb_claim_finder *f, struct cb_claim_draft *draft, uint32_t first,
                    uint32_t end)
{
    const struct cb_stretch *stretch = &f->stretch;

    end = cb_stretch_trim(stretch, first, end);
    while (first < end && stretch->items.items[first].kind == CB_ITEM_MARK)
        first++;
    add_span(draft->claim, &draft->claim_count, cb_stretch_span(stretch, first, end));
}

void cb_draft_frame(const struct cb_claim_finder *f, struct cb_claim_draft *draft, uint32_t first,
                    uint32_t end)
{
    add_span(draft->frame, &draft->frame_count, cb_stretch_span(&f->stretch, first, end));
}

void cb_draft_cue(const struct cb_claim_finder *f, struct cb_claim_draft *draft,
                  const struct cb_predicate *predicate)
{
    for (uint32_t i = 0; i < predicate->cue_count; i++) {
        struct cb_span span = cb_stretch_span(&f->stretch, predicate->cue[i], predicate->cue[i] + 1);
        struct cb_span *last = draft->cue_count ? &draft->cue[draft->cue_count - 1] : NULL;
        if (last && i > 0 && predicate->cue[i] == predicate->cue[i - 1] + 1)
            last->end = span.end; /* side by side: one span */
        else
            add_span(draft->cue, &draft->cue_count, span);
    }
}

/* ---- what is taken ---- */

static void take(struct cb_claim_finder *f, struct cb_span span, uint8_t what)
{
    uint32_t token = cb_document_token_at(f->doc, span.start);

    for (; token < f->doc->tokens.count && f->doc->tokens.items[token].span.start < span.end; token++)
        f->taken[token] |= what;
}

/* ---- adding a claim ---- */

static cb_status push_span(struct cb_claim_finder *f, enum cb_role role, struct cb_span span,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_claim_span *row;

    if (cb_span_is_empty(span))
        goto done;
    row = CB_PUSH(f->doc->arena, &f->facts->claim_spans);
    CB_TRY_NEW(row);
    *row = (struct cb_claim_span){(uint32_t)(f->facts->claims.count - 1), role, span};
done:
    return rc;
}

static cb_status push_spans(struct cb_claim_finder *f, const struct cb_claim_draft *draft, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < draft->claim_count; i++)
        CB_TRY(push_span(f, CB_ROLE_CLAIM, draft->claim[i], err));
    CB_TRY(push_span(f, CB_ROLE_SPEAKER, draft->speaker, err));
    for (size_t i = 0; i < draft->cue_count; i++)
        CB_TRY(push_span(f, CB_ROLE_CUE, draft->cue[i], err));
    for (size_t i = 0; i < draft->frame_count; i++)
        CB_TRY(push_span(f, CB_ROLE_FRAME, draft->frame[i], err));
    CB_TRY(push_span(f, CB_ROLE_ADDRESSEE, draft->addressee, err));
done:
    return rc;
}

static void find_source(const struct cb_claim_finder *f, const struct cb_claim_draft *draft,
                        struct cb_claim *claim)
{
    claim->cited_source = CB_NONE;
    for (size_t i = 0; i < draft->frame_count && claim->cited_source == CB_NONE; i++)
        claim->cited_source = cb_cited_in(f, draft->frame[i]);
    if (claim->cited_source == CB_NONE)
        claim->cited_source = cb_cited_in(f, draft->speaker);
    if (claim->cited_source == CB_NONE)
        claim->cited_source = cb_cited_in(f, draft->addressee);
    if (claim->cited_source == CB_NONE && draft->inherited && f->talk.entity == CB_NONE)
        claim->cited_source = f->talk.source;
}

/* An outlet or a report is what the article has the claim through, never who makes it. */
static bool is_source_only(const struct cb_claim_finder *f, const struct cb_claim_draft *draft)
{
    return cb_cited_in(f, draft->speaker) != CB_NONE;
}

static void find_speaker(struct cb_claim_finder *f, const struct cb_claim_draft *draft,
                         struct cb_claim *claim)
{
    claim->speaker = CB_NONE;
    claim->no_speaker = CB_SPEAKER_KNOWN;
    if (draft->inherited) {
        claim->speaker = f->talk.entity;
        claim->no_speaker = f->talk.reason;
        return;
    }
    if (cb_span_is_empty(draft->speaker)) {
        claim->no_speaker = draft->kind == CB_CLAIM_STATED ? CB_SPEAKER_OWN_VOICE
                            : draft->passive               ? CB_SPEAKER_PASSIVE
                                                           : CB_SPEAKER_NOT_FOUND;
        return;
    }
    if (!is_source_only(f, draft))
        claim->speaker = cb_speaker_entity(f, cb_span_is_empty(draft->meant) ? draft->speaker : draft->meant);
    if (claim->speaker == CB_NONE)
        claim->no_speaker = CB_SPEAKER_NOT_NAMED;
}

static void remember(struct cb_claim_finder *f, const struct cb_claim_draft *draft,
                     const struct cb_claim *claim)
{
    enum cb_passage_kind kind = f->doc->passages.items[f->stretch.passage].kind;
    uint32_t end = draft->claim[draft->claim_count - 1].end;

    for (size_t i = 0; i < draft->frame_count; i++)
        if (draft->frame[i].end > end)
            end = draft->frame[i].end;
    if (draft->kind == CB_CLAIM_STATED || kind == CB_PASSAGE_HEADLINE || kind == CB_PASSAGE_SUBHEADING)
        return; /* the article goes on where it was before the heading */
    if (f->talk.claim != CB_NONE && f->talk.stretch == f->stretch_number && f->talk.end > end)
        return; /* found later, but said earlier */
    f->talk.end = end;
    if (!draft->inherited) {
        f->talk.speaker = draft->speaker;
        f->talk.entity = claim->speaker;
        f->talk.reason = claim->no_speaker;
        f->talk.source = claim->cited_source;
        f->talk.medium = claim->medium;
    }
    f->talk.stretch = f->stretch_number;
    f->talk.claim = (uint32_t)(f->facts->claims.count - 1);
    f->talk.direct = draft->kind == CB_CLAIM_DIRECT;
}

/* in einem Brief, auf der Internetseite, im Interview: where the frame says how the words came, that says
 * more than its verb. A word of speech wins: they were spoken, whatever was written of it. */
static enum cb_medium medium_in(const struct cb_claim_finder *f, struct cb_span span)
{
    enum cb_medium medium = CB_MEDIUM_UNKNOWN, found;
    uint32_t token = cb_document_token_at(f->doc, span.start);

    for (; token < f->doc->tokens.count && f->doc->tokens.items[token].span.start < span.end; token++) {
        const struct cb_list_row *row;
        if (!(f->doc->tokens.items[token].flags & CB_TOKEN_CAPITAL))
            continue;
        row = cb_token_row(&f->doc->tokens.items[token], CB_LIST_FRAMES);
        if (!row || !cb_field_has(row->fields[CB_FRAME_USE], CB_STR("channel")) ||
            !cb_medium_by_name(row->fields[CB_FRAME_MEDIUM], &found))
            continue;
        if (found == CB_MEDIUM_SPEECH)
            return found;
        medium = found;
    }
    return medium;
}

static enum cb_medium medium_of(const struct cb_claim_finder *f, const struct cb_claim_draft *draft)
{
    uint32_t source = cb_cited_in(f, draft->speaker);
    enum cb_medium medium = medium_in(f, draft->speaker);

    for (size_t i = 0; i < draft->frame_count && medium == CB_MEDIUM_UNKNOWN; i++)
        medium = medium_in(f, draft->frame[i]);
    if (medium != CB_MEDIUM_UNKNOWN)
        return medium;
    if (source != CB_NONE && draft->medium == CB_MEDIUM_SPEECH && !draft->inherited &&
        f->facts->sources.items[source].kind == CB_SOURCE_REPORT)
        return CB_MEDIUM_WRITING;
    return draft->medium;
}

cb_status cb_claim_add(struct cb_claim_finder *f, const struct cb_claim_draft *draft, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_claim *claim;

    if (draft->claim_count == 0)
        goto done;
    claim = CB_PUSH(f->doc->arena, &f->facts->claims);
    CB_TRY_NEW(claim);
    claim->span = (struct cb_span){draft->claim[0].start, draft->claim[draft->claim_count - 1].end};
    claim->kind = draft->kind;
    claim->medium = medium_of(f, draft);
    claim->act = draft->act;
    claim->rule = draft->rule;
    find_source(f, draft, claim);
    find_speaker(f, draft, claim);
    remember(f, draft, claim);
    for (size_t i = 0; i < draft->claim_count; i++)
        take(f, draft->claim[i], CB_TAKEN_CLAIM);
    for (size_t i = 0; i < draft->frame_count; i++)
        take(f, draft->frame[i], CB_TAKEN_FRAME);
    CB_TRY(push_spans(f, draft, err));
done:
    return rc;
}

/* ---- the run ---- */

/* The last person named in the stretch: whom a pronoun in the next one may mean. */
static void remember_person(struct cb_claim_finder *f)
{
    struct cb_span stretch = cb_tokens_span(f->doc, f->stretch.first, f->stretch.last);

    while (f->mention < f->facts->mentions.count &&
           f->facts->mentions.items[f->mention].span.start < stretch.end) {
        const struct cb_mention *m = &f->facts->mentions.items[f->mention++];
        if (m->entity != CB_NONE && f->facts->entities.items[m->entity].kind == CB_ENTITY_PERSON)
            f->last_person = m->entity;
    }
}

static cb_status find_in_stretch(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    enum cb_passage_kind kind = f->doc->passages.items[f->stretch.passage].kind;

    f->stretch_claims = f->facts->claims.count;
    if (kind == CB_PASSAGE_BOILERPLATE || kind == CB_PASSAGE_REFERENCES)
        goto done;
    if (f->language == CB_ENGLISH) {
        CB_TRY(cb_english_find(f, err));
    } else {
        CB_TRY(cb_direct_find(f, err));
        CB_TRY(cb_indirect_find(f, err));
        CB_TRY(cb_noun_quote_find(f, err));
        CB_TRY(cb_noun_find(f, err));
        CB_TRY(cb_object_find(f, err));
        CB_TRY(cb_prepositional_find(f, err));
        CB_TRY(cb_nested_find(f, err));
        CB_TRY(cb_free_find(f, err));
        CB_TRY(cb_reported_find(f, err));
        CB_TRY(cb_quoted_words_find(f, err));
    }
    CB_TRY(cb_stated_find(f, err));
    remember_person(f);
    f->last_stretch = (struct cb_span){0, 0};
    if (kind == CB_PASSAGE_BODY &&
        (f->facts->claims.count == f->stretch_claims ||
         f->facts->claims.items[f->facts->claims.count - 1].kind == CB_CLAIM_STATED))
        f->last_stretch = cb_stretch_span(&f->stretch, 0,
                                          cb_stretch_trim(&f->stretch, 0, (uint32_t)f->stretch.items.count));
done:
    return rc;
}

cb_status cb_claims_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                         struct cb_facts *facts, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_word *words = NULL;
    struct cb_claim_finder f = {.doc = doc,
                                .reporting = cb_lexicon_list(lexicon, CB_LIST_REPORTING_VERBS),
                                .frames = cb_lexicon_list(lexicon, CB_LIST_FRAMES),
                                .first_names = cb_lexicon_list(lexicon, CB_LIST_FIRST_NAMES),
                                .titles = cb_lexicon_list(lexicon, CB_LIST_TITLES),
                                .facts = facts,
                                .free_claim = CB_NONE,
                                .last_person = CB_NONE,
                                .language = doc->language};

    CB_TRY(cb_words_classify(doc, lexicon, &words, err));
    f.words = words;
    f.stretch = (struct cb_stretch){.doc = doc, .words = words};
    f.talk = (struct cb_talk){
        .entity = CB_NONE, .source = CB_NONE, .claim = CB_NONE, .reason = CB_SPEAKER_NOT_FOUND};
    f.taken = CB_NEW_ARRAY(doc->arena, uint8_t, doc->tokens.count + 1);
    CB_TRY_NEW(f.taken);
    for (uint32_t sentence = 0; sentence < doc->sentences.count; f.stretch_number++) {
        CB_TRY(cb_stretch_read(&f.stretch, sentence, &sentence, err));
        CB_TRY(find_in_stretch(&f, err));
    }
    CB_TRY(cb_claims_link(&f, err));
done:
    return rc;
}
