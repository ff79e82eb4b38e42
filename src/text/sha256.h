/* Floor 1. SHA-256, through nettle. */
#ifndef CB_TEXT_SHA256_H
#define CB_TEXT_SHA256_H

#include "base/str.h"

/* The digest of `bytes` in hexadecimal, lower case, with a final NUL. */
void cb_sha256(struct cb_str bytes, char hex[65]);

/* The same in Base64, as a page's policy names the script that it trusts. */
void cb_sha256_base64(struct cb_str bytes, char text[45]);

#endif
