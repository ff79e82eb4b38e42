/* What a figure counts or measures: the nearest noun by simple rules. German nouns have a capital; English
 * ones are guessed from their plural. */
#include "extract/figures.h"
#include "lexicon/tag.h"

/* Pieces: adjectives before a noun, a clause before a figure, what an elided noun may be away. */
enum { MODIFIERS_MAX = 4, CLAUSE_MAX = 40, REACH_MAX = 60 };

/* ---- nouns ---- */

static bool ends_like_adjective(struct cb_str word)
{
    static const char *const ENDINGS[] = {"e", "en", "er", "es", "em"};

    for (size_t i = 0; word.len > 3 && i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (cb_str_ends(word, cb_str_of(ENDINGS[i])))
            return true;
    return false;
}

/* A capitalised word that is neither a name by itself nor a unit, month or weekday. */
static bool is_noun(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = cb_piece_at(scan, at);
    struct cb_unit unit;

    if (piece->kind != CB_PIECE_WORD || !(piece->flags & CB_PIECE_CAPITAL) || piece->month ||
        (piece->number && !cb_row_is(piece->number, "minus")) || (piece->flags & CB_PIECE_BLOCKED))
        return false;
    if ((piece->flags & CB_PIECE_NAME) && cb_str_find(piece->lower, CB_STR("-"), 0) == SIZE_MAX)
        return false;
    return !piece->date_word && cb_piece_class(scan, at).len == 0 && !cb_unit_read(scan, at, false, &unit);
}

static bool is_adjective(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = cb_piece_at(scan, at);

    if (piece->kind != CB_PIECE_WORD || (piece->flags & CB_PIECE_CAPITAL) || piece->date_word ||
        piece->number || piece->month)
        return false;
    if (cb_row_is(piece->figure_word, "filler") || cb_row_is(piece->figure_word, "plural"))
        return true;
    return !piece->figure_word && ends_like_adjective(piece->lower) && cb_piece_class(scan, at).len == 0;
}

/* The German noun at `at`, behind adjectives. */
static bool german_noun(const struct cb_figure_scan *scan, uint32_t at, struct cb_span *out)
{
    for (uint32_t i = 0; i <= MODIFIERS_MAX; i++, at++) {
        if (is_noun(scan, at)) {
            *out = cb_piece_at(scan, at)->span;
            return true;
        }
        if (i > 0 && cb_piece_is_sign(scan, at, ',') && is_adjective(scan, at + 1))
            continue;
        if (!is_adjective(scan, at))
            break;
    }
    return false;
}

static bool may_be_english_noun(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = cb_piece_at(scan, at);

    return piece->kind == CB_PIECE_WORD && !(piece->flags & (CB_PIECE_BLOCKED | CB_PIECE_START)) &&
           !piece->number && !piece->month && !piece->date_word && cb_piece_class(scan, at).len == 0 &&
           (!piece->figure_word || cb_row_is(piece->figure_word, "filler") ||
            cb_row_is(piece->figure_word, "plural")) &&
           !cb_str_ends(piece->lower, CB_STR("ed"));
}

/* "20 left", "no one knows": a single word counts only where the language layer takes it for a noun. */
static bool is_tagged_noun(const struct cb_figure_scan *scan, uint32_t at)
{
    uint32_t token = cb_document_token_at(scan->doc, cb_piece_at(scan, at)->span.start);
    uint8_t tag = token < scan->doc->tokens.count ? scan->doc->tokens.items[token].tag : CB_TAG_X;

    return tag == CB_TAG_NOUN || tag == CB_TAG_PROPN || tag == CB_TAG_X || tag == CB_TAG_ADJ;
}

/* The English words at `at` up to the first plural, or the first word. */
static bool english_noun(const struct cb_figure_scan *scan, uint32_t at, struct cb_span *out)
{
    struct cb_unit unit;

    for (uint32_t i = 0; i <= MODIFIERS_MAX && may_be_english_noun(scan, at + i); i++) {
        const struct cb_piece *piece = cb_piece_at(scan, at + i);
        bool plural = (cb_str_ends(piece->lower, CB_STR("s")) && !cb_str_ends(piece->lower, CB_STR("ss")) &&
                       piece->lower.len > 3) ||
                      cb_row_is(piece->figure_word, "plural");
        if (cb_unit_read(scan, at + i, false, &unit))
            return false;
        if (plural || i == 0)
            *out = (struct cb_span){cb_piece_at(scan, at)->span.start, piece->span.end};
        if (plural && (i > 0 || is_tagged_noun(scan, at)))
            return true;
    }
    return may_be_english_noun(scan, at) && is_tagged_noun(scan, at);
}

static bool noun_at(const struct cb_figure_scan *scan, uint32_t at, struct cb_span *out)
{
    return scan->english ? english_noun(scan, at, out) : german_noun(scan, at, out);
}

/* "der", "aller", "of the": what is counted is a part of what follows. */
static uint32_t past_partitive(const struct cb_figure_scan *scan, uint32_t at)
{
    uint32_t next = at;

    if (cb_row_is(cb_piece_at(scan, at)->figure_word, "of"))
        next++;
    while (cb_row_is(cb_piece_at(scan, next)->figure_word, "partitive") && next - at < 3)
        next++;
    return next;
}

/* Behind a partitive the whole may be counted too: "acht der rund 27 Mitgliedstaaten". */
static uint32_t past_number(const struct cb_figure_scan *scan, uint32_t at)
{
    struct cb_number n;

    if (cb_row_is(cb_piece_at(scan, at)->figure_word, "about"))
        at++;
    if (cb_piece_at(scan, at)->kind != CB_PIECE_DIGITS && !cb_piece_at(scan, at)->number)
        return at;
    return cb_number_read(scan, at, &n) && n.form == CB_NUMBER_CARDINAL ? n.end : at;
}

bool cb_what_counted(const struct cb_figure_scan *scan, uint32_t at, struct cb_span *out)
{
    uint32_t first = cb_piece_past_hyphen(scan, at), part, whole;
    const struct cb_list_row *before = cb_piece_at(scan, at - 1)->number;

    if (first > at && cb_piece_at(scan, first)->kind == CB_PIECE_WORD) {
        *out = cb_piece_at(scan, first)->span; /* "3-Zimmer-Wohnung" */
        return true;
    }
    if (noun_at(scan, first, out))
        return true;
    part = past_partitive(scan, first);
    whole = past_number(scan, part);
    if (part == first)
        return false;
    /* "Millionen von Chips", "sieben von 13 Mitgliedern", but not "14 von Anfang an" */
    if (part == first + 1 && whole == part && cb_row_is(cb_piece_at(scan, first)->figure_word, "of") &&
        !cb_row_is(before, "vague") && !cb_row_is(before, "scales") && !cb_row_is(before, "scale"))
        return false;
    return noun_at(scan, whole, out);
}

/* ---- for figures with a unit ---- */

/* "Milliarden an Finanzierung". */
static bool behind_of_what(const struct cb_figure_scan *scan, uint32_t at, struct cb_span *out)
{
    return cb_row_is(cb_piece_at(scan, at)->figure_word, "of-what") && noun_at(scan, at + 1, out);
}

/* "54 Prozent aller Franzosen", "12,4 Prozent weniger Reisen", "27.000 Kilogramm Milch". */
static bool measured_behind(const struct cb_figure_scan *scan, const struct cb_draft *draft,
                            struct cb_span *out)
{
    enum cb_figure_kind kind = draft->figure.kind;
    uint32_t at = draft->core_end, part;
    bool of = cb_row_is(cb_piece_at(scan, at)->figure_word, "of");

    if (cb_row_is(cb_piece_at(scan, at)->figure_word, "comparison"))
        at++;
    if (!scan->english && german_noun(scan, at, out))
        return true;
    /* "50 Jahren an Herzversagen", "30 Meilen von der Küste" measure nothing of what follows. */
    if (kind == CB_FIGURE_DURATION || (kind == CB_FIGURE_QUANTITY && of && !scan->english))
        return false;
    if (behind_of_what(scan, at, out))
        return true;
    part = past_partitive(scan, at);
    return part > at && noun_at(scan, past_number(scan, part), out);
}

/* The English noun at `at` with the words that belong to it: "passenger numbers". */
static struct cb_span english_phrase(const struct cb_figure_scan *scan, uint32_t at)
{
    uint32_t first = at;

    while (at - first < 2 && cb_piece_at(scan, first - 1)->kind == CB_PIECE_WORD &&
           !(cb_piece_at(scan, first - 1)->flags & CB_PIECE_NAME) &&
           cb_piece_class(scan, first - 1).len == 0 && !cb_piece_at(scan, first - 1)->figure_word &&
           !cb_piece_at(scan, first - 1)->date_word && !cb_piece_at(scan, first - 1)->number)
        first--;
    return (struct cb_span){cb_piece_at(scan, first)->span.start, cb_piece_at(scan, at)->span.end};
}

/* "eine Investition von", "im Wert von", "Umsatz:": the noun before the preposition at `at`. */
static bool measured_before(const struct cb_figure_scan *scan, uint32_t at, struct cb_span *out)
{
    if (!cb_row_is(cb_piece_at(scan, at)->figure_word, "of") &&
        !cb_row_is(cb_piece_at(scan, at)->figure_word, "over"))
        return false;
    at--;
    if (cb_row_is(cb_piece_at(scan, at)->figure_word, "measure")) {
        if (cb_str_eq(cb_piece_class(scan, at - 1), CB_STR("preposition")))
            at -= 2; /* "im Wert von": what has the value stands before */
        else
            return scan->english ? false : is_noun(scan, at) && (*out = cb_piece_at(scan, at)->span, true);
    }
    if (scan->english ? !may_be_english_noun(scan, at) : !is_noun(scan, at))
        return false;
    *out = scan->english ? english_phrase(scan, at) : cb_piece_at(scan, at)->span;
    return true;
}

static bool ends_clause(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = cb_piece_at(scan, at);

    if (piece->kind == CB_PIECE_END)
        return true;
    return piece->kind == CB_PIECE_SIGN && !(piece->flags & CB_PIECE_INNER) &&
           (piece->sign == ',' || piece->sign == ';' || piece->sign == ':' || piece->sign == '(' ||
            piece->sign == 0x201E || piece->sign == 0x201C || cb_piece_is_dash(scan, at));
}

/* "Die Zahl der Anträge": the noun that its number is of. */
static bool number_of(const struct cb_figure_scan *scan, uint32_t at, struct cb_span *out)
{
    uint32_t next = past_partitive(scan, at + 1);

    return cb_row_is(cb_piece_at(scan, at)->figure_word, "number-of") && next > at + 1 &&
           noun_at(scan, next, out);
}

/* Does a word between the subject and the figure say that it is measured: "kostet", "stieg um", "liegt bei"?
 */
static bool is_measuring(const struct cb_figure_scan *scan, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (cb_row_is(cb_piece_at(scan, i)->figure_word, "measures"))
            return true;
    return false;
}

/* "den Schaden", "ihren Umsatz": the article says that it is what is done to. */
static bool is_object(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_row_is(cb_piece_at(scan, at - 1)->figure_word, "accusative");
}

/* The last object of the clause, else its first noun that no preposition governs: its subject in most
 * sentences. A name as subject is whose figure it is, not what of. */
static bool clause_subject(const struct cb_figure_scan *scan, uint32_t at, struct cb_span *out)
{
    uint32_t first = at, noun = 0;
    bool governed = false, named = false;

    while (at - first < CLAUSE_MAX && !ends_clause(scan, first - 1))
        first--;
    for (uint32_t i = first; i < at; i++)
        if (number_of(scan, i, out))
            return true;
    for (uint32_t i = first; i < at; i++) {
        struct cb_str class = cb_piece_class(scan, i);
        if (cb_str_eq(class, CB_STR("preposition"))) {
            governed = true;
        } else if (cb_str_eq(class, CB_STR("auxiliary")) || cb_str_eq(class, CB_STR("modal"))) {
            governed = false;
        } else if (cb_piece_at(scan, i)->flags & CB_PIECE_NAME) {
            named = named || !governed;
        } else if (is_noun(scan, i)) {
            if (!governed && is_object(scan, i))
                noun = i;
            else if (!governed && !noun && !named && !(cb_piece_at(scan, i + 1)->flags & CB_PIECE_NAME))
                noun = i;
            governed = false;
        }
    }
    if (noun == 0 || !is_measuring(scan, first, at + 1))
        return false;
    *out = cb_piece_at(scan, noun)->span;
    return true;
}

/* English: does a preposition govern the word, so that it is no subject: "the third quarter of 2025"? */
static bool is_in_phrase(const struct cb_figure_scan *scan, uint32_t at)
{
    for (uint32_t i = at; i > 0 && at - i < MODIFIERS_MAX && cb_piece_at(scan, i)->kind == CB_PIECE_WORD; i--)
        if (cb_str_eq(cb_piece_class(scan, i), CB_STR("preposition")))
            return true;
    return false;
}

/* English: the word before the verb that measures, "revenue" of "Revenue rose to $682 million". */
static bool english_subject(const struct cb_figure_scan *scan, uint32_t at, struct cb_span *out)
{
    for (uint32_t i = at; at - i < CLAUSE_MAX && !ends_clause(scan, i); i--) {
        uint32_t noun = i - 1;
        if (!cb_row_is(cb_piece_at(scan, i)->figure_word, "measures"))
            continue;
        while (cb_row_is(cb_piece_at(scan, noun)->figure_word, "about") ||
               cb_str_eq(cb_piece_class(scan, noun), CB_STR("auxiliary")))
            noun--;
        if (cb_piece_at(scan, noun)->kind != CB_PIECE_WORD || cb_piece_class(scan, noun).len ||
            (cb_piece_at(scan, noun)->flags & CB_PIECE_NAME) || cb_piece_at(scan, noun)->month ||
            cb_piece_at(scan, noun)->date_word || is_in_phrase(scan, noun))
            return false;
        *out = english_phrase(scan, noun);
        return true;
    }
    return false;
}

/* Is the place, in the sentence in hand, in a name? */
static bool is_named(const struct cb_figure_scan *scan, struct cb_span span)
{
    const struct cb_mentions *mentions = &scan->facts->mentions;

    for (size_t i = scan->mention; i < mentions->count && mentions->items[i].span.start < span.end; i++)
        if (cb_span_overlaps(mentions->items[i].span, span))
            return true;
    return false;
}

/* The head of the subject of the clause that the figure stands in, as the language layer sees it, where the
 * clause's verb measures: "Revenue in the third quarter rose 14 percent". Names are whose figure it is. */
static bool grammar_subject(const struct cb_figure_scan *scan, uint32_t at, struct cb_span *out)
{
    const struct cb_document *doc = scan->doc;
    uint32_t token = cb_document_token_at(doc, cb_piece_at(scan, at)->span.start), head = CB_NONE;
    const struct cb_clause *clause;

    if (token >= doc->tokens.count || doc->tokens.items[token].clause >= doc->clauses.count)
        return false;
    clause = &doc->clauses.items[doc->tokens.items[token].clause];
    if (clause->subject_first == CB_NONE || clause->subject_last == CB_NONE || clause->verb == CB_NONE ||
        (clause->subject_first <= token && token <= clause->subject_last) ||
        !cb_row_is(cb_list_find(scan->figure_words, doc->tokens.items[clause->verb].lower), "measures"))
        return false;
    for (uint32_t i = clause->subject_first; i <= clause->subject_last && i < doc->tokens.count; i++) {
        uint8_t tag = doc->tokens.items[i].tag;
        if (tag == CB_TAG_PROPN && (doc->tokens.items[i].flags & CB_TOKEN_SENTENCE_START) &&
            !is_named(scan, doc->tokens.items[i].span))
            tag = CB_TAG_NOUN; /* "Revenue": the capital is that of the sentence */
        if (tag == CB_TAG_PROPN || tag == CB_TAG_PRON || tag == CB_TAG_ADP || tag == CB_TAG_PUNCT ||
            (head != CB_NONE && tag != CB_TAG_NOUN))
            break;
        if (tag == CB_TAG_NOUN)
            head = i;
    }
    if (head == CB_NONE)
        return false;
    *out = doc->tokens.items[head].span;
    if (scan->english && head > clause->subject_first && doc->tokens.items[head - 1].tag == CB_TAG_ADJ)
        out->start = doc->tokens.items[head - 1].span.start;
    return true;
}

/* ---- one draft ---- */

static bool is_determiner(const struct cb_figure_scan *scan, uint32_t at)
{
    struct cb_str class = cb_piece_class(scan, at);

    return cb_str_eq(class, CB_STR("article")) || cb_str_eq(class, CB_STR("pronoun"));
}

static bool find_measured(const struct cb_figure_scan *scan, const struct cb_draft *draft,
                          struct cb_span *out)
{
    if (measured_behind(scan, draft, out) ||
        (draft->figure.kind == CB_FIGURE_NUMBER && noun_at(scan, draft->core_end, out)))
        return true;
    /* "halbierte ihren Verbrauch" */
    if (draft->figure.kind == CB_FIGURE_MULTIPLE && is_determiner(scan, draft->core_end) &&
        noun_at(scan, draft->core_end + 1, out))
        return true;
    if (draft->figure.kind == CB_FIGURE_DURATION)
        return measured_before(scan, draft->first - 1, out);
    if (draft->figure.kind != CB_FIGURE_NUMBER && measured_before(scan, draft->first - 1, out))
        return true;
    if (draft->figure.kind == CB_FIGURE_QUANTITY)
        return grammar_subject(scan, draft->core, out);
    if (scan->english ? english_subject(scan, draft->core, out) : clause_subject(scan, draft->first, out))
        return true;
    return grammar_subject(scan, draft->core, out);
}

/* "Huawei weniger als 100 000": the noun of the last count in the sentence, or "die Zahl der" before it. */
static bool find_elided(struct cb_figure_scan *scan, size_t index, struct cb_span *out)
{
    const struct cb_draft *draft = &scan->drafts.items[index];

    uint32_t back = draft->first - scan->sentence_first,
             first = draft->first - (back < REACH_MAX ? back : REACH_MAX);

    for (uint32_t i = first; i < draft->first; i++)
        if (number_of(scan, i, out))
            return true;
    if (draft->figure.bound == CB_BOUND_EXACT && cb_decimal_compare(draft->figure.low, cb_decimal_of(10)) < 0)
        return false;
    for (size_t i = index; i-- > 0 && scan->drafts.items[i].first >= first;) {
        const struct cb_figure *before = &scan->drafts.items[i].figure;
        if (before->kind == CB_FIGURE_COUNT && !cb_span_is_empty(before->what)) {
            *out = before->what;
            return true;
        }
    }
    return false;
}

/* "drei von ihnen", "davon": of what was counted last, perhaps a sentence ago. */
static bool find_of_them(const struct cb_figure_scan *scan, const struct cb_draft *draft, struct cb_span *out)
{
    uint32_t next;
    const struct cb_list_row *row = cb_pieces_match(scan, scan->figure_words, true, draft->core_end, &next);

    *out = scan->counted;
    return cb_row_is(row, "of-them") && !cb_span_is_empty(scan->counted);
}

/* "doppelt so viele wie zuvor": of what was counted last, in the sentence. */
static bool find_as_many(const struct cb_figure_scan *scan, const struct cb_draft *draft, struct cb_span *out)
{
    uint32_t at = draft->core_end;

    at += cb_row_is(cb_piece_at(scan, at)->figure_word, "as");
    *out = scan->counted;
    return (cb_row_is(cb_piece_at(scan, at)->number, "many") ||
            cb_row_is(cb_piece_at(scan, draft->core_end - 1)->number, "many")) &&
           out->start >= cb_piece_at(scan, scan->sentence_first)->span.start && !cb_span_is_empty(*out);
}

static bool find_what(struct cb_figure_scan *scan, size_t index, struct cb_span *out)
{
    struct cb_draft *draft = &scan->drafts.items[index];

    if (!cb_span_is_empty(draft->inner) && draft->figure.kind != CB_FIGURE_RANK) {
        *out = draft->inner;
        return true;
    }
    switch (draft->figure.kind) {
    case CB_FIGURE_COUNT:
    case CB_FIGURE_RANK:
        return !(draft->figure.unit.ptr && draft->figure.kind == CB_FIGURE_COUNT) &&
               cb_what_counted(scan, draft->core_end, out);
    case CB_FIGURE_NUMBER:
        if (!draft->bare && find_of_them(scan, draft, out))
            return true;
        if (draft->bare && (find_of_them(scan, draft, out) || find_elided(scan, index, out))) {
            draft->figure.kind = CB_FIGURE_COUNT;
            return true;
        }
        return draft->bare ? behind_of_what(scan, draft->core_end, out) : find_measured(scan, draft, out);
    case CB_FIGURE_MULTIPLE:
        return find_measured(scan, draft, out) || find_as_many(scan, draft, out);
    case CB_FIGURE_PERCENT:
        return find_of_them(scan, draft, out) || find_measured(scan, draft, out);
    case CB_FIGURE_MONEY:
    case CB_FIGURE_QUANTITY:
    case CB_FIGURE_DURATION:
        return find_measured(scan, draft, out);
    case CB_FIGURE_DATE:
        break;
    }
    return false;
}

static bool is_plural(const struct cb_figure *figure)
{
    return figure->kind == CB_FIGURE_COUNT &&
           !(figure->bound == CB_BOUND_EXACT && cb_decimal_compare(figure->low, cb_decimal_of(1)) == 0);
}

cb_status cb_what_find(struct cb_figure_scan *scan, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < scan->drafts.count; i++) {
        struct cb_figure *figure = &scan->drafts.items[i].figure;
        struct cb_span what;
        if (!find_what(scan, i, &what))
            continue;
        figure->what = what;
        if (figure->kind == CB_FIGURE_COUNT)
            scan->counted = what;
        figure->what_key = cb_what_key(scan, what, is_plural(figure));
        CB_TRY_NEW(figure->what_key.ptr);
        if (figure->what_key.len == 0)
            continue;
        if (figure->kind == CB_FIGURE_COUNT && !figure->unit.ptr) {
            figure->unit = cb_count_unit(scan, what);
            CB_TRY_NEW(figure->unit.ptr);
        }
    }
done:
    return rc;
}
