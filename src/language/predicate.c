/* What a clause says: its verb with the separated prefix, voice, negation. */
#include "language/clause.h"

struct predicate {
    const struct cb_syntax *syntax;
    struct cb_document *doc;
    struct cb_clause *clause;
    uint32_t index;
};

static bool owns(const struct predicate *p, uint32_t token)
{
    return p->doc->tokens.items[token].clause == p->index;
}

static bool has_tag(const struct predicate *p, uint32_t token, uint32_t tags)
{
    return cb_has_tag(p->syntax, token, tags);
}

#define has_lemma(p, token, lemma) cb_is_lemma((p)->syntax, token, CB_STR(lemma))

static bool is_word(const struct predicate *p, uint32_t token, uint32_t classes)
{
    return cb_is_word(p->syntax, token, classes);
}

static bool is_english(const struct predicate *p)
{
    return p->syntax->english;
}

/* Is token i, an infinite verb, the one that carries the meaning, as far as the words before it tell? In
 * German it is the last one, but 'lassen' and an infinitive with zu behind another verb leave it to the one
 * before; in English the first. */
static bool carries(const struct predicate *p, uint32_t i)
{
    const struct cb_clause *c = p->clause;
    bool aux = c->finite != CB_NONE && (has_tag(p, c->finite, CB_TAG_BIT(CB_TAG_AUX_FINITE)) ||
                                        is_word(p, c->finite, CB_WORD_CLITIC));

    bool zu = i > 0 && is_word(p, i - 1, CB_WORD_ZU); /* 'ist bis Freitag zu stellen' */

    if (c->finite != CB_NONE &&
        (has_lemma(p, c->finite, "lassen") || (zu && has_lemma(p, c->finite, "sein")) ||
         (i == c->last && has_tag(p, i, CB_PARTICIPLE_TAGS) && has_lemma(p, c->finite, "haben"))))
        aux = true;
    if (c->kind != CB_CLAUSE_INFINITIVE && c->finite != CB_NONE && !aux)
        return false;
    if (c->verb == c->finite || c->verb == CB_NONE)
        return !is_english(p) || c->finite == CB_NONE || i > c->finite;
    if (is_english(p) || has_lemma(p, i, "lassen"))
        return false;
    return !zu || c->kind == CB_CLAUSE_INFINITIVE;
}

/* 'wird gebaut', 'ist gebaut worden', 'soll gebaut werden', 'zu bauen' is none. */
static bool is_passive(const struct predicate *p, uint32_t participle, uint32_t aux)
{
    const struct cb_clause *c = p->clause;
    uint32_t next = participle + 1;

    if (is_english(p))
        return aux != CB_NONE && (has_lemma(p, aux, "be") || has_lemma(p, aux, "get")) &&
               (p->doc->tokens.items[participle].features & CB_PARTICIPLE_2);
    if (c->finite != CB_NONE && has_lemma(p, c->finite, "werden"))
        return true;
    if (participle >= c->last)
        return false;
    next += is_word(p, next, CB_WORD_ZU) && next < c->last;
    return has_lemma(p, next, "werden") && !has_tag(p, next, CB_FINITE_TAGS);
}

static bool is_modal(const struct predicate *p, uint32_t token)
{
    return cb_syntax_token(p->syntax, token)->word_class == CB_CLASS_MODAL;
}

static bool is_perfect(const struct predicate *p)
{
    const struct cb_clause *c = p->clause;

    if (c->finite == CB_NONE || c->verb == c->finite || !has_tag(p, c->verb, CB_PARTICIPLE_TAGS))
        return false;
    if (is_english(p))
        return has_lemma(p, c->finite, "have");
    if (has_lemma(p, c->finite, "haben"))
        return true;
    if (!has_lemma(p, c->finite, "sein"))
        return false;
    return c->passive || (p->doc->tokens.items[c->verb].features & CB_WITH_SEIN);
}

/* Notes an infinite verb: the last run of them, with zu between, is the end of the bracket. */
static void note_tail(struct cb_clause *c, uint32_t i, uint32_t zu)
{
    if (c->tail_first == CB_NONE || c->tail_last + 1 + zu != i)
        c->tail_first = i - zu;
    c->tail_last = i;
}

/* English: 'not | only', 'not | just' deny nothing. */
static bool is_not_only(const struct predicate *p, uint32_t i)
{
    struct cb_str next;

    if (!is_english(p) || i >= p->clause->last || !has_lemma(p, i, "not"))
        return false;
    next = cb_syntax_token(p->syntax, i + 1)->lower;
    return cb_str_eq(next, CB_STR("only")) || cb_str_eq(next, CB_STR("just")) ||
           cb_str_eq(next, CB_STR("merely"));
}

/* German: 'streng | genommen ist', 'historisch | gesehen war': how it is meant, not what is done. */
static bool is_point_of_view(const struct predicate *p, uint32_t i)
{
    static const char *const FORMS[] = {"gesehen",    "genommen",         "gesagt",     "betrachtet",
                                        "gesprochen", "ausgedr\u00FCckt", "formuliert", "gerechnet"};

    if (is_english(p) || p->clause->finite == CB_NONE || i >= p->clause->finite ||
        i != p->clause->first + 1 || !has_tag(p, i - 1, CB_TAG_BIT(CB_TAG_ADV) | CB_TAG_BIT(CB_TAG_ADJ)))
        return false;
    for (size_t k = 0; k < sizeof FORMS / sizeof *FORMS; k++)
        if (cb_str_eq(cb_syntax_token(p->syntax, i)->lower, cb_str_of(FORMS[k])))
            return true;
    return false;
}

static void find_verb(const struct predicate *p)
{
    struct cb_clause *c = p->clause;
    uint32_t aux = CB_NONE;

    c->verb = c->finite;
    for (uint32_t i = c->first; i <= c->last; i++) {
        if (!owns(p, i))
            continue;
        if (is_word(p, i, CB_WORD_NEGATION) && !is_not_only(p, i)) {
            c->negated = true;
            c->negation = c->negation == CB_NONE ? i : c->negation;
        }
        if (!has_tag(p, i, CB_VERB_TAGS) || cb_is_attributive(p->syntax, i) || is_point_of_view(p, i))
            continue;
        if (has_tag(p, i, CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE) | CB_TAG_BIT(CB_TAG_VERB_INFINITIVE)) &&
            carries(p, i)) {
            c->verb = i;
            c->passive = has_tag(p, i, CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)) && is_passive(p, i, aux);
        }
        if (has_tag(p, i, CB_INFINITE_TAGS))
            note_tail(c, i, i > c->first && is_word(p, i - 1, CB_WORD_ZU));
        if (has_tag(p, i, CB_AUX_TAGS))
            aux = i;
        if (c->modal == CB_NONE && is_modal(p, i))
            c->modal = i;
    }
    c->perfect = is_perfect(p);
}

/* 'The plan failed': a past tense that was taken for a participle is the verb of a clause that has no other.
 */
static void take_past_tense(const struct predicate *p)
{
    struct cb_clause *c = p->clause;

    if (c->kind >= CB_CLAUSE_INFINITIVE || c->finite != CB_NONE || c->verb == CB_NONE ||
        c->verb == c->first || c->tail_first != c->verb ||
        !(p->doc->tokens.items[c->verb].features & CB_PARTICIPLE_2))
        return;
    c->finite = c->verb;
    c->passive = false;
    c->tail_first = c->tail_last = CB_NONE;
}

/* ---- separated prefixes ---- */

/* Is token i the finite verb's prefix: does the lexicon know 'mit' + 'teilen'? Then the verb gets the joined
 * lemma. */
static cb_status try_prefix(const struct predicate *p, uint32_t i, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_token *verb = &p->doc->tokens.items[p->clause->finite];
    struct cb_str joined = cb_arena_join(p->doc->arena, p->doc->tokens.items[i].lower, verb->lemma);
    struct cb_word word;

    CB_TRY_NEW(joined.ptr);
    word = cb_words_exact(p->syntax->words, joined);
    for (uint32_t k = 0; k < word.count; k++)
        if (word.items[k].pos == CB_POS_VERB && (word.items[k].features & CB_INFINITIVE)) {
            verb->joined = joined;
            p->clause->particle = i;
            break;
        }
    if (p->clause->particle == CB_NONE && is_word(p, i, CB_WORD_PARTICLE) &&
        !cb_str_eq(p->doc->tokens.items[i - 1].lower, CB_STR("dar\xC3\xBC"
                                                             "ber"))) {
        verb->joined = joined; /* goes with any verb: 'sprang hinaus', but 'darüber hinaus' */
        p->clause->particle = i;
    }
done:
    return rc;
}

static bool may_be_prefix(const struct predicate *p, uint32_t i)
{
    enum { LONGEST = 16 };

    return p->doc->tokens.items[i].lower.len <= LONGEST &&
           !(p->doc->tokens.items[i].flags & CB_TOKEN_CAPITAL) &&
           has_tag(p, i,
                   CB_TAG_BIT(CB_TAG_ADP) | CB_TAG_BIT(CB_TAG_ADV) | CB_TAG_BIT(CB_TAG_PART) |
                       CB_TAG_BIT(CB_TAG_ADJ));
}

/* The prefix ends the verb bracket: it is the clause's last word, or the last before a comma, a preposition
 * or a comparison ('sieht besser aus als'). */
static cb_status find_particle(const struct predicate *p, struct cb_err *err)
{
    enum { TRIES = 4 };
    cb_status rc = CB_OK;
    struct cb_clause *c = p->clause;
    uint32_t next = CB_NONE, tries = 0;

    if (is_english(p) || c->finite == CB_NONE || !has_tag(p, c->finite, CB_TAG_BIT(CB_TAG_VERB_FINITE)))
        goto done;
    for (uint32_t i = c->last; i > c->finite && c->particle == CB_NONE && tries < TRIES; i--) {
        bool last = next == CB_NONE || next > i + 1 || !owns(p, i + 1);
        if (!owns(p, i))
            continue;
        if (may_be_prefix(p, i) &&
            (last || has_tag(p, next,
                             CB_TAG_BIT(CB_TAG_ADP) | CB_TAG_BIT(CB_TAG_CCONJ) | CB_TAG_BIT(CB_TAG_SCONJ)))) {
            CB_TRY(try_prefix(p, i, err));
            tries++;
        }
        next = i;
    }
done:
    return rc;
}

/* English: 'carried | out' has the lemma 'carry out'. */
static cb_status join_particles(const struct predicate *p, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t i = p->clause->first; i < p->clause->last; i++) {
        struct cb_token *verb = &p->doc->tokens.items[i];
        if (!owns(p, i) || !cb_is_particle(p->syntax, i + 1))
            continue;
        verb->joined = cb_arena_printf(p->doc->arena, "%.*s %.*s", CB_STR_ARG(verb->lemma),
                                       CB_STR_ARG(p->doc->tokens.items[i + 1].lower));
        CB_TRY_NEW(verb->joined.ptr);
    }
done:
    return rc;
}

cb_status cb_predicate_find(const struct cb_syntax *syntax, uint32_t clause, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct predicate p = {syntax, syntax->doc, &syntax->doc->clauses.items[clause], clause};

    find_verb(&p);
    if (syntax->english) {
        take_past_tense(&p);
        CB_TRY(join_particles(&p, err));
    }
    CB_TRY(find_particle(&p, err));
done:
    return rc;
}
