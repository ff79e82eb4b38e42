/* English forms from WordNet's index and exception files (WordNet 3.0 licence; Debian package wordnet-base),
 * the regular inflections by rule. */
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "lexicon/gen/morph_build.h"

struct english {
    struct morph_build *build;
    struct cb_map irregular; /* lemmas with irregular forms -> how many */
};

static struct cb_str form_of(struct english *e, struct cb_str stem, const char *ending)
{
    return cb_arena_join(&e->build->arena, stem, cb_str_of(ending));
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Single words of letters, hyphens and apostrophes. */
static bool is_word(struct cb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.ptr[i] >= 'a' && s.ptr[i] <= 'z') || s.ptr[i] == '-' || s.ptr[i] == '\''))
            return false;
    return s.len > 0;
}

static bool ends_with_consonant_y(struct cb_str s)
{
    return s.len > 1 && s.ptr[s.len - 1] == 'y' && !is_vowel(s.ptr[s.len - 2]);
}

/* One vowel and one consonant at the end of a one-syllable word: stop -> stopped. */
static bool doubles(struct cb_str s)
{
    size_t vowels = 0;
    char last = s.len ? s.ptr[s.len - 1] : 0;

    for (size_t i = 0; i < s.len; i++)
        vowels += is_vowel(s.ptr[i]);
    return s.len > 2 && vowels == 1 && is_vowel(s.ptr[s.len - 2]) && !is_vowel(last) && last != 'w' &&
           last != 'x' && last != 'y';
}

/* boxes, ladies, cars */
static struct cb_str with_s(struct english *e, struct cb_str s)
{
    if (ends_with_consonant_y(s))
        return form_of(e, cb_str_sub(s, 0, s.len - 1), "ies");
    if (cb_str_ends(s, CB_STR("s")) || cb_str_ends(s, CB_STR("x")) || cb_str_ends(s, CB_STR("z")) ||
        cb_str_ends(s, CB_STR("ch")) || cb_str_ends(s, CB_STR("sh")))
        return form_of(e, s, "es");
    return form_of(e, s, s.len > 1 && s.ptr[s.len - 1] == 'o' && !is_vowel(s.ptr[s.len - 2]) ? "es" : "s");
}

/* stop-p, bak, tri: what -ed, -er, -est are put behind. */
static struct cb_str before_e(struct english *e, struct cb_str s)
{
    if (cb_str_ends(s, CB_STR("e")))
        return cb_str_sub(s, 0, s.len - 1);
    if (ends_with_consonant_y(s))
        return form_of(e, cb_str_sub(s, 0, s.len - 1), "i");
    return doubles(s) ? cb_arena_join(&e->build->arena, s, cb_str_sub(s, s.len - 1, s.len)) : s;
}

static struct cb_str with_ing(struct english *e, struct cb_str s)
{
    if (cb_str_ends(s, CB_STR("ie")))
        return form_of(e, cb_str_sub(s, 0, s.len - 2), "ying");
    if (cb_str_ends(s, CB_STR("e")) && !cb_str_ends(s, CB_STR("ee")) && !cb_str_ends(s, CB_STR("ye")) &&
        s.len > 2)
        return form_of(e, cb_str_sub(s, 0, s.len - 1), "ing");
    if (doubles(s))
        return form_of(e, before_e(e, s), "ing");
    return form_of(e, s, "ing");
}

static bool has_irregular(struct english *e, struct cb_str lemma)
{
    return cb_map_find(&e->irregular, lemma) != NULL;
}

/* ---- a lemma of each part of speech ---- */

static void add_noun(struct english *e, struct cb_str lemma)
{
    morph_add(e->build, lemma, lemma, CB_POS_NOUN, CB_SINGULAR);
    morph_add(e->build, with_s(e, lemma), lemma, CB_POS_NOUN,
              CB_PLURAL | (has_irregular(e, lemma) ? CB_GENERATED : 0));
    if (cb_str_ends(lemma, CB_STR("o")))
        morph_add(e->build, form_of(e, lemma, "s"), lemma, CB_POS_NOUN, CB_PLURAL | CB_GENERATED);
    if (cb_str_ends(lemma, CB_STR("man"))) /* women, countrymen */
        morph_add(e->build, form_of(e, cb_str_sub(lemma, 0, lemma.len - 3), "men"), lemma, CB_POS_NOUN,
                  CB_PLURAL);
}

static void add_verb(struct english *e, struct cb_str lemma)
{
    struct cb_str past = form_of(e, before_e(e, lemma), "ed");
    uint32_t extra = has_irregular(e, lemma) ? CB_GENERATED : 0;

    morph_add(e->build, lemma, lemma, CB_POS_VERB, CB_INFINITIVE);
    morph_add(e->build, lemma, lemma, CB_POS_VERB,
              CB_FINITE | CB_PRESENT | CB_PERSON_1 | CB_PERSON_2 | CB_PERSON_3 | CB_PLURAL);
    morph_add(e->build, with_s(e, lemma), lemma, CB_POS_VERB,
              CB_FINITE | CB_PRESENT | CB_PERSON_3 | CB_SINGULAR);
    morph_add(e->build, with_ing(e, lemma), lemma, CB_POS_VERB, CB_PARTICIPLE_1);
    /* 'worked' beside 'wrought', 'traveled' beside 'travelled': right or a harmless form that nobody writes
     */
    morph_add(e->build, past, lemma, CB_POS_VERB, CB_FINITE | CB_PAST | extra);
    morph_add(e->build, past, lemma, CB_POS_VERB, CB_PARTICIPLE_2 | extra);
}

static void add_adjective(struct english *e, struct cb_str lemma)
{
    morph_add(e->build, lemma, lemma, CB_POS_ADJ, CB_PREDICATIVE);
    if (!has_irregular(e, lemma) && lemma.len <= 6) {
        morph_add(e->build, form_of(e, before_e(e, lemma), "er"), lemma, CB_POS_ADJ,
                  CB_COMPARATIVE | CB_GENERATED);
        morph_add(e->build, form_of(e, before_e(e, lemma), "est"), lemma, CB_POS_ADJ,
                  CB_SUPERLATIVE | CB_GENERATED);
    }
}

static void add_adverb(struct english *e, struct cb_str lemma)
{
    morph_add(e->build, lemma, lemma, CB_POS_ADV, 0);
}

/* ---- irregular forms: "form lemma lemma..." a line ---- */

static bool is_participle_only(struct cb_str form)
{
    return cb_str_ends(form, CB_STR("n")) || cb_str_ends(form, CB_STR("ne"));
}

static void add_irregular(struct english *e, enum cb_pos pos, struct cb_str form, struct cb_str lemma)
{
    bool comparative = cb_str_ends(form, CB_STR("er"));

    switch ((int)pos) {
    case CB_POS_NOUN:
        morph_add(e->build, form, lemma, pos, CB_PLURAL);
        break;
    case CB_POS_VERB:
        if (cb_str_ends(form, CB_STR("ing"))) {
            morph_add(e->build, form, lemma, pos, CB_PARTICIPLE_1);
        } else {
            morph_add(e->build, form, lemma, pos, CB_PARTICIPLE_2);
            if (!is_participle_only(form))
                morph_add(e->build, form, lemma, pos, CB_FINITE | CB_PAST);
        }
        break;
    default:
        morph_add(e->build, form, lemma, pos, comparative ? CB_COMPARATIVE : CB_SUPERLATIVE);
    }
}

static void take_exception(struct english *e, enum cb_pos pos, struct cb_str line)
{
    struct cb_str rest = line, form = cb_str_split(&rest, ' ');
    bool regular_too = pos == CB_POS_VERB && cb_str_ends(form, CB_STR("ing"));

    while (rest.ptr) {
        struct cb_str lemma = cb_arena_copy(&e->build->arena, cb_str_split(&rest, ' '));
        if (!is_word(form) || !is_word(lemma) || !lemma.ptr)
            continue;
        add_irregular(e, pos, form, lemma);
        if (!regular_too && !cb_map_add(&e->build->arena, &e->irregular, lemma, NULL))
            e->build->failed = true;
    }
}

static const struct source {
    const char *exceptions, *index;
    enum cb_pos pos;
    void (*add)(struct english *, struct cb_str);
} SOURCES[] = {
    {"noun.exc", "index.noun", CB_POS_NOUN, add_noun},
    {"verb.exc", "index.verb", CB_POS_VERB, add_verb},
    {"adj.exc", "index.adj", CB_POS_ADJ, add_adjective},
    {"adv.exc", "index.adv", CB_POS_ADV, add_adverb},
};

static cb_status read_lines(struct english *e, const char *directory, const char *name,
                            const struct source *source, bool exceptions, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str path = cb_arena_printf(&e->build->arena, "%s/%s", directory, name);
    FILE *file = path.ptr ? fopen(path.ptr, "rb") : NULL;
    char *line = NULL;
    size_t room = 0;

    if (!file) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s/%s: cannot be read", directory, name);
        goto done;
    }
    while (getline(&line, &room, file) > 0) {
        struct cb_str text = cb_str_trim(cb_str_of(line)), word;
        if (line[0] == ' ')
            continue; /* the licence at the head of the file */
        if (exceptions) {
            take_exception(e, source->pos, text);
            continue;
        }
        word = cb_str_split(&text, ' ');
        if (is_word(word))
            source->add(e, cb_arena_copy(&e->build->arena, word));
    }
    CB_TRY_NEW(!e->build->failed);
done:
    free(line);
    if (file)
        fclose(file);
    return rc;
}

cb_status morph_read_english(struct morph_build *build, const char *directory, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++) {
        struct english e = {.build = build};
        CB_TRY(read_lines(&e, directory, SOURCES[i].exceptions, &SOURCES[i], true, err));
        CB_TRY(read_lines(&e, directory, SOURCES[i].index, &SOURCES[i], false, err));
    }
done:
    return rc;
}
