/* Sums over rows and the list of words, brought up to date for what was written (schema/summaries.sql).
 *
 * New articles are added to the sums of their block. Corrections add and drop rows of older articles, in the
 * program and in the sqlite3 shell: the blocks of articles that new entries of the log are about are counted
 * again, and those of all entries when another number of them waits for its row. An entry that takes another
 * back is about the same article. An article that goes is taken off the counts of its block; its words stay
 * until the next rebuild: no text is found by them. Where a rebuild is due, that makes all anew. */
#include "store/sql.h"

enum { REMEMBERED = 1 << 15 };

struct state {
    int64_t article, correction, orphaned;
};

/* ---- counts ---- */

/* Blocks of the articles that entries of the log behind row ?1 are about. */
static const char BLOCKS_DUE[] =
    "WITH RECURSIVE entry (id) AS (\n"
    "    SELECT id FROM corrections WHERE id > ?1\n"
    "    UNION\n"
    "    SELECT t.id FROM entry AS e JOIN corrections AS c ON c.id = e.id\n"
    "    JOIN corrections AS t ON t.uid = json_extract(c.target, '$.uid')\n"
    "    WHERE c.action = 'undo')\n"
    "SELECT DISTINCT a.id / ?2 FROM entry AS e JOIN corrections AS c ON c.id = e.id\n"
    "JOIN articles AS a ON a.sha256 = c.sha256 ORDER BY 1";

static cb_status count_again(struct cb_store *store, int64_t behind, int64_t last, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    struct cb_stmt due = {0}, drop = {0};
    struct row_ids blocks = {0};

    CB_TRY(cb_stmt_prepare(store->db, BLOCKS_DUE, &due, err));
    cb_stmt_bind_int(&due, 1, behind);
    cb_stmt_bind_int(&due, 2, CB_STORE_BLOCK);
    CB_TRY(cb_store_collect(&due, &arena, &blocks, err));
    CB_TRY(cb_stmt_prepare(store->db, "DELETE FROM base_counts WHERE block = ?1", &drop, err));
    for (size_t i = 0; i < blocks.count; i++) {
        int64_t from = blocks.items[i] * CB_STORE_BLOCK, to = from + CB_STORE_BLOCK - 1;
        cb_stmt_bind_int(&drop, 1, blocks.items[i]);
        CB_TRY(cb_stmt_run(&drop, err));
        if (from <= last)
            CB_TRY(cb_store_count(store, from, to < last ? to : last, 1, err));
    }
done:
    cb_stmt_release(&due);
    cb_stmt_release(&drop);
    cb_arena_release(&arena);
    return rc;
}

/* ---- words ---- */

/* Bytes of the character at s[at] when it ends a word for sure: where articles_fts cuts words, it does too,
 * but not the other way round. 0: it is part of one. */
static size_t separator(struct cb_str s, size_t at)
{
    unsigned char c = (unsigned char)s.ptr[at];

    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ? 0 : 1;
    if (c == 0xe2 && at + 2 < s.len && s.ptr[at + 1] == '\x80') { /* U+2010 to 2027: dashes, quotes, dots */
        unsigned char third = (unsigned char)s.ptr[at + 2];
        return third >= 0x90 && third <= 0xa7 ? 3 : 0;
    }
    if (c == 0xc2 && at + 1 < s.len) { /* no-break space, quotes */
        unsigned char second = (unsigned char)s.ptr[at + 1];
        return second == 0xa0 || second == 0xab || second == 0xbb ? 2 : 0;
    }
    return 0;
}

/* Small letters of those that the reports write small: A to Z and the three umlauts. */
static void fold(char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 'A' && c <= 'Z')
            text[i] = (char)(c + 0x20);
        else if (c == 0xc3 && i + 1 < size && strchr("\x84\x96\x9c", text[i + 1]) && text[i + 1] != '\0')
            text[i + 1] = (char)(text[i + 1] + 0x20);
    }
}

struct word_list {
    struct cb_arena arena, text;
    struct cb_map known; /* words that are in the table */
    struct cb_stmt add;
};

static cb_status add_word(struct word_list *list, struct cb_str word, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str copy;

    if (cb_map_find(&list->known, word))
        return CB_OK;
    if (list->known.count == REMEMBERED) {
        cb_arena_clear(&list->arena);
        list->known = (struct cb_map){0};
    }
    copy = cb_arena_copy(&list->arena, word);
    CB_TRY_NEW(copy.ptr);
    CB_TRY_NEW(cb_map_add(&list->arena, &list->known, copy, NULL));
    cb_stmt_bind_text(&list->add, 1, copy);
    CB_TRY(cb_stmt_run(&list->add, err));
done:
    return rc;
}

static cb_status add_words_of(struct word_list *list, struct cb_str original, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str text;
    char *copy;
    size_t start = 0;

    cb_arena_clear(&list->text);
    CB_TRY_NEW(copy = cb_arena_alloc(&list->text, original.len + 1));
    memcpy(copy, original.ptr, original.len);
    fold(copy, original.len);
    text = (struct cb_str){copy, original.len};
    for (size_t at = 0; at <= text.len;) {
        size_t width = at < text.len ? separator(text, at) : 1;
        if (width == 0) {
            at++;
            continue;
        }
        if (at > start)
            CB_TRY(add_word(list, cb_str_sub(text, start, at), err));
        at += width;
        start = at;
    }
done:
    return rc;
}

static cb_status add_words(struct cb_store *store, int64_t first, int64_t last, struct cb_err *err)
{
    cb_status rc;
    struct word_list list = {0};
    struct cb_stmt texts = {0};
    bool row = true;

    CB_TRY(cb_stmt_prepare(store->db, "INSERT OR IGNORE INTO words (word) VALUES (?1)", &list.add, err));
    CB_TRY(cb_stmt_prepare(store->db, "SELECT text FROM articles WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
                           &texts, err));
    cb_stmt_bind_int(&texts, 1, first);
    cb_stmt_bind_int(&texts, 2, last);
    for (;;) {
        CB_TRY(cb_stmt_step(&texts, &row, err));
        if (!row)
            break;
        CB_TRY(add_words_of(&list, cb_stmt_text(&texts, 0), err));
    }
done:
    cb_stmt_release(&texts);
    cb_stmt_release(&list.add);
    cb_arena_release(&list.text);
    cb_arena_release(&list.arena);
    return rc;
}

/* ---- articles that go ---- */

cb_status cb_store_uncount(struct cb_store *store, int64_t article, struct cb_err *err)
{
    cb_status rc;
    bool counted;

    CB_TRY(cb_store_has(store, SQL_IS_COUNTED, article, &counted, err));
    if (!counted)
        goto done;
    CB_TRY(cb_store_count(store, article, article, -1, err));
    CB_TRY(cb_store_run(store, SQL_DROP_COUNTS, article / CB_STORE_BLOCK, err));
done:
    return rc;
}

cb_status cb_store_recount(struct cb_store *store, int64_t article, struct cb_err *err)
{
    cb_status rc;
    bool counted;

    CB_TRY(cb_store_has(store, SQL_IS_COUNTED, article, &counted, err));
    if (!counted)
        goto done;
    CB_TRY(cb_store_count(store, article, article, 1, err));
    CB_TRY(add_words(store, article, article, err));
done:
    return rc;
}

/* ---- all of it ---- */

static cb_status read_states(struct cb_store *store, struct state *then, struct state *now,
                             struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    CB_TRY(cb_stmt_prepare(store->db,
                           "SELECT s.article_id, s.correction_id, s.orphaned,\n"
                           "       (SELECT coalesce(max(id), 0) FROM articles),\n"
                           "       (SELECT coalesce(max(id), 0) FROM corrections),\n"
                           "       (SELECT count(*) FROM corrections WHERE status = 'orphaned')\n"
                           "FROM summary_state AS s",
                           &stmt, err));
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    *then = (struct state){cb_stmt_int(&stmt, 0), cb_stmt_int(&stmt, 1), cb_stmt_int(&stmt, 2)};
    *now = (struct state){cb_stmt_int(&stmt, 3), cb_stmt_int(&stmt, 4), cb_stmt_int(&stmt, 5)};
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status write_state(struct cb_store *store, const struct state *now, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};

    CB_TRY(cb_stmt_prepare(store->db,
                           "UPDATE summary_state SET article_id = ?1, correction_id = ?2, orphaned = ?3",
                           &stmt, err));
    cb_stmt_bind_int(&stmt, 1, now->article);
    cb_stmt_bind_int(&stmt, 2, now->correction);
    cb_stmt_bind_int(&stmt, 3, now->orphaned);
    CB_TRY(cb_stmt_run(&stmt, err));
done:
    cb_stmt_release(&stmt);
    return rc;
}

cb_status cb_store_summarize(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct state then, now;
    int64_t changed;

    /* a rebuild is due */
    CB_TRY(
        cb_db_int(store->db, "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'changed')", 0, &changed, err));
    if (changed)
        goto done;
    CB_TRY(read_states(store, &then, &now, err));
    if (now.orphaned != then.orphaned || now.correction != then.correction) {
        int64_t behind = now.orphaned != then.orphaned ? 0 : then.correction;
        CB_TRY(count_again(store, behind, then.article, err));
        CB_TRY(cb_store_note_corrected(store, behind, err));
    }
    CB_TRY(cb_store_sum(store, then.article, now.article, err));
    if (memcmp(&then, &now, sizeof now) == 0)
        goto done;
    if (now.article > then.article) {
        CB_TRY(cb_store_count(store, then.article + 1, now.article, 1, err));
        CB_TRY(add_words(store, then.article + 1, now.article, err));
    }
    CB_TRY(write_state(store, &now, err));
done:
    return rc;
}
