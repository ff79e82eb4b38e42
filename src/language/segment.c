/* Punctuation and conjunctions cut a sentence into segments; what a segment opens with tells its kind.
 * English uses the same steps, with more cuts where it has no comma. */
#include "language/segment.h"

enum { HEAD_LOOK = 4 };

static bool has_tag(const struct cb_cutting *s, uint32_t token, uint32_t tags)
{
    return cb_has_tag(s->syntax, token, tags);
}

static bool is_word(const struct cb_cutting *s, uint32_t token, uint32_t classes)
{
    return cb_is_word(s->syntax, token, classes);
}

static bool is_english(const struct cb_cutting *s)
{
    return s->syntax->english;
}

/* A sign that parts clauses: comma, semicolon, colon, dash, bracket, the marks of a quotation with a verb. */
static bool is_border(const struct cb_cutting *s, uint32_t token)
{
    char c = cb_syntax_sign(s->syntax, token);

    return c != 0 && (c == '"' ? s->quote_border[token] : strchr(",;:-()[].!?", c) != NULL);
}

/* ---- segments ---- */

static uint32_t finite_in(const struct cb_cutting *s, uint32_t first, uint32_t last)
{
    uint32_t finite = s->next_finite[first];

    return finite <= last ? finite : CB_NONE;
}

bool cb_segment_is_verb_last(const struct cb_syntax *s, const struct cb_segment *g)
{
    uint32_t i = g->finite;

    if (i == CB_NONE)
        return false;
    while (i < g->last && cb_has_tag(s, i + 1, CB_INFINITE_TAGS))
        i++;
    return i == g->last || (g->finite > g->first && cb_has_tag(s, g->finite - 1, CB_INFINITE_TAGS));
}

static bool is_verb_last(const struct cb_cutting *s, const struct cb_segment *g)
{
    return cb_segment_is_verb_last(s->syntax, g);
}

/* Does conjunction i in the run [first, stop), behind a finite verb, begin a new clause? One stands before
 * the verb's own noun phrase, not before any: 'geht und A und B kommen', 'mag A und B und geht'. */
static bool joins_clauses(const struct cb_cutting *s, uint32_t i, uint32_t stop)
{
    uint32_t finite = s->next_finite[i], last;

    if (finite >= stop)
        return false;
    last = s->last_cconj[finite];
    return last == i || (finite - last > 2 && !is_word(s, last + 1, CB_WORD_NOMINATIVE));
}

/* 'the plant | he built': an English relative clause without pronoun. */
static bool is_contact(const struct cb_cutting *s, uint32_t i)
{
    if (!is_english(s) || i < s->begin + 2 || !is_word(s, i, CB_WORD_NOMINATIVE | CB_WORD_EITHER))
        return false;
    return has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_NOUN)) && !is_word(s, i - 1, CB_WORD_TIME) &&
           (s->next_finite[i] <= i + 2 ||
            (s->next_finite[i] <= i + 3 && has_tag(s, i + 1, CB_TAG_BIT(CB_TAG_ADV))));
}

/* 'said | he left', 'says | the firm will pay': behind a full verb, what has a verb of its own. */
static bool says_clause(const struct cb_cutting *s, uint32_t i, uint32_t next, bool relative)
{
    enum { SHORT = 6, LONG = 14 };
    const uint32_t group = CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_NUM) |
                           CB_TAG_BIT(CB_TAG_ADP) | CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_ADV);
    const uint32_t more =
        CB_TAG_BIT(CB_TAG_CCONJ) | CB_TAG_BIT(CB_TAG_SYM) | CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE);
    bool says = is_word(s, i - 1, CB_WORD_SAYS);

    if (is_word(s, i, CB_WORD_NOMINATIVE | CB_WORD_EITHER) || cb_is_word(s->syntax, i, CB_WORD_CLITIC))
        return next <= i + 2 || (says && next <= i + 3 && has_tag(s, i + 1, CB_TAG_BIT(CB_TAG_ADV)));
    if (relative || next > i + (says ? LONG : SHORT) ||
        !(has_tag(s, i, CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_ADJ)) ||
          (says && (has_tag(s, i, CB_TAG_BIT(CB_TAG_NUM)) || is_word(s, i, CB_WORD_POSSESSIVE)))))
        return false;
    for (uint32_t k = i + 1; k < next; k++)
        if (!has_tag(s, k, group | (says ? more : 0)) && !(says && is_word(s, k, CB_WORD_POSSESSIVE)))
            return false;
    return !has_tag(s, next - 1, CB_TAG_BIT(CB_TAG_CCONJ));
}

/* Not 'the ease of | acquiring': an English preposition before a gerund opens nothing. */
static bool is_conjunction(const struct cb_cutting *s, uint32_t i)
{
    if (!has_tag(s, i, CB_TAG_BIT(CB_TAG_SCONJ)))
        return false;
    return !(is_english(s) && is_word(s, i, CB_WORD_OF | CB_WORD_TO_NOUN) && i + 1 < s->end &&
             has_tag(s, i + 1, CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)));
}

/* Does an English clause begin at token i without any sign? `finite`: one is behind already. */
static bool english_cut(const struct cb_cutting *s, uint32_t first, uint32_t i, uint32_t stop, bool finite,
                        bool relative)
{
    uint32_t next = s->next_finite[i];

    if (next >= stop)
        return false;
    if (is_conjunction(s, i) && i > first && !is_word(s, i, CB_WORD_THAT | CB_WORD_COMPARISON) &&
        has_tag(s, i - 1, CB_NOUN_TAGS | CB_VERB_TAGS | CB_TAG_BIT(CB_TAG_PRON)))
        return true;
    if (is_conjunction(s, i) &&
        (finite || is_word(s, i, CB_WORD_QUESTION) ||
         (is_word(s, i, CB_WORD_THAT) &&
          has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_NOUN) | CB_INFINITE_TAGS | CB_TAG_BIT(CB_TAG_PRON)))))
        return true;
    if (has_tag(s, i, CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_ADV)) && i > first &&
        ((is_word(s, i, CB_WORD_RELATIVE) && !is_word(s, i, CB_WORD_THAT)) ||
         (is_word(s, i, CB_WORD_THAT) &&
          (has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_NOUN)) || (next == i + 1 && s->next_finite[i] < stop))) ||
         (finite && is_word(s, i, CB_WORD_QUESTION))))
        return !has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_ADP)) || finite;
    if (is_contact(s, i) && (finite || !has_tag(s, first, CB_TAG_BIT(CB_TAG_ADP))))
        return true;
    if (!finite)
        return false;
    if (is_word(s, i, CB_WORD_SO) && i > first && has_tag(s, i - 1, CB_NOUN_TAGS) && i + 1 < stop &&
        is_word(s, i + 1, CB_WORD_NOMINATIVE) && s->next_finite[i + 1] == i + 2)
        return true; /* 'have no lids | so they must' */
    if (relative && i == next)
        return true; /* 'the man who came | left' */
    return (has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_VERB_FINITE)) ||
            (is_word(s, i - 1, CB_WORD_SAYS) && has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_VERB_INFINITIVE)))) &&
           says_clause(s, i, next, relative);
}

/* A German clause that begins without comma: at a conjunction behind a finite verb and before one. */
static bool german_cut(const struct cb_cutting *s, uint32_t i, uint32_t stop)
{
    return has_tag(s, i, CB_TAG_BIT(CB_TAG_SCONJ)) && s->next_finite[i] < stop && s->next_finite[i] > i + 1 &&
           !is_word(s, i, CB_WORD_COMPARISON) && !has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_CCONJ));
}

/* Where a segment that begins at `first` ends in its run. */
static uint32_t segment_end(const struct cb_cutting *s, uint32_t first, uint32_t stop)
{
    bool finite = false,
         relative = is_word(s, first, CB_WORD_RELATIVE) || (first > s->begin && is_contact(s, first));

    for (uint32_t i = first; i < stop; i++) {
        if (i > first && finite && has_tag(s, i, CB_TAG_BIT(CB_TAG_CCONJ)) && joins_clauses(s, i, stop))
            return i;
        if (i > first && is_english(s) && english_cut(s, first, i, stop, finite, relative))
            return i;
        if (i > first && finite && !is_english(s) && german_cut(s, i, stop))
            return i;
        if (i > first + 1 && !is_english(s) && cb_is_finite(s->syntax, i) && cb_is_finite(s->syntax, i - 1))
            return i; /* 'wer Ruhe sucht | ist hier richtig' */
        finite = finite || cb_is_finite(s->syntax, i);
    }
    return stop;
}

/* Where the head of the segment has a conjunction: past und, adverbs of focus and measures ('zwei Tage
 * nachdem'). */
static uint32_t find_conjunction(const struct cb_cutting *s, const struct cb_segment *g, uint32_t at)
{
    for (uint32_t i = at; i <= g->last && i < at + HEAD_LOOK; i++) {
        if (is_conjunction(s, i))
            return i == at || !is_word(s, i, CB_WORD_COMPARISON) ? i : CB_NONE;
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
static bool disagrees(const struct cb_cutting *s, const struct cb_segment *g, uint32_t i)
{
    struct cb_str form = cb_syntax_token(s->syntax, i)->lower;
    uint32_t wanted = cb_str_eq(form, CB_STR("der"))   ? CB_MASCULINE
                      : cb_str_eq(form, CB_STR("das")) ? CB_NEUTER
                                                       : 0,
             noun = i + 1;

    if (!wanted || !g->comma || !is_verb_last(s, g))
        return false;
    while (noun <= g->last && noun < i + HEAD_LOOK && has_tag(s, noun, CB_TAG_BIT(CB_TAG_ADJ)))
        noun++;
    if (noun > g->last || !has_tag(s, noun, CB_TAG_BIT(CB_TAG_NOUN)))
        return false;
    return !(s->syntax->doc->tokens.items[noun].features & wanted) ||
           !(s->syntax->doc->tokens.items[noun].features & CB_SINGULAR);
}

/* ', die Köche waren', ', die USA und Polen hatten': nothing but a noun phrase up to a verb that is not last.
 */
static bool is_article_before_verb(const struct cb_cutting *s, uint32_t i, uint32_t finite)
{
    for (uint32_t k = i + 1; k < finite; k++)
        if (!has_tag(s, k,
                     CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_NUM) |
                         CB_TAG_BIT(CB_TAG_CCONJ)))
            return false;
    return has_tag(s, finite - 1, CB_NOUN_TAGS);
}

/* A relative or question word at the head, maybe behind a preposition. */
static uint32_t find_pronoun(const struct cb_cutting *s, const struct cb_segment *g, uint32_t at,
                             bool *question)
{
    bool preposition = has_tag(s, at, CB_TAG_BIT(CB_TAG_ADP)) && at < g->last;
    uint32_t i = at + preposition, finite = g->finite;
    bool begins = g->first == s->begin;

    *question = is_word(s, i, CB_WORD_QUESTION);
    if (*question && finite == CB_NONE && g->comma && is_word(s, i, CB_WORD_COMPARISON) && !is_english(s) &&
        i < g->last && s->next_finite[i] >= s->end) {
        *question = false; /* ', wie | Baumwolle' */
        return CB_NONE;
    }
    if (*question) {
        if (is_verb_last(s, g) && finite > i + (begins || g->strong))
            return i;
        return !begins && !g->strong && finite != i + 1 ? i : CB_NONE;
    }
    if (begins || !is_word(s, i, CB_WORD_RELATIVE))
        return CB_NONE;
    if (!has_tag(s, i, CB_TAG_BIT(CB_TAG_PRON)) && !disagrees(s, g, i))
        return preposition && g->comma && g->first >= s->begin + 2 &&
                       has_tag(s, g->first - 2, CB_TAG_BIT(CB_TAG_NOUN)) && is_verb_last(s, g)
                   ? i
                   : CB_NONE;
    if (is_english(s))
        return i;
    if (finite ==
        CB_NONE) /* ', die, wie er sagte, ...', ', in denen A, B'; but ', die Küche' goes on with a list */
        return g->comma && (preposition || !has_tag(s, i + (i < g->last), CB_NOUN_TAGS)) ? i : CB_NONE;
    if (finite == i + 1 && is_word(s, i, CB_WORD_LIGHT))
        return CB_NONE; /* ', das stimmt' */
    if (!preposition && is_article_before_verb(s, i, finite) &&
        (!is_verb_last(s, g) || (g->first > s->begin + 1 && cb_is_finite(s->syntax, g->first - 2))))
        return CB_NONE;
    return is_verb_last(s, g) || finite > i + 1 ? i : CB_NONE;
}

static uint32_t find_zu_infinitive(const struct cb_cutting *s, const struct cb_segment *g)
{
    for (uint32_t i = g->first; i <= g->last; i++)
        if (has_tag(s, i, CB_INFINITIVE_TAGS) &&
            ((i > g->first && is_word(s, i - 1, CB_WORD_ZU)) ||
             (s->syntax->doc->tokens.items[i].features & CB_ZU_INFINITIVE)))
            return i;
    return CB_NONE;
}

/* English: 'Founded in 1990, ...', '..., saying that'. */
static bool is_participle_clause(const struct cb_cutting *s, const struct cb_segment *g)
{
    if (is_english(s) && g->kind == CB_SEGMENT_PLAIN && g->comma && g->last == g->first &&
        g->last + 1 < s->end && has_tag(s, g->first, CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)) &&
        has_tag(s, g->last + 1, CB_TAG_BIT(CB_TAG_SCONJ)))
        return true; /* ', insisting | that' */
    return is_english(s) && g->kind == CB_SEGMENT_PLAIN && !g->coordinated && g->last > g->first &&
           (g->comma || g->first == s->begin) && has_tag(s, g->first, CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)) &&
           !has_tag(s, g->first + 1, CB_NOUN_TAGS) &&
           (g->comma || (g->last + 1 < s->end && cb_syntax_sign(s->syntax, g->last + 1) == ','));
}

/* What the segment opens with. */
static void classify(const struct cb_cutting *s, struct cb_segment *g)
{
    uint32_t at = g->first;
    bool question = false;

    g->finite = finite_in(s, g->first, g->last);
    g->kind = g->finite != CB_NONE ? CB_SEGMENT_FINITE : CB_SEGMENT_PLAIN;
    if (has_tag(s, at, CB_TAG_BIT(CB_TAG_CCONJ)) && at < g->last && !is_word(s, at, CB_WORD_COMPARISON)) {
        g->coordinated = true;
        at++;
    }
    g->opener = find_conjunction(s, g, at);
    if (g->opener != CB_NONE && (g->finite == CB_NONE || g->opener < g->finite)) {
        g->kind = CB_SEGMENT_SUBORDINATE;
    } else if ((g->opener = find_pronoun(s, g, at, &question)) != CB_NONE) {
        g->kind = question ? CB_SEGMENT_SUBORDINATE : CB_SEGMENT_RELATIVE;
    }
    if (g->kind == CB_SEGMENT_FINITE && !g->comma && !g->strong && is_contact(s, g->first))
        g->kind = CB_SEGMENT_RELATIVE;
    if (is_participle_clause(s, g))
        g->kind = CB_SEGMENT_PARTICIPLE;
    if (g->finite == CB_NONE && (g->kind == CB_SEGMENT_PLAIN || is_word(s, at, CB_WORD_PURPOSE)) &&
        find_zu_infinitive(s, g) != CB_NONE) {
        g->kind = CB_SEGMENT_INFINITIVE;
        g->opener = is_word(s, at, CB_WORD_PURPOSE) ? at : CB_NONE;
    }
}

/* One run of tokens without border inside: a segment, or several. */
static cb_status cut_run(struct cb_cutting *s, uint32_t first, uint32_t stop, struct cb_segment signs,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;

    while (first < stop) {
        struct cb_segment *g = CB_PUSH(s->syntax->doc->arena, &s->segments);
        CB_TRY_NEW(g);
        *g = signs;
        g->first = first;
        g->last = segment_end(s, first, stop) - 1;
        classify(s, g);
        first = g->last + 1;
        signs = (struct cb_segment){.opener = CB_NONE};
    }
done:
    return rc;
}

/* ---- what several segments tell together ---- */

static bool has_conjunction(const struct cb_cutting *s, const struct cb_segment *g)
{
    for (uint32_t i = g->first + 1; i < g->last; i++)
        if (has_tag(s, i, CB_TAG_BIT(CB_TAG_CCONJ)))
            return has_tag(s, g->first, CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_DET));
    return false;
}

static bool is_plain(const struct cb_segment *g)
{
    return g->kind == CB_SEGMENT_PLAIN && g->comma && !g->strong && !g->coordinated;
}

/* Where the infinitive of segment k begins: 'plant, | Autos, Räder und Boote zu bauen', 'nahm sich vor, | das
 * Stück - frei und neu - zu spielen'. */
static size_t infinitive_begins(const struct cb_cutting *s, size_t k)
{
    const struct cb_segment *g = s->segments.items;
    size_t first = k;

    if (g[k].kind != CB_SEGMENT_INFINITIVE || g[k].opener != CB_NONE || g[k].coordinated || k < 2)
        return k;
    if (g[k - 1].opens && g[k - 1].closes && g[k - 1].kind == CB_SEGMENT_PLAIN && is_plain(&g[k - 2]))
        return k - 2;
    if (!g[k].comma || !has_conjunction(s, &g[k]))
        return k;
    while (first > 1 && is_plain(&g[first - 1]) && !g[first - 1].opens && !g[first - 1].closes)
        first--;
    return first;
}

/* 'Er sagte, | die Firma, die das Werk betreibt, habe ...': the clause of a verb in the subjunctive that
 * stands first in its segment k begins where the words behind the reporting verb do. CB_NONE: it does not. */
static size_t reported_begins(const struct cb_cutting *s, size_t k)
{
    enum { LOOK = 6 };
    const struct cb_segment *g = s->segments.items;
    uint32_t features;
    size_t j = k;

    if (g[k].kind != CB_SEGMENT_FINITE || g[k].finite != g[k].first || !g[k].comma || g[k].coordinated)
        return CB_NONE;
    features = cb_syntax_token(s->syntax, g[k].finite)->features;
    if (!(features & CB_SUBJUNCTIVE) || (features & CB_INDICATIVE))
        return CB_NONE;
    while (j > 0 && j + LOOK > k && g[j - 1].comma &&
           (is_plain(&g[j - 1]) || g[j - 1].kind == CB_SEGMENT_RELATIVE))
        j--;
    if (j == k || j == 0 || g[j].kind != CB_SEGMENT_PLAIN || g[j - 1].kind != CB_SEGMENT_FINITE ||
        !has_tag(s, g[j].first,
                 CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_PRON)))
        return CB_NONE;
    return j;
}

static void mend_segments(struct cb_cutting *s)
{
    struct cb_segment *g = s->segments.items;
    size_t kept = 0;

    for (size_t k = 0; k < s->segments.count; k++) {
        size_t first;
        g[kept++] = g[k];
        first = infinitive_begins(s, kept - 1);
        if (first + 1 < kept) {
            struct cb_segment whole = g[first];
            whole.last = g[kept - 1].last;
            whole.kind = CB_SEGMENT_INFINITIVE;
            whole.closes = g[kept - 1].closes;
            g[first] = whole;
            kept = first + 1;
        }
        first = reported_begins(s, kept - 1);
        if (first != CB_NONE)
            g[first].begins = true;
    }
    s->segments.count = kept;
}

/* What a sign does to the segments beside it. Dashes in pairs are brackets. */
static void note_sign(struct cb_cutting *s, char c, struct cb_segment *signs, uint32_t dashes, uint32_t *dash)
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

cb_status cb_cutting_run(struct cb_cutting *s, uint32_t begin, uint32_t end, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_segment signs = {.opener = CB_NONE};
    uint32_t dashes = 0, dash = 0;

    s->begin = begin;
    s->end = end;
    s->segments.count = 0;
    for (uint32_t i = s->begin; i < s->end; i++)
        dashes += cb_syntax_sign(s->syntax, i) == '-';
    for (uint32_t i = s->begin; i < s->end;) {
        uint32_t stop = i;
        while (stop < s->end && !is_border(s, stop))
            stop++;
        if (stop > i) {
            CB_TRY(cut_run(s, i, stop, signs, err));
            signs = (struct cb_segment){.opener = CB_NONE};
        }
        if (stop < s->end)
            note_sign(s, cb_syntax_sign(s->syntax, stop), &signs, dashes, &dash);
        i = stop + 1;
    }
    if (!is_english(s))
        mend_segments(s);
done:
    return rc;
}

cb_status cb_cutting_init(const struct cb_syntax *syntax, struct cb_cutting *s, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_document *doc = syntax->doc;
    uint32_t count = (uint32_t)doc->tokens.count, next = CB_NONE, last = CB_NONE;

    *s = (struct cb_cutting){.syntax = syntax,
                             .next_finite = CB_NEW_ARRAY(doc->arena, uint32_t, count),
                             .last_cconj = CB_NEW_ARRAY(doc->arena, uint32_t, count),
                             .quote_border = CB_NEW_ARRAY(doc->arena, uint8_t, count)};
    CB_TRY_NEW(s->next_finite && s->last_cconj && s->quote_border);
    for (uint32_t i = count; i-- > 0;) {
        next = cb_is_finite(s->syntax, i) ? i : next;
        s->next_finite[i] = next;
    }
    for (uint32_t i = 0; i < count; i++) {
        last = has_tag(s, i, CB_TAG_BIT(CB_TAG_CCONJ)) ? i : last;
        s->last_cconj[i] = last;
    }
    for (size_t q = 0; q < doc->quotations.count; q++) {
        const struct cb_quotation *quotation = &doc->quotations.items[q];
        bool verb = s->next_finite[quotation->open] <= quotation->close;
        s->quote_border[quotation->open] = verb;
        if (quotation->closed)
            s->quote_border[quotation->close] = verb;
    }
done:
    return rc;
}
