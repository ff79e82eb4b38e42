#include "reader/leftover.h"

#include "lexicon/patterns.h"
#include "text/chars.h"
#include "text/fold.h"

enum { LINE_BYTES = 400, WORDS = 24, PHRASE_WORDS = 6, CREDIT_BYTES = 90, NAME_WORDS = 10 };

struct judging {
    const struct cb_list *list, *months, *name_words;
    const struct cb_patterns *patterns; /* forms that are not compared with whole lines */
};

/* A line as the list sees it: small letters, each run of digits one '#', one blank between words, no signs at
 * its ends. */
struct view {
    const struct cb_line *line;
    struct cb_str norm;
    struct cb_str words[WORDS]; /* of norm */
    size_t count;               /* WORDS + 1: there are more */
    enum cb_leftover inner;     /* CREDIT or CAPTION by a mark of pictures within the line, else NONE */
    bool remains;               /* a form of leftovers stands within it */
};

static bool is_kind(const struct cb_list_row *row, const char *kind)
{
    return cb_str_eq(row->fields[CB_BOILERPLATE_KIND], cb_str_of(kind));
}

static enum cb_leftover kind_of(const struct cb_list_row *row)
{
    static const struct {
        const char *name;
        enum cb_leftover kind;
    } KINDS[] = {
        {"boilerplate", CB_LEFT_REMAINS},   {"section", CB_LEFT_SECTION}, {"zone", CB_LEFT_TEASERS},
        {"end", CB_LEFT_COMMENTS},          {"caption", CB_LEFT_CAPTION}, {"credit", CB_LEFT_CREDIT},
        {"references", CB_LEFT_REFERENCES}, {"byline", CB_LEFT_BYLINE},   {"agency", CB_LEFT_SIGN_OFF}};

    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (is_kind(row, KINDS[i].name))
            return KINDS[i].kind;
    return CB_LEFT_NONE; /* filler */
}

/* ---- the list ---- */

/* The row that has `form` as a whole line. */
static const struct cb_list_row *find_exact(const struct judging *j, struct cb_str form)
{
    const struct cb_list_row *row = cb_list_find(j->list, form);

    return row && cb_str_eq(row->fields[CB_BOILERPLATE_MATCH], CB_STR("exact")) ? row : NULL;
}

static inline bool is_word_byte(char c)
{
    unsigned char byte = (unsigned char)c;

    return byte >= 'a' ? byte <= 'z' || byte >= 0x80 : byte == '#';
}

/* Does `norm` hold `form` at `at`, cut out along the borders of words? */
static inline bool fits_at(struct cb_str norm, struct cb_str form, size_t at)
{
    size_t end = at + form.len;

    if (end > norm.len || norm.ptr[end - 1] != form.ptr[form.len - 1] ||
        memcmp(norm.ptr + at, form.ptr, form.len) != 0)
        return false;
    if (at > 0 && is_word_byte(norm.ptr[at - 1]) && is_word_byte(form.ptr[0]))
        return false;
    return end == norm.len || !is_word_byte(norm.ptr[end]) || !is_word_byte(form.ptr[form.len - 1]);
}

/* ---- one line ---- */

/* Signs that decorate a line: those between words, arrows, symbols. */
static bool is_decoration(uint32_t c)
{
    if (c < 0x80)
        return c && strchr("|>/*+-:.,;!()[]_= ", (int)c) != NULL;
    return c == 0xB7 || (c >= 0x2010 && c <= 0x2027) || c == 0x203A || c == 0x2039 ||
           (c >= 0x2190 && c <= 0x2BFF) || c >= 0x1F000;
}

static cb_status normalize(struct cb_arena *arena, struct view *view, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str lower = cb_fold_lower(arena, view->line->text);
    char *norm = cb_arena_alloc(arena, lower.len + 1);
    uint32_t size;
    size_t n = 0;

    CB_TRY_NEW(lower.ptr && norm);
    for (size_t i = 0; i < lower.len; i += size) {
        uint32_t c = (unsigned char)lower.ptr[i];
        if (c >= 'a' && c <= 'z') {
            norm[n++] = (char)c;
            size = 1;
            continue;
        }
        c = cb_char_first(cb_str_sub(lower, i, lower.len), &size);
        if (n == 0 && is_decoration(c) && c != '(') /* (c) is a credit */
            continue;
        if (cb_char_is_space(c)) {
            if (n > 0 && norm[n - 1] != ' ')
                norm[n++] = ' ';
        } else if (cb_char_is_digit(c)) {
            n -= n > 0 && norm[n - 1] == '('; /* "Kommentare (17)" */
            if (n == 0 || norm[n - 1] != '#')
                norm[n++] = '#';
        } else if (c != ')' || n == 0 || norm[n - 1] != '#') {
            memcpy(norm + n, lower.ptr + i, size);
            n += size;
        }
    }
    view->norm = (struct cb_str){norm, n};
done:
    return rc;
}

/* norm without the signs at its end, and without a bracket in front. */
static struct cb_str stripped(struct cb_str norm)
{
    while (norm.len && is_decoration(cb_char_last(norm)))
        do
            norm.len--;
        while (((unsigned char)norm.ptr[norm.len] & 0xC0) == 0x80);
    while (norm.len && norm.ptr[0] == '(')
        norm = cb_str_sub(norm, 1, norm.len);
    return norm;
}

static void split_words(struct view *view)
{
    struct cb_str rest = view->norm;

    view->count = 0;
    while (rest.ptr && view->count <= WORDS) {
        struct cb_str word = stripped(cb_str_split(&rest, ' '));
        if (word.len == 0)
            continue;
        if (view->count < WORDS)
            view->words[view->count] = word;
        view->count++;
    }
}

/* ---- made of phrases of the list ---- */

struct tally {
    uint32_t remains, sections, teasers, days, times, months;
};

/* "#.#.#", "#:#": a number word. */
static bool count_number(struct cb_str word, struct tally *tally)
{
    uint32_t runs = 0;
    bool colon = false;

    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == '#')
            runs++;
        else if (!strchr(".:,-/", word.ptr[i]))
            return false;
        colon = colon || word.ptr[i] == ':';
    }
    tally->days += runs >= 2 && !colon;
    tally->times += runs >= 2 && colon;
    return runs > 0;
}

/* Words [from, from + n) as the list writes them; ptr NULL when signs stand between them. */
static struct cb_str phrase_of(const struct view *view, size_t from, size_t n)
{
    const char *start = view->words[from].ptr;

    for (size_t i = from; i + 1 < from + n; i++)
        if (view->words[i].ptr + view->words[i].len + 1 != view->words[i + 1].ptr)
            return (struct cb_str){NULL, 0};
    return (struct cb_str){start,
                           (size_t)(view->words[from + n - 1].ptr - start) + view->words[from + n - 1].len};
}

/* The number of words of the longest phrase at `from`; 0 when the list has none. */
static size_t take_phrase(const struct judging *j, const struct view *view, size_t from, struct tally *tally)
{
    size_t n = view->count - from < PHRASE_WORDS ? view->count - from : PHRASE_WORDS;

    for (; n > 0; n--) {
        struct cb_str phrase = phrase_of(view, from, n);
        const struct cb_list_row *row = phrase.ptr ? find_exact(j, phrase) : NULL;
        enum cb_leftover kind = row ? kind_of(row) : CB_LEFT_NONE;
        if (!row)
            continue;
        tally->remains += kind == CB_LEFT_REMAINS || kind == CB_LEFT_COMMENTS;
        tally->sections += kind == CB_LEFT_SECTION;
        tally->teasers += kind == CB_LEFT_TEASERS;
        tally->months += n == 1 && cb_list_find(j->months, phrase) != NULL;
        return n;
    }
    return count_number(view->words[from], tally) ? 1 : 0;
}

/* "Auf Facebook teilen Auf X teilen", "12. März 2025, 17:42 Uhr", "Impressum | Datenschutz". */
static enum cb_leftover judge_phrases(const struct judging *j, const struct view *view)
{
    struct tally tally = {0};
    size_t at = 0;

    if (view->count == 0 || view->count > WORDS)
        return CB_LEFT_NONE;
    while (at < view->count) {
        size_t n = take_phrase(j, view, at, &tally);
        if (n == 0)
            return CB_LEFT_NONE;
        at += n;
    }
    if (tally.remains || tally.sections >= 3 || (tally.sections && tally.teasers))
        return CB_LEFT_REMAINS;
    if (tally.times)
        return CB_LEFT_TIME;
    if (tally.days || tally.months)
        return CB_LEFT_DATE;
    return tally.sections == view->count ? CB_LEFT_SECTION : CB_LEFT_NONE;
}

/* "Startseite > Wirtschaft > Unternehmen" */
static bool is_breadcrumb(const struct view *view)
{
    return view->count <= WORDS && view->line->sentences == 0 &&
           (cb_str_find(view->norm, CB_STR(" > "), 0) != SIZE_MAX ||
            cb_str_find(view->norm, CB_STR(" \xE2\x80\xBA "), 0) != SIZE_MAX ||
            cb_str_find(view->norm, CB_STR(" \xC2\xBB "), 0) != SIZE_MAX);
}

/* ---- pictures ---- */

/* Can `rest`, behind the mark of a credit, be nothing but names? */
static bool is_credit(struct cb_str rest)
{
    size_t words = 1;

    for (size_t i = 0; i < rest.len; i++)
        words += rest.ptr[i] == ' ';
    return rest.len <= CREDIT_BYTES &&
           (words <= 4 || (cb_str_find(rest, CB_STR(". "), 0) == SIZE_MAX && rest.ptr[rest.len - 1] != '.' &&
                           rest.ptr[rest.len - 1] != '?' && rest.ptr[rest.len - 1] != '!'));
}

/* The mark of a credit at `at`: a credit that fills the line is a leftover; text before it is a caption. */
static enum cb_leftover judge_credit(struct cb_str norm, size_t at, size_t form)
{
    struct cb_str rest = cb_str_trim(cb_str_sub(norm, at + form, norm.len));

    if (rest.len == 0 || !is_credit(rest))
        return CB_LEFT_NONE;
    return at <= 1 ? CB_LEFT_CREDIT : CB_LEFT_CAPTION;
}

/* Finds the forms that may stand anywhere in the line. */
static void look_inside(const struct judging *j, struct view *view)
{
    const struct cb_pattern_index *inner = &j->patterns->inner;
    struct cb_str norm = view->norm;
    bool inside = false; /* a word: its border is behind us */

    for (size_t at = 0; at < norm.len; at++) {
        unsigned char first = (unsigned char)norm.ptr[at];
        bool before = inside;
        inside = is_word_byte(norm.ptr[at]);
        if (before && inside)
            continue;
        for (uint32_t i = inner->first[first]; i < inner->first[first + 1]; i++) {
            const struct cb_pattern *p = &inner->items[i];
            enum cb_leftover kind;
            if (!fits_at(norm, p->form, at))
                continue;
            kind = kind_of(p->row);
            view->remains = view->remains || kind == CB_LEFT_REMAINS;
            if (kind == CB_LEFT_CREDIT && view->inner == CB_LEFT_NONE)
                view->inner = judge_credit(norm, at, p->form.len);
        }
    }
}

/* The kind of the first prefix of the line that is of one of two kinds; NONE. */
static enum cb_leftover picture_by_prefix(const struct judging *j, const struct view *view)
{
    const struct cb_pattern_index *prefixes = &j->patterns->prefixes;
    unsigned char first = view->norm.len > 0 ? (unsigned char)view->norm.ptr[0] : 0;

    for (uint32_t i = prefixes->first[first]; i < prefixes->first[first + 1]; i++) {
        enum cb_leftover kind;
        if (!fits_at(view->norm, prefixes->items[i].form, 0))
            continue;
        kind = kind_of(prefixes->items[i].row);
        if ((kind == CB_LEFT_CREDIT && view->line->sentences == 0) || kind == CB_LEFT_CAPTION)
            return kind;
    }
    return CB_LEFT_NONE;
}

/* The patterns that `text` may end with. */
static const struct cb_pattern *suffixes_of(const struct judging *j, struct cb_str text, uint32_t *count)
{
    const struct cb_pattern_index *suffixes = &j->patterns->suffixes;
    unsigned char last = text.len > 0 ? (unsigned char)text.ptr[text.len - 1] : 0;

    *count = suffixes->first[last + 1] - suffixes->first[last];
    return suffixes->items + suffixes->first[last];
}

static bool fits_at_end(struct cb_str text, struct cb_str form)
{
    return text.len >= form.len && fits_at(text, form, text.len - form.len);
}

/* Behind "(Foto)" nothing is cut off; every other form stands before the signs that end the line. */
static enum cb_leftover picture_by_suffix(const struct judging *j, const struct view *view,
                                          struct cb_str text, bool bracket)
{
    uint32_t count;
    const struct cb_pattern *suffixes = suffixes_of(j, text, &count);

    for (uint32_t i = 0; i < count && view->line->last != '.'; i++) {
        enum cb_leftover kind = kind_of(suffixes[i].row);
        struct cb_str form = suffixes[i].form;
        if ((kind != CB_LEFT_CREDIT && kind != CB_LEFT_CAPTION) ||
            (form.ptr[form.len - 1] == ')') != bracket || !fits_at_end(text, form))
            continue;
        return kind == CB_LEFT_CREDIT && view->count > 5 ? CB_LEFT_CAPTION : kind;
    }
    return CB_LEFT_NONE;
}

static enum cb_leftover judge_picture(const struct judging *j, const struct view *view)
{
    enum cb_leftover found = view->inner;

    if (found == CB_LEFT_NONE)
        found = picture_by_prefix(j, view);
    if (found == CB_LEFT_NONE)
        found = picture_by_suffix(j, view, view->norm, true);
    if (found == CB_LEFT_NONE)
        found = picture_by_suffix(j, view, stripped(view->norm), false);
    return found;
}

/* ---- people and agencies ---- */

/* "van", "de": small words inside of names. */
static bool is_particle(const struct judging *j, struct cb_str word)
{
    const struct cb_list_row *row = cb_list_find(j->name_words, word);

    return row && cb_str_eq(row->fields[CB_NAME_WORD_USE], CB_STR("particle"));
}

/* First and last name of each, joined by commas and "und": what may stand behind "Von". */
static bool are_names(const struct judging *j, struct cb_str rest)
{
    uint32_t words = 0, all = 0;

    while (rest.ptr) {
        struct cb_str word = cb_str_split(&rest, ' ');
        uint32_t first = cb_char_first(word, NULL);
        bool comma = word.len && word.ptr[word.len - 1] == ',';
        if (word.len == 0)
            continue;
        if (cb_str_eq(word, CB_STR("und")) || cb_str_eq(word, CB_STR("and")) ||
            cb_str_eq(word, CB_STR("&"))) {
            if (words < 2)
                return false;
            words = 0;
            continue;
        }
        if (!cb_char_is_upper(first) && first != '(' && !(words && is_particle(j, word)))
            return false;
        if (comma && words == 0)
            return false;
        words = comma ? 0 : words + 1;
        if (++all > NAME_WORDS)
            return false;
    }
    return all >= 2;
}

static bool is_byline(const struct judging *j, const struct view *view)
{
    struct cb_str text = view->line->text;
    const struct cb_pattern_index *prefixes = &j->patterns->prefixes;
    unsigned char first = view->norm.len > 0 ? (unsigned char)view->norm.ptr[0] : 0;

    for (uint32_t i = prefixes->first[first]; i < prefixes->first[first + 1]; i++) {
        const struct cb_pattern *p = &prefixes->items[i];
        /* The view's bytes are the line's as far as the form goes: no list of names begins with a digit. */
        if (fits_at(view->norm, p->form, 0) && kind_of(p->row) == CB_LEFT_BYLINE && text.len > p->form.len &&
            are_names(j, cb_str_trim(cb_str_sub(text, p->form.len, text.len))))
            return true;
    }
    return false;
}

static bool is_agency(const struct judging *j, struct cb_str word)
{
    const struct cb_list_row *row = find_exact(j, word);

    return row && kind_of(row) == CB_LEFT_SIGN_OFF;
}

/* "jog/dpa", "(dpa)", "dpa/AFP": agencies, and beside them the initials of an editor or the name of a
 * photographer. */
static bool is_sign_off(const struct judging *j, const struct view *view)
{
    struct cb_str rest = stripped(view->norm), part = {NULL, 0};
    bool agency = false, slash = cb_str_find(rest, CB_STR("/"), 0) != SIZE_MAX;

    if (rest.len == 0 || rest.len > 40 || view->line->sentences)
        return false;
    while (rest.ptr) {
        part = stripped(cb_str_split(&rest, '/'));
        if (is_agency(j, part))
            agency = true;
        else if (part.len > 5 && !(slash && view->count <= 4))
            return false;
    }
    return agency && (is_agency(j, part) || view->count == 1);
}

/* ---- the verdict ---- */

static enum cb_leftover judge_patterns(const struct judging *j, const struct view *view)
{
    const struct cb_pattern_index *prefixes = &j->patterns->prefixes;
    unsigned char first = view->norm.len > 0 ? (unsigned char)view->norm.ptr[0] : 0;
    struct cb_str end = stripped(view->norm);
    bool runs_on = view->line->sentences > 0 && view->line->words > 6;
    const struct cb_pattern *suffixes;
    uint32_t count;

    for (uint32_t i = prefixes->first[first]; i < prefixes->first[first + 1]; i++) {
        enum cb_leftover kind;
        if (!fits_at(view->norm, prefixes->items[i].form, 0))
            continue;
        kind = kind_of(prefixes->items[i].row);
        if (kind == CB_LEFT_REMAINS || kind == CB_LEFT_REFERENCES || (kind == CB_LEFT_TEASERS && !runs_on))
            return kind;
    }
    if (view->remains)
        return CB_LEFT_REMAINS;
    suffixes = suffixes_of(j, end, &count);
    for (uint32_t i = 0; i < count && !runs_on; i++)
        if (kind_of(suffixes[i].row) == CB_LEFT_REMAINS && fits_at_end(end, suffixes[i].form))
            return CB_LEFT_REMAINS;
    return CB_LEFT_NONE;
}

static enum cb_leftover judge(const struct judging *j, const struct view *view)
{
    const struct cb_list_row *row = find_exact(j, stripped(view->norm));
    enum cb_leftover found = row ? kind_of(row) : CB_LEFT_NONE;

    if (found == CB_LEFT_REFERENCES)
        return CB_LEFT_REFERENCE_HEAD;
    if (found != CB_LEFT_NONE)
        return found;
    found = judge_picture(j, view);
    if (found != CB_LEFT_NONE)
        return found;
    if (cb_char_is_quote(cb_char_first(view->line->text, NULL)))
        return CB_LEFT_NONE; /* what somebody says is no button */
    if (is_breadcrumb(view))
        return CB_LEFT_REMAINS;
    found = judge_phrases(j, view);
    if (found != CB_LEFT_NONE)
        return found;
    if (is_byline(j, view))
        return CB_LEFT_BYLINE;
    found = judge_patterns(j, view);
    if (found != CB_LEFT_NONE)
        return found;
    return is_sign_off(j, view) ? CB_LEFT_SIGN_OFF : CB_LEFT_NONE;
}

cb_status cb_leftovers_judge(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                             struct cb_lines *lines, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct judging j = {.list = cb_lexicon_list(lexicon, CB_LIST_BOILERPLATE),
                        .months = cb_lexicon_list(lexicon, CB_LIST_MONTHS),
                        .name_words = cb_lexicon_list(lexicon, CB_LIST_NAME_WORDS),
                        .patterns = cb_lexicon_boilerplate(lexicon)};

    for (size_t i = 0; i < lines->count; i++) {
        struct cb_line *line = &lines->items[i];
        struct cb_arena_mark mark = cb_arena_mark(doc->arena);
        struct view view = {.line = line};
        if (line->text.len > LINE_BYTES)
            continue;
        CB_TRY(normalize(doc->arena, &view, err));
        split_words(&view);
        look_inside(&j, &view);
        line->leftover = judge(&j, &view);
        cb_arena_rewind(doc->arena, mark);
    }
done:
    return rc;
}
