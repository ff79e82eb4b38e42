/* Rules and model together. The rules propose; the model, which has seen how often each of them is right,
 * says where names stand and of which kind. Where both see the same name, the rule is what explains it. */
#include "extract/names_model.h"

#include "lexicon/tag.h"

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

/* How far the rules are trusted where the model sees nothing, or something else. The model has learnt from
 * news and encyclopedias of a few years; numbered models, quoted outlets, streets and laws are told by their
 * form, and institutions are names for us even where its annotators thought them too common. */
enum trust {
    TRUST_NOT,
    TRUST_ALONE, /* stands where the model sees no name */
    TRUST_KIND,  /* and its kind holds where the model sees the same name */
    TRUST_WHOLE  /* and it holds against a name of the model that overlaps it */
};

/* An outlet of the list by a word that may be something else: "Freitag", "People". */
static bool is_doubtful_outlet(const struct names *n, const struct name_proposal *p)
{
    return strcmp(p->mention.rule, "any.name.outlet") == 0 && p->first == p->last &&
           n->doc->tokens.items[p->first].kind == CB_TOKEN_WORD &&
           !name_has(n, p->first, NAME_LOWER_CASE | NAME_ACRONYM) &&
           !(p->first > 0 && (n->doc->tokens.items[p->first - 1].flags & CB_TOKEN_QUOTE_MARK));
}

/* "Hans Peter von der Wiese": a first name, particles and a surname are one name. */
static bool has_particles(const struct names *n, const struct name_proposal *p)
{
    for (uint32_t t = p->first + 1; t < p->last; t++)
        if (name_has(n, t, NAME_LOWER_CASE))
            return p->mention.entity_kind == CB_ENTITY_PERSON && name_has(n, p->first, NAME_FIRST_NAME);
    return false;
}

static enum trust trust_in(const struct names *n, const struct name_proposal *p)
{
    static const struct {
        const char *rule; /* sorted */
        enum trust trust;
    } RULES[] = {
        {"any.name.apposition-quoted", TRUST_WHOLE},
        {"any.name.before-office", TRUST_ALONE},
        {"any.name.bracket", TRUST_ALONE},
        {"any.name.club", TRUST_WHOLE},
        {"any.name.first-name", TRUST_ALONE},
        {"any.name.gazetteer", TRUST_KIND},
        {"any.name.head-word", TRUST_WHOLE},
        {"any.name.inner-capital", TRUST_ALONE},
        {"any.name.institution", TRUST_ALONE},
        {"any.name.legal-form", TRUST_ALONE},
        {"any.name.model-number", TRUST_KIND},
        {"any.name.outlet", TRUST_KIND},
        {"any.name.outlet-address", TRUST_WHOLE},
        {"any.name.outlet-in-references", TRUST_WHOLE},
        {"any.name.outlet-quoted", TRUST_WHOLE},
        {"any.name.outlet-word", TRUST_WHOLE},
        {"any.name.own", TRUST_WHOLE},
        {"any.name.product-number", TRUST_WHOLE},
        {"any.name.repeated", TRUST_ALONE},
        {"any.name.short-club", TRUST_KIND},
        {"any.name.short-firm", TRUST_KIND},
        {"any.name.surname", TRUST_KIND},
        {"any.name.title", TRUST_ALONE},
        {"any.name.title-first-name", TRUST_ALONE},
        {"de.name.adjective-head", TRUST_ALONE},
        {"de.name.law", TRUST_KIND},
        {"de.name.street", TRUST_KIND},
    };
    size_t low = 0, high = sizeof RULES / sizeof *RULES;

    if (is_doubtful_outlet(n, p))
        return TRUST_NOT;
    if (has_particles(n, p))
        return TRUST_WHOLE;
    if (n->english && p->first == p->last && name_word(n, p->first)->longest > 1)
        return TRUST_ALONE; /* "Pellworth" where the article has "Pellworth Glass" */
    while (low < high) {
        size_t i = (low + high) / 2;
        int order = strcmp(RULES[i].rule, p->mention.rule);
        if (order == 0)
            return RULES[i].trust == TRUST_ALONE && p->mention.entity_kind == CB_ENTITY_PRODUCT
                       ? TRUST_WHOLE
                       : RULES[i].trust;
        if (order < 0)
            low = i + 1;
        else
            high = i;
    }
    return TRUST_NOT;
}

/* "Tree Planting Agency (TPA)": an acronym in brackets behind a name of the model is one, too, here and
 * wherever it stands. */
static void trust_acronyms(const struct names *n, const uint8_t *labels)
{
    for (size_t i = 0; i < n->proposals.count; i++) {
        const struct name_proposal *p = &n->proposals.items[i];
        struct known_name *known = p->part ? NULL : cb_names_known(n, p->mention.form);
        if (known && p->first == p->last && p->first > 1 && cb_names_is_sign(n, p->first - 1, "(") &&
            cb_names_is_sign(n, p->last + 1, ")") && name_has(n, p->first, NAME_ACRONYM) &&
            labels[p->first - 2] != NAME_OUTSIDE)
            known->introduced = true;
    }
}

static bool is_introduced(const struct names *n, const struct name_proposal *p)
{
    const struct known_name *known = cb_names_known(n, p->mention.form);

    return known && known->introduced;
}

/* A proposal that holds against the model takes its tokens before the model's names are read off. */
static void overrule(const struct names *n, uint8_t *labels)
{
    for (size_t i = 0; i < n->proposals.count; i++) {
        const struct name_proposal *p = &n->proposals.items[i];
        enum name_class class = cb_name_class(p->mention.entity_kind);
        enum trust trust = p->part ? TRUST_NOT : trust_in(n, p);
        bool free = true;

        for (uint32_t t = p->first; t <= p->last; t++)
            free = free && labels[t] == NAME_OUTSIDE;
        if (trust == TRUST_NOT && !p->part && is_introduced(n, p))
            trust = TRUST_ALONE;
        if (trust == TRUST_NOT || (!free && trust != TRUST_WHOLE))
            continue;
        for (uint32_t t = p->first; t <= p->last; t++)
            labels[t] = (uint8_t)(t == p->first ? NAME_BEGIN(class) : NAME_INSIDE(class));
        for (uint32_t t = p->last + 1; t < n->doc->tokens.count && labels[t] && labels[t] % 2 == 0; t++)
            labels[t] = NAME_OUTSIDE; /* the rest of a name that was cut */
    }
}

/* A word that is no name by itself: a day, a unit, a number, a derived adjective ("Berliner Firmen"). */
static bool tells_nothing(const struct names *n, uint32_t token)
{
    const struct name_word *word = name_word(n, token);
    const struct cb_token *t = &n->doc->tokens.items[token];

    return t->kind != CB_TOKEN_WORD || (word->flags & (NAME_NEVER | NAME_DETERMINER)) ||
           t->tag == CB_TAG_ADJ || t->tag == CB_TAG_NUM || t->tag == CB_TAG_ADV ||
           cb_list_find(n->units, word->text) || cb_list_find(n->currencies, word->text) ||
           cb_list_find(cb_lexicon_list(n->lexicon, CB_LIST_MONTHS), word->lower);
}

/* "US-amerikanisch": a derived adjective. */
static bool is_adjective(struct cb_str text)
{
    size_t at = text.len;

    while (at > 0 && text.ptr[at - 1] != '-')
        at--;
    return at > 0 && at < text.len && text.ptr[at] >= 'a' && text.ptr[at] <= 'z';
}

/* What only the model takes for a name, of such words alone, or in a headline where every word has a capital.
 */
static bool is_none(const struct names *n, uint32_t first, uint32_t last)
{
    if (same_proposal(n, first, last))
        return false;
    if (n->capitals[n->doc->tokens.items[first].sentence])
        return true;
    if (!n->english &&
        (cb_names_is_number_word(n, first) || (first == last && is_adjective(cb_token_text(n->doc, first)))))
        return true;
    while (first <= last && tells_nothing(n, first))
        first++;
    return first > last;
}

static cb_status push_labelled(struct names *n, uint32_t first, uint32_t last, enum name_class class,
                               struct cb_err *err)
{
    const struct name_proposal *p = same_proposal(n, first, last);
    struct cb_mention m;

    if (!p)
        return push_new(n, first, last, KINDS[class], err);
    m = p->mention;
    /* the English sets tell nothing of products, events and works: there a rule's kind is better than "other"
     */
    if (cb_name_class(m.entity_kind) != class && trust_in(n, p) < TRUST_KIND &&
        !(n->english && class == NAME_CLASS_OTHER)) {
        m.entity_kind = KINDS[class];
        m.canonical = (struct cb_str){NULL, 0};
    }
    return push(n, m, err);
}

static bool is_mark(const struct names *n, uint32_t token)
{
    static const char *const MARKS[] = {"\xE2\x80\x9E", "\xE2\x80\x9C", "\"",          "\xC2\xBB",
                                        "\xC2\xAB",     "\xE2\x80\x9A", "\xE2\x80\x98"};

    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (cb_names_is_sign(n, token, MARKS[i]))
            return true;
    return false;
}

/* A sign or word that joins several names, or a name and what is said of it. */
static bool is_joint(const struct names *n, uint32_t token)
{
    return is_mark(n, token) || cb_names_is_sign(n, token, ":") || cb_names_is_sign(n, token, ",") ||
           cb_names_is_sign(n, token, "(") ||
           (n->doc->tokens.items[token].tag == CB_TAG_CCONJ &&
            (n->doc->tokens.items[token + 1].flags & CB_TOKEN_HAS_DIGIT));
}

/* Does it hold the name of a person, and more? */
static bool holds_person(const struct names *n, uint32_t first, uint32_t last)
{
    for (uint32_t t = first + 1; t <= last; t++)
        if (n->proposal_of[t]) {
            const struct name_proposal *p = &n->proposals.items[n->proposal_of[t] - 1];
            if (p->first == t && p->first < p->last && p->mention.entity_kind == CB_ENTITY_PERSON)
                return true;
        }
    return false;
}

/* What the model takes for one name, and is part of a clause ("Talvik stellt T4"), or begins with a day or
 * month
 * ("Monday in May"): only titles in quotation marks may. */
static bool is_no_name(const struct names *n, uint32_t first, uint32_t last)
{
    const struct cb_list *months = cb_lexicon_list(n->lexicon, CB_LIST_MONTHS);

    if (first == last || same_proposal(n, first, last) || (first > 0 && is_mark(n, first - 1)))
        return false;
    if (!(n->doc->tokens.items[first + 1].flags & CB_TOKEN_CAPITAL) &&
        ((name_word(n, first)->flags & NAME_NEVER) || cb_list_find(months, name_word(n, first)->lower)))
        return true; /* but the "Sunday Times" */
    for (uint32_t t = first + 1; t <= last; t++) {
        const struct cb_token *token = &n->doc->tokens.items[t];
        if (t < last && is_joint(n, t))
            return true;
        if (!(token->flags & CB_TOKEN_CAPITAL) &&
            ((token->features & CB_FINITE) ||
             (!n->english && (token->tag == CB_TAG_ADV || token->tag == CB_TAG_PRON))))
            return true;
    }
    return false;
}

static void drop_clauses(const struct names *n, uint8_t *labels)
{
    for (uint32_t i = 0, last; i < n->doc->tokens.count; i = last + 1) {
        last = i;
        if (labels[i] == NAME_OUTSIDE)
            continue;
        while (last + 1 < n->doc->tokens.count && labels[last + 1] == NAME_INSIDE(NAME_LABEL_KIND(labels[i])))
            last++;
        if (is_no_name(n, i, last) ||
            (NAME_LABEL_KIND(labels[i]) == NAME_CLASS_OTHER && holds_person(n, i, last)))
            memset(&labels[i], NAME_OUTSIDE, last - i + 1);
    }
}

cb_status cb_names_decide(struct names *n, const struct name_model *model, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint8_t *labels = CB_NEW_ARRAY(n->arena, uint8_t, n->doc->tokens.count + 1);
    size_t p = 0;

    CB_TRY_NEW(labels);
    if (model) {
        CB_TRY(cb_name_model_run(n, model, labels, err));
        drop_clauses(n, labels);
        trust_acronyms(n, labels);
        overrule(n, labels);
        CB_TRY(cb_names_remember(n, labels, err));
    }
    for (uint32_t i = 0, last; i < n->doc->tokens.count; i = last + 1) {
        last = i;
        if (labels[i] != NAME_OUTSIDE) {
            while (last + 1 < n->doc->tokens.count &&
                   labels[last + 1] == NAME_INSIDE(NAME_LABEL_KIND(labels[i])))
                last++;
            if (!is_none(n, i, last))
                CB_TRY(push_labelled(n, i, last, (enum name_class)NAME_LABEL_KIND(labels[i]), err));
        }
        for (; p < n->proposals.count && n->proposals.items[p].first <= last; p++)
            if (labels[i] == NAME_OUTSIDE && (!model || n->proposals.items[p].part))
                CB_TRY(push(n, n->proposals.items[p].mention, err));
    }
done:
    return rc;
}
