/* Floor 4. What an open knowledge base is, and how an article goes through the stages; private to this
 * folder. */
#ifndef CB_ENGINE_KB_H
#define CB_ENGINE_KB_H

#include "db/db.h"
#include "lexicon/lexicon.h"
#include "store/store.h"

/* Raised by hand when the C code of reader/, language/, extract/ or resolve/ finds other rows than before.
 * Changed word lists are seen without it. */
#define CB_EXTRACTOR_REVISION "6"

struct cb_reports; /* report_api.c */
struct cb_name_vocabulary;
struct cb_vocabulary;

struct cb_kb {
    struct cb_db db;
    struct cb_arena arena;                          /* lives as long as the kb */
    const char *lists_dir, *queries_dir;            /* in the arena, or NULL */
    struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT]; /* in the arena; NULL until cb_kb_load_lexicons */
    struct cb_store *store;                         /* NULL until the first write */
    /* What the derived rows depend on beside the articles: version, extractor revision, word lists, the
     * users' names; the file keeps it as meta 'extractor'. In the arena; ptr NULL until somebody asks. */
    struct cb_str fingerprint;
    bool other_schema;          /* the derived tables are defined as in another version */
    struct cb_arena names;      /* the users' names, as the lexicons have them */
    bool names_loaded;          /* ... and as the file has them */
    struct cb_reports *reports; /* in the arena; NULL until the first report */

    /* Of each language; NULL until its first article. */
    struct cb_vocabulary *vocabularies[CB_LANGUAGE_COUNT];
    struct cb_name_vocabulary *name_vocabularies[CB_LANGUAGE_COUNT];
};

/* ---- api.c ---- */

/* Loads the word lists of every language that is not in out[] yet, into `arena`; from `lists_dir`, when that
 * is not NULL, where it has them. */
cb_status cb_lexicons_load(const char *lists_dir, struct cb_arena *arena,
                           struct cb_lexicon *out[CB_LANGUAGE_COUNT], struct cb_err *err);

/* The same for kb->lexicons, once. */
cb_status cb_kb_load_lexicons(struct cb_kb *kb, struct cb_err *err);

/* CB_USAGE when the kb is open for reading only. */
cb_status cb_kb_check_writable(const struct cb_kb *kb, struct cb_err *err);

/* Opens kb->store, once. */
cb_status cb_kb_open_store(struct cb_kb *kb, struct cb_err *err);

/* In a transaction: makes the file ready for articles of this version (rules, fingerprint). */
cb_status cb_kb_prepare(struct cb_kb *kb, struct cb_err *err);

/* A transaction that writes articles, prepared; cb_tx_rollback ends it otherwise. */
cb_status cb_kb_begin(struct cb_kb *kb, struct cb_err *err);
cb_status cb_kb_commit(struct cb_kb *kb, struct cb_err *err);

/* The same where the articles are a part of a run that goes on: they may be linked with others later. */
cb_status cb_kb_commit_part(struct cb_kb *kb, struct cb_err *err);

/* In a transaction: an article was taken away, so that what the articles say together is wrong until a
 * rebuild. */
cb_status cb_kb_note_change(struct cb_kb *kb, struct cb_err *err);

/* Rebuilds when the file's derived rows are of another version or hold what was taken away, so that what is
 * added fits what is there. */
cb_status cb_kb_refresh(struct cb_kb *kb, struct cb_err *err);

/* ---- aliases.c ---- */

/* A number that tells the names that users gave from others, whatever their order; 0: none. */
cb_status cb_kb_sum_names(struct cb_kb *kb, uint64_t *sum, struct cb_err *err);

/* Gives kb->lexicons the names that the users gave the file, where they have them not yet. */
cb_status cb_kb_load_names(struct cb_kb *kb, struct cb_err *err);

/* ---- corrections.c ---- */

/* A transaction of cb_store_correct: rebuilds first where that is due. Between them corrections are made;
 * finish applies what waits and leaves the commit to the caller; drop ends it in any case. */
cb_status cb_kb_begin_corrections(struct cb_kb *kb, struct cb_err *err);
cb_status cb_kb_finish_corrections(struct cb_kb *kb, struct cb_err *err);
void cb_kb_drop_corrections(struct cb_kb *kb);

/* ---- stored.c ---- */

/* A statement for the articles that are stored, which the caller releases; the next one behind row *id, as it
 * came from its file, into *doc and its arena. *id becomes its row, 0 when there is none. */
cb_status cb_stored_open(struct cb_kb *kb, struct cb_stmt *next, struct cb_err *err);
cb_status cb_stored_next(struct cb_stmt *next, int64_t *id, struct cb_document *doc, struct cb_err *err);

/* ---- pipeline.c ---- */

/* One article on its way; zero it, and set doc.arena. */
struct cb_article {
    struct cb_document doc;
    struct cb_facts facts;
    struct cb_source publisher;
    struct cb_record record; /* points at the others */
};

/* Text and meta data to passages, in the article's language. */
cb_status cb_article_mark(struct cb_document *doc, struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                          struct cb_err *err);

/* The same, and on to sentences and tokens. Makes the vocabulary of the language where there is none yet; the
 * caller frees them. */
cb_status cb_article_analyze(struct cb_document *doc, struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                             struct cb_vocabulary *vocabularies[CB_LANGUAGE_COUNT], struct cb_err *err);

/* Everything that extract/ and resolve/ find in an analyzed document; `names` may be NULL. */
cb_status cb_article_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                          struct cb_name_vocabulary *names, struct cb_facts *facts, struct cb_err *err);

/* From article->doc (text and meta data) to a record that is ready to be stored: all stages between reader/
 * and store/. The word lists must be loaded. Fails only for lack of memory. */
cb_status cb_article_extract(struct cb_kb *kb, struct cb_article *article, struct cb_err *err);

/* The same with the vocabularies of a thread, which are made where there are none yet. */
cb_status cb_article_extract_with(struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                                  struct cb_vocabulary *vocabularies[CB_LANGUAGE_COUNT],
                                  struct cb_name_vocabulary *names[CB_LANGUAGE_COUNT],
                                  struct cb_article *article, struct cb_err *err);

#endif
