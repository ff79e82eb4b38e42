/* What the article has taught so far: finds, the forms that are names, and hints that are not yet enough. */
#include "extract/names.h"

struct known_name *cb_names_known(const struct names *n, struct cb_str form)
{
    const uint32_t *slot = cb_map_find(&n->known_index, form);

    return slot ? &n->known.items[*slot] : NULL;
}

/* The text up to the first white space: what a look-up at the first token of a form starts from. */
static struct cb_str first_word(const struct names *n, struct cb_str form)
{
    for (size_t i = 1; i <= form.len; i++)
        if (i == form.len || form.ptr[i] == ' ') {
            struct cb_str word = cb_str_sub(form, 0, i);
            if (cb_names_word_by_text(n, word))
                return word;
        }
    return form;
}

cb_status cb_names_know(struct names *n, struct cb_str form, uint32_t words, enum cb_entity_kind kind,
                        enum cb_certainty certainty, struct known_name **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool added;
    uint32_t *slot = cb_map_add(n->arena, &n->known_index, form, &added);
    struct known_name *known;
    struct name_word *word = cb_names_word_by_text(n, words > 1 ? first_word(n, form) : form);

    CB_TRY_NEW(slot);
    if (added) {
        known = CB_PUSH(n->arena, &n->known);
        CB_TRY_NEW(known);
        *slot = (uint32_t)(n->known.count - 1);
        known->form = form;
        known->rule = "any.name.repeated";
    }
    known = &n->known.items[*slot];
    known->score[kind] += certainty == CB_SURE ? 6 : certainty == CB_LIKELY ? 3 : 1;
    if (word && words > word->longest)
        word->longest = words;
    if (words > 1)
        word = cb_names_word_by_text(n, form);
    if (word)
        word->is_known = true;
    if (out)
        *out = known;
done:
    return rc;
}

enum cb_entity_kind cb_names_kind(const struct known_name *known)
{
    enum cb_entity_kind best = CB_ENTITY_OTHER;

    for (int k = 1; k < CB_ENTITY_KIND_COUNT; k++)
        if (known->score[k] > 0 && (best == CB_ENTITY_OTHER || known->score[k] > known->score[best]))
            best = (enum cb_entity_kind)k;
    return best;
}

cb_status cb_names_add_find(struct names *n, struct name_find find, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct name_find *slot;
    struct known_name *known;
    bool common;

    for (uint32_t i = find.first; i <= find.last; i++)
        if (n->taken[i])
            goto done;
    CB_TRY_NEW(find.form.ptr);
    slot = CB_PUSH(n->arena, &n->finds);
    CB_TRY_NEW(slot);
    *slot = find;
    n->find_of[find.first] = (uint32_t)n->finds.count;
    for (uint32_t i = find.first; i <= find.last; i++)
        n->taken[i] = true;
    CB_TRY(cb_names_know(n, find.form, find.last + 1 - find.first, find.kind, find.certainty, &known, err));
    common = find.first == find.last && name_has(n, find.first, NAME_COMMON | NAME_NEVER | NAME_NOUN_ENDING);
    known->quoted = known->quoted || (common && find.quoted);
    known->bare = known->bare || (common && find.kind == CB_ENTITY_PLACE);
    if (find.canonical.ptr) {
        known->canonical = find.canonical;
        known->gazetteer = true;
    }
done:
    return rc;
}

void cb_names_hint(struct names *n, struct cb_str form, enum cb_entity_kind kind, uint32_t weight,
                   const char *rule)
{
    struct name_word *word = cb_names_word_by_text(n, form);

    if (!word)
        return; /* "Quantara" from "Quantara-Chef" that never stands alone: the compound speaks for itself */
    word->hints[kind] += weight;
    if (!word->hint_rule || kind != CB_ENTITY_OTHER)
        word->hint_rule = rule;
}

/* Does the article write the word with a small letter, too? */
static bool is_written_small(const struct names *n, const struct name_word *word)
{
    return cb_names_word_by_text(n, word->lower) != NULL && !cb_str_eq(word->text, word->lower);
}

cb_status cb_names_weigh_hints(struct names *n, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t w = 0; w < n->words.count; w++) {
        struct name_word *word = &n->words.items[w];
        struct known_name *known;
        uint32_t sum = 0;
        enum cb_entity_kind best = CB_ENTITY_OTHER;
        for (int k = 0; k < CB_ENTITY_KIND_COUNT; k++) {
            sum += word->hints[k];
            if (word->hints[k] > 0 && (best == CB_ENTITY_OTHER || word->hints[k] > word->hints[best]))
                best = (enum cb_entity_kind)k;
        }
        if (word->hints[best] * 2 < sum)
            best = CB_ENTITY_OTHER; /* too little of the evidence tells a kind */
        if (sum < 2 || word->determined * 3 > word->count || is_written_small(n, word) ||
            cb_names_known(n, word->text))
            continue;
        CB_TRY(cb_names_know(n, word->text, 1, best, CB_GUESSED, &known, err));
        known->rule = word->hint_rule;
        known->bare = true;
    }
done:
    return rc;
}
