/* Who the words for a speaker mean: a name inside them, an office, or the person that a pronoun takes up. */
#include "extract/claim_english.h"

#include "lexicon/morph.h"

size_t cb_mention_from(const struct cb_facts *facts, uint32_t offset)
{
    size_t low = 0, high = facts->mentions.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (facts->mentions.items[middle].span.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is the word a pronoun that takes up who was spoken of? */
static bool is_personal_pronoun(const struct cb_claim_finder *f, struct cb_span words)
{
    static const struct cb_str PRONOUNS[] = {
        CB_STR_INIT("er"),       CB_STR_INIT("sie"),   CB_STR_INIT("he"),  CB_STR_INIT("she"),
        CB_STR_INIT("dieser"),   CB_STR_INIT("diese"), CB_STR_INIT("ihm"), CB_STR_INIT("letzterer"),
        CB_STR_INIT("letztere"), CB_STR_INIT("it"),    CB_STR_INIT("her"), CB_STR_INIT("him"),
        CB_STR_INIT("his")};
    uint32_t token = cb_document_token_at(f->doc, words.start);

    if (token >= f->doc->tokens.count || f->doc->tokens.items[token].span.end != words.end)
        return false;
    for (size_t i = 0; i < sizeof PRONOUNS / sizeof *PRONOUNS; i++)
        if (cb_str_eq(f->doc->tokens.items[token].lower, PRONOUNS[i]))
            return true;
    return false;
}

/* 'm', 'f', or 0 when the person's first name tells nothing. */
static char gender_of(const struct cb_claim_finder *f, uint32_t entity)
{
    struct cb_str rest = f->facts->entities.items[entity].name, first = cb_str_split(&rest, ' ');
    const struct cb_list_row *row = cb_list_find(f->first_names, first);

    if (!row || row->fields[CB_FIRST_NAME_GENDER].len != 1)
        return 0;
    return row->fields[CB_FIRST_NAME_GENDER].ptr[0];
}

static bool fits_gender(const struct cb_claim_finder *f, uint32_t entity, struct cb_span words)
{
    struct cb_str word = f->doc->tokens.items[cb_document_token_at(f->doc, words.start)].lower;
    char gender = gender_of(f, entity);
    bool female = cb_str_eq(word, CB_STR("sie")) || cb_str_eq(word, CB_STR("she")) ||
                  cb_str_eq(word, CB_STR("her")) || cb_str_eq(word, CB_STR("diese")) ||
                  cb_str_eq(word, CB_STR("die"));

    return gender == 0 || (gender == 'f') == female;
}

/* sie sagten: more than one, whoever they are. */
static bool is_plural(const struct cb_claim_finder *f, struct cb_span words)
{
    const struct cb_token *token = &f->doc->tokens.items[cb_document_token_at(f->doc, words.start)];
    uint32_t clause = token->clause, finite;

    if (clause == CB_NONE || !cb_str_eq(token->lower, CB_STR("sie")))
        return false;
    finite = f->doc->clauses.items[clause].finite;
    return finite != CB_NONE &&
           (f->doc->tokens.items[finite].features & (CB_PLURAL | CB_SINGULAR)) == CB_PLURAL;
}

/* Sie, in the middle of a sentence: whoever is spoken to. */
static bool is_polite(const struct cb_claim_finder *f, struct cb_span words)
{
    const struct cb_token *token = &f->doc->tokens.items[cb_document_token_at(f->doc, words.start)];
    uint32_t passage = f->doc->sentences.items[token->sentence].passage;

    return cb_str_eq(token->lower, CB_STR("sie")) && (token->flags & CB_TOKEN_CAPITAL) &&
           (!(token->flags & CB_TOKEN_SENTENCE_START) ||
            f->doc->passages.items[passage].kind == CB_PASSAGE_QUESTION);
}

/* ihren Angaben are not those of a man, seine not those of a woman. */
static bool may_own(const struct cb_claim_finder *f, uint32_t entity, struct cb_span words)
{
    struct cb_str word = f->doc->tokens.items[cb_document_token_at(f->doc, words.start)].lower;
    char gender = entity != CB_NONE && f->facts->entities.items[entity].kind == CB_ENTITY_PERSON
                      ? gender_of(f, entity)
                      : 0;

    return gender == 0 ||
           (gender == 'f' ? !cb_str_starts(word, CB_STR("sein")) : !cb_str_starts(word, CB_STR("ihr")));
}

static bool is_person(const struct cb_claim_finder *f, uint32_t entity)
{
    return entity != CB_NONE && f->facts->entities.items[entity].kind == CB_ENTITY_PERSON;
}

/* it: the organization named last. */
static uint32_t organization_before(const struct cb_claim_finder *f, struct cb_span words)
{
    enum { MENTIONS = 12, BYTES = 600 };
    size_t m = cb_mention_from(f->facts, words.start);

    for (size_t n = 0; n < MENTIONS && m > 0; n++) {
        const struct cb_mention *mention = &f->facts->mentions.items[--m];
        if (mention->span.start + BYTES < words.start)
            break;
        if (mention->entity != CB_NONE &&
            f->facts->entities.items[mention->entity].kind == CB_ENTITY_ORGANIZATION)
            return mention->entity;
    }
    return CB_NONE;
}

/* Prosecutors: nobody whom "he" may take up. */
static bool is_english_plural(const struct cb_claim_finder *f, struct cb_span words)
{
    uint32_t token = cb_document_token_at(f->doc, words.start);
    uint32_t phrase = token < f->doc->tokens.count ? f->doc->tokens.items[token].phrase : CB_NONE;

    return f->language == CB_ENGLISH && phrase != CB_NONE && f->doc->phrases.items[phrase].plural;
}

/* The person named last before byte `offset` whose first name agrees, not further away than a few sentences.
 */
static uint32_t person_before(const struct cb_claim_finder *f, struct cb_span words)
{
    enum { MENTIONS = 24, BYTES = 1200 };
    size_t m = cb_mention_from(f->facts, words.start);
    bool is_thing =
        cb_str_eq(f->doc->tokens.items[cb_document_token_at(f->doc, words.start)].lower, CB_STR("it"));

    if (is_thing)
        return organization_before(f, words);
    if (is_person(f, f->talk.entity) && f->stretch_number - f->talk.stretch <= 2 &&
        fits_gender(f, f->talk.entity, words))
        return f->talk.entity;
    if (f->talk.entity == CB_NONE && f->talk.claim != CB_NONE && f->stretch_number - f->talk.stretch <= 1 &&
        f->talk.reason == CB_SPEAKER_NOT_NAMED && !is_english_plural(f, f->talk.speaker) &&
        cb_cited_in(f, f->talk.speaker) == CB_NONE)
        return CB_NONE; /* the spokesman who spoke just before */
    for (size_t n = 0; n < MENTIONS && m > 0; n++) {
        const struct cb_mention *mention = &f->facts->mentions.items[--m];
        if (mention->span.start + BYTES < words.start)
            break;
        if (is_person(f, mention->entity) && fits_gender(f, mention->entity, words))
            return mention->entity;
    }
    return CB_NONE;
}

/* Does the mention fill whole words, rather than a part of a compound (Ambrak-Sprecher)? */
static bool is_whole(const struct cb_claim_finder *f, const struct cb_mention *m)
{
    uint32_t last = cb_document_token_at(f->doc, m->span.end - 1);
    struct cb_str rest;

    if (last >= f->doc->tokens.count)
        return false;
    rest = cb_str_sub(f->doc->text, m->span.end, f->doc->tokens.items[last].span.end);
    return rest.len <= 1 || cb_str_eq(rest, CB_STR("'s")) || cb_str_eq(rest, CB_STR("’s"));
}

/* Is everything between `start` and the mention an article, an adjective, or a word of the mention's own noun
 * group, so that the mention is what the phrase is about and no genitive behind it? */
static bool is_head(const struct cb_claim_finder *f, struct cb_span words, const struct cb_mention *m)
{
    uint32_t token = cb_document_token_at(f->doc, words.start), nouns = 0;

    for (; token < f->doc->tokens.count && f->doc->tokens.items[token].span.start < m->span.start; token++) {
        const struct cb_token *t = &f->doc->tokens.items[token];
        uint32_t classes = f->words[token].classes;
        bool opens = (classes & (CB_WORD_DETERMINER | CB_WORD_OBLIQUE | CB_WORD_POSSESSIVE)) != 0;
        if (nouns > 0 && (opens || (classes & CB_WORD_PREPOSITION) || t->kind == CB_TOKEN_PUNCTUATION))
            return (t->flags & CB_TOKEN_QUOTE_MARK) != 0; /* die Zeitung „X“ */
        if (((t->flags & CB_TOKEN_CAPITAL) && !opens) || (f->language == CB_ENGLISH && classes == 0))
            nouns++;
    }
    /* ein Sprecher der Reederei, where "der Reederei" is the mention */
    return nouns == 0 ||
           !(f->words[token].classes & (CB_WORD_DETERMINER | CB_WORD_OBLIQUE | CB_WORD_POSSESSIVE));
}

/* Is the noun a source noun: Angaben, Ansicht? */
static bool is_source_noun(const struct cb_claim_finder *f, uint32_t token)
{
    const struct cb_list_row *row = cb_token_row(&f->doc->tokens.items[token], CB_LIST_FRAMES);

    return (f->doc->tokens.items[token].flags & CB_TOKEN_CAPITAL) && row &&
           cb_field_has(row->fields[CB_FRAME_USE], CB_STR("source"));
}

/* ihren Angaben: those of whoever spoke last. */
static bool is_their_words(const struct cb_claim_finder *f, struct cb_span words)
{
    uint32_t token = cb_document_token_at(f->doc, words.start);

    return token + 1 < f->doc->tokens.count && (f->words[token].classes & CB_WORD_POSSESSIVE) &&
           is_source_noun(f, token + 1) && f->doc->tokens.items[token + 1].span.end == words.end;
}

/* Angaben der Polizei: whose words they are stands behind the noun. */
static struct cb_span without_source_noun(const struct cb_claim_finder *f, struct cb_span words)
{
    uint32_t token = cb_document_token_at(f->doc, words.start);

    for (uint32_t n = 0; n < 4 && token + 1 < f->doc->tokens.count; n++, token++) {
        if (f->doc->tokens.items[token].span.end >= words.end)
            break;
        if (is_source_noun(f, token))
            return (struct cb_span){f->doc->tokens.items[token + 1].span.start, words.end};
    }
    return words;
}

/* Solvaras Darstellung: whose words they are stands before the noun. */
static bool mention_before_noun(const struct cb_claim_finder *f, struct cb_span words)
{
    size_t m = cb_mention_from(f->facts, words.start);
    uint32_t token = cb_document_token_at(f->doc, words.start);

    return m < f->facts->mentions.count && f->facts->mentions.items[m].span.start == words.start &&
           !is_source_noun(f, token);
}

static struct cb_span without_preposition(const struct cb_claim_finder *f, struct cb_span words)
{
    uint32_t token = cb_document_token_at(f->doc, words.start);

    if (token + 1 < f->doc->tokens.count && (f->words[token].classes & CB_WORD_PREPOSITION) &&
        f->doc->tokens.items[token].span.end < words.end)
        words.start = f->doc->tokens.items[token + 1].span.start;
    return words;
}

/* ---- offices and callings without a name ---- */

/* The row of a title, or of the end of a compound: SPD-Politiker, Konzernchefin. */
static const struct cb_list_row *title_of(const struct cb_claim_finder *f, uint32_t token)
{
    enum { SHORTEST = 4 };
    struct cb_str lower = f->doc->tokens.items[token].lower;
    const struct cb_list_row *row = cb_list_find(f->titles, lower);

    for (size_t i = 1; !row && i + SHORTEST <= lower.len; i++) {
        struct cb_str rest = cb_str_sub(lower, i, lower.len);
        row = cb_list_find_tail(f->titles, rest);
        if (!row && lower.ptr[i - 1] == '-')
            row = cb_list_find(f->titles, rest);
    }
    return row;
}

/* der Anthropic-CEO: whoever holds that office there, by the positions of the article. */
static uint32_t holder_of(const struct cb_claim_finder *f, struct cb_span words)
{
    enum { POSITIONS = 64 };
    struct cb_str text = cb_document_slice(f->doc, words);

    for (size_t i = 0; i < f->facts->positions.count && i < POSITIONS; i++) {
        const struct cb_position *p = &f->facts->positions.items[i];
        const struct cb_mention *organization =
            p->organization == CB_NONE ? NULL : &f->facts->mentions.items[p->organization];
        if (!cb_str_ends(text, p->title) || !organization)
            continue;
        if (cb_str_find(text, organization->form, 0) != SIZE_MAX)
            return f->facts->mentions.items[p->person].entity;
    }
    return CB_NONE;
}

static bool is_calling(const struct cb_claim_finder *f, struct cb_str lower)
{
    const struct cb_list_row *row = cb_list_find(f->frames, lower);

    return row && cb_field_has(row->fields[CB_FRAME_USE], CB_STR("person"));
}

/* 'm' or 'f' of a noun for persons (Politiker, Unternehmerin, SPD-Chef); 0 when it is none. */
static char called_gender(const struct cb_claim_finder *f, uint32_t token)
{
    const struct cb_list_row *title = title_of(f, token);
    struct cb_str lower = f->doc->tokens.items[token].lower;
    size_t hyphen = 0;

    if (title && title->fields[CB_TITLE_GENDER].len == 1)
        return title->fields[CB_TITLE_GENDER].ptr[0];
    for (size_t i = 0; i < lower.len; i++)
        if (lower.ptr[i] == '-')
            hyphen = i + 1;
    lower = cb_str_sub(lower, hyphen, lower.len);
    if (is_calling(f, lower))
        return 'm';
    if (!cb_str_ends(lower, CB_STR("in")))
        return 0;
    return is_calling(f, cb_str_sub(lower, 0, lower.len - 2)) ? 'f' : 0;
}

/* der SPD-Politiker, die Unternehmerin: the person spoken of last, where the noun is one for persons. */
static uint32_t person_called(const struct cb_claim_finder *f, struct cb_span words)
{
    uint32_t first = cb_document_token_at(f->doc, words.start), last = first;
    uint32_t person;
    char gender, known;

    if (!(f->words[first].classes & CB_WORD_RELATIVE) || !(f->words[first].classes & CB_WORD_DETERMINER))
        return CB_NONE; /* der, die, dem, den */
    while (last + 1 < f->doc->tokens.count && f->doc->tokens.items[last + 1].span.end <= words.end)
        last++;
    gender = last > first && last < first + 4 ? called_gender(f, last) : 0;
    if (gender == 0 || (gender == 'f') != cb_str_eq(f->doc->tokens.items[first].lower, CB_STR("die")))
        return CB_NONE;
    person = person_before(f, words);
    known = person == CB_NONE ? 0 : gender_of(f, person);
    return known == 0 || known == gender ? person : CB_NONE;
}

uint32_t cb_speaker_entity(const struct cb_claim_finder *f, struct cb_span words)
{
    uint32_t head = CB_NONE;

    if (is_personal_pronoun(f, words))
        return is_plural(f, words) || is_polite(f, words) ? CB_NONE : person_before(f, words);
    if (f->language == CB_ENGLISH && (head = cb_english_called(f, words)) != CB_NONE)
        return head;
    if (is_their_words(f, words))
        return may_own(f, f->talk.entity, words) ? f->talk.entity : CB_NONE;
    words = without_preposition(f, words);
    if (!mention_before_noun(f, words))
        words = without_source_noun(f, words);
    for (size_t m = cb_mention_from(f->facts, words.start); m < f->facts->mentions.count; m++) {
        const struct cb_mention *mention = &f->facts->mentions.items[m];
        if (mention->span.start >= words.end)
            break;
        if (mention->entity == CB_NONE || mention->span.end > words.end || !is_whole(f, mention))
            continue;
        if (is_person(f, mention->entity) && (is_head(f, words, mention) || head == CB_NONE))
            return mention->entity; /* a person anywhere: der Sprecher, Peter Meier */
        if (head == CB_NONE && is_head(f, words, mention))
            head = mention->entity;
    }
    if (head == CB_NONE)
        head = holder_of(f, words);
    return head == CB_NONE ? person_called(f, words) : head;
}

uint32_t cb_cited_in(const struct cb_claim_finder *f, struct cb_span span)
{
    const struct cb_citations *citations = &f->facts->citations;
    size_t low = 0, high = citations->count;

    if (cb_span_is_empty(span))
        return CB_NONE;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (citations->items[middle].span.start < span.start)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < citations->count && citations->items[low].span.end <= span.end)
        return citations->items[low].source;
    return CB_NONE;
}
