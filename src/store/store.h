/* Floor 3. Facts to rows: everything that writes article data. Places go in as bytes and come out as code
 * points.
 *
 * Row ids depend on the order of the articles alone; names, kinds and everything else of an entity or a
 * source do not even depend on that. */
#ifndef CB_STORE_STORE_H
#define CB_STORE_STORE_H

#include "db/db.h"
#include "model/facts.h"

/* Prepared statements, and the rules that rows may name. */
struct cb_store;

/* Reads import/rules (from `lists_dir` where that has it). `db` must outlive the store. The caller ends *out
 * with cb_store_close. CB_BAD_INPUT: a list of rules is broken. */
cb_status cb_store_open(struct cb_db *db, const char *lists_dir, struct cb_store **out, struct cb_err *err);
void cb_store_close(struct cb_store *store); /* NULL is fine */

/* The row id of the article with these bytes; *id is 0 when there is none. */
cb_status cb_store_find_article(struct cb_store *store, const char *sha256, int64_t *id, struct cb_err *err);

/* A stored article that an input may be a new version of: the one from the same path, else the last one with
 * the same address. */
struct cb_version {
    int64_t id;   /* 0: there is none */
    bool by_path; /* else by its address */
    bool same;    /* it says what the input says, for all the other bytes */
    bool shorter; /* the input's text is shorter */
    bool older;   /* by address: the input's bytes are those of a version that it has replaced */
};

cb_status cb_store_find_version(struct cb_store *store, const struct cb_document *doc, struct cb_version *out,
                                struct cb_err *err);

/* The first article with this very text; *id is 0 when there is none. */
cb_status cb_store_find_text(struct cb_store *store, struct cb_str text, int64_t *id, struct cb_err *err);

/* The first article behind row *id that came from a file, and its path (in `arena`); *id is 0 when there is
 * none. */
cb_status cb_store_next_path(struct cb_store *store, struct cb_arena *arena, int64_t *id, struct cb_str *path,
                             struct cb_err *err);

/* ---- in a transaction: begin, articles, end, commit ---- */

/* Brings the table of rules up to date. Behind a transaction that was rolled back, begin again. */
cb_status cb_store_begin(struct cb_store *store, struct cb_err *err);

/* Adds what was written since cb_store_begin to the search index, and links its articles and claims with
 * those that say the same: article_copies, claim_clusters. What is not touched by them stays as it is, and
 * all is as if everything had been written at once. */
cb_status cb_store_end(struct cb_store *store, struct cb_err *err);

/* The same where other transactions of the run follow: what is not linked or in the sums is so by the next
 * cb_store_end. */
cb_status cb_store_end_part(struct cb_store *store, struct cb_err *err);

/* Joins names that only other articles explain to the entities that they mean there, as far as articles have
 * come in since the last call. Once behind the last article of a run, before cb_store_end. Before that it
 * makes the indexes that are due (cb_db_index). */
cb_status cb_store_join_names(struct cb_store *store, struct cb_err *err);

/* One article with all that was found in it. */
struct cb_record {
    const struct cb_document *doc;
    const struct cb_facts *facts;
    const struct cb_source *publisher; /* NULL = not known */
    bool title_found, language_found;  /* found in the text; else they came with the article */
    int64_t id;                        /* row id to take; 0: a new one */
};

/* Can the article be written? CB_BAD_INPUT: a fact names a rule that is in no list, or stands nowhere in the
 * text; its day is none. */
cb_status cb_store_check(struct cb_store *store, const struct cb_record *record, struct cb_err *err);

/* Writes the article and all its facts. *id gets its row id. CB_BAD_INPUT as cb_store_check, and nothing is
 * written; with any other failure a part of it may be, and the transaction is to be rolled back. (A savepoint
 * for each article would copy each page that it touches: a hundred times its text.) */
cb_status cb_store_article(struct cb_store *store, const struct cb_record *record, int64_t *id,
                           struct cb_err *err);

/* Moves the article to article_history, because of `reason` ("replaced", "pruned"), by the run `run` of
 * imports; its derived rows are gone. `found` is what is stored of it, its names and sources: what the
 * articles say together is brought up to date by the next cb_store_end behind cb_store_join_names. NULL: it
 * is wrong until the next rebuild. */
cb_status cb_store_retire(struct cb_store *store, int64_t id, const char *reason, int64_t run,
                          const struct cb_record *found, struct cb_err *err);

/* Do corrections stand in the article, or in rows of it? */
cb_status cb_store_is_corrected(struct cb_store *store, int64_t id, bool *out, struct cb_err *err);

/* A new version was written with the id of an article that was retired like that. */
cb_status cb_store_return(struct cb_store *store, int64_t id, struct cb_err *err);

/* cb_store_article for an article that is in: its title, language and source where they were found, and all
 * its facts. Derived rows of it must be gone. */
cb_status cb_store_again(struct cb_store *store, int64_t id, const struct cb_record *record,
                         struct cb_err *err);

/* Before and after a rebuild's articles: forget what was found out about extracted entities and sources, but
 * not their ids; drop those that no article speaks of any more. */
cb_status cb_store_reset_names(struct cb_store *store, struct cb_err *err);
cb_status cb_store_prune_names(struct cb_store *store, struct cb_err *err);

/* ---- the log of runs ---- */

/* A row of `imports`; *id gets its row id. */
cb_status cb_store_log_run(struct cb_store *store, const char *command, const char *version, int64_t *id,
                           struct cb_err *err);
cb_status cb_store_log_counts(struct cb_store *store, int64_t run, const struct cb_import_counts *counts,
                              struct cb_err *err);
cb_status cb_store_log_error(struct cb_store *store, int64_t run, uint64_t seq, struct cb_str place,
                             struct cb_str reason, struct cb_err *err);

#endif
