/* Floor 3. Facts to rows: everything that writes article data. */
#ifndef CB_STORE_STORE_H
#define CB_STORE_STORE_H

#include "db/db.h"
#include "model/facts.h"

/* Prepared statements and what is remembered between articles. */
struct cb_store;

/* `db` must outlive the store. The caller ends *out with cb_store_close. */
cb_status cb_store_open(struct cb_db *db, struct cb_store **out, struct cb_err *err);
void cb_store_close(struct cb_store *store);

/* The row id of the article with these bytes; *id is 0 when there is none. */
cb_status cb_store_find_article(struct cb_store *store, const char *sha256, int64_t *id, struct cb_err *err);

/* Writes the article and all its facts in one savepoint: all of it or nothing. *id gets its row id. */
cb_status cb_store_article(struct cb_store *store, const struct cb_document *doc, const struct cb_facts *facts,
                           int64_t *id, struct cb_err *err);

#endif
