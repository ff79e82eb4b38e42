/* How many rows there are, by 4096 articles (base_counts in schema/summaries.sql): by kind, by rule, and
 * articles by language, outlet and month. Rows of the large tables are read once and counted here: SQLite
 * would sort them to group them. */
#include "store/sql.h"

/* clang-format off */
#define INTO "INSERT INTO base_counts (block, part, name, source_id, number)\n"
#define ADDED "ON CONFLICT DO UPDATE SET number = number + excluded.number"
#define OF_ARTICLES "WHERE article_id BETWEEN ?2 AND ?3"

/* Of articles ?2 to ?3, which are of block ?1, ?4 times. */
static const char ADD_SMALL[] =
    INTO
    "SELECT block, part, name, source_id, ?4 * number FROM (\n"
    "SELECT ?1 AS block, 'table' AS part, 'passages' AS name, 0 AS source_id, count(*) AS number\n"
    "FROM passages " OF_ARTICLES "\n"
    "UNION ALL SELECT ?1, 'table', 'sentences', 0, count(*) FROM sentences " OF_ARTICLES "\n"
    "UNION ALL SELECT ?1, 'citations by rule', rule, 0, count(*) FROM citations " OF_ARTICLES " GROUP BY rule\n"
    "UNION ALL SELECT ?1, 'positions by rule', rule, 0, count(*) FROM positions " OF_ARTICLES " GROUP BY rule\n"
    "UNION ALL SELECT ?1, 'articles by language', language, 0, count(*)\n"
    "FROM articles WHERE id BETWEEN ?2 AND ?3 GROUP BY language\n"
    "UNION ALL SELECT ?1, 'articles by outlet', '', coalesce(source_id, 0), count(*)\n"
    "FROM articles WHERE id BETWEEN ?2 AND ?3 GROUP BY source_id\n"
    "UNION ALL SELECT ?1, 'articles by month', coalesce(substr(published, 1, 7), ''), 0, count(*)\n"
    "FROM articles WHERE id BETWEEN ?2 AND ?3 GROUP BY substr(published, 1, 7))\n"
    "WHERE true " ADDED;

/* A large table: `read` gives rule and kind of rows of articles ?2 to ?3 as numbers, and their ids; `add` adds ?3
 * rows that are like row ?2 to block ?1. */
#define LARGE(table, rows, kind) \
    "SELECT rule_term, " kind ", id FROM " rows " " OF_ARTICLES, \
    INTO "SELECT ?1, '" table " by rule', rule, 0, ?3 FROM " table " WHERE id = ?2\n"
#define WITH_KIND(table) \
    "UNION ALL SELECT ?1, '" table " by kind', kind, 0, ?3 FROM " table " WHERE id = ?2\n"
static const struct {
    const char *read, *add;
} LARGE_TABLES[] = {
    {LARGE("claims", "claim_rows", "form & 7") WITH_KIND("claims") ADDED},
    {LARGE("figures", "figure_rows", "form & 15") WITH_KIND("figures") ADDED},
    {LARGE("mentions", "mention_rows", "form & 3") WITH_KIND("mentions") ADDED},
    {LARGE("propositions", "proposition_rows", "0") ADDED},
};
/* clang-format on */

/* Rows that one rule found and that are of one kind. */
struct tally {
    int64_t rule, kind, row, number;
};
CB_LIST_TYPE(tally_list, struct tally)

/* There are some dozens at most, and the next row is mostly of one that came before. */
static struct tally *find_tally(struct tally_list *list, int64_t rule, int64_t kind)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].rule == rule && list->items[i].kind == kind)
            return &list->items[i];
    return NULL;
}

static cb_status tally_rows(struct cb_stmt *read, struct cb_arena *arena, struct tally_list *list,
                            struct cb_err *err)
{
    cb_status rc;
    bool row;

    for (;;) {
        struct tally *tally;
        int64_t rule, kind;
        CB_TRY(cb_stmt_step(read, &row, err));
        if (!row)
            break;
        rule = cb_stmt_int(read, 0);
        kind = cb_stmt_int(read, 1);
        tally = find_tally(list, rule, kind);
        if (!tally) {
            CB_TRY_NEW(tally = CB_PUSH(arena, list));
            *tally = (struct tally){.rule = rule, .kind = kind, .row = cb_stmt_int(read, 2)};
        }
        tally->number++;
    }
done:
    return rc;
}

static void bind_three(struct cb_stmt *stmt, int64_t one, int64_t two, int64_t three)
{
    cb_stmt_bind_int(stmt, 1, one);
    cb_stmt_bind_int(stmt, 2, two);
    cb_stmt_bind_int(stmt, 3, three);
}

static cb_status count_large(struct cb_store *store, size_t table, int64_t block, int64_t first, int64_t last,
                             int64_t times, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt read = {0}, add = {0};
    struct cb_arena arena = {0};
    struct tally_list list = {0};

    CB_TRY(cb_stmt_prepare(store->db, LARGE_TABLES[table].read, &read, err));
    CB_TRY(cb_stmt_prepare(store->db, LARGE_TABLES[table].add, &add, err));
    cb_stmt_bind_int(&read, 2, first);
    cb_stmt_bind_int(&read, 3, last);
    CB_TRY(tally_rows(&read, &arena, &list, err));
    for (size_t i = 0; i < list.count; i++) {
        bind_three(&add, block, list.items[i].row, times * list.items[i].number);
        CB_TRY(cb_stmt_run(&add, err));
    }
done:
    cb_stmt_release(&read);
    cb_stmt_release(&add);
    cb_arena_release(&arena);
    return rc;
}

cb_status cb_store_count(struct cb_store *store, int64_t first, int64_t last, int64_t times,
                         struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt small = {0};

    CB_TRY(cb_stmt_prepare(store->db, ADD_SMALL, &small, err));
    cb_stmt_bind_int(&small, 4, times);
    for (int64_t block = first / CB_STORE_BLOCK; block <= last / CB_STORE_BLOCK; block++) {
        int64_t from = block * CB_STORE_BLOCK, to = from + CB_STORE_BLOCK - 1;
        from = from > first ? from : first;
        to = to < last ? to : last;
        bind_three(&small, block, from, to);
        CB_TRY(cb_stmt_run(&small, err));
        for (size_t i = 0; i < sizeof LARGE_TABLES / sizeof *LARGE_TABLES; i++)
            CB_TRY(count_large(store, i, block, from, to, times, err));
    }
done:
    cb_stmt_release(&small);
    return rc;
}
