/* What the model has decided word by word is made consistent within the article: a name that is clear in one
 * place settles the doubtful ones. Works on the labels; linear in the number of names. */
#include "extract/names_model.h"

#include "lexicon/tag.h"
#include "lexicon/words.h"

/* One name as the labels have it. */
struct stretch {
    uint32_t first, last;
    uint32_t form; /* index */
};

/* All places with the same words, but for a genitive ending. */
struct form_uses {
    struct cb_str form;
    uint32_t count[NAME_CLASSES];
    bool gazetteer; /* the lists know it: its kind is no matter of counting */
    bool surname;   /* of a person named in full */
};

CB_LIST_TYPE(stretches, struct stretch)
CB_LIST_TYPE(forms, struct form_uses)

struct memory {
    struct names *n;
    uint8_t *labels;
    struct stretches stretches;
    struct forms forms;
    struct cb_map index; /* form -> its uses */
};

static enum name_class class_at(const struct memory *m, uint32_t token)
{
    return (enum name_class)NAME_LABEL_KIND(m->labels[token]);
}

static void label(struct memory *m, uint32_t first, uint32_t last, enum name_class class)
{
    for (uint32_t t = first; t <= last; t++)
        m->labels[t] = (uint8_t)(t == first ? NAME_BEGIN(class) : NAME_INSIDE(class));
}

static uint32_t end_of_name(const struct memory *m, uint32_t first)
{
    uint32_t last = first;

    while (last + 1 < m->n->doc->tokens.count && m->labels[last + 1] == NAME_INSIDE(class_at(m, first)))
        last++;
    return last;
}

/* The words of a name, without a genitive ending. */
static struct cb_str base_form(const struct names *n, uint32_t first, uint32_t last)
{
    struct cb_str form = cb_names_form(n, first, last), text = cb_token_text(n->doc, last);

    if (form.ptr)
        form.len -= text.len - cb_names_base(n, text, false).len;
    return form;
}

static const struct form_uses *uses_of(const struct memory *m, struct cb_str form)
{
    const uint32_t *slot = cb_map_find(&m->index, form);

    return slot ? &m->forms.items[*slot] : NULL;
}

static cb_status use(struct memory *m, struct cb_str form, struct form_uses **out, uint32_t *index,
                     struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool added;
    uint32_t *slot;

    CB_TRY_NEW(form.ptr);
    slot = cb_map_add(m->n->arena, &m->index, form, &added);
    CB_TRY_NEW(slot);
    if (added) {
        struct form_uses *uses = CB_PUSH(m->n->arena, &m->forms);
        struct name_find find = {0};
        CB_TRY_NEW(uses);
        uses->form = form;
        uses->gazetteer = cb_names_look_up(m->n, form, false, &find);
        *slot = (uint32_t)(m->forms.count - 1);
    }
    *out = &m->forms.items[*slot];
    if (index)
        *index = *slot;
done:
    return rc;
}

/* ---- numbers and money are no names ---- */

static bool is_number(const struct names *n, uint32_t token)
{
    return n->doc->tokens.items[token].kind == CB_TOKEN_NUMBER;
}

static bool is_currency(const struct names *n, uint32_t token)
{
    struct cb_str text = cb_token_text(n->doc, token);

    return cb_list_find(n->currencies, text) || cb_str_ends(text, CB_STR("$"));
}

/* Does the number at `token` count what stands behind it: "bei Tesmar 11 Millionen"? */
static bool is_counting(const struct names *n, uint32_t token)
{
    return cb_names_same_sentence(n, token, token + 1) &&
           (n->doc->tokens.items[token + 1].kind == CB_TOKEN_SYMBOL || is_currency(n, token + 1) ||
            (name_has(n, token + 1, NAME_SHAPE) && !name_has(n, token + 1, NAME_FUNCTION)));
}

static bool is_proposal(const struct names *n, uint32_t first, uint32_t last)
{
    const struct name_proposal *p =
        n->proposal_of[first] ? &n->proposals.items[n->proposal_of[first] - 1] : NULL;

    return p && p->first == first && p->last == last;
}

/* The name that begins at `first` without sums of money and numbers that belong to the next word; its last
 * token, or first - 1 when nothing is left. */
static uint32_t trim(struct memory *m, uint32_t first)
{
    const struct names *n = m->n;
    uint32_t last = end_of_name(m, first);
    uint32_t sign = first + cb_names_is_sign(n, first + 1, "$"); /* US$ */
    bool proposed = is_proposal(n, first, last);
    bool money = is_currency(n, sign) && cb_names_same_sentence(n, sign, sign + 1) && is_number(n, sign + 1);

    while (last + 1 > first &&
           (money || (!proposed && last > first && is_number(n, last) && is_counting(n, last))))
        m->labels[last--] = NAME_OUTSIDE;
    return last;
}

/* ---- reading the labels ---- */

static cb_status read_names(struct memory *m, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct names *n = m->n;

    for (uint32_t i = 0, last, kept; i < n->doc->tokens.count; i = last + 1) {
        struct stretch *s;
        struct form_uses *uses;
        last = i;
        if (m->labels[i] == NAME_OUTSIDE)
            continue;
        kept = trim(m, i);
        if (kept + 1 == i)
            continue;
        if (kept > i && name_word(n, i)->title == TITLE_HONORIFIC) {
            m->labels[i++] = NAME_OUTSIDE; /* Dr. Karla Emmel-Voss */
            label(m, i, kept, NAME_CLASS_PERSON);
        }
        last = kept;
        s = CB_PUSH(n->arena, &m->stretches);
        CB_TRY_NEW(s);
        *s = (struct stretch){.first = i, .last = last};
        CB_TRY(use(m, base_form(n, i, last), &uses, &s->form, err));
        uses->count[class_at(m, i)]++;
        if (last > i && class_at(m, i) == NAME_CLASS_PERSON) {
            CB_TRY(use(m, base_form(n, last, last), &uses, NULL, err));
            uses->surname = true;
        }
    }
done:
    return rc;
}

/* ---- "Keramikwerk Tesmar", where the article has "Tesmar" ---- */

/* A common noun that is no part of names of organizations. */
static bool is_plain_noun(const struct names *n, uint32_t token)
{
    const struct name_word *w = name_word(n, token);

    if (!w->word || n->english || w->organization != ORGANIZATION_NONE || w->lists || w->table || w->street ||
        (w->flags & NAME_FIRST_NAME) || (w->title != TITLE_NONE && w->title != TITLE_ROLE))
        return false;
    return w->apposition || (w->flags & NAME_COMMON) || w->title == TITLE_ROLE ||
           ((w->pos & (1u << CB_POS_NOUN)) && (w->origin == CB_WORD_LISTED || w->origin == CB_WORD_COMPOUND));
}

/* Is the rest behind the noun a name by itself, that has its kind from the noun? In "Stadtwerke Bonn" it is a
 * place, in "Autohaus Meier" a person who is named in full elsewhere. */
static bool stands_alone(const struct memory *m, struct cb_str form, enum name_class class)
{
    const struct form_uses *uses = uses_of(m, form);
    const struct known_name *known = cb_names_known(m->n, form);

    if (uses && class != NAME_CLASS_PERSON && uses->surname)
        return false;
    if (uses && uses->count[class] > 0)
        return true;
    if (known && !known->gazetteer && cb_name_class(cb_names_kind(known)) == class &&
        known->score[cb_names_kind(known)] >= 6)
        return true;
    return uses && !uses->gazetteer && uses->count[NAME_CLASS_PLACE] == 0;
}

/* A rule read the whole of it between quotation marks: „Sportkurier Talheide“. */
static bool is_quoted_proposal(const struct names *n, uint32_t first, uint32_t last)
{
    return is_proposal(n, first, last) && first > 0 &&
           n->doc->tokens.items[first - 1].kind == CB_TOKEN_PUNCTUATION &&
           !cb_names_is_sign(n, first - 1, ",") && !cb_names_is_sign(n, first - 1, "(");
}

/* The noun says what the name is, and the rest is a name by itself: then the noun is no part of it. */
static cb_status drop_nouns(struct memory *m, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct names *n = m->n;

    for (size_t i = 0; i < m->stretches.count; i++) {
        struct stretch *s = &m->stretches.items[i];
        enum name_class class = class_at(m, s->first);
        struct form_uses *rest;
        struct cb_str form;
        if (s->first == s->last || class == NAME_CLASS_OTHER || is_quoted_proposal(n, s->first, s->last) ||
            !is_plain_noun(n, s->first))
            continue;
        form = base_form(n, s->first + 1, s->last);
        CB_TRY_NEW(form.ptr);
        if (!stands_alone(m, form, class))
            continue;
        m->forms.items[s->form].count[class]--;
        m->labels[s->first++] = NAME_OUTSIDE;
        label(m, s->first, s->last, class);
        CB_TRY(use(m, form, &rest, &s->form, err));
        rest->count[class] += 2; /* where it stands alone the kind was a guess */
    }
done:
    return rc;
}

/* ---- one form, one kind ---- */

/* The kind that a word of the name itself tells. */
static bool kind_told(const struct names *n, const struct stretch *s, enum name_class *class)
{
    enum organization_use first = name_word(n, s->first)->organization,
                          last = name_word(n, s->last)->organization;

    if (s->first == s->last)
        return false;
    *class = NAME_CLASS_ORGANIZATION;
    return first == ORGANIZATION_CLUB || last == ORGANIZATION_LEGAL || last == ORGANIZATION_ENDING;
}

static void settle_kinds(struct memory *m)
{
    for (size_t i = 0; i < m->stretches.count; i++) {
        const struct stretch *s = &m->stretches.items[i];
        const struct form_uses *uses = &m->forms.items[s->form];
        enum name_class class = class_at(m, s->first), told = class;
        if (kind_told(m->n, s, &told) && class == NAME_CLASS_PERSON) {
            label(m, s->first, s->last, told);
            continue;
        }
        if (uses->gazetteer)
            continue;
        for (int k = 0; k < NAME_CLASSES; k++)
            if (uses->count[k] > uses->count[told])
                told = (enum name_class)k;
        if (uses->surname && s->first == s->last && class != NAME_CLASS_PERSON)
            told = NAME_CLASS_PERSON;
        if (told != class)
            label(m, s->first, s->last, told);
    }
}

/* ---- the same name where the model saw none ---- */

/* May the word be a name by memory: no common noun, and not in a place where one stands? */
static bool is_name_only(const struct names *n, uint32_t token)
{
    const struct name_word *w = name_word(n, token);

    return w->word && (w->flags & NAME_SHAPE) && !(w->flags & (NAME_FUNCTION | NAME_NEVER | NAME_COMMON)) &&
           w->text.len > 3 && !(w->pos & (1u << CB_POS_NOUN)) && !w->small_pos &&
           !cb_names_is_determined(n, token);
}

static void find_again(struct memory *m)
{
    struct names *n = m->n;

    for (uint32_t i = 0; i < n->doc->tokens.count; i++) {
        const struct form_uses *uses;
        enum name_class best = NAME_CLASS_PERSON;
        uint32_t sum = 0;
        if (m->labels[i] != NAME_OUTSIDE || n->skipped[n->doc->tokens.items[i].sentence] ||
            !name_has(n, i, NAME_SHAPE) || !is_name_only(n, i))
            continue;
        uses = uses_of(m, base_form(n, i, i));
        for (int k = 0; uses && k < NAME_CLASSES; k++) {
            sum += uses->count[k];
            if (uses->count[k] > uses->count[best])
                best = (enum name_class)k;
        }
        if (uses && (uses->surname || sum * 2 >= name_word(n, i)->count))
            m->labels[i] = (uint8_t)NAME_BEGIN(uses->surname ? NAME_CLASS_PERSON : best);
    }
}

cb_status cb_names_remember(struct names *n, uint8_t *labels, struct cb_err *err)
{
    cb_status rc;
    struct memory m = {.n = n, .labels = labels};

    CB_TRY(read_names(&m, err));
    CB_TRY(drop_nouns(&m, err));
    settle_kinds(&m);
    find_again(&m);
done:
    return rc;
}
