/* Clauses by the topological model of the German sentence (Höhle 1986): a main clause has its finite verb
 * first or second and the rest of its verbs at the end, a subordinate one opens with its conjunction and ends
 * with its verbs. Punctuation and conjunctions cut a sentence into segments; each segment opens a clause,
 * ends one, or goes on with one that still lacks its verb. English uses the same steps, with more cuts where
 * it has no comma. */
#include "language/clause.h"

enum { OPEN_MAX = 32, HEAD_LOOK = 4 };

enum segment_kind {
    SEGMENT_PLAIN,
    SEGMENT_FINITE,
    SEGMENT_SUBORDINATE,
    SEGMENT_RELATIVE,
    SEGMENT_INFINITIVE
};

struct segment {
    uint32_t first, last; /* tokens */
    enum segment_kind kind;
    uint32_t opener, finite;
    bool coordinated;   /* begins with und, oder, aber */
    bool comma;         /* a comma stands before it */
    bool strong;        /* a semicolon, colon or dash stands before it */
    bool opens, closes; /* an opening bracket before it, a closing one behind it */
};

CB_LIST_TYPE(segments, struct segment)

struct splitting {
    struct cb_document *doc;
    const struct cb_words *words;
    uint32_t begin, end;     /* tokens of the sentence */
    uint32_t open[OPEN_MAX]; /* clauses that may go on, outermost first */
    uint32_t depth;
    uint32_t bracket;         /* clauses in open[] below it stand outside the bracket */
    uint32_t base;            /* first clause of the sentence */
    uint32_t main;            /* the main clause in work, or CB_NONE */
    uint32_t *next_finite;    /* of the document: the first finite verb at or behind a token */
    uint32_t *last_cconj;     /* the last coordinating conjunction at or before a token */
    uint8_t *quote_border;    /* a quotation mark that parts clauses */
    struct segments segments; /* of the sentence */
    uint32_t *before;         /* clause - base -> the one it is coordinated with */
    uint32_t before_room;
};

bool cb_token_in(const struct cb_document *doc, uint32_t token, const char *words)
{
    struct cb_str word = doc->tokens.items[token].lower;
    const char *at = words;

    if (word.len == 0 || word.len > 24)
        return false;
    for (; *at; at++)
        if (*at == ' ' && strncmp(at + 1, word.ptr, word.len) == 0 && at[1 + word.len] == ' ')
            return true;
    return false;
}

static bool has_tag(const struct splitting *s, uint32_t token, uint32_t tags)
{
    return cb_token_has_tag(s->doc, token, tags);
}

static bool is_in(const struct splitting *s, uint32_t token, const char *words)
{
    return cb_token_in(s->doc, token, words);
}

static bool is_finite(const struct splitting *s, uint32_t token)
{
    return has_tag(s, token, CB_FINITE_TAGS);
}

static bool is_english(const struct splitting *s)
{
    return s->doc->language == CB_ENGLISH;
}

/* ---- borders ---- */

static char sign_of(const struct splitting *s, uint32_t token)
{
    const struct cb_token *t = &s->doc->tokens.items[token];
    char c = s->doc->text.ptr[t->span.start];

    if (t->kind != CB_TOKEN_PUNCTUATION)
        return 0;
    if (t->flags & CB_TOKEN_QUOTE_MARK)
        return '"';
    if (cb_str_starts(t->lower, CB_STR("\xE2\x80\x93")) || cb_str_starts(t->lower, CB_STR("\xE2\x80\x94")) ||
        (c == '-' && (t->flags & CB_TOKEN_SPACE_BEFORE)))
        return '-';
    if ((unsigned char)c == 0xE2)
        return '.'; /* dots */
    return c;
}

/* A sign that parts clauses: comma, semicolon, colon, dash, bracket, the marks of a quotation with a verb. */
static bool is_border(const struct splitting *s, uint32_t token)
{
    char c = sign_of(s, token);

    return c == '"' ? s->quote_border[token] : c != 0 && strchr(",;:-()[].!?", c) != NULL;
}

/* ---- segments ---- */

static uint32_t finite_in(const struct splitting *s, uint32_t first, uint32_t last)
{
    uint32_t finite = s->next_finite[first];

    return finite <= last ? finite : CB_NONE;
}

static bool is_relative_form(const struct splitting *s, uint32_t token)
{
    return is_in(s, token,
                 is_english(s)
                     ? " who which whom whose that "
                     : " der die das den dem dessen deren denen welche welcher welches welchen welchem ");
}

static bool is_question_word(const struct splitting *s, uint32_t token)
{
    if (is_english(s))
        return is_in(s, token, " what when where why how whether ");
    return is_in(s, token,
                 " wer was wem wen wessen wann wo wie warum weshalb weswegen wieso woher wohin wodurch "
                 "wof\xC3\xBCr womit "
                 "woran worauf woraus worin wor\xC3\xBC"
                 "ber wozu wobei wonach wovon inwiefern inwieweit ");
}

/* Is the finite verb at the end of the segment, alone or with the other verbs: 'kommt', 'gekommen ist', 'hat
 * kommen lassen'? */
static bool is_verb_last(const struct splitting *s, const struct segment *g)
{
    uint32_t i = g->finite;

    if (i == CB_NONE)
        return false;
    while (i < g->last && has_tag(s, i + 1, CB_INFINITE_TAGS))
        i++;
    return i == g->last || (g->finite > g->first && has_tag(s, g->finite - 1, CB_INFINITE_TAGS));
}

static bool is_nominative_pronoun(const struct splitting *s, uint32_t token)
{
    return is_in(s, token, " ich du er wir man sie es he she we they i it ");
}

/* Does conjunction i in the run [first, stop), behind a finite verb, begin a new clause? One stands before
 * the verb's own noun phrase, not before any: 'geht und A und B kommen', 'mag A und B und geht'. */
static bool joins_clauses(const struct splitting *s, uint32_t i, uint32_t stop)
{
    uint32_t finite = s->next_finite[i], last;

    if (finite >= stop)
        return false;
    last = s->last_cconj[finite];
    return last == i || (finite - last > 2 && !is_nominative_pronoun(s, last + 1));
}

/* Does an English clause begin at token i without any sign? `finite`: one is behind already. */
static bool english_cut(const struct splitting *s, uint32_t first, uint32_t i, uint32_t stop, bool finite,
                        bool relative)
{
    uint32_t next = s->next_finite[i];

    if (next >= stop)
        return false;
    if (has_tag(s, i, CB_TAG_BIT(CB_TAG_SCONJ)) &&
        (finite || is_question_word(s, i) ||
         (is_in(s, i, " that ") && has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_NOUN)))))
        return true;
    if (has_tag(s, i, CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_ADV)) && i > first &&
        (is_in(s, i, " who which whose whom ") ||
         (is_in(s, i, " that ") && has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_NOUN))) ||
         (finite && is_question_word(s, i))))
        return !has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_ADP)) || finite;
    if (!finite)
        return false;
    if (relative && i == next)
        return true; /* 'the man who came | left' */
    return is_nominative_pronoun(s, i) && next <= i + 2 && has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_VERB_FINITE));
}

/* A German clause that begins without comma: at a conjunction behind a finite verb and before one. */
static bool german_cut(const struct splitting *s, uint32_t i, uint32_t stop)
{
    return has_tag(s, i, CB_TAG_BIT(CB_TAG_SCONJ)) && s->next_finite[i] < stop && s->next_finite[i] > i + 1 &&
           !is_in(s, i, " als wie ") && !has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_CCONJ));
}

/* Where a segment that begins at `first` ends in its run. */
static uint32_t segment_end(const struct splitting *s, uint32_t first, uint32_t stop)
{
    bool finite = false, relative = is_relative_form(s, first);

    for (uint32_t i = first; i < stop; i++) {
        if (i > first && finite && has_tag(s, i, CB_TAG_BIT(CB_TAG_CCONJ)) && joins_clauses(s, i, stop))
            return i;
        if (i > first && is_english(s) && english_cut(s, first, i, stop, finite, relative))
            return i;
        if (i > first && finite && !is_english(s) && german_cut(s, i, stop))
            return i;
        finite = finite || is_finite(s, i);
    }
    return stop;
}

/* Where the head of the segment has a conjunction: past und, adverbs of focus and measures ('zwei Tage
 * nachdem'). */
static uint32_t find_conjunction(const struct splitting *s, const struct segment *g, uint32_t at)
{
    for (uint32_t i = at; i <= g->last && i < at + HEAD_LOOK; i++) {
        if (has_tag(s, i, CB_TAG_BIT(CB_TAG_SCONJ)))
            return i == at || !is_in(s, i, " als wie ") ? i : CB_NONE;
        if (!has_tag(s, i, CB_TAG_BIT(CB_TAG_ADV) | CB_TAG_BIT(CB_TAG_ADP) | CB_TAG_BIT(CB_TAG_PART)) &&
            (is_english(s) || !has_tag(s, i,
                                       CB_TAG_BIT(CB_TAG_NUM) | CB_TAG_BIT(CB_TAG_NOUN) |
                                           CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_DET))))
            return CB_NONE;
    }
    return CB_NONE;
}

/* ', der Millionen kostete', ', das Steine bricht': what looks like an article does not fit the noun behind
 * it. */
static bool disagrees(const struct splitting *s, const struct segment *g, uint32_t i)
{
    uint32_t wanted = is_in(s, i, " der ")   ? CB_MASCULINE
                      : is_in(s, i, " das ") ? CB_NEUTER
                                             : 0,
             noun = i + 1;

    if (!wanted || !g->comma || !is_verb_last(s, g))
        return false;
    while (noun <= g->last && noun < i + HEAD_LOOK && has_tag(s, noun, CB_TAG_BIT(CB_TAG_ADJ)))
        noun++;
    if (noun > g->last || !has_tag(s, noun, CB_TAG_BIT(CB_TAG_NOUN)))
        return false;
    return !(s->doc->tokens.items[noun].features & wanted) ||
           !(s->doc->tokens.items[noun].features & CB_SINGULAR);
}

/* A relative or question word at the head, maybe behind a preposition. */
static uint32_t find_pronoun(const struct splitting *s, const struct segment *g, uint32_t at, bool *question)
{
    bool preposition = has_tag(s, at, CB_TAG_BIT(CB_TAG_ADP)) && at < g->last;
    uint32_t i = at + preposition, finite = g->finite;
    bool begins = g->first == s->begin;

    *question = is_question_word(s, i);
    if (*question) {
        if (is_verb_last(s, g) && finite > i + (begins || g->strong))
            return i;
        return !begins && !g->strong && finite != i + 1 ? i : CB_NONE;
    }
    if (begins || !is_relative_form(s, i))
        return CB_NONE;
    if (!has_tag(s, i, CB_TAG_BIT(CB_TAG_PRON)) && !disagrees(s, g, i))
        return preposition && g->comma && g->first >= s->begin + 2 &&
                       has_tag(s, g->first - 2, CB_TAG_BIT(CB_TAG_NOUN)) && is_verb_last(s, g)
                   ? i
                   : CB_NONE;
    if (is_english(s))
        return i;
    if (finite == CB_NONE)
        return g->comma ? i : CB_NONE;
    if (finite == i + 1 && is_in(s, i, " das "))
        return CB_NONE; /* ', das stimmt' */
    return is_verb_last(s, g) || finite > i + 1 ? i : CB_NONE;
}

static uint32_t find_zu_infinitive(const struct splitting *s, const struct segment *g)
{
    for (uint32_t i = g->first; i <= g->last; i++)
        if (has_tag(s, i, CB_INFINITIVE_TAGS) && ((i > g->first && is_in(s, i - 1, " zu to ")) ||
                                                  (s->doc->tokens.items[i].features & CB_ZU_INFINITIVE)))
            return i;
    return CB_NONE;
}

/* What the segment opens with. */
static void classify(const struct splitting *s, struct segment *g)
{
    uint32_t at = g->first;
    bool question = false;

    g->finite = finite_in(s, g->first, g->last);
    g->kind = g->finite != CB_NONE ? SEGMENT_FINITE : SEGMENT_PLAIN;
    if (has_tag(s, at, CB_TAG_BIT(CB_TAG_CCONJ)) && at < g->last && !is_in(s, at, " als wie ")) {
        g->coordinated = true;
        at++;
    }
    g->opener = find_conjunction(s, g, at);
    if (g->opener != CB_NONE && (g->finite == CB_NONE || g->opener < g->finite)) {
        g->kind = SEGMENT_SUBORDINATE;
    } else if ((g->opener = find_pronoun(s, g, at, &question)) != CB_NONE) {
        g->kind = question ? SEGMENT_SUBORDINATE : SEGMENT_RELATIVE;
    }
    if (g->finite == CB_NONE &&
        (g->kind == SEGMENT_PLAIN || is_in(s, at,
                                           " um ohne statt anstatt au\xC3\x9F"
                                           "er ")) &&
        find_zu_infinitive(s, g) != CB_NONE) {
        g->kind = SEGMENT_INFINITIVE;
        g->opener = is_in(s, at,
                          " um ohne statt anstatt au\xC3\x9F"
                          "er ")
                        ? at
                        : CB_NONE;
    }
}

/* One run of tokens without border inside: a segment, or several. */
static cb_status cut_run(struct splitting *s, uint32_t first, uint32_t stop, struct segment signs,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;

    while (first < stop) {
        struct segment *g = CB_PUSH(s->doc->arena, &s->segments);
        CB_TRY_NEW(g);
        *g = signs;
        g->first = first;
        g->last = segment_end(s, first, stop) - 1;
        classify(s, g);
        first = g->last + 1;
        signs = (struct segment){.opener = CB_NONE};
    }
done:
    return rc;
}

/* What a sign does to the segments beside it. Dashes in pairs are brackets. */
static void note_sign(struct splitting *s, char c, struct segment *signs, uint32_t dashes, uint32_t *dash)
{
    bool opens = c == '(' || c == '[', closes = c == ')' || c == ']';

    if (c == '-') {
        opens = *dash % 2 == 0 && *dash + 1 < dashes;
        closes = *dash % 2 == 1;
        ++*dash;
    }
    signs->comma = signs->comma || c == ',';
    signs->strong = signs->strong || c == ';' || c == ':' || (c == '-' && !closes);
    signs->opens = signs->opens || opens;
    if (closes && s->segments.count > 0)
        s->segments.items[s->segments.count - 1].closes = true;
}

static cb_status cut_sentence(struct splitting *s, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct segment signs = {.opener = CB_NONE};
    uint32_t dashes = 0, dash = 0;

    s->segments.count = 0;
    for (uint32_t i = s->begin; i < s->end; i++)
        dashes += sign_of(s, i) == '-';
    for (uint32_t i = s->begin; i < s->end;) {
        uint32_t stop = i;
        while (stop < s->end && !is_border(s, stop))
            stop++;
        if (stop > i) {
            CB_TRY(cut_run(s, i, stop, signs, err));
            signs = (struct segment){.opener = CB_NONE};
        }
        if (stop < s->end)
            note_sign(s, sign_of(s, stop), &signs, dashes, &dash);
        i = stop + 1;
    }
done:
    return rc;
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

static cb_status add_clause(struct splitting *s, enum cb_clause_kind kind, const struct segment *g,
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
                                 .opener = g->opener,
                                 .finite = g->finite,
                                 .verb = CB_NONE,
                                 .particle = CB_NONE,
                                 .subject_first = CB_NONE,
                                 .subject_last = CB_NONE};
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
static void own(struct splitting *s, const struct segment *g)
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
        if (c->finite == CB_NONE && c->kind != CB_CLAUSE_INFINITIVE &&
            (!main_only || c->kind == CB_CLAUSE_MAIN))
            return d;
    }
    return 0;
}

static cb_status open_main(struct splitting *s, const struct segment *g, struct cb_err *err)
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
static cb_status open_waiting_main(struct splitting *s, const struct segment *g, struct cb_err *err)
{
    struct segment empty = *g;

    empty.opener = empty.finite = CB_NONE;
    return open_main(s, &empty, err);
}

/* Does the segment go on with the subordinate clause on top: 'weil es regnet und der Wind weht'? */
static bool continues_subordinate(const struct splitting *s, const struct segment *g)
{
    const struct cb_clause *c = top(s);

    if (!g->coordinated || s->depth <= s->bracket || c->kind == CB_CLAUSE_MAIN ||
        c->kind == CB_CLAUSE_INFINITIVE)
        return false;
    if (is_english(s))
        return !g->comma && c->kind == CB_CLAUSE_RELATIVE && g->finite == g->first + 1;
    return is_verb_last(s, g) && (!g->comma || g->last - g->first > 3) &&
           (g->last > g->first + 1 || !g->comma);
}

/* 'Das Werk sei, sagte Maier, bald fertig': a frame set into a clause that has still to go on. */
static bool is_inserted(const struct splitting *s, const struct segment *g, const struct segment *next)
{
    if (!next || !g->comma || !next->comma || g->finite != g->first || next->coordinated ||
        s->main == CB_NONE || s->bracket)
        return false;
    if (g->last == g->first || lacking(s, false) != lacking(s, true))
        return false;
    if (clause_at(s, s->main)->finite == CB_NONE)
        return next->kind == SEGMENT_FINITE && next->finite == next->first && lacking(s, true) > 0;
    return next->kind == SEGMENT_PLAIN && top(s) == clause_at(s, s->main) &&
           clause_at(s, s->main)->last == clause_at(s, s->main)->finite;
}

static cb_status take_finite(struct splitting *s, const struct segment *g, const struct segment *next,
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
        uint32_t main = s->main, keep = s->depth < OPEN_MAX ? s->depth : OPEN_MAX - 1;
        CB_TRY(add_clause(s, CB_CLAUSE_MAIN, g, main, CB_NONE, err));
        own(s, g);
        s->depth = keep;
        s->main = main;
    } else if (depth > 0) {
        s->depth = depth;
        clause_at(s, s->open[depth - 1])->finite = g->finite;
        own(s, g);
    } else if (continues_subordinate(s, g)) {
        struct segment shared = *g;
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
static cb_status take_opened(struct splitting *s, const struct segment *g, struct cb_err *err)
{
    cb_status rc = CB_OK;
    enum cb_clause_kind kind = g->kind == SEGMENT_SUBORDINATE ? CB_CLAUSE_SUBORDINATE
                               : g->kind == SEGMENT_RELATIVE  ? CB_CLAUSE_RELATIVE
                                                              : CB_CLAUSE_INFINITIVE;

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
    return c->finite == CB_NONE || has_tag(s, c->finite, CB_TAG_BIT(CB_TAG_AUX_FINITE));
}

/* Words without a verb: they go on with a clause. A German subordinate clause that has its verb is at its
 * end. */
static cb_status take_plain(struct splitting *s, const struct segment *g, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t main = s->main, keep = s->depth < OPEN_MAX ? s->depth : OPEN_MAX - 1;

    if (s->depth == s->bracket) {
        CB_TRY(open_main(s, g, err));
    } else if (g->comma && g->last > g->first && is_in(s, g->first, " so ") && !is_english(s) &&
               has_tag(s, g->first + 1,
                       CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_NOUN) | CB_TAG_BIT(CB_TAG_PROPN))) {
        CB_TRY(add_clause(s, CB_CLAUSE_MAIN, g, main, CB_NONE, err)); /* ', so der Sprecher' */
        own(s, g);
        s->depth = keep;
        s->main = main;
        goto done;
    } else if (!is_english(s) || g->comma) {
        while (s->depth > s->bracket + 1 && top(s)->kind != CB_CLAUSE_MAIN &&
               (top(s)->kind == CB_CLAUSE_INFINITIVE || top(s)->finite != CB_NONE) &&
               (!is_english(s) || has_open_verb(s, clause_at(s, s->open[s->depth - 2]))))
            s->depth--;
    }
    own(s, g);
done:
    return rc;
}

/* 'Kommt er nicht, gehen wir': a condition without conjunction. */
static bool is_verb_first_condition(const struct splitting *s, const struct segment *g,
                                    const struct segment *next)
{
    const struct cb_token *last = &s->doc->tokens.items[s->end - 1];

    return next && g->first == s->begin && g->kind == SEGMENT_FINITE && g->finite == g->first &&
           next->comma && !next->coordinated && next->kind == SEGMENT_FINITE &&
           next->finite <= next->first + 1 && !is_english(s) &&
           (next->finite == next->first || is_in(s, next->first, " so dann ")) &&
           s->doc->text.ptr[last->span.start] != '?';
}

static cb_status take_segment(struct splitting *s, struct segment *g, const struct segment *next,
                              struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (g->opens && s->depth > 0)
        s->bracket = s->depth;
    if (is_verb_first_condition(s, g, next))
        g->kind = SEGMENT_SUBORDINATE;
    switch (g->kind) {
    case SEGMENT_FINITE:
        CB_TRY(take_finite(s, g, next, err));
        break;
    case SEGMENT_SUBORDINATE:
    case SEGMENT_RELATIVE:
    case SEGMENT_INFINITIVE:
        CB_TRY(take_opened(s, g, err));
        break;
    case SEGMENT_PLAIN:
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

    s->main = CB_NONE;
    s->depth = s->bracket = 0;
    s->base = (uint32_t)s->doc->clauses.count;
    CB_TRY(cut_sentence(s, err));
    for (size_t k = 0; k < s->segments.count; k++)
        CB_TRY(take_segment(s, &s->segments.items[k],
                            k + 1 < s->segments.count ? &s->segments.items[k + 1] : NULL, err));
    for (uint32_t c = s->base; c < s->doc->clauses.count; c++)
        CB_TRY(cb_clause_complete(s->doc, s->words, c, s->before[c - s->base], err));
done:
    return rc;
}

/* ---- the document ---- */

/* Looks up what splitting asks again and again, once for all tokens. */
static cb_status prepare(struct splitting *s, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t count = (uint32_t)s->doc->tokens.count, next = CB_NONE, last = CB_NONE;

    s->next_finite = CB_NEW_ARRAY(s->doc->arena, uint32_t, count);
    s->last_cconj = CB_NEW_ARRAY(s->doc->arena, uint32_t, count);
    s->quote_border = CB_NEW_ARRAY(s->doc->arena, uint8_t, count);
    CB_TRY_NEW(s->next_finite && s->last_cconj && s->quote_border);
    for (uint32_t i = count; i-- > 0;) {
        next = is_finite(s, i) ? i : next;
        s->next_finite[i] = next;
    }
    for (uint32_t i = 0; i < count; i++) {
        last = has_tag(s, i, CB_TAG_BIT(CB_TAG_CCONJ)) ? i : last;
        s->last_cconj[i] = last;
        s->doc->tokens.items[i].clause = CB_NONE;
        s->quote_border[i] = 0;
    }
    for (size_t q = 0; q < s->doc->quotations.count; q++) {
        const struct cb_quotation *quotation = &s->doc->quotations.items[q];
        bool verb = s->next_finite[quotation->open] <= quotation->close;
        s->quote_border[quotation->open] = verb;
        if (quotation->closed)
            s->quote_border[quotation->close] = verb;
    }
done:
    return rc;
}

cb_status cb_clauses_find(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct splitting s = {.doc = doc, .words = cb_lexicon_words(lexicon)};

    if (doc->tokens.count == 0)
        goto done;
    CB_TRY(prepare(&s, err));
    for (size_t i = 0; i < doc->sentences.count; i++) {
        s.begin = doc->sentences.items[i].first;
        s.end = s.begin + doc->sentences.items[i].count;
        CB_TRY(split_sentence(&s, err));
    }
done:
    return rc;
}
