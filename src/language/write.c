/* What the analysis found, for people and for other tools: a plain table, and CoNLL-U. */
#include "base/buf.h"
#include "language/language.h"

enum { CHUNK = 64 * 1024 };

struct writing {
    const struct cb_document *doc;
    const struct cb_sink *sink;
    struct cb_buf out;
    struct cb_char_counter chars;
};

static cb_status flush(struct writing *w, struct cb_err *err)
{
    struct cb_str bytes = cb_buf_view(&w->out);

    if (cb_buf_failed(&w->out))
        return cb_err_no_memory(err);
    if (bytes.len && !w->sink->write(w->sink->context, bytes.ptr, bytes.len))
        return cb_err_set(err, CB_SYSTEM, "the analysis cannot be written; check the output");
    cb_buf_clear(&w->out);
    return CB_OK;
}

/* A cheap guess of the universal part of speech: sure of signs and of function words, and of little else. */
static const char *tag_of(const struct cb_document *doc, const struct cb_token *token)
{
    static const char *const CLASSES[] = {"X",     "DET",  "PRON", "ADP", "CCONJ",
                                          "SCONJ", "PART", "ADV",  "AUX", "AUX"};

    switch (token->kind) {
    case CB_TOKEN_PUNCTUATION:
        return "PUNCT";
    case CB_TOKEN_SYMBOL:
        return "SYM";
    case CB_TOKEN_NUMBER:
        return token->flags & CB_TOKEN_ORDINAL ? "ADJ" : "NUM";
    case CB_TOKEN_ADDRESS:
    case CB_TOKEN_HASHTAG:
        return "X";
    case CB_TOKEN_WORD:
        break;
    }
    if (token->word_class == CB_CLASS_NONE && (token->flags & CB_TOKEN_CAPITAL) && doc->language == CB_GERMAN)
        return "NOUN";
    return CLASSES[token->word_class];
}

/* The sentence on one line. */
static void add_text(struct writing *w, struct cb_span span)
{
    struct cb_str text = cb_document_slice(w->doc, span);

    while (text.ptr) {
        cb_buf_add(&w->out, cb_str_split(&text, '\n'));
        if (text.ptr)
            cb_buf_add_char(&w->out, ' ');
    }
}

static void add_conllu(struct writing *w, uint32_t index)
{
    const struct cb_sentence *sentence = &w->doc->sentences.items[index];

    cb_buf_printf(&w->out, "# sent_id = %u\n# passage = %s\n# text = ", index + 1,
                  cb_passage_kind_name(w->doc->passages.items[sentence->passage].kind));
    add_text(w, sentence->span);
    cb_buf_add_char(&w->out, '\n');
    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct cb_token *token = &w->doc->tokens.items[sentence->first + i], *next = token + 1;
        struct cb_str form = cb_token_text(w->doc, sentence->first + i);
        uint32_t start = cb_document_char(&w->chars, token->span.start),
                 end = cb_document_char(&w->chars, token->span.end);
        bool glued = i + 1 < sentence->count && !(next->flags & CB_TOKEN_SPACE_BEFORE);
        cb_buf_printf(&w->out, "%u\t%.*s\t%.*s\t%s\t_\t_\t_\t_\t_\t%sStart=%u|End=%u\n", i + 1,
                      CB_STR_ARG(form), CB_STR_ARG(form), tag_of(w->doc, token),
                      glued ? "SpaceAfter=No|" : "", start, end);
    }
    cb_buf_add_char(&w->out, '\n');
}

static void add_table(struct writing *w, uint32_t index)
{
    const struct cb_sentence *sentence = &w->doc->sentences.items[index];

    cb_buf_printf(&w->out, "%s%u %s: ", index ? "\n" : "", index + 1,
                  cb_passage_kind_name(w->doc->passages.items[sentence->passage].kind));
    add_text(w, sentence->span);
    cb_buf_add_char(&w->out, '\n');
    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct cb_token *token = &w->doc->tokens.items[sentence->first + i];
        uint32_t start = cb_document_char(&w->chars, token->span.start),
                 end = cb_document_char(&w->chars, token->span.end);
        cb_buf_printf(&w->out, "%8u %8u  %-5s  %.*s\n", start, end, tag_of(w->doc, token),
                      CB_STR_ARG(cb_token_text(w->doc, sentence->first + i)));
    }
}

cb_status cb_language_write(const struct cb_document *doc, enum cb_analysis_format format,
                            const struct cb_sink *sink, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct writing w = {.doc = doc, .sink = sink, .chars = {.doc = doc}};

    cb_buf_init(&w.out, SIZE_MAX / 4);
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        if (format == CB_ANALYSIS_CONLLU)
            add_conllu(&w, i);
        else
            add_table(&w, i);
        if (w.out.len >= CHUNK)
            CB_TRY(flush(&w, err));
    }
    CB_TRY(flush(&w, err));
done:
    cb_buf_release(&w.out);
    return rc;
}
