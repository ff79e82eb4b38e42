/* Floor 1. What spreadsheets do to the cells of a table, and what was meant: numbers with a decimal comma,
 * days in the country's order, long numbers rounded to an exponent, leading zeros lost. Nothing is guessed: a
 * cell that can be read in two ways gives both readings, and the caller, who knows what stood there before,
 * decides. */
#ifndef CB_TEXT_CELL_H
#define CB_TEXT_CELL_H

#include "base/arena.h"
#include "base/buf.h"

/* ---- formulas ---- */

/* Appends `text` as a cell that no spreadsheet takes for a formula: an apostrophe goes in front where it
 * begins with
 * '=', '+', '-', '@', their full-width forms, a tab or a line end, or with apostrophes before one of these.
 * cb_cell_unguard gives back exactly `text`. */
void cb_cell_guard(struct cb_buf *out, struct cb_str text);

/* The text of a cell: without the apostrophe that cb_cell_guard put in front. A slice of `cell`. */
struct cb_str cb_cell_unguard(struct cb_str cell);

/* ---- numbers ---- */

struct cb_cell_number {
    double readings[2]; /* "1.234" is 1.234 and 1234 */
    size_t count;       /* 1 or 2 */
    char decimal;       /* '.' or ',' where the cell shows which sign is the decimal one, else 0 */
    double unit;        /* of the last digit written, where the spreadsheet may have rounded; else 0 */
};

/* Reads digits with '.', ',' as decimal sign or between thousands, blanks or apostrophes between thousands, a
 * sign and an exponent. `decimal` is the decimal sign of the file, 0 where it is not known: it decides
 * between two readings. false: no number. */
bool cb_cell_read_number(struct cb_str cell, char decimal, struct cb_cell_number *out);

/* Is `value` one of the readings, or the number that the spreadsheet rounded? */
bool cb_cell_is_number(const struct cb_cell_number *cell, double value);

/* ---- days ---- */

struct cb_cell_date {
    int32_t readings[6]; /* days, as in text/date.h */
    size_t count;
    bool sure; /* one reading, and no other program would read another */
};

/* Reads 2026-11-22, 2026/11/22, 22.11.2026, 11/22/2026 and 22/11/2026 (both where both are days), years of
 * two digits, and the number that a spreadsheet keeps for a day (46348); a time of day behind it is passed
 * over. false: no day. */
bool cb_cell_read_date(struct cb_str cell, struct cb_cell_date *out);

bool cb_cell_is_date(const struct cb_cell_date *cell, int32_t day);

/* ---- yes and no ---- */

/* 1 and 0, TRUE and FALSE, yes and no, also in German and French. false: none of these. */
bool cb_cell_read_flag(struct cb_str cell, bool *out);

/* ---- texts ---- */

/* What became of the text that a spreadsheet was given. */
enum cb_cell_change {
    CB_CELL_SAME,      /* nothing, or only what spreadsheets do by themselves to white space, numbers, truth
                        * values,      characters that a charset does not have, and texts of more than 32,767
                        * characters
                        */
    CB_CELL_REWRITTEN, /* what stands there now may be the spreadsheet's doing: '9/11' became '11. Sep' */
    CB_CELL_OTHER,
};
enum cb_cell_change cb_cell_compare(struct cb_str cell, struct cb_str before);

/* `cell` without white space at both ends, line ends as LF, blanks of all kinds as they are: the text that
 * was typed. A slice where nothing changes, else a copy in `arena`; ptr NULL when there is no memory. */
struct cb_str cb_cell_text(struct cb_arena *arena, struct cb_str cell);

#endif
