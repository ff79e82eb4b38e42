#include "language/bracket.h"
#include "language/syntax.h"

/* Words [first, end) without a sign that parts clauses, a conjunction or a relative pronoun inside. */
struct stretch {
    const struct cb_tag_word *words;
    uint8_t *tags;
    uint32_t first, end;
    uint32_t count;   /* words of the sentence */
    bool modal;       /* a modal verb before it governs infinitives that may go on in it */
    bool participles; /* werden or haben before it governs participles that may go on in it */
    bool goes_on;     /* it is joined to a subordinate one by a conjunction */
    bool subordinate; /* a conjunction or relative pronoun opens it: its finite verb is its last word */
};

static bool has_tag(const struct stretch *s, uint32_t i, uint32_t tags)
{
    return (CB_TAG_BIT(s->tags[i]) & tags) != 0;
}

bool cb_bracket_is_form(const struct cb_tag_word *word, const char *const *forms, size_t count)
{
    for (size_t i = 0; word->lower.len > 0 && i < count; i++)
        if (forms[i][0] == word->lower.ptr[0] && cb_str_eq(word->lower, cb_str_of(forms[i])))
            return true;
    return false;
}

static bool has_lemma(const struct cb_tag_word *word, const char *lemma)
{
    return word->lemma == cb_str_hash(cb_str_of(lemma));
}

static bool retag(const struct stretch *s, uint32_t i, uint32_t wanted)
{
    return cb_bracket_retag(&s->words[i], &s->tags[i], wanted);
}

/* ---- main clauses ---- */

/* Word i is tagged finite though auxiliary `a` before it is the finite verb of the clause: 'hat ...
 * erhalten', 'soll ... erhalten', 'hat ... besteigen können'. false: its form does not allow it. */
static bool make_infinite(const struct stretch *s, uint32_t a, uint32_t i)
{
    const struct cb_tag_word *aux = &s->words[a];
    bool have = has_lemma(aux, "haben"),
         after_infinitive = i > s->first && has_tag(s, i - 1, CB_INFINITIVE_TAGS);

    if (have && after_infinitive && retag(s, i, CB_INFINITIVE_TAGS))
        return true;
    if (have || has_lemma(aux, "sein"))
        return retag(s, i, CB_PARTICIPLE_TAGS);
    return retag(s, i, CB_INFINITIVE_TAGS) || (has_lemma(aux, "werden") && retag(s, i, CB_PARTICIPLE_TAGS));
}

/* An auxiliary, or a form of haben that was taken for a full verb: 'hat viele Briefe erhalten'. */
static bool may_help(const struct stretch *s, uint32_t finite)
{
    return s->tags[finite] == CB_TAG_AUX_FINITE || has_lemma(&s->words[finite], "haben");
}

static void mend_main(const struct stretch *s)
{
    uint32_t finite = UINT32_MAX;

    for (uint32_t i = s->first; i < s->end; i++) {
        if (!has_tag(s, i, CB_FINITE_TAGS))
            continue;
        if (finite == UINT32_MAX)
            finite = i;
        else if (may_help(s, finite) && finite + 1 < i && make_infinite(s, finite, i))
            retag(s, finite, CB_TAG_BIT(CB_TAG_AUX_FINITE));
    }
}

static bool ends_in_n(const struct cb_tag_word *word)
{
    return cb_str_ends(word->lower, CB_STR("n"));
}

static bool is_modal(const struct stretch *s, uint32_t i)
{
    static const char *const LEMMAS[] = {"k\xC3\xB6nnen", "m\xC3\xBCssen", "sollen",
                                         "wollen",        "d\xC3\xBCrfen", "werden"};

    for (size_t k = 0; k < sizeof LEMMAS / sizeof *LEMMAS; k++)
        if (has_lemma(&s->words[i], LEMMAS[k]))
            return true;
    return false;
}

/* Does the stretch behind this one, which a conjunction opens, end in a form that may be an infinitive? */
static bool list_goes_on(const struct stretch *s)
{
    uint32_t i = s->end + 1;

    if (s->end >= s->count || s->tags[s->end] != CB_TAG_CCONJ)
        return false;
    while (i < s->count && s->tags[i] != CB_TAG_PUNCT && s->tags[i] != CB_TAG_CCONJ &&
           s->tags[i] != CB_TAG_SCONJ)
        i++;
    return i > s->end + 2 && has_tag(s, i - 1, CB_FINITE_TAGS | CB_INFINITIVE_TAGS) &&
           ends_in_n(&s->words[i - 1]);
}

/* 'gestohlen | haben', 'abgerissen | werden' at the end, with no finite verb before it. */
static bool ends_in_perfect(const struct stretch *s)
{
    uint32_t last = s->end - 1;

    for (uint32_t i = s->first; i < last; i++)
        if (has_tag(s, i, CB_FINITE_TAGS))
            return false;
    return has_tag(s, last - 1, CB_PARTICIPLE_TAGS) && CB_IS_FORM(&s->words[last], "haben", "sein", "werden");
}

/* 'soll Wege sanieren, Schulen | bauen und Bäume | pflanzen': what stands at the end behind an object is one
 * more infinitive; so is all before a modal verb at the end, 'oder Häuser | verkaufen müssen', and what a
 * participle stands before: 'soll eingebrochen sein und Schmuck gestohlen | haben'. */
static void mend_list(struct stretch *s)
{
    uint32_t last = s->end - 1;
    bool object = CB_IS_FORM(&s->words[s->first], "den", "dem", "einen", "einem", "keinen", "keinem");

    if (!s->modal || s->end - s->first < 2 || !has_tag(s, last, CB_FINITE_TAGS) ||
        !ends_in_n(&s->words[last]))
        return;
    if (ends_in_perfect(s)) {
        retag(s, last, CB_INFINITIVE_TAGS);
        return;
    }
    for (uint32_t i = s->first; i < last; i++)
        if (has_tag(s, i, CB_FINITE_TAGS | CB_PARTICIPLE_TAGS))
            return;
    if (has_tag(s, last - 1, CB_INFINITIVE_TAGS) ? is_modal(s, last) && s->tags[s->first - 1] == CB_TAG_CCONJ
                                                 : object || list_goes_on(s))
        retag(s, last, CB_INFINITIVE_TAGS);
}

/* Does the stretch have a modal verb and end in its infinitive, or go on with one that does? Or in a
 * participle whose auxiliary is still to come: 'will den Auftrag | gewonnen und den Vertrag unterschrieben
 * haben'. */
static bool governs_more(const struct stretch *s)
{
    bool participle = has_tag(s, s->end - 1, CB_PARTICIPLE_TAGS);

    if (!participle && !has_tag(s, s->end - 1, CB_INFINITIVE_TAGS))
        return false;
    for (uint32_t i = s->first; i < s->end; i++)
        if (s->tags[i] == CB_TAG_AUX_FINITE)
            return is_modal(s, i) && !(participle && has_lemma(&s->words[i], "werden"));
        else if (has_tag(s, i, CB_FINITE_TAGS))
            return false;
    return s->modal;
}

/* Does the stretch end in a participle that werden or haben governs? */
static bool governs_participles(const struct stretch *s)
{
    if (!has_tag(s, s->end - 1, CB_PARTICIPLE_TAGS))
        return false;
    for (uint32_t i = s->first; i < s->end; i++)
        if (has_tag(s, i, CB_FINITE_TAGS))
            return has_lemma(&s->words[i], "werden") || has_lemma(&s->words[i], "haben");
    return s->participles;
}

/* 'wurde gesehen und | verhaftet', 'hat ihn gefunden und am Abend verhaftet': what can be a participle at the
 * end is one, as the verb before und. */
static void mend_joint(const struct stretch *s)
{
    uint32_t last = s->end - 1;

    if (!s->participles || s->first == 0 || s->tags[s->first - 1] != CB_TAG_CCONJ ||
        !has_tag(s, last, CB_TAG_BIT(CB_TAG_ADJ)))
        return;
    for (uint32_t i = s->first; i < last; i++)
        if (has_tag(s, i, CB_FINITE_TAGS | CB_INFINITIVE_TAGS | CB_PARTICIPLE_TAGS))
            return;
    retag(s, last, CB_PARTICIPLE_TAGS);
}

/* ---- subordinate clauses ---- */

/* 'dass sie Bienen haben', 'die im Sommer Boote verleihen': a clause without finite verb whose last
 * word can be one. */
static void mend_subordinate(const struct stretch *s)
{
    uint32_t last = s->end - 1, infinite = 0;

    for (uint32_t i = s->first; i < s->end; i++) {
        if (has_tag(s, i, CB_FINITE_TAGS) || CB_IS_FORM(&s->words[i], "zu"))
            return;
        infinite += has_tag(s, i, CB_INFINITIVE_TAGS | CB_PARTICIPLE_TAGS);
    }
    if (s->end - s->first < 2)
        return;
    if (infinite == 0 && s->goes_on && has_tag(s, last, CB_TAG_BIT(CB_TAG_ADJ))) {
        retag(s, last, CB_FINITE_TAGS); /* 'der 300 Leute beschäftigt' */
        return;
    }
    if (infinite == 0 || !has_tag(s, last, CB_INFINITIVE_TAGS | CB_PARTICIPLE_TAGS))
        return;
    if (has_tag(s, last, CB_PARTICIPLE_TAGS) && ends_in_n(&s->words[last]))
        return; /* 'dass die Halle geschlossen, ... sei' */
    retag(s, last, CB_FINITE_TAGS);
}

/* 'Der Bote berichtet darüber.': a sentence without finite verb takes the participle in -t that can be one,
 * or 'haben'. */
static void mend_verbless(const struct cb_tag_word *words, uint32_t count, uint8_t *tags)
{
    struct stretch s = {.words = words, .tags = tags, .end = count};
    uint32_t found = UINT32_MAX;

    for (uint32_t i = 0; i < count; i++) {
        if (has_tag(&s, i, CB_FINITE_TAGS))
            return;
        if (i > 0 && found == UINT32_MAX &&
            ((has_tag(&s, i, CB_PARTICIPLE_TAGS) && !ends_in_n(&words[i])) ||
             (has_tag(&s, i, CB_INFINITIVE_TAGS) && has_lemma(&words[i], "haben") &&
              !CB_IS_FORM(&words[i - 1], "zu"))))
            found = i;
    }
    if (found != UINT32_MAX && cb_str_eq(words[count - 1].form, CB_STR(".")))
        retag(&s, found, CB_FINITE_TAGS);
}

/* 'Der Preis steigt und die Kunden warten': a clause that und opens has its own verb where the one before has
 * no auxiliary that could govern an infinitive. */
static void mend_joined(const struct stretch *s)
{
    uint32_t last = s->end - 1;

    if (s->end - s->first < 2 || !has_tag(s, last, CB_INFINITIVE_TAGS) ||
        !has_tag(s, s->first,
                 CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_NOUN) |
                     CB_TAG_BIT(CB_TAG_PROPN)))
        return;
    for (uint32_t i = s->first; i < last; i++)
        if (has_tag(s, i, CB_FINITE_TAGS | CB_INFINITIVE_TAGS | CB_PARTICIPLE_TAGS) ||
            CB_IS_FORM(&s->words[i], "zu"))
            return;
    retag(s, last, CB_FINITE_TAGS);
}

/* ---- everywhere ---- */

/* Before 'zu lassen' and the like, and before gelernt, geblieben, a form in -n is an infinitive. */
static void mend_pairs(const struct stretch *s)
{
    for (uint32_t i = s->first; i + 1 < s->end; i++) {
        const struct cb_tag_word *next = &s->words[i + 1];
        if (!has_tag(s, i, CB_FINITE_TAGS) || !ends_in_n(&s->words[i]))
            continue;
        if (CB_IS_FORM(next, "gelernt", "geblieben") ||
            (i + 2 < s->end && CB_IS_FORM(next, "zu") &&
             CB_IS_FORM(&s->words[i + 2], "lassen", "helfen", "lernen", "gehen", "sehen", "h\xC3\xB6ren",
                        "k\xC3\xB6nnen", "m\xC3\xBCssen", "d\xC3\xBCrfen", "wollen", "sollen")))
            retag(s, i, CB_INFINITIVE_TAGS);
        else if (i > s->first && CB_IS_FORM(&s->words[i - 1], "zu") && s->tags[i - 1] == CB_TAG_PART)
            retag(s, i, CB_INFINITIVE_TAGS);
    }
}

static bool is_mark(const struct cb_tag_word *word)
{
    return CB_IS_FORM(word, "\"", "\xE2\x80\x9E", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xC2\xAB", "\xC2\xBB",
                      "\xE2\x80\x9A", "\xE2\x80\x98");
}

/* 'das am Montag | beendete Jahr': behind an article with a preposition, a verb right before a noun is its
 * attribute. */
static void mend_attribute(const struct cb_tag_word *words, uint32_t count, uint8_t *tags, uint32_t from)
{
    enum { LOOK = 8 };

    for (uint32_t i = from; i + 1 < count && i < from + LOOK && tags[i] != CB_TAG_PUNCT; i++)
        if (tags[i] == CB_TAG_VERB_FINITE) {
            if (tags[i + 1] == CB_TAG_NOUN && !(words[i].shape & CB_SHAPE_CAPITAL))
                tags[i] = CB_TAG_ADJ;
            return;
        }
}

/* Words taken for verbs that stand where only nouns and their adjectives do: 'ging über | etablierte Regeln',
 * 'in | "Trace"'; and the preposition in 'zu | Ehren', 'zu Ende', taken for the sign of an infinitive. */
static void mend_nominal(const struct cb_tag_word *words, uint32_t count, uint8_t *tags)
{
    const uint32_t noun = CB_TAG_BIT(CB_TAG_NOUN) | CB_TAG_BIT(CB_TAG_PROPN);

    for (uint32_t i = 0; i + 1 < count; i++) {
        if (tags[i] == CB_TAG_ADJ && CB_IS_FORM(&words[i], "laut") &&
            (CB_TAG_BIT(tags[i + 1]) & (noun | CB_TAG_BIT(CB_TAG_DET))))
            tags[i] = CB_TAG_ADP; /* ', laut | Lotus' */
        if (tags[i] == CB_TAG_ADP && tags[i + 1] == CB_TAG_ADJ && i + 2 < count &&
            (CB_TAG_BIT(tags[i + 2]) & (CB_FINITE_TAGS | CB_TAG_BIT(CB_TAG_PUNCT))) &&
            CB_IS_FORM(&words[i], "zu") && !(words[i + 1].shape & CB_SHAPE_CAPITAL))
            tags[i] = CB_TAG_ADV; /* 'zu | klein ist' */
        bool capital = words[i + 1].shape & CB_SHAPE_CAPITAL,
             finite = CB_TAG_BIT(tags[i + 1]) & CB_FINITE_TAGS;
        if (tags[i] == CB_TAG_PART &&
            ((capital && tags[i + 1] == CB_TAG_NOUN) || tags[i + 1] == CB_TAG_NUM) &&
            CB_IS_FORM(&words[i], "zu"))
            tags[i] = CB_TAG_ADP;
        if (tags[i] == CB_TAG_DET && i > 0 && !capital && cb_str_eq(words[i - 1].form, CB_STR(",")) &&
            cb_str_ends(words[i + 1].lower, CB_STR("es")) && tags[i + 1] == CB_TAG_ADJ &&
            CB_IS_FORM(&words[i], "der", "die", "das"))
            tags[i] = CB_TAG_PRON; /* ', der | letztes Jahr': no adjective behind an article ends so */
        if (tags[i] == CB_TAG_DET && tags[i + 1] == CB_TAG_ADP)
            mend_attribute(words, count, tags, i + 2);
        if (i + 2 >= count || !finite)
            continue;
        if (tags[i] == CB_TAG_ADP && !capital && i > 0 && (CB_TAG_BIT(tags[i - 1]) & CB_FINITE_TAGS) &&
            (CB_TAG_BIT(tags[i + 2]) & noun) && tags[i + 1] == CB_TAG_VERB_FINITE)
            tags[i + 1] = CB_TAG_ADJ;
        else if (i > 0 && tags[i - 1] == CB_TAG_ADP && capital && is_mark(&words[i]) &&
                 is_mark(&words[i + 2]))
            tags[i + 1] = CB_TAG_PROPN;
    }
}

static bool is_relative(const struct cb_tag_word *words, const uint8_t *tags, uint32_t i)
{
    return tags[i] == CB_TAG_PRON &&
           CB_IS_FORM(&words[i], "der", "die", "das", "den", "dem", "deren", "dessen", "denen", "welche",
                      "welcher", "welches", "welchen", "welchem");
}

/* Is word i a relative pronoun that opens a clause: behind a comma, maybe with a preposition between? */
static bool opens_relative(const struct cb_tag_word *words, const uint8_t *tags, uint32_t i)
{
    if (i == 0 || !is_relative(words, tags, i))
        return false;
    if (tags[i - 1] == CB_TAG_ADP && i > 1)
        i--;
    return cb_str_eq(words[i - 1].form, CB_STR(",")) || tags[i - 1] == CB_TAG_NOUN;
}

/* ', wann die Arbeiten beginnen' */
static bool opens_question(const struct cb_tag_word *words, uint32_t i)
{
    return i > 0 && cb_str_eq(words[i - 1].form, CB_STR(",")) &&
           CB_IS_FORM(&words[i], "wann", "wo", "warum", "weshalb", "wieso", "woher", "wohin", "wie", "was",
                      "wer", "wen", "wem");
}

/* ', der Plastik | zersetzt': behind a clause that has all its verbs, a comma and an article with what may be
 * a finite verb at the end make a relative clause. */
static void mend_relative(const struct stretch *s, bool closed)
{
    uint32_t last = s->end - 1;

    if (!closed || s->end - s->first < 3 || s->tags[s->first] != CB_TAG_DET ||
        !cb_str_eq(s->words[s->first - 1].form, CB_STR(",")) ||
        !CB_IS_FORM(&s->words[s->first], "der", "die", "das", "den", "dem") ||
        !has_tag(s, last, CB_PARTICIPLE_TAGS) || ends_in_n(&s->words[last]))
        return;
    for (uint32_t i = s->first; i < last; i++)
        if (has_tag(s, i, CB_FINITE_TAGS | CB_INFINITIVE_TAGS | CB_PARTICIPLE_TAGS))
            return;
    if (retag(s, last, CB_FINITE_TAGS))
        s->tags[s->first] = CB_TAG_PRON;
}

/* Does the stretch have a finite verb and no auxiliary that waits for another one? */
static bool is_closed(const struct stretch *s)
{
    bool full = false, waits = false;

    for (uint32_t i = s->first; i < s->end; i++) {
        full = full || s->tags[i] == CB_TAG_VERB_FINITE;
        waits = waits || s->tags[i] == CB_TAG_AUX_FINITE;
    }
    return has_tag(s, s->end - 1, CB_PARTICIPLE_TAGS | CB_INFINITIVE_TAGS) || (full && !waits);
}

static bool is_border(const uint8_t *tags, uint32_t i)
{
    return tags[i] == CB_TAG_PUNCT || tags[i] == CB_TAG_SCONJ || tags[i] == CB_TAG_CCONJ;
}

void cb_bracket_mend(const struct cb_tag_word *words, uint32_t count, uint8_t *tags)
{
    struct stretch s = {.words = words, .tags = tags, .count = count};

    bool governs = true; /* the stretch before may govern an infinitive */
    bool closed = false; /* it has all its verbs */

    mend_nominal(words, count, tags);
    mend_verbless(words, count, tags);
    for (uint32_t i = 0; i < count; i = s.end + (s.end < count && is_border(tags, s.end))) {
        /* 'der in Essen sitzt und 300 Leute beschäftigt' */
        s.goes_on =
            s.subordinate && i > 1 && tags[i - 1] == CB_TAG_CCONJ && tags[i - 2] == CB_TAG_VERB_FINITE;
        s.first = i;
        s.subordinate = s.goes_on || (i > 0 && tags[i - 1] == CB_TAG_SCONJ) ||
                        opens_relative(words, tags, i) || opens_question(words, i);
        s.end = i;
        while (s.end < count && !is_border(tags, s.end) &&
               (s.end == i || !opens_relative(words, tags, s.end)))
            s.end++;
        if (s.end == s.first)
            continue;
        mend_pairs(&s);
        mend_relative(&s, closed);
        if (s.subordinate)
            mend_subordinate(&s);
        else {
            mend_main(&s);
            mend_list(&s);
            mend_joint(&s);
        }
        s.modal = !s.subordinate && governs_more(&s);
        s.participles = !s.subordinate && governs_participles(&s);
        closed = is_closed(&s);
        if (!governs && i > 0 && tags[i - 1] == CB_TAG_CCONJ)
            mend_joined(&s);
        governs = true;
        for (uint32_t k = s.first; k < s.end && governs; k++)
            governs = tags[k] != CB_TAG_VERB_FINITE;
        for (uint32_t k = s.first; k < s.end && !governs; k++)
            governs = has_tag(&s, k, CB_AUX_TAGS | CB_TAG_BIT(CB_TAG_VERB_INFINITIVE)) ||
                      CB_IS_FORM(&words[k], "zu");
    }
}
