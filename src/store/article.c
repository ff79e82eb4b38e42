/* The rows of one article. */
#include "store/sql.h"

#include <stdlib.h>

#include "base/buf.h"

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

/* Binds the first and the last place of `span` as code points to parameters `index` and `index + 1`. */
static void bind_span(struct writer *w, struct cb_stmt *stmt, int index, struct cb_span span)
{
    cb_stmt_bind_int(stmt, index, cb_document_char(&w->counter, span.start));
    cb_stmt_bind_int(stmt, index + 1, cb_document_char(&w->counter, span.end));
}

/* A statement for a fact: its rule is checked; article, sentence and span are bound to ?1 to ?4. */
static cb_status begin_fact(struct writer *w, enum sql_id id, struct cb_span span, const char *rule,
                            struct cb_stmt **stmt)
{
    cb_status rc;
    uint32_t sentence = cb_document_sentence_at(w->doc, span.start);

    if (sentence == CB_NONE || span.start >= span.end || span.end > w->doc->text.len)
        return cb_err_set(w->err, CB_BAD_INPUT,
                          "a row of rule '%s' stands nowhere in the text; please report this bug", rule);
    CB_TRY(cb_store_check_rule(w->store, rule, w->err));
    CB_TRY(cb_store_stmt(w->store, id, stmt, w->err));
    cb_stmt_bind_int(*stmt, 1, w->article);
    cb_stmt_bind_int(*stmt, 2, sentence);
    bind_span(w, *stmt, 3, span);
done:
    return rc;
}

/* Binds the row id of item `index` of `ids`, NULL for CB_NONE. */
static void bind_id(struct cb_stmt *stmt, int parameter, const int64_t *ids, uint32_t index)
{
    if (index == CB_NONE)
        cb_stmt_bind_null(stmt, parameter);
    else
        cb_stmt_bind_int(stmt, parameter, ids[index]);
}

/* Nothing said is NULL, never the empty string. */
static struct cb_str filled(struct cb_str s)
{
    return s.len > 0 ? s : (struct cb_str){NULL, 0};
}

/* ---- text structure ---- */

static cb_status write_passages(struct writer *w)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = NULL;

    for (size_t i = 0; i < w->doc->passages.count; i++) {
        const struct cb_passage *passage = &w->doc->passages.items[i];
        CB_TRY(cb_store_check_rule(w->store, passage->rule, w->err));
        CB_TRY(cb_store_stmt(w->store, SQL_ADD_PASSAGE, &stmt, w->err));
        cb_stmt_bind_int(stmt, 1, w->article);
        cb_stmt_bind_int(stmt, 2, (int64_t)i);
        cb_stmt_bind_text(stmt, 3, cb_str_of(cb_passage_kind_name(passage->kind)));
        bind_span(w, stmt, 4, passage->span);
        cb_stmt_bind_text(stmt, 6, cb_str_of(passage->rule));
        CB_TRY(cb_stmt_run(stmt, w->err));
    }
done:
    return rc;
}

static cb_status write_sentences(struct writer *w)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = NULL;

    for (size_t i = 0; i < w->doc->sentences.count; i++) {
        const struct cb_sentence *sentence = &w->doc->sentences.items[i];
        CB_TRY(cb_store_stmt(w->store, SQL_ADD_SENTENCE, &stmt, w->err));
        cb_stmt_bind_int(stmt, 1, w->article);
        cb_stmt_bind_int(stmt, 2, (int64_t)i);
        cb_stmt_bind_int(stmt, 3, sentence->passage);
        bind_span(w, stmt, 4, sentence->span);
        CB_TRY(cb_stmt_run(stmt, w->err));
    }
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
    for (size_t i = 0; i < facts->entities.count; i++)
        CB_TRY(cb_store_entity(w->store, &facts->entities.items[i], &w->entities[i], w->err));
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
    struct cb_stmt *stmt = NULL;

    for (size_t i = 0; i < w->facts->mentions.count; i++) {
        const struct cb_mention *mention = &w->facts->mentions.items[i];
        if (mention->entity == CB_NONE)
            continue;
        CB_TRY(begin_fact(w, SQL_ADD_MENTION, mention->span, mention->rule, &stmt));
        bind_id(stmt, 5, w->entities, mention->entity);
        cb_stmt_bind_text(stmt, 6, cb_str_of(cb_mention_kind_name(mention->kind)));
        cb_stmt_bind_text(stmt, 7, cb_str_of(mention->rule));
        if (mention->link)
            CB_TRY(cb_store_check_rule(w->store, mention->link, w->err));
        cb_stmt_bind_text(stmt, 8, cb_str_of(mention->link));
        CB_TRY(cb_stmt_run(stmt, w->err));
    }
done:
    return rc;
}

static uint32_t entity_of(const struct writer *w, uint32_t mention)
{
    return mention == CB_NONE ? CB_NONE : w->facts->mentions.items[mention].entity;
}

static cb_status write_positions(struct writer *w)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = NULL;

    for (size_t i = 0; i < w->facts->positions.count; i++) {
        const struct cb_position *position = &w->facts->positions.items[i];
        uint32_t person = entity_of(w, position->person);
        if (person == CB_NONE)
            continue;
        CB_TRY(begin_fact(w, SQL_ADD_POSITION, position->span, position->rule, &stmt));
        bind_id(stmt, 5, w->entities, person);
        bind_id(stmt, 6, w->entities, entity_of(w, position->organization));
        cb_stmt_bind_text(stmt, 7, position->title);
        cb_stmt_bind_text(stmt, 8, cb_str_of(position->rule));
        cb_stmt_bind_text(stmt, 9, cb_str_of(cb_position_state_name(position->state)));
        CB_TRY(cb_stmt_run(stmt, w->err));
    }
done:
    return rc;
}

static cb_status write_citations(struct writer *w)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = NULL;

    for (size_t i = 0; i < w->facts->citations.count; i++) {
        const struct cb_citation *citation = &w->facts->citations.items[i];
        CB_TRY(begin_fact(w, SQL_ADD_CITATION, citation->span, citation->rule, &stmt));
        bind_id(stmt, 5, w->sources, citation->source);
        cb_stmt_bind_text(stmt, 6, cb_str_of(citation->rule));
        CB_TRY(cb_stmt_run(stmt, w->err));
    }
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

#define ELLIPSIS " \u2026 " /* joins the pieces of a claim */

/* A claim's own words; where its frame cuts them, the pieces are joined. *first is the place of its first
 * span, and behind it that of the next claim's. ptr NULL when there is no memory. */
static struct cb_str claim_text(const struct writer *w, uint32_t claim, size_t *first)
{
    const struct cb_claim_span *span = &w->spans.items[*first], *end = span;
    struct cb_buf text;
    struct cb_str copy;

    for (; *first < w->spans.count && w->spans.items[*first].claim == claim; (*first)++)
        if (w->spans.items[*first].role == CB_ROLE_CLAIM)
            end = &w->spans.items[*first] + 1; /* the role comes first */
    if (end - span == 1)
        return cb_document_slice(w->doc, span->span);
    cb_buf_init(&text, SIZE_MAX / 4);
    for (const struct cb_claim_span *piece = span; piece < end; piece++) {
        if (piece > span)
            cb_buf_add_z(&text, ELLIPSIS);
        cb_buf_add(&text, cb_document_slice(w->doc, piece->span));
    }
    copy = cb_buf_failed(&text) ? (struct cb_str){NULL, 0} : cb_arena_copy(w->doc->arena, cb_buf_view(&text));
    cb_buf_release(&text);
    return copy;
}

static cb_status write_claims(struct writer *w)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = NULL;
    size_t span = 0;

    w->claims = CB_NEW_ARRAY(w->doc->arena, int64_t, w->facts->claims.count);
    if (!w->claims)
        return cb_err_no_memory(w->err);
    for (size_t i = 0; i < w->facts->claims.count; i++) {
        const struct cb_claim *claim = &w->facts->claims.items[i];
        struct cb_str text = claim_text(w, (uint32_t)i, &span);
        if (!text.ptr)
            return cb_err_no_memory(w->err);
        CB_TRY(begin_fact(w, SQL_ADD_CLAIM, claim->span, claim->rule, &stmt));
        cb_stmt_bind_text(stmt, 5, text);
        cb_stmt_bind_text(stmt, 6, cb_str_of(cb_claim_kind_name(claim->kind)));
        cb_stmt_bind_text(stmt, 7, cb_str_of(cb_medium_name(claim->medium)));
        cb_stmt_bind_text(stmt, 8, cb_str_of(cb_act_name(claim->act)));
        bind_id(stmt, 9, w->entities, claim->speaker);
        cb_stmt_bind_text(stmt, 10, cb_str_of(cb_no_speaker_name(claim->no_speaker)));
        bind_id(stmt, 11, w->sources, claim->cited_source);
        cb_stmt_bind_text(stmt, 12, cb_str_of(claim->rule));
        CB_TRY(cb_stmt_run(stmt, w->err));
        w->claims[i] = cb_db_last_id(w->store->db);
    }
done:
    return rc;
}

static cb_status write_claim_spans(struct writer *w)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = NULL;
    int64_t seq = 0;

    for (size_t i = 0; i < w->spans.count; i++) {
        const struct cb_claim_span *span = &w->spans.items[i], *last = i > 0 ? span - 1 : NULL;
        seq = last && last->claim == span->claim && last->role == span->role ? seq + 1 : 0;
        CB_TRY(cb_store_stmt(w->store, SQL_ADD_CLAIM_SPAN, &stmt, w->err));
        cb_stmt_bind_int(stmt, 1, w->claims[span->claim]);
        cb_stmt_bind_text(stmt, 2, cb_str_of(cb_role_name(span->role)));
        cb_stmt_bind_int(stmt, 3, seq);
        bind_span(w, stmt, 4, span->span);
        CB_TRY(cb_stmt_run(stmt, w->err));
    }
done:
    return rc;
}

static cb_status write_claim_entities(struct writer *w)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = NULL;

    for (size_t i = 0; i < w->facts->claim_entities.count; i++) {
        const struct cb_claim_entity *link = &w->facts->claim_entities.items[i];
        CB_TRY(cb_store_stmt(w->store, SQL_ADD_CLAIM_ENTITY, &stmt, w->err));
        cb_stmt_bind_int(stmt, 1, w->claims[link->claim]);
        cb_stmt_bind_int(stmt, 2, w->entities[link->entity]);
        cb_stmt_bind_text(stmt, 3, cb_str_of(cb_claim_entity_role_name(link->role)));
        CB_TRY(cb_stmt_run(stmt, w->err));
    }
done:
    return rc;
}

/* ---- figures ---- */

static void bind_decimal(struct cb_stmt *stmt, int index, bool known, struct cb_decimal value)
{
    if (known)
        cb_stmt_bind_double(stmt, index, cb_decimal_double(value));
    else
        cb_stmt_bind_null(stmt, index);
}

static void bind_figure(const struct writer *w, struct cb_stmt *stmt, const struct cb_figure *figure)
{
    cb_stmt_bind_text(stmt, 5, cb_document_slice(w->doc, figure->span));
    cb_stmt_bind_text(stmt, 6, cb_str_of(cb_figure_kind_name(figure->kind)));
    bind_decimal(stmt, 7, figure->has_low, figure->low);
    bind_decimal(stmt, 8, figure->has_high, figure->high);
    cb_stmt_bind_text(stmt, 9, filled(cb_str_of(figure->date_low)));
    cb_stmt_bind_text(stmt, 10, filled(cb_str_of(figure->date_high)));
    cb_stmt_bind_text(stmt, 11, filled(figure->unit));
    cb_stmt_bind_int(stmt, 12, figure->approximate);
    cb_stmt_bind_text(stmt, 13, cb_str_of(cb_bound_name(figure->bound)));
    cb_stmt_bind_text(stmt, 14, filled(cb_document_slice(w->doc, figure->what)));
    cb_stmt_bind_text(stmt, 15, filled(figure->what_key));
    bind_id(stmt, 16, w->entities, figure->entity);
    bind_id(stmt, 17, w->claims, figure->claim);
    cb_stmt_bind_text(stmt, 18, cb_str_of(figure->rule));
}

static cb_status write_figures(struct writer *w)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = NULL;

    w->figures = CB_NEW_ARRAY(w->doc->arena, int64_t, w->facts->figures.count);
    if (!w->figures)
        return cb_err_no_memory(w->err);
    for (size_t i = 0; i < w->facts->figures.count; i++) {
        const struct cb_figure *figure = &w->facts->figures.items[i];
        CB_TRY(begin_fact(w, SQL_ADD_FIGURE, figure->span, figure->rule, &stmt));
        bind_figure(w, stmt, figure);
        CB_TRY(cb_stmt_run(stmt, w->err));
        w->figures[i] = cb_db_last_id(w->store->db);
    }
done:
    return rc;
}

/* ---- propositions ---- */

/* The words of several places, one blank between. ptr NULL: no memory. */
static struct cb_str joined_words(const struct writer *w, const struct cb_span *spans, uint32_t count)
{
    struct cb_str words = cb_document_slice(w->doc, spans[0]);

    for (uint32_t k = 1; k < count && words.ptr; k++)
        words = cb_arena_printf(w->doc->arena, "%.*s %.*s", CB_STR_ARG(words),
                                CB_STR_ARG(cb_document_slice(w->doc, spans[k])));
    return words;
}

/* The places of an object's words: its preposition may stand apart. */
static uint32_t object_spans(const struct cb_proposition *p, struct cb_span spans[2])
{
    uint32_t count = 0;

    if (!cb_span_is_empty(p->preposition))
        spans[count++] = p->preposition;
    spans[count++] = p->object;
    return count;
}

static size_t put_number(char *out, uint32_t n)
{
    char digits[10];
    size_t count = 0;

    do
        digits[count++] = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    for (size_t i = 0; i < count; i++)
        out[i] = digits[count - 1 - i];
    return count;
}

/* "[12,20,31,34]": places as code points. ptr NULL: no memory. */
static struct cb_str places_json(struct writer *w, const struct cb_span *spans, uint32_t count)
{
    char *out = cb_arena_alloc(w->doc->arena, 2 + 22 * (size_t)count);
    size_t n = 0;

    if (!out)
        return (struct cb_str){NULL, 0};
    out[n++] = '[';
    for (uint32_t k = 0; k < count; k++) {
        n += put_number(out + n, cb_document_char(&w->counter, spans[k].start));
        out[n++] = ',';
        n += put_number(out + n, cb_document_char(&w->counter, spans[k].end));
        out[n++] = k + 1 < count ? ',' : ']';
    }
    return (struct cb_str){out, n};
}

static cb_status bind_proposition(struct writer *w, struct cb_stmt *stmt, const struct cb_proposition *p)
{
    cb_status rc = CB_OK;
    struct cb_err *err = w->err;
    struct cb_span spans[2];
    uint32_t count = object_spans(p, spans);
    struct cb_str predicate = joined_words(w, p->predicate, p->predicate_count),
                  object = joined_words(w, spans, count),
                  places = places_json(w, p->predicate, p->predicate_count);

    CB_TRY_NEW(predicate.ptr && object.ptr && places.ptr);
    bind_id(stmt, 5, w->claims, p->claim);
    cb_stmt_bind_text(stmt, 6, cb_document_slice(w->doc, p->subject));
    bind_span(w, stmt, 7, p->subject);
    cb_stmt_bind_text(stmt, 9, predicate);
    cb_stmt_bind_text(stmt, 10, filled(p->lemma));
    cb_stmt_bind_text(stmt, 11, object);
    bind_span(w, stmt, 12, p->object);
    cb_stmt_bind_int(stmt, 14, p->negated);
    cb_stmt_bind_int(stmt, 15, p->passive);
    cb_stmt_bind_text(stmt, 16, cb_str_of(cb_modality_name(p->modality)));
    cb_stmt_bind_text(stmt, 17, cb_str_of(cb_act_name(p->act)));
    bind_id(stmt, 18, w->entities, p->subject_entity);
    bind_id(stmt, 19, w->entities, p->object_entity);
    cb_stmt_bind_text(stmt, 20, cb_str_of(p->rule));
    cb_stmt_bind_text(stmt, 21, places);
    if (cb_span_is_empty(p->preposition)) {
        cb_stmt_bind_null(stmt, 22);
        cb_stmt_bind_null(stmt, 23);
    } else {
        bind_span(w, stmt, 22, p->preposition);
    }
done:
    return rc;
}

static cb_status write_propositions(struct writer *w)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = NULL;

    w->propositions = CB_NEW_ARRAY(w->doc->arena, int64_t, w->facts->propositions.count);
    if (!w->propositions)
        return cb_err_no_memory(w->err);
    for (size_t i = 0; i < w->facts->propositions.count; i++) {
        const struct cb_proposition *p = &w->facts->propositions.items[i];
        CB_TRY(begin_fact(w, SQL_ADD_PROPOSITION, p->span, p->rule, &stmt));
        CB_TRY(bind_proposition(w, stmt, p));
        CB_TRY(cb_stmt_run(stmt, w->err));
        w->propositions[i] = cb_db_last_id(w->store->db);
    }
done:
    return rc;
}

static cb_status write_proposition_figures(struct writer *w)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = NULL;

    for (size_t i = 0; i < w->facts->proposition_figures.count; i++) {
        const struct cb_proposition_figure *link = &w->facts->proposition_figures.items[i];
        CB_TRY(cb_store_stmt(w->store, SQL_ADD_PROPOSITION_FIGURE, &stmt, w->err));
        cb_stmt_bind_int(stmt, 1, w->propositions[link->proposition]);
        cb_stmt_bind_int(stmt, 2, w->figures[link->figure]);
        CB_TRY(cb_stmt_run(stmt, w->err));
    }
done:
    return rc;
}

/* ---- stances ---- */

static cb_status write_stance_words(struct writer *w)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = NULL;

    for (size_t i = 0; i < w->facts->stance_words.count; i++) {
        const struct cb_stance_word *word = &w->facts->stance_words.items[i];
        CB_TRY(begin_fact(w, SQL_ADD_STANCE_WORD, word->span, word->rule, &stmt));
        cb_stmt_bind_text(stmt, 5, cb_document_slice(w->doc, word->span));
        cb_stmt_bind_text(stmt, 6, cb_str_of(cb_direction_name(word->direction)));
        cb_stmt_bind_int(stmt, 7, word->turned);
        cb_stmt_bind_text(stmt, 8, cb_str_of(word->rule));
        CB_TRY(cb_stmt_run(stmt, w->err));
    }
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

    CB_TRY(write_passages(&w));
    CB_TRY(write_sentences(&w));
    CB_TRY(write_names(&w));
    CB_TRY(write_mentions(&w));
    CB_TRY(write_positions(&w));
    CB_TRY(write_citations(&w));
    CB_TRY(sort_claim_spans(&w));
    CB_TRY(write_claims(&w));
    CB_TRY(write_claim_spans(&w));
    CB_TRY(write_claim_entities(&w));
    CB_TRY(write_figures(&w));
    CB_TRY(write_propositions(&w));
    CB_TRY(write_proposition_figures(&w));
    CB_TRY(write_stance_words(&w));
done:
    return rc;
}
