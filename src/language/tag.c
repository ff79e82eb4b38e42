/* Tags and readings for the tokens of a document, sentence by sentence. */
#include "language/bracket.h"
#include "language/reading.h"
#include "language/stages.h"
#include "language/tagger.h"
#include "language/vocabulary.h"

enum { RUN = 1024 }; /* words looked at together; only a sentence longer than any real one is cut */

struct tagging {
    struct cb_document *doc;
    struct cb_vocabulary *vocabulary;
    struct cb_tag_word *run;
    uint8_t *tags;
    struct cb_chosen *chosen;
};

enum { AHEAD = 6, CACHE_LINE = 64 };

static void fetch(const void *from, size_t size)
{
    for (size_t i = 0; from && i < size; i += CACHE_LINE)
        __builtin_prefetch((const char *)from + i);
}

/* What is known of a word that is due soon. */
static void fetch_ahead(const struct cb_vocabulary_word *word)
{
    fetch(word->tagged[0], sizeof *word->tagged[0]);
}

/* The words that are kept go when there are too many of them, and articles that wait to be stored do not go
 * with them: what they say in their rows, as a verb's lemma, is their own. */
static struct cb_str own_lemma(struct cb_document *doc, uint32_t token, struct cb_str lemma)
{
    struct cb_str text = cb_token_text(doc, token);

    return cb_str_eq(text, lemma) ? text : cb_arena_copy(doc->arena, lemma);
}

static cb_status tag_run(struct tagging *t, uint32_t first, uint32_t count, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_vocabulary *v = t->vocabulary;
    struct cb_token *tokens = &t->doc->tokens.items[first];

    for (uint32_t i = 0; i < count; i++) {
        bool begins = cb_tag_starts(i ? &t->run[i - 1] : NULL);
        if (i + AHEAD < count)
            fetch_ahead(tokens[i + AHEAD].word);
        const struct cb_tag_word *word = cb_vocabulary_tagged(v, tokens[i].word, begins);
        CB_TRY_NEW(word);
        t->run[i] = *word;
        fetch(word->shares, sizeof *word->shares);
    }
    cb_tagger_run(&v->tagger, t->run, count, t->tags);
    for (uint32_t i = 0; i < count; i++)
        if (tokens[i].kind == CB_TOKEN_ADDRESS)
            t->tags[i] = CB_TAG_PROPN; /* 'bote.example' is no verb */
    if (t->doc->language == CB_GERMAN)
        cb_bracket_mend(t->run, count, t->tags);
    else
        cb_bracket_mend_english(t->run, count, t->tags);
    CB_TRY(cb_readings_choose(cb_lexicon_words(v->lexicon), t->doc->language, t->run, t->tags, count,
                              v->kept.arena, t->chosen, err));
    for (uint32_t i = 0; i < count; i++) {
        tokens[i].tag = t->tags[i];
        tokens[i].lemma = own_lemma(t->doc, first + i, t->chosen[i].lemma);
        CB_TRY_NEW(tokens[i].lemma.ptr);
        tokens[i].features = t->chosen[i].features;
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

cb_status cb_tokens_tag(struct cb_document *doc, struct cb_vocabulary *vocabulary, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct tagging t = {.doc = doc, .vocabulary = vocabulary};
    uint32_t longest = 0;

    if (!vocabulary->tagger.rows) {
        leave_untagged(doc);
        goto done;
    }
    for (size_t s = 0; s < doc->sentences.count && longest < RUN; s++)
        if (doc->sentences.items[s].count > longest)
            longest = doc->sentences.items[s].count < RUN ? doc->sentences.items[s].count : RUN;
    t.run = CB_NEW_ARRAY_UNSET(doc->arena, struct cb_tag_word, longest);
    t.tags = CB_NEW_ARRAY(doc->arena, uint8_t, longest);
    t.chosen = CB_NEW_ARRAY_UNSET(doc->arena, struct cb_chosen, longest);
    CB_TRY_NEW(t.run && t.tags && t.chosen);
    for (size_t s = 0; s < doc->sentences.count; s++) {
        uint32_t first = doc->sentences.items[s].first, end = first + doc->sentences.items[s].count;
        for (; first < end; first += RUN)
            CB_TRY(tag_run(&t, first, end - first < RUN ? end - first : RUN, err));
    }
done:
    return rc;
}
