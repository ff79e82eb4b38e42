/* When an article was published: said by JSON-LD, by meta elements, by <time>, by the address, by a date in
 * view. The order and the fallbacks follow Barbaresi, "htmldate: A Python package to extract publication
 * dates from web pages" (JOSS 2020). */
#include "reader/html_meta.h"

#include "text/chars.h"
#include "text/date.h"
#include "text/fold.h"

enum { YEAR_MIN = 1990, YEAR_MAX = 2100, NEAR_BLOCKS = 14, LABEL_BYTES = 160 };

/* ---- days in text ---- */

struct cursor {
    struct cb_str s;
    size_t at;
    const struct cb_lexicon *const *lexicons;
};

static bool is_digit_at(struct cb_str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* A number of 1 to `most` digits at *at that no digit follows; *at behind it. */
static bool read_number(struct cb_str s, size_t *at, size_t most, int32_t *out, size_t *digits)
{
    size_t i = *at;

    *out = 0;
    for (; is_digit_at(s, i) && i - *at <= most; i++)
        *out = *out * 10 + (s.ptr[i] - '0');
    *digits = i - *at;
    if (*digits == 0 || *digits > most)
        return false;
    *at = i;
    return true;
}

static bool write_day(int32_t year, int32_t month, int32_t day, char out[11])
{
    if (year < YEAR_MIN || year >= YEAR_MAX || !cb_date_is_valid((struct cb_date){year, month, day}))
        return false;
    cb_date_format(cb_date_day(year, month, day), out);
    return true;
}

static int32_t full_year(int32_t year, size_t digits)
{
    return digits == 2 ? (year < 70 ? 2000 + year : 1900 + year) : digits == 4 ? year : 0;
}

/* 2025-03-12, 2025/03/12, 12.03.2025, 12.3.25, 03/12/2025 (the month first, unless that cannot be). */
static bool numeric_day(struct cb_str s, size_t at, char out[11])
{
    int32_t a, b, c;
    size_t da, db, dc;
    char sign;

    if (!read_number(s, &at, 4, &a, &da) || at >= s.len || !strchr("-/.", s.ptr[at]))
        return false;
    sign = s.ptr[at++];
    while (sign == '.' && at < s.len && s.ptr[at] == ' ')
        at++;
    if (!read_number(s, &at, 2, &b, &db) || at >= s.len || s.ptr[at] != sign)
        return false;
    at++;
    while (sign == '.' && at < s.len && s.ptr[at] == ' ')
        at++;
    if (!read_number(s, &at, 4, &c, &dc))
        return false;
    if (da == 4)
        return dc <= 2 && write_day(a, b, c, out);
    if (dc != 4 && (dc != 2 || sign != '.'))
        return false;
    if (sign == '/')
        return b > 12 ? write_day(full_year(c, dc), a, b, out)
                      : write_day(full_year(c, dc), a > 12 ? b : a, a > 12 ? a : b, out);
    return write_day(full_year(c, dc), b, a, out);
}

static int32_t month_at(const struct cursor *c, size_t at, size_t *end)
{
    char lower[24];
    size_t n = 0;

    while (at + n < c->s.len && n < sizeof lower - 1 &&
           ((unsigned char)c->s.ptr[at + n] >= 0x80 || cb_char_is_letter((unsigned char)c->s.ptr[at + n]))) {
        char ch = c->s.ptr[at + n];
        lower[n++] = (char)(ch >= 'A' && ch <= 'Z' ? ch | 0x20 : ch);
    }
    *end = at + n + (at + n < c->s.len && c->s.ptr[at + n] == '.');
    if (n < 3)
        return 0;
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
        const struct cb_list_row *row =
            cb_list_find(cb_lexicon_list(c->lexicons[l], CB_LIST_MONTHS), (struct cb_str){lower, n});
        if (row) {
            struct cb_str number = row->fields[CB_MONTH_NUMBER];
            size_t from = 0, digits;
            int32_t month;
            return read_number(number, &from, 2, &month, &digits) ? month : 0;
        }
    }
    return 0;
}

static size_t skip_signs(struct cb_str s, size_t at)
{
    while (at < s.len && strchr(" .,-\n", s.ptr[at]))
        at++;
    if (at + 1 < s.len && (unsigned char)s.ptr[at] == 0xC2 && (unsigned char)s.ptr[at + 1] == 0xA0)
        at += 2;
    return at;
}

/* "12. März 2025", "12th March 2025": from the day on. */
static bool day_first(const struct cursor *c, size_t at, char out[11])
{
    int32_t day, year, month;
    size_t digits;

    if (!read_number(c->s, &at, 2, &day, &digits))
        return false;
    if (at + 2 < c->s.len && (cb_str_starts(cb_str_sub(c->s, at, at + 2), CB_STR("th")) ||
                              cb_str_starts(cb_str_sub(c->s, at, at + 2), CB_STR("st")) ||
                              cb_str_starts(cb_str_sub(c->s, at, at + 2), CB_STR("nd")) ||
                              cb_str_starts(cb_str_sub(c->s, at, at + 2), CB_STR("rd"))))
        at += 2;
    at = skip_signs(c->s, at);
    month = month_at(c, at, &at);
    if (month == 0)
        return false;
    at = skip_signs(c->s, at);
    return read_number(c->s, &at, 4, &year, &digits) && digits != 3 && digits != 1 &&
           write_day(full_year(year, digits), month, day, out);
}

/* "March 12, 2025": from the month on. */
static bool month_first(const struct cursor *c, size_t at, char out[11])
{
    int32_t day, year, month = month_at(c, at, &at);
    size_t digits;

    if (month == 0)
        return false;
    at = skip_signs(c->s, at);
    if (!read_number(c->s, &at, 2, &day, &digits))
        return false;
    if (at + 2 <= c->s.len && cb_char_is_letter((unsigned char)c->s.ptr[at]))
        at += 2; /* th, st */
    at = skip_signs(c->s, at);
    return read_number(c->s, &at, 4, &year, &digits) && digits == 4 && write_day(year, month, day, out);
}

/* 20250312 and 20250312T1000 */
static bool packed_day(struct cb_str s, size_t at, char out[11])
{
    int32_t all = 0;

    if (at + 8 > s.len || is_digit_at(s, at + 8))
        return false;
    for (size_t i = at; i < at + 8; i++) {
        if (!is_digit_at(s, i))
            return false;
        all = all * 10 + (s.ptr[i] - '0');
    }
    return write_day(all / 10000, all / 100 % 100, all % 100, out);
}

static bool begins_word(struct cb_str s, size_t at)
{
    return at == 0 || (!is_digit_at(s, at - 1) && (unsigned char)s.ptr[at - 1] < 0x80 &&
                       !cb_char_is_letter((unsigned char)s.ptr[at - 1]));
}

bool cb_html_day(struct cb_str text, const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT], char out[11])
{
    struct cursor c = {.s = text, .lexicons = lexicons};

    for (size_t at = 0; at < text.len; at++) {
        if (!begins_word(text, at) && !(is_digit_at(text, at) && !is_digit_at(text, at - 1)))
            continue;
        if (is_digit_at(text, at) && at > 0 && cb_char_is_letter((unsigned char)text.ptr[at - 1])) {
            if (numeric_day(text, at, out)) /* "am12.03.2025" */
                return true;
        } else if (is_digit_at(text, at)) {
            if (numeric_day(text, at, out) || day_first(&c, at, out) || packed_day(text, at, out))
                return true;
        } else if (((unsigned char)text.ptr[at] | 0x20) >= 'a' && month_first(&c, at, out)) {
            return true;
        }
    }
    return false;
}

bool cb_html_day_in_url(struct cb_str url, char out[11])
{
    for (size_t at = 1; at + 8 <= url.len; at++) {
        if (!is_digit_at(url, at) || is_digit_at(url, at - 1))
            continue;
        if (is_digit_at(url, at + 3) && !is_digit_at(url, at + 4) && numeric_day(url, at, out))
            return true;
        if (packed_day(url, at, out) && url.ptr[at - 1] != '.')
            return true;
    }
    return false;
}

/* ---- which one ---- */

struct search {
    const struct cb_html_page *page;
    const struct cb_html_choice *choice;
    const struct cb_lexicon *const *lexicons;
    struct cb_document *doc;
};

static cb_status set(struct search *s, bool modified, const char day[11], const char *origin,
                     struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str *field = modified ? &s->doc->modified : &s->doc->published;

    *field = cb_arena_copy(s->doc->arena, cb_str_of(day));
    CB_TRY_NEW(field->ptr);
    s->doc->origins[modified ? CB_META_MODIFIED : CB_META_PUBLISHED] = origin;
done:
    return rc;
}

static cb_status take_metas(struct search *s, bool modified, const char *names, struct cb_err *err)
{
    cb_status rc = CB_OK;
    char day[11];
    struct cb_str name = {NULL, 0}, value = cb_html_meta_find(s->page, names, &name);
    struct cb_str origin;

    if (!value.ptr || !cb_html_day(value, s->lexicons, day))
        goto done;
    origin = cb_arena_printf(s->doc->arena, "meta %.*s", CB_STR_ARG(name));
    CB_TRY_NEW(origin.ptr);
    CB_TRY(set(s, modified, day, origin.ptr, err));
done:
    return rc;
}

/* Does the element stand in teasers, comments, menus? The foot of an article may hold its date. */
static bool stands_apart(const struct search *s, uint32_t block, bool is_date)
{
    uint32_t apart = CB_HTML_COMMENTS | CB_HTML_TEASERS | CB_HTML_ADVERT, barred;

    if (block >= s->page->blocks.count)
        return false;
    barred = s->choice->barred[s->page->blocks.items[block].node];
    if (!is_date && !(barred & CB_HTML_BYLINE))
        apart |= CB_HTML_NAVIGATION;
    return (barred & apart) != 0;
}

/* Where the article begins: at its headline, or at its text where that is far from it. */
static uint32_t head_of(const struct search *s)
{
    uint32_t headline = s->choice->headline, first = s->choice->first;

    if (headline == CB_NONE)
        return first;
    return first != CB_NONE && (first > headline + NEAR_BLOCKS || first < headline) ? first : headline;
}

/* Blocks between `block` and the headline or the text; the nearest <time> counts. */
static uint32_t distance(const struct search *s, uint32_t block)
{
    uint32_t at = head_of(s);

    if (at == CB_NONE)
        return block;
    if (s->choice->first != CB_NONE && s->choice->last != CB_NONE && block > at &&
        block <= s->choice->last + 3)
        return (block - at < 12 ? block - at : 12);
    return block > at ? block - at : (at - block) * 2;
}

static bool is_update(const struct search *s, const struct cb_html_note *note)
{
    uint32_t from = note->span.start > 30 ? note->span.start - 30 : 0;
    struct cb_str before = cb_str_sub(s->page->text, from, note->span.start);
    size_t cut = 0;

    if (note->updated)
        return true;
    while (cut < before.len && before.ptr[cut] != '\n' && before.ptr[cut] != '|' && before.ptr[cut] != '.')
        cut++;
    before = cut < before.len ? cb_str_sub(before, cut + 1, before.len) : before;
    for (size_t i = 0; i < before.len; i++)
        if ((i == 0 || before.ptr[i - 1] == ' ') &&
            cb_html_phrase(s->page->lexicon, cb_str_sub(before, i, before.len), "modified"))
            return true;
    return cb_html_phrase(s->page->lexicon, cb_html_text(s->page, note->span), "modified") > 0;
}

static cb_status take_times(struct search *s, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t best[2] = {CB_NONE, CB_NONE};
    char day[11], found[2][11];

    for (size_t i = 0; i < s->page->notes.count; i++) {
        const struct cb_html_note *note = &s->page->notes.items[i];
        struct cb_str text = note->value.ptr ? note->value : cb_html_text(s->page, note->span);
        bool updated;
        uint32_t away;
        if ((note->kind != CB_NOTE_TIME && note->kind != CB_NOTE_DATE) ||
            stands_apart(s, note->block, note->kind == CB_NOTE_DATE))
            continue;
        if (!cb_html_day(cb_str_sub(text, 0, LABEL_BYTES), s->lexicons, day))
            continue;
        updated = note->kind == CB_NOTE_TIME && is_update(s, note);
        away = note->kind == CB_NOTE_DATE ? 0 : distance(s, note->block) + 1;
        if (away < best[updated]) {
            best[updated] = away;
            memcpy(found[updated], day, sizeof day);
        }
    }
    if (!s->doc->published.ptr && best[0] != CB_NONE)
        CB_TRY(set(s, false, found[0], "time element", err));
    if (!s->doc->modified.ptr && best[1] != CB_NONE)
        CB_TRY(set(s, true, found[1], "time element", err));
done:
    return rc;
}

/* A short block near the headline with a day in it: "Veröffentlicht am 12. März 2025". */
static cb_status take_visible(struct search *s, uint32_t from, uint32_t to, struct cb_err *err)
{
    cb_status rc = CB_OK;
    char day[11];

    for (uint32_t i = from; i < to && i < s->page->blocks.count && !s->doc->published.ptr; i++) {
        const struct cb_html_block *block = &s->page->blocks.items[i];
        struct cb_str text = cb_html_text(s->page, block->span);
        if (text.len > LABEL_BYTES * 2 || stands_apart(s, i, false) ||
            (s->choice->verdicts[i] == CB_HTML_TEXT && text.len > LABEL_BYTES) ||
            !cb_html_day(text, s->lexicons, day))
            continue;
        if (cb_html_phrase(s->page->lexicon, text, "modified")) {
            if (!s->doc->modified.ptr)
                CB_TRY(set(s, true, day, "text beside the headline", err));
            continue;
        }
        CB_TRY(set(s, false, day, "text beside the headline", err));
    }
done:
    return rc;
}

static cb_status take_all_visible(struct search *s, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t at = head_of(s), end = s->choice->last;

    if (at == CB_NONE)
        at = 0;
    if (at == s->choice->first)
        CB_TRY(take_visible(s, at > 6 ? at - 6 : 0, at, err));
    CB_TRY(take_visible(s, at, at + NEAR_BLOCKS, err));
    CB_TRY(take_visible(s, at > 6 ? at - 6 : 0, at, err));
    if (end != CB_NONE)
        CB_TRY(take_visible(s, end, end + 8, err));
    for (uint32_t i = end; end != CB_NONE && i < s->page->blocks.count && !s->doc->published.ptr; i++)
        if (s->choice->barred[s->page->blocks.items[i].node] & CB_HTML_BYLINE)
            CB_TRY(take_visible(s, i, i + 1, err));
    if (s->choice->first != CB_NONE && end != CB_NONE)
        CB_TRY(take_visible(s, s->choice->first, end, err));
    for (uint32_t i = 0; i < s->page->blocks.count && !s->doc->published.ptr; i++)
        if (cb_html_phrase(s->page->lexicon, cb_html_text(s->page, s->page->blocks.items[i].span),
                           "published"))
            CB_TRY(take_visible(s, i, i + 1, err));
done:
    return rc;
}

static cb_status take_url(struct search *s, struct cb_err *err)
{
    char day[11];

    if (!s->doc->published.ptr && s->doc->url.ptr && cb_html_day_in_url(s->doc->url, day))
        return set(s, false, day, "address", err);
    return CB_OK;
}

cb_status cb_html_find_days(const struct cb_html_page *page, const struct cb_html_ld *ld,
                            const struct cb_html_choice *choice,
                            const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                            struct cb_document *doc, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct search s = {page, choice, lexicons, doc};
    char day[11];

    if (ld->published.ptr && cb_html_day(ld->published, lexicons, day))
        CB_TRY(set(&s, false, day, "JSON-LD datePublished", err));
    if (ld->modified.ptr && cb_html_day(ld->modified, lexicons, day))
        CB_TRY(set(&s, true, day, "JSON-LD dateModified", err));
    if (!doc->published.ptr)
        CB_TRY(
            take_metas(&s, false,
                       "article:published_time og:article:published_time og:published_time datepublished "
                       "article:published date.published publish-date publish_date published_date pubdate "
                       "dc.date.issued dc.date.created dc.date dcterms.created dcterms.issued dcterms.date "
                       "parsely-pub-date sailthru.date cxenseparse:recs:publishtime article.published "
                       "datecreated citation_publication_date citation_date vf:published_time published_at "
                       "article_date_original originalpublicationdate date creation_date",
                       err));
    if (!doc->modified.ptr)
        CB_TRY(take_metas(&s, true,
                          "article:modified_time og:updated_time og:modified_time datemodified last-modified "
                          "dcterms.modified dc.date.modified article:updated updated_date lastmod revised",
                          err));
    CB_TRY(take_url(&s, err));
    CB_TRY(take_times(&s, err));
    if (!doc->published.ptr)
        CB_TRY(take_all_visible(&s, err));
done:
    return rc;
}
