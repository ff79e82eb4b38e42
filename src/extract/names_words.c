/* What the word lists and the article itself say of each word. Every distinct word is looked up once. */
#include "extract/names_model.h"

#include "text/fold.h"

/* ---- looking up a word, its end behind a hyphen, and its ending ---- */

enum { WORD_MAX = 80 };

/* By cb_list_find or cb_list_find_tail; a tail of three letters is a word of four bytes, with its '-'. */
static const struct cb_list_row *find_cut(const struct cb_list *list, struct cb_str key, size_t longer,
                                          const struct cb_list_row *(*find)(const struct cb_list *,
                                                                            struct cb_str))
{
    const struct cb_list_row *row = find(list, key);
    char last = key.len > longer ? key.ptr[key.len - 1] : 0;

    if (!row && (last == 's' || last == 'n'))
        row = find(list, cb_str_sub(key, 0, key.len - 1));
    if (!row && key.len > longer && key.ptr[key.len - 2] == 'e' && (last == 's' || last == 'n'))
        row = find(list, cb_str_sub(key, 0, key.len - 2));
    return row;
}

static const struct cb_list_row *find_inflected(const struct cb_list *list, struct cb_str key)
{
    return find_cut(list, key, 3, cb_list_find);
}

/* The lengths of the endings that find_cut may find, one bit each. */
static uint64_t tail_lengths(const struct cb_list *list, struct cb_str lower)
{
    uint64_t lengths = cb_list_tail_lengths(list, lower);
    char last = lower.ptr[lower.len - 1];

    if (last != 's' && last != 'n')
        return lengths;
    lengths |= cb_list_tail_lengths(list, cb_str_sub(lower, 0, lower.len - 1)) << 1;
    if (lower.ptr[lower.len - 2] == 'e')
        lengths |= cb_list_tail_lengths(list, cb_str_sub(lower, 0, lower.len - 2)) << 2;
    return lengths;
}

/* The row of the longest ending of the word: a form that begins with '-'. */
static const struct cb_list_row *find_ending(const struct cb_list *list, struct cb_str lower)
{
    const struct cb_list_row *row = NULL;
    uint64_t lengths;

    if (lower.len < 4 || lower.len > WORD_MAX)
        return NULL;
    lengths = lower.len < 60 ? tail_lengths(list, lower) : UINT64_MAX;
    for (size_t start = 2; lengths && !row && start + 2 <= lower.len; start++)
        if (lengths >> (lower.len - start) % 64 & 1)
            row = find_cut(list, cb_str_sub(lower, start, lower.len), 2, cb_list_find_tail);
    return row;
}

static size_t behind_last_hyphen(struct cb_str s)
{
    size_t at = s.len;

    while (at > 0 && s.ptr[at - 1] != '-')
        at--;
    return at;
}

/* The row of a word, in this order: itself, itself without inflection, its ending, the part behind its last
 * hyphen. */
static const struct cb_list_row *find_word(const struct cb_list *list, struct cb_str lower)
{
    const struct cb_list_row *row = find_inflected(list, lower);
    size_t part = behind_last_hyphen(lower);

    if (!row)
        row = find_ending(list, lower);
    if (!row && part > 0 && part < lower.len)
        row = find_inflected(list, cb_str_sub(lower, part, lower.len));
    return row;
}

/* A noun of the list, in any of its forms (`whole`), or a compound that ends with one. */
static bool is_noun(const struct names *n, struct cb_str lower, bool whole)
{
    static const struct cb_str ENDINGS[] = {CB_STR_INIT(""),    CB_STR_INIT("e"),  CB_STR_INIT("er"),
                                            CB_STR_INIT("ern"), CB_STR_INIT("in"), CB_STR_INIT("innen")};

    for (size_t e = 0; e < sizeof ENDINGS / sizeof *ENDINGS; e++) {
        struct cb_str base = cb_str_sub(lower, 0, lower.len - ENDINGS[e].len);
        if (lower.len <= ENDINGS[e].len + 2 || !cb_str_ends(lower, ENDINGS[e]))
            continue;
        if (whole ? find_inflected(n->nouns, base) : find_word(n->nouns, base))
            return true;
    }
    return false;
}

/* ---- what a row says ---- */

static bool is(struct cb_str field, const char *word)
{
    return cb_str_eq(field, cb_str_of(word));
}

static enum title_kind title_kind_of(struct cb_str kind)
{
    if (is(kind, "honorific"))
        return TITLE_HONORIFIC;
    if (is(kind, "chief"))
        return TITLE_CHIEF;
    if (is(kind, "office"))
        return TITLE_OFFICE;
    return is(kind, "role") ? TITLE_ROLE : TITLE_NONE;
}

static enum organization_use organization_use_of(struct cb_str use)
{
    static const char *const USES[] = {"none",    "legal", "ending", "head",
                                       "head_of", "tail",  "club",   "institution"};

    for (int i = 0; i < (int)(sizeof USES / sizeof *USES); i++)
        if (is(use, USES[i]))
            return (enum organization_use)i;
    return ORGANIZATION_NONE;
}

static void take_noun(struct name_word *word, const struct cb_list_row *row)
{
    static const struct {
        const char *use;
        uint32_t flags;
    } USES[] = {
        {"indefinite", NAME_DETERMINER | NAME_INDEFINITE},
        {"determiner", NAME_DETERMINER},
        {"place_preposition", NAME_PLACE_AFTER},
        {"particle", NAME_PARTICLE},
        {"apposition", NAME_COMMON},
        {"compound", NAME_COMMON},
        {"common", NAME_COMMON | NAME_COMMON_ENDING},
        {"noun", NAME_COMMON},
        {"version", NAME_VERSION},
        {"direction", NAME_DIRECTION},
        {"not", NAME_NEVER},
        {"party", NAME_PARTY},
        {"naming", NAME_NAMING},
        {"way", NAME_WAY},
        {"firm", NAME_COMMON},
        {"place_ending", NAME_PLACE_ENDING},
        {"place_start", NAME_PLACE_START},
    };
    struct cb_str use = row->fields[CB_NAME_WORD_USE];

    for (size_t i = 0; i < sizeof USES / sizeof *USES; i++)
        if (is(use, USES[i].use))
            word->flags |= USES[i].flags;
    word->apposition = is(use, "apposition") || is(use, "firm");
    word->compound = is(use, "compound") || word->apposition;
    word->street = is(use, "street");
    word->law = is(use, "law");
    if (!cb_entity_kind_by_name(row->fields[CB_NAME_WORD_KIND], &word->noun_kind))
        word->noun_kind = CB_ENTITY_OTHER;
}

/* A first name, or two with a hyphen: Anna-Lena. */
static bool is_first_name(const struct names *n, struct cb_str text)
{
    size_t part = behind_last_hyphen(text);

    if (cb_list_find(n->first_names, text))
        return true;
    return part > 1 && cb_list_find(n->first_names, cb_str_sub(text, 0, part - 1)) &&
           cb_list_find(n->first_names, cb_str_sub(text, part, text.len));
}

/* "KI-Systeme", "IT-Leute": what stands before the first hyphen is no name, so the whole is none. */
static bool begins_with_none(const struct names *n, struct cb_str lower)
{
    size_t hyphen = cb_str_find(lower, CB_STR("-"), 0);
    const struct cb_list_row *row =
        hyphen == SIZE_MAX ? NULL : cb_list_find(n->name_words_list, cb_str_sub(lower, 0, hyphen));

    return row && is(row->fields[CB_NAME_WORD_USE], "not");
}

static void look_up(const struct names *n, struct name_word *word, uint32_t token_flags)
{
    const struct cb_list_row *row;
    bool shape = token_flags & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL | CB_TOKEN_ALL_CAPITALS);

    word->flags = shape ? NAME_SHAPE : NAME_LOWER_CASE;
    if (token_flags & CB_TOKEN_ALL_CAPITALS)
        word->flags |= NAME_ACRONYM;
    if (cb_list_find(n->function_words, word->lower))
        word->flags |= NAME_FUNCTION;
    if (!shape && cb_list_find(n->reporting_verbs, word->lower))
        word->flags |= NAME_REPORTING;
    row = shape ? find_word(n->name_words_list, word->lower) : cb_list_find(n->name_words_list, word->lower);
    if (row)
        take_noun(word, row);
    if ((word->flags & NAME_NEVER) && !find_inflected(n->name_words_list, word->lower))
        word->flags &= ~(uint32_t)NAME_NEVER; /* "Nordhaff-Linien": only the word by itself is none */
    row = shape ? find_word(n->titles, word->lower) : cb_list_find(n->titles, word->lower);
    if (row)
        word->title = title_kind_of(row->fields[CB_TITLE_KIND]);
    if (!shape && !n->english)
        return;
    row = shape ? find_word(n->organization_words, word->lower)
                : cb_list_find(n->organization_words, word->lower);
    if (row) {
        word->organization = organization_use_of(row->fields[CB_ORGANIZATION_WORD_USE]);
        word->gender = row->fields[CB_ORGANIZATION_WORD_GENDER].len
                           ? row->fields[CB_ORGANIZATION_WORD_GENDER].ptr[0]
                           : '\0';
    }
    if (is_first_name(n, word->text))
        word->flags |= NAME_FIRST_NAME;
    if (n->english)
        return;
    if (is_noun(n, word->lower, true))
        word->flags |= NAME_COMMON | NAME_AMBIGUOUS;
    else if (is_noun(n, word->lower, false))
        word->flags |= NAME_NOUN_ENDING;
    if ((word->flags & NAME_COMMON) && find_inflected(n->name_words_list, word->lower))
        word->flags |= NAME_AMBIGUOUS;
    if (begins_with_none(n, word->lower))
        word->flags |= NAME_COMMON;
}

void cb_names_reach(const struct names *n, struct name_word *word, int l)
{
    static const struct cb_str GENITIVES[] = {CB_STR_INIT("s"), CB_STR_INIT("es"),
                                              CB_STR_INIT("\xE2\x80\x99s")};
    static const char *const ENDINGS[] = {"e", "er", "es", "en"};
    const struct cb_list *list = n->name_lists[l];
    struct cb_str text = word->text;
    size_t cut = text.len > 4 && text.ptr[text.len - 1] == 'e' ? 1 : 2;
    struct cb_str head;
    char key[WORD_MAX + 2];

    if (!cb_list_may_begin(list, text))
        return; /* nor without its ending, or with another one */
    head = cb_list_head(text);
    word->reach[l] = cb_list_longest_head(list, head);
    word->reaches = word->reaches || word->reach[l] > 0;
    if (!(word->flags & NAME_SHAPE))
        return;
    for (size_t g = 0; g < sizeof GENITIVES / sizeof *GENITIVES; g++)
        if (text.len > GENITIVES[g].len + 1 && cb_str_ends(text, GENITIVES[g]) &&
            cb_list_find(list, cb_str_sub(text, 0, text.len - GENITIVES[g].len)))
            word->reaches = word->listed_cut = true;
    if (n->english || text.len < 5 || text.len > WORD_MAX || text.ptr[text.len - cut] != 'e')
        return;
    memcpy(key, text.ptr, text.len - cut);
    for (int e = 0; e < 4; e++) {
        size_t len = strlen(ENDINGS[e]);
        uint32_t longest;
        memcpy(key + text.len - cut, ENDINGS[e], len);
        /* a head that ends before the ending is the same with each */
        longest = cb_list_longest_head(
            list, head.len > text.len - cut ? (struct cb_str){key, text.len - cut + len} : head);
        if (longest > word->adjective_reach)
            word->adjective_reach = longest;
        word->reaches = word->reaches || longest > 0;
    }
}

void cb_names_look_up_word(const struct names *n, struct name_word *word, const struct cb_token *token)
{
    bool is_word = token->kind == CB_TOKEN_WORD;

    if (is_word)
        look_up(n, word, token->flags);
    for (int l = NAME_LIST_OWN + 1; l < NAME_LISTS; l++)
        cb_names_reach(n, word, l);
    if (cb_token_may_begin(token, CB_LIST_TITLES))
        word->title_reach = cb_list_longest(n->titles, word->lower);
    if (cb_token_may_begin(token, CB_LIST_ORGANIZATION_WORDS))
        word->firm_reach = cb_list_longest(n->organization_words, word->lower);
    cb_names_describe_word(n, word, is_word, token->notes->of[CB_NOTE_ANALYSIS]);
}

/* ---- the article ---- */

/* Fills word_of, and the words in the order in which they come. */
static cb_status list_words(struct names *n, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t tokens = (uint32_t)n->doc->tokens.count, count = 0;
    /* token where each word stands first; token -> number of its word */
    uint32_t *first = CB_NEW_ARRAY_UNSET(n->arena, uint32_t, tokens);
    uint32_t *numbers = CB_NEW_ARRAY_UNSET(n->arena, uint32_t, tokens);
    struct name_entry **entries = cb_arena_array_unset(n->arena, tokens, sizeof *entries);
    bool own = cb_list_count(n->name_lists[NAME_LIST_OWN]) > 0;

    CB_TRY_NEW(first && numbers && entries);
    for (uint32_t i = 0; i < tokens; i++) {
        struct name_entry *entry = cb_names_entry(n, i);
        CB_TRY_NEW(entry);
        if (entry->article != n->vocabulary->article) {
            entry->article = n->vocabulary->article;
            entry->index = count;
            entries[count] = entry;
            first[count++] = i;
        }
        numbers[i] = entry->index;
    }
    n->words.items = CB_NEW_ARRAY_UNSET(n->arena, struct name_word, count);
    CB_TRY_NEW(n->words.items);
    n->words.count = n->words.capacity = count;
    for (uint32_t w = 0; w < count; w++) {
        struct name_word *word = &n->words.items[w];
        *word = entries[w]->word;
        word->text = cb_token_text(n->doc, first[w]);
        word->lower = n->doc->tokens.items[first[w]].lower;
        if (own && word->word)
            cb_names_reach(n, word, NAME_LIST_OWN);
    }
    for (uint32_t i = 0; i < tokens; i++)
        n->word_of[i] = &n->words.items[numbers[i]];
done:
    return rc;
}

static void count_uses(struct names *n)
{
    for (uint32_t i = 0; i < n->doc->tokens.count; i++) {
        struct name_word *word = name_word(n, i);
        word->count++;
        if (!(word->flags & NAME_SHAPE))
            continue;
        if (cb_names_is_determined(n, i))
            word->determined++;
        if (!(n->doc->tokens.items[i].flags & CB_TOKEN_SENTENCE_START))
            word->inside++;
    }
}

/* "Herr Hornung": behind an honorific stands a surname, whatever the word looks like. */
static void trust_honorifics(struct names *n)
{
    for (uint32_t i = 0; i + 1 < n->doc->tokens.count; i++) {
        struct name_word *word = name_word(n, i + 1);
        if (name_word(n, i)->title == TITLE_HONORIFIC && cb_names_same_sentence(n, i, i + 1) &&
            (word->flags & NAME_SHAPE) && !(word->flags & (NAME_FUNCTION | NAME_NEVER)) &&
            word->title == TITLE_NONE && !cb_names_is_determined(n, i))
            word->flags &= ~(uint32_t)(NAME_COMMON | NAME_COMMON_ENDING | NAME_NOUN_ENDING);
    }
}

/* A sentence where most words have a capital (a headline in capitals, a menu, an English title) proves
 * nothing. */
static bool is_all_capitals(const struct names *n, const struct cb_sentence *s)
{
    uint32_t words = 0, capitals = 0, all = 0;
    bool headline;

    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        const struct cb_token *t = &n->doc->tokens.items[i];
        if (t->kind != CB_TOKEN_WORD || t->span.end - t->span.start < 4)
            continue;
        words++;
        capitals += (t->flags & CB_TOKEN_CAPITAL) != 0;
        all += (t->flags & CB_TOKEN_ALL_CAPITALS) != 0;
    }
    headline = !cb_names_is_sign(n, s->first + s->count - 1, ".");
    return words >= 3 && (all * 2 > words || (n->english && headline && capitals * 10 >= words * 8));
}

cb_status cb_names_words(struct names *n, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t tokens = n->doc->tokens.count, sentences = n->doc->sentences.count;

    n->word_of = cb_arena_array_unset(n->arena, tokens, sizeof *n->word_of);
    n->find_of = CB_NEW_ARRAY(n->arena, uint32_t, tokens);
    n->taken = CB_NEW_ARRAY(n->arena, bool, tokens);
    n->skipped = CB_NEW_ARRAY(n->arena, bool, sentences);
    n->capitals = CB_NEW_ARRAY(n->arena, bool, sentences);
    CB_TRY_NEW(n->word_of && n->find_of && n->taken && n->skipped && n->capitals);
    CB_TRY(list_words(n, err));
    for (size_t s = 0; s < sentences; s++) {
        const struct cb_sentence *sentence = &n->doc->sentences.items[s];
        n->skipped[s] = n->doc->passages.items[sentence->passage].kind == CB_PASSAGE_BOILERPLATE;
        n->capitals[s] = is_all_capitals(n, sentence);
    }
    trust_honorifics(n);
    count_uses(n);
done:
    return rc;
}

/* ---- questions about places ---- */

bool cb_names_is_sign(const struct names *n, uint32_t token, const char *sign)
{
    return token < n->doc->tokens.count &&
           n->doc->text.ptr[n->doc->tokens.items[token].span.start] == *sign &&
           cb_str_eq(cb_token_text(n->doc, token), cb_str_of(sign));
}

bool cb_names_is_unknown(const struct names *n, uint32_t token)
{
    return cb_names_is_candidate(n, token) && !name_has(n, token, NAME_NOUN_ENDING) &&
           !(n->doc->tokens.items[token].flags & CB_TOKEN_HAS_HYPHEN);
}

/* "neuen", "frühere", "45-jährige": could be an adjective before a noun. */
static bool looks_like_adjective(const struct names *n, uint32_t token)
{
    const struct name_word *word = name_word(n, token);
    struct cb_str s = word->lower;
    char last = s.len ? s.ptr[s.len - 1] : 0;

    if (n->doc->tokens.items[token].kind != CB_TOKEN_WORD || (word->flags & NAME_FUNCTION) || s.len < 4)
        return false;
    if (!(word->flags & NAME_LOWER_CASE) && !(n->doc->tokens.items[token].flags & CB_TOKEN_SENTENCE_START))
        return false;
    if (last == 'e')
        return true;
    return s.ptr[s.len - 2] == 'e' && (last == 'n' || last == 'r' || last == 's' || last == 'm');
}

bool cb_names_is_determined(const struct names *n, uint32_t token)
{
    uint32_t first = cb_names_sentence_first(n, token);

    for (uint32_t back = 0; back < 3 && token > first; back++) {
        token--;
        if (n->doc->tokens.items[token].kind != CB_TOKEN_WORD)
            return false;
        if (name_has(n, token, NAME_DETERMINER))
            return true;
        if (n->english || !looks_like_adjective(n, token))
            return false;
    }
    return false;
}

uint32_t cb_names_run(const struct names *n, uint32_t first, uint32_t max)
{
    uint32_t at = first;

    while (at - first < max && (at == first || cb_names_same_sentence(n, first, at)) && !n->taken[at]) {
        bool direction = at > first && name_has(n, at, NAME_DIRECTION);
        if (!direction && (!cb_names_is_candidate(n, at) || (at == first && name_has(n, at, NAME_DIRECTION))))
            break;
        at++;
        if (at == n->doc->tokens.count)
            break;
    }
    return at - 1;
}

/* ---- forms ---- */

struct cb_str cb_names_form(const struct names *n, uint32_t first, uint32_t last)
{
    struct cb_str form = cb_document_slice(n->doc, cb_tokens_span(n->doc, first, last));
    size_t len = 0;
    char *copy;

    if (first == last)
        return form;
    copy = cb_arena_alloc(n->arena, form.len + 1);
    if (!copy)
        return (struct cb_str){NULL, 0};
    for (uint32_t i = first; i <= last; i++) {
        struct cb_str text = cb_token_text(n->doc, i);
        if (i > first && (n->doc->tokens.items[i].flags & CB_TOKEN_SPACE_BEFORE))
            copy[len++] = ' ';
        memcpy(copy + len, text.ptr, text.len);
        len += text.len;
    }
    return (struct cb_str){copy, len};
}

struct cb_str cb_names_base(const struct names *n, struct cb_str text, bool genitive)
{
    static const struct cb_str APOSTROPHES[] = {CB_STR_INIT("'s"), CB_STR_INIT("\xE2\x80\x99s")};
    struct cb_str base;

    for (int i = 0; i < 2; i++)
        if (text.len > APOSTROPHES[i].len + 1 && cb_str_ends(text, APOSTROPHES[i]))
            return cb_str_sub(text, 0, text.len - APOSTROPHES[i].len);
    if (n->english || text.len < 4 || text.ptr[text.len - 1] != 's')
        return text;
    base = cb_str_sub(text, 0, text.len - 1);
    return genitive || cb_names_word_by_text(n, base) ? base : text;
}
