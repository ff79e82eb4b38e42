/* Where a name must stand so that the article has something from it: laut X, berichtet X, sagte er dem X,
 * (X). */
#include "extract/citations.h"

#include "text/fold.h"

enum { BACK = 9, AHEAD = 16, VERB_BACK = 24, DATELINE = 14 };

static const struct cb_token *token_at(const struct cb_citation_finder *f, uint32_t token)
{
    return &f->doc->tokens.items[token];
}

static bool is_quote_mark(const struct cb_citation_finder *f, uint32_t token)
{
    return (token_at(f, token)->flags & CB_TOKEN_QUOTE_MARK) != 0;
}

static bool is_sign(const struct cb_citation_finder *f, uint32_t token, const char *signs)
{
    struct cb_str text = cb_token_text(f->doc, token);

    return token_at(f, token)->kind == CB_TOKEN_PUNCTUATION && text.len == 1 &&
           strchr(signs, text.ptr[0]) != NULL;
}

/* A verb by which outlets pass something on: berichten, melden, zitieren. */
static bool is_media_verb(const struct cb_citation_finder *f, uint32_t token)
{
    return token_at(f, token)->kind == CB_TOKEN_WORD &&
           cb_row_has_word(cb_token_row(token_at(f, token), CB_LIST_REPORTING_VERBS), CB_REPORTING_VERB_USE,
                           CB_STR("source"));
}

static bool is_reporting_verb(const struct cb_citation_finder *f, uint32_t token)
{
    const struct cb_token *t = token_at(f, token);
    const struct cb_list_row *row = cb_token_row(t, CB_LIST_REPORTING_VERBS);

    return t->kind == CB_TOKEN_WORD && !(t->flags & CB_TOKEN_CAPITAL) &&
           (cb_row_has_word(row, CB_REPORTING_VERB_USE, CB_STR("clause")) ||
            cb_row_has_word(row, CB_REPORTING_VERB_USE, CB_STR("quote")) ||
            cb_row_has_word(row, CB_REPORTING_VERB_USE, CB_STR("addressee")));
}

static uint32_t sentence_first(const struct cb_citation_finder *f, uint32_t token)
{
    return f->doc->sentences.items[token_at(f, token)->sentence].first;
}

static uint32_t sentence_end(const struct cb_citation_finder *f, uint32_t token)
{
    const struct cb_sentence *s = &f->doc->sentences.items[token_at(f, token)->sentence];

    return s->first + s->count;
}

/* Words between a name and what tells about it: articles, "die Zeitung", adjectives, quotation marks. */
static bool is_beside_name(const struct cb_citation_finder *f, uint32_t token)
{
    const struct cb_token *t = token_at(f, token);

    if (t->flags & CB_TOKEN_QUOTE_MARK)
        return true;
    if (t->kind != CB_TOKEN_WORD)
        return false;
    if (t->word_class == CB_CLASS_ARTICLE || cb_citation_has_use(f, token, CB_STR("outlet")))
        return true;
    return !(t->flags & CB_TOKEN_CAPITAL) && t->word_class == CB_CLASS_NONE && !is_reporting_verb(f, token) &&
           (cb_str_ends(t->lower, CB_STR("en")) || cb_str_ends(t->lower, CB_STR("e")));
}

/* The first token left of the name that is more than its own article and kind; CB_NONE at the sentence's
 * start. */
static uint32_t left_of(const struct cb_citation_finder *f, const struct cb_source_name *name)
{
    uint32_t first = sentence_first(f, name->first), i = name->first;

    while (i > first && name->first - i < BACK && is_beside_name(f, i - 1))
        i--;
    return i > first ? i - 1 : CB_NONE;
}

static uint32_t right_of(const struct cb_citation_finder *f, const struct cb_source_name *name)
{
    uint32_t i = name->last + 1;

    if (i < f->doc->tokens.count && name->quoted && is_quote_mark(f, i))
        i++;
    return i < sentence_end(f, name->last) ? i : CB_NONE;
}

static bool is_word(const struct cb_citation_finder *f, uint32_t token, const char *const *words)
{
    for (; token != CB_NONE && *words; words++)
        if (cb_str_eq(token_at(f, token)->lower, cb_str_of(*words)))
            return true;
    return false;
}

/* ---- laut X, nach einem Bericht der X, X zufolge ---- */

static const char *according(const struct cb_citation_finder *f, const struct cb_source_name *name,
                             uint32_t left)
{
    static const char *const OF[] = {"von", "vom", "in", "im", "aus", "mit", "by", "from", "for", NULL};
    static const char *const BASED[] = {"auf", "an", NULL};
    uint32_t right = right_of(f, name);

    if (right != CB_NONE && cb_citation_has_use(f, right, CB_STR("postposition")))
        return "any.citation.according";
    for (int n = 0; left != CB_NONE && n < BACK; n++) {
        if (cb_citation_has_use(f, left, CB_STR("preposition")))
            return "any.citation.according";
        if (left > sentence_first(f, left) && is_word(f, left, (const char *const[]){"to", NULL}) &&
            is_word(f, left - 1, (const char *const[]){"according", NULL}))
            return "any.citation.according";
        if (cb_citation_has_use(f, left, CB_STR("source")) || cb_citation_has_use(f, left, CB_STR("report")))
            return "any.citation.report-of-outlet";
        if (is_word(f, left, BASED) && left > sentence_first(f, left) &&
            is_word(f, left - 1, (const char *const[]){"berufung", "bezug", "verweis", NULL}))
            return "any.citation.according";
        if (!is_word(f, left, OF) && !is_beside_name(f, left))
            return NULL;
        if (left == sentence_first(f, left))
            return NULL;
        left--;
    }
    return NULL;
}

/* ---- berichtet X, X berichtet, wie X meldet ---- */

/* "hatte ... berichtet": an auxiliary, whose participle stands at the end of the clause. */
static bool participle_ahead(const struct cb_citation_finder *f, uint32_t token)
{
    uint32_t end = sentence_end(f, token);

    for (uint32_t i = token + 1; i < end && i < token + AHEAD; i++) {
        if (is_sign(f, i, ",;:"))
            return false;
        if (is_media_verb(f, i))
            return true;
    }
    return false;
}

static const char *reports(const struct cb_citation_finder *f, const struct cb_source_name *name,
                           uint32_t left)
{
    static const char *const SO[] = {"so", NULL};
    static const char *const AS[] = {"wie", "as", NULL};
    uint32_t right = right_of(f, name);

    if (left != CB_NONE && is_media_verb(f, left))
        return "any.citation.outlet-reports";
    if (left != CB_NONE && is_word(f, left, SO) && left > sentence_first(f, left) &&
        is_sign(f, left - 1, ","))
        return "any.citation.outlet-reports";
    if (right != CB_NONE && is_media_verb(f, right))
        return "any.citation.outlet-reports";
    if (left != CB_NONE && is_word(f, left, AS) && right != CB_NONE && participle_ahead(f, right - 1))
        return "any.citation.outlet-reports";
    if (right != CB_NONE && token_at(f, right)->word_class == CB_CLASS_AUXILIARY &&
        participle_ahead(f, right))
        return "any.citation.outlet-reports";
    return NULL;
}

/* ---- sagte er dem X, im Gespräch mit X, von X zitiert ---- */

/* Does the sentence say that somebody says something, near the name? */
static bool somebody_says(const struct cb_citation_finder *f, const struct cb_source_name *name)
{
    uint32_t first = sentence_first(f, name->first), end = sentence_end(f, name->last);
    uint32_t from = name->first > first + VERB_BACK ? name->first - VERB_BACK : first;

    for (uint32_t i = from; i < end && i < name->last + AHEAD; i++)
        if (is_reporting_verb(f, i))
            return true;
    return false;
}

/* An outlet beyond doubt: in the gazetteer, a domain, or called a newspaper. */
static bool is_known(const struct cb_citation_finder *f, const struct cb_source_name *name)
{
    uint32_t i = name->first;

    if (name->row || name->domain.ptr)
        return true;
    if (i > 0 && is_quote_mark(f, i - 1))
        i--;
    return i > 0 && cb_citation_has_use(f, i - 1, CB_STR("outlet"));
}

static const char *told(const struct cb_citation_finder *f, const struct cb_source_name *name, uint32_t left)
{
    static const char *const DATIVE[] = {"dem", "der", "den", NULL};
    static const char *const TOLD[] = {"told", "gegenüber", NULL};
    static const char *const WITH[] = {"mit", "with", "in", "im", "bei", "beim", "to", NULL};
    static const char *const IN[] = {"in", "im", NULL};
    static const char *const TALK[] = {"gespräch", "interview", "gastbeitrag", "talk", NULL};
    uint32_t i = name->first;

    if (left != CB_NONE && is_word(f, left, TOLD))
        return "any.citation.told-outlet";
    if (left != CB_NONE && is_word(f, left, WITH) && left > sentence_first(f, left) &&
        (is_word(f, left - 1, TALK) || (is_word(f, left, IN) && is_known(f, name) && somebody_says(f, name))))
        return "any.citation.told-outlet";
    for (uint32_t n = 0; n < BACK && i > sentence_first(f, i) && is_beside_name(f, i - 1); n++, i--)
        if (is_word(f, i - 1, DATIVE) && somebody_says(f, name) && left != CB_NONE &&
            token_at(f, left)->word_class != CB_CLASS_PREPOSITION)
            return "any.citation.told-outlet";
    return NULL;
}

static const char *quoted_by(const struct cb_citation_finder *f, const struct cb_source_name *name,
                             uint32_t left)
{
    static const char *const BY[] = {"von", "vom", "by", NULL};
    uint32_t right = right_of(f, name);

    if (left == CB_NONE || !is_word(f, left, BY))
        return NULL;
    if ((right != CB_NONE && participle_ahead(f, right - 1)) ||
        (left > sentence_first(f, left) && is_media_verb(f, left - 1)))
        return "any.citation.quoted-by";
    return NULL;
}

/* ---- Berlin (dpa) ---- */

/* An agency alone in a parenthesis, at the start of a passage or at its end: (dpa), (AFP/Reuters). */
static const char *dateline(const struct cb_citation_finder *f, const struct cb_source_name *name)
{
    uint32_t sentence = token_at(f, name->first)->sentence;
    const struct cb_passage *passage = &f->doc->passages.items[f->doc->sentences.items[sentence].passage];
    uint32_t before = name->first, behind = name->last + 1;
    bool starts;

    if (!name->row || before == 0 || behind >= f->doc->tokens.count)
        return NULL;
    starts = token_at(f, before)->span.start < passage->span.start + 60;
    if (!is_sign(f, before - 1, "(/,") || !is_sign(f, behind, ")/,"))
        return NULL;
    if (name->kind != CB_SOURCE_AGENCY && !(is_sign(f, before - 1, "(") && is_sign(f, behind, ")")))
        return NULL;
    if (starts || token_at(f, behind)->span.end + 2 >= passage->span.end)
        return "any.citation.dateline";
    return NULL;
}

/* An agency in the line with which an editor signs: "jog/dpa/Reuters". */
static const char *sign_off(const struct cb_citation_finder *f, const struct cb_source_name *name)
{
    uint32_t sentence = token_at(f, name->first)->sentence;
    const struct cb_passage *passage = &f->doc->passages.items[f->doc->sentences.items[sentence].passage];

    return name->row && name->kind == CB_SOURCE_AGENCY && passage->rule &&
                   strcmp(passage->rule, "any.passage.sign-off") == 0
               ? "any.citation.sign-off"
               : NULL;
}

const char *cb_citation_rule(const struct cb_citation_finder *f, const struct cb_source_name *name)
{
    uint32_t left = left_of(f, name);
    const char *rule = sign_off(f, name);

    if (!rule)
        rule = dateline(f, name);
    if (!rule)
        rule = according(f, name, left);
    if (!rule)
        rule = reports(f, name, left);
    if (!rule)
        rule = quoted_by(f, name, left);
    if (!rule)
        rule = told(f, name, left);
    return rule;
}
