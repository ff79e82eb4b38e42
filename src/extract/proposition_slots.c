/* Phrases as slots: which words are told, and what is joined to them taken apart. */
#include "extract/propositions.h"

/* 'Erholungs- | und Freizeitdienste': told with what it is joined to. */
static bool is_truncated(const struct cb_propositions_finder *f, uint32_t phrase)
{
    return cb_str_ends(cb_pf_token(f, cb_pf_phrase(f, phrase)->head)->lower, CB_STR("-")) && !f->english;
}

static bool is_preposition(const struct cb_propositions_finder *f, const struct cb_noun_phrase *p,
                           const char *text)
{
    return p->preposition != CB_NONE && cb_str_eq(cb_pf_token(f, p->preposition)->lemma, cb_str_of(text));
}

/* 'zwischen 15 und 36 Gästen': what is joined here makes one thing. */
static bool is_span(const struct cb_propositions_finder *f, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_pf_phrase(f, phrase);

    return p->role != CB_ROLE_CONJUNCT &&
           (is_preposition(f, p, "zwischen") || is_preposition(f, p, "between"));
}

static void gather(const struct cb_propositions_finder *f, uint32_t phrase, uint32_t *members,
                   uint32_t *count)
{
    for (uint32_t at = phrase; at != CB_NONE && *count < CB_MEMBERS_MAX;) {
        uint32_t joined = CB_NONE;
        if (!is_truncated(f, at))
            members[(*count)++] = at;
        for (uint32_t k = f->child[at]; k != CB_NONE; k = f->sibling[k])
            if (cb_pf_phrase(f, k)->role == CB_ROLE_CONJUNCT) {
                if (joined != CB_NONE && *count < CB_MEMBERS_MAX)
                    members[(*count)++] = joined; /* several on one: a flat list */
                joined = k;
            }
        at = joined;
    }
}

uint32_t cb_slot_members(const struct cb_propositions_finder *f, uint32_t phrase, uint32_t *members)
{
    uint32_t count = 0;

    if (is_span(f, phrase)) {
        members[0] = phrase;
        return 1;
    }
    gather(f, phrase, members, &count);
    if (count == 0) /* 'Hör-' with nothing behind it */
        members[count++] = phrase;
    return count;
}

static bool is_adjacent(const struct cb_propositions_finder *f, uint32_t token, uint32_t end)
{
    while (token < end && (cb_pf_token(f, token)->flags & CB_TOKEN_QUOTE_MARK))
        token++;
    return token == end;
}

/* Where a phrase begins with its own preposition, CB_NONE in *apart when that stands right before it. */
static uint32_t start_with_preposition(const struct cb_propositions_finder *f, const struct cb_noun_phrase *p,
                                       uint32_t *apart)
{
    *apart = CB_NONE;
    if (p->preposition == CB_NONE || p->preposition > p->first)
        return p->first;
    if (is_adjacent(f, p->preposition + 1, p->first))
        return p->preposition;
    *apart = p->preposition;
    return p->first;
}

bool cb_slot_belongs(const struct cb_propositions_finder *f, uint32_t phrase)
{
    const struct cb_noun_phrase *child = cb_pf_phrase(f, phrase), *parent = cb_pf_phrase(f, child->parent);

    if (child->role == CB_ROLE_GENITIVE)
        return true;
    if (child->role == CB_ROLE_APPOSITION) /* 'der Minister | Maier', not behind a comma */
        return child->first > 0 && !(cb_pf_has_tag(f, child->first - 1, CB_TAGGED(CB_TAG_PUNCT)) &&
                                     !(cb_pf_token(f, child->first - 1)->flags & CB_TOKEN_QUOTE_MARK));
    if (child->role != CB_ROLE_ATTRIBUTE)
        return false;
    if (!f->english && cb_pf_has_tag(f, parent->head, CB_TAGGED(CB_TAG_NUM)) && /* '47 zu 38' */
        cb_pf_has_tag(f, child->first, CB_TAGGED(CB_TAG_NUM)) &&
        (is_preposition(f, child, "zu") || is_preposition(f, child, "bis")))
        return true;
    if (is_preposition(f, parent, "von") || is_preposition(f, parent, "from"))
        return is_preposition(f, child, "bis") ||
               (is_preposition(f, child, "to") && cb_pf_has_tag(f, child->head, CB_TAGGED(CB_TAG_NUM)));
    return f->english && is_preposition(f, child, "of") && /* 'University of Texas' */
           (cb_pf_token(f, child->head)->flags & CB_TOKEN_CAPITAL) &&
           (cb_pf_token(f, parent->head)->flags & CB_TOKEN_CAPITAL) &&
           cb_proposition_is(f, parent->head, CB_STR("named-of"));
}

static bool reaches(const struct cb_propositions_finder *f, const struct cb_noun_phrase *child,
                    enum cb_reach reach)
{
    if (child->role != CB_ROLE_ATTRIBUTE || reach == CB_REACH_NOUN)
        return false;
    return reach == CB_REACH_ALL || (f->english && is_preposition(f, child, "of"));
}

/* 'den Bau eines Bades | und einer Halle': what is joined to a part of the words. */
static void take_joined(const struct cb_propositions_finder *f, uint32_t phrase, struct cb_range *words)
{
    uint32_t members[CB_MEMBERS_MAX], count = 0;

    gather(f, phrase, members, &count);
    if (count > 0 && cb_pf_phrase(f, members[count - 1])->last > words->last)
        words->last = cb_pf_phrase(f, members[count - 1])->last;
}

/* Widens the words over what hangs on the phrase and follows it without a gap. */
static void widen(const struct cb_propositions_finder *f, uint32_t phrase, enum cb_reach reach,
                  struct cb_range *words, int depth)
{
    enum { DEPTH = 4 };

    for (uint32_t k = f->child[phrase]; k != CB_NONE && depth < DEPTH; k = f->sibling[k]) {
        const struct cb_noun_phrase *p = cb_pf_phrase(f, k);
        uint32_t apart, start = start_with_preposition(f, p, &apart);
        if (!cb_slot_belongs(f, k) && !reaches(f, p, reach))
            continue;
        if (p->last < words->first && p->last + 2 >= words->first && p->role == CB_ROLE_GENITIVE)
            words->first = p->first; /* 'Berlins Straßen', "the firm's chief" */
        else if (start > words->last && is_adjacent(f, words->last + 1, start) && apart == CB_NONE) {
            bool marked = start > words->last + 1;
            words->last = p->last;
            if (marked && p->last + 1 < f->doc->tokens.count &&
                (cb_pf_token(f, p->last + 1)->flags & CB_TOKEN_QUOTE_MARK))
                words->last++; /* the mark that closes */
            widen(f, k, reach, words, depth + 1);
            take_joined(f, k, words);
        }
    }
}

static bool is_year(const struct cb_propositions_finder *f, uint32_t token)
{
    const struct cb_token *t = cb_pf_token(f, token);

    return t->kind == CB_TOKEN_NUMBER && t->lower.len == 4 &&
           (t->lower.ptr[0] == '1' || t->lower.ptr[0] == '2');
}

/* 'zum "Boten | "': the mark that closes one that is open in the words. */
static void close_marks(const struct cb_propositions_finder *f, struct cb_range *words)
{
    bool open = false;

    for (uint32_t i = words->first; i <= words->last; i++)
        open = (cb_pf_token(f, i)->flags & CB_TOKEN_QUOTE_MARK) ? !open : open;
    if (open && words->last + 1 < f->doc->tokens.count &&
        (cb_pf_token(f, words->last + 1)->flags & CB_TOKEN_QUOTE_MARK))
        words->last++;
}

static struct cb_slot make_slot(const struct cb_propositions_finder *f, uint32_t phrase, bool with,
                                enum cb_reach reach)
{
    const struct cb_noun_phrase *p = cb_pf_phrase(f, phrase);
    struct cb_slot slot = {{p->first, p->last}, CB_NONE, p->head, phrase};

    for (uint32_t at = phrase, n = 0;
         n < CB_MEMBERS_MAX && cb_pf_phrase(f, at)->role == CB_ROLE_CONJUNCT &&
         cb_pf_phrase(f, at)->parent < at && is_truncated(f, cb_pf_phrase(f, at)->parent);
         n++) {
        at = cb_pf_phrase(f, at)->parent;
        slot.words.first = cb_pf_phrase(f, at)->first;
    }

    widen(f, phrase, reach, &slot.words, 0);
    if (is_span(f, phrase))
        take_joined(f, phrase, &slot.words);
    if (slot.words.last + 1 < f->doc->tokens.count &&
        cb_pf_has_tag(f, slot.words.last + 1, CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_ADJ)) &&
        cb_proposition_is(f, slot.words.last + 1, CB_STR("time-behind")) &&
        !cb_pf_has_tag(f, p->head, CB_TAGGED(CB_TAG_PRON) | CB_TAGGED(CB_TAG_DET)))
        slot.words.last++; /* 'zwei Jahre | später' */
    if (f->english && slot.words.last + 2 < f->doc->tokens.count && is_year(f, slot.words.last + 2) &&
        cb_pf_has_tag(f, slot.words.last, CB_TAGGED(CB_TAG_NUM)) &&
        cb_str_eq(cb_pf_token(f, slot.words.last + 1)->lower, CB_STR(",")))
        slot.words.last += 2; /* 'September 5, 1900' */
    if (with && p->preposition != CB_NONE && p->preposition < p->first) {
        if (is_adjacent(f, p->preposition + 1, slot.words.first)) {
            slot.words.first = p->preposition;
            if (p->preposition > 0 && cb_pf_token(f, p->preposition - 1)->phrase == CB_NONE &&
                !(f->english && p->preposition > 1 && cb_pf_token(f, p->preposition - 2)->joined.len > 0) &&
                cb_proposition_is(f, p->preposition - 1, CB_STR("with-preposition")))
                slot.words.first--; /* 'außerhalb | von Tokio' */
        } else
            slot.preposition = p->preposition;
    } else if (with && p->preposition != CB_NONE && p->preposition == slot.words.last + 1) {
        slot.words.last = p->preposition;
    }
    close_marks(f, &slot.words);
    return slot;
}

struct cb_slot cb_slot_of(const struct cb_propositions_finder *f, uint32_t phrase, bool with,
                          enum cb_reach reach)
{
    uint32_t key =
        1 + (phrase * 2 + with) * 4 + (uint32_t)reach; /* an article has far fewer than 2^29 phrases */
    struct cb_kept_slot *kept = &f->kept_slots[key % CB_KEPT_SLOTS];

    if (kept->key != key)
        *kept = (struct cb_kept_slot){key, make_slot(f, phrase, with, reach)};
    return kept->slot;
}

void cb_slot_drop(struct cb_predicate_words *words, uint32_t token)
{
    struct cb_predicate_words kept = {.count = 0};

    for (uint32_t k = 0; k < words->count; k++)
        for (uint32_t i = words->parts[k].first; i <= words->parts[k].last; i++)
            if (i != token)
                cb_slot_add(&kept, (struct cb_range){i, i});
    *words = kept;
}

bool cb_slot_is_instead(const struct cb_propositions_finder *f, const struct cb_slot *slot)
{
    uint32_t first = slot->words.first;

    while (first > 0 && cb_pf_has_tag(f, first - 1, CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_PART)))
        first--;
    return first > 0 && cb_proposition_is(f, first - 1, CB_STR("instead"));
}

void cb_slot_take_adverbs(const struct cb_propositions_finder *f, uint32_t clause, struct cb_slot *slot)
{
    enum { LOOK = 3 };
    const struct cb_clause *c = &f->doc->clauses.items[clause];
    uint32_t first = slot->words.first;

    for (uint32_t i = first; i-- > c->first && i + LOOK >= first;) {
        if (cb_pf_token(f, i)->phrase != CB_NONE || cb_pf_token(f, i)->clause != clause || i == c->negation ||
            i == c->particle || !cb_pf_has_tag(f, i, CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_PART)) ||
            cb_proposition_is(f, i, CB_STR("filler")) || cb_proposition_is(f, i, CB_STR("correlate")) ||
            cb_proposition_is(f, i, CB_STR("hedge")) ||
            (i > 0 && i - 1 == c->negation && cb_proposition_is(f, i, CB_STR("only"))) ||
            (c->kind == CB_CLAUSE_MAIN && c->finite != CB_NONE && i < c->finite) ||
            (i >= c->tail_first && i <= c->tail_last && c->tail_first != CB_NONE))
            return;
        slot->words.first = i;
    }
}

void cb_slot_take_limits(const struct cb_propositions_finder *f, struct cb_slot *slot)
{
    uint32_t first = slot->words.first, clause = cb_pf_token(f, first)->clause;

    while (!f->english && first > 0 && cb_pf_token(f, first - 1)->phrase == CB_NONE &&
           cb_pf_token(f, first - 1)->clause == clause &&
           cb_pf_has_tag(f, first - 1, CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_PART)) &&
           cb_proposition_is(f, first - 1, CB_STR("limit")))
        first--;
    slot->words.first = first;
}

void cb_slot_add(struct cb_predicate_words *words, struct cb_range range)
{
    uint32_t at = words->count;

    if (at == CB_PREDICATE_PARTS)
        return;
    for (uint32_t k = 0; k < words->count; k++)
        if (words->parts[k].first <= range.first && range.last <= words->parts[k].last)
            return;
    for (; at > 0 && words->parts[at - 1].first > range.first; at--)
        words->parts[at] = words->parts[at - 1];
    words->parts[at] = range;
    words->count++;
    if (at > 0 && words->parts[at - 1].last + 1 >= range.first) { /* touches the one before */
        words->parts[at - 1].last =
            words->parts[at - 1].last > range.last ? words->parts[at - 1].last : range.last;
        words->count--;
        for (uint32_t k = at; k < words->count; k++)
            words->parts[k] = words->parts[k + 1];
        at--;
    }
    if (at + 1 < words->count && words->parts[at].last + 1 >= words->parts[at + 1].first) {
        if (words->parts[at + 1].last > words->parts[at].last)
            words->parts[at].last = words->parts[at + 1].last;
        words->count--;
        for (uint32_t k = at + 1; k < words->count; k++)
            words->parts[k] = words->parts[k + 1];
    }
}
