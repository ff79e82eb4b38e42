/* usage: foreign [-f FLIPS] [-r STEP] [-s SEED] [-v] [TRAP...]
 *
 * Databases that somebody prepared, or that are broken: SQL of theirs (triggers, views, generated columns,
 * checks, defaults, virtual tables), values of other types and sizes than ours, pages with bits turned over
 * (FLIPS of them, default 200). Every command is run on each trap (-r: every STEPth), one and verify on each
 * flipped file. What is asked:
 *   - the program ends by itself with a documented status, with a message of whole lines without control
 * characters;
 *   - commands that read leave the file as it is, byte for byte;
 *   - no SQL of the file has an effect: the table `loot`, which every trap writes to, stays empty, and no
 * file is made. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trust/fault.h"
#include "trust/run.h"
#include "trust/scene.h"

#define LOOT "CREATE TABLE loot (what TEXT); PRAGMA ignore_check_constraints = ON;\n"
/* The schema may be written to by hand: as an attacker can, with any editor. */
#define BY_HAND "PRAGMA writable_schema = ON;\n"

static const struct trap {
    const char *name, *sql;
} TRAPS[] = {
    {"trigger",
     LOOT "CREATE TRIGGER t AFTER INSERT ON articles BEGIN INSERT INTO loot VALUES ('import'); END;\n"
          "CREATE TRIGGER u AFTER INSERT ON imports BEGIN INSERT INTO loot VALUES ('rebuild'); END;\n"
          "CREATE TRIGGER v AFTER DELETE ON claim_rows BEGIN INSERT INTO loot VALUES ('claims'); END;\n"
          "CREATE TRIGGER w AFTER INSERT ON claim_rows BEGIN INSERT INTO loot VALUES ('claims'); END;\n"
          "CREATE TRIGGER x BEFORE UPDATE ON meta BEGIN INSERT INTO loot VALUES ('meta'); END;\n"
          "CREATE TRIGGER y AFTER INSERT ON meta BEGIN INSERT INTO loot VALUES ('meta'); END;"},
    {"trigger-extension", LOOT
     "CREATE TRIGGER t AFTER INSERT ON imports BEGIN SELECT load_extension('/tmp/x.so'); END;\n"
     "CREATE TRIGGER u AFTER INSERT ON articles BEGIN SELECT writefile('/tmp/claimbase-loot', 'x'); END;"},
    {"trigger-refuses",
     LOOT "CREATE TRIGGER t BEFORE INSERT ON articles BEGIN SELECT RAISE(ABORT, 'no\x1b[2Jway'); END;\n"
          "CREATE TRIGGER u BEFORE INSERT ON imports BEGIN SELECT RAISE(ROLLBACK, 'never'); END;"},
    {"trigger-endless", LOOT
     "PRAGMA recursive_triggers = ON;\n"
     "CREATE TRIGGER t AFTER INSERT ON imports BEGIN INSERT INTO imports\n"
     "(started_at, version, command, imported, skipped, rejected) VALUES ('', '', 'import', 0, 0, 0); END;"},
    {"view", LOOT "DROP VIEW v_claims;\n"
                  "CREATE VIEW v_claims AS SELECT load_extension('/tmp/x.so') AS speaker, 1 AS claim_id;"},
    {"view-reads-files",
     LOOT "DROP VIEW v_articles;\n"
          "CREATE VIEW v_articles AS SELECT readfile('/etc/passwd') AS title, fts3_tokenizer('x') AS id;"},
    {"view-endless", LOOT "DROP VIEW v_figures;\n"
                          "CREATE VIEW v_figures AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                          "FROM n WHERE i < 100000)\n"
                          "SELECT i AS figure_id FROM n;"},
    {"view-of-itself", LOOT "DROP VIEW v_sources; CREATE VIEW v_sources AS SELECT * FROM v_sources;"},
    {"table-is-a-view",
     LOOT "PRAGMA foreign_keys = OFF; ALTER TABLE claim_rows RENAME TO old_claims;\n"
          "CREATE VIEW claim_rows AS SELECT *, randomblob(10) AS more FROM old_claims;"},
    {"pragma-view",
     LOOT "DROP VIEW v_entities; CREATE VIEW v_entities AS SELECT * FROM pragma_database_list;"},
    {"instead-of",
     LOOT "PRAGMA foreign_keys = OFF; ALTER TABLE sources RENAME TO old_sources;\n"
          "CREATE VIEW sources AS SELECT * FROM old_sources;\n"
          "CREATE TRIGGER t INSTEAD OF INSERT ON sources BEGIN INSERT INTO loot VALUES ('sources'); END;"},
    {"generated", LOOT "ALTER TABLE articles ADD COLUMN more TEXT GENERATED ALWAYS AS (hex(text)) VIRTUAL;\n"
                       "CREATE INDEX more_of_it ON articles (upper(title));"},
    {"tables-gone",
     LOOT "PRAGMA foreign_keys = OFF; DROP TABLE claim_rows; DROP TABLE meta; DROP TABLE rules;"},
    {"columns-gone",
     LOOT "PRAGMA foreign_keys = OFF; DROP TABLE passages; CREATE TABLE passages (a, b, c, d);"},
    {"wrong-types", LOOT BY_HAND
     "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name IN ('articles', "
     "'claim_rows', 'passages', 'figure_rows', 'meta', 'sources');\nPRAGMA writable_schema = RESET;\n"},
    {"huge-numbers",
     LOOT "UPDATE claim_rows SET start_char = -9223372036854775807, length = 9223372036854775807;\n"
          "UPDATE figure_rows SET start_char = 4000000000, form = -1, day_low = 9223372036854775807, low = "
          "9e999, high = -9e999;\n"
          "UPDATE passages SET start_char = -1, end_char = 99999999;\n"
          "UPDATE sentences SET start_char = 0, end_char = 9223372036854775807;\n"
          "UPDATE claim_rows SET spans = replace(spans, '1', '-99999999999') WHERE id % 2;\n"
          "UPDATE mention_rows SET sentence = -5, start_char = 9223372036854775806;"},
    {"huge-texts", LOOT
     "UPDATE articles SET text = hex(zeroblob(9000000)) WHERE id = 1;\n"
     "UPDATE entities SET name = hex(zeroblob(1000000)) || id;\n"
     "UPDATE claim_rows SET text = hex(zeroblob(500000)); UPDATE meta SET value = hex(zeroblob(2000000));"},
    {"controls",
     LOOT "UPDATE articles SET title = char(27) || '[2J' || char(10) || char(0x202E) || char(0) "
          "|| 'x', path = 'a' || "
          "char(10) || 'b';\nUPDATE entities SET name = char(27) || ']0;x' || char(7) || id;\n"
          "UPDATE claim_rows SET text = char(7, 8, 27, 155) || text; UPDATE meta SET value = 'table "
          "x\"; DROP TABLE articles; --' "
          "WHERE key = 'derived';"},
    {"not-utf8", LOOT
     "UPDATE articles SET title = CAST(x'ff41fe' AS TEXT), text = CAST(x'41c3' AS TEXT) || text;\n"
     "UPDATE claim_rows SET text = CAST(x'c3c3c3' AS TEXT); UPDATE entities SET name = CAST(x'eda080' AS "
     "TEXT) || id;"},
    {"derived-names",
     LOOT "UPDATE meta SET value = 'table articles' || char(10) || 'view sources' || char(10) || 'table "
          "meta' WHERE "
          "key = 'derived'; UPDATE meta SET value = 'x' WHERE key IN ('schema', 'extractor');"},
    {"json-in-rows", LOOT "UPDATE claim_rows SET spans = ',\"\",[[[{\"a\",7,null,\"1,2;3\"' WHERE id % 2;\n"
                          "UPDATE claim_rows SET spans = ',7,null,\"x\",[1],\"1,\"' WHERE id % 2 = 0;"},
    {"json",
     LOOT "INSERT INTO corrections (made_at, action, target, payload, table_name) VALUES ('x', 'set', '{', "
          "'[[[[', 'claims');"},
    {"broken-search",
     LOOT BY_HAND "DROP TABLE IF EXISTS x; DELETE FROM claims_fts_data; DELETE FROM articles_fts_config;"},
    {"layout", LOOT "UPDATE articles SET layout = 'body -5 99999999999999999999' || char(10) || 'x';"},
    {"links-in-circles",
     LOOT "PRAGMA foreign_keys = OFF; UPDATE figure_rows SET claim_id = id + 1000; UPDATE "
          "claim_rows SET article_id = 99;\n"
          "UPDATE claim_cluster_members SET like_claim_id = claim_id; UPDATE "
          "article_copies SET original_id = article_id;"},
    {"no-id", LOOT "PRAGMA application_id = 0;"},
    {"newer", LOOT "PRAGMA user_version = 9999;"},
    {"negative-version", LOOT "PRAGMA user_version = -3;"},
    {"older-than-it-says", LOOT "PRAGMA user_version = 1;"},
    {"utf-16", NULL},
    {"wal", LOOT "PRAGMA journal_mode = WAL; INSERT INTO meta VALUES ('x', 'y');"},
    {"no-rows-of-schema", LOOT BY_HAND "UPDATE sqlite_schema SET rootpage = 2 WHERE type = 'index';\n"},
    {"schema-nonsense", LOOT BY_HAND
     "UPDATE sqlite_schema SET sql = 'CREATE TABLE claim_rows (' || hex(zeroblob(4000)) || ')' WHERE name = "
     "'claim_rows';\n"},
};
enum { TRAP_COUNT = sizeof TRAPS / sizeof *TRAPS };

static const struct {
    const char *line;
    bool reads; /* leaves the file as it is */
} COMMANDS[] = {
    {"verify -d kb.db", true},
    {"report -d kb.db overview", true},
    {"report -d kb.db --format table claims-by-speaker", true},
    {"report -d kb.db --format json figures-by-thing", true},
    {"report -d kb.db article -p article=1", true},
    {"report -d kb.db import-log", true},
    {"export -d kb.db out", true},
    {"explain -d kb.db claims 1", true},
    {"explain -d kb.db figures 1", true},
    {"explain -d kb.db passages 1", true},
    {"alias list -d kb.db", true},
    {"import -d kb.db --dry-run in/note.md", true},
    {"import -d kb.db in/note.md", false},
    {"rebuild -d kb.db", false},
    {"alias add -d kb.db --kind person Ada-Boll Ada", false},
};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS };

static struct {
    unsigned long flips;
    uint64_t chance;
    bool talk;
    int step;
    unsigned long runs, failures;
} job = {.flips = 200, .chance = 1, .step = 1};

/* ---- what is asked ---- */

static bool is_plain(const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        if ((*p < 0x20 && *p != '\n') || *p == 0x7F || (*p == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0))
            return false;
    return true;
}

static const char *judge(int command, const struct run *run, uint64_t before)
{
    struct stat st;

    if (run->code < 0 || run->code > 5 || run->code == 2)
        return "the status is not documented for this";
    if (!is_plain(run->message))
        return "the message has control characters";
    if (run->code >= 3 && strncmp(run->message, "claimbase: ", 11) != 0)
        return "there is no message";
    if (run->kept != 0)
        return "memory was not freed";
    if (COMMANDS[command].reads && file_sum("kb.db") != before)
        return "the file was changed";
    if (stat("/tmp/claimbase-loot", &st) == 0)
        return "SQL of the file has written a file";
    return NULL;
}

static void try_command(const char *name, int command)
{
    struct run run;
    uint64_t before = file_sum("kb.db");
    const char *wrong;

    if (job.talk) {
        printf("%s: %s\n", name, COMMANDS[command].line);
        fflush(stdout);
    }
    run_command(COMMANDS[command].line, &run);
    job.runs++;
    wrong = judge(command, &run, before);
    if (!wrong)
        return;
    job.failures++;
    printf("FAILED %s, %s: %s; status %d, message: %s\n", name, COMMANDS[command].line, wrong, run.code,
           run.message);
    fflush(stdout);
}

/* ---- traps ---- */

/* A file of another encoding. */
static void make_utf16(void)
{
    run_sql(
        "kb.db",
        "PRAGMA encoding = 'UTF-16le'; PRAGMA application_id = 0x636c6d62; CREATE TABLE loot (what TEXT);\n"
        "CREATE TABLE articles (id INTEGER PRIMARY KEY, path, title, text, language);\n"
        "INSERT INTO articles VALUES (1, 'a.txt', 'Größe', 'Die Mole ist 3 Meter hoch.', 'de');\n"
        "CREATE TABLE meta (key, value); PRAGMA user_version = 3;");
}

static void set_trap(const struct trap *trap)
{
    remove_database("kb.db");
    unlink("kb.db-wal");
    unlink("kb.db-shm");
    if (!trap->sql) {
        make_utf16();
        return;
    }
    copy_file("filled.db", "kb.db");
    run_sql("kb.db", trap->sql);
}

/* Rows of `loot`; 0 also where the file is too broken to tell. */
static int loot(void)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    int count = 0;

    if (sqlite3_open_v2("kb.db", &db, SQLITE_OPEN_READONLY, "unix") == SQLITE_OK &&
        sqlite3_prepare_v2(db, "SELECT count(*) FROM loot", -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        count = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return count;
}

static void try_trap(const struct trap *trap)
{
    for (int command = (int)(trap - TRAPS) % job.step; command < COMMAND_COUNT; command += job.step) {
        set_trap(trap);
        try_command(trap->name, command);
        if (loot() > 0) {
            job.failures++;
            printf("FAILED %s, %s: SQL of the file had an effect\n", trap->name, COMMANDS[command].line);
        }
        remove_files("out");
    }
}

/* ---- broken pages ---- */

/* Turns one to four bits over; every other time in the first pages, where the schema is. */
static void flip(const char *path)
{
    struct stat st;
    FILE *file = fopen(path, "r+b");
    uint64_t count = fault_random(&job.chance) % 4 + 1;

    if (!file || stat(path, &st) != 0)
        exit(2);
    for (uint64_t i = 0; i < count; i++) {
        uint64_t chance = fault_random(&job.chance), size = (uint64_t)st.st_size;
        long place = (long)(chance % (chance >> 60 & 1 && size > 16384 ? 16384 : size));
        int byte;
        fseek(file, place, SEEK_SET);
        byte = fgetc(file);
        fseek(file, place, SEEK_SET);
        fputc(byte ^ 1 << (chance >> 61), file);
    }
    fclose(file);
}

static void try_flips(void)
{
    char name[32];

    for (unsigned long i = 0; i < job.flips; i++) {
        snprintf(name, sizeof name, "flip %lu", i);
        copy_file("filled.db", "kb.db");
        flip("kb.db");
        copy_file("kb.db", "flipped.db");
        try_command(name, (int)(i % COMMAND_COUNT));
        remove_database("kb.db");
        copy_file("flipped.db", "kb.db");
        try_command(name, 0); /* verify */
        remove_database("kb.db");
        remove_files("out");
    }
}

static int read_options(int argc, char **argv)
{
    int option;

    while ((option = getopt(argc, argv, "f:r:s:v")) != -1)
        switch (option) {
        case 'f':
            job.flips = strtoul(optarg, NULL, 10);
            break;
        case 'r':
            job.step = (int)strtol(optarg, NULL, 10);
            break;
        case 's':
            job.chance = strtoull(optarg, NULL, 10);
            break;
        case 'v':
            job.talk = true;
            break;
        default:
            return 2;
        }
    return 0;
}

int main(int argc, char **argv)
{
    int first;

    if (read_options(argc, argv) != 0 || job.step < 1)
        return 2;
    first = optind; /* the program reads options, too */
    fault_install();
    fault_vfs_install();
    workspace_enter();
    scene_make();
    for (int i = 0; i < TRAP_COUNT; i++)
        if (is_wanted(TRAPS[i].name, argc - first, argv + first))
            try_trap(&TRAPS[i]);
    try_flips();
    workspace_leave();
    printf("%d traps, %lu flips, %lu runs, %lu failures\n", (int)TRAP_COUNT, job.flips, job.runs,
           job.failures);
    return job.failures > 0;
}
