/* The article among the blocks of a page. Each block is judged by few shallow features: its length, the share
 * of links, the ends of sentences in it, as in Kohlschuetter, Fankhauser and Nejdl, "Boilerplate Detection
 * using Shallow Text Features" (WSDM 2010); by its neighbours, as in Pomikalek, "Removing Boilerplate and
 * Duplicate Content from Web Corpora" (thesis, Brno 2011); by what tags and class names around it say.
 * Paragraphs vote for the elements around them (the idea behind Readability): the article is the innermost
 * element that holds nearly all votes. */
#include "reader/html_meta.h"

#include "text/chars.h"
#include "text/fold.h"

enum {
    PROSE_WORDS = 10, /* of a sentence that votes */
    DOMINANT = 70,    /* percent of the votes that an element must hold to be the article */
    BODY_SHARE = 25,  /* percent of the votes below names like articleBody, so that these decide */
    LEFT_SHARE = 20,  /* percent of the votes that must be left when names have taken theirs */
    HEADING_BYTES = 240,
    PHRASE_BYTES = 60,
    NOTICE_BYTES = 400,
    BOX_WORDS = 40,   /* of a paragraph in a box beside the text that belongs to it */
    LEAD_BLOCKS = 40, /* how far before the text a lead may stand */
};

#define AGAINST                                                                                              \
    (CB_HTML_NAVIGATION | CB_HTML_COMMENTS | CB_HTML_TEASERS | CB_HTML_SHARE | CB_HTML_ADVERT |              \
     CB_HTML_CONSENT | CB_HTML_SIGNUP | CB_HTML_HIDDEN | CB_HTML_AUTHOR_BOX | CB_HTML_ASIDE |                \
     CB_HTML_CAPTION | CB_HTML_BYLINE)

struct choosing {
    const struct cb_html_page *page;
    struct cb_html_choice *out;
    uint32_t *votes;        /* of each node */
    uint32_t *values;       /* of each block */
    uint32_t *named;        /* of each node: votes in it below names like articleBody */
    uint32_t body_votes;    /* all of these */
    struct cb_map shingles; /* runs of words of the article's text in JSON-LD */
};

static const struct cb_html_block *block_at(const struct choosing *c, uint32_t i)
{
    return &c->page->blocks.items[i];
}

static uint32_t size_of(const struct cb_html_block *block)
{
    return block->span.end - block->span.start;
}

static bool is_heading(uint8_t tag)
{
    return tag >= CB_TAG_H1 && tag <= CB_TAG_H6;
}

static bool is_linked(const struct cb_html_block *block)
{
    return block->link * 2 > size_of(block);
}

static bool is_prose(const struct cb_html_block *block)
{
    if (is_linked(block) || is_heading(block->tag))
        return false;
    return block->words >= CB_HTML_LONG_WORDS || (block->words >= PROSE_WORDS && block->sentences > 0);
}

/* ---- headline ---- */

/* The next word of *rest as a hash; false at the end. */
static bool next_word(struct cb_str *rest, uint64_t *hash)
{
    size_t i = 0, from;

    while (i < rest->len && (unsigned char)rest->ptr[i] < 0x80 &&
           !cb_char_is_letter((unsigned char)rest->ptr[i]) && !cb_char_is_digit((unsigned char)rest->ptr[i]))
        i++;
    for (from = i; i < rest->len &&
                   ((unsigned char)rest->ptr[i] >= 0x80 || cb_char_is_letter((unsigned char)rest->ptr[i]) ||
                    cb_char_is_digit((unsigned char)rest->ptr[i]));)
        i++;
    *hash = cb_str_hash_quick(cb_str_sub(*rest, from, i));
    *rest = cb_str_sub(*rest, i, rest->len);
    return i > from;
}

/* Letters and digits alone, so that dashes and quotation marks do not matter. */
static bool says_same(struct cb_str a, struct cb_str b)
{
    uint64_t x = 0, y = 0;
    bool more_a, more_b;

    do {
        more_a = next_word(&a, &x);
        more_b = next_word(&b, &y);
        if (more_a != more_b || (more_a && x != y))
            return false;
    } while (more_a);
    return true;
}

static void find_headline(struct choosing *c, struct cb_str title)
{
    uint32_t h1 = CB_NONE;

    for (uint32_t i = 0; i < c->page->blocks.count; i++) {
        const struct cb_html_block *block = block_at(c, i);
        if (size_of(block) > 400)
            continue;
        if (title.len && (is_heading(block->tag) || block->words > 2) &&
            says_same(cb_html_text(c->page, block->span), title)) {
            bool plain = is_heading(block->tag) && !is_linked(block);
            if (c->out->headline == CB_NONE || plain)
                c->out->headline = i;
            if (plain)
                return;
        } else if (h1 == CB_NONE && block->tag == CB_TAG_H1 && block->words > 1) {
            h1 = i;
        }
    }
    if (c->out->headline == CB_NONE)
        c->out->headline = h1;
}

/* ---- votes ---- */

static void sum_up(struct choosing *c)
{
    const struct cb_html_nodes *nodes = &c->page->nodes;

    memset(c->votes, 0, nodes->count * sizeof *c->votes);
    for (size_t i = 0; i < c->page->blocks.count; i++)
        c->votes[block_at(c, (uint32_t)i)->node] += c->values[i];
    for (size_t i = nodes->count; i-- > 1;)
        c->votes[nodes->items[i].parent] += c->votes[i];
}

/* How much of all votes an element may hold although its name speaks against it, in percent: above it the
 * name is about something else ("has-sidebar", "no-comments"). */
static uint32_t most_of(uint32_t mark)
{
    return mark & CB_HTML_COMMENTS ? 70 : mark & CB_HTML_HIDDEN ? 60 : 40;
}

/* An element with the headline in it, or with one that is named as the article's body, is more than its own
 * name says. */
static bool holds_article(const struct choosing *c, uint32_t node)
{
    const struct cb_html_node *n = &c->page->nodes.items[node];

    if (c->out->headline != CB_NONE && n->first <= c->out->headline && c->out->headline < n->last &&
        c->votes[node] > 0)
        return true;
    return c->named[node] * 2 > c->votes[node];
}

static bool is_barred(const struct choosing *c, uint32_t node, uint32_t mark)
{
    if (!(mark & CB_HTML_COMMENTS) && holds_article(c, node))
        return false;
    return (uint64_t)c->votes[node] * 100 <= (uint64_t)c->votes[0] * most_of(mark);
}

/* Sets barred of all nodes by those of `marks`. */
static void bar(struct choosing *c, uint32_t allowed)
{
    const struct cb_html_nodes *nodes = &c->page->nodes;

    for (size_t i = 1; i < nodes->count; i++) {
        uint32_t marks = nodes->items[i].marks & AGAINST & allowed,
                 barred = c->out->barred[nodes->items[i].parent];
        for (uint32_t mark = 1; marks >= mark; mark <<= 1)
            if (marks & mark && is_barred(c, (uint32_t)i, mark))
                barred |= mark;
        c->out->barred[i] = barred;
    }
}

/* Votes below names like articleBody, before anything is barred. */
static void count_named(struct choosing *c)
{
    const struct cb_html_nodes *nodes = &c->page->nodes;

    for (size_t i = nodes->count; i-- > 1;) {
        if (nodes->items[i].marks & CB_HTML_BODY &&
            !(nodes->items[i].marks & (CB_HTML_COMMENTS | CB_HTML_TEASERS)))
            c->named[i] = c->votes[i];
        c->named[nodes->items[i].parent] += c->named[i];
    }
}

static uint32_t against(const struct choosing *c, uint32_t i)
{
    const struct cb_html_block *block = block_at(c, i);

    return c->out->barred[block->node] | (block->marks & AGAINST);
}

/* Below a name like articleBody; such elements may stand side by side. */
static void find_named(struct choosing *c, bool *named)
{
    const struct cb_html_nodes *nodes = &c->page->nodes;

    for (size_t i = 1; i < nodes->count; i++)
        named[i] =
            named[nodes->items[i].parent] || (nodes->items[i].marks & CB_HTML_BODY && !c->out->barred[i]);
    for (size_t i = 0; i < c->page->blocks.count; i++)
        c->body_votes += named[block_at(c, (uint32_t)i)->node] ? c->values[i] : 0;
}

/* ---- the element ---- */

static uint32_t best_child(const struct choosing *c, uint32_t node, const uint32_t *first_child,
                           const uint32_t *next)
{
    uint32_t best = CB_NONE;

    for (uint32_t child = first_child[node]; child != CB_NONE; child = next[child])
        if (best == CB_NONE || c->votes[child] > c->votes[best])
            best = child;
    return best;
}

static cb_status descend(struct choosing *c, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t n = c->page->nodes.count;
    uint32_t *first_child = CB_NEW_ARRAY(c->page->arena, uint32_t, n),
             *next = CB_NEW_ARRAY(c->page->arena, uint32_t, n);
    uint32_t node = 0;

    CB_TRY_NEW(first_child && next);
    memset(first_child, 0xFF, n * sizeof *first_child);
    memset(next, 0xFF, n * sizeof *next);
    for (size_t i = n; i-- > 1;) {
        next[i] = first_child[c->page->nodes.items[i].parent];
        first_child[c->page->nodes.items[i].parent] = (uint32_t)i;
    }
    for (;;) {
        uint32_t child = best_child(c, node, first_child, next);
        uint8_t tag;
        if (child == CB_NONE || (uint64_t)c->votes[child] * 100 < (uint64_t)c->votes[node] * DOMINANT)
            break;
        tag = c->page->nodes.items[child].tag;
        if (tag == CB_TAG_P || tag == CB_TAG_LI || tag == CB_TAG_BLOCKQUOTE || tag == CB_TAG_TR ||
            tag == CB_TAG_UL || tag == CB_TAG_OL || tag == CB_TAG_TD)
            break;
        node = child;
    }
    for (uint32_t up = node; up != 0; up = c->page->nodes.items[up].parent)
        if (c->page->nodes.items[up].marks & CB_HTML_BODY && !c->out->barred[up])
            node = up;
    c->out->root = node;
done:
    return rc;
}

/* ---- words of the article in JSON-LD ---- */

enum { SHINGLE = 4 };

/* Runs of SHINGLE words, by the hash of their letters. */
struct shingler {
    uint64_t last[SHINGLE];
    uint32_t count;
};

static uint64_t add_word(struct shingler *s, uint64_t hash)
{
    uint64_t all = 0;

    s->last[s->count++ % SHINGLE] = hash;
    for (uint32_t i = 0; i < SHINGLE; i++)
        all = all * 31 + s->last[(s->count + i) % SHINGLE];
    return all;
}

static cb_status learn(struct choosing *c, struct cb_str text, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct shingler s = {.count = 0};
    uint64_t hash;

    while (next_word(&text, &hash)) {
        uint64_t all = add_word(&s, hash), *key;
        if (s.count < SHINGLE)
            continue;
        key = cb_arena_alloc(c->page->arena, sizeof *key);
        CB_TRY_NEW(key);
        *key = all;
        CB_TRY_NEW(
            cb_map_add(c->page->arena, &c->shingles, (struct cb_str){(const char *)key, sizeof *key}, NULL));
    }
done:
    return rc;
}

/* Share of the block's runs of words that stand in the text of JSON-LD, in percent; 0 where it is too short.
 */
static uint32_t known_share(const struct choosing *c, const struct cb_html_block *block)
{
    struct cb_str text = cb_html_text(c->page, block->span);
    struct shingler s = {.count = 0};
    uint32_t all = 0, known = 0;
    uint64_t hash;

    while (next_word(&text, &hash)) {
        uint64_t key = add_word(&s, hash);
        if (s.count < SHINGLE)
            continue;
        all++;
        known += cb_map_find(&c->shingles, (struct cb_str){(const char *)&key, sizeof key}) != NULL;
    }
    return all ? known * 100 / all : 0;
}

/* ---- block by block ---- */

/* "Abbildung 4: Der Neubau von Westen" */
static bool is_figure_caption(const struct choosing *c, const struct cb_html_block *block)
{
    struct cb_str text = cb_html_text(c->page, block->span);
    size_t at = cb_html_phrase(c->page->lexicon, text, "figure"), digits = 0;

    while (at > 0 && at + digits < text.len && cb_char_is_digit((unsigned char)text.ptr[at + digits]))
        digits++;
    return digits > 0 && digits <= 3 && at + digits < text.len && strchr(":.", text.ptr[at + digits]) != NULL;
}

static uint8_t verdict_in_root(const struct choosing *c, uint32_t i)
{
    const struct cb_html_block *block = block_at(c, i);
    uint32_t barred = against(c, i);

    if (barred & CB_HTML_CAPTION && !(barred & ~(uint32_t)(CB_HTML_CAPTION | CB_HTML_BYLINE)))
        return CB_HTML_UNDER_PICTURE;
    if (barred == CB_HTML_ASIDE && is_prose(block) && block->words >= BOX_WORDS && block->sentences > 1)
        return CB_HTML_TEXT;
    if (barred)
        return CB_HTML_LEFTOVER;
    if (is_figure_caption(c, block))
        return CB_HTML_UNDER_PICTURE;
    if (block->tag == CB_TAG_H1)
        return CB_HTML_TITLE;
    if (is_heading(block->tag) && block->sentences > 1 && block->words > CB_HTML_LONG_WORDS &&
        !is_linked(block))
        return CB_HTML_TEXT;
    if (is_heading(block->tag))
        return size_of(block) <= HEADING_BYTES && !is_linked(block) ? CB_HTML_SUBHEADING : CB_HTML_LEFTOVER;
    if (is_linked(block) && !(block->words >= CB_HTML_LONG_WORDS && block->sentences > 1))
        return CB_HTML_LEFTOVER;
    return CB_HTML_TEXT;
}

/* A heading that is a sentence: it says something also where nothing follows. */
static bool says_something(const struct cb_html_block *block)
{
    return block->sentences > 0 && block->words >= 6 && block->last == '.';
}

/* Headings with nothing of the article below them announce something else. */
static void settle_headings(struct choosing *c, uint32_t from, uint32_t to)
{
    bool text = false;

    for (uint32_t i = to; i-- > from;) {
        uint8_t *verdict = &c->out->verdicts[i];
        if (*verdict == CB_HTML_TEXT)
            text = true;
        else if (*verdict == CB_HTML_SUBHEADING && !text && !says_something(block_at(c, i)))
            *verdict = CB_HTML_LEFTOVER;
        else if (*verdict == CB_HTML_LEFTOVER && is_heading(block_at(c, i)->tag))
            text = false;
    }
}

/* Labels at both ends of the article: short, no sentence. */
static void trim_ends(struct choosing *c, uint32_t from, uint32_t to)
{
    uint32_t first = to, last = from;
    bool named = (c->page->nodes.items[c->out->root].marks & CB_HTML_BODY) != 0;

    for (uint32_t i = from; i < to; i++)
        if (c->out->verdicts[i] == CB_HTML_TEXT && is_prose(block_at(c, i))) {
            first = first == to ? i : first;
            last = i;
        }
    for (uint32_t i = from; i < to; i++) {
        const struct cb_html_block *block = block_at(c, i);
        if (c->out->verdicts[i] != CB_HTML_TEXT || (i >= first && i <= last))
            continue;
        if (named && (block->tag == CB_TAG_P || block->tag == CB_TAG_TD ||
                      (block->tag == CB_TAG_LI && block->words > 1)))
            continue; /* what is named the body is trusted */
        if (block->sentences == 0 || block->words < 3)
            c->out->verdicts[i] = CB_HTML_LEFTOVER;
    }
}

/* A paragraph below the headline may be called a teaser or stand in a box: it is the article's own. */
static bool is_lead(const struct cb_html_block *block, uint32_t barred)
{
    return is_prose(block) && !(barred & ~(uint32_t)(CB_HTML_TEASERS | CB_HTML_ASIDE));
}

/* A lead between headline and text that stands outside of the article's element. */
static void take_lead(struct choosing *c, uint32_t from)
{
    uint32_t start = from > LEAD_BLOCKS ? from - LEAD_BLOCKS : 0;

    if (c->out->headline != CB_NONE && c->out->headline >= start && c->out->headline < from)
        start = c->out->headline + 1;
    else
        return;
    for (uint32_t i = start; i < from; i++) {
        const struct cb_html_block *block = block_at(c, i);
        uint32_t barred = against(c, i);
        if (barred & CB_HTML_CAPTION && !(barred & ~(uint32_t)(CB_HTML_CAPTION | CB_HTML_BYLINE)))
            c->out->verdicts[i] = CB_HTML_UNDER_PICTURE;
        else if (is_lead(block, barred))
            c->out->verdicts[i] = CB_HTML_TEXT;
        else if (!barred && !is_linked(block) && block->words >= 6 &&
                 (block->sentences > 0 || block->tag == CB_TAG_P || is_heading(block->tag)))
            c->out->verdicts[i] = block->tag == CB_TAG_H1 ? CB_HTML_TITLE : CB_HTML_TEXT;
    }
}

/* ---- all of it ---- */

/* The headline again: above the text, in a bar that stays on the screen. */
static void mark_titles(struct choosing *c, struct cb_str title)
{
    for (uint32_t i = 0; title.len && i < c->page->blocks.count; i++)
        if (c->out->verdicts[i] != CB_HTML_OUT && size_of(block_at(c, i)) <= 400 &&
            says_same(cb_html_text(c->page, block_at(c, i)->span), title))
            c->out->verdicts[i] = CB_HTML_TITLE;
}

/* A line that is nothing but a phrase of `use`. */
static bool is_phrase(const struct choosing *c, uint32_t i, const char *use)
{
    struct cb_str text = cb_html_text(c->page, block_at(c, i)->span);

    return text.len <= PHRASE_BYTES && cb_html_phrase(c->page->lexicon, text, use) == text.len;
}

/* "Kommentare" behind the greater part of the text: what follows is not of it. "Ähnliche Beiträge" ends with
 * the next paragraph. Notices of paywalls and cookies are not of it anywhere. */
static void cut_end(struct choosing *c, uint32_t from, uint32_t to)
{
    uint64_t all = 0, before = 0;
    bool ended = false, teasers = false;

    for (uint32_t i = from; i < to; i++)
        all += c->out->verdicts[i] == CB_HTML_TEXT ? size_of(block_at(c, i)) : 0;
    for (uint32_t i = from; i < to; i++) {
        const struct cb_html_block *block = block_at(c, i);
        struct cb_str text = cb_html_text(c->page, block->span);
        uint8_t *verdict = &c->out->verdicts[i];
        if (*verdict != CB_HTML_TEXT && *verdict != CB_HTML_SUBHEADING)
            continue;
        ended = ended || (before * 2 > all && is_phrase(c, i, "end"));
        teasers = is_phrase(c, i, "teasers") || (teasers && !is_prose(block));
        before += size_of(block);
        if (ended || teasers ||
            (text.len < NOTICE_BYTES && (cb_html_phrase(c->page->lexicon, text, "paywall") ||
                                         cb_html_phrase(c->page->lexicon, text, "consent"))))
            *verdict = CB_HTML_LEFTOVER;
    }
}

static void judge(struct choosing *c, struct cb_str title)
{
    const struct cb_html_node *root = &c->page->nodes.items[c->out->root];
    struct cb_html_choice *out = c->out;

    for (uint32_t i = root->first; i < root->last; i++)
        out->verdicts[i] = verdict_in_root(c, i);
    trim_ends(c, root->first, root->last);
    cut_end(c, root->first, root->last);
    settle_headings(c, root->first, root->last);
    take_lead(c, root->first);
    for (uint32_t i = 0; c->shingles.count && i < c->page->blocks.count; i++)
        if (known_share(c, block_at(c, i)) >= 80 && out->verdicts[i] != CB_HTML_SUBHEADING)
            out->verdicts[i] = CB_HTML_TEXT;
    if (out->headline != CB_NONE)
        out->verdicts[out->headline] = CB_HTML_TITLE;
    mark_titles(c, title);
    for (uint32_t i = 0; i < c->page->blocks.count; i++)
        if (out->verdicts[i] == CB_HTML_TEXT) {
            out->first = out->first == CB_NONE ? i : out->first;
            out->last = i;
        }
    for (uint32_t i = 0; i < c->page->blocks.count; i++)
        if ((i < out->first || i > out->last) &&
            (out->verdicts[i] == CB_HTML_LEFTOVER || out->verdicts[i] == CB_HTML_UNDER_PICTURE))
            out->verdicts[i] = CB_HTML_OUT;
}

/* Takes the votes of everything that names speak against. Where hardly any are left the names meant something
 * else, and only the plainest ones count. */
static cb_status take_away(struct choosing *c, struct cb_err *err)
{
    static const uint32_t TRIES[] = {
        AGAINST, CB_HTML_COMMENTS | CB_HTML_NAVIGATION | CB_HTML_CONSENT | CB_HTML_TEASERS, 0};
    cb_status rc = CB_OK;
    size_t n = c->page->blocks.count;
    uint32_t *values = CB_NEW_ARRAY(c->page->arena, uint32_t, n + 1), all = c->votes[0];

    CB_TRY_NEW(values);
    memcpy(values, c->values, n * sizeof *values);
    for (size_t t = 0; t < sizeof TRIES / sizeof *TRIES; t++) {
        memcpy(c->values, values, n * sizeof *values);
        sum_up(c);
        bar(c, TRIES[t]);
        for (uint32_t i = 0; i < n; i++)
            if (against(c, i))
                c->values[i] = 0;
        sum_up(c);
        if ((uint64_t)c->votes[0] * 100 >= (uint64_t)all * LEFT_SHARE)
            break;
    }
done:
    return rc;
}

cb_status cb_html_choose(const struct cb_html_page *page, struct cb_str title, struct cb_str article_body,
                         struct cb_html_choice *out, struct cb_err *err)
{
    cb_status rc;
    struct choosing c = {.page = page, .out = out};
    bool *named = CB_NEW_ARRAY(page->arena, bool, page->nodes.count);

    *out = (struct cb_html_choice){.headline = CB_NONE, .first = CB_NONE, .last = CB_NONE};
    out->verdicts = CB_NEW_ARRAY(page->arena, uint8_t, page->blocks.count + 1);
    out->barred = CB_NEW_ARRAY(page->arena, uint32_t, page->nodes.count);
    c.votes = CB_NEW_ARRAY(page->arena, uint32_t, page->nodes.count);
    c.values = CB_NEW_ARRAY(page->arena, uint32_t, page->blocks.count + 1);
    c.named = CB_NEW_ARRAY(page->arena, uint32_t, page->nodes.count);
    CB_TRY_NEW(named && c.named && out->verdicts && out->barred && c.votes && c.values);
    CB_TRY(learn(&c, article_body, err));
    for (uint32_t i = 0; i < page->blocks.count; i++)
        c.values[i] = is_prose(block_at(&c, i)) ? size_of(block_at(&c, i)) : 0;
    sum_up(&c);
    count_named(&c);
    find_headline(&c, title);
    CB_TRY(take_away(&c, err));
    find_named(&c, named);
    if ((uint64_t)c.body_votes * 100 >= (uint64_t)c.votes[0] * BODY_SHARE) {
        for (uint32_t i = 0; i < page->blocks.count; i++)
            if (!named[block_at(&c, i)->node])
                c.values[i] /= 8;
        sum_up(&c);
    }
    CB_TRY(descend(&c, err));
    judge(&c, title);
done:
    return rc;
}
