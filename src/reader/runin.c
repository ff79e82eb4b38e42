#include "reader/runin.h"

#include "lexicon/words.h"
#include "text/chars.h"
#include "text/fold.h"

enum { HEADING_WORDS_MIN = 3, HEADING_WORDS_MAX = 14, HEADING_BYTES_MIN = 16, REST_BYTES_MIN = 80 };

struct splitting {
    const struct cb_document *doc;
    const struct cb_list *function_words, *sources, *organizations;
    const struct cb_words *words;
    bool english;
};

/* What a word may be in a heading without a verb. */
enum part { PART_NOUN, PART_ADJECTIVE, PART_SMALL, PART_OTHER };

static bool is_class(const struct cb_list_row *row, const char *class)
{
    return cb_str_eq(row->fields[CB_FUNCTION_WORD_CLASS], cb_str_of(class));
}

/* English: a word that is a verb or an adverb and nothing else, which headings without a verb do not have. */
static bool is_verbal(const struct splitting *s, struct cb_str lower)
{
    struct cb_word word = cb_words_exact(s->words, lower);

    for (uint32_t k = 0; k < word.count; k++)
        if (word.items[k].pos != CB_POS_VERB && word.items[k].pos != CB_POS_ADV)
            return false;
    return word.count > 0;
}

/* English: may a sentence begin with a function word of this class? */
static bool opens_sentence(const struct cb_list_row *row)
{
    return is_class(row, "article") || is_class(row, "preposition") || is_class(row, "subordinator") ||
           is_class(row, "conjunction") || is_class(row, "pronoun");
}

/* *begins: it could begin a sentence, with its capital letter. */
static enum part part_of(const struct splitting *s, struct cb_str word, bool *begins)
{
    bool capital = cb_char_is_upper(cb_char_first(word, NULL));
    struct cb_arena_mark mark = cb_arena_mark(s->doc->arena);
    struct cb_str lower = cb_fold_lower(s->doc->arena, word);
    const struct cb_list_row *row = lower.ptr ? cb_list_find(s->function_words, lower) : NULL;
    enum part part = capital || s->english ? PART_NOUN : PART_ADJECTIVE;

    *begins = row && capital && (!s->english || opens_sentence(row));
    if (!row && s->english && lower.ptr && is_verbal(s, lower))
        part = PART_OTHER;
    if (row)
        part = is_class(row, "article") || is_class(row, "preposition") || is_class(row, "conjunction")
                   ? PART_SMALL
                   : PART_OTHER;
    cb_arena_rewind(s->doc->arena, mark);
    return part;
}

/* "Die Zeit", "Der Standard", "Die Linke": names that begin with an article. */
static bool is_name(const struct splitting *s, struct cb_str rest)
{
    size_t first = cb_str_find(rest, CB_STR(" "), 0), second = cb_str_find(rest, CB_STR(" "), first + 1);
    struct cb_str name = cb_str_sub(rest, 0, second);

    while (name.len > 0 && strchr(",.:;", name.ptr[name.len - 1]))
        name.len--;
    return first == SIZE_MAX || cb_list_find(s->sources, name) || cb_list_find(s->organizations, name);
}

/* English: titles have capitals too, 'the band The Beatles': behind the word that begins a sentence stands
 * one in small letters, and before it one that no title would write so. */
static bool is_plain_sentence(struct cb_str text, size_t at)
{
    struct cb_str rest = cb_str_sub(text, at, text.len), heading = cb_str_sub(text, 0, at - 1);
    bool small = false;

    cb_str_split(&rest, ' ');
    if (!rest.ptr || !cb_char_is_lower(cb_char_first(rest, NULL)))
        return false;
    while (heading.ptr) {
        struct cb_str word = cb_str_split(&heading, ' ');
        if (!heading.ptr && rest.ptr == text.ptr + at + 2 && cb_char_is_upper(cb_char_first(word, NULL)))
            return false; /* 'of Language | A' */
        small = small || (word.len > 3 && cb_char_is_lower(cb_char_first(word, NULL)));
    }
    return small;
}

/* Where in `text` the paragraph begins behind its heading; 0: there is none. */
static size_t find_border(const struct splitting *s, struct cb_str text)
{
    struct cb_str rest = text;
    enum part before = PART_OTHER;
    bool joined = true; /* by punctuation to the word before */

    for (size_t words = 0; rest.ptr && words <= HEADING_WORDS_MAX; words++) {
        struct cb_str word = cb_str_split(&rest, ' '), bare = word;
        size_t at = (size_t)(word.ptr - text.ptr);
        bool begins;
        enum part part;
        while (bare.len > 0 && strchr(",:", bare.ptr[bare.len - 1]))
            bare.len--;
        if (bare.len == 0 || strchr(".!?;\"()", bare.ptr[bare.len - 1]) || strchr("\"(", bare.ptr[0]))
            return 0;
        part = part_of(s, bare, &begins);
        if (begins && words >= HEADING_WORDS_MIN && !joined && before == PART_NOUN)
            return at >= HEADING_BYTES_MIN && !is_name(s, cb_str_sub(text, at, text.len)) &&
                           (!s->english || is_plain_sentence(text, at))
                       ? at
                       : 0;
        if (part == PART_OTHER || (part == PART_SMALL && before == PART_ADJECTIVE) ||
            (part == PART_ADJECTIVE && words == 0))
            return 0;
        joined = bare.len < word.len;
        if (joined && s->english)
            return 0; /* 'In most cases, a Language A is ...': a clause, no heading */
        before = part;
    }
    return 0;
}

cb_status cb_lines_split(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                         struct cb_lines *lines, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct splitting s = {.doc = doc,
                          .function_words = cb_lexicon_list(lexicon, CB_LIST_FUNCTION_WORDS),
                          .sources = cb_lexicon_list(lexicon, CB_LIST_SOURCES),
                          .organizations = cb_lexicon_list(lexicon, CB_LIST_ORGANIZATIONS),
                          .words = cb_lexicon_words(lexicon),
                          .english = doc->language == CB_ENGLISH};
    struct cb_lines out = {0};

    for (size_t i = 0; i < lines->count; i++) {
        struct cb_line *line = &lines->items[i], *added;
        size_t border =
            line->sentences > 0 && line->words > HEADING_WORDS_MIN ? find_border(&s, line->text) : 0;
        uint32_t start = line->span.start + (uint32_t)border;
        if (border > 0 && line->span.end - start >= REST_BYTES_MIN) {
            added = CB_PUSH(doc->arena, &out);
            CB_TRY_NEW(added);
            *added = (struct cb_line){.span = {line->span.start, start - 1}};
            cb_line_look_over(doc, added);
            *line = (struct cb_line){.span = {start, line->span.end}};
            cb_line_look_over(doc, line);
        }
        added = CB_PUSH(doc->arena, &out);
        CB_TRY_NEW(added);
        *added = *line;
    }
    *lines = out;
done:
    return rc;
}
