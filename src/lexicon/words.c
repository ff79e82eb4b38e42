#include "lexicon/words.h"

#include <stdlib.h>

#include "text/csv.h"
#include "text/fold.h"

static const char *const POS_NAMES[CB_POS_COUNT] = {"X",    "NOUN", "PROPN", "VERB",  "AUX",   "ADJ",
                                                    "ADV",  "DET",  "PRON",  "ADP",   "CCONJ", "SCONJ",
                                                    "PART", "NUM",  "INTJ",  "PUNCT", "SYM"};

const char *cb_pos_name(enum cb_pos pos)
{
    return POS_NAMES[pos];
}

bool cb_pos_by_name(struct cb_str name, enum cb_pos *out)
{
    for (int i = 0; i < CB_POS_COUNT; i++)
        if (cb_str_eq(cb_str_of(POS_NAMES[i]), name)) {
            *out = (enum cb_pos)i;
            return true;
        }
    return false;
}

/* ---- words.csv ---- */

enum { FORM, POS, LEMMA, FEATURES, COLUMNS };

/* Feature "+": the lexicon's readings of the form hold too. */
#define ALSO (UINT32_C(1) << 31)

static const struct {
    struct cb_str name;
    uint32_t bit;
} FEATURE_NAMES[] = {
    {CB_STR_INIT("fin"), CB_FINITE},         {CB_STR_INIT("inf"), CB_INFINITIVE},
    {CB_STR_INIT("zu"), CB_ZU_INFINITIVE},   {CB_STR_INIT("part1"), CB_PARTICIPLE_1},
    {CB_STR_INIT("part2"), CB_PARTICIPLE_2}, {CB_STR_INIT("ind"), CB_INDICATIVE},
    {CB_STR_INIT("sub"), CB_SUBJUNCTIVE},    {CB_STR_INIT("imp"), CB_IMPERATIVE},
    {CB_STR_INIT("pres"), CB_PRESENT},       {CB_STR_INIT("past"), CB_PAST},
    {CB_STR_INIT("1"), CB_PERSON_1},         {CB_STR_INIT("2"), CB_PERSON_2},
    {CB_STR_INIT("3"), CB_PERSON_3},         {CB_STR_INIT("sg"), CB_SINGULAR},
    {CB_STR_INIT("pl"), CB_PLURAL},          {CB_STR_INIT("m"), CB_MASCULINE},
    {CB_STR_INIT("f"), CB_FEMININE},         {CB_STR_INIT("n"), CB_NEUTER},
    {CB_STR_INIT("nom"), CB_NOMINATIVE},     {CB_STR_INIT("gen"), CB_GENITIVE},
    {CB_STR_INIT("dat"), CB_DATIVE},         {CB_STR_INIT("acc"), CB_ACCUSATIVE},
    {CB_STR_INIT("pred"), CB_PREDICATIVE},   {CB_STR_INIT("comp"), CB_COMPARATIVE},
    {CB_STR_INIT("sup"), CB_SUPERLATIVE},    {CB_STR_INIT("+"), ALSO},
};

/* In `pad` of the last reading of a form. */
enum { LAST = 1, OPEN = 2 /* the lexicon's readings are among them */ };

struct closed_row {
    struct cb_str form, lemma;
    enum cb_pos pos;
    uint32_t features, number;
};
CB_LIST_TYPE(closed_rows, struct closed_row)

/* One alternative of the features column: "3 sg nom". */
static bool parse_features(struct cb_str text, uint32_t *out)
{
    *out = 0;
    while (text.ptr && text.len) {
        struct cb_str name = cb_str_split(&text, ' ');
        uint32_t bit = 0;
        for (size_t i = 0; i < sizeof FEATURE_NAMES / sizeof *FEATURE_NAMES; i++)
            if (cb_str_eq(FEATURE_NAMES[i].name, name))
                bit = FEATURE_NAMES[i].bit;
        if (!bit)
            return false;
        *out |= bit;
    }
    return true;
}

/* One row: every form with every alternative of the features. CB_BAD_INPUT: not a row of this list. */
static cb_status add_row(struct closed_rows *out, const struct cb_csv_row *row, struct cb_arena *arena)
{
    struct cb_str forms = row->fields[FORM];
    enum cb_pos pos;

    if (row->count != COLUMNS || !cb_pos_by_name(row->fields[POS], &pos))
        return CB_BAD_INPUT;

    while (forms.ptr) {
        struct cb_str form = cb_str_split(&forms, '|'), alternatives = row->fields[FEATURES];
        struct cb_str lemma = row->fields[LEMMA].len ? row->fields[LEMMA] : form;
        do {
            struct closed_row *slot = CB_PUSH(arena, out);
            uint32_t features;
            if (!slot)
                return CB_NO_MEMORY;
            if (!parse_features(cb_str_split(&alternatives, '|'), &features))
                return CB_BAD_INPUT;
            *slot = (struct closed_row){form, lemma, pos, features, (uint32_t)out->count};
        } while (alternatives.ptr);
    }
    return CB_OK;
}

static cb_status read_rows(const char *place, struct cb_str csv, struct cb_arena *arena,
                           struct closed_rows *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_csv_rows rows = {0};

    CB_TRY(cb_csv_parse(place, csv, arena, &rows, err));
    for (size_t i = 1; i < rows.count; i++) {
        rc = add_row(out, &rows.items[i], arena);
        if (rc == CB_BAD_INPUT)
            cb_err_set(err, rc,
                       "%s: row %llu needs form, pos, lemma, features, with a known pos and known features; "
                       "mend the row",
                       place, (unsigned long long)rows.items[i].line);
        else if (rc == CB_NO_MEMORY)
            cb_err_no_memory(err);
        CB_TRY(rc);
    }
done:
    return rc;
}

static int compare_rows(const void *a, const void *b)
{
    const struct closed_row *x = a, *y = b;
    int order = cb_str_compare(x->form, y->form);

    return order ? order : (x->number > y->number) - (x->number < y->number);
}

static bool push_reading(struct cb_words *words, struct cb_arena *arena, struct cb_reading reading,
                         struct cb_str lemma)
{
    struct cb_reading *slot = CB_PUSH(arena, &words->readings);
    struct cb_str *lemma_slot = CB_PUSH(arena, &words->lemmas);

    if (!slot || !lemma_slot || !lemma.ptr)
        return false;
    *slot = reading;
    *lemma_slot = lemma;
    return true;
}

/* The readings that the lexicon has of a form in words.csv, beside those. */
static bool push_lexicon(struct cb_words *words, struct cb_arena *arena, struct cb_str form)
{
    uint32_t count = 0;
    const struct cb_reading *found = words->morph.edges ? cb_morph_find(&words->morph, form, &count) : NULL;

    for (uint32_t i = 0; i < count; i++)
        if (!push_reading(words, arena, found[i], cb_morph_lemma(&words->morph, form, &found[i], arena)))
            return false;
    return true;
}

static uint32_t length_bit(struct cb_str form)
{
    return UINT32_C(1) << (form.len < 31 ? form.len : 31);
}

/* The place of `form` in words->closed; NULL for nearly all forms that are not there without a look at it. */
static const uint32_t *find_closed(const struct cb_words *words, struct cb_str form)
{
    if (form.len == 0 || !(words->lengths[(unsigned char)form.ptr[0]] & length_bit(form)))
        return NULL;
    return cb_map_find(&words->closed, form);
}

/* Readings of one form side by side, in the order of the file; `pad` marks the last one. */
static cb_status index_rows(struct cb_words *words, struct closed_rows *rows, struct cb_arena *arena,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool also = false;

    if (rows->count)
        qsort(rows->items, rows->count, sizeof *rows->items, compare_rows);
    for (size_t i = 0; i < rows->count; i++) {
        const struct closed_row *row = &rows->items[i];
        bool last = i + 1 == rows->count || !cb_str_eq(row->form, rows->items[i + 1].form);
        bool added;
        uint32_t *place = cb_map_add(arena, &words->closed, row->form, &added);
        CB_TRY_NEW(place);
        if (added)
            *place = (uint32_t)words->readings.count;
        if (row->form.len > 0)
            words->lengths[(unsigned char)row->form.ptr[0]] |= length_bit(row->form);
        also = (row->features & ALSO) || (also && !added);
        CB_TRY_NEW(push_reading(
            words, arena, (struct cb_reading){.features = row->features & ~ALSO, .pos = (uint8_t)row->pos},
            row->lemma));
        CB_TRY_NEW(!last || !also || push_lexicon(words, arena, row->form));
        if (last)
            words->readings.items[words->readings.count - 1].pad = (uint8_t)(also ? LAST | OPEN : LAST);
    }
done:
    return rc;
}

cb_status cb_words_load(struct cb_str block, const char *place, struct cb_str csv, struct cb_arena *arena,
                        struct cb_words *words, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct closed_rows rows = {0};

    if (block.len && !cb_morph_open(block, &words->morph)) {
        rc =
            cb_err_set(err, CB_BAD_INPUT, "the full-form lexicon is not one of this version; build it again");
        goto done;
    }
    CB_TRY(read_rows(place, csv, arena, &rows, err));
    CB_TRY(index_rows(words, &rows, arena, err));
done:
    return rc;
}

struct cb_word cb_words_exact(const struct cb_words *words, struct cb_str form)
{
    struct cb_word word = {0};
    const uint32_t *place = find_closed(words, form);

    if (place) {
        word.items = &words->readings.items[*place];
        while (!(word.items[word.count++].pad & LAST))
            ;
        word.closed = !(word.items[word.count - 1].pad & OPEN);
    } else if (words->morph.edges) {
        word.items = cb_morph_find(&words->morph, form, &word.count);
    }
    if (word.count)
        word.origin = CB_WORD_LISTED;
    return word;
}

/* ---- compounds ---- */

enum { HEAD_MIN = 3, FIRST_MIN = 3, WORD_MAX = 96 };

/* `s` with its first letter as a capital (or small), in `room`; empty when it is no letter we know. */
static struct cb_str with_first(struct cb_str s, bool capital, char room[WORD_MAX])
{
    if (s.len < 2 || s.len > WORD_MAX)
        return (struct cb_str){NULL, 0};
    memcpy(room, s.ptr, s.len);
    if ((room[0] | 0x20) >= 'a' && (room[0] | 0x20) <= 'z')
        room[0] = (char)(capital ? room[0] & ~0x20 : room[0] | 0x20);
    else if ((unsigned char)room[0] == 0xC3 && (unsigned char)room[1] >= 0x80)
        room[1] = (char)(capital ? room[1] & ~0x20 : room[1] | 0x20); /* Ä and ä are C3 84 and C3 A4 */
    else
        return (struct cb_str){NULL, 0};
    return (struct cb_str){room, s.len};
}

static struct cb_word find_cased(const struct cb_words *words, struct cb_str s, bool capital)
{
    unsigned char first = s.len > 1 ? (unsigned char)s.ptr[0] : 0;
    struct cb_word word = {0};
    char room[WORD_MAX];

    if (s.len < 2 || s.len > WORD_MAX)
        return word;
    if (first < 0x80)
        first = (unsigned char)(capital ? first & ~0x20 : first | 0x20);
    if (words->lengths[first] & length_bit(s)) {
        struct cb_str form = with_first(s, capital, room);
        return form.len ? cb_words_exact(words, form) : word;
    }
    if (words->morph.edges)
        word.items = cb_morph_find_cased(&words->morph, s, capital, &word.count);
    if (word.count)
        word.origin = CB_WORD_LISTED;
    return word;
}

static bool has_pos(const struct cb_word *word, enum cb_pos pos)
{
    for (uint32_t i = 0; i < word->count; i++)
        if (word->items[i].pos == pos)
            return true;
    return false;
}

/* A form that is cut into parts, with what was found of its beginnings: the cuts ask for the same ones. */
struct cutting {
    const struct cb_words *words;
    struct cb_str form;
    uint8_t noun[WORD_MAX + 1], first[WORD_MAX + 1]; /* by their lengths: 0 not asked yet, YES or NO */
};

enum { YES = 1, NO };

static bool is_noun(struct cutting *c, size_t len)
{
    if (!c->noun[len]) {
        struct cb_word word = find_cased(c->words, cb_str_sub(c->form, 0, len), true);
        c->noun[len] = has_pos(&word, CB_POS_NOUN) ? YES : NO;
    }
    return c->noun[len] == YES;
}

/* A noun with a linking s, es, n, en, er, e, an adjective, the stem of a verb, a preposition or adverb. */
static bool is_simple(struct cutting *c, size_t len)
{
    static const char *const LINKS[] = {"", "s", "es", "n", "en", "er", "e"};
    struct cb_str s = cb_str_sub(c->form, 0, len);
    struct cb_word word;
    char room[WORD_MAX];

    for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++) {
        struct cb_str link = cb_str_of(LINKS[i]);
        if (s.len >= link.len + 2 && cb_str_ends(s, link) && is_noun(c, s.len - link.len))
            return true;
    }
    word = find_cased(c->words, s, false);
    if (has_pos(&word, CB_POS_ADJ) || has_pos(&word, CB_POS_ADP) || has_pos(&word, CB_POS_ADV) ||
        has_pos(&word, CB_POS_NUM))
        return true;
    if (!with_first(s, false, room).len)
        return false;
    memcpy(room + s.len, "en", 2);
    word = cb_words_exact(c->words, (struct cb_str){room, s.len + 2});
    return has_pos(&word, CB_POS_VERB);
}

static bool is_simple_first(struct cutting *c, size_t len)
{
    if (len < 2 || len + 2 >= WORD_MAX)
        return false;
    if (!c->first[len])
        c->first[len] = is_simple(c, len) ? YES : NO;
    return c->first[len] == YES;
}

/* Can the first `len` bytes be the first part of a compound, alone or as a compound of two? */
static bool is_first_part(struct cutting *c, size_t len)
{
    if (len < 2 || len + 2 >= WORD_MAX)
        return false;
    if (is_simple_first(c, len))
        return true;
    for (size_t i = len - HEAD_MIN; i >= FIRST_MIN && i < len; i--)
        if (((unsigned char)c->form.ptr[i] & 0xC0) != 0x80 && is_simple_first(c, i)) {
            struct cb_word word = find_cased(c->words, cb_str_sub(c->form, i, len), true);
            if (has_pos(&word, CB_POS_NOUN))
                return true;
        }
    return false;
}

/* The known word that `form` ends with: the longest one whose first part is known too, else the longest. */
static struct cb_word find_head(const struct cb_words *words, struct cb_str form, bool noun)
{
    struct cutting c = {.words = words, .form = form};
    struct cb_word best = {0};

    for (size_t i = FIRST_MIN - 1; i + HEAD_MIN <= form.len; i++) {
        struct cb_word word;
        if (((unsigned char)form.ptr[i] & 0xC0) == 0x80)
            continue;
        word = find_cased(words, cb_str_sub(form, i, form.len), noun);
        if (!has_pos(&word, noun ? CB_POS_NOUN : CB_POS_ADJ) && !(!noun && has_pos(&word, CB_POS_VERB)))
            continue;
        word.head = (uint32_t)i;
        if (is_first_part(&c, i)) {
            word.origin = CB_WORD_COMPOUND;
            return word;
        }
        if (!best.count && form.len - i >= HEAD_MIN + 1) {
            best = word;
            best.origin = CB_WORD_HEAD;
        }
    }
    return best;
}

/* ---- endings ---- */

static const struct cb_reading FEMININE = {.pos = CB_POS_NOUN, .features = CB_FEMININE | CB_SINGULAR};
static const struct cb_reading FEMININE_PLURAL = {.pos = CB_POS_NOUN, .features = CB_FEMININE | CB_PLURAL};
static const struct cb_reading MASCULINE = {.pos = CB_POS_NOUN, .features = CB_MASCULINE | CB_SINGULAR};
static const struct cb_reading ADJECTIVE = {.pos = CB_POS_ADJ};

/* Endings that tell the part of speech of any word; in plural and inflection too. */
static const struct {
    struct cb_str ending;
    const struct cb_reading *reading;
    bool capital;
} ENDINGS[] = {
    {CB_STR_INIT("ung"), &FEMININE, true},        {CB_STR_INIT("ungen"), &FEMININE_PLURAL, true},
    {CB_STR_INIT("heit"), &FEMININE, true},       {CB_STR_INIT("heiten"), &FEMININE_PLURAL, true},
    {CB_STR_INIT("keit"), &FEMININE, true},       {CB_STR_INIT("keiten"), &FEMININE_PLURAL, true},
    {CB_STR_INIT("schaft"), &FEMININE, true},     {CB_STR_INIT("schaften"), &FEMININE_PLURAL, true},
    {CB_STR_INIT("tion"), &FEMININE, true},       {CB_STR_INIT("tionen"), &FEMININE_PLURAL, true},
    {CB_STR_INIT("t\xC3\xA4t"), &FEMININE, true}, {CB_STR_INIT("t\xC3\xA4ten"), &FEMININE_PLURAL, true},
    {CB_STR_INIT("ismus"), &MASCULINE, true},     {CB_STR_INIT("lich"), &ADJECTIVE, false},
    {CB_STR_INIT("isch"), &ADJECTIVE, false},     {CB_STR_INIT("ig"), &ADJECTIVE, false},
    {CB_STR_INIT("bar"), &ADJECTIVE, false},      {CB_STR_INIT("sam"), &ADJECTIVE, false},
    {CB_STR_INIT("los"), &ADJECTIVE, false},      {CB_STR_INIT("haft"), &ADJECTIVE, false},
};

struct cb_str cb_words_adjective_stem(struct cb_str form)
{
    static const char *const INFLECTIONS[] = {"en", "em", "er", "es", "e"};

    for (size_t i = 0; i < sizeof INFLECTIONS / sizeof *INFLECTIONS; i++)
        if (cb_str_ends(form, cb_str_of(INFLECTIONS[i])))
            return cb_str_sub(form, 0, form.len - strlen(INFLECTIONS[i]));
    return form;
}

static struct cb_word find_ending(struct cb_str form, bool capital)
{
    struct cb_str stem = capital ? form : cb_words_adjective_stem(form);

    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (ENDINGS[i].capital == capital && stem.len > ENDINGS[i].ending.len + 2 &&
            cb_str_ends(stem, ENDINGS[i].ending))
            return (struct cb_word){.items = ENDINGS[i].reading, .count = 1, .origin = CB_WORD_ENDING};
    return (struct cb_word){0};
}

static bool is_capital(struct cb_str s)
{
    return s.len > 1 && ((s.ptr[0] >= 'A' && s.ptr[0] <= 'Z') ||
                         ((unsigned char)s.ptr[0] == 0xC3 && (unsigned char)s.ptr[1] < 0xA0));
}

static const struct cb_reading ELLIPSIS = {.pos = CB_POS_NOUN};

/* The part behind the last hyphen (or digit) tells: KI-Firma, 25-jaehrige, 25jaehrige; Lohn- is half a noun.
 */
static struct cb_word find_tail(const struct cb_words *words, struct cb_str form, size_t at)
{
    struct cb_str tail = cb_str_sub(form, at, form.len);
    struct cb_word word = {0};

    if (tail.len == 0 && is_capital(form))
        return (struct cb_word){.items = &ELLIPSIS, .count = 1, .origin = CB_WORD_ENDING};
    if (tail.len < HEAD_MIN)
        return word;
    word = cb_words_exact(words, tail);
    if (!word.count)
        word = cb_words_analyze(words, tail);
    if (!word.count)
        return word;
    word.closed = false;
    word.head += (uint32_t)at;
    word.origin = word.origin == CB_WORD_LISTED ? CB_WORD_COMPOUND : word.origin;
    return word;
}

/* Where the last hyphen or digit ends; 0 without one. */
static size_t tail_start(struct cb_str form)
{
    for (size_t i = form.len; i > 0; i--)
        if (form.ptr[i - 1] == '-' || (form.ptr[i - 1] >= '0' && form.ptr[i - 1] <= '9'))
            return i;
    return 0;
}

/* 'world's' -> world */
static struct cb_str without_possessive(struct cb_str s)
{
    static const struct cb_str ENDS[] = {CB_STR_INIT("'s"), CB_STR_INIT("\xE2\x80\x99s"), CB_STR_INIT("'"),
                                         CB_STR_INIT("\xE2\x80\x99")};

    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        if (s.len > ENDS[i].len + 1 && cb_str_ends(s, ENDS[i]))
            return cb_str_sub(s, 0, s.len - ENDS[i].len);
    return s;
}

struct cb_word cb_words_analyze(const struct cb_words *words, struct cb_str form)
{
    struct cb_word word = {0}, ending;
    size_t tail = tail_start(form);
    bool capital = is_capital(form);

    if (without_possessive(form).len < form.len) {
        word = cb_words_exact(words, without_possessive(form));
        word.closed = false;
        return word.count ? word : cb_words_analyze(words, without_possessive(form));
    }
    if (tail > 0 && form.len < WORD_MAX - 3)
        return find_tail(words, form, tail);
    if (form.len < 5 || form.len > WORD_MAX - 3)
        return word;
    word = find_head(words, form, capital);
    if (word.count && word.origin == CB_WORD_COMPOUND)
        return word;
    ending = find_ending(form, capital);
    return ending.count ? ending : word;
}

/* ---- lemmas ---- */

static bool is_own(const struct cb_reading *reading)
{
    return reading == &FEMININE || reading == &MASCULINE || reading == &FEMININE_PLURAL ||
           reading == &ADJECTIVE || reading == &ELLIPSIS;
}

/* Is the part from `at` on written as a word of its own: behind a hyphen or digit? */
static bool is_alone(struct cb_str form, uint32_t at)
{
    return form.ptr[at - 1] == '-' || (form.ptr[at - 1] >= '0' && form.ptr[at - 1] <= '9');
}

/* The lemma of a form that is listed itself. */
static struct cb_str listed_lemma(const struct cb_words *words, struct cb_str form,
                                  const struct cb_reading *reading, struct cb_arena *arena)
{
    if (words->readings.count && reading >= words->readings.items &&
        reading < words->readings.items + words->readings.count)
        return words->lemmas.items[reading - words->readings.items];
    return cb_morph_lemma(&words->morph, form, reading, arena);
}

struct cb_str cb_words_lemma(const struct cb_words *words, struct cb_str form, const struct cb_word *word,
                             const struct cb_reading *reading, struct cb_arena *arena)
{
    struct cb_str head, lemma;
    char room[WORD_MAX];

    form = without_possessive(form);
    if (reading == &FEMININE_PLURAL)
        return cb_str_sub(form, 0, form.len - 2);
    if (is_own(reading))
        return reading == &ADJECTIVE ? cb_words_adjective_stem(form) : form;
    if (word->head == 0)
        return listed_lemma(words, form, reading, arena);
    head = cb_str_sub(form, word->head, form.len);
    if (!is_alone(form, word->head))
        head = with_first(head, reading->pos == CB_POS_NOUN, room);
    lemma = cb_arena_copy(arena, listed_lemma(words, head, reading, arena));
    if (!lemma.ptr)
        return lemma;
    if (!is_alone(form, word->head)) {
        struct cb_str small = with_first(lemma, false, room);
        lemma = small.len ? small : lemma;
    }
    return cb_arena_join(arena, cb_str_sub(form, 0, word->head), lemma);
}
