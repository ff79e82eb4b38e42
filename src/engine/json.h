/* Floor 4. JSON where it is put together by hand; private to this folder. */
#ifndef CB_ENGINE_JSON_H
#define CB_ENGINE_JSON_H

#include "base/buf.h"

/* Appends `text` as a JSON string; what is not UTF-8 makes the buffer fail. */
void cb_json_add(struct cb_buf *out, struct cb_str text);

#endif
