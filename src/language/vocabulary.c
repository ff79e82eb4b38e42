#include "language/vocabulary.h"

static struct cb_vocabulary_slot *slot_of(const struct cb_vocabulary *vocabulary, struct cb_str form,
                                          uint32_t shape, uint64_t hash)
{
    size_t mask = vocabulary->capacity - 1, i = (size_t)hash & mask;

    for (;; i = (i + 1) & mask) {
        struct cb_vocabulary_slot *slot = &vocabulary->slots[i];
        if (!slot->word || (slot->hash == hash && slot->shape == shape && cb_str_eq(slot->word->form, form)))
            return slot;
    }
}

static bool grow(struct cb_vocabulary *vocabulary, struct cb_arena *arena)
{
    struct cb_vocabulary old = *vocabulary;
    size_t capacity = old.capacity ? old.capacity * 2 : 256;
    struct cb_vocabulary_slot *slots = CB_NEW_ARRAY(arena, struct cb_vocabulary_slot, capacity);

    if (!slots)
        return false;
    vocabulary->slots = slots;
    vocabulary->capacity = capacity;
    for (size_t k = 0; k < old.capacity; k++) {
        size_t i = (size_t)old.slots[k].hash & (capacity - 1);
        if (!old.slots[k].word)
            continue;
        while (slots[i].word)
            i = (i + 1) & (capacity - 1);
        slots[i] = old.slots[k];
    }
    return true;
}

struct cb_tag_word *cb_vocabulary_add(struct cb_vocabulary *vocabulary, struct cb_str form, uint32_t shape,
                                      struct cb_arena *arena, bool *added)
{
    uint64_t hash = cb_str_hash_quick(form) + shape;
    struct cb_vocabulary_slot *slot;

    if (vocabulary->count * 2 >= vocabulary->capacity && !grow(vocabulary, arena))
        return NULL;
    slot = slot_of(vocabulary, form, shape, hash);
    *added = !slot->word;
    if (*added) {
        struct cb_tag_word *word = CB_NEW(arena, struct cb_tag_word);
        if (!word)
            return NULL;
        word->form = form;
        *slot = (struct cb_vocabulary_slot){word, hash, shape};
        vocabulary->count++;
    }
    return slot->word;
}
