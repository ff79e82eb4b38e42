/* Quotation marks, paired. The same sign opens in one convention and closes in another (German „x“, English
 * “x”; German »x«, Swiss «x»), so its place decides: what is open, on which side white space stands, what is
 * still to come in the passage. */
#include "language/stages.h"
#include "text/chars.h"
#include "text/fold.h"

enum { DEPTH = 8, SIGNS = 12 };

static const uint32_t SIGN[SIGNS] = {'"',    '\'',   0xAB,   0xBB,   0x2018, 0x2019,
                                     0x201A, 0x201C, 0x201D, 0x201E, 0x2039, 0x203A};

struct pairing {
    struct cb_document *doc;
    uint32_t first, count;               /* tokens of the passage */
    uint32_t open[DEPTH], opener[DEPTH]; /* quotations that are open, outermost first; their opening signs */
    uint32_t depth;
    bool after_opening; /* the token before the current one is a mark that looks opening */
    uint32_t opening[SIGNS],
        other[SIGNS]; /* marks behind the current one, by sign: those that look opening, the rest */
};

static uint32_t char_of(const struct cb_document *doc, uint32_t token)
{
    return cb_char_first(cb_token_text(doc, token), NULL);
}

/* The mark as one of SIGN; ‟ is a mirrored ”. */
static uint32_t sign_of(const struct cb_document *doc, uint32_t token)
{
    uint32_t c = char_of(doc, token);

    return c == 0x201F ? 0x201D : c;
}

static int index_of(uint32_t sign)
{
    for (int i = 0; i < SIGNS; i++)
        if (SIGN[i] == sign)
            return i;
    return 0;
}

/* May a quotation that `opener` began end with `c`? */
static bool closes(uint32_t opener, uint32_t c)
{
    switch (opener) {
    case 0x201E: /* „ */
    case 0x201C: /* “ */
    case 0x201D: /* ” (Swedish habit, and typing mistakes) */
    case '"':
        return c == 0x201C || c == 0x201D || c == '"';
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

static bool space_before(const struct pairing *p, uint32_t token)
{
    return token == p->first || token == p->count ||
           (p->doc->tokens.items[token].flags & CB_TOKEN_SPACE_BEFORE);
}

/* Does `token` stand against what is behind it, as the first word of a quotation does, and as no comma does?
 */
static bool leans_right(const struct pairing *p, uint32_t token)
{
    uint32_t c;

    if (space_before(p, token + 1))
        return false;
    c = char_of(p->doc, token + 1);
    return c != ',' && c != '.' && c != ';' && c != ':' && c != '!' && c != '?' && c != ')' && c != ']';
}

/* White space or an opening sign stands before the mark, and a word against it. */
static bool looks_opening(const struct pairing *p, uint32_t token)
{
    uint32_t c;

    if (always_opens(sign_of(p->doc, token)))
        return true;
    if (!leans_right(p, token))
        return false;
    if (space_before(p, token) || p->after_opening)
        return true;
    c = char_of(p->doc, token - 1);
    return c == '(' || c == '[' || c == 0x2013 || c == 0x2014 || c == '-' || c == '/' || c == ':';
}

/* Marks still to come that can close a quotation opened by `sign`. */
static uint32_t closers_behind(const struct pairing *p, uint32_t sign)
{
    uint32_t n = 0;

    for (int i = 0; i < SIGNS; i++)
        if (closes(sign, SIGN[i]))
            n += p->other[i];
    return n;
}

/* Ends the open quotations down to `level` at `token`; all but that of `level` were never closed. */
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

/* The level of the quotation that `c` opened; depth when there is none. */
static uint32_t level_opened_by(const struct pairing *p, uint32_t c)
{
    for (uint32_t level = 0; level < p->depth; level++)
        if (p->opener[level] == c)
            return level;
    return p->depth;
}

static bool is_single(uint32_t c)
{
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x201A;
}

static cb_status take_opening(struct pairing *p, uint32_t token, uint32_t c, struct cb_err *err)
{
    uint32_t level = level_opened_by(p, c);

    if (c == 0x2019 || (is_single(c) && closers_behind(p, c) == 0))
        return CB_OK; /* an apostrophe, or a comma of odd shape */
    /* The same sign again: one quotation in the other where both can still be closed; else the first never
     * was. */
    if (level < p->depth && closers_behind(p, c) < p->opening[index_of(c)] + 2)
        close_from(p, level, token - 1, false);
    return open_at(p, token, c, err);
}

static cb_status take_mark(struct pairing *p, uint32_t token, bool opening, struct cb_err *err)
{
    uint32_t c = sign_of(p->doc, token), level = level_closed_by(p, c);
    bool loose = space_before(p, token) && space_before(p, token + 1);

    if (opening)
        p->opening[index_of(c)]--;
    else
        p->other[index_of(c)]--;
    if (level < p->depth && !opening) {
        close_from(p, level, token, true);
        return CB_OK;
    }
    /* « Texte », " text ": white space on both sides; it opens where nothing is open. */
    if (opening || (loose && !is_single(c) && p->depth == 0 && closers_behind(p, c) > 0))
        return take_opening(p, token, c, err);
    return CB_OK;
}

cb_status cb_quotations_pair(struct cb_document *doc, uint32_t first, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct pairing p = {.doc = doc, .first = first, .count = (uint32_t)doc->tokens.count};

    for (uint32_t i = first; i < p.count; i++) {
        bool mark = doc->tokens.items[i].flags & CB_TOKEN_QUOTE_MARK;
        p.after_opening = mark && looks_opening(&p, i);
        if (mark)
            (p.after_opening ? p.opening : p.other)[index_of(sign_of(doc, i))]++;
    }
    p.after_opening = false;
    for (uint32_t i = first; i < p.count; i++) {
        bool mark = doc->tokens.items[i].flags & CB_TOKEN_QUOTE_MARK;
        p.after_opening = mark && looks_opening(&p, i);
        if (mark)
            CB_TRY(take_mark(&p, i, p.after_opening, err));
    }
    close_from(&p, 0, p.count - 1, false);
done:
    return rc;
}
