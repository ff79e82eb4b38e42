#include "text/sha256.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

void cb_sha256(struct cb_str bytes, char hex[65])
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
    sha256_digest(&context, sizeof digest, digest);
    base16_encode_update(hex, sizeof digest, digest);
    hex[64] = '\0';
}
