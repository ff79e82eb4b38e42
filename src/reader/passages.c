/* What each line of a plain text is: first by its own words (leftover.c), then by its place among the others.
 */
#include "base/map.h"
#include "reader/layout.h"
#include "reader/leftover.h"
#include "reader/reader.h"
#include "reader/refine.h"
#include "reader/runin.h"
#include "text/chars.h"
#include "text/fold.h"

enum {
    HEADING_BYTES = 220,
    QUESTION_BYTES = 600,
    SAME_BYTES = 20,
    SUBHEADING_RUN = 3,
    INTERVIEW_QUESTIONS = 3
};

/* Kind and rule of each line, and where the text of the article lies among them. */
struct marking {
    struct cb_document *doc;
    const struct cb_list *function_words;
    struct cb_line *lines;
    struct cb_passage *passages;                   /* one for each line; rule NULL: not decided */
    enum cb_passage_kind *question;                /* of each line: question, subheading that asks, or body */
    bool *text;                                    /* of each line: it belongs to the article's text */
    size_t count, first_text, last_text, headline; /* count: there is none */
};

static void set(struct marking *m, size_t line, enum cb_passage_kind kind, const char *rule)
{
    m->passages[line].kind = kind;
    m->passages[line].rule = rule;
}

static bool is_open(const struct marking *m, size_t line)
{
    return !m->passages[line].rule;
}

/* ---- what reads like text ---- */

/* Whole sentences, or what is too long for a heading. */
static bool is_prose(const struct cb_line *line)
{
    if (line->leftover != CB_LEFT_NONE)
        return false;
    if (line->words >= 20 || (line->sentences >= 2 && line->words >= 8))
        return true;
    if (line->last == ':')
        return line->words >= 6;
    return line->words >= 4 && line->last != '?' && line->sentences > 0;
}

/* May a heading without a verb have this word? *adjective: it needs a noun behind it. */
static bool is_nominal_word(const struct marking *m, struct cb_str word, bool first, bool *adjective)
{
    struct cb_str lower = cb_fold_lower(m->doc->arena, word);
    const struct cb_list_row *row = lower.ptr ? cb_list_find(m->function_words, lower) : NULL;
    bool capital = cb_char_is_upper(cb_char_first(word, NULL)), after_adjective = *adjective;

    *adjective = !row && !capital;
    if (row) {
        struct cb_str class = row->fields[CB_FUNCTION_WORD_CLASS];
        return cb_str_eq(class, CB_STR("article")) || cb_str_eq(class, CB_STR("preposition")) ||
               cb_str_eq(class, CB_STR("conjunction"));
    }
    return !(first && cb_str_ends(word, CB_STR("t"))) && (capital || !after_adjective); /* "Kommt ..." */
}

/* A heading that only ends like a question: "Chance oder Gefahr?" has nouns and small words, and no verb. */
static bool is_nominal(const struct marking *m, const struct cb_line *line)
{
    struct cb_str rest = line->text;
    bool adjective = false;

    if (line->words > 7)
        return false;
    for (bool first = true; rest.ptr; first = false)
        if (!is_nominal_word(m, cb_str_split(&rest, ' '), first, &adjective))
            return false;
    return !adjective;
}

static bool may_ask(const struct cb_line *line)
{
    return line->last == '?' && line->leftover == CB_LEFT_NONE && line->text.len <= QUESTION_BYTES;
}

static enum cb_passage_kind question_kind(const struct marking *m, const struct cb_line *line, bool interview)
{
    if (!may_ask(line))
        return CB_PASSAGE_BODY;
    if (line->quoted || is_nominal(m, line))
        return CB_PASSAGE_SUBHEADING;
    return line->sentences == 1 || interview ? CB_PASSAGE_QUESTION : CB_PASSAGE_BODY;
}

/* Text: prose, and short answers behind a question. */
static void find_text(struct marking *m)
{
    size_t questions = 0;

    for (size_t i = 0; i < m->count; i++)
        questions += may_ask(&m->lines[i]);
    m->first_text = m->last_text = m->count;
    for (size_t i = 0; i < m->count; i++) {
        const struct cb_line *line = &m->lines[i];
        bool answers = i > 0 && m->question[i - 1] == CB_PASSAGE_QUESTION;
        m->question[i] = question_kind(m, line, questions >= INTERVIEW_QUESTIONS);
        m->text[i] = m->question[i] == CB_PASSAGE_BODY &&
                     (is_prose(line) || (answers && line->leftover == CB_LEFT_NONE && line->last == '.'));
        if (!m->text[i])
            continue;
        if (m->first_text == m->count)
            m->first_text = i;
        m->last_text = i;
    }
}

/* ---- said twice ---- */

/* "Zum Video Zum Video": the first half of the line again. Sentences that are said twice stay what they are.
 */
static bool is_doubled(const struct cb_line *line)
{
    struct cb_str text = line->text;
    size_t half = text.len / 2;

    return !is_prose(line) && text.len > SAME_BYTES && text.len % 2 == 1 && text.ptr[half] == ' ' &&
           cb_str_eq(cb_str_sub(text, 0, half), cb_str_sub(text, half + 1, text.len));
}

static cb_status mark_repetitions(struct marking *m, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_map seen = {0};

    for (size_t i = 0; i < m->count; i++) {
        bool added = true;
        if (m->lines[i].text.len >= SAME_BYTES)
            CB_TRY_NEW(cb_map_add(m->doc->arena, &seen, m->lines[i].text, &added));
        if (!added || is_doubled(&m->lines[i]))
            set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.repeated");
    }
done:
    return rc;
}

/* ---- the head ---- */

static bool is_candidate(const struct marking *m, size_t i)
{
    const struct cb_line *line = &m->lines[i];

    return is_open(m, i) && line->leftover == CB_LEFT_NONE && !line->item &&
           line->text.len <= HEADING_BYTES && line->last != '.' && line->last != ':' && line->sentences <= 1;
}

/* The headline is the first line of some length before the text; else the longest one there. */
static size_t choose_headline(const struct marking *m)
{
    size_t best = m->count;

    for (size_t i = 0; i < m->first_text; i++)
        if (m->doc->title.ptr && cb_str_eq(m->lines[i].text, m->doc->title))
            return i;
    for (size_t i = 0; i < m->first_text; i++) {
        if (!is_candidate(m, i))
            continue;
        if (m->lines[i].words >= 4)
            return i;
        if (best == m->count || m->lines[i].text.len > m->lines[best].text.len)
            best = i;
    }
    if (best == m->count && m->first_text > 0 && m->lines[0].leftover == CB_LEFT_BYLINE)
        return 0; /* "Von Tür zu Tür" */
    return best;
}

/* A headline that the page repeats with its section in front: "Wirtschaft Werk schließt", then "Werk
 * schließt". */
static void prefer_bare_headline(struct marking *m)
{
    for (size_t i = m->headline + 1; i < m->first_text; i++) {
        struct cb_str longer = m->lines[m->headline].text, bare = m->lines[i].text;
        if (bare.len < SAME_BYTES || !is_candidate(m, i))
            continue;
        if (cb_str_ends(longer, bare)) {
            set(m, m->headline, CB_PASSAGE_BOILERPLATE, "any.passage.repeated");
            m->headline = i;
        } else if (cb_str_starts(longer, bare) || cb_str_ends(bare, longer)) {
            set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.repeated");
        }
    }
}

/* "Petra Lang", alone between headline and text. */
static bool is_bare_name(const struct cb_line *line)
{
    struct cb_str rest = line->text;

    if (line->words < 2 || line->words > 3 || line->sentences)
        return false;
    while (rest.ptr)
        if (!cb_char_is_upper(cb_char_first(cb_str_split(&rest, ' '), NULL)))
            return false;
    return true;
}

static void mark_head(struct marking *m)
{
    m->headline = m->first_text == m->count ? m->count : choose_headline(m);
    if (m->headline == m->count)
        return;
    prefer_bare_headline(m);
    set(m, m->headline, CB_PASSAGE_HEADLINE, "any.passage.headline");
    for (size_t i = 0; i < m->first_text; i++) {
        if (!is_candidate(m, i))
            continue;
        if (i < m->headline)
            set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.kicker");
        else if (is_bare_name(&m->lines[i]))
            set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.byline");
        else if (m->lines[i].last != '?')
            set(m, i, CB_PASSAGE_SUBHEADING, "any.passage.subheading");
    }
}

/* ---- leftovers by their own words ---- */

/* Between paragraphs a section's name or a day may be a subheading. */
static bool stands_in_text(const struct marking *m, size_t i)
{
    return i > m->first_text && i < m->last_text;
}

static void mark_leftover(struct marking *m, size_t i)
{
    switch (m->lines[i].leftover) {
    case CB_LEFT_NONE:
        break;
    case CB_LEFT_SECTION:
        if (!stands_in_text(m, i) && m->last_text < m->count)
            set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.kicker");
        break;
    case CB_LEFT_BYLINE:
        set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.byline");
        break;
    case CB_LEFT_DATE:
        if (!stands_in_text(m, i) && m->last_text < m->count)
            set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.timestamp");
        break;
    case CB_LEFT_TIME:
        set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.timestamp");
        break;
    case CB_LEFT_SIGN_OFF:
        set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.sign-off");
        break;
    case CB_LEFT_REMAINS:
    case CB_LEFT_TEASERS:
    case CB_LEFT_COMMENTS:
        set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.leftover");
        break;
    case CB_LEFT_CREDIT:
        set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.photo-credit");
        break;
    case CB_LEFT_CAPTION:
        set(m, i, CB_PASSAGE_CAPTION, "any.passage.caption");
        break;
    case CB_LEFT_REFERENCES:
    case CB_LEFT_REFERENCE_HEAD:
        set(m, i, CB_PASSAGE_REFERENCES, "any.passage.references");
        break;
    }
}

/* ---- by the lines around ---- */

/* Below an announcement everything without whole sentences belongs to it: teasers, sources. */
static void mark_announced(struct marking *m)
{
    enum cb_leftover zone = CB_LEFT_NONE;

    for (size_t i = 0; i < m->count; i++) {
        const struct cb_line *line = &m->lines[i];
        if (line->leftover == CB_LEFT_TEASERS || line->leftover == CB_LEFT_REFERENCE_HEAD)
            zone = line->leftover;
        else if (m->text[i] && !(zone == CB_LEFT_REFERENCE_HEAD && line->sentences < 3))
            zone = CB_LEFT_NONE;
        else if (zone == CB_LEFT_REFERENCE_HEAD && is_open(m, i))
            set(m, i, CB_PASSAGE_REFERENCES, "any.passage.references");
        else if (zone == CB_LEFT_TEASERS && is_open(m, i))
            set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.teaser");
    }
}

/* Each comment of a reader shows its time: "18:02". */
static bool has_clock(struct cb_str text)
{
    for (size_t i = 1; i + 1 < text.len; i++)
        if (text.ptr[i] == ':' && cb_char_is_digit((unsigned char)text.ptr[i - 1]) &&
            cb_char_is_digit((unsigned char)text.ptr[i + 1]))
            return true;
    return false;
}

static bool begin_comments(const struct marking *m, size_t i)
{
    if (m->lines[i].leftover != CB_LEFT_COMMENTS)
        return false;
    for (size_t next = i + 1; next < m->count && next <= i + 3; next++)
        if (has_clock(m->lines[next].text))
            return true;
    return false;
}

/* What readers wrote, below the article: there at least half of the text is past. */
static void mark_comments(struct marking *m)
{
    size_t before = 0, all = 0;

    for (size_t i = 0; i < m->count; i++)
        all += is_prose(&m->lines[i]) ? m->lines[i].text.len : 0;
    for (size_t i = 0; i < m->count; i++) {
        before += is_prose(&m->lines[i]) ? m->lines[i].text.len : 0;
        if (before * 2 < all || !begin_comments(m, i))
            continue;
        for (i++; i < m->count; i++)
            if (is_open(m, i))
                set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.comments");
    }
}

/* Behind the last paragraph: the end of the page, when it shows itself as such. Lists and lines of speech
 * stay. */
static void mark_tail(struct marking *m)
{
    size_t leftovers = 0, open = 0;
    bool list;

    if (m->last_text == m->count)
        return;
    list = m->lines[m->last_text].last == ':';
    for (size_t i = m->last_text + 1; i < m->count; i++) {
        leftovers += !is_open(m, i);
        open += is_open(m, i);
    }
    for (size_t i = m->last_text + 1; i < m->count && (leftovers || open >= 3); i++) {
        list = list && is_open(m, i);
        if (is_open(m, i) && !list && !m->lines[i].item && !m->lines[i].quoted)
            set(m, i, CB_PASSAGE_BOILERPLATE, "any.passage.tail");
    }
}

/* A short line between paragraphs: a subheading where text follows it, or another one before text. */
static bool is_subheading(const struct marking *m, size_t i)
{
    const struct cb_line *line = &m->lines[i];
    size_t open = 0;

    if (line->text.len > HEADING_BYTES || line->item || line->last == ':' ||
        (line->sentences && !line->quoted) || i < m->first_text)
        return false;
    for (size_t next = i + 1; next < m->count && open < SUBHEADING_RUN; next++) {
        if (m->text[next] || m->question[next] == CB_PASSAGE_QUESTION)
            return true;
        open += is_open(m, next) || m->lines[next].leftover == CB_LEFT_NONE;
    }
    return false;
}

/* A text of one line is what it says, however often it says it, and however long it gets. */
static void mark_only(struct marking *m)
{
    if (m->count == 1 && m->lines[0].leftover == CB_LEFT_NONE)
        set(m, 0, CB_PASSAGE_BODY, "any.passage.paragraph");
}

static void mark_rest(struct marking *m)
{
    for (size_t i = 0; i < m->count; i++) {
        if (!is_open(m, i))
            continue;
        if (m->question[i] == CB_PASSAGE_QUESTION)
            set(m, i, CB_PASSAGE_QUESTION, "any.passage.question");
        else if (m->question[i] == CB_PASSAGE_SUBHEADING || (!m->text[i] && is_subheading(m, i)))
            set(m, i, CB_PASSAGE_SUBHEADING, "any.passage.subheading");
        else
            set(m, i, CB_PASSAGE_BODY, "any.passage.paragraph");
    }
}

/* ---- all of it ---- */

/* The headline on one line. */
static cb_status take_title(struct marking *m, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str title = m->lines[m->headline].text;

    if (memchr(title.ptr, '\n', title.len)) {
        char *copy = cb_arena_z(m->doc->arena, title);
        CB_TRY_NEW(copy);
        for (size_t i = 0; i < title.len; i++)
            copy[i] = copy[i] == '\n' ? ' ' : copy[i];
        title.ptr = copy;
    }
    m->doc->title = title;
done:
    return rc;
}

cb_status cb_passages_mark(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_err *err)
{
    cb_status rc;
    struct cb_lines lines = {0};
    struct marking m = {.doc = doc, .function_words = cb_lexicon_list(lexicon, CB_LIST_FUNCTION_WORDS)};

    if (doc->layout.ptr) {
        CB_TRY(cb_layout_read(doc, err));
        CB_TRY(cb_passages_refine(doc, lexicon, err));
        goto done;
    }
    CB_TRY(cb_lines_cut(doc, &lines, err));
    CB_TRY(cb_lines_split(doc, lexicon, &lines, err));
    CB_TRY(cb_leftovers_judge(doc, lexicon, &lines, err));
    m.lines = lines.items;
    m.count = m.headline = lines.count;
    m.passages = CB_NEW_ARRAY(doc->arena, struct cb_passage, m.count);
    m.question = CB_NEW_ARRAY(doc->arena, enum cb_passage_kind, m.count);
    m.text = CB_NEW_ARRAY(doc->arena, bool, m.count);
    CB_TRY_NEW(m.passages && m.question && m.text);
    find_text(&m);
    CB_TRY(mark_repetitions(&m, err));
    mark_only(&m);
    mark_head(&m);
    for (size_t i = 0; i < m.count; i++)
        if (is_open(&m, i))
            mark_leftover(&m, i);
    mark_announced(&m);
    mark_comments(&m);
    mark_tail(&m);
    mark_rest(&m);
    for (size_t i = 0; i < m.count; i++)
        m.passages[i].span = m.lines[i].span;
    doc->passages = (struct cb_passages){m.passages, m.count, m.count};
    if (!doc->title.ptr && m.headline < m.count)
        CB_TRY(take_title(&m, err));
done:
    return rc;
}
