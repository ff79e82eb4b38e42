/* Any bytes as a mail. */
#include "fuzz/fuzz.h"
#include "fuzz/stream_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return check_stream("eml", data, size);
}
