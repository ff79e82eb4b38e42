#include "resolve/resolve.h"

#include "unit/extract/names.h"

static struct named_text resolve(struct temp *temp, enum cb_language language, const char *text)
{
    struct named_text t = find_names(temp, language, text);
    struct cb_err err = {0};

    assert_int_equal(cb_resolve_names(&t.doc, t.lexicon, &t.facts, &err), CB_OK);
    return t;
}

/* ---- keys ---- */

static void makes_keys(void **state)
{
    static const struct {
        enum cb_entity_kind kind;
        const char *name, *key;
    } CASES[] = {
        {CB_ENTITY_PERSON, "Dario Amodei", "person/dario-amodei"},
        {CB_ENTITY_ORGANIZATION, "Nvidia", "name/nvidia"},
        {CB_ENTITY_OTHER, "Nvidia", "name/nvidia"},
        {CB_ENTITY_PRODUCT, "Qwen 2.5 Max", "name/qwen-2-5-max"},
        {CB_ENTITY_PLACE, "Öhringen", "name/oehringen"},
        {CB_ENTITY_PERSON, "Recep Erdoğan", "person/recep-erdogan"},
        {CB_ENTITY_PERSON, "Łukasz Jørgensen", "person/lukasz-joergensen"},
        {CB_ENTITY_PERSON, "Karla Mueller", "person/karla-mueller"},
        {CB_ENTITY_PERSON, "Karla Müller", "person/karla-mueller"},
        {CB_ENTITY_ORGANIZATION, "DIE ZEIT", "name/die-zeit"},
        {CB_ENTITY_ORGANIZATION, "  AT&T (Group)!", "name/at-t-group"},
        {CB_ENTITY_OTHER, "***", "name/"},
        {CB_ENTITY_PERSON, "", "person/"},
    };
    struct temp *temp = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str key = cb_entity_key(&temp->arena, CASES[i].kind, cb_str_of(CASES[i].name));
        if (!cb_str_eq(key, cb_str_of(CASES[i].key)))
            fail_msg("%.*s, not %s", CB_STR_ARG(key), CASES[i].key);
    }
}

/* ---- entities ---- */

/* "Amodei=Dario Amodei/alias", and behind '|' the keys of the entities. */
static struct cb_str render(const struct named_text *t)
{
    struct cb_str out = CB_STR("");

    for (size_t i = 0; i < t->facts.mentions.count; i++) {
        const struct cb_mention *m = &t->facts.mentions.items[i];
        out = cb_arena_printf(t->doc.arena, "%.*s%s%.*s=%.*s/%s", CB_STR_ARG(out), i ? ", " : "",
                              CB_STR_ARG(cb_document_slice(&t->doc, m->span)),
                              CB_STR_ARG(t->facts.entities.items[m->entity].name),
                              cb_mention_kind_name(m->kind));
    }
    for (size_t i = 0; i < t->facts.entities.count; i++)
        out = cb_arena_printf(t->doc.arena, "%.*s%s%.*s", CB_STR_ARG(out), i ? " " : " | ",
                              CB_STR_ARG(t->facts.entities.items[i].key));
    return out;
}

static void joins_names(void **state)
{
    static const struct {
        enum cb_language language;
        const char *text, *entities;
    } CASES[] = {
        {CB_GERMAN, "Später kam Thomas Wiegelmann. Wiegelmanns Hund bellte.",
         "Thomas Wiegelmann=Thomas Wiegelmann/name, Wiegelmanns=Thomas Wiegelmann/alias | "
         "person/thomas-wiegelmann"},
        {CB_GERMAN, "Es kamen Thomas Emmel und Karla Emmel. Dann sprach Emmel.",
         "Thomas Emmel=Thomas Emmel/name, Karla Emmel=Karla Emmel/name, Emmel=Emmel/name | "
         "person/thomas-emmel "
         "person/karla-emmel person/emmel"},
        {CB_GERMAN, "Es kam Thomas Emmel. Dann sprach Emmel. Später kam Karla Emmel.",
         "Thomas Emmel=Thomas Emmel/name, Emmel=Thomas Emmel/alias, Karla Emmel=Karla Emmel/name | "
         "person/thomas-emmel person/karla-emmel"},
        {CB_GERMAN, "Es kamen Trainer Thomas Emmel und Ärztin Karla Emmel. Dann sprach Trainer Emmel.",
         "Thomas Emmel=Thomas Emmel/name, Karla Emmel=Karla Emmel/name, Emmel=Thomas Emmel/alias | "
         "person/thomas-emmel person/karla-emmel"},
        {CB_GERMAN, "Das Institut für Moor und Klima (IMK) misst. Das IMK wächst.",
         "Institut für Moor und Klima=Institut für Moor und Klima/name, IMK=Institut für Moor und "
         "Klima/alias, "
         "IMK=Institut für Moor und Klima/alias | name/institut-fuer-moor-und-klima"},
        {CB_GERMAN, "Die Solvara GmbH baut. Später warb Solvara um Personal.",
         "Solvara GmbH=Solvara/alias, Solvara=Solvara/name | name/solvara"},
        {CB_GERMAN, "Die Solvara GmbH baut.", "Solvara GmbH=Solvara GmbH/name | name/solvara"},
        {CB_GERMAN, "Amazon Web Services (AWS) wächst.",
         "Amazon Web Services=Amazon Web Services/name, AWS=Amazon Web Services/alias | "
         "name/amazon-web-services"},
        {CB_GERMAN, "Sie kauft Voltas S80 gern. Der S80 hält.",
         "Voltas S80=Voltas S80/name, S80=Voltas S80/alias | name/voltas-s80"},
        {CB_GERMAN, "Google und Google Cloud wachsen.",
         "Google=Google/name, Google Cloud=Google Cloud/name | name/google name/google-cloud"},
        {CB_GERMAN, "Es sprach Donald J. Wiegelmann. Donald Wiegelmann ging.",
         "Donald J. Wiegelmann=Donald J. Wiegelmann/name, Donald Wiegelmann=Donald J. Wiegelmann/alias | "
         "person/donald-j-wiegelmann"},
        {CB_ENGLISH, "Pellworth Glass grew. Analysts like Pellworth a lot.",
         "Pellworth Glass=Pellworth Glass/name, Pellworth=Pellworth Glass/alias | name/pellworth-glass"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct named_text t = resolve(*state, CASES[i].language, CASES[i].text);
        struct cb_str seen = render(&t);
        if (!cb_str_eq(seen, cb_str_of(CASES[i].entities)))
            fail_msg("%s\n  %.*s\n  not %s", CASES[i].text, CB_STR_ARG(seen), CASES[i].entities);
    }
}

/* ---- nominals ---- */

static void finds_nominals(void **state)
{
    static const struct {
        const char *text, *nominals; /* those that are neither name nor alias */
    } CASES[] = {
        {"Solvara-Chefin Karla Emmel ging. Die Solvara-Chefin lachte.", "Die Solvara-Chefin=Karla Emmel"},
        {"= Solvara-Chefin geht\nSolvara-Chefin Karla Emmel ging.", "Solvara-Chefin=Karla Emmel"},
        {"Solvara-CEO Karla Emmel ging. Die Chefs lachten.", ""},
        {"Landrätin Karla Emmel ging. Die Landrätin lachte.", "Die Landrätin=Karla Emmel"},
        {"Die Landrätin lachte. Landrätin Karla Emmel ging.", ""},
        {"Landrätin Karla Emmel und Landrätin Ute Voss gingen. Die Landrätin lachte.", ""},
        {"Landrätin Karla Emmel ging. Die Landrätin von Köln lachte.", ""},
        {"Nvidia wächst. Das Unternehmen sucht Leute.", "Das Unternehmen=Nvidia"},
        {"Nvidia und Google wachsen. Das Unternehmen sucht Leute.", ""},
        {"Nvidia wächst. Die Unternehmen suchen Leute.", ""},
        {"Das Bundeskartellamt und Nvidia stritten. Die Behörde siegte.", "Die Behörde=Bundeskartellamt"},
        {"Nvidia wächst. Die Behörde schweigt.", ""},
        {"Nvidia und das Bundeskartellamt stritten. Das Unternehmen klagte.", "Das Unternehmen=Nvidia"},
        {"Karla Emmel sprach. Die Managerin lachte.", "Die Managerin=Karla Emmel"},
        {"Karla Emmel sprach. Der Manager lachte.", ""},
        {"Karla Emmel sprach. Die 47-Jährige lachte. Die 47-Jährigen weinten.", "Die 47-Jährige=Karla Emmel"},
        {"Ein 36-Jähriger floh. Thomas Emmel sah ihn. Den 36-Jährigen fand niemand.", ""},
        {"Ein junger Forscher kam. Thomas Emmel ging. Der Forscher lachte.", ""},
        {"Thomas Emmel traf Karla Emmel. Die Forscherin lachte.", "Die Forscherin=Karla Emmel"},
        {"Thomas Emmel traf Peter Voss. Der Forscher lachte.", ""},
        {"Die Reederei Nordhaff wächst. Google nicht. Ein Kapitän der Reederei ging.",
         "der Reederei=Nordhaff"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct named_text t = resolve(*state, CB_GERMAN, CASES[i].text);
        struct cb_str seen = CB_STR("");
        for (size_t m = 0; m < t.facts.mentions.count; m++) {
            const struct cb_mention *mention = &t.facts.mentions.items[m];
            if (mention->kind == CB_MENTION_NOMINAL)
                seen = cb_arena_printf(t.doc.arena, "%.*s%s%.*s=%.*s", CB_STR_ARG(seen), seen.len ? ", " : "",
                                       CB_STR_ARG(cb_document_slice(&t.doc, mention->span)),
                                       CB_STR_ARG(t.facts.entities.items[mention->entity].name));
        }
        if (!cb_str_eq(seen, cb_str_of(CASES[i].nominals)))
            fail_msg("%s\n  %.*s\n  not %s", CASES[i].text, CB_STR_ARG(seen), CASES[i].nominals);
    }
}

/* A nominal before the mentions of a position moves their indexes, and the position with them. */
static void moves_positions(void **state)
{
    struct named_text t = resolve(
        *state, CB_GERMAN, "= Solvara-Chefin geht\nNun ging Solvara-Chefin Karla Emmel. Die Chefin lachte.");
    const struct cb_position *position = t.facts.positions.items;
    const struct cb_mentions *mentions = &t.facts.mentions;

    assert_int_equal(t.facts.positions.count, 1);
    assert_int_equal(mentions->items[0].kind, CB_MENTION_NOMINAL);
    assert_true(cb_str_eq(mentions->items[position->person].form, CB_STR("Karla Emmel")));
    assert_true(cb_str_eq(mentions->items[position->organization].form, CB_STR("Solvara")));
}

/* Every mention has an entity, keys are different, aliases are not the name, and an article of many names is
 * fine. */
static void keeps_invariants(void **state)
{
    struct temp *temp = *state;
    struct cb_str text = CB_STR("Nvidia wächst.");
    struct named_text t;

    for (int i = 0; i < 200; i++)
        text = cb_arena_printf(
            &temp->arena,
            "%.*s Anna Meier%d traf Solvara%d-Chef Karl Meier%d. Meier%d lachte. Das Unternehmen nicht.",
            CB_STR_ARG(text), i, i % 7, i % 5, i % 5);
    t = resolve(temp, CB_GERMAN, cb_arena_z(&temp->arena, text));
    for (size_t m = 0; m < t.facts.mentions.count; m++)
        assert_true(t.facts.mentions.items[m].entity < t.facts.entities.count);
    for (size_t a = 0; a < t.facts.entities.count; a++)
        for (size_t b = a + 1; b < t.facts.entities.count; b++)
            assert_false(cb_str_eq(t.facts.entities.items[a].key, t.facts.entities.items[b].key));
    for (size_t a = 0; a < t.facts.aliases.count; a++)
        assert_false(cb_str_eq(t.facts.aliases.items[a].alias,
                               t.facts.entities.items[t.facts.aliases.items[a].entity].name));
    for (size_t m = 1; m < t.facts.mentions.count; m++) {
        const struct cb_mention *before = &t.facts.mentions.items[m - 1], *mention = before + 1;
        assert_true(before->span.start < mention->span.start ||
                    (before->span.start == mention->span.start && before->span.end > mention->span.end));
        assert_true(before->span.end <= mention->span.start || before->kind == CB_MENTION_NOMINAL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {temp_test(makes_keys), temp_test(joins_names),
                                       temp_test(finds_nominals), temp_test(moves_positions),
                                       temp_test(keeps_invariants)};

    return cmocka_run_group_tests(tests, NULL, release_lists);
}
