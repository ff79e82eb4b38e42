#include "engine/json.h"

#include <jansson.h>

static int append(const char *bytes, size_t size, void *context)
{
    cb_buf_add(context, (struct cb_str){bytes, size});
    return 0;
}

void cb_json_add(struct cb_buf *out, struct cb_str text)
{
    json_t *string = json_stringn(text.ptr ? text.ptr : "", text.len);

    if (!string || json_dump_callback(string, append, out, JSON_ENCODE_ANY) != 0)
        out->failed = true;
    json_decref(string);
}
