#include "fuzz/document_check.h"

#include "fuzz/reader_check.h"
#include "text/chars.h"
#include "text/fold.h"

/* Nothing but white space in [from, to). */
static bool is_blank(const struct cb_document *doc, uint32_t from, uint32_t to)
{
    uint32_t size;

    for (; from < to; from += size)
        if (!cb_char_is_space(cb_char_first(cb_str_sub(doc->text, from, to), &size)))
            return false;
    return true;
}

/* Every character of a passage that is not white space is in one token. */
static const char *token_fault(const struct cb_document *doc)
{
    uint32_t token = 0;

    for (size_t p = 0; p < doc->passages.count; p++) {
        struct cb_span passage = doc->passages.items[p].span;
        uint32_t at = passage.start;
        for (; token < doc->tokens.count && doc->tokens.items[token].span.start < passage.end; token++) {
            struct cb_span span = doc->tokens.items[token].span;
            if (cb_span_is_empty(span) || span.start < at || span.end > passage.end)
                return "tokens in order, inside their passage, not empty";
            if (!is_blank(doc, at, span.start))
                return "every sign in a token";
            at = span.end;
        }
        if (!is_blank(doc, at, passage.end))
            return "every sign in a token, to the passage's end";
    }
    return token == doc->tokens.count ? NULL : "no token outside the passages";
}

static const char *word_fault(const struct cb_document *doc)
{
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        const struct cb_token *token = &doc->tokens.items[i];
        if (!is_text(token->lower) || !is_text(token->lemma))
            return "lemma and small letters in UTF-8";
        if (!token->lower.ptr || !token->lemma.ptr)
            return "lemma and small letters for each token";
        if (token->sentence >= doc->sentences.count)
            return "a sentence for each token";
    }
    return NULL;
}

static const char *sentence_fault(const struct cb_document *doc)
{
    uint32_t next = 0;

    for (uint32_t s = 0; s < doc->sentences.count; s++) {
        const struct cb_sentence *sentence = &doc->sentences.items[s];
        if (sentence->first != next || sentence->count == 0 || sentence->passage >= doc->passages.count)
            return "sentences cover the tokens";
        next = sentence->first + sentence->count;
        if (next > doc->tokens.count ||
            !cb_span_contains(doc->passages.items[sentence->passage].span, sentence->span))
            return "sentences inside their passage";
        for (uint32_t i = sentence->first; i < next; i++)
            if (doc->tokens.items[i].sentence != s)
                return "tokens know their sentence";
    }
    return next == doc->tokens.count ? NULL : "sentences cover all tokens";
}

static const char *quotation_fault(const struct cb_document *doc)
{
    for (uint32_t q = 0; q < doc->quotations.count; q++) {
        const struct cb_quotation *quotation = &doc->quotations.items[q];
        if (quotation->open > quotation->close || quotation->close >= doc->tokens.count)
            return "quotations are tokens of the document";
        if (quotation->parent == CB_NONE)
            continue;
        if (quotation->parent >= q ||
            !cb_span_contains(doc->quotations.items[quotation->parent].span, quotation->span))
            return "quotations inside their outer one";
    }
    return NULL;
}

static const char *clause_fault(const struct cb_document *doc)
{
    for (uint32_t c = 0; c < doc->clauses.count; c++) {
        const struct cb_clause *clause = &doc->clauses.items[c];
        const uint32_t places[] = {clause->finite, clause->verb, clause->particle};
        const struct cb_sentence *sentence;
        if (clause->first > clause->last || clause->last >= doc->tokens.count)
            return "clauses are tokens of the document";
        if (doc->tokens.items[clause->first].sentence != doc->tokens.items[clause->last].sentence)
            return "clauses inside one sentence";
        if (clause->parent != CB_NONE && clause->parent >= doc->clauses.count)
            return "a clause's parent is a clause";
        for (size_t k = 0; k < sizeof places / sizeof *places; k++)
            if (places[k] != CB_NONE && (places[k] < clause->first || places[k] > clause->last))
                return "a clause's words inside it";
        /* weil er kam und ging: the second clause has the opener of the first */
        if (clause->opener != CB_NONE &&
            (clause->opener >= doc->tokens.count || clause->opener > clause->last ||
             doc->tokens.items[clause->opener].sentence != doc->tokens.items[clause->first].sentence))
            return "a clause's opener in its sentence, before its end";
        if (clause->subject_first == CB_NONE)
            continue;
        sentence = &doc->sentences.items[doc->tokens.items[clause->first].sentence];
        if (clause->subject_first > clause->subject_last || clause->subject_first < sentence->first ||
            clause->subject_last >= sentence->first + sentence->count) /* clauses in a row may share it */
            return "a clause's subject inside the sentence";
    }
    return NULL;
}

const char *passages_fault(const struct cb_document *doc)
{
    uint32_t end = 0;

    for (size_t p = 0; p < doc->passages.count; p++) {
        struct cb_span span = doc->passages.items[p].span;
        if (span.start < end || cb_span_is_empty(span) || span.end > doc->text.len)
            return "passages in order, inside the text, not empty";
        if (!is_text(cb_document_slice(doc, span)))
            return "passages on characters";
        if (cb_str_trim(cb_document_slice(doc, span)).len != span.end - span.start)
            return "passages without white space at their ends";
        if (!is_blank(doc, end, span.start))
            return "every sign in a passage";
        if (!doc->passages.items[p].rule)
            return "a rule for each passage";
        end = span.end;
    }
    return is_blank(doc, end, (uint32_t)doc->text.len) ? NULL : "every sign in a passage, to the text's end";
}

const char *document_fault(const struct cb_document *doc)
{
    const char *(*const CHECKS[])(const struct cb_document *) = {token_fault, sentence_fault, word_fault,
                                                                 quotation_fault, clause_fault};

    for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS; i++) {
        const char *fault = CHECKS[i](doc);
        if (fault)
            return fault;
    }
    return NULL;
}
