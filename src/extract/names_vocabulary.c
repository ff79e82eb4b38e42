/* The words that were read already: what is kept of them from one article to the next. */
#include "base/alloc.h"
#include "extract/figures.h"
#include "extract/names_model.h"

/* ---- making and forgetting ---- */

/* Empties a vocabulary; `kept` is NULL for that of one article. */
static cb_status init(struct cb_name_vocabulary *v, const struct cb_lexicon *lexicon, struct cb_kept *kept,
                      struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc = CB_OK;

    *v = (struct cb_name_vocabulary){
        .lexicon = lexicon, .kept = kept, .age = kept ? kept->age : 0, .arena = arena, .article = v->article};
    v->numbers = CB_NEW(v->arena, struct cb_figure_scan);
    CB_TRY_NEW(v->numbers);
    v->numbers->numbers = cb_lexicon_list(lexicon, CB_LIST_NUMBERS);
    v->numbers->figure_words = cb_lexicon_list(lexicon, CB_LIST_FIGURE_WORDS);
done:
    return rc;
}

cb_status cb_name_vocabulary_new(const struct cb_lexicon *lexicon, struct cb_name_vocabulary **out,
                                 struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_name_vocabulary *v = cb_realloc(NULL, sizeof *v);

    CB_TRY_NEW(v);
    *v = (struct cb_name_vocabulary){.lexicon = lexicon};
    *out = v;
done:
    return rc;
}

void cb_name_vocabulary_free(struct cb_name_vocabulary *v)
{
    cb_free(v);
}

cb_status cb_names_use_vocabulary(struct names *n, struct cb_name_vocabulary *v, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_kept *kept = n->doc->kept;

    if (!v) {
        v = CB_NEW(n->arena, struct cb_name_vocabulary);
        CB_TRY_NEW(v);
        CB_TRY(init(v, n->lexicon, NULL, n->arena, err));
    } else if (v->kept != kept || v->age != kept->age || kept->arena == n->arena) {
        CB_TRY(init(v, v->lexicon, kept, kept->arena, err));
    }
    v->article = kept->article;
    n->vocabulary = v;
done:
    return rc;
}

/* ---- words ---- */

static struct name_entry *make_entry(const struct names *n, uint32_t token)
{
    struct cb_name_vocabulary *v = n->vocabulary;
    const struct cb_token *t = &n->doc->tokens.items[token];
    struct name_entry *entry = CB_NEW(v->arena, struct name_entry), **last = CB_PUSH(v->arena, &v->entries);
    struct cb_str text = cb_token_text(n->doc, token);
    uint32_t *place;

    if (!entry || !last)
        return NULL;
    *last = entry;
    entry->owner = v;
    entry->word.text = cb_arena_copy(v->arena, text);
    entry->word.lower = cb_str_eq(t->lower, text) ? entry->word.text : cb_arena_copy(v->arena, t->lower);
    if (!entry->word.text.ptr || !entry->word.lower.ptr)
        return NULL;
    place = cb_map_add(v->arena, &v->places, entry->word.text, NULL);
    if (!place)
        return NULL;
    *place = (uint32_t)v->entries.count;
    entry->word.entry = entry;
    cb_names_look_up_word(n, &entry->word, t);
    n->doc->kept->bytes += sizeof *entry + sizeof entry + 2 * sizeof(struct cb_map_slot) + 2 * text.len;
    return entry;
}

struct name_entry *cb_names_entry(const struct names *n, uint32_t token)
{
    const struct cb_name_vocabulary *v = n->vocabulary;
    void **note = &n->doc->tokens.items[token].notes->of[CB_NOTE_NAME];
    struct name_entry *entry = v->kept ? *note : NULL;
    const uint32_t *place;

    if (entry && entry->owner == v)
        return entry;
    place = cb_map_find(&v->places, cb_token_text(n->doc, token));
    entry = place ? v->entries.items[*place - 1] : make_entry(n, token);
    if (v->kept)
        *note = entry;
    return entry;
}

struct name_word *cb_names_word_by_text(const struct names *n, struct cb_str text)
{
    const struct cb_name_vocabulary *v = n->vocabulary;
    const uint32_t *place = cb_map_find(&v->places, text);
    const struct name_entry *entry = place ? v->entries.items[*place - 1] : NULL;

    return entry && entry->article == v->article ? &n->words.items[entry->index] : NULL;
}

bool cb_names_is_number_word(const struct names *n, uint32_t token)
{
    struct name_entry *entry = name_word(n, token)->entry;

    if (entry->number == 0)
        entry->number = cb_numeral_is_composed(n->vocabulary->numbers, entry->word.lower) ? 1 : -1;
    return entry->number > 0;
}
