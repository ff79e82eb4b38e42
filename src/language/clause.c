/* Clauses by the topological model of the German sentence (Höhle 1986): a main clause has its finite verb first or second
 * and the rest of its verbs at the end, a subordinate one opens with its conjunction and ends with its verbs. Punctuation
 * cuts a sentence into segments; each segment opens a clause, ends one, or goes on with one that still lacks its verb.
 * English uses the same steps, with conjunctions cutting segments where no comma does. */
#include "language/clause.h"

#include "language/tagger.h"

enum { OPEN_MAX = 32, HEAD_LOOK = 3 };

enum segment_kind { SEGMENT_PLAIN, SEGMENT_FINITE, SEGMENT_SUBORDINATE, SEGMENT_RELATIVE, SEGMENT_INFINITIVE };

struct segment {
    uint32_t first, last; /* tokens */
    enum segment_kind kind;
    uint32_t opener, finite;
    bool coordinated; /* begins with und, oder, aber */
    bool strong;      /* a semicolon, colon or dash stands before it */
};

struct splitting {
    struct cb_document *doc;
    uint32_t begin, end;      /* tokens of the sentence */
    uint32_t open[OPEN_MAX];  /* clauses that may go on, outermost first */
    uint32_t depth;
    uint32_t base;            /* first clause of the sentence */
    uint32_t main;            /* the main clause in work, or CB_NONE */
    uint32_t *clause_of;      /* token - begin -> its clause */
};

static uint8_t tag_of(const struct splitting *s, uint32_t token)
{
    return s->doc->tokens.items[token].tag;
}

static bool is_word(const struct splitting *s, uint32_t token, const char *word)
{
    return cb_str_eq(s->doc->tokens.items[token].lower, cb_str_of(word));
}

static bool is_finite(const struct splitting *s, uint32_t token)
{
    return tag_of(s, token) == CB_TAG_VERB_FINITE || tag_of(s, token) == CB_TAG_AUX_FINITE;
}

static bool is_nonfinite(const struct splitting *s, uint32_t token)
{
    uint8_t tag = tag_of(s, token);

    return tag == CB_TAG_VERB_INFINITIVE || tag == CB_TAG_VERB_PARTICIPLE || tag == CB_TAG_AUX_INFINITIVE ||
           tag == CB_TAG_AUX_PARTICIPLE;
}

static bool is_english(const struct splitting *s)
{
    return s->doc->language == CB_ENGLISH;
}

/* ---- segments ---- */

/* A sign that parts clauses: comma, semicolon, colon, dash, bracket, quotation mark. */
static bool is_border(const struct splitting *s, uint32_t token)
{
    const struct cb_token *t = &s->doc->tokens.items[token];
    unsigned char c = (unsigned char)s->doc->text.ptr[t->span.start];

    if (t->kind != CB_TOKEN_PUNCTUATION)
        return false;
    return c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == 0xE2 || (t->flags & CB_TOKEN_QUOTE_MARK) ||
           (c == '-' && (t->flags & CB_TOKEN_SPACE_BEFORE));
}

static bool is_strong_border(const struct splitting *s, uint32_t token)
{
    return is_border(s, token) && s->doc->text.ptr[s->doc->tokens.items[token].span.start] != ',';
}

static uint32_t find_finite(const struct splitting *s, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++)
        if (is_finite(s, i))
            return i;
    return CB_NONE;
}

/* Where a run without border inside has to be cut all the same: before und, oder between two finite verbs, and in English
 * before a conjunction behind a finite verb. `last_finite` is the run's last one. stop: nowhere. */
static uint32_t inner_cut(const struct splitting *s, uint32_t first, uint32_t stop, uint32_t last_finite)
{
    bool finite = false;

    for (uint32_t i = first; i < stop; i++) {
        bool joins = tag_of(s, i) == CB_TAG_CCONJ || (is_english(s) && tag_of(s, i) == CB_TAG_SCONJ);
        if (joins && finite && i < last_finite)
            return i;
        finite = finite || is_finite(s, i);
    }
    return stop;
}

static bool is_relative_form(const struct splitting *s, uint32_t token)
{
    static const char *const FORMS[] = {"der",    "die",     "das",     "den",     "dem",  "dessen", "deren", "denen",
                                        "welche", "welcher", "welches", "welchen", "welchem", "who", "which", "whom",
                                        "whose"};

    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (is_word(s, token, FORMS[i]))
            return true;
    return false;
}

static bool is_question_word(const struct splitting *s, uint32_t token)
{
    static const char *const WORDS[] = {"wer",  "was",   "wem",    "wen",    "wann", "wo",    "wie",  "warum", "weshalb",
                                        "wieso", "woher", "wohin", "wodurch", "wof\xC3\xBCr", "womit", "woran", "worauf", "worin",
                                        "wor\xC3\xBC" "ber", "wozu", "what", "when", "where", "why", "how", "whether"};

    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (is_word(s, token, WORDS[i]))
            return true;
    return false;
}

/* What a segment opens with: looks past und/aber, adverbs of focus and, before a relative pronoun, a preposition. */
static void classify(const struct splitting *s, struct segment *g)
{
    uint32_t at = g->first, limit = g->first + HEAD_LOOK;
    bool verb_last = g->finite != CB_NONE && (g->finite == g->last || is_nonfinite(s, g->finite - (g->finite > g->first)));

    g->kind = g->finite != CB_NONE ? SEGMENT_FINITE : SEGMENT_PLAIN;
    if (tag_of(s, at) == CB_TAG_CCONJ && at < g->last) {
        g->coordinated = true;
        at++;
    }
    for (uint32_t i = at; i <= g->last && i < limit; i++) {
        uint8_t tag = tag_of(s, i);
        if (tag == CB_TAG_SCONJ || (is_question_word(s, i) && i == at && g->first > s->begin)) {
            g->kind = SEGMENT_SUBORDINATE;
            g->opener = i;
            return;
        }
        if (tag == CB_TAG_PRON && is_relative_form(s, i) && g->first > s->begin &&
            (verb_last || is_english(s) || g->finite == CB_NONE || g->finite > i + 1)) {
            g->kind = SEGMENT_RELATIVE;
            g->opener = i;
            return;
        }
        if (tag != CB_TAG_ADV && tag != CB_TAG_ADP && tag != CB_TAG_PART)
            break;
    }
    if (g->kind == SEGMENT_PLAIN)
        for (uint32_t i = g->first; i <= g->last; i++)
            if (tag_of(s, i) == CB_TAG_VERB_INFINITIVE &&
                ((i > g->first && (is_word(s, i - 1, "zu") || is_word(s, i - 1, "to"))) ||
                 (s->doc->tokens.items[i].features & CB_ZU_INFINITIVE)))
                g->kind = SEGMENT_INFINITIVE;
}

/* ---- clauses ---- */

static struct cb_clause *clause_at(const struct splitting *s, uint32_t index)
{
    return &s->doc->clauses.items[index];
}

static cb_status add_clause(struct splitting *s, enum cb_clause_kind kind, const struct segment *g, uint32_t parent,
                            uint32_t *index, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_clause *clause = CB_PUSH(s->doc->arena, &s->doc->clauses);

    CB_TRY_NEW(clause);
    *clause = (struct cb_clause){.kind = kind,
                                 .first = g->first,
                                 .last = g->last,
                                 .parent = parent,
                                 .opener = g->opener,
                                 .finite = g->finite,
                                 .verb = CB_NONE,
                                 .particle = CB_NONE,
                                 .subject_first = CB_NONE,
                                 .subject_last = CB_NONE};
    *index = (uint32_t)(s->doc->clauses.count - 1);
    if (s->depth == OPEN_MAX)
        s->depth--; /* nobody nests that deep: typing mistakes */
    s->open[s->depth++] = *index;
done:
    return rc;
}

/* The segment belongs to the clause on top: it and all that it stands in reach to the segment's end. */
static void extend(struct splitting *s, const struct segment *g)
{
    for (uint32_t d = 0; d < s->depth; d++)
        clause_at(s, s->open[d])->last = g->last;
}

/* Depth of the innermost open clause that still lacks its finite verb, plus 1; 0 when none does. */
static uint32_t lacking(const struct splitting *s)
{
    for (uint32_t d = s->depth; d > 0; d--) {
        const struct cb_clause *c = clause_at(s, s->open[d - 1]);
        if (c->finite == CB_NONE && c->kind != CB_CLAUSE_INFINITIVE)
            return d;
    }
    return 0;
}

static cb_status open_main(struct splitting *s, const struct segment *g, struct cb_err *err)
{
    cb_status rc;
    uint32_t parent = s->main != CB_NONE && !g->coordinated && !g->strong ? s->main : CB_NONE;

    s->depth = 0;
    CB_TRY(add_clause(s, CB_CLAUSE_MAIN, g, parent, &s->main, err));
done:
    return rc;
}

/* A sentence that opens with a subordinate clause: the main clause it stands in begins there too and takes its verb
 * later. */
static cb_status open_waiting_main(struct splitting *s, const struct segment *g, struct cb_err *err)
{
    struct segment empty = {.first = g->first, .last = g->last, .opener = CB_NONE, .finite = CB_NONE};

    return open_main(s, &empty, err);
}

static cb_status take_finite(struct splitting *s, const struct segment *g, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t depth = lacking(s);

    if (depth > 0) {
        s->depth = depth;
        clause_at(s, s->open[depth - 1])->finite = g->finite;
        extend(s, g);
    } else if (g->coordinated && s->depth > 0 && clause_at(s, s->open[s->depth - 1])->kind != CB_CLAUSE_MAIN &&
               g->finite == g->last) {
        extend(s, g); /* weil es regnet und stuermt */
    } else {
        CB_TRY(open_main(s, g, err));
    }
done:
    return rc;
}

static cb_status take_segment(struct splitting *s, const struct segment *g, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t index;

    if (s->depth == 0 && g->kind != SEGMENT_FINITE && g->kind != SEGMENT_PLAIN)
        CB_TRY(open_waiting_main(s, g, err));
    switch (g->kind) {
    case SEGMENT_FINITE:
        CB_TRY(take_finite(s, g, err));
        break;
    case SEGMENT_SUBORDINATE:
    case SEGMENT_RELATIVE:
    case SEGMENT_INFINITIVE:
        extend(s, g);
        CB_TRY(add_clause(s,
                          g->kind == SEGMENT_SUBORDINATE ? CB_CLAUSE_SUBORDINATE
                          : g->kind == SEGMENT_RELATIVE  ? CB_CLAUSE_RELATIVE
                                                         : CB_CLAUSE_INFINITIVE,
                          g, s->open[s->depth - 1], &index, err));
        break;
    case SEGMENT_PLAIN:
        if (s->depth == 0)
            CB_TRY(open_main(s, g, err));
        else
            extend(s, g);
        break;
    }
done:
    return rc;
}

/* One run of tokens without border inside: a segment, or several. */
static cb_status take_run(struct splitting *s, uint32_t first, uint32_t stop, bool strong, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t last_finite = 0;

    for (uint32_t i = first; i < stop; i++)
        if (is_finite(s, i))
            last_finite = i;
    while (first < stop) {
        struct segment g = {.first = first, .opener = CB_NONE, .finite = CB_NONE, .strong = strong};
        g.last = inner_cut(s, first, stop, last_finite) - 1;
        g.finite = find_finite(s, g.first, g.last);
        classify(s, &g);
        CB_TRY(take_segment(s, &g, err));
        first = g.last + 1;
        strong = false;
    }
done:
    return rc;
}

static cb_status split_sentence(struct splitting *s, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool strong = false;
    uint32_t i = s->begin;

    while (i < s->end) {
        uint32_t stop = i;
        while (stop < s->end && !is_border(s, stop))
            stop++;
        if (stop > i) {
            CB_TRY(take_run(s, i, stop, strong, err));
            strong = false;
        }
        if (stop < s->end)
            strong = strong || is_strong_border(s, stop);
        i = stop + 1;
    }
done:
    return rc;
}

/* ---- verbs, subjects ---- */

/* Is `token` of clause `index` itself, not of one inside it? */
static bool owns(const struct splitting *s, uint32_t index, uint32_t token)
{
    return s->clause_of[token - s->begin] == index;
}

static void find_verbs(const struct splitting *s, uint32_t index)
{
    struct cb_clause *c = clause_at(s, index);
    bool aux = c->finite != CB_NONE && tag_of(s, c->finite) == CB_TAG_AUX_FINITE;
    bool passive_aux = c->finite != CB_NONE && cb_str_eq(s->doc->tokens.items[c->finite].lemma, CB_STR("werden"));

    c->verb = c->finite;
    for (uint32_t i = c->first; i <= c->last; i++) {
        uint8_t tag = tag_of(s, i);
        if (!owns(s, index, i))
            continue;
        if (tag == CB_TAG_VERB_PARTICIPLE || tag == CB_TAG_VERB_INFINITIVE) {
            if (aux || c->kind == CB_CLAUSE_INFINITIVE || c->verb == CB_NONE)
                c->verb = i;
            c->passive = c->passive || (tag == CB_TAG_VERB_PARTICIPLE && passive_aux);
        }
        if (tag == CB_TAG_AUX_PARTICIPLE && is_word(s, i, "worden"))
            c->passive = true;
        if (is_word(s, i, "nicht") || is_word(s, i, "not") || is_word(s, i, "n't") || is_word(s, i, "nie") ||
            cb_str_starts(s->doc->tokens.items[i].lower, CB_STR("kein")))
            c->negated = true;
    }
    /* a separated prefix stands at the end of its clause */
    if (c->finite != CB_NONE && c->kind == CB_CLAUSE_MAIN && c->verb == c->finite)
        for (uint32_t i = c->last; i > c->finite; i--) {
            if (!owns(s, index, i) || s->doc->tokens.items[i].kind == CB_TOKEN_PUNCTUATION)
                continue;
            if ((tag_of(s, i) == CB_TAG_ADP || tag_of(s, i) == CB_TAG_ADV || tag_of(s, i) == CB_TAG_PART) && !is_english(s))
                c->particle = i;
            break;
        }
}

static bool starts_phrase(uint8_t tag)
{
    return tag == CB_TAG_DET || tag == CB_TAG_ADJ || tag == CB_TAG_NUM || tag == CB_TAG_NOUN || tag == CB_TAG_PROPN ||
           tag == CB_TAG_PRON;
}

/* Forms that are no nominative: the article or pronoun tells. */
static bool is_oblique(const struct splitting *s, uint32_t token)
{
    static const char *const FORMS[] = {"den",  "dem",   "des",   "einen", "einem", "eines", "ihn",   "ihm",   "ihnen",
                                        "mich", "mir",   "dich",  "dir",   "uns",   "euch",  "sich",  "him",   "them",
                                        "us",   "me",    "her",   "keinen", "keinem", "seinen", "seinem", "ihren", "ihrem"};
    uint8_t tag = tag_of(s, token);

    if (tag != CB_TAG_DET && tag != CB_TAG_PRON)
        return false;
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (is_word(s, token, FORMS[i]))
            return true;
    return false;
}

/* The last token of the noun phrase that begins at `first`: article, adjectives, nouns, names, a genitive behind. */
static uint32_t phrase_end(const struct splitting *s, uint32_t first, uint32_t limit)
{
    uint32_t end = first;
    bool head = tag_of(s, first) == CB_TAG_NOUN || tag_of(s, first) == CB_TAG_PROPN;

    if (tag_of(s, first) == CB_TAG_PRON)
        return first;
    for (uint32_t i = first + 1; i <= limit; i++) {
        uint8_t tag = tag_of(s, i);
        bool noun = tag == CB_TAG_NOUN || tag == CB_TAG_PROPN;
        bool inner = !head && (tag == CB_TAG_ADJ || tag == CB_TAG_NUM || tag == CB_TAG_ADV || tag == CB_TAG_DET);
        bool genitive = head && tag == CB_TAG_DET && (is_word(s, i, "der") || is_word(s, i, "des") || is_word(s, i, "eines"));
        if (genitive)
            head = false;
        else if (!noun && !inner)
            break;
        if (noun) {
            head = true;
            end = i;
        }
    }
    return end;
}

static bool agrees(const struct splitting *s, const struct cb_clause *c, uint32_t first, uint32_t last)
{
    uint32_t verb = c->finite == CB_NONE ? 0 : s->doc->tokens.items[c->finite].features;
    uint32_t noun = s->doc->tokens.items[last].features;

    (void)first;
    if (!(verb & (CB_SINGULAR | CB_PLURAL)) || !(noun & (CB_SINGULAR | CB_PLURAL)) || tag_of(s, last) != CB_TAG_NOUN)
        return true;
    return (verb & noun & (CB_SINGULAR | CB_PLURAL)) != 0;
}

static void find_subject(const struct splitting *s, uint32_t index)
{
    struct cb_clause *c = clause_at(s, index);
    bool after_preposition = false;

    for (uint32_t i = c->first; i <= c->last; i++) {
        uint8_t tag = tag_of(s, i);
        uint32_t last;
        if (!owns(s, index, i))
            continue;
        if (tag == CB_TAG_ADP && i != c->particle)
            after_preposition = true;
        if (!starts_phrase(tag))
            continue;
        last = phrase_end(s, i, c->last);
        if (!after_preposition && !is_oblique(s, i) && agrees(s, c, i, last) &&
            (tag == CB_TAG_PRON || tag_of(s, last) == CB_TAG_NOUN || tag_of(s, last) == CB_TAG_PROPN)) {
            c->subject_first = i;
            c->subject_last = last;
            return;
        }
        after_preposition = false;
        i = last;
    }
}

/* Which clause each token of the sentence is of: inner clauses follow their outer one, so the last to claim it wins.
 * Nesting is bounded (OPEN_MAX), so this is linear. */
static cb_status number_tokens(struct splitting *s, struct cb_err *err)
{
    cb_status rc = CB_OK;

    s->clause_of = CB_NEW_ARRAY(s->doc->arena, uint32_t, s->end - s->begin);
    CB_TRY_NEW(s->clause_of);
    for (uint32_t c = s->base; c < s->doc->clauses.count; c++)
        for (uint32_t i = clause_at(s, c)->first; i <= clause_at(s, c)->last; i++)
            s->clause_of[i - s->begin] = c;
done:
    return rc;
}

cb_status cb_clauses_find(struct cb_document *doc, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < doc->sentences.count; i++) {
        const struct cb_sentence *sentence = &doc->sentences.items[i];
        struct splitting s = {.doc = doc,
                              .begin = sentence->first,
                              .end = sentence->first + sentence->count,
                              .base = (uint32_t)doc->clauses.count,
                              .main = CB_NONE};
        CB_TRY(split_sentence(&s, err));
        CB_TRY(number_tokens(&s, err));
        for (uint32_t c = s.base; c < doc->clauses.count; c++) {
            find_verbs(&s, c);
            find_subject(&s, c);
        }
    }
done:
    return rc;
}
