/* One line of a JSON Lines file as an article; private to this folder. */
#ifndef CB_READER_JSONL_H
#define CB_READER_JSONL_H

#include "model/document.h"

/* Fills *doc (zeroed but for `arena`) from `line`. Keys: text; if present id, title, author (one, or a list),
 * published, language, url, source; others are passed over. The path is `path` with "#id", or ":number" where
 * there is no id. CB_BAD_INPUT: cut off, no JSON object, no text, a value of the wrong type, a day or
 * language that we cannot read. */
cb_status cb_jsonl_read(struct cb_document *doc, const char *path, uint64_t number, const char *place,
                        struct cb_str line, struct cb_err *err);

/* Do brackets outside of strings nest deeper than CB_JSON_DEPTH_MAX? jansson calls itself for each. */
bool cb_json_nests_too_deep(struct cb_str text);

#endif
