/* To whom something is said: the dative (sagte der Zeitung), gegenüber, the object of verbs that turn to
 * somebody (forderte den Rat auf), the subject of their passive, the partner of an interview. */
#include "extract/claims.h"

static const struct cb_str *lower_of(const struct cb_claim_finder *f, uint32_t token)
{
    return &f->doc->tokens.items[token].lower;
}

static bool is_preposition(const struct cb_claim_finder *f, const struct cb_noun_phrase *p,
                           struct cb_str word)
{
    return p->preposition != CB_NONE && cb_str_eq(*lower_of(f, p->preposition), word);
}

/* sich: nobody else. */
static bool is_reflexive(const struct cb_claim_finder *f, const struct cb_noun_phrase *p)
{
    return (f->words[p->head].classes & (CB_WORD_REFLEXIVE | CB_WORD_CORRELATE)) != 0;
}

static bool is_named(const struct cb_claim_finder *f, const struct cb_noun_phrase *p)
{
    size_t m = cb_mention_from(f->facts, f->doc->tokens.items[p->first].span.start);

    return m < f->facts->mentions.count &&
           f->facts->mentions.items[m].span.start <= f->doc->tokens.items[p->last].span.start;
}

/* widersprach der Ansicht, stimmte dem Vertrag zu: the dative is what it is about, unless it has a name. */
static bool is_about(const struct cb_claim_finder *f, const struct cb_noun_phrase *p,
                     const struct cb_predicate *predicate)
{
    enum cb_act act = cb_predicate_act(predicate);

    return (act == CB_ACT_DENY || act == CB_ACT_REJECT || act == CB_ACT_SUPPORT || act == CB_ACT_CONFIRM) &&
           !is_named(f, p);
}

/* im Interview | mit der Zeitung, im Gespräch | mit ihr */
static bool is_partner(const struct cb_claim_finder *f, uint32_t phrase)
{
    static const struct cb_str TALKS[] = {CB_STR_INIT("interview"), CB_STR_INIT("gespräch"),
                                          CB_STR_INIT("telefonat"), CB_STR_INIT("telefoninterview"),
                                          CB_STR_INIT("telefongespräch")};
    const struct cb_noun_phrase *p = &f->doc->phrases.items[phrase];

    if (!is_preposition(f, p, CB_STR("mit")) || p->preposition == 0)
        return false;
    for (size_t i = 0; i < sizeof TALKS / sizeof *TALKS; i++)
        if (cb_str_eq(*lower_of(f, p->preposition - 1), TALKS[i]))
            return true;
    return false;
}

/* Is this phrase of the clause whom the verb speaks to? */
static bool is_addressee(const struct cb_claim_finder *f, uint32_t phrase,
                         const struct cb_predicate *predicate)
{
    const struct cb_noun_phrase *p = &f->doc->phrases.items[phrase];
    bool turns = (predicate->uses & CB_USE_ADDRESSEE) != 0;

    if (is_preposition(f, p, CB_STR("gegenüber")) || is_partner(f, phrase))
        return true;
    if (is_preposition(f, p, CB_STR("an")))
        return cb_predicate_governs(predicate, CB_STR("an")) && p->role == CB_ROLE_OBLIQUE;
    if (is_preposition(f, p, CB_STR("zur")) || is_preposition(f, p, CB_STR("zu")))
        return cb_predicate_act(predicate) == CB_ACT_SAY && is_named(f, p) && p->role == CB_ROLE_OBLIQUE;
    if (is_preposition(f, p, CB_STR("von")))
        return cb_predicate_act(predicate) == CB_ACT_DEMAND && !predicate->passive && !turns &&
               p->role == CB_ROLE_OBLIQUE;
    if (p->preposition != CB_NONE || p->parent != CB_NONE || is_reflexive(f, p))
        return false;
    if (p->role == CB_ROLE_DATIVE)
        return !is_about(f, p, predicate);
    return turns && p->role == (predicate->passive ? CB_ROLE_SUBJECT : CB_ROLE_OBJECT);
}

struct cb_phrase cb_addressee_of(const struct cb_claim_finder *f, uint32_t segment,
                                 const struct cb_predicate *predicate)
{
    const struct cb_clause *clause = cb_segment_clause(f, segment);
    uint32_t phrase = clause && predicate->row ? clause->phrases : CB_NONE;

    for (; phrase != CB_NONE && f->doc->phrases.items[phrase].first <= f->stretch.last;
         phrase = f->doc->phrases.items[phrase].next)
        if (is_addressee(f, phrase, predicate))
            return cb_phrase_items(f, phrase);
    return (struct cb_phrase){0, 0};
}
