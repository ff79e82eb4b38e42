#include "lexicon/lexicon.h"

#include "base/assets.h"
#include "lexicon/list_index.h"
#include "text/charset.h"
#include "text/csv.h"
#include "text/fold.h"

static void note_four(uint64_t fours[CB_FOUR_SLOTS / 64], struct cb_str s)
{
    uint32_t slot = s.len >= 4 ? cb_list_four_slot(s) : 0;

    if (s.len >= 4)
        fours[slot / 64] |= UINT64_C(1) << slot % 64;
}

/* Eight bits and more for each key. */
static cb_status make_filter(struct cb_filter *filter, const struct cb_map *map, struct cb_arena *arena,
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
            uint32_t bit = cb_filter_bit(filter, cb_list_bit(map->slots[i].key));
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

static void note_ends(struct cb_list *list, struct cb_str form)
{
    uint32_t begin = cb_list_begin_slot(form);
    struct cb_str head = cb_list_head_of(form);

    list->begins[begin / 64] |= UINT64_C(1) << begin % 64;
    list->ends[cb_list_end_slot(form)] |= cb_list_length_bit(form.len);
    note_four(list->fours, form);
    if (head.len > 0)
        list->head_ends[cb_list_end_slot(head)] |= cb_list_length_bit(head.len);
    if (form.ptr[0] != '-' || form.len == 1)
        return;
    form = cb_str_sub(form, 1, form.len);
    note_four(list->tail_fours, form);
    list->tails[cb_list_end_slot(form)] |= cb_list_length_bit(form.len);
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
        *slot = CB_LIST_SHARED;
    slot = cb_map_add(arena, &list->heads, cb_list_head_of(form), NULL);
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
        for (uint32_t slot = 0; slot < CB_BEGIN_SLOTS; slot++)
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
