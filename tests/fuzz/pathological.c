#include "fuzz/pathological.h"

const struct pathological pathological_texts[] = {
    {"one sentence", "die Rätin sagte, dass der Antrag, den sie stellte, liegen blieb, ", ""},
    {"open quotation marks", "„", ""},
    {"marks of all conventions", " „Er sagt \" ‚so »", ""},
    {"no spaces", "DieRätinwiesdieVorwürfezurück", ""},
    {"all capitals", "DIE RÄTIN WIES DIE VORWÜRFE ZURÜCK ", ""},
    {"punctuation", ".,;:!?-()[]\"'…–„“»«%$#@&", ""},
    {"mixed scripts", "aäßжשλ漢字あ🙂é́ 1.-'", ""},
    {"one word", "a", ""},
    {"one word of capitals", "Ü", ""},
    {"commas", ",", ""},
    {"und", "und ", ""},
    {"conjunctions", "dass ", ""},
    {"auxiliaries", "hat ", ""},
    {"verbs that wait for a prefix", "teilte ", ""},
    {"clauses in a row", "er, und sie, der ", ""},
    {"hyphens", "Ab-", ""},
    {"nested brackets", "(", ")"},
    {"nested brackets with clauses", "( er sagt, dass [ ", "] ) "},
    {"full stops", ".", ""},
    {"numbers of a list", "1. ", ""},
    {"initials", "B. ", ""},
    {"domain names", "a.", ""},
    {"mail addresses", "a@b.", ""},
    {"compounds", "Donaudampfschifffahrtskapitänsmützenxq ", ""},
    {"soft hyphens", "Ab\xC2\xAD", ""},
    {"apostrophes", "a'", ""},
    {"wide spaces", "\xC2\xA0", ""},
    {"passages", "Ja\n", ""},
    /* what the finders look for */
    {"paragraphs", "Ja\n\n", ""},
    {"headings", "Was ist das?\n\n", ""},
    {"digits", "1", ""},
    {"digits with separators", "1.000,", ""},
    {"number words", "zwei ", ""},
    {"number words in one word", "zweihundert", ""},
    {"amounts", "rund 2,5 Millionen Euro und ", ""},
    {"amounts without end", "2 bis 3 bis ", ""},
    {"units", "Euro ", ""},
    {"dates", "am 3. Oktober ", ""},
    {"months", "Mai ", ""},
    {"bounds", "mehr als rund bis zu ", ""},
    {"counted things", "drei der vier von ", ""},
    {"first names", "Anna ", ""},
    {"names", "Anna Beispiel, ", ""},
    {"names of many people", "Anna Abel und Bert Cohn. ", ""},
    {"names with particles", "von der ", ""},
    {"titles", "Dr. Prof. ", ""},
    {"offices", "Chefin der Muster AG, ", ""},
    {"acronyms", "(ABC) ", ""},
    {"organizations", "Muster Beispiel Bank ", ""},
    {"reporting verbs", "sagte ", ""},
    {"frames", "sagte sie, ", ""},
    {"quotations", "„Nein“, sagte sie. ", ""},
    {"quotations without a speaker", "„Nein.“ ", ""},
    {"nested quotations", "„Sie sagt: ", "“"},
    {"subjunctives", "Das sei so. ", ""},
    {"sources", "laut dpa ", ""},
    {"pronouns", "er ", ""},
    {"questions and answers", "Wer?\nAnna: Nein.\n", ""},
    {"English frames", "he said that ", ""},
    {"English quotations", "“No,” she said. ", ""},
    {NULL, NULL, NULL},
};

static size_t append(char *bytes, size_t at, struct cb_str piece, size_t count)
{
    for (size_t i = 0; i < count && piece.len; i++, at += piece.len)
        memcpy(bytes + at, piece.ptr, piece.len);
    return at;
}

struct cb_str pathological_text(const struct pathological *text, size_t size, struct cb_arena *arena)
{
    struct cb_str piece = cb_str_of(text->piece), last = cb_str_of(text->last);
    size_t both = piece.len + last.len, count = both ? size / both : 0;
    char *bytes = cb_arena_alloc(arena, both * count + 1);

    if (!bytes)
        return (struct cb_str){NULL, 0};
    return (struct cb_str){bytes, append(bytes, append(bytes, 0, piece, count), last, count)};
}
