/* What the tests of report/ share: a small knowledge base in memory, and a sink that keeps what it gets. */
#ifndef CB_TESTS_UNIT_REPORT_KB_H
#define CB_TESTS_UNIT_REPORT_KB_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/io.h"
#include "db/db.h"

/* Adds the rows of rows.sql. */
static inline void kb_add_rows(struct cb_db *db)
{
    struct cb_buf sql;
    struct cb_err err = {0};

    cb_buf_init(&sql, 1 << 20);
    assert_int_equal(cb_io_read_all(CB_ROWS, &sql, &err), CB_OK);
    if (cb_db_exec(db, sql.bytes, &err) != CB_OK)
        fail_msg("%s", err.text);
    cb_buf_release(&sql);
}

/* Opens *db in memory with this version's schema, and with the rows of rows.sql. */
static inline void kb_open(struct cb_db *db, bool rows)
{
    struct cb_err err = {0};

    assert_int_equal(cb_db_open(":memory:", CB_OPEN_CREATE, 0, db, &err), CB_OK);
    if (cb_db_migrate(db, NULL, &err) != CB_OK)
        fail_msg("%s", err.text);
    if (rows)
        kb_add_rows(db);
}

struct keeping {
    struct cb_buf text;
    struct cb_sink sink;
    size_t room; /* bytes that it takes before it refuses */
};

static inline bool keep(void *context, const char *bytes, size_t size)
{
    struct keeping *keeping = context;

    if (keeping->text.len + size > keeping->room)
        return false;
    cb_buf_add(&keeping->text, (struct cb_str){bytes, size});
    return true;
}

static inline void keeping_init(struct keeping *keeping)
{
    *keeping = (struct keeping){.room = SIZE_MAX / 4};
    cb_buf_init(&keeping->text, SIZE_MAX / 4);
    keeping->sink = (struct cb_sink){.write = keep, .context = keeping};
}

static inline const char *kept(const struct keeping *keeping)
{
    return keeping->text.bytes ? keeping->text.bytes : "";
}

#endif
