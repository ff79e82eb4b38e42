/* The key of what is counted or measured: its head in the singular, so that "Stelle" and "Stellen" are one
 * thing.
 */
#include "extract/figures.h"
#include "lexicon/tag.h"
#include "lexicon/words.h"
#include "text/fold.h"

/* The last part of a joined noun: "Chips" of "Hopper-Generation-Chips", "Chip" of "Chip-". Empty when there
 * are only hyphens. */
static struct cb_str last_part(struct cb_str text)
{
    size_t at, end = text.len;

    while (end > 0 && text.ptr[end - 1] == '-')
        end--;
    for (at = end; at > 0 && text.ptr[at - 1] != '-' && text.ptr[at - 1] != ' ';)
        at--;
    return cb_str_sub(text, at, end);
}

/* ... in lower case. */
static struct cb_str head_of(const struct cb_document *doc, struct cb_str text)
{
    return cb_fold_lower(doc->arena, last_part(text));
}

/* Endings of plurals and what the singular has in their place. The first that fits counts; words below `min`
 * bytes keep theirs. */
struct ending {
    const char *plural, *singular;
    size_t min;
};

static const struct ending GERMAN[] = {
    {"innen", "in", 8},
    {"ungen", "ung", 7},
    {"heiten", "heit", 8},
    {"keiten", "keit", 8},
    {"schaften", "schaft", 10},
    {"ionen", "ion", 7},
    {"täten", "tät", 7},
    {"enten", "ent", 7},
    {"anten", "ant", 7},
    {"isten", "ist", 7},
    {"nisse", "nis", 7},
    {"nissen", "nis", 8},
    {"aren", "ar", 6},
    {"ieren", "ier", 7},
    {"ien", "ie", 5},
    {"oren", "or", 7},
    {"eren", "er", 7},
    {"uen", "u", 5},
    {"ern", "er", 6},
    {"eln", "el", 6},
    {"chen", "chen", 5},
    {"en", "e", 5},
    {"ee", "ee", 3},
    {"ie", "ie", 3},
    {"e", "", 4},
    {"os", "o", 4},
    {"as", "a", 5},
    {"ps", "p", 4},
    {"bs", "b", 4},
    {"ts", "t", 5},
    {"ks", "k", 5},
    {"rs", "r", 5},
    {"ms", "m", 5},
    {"ns", "n", 5},
};

static const struct ending ENGLISH[] = {
    {"sses", "ss", 6}, {"ches", "ch", 6}, {"shes", "sh", 6}, {"xes", "x", 5},
    {"ies", "y", 5},   {"ss", "ss", 3},   {"us", "us", 4},   {"s", "", 4},
};

/* The lemma of the noun `form` where it is a plural; ptr NULL when the lexicon has no such reading. */
static struct cb_str plural_lemma(const struct cb_figure_scan *scan, struct cb_str form)
{
    struct cb_word word = cb_words_exact(scan->words, form);
    struct cb_str best = {NULL, 0};

    if (word.origin == CB_WORD_UNKNOWN && !scan->english)
        word = cb_words_analyze(scan->words, form);
    for (uint32_t i = 0; i < word.count; i++) {
        struct cb_str lemma;
        if (word.items[i].pos != CB_POS_NOUN || !(word.items[i].features & CB_PLURAL))
            continue;
        lemma = cb_words_lemma(scan->words, form, &word, &word.items[i], scan->doc->arena);
        if (!best.ptr || cb_str_eq(best, form))
            best = lemma;
    }
    return best;
}

/* Of a word that the lexicon does not know. */
static struct cb_str singular_by_ending(const struct cb_figure_scan *scan, struct cb_str word)
{
    const struct ending *endings = scan->english ? ENGLISH : GERMAN;
    size_t count = scan->english ? sizeof ENGLISH / sizeof *ENGLISH : sizeof GERMAN / sizeof *GERMAN;

    for (size_t i = 0; i < count; i++) {
        struct cb_str plural = cb_str_of(endings[i].plural);
        if (word.len >= endings[i].min && cb_str_ends(word, plural))
            return cb_arena_join(scan->doc->arena, cb_str_sub(word, 0, word.len - plural.len),
                                 cb_str_of(endings[i].singular));
    }
    return word;
}

/* The reading of `form` as a noun in the plural; features 0 when it has none. */
static uint32_t plural_features(const struct cb_figure_scan *scan, struct cb_str form)
{
    struct cb_word word = cb_words_exact(scan->words, form);

    if (word.origin == CB_WORD_UNKNOWN)
        word = cb_words_analyze(scan->words, form);
    for (uint32_t i = 0; i < word.count; i++)
        if (word.items[i].pos == CB_POS_NOUN && (word.items[i].features & CB_PLURAL))
            return word.items[i].features;
    return 0;
}

struct cb_str cb_count_unit(const struct cb_figure_scan *scan, struct cb_span what)
{
    struct cb_str text = last_part(cb_document_slice(scan->doc, what));

    if (!scan->english && text.len > 4 && text.ptr[text.len - 1] == 'n') {
        struct cb_str shorter = cb_str_sub(text, 0, text.len - 1);
        uint32_t dative = plural_features(scan, text);
        if (dative && !(dative & CB_NOMINATIVE) && plural_features(scan, shorter))
            text = shorter;
    }
    return cb_fold_lower(scan->doc->arena, text);
}

struct cb_str cb_what_key(const struct cb_figure_scan *scan, struct cb_span what, bool plural)
{
    const struct cb_document *doc = scan->doc;
    uint32_t token = cb_document_token_at(doc, what.end - 1);
    const struct cb_token *t = &doc->tokens.items[token < doc->tokens.count ? token : doc->tokens.count - 1];
    struct cb_str head = head_of(doc, cb_document_slice(doc, what));
    const struct cb_list_row *row = head.ptr ? cb_list_find(scan->figure_words, head) : NULL;

    if (!head.ptr)
        return head;
    if (cb_row_is(row, "plural") && row->fields[CB_FIGURE_WORD_VALUE].len)
        return row->fields[CB_FIGURE_WORD_VALUE];
    if (plural) {
        struct cb_str text = cb_document_slice(doc, what), lemma = plural_lemma(scan, last_part(text));
        if (lemma.ptr)
            return cb_fold_lower(doc->arena, last_part(lemma));
    }
    if ((t->tag == CB_TAG_NOUN || t->tag == CB_TAG_PROPN || t->tag == CB_TAG_ADJ) && t->lemma.len > 0) {
        struct cb_str lemma = head_of(doc, t->lemma);
        if (!lemma.ptr || !cb_str_eq(lemma, head) || (t->features & CB_SINGULAR))
            return lemma;
    }
    return plural ? singular_by_ending(scan, head) : head;
}
