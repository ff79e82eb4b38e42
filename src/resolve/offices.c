/* "Finanzvorständin Ayla Demirsoy", where an article speaks of one firm: the office is held there. */
#include "resolve/stages.h"

#include "text/fold.h"

/* How far an organization may be from the office: sentences back, mentions back. */
enum { SENTENCES_NEAR = 6, MENTIONS_NEAR = 60 };

static uint32_t sentence_of(const struct resolving *r, const struct cb_mention *m)
{
    return r->doc->tokens.items[cb_document_token_at(r->doc, m->span.start)].sentence;
}

/* The classes of organizations where the office of this title is held; empty when it tells none. */
static struct cb_str classes_of(const struct resolving *r, struct cb_str title)
{
    uint32_t token = cb_document_token_at(r->doc, (uint32_t)(title.ptr + title.len - 1 - r->doc->text.ptr));
    struct cb_str lower = r->doc->tokens.items[token].lower;
    struct cb_str whole = cb_fold_lower(r->arena, title); /* chief executive */
    const struct cb_list_row *row = cb_list_find(cb_lexicon_list(r->lexicon, CB_LIST_OFFICE_CLASSES), whole);

    if (title.len < lower.len)
        lower = cb_str_sub(lower, lower.len - title.len, lower.len); /* behind the hyphen */
    if (!row)
        row = cb_resolve_inflected(r, CB_LIST_OFFICE_CLASSES, lower);
    return row ? row->fields[CB_ORGANIZATION_CLASS_CLASS] : CB_STR("");
}

/* The mention of the only organization near that fits; one whose class is known to fit goes before those that
 * show none, and those count only for firms and clubs. */
static uint32_t only_near(const struct resolving *r, uint32_t person, struct cb_str classes)
{
    const struct cb_mentions *mentions = &r->facts->mentions;
    uint32_t here = sentence_of(r, &mentions->items[person]), known = CB_NONE, unknown = CB_NONE;
    bool many_known = false, many_unknown = false;
    bool open = cb_resolve_agrees(classes, CB_STR("firm")) || cb_resolve_agrees(classes, CB_STR("club"));

    for (uint32_t back = 1; back <= person && back <= MENTIONS_NEAR; back++) {
        const struct cb_mention *m = &mentions->items[person - back];
        uint32_t *slot = r->classes[m->entity].len > 0 ? &known : &unknown;
        if (sentence_of(r, m) + SENTENCES_NEAR < here)
            break;
        if (m->entity_kind != CB_ENTITY_ORGANIZATION ||
            (r->classes[m->entity].len > 0 && !cb_resolve_agrees(classes, r->classes[m->entity])))
            continue;
        if (*slot == CB_NONE)
            *slot = person - back;
        else if (mentions->items[*slot].entity != m->entity)
            *(slot == &known ? &many_known : &many_unknown) = true;
    }
    if (known != CB_NONE)
        return many_known ? CB_NONE : known;
    return open && !many_unknown ? unknown : CB_NONE;
}

cb_status cb_resolve_offices(struct resolving *r, struct cb_err *err)
{
    (void)err;
    for (size_t p = 0; p < r->facts->positions.count; p++) {
        struct cb_position *position = &r->facts->positions.items[p];
        struct cb_str classes;
        uint32_t organization;
        if (position->organization != CB_NONE)
            continue;
        classes = classes_of(r, position->title);
        organization = classes.len > 0 ? only_near(r, position->person, classes) : CB_NONE;
        if (organization == CB_NONE)
            continue;
        position->organization = organization;
        position->rule = "any.position.organization-near";
    }
    return CB_OK;
}
