/* Every statement that writes article data, by number; private to this folder. Their texts and parameters:
 * sql.c, sql_joins.c, sql_links.c, sql_retire.c. */
#ifndef CB_STORE_SQL_H
#define CB_STORE_SQL_H

#include "base/map.h"
#include "store/store.h"

enum sql_id {
    SQL_FIND_ARTICLE,
    SQL_ADD_ARTICLE,
    SQL_CHECK_DAYS,
    SQL_CHANGE_ARTICLE,
    SQL_FIND_BY_PATH,
    SQL_FIND_BY_URL,
    SQL_FIND_TEXT,
    SQL_COMPARE_ARTICLE,
    SQL_ADD_HISTORY,
    SQL_DROP_ARTICLE,
    SQL_NEXT_PATH,
    SQL_ADD_PASSAGES,
    SQL_ADD_SENTENCES,
    SQL_ADD_ENTITY,
    SQL_FIND_ENTITY,
    SQL_ADD_EVIDENCE,
    SQL_EXTRACTED_ENTITY,
    SQL_EVIDENCE,
    SQL_RENAME_ENTITY,
    SQL_ADD_ALIAS,
    SQL_DROP_ALIAS,
    SQL_ADD_SOURCE,
    SQL_FIND_SOURCE,
    SQL_ADD_MENTIONS,
    SQL_ADD_POSITIONS,
    SQL_ADD_CITATIONS,
    SQL_ADD_CLAIMS,
    SQL_ADD_CLAIM_ENTITIES,
    SQL_ADD_FIGURES,
    SQL_ADD_PROPOSITIONS,
    SQL_FIND_TERM,
    SQL_ADD_TERMS,
    SQL_ADD_PROPOSITION_FIGURES,
    SQL_ADD_STANCE_WORDS,
    SQL_ADD_RULE,
    SQL_INDEX_ARTICLES,
    SQL_INDEX_CLAIMS,
    SQL_LINK_SURNAMES,
    SQL_LINK_SHORT_FORMS,
    SQL_LINK_BEARERS,
    SQL_LINK_LONG_FORMS,
    SQL_LINK_ARTICLES,
    SQL_LINK_NOW,
    SQL_LINK_HERE,
    SQL_LINK_CERTAIN,
    SQL_LINK_KIND,
    SQL_LINK_HELD,
    SQL_NOTE_SHORT_NAMES,
    SQL_SHORT_NAMES,
    SQL_LINK_WORD,
    SQL_LINK_COUNT,
    SQL_LINK_OFFICES,
    SQL_LINK_COMPANY,
    SQL_KNOWN_PERSON,
    SQL_KNOWN_OFFICES,
    SQL_KNOWN_COMPANY,
    SQL_KEEP_PERSON,
    SQL_KEEP_OFFICE,
    SQL_KEEP_COMPANY,
    SQL_FORGET_PERSONS,
    SQL_FORGET_OFFICES,
    SQL_FORGET_COMPANY,
    SQL_FORGET_SHORT_NAMES,
    SQL_LINK_ADD,
    SQL_LINK_DROP,
    SQL_LINK_CHANGED,
    SQL_LINK_MENTIONS,
    SQL_LINK_PERSONS,
    SQL_LINK_ORGANIZATIONS,
    SQL_LINK_SPEAKERS,
    SQL_LINK_CLAIM_ENTITIES,
    SQL_LINK_FIGURES,
    SQL_LINK_SUBJECTS,
    SQL_LINK_OBJECTS,
    SQL_LOG_RUN,
    SQL_LOG_COUNTS,
    SQL_LOG_ERROR,

    SQL_ARTICLES_TO_LINK,
    SQL_ARTICLE_CHARS,
    SQL_ARTICLE_TEXT,
    SQL_ARTICLE_PASSAGES,
    SQL_ARTICLE_ORDER,
    SQL_ADD_ARTICLE_WORDING,
    SQL_ADD_ARTICLE_FINGERPRINTS,
    SQL_ARTICLES_BY_FINGERPRINT,
    SQL_DROP_ARTICLE_FINGERPRINT,
    SQL_DROP_RECENT_ARTICLE_FINGERPRINT,
    SQL_COPY_OF,
    SQL_SET_COPY,
    SQL_DROP_COPY,
    SQL_TOUCH_COPIES,
    SQL_LINKED_CLAIMS,

    SQL_CLAIMS_TO_LINK,
    SQL_FIGURES_TO_LINK,
    SQL_CLAIM_FIGURES_TO_LINK,
    SQL_CLAIM_WORDS,
    SQL_FIND_WORDING,
    SQL_CLAIM_STANDING,
    SQL_WORDS_DUE,
    SQL_DROP_WORDING_HASH,
    SQL_DROP_RECENT_WORDING_HASH,
    SQL_DROP_WORDING,
    SQL_DROP_WORDING_FINGERPRINT,
    SQL_DROP_RECENT_WORDING_FINGERPRINT,
    SQL_DROP_CLAIM_WORDINGS,
    SQL_DROP_CLAIM_WORDING,
    SQL_DROP_CLAIM_FIGURES,
    SQL_ADD_DUE,
    SQL_ARTICLES_DUE,
    SQL_CLAIMS_DUE,
    SQL_STARS_DUE,
    SQL_WORDINGS_BY_FINGERPRINT,
    SQL_OLDER_WORDINGS,
    SQL_SKETCH,
    SQL_ADD_WORDINGS,
    SQL_ADD_WORDING_HASHES,
    SQL_ADD_CLAIM_WORDINGS,
    SQL_ADD_WORDING_FINGERPRINTS,
    SQL_ADD_LINKS,
    SQL_ADD_LINK,
    SQL_DROP_LINK,
    SQL_IS_COMMON,
    SQL_MARK_COMMON,
    SQL_UNMARK_COMMON,
    SQL_UNMARK_RECENT_COMMON,
    SQL_DROP_LINKS_TO,
    SQL_DROP_LINKS_FROM,
    SQL_ADD_CLAIM_FIGURE,

    SQL_ISSUE,
    SQL_APPEARANCE,
    SQL_WORDING_OF_CLAIM,
    SQL_CLAIMS_OF_WORDING,
    SQL_LINKS_OF_WORDING,
    SQL_LINKED_WORDING,
    SQL_SET_LINKED_WORDING,
    SQL_DROP_LINKED_WORDING,
    SQL_FIRST_OF_WORDING,
    SQL_STAR_LINKS,
    SQL_STAR_IS_WIDE,
    SQL_STAR_MEMBERS,
    SQL_TOUCH,
    SQL_TOUCH_CLAIM,
    SQL_TOUCH_WORDING,
    SQL_TOUCH_STAR,
    SQL_CLAIM_PLACE,
    SQL_FIGURES_OF_CLAIM,
    SQL_HAS_FIGURE,
    SQL_IS_JOINED,
    SQL_SET_FIGURE_STATE,
    SQL_FIGURE_HAS_NEIGHBOUR,
    SQL_FIGURE_CENTRES,
    SQL_FIGURE_SHARERS,
    SQL_FIGURE_SHARERS_OF,
    SQL_FIGURES_JOINED,
    SQL_FIGURE_CLAIMS_OF_WORDING,
    SQL_FIGURE_CLAIMS_OF_STAR,
    SQL_NEXT_CLUSTER_DUE,
    SQL_DROP_CLUSTER_DUE,
    SQL_MEMBER,
    SQL_SET_CLUSTER,
    SQL_ADD_MEMBER,
    SQL_CHANGE_MEMBER,
    SQL_DROP_MEMBER,
    SQL_DROP_EMPTY_CLUSTER,

    SQL_CORRECTION_FIELDS,
    SQL_CORRECTION_CONFIRMED,
    SQL_CORRECTION_NEW,
    SQL_CORRECTION_LAST,
    SQL_CORRECTION_PLACES,
    SQL_CORRECTION_AT_PLACE,
    SQL_CORRECTION_BY_ID,
    SQL_CORRECTION_BY_UID,
    SQL_CORRECTION_UNDO,
    SQL_GIVE_NAME,
    SQL_GIVE_ALIAS,
    SQL_ENTITY_BY_KEY,
    SQL_ENTITY_BY_NAME,
    SQL_ENTITY_BY_ALIAS,
    SQL_ENTITY_MERGED,
    SQL_ALIAS_OF,

    SQL_IS_CORRECTED,
    SQL_RETIRE,
    SQL_RETIRE_NAMES,
    SQL_RETIRE_FORMS,
    SQL_RETIRE_INDEXED_CLAIMS,
    SQL_RETIRE_INDEXED_ARTICLE,
    SQL_RETIRE_CLUSTER_MEMBERS,
    SQL_RETIRE_CLUSTERS,
    SQL_RETIRE_HOLDERS,
    SQL_RETIRE_STARS,
    SQL_RETIRE_WORDS,
    SQL_RETIRE_FIGURES,
    SQL_RETIRE_CLAIM_WORDINGS,
    SQL_RETIRE_WORDING_HASHES,
    SQL_RETIRE_RECENT_WORDING_HASHES,
    SQL_RETIRE_WORDINGS,
    SQL_RETIRE_COPIES,
    SQL_RETIRE_ARTICLE_WORDING,
    SQL_RETURNED,
    SQL_INDEX_ARTICLE,
    SQL_COPY_DUE,
    SQL_COPIES_DUE,
    SQL_IS_COUNTED,
    SQL_DROP_COUNTS,
    SQL_TAKE_EVIDENCE,
    SQL_DROP_EVIDENCE,
    SQL_NAME_DUE,
    SQL_ADD_ALIAS_EVIDENCE,
    SQL_TAKE_ALIAS_EVIDENCE,
    SQL_DROP_ALIAS_EVIDENCE,
    SQL_DROP_UNSEEN_ALIASES,
    SQL_ADD_SAID_ALIASES,
    SQL_ADD_SOURCE_EVIDENCE,
    SQL_TAKE_SOURCE_EVIDENCE,
    SQL_DROP_SOURCE_EVIDENCE,
    SQL_DECIDE_SOURCE,
    SQL_COUNT
};

/* What the next update of links is to look at: behind it rows of table_name and row_id. */
#define CB_DUE "INSERT OR IGNORE INTO links_due (table_name, row_id)\n"

/* Ties between kinds of a source go by this order: the earlier one wins. */
#define CB_SOURCE_ORDER(kind) "instr('agency outlet report person other', " kind ")"

/* A statement's text. It stands in one of four tables, which leave the others' places empty. */
const char *cb_sql_text(enum sql_id id);
extern const char *const cb_sql_joins[SQL_COUNT], *const cb_sql_links[SQL_COUNT],
                                                      *const cb_sql_retire[SQL_COUNT];

/* import/rules/X.csv, one line. */
struct rule {
    struct cb_str id, stage, language, description;
};
CB_LIST_TYPE(rules, struct rule)

struct new_term {
    int64_t id;
    struct cb_str term;
};
CB_LIST_TYPE(new_terms, struct new_term)

CB_LIST_TYPE(row_ids, int64_t)

/* Row ids in the order in which they were put in, each once. Zeroed: empty. */
struct row_set {
    struct row_ids ids;
    uint32_t *slots; /* hash table: places in ids, counted from 1; 0: free */
    size_t size;     /* a power of two, twice the count of ids at least */
};

CB_LIST_TYPE(seed_flags, unsigned)

/* Claims or wordings that stars.c is to look at, with flags of enum seed. */
struct seeds {
    struct row_set ids;
    struct seed_flags flags;
};

enum { CELLS_WAITING = 2560 }; /* 60 KB, 128 of the longest rows */

struct cb_store {
    struct cb_db *db;
    struct cb_cell cells[CELLS_WAITING]; /* rows.h */
    struct cb_arena arena;
    struct cb_arena scratch;     /* of one step, emptied by its function */
    struct wording_cache *cache; /* wording.c; NULL until there is one */
    struct cb_arena seed_arena;
    struct seeds wording_seeds, claim_seeds;
    struct db_state {
        int64_t last_claim, changes, version;
    } state;                         /* when it was right */
    struct cb_stmt stmts[SQL_COUNT]; /* prepared on first use */
    struct rules rules;
    struct cb_map rule_ids;
    struct cb_map terms; /* terms.c: numbers of those asked for lately */
    struct cb_arena term_arena;
    struct new_terms new_terms; /* not in their table yet */
    size_t term_count;
    int64_t last_term;    /* the greatest number that was given; -1: not known */
    bool knows_all_terms; /* what is not in the map is in no row */

    bool names_joined; /* since cb_store_begin */

    /* corrections.c */
    bool names_lifted, rows_lifted;
    enum { CB_WAITING_NOTHING = 0, CB_WAITING_NAMES, CB_WAITING_ALL } waiting;
    struct cb_str (*make_key)(struct cb_arena *arena, enum cb_entity_kind kind, struct cb_str name);
};

/* stmts.c: statement `id`, ready to bind; with `value` as its first one; run with that alone. */
cb_status cb_store_stmt(struct cb_store *store, enum sql_id id, struct cb_stmt **out, struct cb_err *err);
cb_status cb_store_bound(struct cb_store *store, enum sql_id id, int64_t value, struct cb_stmt **out,
                         struct cb_err *err);
cb_status cb_store_run(struct cb_store *store, enum sql_id id, int64_t value, struct cb_err *err);

/* Runs several statements that have the same parameter, one behind the other; `ids` is an array. */
cb_status cb_store_run_all(struct cb_store *store, const enum sql_id *ids, size_t count, int64_t value,
                           struct cb_err *err);
#define CB_STORE_RUN_ALL(store, ids, value, err)                                                             \
    cb_store_run_all(store, ids, sizeof(ids) / sizeof *(ids), value, err)

/* Does statement `id` give a row for `value`? */
cb_status cb_store_has(struct cb_store *store, enum sql_id id, int64_t value, bool *out, struct cb_err *err);

/* Puts the first column of all rows of `stmt`, which has its values bound, behind *out, and resets it; of
 * statement `id` with `value` alone. */
cb_status cb_store_collect(struct cb_stmt *stmt, struct cb_arena *arena, struct row_ids *out,
                           struct cb_err *err);
cb_status cb_store_ids(struct cb_store *store, enum sql_id id, int64_t value, struct cb_arena *arena,
                       struct row_ids *out, struct cb_err *err);

/* rules.c: reads the lists; writes them to the table; is `rule` in one of them? */
cb_status cb_store_load_rules(struct cb_store *store, const char *lists_dir, struct cb_err *err);
cb_status cb_store_write_rules(struct cb_store *store, struct cb_err *err);
cb_status cb_store_check_rule(struct cb_store *store, const char *rule, struct cb_err *err);

/* terms.c: the number of a text that many rows share, between begin and end, which writes the new ones;
 * before that, no row may name them. Forgets those that it remembers: where a transaction may have been
 * rolled back. */
cb_status cb_store_begin_terms(struct cb_store *store, struct cb_err *err);
cb_status cb_store_term(struct cb_store *store, struct cb_str term, int64_t *id, struct cb_err *err);
cb_status cb_store_end_terms(struct cb_store *store, struct cb_err *err);
void cb_store_forget_terms(struct cb_store *store);

/* names.c: finds or adds, and joins what this article says with what the others said. ids: of all entities of
 * an article, by their index. */
cb_status cb_store_entities(struct cb_store *store, const struct cb_entities *entities, int64_t *ids,
                            struct cb_err *err);
cb_status cb_store_alias(struct cb_store *store, int64_t entity, struct cb_str alias, struct cb_err *err);

/* The same where the article says that the form means the entity. */
cb_status cb_store_said_alias(struct cb_store *store, int64_t entity, struct cb_str alias,
                              struct cb_err *err);
cb_status cb_store_source(struct cb_store *store, const struct cb_source *source, int64_t *id,
                          struct cb_err *err);

/* ---- links: what cb_store_end updates, in this order ---- */

/* Article ids [first, last] are new since the last update; first > last: none is. */
struct link_range {
    int64_t first, last;
};

/* Compares two int64_t, for qsort. */
int cb_row_compare(const void *left, const void *right);

/* links.c. *added (may be NULL): it was not in; *place (may be NULL): where it is. */
cb_status cb_row_set_add(struct cb_arena *arena, struct row_set *set, int64_t id, bool *added,
                         uint32_t *place, struct cb_err *err);
bool cb_row_set_find(const struct row_set *set, int64_t id, uint32_t *place);

/* A fingerprint, and where in a list stands what has it. */
struct placed_hash {
    uint32_t hash, place;
};
CB_LIST_TYPE(placed_hashes, struct placed_hash)

/* links.c: sorts by hash; equal ones stay in their order. CB_NO_MEMORY. */
cb_status cb_placed_sort(struct cb_arena *arena, struct placed_hashes *list, struct cb_err *err);

/* links.c: moves `count` hashes to `arena`, without the room that was taken to find them. CB_NO_MEMORY. */
cb_status cb_hashes_keep(struct cb_arena *arena, uint64_t **items, size_t count, struct cb_err *err);

/* links.c: everything; with `more` only what need not wait for what comes: no clusters are written. */
cb_status cb_store_link(struct cb_store *store, bool more, struct cb_err *err);

/* levels.c: takes a hash of row `row` out of both tables that it may stand in; `levels` are their statements.
 * Puts the recent hashes to the others, where there are enough behind articles that were linked. */
enum { CB_LEVELS = 2 };
cb_status cb_store_drop_hash(struct cb_store *store, const enum sql_id levels[CB_LEVELS], int64_t row,
                             uint64_t hash, struct cb_err *err);
cb_status cb_store_merge_levels(struct cb_store *store, struct link_range linked, struct cb_err *err);

/* copies.c: article_copies; the same for an older article that has another day of publication, or another
 * outlet; and for those before row `before` that are noted in links_due. */
cb_status cb_store_link_articles(struct cb_store *store, struct link_range range, struct cb_err *err);
cb_status cb_store_link_article_again(struct cb_store *store, int64_t article, struct cb_err *err);
cb_status cb_store_link_copies_due(struct cb_store *store, int64_t before, struct cb_err *err);

/* wordings.c, wordings_again.c: wording_links and claim_figures; without words that went (links_due); the
 * same for older claims that may have other speakers or figures now: what is as the links know it costs a
 * look. */
cb_status cb_store_forget_wordings(struct cb_store *store, struct cb_err *err);
cb_status cb_store_link_wordings(struct cb_store *store, struct link_range range, struct cb_err *err);
cb_status cb_store_link_wordings_again(struct cb_store *store, const struct row_ids *claims,
                                       struct cb_err *err);

/* copies.c: takes the article out of what its copies and others are found by; those that it may have kept
 * from each other are due. */
cb_status cb_store_unlink_article(struct cb_store *store, int64_t article, struct cb_err *err);

/* links.c: claims of this article may have changed, for the next update. */
cb_status cb_store_note_changed(struct cb_store *store, int64_t article, struct cb_err *err);

/* Of the wordings that were compared lately, what they are compared by: forgotten where a transaction may
 * have been rolled back. */
void cb_store_free_cache(struct cb_store *store);

/* Percent of the shingles of both claims' words that both have. */
cb_status cb_store_resemblance(struct cb_store *store, struct cb_arena *arena, int64_t claim, int64_t other,
                               int64_t *percent, struct cb_err *err);

/* stars.c: what came or changed, for the next cb_store_settle; flags of enum seed. */
enum seed {
    SEED_FRESH = 1, /* a wording that was not there */
    SEED_MOVED = 2  /* it may have another place in the order of first appearance, or other links */
};
cb_status cb_store_seed_wording(struct cb_store *store, int64_t wording, unsigned flags, struct cb_err *err);
cb_status cb_store_seed_claim(struct cb_store *store, int64_t claim, unsigned flags, struct cb_err *err);

/* All claims that `query` gives for `id`. */
cb_status cb_store_seed_claims(struct cb_store *store, enum sql_id query, int64_t id, unsigned flags,
                               struct cb_err *err);
void cb_store_drop_seeds(struct cb_store *store);

/* stars.c: which wordings and figures stand around which, for what was seeded; notes in links_due which
 * clusters are to be written again. Empties the seeds. */
cb_status cb_store_settle(struct cb_store *store, struct cb_err *err);

/* clusters.c: writes the clusters that are noted in links_due, and takes them off it. */
cb_status cb_store_cluster(struct cb_store *store, struct cb_err *err);

/* summaries.c: sums and words, for the reports. */
cb_status cb_store_summarize(struct cb_store *store, struct cb_err *err);

/* counts.c: adds articles `first` to `last` to the counts of their blocks, `times` (1; -1 takes them off). */
enum { CB_STORE_BLOCK = 4096 };
cb_status cb_store_count(struct cb_store *store, int64_t first, int64_t last, int64_t times,
                         struct cb_err *err);

/* summaries.c: takes an article that goes off the counts, where they have it; adds its new version. */
cb_status cb_store_uncount(struct cb_store *store, int64_t article, struct cb_err *err);
cb_status cb_store_recount(struct cb_store *store, int64_t article, struct cb_err *err);

/* names.c: takes back what was `found` in an article about names, kinds and aliases; drops entities and
 * sources of articles that went (retire.c) of which no article speaks any more. */
cb_status cb_store_take_names(struct cb_store *store, const struct cb_record *found, struct cb_err *err);
cb_status cb_store_prune_retired(struct cb_store *store, struct cb_err *err);

/* retire.c: drops what articles that went have left, and forgets that they went; nothing where names were not
 * joined before. */
cb_status cb_store_settle_retired(struct cb_store *store, struct cb_err *err);

/* sums.c: sums by entity. Before links are made, watch; then note what entries of the log behind row `behind`
 * are about; then sum: articles up to row `counted` that were noted anew, those behind it up to `last` are
 * new. */
cb_status cb_store_watch_sums(struct cb_store *store, struct cb_err *err);
cb_status cb_store_note_corrected(struct cb_store *store, int64_t behind, struct cb_err *err);
cb_status cb_store_sum(struct cb_store *store, int64_t counted, int64_t last, struct cb_err *err);

/* corrections.c: around articles that are written, in cb_store_begin and cb_store_end. */
cb_status cb_store_lift_names(struct cb_store *store, struct cb_err *err);
cb_status cb_store_put_names(struct cb_store *store, struct cb_err *err);

/* store.c: new articles and claims into the search index. */
cb_status cb_store_index(struct cb_store *store, struct cb_err *err);

/* article.c: all rows of one article; first, whether they can be written. */
cb_status cb_store_check_facts(struct cb_store *store, const struct cb_record *record, struct cb_err *err);
cb_status cb_store_facts(struct cb_store *store, int64_t article, const struct cb_record *record,
                         struct cb_err *err);

#endif
