/* Tags and readings for the tokens of a document, sentence by sentence. */
#include "language/bracket.h"
#include "language/reading.h"
#include "language/stages.h"
#include "language/tagger.h"
#include "language/vocabulary.h"

enum { RUN = 1024 }; /* words looked at together; only a sentence longer than any real one is cut */

struct tagging {
    struct cb_document *doc;
    const struct cb_lexicon *lexicon;
    const struct cb_words *words;
    struct cb_tagger tagger;
    struct cb_vocabulary vocabulary;
    struct cb_tag_word *run;
    uint8_t *tags;
    struct cb_chosen *chosen;
};

static bool is_listed(const struct tagging *t, struct cb_str form)
{
    static const enum cb_list_id LISTS[] = {CB_LIST_FIRST_NAMES, CB_LIST_PLACES, CB_LIST_ORGANIZATIONS};

    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++)
        if (cb_list_find(cb_lexicon_list(t->lexicon, LISTS[i]), form))
            return true;
    return false;
}

static bool is_name(const struct tagging *t, const struct cb_token *token, struct cb_str form)
{
    if (!(token->flags & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL)))
        return false;
    return is_listed(t, form) ||
           (form.len > 3 && form.ptr[form.len - 1] == 's' && is_listed(t, cb_str_sub(form, 0, form.len - 1)));
}

/* What the tagger cannot see in the form alone. */
static uint32_t shape_of(const struct cb_token *token, const struct cb_tag_word *before)
{
    uint32_t shape = cb_tag_starts(before) ? CB_SHAPE_FIRST : 0;

    if (token->kind == CB_TOKEN_PUNCTUATION)
        shape |= CB_SHAPE_PUNCTUATION;
    else if (token->kind == CB_TOKEN_SYMBOL)
        shape |= CB_SHAPE_SYMBOL;
    return shape;
}

/* Looks `token` up, or takes what was found when the article had the same word before. */
static bool look_up(struct tagging *t, uint32_t token, const struct cb_tag_word *before,
                    struct cb_tag_word *out)
{
    const struct cb_token *tok = &t->doc->tokens.items[token];
    struct cb_str form = cb_token_text(t->doc, token);
    uint32_t shape = shape_of(tok, before);
    bool added;
    struct cb_tag_word *word = cb_vocabulary_add(&t->vocabulary, form, shape, t->doc->arena, &added);

    if (!word)
        return false;
    if (added) {
        if (!(shape & (CB_SHAPE_PUNCTUATION | CB_SHAPE_SYMBOL)) && is_name(t, tok, form))
            shape |= CB_SHAPE_NAME;
        cb_tag_word_init(t->words, form, tok->lower, shape, word);
    }
    *out = *word;
    return true;
}

static cb_status tag_run(struct tagging *t, uint32_t first, uint32_t count, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t i = 0; i < count; i++)
        CB_TRY_NEW(look_up(t, first + i, i ? &t->run[i - 1] : NULL, &t->run[i]));
    cb_tagger_run(&t->tagger, t->run, count, t->tags);
    if (t->doc->language == CB_GERMAN)
        cb_bracket_mend(t->run, count, t->tags);
    CB_TRY(cb_readings_choose(t->words, t->doc->language, t->run, t->tags, count, t->doc->arena, t->chosen,
                              err));
    for (uint32_t i = 0; i < count; i++) {
        struct cb_token *token = &t->doc->tokens.items[first + i];
        token->tag = t->tags[i];
        token->lemma = t->chosen[i].lemma;
        token->features = t->chosen[i].features;
    }
done:
    return rc;
}

/* Without a model every word stands for itself. */
static void leave_untagged(struct cb_document *doc)
{
    for (uint32_t i = 0; i < doc->tokens.count; i++)
        doc->tokens.items[i].lemma = cb_token_text(doc, i);
}

cb_status cb_tokens_tag(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct tagging t = {.doc = doc, .lexicon = lexicon, .words = cb_lexicon_words(lexicon)};
    uint32_t longest = 0;

    if (!cb_tagger_open(cb_lexicon_tagger(lexicon), &t.tagger)) {
        leave_untagged(doc);
        goto done;
    }
    for (size_t s = 0; s < doc->sentences.count && longest < RUN; s++)
        if (doc->sentences.items[s].count > longest)
            longest = doc->sentences.items[s].count < RUN ? doc->sentences.items[s].count : RUN;
    t.run = CB_NEW_ARRAY(doc->arena, struct cb_tag_word, longest);
    t.tags = CB_NEW_ARRAY(doc->arena, uint8_t, longest);
    t.chosen = CB_NEW_ARRAY(doc->arena, struct cb_chosen, longest);
    CB_TRY_NEW(t.run && t.tags && t.chosen);
    for (size_t s = 0; s < doc->sentences.count; s++) {
        uint32_t first = doc->sentences.items[s].first, end = first + doc->sentences.items[s].count;
        for (; first < end; first += RUN)
            CB_TRY(tag_run(&t, first, end - first < RUN ? end - first : RUN, err));
    }
done:
    return rc;
}
