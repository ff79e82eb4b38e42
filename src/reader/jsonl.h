/* JSON objects as articles; private to this folder. */
#ifndef CB_READER_JSONL_H
#define CB_READER_JSONL_H

#include "reader/stream.h"

struct json_t;

/* Do brackets outside of strings nest deeper than CB_JSON_DEPTH_MAX? jansson calls itself for each. */
bool cb_json_nests_too_deep(struct cb_str text);

/* Why jansson could not read: one line about `place`. `what`: "line" or "file". */
cb_status cb_json_refuse(const char *place, const char *what, const void *why, struct cb_err *err);

/* Fills *doc (zeroed but for `arena`) from `object` (a json_t), but for sha256. Each field is found by the
 * reader's map, by its own name, or by the names of the list input_fields: what trafilatura, newspaper,
 * fundus and others write. The path is "path#id", or "path:number" where there is no id. CB_BAD_INPUT: no
 * JSON object, no text, a value of the wrong type, a day or language that we cannot read. */
cb_status cb_json_take(const struct cb_stream *stream, struct cb_document *doc, uint64_t number,
                       const char *place, const void *object, struct cb_err *err);

#endif
