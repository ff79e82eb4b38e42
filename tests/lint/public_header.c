/* The public header alone, as a user's program sees it, as C17 and as C++. Compiled only. */
#include "claimbase.h"

int main(void)
{
    struct cb_kb *kb = NULL;
    struct cb_err err;
    const char *paths[1] = {"articles"};
    struct cb_import_counts counts;

    err.code = CB_OK;
    if (cb_kb_open("kb.db", CB_OPEN_CREATE, NULL, &kb, &err) == CB_OK)
        cb_kb_import(kb, paths, 1, NULL, &counts, &err);
    cb_kb_close(kb);
    return err.code == CB_OK ? 0 : 1;
}
