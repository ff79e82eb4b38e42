#include "lexicon/lexicon.h"

#include "base/assets.h"
#include "base/limits.h"
#include "lexicon/lists.h"
#include "lexicon/words.h"
#include "text/csv.h"
#include "text/fold.h"

struct cb_list {
    const struct cb_list_shape *shape;
    struct cb_list_row *rows;
    size_t count;
    struct cb_map forms; /* form -> row + 1 */
    struct cb_map heads; /* first run of letters of a form -> longest form with it, in bytes */
};

struct cb_lexicon {
    struct cb_list lists[CB_LIST_COUNT];
    struct cb_words words;
    struct cb_str tagger, names, name_table;
};

/* The run of letters and digits that `s` begins with: the same for a form in a list and for the text of a
 * document, however that was cut into tokens. */
static struct cb_str head_of(struct cb_str s)
{
    size_t n = 0;

    while (n < s.len) {
        unsigned char c = (unsigned char)s.ptr[n];
        if (c < 0x80 && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && !(c >= '0' && c <= '9'))
            break;
        n++;
    }
    return cb_str_sub(s, 0, n);
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
    slot = cb_map_add(arena, &list->heads, head_of(form), NULL);
    CB_TRY_NEW(slot);
    if (*slot < form.len)
        *slot = (uint32_t)form.len;
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

static cb_status check_header(const struct cb_list_shape *shape, const char *name,
                              const struct cb_csv_row *header, struct cb_err *err)
{
    bool fits = header->count == (size_t)shape->column_count;

    for (int c = 0; fits && c < shape->column_count; c++)
        fits = cb_str_eq(header->fields[c], cb_str_of(shape->columns[c]));
    if (!fits)
        return cb_err_set(
            err, CB_BAD_INPUT,
            "import/%s: the first row does not name the columns that belong there; see import/README.md",
            name);
    return CB_OK;
}

static cb_status load_list(struct cb_list *list, const char *name, const char *directory,
                           struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc;
    struct cb_str text = {NULL, 0};
    struct cb_csv_rows rows = {0};

    CB_TRY(cb_assets_read(directory, "import/", name, arena, &text, err));
    if (!text.ptr)
        goto done; /* a language may lack a list */
    CB_TRY(cb_csv_parse(name, text, arena, &rows, err));
    if (rows.count == 0)
        goto done;
    CB_TRY(check_header(list->shape, name, &rows.items[0], err));
    list->rows = CB_NEW_ARRAY(arena, struct cb_list_row, rows.count);
    CB_TRY_NEW(list->rows);
    for (size_t i = 1; i < rows.count; i++) {
        if (rows.items[i].count != (size_t)list->shape->column_count) {
            rc = cb_err_set(err, CB_BAD_INPUT, "import/%s: row %llu has %zu fields, not %d; mend the row",
                            name, (unsigned long long)rows.items[i].line, rows.items[i].count,
                            list->shape->column_count);
            goto done;
        }
        list->rows[list->count].fields = rows.items[i].fields;
        CB_TRY(add_row(list, (uint32_t)list->count++, arena, err));
    }
done:
    return rc;
}

/* The blocks are used in place; only words.csv is read, a few hundred rows. */
static cb_status load_words(struct cb_lexicon *lexicon, enum cb_language language, const char *directory,
                            struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc;
    const char *code = cb_language_code(language);
    struct cb_str name = cb_arena_printf(arena, "%s/words.csv", code), block, csv = {NULL, 0};

    CB_TRY_NEW(name.ptr);
    CB_TRY(cb_assets_read(directory, "import/", name.ptr, arena, &csv, err));
    name = cb_arena_printf(arena, "import/%s/morphology.bin", code);
    CB_TRY_NEW(name.ptr);
    block = cb_assets_find(name.ptr);
    CB_TRY(cb_words_load(block, csv, arena, &lexicon->words, err));
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
        lexicon->lists[i].shape = shape;
        CB_TRY(load_list(&lexicon->lists[i], name.ptr, directory, arena, err));
    }
    CB_TRY(load_words(lexicon, language, directory, arena, err));
    *out = lexicon;
done:
    return rc;
}

const struct cb_words *cb_lexicon_words(const struct cb_lexicon *lexicon)
{
    return &lexicon->words;
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

size_t cb_list_count(const struct cb_list *list)
{
    return list->count;
}

const struct cb_list_row *cb_list_row(const struct cb_list *list, size_t index)
{
    return &list->rows[index];
}

const struct cb_list_row *cb_list_find(const struct cb_list *list, struct cb_str form)
{
    const uint32_t *row = cb_map_find(&list->forms, form);

    return row ? &list->rows[*row - 1] : NULL;
}

const struct cb_list_row *cb_list_match(const struct cb_list *list, const struct cb_document *doc,
                                        uint32_t first, uint32_t limit, uint32_t *count)
{
    char key[512];
    size_t len = 0;
    const struct cb_list_row *best = NULL;
    struct cb_str head =
        list->shape->case_sensitive ? cb_token_text(doc, first) : doc->tokens.items[first].lower;
    const uint32_t *longest = cb_map_find(&list->heads, head_of(head));

    if (limit > first + CB_MATCH_TOKENS_MAX)
        limit = first + CB_MATCH_TOKENS_MAX;
    for (uint32_t i = first; longest && i < limit; i++) {
        const struct cb_token *token = &doc->tokens.items[i];
        struct cb_str word = list->shape->case_sensitive ? cb_token_text(doc, i) : token->lower;
        bool space = i > first && (token->flags & CB_TOKEN_SPACE_BEFORE);
        const struct cb_list_row *row;
        if (len + space + word.len > *longest || len + space + word.len > sizeof key)
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
