/* Any bytes as a JSON Lines file: broken lines cost nothing but themselves. */
#include "fuzz/fuzz.h"
#include "fuzz/stream_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t lines = 1;

    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n';
    return check_stream_most("jsonl", data, size, lines);
}
