/* Which tokens the model decides: those near a word that may be a name. */
#include "extract/names_model.h"

#include "lexicon/tag.h"
#include "lexicon/words.h"

static bool is_shaped(const struct names *n, uint32_t token)
{
    return (n->doc->tokens.items[token].kind == CB_TOKEN_WORD && name_has(n, token, NAME_SHAPE)) ||
           n->proposal_of[token] != 0;
}

/* A shaped token of the same sentence at a distance of one or two, in this direction. */
static bool shaped_near(const struct names *n, uint32_t token, int direction)
{
    for (int d = 1; d <= 2; d++) {
        int64_t at = (int64_t)token + d * direction;
        if (at < 0 || !cb_names_same_sentence(n, token, (uint32_t)at))
            return false;
        if (is_shaped(n, (uint32_t)at))
            return true;
    }
    return false;
}

/* May it stand inside a name with a small letter: "of", "&", in German any word ("Der Herr der Ringe")? */
static bool is_link(const struct names *n, uint32_t token)
{
    const struct cb_token *t = &n->doc->tokens.items[token];

    return t->kind != CB_TOKEN_WORD || name_has(n, token, NAME_FUNCTION | NAME_PARTICLE | NAME_DETERMINER) ||
           !n->english;
}

static bool may_be_inside(const struct names *n, uint32_t token)
{
    const struct cb_token *t = &n->doc->tokens.items[token];

    if (n->skipped[t->sentence])
        return false;
    if (is_shaped(n, token))
        return true;
    if (t->kind == CB_TOKEN_NUMBER)
        return shaped_near(n, token, -1) || shaped_near(n, token, 1);
    return is_link(n, token) && shaped_near(n, token, -1) && shaped_near(n, token, 1);
}

/* Does anything speak for a name? Not for a noun that the lexicon has and no list of names, and not for a
 * word that begins a sentence and is written small elsewhere. */
static bool speaks_for_name(const struct names *n, uint32_t token)
{
    const struct cb_token *t = &n->doc->tokens.items[token];
    const struct name_word *w = name_word(n, token);

    if (n->proposal_of[token] || n->phrases[token] || t->tag == CB_TAG_PROPN)
        return true;
    if (!w->word || !(w->flags & NAME_SHAPE))
        return false;
    if (w->lists || w->table || (w->flags & (NAME_ACRONYM | NAME_FIRST_NAME)))
        return true;
    if (token > 0 && (n->doc->tokens.items[token - 1].flags & CB_TOKEN_QUOTE_MARK))
        return true;
    if ((t->flags & CB_TOKEN_SENTENCE_START) && w->small_pos)
        return false;
    return n->english || !(w->pos & (1u << CB_POS_NOUN)) || w->origin >= CB_WORD_HEAD;
}

cb_status cb_names_find_open(struct names *n, struct cb_err *err)
{
    enum { NEAR = 1 };
    cb_status rc = CB_OK;
    uint32_t count = (uint32_t)n->doc->tokens.count, until = 0; /* behind the last token that is near one */

    n->open = CB_NEW_ARRAY(n->arena, bool, count);
    CB_TRY_NEW(n->open);
    for (uint32_t i = 0; i < count; i++) {
        if (!speaks_for_name(n, i))
            continue;
        for (uint32_t k = i > until + NEAR ? i - NEAR : until; k <= i + NEAR && k < count; k++)
            n->open[k] = cb_names_same_sentence(n, i, k) && may_be_inside(n, k);
        until = i + NEAR + 1;
    }
done:
    return rc;
}
