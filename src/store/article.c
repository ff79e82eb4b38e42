/* The rows of one article. */
#include "store/writer.h"

#include "text/date.h"

enum { LONG_TEXT = 16384 }; /* bytes: to cut a place from more takes as long as to store it */

/* The first and the last place of `span` as code points, in `cell` and the next one. */
static void set_span(struct writer *w, struct cb_cell *cell, struct cb_span span)
{
    set_int(cell, cb_document_char(&w->counter, span.start));
    set_int(cell + 1, cb_document_char(&w->counter, span.end));
}

void cb_writer_length(struct writer *w, struct cb_cell *cell, struct cb_span span)
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

cb_status cb_writer_add(struct writer *w, struct rows *rows, struct cb_span span, const char *rule,
                        struct cb_cell **row)
{
    cb_status rc;
    int64_t term = 0;

    CB_TRY(find_term(w, cb_str_of(rule), &term));
    CB_TRY(cb_store_add_row(rows, row, w->err));
    set_int(&(*row)[0], w->article);
    set_int(&(*row)[1], cb_document_sentence_at(w->doc, span.start));
    cb_writer_length(w, &(*row)[2], span);
    set_term(&(*row)[4], term);
done:
    return rc;
}

struct cb_str cb_writer_long_text(const struct writer *w, struct cb_span span)
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

static uint32_t entity_of(const struct writer *w, uint32_t mention)
{
    return mention == CB_NONE ? CB_NONE : w->facts->mentions.items[mention].entity;
}

char *cb_writer_number(char *out, int64_t n)
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
        CB_TRY(cb_store_said_alias(w->store, w->entities[facts->aliases.items[i].entity],
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
        CB_TRY(cb_writer_add(w, &rows, mention->span, mention->rule, &row));
        set_index(&row[5], w->entities, mention->entity);
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
        set_index(&row[4], w->entities, person);
        set_index(&row[5], w->entities, entity_of(w, position->organization));
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
        set_index(&row[4], w->sources, citation->source);
        set_name(&row[5], citation->rule);
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
        at = cb_writer_number(at, cb_document_char(&w->counter, spans[k].start));
        *at++ = ',';
        at = cb_writer_number(at, cb_document_char(&w->counter, spans[k].end));
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
    cb_writer_length(w, &row[2], p->subject);
    cb_writer_length(w, &row[4], p->predicate[0]);
    cb_writer_length(w, &row[6], p->object);
    set_index(&row[8], w->claims, p->claim);
    set_term(&row[9], terms->lemma);
    /* as the view propositions reads it */
    set_int(&row[10],
            (p->negated ? 1 : 0) + (p->passive ? 2 : 0) + 4 * (int64_t)p->modality + 64 * (int64_t)p->act);
    set_index(&row[11], w->entities, p->subject_entity);
    set_index(&row[12], w->entities, p->object_entity);
    set_term(&row[13], terms->rule);
    if (p->predicate_count > 2)
        CB_TRY_NEW((more = list_places(w, p->predicate + 2, p->predicate_count - 2)).ptr);
    set_text(&row[14], more);
    if (!cb_span_is_empty(p->preposition))
        cb_writer_length(w, &row[15], p->preposition);
    if (p->predicate_count > 1)
        cb_writer_length(w, &row[17], p->predicate[1]);
done:
    return rc;
}

static cb_status write_propositions(struct writer *w)
{
    cb_status rc = CB_OK;
    size_t count = w->facts->propositions.count;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_PROPOSITIONS, .width = 19};
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
    CB_TRY(cb_writer_claims(&w));
    CB_TRY(cb_writer_claim_entities(&w));
    CB_TRY(cb_writer_figures(&w));
    CB_TRY(write_propositions(&w));
    CB_TRY(write_proposition_figures(&w));
    CB_TRY(write_stance_words(&w));
done:
    return rc;
}
