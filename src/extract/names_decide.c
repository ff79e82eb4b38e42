/* Rules and model together. The rules propose; the model, which has seen how often each of them is right,
 * says where names stand and of which kind. Where both see the same name, the rule is what explains it. */
#include "extract/names_model.h"

static const enum cb_entity_kind KINDS[] = {CB_ENTITY_PERSON, CB_ENTITY_ORGANIZATION, CB_ENTITY_PLACE,
                                            CB_ENTITY_OTHER};

static cb_status push(struct names *n, struct cb_mention mention, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_mention *slot = CB_PUSH(n->arena, &n->facts->mentions);

    CB_TRY_NEW(slot);
    *slot = mention;
done:
    return rc;
}

/* Bytes of "'s" at the end. */
static uint32_t possessive_length(struct cb_str text)
{
    return cb_str_ends(text, CB_STR("'s")) ? 2 : cb_str_ends(text, CB_STR("\xE2\x80\x99s")) ? 4 : 0;
}

/* A name that only the model sees. */
static cb_status push_new(struct names *n, uint32_t first, uint32_t last, enum cb_entity_kind kind,
                          struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_mention m = {.span = cb_tokens_span(n->doc, first, last),
                           .form = cb_names_form(n, first, last),
                           .entity_kind = kind,
                           .certainty = CB_LIKELY,
                           .entity = CB_NONE,
                           .kind = CB_MENTION_NAME,
                           .rule = "any.name.model"};
    struct cb_str text = cb_token_text(n->doc, last);
    uint32_t cut = possessive_length(text);

    CB_TRY_NEW(m.form.ptr);
    m.form.len -= text.len - cb_names_base(n, text, false).len;
    if (n->english)
        m.span.end -= cut;
    CB_TRY(push(n, m, err));
done:
    return rc;
}

/* The proposal for exactly these tokens; NULL when there is none. */
static const struct name_proposal *same_proposal(const struct names *n, uint32_t first, uint32_t last)
{
    uint32_t p = n->proposal_of[first];
    const struct name_proposal *proposal = p ? &n->proposals.items[p - 1] : NULL;

    return proposal && proposal->first == first && proposal->last == last ? proposal : NULL;
}

static cb_status push_labelled(struct names *n, uint32_t first, uint32_t last, enum name_class class,
                               struct cb_err *err)
{
    const struct name_proposal *p = same_proposal(n, first, last);
    struct cb_mention m;

    if (!p)
        return push_new(n, first, last, KINDS[class], err);
    m = p->mention;
    if (cb_name_class(m.entity_kind) != class) {
        m.entity_kind = KINDS[class];
        m.canonical = (struct cb_str){NULL, 0};
    }
    return push(n, m, err);
}

/* What the rules are sure of without the model: the parts of compounds, and numbered products. */
static bool stands_alone(const struct name_proposal *p)
{
    return p->part;
}

cb_status cb_names_decide(struct names *n, const struct name_model *model, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint8_t *labels = CB_NEW_ARRAY(n->arena, uint8_t, n->doc->tokens.count + 1);
    size_t p = 0;

    CB_TRY_NEW(labels);
    if (model)
        CB_TRY(cb_name_model_run(n, model, labels, err));
    for (uint32_t i = 0, last; i < n->doc->tokens.count; i = last + 1) {
        last = i;
        if (labels[i] != NAME_OUTSIDE) {
            while (last + 1 < n->doc->tokens.count && labels[last + 1] == NAME_INSIDE(NAME_LABEL_KIND(labels[i])))
                last++;
            CB_TRY(push_labelled(n, i, last, (enum name_class)NAME_LABEL_KIND(labels[i]), err));
        }
        for (; p < n->proposals.count && n->proposals.items[p].first <= last; p++)
            if (labels[i] == NAME_OUTSIDE && (!model || stands_alone(&n->proposals.items[p])))
                CB_TRY(push(n, n->proposals.items[p].mention, err));
    }
done:
    return rc;
}
