/* Whose figure it is, where that is plain: the organization or product that is the subject of its clause, the
 * one named last before it in its clause, or right behind what is measured ("der Umsatz von Nvidia"); for a
 * thing that somebody must own ("Der Umsatz stieg") the organization that the article is about. Who is only
 * named as the source ("nach Angaben der Polizei") owns nothing. */
#include "extract/figures.h"
#include "lexicon/tag.h"

/* Bytes that a clause may reach back from a figure; words between a source's name and the word that says so.
 */
enum { CLAUSE_BYTES = 240, ATTRIBUTION_TOKENS = 5 };

static enum cb_entity_kind kind_of(const struct cb_figure_scan *scan, const struct cb_mention *mention)
{
    return mention->entity < scan->facts->entities.count ? scan->facts->entities.items[mention->entity].kind
                                                         : mention->entity_kind;
}

static bool token_is(const struct cb_figure_scan *scan, uint32_t token, const char *use)
{
    return token < scan->doc->tokens.count &&
           cb_row_is(cb_list_find(scan->figure_words, scan->doc->tokens.items[token].lower), use);
}

/* "nach Angaben der Polizei", "laut Siemens", "eine Studie der Universität", "dem Amt zufolge". */
static bool is_source(const struct cb_figure_scan *scan, const struct cb_mention *mention)
{
    uint32_t at = cb_document_token_at(scan->doc, mention->span.start),
             behind = cb_document_token_at(scan->doc, mention->span.end);

    if (at >= scan->doc->tokens.count || token_is(scan, behind, "source-behind"))
        return true;
    for (uint32_t i = at; i-- > 0 && at - i <= ATTRIBUTION_TOKENS;) {
        const struct cb_token *token = &scan->doc->tokens.items[i];
        if (token->sentence != scan->doc->tokens.items[at].sentence || token->kind == CB_TOKEN_PUNCTUATION ||
            token->tag == CB_TAG_VERB_FINITE || token->tag == CB_TAG_AUX_FINITE)
            break;
        if (token_is(scan, i, "source"))
            return true;
    }
    return false;
}

/* An organization; a person only as in "Huangs Vermögen": who is named in the clause rather speaks than owns.
 */
static bool is_owner(const struct cb_figure_scan *scan, const struct cb_mention *mention, struct cb_span what)
{
    enum cb_entity_kind kind;

    if (mention->entity == CB_NONE)
        return false;
    kind = kind_of(scan, mention);
    if (kind == CB_ENTITY_ORGANIZATION)
        return !is_source(scan, mention);
    return kind == CB_ENTITY_PERSON && !cb_span_is_empty(what) && mention->span.end + 1 == what.start;
}

/* ---- the subject ---- */

/* The first organization or product in the subject of the figure's clause, where the subject is not what is
 * measured itself. */
static uint32_t subject_of(const struct cb_figure_scan *scan, const struct cb_figure *figure)
{
    const struct cb_document *doc = scan->doc;
    const struct cb_mentions *mentions = &scan->facts->mentions;
    uint32_t token = cb_document_token_at(doc, figure->span.start);
    const struct cb_clause *clause;
    struct cb_span subject;

    if (token >= doc->tokens.count || doc->tokens.items[token].clause >= doc->clauses.count)
        return CB_NONE;
    clause = &doc->clauses.items[doc->tokens.items[token].clause];
    if (clause->subject_first == CB_NONE || clause->subject_last == CB_NONE ||
        clause->subject_first > clause->subject_last)
        return CB_NONE;
    subject = cb_tokens_span(doc, clause->subject_first, clause->subject_last);
    if (cb_span_overlaps(subject, figure->span))
        return CB_NONE; /* "212 Passagiere waren an Bord" */
    for (size_t i = scan->mention; i < mentions->count && mentions->items[i].span.start < subject.end; i++) {
        const struct cb_mention *mention = &mentions->items[i];
        enum cb_entity_kind kind = kind_of(scan, mention);
        if (mention->span.start < subject.start || mention->entity == CB_NONE)
            continue;
        if (kind == CB_ENTITY_ORGANIZATION || kind == CB_ENTITY_PRODUCT)
            return mention->entity;
        break;
    }
    return CB_NONE;
}

/* ---- what the article is about ---- */

/* Counts the mentions before the sentence in hand. false when there is no memory. */
static bool count_mentions(struct cb_figure_scan *scan, uint32_t start)
{
    const struct cb_mentions *mentions = &scan->facts->mentions;

    if (!scan->mentioned && scan->facts->entities.count > 0) {
        scan->mentioned = CB_NEW_ARRAY(scan->arena, uint32_t, scan->facts->entities.count);
        if (!scan->mentioned)
            return false;
    }
    for (; scan->mention < mentions->count && mentions->items[scan->mention].span.end <= start;
         scan->mention++) {
        const struct cb_mention *mention = &mentions->items[scan->mention];
        uint32_t count;
        if (mention->entity >= scan->facts->entities.count ||
            kind_of(scan, mention) != CB_ENTITY_ORGANIZATION || is_source(scan, mention))
            continue;
        count = ++scan->mentioned[mention->entity];
        if (count == scan->topic_count && mention->entity != scan->topic)
            scan->topic = CB_NONE; /* two are named equally often */
        if (count > scan->topic_count) {
            scan->topic = mention->entity;
            scan->topic_count = count;
        }
    }
    return true;
}

/* "Der Umsatz", "the shares": a thing that somebody must own. */
static bool is_owned(const struct cb_figure_scan *scan, const struct cb_figure *figure)
{
    struct cb_span what = figure->what;
    uint32_t token;

    if (cb_span_is_empty(what))
        return false;
    token = cb_document_token_at(scan->doc, what.end - 1);
    return token_is(scan, token, "owned");
}

static uint32_t topic_of(const struct cb_figure_scan *scan, const struct cb_figure *figure)
{
    return scan->topic_count > 1 && is_owned(scan, figure) ? scan->topic : CB_NONE;
}

/* ---- the clause ---- */

/* Does anything in bytes [from, to) end a clause? */
static bool is_cut(const struct cb_figure_scan *scan, uint32_t from, uint32_t to)
{
    struct cb_str text = cb_str_sub(scan->doc->text, from, to);

    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == ',' || text.ptr[i] == ';' || text.ptr[i] == ':' || text.ptr[i] == '(' ||
            text.ptr[i] == ')')
            return true;
    return cb_str_find(text, CB_STR("\xE2\x80\x9E"), 0) != SIZE_MAX; /* an opening quotation mark */
}

/* "Umsatz von X": nothing but a preposition or article between the thing and the name. */
static bool follows(const struct cb_figure_scan *scan, struct cb_span what, struct cb_span name)
{
    return name.start >= what.end && name.start - what.end <= sizeof " von der " &&
           !is_cut(scan, what.end, name.start);
}

/* The last owner named in the clause; `end` is behind the last mention before the figure. */
static uint32_t named_before(const struct cb_figure_scan *scan, const struct cb_figure *figure, uint32_t end)
{
    struct cb_span what = figure->what;
    bool behind = !cb_span_is_empty(what) && what.end <= figure->span.start;

    for (uint32_t i = end; i-- > scan->mention;) {
        const struct cb_mention *mention = &scan->facts->mentions.items[i];
        if (mention->span.end > figure->span.start)
            continue; /* the figure stands inside it */
        if (figure->span.start - mention->span.end > CLAUSE_BYTES)
            break;
        if (!is_owner(scan, mention, what))
            continue;
        if (!is_cut(scan, mention->span.end, figure->span.start) ||
            (behind && follows(scan, what, mention->span)))
            return mention->entity;
        break;
    }
    return CB_NONE;
}

static uint32_t owner_of(const struct cb_figure_scan *scan, const struct cb_figure *figure, uint32_t end)
{
    uint32_t owner = named_before(scan, figure, end);

    if (owner == CB_NONE)
        owner = subject_of(scan, figure);
    return owner == CB_NONE ? topic_of(scan, figure) : owner;
}

cb_status cb_owner_find(struct cb_figure_scan *scan, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_mentions *mentions = &scan->facts->mentions;
    uint32_t start = cb_piece_at(scan, scan->sentence_first)->span.start, end;

    if (!count_mentions(scan, start))
        return cb_err_no_memory(err);
    end = scan->mention;
    for (size_t i = 0; i < scan->drafts.count; i++) {
        struct cb_figure *figure = &scan->drafts.items[i].figure;
        while (end < mentions->count && mentions->items[end].span.start < figure->span.start)
            end++;
        if (figure->kind != CB_FIGURE_DATE && (figure->has_low || figure->has_high))
            figure->entity = owner_of(scan, figure, end);
    }
    return rc;
}
