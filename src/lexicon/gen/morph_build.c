#include "lexicon/gen/morph_build.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/map.h"

void morph_add(struct morph_build *build, struct cb_str form, struct cb_str lemma, enum cb_pos pos,
               uint32_t features)
{
    struct morph_entry *entry;
    struct cb_str copy = cb_arena_copy(&build->arena, form);
    char *bytes = (char *)copy.ptr;

    if (form.len == 0 || form.len > 120 || memchr(form.ptr, ' ', form.len))
        return;
    for (size_t i = 0; bytes && i + 1 < copy.len; i++)
        if ((unsigned char)bytes[i] == 0xC3 && (unsigned char)bytes[i + 1] == 0x9F)
            bytes[i] = bytes[i + 1] = 's';
    entry = CB_PUSH(&build->arena, &build->entries);
    if (!entry || !bytes) {
        build->failed = true;
        return;
    }
    *entry = (struct morph_entry){copy, cb_arena_copy(&build->arena, lemma), features, pos};
}

/* ---- readings of one form ---- */

enum { CASES = CB_NOMINATIVE | CB_GENITIVE | CB_DATIVE | CB_ACCUSATIVE };
enum { PERSONS = CB_PERSON_1 | CB_PERSON_2 | CB_PERSON_3 };

/* What two readings may differ in and still be told as one. */
static uint32_t joinable(enum cb_pos pos)
{
    return pos == CB_POS_NOUN ? CASES : PERSONS;
}

static int compare_entries(const void *a, const void *b)
{
    const struct morph_entry *x = a, *y = b;
    int order = cb_str_compare(x->form, y->form);
    uint32_t p, q;

    if (!order)
        order = (x->pos > y->pos) - (x->pos < y->pos);
    if (!order) /* what the source has comes before what we made */
        order = ((x->features & CB_GENERATED) != 0) - ((y->features & CB_GENERATED) != 0);
    if (!order)
        order = cb_str_compare(x->lemma, y->lemma);
    p = x->features & ~joinable(x->pos);
    q = y->features & ~joinable(y->pos);
    if (!order)
        order = (p > q) - (p < q);
    return order ? order : (x->features > y->features) - (x->features < y->features);
}

/* Does a generated reading only say again, or against, what a source says? */
static bool is_superseded(const struct morph_entry *kept, size_t count, const struct morph_entry *entry)
{
    if (entry->features & (CB_COMPARATIVE | CB_SUPERLATIVE))
        return false; /* 'später' is both, the positive with an ending and the comparative */
    for (size_t i = 0; i < count; i++)
        if (kept[i].pos == entry->pos && !(kept[i].features & CB_GENERATED) &&
            (entry->features & CB_GENERATED))
            return true;
    return false;
}

/* The readings of the form that entries[0] has, joined, at the front of entries. Returns their number; *used
 * gets the number of entries looked at. */
static size_t merge_form(struct morph_entry *entries, size_t count, size_t *used)
{
    size_t kept = 0, i = 0;

    for (; i < count && cb_str_eq(entries[i].form, entries[0].form); i++) {
        struct morph_entry e = entries[i];
        struct morph_entry *last = kept ? &entries[kept - 1] : NULL;
        uint32_t may = joinable(e.pos);
        if (is_superseded(entries, kept, &e))
            continue;
        if (last && last->pos == e.pos && cb_str_eq(last->lemma, e.lemma) &&
            (last->features & ~may) == (e.features & ~may))
            last->features |= e.features;
        else
            entries[kept++] = e;
    }
    *used = i;
    return kept;
}

/* ---- tables ---- */

CB_LIST_TYPE(u32_list, uint32_t)
CB_LIST_TYPE(u16_list, uint16_t)
CB_LIST_TYPE(reading_list, struct cb_reading)
CB_LIST_TYPE(edit_list, struct cb_morph_edit)

struct tables {
    struct cb_arena *arena;
    struct cb_map class_of, edit_of, string_of; /* bytes of the item -> index */
    struct u32_list readings_of;
    struct reading_list readings;
    struct edit_list edits;
    struct u16_list classes;
    struct cb_buf strings;
};

static size_t common_prefix(struct cb_str a, struct cb_str b)
{
    size_t n = 0;

    while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
        n++;
    return n;
}

/* ss for ß in a lemma, so that it lines up with its form. */
static struct cb_str folded(struct cb_arena *arena, struct cb_str s)
{
    struct cb_str copy = cb_arena_copy(arena, s);
    char *bytes = (char *)copy.ptr;

    for (size_t i = 0; bytes && i + 1 < copy.len; i++)
        if ((unsigned char)bytes[i] == 0xC3 && (unsigned char)bytes[i + 1] == 0x9F)
            bytes[i] = bytes[i + 1] = 's';
    return copy;
}

static bool splits_letter(struct cb_str s, size_t at)
{
    return at > 0 && at < s.len &&
           (((unsigned char)s.ptr[at] & 0xC0) == 0x80 || (s.ptr[at] == 's' && s.ptr[at - 1] == 's'));
}

/* How the lemma is made: by dropping ge or zu inside where that keeps more of the form, then by the ending.
 */
static struct cb_morph_edit edit_for(struct tables *t, struct cb_str form, struct cb_str lemma,
                                     struct cb_str *add)
{
    struct cb_str plain = folded(t->arena, lemma);
    size_t keep = common_prefix(form, plain), best = keep;
    struct cb_morph_edit edit = {0};

    for (size_t at = 0; at <= keep && at + 2 < form.len; at++) {
        size_t more;
        if (memcmp(form.ptr + at, "ge", 2) != 0 && memcmp(form.ptr + at, "zu", 2) != 0)
            continue;
        more = at + common_prefix(cb_str_sub(form, at + 2, form.len), cb_str_sub(plain, at, plain.len));
        if (more > best + 2) {
            best = more;
            edit.at = (uint8_t)at;
            edit.skip = 2;
        }
    }
    /* never cut a letter of two bytes in the middle, nor an ss that may be written as one */
    while (best > 0 && (splits_letter(plain, best) || splits_letter(form, best + edit.skip)))
        best--;
    if (best < edit.at)
        edit.at = edit.skip = 0;
    edit.cut = (uint8_t)(form.len - edit.skip - best);
    *add = cb_str_sub(lemma, best, lemma.len);
    edit.add_len = (uint8_t)add->len;
    return edit;
}

static uint32_t intern_string(struct tables *t, struct cb_str s)
{
    bool added;
    uint32_t *at = s.len ? cb_map_add(t->arena, &t->string_of, s, &added) : NULL;

    if (!at)
        return 0;
    if (added) {
        *at = (uint32_t)t->strings.len;
        cb_buf_add(&t->strings, s);
    }
    return *at;
}

static uint16_t intern_edit(struct tables *t, struct cb_str form, struct cb_str lemma)
{
    struct cb_str add;
    struct cb_morph_edit edit = edit_for(t, form, lemma, &add);
    bool added;
    uint32_t *index;

    edit.add = intern_string(t, add);
    index = cb_map_add(t->arena, &t->edit_of,
                       cb_arena_copy(t->arena, (struct cb_str){(char *)&edit, sizeof edit}), &added);
    if (index && added) {
        struct cb_morph_edit *slot = CB_PUSH(t->arena, &t->edits);
        *index = (uint32_t)(t->edits.count - 1);
        if (slot)
            *slot = edit;
    }
    return index ? (uint16_t)*index : 0;
}

static bool add_form_readings(struct tables *t, const struct morph_entry *entries, size_t count)
{
    struct cb_reading readings[64] = {0};
    size_t n = count < 64 ? count : 64;
    bool added;
    uint32_t *class;
    uint16_t *slot = CB_PUSH(t->arena, &t->classes);

    for (size_t i = 0; i < n; i++)
        readings[i] =
            (struct cb_reading){entries[i].features, intern_edit(t, entries[i].form, entries[i].lemma),
                                (uint8_t)entries[i].pos, 0};
    class =
        cb_map_add(t->arena, &t->class_of,
                   cb_arena_copy(t->arena, (struct cb_str){(char *)readings, n * sizeof *readings}), &added);
    if (!slot || !class)
        return false;
    if (added) {
        uint32_t *first = CB_PUSH(t->arena, &t->readings_of);
        *class = (uint32_t)(t->readings_of.count - 1);
        if (!first)
            return false;
        *first = (uint32_t)t->readings.count;
        for (size_t i = 0; i < n; i++) {
            struct cb_reading *r = CB_PUSH(t->arena, &t->readings);
            if (!r)
                return false;
            *r = readings[i];
        }
    }
    *slot = (uint16_t) * class;
    return t->readings_of.count <= UINT16_MAX && t->edits.count <= UINT16_MAX;
}

/* ---- the automaton ---- */

/* The path of the form added last: one state a byte, not yet shared. */
struct open_edge {
    uint8_t label;
    bool final;
    uint32_t target, forms; /* forms below target */
};
struct open_state {
    struct open_edge edges[256];
    size_t count;
};

struct automaton {
    struct cb_arena *arena;
    struct cb_map states; /* bytes of the edges -> index of the first edge */
    struct u32_list edges, skips;
    struct open_state path[128];
    struct cb_str previous;
    bool failed;
};

/* Writes a state once; equal states share it. Returns the index of its first edge. */
static uint32_t freeze(struct automaton *a, const struct open_state *state, uint32_t *forms)
{
    uint32_t packed[256], skip = 0, *index;
    bool added;

    *forms = 0;
    if (state->count == 0)
        return 0;
    for (size_t i = 0; i < state->count; i++) {
        const struct open_edge *e = &state->edges[i];
        packed[i] = e->label | (i + 1 == state->count) << 8 | (uint32_t)e->final << 9 | e->target << 10;
        *forms += e->final + e->forms;
    }
    index = cb_map_add(
        a->arena, &a->states,
        cb_arena_copy(a->arena, (struct cb_str){(char *)packed, state->count * sizeof *packed}), &added);
    if (!index) {
        a->failed = true;
        return 0;
    }
    if (added) {
        *index = (uint32_t)a->edges.count;
        for (size_t i = 0; i < state->count; i++) {
            uint32_t *edge = CB_PUSH(a->arena, &a->edges), *before = CB_PUSH(a->arena, &a->skips);
            if (!edge || !before) {
                a->failed = true;
                return 0;
            }
            *edge = packed[i];
            *before = skip;
            skip += state->edges[i].final + state->edges[i].forms;
        }
    }
    return *index;
}

/* Freezes the path from its end up to depth `keep`. */
static void freeze_below(struct automaton *a, size_t depth, size_t keep)
{
    for (; depth > keep; depth--) {
        struct open_state *above = &a->path[depth - 1];
        struct open_edge *edge = &above->edges[above->count - 1];
        edge->target = freeze(a, &a->path[depth], &edge->forms);
        a->path[depth].count = 0;
    }
}

/* Forms come sorted and once. */
static void add_to_automaton(struct automaton *a, struct cb_str form)
{
    size_t keep = common_prefix(a->previous, form);

    freeze_below(a, a->previous.len, keep);
    for (size_t i = keep; i < form.len; i++)
        a->path[i].edges[a->path[i].count++] =
            (struct open_edge){.label = (uint8_t)form.ptr[i], .final = i + 1 == form.len};
    a->previous = form;
}

/* ---- the block ---- */

static void put(struct cb_buf *out, const void *items, size_t bytes)
{
    cb_buf_add(out, (struct cb_str){items, bytes});
    while (out->len % 4)
        cb_buf_add_char(out, '\0');
}

static cb_status put_block(const struct automaton *a, uint32_t root, struct tables *t, struct cb_buf *out,
                           struct cb_err *err)
{
    struct cb_morph_header header = {CB_MORPH_MAGIC,
                                     root,
                                     (uint32_t)a->edges.count,
                                     (uint32_t)t->classes.count,
                                     (uint32_t)t->readings_of.count,
                                     (uint32_t)t->readings.count,
                                     (uint32_t)t->edits.count,
                                     (uint32_t)t->strings.len};
    uint32_t end = (uint32_t)t->readings.count;

    put(out, &header, sizeof header);
    put(out, a->edges.items, a->edges.count * sizeof *a->edges.items);
    put(out, a->skips.items, a->skips.count * sizeof *a->skips.items);
    put(out, t->readings_of.items, t->readings_of.count * sizeof *t->readings_of.items);
    put(out, &end, sizeof end);
    put(out, t->readings.items, t->readings.count * sizeof *t->readings.items);
    put(out, t->edits.items, t->edits.count * sizeof *t->edits.items);
    put(out, t->classes.items, t->classes.count * sizeof *t->classes.items);
    put(out, t->strings.bytes, t->strings.len);
    return cb_buf_failed(out) ? cb_err_no_memory(err) : CB_OK;
}

cb_status morph_write(struct morph_build *build, struct cb_buf *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct tables tables = {.arena = &build->arena};
    struct automaton *automaton = cb_alloc(sizeof *automaton);
    uint32_t root, forms;

    CB_TRY_NEW(automaton && !build->failed);
    automaton->arena = &build->arena;
    cb_buf_init(&tables.strings, (size_t)1 << 24);
    /* edge 0 belongs to no state: target 0 means "none" */
    CB_TRY_NEW(CB_PUSH(&build->arena, &automaton->edges));
    CB_TRY_NEW(CB_PUSH(&build->arena, &automaton->skips));
    qsort(build->entries.items, build->entries.count, sizeof *build->entries.items, compare_entries);
    for (size_t i = 0, used; i < build->entries.count; i += used) {
        size_t count = merge_form(&build->entries.items[i], build->entries.count - i, &used);
        add_to_automaton(automaton, build->entries.items[i].form);
        if (!add_form_readings(&tables, &build->entries.items[i], count)) {
            rc = cb_err_set(err, CB_BAD_INPUT,
                            "more than 65,535 classes of readings or lemma edits, or out of memory");
            goto done;
        }
    }
    freeze_below(automaton, automaton->previous.len, 0);
    root = freeze(automaton, &automaton->path[0], &forms);
    CB_TRY_NEW(!automaton->failed && forms == tables.classes.count);
    CB_TRY(put_block(automaton, root, &tables, out, err));
done:
    cb_buf_release(&tables.strings);
    cb_free(automaton);
    return rc;
}
