#include "text/cell.h"

#include <math.h>
#include <strings.h>

#include "text/chars.h"
#include "text/date.h"
#include "text/decimal.h"
#include "text/fold.h"

/* ---- formulas ---- */

/* Apostrophes, and behind them what a spreadsheet may take for the beginning of a formula? */
static bool is_formula(struct cb_str text)
{
    uint32_t size, c;

    while (text.len > 0 && text.ptr[0] == '\'')
        text = cb_str_sub(text, 1, text.len);
    c = cb_char_first(text, &size);
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' || c == '\n' ||
           c == 0xFF1D || c == 0xFF0B || c == 0xFF0D || c == 0xFF20;
}

void cb_cell_guard(struct cb_buf *out, struct cb_str text)
{
    if (is_formula(text))
        cb_buf_add_char(out, '\'');
    cb_buf_add(out, text);
}

struct cb_str cb_cell_unguard(struct cb_str cell)
{
    return cell.len > 0 && cell.ptr[0] == '\'' && is_formula(cell) ? cb_str_sub(cell, 1, cell.len) : cell;
}

/* ---- numbers ---- */

enum { CELL_MAX = 64, PARTS_MAX = 16, DIGITS_MAX = 18 };

/* A cell without blanks: runs of digits and the signs between them. */
struct parts {
    char text[CELL_MAX];
    size_t len;
    bool negative, grouped; /* blanks or apostrophes stood between digits */
    int exponent;
    bool scientific;
};

/* Signs that part thousands wherever they stand between digits. */
static bool is_group_sign(uint32_t c)
{
    return cb_char_is_space(c) || cb_char_is_apostrophe(c) || c == 0x2018 || c == 0x00B4;
}

static bool read_exponent(struct cb_str text, int *out)
{
    bool negative = text.len > 0 && text.ptr[0] == '-';
    int value = 0;

    if (text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+'))
        text = cb_str_sub(text, 1, text.len);
    if (text.len == 0 || text.len > 3)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!cb_char_is_digit((unsigned char)text.ptr[i]))
            return false;
        value = value * 10 + (text.ptr[i] - '0');
    }
    *out = negative ? -value : value;
    return true;
}

static bool take_sign(struct cb_str *text, struct parts *out)
{
    uint32_t size, c = cb_char_first(*text, &size);

    out->negative = c == '-' || c == 0x2212;
    if (out->negative || c == '+')
        *text = cb_str_trim(cb_str_sub(*text, size, text->len));
    return text->len > 0;
}

/* Digits, '.' and ',' of the cell, without what parts thousands beyond doubt. */
static bool take_apart(struct cb_str cell, struct parts *out)
{
    struct cb_str text = cb_str_trim(cell);

    *out = (struct parts){.len = 0};
    if (!take_sign(&text, out))
        return false;
    while (text.len > 0) {
        uint32_t size, c = cb_char_first(text, &size);
        text = cb_str_sub(text, size, text.len);
        if ((c == 'e' || c == 'E') && out->len > 0) {
            out->scientific = true;
            return read_exponent(text, &out->exponent);
        }
        if (is_group_sign(c)) {
            out->grouped = true;
            continue;
        }
        if ((!cb_char_is_digit(c) && c != '.' && c != ',') || out->len + 1 >= CELL_MAX)
            return false;
        out->text[out->len++] = (char)c;
    }
    return out->len > 0;
}

/* The number with `decimal` as its decimal sign (0: it has none) and every other sign between thousands;
 * false where the groups are not those of thousands. *unit: of its last digit. */
static bool read_as(const struct parts *parts, char decimal, double *value, double *unit)
{
    struct cb_decimal d = {0, 0};
    size_t group = 0, groups = 0, used = 0;
    bool behind = false, seen = false;

    for (size_t i = 0; i < parts->len; i++) {
        char c = parts->text[i];
        if (c == decimal && decimal) {
            if (behind || (groups > 0 && group != 3))
                return false;
            behind = true;
            continue;
        }
        if (c == '.' || c == ',') {
            if (behind || group == 0 || group > 3 || (groups > 0 && group != 3))
                return false;
            groups++;
            group = 0;
            continue;
        }
        seen = true;
        group += !behind;
        if (used < DIGITS_MAX) {
            d.digits = d.digits * 10 + (c - '0');
            used += d.digits > 0;
            d.exponent -= behind;
        } else {
            d.exponent += !behind;
        }
    }
    if (!seen || (!behind && groups > 0 && group != 3))
        return false;
    d.exponent += parts->exponent;
    *unit = pow(10, d.exponent);
    *value = cb_decimal_double(d);
    if (parts->negative)
        *value = -*value;
    return isfinite(*value);
}

static size_t count_sign(const struct parts *parts, char sign)
{
    size_t n = 0;

    for (size_t i = 0; i < parts->len; i++)
        n += parts->text[i] == sign;
    return n;
}

/* The sign that stands last may be the decimal one, where it stands there once. */
static char last_sign(const struct parts *parts)
{
    for (size_t i = parts->len; i > 0; i--)
        if (parts->text[i - 1] == '.' || parts->text[i - 1] == ',')
            return parts->text[i - 1];
    return 0;
}

bool cb_cell_read_number(struct cb_str cell, char decimal, struct cb_cell_number *out)
{
    struct parts parts;
    double whole = 0, broken = 0, unit = 1, whole_unit = 1;
    bool as_whole, as_broken;
    char sign, other;

    if (!take_apart(cell, &parts))
        return false;
    sign = last_sign(&parts);
    other = sign == '.' ? ',' : '.';
    as_broken = sign && count_sign(&parts, sign) == 1 && read_as(&parts, sign, &broken, &unit);
    as_whole = (!sign || count_sign(&parts, other) == 0) && !(sign && parts.scientific) &&
               !(sign && parts.text[0] == '0') && read_as(&parts, 0, &whole, &whole_unit);
    if (parts.grouped && as_broken)
        as_whole = false; /* blanks part the thousands, so the sign is the decimal one */
    if (!as_broken && !as_whole)
        return false;
    *out = (struct cb_cell_number){.readings = {as_broken ? broken : whole}, .count = 1};
    if (as_broken && as_whole) {
        out->readings[1] = whole;
        out->count = decimal ? 1 : 2;
        out->readings[0] = decimal && decimal != sign ? whole : broken;
    } else if (sign) {
        out->decimal = as_broken ? sign : other;
    }
    if (parts.scientific || (as_broken && !as_whole && parts.len >= 10))
        out->unit = as_broken ? unit : whole_unit;
    return true;
}

static bool same_number(double a, double b)
{
    return a == b || fabs(a - b) <= 1e-14 * fmax(fabs(a), fabs(b));
}

bool cb_cell_is_number(const struct cb_cell_number *cell, double value)
{
    for (size_t i = 0; i < cell->count; i++)
        if (same_number(cell->readings[i], value))
            return true;
    return cell->unit > 0 && fabs(cell->readings[0] - value) <= cell->unit * 0.5000001;
}

/* ---- days ---- */

/* Runs of digits of a day, and the sign between them. */
struct day_parts {
    int32_t numbers[3];
    size_t digits[3];
    char sign;
};

/* What may stand behind a day: nothing, or a time. */
static bool is_time(struct cb_str text)
{
    if (text.len == 0)
        return true;
    if (text.ptr[0] != ' ' && text.ptr[0] != 'T')
        return false;
    for (size_t i = 1; i < text.len; i++)
        if (!cb_char_is_digit((unsigned char)text.ptr[i]) && text.ptr[i] != ':' && text.ptr[i] != '.' &&
            text.ptr[i] != 'Z')
            return false;
    return true;
}

static bool take_day(struct cb_str text, struct day_parts *out)
{
    size_t part = 0, i = 0;

    *out = (struct day_parts){.sign = 0};
    for (; i < text.len; i++) {
        char c = text.ptr[i];
        if (cb_char_is_digit((unsigned char)c) && out->digits[part] < 8) {
            out->numbers[part] = out->numbers[part] * 10 + (c - '0');
            out->digits[part]++;
            continue;
        }
        if ((c != '-' && c != '/' && c != '.') || part == 2 || out->digits[part] == 0 ||
            (part == 1 && c != out->sign))
            break;
        out->sign = c;
        part++;
        while (c == '.' && i + 1 < text.len && text.ptr[i + 1] == ' ')
            i++; /* "22. 11. 2026" */
    }
    return out->digits[part] > 0 && (part == 2 || part == 0) && is_time(cb_str_sub(text, i, text.len));
}

static void add_day(struct cb_cell_date *out, int32_t year, int32_t month, int32_t day)
{
    struct cb_date date = {year, month, day};
    int32_t number;

    if (!cb_date_is_valid(date))
        return;
    number = cb_date_day(year, month, day);
    for (size_t i = 0; i < out->count; i++)
        if (out->readings[i] == number)
            return;
    if (out->count < sizeof out->readings / sizeof *out->readings)
        out->readings[out->count++] = number;
}

/* Day and month in one order or both. */
static void add_year(struct cb_cell_date *out, const struct day_parts *p, int32_t year)
{
    add_day(out, year, p->numbers[1], p->numbers[0]);
    if (p->sign != '.')
        add_day(out, year, p->numbers[0], p->numbers[1]);
}

bool cb_cell_read_date(struct cb_str cell, struct cb_cell_date *out)
{
    struct day_parts p;
    struct cb_str text = cb_str_trim(cell);
    int32_t year;

    *out = (struct cb_cell_date){.count = 0};
    if (!take_day(text, &p))
        return false;
    if (p.digits[1] == 0) { /* days since 1899-12-30; 20000 is a day of 1954 */
        if (p.digits[0] == 5 && p.numbers[0] >= 20000)
            out->readings[out->count++] = p.numbers[0] - 25569;
        return out->count > 0;
    }
    if (p.digits[0] == 4) {
        add_day(out, p.numbers[0], p.numbers[1], p.numbers[2]);
        out->sure = out->count == 1;
        return out->count > 0;
    }
    if ((p.digits[2] != 4 && p.digits[2] != 2) || p.digits[0] > 2 || p.digits[1] > 2)
        return false;
    year = p.numbers[2] + (p.digits[2] == 4 ? 0 : p.numbers[2] < 30 ? 2000 : 1900);
    add_year(out, &p, year);
    for (int32_t century = 1800; p.digits[2] == 2 && century <= 2000; century += 100)
        add_year(out, &p, century + p.numbers[2]);
    out->sure = out->count == 1 && p.digits[2] == 4;
    return out->count > 0;
}

bool cb_cell_is_date(const struct cb_cell_date *cell, int32_t day)
{
    for (size_t i = 0; i < cell->count; i++)
        if (cell->readings[i] == day)
            return true;
    return false;
}

/* ---- yes and no ---- */

bool cb_cell_read_flag(struct cb_str cell, bool *out)
{
    static const struct {
        const char *word;
        bool value;
    } WORDS[] = {{"1", true},       {"0", false},    {"true", true},  {"false", false}, {"wahr", true},
                 {"falsch", false}, {"vrai", true},  {"faux", false}, {"yes", true},    {"no", false},
                 {"ja", true},      {"nein", false}, {"x", true},     {"y", true},      {"n", false}};
    struct cb_str text = cb_str_trim(cell);

    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (text.len == strlen(WORDS[i].word) && strncasecmp(text.ptr, WORDS[i].word, text.len) == 0) {
            *out = WORDS[i].value;
            return true;
        }
    return false;
}

/* ---- texts ---- */

/* What Excel keeps of a text, in units of UTF-16. */
enum { CELL_TEXT_MAX = 32767 };

/* A walk over a text in which every run of white space is one blank, and none stands at the ends. */
struct walk {
    struct cb_str rest;
    size_t units; /* of UTF-16 so far */
};

static uint32_t step(struct walk *walk)
{
    uint32_t size, c = cb_char_first(walk->rest, &size);
    bool space = false;

    while (size > 0 && cb_char_is_space(c)) {
        walk->rest = cb_str_sub(walk->rest, size, walk->rest.len);
        walk->units++;
        space = true;
        c = cb_char_first(walk->rest, &size);
    }
    if (space && size > 0)
        return ' ';
    walk->rest = cb_str_sub(walk->rest, size, walk->rest.len);
    walk->units += c > 0xFFFF ? 2 : 1;
    return size > 0 ? c : 0;
}

/* White space apart; and a '?' stands for every character that the charset of the file did not have. */
static bool same_letters(struct cb_str cell, struct cb_str before)
{
    struct walk a = {.rest = cb_str_trim(cell)}, b = {.rest = cb_str_trim(before)};
    uint32_t x, y;

    do {
        x = step(&a);
        y = step(&b);
        if (x == 0 && y != 0) /* cut off */
            return a.units >= CELL_TEXT_MAX - 1;
        if (x != y && !(x == '?' && y >= 0x80))
            return false;
    } while (x != 0);
    return true;
}

/* "007" became 7, "123456789012" 1.23457E+11. */
static bool same_as_number(struct cb_str cell, struct cb_str before)
{
    struct cb_cell_number a, b;

    return cb_cell_read_number(cell, 0, &a) && cb_cell_read_number(before, 0, &b) &&
           (cb_cell_is_number(&a, b.readings[0]) || cb_cell_is_number(&b, a.readings[0]));
}

static bool same_as_date(struct cb_str cell, struct cb_str before)
{
    struct cb_cell_date a, b;

    return cb_cell_read_date(cell, &a) && cb_cell_read_date(before, &b) && cb_cell_is_date(&a, b.readings[0]);
}

static bool is_truth(struct cb_str text, bool *value)
{
    text = cb_str_trim(text);
    return text.len >= 4 && cb_cell_read_flag(text, value);
}

/* Digits and signs only: "9/11", "1-2", "12:30". A spreadsheet may take it for a day, a time or a fraction.
 */
static bool looks_numeric(struct cb_str text)
{
    bool digit = false, sign = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        digit = digit || cb_char_is_digit((unsigned char)c);
        sign = sign || c == '/' || c == '-' || c == '.' || c == ':' || c == ',';
        if (!cb_char_is_digit((unsigned char)c) && c != '/' && c != '-' && c != '.' && c != ':' && c != ',' &&
            c != ' ')
            return false;
    }
    return digit && sign;
}

static bool has_digit(struct cb_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (cb_char_is_digit((unsigned char)text.ptr[i]))
            return true;
    return false;
}

enum cb_cell_change cb_cell_compare(struct cb_str cell, struct cb_str before)
{
    bool a, b;

    if (same_letters(cell, before) || same_as_number(cell, before) || same_as_date(cell, before) ||
        (is_truth(cell, &a) && is_truth(before, &b) && a == b))
        return CB_CELL_SAME;
    if (looks_numeric(cb_str_trim(before)) && has_digit(cell))
        return CB_CELL_REWRITTEN;
    return CB_CELL_OTHER;
}

struct cb_str cb_cell_text(struct cb_arena *arena, struct cb_str cell)
{
    struct cb_str text = cb_str_trim(cell);
    char *copy;
    size_t n = 0;

    if (!text.ptr || !memchr(text.ptr, '\r', text.len))
        return text.ptr ? text : CB_STR("");
    copy = cb_arena_alloc(arena, text.len + 1);
    for (size_t i = 0; copy && i < text.len; i++)
        if (text.ptr[i] != '\r' || i + 1 == text.len || text.ptr[i + 1] != '\n')
            copy[n++] = text.ptr[i] == '\r' ? '\n' : text.ptr[i];
    return (struct cb_str){copy, n};
}
