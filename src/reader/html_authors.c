/* Who wrote an article. Persons go before outlets and agencies, which count only where no person is named. */
#include "reader/html_meta.h"

#include "text/chars.h"
#include "text/fold.h"

enum { NAME_BYTES = 90, NAME_WORDS = 6, NAMES_MAX = 24, BYLINE_BYTES = 220, NEAR_BLOCKS = 14 };

struct authors {
    const struct cb_html_page *page;
    struct cb_document *doc;
    struct cb_str outlets[4]; /* names of the outlet, in small letters */
    struct cb_str persons[NAMES_MAX], others[NAMES_MAX];
    struct cb_str keys[2 * NAMES_MAX]; /* of all of them */
    size_t person_count, other_count, key_count;
};

/* ---- what is a name ---- */

/* Letters and digits in small letters. */
static struct cb_str key_of(const struct authors *a, struct cb_str name)
{
    struct cb_str lower = cb_fold_lower(a->doc->arena, name);
    char *key = lower.ptr ? cb_arena_alloc(a->doc->arena, lower.len + 1) : NULL;
    size_t n = 0;

    for (size_t i = 0; key && i < lower.len; i++)
        if ((unsigned char)lower.ptr[i] >= 0x80 || cb_char_is_letter((unsigned char)lower.ptr[i]) ||
            cb_char_is_digit((unsigned char)lower.ptr[i]))
            key[n++] = lower.ptr[i];
    return (struct cb_str){key, n};
}

/* "Redaktion", "News staff": words of the list that stand anywhere in a name of no person. */
static bool is_staff(const struct authors *a, struct cb_str key)
{
    const struct cb_list *list = cb_lexicon_list(a->page->lexicon, CB_LIST_HTML_PHRASES);

    for (size_t i = 0; i < cb_list_count(list); i++) {
        const struct cb_list_row *row = cb_list_row(list, i);
        struct cb_str forms = row->fields[CB_HTML_PHRASE_FORM];
        bool whole = cb_str_eq(row->fields[CB_HTML_PHRASE_USE], CB_STR("agency"));
        if (!whole && !cb_str_eq(row->fields[CB_HTML_PHRASE_USE], CB_STR("staff")))
            continue;
        while (forms.ptr) {
            struct cb_str form = cb_str_split(&forms, '|');
            if (whole ? cb_str_eq(key, form) : cb_str_find(key, form, 0) != SIZE_MAX)
                return true;
        }
    }
    return false;
}

static bool is_outlet(const struct authors *a, struct cb_str name, struct cb_str key)
{
    const struct cb_list *sources = cb_lexicon_list(a->page->lexicon, CB_LIST_SOURCES);

    for (size_t i = 0; i < sizeof a->outlets / sizeof *a->outlets; i++)
        if (a->outlets[i].len && cb_str_eq(a->outlets[i], key))
            return true;
    return cb_list_find(sources, name) != NULL || is_staff(a, key);
}

static bool fits(struct cb_str name)
{
    size_t words = 1, digits = 0, letters = 0;

    if (name.len < 2 || name.len > NAME_BYTES)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        words += c == ' ';
        digits += c >= '0' && c <= '9';
        letters += (unsigned char)c >= 0x80 || cb_char_is_letter((unsigned char)c);
        if (c == '@' || c == ':' || c == '?' || c == '!' || c == '{' || c == '<' || c == '=' || c == '#')
            return false;
    }
    return words <= NAME_WORDS && digits <= (words > 1 ? 0u : 4u) && letters >= 2 &&
           cb_str_find(name, CB_STR("//"), 0) == SIZE_MAX;
}

static bool strip_once(const struct authors *a, struct cb_str *name)
{
    size_t phrase = cb_html_phrase(a->page->lexicon, *name, "author");

    if (phrase == 0 || phrase >= name->len)
        return false;
    *name = cb_str_trim(cb_str_sub(*name, phrase, name->len));
    return true;
}

static struct cb_str clean(const struct authors *a, struct cb_str name)
{
    size_t bracket;

    name = cb_str_trim(name);
    for (int i = 0; i < 3 && strip_once(a, &name); i++)
        ;
    bracket = cb_str_find(name, CB_STR(" ("), 0);
    if (bracket != SIZE_MAX && bracket > 2)
        name = cb_str_sub(name, 0, bracket);
    while (name.len && strchr(" ,.;:|-*", name.ptr[name.len - 1]))
        name.len--;
    while (name.len && strchr(" ,.;:|-*", name.ptr[0]))
        name = cb_str_sub(name, 1, name.len);
    return name;
}

static void add(struct authors *a, struct cb_str name, bool organization)
{
    struct cb_str key;

    name = clean(a, name);
    if (!fits(name))
        return;
    key = key_of(a, name);
    for (size_t i = 0; i < a->key_count; i++)
        if (cb_str_eq(a->keys[i], key))
            return;
    if (a->key_count == 2 * NAMES_MAX || key.len == 0)
        return;
    if (organization || is_outlet(a, name, key)) {
        if (a->other_count < NAMES_MAX)
            a->others[a->other_count++] = name;
    } else if (a->person_count < NAMES_MAX) {
        a->persons[a->person_count++] = name;
    }
    a->keys[a->key_count++] = key;
}

/* Where the next name begins behind `from`: at a comma, "und", "and" or another sign between names. *size
 * gets the length of what parts them. */
static size_t find_border(struct cb_str s, size_t *size)
{
    static const struct cb_str SIGNS[] = {CB_STR_INIT(" und "),     CB_STR_INIT(" and "),
                                          CB_STR_INIT(" & "),       CB_STR_INIT(", "),
                                          CB_STR_INIT(";"),         CB_STR_INIT(" | "),
                                          CB_STR_INIT("/"),         CB_STR_INIT("\n"),
                                          CB_STR_INIT(","),         CB_STR_INIT(" \xE2\x80\xA2 "),
                                          CB_STR_INIT(" \xC2\xB7 ")};
    size_t best = SIZE_MAX;

    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        size_t at = cb_str_find(s, SIGNS[i], 0);
        if (at < best) {
            best = at;
            *size = SIGNS[i].len;
        }
    }
    return best;
}

static void add_all(struct authors *a, struct cb_str names, bool organization)
{
    if (cb_str_find(names, CB_STR("://"), 0) != SIZE_MAX)
        return;
    names = clean(a, names);
    while (names.len > 0) {
        size_t size = 0, end = find_border(names, &size);
        if (end == SIZE_MAX) {
            add(a, names, organization);
            return;
        }
        add(a, cb_str_sub(names, 0, end), organization);
        names = cb_str_sub(names, end + size, names.len);
    }
}

static void add_lines(struct authors *a, struct cb_str lines, bool organization)
{
    while (lines.ptr)
        if (organization)
            add(a, cb_str_split(&lines, '\n'), true);
        else
            add_all(a, cb_str_split(&lines, '\n'), false);
}

/* ---- in view ---- */

/* A capital first letter in every word but small ones inside: what is in view must look like a name. */
static bool looks_like_names(struct cb_str text)
{
    struct cb_str rest = text;
    size_t words = 0, capitals = 0;

    while (rest.ptr) {
        struct cb_str word = cb_str_split(&rest, ' ');
        if (word.len == 0)
            continue;
        words++;
        capitals += cb_char_is_upper(cb_char_first(word, NULL));
    }
    return words >= 1 && capitals * 2 > words;
}

/* What ends the names of a byline: "am 13. Januar", "on August 3", "in News", "| 12:30". */
static struct cb_str cut_names(struct cb_str line)
{
    static const struct cb_str ENDS[] = {CB_STR_INIT(" am "),
                                         CB_STR_INIT(" on "),
                                         CB_STR_INIT(" um "),
                                         CB_STR_INIT(" in "),
                                         CB_STR_INIT(" at "),
                                         CB_STR_INIT(" | "),
                                         CB_STR_INIT(" - "),
                                         CB_STR_INIT(", in "),
                                         CB_STR_INIT(" \xE2\x80\x94 "),
                                         CB_STR_INIT(" \xE2\x80\x93 "),
                                         CB_STR_INIT(" \xC2\xB7 ")};
    size_t cut = line.len;

    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        size_t at = cb_str_find(line, ENDS[i], 0);
        cut = at < cut ? at : cut;
    }
    for (size_t i = 0; i < cut; i++)
        if (cb_char_is_digit((unsigned char)line.ptr[i]) && i > 0 && strchr(" ,(", line.ptr[i - 1]))
            cut = i;
    return cb_str_trim(cb_str_sub(line, 0, cut));
}

/* "Veröffentlicht am 13. Januar 2014 von uriebe": what stands behind the last word for who wrote it. */
static bool take_inner(struct authors *a, struct cb_str line)
{
    struct cb_str names = {NULL, 0};

    for (size_t i = 0; i < line.len; i++) {
        struct cb_str rest = cb_str_sub(line, i, line.len);
        if ((i == 0 || line.ptr[i - 1] == ' ') && strip_once(a, &rest) && rest.len > 2)
            names = rest;
    }
    if (!names.ptr)
        return false;
    names = cut_names(names);
    if (names.len == 0 || names.len > NAME_BYTES)
        return false;
    add_all(a, names, false);
    return a->person_count > 0;
}

/* A byline that is nothing but a name of two to four words with capital letters. */
static bool take_bare(struct authors *a, struct cb_str line)
{
    struct cb_str rest;
    size_t words = 0;

    line = rest = cut_names(line);
    if (cb_str_find(line, CB_STR(":"), 0) != SIZE_MAX)
        return false;
    while (rest.ptr) {
        uint32_t c = cb_char_first(cb_str_split(&rest, ' '), NULL);
        words++;
        if (!cb_char_is_upper(c) && !(words > 1 && cb_char_is_lower(c) && rest.ptr))
            return false;
    }
    if (words < 2 || words > 4)
        return false;
    add_all(a, line, false);
    return a->person_count > 0;
}

static void take_note(struct authors *a, const struct cb_html_note *note)
{
    struct cb_str text = cb_html_text(a->page, note->span), rest = text;
    bool said = false;

    if (text.len == 0 || text.len > BYLINE_BYTES)
        return;
    if (note->kind == CB_NOTE_AUTHOR) {
        add_all(a, cb_str_split(&rest, '\n'), false);
        return;
    }
    while (rest.ptr && !said) { /* "Von Petra Lang und Jan Weiss" */
        struct cb_str line = cb_str_trim(cb_str_split(&rest, '\n'));
        struct cb_str bare = line;
        if (strip_once(a, &bare) && bare.len > 3 && looks_like_names(bare)) {
            add_all(a, cut_names(bare), false);
            said = a->person_count > 0;
        } else if (note->kind == CB_NOTE_BYLINE) {
            said = take_inner(a, line) || take_bare(a, line);
        }
    }
}

/* Does the block stand in what others say or do? */
static bool is_apart(const struct authors *a, const struct cb_html_choice *choice, uint32_t block)
{
    const uint32_t apart = CB_HTML_COMMENTS | CB_HTML_TEASERS | CB_HTML_NAVIGATION | CB_HTML_ADVERT;

    return choice->barred[a->page->blocks.items[block].node] & apart;
}

static void take_notes(struct authors *a, const struct cb_html_choice *choice, enum cb_html_note_kind kind)
{
    for (size_t i = 0; i < a->page->notes.count; i++) {
        const struct cb_html_note *note = &a->page->notes.items[i];
        if (note->kind != kind || note->block >= a->page->blocks.count)
            continue;
        if (is_apart(a, choice, note->block))
            continue;
        if (choice->first != CB_NONE && (note->block + 40 < choice->first || note->block > choice->last + 12))
            continue;
        take_note(a, note);
        if (kind == CB_NOTE_BYLINE && a->person_count)
            return;
    }
}

/* A short block between headline and text that begins like a byline. */
static void take_blocks(struct authors *a, const struct cb_html_choice *choice)
{
    uint32_t from = choice->headline != CB_NONE ? choice->headline + 1 : 0;

    for (uint32_t i = from; i < from + NEAR_BLOCKS && i < a->page->blocks.count && !a->person_count; i++) {
        struct cb_str text = cb_html_text(a->page, a->page->blocks.items[i].span), line = text;
        struct cb_str rest = text;
        line = cb_str_split(&rest, '\n');
        if (text.len <= BYLINE_BYTES && line.len <= NAME_BYTES && strip_once(a, &line) && line.len > 3 &&
            looks_like_names(line) && !a->page->blocks.items[i].sentences && !is_apart(a, choice, i))
            add_all(a, cut_names(line), false);
    }
}

/* ---- all of it ---- */

static cb_status write_names(struct authors *a, const struct cb_str *names, size_t count, const char *origin,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str all = {NULL, 0};

    for (size_t i = 0; i < count; i++) {
        all = i == 0 ? names[0]
                     : cb_arena_printf(a->doc->arena, "%.*s, %.*s", CB_STR_ARG(all), CB_STR_ARG(names[i]));
        CB_TRY_NEW(all.ptr);
    }
    a->doc->author = all;
    a->doc->origins[CB_META_AUTHOR] = origin;
done:
    return rc;
}

static void know_outlet(struct authors *a, size_t index, struct cb_str name)
{
    if (name.len)
        a->outlets[index] = key_of(a, name);
}

/* "faz" of "https://www.faz.net/x" */
static struct cb_str site_of(struct cb_str url)
{
    size_t from = cb_str_find(url, CB_STR("://"), 0), dot;

    if (from == SIZE_MAX)
        return (struct cb_str){NULL, 0};
    url = cb_str_sub(url, from + 3, url.len);
    if (cb_str_starts(url, CB_STR("www.")))
        url = cb_str_sub(url, 4, url.len);
    dot = cb_str_find(url, CB_STR("."), 0);
    return cb_str_sub(url, 0, dot == SIZE_MAX ? 0 : dot);
}

static struct cb_str host_of(struct cb_str url)
{
    size_t from = cb_str_find(url, CB_STR("://"), 0), end;

    if (from == SIZE_MAX)
        return (struct cb_str){NULL, 0};
    url = cb_str_sub(url, from + 3, url.len);
    if (cb_str_starts(url, CB_STR("www.")))
        url = cb_str_sub(url, 4, url.len);
    end = cb_str_find(url, CB_STR("/"), 0);
    return cb_str_sub(url, 0, end);
}

static const char *collect(struct authors *a, const struct cb_html_ld *ld,
                           const struct cb_html_choice *choice)
{
    struct cb_str name = {NULL, 0};
    struct cb_str meta =
        cb_html_meta_find(a->page,
                          "author article:author parsely-author sailthru.author dc.creator "
                          "dcterms.creator dc.contributor byl citation_author article.author "
                          "cxenseparse:author og:article:author og:author twitter:creator:name "
                          "authors vf:author",
                          &name);

    add_lines(a, ld->persons, false);
    add_lines(a, ld->organizations, true);
    if (a->person_count)
        return "JSON-LD author";
    if (meta.ptr)
        add_all(a, meta, false);
    if (a->person_count)
        return "meta author";
    take_notes(a, choice, CB_NOTE_AUTHOR);
    if (a->person_count)
        return "author element";
    take_notes(a, choice, CB_NOTE_BYLINE);
    take_blocks(a, choice);
    return a->person_count ? "byline" : "credit";
}

cb_status cb_html_find_authors(const struct cb_html_page *page, const struct cb_html_ld *ld,
                               const struct cb_html_choice *choice, struct cb_document *doc,
                               struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct authors *a = CB_NEW(doc->arena, struct authors);
    const char *origin;

    CB_TRY_NEW(a);
    a->page = page;
    a->doc = doc;
    know_outlet(a, 0, doc->source);
    know_outlet(a, 1, ld->publisher);
    know_outlet(a, 2, site_of(doc->url));
    know_outlet(a, 3, host_of(doc->url));
    origin = collect(a, ld, choice);
    if (a->person_count)
        CB_TRY(write_names(a, a->persons, a->person_count, origin, err));
    else if (a->other_count)
        CB_TRY(write_names(a, a->others, a->other_count, origin, err));
done:
    return rc;
}
