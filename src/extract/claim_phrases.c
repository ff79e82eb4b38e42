/* Noun phrases, as far as the roles of a claim need them: the speaker with article, office, genitive and
 * apposition; the addressee. German; English has its own way in claim_english.c. */
#include "extract/claims.h"
#include "lexicon/tag.h"

static uint32_t flags_at(const struct cb_claim_finder *f, uint32_t item)
{
    return item < f->stretch.items.count ? cb_stretch_flags(&f->stretch, item) : 0;
}

static uint32_t classes_at(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_stretch_word(&f->stretch, item).classes;
}

static bool is_word(const struct cb_claim_finder *f, uint32_t item)
{
    return item < f->stretch.items.count && f->stretch.items.items[item].kind == CB_ITEM_WORD;
}

static enum cb_token_kind token_kind(const struct cb_claim_finder *f, uint32_t item)
{
    return f->doc->tokens.items[f->stretch.items.items[item].first].kind;
}

/* ---- names ---- */

bool cb_phrase_is_person(const struct cb_claim_finder *f, uint32_t item)
{
    struct cb_span span = f->doc->tokens.items[f->stretch.items.items[item].last].span;
    size_t m = cb_mention_from(f->facts, span.start + 1);

    for (size_t back = 0; back < 4 && m > 0; back++) {
        const struct cb_mention *mention = &f->facts->mentions.items[--m];
        if (mention->span.start <= span.start && mention->span.end >= span.start + 2)
            return mention->entity_kind == CB_ENTITY_PERSON && mention->kind != CB_MENTION_NOMINAL;
    }
    return item > 0 && is_word(f, item - 1) && (flags_at(f, item) & CB_TOKEN_CAPITAL) &&
           cb_list_find(f->first_names, cb_token_text(f->doc, f->stretch.items.items[item - 1].first)) !=
               NULL;
}

/* ---- noun phrases ---- */

bool cb_item_is_noun(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t flags = flags_at(f, item);
    uint32_t function = CB_WORD_DETERMINER | CB_WORD_OBLIQUE | CB_WORD_POSSESSIVE | CB_WORD_PRONOUN |
                        CB_WORD_OBJECTIVE | CB_WORD_PREPOSITION | CB_WORD_ADVERB | CB_WORD_SUBORDINATOR |
                        CB_WORD_QUESTION | CB_WORD_DASS | CB_WORD_COORDINATOR | CB_WORD_AUXILIARY |
                        CB_WORD_CORRELATE | CB_WORD_REFLEXIVE;

    if (!is_word(f, item))
        return false;
    if (token_kind(f, item) == CB_TOKEN_ADDRESS || token_kind(f, item) == CB_TOKEN_HASHTAG)
        return true;
    if (!(flags & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL)))
        return false;
    if (!(flags & CB_TOKEN_SENTENCE_START))
        return true;
    return !(classes_at(f, item) & function);
}

/* „theregister.com“: a name in quotation marks that stands for itself. */
static bool is_source(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_cited_in(f, cb_stretch_span(&f->stretch, item, item + 1)) != CB_NONE;
}

/* The mention that covers the item; NULL when none does. */
static const struct cb_mention *mention_at(const struct cb_claim_finder *f, uint32_t item)
{
    struct cb_span span = f->doc->tokens.items[f->stretch.items.items[item].last].span;
    size_t m = cb_mention_from(f->facts, span.start + 1);

    for (size_t back = 0; back < 4 && m > 0; back++)
        if (f->facts->mentions.items[--m].span.end > span.start)
            return &f->facts->mentions.items[m];
    return NULL;
}

bool cb_opens_phrase(const struct cb_claim_finder *f, uint32_t item)
{
    return (classes_at(f, item) & (CB_WORD_DETERMINER | CB_WORD_OBLIQUE | CB_WORD_POSSESSIVE)) != 0;
}

static bool is_time(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (is_word(f, i) && ((classes_at(f, i) & CB_WORD_TIME) || token_kind(f, i) == CB_TOKEN_NUMBER))
            return true;
    return false;
}

/* Is there a name among the items: "Theo Kitz vom Bankhaus Merck Finck", but "sprach Merkel | von der Wahl"?
 */
static bool names_somebody(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (f->stretch.items.items[i].kind == CB_ITEM_QUOTE || mention_at(f, i))
            return true;
    return false;
}

static bool is_one_of(struct cb_str lower, const struct cb_str *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cb_str_eq(words[i], lower))
            return true;
    return false;
}

/* The item that holds `token`, or the last one before it. */
static uint32_t item_of(const struct cb_claim_finder *f, uint32_t token)
{
    size_t low = 0, high = f->stretch.items.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (f->stretch.items.items[middle].first <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? (uint32_t)(low - 1) : 0;
}

/* The phrase of the language layer that begins with this item, with what it hangs on where it opens that
 * (Berlins | Innensenator); CB_NONE when none does. */
static uint32_t document_phrase(const struct cb_claim_finder *f, uint32_t item)
{
    const struct cb_noun_phrases *phrases = &f->doc->phrases;
    uint32_t token = f->stretch.items.items[item].first, phrase;

    if (f->stretch.items.items[item].kind == CB_ITEM_QUOTE)
        token++;
    phrase = f->doc->tokens.items[token].phrase;
    if (phrase == CB_NONE || token < phrases->items[phrase].first)
        return CB_NONE; /* its preposition */
    while (phrases->items[phrase].parent != CB_NONE &&
           phrases->items[phrases->items[phrase].parent].first > phrases->items[phrase].last)
        phrase = phrases->items[phrase].parent;
    return phrase;
}

/* May a phrase with this preposition belong to whom is spoken of, rather than to what is done? */
static bool may_belong(const struct cb_claim_finder *f, uint32_t preposition, bool person)
{
    static const struct cb_str WORDS[] = {CB_STR_INIT("von"),  CB_STR_INIT("vom"), CB_STR_INIT("aus"),
                                          CB_STR_INIT("für"),  CB_STR_INIT("im"),  CB_STR_INIT("in"),
                                          CB_STR_INIT("beim"), CB_STR_INIT("bei"), CB_STR_INIT("zur"),
                                          CB_STR_INIT("zum"),  CB_STR_INIT("wie")};
    enum { OF_PERSONS = 3 };

    return is_one_of(f->doc->tokens.items[preposition].lower, WORDS,
                     person ? OF_PERSONS : sizeof WORDS / sizeof *WORDS);
}

/* Angaben von Reuters | vier Menschen: what names the noun right before it is a name, with a capital. */
static bool is_loose_apposition(const struct cb_claim_finder *f, const struct cb_noun_phrase *p)
{
    return p->role == CB_ROLE_APPOSITION && p->first > 0 && p->preposition == CB_NONE &&
           f->doc->tokens.items[p->first - 1].kind == CB_TOKEN_WORD &&
           !(f->doc->tokens.items[p->first].flags & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL));
}

/* The end (item) of a phrase of the language layer with what hangs on it, up to a phrase that tells rather
 * how something is done: "Angaben der Polizei | zu den Schäden". */
static uint32_t reach_end(const struct cb_claim_finder *f, uint32_t phrase)
{
    const struct cb_noun_phrases *phrases = &f->doc->phrases;
    uint32_t reach = phrases->items[phrase].reach;

    for (uint32_t i = phrase + 1; i < phrases->count && phrases->items[i].first <= reach; i++) {
        const struct cb_noun_phrase *p = &phrases->items[i];
        uint32_t item;
        if (is_loose_apposition(f, p))
            return item_of(f, p->first);
        if (p->role != CB_ROLE_ATTRIBUTE || p->preposition == CB_NONE || p->preposition > p->first)
            continue;
        item = item_of(f, p->preposition);
        if (item == 0 || !may_belong(f, p->preposition, cb_phrase_is_person(f, item - 1)) ||
            ((classes_at(f, item + 1) | classes_at(f, item + 2)) & CB_WORD_TIME))
            return item;
    }
    return item_of(f, reach) + 1;
}

static bool is_place(const struct cb_claim_finder *f, uint32_t item)
{
    const struct cb_mention *mention = mention_at(f, item);

    return mention && mention->entity_kind == CB_ENTITY_PLACE;
}

/* von der Erdbebenwarte, in Rom: of whom or where somebody is, where it hangs on the verb for all the
 * language layer knows. */
static uint32_t origin_end(const struct cb_claim_finder *f, uint32_t i, uint32_t limit)
{
    enum { OF_PERSONS = 3 };
    struct cb_str word;
    struct cb_phrase phrase;
    bool person = i > 0 && cb_phrase_is_person(f, i - 1);

    if (i + 1 >= limit || i == 0 || !is_word(f, i) || !may_belong(f, f->stretch.items.items[i].first, person))
        return i;
    word = cb_stretch_lower(&f->stretch, i);
    if (cb_str_eq(word, CB_STR("in")))
        return is_place(f, i + 1) && cb_item_is_noun(f, i - 1) ? cb_phrase_at(f, i + 1, limit).end : i;
    if (!may_belong(f, f->stretch.items.items[i].first, true))
        return i;
    phrase = cb_phrase_at(f, i + 1, limit);
    if (cb_phrase_is_empty(phrase) || is_time(f, phrase.first, phrase.end) ||
        !names_somebody(f, phrase.first, phrase.end))
        return i;
    return phrase.end;
}

bool cb_phrase_is_genitive(const struct cb_claim_finder *f, uint32_t item)
{
    static const struct cb_str OPENERS[] = {CB_STR_INIT("der"),    CB_STR_INIT("des"),
                                            CB_STR_INIT("eines"),  CB_STR_INIT("einer"),
                                            CB_STR_INIT("dieser"), CB_STR_INIT("dieses")};
    uint32_t phrase = is_word(f, item) ? document_phrase(f, item) : CB_NONE;
    struct cb_str lower;

    if (phrase == CB_NONE || f->doc->phrases.items[phrase].preposition < f->doc->phrases.items[phrase].first)
        return false;
    lower = cb_stretch_lower(&f->stretch, item);
    return is_one_of(lower, OPENERS, sizeof OPENERS / sizeof *OPENERS) ||
           (cb_str_ends(lower, CB_STR("er")) && cb_item_is_noun(f, item + 1) &&
            !(flags_at(f, item) & CB_TOKEN_CAPITAL) &&
            f->doc->phrases.items[phrase].head != f->stretch.items.items[item].first);
}

/* Der Vertreter | der Arbeitgeber; Ursula Klein (CDU) | und der Vorsitzende: what the language layer left
 * without a part to play, and what it cut off at a bracket. */
static uint32_t loose_end(const struct cb_claim_finder *f, uint32_t i)
{
    bool joined =
        (classes_at(f, i) & CB_WORD_COORDINATOR) && f->stretch.items.items[i - 1].kind == CB_ITEM_GROUP;
    uint32_t phrase = document_phrase(f, joined ? i + 1 : i);
    const struct cb_noun_phrase *p = phrase == CB_NONE ? NULL : &f->doc->phrases.items[phrase];

    if (!p || p->preposition != CB_NONE)
        return i;
    if (joined)
        return p->role == CB_ROLE_NONE || p->role == CB_ROLE_CONJUNCT ? reach_end(f, phrase) : i;
    return cb_phrase_is_genitive(f, i) && p->role == CB_ROLE_NONE && !cb_phrase_is_person(f, i - 1)
               ? reach_end(f, phrase)
               : i;
}

/* Sportartikelhersteller | Adidas-Salomon, Die Wochenzeitung | „Die Zeit“: a name right behind the noun, as
 * far as it is no subject or object of its own. */
static uint32_t run_end(const struct cb_claim_finder *f, uint32_t i, uint32_t limit)
{
    while (i < limit) {
        const struct cb_item *item = &f->stretch.items.items[i];
        uint32_t phrase = f->doc->tokens.items[item->first].phrase, next;
        uint8_t role = phrase == CB_NONE ? CB_ROLE_NONE : f->doc->phrases.items[phrase].role;
        if (item->kind == CB_ITEM_GROUP || (item->kind == CB_ITEM_QUOTE && is_source(f, i)) ||
            (cb_item_is_noun(f, i) && !(classes_at(f, i) & CB_WORD_TIME) &&
             (mention_at(f, i) || role == CB_ROLE_APPOSITION))) {
            i++; /* Manfred Stolpe (SPD) */
            continue;
        }
        next = i + 1 < limit ? loose_end(f, i) : i;
        if (next <= i)
            break;
        i = next;
    }
    return i;
}

uint32_t cb_name_end(const struct cb_claim_finder *f, uint32_t i)
{
    uint32_t start = f->doc->tokens.items[f->stretch.items.items[i].first].span.start;
    size_t m = cb_mention_from(f->facts, start);
    const struct cb_mention *mention = m < f->facts->mentions.count ? &f->facts->mentions.items[m] : NULL;

    if (!mention || mention->span.start != start || mention->entity_kind != CB_ENTITY_PERSON)
        return i;
    return item_of(f, cb_document_token_at(f->doc, mention->span.end - 1)) + 1;
}

/* The end of the phrase at `i`; `i` when none begins there. */
static uint32_t phrase_end(const struct cb_claim_finder *f, uint32_t i, uint32_t limit)
{
    uint32_t phrase, end;

    if (i >= limit)
        return i;
    if ((classes_at(f, i) & CB_WORD_PRONOUN) && !cb_opens_phrase(f, i))
        return i + 1;
    if (f->stretch.items.items[i].kind == CB_ITEM_QUOTE && is_source(f, i))
        return i + 1; /* zitiert „theregister.com“ | Karla Brandt */
    if (f->stretch.items.items[i].kind == CB_ITEM_QUOTE && !cb_quotation_is_name(f, i))
        return i;
    phrase = document_phrase(f, i);
    end = phrase == CB_NONE ? cb_name_end(f, i) : reach_end(f, phrase);
    if (end <= i)
        return cb_item_is_noun(f, i) ? i + 1 : i;
    for (uint32_t cut = i + 1; cut + 1 < end; cut++)
        if (cb_stretch_sign(&f->stretch, cut) == ',' && f->stretch.items.items[cut + 1].kind == CB_ITEM_QUOTE)
            return cut; /* sagte die Sprecherin, „...“ */
    for (uint32_t cut = i + 2; cut < end; cut++)
        if (f->stretch.items.items[cut].kind == CB_ITEM_QUOTE && !cb_quotation_is_name(f, cut) &&
            cb_opens_phrase(f, cut - 1))
            return cut > i + 2 &&
                           f->doc->tokens.items[f->stretch.items.items[cut - 2].first].tag == CB_TAG_ADP
                       ? cut - 2  /* sprach die Chefin | von der „Wende“ */
                       : cut - 1; /* laut Gericht | des „Aufrufs zur Gewalt“ schuldig */
    end = origin_end(f, run_end(f, end, limit), limit);
    return end < limit ? end : limit;
}

struct cb_phrase cb_phrase_at(const struct cb_claim_finder *f, uint32_t item, uint32_t limit)
{
    if (limit > f->stretch.items.count)
        limit = (uint32_t)f->stretch.items.count;
    return (struct cb_phrase){item, item < limit ? phrase_end(f, item, limit) : item};
}

/* Two to four capitals and nothing else. */
static bool is_bare_name(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    if (end < first + 2 || end > first + 4)
        return false;
    for (uint32_t i = first; i < end; i++)
        if (!cb_item_is_noun(f, i))
            return false;
    return true;
}

/* die Chefin des Amtes | im Süden, Karin Ahlers: a place between an office and its name belongs to both. */
static struct cb_phrase up_to_name(const struct cb_claim_finder *f, struct cb_phrase phrase)
{
    uint32_t count = (uint32_t)f->stretch.items.count, end;

    if (cb_phrase_is_empty(phrase) || phrase.end + 1 >= count ||
        !(classes_at(f, phrase.end) & CB_WORD_PREPOSITION))
        return phrase;
    end = cb_phrase_at(f, phrase.end + 1, count).end;
    if (end > phrase.end + 1 && end + 1 < count && cb_stretch_sign(&f->stretch, end) == ',' &&
        cb_name_end(f, end + 1) > end + 1 && !is_time(f, phrase.end, end))
        phrase.end = end;
    return phrase;
}

struct cb_phrase cb_phrase_with_apposition(const struct cb_claim_finder *f, struct cb_phrase phrase)
{
    uint32_t count = (uint32_t)f->stretch.items.count, next, end;

    phrase = up_to_name(f, phrase);
    next = phrase.end + 1;

    if (cb_phrase_is_empty(phrase) || phrase.end >= count || cb_stretch_sign(&f->stretch, phrase.end) != ',')
        return phrase;
    if (classes_at(f, next) & (CB_WORD_OBLIQUE | CB_WORD_PRONOUN | CB_WORD_ADVERB | CB_WORD_PREPOSITION))
        return phrase;
    if (classes_at(f, phrase.first) & CB_WORD_PRONOUN)
        return phrase;
    end = phrase_end(f, next, count);
    if (end == next || (end < count && f->stretch.items.items[end].kind != CB_ITEM_MARK &&
                        !cb_stretch_finite(&f->stretch, end)))
        return phrase;
    if (cb_phrase_is_person(f, phrase.end - 1) || cb_phrase_is_person(f, end - 1) ||
        is_bare_name(f, next, end))
        phrase.end = end; /* a name and what it is: one of the two is a person */
    return phrase;
}

struct cb_phrase cb_phrase_items(const struct cb_claim_finder *f, uint32_t phrase)
{
    const struct cb_noun_phrase *p;
    struct cb_phrase items = {0, 0};

    if (phrase == CB_NONE)
        return items;
    p = &f->doc->phrases.items[phrase];
    if (p->first < f->stretch.first || p->reach > f->stretch.last)
        return items;
    items.first = item_of(f, p->first);
    if (phrase > 0 && p[-1].parent == phrase && p[-1].role == CB_ROLE_GENITIVE && p[-1].first < p->first &&
        p[-1].first >= f->stretch.first)
        items.first = item_of(f, p[-1].first); /* Frankreichs | Präsident */
    items.end = phrase_end(f, items.first, (uint32_t)f->stretch.items.count);
    return items;
}

const struct cb_clause *cb_segment_clause(const struct cb_claim_finder *f, uint32_t segment)
{
    const struct cb_segment *s = &f->stretch.segments.items[segment];
    uint32_t clause;

    if (s->finite == CB_NONE)
        return NULL;
    clause = f->doc->tokens.items[f->stretch.items.items[s->finite].first].clause;
    return clause == CB_NONE ? NULL : &f->doc->clauses.items[clause];
}
