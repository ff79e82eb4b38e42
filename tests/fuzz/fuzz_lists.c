/* Any CSV in the place of a word list: it is refused, or the finders can live with it. The first byte chooses
 * the list: 'A' and on the German one of enum cb_list_id, 'a' and on the English one; 'Z' and 'z' words.csv.
 * A line of four dashes may end the list; the article that is read with it then follows. */
#include "base/assets.h"
#include "engine/kb.h"
#include "fuzz/document_check.h"
#include "fuzz/facts_check.h"
#include "fuzz/fuzz.h"
#include "extract/extract.h"
#include "language/language.h"
#include "lexicon/lists.h"
#include "lexicon/words.h"
#include "reader/reader.h"
#include "text/charset.h"

static const struct cb_str SAMPLE = CB_STR_INIT(
    "Rat lehnt Antrag ab\n\nAm 3. Mai 2024 sagte Dr. Anna Beispiel von der Muster AG, dass rund 2,5 "
    "Millionen "
    "Euro fehlten. „Das ist zu wenig“, so die Chefin laut dpa. On 3 May Mr Smith said that it cost $2.5 "
    "million, 40 percent more than a year ago.\n");

static struct cb_arena arenas[CB_LANGUAGE_COUNT][CB_LIST_COUNT];

/* The built-in list back in its place. */
static void restore(struct cb_lexicon *lexicon, enum cb_language language, enum cb_list_id id)
{
    const struct cb_list_shape *shape = &cb_list_shapes[id];
    struct cb_arena *arena = &arenas[language][id];
    struct cb_str name;

    cb_arena_clear(arena);
    name = cb_arena_printf(arena, "import/%s%s%s.csv", shape->shared ? "" : cb_language_code(language),
                           shape->shared ? "" : "/", shape->name);
    if (cb_lexicon_read_list(lexicon, id, name.ptr, cb_assets_find(name.ptr), arena, NULL) != CB_OK)
        fuzz_stop("our own lists are sound");
}

static void read_article(struct cb_arena *arena, struct cb_str bytes, enum cb_language language)
{
    struct cb_lexicon *const *lexicons = fuzz_lexicons();
    struct cb_kb kb = {.lexicons = {lexicons[CB_GERMAN], lexicons[CB_ENGLISH]}};
    struct cb_article article = {.doc = {.arena = arena, .language_known = true, .language = language}};

    if (cb_document_read(&article.doc, "fuzz", bytes, NULL) != CB_OK)
        return;
    article.doc.published = CB_STR("2024-02-29");
    if (cb_article_extract(&kb, &article, NULL) != CB_OK)
        fuzz_stop("finders fail for lack of memory only");
    fuzz_check(document_fault(&article.doc));
    fuzz_check(facts_fault(&article.doc, &article.facts));
    cb_vocabulary_free(kb.vocabularies[language]);
    cb_name_vocabulary_free(kb.name_vocabularies[language]);
}

static void read_words(struct cb_arena *arena, struct cb_str csv, struct cb_str text)
{
    struct cb_words words = {0};

    if (cb_words_load((struct cb_str){NULL, 0}, "fuzz.csv", csv, arena, &words, NULL) != CB_OK)
        return;
    while (text.ptr) {
        struct cb_str form = cb_str_split(&text, ' ');
        struct cb_word word = cb_words_exact(&words, form);
        if (word.count == 0)
            word = cb_words_analyze(&words, form);
        for (uint32_t i = 0; i < word.count; i++)
            if (!cb_words_lemma(&words, form, &word, &word.items[i], arena).ptr)
                fuzz_stop("a lemma for each reading");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_str csv = {(const char *)data + 1, size ? size - 1 : 0}, text = SAMPLE;
    enum cb_language language;
    size_t end, number;
    struct cb_lexicon *lexicon;

    if (size < 2 || size > 1 << 14)
        return 0;
    language = data[0] & 0x20 ? CB_ENGLISH : CB_GERMAN;
    number = ((data[0] & 0x1Fu) - 1u) & 0x1Fu;
    lexicon = fuzz_lexicons()[language];
    if (cb_charset_decode("fuzz.csv", csv, &arena, &csv, NULL) != CB_OK)
        goto done;
    end = cb_str_find(csv, CB_STR("----\n"), 0);
    if (end != SIZE_MAX) {
        text = cb_str_sub(csv, end + 5, csv.len);
        csv = cb_str_sub(csv, 0, end);
    }
    if (number < CB_LIST_COUNT) {
        enum cb_list_id id = (enum cb_list_id)number;
        if (cb_lexicon_read_list(lexicon, id, "fuzz.csv", csv, &arena, NULL) == CB_OK)
            read_article(&arena, text, language);
        restore(lexicon, language, id);
    } else {
        read_words(&arena, csv, text);
    }
done:
    cb_arena_clear(&arena);
    return 0;
}
