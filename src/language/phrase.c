/* Nominal groups and their prepositions: one pass over the tags of a sentence, in the manner of the chunks of
 * Abney 1991 ("Parsing by Chunks"); attach.c hangs them on each other. */
#include "language/clause.h"

struct chunking {
    const struct cb_syntax *syntax;
    struct cb_document *doc;
    uint32_t begin, end; /* tokens of the sentence */
    uint32_t first;      /* its first phrase */
    uint32_t article;    /* one whose noun is still to come: 'die | von den USA | erlassenen Regeln' */
    uint32_t inner;      /* the first phrase behind it */
};

#define INNER_TAGS (CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_NUM) | CB_TAG_BIT(CB_TAG_SYM))
#define START_TAGS                                                                                           \
    (CB_NOUN_TAGS | INNER_TAGS | CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_X))

static bool has_tag(const struct chunking *c, uint32_t token, uint32_t tags)
{
    return token < c->end && cb_has_tag(c->syntax, token, tags);
}

static bool is_word(const struct chunking *c, uint32_t token, uint32_t classes)
{
    return cb_is_word(c->syntax, token, classes);
}

static const struct cb_token *token_at(const struct chunking *c, uint32_t token)
{
    return &c->doc->tokens.items[token];
}

static bool is_mark(const struct chunking *c, uint32_t token)
{
    return token < c->end && (token_at(c, token)->flags & CB_TOKEN_QUOTE_MARK);
}

static bool same_clause(const struct chunking *c, uint32_t a, uint32_t b)
{
    return token_at(c, a)->clause == token_at(c, b)->clause;
}

static const struct cb_clause *clause_of(const struct chunking *c, uint32_t token)
{
    uint32_t clause = token_at(c, token)->clause;

    return clause == CB_NONE ? NULL : &c->doc->clauses.items[clause];
}

/* ---- words of a group ---- */

/* 'dessen Werk', 'whose plant', 'his car': a pronoun before its noun. */
static bool is_possessive(const struct chunking *c, uint32_t token)
{
    return is_word(c, token, CB_WORD_POSSESSIVE) &&
           has_tag(c, token + 1, CB_NOUN_TAGS | INNER_TAGS | CB_TAG_BIT(CB_TAG_ADV));
}

/* 'die Küche': an article, also where the tagger took it for a pronoun. */
static bool is_article(const struct chunking *c, uint32_t token)
{
    if (has_tag(c, token, CB_TAG_BIT(CB_TAG_DET)))
        return true;
    return !c->syntax->english && has_tag(c, token, CB_TAG_BIT(CB_TAG_PRON)) &&
           is_word(c, token, CB_WORD_DEMONSTRATIVE) && !is_word(c, token, CB_WORD_POSSESSIVE) &&
           (has_tag(c, token + 1, CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_ADJ)) ||
            (has_tag(c, token + 1, CB_TAG_BIT(CB_TAG_X)) &&
             cb_str_ends(token_at(c, token + 1)->lower, CB_STR("-")))) && /* 'die Hör- und Sehtests' */
           !(clause_of(c, token) && clause_of(c, token)->opener == token);
}

static bool is_pronoun(const struct chunking *c, uint32_t token)
{
    const struct cb_clause *clause = clause_of(c, token);

    if (is_possessive(c, token))
        return false;
    if (clause && clause->opener == token && clause->kind == CB_CLAUSE_RELATIVE)
        return is_word(c, token, CB_WORD_RELATIVE);
    return has_tag(c, token, CB_TAG_BIT(CB_TAG_PRON)) && !is_article(c, token);
}

/* "the firm's": what follows is another group. */
static bool is_owner(const struct chunking *c, uint32_t token)
{
    return c->syntax->english && is_word(c, token, CB_WORD_OWNER) &&
           has_tag(c, token, CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_ADJ));
}

/* 'beyond established routines': behind a preposition a second participle belongs to the noun, behind an
 * owner and in a compound any: "the firm's leading maker", 'asset-backed securities'. */
static bool is_participle_before_noun(const struct chunking *c, uint32_t i)
{
    if (!c->syntax->english || i == c->begin || !has_tag(c, i, CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)) ||
        !has_tag(c, i + 1, CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_ADJ)))
        return false;
    return (token_at(c, i)->flags & CB_TOKEN_HAS_HYPHEN) || is_owner(c, i - 1) ||
           cb_is_attributive(c->syntax, i) ||
           ((token_at(c, i)->features & CB_PARTICIPLE_2) && has_tag(c, i - 1, CB_TAG_BIT(CB_TAG_ADP)));
}

/* Does an adverb or mark at i stand inside the group: 'die sehr große Stadt', 'der „Bote“'? */
static bool stands_inside(const struct chunking *c, uint32_t i, uint32_t first)
{
    if (is_mark(c, i))
        return has_tag(c, i + 1, CB_NOUN_TAGS | INNER_TAGS) && same_clause(c, first, i + 1);
    if (!has_tag(c, i, CB_TAG_BIT(CB_TAG_ADV) | CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)))
        return false;
    if (i == first)
        return is_participle_before_noun(c, i);
    if (has_tag(c, i, CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)) && !has_tag(c, i + 1, CB_NOUN_TAGS | INNER_TAGS))
        return false;
    return i > first && (has_tag(c, i + 1, INNER_TAGS) || has_tag(c, i, CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)) ||
                         cb_is_attributive(c->syntax, i + 1) ||
                         (has_tag(c, first, CB_TAG_BIT(CB_TAG_DET)) &&
                          (c->syntax->english ? has_tag(c, i + 1, CB_NOUN_TAGS) ||
                                                    (has_tag(c, i + 1, CB_TAG_BIT(CB_TAG_ADV)) &&
                                                     has_tag(c, i + 2, CB_NOUN_TAGS))
                                              : has_tag(c, i + 1, CB_NOUN_TAGS) && i == first + 1)));
}

/* 'die großen und die', 'ein neues, großes Werk': a sign or conjunction between adjectives. */
static bool joins_adjectives(const struct chunking *c, uint32_t i, uint32_t first)
{
    uint32_t next = i + 1;

    if (i == first || !has_tag(c, i - 1, CB_TAG_BIT(CB_TAG_ADJ)))
        return false;
    next += has_tag(c, next, CB_TAG_BIT(CB_TAG_ADV)) && next + 1 < c->end; /* ', klassisch liberale' */
    if (!has_tag(c, next, CB_TAG_BIT(CB_TAG_ADJ)) ||
        !has_tag(c, next + 1, CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_CCONJ)) ||
        !same_clause(c, first, next))
        return false;
    return has_tag(c, i, CB_TAG_BIT(CB_TAG_CCONJ)) || cb_syntax_sign(c->syntax, i) == ',';
}

/* '1947', '2025': four digits that no noun before them takes as its number. */
static bool is_year(const struct chunking *c, uint32_t i)
{
    const struct cb_token *token = token_at(c, i);
    char first = token->lower.ptr[0];

    return token->kind == CB_TOKEN_NUMBER && token->lower.len == 4 && (first == '1' || first == '2');
}

/* Does an English name go on with an adjective, a compound or a share before its noun: 'Glasgow | Royal
 * Concert Hall', 'the Meyer | textile works', 'U.S. | asset-backed securities', 'Freddie Mac | 10% bonds'? */
static bool name_goes_on(const struct chunking *c, uint32_t first, uint32_t head, uint32_t i)
{
    const struct cb_clause *clause = clause_of(c, head);

    if (!c->syntax->english || is_word(c, head, CB_WORD_TIME) || is_owner(c, head) ||
        !(token_at(c, head)->flags & CB_TOKEN_CAPITAL) || i != head + 1)
        return false;
    if (cb_str_eq(token_at(c, i)->lower, CB_STR("&")))
        return has_tag(c, i + 1, CB_NOUN_TAGS) && (token_at(c, i + 1)->flags & CB_TOKEN_CAPITAL);
    if (has_tag(c, i, CB_TAG_BIT(CB_TAG_NUM)))
        return has_tag(c, i + 1, CB_TAG_BIT(CB_TAG_SYM)) && has_tag(c, i + 2, CB_TAG_BIT(CB_TAG_NOUN));
    if (!has_tag(c, i, CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE)) ||
        !has_tag(c, i + 1, CB_NOUN_TAGS))
        return false;
    if ((token_at(c, i)->flags & (CB_TOKEN_CAPITAL | CB_TOKEN_HAS_HYPHEN)))
        return true;
    return has_tag(c, i, CB_TAG_BIT(CB_TAG_ADJ)) && has_tag(c, first, CB_TAG_BIT(CB_TAG_DET)) && clause &&
           clause->finite != CB_NONE && i < clause->finite;
}

static bool is_form(const struct chunking *c, uint32_t i, struct cb_str form)
{
    return i < c->end && cb_str_eq(token_at(c, i)->lower, form);
}

/* An English name in a German text: 'University | of Connecticut', 'Lord | of the Isles', 'of Arts | and
 * Sciences'. Is the word at i one of those between its capitals, or the capital behind one? */
static bool is_inside_foreign_name(const struct chunking *c, uint32_t first, uint32_t i)
{
    uint32_t next = i + 1 + is_form(c, i + 1, CB_STR("the"));
    bool of = is_form(c, i, CB_STR("of"));

    if (i == first)
        return false;
    if ((token_at(c, i)->flags & CB_TOKEN_CAPITAL) && has_tag(c, i, CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_X)))
        return is_form(c, i - 1, CB_STR("of")) || is_form(c, i - 1, CB_STR("and")) ||
               is_form(c, i - 1, CB_STR("the"));
    if (is_form(c, i, CB_STR("the")))
        return is_form(c, i - 1, CB_STR("of"));
    return (of || is_form(c, i, CB_STR("and"))) && next < c->end &&
           (token_at(c, next)->flags & CB_TOKEN_CAPITAL) &&
           has_tag(c, next, CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_X));
}

/* 'Ballard | High | School', 'Ogilvy | & | Mather': in a German name, a sign or an adjective with a capital
 * that other words of the name follow. */
static bool is_inside_name(const struct chunking *c, uint32_t head, uint32_t i)
{
    bool adjective = has_tag(c, i, CB_TAG_BIT(CB_TAG_ADJ)) && (token_at(c, i)->flags & CB_TOKEN_CAPITAL) &&
                     !cb_is_inflected(c->syntax, head);

    return has_tag(c, head, CB_TAG_BIT(CB_TAG_PROPN)) && has_tag(c, i + 1, CB_NOUN_TAGS) &&
           (adjective || is_form(c, i, CB_STR("&"))) && same_clause(c, head, i + 1);
}

/* Behind noun `head` of the group from `first`: does the word at i belong to it? */
static bool goes_on(const struct chunking *c, uint32_t first, uint32_t head, uint32_t i, uint32_t *new_head)
{
    bool name = has_tag(c, head, CB_TAG_BIT(CB_TAG_PROPN)),
         article = first < head && has_tag(c, first, CB_TAG_BIT(CB_TAG_DET));

    *new_head = head;
    if (!c->syntax->english && is_inside_name(c, head, i))
        return true;
    if (has_tag(c, i, CB_TAG_BIT(CB_TAG_NUM)) && !c->syntax->english)
        return i == head + 1 &&
               (is_year(c, i)
                    ? is_word(c, head, CB_WORD_TIME)
                    : !has_tag(c, i + 1, CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_SYM)));
    if (!c->syntax->english && is_inside_foreign_name(c, first, i)) {
        *new_head = has_tag(c, i, CB_NOUN_TAGS) ? i : head;
        return true;
    }
    if (!has_tag(c, i, CB_NOUN_TAGS))
        return name && has_tag(c, i, CB_TAG_BIT(CB_TAG_NUM)) && i == head + 1 &&
               !has_tag(c, i + 1, CB_NOUN_TAGS);
    if (c->syntax->english) {
        if (is_word(c, i, CB_WORD_TIME) && !(token_at(c, i)->flags & CB_TOKEN_CAPITAL) && i + 1 < c->end &&
            is_word(c, i + 1, CB_WORD_BEHIND | CB_WORD_THEN))
            return false; /* 'praise | years later' */
        if (has_tag(c, i, CB_TAG_BIT(CB_TAG_PROPN)) && !name &&
            !(token_at(c, head)->flags & CB_TOKEN_HAS_HYPHEN) &&
            ((token_at(c, head)->flags & (CB_TOKEN_CAPITAL | CB_TOKEN_SENTENCE_START)) != CB_TOKEN_CAPITAL ||
             is_word(c, head, CB_WORD_TIME)))
            return false; /* 'chief executive | Jensen Huang', but 'Baseball League', 'six-month Treasury
                             bills' */
        *new_head = i;
        return true;
    }
    if (is_word(c, head, CB_WORD_MEASURE) && is_word(c, i, CB_WORD_MEASURE)) {
        *new_head = i; /* 'Millionen Euro' */
        return true;
    }
    if (name && cb_is_inflected(c->syntax, head) && !article &&
        !(token_at(c, i)->flags & CB_TOKEN_ALL_CAPITALS))
        return false; /* 'Deutschlands | Kanzler', but 'der Siemens Vorstand', 'Siemens AG' */
    if (has_tag(c, i, CB_TAG_BIT(CB_TAG_PROPN))) {
        *new_head = name ? i : head;
        return name;
    }
    if (name && is_form(c, i - 1, CB_STR("&"))) {
        *new_head = i;
        return true;
    }
    if (name) { /* 'Berlins | Straßen', but 'VW Werk' */
        *new_head = i;
        return article || (token_at(c, i)->flags & CB_TOKEN_ALL_CAPITALS) ||
               !cb_str_ends(token_at(c, head)->lower, CB_STR("s"));
    }
    if (is_word(c, head, CB_WORD_TIME) && !is_word(c, i, CB_WORD_TIME)) {
        *new_head = i; /* 'zu drei Jahren | Haft' */
        return first > c->begin && is_form(c, first - 1, CB_STR("zu")) &&
               has_tag(c, first, CB_TAG_BIT(CB_TAG_NUM)) && i == head + 1;
    }
    if (is_word(c, head, CB_WORD_TIME))
        return true; /* 'Anfang Mai', 'Montag Abend' */
    if (is_word(c, head, CB_WORD_MEASURE))
        *new_head = i;
    return is_word(c, head, CB_WORD_MEASURE);
}

/* ---- one group ---- */

struct group {
    uint32_t first, last, head;
};

/* Reads the group that begins at `first`; false where there is none. *next: where to go on. */
static bool read_group(const struct chunking *c, uint32_t first, struct group *g, uint32_t *next)
{
    uint32_t i = first, marks = 0;

    *g = (struct group){first, first, CB_NONE};
    *next = first + 1;
    if (is_pronoun(c, first)) {
        g->head = first;
        return true;
    }
    for (; i < c->end; i++) {
        uint32_t head = g->head;
        if (i > first && !same_clause(c, first, i) && !is_mark(c, i) && !joins_adjectives(c, i, first))
            break;
        if (is_mark(c, i) && marks > 0 && i == g->last + 1) {
            g->last = i; /* the mark that closes */
            marks--;
            continue;
        }
        if (g->head != CB_NONE && name_goes_on(c, first, g->head, i)) {
            i += has_tag(c, i, CB_TAG_BIT(CB_TAG_NUM)) ? 2 : 1;
            g->head = g->last = i;
            continue;
        }
        if (g->head != CB_NONE && !goes_on(c, first, g->head, i, &head))
            break;
        if (g->head == CB_NONE && !has_tag(c, i, CB_NOUN_TAGS) && !is_owner(c, i)) {
            bool article =
                is_article(c, i) && (i == first || has_tag(c, i - 1, CB_TAG_BIT(CB_TAG_DET)) ||
                                     (has_tag(c, i - 1, CB_TAG_BIT(CB_TAG_NUM)) && !is_year(c, i - 1) &&
                                      !is_word(c, i, CB_WORD_DEMONSTRATIVE) &&
                                      !cb_str_starts(token_at(c, i)->lower, CB_STR("ein")) &&
                                      !cb_str_starts(token_at(c, i)->lower, CB_STR("the"))));
            if (!article && !has_tag(c, i, INNER_TAGS) && !(i == first && is_possessive(c, i)) &&
                !stands_inside(c, i, first) && !joins_adjectives(c, i, first))
                break;
            marks += is_mark(c, i);
            continue;
        }
        g->head = g->head == CB_NONE ? i : head;
        g->last = i;
        if (is_owner(c, i))
            break;
    }
    *next = g->head != CB_NONE ? g->last + 1 : i > first ? i : first + 1;
    return g->head != CB_NONE;
}

/* A group without noun: 'die Grünen', 'das', '2025', '50 %'. */
static bool read_headless(const struct chunking *c, uint32_t first, uint32_t next, struct group *g)
{
    uint32_t last = next - 1;

    while (last > first && !has_tag(c, last, INNER_TAGS | CB_TAG_BIT(CB_TAG_DET)))
        last--;
    *g = (struct group){first, last, last};
    if (has_tag(c, last,
                CB_TAG_BIT(CB_TAG_NUM) | CB_TAG_BIT(CB_TAG_SYM) | CB_TAG_BIT(CB_TAG_X) |
                    CB_TAG_BIT(CB_TAG_DET)))
        return true;
    if (!has_tag(c, last, CB_TAG_BIT(CB_TAG_ADJ)))
        return false;
    if (c->syntax->english) /* 'the rich', 'most | of them' */
        return (has_tag(c, first, CB_TAG_BIT(CB_TAG_DET)) && last > first) ||
               (is_word(c, last, CB_WORD_MEASURE) && last + 1 < c->end && is_word(c, last + 1, CB_WORD_OF));
    return (token_at(c, last)->flags & CB_TOKEN_CAPITAL) &&
                   !(token_at(c, last)->flags & CB_TOKEN_SENTENCE_START)
               ? true
               : last > first && has_tag(c, first, CB_TAG_BIT(CB_TAG_DET));
}

/* 'at least 50', 'more than half', 'up to $5': where what tells how exact an English number is begins, which
 * has a preposition inside that is none of the group's. */
static uint32_t measure_start(const struct chunking *c, uint32_t first)
{
    static const char *const PAIRS[][2] = {{"at", "least"},  {"at", "most"},    {"more", "than"},
                                           {"less", "than"}, {"fewer", "than"}, {"up", "to"}};

    if (c->syntax->english && first > c->begin && cb_str_eq(token_at(c, first - 1)->lower, CB_STR("at")) &&
        (cb_str_eq(token_at(c, first)->lower, CB_STR("least")) ||
         cb_str_eq(token_at(c, first)->lower, CB_STR("most"))))
        return first - 1;
    if (!c->syntax->english || first < c->begin + 2 || !same_clause(c, first - 2, first) ||
        !(has_tag(c, first, CB_TAG_BIT(CB_TAG_NUM) | CB_TAG_BIT(CB_TAG_SYM)) ||
          cb_str_eq(token_at(c, first)->lower, CB_STR("half"))))
        return first;
    for (size_t k = 0; k < sizeof PAIRS / sizeof *PAIRS; k++)
        if (cb_str_eq(token_at(c, first - 2)->lower, cb_str_of(PAIRS[k][0])) &&
            cb_str_eq(token_at(c, first - 1)->lower, cb_str_of(PAIRS[k][1])))
            return first - 2;
    return first;
}

/* The preposition before a group, past 'rund', 'mehr als'; *first then takes these in. */
static uint32_t preposition_before(const struct chunking *c, uint32_t *first)
{
    enum { LOOK = 3 };
    uint32_t i = measure_start(c, *first);

    if (i < *first)
        *first = i;
    while (i > c->begin && *first - i < LOOK &&
           has_tag(c, i - 1, CB_TAG_BIT(CB_TAG_ADV) | CB_TAG_BIT(CB_TAG_PART)) &&
           !is_word(c, i - 1, CB_WORD_NEGATION | CB_WORD_QUESTION) && same_clause(c, *first, i - 1))
        i--;
    while (i > c->begin && is_mark(c, i - 1))
        i--;
    if (i > c->begin && same_clause(c, *first, i - 1)) {
        const struct cb_clause *clause = clause_of(c, i - 1);
        bool opener = (clause && (clause->opener == i - 1 || clause->particle == i - 1)) ||
                      cb_joins_as_well(c->syntax, i - 1);
        if (!opener && !cb_is_particle(c->syntax, i - 1) &&
            (has_tag(c, i - 1, CB_TAG_BIT(CB_TAG_ADP)) ||
             (is_word(c, i - 1, CB_WORD_COMPARISON) &&
              (has_tag(c, i - 1, CB_TAG_BIT(CB_TAG_CCONJ) | CB_TAG_BIT(CB_TAG_SCONJ)) ||
               (i > c->begin + 1 && cb_syntax_sign(c->syntax, i - 2) == ',' && !c->syntax->english))))) {
            if (!is_mark(c, i))
                *first = i;
            return i - 1;
        }
    }
    if (has_tag(c, *first, CB_TAG_BIT(CB_TAG_NUM)) && i < *first && i + 1 == *first)
        *first = i; /* 'rund 50 Gäste' */
    return CB_NONE;
}

static cb_status add_phrase(struct chunking *c, struct group g, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t index = (uint32_t)c->doc->phrases.count, preposition = CB_NONE;
    struct cb_noun_phrase *p = CB_PUSH(c->doc->arena, &c->doc->phrases);

    CB_TRY_NEW(p);
    if (c->article != CB_NONE && g.first < g.head && !has_tag(c, g.first, CB_TAG_BIT(CB_TAG_DET)) &&
        index > c->inner && same_clause(c, c->article, g.first) &&
        c->doc->phrases.items[index - 1].last + 1 == g.first) {
        for (uint32_t k = c->inner; k < index; k++)
            if (c->doc->phrases.items[k].parent == CB_NONE) {
                c->doc->phrases.items[k].parent = index;
                c->doc->phrases.items[k].role = CB_ROLE_ATTRIBUTE;
            }
        g.first = c->article;
        c->article = CB_NONE;
    }
    preposition = preposition_before(c, &g.first);
    if (preposition == CB_NONE && g.last + 1 < c->end && is_word(c, g.last + 1, CB_WORD_BEHIND) &&
        same_clause(c, g.last, g.last + 1) && !has_tag(c, g.last + 1, CB_NOUN_TAGS) && clause_of(c, g.last) &&
        clause_of(c, g.last)->particle != g.last + 1)
        preposition = g.last + 1;
    *p = (struct cb_noun_phrase){.first = g.first,
                                 .last = g.last,
                                 .head = g.head,
                                 .preposition = preposition,
                                 .clause = token_at(c, g.head)->clause,
                                 .parent = CB_NONE,
                                 .next = CB_NONE,
                                 .reach = g.last,
                                 .cases = cb_group_cases(c->syntax, g.first, g.head)};
    p->plural = (token_at(c, g.head)->features & CB_PLURAL) &&
                !(token_at(c, g.head)->features & CB_SINGULAR) &&
                !((p->cases & CB_CASE_NOMINATIVE) && is_form(c, g.first, CB_STR("der")));
    if (has_tag(c, g.first, CB_TAG_BIT(CB_TAG_NUM)) && g.first < g.head &&
        !cb_str_eq(token_at(c, g.first)->lemma, CB_STR("ein")) &&
        !cb_str_eq(token_at(c, g.first)->lower, CB_STR("one")))
        p->plural = true;
    for (uint32_t i = g.first; i <= g.last; i++)
        if (token_at(c, i)->phrase == CB_NONE)
            c->doc->tokens.items[i].phrase = index;
    if (preposition != CB_NONE)
        c->doc->tokens.items[preposition].phrase = index;
done:
    return rc;
}

/* 'The farmers | all | agreed': between a noun and its verb. */
static bool is_floating(const struct chunking *c, uint32_t i)
{
    struct cb_str form = token_at(c, i)->lower;

    return c->syntax->english && i > c->begin && has_tag(c, i - 1, CB_NOUN_TAGS | CB_TAG_BIT(CB_TAG_PRON)) &&
           has_tag(c, i + 1, CB_FINITE_TAGS) &&
           (cb_str_eq(form, CB_STR("all")) || cb_str_eq(form, CB_STR("both")) ||
            cb_str_eq(form, CB_STR("each")));
}

/* The phrases of each clause, linked in order. */
static void link_phrases(struct chunking *c)
{
    struct cb_noun_phrase *phrases = c->doc->phrases.items;

    for (uint32_t k = (uint32_t)c->doc->phrases.count; k-- > c->first;) {
        uint32_t clause = phrases[k].clause;
        if (clause == CB_NONE)
            continue;
        phrases[k].next = c->doc->clauses.items[clause].phrases;
        c->doc->clauses.items[clause].phrases = k;
    }
}

/* An article with more between it and its noun than words of the group: 'die von den', 'der sich', 'die laut
 * aus den'. */
static bool is_waiting_article(const struct chunking *c, uint32_t i)
{
    uint32_t next = i + 1;
    const struct cb_token *token = token_at(c, i);

    if (c->syntax->english || !has_tag(c, i, CB_TAG_BIT(CB_TAG_DET)) ||
        (clause_of(c, i) && clause_of(c, i)->opener == i))
        return false;
    if (!is_word(c, i, CB_WORD_DEMONSTRATIVE) && !cb_str_starts(token->lower, CB_STR("ein")) &&
        !cb_str_starts(token->lower, CB_STR("kein")) && !cb_str_starts(token->lower, CB_STR("sein")) &&
        !cb_str_starts(token->lower, CB_STR("ihr")) && !cb_str_starts(token->lower, CB_STR("dies")))
        return false;
    if (has_tag(c, next, CB_TAG_BIT(CB_TAG_ADV)) ||
        (has_tag(c, next, CB_TAG_BIT(CB_TAG_ADJ)) && (token_at(c, next)->features & CB_PREDICATIVE)))
        next++;
    return next < c->end && same_clause(c, i, next) &&
           (has_tag(c, next, CB_TAG_BIT(CB_TAG_ADP)) || is_word(c, next, CB_WORD_REFLEXIVE));
}

/* 'erhielt | angeblich | Geld': a German adjective without ending right before a noun is the verb's, but for
 * 'ganz Bonn'. */
static bool is_adverbial(const struct chunking *c, uint32_t i)
{
    struct cb_str form = token_at(c, i)->lower;

    return !c->syntax->english && has_tag(c, i, CB_TAG_BIT(CB_TAG_ADJ)) &&
           has_tag(c, i + 1, CB_TAG_BIT(CB_TAG_NOUN)) && token_at(c, i)->kind == CB_TOKEN_WORD &&
           !(token_at(c, i)->flags & CB_TOKEN_CAPITAL) && !cb_str_ends(form, CB_STR("e")) &&
           !cb_str_ends(form, CB_STR("er")) && !cb_str_ends(form, CB_STR("en")) &&
           !cb_str_ends(form, CB_STR("es")) && !cb_str_ends(form, CB_STR("em")) &&
           !cb_str_ends(form, CB_STR("hundert")) && !cb_str_ends(form, CB_STR("tausend"));
}

cb_status cb_phrases_find(const struct cb_syntax *syntax, uint32_t begin, uint32_t end, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct chunking c = {.syntax = syntax,
                         .doc = syntax->doc,
                         .begin = begin,
                         .end = end,
                         .first = (uint32_t)syntax->doc->phrases.count,
                         .article = CB_NONE};

    for (uint32_t i = begin; i < end;) {
        struct group g;
        uint32_t next = i + 1;
        if (has_tag(&c, i, CB_FINITE_TAGS | CB_TAG_BIT(CB_TAG_PUNCT) | CB_TAG_BIT(CB_TAG_SCONJ)))
            c.article = CB_NONE;
        if (is_waiting_article(&c, i)) {
            c.article = i;
            c.inner = (uint32_t)c.doc->phrases.count;
        } else if (is_adverbial(&c, i)) {
            next = i + 1;
        } else if ((has_tag(&c, i, START_TAGS) || is_participle_before_noun(&c, i)) &&
                   token_at(&c, i)->clause != CB_NONE && !is_floating(&c, i) &&
                   (read_group(&c, i, &g, &next) || read_headless(&c, i, next, &g))) {
            CB_TRY(add_phrase(&c, g, err));
        }
        i = next;
    }
    link_phrases(&c);
    cb_phrases_attach(syntax, c.first);
done:
    return rc;
}
