#include "text/decimal.h"

#include <math.h>

static struct cb_decimal normalized(int64_t digits, int32_t exponent)
{
    if (digits == 0)
        return (struct cb_decimal){0, 0};
    while (digits % 10 == 0) {
        digits /= 10;
        exponent++;
    }
    return (struct cb_decimal){digits, exponent};
}

bool cb_decimal_parse(struct cb_str text, struct cb_decimal *out)
{
    bool negative = text.len > 0 && text.ptr[0] == '-';
    bool point = false;
    int64_t digits = 0;
    int32_t exponent = 0;
    size_t seen = 0;

    for (size_t i = negative; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || digits > (INT64_MAX - 9) / 10)
            return false;
        digits = digits * 10 + (c - '0');
        exponent -= point;
        seen++;
    }
    if (seen == 0)
        return false;
    *out = normalized(negative ? -digits : digits, exponent);
    return true;
}

bool cb_decimal_multiply(struct cb_decimal a, struct cb_decimal b, struct cb_decimal *out)
{
    int64_t product;

    if (__builtin_mul_overflow(a.digits, b.digits, &product))
        return false;
    *out = normalized(product, a.exponent + b.exponent);
    return true;
}

/* Brings `d` to the smaller exponent; false when it does not fit. */
static bool align(struct cb_decimal *d, int32_t exponent)
{
    while (d->digits && d->exponent > exponent) {
        if (__builtin_mul_overflow(d->digits, 10, &d->digits))
            return false;
        d->exponent--;
    }
    return true;
}

bool cb_decimal_add(struct cb_decimal a, struct cb_decimal b, struct cb_decimal *out)
{
    int32_t exponent = a.exponent < b.exponent ? a.exponent : b.exponent;
    int64_t sum;

    if (a.digits == 0 || b.digits == 0) {
        *out = a.digits ? a : b;
        return true;
    }
    if (!align(&a, exponent) || !align(&b, exponent) || __builtin_add_overflow(a.digits, b.digits, &sum))
        return false;
    *out = normalized(sum, exponent);
    return true;
}

struct cb_decimal cb_decimal_of(int64_t value)
{
    return normalized(value, 0);
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

bool cb_decimal_divide(struct cb_decimal a, struct cb_decimal b, struct cb_decimal *out)
{
    const int64_t enough = 1000000000000000; /* 10^15: a quotient below it gets another digit */
    bool negative = (a.digits < 0) != (b.digits < 0);
    uint64_t divisor = magnitude(b.digits), quotient, rest;
    int32_t exponent = a.exponent - b.exponent;

    if (divisor == 0 || divisor > UINT64_MAX / 20)
        return false;
    quotient = magnitude(a.digits) / divisor;
    rest = magnitude(a.digits) % divisor;
    while (rest && quotient < (uint64_t)enough / 10) {
        quotient = quotient * 10 + rest * 10 / divisor;
        rest = rest * 10 % divisor;
        exponent--;
    }
    quotient += rest * 2 >= divisor;
    if (quotient > INT64_MAX)
        return false;
    *out = normalized(negative ? -(int64_t)quotient : (int64_t)quotient, exponent);
    return true;
}

bool cb_decimal_whole(struct cb_decimal d, int64_t *out)
{
    int64_t value = d.digits;

    if (d.exponent < 0 || d.exponent > 18)
        return false;
    for (int32_t i = 0; i < d.exponent; i++)
        if (__builtin_mul_overflow(value, 10, &value))
            return false;
    if (out)
        *out = value;
    return true;
}

int cb_decimal_compare(struct cb_decimal a, struct cb_decimal b)
{
    struct cb_decimal x = a, y = b;
    int32_t exponent = a.exponent < b.exponent ? a.exponent : b.exponent;
    double p, q;

    if (align(&x, exponent) && align(&y, exponent))
        return (x.digits > y.digits) - (x.digits < y.digits);
    p = cb_decimal_double(a); /* too far apart to align, so far enough apart for this */
    q = cb_decimal_double(b);
    return (p > q) - (p < q);
}

double cb_decimal_double(struct cb_decimal d)
{
    /* Powers of ten up to 22 are exact doubles: one rounding, so the result is the nearest double. */
    static const double POWERS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    double value = (double)d.digits;

    if (d.exponent >= 0)
        return d.exponent <= 22 ? value * POWERS[d.exponent] : value * pow(10, d.exponent);
    return -d.exponent <= 22 ? value / POWERS[-d.exponent] : value * pow(10, d.exponent);
}
