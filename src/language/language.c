#include "language/language.h"

#include "language/clause.h"
#include "language/stages.h"

/* A word at the start of its sentence, or behind a mark that opens a quotation, is written with a capital
 * whatever it is. */
static void mark_sentence_starts(struct cb_document *doc)
{
    struct cb_token *tokens = doc->tokens.items;

    for (size_t s = 0; s < doc->sentences.count; s++) {
        uint32_t i = doc->sentences.items[s].first, end = i + doc->sentences.items[s].count;
        while (i < end && tokens[i].kind != CB_TOKEN_WORD && tokens[i].kind != CB_TOKEN_NUMBER)
            i++;
        if (i < end)
            tokens[i].flags |= CB_TOKEN_SENTENCE_START;
    }
    for (size_t q = 0; q < doc->quotations.count; q++) {
        uint32_t next = doc->quotations.items[q].open + 1;
        while (next < doc->quotations.items[q].close && (tokens[next].flags & CB_TOKEN_QUOTE_MARK))
            next++;
        if (next <= doc->quotations.items[q].close)
            tokens[next].flags |= CB_TOKEN_SENTENCE_START;
    }
}

cb_status cb_language_analyze(struct cb_document *doc, const struct cb_lexicon *lexicon,
                              struct cb_vocabulary *vocabulary, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (vocabulary) {
        CB_TRY(cb_vocabulary_trim(vocabulary, err));
    } else {
        vocabulary = CB_NEW(doc->arena, struct cb_vocabulary);
        CB_TRY_NEW(vocabulary);
        CB_TRY(cb_vocabulary_init(vocabulary, lexicon, doc->arena, err));
    }
    doc->kept = &vocabulary->kept;
    doc->kept->article++;
    for (size_t p = 0; p < doc->passages.count; p++) {
        uint32_t first = (uint32_t)doc->tokens.count;
        CB_TRY(cb_tokens_scan(doc, doc->passages.items[p].span, vocabulary, err));
        if (doc->tokens.count == first)
            continue;
        CB_TRY(cb_quotations_pair(doc, first, err));
        CB_TRY(cb_sentences_split(doc, first, (uint32_t)p, lexicon, err));
    }
    CB_TRY_NEW(cb_document_note_places(doc));
    mark_sentence_starts(doc);
    CB_TRY(cb_tokens_tag(doc, vocabulary, err));
    CB_TRY(cb_clauses_find(doc, lexicon, err));
done:
    return rc;
}

/* ---- which language ---- */

enum { DETECT_BYTES = 16384, DETECT_WORD = 32 };

/* A byte from 0x80 on, in lower case where it belongs to a letter such as Ä (0xC3 before it). */
static char lower_byte(unsigned char c, unsigned char before)
{
    return (char)(before == 0xC3 && c <= 0x9E ? c + 32 : c);
}

enum cb_language cb_language_detect(struct cb_str text,
                                    const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT])
{
    uint32_t hits[CB_LANGUAGE_COUNT] = {0};
    char word[DETECT_WORD];
    size_t len = 0;
    enum cb_language best = CB_GERMAN;

    text = cb_str_sub(text, 0, DETECT_BYTES);
    for (size_t i = 0; i <= text.len; i++) {
        unsigned char c = i < text.len ? (unsigned char)text.ptr[i] : ' ';
        bool ascii = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (ascii || c >= 0x80) {
            if (len < DETECT_WORD)
                word[len++] =
                    ascii ? (char)(c | 0x20) : lower_byte(c, i ? (unsigned char)text.ptr[i - 1] : 0);
            continue;
        }
        for (int l = 0; len > 0 && l < CB_LANGUAGE_COUNT; l++)
            hits[l] += cb_list_find(cb_lexicon_list(lexicons[l], CB_LIST_FUNCTION_WORDS),
                                    (struct cb_str){word, len}) != NULL;
        len = 0;
    }
    for (int l = 1; l < CB_LANGUAGE_COUNT; l++)
        if (hits[l] > hits[best])
            best = (enum cb_language)l;
    return best;
}
