#include "text/sha256.h"

#include <nettle/base16.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>

static void digest_of(struct cb_str bytes, uint8_t digest[SHA256_DIGEST_SIZE])
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
    sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
}

void cb_sha256(struct cb_str bytes, char hex[65])
{
    uint8_t digest[SHA256_DIGEST_SIZE];

    digest_of(bytes, digest);
    base16_encode_update(hex, sizeof digest, digest);
    hex[64] = '\0';
}

void cb_sha256_base64(struct cb_str bytes, char text[45])
{
    uint8_t digest[SHA256_DIGEST_SIZE];

    digest_of(bytes, digest);
    base64_encode_raw(text, sizeof digest, digest);
    text[44] = '\0';
}
