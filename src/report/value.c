#include "report/value.h"

#include "text/decimal.h"

static const struct {
    const char *name, *form;
} TYPES[] = {
    {"text", "a text"},
    {"integer", "a whole number such as 25"},
    {"real", "a number such as 0.05"},
    {"date", "a day as YYYY-MM-DD"},
};
enum { TYPE_COUNT = sizeof TYPES / sizeof TYPES[0] };

bool cb_value_type_known(struct cb_str type)
{
    for (int i = 0; i < TYPE_COUNT; i++)
        if (cb_str_eq(type, cb_str_of(TYPES[i].name)))
            return true;
    return false;
}

const char *cb_value_type_form(const char *type)
{
    for (int i = 0; i < TYPE_COUNT; i++)
        if (strcmp(type, TYPES[i].name) == 0)
            return TYPES[i].form;
    CB_BUG("a type that the header parser lets through");
}

static bool read_integer(struct cb_str text, int64_t *out)
{
    bool negative = text.ptr[0] == '-';
    int64_t value = 0;

    if (text.len == (size_t)negative)
        return false;
    for (size_t i = negative; i < text.len; i++) {
        int digit = text.ptr[i] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digit, &value))
            return false;
    }
    if (!negative && value == INT64_MIN)
        return false;
    *out = negative ? value : -value;
    return true;
}

static bool read_real(struct cb_str text, double *out)
{
    struct cb_decimal decimal;

    if (!cb_decimal_parse(text, &decimal))
        return false;
    *out = cb_decimal_double(decimal);
    return true;
}

static bool read_digits(struct cb_str text, int64_t *out)
{
    return text.ptr[0] != '-' && read_integer(text, out);
}

static bool is_day(struct cb_str text)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t year, month, day;

    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-' ||
        !read_digits(cb_str_sub(text, 0, 4), &year) || !read_digits(cb_str_sub(text, 5, 7), &month) ||
        !read_digits(cb_str_sub(text, 8, 10), &day))
        return false;
    if (month < 1 || month > 12 || day < 1)
        return false;
    if (month == 2 && day == 29)
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= DAYS[month - 1];
}

bool cb_value_read(const char *type, struct cb_str text, struct cb_value *out)
{
    struct cb_value value = {.kind = CB_VALUE_TEXT, .text = text};
    bool fits = true;

    if (text.len == 0) {
        value = (struct cb_value){.kind = CB_VALUE_NULL};
    } else if (strcmp(type, "integer") == 0) {
        value.kind = CB_VALUE_INTEGER;
        fits = read_integer(text, &value.integer);
    } else if (strcmp(type, "real") == 0) {
        value.kind = CB_VALUE_REAL;
        fits = read_real(text, &value.real);
    } else if (strcmp(type, "date") == 0) {
        fits = is_day(text);
    }
    if (fits)
        *out = value;
    return fits;
}
