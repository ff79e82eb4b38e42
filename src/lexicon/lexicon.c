#include "lexicon/lexicon.h"

#include "base/assets.h"
#include "base/limits.h"
#include "lexicon/lists.h"
#include "lexicon/patterns.h"
#include "lexicon/words.h"
#include "text/charset.h"
#include "text/csv.h"
#include "text/fold.h"

/* Bits of the hashes of what is in a map (Bloom 1970, with one hash): nearly all look-ups are of words that
 * are not there, and this says so from a few bytes that stay near the processor. */
struct filter {
    uint64_t *words;
    uint32_t mask; /* bits - 1 */
};

enum { BEGIN_SLOTS = 1024, END_SLOTS = 256, FOUR_BITS = 11, FOUR_SLOTS = 1 << FOUR_BITS };

struct cb_list {
    const struct cb_list_shape *shape;
    struct cb_list_row *rows;
    size_t count;
    struct cb_map forms; /* form -> row + 1 */
    struct cb_map heads; /* first run of letters of a form -> longest form with it, in bytes */
    struct filter forms_filter, heads_filter;
    /* Most words are in few lists. What says so at once: */
    uint64_t begins[BEGIN_SLOTS / 64];    /* which two bytes the forms begin with */
    uint64_t ends[END_SLOTS];             /* lengths of the forms, by their last two bytes */
    uint64_t tails[END_SLOTS];            /* and those of what stands behind the hyphen of "-tail" */
    uint64_t fours[FOUR_SLOTS / 64];      /* which four bytes the forms of four and more end with */
    uint64_t tail_fours[FOUR_SLOTS / 64]; /* and the tails */
    uint64_t head_ends[END_SLOTS];        /* the same as `ends` for the first runs of letters */
};

/* The place in `ends` and `tails` of what ends as `s`, which is not empty. */
static uint32_t end_slot(struct cb_str s)
{
    uint32_t before = s.len > 1 ? (unsigned char)s.ptr[s.len - 2] : 0;

    return (before * 37u + (unsigned char)s.ptr[s.len - 1]) % END_SLOTS;
}

static uint64_t length_bit(size_t len)
{
    return UINT64_C(1) << (len < 63 ? len : 63);
}

/* The place in `fours` of what ends as `s`, which has four bytes at least. */
static uint32_t four_slot(struct cb_str s)
{
    uint32_t four;

    memcpy(&four, s.ptr + s.len - sizeof four, sizeof four);
    return four * UINT32_C(0x9E3779B1) >> (32 - FOUR_BITS);
}

static void note_four(uint64_t fours[FOUR_SLOTS / 64], struct cb_str s)
{
    uint32_t slot = s.len >= 4 ? four_slot(s) : 0;

    if (s.len >= 4)
        fours[slot / 64] |= UINT64_C(1) << slot % 64;
}

/* Does something that was noted end as `s`, as far as that has four bytes? */
static bool may_end(const uint64_t fours[FOUR_SLOTS / 64], struct cb_str s)
{
    uint32_t slot = s.len >= 4 ? four_slot(s) : 0;

    return s.len < 4 || (fours[slot / 64] >> slot % 64 & 1);
}

/* Those of `lengths` that what ends as `s` can have: below four bytes all. */
static uint64_t by_four(uint64_t lengths, const uint64_t fours[FOUR_SLOTS / 64], struct cb_str s)
{
    return may_end(fours, s) ? lengths : lengths & (length_bit(4) - 1);
}

/* false: no form is `form`. */
static bool may_have(const struct cb_list *list, struct cb_str form)
{
    return form.len > 0 && (list->ends[end_slot(form)] & length_bit(form.len)) && may_end(list->fours, form);
}

/* In place of a row: a form of the users' names that two of them have, so that it means neither. */
#define SHARED UINT32_MAX

_Static_assert(CB_LIST_COUNT <= 64, "the lists of a word are bits of a number");

struct cb_lexicon {
    struct cb_list lists[CB_LIST_COUNT];
    uint64_t begin_lists[BEGIN_SLOTS]; /* which lists have forms that begin with these two bytes */
    uint64_t case_sensitive;           /* lists, one bit each */
    struct cb_patterns boilerplate;
    struct cb_words words;
    struct cb_str tagger, names, name_table;
};

uint32_t cb_list_bit(struct cb_str form)
{
    return (uint32_t)cb_str_hash_quick(form);
}

static uint32_t filter_bit(const struct filter *filter, uint32_t bit)
{
    return bit & filter->mask;
}

/* Eight bits and more for each key. */
static cb_status make_filter(struct filter *filter, const struct cb_map *map, struct cb_arena *arena,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t bits = 64;

    while (bits < map->count * 8)
        bits *= 2;
    filter->words = CB_NEW_ARRAY(arena, uint64_t, bits / 64);
    CB_TRY_NEW(filter->words);
    filter->mask = bits - 1;
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].key.ptr) {
            uint32_t bit = filter_bit(filter, cb_list_bit(map->slots[i].key));
            filter->words[bit / 64] |= UINT64_C(1) << bit % 64;
        }
done:
    return rc;
}

static cb_status make_filters(struct cb_list *list, struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(make_filter(&list->forms_filter, &list->forms, arena, err));
    CB_TRY(make_filter(&list->heads_filter, &list->heads, arena, err));
done:
    return rc;
}

/* `bit` is cb_list_bit(key). */
static uint32_t *find_filtered(const struct cb_map *map, const struct filter *filter, struct cb_str key,
                               uint32_t bit)
{
    uint32_t place = filter_bit(filter, bit);

    return filter->words && (filter->words[place / 64] >> place % 64 & 1) ? cb_map_find_hash(map, key, bit)
                                                                          : NULL;
}

static inline bool is_head_byte(unsigned char c)
{
    return c >= 'a' ? c <= 'z' || c >= 0x80 : (unsigned char)(c - 'A') < 26 || (unsigned char)(c - '0') < 10;
}

/* The run of letters and digits that `s` begins with: the same for a form in a list and for the text of a
 * document, however that was cut into tokens. */
static struct cb_str head_of(struct cb_str s)
{
    size_t n = 0;

    while (n < s.len && is_head_byte((unsigned char)s.ptr[n]))
        n++;
    return cb_str_sub(s, 0, n);
}

/* The place in `begins` of the run of letters and digits that `s` begins with: of its first two bytes. */
static uint32_t begin_slot(struct cb_str s)
{
    unsigned char second = s.len > 1 ? (unsigned char)s.ptr[1] : 0;

    return ((unsigned char)s.ptr[0] * 31u + (is_head_byte(second) ? second : 0u)) % BEGIN_SLOTS;
}

bool cb_list_may_begin(const struct cb_list *list, struct cb_str start)
{
    uint32_t slot;

    if (start.len == 0 || !is_head_byte((unsigned char)start.ptr[0]))
        return true;
    slot = begin_slot(start);
    return list->begins[slot / 64] >> slot % 64 & 1;
}

static void note_ends(struct cb_list *list, struct cb_str form)
{
    uint32_t begin = begin_slot(form);
    struct cb_str head = head_of(form);

    list->begins[begin / 64] |= UINT64_C(1) << begin % 64;
    list->ends[end_slot(form)] |= length_bit(form.len);
    note_four(list->fours, form);
    if (head.len > 0)
        list->head_ends[end_slot(head)] |= length_bit(head.len);
    if (form.ptr[0] != '-' || form.len == 1)
        return;
    form = cb_str_sub(form, 1, form.len);
    note_four(list->tail_fours, form);
    list->tails[end_slot(form)] |= length_bit(form.len);
}

static cb_status add_form(struct cb_list *list, uint32_t row, struct cb_str form, struct cb_arena *arena,
                          struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t *slot;

    form = cb_str_trim(form);
    if (form.len == 0)
        goto done;
    if (!list->shape->case_sensitive)
        form = cb_fold_lower(arena, form);
    CB_TRY_NEW(form.ptr);
    slot = cb_map_add(arena, &list->forms, form, NULL);
    CB_TRY_NEW(slot);
    if (*slot == 0)
        *slot = row + 1; /* the first row that has a form keeps it */
    else if (*slot != row + 1 && list->shape == &cb_list_shapes[CB_LIST_NAMES])
        *slot = SHARED;
    slot = cb_map_add(arena, &list->heads, head_of(form), NULL);
    CB_TRY_NEW(slot);
    if (*slot < form.len)
        *slot = (uint32_t)form.len;
    note_ends(list, form);
done:
    return rc;
}

static cb_status add_row(struct cb_list *list, uint32_t row, struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (int c = 0; c < list->shape->column_count; c++) {
        struct cb_str forms = list->rows[row].fields[c];
        if (!(list->shape->form_columns & 1u << c))
            continue;
        while (forms.ptr)
            CB_TRY(add_form(list, row, cb_str_split(&forms, '|'), arena, err));
    }
done:
    return rc;
}

static cb_status check_header(const struct cb_list_shape *shape, const char *place,
                              const struct cb_csv_row *header, struct cb_err *err)
{
    bool fits = header->count == (size_t)shape->column_count;

    for (int c = 0; fits && c < shape->column_count; c++)
        fits = cb_str_eq(header->fields[c], cb_str_of(shape->columns[c]));
    if (!fits)
        return cb_err_set(
            err, CB_BAD_INPUT,
            "%s: the first row does not name the columns that belong there; see import/README.md", place);
    return CB_OK;
}

cb_status cb_lexicon_read_list(struct cb_lexicon *lexicon, enum cb_list_id id, const char *place,
                               struct cb_str text, struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc;
    struct cb_list *list = &lexicon->lists[id];
    struct cb_csv_rows rows = {0};

    *list = (struct cb_list){.shape = &cb_list_shapes[id]};
    CB_TRY(cb_csv_parse(place, text, arena, &rows, err));
    if (rows.count == 0)
        goto done;
    CB_TRY(check_header(list->shape, place, &rows.items[0], err));
    list->rows = CB_NEW_ARRAY(arena, struct cb_list_row, rows.count);
    CB_TRY_NEW(list->rows);
    for (size_t i = 1; i < rows.count; i++) {
        if (rows.items[i].count != (size_t)list->shape->column_count) {
            rc = cb_err_set(err, CB_BAD_INPUT, "%s: row %llu has %zu fields, not %d; mend the row", place,
                            (unsigned long long)rows.items[i].line, rows.items[i].count,
                            list->shape->column_count);
            goto done;
        }
        list->rows[list->count].fields = rows.items[i].fields;
        CB_TRY(add_row(list, (uint32_t)list->count++, arena, err));
    }
    CB_TRY(make_filters(list, arena, err));
done:
    return rc;
}

/* The file `name` of `directory`, in any charset that we know, or the built-in one, and what messages call
 * it. text->ptr is NULL when there is none: a language may lack a list. */
static cb_status read_file(const char *directory, const char *name, struct cb_arena *arena,
                           struct cb_str *text, const char **place, struct cb_err *err)
{
    cb_status rc;

    *text = (struct cb_str){NULL, 0};
    CB_TRY(cb_assets_read(directory, "import/", name, arena, text, err));
    *place = cb_assets_place(directory, "import/", name, arena).ptr;
    CB_TRY_NEW(*place);
    if (directory && text->ptr)
        CB_TRY(cb_charset_decode(*place, *text, arena, text, err));
done:
    return rc;
}

static cb_status load_list(struct cb_lexicon *lexicon, enum cb_list_id id, const char *name,
                           const char *directory, struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc;
    struct cb_str text;
    const char *place;

    CB_TRY(read_file(directory, name, arena, &text, &place, err));
    if (text.ptr)
        CB_TRY(cb_lexicon_read_list(lexicon, id, place, text, arena, err));
done:
    return rc;
}

static void note_lists(struct cb_lexicon *lexicon)
{
    for (int l = 0; l < CB_LIST_COUNT; l++) {
        const struct cb_list *list = &lexicon->lists[l];
        uint64_t bit = UINT64_C(1) << l;
        if (list->shape->case_sensitive)
            lexicon->case_sensitive |= bit;
        for (uint32_t slot = 0; slot < BEGIN_SLOTS; slot++)
            if (l == CB_LIST_NAMES || (list->begins[slot / 64] >> slot % 64 & 1))
                lexicon->begin_lists[slot] |= bit;
    }
}

/* The blocks are used in place; only words.csv is read, a few hundred rows. */
static cb_status load_words(struct cb_lexicon *lexicon, enum cb_language language, const char *directory,
                            struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc;
    const char *code = cb_language_code(language);
    const char *place;
    struct cb_str name = cb_arena_printf(arena, "%s/words.csv", code), block, csv;

    CB_TRY_NEW(name.ptr);
    CB_TRY(read_file(directory, name.ptr, arena, &csv, &place, err));
    name = cb_arena_printf(arena, "import/%s/morphology.bin", code);
    CB_TRY_NEW(name.ptr);
    block = cb_assets_find(name.ptr);
    CB_TRY(cb_words_load(block, place, csv, arena, &lexicon->words, err));
    name = cb_arena_printf(arena, "import/%s/tagger.bin", code);
    CB_TRY_NEW(name.ptr);
    lexicon->tagger = cb_assets_find(name.ptr);
    name = cb_arena_printf(arena, "import/%s/names.bin", code);
    CB_TRY_NEW(name.ptr);
    lexicon->names = cb_assets_find(name.ptr);
    lexicon->name_table = cb_assets_find("import/names.bin");
done:
    return rc;
}

cb_status cb_lexicon_load(enum cb_language language, const char *directory, struct cb_arena *arena,
                          struct cb_lexicon **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_lexicon *lexicon = CB_NEW(arena, struct cb_lexicon);

    CB_TRY_NEW(lexicon);
    for (int i = 0; i < CB_LIST_COUNT; i++) {
        const struct cb_list_shape *shape = &cb_list_shapes[i];
        struct cb_str name =
            cb_arena_printf(arena, "%s%s%s.csv", shape->shared ? "" : cb_language_code(language),
                            shape->shared ? "" : "/", shape->name);
        CB_TRY_NEW(name.ptr);
        lexicon->lists[i].shape = shape; /* also where there is no such file */
        CB_TRY(load_list(lexicon, (enum cb_list_id)i, name.ptr, directory, arena, err));
    }
    note_lists(lexicon);
    CB_TRY(cb_patterns_make(&lexicon->lists[CB_LIST_BOILERPLATE], CB_BOILERPLATE_MATCH, arena,
                            &lexicon->boilerplate, err));
    CB_TRY(load_words(lexicon, language, directory, arena, err));
    CB_TRY_NEW(!arena->lacking);
    *out = lexicon;
done:
    return rc;
}

const struct cb_words *cb_lexicon_words(const struct cb_lexicon *lexicon)
{
    return &lexicon->words;
}

const struct cb_patterns *cb_lexicon_boilerplate(const struct cb_lexicon *lexicon)
{
    return &lexicon->boilerplate;
}

struct cb_str cb_lexicon_tagger(const struct cb_lexicon *lexicon)
{
    return lexicon->tagger;
}

struct cb_str cb_lexicon_names(const struct cb_lexicon *lexicon)
{
    return lexicon->names;
}

struct cb_str cb_lexicon_name_table(const struct cb_lexicon *lexicon)
{
    return lexicon->name_table;
}

const struct cb_list *cb_lexicon_list(const struct cb_lexicon *lexicon, enum cb_list_id id)
{
    return &lexicon->lists[id];
}

cb_status cb_list_of_names(struct cb_list_row *rows, size_t count, struct cb_arena *arena,
                           struct cb_list **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_list *list = CB_NEW(arena, struct cb_list);

    CB_TRY_NEW(list);
    list->shape = &cb_list_shapes[CB_LIST_NAMES];
    list->rows = rows;
    CB_TRY_NEW(cb_map_reserve(arena, &list->forms, 2 * count) && cb_map_reserve(arena, &list->heads, count));
    for (; list->count < count; list->count++)
        CB_TRY(add_row(list, (uint32_t)list->count, arena, err));
    CB_TRY(make_filters(list, arena, err));
    *out = list;
done:
    return rc;
}

void cb_lexicon_use_names(struct cb_lexicon *lexicon, const struct cb_list *names)
{
    lexicon->lists[CB_LIST_NAMES] = *names;
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

    return row && *row != SHARED ? &list->rows[*row - 1] : NULL;
}

const struct cb_list_row *cb_list_find(const struct cb_list *list, struct cb_str form)
{
    return may_have(list, form) ? cb_list_find_bit(list, form, cb_list_bit(form)) : NULL;
}

const struct cb_list_row *cb_list_find_tail(const struct cb_list *list, struct cb_str tail)
{
    enum { TAIL_MAX = 64 };
    char form[1 + TAIL_MAX];

    if (tail.len == 0 || tail.len > TAIL_MAX || !(list->tails[end_slot(tail)] & length_bit(tail.len)) ||
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

    return by_four(list->tails[end_slot(word)] | (list->tails[end_slot(last)] & length_bit(1)),
                   list->tail_fours, word);
}

uint64_t cb_list_end_lengths(const struct cb_list *list, struct cb_str word)
{
    struct cb_str last = cb_str_sub(word, word.len - 1, word.len);

    if (word.len == 0)
        return 0;
    return by_four(list->ends[end_slot(word)] | (list->ends[end_slot(last)] & length_bit(1)), list->fours,
                   word);
}

uint32_t cb_list_longest(const struct cb_list *list, struct cb_str start)
{
    return cb_list_may_begin(list, start) ? cb_list_longest_head(list, head_of(start)) : 0;
}

struct cb_str cb_list_head(struct cb_str start)
{
    return head_of(start);
}

uint32_t cb_list_longest_head(const struct cb_list *list, struct cb_str head)
{
    const uint32_t *longest;

    if (head.len > 0 && !(list->head_ends[end_slot(head)] & length_bit(head.len)))
        return 0;
    longest = find_filtered(&list->heads, &list->heads_filter, head, cb_list_bit(head));
    return longest ? *longest : 0;
}

/* The lists that may have a form beginning as `start`. */
static uint64_t lists_beginning(const struct cb_lexicon *lexicon, struct cb_str start)
{
    if (start.len == 0 || !is_head_byte((unsigned char)start.ptr[0]))
        return (UINT64_C(1) << CB_LIST_COUNT) - 1;
    return lexicon->begin_lists[begin_slot(start)];
}

/* A word as it is asked for: its hash and that of the run of letters that it begins with are worked out once.
 */
struct question {
    struct cb_str form, head;
    uint32_t form_bit, head_bit;
};

static struct question question_of(struct cb_str form)
{
    struct question q = {.form = form, .head = head_of(form), .form_bit = cb_list_bit(form)};

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
