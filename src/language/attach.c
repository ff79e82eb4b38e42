/* Hangs phrases on each other: genitives, names behind nouns, coordination, appositions, and prepositional
 * phrases that belong to a noun. What hangs on nothing hangs on the verb. */
#include "language/clause.h"

enum { CLIMB_MAX = 8 };

struct attaching {
    const struct cb_syntax *syntax;
    struct cb_document *doc;
    struct cb_noun_phrase *phrases;
    uint32_t first, count; /* phrases of the sentence: [first, count) */
};

static bool has_tag(const struct attaching *a, uint32_t token, uint32_t tags)
{
    return cb_has_tag(a->syntax, token, tags);
}

static bool is_word(const struct attaching *a, uint32_t token, uint32_t classes)
{
    return cb_is_word(a->syntax, token, classes);
}

static bool ends_in_s(const struct attaching *a, uint32_t token)
{
    return cb_str_ends(cb_syntax_token(a->syntax, token)->lower, CB_STR("s"));
}

/* Where the phrase begins, with its preposition. */
static uint32_t start_of(const struct cb_noun_phrase *p)
{
    return p->preposition != CB_NONE && p->preposition < p->first ? p->preposition : p->first;
}

static uint32_t end_of(const struct cb_noun_phrase *p)
{
    return p->preposition != CB_NONE && p->preposition > p->last ? p->preposition : p->last;
}

static void hang(struct attaching *a, uint32_t child, uint32_t parent, enum cb_phrase_role role)
{
    a->phrases[child].parent = parent;
    a->phrases[child].role = (uint8_t)role;
    if (role == CB_ROLE_GENITIVE)
        a->phrases[child].cases = CB_CASE_GENITIVE;
}

static bool is_pronoun(const struct attaching *a, const struct cb_noun_phrase *p)
{
    return has_tag(a, p->head, CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_DET));
}

static bool has_article(const struct attaching *a, const struct cb_noun_phrase *p)
{
    return p->first < p->head &&
           ((has_tag(a, p->first, CB_TAG_BIT(CB_TAG_DET)) &&
             !cb_str_starts(cb_syntax_token(a->syntax, p->first)->lower, CB_STR("ander"))) ||
            is_word(a, p->first, CB_WORD_POSSESSIVE));
}

/* ---- side by side ---- */

/* 'Mitarbeiter | der Pfadfinder': a noun with the same form for one and many behind der, where the verb of
 * many says that it is not the subject. */
static bool may_be_plural_genitive(const struct attaching *a, const struct cb_noun_phrase *p)
{
    const struct cb_clause *c = p->clause == CB_NONE ? NULL : &a->doc->clauses.items[p->clause];
    const uint32_t numbers = CB_SINGULAR | CB_PLURAL;

    return c && c->finite != CB_NONE && p->first < p->head &&
           cb_str_eq(cb_syntax_token(a->syntax, p->first)->lower, CB_STR("der")) &&
           (cb_syntax_token(a->syntax, c->finite)->features & numbers) == CB_PLURAL &&
           (cb_syntax_token(a->syntax, p->head)->features & CB_MASCULINE) &&
           (cb_str_ends(cb_syntax_token(a->syntax, p->head)->lower, CB_STR("er")) ||
            cb_str_ends(cb_syntax_token(a->syntax, p->head)->lower, CB_STR("en")) ||
            cb_str_ends(cb_syntax_token(a->syntax, p->head)->lower, CB_STR("el")));
}

/* 'die Chefin der Bank', 'zwei der Männer', 'Straßen Berlins'. */
static bool is_genitive(const struct attaching *a, const struct cb_noun_phrase *before,
                        const struct cb_noun_phrase *p)
{
    if (a->syntax->english || p->preposition != CB_NONE ||
        !((p->cases & CB_CASE_GENITIVE) || may_be_plural_genitive(a, p)))
        return false;
    if (has_tag(a, before->head, CB_TAG_BIT(CB_TAG_PRON)) ||
        has_tag(a, p->head, CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_DET)))
        return false;
    if (p->cases == CB_CASE_GENITIVE)
        return true;
    if (may_be_plural_genitive(a, p) && has_tag(a, before->head, CB_TAG_BIT(CB_TAG_NOUN)))
        return true;
    return p->first < p->head && has_tag(a, p->first, CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_ADJ)) &&
           !has_tag(a, before->head, CB_TAG_BIT(CB_TAG_PROPN)) && p->cases != 15;
}

/* 'die Wahl Lafontaines': the name stands in its genitive. */
static bool is_name_genitive(const struct attaching *a, const struct cb_noun_phrase *p)
{
    const struct cb_token *name = cb_syntax_token(a->syntax, p->head);

    return !a->syntax->english && ends_in_s(a, p->head) &&
           name->lemma.len < name->span.end - name->span.start;
}

/* 'Berlins Straßen': a name in -s before a noun without article. */
static bool is_owner(const struct attaching *a, const struct cb_noun_phrase *before,
                     const struct cb_noun_phrase *p)
{
    if (a->syntax->english)
        return is_word(a, before->head, CB_WORD_OWNER) && p->preposition == CB_NONE && !has_article(a, p);
    for (uint32_t i = before->first; i <= before->head; i++) /* 'Mr. Ridleys', 'Angela Merkels' */
        if (!has_tag(a, i, CB_TAG_BIT(CB_TAG_PROPN)))
            return false;
    return ends_in_s(a, before->head) && p->preposition == CB_NONE && !has_article(a, p) &&
           (has_tag(a, p->head, CB_TAG_BIT(CB_TAG_NOUN)) || has_tag(a, p->first, CB_TAG_BIT(CB_TAG_ADJ)) ||
            is_name_genitive(a, before));
}

/* 'mit dem Film | "Die Brücke"': between marks of its own. */
static bool is_quoted(const struct attaching *a, const struct cb_noun_phrase *p)
{
    bool opened = p->first > a->phrases[a->first].first && cb_syntax_sign(a->syntax, p->first - 1) == '"',
         closed = cb_syntax_sign(a->syntax, p->last) == '"' ||
                  (p->last + 1 < a->doc->tokens.count && cb_syntax_sign(a->syntax, p->last + 1) == '"');

    return opened && closed && (cb_syntax_token(a->syntax, p->first)->flags & CB_TOKEN_CAPITAL);
}

/* 'Nvidia-Chef | Jensen Huang', 'die Zeitung | Bote'. */
static bool is_name_of(const struct attaching *a, const struct cb_noun_phrase *before,
                       const struct cb_noun_phrase *p)
{
    bool name = has_tag(a, p->head, CB_TAG_BIT(CB_TAG_PROPN)) && !has_article(a, p);

    return p->preposition == CB_NONE && (name || (!a->syntax->english && is_quoted(a, p))) &&
           has_tag(a, before->head, CB_TAG_BIT(CB_TAG_NOUN)) && !is_word(a, before->head, CB_WORD_TIME) &&
           !is_word(a, p->head, CB_WORD_MEASURE | CB_WORD_TIME);
}

/* 'ist eine Autorin': a noun behind a copula that stands alone. */
static bool is_nominal_copula(const struct attaching *a, const struct cb_clause *c,
                              const struct cb_noun_phrase *before)
{
    return c->verb != CB_NONE && c->verb == c->finite && before->first > c->finite &&
           c->kind == CB_CLAUSE_MAIN && has_tag(a, before->head, CB_TAG_BIT(CB_TAG_NOUN)) &&
           (cb_is_lemma(a->syntax, c->verb, CB_STR("sein")) ||
            cb_is_lemma(a->syntax, c->verb, CB_STR("werden")));
}

/* 'mit 47 | zu 38', '89 | bis 109 Euro': one number to another. */
static bool is_score(const struct attaching *a, const struct cb_noun_phrase *before,
                     const struct cb_noun_phrase *p)
{
    return !a->syntax->english && has_tag(a, before->head, CB_TAG_BIT(CB_TAG_NUM)) &&
           has_tag(a, p->first, CB_TAG_BIT(CB_TAG_NUM)) &&
           (cb_is_lemma(a->syntax, p->preposition, CB_STR("zu")) ||
            cb_is_lemma(a->syntax, p->preposition, CB_STR("bis")));
}

/* 'von 1970 | bis 1985', 'from May | to June'. */
static bool is_range(const struct attaching *a, const struct cb_noun_phrase *before,
                     const struct cb_noun_phrase *p)
{
    if (cb_is_lemma(a->syntax, before->preposition, CB_STR("von")))
        return cb_is_lemma(a->syntax, p->preposition, CB_STR("bis"));
    return cb_is_lemma(a->syntax, before->preposition, CB_STR("from")) &&
           cb_is_lemma(a->syntax, p->preposition, CB_STR("to")) &&
           has_tag(a, before->head, CB_TAG_BIT(CB_TAG_NUM)) && has_tag(a, p->head, CB_TAG_BIT(CB_TAG_NUM));
}

/* 'in May', 'in October 1915': English dates have no phrases with of, but for other dates. */
static bool is_date(const struct attaching *a, const struct cb_noun_phrase *p)
{
    return p->preposition != CB_NONE && is_word(a, p->first, CB_WORD_TIME) &&
           (cb_syntax_token(a->syntax, p->first)->flags & CB_TOKEN_CAPITAL);
}

/* 'men | from the plant | near Essen': a chain of phrases that begins without a preposition. */
static bool hangs_on_bare(const struct attaching *a, const struct cb_noun_phrase *p)
{
    for (int n = 0; n < CLIMB_MAX && p->role == CB_ROLE_ATTRIBUTE && p->parent != CB_NONE; n++)
        p = &a->phrases[p->parent];
    return p->preposition == CB_NONE;
}

/* Does a prepositional phrase right behind another phrase belong to it, not to the verb? Where both stand
 * before the finite verb of a German main clause they are one constituent; elsewhere the preposition tells.
 */
static bool is_attribute(const struct attaching *a, const struct cb_noun_phrase *before,
                         const struct cb_noun_phrase *p)
{
    const struct cb_clause *c = p->clause == CB_NONE ? NULL : &a->doc->clauses.items[p->clause];
    uint32_t start = start_of(p);

    if (p->preposition == CB_NONE || p->preposition > p->last || !c ||
        (is_word(a, p->preposition, CB_WORD_COMPARISON) &&
         !cb_str_eq(cb_syntax_token(a->syntax, p->preposition)->lower, CB_STR("like"))))
        return false;
    if (is_word(a, p->preposition, CB_WORD_OF) && a->syntax->english)
        return !is_date(a, before) || is_word(a, p->head, CB_WORD_TIME) ||
               has_tag(a, p->head, CB_TAG_BIT(CB_TAG_NUM));
    if (a->syntax->english && is_word(a, p->preposition, CB_WORD_COMPARISON))
        return has_tag(a, before->head, CB_TAG_BIT(CB_TAG_NOUN)); /* 'routines | like the dance' */
    if (is_score(a, before, p))
        return true;
    if (!a->syntax->english && is_word(a, p->preposition, CB_WORD_ZU) && p->first == p->head &&
        !has_tag(a, p->head, CB_TAG_BIT(CB_TAG_PROPN)))
        return false; /* 'wurde die Stadt | zu Ehren des Königs' */
    if (before->preposition != CB_NONE && is_range(a, before, p))
        return true;
    if (has_tag(a, before->head, CB_TAG_BIT(CB_TAG_PRON)))
        return false;
    if (c->finite == CB_NONE && c->kind == CB_CLAUSE_MAIN)
        return true;
    if (start < c->finite && c->finite != CB_NONE &&
        (a->syntax->english ? hangs_on_bare(a, before) : c->kind == CB_CLAUSE_MAIN))
        return true;
    if (is_word(a, before->head, CB_WORD_TIME))
        return false;
    if (!a->syntax->english && before->preposition == CB_NONE && is_nominal_copula(a, c, before))
        return true; /* 'ist Autorin mit Sitz in' */
    if (is_word(a, p->preposition, CB_WORD_OF))
        return !c->passive && !has_tag(a, before->head, CB_TAG_BIT(CB_TAG_PROPN));
    return is_word(a, p->preposition, CB_WORD_TO_NOUN) && has_tag(a, before->head, CB_NOUN_TAGS);
}

/* A German name in front takes its preposition to the noun it belongs to: 'in Berlins Straßen'. */
static void hang_owner(struct attaching *a, uint32_t owner, uint32_t noun)
{
    struct cb_noun_phrase *from = &a->phrases[owner], *to = &a->phrases[noun];

    if (to->preposition == CB_NONE) {
        to->preposition = from->preposition;
        from->preposition = CB_NONE;
    }
    if (from->parent != CB_NONE && to->parent == CB_NONE) {
        to->parent = from->parent;
        to->role = from->role;
    }
    hang(a, owner, noun, CB_ROLE_GENITIVE);
}

/* 'crops such as | rice', 'such crops as | rice': named in place of what they are. */
static bool is_example(const struct attaching *a, const struct cb_noun_phrase *before,
                       const struct cb_noun_phrase *p)
{
    uint32_t as = p->preposition;

    return a->syntax->english && as != CB_NONE && as > 0 && as < p->first &&
           cb_str_eq(cb_syntax_token(a->syntax, as)->lower, CB_STR("as")) &&
           has_tag(a, before->head, CB_NOUN_TAGS) &&
           (cb_str_eq(cb_syntax_token(a->syntax, as - 1)->lower, CB_STR("such")) ||
            cb_str_eq(cb_syntax_token(a->syntax, before->first)->lower, CB_STR("such")));
}

static void join_example(struct attaching *a, uint32_t k)
{
    a->phrases[k].preposition = a->phrases[k - 1].preposition;
    hang(a, k, k - 1, CB_ROLE_CONJUNCT);
}

static void attach_adjacent(struct attaching *a, uint32_t k)
{
    const struct cb_noun_phrase *before = &a->phrases[k - 1], *p = &a->phrases[k];

    if (is_owner(a, before, p))
        hang_owner(a, k - 1, k);
    else if (p->parent != CB_NONE)
        return;
    else if (is_example(a, before, p))
        join_example(a, k);
    else if (is_name_of(a, before, p))
        hang(a, k, k - 1, is_name_genitive(a, p) ? CB_ROLE_GENITIVE : CB_ROLE_APPOSITION);
    else if (is_genitive(a, before, p))
        hang(a, k, k - 1, CB_ROLE_GENITIVE);
    else if (is_attribute(a, before, p))
        hang(a, k, k - 1, CB_ROLE_ATTRIBUTE);
}

/* ---- coordination ---- */

static bool is_bare_number(const struct attaching *a, const struct cb_noun_phrase *p)
{
    return !a->syntax->english && p->first == p->last &&
           cb_syntax_token(a->syntax, p->head)->kind == CB_TOKEN_NUMBER;
}

/* 'der Pfadfinder und | Sportvereine', 'des Bundes und | Landes': the article of a genitive counts for a bare
 * noun behind it, but for a singular one without its ending. */
static bool is_bare_genitive(const struct attaching *a, const struct cb_noun_phrase *left,
                             const struct cb_noun_phrase *p)
{
    uint32_t features = cb_syntax_token(a->syntax, p->head)->features;

    return !a->syntax->english && left->role == CB_ROLE_GENITIVE && has_article(a, left) &&
           p->first == p->head && has_tag(a, p->head, CB_TAG_BIT(CB_TAG_NOUN)) &&
           ((features & (CB_PLURAL | CB_FEMININE)) || cb_is_inflected(a->syntax, p->head));
}

static bool is_joinable(const struct attaching *a, const struct cb_noun_phrase *left,
                        const struct cb_noun_phrase *p)
{
    bool own = p->preposition != CB_NONE;

    if (left->clause != p->clause || (is_bare_number(a, p) && !is_bare_number(a, left) &&
                                      !is_word(a, left->head, CB_WORD_TIME | CB_WORD_MEASURE)))
        return false; /* 'in Bonn und 1993 in Ulm' */
    if (own)
        return left->preposition != CB_NONE;
    if (left->preposition != CB_NONE)
        return !(p->cases == CB_CASE_NOMINATIVE) &&
               (a->syntax->english || !has_article(a, p) || has_article(a, left) || is_pronoun(a, left));
    if (has_article(a, p) && !has_article(a, left) && left->role == CB_ROLE_GENITIVE)
        return false;
    return (left->cases & p->cases) != 0 || is_bare_genitive(a, left, p);
}

/* The phrase that k stands beside: the one before it or what that hangs on. CB_NONE: none fits. */
static uint32_t partner_of(const struct attaching *a, uint32_t k)
{
    uint32_t left = k - 1;

    if (a->syntax->english && a->phrases[left].role == CB_ROLE_APPOSITION &&
        a->phrases[left].parent + 1 == left &&
        a->phrases[a->phrases[left].parent].last + 1 == a->phrases[left].first &&
        has_tag(a, a->phrases[k].head, CB_TAG_BIT(CB_TAG_NOUN)))
        left = a->phrases[left].parent; /* 'founder Maier and | director Schmidt' */
    for (int n = 0; n < CLIMB_MAX && left != CB_NONE; n++) {
        if (is_joinable(a, &a->phrases[left], &a->phrases[k]))
            break;
        left = a->phrases[left].parent;
    }
    return left != CB_NONE && left < k && is_joinable(a, &a->phrases[left], &a->phrases[k]) ? left : CB_NONE;
}

static void join(struct attaching *a, uint32_t k, uint32_t left)
{
    struct cb_noun_phrase *p = &a->phrases[k];

    if (p->preposition == CB_NONE)
        p->preposition = a->phrases[left].preposition;
    hang(a, k, left, CB_ROLE_CONJUNCT);
}

/* What stands between two phrases, but for quotation marks: nothing 0, a conjunction '&', a comma ',', both
 * '+', 's 'o', anything else '?'. */
static char between(const struct attaching *a, uint32_t k)
{
    uint32_t from = end_of(&a->phrases[k - 1]) + 1, to = start_of(&a->phrases[k]);
    char found = 0;
    bool slash = false;

    if (to > from + 4)
        return '?';
    if (to == from + 3 && cb_joins_as_well(a->syntax, to - 1))
        return '&';
    for (uint32_t i = from; i < to; i++) {
        char sign = cb_syntax_sign(a->syntax, i);
        bool joins = has_tag(a, i, CB_TAG_BIT(CB_TAG_CCONJ)) && !is_word(a, i, CB_WORD_COMPARISON);
        if (a->syntax->english && (found == 0 || found == ',') &&
            cb_str_eq(cb_syntax_token(a->syntax, i)->lower, CB_STR("such")) && i + 1 == to)
            return 0; /* ', such | as' */
        if (sign == '"' || ((found == '&' || found == '+') &&
                            has_tag(a, i, CB_TAG_BIT(CB_TAG_ADV) | CB_TAG_BIT(CB_TAG_PART))))
            continue;                      /* 'und auch die Küche', 'sondern nur das Werk' */
        if (sign == '/' && found != ',') { /* 'Kurse und/oder Bücher' */
            slash = true;
            found = '&';
        } else if (sign == ',' && found == 0)
            found = ',';
        else if (joins && (found == 0 || slash))
            found = '&';
        else if (joins && found == ',')
            found = '+';
        else if (found == 0 && is_word(a, i, CB_WORD_OWNER) && a->syntax->english)
            found = 'o';
        else
            return '?';
    }
    return found;
}

/* 'A, B und | C': the commas before the conjunction are of the same list. Each is looked at once. */
static void join_list(struct attaching *a, uint32_t k)
{
    uint32_t j = a->phrases[k].parent;

    while (j != CB_NONE && j > a->first && a->phrases[j].role == CB_ROLE_APPOSITION &&
           a->phrases[j].parent != CB_NONE &&
           cb_syntax_sign(a->syntax, start_of(&a->phrases[j]) - 1) == ',') {
        uint32_t left = a->phrases[j].parent;
        if (!is_joinable(a, &a->phrases[left], &a->phrases[j]))
            break;
        join(a, j, left);
        j = left;
    }
}

/* Behind a comma: kept as an apposition until the list or the end of the group is seen. */
static bool may_be_apposition(const struct attaching *a, uint32_t k)
{
    const struct cb_noun_phrase *p = &a->phrases[k];

    return p->parent == CB_NONE && !is_pronoun(a, p) &&
           !has_tag(a, a->phrases[k - 1].head, CB_TAG_BIT(CB_TAG_PRON)) &&
           (p->preposition == CB_NONE || a->phrases[k - 1].preposition != CB_NONE) &&
           !is_word(a, p->head, CB_WORD_TIME);
}

/* 'von Olm, | einer Kleinstadt': German: an oblique case with an article stands beside the name right before.
 */
static bool is_beside_name(const struct attaching *a, uint32_t k)
{
    const struct cb_noun_phrase *left = &a->phrases[k - 1], *p = &a->phrases[k];

    return !a->syntax->english && left->preposition != CB_NONE && p->preposition == CB_NONE &&
           has_tag(a, left->head, CB_TAG_BIT(CB_TAG_PROPN)) && has_tag(a, p->head, CB_TAG_BIT(CB_TAG_NOUN)) &&
           has_article(a, p) && !(p->cases & CB_CASE_NOMINATIVE);
}

static void attach(struct attaching *a, uint32_t k)
{
    char sign;
    uint32_t left;

    if (a->phrases[k - 1].clause != a->phrases[k].clause ||
        start_of(&a->phrases[k]) <= end_of(&a->phrases[k - 1]))
        return;
    sign = between(a, k);
    switch (sign) {
    case 0:
        attach_adjacent(a, k);
        break;
    case 'o':
        hang_owner(a, k - 1, k);
        break;
    case '&':
    case '+':
        left = partner_of(a, k);
        if (left != CB_NONE && a->phrases[k].parent == CB_NONE) {
            join(a, k, left);
            join_list(a, k);
        }
        break;
    case ',':
        left = !may_be_apposition(a, k) ? CB_NONE : is_beside_name(a, k) ? k - 1 : partner_of(a, k);
        if (left != CB_NONE)
            hang(a, k, left, CB_ROLE_APPOSITION);
        break;
    default:
        break;
    }
}

/* ---- at the end ---- */

/* An apposition behind a comma ends before a sign; otherwise the comma parted something else. */
static bool ends_at_sign(const struct attaching *a, const struct cb_noun_phrase *p)
{
    uint32_t next = p->reach + 1;
    const struct cb_token *last = cb_syntax_token(a->syntax, p->reach);

    if (next >= a->doc->tokens.count || cb_syntax_token(a->syntax, next)->sentence != last->sentence)
        return true;
    return cb_syntax_sign(a->syntax, next) != 0;
}

/* 'Hotels, Vermittler, Händler': a second one behind a comma makes a list. */
static void join_open_list(struct attaching *a, uint32_t k)
{
    uint32_t left = a->phrases[k].parent;

    if (a->phrases[left].role == CB_ROLE_APPOSITION && left + 1 == k &&
        has_article(a, &a->phrases[left]) == has_article(a, &a->phrases[k]) &&
        cb_syntax_sign(a->syntax, start_of(&a->phrases[left]) - 1) == ',') {
        a->phrases[k].role = CB_ROLE_CONJUNCT;
        a->phrases[left].role = CB_ROLE_CONJUNCT;
    }
}

/* 'traf Maier, einen Anwalt für Mietrecht, | Kunden': a bare noun behind the comma that ends what stands
 * beside another one is no part of that. */
static bool is_behind_apposition(const struct attaching *a, const struct cb_noun_phrase *p)
{
    uint32_t at = p->parent;

    if (a->syntax->english || has_article(a, p) || !has_tag(a, p->head, CB_TAG_BIT(CB_TAG_NOUN)))
        return false;
    for (int n = 0; n < CLIMB_MAX && at != CB_NONE; n++, at = a->phrases[at].parent)
        if (a->phrases[at].role == CB_ROLE_APPOSITION && has_article(a, &a->phrases[at]) &&
            cb_syntax_sign(a->syntax, start_of(&a->phrases[at]) - 1) == ',')
            return true;
    return false;
}

static void check_appositions(struct attaching *a)
{
    for (uint32_t k = a->count; k-- > a->first;) {
        struct cb_noun_phrase *p = &a->phrases[k];
        bool comma = p->role == CB_ROLE_APPOSITION && cb_syntax_sign(a->syntax, start_of(p) - 1) == ',';
        if (comma && (p->preposition != CB_NONE || !ends_at_sign(a, p) || is_behind_apposition(a, p))) {
            p->role = CB_ROLE_NONE;
            p->parent = CB_NONE;
        } else if (comma) {
            join_open_list(a, k);
        }
        if (p->parent != CB_NONE && a->phrases[p->parent].reach < p->reach)
            a->phrases[p->parent].reach = p->reach;
    }
    for (uint32_t k = a->first; k < a->count; k++) { /* 'in Essen, Köln, | Bonn und Trier' */
        struct cb_noun_phrase *p = &a->phrases[k];
        if (p->role == CB_ROLE_CONJUNCT && p->preposition == CB_NONE && p->parent < k)
            p->preposition = a->phrases[p->parent].preposition;
    }
}

void cb_phrases_attach(const struct cb_syntax *syntax, uint32_t first)
{
    struct attaching a = {.syntax = syntax,
                          .doc = syntax->doc,
                          .phrases = syntax->doc->phrases.items,
                          .first = first,
                          .count = (uint32_t)syntax->doc->phrases.count};

    for (uint32_t k = first + 1; k < a.count; k++)
        attach(&a, k);
    check_appositions(&a);
    for (uint32_t k = first + 1; k < a.count; k++) /* 'in Essen, Bonn | und Ulm': of those before the last */
        if (a.phrases[k].role == CB_ROLE_CONJUNCT && a.phrases[k].preposition == CB_NONE)
            a.phrases[k].preposition = a.phrases[a.phrases[k].parent].preposition;
}
