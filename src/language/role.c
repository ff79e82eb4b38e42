/* What the phrases of a clause are to its verb: the subject is the one whose form, number and place fit a
 * nominative best; objects are told by their cases, where these tell nothing by their place. */
#include "language/clause.h"

enum { OWNERS_MAX = 4 };

/* How sure a phrase is a nominative. */
enum rank { RANK_NONE, RANK_TIME, RANK_OPEN, RANK_PRONOUN, RANK_SURE };

struct search {
    const struct cb_syntax *syntax;
    struct cb_document *doc;
    struct cb_noun_phrase *phrases;
    struct cb_clause *clause;
};

static bool has_tag(const struct search *s, uint32_t token, uint32_t tags)
{
    return cb_has_tag(s->syntax, token, tags);
}

static bool is_word(const struct search *s, uint32_t token, uint32_t classes)
{
    return cb_is_word(s->syntax, token, classes);
}

static uint32_t features_of(const struct search *s, uint32_t token)
{
    return token == CB_NONE ? 0 : cb_syntax_token(s->syntax, token)->features;
}

static bool is_english(const struct search *s)
{
    return s->syntax->english;
}

static bool is_pronoun(const struct search *s, const struct cb_noun_phrase *p)
{
    return p->head == s->clause->opener ||
           has_tag(s, p->head, CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_DET));
}

static bool is_time(const struct search *s, const struct cb_noun_phrase *p)
{
    const struct cb_token *head = cb_syntax_token(s->syntax, p->head);

    if (p->first == p->last && head->kind == CB_TOKEN_NUMBER && head->lower.len == 4 &&
        (head->lower.ptr[0] == '1' || head->lower.ptr[0] == '2'))
        return true; /* '1947' */
    return is_word(s, p->head, CB_WORD_TIME) || is_word(s, p->last, CB_WORD_TIME);
}

/* ---- the antecedent of a relative clause ---- */

static bool is_behind_preposition(const struct search *s)
{
    return s->clause->opener > 0 && has_tag(s, s->clause->opener - 1, CB_TAG_BIT(CB_TAG_ADP));
}

/* Can the relative pronoun stand for the phrase? 0 no, 1 maybe, 2 its form says so, 3 and it has an article.
 */
static int fits_pronoun(const struct search *s, const struct cb_noun_phrase *p)
{
    uint32_t noun = features_of(s, p->head);
    struct cb_str form;
    bool singular = (noun & CB_SINGULAR) && !(noun & CB_PLURAL), fits = true;

    if (s->clause->opener == CB_NONE)
        return 1;
    if (has_tag(s, p->head, CB_TAG_BIT(CB_TAG_NUM)))
        return 0;
    if (is_english(s) || !(noun & (CB_MASCULINE | CB_FEMININE | CB_NEUTER)))
        return 1;
    form = cb_syntax_token(s->syntax, s->clause->opener)->lower;
    if (cb_str_eq(form, CB_STR("das")))
        fits = (noun & CB_NEUTER) && (noun & CB_SINGULAR);
    else if (cb_str_eq(form, CB_STR("dem")) || cb_str_eq(form, CB_STR("dessen")))
        fits = (noun & (CB_MASCULINE | CB_NEUTER)) && (noun & CB_SINGULAR);
    else if (cb_str_eq(form, CB_STR("der")) && is_behind_preposition(s))
        fits = (noun & CB_FEMININE) && (noun & CB_SINGULAR); /* 'in der' */
    else if (cb_str_eq(form, CB_STR("der")))
        fits = (noun & (CB_MASCULINE | CB_FEMININE)) && (noun & CB_SINGULAR);
    else if (cb_str_eq(form, CB_STR("die")) || cb_str_eq(form, CB_STR("deren")))
        fits = (noun & CB_FEMININE) || !singular;
    else
        return 1;
    return !fits ? 0 : p->first < p->head && has_tag(s, p->first, CB_TAG_BIT(CB_TAG_DET)) ? 3 : 2;
}

/* 'in Ulm': a name with a preposition and without an article is hardly what a German clause tells of. */
static bool is_bare_name(const struct search *s, const struct cb_noun_phrase *p)
{
    return !is_english(s) && p->preposition != CB_NONE && p->preposition < p->first &&
           has_tag(s, p->head, CB_TAG_BIT(CB_TAG_PROPN)) && !has_tag(s, p->first, CB_TAG_BIT(CB_TAG_DET));
}

/* The phrase right before the clause, or one that it hangs on, whichever fits the pronoun best; where none of
 * them does, one before. */
static void find_antecedent(const struct search *s)
{
    enum { CLIMB_MAX = 8 };
    struct cb_clause *c = s->clause;
    uint32_t own = c->phrases, at, first;
    int best = 0;

    if (own == CB_NONE || own == 0)
        return;
    at = own - 1;
    for (int n = 0; n < CLIMB_MAX && at > 0 && s->phrases[at].clause != c->parent; n++)
        at--;
    if (s->phrases[at].clause != c->parent || s->phrases[at].last >= c->first)
        return;
    first = c->antecedent = at;
    if (is_bare_name(s, &s->phrases[at]) && s->phrases[at].parent == CB_NONE && at > 0 &&
        s->phrases[at - 1].clause == c->parent && s->phrases[at - 1].last + 1 == s->phrases[at].preposition &&
        fits_pronoun(s, &s->phrases[at - 1]) == 3) {
        c->antecedent = at - 1; /* 'ein Fest in Ulm, | das alle lieben' */
        return;
    }
    for (int n = 0; n < CLIMB_MAX && at != CB_NONE; n++) {
        int fit = fits_pronoun(s, &s->phrases[at]);
        if (fit > best) {
            best = fit;
            c->antecedent = at;
        }
        at = s->phrases[at].parent;
    }
    for (int n = 0; n < CLIMB_MAX / 2 && best == 0 && first > 0 && s->phrases[first - 1].clause == c->parent;
         n++, first--)
        if (fits_pronoun(s, &s->phrases[first - 1]) >= (is_english(s) ? 1 : 2)) {
            best = 2;
            c->antecedent = first - 1;
        }
}

/* ---- nominatives ---- */

static enum rank rank_pronoun(const struct search *s, uint32_t token)
{
    if (is_word(s, token, CB_WORD_OBLIQUE | CB_WORD_OBJECT))
        return RANK_NONE;
    if (is_word(s, token, CB_WORD_DATIVE_OR_YOU))
        return features_of(s, s->clause->finite) & CB_PERSON_2 ? RANK_SURE : RANK_NONE;
    if (is_word(s, token, CB_WORD_NOMINATIVE | CB_WORD_SINGULAR) && !is_word(s, token, CB_WORD_LIGHT))
        return RANK_SURE;
    if (token == s->clause->opener || is_word(s, token, CB_WORD_EITHER | CB_WORD_NOMINATIVE))
        return RANK_PRONOUN;
    return RANK_OPEN;
}

/* The numbers a noun can have in any of its readings: 'Fahrer' is both. */
static uint32_t numbers_of(const struct search *s, uint32_t noun)
{
    struct cb_str form = cb_token_text(s->doc, noun);
    struct cb_word word = cb_words_exact(s->syntax->words, form);
    uint32_t numbers = 0;

    if (word.count == 0)
        word = cb_words_analyze(s->syntax->words, form);
    for (uint32_t k = 0; k < word.count; k++)
        if (word.items[k].pos == CB_POS_NOUN)
            numbers |= word.items[k].features & (CB_SINGULAR | CB_PLURAL);
    return numbers;
}

/* Is something joined to the phrase that makes it a plural: 'Polizei und Feuerwehr'? */
static bool is_joined(const struct search *s, const struct cb_noun_phrase *p)
{
    uint32_t index = (uint32_t)(p - s->phrases);

    for (uint32_t k = index + 1, n = 0; n < 8 && k < s->doc->phrases.count && s->phrases[k].first <= p->reach;
         k++, n++)
        if (s->phrases[k].role == CB_ROLE_CONJUNCT && s->phrases[k].parent == index)
            return !cb_is_lemma(s->syntax, s->phrases[k].first - 1, CB_STR("oder")) &&
                   !cb_is_lemma(s->syntax, s->phrases[k].first - 1, CB_STR("or"));
    return false;
}

/* 'der Pfadfinder': a nominative with this article is one, whatever the noun can be. */
static bool is_singular_article(const struct search *s, const struct cb_noun_phrase *p)
{
    return !is_english(s) && p->first < p->head && has_tag(s, p->first, CB_TAG_BIT(CB_TAG_DET)) &&
           cb_str_ends(cb_syntax_token(s->syntax, p->first)->lower, CB_STR("er")) &&
           !is_word(s, p->first, CB_WORD_POSSESSIVE) && !is_word(s, p->head, CB_WORD_MEASURE);
}

/* Do verb and phrase agree in number, as far as both tell? */
static bool agrees(const struct search *s, const struct cb_noun_phrase *p)
{
    const uint32_t numbers = CB_SINGULAR | CB_PLURAL;
    uint32_t verb = features_of(s, s->clause->finite) & numbers, head = features_of(s, p->head) & numbers;

    if (is_english(s)) /* 'have', 'are' are of both numbers; the place tells */
        return !(p->plural && p->first < p->head && !is_joined(s, p) && s->clause->finite != CB_NONE &&
                 cb_str_ends(cb_syntax_token(s->syntax, s->clause->finite)->lower, CB_STR("s")));
    if (is_word(s, p->head, CB_WORD_SINGULAR) && p->first == p->head)
        head = CB_SINGULAR;
    else if (is_word(s, p->head, CB_WORD_PLURAL))
        head = CB_PLURAL;
    else if (is_pronoun(s, p))
        return true; /* sie, die, das ist/sind */
    if (is_joined(s, p))
        return true;
    if (verb == CB_PLURAL && is_singular_article(s, p))
        return false;
    if (verb == CB_SINGULAR && is_singular_article(s, p) && (p->cases & CB_CASE_NOMINATIVE) &&
        cb_str_eq(cb_syntax_token(s->syntax, p->first)->lower, CB_STR("der")))
        return true; /* 'der Wagen', though it is known as a plural only */
    if (p->plural && p->first < p->head)
        return verb != CB_SINGULAR || is_word(s, p->head, CB_WORD_MEASURE);
    return !verb || !head || (verb & head) ||
           (has_tag(s, p->head, CB_TAG_BIT(CB_TAG_NOUN)) && (numbers_of(s, p->head) & verb));
}

static enum rank rank_of(const struct search *s, const struct cb_noun_phrase *p)
{
    enum rank rank = RANK_OPEN;

    if (p->preposition != CB_NONE || !(p->cases & CB_CASE_NOMINATIVE))
        return RANK_NONE;
    if (is_pronoun(s, p) && p->first == p->head)
        rank = rank_pronoun(s, p->head);
    else if (!is_english(s) && p->cases == CB_CASE_NOMINATIVE)
        rank = RANK_SURE;
    if (rank == RANK_NONE || !agrees(s, p))
        return RANK_NONE;
    return is_time(s, p) && rank == RANK_OPEN ? RANK_TIME : rank;
}

/* ---- the subject ---- */

static bool is_copula(const struct search *s)
{
    const struct cb_clause *c = s->clause;

    if (c->verb == CB_NONE)
        return false;
    if (is_english(s))
        return (c->verb == c->finite && is_word(s, c->verb, CB_WORD_CLITIC)) ||
               cb_is_lemma(s->syntax, c->verb, CB_STR("be")) ||
               cb_is_lemma(s->syntax, c->verb, CB_STR("become"));
    return cb_is_lemma(s->syntax, c->verb, CB_STR("sein")) ||
           cb_is_lemma(s->syntax, c->verb, CB_STR("werden")) ||
           cb_is_lemma(s->syntax, c->verb, CB_STR("bleiben"));
}

/* 'Das teilte die Firma mit': das, was before a verb that is more than ist give way to a noun behind it. */
static bool gives_way(const struct search *s, const struct cb_noun_phrase *subject,
                      const struct cb_noun_phrase *candidate)
{
    uint32_t finite = s->clause->finite;

    if (subject->head == s->clause->opener && is_word(s, candidate->head, CB_WORD_EITHER) &&
        candidate->first == subject->last + 1)
        return true; /* 'das sie suchte' */
    return subject->first < finite && finite != CB_NONE && candidate->first == finite + 1 && !is_english(s) &&
           is_word(s, subject->head, CB_WORD_LIGHT) && subject->first == subject->head &&
           !has_tag(s, finite, CB_TAG_BIT(CB_TAG_AUX_FINITE));
}

/* Behind a subject: does the phrase stand side by side with the one before it, as the words of one name do?
 */
static bool goes_on_with(const struct search *s, uint32_t k)
{
    uint32_t subject = s->clause->subject;
    const struct cb_noun_phrase *before = k > 0 ? &s->phrases[k - 1] : NULL;

    return subject != CB_NONE && before && k - 1 >= subject && before->last + 1 == s->phrases[k].first &&
           !is_pronoun(s, &s->phrases[k]) && !is_pronoun(s, before) && !is_time(s, before) &&
           s->phrases[subject].first < s->phrases[k].first;
}

/* 'The ease of acquiring | the language': the object of a verb that is not the clause's. */
static bool is_inner_object(const struct search *s, const struct cb_noun_phrase *p)
{
    return p->first > s->clause->first && p->first > 0 && p->preposition == CB_NONE &&
           has_tag(s, p->first - 1, CB_INFINITE_TAGS) && !cb_is_attributive(s->syntax, p->first - 1) &&
           (s->clause->finite == CB_NONE || p->first < s->clause->finite) && s->clause->subject != CB_NONE;
}

/* 'The minister, a former teacher, said': a comma right before the verb ends what was said of the subject. */
static bool is_behind_insertion(const struct search *s)
{
    uint32_t i = s->clause->finite;

    while (i != CB_NONE && i > s->clause->first && has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_ADV)))
        i--;
    return i != CB_NONE && i > s->clause->first && cb_syntax_sign(s->syntax, i - 1) == ',';
}

/* English: the last phrase before the verb; in a question or behind 'there' the first one behind it. */
static void find_english_subject(const struct search *s)
{
    struct cb_clause *c = s->clause;
    bool insertion = is_behind_insertion(s);

    for (uint32_t k = c->phrases; k != CB_NONE; k = s->phrases[k].next) {
        struct cb_noun_phrase *p = &s->phrases[k];
        enum rank rank;
        if (p->parent != CB_NONE)
            continue;
        rank = rank_of(s, p);
        if (c->finite != CB_NONE && p->first > c->finite && c->subject != CB_NONE &&
            s->phrases[c->subject].first < c->finite)
            break;
        if (c->finite != CB_NONE && p->first > c->finite && c->subject != CB_NONE)
            break;
        if (c->subject != CB_NONE && insertion && s->phrases[c->subject].last < c->finite)
            break;
        if (c->finite != CB_NONE && p->first > c->finite + 2 && c->finite > c->first &&
            !has_tag(s, c->finite, CB_TAG_BIT(CB_TAG_AUX_FINITE)))
            break; /* not 'said | the chief' */
        if (is_inner_object(s, p))
            continue;
        if (rank == RANK_NONE || (rank == RANK_TIME && c->subject != CB_NONE) || goes_on_with(s, k))
            continue;
        c->subject = k;
    }
}

/* 'Die Schule wurde gegründet, darunter ...': behind the bracket stands no subject but a clause. */
static bool is_behind_bracket(const struct search *s, const struct cb_noun_phrase *p)
{
    const struct cb_clause *c = s->clause;

    return c->kind == CB_CLAUSE_MAIN && c->tail_last != CB_NONE && c->finite != CB_NONE &&
           c->tail_last > c->finite && p->first > c->tail_last;
}

/* 'sagte Kern, als er kam, der Mann, ...', 'Ein Saal liegt oben und ein Büro unten': what a sign or
 * conjunction parts from a subject right beside the verb. */
static bool is_added(const struct search *s, const struct cb_noun_phrase *p)
{
    const struct cb_noun_phrase *subject = &s->phrases[s->clause->subject];
    uint32_t finite = s->clause->finite;

    if (s->clause->kind != CB_CLAUSE_MAIN || finite == CB_NONE || is_pronoun(s, subject) || p->first == 0 ||
        p->first <= finite)
        return false;
    if (subject->first == finite + 1)
        return p->first > subject->last + 1 && cb_syntax_sign(s->syntax, p->first - 1) == ',';
    return subject->last + 1 == finite && (cb_syntax_sign(s->syntax, p->first - 1) == ',' ||
                                           has_tag(s, p->first - 1, CB_TAG_BIT(CB_TAG_CCONJ)));
}

/* 'Die Investition ist jeder Aufwand': of two nominatives the first is the subject, but for das, es, was. */
static bool is_settled(const struct search *s, enum rank best)
{
    return best >= RANK_OPEN && is_copula(s) && s->clause->subject != CB_NONE &&
           !is_word(s, s->phrases[s->clause->subject].head, CB_WORD_LIGHT);
}

/* 'Die Partei lehnt | es ab': behind a verb with its subject before it es is the object, but for 'Gründe gibt
 * es'. */
static bool is_object_es(const struct search *s, enum rank best, const struct cb_noun_phrase *p)
{
    const struct cb_clause *c = s->clause;

    return best == RANK_OPEN && c->kind == CB_CLAUSE_MAIN && c->finite != CB_NONE && p->first == p->last &&
           p->first > c->finite && s->phrases[c->subject].first < c->finite && !is_copula(s) &&
           cb_str_eq(cb_syntax_token(s->syntax, p->head)->lower, CB_STR("es")) &&
           !cb_is_lemma(s->syntax, c->verb, CB_STR("geben"));
}

static void find_german_subject(const struct search *s)
{
    struct cb_clause *c = s->clause;
    enum rank best = RANK_NONE;

    for (uint32_t k = c->phrases; k != CB_NONE; k = s->phrases[k].next) {
        const struct cb_noun_phrase *p = &s->phrases[k];
        enum rank rank = p->parent == CB_NONE ? rank_of(s, p) : RANK_NONE;
        if (best > RANK_NONE &&
            (is_object_es(s, best, p) || is_behind_bracket(s, p) || is_settled(s, best) || is_added(s, p)))
            continue;
        if (rank > best ||
            (rank != RANK_NONE && best != RANK_NONE && gives_way(s, &s->phrases[c->subject], p))) {
            best = rank > best ? rank : best;
            c->subject = k;
        }
    }
}

/* 'Er kam und ging': the verb without a subject of its own has that of the clause before. */
static void share(const struct search *s, uint32_t before)
{
    const struct cb_clause *left = &s->doc->clauses.items[before];

    if (s->clause->finite != CB_NONE)
        s->clause->subject = left->subject;
}

/* 'Er kam, | sah alles und ging': one of several verbs of the subject before, with a conjunction before the
 * last; not ', sagte der Minister'. */
static bool is_one_of_list(const struct search *s, uint32_t before)
{
    const struct cb_clause *c = s->clause, *next = c + 1;

    if (is_english(s) || before == CB_NONE || c->finite != c->first || c->kind != CB_CLAUSE_MAIN ||
        next >= s->doc->clauses.items + s->doc->clauses.count ||
        s->doc->clauses.items[before].subject == CB_NONE)
        return false;
    return next->kind == CB_CLAUSE_MAIN && next->finite == next->first + 1 && next->first == c->last + 1 &&
           has_tag(s, next->first, CB_TAG_BIT(CB_TAG_CCONJ));
}

static void find_subject(const struct search *s, uint32_t before)
{
    struct cb_clause *c = s->clause;

    if (c->kind >= CB_CLAUSE_INFINITIVE)
        return;
    /* behind und, a verb that comes first has no subject of its own */
    if (is_one_of_list(s, before))
        share(s, before);
    if (before != CB_NONE && c->finite == c->first + 1 && has_tag(s, c->first, CB_TAG_BIT(CB_TAG_CCONJ)))
        share(s, before);
    /* 'der in Essen sitzt und Pumpen baut' */
    if (before != CB_NONE && c->kind == CB_CLAUSE_RELATIVE && c->opener < c->first &&
        s->doc->clauses.items[before].subject_first == c->opener)
        share(s, before);
    if (c->subject == CB_NONE && is_english(s))
        find_english_subject(s);
    else if (c->subject == CB_NONE)
        find_german_subject(s);
    if (before != CB_NONE && c->subject == CB_NONE)
        share(s, before);
}

/* Fills the tokens of the subject: its phrase with what is joined to it, or its genitive. */
static void note_subject(const struct search *s)
{
    struct cb_clause *c = s->clause;
    struct cb_noun_phrase *p;

    if (c->subject == CB_NONE)
        return;
    p = &s->phrases[c->subject];
    if (s->clause == &s->doc->clauses.items[p->clause] && p->parent == CB_NONE)
        p->role = CB_ROLE_SUBJECT;
    c->subject_first = p->first;
    c->subject_last = p->reach;
    /* "the firm's chief", 'Berlins Straßen' */
    for (uint32_t k = c->subject, n = 0; n < OWNERS_MAX && k > 0 && s->phrases[k - 1].parent == k &&
                                         s->phrases[k - 1].role == CB_ROLE_GENITIVE;
         k--, n++)
        c->subject_first =
            s->phrases[k - 1].first < c->subject_first ? s->phrases[k - 1].first : c->subject_first;
}

/* ---- the others ---- */

static enum cb_phrase_role role_of(const struct search *s, const struct cb_noun_phrase *p, bool copula)
{
    if (p->preposition != CB_NONE)
        return CB_ROLE_OBLIQUE;
    if (p->cases == CB_CASE_DATIVE)
        return CB_ROLE_DATIVE;
    if (is_time(s, p) && !copula)
        return CB_ROLE_ADVERBIAL;
    if (p->cases == CB_CASE_GENITIVE)
        return CB_ROLE_ADVERBIAL; /* 'eines Tages' */
    if (copula)
        return p->cases & CB_CASE_NOMINATIVE ? CB_ROLE_PREDICATE : CB_ROLE_ADVERBIAL;
    if (p->cases & CB_CASE_ACCUSATIVE)
        return s->clause->passive ? CB_ROLE_NONE : CB_ROLE_OBJECT;
    return p->cases & CB_CASE_DATIVE ? CB_ROLE_DATIVE : CB_ROLE_NONE;
}

/* Of two objects: is the first a dative, as far as its form tells more than nothing? */
static bool may_be_dative(const struct search *s, const struct cb_noun_phrase *p)
{
    const uint8_t open = CB_CASE_NOMINATIVE | CB_CASE_DATIVE | CB_CASE_ACCUSATIVE;

    if (is_english(s)) /* 'gave her the book' */
        return p->first == s->clause->verb + 1 && s->clause->verb != CB_NONE && p->reach - p->first < 4;
    return (p->cases & CB_CASE_DATIVE) && (p->cases & open) != open;
}

static void find_objects(const struct search *s)
{
    bool copula = is_copula(s);
    uint32_t object = CB_NONE;

    for (uint32_t k = s->clause->phrases; k != CB_NONE; k = s->phrases[k].next) {
        struct cb_noun_phrase *p = &s->phrases[k];
        if (p->parent != CB_NONE || p->role == CB_ROLE_SUBJECT)
            continue;
        p->role = (uint8_t)role_of(s, p, copula);
        if (p->role != CB_ROLE_OBJECT)
            continue;
        if (is_english(s) && object != CB_NONE && p->first != s->phrases[object].reach + 1)
            p->role = CB_ROLE_NONE;
        if (p->role != CB_ROLE_OBJECT ||
            (is_english(s) && p->first < s->clause->finite && p->head != s->clause->opener))
            continue;
        if (object != CB_NONE && may_be_dative(s, &s->phrases[object]))
            s->phrases[object].role = CB_ROLE_DATIVE; /* 'gab uns das Buch', 'gave her the book' */
        object = k;
    }
}

/* 'Dass er kommt, freut alle', 'Wer das sagt, lügt': the clause is the subject of the one it depends on. */
static void stand_for_subject(const struct search *s, uint32_t index)
{
    struct cb_clause *c = s->clause,
                     *parent = c->parent == CB_NONE ? NULL : &s->doc->clauses.items[c->parent];

    if (parent && c->kind == CB_CLAUSE_SUBORDINATE && c->opener != CB_NONE &&
        is_word(s, c->opener, CB_WORD_CONTENT) && parent->subject == CB_NONE &&
        parent->subject_clause == CB_NONE && parent->finite != CB_NONE)
        parent->subject_clause = index;
}

void cb_roles_find(const struct cb_syntax *syntax, uint32_t clause, uint32_t before)
{
    struct search s = {syntax, syntax->doc, syntax->doc->phrases.items, &syntax->doc->clauses.items[clause]};

    if (s.clause->kind == CB_CLAUSE_RELATIVE)
        find_antecedent(&s);
    find_subject(&s, before);
    note_subject(&s);
    find_objects(&s);
    stand_for_subject(&s, clause);
}
