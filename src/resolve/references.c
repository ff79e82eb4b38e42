/* Nouns and pronouns that take up a person named before: "die Managerin", "der 47-Jährige", "er". Gender and
 * number must agree, and exactly one person may be meant: the only one that agrees in the nearest sentence
 * that names such a person. Whoever was brought in without a name ("ein Forscher") may be meant by that noun
 * later, so then nobody is. */
#include "resolve/references.h"

#include "lexicon/morph.h"

static const struct cb_token *token_at(const struct cb_references *f, uint32_t i)
{
    return &f->r->doc->tokens.items[i];
}

void cb_references_note(struct cb_references *f, uint32_t entity, uint32_t sentence)
{
    struct cb_named_person *slot = &f->recent[f->count % CB_RECENT_MAX];

    *slot = (struct cb_named_person){entity, sentence};
    f->count++;
}

/* The only person with this gender in the nearest sentence, at most `far` sentences back, that names one;
 * CB_NONE. */
static uint32_t only_person(const struct cb_references *f, uint32_t sentence, char gender, uint32_t far)
{
    uint32_t found = CB_NONE, at = 0;

    for (size_t back = 1; back <= f->count && back <= CB_RECENT_MAX; back++) {
        const struct cb_named_person *p = &f->recent[(f->count - back) % CB_RECENT_MAX];
        char known = f->r->genders[p->entity];
        if (p->sentence + far < sentence || (found != CB_NONE && p->sentence < at))
            break;
        if (gender && known && known != gender)
            continue;
        if (found != CB_NONE && found != p->entity)
            return CB_NONE;
        found = p->entity;
        at = p->sentence;
    }
    return found;
}

static const struct cb_list_row *row_of(const struct cb_references *f, uint32_t token, const char *use)
{
    const struct cb_list_row *row =
        cb_resolve_inflected(f->r, CB_LIST_PERSON_NOUNS, token_at(f, token)->lower);

    return row && cb_str_eq(row->fields[CB_PERSON_NOUN_USE], cb_str_of(use)) ? row : NULL;
}

static char letter(struct cb_str field)
{
    return field.len == 1 ? field.ptr[0] : 0;
}

/* Does the article agree: die Managerin, der Manager, den, dem, des? "der Managerin" is a dative or genitive.
 */
static bool article_agrees(struct cb_str article, char gender)
{
    bool die = cb_str_eq(article, CB_STR("die"));

    if (cb_str_eq(article, CB_STR("der")) || cb_str_eq(article, CB_STR("the")))
        return true;
    return (gender == 'f') == die;
}

/* The noun without the endings that its case may change: 36-Jähriger, 36-Jährigen; Forscher, Forschers. */
static struct cb_str stem_of(struct cb_str lower)
{
    size_t age = cb_str_find(lower, CB_STR("j\xC3\xA4hrig"), 0);

    if (age != SIZE_MAX)
        return cb_str_sub(lower, 0, age);
    return cb_str_ends(lower, CB_STR("s")) ? cb_str_sub(lower, 0, lower.len - 1) : lower;
}

uint32_t cb_references_noun(const struct cb_references *f, uint32_t token)
{
    const struct cb_list_row *row = row_of(f, token, "person");
    struct cb_str lower = token_at(f, token)->lower, article = token_at(f, token - 1)->lower;
    char gender = row ? letter(row->fields[CB_PERSON_NOUN_GENDER]) : 0;
    bool die = cb_str_eq(article, CB_STR("die"));

    if (!row || cb_map_find(&f->unnamed, stem_of(lower)) || cb_str_ends(lower, CB_STR("nen")))
        return CB_NONE;
    if (cb_str_ends(lower, CB_STR("j\xC3\xA4hrige"))) /* der 47-Jährige, die 47-Jährige */
        gender = die ? 'f' : 'm';
    else if (cb_str_ends(lower, CB_STR("j\xC3\xA4hrigen")) || cb_str_ends(lower, CB_STR("abgeordneten")))
        gender = cb_str_eq(article, CB_STR("der")) ? 'f' : 'm';
    if (die && (gender == 'm' || cb_str_ends(lower, CB_STR("igen")) || cb_str_ends(lower, CB_STR("eten"))))
        return CB_NONE; /* several: die Manager, die 47-Jährigen */
    if (!article_agrees(article, gender) ||
        (f->r->doc->language == CB_ENGLISH && cb_str_ends(lower, CB_STR("s"))))
        return CB_NONE;
    return only_person(f, token_at(f, token)->sentence, gender, 3);
}

/* Is it the subject of a clause whose verb is singular, outside direct speech? */
static bool is_subject(const struct cb_references *f, uint32_t token)
{
    const struct cb_token *t = token_at(f, token);
    const struct cb_clause *clause = t->clause == CB_NONE ? NULL : &f->r->doc->clauses.items[t->clause];
    uint32_t finite;

    if (!clause || clause->subject_first != token || clause->subject_last != token ||
        clause->finite == CB_NONE)
        return false;
    finite = token_at(f, clause->finite)->features;
    return !(finite & CB_PLURAL) || (finite & CB_SINGULAR);
}

uint32_t cb_references_pronoun(const struct cb_references *f, uint32_t token)
{
    const struct cb_token *t = token_at(f, token);
    const struct cb_list_row *row =
        cb_references_may_be_pronoun(t) ? cb_token_row(t, CB_LIST_PERSON_NOUNS) : NULL;

    if (!row || !cb_str_eq(row->fields[CB_PERSON_NOUN_USE], CB_STR("pronoun")) || !is_subject(f, token) ||
        ((t->flags & CB_TOKEN_CAPITAL) && !(t->flags & CB_TOKEN_SENTENCE_START)))
        return CB_NONE;
    return only_person(f, t->sentence, letter(row->fields[CB_PERSON_NOUN_GENDER]), 1);
}

cb_status cb_references_note_unnamed(struct cb_references *f, struct cb_str lower, struct cb_err *err)
{
    cb_status rc = CB_OK;

    CB_TRY_NEW(cb_map_add(f->r->arena, &f->unnamed, stem_of(lower), NULL));
done:
    return rc;
}
