#include "lexicon/morph.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the block is little-endian");
_Static_assert(sizeof(struct cb_reading) == 8 && sizeof(struct cb_morph_edit) == 8,
               "laid out as in the block");

/* Takes `count` items of `size` bytes from the front of *rest, padded to 4 bytes; NULL when they are not
 * there. */
static const void *take(struct cb_str *rest, uint32_t count, size_t size)
{
    size_t bytes = ((size_t)count * size + 3) / 4 * 4;
    const char *at = rest->ptr;

    if (!at || rest->len < bytes) {
        *rest = (struct cb_str){NULL, 0};
        return NULL;
    }
    *rest = cb_str_sub(*rest, bytes, rest->len);
    return at;
}

bool cb_morph_open(struct cb_str block, struct cb_morph *out)
{
    const struct cb_morph_header *header = take(&block, 1, sizeof *header);
    struct cb_morph m = {0};

    if (!header || header->magic != CB_MORPH_MAGIC)
        return false;
    m.root = header->root;
    m.form_count = header->form_count;
    m.edges = take(&block, header->edge_count, sizeof *m.edges);
    m.skips = take(&block, header->edge_count, sizeof *m.skips);
    m.readings_of = take(&block, header->class_count + 1, sizeof *m.readings_of);
    m.readings = take(&block, header->reading_count, sizeof *m.readings);
    m.edits = take(&block, header->edit_count, sizeof *m.edits);
    m.classes = take(&block, header->form_count, sizeof *m.classes);
    m.strings = take(&block, header->string_bytes, 1);
    if (!m.strings)
        return false;
    *out = m;
    return true;
}

/* The edge with `label` out of the state whose edges begin at *edge; false when there is none. */
static bool follow(const struct cb_morph *morph, uint32_t *edge, unsigned char label)
{
    uint32_t at = *edge;

    for (;; at++) {
        uint32_t e = morph->edges[at];
        if (CB_EDGE_LABEL(e) == label) {
            *edge = at;
            return true;
        }
        if (CB_EDGE_LAST(e) || CB_EDGE_LABEL(e) > label)
            return false;
    }
}

const struct cb_reading *cb_morph_find(const struct cb_morph *morph, struct cb_str form, uint32_t *count)
{
    uint32_t state = morph->root, rank = 0, class;
    bool final = false;

    *count = 0;
    for (size_t i = 0; i < form.len; i++) {
        unsigned char c = (unsigned char)form.ptr[i];
        /* ß is C3 9F in UTF-8: as many bytes as ss, so places in form and lemma stay the same */
        if (c == 0xC3 && i + 1 < form.len && (unsigned char)form.ptr[i + 1] == 0x9F)
            c = 's';
        else if (c == 0x9F && i > 0 && (unsigned char)form.ptr[i - 1] == 0xC3)
            c = 's';
        if (!state || !follow(morph, &state, c))
            return NULL;
        rank += morph->skips[state];
        final = CB_EDGE_FINAL(morph->edges[state]);
        if (i + 1 < form.len)
            rank += final; /* the shorter form comes first */
        state = CB_EDGE_TARGET(morph->edges[state]);
    }
    if (!final)
        return NULL;
    class = morph->classes[rank];
    *count = morph->readings_of[class + 1] - morph->readings_of[class];
    return &morph->readings[morph->readings_of[class]];
}

struct cb_str cb_morph_lemma(const struct cb_morph *morph, struct cb_str form,
                             const struct cb_reading *reading, struct cb_arena *arena)
{
    const struct cb_morph_edit *edit = &morph->edits[reading->lemma];
    struct cb_str head = cb_str_sub(form, 0, edit->at);
    struct cb_str tail = cb_str_sub(form, (size_t)edit->at + edit->skip, form.len - edit->cut);
    struct cb_str add = {morph->strings + edit->add, edit->add_len};

    if (edit->skip == 0 && edit->add_len == 0)
        return cb_str_sub(form, 0, form.len - edit->cut);
    if (edit->skip == 0)
        return cb_arena_join(arena, cb_str_sub(form, 0, form.len - edit->cut), add);
    return cb_arena_printf(arena, "%.*s%.*s%.*s", CB_STR_ARG(head), CB_STR_ARG(tail), CB_STR_ARG(add));
}
