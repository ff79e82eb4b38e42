/* Digits with separators: 50.000 12,4 1.234,5 977'000, and with the other language's habits where they leave
 * no doubt. */
#include "extract/figures.h"

enum { DIGITS_MAX = 32 };

struct shape {
    size_t dots, commas, apostrophes;
    char last; /* the last separator; 0 for none */
    size_t last_at;
};

static struct shape shape_of(struct cb_str text)
{
    struct shape shape = {0};

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        shape.dots += c == '.';
        shape.commas += c == ',';
        shape.apostrophes += c == '\'';
        if (c < '0' || c > '9') {
            shape.last = c;
            shape.last_at = i;
        }
    }
    return shape;
}

/* Is `text` digits in groups of three with `separator` between, the first one of one to three? */
static bool is_grouped(struct cb_str text, char separator)
{
    size_t group = 0, groups = 0;

    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != separator) {
            if (text.ptr[i] < '0' || text.ptr[i] > '9')
                return false;
            group++;
            continue;
        }
        if (groups++ == 0 ? group < 1 || group > 3 : group != 3)
            return false;
        group = 0;
    }
    return text.ptr[0] != '0';
}

/* Lakhs and crores: "12,34,567". */
static bool is_grouped_indian(struct cb_str text)
{
    size_t group = 0;

    if (text.len < 8 || text.ptr[text.len - 4] != ',')
        return false;
    for (size_t i = 0; i < text.len - 4; i++) {
        group = text.ptr[i] == ',' ? 0 : group + 1;
        if (group > 2 || (group == 0 && (i == 0 || text.ptr[i - 1] == ',')))
            return false;
        if (group == 0 && i > 2 && text.ptr[i - 2] == ',')
            return false;
    }
    for (size_t i = text.len - 3; i < text.len; i++)
        if (text.ptr[i] == ',')
            return false;
    return group == 2;
}

/* What the one separator of a number is: does it mark the decimals? */
static bool one_is_decimal(struct cb_str text, const struct shape *shape, bool english)
{
    char thousands = english ? ',' : '.';

    return shape->last != thousands || !is_grouped(text, thousands);
}

/* The separator in front of the decimals, 0 when there is none; false when the text is no number. */
static bool decimal_separator(struct cb_str text, const struct shape *shape, bool english, char *out)
{
    size_t kinds = (shape->dots > 0) + (shape->commas > 0) + (shape->apostrophes > 0);
    size_t all = shape->dots + shape->commas + shape->apostrophes;

    *out = 0;
    if (kinds == 0)
        return true;
    if (kinds == 1 && all == 1 && shape->apostrophes == 0) {
        if (one_is_decimal(text, shape, english))
            *out = shape->last;
        return true;
    }
    if (kinds == 1)
        return is_grouped(text, shape->last) || (english && shape->last == ',' && is_grouped_indian(text));
    if (kinds > 2)
        return false;
    /* Two kinds: the last one stands once, and groups of three are before it. */
    *out = shape->last;
    if ((shape->last == '.' ? shape->dots : shape->last == ',' ? shape->commas : 2) != 1)
        return false;
    text = cb_str_sub(text, 0, shape->last_at);
    return is_grouped(text, shape->apostrophes ? '\'' : (char)(shape->last == '.' ? ',' : '.')) ||
           (english && shape->last == '.' && is_grouped_indian(text));
}

bool cb_digits_read(struct cb_str text, bool english, struct cb_decimal *out, bool *plain)
{
    struct shape shape = shape_of(text);
    char digits[DIGITS_MAX], decimal;
    size_t len = 0;

    if (text.len == 0 || text.len >= DIGITS_MAX || !decimal_separator(text, &shape, english, &decimal))
        return false;
    if (text.ptr[0] == '0' && text.len > 1 && !(decimal && shape.last_at == 1))
        return false; /* 0800, 04491: a code */
    if (text.ptr[0] == '.')
        digits[len++] = '0'; /* ".75" */
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            digits[len++] = text.ptr[i];
        else if (text.ptr[i] == decimal)
            digits[len++] = '.';
    }
    if (plain)
        *plain = shape.last == 0;
    return cb_decimal_parse((struct cb_str){digits, len}, out);
}
