/* Clauses by the topological model of the German sentence (Höhle 1986): a main clause has its finite verb
 * first or second and the rest of its verbs at the end, a subordinate one opens with its conjunction and ends
 * with its verbs. Each segment of a sentence opens a clause, ends one, or goes on with one that still lacks
 * its verb. */
#include "language/clause.h"

#include "language/segment.h"

enum { OPEN_MAX = 32 };

struct splitting {
    struct cb_document *doc;
    const struct cb_syntax *syntax;
    struct cb_cutting cutting;
    uint32_t begin, end;     /* tokens of the sentence */
    uint32_t open[OPEN_MAX]; /* clauses that may go on, outermost first */
    uint32_t depth;
    uint32_t bracket; /* clauses in open[] below it stand outside the bracket */
    uint32_t base;    /* first clause of the sentence */
    uint32_t main;    /* the main clause in work, or CB_NONE */
    uint32_t *before; /* clause - base -> the one it is coordinated with */
    uint32_t before_room;
};

static bool has_tag(const struct splitting *s, uint32_t token, uint32_t tags)
{
    return cb_has_tag(s->syntax, token, tags);
}

static bool is_english(const struct splitting *s)
{
    return s->syntax->english;
}

static bool is_verb_last(const struct splitting *s, const struct cb_segment *g)
{
    return cb_segment_is_verb_last(s->syntax, g);
}

/* ---- clauses ---- */

static struct cb_clause *clause_at(const struct splitting *s, uint32_t index)
{
    return &s->doc->clauses.items[index];
}

static struct cb_clause *top(const struct splitting *s)
{
    return s->depth > 0 ? clause_at(s, s->open[s->depth - 1]) : NULL;
}

/* Remembers that clause `index` may share the subject of `before`. */
static cb_status note_before(struct splitting *s, uint32_t index, uint32_t before, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t at = index - s->base;

    if (at >= s->before_room) {
        uint32_t room = s->before_room ? s->before_room * 2 : 64,
                 *more = CB_NEW_ARRAY(s->doc->arena, uint32_t, room);
        CB_TRY_NEW(more);
        if (s->before_room)
            memcpy(more, s->before, s->before_room * sizeof *more);
        s->before = more;
        s->before_room = room;
    }
    s->before[at] = before;
done:
    return rc;
}

static cb_status add_clause(struct splitting *s, enum cb_clause_kind kind, const struct cb_segment *g,
                            uint32_t parent, uint32_t before, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_clause *clause = CB_PUSH(s->doc->arena, &s->doc->clauses);
    uint32_t index = (uint32_t)s->doc->clauses.count - 1;

    CB_TRY_NEW(clause);
    *clause = (struct cb_clause){.kind = kind,
                                 .first = g->first,
                                 .last = g->last,
                                 .parent = parent,
                                 .inserted = kind == CB_CLAUSE_MAIN && s->bracket > 0 && parent != CB_NONE,
                                 .opener = g->opener,
                                 .finite = g->finite,
                                 .verb = CB_NONE,
                                 .particle = CB_NONE,
                                 .subject_first = CB_NONE,
                                 .subject_last = CB_NONE,
                                 .modal = CB_NONE,
                                 .negation = CB_NONE,
                                 .tail_first = CB_NONE,
                                 .tail_last = CB_NONE,
                                 .antecedent = CB_NONE,
                                 .subject = CB_NONE,
                                 .subject_clause = CB_NONE,
                                 .phrases = CB_NONE};
    CB_TRY(note_before(s, index, before, err));
    if (s->depth == OPEN_MAX)
        s->depth--; /* nobody nests that deep: typing mistakes */
    s->open[s->depth++] = index;
    if (kind == CB_CLAUSE_MAIN)
        s->main = index;
done:
    return rc;
}

/* The segment belongs to the clause on top: it and all that it stands in reach to the segment's end, and the
 * tokens are its own. */
static void own(struct splitting *s, const struct cb_segment *g)
{
    for (uint32_t d = 0; d < s->depth; d++)
        clause_at(s, s->open[d])->last = g->last;
    for (uint32_t i = g->first; i <= g->last; i++)
        s->doc->tokens.items[i].clause = s->open[s->depth - 1];
}

/* Depth of the innermost open clause that still lacks its finite verb, plus 1; 0 when none does. */
static uint32_t lacking(const struct splitting *s, bool main_only)
{
    for (uint32_t d = s->depth; d > s->bracket; d--) {
        const struct cb_clause *c = clause_at(s, s->open[d - 1]);
        if (c->finite == CB_NONE && c->kind < CB_CLAUSE_INFINITIVE &&
            (!main_only || c->kind == CB_CLAUSE_MAIN))
            return d;
    }
    return 0;
}

static cb_status open_main(struct splitting *s, const struct cb_segment *g, struct cb_err *err)
{
    cb_status rc;
    uint32_t parent = CB_NONE, before = CB_NONE;

    if (s->bracket > 0) {
        parent = s->open[s->bracket - 1];
    } else if (s->main != CB_NONE) {
        bool joined = g->coordinated || (g->finite == g->first && !g->strong);
        parent = joined && g->coordinated ? clause_at(s, s->main)->parent : g->strong ? CB_NONE : s->main;
        before = joined ? s->main : CB_NONE;
    }
    s->depth = s->bracket;
    CB_TRY(add_clause(s, CB_CLAUSE_MAIN, g, parent, before, err));
done:
    return rc;
}

/* A sentence that opens with a subordinate clause: the main clause it stands in begins there too and takes
 * its verb later. */
static cb_status open_waiting_main(struct splitting *s, const struct cb_segment *g, struct cb_err *err)
{
    struct cb_segment empty = *g;

    empty.opener = empty.finite = CB_NONE;
    return open_main(s, &empty, err);
}

/* Does the segment go on with the subordinate clause on top: 'weil es regnet und der Wind weht'? */
static bool continues_subordinate(const struct splitting *s, const struct cb_segment *g)
{
    const struct cb_clause *c = top(s);

    if (!g->coordinated || s->depth <= s->bracket || c->kind == CB_CLAUSE_MAIN ||
        c->kind >= CB_CLAUSE_INFINITIVE)
        return false;
    if (is_english(s))
        return !g->comma && c->kind == CB_CLAUSE_RELATIVE && g->finite == g->first + 1;
    return is_verb_last(s, g) && (!g->comma || g->last - g->first > 3) &&
           (g->last > g->first + 1 || !g->comma);
}

/* 'der in Essen sitzt und 300 Leute beschäftigt, ...', though the clause around it still waits for its verb.
 */
static bool goes_on_inside(const struct splitting *s, const struct cb_segment *g)
{
    return !is_english(s) && !g->comma && s->depth > s->bracket && top(s)->finite != CB_NONE &&
           continues_subordinate(s, g);
}

/* 'Das Werk sei, sagte Maier, bald fertig': a frame set into a clause that has still to go on. */
static bool is_inserted(const struct splitting *s, const struct cb_segment *g, const struct cb_segment *next)
{
    if (!next || !g->comma || !next->comma || g->finite != g->first || next->coordinated ||
        s->main == CB_NONE || s->bracket)
        return false;
    if (g->last == g->first || lacking(s, false) != lacking(s, true))
        return false;
    if (clause_at(s, s->main)->finite == CB_NONE)
        return next->kind == CB_SEGMENT_FINITE && next->finite == next->first && lacking(s, true) > 0;
    return next->kind == CB_SEGMENT_PLAIN && top(s) == clause_at(s, s->main) &&
           clause_at(s, s->main)->last == clause_at(s, s->main)->finite;
}

/* A clause of its own inside the main clause, which goes on behind it. */
static cb_status add_frame(struct splitting *s, const struct cb_segment *g, struct cb_err *err)
{
    cb_status rc;
    uint32_t main = s->main, keep = s->depth < OPEN_MAX ? s->depth : OPEN_MAX - 1;

    CB_TRY(add_clause(s, CB_CLAUSE_MAIN, g, main, CB_NONE, err));
    top(s)->inserted = true;
    own(s, g);
    s->depth = keep;
    s->main = main;
done:
    return rc;
}

static cb_status take_finite(struct splitting *s, const struct cb_segment *g, const struct cb_segment *next,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool verb_first = g->finite == g->first + g->coordinated;
    uint32_t depth = lacking(s, verb_first && !is_verb_last(s, g));

    if (depth == 0)
        depth = lacking(s, false);
    if (g->strong || (is_english(s) && g->coordinated))
        depth = 0;
    if (depth > 0 && is_english(s) && g->comma && g->finite > g->first && lacking(s, true) > 0)
        depth = lacking(s, true);
    if (is_inserted(s, g, next)) {
        CB_TRY(add_frame(s, g, err));
    } else if (depth > 0 && !goes_on_inside(s, g)) {
        s->depth = depth;
        clause_at(s, s->open[depth - 1])->finite = g->finite;
        own(s, g);
    } else if (continues_subordinate(s, g)) {
        struct cb_segment shared = *g;
        uint32_t left = s->open[--s->depth];
        shared.opener = clause_at(s, left)->opener;
        CB_TRY(add_clause(s, clause_at(s, left)->kind, &shared, clause_at(s, left)->parent, left, err));
        own(s, g);
    } else {
        CB_TRY(open_main(s, g, err));
        own(s, g);
    }
done:
    return rc;
}

/* A subordinate clause, relative clause or infinitive. */
static cb_status take_opened(struct splitting *s, const struct cb_segment *g, struct cb_err *err)
{
    cb_status rc = CB_OK;
    enum cb_clause_kind kind = g->kind == CB_SEGMENT_SUBORDINATE  ? CB_CLAUSE_SUBORDINATE
                               : g->kind == CB_SEGMENT_RELATIVE   ? CB_CLAUSE_RELATIVE
                               : g->kind == CB_SEGMENT_INFINITIVE ? CB_CLAUSE_INFINITIVE
                                                                  : CB_CLAUSE_PARTICIPLE;

    if (s->depth == s->bracket)
        CB_TRY(open_waiting_main(s, g, err));
    if (g->coordinated && top(s)->kind == kind && top(s)->finite != CB_NONE && s->depth > s->bracket + 1)
        s->depth--; /* und dass ...: beside the one before */
    CB_TRY(add_clause(s, kind, g, s->open[s->depth - 1], CB_NONE, err));
    own(s, g);
done:
    return rc;
}

/* Does the clause wait for the other half of its verb: an auxiliary without participle? */
static bool has_open_verb(const struct splitting *s, const struct cb_clause *c)
{
    return c->finite == CB_NONE || (has_tag(s, c->finite, CB_TAG_BIT(CB_TAG_AUX_FINITE)) ||
                                    cb_is_word(s->syntax, c->finite, CB_WORD_CLITIC));
}

/* Words without a verb: they go on with a clause. A German subordinate clause that has its verb is at its
 * end. */
static cb_status take_plain(struct splitting *s, const struct cb_segment *g, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (s->depth == s->bracket || g->begins) {
        CB_TRY(open_main(s, g, err));
    } else if (g->comma && g->last > g->first && cb_is_word(s->syntax, g->first, CB_WORD_SO) &&
               !is_english(s) &&
               has_tag(s, g->first + 1,
                       CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_NOUN) | CB_TAG_BIT(CB_TAG_PROPN) |
                           CB_TAG_BIT(CB_TAG_PRON))) {
        CB_TRY(add_frame(s, g, err)); /* ', so der Sprecher' */
        goto done;
    } else if (!is_english(s) || g->comma) {
        while (s->depth > s->bracket + 1 && top(s)->kind != CB_CLAUSE_MAIN &&
               (top(s)->kind >= CB_CLAUSE_INFINITIVE || top(s)->finite != CB_NONE) &&
               (!is_english(s) || has_open_verb(s, clause_at(s, s->open[s->depth - 2]))))
            s->depth--;
    }
    own(s, g);
done:
    return rc;
}

/* 'Kommt er nicht, gehen wir': a condition without conjunction. */
static bool is_verb_first_condition(const struct splitting *s, const struct cb_segment *g,
                                    const struct cb_segment *next)
{
    const struct cb_token *last = &s->doc->tokens.items[s->end - 1];

    return next && g->first == s->begin && g->kind == CB_SEGMENT_FINITE && g->finite == g->first &&
           next->comma && !next->coordinated && next->kind == CB_SEGMENT_FINITE &&
           next->finite <= next->first + 1 && !is_english(s) &&
           (next->finite == next->first || cb_is_word(s->syntax, next->first, CB_WORD_SO | CB_WORD_THEN)) &&
           s->doc->text.ptr[last->span.start] != '?';
}

static cb_status take_segment(struct splitting *s, struct cb_segment *g, const struct cb_segment *next,
                              struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (g->opens && s->depth > 0)
        s->bracket = s->depth;
    if (is_verb_first_condition(s, g, next))
        g->kind = CB_SEGMENT_SUBORDINATE;
    switch (g->kind) {
    case CB_SEGMENT_FINITE:
        CB_TRY(take_finite(s, g, next, err));
        break;
    case CB_SEGMENT_SUBORDINATE:
    case CB_SEGMENT_RELATIVE:
    case CB_SEGMENT_INFINITIVE:
    case CB_SEGMENT_PARTICIPLE:
        CB_TRY(take_opened(s, g, err));
        break;
    case CB_SEGMENT_PLAIN:
        CB_TRY(take_plain(s, g, err));
        break;
    }
    if (g->closes && s->bracket > 0) {
        s->depth = s->bracket;
        s->bracket = 0;
        for (uint32_t d = 0; d < s->depth; d++)
            if (clause_at(s, s->open[d])->kind == CB_CLAUSE_MAIN)
                s->main = s->open[d];
    }
done:
    return rc;
}

static cb_status split_sentence(struct splitting *s, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_segments *segments = &s->cutting.segments;

    s->main = CB_NONE;
    s->depth = s->bracket = 0;
    s->base = (uint32_t)s->doc->clauses.count;
    CB_TRY(cb_cutting_run(&s->cutting, s->begin, s->end, err));
    for (size_t k = 0; k < segments->count; k++)
        CB_TRY(take_segment(s, &segments->items[k], k + 1 < segments->count ? &segments->items[k + 1] : NULL,
                            err));
    for (uint32_t c = s->base; c < s->doc->clauses.count; c++)
        CB_TRY(cb_predicate_find(s->syntax, c, err));
    CB_TRY(cb_phrases_find(s->syntax, s->begin, s->end, err));
    for (uint32_t c = s->base; c < s->doc->clauses.count; c++)
        cb_roles_find(s->syntax, c, s->before[c - s->base]);
done:
    return rc;
}

cb_status cb_clauses_find(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_syntax syntax;
    struct splitting s = {.doc = doc, .syntax = &syntax};

    if (doc->tokens.count == 0)
        goto done;
    CB_TRY(cb_syntax_init(doc, lexicon, &syntax, err));
    CB_TRY(cb_cutting_init(&syntax, &s.cutting, err));
    for (size_t i = 0; i < doc->tokens.count; i++)
        doc->tokens.items[i].clause = doc->tokens.items[i].phrase = CB_NONE;
    for (size_t i = 0; i < doc->sentences.count; i++) {
        s.begin = doc->sentences.items[i].first;
        s.end = s.begin + doc->sentences.items[i].count;
        CB_TRY(split_sentence(&s, err));
    }
done:
    return rc;
}
