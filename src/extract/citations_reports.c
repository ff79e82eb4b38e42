/* Studies, reports and the like as sources: laut einer Studie der Universität Bremen; heißt es in dem
 * Bericht. */
#include "extract/citations.h"

enum { BACK = 6, NAME_TOKENS = 9, VERB_AHEAD = 24 };

static const struct cb_token *token_at(const struct cb_citation_finder *f, uint32_t token)
{
    return &f->doc->tokens.items[token];
}

/* Studie, Bericht; also at the end of a compound: Polizeibericht. */
static bool is_report_noun(const struct cb_citation_finder *f, uint32_t token, bool english)
{
    enum { SHORTEST = 5 };
    const struct cb_token *t = token_at(f, token);
    uint64_t lengths;

    if (t->kind != CB_TOKEN_WORD || (!english && !(t->flags & CB_TOKEN_CAPITAL)))
        return false;
    if (cb_citation_has_use(f, token, CB_STR("report")))
        return true;
    if (english)
        return false;
    lengths = cb_list_end_lengths(f->frames, t->lower);
    for (size_t i = 3; lengths && i + SHORTEST <= t->lower.len; i++)
        if (cb_lengths_have(lengths, t->lower.len - i) && ((unsigned char)t->lower.ptr[i] & 0xC0) != 0x80 &&
            cb_row_has_word(cb_list_find(f->frames, cb_str_sub(t->lower, i, t->lower.len)), CB_FRAME_USE,
                            CB_STR("report")))
            return true;
    return false;
}

static bool is_one_of(const struct cb_citation_finder *f, uint32_t token, const char *const *words)
{
    struct cb_str lower = token_at(f, token)->lower;

    for (; lower.len > 0 && *words; words++)
        if (**words == lower.ptr[0] && cb_str_eq(lower, cb_str_of(*words)))
            return true;
    return false;
}

/* The last token of the name: the noun with its genitive or "von", "by" phrase; the noun itself when it has
 * none. */
static uint32_t name_last(const struct cb_citation_finder *f, uint32_t noun, uint32_t end)
{
    static const char *const OF[] = {"der", "des", "von", "vom", "eines", "einer",
                                     "zur", "zum", "by",  "of",  "from",  NULL};
    static const char *const ARTICLE[] = {"der", "dem", "den", "the", "a", "an", NULL};
    uint32_t last = noun, i = noun + 1;
    bool small = false;

    if (i >= end || !is_one_of(f, i, OF))
        return noun;
    for (i++; i < end && i < noun + NAME_TOKENS; i++) {
        const struct cb_token *t = token_at(f, i);
        bool possessive =
            t->kind == CB_TOKEN_PUNCTUATION && i > noun && last == i - 1 && t->span.end - t->span.start == 3;
        if (possessive)
            continue; /* the islands’ audit office */
        if (t->kind != CB_TOKEN_WORD)
            break;
        if (t->flags & CB_TOKEN_CAPITAL) {
            last = i;
        } else if (f->doc->language == CB_ENGLISH && t->word_class == CB_CLASS_NONE) {
            last = i;
        } else if (is_one_of(f, i, OF) || is_one_of(f, i, ARTICLE)) {
            small = last > noun;
        } else if (t->word_class != CB_CLASS_NONE || small || last > noun) {
            break;
        }
    }
    return last;
}

/* Does the sentence have something from the noun: laut ..., ... zufolge, heißt es in ..., zeigt eine ... */
static const char *context_of(const struct cb_citation_finder *f, uint32_t noun, uint32_t last,
                              uint32_t first, uint32_t end)
{
    static const char *const NACH[] = {"nach", NULL};
    static const char *const IN[] = {"in", "im", "aus", NULL};
    static const char *const SAID[] = {"heißt", "hieß", "steht", "zitiert", "hervor", NULL};
    static const char *const SHOWS[] = {"zeigt", "zeigte", "ergab",     "ergibt", "belegt", "belegte",
                                        "kommt", "kam",    "besagt",    "says",   "said",   "found",
                                        "shows", "showed", "concluded", NULL};
    uint32_t from = noun > first + BACK ? noun - BACK : first;
    bool in = false;

    if (last + 1 < end && cb_citation_has_use(f, last + 1, CB_STR("postposition")))
        return "any.citation.according-report";
    for (uint32_t i = noun; i > from; i--) {
        const struct cb_token *t = token_at(f, i - 1);
        if (cb_citation_has_use(f, i - 1, CB_STR("preposition")) || is_one_of(f, i - 1, NACH))
            return "any.citation.according-report";
        if (is_one_of(f, i - 1, (const char *const[]){"to", NULL}) && i > from + 1 &&
            is_one_of(f, i - 2, (const char *const[]){"according", NULL}))
            return "any.citation.according-report";
        in = in || is_one_of(f, i - 1, IN);
        if (t->kind != CB_TOKEN_WORD || (t->flags & CB_TOKEN_CAPITAL))
            break;
    }
    for (uint32_t i = in ? first : last + 1; i < end && i < last + VERB_AHEAD; i++)
        if (is_one_of(f, i, in ? SAID : SHOWS) && (in || i <= last + 2))
            return "any.citation.according-report";
    for (uint32_t i = noun; !in && i > from; i--)
        if (is_one_of(f, i - 1, SHOWS))
            return "any.citation.according-report";
    return NULL;
}

/* der Bericht, dem Papier: takes up the report that was named before. */
static bool takes_up(const struct cb_citation_finder *f, uint32_t noun, uint32_t first)
{
    static const char *const THE[] = {"der",    "die",   "das", "dem",  "den", "dieser",
                                      "diesem", "diese", "the", "this", NULL};

    return f->report.ptr && noun > first && is_one_of(f, noun - 1, THE);
}

static bool is_cited_already(const struct cb_citation_finder *f, struct cb_span span)
{
    for (size_t i = f->facts->citations.count; i > 0; i--) {
        const struct cb_citation *c = &f->facts->citations.items[i - 1];
        if (c->span.end <= span.start)
            return false;
        if (cb_span_overlaps(c->span, span))
            return true;
    }
    return false;
}

/* Polizeibericht: one that can be told by its name; Bericht and Medienberichten cannot. */
static bool is_single(struct cb_str lower)
{
    enum { LONG = 10 };

    return lower.len >= LONG && !cb_str_ends(lower, CB_STR("e")) && !cb_str_ends(lower, CB_STR("n"));
}

static cb_status add_report(struct cb_citation_finder *f, uint32_t noun, uint32_t last, uint32_t first,
                            const char *rule, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_span span = cb_tokens_span(f->doc, noun, last);
    bool named = last > noun || is_single(token_at(f, noun)->lower),
         again = last == noun && takes_up(f, noun, first);

    if (is_cited_already(f, span))
        goto done; /* the outlet behind it is the source */
    if (named && !again) {
        f->report = cb_document_slice(f->doc, span);
        f->report_seen = rule ? (struct cb_span){0, 0} : span;
    }
    if (!rule || (!named && !again))
        goto done; /* "laut einer Studie": nobody knows which */
    if (again && !cb_span_is_empty(f->report_seen))
        CB_TRY(cb_citation_add(f, f->report_seen, f->report, (struct cb_str){NULL, 0}, CB_SOURCE_REPORT,
                               "any.citation.report-again", err));
    f->report_seen = (struct cb_span){0, 0};
    CB_TRY(cb_citation_add(f, span, f->report, (struct cb_str){NULL, 0}, CB_SOURCE_REPORT,
                           again ? "any.citation.report-again" : rule, err));
done:
    return rc;
}

cb_status cb_documents_find(struct cb_citation_finder *f, uint32_t sentence, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_sentence *s = &f->doc->sentences.items[sentence];
    uint32_t end = s->first + s->count;

    for (uint32_t i = s->first; i < end; i++) {
        uint32_t last;
        const char *rule;
        if (!is_report_noun(f, i, f->doc->language == CB_ENGLISH))
            continue;
        last = name_last(f, i, end);
        rule = context_of(f, i, last, s->first, end);
        CB_TRY(add_report(f, i, last, s->first, rule, err));
        i = last;
    }
done:
    return rc;
}
