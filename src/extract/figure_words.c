/* Number words put together from their parts by the grammar of the language: the parts are
 * import/<language>/numbers.csv, how they follow each other is here. German composes inside a word
 * ("zweihunderttausendfünf"), English over several
 * ("two hundred thousand and five"); the same state reads both. */
#include "extract/figures.h"

enum { WORD_MAX = 128, PART_MAX = 24, STEPS_MAX = 256 };

void cb_numeral_start(struct cb_numeral *n)
{
    *n = (struct cb_numeral){.scale = cb_decimal_of(1), .top = {1, 18}, .room = 1000};
}

void cb_numeral_digits(struct cb_numeral *n, struct cb_decimal value)
{
    n->group = value;
    n->group_set = n->any = n->digits = true;
    n->room = 1;
}

bool cb_numeral_value(const struct cb_numeral *n, struct cb_decimal *out)
{
    return n->any && cb_decimal_add(n->total, n->group, out);
}

/* 1..99 and their ordinals. */
static bool take_small(struct cb_numeral *n, struct cb_decimal value)
{
    int64_t whole;

    if (!cb_decimal_whole(value, &whole) || whole >= n->room || !cb_decimal_add(n->group, value, &n->group))
        return false;
    n->room = whole >= 20 ? 10 : 1;
    n->group_set = true;
    return true;
}

/* The tens of "einundzwanzig": they come behind their unit. */
static bool take_inverted(struct cb_numeral *n, struct cb_decimal value)
{
    int64_t whole;

    if (!cb_decimal_whole(value, &whole) || whole < 20 || whole > 90)
        return false;
    n->unit_first = false;
    return cb_decimal_add(n->group, value, &n->group);
}

static bool take_hundred(struct cb_numeral *n)
{
    if (n->hundred || cb_decimal_compare(n->group, cb_decimal_of(100)) >= 0)
        return false;
    if (!n->group_set)
        n->group = cb_decimal_of(1);
    n->hundred = n->group_set = true;
    n->room = 100;
    return cb_decimal_multiply(n->group, cb_decimal_of(100), &n->group);
}

/* Thousand, million ...: closes the group; a larger one multiplies what was closed before ("hundert tausend
 * Millionen"). */
static bool take_scale(struct cb_numeral *n, struct cb_decimal scale)
{
    struct cb_decimal value = n->group_set ? n->group : cb_decimal_of(1);

    if (n->any && !n->group_set && cb_decimal_compare(scale, n->scale) > 0 && n->total.digits) {
        if (!cb_decimal_multiply(n->total, scale, &n->total))
            return false;
    } else {
        if (cb_decimal_compare(scale, n->top) >= 0 || !cb_decimal_multiply(value, scale, &value) ||
            !cb_decimal_add(n->total, value, &n->total))
            return false;
    }
    n->half = n->half || n->share;
    n->group = cb_decimal_of(0);
    n->group_set = n->hundred = n->digits = n->share = false;
    n->scale = n->top = scale;
    n->room = 1000;
    return true;
}

/* "halbe", "einhalb", "anderthalb", "drittel": the part of one that the row's value says. */
static bool take_part(struct cb_numeral *n, struct cb_decimal part, bool add)
{
    struct cb_decimal value = n->group_set ? n->group : cb_decimal_of(1);

    if (n->half)
        return false;
    n->half = n->group_set = true;
    n->room = 1;
    if (add)
        return cb_decimal_add(n->group, part, &n->group);
    return cb_decimal_multiply(value, part, &n->group);
}

bool cb_numeral_divide(struct cb_numeral *n, struct cb_decimal denominator)
{
    if (!n->group_set || n->half || !cb_decimal_add(n->total, n->group, &n->group))
        return false; /* "das Viertel", "a good quarter" */
    n->total = cb_decimal_of(0);
    n->share = true;
    n->room = 1;
    return cb_decimal_divide(n->group, denominator, &n->group);
}

static bool take_by_use(struct cb_numeral *n, const struct cb_list_row *row, struct cb_decimal value)
{
    if (n->unit_first)
        return (cb_row_is(row, "ten") || cb_row_is(row, "ordinal")) && take_inverted(n, value);
    if (cb_row_is(row, "small") || cb_row_is(row, "ten") || cb_row_is(row, "article"))
        return take_small(n, value);
    if (cb_row_is(row, "zero"))
        return !n->any && take_small(n, value);
    if (cb_row_is(row, "hundred"))
        return take_hundred(n);
    if (cb_row_is(row, "thousand") || cb_row_is(row, "scale") || cb_row_is(row, "scales") ||
        cb_row_is(row, "group") || cb_row_is(row, "glued") || cb_row_is(row, "money-scale"))
        return take_scale(n, value);
    if (cb_row_is(row, "vague"))
        return n->group_set && take_scale(n, value); /* "three dozens" */
    if (cb_row_is(row, "half"))
        return take_part(n, value, false);
    if (cb_row_is(row, "fixed"))
        return take_part(n, value, n->group_set);
    if (cb_row_is(row, "plus"))
        return n->group_set && take_part(n, value, true);
    if (cb_row_is(row, "fraction"))
        return cb_numeral_divide(n, value);
    return false;
}

/* An ordinal ends its number: "zweihundertste", "siebenundzwanzigsten". */
static bool take_ordinal(struct cb_numeral *n, struct cb_decimal value)
{
    if (n->unit_first)
        return take_inverted(n, value);
    if (cb_decimal_compare(value, cb_decimal_of(100)) < 0)
        return take_small(n, value);
    if (cb_decimal_compare(value, cb_decimal_of(100)) == 0)
        return take_hundred(n);
    return take_scale(n, value);
}

bool cb_numeral_take(struct cb_numeral *n, const struct cb_list_row *row)
{
    struct cb_numeral before = *n;
    struct cb_decimal value;
    bool ok;

    if (n->ordinal || (n->share && !cb_row_is(row, "scale") && !cb_row_is(row, "scales")) ||
        !cb_decimal_parse(row->fields[CB_NUMBER_VALUE], &value))
        return false;
    n->article = cb_row_is(row, "article") ? !n->any : n->article && cb_row_is(row, "half");
    ok = cb_row_is(row, "ordinal") ? take_ordinal(n, value) : take_by_use(n, row, value);
    if (!ok) {
        *n = before;
        return false;
    }
    n->any = true;
    n->ordinal = cb_row_is(row, "ordinal");
    return true;
}

/* ---- inside a word ---- */

struct composing {
    const struct cb_figure_scan *scan;
    struct cb_str word;
    const struct cb_list_row *suffix;
    int steps;
};

/* "und" inside a word: behind a unit it turns the tens around, behind a hundred or thousand it means nothing.
 */
static bool take_and(struct cb_numeral *n)
{
    if (!n->any || n->unit_first || n->half)
        return false;
    n->unit_first = n->room == 1 && !n->digits;
    return true;
}

static bool compose(struct composing *c, size_t at, struct cb_numeral *n);

/* One part of the word, bytes [at, end), and what follows it. */
static bool compose_part(struct composing *c, size_t at, size_t end, struct cb_numeral *n)
{
    struct cb_numeral next = *n;
    struct cb_str part = cb_str_sub(c->word, at, end);
    const struct cb_list_row *row = cb_list_find(c->scan->numbers, part);

    if (!row)
        return false;
    if (cb_row_is(row, "and") ? !take_and(&next) : !cb_numeral_take(&next, row))
        return false;
    if (!compose(c, end, &next))
        return false;
    *n = next;
    return true;
}

static bool compose(struct composing *c, size_t at, struct cb_numeral *n)
{
    size_t rest = c->word.len - at;

    if (rest == 0)
        return n->any && !n->unit_first;
    if (n->any && !n->unit_first && at > 0) {
        const struct cb_list_row *row =
            cb_list_find(c->scan->figure_words, cb_str_sub(c->word, at, c->word.len));
        if (row && cb_str_starts(row->fields[CB_FIGURE_WORD_USE], CB_STR("joined-"))) {
            c->suffix = row;
            return true;
        }
    }
    for (size_t len = rest < PART_MAX ? rest : PART_MAX; len >= 2; len--)
        if (++c->steps < STEPS_MAX && compose_part(c, at, at + len, n))
            return true;
    return false;
}

bool cb_numeral_take_word(const struct cb_figure_scan *scan, struct cb_str word, struct cb_numeral *n,
                          const struct cb_list_row **suffix)
{
    struct composing c = {.scan = scan, .word = word};
    struct cb_numeral next = *n;

    if (word.len < 2 || word.len > WORD_MAX || !cb_list_may_begin(scan->numbers, word) ||
        !compose(&c, 0, &next))
        return false;
    *n = next;
    *suffix = c.suffix;
    return true;
}

bool cb_numeral_is_composed(const struct cb_figure_scan *scan, struct cb_str word)
{
    struct cb_numeral numeral;
    const struct cb_list_row *suffix;

    cb_numeral_start(&numeral);
    return cb_numeral_take_word(scan, word, &numeral, &suffix);
}
