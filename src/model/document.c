#include "model/document.h"

static const char *const LANGUAGES[] = {"de", "en"};
static const char *const PASSAGES[] = {"body",     "headline",   "subheading", "caption",
                                       "question", "references", "boilerplate"};

const char *cb_language_code(enum cb_language language)
{
    return LANGUAGES[language];
}

bool cb_language_by_code(struct cb_str code, enum cb_language *out)
{
    for (int i = 0; i < CB_LANGUAGE_COUNT; i++) {
        if (code.len < 2 || (code.ptr[0] | 0x20) != LANGUAGES[i][0] ||
            (code.ptr[1] | 0x20) != LANGUAGES[i][1])
            continue;
        if (code.len == 2 || code.ptr[2] == '-' || code.ptr[2] == '_') {
            *out = (enum cb_language)i;
            return true;
        }
    }
    return false;
}

const char *cb_clause_kind_name(enum cb_clause_kind kind)
{
    static const char *const NAMES[] = {"main", "subordinate", "relative", "infinitive", "participle"};

    return NAMES[kind];
}

const char *cb_phrase_role_name(enum cb_phrase_role role)
{
    static const char *const NAMES[] = {"phrase",    "subject",    "object",  "dative",
                                        "predicate", "adverbial",  "oblique", "attribute",
                                        "genitive",  "apposition", "conjunct"};

    return NAMES[role];
}

const char *cb_passage_kind_name(enum cb_passage_kind kind)
{
    return PASSAGES[kind];
}

bool cb_document_note_places(struct cb_document *doc)
{
    uint32_t count = (uint32_t)(doc->text.len / CB_PLACE_BYTES + 1), token = 0;
    uint32_t *places = CB_NEW_ARRAY_UNSET(doc->arena, uint32_t, count);

    for (uint32_t k = 0; places && k < count; k++) {
        while (token < doc->tokens.count && doc->tokens.items[token].span.end <= k * CB_PLACE_BYTES)
            token++;
        places[k] = token;
    }
    doc->token_places = places;
    return places != NULL;
}

uint32_t cb_document_token_at(const struct cb_document *doc, uint32_t offset)
{
    size_t low = 0, count = doc->tokens.count;

    if (doc->token_places && offset <= doc->text.len) {
        low = doc->token_places[offset / CB_PLACE_BYTES];
        while (low < count && doc->tokens.items[low].span.end <= offset)
            low++;
        return (uint32_t)low;
    }

    while (count > 0) { /* no jump: where it goes on cannot be guessed */
        size_t half = count / 2;
        bool behind = doc->tokens.items[low + half].span.end <= offset;
        low = behind ? low + half + 1 : low;
        count = behind ? count - half - 1 : half;
    }
    return (uint32_t)low;
}

uint32_t cb_document_sentence_at(const struct cb_document *doc, uint32_t offset)
{
    size_t low = 0, high = doc->sentences.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (doc->sentences.items[middle].span.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? (uint32_t)(low - 1) : CB_NONE;
}

static uint32_t count_chars(const char *bytes, uint32_t from, uint32_t to)
{
    uint32_t n = 0;

    for (uint32_t i = from; i < to; i++)
        n += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return n;
}

uint32_t cb_document_char(struct cb_char_counter *counter, uint32_t offset)
{
    const char *bytes = counter->doc->text.ptr;

    if (offset >= counter->byte)
        counter->chars += count_chars(bytes, counter->byte, offset);
    else if (offset > counter->byte / 2)
        counter->chars -= count_chars(bytes, offset, counter->byte);
    else
        counter->chars = count_chars(bytes, 0, offset);
    counter->byte = offset;
    return counter->chars;
}
