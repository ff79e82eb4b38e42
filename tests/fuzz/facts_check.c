#include "fuzz/facts_check.h"

#include "base/assets.h"
#include "base/map.h"
#include "fuzz/reader_check.h"
#include "text/csv.h"

/* ---- rules and places ---- */

static bool add_rules(const char *file, struct cb_arena *arena, struct cb_map *ids)
{
    struct cb_csv_rows rows = {0};

    if (cb_csv_parse(file, cb_assets_find(file), arena, &rows, NULL) != CB_OK)
        return false;
    for (size_t i = 1; i < rows.count; i++)
        if (!cb_map_add(arena, ids, rows.items[i].fields[0], NULL))
            return false;
    return true;
}

/* Is `rule` listed in import/rules? */
static bool is_rule(const char *rule)
{
    static struct cb_arena arena;
    static struct cb_map ids;
    size_t first, last;

    if (ids.count == 0) {
        cb_assets_range("import/rules/", &first, &last);
        for (size_t f = first; f < last; f++)
            if (!add_rules(cb_embedded_files[f].name, &arena, &ids))
                return false;
    }
    return rule && cb_map_find(&ids, cb_str_of(rule));
}

static bool at_boundary(const struct cb_document *doc, uint32_t offset)
{
    return offset == doc->text.len || ((unsigned char)doc->text.ptr[offset] & 0xC0) != 0x80;
}

static bool in_text(const struct cb_document *doc, struct cb_span span)
{
    return span.start < span.end && span.end <= doc->text.len && at_boundary(doc, span.start) &&
           at_boundary(doc, span.end);
}

/* A row of its own: it has a place that begins in a sentence, and a rule. */
static const char *row_fault(const struct cb_document *doc, struct cb_span span, const char *rule)
{
    uint32_t sentence;

    if (!in_text(doc, span))
        return "a place in the text, on characters";
    sentence = cb_document_sentence_at(doc, span.start);
    if (sentence == CB_NONE || doc->sentences.items[sentence].span.end <= span.start)
        return "a place that begins in a sentence";
    return is_rule(rule) ? NULL : "a rule that is listed";
}

/* In text order, the longer one first. */
static bool in_order(struct cb_span before, struct cb_span after)
{
    return before.start < after.start || (before.start == after.start && before.end >= after.end);
}

static bool is_index(uint32_t index, size_t count)
{
    return index == CB_NONE || index < count;
}

/* Not said is no pointer; what is said is text. */
static bool is_said(struct cb_str s)
{
    return s.len > 0 && is_text(s);
}

/* ---- names ---- */

static const char *entities_fault(const struct cb_document *doc, const struct cb_facts *facts)
{
    struct cb_map keys = {0};

    for (size_t i = 0; i < facts->entities.count; i++) {
        const struct cb_entity *entity = &facts->entities.items[i];
        bool added = false;
        if (!is_said(entity->key) || !is_said(entity->name) || entity->kind >= CB_ENTITY_KIND_COUNT)
            return "an entity has key, name and kind";
        if (!cb_map_add(doc->arena, &keys, entity->key, &added) || !added)
            return "one entity for each key";
    }
    for (size_t i = 0; i < facts->aliases.count; i++)
        if (facts->aliases.items[i].entity >= facts->entities.count ||
            !is_said(facts->aliases.items[i].alias))
            return "an alias is one of an entity";
    return NULL;
}

static const char *mentions_fault(const struct cb_document *doc, const struct cb_facts *facts)
{
    const char *fault = NULL;

    for (size_t i = 0; i < facts->mentions.count && !fault; i++) {
        const struct cb_mention *mention = &facts->mentions.items[i];
        fault = row_fault(doc, mention->span, mention->rule);
        if (i > 0 && !in_order(facts->mentions.items[i - 1].span, mention->span))
            fault = "mentions in text order";
        if (!is_index(mention->entity, facts->entities.count))
            fault = "a mention is one of an entity";
    }
    for (size_t i = 0; i < facts->positions.count && !fault; i++) {
        const struct cb_position *position = &facts->positions.items[i];
        fault = row_fault(doc, position->span, position->rule);
        if (position->person >= facts->mentions.count ||
            !is_index(position->organization, facts->mentions.count) || !is_said(position->title))
            fault = "a position has person and title";
    }
    return fault;
}

static const char *citations_fault(const struct cb_document *doc, const struct cb_facts *facts)
{
    const char *fault = NULL;

    for (size_t i = 0; i < facts->sources.count && !fault; i++)
        if (!is_said(facts->sources.items[i].name))
            fault = "a source has a name";
    for (size_t i = 0; i < facts->citations.count && !fault; i++) {
        const struct cb_citation *citation = &facts->citations.items[i];
        fault = row_fault(doc, citation->span, citation->rule);
        if (citation->source >= facts->sources.count)
            fault = "a citation is one of a source";
    }
    return fault;
}

/* ---- figures ---- */

static const char *values_fault(const struct cb_figure *figure)
{
    if (figure->has_low && figure->has_high && cb_decimal_compare(figure->low, figure->high) > 0)
        return "low is not above high";
    if (figure->date_low[0] && figure->date_high[0] && strcmp(figure->date_low, figure->date_high) > 0)
        return "the first day is not behind the last";
    if ((figure->date_low[0] && strlen(figure->date_low) != 10) ||
        (figure->date_high[0] && strlen(figure->date_high) != 10))
        return "days as YYYY-MM-DD";
    if (figure->unit.ptr && !is_said(figure->unit))
        return "a unit is not empty";
    return NULL;
}

static const char *figures_fault(const struct cb_document *doc, const struct cb_facts *facts)
{
    const char *fault = NULL;
    uint32_t end = 0;

    for (size_t i = 0; i < facts->figures.count && !fault; i++) {
        const struct cb_figure *figure = &facts->figures.items[i];
        fault = row_fault(doc, figure->span, figure->rule);
        if (!fault)
            fault = values_fault(figure);
        if (figure->span.start < end)
            fault = "figures in text order, not overlapping";
        if (!cb_span_is_empty(figure->what) && !in_text(doc, figure->what))
            fault = "what is counted stands in the text";
        if (figure->what_key.ptr && !is_said(figure->what_key))
            fault = "the key of what is counted is not empty";
        if (!is_index(figure->entity, facts->entities.count) || !is_index(figure->claim, facts->claims.count))
            fault = "a figure's entity and claim are there";
        end = figure->span.end;
    }
    return fault;
}

/* ---- claims ---- */

static const char *claim_spans_fault(const struct cb_document *doc, const struct cb_facts *facts)
{
    uint8_t *has_words = CB_NEW_ARRAY(doc->arena, uint8_t, facts->claims.count + 1);

    for (size_t i = 0; has_words && i < facts->claim_spans.count; i++) {
        const struct cb_claim_span *part = &facts->claim_spans.items[i];
        if (part->claim >= facts->claims.count || !in_text(doc, part->span))
            return "a claim's span in the text";
        if (part->role != CB_ROLE_CLAIM)
            continue;
        if (!cb_span_contains(facts->claims.items[part->claim].span, part->span))
            return "a claim's words inside its span";
        has_words[part->claim] = 1;
    }
    for (size_t i = 0; has_words && i < facts->claims.count; i++)
        if (!has_words[i])
            return "a claim has words of its own";
    return NULL;
}

static const char *claims_fault(const struct cb_document *doc, const struct cb_facts *facts)
{
    const char *fault = NULL;

    for (size_t i = 0; i < facts->claims.count && !fault; i++) {
        const struct cb_claim *claim = &facts->claims.items[i];
        fault = row_fault(doc, claim->span, claim->rule);
        if (i > 0 && !in_order(facts->claims.items[i - 1].span, claim->span))
            fault = "claims in text order";
        if (!is_index(claim->speaker, facts->entities.count) ||
            !is_index(claim->cited_source, facts->sources.count))
            fault = "a claim's speaker and source are there";
        if ((claim->speaker == CB_NONE) != (claim->no_speaker != CB_SPEAKER_KNOWN))
            fault = "a speaker, or why there is none";
    }
    for (size_t i = 0; i < facts->claim_entities.count && !fault; i++) {
        const struct cb_claim_entity *link = &facts->claim_entities.items[i];
        if (link->claim >= facts->claims.count || link->entity >= facts->entities.count)
            fault = "a claim's entities are there";
    }
    return fault ? fault : claim_spans_fault(doc, facts);
}

/* ---- propositions ---- */

/* The words of a proposition stand in the text, inside its span and its sentence, none in two slots. */
static const char *proposition_fault(const struct cb_document *doc, const struct cb_facts *facts,
                                     const struct cb_proposition *p)
{
    struct cb_span after = {0};
    const char *fault = row_fault(doc, p->span, p->rule);

    if (fault)
        return fault;
    if (!in_text(doc, p->subject) || !in_text(doc, p->object) || !cb_span_contains(p->span, p->subject) ||
        !cb_span_contains(p->span, p->object) || cb_span_overlaps(p->subject, p->object))
        return "subject and object of a proposition, apart";
    if (p->predicate_count == 0 || !is_said(p->lemma))
        return "a proposition has a predicate and its lemma";
    for (uint32_t k = 0; k < p->predicate_count; k++) {
        if (!in_text(doc, p->predicate[k]) || p->predicate[k].start < after.end ||
            !cb_span_contains(p->span, p->predicate[k]) || cb_span_overlaps(p->predicate[k], p->subject) ||
            cb_span_overlaps(p->predicate[k], p->object))
            return "the words of a predicate in order, and in no other slot";
        after = p->predicate[k];
    }
    if (p->span.end > doc->sentences.items[cb_document_sentence_at(doc, p->span.start)].span.end)
        return "a proposition in one sentence";
    if (!is_index(p->subject_entity, facts->entities.count) ||
        !is_index(p->object_entity, facts->entities.count) || !is_index(p->claim, facts->claims.count))
        return "a proposition's entities and claim are there";
    return NULL;
}

static const char *propositions_fault(const struct cb_document *doc, const struct cb_facts *facts)
{
    const char *fault = NULL;

    for (size_t i = 0; i < facts->propositions.count && !fault; i++) {
        fault = proposition_fault(doc, facts, &facts->propositions.items[i]);
        if (i > 0 && !in_order(facts->propositions.items[i - 1].span, facts->propositions.items[i].span))
            fault = "propositions in text order";
    }
    for (size_t i = 0; i < facts->proposition_figures.count && !fault; i++) {
        const struct cb_proposition_figure *link = &facts->proposition_figures.items[i];
        if (link->proposition >= facts->propositions.count || link->figure >= facts->figures.count)
            fault = "a proposition's figures are there";
    }
    return fault;
}

const char *facts_fault(const struct cb_document *doc, const struct cb_facts *facts)
{
    static const char *(*const CHECKS[])(const struct cb_document *, const struct cb_facts *) = {
        entities_fault, mentions_fault, citations_fault, figures_fault, claims_fault, propositions_fault};
    const char *fault = NULL;

    for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS && !fault; i++)
        fault = CHECKS[i](doc, facts);
    return fault;
}
