/* Asking the lists. */
#include "base/limits.h"
#include "lexicon/list_index.h"

/* Does something that was noted end as `s`, as far as that has four bytes? */
static bool may_end(const uint64_t fours[CB_FOUR_SLOTS / 64], struct cb_str s)
{
    uint32_t slot = s.len >= 4 ? cb_list_four_slot(s) : 0;

    return s.len < 4 || (fours[slot / 64] >> slot % 64 & 1);
}

/* Those of `lengths` that what ends as `s` can have: below four bytes all. */
static uint64_t by_four(uint64_t lengths, const uint64_t fours[CB_FOUR_SLOTS / 64], struct cb_str s)
{
    return may_end(fours, s) ? lengths : lengths & (cb_list_length_bit(4) - 1);
}

/* false: no form is `form`. */
static bool may_have(const struct cb_list *list, struct cb_str form)
{
    return form.len > 0 && (list->ends[cb_list_end_slot(form)] & cb_list_length_bit(form.len)) &&
           may_end(list->fours, form);
}

/* `bit` is cb_list_bit(key). */
static uint32_t *find_filtered(const struct cb_map *map, const struct cb_filter *filter, struct cb_str key,
                               uint32_t bit)
{
    uint32_t place = cb_filter_bit(filter, bit);

    return filter->words && (filter->words[place / 64] >> place % 64 & 1) ? cb_map_find_hash(map, key, bit)
                                                                          : NULL;
}

bool cb_list_may_begin(const struct cb_list *list, struct cb_str start)
{
    uint32_t slot;

    if (start.len == 0 || !cb_is_head_byte((unsigned char)start.ptr[0]))
        return true;
    slot = cb_list_begin_slot(start);
    return list->begins[slot / 64] >> slot % 64 & 1;
}

size_t cb_list_count(const struct cb_list *list)
{
    return list->count;
}

const struct cb_list_row *cb_list_row(const struct cb_list *list, size_t index)
{
    return &list->rows[index];
}

const struct cb_list_row *cb_list_find_bit(const struct cb_list *list, struct cb_str form, uint32_t bit)
{
    const uint32_t *row = find_filtered(&list->forms, &list->forms_filter, form, bit);

    return row && *row != CB_LIST_SHARED ? &list->rows[*row - 1] : NULL;
}

const struct cb_list_row *cb_list_find(const struct cb_list *list, struct cb_str form)
{
    return may_have(list, form) ? cb_list_find_bit(list, form, cb_list_bit(form)) : NULL;
}

const struct cb_list_row *cb_list_find_tail(const struct cb_list *list, struct cb_str tail)
{
    enum { TAIL_MAX = 64 };
    char form[1 + TAIL_MAX];

    if (tail.len == 0 || tail.len > TAIL_MAX ||
        !(list->tails[cb_list_end_slot(tail)] & cb_list_length_bit(tail.len)) ||
        !may_end(list->tail_fours, tail))
        return NULL;
    form[0] = '-';
    memcpy(form + 1, tail.ptr, tail.len);
    return cb_list_find_bit(list, (struct cb_str){form, 1 + tail.len},
                            cb_list_bit((struct cb_str){form, 1 + tail.len}));
}

uint64_t cb_list_tail_lengths(const struct cb_list *list, struct cb_str word)
{
    struct cb_str last = cb_str_sub(word, word.len - 1, word.len);

    return by_four(list->tails[cb_list_end_slot(word)] |
                       (list->tails[cb_list_end_slot(last)] & cb_list_length_bit(1)),
                   list->tail_fours, word);
}

uint64_t cb_list_end_lengths(const struct cb_list *list, struct cb_str word)
{
    struct cb_str last = cb_str_sub(word, word.len - 1, word.len);

    if (word.len == 0)
        return 0;
    return by_four(list->ends[cb_list_end_slot(word)] |
                       (list->ends[cb_list_end_slot(last)] & cb_list_length_bit(1)),
                   list->fours, word);
}

uint32_t cb_list_longest(const struct cb_list *list, struct cb_str start)
{
    return cb_list_may_begin(list, start) ? cb_list_longest_head(list, cb_list_head_of(start)) : 0;
}

struct cb_str cb_list_head(struct cb_str start)
{
    return cb_list_head_of(start);
}

uint32_t cb_list_longest_head(const struct cb_list *list, struct cb_str head)
{
    const uint32_t *longest;

    if (head.len > 0 && !(list->head_ends[cb_list_end_slot(head)] & cb_list_length_bit(head.len)))
        return 0;
    longest = find_filtered(&list->heads, &list->heads_filter, head, cb_list_bit(head));
    return longest ? *longest : 0;
}

/* The lists that may have a form beginning as `start`. */
static uint64_t lists_beginning(const struct cb_lexicon *lexicon, struct cb_str start)
{
    if (start.len == 0 || !cb_is_head_byte((unsigned char)start.ptr[0]))
        return (UINT64_C(1) << CB_LIST_COUNT) - 1;
    return lexicon->begin_lists[cb_list_begin_slot(start)];
}

/* A word as it is asked for: its hash and that of the run of letters that it begins with are worked out once.
 */
struct question {
    struct cb_str form, head;
    uint32_t form_bit, head_bit;
};

static struct question question_of(struct cb_str form)
{
    struct question q = {.form = form, .head = cb_list_head_of(form), .form_bit = cb_list_bit(form)};

    q.head_bit = q.head.len == form.len ? q.form_bit : cb_list_bit(q.head);
    return q;
}

bool cb_lexicon_ask(const struct cb_lexicon *lexicon, struct cb_str form, struct cb_str lower,
                    struct cb_arena *arena, struct cb_listed *out)
{
    struct question questions[2] = {question_of(lower), question_of(form)};
    uint64_t sensitive = lexicon->case_sensitive, names = UINT64_C(1) << CB_LIST_NAMES;
    uint64_t lists =
        (lists_beginning(lexicon, lower) & ~sensitive) | (lists_beginning(lexicon, form) & sensitive);
    const struct cb_list_row *rows[CB_LIST_COUNT], **kept;
    uint16_t longest[CB_LIST_COUNT], *reach;
    size_t count = 0, begun = 0;

    *out = (struct cb_listed){.begins = names};
    for (lists &= ~names; lists; lists &= lists - 1) {
        uint64_t bit = lists & (0 - lists);
        const struct cb_list *list = &lexicon->lists[__builtin_ctzll(lists)];
        const struct question *q = &questions[(sensitive & bit) != 0];
        const uint32_t *bytes = find_filtered(&list->heads, &list->heads_filter, q->head, q->head_bit);
        if (!bytes)
            continue;
        out->begins |= bit;
        longest[begun++] = *bytes < UINT16_MAX ? (uint16_t)*bytes : UINT16_MAX;
        rows[count] = may_have(list, q->form) ? cb_list_find_bit(list, q->form, q->form_bit) : NULL;
        if (!rows[count])
            continue;
        out->has |= bit;
        count++;
    }
    if (begun == 0)
        return true;
    kept = cb_arena_alloc(arena,
                          count * sizeof *kept + begun * sizeof *reach); /* the rows, behind them the bytes */
    if (!kept)
        return false;
    reach = (void *)(kept + count);
    memcpy(kept, rows, count * sizeof *kept);
    memcpy(reach, longest, begun * sizeof *reach);
    out->rows = kept;
    out->longest = reach;
    return true;
}

const struct cb_list_row *cb_list_match_within(const struct cb_list *list, const struct cb_document *doc,
                                               uint32_t first, uint32_t limit, uint32_t longest,
                                               uint32_t *count)
{
    char key[512];
    size_t len = 0;
    const struct cb_list_row *best = NULL;

    if (limit > first + CB_MATCH_TOKENS_MAX)
        limit = first + CB_MATCH_TOKENS_MAX;
    for (uint32_t i = first; i < limit; i++) {
        const struct cb_token *token = &doc->tokens.items[i];
        struct cb_str word = list->shape->case_sensitive ? cb_token_text(doc, i) : token->lower;
        bool space = i > first && (token->flags & CB_TOKEN_SPACE_BEFORE);
        const struct cb_list_row *row;
        if (len + space + word.len > longest || len + space + word.len > sizeof key)
            break;
        if (space)
            key[len++] = ' ';
        memcpy(key + len, word.ptr, word.len);
        len += word.len;
        row = cb_list_find(list, (struct cb_str){key, len});
        if (row) {
            best = row;
            *count = i + 1 - first;
        }
    }
    return best;
}

const struct cb_list_row *cb_list_match(const struct cb_list *list, const struct cb_document *doc,
                                        uint32_t first, uint32_t limit, uint32_t *count)
{
    const struct cb_token *token = &doc->tokens.items[first];
    enum cb_list_id id = (enum cb_list_id)(list->shape - cb_list_shapes);
    uint32_t longest;

    if (!cb_token_may_begin(token, id))
        return NULL;
    longest =
        id == CB_LIST_NAMES
            ? cb_list_longest(list, list->shape->case_sensitive ? cb_token_text(doc, first) : token->lower)
            : cb_listed_longest(token->listed, id);
    return longest ? cb_list_match_within(list, doc, first, limit, longest, count) : NULL;
}
