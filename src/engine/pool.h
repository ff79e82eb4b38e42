/* Floor 4. Articles on their way through the extraction, some at a time: read one by one, extracted by
 * several threads, handed on in the order in which they were read. So nothing that is stored depends on the
 * number of threads. Private to this folder.
 *
 * The word lists are shared and read only; each thread has its own vocabularies, on which no result depends.
 * The arenas of the articles are used again: memory is bounded by the number of places and CB_POOL_BYTES. */
#ifndef CB_ENGINE_POOL_H
#define CB_ENGINE_POOL_H

#include "engine/kb.h"

struct cb_input;
struct cb_pool;

/* Bytes of text on their way at a time; a single article may be larger. */
#define CB_POOL_BYTES ((size_t)512 << 10)

/* One article on its way. */
struct cb_work {
    struct cb_arena arena; /* of the article, and of what is said about it */
    struct cb_article article;
    bool extracted; /* article.record is ready */

    /* For those who put it in and take it out. */
    int64_t id;
    const char *place, *rejected; /* rejected: why there is no article; else NULL */
    struct cb_input *input;
    bool told; /* what the manifest says of it */

    /* For the pool. */
    int state;
    cb_status rc;
    struct cb_err err;
};

/* `jobs` threads, this one among them; 0: as many as there are processors. The word lists of `kb` must be
 * loaded and stay as they are. The caller ends it with cb_pool_close. */
cb_status cb_pool_open(struct cb_kb *kb, size_t jobs, struct cb_pool **out, struct cb_err *err);
void cb_pool_close(struct cb_pool *pool); /* waits for what is under way; NULL is fine */

/* An empty place for the next article (article.doc.arena is set), NULL where all are taken. It is not in
 * before cb_pool_submit; with `extract`, all stages but the first and the last are to be run on it. */
struct cb_work *cb_pool_reserve(struct cb_pool *pool);
void cb_pool_submit(struct cb_pool *pool, struct cb_work *work, bool extract);

/* The one that was put in first, when it is ready; works itself as long as it is not. NULL: there is none.
 * Fails where its extraction failed. Then cb_pool_drop makes its place free. */
cb_status cb_pool_oldest(struct cb_pool *pool, struct cb_work **out, struct cb_err *err);
void cb_pool_drop(struct cb_pool *pool);

/* Is the article with these bytes on its way? */
bool cb_pool_has(const struct cb_pool *pool, const char *sha256);

#endif
