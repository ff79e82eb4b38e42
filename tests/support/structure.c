#include "support/structure.h"

#include "language/language.h"
#include "support/lines.h"

/* In the order in which they are printed. */
enum clause_field { IN, OPENER, OF, FINITE, PARTICLE, VERB, SUBJECT, IS };
static const char *const CLAUSE_LABELS[] = {"in",       "opener", "of",      "finite",
                                            "particle", "verb",   "subject", "is"};
enum phrase_field { ROLE, PHRASE_OF, CLAUSE };
static const char *const PHRASE_LABELS[] = {"role", "of", "clause"};

static cb_status add_shape(struct fact_shapes *shapes, const char *kind, const char *const *labels,
                           size_t count, struct cb_arena *arena, struct cb_err *err)
{
    struct fact_shape *shape = CB_PUSH(arena, shapes);

    if (!shape)
        return cb_err_no_memory(err);
    shape->kind = cb_str_of(kind);
    for (size_t i = 0; i < count; i++)
        shape->labels[i] = cb_str_of(labels[i]);
    shape->label_count = count;
    return CB_OK;
}

cb_status structure_shapes(struct fact_shapes *shapes, struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(add_shape(shapes, "clause", CLAUSE_LABELS, sizeof CLAUSE_LABELS / sizeof CLAUSE_LABELS[0], arena,
                     err));
    CB_TRY(add_shape(shapes, "phrase", PHRASE_LABELS, sizeof PHRASE_LABELS / sizeof PHRASE_LABELS[0], arena,
                     err));
done:
    return rc;
}

/* The words of these tokens; "-" where there are none. */
static struct cb_str words(const struct cb_document *doc, uint32_t first, uint32_t last)
{
    return first == CB_NONE ? CB_STR("-") : cb_document_slice(doc, cb_tokens_span(doc, first, last));
}

static struct cb_str word(const struct cb_document *doc, uint32_t token)
{
    return words(doc, token, token);
}

/* What names a clause: its finite verb, or else the verb it has. */
static struct cb_str name_of(const struct cb_document *doc, uint32_t clause)
{
    const struct cb_clause *c;

    if (clause == CB_NONE)
        return CB_STR("-");
    c = &doc->clauses.items[clause];
    return word(doc, c->finite != CB_NONE ? c->finite : c->verb);
}

static struct cb_str marks_of(const struct cb_clause *c, struct cb_arena *arena)
{
    struct cb_str all =
        cb_arena_printf(arena, "%s%s%s%s", c->passive ? " passive" : "", c->perfect ? " perfect" : "",
                        c->modal != CB_NONE ? " modal" : "", c->negated ? " negated" : "");

    return all.len ? cb_str_trim(all) : CB_STR("-");
}

static void fill_clause(const struct cb_document *doc, const struct cb_clause *c, struct cb_arena *arena,
                        struct fact *fact)
{
    const struct cb_token *verb = c->verb == CB_NONE ? NULL : &doc->tokens.items[c->verb];
    struct cb_str values[] = {
        [IN] = name_of(doc, c->parent),
        [OPENER] = word(doc, c->opener),
        [OF] = c->antecedent == CB_NONE ? CB_STR("-") : word(doc, doc->phrases.items[c->antecedent].head),
        [FINITE] = word(doc, c->finite),
        [PARTICLE] = word(doc, c->particle),
        [VERB] = !verb              ? CB_STR("-")
                 : verb->joined.len ? verb->joined
                                    : verb->lemma,
        [SUBJECT] = c->subject_clause != CB_NONE
                        ? cb_arena_printf(arena, "(%.*s)", CB_STR_ARG(name_of(doc, c->subject_clause)))
                        : words(doc, c->subject_first, c->subject_last),
        [IS] = marks_of(c, arena),
    };

    fact->head = cb_str_of(cb_clause_kind_name(c->kind));
    fact->field_count = sizeof values / sizeof values[0];
    for (size_t i = 0; i < fact->field_count; i++)
        fact->fields[i] = (struct fact_field){cb_str_of(CLAUSE_LABELS[i]), values[i]};
}

static void fill_phrase(const struct cb_document *doc, const struct cb_noun_phrase *p, struct fact *fact)
{
    uint32_t first = p->preposition != CB_NONE && p->preposition + 1 == p->first ? p->preposition : p->first;
    uint32_t last = p->preposition == p->last + 1 ? p->preposition : p->last;

    fact->head = words(doc, first, last);
    fact->field_count = 3;
    fact->fields[ROLE] = (struct fact_field){cb_str_of(PHRASE_LABELS[ROLE]),
                                             cb_str_of(cb_phrase_role_name((enum cb_phrase_role)p->role))};
    fact->fields[PHRASE_OF] = (struct fact_field){
        cb_str_of(PHRASE_LABELS[PHRASE_OF]),
        p->parent == CB_NONE ? name_of(doc, p->clause) : word(doc, doc->phrases.items[p->parent].head)};
    fact->fields[CLAUSE] = (struct fact_field){cb_str_of(PHRASE_LABELS[CLAUSE]), name_of(doc, p->clause)};
}

static cb_status analyze(const struct cb_lexicon *lexicon, struct cb_document *doc, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(lines_mark(doc, err));
    rc = cb_language_analyze(doc, lexicon, NULL, err);
done:
    return rc;
}

cb_status structure_read(const struct cb_lexicon *lexicon, enum cb_language language, struct cb_str text,
                         struct cb_str kinds, struct cb_arena *arena, struct fact_list *out,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_document doc = {.arena = arena, .text = text, .language = language};
    bool clauses = words_have(kinds, CB_STR("clause")), phrases = words_have(kinds, CB_STR("phrase"));

    CB_TRY(analyze(lexicon, &doc, err));
    for (size_t i = 0; clauses && i < doc.clauses.count; i++) {
        struct fact *fact = CB_PUSH(arena, out);
        CB_TRY_NEW(fact);
        fact->kind = CB_STR("clause");
        fill_clause(&doc, &doc.clauses.items[i], arena, fact);
    }
    for (size_t i = 0; phrases && i < doc.phrases.count; i++) {
        struct fact *fact = CB_PUSH(arena, out);
        CB_TRY_NEW(fact);
        fact->kind = CB_STR("phrase");
        fill_phrase(&doc, &doc.phrases.items[i], fact);
    }
done:
    return rc;
}
