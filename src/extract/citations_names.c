/* What may be the name of an outlet: an entry of the gazetteer, a domain, a name in quotation marks. */
#include "extract/citations.h"

#include "text/fold.h"

enum { QUOTED_TOKENS = 7, NAME_TOKENS = 5, KEY_BYTES = 160 };

static const struct cb_token *token_at(const struct cb_citation_finder *f, uint32_t token)
{
    return &f->doc->tokens.items[token];
}

static bool is_mark(const struct cb_citation_finder *f, uint32_t token)
{
    return token < f->doc->tokens.count && (token_at(f, token)->flags & CB_TOKEN_QUOTE_MARK);
}

/* Is `text` one of the alternatives of `field`? */
static bool is_alternative(struct cb_str field, struct cb_str text)
{
    while (field.ptr)
        if (cb_str_eq(cb_str_trim(cb_str_split(&field, '|')), text))
            return true;
    return false;
}

/* Some names are words as well (Bild, Zeit): they count in quotation marks only. */
static bool needs_marks(const struct cb_list_row *row, struct cb_str text)
{
    return is_alternative(row->fields[CB_SOURCE_QUOTED_ALIASES], text) &&
           !is_alternative(row->fields[CB_SOURCE_ALIASES], text) &&
           !cb_str_eq(row->fields[CB_SOURCE_NAME], text);
}

/* The row of the name made of three parts. */
static const struct cb_list_row *find_joined(const struct cb_citation_finder *f, struct cb_str article,
                                             struct cb_str head, struct cb_str tail)
{
    char key[KEY_BYTES];
    size_t len = 0;

    if (article.len + head.len + tail.len > sizeof key)
        return NULL;
    memcpy(key, article.ptr, article.len);
    len += article.len;
    memcpy(key + len, head.ptr, head.len);
    len += head.len;
    memcpy(key + len, tail.ptr, tail.len);
    return cb_list_find(f->sources, (struct cb_str){key, len + tail.len});
}

/* "Süddeutschen Zeitung" -> "Süddeutsche Zeitung"; "Spiegels" -> "Spiegel"; also with Der, Die or Das in
 * front. */
static const struct cb_list_row *find_inflected(const struct cb_citation_finder *f, struct cb_str text)
{
    static const struct cb_str ARTICLES[] = {CB_STR_INIT(""), CB_STR_INIT("Der "), CB_STR_INIT("Die "),
                                             CB_STR_INIT("Das ")};
    const struct cb_list_row *row = NULL;
    size_t blank = cb_str_find(text, CB_STR(" "), 0);
    struct cb_str head = blank == SIZE_MAX ? text : cb_str_sub(text, 0, blank);
    struct cb_str tail = cb_str_sub(text, head.len, text.len);
    struct cb_str base = head;

    if (tail.len ? cb_str_ends(head, CB_STR("en")) : head.len > 3 && cb_str_ends(head, CB_STR("s")))
        base.len--;
    for (size_t a = 0; a < sizeof ARTICLES / sizeof *ARTICLES && !row; a++) {
        row = find_joined(f, ARTICLES[a], head, tail);
        if (!row && base.len < head.len)
            row = find_joined(f, ARTICLES[a], base, tail);
    }
    return row;
}

static void take_row(struct cb_source_name *out, const struct cb_list_row *row)
{
    out->row = row;
    out->name = row->fields[CB_SOURCE_NAME];
    out->domain =
        row->fields[CB_SOURCE_DOMAIN].len ? row->fields[CB_SOURCE_DOMAIN] : (struct cb_str){NULL, 0};
    out->kind = CB_SOURCE_OUTLET;
    cb_source_kind_by_name(row->fields[CB_SOURCE_KIND], &out->kind);
}

/* ---- domains ---- */

/* "https://www.theregister.com/2026/01" -> "theregister.com"; ptr NULL when there is no domain in it. */
static struct cb_str domain_of(struct cb_str address)
{
    size_t scheme = cb_str_find(address, CB_STR("://"), 0), end;

    if (scheme != SIZE_MAX)
        address = cb_str_sub(address, scheme + 3, address.len);
    end = cb_str_find(address, CB_STR("/"), 0);
    if (end != SIZE_MAX)
        address = cb_str_sub(address, 0, end);
    if (cb_str_starts(address, CB_STR("www.")))
        address = cb_str_sub(address, 4, address.len);
    if (cb_str_find(address, CB_STR("@"), 0) != SIZE_MAX || cb_str_find(address, CB_STR("."), 0) == SIZE_MAX)
        return (struct cb_str){NULL, 0};
    return address;
}

static bool read_domain(const struct cb_citation_finder *f, uint32_t token, struct cb_source_name *out)
{
    struct cb_str domain;
    const struct cb_list_row *row;

    if (token_at(f, token)->kind != CB_TOKEN_ADDRESS)
        return false;
    domain = domain_of(token_at(f, token)->lower);
    if (!domain.ptr)
        return false;
    row = cb_list_find(f->sources, domain);
    if (row) {
        take_row(out, row);
    } else {
        domain = cb_arena_copy(f->doc->arena, domain); /* the token's form goes with the vocabulary */
        *out = (struct cb_source_name){.name = domain, .domain = domain, .kind = CB_SOURCE_OUTLET};
    }
    out->first = out->last = token;
    out->quoted = token > 0 && is_mark(f, token - 1);
    return true;
}

/* "der „Neuen Harnauer Zeitung“": the name of an unknown outlet behind an article that bends its adjective.
 */
static struct cb_str unbent(const struct cb_citation_finder *f, uint32_t first, uint32_t last)
{
    static const struct cb_str BENDING[] = {CB_STR_INIT("der"), CB_STR_INIT("dem"), CB_STR_INIT("den"),
                                            CB_STR_INIT("des")};
    struct cb_str name = cb_document_slice(f->doc, cb_tokens_span(f->doc, first, last));
    struct cb_str head = cb_token_text(f->doc, first), bent;
    uint32_t before = first > 0 && is_mark(f, first - 1) ? first - 1 : first;
    bool bends = false;

    for (size_t i = 0; before > 0 && i < sizeof BENDING / sizeof *BENDING; i++)
        bends = bends || cb_str_eq(token_at(f, before - 1)->lower, BENDING[i]);
    if (!bends || first == last || !cb_str_ends(head, CB_STR("en")))
        return name;
    bent =
        cb_arena_join(f->doc->arena, cb_str_sub(head, 0, head.len - 1), cb_str_sub(name, head.len, name.len));
    return bent.ptr ? bent : name;
}

/* ---- names in quotation marks ---- */

/* A name, rather than words that somebody said: short, with a capital, no full stop. */
static bool looks_like_name(const struct cb_citation_finder *f, uint32_t first, uint32_t last)
{
    bool small = false;

    if (!(token_at(f, first)->flags & CB_TOKEN_CAPITAL) || last - first >= NAME_TOKENS)
        return false;
    for (uint32_t i = first; i <= last; i++) {
        const struct cb_token *t = token_at(f, i);
        if (t->kind == CB_TOKEN_PUNCTUATION && !(t->flags & CB_TOKEN_QUOTE_MARK))
            return false;
        small = small || (t->kind == CB_TOKEN_WORD && !(t->flags & CB_TOKEN_CAPITAL) &&
                          t->word_class != CB_CLASS_PREPOSITION && t->word_class != CB_CLASS_ARTICLE);
    }
    return !small;
}

static bool read_quoted(const struct cb_citation_finder *f, uint32_t mark, uint32_t limit,
                        struct cb_source_name *out)
{
    uint32_t first = mark + 1, last = first;
    const struct cb_list_row *row;

    if (!is_mark(f, mark) || first >= limit || is_mark(f, first))
        return false;
    while (last + 1 < limit && !is_mark(f, last + 1) && last < first + QUOTED_TOKENS)
        last++;
    if (last + 1 >= f->doc->tokens.count || last + 1 >= limit || !is_mark(f, last + 1))
        return false;
    row = find_inflected(f, cb_document_slice(f->doc, cb_tokens_span(f->doc, first, last)));
    if (row)
        take_row(out, row);
    else if (first == last && read_domain(f, first, out))
        out->quoted = true;
    else if (looks_like_name(f, first, last))
        *out = (struct cb_source_name){.name = unbent(f, first, last), .kind = CB_SOURCE_OUTLET};
    else
        return false;
    out->first = first;
    out->last = last;
    out->quoted = true;
    return true;
}

/* ---- names of the gazetteer without marks ---- */

static bool read_plain(const struct cb_citation_finder *f, uint32_t token, uint32_t limit,
                       struct cb_source_name *out)
{
    const struct cb_token *t = token_at(f, token);
    const struct cb_list_row *row;
    uint32_t count = 1;

    if (t->kind != CB_TOKEN_WORD && t->kind != CB_TOKEN_NUMBER)
        return false;
    row = cb_list_match(f->sources, f->doc, token, limit, &count);
    if (!row && (t->flags & CB_TOKEN_CAPITAL) && cb_str_ends(t->lower, CB_STR("en")) && token + 1 < limit &&
        (token_at(f, token + 1)->flags & CB_TOKEN_CAPITAL)) {
        for (count = NAME_TOKENS; count > 1 && !row; count--)
            if (token + count <= limit)
                row = find_inflected(
                    f, cb_document_slice(f->doc, cb_tokens_span(f->doc, token, token + count - 1)));
        count++;
    }
    if (!row || needs_marks(row, cb_document_slice(f->doc, cb_tokens_span(f->doc, token, token + count - 1))))
        return false;
    take_row(out, row);
    out->first = token;
    out->last = token + count - 1;
    out->quoted = token > 0 && is_mark(f, token - 1) && is_mark(f, out->last + 1);
    return true;
}

/* ---- names that are not in the gazetteer but are called an outlet ---- */

/* "dem Sender Welle Mitte", "the Calder Gazette", "Radio Heidewelle": a run of capitals. */
static bool read_called(const struct cb_citation_finder *f, uint32_t token, uint32_t limit,
                        struct cb_source_name *out)
{
    uint32_t last = token;
    bool called;

    if (token_at(f, token)->kind != CB_TOKEN_WORD || !(token_at(f, token)->flags & CB_TOKEN_CAPITAL) ||
        token_at(f, token)->word_class != CB_CLASS_NONE || cb_citation_has_use(f, token, CB_STR("outlet")))
        return false;
    called = token > 0 && token_at(f, token - 1)->sentence == token_at(f, token)->sentence &&
             cb_citation_has_use(f, token - 1, CB_STR("outlet"));
    while (last + 1 < limit && last + 1 < token + NAME_TOKENS &&
           token_at(f, last + 1)->kind == CB_TOKEN_WORD && (token_at(f, last + 1)->flags & CB_TOKEN_CAPITAL))
        last++;
    if (!called && !(last > token && (cb_citation_has_use(f, last, CB_STR("outlet_name")) ||
                                      cb_citation_has_use(f, token, CB_STR("outlet_prefix")))))
        return false;
    *out = (struct cb_source_name){
        .first = token, .last = last, .name = unbent(f, token, last), .kind = CB_SOURCE_OUTLET};
    return true;
}

bool cb_source_name_here(const struct cb_citation_finder *f, uint32_t token, uint32_t limit,
                         struct cb_source_name *out)
{
    *out = (struct cb_source_name){0};
    return read_quoted(f, token, limit, out) || read_plain(f, token, limit, out) ||
           read_domain(f, token, out) || read_called(f, token, limit, out);
}
