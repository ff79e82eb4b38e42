/* The reporting verb of a clause: finite verb with its separated prefix (teilte ... mit), or auxiliary with
 * participle or infinitive (hat ... angekündigt, will ... vorschlagen, wird ... zitiert). */
#include "extract/claims.h"

enum { KEY_BYTES = 96, NEAR_END = 4 };

static const struct {
    struct cb_str name;
    uint32_t bit;
} USES[] = {{CB_STR_INIT("dass"), CB_USE_DASS},
            {CB_STR_INIT("clause"), CB_USE_CLAUSE},
            {CB_STR_INIT("quote"), CB_USE_QUOTE},
            {CB_STR_INIT("infinitive"), CB_USE_INFINITIVE},
            {CB_STR_INIT("question"), CB_USE_QUESTION},
            {CB_STR_INIT("object"), CB_USE_OBJECT},
            {CB_STR_INIT("reflexive"), CB_USE_REFLEXIVE},
            {CB_STR_INIT("impersonal"), CB_USE_IMPERSONAL},
            {CB_STR_INIT("addressee"), CB_USE_ADDRESSEE},
            {CB_STR_INIT("correlate"), CB_USE_CORRELATE},
            {CB_STR_INIT("transitive"), CB_USE_TRANSITIVE}};
static uint32_t use_of(struct cb_str word)
{
    for (size_t i = 0; i < sizeof USES / sizeof *USES; i++)
        if (cb_str_eq(USES[i].name, word))
            return USES[i].bit;
    return 0;
}

uint32_t cb_verb_uses(const struct cb_list_row *row)
{
    struct cb_str field = row->fields[CB_REPORTING_VERB_USE];
    uint32_t bits = 0;

    while (field.ptr)
        bits |= use_of(cb_str_split(&field, '|'));
    return bits;
}

bool cb_predicate_governs(const struct cb_predicate *predicate, struct cb_str preposition)
{
    struct cb_str field = predicate->row->fields[CB_REPORTING_VERB_USE];

    while (field.ptr) {
        struct cb_str word = cb_str_split(&field, '|');
        if (word.len == 0 || use_of(word) || cb_str_eq(word, CB_STR("source")))
            continue;
        if (preposition.len == 0 || cb_str_eq(word, preposition))
            return true;
    }
    return false;
}

enum cb_medium cb_predicate_medium(const struct cb_predicate *predicate)
{
    enum cb_medium medium = CB_MEDIUM_UNKNOWN;

    if (predicate->row)
        cb_medium_by_name(predicate->row->fields[CB_REPORTING_VERB_MEDIUM], &medium);
    return medium;
}

enum cb_act cb_predicate_act(const struct cb_predicate *predicate)
{
    enum cb_act act = CB_ACT_UNKNOWN;

    if (predicate->row)
        cb_act_by_name(predicate->row->fields[CB_REPORTING_VERB_ACT], &act);
    return act;
}

/* The row with the form "a b", or "a" alone when `b` is empty. */
static const struct cb_list_row *row_of(const struct cb_claim_finder *f, struct cb_str a, struct cb_str b)
{
    char key[KEY_BYTES];

    if (b.len == 0)
        return cb_list_find(f->reporting, a);
    if (a.len + b.len + 1 > sizeof key)
        return NULL;
    memcpy(key, a.ptr, a.len);
    key[a.len] = ' ';
    memcpy(key + a.len + 1, b.ptr, b.len);
    return cb_list_find(f->reporting, (struct cb_str){key, a.len + b.len + 1});
}

/* The end of the clause of a main verb: behind appositions and relative clauses that are followed by more of
 * it
 * ("gab am Montag, dem 27. März, ... bekannt"). */
static uint32_t clause_reach(const struct cb_stretch *stretch, uint32_t segment)
{
    enum { PARTS = 4 };
    uint32_t end = stretch->segments.items[segment].end;

    if (stretch->segments.items[segment].kind != CB_SEGMENT_MAIN)
        return end;
    for (uint32_t s = segment + 1; s < stretch->segments.count && s <= segment + PARTS; s++) {
        const struct cb_segment *next = &stretch->segments.items[s];
        if (next->sign != ',' || (next->kind != CB_SEGMENT_FRAGMENT && next->kind != CB_SEGMENT_RELATIVE))
            break;
        if (next->kind == CB_SEGMENT_FRAGMENT)
            end = next->end;
    }
    return end;
}

/* The item of the separated prefix of the verb: as the language layer sees it, or the last word of the clause
 * where it makes a reporting verb; CB_NONE when it has none. */
static uint32_t particle_of(const struct cb_claim_finder *f, const struct cb_segment *segment, uint32_t end)
{
    const struct cb_stretch *stretch = &f->stretch;
    uint32_t token = stretch->items.items[segment->finite].first;
    uint32_t clause = stretch->doc->tokens.items[token].clause, particle;

    for (uint32_t i = end; i > segment->finite + 1; i--) {
        if (stretch->items.items[i - 1].kind != CB_ITEM_WORD)
            continue;
        if (row_of(f, cb_stretch_lower(stretch, segment->finite), cb_stretch_lower(stretch, i - 1)))
            return i - 1;
        break;
    }
    particle = clause == CB_NONE ? CB_NONE : stretch->doc->clauses.items[clause].particle;
    for (uint32_t i = end; particle != CB_NONE && i > segment->finite + 1; i--)
        if (stretch->items.items[i - 1].first == particle)
            return i - 1;
    return CB_NONE;
}

static void add_cue(struct cb_predicate *p, uint32_t item)
{
    if (item != CB_NONE && p->cue_count < sizeof p->cue / sizeof *p->cue)
        p->cue[p->cue_count++] = item;
}

/* davon, darauf: belongs to the cue where it stands right before its end or at the end of the clause. */
static uint32_t correlate_before(const struct cb_stretch *stretch, uint32_t from, uint32_t end)
{
    for (uint32_t i = end; i > from + 1 && i + 2 > end; i--)
        if (cb_stretch_word(stretch, i - 1).classes & CB_WORD_CORRELATE)
            return i - 1;
    return CB_NONE;
}

static bool has_class(const struct cb_stretch *stretch, uint32_t first, uint32_t end, uint32_t class)
{
    for (uint32_t i = first; i < end; i++)
        if (cb_stretch_word(stretch, i).classes & class)
            return true;
    return false;
}

static bool has_word(const struct cb_stretch *stretch, const struct cb_segment *segment, struct cb_str word)
{
    for (uint32_t i = segment->start; i < segment->end; i++)
        if (cb_stretch_is(stretch, i, word))
            return true;
    return false;
}

/* "sagte", "teilte ... mit". */
static void read_simple(const struct cb_claim_finder *f, const struct cb_segment *segment, uint32_t end,
                        struct cb_predicate *p)
{
    const struct cb_stretch *stretch = &f->stretch;
    uint32_t last = segment->kind == CB_SEGMENT_MAIN ? particle_of(f, segment, end) : CB_NONE;
    struct cb_str verb = cb_stretch_lower(stretch, segment->finite);

    add_cue(p, segment->finite);
    if (last != CB_NONE && (p->row = row_of(f, verb, cb_stretch_lower(stretch, last)))) {
        add_cue(p, correlate_before(stretch, segment->finite, last));
        add_cue(p, last);
        return;
    }
    if (last != CB_NONE && !(cb_stretch_word(stretch, last).classes & (CB_WORD_ADVERB | CB_WORD_CORRELATE)))
        return; /* sagte ... ab: another verb */
    if (segment->kind != CB_SEGMENT_MAIN && segment->finite > segment->start &&
        (p->row = row_of(f, cb_stretch_lower(stretch, segment->finite - 1), verb))) {
        p->cue[0] = segment->finite - 1; /* bekannt gab */
        add_cue(p, segment->finite);
        return;
    }
    p->row = row_of(f, verb, CB_STR(""));
    add_cue(p, correlate_before(stretch, segment->finite, segment->end));
}

/* Is `item` a participle or infinitive of a reporting verb, as what stands beside auxiliary `classes`? */
static const struct cb_list_row *nonfinite_row(const struct cb_claim_finder *f, uint32_t item,
                                               uint32_t before, uint32_t classes, bool *participle)
{
    const struct cb_stretch *stretch = &f->stretch;
    struct cb_str word = cb_stretch_lower(stretch, item);
    const struct cb_list_row *row = row_of(f, before == CB_NONE ? word : cb_stretch_lower(stretch, before),
                                           before == CB_NONE ? CB_STR("") : word);
    struct cb_str field;

    if (!row)
        return NULL;
    field = row->fields[CB_REPORTING_VERB_PARTICIPLE];
    *participle = false;
    while (field.ptr && !*participle) {
        struct cb_str form = cb_str_split(&field, '|');
        *participle =
            before == CB_NONE ? cb_str_eq(form, word) : cb_str_ends(form, word) && form.len > word.len;
    }
    if (classes & (CB_WORD_HAVE | CB_WORD_BE))
        return *participle ? row : NULL;
    if (*participle && !(classes & CB_WORD_MODAL))
        return row;
    return cb_str_eq(row->fields[CB_REPORTING_VERB_LEMMA], word) || before != CB_NONE ? row : NULL;
}

static bool is_comparison(const struct cb_stretch *stretch, uint32_t item)
{
    return cb_stretch_is(stretch, item, CB_STR("als")) || cb_stretch_is(stretch, item, CB_STR("wie"));
}

/* "hat ... angekündigt", "will ... vorschlagen". */
static void read_compound(const struct cb_claim_finder *f, const struct cb_segment *segment, uint32_t reach,
                          struct cb_predicate *p)
{
    const struct cb_stretch *stretch = &f->stretch;
    uint32_t classes = cb_stretch_word(stretch, segment->finite).classes;
    bool main = segment->kind == CB_SEGMENT_MAIN, participle = false;
    uint32_t end = main ? reach : segment->finite;
    uint32_t from = main ? segment->finite + 1 : segment->start;

    for (uint32_t i = end, seen = 0; i > from && seen < NEAR_END; i--, seen++) {
        uint32_t before = i > from + 1 ? i - 2 : CB_NONE;
        if (before != CB_NONE && is_comparison(stretch, before))
            break; /* mehr als erwartet */
        p->row = before == CB_NONE ? NULL : nonfinite_row(f, i - 1, before, classes, &participle);
        if (!p->row) {
            before = CB_NONE;
            p->row = stretch->items.items[i - 1].kind == CB_ITEM_WORD
                         ? nonfinite_row(f, i - 1, CB_NONE, classes, &participle)
                         : NULL;
        }
        if (!p->row)
            continue;
        if (main)
            add_cue(p, segment->finite);
        add_cue(p, correlate_before(stretch, from, before == CB_NONE ? i - 1 : before));
        add_cue(p, before);
        add_cue(p, i - 1);
        if (!main)
            add_cue(p, segment->finite);
        p->passive = participle && ((classes & CB_WORD_BECOME) ||
                                    ((classes & CB_WORD_BE) && cb_stretch_is(stretch, i, CB_STR("worden"))));
        return;
    }
}

static void read_within(const struct cb_claim_finder *f, const struct cb_segment *s, uint32_t end,
                        struct cb_predicate *out)
{
    *out = (struct cb_predicate){.finite = s->finite};
    if (s->finite == CB_NONE)
        return;
    if (cb_stretch_word(&f->stretch, s->finite).classes & CB_WORD_AUXILIARY)
        read_compound(f, s, end, out);
    else
        read_simple(f, s, end, out);
}

void cb_predicate_of_verb(const struct cb_claim_finder *f, uint32_t segment, struct cb_predicate *out)
{
    const struct cb_segment *s = &f->stretch.segments.items[segment];

    *out = (struct cb_predicate){.finite = s->finite};
    add_cue(out, s->finite);
    add_cue(out, particle_of(f, s, clause_reach(&f->stretch, segment)));
}

bool cb_predicate_read(const struct cb_claim_finder *f, uint32_t segment, struct cb_predicate *out)
{
    const struct cb_segment *s = &f->stretch.segments.items[segment];

    read_within(f, s, clause_reach(&f->stretch, segment), out);
    if (!out->row && clause_reach(&f->stretch, segment) > s->end)
        read_within(f, s, s->end, out);
    if (!out->row)
        return false;
    out->uses = cb_verb_uses(out->row);
    out->negated = has_class(&f->stretch, s->start, s->end, CB_WORD_NEGATION);
    if ((out->uses & CB_USE_REFLEXIVE) && !has_class(&f->stretch, s->start, s->end, CB_WORD_REFLEXIVE))
        return false;
    if ((out->uses & CB_USE_IMPERSONAL) && !has_word(&f->stretch, s, CB_STR("es")))
        return false; /* das Lokal hieß ...; es heißt */
    if ((out->uses & CB_USE_TRANSITIVE) && has_class(&f->stretch, s->start, s->end, CB_WORD_REFLEXIVE))
        return false;
    if ((out->uses & CB_USE_CORRELATE) &&
        !has_class(&f->stretch, s->start, clause_reach(&f->stretch, segment), CB_WORD_CORRELATE))
        out->uses &= ~(uint32_t)(CB_USE_DASS | CB_USE_CLAUSE | CB_USE_INFINITIVE);
    if (out->negated && cb_predicate_act(out) == CB_ACT_CONFIRM)
        out->uses &= ~(uint32_t)(CB_USE_DASS | CB_USE_CLAUSE); /* wollte nicht bestätigen, dass */
    return true;
}
