/* The second pass: every place where a rule sees a name becomes a proposal. */
#include "extract/names.h"

#include "text/fold.h"

/* Bytes of "'s" at the end: in English no part of the name. */
static uint32_t possessive_length(struct cb_str text)
{
    return cb_str_ends(text, CB_STR("'s")) ? 2 : cb_str_ends(text, CB_STR("\xE2\x80\x99s")) ? 4 : 0;
}

static cb_status push(struct names *n, uint32_t first, uint32_t last, struct cb_mention mention,
                      struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct name_proposal *slot = CB_PUSH(n->arena, &n->proposals);
    struct cb_span tokens = cb_tokens_span(n->doc, first, last);

    CB_TRY_NEW(slot);
    slot->first = first;
    slot->last = last;
    slot->part = mention.span.start != tokens.start || mention.span.end != tokens.end;
    slot->mention = mention;
    slot->mention.span.end -= n->english ? possessive_length(cb_document_slice(n->doc, mention.span)) : 0;
    slot->mention.entity = CB_NONE;
    slot->mention.kind = CB_MENTION_NAME;
done:
    return rc;
}

static enum cb_certainty certainty_of(const struct known_name *known, enum cb_entity_kind kind)
{
    return known->score[kind] >= 6 ? CB_SURE : known->score[kind] >= 3 ? CB_LIKELY : CB_GUESSED;
}

static cb_status push_known(struct names *n, uint32_t first, uint32_t last, const struct known_name *known,
                            struct cb_err *err)
{
    enum cb_entity_kind kind = cb_names_kind(known);

    return push(n, first, last,
                (struct cb_mention){.span = cb_tokens_span(n->doc, first, last),
                                    .form = known->form,
                                    .canonical = known->canonical,
                                    .entity_kind = kind,
                                    .certainty = certainty_of(known, kind),
                                    .rule = known->rule},
                err);
}

/* Does a preposition of place stand before it ("im Sauerland", "aus Berlin")? */
static bool placed(const struct names *n, uint32_t token)
{
    return token > cb_names_sentence_first(n, token) &&
           (name_has(n, token - 1, NAME_PLACE_AFTER) ||
            cb_str_eq(name_word(n, token - 1)->lower, CB_STR("im")));
}

/* ---- a place of the first pass ---- */

/* The rest of the article may know better: a single word that is a surname here is no place. */
static cb_status push_find(struct names *n, const struct name_find *find, struct cb_err *err)
{
    const struct known_name *known = cb_names_known(n, find->form);
    struct cb_mention m = {.span = find->span,
                           .form = find->form,
                           .canonical = find->canonical,
                           .entity_kind = find->kind,
                           .certainty = find->certainty,
                           .rule = find->rule};

    if (known && known->surname && find->first == find->last && find->kind != CB_ENTITY_PERSON &&
        !(find->kind == CB_ENTITY_PLACE && placed(n, find->first))) {
        m.entity_kind = CB_ENTITY_PERSON;
        m.canonical = (struct cb_str){NULL, 0};
        m.rule = known->rule;
    } else if (known && find->certainty != CB_SURE && !known->surname) {
        m.entity_kind = cb_names_kind(known);
        m.certainty = certainty_of(known, m.entity_kind);
        m.canonical = known->canonical.ptr ? known->canonical : m.canonical;
    }
    return push(n, find->first, find->last, m, err);
}

/* ---- by memory ---- */

/* May a known name stand here? Surnames and weak names only without an article. */
static bool fits(const struct names *n, const struct known_name *known, uint32_t first, uint32_t last)
{
    const struct name_word *word = name_word(n, first);

    if (known->quoted || (known->bare && cb_names_is_determined(n, first)))
        return false;
    if (known->surname && first == last && (word->flags & NAME_COMMON) && word->determined > 0 &&
        (n->doc->tokens.items[first].flags & CB_TOKEN_SENTENCE_START) == 0)
        return true; /* "warf Stein vor": bare, in the middle */
    if (known->surname && placed(n, first) && known->score[CB_ENTITY_PLACE] > 0)
        return false;
    return first < last || !(word->flags & NAME_LOWER_CASE);
}

/* The known name that this text is, as it stands or without a genitive ending. */
static const struct known_name *known_inflected(const struct names *n, struct cb_str text)
{
    static const struct cb_str ENDINGS[] = {CB_STR_INIT("s"), CB_STR_INIT("'s"), CB_STR_INIT("\xE2\x80\x99s"),
                                            CB_STR_INIT("es")};
    const struct known_name *known = cb_names_known(n, text);

    for (size_t e = 0; !known && e < sizeof ENDINGS / sizeof *ENDINGS; e++)
        if (text.len > ENDINGS[e].len + 1 && cb_str_ends(text, ENDINGS[e]))
            known = cb_names_known(n, cb_str_sub(text, 0, text.len - ENDINGS[e].len));
    return known;
}

/* The longest known name from `first` on; its last token in *last. */
static const struct known_name *known_at(const struct names *n, uint32_t first, uint32_t *last)
{
    uint32_t longest = name_word(n, first)->longest, end = cb_names_sentence_end(n, first);
    const struct known_name *best = NULL, *known;

    for (uint32_t words = longest; words > 1 && !best; words--) {
        bool free = first + words <= end;
        for (uint32_t i = first; free && i < first + words; i++)
            free = !n->taken[i];
        if (!free)
            continue;
        known = known_inflected(n, cb_names_form(n, first, first + words - 1));
        if (known && fits(n, known, first, first + words - 1)) {
            best = known;
            *last = first + words - 1;
        }
    }
    if (best)
        return best;
    *last = first;
    if (name_has(n, first, NAME_LOWER_CASE))
        return NULL;
    known = known_inflected(n, cb_token_text(n->doc, first));
    if (!known || n->doc->tokens.items[first].kind != CB_TOKEN_WORD || name_has(n, first, NAME_NEVER))
        return NULL;
    return fits(n, known, first, first) ? known : NULL;
}

/* ---- parts of compounds: "Anthropic-CEO", "H200-Chips" ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool cb_names_is_part(const struct names *n, struct cb_str part)
{
    uint32_t size;
    const struct cb_list_row *row;
    struct cb_str lower = cb_fold_lower(n->arena, part);

    if (part.len < 2 || !lower.ptr || cb_str_eq(lower, part) || cb_list_find(n->function_words, lower))
        return false;
    cb_char_first(part, &size);
    row = cb_list_find(n->name_words_list, lower);
    return part.len > size && !row && !cb_list_find(n->nouns, lower) && !cb_list_find(n->titles, lower);
}

/* "H200", "DeepSeek-V3", but not "Tier-2". */
static bool is_model_part(const struct names *n, struct cb_str part)
{
    size_t letters = 0;
    struct cb_str lower;

    if (part.len < 2 || part.ptr[0] < 'A' || part.ptr[0] > 'Z' || !is_digit(part.ptr[part.len - 1]))
        return false;
    while (letters < part.len && part.ptr[letters] != '-' && !is_digit(part.ptr[letters]))
        letters++;
    lower = cb_fold_lower(n->arena, cb_str_sub(part, 0, letters));
    return lower.ptr && !cb_list_find(n->name_words_list, lower) && !cb_list_find(n->nouns, lower);
}

/* Is [from, to) of the token's text a name? Fills *mention but for its place. */
static bool name_of_part(const struct names *n, struct cb_str part, bool last, struct cb_mention *mention)
{
    struct name_find find = {0};
    const struct cb_list_row *row;
    const struct known_name *known = cb_names_known(n, part);
    struct cb_str lower = cb_fold_lower(n->arena, part);

    if (!known && last)
        known = known_inflected(n, part);
    if (known && (!known->surname || !last || known->gazetteer)) {
        enum cb_entity_kind kind = cb_names_kind(known);
        *mention = (struct cb_mention){.form = known->form,
                                       .canonical = known->canonical,
                                       .entity_kind = kind,
                                       .certainty = certainty_of(known, kind),
                                       .rule = "any.name.part"};
        return true;
    }
    row = lower.ptr ? cb_list_find(n->name_words_list, lower) : NULL;
    if (row && !cb_str_eq(row->fields[CB_NAME_WORD_USE], CB_STR("party")))
        return false;
    if (cb_names_look_up(n, part, false, &find) && part.len > 1 && !cb_str_eq(part, lower)) {
        *mention = (struct cb_mention){.form = part,
                                       .canonical = find.canonical,
                                       .entity_kind = find.kind,
                                       .certainty = find.certainty,
                                       .rule = "any.name.part"};
        return true;
    }
    if (last || !is_model_part(n, part))
        return false;
    *mention = (struct cb_mention){
        .form = part, .entity_kind = CB_ENTITY_PRODUCT, .certainty = CB_LIKELY, .rule = "any.name.part"};
    return true;
}

/* Byte offset behind the `count`-th hyphen-separated part that begins at `from`; SIZE_MAX when there are
 * fewer. */
static size_t end_of_parts(struct cb_str text, size_t from, uint32_t count)
{
    size_t at = from;

    for (uint32_t i = 0; i < count; i++) {
        at = cb_str_find(text, CB_STR("-"), at + (i > 0));
        if (at == SIZE_MAX)
            return i + 1 == count ? text.len : SIZE_MAX;
    }
    return at;
}

/* "US-amerikanisch", "EU-weit": derived adjectives name nobody. */
static bool is_adjective(struct cb_str text)
{
    size_t at = text.len;

    while (at > 0 && text.ptr[at - 1] != '-')
        at--;
    return at > 0 && at < text.len && text.ptr[at] >= 'a' && text.ptr[at] <= 'z';
}

/* The names inside a word with hyphens, longest first, at most four parts each. */
static cb_status push_parts(struct names *n, uint32_t token, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str text = cb_token_text(n->doc, token);
    uint32_t start = n->doc->tokens.items[token].span.start;
    size_t from = is_adjective(text) ? text.len : 0;

    while (from < text.len) {
        size_t next = end_of_parts(text, from, 1);
        for (uint32_t count = 4; count > 0; count--) {
            size_t end = end_of_parts(text, from, count);
            struct cb_mention m = {0};
            if (end == SIZE_MAX || end <= from || (from == 0 && end == text.len) ||
                !name_of_part(n, cb_str_sub(text, from, end), end == text.len, &m))
                continue;
            m.span = (struct cb_span){start + (uint32_t)from, start + (uint32_t)end};
            CB_TRY(push(n, token, token, m, err));
            next = end;
            break;
        }
        from = next + 1;
    }
done:
    return rc;
}

/* ---- the pass ---- */

static cb_status mention_at(struct names *n, uint32_t token, uint32_t *last, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct known_name *known;

    *last = token;
    if (n->find_of[token]) {
        const struct name_find *find = &n->finds.items[n->find_of[token] - 1];
        *last = find->last;
        CB_TRY(push_find(n, find, err));
        goto done;
    }
    if (n->taken[token] || n->doc->tokens.items[token].kind == CB_TOKEN_PUNCTUATION)
        goto done;
    known = known_at(n, token, last);
    if (known) {
        CB_TRY(push_known(n, token, *last, known, err));
    } else if ((n->doc->tokens.items[token].flags & CB_TOKEN_HAS_HYPHEN) && !name_has(n, token, NAME_NEVER) &&
               n->doc->tokens.items[token].kind == CB_TOKEN_WORD) {
        CB_TRY(push_parts(n, token, err));
    }
done:
    return rc;
}

cb_status cb_names_propose(struct names *n, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t last;

    for (uint32_t i = 0; i < n->doc->tokens.count; i = last + 1) {
        last = i;
        if (!n->skipped[n->doc->tokens.items[i].sentence])
            CB_TRY(mention_at(n, i, &last, err));
    }
done:
    return rc;
}
