/* Floor 1. substr() of SQLite, faster (substr.c). */
#ifndef CB_DB_SUBSTR_H
#define CB_DB_SUBSTR_H

#include <stdint.h>

struct sqlite3;

/* Puts it in the place of SQLite's own on this connection; a code of SQLite, SQLITE_OK if all is well. Text
 * must be UTF-8: other bytes may be counted otherwise, never read beyond their end. */
int cb_db_add_substr(struct sqlite3 *handle);

#endif
