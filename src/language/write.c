/* What the analysis found, for people and for other tools: a plain table, and CoNLL-U. */
#include "base/buf.h"
#include "language/language.h"
#include "language/reading.h"

enum { CHUNK = 64 * 1024 };

struct writing {
    const struct cb_document *doc;
    const struct cb_sink *sink;
    struct cb_buf out;
    struct cb_char_counter chars;
    uint32_t clause; /* the first clause that is not written yet */
    uint32_t phrase; /* and the first phrase */
    bool numbers;    /* words are named by their numbers too, as CoNLL-U does */
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

/* UPOS. What no rule of words can know stands as what it is: signs, addresses. */
static const char *tag_of(const struct cb_token *token)
{
    switch (token->kind) {
    case CB_TOKEN_PUNCTUATION:
        return "PUNCT";
    case CB_TOKEN_SYMBOL:
        return "SYM";
    case CB_TOKEN_ADDRESS:
    case CB_TOKEN_HASHTAG:
        return "X";
    case CB_TOKEN_NUMBER:
    case CB_TOKEN_WORD:
        break;
    }
    return cb_pos_name(cb_tag_pos((enum cb_tag)token->tag));
}

/* FEATS, "_" where nothing is known. */
static void add_features(struct writing *w, const struct cb_token *token)
{
    size_t before = w->out.len;
    struct cb_chosen chosen = {.pos = cb_tag_pos((enum cb_tag)token->tag), .features = token->features};

    cb_chosen_print(&chosen, &w->out);
    if (w->out.len == before)
        cb_buf_add_char(&w->out, '_');
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

/* ---- clauses ---- */

/* " label=words" or " label=1-2:words", nothing when there are none. The words stand on one line. */
static void add_words(struct writing *w, const char *label, uint32_t first, uint32_t last)
{
    uint32_t base;

    if (first == CB_NONE)
        return;
    base = w->doc->sentences.items[w->doc->tokens.items[first].sentence].first;
    cb_buf_printf(&w->out, " %s=", label);
    if (w->numbers) {
        cb_buf_printf(&w->out, "%u", first - base + 1);
        if (last > first)
            cb_buf_printf(&w->out, "-%u", last - base + 1);
        cb_buf_add_char(&w->out, ':');
    }
    add_text(w, cb_tokens_span(w->doc, first, last));
}

/* What only CoNLL-U has room for. `base`: the sentence's first clause. */
static void add_links(struct writing *w, const struct cb_clause *clause, uint32_t base)
{
    const struct cb_noun_phrase *phrases = w->doc->phrases.items;

    if (clause->subject != CB_NONE)
        add_words(w, "subject-head", phrases[clause->subject].head, phrases[clause->subject].head);
    if (clause->subject_clause != CB_NONE)
        cb_buf_printf(&w->out, " subject-clause=%u", clause->subject_clause - base + 1);
    if (clause->antecedent != CB_NONE)
        add_words(w, "antecedent", phrases[clause->antecedent].head, phrases[clause->antecedent].head);
    add_words(w, "tail", clause->tail_first, clause->tail_last);
    add_words(w, "modal", clause->modal, clause->modal);
    add_words(w, "negation", clause->negation, clause->negation);
    if (clause->perfect)
        cb_buf_add(&w->out, CB_STR(" perfect"));
}

/* "main 1-9 finite=teilte particle=mit verb=mitteilen subject=Die Firma": words counted from 1 in the
 * sentence. */
static void add_clause(struct writing *w, const struct cb_clause *clause, const struct cb_sentence *sentence,
                       uint32_t base)
{
    cb_buf_printf(&w->out, "%s %u-%u", cb_clause_kind_name(clause->kind), clause->first - sentence->first + 1,
                  clause->last - sentence->first + 1);
    if (clause->parent != CB_NONE)
        cb_buf_printf(&w->out, " in=%u", clause->parent - base + 1);
    add_words(w, "opener", clause->opener, clause->opener);
    add_words(w, "finite", clause->finite, clause->finite);
    add_words(w, "particle", clause->particle, clause->particle);
    if (clause->verb != CB_NONE) {
        const struct cb_token *verb = &w->doc->tokens.items[clause->verb];
        cb_buf_add(&w->out, CB_STR(" verb="));
        if (w->numbers)
            cb_buf_printf(&w->out, "%u:", clause->verb - sentence->first + 1);
        cb_buf_add(&w->out, verb->joined.len ? verb->joined : verb->lemma);
    }
    add_words(w, "subject", clause->subject_first, clause->subject_last);
    if (w->numbers)
        add_links(w, clause, base);
    cb_buf_printf(&w->out, "%s%s\n", clause->passive ? " passive" : "", clause->negated ? " negated" : "");
}

/* One line for each clause of the sentence, behind `lead`. */
static void add_clauses(struct writing *w, const struct cb_sentence *sentence, const char *lead)
{
    uint32_t base = w->clause, end = sentence->first + sentence->count;

    for (; w->clause < w->doc->clauses.count && w->doc->clauses.items[w->clause].first < end; w->clause++) {
        cb_buf_printf(&w->out, "%sclause %u = ", lead, w->clause - base + 1);
        add_clause(w, &w->doc->clauses.items[w->clause], sentence, base);
    }
}

/* "subject 1-2 head=Firma clause=1 words=Die Firma"; `in` is the phrase that it hangs on. */
static void add_phrase(struct writing *w, const struct cb_noun_phrase *phrase,
                       const struct cb_sentence *sentence, uint32_t clauses, uint32_t phrases)
{
    cb_buf_printf(&w->out, "%s %u-%u", cb_phrase_role_name((enum cb_phrase_role)phrase->role),
                  phrase->first - sentence->first + 1, phrase->last - sentence->first + 1);
    if (phrase->clause != CB_NONE)
        cb_buf_printf(&w->out, " clause=%u", phrase->clause - clauses + 1);
    if (phrase->parent != CB_NONE)
        cb_buf_printf(&w->out, " in=%u", phrase->parent - phrases + 1);
    add_words(w, "preposition", phrase->preposition, phrase->preposition);
    add_words(w, "head", phrase->head, phrase->head);
    cb_buf_add_char(&w->out, '\n');
}

/* One line for each phrase of the sentence, behind `lead`. `clauses`: its first clause. */
static void add_phrases(struct writing *w, const struct cb_sentence *sentence, uint32_t clauses,
                        const char *lead)
{
    uint32_t base = w->phrase, end = sentence->first + sentence->count;

    for (; w->phrase < w->doc->phrases.count && w->doc->phrases.items[w->phrase].first < end; w->phrase++) {
        cb_buf_printf(&w->out, "%sphrase %u = ", lead, w->phrase - base + 1);
        add_phrase(w, &w->doc->phrases.items[w->phrase], sentence, clauses, base);
    }
}

static void add_conllu(struct writing *w, uint32_t index)
{
    const struct cb_sentence *sentence = &w->doc->sentences.items[index];
    uint32_t base = w->clause, phrases = w->phrase;

    cb_buf_printf(&w->out, "# sent_id = %u\n# passage = %s\n# text = ", index + 1,
                  cb_passage_kind_name(w->doc->passages.items[sentence->passage].kind));
    add_text(w, sentence->span);
    cb_buf_add_char(&w->out, '\n');
    add_clauses(w, sentence, "# ");
    add_phrases(w, sentence, base, "# ");
    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct cb_token *token = &w->doc->tokens.items[sentence->first + i], *next = token + 1;
        struct cb_str form = cb_token_text(w->doc, sentence->first + i);
        uint32_t start = cb_document_char(&w->chars, token->span.start),
                 end = cb_document_char(&w->chars, token->span.end);
        bool glued = i + 1 < sentence->count && !(next->flags & CB_TOKEN_SPACE_BEFORE);
        cb_buf_printf(&w->out, "%u\t%.*s\t%.*s\t%s\t_\t", i + 1, CB_STR_ARG(form), CB_STR_ARG(token->lemma),
                      tag_of(token));
        add_features(w, token);
        cb_buf_add(&w->out, CB_STR("\t_\t_\t_\t"));
        if (token->clause != CB_NONE)
            cb_buf_printf(&w->out, "Clause=%u|", token->clause - base + 1);
        if (token->phrase != CB_NONE)
            cb_buf_printf(&w->out, "Phrase=%u|", token->phrase - phrases + 1);
        cb_buf_printf(&w->out, "%sStart=%u|End=%u\n", glued ? "SpaceAfter=No|" : "", start, end);
    }
    cb_buf_add_char(&w->out, '\n');
}

static void add_table(struct writing *w, uint32_t index)
{
    const struct cb_sentence *sentence = &w->doc->sentences.items[index];
    uint32_t base = w->clause;

    cb_buf_printf(&w->out, "%s%u %s: ", index ? "\n" : "", index + 1,
                  cb_passage_kind_name(w->doc->passages.items[sentence->passage].kind));
    add_text(w, sentence->span);
    cb_buf_add_char(&w->out, '\n');
    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct cb_token *token = &w->doc->tokens.items[sentence->first + i];
        uint32_t start = cb_document_char(&w->chars, token->span.start),
                 end = cb_document_char(&w->chars, token->span.end);
        cb_buf_printf(&w->out, "%8u %8u  %-5s  %.*s  %.*s  ", start, end, tag_of(token),
                      CB_STR_ARG(cb_token_text(w->doc, sentence->first + i)), CB_STR_ARG(token->lemma));
        add_features(w, token);
        cb_buf_add_char(&w->out, '\n');
    }
    add_clauses(w, sentence, "  ");
    add_phrases(w, sentence, base, "  ");
}

cb_status cb_language_write(const struct cb_document *doc, enum cb_analysis_format format,
                            const struct cb_sink *sink, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct writing w = {
        .doc = doc, .sink = sink, .chars = {.doc = doc}, .numbers = format == CB_ANALYSIS_CONLLU};

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
