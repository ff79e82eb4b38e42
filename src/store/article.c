/* The rows of one article. */
#include "store/rows.h"

#include <stdlib.h>

#include "base/buf.h"
#include "text/date.h"

enum { LONG_TEXT = 16384 }; /* bytes: to cut a place from more takes as long as to store it */

/* What the functions below share: the article being written, and the row ids of its facts by their index. */
struct writer {
    struct cb_store *store;
    const struct cb_document *doc;
    const struct cb_facts *facts;
    struct cb_char_counter counter;
    int64_t article;
    int64_t *entities, *sources, *claims, *figures, *propositions;
    struct cb_claim_spans spans; /* of the claims, as they are numbered */
    struct cb_err *err;
};

/* The first and the last place of `span` as code points, in `cell` and the next one. */
static void set_span(struct writer *w, struct cb_cell *cell, struct cb_span span)
{
    set_int(cell, cb_document_char(&w->counter, span.start));
    set_int(cell + 1, cb_document_char(&w->counter, span.end));
}

/* The first place of `span` and its length as code points, in `cell` and the next one. */
static void set_length(struct writer *w, struct cb_cell *cell, struct cb_span span)
{
    uint32_t start = cb_document_char(&w->counter, span.start);

    set_int(cell, start);
    set_int(cell + 1, cb_document_char(&w->counter, span.end) - start);
}

/* The number of a text; 0: there is none. */
static cb_status find_term(struct writer *w, struct cb_str term, int64_t *id)
{
    return term.len > 0 ? cb_store_term(w->store, term, id, w->err) : CB_OK;
}

static void set_term(struct cb_cell *cell, int64_t term)
{
    if (term != 0)
        set_int(cell, term);
}

/* Of a fact with a lean row: article, sentence, place with length and rule are its first five cells. */
static cb_status add_lean(struct writer *w, struct rows *rows, struct cb_span span, const char *rule,
                          struct cb_cell **row)
{
    cb_status rc;
    int64_t term = 0;

    CB_TRY(find_term(w, cb_str_of(rule), &term));
    CB_TRY(cb_store_add_row(rows, row, w->err));
    set_int(&(*row)[0], w->article);
    set_int(&(*row)[1], cb_document_sentence_at(w->doc, span.start));
    set_length(w, &(*row)[2], span);
    set_term(&(*row)[4], term);
done:
    return rc;
}

/* What stands at `span`, of a text where it would take long to cut it out; else NULL. */
static struct cb_str long_text(const struct writer *w, struct cb_span span)
{
    return w->doc->text.len > LONG_TEXT ? cb_document_slice(w->doc, span) : (struct cb_str){NULL, 0};
}

/* The next row for a fact: article, sentence and span are its first four cells. */
static cb_status add_fact(struct writer *w, struct rows *rows, struct cb_span span, struct cb_cell **row)
{
    cb_status rc;

    CB_TRY(cb_store_add_row(rows, row, w->err));
    set_int(&(*row)[0], w->article);
    set_int(&(*row)[1], cb_document_sentence_at(w->doc, span.start));
    set_span(w, &(*row)[2], span);
done:
    return rc;
}

/* The row id of item `index` of `ids`, NULL for CB_NONE. */
static void set_id(struct cb_cell *cell, const int64_t *ids, uint32_t index)
{
    if (index != CB_NONE)
        set_int(cell, ids[index]);
}

/* Nothing said is NULL, never the empty string. */
static struct cb_str filled(struct cb_str s)
{
    return s.len > 0 ? s : (struct cb_str){NULL, 0};
}

static uint32_t entity_of(const struct writer *w, uint32_t mention)
{
    return mention == CB_NONE ? CB_NONE : w->facts->mentions.items[mention].entity;
}

/* ---- before anything is written ---- */

static cb_status check_fact(const struct writer *w, struct cb_span span, const char *rule)
{
    if (span.start >= span.end || span.end > w->doc->text.len ||
        cb_document_sentence_at(w->doc, span.start) == CB_NONE)
        return cb_err_set(w->err, CB_BAD_INPUT,
                          "a row of rule '%s' stands nowhere in the text; please report this bug", rule);
    return cb_store_check_rule(w->store, rule, w->err);
}

/* What the tables' CHECKs would say, which imports do without (cb_db_trust). */
static cb_status check_claim(const struct writer *w, const struct cb_claim *claim)
{
    if ((claim->speaker == CB_NONE) == (claim->no_speaker != CB_SPEAKER_KNOWN))
        return CB_OK;
    return cb_err_set(w->err, CB_BAD_INPUT,
                      "a claim of rule '%s' needs a speaker or why there is none; please report this bug",
                      claim->rule);
}

static bool is_day(const char *date)
{
    int32_t day;

    return !*date || (strlen(date) == 10 && cb_date_parse(cb_str_of(date), &day));
}

static cb_status check_figure(const struct writer *w, const struct cb_figure *figure)
{
    if (is_day(figure->date_low) && is_day(figure->date_high))
        return CB_OK;
    return cb_err_set(w->err, CB_BAD_INPUT,
                      "a figure of rule '%s' has no day of the calendar; please report this bug",
                      figure->rule);
}

#define CHECK_EACH(list)                                                                                     \
    for (size_t i = 0; i < w.facts->list.count; i++)                                                         \
    CB_TRY(check_fact(&w, w.facts->list.items[i].span, w.facts->list.items[i].rule))

cb_status cb_store_check_facts(struct cb_store *store, const struct cb_record *record, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct writer w = {.store = store, .doc = record->doc, .facts = record->facts, .err = err};

    for (size_t i = 0; i < w.doc->passages.count; i++)
        CB_TRY(cb_store_check_rule(store, w.doc->passages.items[i].rule, err));
    for (size_t i = 0; i < w.facts->mentions.count; i++) {
        const struct cb_mention *mention = &w.facts->mentions.items[i];
        if (mention->entity == CB_NONE)
            continue;
        CB_TRY(check_fact(&w, mention->span, mention->rule));
        if (mention->link)
            CB_TRY(cb_store_check_rule(store, mention->link, err));
    }
    for (size_t i = 0; i < w.facts->positions.count; i++)
        if (entity_of(&w, w.facts->positions.items[i].person) != CB_NONE)
            CB_TRY(check_fact(&w, w.facts->positions.items[i].span, w.facts->positions.items[i].rule));
    CHECK_EACH(citations);
    CHECK_EACH(claims);
    CHECK_EACH(figures);
    CHECK_EACH(propositions);
    CHECK_EACH(stance_words);
    for (size_t i = 0; i < w.facts->claims.count; i++)
        CB_TRY(check_claim(&w, &w.facts->claims.items[i]));
    for (size_t i = 0; i < w.facts->figures.count; i++)
        CB_TRY(check_figure(&w, &w.facts->figures.items[i]));
done:
    return rc;
}

/* ---- text structure ---- */

static cb_status write_passages(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_PASSAGES, .width = 6};
    struct cb_cell *row;

    for (size_t i = 0; i < w->doc->passages.count; i++) {
        const struct cb_passage *passage = &w->doc->passages.items[i];
        CB_TRY(cb_store_add_row(&rows, &row, w->err));
        set_int(&row[0], w->article);
        set_int(&row[1], (int64_t)i);
        set_name(&row[2], cb_passage_kind_name(passage->kind));
        set_span(w, &row[3], passage->span);
        set_name(&row[5], passage->rule);
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

static cb_status write_sentences(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_SENTENCES, .width = 5};
    struct cb_cell *row;

    for (size_t i = 0; i < w->doc->sentences.count; i++) {
        const struct cb_sentence *sentence = &w->doc->sentences.items[i];
        CB_TRY(cb_store_add_row(&rows, &row, w->err));
        set_int(&row[0], w->article);
        set_int(&row[1], (int64_t)i);
        set_int(&row[2], sentence->passage);
        set_span(w, &row[3], sentence->span);
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

/* ---- names ---- */

static cb_status write_names(struct writer *w)
{
    cb_status rc = CB_OK;
    const struct cb_facts *facts = w->facts;

    w->entities = CB_NEW_ARRAY(w->doc->arena, int64_t, facts->entities.count);
    w->sources = CB_NEW_ARRAY(w->doc->arena, int64_t, facts->sources.count);
    if (!w->entities || !w->sources)
        return cb_err_no_memory(w->err);
    CB_TRY(cb_store_entities(w->store, &facts->entities, w->entities, w->err));
    for (size_t i = 0; i < facts->aliases.count; i++)
        CB_TRY(cb_store_alias(w->store, w->entities[facts->aliases.items[i].entity],
                              facts->aliases.items[i].alias, w->err));
    for (size_t i = 0; i < facts->sources.count; i++)
        CB_TRY(cb_store_source(w->store, &facts->sources.items[i], &w->sources[i], w->err));
done:
    return rc;
}

static cb_status write_mentions(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_MENTIONS, .width = 8};
    struct cb_cell *row;
    int64_t link;

    for (size_t i = 0; i < w->facts->mentions.count; i++) {
        const struct cb_mention *mention = &w->facts->mentions.items[i];
        if (mention->entity == CB_NONE)
            continue;
        link = 0;
        if (mention->link)
            CB_TRY(find_term(w, cb_str_of(mention->link), &link));
        CB_TRY(add_lean(w, &rows, mention->span, mention->rule, &row));
        set_id(&row[5], w->entities, mention->entity);
        set_int(&row[6], mention->kind);
        set_term(&row[7], link);
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

static cb_status write_positions(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_POSITIONS, .width = 9};
    struct cb_cell *row;

    for (size_t i = 0; i < w->facts->positions.count; i++) {
        const struct cb_position *position = &w->facts->positions.items[i];
        uint32_t person = entity_of(w, position->person);
        if (person == CB_NONE)
            continue;
        CB_TRY(add_fact(w, &rows, position->span, &row));
        set_id(&row[4], w->entities, person);
        set_id(&row[5], w->entities, entity_of(w, position->organization));
        set_text(&row[6], position->title);
        set_name(&row[7], position->rule);
        set_name(&row[8], cb_position_state_name(position->state));
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

static cb_status write_citations(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_CITATIONS, .width = 6};
    struct cb_cell *row;

    for (size_t i = 0; i < w->facts->citations.count; i++) {
        const struct cb_citation *citation = &w->facts->citations.items[i];
        CB_TRY(add_fact(w, &rows, citation->span, &row));
        set_id(&row[4], w->sources, citation->source);
        set_name(&row[5], citation->rule);
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

/* ---- claims ---- */

static int compare_claim_spans(const void *left, const void *right)
{
    const struct cb_claim_span *a = left, *b = right;

    if (a->claim != b->claim)
        return a->claim < b->claim ? -1 : 1;
    if (a->role != b->role)
        return a->role < b->role ? -1 : 1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return (a->span.end > b->span.end) - (a->span.end < b->span.end);
}

/* The spans by claim and role, in text order and each once: their order is their seq. A claim for which the
 * finder gave no span of its own words is one span. */
static cb_status sort_claim_spans(struct writer *w)
{
    const struct cb_claim_spans *spans = &w->facts->claim_spans;
    struct cb_claim_spans *out = &w->spans;
    size_t claims = w->facts->claims.count;
    bool *has_words = CB_NEW_ARRAY(w->doc->arena, bool, claims);
    size_t n = 0;

    out->items = CB_NEW_ARRAY(w->doc->arena, struct cb_claim_span, spans->count + claims);
    if (!has_words || !out->items)
        return cb_err_no_memory(w->err);
    for (size_t i = 0; i < spans->count; i++) {
        out->items[n++] = spans->items[i];
        has_words[spans->items[i].claim] |= spans->items[i].role == CB_ROLE_CLAIM;
    }
    for (size_t i = 0; i < claims; i++)
        if (!has_words[i])
            out->items[n++] =
                (struct cb_claim_span){(uint32_t)i, CB_ROLE_CLAIM, w->facts->claims.items[i].span};
    qsort(out->items, n, sizeof *out->items, compare_claim_spans);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || compare_claim_spans(&out->items[out->count - 1], &out->items[i]) != 0)
            out->items[out->count++] = out->items[i];
    return CB_OK;
}

static char *put_number(char *out, int64_t n)
{
    char digits[20];
    size_t count = 0;

    if (n < 0)
        *out++ = '-';
    for (uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n; count == 0 || rest > 0; rest /= 10)
        digits[count++] = (char)('0' + rest % 10);
    while (count > 0)
        *out++ = digits[--count];
    return out;
}

#define ELLIPSIS " \u2026 " /* joins the pieces of a claim */

/* A claim's own words; where its frame cuts them, the pieces are joined. `first` is the first of its `count`
 * spans; those of its words come first. ptr NULL when there is no memory. */
static struct cb_str join_words(const struct writer *w, const struct cb_claim_span *first, size_t count)
{
    struct cb_buf text;
    struct cb_str copy;

    cb_buf_init(&text, SIZE_MAX / 4);
    for (size_t i = 0; i < count && first[i].role == CB_ROLE_CLAIM; i++) {
        if (i > 0)
            cb_buf_add_z(&text, ELLIPSIS);
        cb_buf_add(&text, cb_document_slice(w->doc, first[i].span));
    }
    copy = cb_buf_failed(&text) ? (struct cb_str){NULL, 0} : cb_arena_copy(w->doc->arena, cb_buf_view(&text));
    cb_buf_release(&text);
    return copy;
}

/* "\"1,-12;4\",\"2,34;5\"": role + 8 * seq, first character from that of the claim on, length; with a comma
 * before it where the span of its own words is left out. Empty: there is nothing else. ptr NULL: no memory.
 */
static struct cb_str list_spans(struct writer *w, const struct cb_claim *claim,
                                const struct cb_claim_span *spans, size_t count, bool own)
{
    int64_t from = cb_document_char(&w->counter, claim->span.start);
    char *out = cb_arena_alloc(w->doc->arena, 64 * count + 1), *at = out;
    int64_t seq = 0;

    for (size_t i = 0; out && i < count; i++) {
        int64_t start = cb_document_char(&w->counter, spans[i].span.start);
        int64_t end = cb_document_char(&w->counter, spans[i].span.end);
        seq = i > 0 && spans[i - 1].role == spans[i].role ? seq + 1 : 0;
        if (i == 0 && own)
            continue;
        if (i > 0)
            *at++ = ',';
        *at++ = '"';
        at = put_number(at, (int64_t)spans[i].role + 8 * seq);
        *at++ = ',';
        at = put_number(at, start - from);
        *at++ = ';';
        at = put_number(at, end - start);
        *at++ = '"';
    }
    return (struct cb_str){out, (size_t)(at - out)};
}

/* What claim_rows.form says, as the view claims reads it. */
static int64_t claim_form(const struct cb_claim *claim, bool own)
{
    return (int64_t)claim->kind + 8 * (int64_t)claim->no_speaker + 64 * (int64_t)claim->medium +
           256 * (int64_t)claim->act + (own ? 0 : 8192);
}

/* `spans`: its own, the first of them is one of its words. */
static cb_status set_claim(struct writer *w, struct cb_cell *row, const struct cb_claim *claim,
                           const struct cb_claim_span *spans, size_t count)
{
    cb_status rc = CB_OK;
    struct cb_err *err = w->err;
    bool pieces = count > 1 && spans[1].role == CB_ROLE_CLAIM;
    bool own = !pieces && spans->span.start == claim->span.start && spans->span.end == claim->span.end;
    struct cb_str list, text = long_text(w, claim->span);

    CB_TRY_NEW((list = list_spans(w, claim, spans, count, own)).ptr);
    if (!own)
        CB_TRY_NEW((text = join_words(w, spans, count)).ptr);
    set_int(&row[5], claim_form(claim, own));
    set_id(&row[6], w->entities, claim->speaker);
    set_id(&row[7], w->sources, claim->cited_source);
    set_text(&row[8], filled(list));
    set_text(&row[9], text);
    set_int(&row[10], (int64_t)claim->span.start - row[2].value.number);
    set_int(&row[11], (int64_t)(claim->span.end - claim->span.start) - row[3].value.number);
done:
    return rc;
}

static cb_status write_claims(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_CLAIMS, .width = 12};
    struct cb_cell *row;
    size_t first = 0, end = 0;

    w->claims = rows.ids = CB_NEW_ARRAY(w->doc->arena, int64_t, w->facts->claims.count);
    if (!w->claims)
        return cb_err_no_memory(w->err);
    for (size_t i = 0; i < w->facts->claims.count; i++, first = end) {
        const struct cb_claim *claim = &w->facts->claims.items[i];
        while (end < w->spans.count && w->spans.items[end].claim == i)
            end++;
        CB_TRY(add_lean(w, &rows, claim->span, claim->rule, &row));
        CB_TRY(set_claim(w, row, claim, &w->spans.items[first], end - first));
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

static cb_status write_claim_entities(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_CLAIM_ENTITIES, .width = 3};
    struct cb_cell *row;

    for (size_t i = 0; i < w->facts->claim_entities.count; i++) {
        const struct cb_claim_entity *link = &w->facts->claim_entities.items[i];
        CB_TRY(cb_store_add_row(&rows, &row, w->err));
        set_int(&row[0], w->claims[link->claim]);
        set_int(&row[1], w->entities[link->entity]);
        set_name(&row[2], cb_claim_entity_role_name(link->role));
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

/* ---- figures ---- */

static void set_decimal(struct cb_cell *cell, bool known, struct cb_decimal value)
{
    if (known)
        set_double(cell, cb_decimal_double(value));
}

static void set_day(struct cb_cell *cell, const char *date)
{
    int32_t day;

    if (*date && cb_date_parse(cb_str_of(date), &day))
        set_int(cell, day);
}

static void set_figure(const struct writer *w, struct cb_cell *row, const struct cb_figure *figure)
{
    /* as the view figures reads it */
    set_int(&row[5],
            (int64_t)figure->kind + 16 * (int64_t)figure->bound + 128 * (int64_t)figure->approximate);
    set_decimal(&row[6], figure->has_low, figure->low);
    set_decimal(&row[7], figure->has_high, figure->high);
    set_text(&row[8], filled(figure->unit));
    set_text(&row[9], filled(figure->what_key));
    set_text(&row[10], filled(cb_document_slice(w->doc, figure->what)));
    set_day(&row[11], figure->date_low);
    set_day(&row[12], figure->date_high);
    set_id(&row[13], w->entities, figure->entity);
    set_id(&row[14], w->claims, figure->claim);
    set_text(&row[15], long_text(w, figure->span));
}

static cb_status write_figures(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_FIGURES, .width = 16};
    struct cb_cell *row;

    w->figures = rows.ids = CB_NEW_ARRAY(w->doc->arena, int64_t, w->facts->figures.count);
    if (!w->figures)
        return cb_err_no_memory(w->err);
    for (size_t i = 0; i < w->facts->figures.count; i++) {
        const struct cb_figure *figure = &w->facts->figures.items[i];
        CB_TRY(add_lean(w, &rows, figure->span, figure->rule, &row));
        set_figure(w, row, figure);
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

/* ---- propositions ---- */

/* ",31,34,40,44": places as code points. ptr NULL: no memory. */
static struct cb_str list_places(struct writer *w, const struct cb_span *spans, uint32_t count)
{
    char *out = cb_arena_alloc(w->doc->arena, 22 * (size_t)count), *at = out;

    for (uint32_t k = 0; out && k < count; k++) {
        *at++ = ',';
        at = put_number(at, cb_document_char(&w->counter, spans[k].start));
        *at++ = ',';
        at = put_number(at, cb_document_char(&w->counter, spans[k].end));
    }
    return (struct cb_str){out, (size_t)(at - out)};
}

/* What a proposition names by number; 0: nothing. */
struct terms_of {
    int64_t lemma, rule;
};

static cb_status find_terms(struct writer *w, struct terms_of *terms)
{
    cb_status rc;

    for (size_t i = 0; i < w->facts->propositions.count; i++) {
        const struct cb_proposition *p = &w->facts->propositions.items[i];
        CB_TRY(find_term(w, p->lemma, &terms[i].lemma));
        CB_TRY(find_term(w, cb_str_of(p->rule), &terms[i].rule));
    }
    CB_TRY(cb_store_end_terms(w->store, w->err));
done:
    return rc;
}

static cb_status set_proposition(struct writer *w, struct cb_cell *row, const struct cb_proposition *p,
                                 const struct terms_of *terms)
{
    cb_status rc = CB_OK;
    struct cb_err *err = w->err;
    struct cb_str more = {NULL, 0};

    set_int(&row[0], w->article);
    set_int(&row[1], cb_document_sentence_at(w->doc, p->span.start));
    set_length(w, &row[2], p->subject);
    set_length(w, &row[4], p->predicate[0]);
    set_length(w, &row[6], p->object);
    set_id(&row[8], w->claims, p->claim);
    set_term(&row[9], terms->lemma);
    /* as the view propositions reads it */
    set_int(&row[10],
            (p->negated ? 1 : 0) + (p->passive ? 2 : 0) + 4 * (int64_t)p->modality + 64 * (int64_t)p->act);
    set_id(&row[11], w->entities, p->subject_entity);
    set_id(&row[12], w->entities, p->object_entity);
    set_term(&row[13], terms->rule);
    if (p->predicate_count > 1)
        CB_TRY_NEW((more = list_places(w, p->predicate + 1, p->predicate_count - 1)).ptr);
    set_text(&row[14], more);
    if (!cb_span_is_empty(p->preposition))
        set_length(w, &row[15], p->preposition);
done:
    return rc;
}

static cb_status write_propositions(struct writer *w)
{
    cb_status rc = CB_OK;
    size_t count = w->facts->propositions.count;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_PROPOSITIONS, .width = 17};
    struct terms_of *terms = CB_NEW_ARRAY(w->doc->arena, struct terms_of, count);
    struct cb_cell *row;

    w->propositions = rows.ids = CB_NEW_ARRAY(w->doc->arena, int64_t, count);
    if (!w->propositions || !terms)
        return cb_err_no_memory(w->err);
    CB_TRY(find_terms(w, terms));
    for (size_t i = 0; i < count; i++) {
        CB_TRY(cb_store_add_row(&rows, &row, w->err));
        CB_TRY(set_proposition(w, row, &w->facts->propositions.items[i], &terms[i]));
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

static cb_status write_proposition_figures(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_PROPOSITION_FIGURES, .width = 2};
    struct cb_cell *row;

    for (size_t i = 0; i < w->facts->proposition_figures.count; i++) {
        const struct cb_proposition_figure *link = &w->facts->proposition_figures.items[i];
        CB_TRY(cb_store_add_row(&rows, &row, w->err));
        set_int(&row[0], w->propositions[link->proposition]);
        set_int(&row[1], w->figures[link->figure]);
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

/* ---- stances ---- */

static cb_status write_stance_words(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_STANCE_WORDS, .width = 8};
    struct cb_cell *row;

    for (size_t i = 0; i < w->facts->stance_words.count; i++) {
        const struct cb_stance_word *word = &w->facts->stance_words.items[i];
        CB_TRY(add_fact(w, &rows, word->span, &row));
        set_text(&row[4], cb_document_slice(w->doc, word->span));
        set_name(&row[5], cb_direction_name(word->direction));
        set_int(&row[6], word->turned);
        set_name(&row[7], word->rule);
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

cb_status cb_store_facts(struct cb_store *store, int64_t article, const struct cb_record *record,
                         struct cb_err *err)
{
    cb_status rc;
    struct writer w = {
        .store = store,
        .doc = record->doc,
        .facts = record->facts,
        .counter = {.doc = record->doc},
        .article = article,
        .err = err,
    };

    CB_TRY(cb_store_begin_terms(store, err));
    CB_TRY(write_passages(&w));
    CB_TRY(write_sentences(&w));
    CB_TRY(write_names(&w));
    CB_TRY(write_mentions(&w));
    CB_TRY(write_positions(&w));
    CB_TRY(write_citations(&w));
    CB_TRY(sort_claim_spans(&w));
    CB_TRY(write_claims(&w));
    CB_TRY(write_claim_entities(&w));
    CB_TRY(write_figures(&w));
    CB_TRY(write_propositions(&w));
    CB_TRY(write_proposition_figures(&w));
    CB_TRY(write_stance_words(&w));
done:
    return rc;
}
