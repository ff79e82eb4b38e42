/* How cb_figures_find works inside; private to this folder.
 *
 * The tokens of the article become pieces: a token that joins a number to something ("36-Jährige", "75ml",
 * "10-Milliarden-Dollar-Deal") becomes several, so that one grammar reads joined and separate forms alike. At
 * each piece the readers try in turn: a date, a multiple, an amount. A reader answers whether its form stands
 * there and fills a draft; at the end of a sentence its drafts get what they left out ("von 84 auf 97,5
 * Millionen Euro"), what they count and whose they are. */
#ifndef CB_EXTRACT_FIGURES_H
#define CB_EXTRACT_FIGURES_H

#include <string.h>

#include "extract/extract.h"
#include "text/date.h"

/* ---- pieces ---- */

/* Pieces of kind END before the first and behind the last sentence: readers look a few pieces around. */
enum { CB_PIECES_BEFORE = 4, CB_PIECES_BEHIND = 8 };

enum cb_piece_kind {
    CB_PIECE_END = 0, /* behind each sentence */
    CB_PIECE_DIGITS,
    CB_PIECE_WORD,
    CB_PIECE_SIGN,
};

enum cb_piece_flag {
    CB_PIECE_SPACE = 1,     /* white space stands before it */
    CB_PIECE_CAPITAL = 2,   /* begins with a capital letter */
    CB_PIECE_START = 4,     /* first word of its sentence */
    CB_PIECE_ORDINAL = 8,   /* digits with a full stop that makes them an ordinal */
    CB_PIECE_INNER = 16,    /* in one token with the piece before */
    CB_PIECE_NAME = 32,     /* part of a name */
    CB_PIECE_PLACE = 64,    /* ... of a place */
    CB_PIECE_BLOCKED = 128, /* never (part of) a number: of a name with digits, an address, a score */
    CB_PIECE_NUMBER = 256,  /* digits, or a number word, simple or composed */
    CB_PIECE_TRIGGER = 512  /* a figure may begin with it */
};

struct cb_piece {
    struct cb_span span;
    struct cb_str lower;
    enum cb_piece_kind kind;
    uint32_t flags; /* of enum cb_piece_flag */
    uint32_t sign;  /* CB_PIECE_SIGN: the character */
    /* What the lists say about the word by itself; NULL = nothing. */
    const struct cb_list_row *number, *month, *date_word, *figure_word;
    uint64_t date_uses; /* what date_word is for, one bit per enum cb_date_use (dates.h) */
};
CB_LIST_TYPE(cb_pieces, struct cb_piece)

struct cb_draft;
CB_LIST_TYPE(cb_drafts, struct cb_draft)

struct cb_read_cache;

struct cb_figure_scan {
    const struct cb_document *doc;
    struct cb_arena *arena;
    struct cb_facts *facts;
    const struct cb_list *numbers, *months, *date_words, *figure_words, *units, *currencies, *function_words;
    const struct cb_words *words;
    struct cb_pieces pieces;
    struct cb_read_cache *cache; /* numbers and units read last */
    struct cb_drafts drafts;     /* of the sentence in hand */
    bool english;
    bool has_published;
    int32_t published;           /* day */
    uint32_t sentence_first;     /* its first piece */
    struct cb_span counted;      /* the noun counted last: "drei von ihnen" */
    uint32_t mention;            /* the first mention that does not end before the sentence */
    uint32_t *mentioned;         /* by entity: how often the organization was named before the sentence */
    uint32_t topic, topic_count; /* the one named most often, CB_NONE where two are; how often */
};

/* Cuts the article into pieces, leaving out boilerplate. */
cb_status cb_pieces_cut(struct cb_figure_scan *scan, struct cb_err *err);

/* numbers, date_words and figure_words have the same columns. */
enum { CB_ROW_USE = CB_NUMBER_USE };
_Static_assert((int)CB_ROW_USE == (int)CB_DATE_WORD_USE && (int)CB_ROW_USE == (int)CB_FIGURE_WORD_USE,
               "the use is in one column");

/* Is `use` among the uses of the row, words with blanks between? */
bool cb_row_has_use(const struct cb_list_row *row, const char *use, size_t size);

/* Is `use` what the row of numbers, date_words or figure_words is for? false for NULL, as for most words. */
static inline bool cb_row_is(const struct cb_list_row *row, const char *use)
{
    return row && cb_row_has_use(row, use, strlen(use));
}

/* The text of the piece as written. */
struct cb_str cb_piece_text(const struct cb_figure_scan *scan, uint32_t at);

static inline const struct cb_piece *cb_piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return &scan->pieces.items[at];
}

bool cb_piece_is_sign(const struct cb_figure_scan *scan, uint32_t at, uint32_t sign);

/* '-' or one of the dashes. */
bool cb_piece_is_dash(const struct cb_figure_scan *scan, uint32_t at);

/* A hyphen inside a token, as in "36-Jährige". */
bool cb_piece_is_hyphen(const struct cb_figure_scan *scan, uint32_t at);

/* `at`, or behind it where a hyphen inside a token stands there. */
uint32_t cb_piece_past_hyphen(const struct cb_figure_scan *scan, uint32_t at);

/* The class of a function word ("preposition", "article"); empty for other words. */
struct cb_str cb_piece_class(const struct cb_figure_scan *scan, uint32_t at);

/* The row of `list` with the longest form that begins at piece `at`, in lower case or as written, or
 * (backwards) that ends before piece `at`. *next gets the piece behind it, or (backwards) its first piece. */
const struct cb_list_row *cb_pieces_match(const struct cb_figure_scan *scan, const struct cb_list *list,
                                          bool lower, uint32_t at, uint32_t *next);
const struct cb_list_row *cb_pieces_match_back(const struct cb_figure_scan *scan, const struct cb_list *list,
                                               bool lower, uint32_t at, uint32_t *first);

/* ---- numbers ---- */

enum cb_number_form {
    CB_NUMBER_CARDINAL = 0,
    CB_NUMBER_ORDINAL,
    CB_NUMBER_SHARE, /* a part of one: "ein Drittel", "½" */
    CB_NUMBER_VAGUE, /* "Hunderte", "Millionen": at least so many */
};

struct cb_number {
    uint32_t first, end; /* pieces */
    enum cb_number_form form;
    struct cb_decimal value;
    struct cb_decimal scale; /* of its last word: 1000000 for "2,4 Millionen"; 1 without one */
    bool digits;             /* begins with digits */
    bool plain;              /* nothing but digits without separators */
    bool article;            /* only an article, or one with "halb": a number only before a unit */
    const struct cb_list_row
        *suffix; /* of figure_words: what the word goes on with, "-jährig", "-fach"; or NULL */
};

/* Digits with the separators of the language; *plain (may be NULL): there are none. false for codes and
 * anything else that is no number. */
bool cb_digits_read(struct cb_str text, bool english, struct cb_decimal *out, bool *plain);

/* A number word being put together from its parts, inside one word and over several. */
struct cb_numeral {
    struct cb_decimal total, group; /* thousands and more; what is below */
    struct cb_decimal scale, top;   /* the last scale; the next one must be below top */
    int64_t room;                   /* what may still be added to the group must be below it */
    bool any, group_set, hundred, ordinal, digits;
    bool article;    /* nothing but "ein" so far */
    bool half;       /* a half, or anything with one */
    bool share;      /* a fraction */
    bool unit_first; /* "ein" of "einundzwanzig" waits for its tens */
};

void cb_numeral_start(struct cb_numeral *n);
void cb_numeral_digits(struct cb_numeral *n, struct cb_decimal value);

/* Takes one row of numbers; false (and *n as it was) when it cannot follow. */
bool cb_numeral_take(struct cb_numeral *n, const struct cb_list_row *row);

/* Makes what was taken the numerator of a fraction; false when there is none. */
bool cb_numeral_divide(struct cb_numeral *n, struct cb_decimal denominator);

/* Takes a whole word, composed where it must be: "zweihunderttausend", "siebenundzwanzigsten", "vierjährige".
 * The suffix, where one ends the word, goes to *suffix. false (and *n as it was) when the word is no number.
 */
bool cb_numeral_take_word(const struct cb_figure_scan *scan, struct cb_str word, struct cb_numeral *n,
                          const struct cb_list_row **suffix);

/* false when it does not fit. */
bool cb_numeral_value(const struct cb_numeral *n, struct cb_decimal *out);

/* Is the word composed of number words, with or without a suffix ("verdreifacht" too)? */
bool cb_numeral_is_composed(const struct cb_figure_scan *scan, struct cb_str word);

/* The number that begins at piece `at`, with its sign. */
bool cb_number_read(const struct cb_figure_scan *scan, uint32_t at, struct cb_number *out);

/* Is the number that begins at `at` announced by "zwischen", so that a second one follows behind "und"? */
bool cb_number_is_between(const struct cb_figure_scan *scan, uint32_t at);

/* ---- drafts ---- */

struct cb_draft {
    struct cb_figure figure;
    uint32_t first, end;     /* pieces */
    uint32_t core, core_end; /* without the words that bound it */
    bool bare;               /* no unit was seen */
    bool digits;             /* (its last number) begins with digits */
    struct cb_decimal scale; /* of its last number */
    struct cb_span inner;    /* the rest of a joined word: "Deal" */
};

/* A draft of this kind over pieces [first, end), its bound exact. */
struct cb_draft cb_draft_of(const struct cb_figure_scan *scan, enum cb_figure_kind kind, uint32_t first,
                            uint32_t end, const char *rule);

/* Sets both sides, or opens one as the bound says. */
void cb_draft_set(struct cb_draft *draft, struct cb_decimal low, struct cb_decimal high);

/* ---- units ---- */

struct cb_unit {
    enum cb_figure_kind kind; /* money, percent, duration, quantity, multiple, or count for "Mal" */
    struct cb_str name;
    struct cb_decimal factor;
    uint32_t end; /* piece */
    bool joined;  /* a hyphen joins it to the number: "10-Euro-Schein" */
    bool noun;    /* its word is an ordinary noun too: "ein Fuß in der Tür" measures nothing */
};

/* The unit that stands behind a number that ends at piece `at`; `large`: the number has a scale word. */
bool cb_unit_read(const struct cb_figure_scan *scan, uint32_t at, bool large, struct cb_unit *out);

/* The currency sign or code that stands right before piece `at`; *first gets its place. */
bool cb_unit_before(const struct cb_figure_scan *scan, uint32_t at, struct cb_unit *out, uint32_t *first);

/* ---- bounds ---- */

/* Widens the draft over "rund", "bis zu", "mindestens" before it and "oder mehr" behind it, and sets its
 * bound. Nothing before piece `limit` is taken. */
void cb_bounds_read(const struct cb_figure_scan *scan, uint32_t limit, struct cb_draft *draft);

/* Makes one figure of two that are the two sides of it: "mehr als 10 und weniger als 40". There is at least
 * one draft. */
void cb_bounds_join(struct cb_figure_scan *scan);

/* Several readers ask for the number or unit at the same piece: what was read last, by piece modulo
 * CB_CACHED. */
enum { CB_CACHED = 8 };

struct cb_read_cache {
    uint32_t number_key[CB_CACHED], unit_key[CB_CACHED]; /* what is in the slot; 0 = nothing */
    bool number_found[CB_CACHED], unit_found[CB_CACHED];
    struct cb_number numbers[CB_CACHED];
    struct cb_unit units[CB_CACHED];
};

/* ---- readers ---- */

/* Each: is there such a figure at piece `at`? Nothing before piece `limit` belongs to it. Where the answer is
 * no, out->end may still say up to where nothing is to be found (0: go on with the next piece). */
bool cb_amount_read(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out);
bool cb_share_read(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out);
bool cb_multiple_read(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out);
bool cb_date_read(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out);

/* Digits or a number word that counts nothing: label, code, telephone number, list number, clock time,
 * postcode. *end gets the piece to go on with. */
bool cb_guard_rejects(const struct cb_figure_scan *scan, const struct cb_number *number, uint32_t *end);

/* ---- what a sentence's drafts leave out ---- */

/* Scale and unit that stand only with the next or the last figure. */
void cb_elided_complete(struct cb_figure_scan *scan);

/* The noun counted by a number that ends at piece `at`, with the pieces it goes over; false when none stands
 * there. */
bool cb_what_counted(const struct cb_figure_scan *scan, uint32_t at, struct cb_span *out);

/* The key of the thing: its head in the singular. The list's word, else the lemma that the language layer
 * found; things of which there are several (`plural`) and that have none lose the ending of the plural. ptr
 * NULL when there is no memory. */
struct cb_str cb_what_key(const struct cb_figure_scan *scan, struct cb_span what, bool plural);

/* The unit of a count of `what`: its head as written, in lower case, German datives of the plural as the
 * other cases ("mitglieder" for "Mitgliedern"). ptr NULL when there is no memory. */
struct cb_str cb_count_unit(const struct cb_figure_scan *scan, struct cb_span what);

/* what, what_key, and the unit of counts. CB_NO_MEMORY. */
cb_status cb_what_find(struct cb_figure_scan *scan, struct cb_err *err);

/* The entity whose figures they are, where that is plain. CB_NO_MEMORY. */
cb_status cb_owner_find(struct cb_figure_scan *scan, struct cb_err *err);

#endif
