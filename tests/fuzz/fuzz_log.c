/* Any bytes as a log of corrections: what is read is what a log could hold, and two logs become one, in the
 * same order whichever of them is taken into the other. */
#include "engine/log.h"

#include <jansson.h>

#include "fuzz/fuzz.h"
#include "fuzz/reader_check.h"

static void check_json(const char *text)
{
    json_t *value = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

    if (!json_is_object(value))
        fuzz_stop("a JSON field is an object");
    json_decref(value);
}

static void check_entry(const struct cb_log_entry *entry)
{
    if (entry->refused) {
        if (!is_text(cb_str_of(entry->refused)) || !*entry->refused)
            fuzz_stop("a refusal is a text");
        return;
    }
    if (!entry->table || !entry->fields[CB_LOG_UID] || !entry->fields[CB_LOG_MADE_AT] ||
        !entry->fields[CB_LOG_ACTION] || !entry->fields[CB_LOG_TARGET])
        fuzz_stop("an entry says what, when and about what");
    for (int f = 0; f < CB_LOG_FIELDS; f++) {
        if (!entry->fields[f])
            continue;
        if (!is_text(cb_str_of(entry->fields[f])))
            fuzz_stop("fields in UTF-8");
        if (cb_log_is_json(f))
            check_json(entry->fields[f]);
    }
}

/* What a knowledge base would have of these entries, all but each third: each uid once, none refused. */
static bool keep_sound(const struct cb_log_entries *from, struct cb_arena *arena, struct cb_log_entries *to,
                       size_t without)
{
    struct cb_map seen = {0};

    for (size_t i = 0; i < from->count; i++) {
        const struct cb_log_entry *entry = &from->items[i];
        struct cb_log_entry *copy;
        bool is_new;
        if (i % 3 == without || entry->refused ||
            !cb_map_add(arena, &seen, cb_str_of(entry->fields[CB_LOG_UID]), &is_new))
            continue;
        if (!is_new)
            continue;
        copy = CB_PUSH(arena, to);
        if (!copy)
            return false;
        *copy = *entry;
        copy->twin = SIZE_MAX;
        copy->placed = false;
    }
    return true;
}

/* The uids in the order of both as one. */
static const char **uids(struct cb_arena *arena, struct cb_log_entries a, struct cb_log_entries b,
                         size_t *count)
{
    size_t *order = cb_log_merge(arena, &a, &b, count);
    const char **out = order ? CB_NEW_ARRAY(arena, const char *, *count + 1) : NULL;

    if (!out || *count > a.count + b.count)
        fuzz_stop("logs become one");
    for (size_t i = 0; i < *count; i++) {
        const struct cb_log_entry *entry =
            order[i] < a.count ? &a.items[order[i]] : &b.items[order[i] - a.count];
        out[i] = entry->fields[CB_LOG_UID];
    }
    return out;
}

static void check_merge(const struct cb_log_entries *entries, struct cb_arena *arena)
{
    struct cb_log_entries a[2] = {{0}}, b[2] = {{0}};
    const char **one, **other;
    size_t count, count_other;

    for (int i = 0; i < 2; i++)
        if (!keep_sound(entries, arena, &a[i], 0) || !keep_sound(entries, arena, &b[i], 1))
            fuzz_stop("there is memory");
    one = uids(arena, a[0], b[0], &count);
    other = uids(arena, b[1], a[1], &count_other);
    if (count != count_other)
        fuzz_stop("as many entries whichever log is taken");
    for (size_t i = 0; i < count; i++)
        if (strcmp(one[i], other[i]) != 0)
            fuzz_stop("the same order whichever log is taken");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_log_entries entries = {0};
    struct cb_err err = {0};
    cb_status rc =
        cb_log_read(fuzz_file("log", (struct cb_str){(const char *)data, size}), &arena, &entries, &err);

    if (rc == CB_OK) {
        for (size_t i = 0; i < entries.count; i++)
            check_entry(&entries.items[i]);
        check_merge(&entries, &arena);
    } else if (rc != CB_BAD_INPUT || !err.text[0]) {
        fuzz_stop("fails without a word");
    }
    cb_arena_clear(&arena);
    return 0;
}
