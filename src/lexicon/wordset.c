#include "lexicon/wordset.h"

#include "base/err.h"

_Static_assert(CB_SET_COUNT <= 64, "one bit for each set");

/* The words of each set, parted by blanks; NULL: the language has none. */
static const char *const WORDS[CB_SET_COUNT][CB_LANGUAGE_COUNT] = {
    [CB_SET_RELATIVE] = {"der die das den dem dessen deren denen welche welcher welches welchen welchem",
                         "who which whom whose that"},
    [CB_SET_QUESTION] = {"wer was wem wen wessen wann wo wie warum weshalb weswegen wieso woher wohin wodurch "
                         "wof\xC3\xBCr womit woran worauf woraus worin wor\xC3\xBC"
                         "ber wozu wobei wonach wovon inwiefern inwieweit",
                         "what when where why how whether"},
    [CB_SET_SUBJECT_PRONOUN] = {"ich du er wir man sie es", "he she we they i it"},
    [CB_SET_THAT] = {NULL, "that"},
    [CB_SET_WHO] = {NULL, "who which whose whom"},
    [CB_SET_AS] = {"als wie", NULL},
    [CB_SET_DER] = {"der", NULL},
    [CB_SET_DAS] = {"das", NULL},
    [CB_SET_ZU] = {"zu", "to"},
    [CB_SET_UM] = {"um ohne statt anstatt au\xC3\x9F"
                   "er",
                   NULL},
    [CB_SET_SO] = {"so", "so"},
    [CB_SET_DANN] = {"dann", NULL},
    [CB_SET_WERDEN] = {"werden", NULL},
    [CB_SET_WORDEN] = {"worden", NULL},
    [CB_SET_NEGATION] = {"nicht nie niemals niemand nichts keinesfalls keineswegs",
                         "not n't never no nobody"},
    [CB_SET_WHOSE] = {"deren dessen", "whose"},
    [CB_SET_TIME] = {"tag tage woche monat jahr jahre montag dienstag mittwoch donnerstag freitag samstag "
                     "sonntag januar februar m\xC3\xA4rz april mai juni juli august september oktober november "
                     "dezember anfang mitte ende abend morgen nachmittag vormittag nacht mal uhr",
                     "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow week "
                     "month year"},
    [CB_SET_GENITIVE_ARTICLE] = {"der des eines einer dieser dieses seiner ihrer unserer keiner", NULL},
    [CB_SET_POSSESSIVE_MARK] = {"'s \xE2\x80\x99s ' \xE2\x80\x99", "'s \xE2\x80\x99s ' \xE2\x80\x99"},
    [CB_SET_ONE] = {"ein eine 1", "1 one"},
    [CB_SET_BUT] = {"aber denn sondern", "but"},
    [CB_SET_OR] = {"oder", "or"},
    [CB_SET_OBLIQUE] = {"ihn ihm ihnen mich mir dich dir uns euch sich wen wem den dem denen einander etwas "
                        "nichts dessen deren",
                        "its their my our your him them us me himself herself itself themselves whom"},
    [CB_SET_IHR] = {"ihr", NULL},
    [CB_SET_HER] = {NULL, "her"},
    [CB_SET_SURE_SUBJECT] = {"ich du er wir man wer jeder niemand jemand", "i he she we they"},
    [CB_SET_SIE_ES] = {"sie es", "it you"},
    [CB_SET_COMMA] = {",", ","},
};

static bool add_word(struct cb_wordsets *out, struct cb_arena *arena, struct cb_str word, int set)
{
    bool added;
    uint32_t *place = cb_map_add(arena, &out->places, word, &added);

    if (!place)
        return false;
    if (added) {
        uint64_t *bits = CB_PUSH(arena, &out->bits);
        if (!bits)
            return false;
        *place = (uint32_t)out->bits.count - 1;
    }
    out->bits.items[*place] |= UINT64_C(1) << set;
    return true;
}

cb_status cb_wordsets_load(enum cb_language language, struct cb_arena *arena, struct cb_wordsets *out,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (int set = 0; set < CB_SET_COUNT; set++) {
        struct cb_str rest = cb_str_of(WORDS[set][language]);
        while (rest.ptr)
            CB_TRY_NEW(add_word(out, arena, cb_str_split(&rest, ' '), set));
    }
done:
    return rc;
}

uint64_t cb_wordsets_of(const struct cb_wordsets *sets, struct cb_str lower)
{
    const uint32_t *place = cb_map_find(&sets->places, lower);

    return place ? sets->bits.items[*place] : 0;
}
