/* Logs of corrections as files: what is an entry, what is refused and why, and in which order two logs are
 * one. */
#include "unit/base/temp.h"

#include "base/buf.h"
#include "engine/log.h"

static struct cb_log_entries read_log(struct temp *temp, struct cb_arena *arena, const char *text)
{
    struct cb_log_entries entries = {0};
    struct cb_err err = {0};

    if (cb_log_read(temp_file(temp, "log", text), arena, &entries, &err) != CB_OK)
        fail_msg("%s: %s", text, err.text);
    return entries;
}

static void check_field(const struct cb_log_entry *entry, enum cb_log_field field, const char *expected)
{
    if (!expected)
        assert_null(entry->fields[field]);
    else if (!entry->fields[field] || strcmp(entry->fields[field], expected) != 0)
        fail_msg("row %d, %s: '%s', not '%s'", (int)entry->row, cb_log_names[field],
                 entry->fields[field] ? entry->fields[field] : "(none)", expected);
}

/* The same two entries, as each kind of file has them. */
static void reads_tables_and_lines(void **state)
{
    static const struct {
        const char *text;
        uint64_t rows[2];
    } CASES[] = {
        {"uid,made_at,made_by,action,target,payload,was,names,note\r\n"
         "a1,2026-03-01T08:00:00Z,Rita,set,\"{\"\"table\"\":\"\"claims\"\",\"\"sha256\"\":\"\"ab\"\","
         "\"\"start\"\":3,"
         "\"\"end\"\":9}\",\"{\"\"act\"\": \"\"warn\"\"}\",,,'=gut\r\n"
         "a2,2026-03-02T08:00:00Z,,reject,\"{\"\"table\"\":\"\"entities\"\",\"\"key\"\":\"\"x\"\"}\",,,,\r\n",
         {2, 3}},
        {"\xEF\xBB\xBFnote;target;action;made_at;uid;made_by;payload\n"
         "=gut;\"{\"\"table\"\":\"\"claims\"\",\"\"sha256\"\":\"\"ab\"\",\"\"start\"\":3,\"\"end\"\":9}\";"
         "set;"
         "2026-03-01T08:00:00Z; a1 ;Rita;\"{\"\"act\"\":\"\"warn\"\"}\"\n"
         ";\"{\"\"table\"\":\"\"entities\"\",\"\"key\"\":\"\"x\"\"}\";reject;2026-03-02T08:00:00Z;a2\n",
         {2, 3}},
        {"\n{\"uid\": \"a1\", \"made_at\": \"2026-03-01T08:00:00Z\", \"made_by\": \"Rita\", \"action\": "
         "\"set\", "
         "\"target\": {\"table\":\"claims\",\"sha256\":\"ab\",\"start\":3,\"end\":9}, \"payload\": {\"act\": "
         "\"warn\"}, \"note\": \"=gut\", \"was\": null}\r\n\r\n"
         "{\"target\":{\"table\":\"entities\",\"key\":\"x\"},\"uid\":\"a2\",\"action\":\"reject\",\"made_"
         "at\":"
         "\"2026-03-02T08:00:00Z\",\"else\":[1]}",
         {2, 4}},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_arena arena = {0};
        struct cb_log_entries entries = read_log(*state, &arena, CASES[i].text);
        assert_int_equal(entries.count, 2);
        for (size_t e = 0; e < 2; e++) {
            if (entries.items[e].refused)
                fail_msg("case %zu, row %zu: %s", i, e, entries.items[e].refused);
            assert_int_equal(entries.items[e].row, CASES[i].rows[e]);
            assert_int_equal(entries.items[e].twin, SIZE_MAX);
        }
        check_field(&entries.items[0], CB_LOG_UID, "a1");
        check_field(&entries.items[0], CB_LOG_MADE_AT, "2026-03-01T08:00:00Z");
        check_field(&entries.items[0], CB_LOG_MADE_BY, "Rita");
        check_field(&entries.items[0], CB_LOG_ACTION, "set");
        check_field(&entries.items[0], CB_LOG_TARGET,
                    "{\"table\":\"claims\",\"sha256\":\"ab\",\"start\":3,\"end\":9}");
        check_field(&entries.items[0], CB_LOG_PAYLOAD, "{\"act\":\"warn\"}");
        check_field(&entries.items[0], CB_LOG_WAS, NULL);
        check_field(&entries.items[0], CB_LOG_NOTE, "=gut");
        assert_string_equal(entries.items[0].table, "claims");
        check_field(&entries.items[1], CB_LOG_MADE_BY, NULL);
        check_field(&entries.items[1], CB_LOG_PAYLOAD, NULL);
        assert_string_equal(entries.items[1].table, "entities");
        cb_arena_release(&arena);
    }
}

/* A file in UTF-16, as spreadsheets save "Unicode text". */
static void reads_any_charset(void **state)
{
    static const char TEXT[] =
        "uid\tmade_at\taction\ttarget\tnote\n"
        "1\t2026\tconfirm\t\"{\"\"table\"\":\"\"entities\"\",\"\"key\"\":\"\"x\"\"}\"\tM\xFCll\n";
    char wide[2 * sizeof TEXT];
    struct cb_arena arena = {0};
    struct cb_log_entries entries = {0};
    struct cb_err err = {0};

    memcpy(wide, "\xFF\xFE", 2);
    for (size_t i = 0; i + 1 < sizeof TEXT; i++) {
        wide[2 + 2 * i] = TEXT[i];
        wide[3 + 2 * i] = '\0';
    }
    assert_int_equal(cb_log_read(temp_bytes(*state, "utf16", wide, sizeof wide), &arena, &entries, &err),
                     CB_OK);
    assert_int_equal(entries.count, 1);
    assert_null(entries.items[0].refused);
    check_field(&entries.items[0], CB_LOG_NOTE, "Müll");
    cb_arena_release(&arena);
}

static void refuses_what_is_no_entry(void **state)
{
    static const struct {
        const char *line, *why;
    } CASES[] = {
        {"[]", "is no JSON object"},
        {"{\"uid\": \"1\"", "is no JSON object"},
        {"{\"uid\": \"1\", \"uid\": \"2\"}", "is no JSON object"},
        {"{\"made_at\": \"2026\"}", "uid is missing"},
        {"{\"uid\": \" \", \"made_at\": \"2026\"}", "uid is missing"},
        {"{\"uid\": \"1\"}", "made_at is missing"},
        {"{\"uid\": 1, \"made_at\": \"2026\"}", "action is missing"},
        {"{\"uid\": \"1\", \"made_at\": \"2026\", \"action\": \"set\"}", "target is missing"},
        {"{\"uid\": \"1\", \"target\": \"claims\"}", "target is no JSON object"},
        {"{\"uid\": \"1\", \"target\": [1]}", "target is no JSON object"},
        {"{\"uid\": \"1\", \"payload\": \"{\\\"a\\\":1,\\\"a\\\":2}\"}", "payload is no JSON object"},
        {"{\"uid\": \"1\", \"was\": 5, \"names\": 5}", "was is no JSON object"},
    };
    static const struct {
        const char *target, *why;
    } TARGETS[] = {
        {"{}", "target names no table"},
        {"{\"table\": 1}", "target names no table"},
        {"{\"table\": \"entities\"}", "target does not say which row is meant: no key"},
        {"{\"table\": \"corrections\", \"uid\": 1}", "target does not say which row is meant: no uid"},
        {"{\"table\": \"articles\", \"path\": \"x\"}", "target does not say which row is meant: no sha256"},
        {"{\"table\": \"claims\", \"start\": 1, \"end\": 2}",
         "target does not say which row is meant: no sha256"},
        {"{\"table\": \"figures\", \"sha256\": \"x\", \"start\": \"1\", \"end\": 2}",
         "target does not say which row is meant: no start"},
        {"{\"table\": \"figures\", \"sha256\": \"x\", \"start\": 1}",
         "target does not say which row is meant: no end"},
        {"{\"table\": \"articles\", \"sha256\": \"x\"}", NULL},
        {"{\"table\": \"corrections\", \"uid\": \"1\"}", NULL},
    };
    struct cb_arena arena = {0};
    struct cb_buf text;

    cb_buf_init(&text, 1 << 16);
    cb_buf_add_z(&text, "{}\n"); /* refused; the file is one of lines by it */
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        cb_buf_printf(&text, "%s\n", CASES[i].line);
    for (size_t i = 0; i < sizeof TARGETS / sizeof *TARGETS; i++)
        cb_buf_printf(&text, "{\"uid\": \"1\", \"made_at\": \"2026\", \"action\": \"set\", \"target\": %s}\n",
                      TARGETS[i].target);
    {
        struct cb_log_entries entries = read_log(*state, &arena, text.bytes);
        assert_int_equal(entries.count, 1 + sizeof CASES / sizeof *CASES + sizeof TARGETS / sizeof *TARGETS);
        for (size_t i = 0; i + 1 < entries.count; i++) {
            size_t t = i - sizeof CASES / sizeof *CASES;
            const char *why = i < sizeof CASES / sizeof *CASES ? CASES[i].why : TARGETS[t].why;
            const char *refused = entries.items[i + 1].refused;
            if (!why && refused)
                fail_msg("row %zu: %s", i, refused);
            if (why && (!refused || strcmp(refused, why) != 0))
                fail_msg("row %zu: '%s', not '%s'", i, refused ? refused : "(taken)", why);
        }
    }
    cb_buf_release(&text);
    cb_arena_release(&arena);
}

static void refuses_other_files(void **state)
{
    static const char *const TEXTS[] = {"", "a,b\n1,2\n", "uid,action\n1,set\n",
                                        "uid,target,made_at\n1,{},2026\n", "text \"x\n"};

    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        struct cb_arena arena = {0};
        struct cb_log_entries entries = {0};
        struct cb_err err = {0};
        assert_int_equal(cb_log_read(temp_file(*state, "other", TEXTS[i]), &arena, &entries, &err),
                         CB_BAD_INPUT);
        assert_true(strlen(err.text) > 0);
        cb_arena_release(&arena);
    }
}

/* ---- two logs as one ---- */

/* A log as a word: each entry a letter (its uid) with the day it was made behind it. "a1b3" */
static struct cb_log_entries log_of(struct cb_arena *arena, const char *word)
{
    struct cb_log_entries log = {0};

    for (; word[0]; word += 2) {
        struct cb_log_entry *entry = CB_PUSH(arena, &log);
        assert_non_null(entry);
        *entry = (struct cb_log_entry){.twin = SIZE_MAX};
        entry->fields[CB_LOG_UID] = cb_arena_z(arena, (struct cb_str){word, 1});
        entry->fields[CB_LOG_MADE_AT] = cb_arena_z(arena, (struct cb_str){word + 1, 1});
        if (word[0] == '-')
            entry->refused = "is no entry";
    }
    return log;
}

static void check_order(const char *mine, const char *theirs, const char *expected)
{
    struct cb_arena arena = {0};
    struct cb_log_entries a = log_of(&arena, mine), b = log_of(&arena, theirs);
    size_t count = 0, *order = cb_log_merge(&arena, &a, &b, &count);
    char is[32] = "";

    assert_non_null(order);
    assert_true(count < sizeof is);
    for (size_t i = 0; i < count; i++) {
        const struct cb_log_entry *entry =
            order[i] < a.count ? &a.items[order[i]] : &b.items[order[i] - a.count];
        is[i] = entry->fields[CB_LOG_UID][0];
    }
    if (strcmp(is, expected) != 0)
        fail_msg("%s and %s: %s, not %s", mine, theirs, is, expected);
    cb_arena_release(&arena);
}

static void makes_one_log_of_two(void **state)
{
    static const struct {
        const char *mine, *theirs, *both;
    } CASES[] = {
        {"", "", ""},
        {"a1b2", "", "ab"},
        {"a1b2", "a1b2", "ab"},
        {"a1c3", "b2d4", "abcd"},
        {"b1a1", "c1", "bac"},         /* each keeps its own order; of the same time, by uid */
        {"a1x2b3", "c5x2d4", "acxbd"}, /* what one has before the common entry comes before it */
        {"a9x1", "x1b2", "axb"},
        {"a1b2x3", "x3", "abx"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        check_order(CASES[i].mine, CASES[i].theirs, CASES[i].both);
        check_order(CASES[i].theirs, CASES[i].mine, CASES[i].both);
    }
    check_order("a1c3", "-2b2", "abc");
}

static void refuses_a_uid_twice(void **state)
{
    struct cb_arena arena = {0};
    struct cb_log_entries mine = log_of(&arena, "a1"), theirs = log_of(&arena, "a1b2a3");
    size_t count = 0;

    (void)state;
    assert_non_null(cb_log_merge(&arena, &mine, &theirs, &count));
    assert_int_equal(count, 2);
    assert_int_equal(theirs.items[0].twin, 0);
    assert_null(theirs.items[1].refused);
    assert_string_equal(theirs.items[2].refused, "has the uid of an earlier row");
    cb_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(reads_tables_and_lines),      temp_test(reads_any_charset),
        temp_test(refuses_what_is_no_entry),    temp_test(refuses_other_files),
        cmocka_unit_test(makes_one_log_of_two), cmocka_unit_test(refuses_a_uid_twice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
