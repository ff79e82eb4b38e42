#include "lexicon/morph.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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
    memset(m.first, 0xFF, sizeof m.first);
    for (uint32_t at = header->root; header->root && at < header->edge_count; at++) {
        m.first[CB_EDGE_LABEL(m.edges[at])] = at;
        if (CB_EDGE_LAST(m.edges[at]))
            break;
    }
    *out = m;
    return true;
}

#ifdef __SSE2__
/* The edge with `label` out of the state whose edges begin at `at`; UINT32_MAX when there is none. Four edges
 * at a time and no jump that depends on the letter: what would be guessed wrongly at each step. What is read
 * behind the last edges of all are skips, which follow in the block. */
static uint32_t follow(const struct cb_morph *morph, uint32_t at, unsigned char label)
{
    const __m128i wanted = _mm_set1_epi32(label), labels = _mm_set1_epi32(0xFF);

    for (;; at += 4) {
        __m128i edges = _mm_loadu_si128((const void *)&morph->edges[at]);
        unsigned hits = (unsigned)_mm_movemask_ps(
            _mm_castsi128_ps(_mm_cmpeq_epi32(_mm_and_si128(edges, labels), wanted)));
        unsigned lasts = (unsigned)_mm_movemask_ps(_mm_castsi128_ps(_mm_slli_epi32(edges, 23)));
        if (!(hits | lasts))
            continue;
        hits &= lasts ^ (lasts - 1); /* up to the state's last edge */
        return hits ? at + (unsigned)__builtin_ctz(hits) : UINT32_MAX;
    }
}
#else
static uint32_t follow(const struct cb_morph *morph, uint32_t at, unsigned char label)
{
    for (;; at++) {
        uint32_t e = morph->edges[at];
        if (CB_EDGE_LABEL(e) == label)
            return at;
        if (CB_EDGE_LAST(e) || CB_EDGE_LABEL(e) > label)
            return UINT32_MAX;
    }
}
#endif

enum { FORM_MAX = 255 }; /* an edit counts bytes in uint8_t: no form is longer */

/* The byte of `form` at `i`; ß is C3 9F in UTF-8: as many bytes as ss, so places in form and lemma stay the
 * same. */
static unsigned char byte_at(struct cb_str form, size_t i)
{
    unsigned char c = (unsigned char)form.ptr[i];

    if ((c == 0xC3 && i + 1 < form.len && (unsigned char)form.ptr[i + 1] == 0x9F) ||
        (c == 0x9F && i > 0 && (unsigned char)form.ptr[i - 1] == 0xC3))
        return 's';
    return c;
}

/* As cb_morph_find, with byte `place` of the form replaced. What passes by is counted only when the form is
 * there: most are not, and the counts lie elsewhere in memory than the edges. */
static const struct cb_reading *find_with(const struct cb_morph *morph, struct cb_str form, size_t place,
                                          unsigned char byte, uint32_t *count)
{
    uint32_t path[FORM_MAX], state = 0, rank = 0, class;

    *count = 0;
    if (form.len == 0 || form.len > FORM_MAX)
        return NULL;
    for (size_t i = 0; i < form.len; i++) {
        unsigned char c = i == place ? byte : byte_at(form, i);
        if (i > 0 && !state)
            return NULL;
        path[i] = i > 0 ? follow(morph, state, c) : morph->first[c];
        if (path[i] == UINT32_MAX)
            return NULL;
        state = CB_EDGE_TARGET(morph->edges[path[i]]);
    }
    if (!CB_EDGE_FINAL(morph->edges[path[form.len - 1]]))
        return NULL;
    for (size_t i = 0; i < form.len; i++) /* a shorter form comes first */
        rank += morph->skips[path[i]] + (i + 1 < form.len ? CB_EDGE_FINAL(morph->edges[path[i]]) : 0);
    class = morph->classes[rank];
    *count = morph->readings_of[class + 1] - morph->readings_of[class];
    return &morph->readings[morph->readings_of[class]];
}

const struct cb_reading *cb_morph_find(const struct cb_morph *morph, struct cb_str form, uint32_t *count)
{
    return find_with(morph, form, SIZE_MAX, 0, count);
}

const struct cb_reading *cb_morph_find_cased(const struct cb_morph *morph, struct cb_str form, bool capital,
                                             uint32_t *count)
{
    unsigned char first = form.len ? (unsigned char)form.ptr[0] : 0,
                  second = form.len > 1 ? (unsigned char)form.ptr[1] : 0;

    *count = 0;
    if ((first | 0x20) >= 'a' && (first | 0x20) <= 'z')
        return find_with(morph, form, 0, (unsigned char)(capital ? first & ~0x20 : first | 0x20), count);
    if (first == 0xC3 && second >= 0x80) /* Ä and ä are C3 84 and C3 A4 */
        return find_with(morph, form, 1, (unsigned char)(capital ? second & ~0x20 : second | 0x20), count);
    return NULL;
}

static struct cb_str join_three(struct cb_arena *arena, struct cb_str a, struct cb_str b, struct cb_str c)
{
    char *memory = cb_arena_alloc(arena, a.len + b.len + c.len + 1);

    if (!memory)
        return (struct cb_str){NULL, 0};
    memcpy(memory, a.ptr, a.len);
    memcpy(memory + a.len, b.ptr, b.len);
    memcpy(memory + a.len + b.len, c.ptr, c.len);
    return (struct cb_str){memory, a.len + b.len + c.len};
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
    return join_three(arena, head, tail, add);
}
