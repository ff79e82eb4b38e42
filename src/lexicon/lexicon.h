/* Floor 2. The word lists of one language (import/<language>/X.csv) and those of all languages (import/X.csv)
 * as look-up tables. Rules are data: what a list holds is explained in import/README.md; C only knows its
 * columns.
 *
 * Each row has one or more forms: the first column, cut at '|', each a run of words. A form is found in a
 * document by its tokens, in lower case unless the list is case-sensitive. A lexicon is read-only once loaded
 * and may be used by several threads. */
#ifndef CB_LEXICON_LEXICON_H
#define CB_LEXICON_LEXICON_H

#include "base/map.h"
#include "model/document.h"

/* One list: its file and columns are in lists.c; X_COLUMN constants number the columns in that order. */
enum cb_list_id {
    CB_LIST_ABBREVIATIONS,  /* forms whose full stop ends no sentence */
    CB_LIST_FUNCTION_WORDS, /* articles, pronouns, prepositions, conjunctions, particles, adverbs, common
                               verbs */
    CB_LIST_FIRST_NAMES,
    CB_LIST_TITLES,
    CB_LIST_ORGANIZATION_WORDS,
    CB_LIST_NAME_WORDS, /* words beside names and inside them, and words that are none */
    CB_LIST_NOUNS,
    CB_LIST_MONTHS,
    CB_LIST_NUMBERS,
    CB_LIST_DATE_WORDS,
    CB_LIST_FIGURE_WORDS,
    CB_LIST_REPORTING_VERBS,
    CB_LIST_FRAMES,
    CB_LIST_CLAIM_WORDS,
    CB_LIST_CLAUSE_WORDS, /* the grammar of small words, as far as clauses and phrases need it */
    CB_LIST_BOILERPLATE,
    CB_LIST_ORGANIZATION_NOUNS, /* nouns that take up an organization, by class */
    CB_LIST_ORGANIZATION_MARKS, /* words in names that show the class */
    CB_LIST_OFFICE_CLASSES,     /* titles by the class of organization where they are held */
    CB_LIST_PERSON_NOUNS,       /* nouns and pronouns that take up a person */
    CB_LIST_POSITION_WORDS,     /* ehemalig, designiert */
    CB_LIST_SUPPORT_VERBS,      /* a noun and a verb that mean one verb: Kritik üben */
    CB_LIST_PROPOSITION_WORDS,  /* modal verbs, conjunctions, verbs with an infinitive */
    CB_LIST_STANCE_WORDS,       /* which way somebody wants a thing to go: streng, lockern */
    CB_LIST_PLACES,             /* from here on: for all languages */
    CB_LIST_ORGANIZATIONS,
    CB_LIST_SOURCES,
    CB_LIST_UNITS,
    CB_LIST_CURRENCIES,
    CB_LIST_DOMAIN_ENDINGS,
    CB_LIST_NAMES,        /* no file of ours: the names that the users of a knowledge base gave it */
    CB_LIST_HTML_WORDS,   /* words of class, id and role attributes */
    CB_LIST_HTML_PHRASES, /* beginnings of visible lines: bylines, dates, paywalls, cookie notices */
    CB_LIST_INPUT_FIELDS, /* names of what a record says of an article: title, headline, Titel */
    CB_LIST_COUNT
};

struct cb_list_row {
    const struct cb_str *fields; /* as many as the list has columns; empty fields have len 0 */
};

struct cb_list;
struct cb_lexicon;
struct cb_patterns;
struct cb_words;

/* Loads all lists of `language`: from `directory` (the layout of import/) where a file is there, else the
 * built-in ones. *out lives in `arena`. CB_BAD_INPUT: a list is not CSV, or its columns are not the expected
 * ones; the message names file and line. */
cb_status cb_lexicon_load(enum cb_language language, const char *directory, struct cb_arena *arena,
                          struct cb_lexicon **out, struct cb_err *err);

/* What is known of single words: the full-form lexicon of the language and its words.csv. */
const struct cb_words *cb_lexicon_words(const struct cb_lexicon *lexicon);

/* The forms of CB_LIST_BOILERPLATE that are not whole lines (lexicon/patterns.h). */
const struct cb_patterns *cb_lexicon_boilerplate(const struct cb_lexicon *lexicon);

/* The weights of the language's tagger (import/<language>/tagger.bin); ptr NULL when it has none. */
struct cb_str cb_lexicon_tagger(const struct cb_lexicon *lexicon);

/* The weights of the language's model of names (import/<language>/names.bin); ptr NULL when it has none. */
struct cb_str cb_lexicon_names(const struct cb_lexicon *lexicon);

/* The table of many names (import/names.bin); ptr NULL when there is none. */
struct cb_str cb_lexicon_name_table(const struct cb_lexicon *lexicon);

const struct cb_list *cb_lexicon_list(const struct cb_lexicon *lexicon, enum cb_list_id id);

/* Makes a list of CB_LIST_NAMES from `count` rows (name, kind, aliases), which it borrows; a form that two
 * rows have is found in none. *out lives in `arena`. */
cb_status cb_list_of_names(struct cb_list_row *rows, size_t count, struct cb_arena *arena,
                           struct cb_list **out, struct cb_err *err);

/* Gives a lexicon its CB_LIST_NAMES; `names` must outlive it. */
void cb_lexicon_use_names(struct cb_lexicon *lexicon, const struct cb_list *names);

/* All rows in file order. */
size_t cb_list_count(const struct cb_list *list);
const struct cb_list_row *cb_list_row(const struct cb_list *list, size_t index);

/* The row that has `form` among its forms (lower case, unless the list is case-sensitive); NULL when there is
 * none. */
const struct cb_list_row *cb_list_find(const struct cb_list *list, struct cb_str form);

/* The row that has "-tail" among its forms: what compounds end with. Lists have none longer than 64 bytes. */
const struct cb_list_row *cb_list_find_tail(const struct cb_list *list, struct cb_str tail);

/* The same for one form in several lists: `bit` is cb_list_bit(form), worked out once. */
static inline uint32_t cb_list_bit(struct cb_str form)
{
    return (uint32_t)cb_str_hash_quick(form);
}

const struct cb_list_row *cb_list_find_bit(const struct cb_list *list, struct cb_str form, uint32_t bit);

/* Asked before the endings of `word`, two bytes or more, are looked up one by one: bit n (63: or more) is set
 * when the list may have "-tail" for the last n bytes of it. */
uint64_t cb_list_tail_lengths(const struct cb_list *list, struct cb_str word);

/* The same for the forms as they are, without a hyphen: most endings of most words need no look. */
uint64_t cb_list_end_lengths(const struct cb_list *list, struct cb_str word);

/* Is it set for an ending of `len` bytes? */
static inline bool cb_lengths_have(uint64_t lengths, size_t len)
{
    return lengths >> (len < 63 ? len : 63) & 1;
}

/* false: no form begins with the run of letters and digits that `start` begins with. By its first two bytes:
 * most words are turned away, at next to no cost. */
bool cb_list_may_begin(const struct cb_list *list, struct cb_str start);

/* Bytes of the longest form that begins with the run of letters and digits that `start` begins with; 0 when
 * there is none. */
uint32_t cb_list_longest(const struct cb_list *list, struct cb_str start);

/* The run of letters and digits that `start` begins with, and cb_list_longest of one: for those who ask
 * several lists. */
struct cb_str cb_list_head(struct cb_str start);
uint32_t cb_list_longest_head(const struct cb_list *list, struct cb_str head);

/* The row with the longest form that stands in the document from token `first` on and ends before token
 * `limit`; *count gets its number of tokens. White space between tokens does not matter. NULL when there is
 * none. */
const struct cb_list_row *cb_list_match(const struct cb_list *list, const struct cb_document *doc,
                                        uint32_t first, uint32_t limit, uint32_t *count);

/* The same where cb_list_longest of the first token is known, and not 0. */
const struct cb_list_row *cb_list_match_within(const struct cb_list *list, const struct cb_document *doc,
                                               uint32_t first, uint32_t limit, uint32_t longest,
                                               uint32_t *count);

/* ---- what all lists say of one word ----
 *
 * Most words are in few lists and most stages ask: the lists are asked once, when a vocabulary meets the
 * word. A list of lower case is asked for the word in lower case, one that is case-sensitive for the word as
 * written. Of CB_LIST_NAMES, which changes from one knowledge base to the next, nothing is kept. */
struct cb_listed {
    uint64_t
        begins;   /* lists, one bit each: a form begins with the run of letters that the word begins with */
    uint64_t has; /* lists that have the word among their forms */
    const struct cb_list_row *const *rows; /* of those: parallel to the bits of `has` */
    const uint16_t *longest; /* bytes of the longest form that begins so, at most UINT16_MAX: parallel to the
                              * bits of `begins` without CB_LIST_NAMES */
};

/* Asks all lists. `rows` is in `arena`. false when there is no memory. */
bool cb_lexicon_ask(const struct cb_lexicon *lexicon, struct cb_str form, struct cb_str lower,
                    struct cb_arena *arena, struct cb_listed *out);

/* false: no form of the list begins as the token does. */
static inline bool cb_token_may_begin(const struct cb_token *token, enum cb_list_id list)
{
    return token->listed->begins >> list & 1;
}

/* As cb_list_longest of the word; not for CB_LIST_NAMES. */
static inline uint32_t cb_listed_longest(const struct cb_listed *listed, enum cb_list_id list)
{
    uint64_t bit = UINT64_C(1) << list, before = (bit - 1) & ~(UINT64_C(1) << CB_LIST_NAMES);

    return listed->begins & bit ? listed->longest[__builtin_popcountll(listed->begins & before)] : 0;
}

/* As cb_list_find of the word; not for CB_LIST_NAMES. */
static inline const struct cb_list_row *cb_listed_row(const struct cb_listed *listed, enum cb_list_id list)
{
    uint64_t bit = UINT64_C(1) << list;

    return listed->has & bit ? listed->rows[__builtin_popcountll(listed->has & (bit - 1))] : NULL;
}

static inline const struct cb_list_row *cb_token_row(const struct cb_token *token, enum cb_list_id list)
{
    return cb_listed_row(token->listed, list);
}

/* As cb_list_find of `word`, a lemma of the token or its joined one, which most often is the token itself.
 * `list` is list `id`, one of lower case. */
static inline const struct cb_list_row *cb_token_word_row(const struct cb_token *token, struct cb_str word,
                                                          const struct cb_list *list, enum cb_list_id id)
{
    bool same = word.ptr == token->lower.ptr && word.len == token->lower.len;

    return same ? cb_token_row(token, id) : cb_list_find(list, word);
}

/* Columns. The first of each list is its forms. */
enum { CB_ABBREVIATION_FORM, CB_ABBREVIATION_ENDS };
enum { CB_FUNCTION_WORD_FORM, CB_FUNCTION_WORD_CLASS };
enum { CB_FIRST_NAME_FORM, CB_FIRST_NAME_GENDER };
enum { CB_TITLE_FORM, CB_TITLE_KIND, CB_TITLE_GENDER };
enum { CB_ORGANIZATION_WORD_FORM, CB_ORGANIZATION_WORD_USE, CB_ORGANIZATION_WORD_GENDER };
enum { CB_NAME_WORD_FORM, CB_NAME_WORD_USE, CB_NAME_WORD_KIND };
enum { CB_NOUN_FORM };
enum { CB_MONTH_FORM, CB_MONTH_NUMBER };
enum { CB_NUMBER_FORM, CB_NUMBER_USE, CB_NUMBER_VALUE };
enum { CB_DATE_WORD_FORM, CB_DATE_WORD_USE, CB_DATE_WORD_VALUE };
enum { CB_FIGURE_WORD_FORM, CB_FIGURE_WORD_USE, CB_FIGURE_WORD_VALUE };
enum {
    CB_REPORTING_VERB_FORM,
    CB_REPORTING_VERB_LEMMA,
    CB_REPORTING_VERB_PARTICIPLE,
    CB_REPORTING_VERB_PREFIX,
    CB_REPORTING_VERB_MEDIUM,
    CB_REPORTING_VERB_ACT,
    CB_REPORTING_VERB_USE
};
enum { CB_FRAME_FORM, CB_FRAME_USE, CB_FRAME_MEDIUM, CB_FRAME_ACT };
enum { CB_CLAIM_WORD_FORM, CB_CLAIM_WORD_CLASS };
enum { CB_CLAUSE_WORD_FORM, CB_CLAUSE_WORD_CLASS };
enum { CB_BOILERPLATE_FORM, CB_BOILERPLATE_KIND, CB_BOILERPLATE_MATCH };
enum { CB_PLACE_NAME, CB_PLACE_ENGLISH, CB_PLACE_KIND, CB_PLACE_COUNTRY, CB_PLACE_ALIASES };
enum { CB_ORGANIZATION_NAME, CB_ORGANIZATION_KIND, CB_ORGANIZATION_ALIASES };
enum {
    CB_SOURCE_NAME,
    CB_SOURCE_KIND,
    CB_SOURCE_DOMAIN,
    CB_SOURCE_LANGUAGE,
    CB_SOURCE_COUNTRY,
    CB_SOURCE_ALIASES,
    CB_SOURCE_QUOTED_ALIASES
};
enum { CB_ORGANIZATION_CLASS_FORM, CB_ORGANIZATION_CLASS_CLASS }; /* of the three lists by class */
enum { CB_PERSON_NOUN_FORM, CB_PERSON_NOUN_GENDER, CB_PERSON_NOUN_USE };
enum { CB_POSITION_WORD_FORM, CB_POSITION_WORD_USE };
enum { CB_SUPPORT_VERB_FORM, CB_SUPPORT_VERB_LEMMA, CB_SUPPORT_VERB_PREPOSITION };
enum { CB_PROPOSITION_WORD_FORM, CB_PROPOSITION_WORD_CLASS };
enum { CB_STANCE_WORD_FORM, CB_STANCE_WORD_DIRECTION, CB_STANCE_WORD_DEGREE };
enum { CB_UNIT_FORM, CB_UNIT_NAME, CB_UNIT_KIND, CB_UNIT_FACTOR };
enum { CB_CURRENCY_FORM, CB_CURRENCY_CODE, CB_CURRENCY_FACTOR };
enum { CB_DOMAIN_ENDING_FORM };
enum { CB_NAMES_NAME, CB_NAMES_KIND, CB_NAMES_ALIASES, CB_NAMES_COLUMNS };
enum { CB_HTML_WORD_FORM, CB_HTML_WORD_USE };
enum { CB_HTML_PHRASE_FORM, CB_HTML_PHRASE_USE };
enum { CB_INPUT_FIELD_FORM, CB_INPUT_FIELD_FIELD };

#endif
