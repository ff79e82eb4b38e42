#include "engine/pool.h"

#include <pthread.h>
#include <unistd.h>

#include "base/alloc.h"
#include "extract/extract.h"
#include "language/language.h"

enum { JOBS_MAX = 64, PLACES_EACH = 6 };

enum state { DONE = 0, WAITING, RUNNING };

struct worker {
    struct cb_pool *pool;
    pthread_t thread;
    struct cb_vocabulary *vocabularies[CB_LANGUAGE_COUNT];
    struct cb_name_vocabulary *names[CB_LANGUAGE_COUNT];
};

struct cb_pool {
    struct cb_kb *kb;
    struct cb_work *places; /* a ring; number n is at n % capacity */
    size_t capacity, bytes;
    uint64_t oldest; /* for this thread only */
    struct worker *workers;
    size_t worker_count;

    pthread_mutex_t lock; /* for what follows, and the states of the places */
    pthread_cond_t to_do, done;
    uint64_t next, end; /* none before `next` is waiting */
    bool stop;
};

static struct cb_work *place(const struct cb_pool *pool, uint64_t number)
{
    return &pool->places[number % pool->capacity];
}

/* The next that is waiting, to be run by the caller; NULL when there is none. With the lock. */
static struct cb_work *take_waiting(struct cb_pool *pool)
{
    for (; pool->next < pool->end; pool->next++) {
        struct cb_work *work = place(pool, pool->next);
        if (work->state == WAITING) {
            work->state = RUNNING;
            pool->next++;
            return work;
        }
    }
    return NULL;
}

static void note_done(struct cb_pool *pool, struct cb_work *work)
{
    work->extracted = work->rc == CB_OK;
    work->state = DONE;
    pthread_cond_signal(&pool->done);
}

static void *run_worker(void *context)
{
    struct worker *worker = context;
    struct cb_pool *pool = worker->pool;

    pthread_mutex_lock(&pool->lock);
    while (!pool->stop) {
        struct cb_work *work = take_waiting(pool);
        if (!work) {
            pthread_cond_wait(&pool->to_do, &pool->lock);
            continue;
        }
        pthread_mutex_unlock(&pool->lock);
        work->rc = cb_article_extract_with(pool->kb->lexicons, worker->vocabularies, worker->names,
                                           &work->article, &work->err);
        pthread_mutex_lock(&pool->lock);
        note_done(pool, work);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* ---- open and close ---- */

static size_t processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n > 0 ? (size_t)n : 1;
}

/* Fewer threads than wanted are enough: this one does what no other does. */
static void start_workers(struct cb_pool *pool, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct worker *worker = &pool->workers[i];
        worker->pool = pool;
        if (pthread_create(&worker->thread, NULL, run_worker, worker) != 0)
            return;
        pool->worker_count++;
    }
}

cb_status cb_pool_open(struct cb_kb *kb, size_t jobs, struct cb_pool **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_pool *pool = cb_alloc(sizeof *pool);

    if (jobs == 0)
        jobs = processors();
    if (jobs > JOBS_MAX)
        jobs = JOBS_MAX;
    CB_TRY_NEW(pool);
    pool->kb = kb;
    pool->capacity = jobs > 1 ? jobs * PLACES_EACH : 1;
    if (pthread_mutex_init(&pool->lock, NULL) != 0 || pthread_cond_init(&pool->to_do, NULL) != 0 ||
        pthread_cond_init(&pool->done, NULL) != 0)
        CB_BUG("a lock cannot be made");
    pool->places = cb_alloc(pool->capacity * sizeof *pool->places);
    pool->workers = cb_alloc(jobs * sizeof *pool->workers);
    CB_TRY_NEW(pool->places && pool->workers);
    start_workers(pool, jobs - 1);
    *out = pool;
    pool = NULL;
done:
    cb_pool_close(pool);
    return rc;
}

void cb_pool_close(struct cb_pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->stop = true;
    pthread_cond_broadcast(&pool->to_do);
    pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < pool->worker_count; i++) {
        pthread_join(pool->workers[i].thread, NULL);
        for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
            cb_vocabulary_free(pool->workers[i].vocabularies[l]);
            cb_name_vocabulary_free(pool->workers[i].names[l]);
        }
    }
    for (size_t i = 0; pool->places && i < pool->capacity; i++)
        cb_arena_release(&pool->places[i].arena);
    pthread_cond_destroy(&pool->done);
    pthread_cond_destroy(&pool->to_do);
    pthread_mutex_destroy(&pool->lock);
    cb_free(pool->workers);
    cb_free(pool->places);
    cb_free(pool);
}

/* ---- in and out ---- */

struct cb_work *cb_pool_reserve(struct cb_pool *pool)
{
    struct cb_work *work = place(pool, pool->end); /* only this thread changes `end` */

    if (pool->end > pool->oldest &&
        (pool->end - pool->oldest == pool->capacity || pool->bytes > CB_POOL_BYTES))
        return NULL;
    cb_arena_clear(&work->arena);
    *work = (struct cb_work){.arena = work->arena};
    work->article.doc.arena = &work->arena;
    return work;
}

void cb_pool_submit(struct cb_pool *pool, struct cb_work *work, bool extract)
{
    pool->bytes += work->article.doc.text.len;
    pthread_mutex_lock(&pool->lock);
    work->state = extract ? WAITING : DONE;
    pool->end++;
    if (extract)
        pthread_cond_signal(&pool->to_do);
    pthread_mutex_unlock(&pool->lock);
}

/* Does a piece of work while others are at the oldest one. */
static void help(struct cb_pool *pool, struct cb_work *work)
{
    pthread_mutex_unlock(&pool->lock);
    work->rc = cb_article_extract(pool->kb, &work->article, &work->err);
    pthread_mutex_lock(&pool->lock);
    note_done(pool, work);
}

cb_status cb_pool_oldest(struct cb_pool *pool, struct cb_work **out, struct cb_err *err)
{
    struct cb_work *work = place(pool, pool->oldest), *other;

    *out = NULL;
    if (pool->oldest == pool->end)
        return CB_OK;
    pthread_mutex_lock(&pool->lock);
    while (work->state != DONE) {
        other = take_waiting(pool);
        if (other)
            help(pool, other);
        else
            pthread_cond_wait(&pool->done, &pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
    *out = work;
    return work->rc == CB_OK ? CB_OK : cb_err_set(err, work->err.code, "%s", work->err.text);
}

void cb_pool_drop(struct cb_pool *pool)
{
    pool->bytes -= place(pool, pool->oldest)->article.doc.text.len;
    pool->oldest++;
    pthread_mutex_lock(&pool->lock);
    if (pool->next < pool->oldest) /* nobody looks at its place any more: it is given out again */
        pool->next = pool->oldest;
    pthread_mutex_unlock(&pool->lock);
}

bool cb_pool_has(const struct cb_pool *pool, const char *sha256)
{
    for (uint64_t n = pool->oldest; n < pool->end; n++)
        if (strcmp(place(pool, n)->article.doc.sha256, sha256) == 0)
            return true;
    return false;
}
