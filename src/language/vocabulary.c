#include "language/vocabulary.h"

#include "base/alloc.h"
#include "base/limits.h"
#include "text/chars.h"
#include "text/fold.h"

/* ---- making and forgetting ---- */

cb_status cb_vocabulary_init(struct cb_vocabulary *vocabulary, const struct cb_lexicon *lexicon,
                             struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc = CB_OK;

    vocabulary->lexicon = lexicon;
    vocabulary->kept.arena = arena ? arena : &vocabulary->own;
    if (cb_tagger_open(cb_lexicon_tagger(lexicon), &vocabulary->tagger)) {
        vocabulary->tables = CB_NEW(vocabulary->kept.arena, struct cb_tag_tables);
        CB_TRY_NEW(vocabulary->tables);
        cb_tagger_sum(&vocabulary->tagger, vocabulary->tables);
        vocabulary->tagger.tables = vocabulary->tables;
    }
done:
    return rc;
}

cb_status cb_vocabulary_new(const struct cb_lexicon *lexicon, struct cb_vocabulary **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_vocabulary *vocabulary = cb_realloc(NULL, sizeof *vocabulary);

    CB_TRY_NEW(vocabulary);
    *vocabulary = (struct cb_vocabulary){0};
    CB_TRY(cb_vocabulary_init(vocabulary, lexicon, NULL, err));
    *out = vocabulary;
    vocabulary = NULL;
done:
    cb_vocabulary_free(vocabulary);
    return rc;
}

void cb_vocabulary_free(struct cb_vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    cb_arena_release(&vocabulary->own);
    cb_free(vocabulary);
}

cb_status cb_vocabulary_trim(struct cb_vocabulary *vocabulary, struct cb_err *err)
{
    struct cb_arena own = vocabulary->own;
    const struct cb_lexicon *lexicon = vocabulary->lexicon;
    uint32_t age = vocabulary->kept.age, article = vocabulary->kept.article;

    if (vocabulary->kept.bytes <= CB_VOCABULARY_MAX)
        return CB_OK;
    cb_arena_clear(&own);
    *vocabulary = (struct cb_vocabulary){.own = own, .kept = {.age = age + 1, .article = article}};
    return cb_vocabulary_init(vocabulary, lexicon, NULL, err);
}

/* ---- what a form shows ---- */

static uint32_t letter_flags(struct cb_str text)
{
    uint32_t flags = 0, size, letters = 0, small = 0;
    bool after_small = false, first = true;

    for (size_t i = 0; i < text.len; i += size) {
        uint32_t c = (unsigned char)text.ptr[i];
        bool upper;
        size = 1;
        if (c >= 0x80)
            c = cb_char_first(cb_str_sub(text, i, text.len), &size);
        upper = cb_char_is_upper(c);
        if (cb_char_is_digit(c))
            flags |= CB_TOKEN_HAS_DIGIT;
        else if (cb_char_is_hyphen(c))
            flags |= CB_TOKEN_HAS_HYPHEN;
        if (upper)
            flags |= first ? CB_TOKEN_CAPITAL : after_small ? CB_TOKEN_INNER_CAPITAL : 0;
        letters += cb_char_is_letter(c);
        after_small =
            cb_char_is_lower(c); /* a capital behind a hyphen or digit is no inner one: H200-Chips */
        small += after_small;
        first = false;
    }
    return letters >= 2 && small == 0 ? flags | CB_TOKEN_ALL_CAPITALS : flags;
}

/* Web pages hyphenate with invisible signs: a word is looked up without them. */
static struct cb_str without_soft_hyphens(struct cb_arena *arena, struct cb_str text)
{
    char *bytes;
    size_t n = 0;

    if (!memchr(text.ptr, 0xC2, text.len) || cb_str_find(text, CB_STR("\xC2\xAD"), 0) == SIZE_MAX)
        return text;
    bytes = cb_arena_alloc(arena, text.len);
    for (size_t i = 0; bytes && i < text.len; i++) {
        if ((unsigned char)text.ptr[i] == 0xC2 && i + 1 < text.len && (unsigned char)text.ptr[i + 1] == 0xAD)
            i++;
        else
            bytes[n++] = text.ptr[i];
    }
    return (struct cb_str){bytes, bytes ? n : 0};
}

static enum cb_word_class class_of(const struct cb_list_row *row)
{
    static const struct cb_str NAMES[] = {
        {NULL, 0},
        CB_STR_INIT("article"),
        CB_STR_INIT("pronoun"),
        CB_STR_INIT("preposition"),
        CB_STR_INIT("conjunction"),
        CB_STR_INIT("subordinator"),
        CB_STR_INIT("particle"),
        CB_STR_INIT("adverb"),
        CB_STR_INIT("auxiliary"),
        CB_STR_INIT("modal"),
    };

    for (int i = 1; row && i < (int)(sizeof NAMES / sizeof *NAMES); i++)
        if (cb_str_eq(row->fields[CB_FUNCTION_WORD_CLASS], NAMES[i]))
            return (enum cb_word_class)i;
    return CB_CLASS_NONE;
}

static struct cb_vocabulary_word *make_word(struct cb_vocabulary *v, struct cb_str form,
                                            enum cb_token_kind kind)
{
    size_t size = sizeof(struct cb_vocabulary_word) + form.len;
    struct cb_vocabulary_word *word = cb_arena_alloc(v->kept.arena, size);

    if (!word)
        return NULL;
    memcpy(word->form, form.ptr, form.len);
    form.ptr = word->form;
    word->len = (uint32_t)form.len;
    word->kind = (uint8_t)kind;
    word->lower = form;
    if (kind != CB_TOKEN_PUNCTUATION && kind != CB_TOKEN_SYMBOL) {
        word->flags = (uint16_t)letter_flags(form);
        word->lower = without_soft_hyphens(v->kept.arena, form);
        if (word->lower.ptr)
            word->lower = cb_fold_lower(v->kept.arena, word->lower);
    }
    if (!word->lower.ptr || !cb_lexicon_ask(v->lexicon, form, word->lower, v->kept.arena, &word->listed))
        return NULL;
    if (kind == CB_TOKEN_WORD)
        word->word_class = (uint8_t)class_of(cb_listed_row(&word->listed, CB_LIST_FUNCTION_WORDS));
    v->kept.bytes += size + (word->lower.ptr == form.ptr ? 0 : word->lower.len);
    return word;
}

/* ---- finding ---- */

static bool is_form(const struct cb_vocabulary_word *word, struct cb_str form, enum cb_token_kind kind)
{
    return word->len == form.len && word->kind == kind && memcmp(word->form, form.ptr, form.len) == 0;
}

static struct cb_vocabulary_slot *slot_of(const struct cb_vocabulary *v, struct cb_str form,
                                          enum cb_token_kind kind, uint32_t hash)
{
    size_t mask = v->capacity - 1, i = hash & mask;

    while (v->slots[i].word && (v->slots[i].hash != hash || !is_form(v->slots[i].word, form, kind)))
        i = (i + 1) & mask;
    return &v->slots[i];
}

static bool grow(struct cb_vocabulary *v)
{
    struct cb_vocabulary_slot *old = v->slots;
    size_t old_capacity = v->capacity, capacity = old_capacity ? old_capacity * 2 : 1024;
    struct cb_vocabulary_slot *slots = CB_NEW_ARRAY(v->kept.arena, struct cb_vocabulary_slot, capacity);

    if (!slots)
        return false;
    for (size_t k = 0; k < old_capacity; k++) {
        size_t i = old[k].hash & (capacity - 1);
        if (!old[k].word)
            continue;
        while (slots[i].word)
            i = (i + 1) & (capacity - 1);
        slots[i] = old[k];
    }
    v->slots = slots;
    v->capacity = capacity;
    v->kept.bytes += capacity * sizeof *slots;
    return true;
}

struct cb_vocabulary_word *cb_vocabulary_find(struct cb_vocabulary *v, struct cb_str form,
                                              enum cb_token_kind kind, uint32_t hash)
{
    struct cb_vocabulary_slot *slot;
    struct cb_vocabulary_word *word;

    if (v->count * 2 >= v->capacity && !grow(v))
        return NULL;
    slot = slot_of(v, form, kind, hash);
    if (!slot->word) {
        word = make_word(v, form, kind);
        if (!word)
            return NULL;
        *slot = (struct cb_vocabulary_slot){word, hash};
        v->count++;
    }
    return slot->word;
}

/* ---- what the tagger sees ---- */

static bool is_listed(const struct cb_vocabulary *v, struct cb_str form)
{
    static const enum cb_list_id LISTS[] = {CB_LIST_FIRST_NAMES, CB_LIST_PLACES, CB_LIST_ORGANIZATIONS};

    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++)
        if (cb_list_find(cb_lexicon_list(v->lexicon, LISTS[i]), form))
            return true;
    return false;
}

static bool is_name(const struct cb_vocabulary *v, const struct cb_vocabulary_word *word)
{
    struct cb_str form = {word->form, word->len};

    if (!(word->flags & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL)))
        return false;
    return is_listed(v, form) ||
           (form.len > 3 && form.ptr[form.len - 1] == 's' && is_listed(v, cb_str_sub(form, 0, form.len - 1)));
}

static struct cb_tag_word *make_tagged(struct cb_vocabulary *v, struct cb_vocabulary_word *word, bool begins)
{
    struct cb_tag_word *tagged = CB_NEW(v->kept.arena, struct cb_tag_word);
    uint32_t shape = begins ? CB_SHAPE_FIRST : 0;
    size_t readings;

    if (!tagged)
        return NULL;
    if (word->kind == CB_TOKEN_PUNCTUATION)
        shape |= CB_SHAPE_PUNCTUATION;
    else if (word->kind == CB_TOKEN_SYMBOL)
        shape |= CB_SHAPE_SYMBOL;
    else if (is_name(v, word))
        shape |= CB_SHAPE_NAME;
    cb_tag_word_init(cb_lexicon_words(v->lexicon), (struct cb_str){word->form, word->len}, word->lower, shape,
                     tagged);
    if (tagged->analyzed)
        word->notes.of[CB_NOTE_ANALYSIS] = &tagged->as_written;
    readings = tagged->as_written.count + tagged->small.count;
    v->kept.bytes += sizeof *tagged + readings * sizeof(struct cb_str);
    if (readings > 0) {
        tagged->lemmas = CB_NEW_ARRAY(v->kept.arena, struct cb_str, readings);
        tagged->choice = CB_NEW(v->kept.arena, struct cb_tag_choice);
        if (!tagged->lemmas || !tagged->choice)
            return NULL;
    }
    return tagged;
}

const struct cb_tag_word *cb_vocabulary_tagged(struct cb_vocabulary *v, struct cb_vocabulary_word *word,
                                               bool begins)
{
    struct cb_tag_word *tagged = word->tagged[begins];

    if (!tagged) {
        tagged = word->tagged[begins] = make_tagged(v, word, begins);
    } else if (!tagged->shares) { /* most words of a text come once: those are not worth it */
        struct cb_tag_shares *shares = CB_NEW(v->kept.arena, struct cb_tag_shares);
        if (!shares)
            return NULL;
        cb_tag_word_sum(&v->tagger, tagged, shares);
        tagged->shares = shares;
        v->kept.bytes += sizeof *shares;
    }
    return tagged;
}
