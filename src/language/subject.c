/* The subject of a clause: of its noun phrases the one whose form, number and place fit a nominative best. */
#include "language/clause.h"

/* How sure a phrase is a nominative. */
enum rank { RANK_NONE, RANK_TIME, RANK_OPEN, RANK_PRONOUN, RANK_SURE };

struct search {
    struct cb_document *doc;
    const struct cb_words *words;
    struct cb_clause *clause;
    uint32_t index;
};

struct phrase {
    uint32_t first, last; /* tokens */
    uint32_t head;        /* its noun, name or pronoun */
    bool plural;          /* joined by und, or counted */
};

#define NOUNS (CB_TAG_BIT(CB_TAG_NOUN) | CB_TAG_BIT(CB_TAG_PROPN))

static bool has_tag(const struct search *s, uint32_t token, uint32_t tags)
{
    return cb_token_has_tag(s->doc, token, tags);
}

static bool is_in(const struct search *s, uint32_t token, const char *words)
{
    return cb_token_in(s->doc, token, words);
}

static bool owns(const struct search *s, uint32_t token)
{
    return s->doc->tokens.items[token].clause == s->index;
}

static bool is_english(const struct search *s)
{
    return s->doc->language == CB_ENGLISH;
}

/* ---- phrases ---- */

/* 'deren Chef', 'whose plant': a pronoun that stands before its noun. */
static bool is_possessive(const struct search *s, uint32_t token)
{
    return is_in(s, token, " deren dessen whose ");
}

static bool starts_phrase(const struct search *s, uint32_t token)
{
    return has_tag(s, token,
                   NOUNS | CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_NUM) |
                       CB_TAG_BIT(CB_TAG_PRON));
}

static bool is_time(const struct search *s, uint32_t noun)
{
    return is_in(s, noun,
                 " tag tage woche monat jahr jahre montag dienstag mittwoch donnerstag freitag samstag "
                 "sonntag januar februar "
                 "m\xC3\xA4rz april mai juni juli august september oktober november dezember anfang mitte "
                 "ende abend morgen "
                 "nachmittag vormittag nacht mal uhr monday tuesday wednesday thursday friday saturday "
                 "sunday today yesterday "
                 "tomorrow week month year ");
}

/* Article, adjectives, nouns, names, a genitive behind them. false: no noun came; out->last is then the last
 * word that was looked at. */
static bool take_phrase(const struct search *s, uint32_t first, struct phrase *out)
{
    uint32_t i = first, marks = 0;
    bool head = false, genitive = false;

    *out = (struct phrase){.first = first, .last = first, .head = CB_NONE};
    if ((first == s->clause->opener || has_tag(s, first, CB_TAG_BIT(CB_TAG_PRON))) &&
        !is_possessive(s, first)) {
        out->head = first;
        return true;
    }
    for (; i <= s->clause->last && owns(s, i); i++) {
        bool noun = has_tag(s, i, NOUNS);
        if (i > first && (s->doc->tokens.items[i].flags & CB_TOKEN_QUOTE_MARK)) {
            if (++marks % 2 == 0)
                out->last = i;
            continue;
        }
        /* 'der Verband | Streiks'; but 'Anfang Mai', '3 Liter Wasser', 'Trainer Maier' */
        bool second = has_tag(s, i, CB_TAG_BIT(CB_TAG_NOUN)) && i > first &&
                      has_tag(s, i - 1, CB_TAG_BIT(CB_TAG_NOUN)) && !is_english(s) && !out->plural &&
                      !is_time(s, i - 1);
        bool inner = has_tag(s, i,
                             CB_TAG_BIT(CB_TAG_ADJ) | CB_TAG_BIT(CB_TAG_NUM) | CB_TAG_BIT(CB_TAG_ADV) |
                                 CB_TAG_BIT(CB_TAG_SYM)) ||
                     (i == first);
        bool opens = head && has_tag(s, i, CB_TAG_BIT(CB_TAG_DET)) && !is_english(s) &&
                     (is_in(s, i, " der des eines einer dieser dieses seiner ihrer unserer keiner "));
        bool owner = is_english(s) && is_in(s, i, " 's \xE2\x80\x99s ' \xE2\x80\x99 ") &&
                     has_tag(s, i, CB_TAG_BIT(CB_TAG_PART));
        if (second)
            break;
        if (opens)
            genitive = true;
        else if (owner)
            head = false;
        else if (!noun && (!inner || (head && !genitive)))
            break;
        if (i > first && has_tag(s, i, CB_TAG_BIT(CB_TAG_NUM)))
            out->plural = true;
        if (noun) {
            head = true;
            out->last = i;
            if (!genitive &&
                (out->head == CB_NONE || is_english(s) || !has_tag(s, i, CB_TAG_BIT(CB_TAG_PROPN))))
                out->head = i;
        } else if (opens) {
            head = false;
        }
    }
    if (has_tag(s, first, CB_TAG_BIT(CB_TAG_NUM)) && !is_in(s, first, " ein eine 1 one "))
        out->plural = true;
    if (out->head == CB_NONE && has_tag(s, first, CB_TAG_BIT(CB_TAG_DET)) && i == first + 1)
        out->head = first; /* 'Das ist schade' */
    else if (out->head == CB_NONE && i > first)
        out->last = i - 1;
    return out->head != CB_NONE;
}

/* 'A, B und C' are one subject. */
static void join_phrases(const struct search *s, struct phrase *p)
{
    enum { MOST = 16 }; /* longer lists are no subject to be told whole */
    struct phrase next;
    uint32_t end = p->last;

    for (int n = 0; n < MOST && end + 2 <= s->clause->last; n++) {
        bool joins = has_tag(s, end + 1, CB_TAG_BIT(CB_TAG_CCONJ)) &&
                     !is_in(s, end + 1, " aber denn sondern but als wie ");
        bool comma = s->doc->tokens.items[end + 1].clause == CB_NONE && is_in(s, end + 1, " , ");
        if ((!joins && !comma) || !owns(s, end + 2) || !starts_phrase(s, end + 2) ||
            !take_phrase(s, end + 2, &next))
            return;
        end = next.last;
        if (joins) {
            p->last = end;
            p->plural = p->plural || !is_in(s, next.first - 1, " oder or ");
        }
    }
}

/* ---- nominatives ---- */

static uint32_t features_of(const struct search *s, uint32_t token)
{
    return s->doc->tokens.items[token].features;
}

static enum rank rank_pronoun(const struct search *s, uint32_t token)
{
    uint32_t verb = s->clause->finite == CB_NONE ? 0 : features_of(s, s->clause->finite);

    if (is_in(s, token,
              " ihn ihm ihnen its their my our your mich mir dich dir uns euch sich wen wem den dem denen "
              "einander him them us me "
              "himself herself itself themselves whom etwas nichts dessen deren "))
        return RANK_NONE;
    if (is_in(s, token, " ihr "))
        return verb & CB_PERSON_2 ? RANK_SURE : RANK_NONE;
    if (is_in(s, token, " ich du er wir man wer jeder niemand jemand i he she we they "))
        return RANK_SURE;
    if (is_in(s, token, " her "))
        return RANK_NONE;
    if (token == s->clause->opener || is_in(s, token, " sie es it you "))
        return RANK_PRONOUN;
    return RANK_OPEN;
}

/* What the article says, with the noun's gender: 'dem' is no nominative, 'der Mann' is one, 'der Frau' is
 * none. */
static enum rank rank_determiner(const struct search *s, const struct phrase *p)
{
    struct cb_str form = s->doc->tokens.items[p->first].lower;
    uint32_t noun = features_of(s, p->head), genders = noun & (CB_MASCULINE | CB_FEMININE | CB_NEUTER);
    bool plural = (noun & CB_PLURAL) && !(noun & CB_SINGULAR);

    if (!has_tag(s, p->first, CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_PRON)))
        return RANK_OPEN;
    if (cb_str_ends(form, CB_STR("em")) || cb_str_ends(form, CB_STR("en")) ||
        is_in(s, p->first, " des eines keines meines deines seines ihres unseres "))
        return is_possessive(s, p->first) ? RANK_OPEN : RANK_NONE;
    if (is_in(s, p->first, " der dieser jener jeder welcher mancher ")) {
        if (plural || (genders == CB_FEMININE))
            return RANK_NONE;
        return genders == CB_MASCULINE ? RANK_SURE : RANK_OPEN;
    }
    if (is_in(s, p->first, " einer keiner meiner seiner ihrer unserer "))
        return RANK_NONE;
    if (is_in(s, p->first, " ein kein mein sein ihr unser ") && genders == CB_MASCULINE)
        return RANK_SURE;
    return RANK_OPEN;
}

/* The numbers a noun can have in any of its readings: 'Fahrer' is both. */
static uint32_t numbers_of(const struct search *s, uint32_t noun)
{
    struct cb_str form = cb_token_text(s->doc, noun);
    struct cb_word word = cb_words_exact(s->words, form);
    uint32_t numbers = 0;

    if (word.count == 0)
        word = cb_words_analyze(s->words, form);
    for (uint32_t k = 0; k < word.count; k++)
        if (word.items[k].pos == CB_POS_NOUN)
            numbers |= word.items[k].features & (CB_SINGULAR | CB_PLURAL);
    return numbers;
}

/* Do verb and phrase agree in number and person, as far as both tell? */
static bool agrees(const struct search *s, const struct phrase *p)
{
    const uint32_t numbers = CB_SINGULAR | CB_PLURAL;
    uint32_t verb = s->clause->finite == CB_NONE ? 0 : features_of(s, s->clause->finite) & numbers;
    uint32_t head = features_of(s, p->head) & numbers;

    if (is_in(s, p->head, " ich er man es he i it she "))
        head = CB_SINGULAR;
    else if (is_in(s, p->head, " wir we they "))
        head = CB_PLURAL;
    else if (p->head == s->clause->opener ||
             has_tag(s, p->head, CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_DET)))
        return true; /* sie, die, das ist/sind */
    if (p->plural)
        return verb != CB_SINGULAR || has_tag(s, p->first, CB_TAG_BIT(CB_TAG_NUM));
    return !verb || !head || is_english(s) || (verb & head) ||
           (has_tag(s, p->head, CB_TAG_BIT(CB_TAG_NOUN)) && (numbers_of(s, p->head) & verb));
}

static enum rank rank_of(const struct search *s, const struct phrase *p)
{
    bool pronoun =
        p->head == s->clause->opener || has_tag(s, p->head, CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_DET));
    enum rank rank = pronoun ? rank_pronoun(s, p->head) : is_english(s) ? RANK_OPEN : rank_determiner(s, p);

    if (rank == RANK_NONE || !agrees(s, p))
        return RANK_NONE;
    return is_time(s, p->last) && rank == RANK_OPEN ? RANK_TIME : rank;
}

/* ---- the search ---- */

/* 'Das teilte die Firma mit': das, was before a verb that is more than ist give way to a noun behind it. */
static bool gives_way(const struct search *s, uint32_t subject, uint32_t candidate)
{
    uint32_t finite = s->clause->finite;

    if (subject == s->clause->opener && candidate == subject + 1 && is_in(s, candidate, " sie es "))
        return true; /* 'das sie suchte' */
    return subject < finite && finite != CB_NONE && candidate > finite && !is_english(s) &&
           is_in(s, subject, " das dies was davon ") && !has_tag(s, finite, CB_TAG_BIT(CB_TAG_AUX_FINITE)) &&
           candidate == finite + 1;
}

static void take_best(const struct search *s)
{
    struct cb_clause *c = s->clause;
    bool prepositional = false;
    enum rank best = RANK_NONE;

    for (uint32_t i = c->first; i <= c->last; i++) {
        struct phrase p;
        enum rank rank;
        bool behind = is_english(s) && c->finite != CB_NONE && i > c->finite && best != RANK_NONE;
        if (!owns(s, i) || behind) {
            prepositional = false;
            continue;
        }
        if (has_tag(s, i, CB_TAG_BIT(CB_TAG_ADP)) && i != c->particle)
            prepositional = true;
        if (!starts_phrase(s, i))
            continue;
        if (!take_phrase(s, i, &p)) {
            prepositional = prepositional && !has_tag(s, i, CB_TAG_BIT(CB_TAG_NUM));
            i = p.last;
            continue;
        }
        if (best != RANK_NONE && p.first == c->subject_last + 2 && is_in(s, p.first - 1, " , ")) {
            i = p.last; /* an apposition: 'Anna Kolb, die Chefin' */
            continue;
        }
        if (!prepositional)
            join_phrases(s, &p);
        rank = prepositional ? RANK_NONE : rank_of(s, &p);
        if (rank > best ||
            (rank != RANK_NONE && best != RANK_NONE && gives_way(s, c->subject_first, p.first))) {
            best = rank > best ? rank : best;
            c->subject_first = p.first;
            c->subject_last = p.last;
        }
        prepositional = false;
        i = p.last;
    }
}

/* 'Er kam und ging': the verb without a subject of its own has that of the clause before. */
static void share(const struct search *s, uint32_t before)
{
    const struct cb_clause *left = &s->doc->clauses.items[before];
    struct cb_clause *c = s->clause;

    if (c->finite == CB_NONE || left->subject_first == CB_NONE)
        return;
    c->subject_first = left->subject_first;
    c->subject_last = left->subject_last;
}

void cb_clause_find_subject(struct cb_document *doc, const struct cb_words *words, uint32_t clause,
                            uint32_t before)
{
    struct search s = {doc, words, &doc->clauses.items[clause], clause};

    if (s.clause->kind == CB_CLAUSE_INFINITIVE)
        return;
    /* behind und, a verb that comes first has no subject of its own */
    if (before != CB_NONE && s.clause->finite == s.clause->first + 1 &&
        has_tag(&s, s.clause->first, CB_TAG_BIT(CB_TAG_CCONJ)))
        share(&s, before);
    if (s.clause->subject_first == CB_NONE)
        take_best(&s);
    if (before != CB_NONE && s.clause->subject_first == CB_NONE)
        share(&s, before);
}
