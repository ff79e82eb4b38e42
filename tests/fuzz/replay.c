/* usage: fuzz_X FILE...
 * Runs a fuzz target on stored inputs, where there is no libFuzzer. */
#include <stdio.h>

#include "base/buf.h"
#include "base/io.h"
#include "fuzz/fuzz.h"

int main(int argc, char **argv)
{
    struct cb_err err = {0};
    int status = argc > 1 ? 0 : 1;

    for (int i = 1; i < argc; i++) {
        struct cb_buf bytes;
        cb_buf_init(&bytes, 1 << 24);
        if (cb_io_read_all(argv[i], &bytes, &err) == CB_OK) {
            struct cb_str view = cb_buf_view(&bytes);
            LLVMFuzzerTestOneInput((const uint8_t *)view.ptr, view.len);
        } else {
            fprintf(stderr, "%s\n", err.text);
            status = 1;
        }
        cb_buf_release(&bytes);
    }
    printf("%d inputs\n", argc - 1);
    return status;
}
