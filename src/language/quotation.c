/* Quotation marks, paired. The same sign opens in one convention and closes in another (German „x“, English “x”;
 * German »x«, Swiss «x»), so a sign's place decides: what is open, and on which side the white space is. */
#include "language/stages.h"
#include "text/fold.h"

enum { DEPTH = 8 };

struct pairing {
    struct cb_document *doc;
    uint32_t first, count;       /* tokens of the passage */
    uint32_t open[DEPTH];        /* quotations that are open, outermost first */
    uint32_t opener[DEPTH];      /* their opening signs */
    uint32_t depth;
};

static uint32_t sign_of(const struct cb_document *doc, uint32_t token)
{
    return cb_char_first(cb_token_text(doc, token), NULL);
}

/* May a quotation that `opener` began end with `c`? */
static bool closes(uint32_t opener, uint32_t c)
{
    switch (opener) {
    case 0x201E: /* „ */
        return c == 0x201C || c == 0x201D || c == '"' || c == 0x201F;
    case 0x201C: /* “ */
    case 0x201D: /* ” (Swedish habit, and typing mistakes) */
        return c == 0x201D || c == '"' || c == 0x201C;
    case '"':
        return c == '"' || c == 0x201C || c == 0x201D;
    case 0xBB: /* » */
        return c == 0xAB;
    case 0xAB: /* « */
        return c == 0xBB;
    case 0x201A: /* ‚ */
        return c == 0x2018 || c == 0x2019 || c == '\'';
    case 0x2018: /* ‘ */
        return c == 0x2019 || c == '\'';
    case 0x203A: /* › */
        return c == 0x2039;
    case 0x2039: /* ‹ */
        return c == 0x203A;
    case '\'':
        return c == '\'' || c == 0x2019;
    default:
        return false;
    }
}

static bool always_opens(uint32_t c)
{
    return c == 0x201E || c == 0x201A;
}

/* White space or an opening sign stands before the mark, and none behind it. */
static bool looks_opening(const struct pairing *p, uint32_t token)
{
    const struct cb_token *tokens = p->doc->tokens.items;
    bool before = token == p->first || (tokens[token].flags & CB_TOKEN_SPACE_BEFORE);
    bool behind = token + 1 < p->count && !(tokens[token + 1].flags & CB_TOKEN_SPACE_BEFORE);

    if (!before && token > p->first) {
        uint32_t c = sign_of(p->doc, token - 1);
        before = c == '(' || c == '[' || c == 0x2013 || c == 0x2014 || c == '-' || c == '/' ||
                 (tokens[token - 1].flags & CB_TOKEN_QUOTE_MARK);
    }
    return before && behind;
}

static void close_from(struct pairing *p, uint32_t level, uint32_t token, bool closed)
{
    while (p->depth > level) {
        struct cb_quotation *q = &p->doc->quotations.items[p->open[--p->depth]];
        q->closed = closed && p->depth == level;
        q->close = token;
        q->span = cb_tokens_span(p->doc, q->open, token);
    }
}

static cb_status open_at(struct pairing *p, uint32_t token, uint32_t c, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_quotation *q;

    if (p->depth == DEPTH)
        goto done; /* nobody quotes that deep: typing mistakes */
    q = CB_PUSH(p->doc->arena, &p->doc->quotations);
    CB_TRY_NEW(q);
    q->open = q->close = token;
    q->parent = p->depth ? p->open[p->depth - 1] : CB_NONE;
    p->open[p->depth] = (uint32_t)(p->doc->quotations.count - 1);
    p->opener[p->depth++] = c;
done:
    return rc;
}

/* The level of the innermost open quotation that `c` closes; depth when there is none. */
static uint32_t level_closed_by(const struct pairing *p, uint32_t c)
{
    for (uint32_t level = p->depth; level > 0; level--)
        if (closes(p->opener[level - 1], c))
            return level - 1;
    return p->depth;
}

static cb_status take_mark(struct pairing *p, uint32_t token, struct cb_err *err)
{
    uint32_t c = sign_of(p->doc, token), level = level_closed_by(p, c);
    bool opening = always_opens(c) || looks_opening(p, token);
    bool apostrophe = c == '\'' || c == 0x2019;

    if (level < p->depth && !always_opens(c) && !(opening && level == p->depth - 1 && c == p->opener[level] && c != '"')) {
        close_from(p, level, token, true);
        return CB_OK;
    }
    if (!opening || c == 0x2019)
        return CB_OK; /* a stray closing mark, or an apostrophe */
    if (apostrophe && p->depth == 0 && !(p->doc->tokens.items[token].flags & CB_TOKEN_SPACE_BEFORE) && token != p->first)
        return CB_OK;
    for (uint32_t l = 0; l < p->depth; l++)
        if (p->opener[l] == c)
            close_from(p, l, token - 1, false); /* the same sign again: the first was never closed */
    return open_at(p, token, c, err);
}

cb_status cb_quotations_pair(struct cb_document *doc, uint32_t first, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct pairing p = {.doc = doc, .first = first, .count = (uint32_t)doc->tokens.count};

    for (uint32_t i = first; i < p.count; i++)
        if (doc->tokens.items[i].flags & CB_TOKEN_QUOTE_MARK)
            CB_TRY(take_mark(&p, i, err));
    close_from(&p, 0, p.count - 1, false);
done:
    return rc;
}
