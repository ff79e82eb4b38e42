/* Amounts: a number, or two as a range, with its unit; ages and other joined forms; counts; ranks. */
#include "extract/figures.h"

struct amount {
    struct cb_number a, b; /* b only in a range */
    bool range, has_unit;
    struct cb_unit unit;
    uint32_t first, end;
};

static const struct cb_list_row *figure_word(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at)->figure_word;
}

/* ---- the second number of a range ---- */

/* A dash between digits is a range only when there is one, with the same space on both sides. */
static bool is_range_dash(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *dash = cb_piece_at(scan, at),
                          *next = cb_piece_at(scan, at + (dash->kind != CB_PIECE_END));

    return cb_piece_is_dash(scan, at) && next->kind == CB_PIECE_DIGITS &&
           !(dash->flags & CB_PIECE_SPACE) == !(next->flags & CB_PIECE_SPACE) &&
           !(cb_piece_is_dash(scan, at + 2) && cb_piece_at(scan, at + 3)->kind == CB_PIECE_DIGITS);
}

/* The piece behind the word or sign that joins two numbers to a range; 0 when there is none at `at`. The
 * range begins at piece `first`. */
static uint32_t past_connector(const struct cb_figure_scan *scan, uint32_t first, uint32_t at)
{
    uint32_t next;
    const struct cb_list_row *row;

    if (is_range_dash(scan, at))
        return at + 1;
    if (cb_piece_is_dash(scan, at) && !(cb_piece_at(scan, at)->flags & CB_PIECE_SPACE) &&
        cb_piece_at(scan, at + 1)->kind == CB_PIECE_WORD &&
        !(cb_piece_at(scan, at + 1)->flags & CB_PIECE_INNER))
        at++; /* "zwei- bis dreimal", "8- bis 16-jährig" */
    row = cb_pieces_match(scan, scan->figure_words, true, at, &next);
    if (row && (cb_row_is(row, "until") || cb_row_is(row, "to")))
        return next;
    if (cb_row_is(cb_piece_at(scan, at)->number, "and") && cb_number_is_between(scan, first))
        return at + 1;
    return 0;
}

/* "5 bis 6 Millionen": the first number has the second one's scale. */
static bool share_scale(struct cb_number *a, const struct cb_number *b)
{
    if (cb_decimal_compare(a->scale, cb_decimal_of(1)) != 0 ||
        cb_decimal_compare(b->scale, cb_decimal_of(1)) == 0 ||
        cb_decimal_compare(a->value, cb_decimal_of(1000)) >= 0)
        return true;
    a->scale = b->scale;
    return cb_decimal_multiply(a->value, b->scale, &a->value);
}

/* The second number, at `at`; what is around it must not measure something else than `own`, the first one's
 * unit: in "14 percent to $682 million" there are two figures. */
static bool read_second(const struct cb_figure_scan *scan, uint32_t at, const struct cb_unit *own,
                        struct cb_number *b)
{
    struct cb_unit around;
    uint32_t first;
    bool before;

    at += cb_row_is(figure_word(scan, at), "about");
    before = cb_piece_at(scan, at)->kind == CB_PIECE_SIGN &&
             cb_piece_at(scan, at + 1)->kind == CB_PIECE_DIGITS &&
             cb_unit_before(scan, at + 1, &around, &first);
    if (!cb_number_read(scan, at + before, b) || b->article)
        return false;
    return !own || (!before && !cb_unit_read(scan, b->end, false, &around)) || around.kind == own->kind;
}

static void read_range(const struct cb_figure_scan *scan, struct amount *amount)
{
    struct cb_unit own;
    bool has_own = cb_unit_read(scan, amount->end, false, &own);
    uint32_t at = past_connector(scan, amount->first, has_own ? own.end : amount->end);
    struct cb_number a = amount->a, b;

    if (at == 0 || !read_second(scan, at, has_own ? &own : NULL, &b) || b.form != a.form)
        return;
    if ((!has_own && !share_scale(&a, &b)) || cb_decimal_compare(a.value, b.value) >= 0)
        return;
    amount->a = a;
    amount->b = b;
    amount->range = true;
    amount->end = b.end;
    if (has_own && !amount->has_unit) {
        amount->unit = own;
        amount->has_unit = true;
    }
}

/* ---- units ---- */

/* "36-jährig", "13-köpfig", "20-prozentig": behind a hyphen, glued, or inside a number word. */
static const struct cb_list_row *read_joined(const struct cb_figure_scan *scan, struct amount *amount)
{
    const struct cb_number *last = amount->range ? &amount->b : &amount->a;
    uint32_t at = cb_piece_past_hyphen(scan, amount->end);
    const struct cb_piece *piece = cb_piece_at(scan, at);

    if (last->suffix)
        return last->suffix;
    if (!(piece->flags & CB_PIECE_INNER) || !piece->figure_word ||
        !cb_str_starts(piece->figure_word->fields[CB_FIGURE_WORD_USE], CB_STR("joined-")))
        return NULL;
    amount->end = at + 1;
    return piece->figure_word;
}

/* "dreimal so schnell", "2,5 mal mehr": what follows makes it a multiple, not a count of times. */
static bool is_compared(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_row_is(figure_word(scan, at), "comparison");
}

static void set_joined(const struct cb_figure_scan *scan, struct amount *amount,
                       const struct cb_list_row *row)
{
    amount->unit = (struct cb_unit){.name = row->fields[CB_FIGURE_WORD_VALUE],
                                    .factor = cb_decimal_of(1),
                                    .end = amount->end,
                                    .joined = true};
    amount->has_unit = true;
    if (cb_row_is(row, "joined-duration"))
        amount->unit.kind = CB_FIGURE_DURATION;
    else if (cb_row_is(row, "joined-percent"))
        amount->unit.kind = CB_FIGURE_PERCENT;
    else
        amount->unit.kind = CB_FIGURE_COUNT;
    if (cb_row_is(row, "joined-fold") || (cb_row_is(row, "joined-times") && is_compared(scan, amount->end)))
        amount->unit.kind = CB_FIGURE_MULTIPLE;
}

static void read_unit(const struct cb_figure_scan *scan, struct amount *amount)
{
    const struct cb_number *last = amount->range ? &amount->b : &amount->a;
    bool large = cb_decimal_compare(last->scale, cb_decimal_of(1000)) > 0;
    struct cb_unit unit;

    if (!cb_unit_read(scan, amount->end, large, &unit) &&
        !(last->form == CB_NUMBER_VAGUE && cb_row_is(figure_word(scan, amount->end), "of") &&
          cb_unit_read(scan, amount->end + 1, large, &unit)))
        return; /* "hundreds of billions of dollars" */
    if (amount->has_unit && (unit.kind != amount->unit.kind ||
                             cb_piece_at(scan, unit.end - 1)->kind == CB_PIECE_SIGN)) /* "$ 20 $ 37" */
        return;
    if (unit.kind == CB_FIGURE_COUNT && is_compared(scan, unit.end))
        unit.kind = CB_FIGURE_MULTIPLE;
    amount->unit = unit;
    amount->has_unit = true;
    amount->end = unit.end;
}

/* "75 USD million": the scale behind the currency. */
static void read_scale_behind(const struct cb_figure_scan *scan, struct amount *amount)
{
    const struct cb_list_row *row = cb_piece_at(scan, amount->end)->number;
    struct cb_decimal scale;

    if (amount->unit.kind != CB_FIGURE_MONEY || amount->range || !amount->a.digits ||
        !cb_row_is(row, "scale") || cb_decimal_compare(amount->a.scale, cb_decimal_of(1)) != 0 ||
        !cb_decimal_parse(row->fields[CB_NUMBER_VALUE], &scale) ||
        !cb_decimal_multiply(amount->a.value, scale, &amount->a.value))
        return;
    amount->a.scale = scale;
    amount->end++;
}

/* "-$5", "−€3": the sign before the currency. */
static void read_sign_before(const struct cb_figure_scan *scan, uint32_t limit, struct amount *amount)
{
    uint32_t at = amount->first - 1;
    const struct cb_piece *sign = cb_piece_at(scan, at), *before = cb_piece_at(scan, at - 1);

    if (at < limit || !(sign->sign == '-' || sign->sign == 0x2212) || sign->kind != CB_PIECE_SIGN ||
        (cb_piece_at(scan, amount->first)->flags & CB_PIECE_SPACE) || amount->a.value.digits < 0 ||
        !((sign->flags & CB_PIECE_SPACE) || before->kind == CB_PIECE_END || before->sign == '('))
        return;
    amount->a.value.digits = -amount->a.value.digits;
    amount->first = at;
}

/* "2 Euro 49", "zwei Euro fünfzig", "2 Euro und 49 Cent". */
static void read_cents(const struct cb_figure_scan *scan, struct amount *amount)
{
    struct cb_number cents;
    struct cb_unit unit;
    uint32_t at = amount->end + cb_row_is(cb_piece_at(scan, amount->end)->number, "and");
    struct cb_decimal part = {0};
    struct cb_span counted;
    bool with_unit;

    if (amount->unit.kind != CB_FIGURE_MONEY || amount->unit.factor.exponent != 0 ||
        !cb_decimal_whole(amount->a.value, NULL) || amount->a.form != CB_NUMBER_CARDINAL || amount->range ||
        cb_decimal_compare(amount->a.scale, cb_decimal_of(1)) != 0)
        return;
    if (!cb_number_read(scan, at, &cents) || (cb_piece_at(scan, cents.end)->flags & CB_PIECE_INNER) ||
        cents.form != CB_NUMBER_CARDINAL || cents.article || cents.suffix ||
        !cb_decimal_whole(cents.value, NULL) || cb_decimal_compare(cents.value, cb_decimal_of(100)) >= 0)
        return;
    with_unit = cb_unit_read(scan, cents.end, false, &unit);
    if (with_unit ? unit.kind != CB_FIGURE_MONEY || unit.factor.exponent != -2
                  : at != amount->end || cb_what_counted(scan, cents.end, &counted))
        return;
    if (!cb_decimal_multiply(cents.value, (struct cb_decimal){1, -2}, &part) ||
        !cb_decimal_add(amount->a.value, part, &amount->a.value))
        return;
    amount->end = with_unit ? unit.end : cents.end;
}

/* ---- the draft ---- */

static const char *rule_of(const struct amount *amount, enum cb_figure_kind kind)
{
    if (amount->a.form == CB_NUMBER_VAGUE)
        return "any.figure.vague-sum";
    if (amount->range)
        return "any.figure.range";
    if (amount->has_unit && amount->unit.joined)
        return "any.figure.joined-word";
    switch (kind) {
    case CB_FIGURE_MONEY:
        return "any.figure.money";
    case CB_FIGURE_PERCENT:
        return "any.figure.percent";
    case CB_FIGURE_DURATION:
        return "any.figure.duration";
    case CB_FIGURE_QUANTITY:
        return "any.figure.quantity";
    case CB_FIGURE_MULTIPLE:
        return "any.figure.multiple-times";
    case CB_FIGURE_COUNT:
        return "any.figure.count";
    case CB_FIGURE_NUMBER:
    case CB_FIGURE_DATE:
    case CB_FIGURE_RANK:
        break;
    }
    return amount->a.form == CB_NUMBER_SHARE ? "any.figure.share" : "any.figure.number";
}

/* The rest of a joined word belongs to the figure: "10-Milliarden-Dollar-Deal" is about the deal. */
static void take_rest_of_word(const struct cb_figure_scan *scan, struct cb_draft *draft)
{
    uint32_t end = draft->end;

    while (cb_piece_at(scan, end)->flags & CB_PIECE_INNER) {
        if (cb_piece_at(scan, end)->kind == CB_PIECE_WORD && cb_piece_is_hyphen(scan, end - 1) &&
            !cb_row_is(figure_word(scan, end), "tail")) {
            if (cb_span_is_empty(draft->inner))
                draft->inner = cb_piece_at(scan, end)->span;
            draft->inner.end = cb_piece_at(scan, end)->span.end;
        }
        end++;
    }
    draft->end = draft->core_end = end;
    draft->figure.span.end = cb_piece_at(scan, end - 1)->span.end;
}

/* "um etwa das Vierfache", "bis um das 60-fache": the words between belong to it only where one that bounds
 * it stands before them. */
static void read_bounds_of_multiple(const struct cb_figure_scan *scan, uint32_t limit, struct cb_draft *out)
{
    struct cb_draft with = *out;

    if (with.first > limit && cb_str_eq(cb_piece_class(scan, with.first - 1), CB_STR("article")))
        with.first--;
    if (with.first > limit && with.first < out->first && cb_row_is(figure_word(scan, with.first - 1), "by"))
        with.first--;
    for (; with.first < out->first; with.first++) {
        struct cb_draft bounded = with;
        cb_bounds_read(scan, limit, &bounded);
        if (bounded.first < with.first) {
            *out = bounded;
            return;
        }
    }
    cb_bounds_read(scan, limit, out);
}

static void set_bound(const struct cb_figure_scan *scan, const struct amount *amount, uint32_t limit,
                      struct cb_draft *out)
{
    if (amount->range)
        out->figure.bound = CB_BOUND_RANGE;
    if (out->figure.kind == CB_FIGURE_MULTIPLE)
        read_bounds_of_multiple(scan, limit, out);
    else
        cb_bounds_read(scan, limit, out);
    if (amount->a.form == CB_NUMBER_VAGUE && out->figure.bound != CB_BOUND_AT_MOST) {
        out->figure.bound = CB_BOUND_AT_LEAST;
        out->figure.has_high = false;
        out->figure.approximate = true;
    }
    if (amount->range && cb_number_is_between(scan, amount->first) && out->first == out->core) {
        out->first--;
        out->figure.span.start = cb_piece_at(scan, out->first)->span.start;
    }
}

static bool fill(const struct cb_figure_scan *scan, const struct amount *amount, uint32_t limit,
                 struct cb_draft *out)
{
    const struct cb_number *last = amount->range ? &amount->b : &amount->a;
    struct cb_decimal low = amount->a.value, high = last->value;
    struct cb_span counted;
    enum cb_figure_kind kind = CB_FIGURE_NUMBER;

    if (amount->has_unit) {
        kind = amount->unit.kind;
        if (!cb_decimal_multiply(low, amount->unit.factor, &low) ||
            !cb_decimal_multiply(high, amount->unit.factor, &high))
            return false;
    } else if (amount->a.form != CB_NUMBER_SHARE && cb_what_counted(scan, amount->end, &counted)) {
        kind = CB_FIGURE_COUNT;
    }
    *out = cb_draft_of(scan, kind, amount->first, amount->end, rule_of(amount, kind));
    cb_draft_set(out, low, high);
    out->bare = !amount->has_unit && amount->a.form != CB_NUMBER_SHARE;
    out->digits = last->digits;
    out->scale = last->scale;
    if (amount->has_unit && amount->unit.name.len > 0)
        out->figure.unit = amount->unit.name;
    take_rest_of_word(scan, out);
    set_bound(scan, amount, limit, out);
    return true;
}

/* ---- ranks ---- */

/* "der dritte Versuch", "16. Platz". */
static bool read_rank(const struct cb_figure_scan *scan, const struct cb_number *n, struct cb_draft *out)
{
    const struct cb_piece *piece = cb_piece_at(scan, n->first), *before = cb_piece_at(scan, n->first - 1);
    uint32_t end = n->end;

    if (((piece->flags & CB_PIECE_ORDINAL) && (piece->flags & CB_PIECE_START)) ||
        cb_piece_at(scan, end)->month)
        return false; /* "1. Anmelden", "30. Februar" */
    if (cb_row_is(piece->number, "verb") && before->kind == CB_PIECE_WORD &&
        cb_piece_class(scan, n->first - 1).len == 0)
        return false; /* "Wirte achten auf Ruhe" */
    if (cb_row_is(figure_word(scan, end), "rank-noun"))
        end++;
    *out = cb_draft_of(scan, CB_FIGURE_RANK, n->first, end, "any.figure.rank");
    cb_draft_set(out, n->value, n->value);
    take_rest_of_word(scan, out);
    return true;
}

/* "zu dritt": so many persons. */
static bool read_party(const struct cb_figure_scan *scan, uint32_t at, struct cb_draft *out)
{
    const struct cb_list_row *row = cb_piece_at(scan, at)->number;
    struct cb_decimal value;

    if (!cb_row_is(row, "party") || !cb_row_is(figure_word(scan, at - 1), "party-before") ||
        !cb_decimal_parse(row->fields[CB_NUMBER_VALUE], &value))
        return false;
    *out = cb_draft_of(scan, CB_FIGURE_COUNT, at - 1, at + 1, "any.figure.party");
    cb_draft_set(out, value, value);
    out->figure.unit = figure_word(scan, at - 1)->fields[CB_FIGURE_WORD_VALUE];
    return true;
}

/* "Platz 3", "Rang drei". */
static bool read_place(const struct cb_figure_scan *scan, uint32_t at, struct cb_draft *out)
{
    struct cb_number n;
    struct cb_unit unit;

    if (!cb_row_is(figure_word(scan, at), "rank-noun") || !cb_number_read(scan, at + 1, &n) ||
        n.form == CB_NUMBER_SHARE || n.form == CB_NUMBER_VAGUE || n.article ||
        !cb_decimal_whole(n.value, NULL) || cb_unit_read(scan, n.end, false, &unit))
        return false;
    *out = cb_draft_of(scan, CB_FIGURE_RANK, at, n.end, "any.figure.rank");
    cb_draft_set(out, n.value, n.value);
    return true;
}

/* ---- reading ---- */

static void skip_word(const struct cb_figure_scan *scan, uint32_t at, struct cb_draft *out)
{
    while (cb_piece_at(scan, at)->flags & CB_PIECE_INNER)
        at++;
    out->end = at;
}

/* An article is a number only before a unit: "eine Milliarde", "ein Jahr"; not in "£9 a year", nor "für ein
 * Pfund". */
static bool is_article_amount(const struct cb_figure_scan *scan, const struct amount *amount, uint32_t limit)
{
    const struct cb_piece *unit = cb_piece_at(scan, amount->a.end);
    bool behind_figure = amount->first == limit && cb_piece_at(scan, limit - 1)->kind != CB_PIECE_END;
    bool quantity = amount->has_unit && amount->unit.kind == CB_FIGURE_QUANTITY;
    struct cb_span counted;

    if (!amount->has_unit) /* "ein halbes Brötchen" */
        return amount->a.end - amount->a.first == 2 && cb_what_counted(scan, amount->end, &counted);
    if (amount->a.suffix)
        return amount->unit.kind == CB_FIGURE_DURATION; /* "einjährig", but "einfach", "einmal" */
    if (amount->unit.noun || amount->unit.joined || amount->unit.kind == CB_FIGURE_MULTIPLE ||
        cb_row_is(unit->number, "ordinal") || cb_piece_at(scan, amount->end)->kind == CB_PIECE_DIGITS)
        return false;
    if (scan->english ? behind_figure
                      : quantity && amount->a.end - amount->a.first == 1 &&
                            !cb_what_counted(scan, amount->end, &counted))
        return false;
    return !((scan->english || quantity) && cb_row_is(figure_word(scan, amount->first - 1), "per"));
}

/* A hyphen behind a number word only joins it to a unit: "Vier-Augen-Gespräch" has no figure. */
static bool is_number(const struct cb_figure_scan *scan, const struct amount *amount, uint32_t limit)
{
    if (!amount->has_unit && !amount->a.digits && cb_piece_is_hyphen(scan, amount->end) &&
        cb_decimal_compare(amount->a.scale, cb_decimal_of(1)) == 0)
        return false;
    return !amount->a.article || is_article_amount(scan, amount, limit);
}

bool cb_amount_read(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out)
{
    struct amount amount = {0};
    struct cb_unit before;
    const struct cb_list_row *joined;

    out->end = 0;
    if (read_place(scan, at, out) || read_party(scan, at, out))
        return true;
    if (!cb_number_read(scan, at, &amount.a))
        return false;
    amount.first = at;
    amount.end = amount.a.end;
    if (cb_guard_rejects(scan, &amount.a, &out->end))
        return false;
    if (amount.a.form == CB_NUMBER_ORDINAL)
        return read_rank(scan, &amount.a, out);
    if (cb_unit_before(scan, at, &before, &amount.first) && amount.first >= limit) {
        amount.unit = before;
        amount.has_unit = true;
        read_sign_before(scan, limit, &amount);
    } else {
        amount.first = at;
    }
    read_range(scan, &amount);
    joined = read_joined(scan, &amount);
    if (joined)
        set_joined(scan, &amount, joined);
    else
        read_unit(scan, &amount);
    if (!is_number(scan, &amount, limit)) {
        if (!amount.a.article)
            skip_word(scan, amount.end, out);
        return false;
    }
    if (amount.has_unit) {
        read_scale_behind(scan, &amount);
        read_cents(scan, &amount);
    }
    return fill(scan, &amount, limit, out);
}
