/* Days and periods that only the article's day settles: "gestern", "heute Abend", "vergangene Woche",
 * "Vorjahr", "am 15.". Without that day they keep what they say and get no day. */
#include "extract/dates.h"
#include "lexicon/tag.h"

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

bool cb_time_unit(const struct cb_figure_scan *scan, uint32_t at, struct cb_unit *out)
{
    return piece_at(scan, at)->kind == CB_PIECE_WORD && cb_unit_read(scan, at, false, out) &&
           out->kind == CB_FIGURE_DURATION;
}

bool cb_date_no_noun(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = piece_at(scan, at);
    enum cb_tag tag;

    if (piece->kind == CB_PIECE_END)
        return true;
    if (piece->kind == CB_PIECE_SIGN)
        return !(piece->flags & CB_PIECE_INNER) && piece->sign != '%' && piece->sign != '/';
    if (piece->kind == CB_PIECE_DIGITS || cb_row_is(piece->figure_word, "of"))
        return false;
    tag = (enum cb_tag)scan->doc->tokens.items[cb_document_token_at(scan->doc, piece->span.start)].tag;
    return tag != CB_TAG_NOUN && tag != CB_TAG_PROPN && tag != CB_TAG_ADJ && tag != CB_TAG_NUM &&
           tag != CB_TAG_X;
}

/* ---- days ---- */

/* "in einer Woche", "vor zehn Jahren" behind "heute": the day moves. */
static void move_day(const struct cb_figure_scan *scan, struct cb_date_match *m)
{
    bool in = cb_date_is(scan, m->end, CB_DATE_USE_AHEAD_BEFORE),
         before = cb_date_is(scan, m->end, CB_DATE_USE_AGO_BEFORE);
    struct cb_time_span s;

    if (scan->english || (!in && !before) || !cb_time_span_read(scan, m->end + 1, &s) || s.below_day ||
        !s.whole)
        return;
    m->end = s.end;
    if (m->known)
        cb_date_set_day(m, cb_date_move(m->low, in ? s.months : -s.months, in ? s.days : -s.days));
}

/* "gestern", "heute Abend"; "Morgen" with a capital is a time of day. */
static bool read_day_word(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    const struct cb_piece *piece = piece_at(scan, at);

    if (!cb_date_is(scan, at, CB_DATE_USE_DAY) || (piece->flags & CB_PIECE_NAME))
        return false;
    if ((piece->flags & CB_PIECE_CAPITAL) && !(piece->flags & CB_PIECE_START) && !scan->english)
        return false;
    if (cb_date_is(scan, at, CB_DATE_USE_DAYPART) && cb_date_is(scan, at - 1, CB_DATE_USE_BEFORE_DAY))
        return false; /* "am morgen des 15. Februar" */
    m->rule = "any.figure.date-relative";
    m->end = at + 1 + cb_date_is(scan, at + 1, CB_DATE_USE_DAYPART);
    (void)cb_date_set_unit(scan, m, CB_STR("day"), cb_date_value(scan, at));
    move_day(scan, m);
    return true;
}

/* "Vorjahr", "heuer", "Jahresende": the value is a unit and how many of them away. */
static bool read_unit_word(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_str unit, value;
    struct cb_decimal offset;
    int64_t whole;

    if (!cb_date_is(scan, at, CB_DATE_USE_UNIT))
        return false;
    value = piece_at(scan, at)->date_word->fields[CB_DATE_WORD_VALUE];
    unit = cb_str_split(&value, ' ');
    if (!cb_decimal_parse(value, &offset) || !cb_decimal_whole(offset, &whole))
        return false;
    m->rule = "any.figure.date-relative";
    m->end = at + 1;
    if (whole == 0 && cb_str_eq(unit, CB_STR("year")) && cb_year_behind(scan, m->end, &m->year, &m->end)) {
        cb_date_set_months(m, m->year, 1, 12); /* "Jahresende 2024", "zum Jahreswechsel 2024/25" */
        return true;
    }
    return cb_date_set_unit(scan, m, unit, (int32_t)whole);
}

/* ---- "vergangene", "nächste", "diese" ---- */

/* The year in which the months lie before, around or after the article's day. */
static void set_relative_months(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t from,
                                int32_t to, int32_t offset)
{
    int32_t year;

    if (!scan->has_published)
        return;
    year = cb_date_of(scan->published).year;
    if (offset <= 0 && to > 12 && cb_date_of(scan->published).month <= to - 12)
        year--; /* "this winter", "last winter" in February */
    cb_date_set_months(m, year, from, to);
    if (offset < 0)
        year -= m->high >= scan->published;
    else if (offset > 0)
        year += m->low <= scan->published;
    cb_date_set_months(m, year + (offset < 0 ? offset + 1 : offset > 0 ? offset - 1 : 0), from, to);
}

/* "vergangenen Herbst", "nächsten März". */
static bool read_relative_months(const struct cb_figure_scan *scan, uint32_t at, int32_t offset,
                                 struct cb_date_match *m)
{
    const struct cb_list_row *month = piece_at(scan, at)->month;
    int32_t from;

    if (month && !(piece_at(scan, at)->flags & CB_PIECE_CAPITAL) &&
        cb_str_eq(piece_at(scan, at)->lower, CB_STR("may")))
        return false; /* "this may be" */
    if (cb_date_is(scan, at, CB_DATE_USE_SEASON))
        from = cb_date_value(scan, at);
    else if (month)
        from = cb_row_number(month, CB_MONTH_NUMBER);
    else
        return false;
    m->rule = "any.figure.date-relative";
    m->end = at + 1;
    set_relative_months(scan, m, from, month ? from : from + 2, offset);
    return true;
}

/* "this morning", "last night", "dieser Abend", "am nächsten Tag": days that a tale counts from its own now
 * stay unknown. */
static bool read_relative_day(const struct cb_figure_scan *scan, uint32_t at, int32_t offset,
                              struct cb_date_match *m)
{
    struct cb_unit unit;
    bool part = cb_date_is(scan, at, CB_DATE_USE_DAYPART);
    bool today = cb_str_starts(piece_at(scan, at - 1)->lower, CB_STR("heutig"));
    bool current = offset == 0 && (part || scan->english);

    if (!part && (!cb_time_unit(scan, at, &unit) || !cb_str_eq(unit.name, CB_STR("day")) ||
                  unit.factor.digits != 1 || cb_date_is(scan, at, CB_DATE_USE_PLURAL_UNIT)))
        return false;
    m->rule = "any.figure.date-relative";
    m->end = at + 1;
    if (today || current || (offset < 0 && part) || (offset != 0 && cb_date_tense(scan, at) >= 0))
        (void)cb_date_set_unit(scan, m, CB_STR("day"), offset);
    return true;
}

/* "next 6th of April". */
static bool read_relative_date(const struct cb_figure_scan *scan, uint32_t at, int32_t offset,
                               struct cb_date_match *m)
{
    if (offset == 0 || piece_at(scan, at)->kind != CB_PIECE_DIGITS || !cb_date_calendar(scan, at, m) ||
        m->day == 0)
        return false;
    if (m->known && m->guessed_year && offset > 0 && m->low <= scan->published)
        cb_date_set_day(m, cb_date_move(m->low, 12, 0));
    else if (m->known && m->guessed_year && offset < 0 && m->low >= scan->published)
        cb_date_set_day(m, cb_date_move(m->low, -12, 0));
    return true;
}

/* "nächste Woche", "this year's", "kommende Arbeitswoche". */
static bool read_relative_unit(const struct cb_figure_scan *scan, uint32_t at, int32_t offset,
                               struct cb_date_match *m)
{
    struct cb_unit unit = {0};

    m->rule = "any.figure.date-relative";
    if (scan->english && cb_str_eq(piece_at(scan, at)->lower, CB_STR("working")))
        at++;
    if (cb_date_is(scan, at, CB_DATE_USE_WORKWEEK)) {
        m->end = at + 1;
        return cb_date_set_unit(scan, m, CB_STR("week"), offset);
    }
    if (cb_date_is(scan, at, CB_DATE_USE_PLURAL_UNIT) || !cb_time_unit(scan, at, &unit) ||
        cb_str_eq(unit.name, CB_STR("day")))
        return false; /* "den vergangenen Jahren": a stretch */
    m->end = unit.end;
    if (cb_str_eq(unit.name, CB_STR("week")) && unit.factor.digits == 2 && offset) { /* "past fortnight" */
        if (scan->has_published) {
            m->known = true;
            m->low = offset < 0 ? scan->published - 14 : scan->published;
            m->high = offset < 0 ? scan->published : scan->published + 14;
        }
        return true;
    }
    return unit.factor.digits == 1 && unit.factor.exponent == 0 &&
           cb_date_set_unit(scan, m, unit.name, offset);
}

static bool read_relative(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t offset;

    if (!cb_date_is(scan, at, CB_DATE_USE_RELATIVE))
        return false;
    offset = cb_date_value(scan, at);
    return read_relative_months(scan, at + 1, offset, m) || read_relative_day(scan, at + 1, offset, m) ||
           read_relative_date(scan, at + 1, offset, m) || cb_date_holiday_relative(scan, at + 1, offset, m) ||
           read_relative_unit(scan, at + 1, offset, m);
}

/* ---- a day of the month alone ---- */

/* The day of the article's month, or of the one before or behind, that is nearest, or lies where the tense
 * points. */
static void set_bare_day(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t value)
{
    struct cb_date now = cb_date_of(scan->published);
    int tense = cb_date_tense(scan, m->first);

    for (int32_t i = -1; i <= 1; i++) {
        struct cb_date date = cb_date_of(cb_date_day(now.year, now.month + i, 1));
        int32_t day = cb_date_day(date.year, date.month, value);
        int32_t apart = day > scan->published ? day - scan->published : scan->published - day;
        date.day = value;
        if (!cb_date_is_valid(date) || (tense > 0 && day < scan->published) ||
            (tense < 0 && day > scan->published))
            continue;
        if (!m->known ||
            apart < (m->low > scan->published ? m->low - scan->published : scan->published - m->low))
            cb_date_set_day(m, day);
    }
}

/* "on the 15th", "am 15.": nothing follows that the ordinal could count. */
static bool read_bare_day(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t before = at - 1;
    int32_t value;
    bool marked;

    if (piece_at(scan, at)->kind != CB_PIECE_DIGITS)
        return false;
    before -= cb_str_eq(cb_piece_class(scan, before), CB_STR("article"));
    if ((scan->english && before == at - 1) ||
        !(cb_date_is(scan, before, CB_DATE_USE_BEFORE_DAY) || cb_date_is(scan, before, CB_DATE_USE_UNTIL) ||
          cb_date_is(scan, before, CB_DATE_USE_SINCE) || cb_date_is(scan, before, CB_DATE_USE_FROM_ON) ||
          (scan->english && cb_date_is(scan, before, CB_DATE_USE_BEFORE_STRETCH))) ||
        !cb_day_at(scan, at, &value, &m->end, &marked) || !marked || !cb_date_no_noun(scan, m->end) ||
        piece_at(scan, m->end)->sign == ',' || cb_piece_is_dash(scan, m->end))
        return false;
    m->rule = "any.figure.date-day";
    m->bare = true;
    m->day = value;
    if (scan->has_published)
        set_bare_day(scan, m, value);
    return true;
}

bool cb_date_relative(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    static bool (*const READERS[])(const struct cb_figure_scan *, uint32_t, struct cb_date_match *) = {
        read_day_word,
        read_unit_word,
        read_relative,
        read_bare_day,
    };

    for (size_t i = 0; i < sizeof READERS / sizeof *READERS; i++) {
        *out = (struct cb_date_match){.first = at};
        if (READERS[i](scan, at, out)) {
            out->first = at;
            return true;
        }
    }
    return false;
}
